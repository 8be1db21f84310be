package intake_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"omnibus/assemble"
	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/intake"
	"omnibus/assemble/matrix"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// small returns the small term with the edits applied. It has four mandates, in rows 2 to 5 of its matrix.
func small(edit ...string) *work.Sources {
	return worktest.Small(worktest.Agreed, append(edit, "- {id: draft-paragraphs, title: Draft, original: [en]}", "- {id: mandate-matrix, title: Matrix, original: [en]}")...)
}

// A desk is a matrix that somebody edits.
type desk struct {
	t    *testing.T
	file *excelize.File
	col  map[string]string // letters of the columns of the mandates, by id of the column
}

func deskOf(t *testing.T, src *work.Sources) *desk {
	t.Helper()
	w, err := assemble.Run(src, work.Job{Meeting: "end", Langs: []string{"en"}}, work.Written, nil)
	if err != nil {
		t.Fatal(err)
	}
	worktest.NoErrors(t, &w.Diags)
	for i, f := range w.Files {
		if f.Book == nil {
			continue
		}
		x, err := excelize.OpenReader(bytes.NewReader(f.Bytes))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { x.Close() })
		d := &desk{t, x, map[string]string{}}
		for k, c := range w.Files[i].Book.Sheet(workbook.SheetMandates).Columns {
			d.col[c.ID] = matrix.Letters(k + 1)
		}
		return d
	}
	t.Fatal("no matrix is made")
	return nil
}

// mandatesTab is the index of the sheet of mandates, behind the summary.
const mandatesTab = 1

// set sets the cell of a column, by its id, in a row (from 1).
func (d *desk) set(column string, row int, v any) {
	d.t.Helper()
	if d.col[column] == "" {
		d.t.Fatalf("no column %q in %v", column, d.col)
	}
	if err := d.file.SetCellValue(d.file.GetSheetName(mandatesTab), fmt.Sprintf("%s%d", d.col[column], row), v); err != nil {
		d.t.Fatal(err)
	}
}

// home imports the matrix into the files of a term.
func (d *desk) home(src *work.Sources) (*intake.Receipt, []*diag.Diagnostic) {
	d.t.Helper()
	r, diags, err := d.bring(src)
	if err != nil {
		d.t.Fatal(err)
	}
	return r, diags
}

// homeError returns the error of importing the matrix.
func (d *desk) homeError(src *work.Sources) error {
	d.t.Helper()
	_, _, err := d.bring(src)
	return err
}

