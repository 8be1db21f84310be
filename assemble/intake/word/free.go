package word

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	"omnibus/assemble/merge"
	readdocx "omnibus/assemble/read/docx"
)

// A passage is a paragraph of a text that was not made from the draft, or a row of its tables.
type passage struct {
	cells  []string
	place  string
	in     []*readdocx.Paragraph
	quoted bool // from an earlier mail
}

// A free reads a text that was not made from the draft: whole paragraphs with the numbers of the draft, instructions such as "OP 7: delete
// 'urgently'", new paragraphs.
type free struct {
	*Import
	numbers map[string]*unit
	words   map[string][]string // the words for a part of an instruction, folded, the longest first
	spoken  []map[string]bool   // by column: the words of the draft
	author  string              // whom the lines above name
	behind  *unit               // the last text that was found
	last    map[string]*unit    // by language: the text that the last passage is about
	news    []*newText
	made    map[editKey]map[string]string // by language: texts that instructions have changed
}

// A newText is a new paragraph with the languages in which it was found so far.
type newText struct {
	place  string
	langs  map[string]bool
	behind *unit
}

// The parts of instructions, as labels of omnibus propose.
var instructions = []string{"replace", "insert", "delete", "keep", "move", "new", "after", "before", "by", "operative", "preambular"}

// preamble is the section of new preambular paragraphs.
const preamble = "preamble"

const blank = `[\s\x{a0}]*`

