package text

import (
	"bytes"
	"strings"
	"testing"

	"omnibus/assemble/doc"
)

func said(s string) []doc.Inline { return []doc.Inline{{Text: s}} }

func p(lang, s string) *doc.Paragraph { return &doc.Paragraph{Lang: lang, Inlines: said(s)} }

func role(r string, p *doc.Paragraph) *doc.Paragraph { p.Role = r; return p }

func item(labels []string, blocks ...doc.Block) *doc.Item {
	return &doc.Item{Labels: labels, Blocks: blocks}
}

func pair(a, b doc.Block, missing ...bool) *doc.Pair {
	return &doc.Pair{Columns: []doc.Block{a, b}, Missing: missing}
}

func cited(s, mark, note string, kind doc.NoteKind) *doc.Paragraph {
	return &doc.Paragraph{Lang: "en", Inlines: append(said(s), doc.Inline{Text: mark, Note: &doc.Note{Mark: mark, Kind: kind, Inlines: said(note)}})}
}

// TestWrite: the text of each kind of block.
func TestWrite(t *testing.T) {
	long := "To urge the member states to address the structural causes of migration in their plans."
	for _, c := range []struct {
		name   string
		langs  string
		blocks []doc.Block
		want   string
	}{
		{"paragraphs stand apart, lines are broken at eighty columns", "en", []doc.Block{p("en", long), p("en", "Next.")}, `
To urge the member states to address the structural causes of migration in their
plans.

Next.
`},
		{"headings", "en", []doc.Block{
			&doc.Heading{Level: 1, Label: "I.", Inlines: said("First")}, p("en", "Text."), &doc.Heading{Level: 2, Inlines: said("Second")}, &doc.Heading{Level: 3, Inlines: said("Third")},
		}, `
I. First
========

Text.

Second
------

Third
`},
		{"a list is indented under its labels, and a list in it under its own", "en", []doc.Block{&doc.List{Items: []*doc.Item{
			item([]string{"9."}, p("en", long)),
			item([]string{"10."}, p("en", "Ten:"), &doc.List{Items: []*doc.Item{item([]string{"(a)"}, p("en", "one;")), item([]string{"(b)"}, p("en", "two."))}}),
		}}}, `
 9. To urge the member states to address the structural causes of migration in
    their plans.

10. Ten:

    (a) one;
    (b) two.
`},
		{"an item that begins with a list has its label alone", "en", []doc.Block{&doc.List{Items: []*doc.Item{
			item([]string{"1."}, &doc.List{Items: []*doc.Item{item([]string{"•"}, p("en", "one"))}}),
		}}}, `
1.
   • one
`},
		{"items without labels are not indented", "en", []doc.Block{&doc.List{Items: []*doc.Item{item([]string{""}, p("en", "NOTING;"), role("state", p("en", "[agreed]"))), item(nil, p("en", "RECALLING;"))}}}, `
NOTING;
[agreed]

RECALLING;
`},
		{"the texts of a pair follow each other, each behind its language", "en es", []doc.Block{
			p("en", "For all."),
			&doc.List{Items: []*doc.Item{item([]string{"(a)", "a)"}, pair(p("en", "one"), p("es", "uno")), pair(role("state", p("en", "[new]")), role("state", p("es", "[nuevo]"))))}},
			pair(&doc.Heading{Level: 1, Lang: "en", Inlines: said("Health")}, &doc.Heading{Level: 1, Lang: "es", Label: "I.", Inlines: said("Salud")}),
		}, `
    For all.

en  (a) one
es   a) uno
en      [new]
es      [nuevo]

en  Health
es  I. Salud
    ========
`},
		{"a text in its own language needs no word, whether or not it is counted as missing", "en es", []doc.Block{pair(p("en", "one"), p("es", "uno"), false, true)}, `
en  one
es  uno
`},
		{"a line may be full to its last column", "en", []doc.Block{p("en", strings.Repeat("x", 40)+" "+strings.Repeat("y", 39)+" "+strings.Repeat("z", 40)+" "+strings.Repeat("w", 40))}, `
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz
wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww
`},
		{"what is not translated says in which language it stands", "en es", []doc.Block{pair(p("en", "one"), p("en", "one"), false, true), pair(p("en", "two"), p("es", "dos"), false, false)}, `
en       one
es (en)  one

en       two
es       dos
`},
		{"notes stand behind the text that cites them, endnotes at their place", "en", []doc.Block{
			&doc.List{Items: []*doc.Item{item([]string{"1."}, cited("A text", "1/", "A note that is longer than what can stand on one line of eighty columns of text.", doc.Foot))}},
			cited("More", "a", "An endnote.", doc.End), &doc.EndnoteList{}, p("en", "Behind."),
		}, `
1. A text[1/]
   [1/] A note that is longer than what can stand on one line of eighty columns
        of text.

More[a]

[a] An endnote.

Behind.
`},
		{"a stale text says so", "en", []doc.Block{&doc.Paragraph{Stale: "not up to date:", Inlines: said("Text.")}}, `
not up to date: Text.
`},
		{"rows of a table, and one whose cells hold more", "en", []doc.Block{&doc.Table{Caption: said("Caption"),
			Head: []*doc.Row{{Cells: []*doc.Cell{{Blocks: []doc.Block{p("en", "A")}}, {Blocks: []doc.Block{p("en", "B")}}}}},
			Rows: []*doc.Row{{Cells: []*doc.Cell{{Blocks: []doc.Block{p("en", "1")}}, {}}}, {Cells: []*doc.Cell{{Blocks: []doc.Block{p("en", "2"), p("en", "3")}}, {Blocks: []doc.Block{p("en", "4")}}}}},
		}}, `
Caption
A | B
1 |
2

3
4
`},
		{"the contents list the headings down to their depth", "en", []doc.Block{&doc.Contents{Title: said("Contents"), Depth: 2},
			&doc.Section{Blocks: []doc.Block{&doc.Heading{Level: 1, Label: "I.", Inlines: said("One")}, &doc.Heading{Level: 2, Inlines: said("Two")}, &doc.Heading{Level: 3, Inlines: said("Three")}}}}, `
Contents
  I. One
    Two

I. One
======

Two
---

Three
`},
		{"the contents of each language", "en es", []doc.Block{pair(&doc.Contents{Title: said("Contents"), Depth: 1}, &doc.Contents{Title: said("Índice"), Depth: 1}),
			pair(&doc.Heading{Level: 1, Inlines: said("One")}, &doc.Heading{Level: 1, Inlines: said("Uno")})}, `
en  Contents
      One
es  Índice
      Uno

en  One
es  Uno
    ===
`},
		{"the masthead, a line a line", "en", []doc.Block{&doc.Masthead{Left: [][]doc.Inline{said("OAS"), said("CAM")}, Right: [][]doc.Inline{said("doc.1"), said("2024")}}, p("en", "Text.")}, `
OAS
CAM

doc.1
2024

Text.
`},
		{"bonds hold and are printed as spaces, soft hyphens go, forced breaks break", "en", []doc.Block{
			p("en", strings.Repeat("x", 70)+" AG/RES.\u00a02910\u202f(XLVII-O/17) mi\u00adgra\u00adtion\nnext"), p("en", strings.Repeat("y", 90)+" z"),
		}, `
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
AG/RES. 2910 (XLVII-O/17) migration
next

yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
z
`},
	} {
		d := &doc.Document{Langs: strings.Fields(c.langs), Blocks: c.blocks}
		for _, b := range c.blocks {
			if p, ok := b.(*doc.Paragraph); ok {
				for _, in := range p.Inlines {
					if in.Note != nil && in.Note.Kind == doc.End {
						d.Endnotes = append(d.Endnotes, in.Note)
					}
				}
			}
		}
		var b bytes.Buffer
		if err := Write(&b, d, nil); err != nil {
			t.Fatal(err)
		}
		body, last, _ := strings.Cut(b.String(), "\nomnibus: ")
		if last != "; "+c.langs+"; ;\n" {
			t.Errorf("%s: the last line is %q", c.name, last)
		}
		if got := "\n" + body; got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// TestNarrow: a text has a minimum width however deep it is nested.
func TestNarrow(t *testing.T) {
	var blocks []doc.Block = []doc.Block{p("en", "one two three four five six seven")}
	for range 30 {
		blocks = []doc.Block{&doc.List{Items: []*doc.Item{item([]string{"(a)"}, blocks...)}}}
	}
	var b bytes.Buffer
	if err := Write(&b, &doc.Document{Langs: []string{"en"}, Blocks: blocks}, nil); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), " one two three four five\n") {
		t.Errorf("it says\n%s", b.String())
	}
}

