package compose

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
)

// The forms in which a draft states below a paragraph what it is based on.
const (
	NoProvenance    = "none"
	ProvenanceWords = "words" // in words, in the language of the reader: Basis: AG/RES. 2881 (XLVI-O/16), op. 33-35; session 1
	ProvenanceIDs   = "ids"   // the ids of the records, for those who keep them; not read aloud
)

// Provenances are the names of these forms, in the order in which messages list them.
var Provenances = []string{NoProvenance, ProvenanceWords, ProvenanceIDs}

// provenance returns the form in which the paper states what its paragraphs are based on.
func (j *job) provenance() string {
	ways := []string{j.opts.Provenance}
	if x := j.plan.Papers[j.paper]; x != nil {
		ways = append(ways, x.Paper.Provenance.String)
	}
	ways = append(ways, j.plan.Records.Term.Draft.Provenance.String)
	switch {
	case j.opts.Final:
		return NoProvenance
	default:
		for _, w := range ways {
			if w != "" {
				return w
			}
		}
	}
	return ProvenanceWords
}

// Basis returns in words what the paragraph is based on; "" if it is based on nothing, or the paper does not state it in words.
func (p *Paragraph) Basis() string {
	if p.of == nil || p.c.provenance() != ProvenanceWords {
		return ""
	}
	c := p.c
	var parts []string
	for _, g := range byResolution(p.of.Mandates) {
		parts = append(
			parts,
			c.l.T("draft.basis-mandates", map[string]any{"Symbol": g.resolution.Symbol.String, "Numbers": c.numerals(g.ranges)}),
		)
	}
	if s := c.sessionsInShort(p.of.Sessions); s != "" {
		parts = append(parts, s)
	}
	if len(parts) == 0 {
		return ""
	}
	return c.l.T("draft.basis", map[string]any{"Basis": c.clauses(parts)})
}

// IDs returns the ids of the records linked to the paragraph; "" if the paper does not name them.
func (p *Paragraph) IDs() string {
	if p.of == nil || p.c.provenance() != ProvenanceIDs {
		return ""
	}
	s := strings.Join(append([]string{p.ID}, p.Proposals...), " + ")
	if len(p.OutcomeIDs) > 0 {
		s += " ← " + strings.Join(p.OutcomeIDs, ", ")
	}
	var mandates []string
	for _, g := range byResolution(p.of.Mandates) {
		at := 0
		for _, r := range g.ranges {
			first, last := g.mandates[at].Mandate.ID.String, g.mandates[at+r.Last-r.First].Mandate.ID.String
			at += r.Last - r.First + 1
			mandates = append(mandates, ends(r, first, last, func() string { return first + " … " + last })...)
		}
	}
	if len(mandates) > 0 {
		s += " → " + strings.Join(mandates, ", ")
	}
	return s
}

// Remarks returns what people said about the paragraph and was not closed yet, with the answers: the working copy shows it, which also
// names the records.
func (p *Paragraph) Remarks() []string {
	if p.of == nil || p.c.provenance() != ProvenanceIDs {
		return nil
	}
	ids := append([]string{p.ID}, p.Proposals...)
	var subs func(in []SubParagraph)
	subs = func(in []SubParagraph) {
		for _, s := range in {
			ids = append(ids, s.ID)
			subs(s.Sub)
		}
	}
	subs(p.Sub)
	return p.c.remarks(ids...)
}

// remarks returns what people said about records and was not closed yet.
func (c *column) remarks(ids ...string) []string {
	if c.provenance() != ProvenanceIDs {
		return nil
	}
	if c.job.said == nil {
		c.job.said = map[string][]locale.Query{}
		for _, lang := range c.set.Languages() {
			for _, q := range c.set.Queries(lang) {
				if id, _, _ := strings.Cut(q.Text, "."); q.Closed == "" {
					c.job.said[id] = append(c.job.said[id], q)
				}
			}
		}
	}
	var out []string
	for _, id := range ids {
		for _, q := range c.job.said[id] {
			by := q.By
			if g := c.plan.Records.Glossary; g != nil && g.ByKey[by] != nil {
				by = c.name(by).Name
			}
			s := c.l.T("draft.remark", map[string]any{"By": by, "Said": q.Said})
			if q.Answer != "" {
				s = c.l.T("draft.remark-answered", map[string]any{"Remark": s, "Answer": q.Answer})
			}
			out = append(out, s)
		}
	}
	return out
}

// ends names a range by its ends: a range of one by first, a range of two by both, a longer one by the words of between.
func ends(r input.Range, first, last string, between func() string) []string {
	switch r.Last - r.First {
	case 0:
		return []string{first}
	case 1:
		return []string{first, last}
	}
	return []string{between()}
}

// numerals writes ranges of numbers: 3, 7-9 and 12.
func (c *column) numerals(ranges []input.Range) string {
	var parts []string
	for _, r := range ranges {
		first, last := fmt.Sprint(r.First), fmt.Sprint(r.Last)
		parts = append(parts, ends(r, first, last, func() string {
			return c.l.T("draft.basis-range", map[string]any{"First": first, "Last": last})
		})...)
	}
	return c.l.List(parts)
}

// sessionsInShort names sessions in a line that must be short: thematic sessions by their numbers, the others by their names.
func (c *column) sessionsInShort(in []*plan.Session) string {
	var numbers, parts []string
	for _, s := range in {
		if s.Session.Sort() == input.ThematicSession && s.Session.Called.String == "" {
			numbers = append(numbers, fmt.Sprint(s.Number))
		} else {
			parts = append(parts, c.sessionName(s))
		}
	}
	if len(numbers) > 0 {
		thematic := c.l.N("draft.basis-sessions", len(numbers), map[string]any{"List": c.l.List(numbers)})
		parts = slices.Insert(parts, 0, thematic)
	}
	return c.l.List(parts)
}

// A cited holds mandates of one resolution, in order, with the ranges of their numbers.
type cited struct {
	resolution *input.Resolution
	mandates   []*plan.Mandate
	ranges     []input.Range
}

// byResolution groups consecutive mandates of the same resolution.
func byResolution(ms []*plan.Mandate) []cited {
	var out []cited
	for _, m := range ms {
		r, n := m.Mandate.Resolution, m.Mandate.Number
		if len(out) == 0 || out[len(out)-1].resolution != r {
			out = append(out, cited{resolution: r})
		}
		g := &out[len(out)-1]
		g.mandates = append(g.mandates, m)
		if k := len(g.ranges) - 1; k >= 0 && g.ranges[k].Last == n-1 {
			g.ranges[k].Last = n
		} else {
			g.ranges = append(g.ranges, input.Range{First: n, Last: n})
		}
	}
	return out
}
