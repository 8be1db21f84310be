package lines

import (
	"math"

	"omnibus/assemble/fixed"
)

// How the best way to break a text is found (D. E. Knuth and M. F. Plass, Breaking Paragraphs into Lines, 1981): every place where a
// line may end is reached in the best way for each class of looseness, and the best way to the end is taken.

// A breakAt is a place where a line ends: the atom at which it ends, and the one with which the next line begins.
type breakAt struct{ at, next int }

// A measure is the space that lines have.
type measure struct {
	width  fixed.Points // of all lines; a first line's indent is a box
	ragged fixed.Points // how far lines may fall short at no great cost; 0 sets them justified
	last   fixed.Points // least length wanted for the last line
	row    int          // lines in a row that may end in a hyphen
}

// Demerits of a line: the square of lineCost and the cost of its looseness and its end, plus the values below. A text gets the least
// possible sum. Costs are in tenths, so that they can be squared as whole numbers; demerits are in hundredths.
const (
	tenths     = 10
	hundredths = tenths * tenths

	lineCost     = 10 * tenths  // so that fewer lines are better
	looseness    = 100 * tenths // times the cube of the ratio
	raggedHyphen = 150 * tenths // more for a hyphen where lines are ragged

	hyphensInRow   = 3_000 * hundredths             // a hyphen below a hyphen
	tooManyHyphens = 2_000_000 * hundredths         // more hyphens in a row than the style sheet allows
	hyphenBefore   = 20_000 * hundredths            // the last line but one ends in a hyphen
	partOfWord     = 80_000 * hundredths            // and the last line is nothing but the rest of that word
	shortLast      = 150_000 * hundredths           // times how far the last line falls short of its least length, as a share of it
	shortPart      = 2_000_000 * hundredths         // a short last line that begins inside a word
	jump           = 3_000 * hundredths             // a tight line beside a loose one
	overfull       = 1_000_000_000_000 * hundredths // a line that is wider than the column

	hopeless = math.MaxInt64 / 4 // above any sum
)

// A ratio is how far a line is stretched (positive) or shrunk, in thousandths of what the style sheet allows.
type ratio int64

const (
	whole    ratio = 1000
	anyRatio ratio = math.MaxInt64

	ratioOverfull = -2 * whole // of a line too wide even when fully shrunk
	ratioNoGlue   = 20 * whole // at least, of a line without glue to stretch
)

// Up to steepest the cost of looseness grows with the cube, then linearly, and not at all beyond loosest, so that squares and their
// sums do not overflow an integer.
const (
	steepest = 20 * whole
	loosest  = 4000 * whole
)

// The classes of looseness, with the ratio up to which a line belongs to each.
const (
	tight = iota
	decent
	loose
	veryLoose
	classes

	tightRatio  = -whole / 2
	decentRatio = whole / 2
	looseRatio  = whole
)

// A node is a way to end a line, and the best way to get there.
type node struct {
	at, next int32
	before   int32 // node
	class    int8  // of looseness
	hyphens  int8  // lines in a row that end in a hyphen, this one included
	demerits int64
	sums     sums // up to next
}

// sums are the widths of the atoms from the first on.
type sums struct{ natural, stretch, shrink fixed.Points }

func (s *sums) add(atoms []atom) {
	for i := range atoms {
		a := &atoms[i]
		if a.kind != penalty { // a penalty has a width only at the end of a line
			s.natural += a.width
		}
		s.stretch += a.stretch
		s.shrink += a.shrink
	}
}

// A search looks for the best breaks of a text.
type search struct {
	measure
	atoms  []atom
	limit  ratio // no line is stretched further
	force  bool  // there is always a way
	nodes  []node
	active []int32 // nodes from which the next line may begin
	sums   sums    // of the atoms before the current one
}

// A place is where a line may end.
type place struct {
	at     int
	end    bool // of the text
	forced bool
	hyphen bool
	cost   int32
	width  fixed.Points // of everything up to it, with its hyphen
}

// A candidate is a way to end a line at a place.
type candidate struct {
	node     int32 // from which the line begins; -1 is none
	demerits int64
	hyphens  int8
}

