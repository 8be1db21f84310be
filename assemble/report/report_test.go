package report

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/layout"
	"omnibus/assemble/locale"
	"omnibus/assemble/paper"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// english returns the English locale.
func english(t *testing.T) *locale.Locale {
	t.Helper()
	return small().Locales.Locale("en")
}

func id(kind, s string) input.ID { return input.ID{Text: source.Text{String: s}, Kind: kind} }

func paragraph(name, state string) *plan.Paragraph {
	return &plan.Paragraph{ID: name, State: state, Proposal: &input.Proposal{ID: id("proposal", name)}}
}

// small returns composed work: two papers, a draft of three paragraphs, one of two sessions held.
func small() *work.Work {
	builtin, _ := work.Builtin()
	set := locale.Read(builtin, nil, new(diag.List))
	w := &work.Work{
		Records: &input.Records{ByID: map[string]input.Record{}},
		Locales: set,
		Langs:   []*locale.Locale{set.Locale("en"), set.Locale("es")},
		Issued:  []*record.Issued{{Symbol: "CAM/doc.2/24 rev. 1"}},
		Papers:  paper.List{{ID: "draft", Entry: &input.Paper{}, Paged: "pdf"}},
		Plan: &plan.Plan{
			Records: &input.Records{},
			Papers: map[string]*plan.Paper{
				"plan": {
					Paper:    &input.Paper{},
					Symbol:   "CAM/doc.1/24",
					Revision: &input.Revision{},
					Date:     date.Date{Year: 2024, Month: time.March, Day: 12},
				},
				"draft":  {Paper: &input.Paper{}, Symbol: "CAM/doc.2/24 rev. 1"},
				"matrix": {Paper: &input.Paper{}},
			},
			Draft: &plan.Draft{
				Preamble: []*plan.Paragraph{paragraph("pp", "agreed")},
				Sections: []*plan.Section{
					{Paragraphs: []*plan.Paragraph{paragraph("op-one", "proposed"), paragraph("op-two", "agreed-ad-referendum")}},
				},
			},
			Sessions: []*plan.Session{{Held: true, Session: &input.Session{}}, {Session: &input.Session{}}},
			Mandates: []*plan.Mandate{
				{Mandate: &input.Mandate{Details: &input.Details{}}, State: "pending"},
				{Mandate: &input.Mandate{Details: &input.Details{}}, State: "taken-up"},
				{Mandate: &input.Mandate{Details: &input.Details{}}, State: "pending"},
			},
		},
	}
	f := source.NewFile("input/term.yaml", []byte("one\ntwo\nthree\n"))
	w.Diags.Warningf("W0002", f.Pos(4, 3), "the second")
	w.Diags.Warningf("W0001", f.Pos(8, 5), "%s", strings.Repeat("x", 95))
	w.Diags.Warningf("W0001", f.Pos(0, 3), "the first of them stands behind")
	w.Diags.Warningf("W0003", f.Pos(0, 3), "accepted").Accepted = "it is meant"
	w.Diags.Errorf("E0001", source.Pos{}, "nowhere")
	return w
}

// TestStatus: one screen answers everything that a secretary asks about the next meeting.
func TestStatus(t *testing.T) {
	var b bytes.Buffer
	if err := Status(small(), english(t), &b); err != nil {
		t.Fatal(err)
	}
	want := `meeting        the end of the term
paper          draft: CAM/doc.2/24 rev. 1, no revision is due: issued
paper          matrix: symbol to be confirmed, no revision is due: cannot be issued yet
paper          plan: CAM/doc.1/24, of March 12, 2024: to be issued
draft          1 preambular paragraph and 2 operative; 1 agreed, 1 agreed ad referendum, 1 proposed
sessions       1 of 2 held
mandates       3; 2 pending, 1 taken up
language en    0 words untranslated
language es    0 words untranslated
`
	if got := b.String(); !strings.HasPrefix(got, want) {
		t.Fatalf("got\n%s\nwant\n%s", got, want)
	}
	_, found, _ := strings.Cut(b.String(), "\nfindings")
	_, found, _ = strings.Cut(found, "\n")
	want = `  error        E0001 nowhere
  warning      W0001 ` + strings.Repeat("x", 87) + `... (input/term.yaml:3), and 1 more
  warning      W0002 the second (input/term.yaml:2)
blocks final   E0001 nowhere
`
	if found != want {
		t.Errorf("got\n%s\nwant\n%s", found, want)
	}
	clean := small()
	clean.Diags, clean.Plan.Draft, clean.Plan.Mandates = diag.List{}, &plan.Draft{}, nil
	b.Reset()
	if err := Status(clean, english(t), &b); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"draft          0 preambular paragraphs and 0 operative", "mandates       0", "final          nothing prevents final papers"} {
		if !slices.Contains(strings.Split(b.String(), "\n"), line) {
			t.Errorf("no %q in\n%s", line, b.String())
		}
	}
}

