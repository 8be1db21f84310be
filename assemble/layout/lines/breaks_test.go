package lines

import (
	"testing"

	"omnibus/assemble/fixed"
)

// TestHyphenDemerits: a hyphen below a hyphen costs, more of them in a row than the style sheet allows far more, and a line without one
// costs neither.
func TestHyphenDemerits(t *testing.T) {
	s := &search{measure: measure{row: 2}}
	of := func(before, hyphens int8, hyphen bool) int64 {
		return s.demerits(&node{hyphens: before}, place{hyphen: hyphen}, 0, 0, hyphens)
	}
	plain := of(0, 0, false)
	for _, c := range []struct {
		name            string
		before, hyphens int8
		hyphen          bool
		more            int64
	}{
		{"the first hyphen", 0, 1, true, 0},
		{"one below another", 1, 2, true, hyphensInRow},
		{"one too many", 2, 3, true, hyphensInRow + tooManyHyphens},
		{"no hyphen below one", 1, 0, false, 0},
	} {
		if got := of(c.before, c.hyphens, c.hyphen) - plain; got != c.more {
			t.Errorf("%s: %d more, want %d", c.name, got, c.more)
		}
	}
	s.ragged = 1
	if whole, divided := of(0, 0, false), of(0, 1, true); divided <= whole {
		t.Errorf("in ragged lines a hyphen has %d demerits, and a line without one %d", divided, whole)
	}
}

// TestEnding: a line that ends at a hyphen is as much wider as the hyphen; a line can end at a space after a word, not at the beginning.
func TestEnding(t *testing.T) {
	s := &search{atoms: []atom{{kind: glue}, {kind: box}, {kind: penalty, penalty: 1, hyphen: true, width: 5}, {kind: penalty, penalty: never}, {kind: glue}}}
	for i, c := range []struct {
		width fixed.Points
		ok    bool
	}{{0, false}, {0, false}, {5, true}, {0, false}, {0, false}, {0, true}} {
		p, ok := s.ending(i)
		if ok != c.ok || p.width != c.width {
			t.Errorf("at atom %d: width %d, %v; want %d, %v", i, p.width, ok, c.width, c.ok)
		}
	}
}