// TestTold: a text identifies itself, and nothing else does.
func TestTold(t *testing.T) {
	for _, d := range []*doc.Document{
		{Paper: "draft-paragraphs", Langs: []string{"en-XA", "es"}, Variant: "redline", Symbol: "CIDI/CAM/doc.4/24 rev. 3", Blocks: []doc.Block{p("en", "Text.")}},
		{Paper: "work-plan", Langs: []string{"en"}, Symbol: "doc.1; doc.2"},
		{Paper: "work-plan", Langs: []string{"en"}},
	} {
		var b bytes.Buffer
		if err := Write(&b, d, nil); err != nil {
			t.Fatal(err)
		}
		got := Told(b.Bytes())
		if got == nil || got.Paper != d.Paper || got.Variant != d.Variant || got.Symbol != d.Symbol || strings.Join(got.Langs, " ") != strings.Join(d.Langs, " ") {
			t.Errorf("%s is identified as %+v", b.String(), got)
		}
		if Told(append(b.Bytes(), "more\n"...)) != nil {
			t.Error("a text with another line at its end is identified")
		}
	}
	for _, s := range []string{"", "\n", "omnibus: ", "omnibus: a; b", "omnibus: ; en; ; x", "a\n Omnibus: a; b; c; d"} {
		if d := Told([]byte(s)); d != nil {
			t.Errorf("%q is identified as %+v", s, d)
		}
	}
}

// TestMark: the mark is centred above everything else.
func TestMark(t *testing.T) {
	var b bytes.Buffer
	d := &doc.Document{Paper: "draft", Langs: []string{"en"}, Mark: "DRAFT", Blocks: []doc.Block{p("en", "Text.")}}
	if err := Write(&b, d, nil); err != nil {
		t.Fatal(err)
	}
	if want := strings.Repeat(" ", 37) + "DRAFT\n\nText.\n"; !strings.HasPrefix(b.String(), want) {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
