// Package diff compares texts by words, for people who read a redline: it prefers whole phrases to fragments, and ignores differences in
// white space, in the kind of quotation marks and in soft hyphens.
package diff

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// An Op is what an edit does to words.
type Op byte

const (
	Equal Op = iota
	Delete
	Insert
)

// An Edit is a run of text and what is done to it. Its text begins with the space before its first word.
type Edit struct {
	Op   Op
	Text string
}

// Words is Lexicon.Words for a language without a lexicon.
func Words(old, new string) []Edit { return (*Lexicon)(nil).Words(old, new) }

// Words returns the edits that turn old into new; at the same place, a deletion comes before an insertion. Equal words have the form that
// they have in new, and are in no deletion or insertion.
func (l *Lexicon) Words(old, new string) []Edit {
	a, b := l.Split(old), l.Split(new)
	var out []Edit
	for _, s := range Tokens(a, b) {
		var t strings.Builder
		switch s.Op {
		case Delete:
			write(&t, a[s.Old.From:s.Old.To])
		case Insert:
			write(&t, b[s.New.From:s.New.To])
		case Equal:
			var is string
			out, is = spaced(out, a, b, s)
			t.WriteString(is)
			t.WriteString(b[s.New.From].Text)
			write(&t, b[s.New.From+1:s.New.To])
		}
		text := t.String()
		if len(out) == 0 || s.Old.From == 0 && s.New.From == 0 {
			text = strings.TrimLeft(text, spaces)
		}
		out = append(out, Edit{s.Op, text})
	}
	return out
}

// spaced returns the space before the equal words of s if both texts have one there. A space that only one text has belongs to the change
// before the words.
func spaced(out []Edit, a, b []Token, s Span) ([]Edit, string) {
	was, is := a[s.Old.From].Space, b[s.New.From].Space
	if s.Old.From == 0 {
		was = ""
	}
	if s.New.From == 0 {
		is = ""
	}
	n := len(out)
	switch {
	case n == 0 || (was == "") == (is == ""):
		return out, is
	case is == "" && out[n-1].Op == Delete:
		out[n-1].Text += was
	case is == "" && n > 1 && out[n-2].Op == Delete:
		out[n-2].Text += was
	case is == "" && n > 1 && strings.HasPrefix(out[n-1].Text, was): // the former space is used before the insertion
		out[n-2].Text += was
		out[n-1].Text = strings.TrimPrefix(out[n-1].Text, was)
	case is == "": // only the space is deleted
		out = append(out[:n-1], Edit{Delete, was}, out[n-1])
	case out[n-1].Op == Insert:
		out[n-1].Text += is
	case n > 1 && strings.HasPrefix(out[n-1].Text, is):
		out[n-2].Text += is
		out[n-1].Text = strings.TrimPrefix(out[n-1].Text, is)
	default:
		out = append(out, Edit{Insert, is})
	}
	return out, ""
}

const spaces = " \u00a0\u202f"

func write(b *strings.Builder, tokens []Token) {
	for _, t := range tokens {
		b.WriteString(t.Space)
		b.WriteString(t.Text)
	}
}

// New returns the text that edits produce.
func New(edits []Edit) string { return without(edits, Delete) }

// Old returns the text that edits start from, except that white space and quotation marks of equal words are those of the new text.
func Old(edits []Edit) string { return without(edits, Insert) }

func without(edits []Edit, op Op) string {
	var b strings.Builder
	for _, e := range edits {
		if e.Op != op {
			b.WriteString(e.Text)
		}
	}
	return strings.TrimLeft(b.String(), spaces)
}

// A Range is tokens From up to, not including, To.
type Range struct{ From, To int }

func (r Range) len() int { return r.To - r.From }

// A Span is a run of tokens and what happens to it. New is empty in a deletion, Old in an insertion; the empty range still gives the place.
type Span struct {
	Op       Op
	Old, New Range
}

// Tokens returns the spans that turn old into new, in order; at the same place, a deletion comes before an insertion. Equal tokens are in
// no deletion or insertion.
func Tokens(old, new []Token) []Span {
	return spans(old, new, tidy(old, new, matches(old, new), false))
}

// changedPhrases is Tokens, with changes that are only a few words apart joined into one, so that whole phrases are replaced.
func changedPhrases(old, new []Token) []Span {
	return spans(old, new, tidy(old, new, matches(old, new), true))
}

// Same reports whether two texts are equal by words.
func Same(a, b string) bool {
	return a == b || slices.EqualFunc(Split(a), Split(b), func(x, y Token) bool { return x.Key == y.Key })
}

// Similarity returns how similar two texts are, from 0 (nothing in common) to 1 (equal by words). Words count by their length.
func Similarity(a, b string) float64 {
	x, y := Split(a), Split(b)
	total, common := 0, 0
	for _, t := range x {
		total += letters(t)
	}
	for _, t := range y {
		total += letters(t)
	}
	if total == 0 {
		if Same(a, b) {
			return 1
		}
		return 0
	}
	for _, m := range matches(x, y) {
		for _, t := range x[m.old : m.old+m.n] {
			common += letters(t)
		}
	}
	return float64(2*common) / float64(total)
}

