package intake_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// withRemarks returns the edits that add remarks to the paragraphs of the small term.
func withRemarks(remarks ...string) []string {
	var edit []string
	for i, r := range remarks {
		old := fmt.Sprintf("{id: res-1-op-%d, number: %d", i+1, i+1)
		edit = append(edit, old, old+", remarks: "+r)
	}
	return edit
}

// TestMoved: a column in which many values have changed places is a finding. Two values may be exchanged.
func TestMoved(t *testing.T) {
	for _, c := range []struct {
		name, typed string
		refused     bool
	}{
		{"sorted the other way round", "gamma beta alpha", false}, // two are exchanged
		{"turned", "gamma alpha beta", true},
		{"turned and edited", "gamma alpha delta", false},
	} {
		src := small(withRemarks("alpha", "beta", "gamma")...)
		d := deskOf(t, src)
		for i, s := range strings.Fields(c.typed) {
			d.set("remarks", 2+i, s)
		}
		r, diags := d.home(src)
		if refused := len(diags) > 0 && diags[0].Code == "E1113"; refused != c.refused || refused == (len(r.Files) > 0) {
			t.Errorf("%s: %q, %s", c.name, listed(diags), changes(r))
		}
	}
}

// TestLeft: a receipt accounts for everything that was added to a workbook. For an unchanged workbook, it is empty.
func TestLeft(t *testing.T) {
	src := small()
	d := deskOf(t, src)
	r, diags := d.home(src)
	if len(diags)+len(r.Left)+len(r.Notes)+len(r.Files) > 0 {
		t.Fatalf("untouched: %s, %+v, %q", listed(diags), r.Left, r.Notes)
	}
	sheet := d.file.GetSheetName(mandatesTab)
	last := 0
	for range d.col {
		last++
	}
	extra, err := excelize.ColumnNumberToName(last + 1)
	if err != nil {
		t.Fatal(err)
	}
	beyond, _ := excelize.ColumnNumberToName(last + 3)
	copied, err := d.file.NewSheet("Mandates (2)")
	if err != nil {
		t.Fatal(err)
	}
	names := d.file.GetSheetList()
	other := names[mandatesTab+1]
	rows, _ := d.file.GetRows(other)
	for _, err := range []error{
		d.file.SetCellStr(sheet, extra+"1", "For the chair"), d.file.SetCellStr(sheet, extra+"3", "Ask the delegation"), d.file.SetCellStr(sheet, beyond+"4", "loose"),
		d.file.AddComment(sheet, excelize.Comment{Cell: d.col["summary"] + "2", Author: "Ana", Text: "Is it so?"}),
		d.file.AddComment(other, excelize.Comment{Cell: "B2", Author: "Eva", Text: "On another sheet"}),
		d.file.SetCellHyperLink(sheet, d.col["remarks"]+"3", "https://example.org/a", "External"),
		d.file.CopySheet(mandatesTab, copied),
		d.file.SetRowVisible(sheet, 4, false),
		d.file.SetCellStr(other, fmt.Sprintf("A%d", len(rows)+5), "written here by mistake"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	d.set("symbol", 7, "AG/RES. 2910 (XLVII-O/17)")
	d.set("number", 7, 9)
	d.set("title", 7, "To be lost")
	r, diags = d.home(src)
	if len(diags) > 0 {
		t.Fatal(listed(diags))
	}
	var got []string
	kept := 0
	for _, l := range r.Left {
		got = append(got, l.What+"|"+l.At+"|"+l.ID+"|"+l.Text)
		if l.Kept != "" {
			kept++
			if r.Queries == nil || !strings.Contains(string(r.Queries.Bytes), l.Kept) || !strings.Contains(string(r.Queries.Bytes), l.Text) {
				t.Errorf("%+v is not kept", l)
			}
		}
	}
	for _, want := range []string{
		`a cell of the column "For the chair", which is not a column of the matrix|` + sheet + "!" + extra + "3|res-1-op-2|Ask the delegation",
		"a cell in a column without a heading|" + sheet + "!" + beyond + "4|res-1-op-3|loose",
		"a comment|" + sheet + "!" + d.col["summary"] + "2|res-1-op-1|Is it so?",
		"a comment|" + other + "!B2||On another sheet",
		"a link|" + sheet + "!" + d.col["remarks"] + "3|res-1-op-2|https://example.org/a",
		"cells of a new row that the build fills|" + sheet + "!A7|res-1-op-9|title: To be lost",
		fmt.Sprintf("changed cells of a sheet that the build fills|%s!A%d||written here by mistake", other, len(rows)+5),
	} {
		if !slices.Contains(got, want) {
			t.Errorf("nothing is said of %s in\n%s", want, strings.Join(got, "\n"))
		}
	}
	if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, `the sheet "Mandates (2)"`) }) {
		t.Errorf("the copied sheet is not reported in\n%s", strings.Join(got, "\n"))
	}
	if !slices.ContainsFunc(r.Notes, func(s string) bool { return strings.HasPrefix(s, "row 4 of "+sheet) }) || kept != 4 || len(r.Files) != 2 {
		t.Errorf("notes %q, %d kept, %d files", r.Notes, kept, len(r.Files))
	}
	for _, line := range []string{"    text: res-1-op-1.summary\n", "    by: Ana\n", "    said: Is it so?\n", "    text: res-1-op-2\n"} {
		if !strings.Contains(string(r.Queries.Bytes), line) {
			t.Errorf("no line %q in\n%s", line, r.Queries.Bytes)
		}
	}
	// Merging editable cells deletes the content of all but the first.
	if err := d.file.MergeCell(sheet, d.col["remarks"]+"3", d.col["remarks"]+"4"); err != nil {
		t.Fatal(err)
	}
	if err := d.homeError(src); err == nil || !strings.Contains(err.Error(), "are merged: undo that") {
		t.Errorf("merged cells: %v", err)
	}
}
