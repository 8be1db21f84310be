package input

import (
	"fmt"

	"omnibus/assemble/source"
)

func (r *reader) outcomes(n *source.Node) {
	if n == nil {
		return
	}
	r.inLang(n, func() {
		s := &SessionOutcome{Session: refOf(n, "session"), Illustrative: flagOf(n, "illustrative"), Held: dateOf(n, "held"), From: refOf(n, "from")}
		r.identify(n, kindOutcomes, s, &s.ID)
		s.Summary = r.words(n, "summary", s.ID.String)
		for _, v := range objects(n, "presenters") {
			p := &Presenter{Of: refOf(v, "of")}
			r.identify(v, kindPresenter, p, &p.ID)
			p.Name = r.words(v, "name", p.ID.String)
			s.Presenters = append(s.Presenters, p)
		}
		for _, v := range objects(n, "outcomes") {
			o := &Outcome{Session: s, Kind: str(v, "kind"), Addressees: refs(v, "addressees"), Mandates: refs(v, "mandates"), Recommends: refs(v, "recommends")}
			r.identify(v, kindOutcome, o, &o.ID)
			o.Text = r.words(v, "text", o.ID.String)
			s.Outcomes = append(s.Outcomes, o)
		}
		r.rec.Outcomes = append(r.rec.Outcomes, s)
	})
}

func (r *reader) proposals(n *source.Node) {
	for _, v := range objects(n, "proposals") {
		r.inLang(v, func() { r.rec.Proposals = append(r.rec.Proposals, r.proposal(v)) })
	}
}

func (r *reader) proposal(n *source.Node) *Proposal {
	p := &Proposal{
		Kind: str(n, "kind"), Section: refOf(n, "section"), Order: numberOf(n, "order"), OrderPos: str(n, "order").Pos,
		Operation: str(n, "operation"), Base: refOf(n, "base"), After: refOf(n, "after"), Authors: refs(n, "authors"),
		Date: dateOf(n, "date"), Original: r.lang, Languages: strs(n, "languages"), Outcomes: refs(n, "outcomes"),
		Mandates: refs(n, "mandates"), State: str(n, "state"), From: refOf(n, "from"),
	}
	r.identify(n, kindProposal, p, &p.ID)
	id := p.ID.String
	p.Text, p.Reason = r.words(n, "text", id), r.words(n, "reason", id)
	p.Paragraphs = r.subs(n, 1)
	if p.State.String == "" {
		p.State = source.Text{Pos: p.ID.Pos, String: "proposed"}
	}
	p.States, p.Reservations = stateChanges(n), r.reservations(n)
	for _, v := range objects(n, "notes") {
		x := &ProseNote{Kind: "foot"}
		r.identify(v, kindNote, x, &x.ID)
		x.Text = r.words(v, "text", x.ID.String)
		p.Notes = append(p.Notes, x)
	}
	r.fits(n, p)
	return p
}

func stateChanges(n *source.Node) []StateChange {
	var out []StateChange
	for _, v := range objects(n, "states") {
		out = append(out, StateChange{str(v, "state"), refOf(v, "meeting")})
	}
	return out
}

func (r *reader) reservations(n *source.Node) []*Reservation {
	var out []*Reservation
	for _, v := range objects(n, "reservations") {
		x := &Reservation{Delegation: refOf(v, "delegation"), State: str(v, "state"), States: stateChanges(v), From: refOf(v, "from")}
		r.identify(v, kindReservation, x, &x.ID)
		x.Text = r.words(v, "text", x.ID.String)
		out = append(out, x)
	}
	return out
}

// fits reports fields of a proposal that its operation or kind demands and that are not there.
func (r *reader) fits(n *source.Node, p *Proposal) {
	lacks := func(at source.Text, field, why string) {
		if v := n.At(field); v == nil || empty(v) {
			r.diags.Errorf("E0112", at.Pos, "a proposal %s has no %q", why, field).Hint("write %s:", field).About(p.ID.String)
		}
	}
	switch op := p.Operation.String; op {
	case "add":
		lacks(p.Operation, "text", "that adds a paragraph")
	case "mod", "mod-editorial":
		lacks(p.Operation, "text", "that modifies a paragraph")
		lacks(p.Operation, "base", "that modifies a paragraph")
	case "sup", "noc":
		lacks(p.Operation, "base", "of operation "+op)
	case "move":
		lacks(p.Operation, "base", "that moves a paragraph")
		lacks(p.Operation, "after", "that moves a paragraph")
	}
	if p.Kind.String == "preambular" && p.Section.String != "" {
		r.diags.Errorf("E0117", p.Section.Pos, "a preambular paragraph stands in no section").Hint("take the section out").About(p.ID.String)
	}
}

func (r *reader) subs(n *source.Node, level int) []*SubParagraph {
	var out []*SubParagraph
	for _, v := range objects(n, "paragraphs") {
		s := &SubParagraph{}
		r.identify(v, kindSub, s, &s.ID)
		s.Text = r.words(v, "text", s.ID.String)
		if level > 3 {
			r.diags.Errorf("E0117", s.ID.Pos, "sub-paragraph %q stands on level %d: there are three", s.ID.String, level).About(s.ID.String)
			continue
		}
		s.Paragraphs = r.subs(v, level+1)
		out = append(out, s)
	}
	return out
}

// MandateID is the id of an operative paragraph that has no entry of its own.
func MandateID(resolution string, n int) string { return fmt.Sprintf("%s-op-%d", resolution, n) }
