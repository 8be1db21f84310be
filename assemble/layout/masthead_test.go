package layout

import (
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/figure"
	"omnibus/assemble/fixed"
)

// mastheadOf lays out a masthead with the organs of two languages: the place of the first line of each, of the line at the right, and of the
// emblem.
func mastheadOf(t *testing.T, emblem bool, english, spanish []string) (first, second, right *Line, picture *Picture) {
	t.Helper()
	m := &doc.Masthead{Lang: "en", Right: [][]doc.Inline{{{Text: "A/79/1"}}}}
	if emblem {
		m.Emblem = &doc.Emblem{Figure: &figure.Figure{Width: 100, Height: 100}, Alt: []string{"A ring", "Un anillo"}}
	}
	for _, s := range english {
		m.Left = append(m.Left, []doc.Inline{{Text: s}})
	}
	for _, s := range spanish {
		m.Left = append(m.Left, []doc.Inline{{Text: s, Lang: "es"}})
	}
	two := func(s string) []string { return []string{s, s} }
	w := doc.Words{ContinuedNote: two("c"), ContinuedTable: two("c"), OnPage: two("%s")}
	d := &doc.Document{Langs: []string{"en", "es"}, Blocks: []doc.Block{m}, Words: w}
	var diags diag.List
	for _, p := range Pages(d, styleSheet(t, "testdata/style.yaml"), languages(t), face.Liberation(), &diags).Pages {
		for _, it := range p.Items {
			switch it := it.(type) {
			case *Picture:
				picture = it
			case *Line:
				if it.Block != doc.Block(m) {
					continue
				}
				switch in := it.Segments[0].Inline; {
				case in.Text == "A/79/1":
					right = it
				case in.Lang == "es" && second == nil:
					second = it
				case in.Lang == "" && first == nil:
					first = it
				}
			}
		}
	}
	if first == nil || second == nil || right == nil || (picture != nil) != emblem {
		t.Fatalf("the masthead lacks something: %v %v %v %v", first, second, right, picture)
	}
	return first, second, right, picture
}

// TestMasthead: the organs of two languages begin level and side by side where that is lower, and else one above the other; the emblem is
// left of them, from the same height, in the size of the style sheet.
func TestMasthead(t *testing.T) {
	first, second, right, _ := mastheadOf(t, false, []string{"LEAGUE", "COUNCIL"}, []string{"LIGA", "CONSEJO"})
	if first.Y != second.Y || first.Y != right.Y || second.X <= first.X+first.Width || right.X <= second.X+second.Width {
		t.Errorf("short lines: %v %v, %v %v, %v %v", first.X, first.Y, second.X, second.Y, right.X, right.Y)
	}
	// Lines that do not fit, but are fewer side by side.
	first, second, _, _ = mastheadOf(t, false, []string{"THE COMMITTEE ON MIGRATION ISSUES", "A", "B", "C"}, []string{"LA COMISIÓN DE ASUNTOS MIGRATORIOS", "A", "B", "C"})
	if first.Y != second.Y || second.X <= first.X {
		t.Errorf("lines of a half: %v %v, %v %v", first.X, first.Y, second.X, second.Y)
	}
	stacked := 0
	for n := range 12 { // lines that fit, but need several lines of a half
		long := strings.Repeat("COUNCIL ", n+1)
		first, second, right, _ = mastheadOf(t, false, []string{long, long, long}, []string{long, long, long})
		if first.Y != right.Y || first.X == second.X && second.Y <= first.Y || first.X != second.X && second.Y != first.Y {
			t.Errorf("%d words: %v %v, %v %v", n+1, first.X, first.Y, second.X, second.Y)
		}
		if first.X == second.X {
			stacked++
		}
	}
	if stacked == 0 || stacked == 12 {
		t.Errorf("of 12 mastheads %d have their languages one above the other", stacked)
	}
	first, _, _, picture := mastheadOf(t, true, []string{"LEAGUE"}, []string{"LIGA"})
	if gap := 10 * fixed.Point; picture.Width != 44*fixed.Point || picture.Height != picture.Width || first.X != picture.X+picture.Width+gap ||
		picture.Y >= first.Y || picture.Y < first.Y-20*fixed.Point {
		t.Errorf("the emblem is at %v, %v, %v wide; the first line at %v, %v", picture.X, picture.Y, picture.Width, first.X, first.Y)
	}
}
