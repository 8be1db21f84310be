package lines

import (
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/fixed"
)

// An atom is an element of a line: a box, the glue between boxes, or a penalty, which is a place where a line may end
// (D. E. Knuth and M. F. Plass, Breaking Paragraphs into Lines, 1981).
type atom struct {
	kind            atomKind
	hyphen          bool // penalty: a line that ends here gets a hyphen
	forced          bool // penalty: the line is broken inside a word that is wider than the column
	bond            bool // penalty: it separates two words that belong together
	run             int32
	from, to        int32 // bytes of the run's text: the letters of a box, the space of glue
	penalty         int32
	width           fixed.Points // of a penalty: of its hyphen
	stretch, shrink fixed.Points
}

type atomKind byte

const (
	box atomKind = iota
	glue
	solid // glue at which no line ends
	penalty
)

// The cost of ending a line. never forbids a break; always forces one.
const (
	never      = 1 << 24
	always     = -never
	costHyphen = 161     // inside a word, by the hyphenation patterns
	costShort  = 5       // added with two letters before the hyphen, or three after it
	costName   = 176     // inside a word that begins with a capital: usually a name
	costPart   = 186     // inside a part of a word that has its own hyphen
	costDash   = 30      // after a dash, a slash, a hyphen of the text
	costURL    = 60      // inside a web address
	costLast   = 100_000 // inside a word that is wider than the column, at places that the patterns do not give
)

// How strongly two words belong together.
const (
	bondWeak   = 1 + iota // a range, the day of a month, a short number after its word
	bondStrong            // an abbreviation, a symbol, a title, a unit and what it belongs to
	bondSign              // a sign that must not begin or end a line
	bonds
)

// The cost of ending a line between such words, in ragged and in justified text. It happens only if there is no other way. The strongest
// bond is the last to break: in justified text, instead of a line whose spaces are 2.1, 4.2 and 5.3 times as wide as normal.
var bondCosts = [2][bonds]int32{
	{bondWeak: 6_400, bondStrong: 172_800, bondSign: 409_600},
	{bondWeak: 420, bondStrong: 1_260, bondSign: 1_700},
}

// atoms makes atoms from runs, with the breaks that an effort permits.
func (b *Breaker) atoms(runs []Run, effort int) []atom {
	g := gathering{b: b, runs: runs, effort: effort, out: b.atomBuf[:0]}
	if b.col.Lead > 0 {
		g.out = append(g.out, atom{kind: box, width: b.col.Lead})
	}
	for i := range runs {
		if runs[i].Text == "\n" {
			g.out = append(g.out, atom{kind: penalty, penalty: always, run: int32(i)})
			continue
		}
		g.add(i)
	}
	for len(g.out) > 0 && g.out[len(g.out)-1].kind == glue { // spaces at the end of a paragraph need no line
		g.out = g.out[:len(g.out)-1]
	}
	if effort == byForce {
		g.out = shatterWide(g.out, runs, b.col.Width)
	}
	b.atomBuf = g.out
	return g.out
}

// A gathering collects the atoms of runs.
type gathering struct {
	b      *Breaker
	runs   []Run
	effort int
	out    []atom
}

// add adds the atoms of run i: its signs, spaces and words, in order.
func (g *gathering) add(i int) {
	r := &g.runs[i]
	next := 0 // first sign not yet passed
	for at := 0; at < len(r.Text) || next < len(r.Signs); {
		if next < len(r.Signs) && r.Signs[next].at == at {
			next++
			if g.sign(i, r.Signs[next-1]) {
				continue
			}
		}
		if at >= len(r.Text) {
			break
		}
		if kind, length := spaceAt(r.Text[at:]); kind != notSpace {
			g.space(i, at, length, kind)
			at += length
			continue
		}
		end := wordEnd(r.Text, at)
		stop := end
		if next < len(r.Signs) && r.Signs[next].at < end {
			stop = max(r.Signs[next].at, at)
			if r.Signs[next].kind == hardHyphen {
				stop = min(end, r.Signs[next].at+1)
				next++
			}
		}
		if stop == at {
			stop = min(at+1, end)
		}
		g.word(i, at, stop, stop != end || at > 0 && len(r.Signs) > 0)
		at = stop
	}
}

// sign adds the break that a sign of run i allows, and reports whether the place has nothing else.
func (g *gathering) sign(i int, s Sign) bool {
	switch s.kind {
	case softHyphen:
		if g.effort > wholeWords && inWord(g.runs[i].Text, s.at) {
			g.hyphen(i, s.at, costHyphen)
		}
		return true
	case zeroSpace:
		g.penalty(i, s.at, 0)
		return true
	}
	return false
}

// space adds the space at a byte of run i, with the cost of ending the line there.
func (g *gathering) space(i, at, length int, kind spaceKind) {
	r := &g.runs[i]
	a := atom{kind: glue, run: int32(i), from: int32(at), to: int32(at + length), width: r.Size.Em(r.Table.Advance(' '))}
	if g.b.col.Justified {
		a.stretch, a.shrink = r.Size.Times(g.b.styles.Stretch), r.Size.Times(g.b.styles.Shrink)
	}
	if kind == unbreaking {
		a.kind = solid
	} else if bond := between(g.runs, i, at); bond != 0 {
		if g.effort == byForce {
			costs := &bondCosts[0]
			if g.b.col.Justified {
				costs = &bondCosts[1]
			}
			g.penalty(i, at, costs[bond])
			g.out[len(g.out)-1].bond = true
		} else {
			a.kind = solid
		}
	}
	g.out = append(g.out, a)
}

func (g *gathering) penalty(i, at int, cost int32) {
	g.out = append(g.out, atom{kind: penalty, penalty: cost, run: int32(i), from: int32(at), to: int32(at)})
}

