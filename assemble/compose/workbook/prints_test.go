package workbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/matrix"
)

// The prints of a sheet are the same whether its rows have passed before, in part or as a whole; what has passed as a whole is not made
// a second time. A sheet that people do not edit leaves those of its headings and texts.
func TestPrintsAreLeft(t *testing.T) {
	const columns = 300 // the number of a column takes two bytes
	made := 0
	sheet := func(open bool) *matrix.Sheet {
		s := &matrix.Sheet{ID: "s", Name: "S", Count: 3}
		for i := range columns {
			s.Columns = append(s.Columns, matrix.Column{ID: fmt.Sprint("c", i), Open: open && i%2 == 1})
		}
		s.Columns[1].Head = "Head"
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
	want := map[bool][]string{false: {"fixed S " + matrix.TextPrint("Head")}}
	for i := range 2 {
		shown := matrix.PrintOf(fmt.Sprint("value ", i), fmt.Sprint("shown ", i))
		alone := matrix.PrintOf(fmt.Sprint("alone ", i), fmt.Sprint("alone ", i))
		closed := make([]string, columns/2)
		closed[0] = fmt.Sprint("closed ", i)
		want[true] = append(want[true], fmt.Sprintf("row row-%d c1=%s c299=%s %s", i, shown, alone, matrix.GreyPrint(closed)))
		want[false] = append(want[false], fmt.Sprintf("fixed S %s %s %s", matrix.TextPrint(closed[0]),
			matrix.TextPrint(fmt.Sprint("shown ", i)), matrix.TextPrint("ready to be filled")))
	}
	want[true] = append(want[true], "row row-2  "+matrix.GreyPrint(make([]string, columns/2)))
	want[false] = append(want[false], "fixed S ")
	for what, passes := range map[string][]int{"not at all": nil, "in part": {1}, "whole": {3}, "whole, then in part": {3, 2}, "twice": {3, 3}} {
		for open, want := range want {
			s := sheet(open)
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
				var got []string
				more := p.rows(func(r matrix.Row) bool {
					var cells []string
					for _, c := range r.Cells {
						cells = append(cells, c.Text)
					}
					got = append(got, strings.Join(cells, " "))
					return true
				})
				if !slices.Equal(got, want) || !more {
					t.Errorf("%s: %q, want %q", what, got, want)
				}
			}
			for most := 1; most <= len(want); most++ {
				n := 0
				if p.rows(func(matrix.Row) bool { n++; return n < most }) || n != most {
					t.Errorf("%s: of %d entries, %d are yielded after the end", what, most, n-most)
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
}
