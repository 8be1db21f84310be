package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
)

// A Block is a block of the introduction: a heading, a paragraph, or a list with its items.
type Block struct {
	Kind     string // heading, paragraph, list
	Level    int    // of a heading
	ID       string
	Text     phrase
	Items    []Block // of a list, or of an item with a nested list
	Table    *Table  // of a table
	Numbered bool    // an item of a numbered list
	Number   int     // of a numbered item
}

// Introduction is the prose that opens the work plan.
func (v *paperView) Introduction() []Block {
	p := v.c.plan.Records.Introduction
	if p == nil {
		return nil
	}
	var out []Block
	for i := 0; i < len(p.Blocks); i++ {
		b := p.Blocks[i]
		if b.Kind == "table" {
			rows := []SubParagraph{{ID: b.ID.String, Text: v.c.refer(text{Text: b.Text, notes: p.Notes})}}
			for i+1 < len(p.Blocks) && p.Blocks[i+1].Kind == "row" {
				i++
				rows = append(rows, SubParagraph{ID: p.Blocks[i].ID.String,
					Text: v.c.refer(text{Text: p.Blocks[i].Text, notes: p.Notes})})
			}
			t := v.c.tableOf(rows)
			t.Aligns = b.Aligns
			out = append(out, Block{Kind: b.Kind, ID: b.ID.String, Table: t})
			continue
		}
		if b.Kind != "item" {
			out = append(out, Block{Kind: b.Kind, Level: b.Level, ID: b.ID.String, Text: v.c.refer(text{Text: b.Text, notes: p.Notes})})
			continue
		}
		list := Block{Kind: "list"}
		for ; i < len(p.Blocks) && p.Blocks[i].Kind == "item"; i++ {
			b := p.Blocks[i]
			item := Block{
				Kind: "item", Level: b.Level, ID: b.ID.String, Text: v.c.refer(text{Text: b.Text, notes: p.Notes}),
				Numbered: b.Numbered, Number: b.Number,
			}
			to := &list.Items
			for level := p.Blocks[i].Level; level > 1 && len(*to) > 0; level-- {
				to = &(*to)[len(*to)-1].Items
			}
			*to = append(*to, item)
		}
		i--
		out = append(out, list)
	}
	return out
}

// A Resolution is a resolution with mandates.
type Resolution struct {
	ID         string
	Number     int // among those of the term, from 1
	Symbol     string
	Title      phrase
	Section    phrase // "" for the whole resolution
	Paragraphs phrase // operative paragraphs 18 to 22
	Links      []Link // to the text, first in the language of the paper
	NoLink     bool   // it is the only resolution without a link in the language of the paper
}

// NoLinks names the resolutions without a link in the language of the paper if there are several; otherwise "".
func (v *paperView) NoLinks() phrase {
	lack, all := v.c.unlinked(), v.c.plan.Records.Resolutions
	if len(lack) < 2 {
		return ""
	}
	if len(lack) == len(all) {
		p, _ := v.c.label("open.links")
		return p
	}
	var parts []string
	for i := 0; i < len(lack); {
		n := 1
		for i+n < len(lack) && lack[i+n] == lack[i]+n {
			n++
		}
		first, last := v.c.roman(lack[i]), v.c.roman(lack[i+n-1])
		switch n {
		case 1:
			parts = append(parts, first)
		case 2:
			parts = append(parts, first, last)
		default:
			parts = append(parts, v.c.l.T("plan.paragraph-range-part", map[string]any{"First": first, "Last": last}))
		}
		i += n
	}
	p, _ := v.c.label("open.links-of", "List", v.c.l.List(parts))
	return p
}

// unlinked returns the numbers of the resolutions without a link in the language of the paper.
func (c *column) unlinked() []int {
	var out []int
	for i, r := range c.plan.Records.Resolutions {
		if _, own := r.Links[c.l.Tag]; !own {
			out = append(out, i+1)
		}
	}
	return out
}

// roman returns the number of a resolution in the form of the list in the work plan, without a full stop.
func (c *column) roman(n int) string {
	return strings.TrimRight(c.l.Enumerator("upper-roman", n), ".)")
}

