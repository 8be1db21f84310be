// Package lines breaks a text into lines: which spaces may stretch, where a word may be divided, which words stay together, and the best
// way to break the whole text. It knows nothing of documents and pages.
package lines

import (
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
	"omnibus/assemble/style"
)

// A Run is a piece of text in one style, without unprinted characters. The text "
// " is a forced break.
type Run struct {
	Text   string
	Signs  []Sign // the signs that Clean removed from Text, in order
	Face   face.Face
	Table  *face.Table // measures of Face
	Size   fixed.Points
	Lang   *Language
	Mark   bool // it is the mark of a note
	Inline int  // the caller's number of the inline that it comes from
}

// A Column is the space for a text, and the way in which the text is set in it.
type Column struct {
	Width     fixed.Points // of every line
	Lead      fixed.Points // space kept at the start of the first line
	Size      fixed.Points // of the text
	Justified bool
	Flush     bool   // ragged right: no number is alone on the last line
	Divides   bool   // words may be divided
	Balanced  bool   // lines of about equal length
	Whole     []Word // words that are not divided
}

// A Word is a word of a run, from one byte to another.
type Word struct{ Run, From, To int }

// whole reports whether a place in a run is inside a word that is not divided.
func (c *Column) whole(run, at int) bool {
	for _, w := range c.Whole {
		if w.Run == run && w.From < at && at < w.To {
			return true
		}
	}
	return false
}

// WordAt returns the word of a run around a byte of it.
func WordAt(runs []Run, run, at int) Word {
	t := runs[run].Text
	w := Word{run, at, at}
	for w.From > 0 && t[w.From-1] != ' ' {
		w.From--
	}
	for w.To < len(t) && t[w.To] != ' ' {
		w.To++
	}
	return w
}

// A Line is one line of a column.
type Line struct {
	Parts   []Part
	Natural fixed.Points // width with spaces of natural width, without what extends into the margins
	Hang    fixed.Points // how far its first character extends into the left margin
	Steps   int          // by how many steps its letters are set wider (or, if negative, narrower)
	Spaces  fixed.Points // total width of the spaces
	Shrink  fixed.Points // how much the spaces may shrink in total
	Led     bool         // the first line: it begins after Column.Lead
	Hyphen  bool         // a hyphen is added at its end
	Tight   bool         // it ends inside a word without such a hyphen
	Closed  bool         // it ends the text, or the text forces its end, so that it is not stretched
	Cut     bool         // its last word is wider than the column and is broken
	Parted  bool         // its end separates two words that belong together
	EndRun  int          // with Hyphen, Cut or Parted: the run that is broken
	EndAt   int          // with Hyphen, Cut or Parted: the byte in that run
}

// A Part is the part of a run that is on a line.
type Part struct {
	Run      int
	From, To int          // bytes of the run's text
	Space    fixed.Points // natural width of a space in it; 0 if it has none
}

// Rules are the line-breaking rules of one language. The zero value is for an unknown language.
type Rules struct {
	Patterns *Patterns // nil: its words are not hyphenated
	Bonds    *Bonds
}

// Languages returns the rules of a language, by BCP 47 tag. It must be safe for several goroutines.
type Languages func(tag string) Rules

// A Language is a language as the breaker uses it.
type Language struct {
	id       int
	Patterns *Patterns
	words    map[string]bondKind
	pairs    map[string]bool
}

// A Breaker breaks texts into lines. It caches the words that it has measured, so that each goroutine needs its own.
type Breaker struct {
	styles    *style.Sheet
	rules     Languages
	words     map[wordKey]*word
	languages map[string]*Language

	col  Column // of the current text
	runs []Run

	atomBuf   []atom
	nodeBuf   []node
	activeBuf []int32
}

// New returns a breaker that follows a style sheet; languages may be nil.
func New(styles *style.Sheet, languages Languages) *Breaker {
	return &Breaker{styles: styles, rules: languages, words: map[wordKey]*word{}, languages: map[string]*Language{}}
}

// Language returns the language of a BCP 47 tag.
func (b *Breaker) Language(tag string) *Language {
	if l := b.languages[tag]; l != nil {
		return l
	}
	var r Rules
	if b.rules != nil {
		r = b.rules(tag)
	}
	l := &Language{id: len(b.languages), Patterns: r.Patterns, words: r.Bonds.kinds(), pairs: r.Bonds.pairs()}
	b.languages[tag] = l
	return l
}

// The space that a line may leave, and the least length of a last line, in multiples of the text size and as a share of the column.
const (
	raggedShort    = 4                   // ragged lines: a line may be this much shorter at little cost
	lastJustified  = fixed.One * 25 / 10 // a justified text does not end with a shorter line
	lastRagged     = fixed.One * 12 / 10 // nor a ragged one: no number alone on the last line
	shareOfColumn  = 4                   // divisor: each of these is at most this fraction of the column
	narrowForWhole = 26                  // sizes: narrower columns need divided words
)

// Efforts, each tried only if the one before fails.
const (
	wholeWords = iota
	dividedWords
	byForce // between words that belong together, and inside words wider than the column
	efforts
)

// How far a line may be stretched, by effort.
var raggedTolerance = [efforts]ratio{2 * whole, 6 * whole, anyRatio}

// tolerance returns how far a justified line may be stretched, by effort.
func (b *Breaker) tolerance(effort int) ratio {
	switch effort {
	case wholeWords:
		return 11 * whole / 10
	case dividedWords:
		return b.loosest()
	}
	return anyRatio
}

