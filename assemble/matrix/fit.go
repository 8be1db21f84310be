package matrix

import "unicode/utf16"

// Longest is how many UTF-16 units a cell holds (Excel specifications and limits: 32,767 characters).
const Longest = 32_767

// Fit is a text as a cell can hold it: where it is too long its end is missing, and marked.
func Fit(s string) string { return Short(s, Longest, " […]") }

// Short is a text in at most n UTF-16 units, as Excel counts. Of a longer one the end is missing, and mark stands there.
func Short(s string, n int, mark string) string {
	if len(s) <= n { // a unit has a byte at least
		return s
	}
	room, units, keep := n-len(utf16.Encode([]rune(mark))), 0, 0
	for i, r := range s {
		if units <= room {
			keep = i
		}
		units += utf16.RuneLen(r)
	}
	if units <= n {
		return s
	}
	return s[:keep] + mark
}
