package merge

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/plan"
)

// provenance links each paragraph to the outcomes, sessions and mandates on which it is based, and these to the paragraph. An outcome and a
// proposal are linked if either names the other.
func (m *merger) provenance() {
	recommended := map[string][]*input.Outcome{}
	type place struct {
		at      int // index among all outcomes, in the order of the sessions
		session *plan.Session
	}
	places := map[*input.Outcome]place{}
	for _, s := range m.plan.Sessions {
		if s.Outcome == nil {
			continue
		}
		for _, o := range s.Outcome.Outcomes {
			places[o] = place{len(places), s}
			for _, ref := range o.Recommends {
				recommended[ref.String] = append(recommended[ref.String], o)
			}
		}
	}
	standing := m.plan.Draft.Paragraphs()
	for i, p := range slices.Concat(standing, m.plan.Draft.Out) {
		var mandates []input.Ref
		name := func(o *input.Outcome) {
			if _, ok := places[o]; ok && !slices.Contains(p.Outcomes, o) {
				p.Outcomes = append(p.Outcomes, o)
			}
		}
		for _, pr := range append([]*input.Proposal{p.Proposal}, p.Others...) {
			mandates = append(mandates, pr.Mandates...)
			if mandate, ok := m.base(pr).(*input.Mandate); ok && !mandate.Preambular() {
				mandates = append(mandates, input.Ref{Text: mandate.ID.Text})
			}
			for _, ref := range pr.Outcomes {
				if o, ok := m.plan.ByID[ref.String].(*input.Outcome); ok {
					name(o)
				}
			}
			for _, o := range recommended[pr.ID.String] {
				name(o)
			}
		}
		slices.SortFunc(p.Outcomes, func(a, b *input.Outcome) int { return places[a].at - places[b].at })
		for _, o := range p.Outcomes {
			if s := places[o].session; len(p.Sessions) == 0 || p.Sessions[len(p.Sessions)-1] != s {
				p.Sessions = append(p.Sessions, s)
			}
		}
		p.Mandates = m.of(mandates)
		if i >= len(standing) {
			continue
		}
		for _, x := range p.Mandates {
			x.Paragraphs = append(x.Paragraphs, p)
		}
	}
}

// findings reports unresolved proposals, outcomes and mandates, unless the records that might resolve them could not be read.
func (m *merger) findings() {
	taken := map[string]bool{}       // outcomes that a proposal names
	recommended := map[string]bool{} // proposals that an outcome names
	for _, s := range m.in.Outcomes {
		for _, o := range s.Outcomes {
			for _, ref := range o.Recommends {
				recommended[ref.String] = true
			}
		}
	}
	for _, p := range m.in.Proposals {
		for _, ref := range p.Outcomes {
			taken[ref.String] = true
		}
	}
	for _, s := range m.in.Outcomes {
		for _, o := range s.Outcomes {
			m.recommendation(o, taken[o.ID.String])
		}
	}
	for _, p := range m.in.Proposals {
		_, amends := m.base(p).(*input.Mandate)
		annex, _ := m.in.Term.Annex(p.Section.String)
		if p.Kind.String == "operative" && p.Operation.String == "add" && p.State.String != "withdrawn" && !amends && annex == 0 &&
			len(p.Outcomes) == 0 &&
			len(p.Mandates) == 0 &&
			!recommended[p.ID.String] &&
			len(m.in.Sessions) > 0 &&
			!m.in.Lost["outcomes"] {
			m.diags.Warningf("W0613", p.ID.Pos, "the proposal %q is based on nothing: it names no outcome and no mandate", p.ID.String).
				About(p.ID.String).
				Hint("add the outcomes or mandates that it is based on")
		}
	}
	if m.in.Lost["schedule.yaml"] || len(m.in.Sessions) == 0 || m.unknownMandate() { // the body has no sessions, or one may cover it
		return
	}
	for _, r := range m.in.Resolutions {
		var numbers []int
		for _, p := range r.Paragraphs {
			if x, ok := m.plan.ByID[p.ID.String].(*plan.Mandate); ok && len(x.Sessions) == 0 && p.NoSession.String == "" {
				numbers = append(numbers, p.Number)
			}
		}
		if len(numbers) > 0 {
			m.diags.Notef("N0614", r.Symbol.Pos, "no %s covers operative %s of %s", input.NounOf(m.in.Sessions...), ranges(numbers),
				r.Symbol.String).
				About(r.ID.String).
				Hint("name them under mandates of a session in input/schedule.yaml, or give the reason under no-session")
		}
	}
}

// unknownMandate reports whether a session names a mandate that does not exist, which has been reported: it may mean any.
func (m *merger) unknownMandate() bool {
	return slices.ContainsFunc(m.in.Sessions, func(s *input.Session) bool {
		return slices.ContainsFunc(s.Mandates, func(r input.Ref) bool { return m.in.ByID[r.String] == nil })
	})
}

// recommendation reports an outcome whose recommended paragraph no proposal takes up.
func (m *merger) recommendation(o *input.Outcome, taken bool) {
	for _, ref := range o.Recommends {
		p, ok := m.in.ByID[ref.String].(*input.Proposal)
		if !ok {
			continue // an unknown reference is reported on reading
		}
		taken = true
		if m.state(p) == "withdrawn" && !m.replaced(p) {
			m.diags.Warningf("W0612", ref.Pos, "the outcome %q recommends the paragraph %q, which is withdrawn", o.ID.String, ref.String).
				About(o.ID.String).
				Hint("let another proposal take it up, or record in the outcome what happened to it").
				See(p.ID.Pos, "the proposal")
		}
	}
	if !taken && !m.in.Lost["proposals"] && o.Kind.String == "recommendation" {
		m.diags.Warningf("W0612", o.ID.Pos, "no proposal takes up the recommendation %q", o.ID.String).About(o.ID.String).
			Hint("name it under outcomes of a proposal, or name the proposal under its recommends")
	}
}

func (m *merger) replaced(p *input.Proposal) bool {
	x := m.paragraphs[p.ID.String]
	return x != nil && !slices.Contains(m.plan.Draft.Out, x)
}

// ranges writes ascending numbers with ranges: 3, 5-7, 9.
func ranges(numbers []int) string {
	var out []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		if i == j {
			out = append(out, fmt.Sprint(numbers[i]))
		} else {
			out = append(out, fmt.Sprintf("%d-%d", numbers[i], numbers[j]))
		}
		i = j + 1
	}
	word := "paragraph "
	if len(numbers) > 1 {
		word = "paragraphs "
	}
	return word + strings.Join(out, ", ")
}