func (g *gathering) hyphen(i, at int, cost int32) {
	if g.b.col.whole(i, at) {
		return
	}
	g.penalty(i, at, cost)
	p := &g.out[len(g.out)-1]
	p.hyphen, p.width = true, hyphenWidth(&g.runs[i])
}

func hyphenWidth(r *Run) fixed.Points { return r.Size.Em(r.Table.Advance('-')) }

// word adds the boxes of the text from..to of run i, which has no space, and the places where it may be divided. If marked, the text itself
// gives these places.
func (g *gathering) word(i, from, to int, marked bool) {
	b, r := g.b, &g.runs[i]
	w := b.measure(r.Table, r.Face, r.Text[from:to], r.Lang)
	if g.effort > wholeWords && !w.divided {
		b.divide(w)
	}
	hyphens := g.effort > wholeWords && !marked && (b.col.Divides || g.effort == byForce && r.Size.Em(w.width) > b.col.Width) &&
		joined(g.runs, i, from, to)
	at, before := 0, 0
	put := func(end, upTo int) {
		g.out = append(
			g.out,
			atom{kind: box, run: int32(i), from: int32(from + at), to: int32(from + end), width: r.Size.Em(upTo) - r.Size.Em(before)},
		)
		at, before = end, upTo
	}
	wide := r.Size.Em(w.width) > b.col.Width
	for _, p := range w.points {
		switch {
		case p.capitals && !wide:
		case !p.hyphen:
			put(p.at, p.width)
			g.penalty(i, from+at, p.cost)
		case hyphens:
			put(p.at, p.width)
			g.hyphen(i, from+at, p.cost)
		}
	}
	put(to-from, w.width)
}

// wordEnd returns the byte of the next space in the text from at on, or the end of the text.
func wordEnd(text string, at int) int {
	end := at + 1
	for end < len(text) {
		if kind, _ := spaceAt(text[end:]); kind != notSpace {
			break
		}
		end++
	}
	return end
}

// shatterWide adds breaks to words that, with the hyphen after them, are wider than width. A word can consist of several boxes, each of
// them narrow enough.
func shatterWide(atoms []atom, runs []Run, width fixed.Points) []atom {
	var out []atom // nil until something changes
	for i := 0; i < len(atoms); {
		j, w := i, fixed.Points(0)
		for ; j < len(atoms) && (atoms[j].kind == box || atoms[j].kind == solid); j++ { // words joined by no-break spaces count as one
			w += atoms[j].width
		}
		if j < len(atoms) && atoms[j].hyphen {
			w += atoms[j].width
		}
		if j > i && w > width {
			if out == nil {
				out = append(make([]atom, 0, 2*len(atoms)), atoms[:i]...)
			}
			for k, b := range atoms[i:j] {
				if k > 0 && atoms[i+k-1].kind == b.kind { // between two boxes, or two of many no-break spaces
					out = append(out, atom{kind: penalty, penalty: costLast, forced: true, run: b.run, from: b.from, to: b.from})
				}
				if b.kind == box && b.to > b.from {
					out = shatter(out, &runs[b.run], b)
				} else {
					out = append(out, b) // a no-break space, or room for a label
				}
			}
		} else if out != nil {
			out = append(out, atoms[i:j]...)
		}
		if i = j; i < len(atoms) {
			if out != nil {
				out = append(out, atoms[i])
			}
			i++
		}
	}
	if out == nil {
		return atoms
	}
	return out
}

// inWord reports whether the place at in a text is inside a word, with neither a space nor the end of the text before or after it.
func inWord(text string, at int) bool {
	if at == 0 || at >= len(text) {
		return false
	}
	after, _ := spaceAt(text[at:])
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	return after == notSpace && before != ' ' && before != '\u00a0'
}

type spaceKind byte

const (
	notSpace spaceKind = iota
	breaking
	unbreaking
)

func spaceAt(t string) (spaceKind, int) {
	switch {
	case t[0] == ' ':
		return breaking, 1
	case t[0] == 0xC2 && len(t) > 1 && t[1] == 0xA0:
		return unbreaking, 2
	}
	return notSpace, 0
}

// joined reports whether from..to of a run is a whole word of the text, so that the patterns see all of it; it is not if a letter of
// another run is next to it.
func joined(runs []Run, i, from, to int) bool {
	if from == 0 && i > 0 {
		if r, _ := utf8.DecodeLastRuneInString(runs[i-1].Text); unicode.IsLetter(r) {
			return false
		}
	}
	if to == len(runs[i].Text) && i+1 < len(runs) && !runs[i+1].Mark {
		if r, _ := utf8.DecodeRuneInString(runs[i+1].Text); unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// shatter adds a break after each character of a box.
func shatter(out []atom, r *Run, b atom) []atom {
	text := r.Text[b.from:b.to]
	var before rune
	at := 0
	w := fixed.Points(0)
	for j, c := range text {
		if j > 0 && !unicode.Is(unicode.Mn, c) {
			out = append(out, atom{kind: box, run: b.run, from: b.from + int32(at), to: b.from + int32(j), width: w})
			p := atom{kind: penalty, penalty: costLast, forced: true, run: b.run, from: b.from + int32(j), to: b.from + int32(j)}
			if unicode.IsLetter(before) && unicode.IsLetter(c) {
				p.hyphen, p.width = true, hyphenWidth(r)
			}
			out = append(out, p)
			at, w = j, 0
		}
		w += r.Size.Em(r.Table.Advance(c) + max(r.Table.Kern(before, c), 0)) // at the beginning of a line, nothing is before it
		before = c
	}
	return append(out, atom{kind: box, run: b.run, from: b.from + int32(at), to: b.to, width: w})
}
