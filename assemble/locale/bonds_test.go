package locale

import (
	"slices"
	"testing"
)

// What follows a number in an enumeration stays with it as units do; a language of a country has the bonds of its language.
func TestBonds(t *testing.T) {
	s, _ := shipped(t)
	b := s.Bonds("es")
	for _, w := range []string{"bis", "ter", "USD"} {
		if !slices.Contains(b.NumberBefore, w) {
			t.Errorf("%q may stand on another line than the number before it: %v", w, b.NumberBefore)
		}
	}
	if got := s.Bonds("es-MX"); len(b.Range) == 0 || !slices.Equal(got.Range, b.Range) {
		t.Errorf("ranges of es-MX: %v, of es: %v", got.Range, b.Range)
	}
	if got := s.Bonds("xx-YY"); len(got.Range) > 0 {
		t.Errorf("ranges of no language: %v", got.Range)
	}
}
