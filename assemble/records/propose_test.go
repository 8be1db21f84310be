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
		{"Dear Chair,\n\n[Delegation A] OP 3. To ask nothing of anybody.", "{+", "op-causes-climate-a", "text@en", "To ask nothing of anybody"},
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

// mailOfAll is a mail such as people write, with everything that they may propose.
const mailOfAll = `Subject: [draft] comments of Delegation C on OP 1 to OP 30
Dear Secretariat,

please find below the proposals of Delegation C:

1. OP 1
replace "address" by "tackle"
2. OP 1: new sub-paragraph (d): measure what changes
• OP 1: new sub-paragraph after (a): listen to those who leave; and
• OP 1: new sub-paragraph before (a): begin
OP 3 – please **replace** “invite the member
states” with “urge all States”; and delete "and for the reduction of disaster risk"
Párrafo resolutivo 3: reemplazar «invitar a los Estados Miembros» por «instar a todos los Estados»
PP1: ok
PP 2: no change
> OP 4: delete
OPs 10-12: delete
OP 13 and OP 14: reserve
OP 15 bis: To thank the consulates,
in particular:
(a) those in border areas; and
(b) those that open at night.
Resolutivo 17: al final: añadir «, en todos los idiomas oficiales»
[Delegation A, supported by Delegation D] move OP 5 after OP 8
The Delegation B reserves its position on OP 9.

Regards,
C.
--
OP 20: delete
`

// TestProposeMail: a whole mail is read, what is left out is said, and the same mail given again proposes nothing.
func TestProposeMail(t *testing.T) {
	src := shipped(t)
	r, redlines, diags := propose(t, src, []byte(mailOfAll), records.Proposing{})
	if diags.HasErrors() {
		t.Fatal(told(diags))
	}
	redlines = strings.ReplaceAll(redlines, "\u00a0", " ")
	for _, want := range []string{
		"op. 1 (Delegation C): To urge the member states to {-address-} {+tackle+} the", "op. 1 (c) → (Delegation C): {+measure what changes+}",
		"op. 1 (a) → (Delegation C): {+listen to those who leave+}", "op. 1 → (Delegation C): {+begin+}",
		"op. 3 (Delegation C): To {-invite the member states-} {+urge all States+} to say, in their plans for adaptation to climate change {-and for the",
		"op. 3 (Delegation C): {-Invitar-}{+Instar+} a {+todos+} los Estados {-Miembros-} a", "pp. 2 (Delegation C): NOC",
		"op. 10 (Delegation C): {-", "op. 11 (Delegation C): {-", "op. 12 (Delegation C): {-", "op. 13 (Delegation C): Reservation",
		"op. 15 → (Delegation C): {+To thank the consulates, in particular+}\n    {+those in border areas+}\n    {+those that open at night+}",
		"con ese fin{+, en todos los idiomas oficiales+}", "op. 5 (Delegation A and Delegation D): MOVE → op. 8", "op. 9 (Delegation B): Reservation",
	} {
		if !strings.Contains(redlines, want) {
			t.Errorf("%q is not in:\n%s", want, redlines)
		}
	}
	for _, gone := range []string{"op. 4", "op. 20", "pp. 1"} {
		if strings.Contains(redlines, gone+" ") {
			t.Errorf("%s is amended:\n%s", gone, redlines)
		}
	}
	notes := strings.Join(r.Notes, "\n")
	for _, want := range []string{"lines 1-2 are not proposals", "line 4: the proposals below it are by Delegation C", "line 16 is not a proposal, and is left out: > OP 4",
		"makes no proposal on pp. 1, and is left out: PP1: ok", "are left out: Regards, C. -- OP 20"} {
		if !strings.Contains(notes, want) {
			t.Errorf("%q is not in:\n%s", want, notes)
		}
	}
	after := put(src, r.Files)
	d := open(t, after, "en")
	var order []string
	for _, row := range d.rows["proposals"] {
		if strings.HasPrefix(row.ID, "op-causes-policies-c-2-") {
			order = append(order, d.text("proposals", row.ID, "text@en"))
		}
	}
	if got := strings.Join(order, " | "); !strings.HasPrefix(got, "begin | open prospects") || !strings.Contains(got, "means of | listen to those who leave | assess") ||
		!strings.HasSuffix(got, " | measure what changes") {
		t.Errorf("the sub-paragraphs are in the order %s", got)
	}
	for _, x := range [][3]string{
		{"op-causes-climate-c", "text@es", "Instar a todos los Estados a que"}, {"op-causes-climate-c", "text@en", "To urge all States to say"},
		{"op-trafficking-cooperation-c", "text@es", "Alentar a los Estados Miembros de una misma ruta"}, {"op-trafficking-cooperation-c", "original", "Spanish"},
		{"op-causes-2816-20-a", "authors", "Delegation A; Delegation D"},
	} {
		if got := d.text("proposals", x[0], x[1]); !strings.HasPrefix(got, x[2]) {
			t.Errorf("%s of %s is %q, want %q", x[1], x[0], got, x[2])
		}
	}
	again, redlines, diags := propose(t, after, []byte(mailOfAll), records.Proposing{})
	if len(again.Changes) > 0 || redlines != "" || diags.HasErrors() {
		t.Errorf("given again, it proposes %v:\n%s\n%s", again.Changes, redlines, told(diags))
	}
	if notes := strings.ReplaceAll(strings.Join(again.Notes, "\n"), "\u00a0", " "); strings.Count(notes, "already recorded as") != 11 || !strings.Contains(notes, "op. 15 bis already has these words") {
		t.Errorf("what is known is not said: %s", notes)
	}
	changed := strings.ReplaceAll(mailOfAll, "tackle", "confront") // other words are another proposal
	if other, redlines, diags := propose(t, after, []byte(changed), records.Proposing{}); diags.HasErrors() || len(other.Files) == 0 ||
		!strings.Contains(redlines, "{+confront+}") || strings.Contains(redlines, "{+urge all") {
		t.Errorf("with other words:\n%s\n%s", redlines, told(diags))
	}
	twice := strings.Repeat("[Delegation D] OP 3: delete\n", 2) + "> " // in one mail
	if r, _, _ := propose(t, after, []byte(twice), records.Proposing{}); len(r.Changes) != 1 {
		t.Errorf("a line that is written twice makes %v", r.Changes)
	}
	passed := "> [Delegation D]\n> OP 3: delete\n>\n> OP 4: keep" // a mail that was passed on
	if r, redlines, _ := propose(t, after, []byte(passed), records.Proposing{}); len(r.Changes) != 2 {
		t.Errorf("a mail of quotations makes\n%s\n%v", redlines, r.Notes)
	}
}

