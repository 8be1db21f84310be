package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// makersOf returns the proposals that may have changed a paragraph since the base of a redline: those later than the base that make up its
// text, or that deleted it.
func (c *column) makersOf(id string) []*input.Proposal {
	r := c.opts.Redline
	if r == nil || id == "" {
		return nil
	}
	p, _ := c.plan.ByID[id].(*plan.Paragraph)
	if p == nil {
		i := slices.IndexFunc(c.plan.Draft.Out, func(out *plan.Paragraph) bool { return out.ID == id })
		if i < 0 {
			return nil
		}
		p = c.plan.Draft.Out[i]
	}
	var of []*input.Proposal
	for _, x := range append([]*input.Proposal{p.Proposal}, p.Others...) {
		early := !r.Base.Adopted && !r.Base.Date.IsZero() && !x.Date.IsZero() && !r.Base.Date.Before(x.Date.Date)
		if !early && !slices.Contains(of, x) {
			of = append(of, x)
		}
	}
	if len(of) == 0 && p.State == "withdrawn" {
		of = append(of, p.Proposal)
	}
	return of
}

// maker names the author of a change: the authors of the only proposal that has, or deletes, these words; if that cannot be determined, of
// all proposals. It returns nil if nobody is known.
func (c *column) maker(op diff.Op, tokens []diff.Token) *doc.Author {
	if op == diff.Equal || len(c.makers) == 0 {
		return nil
	}
	of := c.makers
	if len(of) > 1 && len(tokens) > 0 {
		var b strings.Builder
		for _, t := range tokens {
			b.WriteString(t.Space + t.Text)
		}
		if one := c.makerOf(op, source.Normalize(b.String())); one != nil {
			of = []*input.Proposal{one}
		}
	}
	return c.together(of)
}

// together joins the authors of proposals into one author of a change, with the day of the latest one; nil if nobody is known. A day before
// the base of the redline is left out.
func (c *column) together(of []*input.Proposal) *doc.Author {
	if c.opts.Redline == nil {
		return nil
	}
	first := *c // names are the same in every column
	first.l = c.set.Locale(c.langs[0])
	var names []string
	var on date.Date
	for _, x := range of {
		for _, a := range x.Authors {
			if n := cmp.Or(first.author(a).Name, a.String); !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
		if since := c.opts.Redline.Base.Date; !x.Date.IsZero() && since.Before(x.Date.Date) && on.Before(x.Date.Date) {
			on = x.Date.Date
		}
	}
	if len(names) == 0 {
		return nil
	}
	key := fmt.Sprint(names, on)
	if c.people[key] == nil {
		c.people[key] = &doc.Author{Name: strings.Join(names, ", "), On: on}
	}
	return c.people[key]
}

// makerOf returns the first proposal that inserted or deleted the words; nil if that cannot be determined.
func (c *column) makerOf(op diff.Op, words string) *input.Proposal {
	var found []*input.Proposal
	for _, x := range c.makers {
		named := slices.ContainsFunc(x.Authors, func(a input.Ref) bool {
			name := c.author(a).Name
			return name != "" && strings.Contains(words, name)
		})
		has := strings.Contains(source.Normalize(c.set.Lookup(x.Text, c.l.Tag).Text.String), words)
		if named || has == (op == diff.Insert) && (x.Text.String != "" || op == diff.Delete) {
			if named {
				return x
			}
			found = append(found, x)
		}
	}
	slices.SortStableFunc(found, func(a, b *input.Proposal) int { return a.Date.Compare(b.Date.Date) })
	if len(found) == 1 || len(found) > 1 && found[0].Date.Before(found[1].Date.Date) {
		return found[0] // the others took the words over from it
	}
	return nil
}
