package docx

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/doc"
	"omnibus/assemble/style"
)

// sheetOf returns the style sheet of the tests with the looks of a draft.
func sheetOf() *style.Sheet {
	s := styleSheet()
	for role, l := range map[string]style.Look{"lead-in": {KeepNext: true}, "state": {KeepPrevious: true}, "provenance": {KeepPrevious: true}} {
		l.Size, l.Leading, l.Before, l.After = pt(8.5), pt(10), pt(2), pt(9)
		s.Roles[role] = l
	}
	s.Headings[1] = style.Look{Size: pt(11), KeepNext: true, Before: pt(20), After: pt(9)}
	return s
}

// rowsAlone returns, for each row of a grid, its words and whether all of its paragraphs are kept with the next row ("+"), none ("") or some
// ("?").
func rowsAlone(part string) []string {
	var out []string
	for _, tr := range strings.Split(part, "<w:tr>")[1:] {
		tr = tr[:strings.Index(tr, "</w:tr>")]
		kept, all := strings.Count(tr, "<w:keepNext/>"), strings.Count(tr, "<w:p>")
		words := tags.ReplaceAllString(tr[strings.Index(tr, "</w:tc>"):], " ")
		out = append(out, strings.Join(strings.Fields(words), " ")+map[bool]string{true: "+", false: map[bool]string{true: "", false: "?"}[kept == 0]}[kept == all])
	}
	return out
}

