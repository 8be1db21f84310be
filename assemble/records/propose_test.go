package records_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble"
	"omnibus/assemble/diag"
	"omnibus/assemble/matrix"
	"omnibus/assemble/records"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/write/xlsx"
)

// propose makes proposals from a text or a workbook.
func propose(t *testing.T, src *work.Sources, b []byte, how records.Proposing) (*records.Receipt, string, *diag.List) {
	t.Helper()
	how.Work, how.Src, how.Locale, how.Folder = merged(t, src), src, "locales", "input"
	line, keep := remembering(src)
	how.Line = line
	var diags diag.List
	r, shown, err := how.Run(source.NewFile("mail.txt", b), &diags)
	if err != nil {
		t.Fatal(err)
	}
	keep(r)
	return r, strings.Join(shown, "\n"), &diags
}

// TestPropose: the lines of an e-mail become the smallest records that represent them.
func TestPropose(t *testing.T) {
	src := shipped(t)
	for _, c := range []struct{ mail, shown, id, column, want string }{
		{"[Delegation A] OP 3: replace 'invite' by 'urge'", "op. 3 (Delegation A): To {-invite-} {+urge+} the member states", "op-causes-climate-a", "base", "op. 3: "},
		{"Delegation A:\nOP3: replace “invite” with “urge”", "{+urge+}", "op-causes-climate-a", "operation", "MOD"},
		{"[Delegación A] Res. 3: reemplazar «invite» por «urge»", "{+urge+}", "op-causes-climate-a", "authors", "Delegation A"},
		{"[Delegation A] op 3: insert 'also' after 'invite'", "invite {+also+} the", "op-causes-climate-a", "text@en", "To invite also the member states"},
		{"[Delegation A] op 3: insert 'kindly' before 'invite'", "To {+kindly+} invite", "op-causes-climate-a", "text@en", "To kindly invite the member states"},
		{"[Delegation A] op 3: delete 'and for the reduction of disaster risk'", "{-", "op-causes-climate-a", "text@en", "To invite the member states to say, in their plans for adaptation to climate change, what"},
		{"[Delegation A] OP 3: delete", "{-To invite", "op-causes-climate-a", "operation", "SUP"},
		{"[Delegation A] delete OP 3", "{-To invite", "op-causes-climate-a", "operation", "SUP"},
		{"[Delegation A] op. 3: keep", "op. 3 (Delegation A): NOC", "op-causes-climate-a", "operation", "NOC"},
		{"[Delegation A] Move OP 3 after 6", "MOVE → op. 6", "op-causes-climate-a", "after", "op. 6: "},
		{"[Delegation A] OP 3: move after OP 6", "MOVE → op. 6", "op-causes-climate-a", "after", "op. 6: "},
		{"[Delegation A] reserve OP 3", "Reservation", "reservation-a-op-causes-climate", "delegation", "Delegation A"},
		{"[Delegation A] new OP after 3: To thank the clinics.", "op. 3 → (Delegation A): {+To thank the clinics+}", "op-thank-clinics", "section", "Structural causes"},
		{"[Delegation A] new para after 3: To thank the clinics, and to\n(a) count them; and\n(b) praise them.", "    {+count them+}", "op-thank-clinics-b", "text@en", "praise them"},
		{"[Delegation A] new PP after 3: RECALLING that\nit is so", "{+RECALLING that it is so+}", "pp-recalling-that", "kind", "preambular"},
		{"[Delegation A] OP 1 (b): replace 'migrate' by 'leave'", "{+leave+}", "op-causes-policies-b-a", "operation", "MOD"},
		{"Dear Chair,\n\n[Delegation A] 3. To ask nothing of anybody.", "{+", "op-causes-climate-a", "text@en", "To ask nothing of anybody"},
	} {
		t.Run(c.mail, func(t *testing.T) {
			t.Parallel()
			r, redline, diags := propose(t, src, []byte(c.mail), records.Proposing{})
			if diags.HasErrors() || !strings.Contains(redline, c.shown) {
				t.Fatalf("it shows\n%s\n%s", redline, told(diags))
			}
			if got := shown(t, put(src, r.Files), "proposals", c.id, c.column); !strings.HasPrefix(got, c.want) {
				t.Errorf("%s of %s is %q, wanted %q: %v", c.column, c.id, got, c.want, r.Changes)
			}
		})
	}
}

// TestProposeRefuses: a line that is not understood is reported, and nothing is made.
func TestProposeRefuses(t *testing.T) {
	src := shipped(t)
	for mail, want := range map[string]string{
		"[Delegation A] OP 99: delete":                          "no paragraph op99",
		"[Delegation A] OP 3: replace 'shall' by 'may'":         `"shall" does not occur in op. 3`,
		"[Delegation A] OP 3: replace 'for' by 'of'":            "occurs 3 times",
		"[Delegation A] OP 3: replace 'invite'":                 "the words to replace",
		"OP 3: delete":                                          "the author of the proposal is missing",
		"[Delegation A] OP 3: delete\n[Delegation A] and so on": "the paragraph of the proposal",
		"[Delegation A] move OP 3 after 99":                     "the new place of",
	} {
		r, _, diags := propose(t, src, []byte(mail), records.Proposing{})
		if out := told(diags); !strings.Contains(out, want) || !strings.Contains(out, "mail.txt:") || len(r.Files) > 0 {
			t.Errorf("%q: %s", mail, out)
		}
	}
}

// TestProposeSheet: the sheet of proposals is read in the same way as lines. An empty sheet proposes nothing.
func TestProposeSheet(t *testing.T) {
	src := shipped(t)
	how := records.Proposing{Work: merged(t, src), Src: src, Line: assemble.Run, Lang: "es"}
	book, err := how.Sheet()
	if err != nil {
		t.Fatal(err)
	}
	write := func() []byte {
		var b bytes.Buffer
		if err := xlsx.Write(&b, book); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	if r, shown, diags := propose(t, src, write(), records.Proposing{}); len(r.Changes) > 0 || shown != "" || diags.HasErrors() {
		t.Errorf("an empty sheet proposes %v", r.Changes)
	}
	s := book.Sheets[0]
	rows := slices.Collect(s.Rows)
	at := slices.IndexFunc(rows, func(r matrix.Row) bool { return r.Cells[0].Text == "res. 3" })
	for i, row := range [][3]string{{"Delegación A", "", "reemplazar 'invite' por 'urge'"}, {"Delegation B", "nuevo (después de)", "To thank them"}} {
		rows[at+i].Cells[0] = rows[at].Cells[0]
		rows[at+i].Cells[2], rows[at+i].Cells[3], rows[at+i].Cells[4] = matrix.Cell{Text: row[0]}, matrix.Cell{Text: row[1]}, matrix.Cell{Text: row[2]}
	}
	s.Rows = slices.Values(rows)
	r, shown, diags := propose(t, src, write(), records.Proposing{})
	if diags.HasErrors() || len(r.Changes) != 2 || !strings.Contains(shown, "{+urge+}") || !strings.Contains(shown, "{+To thank them+}") {
		t.Errorf("%v\n%s\n%s", r.Changes, shown, told(diags))
	}
}
