package layout

import (
	"slices"

	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
)

// A builder fills pages with rows, one after the other.

// A state tells how full the current page is. It is copied for trials.
type state struct {
	y       fixed.Points // lower edge of the content of the page
	after   fixed.Points // space wanted below it
	fresh   bool         // nothing is on the page yet
	empty   bool         // it has nothing but headers, which the next page would have too
	headers *table       // the table that these headers belong to
	areas   [maxAreas]area
	gaps    int // how far the spaces between its rows may be stretched, in halves of what the style sheet allows for one
}

type builder struct {
	flow   *flow
	setter *setter
	pages  []*Page
	places map[string]int

	page   *Page
	st     state
	chunks [maxAreas][]chunk
	carry  [maxAreas][]chunk // notes that continue on the next page
	full   int
	top    fixed.Points
	bottom fixed.Points
	tight  bool // continued notes keep to two lines, so that text can follow; they get the remaining room at the end
	where  map[*doc.Heading]int

	bars   []stretch // with change bars beside them
	opened []opening // rows of the page
	prior  []spot    // page ends when the document was laid out with other page numbers in its text
	ended  []*spot   // page ends before the page is full, by page
	begun  int       // the row at which the page begins
	dry    bool      // nothing is added to the pages: the run only tests what fits
}

func newBuilder(f *flow, s *setter) *builder {
	if len(f.columns) >= maxAreas {
		panic("layout: a document of more than eight languages")
	}
	_, height := f.styles.Page(len(f.columns))
	return &builder{flow: f, setter: s, places: map[string]int{}, full: f.fullArea(), top: f.styles.Top, bottom: height - f.styles.Bottom,
		where: map[*doc.Heading]int{}}
}

func (b *builder) build() {
	b.ended, b.prior = b.ends()
	b.open()
	rows := b.flow.rows
	for i := 0; i < len(rows); i++ {
		b.place(i)
	}
	for _, id := range b.flow.ids {
		b.places[id] = b.page.Number
	}
	// The rest of the notes is set on further pages.
	for b.close(); b.carrying(); b.close() {
		b.open()
	}
	for _, e := range b.flow.contents {
		b.setter.number(e, b.where[e.heading])
	}
	for _, p := range b.pages {
		b.furniture(p)
	}
	b.changeBars()
}

// open begins a page. Notes continued from the page before come first at its foot; they leave room for some lines of text.
func (b *builder) open() {
	b.tight, b.opened = false, b.opened[:0]
	w, h := b.flow.styles.Page(len(b.flow.columns))
	b.page = &Page{Number: len(b.pages) + 1, Width: w, Height: h}
	b.pages = append(b.pages, b.page)
	b.st = b.blank()
	carry := b.carry
	b.carry = [maxAreas][]chunk{}
	height := b.bottom - b.top
	room := max(height-5*b.flow.styles.Text.Leading, height/2)
	for a := b.full; a >= 0; a-- {
		for k, c := range carry[a] {
			limit := room
			if a < b.full {
				limit -= b.st.areas[b.full].height
			}
			over := b.overhead(&b.st, a) + b.again(c)
			n := b.linesThatFit(c.note, c.from, limit-b.st.areas[a].height-over)
			if n == 0 && b.st.areas[a].height == 0 && b.st.areas[b.full].height == 0 {
				n = 1 // every page takes at least one
			}
			if n < len(c.note.lines)-c.from {
				if n > 0 {
					b.addChunk(chunk{c.note, c.from, c.from + n}, over)
				}
				b.st.areas[a].closed = true
				b.carry[a] = append(b.carry[a], chunk{c.note, c.from + n, len(c.note.lines)})
				b.carry[a] = append(b.carry[a], carry[a][k+1:]...)
				break
			}
			b.addChunk(chunk{c.note, c.from, len(c.note.lines)}, over)
		}
	}
}

// limit returns the lowest point that the text of a cell may reach before the spaces between the rows are narrowed.
func (b *builder) limit(st *state, a int) fixed.Points { return b.natural(st, a) + b.narrowing(st) }

// natural returns the lowest point that it may reach if they are not.
func (b *builder) natural(st *state, a int) fixed.Points {
	y := b.bottom - st.areas[b.full].height
	if a < b.full {
		return y - st.areas[a].height
	}
	most := fixed.Points(0)
	for i := range b.full {
		most = max(most, st.areas[i].height)
	}
	return y - most
}

// rowTop returns the top of a row on the current page.
func (b *builder) rowTop(st *state, r *row, first bool) fixed.Points {
	if st.fresh || !first {
		return st.y
	}
	return st.y + max(st.after, r.before)
}

