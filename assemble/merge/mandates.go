package merge

import (
	"slices"

	"omnibus/assemble/input"
	"omnibus/assemble/plan"
)

// mandates makes an entry for each operative paragraph, in the order of the resolutions.
func (m *merger) mandates() {
	for _, r := range m.in.Resolutions {
		for _, p := range r.Paragraphs {
			x := &plan.Mandate{Mandate: p, Index: len(m.plan.Mandates)}
			m.plan.Mandates = append(m.plan.Mandates, x)
			m.plan.ByID[p.ID.String] = x
		}
	}
}

// of returns the mandates that references name, paragraphs or whole resolutions, each once and in the plan's order.
func (m *merger) of(refs []input.Ref) []*plan.Mandate {
	var out []*plan.Mandate
	name := func(p *input.Mandate) {
		if x, ok := m.plan.ByID[p.ID.String].(*plan.Mandate); ok {
			out = append(out, x)
		}
	}
	for _, ref := range refs {
		switch r := m.in.ByID[ref.String].(type) {
		case *input.Mandate:
			name(r)
		case *input.Resolution:
			for _, p := range r.Paragraphs {
				name(p)
			}
		}
	}
	slices.SortFunc(out, func(a, b *plan.Mandate) int { return a.Index - b.Index })
	return slices.Compact(out)
}

// sessions numbers the thematic sessions and marks those held before the meeting.
func (m *merger) sessions() {
	count := map[string]int{} // each kind by itself
	for _, s := range m.in.Sessions {
		if s.Called.String == "" { // one with a name of its own is not counted
			count[s.Sort()]++
		}
		x := &plan.Session{Session: s, Number: count[s.Sort()], Mandates: m.of(s.Mandates)}
		m.plan.Sessions = append(m.plan.Sessions, x)
		m.plan.ByID[s.ID.String] = x
		for _, mandate := range x.Mandates {
			mandate.Sessions = append(mandate.Sessions, x)
		}
	}
	for _, o := range m.in.Outcomes {
		x, ok := m.plan.ByID[o.Session.String].(*plan.Session)
		if !ok || x.Outcome != nil || !m.plan.Brought(o, x.Session) {
			continue
		}
		x.Held, x.Outcome = true, o
		for _, oc := range o.Outcomes {
			m.plan.ByID[oc.ID.String] = oc
			for _, mandate := range m.of(oc.Mandates) {
				mandate.Outcomes = append(mandate.Outcomes, oc)
			}
		}
	}
}

// states derives the state of each mandate.
func (m *merger) states() {
	for _, x := range m.plan.Mandates {
		x.State = plan.NoSession
		if len(x.Sessions) > 0 {
			x.State = plan.SessionScheduled
		}
		if slices.ContainsFunc(x.Sessions, func(s *plan.Session) bool { return s.Held }) {
			x.State = plan.SessionHeld
		}
		if len(x.Paragraphs) > 0 {
			x.State = plan.ParagraphProposed
		}
		if slices.ContainsFunc(x.Paragraphs, func(p *plan.Paragraph) bool { return p.State == agreed && !p.Open }) {
			x.State = plan.ParagraphAgreed
		}
	}
}
