package records

import (
	"testing"

	"omnibus/assemble/matrix"
)

// The columns that are seen without unfolding fill a screen: names become narrower first, to what they need; texts take what is over.
func TestFit(t *testing.T) {
	for what, x := range map[string]struct {
		widths, least, want []int
		folded              int // the column that is folded away; -1: none
	}{
		"too wide":           {[]int{20, 40, 60, 60}, []int{20, 20, readable, readable}, []int{20, 33, 48, 48}, -1},
		"too wide to fit":    {[]int{90, 50, 60}, []int{90, 50, readable}, []int{90, 50, readable}, -1},
		"texts have room":    {[]int{20, 34, 34}, []int{20, readable, readable}, []int{20, widest, widest}, -1},
		"texts share it":     {[]int{60, 34, 34}, []int{60, readable, readable}, []int{60, 45, 45}, -1},
		"names have room":    {[]int{20, 18, 18}, []int{20, narrow, narrow}, []int{20, widest, widest}, -1},
		"folded not counted": {[]int{20, 34, 400}, []int{20, readable, 0}, []int{20, widest, 400}, 2},
	} {
		columns := make([]matrix.Column, len(x.widths))
		for i, w := range x.widths {
			columns[i].Width = float64(w)
			if i == x.folded {
				columns[i].Level = 1
			}
		}
		fit(columns, x.least)
		for i, c := range columns {
			if int(c.Width) != x.want[i] {
				t.Errorf("%s: column %d is %v wide, want %d", what, i, c.Width, x.want[i])
			}
		}
	}
}
