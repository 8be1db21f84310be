package style

import (
	"testing"

	"omnibus/assemble/fixed"
)

// TestFit: an emblem has the height of the style sheet, or is as wide as a third of the column.
func TestFit(t *testing.T) {
	e := Emblem{Height: 40 * fixed.Point}
	for _, c := range []struct{ width, height, column, w, h int }{{200, 100, 300, 80, 40}, {100, 200, 300, 20, 40}, {1000, 100, 300, 100, 10}} {
		if w, h := e.Fit(c.width, c.height, fixed.Points(c.column)*fixed.Point); w != fixed.Points(c.w)*fixed.Point || h != fixed.Points(c.h)*fixed.Point {
			t.Errorf("%d × %d is %g × %g, want %d × %d", c.width, c.height, w.Float(), h.Float(), c.w, c.h)
		}
	}
}
