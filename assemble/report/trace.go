package report

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/work"
)

// A chain holds, for each record, the records on which it is based and those based on it.
type chain struct {
	work *work.Work
	up   map[string][]string
	down map[string][]string
}

// Trace prints where a record comes from and where it leads: the paragraphs, proposals, outcomes, sessions and mandates above and below it,
// each with its place, and the pages on which it is printed, if the work has been laid out.
func Trace(w *work.Work, out io.Writer, id string) error {
	rec, ok := w.Records.ByID[id]
	if !ok {
		return &diag.Unknown{What: "record", Name: id, Known: slices.Sorted(maps.Keys(w.Records.ByID))}
	}
	c := &chain{work: w, up: map[string][]string{}, down: map[string][]string{}}
	c.links()
	c.sessions(id)
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", c.label(rec))
	if t := c.words(rec); t != "" {
		fmt.Fprintf(&b, "  %s\n", t)
	}
	fmt.Fprintf(&b, "  %s:%d\n", rec.Ident().Pos.File.Name, rec.Ident().Pos.Line())
	for i, r := range w.Pages {
		d := w.Docs[i]
		page, p := r.Places[id], w.Papers.Find(d.Paper)
		if page > 0 && p.Paged != "" {
			fmt.Fprintf(&b, "  %s, page %d\n", d.FileName(p.Paged), page)
		}
		if page > 0 && p.Anchored != "" {
			fmt.Fprintf(&b, "  %s#%s\n", d.FileName(p.Anchored), id)
		}
	}
	c.print(&b, "is based on", id, c.up)
	c.print(&b, "is the basis of", id, c.down)
	_, err := io.WriteString(out, b.String())
	return err
}

func (c *chain) print(b *strings.Builder, title, id string, next map[string][]string) {
	if len(next[id]) == 0 {
		fmt.Fprintf(b, "%s nothing\n", title)
		return
	}
	fmt.Fprintf(b, "%s\n", title)
	seen := map[string]bool{id: true}
	var walk func(id, indent string)
	walk = func(id, indent string) {
		for _, n := range next[id] {
			rec := c.work.Records.ByID[n]
			if rec == nil {
				continue
			}
			again := ""
			if seen[n] && len(next[n]) > 0 {
				again = " (see above)"
			}
			fmt.Fprintf(b, "%s%s%s\n", indent, c.label(rec), again)
			if !seen[n] {
				seen[n] = true
				walk(n, indent+"  ")
			}
		}
	}
	walk(id, "  ")
}

// rest records that a record is based on others.
func (c *chain) rest(id string, on ...string) {
	for _, o := range on {
		if o != "" && !slices.Contains(c.up[id], o) {
			c.up[id] = append(c.up[id], o)
			c.down[o] = append(c.down[o], id)
		}
	}
}

func ids(refs []input.Ref) []string {
	var out []string
	for _, r := range refs {
		out = append(out, r.String)
	}
	return out
}

func (c *chain) links() {
	in := c.work.Records
	for _, p := range in.Proposals {
		id := p.ID.String
		c.rest(id, p.Base.String)
		c.rest(id, ids(p.Outcomes)...)
		c.rest(id, ids(p.Mandates)...)
		c.subs(id, p.Paragraphs)
		c.rest(id, p.Section.String)
	}
	for _, s := range in.Outcomes {
		c.rest(s.ID.String, s.Session.String)
		for _, o := range s.Outcomes {
			c.rest(o.ID.String, s.ID.String)
			c.rest(o.ID.String, ids(o.Mandates)...)
			c.rest(o.ID.String, ids(o.Addressees)...)
			for _, r := range o.Recommends {
				c.rest(r.String, o.ID.String)
			}
		}
		for _, p := range s.Presenters {
			c.rest(p.ID.String, s.ID.String)
		}
	}
	for _, s := range in.Sessions {
		c.rest(s.ID.String, ids(s.Mandates)...)
		c.rest(s.ID.String, s.Theme.String)
		if s.Meeting != nil {
			c.rest(s.ID.String, s.Meeting.ID.String)
		}
	}
	for _, r := range in.Resolutions {
		for _, m := range r.Paragraphs {
			c.rest(m.ID.String, r.ID.String, m.Theme.String, m.Addressee.String, m.Responsible.String)
			c.rest(m.ID.String, ids(m.Repeats)...)
		}
	}
	for _, m := range in.Meetings {
		for _, a := range m.Agenda {
			c.rest(a.ID.String, m.ID.String)
		}
	}
}

// sessions records which sessions cover a mandate because they cover its whole resolution.
func (c *chain) sessions(id string) {
	m, ok := c.work.Plan.ByID[id].(*plan.Mandate)
	if !ok {
		return
	}
	for _, s := range m.Sessions {
		if of := s.Session.ID.String; !slices.Contains(c.down[id], of) {
			c.down[id] = append(c.down[id], of)
		}
	}
}

func (c *chain) subs(id string, subs []*input.SubParagraph) {
	for _, s := range subs {
		c.rest(s.ID.String, id)
		c.subs(s.ID.String, s.Paragraphs)
	}
}

// label describes a record with what the plan knows about it.
func (c *chain) label(rec input.Record) string {
	id := rec.Ident()
	name := fmt.Sprintf("%s %s", id.Kind, id.String)
	switch x := c.work.Plan.ByID[id.String].(type) {
	case *plan.Paragraph:
		at := "preamble"
		if x.Number > 0 {
			at = fmt.Sprintf("operative paragraph %d", x.Number)
		}
		if slices.Contains(c.work.Plan.Draft.Out, x) {
			at = "not in the draft"
		}
		return fmt.Sprintf("%s: %s, %s", name, at, x.State)
	case *plan.Session:
		state := "scheduled"
		if x.Held {
			state = "held"
		}
		if x.Session.Called.String != "" {
			return fmt.Sprintf("%s: %s, %s", name, x.Session.Called.String, state)
		}
		return fmt.Sprintf("%s: %s %d, %s", name, strings.ReplaceAll(x.Session.Sort(), "-", " "), x.Number, state)
	case *plan.Mandate:
		return fmt.Sprintf("%s: %s op. %d, %s", name, x.Mandate.Resolution.Symbol.String, x.Mandate.Number, x.State)
	}
	switch x := rec.(type) {
	case *input.Proposal:
		return fmt.Sprintf("%s: %s, %s", name, x.Operation.String, x.State.String)
	case *input.Outcome:
		return fmt.Sprintf("%s: %s", name, x.Kind.String)
	case *input.Resolution:
		return fmt.Sprintf("%s: %s", name, x.Symbol.String)
	case *input.Heading:
		return fmt.Sprintf("%s: %s", name, x.Of.Heading.String)
	case *input.Meeting:
		return fmt.Sprintf("%s: %s", name, x.Date.Date)
	case *input.SessionOutcome:
		return fmt.Sprintf("%s: held %s", name, x.Held.Date)
	}
	return name
}

// words returns the first words of a record.
func (c *chain) words(rec input.Record) string {
	for _, t := range c.work.Records.Texts() {
		if t.Record != rec.Ident().String || strings.TrimSpace(t.String) == "" {
			continue
		}
		r := []rune(strings.Join(strings.Fields(t.String), " "))
		if len(r) > 100 {
			r = append(r[:97], '.', '.', '.')
		}
		return string(r)
	}
	return ""
}
