package records

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// add begins a new paragraph after another, or before it.
func (p *Proposing) add(s said, t *target) {
	words := strings.TrimRight(clean(s.reading.text), ".;,: ")
	if words == "" {
		p.refuse("E1111", s.at, "the new paragraph has no text").Hint("write it after a colon: new OP after 7: To request ...")
		return
	}
	if t.sub {
		s.reading.to = s.reading.refs[0]
		p.newSub(s, t)
		return
	}
	of := top(t.row)
	n := p.row(s, kindProposal, 0)
	n.put("kind", of.scalar("kind"))
	n.put("section", of.scalar("section"))
	n.put("operation", "add")
	p.common(n, s)
	if n.original = cmp.Or(p.Original, p.languageOf(words, n.original)); n.original != p.Work.Records.Term.Original.String {
		n.put("original", n.original)
	}
	n.putText("text", n.original, words)
	if n.after = of; s.reading.before {
		before := p.previous(t)
		if n.first = before == nil || before.row.scalar("section") != of.scalar("section"); n.first {
			n.after = nil
		} else {
			n.after = top(before.row)
		}
	}
	place := fmt.Sprint(s.reading.before, t.id)
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
	arrow := t.name + " →"
	if s.reading.before {
		arrow = "→ " + t.name
	}
	p.shown = append(p.shown, shown{n, "", fmt.Sprintf("%s (%s): {+%s+}", arrow, p.authorNames(s.authors), words)})
}

// newSub makes a new sub-paragraph: after another or, if the proposal names none, as the last. It is part of an amendment that leaves all
// other words as they are.
func (p *Proposing) newSub(s said, t *target) {
	words := strings.TrimRight(lastAnd.ReplaceAllString(clean(s.reading.text), ""), ".;, ")
	after := p.numbers[s.reading.to]
	switch {
	case words == "":
		p.refuse("E1111", s.at, "the new sub-paragraph has no text").Hint("write it after a colon: new sub-paragraph in OP 7: count ...")
		return
	case s.reading.to != "" && (after == nil || !after.sub):
		p.refuse("E1107", s.at, "the paper has no paragraph %s", s.reading.to).Hint("write: new sub-paragraph after OP 7 (b): ...")
		return
	case after != nil:
		for _, x := range p.order {
			if x.row == after.row.Parent {
				t = x
			}
		}
		if s.reading.before {
			after = p.siblingBefore(after)
		}
	}
	lang := p.languageOf(words, t.text.Lang)
	now, ok := p.textIn(t, lang)
	if !ok {
		lang, now = t.text.Lang, clean(t.text.String)
	}
	n := p.mod(s, t, lang)
	if n.text("text", lang) == "" {
		n.putText("text", lang, now)
	}
	p.open = n
	all := p.below(t)
	if after == nil && !s.reading.before && len(all) > 0 {
		after = all[len(all)-1]
	}
	next := (*target)(nil)
	if after == nil && len(all) > 0 {
		next = all[0]
	}
	p.insertSub(s, words, after, next, lang)
	p.shown[len(p.shown)-1].text = fmt.Sprintf("%s → (%s): {+%s+}", cmp.Or(after, t).name, p.authorNames(s.authors), words)
}

// below returns the sub-paragraphs of a paragraph.
func (p *Proposing) below(t *target) []*target {
	var out []*target
	for _, x := range p.order {
		if x.sub && x.row.Parent == t.row {
			out = append(out, x)
		}
	}
	return out
}

// insertSub adds a new sub-paragraph to the amendment that is open, behind the one that it follows or before the one that it precedes. That
// one is repeated with its words, which shows the place; all stand in the order of the paper.
func (p *Proposing) insertSub(s said, words string, after, next *target, lang string) {
	mark := cmp.Or(after, next)
	rows := p.im.added
	if mark == nil {
		p.sub(s, words)
		return
	}
	place := func(id string) int { return slices.IndexFunc(p.order, func(t *target) bool { return t.id == id }) }
	at := len(rows) // where the repeated one stands, or is to stand
	repeated := false
	for i := len(rows) - 1; i >= 0; i-- {
		if x := rows[i]; x.above == p.open && x.value("base") != "" && place(x.value("base")) >= place(mark.id) {
			at, repeated = i, x.value("base") == mark.id
		}
	}
	p.sub(s, words)
	made := []*newRow{p.latest()}
	p.im.added = p.im.added[:len(p.im.added)-1]
	switch same, ok := p.textIn(mark, lang); {
	case repeated && after != nil:
		for at++; at < len(rows) && rows[at].above == p.open && rows[at].value("base") == ""; at++ { // behind those added before
		}
	case !repeated && ok:
		p.sub(s, same)
		p.latest().put("base", mark.id)
		p.shown = p.shown[:len(p.shown)-1]
		if made = append(made, p.latest()); after != nil {
			made[0], made[1] = made[1], made[0]
		}
		p.im.added = p.im.added[:len(p.im.added)-1]
	}
	p.im.added = slices.Insert(p.im.added, at, made...)
}

// subBelow adds a sub-paragraph that stands below a proposal. Below words that the paper has already, it may be on the paper as well.
func (p *Proposing) subBelow(s said) {
	if p.open == nil && p.unchanged != nil {
		words := strings.TrimRight(lastAnd.ReplaceAllString(clean(s.words), ""), ".;, ")
		for _, t := range p.order {
			for _, lang := range p.languages() {
				if is, ok := p.textIn(t, lang); t.sub && ok && is == words {
					return
				}
			}
		}
		p.open = p.unchanged()
	}
	if p.open != nil {
		p.sub(s, s.words)
	}
}

// siblingBefore returns the sub-paragraph before another of the same list, or nil if that is the first.
func (p *Proposing) siblingBefore(t *target) *target {
	var last *target
	for _, x := range p.order {
		if x == t {
			return last
		}
		if x.sub && x.row.Parent == t.row.Parent {
			last = x
		}
	}
	return nil
}

// sub adds a sub-paragraph to the proposed paragraph.
func (p *Proposing) sub(s said, words string) {
	words = strings.TrimRight(lastAnd.ReplaceAllString(clean(words), ""), ".;, ")
	n := p.row(s, kindSub, 1)
	n.above = p.open
	p.subs[p.open]++
	n.original = p.open.original
	n.putText("text", n.original, words)
	n.id = p.fresh(p.open.id + "-" + letters(p.subs[p.open]))
	n.row.ID = firstWords(words, beginning)
	p.shown = append(p.shown, shown{n, "", "    {+" + words + "+}"})
}

// reserve adds the reservations that were announced on a paragraph.
func (p *Proposing) reserve(s said, t *target) {
	of := top(t.row)
	for _, author := range s.authors {
		n := p.row(s, "reservation", 1)
		n.parent = of
		n.put("delegation", author)
		n.put("state", "announced")
		if p.Meeting != "" {
			n.put("from", p.Meeting)
		}
		n.id = p.fresh("reservation-" + strings.TrimPrefix(author, "delegation-") + "-" + of.Key)
		n.row.ID = t.name
	}
	p.show(s, t, kindLabel(p.im.lang, "reservation"))
}
