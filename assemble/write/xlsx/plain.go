package xlsx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"omnibus/assemble/matrix"
)

// plainRows writes rows as excelize does, to the byte, but four times as fast: excelize makes several copies of each text. Rows with values
// other than words, runs of words in the usual face, whole numbers, formulas that result in these, and days are left to it.
type plainRows struct {
	to      io.Writer
	others  batch
	buf     bytes.Buffer
	text    []byte   // the text that is being written, as bytes
	letters []string // of the columns
}

// plainBytes is the number of bytes from which rows are passed on.
const plainBytes = 1 << 16

// set adds a row.
func (p *plainRows) set(cell string, values []any, opts ...excelize.RowOpts) error {
	for _, v := range values {
		if !isPlain(v) {
			if err := p.pass(); err != nil {
				return err
			}
			p.others.to = p.to
			return p.others.set(cell, values, opts...)
		}
	}
	if err := p.others.flush(); err != nil {
		return err
	}
	p.row(strings.TrimPrefix(cell, "A"), values, opts)
	if p.buf.Len() < plainBytes {
		return nil
	}
	return p.pass()
}

// flush writes the rows that have been added.
func (p *plainRows) flush() error {
	if err := p.pass(); err != nil {
		return err
	}
	return p.others.flush()
}

// pass writes the rows that have been made.
func (p *plainRows) pass() error {
	_, err := p.buf.WriteTo(p.to)
	return err
}

// mostPlain is the first whole number that needs more than the 15 digits to which Excel limits a number.
const mostPlain = 1e15

// firstPlain is the first day whose number in Excel does not depend on the 29 February 1900, which did not exist.
var firstPlain = time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)

// isPlain reports whether a value of a cell is one that plainRows writes.
func isPlain(v any) bool {
	style := 0
	switch c := v.(type) {
	case *excelize.Cell:
		if _, number := c.Value.(float64); c.Formula != "" && !number {
			return false
		}
		v, style = c.Value, c.StyleID
	case excelize.Cell:
		return false
	}
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return !strings.Contains(v, "_x") // the form of an escape sequence
	case float64:
		return v == float64(int64(v)) && -mostPlain < v && v < mostPlain && (v != 0 || 1/v > 0)
	case []excelize.RichTextRun:
		return len(v) > 0 && !slices.ContainsFunc(v, func(r excelize.RichTextRun) bool {
			f := r.Font
			return strings.Contains(r.Text, "_x") || f == nil ||
				*f != excelize.Font{Family: family, Size: size, Bold: f.Bold, Strike: f.Strike, Underline: f.Underline}
		})
	case time.Time:
		return style > 0 && !v.Before(firstPlain) && v.Nanosecond() == 0 && v.Unix()%secondsOfDay == 0 && v.Location() == time.UTC
	}
	return false
}

const secondsOfDay = 24 * 60 * 60

// epoch is the day before the first day of Excel's calendar as it counts since March 1900.
var epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// row makes a row whose values are plain.
func (p *plainRows) row(number string, values []any, opts []excelize.RowOpts) {
	b := &p.buf
	fmt.Fprintf(b, `<row r="%s"`, number)
	for _, o := range opts {
		if o.Height > 0 {
			fmt.Fprintf(b, ` ht="%s" customHeight="1"`, strconv.FormatFloat(o.Height, 'f', -1, 64))
		}
		if o.OutlineLevel > 0 {
			fmt.Fprintf(b, ` outlineLevel="%d"`, o.OutlineLevel)
		}
	}
	b.WriteByte('>')
	for i, v := range values {
		style, formula := 0, ""
		if c, ok := v.(*excelize.Cell); ok {
			v, style, formula = c.Value, c.StyleID, c.Formula
		} else if v == nil {
			continue
		}
		for len(p.letters) <= i {
			p.letters = append(p.letters, matrix.Letters(len(p.letters)+1))
		}
		b.WriteString(`<c r="`)
		b.WriteString(p.letters[i])
		b.WriteString(number)
		b.WriteByte('"')
		if style > 0 {
			b.WriteString(` s="`)
			b.Write(strconv.AppendInt(b.AvailableBuffer(), int64(style), 10))
			b.WriteByte('"')
		}
		p.value(v, formula)
		b.WriteString(`</c>`)
	}
	b.WriteString(`</row>`)
}

// value adds a plain value, and the formula whose result it is, to a cell whose tag is open.
func (p *plainRows) value(v any, formula string) {
	b := &p.buf
	number := func(n int64) {
		b.WriteByte('>')
		if formula != "" {
			b.WriteString(`<f>`)
			p.escaped(formula)
			b.WriteString(`</f>`)
		}
		b.WriteString(`<v>`)
		b.Write(strconv.AppendInt(b.AvailableBuffer(), n, 10))
		b.WriteString(`</v>`)
	}
	switch v := v.(type) {
	case nil:
		b.WriteByte('>')
	case float64:
		number(int64(v))
	case time.Time:
		number((v.Unix() - epoch.Unix()) / secondsOfDay)
	case []excelize.RichTextRun:
		b.WriteString(` t="inlineStr"><is>`)
		for _, r := range v {
			p.run(r)
		}
		b.WriteString(`</is>`)
	case string:
		b.WriteString(` t="inlineStr"><is>`)
		p.opened(v)
		for rest, more := v, true; more; {
			var line string
			line, rest, more = strings.Cut(rest, "\n")
			if p.escaped(line); more {
				b.WriteByte('\n')
			}
		}
		b.WriteString(`</t></is>`)
	}
}

// run adds a run of words in the usual face.
func (p *plainRows) run(r excelize.RichTextRun) {
	b := &p.buf
	fmt.Fprintf(b, `<r><rPr><rFont val="%s"></rFont><family val="2"></family>`, family)
	if r.Font.Bold {
		b.WriteString(`<b val="1"></b>`)
	}
	if r.Font.Strike {
		b.WriteString(`<strike val="1"></strike>`)
	}
	fmt.Fprintf(b, `<color></color><sz val="%g"></sz>`, size)
	if r.Font.Underline != "" {
		fmt.Fprintf(b, `<u val="%s"></u>`, r.Font.Underline)
	}
	b.WriteString(`</rPr>`)
	p.opened(r.Text)
	p.escaped(r.Text)
	b.WriteString(`</t></r>`)
}

// opened adds the start tag of a text.
func (p *plainRows) opened(text string) {
	p.buf.WriteString(`<t`)
	if text != strings.Trim(text, " \t\r\n") {
		p.buf.WriteString(` xml:space="preserve"`)
	}
	p.buf.WriteByte('>')
}

// escaped adds a text in XML, its line ends as references.
func (p *plainRows) escaped(text string) {
	p.text = append(p.text[:0], text...)
	if err := xml.EscapeText(&p.buf, p.text); err != nil {
		panic("xlsx: a buffer refuses text: " + err.Error())
	}
}
