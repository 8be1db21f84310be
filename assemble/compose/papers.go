package compose

import (
	html "html/template"
	"slices"
	"strings"
	"unicode"

	"omnibus/assemble/input"
	"omnibus/assemble/plan"
)

// Kinds of agenda items under which a paper is considered.
const (
	adoptionItem        = "adoption"
	discussionItem      = "discussion"
	finalDiscussionItem = "final-discussion"
)

// A PaperRef is a paper of the meeting as others refer to it.
type PaperRef struct {
	ID     string
	Symbol string // "" if it is not known
	Title  phrase
}

// titleOf returns the title of a paper: its own, or else that of its template, or else its name.
func (c *column) titleOf(p *input.Paper) phrase {
	if p.Title.String != "" {
		return c.phrase(p.Title)
	}
	return phrase(html.HTMLEscapeString(c.plainTitle(p)))
}

// plainTitle is titleOf without markup.
func (c *column) plainTitle(p *input.Paper) string {
	if p.Title.String != "" {
		return c.plain(p.Title)
	}
	template := p.Template.String
	if template == "" {
		template = p.ID.String
	}
	if key := "paper-title." + template; c.l.Has(key) {
		if c.namedTerm() && c.l.Has(key+"-named") {
			key += "-named"
		}
		return c.l.T(key, map[string]any{"Term": c.plain(c.plan.Records.Term.Title)})
	}
	return PaperName(c.plan, c.set, c.l, p.ID.String)
}

// NamedTerm reports whether the title of the term is a name, seventy-ninth session, and not only years, 2023-2024.
func (v *paperView) NamedTerm() bool { return v.c.namedTerm() }

func (c *column) namedTerm() bool {
	return strings.ContainsFunc(c.plain(c.plan.Records.Term.Title), unicode.IsLetter)
}

// Meeting is the meeting for which the paper is made; nil at the end of the term.
func (v *paperView) Meeting() *Meeting {
	if v.c.plan.Meeting == nil {
		return nil
	}
	for _, y := range v.Years() {
		for _, m := range y.Months {
			for i := range m.Meetings {
				if m.Meetings[i].ID == v.c.plan.Meeting.ID.String {
					return &m.Meetings[i]
				}
			}
		}
	}
	return nil
}

// MeetingName is the name of the meeting in running text: meeting of March 12, 2024; "" at the end of the term.
func (v *paperView) MeetingName() string {
	if v.c.plan.Meeting == nil {
		return ""
	}
	return v.c.meetingName(v.c.plan.Meeting)
}

// Papers are the other papers of the term that have a symbol, in the revision for the meeting.
func (v *paperView) Papers() []PaperRef {
	c := v.c
	var out []PaperRef
	for _, p := range c.plan.Records.Term.Papers {
		if p.ID.String == c.paper {
			continue
		}
		if s := c.symbolAt(p); s != "" {
			out = append(out, PaperRef{p.ID.String, s, c.titleOf(p)})
		}
	}
	return out
}

// symbolAt returns the symbol of a paper at the meeting: that of the revision for it, or else of the last one due.
func (c *column) symbolAt(p *input.Paper) string {
	if m := c.plan.Meeting; m != nil && !c.plan.After {
		for _, r := range slices.Backward(p.Revisions) {
			if at, after := r.At(); at.String == m.ID.String && !after {
				return p.SymbolOf(r)
			}
		}
	}
	if x := c.plan.Papers[p.ID.String]; x != nil && (x.Revision != nil || len(p.Revisions) == 0) {
		return x.Symbol
	}
	return ""
}

// documents returns the papers that are considered under an item of the agenda.
func (c *column) documents(a *input.AgendaItem) []PaperRef {
	words := make([]string, 0, len(a.Documents))
	for _, d := range a.Documents {
		words = append(words, d.String)
	}
	if len(words) == 0 {
		switch a.Kind.String {
		case adoptionItem:
			words = []string{c.opts.PlanPaper}
		case discussionItem, finalDiscussionItem:
			words = []string{c.opts.DraftPaper}
		}
	}
	var out []PaperRef
	for _, w := range words {
		if w == "" {
			continue
		}
		i := slices.IndexFunc(c.plan.Records.Term.Papers, func(p *input.Paper) bool { return p.ID.String == w })
		if i < 0 {
			out = append(out, PaperRef{Symbol: w}) // a symbol
			continue
		}
		p := c.plan.Records.Term.Papers[i]
		out = append(out, PaperRef{p.ID.String, c.symbolAt(p), c.titleOf(p)})
	}
	return out
}

// A Delegation has the proposals and the reservations of a delegation.
type Delegation struct {
	ID   string
	Name Name

	Open, Decided []Position
	Reservations  []Position
}

// A Position is a proposal or a reservation of a delegation, with its outcome.
type Position struct {
	ID        string
	Where     string // operative paragraph 5
	Operation string // of a proposal: ADD, MOD ...
	Date      *Day
	Text      phrase // "" if it has none: Says replaces it
	Says      string
	Sub       []SubParagraph
	Table     *Table // its sub-paragraphs, if they are the rows of a table; otherwise nil
	State     string // in words, with the meeting at which it was reached
}

