package merge

import (
	"fmt"

	"omnibus/assemble/plan"
)

// papers chooses the revision of each paper: the one for the meeting, else the last before it.
func (m *merger) papers() {
	if m.in.Term == nil {
		return
	}
	for _, p := range m.in.Term.Papers {
		out := &plan.Paper{Paper: p, Date: m.plan.AsOf}
		for _, r := range p.Revisions {
			if m.by(r.Meeting.String) {
				out.Revision = r
			}
		}
		out.Symbol = p.Symbol.String
		if r := out.Revision; r != nil {
			if !r.Date.IsZero() {
				out.Date = r.Date.Last()
			}
			if out.Symbol != "" {
				if r.Number > 0 {
					out.Symbol += fmt.Sprintf(" rev. %d", r.Number)
				}
				if r.Suffix.String != "" {
					out.Symbol += " " + r.Suffix.String
				}
			}
		}
		m.plan.Papers[p.ID.String] = out
	}
}
