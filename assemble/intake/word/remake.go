package word

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/diff"
)

// A remade is an edited text in the form of the records.
type remade struct {
	text    string
	touched bool // words that are open or only printed were changed in part, so that the intention is unclear
}

// A group is a range of the words in the records and the range of the printed words that shows it. One of them may be empty.
type group struct {
	source, printed diff.Range
	equal           bool
}

// remake converts an edited version of the printed words, as tokens, to a text of the records. It takes unchanged words from the records,
// with their markup and references, and leaves out what is only printed (the ending, brackets around open text, marks of reservations). If
// fold is set, it ignores capitals, because the paper prints only these.
func (s *wording) remake(of unbracketed, fold bool) remade {
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
	printed, words := folded(of.printed, fold), folded(of.words, fold)
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
	w := &weaver{source: source, groups: groups, kept: kept, last: -1}
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
				w.put(w.space(t), literal(t.Text))
			}
			w.last = -1
		}
	}
	w.between(len(printed))
	return remade{text: w.text(), touched: w.touched}
}

// folded returns tokens with keys in lower case if fold is set.
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

// align returns the groups of corresponding words in the records and on paper.
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

// A weaver assembles a text.
type weaver struct {
	source  []diff.Token
	groups  []group
	kept    []bool
	at      []int         // by printed token: its group
	silent  map[int][]int // by printed token: the groups before it that are not printed
	out     []woven
	done    map[int]bool // groups already written
	skipped bool         // the last token kept is only printed
	last    int          // the printed token that was kept last, if nothing was inserted after it; otherwise -1
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

// whole reports whether all printed tokens of a group were kept.
func (w *weaver) whole(g int) bool {
	for i := w.groups[g].printed.From; i < w.groups[g].printed.To; i++ {
		if !w.kept[i] {
			return false
		}
	}
	return true
}

// between writes the markup before a printed token if the tokens around it were kept. It reports whether there is any.
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

// keep writes the words of the records that correspond to a printed token that was kept. now is the token in the edited text.
func (w *weaver) keep(i int, now diff.Token) {
	marked := w.between(i)
	g := w.at[i]
	x := w.groups[g]
	silent := x.source.From == x.source.To
	if w.last == i-1 && i > 0 && !silent && !w.skipped { // spaces between words that were kept are not changed
		now.Space = w.source[x.source.From].Space
	} else {
		now.Space = w.space(now)
	}
	w.last = i
	if (marked || w.skipped) && !silent { // the space before the token comes before the markup
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

// space returns the space before a token of the edited text: web pages and some programs put no-break spaces between ordinary words.
func (w *weaver) space(t diff.Token) string {
	before := ""
	if n := len(w.out); n > 0 {
		before = w.out[n-1].text
	}
	return unbound(before, t.Space, t.Text)
}

// unbound returns a space between two words as an ordinary one, unless there is a reason not to break it: a number, or a sign. Before a
// comma it returns none.
func unbound(before, space, after string) string {
	first, _ := utf8.DecodeRuneInString(after)
	last, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case after == "," || after == "." || after == ")":
		return ""
	case strings.ContainsAny(space, "\u00a0\u202f") && unicode.IsLetter(first) && unicode.IsLetter(last):
		return " "
	}
	return space
}

func (w *weaver) put(space, text string) { w.out = append(w.out, woven{space, text, -1}) }

// A woven is a word of the new text. source is the index of its token in the records if it is markup that is not printed, otherwise -1.
type woven struct {
	space, text string
	source      int
}

// text returns the assembled text. It leaves out emphasis that has lost one of its signs or all its words.
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
	at := map[int]int{} // by index in the records: index in the new text
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

// literal returns a word in the form of the records, with markup characters escaped.
func literal(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "{{", `\{{`, "[^", `\[^`).Replace(s)
}
