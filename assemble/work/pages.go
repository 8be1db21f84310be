package work

import (
	"slices"

	"omnibus/assemble/doc"
	"omnibus/assemble/layout"
)

// PagesOf returns a function that returns the page of a paper on which a record begins, for readers of a language; 0 if the paper does not
// contain it.
func (w *Work) PagesOf(id, lang string) func(record string) int {
	for i, d := range w.Docs {
		if d.Paper == id && d.Variant == "" && slices.Contains(d.Langs, lang) {
			places := w.Pages[i].Places
			return func(record string) int { return places[record] }
		}
	}
	return nil
}

// Drop removes the documents that were made only for the page numbers in a workbook.
func (w *Work) Drop() {
	var docs []*doc.Document
	var pages []*layout.Result
	for i, d := range w.Docs {
		if w.Asked(d.Paper) {
			docs, pages = append(docs, d), append(pages, w.Pages[i])
		}
	}
	w.Docs, w.Pages = docs, pages
}
