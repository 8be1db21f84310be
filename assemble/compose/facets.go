package compose

import (
	"cmp"
	"slices"

	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
)

// facets gives each paragraph of the draft in the document the facets by which readers on a screen select it, in the language of c.
func (c *column) facets(blocks []doc.Block) {
	f := &facets{column: c, made: map[facetKey]*doc.Facet{}}
	f.blocks(blocks)
}

// facets makes the facets of a document, each once.
type facets struct {
	*column
	made map[facetKey]*doc.Facet
}

type facetKey struct{ kind, id string }

func (f *facets) blocks(blocks []doc.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Section:
			f.blocks(b.Blocks)
		case *doc.List:
			for _, it := range b.Items {
				if p, ok := f.plan.ByID[it.ID].(*plan.Paragraph); ok {
					it.Facets = f.of(p)
				}
				f.blocks(it.Blocks)
			}
		}
	}
}

// states are the states of paragraphs in the order offered to readers: open ones first.
var states = []string{"proposed", "bracketed", "taken-over", "agreed-ad-referendum", "agreed", "withdrawn"}

// of returns the facets of a paragraph.
func (f *facets) of(p *plan.Paragraph) []*doc.Facet {
	var out []*doc.Facet
	add := func(kind, id string, describe func() (name string, order int)) {
		key := facetKey{kind, id}
		x := f.made[key]
		if x == nil {
			name, order := describe()
			x = &doc.Facet{Kind: kind, ID: id, Name: name, Order: order}
			f.made[key] = x
		}
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	state := cmp.Or(p.State, "proposed")
	add("state", state, func() (string, int) { return f.l.T("state."+state, nil), slices.Index(states, state) })
	by := func(refs []input.Ref) {
		for _, a := range refs {
			add("delegation", a.String, func() (string, int) { return f.author(a).Name, 0 })
		}
	}
	by(p.Authors)
	by(p.By)
	for _, m := range p.Marks {
		by(m.By)
	}
	for _, m := range p.Mandates {
		add("mandate", m.Mandate.ID.String, func() (string, int) { return f.mandate(m) })
	}
	for _, s := range p.Sessions {
		add("session", s.Session.ID.String, func() (string, int) { return f.l.Capital(f.sessionName(s)), s.Number })
	}
	return out
}

// mandate returns the name of a mandate, and its place among all mandates, by resolution and number.
func (f *facets) mandate(m *plan.Mandate) (name string, order int) {
	of := m.Mandate
	numbers := f.numerals([]input.Range{{First: of.Number, Last: of.Number}})
	at := slices.Index(f.plan.Records.Resolutions, of.Resolution)
	values := map[string]any{"Symbol": of.Resolution.Symbol.String, "Numbers": numbers}
	return f.l.T("draft.basis-mandates", values), at<<resolutionBits + of.Number
}

// resolutionBits is the number of bits reserved for the paragraph numbers of a resolution.
const resolutionBits = 20

// screen returns the words on the controls of a paper read on a screen, in a term with these sessions.
func screen(l *locale.Locale, sessions []*input.Session) doc.Screen {
	s := doc.Screen{Skip: l.T("screen.skip", nil), Reading: l.T("screen.reading", nil), Languages: l.T("screen.languages", nil),
		All: l.T("screen.all", nil), Changed: l.T("screen.changed", nil),
		Shown: l.T("screen.shown", map[string]any{"N": "%d", "Of": "%d"}), Facets: map[string]string{}}
	for _, kind := range doc.Facets {
		s.Facets[kind] = SessionLabel(l, "screen."+kind, sessions, 0, nil)
	}
	return s
}
