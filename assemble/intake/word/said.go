package word

import (
	"slices"
	"strings"

	"omnibus/assemble/saying"
)

// authorKey returns the key of the authors of a proposal, as its record lists them.
func authorKey(authors []string) string { return strings.Join(authors, ", ") }

// said makes the proposals that follow from what somebody says about paragraphs of the draft.
func (f *free) said(s *saying.Said) {
	acts, wrong := f.paper.Acts(s)
	if text, bare := s.Bare(); bare && len(wrong) > 0 && len(s.Authors) > 0 { // the number may be that of another list
		if why := f.whole(s.At, text, authorKey(s.Authors)); why == "" {
			return
		}
	}
	for _, d := range wrong {
		f.last = nil
		f.problem(d)
	}
	for _, a := range acts {
		f.act(a)
	}
}

// problem reports what cannot be taken up.
func (f *free) problem(d *saying.Problem) {
	near := ""
	if d.On != nil {
		near = f.base1.byID[d.On.ID].wordings[0].printed
	}
	f.rest(d.At, f.why(d), d.Words, near)
}

// why returns what is wrong, and what to write instead.
func (im *Import) why(d *saying.Problem) string {
	out := im.sentence(d.Format, d.Args...)
	for _, h := range d.Hints {
		// Not the flags of another command, nor the words that are shown as what is near.
		if !strings.Contains(h.Format, "--") && !strings.HasPrefix(h.Format, "its words") {
			return out + ": " + im.sentence(h.Format, h.Args...)
		}
	}
	return out
}

// act makes the proposal for what follows from a saying.
func (f *free) act(a saying.Act) {
	by := authorKey(a.Authors)
	if a.Do == saying.ExtendLast {
		f.extend(a, by)
		return
	}
	u := f.base1.byID[a.On.ID]
	f.behind, f.last = u, u
	proposal := &Proposal{Operation: a.Do, Base: u.id, Author: by, unit: u, Places: []string{a.At}, Date: f.Date}
	refuse := func(why string) { f.rest(a.At, f.name(u)+": "+why, a.All, u.wordings[0].printed) }
	switch a.Do {
	case saying.Amend:
		f.reworded(a.At, u, slices.Index(f.base1.langs, a.Lang), a.Text, by)
	case saying.Unchanged:
	case saying.Delete, saying.Keep:
		to := map[string]*[]*Proposal{saying.Delete: &f.drops, saying.Keep: &f.moves}[a.Do]
		*to = once(*to, proposal)
	case saying.Move:
		after := f.base1.byID[a.To.ID]
		proposal.After, proposal.Shown = after.id, []string{f.sentence("behind %s", f.name(after))}
		f.moves = once(f.moves, proposal)
	case saying.Insert:
		if a.Before {
			if u = f.ahead(u); u == nil {
				refuse(f.sentence("a new paragraph before the first of its section: omnibus propose records it"))
				return
			}
		}
		f.insert(a.At, u, a.Lang, a.Text, by)
	case saying.InsertSub:
		subs := f.paper.Below(a.On)
		if a.Before && len(subs) > 0 || a.To != nil && a.To != subs[len(subs)-1] {
			refuse(f.sentence("a new sub-paragraph between others: omnibus propose records it"))
			return
		}
		f.addBelow(a.At, u, a.Lang, "(a) "+a.Text, by)
	case saying.Accept:
		if a.Agrees {
			refuse(f.sentence(
				"it agrees to a change and proposes none: a delegation that proposes it writes the change alone, as in OP 5: delete"))
			return
		}
		refuse(f.sentence("an answer that proposes no change"))
	case saying.Reserve:
		f.reserve(a, u)
	default:
		panic("word: an act of the kind " + a.Do)
	}
}

// once adds a proposal, unless it is among the others: it is said once in each language.
func once(all []*Proposal, p *Proposal) []*Proposal {
	if slices.ContainsFunc(all, func(x *Proposal) bool {
		return x.unit == p.unit && x.Operation == p.Operation && x.Author == p.Author && x.After == p.After
	}) {
		return all
	}
	return append(all, p)
}

