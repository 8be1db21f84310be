package saying

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"omnibus/assemble/diff"
)

// The deeds of acts.
const (
	Amend      = "mod"     // Text is the new text of On in Lang, in place of Base
	Delete     = "sup"     // On
	Keep       = "noc"     // On, as it is
	Move       = "move"    // On after To
	Reserve    = "reserve" // On
	Accept     = "accept"  // On: an answer that proposes nothing
	Unchanged  = "same"    // On has these words already
	Insert     = "add"     // Text, a new paragraph after On, or before it
	InsertSub  = "sub"     // Text, a new sub-paragraph of On: after To, before it, or as the last if To is nil
	ExtendLast = "below"   // Text, a sub-paragraph of the amendment or new paragraph that precedes
)

// An Act is what follows from a proposal: at most one amendment of one paragraph.
type Act struct {
	*Said
	Do               string // one of the deeds
	On, To           *Paragraph
	Before           bool
	Lang, Base, Text string
	Agrees           bool // Accept: with a change, which it does not propose itself
	Whole            bool // Text is a text that was given as a whole, and not a change of words
}

// A Sentence is a format and its arguments. A command may translate it.
type Sentence struct {
	Format string
	Args   []any
}

// A Problem is why a proposal cannot be taken up, and what to do about it.
type Problem struct {
	Code  string
	At    string
	Words string // what was said
	Sentence
	Hints  []Sentence
	On     *Paragraph // nil: none is known
	Remark bool       // the words are neither a text nor an instruction: they may be a remark on the paragraph
}

func about(code, format string, args ...any) *Problem {
	return &Problem{Code: code, Sentence: Sentence{format, args}}
}

// Hint adds what to do about it.
func (d *Problem) Hint(format string, args ...any) *Problem {
	d.Hints = append(d.Hints, Sentence{format, args})
	return d
}

var lastAnd = regexp.MustCompile(`[;,]\s*\pL{1,3}$`) // before the last sub-paragraph

// ending lists the marks that end a paragraph on the paper, and are not part of its text.
const ending = ".;,: "

// Acts returns what follows from a proposal, and what is wrong with it. Changes of words by the same authors follow each other.
func (p *Paper) Acts(s *Said) (acts []Act, wrong []*Problem) {
	refuse := func(d *Problem) {
		d.At, d.Words = s.At, s.All
		wrong = append(wrong, d)
	}
	if d := p.unbracket(s); d != nil {
		refuse(d)
		return nil, wrong
	}
	for _, y := range s.Reading.also {
		also := *s
		also.Reading = y
		defer func() {
			a, w := p.Acts(&also)
			acts, wrong = append(acts, a...), append(wrong, w...)
		}()
	}
	x := s.Reading
	switch {
	case s.below:
		return []Act{{Said: s, Do: ExtendLast, Text: subText(s.words)}}, nil
	case len(x.refs) == 0:
		refuse(missing(s.All))
		return nil, wrong
	case len(s.Authors) == 0:
		refuse(about("E1111", "the author of the proposal is missing").Hint("begin with [Delegation A], or name one with --author"))
		return nil, wrong
	}
	var targets []*Paragraph
	for _, ref := range x.refs {
		t := p.numbers[ref]
		if t == nil {
			refuse(p.unknown(ref))
			return nil, wrong
		}
		targets = append(targets, t)
	}
	if len(targets) > 1 && (slices.Contains(texts, x.what) || x.what == "move") {
		refuse(about("E1108", "the proposal names more than one paragraph").Hint("write a line for each"))
		return nil, wrong
	}
	for _, t := range targets {
		a, d := p.act(s, t)
		if d != nil {
			d.On = t
			refuse(d)
			continue
		}
		a.Said = s
		acts = append(acts, a)
	}
	return acts, wrong
}

// missing reports that a proposal names no paragraph.
func missing(said string) *Problem {
	return about("E1108", "the paragraph of the proposal %q is missing", firstWords(said)).
		Hint("begin with its number on the paper: OP 4: ..., PP 2: ..., new OP after 7: ...")
}

func firstWords(s string) string {
	const beginning = 7
	words := strings.Fields(s)
	if len(words) <= beginning {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:beginning], " ") + " …"
}

// subText returns the text of a sub-paragraph without its ending.
func subText(s string) string {
	return strings.TrimRight(lastAnd.ReplaceAllString(clean(s), ""), ".;, ")
}

