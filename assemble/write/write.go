// Package write is the table of the formats in which papers are made. A format is a folder below this one and an entry of the table: its
// name is the value of --format and of "formats" in the term, the extension of its files, and the name of its folder.
package write

import (
	"io"
	"slices"

	"omnibus/assemble/doc"
	"omnibus/assemble/layout"
	"omnibus/assemble/matrix"
	"omnibus/assemble/style"
	"omnibus/assemble/write/akn"
	"omnibus/assemble/write/docx"
	"omnibus/assemble/write/html"
	"omnibus/assemble/write/pdf"
	"omnibus/assemble/write/text"
	"omnibus/assemble/write/xlsx"
)

// A Format is a file format for papers. Which of its writers is set tells what it is made from: pages, the document alone with the style
// sheet, or a workbook. The same paper gives the same bytes.
type Format struct {
	Name     string
	Says     string // what it is for, in a few words
	Pages    func(io.Writer, *layout.Result, Options) error
	Document func(io.Writer, *doc.Document, *style.Sheet) error
	Workbook func(io.Writer, *matrix.Workbook) error
	Anchored bool // its files have an anchor for each record, its id, to which links can point
	Alone    bool // a paper in several languages gets one file for each: the writer takes documents in one language
	// Identify returns what a file states about itself; nil if it has another format. Without Identify, verify only compares bytes, and a
	// file that is no longer made stays where it is.
	Identify func(b []byte) (*Identity, error)
}

// Options are further settings for the writers of pages. The zero value has the defaults.
type Options = pdf.Options

// Formats are all formats. The first one made of pages or documents, and the first one made of workbooks, are the defaults.
var Formats = []Format{
	{Name: "pdf", Says: "tagged pages for archives", Pages: pdf.Write, Identify: identifyPDF},
	{Name: "xlsx", Says: "a workbook", Workbook: xlsx.Write, Identify: identifyXLSX},
	{Name: "docx", Says: "for word processors, to be edited", Document: docx.Write, Identify: identifyDOCX},
	{Name: html.Name, Says: "a web page to read, hear and filter", Document: html.Write, Anchored: true, Identify: identifyHTML},
	{Name: akn.Name, Says: "Akoma Ntoso, the XML of archives; one file for each language", Document: akn.Write, Alone: true,
		Identify: identifyAKN},
	{Name: "text", Says: "the plain words, for terminals and comparisons", Document: text.Write, Identify: identifyText},
}

// Find returns the format with a name; nil if there is none.
func Find(name string) *Format {
	if i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name }); i >= 0 {
		return &Formats[i]
	}
	return nil
}

// Paged reports whether the format has page numbers to which other papers can refer.
func (f *Format) Paged() bool { return f.Pages != nil }

// OfDocuments reports whether the format is made of documents, either directly or from their pages.
func (f *Format) OfDocuments() bool { return f.Pages != nil || f.Document != nil }

// OfWorkbooks reports whether the format is made of workbooks.
func (f *Format) OfWorkbooks() bool { return f.Workbook != nil }

// Documents returns the documents of which the files of a paper are made: the paper, or one for each of its languages.
func (f *Format) Documents(d *doc.Document) []*doc.Document {
	if !f.Alone {
		return []*doc.Document{d}
	}
	var out []*doc.Document
	for k := range d.Langs {
		out = append(out, d.In(k))
	}
	return out
}

// Names returns the names of the formats that satisfy a condition.
func Names(are func(*Format) bool) []string {
	var out []string
	for i := range Formats {
		if are(&Formats[i]) {
			out = append(out, Formats[i].Name)
		}
	}
	return out
}
