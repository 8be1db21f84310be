package compose

import (
	stdhtml "html"
	"slices"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
)

// A Speaker writes the records of a plan in one language, with the words of documents but as plain text: for workbooks.
type Speaker struct{ c *column }

// NewSpeaker returns a speaker for a paper. Findings about the texts go into diags.
func NewSpeaker(p *plan.Plan, paper string, l *locale.Locale, set *locale.Set, diags *diag.List) *Speaker {
	j := &job{plan: p, paper: paper, set: set, diags: diags, subs: map[string]place{}, ordinals: map[*plan.Paragraph]int{}}
	j.count()
	return &Speaker{j.column(l)}
}

// column begins a column of a language.
func (j *job) column(l *locale.Locale) *column {
	return &column{
		job:      j,
		l:        l,
		refs:     map[use]int{},
		reserved: map[string]*plan.Change{},
		ids:      map[string]int{},
		whole:    map[string]doc.Mark{},
		people:   map[string]*doc.Author{},
		by:       map[string]*doc.Author{},
		behind:   map[string]string{},
		cited:    map[*doc.Note]string{},
		common:   map[doc.Block]bool{},
		untold:   map[doc.Block]bool{},
		alone:    map[doc.Block]bool{},
		sessions: map[*plan.Session]*Session{},
		closed:   map[string]bool{},
		count:    tally{map[string]bool{}, map[string]bool{}},
	}
}

// In returns the speaker for another language.
func (s *Speaker) In(l *locale.Locale) *Speaker {
	c := *s.c
	c.l, c.reached = l, nil
	return &Speaker{&c}
}

// Plain returns the words of a text without markup, or those of the original if it is not translated.
func (s *Speaker) Plain(t input.Text) string { return s.c.plain(t) }

// Name returns the name of an entry of the glossary.
func (s *Speaker) Name(id string) Name { return s.c.name(id) }

// Author returns the name of an author of a proposal.
func (s *Speaker) Author(r input.Ref) Name { return s.c.author(r) }

// Number returns the number by which references name a paragraph: 5, 5 bis.
func (s *Speaker) Number(id string) string {
	n, _ := s.c.number(id)
	return n
}

// Marker returns the marker of a sub-paragraph: (a), (a bis).
func (s *Speaker) Marker(p *plan.SubParagraph) string { return s.c.subLabel(p) }

// Bracket returns the text before and after words that are open as a whole.
func (s *Speaker) Bracket(whole bool, by []input.Ref, marks []plan.Mark) (open, closing string) {
	return s.c.bracket(whole, by, marks)
}

// State names the state of a paragraph; for a reopened one it adds that it has brackets.
func (s *Speaker) State(p *plan.Paragraph) string {
	return s.c.withBrackets(p, s.c.stateAt(p.State, nil, date.Date{}))
}

// Outcome names an outcome by its session and number.
func (s *Speaker) Outcome(o *input.Outcome) string { return s.c.outcome(o) }

// Meeting names a meeting.
func (s *Speaker) Meeting(m *input.Meeting) string { return s.c.meetingName(m) }

// Mandates names mandates by resolution and paragraphs, ranges folded.
func (s *Speaker) Mandates(ms []*plan.Mandate) []string {
	names := s.c.mandateList(ms)
	for i := range names {
		names[i] = stdhtml.UnescapeString(names[i])
	}
	return names
}

// MandatesOf returns the mandates that references refer to.
func (s *Speaker) MandatesOf(refs []input.Ref) []*plan.Mandate { return s.c.mandatesOf(refs) }

// Resting returns the paragraphs that are based on an outcome.
func (s *Speaker) Resting(o *input.Outcome) []*plan.Paragraph { return s.c.resting()[o] }

// A Comparer describes the changes in a draft, in the language of its speaker.
type Comparer struct {
	c   *column
	red *plan.Redline
}

// Against returns a comparer of the draft with the base of a redline. Findings about the texts are not reported again.
func (s *Speaker) Against(red *plan.Redline) *Comparer {
	j := *s.c.job
	j.opts.Redline, j.diags = &Redline{Redline: red}, new(diag.List)
	return &Comparer{j.column(s.c.l), red}
}

// In returns the comparer for another language.
func (x *Comparer) In(l *locale.Locale) *Comparer { return &Comparer{x.c.job.column(l), x.red} }

// BaseName names what the draft is compared with.
func (x *Comparer) BaseName() string { return x.c.baseName() }