// Delegations are the delegations with proposals or reservations, by name, without the holder of the text.
func (v *paperView) Delegations() []Delegation {
	c := v.c
	by := map[string]*Delegation{}
	of := func(key string) *Delegation {
		if by[key] == nil {
			by[key] = &Delegation{ID: key, Name: c.name(key)}
		}
		return by[key]
	}
	proposed := func(where string, in []Proposal) {
		for _, pr := range in {
			source, ok := c.plan.Records.ByID[pr.ID].(*input.Proposal)
			if !ok {
				continue
			}
			state, _ := c.plan.Reached(source.State.String, source.States)
			at := Position{ID: pr.ID, Where: where, Operation: pr.Operation, Date: pr.Date, Text: pr.Text, Says: pr.Says,
				Sub: pr.Sub, Table: pr.Table, State: pr.State}
			if part, ok := c.subs[source.Base.String]; ok {
				at.Where = c.nameOf(source.Base.String, part.paragraph)
			}
			for _, a := range source.Authors {
				if c.isHolder(a) {
					continue
				}
				d := of(a.String)
				if undecided(state) {
					d.Open = append(d.Open, at)
				} else {
					d.Decided = append(d.Decided, at)
				}
			}
		}
	}
	for _, p := range slices.Concat(c.plan.Draft.Paragraphs(), c.plan.Draft.Out) {
		x := &Paragraph{c: c, of: p}
		proposed(x.Name(), c.proposals(p))
		c.reservedOn(x.Name(), p.Reserved, of)
	}
	for _, s := range c.plan.Draft.Sections {
		if s.Section == nil {
			continue
		}
		title := s.Section.Title
		if own, ok := c.plan.Records.ByID[s.Section.ID.String].(*input.DraftSection); ok { // without what is open on it
			title = own.Title
		}
		where := c.l.T("delegations.heading", map[string]any{"Heading": c.l.Quote(c.plain(title))})
		proposed(where, c.headed(s.Heading))
		c.reservedOn(where, s.Reserved, of)
	}
	for _, p := range c.plan.Records.Term.Papers {
		if x := c.plan.Papers[p.ID.String]; x != nil {
			where := c.l.T("delegations.title", map[string]any{"Title": c.plainTitle(p)})
			proposed(where, c.headed(x.Title))
			c.reservedOn(where, x.Reserved, of)
		}
	}
	out := make([]Delegation, 0, len(by))
	for _, d := range by {
		out = append(out, *d)
	}
	slices.SortFunc(out, func(a, b Delegation) int { return strings.Compare(a.ID, b.ID) }) // the same order in every language
	return out
}

// undecided reports whether a proposal has no outcome yet.
func undecided(state string) bool { return state == "" || state == "proposed" || state == "bracketed" }

// isHolder reports whether a reference to an author means the chair or another holder of the text.
func (c *column) isHolder(a input.Ref) bool {
	t := c.plan.Records.Term
	return a.String == "chair" || t.Chair != nil && a.String == t.Chair.ID.String || a.String == t.Draft.Holder.String
}

func (c *column) reservedOn(where string, in []plan.Reservation, of func(string) *Delegation) {
	for _, r := range in {
		x := Position{ID: r.ID.String, Where: where}
		if r.State == "received" {
			x.Text = c.phrase(r.Text)
		}
		x.State = c.say("delegations."+r.State, nil)
		d := of(r.Delegation.String)
		d.Reservations = append(d.Reservations, x)
	}
}

// Numbers describes the progress of the term in numbers.
type Numbers struct {
	Meetings, MeetingsHeld      int
	Sessions, SessionsHeld      int
	Outcomes, OutcomesTaken     int // of the sessions held; taken up by a paragraph of the draft
	Resolutions                 int
	Mandates, Covered           int // all; taken up by a paragraph of the draft
	NotCovered, SessionAlone    int // taken up by no paragraph; of these, taken up by a session that was held
	Preambular, Operative       int // paragraphs of the draft
	Paragraphs, Agreed, AdRef   int
	OpenParagraphs              int
	Proposals, Proposers, Taken int // of others than the holder of the text; the number of their authors; the number agreed or taken over
	Reservations                int
}

