package merge

import (
	"slices"

	"omnibus/assemble/diff"
	"omnibus/assemble/input"
)

// made reports whether a proposal was made after another one came to stand, so that its authors knew the text with that one in it.
func (m *merger) made(c, stood *input.Proposal) bool {
	_, at, day := m.plan.ReachedOn(stood.State.String, stood.States)
	switch {
	case !m.settled(stood) || at == nil && day.IsZero():
		return false
	case !day.IsZero() && !c.Date.IsZero() && day.Last().Before(c.Date.Date):
		return true
	}
	return c.From.String != "" && 2*m.plan.Nth(c.From.String) > m.since(stood)
}

// knows reports whether a proposal amends the text that another one gives, because it builds on it or was made since.
func (m *merger) knows(c, stood *input.Proposal) bool {
	return c != stood && (slices.Contains(m.chain([]*input.Proposal{c}), stood) || m.made(c, stood))
}

// inTurn sorts proposals that stand into the order in which they are applied: an amendment comes after the proposal whose text it amends.
func (m *merger) inTurn(standing []*input.Proposal) []*input.Proposal {
	var out []*input.Proposal
	for rest := slices.Clone(standing); len(rest) > 0; {
		next := slices.IndexFunc(rest, func(c *input.Proposal) bool {
			return !slices.ContainsFunc(rest, func(s *input.Proposal) bool { return m.knows(c, s) })
		})
		next = max(next, 0) // two that know each other have wrong dates
		out = append(out, rest[next])
		rest = slices.Delete(rest, next, next+1)
	}
	return out
}

// amendedBy returns the text of a part that a proposal amends: the first text with the changes that stood when the proposal was made. It
// returns false if that text is not on file.
func (m *merger) amendedBy(c *input.Proposal, p *part) (input.Text, bool) {
	t, onFile := p.text, !p.lacking
	all := true
	for _, s := range p.took {
		if !m.knows(c, s.from) {
			all = false
			continue
		}
		onFile = true
		if joined, ok := m.joinTexts(s.base, t, s.text, editorial(s.from)); ok {
			t = joined
		}
	}
	if all {
		t = p.now
	}
	return t, onFile
}

func editorial(c *input.Proposal) bool { return c.Operation.String == "mod-editorial" }

// against returns the proposal with which one that stands collides in a part: the first that it does not know and that it cannot be merged
// with; nil if there is none.
func (m *merger) against(c *input.Proposal, p *part, text input.Text) *input.Proposal {
	for _, s := range p.took {
		if m.knows(c, s.from) {
			continue
		}
		if _, ok := m.joinTexts(p.text, s.text, text, false); !ok || p.lacking {
			return s.from
		}
	}
	return p.took[0].from
}

// met reports whether everything that an option asks for already stands, in every language.
func (m *merger) met(p *part, o option) bool {
	if o.text.ID == "" || o.apart {
		return false
	}
	for _, lang := range m.languages(p) {
		is, known := m.words(p.now, lang)
		words, has := m.words(o.text, lang)
		base, based := m.words(o.base, lang)
		switch {
		case lang == p.now.Lang && !(known && has && based):
			return m.alike(o.text, p.now)
		case known && has && based && m.lexicon(lang).Touches(is, diff.Option{Text: words, Base: base}):
			return false
		}
	}
	return true
}

// apart reports whether an option overlaps with later changes of a part in one language, and leaves them as they are in another.
func (m *merger) apart(p *part, o option) bool {
	var meets, leaves, none, nothing bool
	for _, lang := range m.languages(p) {
		is, known := m.words(p.now, lang)
		words, has := m.words(o.text, lang)
		base, based := m.words(o.base, lang)
		if !known || !has || !based {
			continue
		}
		met, left := m.lexicon(lang).Meets(is, diff.Option{Text: words, Base: base})
		if !met && !left { // nothing was changed in this language
			continue
		}
		meets, leaves, none, nothing = meets || met, leaves || left, none || !met, nothing || !left
	}
	return meets && none || leaves && nothing
}

// languages returns the languages in which the texts of a part are compared.
func (m *merger) languages(p *part) []string {
	langs := []string{p.now.Lang}
	if m.langs != nil {
		for _, lang := range m.langs.Translated() {
			if lang != p.now.Lang {
				langs = append(langs, lang)
			}
		}
	}
	slices.Sort(langs)
	return langs
}
