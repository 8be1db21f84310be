package word

import (
	"slices"
	"strings"

	"omnibus/assemble/diff"
)

// A bracket is a pair of brackets in a text that is in no other brackets, as ranges of its tokens.
type bracket struct {
	whole, words diff.Range // with the brackets; without them and the names before the colon
	leader       string     // names before the colon, as a key; empty: none
	nested       bool       // there are brackets in it
	sort         int
}

// The sorts of brackets in a printed text.
const (
	openBase   = iota // around words of the text, because others propose something else
	openOption        // around words that somebody proposes
	ownSigns          // signs of the text itself
)

// bracketsOf returns the brackets of a text. names contains the names that may be before a colon.
func bracketsOf(t []diff.Token, names map[string]string) []bracket {
	var out []bracket
	depth, from := 0, 0
	for i, x := range t {
		switch x.Text {
		case "[":
			if depth++; depth == 1 {
				from = i
			}
		case "]":
			if depth == 0 {
				continue
			}
			if depth--; depth == 0 {
				out = append(out, bracketAt(t, from, i+1, names))
			}
		}
	}
	return out
}

func bracketAt(t []diff.Token, from, to int, names map[string]string) bracket {
	b := bracket{whole: diff.Range{From: from, To: to}, words: diff.Range{From: from + 1, To: to - 1}}
	b.nested = slices.ContainsFunc(t[from+1:to-1], func(x diff.Token) bool { return x.Text == "[" })
	said := ""
	for i := from + 1; i < to-1; i++ {
		if t[i].Text == ":" {
			for name := range names {
				if said == name || strings.HasPrefix(said, name+" ") || strings.HasPrefix(said, name+",") {
					b.leader, b.words.From = said, i+1
				}
			}
			break
		}
		said += strings.ToLower(t[i].Space + t[i].Text)
		said = strings.TrimLeft(strings.ReplaceAll(said, "\u00a0", " "), " ")
	}
	return b
}

// An unbracketed is a printed text and its edited version as tokens, in which open words that were edited are no longer in brackets.
type unbracketed struct {
	printed, words []diff.Token
	signs          bool   // the author put words in brackets, or took brackets away
	why            string // why the edit cannot be imported; empty: it can
}

// unbracket prepares an edited text for remake. An edit in somebody's open words takes up these words, in place of those of the text. New
// brackets around words, as people write them to show that they propose these, are left out.
func (im *Import) unbracket(s *wording, now, author string) unbracketed {
	out := unbracketed{printed: s.tokens, words: s.lexicon.Split(now)}
	before, after := bracketsOf(out.printed, im.names), bracketsOf(out.words, im.names)
	if len(before)+len(after) == 0 {
		return out
	}
	s.sorts(before)
	pair := pairs(before, after, out.printed, out.words)
	cut := &cutting{old: map[int]bool{}, new: map[int]bool{}}
	for i, p := range before {
		j := pair[i]
		same := j >= 0 && equal(out.printed[p.whole.From:p.whole.To], out.words[after[j].whole.From:after[j].whole.To])
		switch {
		case p.sort != openOption || same:
			continue
		case p.nested && j >= 0:
			out.why = "the change touches open text in brackets within brackets: propose it as an amendment of the text outside them"
			return out
		}
		out.signs = out.signs || j < 0
		cut.all(cut.old, p.whole)
		if j >= 0 {
			cut.signs(cut.new, after[j])
		}
		base := i - 1
		for base >= 0 && before[base].whole.To == before[base+1].whole.From && before[base].sort == openOption {
			base--
		}
		if base >= 0 && before[base].sort == openBase && before[base].whole.To == before[base+1].whole.From {
			cut.signs(cut.old, before[base])
			if k := pair[base]; k >= 0 && j >= 0 {
				cut.all(cut.new, after[k].whole)
			} else if k >= 0 {
				cut.signs(cut.new, after[k])
			}
		}
	}
	for j, n := range after {
		if slices.Contains(pair, j) {
			continue
		}
		out.signs = true
		if whose := im.names[n.leader]; n.leader != "" && whose != author {
			out.why = otherAuthor(whose)
			return out
		}
		cut.signs(cut.new, n)
	}
	out.printed, out.words = cut.apply(out.printed, cut.old), cut.apply(out.words, cut.new)
	return out
}

