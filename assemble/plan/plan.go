// Package plan holds the records merged as of one meeting. merge makes the plan; compose and check read it.
package plan

import (
	"slices"

	"omnibus/assemble/date"
	"omnibus/assemble/input"
)

// A Point is a point in a term as of which a plan is made. Nothing later counts.
type Point struct {
	Meeting *input.Meeting // nil: the end of the term
	After   bool           // after the meeting, with its results; otherwise before it, with only those of earlier meetings
	Until   date.Date      // the last day that counts, for a dated paper; zero: only the meeting is the limit
}

// A Plan is the merged work of a term as of one point.
type Plan struct {
	Records *input.Records
	Point
	AsOf     date.Date // the last day that counts: that of the point, or else of the meeting, or else of the term
	Papers   map[string]*Paper
	Draft    *Draft
	Sessions []*Session
	Mandates []*Mandate     // in the order of the resolutions and their paragraphs
	ByID     map[string]any // *Paragraph, *Session, *Mandate by record id
}

// Before reports whether what happened at a meeting is known; with input.End, whether everything is. It returns false for an unknown id.
func (p *Plan) Before(meeting string) bool {
	i, now := p.Nth(meeting), p.now()
	return i >= 0 && (i < now || i == now && p.After) && !p.late(p.dayOf(meeting))
}

// By reports whether a meeting has been reached, so that what is submitted to it is known. The empty id is the start of the term.
func (p *Plan) By(meeting string) bool {
	if meeting == "" {
		return true
	}
	i := p.Nth(meeting)
	return i >= 0 && i <= p.now()
}

// On reports whether what happened on a day is known. Before the meeting, what happens on its day is not.
func (p *Plan) On(day date.Date) bool {
	if p.late(day) {
		return false
	}
	if p.Meeting == nil {
		return true
	}
	last := LastDay(p.Records, p.Meeting)
	switch {
	case last.IsZero():
		return true
	case p.After:
		return !last.Before(day.First())
	}
	return day.First().Before(last)
}

// LastDay returns the latest possible day of a meeting; for one without a date, that of the next meeting with a date; zero if unknown.
func LastDay(in *input.Records, m *input.Meeting) date.Date {
	for i := max(slices.Index(in.Meetings, m), 0); i < len(in.Meetings); i++ {
		if d := in.Meetings[i].Date; !d.IsZero() {
			return d.Last()
		}
	}
	return date.Date{}
}

// late reports whether a day is after the last day that counts. A month without a day counts as its first day, since it is not known to be
// later.
func (p *Plan) late(day date.Date) bool {
	return !p.Until.IsZero() && !day.IsZero() && p.Until.Before(day.First())
}

// Nth returns the place of a meeting in the term, from 0. The end of the term comes after all meetings; -1 is an unknown meeting.
func (p *Plan) Nth(meeting string) int {
	if meeting == input.End {
		return len(p.Records.Meetings)
	}
	return slices.IndexFunc(p.Records.Meetings, func(m *input.Meeting) bool { return m.ID.String == meeting })
}

// now returns the place of the plan's meeting.
func (p *Plan) now() int {
	if p.Meeting == nil {
		return len(p.Records.Meetings) + 1 // after the end: what is reached there counts
	}
	return slices.Index(p.Records.Meetings, p.Meeting)
}

// dayOf returns the day of a meeting; zero if it has none.
func (p *Plan) dayOf(meeting string) date.Date {
	if m, ok := p.Records.ByID[meeting].(*input.Meeting); ok {
		return m.Date.Date
	}
	return date.Date{}
}

// Made reports whether a proposal has been submitted by the plan's meeting. It is submitted at the meeting that it names, or else at the
// first one on or after its date, or else at the start of the term; never before its own date.
func (p *Plan) Made(x *input.Proposal) bool {
	switch {
	case p.late(x.Date.Date):
		return false
	case x.From.String == "" && !x.Date.IsZero() && p.Meeting != nil:
		last := LastDay(p.Records, p.Meeting)
		return last.IsZero() || !last.Before(x.Date.Date)
	}
	return p.By(x.From.String)
}

// Brought reports whether the outcomes of a session are known. They are known from the meeting that they name, or else from the one after
// the session's own; never before the session was held.
func (p *Plan) Brought(o *input.SessionOutcome, s *input.Session) bool {
	switch {
	case p.late(o.Held.Date):
		return false
	case o.From.String != "":
		return p.By(o.From.String)
	case s.Meeting != nil:
		return p.Before(s.Meeting.ID.String)
	case !o.Held.IsZero():
		return p.On(o.Held.Date)
	}
	return p.Meeting == nil
}

