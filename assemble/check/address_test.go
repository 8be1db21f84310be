package check

import "testing"

// TestClosing: an address includes the brackets that it opens; a closing bracket after it belongs to the sentence.
func TestClosing(t *testing.T) {
	for in, want := range map[string]int{"": -1, "a": -1, "a)": 1, "a_(b)": -1, "a_(b))": 5, "(a)(b)c)d": 7, "(": -1} {
		if got := closing(in); got != want {
			t.Errorf("%q: %d, not %d", in, got, want)
		}
	}
}

// TestPlainAddress: an address is blanked together with its own brackets; what belongs to the sentence stays.
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
