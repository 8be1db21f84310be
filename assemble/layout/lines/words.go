package lines

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
)

// A word is a piece of text without a space, measured once for each face and language.
type word struct {
	text    string
	lang    *Language
	table   *face.Table
	width   int // thousandths of the em
	points  []point
	divided bool // the patterns have been applied
}

// A point is a place in a word at which a line may end.
type point struct {
	at     int // bytes
	width  int // of the text before it, thousandths of the em
	cost   int32
	hyphen bool // a hyphen is added

	capitals bool // the word is in capitals: it is divided only if it is wider than the column
}

type wordKey struct {
	text string
	face face.Face
	lang int
}

// measure returns the word for a text.
func (b *Breaker) measure(t *face.Table, f face.Face, text string, lang *Language) *word {
	key := wordKey{text, f, lang.id}
	if w := b.words[key]; w != nil {
		return w
	}
	w := &word{text: text, lang: lang, table: t}
	w.width = t.Width(text)
	r := ruler{table: t, text: text}
	for _, d := range dashes(text) {
		w.points = append(w.points, point{at: d.at, width: r.to(d.at), cost: d.cost})
	}
	b.words[key] = w
	return w
}

// A ruler measures the distance from the beginning of a text to places in it, in ascending order.
type ruler struct {
	table *face.Table
	text  string
	at    int // the last place measured
	width int // up to it, thousandths of the em
	last  rune
}

// to returns the width of the text up to a byte.
func (r *ruler) to(at int) int {
	for _, c := range r.text[r.at:at] {
		r.width += r.table.Advance(c)
		if r.at > 0 {
			r.width += r.table.Kern(r.last, c)
		}
		r.last = c
		r.at += utf8.RuneLen(c)
	}
	r.at = at
	return r.width
}

// The limits below which words are not divided, and the costs of parts that are better kept together.
const (
	leastDivided = 5 // bytes
	longAcronym  = 7 // letters: shorter words in capitals are usually acronyms
	shortBefore  = 2 // letters before a hyphen
	shortAfter   = 3 // letters after it
)

// divide adds to the points of w the places given by the patterns.
func (b *Breaker) divide(w *word) {
	w.divided = true
	p := w.lang.Patterns
	if p == nil || len(w.text) < leastDivided || kept(w.text) || address(w.text) {
		return
	}
	parted := len(w.points) > 0 || strings.ContainsAny(w.text, "-‐")
	var hyphens []point
	r := ruler{table: w.table, text: w.text}
	start := -1
	for i, c := range w.text + "\n" {
		in := unicode.IsLetter(c) || unicode.Is(unicode.Mn, c) || start >= 0 && p.apostrophe && (c == '\'' || c == '’')
		if in && start < 0 {
			start = i
		}
		if !in && start >= 0 {
			hyphens = b.hyphensOf(hyphens, w, start, i, parted, &r)
			start = -1
		}
	}
	w.points = merged(w.points, hyphens)
}

// hyphensOf appends the places where the letters from..to of a word may be divided.
func (b *Breaker) hyphensOf(to []point, w *word, from, upTo int, parted bool, r *ruler) []point {
	part := w.text[from:upTo]
	cost, capitals := int32(costHyphen), false
	if first, n := utf8.DecodeRuneInString(part); unicode.IsUpper(first) {
		if second, _ := utf8.DecodeRuneInString(part[n:]); unicode.IsUpper(second) {
			if utf8.RuneCountInString(part) < longAcronym {
				return to
			}
			capitals = true
		}
		cost = costName
	}
	if parted {
		cost = costPart
	}
	for _, at := range w.lang.Patterns.Points(part, b.styles.HyphenLeft, b.styles.HyphenRight) {
		short := int32(0)
		if lettersUpTo(part[:at], shortBefore) || lettersUpTo(part[at:], shortAfter) {
			short = costShort
		}
		to = append(to, point{at: from + at, width: r.to(from + at), cost: cost + short, hyphen: true, capitals: capitals})
	}
	return to
}

// lettersUpTo reports whether t has at most n letters.
func lettersUpTo(t string, n int) bool {
	for range t {
		if n--; n < 0 {
			return false
		}
	}
	return true
}

// merged returns the points of both lists in the order of the word. At the same place, that of a comes second.
func merged(a, b []point) []point {
	if len(b) == 0 {
		return a
	}
	out := make([]point, 0, len(a)+len(b))
	for _, p := range b {
		for len(a) > 0 && a[0].at < p.at {
			out, a = append(out, a[0]), a[1:]
		}
		out = append(out, p)
	}
	return append(out, a...)
}

// A dash is a place after a dash, slash or hyphen of the text where a line may end.
type dash struct {
	at   int
	cost int32
}

