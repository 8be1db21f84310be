package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
)

// A Left is something in a workbook that is not imported, such as a comment or content outside the cells that are read.
type Left struct {
	What string // a description of it
	At   string // place, such as Mandates!F12; "": the whole workbook
	ID   string // id of the record concerned; "" if none
	Text string
	Kept string // id of the query made from it; "" if none
}

// left accounts for everything that is not imported. It turns comments into queries in the language of the workbook.
func (im *Matrix) left(r *matrix.Returned, book *matrix.Workbook) error {
	addresses, sheets := map[string]bool{}, map[string]*matrix.Sheet{}
	for _, s := range book.Sheets {
		sheets[s.Name] = s
		for row := range s.Rows {
			for _, c := range row.Cells {
				addresses[c.URL] = true
			}
		}
	}
	for _, res := range im.Work.Records.Resolutions {
		for _, l := range res.Links {
			addresses[l.String] = true
		}
	}
	for _, s := range r.Sheets {
		var hidden []int
		for _, b := range s.Beside {
			if b.Kind == matrix.IsHidden {
				hidden = append(hidden, b.Row)
			} else {
				im.beside(s.Name, b, addresses, im.open(book, s.ID, b.Column))
			}
		}
		if len(hidden) > 0 {
			im.note("%s of %s are hidden or filtered out; what was entered there is imported nevertheless", rowsNamed(hidden), s.Name)
		}
	}
	for _, o := range r.Others {
		for _, b := range o.Beside {
			im.beside(o.Name, b, addresses, sheets[o.Name] == nil && r.Fixed[o.Name] == nil)
		}
		if err := im.other(o, sheets[o.Name] == nil && r.Fixed[o.Name] == nil, r.Fixed[o.Name]); err != nil {
			return err
		}
	}
	return im.keep()
}

// open reports whether a column is editable.
func (im *Matrix) open(book *matrix.Workbook, sheet, column string) bool {
	for _, s := range book.Sheets {
		for _, c := range s.Columns {
			if s.ID == sheet && c.ID == column {
				return c.Open
			}
		}
	}
	return true
}

// beside accounts for something outside the cells. The build itself writes links, into cells that are not editable.
func (im *Matrix) beside(sheet string, b matrix.Beside, addresses map[string]bool, foreign bool) {
	l := Left{At: sheet + "!" + b.At, ID: b.ID, Text: strings.Join(strings.Fields(b.Text), " ")}
	switch b.Kind {
	case matrix.IsComment:
		l.What = "a comment"
	case matrix.IsAbove:
		l.What = "a cell above the headings"
	case matrix.IsLink:
		page := !foreign && strings.Contains(b.Text, "#page=")
		if page || !foreign && addresses[b.Text] {
			return
		}
		l.What = "a link"
	default:
		if l.What = "a cell in a column without a heading"; b.Head != "" {
			l.What = fmt.Sprintf("a cell of the column %q, which is not a column of the matrix", b.Head)
		}
	}
	if b.Kind == matrix.IsComment || b.Kind == matrix.IsAdded {
		im.query(&l, b)
	}
	im.receipt.Left = append(im.receipt.Left, l)
}

// query turns a comment on a cell into a query about the text in the cell or, if there is none, about its record.
func (im *Matrix) query(l *Left, b matrix.Beside) {
	about := ""
	if m, ok := im.Work.Records.ByID[b.ID].(*input.Mandate); ok {
		about = m.ID.String
		if f, ok := workbook.FieldOf(b.Column); ok && f.Translated() {
			about += "." + b.Column
		}
	}
	l.Kept, _ = im.queries.Add(im.lang.Tag, about, l.What+", "+l.At, b.By, b.Text)
}

// keep adds the changed files of queries to the receipt.
func (im *Matrix) keep() error {
	files, err := im.queries.Files(im.Src, im.Locale)
	if len(files) > 0 {
		im.receipt.Queries = files[0]
	}
	return err
}

// Changed compares a sheet of the original workbook with the prints of its texts, in any order. It returns the number of all cells, the
// changed ones, and the text of the first of these. It ignores formulas and numbers, which the programs that open the workbook recalculate.
// If nothing is known, no cell counts as changed.
func Changed(o matrix.OtherSheet, known map[string]bool) (cells int, changed []string, first string, err error) {
	err = o.Cells(func(c matrix.ReturnedCell) bool {
		cells++
		if known != nil && !c.Formula && !c.Date && c.Text != "" && !isNumber(c.Text) && !known[matrix.TextPrint(c.Text)] {
			changed = append(changed, c.At)
			first = cmp.Or(first, c.Text)
		}
		return true
	})
	return cells, changed, first, err
}

// other accounts for a sheet that is not imported.
func (im *Matrix) other(o matrix.OtherSheet, foreign bool, known map[string]bool) error {
	cells, changed, first, err := Changed(o, known)
	switch {
	case err != nil:
		return fmt.Errorf("sheet %q: %w", o.Name, err)
	case foreign && cells > 0:
		im.receipt.Left = append(im.receipt.Left, Left{What: fmt.Sprintf("the sheet %q", o.Name), Text: diag.Plural(cells, "cell")})
	case len(changed) > 0:
		im.receipt.Left = append(im.receipt.Left, Left{
			What: "changed cells of a sheet that the build fills",
			At:   o.Name + "!" + Few(changed), Text: first})
	}
	return nil
}

// Few lists cells or rows, at most eight of them.
func Few(cells []string) string {
	const most = 8
	s := strings.Join(cells[:min(len(cells), most)], ", ")
	if more := len(cells) - most; more > 0 {
		s += fmt.Sprintf(" (+%d)", more)
	}
	return s
}

func isNumber(s string) bool { return strings.Trim(s, "0123456789.,-%") == "" }

// greyOf accounts for what was entered in cells of a new row that the build fills.
func (im *Matrix) greyOf(back *matrix.ReturnedSheet, row matrix.ReturnedRow, id string) {
	var texts []string
	for _, column := range slices.Sorted(maps.Keys(row.Grey)) {
		if column != symbolColumn && column != numberColumn && column != "record-id" {
			texts = append(texts, fmt.Sprintf("%s: %s", column, row.Grey[column]))
		}
	}
	if len(texts) > 0 {
		im.receipt.Left = append(im.receipt.Left, Left{What: "cells of a new row that the build fills",
			At: fmt.Sprintf("%s!A%d", back.Name, row.Row), ID: id, Text: strings.Join(texts, "; ")})
	}
}
