package docx

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
)

// A grid is a table of rows that is being written, with a column for numbers and one for each language.
type grid struct {
	rows   []gridRow
	headed bool // it begins within the draft: the names of the languages are above it
}

// A gridRow is a row of a grid.
type gridRow struct {
	strip int
	text  string
}

// Measures of a grid.
const (
	mostRows    = 200  // in one table: word processors are slow with longer ones
	enoughRows  = 170  // in one table before the next section begins another
	shortRow    = 1000 // the largest number of characters in a column of a row that is kept on one page
	shortLines  = 10   // the largest number of lines of such a row
	charWidth   = 450  // of text, in thousandths of an em
	numberWidth = 52   // points of the column for numbers
	numberEdge  = 6    // points between the numbers and the text
	leastMargin = 14   // points between the numbers and the edge of the page
)

// numbers returns the width of the column for numbers, in twentieths of a point.
func (b *body) numbers() int { return numberWidth * twentieths }

// outside returns how far the column for numbers is in the left margin: all of it where the margin has room, so that the text begins where
// other text of the page does.
func (b *body) outside() int {
	margin := units(b.styles.Left, twentieths)
	if b.width > 0 {
		margin = b.margin
	}
	if margin < b.numbers()+leastMargin*twentieths {
		return 0
	}
	return b.numbers()
}

// within returns the width of the content of a language's column, in twentieths of a point.
func (b *body) within() int {
	return (b.textWidth() - b.numbers() + b.outside() - (b.columns-1)*2*b.halfGap()) / b.columns
}

// halfGap returns half of the space between two columns, in twentieths of a point.
func (b *body) halfGap() int { return units(b.styles.Gap/2, twentieths) }

// margins returns the spaces at the left and the right of the content of a language's column.
func (b *body) margins(column int) (left, right int) {
	left, right = b.halfGap(), b.halfGap()
	if column == 0 {
		left = 0
	}
	if column == b.columns-1 {
		right = 0
	}
	return left, right
}

// columnWidth returns the width of a language's column with its margins, in twentieths of a point.
func (b *body) columnWidth(column int) int {
	left, right := b.margins(column)
	return left + b.within() + right
}

// allColumns returns the width of all columns of languages, in twentieths of a point.
func (b *body) allColumns() int {
	all := 0
	for k := range b.columns {
		all += b.columnWidth(k)
	}
	return all
}

// room begins another table if the current one is long enough.
func (b *body) room() {
	if len(b.grid.rows) >= mostRows {
		b.flush()
		b.grid.headed = b.draft
	}
}

