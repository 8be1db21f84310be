package compose

import (
	"slices"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/plan"
)

// A Proposal is a proposal in the compendium, whatever its outcome.
type Proposal struct {
	ID        string
	Operation string // ADD, MOD ...
	Authors   string
	Date      *Day
	State     string // in words, with the meeting at which it was reached
	Text      phrase // "" if it has none: Says replaces it
	Says      string // what it does, if it has no text of its own
	Reason    phrase
	Sub       []SubParagraph
	Table     *Table // its sub-paragraphs, if they are the rows of a table; otherwise nil
}

// TitleProposals are the proposals on the title of the paper.
func (v *paperView) TitleProposals() []Proposal { return v.c.headed(v.p.Title) }

// Compendium has every paragraph with every proposal on it, by section; withdrawn and deleted ones come last. The first section is the
// preamble, which has no ID.
func (v *paperView) Compendium() []Section {
	c := v.c
	preamble := Section{}
	for _, p := range c.plan.Draft.Preamble {
		preamble.Paragraphs = append(preamble.Paragraphs, c.paragraph(p))
	}
	out := []Section{preamble}
	at := map[string]int{}
	section := func(s *input.DraftSection) int {
		id := ""
		if s != nil {
			id = s.ID.String
		}
		i, ok := at[id]
		if !ok {
			i = len(out)
			at[id] = i
			x := Section{Number: i}
			if s != nil {
				x.ID, x.Title = id, c.phrase(s.Title)
			}
			out = append(out, x)
		}
		return i
	}
	for _, s := range c.plan.Draft.Sections {
		i := section(s.Section)
		out[i].All = c.headed(s.Heading)
		for _, p := range s.Paragraphs {
			out[i].Paragraphs = append(out[i].Paragraphs, c.paragraph(p))
		}
	}
	for _, p := range c.plan.Draft.Out {
		i := 0
		if p.Kind != "preambular" {
			var of *input.DraftSection
			for _, s := range c.plan.Records.Term.Sections {
				if s.ID.String == p.Place.Section.String {
					of = s
				}
			}
			i = section(of)
		}
		out[i].Paragraphs = append(out[i].Paragraphs, c.paragraph(p))
	}
	return slices.DeleteFunc(out, func(s Section) bool { return len(s.Paragraphs) == 0 })
}

// Ordinal is what a preambular paragraph is cited by, in short: preambular 5; "" for others, which have their numbers before their words.
func (p *Paragraph) Ordinal() string {
	if p.of == nil || p.of.Kind != "preambular" {
		return ""
	}
	n, _ := p.c.number(p.of.ID)
	if n == "" {
		return ""
	}
	return p.c.l.T("draft.open-preambular", map[string]any{"N": n})
}

// Name is the name of the paragraph: operative paragraph 5 bis.
func (p *Paragraph) Name() string {
	if p.of == nil {
		return ""
	}
	c := p.c
	key := "draft.reference"
	if p.of.Kind == "preambular" {
		key = "draft.reference-preambular"
	}
	n, _ := c.number(p.of.ID)
	switch {
	case n == "" && p.of.Open: // it is open, and only the compendium shows it
		return c.l.T("draft.not-yet-in-draft", nil)
	case n == "":
		return c.l.T("draft.not-in-draft", nil)
	}
	return c.l.T(key, map[string]any{"N": n})
}

// proposals returns all proposals on a paragraph, the earliest first.
func (c *column) proposals(p *plan.Paragraph) []Proposal {
	var on []*input.Proposal // the others are shown with the paragraph to which they give the text
	for _, pr := range append([]*input.Proposal{p.Proposal}, p.Others...) {
		if c.plan.ByID[pr.ID.String] == p {
			on = append(on, pr)
		}
	}
	return c.said(on, p.Notes)
}

// headed returns all proposals on a heading or a title, the earliest first.
func (c *column) headed(h *plan.Heading) []Proposal {
	if h == nil {
		return nil
	}
	return c.said(h.Proposals, nil)
}

