package input

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// TestProse reads Markdown in the way other programs do.
func TestProse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"_one_ __two__ *three* **four** ***five***", "p:{em }one {strong }two {em }three {strong }four {em strong }five"},
		{"a\\. 5 \\* 3 \\_x\\_ \\# \\! snake_case_name", "p:a. 5 * 3 _x_ # ! snake_case_name"},
		{"5 * 3 * 2 and 2*3", "p:5 * 3 * 2 and 2*3"},
		{"a [link _to_ it](https://example.org) here", "p:a {https://example.org}link {em https://example.org}to {https://example.org}it {}here"},
		{"1. one\n2. two\n   - three\n\n1999\\. The year", "item 1, 1:one item 1, 2:two item 2:three p:1999. The year"},
		{"1. one\n1. two\n1. three", "item 1, 1:one item 1, 2:two item 1, 3:three"},
		{"0) one\n1) two", "item 1, 0:one item 1, 1:two"},
		{"In the year\n1999. The end", "p:In the year 1999. The end"},
		{"[shall][should] do []", "p:[shall][should] do []"},
		{"## One ##\n# Two", "h2:One h1:Two"},
		{"Straße *größer*\r\nals **Ñandú**", "p:Straße {em }größer {}als {strong }Ñandú"},
	} {
		got, refused := proseOf(c.in)
		got = strings.TrimSpace(strings.ReplaceAll(got, "\n", " "))
		want := strings.ReplaceAll(c.want, "p:", "p:")
		if got != want {
			t.Errorf("%q reads %q (%s), want %q", c.in, got, refused, c.want)
		}
	}
}

// TestProseRefused demands a place and a hint for markup that is not supported.
func TestProseRefused(t *testing.T) {
	for _, c := range []struct{ in, want, hint string }{
		{"1999. The year {#intro-a}\n", "1:1 E0131 a numbered list begins with 1999, not with 1", `write 1999\. if it is not a list but a text that begins with a number`},
		{"1. one {#intro-a}\n1999. two {#intro-b}\n", "2:1 E0131 item 2 of a list is numbered 1999", "number it 2"},
		{"Heading\n=====\n", "1:1 E0131 an underlined heading is not supported", "write it as ## Heading {#intro-id}"},
		{"a `b` c {#intro-a}\n", "1:3 E0131 code is not supported", "remove the backticks"},
		{"a  \nb {#intro-a}\n", "1:1 E0131 a line break inside a paragraph is not supported", "remove the spaces or the backslash at the end of the line, or begin a new paragraph"},
		{"a\\\nb {#intro-a}\n", "1:1 E0131 a line break inside a paragraph is not supported", "remove the spaces or the backslash at the end of the line, or begin a new paragraph"},
		{"[a]: https://example.org\n\n[a] b {#intro-a}\n", "1:1 E0131 a link with its address elsewhere is not supported", "write the link as [words](https://...)"},
		{"[a](https://example.org \"b\") c {#intro-a}\n", "1:1 E0131 a link of this form is not supported", "write it as [words](https://...), with no title, spaces or brackets in the address"},
		{"a | b {#x}\nc | d\n---|\n", "1:1 E0131 a table has no line of dashes below its head", "write |---|---| below its first line"},
		{"| a | b | {#intro-x}\n|---|:--:|\n| c |\n", "3:3 E0131 a row of a table has 1 cells, and its head has 2", "write a | between two cells, also beside an empty one"},
		{"| a | b | {#intro-x}\n|---|---|\n", "1:1 E0131 a table has no rows below its head", "write them, or remove it"},
		{"a | b\n--|--\nc | d\n", "1:1 E0130 a table has no id: \"a | b\"", "write {#intro-a-b} at the end of its first line, or run omnibus ids --write"},
		{"- a {#intro-a}\n\n  b\n", "3:3 E0131 a list item may have only one paragraph", "make it a separate item, or join it to the item above"},
		{"- > a\n", "1:3 E0131 a block quotation is not supported", "write a paragraph"},
		{"- - a {#intro-a}\n", "1:1 E0131 an item has no words", "write them, or remove it"},
		{"#\n", "1:1 E0131 a heading has no words", "write them, or remove it"},
		{"_a *b_ c* d_ *e _f* g {#intro-a}\n\n*(*b*)* {#intro-b}\n", "3:1 E0137 the markup of \"*(*b*)*\" can be read in two ways",
			`write *em*, **strong**, [words](https://...), and a backslash before a sign that is not valid markup: \* \[ \]`},
	} {
		for _, eol := range []string{"\n", "\r\n"} {
			var l diag.List
			Read(files(map[string]string{"introduction.md": strings.ReplaceAll(c.in, "\n", eol)}), &l)
			got := findings(&l)
			if len(got) == 0 || got[0] != "introduction.md:"+strings.Replace(c.want, " ", ": ", 1) {
				t.Errorf("%q: found %q, want %q", c.in, got, c.want)
				continue
			}
			if !slices.ContainsFunc(l.Items, func(d *diag.Diagnostic) bool { return slices.Contains(d.Hints, c.hint) }) {
				t.Errorf("%q: no hint %q", c.in, c.hint)
			}
		}
	}
}

