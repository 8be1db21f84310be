package assemble

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/issue"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// TestPapersAreTrueOnTheirDate: every fact in each paper of the shipped term, at every meeting, is on or before the paper's date, and the
// date of a paper is that of its revision.
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
	facts, printed := 0, 0
	past := regexp.MustCompile(`(?:Held on|reached on|at the meeting of|agreed on|referendum on|bracketed on) (\w+ \d{1,2}, \d{4})`)
	for _, meeting := range meetings {
		w, err := Run(src, work.Job{Meeting: meeting, Langs: []string{"en"}}, work.Composed, nil)
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
					t.Errorf("%s, %s of %s has a %s of %s: %s", meeting, id, p.Date, what, day, record)
				}
			}
			for _, s := range of.Sessions {
				if s.Outcome != nil {
					known("session", s.Session.ID.String, s.Outcome.Held.Date)
				}
			}
			for _, x := range slices.Concat(of.Draft.Paragraphs(), of.Draft.Out) {
				for _, pr := range append([]*input.Proposal{x.Proposal}, x.Others...) {
					known("proposal", pr.ID.String, pr.Date.Date)
					if _, _, day := of.ReachedOn(pr.State.String, pr.States); !day.IsZero() {
						known("state", pr.ID.String, day)
					}
				}
				for _, r := range x.Reserved {
					if _, _, day := of.ReachedOn(r.Reservation.State.String, r.States); !day.IsZero() {
						known("reservation", r.ID.String, day)
					}
				}
			}
		}
		// Printed as past means past.
		for _, d := range w.Docs {
			for _, m := range past.FindAllStringSubmatch(d.String(), -1) {
				printed++
				day, err := time.Parse("January 2, 2006", m[1])
				if err != nil {
					t.Fatal(err)
				}
				if !d.Date.IsZero() && d.Date.Before(date.Of(day)) {
					t.Errorf("%s, %s of %s has %q", meeting, d.Paper, d.Date, m[0])
				}
			}
		}
	}
	if facts < 500 || printed < 10 {
		t.Errorf("only %d facts, and %d printed ones, were checked", facts, printed)
	}
}

// TestMeetingWithoutADate: the date of a meeting, and even its month, may be unknown. It is held between the meetings before and after it:
// what is proposed by the day of the next one is submitted to it, and it is the next meeting until that day.
func TestMeetingWithoutADate(t *testing.T) {
	proposals := ""
	for _, day := range []string{"2024-01-19", "2024-03-08", "2024-04-12", "2024-05-01"} {
		proposals += "  - {id: op-" + day + ", kind: operative, section: section-one, operation: add, authors: [chair], date: " + day + ", text: To act on it, mandates: [res-1-op-3]}\n"
	}
	put := func(meeting string, edit ...string) string {
		w, err := Run(negotiated(t, "proposals:\n"+proposals, edit...), work.Job{Meeting: meeting}, work.Merged, nil)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, p := range w.Plan.Draft.Paragraphs() {
			out = append(out, strings.TrimPrefix(p.ID, "op-2024-"))
		}
		return strings.Join(out, " ")
	}
	march, april := []string{"date: 2024-03-09, ", ""}, []string{"date: 2024-04-13, ", ""}
	for _, c := range []struct {
		meeting string
		edit    []string
		want    string
	}{
		{"meeting-march", nil, "01-19 03-08"},
		{"meeting-march", march, "01-19 03-08 04-12"},
		{"meeting-january", march, "01-19"},
		{"meeting-april", april, "01-19 03-08 04-12 05-01"},
		{"meeting-march", append(march, april...), "01-19 03-08 04-12 05-01"},
	} {
		if got := put(c.meeting, c.edit...); got != c.want {
			t.Errorf("to %s, without %q: %s, want %s", c.meeting, c.edit, got, c.want)
		}
	}
	for _, c := range []struct {
		today, want string
		edit        []string
	}{
		{"2024-01-20", "meeting-january", march}, {"2024-01-21", "meeting-march", march}, {"2024-04-13", "meeting-march", march}, {"2024-04-14", "", march},
		{"2024-05-01", "meeting-april", april},
	} {
		in := input.Read(negotiated(t, "proposals: []", c.edit...).Input, new(diag.List))
		today, err := date.Parse(c.today)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if m, _ := merge.Meeting(in, "", today); m != nil {
			got = m.ID.String
		}
		if got != c.want {
			t.Errorf("on %s, without %q, the next is %q, want %q", c.today, c.edit, got, c.want)
		}
	}
	// The day of a session held at a meeting is the day of the meeting; if no session has a day, none is printed.
	in := &input.Records{Meetings: []*input.Meeting{{}}}
	p := &plan.Plan{Records: in, Point: plan.Point{Meeting: in.Meetings[0]}}
	if !p.On(date.Date{Year: 2024, Month: 5, Day: 1}) {
		t.Error("a meeting without a date counts as held")
	}
	base, err := os.ReadFile(filepath.Join("check", "testdata", "base.txt"))
	if err != nil {
		t.Fatal(err)
	}
	const dated = "  - {id: meeting-one, date: 2018-02-06, "
	undated := strings.Replace(string(base), dated, strings.Replace(dated, "date: 2018-02-06, ", "", 1), 1)
	undated = strings.Replace(undated, "-- input/stakeholders", "  - {id: meeting-two, date: 2018-03-06}\n-- input/stakeholders", 1)
	undated = strings.Replace(undated, "  - {id: draft-paragraphs,", "  - {id: work-plan, title: Plan, original: [en]}\n  - {id: draft-paragraphs,", 1)
	for outcome, want := range map[string]string{
		"": "2018 March Date to be confirmed",
		"-- input/outcomes/a.yaml --\n{id: outcome-a, session: session-health, held: 2018-02-08, summary: So it was, outcomes: []}\n": "2018 February March",
	} {
		w, err := Run(worktest.Files(undated+outcome), work.Job{Meeting: "end", Papers: []string{"work-plan"}}, work.Composed, nil)
		if err != nil || len(w.Docs) == 0 {
			t.Fatal(err, errorsOf(w), hints(w))
		}
		var got []string
		for _, m := range regexp.MustCompile(`h[23] #\S+ en \| (2018|February|March|Date.*)\n`).FindAllStringSubmatch(w.Docs[0].String(), -1) {
			got = append(got, m[1])
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("the schedule says %q, want %q:\n%s", s, want, w.Docs[0])
		}
	}
}

