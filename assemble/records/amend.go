package records

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	"omnibus/assemble/saying"
)

// authorField is the field of a proposal that names its authors.
func authorField() *input.Field {
	for _, k := range input.Kinds() {
		if k.Name == kindProposal {
			return k.Field("authors")
		}
	}
	panic("records: proposals have no authors")
}

// learn gives the paper the names of authors.
func (p *Proposing) learn() {
	im := p.im
	im.lookup.build()
	for name, ids := range im.lookup.ids {
		var fit []string
		for _, id := range ids {
			e, entry := im.Work.Records.ByID[id].(*input.Entry)
			if im.lookup.fits(id, authorField()) && !(entry && slices.Contains(saying.Nobody, e.Class)) {
				fit = append(fit, id)
			}
		}
		if len(fit) == 1 && utf8.RuneCountInString(name) > 1 {
			p.paper.Authors[name] = fit[0]
		}
	}
	p.paper.Ref = func(name string) string { return im.lookup.ref(name, authorField()) }
	p.paper.Near = im.lookup.like(authorField())
}

// languages are the languages of the term.
func (p *Proposing) languages() []string {
	var out []string
	for _, l := range p.Work.Records.Term.Languages {
		out = append(out, l.String)
	}
	return out
}

// textIn returns the present words of a text in a language; ok is false if it has none there.
func (p *Proposing) textIn(t input.Text, lang string) (words string, ok bool) {
	if lang == t.Lang {
		return clean(t.String), true
	}
	tr := p.Work.Locales.Lookup(t, lang)
	if tr.Missing() || tr.Lang != lang || tr.Original {
		return "", false
	}
	return clean(tr.Text.String), true
}

// take makes the records for one proposal.
func (p *Proposing) take(s *saying.Said) {
	acts, wrong := p.paper.Acts(s)
	for _, d := range wrong {
		p.problem(d)
	}
	if len(acts) == 0 || acts[0].Do != saying.ExtendLast {
		p.open, p.unchanged = nil, nil
	}
	for _, a := range acts {
		p.act(a)
	}
}

// problem reports a proposal that cannot be imported.
func (p *Proposing) problem(d *saying.Problem) {
	f := p.refuse(d.Code, d.At, d.Format, d.Args...)
	for _, h := range d.Hints {
		f.Hint(h.Format, h.Args...)
	}
}

// act makes the records for what follows from a proposal.
func (p *Proposing) act(a saying.Act) {
	t := a.On
	switch a.Do {
	case saying.Insert:
		p.add(a)
	case saying.InsertSub:
		p.newSub(a)
	case saying.ExtendLast:
		p.subBelow(a)
	case saying.Move:
		n := p.amendment(a, "move")
		n.put("after", a.To.ID)
		p.show(a, p.im.names.word("operation", "move")+" → "+a.To.Name)
	case saying.Keep:
		p.amendment(a, "noc")
		p.show(a, p.im.names.word("operation", "noc"))
	case saying.Reserve:
		p.reserve(a)
	case saying.Delete:
		p.amendment(a, "sup")
		p.show(a, "{-"+t.Texts[t.Lang]+"-}")
	case saying.Accept:
		key := "no-change"
		if a.Agrees {
			key = "agrees-change"
		}
		p.im.note(key, "At", a.At, "Name", t.Name, "Text", a.InFull())
	case saying.Unchanged:
		p.im.note("same-words", "At", a.At, "Name", t.Name)
		p.unchanged = func() *newRow {
			n := p.mod(a)
			n.putText("text", a.Lang, a.Base)
			return n
		}
	case saying.Amend:
		p.amend(a)
	default:
		panic("records: an act of the kind " + a.Do)
	}
}

// refused adds a finding about a line or a cell.
func (p *Proposing) refused(at string, d *finding) {
	p.im.refused[at] = true
	p.im.diags.Items = append(p.im.diags.Items, d.Diagnostic)
}

// amend makes an amendment of the words of a paragraph in a language. A further one by the same authors belongs to the first: the same
// paragraph in another language is its translation.
func (p *Proposing) amend(a saying.Act) {
	p.open = p.mod(a)
	p.open.putText("text", a.Lang, a.Text)
	p.shown = slices.DeleteFunc(p.shown, func(x shown) bool { return x.row == p.open && x.lang == a.Lang })
	change := fmt.Sprintf("%s (%s): %s", a.On.Name, p.authorNames(a.Authors), p.redline(a.Lang, a.Base, a.Text))
	p.shown = append(p.shown, shown{p.open, a.Lang, change})
}

