package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/doc"
	"omnibus/assemble/face"
)

// A run is a stretch of text of one look: an inline, cleaned of what is not printed.
type run struct {
	text   string
	signs  []sign // what cleaning took out of text, by place
	inline *doc.Inline
	face   face.Face
	table  *face.Table
	size   float64
	rise   float64
	under  bool
	strike bool
	lang   *language
}

// A sign is a character that is not printed but says where a line may or may not end.
type sign struct {
	at   int
	kind signKind
}

type signKind byte

const (
	softHyphen signKind = iota // a word may be divided here, and only where one stands
	zeroSpace                  // a line may end here, without a hyphen
	hardHyphen                 // the hyphen that follows never ends a line
)

// A language is what line breaking knows about one.
type language struct {
	id       int
	patterns *Patterns
	french   bool // spaces before high punctuation and inside guillemets
}

// An atom is what a line is made of: a box, the glue between boxes, or a penalty, which is a place where a line may end
// (D. E. Knuth and M. F. Plass, Breaking Paragraphs into Lines, 1981).
type atom struct {
	kind            atomKind
	hyphen          bool // penalty: ending the line here puts a hyphen
	forced          bool // penalty: the line is broken inside a word that is wider than the column
	run             int32
	from, to        int32 // bytes of the run's text: of a box its letters, of glue its space
	penalty         int32
	width           float64 // of a penalty: of its hyphen
	stretch, shrink float64
}

type atomKind byte

const (
	box atomKind = iota
	glue
	solid // glue at which no line ends
	penalty
)

// What ending a line costs. never is not to be had; always is a forced break.
const (
	never      = 10000
	always     = -10000
	costHyphen = 60   // inside a word, by the patterns
	costShort  = 60   // more, where two letters stand before the hyphen, or three behind it
	costName   = 220  // inside a word that begins with a capital: most often a name
	costPart   = 300  // inside a part of a word that has a hyphen of its own
	costDash   = 30   // after a dash, a slash, a hyphen of the text
	costLoose  = 400  // between two words that belong together
	costURL    = 60   // inside an address
	costLast   = 3500 // where nothing better is left
)

// runs makes runs of inlines. Spaces at the ends, and all but one of several in a row, are dropped.
func (s *setter) runs(p *para) []run {
	runs := s.runBuf[:0]
	space := true // a space here would be the first, or the second of two
	for i := range p.inlines {
		in := &p.inlines[i]
		r := run{inline: in, size: p.look.Size, lang: p.lang}
		if in.Lang != "" && in.Lang != p.langTag {
			r.lang = s.language(in.Lang)
		}
		r.face = face.Regular.With(p.look.Bold || in.Mark&doc.Strong != 0, p.look.Italic != (in.Mark&doc.Em != 0))
		if in.Note != nil || in.Mark&doc.Sup != 0 {
			r.rise = s.sheet.Notes.Rise * p.look.Size
			r.size = s.sheet.Notes.Mark * p.look.Size
		}
		r.under = in.Mark&(doc.Ins|doc.Under) != 0 && in.Mark&doc.Signal == 0
		r.strike = in.Mark&doc.Del != 0 && in.Mark&doc.Signal == 0
		r.table = s.metrics.Table(r.face)
		if in.Mark&doc.Break != 0 {
			r.text = "\n"
			space = true
		} else {
			r.text, r.signs = clean(in.Text, &space)
		}
		if r.text != "" || len(r.signs) > 0 {
			runs = append(runs, r)
		}
	}
	for i := len(runs) - 1; i >= 0; i-- {
		if runs[i].text == "\n" {
			continue
		}
		runs[i].text = strings.TrimRight(runs[i].text, " ")
		if runs[i].text != "" {
			break
		}
	}
	s.runBuf = runs
	return runs
}

// clean returns text without what is not printed, every stretch of white space as one space. space says, and is told,
// whether the text before ended in one.
func clean(text string, space *bool) (string, []sign) {
	plain := true
	was := *space
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == ' ' {
			if was {
				plain = false
				break
			}
			was = true
			continue
		}
		if c < ' ' || c == 0x7F || c >= 0xE2 || c == 0xC2 {
			plain = false
			break
		}
		was = false
	}
	if plain {
		*space = was
		return text, nil
	}

	var signs []sign
	out := make([]byte, 0, len(text))
	for _, r := range text {
		switch r {
		case 0xAD:
			signs = append(signs, sign{len(out), softHyphen})
			continue
		case 0x200B:
			signs = append(signs, sign{len(out), zeroSpace})
			continue
		case 0x2011:
			signs = append(signs, sign{len(out), hardHyphen})
			r = '-'
		case 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069:
			continue
		case '\t', '\n', '\r', '\v', '\f', 0x85, 0x2028, 0x2029:
			r = ' '
		}
		if r < ' ' || r == 0x7F {
			continue
		}
		if r == ' ' {
			if *space {
				continue
			}
			*space = true
		} else {
			*space = false
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out), signs
}

