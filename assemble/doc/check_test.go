package doc

import (
	"strings"
	"testing"
)

// parts are the blocks of a correct document, for each test to change.
type parts struct {
	d       *Document
	heading *Heading
	par     *Paragraph
	list    *List
	table   *Table
	pair    *Pair
	foot    *Note
	end     *Note
	section *Section
}

func sound() *parts {
	run := func(text string) []Inline { return []Inline{{Text: text}} }
	p := &parts{}
	p.foot = &Note{ID: "foot", Mark: "1", Lang: "en", Inlines: run("a footnote")}
	p.end = &Note{ID: "end", Mark: "a", Kind: End, Lang: "en", Inlines: run("an endnote")}
	p.heading = &Heading{ID: "h", Level: 1, Lang: "en", Inlines: run("Heading")}
	p.par = &Paragraph{ID: "p", Lang: "en", Inlines: []Inline{{Text: "words"}, {Text: "1", Note: p.foot}, {Text: "a", Note: p.end},
		{Text: "there", Link: &Link{ID: "h", Desc: "link"}}, {Text: "web", Link: &Link{URL: "https://example.org", Desc: "link"}},
		{Text: "+", Mark: Signal, Actual: "insertion"}, {Text: "\n", Mark: Break}}}
	p.list = &List{ID: "l", Items: []*Item{{ID: "i", Labels: []string{"1.", "1."}, Blocks: []Block{&Paragraph{ID: "ip", Lang: "en", Inlines: run("item")}}}}}
	cell := func(header bool, scope string, span int) *Cell {
		return &Cell{Header: header, Scope: scope, Span: span, Blocks: []Block{&Paragraph{Lang: "en", Inlines: run("cell")}}}
	}
	p.table = &Table{ID: "t", Lang: "en", Widths: []float64{1, 1}, Head: []*Row{{Cells: []*Cell{cell(true, "col", 0), cell(true, "col", 1)}}}, Rows: []*Row{{Cells: []*Cell{cell(false, "", 2)}}}}
	p.pair = &Pair{ID: "pair", Columns: []Block{&Heading{Level: 2, Lang: "en", Inlines: run("Two")}, &Heading{Level: 2, Lang: "es", Inlines: run("Dos")}},
		Missing: make([]bool, 2)}
	p.section = &Section{ID: "s", Blocks: []Block{p.heading, p.par, p.list, p.table, p.pair}}
	two := []string{"x", "x"}
	p.d = &Document{Langs: []string{"en", "es"}, Endnotes: []*Note{p.end}, Words: Words{two, two, two, two, two, two, two, two, two, two, two, two, Screen{}},
		Blocks: []Block{&Masthead{Lang: "en", Left: [][]Inline{run("organ")}, Right: [][]Inline{run("symbol")}}, &Contents{ID: "c", Lang: "en", Title: run("Contents"), Depth: 1},
			p.section, &PageBreak{}, &EndnoteList{}}}
	return p
}