// Break breaks a text into lines, all of it at once, with the least effort that succeeds.
func (b *Breaker) Break(runs []Run, col Column) []Line {
	b.col, b.runs = col, runs
	m := measure{width: col.Width, row: b.styles.HyphenRow, last: min(col.Size.Times(lastJustified), col.Width/shareOfColumn)}
	if col.Justified {
		m.steps, m.hang = int64(b.styles.Expand/Step), b.styles.Hang
	} else {
		m.ragged = min(raggedShort*col.Size, col.Width/shareOfColumn)
		if m.last = 0; col.Flush {
			m.last = min(col.Size.Times(lastRagged), col.Width/shareOfColumn)
		}
	}
	atoms, breaks := b.best(runs, m)
	if col.Balanced && len(breaks) > 1 {
		breaks = b.balance(atoms, breaks, m)
	}
	return b.lines(runs, atoms, breaks, m)
}

// best returns the breaks that the least sufficient effort finds.
func (b *Breaker) best(runs []Run, m measure) ([]atom, []breakAt) {
	for effort := wholeWords; ; effort++ {
		if effort == dividedWords && !b.col.Divides ||
			effort == wholeWords && b.col.Divides && b.col.Justified && m.width < narrowForWhole*b.col.Size {
			continue
		}
		atoms := b.atoms(runs, effort)
		limit := b.tolerance(effort)
		if !b.col.Justified {
			limit = raggedTolerance[effort]
			if !b.col.Divides {
				limit = anyRatio
			}
		}
		breaks, demerits, ok := b.breaks(atoms, m, limit, effort == byForce)
		if ok && demerits >= faulty && effort < dividedWords {
			continue
		}
		if ok {
			return atoms, breaks
		}
	}
}

// loosest returns how far a line may be stretched before its spaces are wider than the style sheet allows.
func (b *Breaker) loosest() ratio {
	stretch := b.col.Size.Times(b.styles.Stretch)
	if stretch == 0 || len(b.runs) == 0 {
		return anyRatio
	}
	space := b.col.Size.Em(b.runs[0].Table.Advance(' '))
	return ratioOf(space.Times(b.styles.Loosest-fixed.One), stretch)
}

// balanceSteps is how often balance halves the range of widths, so that less than a point remains.
const balanceSteps = 6

// balance makes the lines about equally long: it narrows the column as far as the number of lines permits.
func (b *Breaker) balance(atoms []atom, breaks []breakAt, m measure) []breakAt {
	least, most := m.width/2, m.width
	for range balanceSteps {
		try := m
		try.width = (least + most) / 2
		better, _, ok := b.breaks(atoms, try, anyRatio, false)
		if ok && len(better) == len(breaks) {
			breaks, most = better, try.width
		} else {
			least = try.width
		}
	}
	return breaks
}

// lines makes the lines between breaks.
func (b *Breaker) lines(runs []Run, atoms []atom, breaks []breakAt, m measure) []Line {
	out := make([]Line, len(breaks))
	parts := make([]Part, 0, len(breaks)+len(runs)) // each part begins a line or a run
	start := firstBox(atoms, 0)
	for k, br := range breaks {
		l := &out[k]
		last := k == len(breaks)-1
		end := br.at
		for end > start && (atoms[end-1].kind == glue || atoms[end-1].kind == penalty) {
			end--
		}
		if !last && atoms[br.at].kind == penalty {
			p := &atoms[br.at]
			l.Closed = p.penalty <= always
			l.Hyphen = p.hyphen
			l.Tight = !l.Closed && !p.hyphen && br.next == br.at+1 && end == br.at
			l.Cut, l.Parted, l.EndRun, l.EndAt = p.forced, p.bond, int(p.run), int(p.from)
		}
		l.Closed = l.Closed || last
		l.sum(atoms[start:end])
		if l.Hyphen {
			l.Natural += atoms[br.at].width + divided(runs, &atoms[br.at], '-')
		}
		if start < end && atoms[start].kind == box && k > 0 && !atoms[breaks[k-1].at].forced {
			l.Natural -= divided(runs, &atoms[start], 0)
		}
		l.fit(runs, atoms, start, br.at, m)
		l.Led = k == 0 && b.col.Lead > 0 && start == 0
		if l.Led {
			start++
		}
		from := len(parts)
		parts = partsOf(parts, atoms[start:max(start, end)])
		l.Parts = parts[from:len(parts):len(parts)]
		start = br.next
	}
	return out
}

// fit sets how far a line, which begins with atom start and ends at atom at, extends into the margins, and how wide its letters are set.
func (l *Line) fit(runs []Run, atoms []atom, start, at int, m measure) {
	if m.hang {
		l.Hang = hangLeft(runs, atoms, start)
		l.Natural -= l.Hang + hangRight(runs, atoms, at)
	}
	if short := m.width - l.Natural; short < 0 || !l.Closed {
		l.Steps = int(m.stepsFor(short, l.Natural))
	}
}

// sum measures the atoms of a line.
func (l *Line) sum(atoms []atom) {
	for i := range atoms {
		a := &atoms[i]
		if a.kind == penalty {
			continue
		}
		l.Natural += a.width
		l.Shrink += a.shrink
		if a.kind != box {
			l.Spaces += a.width
		}
	}
}

// partsOf appends the part of each run that is on a line.
func partsOf(to []Part, atoms []atom) []Part {
	for i := 0; i < len(atoms); {
		run := atoms[i].run
		p := Part{Run: int(run), From: -1}
		for ; i < len(atoms) && atoms[i].run == run; i++ {
			a := &atoms[i]
			if a.kind == penalty {
				continue
			}
			if p.From < 0 {
				p.From = int(a.from)
			}
			p.To = int(a.to)
			if a.kind != box {
				p.Space = a.width
			}
		}
		if p.From >= 0 {
			to = append(to, p)
		}
	}
	return to
}
