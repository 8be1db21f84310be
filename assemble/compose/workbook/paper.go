package workbook

import "slices"

// A sheet is printed one page wide, in letters that can be read: only some of its columns are printed. They stand side by side, because
// programs print a range of columns, and come after those that identify a row to the program.

const (
	readable = 190.0 // characters across a page in landscape, in letters of seven points
	roomy    = 40.0  // characters: columns as wide as this get what is left of a page
)

// onPaper returns columns in the order in which those that are printed stand side by side: of those that are meant to be, the ones that
// have entries, as many as fit on a page. They are made wider where there is room.
func onPaper[R any](columns []column[R], records []R) []column[R] {
	first := slices.IndexFunc(columns, func(c column[R]) bool { return c.Paper })
	if first < 0 {
		return columns
	}
	var printed, rest []column[R]
	width, wide := 0.0, 0.0
	for _, c := range columns[first:] {
		if c.Paper = c.Paper && width+c.Width <= readable && c.entries(records); !c.Paper {
			rest = append(rest, c)
			continue
		}
		printed = append(printed, c)
		if width += c.Width; c.Width >= roomy {
			wide += c.Width
		}
	}
	for i := range printed {
		if c := &printed[i]; c.Width >= roomy {
			c.Width += float64(int((readable - width) * c.Width / wide))
		}
	}
	return slices.Concat(columns[:first], printed, rest)
}

// entries reports whether a column has any.
func (c column[R]) entries(records []R) bool {
	return slices.ContainsFunc(records, func(r R) bool { return c.cell(r).Plain() != "" })
}
