package compose

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// A Redline is the comparison that a document shows.
type Redline struct {
	*plan.Redline
	ChangedOnly bool // leave out the paragraphs that did not change
}

// Texts returns a text in each language; if a translation is missing, also the original, which is printed instead.
func Texts(t input.Text, langs []string, set *locale.Set) map[string]string {
	out := map[string]string{}
	if strings.TrimSpace(t.String) == "" {
		return out
	}
	for _, l := range langs {
		switch tr := set.Lookup(t, l); {
		case tr.Missing():
			out[t.Lang] = t.String
		case strings.TrimSpace(tr.Text.String) != "":
			out[l] = tr.Text.String
		}
	}
	return out
}

// Content is the part of the draft of a plan that redlines compare and records keep: the text of each paragraph in each language. paper
// is the id of its paper.
func Content(p *plan.Plan, paper string, langs []string, set *locale.Set) *plan.Base {
	b := &plan.Base{Date: p.AsOf}
	texts := func(t input.Text) map[string]string {
		return Texts(t, langs, set)
	}
	var subs func(in []*plan.SubParagraph) []*plan.Passage
	subs = func(in []*plan.SubParagraph) []*plan.Passage {
		var out []*plan.Passage
		for _, s := range in {
			out = append(out, &plan.Passage{ID: s.ID, Number: s.Number, Texts: texts(s.Text), Sub: subs(s.Sub)})
		}
		return out
	}
	reserved := func(in []plan.Reservation) []*plan.Passage {
		var out []*plan.Passage
		for _, r := range in {
			x := &plan.Passage{ID: r.ID.String, State: "announced", Delegation: r.Delegation.String}
			if r.Received {
				x.State, x.Texts = "received", texts(r.Text)
			}
			out = append(out, x)
		}
		return out
	}
	add := func(section string, ps []*plan.Paragraph) {
		for _, x := range ps {
			t := &plan.Passage{ID: x.ID, Kind: x.Kind, Section: section, Number: x.Number, Bis: x.Bis, State: x.State,
				Moved: x.Moved != nil, Texts: texts(x.Text), Sub: subs(x.Sub)}
			t.Reserved = reserved(x.Reserved)
			for _, n := range x.Notes {
				t.Notes = append(t.Notes, &plan.Passage{ID: n.ID.String, Texts: texts(n.Text)})
			}
			b.Passages = append(b.Passages, t)
		}
	}
	add("", p.Draft.Preamble)
	b.Sections = []*plan.Passage{}
	for _, s := range p.Draft.Sections {
		section := ""
		if s.Section != nil {
			section = s.Section.ID.String
			b.Sections = append(b.Sections, &plan.Passage{ID: section, Texts: texts(s.Section.Title), Reserved: reserved(s.Reserved)})
		}
		add(section, s.Paragraphs)
	}
	if x := p.Papers[paper]; x != nil {
		b.Title = &plan.Passage{ID: paper, Reserved: reserved(x.Reserved)}
	}
	return b
}

// Adopted returns the adopted texts on which the paragraphs of a plan are built, each under the id of its paragraph. It includes
// paragraphs that delete an adopted one, which are not in the draft.
func Adopted(p *plan.Plan, langs []string, set *locale.Set) *plan.Base {
	b := &plan.Base{Adopted: true, Lacking: map[string]bool{}}
	texts := func(t input.Text) map[string]string {
		out := map[string]string{}
		for _, l := range langs {
			if tr := set.Lookup(t, l); !tr.Missing() {
				out[l] = tr.Text.String
			}
		}
		return out
	}
	var subs func(in []*input.SubParagraph) []*plan.Passage
	subs = func(in []*input.SubParagraph) []*plan.Passage {
		var out []*plan.Passage
		for i, s := range in {
			out = append(out, &plan.Passage{ID: s.ID.String, Number: i + 1, Texts: texts(s.Text), Sub: subs(s.Paragraphs)})
		}
		return out
	}
	add := func(section string, ps ...*plan.Paragraph) {
		for _, x := range ps {
			m, ok := x.Base.(*input.Mandate)
			if !ok {
				continue
			}
			if strings.TrimSpace(m.Text.String) == "" {
				b.Lacking[x.ID] = true
				continue
			}
			b.Passages = append(b.Passages,
				&plan.Passage{ID: x.ID, Kind: kindOf(m), Section: section, Texts: texts(m.Text), Sub: subs(m.Paragraphs)})
		}
	}
	out := func(preambular bool) {
		for _, x := range p.Draft.Out {
			if x.Operation == "sup" && (x.Kind == "preambular") == preambular {
				add(x.Proposal.Section.String, x)
			}
		}
	}
	add("", p.Draft.Preamble...)
	out(true)
	for _, s := range p.Draft.Sections {
		section := ""
		if s.Section != nil {
			section = s.Section.ID.String
		}
		add(section, s.Paragraphs...)
	}
	out(false)
	return b
}

