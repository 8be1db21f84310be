package layout

import (
	"cmp"
	"slices"

	"omnibus/assemble/fixed"
)

// Page ends are chosen for the paper as a whole. The builder fills each page as far as it can, but a paper is better if some pages end a
// little earlier, so that a pair is broken elsewhere, or a heading does not leave half a page of white above it. The builder therefore
// first makes a dry run, page by page, from the few best ends of the page before, and computes the cost of each page: the square of the
// white at its foot that stretching cannot fill. Then it builds the paper with the least total cost.

// A spot is a place in the rows where a page may begin: a row, and the number of lines of each of its cells that are on earlier pages.
type spot struct {
	row  int
	from []int // nil if the whole row is still to come
}

func (s spot) compare(o spot) int {
	return cmp.Or(cmp.Compare(s.row, o.row), slices.Compare(s.from, o.from))
}

// An end is a possible end of a page, with the cost of the paper up to it.
type end struct {
	at      spot
	natural bool // the page is full, and the builder ends it here
	last    bool // of the paper
	forced  bool // a page break follows
	white   fixed.Points
	gaps    int  // as in state
	broken  bool // inside a row
	hyphens int  // cells whose last line before it ends with a hyphen
	settled bool // its cost includes that of hyphens that no other setting avoids
	page    int
	cost    int64
	before  *end
	carry   *[maxAreas][]chunk // notes that continue on the next page; nil if none do
	top     *row               // the row whose table's headers come first on the next page
}

// The costs of the end of a page. White is counted in tenths of a point.
const (
	costPage     = 400 * 400
	costHyphened = 450 * 450 // a word continues on the next page, because no other setting avoids it
	costAgain    = 20 * 20   // a text is set again, so that no word continues
	costBroken   = 20 * 20   // a row continues on the next page
	costMoved    = 300 * 300 // the page ended elsewhere before its numbers were known: with this cost the ends converge
	costStretch  = 2         // divisor of the cost of white that stretching fills
	tenthOfPoint = fixed.Point / 10
)

// The width of the search for ends.
const (
	endsKept   = 8                 // for each page
	costMargin = 600 * 600         // of an end over the cheapest one of the same page
	endsTried  = 8                 // after each of these
	mostWhite  = 110 * fixed.Point // at the foot of a page whose text continues
)

// ends returns, for each page, where it ends before it is full; nil if the builder fills it. It also returns the ends of all pages.
func (b *builder) ends() (early []*spot, all []spot) {
	dry := newBuilder(b.flow, b.setter)
	dry.dry, dry.prior = true, b.prior
	var best *end
	level := []*end{{}}
	for len(level) > 0 {
		var next []*end
		for _, e := range level {
			for _, to := range dry.try(e) {
				switch {
				case best != nil && to.cost >= best.cost:
				case to.last:
					best = to
				default:
					next = append(next, to)
				}
			}
		}
		level = dry.cheapest(next)
	}
	for e := best; e != nil && e.before != nil; e = e.before {
		var at *spot
		if !e.natural && !e.last {
			at = &e.at
		}
		early, all = append(early, at), append(all, e.at)
	}
	slices.Reverse(early)
	slices.Reverse(all)
	return early, all
}

// byCost orders ends by their cost. At equal cost, the fuller page comes first.
func byCost(a, b *end) int {
	return cmp.Or(cmp.Compare(a.cost, b.cost), b.at.compare(a.at))
}

// cheapest returns the ends of a page from which the search goes on: the cheapest ones, only one for each spot.
func (b *builder) cheapest(ends []*end) []*end {
	for settled := false; !settled; {
		slices.SortStableFunc(ends, byCost)
		settled = true
		for _, e := range ends[:min(len(ends), endsKept)] {
			settled = !b.settle(e) && settled
		}
	}
	out := ends[:0]
	for _, e := range ends {
		if len(out) == endsKept || e.cost > ends[0].cost+costMargin {
			break
		}
		if e.carry != nil || !slices.ContainsFunc(out, func(o *end) bool { return o.carry == nil && o.at.compare(e.at) == 0 }) {
			out = append(out, e)
		}
	}
	return out
}

// try runs a page from an end on, and returns its possible ends.
func (b *builder) try(from *end) []*end {
	b.carry, b.chunks = [maxAreas][]chunk{}, [maxAreas][]chunk{}
	if from.carry != nil {
		b.carry = *from.carry
	}
	b.pages = b.pages[:0]
	b.open()
	if from.top != nil {
		b.headers(from.top)
	}
	rows := b.flow.rows
	var out []*end
	done := slices.Clone(from.at.from)
	for i := from.at.row; i < len(rows); i++ {
		r := rows[i]
		if done == nil {
			done = make([]int, len(r.cells))
		}
		if b.breaksBefore(r) {
			return append([]*end{b.atFull(from, spot{row: i}, true, nil)}, closest(out)...)
		}
		b.leavesTable(r)
		if !b.st.empty && startOf(done) && !b.tied(i-1) && i > from.at.row {
			out = b.earlier(out, from, end{at: spot{row: i}}, &b.st)
		}
		out = b.within(out, from, i, done)
		if !b.put(i, done) {
			at := spot{row: i}
			if !startOf(done) {
				at.from = done
			}
			return append([]*end{b.atFull(from, at, false, r)}, closest(out)...)
		}
		done = nil
	}
	return append(out[:0], b.atFull(from, spot{row: len(rows)}, false, nil))
}

