package lines

import (
	"os"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
)

// german is the whole locale file of the language of these tests. No Go code knows the language.
const german = `
[bond]
number-after = "Nr. Nrn. S. Art. Abs."
number-before = "Mio. Uhr v.H."
number-link = "und"
range = "bis"
title = "Hr. Fr."
dash = "–"
`

// bonded returns a language with the bonds of its file: one of the shipped ones, or text.
func bonded(t *testing.T, tag, text string) *Language {
	t.Helper()
	name := "active." + tag + ".toml"
	b := []byte(text)
	if text == "" {
		var err error
		if b, err = os.ReadFile("../../../locales/" + name); err != nil {
			t.Fatal(err)
		}
	}
	var diags diag.List
	set := locale.Read([]*source.File{source.NewFile(name, b)}, nil, &diags)
	bonds := Bonds(set.Bonds(tag))
	return New(nil, func(string) Rules { return Rules{Bonds: &bonds} }).Language(tag)
}

// TestBonds: how strongly two words belong together, by the rules for every language and those of the language's file.
func TestBonds(t *testing.T) {
	made := "[bond]\nnumber-after = \"Kno.\"\nrange = \"tul\"\nnumber-before = \"zil\"\n"
	langs := map[string]*Language{"de": bonded(t, "de", german), "en-x-made": bonded(t, "en-x-made", made), "no file": bonded(t, "xx", "[language]\nself = \"xx\"\n")}
	for _, l := range []string{"en", "es", "pt", "fr"} {
		langs[l] = bonded(t, l, "")
	}
	for _, c := range []struct {
		langs, before, after string
		bond                 int32
	}{
		{"", "AG/RES.", "2910", bondStrong}, {"", "CIDI/CAM/doc.", "3/24", bondStrong}, {"", "§", "4", bondSign}, {"", "US$", "5", bondStrong}, {"", "€", "5", bondStrong},
		{"", "SDG", "10", bondStrong}, {"", "ABCDEFG", "100", bondWeak}, {"", "10", "000", bondStrong}, {"", "10", "0000", 0}, {"", "50", "%", bondSign}, {"", "3", "km.", bondStrong},
		{"", "doc.", "7", bondStrong}, {"", "2910", "(XLVII-O/17)", bondWeak}, {"", "12/23", "rev.", bondWeak}, {"", "J.", "Smith", bondStrong}, {"", "J.", "smith", 0},
		{"", "word", "–", bondSign}, {"", "(", "word", bondSign}, {"", "said", "»", bondSign}, {"", "word", "¿Qué", 0}, {"", "Goal", "10", bondWeak},
		{"", "goal", "10", bondWeak}, {"", "goal", "2010", 0}, {"", "7", "abcde", bondWeak}, {"", "107", "abcde", 0}, {"", "word", "other", 0}, {"", "", "3", 0},

		{"en", "No.", "3", bondStrong}, {"en", "(No.", "3)", bondStrong}, {"en", "Art.", "58", bondStrong}, {"en", "34", "to", bondStrong}, {"en", "to", "45", bondStrong},
		{"en", "10:30", "a.m.,", bondStrong}, {"en", "3", "million", bondStrong}, {"en", "Mr.", "Doe", bondStrong}, {"en", "5", "bis", bondStrong}, {"en", "USD", "5", bondStrong}, {"en", "5", "USD", bondStrong},
		{"en", "34", "bis", bondStrong}, {"en", "a", "45", 0}, {"en", "7", "de", 0}, {"en", "—", "word", 0},
		{"es", "n.º", "3", bondStrong}, {"es", "núm.", "3", bondStrong}, {"es", "Núm.", "3", bondStrong}, {"es", "párr.", "3", bondStrong}, {"es", "34", "a", bondStrong}, {"es", "a", "45", bondStrong},
		{"es", "7", "de", bondWeak}, {"es", "107", "de", 0}, {"es", "Sra.", "Ana", bondStrong}, {"es", "3", "millones", bondStrong}, {"es", "34", "to", 0},
		{"pt", "n.º", "3", bondStrong}, {"pt", "34", "a", bondStrong}, {"pt", "7", "de", bondWeak}, {"pt", "3", "milhões", bondStrong}, {"pt", "Dr.", "Silva", bondStrong},
		{"fr", "n°", "3", bondStrong}, {"fr", "34", "à", bondStrong}, {"fr", "à", "45", bondStrong}, {"fr", "3", "millions", bondStrong}, {"fr", "Mme", "Roy", bondStrong}, {"fr", "5", "et", bondWeak},
		{"fr", "—", "mot", bondWeak}, {"es", "—", "word", 0},
		{"de", "Nr.", "3", bondStrong}, {"de", "nr", "3", bondStrong}, {"de", "Art.", "5", bondStrong}, {"de", "10", "bis", bondStrong}, {"de", "bis", "12", bondStrong}, {"de", "3", "Mio.", bondStrong},
		{"de", "5", "und", bondWeak}, {"de", "Hr.", "Maier", bondStrong}, {"de", "–", "Wort", bondWeak}, {"de", "No.", "3", 0}, {"de", "34", "to", 0},
		{"en-x-made", "Kno.", "3", bondStrong}, {"en-x-made", "10", "tul", bondStrong}, {"en-x-made", "tul", "12", bondStrong}, {"en-x-made", "3", "zil", bondStrong}, {"en-x-made", "Nr.", "3", 0},
		{"", "31,", "2025", bondWeak}, {"", "31,", "2025.", bondWeak}, {"", "131,", "2025", 0}, {"", "31,", "205", 0}, {"", "31,", "word", 0},
		{"", "10:00", "a.", bondStrong}, {"", "a.", "m.", bondStrong}, {"", "a.", "m.),", bondStrong}, {"", "a.", "más", 0}, {"", "EE.", "UU.", bondStrong},
		{"", "p.", "ej.,", bondStrong}, {"", "end.", "UU.", 0}, {"", "EE.", "Then", 0}, {"", "siglo", "XXI", bondWeak}, {"", "siglo", "XXI,", bondWeak},
		{"", "Felipe", "VI", bondWeak}, {"", "Annex", "V", bondWeak}, {"", "that", "I", 0}, {"", "the", "CIDI", 0}, {"", "the", "IIII", 0}, {"", "el", "XXI", 0},
		{"", "100", "€", bondStrong}, {"", "100", "€.", bondStrong}, {"", "word", "€", 0}, {"fr", "1er", "avril", bondStrong}, {"en", "1er", "avril", bondWeak}, {"es", "1.º", "abril", bondStrong}, {"pt", "1.º", "abril", bondStrong}, {"en", "1st", "April", bondStrong},
		{"fr", "XXIe", "siècle", bondWeak}, {"fr", "IIe", "partie,", bondWeak}, {"fr", "Ce", "texte", 0}, {"es", "1.º", "de", bondWeak}, {"en", "1.º", "de", 0},
		{"en", "subpara.", "2", bondStrong}, {"es", "inc.", "3", bondStrong}, {"es", "Excmo.", "Ruiz", bondStrong}, {"pt", "séc.", "XXI", bondStrong}, {"fr", "al.", "2", bondStrong},
		{"", "31st", "session", bondWeak}, {"", "2023a", "session", 0}, {"", "1er", "à", 0}, {"en", "No.", "IV", bondStrong},
		{"", "34°", "S", bondStrong}, {"", "34°", "S,", bondStrong}, {"", "34.05°", "N.", bondStrong}, {"", "34°", "12′", bondStrong}, {"", "12′", "30″", bondStrong},
		{"", "(58º", "O)", bondStrong}, {"", "58°", "West", 0}, {"", "30″", "W;", bondStrong}, {"", "x°", "S", 0}, {"", "5", "°C", bondStrong}, {"", "5", "°C.", bondStrong}, {"", "34", "°", bondStrong},
		{"", "N°", "12", bondStrong}, {"en", "Nº", "12", bondStrong}, {"", "№", "7", bondStrong}, {"", "¶", "5", bondSign}, {"", "§§", "5", bondSign}, {"", "50", "‰", bondSign},
		{"", "CM(2023)12", "add", bondWeak}, {"", "CM(2023)12", "rev2", bondWeak}, {"", "EB154/7", "Corr.1", bondWeak}, {"", "12/23", "Add.", bondWeak}, {"", "Add.", "2", bondStrong},
		{"", "CM(2023)12", "added", 0}, {"", "word", "add", 0}, {"", "S/PV.9500", "(Resumption", bondWeak}, {"", "A/79/12", "(Part", bondWeak}, {"", "A/79/12", "(see", 0}, {"", "2023", "(Part", 0},
		{"", "J.R.", "Doe", bondStrong}, {"", "J.-P.", "Roy", bondStrong}, {"", "“J.", "Doe", bondStrong}, {"", "J.r.", "Doe", 0}, {"", "Jo.", "Doe", 0},
		{"", "CHF", "5", bondStrong}, {"", "5", "CHF", bondStrong}, {"", "500", "XDR.", bondStrong}, {"", "500", "XXZ", 0}, {"", "100", "US$", bondStrong}, {"", "100", "kWh", bondStrong},
		{"", "5", "(a)", bondStrong}, {"", "105", "(iv),", bondStrong}, {"", "5", "b)", bondStrong}, {"", "105", "(see)", 0}, {"", "(a)", "(i)", bondStrong}, {"", "words", "(a)", 0},
		{"en", "subparagraph", "(b)", bondStrong}, {"es", "inciso", "b)", bondStrong}, {"pt", "alínea", "b)", bondStrong}, {"fr", "alinéa", "b)", bondStrong},
		{"en", "Vol.", "II", bondStrong}, {"es", "vol.", "II", bondStrong}, {"en", "p.", "12", bondStrong}, {"en", "pp.", "12–14", bondStrong}, {"en", "No.", "7", bondStrong},
		{"en", "art.", "7", bondStrong}, {"es", "art.", "7", bondStrong}, {"pt", "art.", "7", bondStrong}, {"fr", "art.", "7", bondStrong}, {"", "Part", "I", bondWeak}, {"", "part", "I", 0},
		{"", "pages", "12–14", bondWeak}, {"", "years", "1990–1995", 0}, {"", "sum", "1.000", 0}, {"en", "November", "21st,", bondStrong}, {"es", "November", "21st,", bondWeak}, {"", "párrafo", "1.º", bondWeak},
		{"fr", "12–14", "novembre", bondStrong}, {"en", "12–14", "novembre", bondWeak}, {"", "12-114", "words", 0}, {"es", "12-14", "de", bondWeak}, {"es", "de", "noviembre", bondStrong}, {"es", "de", "noviembre,", bondStrong}, {"es", "de", "nubes", 0},
		{"es", "de", "2023", bondWeak}, {"es", "de", "20234", 0}, {"pt", "de", "novembro", bondStrong}, {"pt", "de", "2023.", bondWeak}, {"fr", "novembre", "2023", bondWeak}, {"en", "November", "2023,", bondWeak},
		{"en", "Members", "2023", 0}, {"en", "de", "2023", 0}, {"es", "12", "al", bondStrong}, {"es", "al", "14", bondStrong}, {"pt", "12", "ao", bondStrong}, {"fr", "12", "au", bondStrong},
		{"fr", "h", "30", bondStrong}, {"fr", "h", "300", 0}, {"fr", "10", "h", bondStrong}, {"en", "per", "cent", bondStrong}, {"en", "per", "cent,", bondStrong}, {"en", "per", "year", 0},
		{"en", "12.5", "per", bondWeak}, {"en", "2023", "per", 0}, {"es", "por", "ciento", bondStrong}, {"fr", "pour", "cent", bondStrong}, {"pt", "por", "cento", bondStrong}, {"es", "mil", "millones", bondStrong},
		{"no file", "Nr.", "3", 0}, {"no file", "10", "bis", bondWeak}, {"no file", "No.", "3", 0},
	} {
		for name, l := range langs {
			if c.langs != "" && c.langs != name {
				continue
			}
			if got := l.bond(c.before, c.after); got != c.bond {
				t.Errorf("%s: a line that ends between %q and %q costs %d, not %d", name, c.before, c.after, got, c.bond)
			}
		}
	}
}