// Numbers are computed from the records, as of the paper.
func (v *paperView) Numbers() Numbers {
	c := v.c
	var n Numbers
	for _, m := range c.plan.Records.Meetings {
		n.Meetings++
		if c.plan.Before(m.ID.String) {
			n.MeetingsHeld++
		}
	}
	for _, s := range c.plan.Sessions {
		n.Sessions++
		if c.past(s) {
			n.SessionsHeld++
		}
		if !s.Held {
			continue
		}
		for _, o := range s.Outcome.Outcomes {
			n.Outcomes++
			if len(c.resting()[o]) > 0 {
				n.OutcomesTaken++
			}
		}
	}
	n.Resolutions = len(c.plan.Records.Resolutions)
	for _, m := range c.plan.Mandates {
		n.Mandates++
		switch {
		case len(m.Paragraphs) > 0:
			n.Covered++
		default:
			n.NotCovered++
			if slices.ContainsFunc(m.Sessions, c.past) {
				n.SessionAlone++
			}
		}
	}
	for _, p := range c.plan.Draft.Paragraphs() {
		n.Paragraphs++
		if p.Kind == "preambular" {
			n.Preambular++
		} else {
			n.Operative++
		}
		switch {
		case p.Open:
			n.OpenParagraphs++
		case p.State == "agreed":
			n.Agreed++
		case p.State == "agreed-ad-referendum":
			n.AdRef++
		}
	}
	proposals := map[string]bool{}
	for _, d := range v.Delegations() {
		n.Reservations += len(d.Reservations)
		if len(d.Open)+len(d.Decided) > 0 {
			n.Proposers++
		}
		for _, p := range slices.Concat(d.Open, d.Decided) {
			proposals[p.ID] = true
		}
	}
	n.Proposals = len(proposals)
	for id := range proposals {
		if pr, ok := c.plan.Records.ByID[id].(*input.Proposal); ok {
			if state, _ := c.plan.Reached(pr.State.String, pr.States); !undecided(state) && state != "withdrawn" {
				n.Taken++
			}
		}
	}
	return n
}

// past reports whether a session was held before the meeting, with or without recorded outcomes.
func (c *column) past(s *plan.Session) bool {
	return s.Held || s.Session.Meeting != nil && c.plan.Before(s.Session.Meeting.ID.String)
}

// WithoutOutcomes reports whether the session was held, and no outcomes of it are recorded.
func (s *Session) WithoutOutcomes() bool { return !s.Held && s.c.past(s.of) }

// Uncovered are the mandates on which no paragraph of the draft is based, by resolution, in words.
func (v *paperView) Uncovered() []string {
	var out []*plan.Mandate
	for _, m := range v.c.plan.Mandates {
		if len(m.Paragraphs) == 0 {
			out = append(out, m)
		}
	}
	return v.c.mandateList(out)
}

// CoveredMandates are the mandates on which a paragraph of the draft is based, by resolution, in words.
func (v *paperView) CoveredMandates() []string {
	var out []*plan.Mandate
	for _, m := range v.c.plan.Mandates {
		if len(m.Paragraphs) > 0 {
			out = append(out, m)
		}
	}
	return v.c.mandateList(out)
}

// A Fate is a result of an outcome: a paragraph of the draft that is based on it, with its state.
type Fate struct{ ID, Name, State string }

// Fates are the results of the outcome, one for each paragraph that is based on it.
func (o Outcome) Fates() []Fate {
	var out []Fate
	if o.of == nil {
		return nil
	}
	for _, r := range o.Paragraphs {
		if p, ok := o.c.plan.ByID[r.ID].(*plan.Paragraph); ok {
			state := o.c.withBrackets(p, o.c.stateReached(p.State, p.Reached, p.On))
			out = append(out, Fate{r.ID, (&Paragraph{c: o.c, of: p}).Name(), state})
		}
	}
	return out
}

// A StatusRow is a paragraph in the table of states.
type StatusRow struct {
	ID     string
	Number string
	State  string
	Open   string // the authors of open proposals and of reservations on it; "" if there are none
	Since  *Day
}

// Glance is the status of each paragraph, in the order of the draft: its state, what is open in it, and since when.
func (v *paperView) Glance() []StatusRow {
	c := v.c
	var out []StatusRow
	for _, p := range c.plan.Draft.Paragraphs() {
		n, _ := c.number(p.ID)
		if p.Kind == "preambular" {
			n = c.l.T("glance.preambular", map[string]any{"N": n})
		}
		state, _, since := c.plan.ReachedOn(p.Proposal.State.String, p.Proposal.States)
		if since.IsZero() {
			since = p.Proposal.Date.Date
		}
		row := StatusRow{ID: p.ID, Number: n, State: c.l.T("state."+p.State, nil)}
		if p.State == "agreed-ad-referendum" {
			row.State = c.l.T("glance.ad-referendum", nil)
		}
		var open []string
		for _, pr := range append([]*input.Proposal{p.Proposal}, p.Others...) {
			if s, _ := c.plan.Reached(pr.State.String, pr.States); !undecided(s) || c.plan.ByID[pr.ID.String] != p {
				continue
			}
			for _, a := range pr.Authors {
				if name := c.author(a).Name; !c.isHolder(a) && !slices.Contains(open, name) {
					open = append(open, name)
				}
			}
		}
		row.Open = strings.Join(open, c.l.T("list.middle", nil))
		for _, r := range p.Reserved {
			if row.Open != "" {
				row.Open += c.l.T("list.separator", nil)
			}
			row.Open += c.l.T("glance.reservation", map[string]any{"Delegation": c.name(r.Delegation.String).Name})
		}
		if state == p.State && !since.IsZero() {
			row.Since = &Day{since, c.l.DateBlock(since)}
		}
		out = append(out, row)
	}
	return out
}
