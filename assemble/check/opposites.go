package check

import (
	"slices"
	"strings"
)

var _ = add(&Check{
	Code: "W0943", Name: "opposite-parity",
	Doc: "a translation says the opposite of a word of the original",
	Explain: `Increase and reduce, before and after, minimum and maximum are easily confused. A word of one end of such a scale in the
original is not translated by a word of the other end. The scales are in the label file of each language
(meaning.opposites).

    ... to increase the quotas      ... reducir las cuotas      write: aumentar las cuotas`,
	Run: func(p *Pass) { p.reportDifferences(opposites, "word", "make both say the same") },
})

// turned returns a word that was translated by its opposite, or by another of a set: one end of a scale is missing, and the translation has
// the other end instead.
func turned(missing, extra, a, b []fact) (x, y []fact) {
	for _, m := range missing {
		for _, e := range extra {
			if contrary(m.value, e.value) && aligned(a, b, m, e) {
				return []fact{m}, []fact{e}
			}
		}
	}
	return nil, nil
}

// uncertain returns words without those that stand in a clause with a negation before them: overdue is
// not presented in time, although many words are between.
func uncertain(fs, all []fact) []fact {
	text := wholeOf(all)
	return slices.DeleteFunc(slices.Clone(fs), func(f fact) bool {
		return slices.ContainsFunc(all, func(n fact) bool {
			return (n.kind == negations || n.kind == concord) && n.end <= f.at && f.at-n.end <= sameClause && f.at <= len(text) &&
				(n.value != "without" || f.at-n.end <= nextWord) &&
				!strings.ContainsAny(text[n.end:f.at], ",.;:()") && !strings.HasPrefix(f.value, "not ")
		})
	})
}

// sameClause is the greatest distance of a negation and a word that it may deny, in bytes.
const sameClause = 60

// nextWord is that of without, which denies what is directly after it.
const nextWord = 5

// conditioned reports whether one text has a condition that the other expresses by its opposite: invalid unless, valid only if.
func conditioned(a, b []fact) bool {
	x, y := implied(a), implied(b)
	return slices.Contains(x, "unless") && !slices.Contains(x, "only") && slices.Contains(y, "only") && !slices.Contains(y, "unless")
}

// contrary reports whether two values are of the same scale, and have nothing in common. Each can list alternatives.
func contrary(a, b string) bool {
	if a == b || !strings.Contains(a+b, "|") {
		return a != b && scaleOf(a) == scaleOf(b)
	}
	scale := scaleOf(a[:strings.IndexByte(a+"|", '|')])
	for _, value := range []string{a, b} {
		for one := range strings.SplitSeq(value, "|") {
			if one == "" || scaleOf(one) != scale {
				return false
			}
		}
	}
	return !same(a, b)
}

// scaleOf returns the scale of a value: that of size+ is size, that of season:winter, one of several, season.
func scaleOf(value string) string {
	if scale, _, several := strings.Cut(value, ":"); several {
		return scale
	}
	return value[:max(len(value)-1, 0)]
}
