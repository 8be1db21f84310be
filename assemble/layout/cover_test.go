package layout

import (
	"fmt"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/source"
)

// TestCover: a character that the faces lack is reported once for each place, wherever a document can have it: a note together with the
// text that cites it, an endnote with the other endnotes.
func TestCover(t *testing.T) {
	f := source.NewFile("doc", []byte("a ⛄ b\nc ⛄ d\n"))
	here, there := f.Pos(0, 9), f.Pos(10, 9)
	text := func(s string) []doc.Inline { return []doc.Inline{{Text: s, Pos: here}} }
	p := func(s string) doc.Block { return &doc.Paragraph{Inlines: text(s)} }
	cited := func(kind doc.NoteKind, mark, s string) []doc.Inline {
		return []doc.Inline{{Text: mark, Pos: here, Note: &doc.Note{Kind: kind, Mark: mark, Inlines: []doc.Inline{{Text: s, Pos: there}}, Pos: there}}}
	}
	for _, c := range []struct {
		name string
		d    *doc.Document
		want string
	}{
		{"nothing", &doc.Document{Blocks: []doc.Block{p("añadió “algo” – 25 €"), p("no\u00a0break\u00ad")}}, ""},
		{"a paragraph", &doc.Document{Blocks: []doc.Block{p("a ⛄ b")}}, "1:3 a ⛄ b"},
		{"twice in a text", &doc.Document{Blocks: []doc.Block{p("a ⛄ b ⛄")}}, "1:3 a ⛄ b ⛄"},
		{"in two texts of one place", &doc.Document{Blocks: []doc.Block{p("a ⛄ b"), p("a ⛄ b"), p("c ⛄ d")}}, "1:3 a ⛄ b, 1:3 c ⛄ d"},
		{"two characters", &doc.Document{Blocks: []doc.Block{p("a ⛄ b ☃")}}, "1:3 a ⛄ b ☃, 1:1 a ⛄ b ☃"},
		{"the symbol", &doc.Document{Symbol: "X/⛄"}, "X/⛄"},
		{"a heading and its label", &doc.Document{Blocks: []doc.Block{&doc.Heading{Label: "⛄.", Inlines: text("a ⛄ b"), Pos: there}}}, "2:3 ⛄., 1:3 a ⛄ b"},
		{"a section", &doc.Document{Blocks: []doc.Block{&doc.Section{Blocks: []doc.Block{p("a ⛄ b")}}}}, "1:3 a ⛄ b"},
		{"an item and its labels", &doc.Document{Blocks: []doc.Block{&doc.List{Items: []*doc.Item{{Labels: []string{"1", "⛄)"}, Pos: there, Blocks: []doc.Block{p("a ⛄ b")}}}}}},
			"2:3 ⛄), 1:3 a ⛄ b"},
		{"a table", &doc.Document{Blocks: []doc.Block{&doc.Table{Caption: text("of ⛄"),
			Head: []*doc.Row{{Cells: []*doc.Cell{{Blocks: []doc.Block{p("head ⛄")}}}}}, Rows: []*doc.Row{{Cells: []*doc.Cell{{}, {Blocks: []doc.Block{p("row ⛄")}}}}}}}},
			"1:3 of ⛄, 1:3 head ⛄, 1:3 row ⛄"},
		{"a pair", &doc.Document{Blocks: []doc.Block{&doc.Pair{Columns: []doc.Block{p("one"), p("un ⛄")}}}}, "1:3 un ⛄"},
		{"a masthead", &doc.Document{Blocks: []doc.Block{&doc.Masthead{Left: [][]doc.Inline{text("left ⛄")}, Right: [][]doc.Inline{text("right"), text("⛄ right")}}}},
			"1:3 left ⛄, 1:3 ⛄ right"},
		{"contents", &doc.Document{Blocks: []doc.Block{&doc.Contents{Title: text("of ⛄")}}}, "1:3 of ⛄"},
		{"a footnote", &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Inlines: cited(doc.Foot, "1", "so ⛄")}}}, "2:3 so ⛄"},
		{"the mark of a footnote", &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Inlines: cited(doc.Foot, "⛄", "so")}}}, "1:3 ⛄, 2:3 ⛄"},
		{"an endnote that is cited", &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Inlines: cited(doc.End, "1", "so ⛄")}}}, ""},
		{"an endnote", &doc.Document{Endnotes: []*doc.Note{{Kind: doc.End, Mark: "1", Inlines: text("a ⛄ b"), Pos: there}, {Kind: doc.End, Mark: "⛄", Pos: there}}},
			"1:3 a ⛄ b, 2:3 ⛄"},
	} {
		var diags diag.List
		Cover([]*doc.Document{c.d}, face.Liberation(), &diags)
		var got []string
		for _, x := range diags.Items {
			_, of, _ := strings.Cut(x.Message, `), in "`)
			s := strings.TrimSuffix(of, `"`)
			if x.Pos.IsValid() {
				s = fmt.Sprintf("%d:%d %s", x.Pos.Line(), x.Pos.Column(), s)
			}
			if x.Code != codeGlyph || x.Severity != diag.Error || len(x.Hints) != 1 {
				t.Errorf("%s: %+v", c.name, x)
			}
			got = append(got, s)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: found %s, want %s", c.name, s, c.want)
		}
	}
}

// TestClipped: a word too long for a message loses its middle; its beginning and end remain.
func TestClipped(t *testing.T) {
	letters := func(n int) string { return strings.Repeat("é", n-1) + "z" }
	for n, want := range map[int]string{1: letters(1), 60: letters(60), 61: strings.Repeat("é", 40) + "…" + letters(16), 100_000: strings.Repeat("é", 40) + "…" + letters(16)} {
		if got := clipped(letters(n)); got != want {
			t.Errorf("%d letters: %q", n, got)
		}
	}
}

// TestWideWords: a word wider than its column is reported once for each paragraph, even if it is repeated there.
func TestWideWords(t *testing.T) {
	long, other := strings.Repeat("x", 70), strings.Repeat("y", 70)
	for text, want := range map[string]int{
		"p short": 0, "p " + long: 1, "p " + long + " and " + long: 1, "p " + long + " and " + other: 2, "p " + long + "\np " + long: 2,
	} {
		d, s, err := readDoc("page 240 400\n"+text, styleSheet(t, "testdata/style.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		var diags diag.List
		Pages(d, s, languages(t), face.Fixed(), &diags)
		n := 0
		for _, x := range diags.Items {
			if x.Code == codeWide {
				n++
			}
		}
		if n != want {
			t.Errorf("%q: %d findings, want %d", text, n, want)
		}
	}
}