// atoms makes atoms of runs. effort 0 leaves words whole, 1 divides them by the patterns, 2 also where nothing else helps:
// at spaces that should hold, and inside words wider than width. lead is the room kept before the first of them.
func (s *setter) atoms(runs []run, effort int, width, lead float64) []atom {
	out := s.atomBuf[:0]
	if lead > 0 {
		out = append(out, atom{kind: box, width: lead})
	}
	for i := range runs {
		r := &runs[i]
		if r.text == "\n" {
			out = append(out, atom{kind: penalty, penalty: always, run: int32(i)})
			continue
		}
		space := float64(r.table.Advance(' ')) * r.size / 1000
		em := r.size
		if s.ragged {
			em = 0
		}
		next := 0 // first sign not yet passed
		for at := 0; at < len(r.text) || next < len(r.signs); {
			if next < len(r.signs) && r.signs[next].at == at {
				sg := r.signs[next]
				next++
				switch sg.kind {
				case softHyphen:
					if effort > 0 && inWord(r.text, at) {
						out = append(out, s.hyphen(r, i, at, costHyphen))
					}
					continue
				case zeroSpace:
					out = append(out, atom{kind: penalty, run: int32(i), from: int32(at), to: int32(at)})
					continue
				}
			}
			if at >= len(r.text) {
				break
			}
			wide, length := spaceAt(r.text[at:])
			if wide != notSpace {
				g := atom{kind: glue, run: int32(i), from: int32(at), to: int32(at + length), width: space,
					stretch: s.sheet.Stretch * em, shrink: s.sheet.Shrink * em}
				cost := int32(never)
				if wide == breaking {
					cost = s.between(runs, i, at)
				}
				if cost >= never {
					g.kind = solid
					if effort == 2 {
						g.kind = glue
						out = append(out, atom{kind: penalty, penalty: costLast, run: int32(i), from: g.from, to: g.from})
					}
				} else if cost != 0 {
					out = append(out, atom{kind: penalty, penalty: cost, run: int32(i), from: g.from, to: g.from})
				}
				out = append(out, g)
				at += length
				continue
			}
			end := at + 1
			for end < len(r.text) && (r.text[end] < 0x80 && r.text[end] != ' ' || r.text[end] >= 0x80 && (r.text[end] != 0xC2 || end+1 < len(r.text) && r.text[end+1] != 0xA0)) {
				end++
			}
			stop := end
			if next < len(r.signs) && r.signs[next].at < end {
				stop = max(r.signs[next].at, at)
				if r.signs[next].kind == hardHyphen {
					stop = min(end, r.signs[next].at+1)
					next++
				}
			}
			if stop == at {
				stop = min(at+1, end)
			}
			out = s.word(out, runs, i, at, stop, effort, width, stop != end || at > 0 && len(r.signs) > 0)
			at = stop
		}
	}
	if effort == 2 {
		out = s.shatterWide(out, runs, width)
	}
	s.atomBuf = out
	return out
}

