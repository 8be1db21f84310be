package records

import (
	"slices"
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
		"too wide to fit":    {[]int{90, 50, 60}, []int{90, 50, readable}, []int{90, 50, slim}, -1},
		"texts have room":    {[]int{20, 34, 34}, []int{20, readable, readable}, []int{20, widest, widest}, -1},
		"texts share it":     {[]int{60, 34, 34}, []int{60, readable, readable}, []int{60, 45, 45}, -1},
		"names have room":    {[]int{20, 18, 18}, []int{20, narrow, narrow}, []int{20, widest, widest}, -1},
		"too narrow":         {[]int{12, 34, 34}, []int{15, readable, readable}, []int{15, widest, widest}, -1},
		"folded not counted": {[]int{20, 34, 400}, []int{20, readable, 0}, []int{20, widest, 400}, 2},
	} {
		columns := make([]matrix.Column, len(x.widths))
		for i, w := range x.widths {
			columns[i].Width = float64(w)
			if i == x.folded {
				columns[i].Level = 1
			}
		}
		rooms := make([]room, len(columns))
		for i, n := range x.least {
			rooms[i] = room{least: n, text: n == readable, stays: true}
		}
		fit(columns, rooms, nil)
		for i, c := range columns {
			if int(c.Width) != x.want[i] {
				t.Errorf("%s: column %d is %v wide, want %d", what, i, c.Width, x.want[i])
			}
		}
	}
}

// Where not all columns have room, texts become slim; then the columns of other languages are folded, whole; then others from the right,
// but neither texts nor what must be filled in.
func TestFold(t *testing.T) {
	text := func(lang string) room { return room{least: readable, text: true, lang: lang} }
	name := room{least: 30}
	for what, x := range map[string]struct {
		rooms  []room
		folded []int
	}{
		"slim":              {[]room{text("en"), text("es"), text("en"), text("es"), text("en"), text("es"), name}, nil},
		"other languages":   {[]room{text("en"), text("es"), text("fr"), text("pt"), text("en"), text("es"), text("fr"), text("pt"), name, name}, []int{2, 3, 6, 7}},
		"from the right":    {[]room{name, name, name, text("en"), text("es"), name, name}, []int{5, 6}},
		"what must be seen": {[]room{name, name, {least: 30, stays: true}, text("en"), {least: 30, stays: true}, {least: 30, stays: true}}, []int{1}},
		"enough room":       {[]room{text("en"), text("fr"), name}, nil},
	} {
		columns := make([]matrix.Column, len(x.rooms))
		for i, r := range x.rooms {
			columns[i].Width = float64(r.least + 10)
		}
		fit(columns, x.rooms, []string{"en", "es"})
		total := 0.0
		for i, c := range columns {
			if folded := c.Level > 0; folded != slices.Contains(x.folded, i) {
				t.Errorf("%s: column %d is folded: %v", what, i, folded)
			} else if !folded {
				total += c.Width
			}
		}
		if total > screen {
			t.Errorf("%s: %v characters", what, total)
		}
	}
}
