package symbol

import (
	"slices"
	"strings"

	"omnibus/assemble/pattern"
)

var (
	// shaped is the form of a symbol of whatever body: parts in capitals, figures and stops with slashes between them, or capitals with a
	// year in brackets and a number. Stops and hyphens at its end belong to the sentence.
	shaped = pattern.Of(`[A-Z][A-Z0-9.-]*(?:\(\d{4}\)\d*)?(?:/[A-Za-z]{0,8}\.?(?:\(\d{4}\))?[A-Z0-9.-]*)+|[A-Z]{2,8}\(\d{4}\)\d+`)
	// stepped is the form of a step after a space: " rev. 2", " add".
	stepped = pattern.Of(`^[ \x{a0}](?i:rev|add|corr|amend)(\.?[ \x{a0}]?\d{1,3}(?:\.[a-z])?)?`)
	// bare is the form of a citation without its series: the number of a session, that of a resolution.
	bare = pattern.Of(`\b([3-9]\d|1\d\d)/([1-9]\d{0,3})\b`)
)

// whole is the sum of the numbers of a division into two parts: 60/40.
const whole = 100

// FindShaped returns the symbols in a text of a body whose grammar is not known: those of FindAll, what has the form of a symbol with a
// number, and what may be a citation without its series. Whoever handles such a text must leave them as they are.
func FindShaped(text string) []Found {
	known := FindAll(text)
	if !strings.ContainsAny(text, "/(") {
		return known
	}
	out := slices.Clone(known)
	for _, m := range bare.FindAllStringSubmatchIndex(text, -1) {
		in := func(f Found) bool { return f.Start < m[1] && m[0] < f.End }
		if m[0] > 0 && !opensAt(text, m[0]) || goesOn(text, m[1]) || atoi(text[m[2]:m[3]])+atoi(text[m[4]:m[5]]) == whole ||
			slices.ContainsFunc(known, in) {
			continue
		}
		out = append(out, Found{Start: m[0], End: m[1]})
	}
	for _, m := range shaped.FindAllStringIndex(text, -1) {
		from, to := m[0], m[0]+len(strings.TrimRight(text[m[0]:m[1]], ".-/"))
		to = stepsAfter(text, to)
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

// stepsAfter returns the end of the steps that follow a symbol after spaces. A step without a number is one only if no other word follows,
// because it can be a verb: add.
func stepsAfter(text string, n int) int {
	m := stepped.FindStringSubmatchIndex(text[n:])
	if m == nil || inWord(text, n+m[1]) {
		return n
	}
	end := n + m[1]
	if last := stepsAfter(text, end); last > end || m[2] >= 0 {
		return last
	}
	after := strings.TrimLeft(text[end:], " \u00a0")
	if len(after) < len(text)-end && inWord(after, 0) {
		return n
	}
	return end
}
