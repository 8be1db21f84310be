package records

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// learn learns the words of proposals, the names of authors, and the words of the draft in each language.
func (p *Proposing) learn() {
	im := p.im
	p.grammar = &grammar{phrases: map[string][]phrase{}}
	for _, label := range grammarLabels {
		for _, tag := range im.tags() {
			if l := im.Work.Locales.Locale(tag); l != nil && l.Has("propose."+label) {
				p.grammar.add(label, l.T("propose."+label, nil))
			}
		}
	}
	p.authorsByName = map[string]string{}
	im.lookup.build()
	for name, ids := range im.lookup.ids {
		var fit []string
		for _, id := range ids {
			e, entry := im.Work.Records.ByID[id].(*input.Entry)
			if im.lookup.fits(id, authorField()) && !(entry && slices.Contains(nobody, e.Class)) {
				fit = append(fit, id)
			}
		}
		if len(fit) == 1 && utf8.RuneCountInString(name) > 1 {
			p.authorsByName[name] = fit[0]
		}
	}
	p.made, p.lastAt, p.places = map[string]*newRow{}, map[string]*newRow{}, map[*newRow]string{}
	p.subs, p.vocabulary = map[*newRow]int{}, map[string]map[string]bool{}
	for _, t := range p.order {
		for _, lang := range p.languages() {
			if words, ok := p.textIn(t, lang); ok {
				p.know(lang, words)
			}
		}
	}
}

// nobody lists the classes of glossary entries that are no authors.
var nobody = []string{"term", "theme", "instrument"}

func (p *Proposing) know(lang, words string) {
	if p.vocabulary[lang] == nil {
		p.vocabulary[lang] = map[string]bool{}
	}
	for _, x := range signs(words) {
		p.vocabulary[lang][x.text] = true
	}
}

// languages are the languages of the term.
func (p *Proposing) languages() []string {
	var out []string
	for _, l := range p.Work.Records.Term.Languages {
		out = append(out, l.String)
	}
	return out
}

// textIn returns the present words of a paragraph in a language; ok is false if it has none there.
func (p *Proposing) textIn(t *target, lang string) (words string, ok bool) {
	if lang == t.text.Lang {
		return clean(t.text.String), true
	}
	tr := p.Work.Locales.Lookup(t.text, lang)
	if tr.Missing() || tr.Lang != lang || tr.Original {
		return "", false
	}
	return clean(tr.Text.String), true
}

