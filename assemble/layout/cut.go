package layout

import (
	"slices"

	"omnibus/assemble/fixed"
)

// How a row that does not fit on the rest of a page is broken.
//
// A row that fits is not broken. If it does not fit, every cell is broken at the same part of its text, as nearly as whole lines permit:
// the cell that fills the page decides, and the others are cut at the same share of their lines, so that corresponding text is on the same
// page. No cell leaves or carries over fewer lines than the widow and orphan settings of the style sheet. If some cell is too short to be
// broken in this way, no cell is broken and the row moves to the next page. Only if the row has a page to itself and still does not fit, a
// short cell stays whole beside a broken one.

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

func sum(a, b []int) []int {
	out := slices.Clone(a)
	for i := range out {
		out[i] += b[i]
	}
	return out
}
