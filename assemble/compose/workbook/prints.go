package workbook

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"iter"
	"strings"

	"omnibus/assemble/matrix"
)

// A printed sheet leaves the prints of its rows behind whenever all rows have passed: to make 40,000 of them a second time takes as long
// as the first.
type printed struct {
	sheet *matrix.Sheet
	from  iter.Seq[matrix.Row]
	ids   []string // of the rows
	left  []byte   // by row: the number of its open cells that are not empty, these, and the print of its other cells
	whole bool     // all rows have passed
}

// A printedRow is a row with the prints of its open cells that are not empty, and one print of all other cells.
type printedRow struct{ id, open, grey string }

// printing lets a sheet leave its prints behind.
func printing(s *matrix.Sheet) *printed {
	p := &printed{sheet: s, from: s.Rows}
	s.Rows = p.pass
	return p
}

// pass passes the rows on, and remembers their prints.
func (p *printed) pass(yield func(matrix.Row) bool) {
	p.ids, p.left, p.whole = make([]string, 0, p.sheet.Count), p.left[:0], false
	for r := range p.from {
		p.add(r)
		if !yield(r) {
			return
		}
	}
	p.whole = true
}

// rows returns the prints of all rows.
func (p *printed) rows(yield func(printedRow) bool) {
	if !p.whole {
		p.pass(func(matrix.Row) bool { return true })
	}
	rest := p.left
	for _, id := range p.ids {
		r := printedRow{id: id}
		r.open, r.grey, rest = p.read(rest)
		if !yield(r) {
			return
		}
	}
}

// printBytes is how many bytes a print has before it is written out as digits.
const printBytes = 4

// add remembers the prints of a row.
func (p *printed) add(r matrix.Row) {
	p.ids = append(p.ids, r.ID)
	cells := 0
	var closed []string
	for i, c := range r.Cells {
		switch {
		case !p.sheet.Columns[i].Open:
			closed = append(closed, c.Plain())
		case c.Value != "":
			cells++
		}
	}
	p.left = binary.AppendUvarint(p.left, uint64(cells))
	for i, c := range r.Cells {
		if !p.sheet.Columns[i].Open || c.Value == "" {
			continue
		}
		own := matrix.PrintOf(c.Value, cmp.Or(c.Text, c.Value))
		p.left = binary.AppendUvarint(p.left, uint64(i))
		p.left = append(append(p.left, digits(own.Value)...), digits(own.Shown)...)
	}
	p.left = append(p.left, digits(matrix.GreyPrint(closed))...)
}

// digits turns the digits of a print into bytes.
func digits(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != printBytes {
		panic("workbook: a print has other digits than it is made of: " + s)
	}
	return b
}

// read reads the prints of a row, and returns what follows them.
func (p *printed) read(b []byte) (open, grey string, rest []byte) {
	take := func() string {
		s := hex.EncodeToString(b[:printBytes])
		b = b[printBytes:]
		return s
	}
	number := func() int {
		n, size := binary.Uvarint(b)
		b = b[size:]
		return int(n)
	}
	var out strings.Builder
	for range number() {
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(p.sheet.Columns[number()].ID)
		out.WriteByte('=')
		out.WriteString(matrix.Print{Value: take(), Shown: take()}.String())
	}
	return out.String(), take(), b
}