// A Link is an address, with the language of the linked text.
type Link struct{ Lang, Language, URL, Heard string }

// Endnotes reports whether the introduction has endnotes.
func (v *paperView) Endnotes() bool {
	p := v.c.plan.Records.Introduction
	return p != nil && slices.ContainsFunc(p.Notes, func(n *input.ProseNote) bool { return n.Kind == "end" })
}

// Resolutions are the resolutions with mandates, in order.
func (v *paperView) Resolutions() []Resolution {
	c := v.c
	alone := len(c.unlinked()) == 1
	var out []Resolution
	for i, r := range c.plan.Records.Resolutions {
		x := Resolution{
			ID:         r.ID.String,
			Number:     i + 1,
			Symbol:     r.Symbol.String,
			Title:      c.phrase(r.Title),
			Section:    c.phrase(r.Section),
			Paragraphs: c.ranges(r.Ranges),
		}
		_, own := r.Links[c.l.Tag]
		x.NoLink = !own && alone
		tags := make([]string, 0, len(r.Links))
		for tag := range r.Links {
			tags = append(tags, tag)
		}
		slices.SortFunc(tags, func(a, b string) int {
			return cmp.Or(rank(b == c.l.Tag)-rank(a == c.l.Tag), cmp.Compare(a, b))
		})
		for _, tag := range tags {
			// Only the languages of the term have readers of this paper.
			if tag == c.l.Tag || c.termHas(tag) {
				name := c.l.LanguageName(tag)
				x.Links = append(x.Links, Link{tag, name, r.Links[tag].String,
					c.l.T("a11y.link-resolution", map[string]any{"Symbol": r.Symbol.String, "Language": name})})
			}
		}
		out = append(out, x)
	}
	return out
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (c *column) termHas(tag string) bool {
	for _, l := range c.plan.Records.Term.Languages {
		if l.String == tag {
			return true
		}
	}
	return false
}

// ranges writes ranges of paragraphs in the style of the language.
func (c *column) ranges(ranges []input.Range) phrase {
	number := func(n int) string { return fmt.Sprint(n) }
	var p phrase
	switch {
	case len(ranges) == 0:
		return ""
	case len(ranges) == 1 && ranges[0].First == ranges[0].Last:
		p, _ = c.label("plan.paragraph-single", "First", number(ranges[0].First))
	case len(ranges) == 1 && ranges[0].First+1 < ranges[0].Last:
		p, _ = c.label("plan.paragraph-range", "First", number(ranges[0].First), "Last", number(ranges[0].Last))
	default:
		var parts []string
		for _, r := range ranges {
			first, last := number(r.First), number(r.Last)
			parts = append(parts, ends(r, first, last, func() string {
				return c.l.T("plan.paragraph-range-part", map[string]any{"First": first, "Last": last})
			})...)
		}
		p, _ = c.label("plan.paragraph-list", "List", c.l.List(parts))
	}
	return p
}

// mandateList names mandates by resolution: AG/RES. 2910 (XLVII-O/17), operative paragraphs 1 to 3 and 7.
func (c *column) mandateList(ms []*plan.Mandate) []string {
	var out []string
	for _, g := range byResolution(ms) {
		out = append(out, g.resolution.Symbol.String+c.l.T("list.middle", nil)+string(c.ranges(g.ranges)))
	}
	return out
}

// A Stakeholder is a node in the tree of stakeholders.
type Stakeholder struct {
	ID       string
	Level    int // from 0
	Number   int // among its siblings, from 1
	Path     string
	Name     Name
	Text     phrase // its own words, if it has no name in the glossary
	Note     phrase
	Children []Stakeholder
}

// Stakeholders is the tree of stakeholders.
func (v *paperView) Stakeholders() []Stakeholder {
	return v.c.stakeholders(v.c.plan.Records.Stakeholders, 0, "")
}

func (c *column) stakeholders(in []*input.Stakeholder, level int, path string) []Stakeholder {
	var out []Stakeholder
	for i, s := range in {
		here := fmt.Sprintf("%s%d.", path, i+1)
		x := Stakeholder{ID: s.ID.String, Level: level, Number: i + 1, Path: here, Text: c.phrase(s.Text), Note: c.phrase(s.Note)}
		if s.Name.String != "" {
			x.Name = c.name(s.Name.String)
		}
		x.Children = c.stakeholders(s.Children, level+1, here)
		out = append(out, x)
	}
	return out
}

// A Year is a year of the schedule. Meetings without a date are in a last year without a number, in a month without a name.
type Year struct {
	Year   int // 0: not yet known
	Months []Month
}

// A Month is a month of the schedule.
type Month struct {
	Name     string
	Meetings []Meeting
}

// A Meeting is a meeting of the schedule.
type Meeting struct {
	ID     string
	Number int // its ordinal among the meetings of its day, from 1; 0 if it is the only one
	Date   date.Date
	Day    string // Tuesday, November 7, 2023; "" if only the month is known
	Time   string // "" if it is not known
	Place  phrase
	Title  phrase
	With   string // with whom it is held: Joint meeting with the Committee on Health; "" if alone
	Past   bool   // it is before the meeting for which the paper is made
	Now    bool   // the paper is made for it
	Items  []Item
}

// An Item is an item of a meeting's agenda. Sessions held jointly are one item.
type Item struct {
	ID       string
	Number   int
	Kind     string
	Text     phrase
	Joint    bool
	Sessions []*Session

	Documents []PaperRef // that are considered under it
}

// Years is the schedule, by year, month and meeting.
func (v *paperView) Years() []Year {
	c := v.c
	var out []Year
	same := map[date.Date]int{}
	for _, m := range c.plan.Records.Meetings {
		if d := c.dayOf(m); d.Day > 0 {
			same[d]++
		}
	}
	meetings := slices.Clone(c.plan.Records.Meetings)
	slices.SortStableFunc(meetings, func(a, b *input.Meeting) int { return rank(c.dayOf(a).IsZero()) - rank(c.dayOf(b).IsZero()) })
	seen := map[date.Date]int{}
	for _, m := range meetings {
		day := c.dayOf(m)
		if len(out) == 0 || out[len(out)-1].Year != day.Year {
			out = append(out, Year{Year: day.Year})
		}
		y := &out[len(out)-1]
		name := ""
		if !day.IsZero() {
			name = c.l.Month(day)
		}
		if len(y.Months) == 0 || y.Months[len(y.Months)-1].Name != name {
			y.Months = append(y.Months, Month{Name: name})
		}
		x := Meeting{
			ID:    m.ID.String,
			Date:  day,
			Time:  c.l.TimeRange(m.Start.String, m.End.String),
			Place: c.phrase(m.Place),
			Title: c.phrase(m.Title),
			Past:  c.plan.Before(m.ID.String),
			Now:   m == c.plan.Meeting && !c.plan.After,
		}
		x.With = c.jointly(m.With)
		if m.Start.String == "" && m.End.String == "" {
			x.Time = ""
		}
		if day.Day > 0 {
			x.Day = c.l.DateFull(day)
			if same[day] > 1 {
				seen[day]++
				x.Number = seen[day]
			}
		}
		x.Items = c.items(m)
		month := &y.Months[len(y.Months)-1]
		month.Meetings = append(month.Meetings, x)
	}
	return out
}

// jointly returns in words with which bodies a meeting is held; "" if with none.
func (c *column) jointly(with []input.Ref) string {
	if len(with) == 0 {
		return ""
	}
	var names []string
	for _, w := range with {
		n := c.name(w.String)
		n.Name = n.Full()
		names = append(names, c.with("plan.word-with", n))
	}
	return c.l.T("plan.joint-with", map[string]any{"Names": c.l.List(names)})
}

// MandatesLead is the sentence before the resolutions, with the organs that adopted them.
func (v *paperView) MandatesLead() phrase {
	c := v.c
	var keys, names []string
	for _, r := range c.plan.Records.Resolutions {
		key := cmp.Or(r.Organ.String, c.plan.Records.Body.Assembly.String)
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
			n := c.name(key)
			names = append(names, c.l.WithArticle(n.Article, n.Name))
		}
	}
	key, pairs := "plan.mandates-lead", []any{"Organs", c.l.List(names)}
	if open := v.NoLinks(); open != "" {
		key, pairs = key+"-open", append(pairs, "Open", open)
	}
	p, _ := c.fill(key, len(names), true, pairs)
	return p
}

