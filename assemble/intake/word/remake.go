package word

import (
	"strings"

	"omnibus/assemble/diff"
)

// A remade text is an edited text as the records write it.
type remade struct {
	text    string
	touched bool // open or only printed words were changed in part: the intention is unclear
}

// A group is a stretch of the words of the records and the stretch of paper that shows it: one may be empty.
type group struct {
	source, printed diff.Range
	equal           bool
}

// remake writes what somebody made of the printed words as a text of the records: words that stayed are taken from there, with their markup
// and what they stand for; what is only on paper (the ending, brackets of what is open, marks of reservations) is left out. fold:
// capitals do not count, for the paper has nothing else.
func (s *wording) remake(now string, fold bool) remade {
	source := s.lexicon.Split(s.source)
	keyed := make([]diff.Token, len(source))
	notes := 0
	for i, t := range source {
		if strings.HasPrefix(t.Text, "[^") {
			t.Key = s.lexicon.Split(noteSign(notes))[0].Key
			notes++
		}
		keyed[i] = t
	}
	printed, words := folded(s.tokens, fold), folded(s.lexicon.Split(now), fold)
	groups := align(folded(keyed, fold), printed)
	kept := make([]bool, len(printed))
	spans := diff.Tokens(printed, words)
	for _, sp := range spans {
		if sp.Op == diff.Equal {
			for i := sp.Old.From; i < sp.Old.To; i++ {
				kept[i] = true
			}
		}
	}
	w := &weaver{source: source, groups: groups, kept: kept}
	w.locate(len(printed))
	for _, sp := range spans {
		switch sp.Op {
		case diff.Equal:
			for i := sp.Old.From; i < sp.Old.To; i++ {
				w.keep(i, words[sp.New.From+i-sp.Old.From])
			}
		case diff.Delete:
			w.between(sp.Old.From)
		case diff.Insert:
			w.between(sp.Old.From)
			for _, t := range words[sp.New.From:sp.New.To] {
				w.put(t.Space, literal(t.Text))
			}
		}
	}
	w.between(len(printed))
	return remade{text: w.text(), touched: w.touched}
}

// folded are tokens whose keys are without capitals.
func folded(in []diff.Token, fold bool) []diff.Token {
	if !fold {
		return in
	}
	out := make([]diff.Token, len(in))
	for i, t := range in {
		t.Key = strings.ToLower(t.Key)
		out[i] = t
	}
	return out
}

// align says which words of the records correspond to which on paper.
func align(source, printed []diff.Token) []group {
	var out []group
	for _, sp := range diff.Tokens(source, printed) {
		switch n := len(out) - 1; sp.Op {
		case diff.Equal:
			for i := sp.Old.From; i < sp.Old.To; i++ {
				k := sp.New.From + i - sp.Old.From
				out = append(out, group{diff.Range{From: i, To: i + 1}, diff.Range{From: k, To: k + 1}, true})
			}
		case diff.Delete:
			out = append(out, group{source: sp.Old, printed: sp.New})
		case diff.Insert:
			if n >= 0 && !out[n].equal && out[n].printed.From == out[n].printed.To {
				out[n].printed = sp.New
				continue
			}
			out = append(out, group{source: sp.Old, printed: sp.New})
		}
	}
	return out
}

// A weaver puts a text together.
type weaver struct {
	source  []diff.Token
	groups  []group
	kept    []bool
	at      []int         // by printed token: its group
	silent  map[int][]int // by printed token: the groups without paper before it
	out     []woven
	done    map[int]bool // groups that are written
	skipped bool         // what was kept last is on paper only
	touched bool
}

// locate finds the groups of printed tokens.
func (w *weaver) locate(n int) {
	w.at, w.silent, w.done = make([]int, n), map[int][]int{}, map[int]bool{}
	for g, x := range w.groups {
		if x.printed.From == x.printed.To {
			w.silent[x.printed.From] = append(w.silent[x.printed.From], g)
		}
		for i := x.printed.From; i < x.printed.To; i++ {
			w.at[i] = g
		}
	}
}

// whole reports whether all that a group prints was kept.
func (w *weaver) whole(g int) bool {
	for i := w.groups[g].printed.From; i < w.groups[g].printed.To; i++ {
		if !w.kept[i] {
			return false
		}
	}
	return true
}

// between writes the markup before a printed token if its surroundings were kept, and reports whether there is any.
func (w *weaver) between(i int) bool {
	any := false
	for _, g := range w.silent[i] {
		if w.done[g] || i > 0 && !w.kept[i-1] && (i >= len(w.kept) || !w.kept[i]) {
			continue
		}
		w.done[g] = true
		for k := w.groups[g].source.From; k < w.groups[g].source.To; k++ {
			w.out = append(w.out, woven{w.source[k].Space, w.source[k].Text, k})
			any = true
		}
	}
	return any
}

// keep writes what corresponds in the records to a printed token that was kept. now is the token in the edited text.
func (w *weaver) keep(i int, now diff.Token) {
	marked := w.between(i)
	g := w.at[i]
	x := w.groups[g]
	silent := x.source.From == x.source.To
	if (marked || w.skipped) && !silent { // the space before it goes before the markup
		now.Space = w.source[x.source.From].Space
	}
	w.skipped = silent
	switch {
	case w.done[g]:
	case x.equal:
		w.put(now.Space, w.source[x.source.From].Text)
	case w.whole(g):
		w.done[g] = true
		for k, t := range w.source[x.source.From:x.source.To] {
			space := t.Space
			if k == 0 {
				space = now.Space
			}
			w.put(space, t.Text)
		}
	case x.source.From == x.source.To:
		w.touched = w.touched || now.Text != "" && !strings.ContainsAny(now.Text, ".,;:")
	default:
		w.touched = true
		w.put(now.Space, literal(now.Text))
	}
}

func (w *weaver) put(space, text string) { w.out = append(w.out, woven{space, text, -1}) }

// A woven is a word of the text that is made: source is its place in the records, where it is markup that paper does not show; else -1.
type woven struct {
	space, text string
	source      int
}

// text is what was put together. Emphasis of which one sign is gone, or all words, is left out.
func (w *weaver) text() string {
	partner := map[int]int{}
	open := map[string]int{}
	for k, t := range w.source {
		if strings.Trim(t.Text, "*") != "" {
			continue
		}
		if at, ok := open[t.Text]; ok {
			partner[at], partner[k] = k, at
			delete(open, t.Text)
		} else {
			open[t.Text] = k
		}
	}
	at := map[int]int{} // by place in the records: that in what was put together
	for i, x := range w.out {
		if x.source >= 0 {
			at[x.source] = i
		}
	}
	var b strings.Builder
	for i, x := range w.out {
		if p, emphasis := partner[x.source]; emphasis && x.source >= 0 {
			if k, there := at[p]; !there || k == i+1 || k == i-1 {
				continue
			}
		}
		if b.Len() > 0 {
			b.WriteString(x.space)
		}
		b.WriteString(x.text)
	}
	return strings.TrimSpace(b.String())
}

// literal is a word as the records write it, with markup characters escaped.
func literal(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "{{", `\{{`, "[^", `\[^`).Replace(s)
}
