package workbook_test

import (
	"strings"
	"testing"

	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
)

// Every open column has a field, every field a column, and what the field says of a mandate is what its cell stands for.
func TestFields(t *testing.T) {
	w := shipped(t)
	for _, lang := range []string{"en", "es", "pt", "fr"} {
		l := w.Locales.Locale(lang)
		book := workbook.Make(w.Plan, "mandate-matrix", l, w.Langs, w.Locales, nil, nil, new(diag.List))
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
						t.Errorf("%s: %s.%s stands for %q, wanted %q", lang, row.ID, c.ID, got, want)
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