func (d *desk) bring(src *work.Sources) (*intake.Receipt, []*diag.Diagnostic, error) {
	d.t.Helper()
	var b bytes.Buffer
	if err := d.file.Write(&b); err != nil {
		d.t.Fatal(err)
	}
	w, err := assemble.Run(src, work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	diags := &diag.List{}
	im := &intake.Matrix{Work: w, Line: assemble.Run, Src: src, Locale: "locales"}
	r, err := im.Run(source.NewFile("matrix.xlsx", b.Bytes()), diags)
	return r, diags.Items, err
}

func listed(diags []*diag.Diagnostic) string {
	var out []string
	for _, d := range diags {
		out = append(out, d.Message)
	}
	return strings.Join(out, "\n")
}

func changes(r *intake.Receipt) string {
	var out []string
	for _, c := range r.Changes {
		out = append(out, fmt.Sprintf("%s.%s=%s", c.ID, c.Field, c.New))
	}
	return strings.Join(out, " ")
}

// TestCells: a cell is imported as the value that it represents in its column, or is refused.
func TestCells(t *testing.T) {
	for _, c := range []struct {
		column, typed, want, refused string
	}{
		{"superseded-by", "res-1-op-2", "res-1-op-1.superseded-by=res-1-op-2", ""},
		{"superseded-by", "res-1-op-2; res-1-op-3", "", "takes one paragraph, not 2"},
		{"superseded-by", "res-1-op-2, res-1-op-3, res-1-op-2", "", "takes one paragraph, not 3"},
		{"superseded-by", "res-1-op-9", "", `no operative paragraph has the id "res-1-op-9"`},
		{"repeats", "res-1-op-2", "res-1-op-1.repeats=res-1-op-2", ""},
		{"repeats", "res-1-op-2, res-1-op-3", "res-1-op-1.repeats=res-1-op-2; res-1-op-3", ""},
		{"remarks", " as it  is ", "res-1-op-1.remarks=as it  is", ""},
		{"status", "current", "res-1-op-1.status=current", ""},
		{"end", "2024-06", "res-1-op-1.end=2024-06", ""},
	} {
		src := small()
		d := deskOf(t, src)
		d.set(c.column, 2, c.typed)
		r, diags := d.home(src)
		got := listed(diags)
		if changes(r) != c.want || (got == "") != (c.refused == "") || !strings.Contains(got, c.refused) {
			t.Errorf("%s %q: %s, refused %q", c.column, c.typed, changes(r), got)
		}
		if made := len(r.Files) > 0; made != (c.want != "") {
			t.Errorf("%s %q: %d files", c.column, c.typed, len(r.Files))
		}
	}
}

// TestRows: a row is identified by its id, which its symbol and number must not contradict. Without an id, they identify a paragraph or add
// one.
func TestRows(t *testing.T) {
	const sym = "AG/RES. 2910 (XLVII-O/17)"
	for _, c := range []struct {
		name          string
		work          func(d *desk)
		want, refused string
		notes         int
	}{
		{"as it was", func(*desk) {}, "", "", 0},
		{"edited", func(d *desk) { d.set("remarks", 3, "mine") }, "res-1-op-2.remarks=mine", "", 0},
		{"the number of another", func(d *desk) { d.set("number", 2, 2) }, "", `the row has the id of "res-1-op-1" but the symbol and number of "res-1-op-2"`, 0},
		{"the id of another", func(d *desk) { d.set("record-id", 2, "res-1-op-2") }, "", `the row has the id of "res-1-op-2" but the symbol and number of "res-1-op-1"`, 1},
		{"twice", func(d *desk) { d.set("record-id", 6, "res-1-op-1"); d.set("remarks", 6, "mine") }, "", `the row of "res-1-op-1" appears twice; the first is row 2`, 0},
		{"no id any more", func(d *desk) { d.set("record-id", 2, ""); d.set("remarks", 2, "mine") }, "res-1-op-1.remarks=mine", "", 0},
		{"another id", func(d *desk) { d.set("record-id", 2, "my-own"); d.set("remarks", 2, "mine") }, "res-1-op-1.remarks=mine", "", 1},
		{"added", func(d *desk) { d.set("symbol", 6, sym); d.set("number", 6, 5); d.set("remarks", 6, "mine") }, "res-1-op-5.number=5 res-1-op-5.remarks=mine", "", 0},
		{"added as number 0", func(d *desk) { d.set("symbol", 6, sym); d.set("number", 6, 0) }, "", `"0" is not the number of an operative paragraph`, 0},
		{"added below 0", func(d *desk) { d.set("symbol", 6, sym); d.set("number", 6, -1) }, "", `"-1" is not the number of an operative paragraph`, 0},
		{"added in words", func(d *desk) { d.set("symbol", 6, sym); d.set("number", 6, "four") }, "", `"four" is not the number of an operative paragraph`, 0},
		{"added a second time", func(d *desk) { d.set("symbol", 6, sym); d.set("number", 6, 2) }, "", `already has a row, that of "res-1-op-2"`, 0},
		{"deleted", func(d *desk) {
			if err := d.file.RemoveRow(d.file.GetSheetName(mandatesTab), 3); err != nil {
				d.t.Fatal(err)
			}
		}, "", "", 1},
	} {
		src := small()
		d := deskOf(t, src)
		c.work(d)
		r, diags := d.home(src)
		got := listed(diags)
		if changes(r) != c.want || (got == "") != (c.refused == "") || !strings.Contains(got, c.refused) || len(r.Notes) != c.notes {
			t.Errorf("%s: %q, refused %q, notes %q", c.name, changes(r), got, r.Notes)
		}
	}
}

// TestBothSides: a cell is compared with its exported value and with the current records.
func TestBothSides(t *testing.T) {
	const entry = "{id: res-1-op-1, number: 1, text: To do a thing}"
	for _, c := range []struct {
		name, meanwhile string
		want            string
		same            int
		refused         string
	}{
		{"the records are as they were", "", "res-1-op-1.remarks=mine", 0, ""},
		{"the records have it already", "mine", "", 1, ""},
		{"the records have something else", "theirs", "", 0, "res-1-op-1.remarks was changed both in the workbook and in the records"},
	} {
		d := deskOf(t, small())
		d.set("remarks", 2, "mine")
		src := small()
		if c.meanwhile != "" {
			src = small(entry, strings.Replace(entry, "}", ", remarks: "+c.meanwhile+"}", 1))
		}
		r, diags := d.home(src)
		got := listed(diags)
		if changes(r) != c.want || r.Same != c.same || (got == "") != (c.refused == "") || !strings.Contains(got, c.refused) {
			t.Errorf("%s: %q, %d are the same, refused %q", c.name, changes(r), r.Same, got)
		}
	}
}

// TestErrorsBefore: existing errors in the records do not prevent an import; an error that the import would cause does.
func TestErrorsBefore(t *testing.T) {
	d := deskOf(t, small())
	d.set("remarks", 2, "mine")
	broken := small("outcomes: [outcome-a-one]", "outcomes: [outcome-of-nobody]")
	if w, err := assemble.Run(broken, work.Job{Meeting: "end"}, work.Merged, nil); err != nil || !w.Diags.HasErrors() {
		t.Fatalf("the term has no error: %v", err)
	}
	if r, diags := d.home(broken); len(diags) > 0 || len(r.Files) != 1 {
		t.Errorf("%d files, refused %q", len(r.Files), listed(diags))
	}
	d.set("remarks", 3, "to <br>act")
	if r, diags := d.home(broken); len(diags) == 0 || len(r.Files) > 0 || !strings.Contains(listed(diags), "cell "+d.file.GetSheetName(mandatesTab)+"!"+d.col["remarks"]+"3: ") {
		t.Errorf("%d files, refused %q", len(r.Files), listed(diags))
	}
}
