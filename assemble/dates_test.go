package assemble

import (
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// Every fact of each paper of the shipped term, at every meeting, is on or before the paper's date, and no paper bears a date that is not that of
// its revision.
func TestPapersAreTrueOnTheirDate(t *testing.T) {
	src := worktest.Shipped(t)
	first, err := Run(src, work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	meetings := []string{"end"}
	for _, m := range first.Records.Meetings {
		meetings = append(meetings, m.ID.String)
	}
	facts := 0
	for _, meeting := range meetings {
		w, err := Run(src, work.Job{Meeting: meeting}, work.Merged, nil)
		if err != nil {
			t.Fatal(err)
		}
		for id, p := range w.Plan.Papers {
			switch {
			case p.Revision == nil && !p.Date.IsZero():
				t.Errorf("%s, %s has no revision and the date %s", meeting, id, p.Date)
			case p.Revision == nil:
				continue
			case p.Date != p.Revision.Date.Last():
				t.Errorf("%s, %s is dated %s, and its revision %s", meeting, id, p.Date, p.Revision.Date)
			}
			of := w.PlanOf(id)
			known := func(what, record string, day date.Date) {
				facts++
				if p.Date.Before(day.First()) {
					t.Errorf("%s, %s of %s holds a %s of %s: %s", meeting, id, p.Date, what, day, record)
				}
			}
			for _, s := range of.Sessions {
				if s.Outcome != nil {
					known("session", s.Session.ID.String, s.Outcome.Held.Date)
				}
			}
			for _, x := range of.Draft.Paragraphs() {
				known("proposal", x.Proposal.ID.String, x.Proposal.Date.Date)
				if _, _, day := of.ReachedOn(x.Proposal.State.String, x.Proposal.States); !day.IsZero() {
					known("state", x.Proposal.ID.String, day)
				}
			}
		}
	}
	if facts < 500 {
		t.Errorf("only %d facts are looked at", facts)
	}
}