// TestProsePlaces demands that the place of each letter of a block contains that letter in the file.
func TestProsePlaces(t *testing.T) {
	in := "\ufeffA _word_ and\r\n__more__ 5 \\. of {#intro-a}\r\nit.\r\n"
	var l diag.List
	r := Read(files(map[string]string{"introduction.md": in}), &l)
	if len(l.Items) > 0 {
		t.Fatal(findings(&l))
	}
	text := r.Introduction.Blocks[0].Text
	if text.String != "A *word* and **more** 5 . of it." {
		t.Errorf("the text is %q", text.String)
	}
	for i, c := range text.String {
		p := text.At(i, 1)
		at := string(p.File.Bytes[p.Offset:p.End()])
		switch c {
		case '*':
			at = strings.ReplaceAll(at, "_", "*")[:1]
		case '.':
			at = strings.TrimPrefix(at, `\`)
		case ' ':
			at = " "
		}
		if at != string(c) {
			t.Errorf("the place of byte %d, %q, contains %q", i, c, at)
		}
	}
}

// TestAligns: colons in the line of dashes align columns; without colons nothing is said.
func TestAligns(t *testing.T) {
	for dashes, want := range map[string]string{
		"|---|---|": "", "---|---": "", "|:--|--:|:-:|---|": "left right center left", ":---: | ---:": "center right", "| - | -: |": "left right", " |:---|:---| ": "left left",
	} {
		if got := alignsOf(dashes); got != want {
			t.Errorf("%q: %q, want %q", dashes, got, want)
		}
	}
}

// A table consists of a block for its head and one for each row, each with its place. The id of a row is that of the table with the number
// of the row.
func TestProseTable(t *testing.T) {
	const text = "Before. {#intro-a}\n\n| Month | *Cost* | {#intro-plan}\r\n|:--|--:|\n| March | |\n  April | 5 {{acronym:cam}}\n\nAfter. {#intro-b}\n"
	var diags diag.List
	r := Read([]*source.File{source.NewFile("input/introduction.md", []byte(text))}, &diags)
	for _, d := range diags.Items {
		if strings.HasSuffix(d.Pos.File.Name, "introduction.md") && d.Code != "E0301" {
			t.Errorf("%s [%s]", d.Message, d.Code)
		}
	}
	var got []string
	for _, b := range r.Introduction.Blocks {
		line, col := b.Text.Pos.Line(), b.Text.Pos.Column()
		got = append(got, fmt.Sprintf("%s %s %d:%d %s", b.Kind, b.Text.ID, line, col, b.Text.String))
		if r.ByID[b.ID.String] != Record(b) {
			t.Errorf("%s is not a record", b.ID.String)
		}
	}
	want := []string{"paragraph introduction.intro-a 1:1 Before.", "table introduction.intro-plan 3:3 Month | *Cost*", "row introduction.intro-plan-1 5:3 March |",
		"row introduction.intro-plan-2 6:3 April | 5 {{acronym:cam}}", "paragraph introduction.intro-b 8:1 After."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
