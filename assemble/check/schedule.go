package check

import (
	"omnibus/assemble/input"
)

var _ = add(&Check{
	Code: "W1407", Name: "discussion-early",
	Doc: "draft paragraphs are discussed before the last session",
	Explain: `The draft is based on the outcomes of the sessions. If it is discussed before the last session, the outcomes of that
session come too late for a first reading. If this is intended, accept the finding and give the reason.

    - {id: meeting-march, ..., agenda: [{kind: discussion, ...}]}
    - {id: meeting-april, ..., agenda: [{kind: session, ...}]}`,
	Needs: []string{"schedule.yaml"},
	Run: func(p *Pass) {
		n, last := 0, 0
		at := map[*input.AgendaItem]int{}
		var behind *input.Meeting
		for _, m := range p.Records.Meetings {
			for _, a := range m.Agenda {
				n++
				at[a] = n
				if a.Session != nil {
					last, behind = n, m
				}
			}
		}
		for _, m := range p.Records.Meetings {
			for _, a := range m.Agenda {
				if k := a.Kind.String; (k == "discussion" || k == "final-discussion") && at[a] < last {
					p.Reportf(a.Kind.Pos, "the draft is discussed at %q, before the last %s, at %q", m.ID.String,
						input.NounOf(p.Records.Sessions...), behind.ID.String).
						About(a.ID.String).
						Hint("discuss it later, or accept the finding with the reason").
						See(behind.ID.Pos, "the meeting of the last %s", input.NounOf(p.Records.Sessions...))
				}
			}
		}
	},
})

var _ = add(&Check{
	Code: "E1408", Name: "election-order",
	Doc: "an election or adoption is in the wrong place on the agenda",
	Explain: `Candidates are presented before they are elected, a vice chair is elected while there are still meetings to chair, and a
work plan is adopted before the last session it plans. Agenda items are taken in their order.

    agenda:
      - {kind: election, text: Election of the vice chair}
      - {kind: candidates, text: Presentation of candidates}      put it first`,
	Needs: []string{"schedule.yaml"},
	Run: func(p *Pass) {
		noun := input.NounOf(p.Records.Sessions...)
		n, candidates, elections, last := 0, -1, []*input.AgendaItem{}, -1
		at := map[*input.AgendaItem]int{}
		var presented *input.AgendaItem
		var adoptions []*input.AgendaItem
		for _, m := range p.Records.Meetings {
			for _, a := range m.Agenda {
				n++
				at[a] = n
				switch {
				case a.Kind.String == "candidates" && candidates < 0:
					candidates, presented = n, a
				case a.Kind.String == "election":
					elections = append(elections, a)
				case a.Kind.String == "adoption":
					adoptions = append(adoptions, a)
				case a.Session != nil:
					last = n
				}
			}
		}
		for _, e := range elections {
			if presented != nil && at[e] < candidates {
				p.Reportf(e.Kind.Pos, "the election %q comes before the presentation of candidates", e.ID.String).About(e.ID.String).
					Hint("put the presentation first").See(presented.Kind.Pos, "the presentation of candidates")
			}
			if last > 0 && at[e] > last {
				p.Reportf(e.Kind.Pos, "the election %q comes after the last %s", e.ID.String, noun).About(e.ID.String).
					Hint("hold the election earlier")
			}
		}
		for _, a := range adoptions {
			if last > 0 && at[a] > last {
				p.Reportf(a.Kind.Pos, "the work plan is adopted by %q, after the last %s", a.ID.String, noun).About(a.ID.String).
					Hint("adopt the plan before its sessions")
			}
		}
	},
})

var _ = add(&Check{
	Code: "W1409", Name: "meeting-order",
	Doc: "a meeting is listed before an earlier one, or starts before that one ends",
	Explain: `List meetings in the order in which they are held: papers number them, and their content depends on the meetings before.
Two meetings of the committee do not overlap.

    {id: meeting-march, date: 2024-03-12}
    {id: meeting-february, date: 2024-02-13}      put it above`,
	Needs: []string{"schedule.yaml"},
	Run: func(p *Pass) {
		var before *input.Meeting
		for _, m := range p.Records.Meetings {
			if m.Date.IsZero() {
				continue
			}
			if before != nil {
				switch {
				case m.Date.Last().Before(before.Date.First()):
					p.Reportf(m.Date.Pos, "the meeting %q, of %s, is listed after %q, of %s", m.ID.String, m.Date.Date, before.ID.String,
						before.Date.Date).About(m.ID.String).
						Hint("move it according to its date, or correct the date").See(before.Date.Pos, "the meeting before it")
				case m.Date.Date == before.Date.Date && !m.Date.MonthOnly() && m.Start.String != "" &&
					m.Start.String < max(before.Start.String, before.End.String):
					p.Reportf(m.Start.Pos, "the meeting %q begins at %s, before %q has ended", m.ID.String, m.Start.String,
						before.ID.String).
						About(m.ID.String).
						Hint("correct one of the two times").
						See(before.ID.Pos, "the meeting before it")
				}
			}
			before = m
		}
	},
})