// What describes the change to a paragraph: new, moved, agreed. It mentions changed words only if nothing else indicates the language.
func (x *Comparer) What(ch *plan.Change) []string {
	what := x.c.whatChanged(ch)
	if ch.Old != nil && ch.New != nil && len(ch.Langs) > 0 && len(ch.Langs) >= x.c.told(ch) {
		what = append([]string{x.c.l.T("redline.changed", nil)}, what...)
	}
	return what
}

// A ChangedText is the text of a paragraph, a sub-paragraph or a note with insertions and deletions. Level is that of the sub-paragraph, or
// 0 for the paragraph itself.
type ChangedText struct {
	Level  int
	Marker string // (a), the mark of a note; empty: none
	Note   bool   // it is a note that the texts before it cite
	Words  []doc.Inline
	Was    string // the former marker of a sub-paragraph; empty: unchanged
}

// Texts returns the texts of a paragraph with their changes; none if nothing changed.
func (x *Comparer) Texts(p *plan.Paragraph, ch *plan.Change) []ChangedText {
	r := &changedTexts{c: x.c, changed: ch.Order}
	if ch.Old != nil {
		r.cited = ch.Old.Notes
	}
	if ch.New == nil {
		r.gone(0, ch.Old)
	} else {
		r.around(&plan.Passage{Brackets: p.Brackets, By: p.By, Marks: p.Marks}, compared(ch), func() {
			r.add(ChangedText{}, &text{Text: p.Text, notes: p.Notes, was: compared(ch)})
		})
		r.subs(p, ch.Sub, p.Sub)
	}
	if !r.changed {
		return nil
	}
	return append(r.texts, r.notes...)
}

// changedTexts collects the texts of one paragraph.
type changedTexts struct {
	c            *column
	cited        []*plan.Passage // notes of the earlier version of the paragraph
	texts, notes []ChangedText
	changed      bool
}

func (r *changedTexts) add(as ChangedText, t *text) {
	said := r.c.resolve(t)
	r.changed = r.changed || said.changed
	as.Words = said.inlines
	r.texts = append(r.texts, as)
	for _, i := range said.inlines {
		if i.Note != nil && slices.ContainsFunc(i.Note.Inlines, func(i doc.Inline) bool { return i.Mark&(doc.Ins|doc.Del) != 0 }) {
			r.notes = append(r.notes, ChangedText{Note: true, Marker: i.Note.Mark, Words: i.Note.Inlines})
		}
	}
}

// around adds a text, with what is printed around it if that changed.
func (r *changedTexts) around(is *plan.Passage, w *was, add func()) {
	c := r.c
	add()
	if w == nil || w.open == nil || c.opts.Redline.Base.Adopted {
		return
	}
	first, last := c.bracket(is.Brackets, is.By, is.Marks)
	before, after := c.bracket(w.open.Brackets, w.open.By, w.open.Marks)
	if first == before && last == after {
		return
	}
	r.changed = true
	of := &was{of: c.within}
	with := &r.texts[len(r.texts)-1].Words
	*with = slices.Concat(c.aroundText(&text{around: &[2]string{before, first}, was: of}).inlines, *with,
		c.aroundText(&text{around: &[2]string{after, last}, was: of}).inlines)
}

// gone adds a deleted text.
func (r *changedTexts) gone(level int, old *plan.Passage) {
	t := &text{was: &was{texts: old.Texts, notes: r.cited, gone: true}}
	t.Lang = r.c.plan.Records.Term.Original.String
	r.add(ChangedText{Level: level}, t)
}

func (r *changedTexts) subs(p *plan.Paragraph, in []plan.SubChange, now []*plan.SubParagraph) {
	for _, s := range now {
		t := &text{Text: s.Text, notes: p.Notes, was: &was{}}
		as := ChangedText{Level: s.Level, Marker: r.c.subLabel(s)}
		var below []plan.SubChange
		for _, x := range in {
			if x.New != nil && x.New.ID == s.ID && x.Old != nil {
				t.was, below = &was{texts: x.Old.Texts, notes: r.cited, open: x.Old}, x.Sub
				as.Was = r.c.formerMarker(x, s.Level)
			}
		}
		r.around(&plan.Passage{Brackets: s.Brackets, By: s.By, Marks: s.Marks}, t.was, func() { r.add(as, t) })
		r.subs(p, below, s.Sub)
	}
	for _, x := range in {
		if x.New == nil {
			r.gone(1, x.Old)
		}
	}
}
