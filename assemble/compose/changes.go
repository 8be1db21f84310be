package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// compared returns the text with which that of a paragraph is compared; nil for no comparison.
func compared(ch *plan.Change) *was {
	switch {
	case ch == nil || ch.Old == ch.New:
		return nil
	case ch.Old == nil:
		return &was{}
	}
	return &was{texts: ch.Old.Texts, notes: ch.Old.Notes, moved: ch.Moved, open: ch.Old}
}

// sections returns the sections of the draft. A redline also has those whose paragraphs were all removed.
func (c *column) sections() []*plan.Section {
	out := slices.Clone(c.plan.Draft.Sections)
	if c.opts.Redline == nil {
		return out
	}
	for _, ch := range c.opts.Redline.Changes {
		if !ch.IsDeleted() || ch.Old.Kind == "preambular" {
			continue
		}
		id := c.knownSection(ch.Old.Section)
		if slices.ContainsFunc(out, func(s *plan.Section) bool { return sectionID(s) == id }) {
			continue
		}
		s := &plan.Section{}
		if id != "" {
			s.Section = &input.DraftSection{ID: input.ID{Text: source.Text{String: id}}}
		}
		for _, x := range c.plan.Records.Term.Sections {
			if x.ID.String == id {
				s.Section = x
			}
		}
		out = append(out, s)
	}
	return out
}

// title returns the heading of a section; in a redline with insertions and deletions.
func (c *column) title(s *input.DraftSection) phrase {
	t := text{Text: s.Title}
	if r := c.opts.Redline; r != nil {
		ch := r.Headings[s.ID.String]
		if ch != nil && ch.New == nil {
			return c.goneText(ch.Old, nil)
		}
		t.was = compared(ch)
	}
	return c.refer(t)
}

// heading returns the change to the heading of a section; nil if the paper is not a redline.
func (c *column) heading(id string) *plan.Change {
	if c.opts.Redline == nil {
		return nil
	}
	return c.opts.Redline.Headings[id]
}

// knownSection returns the id of a section if its heading is known; "" if neither the term nor the base has it.
func (c *column) knownSection(id string) string {
	if c.opts.Redline.Headings[id] != nil ||
		slices.ContainsFunc(c.plan.Records.Term.Sections, func(s *input.DraftSection) bool { return s.ID.String == id }) {
		return id
	}
	return ""
}

func sectionID(s *plan.Section) string {
	if s.Section == nil {
		return ""
	}
	return s.Section.ID.String
}

// paragraphs returns the paragraphs of the preamble or of a section; in a redline, with the deleted ones among them.
func (c *column) paragraphs(in []*plan.Paragraph, kind, section string) []*Paragraph {
	var out []*Paragraph
	r := c.opts.Redline
	if r == nil {
		for _, p := range in {
			out = append(out, c.paragraph(p))
		}
		return out
	}
	byID := map[string]*plan.Paragraph{}
	for _, p := range in {
		byID[p.ID] = p
	}
	for _, ch := range r.Changes {
		if !r.shows(ch) {
			continue
		}
		if p := byID[ch.ID]; p != nil && !ch.IsDeleted() {
			out = append(out, c.paragraph(p))
		} else if ch.IsDeleted() && ch.Old.Kind == kind && (kind == "preambular" || c.knownSection(ch.Old.Section) == section) {
			out = append(out, c.deleted(ch))
		}
	}
	return out
}

// stoodBehind returns the id of what a moved paragraph used to follow: the nearest paragraph before it that has not moved, or else its
// section.
func (c *column) stoodBehind(ch *plan.Change) string {
	if c.stood == nil {
		c.stood = c.opts.Redline.behind()
	}
	return c.stood[ch.ID]
}

// behind returns what each paragraph of the base followed, by id: the nearest paragraph before it that has not moved, or else its section.
func (r *Redline) behind() map[string]string {
	type place struct{ kind, section string }
	out, last := map[string]string{}, map[place]string{}
	for _, p := range r.Base.Passages {
		at := place{p.Kind, p.Section}
		out[p.ID] = cmp.Or(last[at], p.Section)
		if ch := r.ByID[p.ID]; ch != nil && !ch.Moved {
			last[at] = p.ID
		}
	}
	return out
}

// deleted makes a paragraph that no longer exists.
func (c *column) deleted(ch *plan.Change) *Paragraph {
	c.within, c.whole[ch.ID], c.by[ch.ID] = ch.ID, doc.Del, c.together(c.makersOf(ch.ID))
	return &Paragraph{
		ID:      ch.ID,
		Deleted: true,
		Text:    c.goneText(ch.Old, ch.Old.Notes),
		Sub:     c.goneSubs(ch.Old.Sub, ch.Old.Notes, 1),
		Changes: c.whatChanged(ch),
	}
}

