package word

import (
	"regexp"
	"slices"
	"strings"

	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	"omnibus/assemble/locale"
	readdocx "omnibus/assemble/read/docx"
	"omnibus/assemble/source"
)

// An editKey identifies one author's changes of one text of the draft.
type editKey struct {
	unit   *unit
	author string
}

// An edit is the text that an author proposes in place of a text of the draft, by language.
type edit struct {
	texts map[string]string
	notes []note
	marks []*readdocx.Mark
	place string
	date  string // of words in brackets, whose author made no change; otherwise empty
	said  bool   // what is no text has been taken out of the words
	shown []string
}

// A note is a footnote that somebody has added or changed.
type note struct {
	id    string
	texts map[string]string
}

// An addition is a text that an author proposes to add after a text of the draft, by language.
type addition struct {
	behind *unit // nil: at the beginning of the draft
	author string
	texts  map[string]string
	place  string
	date   string
	sub    bool                // a sub-paragraph
	subs   []map[string]string // its sub-paragraphs
}

// enumerator matches a marker before a sub-paragraph, or a number before a paragraph, with or without a word such as bis.
var enumerator = regexp.MustCompile(`^(?:\(?(?:[0-9]{1,4}|[ivx]{1,6}|[a-z])` + more + `?\)|[0-9]{1,4}` + more + `?\.)[\s\x{a0}]+`)

// bullet matches a bullet before a text, as lists that people paste have it.
var bullet = regexp.MustCompile(`^[•▪·‣◦●○■□➢➤✓*–—-][\s\x{a0}]+`)

// more matches a word after a number.
const more = `(?:[\s\x{a0}][a-z]{2,12})`

// endings contains the keys of the endings of paragraphs.
var endings = []string{"semicolon-and", "semicolon-or", "comma-and", "semicolon", "comma", "stop", "colon"}

// endingsOf returns the endings of paragraphs in a language and in the other languages of the locale files, the longest first: a text
// without a translation keeps the ending of its own language.
func endingsOf(set *locale.Set, l *locale.Locale) []string {
	var out []string
	for _, tag := range append([]string{l.Tag}, set.Languages()...) {
		for _, key := range endings {
			if e := readdocx.Plain(set.Label(tag, "ending."+key)); e != "" && !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return len(b) - len(a) })
	return out
}

// bare returns a text of the paper without its marker or a bullet, and without its ending.
func (s *wording) bare(text string) string {
	text = bullet.ReplaceAllString(text, "")
	if s.label != "" {
		if rest, ok := strings.CutPrefix(text, s.label); ok {
			text = strings.TrimLeft(rest, " \u00a0\t")
		} else {
			text = enumerator.ReplaceAllString(text, "")
		}
	}
	return unended(text, s.endings)
}

// unended returns a text without the ending of a paragraph in its language.
func unended(text string, endings []string) string {
	for {
		before := strings.TrimRight(text, " \u00a0")
		text = before
		plain := strings.ReplaceAll(text, "\u00a0", " ")
		for _, e := range endings {
			if e = strings.ReplaceAll(e, "\u00a0", " "); e != "" && strings.HasSuffix(plain, e) {
				runes := []rune(text)
				text = string(runes[:len(runes)-len([]rune(e))])
				break
			}
		}
		if text == before {
			return text
		}
	}
}

// plain returns the text of the paper without its marker and its ending.
func (s *wording) plain() string { return s.bare(s.printed) }

