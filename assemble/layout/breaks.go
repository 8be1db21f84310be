package layout

import "math"

// A breakAt is a place where a line ends: the atom at which it ends, and the one with which the next line begins.
type breakAt struct {
	at, next int
	ratio    float64 // how far the line before it is stretched (positive) or shrunk, 1 being what the style sheet allows
}

// A node is a way to end a line, and the best way to get there.
type node struct {
	at, next int32
	before   int32 // node
	fitness  int8
	hyphens  int8 // lines in a row that end in a hyphen, this one included
	ratio    float64
	demerits float64
	natural  float64 // sums up to next
	stretch  float64
	shrink   float64
}

// measure of a column for one paragraph.
type column struct {
	width  float64 // of all lines; a first line's indent is a box
	ragged float64 // how far lines may fall short at no great cost; 0 sets them justified
	last   float64 // the last line should be at least so long
	row    int     // lines in a row that may end in a hyphen
}

// How far a line may be stretched, by effort. The last takes what there is.
var (
	tolerance       = [...]float64{1.1, 2.2, math.Inf(1)}
	raggedTolerance = [...]float64{2, 4, math.Inf(1)}
)

// breaks finds the best way to break atoms into lines, by the whole paragraph, and false if there is none in which no line
// is stretched further than limit. With force there is always one. It ends with the end of the paragraph.
func (s *setter) breaks(atoms []atom, c column, limit float64, force bool) ([]breakAt, bool) {
	nodes := s.nodeBuf[:0]
	active := s.activeBuf[:0]
	defer func() { s.nodeBuf, s.activeBuf = nodes, active }()

	// sums run over the atoms before the one that is looked at.
	var natural, stretch, shrink float64
	start := firstBox(atoms, 0)
	for _, a := range atoms[:start] {
		natural, stretch, shrink = natural+a.boxWidth(), stretch+a.stretch, shrink+a.shrink
	}
	nodes = append(nodes, node{at: -1, next: int32(start), before: -1, fitness: 1, natural: natural, stretch: stretch, shrink: shrink})
	active = append(active, 0)

	type candidate struct {
		node     int32
		demerits float64
		ratio    float64
		hyphens  int8
	}
	for i := start; i <= len(atoms); i++ {
		var a *atom
		end := i == len(atoms)
		if !end {
			a = &atoms[i]
		}
		legal := end
		cost := int32(always)
		if !end {
			switch a.kind {
			case glue:
				legal, cost = i > 0 && (atoms[i-1].kind == box || atoms[i-1].kind == solid), 0
			case penalty:
				legal, cost = a.penalty < never, a.penalty
			}
		}
		if legal {
			width := natural
			hyphen := false
			if !end && a.kind == penalty {
				hyphen = a.hyphen
				if hyphen {
					width += a.width
				}
			}
			forced := cost <= always
			var best [4]candidate
			for k := range best {
				best[k].node = -1
			}
			kept := active[:0]
			for k := 0; k < len(active); k++ {
				id := active[k]
				n := &nodes[id]
				if int(n.next) > i {
					kept = append(kept, id)
					continue
				}
				short := c.width - (width - n.natural)
				var ratio, bad float64
				fits := true
				switch {
				case c.ragged > 0:
					ratio = short / c.ragged
					if end {
						ratio = 0
					}
					if short < -0.001 {
						ratio, fits = -2, false
					}
				case short >= 0 && forced:
					ratio = 0
				case short >= 0:
					if st := stretch - n.stretch; st > 0 {
						ratio = short / st
					} else if short > 0.001 {
						ratio = 20 + short
					}
				default:
					if sh := shrink - n.shrink; sh > 0 {
						ratio = short / sh
					} else {
						ratio = -2
					}
					fits = ratio >= -1
				}
				// A line that is too long only grows: its beginning is given up, unless nothing else is left.
				if !fits {
					last := force && len(kept) == 0 && k == len(active)-1 && best[0].node < 0 && best[1].node < 0 && best[2].node < 0 && best[3].node < 0
					if !last {
						continue
					}
					ratio = -1
				}
				if !forced {
					kept = append(kept, id)
				}
				if ratio > limit {
					continue
				}
				r := math.Abs(ratio)
				bad = 100 * r * r * r
				d := 10 + bad
				switch {
				case cost >= 0 && c.ragged > 0:
					// What a break costs does not depend on how far the line falls short: short lines are no fault here.
					more := float64(cost)
					if hyphen {
						more += 150
					}
					d = d*d + more*more
				case cost >= 0:
					d += float64(cost)
					d *= d
				case cost > always:
					d = d*d - float64(cost)*float64(cost)
				default:
					d *= d
				}
				if !fits {
					d += 1e12
				}
				hyphens := int8(0)
				if hyphen {
					hyphens = min(n.hyphens+1, 100)
					if n.hyphens > 0 {
						d += 3000
					}
					if int(hyphens) > c.row {
						d += 2e6
					}
				}
				if end {
					if n.hyphens > 0 {
						d += 20000 // the last line but one ends in a hyphen
						if firstGlue(atoms, int(n.next)) == len(atoms) {
							d += 80000 // and a part of a word is all the last line
						}
					}
					if w := width - n.natural; w < c.last && n.before >= 0 {
						short := (c.last - w) / c.last
						d += 150000 * short
						if n.hyphens > 0 {
							d += 2e6 // a part of a word alone on a line
						}
					}
				}
				f := fitness(ratio)
				if diff := f - n.fitness; diff > 1 || diff < -1 {
					d += 3000
				}
				d += n.demerits
				if b := &best[f]; b.node < 0 || d < b.demerits {
					*b = candidate{id, d, ratio, hyphens}
				}
			}
			active = kept
			least := math.Inf(1)
			for _, b := range best {
				if b.node >= 0 && b.demerits < least {
					least = b.demerits
				}
			}
			if !math.IsInf(least, 1) {
				next := i
				if !end {
					next = firstBox(atoms, i)
				}
				nn, ns, nk := natural, stretch, shrink
				for _, x := range atoms[i:next] {
					nn, ns, nk = nn+x.boxWidth(), ns+x.stretch, nk+x.shrink
				}
				for f, b := range best {
					if b.node < 0 || b.demerits > least+3000 {
						continue
					}
					nodes = append(nodes, node{at: int32(i), next: int32(next), before: b.node, fitness: int8(f), hyphens: b.hyphens,
						ratio: b.ratio, demerits: b.demerits, natural: nn, stretch: ns, shrink: nk})
					active = append(active, int32(len(nodes)-1))
				}
			}
			if len(active) == 0 {
				return nil, false
			}
		}
		if !end {
			natural, stretch, shrink = natural+a.boxWidth(), stretch+a.stretch, shrink+a.shrink
		}
	}

	best := int32(-1)
	for _, id := range active {
		if int(nodes[id].at) == len(atoms) && (best < 0 || nodes[id].demerits < nodes[best].demerits) {
			best = id
		}
	}
	if best < 0 {
		return nil, false
	}
	var out []breakAt
	for id := best; nodes[id].before >= 0; id = nodes[id].before {
		out = append(out, breakAt{int(nodes[id].at), int(nodes[id].next), nodes[id].ratio})
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out, true
}

// boxWidth is what the atom takes on a line that does not end with it.
func (a *atom) boxWidth() float64 {
	if a.kind == penalty {
		return 0
	}
	return a.width
}

// firstBox returns the atom with which a line begins that follows a break at i: glue and penalties behind a break are
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

// firstGlue returns the first space between words from atom i on, and the number of atoms if there is none: that before the mark of
// a note is none.
func firstGlue(atoms []atom, i int) int {
	for i < len(atoms) && atoms[i].kind != glue {
		i++
	}
	return i
}

func fitness(ratio float64) int8 {
	switch {
	case ratio < -0.5:
		return 0
	case ratio <= 0.5:
		return 1
	case ratio <= 1:
		return 2
	}
	return 3
}
