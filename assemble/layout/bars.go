package layout

import (
	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
)

// What a page has beside its text: bars in its margins, and the rules of tables.

// A bar in the margin.
const (
	barDistance = 5 * fixed.Point // from the text
	barWeight   = fixed.Point * 12 / 10
)

// bar marks a line whose text is out of date, or replaces a translation, in the margin of its column.
func (b *builder) bar(v *vline, y fixed.Points) {
	x := v.x - barDistance
	if n := len(b.page.Items); n > 0 {
		for i := n - 1; i >= max(0, n-4); i-- {
			if r, ok := b.page.Items[i].(*Rule); ok && r.X1 == x && r.Y2 == y {
				r.Y2 = y + v.height
				return
			}
		}
	}
	rule := &Rule{X1: x, Y1: y, X2: x, Y2: y + v.height, Weight: barWeight}
	if v.missing && !v.stale {
		rule.Gray = fixed.One / 2
	}
	for _, l := range v.lines {
		if p, ok := l.Block.(*doc.Paragraph); ok && p.Stale != "" {
			rule.Block = p
		}
	}
	b.page.Items = append(b.page.Items, rule)
}

// A stretch is a part of a page in one column that has a change bar.
type stretch struct {
	page   *Page
	column int
	y1, y2 fixed.Points
}

// changed records that the line at y shows a change; consecutive lines share one bar.
func (b *builder) changed(v *vline, y fixed.Points) {
	if !v.changed || len(v.lines) == 0 {
		return
	}
	column := v.lines[0].Column
	for i := len(b.bars) - 1; i >= 0 && b.bars[i].page == b.page; i-- {
		if s := &b.bars[i]; s.column == column && s.y2 == y {
			s.y2 += v.height
			return
		}
	}
	b.bars = append(b.bars, stretch{b.page, column, y, y + v.height})
}

// changeBars draws the bars beside changes: for the first column in the left margin, clear of anything there, for the last column at the
// right, for the others between the columns. A document of one column has them at the right.
func (b *builder) changeBars() {
	if len(b.bars) == 0 {
		return
	}
	s, columns := b.flow.styles, b.flow.columns
	left := s.Left
	for _, p := range b.pages {
		for _, it := range p.Items {
			if l, ok := it.(*Line); ok && len(l.Segments) > 0 {
				left = min(left, l.Segments[0].X)
			}
			if r, ok := it.(*Rule); ok {
				left = min(left, r.X1)
			}
		}
	}
	for _, at := range b.bars {
		x := left - s.Bars.Distance
		switch last := len(columns) - 1; {
		case at.column == last:
			x = columns[last].x + columns[last].width + s.Bars.Distance
		case at.column > 0:
			x = columns[at.column].x + columns[at.column].width + s.Gap/4
		}
		at.page.Items = append(at.page.Items, &Rule{X1: x, Y1: at.y1, X2: x, Y2: at.y2, Weight: s.Bars.Weight})
	}
}

// tableRules draws the rules of a table row: above the first header, below each header, below each row.
func (b *builder) tableRules(r *row, top, low fixed.Points, from, take []int) {
	if r.table == nil {
		return
	}
	s := b.flow.styles.Table
	rule := func(y, weight fixed.Points, gray fixed.Ratio) {
		for _, s := range r.table.spans {
			b.page.Items = append(b.page.Items, &Rule{X1: s.x, Y1: y, X2: s.x + s.width, Y2: y, Weight: weight, Gray: gray})
		}
	}
	pad := s.Padding / 2
	if r.head && len(r.table.head) > 0 && r.block != nil && b.firstHead(r) {
		rule(top-pad, 2*s.Weight, 0)
	}
	switch {
	case r.head:
		rule(low+pad, s.Weight, 0)
	case r.last && done(r, sum(from, take)):
		rule(low+pad, 2*s.Weight, 0)
	default:
		rule(low+pad, s.Weight/2, fixed.One*6/10)
	}
}

// firstHead reports whether r is the first header row of its table on this page.
func (b *builder) firstHead(r *row) bool {
	return b.st.empty || r == r.table.head[0]
}
