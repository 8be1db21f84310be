package workbook_test

import (
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/matrix"
)

// TestPrinted: the summary comes first; of each other sheet the printed columns stand side by side, fit on a page, and have entries. Where
// people fill in a column, it is printed too.
func TestPrinted(t *testing.T) {
	printed := func(class, more string) map[string][]string {
		w := shipped(t)
		m := w.Plan.Mandates[3].Mandate.Own()
		m.Class.String, m.Status.String, m.Summary.String = class, more, more
		book := workbook.Make(w.Plan, "mandate-matrix", w.Locales.Locale("es"), w.Langs, w.Locales, nil, nil, false, new(diag.List))
		if book.Sheets[0].ID != workbook.SheetSummary {
			t.Errorf("the first sheet is %s", book.Sheets[0].ID)
		}
		out := map[string][]string{}
		for _, s := range book.Sheets {
			if s.Table == "" {
				continue
			}
			from, to := s.Printed()
			width := 0.0
			for i, c := range s.Columns {
				if inside := i >= from && i < to; c.Paper != inside {
					t.Errorf("%s: the column %s is printed: %v, and stands among those that are: %v", s.ID, c.ID, c.Paper, inside)
				}
				if c.Paper {
					width += c.Width
					filled := false
					for r := range s.Rows {
						filled = filled || r.Cells[i].Plain() != ""
					}
					if !filled {
						t.Errorf("%s: the column %s is printed without entries", s.ID, c.ID)
					}
					out[s.ID] = append(out[s.ID], c.ID)
				}
			}
			if width > 190 || width < 170 {
				t.Errorf("%s: %g characters are printed", s.ID, width)
			}
		}
		return out
	}
	plain := printed("", "")
	if got := strings.Join(plain[workbook.SheetMandates], " "); got != "symbol number title state sessions paragraphs" {
		t.Errorf("printed of the mandates: %s", got)
	}
	if got := strings.Join(printed("A", "")[workbook.SheetMandates], " "); got != "symbol number title class state sessions paragraphs" {
		t.Errorf("printed of the mandates with a class: %s", got)
	}
	if got := strings.Join(printed("A", "current")[workbook.SheetMandates], " "); got != "symbol number title summary class status state sessions" {
		t.Errorf("printed of the mandates with many entries: %s", got)
	}
	if got := strings.Join(plain[workbook.SheetDraft], " "); got != "local-number kind text-en text-es paragraph-state" {
		t.Errorf("printed of the draft: %s", got)
	}
}

// TestCited: each paragraph of the draft has the number by which it is cited, preambular ones too.
func TestCited(t *testing.T) {
	w := shipped(t)
	s := workbook.Make(w.Plan, "mandate-matrix", w.Locales.Locale("en"), w.Langs, w.Locales, nil, nil, false, new(diag.List)).Sheet(workbook.SheetDraft)
	preambular := 0
	for r := range s.Rows {
		number, kind := cellOf(s, r, "local-number"), cellOf(s, r, "kind")
		if state := cellOf(s, r, "paragraph-state"); number == "" && !strings.Contains(state, "withdrawn") && !strings.Contains(state, "deleted") && cellOf(s, r, "final-number") != "" {
			t.Errorf("%s, %s, has no number", r.ID, state)
		}
		if kind == "preambular" && number != "" {
			preambular++
		}
	}
	if preambular < 10 {
		t.Errorf("%d preambular paragraphs have numbers", preambular)
	}
}

// TestFinal: a final workbook has the paragraphs of the draft, and neither what was withdrawn nor why.
func TestFinal(t *testing.T) {
	w := shipped(t)
	ids := func(final bool) (out []string) {
		b := workbook.Make(w.Plan, "mandate-matrix", w.Locales.Locale("en"), w.Langs, w.Locales, nil, nil, final, new(diag.List))
		for r := range b.Sheet(workbook.SheetDraft).Rows {
			out = append(out, r.ID)
		}
		return out
	}
	var stand, all []string
	for _, p := range w.Plan.Draft.Paragraphs() {
		stand = append(stand, p.ID)
	}
	all = slices.Clone(stand)
	for _, p := range w.Plan.Draft.Out {
		all = append(all, p.ID)
	}
	if len(all) == len(stand) || !slices.Equal(ids(false), all) || !slices.Equal(ids(true), stand) {
		t.Errorf("the workbook has %q, the final one %q", ids(false), ids(true))
	}
}

func cellOf(s *matrix.Sheet, r matrix.Row, id string) string {
	for i, c := range s.Columns {
		if c.ID == id {
			return r.Cells[i].Plain()
		}
	}
	return ""
}