// A hunk is a change: tokens of the old text that are replaced by tokens of the new one. Either range may be empty.
type hunk struct{ old, new Range }

// tidy returns the changes between the runs that two token lists have in common, each moved to the beginning or the end of a phrase.
// Changes with only signs between them are joined; with phrases, so are those only a few words apart.
func tidy(a, b []Token, common []run, phrases bool) []hunk {
	var hunks []hunk
	i, j := 0, 0
	for _, m := range append(common, run{len(a), len(b), 0}) {
		if m.old > i || m.new > j {
			hunks = append(hunks, hunk{Range{i, m.old}, Range{j, m.new}})
		}
		i, j = m.old+m.n, m.new+m.n
	}
	hunks = join(a, b, hunks, phrases)
	for k := range hunks {
		low, high := 0, len(a)-hunks[k].old.To
		if k > 0 {
			low = hunks[k-1].old.To
		}
		if k+1 < len(hunks) {
			high = hunks[k+1].old.From - hunks[k].old.To
		}
		slide(a, b, &hunks[k], hunks[k].old.From-low, high)
	}
	return join(a, b, hunks, phrases)
}

// spans returns the changes with the equal words between them.
func spans(a, b []Token, hunks []hunk) []Span {
	var out []Span
	i, j := 0, 0
	for _, h := range hunks {
		if h.old.From > i {
			out = append(out, Span{Equal, Range{i, h.old.From}, Range{j, h.new.From}})
		}
		if h.old.len() > 0 {
			out = append(out, Span{Delete, h.old, Range{h.new.From, h.new.From}})
		}
		if h.new.len() > 0 {
			out = append(out, Span{Insert, Range{h.old.To, h.old.To}, h.new})
		}
		i, j = h.old.To, h.new.To
	}
	if i < len(a) {
		out = append(out, Span{Equal, Range{i, len(a)}, Range{j, len(b)}})
	}
	return out
}

// apart is the largest number of words between two changes that are joined into one phrase.
const apart = 3

// join joins two changes if there are only signs between them and both replace something; with phrases, also if they are at most apart
// words from each other, and not farther than either is long.
func join(a, b []Token, hunks []hunk, phrases bool) []hunk {
	weight := func(tokens []Token) (n int) {
		for _, t := range tokens {
			n += letters(t)
		}
		return n
	}
	size := func(h hunk) int {
		return max(weight(a[h.old.From:h.old.To]), weight(b[h.new.From:h.new.To]))
	}
	for again := true; again; {
		again = false
		var out []hunk
		for _, h := range hunks {
			if k := len(out) - 1; k >= 0 {
				between := a[out[k].old.To:h.old.From]
				n, w := wordsIn(between), weight(between)
				if len(between) == 0 || n == 0 && replaces(out[k]) && replaces(h) ||
					phrases && n > 0 && n <= apart && w <= size(out[k]) && w <= size(h) {
					out[k].old.To, out[k].new.To = h.old.To, h.new.To
					again = true
					continue
				}
			}
			out = append(out, h)
		}
		hunks = out
	}
	return hunks
}

// wordsIn counts the tokens that are words, not signs.
func wordsIn(tokens []Token) (n int) {
	for _, t := range tokens {
		if letters(t) > 0 {
			n++
		}
	}
	return n
}

func replaces(h hunk) bool { return h.old.len() > 0 && h.new.len() > 0 }

// slide moves a change that only inserts or only deletes along equal words, by at most left and right tokens, to a place where it begins
// after a boundary or ends before one, as people describe the change. Of equal places it takes the leftmost.
func slide(a, b []Token, h *hunk, left, right int) {
	text, at := b, &h.new
	if h.old.len() > 0 {
		if h.new.len() > 0 {
			return
		}
		text, at = a, &h.old
	}
	from, to := at.From, at.To
	l := 0
	for l < left && text[from-l-1].Key == text[to-l-1].Key {
		l++
	}
	r := 0
	for r < right && text[from+r].Key == text[to+r].Key {
		r++
	}
	best, most := 0, -1
	for s := -l; s <= r; s++ {
		if n := boundary(text, from+s) + boundary(text, to+s); n > most {
			best, most = s, n
		}
	}
	h.old = Range{h.old.From + best, h.old.To + best}
	h.new = Range{h.new.From + best, h.new.To + best}
}

// boundary returns how strong the boundary before token i is; 0 is none.
func boundary(t []Token, i int) int {
	if i == 0 || i == len(t) {
		return 4
	}
	rank := func(s string) int {
		r, _ := utf8.DecodeRuneInString(s)
		switch r {
		case '.', ';', ':', '!', '?':
			return 3
		case ',', '—', '–':
			return 2
		}
		return 0
	}
	before, after := rank(t[i-1].Text), rank(t[i].Text)
	switch {
	case t[i].Text == "(" || t[i].Text == "[" || t[i-1].Text == ")" || t[i-1].Text == "]":
		return 3
	case before == 3:
		return 4
	}
	return max(before, after)
}
