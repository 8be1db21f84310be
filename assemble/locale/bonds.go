package locale

import (
	"strconv"
	"strings"
)

// A Bonds contains the words of a language that must be on the same line as the words next to them: its section [bond].
type Bonds struct {
	NumberAfter  []string // bond.number-after: abbreviations that a number follows: No., p., art.
	NumberBefore []string // bond.number-before, and enumerator.bis: words that follow a number: million, p.m., bis
	NumberLink   []string // bond.number-link: words after a number that link it to the next word: de in 7 de noviembre
	Range        []string // bond.range: words between the ends of a range: to in 34 to 45
	Title        []string // bond.title: titles before a name: Dr.
	Dash         []string // bond.dash: dashes that begin a parenthesis with a space after them
	Month        []string // date.month-1 to date.month-12
	Pair         []string // bond.pair: two words that are one, with a tilde between them: per~cent
}

// bondKeys contains the keys of the section [bond].
var bondKeys = []string{"bond.number-after", "bond.number-before", "bond.number-link", "bond.range", "bond.title", "bond.dash",
	"bond.pair"}

// Bonds returns the bonds of a language. If es-MX has no file of its own, it has those of es. Gaps of an unfinished language are not
// reported.
func (s *Set) Bonds(tag string) Bonds {
	for s.of(tag) == nil && strings.Contains(tag, "-") {
		tag = tag[:strings.LastIndexByte(tag, '-')]
	}
	words := func(key string) []string { return strings.Fields(s.Label(tag, key)) }
	var months []string
	for n := range 12 {
		months = append(months, s.Label(tag, "date.month-"+strconv.Itoa(n+1)))
	}
	return Bonds{
		NumberAfter:  words("bond.number-after"),
		NumberBefore: append(words("bond.number-before"), words("enumerator.bis")...),
		NumberLink:   words("bond.number-link"),
		Range:        words("bond.range"),
		Title:        words("bond.title"),
		Dash:         words("bond.dash"),
		Month:        months,
		Pair:         words("bond.pair"),
	}
}
