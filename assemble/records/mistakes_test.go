package records_test

import (
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/matrix"
	"omnibus/assemble/records"
)

// A mistake is a typical mistake in a cell. It is either corrected, so that the records have the value want, or reported with the words in
// says.
type mistake struct {
	what              string
	do                func(d *desk)
	sheet, id, column string
	want              string // value in the records
	says              string // code and words of the finding, separated by bars
}

func cell(sheet, id, column, text string) func(d *desk) {
	return func(d *desk) { d.set(sheet, id, column, text) }
}

func raw(sheet, id, column string, c matrix.Cell) func(d *desk) {
	return func(d *desk) { d.rows[sheet][d.row(sheet, id)].Cells[d.column(sheet, column)] = c }
}

const proposals = "proposals"

// mistakes lists typical mistakes.
var mistakes = []mistake{
	{what: "date with slashes", do: cell(proposals, "op-health-access", "date", "2024/03/13"), sheet: proposals, id: "op-health-access", column: "date", want: "2024-03-13"},
	{what: "date in words", do: cell(proposals, "op-health-access", "date", "13 de marzo de 2024"), sheet: proposals, id: "op-health-access", column: "date", want: "2024-03-13"},
	{what: "date with dots", do: cell(proposals, "op-health-access", "date", "13.3.2024"), sheet: proposals, id: "op-health-access", column: "date", want: "2024-03-13"},
	{what: "month alone", do: cell("mandates", "ag-res-2910-op-1", "end", "March 2027"), sheet: "mandates", id: "ag-res-2910-op-1", column: "end", want: "2027-03"},
	{what: "date that may be two", do: cell(proposals, "op-health-access", "date", "3/4/2024"), says: "E1105|2024-03-04|2024-04-03"},
	{what: "date that is none", do: cell(proposals, "op-health-access", "date", "in spring"), says: "E1105|is not a date"},
	{what: "date that became a number", do: cell(proposals, "op-health-access", "date", "45364"), says: "E1105|date format"},
	{what: "31 June", do: cell(proposals, "op-health-access", "date", "31/06/2024"), says: "E1105|is not a date"},
	{what: "range that became a date", do: raw("mandates", "ag-res-2910", "ranges", matrix.Cell{Date: job.Today}), says: "E1105|turned the range into a date"},
	{what: "trailing spaces", do: cell(proposals, "op-health-records", "reason@en", "  Because   of it.  "), sheet: proposals, id: "op-health-records", column: "reason@en", want: "Because of it."},
	{what: "line breaks", do: cell(proposals, "op-health-records", "reason@en", "Because\nof\tit."), sheet: proposals, id: "op-health-records", column: "reason@en", want: "Because of it."},
	{what: "hard spaces", do: cell(proposals, "op-health-records", "state", "\u00a0agreed\u00a0"), sheet: proposals, id: "op-health-records", column: "state", want: "agreed"},
	{what: "capital letters", do: cell(proposals, "op-health-records", "state", "AGREED"), sheet: proposals, id: "op-health-records", column: "state", want: "agreed"},
	{what: "word of another language", do: cell(proposals, "op-health-records", "state", "acordado"), sheet: proposals, id: "op-health-records", column: "state", want: "agreed"},
	{what: "the key instead of the word", do: cell("mandates", "ag-res-2910-op-1", "status", "fulfilled"), sheet: "mandates", id: "ag-res-2910-op-1", column: "status", want: "fulfilled"},
	{what: "misspelt word", do: cell(proposals, "op-health-records", "state", "agred"), says: `E1106|did you mean "agreed"`},
	{what: "word of another list", do: cell(proposals, "op-health-records", "state", "Tuesday"), says: "E1106|the entries are"},
	{what: "delegation by another name", do: cell(proposals, "op-health-records", "authors", "the delegation next door"), says: "E1107|is not a record that"},
	{what: "delegation misspelt", do: cell(proposals, "op-health-records", "authors", "Delegation AA"), says: "E1107|did you mean"},
	{what: "delegation in another language", do: cell(proposals, "op-health-records", "authors", "Delegación A"), sheet: proposals, id: "op-health-records", column: "authors", want: "Delegation A"},
	{what: "delegation by id", do: cell(proposals, "op-health-records", "authors", "delegation-a"), sheet: proposals, id: "op-health-records", column: "authors", want: "Delegation A"},
	{what: "delegations with a comma", do: cell(proposals, "op-health-records", "authors", "Delegation A, Delegation B"), sheet: proposals, id: "op-health-records", column: "authors", want: "Delegation A; Delegation B"},
	{what: "the chair", do: cell(proposals, "op-health-records", "authors", "Presidencia"), sheet: proposals, id: "op-health-records", column: "authors", want: "Chair"},
	{what: "twice the same", do: cell(proposals, "op-health-records", "authors", "Delegation A; Delegation A"), sheet: proposals, id: "op-health-records", column: "authors", want: "Delegation A"},
	{what: "mandate in other spacing", do: cell(proposals, "op-health-records", "mandates", "ag/res.2910 (XLVII-O/17) op 1"), sheet: proposals, id: "op-health-records", column: "mandates", want: "AG/RES. 2910 (XLVII-O/17), op. 1"},
	{what: "mandate with a zero for O", do: cell(proposals, "op-health-records", "mandates", "AG/RES. 2910 (XLVII-0/17), op. 1"), sheet: proposals, id: "op-health-records", column: "mandates", want: "AG/RES. 2910 (XLVII-O/17), op. 1"},
	{what: "mandate that is not there", do: cell(proposals, "op-health-records", "mandates", "AG/RES. 2910 (XLVII-O/17), op. 99"), says: "E1107|is not a record that"},
	{what: "a resolution where a session belongs", do: cell("schedule", "agenda-session-health", "session", "AG/RES. 2910 (XLVII-O/17)"), says: "E1107|is not a record that"},
	{what: "meeting by its date", do: cell(proposals, "op-health-records", "from", "2024-02"), sheet: proposals, id: "op-health-records", column: "from", want: "2024-02"},
	{what: "two values in one", do: cell(proposals, "op-health-records", "section", "Children and adolescents; Follow-up and resources"), says: "E1107|is not a record that"},
	{what: "a session that is not there, beside a new heading", do: func(d *desk) {
		d.add("introduction", "", "row", "Heading", "text@en", "More")
		d.set("schedule", "agenda-session-health", "session", "Tools of the trade")
	}, says: "E1107|is not a record that"},
	{what: "session by Spanish title", do: cell("schedule", "agenda-session-health", "session", "Acceso a servicios de salud y prevención de enfermedades para personas migrantes"), says: "|"},
	{what: "formula", do: raw(proposals, "op-health-records", "reason@en", matrix.Cell{Formula: "1+1", Number: 2}), says: "E1102|formula"},
	{what: "text like a formula", do: cell(proposals, "op-health-records", "reason@en", `=HYPERLINK("http://x", "y")`), sheet: proposals, id: "op-health-records", column: "reason@en", want: `=HYPERLINK("http://x", "y")`},
	{what: "text like a command", do: cell(proposals, "op-health-records", "reason@en", "+cmd|' /C calc'!A0"), sheet: proposals, id: "op-health-records", column: "reason@en", want: "+cmd|' /C calc'!A0"},
	{what: "text like an address", do: cell(proposals, "op-health-records", "reason@en", "@SUM(A1)"), sheet: proposals, id: "op-health-records", column: "reason@en", want: "@SUM(A1)"},
	{what: "text like YAML", do: cell(proposals, "op-health-records", "reason@en", "- a: [b, {c: &d *e}] # f"), sheet: proposals, id: "op-health-records", column: "reason@en", want: "- a: [b, {c: &d *e}] # f"},
	{what: "required cell emptied", do: cell("glossary", "cam", "class", ""), says: "E1111|is required"},
	{what: "required text emptied", do: cell("sessions", "session-health", "title@en", ""), says: "E1111|is required"},
	{what: "translation emptied", do: cell("sessions", "session-health", "title@es", ""), says: "|does not delete a translation"},
	{what: "another kind of row", do: cell(proposals, "op-health-access-a", "row", "Note"), says: "E1110|cannot be changed"},
	{what: "moved to another paragraph", do: cell(proposals, "op-health-access-a", "belongs", "op-health-records"), says: "E1110|cannot be moved"},
	{what: "another id", do: cell(proposals, "op-health-records", "record-id", "op-my-own"), says: "E1110|ids do not change"},
	{what: "another number of a revision with translations", do: cell("papers", "draft-paragraphs/revisions/3", "number", "7"), says: "E1110|add a row with the other number"},
	{what: "the number of another revision with translations", do: cell("papers", "draft-paragraphs/revisions/1", "number", "3"), says: "E1110|add a row with the other number"},
	{what: "a form of a language without a name", do: func(d *desk) {
		d.add("glossary", "cam", "row", "Forbidden form", "language", "de", "term", "Komitee", "reason", "nicht sein Name")
	}, says: "E1104|[cam] has no name yet in the language of this row, "},
	{what: "a copied row", do: func(d *desk) {
		i := d.row(proposals, "op-health-records")
		d.rows[proposals] = append(d.rows[proposals], d.rows[proposals][i])
	}, says: "E1101|appears twice"},
	{what: "a copied row without its id", do: func(d *desk) {
		row := d.rows[proposals][d.row(proposals, "op-health-records")]
		row.Cells = append([]matrix.Cell(nil), row.Cells...)
		row.Cells[d.column(proposals, "record-id")] = matrix.Cell{}
		row.ID = ""
		row.Cells[d.column(proposals, "text@en")] = matrix.Cell{Text: "To request the clinics to keep count"}
		d.rows[proposals] = append(d.rows[proposals], row)
	}, sheet: proposals, id: "op-request-clinics-keep-count", column: "kind", want: "operative"},
	{what: "an id of capitals", do: func(d *desk) {
		d.add(proposals, "", "row", "Proposal", "record-id", "My Paragraph", "text@en", "To do it", "section", "Follow-up and resources")
	}, says: "E1108|lower-case"},
	{what: "an id that is taken", do: func(d *desk) {
		d.add("stakeholders", "", "record-id", "op-health-records", "row", "Stakeholder", "text@en", "Observers")
	}, says: "|"},
	{what: "a part below nothing", do: func(d *desk) {
		d.rows["stakeholders"] = append([]matrix.Row{{Cells: make([]matrix.Cell, len(d.sheets["stakeholders"].Columns))}}, d.rows["stakeholders"]...)
		d.rows["stakeholders"][0].Cells[d.column("stakeholders", "row")] = matrix.Cell{Text: "Stakeholder, level 2"}
		d.rows["stakeholders"][0].Cells[d.column("stakeholders", "text@en")] = matrix.Cell{Text: "Observers"}
	}, says: "E1108|cannot follow the row above"},
	{what: "a date in the row of a sub-paragraph", do: cell(proposals, "op-health-access-a", "date", "2024-03-12"), says: "E1110|wrong row"},
	{what: "a new row without its words", do: func(d *desk) { d.add("sessions", "", "theme", "Health") }, says: "E11"},
	{what: "a paragraph split over two rows", do: func(d *desk) {
		d.add("sessions", "session-health", "title@es", "y el resto del título")
	}, says: "E11|original language"},
	{what: "a resolution without a symbol", do: func(d *desk) { d.add("mandates", "", "row", "Resolution", "title@en", "Extra") }, says: "E1111|Symbol"},
	{what: "a row of no kind", do: func(d *desk) { d.add("schedule", "", "row", "Gathering", "title@en", "Extra") }, says: "E1106|a row of this sheet cannot be"},
	{what: "a row in the wrong sheet", do: func(d *desk) { d.add("schedule", "", "row", "Proposal", "title@en", "Extra") }, says: "E1106|a row of this sheet cannot be"},
	{what: "a row without its kind", do: func(d *desk) { d.add("schedule", "", "title@en", "Extra meeting", "date", "2024-06-12") }, sheet: "schedule",
		id: "meeting-2024-06-12", column: "title@en", want: "Extra meeting"},
	{what: "time without minutes", do: cell("schedule", "meeting-january", "start", "10 am"), sheet: "schedule", id: "meeting-january", column: "start", want: "10:00"},
	{what: "time of twelve hours", do: cell("schedule", "meeting-january", "end", "2:30 p.m."), sheet: "schedule", id: "meeting-january", column: "end", want: "14:30"},
	{what: "time that became a fraction", do: cell("schedule", "meeting-january", "start", "0.4166666667"), sheet: "schedule", id: "meeting-january", column: "start", want: "10:00"},
	{what: "time that is none", do: cell("schedule", "meeting-january", "start", "ten"), says: "E1112|not a time of day"},
	{what: "number in words", do: cell(proposals, "op-health-records", "order", "twenty"), says: "E1112|whole number"},
	{what: "number with decimals", do: cell(proposals, "op-health-records", "order", "25.0"), sheet: proposals, id: "op-health-records", column: "order", want: "25"},
	{what: "range with a long dash", do: cell("mandates", "ag-res-2910", "ranges", "1 – 20"), says: "|"},
	{what: "address without https", do: cell("mandates", "ag-res-2910", "links@en", "www.oas.org/en"), sheet: "mandates", id: "ag-res-2910", column: "links@en", want: "https://www.oas.org/en"},
	{what: "address that is none", do: cell("mandates", "ag-res-2910", "links@en", "see the site"), says: "E1112|web address"},
	{what: "yes as a cross", do: cell("papers", "draft-paragraphs", "illustrative", "x"), sheet: "papers", id: "draft-paragraphs", column: "illustrative", want: "yes"},
	{what: "yes in Spanish", do: cell("papers", "draft-paragraphs", "illustrative", "sí"), sheet: "papers", id: "draft-paragraphs", column: "illustrative", want: "yes"},
	{what: "language by tag", do: cell("term", "term-2023-2024/languages", "value", "en, es"), sheet: "term", id: "term-2023-2024/languages", column: "value", want: "English; Spanish"},
	{what: "language that is none", do: cell("term", "term-2023-2024/languages", "value", "English; Esperanto!"), says: "E1112|language tag"},
	{what: "value in the wrong column of a form", do: cell("term", "term-2023-2024/title", "value", "2024-2025"), says: "E1110|does not belong in this column"},
	{what: "a row added to a form", do: func(d *desk) { d.add("term", "", "value", "x") }, says: "E1108|cannot be added"},
	{what: "sheet renamed", do: func(d *desk) {
		d.sheets[proposals].Name = "Our proposals"
		d.set(proposals, "op-health-records", "reason@en", "Because.")
	}, sheet: proposals, id: "op-health-records", column: "reason@en", want: "Because."},
	{what: "heading renamed", do: func(d *desk) {
		d.sheets[proposals].Columns[d.column(proposals, "reason@en")].Head = "Why?"
		d.set(proposals, "op-health-records", "reason@en", "Because.")
	}, sheet: proposals, id: "op-health-records", column: "reason@en", want: "Because."},
	{what: "a column of one's own", do: func(d *desk) {
		d.column(proposals, "row") // the sheet is in this workbook
		s := d.sheets[proposals]
		s.Columns = append(s.Columns, matrix.Column{ID: "mine", Head: "My remarks", Width: 10})
		for i := range d.rows[proposals] {
			d.rows[proposals][i].Cells = append(d.rows[proposals][i].Cells, matrix.Cell{Text: "hm"})
		}
	}, says: "|My remarks"},
}

