package word

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/diff"
)

// A bracket is a pair of brackets in a text that is in no other brackets, as ranges of its tokens.
type bracket struct {
	whole, words diff.Range // with the brackets; without them and the names before the colon
	leader       string     // names before the colon; empty: none
	stranger     string     // words before the colon that look like the name of somebody who is unknown; empty: none
	nested       bool       // there are brackets in it
	sort         int
}

// The sorts of brackets in a printed text.
const (
	openBase   = iota // around words of the text, because others propose something else
	openOption        // around words that somebody proposes
	ownSigns          // signs of the text itself
)

// bracketsOf returns the brackets of a text. whose returns the authors whom a text names.
func bracketsOf(t []diff.Token, whose func(names string) string) []bracket {
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
				out = append(out, bracketAt(t, from, i+1, whose))
			}
		}
	}
	return out
}

func bracketAt(t []diff.Token, from, to int, whose func(names string) string) bracket {
	b := bracket{whole: diff.Range{From: from, To: to}, words: diff.Range{From: from + 1, To: to - 1}}
	b.nested = slices.ContainsFunc(t[from+1:to-1], func(x diff.Token) bool { return x.Text == "[" })
	said := ""
	for i := from + 1; i < to-1; i++ {
		if t[i].Text == ":" {
			if whose(said) != "" {
				b.leader, b.words.From = said, i+1
			} else if likeName(said) {
				b.stranger = said
			}
			break
		}
		said += t[i].Space + t[i].Text
		said = strings.TrimLeft(strings.ReplaceAll(said, "\u00a0", " "), " ")
	}
	return b
}

// likeName reports whether words look like names: a few, with capitals, apart from short words between them.
func likeName(words string) bool {
	const most, short = 6, 3
	all := strings.Fields(words)
	for i, w := range all {
		if r, n := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && (i == 0 || utf8.RuneCountInString(w) > short) || n == 0 {
			return false
		}
	}
	return len(all) > 0 && len(all) <= most
}

// whose returns the authors whom a text names, as their key; "" if it contains anything else.
func (im *Import) whose(names string) string { return authorKey(im.paper.Names(names)) }

// An unbracketed is a printed text and its edited version as tokens, in which open words that were edited are no longer in brackets.
type unbracketed struct {
	printed, words []diff.Token
	signs          bool   // the author put words in brackets, or took brackets away
	why            string // why the edit cannot be imported; empty: it can
}

