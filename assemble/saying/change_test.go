package saying

import "testing"

// TestQuoted: words in quotation marks of several kinds, and where whole words occur.
func TestQuoted(t *testing.T) {
	var got []string
	for _, x := range signs(`replace “a b” by 'c', «d » and "e"`) {
		if x.kind == isQuote {
			got = append(got, x.text)
		}
	}
	if len(got) != 4 || got[0] != "a b" || got[2] != "d" || got[3] != "e" {
		t.Errorf("%q", got)
	}
	for _, c := range []struct {
		text, words string
		n           int
	}{{"for the forum for all", "for", 2}, {"migración", "migra", 0}, {"a, b, a", "a", 2}, {"a", "", 0}, {"pre-go go", "go", 2}, {"aa", "a", 0},
		{"To go", "to", 1}, {"the state’s plan", "state's plan", 1}} {
		if n := len(occurrences(c.text, c.words)); n != c.n {
			t.Errorf("%q is %d times in %q, want %d", c.words, n, c.text, c.n)
		}
	}
}