// Each typical mistake is mended or named, and what is named changes nothing. Each is made in a copy of one workbook, in which only the
// rows are left that mistakes are made in, with the sheets of that mistake.
func TestMistakes(t *testing.T) {
	if len(mistakes) < 60 {
		t.Errorf("%d mistakes, at least 60", len(mistakes))
	}
	src := shipped(t)
	full := open(t, src, "en")
	kept, sheets := map[string]bool{}, make([]map[string]bool, len(mistakes))
	trial := full.copy(t)
	for i, m := range mistakes {
		trial.asked, trial.touched = kept, map[string]bool{}
		m.do(trial)
		sheets[i] = trial.touched
	}
	full.keep(func(id string) bool { return kept[id] })
	for i, m := range mistakes {
		t.Run(m.what, func(t *testing.T) {
			t.Parallel()
			d := full.copy(t)
			d.book.Sheets = slices.DeleteFunc(d.book.Sheets, func(s *matrix.Sheet) bool { return !s.Hidden && !sheets[i][s.ID] })
			m.do(d)
			r, diags := home(t, src, d.file(), records.Import{})
			out := told(diags) + strings.Join(r.Notes, "\n")
			if m.says != "" {
				for word := range strings.SplitSeq(m.says, "|") {
					if !strings.Contains(out, word) {
						t.Errorf("%q is not in %s", word, out)
					}
				}
				if diags.HasErrors() && len(r.Files) > 0 {
					t.Error("files are changed all the same")
				}
				return
			}
			if diags.HasErrors() {
				t.Fatal(out)
			}
			if got := shown(t, put(src, r.Files), m.sheet, m.id, m.column); got != m.want {
				t.Errorf("it is %q, wanted %q", got, m.want)
			}
		})
	}
}