// unknown reports that the paper has no such paragraph.
func (p *Paper) unknown(ref string) *Problem {
	d := about("E1107", "the paper has no paragraph %s", p.cited(ref))
	short := strings.TrimRight(ref, "abcdefghijklmnopqrstuvwxyz")
	if p.numbers[short] != nil && short != ref {
		d.Hint("for a new sub-paragraph, write: new sub-paragraph in OP 7: ...")
		d.Hint("for a new paragraph, write: new OP after 7: ...")
	}
	return d.Hint("the numbers are those of the last revision, or of the one that --revision names")
}

// act returns what follows from a proposal for one paragraph.
func (p *Paper) act(s *Said, t *Paragraph) (Act, *Problem) {
	x := s.Reading
	a := Act{On: t, Before: x.before}
	switch x.what {
	case "new":
		return p.insert(s, t)
	case "sub":
		return p.insertSub(s, t)
	case "move":
		return p.move(s, t)
	case "keep", "reserve", "delete", "accept":
		a.Do = map[string]string{"keep": Keep, "reserve": Reserve, "delete": Delete, "accept": Accept}[x.what]
		a.Agrees = x.agrees
		return a, nil
	case "edit":
		return p.edit(s, t)
	case "text":
		return p.replace(s, t)
	}
	return a, notUnderstood(s, t)
}

// bracketed reports that a proposal is about brackets.
func bracketed(t *Paragraph) *Problem {
	return about("E1108",
		"brackets around words of %s are no proposal: what is proposed is printed in brackets until it is agreed", t.Name).
		Hint("write what is proposed for the words: delete 'also', replace 'may' by 'shall', or: reserve")
}

// notUnderstood reports that what is proposed for a paragraph is not understood.
func notUnderstood(s *Said, t *Paragraph) *Problem {
	switch {
	case s.Reading.brackets:
		return bracketed(t)
	case s.Reading.verb:
		return about("E1112", "the words to replace, or their replacement, are missing").
			Hint("write: replace 'may' by 'shall', insert 'also' after 'shall', or delete 'also'")
	case s.Reading.text == "" && s.Reading.what != "" || s.All == "":
		return about("E1111", "the proposal for %s is missing", t.Name).Hint("write the new words, or: replace 'may' by 'shall'")
	}
	d := about("E1108", "it is not clear what is proposed for %s", t.Name)
	d.Remark = true
	return d.Hint("write: OP 4 should read: ..., replace 'may' by 'shall', delete, keep, reserve, move after 7")
}

var (
	named     = regexp.MustCompile(`\[([^\[\]:]{2,60}):`)
	namedText = regexp.MustCompile(`^\[([^\[\]:]{2,60}):\s*([^\[\]]+)\][.;,]?$`)
)

// unbracket takes the names of authors out of the brackets around a text: [Delegation B: To go]. Such brackets around a part of it are a
// problem: they are proposals of several.
func (p *Paper) unbracket(s *Said) *Problem {
	text := strings.TrimSpace(s.Reading.text)
	if m := namedText.FindStringSubmatch(text); m != nil {
		if all := p.Names(m[1]); all != nil {
			s.Authors, s.Reading.text = all, m[2]
			return nil
		}
	}
	for _, m := range named.FindAllStringSubmatch(text, -1) {
		if p.Names(m[1]) != nil {
			return about("E1108", "the brackets name authors, and the text is one of several").Hint("write a line for each")
		}
	}
	return nil
}

// insert proposes a new paragraph.
func (p *Paper) insert(s *Said, t *Paragraph) (Act, *Problem) {
	text := strings.TrimRight(clean(s.Reading.text), ending)
	if text == "" {
		return Act{}, about("E1111", "the new paragraph has no text").
			Hint("write it after a colon: new OP after 7: To request ...")
	}
	if t.Sub() {
		s.Reading.to = s.Reading.refs[0]
		return p.insertSub(s, t)
	}
	return Act{Do: Insert, On: t, Before: s.Reading.before, Text: text, Lang: p.Language(text, p.Langs[0]), Whole: true}, nil
}