// Reached returns the last known state of a record, with the meeting that reached it; first and nil if it has no other state. Of two states
// of one day, the later one in the list counts.
func (p *Plan) Reached(first string, changes []input.StateChange) (string, *input.Meeting) {
	state, at, _ := p.ReachedOn(first, changes)
	return state, at
}

// ReachedOn is Reached, with the day; zero if unknown.
func (p *Plan) ReachedOn(first string, changes []input.StateChange) (state string, at *input.Meeting, on date.Date) {
	state = first
	var last date.Date // to tell which state is later
	for _, c := range changes {
		day := c.Date.Date
		m, _ := p.Records.ByID[c.Meeting.String].(*input.Meeting)
		if c.Meeting.String != "" && !p.Before(c.Meeting.String) || c.Meeting.String == "" && !day.IsZero() && !p.On(day) || p.late(day) {
			continue
		}
		if day.IsZero() && m != nil {
			day = m.Date.Date
		}
		by := day
		switch {
		case !by.IsZero():
		case m != nil:
			by = LastDay(p.Records, m)
		case c.Meeting.String == input.End:
			by = p.AsOf
		}
		if !by.IsZero() && by.Before(last) {
			continue
		}
		state, at, on = c.State.String, m, day
		if !by.IsZero() {
			last = by
		}
	}
	return state, at, on
}

// A Paper is one paper as of the meeting: its revision and full symbol.
type Paper struct {
	Paper    *input.Paper
	Revision *input.Revision // nil: none is due
	Symbol   string          // with rev./add./corr.; empty: to be confirmed
	Date     date.Date       // of the revision; zero: to be confirmed
	Point    Point           // of the revision; without one, that of the plan
	Reserved []Reservation   // reservations on its title
	Title    *Heading        // nil: no proposals on it
}

// A Heading holds the proposals on a heading, or on the title of a paper.
type Heading struct {
	Proposals []*input.Proposal // all on it
	Open      bool              // something is not agreed
	Marked    bool              // as in Paragraph
}

// A Draft is the ordered draft of the omnibus paragraphs.
type Draft struct {
	Preamble []*Paragraph
	Sections []*Section
	Out      []*Paragraph // not in the draft: withdrawn, deleted, or open and only in the compendium
	Offset   *int         // nil: not yet known
}

// Paragraphs returns the paragraphs of the draft in their order: the preamble, then the sections.
func (d *Draft) Paragraphs() []*Paragraph {
	out := slices.Clone(d.Preamble)
	for _, s := range d.Sections {
		out = append(out, s.Paragraphs...)
	}
	return out
}

// Ordinals returns the places of the preambular paragraphs, from 1. They have no numbers and are cited by place. An alternative has the
// place of its paragraph.
func (d *Draft) Ordinals() []int {
	out, n := make([]int, len(d.Preamble)), 0
	for i, p := range d.Preamble {
		if p.Bis == 0 {
			n++
		}
		out[i] = n
	}
	return out
}

// A Section is a section of the operative part.
type Section struct {
	Section  *input.DraftSection
	Reserved []Reservation // on its heading
	Heading  *Heading      // nil: no proposals on it
	// Adopted is the adopted paragraph whose heading it takes over; nil: its heading is new or, unless Known, cannot be told.
	Adopted    *input.Mandate
	Known      bool
	Annex      int // the annex to which it belongs, from 1; 0: none
	Paragraphs []*Paragraph
}

// A Reservation is a delegation's reservation as of the meeting.
type Reservation struct {
	*input.Reservation
	State string // announced, received (with its text) or without-text (its delegation gives none)
}

