package compose

import "testing"

// TestSignsApart: a dash or a plus sign at the edge of changed words is separated from the sign of the change.
func TestSignsApart(t *testing.T) {
	for _, c := range [][3]string{
		{"–", "–", "‹–\u00a0–\u00a0–›"}, {"—", "word", "‹–\u00a0—word–›"}, {"word", "1990-", "‹–word1990-\u00a0–›"},
		{"one", "two", "‹–onetwo–›"}, {"+", "5", "‹–\u00a0+5–›"}, {"(a", "b)", "‹–(ab)–›"},
	} {
		s := signs{print: [2]string{deletionOpen, deletionClose}}
		s.apart(c[0], c[1])
		words := c[0] + c[1]
		if c[0] == c[1] {
			words = c[0]
		}
		if got := s.print[0] + words + s.print[1]; got != c[2] {
			t.Errorf("got %q, want %q", got, c[2])
		}
	}
}
