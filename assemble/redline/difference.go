package redline

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"omnibus/assemble/compose"
	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
	"omnibus/assemble/work"
)

// Difference prints what changed in the draft from one revision to another, paragraph by paragraph and language by language, with
// {+insertions+} and {-deletions-}. Revisions are named as in Job.Against; if to is "", the second is the current draft.
func Difference(w *work.Work, out io.Writer, from, to string) error {
	paper := w.Draft()
	if paper == nil {
		return errNoDraft
	}
	old, err := Base(w, paper, from)
	if err != nil {
		return err
	}
	if old == nil {
		return fmt.Errorf("there is no revision before %s", paper.Symbol)
	}
	now := compose.Content(w.PlanOf(paper.Paper.ID.String), paper.Paper.ID.String, w.Tags(), w.Locales)
	now.Symbol = paper.Symbol
	if to != "" {
		if now, err = Base(w, paper, to); err != nil {
			return err
		}
	}
	_, err = io.WriteString(out, differences(old, now, w.Tags(), w.Locales, w.Records.Body))
	return err
}

// differences describes what changed from one version of the draft to another, in the words of the redline.
func differences(old, now *plan.Base, langs []string, set *locale.Set, body *input.Body) string {
	r := plan.Compare(old, now, langs)
	n := r.Count()
	p := &printer{langs: langs, old: old, now: now, set: set, l: set.Locale(locale.Reference), body: body}
	p.printf(
		"%s to %s: %d new, %d changed, %d deleted, %d moved, %d agreed",
		baseName(old),
		baseName(now),
		n.New,
		n.Changed,
		n.Deleted,
		n.Moved,
		n.Agreed,
	)
	if n.Unknown > 0 {
		p.printf("; %d cannot be compared: the adopted text is not recorded", n.Unknown)
	}
	if n.Marked > 0 {
		p.printf("; %d with other brackets or proposals on the whole", n.Marked)
	}
	if n.Reserved > 0 {
		p.printf("; %s", diag.Plural(n.Reserved, "reservation"))
	}
	p.printf("\n")
	for _, s := range append(slices.Clone(now.Sections), old.Sections...) {
		if c := r.Headings[s.ID]; c != nil && (c.New == s || c.New == nil) &&
			(c.Old == nil || c.New == nil || len(c.Langs)+len(c.Reserved) > 0) {
			p.heading(c)
		}
	}
	if c := r.Title; c != nil && len(c.Langs)+len(c.Reserved) > 0 {
		p.printf("\ntitle\n")
		for _, l := range c.Langs {
			p.differing(l, "  "+l, words(c.Old, l), words(c.New, l))
		}
		p.reservations(c)
	}
	for _, c := range r.Changes {
		if c.Any() {
			p.paragraph(c)
		}
	}
	return p.String()
}

// A printer prints changes, language by language.
type printer struct {
	strings.Builder
	langs    []string
	old, now *plan.Base
	set      *locale.Set
	l        *locale.Locale // the locale in whose words changes are named
	body     *input.Body
}

func (p *printer) printf(format string, args ...any) { fmt.Fprintf(p, format, args...) }

func baseName(b *plan.Base) string {
	switch {
	case b.Adopted:
		return "the adopted texts"
	case b.Symbol != "":
		return b.Symbol
	}
	return "the text of " + b.Date.String()
}

func (p *printer) heading(c *plan.Change) {
	what := "as it was"
	switch {
	case c.IsNew():
		what = "new"
	case c.IsDeleted():
		what = "deleted"
	case len(c.Langs) > 0:
		what = "changed in " + strings.Join(c.Langs, ", ")
	}
	p.printf("\nheading %s: %s\n", c.ID, what)
	for _, l := range p.langs {
		p.differing(l, "  "+l, words(c.Old, l), words(c.New, l))
	}
	p.reservations(c)
}

// reservations prints the changes to the reservations on a paragraph, a heading or the title.
func (p *printer) reservations(c *plan.Change) {
	for _, r := range c.Reserved {
		of, what := r.New, ""
		switch {
		case r.Old == nil:
			what = "new, " + r.New.State
		case r.New == nil:
			of, what = r.Old, "withdrawn"
		case r.Old.State != r.New.State:
			what = r.Old.State + " to " + r.New.State
		default:
			what = "changed"
		}
		p.printf("  reservation %s of %s: %s\n", r.ID, of.Delegation, what)
		for _, l := range p.langs {
			p.differing(l, "    "+l, words(r.Old, l), words(r.New, l))
		}
	}
}

// words returns the text of a passage in a language; "" for nil.
func words(p *plan.Passage, lang string) string {
	if p == nil {
		return ""
	}
	return p.Texts[lang]
}

// differing prints a line with its head if two texts in a language differ.
func (p *printer) differing(lang, head, old, new string) {
	if !diff.Same(old, new) {
		p.printf("%s: %s\n", head, p.marked(lang, old, new))
	}
}

// notes prints the changes to the footnotes of a paragraph. A note that is cited in only one version is new or removed.
func (p *printer) notes(c *plan.Change, lang string) {
	var old, new []*plan.Passage
	if c.Old != nil {
		old = c.Old.Cited()
	}
	if c.New != nil {
		new = c.New.Cited()
	}
	with := func(in []*plan.Passage, id string) *plan.Passage {
		if i := slices.IndexFunc(in, func(p *plan.Passage) bool { return p.ID == id }); i >= 0 {
			return in[i]
		}
		return nil
	}
	for _, n := range new {
		p.differing(lang, fmt.Sprintf("  %s, note %s", lang, n.ID), words(with(old, n.ID), lang), words(n, lang))
	}
	for _, o := range old {
		if with(new, o.ID) == nil {
			p.differing(lang, fmt.Sprintf("  %s, note %s", lang, o.ID), words(o, lang), "")
		}
	}
}

