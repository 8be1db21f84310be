// Package merge makes the plan of a meeting from the records: it merges proposals and outcomes into one ordered draft, and
// derives the origin of every paragraph and the state of every mandate.
package merge

import (
	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
)

// End is the meeting's name for the end of the term, when everything counts.
const End = input.End

// Meeting returns the meeting with that id. With "" it returns the next meeting on or after today, or the end of the term if
// there is none; a month without a day counts as its last day, and a meeting without a date comes after the one before it. At
// the end of the term the meeting is nil. An unknown id gives false.
func Meeting(in *input.Records, id string, today date.Date) (*input.Meeting, bool) {
	if id == End {
		return nil, true
	}
	for _, m := range in.Meetings {
		last := plan.LastDay(in, m)
		if id == "" && (last.IsZero() || !last.Before(today)) || id != "" && m.ID.String == id {
			return m, true
		}
	}
	return nil, id == ""
}

// A merger makes one plan.
type merger struct {
	in    *input.Records
	plan  *plan.Plan
	diags *diag.List

	langs      *locale.Set                // nil: amendments are merged by their originals
	paragraphs map[string]*plan.Paragraph // by id of each proposal merged into them
	owners     map[string]*input.Proposal // proposal of each sub-paragraph, by id
	adopted    map[string]*input.Mandate  // mandate of each adopted sub-paragraph, by id
}

// Plan merges the records as of a point: what is known then, and what is submitted to its meeting. Amendments are merged in every
// language of langs in which they have a text, or in none; if langs is nil, in their original language. Contradictions and
// unresolved records are reported, with both places.
func Plan(in *input.Records, at plan.Point, langs *locale.Set, diags *diag.List) *plan.Plan {
	m := &merger{in: in, diags: diags, langs: langs, paragraphs: map[string]*plan.Paragraph{},
		owners: map[string]*input.Proposal{}, adopted: in.Adopted()}
	m.plan = &plan.Plan{Records: in, Point: at, Papers: map[string]*plan.Paper{}, Draft: &plan.Draft{}, ByID: map[string]any{}}
	switch {
	case !at.Until.IsZero():
		m.plan.AsOf = at.Until
	case at.Meeting != nil && !plan.LastDay(in, at.Meeting).IsZero():
		m.plan.AsOf = plan.LastDay(in, at.Meeting)
	case in.Term != nil && !in.Term.End.IsZero():
		m.plan.AsOf = in.Term.End.Last()
	case len(in.Meetings) > 0:
		m.plan.AsOf = in.Meetings[len(in.Meetings)-1].Date.Last()
	}
	m.papers()
	m.mandates()
	m.sessions()
	m.draft()
	m.provenance()
	m.states()
	m.findings()
	return m.plan
}

// UnknownMeeting is the error for a meeting that is not in the records.
func UnknownMeeting(in *input.Records, id string) error {
	known := []string{End}
	for _, m := range in.Meetings {
		known = append(known, m.ID.String)
	}
	return &diag.Unknown{What: "meeting", Name: id, Known: known}
}
