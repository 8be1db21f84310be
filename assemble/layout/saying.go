package layout

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/doc"
)

// A saying holds the page numbers that a document names: for the id of a block, the page on which it begins, and how the numbers were
// found.
type saying struct {
	pages  map[string]int // by id; 0: not yet known
	lines  map[doc.Block]int
	rounds int // number of corrections so far
}

func newSaying() *saying { return &saying{pages: map[string]int{}, lines: map[doc.Block]int{}} }

// settled is how many times the numbers simply follow the pages. A list that names pages moves the text after it; if it does so back and
// forth, it keeps the most room that it has needed, so that nothing moves back.
const settled = 3

// steady is how many times the numbers follow the pages at all. After that they are only corrected upwards, so that the process always
// ends.
const steady = 16

// learn corrects the pages of the named ids, and reports whether any correction was necessary.
func (s *saying) learn(named []string, places map[string]int) bool {
	corrected := false
	for _, id := range named {
		if is, at := s.pages[id], places[id]; at > is || at < is && s.rounds < steady {
			s.pages[id] = at
			corrected = true
		}
	}
	s.rounds++
	return corrected
}

// hold gives each para that names pages the most lines that it has needed.
func (s *saying) hold(paras []*para, with *setter) {
	if s.rounds < settled {
		return
	}
	for _, p := range paras {
		if !p.names {
			continue
		}
		most := max(len(p.lines), s.lines[p.owner])
		s.lines[p.owner] = most
		for len(p.lines) < most {
			p.lines = append(p.lines, with.vline(p, nil))
		}
		for k := range p.lines {
			p.lines[k].legal = with.breaks(k, most)
		}
	}
}

// say fills in the pages that inlines name, in the words of their column. A page shared by consecutive names is printed once, after the
// last of them.
func (f *flow) say(inlines []doc.Inline, column int) []doc.Inline {
	if !slices.ContainsFunc(inlines, namesPages) {
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
		at := f.said.pages[in.PageOf]
		if next < 0 || f.said.pages[out[next].PageOf] != at {
			in.Text = strings.Replace(words, "%s", fmt.Sprint(max(at, 1)), 1)
		}
		next = i
	}
	return out
}

func namesPages(in doc.Inline) bool { return in.PageOf != "" }
