package xlsx

import (
	"encoding/xml"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// A Cell is a cell of a sheet with content.
type Cell struct {
	Column  int // from 0
	Text    string
	Formula bool // text is the result of the formula
	Fault   bool // it contains an error, such as #N/A
	Date    bool // text is an ISO date; the cell contains a date
}

// Rows calls visit for the rows of a sheet that have content, with their numbers from 1, until visit returns false.
func (x *Book) Rows(sheet string, visit func(n int, cells []Cell) bool) error {
	part := ""
	for _, s := range x.sheets {
		if s.name == sheet {
			part = s.part
		}
	}
	n, next := 0, 0 // the row, and the column of a cell without a reference
	var cells []Cell
	flush := func() bool { return len(cells) == 0 || visit(n, cells) }
	err := x.elements(part, func(e xml.StartElement, d *xml.Decoder) error {
		switch e.Name.Local {
		case "row":
			if !flush() {
				return errEnough
			}
			cells, next = cells[:0], 0
			n = numberOr(attr(e, "r"), n+1)
		case "c":
			c, err := x.cell(e, d, next)
			if err != nil {
				return err
			}
			next = c.Column + 1
			if c.Text != "" || c.Formula {
				cells = append(cells, c)
			}
		}
		return nil
	})
	switch {
	case err == errEnough:
		return nil
	case err != nil:
		return err
	}
	flush()
	return nil
}

// errEnough ends the reading of a sheet.
var errEnough = errors.New("enough")

// A Row is a row of a sheet with content.
type Row struct {
	N     int // from 1
	Cells []Cell
}

// At returns the cell of a column (from 0).
func (r Row) At(column int) Cell {
	for _, c := range r.Cells {
		if c.Column == column {
			return c
		}
	}
	return Cell{Column: column}
}

// All returns the rows of a sheet.
func (x *Book) All(sheet string) ([]Row, error) {
	var out []Row
	err := x.Rows(sheet, func(n int, cells []Cell) bool {
		out = append(out, Row{n, slices.Clone(cells)})
		return true
	})
	return out, err
}

func numberOr(s string, otherwise int) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return otherwise
}

// cell reads a cell to its end. next is its column if it has no reference.
func (x *Book) cell(e xml.StartElement, d *xml.Decoder, next int) (Cell, error) {
	c := Cell{Column: columnOf(attr(e, "r"), next)}
	kind, style := attr(e, "t"), numberOr(attr(e, "s"), 0)
	value := ""
	for in := ""; ; {
		t, err := d.RawToken()
		if err != nil {
			return c, cutOff("a sheet", err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			in = t.Name.Local
			switch in {
			case "f":
				c.Formula = true
			case "is":
				if c.Text, err = text(d, "is"); err != nil {
					return c, err
				}
				in = ""
			}
		case xml.CharData:
			if in == "v" {
				value += string(t)
			}
		case xml.EndElement:
			in = ""
			if t.Name.Local == "c" {
				x.value(&c, kind, style, value)
				return c, nil
			}
		}
	}
}

// value sets the text of a cell from its content and kind (ST_CellType, ECMA-376 part 1, 18.18.11).
func (x *Book) value(c *Cell, kind string, style int, v string) {
	switch kind {
	case "inlineStr":
	case "s":
		if i, err := strconv.Atoi(v); err == nil && i >= 0 && i < len(x.strings) {
			c.Text = x.strings[i]
		}
	case "str":
		c.Text = unescape(v)
	case "b":
		c.Text = map[string]string{"1": "TRUE", "0": "FALSE"}[v]
	case "e":
		c.Text, c.Fault = v, true
	case "d":
		c.Text, c.Date = strings.TrimSuffix(v, "T00:00:00"), true
	default:
		c.Text = v
		if style >= 0 && style < len(x.dates) && x.dates[style] != noDate {
			if day, ok := x.date(v, x.dates[style]); ok {
				c.Text, c.Date = day, true
			}
		}
	}
}

// mostColumns is the maximum number of columns of a sheet (Excel specifications and limits).
const mostColumns = 16_384

// columnOf returns the column (from 0) of a reference such as AB12, or otherwise if the reference has none.
func columnOf(ref string, otherwise int) int {
	n := 0
	for i := 0; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && n <= mostColumns; i++ {
		n = n*26 + int(ref[i]-'A') + 1
	}
	if n == 0 || n > mostColumns {
		return otherwise
	}
	return n - 1
}

// Spread returns the texts of cells, each at the index of its column.
func Spread(cells []Cell) []string {
	var out []string
	for _, c := range cells {
		for len(out) <= c.Column {
			out = append(out, "")
		}
		out[c.Column] = c.Text
	}
	return out
}

// Sheets returns the names of the sheets, in order.
func (x *Book) Sheets() []string {
	var out []string
	for _, s := range x.sheets {
		out = append(out, s.name)
	}
	return out
}
