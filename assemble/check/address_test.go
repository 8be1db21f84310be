package check

import "testing"

// TestClosing: an address keeps the brackets that it opens; the one after it is of the sentence.
func TestClosing(t *testing.T) {
	for in, want := range map[string]int{"": -1, "a": -1, "a)": 1, "a_(b)": -1, "a_(b))": 5, "(a)(b)c)d": 7, "(": -1} {
		if got := closing(in); got != want {
			t.Errorf("%q: %d, not %d", in, got, want)
		}
	}
}

// TestPlainAddress: an address is blanked with its own brackets, and what belongs to the sentence stays.
func TestPlainAddress(t *testing.T) {
	for in, want := range map[string]string{
		"(see https://a.org/b_(c)).": "(see                    ).",
		"https://a.org/b_(c) and":    "                    and",
		"at https://a.org/b), so":    "at                ), so",
		"[w](https://a.org/b_(c)) x": "[w]                      x",
	} {
		if got := plain(in); got != want {
			t.Errorf("%q: %q, not %q", in, got, want)
		}
	}
}
