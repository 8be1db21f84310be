package compose

import (
	"slices"
	"strings"
	"unicode"

	"omnibus/assemble/diff"
	"omnibus/assemble/plan"
)

// A Correction is what a corrigendum corrects in one text: in a paragraph, a sub-paragraph, a note or a heading.
type Correction struct {
	ID      string // of the paragraph or heading
	Where   string // In paragraph 4
	Changes []ForRead
}

// ForRead is a correction: for these words read those.
type ForRead struct{ For, Read string }

// Corrections are the corrections of a corrigendum in the language of the column, in the order of the draft.
func (v *paperView) Corrections() []Correction {
	c := v.c
	if c.opts.Redline == nil {
		return nil
	}
	var out []Correction
	add := func(id, where string, old, new *plan.Passage, oldNotes, newNotes []*plan.Passage) {
		was, is := c.printed(old, oldNotes), c.printed(new, newNotes)
		if pairs := forRead(was, is, c.l.Lexicon()); len(pairs) > 0 {
			out = append(out, Correction{id, where, pairs})
		}
	}
	if ch := c.opts.Redline.Title; ch != nil && len(ch.Langs) > 0 {
		add(ch.ID, c.l.T("correction.title", nil), ch.Old, ch.New, nil, nil)
	}
	for _, s := range c.plan.Draft.Sections {
		if s.Section == nil {
			continue
		}
		if ch := c.opts.Redline.Headings[s.Section.ID.String]; ch != nil && ch.Old != nil && ch.New != nil {
			add(ch.ID, c.l.T("correction.heading", map[string]any{"Heading": c.l.Quote(c.printed(ch.New, nil))}), ch.Old, ch.New, nil, nil)
		}
	}
	for _, ch := range c.opts.Redline.Changes {
		if ch.Old == nil || ch.New == nil {
			continue
		}
		old, new := ch.Old.Cited(), ch.New.Cited()
		add(ch.ID, c.correctedIn(ch.ID, "correction.paragraph"), ch.Old, ch.New, old, new)
		var walk func(in []plan.SubChange)
		walk = func(in []plan.SubChange) {
			for _, s := range in {
				if s.Old != nil && s.New != nil {
					add(ch.ID, c.correctedIn(s.New.ID, "correction.paragraph"), s.Old, s.New, old, new)
				}
				walk(s.Sub)
			}
		}
		walk(ch.Sub)
		for _, n := range new {
			if i := slices.IndexFunc(old, func(o *plan.Passage) bool { return o.ID == n.ID }); i >= 0 {
				add(ch.ID, c.correctedIn(ch.ID, "correction.note"), old[i], n, nil, nil)
			}
		}
	}
	return out
}

// correctedIn returns the place of a correction in words.
func (c *column) correctedIn(id, key string) string {
	n, target := c.number(id)
	if p, ok := c.plan.ByID[target].(*plan.Paragraph); ok && p.Kind == "preambular" {
		key += "-preambular"
	}
	return c.l.T(key, map[string]any{"N": n})
}

// printed returns the text of a passage as printed in the column; "" if it has none in this language.
func (c *column) printed(p *plan.Passage, notes []*plan.Passage) string {
	return c.printedIn(c.l.Tag, p, notes)
}

// printedIn is the text of a passage in a language.
func (c *column) printedIn(lang string, p *plan.Passage, notes []*plan.Passage) string {
	var b strings.Builder
	for _, i := range c.silent(p.Texts[lang], lang, notes) {
		if i.Note == nil {
			b.WriteString(i.Text)
		}
	}
	return b.String()
}

