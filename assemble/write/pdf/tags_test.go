package pdf

import (
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/doc"
	"omnibus/assemble/layout"
)

// TestTableTags: the elements of a table with every kind of cell: headers of columns and rows, data, one column and several.
func TestTableTags(t *testing.T) {
	paragraph := func(text string) []doc.Block {
		return []doc.Block{&doc.Paragraph{Lang: "en", Inlines: []doc.Inline{{Text: text}}}}
	}
	cells := []struct {
		cell       doc.Cell
		tag, scope string
		span       int
	}{
		{doc.Cell{Header: true}, "TH", "Column", 0},
		{doc.Cell{Header: true, Scope: "row"}, "TH", "Row", 0},
		{doc.Cell{Header: true, Scope: "col"}, "TH", "Column", 0},
		{doc.Cell{Scope: "row"}, "TD", "", 0},
		{doc.Cell{}, "TD", "", 0},
		{doc.Cell{Span: 1}, "TD", "", 0},
		{doc.Cell{Span: 2}, "TD", "", 2},
		{doc.Cell{Header: true, Span: 3}, "TH", "Column", 3},
	}
	for _, where := range []string{"THead", "TBody"} {
		row := &doc.Row{}
		for _, c := range cells {
			cell := c.cell
			cell.Blocks = paragraph("cell")
			row.Cells = append(row.Cells, &cell)
		}
		b := &doc.Table{Lang: "en"}
		if where == "THead" {
			b.Head = []*doc.Row{row}
		} else {
			b.Rows = []*doc.Row{row}
		}
		tagger := newTagger(&doc.Document{Langs: []string{"en"}, Blocks: []doc.Block{b}})
		group := find(tagger.root, where)
		if group == nil {
			t.Fatalf("no %s", where)
		}
		if find(tagger.root, map[string]string{"THead": "TBody", "TBody": "THead"}[where]) != nil {
			t.Errorf("a table with only a %s also has the other group", where)
		}
		row1 := find(group, "TR")
		if row1 == nil || len(row1.kids) != len(cells) {
			t.Fatalf("%s: the row is not complete", where)
		}
		for i, want := range cells {
			got := row1.kids[i].element
			is := got.with()
			if got.tag != want.tag || is.scope != want.scope || is.span != want.span {
				t.Errorf("%s: cell %d is %s, scope %q, span %d; want %s, %q, %d", where, i, got.tag, is.scope, is.span, want.tag, want.scope, want.span)
			}
		}
	}
}

// find returns the first element with the tag in or below e.
func find(e *element, tag string) *element {
	if e.tag == tag {
		return e
	}
	for _, k := range e.kids {
		if k.element != nil {
			if f := find(k.element, tag); f != nil {
				return f
			}
		}
	}
	return nil
}

// TestNumbering: the first two labels determine the numbering of a list: (i) is a numeral if (ii) follows or nothing does.
func TestNumbering(t *testing.T) {
	for labels, want := range map[string]string{
		"1. 2.": "Decimal", "(a) (b)": "LowerAlpha", "A) B)": "UpperAlpha", "(i) (ii)": "LowerRoman", "(i) (j)": "LowerAlpha", "(i)": "LowerRoman", "I. II.": "UpperRoman", "I. J.": "UpperAlpha", "I.": "UpperRoman",
		"• •": "Disc", "": "None", "(v) (vi)": "LowerAlpha",
	} {
		l := &doc.List{}
		for _, s := range strings.Fields(labels) {
			l.Items = append(l.Items, &doc.Item{Labels: []string{s}})
		}
		if got := numbering(l); got != want {
			t.Errorf("%q is %s, want %s", labels, got, want)
		}
	}
}