// languageOf returns the language of words: the one whose draft has most of them, in doubt the first of two.
func (p *Proposing) languageOf(words, first string) string {
	best, most := first, 0
	for _, lang := range append([]string{first}, p.languages()...) {
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

// take makes the records for one proposal.
func (p *Proposing) take(s said) {
	if s.isSub {
		p.subBelow(s)
		return
	}
	p.open, p.unchanged = nil, nil
	x := s.reading
	switch {
	case len(x.refs) == 0:
		p.refuse("E1108", s.at, "the paragraph of the proposal %q is missing", firstWords(s.all, beginning)).
			Hint("begin with its number on the paper: OP 4: ..., PP 2: ..., new OP after 7: ...")
		return
	case len(s.authors) == 0:
		p.refuse("E1111", s.at, "the author of the proposal is missing").Hint("begin with [Delegation A], or name one with --author")
		return
	}
	var targets []*target
	for _, ref := range x.refs {
		t := p.numbers[ref]
		if t == nil {
			p.unknown(s, ref)
			return
		}
		targets = append(targets, t)
	}
	if len(targets) > 1 && (x.what == "text" || x.what == "new" || x.what == "sub" || x.what == "move") {
		p.refuse("E1108", s.at, "the proposal names more than one paragraph").Hint("write a line for each")
		return
	}
	for _, t := range targets {
		p.act(s, t)
	}
}

// unknown reports that the paper has no such paragraph.
func (p *Proposing) unknown(s said, ref string) {
	d := p.refuse("E1107", s.at, "the paper has no paragraph %s", ref)
	short := strings.TrimRight(ref, "abcdefghijklmnopqrstuvwxyz")
	if p.numbers[short] != nil && short != ref {
		d.Hint("for a new sub-paragraph, write: new sub-paragraph in OP 7: ...")
		d.Hint("for a new paragraph, write: new OP after 7: ...")
	}
	d.Hint("the numbers are those of the last revision, or of the one that --revision names")
}

// act makes the records for one proposal on a paragraph.
func (p *Proposing) act(s said, t *target) {
	x := s.reading
	switch x.what {
	case "new":
		p.add(s, t)
	case "sub":
		p.newSub(s, t)
	case "move":
		p.move(s, t)
	case "keep":
		p.amendment(s, t, "noc")
		p.show(s, t, p.im.names.word("operation", "noc"))
	case "reserve":
		p.reserve(s, t)
	case "delete":
		p.amendment(s, t, "sup")
		p.show(s, t, "{-"+clean(t.text.String)+"-}")
	case "edit":
		p.edit(s, t)
	case "text":
		if p.speaks(x.text) {
			p.notUnderstood(s, t)
			return
		}
		p.replace(s, t)
	case "accept":
		p.im.note("no-change", "At", s.at, "Name", t.name)
	default:
		p.notUnderstood(s, t)
	}
}

// speaks reports whether a text says what somebody does, and is no text of a paragraph: it begins with the name of an author, with or
// without an article.
func (p *Proposing) speaks(text string) bool {
	words := strings.Fields(text)
	for from := range min(2, len(words)) {
		for to := from + 1; to <= min(len(words), from+longestName); to++ {
			if p.names(strings.TrimRight(strings.Join(words[from:to], " "), ",")) != nil {
				return true
			}
		}
	}
	return false
}

// notUnderstood reports that what is proposed for a paragraph is not understood.
func (p *Proposing) notUnderstood(s said, t *target) {
	if s.reading.verb {
		p.refuse("E1112", s.at, "the words to replace, or their replacement, are missing").
			Hint("write: replace 'may' by 'shall', insert 'also' after 'shall', or delete 'also'")
		return
	}
	if s.reading.text == "" && s.reading.what != "" || s.all == "" {
		p.refuse("E1111", s.at, "the proposal for %s is missing", t.name).Hint("write the new words, or: replace 'may' by 'shall'")
		return
	}
	p.refuse("E1108", s.at, "it is not clear what is proposed for %s", t.name).
		Hint("write the whole new text, or: replace 'may' by 'shall', delete, keep, reserve, move after 7")
}

// move moves a paragraph.
func (p *Proposing) move(s said, t *target) {
	to := p.numbers[s.reading.to]
	if to == nil || t.sub || to.sub {
		p.refuse("E1107", s.at, "the new place of %s is missing", t.name).Hint("write: move OP 4 after 7")
		return
	}
	if s.reading.before {
		if to = p.previous(to); to == nil {
			p.refuse("E1107", s.at, "%s cannot be moved before the first paragraph", t.name).Hint("write: move OP 4 after 7")
			return
		}
	}
	n := p.amendment(s, t, "move")
	n.put("after", to.id)
	p.show(s, t, p.im.names.word("operation", "move")+" → "+to.name)
}

// previous returns the paragraph of the same kind before another, or nil if that is the first.
func (p *Proposing) previous(t *target) *target {
	var last *target
	for _, x := range p.order {
		if x == t {
			return last
		}
		if !x.sub && top(x.row).scalar("kind") == top(t.row).scalar("kind") {
			last = x
		}
	}
	return nil
}

// edit changes words of a paragraph, in the language in which it has them.
func (p *Proposing) edit(s said, t *target) {
	var first *finding
	langs := []string{s.reading.languageBy(func(words string) string { return p.languageOf(words, t.text.Lang) }, t.text.Lang)}
	for _, l := range append([]string{t.text.Lang}, p.languages()...) {
		if !slices.Contains(langs, l) {
			langs = append(langs, l)
		}
	}
	for _, lang := range langs {
		base, ok := p.textIn(t, lang)
		if !ok {
			continue
		}
		now := base
		if n := p.made[p.key(s, t)]; n != nil && n.text("text", lang) != "" {
			now = n.text("text", lang)
		}
		text, wrong := p.changed(s, t, lang, now)
		if wrong == nil {
			p.amend(s, t, lang, base, text)
			return
		}
		if first == nil {
			first = wrong
		}
	}
	p.refused(s.at, first)
}

// changed returns a text after the edits of a proposal, or what is wrong with them.
func (p *Proposing) changed(s said, t *target, lang, text string) (string, *finding) {
	var wrong *finding
	one := func(q string) (from, to int) {
		at := occurrences(text, q)
		switch {
		case len(at) == 1:
			return at[0][0], at[0][1]
		case len(at) > 1:
			d := p.about("E1107", s.at, "%q occurs %d times in %s", q, len(at), t.name).
				Hint("quote more words, so that they occur only once")
			wrong = &d
		default:
			d := p.about("E1107", s.at, "%q does not occur in %s, which is written in %s", q, t.name, p.im.lang.LanguageName(lang)).
				Hint("its words are: %s", text)
			wrong = &d
		}
		return 0, 0
	}
	for _, e := range s.reading.edits {
		switch {
		case e.verb == "insert" && e.place == "end":
			text = strings.TrimRight(text, ".;, ") + spaced(e.words[0])
		case e.verb == "insert" && e.place == "start":
			text = e.words[0] + " " + text
		case e.verb == "insert":
			from, to := one(e.anchor)
			if wrong != nil {
				return "", wrong
			}
			if e.before {
				text = text[:from] + e.words[0] + " " + text[from:]
			} else {
				text = text[:to] + spaced(e.words[0]) + text[to:]
			}
		default:
			step := 1
			if e.verb == "replace" {
				step = 2
			}
			for i := 0; i+step <= len(e.words); i += step {
				from, to := one(e.words[i])
				if wrong != nil {
					return "", wrong
				}
				now := ""
				if step == 2 {
					now = likeCase(text[from:to], e.words[i], e.words[i+1])
				}
				text = strings.Join(strings.Fields(text[:from]+now+text[to:]), " ")
			}
		}
	}
	return strings.NewReplacer(" ,", ",", " ;", ";", " .", ".", ",,", ",").Replace(text), nil
}

// likeCase returns new words with a capital letter if the words of the text have one and the quotation of them does not.
func likeCase(was, quoted, now string) string {
	first, size := utf8.DecodeRuneInString(now)
	if w, _ := utf8.DecodeRuneInString(was); unicode.IsUpper(w) && startsLower(quoted) && unicode.IsLower(first) {
		return string(unicode.ToUpper(first)) + now[size:]
	}
	return now
}

// spaced returns words with the space that separates them from those before them.
func spaced(words string) string {
	if strings.HasPrefix(words, ",") || strings.HasPrefix(words, ";") {
		return words
	}
	return " " + words
}

// occurrences returns the places of words in a text as whole words, whatever the form of quotation marks: as they are written or, if they
// do not occur so, in other letters. Marks at their ends need not be in the text.
func occurrences(text, words string) [][2]int {
	have := pieces(text)
	for _, w := range []string{words, strings.Trim(words, " .,;:…")} {
		want := pieces(w)
		for _, as := range []func(string) string{source.Normalize, func(s string) string { return source.Fold(source.Normalize(s)) }} {
			var out [][2]int
			for i := 0; i+len(want) <= len(have) && len(want) > 0; i++ {
				if slices.EqualFunc(want, have[i:i+len(want)], func(a, b sign) bool { return as(a.text) == as(b.text) }) {
					out = append(out, [2]int{have[i].from, have[i+len(want)-1].to})
				}
			}
			if len(out) > 0 {
				return out
			}
		}
	}
	return nil
}

// pieces divides a text into words, with their digits, and single marks.
func pieces(s string) []sign {
	var out []sign
	begun := false
	for i, r := range s {
		end := i + utf8.RuneLen(r)
		switch of := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r); {
		case unicode.IsSpace(r):
			begun = false
		case of && begun:
			x := &out[len(out)-1]
			x.to, x.text = end, s[x.from:end]
		default:
			out = append(out, sign{isMark, s[i:end], i, end})
			begun = of
		}
	}
	return out
}

// refused adds a finding about a line or a cell.
func (p *Proposing) refused(at string, d *finding) {
	if d == nil {
		return
	}
	p.im.refused[at] = true
	p.im.diags.Items = append(p.im.diags.Items, d.Diagnostic)
}

// replace replaces all words of a paragraph.
func (p *Proposing) replace(s said, t *target) {
	text := strings.TrimRight(clean(s.reading.text), ".;,: ")
	if text == "" {
		p.refuse("E1111", s.at, "the proposal for %s is missing", t.name).Hint("write the new words, or: replace 'may' by 'shall'")
		return
	}
	lang := p.languageOf(text, t.text.Lang)
	now, ok := p.textIn(t, lang)
	if !ok {
		now = clean(t.text.String)
	}
	if n := p.made[p.key(s, t)]; n != nil && n.text("text", lang) != "" && n.text("text", lang) != text {
		p.refuse("E1108", s.at, "the same authors propose two texts for %s", t.name).Hint("leave one of the two out")
		return
	}
	if !s.reading.isText(text, now) {
		p.notUnderstood(s, t)
		return
	}
	p.amend(s, t, lang, now, text)
}

// languageBy returns the language in which words are changed that do not say which words of the paragraph they follow: that of the new
// words.
func (x *reading) languageBy(of func(words string) string, usual string) string {
	for _, e := range x.edits {
		if e.verb != "insert" || e.place == "" {
			return usual
		}
	}
	return of(x.edits[0].words[0])
}

// fewest is the smallest number of words of a paragraph: fewer are a remark, such as "Agreed."
const fewest = 3

// isText reports whether words are a text, and not a remark: they begin like one, are enough, and ask nothing.
func (x *reading) isText(words, now string) bool {
	if len(strings.Fields(words)) < fewest && !startsLower(now) {
		return false
	}
	first := func(s string) string {
		return strings.ToLower(strings.Trim(strings.Join(append(strings.Fields(s), "")[:1], ""), "[]“”\""))
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(words, "[(“\"«¿¡"))
	return !strings.HasSuffix(words, "?") && (unicode.IsUpper(r) || first(words) == first(now) || startsLower(now))
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// amend makes an amendment of the words of a paragraph in a language. A further one by the same authors belongs to the first: the same
// paragraph in another language is its translation.
func (p *Proposing) amend(s said, t *target, lang, base, text string) {
	if text == base && p.made[p.key(s, t)] == nil {
		p.im.note("same-words", "At", s.at, "Name", t.name)
		p.unchanged = func() *newRow {
			n := p.mod(s, t, lang)
			n.putText("text", lang, base)
			return n
		}
		return
	}
	p.open = p.mod(s, t, lang)
	p.open.putText("text", lang, text)
	p.shown = slices.DeleteFunc(p.shown, func(x shown) bool { return x.row == p.open && x.lang == lang })
	change := fmt.Sprintf("%s (%s): %s", t.name, p.authorNames(s.authors), p.redline(lang, base, text))
	p.shown = append(p.shown, shown{p.open, lang, change})
}

// key identifies the amendment of a paragraph by the authors of a proposal.
func (p *Proposing) key(s said, t *target) string { return t.id + "\n" + joined(s.authors) }

// mod returns the amendment of the words of a paragraph by the authors of a proposal: the one that has been begun, otherwise a new one
// whose words are written in a language.
func (p *Proposing) mod(s said, t *target, lang string) *newRow {
	n := p.made[p.key(s, t)]
	if n == nil {
		n = p.amendment(s, t, "mod")
		n.original = lang
		if lang != p.Work.Records.Term.Original.String {
			n.put("original", lang)
		}
		p.made[p.key(s, t)] = n
	}
	return n
}

// redline returns a change of words in the form {+insertions+} and {-deletions-}.
func (p *Proposing) redline(lang, old, now string) string {
	var b strings.Builder
	var lexicon *diff.Lexicon
	if l := p.im.Work.Locales.Locale(lang); l != nil {
		lexicon = l.Lexicon()
	}
	for _, e := range lexicon.Words(old, now) {
		text := strings.TrimLeft(e.Text, " ")
		space := e.Text[:len(e.Text)-len(text)]
		switch e.Op {
		case diff.Insert:
			b.WriteString(space + "{+" + text + "+}")
		case diff.Delete:
			b.WriteString(space + "{-" + text + "-}")
		default:
			b.WriteString(e.Text)
		}
	}
	return b.String()
}

func (p *Proposing) show(s said, t *target, what string) {
	p.shown = append(p.shown, shown{p.latest(), "", fmt.Sprintf("%s (%s): %s", t.name, p.authorNames(s.authors), what)})
}

// latest returns the row that was begun last.
func (p *Proposing) latest() *newRow { return p.im.added[len(p.im.added)-1] }

// row begins a new row of proposals.
func (p *Proposing) row(s said, kind string, level int) *newRow {
	n := &newRow{sheet: p.page.s, cell: s.at, original: p.im.Work.Records.Term.Original.String}
	i := slices.IndexFunc(p.page.slots, func(x slot) bool { return x.kind.Name == kind && x.level == level })
	n.slot = p.page.slots[i]
	n.word = n.slot.word()
	p.im.added = append(p.im.added, n)
	return n
}

func (n *newRow) put(key, value string) {
	if f := n.slot.kind.Field(key); f != nil && value != "" {
		n.values = append(n.values, setting{col: single(n.slot.kind, f), value: value})
	}
}

func (n *newRow) putText(key, lang, value string) {
	c := single(n.slot.kind, n.slot.kind.Field(key))
	c.ID, c.Lang = key+"@"+lang, lang
	for i, v := range n.values {
		if v.col.ID == c.ID {
			n.values[i].value = value
			return
		}
	}
	n.values = append(n.values, setting{col: c, value: value})
}

// top returns the proposal that contains a row.
func top(r *Row) *Row {
	for r.Parent != nil && r.Kind.Name != kindProposal {
		r = r.Parent
	}
	return r
}

// amendment begins a proposal on a paragraph of the draft.
func (p *Proposing) amendment(s said, t *target, operation string) *newRow {
	n := p.row(s, kindProposal, 0)
	of := top(t.row)
	n.put("kind", of.scalar("kind"))
	n.put("section", of.scalar("section"))
	n.put("order", of.scalar("order"))
	n.put("operation", operation)
	n.put("base", t.id)
	p.common(n, s)
	n.id = p.fresh(t.id + "-" + strings.TrimPrefix(s.authors[0], "delegation-"))
	n.row.ID = t.name
	n.after = of
	return n
}

// common adds the fields that all proposals have.
func (p *Proposing) common(n *newRow, s said) {
	n.put("authors", joined(s.authors))
	n.put("date", p.Date)
	n.put("state", "proposed")
	if p.Meeting != "" {
		n.put("from", p.Meeting)
	}
}

// fresh returns an id that is not in use.
func (p *Proposing) fresh(id string) string {
	out := id
	for i := 2; p.im.taken[out]; i++ {
		out = fmt.Sprintf("%s-%d", id, i)
	}
	p.im.taken[out] = true
	return out
}
