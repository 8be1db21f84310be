package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestInsideInLanguages: references to what the draft does not have are found in French and Portuguese, and those to other documents are
// left alone.
func TestInsideInLanguages(t *testing.T) {
	base, err := txtar.ParseFile("testdata/base.txt")
	if err != nil {
		t.Fatal(err)
	}
	const record = "proposals:\n" +
		"  - {id: pp-one, kind: preambular, order: 1, operation: add, authors: [chair], state: proposed, mandates: [res-1], text: RECALLING it}\n" +
		"  - id: op-one\n    kind: operative\n    section: section-one\n    order: 10\n    operation: add\n    authors: [chair]\n" +
		"    mandates: [res-1]\n    state: proposed\n    text: To request the General Secretariat\n    paragraphs:\n" +
		"      - {id: op-one-1, text: to gather data}\n      - {id: op-one-2, text: to publish them}\n" +
		"  - {id: op-two, kind: operative, section: section-one, order: 20, operation: add, authors: [chair], state: proposed, mandates: [res-1], text: To share it}\n"
	for _, c := range []struct {
		lang, text string
		want       []string // the references, as written
	}{
		{"fr", "Prier le Secrétariat d’appliquer le paragraphe 1 d) ci-dessus", []string{"1 d"}},
		{"fr", "Prier le Secrétariat d’appliquer les paragraphes 1 et 45 de la présente résolution", []string{"45"}},
		{"fr", "Prier le Secrétariat d’appliquer le paragraphe 9 du dispositif", []string{"9"}},
		{"fr", "Prier le Secrétariat d’appliquer le paragraphe 9 du dispositif de la résolution 78/12", nil},
		{"fr", "Prier le Secrétariat d’appliquer l’annexe III de la présente résolution et la section VII ci-dessus", []string{"III", "VII"}},
		{"fr", "Prier le Secrétariat d’appliquer l’annexe III du rapport, et le paragraphe 1 b) ci-dessus dans tous les pays", nil},
		{"pt", "Solicitar à Secretaria que aplique o parágrafo 1 d) acima e o parágrafo resolutivo 9 da presente resolução", []string{"1 d", "9"}},
		{"pt", "Solicitar à Secretaria que aplique os parágrafos 1 e 45 da presente resolução e o parágrafo resolutivo 9", []string{"45", "9"}},
		{"pt", "Solicitar à Secretaria que aplique o parágrafo resolutivo 45 da resolução 78/12 e o anexo II do relatório", nil},
		{"pt", "Solicitar à Secretaria que aplique o anexo III da presente resolução", []string{"III"}},
	} {
		files := map[string][]byte{}
		for _, f := range base.Files {
			files[f.Name] = f.Data
		}
		files["input/proposals/p.yaml"] = []byte(record)
		files["locales/content."+c.lang+".toml"] = []byte(fmt.Sprintf("[\"op-one.text\"]\nother = %q\n", c.text))
		var got []string
		for _, d := range run(t, files, []string{"en", c.lang}) {
			if d.Code == "W1019" {
				got = append(got, strings.TrimSuffix(string(d.Pos.File.Bytes[d.Pos.Offset:d.Pos.Offset+d.Pos.Length]), ")"))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
