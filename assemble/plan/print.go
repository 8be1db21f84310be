package plan

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/input"
)

// String returns the plan as text, for people and tests.
func (p *Plan) String() string {
	var b strings.Builder
	at := "the end of the term"
	if p.Meeting != nil {
		at = p.Meeting.ID.String
	}
	fmt.Fprintf(&b, "plan as of %s (%s)\n", at, p.AsOf)
	for _, id := range slices.Sorted(maps.Keys(p.Papers)) {
		fmt.Fprintf(&b, "paper %s: %q %s\n", id, p.Papers[id].Symbol, p.Papers[id].Date)
	}
	for _, s := range p.Sessions {
		held := "scheduled"
		if s.Held {
			held = "held"
		}
		fmt.Fprintf(&b, "session %d %s: %s, %d mandates\n", s.Number, s.Session.ID.String, held, len(s.Mandates))
	}
	for _, x := range p.Draft.Preamble {
		x.print(&b, "")
	}
	for _, s := range p.Draft.Sections {
		name := "-"
		if s.Section != nil {
			name = s.Section.ID.String
		}
		fmt.Fprintf(&b, "section %s\n", name)
		for _, x := range s.Paragraphs {
			x.print(&b, "  ")
		}
	}
	for _, x := range p.Draft.Out {
		x.print(&b, "out: ")
	}
	for _, m := range p.Mandates {
		fmt.Fprintf(&b, "mandate %s: %s", m.Mandate.ID.String, m.State)
		for _, x := range m.Paragraphs {
			fmt.Fprintf(&b, " → %s", x.ID)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (p *Paragraph) print(b *strings.Builder, indent string) {
	number := "-"
	if p.Number > 0 {
		number = fmt.Sprint(p.Number)
	}
	if p.Bis > 0 {
		number += fmt.Sprintf("+%d", p.Bis)
	}
	fmt.Fprintf(b, "%s%s %s %s/%s/%s %q", indent, number, p.ID, p.Operation, p.State, p.Derived, p.Ending.Key)
	if p.Proposal.ID.String != p.ID {
		fmt.Fprintf(b, " text of %s", p.Proposal.ID.String)
	}
	if p.Reached != nil {
		fmt.Fprintf(b, " at %s", p.Reached.ID.String)
	}
	if p.Text.Merged != nil {
		fmt.Fprintf(b, " merged of %s: %q", p.Text.ID, p.Text.String)
	}
	if p.Text.Open != nil {
		fmt.Fprintf(b, " open: %q", p.Text.String)
	}
	b.WriteString(brackets(p.Open, p.Brackets, p.By, p.Marks))
	for _, o := range p.Outcomes {
		fmt.Fprintf(b, " ← %s", o.ID.String)
	}
	for _, m := range p.Mandates {
		fmt.Fprintf(b, " → %s", m.Mandate.ID.String)
	}
	b.WriteByte('\n')
	printSub(b, indent+"  ", p.Sub)
}

func printSub(b *strings.Builder, indent string, subs []*SubParagraph) {
	for _, s := range subs {
		number := fmt.Sprint(s.Number)
		if s.Bis > 0 {
			number += fmt.Sprintf("+%d", s.Bis)
		}
		fmt.Fprintf(b, "%s(%s) %s %q%s", indent, number, s.ID, s.Ending.Key, brackets(false, s.Brackets, s.By, s.Marks))
		if s.Text.Open != nil {
			fmt.Fprintf(b, " open: %q", s.Text.String)
		}
		b.WriteByte('\n')
		printSub(b, indent+"  ", s.Sub)
	}
}

// brackets prints what is open about a paragraph or sub-paragraph as a whole.
func brackets(open, whole bool, by []input.Ref, marks []Mark) string {
	names := func(refs []input.Ref) string {
		var out []string
		for _, r := range refs {
			out = append(out, r.String)
		}
		return strings.Join(out, " and ")
	}
	s := ""
	if open {
		s += " open"
	}
	if whole {
		s += " in brackets"
	}
	if len(by) > 0 {
		s += " by " + names(by)
	}
	for _, m := range marks {
		s += fmt.Sprintf(" [%s: %s%s]", names(m.By), m.Does, strings.TrimSuffix(" "+m.After, " "))
	}
	return s
}
