package merge

import (
	"fmt"

	"omnibus/assemble/input"
	"omnibus/assemble/plan"
)

// papers chooses the revision of each paper: the one for the meeting, else the last before it.
func (m *merger) papers() {
	if m.in.Term == nil {
		return
	}
	for _, p := range m.in.Term.Papers {
		out := &plan.Paper{Paper: p, Date: m.plan.AsOf, Reserved: m.reservations(p.Reservations)}
		for _, r := range p.Revisions {
			if m.by(r.Meeting.String) {
				out.Revision = r
			}
		}
		out.Symbol = Symbol(p, out.Revision)
		if r := out.Revision; r != nil && !r.Date.IsZero() {
			out.Date = r.Date.Last()
		}
		m.plan.Papers[p.ID.String] = out
	}
}

// Symbol is the symbol of a revision of a paper, with its rev., add. or corr. It is "" where the paper has none yet; a nil revision
// is the paper itself.
func Symbol(p *input.Paper, r *input.Revision) string {
	s := p.Symbol.String
	if s == "" || r == nil {
		return s
	}
	if r.Number > 0 {
		s += fmt.Sprintf(" rev. %d", r.Number)
	}
	if r.Suffix.String != "" {
		s += " " + r.Suffix.String
	}
	return s
}
