// Package xlsx reads workbooks that came back from people. It trusts nothing in them: what is too large, encrypted or carries macros
// is refused, and formulas are never run.
package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"omnibus/assemble/matrix"
)

// Bounds on what is read. They leave room for a hundred thousand mandates.
const (
	largestPacked = 200 << 20
	largestPart   = 1 << 30
	largestWhole  = 2 << 30
	mostParts     = 10_000
	headingRows   = 20 // the headings stand in one of the first rows, whatever people put above them
)

// Open returns the workbook of a file after looking at the package as a whole.
func open(b []byte) (*excelize.File, error) {
	switch {
	case len(b) == 0:
		return nil, errors.New("the file is empty")
	case bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return nil, errors.New("the file is encrypted, or of an old format: save it as .xlsx without a password")
	case !bytes.HasPrefix(b, []byte("PK")):
		return nil, errors.New("the file is no workbook: an .xlsx file is wanted")
	case len(b) > largestPacked:
		return nil, fmt.Errorf("the file has %d MB: that is no matrix", len(b)>>20)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, errors.New("the file is damaged: its archive cannot be read")
	}
	if len(z.File) > mostParts {
		return nil, fmt.Errorf("the file has %d parts: that is no workbook", len(z.File))
	}
	whole := uint64(0)
	book := false
	for _, p := range z.File {
		name := strings.ToLower(p.Name)
		whole += p.UncompressedSize64
		switch {
		case strings.HasSuffix(name, "vbaproject.bin"):
			return nil, errors.New("the workbook has macros: save it as .xlsx, without them")
		case p.UncompressedSize64 > largestPart || whole > largestWhole || p.UncompressedSize64 > 1<<20 && p.UncompressedSize64/500 > p.CompressedSize64+1:
			return nil, fmt.Errorf("the part %s unpacks to %d MB: it is not opened", p.Name, p.UncompressedSize64>>20)
		case name == "xl/workbook.xml":
			book = true
		}
	}
	if !book {
		return nil, errors.New("the file is no workbook of Excel: an .xlsx file is wanted")
	}
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{RawCellValue: true, UnzipSizeLimit: largestWhole, UnzipXMLSizeLimit: 16 << 20})
	if err != nil {
		return nil, fmt.Errorf("the workbook is damaged: %w", err)
	}
	return f, nil
}

// Names of the custom properties by which a workbook says what it is; they are those of the room that writes.
var properties = map[string]func(*matrix.Returned) *string{
	"omnibus-term":     func(r *matrix.Returned) *string { return &r.Term },
	"omnibus-paper":    func(r *matrix.Returned) *string { return &r.Paper },
	"omnibus-language": func(r *matrix.Returned) *string { return &r.Lang },
	"omnibus-symbol":   func(r *matrix.Returned) *string { return &r.Symbol },
	"omnibus-meeting":  func(r *matrix.Returned) *string { return &r.Meeting },
}