var (
	numberForm = regexp.MustCompile(`(?i)^(\d{1,4}(?:` + blank + `(?:bis|ter|quater|quinquies|sexies))?)` +
		`((?:` + blank + `\(?[a-z]{1,4}\)|` + blank + `\(\d{1,2}\))*)` + blank + `(\.|:|-|–|—|$|,)?` + blank)
	quotedForm = regexp.MustCompile(`“[^”]+”|‘[^’]+’|«[^»]+»|"[^"]+"|'[^']+'|„[^“”]+[“”]`)
	leaderForm = regexp.MustCompile(`^\[?([^\[\]:]{2,60})\]?[\s\x{a0}]*:[\s\x{a0}]*|^\[([^\[\]:]{2,60})\][\s\x{a0}]*`)
	// The line before a mail that is answered or forwarded, as mail programs put it.
	earlierMail = regexp.MustCompile(`^-{3,}[^-].*-{3,}$`)
	wordForm    = regexp.MustCompile(`[\pL\pN]+`)
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

// linesOf returns the paragraphs of a plain text: a blank line, or a line that begins something new, begins a paragraph.
func linesOf(text string) []passage {
	var out []passage
	for i, line := range strings.Split(text, "\n") {
		cells := []string{}
		for c := range strings.SplitSeq(line, "\t") {
			cells = append(cells, readdocx.Plain(strings.TrimLeft(c, "> ")))
		}
		if whole := strings.TrimSpace(strings.Join(cells, " ")); cells[0] == "" || whole == cells[0] {
			cells = []string{whole} // indented
		}
		quoted := strings.HasPrefix(strings.TrimSpace(line), ">")
		out = append(out, passage{cells: cells, place: fmt.Sprintf("line %d", i+1), quoted: quoted})
	}
	return out
}

// unquoted returns the passages that are not quoted from an earlier mail, which nobody proposes again. It reports the others as left out.
func (f *free) unquoted(passages []passage) []passage {
	var own []passage
	var words []string
	place, earlier := "", false
	for _, p := range passages {
		text := strings.TrimSpace(strings.Join(p.cells, " "))
		earlier = earlier || earlierMail.MatchString(text)
		if text == "" || !p.quoted && !earlier && !strings.HasPrefix(text, ">") {
			own = append(own, p)
			continue
		}
		if place == "" {
			place = p.place
		}
		words = append(words, text)
	}
	if place != "" {
		f.rest(place, "words quoted from an earlier mail", strings.Join(words, " "), "")
	}
	return own
}

// passagesOf returns the paragraphs and the rows of a file, as they are with all changes accepted.
func passagesOf(f *readdocx.File) []passage {
	var out []passage
	add := func(p *readdocx.Paragraph) {
		for _, l := range readdocx.Paragraphs([]*readdocx.Paragraph{p}, readdocx.New) {
			text := strings.TrimSpace(p.Number + " " + l.Text()) // with the number that the program shows
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
	im.knowNames()
	f := &free{Import: im, author: im.From, last: map[string]*unit{}, made: map[editKey]map[string]string{}}
	if err := f.prepare(); err != nil {
		return nil, err
	}
	im.note("the file was not made from the draft: its numbers are those of %s", cmp.Or(im.base1.symbol, "the present draft"))
	passages = f.unquoted(passages)
	for i := 0; i < len(passages); i++ {
		for i+1 < len(passages) && f.continues(&passages[i], &passages[i+1]) {
			passages[i].cells[0] += " " + passages[i+1].cells[0]
			passages[i+1].place = passages[i].place
			passages[i+1].cells = passages[i].cells
			i++
		}
		f.take(passages[i])
	}
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
		im.rest(c.Place, "a comment of "+cmp.Or(c.Author, "somebody"), c.Text, "")
	}
	im.propose()
	if err := im.account(back); err != nil {
		return nil, err
	}
	if len(im.receipt.Proposals)+len(im.receipt.Rest) == 0 {
		return im.receipt, nil
	}
	return im.receipt, im.write()
}

// prepare finds the numbers of the draft, and the words of instructions in all languages.
func (f *free) prepare() error {
	f.numbers, f.words = map[string]*unit{}, map[string][]string{}
	ordinal := 0
	suffixes := []string{"", "bis", "ter", "quater", "quinquies", "sexies"}
	for _, u := range f.base1.units {
		switch {
		case u.is == ofPreambular && u.of != nil:
			if u.of.Bis == 0 {
				ordinal++
			}
			u.number = fmt.Sprint(ordinal)
			if u.of.Bis > 0 && u.of.Bis < len(suffixes) {
				u.number += " " + suffixes[u.of.Bis]
			}
			f.numbers["pp"+bareNumber(u.number)] = u
		case u.is == ofOperative:
			f.numbers["op"+bareNumber(u.number)] = u
		case u.is == ofSub:
			f.numbers[f.key(top(u))+markers(u)] = u
		}
	}
	for _, v := range instructions {
		for _, tag := range f.Work.Locales.Languages() {
			for x := range strings.SplitSeq(f.Work.Locales.Label(tag, "propose."+v), ",") {
				if x = fold(x); x != "" && !slices.Contains(f.words[v], x) {
					f.words[v] = append(f.words[v], x)
				}
			}
		}
		slices.SortFunc(f.words[v], func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	}
	for k := range f.base1.langs {
		spoken := map[string]bool{}
		for _, u := range f.base1.units {
			if k < len(u.wordings) && !u.wordings[k].missing {
				for _, w := range wordForm.FindAllString(u.wordings[k].printed, -1) {
					spoken[strings.ToLower(w)] = true
				}
			}
		}
		f.spoken = append(f.spoken, spoken)
	}
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

// key returns the key of a paragraph in numbers.
func (f *free) key(u *unit) string {
	if u.is == ofPreambular {
		return "pp" + bareNumber(u.number)
	}
	return "op" + bareNumber(u.number)
}

// markers returns the markers that lead to a sub-paragraph, as in ai1.
func markers(u *unit) string {
	s := ""
	for ; u.parent != nil; u = u.parent {
		s = bareNumber(u.number) + s
	}
	return s
}

func bareNumber(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// fold returns a text in lower case, with ordinary spaces.
func fold(s string) string {
	return strings.ToLower(strings.TrimSpace(strings.ReplaceAll(s, "\u00a0", " ")))
}

// cut cuts one of the words of a part of an instruction from the beginning of a text.
func (f *free) cut(s, part string) (rest string, ok bool) {
	for _, w := range f.words[part] {
		if len(s) < len(w) || fold(s[:len(w)]) != w {
			continue
		}
		rest = s[len(w):]
		if r, _ := utf8.DecodeRuneInString(rest); rest == "" || !unicode.IsLetter(r) {
			return strings.TrimLeft(rest, " \u00a0.:;,"), true
		}
	}
	return s, false
}

// A cited is the number at the beginning of a text.
type cited struct {
	key, after string // of the paragraph; of the paragraph before a new one with this number: 7 of 7 bis
	certain    bool   // a word before it says that it is a number of the draft
}

func noNumber(c cited) string {
	return "the draft has no paragraph with the number " + strings.ToUpper(c.key[:2]) + " " + c.key[2:]
}

// number cuts the number of a paragraph from the beginning of a text.
func (f *free) number(s string) (c cited, rest string, ok bool) {
	kind, rest := "op", s
	if r, is := f.cut(s, "preambular"); is {
		kind, rest, c.certain = "pp", r, true
	} else if r, is := f.cut(s, "operative"); is {
		rest, c.certain = r, true
	} else if head := fold(s[:min(2, len(s))]); (head == "op" || head == "pp") && len(s) > 2 && unicode.IsDigit(rune(s[2])) {
		kind, rest, c.certain = head, s[2:], true
	}
	m := numberForm.FindStringSubmatch(rest)
	if m == nil || !c.certain && m[3] == "" || !c.certain && m[3] == "," {
		return cited{}, s, false
	}
	digits := strings.TrimFunc(m[1], func(r rune) bool { return !unicode.IsDigit(r) })
	c.key, c.after = kind+bareNumber(m[1])+bareNumber(m[2]), kind+digits
	return c, rest[len(m[0]):], true
}

// continues reports whether a line of a plain text continues the one above.
func (f *free) continues(a, b *passage) bool {
	if a.in != nil || b.in != nil || len(a.cells) != 1 || len(b.cells) != 1 || a.cells[0] == "" || b.cells[0] == "" {
		return false
	}
	if _, _, ok := f.number(b.cells[0]); ok || enumerator.MatchString(b.cells[0]) || bullet.MatchString(b.cells[0]) {
		return false
	}
	for _, part := range []string{"new", "replace", "insert", "delete", "keep", "move"} {
		if _, ok := f.cut(b.cells[0], part); ok {
			return false
		}
	}
	_, rest, named := f.leader(b.cells[0])
	_, head, is := f.leader(a.cells[0])
	return !(named && rest != b.cells[0]) && !(is && head == "")
}

// leader returns the author whom the beginning of a text names, and the rest.
func (f *free) leader(s string) (author, rest string, ok bool) {
	m := leaderForm.FindStringSubmatch(s)
	if m == nil {
		return "", s, false
	}
	author = f.names[fold(m[1]+m[2])]
	if author == "" || !f.party(author) {
		return "", s, false
	}
	return author, s[len(m[0]):], true
}

// take processes a passage.
func (f *free) take(p passage) {
	var cells []string
	for _, c := range p.cells {
		if c = strings.TrimSpace(bullet.ReplaceAllString(c, "")); c != "" {
			cells = append(cells, c)
		}
	}
	if len(cells) == 0 || f.heading(cells) {
		return
	}
	by := f.author
	if author, rest, ok := f.leader(cells[0]); ok {
		if strings.TrimSpace(rest) == "" {
			f.author = author
			return
		}
		by, cells[0] = author, strings.TrimSpace(rest)
	}
	r := &row{Row: &readdocx.Row{Place: p.place}}
	c, rest, numbered := f.number(cells[0])
	if !numbered && len(cells) > 1 { // a number in a cell of its own
		if m := numberForm.FindString(cells[0]); m != "" && m == cells[0] {
			c, rest, numbered = f.number(cells[0] + ".")
		}
	}
	if numbered {
		if cells[0] = rest; rest == "" {
			cells = cells[1:]
		}
	}
	if len(cells) == 0 {
		return // a number alone
	}
	if f.instruct(r, c, numbered, cells, by) {
		return
	}
	for i, text := range cells {
		f.text(r, c, numbered, text, by, i)
	}
}

// heading reports whether a row only names languages, or is a line of the draft that is not one of its texts.
func (f *free) heading(cells []string) bool {
	for _, c := range cells {
		if !f.base1.furniture[c] {
			return false
		}
	}
	return true
}

// lang returns the column whose language a text is in: that of which the draft has the most of its words.
func (f *free) lang(text string) int {
	best, most := 0, -1
	for k, spoken := range f.spoken {
		n := 0
		for _, w := range wordForm.FindAllString(text, -1) {
			if spoken[strings.ToLower(w)] {
				n++
			}
		}
		if n > most {
			best, most = k, n
		}
	}
	return best
}

// text processes a whole text: the new words of a paragraph with this number, or of one that it resembles, or a new paragraph.
func (f *free) text(r *row, c cited, numbered bool, text, by string, cell int) {
	k := f.lang(text)
	lang := f.base1.langs[k]
	u := f.numbers[c.key]
	if !numbered || u != nil && !c.certain && u.wordings[min(k, len(u.wordings)-1)].likeness(text) < unlike {
		u = f.resembling(text, k)
	}
	if u != nil && numbered && c.certain && !f.replaces(u, k, text) {
		f.rest(r.Place, name(u)+": it is not clear whether these words are its new text: write: replace 'may' by 'shall', "+
			"or the whole paragraph", text, u.wordings[0].printed)
		return
	}
	switch {
	case u == nil && numbered && f.numbers[c.after] != nil:
		f.behind = f.numbers[c.after]
		f.addText(r, text, by, lang)
	case u == nil && enumerator.MatchString(text) && f.last[lang] != nil && !numbered:
		f.behind = f.last[lang]
		f.addText(r, text, by, lang)
	case u == nil && f.New != "":
		f.addText(r, text, by, lang)
	case u == nil:
		why := "words that belong to no paragraph of the draft: give their number, or name a section with --new"
		if numbered {
			why = noNumber(c) + ": give the number of the one that the new one follows"
		}
		f.rest(r.Place, why, text, "")
	default:
		f.whole(r, u, k, text, by)
		f.last[lang] = u
	}
}

// unlike is the similarity below which a text with a number is not a new version of the paragraph with this number.
const unlike = 0.25

func (s *wording) likeness(text string) float64 { return diff.Similarity(s.bare(text), s.plain()) }

// replaces reports whether words after the number of a paragraph are its new text, and not an answer such as "agreed": they begin with a
// capital letter as it does, and resemble it or begin as a paragraph of the draft.
func (f *free) replaces(u *unit, k int, text string) bool {
	first := func(s string) string { return wordForm.FindString(strings.TrimLeft(s, "[(*")) }
	now := u.wordings[min(k, len(u.wordings)-1)]
	begins := first(text)
	a, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "[(*"))
	b, _ := utf8.DecodeRuneInString(strings.TrimLeft(now.plain(), "[(*"))
	if unicode.IsUpper(b) && !unicode.IsUpper(a) {
		return false
	}
	return now.likeness(text) >= unlike || slices.ContainsFunc(f.base1.units, func(x *unit) bool {
		return len(x.wordings) > 0 && begins == first(x.wordings[min(k, len(x.wordings)-1)].plain())
	})
}

// resembling returns the text of the draft that a text clearly resembles.
func (f *free) resembling(text string, k int) *unit {
	var best *unit
	most, second := 0.0, 0.0
	for _, u := range f.base1.units {
		if k >= len(u.wordings) {
			continue
		}
		switch like := u.wordings[k].likeness(text); {
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

// whole processes the new words of a paragraph.
func (f *free) whole(r *row, u *unit, k int, text, by string) {
	if k >= len(u.wordings) {
		k = 0
	}
	s := u.wordings[k]
	text = strings.TrimSpace(s.cited(text))
	f.behind = u
	if s.same(text) {
		return
	}
	x := *r
	x.unit = u
	f.edited(&x, k, by, text, &edit{place: r.Place}, nil)
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

// addText adds a new paragraph after the last text that was found. One in another language is the translation of the one before it that has
// none yet.
func (f *free) addText(r *row, text, by, lang string) {
	text, why := f.unwrapped(text, by)
	if why != "" {
		f.rest(r.Place, why, text, "")
		return
	}
	var n *newText
	for _, x := range f.news {
		if !x.langs[lang] && (x.behind == f.behind || f.New != "") {
			n = x
			break
		}
	}
	if n == nil {
		n = &newText{place: r.Place, langs: map[string]bool{}, behind: f.behind}
		f.news = append(f.news, n)
	}
	n.langs[lang] = true
	f.add(n.behind, by, 0, lang, text, n.place, f.Date)
}