// line returns the text of a line of the file, with signs for the marks of notes: the sign of the note in the draft, or that of a new note.
func (im *Import) line(u *unit, k int, l readdocx.Line, v readdocx.View, e *edit) string {
	var b strings.Builder
	s := u.wordings[k]
	mark := "" // some programs print the mark again after a note
	for _, p := range l.Pieces {
		if p.Note == nil {
			text := p.Text
			if mark != "" {
				text, mark = strings.TrimPrefix(text, mark), ""
			}
			b.WriteString(text)
			continue
		}
		n := im.noteOf(s, p.Note, v)
		if n >= 0 {
			b.WriteString(noteSign(n))
			mark = s.marks[n]
			continue
		}
		if i := s.beside(p.Note.Text(v)); i >= 0 {
			mark = s.besides[i].mark
			continue
		}
		b.WriteString(newSign(len(e.notes)))
		e.notes = append(e.notes, note{texts: map[string]string{im.base1.langs[k]: p.Note.Text(v)}})
	}
	return readdocx.Plain(b.String())
}

// beside returns the index of the reservation of whose note a note of the file has the words, or -1. Some programs print the mark before
// them.
func (s *wording) beside(words string) int {
	return slices.IndexFunc(s.besides, func(x reservation) bool { return x.words != "" && strings.HasSuffix(words, x.words) })
}

// noteOf returns the index of a note of the file among those of a text, or -1 if it is not among them or has other words.
func (im *Import) noteOf(s *wording, n *readdocx.Note, v readdocx.View) int {
	text := n.Text(v)
	for i, words := range s.words {
		bare := text
		for range 2 { // some programs print the mark once more before the words
			bare = strings.TrimLeft(strings.TrimPrefix(bare, s.marks[i]), " \u00a0")
		}
		if diff.Same(words, text) || diff.Same(words, bare) {
			return i
		}
	}
	return -1
}

// compare collects the differences between a row and its text of the draft. In one piece: each case relies on the cases before it.
func (im *Import) compare(r *row) {
	u := r.unit
	im.remember(r)
	switch {
	case len(u.wordings) != len(r.cells):
		if r.says(u) {
			r.settle(readdocx.Formal)
			return
		}
		im.rest(r.Place, im.sentence("%s is not in the columns of the draft: were cells merged?", im.name(u)), r.all(readdocx.New), "")
		r.settle(readdocx.Refused)
		return
	case !r.Stands(readdocx.New), r.empty(readdocx.New):
		im.deleted(r)
		return
	}
	refused := false
	for k := range r.cells {
		switch {
		case r.cells[k] == nil: // the column was deleted
		case r.text(k, readdocx.New) != "" || u.wordings[k].printed == "":
			if !im.wording(r, k) {
				refused = true
				for _, m := range marksOf(r.cells[k].Paragraphs) {
					if m.Fate == readdocx.Unseen {
						m.Fate = readdocx.Refused
					}
				}
			}
		case im.instructed(r): // in another language
		default:
			im.rest(r.Place, im.sentence("%s: its words in %s were deleted, but not those in another language", im.name(u), im.language(k)),
				r.all(readdocx.Old), "")
			refused = true
		}
	}
	switch {
	case im.touched(r):
		r.settle(readdocx.Taken)
	case refused:
		r.settle(readdocx.Refused)
	default:
		if len(r.marks()) > 0 {
			im.receipt.Formal++
		}
		r.settle(readdocx.Formal)
	}
}

// touched reports whether the row led to a proposal.
func (im *Import) touched(r *row) bool {
	for key := range im.edits {
		if key.unit == r.unit {
			return true
		}
	}
	return im.aloud[r.Place] || slices.ContainsFunc(im.added, func(a *addition) bool { return a.place == r.Place }) ||
		slices.ContainsFunc(im.moves, func(p *Proposal) bool { return p.unit == r.unit })
}

// remember marks the paragraphs of a row as seen.
func (im *Import) remember(r *row) {
	for _, c := range r.cells {
		if c == nil {
			continue
		}
		for _, p := range c.Paragraphs {
			im.seen[p] = true
		}
	}
}

