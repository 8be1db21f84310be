package compose

import (
	"fmt"
	html "html/template"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// nbsp keeps a number and its unit or noun on one line.
const nbsp = "\u00a0"

// A text is a record's text that a template has used.
type text struct {
	input.Text
	notes  []*input.ProseNote
	only   []source.Text // languages of the record; empty: all
	upper  bool
	opener string // the part of the draft whose openers are set in italics; "" for none
	cell   int    // the cell that is meant, from 1, if the text is a row of a table; 0: all of it
	was    *was   // in a redline: the text with which it is compared
	// around has, in a redline, what was printed around a text and what is printed now: brackets and proposals, not a text of a record.
	around *[2]string
}

// resolved is a text in the language of a column.
type resolved struct {
	inlines []doc.Inline
	lang    string
	missing bool
	only    bool // the record exists only in other languages
	stale   string
	changed bool // differs from the base of a redline
}

// resolve resolves a text in the column's language, and counts a missing or stale translation.
func (c *column) resolve(t *text) resolved {
	if t.around != nil {
		return c.aroundText(t)
	}
	if t.was != nil && t.was.gone {
		r := c.gone(t)
		if t.cell > 0 {
			r.inlines = cellOf(r.inlines, t.cell-1)
		}
		return r
	}
	if t.cell > 0 {
		return c.cell(t)
	}
	c.shows(t.Text)
	tr := c.set.Lookup(t.Text, c.l.Tag)
	r := resolved{lang: tr.Lang}
	if tr.Missing() {
		r.only = len(t.only) > 0
		for _, l := range t.only {
			r.only = r.only && l.String != c.l.Tag
		}
		if !r.only {
			r.missing = true
			c.count.missing[t.ID] = true
		}
	}
	if tr.Lacks {
		c.count.missing[t.ID] = true
	}
	if tr.Stale {
		c.count.stale[t.ID] = true
		r.stale = c.l.T("draft.stale-mark", nil)
		if c.opts.Texts != nil {
			if rev := c.opts.Texts(tr.Hash); rev != "" {
				r.stale = c.l.T("draft.stale-revision", map[string]any{"Revision": rev})
			}
		}
	}
	r.inlines = c.inlines(tr.Text, tr.Lang, t.notes)
	r.inlines = c.italicOpener(t, r.inlines)
	if t.was != nil && (t.was.texts[r.lang] != tr.Text.String || len(t.was.notes) > 0) { // most texts have not changed
		c.mark(t, &r)
	}
	r.changed = r.changed || t.was != nil && t.was.moved
	if t.upper {
		for i := range r.inlines {
			r.inlines[i].Text = c.capitals(r.inlines[i].Text)
		}
	}
	return r
}

// speaks returns the language in which the column has a text: its own, or that of the original if there is no translation.
func (c *column) speaks(t input.Text) *locale.Locale {
	if lang := c.set.Lookup(t, c.l.Tag).Lang; lang != c.l.Tag {
		if l := c.set.Locale(lang); l != nil {
			return l
		}
	}
	return c.l
}

// inLanguage marks words in another language than the column's with their language.
func (c *column) inLanguage(l *locale.Locale, words string) phrase {
	p := phrase(html.HTMLEscapeString(words))
	if l == c.l || words == "" {
		return p
	}
	return `<span lang="` + phrase(l.Tag) + `">` + p + `</span>`
}

// An inliner turns the markup of a text into inlines.
type inliner struct {
	c    *column
	t    source.Text
	lang string
	note func(id string) *doc.Note // by the id that the text cites; nil: no such note
	mark doc.Mark
	out  []doc.Inline
}

// inlines turns the markup of a text into inlines: *em*, **strong**, links, notes, cross-references, names.
func (c *column) inlines(t source.Text, lang string, notes []*input.ProseNote) []doc.Inline {
	return c.marked(t, lang, func(id string) *doc.Note { return c.note(notes, id) })
}

// marked is inlines, with the notes that the function note returns.
func (c *column) marked(t source.Text, lang string, note func(id string) *doc.Note) []doc.Inline {
	if lang == c.l.Tag {
		lang = ""
	}
	if !strings.ContainsAny(t.String, `*[{\`) {
		if t.String == "" {
			return nil
		}
		return []doc.Inline{{Text: t.String, Lang: lang, Pos: t.Pos}}
	}
	n := &inliner{c: c, t: t, lang: lang, note: note}
	n.run()
	return n.out
}

// noNote ignores the notes of a text.
func noNote(string) *doc.Note { return nil }

// put adds the words at bytes i to j of the text.
func (n *inliner) put(s string, i, j int, link *doc.Link) {
	if s == "" {
		return
	}
	n.out = append(n.out, doc.Inline{Text: s, Mark: n.mark, Lang: n.lang, Link: link, Pos: n.t.At(i, j-i)})
}

// run converts the pieces of the text to inlines.
func (n *inliner) run() {
	var link *doc.Link // one for all pieces of a link
	var of *input.Mark
	for _, p := range input.Pieces(n.t.String) {
		n.mark = 0
		if p.Em {
			n.mark |= doc.Em
		}
		if p.Strong {
			n.mark |= doc.Strong
		}
		switch p.Kind {
		case "":
			if p.Link == nil {
				link, of = nil, nil
			} else if p.Link != of {
				link, of = &doc.Link{URL: p.Link.Value, Desc: p.Link.Words}, p.Link
			}
			n.put(p.Text, p.Start, p.End, link)
		case "none": // an option can be to have no text
			n.out = append(n.out, doc.Inline{Text: n.c.l.T("draft.no-text", nil), Mark: n.mark ^ doc.Em, Pos: n.t.At(p.Start, 1)})
		default:
			n.special(p.Mark, p.Start, p.End)
		}
	}
}

func (n *inliner) special(m input.Mark, i, j int) {
	c := n.c
	switch m.Kind {
	case "note":
		if note := n.note(m.Value); note != nil {
			n.out = append(n.out, doc.Inline{Text: note.Mark, Mark: doc.Sup, Lang: n.lang, Note: note, Pos: n.t.At(i, j-i)})
		}
	case "ref":
		number, id := c.number(m.Value)
		if ch := c.change(m.Value); number == "" && ch != nil && ch.Old != nil && ch.Old.Number > 0 {
			n.out = append(n.out, doc.Inline{Text: fmt.Sprint(ch.Old.Number), Mark: n.mark, Lang: n.lang})
			return
		}
		if number == "" {
			c.diags.Warningf("W0921", n.t.At(i, j-i), "the text refers to %q, which is not in the draft", m.Value).
				Hint("refer to a paragraph of the draft, or remove the reference")
			number = c.unconfirmedNumber()
			n.out = append(n.out, doc.Inline{Text: number, Mark: n.mark, Pos: n.t.At(i, j-i)})
			return
		}
		desc := c.l.T("draft.reference", map[string]any{"N": number})
		of, _ := c.plan.ByID[m.Value].(*plan.Paragraph)
		if s, ok := c.subs[m.Value]; ok {
			of = s.paragraph
		}
		if of != nil && of.Kind == "preambular" { // it has no number, and is named by its kind
			desc = c.l.T("draft.reference-preambular", map[string]any{"N": number})
			number = desc
		}
		n.put(number, i, j, &doc.Link{ID: id, Desc: desc})
	case "name", "acronym":
		name := c.name(m.Value)
		s := name.Name
		if m.Kind == "acronym" && name.Acronym != "" {
			s = name.Acronym
		}
		if s == "" {
			s = c.unconfirmedNumber()
		}
		lang := n.lang
		if name.lang != "" {
			lang = name.lang
		}
		n.out = append(n.out, doc.Inline{Text: s, Mark: n.mark, Lang: lang, Pos: n.t.At(i, j-i)})
	}
}

// note returns the note that a text cites.
func (c *column) note(notes []*input.ProseNote, id string) *doc.Note {
	for _, x := range notes {
		if x.ID.String != id {
			continue
		}
		note := &doc.Note{ID: x.ID.String, Kind: doc.Foot, Lang: c.l.Tag, Pos: x.ID.Pos}
		if x.Kind == "end" {
			c.endnote(note)
		} else {
			c.footnote(note)
		}
		r := c.resolve(&text{Text: x.Text})
		note.Inlines = r.inlines
		if r.missing {
			note.Inlines = append([]doc.Inline{c.untranslated(x.Text.Pos)}, note.Inlines...)
		}
		if len(c.langs) > 1 {
			note.ID += "." + c.l.Tag
		}
		if c.ids[note.ID]++; c.ids[note.ID] > 1 { // several proposals cite it
			note.ID += fmt.Sprintf(".%d", c.ids[note.ID])
		}
		c.cited[note] = id
		return note
	}
	return nil
}

// untranslated returns the mark before a text in a language other than the column's.
func (c *column) untranslated(pos source.Pos) doc.Inline {
	return doc.Inline{Text: c.l.T("draft.untranslated-mark", nil) + " ", Lang: c.l.Tag, Pos: pos}
}

// number returns the printed number of a cross-reference to a paragraph or sub-paragraph, and the id that it links to; "" if that is
// not in the draft.
func (c *column) number(id string) (number, target string) {
	if s, ok := c.subs[id]; ok {
		number, _ = c.number(s.paragraph.ID)
		annexed := c.inAnnex("", s.paragraph)
		number = strings.TrimSuffix(number, annexed)
		for _, x := range s.path {
			number += nbsp + c.subLabel(x)
		}
		return number + annexed, id
	}
	p, ok := c.plan.ByID[id].(*plan.Paragraph)
	if !ok {
		return "", ""
	}
	n, ok := c.ordinals[p]
	if !ok {
		return "", ""
	}
	number = fmt.Sprint(n)
	if p.Bis > 0 {
		number += nbsp + c.l.Bis(p.Bis)
	}
	return c.inAnnex(number, p), p.ID
}

// called returns the name of a paragraph with its article: el párrafo resolutivo 5. It returns "" if the paragraph is not in the draft.
func (c *column) called(id string) string {
	n, target := c.number(id)
	if n == "" {
		return ""
	}
	key := "draft.reference"
	if p, ok := c.plan.ByID[target].(*plan.Paragraph); ok && p.Kind == "preambular" {
		key = "draft.reference-preambular"
	}
	return c.l.Noun(key, map[string]any{"N": n})
}

// nameOf is the name of a sub-paragraph: operative paragraph 5 (b).
func (c *column) nameOf(id string, of *plan.Paragraph) string {
	n, _ := c.number(id)
	if n == "" {
		return (&Paragraph{c: c, of: of}).Name()
	}
	if of.Kind == "preambular" {
		return c.l.T("draft.reference-preambular", map[string]any{"N": n})
	}
	return c.l.T("draft.reference", map[string]any{"N": n})
}

// Enumerator returns the marker of item n on a level of the draft, as in the body's profile. Level 0 is the paragraph itself.
func Enumerator(b *input.Body, l *locale.Locale, level, n int) string {
	kind := [...]string{"decimal", "lower-alpha", "lower-roman", "decimal-paren"}[min(level, 3)]
	if kinds := b.Resolution.Enumerators; level < len(kinds) {
		kind = kinds[level].String
	}
	return l.Enumerator(kind, n)
}

func (c *column) enumerator(level, n int) string {
	return Enumerator(c.plan.Records.Body, c.l, level, n)
}

// A Name is a name of the glossary in the language of a paper.
type Name struct {
	Key     string
	Name    string
	Acronym string
	Article string
	Gender  string
	lang    string // not "": the form is in this other language, because the paper's language has none
}

// Full returns the name followed by its acronym.
func (n Name) Full() string {
	if n.Acronym == "" || n.Acronym == n.Name {
		return n.Name
	}
	return n.Name + " (" + n.Acronym + ")"
}

// Short returns the acronym, or the name if there is none.
func (n Name) Short() string {
	if n.Acronym == "" {
		return n.Name
	}
	return n.Acronym
}

// String returns the name.
func (n Name) String() string { return n.Name }

// name looks up a key of the glossary. If the language has no form, that of the term's original language is used.
func (c *column) name(key string) Name {
	g := c.plan.Records.Glossary
	if g == nil || g.ByKey[key] == nil {
		return Name{Key: key}
	}
	e := g.ByKey[key]
	if of := c.l.PseudoOf(); of != "" && e.Forms[of] != nil {
		f := e.Forms[of]
		return Name{Key: key, Name: c.l.Pseudo(f.Name.String), Acronym: f.Acronym.String, Article: f.Article.String, Gender: f.Gender}
	}
	f, lang := e.Forms[c.l.Tag], ""
	if f == nil {
		lang = c.plan.Records.Term.Original.String
		f = e.Forms[lang]
	}
	if f == nil {
		return Name{Key: key}
	}
	return Name{Key: key, Name: f.Name.String, Acronym: f.Acronym.String, Article: f.Article.String, Gender: f.Gender, lang: lang}
}

// unconfirmedNumber is printed for a number that is not known.
func (c *column) unconfirmedNumber() string {
	return c.say("open.to-be-confirmed", nil)
}
