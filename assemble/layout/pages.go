package layout

import (
	"slices"

	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
)

// How a row that does not fit on the rest of a page is broken.
//
// A row that fits is not broken. If it does not fit, every cell is broken at the same part of its text, as nearly as whole lines permit:
// the cell that fills the page decides, and the others are cut at the same share of their lines, so that corresponding text is on the same
// page. No cell leaves or carries over fewer lines than the widow and orphan settings of the style sheet. If some cell is too short to be
// broken in this way, no cell is broken and the row moves to the next page. Only if the row has a page to itself and still does not fit, a
// short cell stays whole beside a broken one.

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

// fill returns how many lines of a cell fit below y, from line from on, and records their notes in st. With force it takes
// at least one line.
func (b *builder) fill(st *state, c *cell, from int, y fixed.Points, force bool) int {
	for i := from; i < len(c.lines); i++ {
		v := &c.lines[i]
		h := v.height
		if i > from {
			h += v.gap
		}
		must := force && i == from
		try := *st
		if _, ok := b.admit(&try, v, y+h, must, c.below(i)); !ok {
			return i - from
		}
		if y+h > b.limit(&try, c.area) && !must {
			return i - from
		}
		*st = try
		y += h
	}
	return len(c.lines) - from
}

// below returns the height of the lines after line i that must be on its page, up to the first that the page may end with.
func (c *cell) below(i int) fixed.Points {
	h := fixed.Points(0)
	for i++; i < len(c.lines) && !c.lines[i].legal; i++ {
		h += c.lines[i].gap + c.lines[i].height
	}
	return h
}

// height of lines from..to of a cell.
func (c *cell) height(from, to int) fixed.Points {
	h := fixed.Points(0)
	for i := from; i < to; i++ {
		if i > from {
			h += c.lines[i].gap
		}
		h += c.lines[i].height
	}
	return h
}

// rowTop returns the top of a row on the current page.
func (b *builder) rowTop(st *state, r *row, first bool) fixed.Points {
	if st.fresh || !first {
		return st.y
	}
	return st.y + max(st.after, r.before)
}

// goes reports whether the rest of a row, counted from the lines in from, fits on the page, and returns the state of the page with it.
func (b *builder) goes(st state, r *row, from []int) (state, bool) {
	first := startOf(from)
	y := b.rowTop(&st, r, first)
	st.gaps += b.stretches(&st, r, first)
	low := y
	for k, c := range r.cells {
		if b.fill(&st, c, from[k], y, false) < len(c.lines)-from[k] {
			return st, false
		}
		low = max(low, y+c.height(from[k], len(c.lines)))
	}
	// Notes of one cell may have taken the room of another.
	for k, c := range r.cells {
		if y+c.height(from[k], len(c.lines)) > b.limit(&st, c.area) {
			return st, false
		}
	}
	st.y, st.after, st.fresh, st.empty = low, r.after, false, st.empty && r.head
	return st, true
}