// mod returns the amendment of the words of a paragraph by the authors of a proposal: the one that has been begun, otherwise a new one
// whose words are written in the language of the proposal.
func (p *Proposing) mod(a saying.Act) *newRow {
	key := a.On.ID + "\n" + joined(a.Authors)
	n := p.made[key]
	if n == nil {
		n = p.amendment(a, "mod")
		n.original = a.Lang
		if a.Lang != p.Work.Records.Term.Original.String {
			n.put("original", a.Lang)
		}
		p.made[key] = n
	}
	return n
}

// redline returns a change of words in the form {+insertions+} and {-deletions-}.
func (p *Proposing) redline(lang, old, now string) string {
	var b strings.Builder
	var lexicon *diff.Lexicon
	if l := p.im.Work.Locales.Locale(lang); l != nil {
		lexicon = l.Lexicon()
	}
	for _, e := range lexicon.Words(old, now) {
		text := strings.TrimLeft(e.Text, " ")
		space := e.Text[:len(e.Text)-len(text)]
		switch e.Op {
		case diff.Insert:
			b.WriteString(space + "{+" + text + "+}")
		case diff.Delete:
			b.WriteString(space + "{-" + text + "-}")
		default:
			b.WriteString(e.Text)
		}
	}
	return b.String()
}

// authorNames returns the names of authors, as a list.
func (p *Proposing) authorNames(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, p.im.names.of(id))
	}
	return p.im.lang.List(names)
}

func (p *Proposing) show(a saying.Act, what string) {
	p.shown = append(p.shown, shown{p.latest(), "", fmt.Sprintf("%s (%s): %s", a.On.Name, p.authorNames(a.Authors), what)})
}

// latest returns the row that was begun last.
func (p *Proposing) latest() *newRow { return p.im.added[len(p.im.added)-1] }

// row begins a new row of proposals.
func (p *Proposing) row(a saying.Act, kind string, level int) *newRow {
	n := &newRow{sheet: p.page.s, cell: a.At, original: p.im.Work.Records.Term.Original.String}
	i := slices.IndexFunc(p.page.slots, func(x slot) bool { return x.kind.Name == kind && x.level == level })
	n.slot = p.page.slots[i]
	n.word = n.slot.word()
	p.im.added = append(p.im.added, n)
	return n
}

func (n *newRow) put(key, value string) {
	if f := n.slot.kind.Field(key); f != nil && value != "" {
		n.values = append(n.values, setting{col: single(n.slot.kind, f), value: value})
	}
}

func (n *newRow) putText(key, lang, value string) {
	c := single(n.slot.kind, n.slot.kind.Field(key))
	c.ID, c.Lang = key+"@"+lang, lang
	for i, v := range n.values {
		if v.col.ID == c.ID {
			n.values[i].value = value
			return
		}
	}
	n.values = append(n.values, setting{col: c, value: value})
}

// rowOf returns the row of the record of a paragraph.
func (p *Proposing) rowOf(t *saying.Paragraph) *Row { return p.im.term.ByKey[t.ID] }

// top returns the proposal that contains a row.
func top(r *Row) *Row {
	for r.Parent != nil && r.Kind.Name != kindProposal {
		r = r.Parent
	}
	return r
}

// amendment begins a proposal on a paragraph of the draft.
func (p *Proposing) amendment(a saying.Act, operation string) *newRow {
	n, t := p.row(a, kindProposal, 0), a.On
	of := top(p.rowOf(t))
	n.put("kind", of.scalar("kind"))
	n.put("section", of.scalar("section"))
	n.put("order", of.scalar("order"))
	n.put("operation", operation)
	n.put("base", t.ID)
	p.common(n, a)
	n.id = p.fresh(t.ID + "-" + strings.TrimPrefix(a.Authors[0], "delegation-"))
	n.row.ID = t.Name
	n.after = of
	return n
}

// common adds the fields that all proposals have.
func (p *Proposing) common(n *newRow, a saying.Act) {
	n.put("authors", joined(a.Authors))
	n.put("date", p.Date)
	n.put("state", "proposed")
	if p.Meeting != "" {
		n.put("from", p.Meeting)
	}
}

// fresh returns an id that is not in use.
func (p *Proposing) fresh(id string) string {
	out := id
	for i := 2; p.im.taken[out]; i++ {
		out = fmt.Sprintf("%s-%d", id, i)
	}
	p.im.taken[out] = true
	return out
}
