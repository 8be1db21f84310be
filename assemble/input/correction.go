package input

import (
	"fmt"
	"strconv"
	"strings"
)

// Kinds of what may follow a revision, as their symbols have them.
const (
	Corrigendum = "corr."
	Addendum    = "add."
)

// Correction tells which corrigendum or addendum to its revision this one is: corr. 1. It is "" for a revision itself, and for a suffix of
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

// SymbolOf is the symbol of a revision of a paper, with its rev., add. or corr. It is "" where the paper has none yet; a nil revision
// is the paper itself.
func (p *Paper) SymbolOf(r *Revision) string {
	s := p.Symbol.String
	if r != nil && r.Symbol.String != "" {
		s = r.Symbol.String
	}
	if s == "" || r == nil {
		return s
	}
	if r.Number > 0 && r.Symbol.String == "" {
		s += fmt.Sprintf(" rev. %d", r.Number)
	}
	if r.Suffix.String != "" {
		s += " " + r.Suffix.String
	}
	return s
}
