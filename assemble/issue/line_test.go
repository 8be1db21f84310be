package issue_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble"
	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/issue"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// negotiated is a small term whose draft is issued twice: at a meeting, and for the end. Its matrix has no symbol.
const negotiated = worktest.Term + `papers:
  - id: draft-paragraphs
    title: Draft
    symbol: CAM/doc.1/24
    original: [en]
    revisions: [{number: 0, for: meeting-may, date: 2024-05-06}, {number: 1, for: end, date: 2024-06-01}]
-- input/schedule.yaml --
meetings:
  - {id: meeting-may, date: 2024-05-07, agenda: [{id: ag-a, kind: adoption}]}
-- input/proposals/all.yaml --
proposals:
  - {id: op-1, kind: operative, section: section-one, order: 10, operation: add, authors: [chair], date: 2024-01-10, text: To do one thing, state: agreed}
  - {id: op-2, kind: operative, section: section-one, order: 20, operation: add, authors: [chair], date: 2024-01-10, text: To do two things, state: agreed}
  - {id: op-3, kind: operative, section: section-one, order: 30, operation: add, authors: [chair], date: 2024-01-10, text: To do three things, state: agreed}
  - {id: op-4, kind: operative, section: section-one, order: 40, operation: add, authors: [chair], date: 2024-01-10, text: To do four things, state: agreed}
  - {id: op-5, kind: operative, section: section-one, order: 50, operation: add, authors: [chair], date: 2024-01-10, text: To do five things, state: agreed}
  - {id: op-late, kind: operative, section: section-one, order: 60, operation: add, authors: [chair], date: 2024-05-10, from: end, text: To end, state: agreed}
-- locales/content.es.toml --
["op-1.text"]
hash = "HASH(To do one thing)"
other = "Hacer una cosa"
`

// job requests the draft at the end of the term, as a PDF.
func job(change func(*work.Job)) work.Job {
	j := work.Job{Meeting: "end", Version: "1.0", Papers: []string{"draft-paragraphs"}, Formats: []string{"pdf"}, Langs: []string{"en", "es"}}
	if change != nil {
		change(&j)
	}
	return j
}

