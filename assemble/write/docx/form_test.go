package docx

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"omnibus/assemble/doc"
	readdocx "omnibus/assemble/read/docx"
)

func formOf(t *testing.T, f *Form) *readdocx.File {
	t.Helper()
	var one, two bytes.Buffer
	if err := WriteForm(&one, f); err != nil {
		t.Fatal(err)
	}
	if err := WriteForm(&two, f); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Errorf("the form has other bytes when it is written again: %v", err)
	}
	back, err := readdocx.Read(one.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// TestForm: a form comes back row by row with its data; texts that belong to it are known, and the contents of its fields are not among
// them. The last cell of a short row reaches to the edge.
func TestForm(t *testing.T) {
	codes := doc.CodesOf([]string{"a", "b"})
	f := formOf(t, &Form{Paper: "form", Title: "A form", Lang: "en", Langs: []string{"en", "es"}, Data: "some\tdata", Reference: "form · a",
		Blocks: []FormBlock{&FormText{Level: 1, Text: "Part one"}, &FormText{Text: "Fill it in."},
			&FormTable{Widths: []int{1, 2, 2}, Head: []string{"Field", "English", "Spanish"}, Rows: []FormRow{
				{Code: codes["a"], Cells: []FormCell{{Text: "Name", Given: true, Notes: []string{"as printed"}}, {Text: "two\nlines"}, {Text: "dos"}}},
				{Code: codes["b"], Cells: []FormCell{{Text: "Day", Given: true}, {Text: "5 May",
					Shown: []FormRun{{Text: "4", Del: true}, {Text: "5", Ins: true}}}}},
				{Cells: []FormCell{{Text: "A part", Given: true}}},
			}}}})
	if f.Properties[doc.PropertyPaper] != "form" || f.Properties[doc.PropertyLangs] != "en es" || f.Identifier != "form · a" {
		t.Errorf("properties: %v, %q", f.Properties, f.Identifier)
	}
	data, given, ok := doc.Unpack(f.Properties)
	if !ok || data != "some\tdata" {
		t.Errorf("data: %q, %v", data, ok)
	}
	for text, want := range map[string]bool{"A form": true, "Part one": true, "Fill it in.": true, "Field": true, "Name": true,
		"as printed": true, "45": true, "A part": true, "two": false, "dos": false, "5 May": false} {
		if given.Has(text) != want {
			t.Errorf("%q is given: %v, want %v", text, !want, want)
		}
	}
	known := func(w string) bool { return w == codes["a"] || w == codes["b"] }
	form := f.Form(known, given.Has, doc.Bookmark)
	got := ""
	for _, r := range form.Rows {
		got += r.Code + "/" + r.Place
		for _, c := range r.Cells {
			got += fmt.Sprintf("/%d %s", c.Span, strings.ReplaceAll(c.Content(readdocx.New), "\n", "|"))
		}
		got += "\n"
	}
	want := codes["a"] + "/table 1, row 2/1 two|lines/1 dos\n" + codes["b"] + "/table 1, row 3/2 5 May|45\n"
	if got != want || len(form.Beside) > 0 {
		t.Errorf("rows:\n%swant:\n%sbeside: %v", got, want, form.Beside)
	}
	if rows := f.Blocks[len(f.Blocks)-2].(*readdocx.Table).Rows; !rows[0].Header || rows[1].Header || rows[3].Cells[0].Span != 3 {
		t.Error("the heading is not repeated, or the last row does not reach to the edge")
	}
}

// TestLongForm: a long form is divided into tables, each with the headings, and a paragraph between them.
func TestLongForm(t *testing.T) {
	table := &FormTable{Widths: []int{1, 1}, Head: []string{"Field", "Value"}}
	for i := range mostRows + 1 {
		table.Rows = append(table.Rows, FormRow{Cells: []FormCell{{Text: fmt.Sprint(i), Given: true}, {}}})
	}
	f := formOf(t, &Form{Title: "Long", Lang: "en", Wide: true, Size: "a4", Blocks: []FormBlock{table}})
	var sizes []int
	for _, b := range f.Blocks {
		switch b := b.(type) {
		case *readdocx.Table:
			sizes = append(sizes, len(b.Rows))
		default:
			sizes = append(sizes, 0)
		}
	}
	if got := fmt.Sprint(sizes); got != fmt.Sprint([]int{0, mostRows + 1, 0, 2, 0}) {
		t.Errorf("tables and paragraphs: %s", got)
	}
}
