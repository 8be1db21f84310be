package compose

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
	"omnibus/assemble/plan"
)

// draft is the sheet of draft paragraphs with their provenance, withdrawn and deleted ones last.
func (b *book) draft() *matrix.Sheet {
	columns := []matrix.Column{{ID: "record-id", Width: 26}, {ID: "local-number", Width: 9}, {ID: "kind", Width: 12}, {ID: "section", Width: 26}}
	for _, l := range b.langs {
		columns = append(columns, matrix.Column{ID: "text-" + l.Tag, Head: b.textIn(l), Width: 56})
	}
	state := matrix.Column{ID: "paragraph-state", Width: 18}
	for _, m := range []struct {
		key  string
		tone matrix.Tone
	}{{"proposed", matrix.Open}, {"bracketed", matrix.Bad}, {"agreed-ad-referendum", matrix.Busy}, {"agreed", matrix.Good}, {"withdrawn", matrix.Quiet}} {
		state.Marks = append(state.Marks, matrix.Mark{Entry: b.word("state", m.key), Tone: m.tone})
	}
	columns = append(columns, matrix.Column{ID: "final-number", Width: 9, Kind: matrix.Number}, state, matrix.Column{ID: "operation", Width: 16}, matrix.Column{ID: "derived", Width: 18},
		matrix.Column{ID: "authors", Width: 22}, matrix.Column{ID: "proposal", Width: 26}, matrix.Column{ID: "outcomes", Width: 30}, matrix.Column{ID: "sessions", Width: 34},
		matrix.Column{ID: "mandates", Width: 34}, matrix.Column{ID: "reason", Width: 40}, matrix.Column{ID: "date", Width: 12, Kind: matrix.Date}, matrix.Column{ID: "page", Width: 22})
	columns = append(columns, b.changesColumns()...)
	s := b.sheet(SheetDraft, columns)
	all := slices.Concat(b.plan.Draft.Paragraphs(), b.plan.Draft.Out)
	section := map[*plan.Paragraph]*input.DraftSection{}
	for _, x := range b.plan.Draft.Sections {
		for _, p := range x.Paragraphs {
			section[p] = x.Section
		}
	}
	s.Table, s.Count = "DraftParagraphs", len(all)
	s.Rows = func(yield func(matrix.Row) bool) {
		for _, p := range all {
			if !yield(b.draftRow(p, section[p])) {
				return
			}
		}
	}
	return s
}

func (b *book) draftRow(p *plan.Paragraph, section *input.DraftSection) matrix.Row {
	number, _ := b.number(p.ID)
	if b.isOut(p) || p.Kind == "preambular" {
		number = ""
	}
	cells := []matrix.Cell{txt(p.ID), txt(number), txt(b.word("kind", p.Kind))}
	if section != nil {
		cells = append(cells, b.in(b.l, section.Title))
	} else {
		cells = append(cells, matrix.Cell{})
	}
	for _, l := range b.langs {
		c := b.in(l, p.Text)
		b.subTexts(&c, l.Tag, p.Sub)
		cells = append(cells, c)
	}
	final := matrix.Cell{}
	if p.Final > 0 && !b.isOut(p) {
		final = num(p.Final)
	}
	var authors, proposals, outcomes []string
	for _, x := range append([]*input.Proposal{p.Proposal}, p.Others...) {
		for _, a := range x.Authors {
			if n := b.author(a).Name; !slices.Contains(authors, n) {
				authors = append(authors, n)
			}
		}
		proposals = append(proposals, x.ID.String)
	}
	for _, o := range p.Outcomes {
		outcomes = append(outcomes, b.outcome(o))
	}
	operation := b.word("operation-name", p.Operation)
	cells = append(cells, final, txt(b.word("state", p.State)), txt(operation), txt(b.word("derived", p.Derived)), txt(b.l.List(authors)),
		txt(lines(proposals)), txt(lines(outcomes)), txt(b.sessionNames(p.Sessions)), txt(b.mandateNames(p.Mandates)), b.in(b.l, p.Proposal.Reason), day(p.Proposal.Date.Date), b.page(p.ID))
	return matrix.Row{ID: p.ID, Cells: append(cells, b.changesCells(p)...)}
}

