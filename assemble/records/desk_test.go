package records_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble"
	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/matrix"
	"omnibus/assemble/records"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
	"omnibus/assemble/write/xlsx"
)

var job = work.Job{Today: date.Date{Year: 2024, Month: 5, Day: 1}}

// shipped returns the shipped term.
func shipped(t *testing.T) *work.Sources {
	t.Helper()
	return worktest.Shipped(t)
}

// merged merges sources that have no errors.
func merged(t *testing.T, src *work.Sources) *work.Work {
	t.Helper()
	if w := known[src]; w != nil {
		return w
	}
	w, err := assemble.Run(src, job, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	if w.Diags.HasErrors() {
		var b strings.Builder
		w.Diags.Text(&b, diag.Style{})
		t.Fatal(b.String())
	}
	known[src] = w
	return w
}

// known contains the work of sources that have already been merged, which no test changes.
var known = map[*work.Sources]*work.Work{}

// A desk is a workbook of records that somebody edits.
type desk struct {
	t      *testing.T
	src    *work.Sources
	book   *matrix.Workbook
	sheets map[string]*matrix.Sheet
	rows   map[string][]matrix.Row
}

func open(t *testing.T, src *work.Sources, lang string) *desk {
	t.Helper()
	book, err := records.Export(src, merged(t, src), lang)
	if err != nil {
		t.Fatal(err)
	}
	return deskOf(t, src, book)
}

// deskOf returns a workbook to be edited.
func deskOf(t *testing.T, src *work.Sources, book *matrix.Workbook) *desk {
	d := &desk{t: t, src: src, book: book, sheets: map[string]*matrix.Sheet{}, rows: map[string][]matrix.Row{}}
	for _, s := range book.Sheets {
		d.sheets[s.ID] = s
		for r := range s.Rows {
			r.Cells = slices.Clone(r.Cells)
			d.rows[s.ID] = append(d.rows[s.ID], r)
		}
	}
	return d
}

func (d *desk) column(sheet, id string) int {
	d.t.Helper()
	i := slices.IndexFunc(d.sheets[sheet].Columns, func(c matrix.Column) bool { return c.ID == id })
	if i < 0 {
		d.t.Fatalf("%s has no column %s", sheet, id)
	}
	return i
}

func (d *desk) row(sheet, id string) int {
	d.t.Helper()
	i := slices.IndexFunc(d.rows[sheet], func(r matrix.Row) bool { return r.ID == id })
	if i < 0 {
		d.t.Fatalf("%s has no row %s", sheet, id)
	}
	return i
}

// text returns the text of a cell.
func (d *desk) text(sheet, id, column string) string {
	d.t.Helper()
	return d.rows[sheet][d.row(sheet, id)].Cells[d.column(sheet, column)].Plain()
}

// set sets the text of a cell.
func (d *desk) set(sheet, id, column, text string) {
	d.t.Helper()
	d.rows[sheet][d.row(sheet, id)].Cells[d.column(sheet, column)] = matrix.Cell{Text: text}
}

// add adds a row after that of an id. At the end, it uses an empty row of the sheet, if there is one.
func (d *desk) add(sheet, after string, cells ...string) {
	d.t.Helper()
	row := matrix.Row{Cells: make([]matrix.Cell, len(d.sheets[sheet].Columns))}
	for i := 0; i < len(cells); i += 2 {
		row.Cells[d.column(sheet, cells[i])] = matrix.Cell{Text: cells[i+1]}
	}
	at := len(d.rows[sheet])
	if after != "" {
		at = d.row(sheet, after) + 1
	}
	d.rows[sheet] = slices.Insert(d.rows[sheet], at, row)
}

// drop deletes a row.
func (d *desk) drop(sheet, id string) {
	d.t.Helper()
	i := d.row(sheet, id)
	d.rows[sheet] = slices.Delete(d.rows[sheet], i, i+1)
}

// file returns the saved workbook.
func (d *desk) file() []byte {
	d.t.Helper()
	for id, s := range d.sheets {
		rows := d.rows[id]
		s.Rows, s.Count = slices.Values(rows), len(rows)
	}
	var b bytes.Buffer
	if err := xlsx.Write(&b, d.book); err != nil {
		d.t.Fatal(err)
	}
	return b.Bytes()
}

// home imports a workbook into sources.
func home(t *testing.T, src *work.Sources, b []byte, how records.Import) (*records.Receipt, *diag.List) {
	t.Helper()
	how.Work, how.Src, how.Line, how.Locale, how.Folder = merged(t, src), src, assemble.Run, "locales", "input"
	var diags diag.List
	r, err := how.Run(source.NewFile("records.xlsx", b), &diags)
	if err != nil {
		t.Fatal(err)
	}
	diags.Sort()
	return r, &diags
}

// taken imports a workbook, which must have no errors, and returns the resulting sources.
func taken(t *testing.T, src *work.Sources, b []byte, how records.Import) (*records.Receipt, *work.Sources) {
	t.Helper()
	r, diags := home(t, src, b, how)
	if diags.HasErrors() {
		t.Fatal(told(diags))
	}
	return r, put(src, r.Files)
}

// put returns sources with files replaced.
func put(src *work.Sources, files []*source.File) *work.Sources {
	out := &work.Sources{Templates: src.Templates, Input: slices.Clone(src.Input), Locales: slices.Clone(src.Locales)}
	for _, f := range files {
		list := &out.Input
		if strings.HasPrefix(f.Name, "locales/") {
			list = &out.Locales
		}
		i := slices.IndexFunc(*list, func(g *source.File) bool { return g.Name == f.Name })
		if i < 0 {
			*list = append(*list, f)
		} else {
			(*list)[i] = f
		}
	}
	return out
}

func told(diags *diag.List) string {
	var b strings.Builder
	diags.Text(&b, diag.Style{})
	return b.String()
}