// A Paragraph is one paragraph of the draft, with its origin and its place.
type Paragraph struct {
	ID        string
	Proposal  *input.Proposal   // the proposal that gives the text
	Others    []*input.Proposal // merged into it
	Place     *input.Proposal   // the proposal that determines its section and order
	Kind      string            // preambular or operative
	Number    int               // local number of an operative paragraph; 0 for a preambular one, and for a single unnumbered one
	Final     int               // Number plus offset; 0: not yet known
	Annex     int               // the annex to which it belongs, which has numbers of its own; 0: none
	Bis       int               // 0: it stands and has the number alone; 1 bis, 2 ter ...: proposed after the paragraph with the number
	Ending    Ending
	Operation string
	State     string          // as of the meeting
	Moved     *input.Proposal // the move that determined its place; nil: none
	Derived   string          // new, carried-over, carried-over-amended, moved
	Text      input.Text
	Sub       []*SubParagraph
	Open      bool               // something in it is not agreed
	Marked    bool               // it has brackets around what is open, unless only the compendium prints that
	Brackets  bool               // it is in brackets as a whole
	By        []input.Ref        // its authors, if it does not stand yet
	Marks     []Mark             // proposals on it as a whole
	Reached   *input.Meeting     // the meeting at which its state was reached; nil: unknown, or at none
	On        date.Date          // the day on which it was reached; zero: unknown
	Authors   []input.Ref        // of all proposals that make up its text
	Notes     []*input.ProseNote // notes that its text may cite
	Reserved  []Reservation      // reservations on it, whichever text stands
	Base      input.Record       // nil; *input.Mandate, or *input.Proposal
	Outcomes  []*input.Outcome
	Sessions  []*Session
	Mandates  []*Mandate
}

// An Ending is the key of an ending in the locale: semicolon, semicolon-and, comma, stop; "" for none.
type Ending struct {
	Key string
	own map[string]string // for the languages in which the profile of the body has another ending
}

// Put sets the key for a language, or for all if lang is "".
func (e *Ending) Put(lang, key string) {
	switch {
	case lang == "":
		e.Key, e.own = key, nil
	case key != e.In(lang):
		if e.own == nil {
			e.own = map[string]string{}
		}
		e.own[lang] = key
	}
}

// In returns the key for a language.
func (e Ending) In(lang string) string {
	if key, ok := e.own[lang]; ok {
		return key
	}
	return e.Key
}

// Tabular reports whether the sub-paragraphs are the rows of a table: its author says so, or the author of what it amends does.
func (p *Paragraph) Tabular() bool {
	is := func(x *input.Proposal) bool { return x != nil && x.Table }
	base, _ := p.Base.(*input.Proposal)
	return is(p.Proposal) || is(base) || slices.ContainsFunc(p.Others, is)
}

// Reopened reports whether something in a paragraph is open although it is agreed or taken over.
func (p *Paragraph) Reopened() bool {
	switch p.State {
	case "taken-over", "agreed-ad-referendum", "agreed":
		return p.Open
	}
	return false
}

// A Mark is a proposal on a paragraph or sub-paragraph as a whole.
type Mark struct {
	By    []input.Ref
	Does  string // delete, retain, move
	After string // for a move: the id of the paragraph to follow
}

// A SubParagraph is a sub-paragraph, with its ordinal among its siblings (from 1) and its ending.
type SubParagraph struct {
	ID     string
	Level  int // 1 to 3
	Number int
	Bis    int // as in Paragraph
	Ending Ending
	Text   input.Text
	Sub    []*SubParagraph

	Brackets bool        // as in Paragraph
	By       []input.Ref // its authors, if it does not stand yet
	Marks    []Mark
}

// Numbered returns the sub-paragraphs of a proposal with their numbers, but without endings, which depend on the place.
func Numbered(in []*input.SubParagraph, level int) []*SubParagraph {
	var out []*SubParagraph
	for i, s := range in {
		out = append(out, &SubParagraph{ID: s.ID.String, Level: level, Number: i + 1, Text: s.Text, Sub: Numbered(s.Paragraphs, level+1)})
	}
	return out
}

// A Session is a thematic session as of the meeting.
type Session struct {
	Session  *input.Session
	Number   int                   // its ordinal: the first, second ... thematic session
	Held     bool                  // it was held before the meeting, and its outcomes are on file
	Outcome  *input.SessionOutcome // nil unless Held
	Mandates []*Mandate
}

// A Mandate is an adopted operative paragraph with its state as of the meeting, which is derived.
type Mandate struct {
	Mandate    *input.Mandate
	Index      int // in Plan.Mandates
	State      MandateState
	Sessions   []*Session
	Outcomes   []*input.Outcome
	Paragraphs []*Paragraph // draft paragraphs based on it
}

// MandateState is the progress of a mandate in the term. Its label has the key mandate-state.<value>.
type MandateState string

const (
	NoSession         MandateState = "no-session"
	SessionScheduled  MandateState = "session-scheduled"
	SessionHeld       MandateState = "session-held"
	ParagraphProposed MandateState = "paragraph-proposed"
	ParagraphAgreed   MandateState = "paragraph-agreed"
)
