package matrix

import "unicode/utf16"

// Longest is the maximum length of a cell's text in UTF-16 units (Excel specifications and limits: 32,767 characters).
const Longest = 32_767

// Fit returns a text that fits into a cell. A longer one is cut and the cut is marked.
func Fit(s string) string { return Short(s, Longest, " […]") }

// Short returns a text in at most n UTF-16 units, as Excel counts. A longer one is cut and ends in mark.
func Short(s string, n int, mark string) string {
	if len(s) <= n { // each unit has at least one byte
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
