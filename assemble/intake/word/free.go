package word

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/intake/door"
	"omnibus/assemble/merge"
	readdocx "omnibus/assemble/read/docx"
	"omnibus/assemble/saying"
)

// A passage is a paragraph of a text that was not made from the draft, or a row of its tables.
type passage struct {
	cells []string
	place string
	in    []*readdocx.Paragraph
}

// A free reads a text that was not made from the draft. What it says about the paragraphs of the draft is read as omnibus propose does;
// besides, it may contain whole paragraphs with or without their numbers, in several languages, in lines or in tables.
type free struct {
	*Import
	letter *saying.Letter
	behind *unit // the last text that was found
	last   any   // what a sub-paragraph belongs to: the unit or the new text above it; nil: nothing
	known  map[*unit]*saying.Paragraph
	found  *unit // the text that a cell is about
	news   []*newText
}

// A newText is a new paragraph with the languages in which it was found so far.
type newText struct {
	place  string
	langs  map[string]bool
	behind *unit
	made   *addition
	subs   map[string]int // by language: the number of its sub-paragraphs
}

// preamble is the section of new preambular paragraphs.
const preamble = "preamble"

var (
	symbolForm   = regexp.MustCompile(`^[A-Z]+(?:/[A-Z]+)*/RES[./]\s*[0-9][0-9A-Z/ .()-]*$`)
	countedForm  = regexp.MustCompile(`^\(?[0-9]+[.)]*$`)
	letteredForm = regexp.MustCompile(`^[(]?([a-z]|[ivx]{1,6})[.)]$`)
)

// foreign reads a file, and reports whether it was not made from the draft: it names no paper, and has no code of a paragraph.
func (im *Import) foreign(b []byte) (passages []passage, back *readdocx.File, is bool, err error) {
	if !strings.HasPrefix(string(b), "PK") {
		switch {
		case !plainText(b):
			return nil, nil, false, nil // the reader of packages says what it is
		case !utf8.Valid(b):
			return nil, nil, false, errors.New("the text is not in UTF-8: save it in this encoding")
		}
		text := strings.TrimPrefix(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(b)), "\ufeff")
		return linesOf(text), &readdocx.File{}, true, nil
	}
	back, err = readdocx.Read(b)
	if err != nil {
		return nil, nil, false, err
	}
	if back.Properties[doc.PropertyPaper] != "" || coded(back) {
		return nil, back, false, nil
	}
	return nil, back, true, nil
}

// coded reports whether a file has rows with the bookmarks of paragraphs of a draft, or with several codes.
func coded(f *readdocx.File) bool {
	const enough = 2 // a word may look like a code
	codes := 0
	for _, x := range f.Blocks {
		t, ok := x.(*readdocx.Table)
		if !ok {
			continue
		}
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				for _, p := range c.Paragraphs {
					if slices.ContainsFunc(p.Bookmarks, func(s string) bool { return strings.HasPrefix(s, doc.Bookmark) }) {
						return true
					}
				}
				if slices.ContainsFunc(strings.Fields(words(c)), doc.IsCode) {
					codes++
				}
			}
		}
	}
	return codes >= enough
}

