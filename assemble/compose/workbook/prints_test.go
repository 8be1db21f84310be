package workbook

import (
	"fmt"
	"slices"
	"testing"

	"omnibus/assemble/matrix"
)

// The prints of a sheet are the same whether its rows have passed before, in part or as a whole; what has passed as a whole is not made
// a second time.
func TestPrintsAreLeft(t *testing.T) {
	const columns = 300 // the number of a column takes two bytes
	made := 0
	sheet := func() *matrix.Sheet {
		s := &matrix.Sheet{ID: "s", Count: 3}
		for i := range columns {
			s.Columns = append(s.Columns, matrix.Column{ID: fmt.Sprint("c", i), Open: i%2 == 1})
		}
		s.Rows = func(yield func(matrix.Row) bool) {
			made++
			cells := make([]matrix.Cell, columns) // one row after the other, as the workbook of records has them
			for i := range s.Count {
				clear(cells)
				cells[0] = matrix.Cell{Text: fmt.Sprint("closed ", i)}
				cells[1] = matrix.Cell{Text: fmt.Sprint("shown ", i), Value: fmt.Sprint("value ", i)}
				cells[299] = matrix.Cell{Value: fmt.Sprint("alone ", i)}
				cells[3] = matrix.Cell{Text: "ready to be filled"} // and no value
				if i == 2 {
					clear(cells)
				}
				if !yield(matrix.Row{ID: fmt.Sprint("row-", i), Cells: cells}) {
					return
				}
			}
		}
		return s
	}
	var want []printedRow
	for i := range 2 {
		shown := matrix.PrintOf(fmt.Sprint("value ", i), fmt.Sprint("shown ", i))
		alone := matrix.PrintOf(fmt.Sprint("alone ", i), fmt.Sprint("alone ", i))
		closed := make([]string, columns/2)
		closed[0] = fmt.Sprint("closed ", i)
		want = append(want, printedRow{fmt.Sprint("row-", i), fmt.Sprintf("c1=%s c299=%s", shown, alone), matrix.GreyPrint(closed)})
	}
	want = append(want, printedRow{"row-2", "", matrix.GreyPrint(make([]string, columns/2))})
	for what, passes := range map[string][]int{"not at all": nil, "in part": {1}, "whole": {3}, "whole, then in part": {3, 2}, "twice": {3, 3}} {
		s := sheet()
		made = 0
		p := printing(s)
		for _, most := range passes {
			n := 0
			for range s.Rows {
				if n++; n == most && most < s.Count {
					break
				}
			}
		}
		before := made
		for range 2 {
			if got := slices.Collect(p.rows); !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", what, got, want)
			}
		}
		again := 1
		if len(passes) > 0 && passes[len(passes)-1] == s.Count {
			again = 0
		}
		if made-before != again {
			t.Errorf("%s: the rows are made %d times more, want %d", what, made-before, again)
		}
	}
}
