package merge

import (
	"slices"
	"strings"

	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
)

// An amendment is a text with its sub-paragraphs, after the proposals on it.
type amendment struct {
	root    *part
	stands  bool                 // its holder put it forward, or it is agreed or taken over
	giving  []*input.Proposal    // proposals other than the first whose words stand
	all     []*input.Proposal    // all in force
	apart   []*input.Proposal    // printed as separate paragraphs
	open    bool                 // something on it is open
	collide [][2]*input.Proposal // pairs that cannot be merged
}

// A part is a paragraph or one of its sub-paragraphs: the text, the text that now stands, and what is open.
type part struct {
	id      string
	names   []string   // ids by which amendments refer to it
	text    input.Text // the text to which amendments were made
	now     input.Text // the text that now stands
	by      []input.Ref
	open    bool            // it does not stand yet
	dropped *input.Proposal // the deletion of it that stands; nil if there is none
	lacking bool            // the text is not on file: the first that stands replaces it
	took    []option        // the changes of it that stand, in the order in which they were made
	options []option
	marks   []plan.Mark
	subs    []*part
	from    *input.Proposal // the amendment that stands and added it; nil: it is in the first text, or open
}

// An option is a text that somebody proposes.
type option struct {
	from *input.Proposal
	text input.Text // empty: the text as it is
	base input.Text // the text that it changes
	// apart: it is printed after the whole text, because the text that it changes is not on file.
	apart bool
	drop  bool // it has no text
}

// newPart makes a part from the text and sub-paragraphs of a record.
func newPart(id string, t input.Text, subs []*input.SubParagraph) *part {
	p := &part{id: id, names: []string{id}, text: t, now: t}
	for _, s := range subs {
		p.subs = append(p.subs, newPart(s.ID.String, s.Text, s.Paragraphs))
	}
	return p
}

// find returns the part with an id, p itself or one below it; nil if there is none.
func (p *part) find(id string) *part {
	if slices.Contains(p.names, id) {
		return p
	}
	for _, s := range p.subs {
		if x := s.find(id); x != nil {
			return x
		}
	}
	return nil
}

// each calls do for a part and all parts below it that are not deleted.
func (p *part) each(do func(*part)) {
	do(p)
	for _, s := range p.subs {
		if s.dropped == nil {
			s.each(do)
		}
	}
}