// dayOf returns the day of a meeting. If the schedule has only its month, or no date, and one of its sessions is known to have been held,
// it is the day of that session, so that the paper gives the same day throughout.
func (c *column) dayOf(m *input.Meeting) date.Date {
	if m.Date.Day > 0 {
		return m.Date.Date
	}
	for _, a := range m.Agenda {
		if a.Session == nil {
			continue
		}
		s, ok := c.plan.ByID[a.Session.ID.String].(*plan.Session)
		if !ok || s.Outcome == nil {
			continue
		}
		if d := s.Outcome.Held.Date; d.Day > 0 && (m.Date.IsZero() || d.Year == m.Date.Year && d.Month == m.Date.Month) {
			return d
		}
	}
	return m.Date.Date
}

func (c *column) items(m *input.Meeting) []Item {
	var out []Item
	joint := map[string]int{}
	for _, a := range m.Agenda {
		s := c.sessionOf(a.Session)
		if i, ok := joint[a.Joint.String]; ok && a.Joint.String != "" && s != nil {
			out[i].Sessions = append(out[i].Sessions, s)
			out[i].Joint = true
			continue
		}
		x := Item{ID: a.ID.String, Number: len(out) + 1, Kind: a.Kind.String, Text: c.phrase(a.Text), Documents: c.documents(a)}
		if s != nil {
			x.Sessions = []*Session{s}
		}
		if a.Joint.String != "" {
			joint[a.Joint.String] = len(out)
		}
		out = append(out, x)
	}
	return out
}