// sorts finds the sort of each bracket of the printed text.
func (s *wording) sorts(in []bracket) {
	held := map[int]bool{} // the printed tokens that are words of the text
	for _, g := range align(s.lexicon.Split(s.source), s.tokens) {
		for i := g.printed.From; g.source.From < g.source.To && i < g.printed.To; i++ {
			held[i] = true
		}
	}
	for i := range in {
		b := &in[i]
		of, all := 0, 0
		for k := b.words.From; k < b.words.To; k++ {
			all++
			if held[k] {
				of++
			}
		}
		switch {
		case held[b.whole.From] && held[b.whole.To-1]:
			b.sort = ownSigns
		case 2*of <= all:
			b.sort = openOption
		}
	}
}

// pairs returns, for each bracket of the printed text, the bracket of the edited text that was made of it, or -1.
func pairs(before, after []bracket, old, now []diff.Token) []int {
	const like = 0.4
	out := make([]int, len(before))
	next := 0
	for i, p := range before {
		out[i] = -1
		best, most := -1, like
		for j := next; j < len(after); j++ {
			if after[j].leader != p.leader {
				continue
			}
			same := diff.Similarity(joined(old[p.words.From:p.words.To]), joined(now[after[j].words.From:after[j].words.To]))
			if len(before) == len(after) && i == j {
				same = 1
			}
			if same > most {
				best, most = j, same
			}
		}
		if best >= 0 {
			out[i], next = best, best+1
		}
	}
	return out
}

func joined(t []diff.Token) string {
	var b strings.Builder
	for _, x := range t {
		b.WriteString(x.Space + x.Text)
	}
	return b.String()
}

func equal(a, b []diff.Token) bool {
	return slices.EqualFunc(a, b, func(x, y diff.Token) bool { return x.Key == y.Key })
}

// A cutting collects the tokens to be left out of the printed text and of the edited text.
type cutting struct{ old, new map[int]bool }

func (c *cutting) all(in map[int]bool, r diff.Range) {
	for i := r.From; i < r.To; i++ {
		in[i] = true
	}
}

// signs leaves out the signs of a bracket and the names in it.
func (c *cutting) signs(in map[int]bool, b bracket) {
	c.all(in, diff.Range{From: b.whole.From, To: b.words.From})
	in[b.whole.To-1] = true
}

// apply returns the tokens that are not left out. The space before a bracket is before its first word.
func (c *cutting) apply(t []diff.Token, cut map[int]bool) []diff.Token {
	var out []diff.Token
	space := ""
	for i, x := range t {
		if cut[i] {
			if space == "" {
				space = x.Space
			}
			continue
		}
		switch {
		case space == "":
		case strings.ContainsAny(x.Text[:1], ".,;:)]"):
			x.Space = ""
		case x.Space == "":
			x.Space = space
		}
		space = ""
		out = append(out, x)
	}
	return out
}

// unwrapped returns a new text without the brackets around all of it. It returns why the text cannot be imported if they name another
// author.
func (im *Import) unwrapped(text, author string) (words, why string) {
	t := diff.Split(strings.TrimRight(bullet.ReplaceAllString(text, ""), ".;, "))
	in := bracketsOf(t, im.names)
	if len(in) != 1 || in[0].whole.From != 0 || in[0].whole.To != len(t) {
		return text, ""
	}
	if whose := im.names[in[0].leader]; in[0].leader != "" && whose != author {
		return text, otherAuthor(whose)
	}
	return strings.TrimLeft(joined(t[in[0].words.From:in[0].words.To]), " \u00a0"), ""
}

func otherAuthor(whose string) string {
	if whose == "" {
		return "the brackets name several authors: record the words as a proposal of each"
	}
	return "the brackets say that the words are those of " + whose + ": import them as a file of " + whose
}
