package compose

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/date"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// OrganLine is the line of the adopting organ: THE GENERAL ASSEMBLY,
func (v *paperView) OrganLine() string {
	c := v.c
	a := c.name(c.plan.Records.Body.Assembly.String)
	s := c.l.Capital(c.l.WithArticle(a.Article, a.Name))
	if c.plan.Records.Body.Resolution.OrganLine.String == "capitals" {
		s = c.capitals(s)
	}
	return c.l.T("organ-line.assembly", map[string]any{"Organ": s})
}

// OrganItalic reports whether the organ line is set in italics.
func (v *paperView) OrganItalic() bool {
	return v.c.plan.Records.Body.Resolution.OrganLine.String == "italic"
}

// LeadIn is the word before the operative part: RESOLVES: It is "" if the body has none.
func (v *paperView) LeadIn() string {
	key := v.c.plan.Records.Body.Resolution.LeadIn.String
	if key == "" || key == "none" {
		return ""
	}
	return v.c.l.T("lead-in."+key, nil)
}

// Paragraph is a paragraph of the draft.
type Paragraph struct {
	ID      string
	Label   string // 5. or 5 bis.; "" for a preambular, and for a single operative
	Number  int
	Final   int    // number in the whole resolution; 0: not yet known
	Open    phrase // the opening bracket of an open paragraph, with its authors
	Closing phrase // what closes it, at the end of Ending
	Text    phrase
	Ending  phrase
	Sub     []SubParagraph
	Table   *Table // its sub-paragraphs, if they are the rows of a table; otherwise nil

	Operation    string   // as in the records: ADD, MOD ...
	State        string   // in words: proposed, bracketed ..., with the meeting at which it was reached
	Derived      string   // new, carried over ...
	Agreed       bool     // agreed in its present form
	Base         string   // what it amends, deletes or leaves as it is; "" for none
	Authors      string   // the names of its authors
	Proposers    string   // the same names in the form for draft.proposed-by: by the Chair and by Delegation A
	Reason       phrase   // the reason that its authors give
	Date         *Day     // of the proposal
	Proposals    []string // ids of the proposals merged into it, without its own
	OutcomeIDs   []string
	MandateIDs   []string
	Reservations []Reservation

	c  *column
	of *plan.Paragraph

	Deleted bool     // in a redline: it no longer exists
	Changes []string // in a redline: its changes, in words
}

// close adds text after the last words of a paragraph: the closing bracket.
func (p *Paragraph) close(with phrase) {
	if len(p.Sub) == 0 {
		p.Ending += with
		return
	}
	closeSub(&p.Sub[len(p.Sub)-1], with)
}

func closeSub(s *SubParagraph, with phrase) {
	for len(s.Sub) > 0 {
		s = &s.Sub[len(s.Sub)-1]
	}
	s.Ending += with
}

// bracket returns the text before and after words that are open as a whole: the bracket with the authors, and the proposals on them.
func (c *column) bracket(whole bool, by []input.Ref, marks []plan.Mark) (open, close string) {
	if whole {
		open, close = "[", "]"
		if len(by) > 0 {
			open += c.proposes(by, "")
		}
	}
	for _, k := range marks {
		var words string
		switch k.Does {
		case "delete":
			words = c.l.T("draft.open-delete", nil)
		case "retain":
			words = c.l.T("draft.open-retain", nil)
		default:
			place := c.called(k.After)
			if place == "" {
				place = c.unconfirmedNumber()
			}
			words = c.l.T("draft.open-move", map[string]any{"Place": place})
		}
		close += " [" + c.proposes(k.By, words) + "]"
	}
	return open, close
}

// brackets returns what is printed before and after a text that is open as a whole; in a redline, with what was printed there before.
func (c *column) brackets(is *plan.Passage, w *was) (open, closing phrase) {
	first, last := c.bracket(is.Brackets, is.By, is.Marks)
	if w == nil || w.open == nil || c.opts.Redline.Base.Adopted {
		return c.around(first, first), c.around(last, last)
	}
	before, after := c.bracket(w.open.Brackets, w.open.By, w.open.Marks)
	return c.around(before, first), c.around(after, last)
}

