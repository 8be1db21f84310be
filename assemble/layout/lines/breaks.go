package lines

import (
	"math"
	"unicode/utf8"

	"omnibus/assemble/fixed"
)

// The best way to break a text (D. E. Knuth and M. F. Plass, Breaking Paragraphs into Lines, 1981): for every place where a line may end,
// the search keeps the best way to get there for each number of hyphens in a row, and finally takes the best way to the end.

// A breakAt is the end of a line: the atom at which it ends, and the atom with which the next line begins.
type breakAt struct{ at, next int }

// A measure is the space for the lines of a text.
type measure struct {
	width  fixed.Points // of all lines; a first line's indent is a box
	ragged fixed.Points // how far lines may fall short at little cost; 0 for justified text
	last   fixed.Points // the least length wanted for the last line
	row    int          // the largest number of lines in a row that end in a hyphen
	steps  int64        // the largest number of steps by which the letters of a line may be set wider or narrower
	hang   bool         // signs at the ends of lines hang into the margins
}

// The step by which the letters of a line are set wider or narrower.
const (
	Step        fixed.Ratio = fixed.One * 25 / 10000
	stepsOfOnce             = int64(fixed.One / Step)
)

// stepsFor returns the number of steps by which the letters of a line that is short by a length are set wider (negative: narrower). It is
// as large as needed and permitted; the spaces take up the rest.
func (m *measure) stepsFor(short, natural fixed.Points) int64 {
	unit := int64(natural) / stepsOfOnce
	if m.steps == 0 || unit <= 0 {
		return 0
	}
	return min(max(int64(short)/unit, -m.steps), m.steps)
}

// hangRight returns how far the last character of a line that ends at atom i extends into the margin; hangLeft, the first character of a
// line that begins with atom i.
func hangRight(runs []Run, atoms []atom, i int) fixed.Points {
	if i < len(atoms) && atoms[i].hyphen {
		r := &runs[atoms[i].run]
		_, right := r.Table.Hang('-')
		return r.Size.Em(right)
	}
	for i--; i >= 0; i-- {
		if a := &atoms[i]; a.kind == box {
			r := &runs[a.run]
			if a.to == a.from || r.Mark {
				return 0
			}
			c, _ := utf8.DecodeLastRuneInString(r.Text[a.from:a.to])
			_, right := r.Table.Hang(c)
			return r.Size.Em(right)
		}
	}
	return 0
}

func hangLeft(runs []Run, atoms []atom, i int) fixed.Points {
	if i >= len(atoms) || atoms[i].kind != box || atoms[i].to == atoms[i].from {
		return 0
	}
	r := &runs[atoms[i].run]
	c, _ := utf8.DecodeRuneInString(r.Text[atoms[i].from:])
	left, _ := r.Table.Hang(c)
	return r.Size.Em(left)
}

// Demerits of a line. In justified text they are the square of the difference between its spaces and even ones, so that the search
// minimizes the variance of the spaces; in ragged text, the square of lineCost plus the cost of its looseness. The square of the cost of
// its end is added, and the values below. Costs are in tenths, so that they can be squared as whole numbers; demerits are in hundredths.
const (
	tenths     = 10
	hundredths = tenths * tenths

	usual        = 400 * tenths        // a space of natural width
	even         = usual * 107 / 100   // what the spaces of justified lines should be
	unspaced     = 10 * usual          // at least, of a line without spaces
	wideSpace    = usual * 148 / 100   // wider spaces look loose
	wide         = 16_000 * hundredths // a line with such spaces
	lineCost     = 5 * tenths          // so that fewer ragged lines are preferred
	looseness    = 100 * tenths        // times the cube of the ratio
	strain       = 5                   // factor for looseness beyond strained
	raggedHyphen = 150 * tenths        // more for a hyphen where lines are ragged

	hyphensInRow   = 4_000 * hundredths             // a hyphen below another
	tooManyHyphens = 1_000_000_000 * hundredths     // more hyphens in a row than the style sheet allows
	hyphenBefore   = 5_000 * hundredths             // the last line but one ends with a hyphen
	partOfWord     = 500_000_000 * hundredths       // and the last line is only the rest of that word
	shortLast      = 16_000 * hundredths            // times the part of its least length that the last line lacks
	shortPart      = 2_000_000 * hundredths         // a short last line that begins inside a word
	overfull       = 1_000_000_000_000 * hundredths // a line that is wider than the column
	faulty         = partOfWord                     // from here on a text has a fault that a looser setting might avoid

	hopeless = math.MaxInt64 / 4 // greater than any sum
)

// A ratio is how far a line is stretched (positive) or shrunk, in thousandths of what the style sheet allows.
type ratio int64

