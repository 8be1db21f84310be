package layout

import (
	"os"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
)

func sheet(t testing.TB) *style.Sheet {
	t.Helper()
	b, err := os.ReadFile("../../templates/style.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var diags diag.List
	s := style.Read(source.NewFile("templates/style.yaml", b), &diags)
	if s == nil {
		t.Fatalf("the shipped style sheet: %s", diags.Items[0].Message)
	}
	return s
}

func in(text string) []doc.Inline { return []doc.Inline{{Text: text}} }

func words(text string) *doc.Paragraph { return &doc.Paragraph{Inlines: in(text)} }

func TestTwoPages(t *testing.T) {
	s := sheet(t)
	n := &doc.Note{ID: "n1", Mark: "1", Inlines: in("A note of some words that may take more than a line of its own in the small type of notes.")}
	text := strings.Repeat("International migration is a multidimensional phenomenon that has wide-ranging impacts on countries of origin. ", 6)
	d := &doc.Document{Langs: []string{"en", "es"}, Blocks: []doc.Block{
		&doc.Heading{ID: "h", Level: 1, Label: "I.", Inlines: in("Introduction")},
		&doc.Paragraph{Inlines: []doc.Inline{{Text: text}, {Text: "1", Note: n}, {Text: " and more."}}},
		&doc.List{Role: "operative", Items: []*doc.Item{
			{ID: "i1", Labels: []string{"1.", "1."}, Blocks: []doc.Block{&doc.Pair{Columns: []doc.Block{words(text), words(text)}}}},
			{ID: "i2", Labels: []string{"2.", "2."}, Blocks: []doc.Block{&doc.Pair{Columns: []doc.Block{words(text), words(text + text)}}}},
			{ID: "i3", Labels: []string{"3.", "3."}, Blocks: []doc.Block{&doc.Pair{Columns: []doc.Block{words(text + text), words(text + text)}}}},
		}},
	}}
	var diags diag.List
	r := Pages(d, s, nil, face.Liberation(), &diags)
	if len(r.Pages) != 2 || r.Places["i3"] != 2 || r.Places["n1"] != 1 {
		t.Errorf("%d pages, places %v", len(r.Pages), r.Places)
	}
}
