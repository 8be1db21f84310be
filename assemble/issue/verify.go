package issue

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/issue/record"
	readpdf "omnibus/assemble/read/pdf"
	readxlsx "omnibus/assemble/read/xlsx"
	"omnibus/assemble/source"
)

// First words of a verdict.
const (
	Issued  = "issued"  // it is a file of an issued paper, to the byte
	Altered = "altered" // it bears the symbol of an issued paper and is not that file
	Draft   = "draft"   // it was made by the tool under a symbol that is not issued
	Unknown = "unknown" // it cannot be told what it is
)

// A Verdict is what a file turns out to be. Says tells as what and of what.
type Verdict struct{ Word, Says string }

func (v Verdict) String() string { return v.Word + ": " + v.Says }

// Verify tells what a file is, from the file alone and the records of issued papers.
func Verify(f *source.File, issued []*record.Record) Verdict {
	hash := record.Fingerprint(f.Bytes)
	for _, r := range issued {
		for _, x := range r.Files {
			if x.SHA256 == hash {
				return Verdict{Issued, fmt.Sprintf("%s, as %s of %s", r.Symbol, x.Name, r.Date)}
			}
		}
	}
	id, err := identify(f)
	if err != nil {
		if r := record.BySymbol(issued, claimed(f.Bytes)); r != nil {
			return Verdict{Altered, fmt.Sprintf("it bears %s and is none of the files that were issued on %s: %v", r.Symbol, r.Date, err)}
		}
		return Verdict{Unknown, err.Error()}
	}
	if id.symbol == "" {
		return Verdict{Draft, fmt.Sprintf("a %s without a symbol", id.paper)}
	}
	r := record.BySymbol(issued, id.symbol)
	if r == nil {
		return Verdict{Draft, fmt.Sprintf("%s, which is not issued", id.symbol)}
	}
	if _, ok := r.File(id.name()); !ok {
		return Verdict{Draft, fmt.Sprintf("%s as %s, which was not issued; issued was %s", r.Symbol, id.name(), names(r))}
	}
	says := fmt.Sprintf("it bears %s and is none of the files that were issued on %s", r.Symbol, r.Date)
	for _, x := range r.Files {
		if x.Content != "" && x.Content == id.content {
			return Verdict{Altered, says + ": the record in it is that of " + x.Name + ", the file is not"}
		}
	}
	return Verdict{Altered, says}
}

// An identity is what a file says of itself.
type identity struct {
	paper, symbol string
	content       string // fingerprint of the record in it
	langs         []string
	variant       string
	format        string
}

// name is the name that the tool gave to the file.
func (i identity) name() string {
	return (&doc.Document{Paper: i.paper, Langs: i.langs, Variant: i.variant}).FileName(i.format)
}

func identify(f *source.File) (identity, error) {
	switch {
	case len(f.Bytes) == 0:
		return identity{}, fmt.Errorf("the file is empty")
	case bytes.HasPrefix(f.Bytes, []byte("%PDF-")):
		return identifyPDF(f.Bytes)
	case bytes.HasPrefix(f.Bytes, []byte("PK")):
		r, err := readxlsx.Properties(f.Bytes)
		if err != nil {
			return identity{}, err
		}
		if r.Paper == "" {
			return identity{}, fmt.Errorf("the workbook was not made by omnibus")
		}
		return identity{paper: r.Paper, symbol: r.Symbol, langs: []string{r.Lang}, format: "xlsx"}, nil
	}
	return identity{}, fmt.Errorf("the file is neither a PDF nor a workbook")
}

// ourProducer and itsIdentifier find the producer and the symbol in the metadata of a PDF, which stand in it as plain text.
var ourProducer, itsIdentifier = regexp.MustCompile(`<pdf:Producer>omnibus [^<]*</pdf:Producer>`), regexp.MustCompile(`<dc:identifier>([^<]*)</dc:identifier>`)

// claimed is the symbol in the metadata of a PDF of ours that cannot be read any more; "" of other files.
func claimed(b []byte) string {
	m := itsIdentifier.FindSubmatch(b)
	if m == nil || !ourProducer.Match(b) {
		return ""
	}
	return html.UnescapeString(string(m[1]))
}

func identifyPDF(b []byte) (identity, error) {
	f, err := readpdf.Open(b)
	if err != nil {
		return identity{}, fmt.Errorf("the file is damaged: %w", err)
	}
	attached, err := f.Attachments()
	if err != nil {
		return identity{}, fmt.Errorf("the file is damaged: %w", err)
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
			return identity{}, fmt.Errorf("the record in the file is damaged: %w", err)
		}
		if r.Paper != "" {
			return identity{r.Paper, r.Symbol, record.Fingerprint(a.Data), r.Langs, r.View, "pdf"}, nil
		}
	}
	return identity{}, fmt.Errorf("the file was not made by omnibus: it carries no record of what it contains")
}
