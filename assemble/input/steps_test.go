package input

import (
	"slices"
	"testing"

	"omnibus/assemble/source"
)

// TestSteps: a suffix names addenda and corrigenda in order; each is written by its pattern, and the last says what the revision is.
func TestSteps(t *testing.T) {
	p := &Paper{Symbol: source.Text{String: "A/1"}, Joint: []source.Text{{String: "S/2"}}}
	for suffix, want := range map[string]struct {
		steps  []Step
		symbol string
	}{
		"":                  {nil, "A/1 rev. 2–S/2 rev. 2"},
		"corr. 1":           {[]Step{{Corrigendum, 1}}, "A/1 rev. 2 corr. 1–S/2 rev. 2 corr. 1"},
		"Add. 3 corr.12":    {[]Step{{Addendum, 3}, {Corrigendum, 12}}, "A/1 rev. 2 add. 3 corr. 12–S/2 rev. 2 add. 3 corr. 12"},
		"add. 1 add. 2":     {[]Step{{Addendum, 1}, {Addendum, 2}}, "A/1 rev. 2 add. 1 add. 2–S/2 rev. 2 add. 1 add. 2"},
		"add. 6.a":          {nil, "A/1 rev. 2 add. 6.a–S/2 rev. 2 add. 6.a"},
		"corr. 0":           {nil, "A/1 rev. 2 corr. 0–S/2 rev. 2 corr. 0"},
		"add. 1 of another": {nil, "A/1 rev. 2 add. 1 of another–S/2 rev. 2 add. 1 of another"},
	} {
		r := &Revision{Number: 2, Suffix: source.Text{String: suffix}}
		if got := r.Steps(); !slices.Equal(got, want.steps) {
			t.Errorf("%q: %v, want %v", suffix, got, want.steps)
		}
		if got := p.SymbolOf(r); got != want.symbol {
			t.Errorf("%q: the symbol is %q, want %q", suffix, got, want.symbol)
		}
		kind, n := r.Correction()
		last := Step{}
		if len(want.steps) > 0 {
			last = want.steps[len(want.steps)-1]
		}
		if (Step{kind, n}) != last {
			t.Errorf("%q is %s %d", suffix, kind, n)
		}
	}
}