// TestDatesAndMeasures: the day and the month, and the number and its unit, are on one line however narrow the column is, in each language,
// for each month and each unit.
func TestDatesAndMeasures(t *testing.T) {
	for tag, c := range map[string]struct {
		dates, measures []string
		months          string
	}{
		"en": {[]string{"14 M", "M 14", "12–14 M", "(1 M"}, []string{"40 millimetres", "1.5 kilometers", "120 hectares,", "3 days", "180 days.", "12 °C"},
			"January February March April May June July August September October November December"},
		"es": {[]string{"14 de M", "1.º de M", "12 al 14 de M"}, []string{"40 milímetros", "1,5 kilómetros", "120 hectáreas,", "180 días.", "24 horas"},
			"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"},
		"fr": {[]string{"14 M", "1er M", "12 au 14 M"}, []string{"40 millimètres", "1,5 kilomètres", "40 000 hectares", "180 jours.", "2 ans"},
			"janvier février mars avril mai juin juillet août septembre octobre novembre décembre"},
		"pt": {[]string{"14 de M", "1.º de M", "12 a 14 de M"}, []string{"40 milímetros", "1,5 quilômetros", "120 hectares,", "180 dias.", "2 anos"},
			"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"},
	} {
		l := bonded(t, tag, "")
		var all []string
		for month := range strings.FieldsSeq(c.months) {
			for _, d := range c.dates {
				all = append(all, strings.Replace(d, "M", month, 1))
			}
		}
		for _, text := range append(all, c.measures...) {
			runs := []Run{{Text: text, Lang: l}}
			for at, r := range text {
				if r == ' ' && between(runs, 0, at) < bondStrong {
					t.Errorf("%s: a line may end in %q, at %q", tag, text, text[at:])
				}
			}
		}
	}
}