// starts reports whether row i can begin on the page: all of it, or as much as may be alone at the foot, together with what must stay with
// it.
func (b *builder) starts(st state, i int) bool {
	rows := b.flow.rows
	if i >= len(rows) {
		return true
	}
	r := rows[i]
	if r.newPage {
		return true
	}
	zero := make([]int, len(r.cells))
	if after, ok := b.goes(st, r, zero); ok {
		if !b.tied(i) {
			return true
		}
		if b.starts(after, i+1) {
			return true
		}
	}
	if r.whole {
		return false
	}
	return b.cut(st, r, zero, false) != nil
}

// tied reports whether row i must not be at the foot of a page without the next.
func (b *builder) tied(i int) bool {
	rows := b.flow.rows
	return i+1 < len(rows) && (rows[i].keepNext || rows[i+1].keepPrevious)
}

// place puts row i on one page or on several.
func (b *builder) place(i int) {
	r := b.flow.rows[i]
	from := make([]int, len(r.cells))
	if b.breaksBefore(r) {
		b.turn(r)
	}
	b.leavesTable(r)
	for pages := 1; ; pages++ {
		switch at := b.early(i); {
		case at != nil && at.from != nil:
			take := slices.Clone(at.from)
			for k := range take {
				take[k] -= from[k]
			}
			b.tight = false
			b.commit(r, from, take, false)
			copy(from, at.from)
		case at == nil && b.put(i, from):
			if pages > 3 {
				b.flow.diags.Notef(codeLong, r.pos, "a paragraph is on %d pages", pages).Hint("divide it")
			}
			return
		}
		b.turn(r)
	}
}

// headless reports whether row i may be at the foot of a page without the rows that belong to it: an empty page has no room for both
// either, or the page has only what belongs to it and is less than half full.
func (b *builder) headless(i int) bool {
	if !b.starts(b.blank(), i) {
		return true
	}
	for k := b.begun; k < i; k++ {
		if !b.tied(k) {
			return false
		}
	}
	return b.begun < i && b.st.y < (b.top+b.bottom)/2
}

// blank returns the state of an empty page.
func (b *builder) blank() state { return state{y: b.top, fresh: true, empty: true} }

// early returns where the page ends if it ends at row i before it is full; otherwise nil.
func (b *builder) early(i int) *spot {
	if n := b.page.Number - 1; n < len(b.ended) && b.ended[n] != nil && b.ended[n].row == i {
		return b.ended[n]
	}
	return nil
}

// breaksBefore reports whether a row begins a page and the current page is not empty.
func (b *builder) breaksBefore(r *row) bool { return r.newPage && !(b.st.empty && b.st.fresh) }

// leavesTable records that a row after a table, or its next headers, comes next, so that the headers are not repeated for it on the next
// page.
func (b *builder) leavesTable(r *row) {
	if b.st.headers != nil && (r.head || r.table != b.st.headers) {
		b.st.empty = false
	}
}

// put adds the rest of row i to the page, or as much of it as fits, and reports whether that is all. It updates from.
func (b *builder) put(i int, from []int) bool {
	r := b.flow.rows[i]
	if b.st.fresh {
		b.begun = i
	}
	ok := false
	for _, b.tight = range [...]bool{false, true} {
		var after state
		if after, ok = b.goes(b.st, r, from); ok && (!b.tied(i) || b.st.empty || b.starts(after, i+1) || b.headless(i)) {
			b.commit(r, from, lengths(r, from), false)
			b.st.after = r.after
			return true
		}
	}
	if !r.whole || b.st.empty {
		var take []int
		for _, b.tight = range [...]bool{false, true} {
			if take = b.cut(b.st, r, from, false); take != nil {
				break
			}
		}
		force := take == nil && !ok && (b.mayForce() || b.nowhere(r, from))
		if force {
			b.tight = false
			take = b.cut(b.st, r, from, true)
		}
		if take != nil {
			b.commit(r, from, take, force)
			for k := range from {
				from[k] += take[k]
			}
			if done(r, from) {
				b.st.after = r.after
				return true
			}
			return false
		}
	}
	if b.st.empty && ok {
		// What comes next does not fit even on an empty page.
		b.commit(r, from, lengths(r, from), false)
		b.st.after = r.after
		return true
	}
	if b.st.empty && b.st.fresh && !b.hasNotes() {
		panic("layout: a row does not fit on an empty page")
	}
	return false
}

// mayForce reports whether the page is empty, so that the next line must be on it even against the rules. As long as an earlier note
// continues, a later page will have more room.
func (b *builder) mayForce() bool {
	if !b.st.empty {
		return false
	}
	for _, a := range b.st.areas {
		if a.closed {
			return false
		}
	}
	return true
}