// subTexts adds sub-paragraphs to the text of a paragraph, each on a line with its marker.
func (b *book) subTexts(c *matrix.Cell, lang string, subs []*plan.SubParagraph) {
	for _, s := range subs {
		for _, l := range b.langs {
			if l.Tag != lang {
				continue
			}
			at := *b.column
			at.l = l
			x := b.in(l, s.Text)
			c.Text += fmt.Sprintf("\n%s%s %s", strings.Repeat("   ", s.Level-1), at.enumerator(s.Level, s.Number), x.Text)
		}
		b.subTexts(c, lang, s.Sub)
	}
}

// widest is how many resolutions have a column each among the sessions; of more, the sessions name theirs in words.
const widest = 60

// sessions is the sheet of thematic sessions, with how many paragraphs of each resolution they bear on.
func (b *book) sessions() *matrix.Sheet {
	columns := []matrix.Column{{ID: "record-id", Width: 22}, {ID: "number", Head: b.T("column.local-number"), Width: 9, Kind: matrix.Number}, {ID: "title", Width: 44}, {ID: "theme", Width: 28},
		{ID: "date", Width: 12, Kind: matrix.Date}, {ID: "held", Width: 8}, {ID: "presenters", Width: 34}, {ID: "goals", Width: 18},
		{ID: "outcomes", Width: 12, Kind: matrix.Number}, {ID: "paragraphs", Width: 12, Kind: matrix.Number}, {ID: "covered", Width: 12, Kind: matrix.Number}}
	resolutions := b.plan.Records.Resolutions
	if len(resolutions) > widest {
		resolutions = nil
		columns = append(columns, matrix.Column{ID: "mandates", Width: 60})
	}
	for _, r := range resolutions {
		columns = append(columns, matrix.Column{ID: r.ID.String, Head: r.Symbol.String, Width: 13, Kind: matrix.Number})
	}
	s := b.sheet(SheetSessions, columns)
	paragraphs := map[*plan.Session]int{}
	for _, p := range b.plan.Draft.Paragraphs() {
		for _, x := range p.Sessions {
			paragraphs[x]++
		}
	}
	s.Table, s.Count = "Sessions", len(b.plan.Sessions)
	s.Rows = func(yield func(matrix.Row) bool) {
		for _, x := range b.plan.Sessions {
			held, outcomes := b.T("matrix.no"), matrix.Cell{}
			when := matrix.Cell{}
			if x.Session.Meeting != nil {
				when = day(x.Session.Meeting.Date.Date)
			}
			var presenters, goals []string
			if o := x.Outcome; o != nil {
				held, outcomes, when = b.T("matrix.yes"), num(len(o.Outcomes)), day(o.Held.Date)
				for _, p := range o.Presenters {
					presenters = append(presenters, b.plain(p.Name))
				}
			}
			for _, g := range x.Session.Goals {
				goals = append(goals, g.String)
			}
			per := map[*input.Resolution]int{}
			for _, m := range x.Mandates {
				per[m.Mandate.Resolution]++
			}
			row := matrix.Row{ID: x.Session.ID.String, Cells: []matrix.Cell{txt(x.Session.ID.String), num(x.Number), b.in(b.l, x.Session.Title), txt(b.glossaryName(x.Session.Theme)),
				when, txt(held), txt(lines(presenters)), txt(strings.Join(goals, ", ")), outcomes, num(paragraphs[x]), num(len(x.Mandates))}}
			if resolutions == nil {
				row.Cells = append(row.Cells, txt(b.mandateNames(x.Mandates)))
			}
			for _, r := range resolutions {
				c := matrix.Cell{}
				if per[r] > 0 {
					c = num(per[r])
				}
				row.Cells = append(row.Cells, c)
			}
			if !yield(row) {
				return
			}
		}
	}
	return s
}