// unbracket prepares an edited text for remake. An edit in somebody's open words takes up these words, in place of those of the text. New
// brackets around words, as people write them to show that they propose these, are left out.
func (im *Import) unbracket(s *wording, now, author string) unbracketed {
	out := unbracketed{printed: s.tokens, words: s.lexicon.Classified(now)}
	before, after := bracketsOf(out.printed, im.whose), bracketsOf(out.words, im.whose)
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
			out.why = im.sentence(
				"the change touches open text in brackets within brackets: propose it as an amendment of the text outside them")
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
		if out.why = cmp.Or(im.refused(n, author), im.unclear(out.words, n)); out.why != "" {
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

// refused returns why the words in new brackets cannot be those of an author; "" if they can.
func (im *Import) refused(b bracket, author string) string {
	switch {
	case b.stranger != "":
		return im.sentence("the brackets name %s, whom the glossary does not know: are the words a proposal?", b.stranger)
	case b.leader != "" && im.whose(b.leader) != author:
		return im.sentence("the words in brackets are those of %s, and touch others that were changed", im.whose(b.leader))
	}
	return ""
}

// unclear returns why it is not clear whether the words in new brackets are added to those before or after them, or replace these: both are
// modal verbs, both are numbers, or both begin a text. It returns "" if that is clear.
func (im *Import) unclear(t []diff.Token, b bracket) string {
	if b.words.From >= b.words.To {
		return ""
	}
	first, last := t[b.words.From], t[b.words.To-1]
	alike := func(x, y diff.Token) bool {
		return x.Class == y.Class && (x.Class == diff.Modal || x.Class == diff.Number)
	}
	whole, beside := joined(t[b.whole.From:b.whole.To]), ""
	const more = " ..."
	switch before, after := b.whole.From-1, b.whole.To; {
	case before >= 0 && alike(t[before], first):
		beside = t[before].Text
	case after < len(t) && alike(t[after], last):
		beside = t[after].Text
	case before == 0 && upper(t[before].Text) && upper(first.Text):
		beside = t[before].Text + more
	case before < 0 && after < len(t) && upper(t[after].Text) && upper(first.Text):
		beside = t[after].Text + more
	default:
		return ""
	}
	return im.sentence("it is not clear which words %s replaces: put these in brackets too, as in [%s] %s",
		strings.TrimSpace(whole), beside, strings.TrimSpace(whole))
}

// upper reports whether a word begins with a capital letter.
func upper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// named says that words in brackets are proposed by those whom the brackets name, and not by the author of the file.
func (im *Import) named(place, by, author string) {
	if by != author {
		im.note("%s: the words in brackets are proposed by %s, whom the brackets name", im.at(place), by)
	}
}

// unwrapped returns a new text without the brackets around all of it, and its authors: those whom they name, otherwise the author of the
// file. It returns why the text cannot be imported if they name somebody who is unknown.
func (im *Import) unwrapped(text, author string) (words, by, why string) {
	t := diff.Split(strings.TrimRight(bullet.ReplaceAllString(text, ""), ".;, "))
	in := bracketsOf(t, im.whose)
	if len(in) != 1 || in[0].whole.From != 0 || in[0].whole.To != len(t) {
		return text, author, ""
	}
	if in[0].leader != "" {
		author = im.whose(in[0].leader)
	}
	if why = im.refused(in[0], author); why != "" {
		return text, author, why
	}
	return strings.TrimLeft(joined(t[in[0].words.From:in[0].words.To]), " \u00a0"), author, ""
}

// A voice is the text that an author proposes.
type voice struct{ author, text string }

// An option is words that somebody proposes in new brackets, in place of those in the brackets before them, if there are any.
type option struct {
	base  int // number of the brackets with the words to be replaced, or -1
	words int // number of the brackets with the words
	by    string
}

// voices divides an edited text in which somebody has written proposals in brackets, as papers print them: [old] [Delegation B: new]. It
// returns the text of each author, that of the author of the file first. It returns nil if there are no such brackets.
func (im *Import) voices(s *wording, now, author string) (out []voice, why string) {
	t := s.lexicon.Classified(now)
	after := bracketsOf(t, im.whose)
	pair := pairs(bracketsOf(s.tokens, im.whose), after, s.tokens, t)
	var options []option
	for j, b := range after {
		if slices.Contains(pair, j) {
			continue
		}
		by := author
		if b.leader != "" {
			by = im.whose(b.leader)
		}
		base := j - 1
		if n := len(options); n > 0 && options[n-1].words == base && base >= 0 && after[base].whole.To == b.whole.From {
			base = options[n-1].base // a further option for the same words
		} else if base < 0 || after[base].leader != "" || after[base].whole.To != b.whole.From || slices.Contains(pair, base) {
			base = -1
		}
		if why := im.refused(b, by); why != "" {
			return nil, why
		}
		if why := im.unclear(t, b); base < 0 && by != author && why != "" {
			return nil, why
		}
		if base >= 0 || by != author {
			options = append(options, option{base, j, by})
		}
	}
	if len(options) == 0 {
		return nil, ""
	}
	version := func(by string) string { // with the words of an author, or nobody's
		cut := &cutting{old: map[int]bool{}, new: map[int]bool{}}
		taken := map[int]bool{}
		for _, o := range options {
			if o.by == by {
				cut.signs(cut.new, after[o.words])
				taken[o.base] = o.base >= 0
			} else {
				cut.all(cut.new, after[o.words].whole)
			}
		}
		for _, o := range options {
			switch {
			case o.base >= 0 && taken[o.base]:
				cut.all(cut.new, after[o.base].whole)
			case o.base >= 0:
				cut.signs(cut.new, after[o.base])
			}
		}
		return strings.TrimLeft(joined(cut.apply(t, cut.new)), " ")
	}
	out = []voice{{author, version(author)}}
	rest := version("")
	for _, o := range options {
		if slices.ContainsFunc(out, func(v voice) bool { return v.author == o.by }) {
			continue
		}
		text, ok := s.lexicon.Merge(rest, s.plain(), version(o.by)) // without the other changes of the author of the file
		if !ok {
			return nil, im.sentence("the words in brackets are those of %s, and touch others that were changed", o.by)
		}
		out = append(out, voice{o.by, text})
	}
	return out, ""
}