func (p *printer) paragraph(c *plan.Change) {
	of, in := c.New, p.now
	if of == nil {
		of, in = c.Old, p.old
	}
	p.printf("\n%s (%s): %s\n", p.place(in, of), c.ID, strings.Join(p.became(c), "; "))
	if c.Old != nil && c.New != nil {
		p.marks("  ", c.Old, c.New)
	}
	subs := c.Sub
	switch {
	case c.IsNew():
		subs = alone(c.New.Sub, true)
	case c.IsDeleted():
		subs = alone(c.Old.Sub, false)
	}
	for _, l := range p.langs {
		p.differing(l, "  "+l, words(c.Old, l), words(c.New, l))
		p.subs(subs, l, 1)
		p.notes(c, l)
	}
	p.reservations(c)
}

// marks prints the changes to the brackets around a text and to the proposals on it as a whole.
func (p *printer) marks(indent string, old, new *plan.Passage) {
	keys := func(authors []input.Ref) string {
		var out []string
		for _, a := range authors {
			out = append(out, a.String)
		}
		return strings.Join(out, ", ")
	}
	brackets := func(x *plan.Passage) string {
		switch {
		case !x.Brackets:
			return ""
		case len(x.By) > 0:
			return "in brackets by " + keys(x.By)
		}
		return "in brackets"
	}
	said := func(m plan.Mark) string {
		s := keys(m.By) + ": " + m.Does
		if m.After != "" {
			s += " after " + m.After
		}
		return s
	}
	if was, is := brackets(old), brackets(new); was != is {
		p.printf("%s%s\n", indent, p.marked("", was, is))
	}
	for _, m := range old.Marks {
		if !slices.ContainsFunc(new.Marks, m.Same) {
			p.printf("%s%s\n", indent, p.marked("", said(m), ""))
		}
	}
	for _, m := range new.Marks {
		if !slices.ContainsFunc(old.Marks, m.Same) {
			p.printf("%s%s\n", indent, p.marked("", "", said(m)))
		}
	}
}

// became names the kinds of changes to a paragraph.
func (p *printer) became(c *plan.Change) []string {
	switch {
	case c.IsNew():
		return []string{"new"}
	case c.IsDeleted():
		return []string{"deleted"}
	}
	was := func(state string) string { return p.l.T("redline.was-state", map[string]any{"State": state}) }
	var what []string
	if len(c.Langs) > 0 {
		what = append(what, "changed in "+strings.Join(c.Langs, ", "))
	}
	if c.Order {
		what = append(what, p.l.T("redline.reordered", nil))
	}
	if c.Moved {
		what = append(what, p.l.T("redline.moved", map[string]any{"Place": p.place(p.old, c.Old)}))
	}
	if c.State {
		what = append(what, p.state(c.New.State), was(p.state(c.Old.State)))
	}
	if c.Marks {
		what = append(what, "brackets or proposals on the whole")
	}
	if len(what) == 0 {
		what = append(what, "as it was")
	}
	return what
}

// place names a paragraph by its number in a version of the draft.
func (p *printer) place(in *plan.Base, of *plan.Passage) string {
	if in.Adopted {
		return baseName(in)
	}
	return compose.Place(p.l, in, of)
}

// state returns the label of a state.
func (p *printer) state(key string) string { return p.l.T("state."+key, nil) }

// subs prints the changes to sub-paragraphs of a level in a language.
func (p *printer) subs(in []plan.SubChange, lang string, level int) {
	indent := strings.Repeat("  ", level+1)
	for _, s := range in {
		p.differing(lang, indent+lang, words(s.Old, lang), words(s.New, lang))
		if s.Moved {
			l := p.set.Locale(lang)
			p.printf("%s%s: %s (%s) %s\n", indent, lang, compose.Enumerator(p.body, l, level, s.New.Number), s.New.ID,
				l.T("redline.was-state", map[string]any{"State": compose.Enumerator(p.body, l, level, s.Old.Number)}))
		}
		if s.Marked() && lang == p.langs[0] {
			p.marks(indent+s.New.ID+": ", s.Old, s.New)
		}
		below := s.Sub
		switch {
		case s.Old == nil:
			below = alone(s.New.Sub, true)
		case s.New == nil:
			below = alone(s.Old.Sub, false)
		}
		p.subs(below, lang, level+1)
	}
}

// alone makes changes of sub-paragraphs that are in only one version.
func alone(in []*plan.Passage, new bool) []plan.SubChange {
	var out []plan.SubChange
	for _, p := range in {
		if new {
			out = append(out, plan.SubChange{New: p})
		} else {
			out = append(out, plan.SubChange{Old: p})
		}
	}
	return out
}

// marked marks the changes between two texts, by the words of their language; lang is empty for words of the tool's own.
func (p *printer) marked(lang, old, new string) string {
	var b strings.Builder
	for _, e := range p.set.Lexicon(lang).Words(old, new) {
		text := strings.TrimLeft(e.Text, " ")
		b.WriteString(e.Text[:len(e.Text)-len(text)])
		switch e.Op {
		case diff.Insert:
			b.WriteString("{+" + text + "+}")
		case diff.Delete:
			b.WriteString("{-" + text + "-}")
		default:
			b.WriteString(text)
		}
	}
	return b.String()
}