// TestHeldOn: a session was held on the day in its records, or else on that of its meeting; if neither has a day, none is printed.
func TestHeldOn(t *testing.T) {
	base, err := os.ReadFile(filepath.Join("check", "testdata", "base.txt"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(base), "  - {id: draft-paragraphs,", "  - {id: work-plan, title: Plan, original: [en]}\n  - {id: draft-paragraphs,", 1)
	for _, c := range []struct{ held, meeting, want string }{
		{"2018-02-08", "2018-02-06", "Held on February 8, 2018"},
		{"2018-02", "2018-02-06", "Held on February 6, 2018"},
		{"", "2018-02-06", "Held on February 6, 2018"},
		{"2018-02", "2018-03-06", "Held in February 2018"},
		{"2018-02", "2018-02", "Held in February 2018"},
		{"2018-02-08", "2018-02", "Held on February 8, 2018"},
		{"", "2018-02", "Held in February 2018"},
		{"", "", "Held, date to be confirmed"},
	} {
		field := func(key, day string) string {
			if day == "" {
				return ""
			}
			return key + ": " + day + ", "
		}
		of := strings.Replace(text, "id: meeting-one, date: 2018-02-06, ", "id: meeting-one, "+field("date", c.meeting), 1)
		of += "-- input/outcomes/a.yaml --\n{id: outcome-a, session: session-health, " + field("held", c.held) + "summary: So it was, outcomes: []}\n"
		w, err := Run(worktest.Files(of), work.Job{Meeting: "end", Papers: []string{"work-plan"}}, work.Composed, nil)
		if err != nil || len(w.Docs) == 0 {
			t.Fatal(err, errorsOf(w), hints(w))
		}
		if got := regexp.MustCompile(`\| (Held.*)`).FindStringSubmatch(w.Docs[0].String()); got == nil || got[1] != c.want {
			t.Errorf("held %q, its meeting on %q: %q, want %q", c.held, c.meeting, got, c.want)
		}
	}
}

// TestUntrueIsNotIssued: a paper with a false statement is not issued, such as a session without a known day, or on another day than its
// meeting. In a draft this is a warning, in a final paper an error; so is an outdated revision, which can still be issued, because it is
// true as of its date.
func TestUntrueIsNotIssued(t *testing.T) {
	for _, c := range []struct {
		code string
		edit []string
	}{
		{"", nil},
		{"W1416", []string{"held: 2023-11-07\n", "", "date: 2023-11-07, ", "date: 2023-11, "}},
		{"W1410", []string{"held: 2023-11-07\n", "held: 2023-12-07\n"}},
		{"W0215", []string{"revisions: [{number: 0, for: end, date: 2024-06-01}]", "revisions: [{number: 0, for: meeting-november, date: 2023-11-01}]"}},
	} {
		for _, final := range []bool{false, true} {
			w := built(t, issuable(c.edit...), work.Job{Meeting: "end", Version: "1.0", Langs: []string{"en"}, Final: final})
			var severities []diag.Severity
			for _, d := range w.Diags.Items {
				if d.Code == c.code {
					severities = append(severities, d.Severity)
				}
			}
			switch {
			case c.code == "":
			case len(severities) == 0:
				t.Errorf("%s is not found", c.code)
			case (severities[0] == diag.Error) != final:
				t.Errorf("%s, final %t, is %v", c.code, final, severities)
			}
			if final {
				continue
			}
			_, err := issue.Issue(w, []string{"mandate-matrix"}, nil)
			refused := strings.HasPrefix(c.code, "W14")
			if !refused && err != nil || refused && (err == nil || !strings.Contains(err.Error(), "is not true: ") || !strings.Contains(err.Error(), c.code)) {
				t.Errorf("%s: %v", c.code, err)
			}
		}
	}
}