// kindOf is the part of a resolution that contains an adopted paragraph.
func kindOf(m *input.Mandate) string {
	if m.Preambular() {
		return "preambular"
	}
	return "operative"
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

// was is the earlier text that a text is compared with.
type was struct {
	texts map[string]string // nil: there was none
	notes []*plan.Passage   // notes cited by it
	gone  bool              // the text itself no longer exists
	moved bool              // it is in another place than it was
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

// gone is a text that no longer exists: all of it is deleted. If the column's language has no text, that of another language is
// printed.
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

// silent makes the inlines of an earlier text; its findings were reported when it was printed.
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

// A piece is a token of inlines with its formatting, and the notes that follow it.
type piece struct {
	like  *doc.Inline
	notes []doc.Inline
}

// pieces splits inlines into tokens. A cross-reference is one token, and equal to another one to the same paragraph.
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

// looks are the marks that change the appearance of words: a difference in them alone is a change.
const looks = doc.Em | doc.Strong | doc.Under | doc.Sup

// look distinguishes a word from the same word with other formatting, or with a link to another address.
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

// signs open and close a change, as printed and as read aloud, with the mark of the words between.
type signs struct {
	print, spoken [2]string
	mark          doc.Mark
}

// apart sets the printed signs apart from words that begin or end with a dash or a plus sign, which would look like part of them.
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

// A noting tracks the notes of two texts being compared: note marks do not count as words.
type noting struct {
	c        *column
	old, new map[string]*doc.Note // by the ids cited
	moved    map[string]bool      // after other words
	changed  bool
}

func (c *column) noting(old, new []doc.Inline) *noting {
	n := &noting{c: c, old: map[string]*doc.Note{}, new: map[string]*doc.Note{}, moved: map[string]bool{}}
	for _, x := range old {
		if x.Note != nil {
			n.old[c.cited[x.Note]] = x.Note
		}
	}
	for _, x := range new {
		if x.Note != nil {
			n.new[c.cited[x.Note]] = x.Note
		}
	}
	return n
}

// put adds the notes after a word that is in both texts, deleted or inserted. They are marked unless the words around are.
func (n *noting) put(w *writer, marks []doc.Inline, op, around diff.Op) {
	for _, i := range marks {
		id := n.c.cited[i.Note]
		switch {
		case op == diff.Delete && n.new[id] != nil:
			if n.moved[id] {
				n.away(w, i, around)
			}
			continue
		case op == diff.Delete:
			n.c.struck++
			gone := *i.Note
			gone.Mark = strings.Repeat("*", n.c.struck)
			gone.ID = fmt.Sprintf("%s.was.%s.%d", id, n.c.l.Tag, n.c.struck)
			gone.Inlines, _ = n.c.compare(gone.Inlines, nil)
			i.Note, i.Text = &gone, gone.Mark
		case n.old[id] != nil:
			var changed bool
			i.Note.Inlines, changed = n.c.compare(n.old[id].Inlines, i.Note.Inlines)
			n.changed = n.changed || changed
			if n.moved[id] {
				n.here(w, i, around)
			} else {
				w.out = append(w.out, i)
			}
			continue
		default:
			op = diff.Insert
			i.Note.Inlines, _ = n.c.compare(nil, i.Note.Inlines)
		}
		n.changed = true
		s := n.c.signs(op)
		i.Mark |= s.mark
		i.By = n.c.maker(op, nil)
		if op == around {
			w.out = append(w.out, i)
			continue
		}
		w.sign(s.print[0], s.spoken[0], i)
		w.out = append(w.out, i)
		w.sign(s.print[1], s.spoken[1], i)
	}
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

// follow finds the notes that come after other words than before. A note whose word was deleted or inserted stays where it is.
func (n *noting) follow(spans []diff.Span, old, new []piece) {
	type place struct{ words, order int } // unchanged words before it; notes at the same place before it that both texts have
	was, is := map[string]place{}, map[string]place{}
	words := 0
	put := func(to map[string]place, p piece) {
		for _, i := range p.notes {
			id := n.c.cited[i.Note]
			if n.old[id] == nil || n.new[id] == nil {
				continue
			}
			at := place{words: words}
			for _, q := range to {
				if q.words == words {
					at.order++
				}
			}
			to[id] = at
		}
	}
	for _, s := range spans {
		for k := s.Old.From; k < s.Old.To && s.Op != diff.Insert; k++ {
			if s.Op == diff.Equal {
				words++
				put(is, new[s.New.From+k-s.Old.From])
			}
			put(was, old[k])
		}
		for k := s.New.From; k < s.New.To && s.Op == diff.Insert; k++ {
			put(is, new[k])
		}
	}
	for id, at := range was {
		if is[id] != at {
			n.moved[id] = true
		}
	}
}

// away shows that a note that is now elsewhere was here; here shows the new place. A note within deleted or inserted words goes
// with them.
func (n *noting) away(w *writer, i doc.Inline, around diff.Op) {
	n.changed = true
	mark := n.new[n.c.cited[i.Note]].Mark
	shown := mark
	if around != diff.Delete {
		shown = deletionOpen + mark + deletionClose
	}
	i.Note = nil
	w.sign(shown, n.c.l.T("a11y.note-away", map[string]any{"N": mark}), i)
}

func (n *noting) here(w *writer, i doc.Inline, around diff.Op) {
	n.changed = true
	if around == diff.Insert {
		i.Mark |= n.c.signs(diff.Insert).mark
		w.out = append(w.out, i)
		return
	}
	w.sign(insertionOpen, n.c.l.T("a11y.note-here", map[string]any{"N": i.Note.Mark}), i)
	w.out = append(w.out, i)
	w.sign(insertionClose, n.c.l.T("a11y.insertion-end", nil), i)
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

// A changedSpace is the position of a change among the inlines written, so that a space after it that only one of the texts has
// becomes part of it.
type changedSpace struct {
	before        bool // a space comes before the change
	deletion, put int  // places of the signs that close what is deleted and put in, and 1; 0: nothing is
}

func (s *changedSpace) closed(op diff.Op, at int) {
	if op == diff.Delete {
		s.deletion = at + 1
	} else {
		s.put = at + 1
	}
}

// settle returns the space to be written before equal words after a change: is is the space of the new text, was reports whether the
// old text has one, within that the words do not begin the new text. It prepares for the next change.
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

// sign adds a sign; its spoken form is separated from the words on both sides.
func (w *writer) sign(s, spoken string, like doc.Inline) {
	w.out = append(w.out, doc.Inline{Text: s, Mark: doc.Signal, Actual: " " + spoken + " ", Pos: like.Pos})
}

func (w *writer) put(space, text string, like doc.Inline) {
	if text == "" {
		return
	}
	if k := len(w.out) - 1; k >= 0 {
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

// changes summarizes the changes in the language of each column: the counts, the paragraphs with their pages, and the states.
func (z *zipper) changes() []doc.Block {
	r := z.opts.Redline
	if r == nil {
		return nil
	}
	n := r.Count()
	line := func(id string, inlines func(c *column) []doc.Inline) doc.Block {
		return z.beside(id, func(c *column, id string) doc.Block {
			return &doc.Paragraph{ID: id, Lang: c.l.Tag, Role: "notice", Inlines: inlines(c)}
		})
	}
	out := []doc.Block{line(changesID(z.paper), func(c *column) []doc.Inline {
		words := c.l.T(
			"draft.redline-summary",
			map[string]any{"Base": c.baseName(), "New": fmt.Sprint(n.New), "Changed": fmt.Sprint(n.Changed),
				"Deleted": fmt.Sprint(n.Deleted), "Moved": fmt.Sprint(n.Moved), "Agreed": fmt.Sprint(n.Agreed)},
		)
		if n.Reserved > 0 {
			words += " " + c.l.N("draft.redline-reservations", n.Reserved, nil)
		}
		return []doc.Inline{{Text: words}}
	})}
	out = append(out, line(z.paper+".changes-key", (*column).key))
	for i, list := range z.lists() {
		out = append(out, line(fmt.Sprintf("%s.changes-list%d", z.paper, i+1), list))
	}
	if steps := r.steps(); len(steps) > 0 {
		out = append(out, z.beside(z.paper+".changes-states", func(c *column, id string) doc.Block { return c.states(id, steps) }))
	}
	if r.ChangedOnly && n.Unchanged > 0 {
		out = append(out, line(z.paper+".changes-unchanged", func(c *column) []doc.Inline {
			return []doc.Inline{{Text: c.l.N("draft.unchanged-paragraphs", n.Unchanged, nil)}}
		}))
	}
	return out
}

// beside makes a block in each column, side by side; in a document of one column, the block alone.
func (z *zipper) beside(id string, block func(c *column, id string) doc.Block) doc.Block {
	if len(z.columns) == 1 {
		return block(z.columns[0], id)
	}
	out := &doc.Pair{ID: id, Missing: make([]bool, len(z.columns))}
	for _, c := range z.columns {
		out.Columns = append(out.Columns, block(c, ""))
	}
	return out
}

// key shows how inserted and deleted words are marked.
func (c *column) key() []doc.Inline {
	w := &writer{}
	for i, k := range []struct {
		op   diff.Op
		word string
	}{{diff.Insert, "redline.inserted"}, {diff.Delete, "redline.deleted"}} {
		if i > 0 {
			w.out = append(w.out, doc.Inline{Text: " · "})
		}
		s := c.signs(k.op)
		w.sign(s.print[0], s.spoken[0], doc.Inline{})
		w.out = append(w.out, doc.Inline{Text: c.l.T(k.word, nil), Mark: s.mark})
		w.sign(s.print[1], s.spoken[1], doc.Inline{})
	}
	return w.out
}

// lists name the changed paragraphs by kind of change, each in the language of a column.
func (z *zipper) lists() []func(c *column) []doc.Inline {
	var out []func(c *column) []doc.Inline
	add := func(is func(*plan.Change) bool, words func(c *column, n int, list string) string) {
		if of := z.opts.Redline.those(is); len(of) > 0 {
			out = append(out, func(c *column) []doc.Inline {
				before, after, _ := strings.Cut(words(c, len(of), placeOfList), placeOfList)
				in := c.listing(of)
				if before != "" {
					in = append([]doc.Inline{{Text: before}}, in...)
				}
				return append(in, doc.Inline{Text: after})
			})
		}
	}
	named := func(key string) func(c *column, n int, list string) string {
		return func(c *column, n int, list string) string {
			return c.l.T("draft.redline-list", map[string]any{"What": c.l.Capital(c.l.T(key, nil)), "List": list})
		}
	}
	add((*plan.Change).IsNew, named("derived.new"))
	add(func(ch *plan.Change) bool { return ch.Old != nil && ch.New != nil && (len(ch.Langs) > 0 || ch.Order) }, named("redline.changed"))
	add((*plan.Change).IsDeleted, named("redline.deleted"))
	add(func(ch *plan.Change) bool { return ch.Moved }, named("derived.moved"))
	add(func(ch *plan.Change) bool { return ch.Unknown }, func(c *column, n int, list string) string {
		return c.l.N("draft.redline-unknown", n, map[string]any{"List": list})
	})
	return out
}

// placeOfList marks the place of a list in its label: no text contains this character.
const placeOfList = "\uE000"

// those returns the changes of a kind, in the order of the draft.
func (r *Redline) those(is func(*plan.Change) bool) []*plan.Change {
	var out []*plan.Change
	for _, ch := range r.Changes {
		if is(ch) {
			out = append(out, ch)
		}
	}
	return out
}

// shows reports whether a paragraph is in the redline: with ChangedOnly, only if more than its state changed.
func (r *Redline) shows(ch *plan.Change) bool { return !r.ChangedOnly || ch.Any() && !ch.Stated() }

// listing names paragraphs, each with a link and its page.
func (c *column) listing(of []*plan.Change) []doc.Inline {
	var out []doc.Inline
	before := ""
	for _, ch := range of {
		n, kind := c.listed(ch)
		separator, words := c.next(before, kind, n)
		before = kind
		if separator != "" {
			out = append(out, doc.Inline{Text: separator})
		}
		name := doc.Inline{Text: words}
		if !c.opts.Redline.shows(ch) {
			out = append(out, name)
			continue
		}
		name.Link = &doc.Link{ID: ch.ID, Desc: c.heard(ch)}
		out = append(out, name, doc.Inline{PageOf: ch.ID})
	}
	return out
}

// heard is the spoken form of a paragraph in a list.
func (c *column) heard(ch *plan.Change) string {
	n, kind := c.listed(ch)
	switch kind {
	case "preambular":
		return c.l.T("draft.open-preambular", map[string]any{"N": n})
	case "operative":
		return c.l.T("draft.reference", map[string]any{"N": n})
	}
	return n
}

// A step is a change from one state to another, with the paragraphs that made it.
type step struct {
	was, is string
	of      []*plan.Change
}

// steps returns the changes of state, in the order of the first paragraph of each in the draft.
func (r *Redline) steps() []step {
	var out []step
	for _, ch := range r.those(func(ch *plan.Change) bool { return ch.State }) {
		i := slices.IndexFunc(out, func(s step) bool { return s.was == ch.Old.State && s.is == ch.New.State })
		if i < 0 {
			i, out = len(out), append(out, step{was: ch.Old.State, is: ch.New.State})
		}
		out[i].of = append(out[i].of, ch)
	}
	return out
}

// states is the table of paragraphs whose state changed, one row per step.
func (c *column) states(id string, steps []step) *doc.Table {
	cell := func(head bool, in ...doc.Inline) *doc.Cell {
		x := &doc.Cell{Header: head, Lang: c.l.Tag, Blocks: []doc.Block{&doc.Paragraph{Lang: c.l.Tag, Inlines: in}}}
		if head {
			x.Scope = "col"
		}
		return x
	}
	word := func(key string) doc.Inline { return doc.Inline{Text: c.l.T(key, nil)} }
	t := &doc.Table{ID: id, Lang: c.l.Tag, Widths: []float64{2, 2, 4}, Head: []*doc.Row{{Cells: []*doc.Cell{
		cell(true, word("redline.state-was")), cell(true, word("redline.state-is")), cell(true, word("redline.paragraphs")),
	}}}}
	for _, s := range steps {
		t.Rows = append(t.Rows, &doc.Row{Cells: []*doc.Cell{
			cell(false, word("state."+s.was)), cell(false, word("state."+s.is)), cell(false, c.listing(s.of)...),
		}})
	}
	return t
}

// listed is the name of a paragraph in a list: its number and kind or, if deleted, its former number in full, with the kind inFull.
func (c *column) listed(ch *plan.Change) (name, kind string) {
	p, _ := c.plan.ByID[ch.ID].(*plan.Paragraph)
	n := ""
	if !ch.IsDeleted() {
		n, _ = c.number(ch.ID)
	}
	switch {
	case ch.IsDeleted() && c.opts.Redline.Base.Adopted && p != nil:
		if m, ok := p.Base.(*input.Mandate); ok {
			return c.cite("plan.mandate-ref-short", m), inFull
		}
		return c.place(ch.Old), inFull
	case n == "" && ch.Old == nil:
		return c.l.T("draft.not-in-draft", nil), inFull
	case n == "":
		return c.place(ch.Old), inFull
	case p != nil && p.Kind == "preambular":
		return n, "preambular"
	}
	return n, "operative"
}

// inFull is the kind of what a list names in full.
const inFull = "in full"
