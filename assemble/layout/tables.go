package layout

import (
	"slices"

	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
)

// table turns a table into rows.
func (f *flow) table(b *doc.Table, fr frame, column, area int) {
	f.leadIn()
	if len(b.Caption) > 0 {
		f.add(f.single(f.captionPara(b, fr, column, area), area, b, b.Pos))
	}
	for _, part := range f.parts(b, fr.width) {
		t := &table{spans: []frame{fr}}
		for _, r := range b.Head {
			h := f.tableRow(r, t, b, fr.x, part, column, area)
			if len(h.cells) == 0 {
				continue
			}
			h.head, h.keepNext, h.whole = true, true, true
			t.head = append(t.head, h)
			f.add(h)
		}
		for _, r := range b.Rows {
			if r := f.tableRow(r, t, b, fr.x, part, column, area); len(r.cells) > 0 {
				f.add(r)
			}
		}
	}
	if n := len(f.rows); n > 0 {
		f.rows[n-1].after = f.styles.Table.After
		f.rows[n-1].last = true
	}
}

// leadIn keeps a row that ends in a colon with the table that follows.
func (f *flow) leadIn() {
	if n := len(f.rows); n > 0 && f.rows[n-1].leadsIn() {
		f.rows[n-1].keepNext = true
	}
}

func (f *flow) captionPara(b *doc.Table, fr frame, column, area int) *para {
	p := f.para(b.Caption, f.look("caption", b.Pos), fr, b.Lang, column, area, b.Pos)
	p.owner = b
	return p
}

// A part is a group of table columns that fit side by side: all of them or, if the table is too wide, as many as there is room for.
type part struct {
	from   int // the first column
	widths []fixed.Points
}

// mostShare is the largest share of a column; larger ones count as this one.
const mostShare = 10_000

// parts distributes the width among the columns of a table.
func (f *flow) parts(b *doc.Table, width fixed.Points) []part {
	n := len(b.Widths)
	for _, rows := range [][]*doc.Row{b.Head, b.Rows} {
		for _, r := range rows {
			k := 0
			for _, c := range r.Cells {
				k += max(c.Span, 1)
			}
			n = max(n, k)
		}
	}
	shares := make([]fixed.Ratio, n)
	for i := range shares {
		shares[i] = fixed.One
		if i < len(b.Widths) && b.Widths[i] > 0 {
			shares[i] = max(fixed.RatioOf(min(b.Widths[i], mostShare)), 1)
		}
	}
	least := f.styles.Table.Size * 3
	together := n
	if fixed.Points(n)*least > width {
		together = max(int(width/least), 1)
		for i := range shares {
			shares[i] = fixed.One
		}
		f.diags.Warningf(codeTable, b.Pos, "a table of %d columns is wider than the page: its columns would be less than %.3g "+
			"points wide, so it is printed in parts, one below the other", n, least.Float()).
			Hint("turn it into two tables, or into a list").
			About(b.ID)
	}
	var out []part
	for from := 0; from < n || from == 0; from += max(together, 1) {
		p := part{from: from}
		shares := shares[from:min(from+together, n)]
		var sum fixed.Ratio
		for _, s := range shares {
			sum += s
		}
		share := func(of fixed.Points, s fixed.Ratio) fixed.Points {
			return of.Times(fixed.Points(s).Over(fixed.Points(sum)))
		}
		room, floor := width, fixed.Points(0)
		if len(shares) > 0 && share(width, slices.Min(shares)) < least { // they share the width that is left after the least width of each
			floor = min(least, width/fixed.Points(len(shares)))
			room -= floor * fixed.Points(len(shares))
		}
		for _, s := range shares {
			p.widths = append(p.widths, floor+share(room, s))
		}
		out = append(out, p)
	}
	return out
}

// tableRow makes the row of the cells that begin in a part of the table.
func (f *flow) tableRow(b *doc.Row, t *table, owner *doc.Table, x fixed.Points, p part, column, area int) *row {
	r := &row{table: t, block: owner, pos: owner.Pos, before: f.styles.Table.Padding}
	pad := f.styles.Table.Padding
	k := -p.from
	for _, c := range b.Cells {
		begin := k
		k += max(c.Span, 1)
		if begin < 0 || begin >= len(p.widths) {
			continue
		}
		left, w := x, fixed.Points(0)
		for i, width := range p.widths[:min(k, len(p.widths))] {
			if i < begin {
				left += width
			} else {
				w += width
			}
		}
		inner := frame{left + pad/2, max(w-pad, f.styles.Table.Size.Times(narrowest))}
		r.cells = append(r.cells, f.tableCell(c, inner, column, area))
	}
	return r
}

// aligns are the alignments of cells that their author has aligned.
var aligns = map[doc.Align]style.Align{doc.AtLeft: style.Left, doc.AtCenter: style.Center, doc.AtRight: style.Right}