// heldElsewhere checks that a session was held on the day of its meeting.
var heldElsewhere = add(&Check{
	Code: "W1410", Name: "held-elsewhere",
	Doc: "the dates of a session and of its meeting differ",
	Explain: `The outcomes of a session say when it was held (held, in its file under outcomes); the schedule gives the date of its
meeting. If they differ, one is wrong. If only the month of a meeting is known, it can be on any day of that month. In a
final build (--final) this is an error, and such papers are not issued.

    held: 2024-02-20       the meeting of the session is in March`,
	Needs: []string{"schedule.yaml"},
	Run: func(p *Pass) {
		for _, o := range p.Records.Outcomes {
			s, ok := p.Records.ByID[o.Session.String].(*input.Session)
			if !ok || s.Meeting == nil || o.Held.IsZero() || s.Meeting.Date.IsZero() {
				continue
			}
			m := s.Meeting
			if o.Held.Last().Before(m.Date.First()) || m.Date.Last().Before(o.Held.First()) {
				p.Reportf(o.Held.Pos, "the %s %q was held on %s, but its meeting %q is on %s", input.NounOf(s), s.ID.String, o.Held.Date,
					m.ID.String, m.Date.Date).About(o.ID.String).
					Hint("correct one of the two").See(m.Date.Pos, "the meeting")
			}
		}
	},
})

// heldUndated checks that the day on which a session was held is known.
var heldUndated = add(&Check{
	Code: "W1416", Name: "held-undated",
	Doc: "a session was held, but on an unknown day",
	Explain: `The papers report the outcomes of a session, while the schedule still says that its date is to be confirmed. Write the
day on which it was held in its file under outcomes, or give its meeting a day. In a final build (--final) this is an
error, and such papers are not issued.

    session: session-health
    held: 2024-01-23`,
	Needs: []string{"schedule.yaml", "outcomes"},
	Run: func(p *Pass) {
		if p.Plan == nil {
			return
		}
		for _, s := range p.Plan.Sessions {
			if s.Outcome == nil || s.Outcome.Held.Day > 0 || s.Session.Meeting != nil && s.Session.Meeting.Date.Day > 0 {
				continue
			}
			d := p.Reportf(s.Outcome.ID.Pos, "the %s %q was held, but its day is unknown", input.NounOf(s.Session), s.Session.ID.String).
				About(s.Outcome.ID.String).
				Hint("write held: and the day")
			if m := s.Session.Meeting; m != nil {
				d.See(m.ID.Pos, "its meeting")
			}
		}
	},
})

var _ = add(&Check{
	Code: "W1411", Name: "session-twice",
	Doc: "a session is on two agendas",
	Explain: `A session is held once; otherwise papers announce it twice. If it is to continue at a later meeting, give that
meeting an item of kind other.

    - {kind: session, session: session-health}      at the meeting of February
    - {kind: session, session: session-health}      at the meeting of March: remove one`,
	Needs: []string{"schedule.yaml"},
	Run: func(p *Pass) {
		first := map[*input.Session]*input.AgendaItem{}
		for _, m := range p.Records.Meetings {
			for _, a := range m.Agenda {
				if a.Session == nil {
					continue
				}
				if before := first[a.Session]; before != nil {
					p.Reportf(a.ID.Pos, "the %s %q is on the agenda a second time", input.NounOf(a.Session), a.Session.ID.String).
						About(a.ID.String).Hint("remove one of the two").See(before.ID.Pos, "the first")
					continue
				}
				first[a.Session] = a
			}
		}
	},
})

