package compose

import (
	"fmt"
	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	"slices"
	"strings"
	"unicode/utf8"
)

// A piece is a token of inlines with its formatting, and the notes that follow it.
type piece struct {
	like  *doc.Inline
	notes []doc.Inline
}

// pieces splits inlines into tokens. A cross-reference is one token, and equals another one to the same paragraph.
func pieces(in []doc.Inline, words *diff.Lexicon) ([]diff.Token, []piece) {
	var tokens []diff.Token
	var out []piece
	space := ""
	for at := range in {
		i := &in[at]
		if i.Note != nil {
			if len(out) > 0 {
				out[len(out)-1].notes = append(out[len(out)-1].notes, *i)
			} else {
				tokens, out = append(tokens, diff.Token{Key: "\x00"}), append(out, piece{like: i, notes: in[at : at+1]})
			}
			continue
		}
		ts := words.Split(i.Text)
		if i.Link != nil && i.Link.ID != "" && len(ts) > 0 {
			ts = []diff.Token{{Space: ts[0].Space, Text: strings.TrimSpace(i.Text), Key: "#" + i.Link.ID}}
		}
		tokens, out = slices.Grow(tokens, len(ts)), slices.Grow(out, len(ts))
		for k, t := range ts {
			if k == 0 && t.Space == "" {
				t.Space = space
			}
			t.Key += look(i)
			tokens, out = append(tokens, t), append(out, piece{like: i})
		}
		switch {
		case i.Text != strings.TrimRight(i.Text, " \n"):
			space = " "
		case strings.HasSuffix(i.Text, nbsp):
			space = nbsp
		case len(ts) > 0:
			space = ""
		}
	}
	return tokens, out
}

// looks are the marks that change the appearance of words: a difference in these marks is a change.
const looks = doc.Em | doc.Strong | doc.Under | doc.Sup

// look distinguishes a word from the same word with different formatting, or with a link to another address.
func look(i *doc.Inline) string {
	s := ""
	if m := i.Mark & looks; m != 0 {
		s = fmt.Sprintf("\x01%d", m)
	}
	if i.Link != nil && i.Link.URL != "" {
		s += "\x02" + i.Link.URL
	}
	return s
}

// signs open and close a change, as printed and as read aloud, with the mark of the words between them.
type signs struct {
	print, spoken [2]string
	mark          doc.Mark
}

// apart separates the printed signs from words that begin or end with a dash or a plus sign, which would look like part of the signs.
func (s *signs) apart(first, last string) {
	const alike = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212+"
	if r, _ := utf8.DecodeRuneInString(first); strings.ContainsRune(alike, r) {
		s.print[0] += nbsp
	}
	if r, _ := utf8.DecodeLastRuneInString(last); strings.ContainsRune(alike, r) {
		s.print[1] = nbsp + s.print[1]
	}
}

func (c *column) signs(op diff.Op) signs {
	switch op {
	case diff.Delete:
		return signs{
			[2]string{deletionOpen, deletionClose},
			[2]string{c.l.T("a11y.deletion-start", nil), c.l.T("a11y.deletion-end", nil)},
			doc.Del,
		}
	case diff.Insert:
		return signs{
			[2]string{insertionOpen, insertionClose},
			[2]string{c.l.T("a11y.insertion-start", nil), c.l.T("a11y.insertion-end", nil)},
			doc.Ins | doc.Strong,
		}
	}
	return signs{}
}

// restyled makes the signs of a change name the formatting of the words if only the formatting differs. Such words are not set in bold as
// insertions, because bold may be the difference.
func (c *column) restyled(s *signs, spans []diff.Span, i int, a, b []diff.Token, as, bs []piece) {
	op := spans[i].Op
	if spans[i].Op == diff.Insert {
		i--
	}
	if i < 0 || i+1 >= len(spans) || spans[i].Op != diff.Delete || spans[i+1].Op != diff.Insert {
		return
	}
	was, is := spans[i].Old, spans[i+1].New
	styled := func(x, y piece) bool { return x.like.Mark&looks == y.like.Mark&looks }
	if !slices.EqualFunc(a[was.From:was.To], b[is.From:is.To], func(x, y diff.Token) bool { return x.Text == y.Text }) ||
		slices.EqualFunc(as[was.From:was.To], bs[is.From:is.To], styled) {
		return
	}
	like := as[was.From].like
	if op == diff.Insert {
		like = bs[is.From].like
	}
	if s.mark&doc.Ins != 0 {
		s.mark &^= doc.Strong
	}
	key := "a11y.plain"
	switch m := like.Mark & looks; {
	case m&doc.Em != 0 && m&doc.Strong != 0:
		key = "a11y.bold-italics"
	case m&doc.Em != 0:
		key = "a11y.italics"
	case m&doc.Strong != 0:
		key = "a11y.bold"
	}
	s.spoken[0] += ", " + c.l.T(key, nil)
}

// addressed makes the closing sign of a change name the addresses of its links, if the other text has no link to them.
func (c *column) addressed(s *signs, op diff.Op, ps []piece, old, new []doc.Inline) {
	other := old
	if op == diff.Delete {
		other = new
	}
	if len(other) == 0 {
		return
	}
	var shown []string
	for _, p := range ps {
		l := p.like.Link
		if l == nil || l.URL == "" || l.URL == strings.TrimSpace(p.like.Text) || slices.Contains(shown, l.URL) ||
			slices.ContainsFunc(other, func(i doc.Inline) bool { return i.Link != nil && i.Link.URL == l.URL }) {
			continue
		}
		shown = append(shown, l.URL)
		s.print[1] = " (" + l.URL + ")" + s.print[1]
		s.spoken[1] = c.l.T("a11y.link-to", map[string]any{"Target": l.URL}) + ", " + s.spoken[1]
	}
}

