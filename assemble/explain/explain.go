// Package explain says what the findings mean that are made while the author's files are read, merged, composed, laid out, issued
// and sent back: each code with its name, one line, and why the rule exists, with an example and the cure. Package check explains
// its own.
package explain

import (
	"slices"
	"strings"

	"omnibus/assemble/diag"
)

// Rules returns the explanation of every code, in the order of the numbers.
func Rules() []diag.Rule {
	all := slices.Concat(reading, texts, records, locales, templates, draft, pages, home, issued)
	slices.SortFunc(all, func(a, b diag.Rule) int { return strings.Compare(a.Code[1:]+a.Code[:1], b.Code[1:]+b.Code[:1]) })
	return all
}