// A Session is a thematic session. The fields after Held are set only if it was held before the meeting.
type Session struct {
	ID           string
	Number       int    // its ordinal among the sessions of its kind, from 1
	Name         string // first workshop
	Title        phrase
	Theme        Name
	Goals        []string
	Held         bool
	HeldOn       *Day // nil: not known
	Illustrative bool
	Presenters   []Presenter
	Summary      phrase
	Outcomes     []Outcome

	c  *column
	of *plan.Session
}

// Gender is that of what it is: m for a taller; "" for one with a name of its own.
func (s *Session) Gender() string {
	if s.of.Session.Called.String != "" {
		return ""
	}
	return s.c.l.Gender(s.of.Session.Sort())
}

// Mandates are the mandates that the session covers.
func (s *Session) Mandates() []string { return s.c.mandateList(s.of.Mandates) }

// sessionName returns the name of a session: first thematic session, second workshop, or its own name.
func (c *column) sessionName(s *plan.Session) string {
	if s.Session.Called.String != "" {
		return c.plain(s.Session.Called)
	}
	kind, key := s.Session.Sort(), "plan.session-name"
	if kind != input.ThematicSession {
		key += "-" + kind
	}
	return c.l.T(key, map[string]any{"Ordinal": c.l.Ordinal(s.Number, c.l.Gender(kind), locale.Word)})
}

// A Presenter is a person who spoke at a session.
type Presenter struct {
	Name phrase
	Of   Name
}

// An Outcome is an outcome of a session.
type Outcome struct {
	ID         string
	Number     int
	Kind       string // message key: kind.<value>
	Text       phrase
	Addressees []string
	Mandates   []string
	Paragraphs []Reference // of the draft that are based on it

	c  *column
	of *input.Outcome
}

// A Reference is a paragraph of the draft by its number.
type Reference struct{ ID, Number string }

// Sessions are the thematic sessions, in order.
func (v *paperView) Sessions() []*Session {
	var out []*Session
	for _, s := range v.c.plan.Sessions {
		out = append(out, v.c.session(s))
	}
	return out
}

// SessionsHeld are those that were held before the meeting.
func (v *paperView) SessionsHeld() []*Session {
	return slices.DeleteFunc(v.Sessions(), func(s *Session) bool { return !s.Held })
}

