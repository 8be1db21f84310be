package records_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"omnibus/assemble"
	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
	"omnibus/assemble/records"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// languages lists the languages of the labels of the workbook.
var languages = []string{"en", "es", "fr", "pt"}

// A workbook that nobody edited changes nothing, of any term, in any language.
func TestUnedited(t *testing.T) {
	for k, x := range terms(t) {
		for i, l := range languages {
			if i != k%len(languages) && x.name != "shipped" && !worktest.Thorough() {
				continue
			}
			t.Run(x.name+"/"+l, func(t *testing.T) {
				t.Parallel()
				d := open(t, x.src, l)
				r, _ := taken(t, x.src, d.file(), records.Import{Delete: true})
				if len(r.Changes) > 0 || len(r.Notes) > 0 || len(r.Gone) > 0 || r.Same > 0 || len(r.Files) > 0 {
					t.Errorf("%v %v %v, %d the same", r.Changes, r.Notes, r.Gone, r.Same)
				}
			})
		}
	}
}

// TestShuffled: a workbook that was sorted and filtered, with columns moved and empty rows added, changes nothing.
func TestShuffled(t *testing.T) {
	src := shipped(t)
	d := open(t, src, "en")
	random := rand.New(rand.NewPCG(1, 2))
	for id, s := range d.sheets {
		if s.Free || s.Hidden {
			continue
		}
		rows := d.rows[id]
		random.Shuffle(len(rows), func(i, k int) { rows[i], rows[k] = rows[k], rows[i] })
		order := random.Perm(len(s.Columns))
		columns := make([]matrix.Column, len(order))
		for i, from := range order {
			columns[i] = s.Columns[from]
		}
		for k, row := range rows {
			cells := make([]matrix.Cell, len(order))
			for i, from := range order {
				cells[i] = row.Cells[from]
			}
			rows[k].Cells = cells
		}
		s.Columns = columns
		s.Picks = nil
		d.rows[id] = append(rows, matrix.Row{Cells: make([]matrix.Cell, len(order))})
	}
	if r, _ := taken(t, src, d.file(), records.Import{Delete: true}); len(r.Changes) > 0 || len(r.Gone) > 0 {
		t.Errorf("%v %v", r.Changes, r.Gone)
	}
}

// TestBothSides: edits in the workbook and in the files are merged unless they change the same value. A conflict is reported with both
// values.
func TestBothSides(t *testing.T) {
	src := shipped(t)
	d := open(t, src, "en")
	d.set("proposals", "op-health-records", "reason@en", "From the workbook.")
	d.set("proposals", "op-health-access", "reason@en", "From the workbook.")
	b := d.file()
	theirs := open(t, src, "en")
	theirs.set("proposals", "op-health-access", "reason@en", "From the files.")
	theirs.set("proposals", "op-health-access-a", "text@en", "offer care")
	_, meanwhile := taken(t, src, theirs.file(), records.Import{})
	r, diags := home(t, meanwhile, b, records.Import{})
	if out := told(diags); !strings.Contains(out, "E1103") || !strings.Contains(out, "From the workbook.") ||
		!strings.Contains(out, "From the files.") || len(r.Files) > 0 {
		t.Errorf("no conflict is reported: %s", out)
	}
	_, after := taken(t, meanwhile, b, records.Import{Prefer: "workbook"})
	x := open(t, after, "en")
	for key, want := range map[[2]string]string{
		{"op-health-records", "reason@en"}: "From the workbook.", {"op-health-access", "reason@en"}: "From the workbook.",
		{"op-health-access-a", "text@en"}: "offer care",
	} {
		if got := x.text("proposals", key[0], key[1]); got != want {
			t.Errorf("%v is %q, wanted %q", key, got, want)
		}
	}
	_, after = taken(t, meanwhile, b, records.Import{Prefer: "project"})
	if got := open(t, after, "en").text("proposals", "op-health-access", "reason@en"); got != "From the files." {
		t.Errorf("project is not preferred: %q", got)
	}
}

