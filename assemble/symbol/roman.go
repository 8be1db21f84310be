package symbol

import "strings"

var numerals = []struct {
	value int
	sign  string
}{
	{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"},
	{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
}

// Roman returns n, from 1 to 3999, as a Roman numeral, or "" for any other number.
func Roman(n int) string {
	if n < 1 || n > 3999 {
		return ""
	}
	var b strings.Builder
	for _, d := range numerals {
		for n >= d.value {
			b.WriteString(d.sign)
			n -= d.value
		}
	}
	return b.String()
}

// FromRoman returns the number of a numeral in the form that Roman writes, or 0 for anything else.
func FromRoman(s string) int {
	n, rest := 0, s
	for _, d := range numerals {
		for strings.HasPrefix(rest, d.sign) && n < 4000 {
			n += d.value
			rest = rest[len(d.sign):]
		}
	}
	if rest != "" || Roman(n) != s {
		return 0
	}
	return n
}