var _ = add(&Check{
	Code: "W1412", Name: "state-order",
	Doc: "the states of a proposal are out of order",
	Explain: `The states of a proposal are its history: each was reached at a meeting or on a day, the last is the present state, and
none was reached before the proposal was made.

    states:
      - {state: agreed, meeting: meeting-april}
      - {state: bracketed, meeting: meeting-march}      put it above`,
	Needs: []string{"schedule.yaml"},
	Run: func(p *Pass) {
		at := map[string]int{input.End: len(p.Records.Meetings) + 1}
		for i, m := range p.Records.Meetings {
			at[m.ID.String] = i + 1
		}
		for _, pr := range p.Records.Proposals {
			for i, s := range pr.States {
				day := p.reachedOn(s)
				var before input.DateValue
				if i > 0 {
					before = p.reachedOn(pr.States[i-1])
				}
				switch {
				case !day.IsZero() && !pr.Date.IsZero() && day.Last().Before(pr.Date.First()):
					p.Reportf(s.State.Pos, "the state %q was reached on %s, before the proposal was made, on %s", s.State.String, day.Date,
						pr.Date.Date).About(pr.ID.String).
						Hint("correct one of the two").See(pr.Date.Pos, "the date of the proposal")
				case !day.IsZero() && !before.IsZero() && day.Last().Before(before.First()) &&
					(s.Meeting.String == "" || pr.States[i-1].Meeting.String == ""):
					p.Reportf(s.State.Pos, "the state %q, of %s, is listed after that of the later %s", s.State.String, day.Date,
						before.Date).About(pr.ID.String).
						Hint("list states in sequence").See(pr.States[i-1].State.Pos, "the state before it")
				case at[s.Meeting.String] == 0:
				case i > 0 && at[s.Meeting.String] < at[pr.States[i-1].Meeting.String]:
					p.Reportf(s.Meeting.Pos, "the state %q, of %q, is listed after that of the later %q", s.State.String, s.Meeting.String,
						pr.States[i-1].Meeting.String).About(pr.ID.String).
						Hint("list states in sequence").See(pr.States[i-1].Meeting.Pos, "the state before it")
				case at[s.Meeting.String] < at[pr.From.String]:
					p.Reportf(s.Meeting.Pos, "the state %q was reached at %q, but the proposal is in the draft only from %q on",
						s.State.String,
						s.Meeting.String, pr.From.String).
						About(pr.ID.String).
						Hint("correct the meeting, or from").
						See(pr.From.Pos, "from this meeting on")
				}
			}
		}
	},
})

// reachedOn returns the day on which a state was reached; zero if unknown.
func (p *Pass) reachedOn(s input.StateChange) input.DateValue {
	if m, ok := p.Records.ByID[s.Meeting.String].(*input.Meeting); ok && s.Date.IsZero() {
		return m.Date
	}
	return s.Date
}

var _ = add(&Check{
	Code: "W1413", Name: "mandate-expired",
	Doc: "a mandate is marked as current, but has ended",
	Explain: `The matrix shows what is still to be done. A mandate that ended before the term is expired or fulfilled, or its end is
wrong.

    status: current
    end: 2019-06-30      write: status: expired`,
	Run: func(p *Pass) {
		t := p.Records.Term
		if t == nil || t.Begin.IsZero() {
			return
		}
		for _, r := range p.Records.Resolutions {
			for _, m := range r.Paragraphs {
				if m.Status.String == "current" && !m.End.IsZero() && m.End.Last().Before(t.Begin.First()) {
					p.Reportf(m.Status.Pos, "the mandate %q is marked as current, but ended in %s", m.ID.String, m.End.Date).
						About(m.ID.String).
						Hint("write status: expired or fulfilled, or correct the end").
						See(m.End.Pos, "its end")
				}
			}
		}
	},
})

var _ = add(&Check{
	Code: "E1415", Name: "outcomes-twice",
	Doc: "a session has two files of outcomes",
	Explain: `The outcomes of a session are in one file. The papers are made from the first file; the contents of a second one would
be missing from all of them.

    session: session-health       in outcomes/health.yaml
    session: session-health       in outcomes/health-2.yaml: move its outcomes into the first`,
	Needs: []string{"outcomes"},
	Run: func(p *Pass) {
		first := map[string]*input.SessionOutcome{}
		for _, o := range p.Records.Outcomes {
			before := first[o.Session.String]
			switch {
			case o.Session.String == "":
			case before == nil:
				first[o.Session.String] = o
			default:
				p.Reportf(o.Session.Pos, "the outcomes of the session %q are already in another file", o.Session.String).
					About(o.ID.String).
					Hint("move them into one file").
					See(before.ID.Pos, "the first")
			}
		}
	},
})
