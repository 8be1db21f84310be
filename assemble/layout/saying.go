package layout

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/doc"
)

// A saying is the page numbers that a document names: for the id of a block, the page on which it begins, if known.
type saying map[string]page

// A page is the page number named for a block.
type page struct {
	number int
	shown  bool // also where the next name has the same page: it was shown once
	tries  int
}

// steady is how often the numbers may follow the pages. A list that names pages moves the text after it; if this does not
// settle, pages are only corrected upwards from then on, which ends.
const steady = 8

// settled is how often the number of a block has followed its page before a name keeps its page even if the next has the same.
const settled = 3

// learn corrects the pages of the ids that were named, and reports whether anything had to be corrected.
func (s saying) learn(named []string, places map[string]int) bool {
	corrected := false
	for _, id := range named {
		p, at := s[id], places[id]
		if at == p.number || p.tries > steady && at < p.number {
			continue
		}
		p.number = at
		p.tries++
		s[id] = p
		corrected = true
	}
	return corrected
}

// say writes the pages that inlines name, in the words of their column. A page shared by consecutive names is written once, after the last.
func (f *flow) say(inlines []doc.Inline, column int) []doc.Inline {
	if !slices.ContainsFunc(inlines, func(in doc.Inline) bool { return in.PageOf != "" }) {
		return inlines
	}
	words := "%s"
	if w := f.doc.Words.OnPage; column < len(w) {
		words = w[column]
	}
	out := slices.Clone(inlines)
	next := -1 // place of the next name
	for i := len(out) - 1; i >= 0; i-- {
		in := &out[i]
		if in.PageOf == "" {
			continue
		}
		f.named = append(f.named, in.PageOf)
		p := f.said[in.PageOf]
		if next < 0 || f.said[out[next].PageOf].number != p.number || p.shown {
			p.shown = p.tries > settled
			in.Text = strings.Replace(words, "%s", fmt.Sprint(max(p.number, 1)), 1)
		}
		if p.number > 0 {
			f.said[in.PageOf] = p
		}
		next = i
	}
	return out
}