// breaks finds the best way to break atoms into lines, and false if every way stretches a line further than limit.
// With force there is always one. It ends with the end of the text.
func (b *Breaker) breaks(atoms []atom, m measure, limit ratio, force bool) ([]breakAt, bool) {
	s := search{measure: m, atoms: atoms, limit: limit, force: force, nodes: b.nodeBuf[:0], active: b.activeBuf[:0]}
	defer func() { b.nodeBuf, b.activeBuf = s.nodes, s.active }()
	start := firstBox(atoms, 0)
	s.sums.add(atoms[:start])
	s.nodes = append(s.nodes, node{at: -1, next: int32(start), before: -1, class: decent, sums: s.sums})
	s.active = append(s.active, 0)
	for i := start; i <= len(atoms); i++ {
		if p, ok := s.place(i); ok {
			best := s.candidates(p)
			s.keep(p, best)
			if len(s.active) == 0 {
				return nil, false
			}
		}
		if i < len(atoms) {
			s.sums.add(atoms[i : i+1])
		}
	}
	return s.way()
}

// place returns atom i as a place where a line may end, and false if it is not one.
func (s *search) place(i int) (place, bool) {
	if i == len(s.atoms) {
		return place{at: i, end: true, forced: true, cost: always, width: s.sums.natural}, true
	}
	a := &s.atoms[i]
	p := place{at: i, width: s.sums.natural}
	switch a.kind {
	case glue:
		return p, i > 0 && (s.atoms[i-1].kind == box || s.atoms[i-1].kind == solid)
	case penalty:
		p.cost, p.hyphen, p.forced = a.penalty, a.hyphen, a.penalty <= always
		if p.hyphen {
			p.width += a.width
		}
		return p, p.cost < never
	}
	return p, false
}

// candidates returns the best way to end a line at p for each class of looseness. Nodes from which no later line can begin
// become inactive.
func (s *search) candidates(p place) [classes]candidate {
	var best [classes]candidate
	for k := range best {
		best[k].node = -1
	}
	found := false
	kept := s.active[:0]
	for k, id := range s.active {
		n := &s.nodes[id]
		if int(n.next) > p.at {
			kept = append(kept, id)
			continue
		}
		r, fits := s.ratio(n, p)
		// A line that is too long only grows: its beginning is dropped, unless it is the only one left.
		if !fits {
			if !s.force || len(kept) > 0 || k < len(s.active)-1 || found {
				continue
			}
			r = -whole
		}
		if !p.forced {
			kept = append(kept, id)
		}
		if r > s.limit {
			continue
		}
		c := candidate{node: id}
		if p.hyphen {
			c.hyphens = min(n.hyphens+1, math.MaxInt8-1)
		}
		class := classOf(r)
		c.demerits = s.demerits(n, p, r, class, c.hyphens)
		if !fits {
			c.demerits += overfull
		}
		found = true
		if o := &best[class]; o.node < 0 || c.demerits < o.demerits {
			*o = c
		}
	}
	s.active = kept
	return best
}

// ratio returns how far the line from n to p is stretched (positive) or shrunk, 1 being what the style sheet allows, and whether that
// makes it fit.
func (s *search) ratio(n *node, p place) (r ratio, fits bool) {
	short := s.width - (p.width - n.sums.natural)
	switch {
	case s.ragged > 0:
		switch {
		case short < 0:
			return ratioOverfull, false
		case p.end:
			return 0, true
		}
		return ratioOf(short, s.ragged), true
	case short >= 0 && p.forced:
		return 0, true
	case short >= 0:
		if stretch := s.sums.stretch - n.sums.stretch; stretch > 0 {
			return ratioOf(short, stretch), true
		}
		if short > 0 {
			return ratioNoGlue + ratioOf(short, fixed.Point), true
		}
		return 0, true
	}
	if shrink := s.sums.shrink - n.sums.shrink; shrink > 0 {
		return ratioOf(short, shrink), -short <= shrink
	}
	return ratioOverfull, false
}

// ratioOf is a / b; b is positive.
func ratioOf(a, b fixed.Points) ratio { return ratio(int64(a) * int64(whole) / int64(b)) }

// cost returns the cost of the looseness of a line.
func (r ratio) cost() int64 {
	r = min(max(r, -r), loosest)
	steep := min(r, steepest)
	return looseness*int64(steep*steep*steep)/int64(whole*whole*whole) + int64(r-steep)
}

