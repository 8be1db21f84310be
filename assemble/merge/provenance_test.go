package merge

import (
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

const heldSessions = `
-- input/outcomes/a.yaml --
id: outcome-a
session: session-a
held: 2023-11-07
outcomes:
  - {id: a-one, kind: conclusion, text: One}
  - {id: a-two, kind: conclusion, text: Two}
-- input/outcomes/again.yaml --
id: outcome-again
session: session-a
held: 2023-11-07
outcomes:
  - {id: again-one, kind: conclusion, text: One again}
-- input/outcomes/b.yaml --
id: outcome-b
session: session-b
held: 2024-01-16
outcomes:
  - {id: b-one, kind: conclusion, text: One}
-- input/proposals/all.yaml --
proposals:
  - {id: op-none, kind: operative, section: section-one, order: 10, operation: add, authors: [chair], text: To do, mandates: [res-1-op-3]}
  - {id: op-first, kind: operative, section: section-one, order: 20, operation: add, authors: [chair], text: To act, outcomes: [a-one, a-two]}
  - {id: op-both, kind: operative, section: section-one, order: 30, operation: add, authors: [chair], text: To go on, outcomes: [b-one, a-two]}
  - {id: op-out, kind: operative, section: section-one, order: 40, operation: add, authors: [chair], text: To leave, mandates: [res-1-op-3, res-1-op-1], state: withdrawn}
`

// TestProvenance: a paragraph comes from the sessions whose outcomes it is based on, each once, in the order in which they were held.
func TestProvenance(t *testing.T) {
	in, _ := read(t, txtar.Parse([]byte(heldSessions)))
	p := Plan(in, plan.Point{}, nil, new(diag.List))
	for i, want := range []struct{ outcomes, sessions []string }{
		{},
		{[]string{"a-one", "a-two"}, []string{"session-a"}},
		{[]string{"a-two", "b-one"}, []string{"session-a", "session-b"}},
	} {
		x := p.Draft.Paragraphs()[i]
		var outcomes, sessions []string
		for _, o := range x.Outcomes {
			outcomes = append(outcomes, o.ID.String)
		}
		for _, s := range x.Sessions {
			sessions = append(sessions, s.Session.ID.String)
		}
		if !slices.Equal(outcomes, want.outcomes) || !slices.Equal(sessions, want.sessions) {
			t.Errorf("%s is based on %v of %v, want %v of %v", x.ID, outcomes, sessions, want.outcomes, want.sessions)
		}
	}
}

// TestCarried: a mandate is taken up by the paragraphs of the draft that name it, not by withdrawn ones, even though these know it.
func TestCarried(t *testing.T) {
	in, _ := read(t, txtar.Parse([]byte(heldSessions)))
	p := Plan(in, plan.Point{}, nil, new(diag.List))
	for i, want := range []string{"", "", "op-none"} {
		got := ""
		for _, x := range p.Mandates[i].Paragraphs {
			got += x.ID
		}
		if got != want {
			t.Errorf("%s is carried by %q, want %q", p.Mandates[i].Mandate.ID.String, got, want)
		}
	}
	if out := p.Draft.Out; len(out) != 1 || len(out[0].Mandates) != 2 {
		t.Errorf("out of the draft are %v", out)
	}
}

// TestOutcomesTwice: of two files with outcomes of one session, the first counts; a check reports the second.
func TestOutcomesTwice(t *testing.T) {
	in, _ := read(t, txtar.Parse([]byte(heldSessions)))
	p := Plan(in, plan.Point{}, nil, new(diag.List))
	for i, want := range []string{"outcome-a", "outcome-b"} {
		if s := p.Sessions[i]; !s.Held || s.Outcome.ID.String != want {
			t.Errorf("%s has the outcomes %+v", s.Session.ID.String, s.Outcome)
		}
	}
	for id, known := range map[string]bool{"a-two": true, "b-one": true, "again-one": false} {
		if _, ok := p.ByID[id]; ok != known {
			t.Errorf("%s is known: %v", id, ok)
		}
	}
}

// TestSince: the points at which proposals reached their states are in the order of time: the days before a meeting, the meeting, an
// unknown point last.
func TestSince(t *testing.T) {
	in := &input.Records{ByID: map[string]input.Record{}}
	for _, m := range []struct{ id, day string }{{"one", "2024-01-10"}, {"two", "2024-03-10"}} {
		day, err := date.Parse(m.day)
		if err != nil {
			t.Fatal(err)
		}
		x := &input.Meeting{ID: input.ID{Text: source.Text{String: m.id}}, Date: input.DateValue{Date: day}}
		in.Meetings, in.ByID[m.id] = append(in.Meetings, x), x
	}
	m := &merger{in: in, plan: &plan.Plan{Records: in}}
	at := func(meeting string) *input.Proposal {
		return &input.Proposal{States: []input.StateChange{{State: source.Text{String: "agreed"}, Meeting: input.Ref{Text: source.Text{String: meeting}}}}}
	}
	if m.after(at("one"), at("one")) || m.after(at("one"), at("two")) || !m.after(at("two"), at("one")) {
		t.Error("a proposal is later than an agreement only if a later meeting acted on it")
	}
	last := -2
	for _, at := range []struct{ meeting, day string }{{"", "2024-01-09"}, {"one", ""}, {"", "2024-02-01"}, {"two", ""}, {"", ""}} {
		c := &input.Proposal{States: []input.StateChange{{State: source.Text{String: "agreed"}, Meeting: input.Ref{Text: source.Text{String: at.meeting}}}}}
		if at.day != "" {
			c.States[0].Date.Date, _ = date.Parse(at.day)
		}
		if at.meeting == "" && at.day == "" {
			c.States = nil
		}
		got := m.since(c)
		if got <= last {
			t.Errorf("%+v: %d, not after %d", at, got, last)
		}
		last = got
	}
}
