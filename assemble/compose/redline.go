package compose

import (
	html "html/template"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"strconv"
	"strings"
)

// A Redline is the comparison that a document shows.
type Redline struct {
	*plan.Redline
	ChangedOnly bool // leave out the paragraphs that did not change
}

// Comparison is the base of a redline.
type Comparison struct {
	Base        string // symbol of the revision, or words for the adopted texts
	ChangedOnly bool
}

// Redline is what the paper is compared with; nil if it is not a redline.
func (v *paperView) Redline() *Comparison {
	r := v.c.opts.Redline
	if r == nil {
		return nil
	}
	return &Comparison{Base: v.c.baseName(), ChangedOnly: r.ChangedOnly}
}

// baseName names the base of a redline.
func (c *column) baseName() string {
	b := c.opts.Redline.Base
	switch {
	case b.Adopted:
		return c.l.T("redline.adopted", nil)
	case b.Symbol != "":
		return b.Symbol
	}
	return c.l.T("redline.text-of", map[string]any{"Date": b.Date})
}

// Printed signs that open and close a change. They are read aloud as words.
const (
	insertionOpen, insertionClose = "‹+", "+›"
	deletionOpen, deletionClose   = "‹–", "–›"
)

// change returns the change to a paragraph; nil if the paper is not a redline.
func (c *column) change(id string) *plan.Change {
	if c.opts.Redline == nil {
		return nil
	}
	return c.opts.Redline.ByID[id]
}

// was is the earlier text with which a text is compared.
type was struct {
	texts map[string]string // nil: there was none
	notes []*plan.Passage   // notes cited by it
	gone  bool              // the text no longer exists
	moved bool              // it has moved
	open  *plan.Passage     // its former brackets and proposals as a whole; nil: not compared
	of    string            // id of its paragraph
}

// mark turns a text in the column's language into a redline of it.
func (c *column) mark(t *text, r *resolved) {
	c.makers = c.makersOf(t.was.of)
	lang := c.l.Tag
	if r.missing || r.only {
		lang = r.lang
	}
	var old []doc.Inline
	if s, ok := t.was.texts[lang]; ok {
		old = c.italicOpener(t, c.silent(s, lang, t.was.notes))
	}
	r.inlines, r.changed = c.compare(old, r.inlines)
}

// gone resolves a text that no longer exists: all of it is marked as deleted. If the column's language has no text, that of another
// language is printed.
func (c *column) gone(t *text) resolved {
	c.makers = c.makersOf(t.was.of)
	lang := c.l.Tag
	s, ok := t.was.texts[lang]
	for _, l := range append(c.langs, t.Lang) {
		if !ok {
			lang = l
			s, ok = t.was.texts[l]
		}
	}
	r := resolved{lang: lang}
	r.inlines, r.changed = c.compare(c.italicOpener(t, c.silent(s, lang, t.was.notes)), nil)
	return r
}

// silent makes the inlines of an earlier text without findings, which were reported when it was printed.
func (c *column) silent(s, lang string, notes []*plan.Passage) []doc.Inline {
	job := c.job
	quiet := *job
	quiet.diags = new(diag.List)
	c.job = &quiet
	defer func() { c.job = job }()
	return c.marked(source.Text{String: s}, lang, func(id string) *doc.Note {
		for _, n := range notes {
			if t := n.Texts[lang]; n.ID == id && t != "" {
				note := &doc.Note{ID: id, Kind: doc.Foot, Lang: c.l.Tag, Inlines: c.marked(source.Text{String: t}, lang, noNote)}
				c.cited[note] = id
				return note
			}
		}
		return nil
	})
}

// around returns what is printed before or after a text that is open as a whole; in a redline, with what was printed there before.
func (c *column) around(before, now string) phrase {
	if before == now {
		return phrase(html.HTMLEscapeString(now))
	}
	c.texts = append(c.texts, &text{around: &[2]string{before, now}, was: &was{of: c.within}})
	return phrase(`<text ref="` + strconv.Itoa(len(c.texts)-1) + `"></text>`)
}

// aroundText returns the inlines of what is printed around a text, with its changes. The space between it and the text is in neither.
func (c *column) aroundText(t *text) resolved {
	c.makers = c.makersOf(t.was.of)
	inlines := func(s string) []doc.Inline {
		if s == "" {
			return nil
		}
		return []doc.Inline{{Text: s}}
	}
	before, now := t.around[0], t.around[1]
	r := resolved{lang: c.l.Tag}
	r.inlines, r.changed = c.compare(inlines(before), inlines(now))
	if strings.HasPrefix(before+now, " ") {
		r.inlines = append([]doc.Inline{{Text: " "}}, r.inlines...)
	}
	if strings.HasSuffix(before, " ") || strings.HasSuffix(now, " ") {
		r.inlines = append(r.inlines, doc.Inline{Text: " "})
	}
	return r
}
