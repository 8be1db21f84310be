package merge

import (
	"slices"

	"omnibus/assemble/input"
	"omnibus/assemble/plan"
)

// papers chooses the revision of each paper: the last one due.
func (m *merger) papers() {
	if m.in.Term == nil {
		return
	}
	for _, p := range m.in.Term.Papers {
		out := &plan.Paper{Paper: p, Point: m.plan.Point, Reserved: m.reservations(p.Reservations)}
		for _, r := range p.Revisions {
			if m.due(r) {
				out.Revision, out.Point = r, PointOf(m.in, r)
			}
		}
		out.Symbol, out.Date = Symbol(p, out.Revision), out.Point.Until
		if r := out.Revision; r != nil && !r.Date.IsZero() {
			out.Date = r.Date.Last() // differs from the point's for a corrigendum
		}
		m.plan.Papers[p.ID.String] = out
	}
}

// due reports whether a revision must exist by the plan's point.
func (m *merger) due(r *input.Revision) bool {
	if !m.plan.Until.IsZero() && m.plan.Until.Before(r.Date.First()) {
		return false
	}
	meeting, after := r.At()
	if after {
		return m.plan.Before(meeting.String)
	}
	return m.plan.By(meeting.String)
}

// Corrects returns the revision that a corrigendum corrects or an addendum adds to: the previous one in the list with its number, as
// corrected until then; nil if there is none.
func Corrects(p *input.Paper, r *input.Revision) *input.Revision {
	if i := slices.Index(p.Revisions, r); i > 0 && p.Revisions[i-1].Number == r.Number {
		return p.Revisions[i-1]
	}
	return nil
}

// PointOf returns the point in the term to which a revision belongs: the end, if its meeting is unknown, which was reported on reading. A
// corrigendum has the point of what it corrects, so that it includes nothing later.
func PointOf(in *input.Records, r *input.Revision) plan.Point {
	for kind, _ := r.Correction(); kind == input.Corrigendum; kind, _ = r.Correction() {
		of := corrected(in, r)
		if of == nil {
			break
		}
		r = of
	}
	meeting, after := r.At()
	m, _ := in.ByID[meeting.String].(*input.Meeting)
	at := plan.Point{Meeting: m, After: after && m != nil}
	if !r.Date.IsZero() {
		at.Until = r.Date.Last()
	}
	return at
}

// corrected is Corrects for the paper to which the revision belongs.
func corrected(in *input.Records, r *input.Revision) *input.Revision {
	for _, p := range in.Term.Papers {
		if slices.Contains(p.Revisions, r) {
			return Corrects(p, r)
		}
	}
	return nil
}

// Symbol returns the symbol of a revision of a paper, with its rev., add. or corr.
func Symbol(p *input.Paper, r *input.Revision) string { return p.SymbolOf(r) }

// UpTo makes a revision the last of its paper and drops those after it. It returns false if there is no revision with that symbol.
func UpTo(in *input.Records, symbol string) bool {
	if in.Term == nil {
		return false
	}
	for _, p := range in.Term.Papers {
		for i, r := range p.Revisions {
			if Symbol(p, r) == symbol {
				p.Revisions = p.Revisions[:i+1]
				return true
			}
		}
	}
	return false
}