// TestNewRows: added rows become records that build, wherever they are in the sheet. Their ids are made of their words, and parts are added
// to their records.
func TestNewRows(t *testing.T) {
	src := shipped(t)
	d := open(t, src, "en")
	d.add("glossary", "", "row", "Glossary entry", "class", "delegation", "forms.name@en", "Delegation of Ruritania", "forms.name@es", "Delegación de Ruritania")
	d.add("glossary", "cam", "row", "Forbidden form", "language", "Spanish", "term", "comité de migración", "reason", "no es su nombre")
	d.add("mandates", "", "row", "Resolution", "symbol", "AG/RES. 2999 (LIII-O/23)", "title@en", "A new resolution", "ranges", "1-3; 7")
	d.add("mandates", "", "row", "Operative paragraph", "number", "2", "summary@en", "What it asks for")
	d.add("sessions", "", "title@en", "Climate and mobility", "mandates", "AG/RES. 2910 (XLVII-O/17), op. 1")
	d.add("schedule", "", "row", "Meeting", "date", "2024-06-11", "title@en", "Extra meeting")
	d.add("schedule", "", "row", "Agenda item", "session", "Climate and mobility")
	d.add("schedule", "", "text@en", "Other matters")
	d.add("stakeholders", "", "row", "Stakeholder", "text@en", "Observers")
	d.add("stakeholders", "", "row", "Stakeholder, level 2", "text@en", "Universities", "note@en", "invited")
	d.add("introduction", "intro-migration", "text@en", "A further paragraph, which says more than the one above it.", "text@es", "Otro párrafo.")
	d.add("introduction", "intro-theme-causes", "row", "list item", "text@en", "A further item, with *emphasis*;")
	d.add("outcomes", "", "row", "Session", "session", "Climate and mobility", "held", "2024-06-11", "summary@en", "It was held.")
	d.add("outcomes", "", "row", "Outcome", "kind", "recommendation", "text@en", "That heat be measured")
	d.add("outcomes", "", "row", "Presenter", "name@en", "Weather service")
	d.add("papers", "work-plan/revisions/3", "row", "Revision", "number", "3", "for", "end of the term", "status@en", "(Final)", "status@es", "(Final)")
	d.add("papers", "section-follow-up", "row", "Section", "title@en", "Climate", "title@es", "Clima")
	d.add("profile-lists", "", "row", "Range of numbers", "prefix", "AG/RES.", "year", "2031", "first", "4000")
	d.add("proposals", "op-health-records", "text@en", "To request the General Secretariat to count the clinics", "text@es", "Solicitar que cuente")
	d.add("proposals", "", "row", "Proposal", "section", "Climate", "text@en", "To urge the member states to measure heat, and to", "authors", "Delegation of Ruritania", "date", "2024-03-12")
	d.add("proposals", "", "row", "Sub-paragraph", "text@en", "publish what they find")
	d.add("proposals", "", "row", "Sub-paragraph, level 2", "text@en", "each year")
	d.add("proposals", "", "row", "Sub-paragraph", "text@en", "compare it")
	d.add("proposals", "", "row", "State", "state", "agreed", "meeting", "2024-06-11")
	d.add("proposals", "", "row", "Reservation", "delegation", "Delegation of Ruritania", "state", "announced")
	d.add("proposals", "", "row", "Note", "text@en", "As amended.")
	d.add("proposals", "op-health-access", "row", "Sub-paragraph", "text@en", "a first sub-paragraph")
	d.add("accepted", "", "code", "W0609", "id", "session-health", "reason", "It is so.", "name", "Chair")
	r, after := taken(t, src, d.file(), records.Import{})
	if want := 28; len(r.Changes) != want {
		t.Errorf("%d changes, wanted %d", len(r.Changes), want)
	}
	x := open(t, after, "en")
	for _, want := range []struct{ sheet, id, column, text string }{
		{"glossary", "delegation-of-ruritania", "forms.name@es", "Delegación de Ruritania"},
		{"mandates", "ag-res-2999-op-2", "summary@en", "What it asks for"}, {"mandates", "ag-res-2999-op-7", "number", "7"},
		{"sessions", "session-climate-mobility", "title@en", "Climate and mobility"},
		{"schedule", "agenda-climate-mobility", "kind", "session"}, {"schedule", "agenda-other-matters", "kind", "other"},
		{"stakeholders", "st-universities", "belongs", "st-observers"},
		{"introduction", "intro-further-paragraph-which-says", "text@es", "Otro párrafo."},
		{"outcomes", "outcome-climate-mobility", "session", "Climate and mobility"},
		{"papers", "work-plan/revisions/4", "status@es", "(Final)"},
		{"proposals", "op-request-general-secretariat-count", "order", "25"},
		{"proposals", "op-urge-member-states-measure", "section", "Climate"},
		{"proposals", "op-urge-member-states-measure-a-a", "text@en", "each year"},
		{"proposals", "op-urge-member-states-measure-b", "text@en", "compare it"},
		{"proposals", "op-health-access-d", "text@en", "a first sub-paragraph"},
	} {
		if got := x.text(want.sheet, want.id, want.column); got != want.text && !(want.column == "belongs" && strings.Contains(got, "Observers")) {
			t.Errorf("%s %s is %q, wanted %q", want.id, want.column, got, want.text)
		}
	}
	if i, k := x.row("proposals", "op-health-access-d"), x.row("proposals", "op-health-access-a"); i != k-1 {
		t.Errorf("the sub-paragraph is in row %d, the first in row %d", i, k)
	}
	if _, again := taken(t, after, d2(t, after), records.Import{}); again == nil {
		t.Error("it does not come home again")
	}
	_ = work.Merged
}

