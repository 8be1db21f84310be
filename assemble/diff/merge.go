package diff

import "slices"

// A Change is one text's change of a base: the words that it puts in the place of tokens of the base.
type Change struct {
	Text int // which of the texts
	Old  Range
	New  []Token
}

// Merge makes one text of several that were each made from base. It is false where two touch the same words, or put different
// words in the same place; changes that are equal count once.
func Merge(base string, texts ...string) (string, bool) {
	a := Split(base)
	var all []Change
	for n, t := range texts {
		all = append(all, changesOf(a, n, t)...)
	}
	sortChanges(all)
	var out []Token
	at := 0
	for i, c := range all {
		if i > 0 {
			p := all[i-1]
			if equal(p, c) {
				all[i] = p
				continue
			}
			if collide(p, c) {
				return "", false
			}
		}
		out = append(out, a[at:c.Old.From]...)
		out = append(out, c.New...)
		at = c.Old.To
	}
	return Join(append(out, a[at:]...)), true
}

// changesOf are the changes that a text makes to the base.
func changesOf(a []Token, n int, text string) []Change {
	b := Split(text)
	var out []Change
	open := false
	for _, s := range Tokens(a, b) {
		if s.Op == Equal {
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

// collide tells whether c, which does not begin before p, touches what p touches: the same words, or the place where both put
// words in. Words put in beside words that are replaced have their place.
func collide(p, c Change) bool {
	if c.Old.From < p.Old.To {
		return true
	}
	return p.Old.len() == 0 && c.Old.len() == 0 && c.Old.From == p.Old.From
}

// Alternatives is Merge for texts that collide: where they do, what each puts there stands in brackets side by side. An alternative
// without words is an empty pair of brackets.
func Alternatives(base string, texts ...string) string {
	a := Split(base)
	changes := make([][]Change, len(texts))
	var all []Change
	for n, t := range texts {
		changes[n] = changesOf(a, n, t)
		all = append(all, changes[n]...)
	}
	sortChanges(all)
	var out []Token
	at := 0
	for i := 0; i < len(all); {
		// A cluster is the changes that reach into each other.
		j, to, clash := i+1, all[i].Old.To, false
		for j < len(all) && (all[j].Old.From < to || collide(all[j-1], all[j])) {
			clash = clash || !equal(all[j-1], all[j])
			to = max(to, all[j].Old.To)
			j++
		}
		from := all[i].Old.From
		out = append(out, a[at:from]...)
		if !clash {
			out = append(out, all[i].New...)
		} else {
			var said [][]Token
			for n := range texts {
				words, touched := apply(a, changes[n], from, to)
				if !touched || slices.ContainsFunc(said, func(s []Token) bool {
					return slices.EqualFunc(s, words, func(x, y Token) bool { return x.Key == y.Key })
				}) {
					continue
				}
				space := " "
				if len(said) > 0 {
					space = ""
				}
				said = append(said, words)
				out = append(out, Token{Space: space, Text: "[", Key: "["})
				for k, w := range words {
					if k == 0 {
						w.Space = ""
					}
					out = append(out, w)
				}
				out = append(out, Token{Text: "]", Key: "]"})
			}
		}
		at, i = to, j
	}
	return Join(append(out, a[at:]...))
}

// apply returns tokens from up to to of the base as changes make them, and whether any does.
func apply(a []Token, changes []Change, from, to int) (out []Token, touched bool) {
	at := from
	for _, c := range changes {
		if c.Old.From < from || c.Old.To > to || c.Old.From == to && to > from && c.Old.len() == 0 && len(c.New) == 0 {
			continue
		}
		out = append(append(out, a[at:c.Old.From]...), c.New...)
		at, touched = c.Old.To, true
	}
	return append(out, a[at:to]...), touched
}