// proposes returns words preceded by their authors: Delegation A: delete.
func (c *column) proposes(by []input.Ref, words string) string {
	var names []string
	for _, a := range by {
		names = append(names, c.author(a).Name)
	}
	return c.l.T("draft.open", map[string]any{"Authors": c.l.List(names), "Text": words})
}

// SubParagraph is a sub-paragraph of the draft.
type SubParagraph struct {
	ID     string
	Label  string // (a) or a)
	Level  int    // 1 to 3
	Open   phrase // as in Paragraph
	Text   phrase
	Ending phrase
	Was    string // in a redline: was: (c), if it moved within its list
	Sub    []SubParagraph

	closing phrase // closing bracket, after the last words below it
}

// Section is a section of the operative part, or of an annex.
type Section struct {
	ID         string
	Number     int    // from 1
	Level      int    // of its heading, from 1
	Label      string // the number of its heading: I.; "" for none
	Quoted     bool   // its heading is in quotation marks
	Annex      string // the name of the annex that begins with it: Annex I; otherwise ""
	Title      phrase
	Paragraphs []*Paragraph

	Reservations []Reservation // on the heading
	Remarks      []string      // on the heading
	All          []Proposal    // on the heading; only in the compendium
}

// OpenParagraphs counts the open paragraphs and lists their numbers, then names the open title and headings, then counts what only the
// compendium shows; "" if nothing is open.
func (v *paperView) OpenParagraphs() string {
	c := v.c
	var headings, said []string
	d := c.plan.Draft
	list, open, before := "", 0, ""
	for _, p := range d.Paragraphs() {
		if !p.Open {
			continue
		}
		n, _ := c.number(p.ID)
		separator, words := c.next(before, p.Kind, n)
		list += separator + words
		before = p.Kind
		open++
	}
	isOpen := func(h *plan.Heading, t input.Text) bool { return h != nil && h.Open || input.Brackets(t.String) }
	if isOpen(v.p.Title, v.p.Paper.Title) {
		headings = append(headings, c.l.T("draft.open-title", nil))
	}
	for _, s := range d.Sections {
		if s.Section != nil && isOpen(s.Heading, s.Section.Title) {
			n, _ := c.number(s.Paragraphs[0].ID)
			headings = append(headings, c.l.T("draft.open-heading", map[string]any{"N": n}))
		}
	}
	apart := 0
	for _, p := range d.Out {
		if p.Open {
			apart++
		}
	}
	if open > 0 {
		said = append(said, c.l.N("draft.open-paragraphs", open, map[string]any{"List": list}))
	}
	if len(headings) > 0 {
		said = append(said, c.l.T("draft.open-headings", map[string]any{"List": strings.Join(headings, c.l.T("list.middle", nil))}))
	}
	if apart > 0 {
		said = append(said, c.l.N("draft.open-apart", apart, nil))
	}
	return strings.Join(said, " ")
}

// next returns the words for a number in a list of paragraphs, and what separates it from the number before it. before is the kind of that
// one, "" at the beginning of the list. The kind is named when it changes: preambular 5, 8; operative 8, 13. In a list of operative
// paragraphs only, it is not named.
func (c *column) next(before, kind, n string) (separator, words string) {
	words = n
	switch {
	case kind == before:
	case kind == "preambular":
		words = c.l.T("draft.open-preambular", map[string]any{"N": n})
	case kind == "operative" && before == "preambular":
		words = c.l.T("draft.open-operative", map[string]any{"N": n})
	}
	switch before {
	case "":
		return "", words
	case kind:
		return c.l.T("list.middle", nil), words
	}
	return c.l.T("list.separator", nil), words
}