// paste adds a revision after its paper.
func (d *desk) paste(sheet, paper string, row matrix.Row) {
	at := d.row(sheet, paper) + 1
	for at < len(d.rows[sheet]) && d.rows[sheet][at].ID == "" {
		at++
	}
	row.ID, row.Cells = "", slices.Clone(row.Cells)
	row.Cells[d.column(sheet, "record-id")] = matrix.Cell{}
	row.Cells[d.column(sheet, "belongs")] = matrix.Cell{}
	d.rows[sheet] = slices.Insert(d.rows[sheet], at, row)
}

// d2 returns a workbook of sources without edits.
func d2(t *testing.T, src *work.Sources) []byte { return open(t, src, "en").file() }

// TestDeletedRows: a deleted row deletes nothing unless that is requested. Then only the record and its parts are deleted.
func TestDeletedRows(t *testing.T) {
	src := shipped(t)
	d := open(t, src, "en")
	ids := [][2]string{{"proposals", "op-health-access-b"}, {"proposals", "op-health-emergencies"}, {"introduction", "intro-planning"},
		{"glossary", "theme-health/x"}}
	for _, x := range ids[:3] {
		d.drop(x[0], x[1])
	}
	b := d.file()
	if r, _ := taken(t, src, b, records.Import{}); len(r.Changes) > 0 || len(r.Gone) < 3 {
		t.Errorf("%v %v", r.Changes, r.Gone)
	}
	r, after := taken(t, src, b, records.Import{Delete: true})
	if len(r.Changes) < 3 {
		t.Errorf("%v", r.Changes)
	}
	x := open(t, after, "en")
	for _, id := range ids[:3] {
		if slices.ContainsFunc(x.rows[id[0]], func(r matrix.Row) bool { return r.ID == id[1] }) {
			t.Errorf("%s is still there", id[1])
		}
	}
	x.row("proposals", "op-health-access-a")
	d = open(t, src, "en")
	d.drop("proposals", "op-health-records") // other records refer to it
	if r, diags := home(t, src, d.file(), records.Import{Delete: true}); len(r.Files) > 0 || !strings.Contains(told(diags), "E0301") {
		t.Errorf("a record that others name is deleted: %s", told(diags))
	}
}

// TestPasted: a term whose records are pasted into the workbook of an emptied term has the same values, in the same order.
func TestPasted(t *testing.T) {
	full := shipped(t)
	emptied := []string{"stakeholders", "outcomes", "proposals", "accepted", "sessions", "schedule"}
	bare := &work.Sources{Templates: full.Templates, Locales: full.Locales}
	for _, f := range full.Input {
		switch {
		case strings.Contains(f.Name, "/outcomes/"), strings.Contains(f.Name, "/proposals/"), strings.HasSuffix(f.Name, "/accepted.yaml"),
			strings.HasSuffix(f.Name, "/stakeholders.yaml"):
		case strings.HasSuffix(f.Name, "/schedule.yaml"):
			bare.Input = append(bare.Input, source.NewFile(f.Name, []byte("sessions: []\nmeetings: [] # in the order of time\n")))
		case strings.HasSuffix(f.Name, "/term.yaml"):
			text := string(f.Bytes) // revisions refer to meetings, and are pasted as well
			for {
				i := strings.Index(text, "    revisions:\n")
				if i < 0 {
					break
				}
				j := i + len("    revisions:\n")
				for j < len(text) && strings.HasPrefix(text[j:], "      ") {
					j += strings.IndexByte(text[j:], '\n') + 1
				}
				text = text[:i] + text[j:]
			}
			bare.Input = append(bare.Input, source.NewFile(f.Name, []byte(text)))
		default:
			bare.Input = append(bare.Input, f)
		}
	}
	from, to := open(t, full, "en"), open(t, bare, "en")
	for _, id := range append(emptied, "papers") {
		for _, row := range from.rows[id] {
			if strings.HasPrefix(row.ID, "new-") || id == "papers" && !strings.Contains(row.ID, "/") {
				continue
			}
			if id == "papers" {
				paper, _, _ := strings.Cut(row.ID, "/")
				to.paste(id, paper, row)
				continue
			}
			pasted := matrix.Row{Cells: slices.Clone(row.Cells)}
			pasted.Cells[from.column(id, "belongs")] = matrix.Cell{} // the row is below the record
			if id == "outcomes" || id == "proposals" {               // several proposals begin with the same words
				for i, c := range from.sheets[id].Columns {
					if c.ID == "base" || c.ID == "recommends" || c.ID == "after" {
						pasted.Cells[i].Text = pasted.Cells[i].Value
					}
				}
			}
			if strings.Contains(row.ID, "/") {
				pasted.Cells[from.column(id, "record-id")] = matrix.Cell{}
			}
			to.rows[id] = append(to.rows[id], pasted)
		}
	}
	_, after := taken(t, bare, to.file(), records.Import{})
	again := open(t, after, "en")
	for _, id := range append(emptied, "papers") {
		var a, b []string
		for _, d := range []*desk{from, again} {
			var out []string
			for _, row := range d.rows[id] {
				if strings.HasPrefix(row.ID, "new-") {
					continue
				}
				line := row.ID
				for i, c := range row.Cells {
					if d.sheets[id].Columns[i].ID != "belongs" {
						line += " | " + c.Value
					}
				}
				out = append(out, line)
			}
			a, b = b, out
		}
		if id == "proposals" || id == "outcomes" { // files are ordered by name
			slices.Sort(a)
			slices.Sort(b)
		}
		for i := range a {
			if i >= len(b) || a[i] != b[i] {
				t.Errorf("%s: %q became %q", id, a[i], b[min(i, len(b)-1)])
				break
			}
		}
	}
}