// extend adds a sub-paragraph to what precedes, unless it is one that the draft has.
func (f *free) extend(a saying.Act, by string) {
	k := f.lang(a.Text)
	if u := f.resembling(a.Text, k); u != nil {
		last := f.last
		f.amended(a.At, u, k, a.Text, by)
		f.last = last
		return
	}
	if !f.below(a.At, a.Text, by) {
		f.rest(a.At, f.sentence("a sub-paragraph below words that could not be placed"), a.All, "")
	}
}

// ahead returns the text of the same section that a new paragraph before another follows, or nil if there is none.
func (f *free) ahead(u *unit) *unit {
	var last *unit
	for _, x := range f.base1.units {
		if x == u {
			return last
		}
		if x.is == u.is && x.section == u.section {
			last = x
		}
	}
	return nil
}

// row processes a row of a table: cells with the number of a paragraph and with the name of an author are about the others. What is beside
// a text and is none is a remark on it.
func (f *free) row(p passage) {
	authors, number := f.letter.Authors(), ""
	if len(authors) == 0 {
		authors = []string{f.From}
	}
	var cells []string
	for _, c := range p.cells {
		c = strings.TrimSpace(bullet.ReplaceAllString(c, ""))
		cites, ok := f.paper.Cites(c)
		switch {
		case c == "" || f.base1.prints(c):
		case number == "" && ok:
			number = cites
		case f.paper.Names(strings.TrimRight(c, ".: ")) != nil:
			authors = f.paper.Names(strings.TrimRight(c, ".: "))
		default:
			cells = append(cells, c)
		}
	}
	about, beside, start := (*unit)(nil), []*saying.Problem{}, f.last
	above := start
	for _, c := range cells {
		s := &saying.Said{At: p.place, Authors: authors, All: c, Reading: f.paper.Read(c)}
		if !f.paper.Proposes(c) {
			s.Reading = saying.Reading{}
			if number != "" {
				s.Reading = f.paper.Read(number + ": " + c)
			}
		}
		f.last, f.found = start, nil
		if t, _ := f.paper.Subject(s); t != nil {
			f.found = f.base1.byID[t.ID]
		}
		if d := f.cell(s); d != nil {
			beside = append(beside, d)
		}
		if about == nil {
			about = f.found
		}
		if f.last != start {
			above = f.last
		}
	}
	f.last = above
	if about == nil {
		f.unplaced(beside)
		return
	}
	for _, d := range beside {
		f.remark(about, about.wordings[0].of.Lang, authors[0], "in a cell beside the text", d.Words, d.At)
	}
}

// unplaced reports the cells of a row that could not be placed, such as the headings of columns.
func (f *free) unplaced(cells []*saying.Problem) {
	var words []string
	for _, d := range cells {
		words = append(words, d.Words)
	}
	if len(cells) > 0 {
		f.rest(cells[0].At, f.why(cells[0]), strings.Join(words, " | "), "")
	}
}

// cell processes a cell of a table. It returns a problem if its words are neither a text nor an instruction, and thus a remark.
func (f *free) cell(s *saying.Said) *saying.Problem {
	by := authorKey(s.Authors)
	if _, named := f.paper.Subject(s); !named {
		if why := f.whole(s.At, s.All, by); why != "" {
			return &saying.Problem{At: s.At, Words: s.All, Sentence: saying.Sentence{Format: why}}
		}
		return nil
	}
	acts, wrong := f.paper.Acts(s)
	if text, bare := s.Bare(); bare && len(wrong) > 0 && f.whole(s.At, text, by) == "" {
		return nil
	}
	for _, a := range acts {
		if a.Do == saying.Accept {
			return &saying.Problem{At: s.At, Words: s.All}
		}
		f.act(a)
	}
	for _, d := range wrong {
		if d.Remark {
			return d
		}
		f.problem(d)
	}
	return nil
}
