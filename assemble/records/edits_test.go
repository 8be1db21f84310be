package records_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/matrix"
	"omnibus/assemble/records"
	"omnibus/assemble/work/worktest"
)

// An edit is a cell that somebody gave another value.
type edit struct {
	sheet, row, column string
	at                 string // Proposals!F12
	shown, value       string // what is written, and what the records come to hold
}

// Whatever fields are edited in whatever terms come home exactly, and alone: exported again, the workbook shows what was written, and no
// other cell differs. An edit that the records cannot bear, such as a paragraph that is based on itself, is named by its cell, and without it
// the others come home.
func TestEditsComeHome(t *testing.T) {
	for i, x := range terms(t) {
		for seed := range uint64(worktest.Count(8)) {
			t.Run(fmt.Sprint(x.name, "/", seed), func(t *testing.T) {
				t.Parallel()
				random := rand.New(rand.NewPCG(seed, uint64(i)))
				before := open(t, x.src, languages[(int(seed)+i)%len(languages)])
				edits := before.anywhere(random)
				all := len(edits)
				for {
					d := before.copy(t)
					for _, e := range edits {
						d.set(e.sheet, e.row, e.column, e.shown)
					}
					r, diags := home(t, x.src, d.file(), records.Import{})
					if !diags.HasErrors() {
						if len(r.Changes)+r.Same != len(edits) {
							t.Errorf("%d changes and %d the same of %d edits", len(r.Changes), r.Same, len(edits))
						}
						before.alone(open(t, put(x.src, r.Files), before.book.Lang), edits)
						break
					}
					left := slices.DeleteFunc(slices.Clone(edits), func(e edit) bool { return named(diags, e.at) })
					if len(left) == len(edits) {
						t.Fatalf("no edit is named: %s", told(diags))
					}
					edits = left
				}
				if len(edits)*10 < all*8 {
					t.Errorf("only %d edits of %d come home", len(edits), all)
				}
			})
		}
	}
}

// cellNamed matches the cell with whose name a message begins, in any language, after the word for it.
var cellNamed = regexp.MustCompile(`[^ ][^:]*![A-Z]+\d+`)

// named reports whether an error names a cell.
func named(diags *diag.List, at string) bool {
	return slices.ContainsFunc(diags.Items, func(d *diag.Diagnostic) bool {
		return d.Severity == diag.Error && strings.HasSuffix(cellNamed.FindString(d.Message), " "+at)
	})
}

// anywhere edits one cell of each column of each sheet, and of each row of a form, in some row that has a value there.
func (d *desk) anywhere(random *rand.Rand) []edit {
	var out []edit
	for _, s := range d.book.Sheets {
		if s.Free || s.Hidden {
			continue
		}
		for k, c := range s.Columns {
			if !c.Open || c.ID == "row" || c.ID == "belongs" {
				continue
			}
			var filled []int
			for i, r := range d.rows[s.ID] {
				if r.Cells[k].Value != "" && !strings.HasPrefix(r.ID, "new-") {
					filled = append(filled, i)
				}
			}
			random.Shuffle(len(filled), func(a, b int) { filled[a], filled[b] = filled[b], filled[a] })
			if len(s.Picks) == 0 {
				filled = filled[:min(1, len(filled))]
			}
			for _, i := range filled {
				if shown, value := d.another(random, s, i, k); shown != "" {
					at := fmt.Sprintf("%s!%s%d", s.Name, matrix.Letters(k+1), i+2)
					out = append(out, edit{s.ID, d.rows[s.ID][i].ID, c.ID, at, shown, value})
				}
			}
		}
	}
	return out
}

