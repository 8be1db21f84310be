package records

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/saying"
)

// add begins a new paragraph after another, or before it.
func (p *Proposing) add(a saying.Act) {
	t, words := a.On, a.Text
	of := top(p.rowOf(t))
	n := p.row(a, kindProposal, 0)
	n.put("kind", of.scalar("kind"))
	n.put("section", of.scalar("section"))
	n.put("operation", "add")
	p.common(n, a)
	if n.original = cmp.Or(p.Original, a.Lang); n.original != p.Work.Records.Term.Original.String {
		n.put("original", n.original)
	}
	n.putText("text", n.original, words)
	if n.after = of; a.Before {
		before := p.paper.Previous(t)
		if n.first = before == nil || p.rowOf(before).scalar("section") != of.scalar("section"); n.first {
			n.after = nil
		} else {
			n.after = top(p.rowOf(before))
		}
	}
	place := fmt.Sprint(a.Before, t.ID)
	if n.before = p.lastAt[place]; n.before != nil { // further paragraphs at the same place keep their order
		n.after = nil
	}
	p.lastAt[place], p.places[n] = n, place
	prefix := "op-"
	if of.scalar("kind") == "preambular" {
		prefix = "pp-"
	}
	n.id = p.fresh(prefix + contentWords(words))
	n.row.ID = firstWords(words, beginning)
	p.open = n
	arrow := t.Name + " →"
	if a.Before {
		arrow = "→ " + t.Name
	}
	p.shown = append(p.shown, shown{n, "", fmt.Sprintf("%s (%s): {+%s+}", arrow, p.authorNames(a.Authors), words)})
}

// newSub makes a new sub-paragraph: after another or, if the proposal names none, as the last. It is part of an amendment that leaves all
// other words as they are.
func (p *Proposing) newSub(a saying.Act) {
	t, after, lang, words := a.On, a.To, a.Lang, a.Text
	if after != nil && a.Before {
		after = p.paper.Previous(after)
	}
	n := p.mod(a)
	if n.text("text", lang) == "" {
		n.putText("text", lang, a.Base)
	}
	p.open = n
	all := p.paper.Below(t)
	if after == nil && !a.Before && len(all) > 0 {
		after = all[len(all)-1]
	}
	next := (*saying.Paragraph)(nil)
	if after == nil && len(all) > 0 {
		next = all[0]
	}
	p.insertSub(a, after, next)
	p.shown[len(p.shown)-1].text = fmt.Sprintf("%s → (%s): {+%s+}", cmp.Or(after, t).Name, p.authorNames(a.Authors), words)
}

// insertSub adds a new sub-paragraph to the amendment that is open, behind the one that it follows or before the one that it precedes. That
// one is repeated with its words, which shows the place; all stand in the order of the paper.
func (p *Proposing) insertSub(a saying.Act, after, next *saying.Paragraph) {
	mark := cmp.Or(after, next)
	rows := p.im.added
	if mark == nil {
		p.sub(a, a.Text)
		return
	}
	place := func(id string) int {
		return slices.IndexFunc(p.paper.Paragraphs(), func(t *saying.Paragraph) bool { return t.ID == id })
	}
	at := len(rows) // where the repeated one stands, or is to stand
	repeated := false
	for i := len(rows) - 1; i >= 0; i-- {
		if x := rows[i]; x.above == p.open && x.value("base") != "" && place(x.value("base")) >= place(mark.ID) {
			at, repeated = i, x.value("base") == mark.ID
		}
	}
	p.sub(a, a.Text)
	made := []*newRow{p.latest()}
	p.im.added = p.im.added[:len(p.im.added)-1]
	switch same, ok := mark.Texts[a.Lang]; {
	case repeated && after != nil:
		for at++; at < len(rows) && rows[at].above == p.open && rows[at].value("base") == ""; at++ { // behind those added before
		}
	case !repeated && ok:
		p.sub(a, same)
		p.latest().put("base", mark.ID)
		p.shown = p.shown[:len(p.shown)-1]
		if made = append(made, p.latest()); after != nil {
			made[0], made[1] = made[1], made[0]
		}
		p.im.added = p.im.added[:len(p.im.added)-1]
	}
	p.im.added = slices.Insert(p.im.added, at, made...)
}

// subBelow adds a sub-paragraph that stands below a proposal. Below words that the paper has already, it may be on the paper as well.
func (p *Proposing) subBelow(a saying.Act) {
	if p.open == nil && p.unchanged != nil {
		for _, t := range p.paper.Paragraphs() {
			for _, is := range t.Texts {
				if t.Sub() && is == a.Text {
					return
				}
			}
		}
		p.open = p.unchanged()
	}
	if p.open != nil {
		p.sub(a, a.Text)
	}
}

// sub adds a sub-paragraph to the proposed paragraph.
func (p *Proposing) sub(a saying.Act, words string) {
	n := p.row(a, kindSub, 1)
	n.above = p.open
	p.subs[p.open]++
	n.original = p.open.original
	n.putText("text", n.original, words)
	n.id = p.fresh(p.open.id + "-" + letters(p.subs[p.open]))
	n.row.ID = firstWords(words, beginning)
	p.shown = append(p.shown, shown{n, "", "    {+" + words + "+}"})
}

// reserve adds the reservations that were announced on a paragraph.
func (p *Proposing) reserve(a saying.Act) {
	of := top(p.rowOf(a.On))
	for _, author := range a.Authors {
		n := p.row(a, "reservation", 1)
		n.parent = of
		n.put("delegation", author)
		n.put("state", "announced")
		if p.Meeting != "" {
			n.put("from", p.Meeting)
		}
		n.id = p.fresh("reservation-" + strings.TrimPrefix(author, "delegation-") + "-" + of.Key)
		n.row.ID = a.On.Name
	}
	p.show(a, kindLabel(p.im.lang, "reservation"))
}
