package locale

import (
	"slices"
	"testing"
)

// TestBonds: words such as bis stay on the line of the number before them, as units do. A regional language has the bonds of its base
// language.
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