// flush ends the table.
func (b *body) flush() {
	if len(b.grid.rows) == 0 {
		b.grid = grid{}
		return
	}
	if b.afterTable {
		b.out.WriteString(partingOf(b.grid.rows[0].strip - 1))
	}
	fmt.Fprintf(&b.out, `<w:tbl><w:tblPr><w:tblStyle w:val="%s"/><w:tblW w:w="%d" w:type="dxa"/>`, gridStyle,
		b.numbers()+b.allColumns())
	if n := b.outside(); n > 0 {
		fmt.Fprintf(&b.out, `<w:tblInd w:w="%d" w:type="dxa"/>`, -n)
	}
	fmt.Fprintf(&b.out, `<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="%d"/>`, b.numbers())
	for k := range b.columns {
		fmt.Fprintf(&b.out, `<w:gridCol w:w="%d"/>`, b.columnWidth(k))
	}
	b.out.WriteString(`</w:tblGrid>`)
	if b.grid.headed && b.columns > 1 {
		b.out.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>` +
			b.numberColumn(`<w:p><w:pPr><w:keepNext/></w:pPr></w:p>`))
		first := b.grid.rows[0].strip // the names are between it and what precedes it
		b.strips[first].named = true
		for k, name := range b.doc.Words.Language {
			var p strings.Builder
			b.paragraph(&p, paragraph{style: numberStyle, lang: b.doc.Langs[k], inlines: []doc.Inline{{Text: name, Mark: doc.Em}},
				cell: true, keep: true, over: first + 1})
			b.out.WriteString(b.tc(k, p.String()))
		}
		b.out.WriteString(`</w:tr>`)
	}
	for _, r := range b.grid.rows {
		b.out.WriteString(r.text)
	}
	b.out.WriteString(`</w:tbl>`)
	b.grid = grid{}
	b.afterTable = true
}

// flushBefore ends the table before one with rules. The rows that stay with what follows are a table of their own, because LibreOffice
// keeps only a whole table with what follows.
func (b *body) flushBefore() {
	rows := b.grid.rows
	n := len(rows)
	for n > 0 && b.strips[rows[n-1].strip].keep {
		n--
	}
	if n > 0 && n < len(rows) {
		b.grid.rows = rows[:n:n]
		b.flush()
		b.grid.rows = rows[n:]
	}
	b.flush()
}

// tc returns the cell of a language.
func (b *body) tc(column int, content string) string {
	left, right := b.margins(column)
	return cellOf(b.columnWidth(column), 1, left, right, content)
}

// numberColumn returns the cell for numbers.
func (b *body) numberColumn(content string) string {
	return cellOf(b.numbers(), 1, 0, numberEdge*twentieths, content)
}

func cellOf(width, span, left, right int, content string) string {
	s := `<w:tc><w:tcPr><w:tcW w:w="` + decimal(width) + `" w:type="dxa"/>`
	if span > 1 {
		s += `<w:gridSpan w:val="` + decimal(span) + `"/>`
	}
	return s + fmt.Sprintf(`<w:tcMar><w:left w:w="%d" w:type="dxa"/><w:right w:w="%d" w:type="dxa"/></w:tcMar></w:tcPr>`, left, right) +
		content + `</w:tc>`
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
	if !at.rows && b.tables(x) {
		return
	}
	if _, ok := x.Columns[0].(*doc.Heading); ok && !b.draft && len(b.grid.rows) >= enoughRows {
		b.flush()
	}
	id := b.recordOf(x, at)
	number := ""
	if oneLabel(at.labels) && at.hang == 0 {
		number = at.label(0)
		at.labels = nil
	}
	if _, ok := x.Columns[0].(*doc.Table); ok && b.lastLeads() {
		b.keepLast()
	}
	at.strip = b.stripOf(x.Columns, true) + 1
	at.record = id
	long := 0
	cells := b.numberColumn(b.numberCell(id, number, x, at))
	for k, c := range x.Columns {
		var w strings.Builder
		b.write1(&w, c, at, k, true)
		if p, ok := c.(*doc.Paragraph); ok {
			long = max(long, length(p.Inlines))
		} else {
			long = max(long, utf8.RuneCountInString(w.String())/2)
		}
		cells += b.tc(k, w.String())
	}
	b.row(cells, long, at, b.author(x.Columns, at))
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
	at.strip = b.stripOf([]doc.Block{x}, true) + 1
	at.record = id
	b.write1(&w, x, at, 0, true)
	long := 0
	if p, ok := x.(*doc.Paragraph); ok {
		long = length(p.Inlines)
	}
	cells := b.numberColumn(b.numberCell(id, number, &doc.Pair{Columns: []doc.Block{x}}, at)) +
		cellOf(b.allColumns(), b.columns, 0, 0, w.String())
	b.row(cells, long, at, b.author([]doc.Block{x}, at))
}

// row adds a row of which a column has that many characters. A long row may be divided by the end of a page, and so is not kept with the
// next one.
func (b *body) row(cells string, long int, at level, by *doc.Author) {
	s := `<w:tr><w:trPr>`
	if long <= b.shortRow() {
		s += `<w:cantSplit/>`
	} else {
		b.strips[at.strip-1].long = true
	}
	if at.whole != 0 {
		s += b.change(at.whole, by) + `/>`
	}
	b.grid.rows = append(b.grid.rows, gridRow{at.strip - 1, s + `</w:trPr>` + cells + `</w:tr>`})
}

// shortRow returns the largest number of characters in a column of a row that is kept on one page.
func (b *body) shortRow() int {
	size := b.styles.Text.Size
	if b.columns > 1 {
		size = b.styles.ColumnSize
	}
	return min(shortRow, shortLines*b.within()/max(units(size.Em(charWidth), twentieths), 1))
}

func length(in []doc.Inline) int {
	n := 0
	for _, i := range in {
		n += utf8.RuneCountInString(i.Text)
	}
	return n
}

// numberCell returns the cell for the number of a row, with the code of its record before it or, if both are too wide, below it.
func (b *body) numberCell(id, number string, x *doc.Pair, at level) string {
	code := b.codes[id]
	if code == "" && number == "" && at.whole == 0 && b.targets[x.ID] == "" {
		return partingOf(at.strip - 1)
	}
	var p strings.Builder
	p.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + numberStyle + `"/>` + keepOf(at.strip-1))
	beside := code != "" && number != "" && b.beside(code, number)
	if beside {
		fmt.Fprintf(&p, `<w:tabs><w:tab w:val="right" w:pos="%d"/></w:tabs>`, b.numbers()-numberEdge*twentieths)
	}
	if !b.strips[at.strip-1].table {
		p.WriteString(spaceOf(at.strip - 1))
	}
	if code != "" && !beside && number != "" || code == "" {
		p.WriteString(`<w:jc w:val="right"/>`)
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
	parts := []string{number, code}
	if beside {
		parts = []string{code, number}
	}
	for i, words := range parts {
		if words == "" {
			continue
		}
		p.WriteString(`<w:r>`)
		if words == code {
			p.WriteString(`<w:rPr><w:rStyle w:val="` + codeStyle + `"/></w:rPr>`)
		}
		switch {
		case i == 1 && beside:
			p.WriteString(`<w:tab/>`)
		case i == 1 && number != "":
			p.WriteString(`<w:br/>`)
		}
		text(&p, words, tag)
		p.WriteString(`</w:r>`)
	}
	p.WriteString(closeChange(at.whole))
	if named {
		p.WriteString(b.close())
	}
	p.WriteString(`</w:p>`)
	return p.String()
}

// beside reports whether the column for numbers has room for a number beside a code. Otherwise the code is below the number.
func (b *body) beside(code, number string) bool {
	size := b.styles.Text.Size
	if b.columns > 1 {
		size = b.styles.ColumnSize
	}
	t := face.Liberation().Table(face.Regular)
	need := fixed.Of(codeSize).Em(t.Width(code+" ")) + size.Em(t.Width(number))
	return units(need, twentieths)*wider/100 <= b.numbers()-numberEdge*twentieths
}