// deleted processes a row in which all words were deleted.
func (im *Import) deleted(r *row) {
	u := r.unit
	if u.is == ofTitle || u.is == ofSection {
		im.rest(r.Place, im.sentence("%s was deleted: proposals cannot delete headings", im.name(u)), r.all(readdocx.Old), "")
		r.settle(readdocx.Refused)
		return
	}
	by := im.authorOf(r)
	im.drops = append(im.drops, &Proposal{Operation: "sup", Base: u.id, Author: by, unit: u, Places: []string{r.Place},
		Date: im.dateOf(r.marks(), by)})
	r.settle(readdocx.Taken)
}

// authorOf returns the key of who inserted or deleted a row: the author of its first change.
func (im *Import) authorOf(r *row) string {
	for _, m := range r.marks() {
		if m.Kind != readdocx.Looks {
			return im.key(m.Author)
		}
	}
	return im.From
}

// authorsOf returns the keys of those who made changes in a cell, in the order of their first changes.
func (im *Import) authorsOf(marks []*readdocx.Mark) []string {
	var out []string
	for _, m := range marks {
		if a := im.key(m.Author); m.Kind != readdocx.Looks && m.Kind != readdocx.Cells && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// wording collects the differences between a cell and its text, author by author. It returns false if one of them cannot be imported.
func (im *Import) wording(r *row, k int) bool {
	u, s := r.unit, r.unit.wordings[k]
	marks := append(slices.Clone(r.In), marksOf(r.cells[k].Paragraphs)...)
	authors := im.authorsOf(marks)
	none := &edit{}
	old := ""
	before := readdocx.Paragraphs(r.cells[k].Paragraphs, readdocx.Old)
	for _, l := range before {
		old = strings.TrimSpace(old + " " + im.line(u, k, l, readdocx.Old, none))
	}
	silent := r.Stands(readdocx.Old) && old != "" && (len(before) > 1 || !s.same(old) || len(none.notes) > 0)
	if silent && !slices.Contains(authors, im.From) {
		authors = append([]string{im.From}, authors...)
	}
	fine := true
	for _, a := range authors {
		v := readdocx.By(func(name string) bool { return im.key(name) == a })
		e := &edit{texts: map[string]string{}, place: r.Place}
		lines := readdocx.Paragraphs(r.cells[k].Paragraphs, v)
		var texts []string
		for _, l := range lines {
			texts = append(texts, im.line(u, k, l, v, e))
		}
		at := s.anchor(texts)
		if at < 0 {
			why := im.sentence("%s: its words in %s were deleted by only one of several authors", im.name(u), im.language(k))
			im.rest(r.Place, why, old, "")
			fine = false
			continue
		}
		now := texts[at]
		if silent && a != im.From && len(before) == 1 {
			if merged, ok := s.lexicon.Merge(old, s.printed, now); ok {
				now = merged
			}
		}
		for i, extra := range texts {
			if i != at {
				im.extra(r, k, a, i-at, s, extra, marks)
			}
		}
		if len(e.notes) == 0 && s.same(now) {
			continue
		}
		if !im.edited(r, k, a, now, e, marks) {
			fine = false
		}
	}
	return fine
}

// same reports whether a text has the words of the draft, apart from marker, ending, spaces and quotation marks.
func (s *wording) same(text string) bool { return diff.Same(s.bare(text), s.plain()) }

// anchor returns the index of the line that is most similar to the text of the draft, or -1.
func (s *wording) anchor(texts []string) int {
	best, most := -1, -1.0
	for i, t := range texts {
		if like := diff.Similarity(s.bare(t), s.plain()); like > most {
			best, most = i, like
		}
	}
	return best
}

// edited adds an edited text. If the text cannot be imported, edited reports that and returns false.
func (im *Import) edited(r *row, k int, author, now string, e *edit, marks []*readdocx.Mark) bool {
	u, s, lang := r.unit, r.unit.wordings[k], im.base1.langs[k]
	refuse := func(why string) bool {
		im.rest(r.Place, im.name(u)+": "+why, now, s.printed)
		return false
	}
	if !e.said {
		text, why, done := im.heard(u, k, author, now, e)
		if done {
			return true
		} else if now = text; why != "" {
			return refuse(why)
		}
	}
	if s.missing {
		return refuse(im.sentence(
			"the text in %s is not translated yet, and a translation is no amendment: omnibus translate import imports it",
			im.language(k)))
	}
	switch all, why := im.voices(s, s.bare(now), author); {
	case why != "":
		return refuse(why)
	case len(all) > 0:
		fine := true
		for _, v := range all {
			if !s.same(v.text) {
				im.named(e.place, v.author, author)
				fine = im.edited(r, k, v.author, v.text,
					&edit{place: e.place, date: im.dateOf(marks, author), said: true}, marks) && fine
			}
		}
		return fine
	}
	of := im.unbracket(s, s.bare(now), author)
	if of.why != "" {
		return refuse(of.why)
	}
	made := s.remake(of, u.is == ofTitle)
	switch {
	case made.touched:
		return refuse(im.sentence("the change touches open text in brackets: propose it as an amendment of the text outside the brackets"))
	case source.Normalize(made.text) == source.Normalize(s.source):
		if of.signs {
			return refuse(im.sentence("brackets were put around words, or taken away: say in words what is proposed instead"))
		}
		return refuse(im.sentence("only open text in brackets was changed, which is for the meeting to decide"))
	case made.text == "":
		return refuse(im.sentence("no words are left"))
	}
	text, done := im.rebased(u, s, made.text)
	if done {
		return true
	}
	key := editKey{u, author}
	x := im.edits[key]
	if x == nil {
		x = &edit{texts: map[string]string{}, place: e.place, date: e.date}
		im.edits[key] = x
	}
	for i, n := range e.notes { // notes in other languages are translations of them
		if i < len(x.notes) {
			x.notes[i].texts[lang] = n.texts[lang]
		} else {
			x.notes = append(x.notes, n)
		}
	}
	x.texts[lang] = text
	for _, m := range marks {
		if im.key(m.Author) == author && !slices.Contains(x.marks, m) {
			x.marks = append(x.marks, m)
		}
	}
	x.shown = slices.DeleteFunc(x.shown, func(s string) bool { return strings.HasPrefix(s, lang+": ") })
	x.shown = append(x.shown, lang+": "+s.redline(of, s.bare(now)))
	return true
}

// redline returns the differences between a text and its edited version as words between signs.
func (s *wording) redline(of unbracketed, now string) string {
	var shown strings.Builder
	before, after := s.plain(), now
	if of.signs {
		before, after = joined(of.printed), joined(of.words)
	}
	for _, d := range s.lexicon.Words(before, after) {
		switch d.Op {
		case diff.Delete:
			shown.WriteString("{-" + d.Text + "-}")
		case diff.Insert:
			shown.WriteString("{+" + d.Text + "+}")
		default:
			shown.WriteString(d.Text)
		}
	}
	return visible(shown.String())
}

// rebased applies a change of an issued text to the present one, if that is newer. It reports whether the present text already says so. If
// both changed the same words, it keeps the proposal as it was made, and says so.
func (im *Import) rebased(u *unit, s *wording, text string) (now string, done bool) {
	if s.present == "" {
		return text, false
	}
	merged, ok := s.lexicon.Merge(s.source, s.present, text)
	switch {
	case !ok:
		im.note("%s: the same words have changed since the draft was issued: the proposal has the words of the file", im.name(u))
		return text, false
	case source.Normalize(merged) == source.Normalize(s.present):
		im.note("%s: the present text already says so", im.name(u))
		return "", true
	}
	im.note("%s: the change was applied to the present text, which is newer than the file", im.name(u))
	return merged, false
}

// visible replaces signs for notes by marks that people can read.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if isSign(r) {
			return '¹'
		}
		return r
	}, s)
}