// amended applies the proposals on a text, both those that stand and those that are open. In one piece: each operation works on the result
// of those before it, in this order.
func (m *merger) amended(first *input.Proposal, standing, open, moves []*input.Proposal) *amendment {
	x := &amendment{all: slices.Concat(standing, open, moves)}
	if first != nil {
		x.root = newPart(first.ID.String, first.Text, first.Paragraphs)
		x.stands = m.holds(first) && m.state(first) != withdrawn || m.settled(first)
	} else {
		x.root = newPart(m.root(x.all[0]), input.Text{}, nil)
		if mandate, ok := m.in.ByID[x.root.id].(*input.Mandate); ok {
			x.root = newPart(mandate.ID.String, mandate.Text, mandate.Paragraphs)
		}
	}
	x.stands = x.stands || slices.ContainsFunc(standing, func(c *input.Proposal) bool { return first == nil || !m.isPart(c) }) ||
		first == nil && slices.ContainsFunc(moves, func(c *input.Proposal) bool { return m.settled(c) || m.holds(c) })
	for _, c := range m.inTurn(standing) {
		x.stand(m, c)
	}
	if !x.stands && first == nil { // each states separately what happens to the mandate
		given := false
		for _, c := range open {
			if c.Operation.String != "mod" && c.Operation.String != "mod-editorial" {
				continue
			}
			if m.isPart(c) { // the rest stays as adopted
				if !given {
					given = true
					x.stand(m, c)
				}
				continue
			}
			if given && m.alike(c.Text, x.root.text) && len(c.Paragraphs)+len(x.root.subs) == 0 {
				x.giving = append(x.giving, c)
				continue
			}
			if given {
				x.apart = append(x.apart, c)
				x.all = slices.DeleteFunc(x.all, func(o *input.Proposal) bool { return o == c })
				continue
			}
			given = true
			x.restate(m, c)
			x.giving = append(x.giving, c)
		}
		if len(x.apart) > 0 {
			x.collide = append(x.collide, [2]*input.Proposal{x.giving[0], x.apart[0]})
		}
	}
	if !x.stands && first == nil && len(x.giving) == 0 && len(open) > 0 { // somebody proposes to delete or retain the mandate
		x.giving = open[:1]
		does := map[string]string{"sup": "delete", "noc": "retain"}[open[0].Operation.String]
		if x.root.text.String != "" {
			x.root.marks = append(x.root.marks, plan.Mark{By: open[0].Authors, Does: does})
		}
	}
	for _, c := range open {
		if !slices.Contains(x.giving, c) && !slices.Contains(x.apart, c) {
			x.propose(m, c)
		}
	}
	agreed := first
	if i := slices.IndexFunc(x.giving, func(c *input.Proposal) bool { return !m.isPart(c) }); i >= 0 {
		agreed = x.giving[i]
	}
	for _, c := range open {
		if c.Operation.String == "noc" {
			x.retain(m, c)
		} else if agreed != nil && m.inRoom(agreed) {
			x.collide = append(x.collide, [2]*input.Proposal{agreed, c})
		}
	}
	for _, c := range moves {
		if !m.settled(c) && !m.holds(c) {
			x.root.marks = append(x.root.marks, plan.Mark{By: c.Authors, Does: "move", After: c.After.String})
		}
	}
	x.root.each(func(p *part) { m.settle(p); x.open = x.open || p.open || len(p.options)+len(p.marks) > 0 })
	if m.toCompendium() {
		x.root.conceal()
	}
	return x
}

// restate replaces the text of a mandate by that of a proposal. Sub-paragraphs that the proposal does not name stay.
func (x *amendment) restate(m *merger, c *input.Proposal) {
	if len(x.root.subs) == 0 {
		x.root = newPart(c.ID.String, c.Text, c.Paragraphs)
		return
	}
	x.root.id, x.root.text, x.root.now = c.ID.String, c.Text, c.Text
	x.root.names = append(x.root.names, c.ID.String)
	m.applySubs(x, x.root, c.Paragraphs, c, true)
}

// settle drops options that stand entirely, and the wish to retain the text if no other option is left.
func (m *merger) settle(p *part) {
	p.options = slices.DeleteFunc(p.options, func(o option) bool { return m.met(p, o) })
	if !slices.ContainsFunc(p.options, func(o option) bool { return o.text.ID != "" || o.drop }) {
		p.options = nil
	}
}

// toCompendium reports whether open proposals are printed only in the compendium.
func (m *merger) toCompendium() bool {
	return m.in.Term != nil && m.in.Term.Draft.Open.String == "compendium"
}

// conceal removes what is open, because only the compendium prints it.
func (p *part) conceal() {
	p.options, p.marks = nil, nil
	p.subs = slices.DeleteFunc(p.subs, func(s *part) bool { return s.open })
	for _, s := range p.subs {
		s.conceal()
	}
}

// firm returns the rank of the state of a proposal that stands.
func (m *merger) firm(c *input.Proposal) int { return ranks[m.state(c)] }

// target returns the part that a proposal concerns.
func (x *amendment) target(c *input.Proposal) *part {
	if p := x.root.find(c.Base.String); p != nil {
		return p
	}
	return x.root
}

// stand applies a proposal that stands.
func (x *amendment) stand(m *merger, c *input.Proposal) {
	at := x.target(c)
	switch c.Operation.String {
	case "sup":
		x.drop(m, at, c)
	case "noc":
		if at == x.root {
			x.giving = append(x.giving, c)
		}
	default:
		if m.apply(x, at, c.Text, c.Paragraphs, c, true) {
			x.giving = append(x.giving, c)
		}
	}
}

