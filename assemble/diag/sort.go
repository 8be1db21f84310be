package diag

import (
	"cmp"
	"slices"
)

// Sort puts the findings into the order in which they are printed: by file, place, code and message; of findings that say the
// same of the same place one stays.
func (l *List) Sort() {
	slices.SortStableFunc(l.Items, compare)
	l.Items = slices.CompactFunc(l.Items, func(a, b *Diagnostic) bool { return compare(a, b) == 0 && a.ID == b.ID })
}

func compare(a, b *Diagnostic) int {
	return cmp.Or(
		cmp.Compare(fileName(a), fileName(b)),
		cmp.Compare(a.Pos.Offset, b.Pos.Offset),
		cmp.Compare(a.Severity, b.Severity),
		cmp.Compare(a.Code, b.Code),
		cmp.Compare(a.Message, b.Message),
	)
}

func fileName(d *Diagnostic) string {
	if d.Pos.File == nil {
		return ""
	}
	return d.Pos.File.Name
}
