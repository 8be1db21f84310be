package docx

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
)

// mastheadGap is the least space between two blocks of lines in the masthead, in twentieths of a point.
const mastheadGap = 18 * twentieths

// masthead is a table without rules: the emblem, the organs of each language, and the classification at the right, as wide as its longest
// line.
func (b *body) masthead(x *doc.Masthead) {
	b.flush()
	width := b.textWidth()
	right := min(b.widest(x.Right), width/2)
	left, emblem := width-right, ""
	var widths []int
	if x.Emblem != nil {
		cell, w := b.emblem(x.Emblem, fixed.Points(left)*fixed.Point/twentieths)
		emblem, left, widths = cell, left-w, []int{w}
	}
	organs := x.Organs()
	if len(organs) == 0 {
		organs = make([][][]doc.Inline, 1)
	}
	widths = append(append(widths, b.organWidths(organs, left)...), right)
	b.out.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="` + gridStyle + `"/><w:tblW w:w="` + decimal(width) + `" w:type="dxa"/>` +
		`<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		b.out.WriteString(`<w:gridCol w:w="` + decimal(w) + `"/>`)
	}
	b.out.WriteString(`</w:tblGrid><w:tr>` + emblem)
	sides := append(organs, x.Right)
	for i, side := range sides {
		fmt.Fprintf(&b.out, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, widths[len(widths)-len(sides)+i])
		if i < len(sides)-1 {
			fmt.Fprintf(&b.out, `<w:tcMar><w:right w:w="%d" w:type="dxa"/></w:tcMar>`, mastheadGap)
		}
		b.out.WriteString(`</w:tcPr>`)
		for _, line := range side {
			b.paragraph(&b.out, paragraph{style: "Masthead", lang: x.Lang, inlines: line, cell: true})
		}
		if len(side) == 0 {
			b.out.WriteString(`<w:p/>`)
		}
		b.out.WriteString(`</w:tc>`)
	}
	b.out.WriteString(`</w:tr></w:tbl>` + parting)
	b.strip(strip{table: true, after: b.styles.Masthead.After})
	b.afterTable = false
}

// wider is how much more room lines get than they need in the face of the pages, in hundredths: word processors without that face use
// another one, which may be wider.
const wider = 104

// widest returns the width of the longest line of a side of the masthead, in twentieths of a point.
func (b *body) widest(lines [][]doc.Inline) int {
	look, most := b.styles.Masthead, fixed.Points(0)
	for _, line := range lines {
		n := fixed.Points(0)
		for _, in := range line {
			f := face.Regular.With(look.Bold || in.Mark&doc.Strong != 0, look.Italic != (in.Mark&doc.Em != 0))
			n += look.Size.Em(face.Liberation().Table(f).Width(in.Text))
		}
		most = max(most, n)
	}
	return units(most, twentieths) * wider / 100
}

// organWidths divides a width among the lines of organs in each language, with the space to the right of each: each is as wide as its
// longest line where all of them fit, otherwise they are equal.
func (b *body) organWidths(organs [][][]doc.Inline, width int) []int {
	out, all := make([]int, len(organs)), 0
	for i, lines := range organs {
		out[i] = b.widest(lines) + mastheadGap
		all += out[i]
	}
	for i := range out {
		if all <= width {
			out[i] += (width - all) / len(out)
		} else {
			out[i] = width / len(out)
		}
	}
	return out
}

// textWidth returns the width of a page between its margins, in twentieths of a point.
func (b *body) textWidth() int {
	if b.width > 0 {
		return b.width
	}
	width, _ := b.styles.Page(b.columns)
	return units(width-b.styles.Left-b.styles.Right, twentieths)
}

// table writes a table over the width of the page, from an indent on.
func (b *body) table(w *strings.Builder, x *doc.Table, indent int) {
	n := b.strip(strip{table: true, before: b.styles.Table.Padding, after: b.styles.Table.After})
	if b.afterTable {
		w.WriteString(`<w:p><w:pPr>` + keepOf(n-1) + spaceOf(n) + `</w:pPr></w:p>`)
	}
	if indent > 0 {
		b.indent = indent
	}
	b.ruled(w, x, b.textWidth()-indent)
	b.indent, b.afterTable = 0, true
}

// ruled writes a table with rules, as wide as that in twentieths of a point. Its header is repeated on every page.
func (b *body) ruled(w *strings.Builder, x *doc.Table, width int) {
	if len(x.Caption) > 0 {
		id, _ := roleStyle("caption")
		b.paragraph(w, paragraph{style: id, lang: x.Lang, inlines: x.Caption, cell: true, keep: true})
	}
	widths := b.widths(x, width)
	b.begin(w, widths, b.indent)
	b.indent = 0
	for i, r := range slices.Concat(x.Head, x.Rows) {
		b.ruledRow(w, r, widths, i < len(x.Head))
	}
	w.WriteString(`</w:tbl>`)
}