// Read reads a workbook that came back. An error says in one sentence why it cannot be taken.
func Read(b []byte) (r *matrix.Returned, err error) {
	defer func() {
		// excelize is made for whole files; what it cannot stand is a damaged file, not a fault of ours.
		if p := recover(); p != nil {
			r, err = nil, fmt.Errorf("the workbook is damaged: %v", p)
		}
	}()
	f, err := open(b)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if r, err = says(f); err != nil {
		return nil, err
	}
	o, err := readOrigin(f)
	if err != nil {
		return nil, err
	}
	for _, s := range o {
		if err := s.read(f, r); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// Properties reads what a workbook says of itself, and none of its sheets.
func Properties(b []byte) (r *matrix.Returned, err error) {
	defer func() {
		if p := recover(); p != nil {
			r, err = nil, fmt.Errorf("the workbook is damaged: %v", p)
		}
	}()
	f, err := open(b)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return says(f)
}

func says(f *excelize.File) (*matrix.Returned, error) {
	r := &matrix.Returned{}
	props, err := f.GetCustomProps()
	if err != nil {
		return nil, fmt.Errorf("the workbook is damaged: %w", err)
	}
	for _, p := range props {
		if field := properties[p.Name]; field != nil {
			*field(r) = fmt.Sprint(p.Value)
		}
	}
	return r, nil
}

// An origin is what the hidden sheet says of one sheet as it was written.
type origin struct {
	id, name string
	columns  []originColumn
	order    []string
	prints   map[string]matrix.Prints
}

type originColumn struct {
	id, head string
	open     bool
}

func readOrigin(f *excelize.File) ([]*origin, error) {
	if !slices.Contains(f.GetSheetList(), "Origin") {
		return nil, errors.New("the workbook is no matrix of omnibus, or its hidden sheet Origin has been taken out")
	}
	rows, err := f.Rows("Origin")
	if err != nil {
		return nil, fmt.Errorf("the workbook is damaged: %w", err)
	}
	defer rows.Close()
	var out []*origin
	for rows.Next() {
		c, err := rows.Columns()
		if err != nil {
			return nil, fmt.Errorf("the workbook is damaged: %w", err)
		}
		for len(c) < 4 {
			c = append(c, "")
		}
		if len(out) == 0 && c[0] != "sheet" {
			continue
		}
		switch c[0] {
		case "sheet":
			out = append(out, &origin{id: c[1], name: c[2], prints: map[string]matrix.Prints{}})
		case "column":
			s := out[len(out)-1]
			s.columns = append(s.columns, originColumn{c[1], c[2], c[3] == "open"})
		case "row":
			s := out[len(out)-1]
			p := matrix.Prints{}
			for f := range strings.FieldsSeq(c[2]) {
				if id, print, ok := strings.Cut(f, "="); ok {
					p[id] = print
				}
			}
			s.order, s.prints[c[1]] = append(s.order, c[1]), p
		}
	}
	if len(out) == 0 {
		return nil, errors.New("the hidden sheet Origin is empty: the workbook's edits cannot be told from what was there")
	}
	return out, nil
}

// read finds the sheet, its headings and its rows.
func (o *origin) read(f *excelize.File, r *matrix.Returned) error {
	open := slices.ContainsFunc(o.columns, func(c originColumn) bool { return c.open })
	if !open {
		return nil
	}
	name, head, columns, err := o.find(f)
	if err != nil {
		return err
	}
	if name == "" {
		return fmt.Errorf("there is no sheet with the headings of %q: was it taken out, or were its headings?", o.name)
	}
	s := &matrix.ReturnedSheet{ID: o.id, Name: name, Prints: o.prints, Order: o.order}
	at := map[string]int{}
	for i, id := range columns {
		if id != "" {
			at[id] = i
		}
	}
	for _, c := range o.columns {
		if _, ok := at[c.id]; !ok && c.open {
			s.Missing = append(s.Missing, c.id)
		}
	}
	rows, err := f.Rows(name)
	if err != nil {
		return fmt.Errorf("the sheet %q is damaged: %w", name, err)
	}
	defer rows.Close()
	for n := 1; rows.Next(); n++ {
		if n <= head {
			continue
		}
		cells, err := rows.Columns()
		if err != nil {
			return fmt.Errorf("the sheet %q is damaged: %w", name, err)
		}
		if !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
			continue
		}
		row := matrix.ReturnedRow{Row: n, Cells: map[string]matrix.ReturnedCell{}}
		for _, c := range o.columns {
			i, ok := at[c.id]
			if !ok {
				continue
			}
			text := ""
			if i < len(cells) {
				text = cells[i]
			}
			if c.id == "record-id" {
				row.ID = strings.TrimSpace(text)
			}
			if !c.open {
				continue
			}
			cell := matrix.ReturnedCell{Text: text, At: fmt.Sprintf("%s%d", matrix.Letters(i+1), n)}
			if text != "" {
				o.look(f, name, &cell)
			}
			row.Cells[c.id] = cell
		}
		s.Rows = append(s.Rows, row)
	}
	r.Sheets = append(r.Sheets, s)
	return nil
}

// look finds out what kind of value a cell holds.
func (o *origin) look(f *excelize.File, sheet string, c *matrix.ReturnedCell) {
	if formula, err := f.GetCellFormula(sheet, c.At); err == nil && formula != "" {
		c.Formula = true
	}
	kind, err := f.GetCellType(sheet, c.At)
	if err != nil {
		return
	}
	switch kind {
	case excelize.CellTypeError:
		c.Error = true
	case excelize.CellTypeNumber, excelize.CellTypeUnset, excelize.CellTypeDate:
		if days, err := strconv.ParseFloat(c.Text, 64); err == nil && days > 366 && days < 200_000 {
			old := false
			if p, err := f.GetWorkbookProps(); err == nil && p.Date1904 != nil {
				old = *p.Date1904
			}
			if t, err := excelize.ExcelDateToTime(days, old); err == nil && o.isDate(f, sheet, c.At) {
				c.Text, c.Date = t.Format("2006-01-02"), true
			}
		}
	}
}

// isDate tells whether a cell is shown as a date.
func (o *origin) isDate(f *excelize.File, sheet, at string) bool {
	id, err := f.GetCellStyle(sheet, at)
	if err != nil {
		return false
	}
	style, err := f.GetStyle(id)
	if err != nil {
		return false
	}
	// Built-in formats 14 to 22 and 27 to 58 show dates and times (ECMA-376 part 1, 18.8.30).
	if n := style.NumFmt; n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 58 {
		return true
	}
	if style.CustomNumFmt == nil {
		return false
	}
	code := strings.ToLower(*style.CustomNumFmt)
	return strings.ContainsAny(code, "yd") && !strings.Contains(code, "0")
}

func fold(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// find finds the sheet by its name, else by its headings, wherever they stand among the first rows.
func (o *origin) find(f *excelize.File) (name string, head int, columns []string, err error) {
	names := f.GetSheetList()
	if i := slices.Index(names, o.name); i > 0 {
		names = append([]string{o.name}, slices.Delete(slices.Clone(names), i, i+1)...)
	}
	best := 0
	for _, sheet := range names {
		if sheet == "Origin" {
			continue
		}
		rows, err := f.Rows(sheet)
		if err != nil {
			return "", 0, nil, fmt.Errorf("the sheet %q is damaged: %w", sheet, err)
		}
		for n := 1; n <= headingRows && rows.Next(); n++ {
			cells, err := rows.Columns()
			if err != nil {
				rows.Close()
				return "", 0, nil, fmt.Errorf("the sheet %q is damaged: %w", sheet, err)
			}
			ids := o.match(cells)
			known := 0
			for _, id := range ids {
				if id != "" {
					known++
				}
			}
			if slices.Contains(ids, "record-id") && known > best {
				best, name, head, columns = known, sheet, n, ids
			}
		}
		if err := rows.Close(); err != nil && !errors.Is(err, io.EOF) {
			return "", 0, nil, err
		}
		if sheet == o.name && best > len(o.columns)/2 {
			break
		}
	}
	if best < 2 {
		return "", 0, nil, nil
	}
	return name, head, columns, nil
}

// match finds the columns whose headings a row of cells holds. Where one column alone is not found and one heading alone is not
// known, they belong together: somebody renamed it.
func (o *origin) match(cells []string) []string {
	byHead := map[string]string{}
	for _, c := range o.columns {
		byHead[fold(c.head)] = c.id
	}
	out := make([]string, len(cells))
	used := map[string]bool{}
	unknown := -1
	count := 0
	for i, cell := range cells {
		if id := byHead[fold(cell)]; id != "" && !used[id] {
			out[i], used[id] = id, true
		} else if strings.TrimSpace(cell) != "" {
			unknown = i
			count++
		}
	}
	if count == 1 && len(used) == len(o.columns)-1 {
		for _, c := range o.columns {
			if !used[c.id] {
				out[unknown] = c.id
			}
		}
	}
	return out
}