// extra adds a paragraph that is in a cell in addition to that of the draft, as an addition. nth is its position after the latter.
func (im *Import) extra(r *row, k int, author string, nth int, s *wording, text string, marks []*readdocx.Mark) {
	behind := r.unit
	if nth < 0 {
		behind = r.before
	}
	if behind == nil {
		behind = r.unit
	}
	text, by, why := im.unwrapped(text, author)
	if why != "" {
		im.rest(r.Place, why, text, "")
		return
	}
	text, by = im.headed(text, by)
	if im.belowText(r, k, by, text) {
		return
	}
	im.named(r.Place, by, author)
	im.add(behind, by, nth, im.base1.langs[k], text, r.Place, im.dateOf(marks, author))
}

// add adds an addition in the language of a column. The addition at the same position in another column is its translation.
func (im *Import) add(behind *unit, author string, nth int, lang, text, place, date string) *addition {
	text = bullet.ReplaceAllString(text, "")
	bare := enumerator.ReplaceAllString(text, "")
	sub := bare != text && (behind.is == ofSub || strings.Contains(text[:len(text)-len(bare)], ")")) && behind.is != ofSection &&
		behind.is != ofTitle
	sub = sub || behind.is == ofSub && strings.Contains(text[:len(text)-len(bare)], ")")
	bare = im.recorded(lang, bare)
	for _, a := range im.added {
		if a.behind == behind && a.author == author && a.place == place+nthWord(nth) && a.texts[lang] == "" {
			a.texts[lang] = bare
			return a
		}
	}
	a := &addition{behind: behind, author: author, texts: map[string]string{lang: bare}, place: place + nthWord(nth), date: date, sub: sub}
	im.added = append(im.added, a)
	return a
}