// TestLanguages: a run in the language of its block has no element of its own; a run in another language has one.
func TestLanguages(t *testing.T) {
	b := &doc.Paragraph{Lang: "en", Inlines: []doc.Inline{{Text: "as ", Lang: "en"}, {Text: "en español", Lang: "es"}, {Text: " says"}}}
	tagger := newTagger(&doc.Document{Langs: []string{"en"}, Blocks: []doc.Block{b}})
	leaf := tagger.blocks[b]
	line := &layout.Line{Block: b}
	for i, want := range []string{"", "es", ""} {
		e := tagger.inline(leaf, line, &layout.Segment{Inline: &b.Inlines[i], Text: b.Inlines[i].Text})
		if want == "" && e != leaf || want != "" && (e == leaf || e.lang != want || e.tag != "Span") {
			t.Errorf("%q is in %+v", b.Inlines[i].Text, e)
		}
	}
}

// TestTableCells: the ids of a table, and of the blocks around it, lead only to its first cell; a cell is in its own language.
func TestTableCells(t *testing.T) {
	cell := func(lang, id string) *doc.Cell {
		return &doc.Cell{Lang: lang, Blocks: []doc.Block{&doc.Paragraph{ID: id, Lang: lang, Inlines: []doc.Inline{{Text: "cell"}}}}}
	}
	cells := []*doc.Cell{cell("en", "first"), cell("es", ""), cell("", "third"), cell("en", "")}
	table := &doc.Table{ID: "table", Lang: "en", Head: []*doc.Row{{Cells: cells[:2]}}, Rows: []*doc.Row{{Cells: cells[2:]}}}
	tagger := newTagger(&doc.Document{Langs: []string{"en"}, Blocks: []doc.Block{&doc.Section{ID: "section", Blocks: []doc.Block{table}}}})
	var got []string
	var walk func(e *element)
	walk = func(e *element) {
		if e.tag == "TD" {
			got = append(got, e.lang+":")
		}
		for _, k := range e.kids {
			if k.element != nil {
				walk(k.element)
			}
		}
	}
	walk(tagger.root)
	if want := []string{":", "es:", ":", ":"}; !slices.Equal(got, want) {
		t.Errorf("the languages of the cells are %q", got)
	}
	for i, want := range []string{"section table first", "", "third", ""} {
		if ids := strings.Join(tagger.above[cells[i].Blocks[0]], " "); ids != want {
			t.Errorf("cell %d has the ids %q, want %q", i, ids, want)
		}
	}
}

// TestHeadingTags: the title is the first heading, and those of the document are below it; the name of a meeting is one below the last
// heading; a pair has one heading.
func TestHeadingTags(t *testing.T) {
	words := func(s string) []doc.Inline { return []doc.Inline{{Text: s}} }
	title := &doc.Paragraph{Role: "title", Lang: "en", Inlines: words("Plan")}
	again := &doc.Paragraph{Role: "title", Lang: "en", Inlines: words("Annex")}
	year := &doc.Heading{Level: 1, Lang: "en", Inlines: words("2024")}
	meeting := &doc.Paragraph{Role: "meeting", Lang: "en", Inlines: words("First meeting")}
	left, right := &doc.Heading{Level: 2, Lang: "en", Inlines: words("Care")}, &doc.Heading{Level: 2, Lang: "es", Inlines: words("Cuidado")}
	pair := &doc.Pair{Columns: []doc.Block{left, right}}
	tagger := newTagger(&doc.Document{Langs: []string{"en"}, Blocks: []doc.Block{title, year, meeting, pair, again}})
	for b, want := range map[doc.Block]string{title: "H1", year: "H2", meeting: "H3", left: "Span", right: "Span", again: "P"} {
		if got := tagger.blocks[b].tag; got != want {
			t.Errorf("%v is %s, not %s", b, got, want)
		}
	}
	if h := tagger.blocks[left].parent; h.tag != "H3" || h != tagger.blocks[right].parent || tagger.blocks[right].lang != "es" {
		t.Errorf("the headings of a pair are in %s", h.tag)
	}
	if len(tagger.heads) != 2 || tagger.heads[1].title != "Care / Cuidado" {
		t.Errorf("bookmarks: %v", tagger.heads)
	}
	plain := newTagger(&doc.Document{Langs: []string{"en"}, Blocks: []doc.Block{year}})
	if got := plain.blocks[year].tag; got != "H1" {
		t.Errorf("without a title the first heading is %s", got)
	}
}
