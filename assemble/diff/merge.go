package diff

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Change is what one text changes in a base: the words that it puts in place of tokens of the base.
type Change struct {
	Text int // index of the text
	Old  Range
	New  []Token
	next *Token // the unchanged token after it, with the space that the text has before it; nil if it ends the text
}

// Merge merges texts that were each made from base. It returns false if two of them collide: if they touch the same words, if no unchanged
// word is between the words that they touch, or if one touches a word that governs what the other touches. Equal changes count once.
func (l *Lexicon) Merge(base string, texts ...string) (string, bool) {
	a := l.Split(base)
	l.classify(a)
	var all []Change
	for n, t := range texts {
		all = append(all, l.changesOf(a, n, t)...)
	}
	sortChanges(all)
	var out []Change
	by := map[int][]int{} // texts that make a change, by its place in out
next:
	for _, c := range all {
		for k := len(out) - 1; k >= 0 && out[k].Old == c.Old; k-- {
			if equal(out[k], c) {
				by[k] = append(by[k], c.Text)
				continue next
			}
		}
		by[len(out)] = []int{c.Text}
		out = append(out, c)
	}
	gone := removed(a, out)
	for i := range out {
		for k := range out[:i] {
			together := slices.ContainsFunc(by[i], func(n int) bool { return slices.Contains(by[k], n) })
			if !together && collide(a, gone, out[k], out[i]) {
				return "", false
			}
		}
	}
	var tokens []Token
	at := 0
	for _, c := range out {
		tokens = append(append(tokens, a[at:c.Old.From]...), c.New...)
		at = c.Old.To
		if c.next != nil && at < len(a) {
			a[at].Space = c.next.Space // (COVID-19 in place of COVID-19
		}
	}
	return Join(append(tokens, a[at:]...)), true
}

// changesOf returns the changes that a text makes to the base.
func (l *Lexicon) changesOf(a []Token, n int, text string) []Change {
	b := l.Split(text)
	l.classify(b)
	var out []Change
	open := false
	for _, s := range changedPhrases(a, b) {
		if s.Op == Equal {
			if open {
				out[len(out)-1].next = &b[s.New.From]
			}
			open = false
			continue
		}
		if !open {
			out = append(out, Change{Text: n, Old: s.Old})
			open = true
		}
		last := &out[len(out)-1]
		last.Old.To = s.Old.To
		last.New = append(last.New, b[s.New.From:s.New.To]...)
	}
	return out
}

func sortChanges(all []Change) {
	slices.SortStableFunc(all, func(x, y Change) int {
		if x.Old.From != y.Old.From {
			return x.Old.From - y.Old.From
		}
		return x.Old.To - y.Old.To
	})
}

func equal(x, y Change) bool {
	return x.Old == y.Old && slices.EqualFunc(x.New, y.New, func(a, b Token) bool { return a.Key == b.Key })
}

// reach is how many words before or after a number or a comparison can belong to it.
const reach = 3

// removed tells, for each token, whether a change deletes it.
func removed(a []Token, changes []Change) []bool {
	out := make([]bool, len(a))
	for _, c := range changes {
		for i := c.Old.From; i < c.Old.To; i++ {
			out[i] = true
		}
	}
	return out
}

// collide reports whether c, which must not begin before p, touches what p touches or what depends on that. A negation or a modal verb
// governs the words up to the end of its sentence or list item, unless a change deletes that end; a number or a comparison, those up to the
// next sign or a few words farther.
func collide(a []Token, gone []bool, p, c Change) bool {
	if c.Old.From < p.Old.To {
		return true
	}
	between := a[p.Old.To:c.Old.From]
	n := wordsIn(between)
	if n == 0 {
		return true
	}
	switch max(p.class(a), c.class(a)) {
	case Negation, Modal:
		return !stops(a, gone, p.Old.To, c.Old.From)
	case Comparison, Number:
		return n <= reach && n == len(between)
	}
	return false
}

// stops reports whether a sentence or a list item ends among tokens from up to to. A full stop counts only before a capital letter;
// otherwise it ends an abbreviation.
func stops(a []Token, gone []bool, from, to int) bool {
	for i := from; i < to; i++ {
		if gone[i] {
			continue
		}
		switch a[i].Text {
		case ";", ":", "!", "?":
			return true
		case ".":
			if i+1 < len(a) && a[i+1].Space != "" {
				if r, _ := utf8.DecodeRuneInString(a[i+1].Text); unicode.IsUpper(r) {
					return true
				}
			}
		}
	}
	return false
}

// class returns the strongest class among the words that a change deletes and inserts. A change of a sign that ends a sentence or a list
// item moves the end of what a modal verb governs, and counts as a change of one.
func (c Change) class(a []Token) Class {
	class := Plain
	for _, tokens := range [][]Token{a[c.Old.From:c.Old.To], c.New} {
		for _, t := range tokens {
			class = max(class, t.Class)
			if len(t.Text) == 1 && strings.Contains(".;:!?", t.Text) {
				class = max(class, Modal)
			}
		}
	}
	return class
}

// apply returns tokens from up to to of the base with the changes made, and whether any change is there.
func apply(a []Token, changes []Change, from, to int) (out []Token, touched bool) {
	at := from
	var behind *Token // the first token after a change, with the space that the text has there
	stay := func(i, j int) {
		n := len(out)
		if out = append(out, a[i:j]...); j > i && behind != nil {
			out[n].Space, behind = behind.Space, nil
		}
	}
	for _, c := range changes {
		if c.Old.From < from || c.Old.To > to || c.Old.From == to && to > from && c.Old.len() == 0 && len(c.New) == 0 {
			continue
		}
		stay(at, c.Old.From)
		out = append(out, c.New...)
		at, touched, behind = c.Old.To, true, c.next
	}
	stay(at, to)
	return out, touched
}