// ruledRow writes a row of a table with rules. A cell that is nil is a gap without rules.
func (b *body) ruledRow(w *strings.Builder, r *doc.Row, widths []int, head bool) {
	w.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
	if head {
		w.WriteString(`<w:tblHeader/>`)
	}
	w.WriteString(`</w:trPr>`)
	at := 0
	for _, c := range r.Cells {
		if c == nil {
			w.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + decimal(widths[at]) + `" w:type="dxa"/><w:tcBorders><w:top w:val="nil"/>` +
				`<w:bottom w:val="nil"/></w:tcBorders></w:tcPr>` + parting + `</w:tc>`)
			at++
			continue
		}
		span := max(c.Span, 1)
		wide := 0
		for _, n := range widths[at:min(at+span, len(widths))] {
			wide += n
		}
		at += span
		w.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + decimal(wide) + `" w:type="dxa"/>`)
		if span > 1 {
			w.WriteString(`<w:gridSpan w:val="` + decimal(span) + `"/>`)
		}
		if head {
			w.WriteString(`<w:tcBorders>` + rules(b.styles.Table.Weight, "", "bottom") + `</w:tcBorders>`)
		}
		w.WriteString(`</w:tcPr>`)
		b.cell(w, c, wide, head)
		w.WriteString(`</w:tc>`)
	}
	w.WriteString(`</w:tr>`)
}

// cell writes the content of a cell of a table with rules. The width of the cell is in twentieths of a point.
// The cells of a header row stay with the next row.
func (b *body) cell(w *strings.Builder, c *doc.Cell, width int, head bool) {
	var walk func(blocks []doc.Block, labels []string, depth int)
	n := 0
	walk = func(blocks []doc.Block, labels []string, depth int) {
		for _, x := range blocks {
			n++
			at := level{labels: labels}
			if depth > 0 {
				at.indent, at.hang = b.styles.Lists[""].Indent*fixed.Points(depth), b.styles.Lists[""].Indent
			}
			switch x := x.(type) {
			case *doc.Section:
				walk(x.Blocks, labels, depth)
			case *doc.List:
				for _, it := range x.Items {
					walk(it.Blocks, it.Labels, depth+1)
				}
			case *doc.Table:
				b.ruled(w, x, max(width-units(b.styles.Table.Padding, twentieths), 1))
				w.WriteString(parting)
			case *doc.Paragraph:
				id, size := cellStyle, fixed.Points(0)
				if x.Role != "" {
					id, _ = roleStyle(x.Role)
					if b.styles.Roles[x.Role].Size >= b.styles.Text.Size { // as in the PDF
						size = b.styles.Table.Size
					}
				}
				b.paragraph(w, paragraph{style: id, lang: x.Lang, inlines: x.Inlines, at: at, cell: true, bold: c.Header, size: size,
					mark: b.targets[x.ID], keep: head, align: c.Align})
			default:
				b.write1(w, x, at, 0, true)
			}
			labels = nil
		}
	}
	walk(c.Blocks, nil, 0)
	if n == 0 {
		w.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + cellStyle + `"/></w:pPr></w:p>`)
	}
}

// tables writes the tables of a pair as one table, with their rows side by side and an empty column between two languages, so that their
// rows are level and all their headers are repeated. It returns false if the pair has something else.
func (b *body) tables(x *doc.Pair) bool {
	var all []*doc.Table
	heads, rows := 0, 0
	for _, c := range x.Columns {
		t, ok := c.(*doc.Table)
		if !ok || len(t.Caption) > 0 {
			return false
		}
		all, heads, rows = append(all, t), max(heads, len(t.Head)), max(rows, len(t.Rows))
	}
	if b.lastLeads() {
		b.keepLast()
	}
	b.flushBefore()
	n := b.strip(strip{table: true, before: b.styles.Table.Padding, after: b.styles.Table.After})
	if b.afterTable {
		b.out.WriteString(`<w:p><w:pPr>` + keepOf(n-1) + spaceOf(n) + `</w:pPr></w:p>`)
	}
	var widths []int
	var counts []int
	gap := 2 * b.halfGap()
	side := (b.textWidth() - (len(all)-1)*gap) / len(all)
	for i, t := range all {
		if i > 0 {
			widths = append(widths, gap)
		}
		of := b.widths(t, side)
		widths, counts = append(widths, of...), append(counts, len(of))
	}
	b.begin(&b.out, widths, 0)
	for i := range heads {
		b.sides(all, counts, widths, func(t *doc.Table) []*doc.Row { return t.Head }, i, true)
	}
	for i := range rows {
		b.sides(all, counts, widths, func(t *doc.Table) []*doc.Row { return t.Rows }, i, false)
	}
	b.out.WriteString(`</w:tbl>`)
	b.afterTable = true
	return true
}