// TestKeptRows: headings and lead-ins stay with the row after them, and lines about a paragraph with the row before them. LibreOffice looks
// at the first paragraph of a row, Word at all of them.
func TestKeptRows(t *testing.T) {
	sub := &doc.List{ID: "s", Role: doc.SubParagraphs, Items: []*doc.Item{{ID: "op-a-a", Labels: []string{"(a)", "a)"}, Blocks: []doc.Block{pair("p", "", "go;", "ir;")}},
		{ID: "op-a-b", Labels: []string{"(b)", "b)"}, Blocks: []doc.Block{pair("p", "", "come.", "venir.")}}}}
	long := strings.Repeat("word ", 300)
	d := draft(item("op-a", "1.", pair("p1", "operative", "To:", "Que:"), sub, pair("p2", "state", "new", "nuevo"), pair("p3", "provenance", "Basis", "Base")),
		item("op-b", "2.", pair("p4", "operative", "To stay.", "Quedar.")), item("op-c", "3.", pair("p5", "operative", long, "Hablar."), pair("p6", "state", "new", "nuevo")))
	d.Blocks = slices.Insert(d.Blocks, 1, doc.Block(pair("r", "lead-in", "RESOLVES:", "RESUELVE:")))
	got := rowsAlone(parts(t, d, sheetOf())["word/document.xml"])
	want := []string{"DRAFT PROYECTO+", "RESOLVES: RESUELVE:+", "English español+", "Causes Causas+", "To: Que:+", "(a) go; a) ir;", "(b) come. b) venir.+", "new nuevo+", "Basis Base",
		"To stay. Quedar.", strings.TrimSpace(long) + " Hablar.", "new nuevo"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestNamesOfLanguages: they are above the first section and above each further table, but not above each section.
func TestNamesOfLanguages(t *testing.T) {
	d := draft()
	d.Blocks = d.Blocks[:1]
	const sections, each = 12, 20
	for k := range sections {
		l := &doc.List{ID: fmt.Sprint("l", k), Role: doc.Operative}
		for i := range each - 1 {
			id := fmt.Sprintf("op-%d-%d", k, i)
			l.Items = append(l.Items, item(id, "1.", pair("p"+id, "operative", "To go.", "Ir.")))
		}
		d.Blocks = append(d.Blocks, &doc.Section{ID: fmt.Sprint("section-", k), Blocks: []doc.Block{
			&doc.Pair{ID: fmt.Sprint("h", k), Columns: []doc.Block{&doc.Heading{Level: 1, Lang: "en", Inlines: run("Head")}, &doc.Heading{Level: 1, Lang: "es", Inlines: run("Título")}}}, l}})
	}
	x := parts(t, d, sheetOf())["word/document.xml"]
	if n, want := strings.Count(x, "<w:tblHeader/>"), 1+(sections*each-1)/(enoughRows+each); n != want {
		t.Errorf("%d rows have the names of the languages, want %d", n, want)
	}
	if at := strings.LastIndex(x, "<w:tblHeader/>"); strings.Index(x[at:], "Head<") > strings.Index(x[at:], "To go.") {
		t.Error("the second table does not begin with a section")
	}
}

// TestLeadOfTable: what leads in a table stays with it: the rows before it are a table of their own, which LibreOffice keeps with the next
// one, and so is the paragraph between. The header row stays with the first row.
func TestLeadOfTable(t *testing.T) {
	cell := func(s string, head bool) *doc.Cell {
		return &doc.Cell{Header: head, Scope: map[bool]string{true: "col"}[head], Blocks: []doc.Block{&doc.Paragraph{Lang: "en", Inlines: run(s)}}}
	}
	table := &doc.Table{ID: "t", Lang: "en", Head: []*doc.Row{{Cells: []*doc.Cell{cell("Step", true)}}}, Rows: []*doc.Row{{Cells: []*doc.Cell{cell("One", false)}}, {Cells: []*doc.Cell{cell("Two", false)}}}}
	p := func(s string) doc.Block { return &doc.Paragraph{ID: s, Lang: "en", Role: "operative", Inlines: run(s)} }
	l := &doc.List{ID: "l", Role: doc.Operative, Items: []*doc.Item{{ID: "a", Labels: []string{""}, Blocks: []doc.Block{p("To go.")}}, {ID: "b", Labels: []string{""}, Blocks: []doc.Block{p("As follows:"), table, p("After.")}}}}
	d := &doc.Document{Paper: "draft", Langs: []string{"en"}, Words: doc.Words{Language: []string{"English"}}, Blocks: []doc.Block{&doc.Section{ID: "s", Blocks: []doc.Block{l}}}}
	x := parts(t, d, sheetOf())["word/document.xml"]
	tables := strings.Split(x, "<w:tbl>")
	if len(tables) != 5 {
		t.Fatalf("%d tables: %s", len(tables)-1, x)
	}
	if got := rowsAlone(tables[2]); !slices.Equal(got, []string{"As follows:+"}) {
		t.Errorf("the rows before the table are %q", got)
	}
	if between := tables[2][strings.Index(tables[2], "</w:tbl>"):]; !strings.Contains(between, "<w:keepNext/>") {
		t.Errorf("the paragraph before the table is not kept: %s", between)
	}
	if n := regexp.MustCompile(`(?s)<w:tblHeader/>.*?</w:tr>`).FindString(tables[3]); strings.Count(n, "<w:keepNext/>") != 1 || strings.Count(tables[3], "<w:keepNext/>") != 1 {
		t.Errorf("the header is not kept, or other rows are: %s", tables[3])
	}
	if strings.Contains(tables[3], "<w:tblInd") {
		t.Error("the table does not begin where the text begins")
	}
	if !strings.Contains(tables[2], `<w:tblInd w:w="-1040"`) {
		t.Error("the numbers are not in the margin")
	}
}

// TestSpaces: the space between two paragraphs is the larger of those that they ask for, on one side, so that programs that add both agree
// with those that do not.
func TestSpaces(t *testing.T) {
	s := sheetOf()
	s.Roles["a"], s.Roles["b"], s.Roles["c"] = style.Look{After: pt(6)}, style.Look{Before: pt(10), After: pt(4)}, style.Look{KeepPrevious: true}
	p := func(id, role string) doc.Block {
		return &doc.Paragraph{ID: id, Lang: "en", Role: role, Inlines: run(id)}
	}
	d := &doc.Document{Paper: "plan", Langs: []string{"en"}, Words: doc.Words{Language: []string{"English"}}, Blocks: []doc.Block{p("one", "a"), p("two", "a"), p("three", "b"), p("four", "a"), p("five", "c")}}
	x := parts(t, d, s)["word/document.xml"]
	var got []string
	for _, m := range regexp.MustCompile(`(?s)<w:p>(.*?)</w:p>`).FindAllStringSubmatch(x, -1) {
		space := regexp.MustCompile(`w:before="(\d+)" w:after="(\d+)"`).FindStringSubmatch(m[1])
		got = append(got, fmt.Sprint(tags.ReplaceAllString(m[1], ""), space))
	}
	// the styles have 0 and 6 points, 10 and 4, 0 and 0
	if want := []string{"one[]", "two[w:before=\"0\" w:after=\"0\" 0 0]", "three[]", "four[w:before=\"0\" w:after=\"0\" 0 0]", "five[]"}; !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestTablesBeside: tables side by side are one table, with an empty column without rules between them, so that their rows are level; the
// tables of a paragraph of the draft are in its row.
func TestTablesBeside(t *testing.T) {
	table := func(words ...string) *doc.Table {
		x := &doc.Table{}
		for i, w := range words {
			r := &doc.Row{Cells: []*doc.Cell{{Header: i == 0, Scope: "col", Blocks: []doc.Block{&doc.Paragraph{Inlines: run(w)}}}}}
			if i == 0 {
				x.Head = append(x.Head, r)
			} else {
				x.Rows = append(x.Rows, r)
			}
		}
		return x
	}
	both := &doc.Pair{ID: "tables", Missing: make([]bool, 2), Columns: []doc.Block{table("Step", "one", "two"), table("Paso", "uno")}}
	d := draft(item("op-a", "1.", pair("p", "operative", "To do:", "Hacer:"), both))
	if x := parts(t, d, sheetOf())["word/document.xml"]; strings.Count(x, "<w:tbl>") != 4 || strings.Count(x, `<w:top w:val="nil"/>`) != 0 {
		t.Errorf("the tables of a paragraph: %d tables", strings.Count(x, "<w:tbl>"))
	}
	d.Blocks = []doc.Block{both}
	x := parts(t, d, sheetOf())["word/document.xml"]
	if got, want := rows(x), []string{"Step |  | Paso", "one |  | uno", "two |  | "}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if strings.Count(x, "<w:tblHeader/>") != 1 || strings.Count(x, `<w:top w:val="nil"/>`) != 3 {
		t.Error("the header is not repeated, or the gap has rules")
	}
}

// TestRoomForWords: a column is as wide as its longest word, if all words have room; otherwise the shares are kept.
func TestRoomForWords(t *testing.T) {
	s := sheetOf()
	s.Table.Size, s.Table.Padding = pt(10), pt(4)
	cells := func(words ...string) *doc.Row {
		r := &doc.Row{}
		for _, w := range words {
			r.Cells = append(r.Cells, &doc.Cell{Blocks: []doc.Block{&doc.Paragraph{Inlines: run(w)}}})
		}
		return r
	}
	for _, c := range []struct {
		name  string
		width int
		words []string
		kept  bool
	}{
		{"a long word", 4000, []string{"incommensurability of words", "a"}, false},
		{"short words", 4000, []string{"a b c d e", "f"}, true},
		{"no room", 1000, []string{"incommensurability", "incommensurability"}, true},
	} {
		x := &doc.Table{Widths: []float64{1, 3}, Rows: []*doc.Row{cells(c.words...)}}
		b := newBody(&doc.Document{Langs: []string{"en"}}, s)
		got := b.widths(x, c.width)
		if got[0]+got[1] != c.width || (got[0] == c.width/4) != c.kept {
			t.Errorf("%s: %v", c.name, got)
		}
		if !c.kept && got[0] < b.longestWord(x.Rows[0].Cells[0]) {
			t.Errorf("%s: %v is too narrow", c.name, got)
		}
	}
}
