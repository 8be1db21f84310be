package compose

import (
	"slices"

	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
)

// facets gives each paragraph of the draft that stands in the document what readers on a screen pick it by, in the language of c.
func (c *column) facets(blocks []doc.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Section:
			c.facets(b.Blocks)
		case *doc.List:
			for _, it := range b.Items {
				if p, ok := c.plan.ByID[it.ID].(*plan.Paragraph); ok {
					it.Facets = c.facetsOf(p)
				}
				c.facets(it.Blocks)
			}
		}
	}
}

// states are the states of paragraphs, in the order in which readers are offered them: what is open first.
var states = []string{"proposed", "bracketed", "taken-over", "agreed-ad-referendum", "agreed", "withdrawn"}

func (c *column) facetsOf(p *plan.Paragraph) []doc.Facet {
	state := p.State
	if state == "" {
		state = "proposed"
	}
	out := []doc.Facet{{Kind: "state", ID: state, Name: c.l.T("state."+state, nil), Order: slices.Index(states, state)}}
	seen := map[doc.Facet]bool{}
	add := func(f doc.Facet) {
		if !seen[f] {
			seen[f] = true
			out = append(out, f)
		}
	}
	by := func(refs []input.Ref) {
		for _, a := range refs {
			add(doc.Facet{Kind: "delegation", ID: a.String, Name: c.author(a).Name})
		}
	}
	by(p.Authors)
	by(p.By)
	for _, m := range p.Marks {
		by(m.By)
	}
	for _, m := range p.Mandates {
		one := []input.Range{{First: m.Mandate.Number, Last: m.Mandate.Number}}
		name := c.l.T("draft.basis-mandates", map[string]any{"Symbol": m.Mandate.Resolution.Symbol.String, "Numbers": c.numerals(one)})
		add(doc.Facet{Kind: "mandate", ID: m.Mandate.ID.String, Name: name, Order: slices.Index(c.plan.Mandates, m)})
	}
	for _, s := range p.Sessions {
		add(doc.Facet{Kind: "session", ID: s.Session.ID.String, Name: c.l.Capital(c.sessionsOf([]*plan.Session{s})), Order: s.Number})
	}
	return out
}

// screen are the words on the controls of a paper that is read on a screen.
func screen(l *locale.Locale) doc.Screen {
	s := doc.Screen{Skip: l.T("screen.skip", nil), Reading: l.T("screen.reading", nil), Languages: l.T("screen.languages", nil),
		All: l.T("screen.all", nil), Changed: l.T("screen.changed", nil),
		Shown: l.T("screen.shown", map[string]any{"N": "%d", "Of": "%d"}), Facets: map[string]string{}}
	for _, kind := range doc.Facets {
		s.Facets[kind] = l.T("screen."+kind, nil)
	}
	return s
}