// compare marks in inlines the differences between two texts, and reports whether there are any.
func (c *column) compare(old, new []doc.Inline) ([]doc.Inline, bool) {
	a, as := pieces(old, c.l.Lexicon())
	b, bs := pieces(new, c.l.Lexicon())
	w := &writer{}
	spans := diff.Tokens(a, b)
	notes := c.noting(old, new)
	notes.follow(spans, as, bs)
	changed := false
	last := changedSpace{}
	for i, s := range spans {
		tokens, ps, at := b, bs, s.New
		if s.Op == diff.Delete {
			tokens, ps, at = a, as, s.Old
		}
		sign := c.signs(s.Op)
		if sign.mark != 0 {
			c.restyled(&sign, spans, i, a, b, as, bs)
			c.addressed(&sign, s.Op, ps[at.From:at.To], old, new)
			sign.apart(tokens[at.From].Text, tokens[at.To-1].Text)
		}
		mark := sign.mark
		by := c.maker(s.Op, tokens[at.From:at.To])
		for k := at.From; k < at.To; k++ {
			like := *ps[k].like
			like.Note = nil
			like.Mark, like.By = like.Mark&^doc.Break|mark, by
			space := tokens[k].Space
			if k == at.From && mark == 0 {
				space = c.settle(w, &last, space, s.Old.From > 0 && a[s.Old.From].Space != "", s.New.From > 0, like)
			}
			if k == at.From && mark != 0 {
				if last.deletion == 0 {
					last.before = space != "" && len(w.out) > 0
				}
				if space == "" && len(w.out) > 0 && w.out[len(w.out)-1].Mark&doc.Signal != 0 {
					space = " "
				}
				w.space(space, like)
				w.sign(sign.print[0], sign.spoken[0], like)
				space = ""
				changed = true
			}
			w.put(space, tokens[k].Text, like)
			if s.Op == diff.Equal {
				notes.put(w, as[s.Old.From+k-at.From].notes, diff.Delete, s.Op)
			}
			notes.put(w, ps[k].notes, s.Op, s.Op)
		}
		if mark != 0 {
			last.closed(s.Op, len(w.out))
			w.sign(sign.print[1], sign.spoken[1], *ps[at.To-1].like)
		}
	}
	return w.out, changed || notes.changed
}

// A changedSpace is the position of a change among the inlines written, so that a space after it that only one of the texts has can become
// part of it.
type changedSpace struct {
	before        bool // a space comes before the change
	deletion, put int  // 1 + index of the signs that close the deletion and the insertion; 0 if there is none
}

func (s *changedSpace) closed(op diff.Op, at int) {
	if op == diff.Delete {
		s.deletion = at + 1
	} else {
		s.put = at + 1
	}
}

// settle returns the space to be written before equal words after a change. is is the space of the new text; was tells whether the old text
// has a space there; within, that the words do not begin the new text. It prepares s for the next change.
func (c *column) settle(w *writer, s *changedSpace, is string, was, within bool, like doc.Inline) string {
	change := *s
	*s = changedSpace{}
	into := func(at int, space string, op diff.Op) {
		signs := c.signs(op)
		in := doc.Inline{Text: space, Mark: signs.mark, Lang: like.Lang, By: c.maker(op, nil), Pos: like.Pos}
		if at > 0 {
			w.out = slices.Insert(w.out, at-1, in)
			return
		}
		w.sign(signs.print[0], signs.spoken[0], like)
		w.out = append(w.out, in)
		w.sign(signs.print[1], signs.spoken[1], like)
	}
	switch {
	case len(w.out) == 0 || (is == "") == !was:
		return is
	case is == "" && (change.deletion > 0 || !change.before): // otherwise the space before the insertion is the former one
		into(change.deletion, " ", diff.Delete)
	case is != "" && within && (change.put > 0 || !change.before): // otherwise the space before the deletion stays
		into(change.put, is, diff.Insert)
		return ""
	case is != "" && within:
		return ""
	}
	return is
}

// A writer joins tokens into inlines.
type writer struct{ out []doc.Inline }

func (w *writer) space(s string, like doc.Inline) {
	if s != "" && len(w.out) > 0 {
		w.out = append(w.out, doc.Inline{Text: s, Lang: like.Lang, Pos: like.Pos})
	}
}

// sign adds a sign; its spoken form has spaces before and after it.
func (w *writer) sign(s, spoken string, like doc.Inline) {
	w.out = append(w.out, doc.Inline{Text: s, Mark: doc.Signal, Actual: " " + spoken + " ", Pos: like.Pos})
}

// longInline is the length in bytes from which an inline is not extended: each extension would copy it.
const longInline = 4096

func (w *writer) put(space, text string, like doc.Inline) {
	if text == "" {
		return
	}
	if k := len(w.out) - 1; k >= 0 && len(w.out[k].Text) < longInline {
		if l := &w.out[k]; l.Note == nil && l.Mark == like.Mark && l.Lang == like.Lang && l.Link == like.Link && l.Pos == like.Pos &&
			l.By == like.By {
			l.Text += space + text
			return
		}
	}
	w.space(space, like)
	like.Text = text
	w.out = append(w.out, like)
}