// forRead lists the corrections of a text. Each quotes enough words around the change to occur only once in the text, and to leave
// something to be read.
func forRead(old, new string, words *diff.Lexicon) []ForRead {
	a, b := words.Split(old), words.Split(new)
	var hunks []diff.Span
	for _, s := range diff.Tokens(a, b) {
		switch n := len(hunks); {
		case s.Op == diff.Equal:
		case n > 0 && hunks[n-1].Old.To == s.Old.From && hunks[n-1].New.To == s.New.From:
			hunks[n-1].Old.To, hunks[n-1].New.To = s.Old.To, s.New.To
		default:
			hunks = append(hunks, s)
		}
	}
	hunks = balanced(a, b, hunks)
	for i := 0; i < len(hunks); i++ {
		for left := false; !tells(a, b, hunks[i]); left = !left {
			h := &hunks[i]
			if h.Old.From < h.Old.To && !wordy(a[h.Old.From:h.Old.From+1]) {
				left = true // it begins with punctuation, which belongs to the word before
			}
			switch {
			case left && h.Old.From > 0 && h.New.From > 0 || h.Old.To == len(a) || h.New.To == len(b):
				if h.Old.From == 0 || h.New.From == 0 {
					h.Old.To, h.New.To = len(a), len(b)
				} else {
					h.Old.From, h.New.From = h.Old.From-1, h.New.From-1
				}
			default:
				h.Old.To, h.New.To = h.Old.To+1, h.New.To+1
			}
			if h.Old.From == 0 && h.Old.To == len(a) {
				break // it is the whole text
			}
			switch { // corrections that now overlap become one
			case i+1 < len(hunks) && hunks[i+1].Old.From <= h.Old.To:
				h.Old.To, h.New.To = hunks[i+1].Old.To, hunks[i+1].New.To
				hunks = slices.Delete(hunks, i+1, i+2)
			case i > 0 && hunks[i-1].Old.To >= h.Old.From:
				hunks[i-1].Old.To, hunks[i-1].New.To = h.Old.To, h.New.To
				hunks = slices.Delete(hunks, i, i+1)
				i--
			}
		}
	}
	var out []ForRead
	for _, h := range hunks {
		out = append(out, ForRead{diff.Join(a[h.Old.From:h.Old.To]), diff.Join(b[h.New.From:h.New.To])})
	}
	return out
}

// balanced widens hunks to whole brackets, so that none quotes a bracket without the one that closes it. Hunks that then meet become one.
func balanced(a, b []diff.Token, hunks []diff.Span) []diff.Span {
	for i := 0; i < len(hunks); i++ {
		for {
			h := &hunks[i]
			oldBefore, oldAfter := unpaired(a[h.Old.From:h.Old.To])
			newBefore, newAfter := unpaired(b[h.New.From:h.New.To])
			switch {
			case (oldAfter || newAfter) && h.Old.To < len(a) && h.New.To < len(b):
				h.Old.To, h.New.To = h.Old.To+1, h.New.To+1
			case (oldBefore || newBefore) && h.Old.From > 0 && h.New.From > 0:
				h.Old.From, h.New.From = h.Old.From-1, h.New.From-1
			default:
				h = nil
			}
			if h == nil {
				break
			}
			if i+1 < len(hunks) && hunks[i+1].Old.From <= h.Old.To {
				h.Old.To, h.New.To = hunks[i+1].Old.To, hunks[i+1].New.To
				hunks = slices.Delete(hunks, i+1, i+2)
			}
			if i > 0 && hunks[i-1].Old.To >= h.Old.From {
				hunks[i-1].Old.To, hunks[i-1].New.To = h.Old.To, h.New.To
				hunks = slices.Delete(hunks, i, i+1)
				i--
			}
		}
	}
	return hunks
}

// unpaired tells whether tokens close a bracket that they do not open, and whether they open one that they do not close.
func unpaired(tokens []diff.Token) (before, after bool) {
	depth := 0
	for _, t := range tokens {
		switch t.Key {
		case "[":
			depth++
		case "]":
			if depth--; depth < 0 {
				before, depth = true, 0
			}
		}
	}
	return before, depth > 0
}