// TestUnwritten: a mandate that is only in the ranges of its resolution is written to the file once it has a value; so is the chair.
func TestUnwritten(t *testing.T) {
	src := worktest.Small(worktest.Agreed, "ranges: [1-4]", "ranges: [1-6]", "totals", "totals",
		"    paragraphs:\n      - {id: res-1-op-1, number: 1, text: To do a thing}\n      - {id: res-1-op-2, number: 2, text: To do another}\n"+
			"      - {id: res-1-op-3, number: 3}\n", "")
	src = complete(src)
	d := open(t, src, "en")
	d.set("mandates", "res-1-op-5", "summary@en", "Five")
	d.set("mandates", "res-1-op-2", "summary@en", "Two")
	d.set("term", "term/vice-chair/name", "value", "Ana Pérez")
	d.set("term", "term/vice-chair/of", "value", "Committee")
	d.set("term", "term/totals/sessions", "value", "2")
	d.set("mandates", "res-1-op-6", "number", "7")
	if _, diags := home(t, src, d.file(), records.Import{}); !strings.Contains(told(diags), "E1110") {
		t.Errorf("the number of a paragraph that only a range names is changed: %s", told(diags))
	}
	d.set("mandates", "res-1-op-6", "number", "6")
	_, after := taken(t, src, d.file(), records.Import{})
	x := open(t, after, "en")
	if x.text("mandates", "res-1-op-5", "summary@en") != "Five" || x.text("mandates", "res-1-op-2", "summary@en") != "Two" ||
		x.text("term", "term/vice-chair/name", "value") != "Ana Pérez" || x.text("term", "term/vice-chair/of", "value") != "Committee" {
		t.Error("what is new is not there")
	}
}

// TestForm: the form of a session without outcomes changes nothing until something is entered. Then the import makes its file.
func TestForm(t *testing.T) {
	src := worktest.Small(worktest.Agreed)
	src = complete(src)
	form := func() *desk {
		book, err := records.Form(src, merged(t, src), "en", "session-b")
		if err != nil {
			t.Fatal(err)
		}
		return deskOf(t, src, book)
	}
	if r, _ := taken(t, src, form().file(), records.Import{Delete: true}); len(r.Changes) > 0 || len(r.Gone) > 0 || len(r.Notes) > 0 {
		t.Errorf("%v %v %v", r.Changes, r.Gone, r.Notes)
	}
	d := form()
	d.set("outcomes", "new-3", "kind", "conclusion")
	d.set("outcomes", "new-3", "text@en", "That it is well so")
	r, after := taken(t, src, d.file(), records.Import{})
	if len(r.Changes) != 2 || open(t, after, "en").text("outcomes", "outcome-that-well", "kind") != "conclusion" {
		t.Errorf("%v", r.Changes)
	}
	if _, err := records.Form(src, merged(t, src), "en", "session-z"); err == nil {
		t.Error("an unknown session has a form")
	}
}