// Preamble is the preambular paragraphs, in order.
func (v *paperView) Preamble() []*Paragraph {
	return v.c.paragraphs(v.c.plan.Draft.Preamble, "preambular", "")
}

// Sections are the sections of the operative part.
func (v *paperView) Sections() []Section {
	var out []Section
	h := &headings{c: v.c}
	for i, s := range v.c.sections() {
		x := Section{Number: i + 1, Level: 1, Quoted: true}
		if s.Section != nil {
			x.ID, x.Title = s.Section.ID.String, v.c.title(s.Section)
			x.Reservations = v.c.reservations(s.Reserved, v.c.heading(x.ID))
			x.Remarks = v.c.remarks(x.ID)
		}
		if x.Paragraphs = v.c.paragraphs(s.Paragraphs, "operative", x.ID); len(x.Paragraphs) == 0 {
			continue
		}
		if s.Section != nil {
			out = append(out, h.over(s.Section)...)
			h.fill(&x, s.Section)
		}
		out = append(out, x)
	}
	return out
}

func (c *column) paragraph(p *plan.Paragraph) *Paragraph {
	pr := p.Proposal
	x := &Paragraph{ID: p.ID, Number: p.Number, Final: p.Final, Operation: c.l.T("operation."+p.Operation, nil),
		State: c.state(
			p,
		), Derived: c.derived(p), Agreed: p.State == "agreed", Base: c.base(p), Reason: c.phrase(pr.Reason), Date: c.day(pr.Date.Date)}
	style := c.plan.Records.Body.Resolution
	ch := c.change(p.ID)
	opener := ""
	if style.Openers.String == "italic" {
		if opener = p.Kind; p.Annex > 0 {
			opener = "" // an annex is not part of the sentence of the resolution
		}
	}
	c.within = p.ID
	if ch != nil && ch.Old == nil {
		c.whole[p.ID], c.by[p.ID] = doc.Ins, c.together(c.makersOf(p.ID))
	}
	if ch != nil && ch.Moved {
		c.behind[p.ID] = c.stoodBehind(ch)
		if p.Moved != nil {
			c.by[p.ID] = c.together([]*input.Proposal{p.Moved})
		}
	}
	x.Text = c.refer(text{Text: p.Text, notes: p.Notes, only: pr.Languages, opener: opener, was: compared(ch)})
	x.Ending = c.ending(p.Text, p.Ending)
	x.Open, x.Closing = c.brackets(&plan.Passage{Brackets: p.Brackets, By: p.By, Marks: p.Marks}, compared(ch))
	if p.Kind != "preambular" && p.Number+p.Bis > 0 {
		x.Label = c.enumerator(0, max(p.Number, 1))
		if p.Bis > 0 {
			x.Label = c.bis(x.Label, p.Number, p.Bis)
		}
	}
	if ch != nil && ch.Old != nil && p.Derived == "new" && !c.opts.Redline.Base.Adopted {
		x.Derived = "" // derived from the term, not from the base of the redline
	}
	if ch != nil && ch.Unknown {
		x.Changes = c.whatChanged(ch)
	}
	if ch != nil && ch.Old != ch.New {
		x.Sub = c.changedSubs(ch, p, pr)
		x.Changes = c.whatChanged(ch)
	} else {
		x.Sub = c.sub(p.Sub, p.Notes, pr.Languages)
	}
	if p.Tabular() && len(x.Sub) > 0 {
		x.Table, x.Sub = c.draftTable(x.Sub), nil
		x.Ending += x.Closing
	} else {
		x.close(x.Closing)
	}
	var authors, proposers []string
	for _, a := range p.Authors {
		n := c.author(a)
		authors = append(authors, n.Name)
		proposers = append(proposers, c.with("draft.word-proposed", n))
	}
	x.Authors, x.Proposers = c.l.List(authors), c.l.List(proposers)
	for _, o := range append([]*input.Proposal{pr}, p.Others...) {
		if o.ID.String != p.ID {
			x.Proposals = append(x.Proposals, o.ID.String)
		}
	}
	for _, o := range p.Outcomes {
		x.OutcomeIDs = append(x.OutcomeIDs, o.ID.String)
	}
	x.c, x.of, x.MandateIDs = c, p, make([]string, 0, len(p.Mandates))
	for _, m := range p.Mandates {
		x.MandateIDs = append(x.MandateIDs, m.Mandate.ID.String)
	}
	x.Reservations = c.reservations(p.Reserved, ch)
	return x
}

