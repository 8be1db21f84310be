package workbook

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"iter"
	"slices"
	"strings"

	"omnibus/assemble/matrix"
)

// A printed sheet leaves the prints of its rows behind whenever all rows have passed: to make 40,000 of them a second time takes as long
// as the first, and to keep them takes a hundred times the memory of their prints.
type printed struct {
	sheet *matrix.Sheet
	from  iter.Seq[matrix.Row]
	open  bool     // people edit the sheet
	ids   []string // of the rows of such a sheet
	// left contains, by row of such a sheet, the number of its open cells that are not empty, these, and the print of its other cells;
	// by row of any other sheet, the number of its cells with a text, and the prints of these.
	left  []byte
	whole bool // all rows have passed

	closed []string // the closed cells of the row that passes
}

// printing lets a sheet leave its prints behind.
func printing(s *matrix.Sheet) *printed {
	p := &printed{sheet: s, from: s.Rows, open: slices.ContainsFunc(s.Columns, func(c matrix.Column) bool { return c.Open })}
	s.Rows = p.pass
	return p
}

// pass passes the rows on, and remembers their prints.
func (p *printed) pass(yield func(matrix.Row) bool) {
	p.ids, p.left, p.whole = p.ids[:0], p.left[:0], false
	if p.open {
		p.ids = slices.Grow(p.ids, p.sheet.Count)
	}
	for r := range p.from {
		if p.open {
			p.ids = append(p.ids, r.ID)
			p.left = p.row(p.left, r)
		} else {
			p.left = texts(p.left, r)
		}
		if !yield(r) {
			return
		}
	}
	p.whole = true
}

// rows yields the entries of the hidden sheet for all rows of a sheet that people edit, or, for any other sheet, for its headings and all
// rows. It reports whether to go on. The cells of an entry are overwritten by the next one.
func (p *printed) rows(yield func(matrix.Row) bool) bool {
	if !p.whole {
		p.pass(func(matrix.Row) bool { return true })
	}
	if p.open {
		cells, rest := make([]matrix.Cell, 4), p.left
		for _, id := range p.ids {
			cells[0], cells[1] = txt("row"), txt(id)
			cells[2].Text, cells[3].Text, rest = p.read(rest)
			if !yield(matrix.Row{Cells: cells}) {
				return false
			}
		}
		return true
	}
	var heads matrix.Row
	for _, c := range p.sheet.Columns {
		heads.Cells = append(heads.Cells, txt(c.Head))
	}
	cells := make([]matrix.Cell, 3)
	for _, rest := range [][]byte{texts(nil, heads), p.left} {
		for len(rest) > 0 {
			cells[0], cells[1] = txt("fixed"), txt(p.sheet.Name)
			if cells[2].Text, rest = readTexts(rest); !yield(matrix.Row{Cells: cells}) {
				return false
			}
		}
	}
	return true
}

// printBytes is how many bytes a print has before it is written out as digits.
const printBytes = 4

// row adds the prints of a row of a sheet that people edit.
func (p *printed) row(to []byte, r matrix.Row) []byte {
	cells, closed := 0, p.closed[:0]
	for i, c := range r.Cells {
		switch {
		case !p.sheet.Columns[i].Open:
			closed = append(closed, c.Plain())
		case c.Value != "":
			cells++
		}
	}
	p.closed = closed
	to = binary.AppendUvarint(to, uint64(cells))
	for i, c := range r.Cells {
		if !p.sheet.Columns[i].Open || c.Value == "" {
			continue
		}
		own := matrix.PrintOf(c.Value, cmp.Or(c.Text, c.Value))
		to = binary.AppendUvarint(to, uint64(i))
		to = append(append(to, digits(own.Value)...), digits(own.Shown)...)
	}
	return append(to, digits(matrix.GreyPrint(closed))...)
}

// texts adds the prints of the texts of a row that people do not edit.
func texts(to []byte, r matrix.Row) []byte {
	var prints []byte
	for _, c := range r.Cells {
		if t := c.Plain(); t != "" {
			prints = append(prints, digits(matrix.TextPrint(t))...)
		}
	}
	return append(binary.AppendUvarint(to, uint64(len(prints)/printBytes)), prints...)
}

// readTexts reads what texts added, and returns what follows it.
func readTexts(b []byte) (prints string, rest []byte) {
	n, size := binary.Uvarint(b)
	b = b[size:]
	var out strings.Builder
	for i := range int(n) {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(hex.EncodeToString(b[:printBytes]))
		b = b[printBytes:]
	}
	return out.String(), b
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