func (c *column) sessionOf(s *input.Session) *Session {
	if s == nil {
		return nil
	}
	x, ok := c.plan.ByID[s.ID.String].(*plan.Session)
	if !ok {
		return nil
	}
	return c.session(x)
}

// session returns a session for templates. It appears in the schedule and among those held, and is made once.
func (c *column) session(s *plan.Session) *Session {
	if x := c.sessions[s]; x != nil {
		return x
	}
	x := &Session{ID: s.Session.ID.String, Number: s.Number, Name: c.sessionName(s), Title: c.phrase(s.Session.Title),
		Held: s.Held, c: c, of: s}
	c.sessions[s] = x
	if s.Session.Theme.String != "" {
		x.Theme = c.name(s.Session.Theme.String)
	}
	for _, g := range s.Session.Goals {
		x.Goals = append(x.Goals, g.String)
	}
	o := s.Outcome
	if o == nil {
		return x
	}
	held := o.Held.Date
	if m := s.Session.Meeting; held.Day == 0 && m != nil { // if the session's records do not give a day, that of its meeting counts
		if d := m.Date.Date; held.IsZero() || d.Day > 0 && d.Year == held.Year && d.Month == held.Month {
			held = d
		}
	}
	x.HeldOn, x.Illustrative, x.Summary = c.day(held), o.Illustrative, c.phrase(o.Summary)
	for _, p := range o.Presenters {
		y := Presenter{Name: c.phrase(p.Name)}
		if p.Of.String != "" {
			y.Of = c.name(p.Of.String)
		}
		x.Presenters = append(x.Presenters, y)
	}
	for i, oc := range o.Outcomes {
		y := Outcome{
			c:        c,
			of:       oc,
			ID:       oc.ID.String,
			Number:   i + 1,
			Kind:     oc.Kind.String,
			Text:     c.phrase(oc.Text),
			Mandates: c.mandateList(c.mandatesOf(oc.Mandates)),
		}
		for _, a := range oc.Addressees {
			y.Addressees = append(y.Addressees, c.name(a.String).Name)
		}
		y.Paragraphs = c.references(c.resting()[oc])
		x.Outcomes = append(x.Outcomes, y)
	}
	return x
}

// mandatesOf returns the mandates that references to mandates and resolutions refer to, in the plan's order.
func (c *column) mandatesOf(refs []input.Ref) []*plan.Mandate {
	if c.mandateAt == nil {
		c.mandateAt = map[string][]int{}
		for i, m := range c.plan.Mandates {
			id, whole := m.Mandate.ID.String, m.Mandate.Resolution.ID.String
			c.mandateAt[id] = append(c.mandateAt[id], i)
			c.mandateAt[whole] = append(c.mandateAt[whole], i)
		}
	}
	var at []int
	for _, r := range refs {
		at = append(at, c.mandateAt[r.String]...)
	}
	slices.Sort(at)
	var out []*plan.Mandate
	for _, i := range slices.Compact(at) {
		out = append(out, c.plan.Mandates[i])
	}
	return out
}

// resting returns the paragraphs of the draft that are based on each outcome.
func (j *job) resting() map[*input.Outcome][]*plan.Paragraph {
	if j.onOutcome == nil {
		j.onOutcome = map[*input.Outcome][]*plan.Paragraph{}
		for _, p := range j.plan.Draft.Paragraphs() {
			for _, o := range p.Outcomes {
				j.onOutcome[o] = append(j.onOutcome[o], p)
			}
		}
	}
	return j.onOutcome
}

// references names paragraphs of the draft by their numbers, operative ones first; preambular ones with their kind.
func (c *column) references(ps []*plan.Paragraph) []Reference {
	var operative, preambular []Reference
	for _, p := range ps {
		switch n, _ := c.number(p.ID); {
		case n == "":
		case p.Kind == "preambular":
			preambular = append(preambular, Reference{p.ID, c.l.T("draft.reference-preambular", map[string]any{"N": n})})
		default:
			operative = append(operative, Reference{p.ID, n})
		}
	}
	return append(operative, preambular...)
}
