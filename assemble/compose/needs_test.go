package compose

import (
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/doc"
)

// TestNeeds: columns have room for their longest words and numbers, and long cells get what is left.
func TestNeeds(t *testing.T) {
	for _, c := range []struct {
		rows []string
		room int
		want []float64
	}{
		{[]string{"a | bb", "ccc | d"}, 44, []float64{5, 4}},
		{[]string{"State | Remarks", "Peru | is subject to what the parliament decides"}, 44, []float64{7, 37}},
		{[]string{"State | Remarks", "Peru | is subject to what the parliament decides"}, 90, []float64{7, 43}},
		{[]string{"Contribution | Plurinational | Responsible | Secretariat | 1,250,000"}, 44, []float64{9, 9, 9, 9, 11}},
	} {
		x := &doc.Table{}
		for _, r := range c.rows {
			row := &doc.Row{}
			for cell := range strings.SplitSeq(r, " | ") {
				row.Cells = append(row.Cells, &doc.Cell{Blocks: []doc.Block{&doc.Paragraph{Inlines: []doc.Inline{{Text: cell}}}}})
			}
			x.Rows = append(x.Rows, row)
		}
		if got := needs(x, c.room); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d: %v, want %v", c.rows, c.room, got, c.want)
		}
	}
	if needs(&doc.Table{Rows: []*doc.Row{{Cells: []*doc.Cell{{Span: 2}}}}}, 44) != nil {
		t.Error("a cell over two columns has a need")
	}
}