// TestLine: the line below a build counts what is left.
func TestLine(t *testing.T) {
	w := small()
	w.Diags.Notef("N0001", source.Pos{}, "open")
	if got := Line(w); got != "the end of the term: 1 error, 3 warnings, 1 open item, 0 words untranslated" {
		t.Error(got)
	}
}

// TestTrace: the chain up and down from a record, with a description of each; each is described in full only once.
func TestTrace(t *testing.T) {
	w := small()
	f := source.NewFile("input/proposals/a.yaml", []byte("x\ny\n"))
	mandate := &input.Mandate{ID: id("mandate", "mandate-one"), Number: 3, Details: &input.Details{}}
	resolution := &input.Resolution{
		ID:         id("resolution", "res"),
		Symbol:     source.Text{String: "AG/RES. 1"},
		Paragraphs: []*input.Mandate{mandate},
	}
	mandate.Resolution = resolution
	outcome := &input.Outcome{
		ID:       id("outcome", "outcome-one"),
		Kind:     source.Text{String: "recommendation"},
		Mandates: []input.Ref{{Text: source.Text{String: "mandate-one"}}},
	}
	session := &input.SessionOutcome{ID: id("session outcome", "held-one"), Outcomes: []*input.Outcome{outcome}}
	p := &input.Proposal{
		ID:        input.ID{Text: source.Text{Pos: f.Pos(2, 1), String: "op-one"}, Kind: "proposal"},
		Operation: source.Text{String: "add"},
		State:     source.Text{String: "proposed"},
		Outcomes: []input.Ref{
			{Text: source.Text{String: "outcome-one"}},
		},
		Mandates:   []input.Ref{{Text: source.Text{String: "mandate-one"}}},
		Paragraphs: []*input.SubParagraph{{ID: id("sub-paragraph", "op-one-a")}},
	}
	w.Records.Proposals, w.Records.Outcomes, w.Records.Resolutions = []*input.Proposal{
		p,
	}, []*input.SessionOutcome{
		session,
	}, []*input.Resolution{
		resolution,
	}
	for _, r := range []input.Record{mandate, resolution, outcome, session, p, p.Paragraphs[0]} {
		w.Records.ByID[r.Ident().String] = r
	}
	w.Plan.ByID = map[string]any{}
	w.Docs = []*doc.Document{
		{Paper: "draft", Langs: []string{"en"}},
		{Paper: "draft", Langs: []string{"es"}},
		{Paper: "draft", Langs: []string{"pt"}},
	}
	w.Pages = []*layout.Result{{Places: map[string]int{"op-one": 4}}, {Places: map[string]int{"op-one": 1, "other": 2}}, {}}
	for name, want := range map[string]string{
		"op-one": `proposal op-one: add, proposed
  input/proposals/a.yaml:2
  draft.en.pdf, page 4
  draft.es.pdf, page 1
is based on
  outcome outcome-one: recommendation
    session outcome held-one: held` + " " + `
    mandate mandate-one
      resolution res: AG/RES. 1
  mandate mandate-one (see above)
is the basis of
  sub-paragraph op-one-a
`,
	} {
		var b bytes.Buffer
		if err := Trace(w, &b, name); err != nil {
			t.Fatal(err)
		}
		if got := b.String(); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
	// A paragraph that the plan made of a record is described; an outcome leads to the proposal that it recommends.
	w.Plan.ByID["op-one"] = &plan.Paragraph{ID: "op-one", Number: 1, State: "agreed"}
	outcome.ID.Pos = f.Pos(0, 1)
	outcome.Recommends, p.Outcomes, p.Mandates = []input.Ref{{Text: source.Text{String: "op-one"}}}, nil, nil
	for name, wants := range map[string][]string{
		"op-one":      {"proposal op-one: operative paragraph 1, agreed\n", "is based on\n  outcome outcome-one: recommendation\n", "    mandate mandate-one\n"},
		"outcome-one": {"is the basis of\n  proposal op-one: operative paragraph 1, agreed\n    sub-paragraph op-one-a\n"},
	} {
		var b bytes.Buffer
		if err := Trace(w, &b, name); err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s: no %q in\n%s", name, want, b.String())
			}
		}
	}
	// A record without anything below it is not shown as "above" when it is repeated.
	outcome.Mandates = append(outcome.Mandates, input.Ref{Text: source.Text{String: "alone"}})
	w.Records.ByID["alone"] = &input.Meeting{ID: id("meeting", "alone")}
	p.Mandates = outcome.Mandates[1:]
	var again bytes.Buffer
	if err := Trace(w, &again, "op-one"); err != nil || strings.Count(again.String(), "meeting alone") != 2 || strings.Contains(again.String(), "meeting alone:  (see") {
		t.Errorf("%v\n%s", err, again.String())
	}
	for name, want := range map[string]string{"op-on": `there is no record "op-on": did you mean "op-one"?`, "zzzzzz": `there is no record "zzzzzz": the records are `} {
		if err := Trace(w, new(bytes.Buffer), name); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestDump: each stage gives the names of its documents.
func TestDump(t *testing.T) {
	w := small()
	w.Docs = []*doc.Document{{Paper: "draft", Langs: []string{"en", "es"}, Variant: "redline", Title: "Draft"}}
	w.Pages = []*layout.Result{{}}
	for what, want := range map[string]string{
		"plan": w.Plan.String(), "doc": "=== draft.en-es.redline.doc\n" + w.Docs[0].String(), "pages": "=== draft.en-es.redline.pages\n",
	} {
		var b bytes.Buffer
		if err := Dump(w, &b, what); err != nil || b.String() != want {
			t.Errorf("%s: %v\n%s\nwant\n%s", what, err, b.String(), want)
		}
	}
}

// TestRules: every code is explained once, in the order of the numbers.
func TestRules(t *testing.T) {
	all := Rules()
	number := func(r diag.Rule) string { return r.Code[1:] + r.Code[:1] }
	for i, r := range all {
		if i > 0 && number(all[i-1]) >= number(r) {
			t.Errorf("%s comes after %s", r.Code, all[i-1].Code)
		}
	}
	for _, code := range []string{"E0101", "E0812", "W0901", "E1601"} {
		if !slices.ContainsFunc(all, func(r diag.Rule) bool { return r.Code == code }) {
			t.Errorf("%s is not explained", code)
		}
	}
}

// TestStatusInLanguages: the report is in the officer's language, and no line is in another one.
func TestStatusInLanguages(t *testing.T) {
	w := small()
	w.Plan.Mandates = nil
	w.Diags, w.Plan.Meeting = diag.List{}, &input.Meeting{ID: id("meeting", "meeting-march"), Date: input.DateValue{Date: date.Date{Year: 2024, Month: time.March, Day: 12}}}
	lines := map[string]string{}
	for _, tag := range []string{"en", "es", "fr", "pt"} {
		var b bytes.Buffer
		if err := Status(w, w.Locales.Locale(tag), &b); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if of := lines[line]; of != "" && !strings.HasPrefix(line, "mandatos") { // the same word in two languages
				t.Errorf("the same line in %s and %s: %s", of, tag, line)
			}
			lines[line] = tag
		}
	}
	for _, want := range []string{
		"reunión        12 de marzo de 2024  [meeting-march]\n", "documento      draft: CAM/doc.2/24 rev. 1, no corresponde ninguna revisión: publicado\n",
		"proyecto       1 párrafo preambular y 2 resolutivos; acordado: 1, acordado ad referéndum: 1, propuesto: 1\n", "sesiones       celebradas: 1 de 2\n",
		"définitif      rien n’empêche les documents définitifs\n", "observações    nenhuma\n",
	} {
		if lines[want] == "" {
			t.Errorf("no line is %q: %v", want, lines)
		}
	}
}