// another returns another value for a cell, as people would write it there and as the records have it; "" if none is known.
func (d *desk) another(random *rand.Rand, s *matrix.Sheet, row, column int) (shown, value string) {
	cell, list := d.rows[s.ID][row].Cells[column], s.Columns[column].List
	form := len(s.Picks) > 0
	if i := slices.IndexFunc(s.Picks, func(p matrix.Pick) bool { return p.Row == row && p.Column == column }); i >= 0 {
		list = s.Picks[i].List
	}
	others := map[string]string{}
	for _, r := range d.rows[workbook.SheetOrigin] { // the entries of drop-downs, with what they stand for
		if list != "" && r.Cells[0].Text == "name" && r.Cells[1].Text == list {
			others[r.Cells[2].Text] = r.Cells[3].Text
		}
	}
	plain := ""
	switch {
	case list != "":
	case !cell.Date.IsZero():
		plain = fmt.Sprintf("2024-0%d-1%d", 1+random.IntN(9), random.IntN(10))
	case cell.Set:
		plain = fmt.Sprint(cell.Number + 1 + float64(random.IntN(3)))
	case strings.HasPrefix(cell.Value, "https://"):
		plain = cell.Value + "/page"
	case strings.Contains(cell.Value, " ") && strings.ContainsAny(cell.Value, "[{"): // marks and names stay
		plain = cell.Value + " indeed"
	case strings.Contains(cell.Value, " ") && cell.Text == cell.Value && s.ID == "introduction":
		plain = fmt.Sprintf("Words no. %d, and again words that go on for some time so that there are several lines of them in the file", random.IntN(1000))
	case strings.Contains(cell.Value, " ") && cell.Text == cell.Value:
		plain = fmt.Sprintf("=SUM(A1) \"quoted\": it’s – %d, # no comment, - [x] {y} 100 %%", random.IntN(1000))
	case !form:
		for _, r := range d.rows[s.ID] {
			if c := r.Cells[column]; c.Value != "" && !strings.HasPrefix(r.ID, "new-") {
				others[c.Plain()] = c.Value
			}
		}
	}
	if plain != "" {
		return plain, plain
	}
	delete(others, cell.Plain())
	words := slices.Sorted(maps.Keys(others))
	if len(words) == 0 {
		return "", ""
	}
	shown = words[random.IntN(len(words))]
	return shown, others[shown]
}

// alone compares the workbook after an import with this one: it shows what was written, and else the same.
func (d *desk) alone(after *desk, edits []edit) {
	d.t.Helper()
	want := map[[3]string]string{}
	var ranged []string // resolutions that name other paragraphs now
	for _, e := range edits {
		if e.column == "ranges" {
			ranged = append(ranged, e.row+"-op-")
		}
		want[[3]string{e.sheet, e.row, e.column}] = e.value
	}
	for id, s := range after.sheets {
		if s.Free || s.Hidden {
			continue
		}
		was := map[string]matrix.Row{}
		for _, row := range d.rows[id] {
			if !strings.HasPrefix(row.ID, "new-") {
				was[row.ID] = row
			}
		}
		for _, row := range after.rows[id] {
			if strings.HasPrefix(row.ID, "new-") {
				continue
			}
			before, there := was[row.ID]
			delete(was, row.ID)
			for k, c := range row.Cells {
				column := s.Columns[k].ID
				w, edited := want[[3]string{id, row.ID, column}]
				switch {
				case !s.Columns[k].Open || column == "row" || column == "belongs":
				case !there:
					if !slices.ContainsFunc(ranged, func(of string) bool { return strings.HasPrefix(row.ID, of) }) {
						d.t.Fatalf("%s has a row %s more", id, row.ID)
					}
				case edited && c.Value != w:
					d.t.Errorf("%s %s %s is %q, wanted %q", id, row.ID, column, c.Value, w)
				case !edited && c.Value != before.Cells[k].Value:
					d.t.Errorf("%s %s %s is %q, was %q", id, row.ID, column, c.Value, before.Cells[k].Value)
				}
			}
		}
		for gone := range was {
			if !slices.ContainsFunc(ranged, func(of string) bool { return strings.HasPrefix(gone, of) }) {
				d.t.Errorf("%s has no row %s any more", id, gone)
			}
		}
	}
}
