package merge

import (
	"slices"

	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
)

// headings applies the proposals on headings. changes are all proposals by the id of what they change: here a section of the draft, or the
// adopted heading that a section takes over.
func (m *merger) headings(changes map[string][]*input.Proposal) {
	known := adoptedHeadings(m.in)
	taken := map[*input.Mandate]bool{}
	for _, s := range m.plan.Draft.Sections {
		if s.Section == nil {
			continue
		}
		id := s.Section.ID.String
		on := slices.Clone(changes[id])
		if s.Adopted, s.Known = known.over(s); s.Adopted != nil {
			on = append(on, changes[s.Adopted.Heading.ID]...)
			taken[s.Adopted] = true
		}
		if len(on) > 0 {
			slices.SortStableFunc(on, byDate)
			h := m.heading(id, s.Section.Title, on)
			amended := *s.Section
			amended.Title = h.text
			s.Section, s.Heading = &amended, h.Heading
		}
	}
	for _, of := range known.all {
		for _, c := range changes[of.Heading.ID] {
			if !taken[of] && m.state(c) != withdrawn {
				m.diags.Warningf("W0621", c.Base.Pos, "no section of the draft takes over the adopted heading that %q changes: %s",
					c.ID.String, of.Heading.String).
					About(c.ID.String).See(of.Heading.Pos, "the heading").
					Hint("name the section of the draft as its base; a section takes over the heading of the adopted paragraphs on which " +
						"its own are based, or else one with the same words")
			}
		}
	}
}

// back is the adopted heading or title that a proposal wants to retain; empty for any other.
func (m *merger) back(c *input.Proposal) input.Text {
	if c.Operation.String != "noc" {
		return input.Text{}
	}
	return m.in.AdoptedTitle(c.Base.String)
}

// adopted are the paragraphs of the resolutions on file with a heading over them, and the one under whose heading each paragraph is.
type adopted struct {
	all   []*input.Mandate
	under map[*input.Mandate]*input.Mandate
}

func adoptedHeadings(in *input.Records) *adopted {
	a := &adopted{under: map[*input.Mandate]*input.Mandate{}}
	for _, r := range in.Resolutions {
		var last *input.Mandate
		for _, m := range r.Paragraphs {
			if m.Heading.String != "" {
				last = m
				a.all = append(a.all, m)
			}
			a.under[m] = last
		}
	}
	return a
}

// over is the adopted paragraph whose heading a section of the draft takes over: the one under which the adopted paragraphs are that its
// own are built on, or of several the one with the same words. It is nil for a new heading, and where that is not known.
func (a *adopted) over(s *plan.Section) (of *input.Mandate, known bool) {
	var found []*input.Mandate
	built := false
	for _, p := range s.Paragraphs {
		m, ok := p.Base.(*input.Mandate)
		if !ok {
			continue
		}
		built = true
		if h := a.under[m]; h != nil && !slices.Contains(found, h) {
			found = append(found, h)
		}
	}
	if len(found) == 1 {
		return found[0], true
	}
	if len(found) == 0 && !built {
		found = a.all
	}
	title := s.Section.Title
	for _, h := range found {
		if h.Heading.Lang == title.Lang && diff.Same(h.Heading.String, title.String) {
			return h, true
		}
	}
	return nil, !built && len(a.all) > 0
}