func written(t *testing.T, src *work.Sources, j work.Job) *work.Work {
	t.Helper()
	w, err := assemble.Run(src, j, work.Written, nil)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// with returns the files with the records of what was issued.
func with(src *work.Sources, records []*source.File) *work.Sources {
	out := *src
	for _, f := range records {
		out.Input = append(slices.Clip(out.Input), source.NewFile("input/"+record.Folder+"/"+f.Name, f.Bytes))
	}
	return &out
}

// issued makes the papers, and returns them with their records.
func issued(t *testing.T, src *work.Sources, j work.Job) (*work.Work, []*source.File) {
	t.Helper()
	w := written(t, src, j)
	worktest.NoErrors(t, &w.Diags)
	i, err := issue.Issue(w, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return w, i.Records
}

func found(w *work.Work, code string) []*diag.Diagnostic {
	var out []*diag.Diagnostic
	for _, d := range w.Diags.Items {
		if d.Code == code {
			out = append(out, d)
		}
	}
	return out
}

// TestGuardShowsChanges: if an issued paper would change, the first changed paragraphs are shown and the others counted.
func TestGuardShowsChanges(t *testing.T) {
	_, records := issued(t, worktest.Small(negotiated), job(nil))
	var edit []string
	for n, word := range []string{"", "one", "two", "three", "four", "five"} {
		if n > 0 {
			edit = append(edit, "text: To do "+word, "text: To make "+word)
		}
		w, err := assemble.Run(with(worktest.Small(negotiated, edit...), records), job(nil), work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		d := found(w, "E1201")
		if n == 0 {
			if len(d) > 0 {
				t.Errorf("a finding without a change: %s", d[0].Message)
			}
			continue
		}
		if len(d) != 1 {
			t.Errorf("%d changes: %d findings", n, len(d))
			continue
		}
		shown, more := 0, ""
		for _, r := range d[0].Related {
			if strings.HasSuffix(r.Message, "differs from the issued text") {
				shown++
			}
		}
		for _, h := range d[0].Hints {
			if strings.HasPrefix(h, "and ") {
				more = h
			}
			if strings.Contains(h, "the paper itself has not changed") {
				t.Errorf("%d changes: %s", n, h)
			}
		}
		want := map[int]string{4: "and 1 other paragraph", 5: "and 2 other paragraphs"}[n]
		if shown != min(n, 3) || more != want {
			t.Errorf("%d changes: %d are shown, and %q", n, shown, more)
		}
	}
}

// TestIssuedMarks: proposals on a paragraph as a whole are compared with the issued record, or, if that is of a version of the tool that
// did not store them, with the records.
func TestIssuedMarks(t *testing.T) {
	edit := []string{"  - {id: op-late", "  - {id: sup-1, operation: sup, base: op-1, authors: [committee], date: 2024-05-01}\n" +
		"  - {id: noc-1, operation: noc, base: op-1, authors: [assembly], date: 2024-05-10, from: end}\n" +
		"  - {id: sup-2, operation: sup, base: op-2, authors: [committee], date: 2024-05-01, states: [{state: withdrawn, meeting: meeting-may}]}\n  - {id: op-late",
		"text: To do one thing, state: agreed", "text: To do one thing", "text: To do two things, state: agreed", "text: To do two things"}
	src := worktest.Small(negotiated, edit...)
	_, records := issued(t, src, work.Job{Meeting: "meeting-may", Papers: []string{"draft-paragraphs"}, Formats: []string{"pdf"}})
	var diags diag.List
	old := record.Read(with(&work.Sources{}, records).Input, &diags)[0]
	if !old.Marked || len(old.Paragraphs[0].Marks) != 1 || !old.Paragraphs[0].Brackets {
		t.Fatalf("the record lacks the proposals: %+v", old.Paragraphs[0])
	}
	earlier := *old
	earlier.Marked, earlier.Paragraphs = false, record.Unmarked(old.Paragraphs)
	for name, of := range map[string][]*source.File{"the record": records, "an earlier record": {source.NewFile(records[0].Name, earlier.Text())}} {
		w, err := assemble.Run(with(src, of), work.Job{Meeting: "end", Papers: []string{"draft-paragraphs"}}, work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		var text string
		for _, d := range w.Docs {
			if d.Variant == "redline" {
				text = d.String()
			}
		}
		for _, want := range []string{"Brackets and proposals on whole paragraphs: <1 → #op-1><page of #op-1>, <2 → #op-2><page of #op-2>.",
			"new proposal: [Assembly: retain]", "no longer proposed: [Committee: delete]", "[To do one thing.] [Committee: delete] < insertion >"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the redline does not say %q:\n%s", name, want, text)
			}
		}
	}
}

// TestGuardShowsHeadings: a heading or the title that differs from the issued one is shown at its place; an unchanged one is not shown.
func TestGuardShowsHeadings(t *testing.T) {
	_, records := issued(t, worktest.Small(negotiated), job(nil))
	for _, c := range []struct {
		edit []string
		want string
	}{
		{[]string{"id: section-one, title: One", "id: section-one, title: Other"}, "the heading section-one differs from the issued text"},
		{[]string{"    title: Draft\n", "    title: Other\n"}, "the title differs from the issued text"},
		{[]string{"text: To do one", "text: To make one"}, ""},
	} {
		w, err := assemble.Run(with(worktest.Small(negotiated, c.edit...), records), job(nil), work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		d := found(w, "E1201")
		if len(d) != 1 {
			t.Fatalf("%q: %d findings", c.edit, len(d))
		}
		var shown []string
		for _, r := range d[0].Related {
			if strings.HasPrefix(string(r.Pos.File.Bytes[r.Pos.Offset:]), "Other") {
				shown = append(shown, r.Message)
			}
		}
		if got := strings.Join(shown, ", "); got != c.want {
			t.Errorf("%q: %q is shown, want %q", c.edit, got, c.want)
		}
	}
}

// TestGuardRedline: an issued redline is protected like the paper if it is made again, and left alone if it is not.
func TestGuardRedline(t *testing.T) {
	redline := job(func(j *work.Job) { j.ChangedOnly = true })
	_, records := issued(t, worktest.Small(negotiated), redline)
	otherBase := []string{"from: end, text", "from: meeting-may, text", "date: 2024-05-10", "date: 2024-05-01"}
	for _, c := range []struct {
		name string
		edit []string
		job  work.Job
		says string
	}{
		{"nothing has changed", nil, redline, ""},
		{"a comment, and no redline is asked for", []string{"id: term\n", "id: term # ours\n"}, job(nil), ""},
		{"the base, and no redline is asked for", otherBase, job(nil), ""},
		{"the base", otherBase, redline, "the paper itself has not changed; only draft-paragraphs.en-es.redline-changes.pdf would differ"},
	} {
		w := written(t, with(worktest.Small(negotiated, c.edit...), records), c.job)
		d := found(w, "E1201")
		if (len(d) > 0) != (c.says != "") {
			t.Errorf("%s: %d findings", c.name, len(d))
			continue
		}
		if c.says != "" && !slices.ContainsFunc(d[0].Hints, func(h string) bool { return strings.Contains(h, c.says) }) {
			t.Errorf("%s: %+v", c.name, d[0].Hints)
		}
	}
}

// TestVerifyCarried: for a file with an issued symbol that is not the issued one, the verdict tells whether it carries the record of the
// issued one.
func TestVerifyCarried(t *testing.T) {
	w, records := issued(t, worktest.Small(negotiated), job(nil))
	known := record.Read(with(worktest.Small(negotiated), records).Input, new(diag.List))
	if len(known) != 1 {
		t.Fatalf("%d records", len(known))
	}
	name := w.Files[0].Name
	other := written(t, worktest.Small(negotiated, "text: To do one", "text: To make one"), job(nil)).Files[0]
	for _, c := range []struct {
		name    string
		bytes   []byte
		carries bool
	}{
		{"with another end of line behind it", append(bytes.Clone(w.Files[0].Bytes), '\r'), true},
		{"of another text", other.Bytes, false},
	} {
		v := issue.Verify(source.NewFile(name, c.bytes), known)
		if carries := strings.Contains(v.Says, "the embedded record.json is that of "+name); v.Word != issue.Altered || carries != c.carries {
			t.Errorf("%s: %s", c.name, v)
		}
	}
}

// TestIssueForms: further languages of a paper are issued in the form of the first: all as drafts, or all as final.
func TestIssueForms(t *testing.T) {
	for _, c := range []struct {
		before, now bool
		says        string
	}{
		{false, false, ""},
		{true, true, ""},
		{false, true, "CAM/doc.1/24 was issued without --final: issue its other languages in the same form"},
		{true, false, "CAM/doc.1/24 was issued with --final: issue its other languages in the same form"},
	} {
		r := &record.Issued{Paper: "draft", Symbol: "CAM/doc.1/24", Final: c.before, Files: []record.File{{Name: "draft.en.pdf", Langs: []string{"en"}}}}
		made := &doc.Document{Paper: "draft", Langs: []string{"es"}}
		w := &work.Work{
			Job:    work.Job{Final: c.now},
			Issued: []*record.Issued{r},
			Plan:   &plan.Plan{Papers: map[string]*plan.Paper{"draft": {Paper: &input.Paper{ID: input.ID{Text: source.Text{String: "draft"}}}, Symbol: "CAM/doc.1/24", Date: date.Date{Year: 2024, Month: 6, Day: 1}}}},
			Files:  []*work.Made{{File: source.NewFile("draft.es.pdf", nil), Paper: "draft", Doc: made}},
		}
		out, err := issue.Issue(w, nil, nil)
		switch {
		case c.says != "":
			if err == nil || err.Error() != c.says {
				t.Errorf("final %v, now %v: %v", c.before, c.now, err)
			}
		case err != nil || len(out.More) != 1 || len(out.More[0].Files) != 2:
			t.Errorf("final %v, now %v: %+v, %v", c.before, c.now, out, err)
		}
	}
}

// TestReservations: for a received reservation the record has its words in all languages, for an announced one none.
func TestReservations(t *testing.T) {
	for state, want := range map[string]string{"announced": "announced ", "received": "received Not so"} {
		edit := "text: To do one thing, reservations: [{id: r-1, delegation: delegation-a, state: " + state + ", text: Not so}]"
		src := worktest.Small(negotiated, "text: To do one thing", edit,
			"- {id: assembly,", "- {id: delegation-a, class: delegation, forms: {en: {name: Delegation A}}}\n  - {id: assembly,")
		_, records := issued(t, src, job(nil))
		r := record.Read(with(src, records).Input, new(diag.List))[0]
		if x := r.Paragraphs[0].Reserved; len(x) != 1 || x[0].State+" "+x[0].Text["en"] != want {
			t.Errorf("%s: %+v", state, x)
		}
	}
}
