package locale

import (
	"strconv"
	"strings"
)

// Genders and styles of Ordinal.
const (
	Masculine = "m" // before its noun: primer período
	Feminine  = "f"
	Neuter    = "n"
	Alone     = "m-alone" // masculine, without a noun after it: el primero
	Word      = "word"
	Figure    = "number"
)

// Ordinal returns an ordinal: fifty-fourth or 54th. Gender is Masculine, Feminine, Neuter or Alone ("" is Masculine), style is
// Word or Figure. Numbers without words (beyond 199) are returned in figures.
//
// An entry contains up to four forms, with bars between: masculine, feminine, masculine before its noun, neuter. Words are
// ordinal.word-<n>; for a number without an entry, ordinal.prefix-<n> of its largest part, followed by the rest, whose form may be
// ordinal.rest-<n>. Figures are ordinal.number, unless ordinal.number-is-<n> or ordinal.number-ends-<digits> (the longest first) applies.
func (l *Locale) Ordinal(n int, gender, style string) string {
	if !l.Has("ordinal.number") { // the language does not have words for them either
		for _, other := range l.bases() {
			if other.Has("ordinal.number") {
				return other.Ordinal(n, gender, style)
			}
		}
	}
	if style == Word && n > 0 && n < 200 {
		if s := l.ordinalWord(n, gender, "word"); s != "" {
			return s
		}
	}
	digits := strconv.Itoa(n)
	pattern := l.entry("ordinal.number-is-" + digits)
	for i := 0; pattern == "" && i < len(digits); i++ {
		pattern = l.entry("ordinal.number-ends-" + digits[i:])
	}
	if pattern == "" {
		pattern = l.need("ordinal.number")
	}
	return l.fill(formFor(pattern, gender), "N", digits)
}

func (l *Locale) ordinalWord(n int, gender, kind string) string {
	for _, key := range []string{kind, "word"} {
		if s := l.entry("ordinal." + key + "-" + strconv.Itoa(n)); s != "" {
			return formFor(s, gender)
		}
	}
	for high := n - 1; high > 0; high-- {
		prefix := l.entry("ordinal.prefix-" + strconv.Itoa(high))
		if prefix == "" {
			continue
		}
		if rest := l.ordinalWord(n-high, gender, "rest"); rest != "" {
			return formFor(prefix, gender) + rest
		}
	}
	return ""
}

// formFor returns one of the forms in an entry.
func formFor(entry, gender string) string {
	forms := strings.Split(entry, "|")
	switch {
	case gender == Feminine && len(forms) > 1:
		return forms[1]
	case gender == Neuter && len(forms) > 3:
		return forms[3]
	case (gender == Masculine || gender == "") && len(forms) > 2:
		return forms[2]
	}
	return forms[0]
}

// Gender returns the grammatical gender of one of the nouns in labels: thematic-session, regular-session, meeting ...
func (l *Locale) Gender(noun string) string { return l.need("gender." + noun) }

// Number returns a whole number with its groups: 2,370; 2 370.
func (l *Locale) Number(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = s[:1], s[1:]
	}
	from, err := strconv.Atoi(l.entry("number.group-from"))
	if err != nil {
		from = 4
	}
	if len(s) < from {
		return sign + s
	}
	group := l.need("number.group")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + group + s[i:]
	}
	return sign + s
}

// Enumerator returns the marker of item n (from 1) of a level: (a) or a), as enumerator.<kind> defines it.
func (l *Locale) Enumerator(kind string, n int) string {
	return l.markers.of(markerOf{kind, n}, func() string {
		alpha, roman := l.alpha(n), roman(n)
		return l.fill(l.need("enumerator."+kind), "Decimal", strconv.Itoa(n), "Alpha", alpha, "UpperAlpha", l.Upper(alpha),
			"Roman", strings.ToLower(roman), "UpperRoman", roman)
	})
}

// A markerOf is an item of a level.
type markerOf struct {
	kind string
	n    int
}

// alpha returns a number in letters: a to z, then aa, bb ... as in documents of the United Nations.
func (l *Locale) alpha(n int) string {
	letters := []rune(l.need("enumerator.alphabet"))
	if n < 1 || len(letters) == 0 {
		return ""
	}
	return strings.Repeat(string(letters[(n-1)%len(letters)]), (n-1)/len(letters)+1)
}

func roman(n int) string {
	var b strings.Builder
	for _, r := range []struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"},
		{4, "IV"}, {1, "I"}} {
		for ; n >= r.n; n -= r.n {
			b.WriteString(r.s)
		}
	}
	return b.String()
}

// Bis returns the word for alternative n of a paragraph: "" for 0, then bis, ter, quater ...
func (l *Locale) Bis(n int) string {
	words := strings.Fields(l.need("enumerator.bis"))
	switch {
	case n < 1:
		return ""
	case n <= len(words):
		return words[n-1]
	}
	return l.fill(l.need("enumerator.bis-beyond"), "N", strconv.Itoa(n+1))
}