// plainText reports whether a file is a text without any format.
func plainText(b []byte) bool {
	return len(b) > 0 && !bytes.ContainsFunc(b, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\v\f\r", r) }) &&
		!slices.ContainsFunc(formats, func(head string) bool { return bytes.HasPrefix(bytes.TrimSpace(b), []byte(head)) })
}

// formats are the first signs of files that are no plain texts.
var formats = []string{`{\rtf`, "%PDF", "<"}

// linesOf returns the lines of a plain text. A line with tabs is a row.
func linesOf(text string) []passage {
	var out []passage
	for i, line := range strings.Split(text, "\n") {
		cells := []string{}
		for c := range strings.SplitSeq(line, "\t") {
			cells = append(cells, readdocx.Plain(c))
		}
		if whole := strings.TrimSpace(strings.Join(cells, " ")); cells[0] == "" || whole == cells[0] {
			cells = []string{whole} // indented
		}
		out = append(out, passage{cells: cells, place: fmt.Sprintf("line %d", i+1)})
	}
	return out
}

// passagesOf returns the paragraphs and the rows of a file, as they are with all changes accepted.
func passagesOf(f *readdocx.File) []passage {
	var out []passage
	add := func(p *readdocx.Paragraph) {
		for i, l := range readdocx.Paragraphs([]*readdocx.Paragraph{p}, readdocx.New) {
			text := l.Text()
			if i == 0 {
				text = strings.TrimSpace(marker(p.Number) + " " + text)
			}
			out = append(out, passage{cells: []string{text}, place: p.Place, in: []*readdocx.Paragraph{p}})
		}
	}
	for _, x := range f.Blocks {
		switch x := x.(type) {
		case *readdocx.Paragraph:
			add(x)
		case *readdocx.Table:
			for _, r := range x.Rows {
				p := passage{place: r.Place}
				for _, c := range r.Cells {
					p.in = append(p.in, c.Paragraphs...)
					p.cells = append(p.cells, (&row{cells: []*readdocx.Cell{c}}).text(0, readdocx.New))
				}
				out = append(out, p)
			}
		}
	}
	return out
}

// marker returns the number that a program gives to a paragraph of a list as the marker of a text. The numbers that a list counts are those
// of the list, and of no paragraph of the draft; its letters are markers of sub-paragraphs.
func marker(number string) string {
	if countedForm.MatchString(number) {
		return ""
	}
	if m := letteredForm.FindStringSubmatch(number); m != nil {
		return "(" + m[1] + ")"
	}
	return number
}

// runFree imports a text that was not made from the draft.
func (im *Import) runFree(passages []passage, back *readdocx.File) (*Receipt, error) {
	if passages == nil {
		passages = passagesOf(back)
	}
	p := im.Work.Draft()
	if p == nil {
		return nil, errors.New("the term has no paper that contains the draft")
	}
	var err error
	back.Properties = map[string]string{doc.PropertyPaper: p.Paper.ID.String}
	if p.Revision != nil {
		back.Properties[doc.PropertySymbol] = merge.Symbol(p.Paper, p.Revision)
	}
	if im.base1, err = im.base(back); err != nil {
		return nil, err
	}
	if im.adopted(passages) {
		return nil, fmt.Errorf("%s is an adopted resolution, by its symbol: use omnibus %s %[1]s", im.file.Name, door.Mandates)
	}
	im.knowNames()
	if m, ok := im.Work.Records.ByID[im.Meeting].(*input.Meeting); ok && im.Date == "" && !m.Date.IsZero() {
		im.Date = m.Date.String()
	}
	f := &free{Import: im}
	if err := f.prepare(); err != nil {
		return nil, err
	}
	im.note("the file was not made from the draft: its numbers are those of %s", cmp.Or(im.base1.symbol, im.sentence("the present draft")))
	f.take(passages)
	for _, m := range back.Marks {
		m.Fate = readdocx.Taken // it was read with all changes accepted
	}
	if len(back.Marks) > 0 {
		im.note("the changes in the file were read as accepted")
	}
	for _, x := range back.Blocks {
		for _, p := range readdocx.ParagraphsOf(x) {
			im.seen[p] = true
		}
	}
	for _, c := range back.Comments {
		c.Fate = readdocx.Refused
		im.rest(c.Place, im.commentOf(c), c.Text, "")
	}
	im.propose()
	if err := im.account(back); err != nil {
		return nil, err
	}
	if len(im.receipt.Proposals)+len(im.receipt.Rest)+len(im.receipt.Remarks) == 0 {
		return im.receipt, nil
	}
	return im.receipt, im.write()
}

// adopted reports whether a text is a resolution of its own: its symbol stands alone at its head, and it has a line that drafts have, such
// as the name of the organ.
func (im *Import) adopted(in []passage) bool {
	const head = 8 // passages
	symbol, line, seen := false, false, 0
	for _, p := range in {
		for _, c := range p.cells {
			symbol = symbol || seen < head && symbolForm.MatchString(c)
			line = line || c != "" && im.base1.prints(c)
		}
		if strings.Join(p.cells, "") != "" {
			seen++
		}
	}
	return symbol && line
}

// prepare gives the paper the numbers and the words of the draft.
func (f *free) prepare() error {
	f.paper.Langs, f.paper.LanguageName = f.base1.langs, f.lang1.LanguageName
	ordinal := 0
	suffixes := []string{"", "bis", "ter", "quater", "quinquies", "sexies"}
	f.known = map[*unit]*saying.Paragraph{}
	for _, u := range f.base1.units {
		number := u.number
		switch {
		case u.is == ofPreambular && u.of != nil:
			if u.of.Bis == 0 {
				ordinal++
			}
			number = fmt.Sprint(ordinal)
			if u.of.Bis > 0 && u.of.Bis < len(suffixes) {
				number += " " + suffixes[u.of.Bis]
			}
		case u.is == ofSub && f.known[u.parent] != nil:
			number = f.known[u.parent].Number + " (" + strings.Trim(number, "().") + ")"
		case u.is != ofOperative:
			continue
		}
		t := &saying.Paragraph{ID: u.id, Kind: top(u).is, Number: number, Name: f.name(u), Parent: f.known[u.parent],
			Lang: u.wordings[0].of.Lang, Texts: map[string]string{}}
		for k, s := range u.wordings {
			if !s.missing && k < len(f.base1.langs) {
				t.Texts[f.base1.langs[k]] = s.plain()
			}
		}
		if u.number != "" || u.is == ofPreambular {
			f.paper.Add(t)
			f.known[u] = t
		}
	}
	return f.section()
}

// section finds the last text of the section for new paragraphs.
func (f *free) section() error {
	if f.New == "" {
		return nil
	}
	var known []string
	for _, u := range f.base1.units {
		if in := sectionOf(u); in == f.New {
			f.behind = u
		} else if u.is == ofSection {
			known = append(known, u.id)
		}
	}
	if f.behind == nil {
		return diag.Usagef("--new names a section of the draft, or %s; there is no section %q: there are %s", preamble, f.New,
			strings.Join(known, ", "))
	}
	return nil
}

// sectionOf returns the section of a paragraph, as --new names it.
func sectionOf(u *unit) string {
	if top(u).is == ofPreambular {
		return preamble
	}
	return u.section
}

// take reads all passages: lines as a letter, rows cell by cell.
func (f *free) take(passages []passage) {
	var all []saying.Line
	for i, p := range passages {
		all = append(all, saying.Line{At: p.place, N: i + 1, Text: strings.Join(p.cells, " "), Alone: p.in != nil})
	}
	f.letter = f.paper.Letter(f.From, all)
	for i := 0; i < len(passages); {
		from := i
		for i < len(passages) && len(passages[i].cells) == 1 {
			i++
		}
		for _, x := range f.letter.Take(all[from:i]) {
			f.item(x)
		}
		if i < len(passages) {
			f.row(passages[i])
			i++
		}
	}
}

// item processes a part of a letter.
func (f *free) item(x saying.Item) {
	switch {
	case x.Said != nil:
		f.said(x.Said)
	case x.Problem != nil:
		f.problem(x.Problem)
	case x.Announced != nil:
		f.note("%s: the proposals below it are by %s", f.at(x.At), strings.Join(x.Announced, ", "))
	case x.Quoted:
		var words []string
		for _, l := range x.Left {
			words = append(words, l.Text)
		}
		f.rest(x.Left[0].At, f.sentence("words quoted from an earlier mail"), strings.Join(words, " "), "")
	default:
		f.left(x.Left)
	}
}

// left processes lines that say nothing about a number of the draft: whole texts. Lines of a plain text without a blank line between them
// are one.
func (f *free) left(lines []saying.Line) {
	for i := 0; i < len(lines); {
		l := lines[i]
		for i++; i < len(lines) && !l.Alone && lines[i].N == lines[i-1].N+1 && !f.begins(lines[i].Text); i++ {
			l.Text += " " + lines[i].Text
		}
		f.loose(l.At, l.Text)
	}
}

// begins reports whether a line begins a text: it has a marker, or begins as paragraphs do.
func (f *free) begins(line string) bool {
	return bullet.MatchString(line) || enumerator.MatchString(line) || f.paper.Begins(f.base1.langs[f.lang(line)], line)
}

// loose processes words without the number of a paragraph.
func (f *free) loose(place, text string) {
	if text = saying.Unquoted(bullet.ReplaceAllString(text, "")); text == "" || f.base1.prints(text) {
		return
	}
	by := authorKey(f.letter.Authors())
	if by == "" {
		by = f.From
	}
	if why := f.whole(place, text, by); why != "" {
		f.rest(place, why, text, "")
	}
}

// whole processes a whole text: of the paragraph that it resembles, or a new one. It returns why it cannot.
func (f *free) whole(place, text, by string) string {
	k := f.lang(text)
	lang := f.base1.langs[k]
	marked := enumerator.MatchString(text)
	switch u := f.resembling(text, k); {
	case u != nil:
		f.amended(place, u, k, text, by)
		return ""
	case marked && f.below(place, text, by):
		return ""
	case f.New == "":
		return f.sentence("words that belong to no paragraph of the draft: give their number, or name a section with --new")
	case !marked && !f.paper.Begins(lang, text):
		return f.sentence("it is not clear whether these words are a new paragraph: they begin like none of the draft")
	}
	f.insert(place, nil, lang, text, by)
	f.opened(text)
	return ""
}

// lang returns the column whose language a text is in: that of which the draft has the most of its words.
func (f *free) lang(text string) int {
	return max(0, slices.Index(f.base1.langs, f.paper.Language(text, f.base1.langs[0])))
}

// resembling returns the text of the draft that a text clearly resembles.
func (f *free) resembling(text string, k int) *unit {
	var best *unit
	most, second := 0.0, 0.0
	for _, u := range f.base1.units {
		if k >= len(u.wordings) {
			continue
		}
		switch like := diff.Similarity(u.wordings[k].bare(text), u.wordings[k].plain()); {
		case like > most:
			best, second, most = u, most, like
		case like > second:
			second = like
		}
	}
	if most >= alike && most-second >= clearly {
		return best
	}
	return nil
}

// amended processes the new words of a text of the draft.
func (f *free) amended(place string, u *unit, k int, text, by string) {
	k = min(k, len(u.wordings)-1)
	if t := f.known[u]; t != nil {
		f.found = u
		f.said(t.Text(place, strings.Split(by, ", "), u.wordings[k].bare(text)))
		f.opened(text)
		return
	}
	f.reworded(place, u, k, text, by)
}

// opened forgets the text above if it is closed: what follows is no sub-paragraph of it.
func (f *free) opened(text string) {
	if saying.Closed(text) {
		f.last = nil
	}
}

// reworded proposes a whole text in place of a text of the draft.
func (f *free) reworded(place string, u *unit, k int, text, by string) {
	s := u.wordings[k]
	text = strings.TrimSpace(s.cited(text))
	f.behind, f.last, f.found = u, u, u
	if !s.same(text) {
		f.edited(&row{Row: &readdocx.Row{Place: place}, unit: u}, k, by, text, &edit{place: place, said: true}, nil)
	}
}

// cited returns a text with the marks of the notes of a wording, which a text that somebody typed does not have: after the words after
// which the wording has them, else at its end.
func (s *wording) cited(text string) string {
	if len(s.words) == 0 {
		return text
	}
	old, now := s.lexicon.Split(s.plain()), s.lexicon.Split(s.bare(text))
	after := map[int][]string{} // by token of the text: the marks after it
	for _, sp := range diff.Tokens(old, now) {
		for i := sp.Old.From; i < sp.Old.To && sp.Op != diff.Equal; i++ {
			if strings.ContainsFunc(old[i].Text, isSign) {
				at := sp.New.From - 1
				if i > sp.Old.From || at < 0 {
					at = len(now) - 1
				}
				after[at] = append(after[at], old[i].Text)
			}
		}
	}
	var b strings.Builder
	for i, t := range now {
		b.WriteString(t.Space + t.Text + strings.Join(after[i], ""))
	}
	return b.String()
}

// insert adds a new paragraph behind a text or, if that is nil, behind the last that was found. One in another language is the translation
// of the one before it that has none yet.
func (f *free) insert(place string, behind *unit, lang, text, by string) {
	if behind == nil {
		behind = f.behind
	}
	text, named, why := f.unwrapped(text, by)
	if why != "" {
		f.rest(place, why, text, "")
		return
	}
	f.named(place, named, by)
	by = named
	var n *newText
	for _, x := range f.news {
		if !x.langs[lang] && (x.behind == behind || f.New != "") && x.made.author == by {
			n = x
			break
		}
	}
	if n == nil {
		n = &newText{place: place, langs: map[string]bool{}, behind: behind, subs: map[string]int{}}
		f.news = append(f.news, n)
	}
	n.langs[lang] = true
	n.made = f.add(n.behind, by, 0, lang, text, n.place, f.Date)
	f.behind, f.last = behind, n
}

// below adds a sub-paragraph to the text above it. It reports whether there is one.
func (f *free) below(place, text, by string) bool {
	lang := f.base1.langs[f.lang(text)]
	switch x := f.last.(type) {
	case *unit:
		if !enumerator.MatchString(text) {
			text = "(a) " + text
		}
		f.addBelow(place, x, lang, text, by)
	case *newText:
		a, n := x.made, x.subs[lang]
		if n == len(a.subs) {
			a.subs = append(a.subs, map[string]string{})
		}
		a.subs[n][lang] = f.recorded(lang, enumerator.ReplaceAllString(text, ""))
		x.subs[lang]++
	default:
		return false
	}
	return true
}

// addBelow adds a sub-paragraph to a text of the draft, as the last.
func (f *free) addBelow(place string, u *unit, lang, text, by string) {
	for _, x := range f.news {
		if x.behind == u && x.made.sub && !x.langs[lang] {
			x.langs[lang] = true
			f.add(u, by, 0, lang, text, x.place, f.Date)
			return
		}
	}
	n := &newText{place: place, langs: map[string]bool{lang: true}, behind: u, subs: map[string]int{}}
	n.made = f.add(u, by, 0, lang, text, place, f.Date)
	f.news = append(f.news, n)
}
