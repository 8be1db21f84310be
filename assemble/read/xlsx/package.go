package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"omnibus/assemble/read/bounded"
)

// Limits on what is read. They are enough for a hundred thousand mandates.
const (
	largestPacked = 200 << 20
	largestPart   = 1 << 30
	largestWhole  = 2 << 30
	largestTexts  = 128 << 20 // strings shared by the cells
	mostParts     = 10_000
)

// A Book is the open package of a workbook (ECMA-376 part 2). Its sheets are read row by row, so that a sheet of a hundred thousand rows,
// or of a million empty ones, takes little memory. Formulas are never run, and nothing outside the package is ever fetched.
type Book struct {
	parts   map[string]*zip.File
	sheets  []sheetPart
	strings []string                   // shared by the cells
	dates   []shown                    // by number of a style: the part of a date that it shows
	old     bool                       // days are counted from 1904
	origin  string                     // name of the hidden sheet, once it is known
	fixed   map[string]map[string]bool // texts of sheets that people do not edit, by the names of the sheets
}

type sheetPart struct{ name, part string }

// unpack checks the package as a whole, before anything in it is read, and returns its parts by their names in lower case.
func unpack(b []byte) (map[string]*zip.File, error) {
	switch {
	case len(b) == 0:
		return nil, errors.New("the file is empty")
	case bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return nil, errors.New("the file is encrypted, or in an old format: save it as .xlsx without a password")
	case !bytes.HasPrefix(b, []byte("PK")):
		return nil, errors.New("the file is not a workbook: an .xlsx file is expected")
	case len(b) > largestPacked:
		return nil, fmt.Errorf("the file has %d MB: it is too large for a matrix", len(b)>>20)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, errors.New("the file is damaged: its archive cannot be read")
	}
	if len(z.File) > mostParts {
		return nil, fmt.Errorf("the file has %d parts: it is not a workbook", len(z.File))
	}
	whole := uint64(0)
	parts := map[string]*zip.File{}
	for _, p := range z.File {
		name := strings.ToLower(strings.ReplaceAll(p.Name, `\`, "/"))
		whole += p.UncompressedSize64
		switch {
		case strings.HasSuffix(name, "vbaproject.bin"):
			return nil, errors.New("the workbook has macros: save it as .xlsx, without them")
		case p.UncompressedSize64 > largestPart || whole > largestWhole || p.UncompressedSize64 > 1<<20 &&
			p.UncompressedSize64/500 > p.CompressedSize64+1:
			return nil, fmt.Errorf("the part %s unpacks to %d MB: it is not opened", p.Name, p.UncompressedSize64>>20)
		case name == "mimetype":
			return nil, errors.New("the file is not a workbook of Excel: save it as .xlsx")
		}
		parts[name] = p
	}
	return parts, nil
}

// Open opens the package of a workbook, and reads what all its sheets share.
func Open(b []byte) (*Book, error) {
	parts, err := unpack(b)
	if err != nil {
		return nil, err
	}
	x := &Book{parts: parts}
	main := x.related("", "/officeDocument")
	if strings.HasSuffix(main, ".bin") {
		return nil, errors.New("the file is a binary workbook (.xlsb): save it as .xlsx")
	}
	if main == "" || parts[main] == nil {
		return nil, errors.New("the file is not a workbook of Excel: an .xlsx file is expected")
	}
	names := map[string]string{}
	var order []string
	err = x.elements(main, func(e xml.StartElement, _ *xml.Decoder) error {
		switch e.Name.Local {
		case "workbookPr":
			x.old = attr(e, "date1904") == "1" || attr(e, "date1904") == "true"
		case "sheet":
			for _, a := range e.Attr {
				if a.Name.Local == "id" && a.Name.Space != "" {
					names[a.Value] = attr(e, "name")
					order = append(order, a.Value)
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for _, r := range x.relations(main) {
		targets[r.id] = r.target
		switch {
		case strings.HasSuffix(r.kind, "/sharedStrings"):
			err = x.readStrings(r.target)
		case strings.HasSuffix(r.kind, "/styles"):
			err = x.readStyles(r.target)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, id := range order {
		x.sheets = append(x.sheets, sheetPart{names[id], targets[id]})
	}
	return x, nil
}

// A relation is a relation from a part to another part.
type relation struct{ id, kind, target string }

// relations returns the relations of a part, or of the package if part is "".
func (x *Book) relations(part string) []relation {
	var out []relation
	rels := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	if part == "" {
		rels = "_rels/.rels"
	}
	err := x.elements(rels, func(e xml.StartElement, _ *xml.Decoder) error {
		if e.Name.Local == "Relationship" && attr(e, "TargetMode") != "External" {
			target := attr(e, "Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("/", path.Dir(part), target)
			}
			out = append(out, relation{attr(e, "Id"), attr(e, "Type"), strings.ToLower(strings.TrimPrefix(path.Clean(target), "/"))})
		}
		return nil
	})
	if err != nil {
		return nil
	}
	return out
}

// related returns the part to which a part has a relation of a kind.
func (x *Book) related(part, kind string) string {
	for _, r := range x.relations(part) {
		if strings.HasSuffix(r.kind, kind) {
			return r.target
		}
	}
	return ""
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// elements calls visit for the start of each element of a part. visit may read further tokens.
func (x *Book) elements(part string, visit func(xml.StartElement, *xml.Decoder) error) error {
	p := x.parts[strings.ToLower(part)]
	if p == nil {
		return damaged("the part %s is missing", part)
	}
	r, err := p.Open()
	if err != nil {
		return damaged("the part %s cannot be read", part)
	}
	defer r.Close()
	d := xml.NewDecoder(bounded.Reader(r, largestPart))
	for {
		t, err := d.RawToken()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return damaged("the part %s cannot be read: %v", part, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := visit(t, d); err != nil {
				return err
			}
		case xml.Directive: // a document type may expand without limit
			return damaged("the part %s has a document type", part)
		}
	}
}

func damaged(format string, args ...any) error {
	return fmt.Errorf("the workbook is damaged: "+format, args...)
}

// cutOff returns the error for something that could not be read to its end.
func cutOff(what string, err error) error {
	if err == io.EOF {
		return damaged("%s does not end", what)
	}
	return damaged("%s cannot be read: %v", what, err)
}

// text reads the text of the <t> elements in an element, up to its end. It skips the pronunciation (rPh).
func text(d *xml.Decoder, name string) (string, error) {
	var b strings.Builder
	in, silent := false, 0
	for {
		t, err := d.RawToken()
		if err != nil {
			return "", cutOff("a text", err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			in = t.Name.Local == "t"
			if t.Name.Local == "rPh" {
				silent++
			}
		case xml.EndElement:
			in = false
			if t.Name.Local == "rPh" {
				silent--
			}
			if t.Name.Local == name {
				return unescape(b.String()), nil
			}
		case xml.CharData:
			if in && silent == 0 {
				if b.Write(t); b.Len() > bounded.Longest {
					return "", damaged("a text in it has more than %d MB", bounded.Longest>>20)
				}
			}
		}
	}
}

var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape replaces numbers of characters in a text by the characters (ST_Xstring, ECMA-376 part 1, 22.9.2.19).
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escape.ReplaceAllStringFunc(s, func(m string) string {
		n, err := strconv.ParseUint(m[2:6], 16, 16)
		if err != nil || n >= 0xd800 && n < 0xe000 {
			return m
		}
		return string(rune(n))
	})
}

func (x *Book) readStrings(part string) error {
	size := 0
	return x.elements(part, func(e xml.StartElement, d *xml.Decoder) error {
		if e.Name.Local != "si" {
			return nil
		}
		s, err := text(d, "si")
		x.strings = append(x.strings, s)
		if size += len(s); size > largestTexts {
			return fmt.Errorf("the cells have more than %d MB of text: the file is too large for a matrix", largestTexts>>20)
		}
		return err
	})
}

// readStyles determines which styles show dates.
func (x *Book) readStyles(part string) error {
	codes := map[string]string{}
	inCells := false
	return x.elements(part, func(e xml.StartElement, _ *xml.Decoder) error {
		switch e.Name.Local {
		case "numFmt":
			codes[attr(e, "numFmtId")] = attr(e, "formatCode")
		case "cellXfs":
			inCells = true
		case "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if inCells {
				n, err := strconv.Atoi(attr(e, "numFmtId"))
				show := noDate
				if err == nil {
					show = shows(n, codes[attr(e, "numFmtId")])
				}
				x.dates = append(x.dates, show)
			}
		}
		return nil
	})
}

var notInDates = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]`)

// A shown is the part of a date that a number format shows.
type shown string

const (
	noDate shown = ""
	day    shown = "2006-01-02"
	month  shown = "2006-01" // March 2024, which must not become a day
)

// shows returns the part of a date that a number format shows. The built-in formats 14 to 22, 27 to 36 and 50 to 58 are dates, 45 to 47 are
// times, 17 is a month; 48 is a number and 49 text (ECMA-376 part 1, 18.8.30).
func shows(n int, code string) shown {
	const monthAndYear = 17
	switch {
	case n == monthAndYear:
		return month
	case n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58:
		return day
	}
	code = strings.ToLower(notInDates.ReplaceAllString(code, ""))
	code, _, _ = strings.Cut(code, ";") // the format of positive numbers
	switch {
	case strings.Contains(code, "0") || !strings.ContainsAny(code, "yd"):
		return noDate
	case strings.Contains(code, "m") && !strings.Contains(code, "d"):
		return month
	}
	return day
}

// date returns the date, or the month, for a number of days. ok is false if the number is not a possible date.
func (x *Book) date(number string, show shown) (string, bool) {
	days, err := strconv.ParseFloat(number, 64)
	if err != nil || days < 61 || days > 200_000 { // before 1 March 1900 programs differ
		return "", false
	}
	begin := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if x.old {
		begin = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return begin.AddDate(0, 0, int(days)).Format(string(show)), true
}