// said describes proposals, the earliest first. Their texts may also cite the given notes.
func (c *column) said(all []*input.Proposal, notes []*input.ProseNote) []Proposal {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b *input.Proposal) int {
		if n := a.Date.Compare(b.Date.Date); n != 0 {
			return n
		}
		return strings.Compare(a.ID.String, b.ID.String)
	})
	var out []Proposal
	for _, pr := range slices.Compact(all) {
		x := Proposal{
			ID:        pr.ID.String,
			Operation: c.l.T("operation."+pr.Operation.String, nil),
			Date:      c.day(pr.Date.Date),
			Reason:    c.phrase(pr.Reason),
		}
		var authors []string
		for _, a := range pr.Authors {
			authors = append(authors, c.author(a).Name)
		}
		x.Authors = c.l.List(authors)
		x.State = c.stateAt(c.plan.ReachedOn(pr.State.String, pr.States))
		words := pr.Text
		if pr.Operation.String == "noc" && words.String == "" { // of an adopted heading: what it wants to have again
			words = c.plan.Records.AdoptedTitle(pr.Base.String)
		}
		x.Text = c.refer(text{Text: words, notes: slices.Concat(pr.Notes, notes), only: pr.Languages})
		x.Sub = c.sub(plan.Numbered(pr.Paragraphs, 1), slices.Concat(pr.Notes, notes), pr.Languages)
		if pr.Table && len(x.Sub) > 0 {
			x.Table, x.Sub = c.draftTable(x.Sub), nil
		}
		if x.Text == "" {
			x.Says = c.says(pr)
		}
		out = append(out, x)
	}
	return out
}

// says returns in words what a proposal without a text does.
func (c *column) says(pr *input.Proposal) string {
	switch pr.Operation.String {
	case "move":
		if place := c.called(pr.After.String); place != "" {
			return c.l.T("draft.moved-behind", map[string]any{"Place": place})
		}
		return c.l.T("operation-name.move", nil)
	case "sup":
		if m, ok := c.plan.Records.ByID[pr.Base.String].(*input.Mandate); ok {
			return c.cite("draft.deletes", m)
		}
		return c.l.T("draft.no-text", nil)
	case "noc":
		if m, ok := c.plan.Records.ByID[pr.Base.String].(*input.Mandate); ok {
			return c.cite("draft.no-change", m)
		}
	}
	return c.l.T("operation-name."+pr.Operation.String, nil)
}

// StateGroup holds the paragraphs with the same state.
type StateGroup struct {
	Key        string // agreed, agreed-ad-referendum, taken-over, bracketed, proposed, deleted, withdrawn
	State      string
	Paragraphs []*Paragraph
}

// States are the paragraphs by state, the most advanced first.
func (v *paperView) States() []StateGroup {
	c := v.c
	groups := map[string]*StateGroup{}
	add := func(key, state string, p *plan.Paragraph) {
		if groups[key] == nil {
			groups[key] = &StateGroup{Key: key, State: state}
		}
		groups[key].Paragraphs = append(groups[key].Paragraphs, c.paragraph(p))
	}
	for _, p := range c.plan.Draft.Paragraphs() {
		state := p.State
		if p.Reopened() {
			state = "bracketed"
		}
		add(state, c.l.T("state."+state, nil), p)
	}
	for _, p := range c.plan.Draft.Out {
		switch {
		case p.Operation == "sup":
			add("deleted", c.l.T("redline.deleted", nil), p)
		case p.State == "withdrawn":
			add("withdrawn", c.l.T("state.withdrawn", nil), p)
		default: // open, and only the compendium shows it
			add(p.State, c.l.T("state."+p.State, nil), p)
		}
	}
	var out []StateGroup
	for _, key := range []string{"agreed", "agreed-ad-referendum", "taken-over", "bracketed", "proposed", "deleted", "withdrawn"} {
		if g := groups[key]; g != nil {
			out = append(out, *g)
		}
	}
	return out
}

// All is every proposal on the paragraph, the earliest first.
func (p *Paragraph) All() []Proposal {
	if p.of == nil {
		return nil
	}
	return p.c.proposals(p.of)
}

// Outcomes are the outcomes on which the paragraph is based, in words: outcome 2 of the first thematic session.
func (p *Paragraph) Outcomes() []string {
	if p.of == nil {
		return nil
	}
	var out []string
	for _, o := range p.of.Outcomes {
		out = append(out, p.c.outcome(o))
	}
	return out
}

// Mandates are the mandates that the paragraph concerns: AG/RES. 2910 (XLVII-O/17), operative paragraph 3.
func (p *Paragraph) Mandates() []string {
	if p.of == nil {
		return nil
	}
	return p.c.mandateList(p.of.Mandates)
}

// Start returns the first words of the paragraph.
func (p *Paragraph) Start() string {
	if p.of == nil {
		return ""
	}
	const most = 14
	return beginning(p.c.plain(p.of.Text), most)
}

// beginning returns the first words of a text, at most that many.
func beginning(text string, most int) string {
	words := strings.Fields(text)
	if len(words) <= most {
		return strings.Join(words, " ")
	}
	return strings.TrimRight(strings.Join(words[:most], " "), ",;:") + " …"
}