// insertSub proposes a new sub-paragraph: after another or, if the proposal names none, as the last.
func (p *Paper) insertSub(s *Said, t *Paragraph) (Act, *Problem) {
	text := subText(s.Reading.text)
	at := p.numbers[s.Reading.to]
	switch {
	case text == "":
		return Act{}, about("E1111", "the new sub-paragraph has no text").
			Hint("write it after a colon: new sub-paragraph in OP 7: count ...")
	case s.Reading.to != "" && (at == nil || !at.Sub()):
		return Act{}, about("E1107", "the paper has no paragraph %s", p.cited(s.Reading.to)).
			Hint("write: new sub-paragraph after OP 7 (b): ...")
	case at != nil:
		t = at.Parent
	}
	lang := p.Language(text, t.Lang)
	base, ok := t.Texts[lang]
	if !ok {
		lang, base = t.Lang, t.Texts[t.Lang]
	}
	return Act{Do: InsertSub, On: t, To: at, Before: s.Reading.before, Text: text, Lang: lang, Base: base, Whole: true}, nil
}

// move proposes another place for a paragraph.
func (p *Paper) move(s *Said, t *Paragraph) (Act, *Problem) {
	to := p.numbers[s.Reading.to]
	if to == nil || t.Sub() || to.Sub() || to.Kind != t.Kind || to == t {
		return Act{}, about("E1107", "the new place of %s is missing", t.Name).Hint("write: move OP 4 after 7")
	}
	if s.Reading.before {
		if to = p.previous(to); to == nil {
			return Act{}, about("E1107", "%s cannot be moved before the first paragraph", t.Name).Hint("write: move OP 4 after 7")
		}
	}
	return Act{Do: Move, On: t, To: to}, nil
}

// previous returns the paragraph of the same kind before another, or nil if that is the first.
func (p *Paper) previous(t *Paragraph) *Paragraph {
	var last *Paragraph
	for _, x := range p.order {
		if x == t {
			return last
		}
		if !x.Sub() && x.Kind == t.Kind {
			last = x
		}
	}
	return nil
}

// Previous returns the paragraph of the same kind before another, or the sub-paragraph before another of the same list; nil if it is the
// first.
func (p *Paper) Previous(t *Paragraph) *Paragraph {
	if !t.Sub() {
		return p.previous(t)
	}
	var last *Paragraph
	for _, x := range p.Below(t.Parent) {
		if x == t {
			return last
		}
		last = x
	}
	return nil
}

// Below returns the sub-paragraphs of a paragraph.
func (p *Paper) Below(t *Paragraph) []*Paragraph {
	var out []*Paragraph
	for _, x := range p.order {
		if x.Parent == t && t != nil {
			out = append(out, x)
		}
	}
	return out
}

// edit changes words of a paragraph, in the language in which it has them.
func (p *Paper) edit(s *Said, t *Paragraph) (Act, *Problem) {
	var first *Problem
	said := cmp.Or(p.grammar.language(s.All), p.spoken)
	spoken := said // of the instruction, if its words do not say more
	if _, ok := t.Texts[spoken]; !ok {
		spoken = t.Lang
	}
	langs := []string{s.Reading.languageBy(func(words string) string { return p.Language(words, spoken) }, t.Lang)}
	if _, ok := t.Texts[said]; ok && langs[0] == t.Lang && !s.Reading.sheet {
		langs[0] = said
	}
	for _, l := range append([]string{t.Lang}, p.Langs...) {
		if !slices.Contains(langs, l) {
			langs = append(langs, l)
		}
	}
	for _, lang := range langs {
		base, ok := t.Texts[lang]
		if !ok {
			continue
		}
		now := base
		if text := p.written[s.key(t)][lang]; text != "" {
			now = text
		}
		text, wrong := p.changed(s, t, lang, now)
		if wrong == nil && said != "" && lang != said && !s.Reading.sheet && !p.quotes(s.Reading.edits, lang, said) {
			if first == nil {
				first = about("E1107", "the proposal for %s is in %s, and changes the text in %s", t.Name, p.LanguageName(said),
					p.LanguageName(lang))
			}
			return Act{}, first.Hint("the words are those of the text in %s: write it in this language", p.LanguageName(lang))
		}
		if wrong == nil {
			return p.amend(s, t, lang, base, text, false), nil
		}
		if first == nil {
			first = wrong
		}
	}
	if first == nil {
		first = notUnderstood(s, t)
	}
	return Act{}, first
}

// quotes reports whether a proposal in another language gives words of a language: the paper has all new words there, and not all of them
// in the language in which the proposal is made. If the paper does not have that language, they only must not be words of it.
func (p *Paper) quotes(edits []rewording, lang, said string) bool {
	foreign := p.vocabulary[said] == nil
	for _, e := range edits {
		if e.verb == "delete" && !foreign {
			return false
		}
		now := slices.Clone(e.words[len(e.words)-1:])
		if e.verb == "delete" {
			now = nil
		}
		for i := 1; e.verb == "replace" && i < len(e.words); i += 2 {
			now = append(now, e.words[i])
		}
		for _, x := range signs(strings.Join(now, " ")) {
			if x.kind != isWord {
				continue
			}
			if foreign := p.vocabulary[said] == nil; foreign && p.strange(x, lang, said) || !foreign && !p.vocabulary[lang][x.text] {
				return false
			}
			foreign = foreign || !p.vocabulary[said][x.text]
		}
	}
	return foreign
}

