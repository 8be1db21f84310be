package compose

import (
	"strconv"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/symbol"
)

// The forms and places of the marks of notes, and the places of notes, under the names that the profile and the style sheet use.
const (
	letters     = "a"
	romans      = "i"
	markAfter   = "after"
	markBefore  = "before"
	atEnd       = "end"
	usualNumber = "1"
)

// footnote gives a note its mark. If the body prints all notes at the end of the paper, it becomes an endnote.
func (c *column) footnote(n *doc.Note) {
	n.Mark = c.counted(&c.foot, func(k int) string { return noteMark(c.opts.Notes.Form.String, k) })
	c.atFootOrEnd(n)
}

// atFootOrEnd puts a footnote at the end of the paper if the body prints all notes there.
func (c *column) atFootOrEnd(n *doc.Note) {
	if c.opts.Notes.At.String == atEnd {
		n.Kind = doc.End
		c.ends = append(c.ends, n)
	}
}

// endnote gives a note at the end of the paper a mark that cannot be mistaken for that of a footnote.
func (c *column) endnote(n *doc.Note) {
	if c.opts.Notes.At.String == atEnd {
		c.footnote(n)
		return
	}
	form := letters
	if foot := c.opts.Notes.Form.String; foot == letters || foot == romans {
		form = usualNumber
	}
	n.Kind, n.Mark = doc.End, c.counted(&c.end, func(k int) string { return noteMark(form, k) })
	c.ends = append(c.ends, n)
}

// counted returns the next mark of a series, and counts it. Marks that another series or a template has used are left out, so that two
// series of the same form are one.
func (c *column) counted(series *int, form func(n int) string) string {
	for {
		*series++
		if m := form(*series); c.use(m) {
			return m
		}
	}
}

// use records that a note has a mark, and reports whether it is the first one.
func (c *column) use(mark string) bool {
	if c.marks[mark] {
		return false
	}
	if c.marks == nil {
		c.marks = map[string]bool{}
	}
	c.marks[mark] = true
	return true
}

// noteMark returns the mark of note n, from 1, in a form: 1, 1/, [1], (1), a or i.
func noteMark(form string, n int) string {
	switch form {
	case letters:
		return alpha(n)
	case romans:
		return strings.ToLower(symbol.Roman(n))
	case "":
		form = usualNumber
	}
	return strings.Replace(form, usualNumber, strconv.Itoa(n), 1)
}

// alpha returns the letters for n, from 1: a, b ... z, aa, bb.
func alpha(n int) string {
	return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
}

// placeNotes moves marks of notes to the place after or before adjacent punctuation that the body or the language prescribes.
func (c *column) placeNotes(in []doc.Inline) []doc.Inline {
	place := c.opts.Notes.Place.String
	if place != markAfter && place != markBefore {
		place = c.l.NotePlace()
	}
	for i := 0; i < len(in); i++ {
		if in[i].Note == nil {
			continue
		}
		last := i
		for last+1 < len(in) && in[last+1].Note != nil {
			last++
		}
		switch {
		case place == markBefore && i > 0 && movable(in[i-1], in[i]):
			before := &in[i-1]
			if cut := len(strings.TrimRight(before.Text, punctuation)); cut > 0 && cut < len(before.Text) {
				cut = len(strings.TrimRight(before.Text[:cut], spaceBefore))
				with := *before
				before.Text, with.Text = before.Text[:cut], before.Text[cut:]
				in = append(in[:last+1:last+1], append([]doc.Inline{with}, in[last+1:]...)...)
				last++
			}
		case place == markAfter && i > 0 && last+1 < len(in) && movable(in[last+1], in[i-1]):
			after := &in[last+1]
			rest := strings.TrimLeft(strings.TrimLeft(after.Text, spaceBefore), punctuation)
			cut := len(after.Text) - len(rest)
			if strings.TrimLeft(after.Text[:cut], spaceBefore) == "" {
				break
			}
			with := *after
			with.Text, after.Text = after.Text[:cut], rest
			out := append(in[:i:i], with)
			out = append(out, in[i:last+1]...)
			if rest != "" {
				out = append(out, in[last+1])
			}
			in = append(out, in[last+2:]...)
			last++
		}
		i = last
	}
	return in
}

// The punctuation that can change places with the marks of notes, and the space that some languages put before it.
const (
	punctuation = ".,;:"
	spaceBefore = "\u00a0\u202f"
)

// movable reports whether punctuation may move from one run to the place next to another: both have the same look and language, and neither
// is a sign of a redline.
func movable(from, to doc.Inline) bool {
	const kept = doc.Ins | doc.Del | doc.Signal | doc.Break
	return from.Note == nil && from.Link == nil && from.PageOf == "" && from.Mark&kept == 0 && to.Mark&kept == 0
}

// endnotes adds the list of endnotes at the end of a paper whose template has none, if there are any.
func (j *job) endnotes(columns []*column, made [][]doc.Block) {
	any := false
	for i, c := range columns {
		any = any || len(c.ends) > 0
		if hasEndnotes(made[i]) {
			return
		}
	}
	if !any {
		return
	}
	for i, c := range columns {
		s := &doc.Section{ID: j.paper + ".endnotes"}
		h := &doc.Heading{ID: s.ID + ".heading", Level: 1, Lang: c.l.Tag,
			Inlines: []doc.Inline{{Text: c.capitals(c.l.T("plan.endnotes", nil))}}}
		s.Blocks = []doc.Block{h, &doc.EndnoteList{}}
		made[i] = append(made[i], s)
	}
}

func hasEndnotes(blocks []doc.Block) bool {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.EndnoteList:
			return true
		case *doc.Section:
			if hasEndnotes(b.Blocks) {
				return true
			}
		}
	}
	return false
}