// drop applies a deletion that stands. If it contradicts an amendment of the part, or of one below it, that has come as far, and that its
// authors did not know, it is shown beside the amendment.
func (x *amendment) drop(m *merger, at *part, c *input.Proposal) {
	changes := x.giving
	if at != x.root {
		changes = nil
		at.each(func(p *part) {
			for _, o := range p.took {
				changes = append(changes, o.from)
			}
			if p != at && p.from != nil {
				changes = append(changes, p.from)
			}
		})
	}
	for _, s := range changes {
		if !m.knows(c, s) && m.firm(s) >= m.firm(c) {
			x.propose(m, c)
			x.collide = append(x.collide, [2]*input.Proposal{s, c})
			return
		}
	}
	at.dropped = c
}

// path returns the parts from p down to another, both included; nil if that is not below p.
func (p *part) path(to *part) []*part {
	if p == to {
		return []*part{p}
	}
	for _, s := range p.subs {
		if below := s.path(to); below != nil {
			return append([]*part{p}, below...)
		}
	}
	return nil
}

// restored reports whether a proposal can be applied to a part that is deleted, or is below one that is. A proposal that stands restores
// the deleted part, unless the deletion has come farther; one that is open restores a sub-paragraph if it was made after its deletion.
func (x *amendment) restored(m *merger, p *part, c *input.Proposal, text input.Text, stands bool) bool {
	way := x.root.path(p)
	i := slices.IndexFunc(way, func(on *part) bool { return on.dropped != nil })
	if i < 0 {
		return true
	}
	gone, d := way[i], way[i].dropped
	switch {
	case stands && m.knows(c, d):
		gone.dropped = nil
		return x.restored(m, p, c, text, stands)
	case stands && m.firm(c) >= m.firm(d):
		gone.dropped = nil
		gone.marks = append(gone.marks, plan.Mark{By: d.Authors, Does: "delete"})
		x.collide = append(x.collide, [2]*input.Proposal{c, d})
		return x.restored(m, p, c, text, stands)
	case stands:
		x.collide = append(x.collide, [2]*input.Proposal{d, c})
	case gone == x.root: // the compendium shows it, with the deleted paragraph
		return p != gone
	case p == gone && m.knows(c, d):
		p.dropped, p.open, p.by, p.text, p.now, p.took, p.subs = nil, true, c.Authors, text, text, nil, nil
	default:
		m.overtaken(c)
	}
	return false
}

// propose adds an open proposal beside the text that stands.
func (x *amendment) propose(m *merger, c *input.Proposal) {
	at := x.target(c)
	switch c.Operation.String {
	case "sup":
		for i, k := range at.marks {
			if k.Does == "delete" {
				at.marks[i].By = append(slices.Clone(k.By), c.Authors...)
				return
			}
		}
		at.marks = append(at.marks, plan.Mark{By: c.Authors, Does: "delete"})
	case "noc":
	default:
		m.apply(x, at, c.Text, c.Paragraphs, c, false)
	}
}

// retain adds the wish to keep a text as it is beside the other proposals for it.
func (x *amendment) retain(m *merger, c *input.Proposal) {
	x.target(c).each(func(p *part) {
		if len(p.options) > 0 {
			p.options = append(p.options, option{from: c})
		}
		if slices.ContainsFunc(p.marks, func(k plan.Mark) bool { return k.Does != "retain" }) {
			p.marks = append(p.marks, plan.Mark{By: c.Authors, Does: "retain"})
		}
	})
}

