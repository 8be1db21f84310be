package input

import (
	"fmt"
	"slices"
	"sort"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// maxLevels is the maximum number of levels of sub-paragraphs in a paragraph.
const maxLevels = 3

// maxSubs is the maximum number of sub-paragraphs of one paragraph: their letters become longer with each alphabet.
const maxSubs = 500

// paragraphs sorts the mandates of a resolution, and adds one for each number in its ranges that has no entry.
func (r *reader) paragraphs(n *source.Node, res *Resolution) {
	for i, m := range res.Preamble {
		m.Resolution, m.Number = res, i+1
		r.subs(m)
	}
	written := map[int]*Mandate{}
	nodes := objects(n, "paragraphs")
	read := n.At("ranges") == nil || len(n.At("ranges").Items) == len(res.Ranges) // otherwise no paragraph is known to be outside them
	var outside []*Mandate
	var at source.Pos
	wrong := map[string]bool{} // ids of paragraphs whose numbers are wrong, which is reported
	for i, m := range res.Paragraphs {
		m.Resolution = res
		r.subs(m)
		number := str(nodes[i], "number")
		if m.Number == 0 {
			wrong[m.ID.String] = true
			continue
		}
		if earlier := written[m.Number]; earlier != nil {
			r.diags.Errorf("E0305", number.Pos, "operative paragraph %d of %s appears twice", m.Number, res.Symbol.String).
				About(m.ID.String).See(earlier.ID.Pos, "the earlier one is here")
			r.lose(mandatesFile)
			wrong[m.ID.String] = true
			continue
		}
		written[m.Number] = m
		if read && !within(res.Ranges, m.Number) {
			outside = append(outside, m)
			wrong[m.ID.String] = true
			if len(outside) == 1 {
				at = number.Pos
			}
		}
	}
	r.outside(res, outside, at)
	res.Paragraphs = nil
	seen := map[int]bool{}
	for _, g := range res.Ranges {
		for i := g.First; i <= g.Last; i++ {
			if seen[i] {
				r.diags.Errorf("E0305", g.Pos, "operative paragraph %d is in two ranges", i).
					Hint("write ranges that do not overlap").About(res.ID.String)
				break
			}
			seen[i] = true
			m := written[i]
			if m == nil {
				m = &Mandate{Resolution: res, Number: i, Details: r.unknown()}
				m.ID = ID{source.Text{Pos: g.Pos, String: MandateID(res.ID.String, i)}, kindMandate}
				if wrong[m.ID.String] {
					continue
				}
				r.register(m)
			}
			res.Paragraphs = append(res.Paragraphs, m)
		}
	}
	sort.SliceStable(res.Paragraphs, func(i, j int) bool { return res.Paragraphs[i].Number < res.Paragraphs[j].Number })
	for _, m := range res.Paragraphs {
		if m.Heading.String != "" && m.ID.String != "" {
			r.register(&Heading{ID{source.Text{Pos: m.Heading.Pos, String: m.Heading.ID}, kindHeading}, m})
		}
	}
}

// outside reports the paragraphs of a resolution that are outside its ranges, in one finding at the number of the first.
func (r *reader) outside(res *Resolution, all []*Mandate, at source.Pos) {
	if len(all) == 0 {
		return
	}
	r.lose(mandatesFile)
	if len(all) == 1 {
		r.diags.Errorf("E0305", at, "operative paragraph %d is outside the ranges of %s", all[0].Number, res.Symbol.String).
			Hint("add it to ranges, or correct the number").About(all[0].ID.String)
		return
	}
	r.diags.Errorf("E0305", at, "%s, beginning with %d, are outside the ranges of %s", diag.Plural(len(all), "operative paragraph"),
		all[0].Number, res.Symbol.String).
		Hint("add them to ranges, or correct the numbers").About(res.ID.String)
}

// mandatesFile is the name of the file of the resolutions.
const mandatesFile = "mandates.yaml"

// subs limits the levels of the sub-paragraphs of a mandate.
func (r *reader) subs(m *Mandate) {
	if m.Paragraphs != nil {
		m.Own().Paragraphs = r.levels(m.Paragraphs, 1)
	}
}

func within(ranges []Range, n int) bool {
	for _, g := range ranges {
		if n >= g.First && n <= g.Last {
			return true
		}
	}
	return false
}

// MandateID returns the id of an operative paragraph that has no entry.
func MandateID(resolution string, n int) string { return fmt.Sprintf("%s-op-%d", resolution, n) }

func (r *reader) meeting(n *source.Node, m *Meeting) {
	if m.ID.String == End {
		r.diags.Errorf("E0303", m.ID.Pos, "id %q is reserved for the end of the term", End).Hint("give the meeting another id")
	}
	for i, v := range objects(n, "agenda") {
		item := m.Agenda[i]
		if item.Kind.String == "session" && v.At("session") == nil {
			r.diags.Errorf("E0112", item.Kind.Pos, "an agenda item of kind session does not name a session").
				Hint("write session: and the id of a session").About(item.ID.String)
		}
	}
}

// link connects agenda items with their sessions, which are in different lists.
func (r *reader) link() {
	for _, m := range r.rec.Meetings {
		for _, item := range m.Agenda {
			s, ok := r.rec.ByID[item.names.String].(*Session)
			if !ok {
				continue
			}
			item.Session = s
			if s.Meeting == nil {
				s.Meeting = m
			}
		}
	}
}

func (r *reader) stakeholder(n *source.Node, s *Stakeholder) {
	if n.At("name") == nil && n.At("text") == nil && s.ID.String != "" {
		r.diags.Errorf("E0112", s.ID.Pos, "a stakeholder has neither a name nor a text").
			Hint("write name: and a glossary key, or text:").About(s.ID.String)
	}
}

// proposal adds what follows from the context of a proposal, and reports missing fields that its operation or kind requires.
func (r *reader) proposal(n *source.Node, p *Proposal) {
	p.Original, p.OrderPos = r.lang, str(n, "order").Pos
	if p.State.String == "" {
		p.State = source.Text{Pos: p.ID.Pos, String: defaultState}
	}
	for _, x := range p.Notes {
		x.Kind = footNote
	}
	p.Paragraphs = r.levels(p.Paragraphs, 1)
	lacks := func(at source.Text, field, why string) {
		if v := n.At(field); v == nil || empty(v) {
			r.diags.Errorf("E0112", at.Pos, "a proposal %s has no %q", why, field).Hint("write %s:", field).About(p.ID.String)
		}
	}
	switch op := p.Operation.String; op {
	case "add":
		lacks(p.Operation, "text", "that adds a paragraph")
		lacks(p.Operation, "kind", "that adds a paragraph")
	case "mod", "mod-editorial":
		if len(p.Paragraphs) == 0 {
			lacks(p.Operation, "text", "that modifies a paragraph")
		}
		lacks(p.Operation, "base", "that modifies a paragraph")
	case "sup", "noc":
		lacks(p.Operation, "base", "of operation "+op)
	case "move":
		lacks(p.Operation, "base", "that moves a paragraph")
		lacks(p.Operation, "after", "that moves a paragraph")
	}
	if p.Kind.String == preambular && p.Section.String != "" {
		r.diags.Errorf("E0117", p.Section.Pos, "a preambular paragraph cannot be in a section").
			Hint("remove the section").
			About(p.ID.String)
	}
}

// mostBases is the maximum length of a row of proposals that amend one another.
const mostBases = 100

// chains reports rows of proposals that amend one another and are too long, and cuts them.
func (r *reader) chains() {
	depth := map[*Proposal]int{} // number of proposals in the row below it; 0: not yet known
	for _, p := range r.rec.Proposals {
		var row []*Proposal
		seen := map[*Proposal]bool{}
		at := p
		for at != nil && depth[at] == 0 && !seen[at] {
			seen[at] = true
			row = append(row, at)
			at, _ = r.rec.ByID[at.Base.String].(*Proposal)
		}
		below := 0
		if at != nil {
			below = depth[at]
		}
		for _, q := range slices.Backward(row) {
			if below >= mostBases {
				r.diags.Errorf("E0306", q.Base.Pos, "proposal %q is the last in a row of %d that amend one another", q.ID.String, below+1).
					About(q.ID.String).
					Hint("name the paragraph itself as its base, or the proposal that was agreed")
				q.Base.String, below = "", 0
			}
			below++
			depth[q] = below
		}
	}
}

// kinds gives each proposal on an existing text its part of the resolution: that of the paragraph that it changes in the end, and none for
// a heading or a title. A proposal that changes a mandate may state its part itself.
func (r *reader) kinds() {
	owners := map[string]*Proposal{}
	for _, p := range r.rec.Proposals {
		owns(owners, p, p.Paragraphs)
	}
	adopted := r.rec.Adopted()
	for _, p := range r.rec.Proposals {
		first := p
		for range r.rec.Proposals { // bases may form a cycle
			next := owners[first.Base.String]
			if next == nil {
				next, _ = r.rec.ByID[first.Base.String].(*Proposal)
			}
			if next == nil || first.Operation.String == "add" {
				break
			}
			first = next
		}
		part := first.Kind.String
		r.fits(p)
		base := r.rec.ByID[first.Base.String]
		if m := adopted[first.Base.String]; m != nil {
			base = m
		}
		switch base := base.(type) {
		case *DraftSection, *Paper, *Heading, *Resolution:
			p.Kind.String = ""
			continue
		case *Mandate:
			switch {
			case part != "":
			case base.Preambular():
				part = preambular
			default:
				part = operative
			}
		}
		if p != first && p.Kind.String != "" && part != "" && p.Kind.String != part {
			r.diags.Errorf("E0117", p.Kind.Pos, "the proposal amends %s paragraph, and cannot make it %s", article(part), p.Kind.String).
				Hint("remove kind: %s stays in the part of its base", p.ID.String).
				About(p.ID.String).
				See(first.Kind.Pos, "the paragraph")
		}
		p.Kind = source.Text{Pos: p.Kind.Pos, String: part}
	}
}

// Adopted returns the adopted paragraph to which each sub-paragraph of an adopted text belongs, by the id of the sub-paragraph.
func (r *Records) Adopted() map[string]*Mandate {
	out := map[string]*Mandate{}
	var walk func(m *Mandate, subs []*SubParagraph)
	walk = func(m *Mandate, subs []*SubParagraph) {
		for _, s := range subs {
			out[s.ID.String] = m
			walk(m, s.Paragraphs)
		}
	}
	for _, res := range r.Resolutions {
		for _, m := range slices.Concat(res.Preamble, res.Paragraphs) {
			walk(m, m.Paragraphs)
		}
	}
	return out
}

// fits reports an operation that its base does not allow: only paragraphs can be moved, a heading has no sub-paragraphs, and a paper always
// has a title.
func (r *reader) fits(p *Proposal) {
	base, op := r.rec.ByID[p.Base.String], p.Operation.String
	what := map[string]string{kindSub: "a sub-paragraph", kindSection: "a heading", kindHeading: "a heading",
		kindPaper: "the title of a paper", kindResolution: "the title of a resolution"}
	var kind string
	switch base.(type) {
	case *SubParagraph, *DraftSection, *Paper, *Heading, *Resolution:
		kind = base.Ident().Kind
	default:
		return
	}
	var d *diag.Diagnostic
	switch {
	case op == "move":
		d = r.diags.Errorf("E0117", p.Base.Pos, "%s cannot be moved", what[kind]).
			Hint("move paragraphs; to move a sub-paragraph, delete it and add it elsewhere")
	case op == "sup" && (kind == kindPaper || kind == kindResolution):
		d = r.diags.Errorf("E0117", p.Base.Pos, "%s cannot be deleted", what[kind]).Hint("amend it: operation: mod, with the new title")
	case kind != kindSub && len(p.Paragraphs) > 0:
		d = r.diags.Errorf("E0117", p.Paragraphs[0].ID.Pos, "%s has no sub-paragraphs", what[kind]).Hint("remove paragraphs:")
	default:
		return
	}
	d.About(p.ID.String)
}

// levels reports and removes sub-paragraphs that are nested too deep, or of which one paragraph has too many.
func (r *reader) levels(subs []*SubParagraph, level int) []*SubParagraph {
	if level > maxLevels {
		for _, s := range subs {
			r.diags.Errorf("E0117", s.ID.Pos, "sub-paragraph %q is on level %d; only three levels are allowed", s.ID.String, level).
				About(s.ID.String)
		}
		return nil
	}
	if len(subs) > maxSubs {
		r.diags.Errorf("E0117", subs[maxSubs].ID.Pos, "%q is preceded by %d sub-paragraphs at the same level", subs[maxSubs].ID.String,
			maxSubs).
			Hint("divide them between several paragraphs")
		subs = subs[:maxSubs]
	}
	for _, s := range subs {
		s.Paragraphs = r.levels(s.Paragraphs, level+1)
	}
	return subs
}

// revision reports a revision that names no meeting, or more than one.
func (r *reader) revision(v *Revision) {
	var named []Ref
	for _, m := range []Ref{v.For, v.After, v.Meeting} {
		if m.String != "" {
			named = append(named, m)
		}
	}
	switch {
	case len(named) == 0:
		r.diags.Errorf("E0112", v.Pos, "a revision names no meeting").
			Hint("write for: and the id of the meeting for which it is issued, or after: and the id of the one whose results it contains")
		return
	case len(named) > 1:
		r.diags.Errorf("E0143", named[1].Pos, "a revision is made either for a meeting or after one, not both").
			Hint("keep for: if it is issued before the meeting, or after: if it contains the results").See(named[0].Pos, "the other")
	}
}
