// Package saying reads what delegations say about the paragraphs of a paper in letters, mails and sheets: "OP 4: replace 'may' by 'shall'",
// "[Delegation A] new para after 7: ...", "OP 7: agreed". It finds who says it and about which paragraph, and what amendments follow. It
// makes no records: that is the business of the commands that read such files.
package saying

import (
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/diff"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
)

// A Paragraph is a paragraph or a sub-paragraph of a paper.
type Paragraph struct {
	ID, Name string // Name is that by which the command calls it
	Kind     string // operative or preambular
	Number   string // as the paper prints it, such as 4 bis or 4 (a)
	Parent   *Paragraph
	Lang     string            // language of its record
	Texts    map[string]string // its present words, by language
}

// Sub reports whether it is a sub-paragraph.
func (t *Paragraph) Sub() bool { return t.Parent != nil }

// A Paper is what a reader of sayings must know of a paper: its paragraphs by their numbers, the words of each language, and who may speak.
type Paper struct {
	Langs        []string                 // languages of the paper
	Ref          func(name string) string // id of the author whom a whole text names, "" for nobody; nil: only Authors
	Near         []string                 // names of authors, to propose one for a name that is unknown
	Authors      map[string]string        // ids of authors, by their folded names in all languages
	LanguageName func(lang string) string // in the language of the command

	set        *locale.Set
	grammar    *grammar
	mail       *grammar // words of mail programs
	spoken     string   // language of the letter, "" if it is not clear
	order      []*Paragraph
	numbers    map[string]*Paragraph
	vocabulary map[string]map[string]bool            // the words of the paper, by language
	openings   map[string]map[string]map[string]bool // the first words of its paragraphs and their endings, by language and kind
	starts     [][]string                            // first words of remarks and reasons
	written    map[string]map[string]string          // texts that sayings have changed: by paragraph and authors, then by language
}

// NewPaper returns a paper without paragraphs. It knows the words of sayings in the languages of tags.
func NewPaper(set *locale.Set, tags []string) *Paper {
	p := &Paper{set: set, grammar: &grammar{phrases: map[string][]phrase{}, through: map[string]bool{}, nth: map[string]int{}},
		mail: &grammar{phrases: map[string][]phrase{}}, numbers: map[string]*Paragraph{}, Authors: map[string]string{},
		vocabulary: map[string]map[string]bool{},
		openings:   map[string]map[string]map[string]bool{},
		written:    map[string]map[string]string{}}
	learn := func(g *grammar, labels []string) {
		for _, label := range labels {
			for _, tag := range tags {
				if l := set.Locale(tag); l != nil && l.Has("propose."+label) {
					g.add(tag, label, l.T("propose."+label, nil))
				}
			}
		}
	}
	for _, tag := range tags {
		l := set.Locale(tag)
		for _, label := range []string{"remark", "reason"} {
			if l != nil && l.Has("propose."+label) {
				p.learnStarts(l.T("propose."+label, nil))
			}
		}
		if l != nil && l.Has("propose.through") {
			p.grammar.learnThrough(l.T("propose.through", nil))
			p.grammar.learnNth(tag, l.T("propose.nth", nil))
		}
	}
	learn(p.grammar, grammarLabels)
	learn(p.mail, mailLabels)
	return p
}

// Add adds a paragraph, in the order of the paper.
func (p *Paper) Add(t *Paragraph) {
	p.order = append(p.order, t)
	p.numbers[short(t.Kind)+bare(t.Number)] = t
	for lang, text := range t.Texts {
		if p.vocabulary[lang] == nil {
			p.vocabulary[lang] = map[string]bool{}
			p.openings[lang] = map[string]map[string]bool{}
		}
		x := signs(text)
		for _, w := range x {
			p.vocabulary[lang][w.text] = true
		}
		if t.Sub() || strings.HasPrefix(text, "[") { // open words, and whose they are
			continue
		}
		if p.openings[lang][t.Kind] == nil {
			p.openings[lang][t.Kind] = map[string]bool{}
		}
		for _, form := range forms(x) {
			p.openings[lang][t.Kind][form] = true
		}
	}
}

// Paragraphs returns the paragraphs, in the order of the paper.
func (p *Paper) Paragraphs() []*Paragraph { return p.order }

// Name adds a name of an author. A name of one letter, or of several authors, is none.
func (p *Paper) Name(name, id string) {
	for _, key := range []string{folded(name), source.Fold(folded(name))} {
		switch was, ok := p.Authors[key]; {
		case ok && was != id:
			p.Authors[key] = ""
		case utf8.RuneCountInString(key) > 1:
			p.Authors[key] = id
		}
	}
}

// Nobody lists the classes of entries of a glossary that are no authors.
var Nobody = []string{"term", "theme", "instrument"}