// recorded returns a new text as records have it: without its ending, with ordinary spaces, and without markup.
func (im *Import) recorded(lang, text string) string {
	if l := im.Work.Locales.Locale(lang); l != nil {
		text = unended(text, endingsOf(im.Work.Locales, l))
	}
	var spaced strings.Builder
	for _, t := range diff.Split(text) {
		spaced.WriteString(unbound(spaced.String(), t.Space, t.Text) + t.Text)
	}
	return literal(strings.Map(func(r rune) rune {
		if isSign(r) {
			return -1
		}
		return r
	}, spaced.String()))
}

// nthWord returns a word that distinguishes the additions of one cell.
func nthWord(n int) string {
	if n < 0 {
		return ", before it"
	}
	return strings.Repeat(", below", min(n, 50))
}

// fresh adds a row that belongs to no text of the draft, as an addition. of says what else it may be.
func (im *Import) fresh(r *row, of string) {
	im.remember(r)
	if !r.Stands(readdocx.New) || r.empty(readdocx.New) {
		if !r.empty(readdocx.Old) && !r.empty(readdocx.New) || r.Stands(readdocx.Old) && !r.empty(readdocx.Old) {
			im.rest(r.Place, im.sentence("words that do not belong to the draft were deleted"), r.all(readdocx.Old), "")
			r.settle(readdocx.Refused)
			return
		}
		r.settle(readdocx.Resolved) // inserted and deleted again
		return
	}
	behind := r.before
	if behind == nil && len(im.base1.units) > 0 {
		behind = im.base1.units[0]
	}
	if behind == nil || behind.is == ofTitle || len(r.cells) != len(im.base1.langs) {
		im.rest(r.Place, im.sentence("words before the paragraphs of the draft, or across its columns"), r.all(readdocx.New), "")
		r.settle(readdocx.Refused)
		return
	}
	author := im.authorOf(r)
	for k, c := range r.cells {
		if c == nil {
			continue
		}
		for i, l := range readdocx.Paragraphs(c.Paragraphs, readdocx.New) {
			text := l.Text()
			if rest := enumerator.ReplaceAllString(text, ""); strings.HasPrefix(rest, "[") { // 35 bis. [Delegation B: ...]
				text = rest
			}
			text, by, why := im.unwrapped(text, author)
			text, by = im.headed(text, by)
			switch {
			case why != "":
				im.rest(r.Place, why, text, "")
			case im.aside(text) || im.instructs(top(behind), text):
				im.rest(r.Place, im.sentence("an answer, an instruction or a remark in a row of its own"), l.Text(), "")
			case text != "":
				im.named(r.Place, by, author)
				im.add(behind, by, i, im.base1.langs[k], text, r.Place, im.dateOf(r.marks(), author))
			}
		}
	}
	if of != "" {
		im.note("%s: %s was read as a separate paragraph", im.at(r.Place), of)
	}
	r.settle(readdocx.Taken)
}

