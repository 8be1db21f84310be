// Package pdf writes laid out pages as PDF 1.7: a tagged file for archives (PDF/UA-1, ISO 14289-1; PDF/A-3a, ISO 19005-3) in which every
// run of text belongs to its element of the document. It uses the library fpdf for one thing: to reduce the faces to the characters used.
package pdf

import (
	"fmt"
	"io"
	"unicode/utf8"

	"omnibus/assemble/face"
	"omnibus/assemble/layout"
)

// Options are the settings for one file. The zero value has the defaults: tagged, for archives.
type Options struct {
	Untagged bool   // pages alone: no structure, and no claim of conformance
	Producer string // name and version of the tool, as the file's producer
	Release  bool   // release the lines of each page once they are drawn: the result cannot be written again
}

// Write writes the pages. The same result gives the same bytes. If the faces cannot show some text, Write returns an error that names it
// and writes nothing; layout has already reported it with its place.
func Write(w io.Writer, r *layout.Result, o Options) error {
	d := newDrawing(r, !o.Untagged)
	drawn := newContents()
	if err := d.pages(drawn, o.Release); err != nil {
		drawn.wait()
		return err
	}
	f, err := d.finish(drawn, o)
	if err != nil {
		return err
	}
	_, err = w.Write(f)
	return err
}

// drawable returns an error for text that the faces cannot show.
func drawable(text string, t *face.Table) error {
	for i, r := range text {
		switch {
		case r == utf8.RuneError && len(text[i:]) > 0 && text[i] != 0xEF:
			return fmt.Errorf("the text %q is not UTF-8", text)
		case !t.Has(r):
			return fmt.Errorf("the face has no glyph for %q (U+%04X) in %q", r, r, text)
		}
	}
	return nil
}
