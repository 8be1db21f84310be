// Package plan holds the merged work: what the records come to as of one meeting. merge makes it; compose and check read it.
package plan

import (
	"slices"

	"omnibus/assemble/date"
	"omnibus/assemble/input"
)

// A Plan is the merged work of a term as of one meeting.
type Plan struct {
	Records  *input.Records
	Meeting  *input.Meeting // whose papers these are: what happened before it counts; nil at the end of the term
	AsOf     date.Date      // date of that meeting, or the end of the term
	Papers   map[string]*Paper
	Draft    *Draft
	Sessions []*Session
	Mandates []*Mandate     // in the order of the resolutions and their paragraphs
	ByID     map[string]any // *Paragraph, *Session, *Mandate by record id
}

// Reached is the state that a record has come to as of the plan's meeting: the last that was reached at a meeting before it, with that
// meeting; the one that it came with, and nil, where none was.
func (p *Plan) Reached(first string, changes []input.StateChange) (string, *input.Meeting) {
	state, at, last := first, (*input.Meeting)(nil), -1
	now := len(p.Records.Meetings)
	if p.Meeting != nil {
		now = slices.Index(p.Records.Meetings, p.Meeting)
	}
	for _, c := range changes {
		m, ok := p.Records.ByID[c.Meeting.String].(*input.Meeting)
		if !ok {
			continue
		}
		if i := slices.Index(p.Records.Meetings, m); i < now && i >= last {
			state, at, last = c.State.String, m, i
		}
	}
	return state, at
}

// A Paper is one paper as of the meeting: its revision and full symbol.
type Paper struct {
	Paper    *input.Paper
	Revision *input.Revision // nil: the paper lists none that is due
	Symbol   string          // with rev./add./corr.; empty: to be confirmed
	Date     date.Date
	Reserved []Reservation // on its title
}

// A Draft is the ordered draft of the omnibus paragraphs.
type Draft struct {
	Preamble []*Paragraph
	Sections []*Section
	Out      []*Paragraph // withdrawn and deleted: they stand in no draft, but in the compendium and the matrix
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

// Ordinals are the places of the preambular paragraphs, from 1, by which they are called, for they bear no numbers. An alternative has
// its paragraph's.
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
	Section    *input.DraftSection
	Reserved   []Reservation // on its heading
	Paragraphs []*Paragraph
}

// A Reservation is a delegation's reservation as of the meeting.
type Reservation struct {
	*input.Reservation
	Received bool // its text is there; else it is announced
}

// A Paragraph is one paragraph of the draft, with where it comes from and where it goes.
type Paragraph struct {
	ID        string
	Proposal  *input.Proposal   // the one that gives the text
	Others    []*input.Proposal // merged into it
	Kind      string            // preambular or operative
	Number    int               // local number of an operative; 0 for a preambular, and where a single one goes unnumbered
	Final     int               // Number + offset; 0: not yet known
	Bis       int               // 0 the paragraph itself; 1 bis, 2 ter ... alternatives
	Ending    string            // key of its ending in the locale: semicolon, semicolon-and, comma, stop
	Operation string
	State     string          // as of the meeting
	Moved     *input.Proposal // the move that put it where it stands; nil: none did
	Derived   string          // new, carried-over, carried-over-amended, alternative, moved
	Text      input.Text
	Sub       []*SubParagraph
	NoText    bool               // an alternative that is: no text
	Reached   *input.Meeting     // at which its state was reached; nil: not known, or proposed
	Authors   []input.Ref        // of all proposals that its text is made of
	Notes     []*input.ProseNote // that its text may cite
	Reserved  []Reservation      // on this paragraph, whoever's text it has
	Base      input.Record       // nil; *input.Mandate, or *input.Proposal
	Outcomes  []*input.Outcome
	Sessions  []*Session
	Mandates  []*Mandate
}

// A SubParagraph is a sub-paragraph, with its ordinal among its siblings (from 1) and its ending.
type SubParagraph struct {
	ID     string
	Level  int // 1 to 3
	Number int
	Ending string
	Text   input.Text
	Sub    []*SubParagraph
}

// A Session is a thematic session as of the meeting.
type Session struct {
	Session  *input.Session
	Number   int                   // its ordinal: first, second ... thematic session
	Held     bool                  // before the meeting, with outcomes on file
	Outcome  *input.SessionOutcome // nil unless Held
	Mandates []*Mandate
}

// A Mandate is an operative paragraph with its state as of the meeting, derived.
type Mandate struct {
	Mandate    *input.Mandate
	State      MandateState
	Sessions   []*Session
	Outcomes   []*input.Outcome
	Paragraphs []*Paragraph // draft paragraphs that rest on it
}

// MandateState is how far a mandate has come in the term: a message key mandate-state.<value>.
type MandateState string

const (
	NoSession         MandateState = "no-session"
	SessionScheduled  MandateState = "session-scheduled"
	SessionHeld       MandateState = "session-held"
	ParagraphProposed MandateState = "paragraph-proposed"
	ParagraphAgreed   MandateState = "paragraph-agreed"
)