// shatterWide puts places to break into words that are wider than width, with the hyphen that would follow them. A word may be of
// several boxes, none of which is too wide alone.
func (s *setter) shatterWide(atoms []atom, runs []run, width float64) []atom {
	var out []atom // nil as long as there is nothing to do
	for i := 0; i < len(atoms); {
		j, w := i, 0.0
		for ; j < len(atoms) && atoms[j].kind == box; j++ {
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
				if k > 0 {
					out = append(out, atom{kind: penalty, penalty: costLast, forced: true, run: b.run, from: b.from, to: b.from})
				}
				if b.to > b.from {
					out = s.shatter(out, &runs[b.run], b)
				} else {
					out = append(out, b) // room for a label
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

// inWord tells whether the place at in a text has no space on either side, nor its end.
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

func (s *setter) hyphen(r *run, i, at int, cost int32) atom {
	return atom{kind: penalty, hyphen: true, penalty: cost, run: int32(i), from: int32(at), to: int32(at),
		width: float64(r.table.Advance('-')) * r.size / 1000}
}

// word adds the boxes of the text from..to of a run, which holds no space, and the places where it may be divided.
func (s *setter) word(out []atom, runs []run, i, from, to, effort int, width float64, byHand bool) []atom {
	r := &runs[i]
	w := s.measure(r.table, r.face, r.text[from:to], r.lang)
	scale := r.size / 1000
	if effort > 0 && !w.divided {
		s.divide(w)
	}
	whole := effort > 0 && !byHand && (s.divides || effort == 2 && float64(w.width)*scale > width) && joined(runs, i, from, to)
	at, before := 0, 0
	put := func(end, upTo int) {
		out = append(out, atom{kind: box, run: int32(i), from: int32(from + at), to: int32(from + end), width: float64(upTo-before) * scale})
		at, before = end, upTo
	}
	for _, p := range w.points {
		if p.hyphen {
			if !whole {
				continue
			}
			put(p.at, p.width)
			out = append(out, s.hyphen(r, i, from+at, p.cost))
			continue
		}
		put(p.at, p.width)
		out = append(out, atom{kind: penalty, penalty: p.cost, run: int32(i), from: int32(from + at), to: int32(from + at)})
	}
	put(to-from, w.width)
	return out
}

// joined tells whether the word from..to of a run begins and ends where it stands in the text, so that the patterns see all
// of it: not where a letter of another run follows or stands before it.
func joined(runs []run, i, from, to int) bool {
	if from == 0 && i > 0 {
		if r, _ := utf8.DecodeLastRuneInString(runs[i-1].text); unicode.IsLetter(r) {
			return false
		}
	}
	if to == len(runs[i].text) && i+1 < len(runs) && runs[i+1].inline.Note == nil {
		if r, _ := utf8.DecodeRuneInString(runs[i+1].text); unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// shatter puts a place to break behind each character of a box.
func (s *setter) shatter(out []atom, r *run, b atom) []atom {
	text := r.text[b.from:b.to]
	var before rune
	at := 0
	w := 0.0
	for j, c := range text {
		if j > 0 && !unicode.Is(unicode.Mn, c) {
			out = append(out, atom{kind: box, run: b.run, from: b.from + int32(at), to: b.from + int32(j), width: w})
			p := atom{kind: penalty, penalty: costLast, forced: true, run: b.run, from: b.from + int32(j), to: b.from + int32(j)}
			if unicode.IsLetter(before) && unicode.IsLetter(c) {
				p.hyphen, p.width = true, float64(r.table.Advance('-'))*r.size/1000
			}
			out = append(out, p)
			at, w = j, 0
		}
		w += float64(r.table.Advance(c)+max(r.table.Kern(before, c), 0)) * r.size / 1000 // nothing is before it at the beginning of a line
		before = c
	}
	return append(out, atom{kind: box, run: b.run, from: b.from + int32(at), to: b.to, width: w})
}

// A word is a stretch of text without a space, measured once for each face and language.
type word struct {
	text    string
	lang    *language
	table   *face.Table
	width   int // thousandths of the em
	points  []point
	divided bool // the patterns have been asked
}

// A point is a place in a word where a line may end.
type point struct {
	at     int // bytes
	width  int // of the text before it, thousandths of the em
	cost   int32
	hyphen bool // a hyphen is put
}

type wordKey struct {
	text string
	face face.Face
	lang int
}

// measure returns the word of that text.
func (s *setter) measure(t *face.Table, f face.Face, text string, lang *language) *word {
	key := wordKey{text, f, lang.id}
	if w := s.words[key]; w != nil {
		return w
	}
	w := &word{text: text, lang: lang, table: t}
	w.width = t.Width(text)
	for _, b := range dashes(text) {
		w.points = append(w.points, point{at: b.at, width: t.Width(text[:b.at]), cost: b.cost})
	}
	s.words[key] = w
	return w
}

// divide adds the places that the patterns know to the points of w.
func (s *setter) divide(w *word) {
	w.divided = true
	p := w.lang.patterns
	if p == nil || len(w.text) < 5 || kept(w.text) || address(w.text) {
		return
	}
	var points []point
	k := 0
	parted := len(w.points) > 0 || strings.ContainsAny(w.text, "-‐")
	letters := func(from, to int) {
		part := w.text[from:to]
		cost := int32(costHyphen)
		if first, n := utf8.DecodeRuneInString(part); unicode.IsUpper(first) {
			if second, _ := utf8.DecodeRuneInString(part[n:]); unicode.IsUpper(second) {
				if utf8.RuneCountInString(part) < 7 {
					return // most often an acronym
				}
			}
			cost = costName
		}
		if parted {
			cost = costPart
		}
		for _, b := range p.Points(part, s.sheet.HyphenLeft, s.sheet.HyphenRight) {
			at := from + b
			for k < len(w.points) && w.points[k].at < at {
				points = append(points, w.points[k])
				k++
			}
			short := int32(0)
			if utf8.RuneCountInString(part[:b]) <= 2 || utf8.RuneCountInString(part[b:]) <= 3 {
				short = costShort
			}
			points = append(points, point{at: at, width: w.table.Width(w.text[:at]), cost: cost + short, hyphen: true})
		}
	}
	start := -1
	for i, r := range w.text {
		in := unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) || start >= 0 && p.apostrophe && (r == '\'' || r == '’')
		if in && start < 0 {
			start = i
		}
		if !in && start >= 0 {
			letters(start, i)
			start = -1
		}
	}
	if start >= 0 {
		letters(start, len(w.text))
	}
	w.points = append(points, w.points[k:]...)
}
