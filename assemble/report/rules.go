package report

import (
	"slices"
	"strings"

	"omnibus/assemble/check"
	"omnibus/assemble/diag"
	"omnibus/assemble/explain"
)

// Rules returns the explanation of every code that a finding can have, in the order of their numbers.
func Rules() []diag.Rule {
	out := explain.Rules()
	for _, k := range check.All {
		out = append(out, diag.Rule{Code: k.Code, Name: k.Name, Doc: k.Doc, Explain: k.Explain})
	}
	slices.SortFunc(out, func(a, b diag.Rule) int { return strings.Compare(a.Code[1:]+a.Code[:1], b.Code[1:]+b.Code[:1]) })
	return out
}