// strange reports whether a word is of the language in which a proposal is made, and not of that of the text: only the sayings of the first
// have it, and the text has not.
func (p *Paper) strange(x sign, lang, said string) bool {
	if p.vocabulary[lang][x.text] {
		return false
	}
	return slices.ContainsFunc(p.grammar.phrases[x.text], func(w phrase) bool {
		return len(w.words) == 1 && slices.Contains(w.langs, said) && !slices.Contains(w.langs, lang)
	})
}

// languageBy returns the language in which words are changed that do not say which words of the paragraph they follow: that of the new
// words.
func (x *Reading) languageBy(of func(words string) string, usual string) string {
	for _, e := range x.edits {
		if e.verb != "insert" || e.place == "" {
			return usual
		}
	}
	return of(x.edits[0].words[0])
}

// replace replaces all words of a paragraph.
func (p *Paper) replace(s *Said, t *Paragraph) (Act, *Problem) {
	text := strings.TrimRight(clean(s.Reading.text), ending)
	if text == "" {
		return Act{}, about("E1111", "the proposal for %s is missing", t.Name).
			Hint("write the new words, or: replace 'may' by 'shall'")
	}
	lang := p.Language(text, t.Lang)
	now, ok := t.Texts[lang]
	if !ok {
		now = t.Texts[t.Lang]
	}
	switch was := p.written[s.key(t)][lang]; {
	case p.Speaks(text) || !s.Reading.given && !p.IsText(t, lang, text):
		return Act{}, notUnderstood(s, t)
	case was != "" && was != text:
		return Act{}, about("E1108", "the same authors propose two texts for %s", t.Name).Hint("leave one of the two out")
	case s.Reading.bare && !s.Reading.given && diff.Similarity(text, now) < resembling:
		return Act{}, about("E1108", "it is not clear whether the number %s is that of the paragraph on the paper", t.Number).
			Hint("write OP or PP before the number: OP 4: To request ...")
	}
	return p.amend(s, t, lang, now, text, true), nil
}

// key identifies the amendment of a paragraph by the authors of a proposal.
func (s *Said) key(t *Paragraph) string { return t.ID + "\n" + strings.Join(s.Authors, "\n") }

// amend makes an amendment of the words of a paragraph in a language.
func (p *Paper) amend(s *Said, t *Paragraph, lang, base, text string, whole bool) Act {
	key := s.key(t)
	if text == base && p.written[key] == nil {
		return Act{Do: Unchanged, On: t, Lang: lang, Base: base, Text: text, Whole: whole}
	}
	if p.written[key] == nil {
		p.written[key] = map[string]string{}
	}
	p.written[key][lang] = text
	return Act{Do: Amend, On: t, Lang: lang, Base: base, Text: text, Whole: whole}
}

// Cells reads a row of a sheet: the number of a paragraph, what is proposed (a verb of sayings; "" for nothing), and the words. Words may
// name the paragraph themselves. moving is the word for a move.
func (p *Paper) Cells(paragraph, what, words, moving string) Reading {
	if paragraph == "" {
		return p.Read(words)
	}
	x := p.Read(paragraph + ": " + words)
	if n := p.Read(paragraph + ":"); len(n.refs) > 0 {
		x.refs = n.refs
	}
	x.bare, x.sheet = false, true
	switch what {
	case "new":
		if x.what != "sub" {
			x.what, x.text = what, Unquoted(words)
		}
	case "delete", "keep", "reserve":
		if x.what != "edit" {
			x.what = what
		}
	case "move":
		if y := p.Read(paragraph + ": " + moving + " " + words); y.what == what {
			x = y
		} else {
			x.what, x.to = what, ""
		}
	case "amend":
		x.given = x.given || x.what == "text" && len(strings.Fields(words)) >= fewest && !strings.HasSuffix(words, "?") &&
			(startsUpper(words) || len(x.refs) == 1 && p.numbers[x.refs[0]] != nil && p.numbers[x.refs[0]].Sub())
	}
	return x
}
