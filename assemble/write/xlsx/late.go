package xlsx

import (
	"bytes"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"omnibus/assemble/matrix"
)

const (
	lateRows  = 4_000 // the number of rows from which a sheet's rows are written late
	batchRows = 2_000 // the number of rows that excelize writes at a time
)

// late reports whether the rows of a sheet are written only together with its part, in a large workbook of records. Such rows have no
// links, and their texts are stored in the cells.
func (x *writer) late(s *matrix.Sheet) bool {
	if s.Count < lateRows || !s.Bare && !(s.Free && s.Hidden) {
		return false
	}
	cells := 0
	for _, s := range x.book.Sheets {
		cells += (s.Count + 1) * len(s.Columns)
	}
	return cells > mostShared
}

// last is 1 for a sheet that is written after all others, else 0: a hidden one may say what the rows of the others have left behind.
func (x *writer) last(s *matrix.Sheet) int {
	if s != nil && s.Hidden && x.late(s) {
		return 1
	}
	return 0
}

// A batch is a run of rows that a separate workbook writes, to be copied into the part of another.
type batch struct {
	to     io.Writer
	file   *excelize.File
	stream *excelize.StreamWriter
	rows   int
}

// set adds a row.
func (b *batch) set(cell string, values []any, opts ...excelize.RowOpts) error {
	if b.file == nil {
		b.file = excelize.NewFile()
		var err error
		if b.stream, err = b.file.NewStreamWriter("Sheet1"); err != nil {
			return err
		}
	}
	if err := b.stream.SetRow(cell, values, opts...); err != nil {
		return err
	}
	if b.rows++; b.rows < batchRows {
		return nil
	}
	return b.flush()
}

// flush writes the rows that have been added.
func (b *batch) flush() error {
	if b.file == nil {
		return nil
	}
	made := sheetData{to: b.to}
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &made })
	err := b.stream.Flush()
	if err == nil {
		_, err = b.file.WriteTo(io.Discard)
	}
	if err == nil {
		err = made.err()
	}
	b.file.Close()
	b.file, b.stream, b.rows = nil, nil, 0
	return err
}

// sheetData extracts the rows from the only sheet of a workbook as it is written, and drops everything else.
type sheetData struct {
	parts
	to          io.Writer
	head        []byte // of the sheet, up to its rows
	begun, done bool
}

const (
	rowsBegin = "<sheetData>"
	rowsEnd   = "</sheetData>"
)

func (d *sheetData) Create(name string) (io.Writer, error) {
	if name == "xl/worksheets/sheet1.xml" {
		return d, nil
	}
	return io.Discard, nil
}

func (d *sheetData) Write(b []byte) (int, error) {
	n := len(b)
	if d.done {
		return n, nil
	}
	if !d.begun {
		d.head = append(d.head, b...)
		_, rows, found := bytes.Cut(d.head, []byte(rowsBegin))
		if !found {
			return n, nil
		}
		b, d.begun, d.head = rows, true, nil
	} else { // what is kept may be the beginning of the end tag
		b, d.head = append(d.head, b...), nil
	}
	if rows, _, found := bytes.Cut(b, []byte(rowsEnd)); found {
		d.done = true
		_, err := d.to.Write(rows)
		return n, err
	}
	kept := min(len(b), len(rowsEnd))
	d.head = bytes.Clone(b[len(b)-kept:])
	_, err := d.to.Write(b[:len(b)-kept])
	return n, err
}

func (d *sheetData) err() error {
	if !d.done {
		return fmt.Errorf("the rows do not end")
	}
	return nil
}

// fill adds their rows to the parts of the sheets whose rows are not late. A part keeps much text compressed.
func (x *writer) fill(parts parts) error {
	paths, err := sheetPaths(parts)
	if err != nil {
		return err
	}
	for _, s := range x.book.Sheets {
		if x.late(s) {
			continue
		}
		path := paths[s.Name]
		from, err := parts[path].reader()
		if err != nil {
			return err
		}
		to := &part{}
		if err := x.addRows(to, from, s); err != nil {
			return fmt.Errorf("sheet %q: %w", s.Name, err)
		}
		parts[path] = to
	}
	return nil
}

// addRows writes a sheet, of which from has only the headings, with its rows.
func (x *writer) addRows(to io.Writer, from io.Reader, s *matrix.Sheet) error {
	b, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	before, after, ok := bytes.Cut(b, []byte(rowsEnd))
	if !ok { // no row has been written yet
		before, after, ok = bytes.Cut(b, []byte("<sheetData/>"))
		before = append(before, rowsBegin...)
	}
	if !ok {
		return fmt.Errorf("no rows")
	}
	if _, err := to.Write(before); err != nil {
		return err
	}
	headings := 1
	if s.Free {
		headings = 0
	}
	rows := &plainRows{to: to}
	if err := x.rows(s, headings, rows.set); err != nil {
		return err
	}
	if err := rows.flush(); err != nil {
		return err
	}
	if len(x.across) > 0 {
		if after, err = inserted(after, afterMerged, merged(x.across)); err != nil {
			return err
		}
		x.across = nil
	}
	_, err = to.Write(append([]byte(rowsEnd), after...))
	return err
}