// Cells use the new names of records that the same workbook renames, and of those that it adds, whichever sheet comes first.
func TestNewNames(t *testing.T) {
	src := shipped(t)
	d := open(t, src, "es")
	d.set("glossary", "theme-health", "forms.name@es", "sanidad")
	d.add("sessions", "", "title@en", "Clinics at the border", "title@es", "Clínicas en la frontera", "theme", "sanidad")
	d.set("sessions", "session-children", "title@es", "Niñez en movimiento")
	d.set("schedule", "meeting-april", "date", "2024-04-23")
	d.add("schedule", "meeting-april", "row", "Punto del temario", "session", "Niñez en movimiento")
	d.add("schedule", "meeting-april", "session", "Clínicas en la frontera", "row", "Punto del temario")
	d.add("papers", "work-plan/revisions/3", "row", "Revisión", "number", "3", "for", "2024-04-23")
	d.set("schedule", "meeting-november-first", "date", "2023-11-06")
	d.set("papers", "work-plan/revisions/1", "for", "2023-11-06, Primera reunión")
	d.set("papers", "work-plan/revisions/1", "date", "2023-10-29")
	r, after := taken(t, src, d.file(), records.Import{})
	if want := 9; len(r.Changes) != want {
		t.Errorf("%d changes, wanted %d: %v", len(r.Changes), want, r.Changes)
	}
	for _, want := range [][4]string{
		{"sessions", "session-clinics-border", "theme", "Access to health services and disease prevention for migrants"}, {"schedule", "agenda-clinicas-frontera", "session", "Clinics at the border"},
		{"papers", "work-plan/revisions/4", "for", "2024-04-23"},
	} {
		if got := shown(t, after, want[0], want[1], want[2]); got != want[3] {
			t.Errorf("%s of %s is %q, wanted %q", want[2], want[1], got, want[3])
		}
	}
	if i := slices.IndexFunc(r.Changes, func(c records.Change) bool { return c.Key == "session-clinics-border" }); i < 0 ||
		r.Changes[i].Name != "Clínicas en la frontera" {
		t.Errorf("the new session is not called as in the workbook: %v", r.Changes)
	}
}

// TestNewOutcome: a proposal of the same workbook names a new outcome by its session and number; with words in one language only, it was
// made in that language.
func TestNewOutcome(t *testing.T) {
	src := shipped(t)
	d := open(t, src, "en")
	cells := d.rows["proposals"][d.row("proposals", "op-health-access")].Cells
	session, _, _ := strings.Cut(cells[d.column("proposals", "outcomes")].Text, ", ")
	last := "outcome-health-paho"
	d.add("outcomes", last, "row", "Outcome", "kind", "recommendation", "text@en", "Count the clinics at each border", "text@es", "Contar los centros")
	name := session + ", 5"
	d.add("proposals", "op-health-records", "row", "Proposal", "text@es", "Solicitar que se cuenten los centros", "outcomes", name)
	_, after := taken(t, src, d.file(), records.Import{})
	x := open(t, after, "en")
	if got := x.text("proposals", "op-solicitar-cuenten-centros", "outcomes"); !strings.HasPrefix(got, name+": Count the clinics") {
		t.Errorf("the outcome is %q, wanted %q", got, name)
	}
	if got := x.text("proposals", "op-solicitar-cuenten-centros", "original"); got != "Spanish" {
		t.Errorf("the original is %q", got)
	}
}