// TestProposeRefuses: a line that is not understood is reported, and nothing is made.
func TestProposeRefuses(t *testing.T) {
	src := shipped(t)
	for mail, want := range map[string]string{
		"[Delegation A] OP 99: delete":                                         "no paragraph OP 99",
		"[Delegation A] OP 3: replace 'shall' by 'may'":                        `"shall" does not occur in op. 3`,
		"[Delegation A] OP 3: replace 'for' by 'of'":                           "occurs 3 times",
		"[Delegation A] OP 3: replace 'invite'":                                "the words to replace",
		"OP 3: delete":                                                         "the author of the proposal is missing",
		"[Delegation A] OP 3: delete\n[Delegation A] and so on":                "the paragraph of the proposal",
		"[Delegation A] move OP 3 after 99":                                    "the new place of",
		"[Delegation A] OP 3: What does it mean?":                              "it is not clear what is proposed for op. 3",
		"[Delegation A] OP 3: Delegation A withdraws its proposal":             "it is not clear what is proposed for op. 3",
		"[Delegation A] OP 3: La Delegación A se suma a la Delegación B":       "it is not clear what is proposed for op. 3",
		"[Delegation A] OP 3: general remarks on this":                         "it is not clear what is proposed for op. 3",
		"[Delegation A] OP 3 and 4: To do something":                           "names more than one paragraph",
		"[Delegation A] OP 3: To do one thing\n[Delegation A] OP 3: To do two": "propose two texts for op. 3",
		"[Delegation A] 3. To ask nothing of anybody":                          "whether the number 3 is that of the paragraph",
		"[Delegation Z] OP 3: delete":                                          `"Delegation Z" is not a delegation`,
		"[Delegation A] OP 4: keep\nRuritania:\nOP 3: delete":                  "mail.txt:3:1: error: the author of the proposal is missing",
		"[Delegation A] new OP after 7:":                                       "the new paragraph has no text",
		"[Delegation A] new sub-paragraph after OP 1 (z): so":                  "no paragraph OP 1 (z)",
		"[Delegation A] OP 7 (z): delete":                                      "new sub-paragraph in OP 7",
		"[Delegation A] move PP 2 before PP 1":                                 "before the first paragraph",
	} {
		r, _, diags := propose(t, src, []byte(mail), records.Proposing{})
		if out := told(diags); !strings.Contains(out, want) || !strings.Contains(out, "mail.txt:") || len(r.Files) > 0 {
			t.Errorf("%q: %s", mail, out)
		}
	}
}

// TestProposeEncoding: a text in another encoding, or in a format, is refused as a whole.
func TestProposeEncoding(t *testing.T) {
	src := shipped(t)
	for mail, want := range map[string]string{
		"P\xe1rrafo 3: suprimir":       "not in UTF-8",
		"\xff\xfeO\x00P\x00 \x003\x00": "not in UTF-8",
		"O\x00P\x003\x00":              "not in UTF-8",
		`{\rtf1\ansi OP 3: delete}`:    "rich text",
	} {
		p := records.Proposing{Work: merged(t, src), Src: src, Locale: "locales", Folder: "input", Line: assemble.Run}
		_, _, err := p.Run(source.NewFile("mail.txt", []byte(mail)), &diag.List{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", mail, err)
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

// TestProposeSubAgain: a new sub-paragraph that is proposed again is recorded once, although its own place is another since.
func TestProposeSubAgain(t *testing.T) {
	const mail = "[Delegation B]\nOP 1 (b): delete\nOP 1: new sub-paragraph: access to legal aid\nPP 2: delete"
	r, _, diags := propose(t, shipped(t), []byte(mail), records.Proposing{})
	if diags.HasErrors() || len(r.Files) == 0 {
		t.Fatal(told(diags))
	}
	after := put(shipped(t), r.Files)
	again, redlines, diags := propose(t, after, []byte(mail), records.Proposing{})
	if len(again.Changes) > 0 || redlines != "" || diags.HasErrors() || strings.Count(strings.Join(again.Notes, "\n"), "already recorded as") != 3 {
		t.Errorf("given again, it proposes %v:\n%s\n%v\n%s", again.Changes, redlines, again.Notes, told(diags))
	}
	other := strings.Replace(mail, "legal aid", "lawyers", 1)
	if r, _, _ := propose(t, after, []byte(other), records.Proposing{}); len(r.Files) == 0 {
		t.Error("another sub-paragraph is taken for the same one")
	}
}