// nowhere reports whether a row would need force even on an empty page, for instance because it has more notes than a page can hold. It may
// then begin on this page, if half of the page is left.
func (b *builder) nowhere(r *row, from []int) bool {
	if b.carrying() || b.st.y > (b.top+b.bottom)/2 || b.hasNotes() {
		return false
	}
	empty := b.blank()
	if _, ok := b.goes(empty, r, from); ok {
		return false
	}
	return b.cut(empty, r, from, false) == nil
}

// turn ends the page. If a table continues, its header rows come first on the next page.
func (b *builder) turn(r *row) {
	b.page.Full = !r.newPage
	b.close()
	b.open()
	if b.headed(r) {
		b.headers(r)
	}
}

// headed reports whether a page that begins with a row, or a part of it, begins with the header rows of its table.
func (b *builder) headed(r *row) bool {
	return r.table != nil && !r.head && len(r.table.head) > 0 && !r.newPage && b.repeats(r.table)
}

// headers adds the header rows of a row's table to the page.
func (b *builder) headers(r *row) {
	for _, h := range r.table.head {
		b.commit(h.again(), make([]int, len(h.cells)), lengths(h, make([]int, len(h.cells))), true)
	}
	b.st.empty, b.st.headers = true, r.table
}

// repeats reports whether the headers of a table are repeated on each of its pages. They are not if they fill more than half of a page.
func (b *builder) repeats(t *table) bool {
	height := fixed.Points(0)
	for _, h := range t.head {
		most := fixed.Points(0)
		for _, c := range h.cells {
			most = max(most, c.height(0, len(c.lines)))
		}
		height += most
	}
	return height <= (b.bottom-b.top)/2
}

// again copies a header row, whose lines are repeated on the page as artifacts.
func (r *row) again() *row {
	c := &row{table: r.table, head: true, block: r.block}
	for _, old := range r.cells {
		n := &cell{area: old.area}
		for _, v := range old.lines {
			v.notes = nil
			lines := make([]*Line, len(v.lines))
			for i, l := range v.lines {
				copied := *l
				copied.Part = Artifact
				lines[i] = &copied
			}
			v.lines = lines
			n.lines = append(n.lines, v)
		}
		c.cells = append(c.cells, n)
	}
	return c
}

// commit adds lines of a row to the page, with their notes; with force if they were cut with force.
func (b *builder) commit(r *row, from, take []int, force bool) {
	first := startOf(from)
	if upTo := sum(from, take); !b.dry && !done(r, upTo) {
		b.keepWhole(r, upTo)
	}
	y := b.rowTop(&b.st, r, first)
	if n := b.stretches(&b.st, r, first); n > 0 {
		b.st.gaps += n
		b.opened = append(b.opened, opening{n, len(b.page.Items), len(b.bars)})
	}
	if first && !b.dry {
		for _, id := range r.ids {
			if _, ok := b.places[id]; !ok {
				b.places[id] = b.page.Number
			}
		}
		for _, h := range r.headings {
			b.where[h] = b.page.Number
		}
	}
	low := y
	for k, c := range r.cells {
		at := y
		for i := from[k]; i < from[k]+take[k]; i++ {
			v := &c.lines[i]
			if i > from[k] {
				at += v.gap
			}
			b.notes(v, at+v.height, force && i == from[k], c.below(i))
			if b.dry {
				at += v.height
				continue
			}
			if v.picture != nil {
				v.picture.Y = at
				b.page.Items = append(b.page.Items, v.picture)
			}
			for _, l := range v.lines {
				l.Y = at + v.base
				b.page.Items = append(b.page.Items, l)
			}
			if v.stale || v.missing {
				b.bar(v, at)
			}
			b.changed(v, at)
			at += v.height
		}
		low = max(low, at)
	}
	if !b.dry {
		b.tableRules(r, y, low, from, take)
	}
	b.st.y = low
	b.st.after, b.st.fresh = 0, false
	if b.st.empty = b.st.empty && r.head && b.repeats(r.table); b.st.empty {
		b.st.headers = r.table
	}
	if startOf(from) && done(r, sum(from, take)) {
		b.st.after = r.after
	}
}

// close ends a page.
func (b *builder) close() {
	b.grow()
	b.page.White = b.whiteAbove()
	b.feather()
	b.foot()
	if s := b.flow.styles; s.ColumnRule > 0 && len(b.flow.columns) > 1 {
		for _, c := range b.flow.columns[1:] {
			x := c.x - s.Gap/2
			b.page.Items = append(b.page.Items, &Rule{X1: x, Y1: b.top, X2: x, Y2: b.bottom, Weight: s.ColumnRule})
		}
	}
}