func (c *column) sub(in []*plan.SubParagraph, notes []*input.ProseNote, only []source.Text) []SubParagraph {
	var out []SubParagraph
	for _, s := range in {
		x := c.subParagraph(s, notes, only, nil)
		x.Sub = c.sub(s.Sub, notes, only)
		closeSub(&x, x.closing)
		out = append(out, x)
	}
	return out
}

func (c *column) subParagraph(s *plan.SubParagraph, notes []*input.ProseNote, only []source.Text, was *was) SubParagraph {
	x := SubParagraph{
		ID:    s.ID,
		Label: c.subLabel(s),
		Level: s.Level,
		Text:  c.refer(text{Text: s.Text, notes: notes, only: only, was: was}),
	}
	x.Ending = c.ending(s.Text, s.Ending)
	x.Open, x.closing = c.brackets(&plan.Passage{Brackets: s.Brackets, By: s.By, Marks: s.Marks}, was)
	return x
}

// ending returns the punctuation after a text of the draft, with the words that belong to it, in the language in which the column has the
// text; "" for none. The stop of an abbreviation at the end of a sentence is its full stop.
func (c *column) ending(t input.Text, e plan.Ending) phrase {
	key := e.In(c.l.Tag)
	if key == "" {
		return ""
	}
	l := c.speaks(t)
	words := l.Ending(key)
	if strings.HasPrefix(words, ".") && strings.HasSuffix(c.set.Lookup(t, c.l.Tag).Text.String, ".") {
		words = words[len("."):]
	}
	return c.inLanguage(l, words)
}

// subLabel returns the marker of a sub-paragraph: (a), (a bis).
func (c *column) subLabel(s *plan.SubParagraph) string {
	label := c.enumerator(s.Level, max(s.Number, 1))
	if s.Bis > 0 {
		return c.bis(label, s.Number, s.Bis)
	}
	return label
}

// bis returns the marker of an item that is proposed after the one with its number: (b bis).
func (c *column) bis(label string, number, n int) string {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	first, last := strings.IndexFunc(label, letter), strings.LastIndexFunc(label, letter)
	if last < 0 {
		return label
	}
	_, size := utf8.DecodeRuneInString(label[last:])
	if number == 0 { // before the first item
		return label[:first] + "0" + nbsp + c.l.Bis(n) + label[last+size:]
	}
	return label[:last+size] + nbsp + c.l.Bis(n) + label[last+size:]
}

// derived returns the origin of a paragraph in words: new, carried over, an alternative, moved. A move that is not agreed is attributed to
// its authors.
func (c *column) derived(p *plan.Paragraph) string {
	words := c.l.T("derived."+p.Derived, nil)
	if p.Moved == nil {
		return words
	}
	moved := c.l.T("derived.moved", nil)
	if state, _ := c.plan.Reached(p.Moved.State.String, p.Moved.States); state != "agreed" {
		var movers []string
		for _, a := range p.Moved.Authors {
			movers = append(movers, c.with("draft.word-of", c.author(a)))
		}
		moved = c.l.T("draft.moved-proposed", map[string]any{"Authors": c.l.List(movers)})
	}
	if p.Derived == "moved" {
		return moved
	}
	return words + " · " + moved
}

