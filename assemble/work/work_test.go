package work

import (
	"errors"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/paper"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/template"
)

// TestDraft: Draft and Matrix find the first papers with the draft and the mandates, and DraftOf the paper that determines the age of
// texts.
func TestDraft(t *testing.T) {
	if w := (&Work{}); w.Draft() != nil || w.Matrix() != "" || w.DraftOf(&paper.Paper{ID: "a"}) != nil {
		t.Error("a term without papers has a draft or a matrix")
	}
	w := &Work{
		Papers: paper.List{{ID: "plan", Content: paper.Plan}, {ID: "one", Content: paper.Draft}, {ID: "two", Content: paper.Draft}, {ID: "book", Content: paper.Mandates}},
		Plan:   &plan.Plan{Papers: map[string]*plan.Paper{"plan": {}, "one": {}, "two": {}, "book": {}}},
	}
	of := w.Plan.Papers
	if w.Draft() != of["one"] || w.Matrix() != "book" {
		t.Error("the first paper with the draft, or the matrix, is not found")
	}
	for id, want := range map[string]string{"plan": "one", "one": "one", "two": "two", "book": "one"} {
		if w.DraftOf(w.Papers.Find(id)) != of[want] {
			t.Errorf("the texts on %s are not as old as on %s", id, want)
		}
	}
}

// TestKnown: Known finds the names of a job that the term does not have. Without a term, it finds nothing.
func TestKnown(t *testing.T) {
	w := &Work{Records: &input.Records{}, Templates: &template.Set{}, Job: Job{Papers: []string{"zzz"}}}
	if err := w.Known(); err != nil {
		t.Errorf("without a term: %v", err)
	}
	w.Records.Term = &input.Term{Papers: []*input.Paper{{ID: input.ID{Text: source.Text{String: "plan"}}}, {ID: input.ID{Text: source.Text{String: "draft"}}}}}
	var unknown *diag.Unknown
	if err := w.Known(); !errors.As(err, &unknown) || err.Error() != `there is no paper "zzz": the papers are plan, draft` {
		t.Error(err)
	}
	w.Job = Job{Papers: []string{"draft"}, Views: []string{"x"}}
	if err := w.Known(); err == nil || err.Error() != `there is no view "x"` {
		t.Error(err)
	}
	w.Job = Job{Papers: []string{"draft"}}
	if err := w.Known(); err != nil {
		t.Error(err)
	}
}

// TestAble: the error for an unknown format lists the known ones.
func TestAble(t *testing.T) {
	w := &Work{Job: Job{Formats: []string{"pdf", "pfd"}}}
	if err := w.Able(); err == nil || !strings.Contains(err.Error(), `there is no format "pfd": did you mean "pdf"?`) {
		t.Error(err)
	}
	w.Job.Formats = []string{"pdf", "xlsx"}
	if err := w.Able(); err != nil {
		t.Error(err)
	}
}

// TestFingerprint: a change in what the author writes changes the fingerprint. Issued records, line ends and the order of the files do not.
func TestFingerprint(t *testing.T) {
	file := func(name, text string) *source.File { return source.NewFile(name, []byte(text)) }
	as := FingerprintOf(&Sources{Input: []*source.File{file("input/a.yaml", "a\nb\n"), file("input/b.yaml", "c\n")}})
	for name, src := range map[string]*Sources{
		"the order":    {Input: []*source.File{file("input/b.yaml", "c\n"), file("input/a.yaml", "a\nb\n")}},
		"line ends":    {Input: []*source.File{file("input/a.yaml", "a\r\nb\r\n"), file("input/b.yaml", "c\n")}},
		"what is done": {Input: []*source.File{file("input/a.yaml", "a\nb\n"), file("input/b.yaml", "c\n"), file("input/issued/x.yaml", "x\n")}},
	} {
		if FingerprintOf(src) != as {
			t.Errorf("%s changes the fingerprint", name)
		}
	}
	for name, src := range map[string]*Sources{
		"a word":   {Input: []*source.File{file("input/a.yaml", "a\nB\n"), file("input/b.yaml", "c\n")}},
		"a name":   {Input: []*source.File{file("input/a.yaml", "a\nb\n"), file("input/c.yaml", "c\n")}},
		"a file":   {Input: []*source.File{file("input/a.yaml", "a\nb\n")}},
		"a border": {Input: []*source.File{file("input/a.yaml", "a\n"), file("input/b.yaml", "b\nc\n")}},
	} {
		if FingerprintOf(src) == as {
			t.Errorf("%s does not change the fingerprint", name)
		}
	}
}

// TestHeld: Held counts the sessions held by the meeting. A paper's own plan takes precedence over that of the meeting.
func TestHeld(t *testing.T) {
	w := &Work{Plan: &plan.Plan{Sessions: []*plan.Session{{Held: true}, {}, {Held: true}, {Held: true}}}, Plans: map[string]*plan.Plan{"draft": {}}}
	if w.Held() != 3 {
		t.Errorf("%d sessions were held", w.Held())
	}
	if w.PlanOf("draft") == w.Plan || w.PlanOf("other") != w.Plan {
		t.Error("a paper does not have its own plan")
	}
}
