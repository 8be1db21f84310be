// Package explain explains each finding that is reported while the author's files are read, merged, composed, laid out, issued and
// imported: its code and name, a one-line description, and the reason for the rule, with an example and its correction. The checks of
// package check carry their own explanations.
package explain

import (
	"slices"
	"strings"

	"omnibus/assemble/diag"
)

// Rules returns the explanation of every code, ordered by number.
func Rules() []diag.Rule {
	all := slices.Concat(reading, texts, records, locales, templates, draft, pages, home, issued)
	slices.SortFunc(all, func(a, b diag.Rule) int { return strings.Compare(a.Code[1:]+a.Code[:1], b.Code[1:]+b.Code[:1]) })
	return all
}
