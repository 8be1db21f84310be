package docx

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
)

// A grid is a table of rows that is being written, with a column for numbers and one for each language.
type grid struct {
	rows   int
	out    strings.Builder
	headed bool // it begins within the draft: the names of the languages are above it
}

// Measures of a grid.
const (
	mostRows    = 200  // in one table: word processors are slow with longer ones
	shortRow    = 1000 // the largest number of characters in a column of a row that is kept on one page
	numberWidth = 46   // points of the column for numbers
)

// numbers returns the width of the column for numbers, in twentieths of a point.
func (b *body) numbers() int { return numberWidth * twentieths }

// columnWidth returns the width of a language's column, in twentieths of a point.
func (b *body) columnWidth() int { return (b.textWidth() - b.numbers()) / b.columns }

// cellMargin returns the space at each side of a cell, in twentieths of a point.
func (b *body) cellMargin() int { return units(b.styles.Gap/2, twentieths) }

// within returns the width of the content of a language's column, in twentieths of a point.
func (b *body) within() int { return b.columnWidth() - 2*b.cellMargin() }

// room begins another table if the current one is long enough.
func (b *body) room() {
	if b.grid.rows >= mostRows {
		b.flush()
		b.grid.headed = true
	}
}

// flush ends the table.
func (b *body) flush() {
	if b.grid.rows == 0 {
		b.grid = grid{}
		return
	}
	if b.afterTable {
		b.out.WriteString(parting)
	}
	margin := b.cellMargin()
	fmt.Fprintf(&b.out, `<w:tbl><w:tblPr><w:tblStyle w:val="%s"/><w:tblW w:w="%d" w:type="dxa"/>`+
		`<w:tblLayout w:type="fixed"/><w:tblCellMar>`+
		`<w:left w:w="%d" w:type="dxa"/><w:right w:w="%d" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="%d"/>`,
		gridStyle, b.textWidth(), margin, margin, b.numbers())
	for range b.columns {
		fmt.Fprintf(&b.out, `<w:gridCol w:w="%d"/>`, b.columnWidth())
	}
	b.out.WriteString(`</w:tblGrid>`)
	if b.grid.headed && b.columns > 1 {
		b.out.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>` + b.tc(b.numbers(), 0, `<w:p/>`))
		for k, name := range b.doc.Words.Language {
			var p strings.Builder
			b.paragraph(&p, paragraph{style: numberStyle, lang: b.doc.Langs[k], inlines: []doc.Inline{{Text: name, Mark: doc.Em}},
				cell: true})
			b.out.WriteString(b.tc(b.columnWidth(), 0, p.String()))
		}
		b.out.WriteString(`</w:tr>`)
	}
	b.out.WriteString(b.grid.out.String() + `</w:tbl>`)
	b.grid = grid{}
	b.afterTable = true
}

// tc returns a cell. A span of 0 is one column.
func (b *body) tc(width, span int, content string) string {
	s := `<w:tc><w:tcPr><w:tcW w:w="` + decimal(width) + `" w:type="dxa"/>`
	if span > 1 {
		s += `<w:gridSpan w:val="` + decimal(span) + `"/>`
	}
	if width == b.numbers() && span == 0 {
		s += `<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tcMar>`
	}
	return s + `</w:tcPr>` + content + `</w:tc>`
}

// recordOf returns the id of the record to which the words of a block belong: the item that begins, the section whose heading it is, or the
// paper.
func (b *body) recordOf(x doc.Block, at level) string {
	if at.record != "" {
		return at.record
	}
	if p, ok := x.(*doc.Pair); ok {
		x = p.Columns[0]
	}
	switch x := x.(type) {
	case *doc.Heading:
		id := b.inSection
		b.inSection = ""
		return id
	case *doc.Paragraph:
		if x.Role == titleRole {
			return b.doc.Paper
		}
	}
	return ""
}

// pair writes a row.
func (b *body) pair(x *doc.Pair, at level) {
	id := b.recordOf(x, at)
	number := ""
	if oneLabel(at.labels) && at.hang == 0 {
		number = at.label(0)
		at.labels = nil
	}
	long := 0
	cells := b.tc(b.numbers(), 0, b.numberCell(id, number, x, at))
	for k, c := range x.Columns {
		var w strings.Builder
		in := at
		in.record = id
		b.write1(&w, c, in, k, true)
		long = max(long, utf8.RuneCountInString(w.String())/2)
		if p, ok := c.(*doc.Paragraph); ok {
			long = length(p.Inlines)
		}
		cells += b.tc(b.columnWidth(), 0, w.String())
	}
	b.row(cells, long, at.whole, b.author(x.Columns, at))
}

// wide writes a block across all languages as a row; in a paper in one language, it is in its column.
func (b *body) wide(x doc.Block, at level) {
	id := b.recordOf(x, at)
	number := ""
	if oneLabel(at.labels) && at.hang == 0 {
		number = at.label(0)
		at.labels = nil
	}
	var w strings.Builder
	at.record = id
	b.write1(&w, x, at, 0, true)
	long := 0
	if p, ok := x.(*doc.Paragraph); ok {
		long = length(p.Inlines)
	}
	cells := b.tc(b.numbers(), 0, b.numberCell(id, number, &doc.Pair{Columns: []doc.Block{x}}, at)) +
		b.tc(b.columnWidth()*b.columns, b.columns, w.String())
	b.row(cells, long, at.whole, b.author([]doc.Block{x}, at))
}

func (b *body) row(cells string, long int, whole doc.Mark, by *doc.Author) {
	b.grid.rows++
	g := &b.grid.out
	g.WriteString(`<w:tr><w:trPr>`)
	if long <= shortRow {
		g.WriteString(`<w:cantSplit/>`)
	}
	if whole != 0 {
		g.WriteString(b.change(whole, by) + `/>`)
	}
	g.WriteString(`</w:trPr>` + cells + `</w:tr>`)
}

func length(in []doc.Inline) int {
	n := 0
	for _, i := range in {
		n += utf8.RuneCountInString(i.Text)
	}
	return n
}

// numberCell returns the cell for the number of a row, with the code of its record below it.
func (b *body) numberCell(id, number string, x *doc.Pair, at level) string {
	code := b.codes[id]
	if code == "" && number == "" && at.whole == 0 && b.targets[x.ID] == "" {
		return parting
	}
	var p strings.Builder
	p.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + numberStyle + `"/>`)
	if before := b.spaceBefore(x.Columns[0], at.before); before > 0 {
		p.WriteString(`<w:spacing w:before="` + twips(before) + `"/>`)
	}
	by := b.author(x.Columns, at)
	if at.whole != 0 {
		p.WriteString(`<w:rPr>` + b.change(at.whole, by) + `/></w:rPr>`)
	}
	p.WriteString(`</w:pPr>`)
	named := code != "" && !at.former
	if named {
		p.WriteString(b.open(doc.Bookmark + code))
	} else if name := b.targets[x.ID]; name != "" {
		p.WriteString(b.open(name) + b.close())
	}
	tag := b.openChange(&p, at.whole, by)
	if number != "" {
		p.WriteString(`<w:r>`)
		text(&p, number, tag)
		p.WriteString(`</w:r>`)
	}
	if code != "" {
		p.WriteString(`<w:r><w:rPr><w:rStyle w:val="` + codeStyle + `"/></w:rPr>`)
		if number != "" {
			p.WriteString(`<w:br/>`)
		}
		text(&p, code, tag)
		p.WriteString(`</w:r>`)
	}
	p.WriteString(closeChange(at.whole))
	if named {
		p.WriteString(b.close())
	}
	p.WriteString(`</w:p>`)
	return p.String()
}

// spaceBefore returns the space above a block that begins an item: that of its own style or that of the list, whichever is larger.
func (b *body) spaceBefore(x doc.Block, item fixed.Points) fixed.Points {
	look := b.styles.Text
	switch x := x.(type) {
	case *doc.Paragraph:
		if l, ok := b.styles.Roles[x.Role]; ok {
			look = l
		}
	case *doc.Heading:
		look = b.styles.Headings[x.Level]
	}
	return max(item, look.Before)
}