const (
	whole    ratio = 1000
	anyRatio ratio = math.MaxInt64

	ratioNoGlue = 20 * whole // at least, of a line without glue to stretch
)

// Up to strained a line looks even; beyond that, the cost of looseness grows faster. It grows with the cube up to steepest, then linearly,
// and not at all beyond loosest, so that squares and their sums do not overflow an integer.
const (
	strained = whole * 9 / 10
	steepest = 20 * whole
	loosest  = 4000 * whole
)

// A node is a possible end of a line, with the best way to get there.
type node struct {
	at, next int32
	before   int32 // node
	hyphens  int8  // lines in a row that end with a hyphen, including this one
	demerits int64
	sums     sums // up to next
}

// sums are the widths of the atoms from the first on.
type sums struct{ natural, spaces, stretch, shrink fixed.Points }

func (s *sums) add(atoms []atom) {
	for i := range atoms {
		a := &atoms[i]
		if a.kind != penalty { // a penalty has a width only at the end of a line
			s.natural += a.width
		}
		if a.kind == glue || a.kind == solid {
			s.spaces += a.width
		}
		s.stretch += a.stretch
		s.shrink += a.shrink
	}
}

// A search finds the best breaks of a text.
type search struct {
	measure
	runs   []Run
	atoms  []atom
	limit  ratio // no line is stretched further
	force  bool  // there is always a result
	nodes  []node
	active []int32 // nodes from which the next line may begin
	sums   sums    // of the atoms before the current one
	best   choice  // at the current place
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

// inRow is the largest number of hyphens in a row that the search distinguishes: of the ways with more, it keeps only the best.
const inRow = 4

// A candidate is a possible end of a line at a place.
type candidate struct {
	demerits int64
	node     int32 // from which the line begins
	hyphens  int8
	found    bool
}

// breaks returns the best way to break atoms into lines, with its demerits, and false if every way stretches a line farther than limit.
// With force there is always a result. The last break is at the end of the text.
func (b *Breaker) breaks(atoms []atom, m measure, limit ratio, force bool) ([]breakAt, int64, bool) {
	s := search{measure: m, runs: b.runs, atoms: atoms, limit: limit, force: force, nodes: b.nodeBuf[:0], active: b.activeBuf[:0]}
	defer func() { b.nodeBuf, b.activeBuf = s.nodes, s.active }()
	start := firstBox(atoms, 0)
	s.sums.add(atoms[:start])
	s.nodes = append(s.nodes, node{at: -1, next: int32(start), before: -1, sums: s.from(start, s.sums)})
	s.active = append(s.active, 0)
	for i := start; i <= len(atoms); i++ {
		if p, ok := s.place(i); ok {
			if s.candidates(p) {
				s.keep(p)
			}
			if len(s.active) == 0 {
				return nil, 0, false
			}
		}
		if i < len(atoms) {
			s.sums.add(atoms[i : i+1])
		}
	}
	return s.way()
}

// place returns atom i as a place where a line may end, or false if it is none.
func (s *search) place(i int) (place, bool) {
	p, ok := s.ending(i)
	if ok && s.hang {
		p.width -= hangRight(s.runs, s.atoms, i)
	}
	return p, ok
}

func (s *search) ending(i int) (place, bool) {
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

// A choice holds, for one place, the best candidate for each number of hyphens in a row.
type choice [inRow]candidate

// candidates finds the best ways to end a line at p, and returns false if there is none. Nodes from which no later line can begin
// become inactive.
func (s *search) candidates(p place) (found bool) {
	s.best = choice{}
	kept := s.active[:0]
	for k, id := range s.active {
		n := &s.nodes[id]
		if int(n.next) > p.at {
			kept = append(kept, id)
			continue
		}
		f := s.fit(n, p)
		// A line that is too long only gets longer: its beginning is dropped, unless it is the only one left.
		if f.over && (!s.force || len(kept) > 0 || k < len(s.active)-1 || found) {
			continue
		}
		if !p.forced {
			kept = append(kept, id)
		}
		if f.ratio > s.limit {
			continue
		}
		c := candidate{found: true, node: id}
		if p.hyphen {
			c.hyphens = min(n.hyphens+1, math.MaxInt8-1)
		}
		c.demerits = s.demerits(n, p, f, c.hyphens)
		found = true
		if o := &s.best[min(c.hyphens, inRow-1)]; !o.found || c.demerits < o.demerits {
			*o = c
		}
	}
	s.active = kept
	return found
}

// A fit is how a line fills its column.
type fit struct {
	ratio ratio
	space int64 // the width of its spaces; usual is their natural width
	over  bool  // it is wider than the column even when fully shrunk
}

// fit returns how the line from n to p fills its column.
func (s *search) fit(n *node, p place) fit {
	natural := p.width - n.sums.natural
	short := s.width - natural
	if s.ragged > 0 {
		switch {
		case short < 0:
			return fit{ratio: -whole, over: true}
		case p.end:
			return fit{}
		}
		return fit{ratio: ratioOf(short, s.ragged)}
	}
	if short >= 0 && p.forced {
		return fit{space: even}
	}
	steps := int64(0)
	if s.steps > 0 {
		steps = s.stepsFor(short, natural)
		short -= fixed.Points(steps * (int64(natural) / stepsOfOnce))
	}
	f := fit{}
	if spaces := s.sums.spaces - n.sums.spaces; spaces > 0 {
		f.space = usual + steps*usual/stepsOfOnce + int64(short)*usual/int64(spaces)
	} else if f.space = even; short > 0 {
		f.space = unspaced + int64(short)*usual/int64(fixed.Point)
	}
	stretch, shrink := s.sums.stretch-n.sums.stretch, s.sums.shrink-n.sums.shrink
	switch {
	case short == 0:
	case short > 0 && stretch > 0:
		f.ratio = ratioOf(short, stretch)
	case short > 0:
		f.ratio = ratioNoGlue + ratioOf(short, fixed.Point)
	case -short <= shrink:
		f.ratio = ratioOf(short, shrink)
	default:
		return fit{ratio: -whole, space: even, over: true}
	}
	return f
}

// ratioOf returns a / b; b must be positive.
func ratioOf(a, b fixed.Points) ratio { return ratio(int64(a) * int64(whole) / int64(b)) }

// cost returns the cost of the looseness of a line.
func (r ratio) cost() int64 {
	wide := r > strained
	r = min(max(r, -r), loosest)
	steep := min(r, steepest)
	cube := int64(steep * steep * steep)
	if wide {
		cube += (cube - int64(strained*strained*strained)) * (strain - 1)
	}
	return looseness*cube/int64(whole*whole*whole) + int64(r-steep)
}

// demerits returns the demerits of the line from n to p, plus those of all lines before it.
func (s *search) demerits(n *node, p place, f fit, hyphens int8) int64 {
	d, cost := f.space-even, int64(max(p.cost, 0))*tenths
	if s.ragged > 0 {
		d = lineCost + f.ratio.cost()
		if p.hyphen {
			cost += raggedHyphen
		}
	}
	d = d*d + cost*cost
	if s.ragged == 0 && f.space > wideSpace {
		d += wide
	}
	if f.over {
		d += overfull
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
	return min(d+n.demerits, hopeless)
}

// lastLine returns the demerits of the last line, which begins at n.
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

// keep makes nodes of the candidates at p that can still be part of the best way.
func (s *search) keep(p place) {
	next, sums := p.at, s.sums
	if !p.end {
		next = firstBox(s.atoms, p.at)
		sums.add(s.atoms[p.at:next])
		sums = s.from(next, sums)
	}
	least := int64(math.MaxInt64) // the least demerits with fewer hyphens in a row
	for _, c := range &s.best {
		if !c.found || c.demerits >= least {
			continue
		}
		least = c.demerits
		s.active = append(s.active, int32(len(s.nodes)))
		best := node{at: int32(p.at), next: int32(next), before: c.node, hyphens: c.hyphens, demerits: c.demerits, sums: sums}
		s.nodes = append(s.nodes, best)
	}
}

// from returns the sums at atom next, where a line may begin, including the hang of its first character into the margin.
func (s *search) from(next int, sums sums) sums {
	if s.hang {
		sums.natural += hangLeft(s.runs, s.atoms, next)
	}
	return sums
}

// way returns the breaks on the best way to the end.
func (s *search) way() (breaks []breakAt, demerits int64, ok bool) {
	best := int32(-1)
	for _, id := range s.active {
		if int(s.nodes[id].at) == len(s.atoms) && (best < 0 || s.nodes[id].demerits < s.nodes[best].demerits) {
			best = id
		}
	}
	if best < 0 {
		return nil, 0, false
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
	return out, s.nodes[best].demerits, true
}

// firstBox returns the first atom of a line that follows a break at i: glue and penalties after a break are dropped, up to a forced break.
func firstBox(atoms []atom, i int) int {
	if i < len(atoms) && atoms[i].kind == penalty && atoms[i].penalty <= always {
		i++
	}
	for i < len(atoms) && (atoms[i].kind == glue || atoms[i].kind == penalty && atoms[i].penalty > always) {
		i++
	}
	return i
}

// firstGlue returns the first space between words from atom i on, or the number of atoms if there is none. The space before the mark of a
// note does not count.
func firstGlue(atoms []atom, i int) int {
	for i < len(atoms) && atoms[i].kind != glue {
		i++
	}
	return i
}