// apply merges a changed text and changed sub-paragraphs into a part. What the proposal does not name stays. It reports whether the new
// text stands.
func (m *merger) apply(x *amendment, p *part, text input.Text, subs []*input.SubParagraph, c *input.Proposal, stands bool) bool {
	if !x.restored(m, p, c, text, stands) {
		return false
	}
	took := true
	base, onFile := m.amendedBy(c, p)
	lacks := p.text.String == "" && p.now.String == ""
	o := option{from: c, text: text, base: base, apart: !onFile}
	switch {
	case text.String == "" || onFile && m.alike(text, base) && !(stands && lacks):
	case stands && lacks: // the mandate's text is not on file
		p.text, p.now, p.lacking, p.took = text, text, true, append(p.took, o)
	case stands:
		joined, ok := input.Text{}, false
		if onFile || m.alike(text, p.now) {
			joined, ok = m.joinTexts(base, p.now, text, editorial(c))
		}
		switch {
		case ok:
			p.now, p.took = joined, append(p.took, o)
		case editorial(c): // an editorial change gives way
			took = false
		default:
			took = false
			x.collide = append(x.collide, [2]*input.Proposal{m.against(c, p, text), c})
			p.options = append(p.options, o)
		}
	default:
		for _, other := range p.options {
			if other.text.ID != "" && !m.alike(other.text, text) {
				if _, ok := m.joinTexts(p.text, other.text, text, false); !ok {
					x.collide = append(x.collide, [2]*input.Proposal{other.from, c})
				}
			}
		}
		p.options = append(p.options, o)
	}
	m.applySubs(x, p, subs, c, stands)
	return took
}

func (m *merger) alike(a, b input.Text) bool {
	return a.Lang == b.Lang && diff.Same(a.String, b.String)
}

// applySubs merges the sub-paragraphs of an amendment into those of a part. One that names its base, or has a similar text, replaces that
// sub-paragraph; others are new and follow the one before them.
func (m *merger) applySubs(x *amendment, p *part, named []*input.SubParagraph, c *input.Proposal, stands bool) {
	were := slices.Clone(p.subs)
	is := make([]*part, len(named)) // the part that each replaces; nil: new
	taken := map[*part]bool{}
	for i, n := range named {
		for _, s := range were {
			if slices.Contains(s.names, n.ID.String) || n.Base.String != "" && slices.Contains(s.names, n.Base.String) {
				is[i], taken[s] = s, true
			}
		}
	}
	for i, n := range named {
		best := 0.5
		for k, s := range were {
			if is[i] != nil && taken[is[i]] || taken[s] || n.Base.String != "" {
				continue
			}
			a, ok := m.words(n.Text, s.text.Lang)
			like := diff.Similarity(a, s.text.String)
			if !ok && len(named) == len(were) && i == k { // in another language: matched by place
				like = 1
			}
			if like > best {
				is[i], best = s, like
			}
		}
		if is[i] != nil {
			taken[is[i]] = true
		}
	}
	for i, n := range named {
		if is[i] != nil {
			is[i].names = append(is[i].names, n.ID.String)
			m.apply(x, is[i], n.Text, n.Paragraphs, c, stands)
			continue
		}
		s := newPart(n.ID.String, n.Text, n.Paragraphs)
		s.open, s.by = !stands, c.Authors
		if stands {
			s.from = c
		}
		at := len(p.subs)
		if i > 0 && is[i-1] != nil {
			at = slices.Index(p.subs, is[i-1]) + 1
		} else if i == 0 {
			if next := slices.IndexFunc(is, func(s *part) bool { return s != nil }); next > 0 {
				at = slices.Index(p.subs, is[next])
			}
		}
		p.subs = slices.Insert(p.subs, at, s)
		is[i] = s
	}
}

// render returns the text of a part, with open proposals in brackets.
func (p *part) render(m *merger) input.Text {
	if len(p.options) == 0 {
		return p.now
	}
	o := &input.Open{Standing: p.now, Whole: m.unlike(p)}
	for _, x := range p.options {
		o.Options = append(o.Options, input.Option{By: m.names(x.from.Authors), Text: x.text, Base: x.base, Drop: x.drop,
			Together: m.apart(p, x)})
	}
	t := p.now
	t.Merged, t.Open = nil, o
	if m.langs != nil {
		t.String = m.langs.Lookup(t, t.Lang).Text.String
		return t
	}
	var options []diff.Option
	for _, x := range o.Options {
		options = append(
			options,
			diff.Option{By: x.By(""), Text: x.Text.String, Base: x.Base.String, Keep: x.Text.ID == "" && !x.Drop,
				Apart: o.Whole || x.Drop || x.Text.Lang != t.Lang},
		)
	}
	t.String = (*diff.Lexicon)(nil).Bracket(t.String, options, diff.Phrases{Drop: "delete", Keep: "retain",
		Put:  func(by, words string) string { return by + ": " + words },
		List: func(names []string) string { return strings.Join(names, ", ") }})
	return t
}