// dateOf returns the day of an author's last change, or "" if the file has none or the command names another day.
func (im *Import) dateOf(marks []*readdocx.Mark, author string) string {
	if im.Date != "" {
		return im.Date
	}
	last := ""
	for _, m := range marks {
		if day, _, _ := strings.Cut(m.Date, "T"); im.key(m.Author) == author && dayForm.MatchString(day) && day > last {
			last = day
		}
	}
	return last
}

var dayForm = regexp.MustCompile(`^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$`)

// remarks processes the comments of a row.
func (im *Import) remarks(r *row) {
	for _, c := range r.Row.Cells {
		column := slices.Index(r.cells, c)
		im.comments(c.Paragraphs, r.Place, r, column)
	}
}

// comments keeps the comments in a column of a row as remarks on its text. It reports comments on something else.
func (im *Import) comments(in []*readdocx.Paragraph, place string, r *row, column int) {
	for _, p := range in {
		for _, c := range p.Comments {
			switch {
			case c.Fate != readdocx.Unseen:
			case r != nil && r.unit != nil:
				lang := r.unit.wordings[0].of.Lang
				if column >= 0 && column < len(im.base1.langs) {
					lang = im.base1.langs[column]
				}
				c.Fate = readdocx.Taken
				by := im.key(c.Author)
				im.spanned[c] = append(im.spanned[c], r.unit)
				if said := im.saidOf(r.unit, by, c.Text, place); said != nil && said.Orders() {
					im.say(r.unit, max(column, 0), said, by)
					continue
				}
				im.remark(r.unit, lang, c.Author, "a comment", c.Text, place)
			default:
				c.Fate = readdocx.Refused
				im.rest(place, im.commentOf(c), c.Text, "")
			}
		}
		if r != nil && r.unit != nil && column >= 0 {
			im.within(p, r.unit, column, place)
		}
	}
}

// ofDraft reports whether a unit is a paragraph of the draft.
func ofDraft(u *unit) bool { return u.is == doc.Preambular || u.is == doc.Operative }

// within takes up comments that begin above a paragraph and are about it too, if they delete or reserve: what is below a text that such a
// comment is about goes with it. Of one that changes or moves the first, it reports that it does not change this one.
func (im *Import) within(p *readdocx.Paragraph, u *unit, k int, place string) {
	for _, c := range p.Within {
		by := im.key(c.Author)
		said := im.saidOf(u, by, c.Text, place)
		if c.Fate != readdocx.Taken || said == nil || !said.Orders() {
			continue
		}
		covered := false
		for x := u; x != nil; x = x.parent {
			covered = covered || slices.Contains(im.spanned[c], x)
		}
		if covered {
			continue
		}
		im.spanned[c] = append(im.spanned[c], u)
		if said.Drops() {
			im.say(u, k, said, by)
			continue
		}
		im.rest(place, im.sentence("%s: a comment on several paragraphs changes only the first of them", im.name(u)), c.Text, "")
	}
}

// instructed reports whether a cell of a row has an instruction in place of the text.
func (im *Import) instructed(r *row) bool {
	for k := range r.cells {
		if r.cells[k] == nil {
			continue
		}
		s, text := r.unit.wordings[k], r.text(k, readdocx.New)
		if text != "" && im.instructs(r.unit, text) && diff.Similarity(s.bare(text), s.plain()) < replaced {
			return true
		}
	}
	return false
}