// outcomes is the sheet of session outcomes with what became of each.
func (b *book) outcomes() *matrix.Sheet {
	s := b.sheet(SheetOutcomes, []matrix.Column{{ID: "record-id", Width: 32}, {ID: "session", Head: b.T("column.sessions"), Width: 36}, {ID: "number", Head: b.T("column.local-number"), Width: 9, Kind: matrix.Number},
		{ID: "kind", Width: 16}, {ID: "text", Width: 60}, {ID: "addressees", Width: 30}, {ID: "mandates", Width: 36}, {ID: "became", Width: 34}, {ID: "page", Width: 22}})
	type entry struct {
		s *plan.Session
		o *input.Outcome
		n int
	}
	var all []entry
	for _, x := range b.plan.Sessions {
		if x.Outcome != nil {
			for i, o := range x.Outcome.Outcomes {
				all = append(all, entry{x, o, i + 1})
			}
		}
	}
	s.Table, s.Count = "Outcomes", len(all)
	s.Rows = func(yield func(matrix.Row) bool) {
		for _, e := range all {
			var addressees []string
			for _, a := range e.o.Addressees {
				addressees = append(addressees, b.glossaryName(a))
			}
			ps := b.resting()[e.o]
			became, page := b.T("matrix.summary-none"), matrix.Cell{}
			if len(ps) > 0 {
				became, page = b.paragraphNames(ps), b.page(ps[0].ID)
			}
			if !yield(matrix.Row{ID: e.o.ID.String, Cells: []matrix.Cell{txt(e.o.ID.String), txt(b.sessionNames([]*plan.Session{e.s})), num(e.n), txt(b.word("kind", e.o.Kind.String)),
				b.in(b.l, e.o.Text), txt(lines(addressees)), txt(b.mandateNames(b.mandatesOf(e.o.Mandates))), txt(became), page}}) {
				return
			}
		}
	}
	return s
}

// stakeholders is the tree of stakeholders with what is asked of each.
func (b *book) stakeholders() *matrix.Sheet {
	s := b.sheet(SheetStakeholders, []matrix.Column{{ID: "record-id", Width: 24}, {ID: "level", Width: 8, Kind: matrix.Number}, {ID: "name", Width: 52}, {ID: "asked", Width: 60}, {ID: "note", Width: 60}})
	asked := map[string][]string{}
	for _, m := range b.plan.Mandates {
		if k := m.Mandate.Addressee.String; k != "" {
			asked[k] = append(asked[k], fmt.Sprintf("%s, %d", m.Mandate.Resolution.Symbol.String, m.Mandate.Number))
		}
	}
	for _, x := range b.plan.Sessions {
		if x.Outcome == nil {
			continue
		}
		for _, o := range x.Outcome.Outcomes {
			for _, a := range o.Addressees {
				asked[a.String] = append(asked[a.String], b.outcome(o)+": "+b.plain(o.Text))
			}
		}
	}
	var rows []matrix.Row
	var walk func(in []*input.Stakeholder, level int)
	walk = func(in []*input.Stakeholder, level int) {
		for _, x := range in {
			name := b.plain(x.Text)
			if x.Name.String != "" {
				name = b.name(x.Name.String).Full()
			}
			rows = append(rows, matrix.Row{ID: x.ID.String, Level: level, Cells: []matrix.Cell{txt(x.ID.String), num(level + 1), txt(strings.Repeat("   ", level) + name),
				txt(lines(asked[x.Name.String])), txt(b.plain(x.Note))}})
			walk(x.Children, level+1)
		}
	}
	walk(b.plan.Records.Stakeholders, 0)
	s.Table, s.Count, s.Rows = "Stakeholders", len(rows), slices.Values(rows)
	return s
}
