package symbol

import (
	"regexp"
	"slices"
	"strings"
)

// shaped is the form of a symbol of whatever body: parts in capitals, figures and stops with slashes between them. Stops and hyphens at its
// end belong to the sentence.
var shaped = regexp.MustCompile(`[A-Z][A-Z0-9.-]*(?:\(\d{4}\)\d*)?(?:/[A-Za-z]{0,8}\.?(?:\(\d{4}\))?[A-Z0-9.-]*)+`)

// FindShaped returns the symbols in a text of a body whose grammar is not known: those of FindAll, and what has the form of a symbol with a
// number. Whoever handles such a text must leave them as they are.
func FindShaped(text string) []Found {
	known := FindAll(text)
	if !strings.Contains(text, "/") {
		return known
	}
	out := slices.Clone(known)
	for _, m := range shaped.FindAllStringIndex(text, -1) {
		from, to := m[0], m[0]+len(strings.TrimRight(text[m[0]:m[1]], ".-/"))
		over := func(f Found) bool { return f.Start < to && from < f.End }
		if from > 0 && !opensAt(text, from) || inWord(text, to) || !strings.ContainsAny(text[from:to], "0123456789") ||
			slices.ContainsFunc(known, over) {
			continue
		}
		out = append(out, Found{Start: from, End: to})
	}
	slices.SortFunc(out, func(a, b Found) int { return a.Start - b.Start })
	return out
}
