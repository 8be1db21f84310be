package workbook_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"omnibus/assemble"
	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
	"omnibus/assemble/write/xlsx"
)

// classified are the mandates that the OAS classified in 2014, by year: in classes A, B and C, and in none of them.
var classified = map[int][4]int{
	2002: {0, 0, 0, 1},
	2007: {6, 27, 22, 1},
	2008: {4, 22, 7, 3},
	2009: {2, 47, 12, 2},
	2010: {5, 43, 16, 0},
	2011: {14, 53, 25, 8},
	2012: {26, 117, 37, 3},
	2013: {22, 165, 54, 7},
}

// shipped returns the merged work of the shipped term at its end.
func shipped(t testing.TB) *work.Work {
	t.Helper()
	w, err := assemble.Run(worktest.Shipped(t), work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestSummaryOfClasses: the summary counts the classes of the classification of 2014 by year and in total: 79, 474, 173 and 25 of 751. The
// stored values are the results of the formulas.
func TestSummaryOfClasses(t *testing.T) {
	w := shipped(t)
	w.Plan.Mandates = nil
	for year, n := range classified {
		r := &input.Resolution{Symbol: source.Text{String: fmt.Sprintf("AG/RES. 1 (%s-O/%02d)", "XL", year%100)}}
		r.Date.Year, r.Date.Month = year, 6
		for class, count := range n {
			for range count {
				m := &input.Mandate{ID: input.ID{Kind: "mandate"}, Resolution: r, Details: &input.Details{}}
				if class < 3 {
					m.Class.String = string("ABC"[class])
				}
				w.Plan.Mandates = append(w.Plan.Mandates, &plan.Mandate{Mandate: m})
			}
		}
	}
	l := w.Locales.Locale("en")
	var summary *matrix.Sheet
	book := workbook.Make(w.Plan, "mandate-matrix", l, nil, w.Locales, nil, nil, false, new(diag.List))
	for _, x := range book.Sheets {
		if x.ID == workbook.SheetSummary {
			summary = x
		}
	}
	var rows []matrix.Row
	for r := range summary.Rows {
		rows = append(rows, r)
	}
	var file bytes.Buffer
	if err := xlsx.Write(&file, book); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	title := l.T("matrix.summary-class", nil)
	for i, r := range rows {
		if len(r.Cells) == 0 || r.Cells[0].Text != title {
			continue
		}
		years := 0
		for row, r := range rows[i+2:] {
			if len(r.Cells) < 6 {
				break
			}
			want, ok := classified[int(r.Cells[0].Number)]
			if r.Cells[0].Role == matrix.Total {
				want, ok = [4]int{79, 474, 173, 25}, true
				if r.Cells[5].Number != 751 {
					t.Errorf("%v in total, want 751", r.Cells[5].Number)
				}
			} else {
				years++
			}
			for k := range 5 {
				at := fmt.Sprintf("%s%d", matrix.Letters(k+2), i+3+row)
				if got, err := f.CalcCellValue(summary.Name, at); err != nil || got != fmt.Sprint(r.Cells[k+1].Number) {
					t.Errorf("%s: %s gives %q (%v), but %v is stored", at, r.Cells[k+1].Formula, got, err, r.Cells[k+1].Number)
				}
			}
			for k := range 4 {
				if !ok || int(r.Cells[k+1].Number) != want[k] || r.Cells[k+1].Formula == "" {
					t.Errorf(
						"%v %s, column %d: %v by %q, wanted %d",
						r.Cells[0].Number,
						r.Cells[0].Text,
						k,
						r.Cells[k+1].Number,
						r.Cells[k+1].Formula,
						want[k],
					)
				}
			}
		}
		if years != len(classified) {
			t.Errorf("%d years, wanted %d", years, len(classified))
		}
		return
	}
	t.Fatal("there is no table of classes")
}

// TestChartsHideNothing: charts cover only empty cells, and not one another.
func TestChartsHideNothing(t *testing.T) {
	w := shipped(t)
	for _, lang := range []string{"en", "es", "fr", "pt"} {
		for _, x := range workbook.Make(w.Plan, "mandate-matrix", w.Locales.Locale(lang), nil, w.Locales, nil, nil, false, new(diag.List)).Sheets {
			if x.ID == workbook.SheetSummary && len(x.Charts) == 0 {
				t.Error("the summary has no chart")
			}
			var rows []matrix.Row
			for r := range x.Rows {
				rows = append(rows, r)
			}
			for i, c := range x.Charts {
				if c.Rows < 10 || c.Columns < 3 || c.Column+c.Columns-1 > len(x.Columns) {
					t.Errorf(
						"%s: %q covers %d rows and %d columns from %d of %d",
						lang,
						c.Title,
						c.Rows,
						c.Columns,
						c.Column,
						len(x.Columns),
					)
				}
				for at := c.Row - 1; at < min(c.Row-1+c.Rows, len(rows)); at++ {
					if cells := rows[at].Cells; len(cells) >= c.Column {
						t.Errorf("%s: %q hides row %d: %+v", lang, c.Title, at+1, cells)
					}
				}
				for _, d := range x.Charts[:i] {
					if c.Column < d.Column+d.Columns && d.Column < c.Column+c.Columns && c.Row < d.Row+d.Rows && d.Row < c.Row+c.Rows {
						t.Errorf("%s: %q and %q overlap", lang, c.Title, d.Title)
					}
				}
			}
		}
	}
}

// TestDue: the summary lists the mandates that end by the last day of the term, and no others.
func TestDue(t *testing.T) {
	w := shipped(t)
	end := w.Plan.Records.Term.End.Date
	after := date.Of(end.Time().AddDate(0, 0, 1))
	w.Plan.Mandates = nil
	for i, d := range []date.Date{end, after, {}} {
		r := &input.Resolution{Symbol: source.Text{String: fmt.Sprintf("AG/RES. %d (XL-O/10)", i+1)}}
		m := &input.Mandate{ID: input.ID{Kind: "mandate"}, Resolution: r, Number: 1, Details: &input.Details{}}
		m.End.Date = d
		w.Plan.Mandates = append(w.Plan.Mandates, &plan.Mandate{Mandate: m})
	}
	l := w.Locales.Locale("en")
	var got []string
	for _, s := range workbook.Make(w.Plan, "mandate-matrix", l, nil, w.Locales, nil, nil, false, new(diag.List)).Sheets {
		due := false
		for r := range s.Rows {
			switch {
			case s.ID != workbook.SheetSummary || len(r.Cells) == 0:
			case r.Cells[0].Role == matrix.Heading:
				due = r.Cells[0].Text == l.T("matrix.summary-due", nil)
			case due && strings.HasPrefix(r.Cells[0].Text, "AG/RES."):
				got = append(got, r.Cells[0].Text)
			}
		}
	}
	if len(got) != 1 || got[0] != "AG/RES. 1 (XL-O/10)" {
		t.Errorf("due are %q", got)
	}
}
