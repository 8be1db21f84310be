package assemble

import (
	"path/filepath"
	"slices"
	"testing"

	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
	"omnibus/assemble/work"
)

// anotherBody returns the files of a body of another organization.
func anotherBody(t *testing.T) *work.Sources {
	t.Helper()
	return termIn(t, filepath.Join("testdata", "un-body"))
}

// TestAnotherBody: the habits of another organization are input: only the phrases that open paragraphs are in italics, in both languages;
// endings are those of its profile; there is no lead-in; and the page size is A4.
func TestAnotherBody(t *testing.T) {
	src := anotherBody(t)
	w, err := Run(src, work.Job{Meeting: "end", Papers: []string{"draft-paragraphs"}}, work.LaidOut, nil)
	if err != nil || w.Diags.HasErrors() {
		t.Fatal(err, found(&w.Diags))
	}
	i := slices.IndexFunc(w.Docs, func(d *doc.Document) bool { return d.Variant == "" })
	var slanted []string
	endings := ""
	var walk func(blocks []doc.Block)
	walk = func(blocks []doc.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Section:
				walk(b.Blocks)
			case *doc.List:
				for _, it := range b.Items {
					walk(it.Blocks)
				}
			case *doc.Pair:
				walk(b.Columns)
			case *doc.Paragraph:
				if b.Role == "lead-in" {
					t.Errorf("there is a lead-in: %v", b.Inlines)
				}
				if b.Role != "preambular" && b.Role != "operative" {
					continue
				}
				for _, x := range b.Inlines {
					if x.Mark&doc.Em != 0 {
						slanted = append(slanted, x.Text)
					}
				}
				last := b.Inlines[len(b.Inlines)-1].Text
				endings += last[len(last)-1:]
			}
		}
	}
	walk(w.Docs[i].Blocks)
	want := []string{"Recalling", "Recordando", "Deeply concerned", "Profundamente preocupada", "Urges", "Insta", "Requests", "Solicita"}
	if !slices.Equal(slanted, want) {
		t.Errorf("the words in italics are %q, want %q", slanted, want)
	}
	if endings != ",,,,::.." {
		t.Errorf("the paragraphs end in %q", endings)
	}
	if p := w.Pages[i].Pages[0]; p.Width > 600*fixed.Point || p.Height < 840*fixed.Point {
		t.Errorf("a page is %g by %g", p.Width.Float(), p.Height.Float())
	}
}
