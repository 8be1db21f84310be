package diff

import (
	"slices"
	"strings"
)

// An Option is a text that somebody proposes in place of another.
type Option struct {
	By   string // its author
	Text string
	Base string // the text from which it was made; empty: the text that stands
	// Together joins the places that the option changes, and those that others have changed since, into one.
	Together bool
	Keep     bool // it keeps the text as it is; Text is empty
	Apart    bool // it is printed after the whole text: one in another language cannot be compared by words
}

// Phrases are the wordings of a language for what is open.
type Phrases struct {
	Put  func(by, words string) string // Delegation A: in writing
	List func(names []string) string   // Delegation A and Delegation B
	Drop string                        // the proposal to have no text here: delete
	Keep string                        // the proposal to keep the text as it is: retain
}

// Unlike is the similarity below which a text counts as another text rather than as a change of the first.
const Unlike = 0.4

// Bracket writes a text with the options for it. Where an option changes the text, the present words are in brackets, followed by the words
// of each option with the names of its authors, also in brackets. Words that no option changes stay outside the brackets.
func (l *Lexicon) Bracket(text string, options []Option, p Phrases) string {
	a := l.Split(text)
	changes := make([][]Change, len(options))
	var all []Change
	whole := false
	for n, o := range options {
		switch {
		case o.Keep:
			continue
		case o.Apart || Similarity(text, o.Text) < Unlike:
			whole = true
			changes[n] = []Change{{Text: n, Old: Range{0, len(a)}, New: l.Split(o.Text)}}
		default:
			changes[n] = l.changes(a, text, n, o)
		}
		all = append(all, changes[n]...)
	}
	if len(all) == 0 {
		return text
	}
	sortChanges(all)
	var b strings.Builder
	at := 0
	write := func(from, to int) { // words that no option changes
		for i := from; i < to; i++ {
			space := a[i].Space
			if i == from && i > 0 && space == "" && (letters(a[i]) > 0 || strings.Contains("([{", a[i].Key[:1])) {
				space = " " // after a bracket
			}
			if b.Len() > 0 {
				b.WriteString(space)
			}
			b.WriteString(a[i].Text)
		}
	}
	for i := 0; i < len(all); {
		j, from, to := i+1, all[i].Old.From, all[i].Old.To
		if whole {
			j, from, to = len(all), 0, len(a)
		}
		for j < len(all) && (wordsIn(a[min(to, all[j].Old.From):all[j].Old.From]) == 0 || unbalanced(a, changes, from, to)) {
			to = max(to, all[j].Old.To)
			j++
		}
		write(at, from)
		switch {
		case b.Len() == 0:
		case from > 0 && from < len(a) && opens(a[from-1]):
			b.WriteString(a[from].Space)
		default:
			b.WriteByte(' ')
		}
		b.WriteString(strings.Join(l.cluster(a, changes, options, from, to, p), " "))
		at, i = to, j
	}
	write(at, len(a))
	return b.String()
}

// opens reports whether a token is an opening sign, with no space of its own between it and what follows, unless the language has one.
func opens(t Token) bool {
	return strings.Contains("([{¿¡“‘«„‹", t.Text) || (t.Text == `"` || t.Text == "'") && t.Space != ""
}

// cluster returns the words at tokens from up to to, and what each option has in their place, each in brackets.
func (l *Lexicon) cluster(a []Token, changes [][]Change, options []Option, from, to int, p Phrases) []string {
	var out []string
	if from < to {
		out = append(out, "["+Join(a[from:to])+"]")
	}
	type said struct {
		words []Token
		by    []string
	}
	var all []*said
	var kept []string
next:
	for n, o := range options {
		if o.Keep {
			kept = append(kept, o.By)
			continue
		}
		words, touched := apply(a, changes[n], from, to)
		if !touched {
			continue
		}
		for _, s := range all {
			if slices.EqualFunc(s.words, words, func(x, y Token) bool { return x.Key == y.Key }) {
				if !slices.Contains(s.by, o.By) {
					s.by = append(s.by, o.By)
				}
				continue next
			}
		}
		all = append(all, &said{words, []string{o.By}})
	}
	for _, s := range all {
		words := Join(s.words)
		if words == "" {
			words = p.Drop
		}
		out = append(out, "["+p.Put(p.List(s.by), words)+"]")
	}
	if len(kept) > 0 {
		out = append(out, "["+p.Put(p.List(kept), p.Keep)+"]")
	}
	return out
}

// unbalanced reports whether, for some option, the words at tokens from up to to open a parenthesis without closing it, or close one
// without opening it.
func unbalanced(a []Token, changes [][]Change, from, to int) bool {
	open := func(tokens []Token) (n int) {
		for _, t := range tokens {
			switch t.Key {
			case "(":
				n++
			case ")":
				n--
			}
		}
		return n
	}
	return slices.ContainsFunc(changes, func(c []Change) bool {
		words, touched := apply(a, c, from, to)
		return touched && open(words) != open(a[from:to])
	})
}