// author names an author: the chair or a delegation.
func (c *column) author(ref input.Ref) Name {
	if t := c.plan.Records.Term; ref.String == "chair" || t.Chair != nil && t.Chair.ID.String == ref.String {
		return Name{Name: c.l.T("draft.author-chair", nil), Article: c.l.T("draft.author-chair-article", nil)}
	}
	return c.name(ref.String)
}

// with returns a name after a word such as "by", which is a label.
func (c *column) with(word string, n Name) string {
	return c.l.Behind(word, n.Article, n.Name)
}

// state returns the state of a paragraph in few words, with the day at which it was reached.
func (c *column) state(p *plan.Paragraph) string {
	return c.withBrackets(p, c.stateAt(p.State, p.Reached, p.On))
}

// withBrackets adds to the state of a reopened paragraph that it has brackets.
func (c *column) withBrackets(p *plan.Paragraph, state string) string {
	if p.Marked && p.Reopened() {
		return c.l.T("state.with-brackets", map[string]any{"State": state})
	}
	return state
}

// stateAt returns a state with the day at which it was reached, in few words.
func (c *column) stateAt(state string, at *input.Meeting, on date.Date) string {
	if at != nil && !at.Date.IsZero() {
		at, on = nil, at.Date.Date
	}
	return c.stateReached(state, at, on)
}

// stateReached returns a state with the meeting or the day at which it was reached.
func (c *column) stateReached(state string, at *input.Meeting, on date.Date) string {
	s := c.l.T("state."+cmp.Or(state, "proposed"), nil)
	if at != nil {
		return c.l.T("state.reached", map[string]any{"State": s, "Meeting": c.meetingName(at)})
	}
	if on.IsZero() {
		return s
	}
	key := reached{state, on}
	words, ok := c.reached[key]
	if !ok {
		words = c.l.T("state.reached-on", map[string]any{"State": s, "Date": on})
		if c.reached == nil {
			c.reached = map[reached]string{}
		}
		c.reached[key] = words
	}
	return words
}

// reached is a state with the day at which it was reached.
type reached struct {
	state string
	on    date.Date
}

func (c *column) meetingName(m *input.Meeting) string {
	if m.Date.IsZero() {
		return c.say("open.meeting", nil)
	}
	return c.l.T("draft.meeting-of", map[string]any{"Date": m.Date.Date})
}

// cite fills a label that names an adopted paragraph; for a preambular one, the label with the suffix -preambular.
func (c *column) cite(key string, m *input.Mandate) string {
	if m.Preambular() {
		key += "-preambular"
	}
	return c.l.T(key, map[string]any{"Symbol": m.Resolution.Symbol.String, "Number": fmt.Sprint(m.Number)})
}

// base returns in words what a paragraph does to the adopted one on which it is based.
func (c *column) base(p *plan.Paragraph) string {
	m, ok := p.Base.(*input.Mandate)
	if !ok {
		return ""
	}
	known := m.Text.String != ""
	switch {
	case p.Operation == "noc" && known:
		return c.cite("draft.no-change", m)
	case p.Operation == "noc":
		return c.cite("draft.no-change-not-on-file", m)
	case p.Operation == "sup":
		return c.cite("draft.deletes", m)
	case known:
		return c.cite("draft.amends", m)
	}
	return c.cite("draft.amends-not-on-file", m)
}

// outcome names an outcome by its number and session.
func (c *column) outcome(o *input.Outcome) string {
	n := 0
	for i, x := range o.Session.Outcomes {
		if x == o {
			n = i + 1
		}
	}
	data := map[string]any{"Number": fmt.Sprint(n), "Session": o.Session.Session.String}
	s, ok := c.plan.ByID[o.Session.Session.String].(*plan.Session)
	if !ok {
		return c.l.T("draft.provenance-outcome", data)
	}
	data["Session"] = c.sessionName(s)
	if s.Session.Called.String != "" { // its gender is not known
		return c.l.T("draft.provenance-outcome-called", data)
	}
	return SessionLabel(c.l, "draft.provenance-outcome", []*input.Session{s.Session}, 0, data)
}