// A correct document satisfies each invariant; each change breaks the one that is named.
func TestCheck(t *testing.T) {
	if errs := Check(sound().d); len(errs) > 0 {
		t.Fatalf("a correct document has faults: %v", errs)
	}
	for _, c := range []struct {
		want  string
		spoil func(p *parts)
	}{
		{"the document has no language", func(p *parts) { p.d.Langs = nil }},
		{`endnote "end" is a footnote`, func(p *parts) { p.end.Kind = Foot }},
		{`endnote "end" is never cited`, func(p *parts) { p.par.Inlines[2].Note = nil }},
		{"1 endnotes are cited, but 0 are at the end", func(p *parts) { p.d.Endnotes = nil }},
		{`a link leads to "none", which is not in the paper`, func(p *parts) { p.par.Inlines[3].Link.ID = "none" }},
		{"list 1 of the words has 1 entries for 2 languages", func(p *parts) { p.d.Words.Contents = []string{"x"} }},
		{"list 10 of the words has 0 entries for 2 languages", func(p *parts) { p.d.Words.DeletionEnd = nil }},
		{"a section has no id", func(p *parts) { p.section.ID = "" }},
		{"a heading has no id", func(p *parts) { p.heading.ID, p.par.Inlines[3].Link.ID = "", "p" }},
		{"a paragraph has no id", func(p *parts) { p.par.ID = "" }},
		{"a list has no id", func(p *parts) { p.list.ID = "" }},
		{"an item has no id", func(p *parts) { p.list.Items[0].ID = "" }},
		{"a table has no id", func(p *parts) { p.table.ID = "" }},
		{"a pair has no id", func(p *parts) { p.pair.ID = "" }},
		{"a note has no id", func(p *parts) { p.foot.ID = "" }},
		{"a table of contents has no id", func(p *parts) { p.d.Blocks[1].(*Contents).ID = "" }},
		{`id "p" occurs twice`, func(p *parts) { p.list.ID = "p" }},
		{`heading "h" of level 2 follows one of level 0`, func(p *parts) { p.heading.Level = 2 }},
		{`heading "h" of level 0 follows`, func(p *parts) { p.heading.Level = 0 }},
		{`heading "" of level 3 follows one of level 1`, func(p *parts) { p.pair.Columns[1].(*Heading).Level = 3 }},
		{`block "h" has no language`, func(p *parts) { p.heading.Lang = "" }},
		{`block "p" has no language`, func(p *parts) { p.par.Lang = "" }},
		{`block "t" has no language`, func(p *parts) { p.table.Lang = "" }},
		{`block "foot" has no language`, func(p *parts) { p.foot.Lang = "" }},
		{`list "l" is empty`, func(p *parts) { p.list.Items = nil }},
		{`item "i" has 1 labels for 2 languages`, func(p *parts) { p.list.Items[0].Labels = []string{"1."} }},
		{`item "i" is empty`, func(p *parts) { p.list.Items[0].Blocks = nil }},
		{`table "t" is empty`, func(p *parts) { p.table.Rows = nil }},
		{`a header cell of table "t" has the scope "cell"`, func(p *parts) { p.table.Head[0].Cells[0].Scope = "cell" }},
		{`a row of table "t" has 1 columns, not 2`, func(p *parts) { p.table.Rows[0].Cells[0].Span = 0 }},
		{`pair "pair" does not have 2 columns`, func(p *parts) { p.pair.Missing = nil }},
		{`pair "pair" does not have 2 columns`, func(p *parts) { p.pair.Columns = p.pair.Columns[:1] }},
		{`pair "pair" holds a *doc.Section`, func(p *parts) { p.pair.Columns[1] = &Section{ID: "x"} }},
		{"a block is nil", func(p *parts) { p.section.Blocks[0] = nil }},
		{`block "p" has an empty run`, func(p *parts) { p.par.Inlines[0].Text = "" }},
		{`block "p" has a control character in "a\tb"`, func(p *parts) { p.par.Inlines[0].Text = "a\tb" }},
		{`block "p" has a control character`, func(p *parts) { p.par.Inlines[6].Mark = 0 }},
		{`block "p" is not NFC`, func(p *parts) { p.par.Inlines[0].Text = "e\u0301" }},
		{`block "masthead" has something unresolved in "{{x}}"`, func(p *parts) { p.d.Blocks[0].(*Masthead).Right[0][0].Text = "{{x}}" }},
		{`block "contents" has something unresolved`, func(p *parts) { p.d.Blocks[1].(*Contents).Title[0].Text = "a <no value>" }},
		{`block "foot" has something unresolved`, func(p *parts) { p.foot.Inlines[0].Text = "\uE000" + "1\uE001" }},
		{`block "p" has a run that is not a sign but is spoken differently`, func(p *parts) { p.par.Inlines[5].Mark = 0 }},
		{`block "p" has a link without a target or without words: "there"`, func(p *parts) { p.par.Inlines[3].Link.Desc = "" }},
		{`block "p" has a link without a target or without words: "there"`, func(p *parts) { p.par.Inlines[3].Link.ID = "" }},
		{`block "p" has a link without a target or without words: "web"`, func(p *parts) { p.par.Inlines[4].Link.ID = "h" }},
		{`note "foot" has no mark or no words`, func(p *parts) { p.foot.Mark = "" }},
		{`notes "foot" and "end" have the same mark, "a"`, func(p *parts) { p.foot.Mark = "a" }},
		{`note "end" has no mark or no words`, func(p *parts) { p.end.Inlines = nil }},
	} {
		p := sound()
		c.spoil(p)
		found := false
		errs := Check(p.d)
		for _, err := range errs {
			found = found || strings.HasPrefix(err.Error(), c.want)
		}
		if !found {
			t.Errorf("want %q, got %v", c.want, errs)
		}
	}
}

// A title is a heading without notes, signs and deleted words.
func TestTitle(t *testing.T) {
	for _, c := range []struct {
		in   []Inline
		want string
	}{
		{[]Inline{{Text: "One"}, {Text: "1", Note: &Note{}}, {Text: "\n", Mark: Break}, {Text: "two", Link: &Link{}}}, "One two"},
		{[]Inline{{Text: "old ", Mark: Del}, {Text: "+", Mark: Signal}, {Text: "new", Mark: Ins | Strong}}, "new"},
		{[]Inline{{Text: "“"}, {Text: "old", Mark: Del}, {Text: "”"}}, "old"},
	} {
		got := ""
		for _, in := range (&Heading{Inlines: c.in}).Title() {
			got += in.Text
			if in.Link != nil || in.Mark&(Ins|Strong) != 0 {
				t.Errorf("%q keeps a link or a mark", in.Text)
			}
		}
		if got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