// A new row of every kind that a sheet offers becomes a record, and the papers are made of it.
func TestEveryKindOfRow(t *testing.T) {
	src := shipped(t)
	d := open(t, src, "en")
	offered := map[string]bool{}
	for _, l := range d.sheets[workbook.SheetLists].Lists {
		if sheet, ok := strings.CutPrefix(l.Name, "rows-"); ok {
			for _, e := range l.Entries {
				offered[sheet+": "+e] = true
			}
		}
	}
	add := func(sheet, after, kind string, cells ...string) {
		delete(offered, sheet+": "+kind)
		d.add(sheet, after, append([]string{"row", kind}, cells...)...)
	}
	add("papers", "section-follow-up", "Section", "title@en", "Climate")
	last := d.rows["papers"][d.row("papers", "section-follow-up")+1:]
	last[0].ID = "section-climate" // so that rows go below it
	add("papers", "section-climate", "State of the reservation", "state", "withdrawn", "meeting", "2024-04")
	add("papers", "section-climate", "Reservation", "delegation", "Delegation A", "state", "announced", "text@en", "It reserves its position.")
	add("papers", "", "Paper", "title@en", "Note by the Secretariat", "template", "work-plan", "formats", "pdf", "record-id", "note-secretariat")
	add("papers", "", "Revision", "number", "0", "for", "2024-04", "date", "2024-04-01")
	add("papers", "", "Note", "text@en", "For information.")
	add("profile-lists", "", "Addressee", "addressee", "Pan American Health Organization", "verbs", "invite")
	add("profile-lists", "", "Range of numbers", "prefix", "AG/RES.", "year", "2031", "first", "4000")
	add("profile-lists", "", "Abolished organ", "acronym", "XYZ", "names", "Old Organ", "by", "AG/RES. 2910 (XLVII-O/17)")
	add("glossary", "", "Glossary entry", "class", "delegation", "forms.name@en", "Delegation of Ruritania")
	add("glossary", "", "Forbidden form", "language", "English", "term", "Ruritania delegation", "reason", "it has a name")
	add("glossary", "", "Case of a name", "language", "English", "case", "genitive", "name", "of the Delegation of Ruritania")
	add("mandates", "", "Resolution", "symbol", "AG/RES. 2999 (LIII-O/23)", "title@en", "A new resolution", "ranges", "1-3")
	add("mandates", "", "Preambular paragraph", "text@en", "RECALLING what was said")
	add("mandates", "", "Operative paragraph", "number", "2", "text@en", "To do")
	add("mandates", "", "Sub-paragraph", "text@en", "one thing, by")
	add("mandates", "", "Sub-paragraph, level 2", "text@en", "a means, of")
	add("mandates", "", "Sub-paragraph, level 3", "text@en", "a kind")
	add("sessions", "", "Session", "title@en", "Climate and mobility", "mandates", "AG/RES. 2999 (LIII-O/23), op. 2")
	add("schedule", "", "Meeting", "date", "2024-06-11", "title@en", "Extra meeting")
	add("schedule", "", "Agenda item", "session", "Climate and mobility")
	add("stakeholders", "", "Stakeholder", "text@en", "Observers")
	add("stakeholders", "", "Stakeholder, level 2", "text@en", "Universities")
	add("stakeholders", "", "Stakeholder, level 3", "text@en", "Faculties")
	add("introduction", "", "Heading", "text@en", "More")
	add("introduction", "", "Heading, level 2", "text@en", "Still more")
	add("introduction", "", "Heading, level 3", "text@en", "Most")
	add("introduction", "", "Paragraph", "text@en", "Words that end in a note.[^note-of-mine]")
	add("introduction", "", "List item", "text@en", "an item;")
	add("introduction", "", "List item, level 2", "text@en", "an item below it.")
	add("introduction", "", "Note", "text@en", "What the note says.", "record-id", "note-of-mine")
	add("outcomes", "", "Session", "session", "Climate and mobility", "held", "2024-06-11", "summary@en", "It was held.")
	add("outcomes", "", "Presenter", "name@en", "Weather service")
	add("outcomes", "", "Outcome", "kind", "recommendation", "text@en", "That heat be measured")
	add("proposals", "", "Proposal", "section", "Climate", "text@en", "To measure heat[^note-of-heat], and to", "authors", "Delegation A", "date", "2024-03-12")
	add("proposals", "", "Sub-paragraph", "text@en", "publish what is found")
	add("proposals", "", "Sub-paragraph, level 2", "text@en", "each year, in")
	add("proposals", "", "Sub-paragraph, level 3", "text@en", "spring")
	add("proposals", "", "State", "state", "agreed", "meeting", "2024-06-11")
	add("proposals", "", "Reservation", "delegation", "Delegation A", "state", "announced")
	add("proposals", "", "State of the reservation", "state", "withdrawn", "meeting", "2024-06-11")
	add("proposals", "", "Note", "text@en", "In the shade.", "record-id", "note-of-heat")
	add("accepted", "", "Accepted finding", "code", "W0609", "id", "session-health", "reason", "It is so.", "name", "Chair")
	for key, n := range map[string]string{"resolutions": "11", "paragraphs": "95", "sessions": "8"} {
		d.set("term", "term-2023-2024/totals/"+key, "value", n)
	}
	for kind := range offered {
		t.Errorf("no row of the kind %s is tried", kind)
	}
	r, after := taken(t, src, d.file(), records.Import{})
	if want := 46; len(r.Changes) != want {
		t.Errorf("%d changes, wanted %d", len(r.Changes), want)
	}
	w, err := assemble.Run(after, work.Job{Meeting: "end", All: true}, work.Written, nil)
	if err != nil || w.Diags.HasErrors() || len(w.Files) == 0 {
		t.Errorf("no papers are made of it: %v %s", err, told(w.Diags.Only(diag.Error)))
	}
}

