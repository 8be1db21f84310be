package check

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wells returns the files of a resolution of the United Nations in three languages, which is right.
func wells(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, name := range []string{"input/body.yaml", "input/glossary.yaml", "input/mandates.yaml", "input/schedule.yaml", "input/term.yaml",
		"input/proposals/draft.yaml", "locales/content.es.toml", "locales/content.fr.toml"} {
		b, err := os.ReadFile(filepath.Join("testdata", "wells", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = b
	}
	return files
}

// TestWells: a right text in three languages gives no finding but unknown links.
func TestWells(t *testing.T) {
	for _, d := range run(t, wells(t), []string{"en", "es", "fr"}) {
		if d.Code != "N0601" {
			t.Errorf("%s", line(d))
		}
	}
}

// TestWellsRight: other right words in the place of those of the text give no finding either.
func TestWellsRight(t *testing.T) {
	for _, c := range [][]string{ // a file, then old and new words
		{"fr", "perdent plus d’eau qu’ils n’en gagnent", "perdent davantage que ce qu’ils gagnent"},
		{"fr", "Prend acte de la contribution", "Constate la contribution"},
		{"fr", "Considère que les eaux", "Reconnaît que les eaux"},
	} {
		files := wells(t)
		planted(t, files, c)
		for _, d := range run(t, files, []string{"en", "es", "fr"}) {
			if d.Code != "N0601" {
				t.Errorf("%q: %s", c, line(d))
			}
		}
	}
}

// planted changes words of the files: c has the name of a file, or a language, then old and new words, any number of times.
func planted(t *testing.T, files map[string][]byte, c []string) {
	t.Helper()
	for i := 0; i+2 < len(c); i += 3 {
		name := map[string]string{"en": "input/proposals/draft.yaml", "es": "locales/content.es.toml", "fr": "locales/content.fr.toml"}[c[i]]
		if name == "" {
			name = c[i]
		}
		if !strings.Contains(string(files[name]), c[i+1]) {
			t.Fatalf("%s has no %q", name, c[i+1])
		}
		files[name] = []byte(strings.Replace(string(files[name]), c[i+1], c[i+2], 1))
	}
}

// TestWellsPlanted: a fault in the right text gives its finding, in each language that has it, and where it says, no other.
func TestWellsPlanted(t *testing.T) {
	base := wells(t)
	for code, cases := range map[string][][]string{
		"W0942": {{"fr", "satellites ne remplacent pas", "satellites remplacent"}},
		"W0503": {{"en", "(IHN)", ""}},
		"W0204": {{"en", "A/C.6/78/L.9/Rev.1 and", "A/C.6/78/L9/Rev.1 and"}},
		"W0216": {{"en", "78/12 and", "87/12 and"}, {"fr", "11 décembre 2008", "11 décembre 2088"}},
		"W0905": {{"fr", "former 400", "former 40"}, {"es", "60% | 3.000.000", "60% | 3.500.000"}, {"es", "el 22 de marzo", "el 23 de marzo"}},
		"W0911": {{"en", "do not replace", "do not not replace"}},
		"W0916": {{"en", "Development”", "Development"}},
		"W0918": {{"en", "over their territory", "over their territory.Nothing else is meant"}},
		"W0919": {{"en", "Organization in 2021", "Organization , in 2021"}},
		"W0948": {{"es", "los Estados, las organizaciones y los particulares", "los Estados y los particulares"}},
		"W1003": {{"en", "Stresses that", "Stressing that"}, {"fr", "Souligne que", "Soulignant que"}},
		"W1012": {{"en", "To license drilling", "(a) To license drilling"}},
		"W1015": {{"en", "To seal wells", "Sealing wells"}},
		"W1018": {{"en", "15 to 17", "17 to 15"}, {"es", "15 a 17", "17 a 15"}},
		"W1406": {{"en", "to it at its eightieth session", "to it at its seventy-fifth session"}},
		"E1401": {{"en", "22 March 2026", "31 June 2026"}},
		"W0217": {
			{"en", "resolutions 77/41, 78/12 and 78/30 on groundwater", "resolution 63/124 of 12 December 2008"},
			{"en", "resolutions 77/41, 78/12 and 78/30 on groundwater", "resolution 63/124, “The laws of transboundary aquifers”"},
			{"fr", "ses résolutions 77/41, 78/12 et 78/30 sur les eaux souterraines", "sa résolution 63/124, intitulée « Le droit des nappes »"},
		},
		"W0510": {
			{"en", "Urges Member States", "Urges member States"},
			{"en", "Requests the Secretary-General to support", "Requests the secretary-general to support"},
			{"fr", "les États Membres à protéger", "les États membres à protéger"},
		},
		"W1001": {
			{"en", "Noting with concern that some", "Notes with concern that some"},
			{"es", "Teniendo presente", "Tiene presente"},
			{"fr", "Rappelant également", "Rappelle également"},
		},
		"W1019": {
			{"en", "subparagraph (a) of paragraph 6", "subparagraph (f) of paragraph 6"},
			{"en", "subparagraph (a) of paragraph 6", "subparagraphs (a) and (d) of paragraph 6"},
			{"es", "apartado a) del párrafo 6", "apartado f) del párrafo 6"},
			{"fr", "l’alinéa a) du paragraphe 6", "l’alinéa a) du paragraphe 5"},
			{"en", "paragraphs 15 to 17 above", "paragraphs 35 to 37 above"},
			{"en", "paragraphs 15 to 17 above", "paragraphs 15 to 17 below"},
			{"es", "los párrafos 15 a 17", "los párrafos 35 a 37 supra"},
			{"fr", "paragraphes 15 à 17 ci-dessus", "paragraphes 35 à 37 ci-dessus"},
		},
	} {
		for _, c := range cases {
			files := maps.Clone(base)
			planted(t, files, c)
			found := 0
			for _, d := range run(t, files, []string{"en", "es", "fr"}) {
				if d.Code == code {
					found++
				}
			}
			if found == 0 {
				t.Errorf("%s: %q is not found", code, c)
			}
		}
	}
}