// tells reports whether a hunk has words that occur once in the old text, and words to replace them.
func tells(a, b []diff.Token, h diff.Span) bool {
	find := a[h.Old.From:h.Old.To]
	if !wordy(find) || !wordy(b[h.New.From:h.New.To]) || h.Old.From > 0 && !wordy(find[:1]) {
		return false
	}
	n := 0
	for i := 0; i+len(find) <= len(a); i++ {
		if slices.EqualFunc(a[i:i+len(find)], find, func(x, y diff.Token) bool { return x.Key == y.Key }) {
			n++
		}
	}
	return n == 1
}

// wordy reports whether there is a word among tokens: readers cannot find punctuation alone.
func wordy(t []diff.Token) bool {
	return slices.ContainsFunc(t, func(x diff.Token) bool {
		return strings.IndexFunc(x.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
	})
}

// Added is what an addendum adds to the draft: paragraphs by section. The first section is the preamble, which has no ID.
func (v *paperView) Added() []Section {
	c := v.c
	if c.opts.Redline == nil {
		return nil
	}
	only := func(in []*plan.Paragraph) []*Paragraph {
		var out []*Paragraph
		for _, p := range in {
			if ch := c.opts.Redline.ByID[p.ID]; ch != nil && ch.IsNew() {
				out = append(out, c.plainParagraph(p))
			}
		}
		return out
	}
	var out []Section
	if p := only(c.plan.Draft.Preamble); len(p) > 0 {
		out = append(out, Section{Paragraphs: p})
	}
	whole, these := &headings{c: c}, &headings{c: c}
	labels := map[string]string{} // of the headings in the paper as a whole, by their sections
	for i, s := range c.plan.Draft.Sections {
		x := Section{Number: i + 1, Level: 1, Quoted: true, Paragraphs: only(s.Paragraphs)}
		var over []Section
		if s.Section != nil {
			x.ID, x.Title = s.Section.ID.String, c.phrase(s.Section.Title)
			if len(s.Paragraphs) > 0 {
				copied := x
				for _, o := range whole.over(s.Section) {
					labels[o.ID] = o.Label
				}
				whole.fill(&copied, s.Section)
				labels[x.ID] = copied.Label
			}
		}
		if len(x.Paragraphs) == 0 {
			continue
		}
		if s.Section != nil {
			over = these.over(s.Section)
			these.fill(&x, s.Section)
		}
		for _, o := range append(over, x) {
			o.Label = labels[o.ID]
			out = append(out, o)
		}
	}
	return out
}

// plainParagraph makes a paragraph as in a paper that is not a redline.
func (c *column) plainParagraph(p *plan.Paragraph) *Paragraph {
	job := c.job
	plain := *job
	plain.opts.Redline = nil
	c.job = &plain
	defer func() { c.job = job }()
	return c.paragraph(p)
}

// Corrects is the symbol of the paper that a corrigendum corrects or an addendum supplements.
func (v *paperView) Corrects() string {
	if v.c.opts.Redline == nil {
		return ""
	}
	return v.c.opts.Redline.Base.Symbol
}

// Concerns names the languages that a corrigendum concerns; "" if it concerns all languages of the paper.
func (v *paperView) Concerns() string {
	c := v.c
	if c.opts.Redline == nil {
		return ""
	}
	concerned := map[string]bool{}
	for _, ch := range c.opts.Redline.Changes {
		for _, l := range ch.Langs {
			concerned[l] = true
		}
	}
	for _, ch := range c.opts.Redline.Headings {
		for _, l := range ch.Langs {
			concerned[l] = true
		}
	}
	if ch := c.opts.Redline.Title; ch != nil {
		for _, l := range ch.Langs {
			concerned[l] = true
		}
	}
	if len(concerned) != 1 || len(c.plan.Records.Term.Languages) < 2 || !concerned[c.l.Tag] {
		return ""
	}
	return c.l.T("correction.concerns", map[string]any{"Language": c.l.LanguageName(c.l.Tag)})
}