func (c *column) goneText(p *plan.Passage, notes []*plan.Passage) phrase {
	if len(p.Texts) == 0 {
		return ""
	}
	t := text{was: &was{texts: p.Texts, notes: notes, gone: true}}
	t.ID, t.Lang = "\x00gone."+p.ID, c.plan.Records.Term.Original.String
	return c.refer(t)
}

// goneSubs returns sub-paragraphs that no longer exist. They get new ids, because their proposal may still be printed as an alternative.
func (c *column) goneSubs(in, notes []*plan.Passage, level int) []SubParagraph {
	var out []SubParagraph
	for _, s := range in {
		c.whole[s.ID+".was"] = doc.Del
		out = append(out, SubParagraph{ID: s.ID + ".was", Level: level, Text: c.goneText(s, notes), Sub: c.goneSubs(s.Sub, notes, level+1)})
	}
	return out
}

// changedSubs returns the sub-paragraphs of a paragraph, each with its earlier text, and the deleted ones.
func (c *column) changedSubs(ch *plan.Change, p *plan.Paragraph, pr *input.Proposal) []SubParagraph {
	byID := map[string]*plan.SubParagraph{}
	var index func(in []*plan.SubParagraph)
	index = func(in []*plan.SubParagraph) {
		for _, s := range in {
			byID[s.ID] = s
			index(s.Sub)
		}
	}
	index(p.Sub)
	if ch.Old == nil {
		return c.newSubs(p.Sub, p.Notes, pr.Languages)
	}
	var walk func(in []plan.SubChange, level int) []SubParagraph
	walk = func(in []plan.SubChange, level int) []SubParagraph {
		var out []SubParagraph
		for _, sc := range in {
			switch {
			case sc.New == nil:
				out = append(out, c.goneSubs([]*plan.Passage{sc.Old}, ch.Old.Notes, level)...)
			case sc.Old == nil:
				out = append(out, c.newSubs([]*plan.SubParagraph{byID[sc.New.ID]}, p.Notes, pr.Languages)...)
			default:
				x := c.subParagraph(byID[sc.New.ID], p.Notes, pr.Languages,
					&was{texts: sc.Old.Texts, notes: ch.Old.Notes, moved: sc.Moved, open: sc.Old})
				x.Sub = walk(sc.Sub, level+1)
				closeSub(&x, x.closing)
				x.Was = c.formerMarker(sc, level)
				out = append(out, x)
			}
		}
		return out
	}
	return walk(ch.Sub, 1)
}

// formerMarker returns the former marker of a sub-paragraph that moved within its list; "" for others.
func (c *column) formerMarker(s plan.SubChange, level int) string {
	if !s.Moved {
		return ""
	}
	return c.l.T("redline.was-state", map[string]any{"State": c.enumerator(level, s.Old.Number)})
}

// newSubs returns sub-paragraphs that are entirely new.
func (c *column) newSubs(in []*plan.SubParagraph, notes []*input.ProseNote, only []source.Text) []SubParagraph {
	var out []SubParagraph
	for _, s := range in {
		c.whole[s.ID] = doc.Ins
		x := c.subParagraph(s, notes, only, &was{})
		x.Sub = c.newSubs(s.Sub, notes, only)
		closeSub(&x, x.closing)
		out = append(out, x)
	}
	return out
}

// whatChanged describes the changes to a paragraph.
func (c *column) whatChanged(ch *plan.Change) []string {
	var out []string
	switch {
	case ch.Unknown:
		out = append(out, c.l.T("redline.unknown", nil))
	case ch.IsNew():
		out = append(out, c.l.T("redline.new", map[string]any{"Base": c.baseName()}))
	case ch.IsDeleted() && c.opts.Redline.Base.Adopted:
		if p, ok := c.plan.ByID[ch.ID].(*plan.Paragraph); ok {
			out = append(out, c.base(p))
		}
	case ch.IsDeleted():
		key := "redline.gone"
		if p, ok := c.plan.ByID[ch.ID].(*plan.Paragraph); ok && p.ID == ch.ID && p.State == "withdrawn" {
			key = "redline.withdrawn"
		}
		out = append(out, c.l.T(key, map[string]any{"Place": c.place(ch.Old)}))
	case ch.Moved && ch.New.Moved: // the move is already stated
		out = append(out, c.l.T("redline.was-state", map[string]any{"State": c.place(ch.Old)}))
	case ch.Moved:
		out = append(out, c.l.T("redline.moved", map[string]any{"Place": c.place(ch.Old)}))
	}
	if ch.Old != nil && ch.New != nil {
		if ch.State {
			out = append(out, c.formerly(ch.Old.State))
		}
		if ch.Order {
			out = append(out, c.l.T("redline.reordered", nil))
		}
		if ch.Marks {
			out = append(out, c.marksChanged(ch)...)
		}
		if n := len(ch.Langs); n > 0 && n < c.told(ch) {
			var names []string
			for _, l := range ch.Langs {
				names = append(names, c.l.LanguageName(l))
			}
			out = append(out, c.l.T("draft.changed-one-language", map[string]any{"Language": c.l.List(names)}))
		}
		out = append(out, c.reservedWords(ch.Reserved)...)
	}
	return out
}

