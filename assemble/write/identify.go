package write

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"omnibus/assemble/doc"
	readdocx "omnibus/assemble/read/docx"
	readpdf "omnibus/assemble/read/pdf"
	readxlsx "omnibus/assemble/read/xlsx"
	"omnibus/assemble/write/akn"
	"omnibus/assemble/write/html"
	"omnibus/assemble/write/text"
)

// An Identity is what a file states about itself.
type Identity struct {
	Paper, Symbol string
	Langs         []string
	View          string
	Transcript    []byte // nil if it has none
	Format        string
}

// Identify returns what a file states about itself. It returns an error if the file is damaged, is not made by omnibus, or has a format
// without such a statement.
func Identify(b []byte) (*Identity, error) {
	if len(b) == 0 {
		return nil, errors.New("the file is empty")
	}
	var first error
	for _, f := range Formats {
		if f.Identify == nil {
			continue
		}
		id, err := f.Identify(b)
		if id != nil {
			id.Format = f.Name
			return id, nil
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		told := Names(func(f *Format) bool { return f.Identify != nil })
		first = fmt.Errorf("the file is in none of the formats that omnibus makes: %s", strings.Join(told, ", "))
	}
	return nil, first
}

// identifyPDF reads the transcript embedded in a PDF.
func identifyPDF(b []byte) (*Identity, error) {
	if !bytes.HasPrefix(b, []byte("%PDF-")) {
		return nil, nil
	}
	f, err := readpdf.Open(b)
	if err != nil {
		return nil, fmt.Errorf("the file is damaged: %w", err)
	}
	attached, err := f.Attachments()
	if err != nil {
		return nil, fmt.Errorf("the file is damaged: %w", err)
	}
	for _, a := range attached {
		if !strings.HasSuffix(a.Name, ".json") {
			continue
		}
		var r struct {
			Paper, View, Symbol string
			Langs               []string
		}
		if err := json.Unmarshal(a.Data, &r); err != nil {
			return nil, fmt.Errorf("the embedded file record.json is damaged: %w", err)
		}
		if r.Paper != "" {
			return &Identity{Paper: r.Paper, Symbol: r.Symbol, Langs: r.Langs, View: r.View, Transcript: a.Data}, nil
		}
	}
	return nil, errors.New("the file was not made by omnibus: it has no embedded record.json")
}

// identifyDOCX reads the properties of a word processor file.
func identifyDOCX(b []byte) (*Identity, error) {
	if !readdocx.Is(b) {
		return nil, nil
	}
	p, err := readdocx.Properties(b)
	if err != nil {
		return nil, err
	}
	if p[doc.PropertyPaper] == "" {
		return nil, errors.New("the file was not made by omnibus: it does not name its paper")
	}
	return &Identity{
		Paper:  p[doc.PropertyPaper],
		Symbol: p[doc.PropertySymbol],
		Langs:  strings.Fields(p[doc.PropertyLangs]),
		View:   p[doc.PropertyView],
	}, nil
}

// identifyXLSX reads the properties of a workbook.
func identifyXLSX(b []byte) (*Identity, error) {
	if !bytes.HasPrefix(b, []byte("PK")) || readdocx.Is(b) {
		return nil, nil
	}
	r, err := readxlsx.Properties(b)
	if err != nil {
		return nil, err
	}
	if r.Paper == "" {
		return nil, errors.New("the workbook was not made by omnibus")
	}
	return &Identity{Paper: r.Paper, Symbol: r.Symbol, Langs: []string{r.Lang}}, nil
}

// identifyHTML reads the head of a page.
func identifyHTML(b []byte) (*Identity, error) { return told(html.Told(b)), nil }

// identifyAKN reads the instruction before the document.
func identifyAKN(b []byte) (*Identity, error) { return told(akn.Told(b)), nil }

// identifyText reads the last line of a text.
func identifyText(b []byte) (*Identity, error) { return told(text.Told(b)), nil }

// told returns the identity of a document read from a file; nil if d is nil.
func told(d *doc.Document) *Identity {
	if d == nil {
		return nil
	}
	return &Identity{Paper: d.Paper, Symbol: d.Symbol, Langs: d.Langs, View: d.Variant}
}
