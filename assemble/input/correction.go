package input

import (
	"strconv"
	"strings"
)

// Kinds of what may follow a revision, as their symbols have them.
const (
	Corrigendum = "corr."
	Addendum    = "add."
)

// Correction tells which corrigendum or addendum to its revision this one is: corr. 1. It is "" of a revision itself, and of a suffix of
// any other form.
func (r *Revision) Correction() (kind string, n int) {
	kind, rest, _ := strings.Cut(strings.TrimSpace(strings.ToLower(r.Suffix.String)), ".")
	kind += "."
	n, err := strconv.Atoi(strings.TrimSpace(rest))
	if kind != Corrigendum && kind != Addendum || err != nil || n < 1 {
		return "", 0
	}
	return kind, n
}