// marksChanged describes the changes to the brackets around a paragraph and its parts, and to the proposals on them as a whole.
func (c *column) marksChanged(ch *plan.Change) []string {
	out := c.marksOf("", ch.Old, ch.New, ch.State)
	var walk func(in []plan.SubChange, level int)
	walk = func(in []plan.SubChange, level int) {
		for _, s := range in {
			if s.Marked() {
				label := c.subLabel(&plan.SubParagraph{Level: level, Number: s.New.Number, Bis: s.New.Bis})
				out = append(out, c.marksOf(label+nbsp, s.Old, s.New, false)...)
			}
			walk(s.Sub, level+1)
		}
	}
	walk(ch.Sub, 1)
	return out
}

// marksOf describes these changes for one passage, each preceded by its name. It leaves out brackets that change together with the state.
func (c *column) marksOf(where string, old, new *plan.Passage, withState bool) []string {
	var out []string
	proposed := func(of, other []plan.Mark, key string) {
		for _, m := range of {
			if !slices.ContainsFunc(other, m.Same) {
				_, words := c.bracket(false, nil, []plan.Mark{m})
				out = append(out, where+c.l.T(key, map[string]any{"Proposal": strings.TrimSpace(words)}))
			}
		}
	}
	switch {
	case withState:
	case new.Brackets && !old.Brackets && len(new.Marks) == len(old.Marks):
		out = append(out, where+c.l.T("redline.bracketed", nil))
	case old.Brackets && !new.Brackets && len(new.Marks) == len(old.Marks):
		out = append(out, where+c.l.T("redline.unbracketed", nil))
	case new.Brackets && old.Brackets && len(old.By) > 0 && !plan.SameAuthors(old.By, new.By):
		before, _ := c.bracket(true, old.By, nil)
		out = append(out, where+c.l.T("redline.was-state", map[string]any{"State": strings.TrimSpace(before) + " …]"}))
	}
	proposed(old.Marks, new.Marks, "redline.mark-gone")
	proposed(new.Marks, old.Marks, "redline.mark-new")
	return out
}

// told returns the number of languages of the paper in which a paragraph exists or existed.
func (c *column) told(ch *plan.Change) int {
	n := 0
	for _, l := range c.langs {
		if ch.Old.Texts[l] != "" || ch.New.Texts[l] != "" {
			n++
		}
	}
	return n
}

// place names a paragraph of the base by its number there.
func (c *column) place(p *plan.Passage) string {
	if b := c.opts.Redline.Base; !b.Adopted && (p.Number > 0 || p.Kind == "preambular") {
		return Place(c.l, b, p)
	}
	return c.baseName()
}

// Place names a paragraph by its number in a version of the draft: operative paragraph 5 bis. Preambular paragraphs have no numbers, and
// are counted.
func Place(l *locale.Locale, in *plan.Base, p *plan.Passage) string {
	number, key := p.Number, "draft.reference"
	if p.Kind == "preambular" {
		key, number = "draft.reference-preambular", 0
		for _, q := range in.Passages {
			if q.Kind == p.Kind && q.Bis == 0 {
				number++
			}
			if q.ID == p.ID {
				break
			}
		}
	}
	n := fmt.Sprint(number)
	if p.Bis > 0 {
		n += nbsp + l.Bis(p.Bis)
	}
	return l.T(key, map[string]any{"N": n})
}

// formerly says which state a paragraph had before.
func (c *column) formerly(state string) string {
	if state == "agreed-ad-referendum" { // in short, since the new state is beside it
		return c.l.T("redline.was-ad-referendum", nil)
	}
	return c.l.T("redline.was-state", map[string]any{"State": c.l.T("state."+state, nil)})
}
