package issue

import (
	"testing"

	"omnibus/assemble/diff"
)

// TestSubstance: what of the meaning a correction changes, and that a mistake in spelling changes none.
func TestSubstance(t *testing.T) {
	lexicon := diff.NewLexicon(diff.Vocabulary{Modals: []string{"shall", "may"}, Negations: []string{"not"}, Comparisons: []string{"at least"}})
	for _, c := range []struct {
		old, new string
		opens    bool
		want     string
	}{
		{"To assess the effects of it", "To assess the results of it", true, ""},
		{"as it was", "as it was", true, ""},
		{"To report by 2024", "To report by 2025", true, "a number"},
		{"To note AG/RES. 2910 (XLVII-O/17)", "To note AG/RES. 2916 (XLVIII-O/18)", true, "a number"},
		{"To decide to act", "To decide not to act", true, "a negation"},
		{"that it shall report", "that it may report", true, "an obligation or permission"},
		{"To hold at least meetings", "To hold the meetings", true, "a limit"},
		{"To ask {{name:cam}} to act", "To ask {{name:cidi}} to act", true, "a name"},
		{"To instruct it to act", "To request it to act", true, "a request"},
		{"the instruct of it", "the request of it", false, ""},
	} {
		if got := substance(lexicon, c.old, c.new, c.opens); got != c.want {
			t.Errorf("%q to %q: %q, want %q", c.old, c.new, got, c.want)
		}
	}
}