// tableCell places the blocks of a cell one below the other.
func (f *flow) tableCell(c *doc.Cell, fr frame, column, area int) *cell {
	out := &cell{area: area}
	lang := c.Lang
	var space fixed.Points
	var walk func(blocks []doc.Block, indent fixed.Points)
	labels := f.labels
	f.labels = nil
	put := func(p *para, before, after fixed.Points) {
		p.before = max(space, before)
		if len(out.paras) == 0 {
			p.before = 0
		}
		space = after
		out.paras = append(out.paras, p)
	}
	adapt := func(l style.Look) style.Look {
		size := f.styles.Table.Size
		if l.Size >= f.styles.Text.Size {
			l.Size, l.Leading = size, f.styles.Table.Leading
		}
		l.Align, l.Hyphenate, l.Indent = f.styles.Table.Align, f.styles.Table.Hyphenate, 0
		if a, ok := aligns[c.Align]; ok {
			l.Align = a
		}
		l.Bold = l.Bold || c.Header
		l.Before, l.After = min(l.Before, 3*fixed.Point), min(l.After, 3*fixed.Point)
		return l
	}
	walk = func(blocks []doc.Block, indent fixed.Points) {
		for _, b := range blocks {
			indent := min(indent, max(fr.width-f.styles.Table.Size.Times(narrowest), 0))
			inner := frame{fr.x + indent, fr.width - indent}
			switch b := b.(type) {
			case *doc.Section:
				f.id(b.ID)
				walk(b.Blocks, indent)
			case *doc.Paragraph:
				f.id(b.ID)
				look := adapt(f.look(b.Role, b.Pos))
				p := f.para(b.Inlines, look, inner, first2(b.Lang, lang), column, area, b.Pos)
				p.owner, p.stale, p.changed = b, b.Stale != "", b.Changed
				p.labels, f.labelsHeld = f.labelsHeld, nil
				put(p, look.Before, look.After)
			case *doc.Heading:
				f.id(b.ID)
				look := adapt(f.styles.Headings[min(max(b.Level, 1), 6)])
				p := f.heading(b, look, inner, column, area)
				put(p, look.Before, look.After)
			case *doc.List:
				f.id(b.ID)
				look, ok := f.styles.Lists[b.Role]
				if !ok {
					look = f.styles.Lists[""]
				}
				width := min(look.Indent, 14*fixed.Point)
				for _, it := range b.Items {
					f.id(it.ID)
					if i := min(column, len(it.Labels)-1); i >= 0 && it.Labels[i] != "" {
						f.labelsHeld = append(f.labelsHeld, label{text: it.Labels[i], x: fr.x + indent, left: fr.x + indent, item: it})
					}
					space = min(look.Between, 2*fixed.Point)
					walk(it.Blocks, indent+width)
				}
			case *doc.Pair:
				walk(b.Columns, indent)
			case *doc.Table:
				for _, rows := range [][]*doc.Row{b.Head, b.Rows} {
					for _, r := range rows {
						for _, c := range r.Cells {
							walk(c.Blocks, indent)
						}
					}
				}
			}
		}
	}
	walk(c.Blocks, 0)
	f.labels = labels
	return out
}

func first2(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// tablePair sets tables side by side, with their rows starting level.
func (f *flow) tablePair(b *doc.Pair, indent fixed.Points) {
	f.leadIn()
	bodies, heads := 0, 0
	for _, c := range b.Columns {
		if t, ok := c.(*doc.Table); ok {
			bodies, heads = max(bodies, len(t.Rows)), max(heads, len(t.Head))
		}
	}
	all := make([]*table, len(b.Columns))
	parts := make([][]part, len(b.Columns))
	most := 0
	frames := make([]frame, len(b.Columns))
	shared := &table{}
	caption := &row{block: b, keepNext: true, after: f.look("caption", source.Pos{}).After}
	var other *row // columns that are not tables
	for i, c := range b.Columns {
		frames[i] = frame{f.columns[i].x + indent, f.columns[i].width - indent}
		switch c := c.(type) {
		case *doc.Table:
			f.id(c.ID)
			shared.spans = append(shared.spans, frames[i])
			parts[i] = f.parts(c, frames[i].width)
			most = max(most, len(parts[i]))
			all[i] = shared
			if len(c.Caption) > 0 {
				caption.cells = append(caption.cells, &cell{paras: []*para{f.captionPara(c, frames[i], i, i)}, area: i})
			}
		case *doc.Paragraph:
			if other == nil {
				other = &row{block: b, pos: c.Pos, after: f.look(c.Role, c.Pos).After}
			}
			other.cells = append(other.cells, &cell{paras: []*para{f.paragraph(c, f.inColumns(f.look(c.Role, c.Pos)), frames[i], i, i)},
				area: i})
		case *doc.Heading:
			if other == nil {
				other = &row{block: b, pos: c.Pos, keepNext: true}
			}
			other.cells = append(other.cells, &cell{paras: []*para{f.heading(c, f.inColumns(f.styles.Headings[min(max(c.Level, 1), 6)]),
				frames[i], i, i)}, area: i})
		}
	}
	if other != nil {
		f.add(other)
	}
	if len(caption.cells) > 0 {
		f.add(caption)
	}
	rows := func(n, at int, of func(*doc.Table) []*doc.Row, isHead bool) {
		for k := range n {
			r := &row{table: shared, block: b, before: f.styles.Table.Padding, head: isHead, keepNext: isHead, whole: isHead}
			for i, c := range b.Columns {
				t, ok := c.(*doc.Table)
				if !ok || k >= len(of(t)) || at >= len(parts[i]) {
					continue
				}
				one := f.tableRow(of(t)[k], shared, t, frames[i].x, parts[i][at], i, i)
				r.cells = append(r.cells, one.cells...)
				r.pos = first(r.pos, t.Pos)
			}
			if len(r.cells) == 0 {
				continue
			}
			if isHead {
				shared.head = append(shared.head, r)
			}
			f.add(r)
		}
	}
	for at := range most {
		shared = &table{spans: shared.spans}
		rows(heads, at, func(t *doc.Table) []*doc.Row { return t.Head }, true)
		rows(bodies, at, func(t *doc.Table) []*doc.Row { return t.Rows }, false)
	}
	if n := len(f.rows); n > 0 {
		f.rows[n-1].after = f.styles.Table.After
		f.rows[n-1].last = true
	}
}