// closest returns the ends of least cost.
func closest(ends []*end) []*end {
	slices.SortStableFunc(ends, byCost)
	return ends[:min(len(ends), endsTried)]
}

// atFull returns the end of a page that the builder fills.
func (b *builder) atFull(from *end, at spot, forced bool, r *row) *end {
	b.grow()
	e := &end{at: at, natural: true, forced: forced, last: at.row == len(b.flow.rows), gaps: b.st.gaps, white: b.white(&b.st)}
	if b.carrying() {
		e.carry = new(b.carry)
	}
	if at.from != nil {
		e.broken, e.hyphens = true, hyphensAt(r, at.from)
	}
	if r != nil && b.headed(r) {
		e.top = r
	}
	b.charge(e, from)
	return e
}

// earlier adds an end before the page is full, unless it leaves too much white.
func (b *builder) earlier(out []*end, from *end, e end, st *state) []*end {
	if e.white = b.white(st); e.white > mostWhite || b.carrying() {
		return out
	}
	for _, a := range st.areas {
		if a.closed {
			return out
		}
	}
	r := b.flow.rows[e.at.row]
	if e.gaps = st.gaps; b.headed(r) {
		e.top = r
	}
	b.charge(&e, from)
	return append(out, new(e))
}

// charge sets the cost of the paper up to an end.
func (b *builder) charge(e, from *end) {
	e.before, e.page, e.cost = from, from.page+1, from.cost
	if e.last {
		return
	}
	e.cost += costPage
	if e.page <= len(b.prior) && b.prior[e.page-1].compare(e.at) != 0 {
		e.cost += costMoved
	}
	if e.forced {
		return
	}
	most := fixed.Points(e.gaps) * b.flow.styles.Feather / 2
	rest := int64(max(e.white-most, 0) / tenthOfPoint)
	e.cost += rest * rest
	if filled := int64(min(e.white, most) / tenthOfPoint); filled != 0 && e.gaps > 0 {
		e.cost += 2 * filled * filled / int64(e.gaps) / costStretch
	}
	if e.broken {
		e.cost += costBroken
	}
	e.cost += int64(e.hyphens) * costAgain
}

// settle adds to the cost of an end that of the words that continue on the next page because no other setting avoids it. It reports
// whether there are any.
func (b *builder) settle(e *end) bool {
	if e.settled || e.hyphens == 0 {
		return false
	}
	kept := b.divided(b.flow.rows[e.at.row], e.at.from)
	e.settled = true
	e.cost += int64(kept) * costHyphened
	return kept > 0
}

// within adds the ends inside row i, of which done lines are on earlier pages.
func (b *builder) within(out []*end, from *end, i int, done []int) []*end {
	r := b.flow.rows[i]
	if r.whole || r.head {
		return out
	}
	begin := b.st
	y := b.rowTop(&begin, r, startOf(done))
	begin.gaps += b.stretches(&begin, r, startOf(done))
	longest, most := 0, 0
	fit := make([]int, len(r.cells))
	for k, c := range r.cells {
		left := len(c.lines) - done[k]
		if left > most {
			longest, most = k, left
		}
	}
	if y+r.cells[longest].height(done[longest], len(r.cells[longest].lines)) < b.bottom-mostWhite {
		return out // too high up for the page to end in it
	}
	for k, c := range r.cells {
		st := begin
		fit[k] = b.fill(&st, c, done[k], y, false)
	}
	c := r.cells[longest]
	for n := min(fit[longest], most-1); n > 0; n-- {
		if !c.lines[done[longest]+n].legal {
			continue
		}
		share := portion{n, most}
		take := make([]int, len(r.cells))
		ok := true
		for k, o := range r.cells {
			switch left := len(o.lines) - done[k]; {
			case left == 0:
			case r.stays(k, done):
				take[k] = left
				ok = ok && fit[k] == left
			default:
				take[k] = o.nearest(done[k], share.times(left), fit[k])
				ok = ok && take[k] > 0
			}
		}
		if !ok {
			continue
		}
		st, fits := b.with(b.st, r, done, take)
		if !fits {
			continue
		}
		if b.white(&st) > mostWhite {
			break
		}
		out = b.ending(out, from, i, sum(done, take), &st)
		if elsewhere := r.wholeNear(done, take, fit); elsewhere != nil {
			if st, fits = b.with(b.st, r, done, elsewhere); fits {
				out = b.ending(out, from, i, sum(done, elsewhere), &st)
			}
		}
	}
	return out
}