// A new row of any kind becomes a record that builds, in any term and any language: rows that have only what they need.
func TestNewRowsOfAllTerms(t *testing.T) {
	for i, x := range terms(t) {
		lang := languages[(i+1)%len(languages)]
		t.Run(x.name+"/"+lang, func(t *testing.T) {
			t.Parallel()
			d := open(t, x.src, lang)
			n, made := 0, map[string]string{}
			for _, s := range d.book.Sheets {
				for _, word := range d.keys("rows-" + s.ID) {
					n++
					d.add(s.ID, "", d.needed(s, word, n, made)...)
				}
			}
			for _, row := range d.rows["term"] { // what the term declares
				if _, of, ok := strings.Cut(row.ID, "/totals/"); ok && d.text("term", row.ID, "value") != "" {
					more := map[string]int{"resolutions": 1, "paragraphs": 99, "sessions": 1}
					is, _ := strconv.Atoi(d.text("term", row.ID, "value"))
					d.set("term", row.ID, "value", strconv.Itoa(is+more[of]))
				}
			}
			r, diags := home(t, x.src, d.file(), records.Import{})
			if diags.HasErrors() || len(r.Changes) < n {
				t.Fatalf("%d changes of %d rows: %s", len(r.Changes), n, told(diags.Only(diag.Error)))
			}
			w, err := assemble.Run(put(x.src, r.Files), work.Job{Meeting: "end"}, work.Composed, nil)
			if err != nil || w.Diags.HasErrors() {
				t.Errorf("no papers are made of it: %v %s", err, told(w.Diags.Only(diag.Error)))
			}
		})
	}
}

// keys returns what the entries of a drop-down stand for.
func (d *desk) keys(list string) []string {
	var out []string
	for _, r := range d.rows[workbook.SheetOrigin] {
		if r.Cells[0].Text == "name" && r.Cells[1].Text == list {
			out = append(out, r.Cells[3].Text)
		}
	}
	return out
}

// also contains what new rows of a kind need besides: it depends on their other values.
var also = map[string][]string{
	"case-of-a-name": {"language", "language"}, "forbidden-form": {"language", "language"}, "glossary-entry": {"forms.name", "words"},
	"change-of-state": {"meeting", "first"}, "change-of-a-reservation": {"meeting", "first"}, "revision": {"for", "last", "date", "2024-12-20"},
	"paper": {"title", "words", "template", "work-plan", "formats", "pdf"}, "resolution": {"ranges", "1-99", "symbol", "symbol"}, "meeting": {"date", "2024-12-20", "title", "words"},
	"agenda-item": {"session", "made"}, "stakeholder": {"text", "words"}, "paragraph": {"text", "words"}, "heading": {"text", "words"},
	"list-item": {"text", "words"}, "proposal": {"text", "words"}, "session-outcome": {"session", "made"},
}

// needed returns the cells of a new row of a kind that has only what it needs. made contains the names of the new rows so far, by kind.
func (d *desk) needed(s *matrix.Sheet, word string, n int, made map[string]string) []string {
	entries := func(list string) []string {
		for _, l := range d.sheets[workbook.SheetLists].Lists {
			if l.Name == list {
				return l.Entries
			}
		}
		return nil
	}
	out := []string{"row", entries("rows-" + s.ID)[slices.Index(d.keys("rows-"+s.ID), word)]}
	kind := strings.TrimRight(word, "-23")
	for _, k := range input.Kinds() {
		if strings.ReplaceAll(k.Name, " ", "-") != kind {
			continue
		}
		for i := range k.Fields {
			f := &k.Fields[i]
			c := slices.IndexFunc(s.Columns, func(c matrix.Column) bool {
				return c.ID == f.Key || strings.HasPrefix(c.ID, f.Key+"@") || c.ID == kind+"."+f.Key
			})
			if !f.Need || f.Part() != nil || c < 0 {
				continue
			}
			value := ""
			list := entries(s.Columns[c].List)
			switch {
			case f.Words() != nil:
				value = list[slices.Index(d.keys(s.Columns[c].List), f.Words()[0])]
			case len(list) > 0:
				value = list[0]
			case f.Sort() == input.SortRef:
				value = made[f.Names()[0]]
			case f.Sort() == input.SortText:
				value = fmt.Sprintf("Words of row %d", n)
				made[k.Name] = value
			case f.Sort() == input.SortNumber:
				value = fmt.Sprint(n)
			case f.Example != "":
				value = f.Example
			}
			out = append(out, s.Columns[c].ID, value)
		}
	}
	for i := 0; i < len(also[kind]); i += 2 {
		c := slices.IndexFunc(s.Columns, func(c matrix.Column) bool { return c.ID == also[kind][i] || strings.HasPrefix(c.ID, also[kind][i]+"@") })
		value := also[kind][i+1]
		switch list := entries(s.Columns[c].List); {
		case value == "first":
			value = list[0]
		case value == "last":
			value = list[len(list)-1]
		case value == "words":
			value = fmt.Sprintf("Words of row %d", n)
			made[kind] = value
		case value == "language": // that of the first column of texts
			_, lang, _ := strings.Cut(s.Columns[slices.IndexFunc(s.Columns, func(c matrix.Column) bool { return strings.Contains(c.ID, "@") })].ID, "@")
			value = list[slices.Index(d.keys(s.Columns[c].List), lang)]
		case value == "symbol": // another number of the newest series
			was := regexp.MustCompile(`\d+`)
			last := ""
			for _, row := range d.rows[s.ID] {
				last = max(last, row.Cells[c].Plain())
			}
			parts := was.FindAllString(last, -1)
			for _, part := range []string{slices.MaxFunc(parts, func(a, b string) int { return len(a) - len(b) }), parts[len(parts)-1]} {
				if value = strings.Replace(last, part, part[:len(part)-1]+"9", 1); value != last {
					break
				}
			}
		case value == "made":
			value = made["session"]
		}
		out = append(out, s.Columns[c].ID, value)
	}
	return out
}

