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
		b := Split(t)
		var last *Change
		for _, s := range Tokens(a, b) {
			if s.Op == Equal {
				last = nil
				continue
			}
			if last == nil {
				all = append(all, Change{Text: n, Old: s.Old})
				last = &all[len(all)-1]
			}
			last.Old.To = s.Old.To
			last.New = append(last.New, b[s.New.From:s.New.To]...)
		}
	}
	slices.SortStableFunc(all, func(x, y Change) int {
		if x.Old.From != y.Old.From {
			return x.Old.From - y.Old.From
		}
		return x.Old.To - y.Old.To
	})
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

func equal(x, y Change) bool {
	return x.Old == y.Old && slices.EqualFunc(x.New, y.New, func(a, b Token) bool { return a.Key == b.Key })
}

// collide tells whether c, which does not begin before p, touches what p touches: the same words, or a place where both put words.
func collide(p, c Change) bool {
	if c.Old.From < p.Old.To {
		return true
	}
	return c.Old.From == p.Old.To && len(p.New) > 0 && len(c.New) > 0 && (p.Old.len() == 0 || c.Old.len() == 0)
}
