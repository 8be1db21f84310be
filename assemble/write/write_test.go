package write

import (
	"bytes"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/doc"
	"omnibus/assemble/layout"
	"omnibus/assemble/matrix"
	"omnibus/assemble/write/text"
	"omnibus/assemble/write/xlsx"
)

// TestFormats: each format has a folder, has a writer, and is found by its name.
func TestFormats(t *testing.T) {
	seen := map[string]bool{}
	for i := range Formats {
		f := &Formats[i]
		if seen[f.Name] || Find(f.Name) != f {
			t.Errorf("%s is not found by its name alone", f.Name)
		}
		seen[f.Name] = true
		if d, err := os.Stat(f.Name); err != nil || !d.IsDir() {
			t.Errorf("%s has no folder: %v", f.Name, err)
		}
		if f.Says == "" || f.OfDocuments() == f.OfWorkbooks() {
			t.Errorf("%s: it is made of documents: %v, of workbooks: %v; what it is for: %q", f.Name, f.OfDocuments(), f.OfWorkbooks(), f.Says)
		}
	}
	if Find("odt") != nil || Find("") != nil {
		t.Error("an unknown format is found")
	}
}

// TestNames: a format is made of what it has a writer for. The first of each kind is the default.
func TestNames(t *testing.T) {
	before := Formats
	t.Cleanup(func() { Formats = before })
	if !Formats[0].Paged() || Names((*Format).OfWorkbooks)[0] != "xlsx" {
		t.Errorf("the default formats are %s and %v", Formats[0].Name, Names((*Format).OfWorkbooks))
	}
	Formats = []Format{
		{Name: "pages", Pages: func(io.Writer, *layout.Result, Options) error { return nil }},
		{Name: "words", Document: text.Write},
		{Name: "cells", Workbook: xlsx.Write},
		{Name: "both", Document: text.Write, Workbook: xlsx.Write},
	}
	for _, c := range []struct {
		what string
		are  func(*Format) bool
		want []string
	}{
		{"of documents", (*Format).OfDocuments, []string{"pages", "words", "both"}},
		{"of workbooks", (*Format).OfWorkbooks, []string{"cells", "both"}},
		{"with pages", (*Format).Paged, []string{"pages"}},
	} {
		if got := Names(c.are); !slices.Equal(got, c.want) {
			t.Errorf("%s are %v, want %v", c.what, got, c.want)
		}
	}
}

// TestIdentify: files in each format are identified; for others, the error gives the reason.
func TestIdentify(t *testing.T) {
	var words, book, foreign bytes.Buffer
	if err := text.Write(&words, &doc.Document{Paper: "draft", Langs: []string{"en", "es"}, Variant: "redline", Symbol: "CAM/doc.1/24"}, nil); err != nil {
		t.Fatal(err)
	}
	workbook := func(paper string) *matrix.Workbook {
		return &matrix.Workbook{Lang: "es", Paper: paper, Symbol: "CAM/doc.2/24", Date: date.Date{Year: 2024, Month: 3, Day: 1}, Sheets: []*matrix.Sheet{
			{ID: "one", Name: "One", Free: true, Count: 1, Rows: func(yield func(matrix.Row) bool) { yield(matrix.Row{Cells: []matrix.Cell{{Text: "a"}}}) }}}}
	}
	if err := xlsx.Write(&book, workbook("matrix")); err != nil {
		t.Fatal(err)
	}
	if err := xlsx.Write(&foreign, workbook("")); err != nil {
		t.Fatal(err)
	}
	id, err := Identify(words.Bytes())
	if err != nil || id.Format != "text" || id.Paper != "draft" || id.View != "redline" || id.Symbol != "CAM/doc.1/24" || !slices.Equal(id.Langs, []string{"en", "es"}) {
		t.Errorf("%+v, %v", id, err)
	}
	id, err = Identify(book.Bytes())
	if err != nil || id.Format != "xlsx" || id.Paper != "matrix" || id.Symbol != "CAM/doc.2/24" || !slices.Equal(id.Langs, []string{"es"}) {
		t.Errorf("%+v, %v", id, err)
	}
	for name, c := range map[string]struct {
		b    []byte
		says string
	}{
		"nothing": {nil, "the file is empty"}, "a damaged PDF": {[]byte("%PDF-1.7\n"), "the file is damaged"}, "a text of others": {[]byte("Dear all\n"), "none of the formats that omnibus makes: pdf, xlsx, docx, html, akn, text"},
		"a workbook of others": {foreign.Bytes(), "was not made by omnibus"},
	} {
		if id, err := Identify(c.b); id != nil || err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %+v, %v", name, id, err)
		}
	}
}

// TestDocuments: a format for one language has a document for each language, any other the paper itself.
func TestDocuments(t *testing.T) {
	d := &doc.Document{Paper: "draft", Langs: []string{"en", "es"}}
	if got := (&Format{}).Documents(d); len(got) != 1 || got[0] != d {
		t.Errorf("a format for all languages has %d documents", len(got))
	}
	var langs []string
	for _, x := range (&Format{Alone: true}).Documents(d) {
		langs = append(langs, x.Langs...)
	}
	if !slices.Equal(langs, d.Langs) {
		t.Errorf("the documents are in %v", langs)
	}
}