// Sheets that somebody deletes are named, and delete nothing; each of the others comes home alone.
func TestDeletedSheets(t *testing.T) {
	src := shipped(t)
	full := open(t, src, "fr")
	for _, id := range []string{"glossary", "proposals", "papers", "term"} {
		d := full.copy(t)
		d.book.Sheets = slices.DeleteFunc(d.book.Sheets, func(s *matrix.Sheet) bool { return !s.Hidden && s.ID != id })
		r, diags := home(t, src, d.file(), records.Import{Delete: true})
		if diags.HasErrors() || len(r.Changes) > 0 || len(r.Gone) > 0 || len(r.Notes) != 12 {
			t.Errorf("%s alone: %v %v, %d notes: %s", id, r.Changes, r.Gone, len(r.Notes), told(diags))
		}
	}
}

// Every sheet is as wide as a screen, in terms of two languages and of four; what is folded has a place beyond it.
func TestOneScreen(t *testing.T) {
	src := shipped(t)
	four := &work.Sources{Templates: src.Templates, Locales: src.Locales}
	for _, f := range src.Input {
		if strings.HasSuffix(f.Name, "/term.yaml") {
			f = source.NewFile(f.Name, []byte(strings.Replace(string(f.Bytes), "languages: [en, es]", "languages: [en, es, fr, pt]", 1)))
		}
		four.Input = append(four.Input, f)
	}
	for n, src := range map[int]*work.Sources{2: src, 4: four} {
		for _, lang := range languages {
			d := open(t, src, lang)
			for _, s := range d.book.Sheets {
				if s.Free || s.Hidden {
					continue
				}
				wide, texts := 0.0, 0
				for _, c := range s.Columns {
					if c.Level > 0 {
						continue
					}
					wide += c.Width
					if strings.HasPrefix(c.ID, "text@") || strings.HasPrefix(c.ID, "title@") {
						texts++
					}
				}
				if wide > 150 {
					t.Errorf("%d languages, %s: %s is %v characters wide", n, lang, s.ID, wide)
				}
				if s.ID == "proposals" && texts < 2 {
					t.Errorf("%d languages, %s: %d texts of proposals are seen", n, lang, texts)
				}
			}
		}
	}
}

// A drop-down offers the words of its own field: not those of another of the same name, and no language that nobody writes.
func TestDropDowns(t *testing.T) {
	d := open(t, shipped(t), "en")
	entries := func(list string) []string {
		for _, l := range d.sheets[workbook.SheetLists].Lists {
			if l.Name == list {
				return l.Entries
			}
		}
		return nil
	}
	profile := d.sheets["profile"]
	row := d.row("profile", "oas-cam/resolution/operative/verb")
	i := slices.IndexFunc(profile.Picks, func(p matrix.Pick) bool { return p.Row == row })
	if i < 0 || !slices.Equal(entries(profile.Picks[i].List), []string{"infinitive", "present"}) {
		t.Errorf("the form of the verb is one of %q", entries(profile.Picks[i].List))
	}
	verb := d.sheets["mandates"].Columns[d.column("mandates", "verb")]
	if !slices.Contains(entries(verb.List), "instruct") {
		t.Errorf("the verb of a mandate is one of %q", entries(verb.List))
	}
	if got := entries("languages"); !slices.Equal(got, []string{"English", "Spanish", "French", "Portuguese"}) {
		t.Errorf("the languages are %q", got)
	}
}
