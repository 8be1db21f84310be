package merge

import (
	"cmp"
	"maps"
	"slices"

	"omnibus/assemble/date"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// draft merges the proposals that count into one ordered draft. Their order in the files does not matter: proposals are applied by date,
// then by id, and a paragraph is placed by its section and order.
func (m *merger) draft() {
	var on []*input.Proposal
	for _, p := range m.in.Proposals {
		if m.plan.Made(p) {
			on = append(on, p)
		}
	}
	slices.SortStableFunc(on, byDate)
	for _, p := range m.in.Proposals {
		m.own(p, p.Paragraphs)
	}
	changes := map[string][]*input.Proposal{} // by id of the paragraph or mandate changed
	for _, p := range on {
		if p.Operation.String != "add" && p.Base.String != "" {
			base := m.root(p)
			changes[base] = append(changes[base], p)
		}
	}
	var all []*plan.Paragraph
	seen := map[string]bool{}
	for _, p := range on {
		root := p.ID.String
		if p.Operation.String != "add" && p.Base.String != "" {
			root = m.root(p)
		}
		if seen[root] {
			continue
		}
		seen[root] = true
		switch first := m.in.ByID[root].(type) {
		case *input.Proposal:
			if m.plan.Made(first) {
				all = append(all, m.paragraphsOf(first, changes[root])...)
			}
			continue
		case *input.DraftSection, *input.Heading: // when it is known which section takes over which heading
			continue
		case *input.Paper:
			if x := m.plan.Papers[root]; x != nil {
				paper, h := *x.Paper, m.heading(root, first.Title, changes[root])
				paper.Title = h.text
				x.Paper, x.Title = &paper, h.Heading
			}
			continue
		}
		all = append(all, m.paragraphsOf(nil, changes[root])...)
	}
	if m.toCompendium() {
		all = slices.DeleteFunc(all, func(p *plan.Paragraph) bool {
			if p.Bis > 0 {
				m.plan.Draft.Out = append(m.plan.Draft.Out, p)
			}
			return p.Bis > 0
		})
	}
	m.place(all)
	for _, p := range slices.Concat(all, m.plan.Draft.Out) {
		p.Place = m.first(p)
	}
	m.move(on)
	m.headings(changes)
	m.number()
	m.endings()
}

// byDate orders proposals by date, then by id.
func byDate(a, b *input.Proposal) int {
	return cmp.Or(a.Date.Compare(b.Date.Date), cmp.Compare(a.ID.String, b.ID.String))
}

// own records which proposal introduced sub-paragraphs.
func (m *merger) own(p *input.Proposal, subs []*input.SubParagraph) {
	for _, s := range subs {
		m.owners[s.ID.String] = p
		m.own(p, s.Paragraphs)
	}
}

// root returns the id of the paragraph that a proposal ultimately changes: it follows bases from proposal to proposal, and from a
// sub-paragraph to its paragraph.
func (m *merger) root(p *input.Proposal) string {
	id := p.Base.String
	for range len(m.in.Proposals) {
		if owner := m.owners[id]; owner != nil {
			id = owner.ID.String
		}
		if mandate := m.adopted[id]; mandate != nil {
			id = mandate.ID.String
		}
		if _, title := m.in.ByID[id].(*input.Resolution); title && m.in.Term != nil {
			for _, x := range m.in.Term.Papers {
				if x.Drafts() {
					return x.ID.String
				}
			}
		}
		next, ok := m.in.ByID[id].(*input.Proposal)
		if !ok || next == p || next.Operation.String == "add" || next.Base.String == "" {
			break
		}
		p, id = next, next.Base.String
	}
	return id
}

// A heading is the text of a heading or title with its proposals applied. An empty text means that its deletion stands.
type heading struct {
	text input.Text
	*plan.Heading
}

// heading applies the proposals on a heading or title, both those that stand and those that are open.
func (m *merger) heading(id string, t input.Text, changes []*input.Proposal) heading {
	h := heading{Heading: &plan.Heading{Proposals: changes}}
	var active []*input.Proposal
	for _, c := range changes {
		m.plan.ByID[c.ID.String] = m.in.ByID[id]
		if m.state(c) != withdrawn {
			active = append(active, c)
		}
	}
	active, _ = m.inForce(nil, active)
	standing, open := m.divide(active, !slices.ContainsFunc(active, m.inRoom))
	x := &amendment{root: newPart(id, t, nil), stands: true}
	for _, c := range m.inTurn(standing) {
		if back := m.back(c); back.ID != "" {
			m.apply(x, x.root, back, nil, c, true)
		} else {
			x.stand(m, c)
		}
	}
	for _, c := range open {
		switch back := m.back(c); {
		case c.Operation.String == "sup":
			x.root.options = append(x.root.options, option{from: c, drop: true})
		case back.ID != "" && !m.alike(back, x.root.now):
			m.apply(x, x.root, back, nil, c, false)
		default:
			x.propose(m, c)
		}
	}
	for _, c := range open {
		if back := m.back(c); c.Operation.String == "noc" && (back.ID == "" || m.alike(back, x.root.now)) {
			x.retain(m, c)
		}
	}
	m.collisions(x)
	if x.root.dropped != nil {
		h.text = input.Text{Text: source.Text{Pos: t.Pos}, Lang: t.Lang}
		return h
	}
	m.settle(x.root)
	h.Open = len(x.root.options) > 0
	if m.toCompendium() {
		x.root.conceal()
	}
	h.text = x.root.render(m)
	h.Marked = input.Brackets(h.text.String)
	h.Open = h.Open || h.Marked
	return h
}

// state returns the state of a proposal as of the meeting: the last one that it reached by then.
func (m *merger) state(p *input.Proposal) string {
	s, _, _ := m.reached(p)
	return s
}

// reached returns the state of a proposal as of the meeting, with the meeting and the day at which it was reached; nil and zero if the
// proposal still has its first state.
func (m *merger) reached(p *input.Proposal) (string, *input.Meeting, date.Date) {
	return m.plan.ReachedOn(cmp.Or(p.State.String, proposed), p.States)
}

// place places the paragraphs in the preamble and the sections, by order, then by id; alternatives follow their paragraph.
func (m *merger) place(all []*plan.Paragraph) {
	sections := map[string]*plan.Section{}
	var order []*plan.Section
	if m.in.Term != nil {
		for _, s := range m.in.Term.Sections {
			x := &plan.Section{Section: s, Reserved: m.reservations(s.Reservations)}
			sections[s.ID.String], order = x, append(order, x)
		}
	}
	var rest *plan.Section
	for _, p := range all {
		if p.Kind == "preambular" {
			m.plan.Draft.Preamble = append(m.plan.Draft.Preamble, p)
			continue
		}
		s := sections[m.first(p).Section.String]
		if s == nil {
			if rest == nil {
				rest = &plan.Section{}
			}
			s = rest
		}
		s.Paragraphs = append(s.Paragraphs, p)
	}
	if rest != nil {
		order = append(order, rest)
	}
	m.order(m.plan.Draft.Preamble)
	for _, s := range order {
		if len(s.Paragraphs) > 0 {
			m.order(s.Paragraphs)
			m.plan.Draft.Sections = append(m.plan.Draft.Sections, s)
		}
	}
}

// first returns the proposal that determines the place of a paragraph: the one that added it; otherwise the one that gives its text, or one
// on which that builds; otherwise the earliest one that names a section or an order.
func (m *merger) first(p *plan.Paragraph) *input.Proposal {
	own := p.Proposal
	if own.Operation.String == "add" || own.Base.String == "" {
		return own
	}
	root := m.root(own)
	if first, ok := m.in.ByID[root].(*input.Proposal); ok {
		return first
	}
	others := slices.Clone(p.Others)
	slices.SortStableFunc(others, func(a, b *input.Proposal) int { return a.Date.Compare(b.Date.Date) })
	for _, c := range slices.Concat(m.chain([]*input.Proposal{own}), others) {
		if c.Section.String != "" || c.Order != 0 {
			return c
		}
	}
	if main := m.paragraphs[root]; main != nil && main != p {
		return m.first(main)
	}
	return own
}

// order sorts paragraphs by the order of the proposal that places them. Of equal orders, a paragraph that stands comes first.
func (m *merger) order(ps []*plan.Paragraph) {
	slices.SortStableFunc(ps, func(a, b *plan.Paragraph) int {
		return cmp.Or(cmp.Compare(m.first(a).Order, m.first(b).Order), cmp.Compare(min(a.Bis, 1), min(b.Bis, 1)), cmp.Compare(a.ID, b.ID))
	})
}

// move moves paragraphs to the place after the paragraph that the move names, in the order of the moves.
func (m *merger) move(on []*input.Proposal) {
	moves := map[string]*input.Proposal{} // by id of the moved paragraph; the last move counts
	for _, c := range on {
		if c.Operation.String != "move" || !m.settled(c) && (!m.holds(c) || m.state(c) == withdrawn) {
			continue
		}
		root := m.root(c)
		before := moves[root]
		switch {
		case before == nil:
			moves[root] = c
		case before.After.String == c.After.String:
		case m.state(before) == "agreed" && m.state(c) != "agreed":
		default:
			moves[root] = c
			if m.state(c) != "agreed" {
				m.diags.Warningf("W0611", c.ID.Pos, "the proposals %q and %q both change %q", before.ID.String, c.ID.String, c.Base.String).
					About(c.ID.String).
					Hint("they move it to different places: the later one applies until one is agreed or withdrawn").
					See(before.ID.Pos, "the other")
			}
		}
	}
	for _, c := range on {
		if moves[m.root(c)] != c {
			continue
		}
		p := m.paragraphs[m.root(c)]
		after := m.paragraphs[c.After.String]
		if p == nil || after == nil || p == after {
			continue
		}
		from, to := m.listOf(p), m.listOf(after)
		if from == nil || to == nil {
			continue
		}
		i := slices.Index(*from, p)
		*from = slices.Delete(*from, i, i+1)
		j := slices.Index(*to, after) + 1
		for j < len(*to) && (*to)[j].Bis > 0 {
			j++
		}
		*to = slices.Insert(*to, j, p)
		p.Moved, p.Derived = c, "moved"
	}
	m.plan.Draft.Sections = slices.DeleteFunc(m.plan.Draft.Sections, func(s *plan.Section) bool { return len(s.Paragraphs) == 0 })
}

func (m *merger) listOf(p *plan.Paragraph) *[]*plan.Paragraph {
	if slices.Contains(m.plan.Draft.Preamble, p) {
		return &m.plan.Draft.Preamble
	}
	for _, s := range m.plan.Draft.Sections {
		if slices.Contains(s.Paragraphs, p) {
			return &s.Paragraphs
		}
	}
	return nil
}

// number numbers the operative paragraphs, continuously through the sections, and those of each annex separately. A paragraph that does not
// stand yet has the number of the one before it with bis, ter and so on; if none stands before it, 0 bis. If none stands at all, they are
// numbered as usual.
func (m *merger) number() {
	d := m.plan.Draft
	if m.in.Term != nil {
		d.Offset = m.in.Term.Offset
	}
	for from := 0; from < len(d.Sections); {
		to := from
		for to < len(d.Sections) && m.annexOf(d.Sections[to]) == m.annexOf(d.Sections[from]) {
			to++
		}
		m.numberPart(d.Sections[from:to], m.annexOf(d.Sections[from]))
		from = to
	}
	bis := 0
	stands := slices.ContainsFunc(d.Preamble, func(p *plan.Paragraph) bool { return p.Bis == 0 })
	for _, p := range d.Preamble {
		switch {
		case p.Bis > 0 && stands:
			bis++
			p.Bis = bis
		default:
			p.Bis, bis = 0, 0
		}
	}
}

// annexOf returns the number of the annex to which a section belongs; 0 is none.
func (m *merger) annexOf(s *plan.Section) int {
	if s.Section == nil {
		return 0
	}
	n, _ := m.in.Term.Annex(s.Section.ID.String)
	return n
}

// numberPart numbers the paragraphs of the operative part, or of an annex.
func (m *merger) numberPart(sections []*plan.Section, annex int) {
	offset := m.plan.Draft.Offset
	n, bis, texts := 0, 0, 0
	var last *plan.Paragraph
	stands := slices.ContainsFunc(sections, func(s *plan.Section) bool {
		return slices.ContainsFunc(s.Paragraphs, func(p *plan.Paragraph) bool { return p.Bis == 0 })
	})
	for _, s := range sections {
		s.Annex = annex
		for _, p := range s.Paragraphs {
			texts++
			switch {
			case p.Bis > 0 && stands:
				bis++
				p.Bis = bis
			case p.Bis > 0: // nothing stands in the draft
				n++
				p.Bis, last = 0, p
			default:
				n, bis = n+1, 0
				last = p
			}
			p.Number, p.Annex = n, annex
			if offset != nil && p.Bis == 0 && annex == 0 {
				p.Final = n + *offset
			}
		}
	}
	if texts == 1 && last != nil && m.in.Body != nil && !m.in.Body.Resolution.NumberSingle {
		last.Number = 0
	}
}

// endings gives each text the ending for its place, by the body's profile: first the endings for all languages, then those that differ in a
// language.
func (m *merger) endings() {
	if m.in.Body == nil {
		return
	}
	r := m.in.Body.Resolution
	m.end("", r)
	for _, lang := range slices.Sorted(maps.Keys(r.InLanguage)) {
		m.end(lang, r.In(lang))
	}
}

// end gives each text its ending in a language, or, if lang is "", in all.
func (m *merger) end(lang string, r input.ResolutionStyle) {
	d := m.plan.Draft
	last := func(ps []*plan.Paragraph) int { // index of the last paragraph that stands; those proposed after it end the same way
		i := len(ps) - 1
		for i > 0 && ps[i].Bis > 0 {
			i--
		}
		return i
	}
	end := last(d.Preamble)
	penultimate := -1
	if end > 0 {
		penultimate = last(d.Preamble[:end])
	}
	for i, p := range d.Preamble {
		key := r.PreambularEach.String
		switch {
		case i >= end:
			key = r.PreambularLast.String
		case i >= penultimate && penultimate >= 0:
			key = cmp.Or(r.PreambularPenultimate.String, r.PreambularEach.String)
		}
		finish(lang, r, p, key)
	}
	for i := 0; i < len(d.Sections); { // the operative part, then each annex
		annex := d.Sections[i].Annex
		var ps []*plan.Paragraph
		for ; i < len(d.Sections) && d.Sections[i].Annex == annex; i++ {
			ps = append(ps, d.Sections[i].Paragraphs...)
		}
		each, beforeEnd, end := r.OperativeEach.String, r.OperativePenultimate.String, r.OperativeLast.String
		if annex > 0 {
			each = cmp.Or(r.AnnexEach.String, annexEnding)
			beforeEnd, end = each, cmp.Or(r.AnnexLast.String, each)
		}
		from := last(ps)
		before := from
		if from > 0 {
			before = last(ps[:from])
		}
		for j, p := range ps {
			key := each
			switch {
			case j >= from:
				key = end
			case j >= before:
				key = cmp.Or(beforeEnd, each)
			}
			finish(lang, r, p, key)
		}
	}
	for _, p := range d.Out {
		finish(lang, r, p, r.OperativeEach.String)
	}
}

// The keys of endings that do not depend on the profile.
const (
	noEnding   = "none"
	beforeList = "colon"

	annexEnding = "stop" // where the profile has none
)

// put sets an ending.
func put(e *plan.Ending, lang, key string) {
	if key == noEnding {
		key = ""
	}
	e.Put(lang, key)
}

// finish gives a paragraph its ending. If there are sub-paragraphs, the last of them has that ending, and the words before the list end
// with a colon.
func finish(lang string, r input.ResolutionStyle, p *plan.Paragraph, key string) {
	if len(p.Sub) > 0 {
		if !p.Tabular() { // rows of a table have no endings
			hand(lang, r, 1, p.Sub, key)
		}
		key = beforeList
	}
	put(&p.Ending, lang, key)
}

// hand gives the sub-paragraphs of a list their endings. The last one that stands has the ending of the list, unless the profile has one
// for its level. A sub-paragraph proposed after it ends the same way.
func hand(lang string, r input.ResolutionStyle, level int, subs []*plan.SubParagraph, ending string) {
	last := func(n int) int {
		i := n - 1
		for i > 0 && subs[i].Bis > 0 {
			i--
		}
		return i
	}
	end := last(len(subs))
	penultimate := last(end)
	of := r.SubEndings(level)
	for i, s := range subs {
		key := of.Each.String
		switch {
		case i >= end:
			key = cmp.Or(of.Last.String, ending)
		case i >= penultimate:
			key = cmp.Or(of.Penultimate.String, of.Each.String)
		}
		if len(s.Sub) > 0 {
			hand(lang, r, level+1, s.Sub, key)
			key = beforeList
		}
		put(&s.Ending, lang, key)
	}
}