// sides writes a row of tables side by side.
func (b *body) sides(all []*doc.Table, counts, widths []int, of func(*doc.Table) []*doc.Row, n int, head bool) {
	r := &doc.Row{}
	for i, t := range all {
		if i > 0 {
			r.Cells = append(r.Cells, nil) // the gap
		}
		if n < len(of(t)) {
			r.Cells = append(r.Cells, of(t)[n].Cells...)
		} else {
			r.Cells = append(r.Cells, &doc.Cell{Span: counts[i]})
		}
	}
	b.ruledRow(&b.out, r, widths, head)
}

// begin writes the beginning of a table with rules, from an indent on, with columns of these widths.
func (b *body) begin(w *strings.Builder, widths []int, indent int) {
	all := 0
	for _, n := range widths {
		all += n
	}
	w.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="` + ruledStyle + `"/><w:tblW w:w="` + decimal(all) + `" w:type="dxa"/>`)
	if indent > 0 {
		w.WriteString(`<w:tblInd w:w="` + decimal(indent) + `" w:type="dxa"/>`)
	}
	fmt.Fprintf(w, `<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="%[1]d" w:type="dxa"/><w:right w:w="%[1]d" w:type="dxa"/>`+
		`</w:tblCellMar></w:tblPr><w:tblGrid>`, units(b.styles.Table.Padding/2, twentieths)) // the margins that it has on pages
	for _, n := range widths {
		w.WriteString(`<w:gridCol w:w="` + decimal(n) + `"/>`)
	}
	w.WriteString(`</w:tblGrid>`)
}

// widths returns the widths of the columns of a table, in twentieths of a point.
func (b *body) widths(x *doc.Table, width int) []int {
	relative := x.Widths
	if len(relative) == 0 {
		n := 0
		for _, c := range slices.Concat(x.Head, x.Rows)[0].Cells {
			n += max(c.Span, 1)
		}
		relative = slices.Repeat([]float64{1}, n)
	}
	sum := 0.0
	for _, f := range relative {
		sum += f
	}
	var out []int
	left := width
	for i, f := range relative {
		n := int(float64(width) * f / sum)
		if i == len(relative)-1 {
			n = left
		}
		left -= n
		out = append(out, n)
	}
	return b.roomForWords(x, out)
}

// roomForWords widens the columns that are narrower than their longest word, at the cost of the others, if all words have room: word
// processors divide words without a hyphen where they lack the dictionary of the language.
func (b *body) roomForWords(x *doc.Table, widths []int) []int {
	least, need, all := make([]int, len(widths)), 0, 0
	for _, r := range slices.Concat(x.Head, x.Rows) {
		at := 0
		for _, c := range r.Cells {
			if span := max(c.Span, 1); span > 1 {
				at += span
				continue
			}
			if at < len(least) {
				least[at] = max(least[at], b.longestWord(c)+units(b.styles.Table.Padding, twentieths))
			}
			at++
		}
	}
	short, spare := 0, 0
	for i, n := range widths {
		need, all = need+least[i], all+n
		short, spare = short+max(least[i]-n, 0), spare+max(n-least[i], 0)
	}
	if need > all || short == 0 || spare == 0 {
		return widths
	}
	out, taken := slices.Clone(widths), 0
	last := 0
	for i, n := range widths {
		if n <= least[i] {
			out[i] = least[i]
			continue
		}
		take := (n - least[i]) * short / spare
		out[i], taken, last = n-take, taken+take, i
	}
	out[last] -= short - taken
	return out
}

// longestWord returns the width of the longest word of a cell, in twentieths of a point.
func (b *body) longestWord(c *doc.Cell) int {
	t, most := face.Liberation().Table(face.Regular.With(c.Header, false)), fixed.Points(0)
	each(c.Blocks, func(in []doc.Inline) {
		var words strings.Builder
		for _, i := range in {
			words.WriteString(i.Text)
		}
		for word := range strings.FieldsFuncSeq(words.String(), func(r rune) bool { return strings.ContainsRune(" \n-/", r) }) {
			most = max(most, b.styles.Table.Size.Em(t.Width(word+"-")))
		}
	})
	return units(most, twentieths) + 1
}
