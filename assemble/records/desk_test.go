package records_test

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"

	"omnibus/assemble"
	"omnibus/assemble/compose/workbook"
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
	if w, ok := known.Load(src); ok {
		return w.(*work.Work)
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
	known.Store(src, w)
	return w
}

// known contains the work of sources that have already been merged, which no test changes.
var known sync.Map

// A desk is a workbook of records that somebody edits.
type desk struct {
	t      *testing.T
	src    *work.Sources
	book   *matrix.Workbook
	sheets map[string]*matrix.Sheet
	rows   map[string][]matrix.Row
	// ids of the rows, and of the sheets, that were looked into; nil: nobody wants to know
	asked, touched map[string]bool
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
	if d.touched != nil {
		d.touched[sheet] = true
	}
	return i
}

func (d *desk) row(sheet, id string) int {
	d.t.Helper()
	i := slices.IndexFunc(d.rows[sheet], func(r matrix.Row) bool { return r.ID == id })
	if i < 0 {
		d.t.Fatalf("%s has no row %s", sheet, id)
	}
	if d.asked != nil {
		d.asked[id], d.touched[sheet] = true, true
	}
	return i
}

// copy returns a workbook that can be edited without this one.
func (d *desk) copy(t *testing.T) *desk {
	book := *d.book
	book.Sheets = nil
	out := &desk{t: t, src: d.src, book: &book, sheets: map[string]*matrix.Sheet{}, rows: map[string][]matrix.Row{}}
	for _, s := range d.book.Sheets {
		own := *s
		own.Columns = slices.Clone(s.Columns)
		book.Sheets = append(book.Sheets, &own)
		out.sheets[s.ID] = &own
		rows := slices.Clone(d.rows[s.ID])
		for i := range rows {
			rows[i].Cells = slices.Clone(rows[i].Cells)
		}
		out.rows[s.ID] = rows
	}
	return out
}

// keep drops all rows but some, from the sheets and from the hidden one that knows them all; and what helps people fill in the others.
func (d *desk) keep(wanted func(id string) bool) {
	rows := func(s *matrix.Sheet) bool { return !s.Free && !s.Hidden && len(s.Picks) == 0 } // a form has one for each field
	for _, s := range d.book.Sheets {
		for i := range s.Columns {
			s.Columns[i].Note, s.Columns[i].List = "", ""
		}
		if rows(s) {
			d.rows[s.ID] = slices.DeleteFunc(d.rows[s.ID], func(r matrix.Row) bool { return !wanted(r.ID) })
		}
	}
	var of *matrix.Sheet
	d.rows[workbook.SheetOrigin] = slices.DeleteFunc(d.rows[workbook.SheetOrigin], func(r matrix.Row) bool {
		kind, id := r.Cells[0].Text, r.Cells[1].Text
		if kind == "sheet" {
			of = d.sheets[id]
		}
		return kind == "row" && rows(of) && !wanted(id)
	})
}

// shown is what a cell shows in the workbook of sources that nobody edited.
func shown(t *testing.T, src *work.Sources, sheet, id, column string) string {
	t.Helper()
	book, err := records.Export(src, merged(t, src), "en")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range book.Sheets {
		if s.ID != sheet {
			continue
		}
		for r := range s.Rows {
			if i := slices.IndexFunc(s.Columns, func(c matrix.Column) bool { return c.ID == column }); i >= 0 && r.ID == id {
				return r.Cells[i].Plain()
			}
		}
	}
	t.Fatalf("%s has no row %s, or no column %s", sheet, id, column)
	return ""
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
	how.Work, how.Src, how.Locale, how.Folder = merged(t, src), src, "locales", "input"
	line, keep := remembering(src)
	how.Line = line
	var diags diag.List
	r, err := how.Run(source.NewFile("records.xlsx", b), &diags)
	if err != nil {
		t.Fatal(err)
	}
	diags.Sort()
	keep(r)
	return r, &diags
}

// remembering is the line, and a function that remembers what it has made last of sources with the files of a receipt.
func remembering(src *work.Sources) (work.Line, func(*records.Receipt)) {
	var after *work.Work
	line := func(s *work.Sources, job work.Job, to work.Stage, step func(string)) (w *work.Work, err error) {
		after, err = assemble.Run(s, job, to, step)
		return after, err
	}
	return line, func(r *records.Receipt) {
		if len(r.Files) > 0 && after != nil && !after.Diags.HasErrors() {
			imported.Store(change{src, r.Files[0]}, after)
		}
	}
}

// imported are the works of sources with the files of a receipt, as the import has left them.
var imported sync.Map

// A change is of sources, by a receipt whose first file is known.
type change struct {
	src  *work.Sources
	file *source.File
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
	if len(files) > 0 {
		if w, ok := imported.Load(change{src, files[0]}); ok {
			known.Store(out, w)
		}
	}
	return out
}

func told(diags *diag.List) string {
	var b strings.Builder
	diags.Text(&b, diag.Style{})
	return b.String()
}