// vowels make one vowel of all: verbs in one form may end with different vowels, as infinitives in Spanish do.
var vowels = strings.NewReplacer("a", "-", "e", "-", "i", "-", "o", "-", "u", "-")

// forms returns the first word of a text, and the ending of a longer one: verbs in one form end alike.
func forms(x []sign) []string {
	const long, ending = 4, 2 // letters
	for _, w := range x {
		if w.kind != isWord {
			continue
		}
		if r := []rune(w.text); len(r) >= long {
			return []string{w.text, "-" + vowels.Replace(source.Fold(string(r[len(r)-ending:])))}
		}
		return []string{w.text}
	}
	return nil
}

func short(kind string) string {
	if kind == "preambular" {
		return "pp"
	}
	return "op"
}

// folded returns a name in lower case, with single spaces.
func folded(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// bare returns a number in lower case without spaces and brackets: 4bis, 4a. A period remains only between two numbers, as in 12.1.
func bare(s string) string {
	out := ""
	for _, x := range signs(s) {
		if x.kind == isWord || x.kind == isNumber {
			out = joinNumber(out, x.text)
		}
	}
	return out
}

// joinNumber adds a mark to a number. A period separates two numbers: 1.1 is not 11.
func joinNumber(number, mark string) string {
	digit := func(c byte) bool { return '0' <= c && c <= '9' }
	if number != "" && digit(number[len(number)-1]) && digit(mark[0]) {
		return number + "." + mark
	}
	return number + mark
}

// cited returns a number as people write it: OP 7, PP 2 bis, OP 1 (b).
func (p *Paper) cited(ref string) string {
	kind, number := ref[:len("op")], ref[len("op"):]
	digits := strings.TrimRightFunc(number, func(r rune) bool { return r > '9' })
	out := strings.ToUpper(kind) + " " + digits
	switch rest := number[len(digits):]; {
	case rest == "":
		return out
	case p.grammar.isBis(rest):
		return out + " " + rest
	default:
		return out + " (" + rest + ")"
	}
}

// Language returns the language of words: the one of which the paper has most of them, in doubt the first of two.
func (p *Paper) Language(words, first string) string {
	best, most := first, 0
	for _, lang := range append([]string{first}, p.Langs...) {
		n := 0
		for _, x := range signs(words) {
			if x.kind == isWord && p.vocabulary[lang][x.text] {
				n++
			}
		}
		if n > most {
			best, most = lang, n
		}
	}
	return best
}

// Read reads one saying.
func (p *Paper) Read(s string) Reading {
	return p.grammar.read(s, func(ref string) bool { return p.numbers[ref] != nil })
}

// Proposes reports whether a line names a paragraph and says something about it.
func (p *Paper) Proposes(s string) bool {
	x := p.Read(s)
	return len(x.refs) > 0 && x.what != "" && (x.direct || x.bare)
}

// Cites returns the number in a text that contains nothing but the number of a paragraph: 7, OP 7, 7 bis.
func (p *Paper) Cites(s string) (number string, ok bool) {
	number = strings.TrimRight(strings.TrimSpace(s), ".: ")
	if !strings.Contains(number, "(") {
		number = strings.TrimRight(number, ".:) ")
	}
	x := p.Read(number + ":")
	return number, len(x.refs) == 1 && x.text == "" && (x.what == "text" || x.what == "new") && strings.ContainsAny(number, "0123456789")
}

// Text returns what somebody says who gives the new text of a paragraph, without a number.
func (t *Paragraph) Text(at string, authors []string, text string) *Said {
	ref := short(t.Kind) + bare(t.Number)
	return &Said{At: at, Authors: authors, All: text, Reading: Reading{refs: []string{ref}, what: "text", text: text, given: true}}
}

// Of returns what somebody says about a paragraph without its number, such as in the cell of its text. Words that name a paragraph are
// about that one.
func (p *Paper) Of(t *Paragraph, at string, authors []string, words string) *Said {
	s := &Said{At: at, Authors: authors, All: words, Reading: p.Read(words)}
	if x := s.Reading; len(x.refs) > 0 && x.what != "" && x.direct && !x.bare {
		return s
	}
	read := func(words string) Reading {
		return p.grammar.about(short(t.Kind)+bare(t.Number), words, func(ref string) bool { return p.numbers[ref] != nil })
	}
	s.Reading = p.spokenFor(s, read(words), read)
	return s
}

// Instructs reports whether a proposal says what to do with a paragraph, or answers, and is not a text of one.
func (s *Said) Instructs() bool {
	return slices.Contains(verbs, s.Reading.what) || s.Reading.what == "edit"
}

// Orders reports whether a proposal says what is to be changed, and is no answer.
func (s *Said) Orders() bool {
	return slices.Contains([]string{"edit", "delete", "move", "reserve"}, s.Reading.what)
}

// Drops reports whether a proposal deletes paragraphs or reserves a position on them, and no words of theirs: it may be about several.
func (s *Said) Drops() bool { return slices.Contains([]string{"delete", "reserve"}, s.Reading.what) }

// Accepts reports whether a proposal is an answer that proposes nothing.
func (s *Said) Accepts() bool { return s.Reading.what == "accept" }

// Bare returns the text of a proposal that consists of a number alone and a text. The number may be that of another list.
func (s *Said) Bare() (text string, ok bool) {
	return strings.TrimSpace(s.Reading.text), s.Reading.bare && s.Reading.what == "text"
}

// Subject returns the first paragraph that a proposal names. named reports whether it names any, which the paper may not have.
func (p *Paper) Subject(s *Said) (t *Paragraph, named bool) {
	if len(s.Reading.refs) == 0 {
		return nil, false
	}
	return p.numbers[s.Reading.refs[0]], true
}

// Names returns the authors that a text lists, or nil if it contains anything else.
func (p *Paper) Names(s string) []string {
	if p.Ref != nil {
		if id := p.Ref(s); id != "" {
			return []string{id}
		}
	}
	var out []string
	rest := strings.TrimSpace(s)
	for rest != "" {
		id, n := p.nameAt(rest)
		if id == "" {
			return nil
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
		rest = strings.TrimLeft(rest[n:], " ,;/&+()")
		x := signs(rest)
		for k := 0; k < len(x); {
			label, words := p.grammar.at(x, k)
			if label != "and" && label != "filler" {
				rest = rest[x[k].from:]
				break
			}
			if k += words; k >= len(x) {
				rest = ""
			}
		}
	}
	return out
}

// nameAt returns the author whose name a text begins with, after an article or the like, and the length of both.
func (p *Paper) nameAt(s string) (id string, n int) {
	x := signs(s)
	k := 0
	for k < len(x) && k < 2 && p.grammar.is(x, k, "filler") {
		k++
	}
	for _, from := range []int{0, k} {
		if from >= len(x) || from > 0 && x[from-1].kind != isWord || p.numbered(x, from) {
			continue
		}
		for i := range x[from:] { // as many words as a name has, the longest first
			to := min(from+longestName, len(x)) - 1 - i
			if to < from || x[to].kind == isMark {
				continue
			}
			if id := p.Authors[folded(s[x[from].from:x[to].to])]; id != "" {
				return id, x[to].to
			}
		}
	}
	return "", 0
}

// numbered reports whether a word for paragraphs and a number stand at a place: OPs 5 and 6 are not the words of an organization, OPS.
func (p *Paper) numbered(x []sign, i int) bool {
	label, n := p.grammar.at(x, i)
	return (label == "operative" || label == "preambular") && i+n < len(x) && x[i+n].kind == isNumber
}

// namesAt returns the authors whose names a text begins with, and their length.
func (p *Paper) namesAt(s string) (ids []string, n int) {
	for {
		id, k := p.nameAt(s[n:])
		if id == "" {
			return ids, n
		}
		ids = append(ids, id)
		end := n + k
		x := signs(s[end:])
		switch label, _ := p.grammar.at(x, 0); {
		case label == "and" && len(x) > 1:
			k = x[1].from
		case len(x) > 1 && (x[0].text == "," || x[0].text == "/" || x[0].text == "&"):
			k = x[1].from
			if label, _ := p.grammar.at(x, 1); label == "and" && len(x) > 2 {
				k = x[2].from
			}
		default:
			return ids, end
		}
		if again, _ := p.nameAt(s[end+k:]); again == "" {
			return ids, end
		}
		n = end + k
	}
}

// longestName is the maximum number of words of the name of a delegation.
const longestName = 12

// Speaks reports whether a text says what somebody does, and is no text of a paragraph: it begins with the name of an author, with or
// without an article.
func (p *Paper) Speaks(text string) bool {
	id, _ := p.nameAt(text)
	return id != "" && !p.opening(text)
}

func (p *Paper) learnStarts(words string) {
	for start := range strings.SplitSeq(words, ",") {
		var all []string
		for _, x := range signs(start) {
			all = append(all, x.text)
		}
		p.starts = append(p.starts, all)
	}
}

// Reasons reports whether words begin as remarks and reasons do, and as no paragraph of the paper does.
func (p *Paper) Reasons(words string) bool {
	x := signs(strings.TrimLeft(words, " ([*_"))
	opening := p.opening(words)
	return slices.ContainsFunc(p.starts, func(start []string) bool {
		same := func(w string, s sign) bool { return w == s.text }
		return len(start) > 0 && len(x) >= len(start) && slices.EqualFunc(start, x[:len(start)], same) &&
			(!opening || len(start) >= sureStart)
	})
}

// sureStart is the number of words with which a remark begins even if paragraphs may begin with the first of them: to be discussed.
const sureStart = 3

// aboutOthers reports whether words name an author whom no paragraph of the paper names.
func (p *Paper) aboutOthers(words string) bool {
	x := signs(words)
	for i := range x {
		name := ""
		for to := i; to < min(i+longestName, len(x)) && name == ""; to++ {
			if is := folded(words[x[i].from:x[to].to]); p.Authors[is] != "" {
				name = is
			}
		}
		if name == "" {
			continue
		}
		named := func(t *Paragraph) bool {
			for _, text := range t.Texts {
				if strings.Contains(folded(text), name) {
					return true
				}
			}
			return false
		}
		if !slices.ContainsFunc(p.order, named) {
			return true
		}
	}
	return false
}

// opening reports whether a text begins with a word with which paragraphs of the paper begin, or with a phrase that opens paragraphs.
func (p *Paper) opening(text string) bool {
	x := signs(text)
	for _, lang := range p.Langs {
		for _, kind := range kinds {
			if len(x) > 0 && p.openings[lang][kind][x[0].text] || p.opener(lang, kind, text) {
				return true
			}
		}
	}
	return false
}

// kinds are the kinds of paragraphs.
var kinds = []string{"operative", "preambular"}

// opener reports whether a text begins with a phrase that opens paragraphs in a language.
func (p *Paper) opener(lang, kind, text string) bool {
	l := p.set.Locale(lang)
	if l == nil {
		return false
	}
	_, known := l.Opener(kind, text, nil, nil)
	return known
}

// The least similarity of a new text to the one that it replaces, and the fewest words of a text: fewer are a remark, such as "Agreed."
const (
	resembling = 0.25
	fewest     = 3
)

// IsText reports whether words after the number of a paragraph are its new text, and not a remark: they are enough, begin as it does, ask
// nothing, name nobody, and resemble it or begin as paragraphs of the paper do.
func (p *Paper) IsText(t *Paragraph, lang, words string) bool {
	now, ok := t.Texts[lang]
	if !ok {
		now = t.Texts[t.Lang]
	}
	first := func(s string) string {
		return strings.ToLower(strings.Trim(strings.Join(append(strings.Fields(s), "")[:1], ""), "[]“”\""))
	}
	switch {
	case strings.HasSuffix(words, "?") || p.Speaks(words) || len(strings.Fields(words)) < fewest && !startsLower(now),
		p.cutsIn(words), p.Reasons(words), p.aboutOthers(words):
		return false
	case diff.Similarity(words, now) >= resembling:
		return startsUpper(words) || startsLower(now) || first(words) == first(now)
	case t.Sub() || !startsUpper(words):
		return false
	}
	return p.opens(t.Kind, lang, words, now)
}

// cutsIn reports whether words quote others and say where they are: end the sentence after 'figures'.
func (p *Paper) cutsIn(words string) bool {
	x := signs(words)
	for i := 1; i < len(x); i++ {
		label, _ := p.grammar.at(x, i-1)
		if x[i].kind == isQuote && slices.Contains([]string{"after", "before", "quoting", "line", "delete", "replace", "insert"}, label) {
			return true
		}
	}
	return false
}

// Begins reports whether words begin as paragraphs of the paper do, and may be the text of a new one.
func (p *Paper) Begins(lang, words string) bool {
	if strings.HasSuffix(words, "?") || p.Speaks(words) || len(strings.Fields(words)) < fewest || !startsUpper(words) {
		return false
	}
	for _, kind := range kinds {
		now := ""
		for _, t := range p.order {
			if t.Kind == kind && !t.Sub() && t.Texts[lang] != "" {
				now = t.Texts[lang]
				break
			}
		}
		if now != "" && p.opens(kind, lang, words, now) {
			return true
		}
	}
	return false
}

// begun reports whether words begin as paragraphs of the paper do in any of its languages.
func (p *Paper) begun(words string) bool {
	return slices.ContainsFunc(p.Langs, func(lang string) bool { return p.Begins(lang, words) })
}

// opens reports whether words begin as paragraphs of a kind do.
func (p *Paper) opens(kind, lang, words, now string) bool {
	x, was := signs(words), signs(now)
	if len(x) == 0 || x[0].kind != isWord {
		return false
	}
	capitals := func(s string, x sign) bool {
		return x.to-x.from > 2 && s[x.from:x.to] == strings.ToUpper(s[x.from:x.to])
	}
	if len(was) > 0 && capitals(now, was[0]) && capitals(words, x[0]) {
		return true
	}
	for _, form := range forms(x) {
		if p.openings[lang][kind][form] {
			return true
		}
	}
	return p.opener(lang, kind, words)
}
