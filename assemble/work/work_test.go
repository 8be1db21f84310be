package work

import (
	"errors"
	"testing"

	"omnibus/assemble/input"
	"omnibus/assemble/paper"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/template"
)

// TestDraft: the papers that carry the draft and the mandates, and from whose revisions the age of a text is told.
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

// TestKnown: names of a job are those of the term; without a term nothing is said.
func TestKnown(t *testing.T) {
	w := &Work{Records: &input.Records{}, Templates: &template.Set{}, Job: Job{Papers: []string{"zzz"}}}
	if err := w.Known(); err != nil {
		t.Errorf("without a term: %v", err)
	}
	w.Records.Term = &input.Term{Papers: []*input.Paper{{ID: input.ID{Text: source.Text{String: "plan"}}}, {ID: input.ID{Text: source.Text{String: "draft"}}}}}
	var unknown *Unknown
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