// ending adds the end of a page in row i, after so many of the lines of its cells.
func (b *builder) ending(out []*end, from *end, i int, upTo []int, st *state) []*end {
	return b.earlier(out, from, end{at: spot{i, upTo}, broken: true, hyphens: hyphensAt(b.flow.rows[i], upTo)}, st)
}

// wholeNear returns another division of a row for a page, in which each cell that would end inside a word ends a line earlier or later,
// after a word; nil if no cell would, or none can. From are the lines on earlier pages, take those on this one, fit those that this one
// has room for.
func (r *row) wholeNear(from, take, fit []int) []int {
	var other []int
	for k, c := range r.cells {
		at := from[k] + take[k]
		if at == 0 || at >= len(c.lines) || !c.lines[at-1].hyphenated() {
			continue
		}
		for _, n := range []int{at - 1, at + 1} {
			if n > from[k] && n <= from[k]+fit[k] && n < len(c.lines) && c.lines[n].legal && !c.lines[n-1].hyphenated() {
				if other == nil {
					other = slices.Clone(take)
				}
				other[k] = n - from[k]
				break
			}
		}
	}
	return other
}

// with returns the state of a page with the given lines of a row, and whether they fit.
func (b *builder) with(st state, r *row, from, take []int) (state, bool) {
	first := startOf(from)
	y := b.rowTop(&st, r, first)
	st.gaps += b.stretches(&st, r, first)
	low := y
	for k, c := range r.cells {
		part := cell{area: c.area, lines: c.lines[:from[k]+take[k]]}
		if b.fill(&st, &part, from[k], y, false) < take[k] {
			return st, false
		}
		low = max(low, y+c.height(from[k], from[k]+take[k]))
	}
	for k, c := range r.cells {
		if y+c.height(from[k], from[k]+take[k]) > b.limit(&st, c.area) {
			return st, false
		}
	}
	st.y, st.fresh = low, false
	return st, true
}

// white returns the height left between the text of a page and its notes, or its lower margin. It is negative if the spaces between the
// rows must be narrowed.
func (b *builder) white(st *state) fixed.Points {
	least := b.bottom - st.y
	for a := range b.full + 1 {
		least = min(least, b.natural(st, a)-st.y)
	}
	return max(least, -b.narrowing(st))
}

// narrowing returns by how much the spaces between the rows of a page may be narrowed in total.
func (b *builder) narrowing(st *state) fixed.Points {
	return fixed.Points(st.gaps) * (b.flow.styles.Tighten / 2)
}

// hyphensAt returns the number of cells of a row whose last line on a page ends with a hyphen.
func hyphensAt(r *row, from []int) int {
	n := 0
	for k, c := range r.cells {
		if from[k] > 0 && from[k] < len(c.lines) && c.lines[from[k]-1].hyphenated() {
			n++
		}
	}
	return n
}

// stretches returns how far the space above a row may be stretched, in halves: not at all at the head of a page or in a table, and less
// between rows that belong together.
func (b *builder) stretches(st *state, r *row, first bool) int {
	inTable := r.table != nil && (len(r.table.head) == 0 || r != r.table.head[0])
	switch {
	case !first || st.fresh || st.empty || inTable || max(st.after, r.before) == 0:
		return 0
	case r.keepPrevious:
		return 1
	}
	return 2
}

// feather distributes the white at the foot of a page over the spaces between its rows, within the limit of the style sheet for each.
func (b *builder) feather() {
	n := fixed.Points(b.st.gaps)
	if n == 0 || !b.page.Full && b.page.White >= 0 {
		return
	}
	more := min(b.flow.styles.Feather/2, b.page.White/n)
	if b.page.White < 0 {
		more = max(-b.flow.styles.Tighten/2, (b.page.White-n+1)/n)
	}
	if more == 0 {
		return
	}
	down := fixed.Points(0)
	for k, from := range b.opened {
		to := len(b.page.Items)
		if k+1 < len(b.opened) {
			to = b.opened[k+1].item
		}
		down += more * fixed.Points(from.halves)
		for _, it := range b.page.Items[from.item:to] {
			switch it := it.(type) {
			case *Line:
				it.Y += down
			case *Rule:
				it.Y1, it.Y2 = it.Y1+down, it.Y2+down
			}
		}
		last := len(b.bars)
		if k+1 < len(b.opened) {
			last = b.opened[k+1].bar
		}
		for j := from.bar; j < last; j++ {
			b.bars[j].y1 += down
			b.bars[j].y2 += down
		}
	}
	b.st.y += more * n
	b.page.White -= more * n
}

// An opening is the beginning of a row on a page, after a space that may be stretched: how far, in halves, and the row's first item and
// change bar.
type opening struct{ halves, item, bar int }