// demerits returns those of the line from n to p, with those of all lines before it.
func (s *search) demerits(n *node, p place, r ratio, class, hyphens int8) int64 {
	d := lineCost + r.cost()
	cost := int64(p.cost) * tenths
	switch {
	case p.cost >= 0 && s.ragged > 0:
		// What a break costs does not depend on how far the line falls short: short lines are no fault here.
		if p.hyphen {
			cost += raggedHyphen
		}
		d = d*d + cost*cost
	case p.cost >= 0:
		d += cost
		d *= d
	case p.cost > always:
		d = d*d - cost*cost
	default:
		d *= d
	}
	if p.hyphen {
		if n.hyphens > 0 {
			d += hyphensInRow
		}
		if int(hyphens) > s.row {
			d += tooManyHyphens
		}
	}
	if p.end {
		d += s.lastLine(n, p)
	}
	if diff := class - n.class; diff > 1 || diff < -1 {
		d += jump
	}
	return min(d+n.demerits, hopeless)
}

// lastLine returns the demerits of the last line, from n on.
func (s *search) lastLine(n *node, p place) int64 {
	d := int64(0)
	if n.hyphens > 0 {
		d += hyphenBefore
		if firstGlue(s.atoms, int(n.next)) == len(s.atoms) {
			d += partOfWord
		}
	}
	if w := p.width - n.sums.natural; w < s.last && n.before >= 0 {
		d += shortLast * int64((s.last - w).Over(s.last)) / int64(fixed.One)
		if n.hyphens > 0 {
			d += shortPart
		}
	}
	return d
}

// keep makes nodes of the candidates at p that may still turn out to be the best.
func (s *search) keep(p place, best [classes]candidate) {
	least := int64(math.MaxInt64)
	for _, c := range best {
		if c.node >= 0 {
			least = min(least, c.demerits)
		}
	}
	if least == math.MaxInt64 {
		return
	}
	next, sums := p.at, s.sums
	if !p.end {
		next = firstBox(s.atoms, p.at)
		sums.add(s.atoms[p.at:next])
	}
	for class, c := range best {
		if c.node < 0 || c.demerits-jump > least {
			continue
		}
		s.active = append(s.active, int32(len(s.nodes)))
		s.nodes = append(s.nodes, node{at: int32(p.at), next: int32(next), before: c.node, class: int8(class), hyphens: c.hyphens,
			demerits: c.demerits, sums: sums})
	}
}

// way returns the breaks on the best way to the end.
func (s *search) way() ([]breakAt, bool) {
	best := int32(-1)
	for _, id := range s.active {
		if int(s.nodes[id].at) == len(s.atoms) && (best < 0 || s.nodes[id].demerits < s.nodes[best].demerits) {
			best = id
		}
	}
	if best < 0 {
		return nil, false
	}
	n := 0
	for id := best; s.nodes[id].before >= 0; id = s.nodes[id].before {
		n++
	}
	out := make([]breakAt, n)
	for id := best; s.nodes[id].before >= 0; id = s.nodes[id].before {
		n--
		out[n] = breakAt{int(s.nodes[id].at), int(s.nodes[id].next)}
	}
	return out, true
}

// firstBox returns the atom with which a line begins that follows a break at i: glue and penalties after a break are
// dropped, up to a forced break.
func firstBox(atoms []atom, i int) int {
	if i < len(atoms) && atoms[i].kind == penalty && atoms[i].penalty <= always {
		i++
	}
	for i < len(atoms) && (atoms[i].kind == glue || atoms[i].kind == penalty && atoms[i].penalty > always) {
		i++
	}
	return i
}

// firstGlue returns the first space between words from atom i on, and the number of atoms if there is none: the space before the mark of
// a note does not count.
func firstGlue(atoms []atom, i int) int {
	for i < len(atoms) && atoms[i].kind != glue {
		i++
	}
	return i
}

func classOf(r ratio) int8 {
	switch {
	case r < tightRatio:
		return tight
	case r <= decentRatio:
		return decent
	case r <= looseRatio:
		return loose
	}
	return veryLoose
}