func startOf(from []int) bool {
	for _, f := range from {
		if f > 0 {
			return false
		}
	}
	return true
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

// cut returns how many lines of each cell are on this page if a row is broken, or nil if it is not broken. With force it always takes some
// lines.
func (b *builder) cut(st state, r *row, from []int, force bool) []int {
	first := startOf(from)
	y := b.rowTop(&st, r, first)
	st.gaps += b.stretches(&st, r, first)
	begin := st
	n := len(r.cells)
	fit := make([]int, n)
	share := portion{1, 1} // the share of the lines of each cell
	for k, c := range r.cells {
		left := len(c.lines) - from[k]
		fit[k] = b.fill(&st, c, from[k], y, false)
		if left > 0 && fit[k] < left {
			fit[k] = c.legal(from[k], fit[k])
		}
		if left > 0 && !r.stays(k, from) {
			share = share.least(portion{fit[k], left})
		}
	}
	if share.of == share.lines {
		// All fits, but the row must leave its last lines for the next page.
		// Whichever column is at the left, the page ends at the same place.
		most := 0
		for k, c := range r.cells {
			most = max(most, len(c.lines)-from[k])
		}
		for k, c := range r.cells {
			if len(c.lines)-from[k] == most && !r.stays(k, from) {
				fit[k] = c.legal(from[k], most-1)
				share = share.least(portion{fit[k], max(most, 1)})
			}
		}
	}
	take := make([]int, n)
	broken := share.lines > 0
	for k, c := range r.cells {
		left := len(c.lines) - from[k]
		if left == 0 {
			continue
		}
		if r.stays(k, from) {
			if take[k] = fit[k]; fit[k] < left {
				broken = false
			}
			continue
		}
		want := share.times(left)
		take[k] = c.nearest(from[k], want, fit[k])
		if take[k] == 0 {
			broken = false
		}
	}
	if !broken {
		if !force {
			return nil
		}
		// The row has the page to itself. It takes what fits, up to a good break if there is one; a short cell stays whole.
		st = begin
		some := false
		for k, c := range r.cells {
			left := len(c.lines) - from[k]
			t := st
			take[k] = b.fill(&t, c, from[k], y, true)
			if take[k] < left {
				if l := c.legal(from[k], take[k]); l > 0 {
					take[k] = l
				}
			}
			b.fill(&st, &cell{area: c.area, lines: c.lines[:from[k]+take[k]]}, from[k], y, true)
			some = some || take[k] > 0
		}
		if !some {
			return nil
		}
	}
	return take
}

// shortBeside is the ratio of lines from which a text is so much longer than a short one beside it that the short one is not divided.
const shortBeside = 4

// stays reports whether the rest of cell k stays on one page when its row is broken: it is too short to be broken, and is in a table or
// beside a much longer text.
func (r *row) stays(k int, from []int) bool {
	c := r.cells[k]
	left, most := len(c.lines)-from[k], 0
	for j, o := range r.cells {
		most = max(most, len(o.lines)-from[j])
	}
	if left == most || r.table == nil && most < shortBeside*left {
		return false
	}
	for _, v := range c.lines[min(from[k]+1, len(c.lines)):] {
		if v.legal {
			return false
		}
	}
	return true
}

// A portion is a number of lines out of a total, which is not 0.
type portion struct{ lines, of int }

func (p portion) least(q portion) portion {
	if q.lines*p.of < p.lines*q.of {
		return q
	}
	return p
}

// times returns the portion of n lines, to the nearest.
func (p portion) times(n int) int { return (2*p.lines*n + p.of) / (2 * p.of) }

// legal returns the largest number of lines, at most most, after which a page may end.
func (c *cell) legal(from, most int) int {
	for k := most; k > 0; k-- {
		if from+k < len(c.lines) && c.lines[from+k].legal {
			return k
		}
	}
	return 0
}

func (v *vline) hyphenated() bool {
	return len(v.lines) > 0 && v.lines[len(v.lines)-1].Hyphen
}

// nearest returns the number of lines after which a page may end that is nearest to want, at most most; 0 if there is none.
func (c *cell) nearest(from, want, most int) int {
	best := 0
	for k := 1; k <= most; k++ {
		if from+k >= len(c.lines) || !c.lines[from+k].legal {
			continue
		}
		if best == 0 || abs(k-want) < abs(best-want) || abs(k-want) == abs(best-want) && k > best {
			best = k
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

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

func done(r *row, from []int) bool {
	for k, c := range r.cells {
		if from[k] < len(c.lines) {
			return false
		}
	}
	return true
}

func lengths(r *row, from []int) []int {
	out := make([]int, len(from))
	for k, c := range r.cells {
		out[k] = len(c.lines) - from[k]
	}
	return out
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

func sum(a, b []int) []int {
	out := slices.Clone(a)
	for i := range out {
		out[i] += b[i]
	}
	return out
}

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
		b.page.Items = append(b.page.Items, &Rule{X1: r.table.x1, Y1: y, X2: r.table.x2, Y2: y, Weight: weight, Gray: gray})
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
