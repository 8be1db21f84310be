package compose

import (
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/plan"
)

// ChangesColumn begins the ids of the columns that show what changed since the revision before; behind it stands a language.
const ChangesColumn = "changes-"

// changesColumns are the columns of the sheet of draft paragraphs that show what changed, one a language.
func (b *book) changesColumns() []matrix.Column {
	if b.red == nil {
		return nil
	}
	at := b.redlined(b.l)
	var out []matrix.Column
	for _, l := range b.langs {
		out = append(out, matrix.Column{ID: ChangesColumn + l.Tag, Width: 56,
			Head: b.l.T("column.changes-in", map[string]any{"Base": at.baseName(), "Language": b.l.LanguageName(l.Tag)})})
	}
	return out
}

// redlined is the column of a language as a redline has it. What is wrong with a text has been said where the text stands.
func (b *book) redlined(l *locale.Locale) *column {
	j := *b.job
	j.opts.Redline, j.diags = &Redline{Redline: b.red}, new(diag.List)
	c := *b.column
	c.job, c.l, c.count = &j, l, tally{map[string]bool{}, map[string]bool{}}
	c.ids, c.cited = map[string]int{}, map[*doc.Note]string{}
	return &c
}

// changesCells are the words of a paragraph with what was put in and taken out, in each language; empty where nothing was.
func (b *book) changesCells(p *plan.Paragraph) []matrix.Cell {
	if b.red == nil {
		return nil
	}
	out := make([]matrix.Cell, len(b.langs))
	ch := b.red.ByID[p.ID]
	if ch == nil || ch.Old == ch.New || ch.New == nil && !b.isOut(p) {
		return out
	}
	for i, l := range b.langs {
		c := b.redlined(l)
		var runs, notes []matrix.Run
		changed := ch.Order
		add := func(before string, t *text) {
			r := c.resolve(t)
			changed = changed || r.changed
			if before != "" {
				runs = append(runs, matrix.Run{Text: before})
			}
			for _, x := range r.inlines {
				runs = append(runs, run(x))
				if x.Note != nil && slices.ContainsFunc(x.Note.Inlines, func(i doc.Inline) bool { return i.Mark&(doc.Ins|doc.Del) != 0 }) {
					notes = append(notes, matrix.Run{Text: "\n" + x.Note.Mark + " "})
					for _, i := range x.Note.Inlines {
						notes = append(notes, run(i))
					}
				}
			}
		}
		var cited []*plan.Passage // of the paragraph as it was
		if ch.Old != nil {
			cited = ch.Old.Notes
		}
		gone := func(before string, old *plan.Passage) {
			t := &text{was: &was{texts: old.Texts, notes: cited, gone: true}}
			t.Lang = b.plan.Records.Term.Original.String
			add(before, t)
		}
		var subs func(in []plan.SubChange, new []*plan.SubParagraph)
		subs = func(in []plan.SubChange, new []*plan.SubParagraph) {
			for _, s := range new {
				t := &text{Text: s.Text, notes: p.Notes, was: &was{}}
				var below []plan.SubChange
				stood := ""
				for _, x := range in {
					if x.New != nil && x.New.ID == s.ID && x.Old != nil {
						t.was, below = &was{texts: x.Old.Texts, notes: cited}, x.Sub
						stood = c.stood(x, s.Level)
					}
				}
				add("\n"+strings.Repeat("   ", s.Level-1)+c.enumerator(s.Level, s.Number)+" ", t)
				if stood != "" {
					runs = append(runs, matrix.Run{Text: " [" + stood + "]"})
				}
				subs(below, s.Sub)
			}
			for _, x := range in {
				if x.New == nil {
					gone("\n", x.Old)
				}
			}
		}
		if ch.New == nil {
			gone("", ch.Old)
		} else {
			add("", &text{Text: p.Text, notes: p.Notes, was: compared(ch)})
			subs(ch.Sub, p.Sub)
		}
		if changed {
			out[i].Runs = append(runs, notes...)
		}
	}
	return out
}

func run(x doc.Inline) matrix.Run {
	return matrix.Run{Text: x.Text, Ins: x.Mark&doc.Ins != 0, Del: x.Mark&doc.Del != 0}
}
