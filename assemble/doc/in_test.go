package doc

import (
	"reflect"
	"strings"
	"testing"
)

// TestIn: a paper in two languages gives a complete one in each, with the words, labels, notes and masthead of that language.
func TestIn(t *testing.T) {
	p := sound()
	p.list.Items[0].Labels = []string{"1.", "1.º"}
	p.pair.Columns[1].(*Heading).Inlines = []Inline{{Text: "Dos"}, {Text: "a", Note: p.end}}
	p.par.Inlines = []Inline{{Text: "words"}}
	p.d.Words.Contents = []string{"Contents", "Índice"}
	p.d.Blocks[0] = &Masthead{Lang: "en", Left: [][]Inline{{{Text: "ORGAN"}}, {{Text: "COMMITTEE"}}, {{Text: "ÓRGANO", Lang: "es"}}, {{Text: "COMITÉ", Lang: "es"}}},
		Right: [][]Inline{{{Text: "SYMBOL"}}, {{Text: "May"}}, {{Text: "mayo", Lang: "es"}}}}
	p.section.Blocks = append(p.section.Blocks, &Paragraph{ID: "n.en", Role: "notice", Lang: "en", About: "en", Inlines: []Inline{{Text: "untranslated"}}}, &Paragraph{ID: "n.es", Role: "notice", Lang: "es", About: "es", Inlines: []Inline{{Text: "sin traducir"}}})
	before := p.d.String()
	for k, c := range []struct {
		has, lacks []string
		ends       int
	}{
		{[]string{"left | ORGAN\n", "right | SYMBOL\n", "right | May\n", "h2 #pair en | Two", `"1."`, "untranslated"}, []string{"ÓRGANO", "mayo", "Dos", "sin traducir", "pair\n"}, 0},
		{[]string{"right | SYMBOL\n", "left | ÓRGANO\n", "left | COMITÉ\n", "right | mayo\n", "h2 #pair es | Dos", `"1.º"`, "sin traducir"}, []string{"ORGAN\n", "May\n", "Two", "untranslated\n", "es:«"}, 1},
	} {
		d := p.d.In(k)
		if errs := Check(d); len(errs) > 0 {
			t.Errorf("column %d: %v", k, errs)
		}
		text := d.String()
		for _, s := range c.has {
			if !strings.Contains(text, s) {
				t.Errorf("column %d lacks %q:\n%s", k, s, text)
			}
		}
		for _, s := range c.lacks {
			if strings.Contains(text, s) {
				t.Errorf("column %d has %q:\n%s", k, s, text)
			}
		}
		if len(d.Endnotes) != c.ends || d.Words.Contents[0] != p.d.Words.Contents[k] {
			t.Errorf("column %d: %d endnotes, %v", k, len(d.Endnotes), d.Words.Contents)
		}
		if d.In(0) != d {
			t.Error("In changes a paper in one language")
		}
	}
	if p.d.String() != before {
		t.Error("In changed the paper in two languages")
	}
}

// TestTold: Read reads the line that Told writes.
func TestTold(t *testing.T) {
	for _, d := range []*Document{
		{Paper: "draft", Langs: []string{"en", "es"}, Variant: "redline", Symbol: "CAM/doc.1/24 rev. 1"},
		{Paper: "plan", Langs: []string{"fr"}},
		{Paper: "plan", Langs: []string{"fr"}, Symbol: "A; B"},
	} {
		got := Read(d.Told())
		if got == nil || got.Told() != d.Told() || got.Symbol != d.Symbol || got.Variant != d.Variant || len(got.Langs) != len(d.Langs) {
			t.Errorf("%q reads as %+v", d.Told(), got)
		}
	}
	for _, s := range []string{"", "draft", "draft; en; redline", "; en; ; x"} {
		if d := Read(s); d != nil {
			t.Errorf("%q reads as %+v", s, d)
		}
	}
}

// TestEach: the blocks of sections and of all items of lists are visited in order, each after the one that contains it; columns and cells
// are not.
func TestEach(t *testing.T) {
	p := func(id string) *Paragraph { return &Paragraph{ID: id} }
	var got []string
	Each([]Block{
		&Section{ID: "s", Blocks: []Block{p("a"), &List{ID: "l", Items: []*Item{{Blocks: []Block{p("b")}}, {Blocks: []Block{p("c"), p("d")}}}}}},
		&Pair{ID: "pair", Columns: []Block{p("left"), p("right")}}, p("e"),
	}, func(b Block) { got = append(got, reflect.ValueOf(b).Elem().FieldByName("ID").String()) })
	if want := "s a l b c d pair e"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
