package workbook_test

import (
	"strings"
	"testing"

	"omnibus/assemble"
	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// TestFields: every open column has a field, every field has a column, and the value of a cell is that of the field.
func TestFields(t *testing.T) {
	w := shipped(t)
	for _, lang := range []string{"en", "es", "pt", "fr"} {
		l := w.Locales.Locale(lang)
		book := workbook.Make(w.Plan, "mandate-matrix", l, w.Langs, w.Locales, nil, nil, false, new(diag.List))
		seen := map[string]bool{}
		for _, s := range book.Sheets {
			for i, c := range s.Columns {
				if s.Table != "" && (c.Head == "" || c.Width == 0 || c.ID == "") {
					t.Errorf("%s, %s: the column %q has no heading or no width", lang, s.ID, c.ID)
				}
				if !c.Open {
					continue
				}
				f, ok := workbook.FieldOf(c.ID)
				if !ok {
					t.Errorf("%s: the open column %q has no field", lang, c.ID)
					continue
				}
				seen[c.ID] = true
				if !l.Has("column."+c.ID) || !l.Has("column-legend."+c.ID) {
					t.Errorf("%s: %q has no heading or no legend", lang, c.ID)
				}
				for row := range s.Rows {
					m := w.Records.ByID[row.ID].(*input.Mandate)
					want := ""
					if f.Translated() {
						switch tr := w.Locales.Lookup(w.Records.Text(m, f.Key), lang); {
						case !tr.Missing():
							want = tr.Text.String
						case w.Records.Text(m, f.Key).String != "":
							continue
						}
					} else {
						for _, v := range w.Records.Value(m, f.Key) {
							want = strings.TrimPrefix(want+"; "+v.String, "; ")
						}
					}
					if got := row.Cells[i].Value; got != want {
						t.Errorf("%s: %s.%s has the value %q, want %q", lang, row.ID, c.ID, got, want)
					}
				}
			}
		}
		for _, f := range workbook.Fields() {
			if !seen[f.Key] {
				t.Errorf("%s: the field %q has no column", lang, f.Key)
			}
		}
	}
}

// TestOpenColumns: a column that people edit tells which entries it accepts; its cells show words for the values in the records.
func TestOpenColumns(t *testing.T) {
	src := worktest.Small(worktest.Agreed, "number: 1, text: To do a thing}", "number: 1, responsible: committee, theme: theme-x, status: current, end: 2024-06}",
		"en: {name: Committee}", "en: {name: Committee}, es: {name: Comisión}", "en: {name: X}", "en: {name: X}, es: {name: Equis}")
	w, err := assemble.Run(src, work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "es"} {
		l := w.Locales.Locale(lang)
		names := map[string]string{}
		for _, e := range w.Records.Glossary.Entries {
			if e.Forms[lang] != nil {
				names[e.ID.String] = e.Forms[lang].Name.String
			}
		}
		book := workbook.Make(w.Plan, "mandate-matrix", l, w.Langs, w.Locales, nil, nil, false, new(diag.List))
		lists, days, named := 0, 0, 0
		for i, c := range book.Sheet(workbook.SheetMandates).Columns {
			if !c.Open {
				continue
			}
			f, _ := workbook.FieldOf(c.ID)
			wrong := ""
			switch {
			case f.Chosen():
				wrong, lists = l.T("matrix.error-list", nil), lists+1
			case f.Day():
				wrong, days = l.T("matrix.error-date", nil), days+1
			}
			if c.Error != wrong || f.Chosen() != (c.List != "") || f.Day() != (c.Kind == matrix.Date) {
				t.Errorf("%s: the column %q has the error message %q, want %q", lang, c.ID, c.Error, wrong)
			}
			for row := range book.Sheet(workbook.SheetMandates).Rows {
				cell := row.Cells[i]
				if !f.Chosen() {
					continue
				}
				want := ""
				switch {
				case cell.Value == "":
				case f.Entries != "":
					want = l.T(f.Entries+"."+cell.Value, nil)
				default:
					want, named = names[cell.Value], named+1
				}
				if cell.Text != want {
					t.Errorf("%s: %s.%s is %q and shows %q, want %q", lang, row.ID, c.ID, cell.Value, cell.Text, want)
				}
			}
		}
		if lists == 0 || days == 0 || named != 2 {
			t.Errorf("%s: %d columns of lists, %d of days, %d cells with names", lang, lists, days, named)
		}
	}
}

// TestValues: Values returns the values of the cells of a matrix, even of a text that is longer than a cell can hold.
func TestValues(t *testing.T) {
	src := worktest.Small(worktest.Agreed, "text: To do a thing}", "summary: "+strings.Repeat("long ", 9_000)+"words, remarks: short}")
	w, err := assemble.Run(src, work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	l := w.Locales.Locale("en")
	values := workbook.Values(w.Records, w.Locales, l)
	book := workbook.Make(w.Plan, "mandate-matrix", l, w.Langs, w.Locales, nil, nil, false, new(diag.List))
	for i, c := range book.Sheet(workbook.SheetMandates).Columns {
		if !c.Open {
			continue
		}
		for row := range book.Sheet(workbook.SheetMandates).Rows {
			if got, want := values[[2]string{row.ID, c.ID}], row.Cells[i].Value; got != want {
				t.Errorf("%s.%s: %d letters, but the value of the cell has %d", row.ID, c.ID, len(got), len(want))
			}
		}
	}
	if n := len(values[[2]string{"res-1-op-1", "summary"}]); n == 0 || n > matrix.Longest+len("…") {
		t.Errorf("the summary has %d letters", n)
	}
}