// dashes returns the places in a word without spaces at which a line may end without an added hyphen.
func dashes(w string) []dash {
	if strings.Contains(w, "][") { // adjacent options: [shall][should]
		var out []dash
		for i := 1; i < len(w); i++ {
			if w[i-1] == ']' && w[i] == '[' {
				out = append(out, dash{i, costDash})
			}
		}
		return out
	}
	if !strings.ContainsAny(w, "-‐–—/?&=._#%") {
		return nil
	}
	if address(w) {
		if host(w) && !strings.Contains(w, "/") {
			return nil
		}
		return addressBreaks(w)
	}
	if kept(w) {
		return nil
	}
	var out []dash
	for i, r := range w {
		least := 0 // letters on both sides
		switch r {
		case '-', '‐', '–':
			least = 2
		case '/':
			least = 3
		case '—': // an opening dash, with nothing before it, stays with its word, and so does a closing one
			least = 1
		default:
			continue
		}
		after := i + utf8.RuneLen(r)
		if letters(w[:i], true) >= least && letters(w[after:], false) >= least {
			out = append(out, dash{after, costDash})
		}
	}
	return out
}

// letters counts the letters at the end, or at the beginning, of t.
func letters(t string, atEnd bool) int {
	n := 0
	for t != "" {
		var r rune
		var size int
		if atEnd {
			r, size = utf8.DecodeLastRuneInString(t)
			t = t[:len(t)-size]
		} else {
			r, size = utf8.DecodeRuneInString(t)
			t = t[size:]
		}
		if !unicode.IsLetter(r) {
			break
		}
		n++
	}
	return n
}

// kept reports whether w must not be divided: it is a symbol or part of one, such as AG/RES, CIDI/CAM/doc.12/23, (XLVII-O/17), A/RES/70/1;
// a number; or a range of numbers.
func kept(w string) bool {
	if strings.ContainsRune(w, '/') {
		upper, digit := false, false
		for _, r := range w {
			upper = upper || unicode.IsUpper(r)
			digit = digit || unicode.IsDigit(r)
		}
		if digit {
			return true
		}
		if upper {
			// Spanish/English is two words; AG/RES and CP/doc are symbols.
			for part := range strings.SplitSeq(w, "/") {
				part = strings.TrimFunc(part, func(r rune) bool { return !unicode.IsLetter(r) })
				if n := utf8.RuneCountInString(part); n < 4 || part == strings.ToUpper(part) {
					return true
				}
			}
		}
	}
	for _, r := range w {
		if unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

// address reports whether w is a web or e-mail address.
func address(w string) bool {
	w = strings.TrimLeft(w, "(<[“«\"'")
	return strings.Contains(w, "://") || strings.HasPrefix(w, "www.") || strings.Count(w, "@") == 1 && strings.Contains(w, ".") ||
		host(w) ||
		strings.Count(w, "/") >= 2 && strings.Contains(w, ".") && w == strings.ToLower(w)
}

// host reports whether w is a host name, such as ohchr.org, with or without a path. An added hyphen would be read as part of it.
func host(w string) bool {
	w, _, _ = strings.Cut(w, "/")
	w = strings.TrimRight(w, ".,;:!?)]>”»\"'")
	dot := strings.LastIndexByte(w, '.')
	if dot < 2 || len(w)-dot < 3 {
		return false
	}
	for i := range len(w) {
		c := w[i]
		if !(c >= 'a' && c <= 'z' || c == '.' || i < dot && (c == '-' || c >= '0' && c <= '9')) {
			return false
		}
	}
	return letters(w[:dot], true) >= 2
}

// addressBreaks returns the places after slashes, points and other signs that join the words of an address, but not within the host name,
// nor after a hyphen, which would look like an added one.
func addressBreaks(w string) []dash {
	var out []dash
	begin := strings.Index(w, "://") + 3
	if begin < 3 {
		begin = 0
	}
	path := begin + strings.IndexByte(w[begin:]+"/", '/')
	if path-begin > 24 {
		path = begin // a name this long must be broken too
	}
	for i := 1; i+1 < len(w); i++ {
		if len(w)-i < 3 || i < max(4, path) && w[i] != '@' {
			continue
		}
		at := 0
		switch w[i] {
		case '/':
			if w[i+1] != '/' && w[i-1] != ':' {
				at = i + 1
			}
		case '?', '&', '=', '_', '#', '%', '@', '.':
			at = i + 1
		}
		if at > 0 && (len(out) == 0 || out[len(out)-1].at < at) {
			out = append(out, dash{at, costURL})
		}
	}
	return out
}

// divided returns the kerning that the text loses if a line ends at the first byte of an atom: the kerning between the character before it
// and next, or, if next is 0, the character after it.
func divided(runs []Run, a *atom, next rune) fixed.Points {
	r := &runs[a.run]
	at := int(a.from)
	if at == 0 || at >= len(r.Text) {
		return 0
	}
	if next == 0 {
		next, _ = utf8.DecodeRuneInString(r.Text[at:])
	}
	before, _ := utf8.DecodeLastRuneInString(r.Text[:at])
	if before == ' ' || next == ' ' {
		return 0
	}
	return r.Size.Em(r.Table.Kern(before, next))
}