// unlike reports whether, in some language, a proposed text has little in common with the standing one, or no change in it can be shown, or
// whether it is missing in the language of the standing text. It is then printed whole, after the standing text, in every language.
func (m *merger) unlike(p *part) bool {
	for _, lang := range m.languages(p) {
		is, ok := m.words(p.now, lang)
		for _, x := range p.options {
			words, has := m.words(x.text, lang)
			has = has && !m.unsaid(x, lang)
			switch {
			case !ok || x.text.ID == "":
				continue
			case !has && lang == p.now.Lang: // printed whole there, in the language in which it was proposed
				return true
			case !has:
				continue
			}
			base, based := m.words(x.base, lang)
			if x.apart || !based || diff.Similarity(is, words) < diff.Unlike ||
				!m.lexicon(lang).Touches(is, diff.Option{Text: words, Base: base}) {
				return true
			}
		}
	}
	return false
}

// unsaid reports whether an option has no words of its own in a language.
func (m *merger) unsaid(x option, lang string) bool {
	return m.langs != nil && x.text.ID != "" && m.langs.Unsaid(x.text, x.base, lang)
}

// names returns the names of authors by language; "" if the language is unfinished, and their keys in the language "".
func (m *merger) names(authors []input.Ref) func(lang string) string {
	var keys []string
	for _, a := range authors {
		keys = append(keys, a.String)
	}
	return func(lang string) string {
		switch {
		case lang == "":
			return strings.Join(keys, ", ")
		case m.langs == nil || m.langs.Pseudo(lang) || m.langs.Label(lang, "list.last") == "":
			return ""
		}
		var names []string
		for _, k := range keys {
			names = append(names, m.author(k, lang))
		}
		return m.langs.Peek(lang).List(names)
	}
}

// author returns the name of an author (the chair or a delegation) in a language.
func (m *merger) author(key, lang string) string {
	if t := m.in.Term; key == "chair" || t != nil && t.Chair != nil && t.Chair.ID.String == key {
		return m.langs.Label(lang, "draft.author-chair")
	}
	if m.in.Glossary == nil || m.in.Glossary.ByKey[key] == nil {
		return key
	}
	forms := m.in.Glossary.ByKey[key].Forms
	f := forms[lang]
	if f == nil && m.in.Term != nil {
		f = forms[m.in.Term.Original.String]
	}
	if f == nil {
		return key
	}
	return f.Name.String
}

// subs returns the sub-paragraphs of a part that are not deleted, with their numbers. One that does not stand has the number of the one
// before it that stands, if there is one.
func (m *merger) subs(in []*part, level int) []*plan.SubParagraph {
	var out []*plan.SubParagraph
	number, bis := 0, 0
	stands := slices.ContainsFunc(in, func(p *part) bool { return !p.open && p.dropped == nil })
	for _, p := range in {
		if p.dropped != nil {
			continue
		}
		s := &plan.SubParagraph{ID: p.id, Level: level, Text: p.render(m), Sub: m.subs(p.subs, level+1), Marks: p.marks}
		switch {
		case p.open && stands:
			bis++
			s.Brackets, s.By = true, p.by
		case p.open: // nothing in the list stands
			number++
			s.Brackets, s.By = true, p.by
		default:
			number, bis = number+1, 0
			s.Brackets = slices.ContainsFunc(p.marks, func(k plan.Mark) bool { return k.Does == "delete" })
		}
		s.Number, s.Bis = number, bis
		out = append(out, s)
	}
	return out
}
