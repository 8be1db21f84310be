package workbook

import (
	"slices"

	"omnibus/assemble/matrix"
	"omnibus/assemble/plan"
)

// Final leaves out of a workbook the proposals that are not in the draft, with the reasons for it: a final workbook shows what remains.
func Final(b *matrix.Workbook, p *plan.Plan) {
	s := b.Sheet(SheetDraft)
	if s == nil {
		return
	}
	all := s.Rows
	s.Rows = func(yield func(matrix.Row) bool) {
		for r := range all {
			if !slices.ContainsFunc(p.Draft.Out, func(out *plan.Paragraph) bool { return out.ID == r.ID }) && !yield(r) {
				return
			}
		}
	}
}
