package workbook

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// draftStates are the states of paragraphs with their tones.
var draftStates = []struct {
	key  string
	tone matrix.Tone
}{{"proposed", matrix.Open}, {"bracketed", matrix.Bad}, {"taken-over", matrix.Busy}, {"agreed-ad-referendum", matrix.Busy},
	{"agreed", matrix.Good}, {"withdrawn", matrix.Quiet}}

// A draftRow is a paragraph with its section.
type draftRow struct {
	p       *plan.Paragraph
	section *input.DraftSection
}

// draft returns the sheet of draft paragraphs with their provenance, withdrawn and deleted ones last, unless the workbook is final.
func (b *book) draft(final bool) *matrix.Sheet {
	type cells = func(draftRow) matrix.Cell
	words := func(s func(draftRow) string) cells { return func(r draftRow) matrix.Cell { return txt(s(r)) } }
	columns := []column[draftRow]{
		{matrix.Column{ID: "record-id", Width: 26}, words(func(r draftRow) string { return r.p.ID })},
		{matrix.Column{ID: "local-number", Width: 9, Paper: true}, words(b.localNumber)},
		{matrix.Column{ID: "kind", Width: 11, Paper: true}, words(func(r draftRow) string { return b.word("kind", r.p.Kind) })},
		{matrix.Column{ID: "section", Width: 26}, func(r draftRow) matrix.Cell {
			if r.section == nil {
				return matrix.Cell{}
			}
			return b.in(b.l, r.section.Title)
		}},
	}
	for _, l := range b.langs {
		columns = append(
			columns,
			column[draftRow]{matrix.Column{ID: "text-" + l.Tag, Head: b.textIn(l), Width: 56, Paper: true}, func(r draftRow) matrix.Cell {
				c := b.in(l, r.p.Text)
				open, closing := b.In(l).Bracket(r.p.Brackets, r.p.By, r.p.Marks)
				c.Text = open + c.Text + b.subTexts(l, r.p.Sub) + closing
				return c
			}},
		)
	}
	state := matrix.Column{ID: "paragraph-state", Width: 14, Paper: true}
	for _, m := range draftStates {
		state.Marks = append(state.Marks, matrix.Mark{Entry: b.word("state", m.key), Tone: m.tone})
	}
	columns = append(columns, []column[draftRow]{
		{matrix.Column{ID: "final-number", Width: 9, Kind: matrix.Number}, func(r draftRow) matrix.Cell {
			if r.p.Final > 0 && !b.isOut(r.p) {
				return num(r.p.Final)
			}
			return matrix.Cell{}
		}},
		{state, words(func(r draftRow) string { return b.State(r.p) })},
		{matrix.Column{ID: "operation", Width: 16}, words(func(r draftRow) string { return b.word("operation-name", r.p.Operation) })},
		{matrix.Column{ID: "derived", Width: 18}, words(func(r draftRow) string { return b.word("derived", r.p.Derived) })},
		{matrix.Column{ID: "authors", Width: 22}, words(func(r draftRow) string { return b.l.List(b.authors(r.p)) })},
		{matrix.Column{ID: "proposal", Width: 26}, words(func(r draftRow) string { return lines(proposalIDs(r.p)) })},
		{matrix.Column{ID: "outcomes", Width: 36}, words(func(r draftRow) string { return lines(each(r.p.Outcomes, b.Outcome)) })},
		{matrix.Column{ID: "sessions", Width: 60}, words(func(r draftRow) string { return b.sessionNames(r.p.Sessions) })},
		{matrix.Column{ID: "mandates", Width: 60}, words(func(r draftRow) string { return b.mandateNames(r.p.Mandates) })},
		{matrix.Column{ID: "reason", Width: 60}, func(r draftRow) matrix.Cell { return b.in(b.l, r.p.Proposal.Reason) }},
		{matrix.Column{ID: "date", Width: 12, Kind: matrix.Date}, func(r draftRow) matrix.Cell { return day(r.p.Proposal.Date.Date) }},
		{matrix.Column{ID: "page", Width: 22}, func(r draftRow) matrix.Cell { return b.page(r.p.ID) }},
	}...)
	columns = append(columns, b.changes()...)
	section := map[*plan.Paragraph]*input.DraftSection{}
	for _, x := range b.plan.Draft.Sections {
		for _, p := range x.Paragraphs {
			section[p] = x.Section
		}
	}
	shown := b.plan.Draft.Paragraphs()
	if !final {
		shown = slices.Concat(shown, b.plan.Draft.Out)
	}
	var rows []draftRow
	for _, p := range shown {
		rows = append(rows, draftRow{p, section[p]})
	}
	return sheet(b, SheetDraft, "DraftParagraphs", columns, rows, func(r draftRow) matrix.Row { return matrix.Row{ID: r.p.ID} })
}

// localNumber returns the number by which a paragraph of the draft is cited.
func (b *book) localNumber(r draftRow) string {
	if b.isOut(r.p) {
		return ""
	}
	return b.Number(r.p.ID)
}

// authors names the authors of a paragraph, each once.
func (b *book) authors(p *plan.Paragraph) []string {
	var out []string
	for _, x := range append([]*input.Proposal{p.Proposal}, p.Others...) {
		for _, a := range x.Authors {
			if n := b.Author(a).Name; !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

func proposalIDs(p *plan.Paragraph) []string {
	out := []string{p.Proposal.ID.String}
	for _, x := range p.Others {
		out = append(out, x.ID.String)
	}
	return out
}

// each returns the results of f for the items of a list.
func each[T any](in []T, f func(T) string) []string {
	var out []string
	for _, x := range in {
		out = append(out, f(x))
	}
	return out
}

// subTexts returns the words of sub-paragraphs in a language, each on a line with its marker.
func (b *book) subTexts(l *locale.Locale, subs []*plan.SubParagraph) string {
	var s strings.Builder
	for _, sub := range subs {
		in := b.In(l)
		open, closing := in.Bracket(sub.Brackets, sub.By, sub.Marks)
		fmt.Fprintf(&s, "\n%s%s %s%s%s%s", strings.Repeat("   ", sub.Level-1), in.Marker(sub), open, b.in(l, sub.Text).Text,
			b.subTexts(l, sub.Sub), closing)
	}
	return s.String()
}

// widest is the maximum number of resolutions with a column each on the sheet of sessions. If there are more, the sessions name theirs in
// words.
const widest = 60

// sessions returns the sheet of thematic sessions, with the number of paragraphs of each resolution that they cover.
func (b *book) sessions() *matrix.Sheet {
	paragraphs := map[*plan.Session]int{}
	for _, p := range b.plan.Draft.Paragraphs() {
		for _, x := range p.Sessions {
			paragraphs[x]++
		}
	}
	type cells = func(*plan.Session) matrix.Cell
	words := func(s func(*plan.Session) string) cells {
		return func(x *plan.Session) matrix.Cell { return txt(s(x)) }
	}
	columns := []column[*plan.Session]{
		{matrix.Column{ID: "record-id", Width: 22}, words(func(x *plan.Session) string { return x.Session.ID.String })},
		{
			matrix.Column{ID: "number", Head: b.T("column.local-number"), Width: 9, Kind: matrix.Number, Paper: true},
			func(x *plan.Session) matrix.Cell { return num(x.Number) },
		},
		{matrix.Column{ID: "title", Width: 44, Paper: true}, func(x *plan.Session) matrix.Cell { return b.in(b.l, x.Session.Title) }},
		{matrix.Column{ID: "theme", Width: 60}, words(func(x *plan.Session) string { return b.glossaryName(x.Session.Theme) })},
		{matrix.Column{ID: "date", Width: 12, Kind: matrix.Date, Paper: true}, func(x *plan.Session) matrix.Cell {
			switch {
			case x.Outcome != nil && x.Outcome.Held.Day > 0:
				return day(x.Outcome.Held.Date)
			case x.Session.Meeting != nil && !x.Session.Meeting.Date.IsZero():
				return day(x.Session.Meeting.Date.Date)
			case x.Outcome != nil:
				return day(x.Outcome.Held.Date)
			}
			return matrix.Cell{}
		}},
		{matrix.Column{ID: "held", Width: 8, Paper: true}, words(b.heldOrNot)},
		{matrix.Column{ID: "presenters", Width: 34, Paper: true}, words(func(x *plan.Session) string {
			if x.Outcome == nil {
				return ""
			}
			return lines(each(x.Outcome.Presenters, func(p *input.Presenter) string { return b.Plain(p.Name) }))
		})},
		{matrix.Column{ID: "goals", Width: 18, Paper: true}, words(func(x *plan.Session) string {
			return strings.Join(each(x.Session.Goals, func(t source.Text) string { return t.String }), ", ")
		})},
		{matrix.Column{ID: "outcomes", Width: 12, Kind: matrix.Number, Paper: true}, func(x *plan.Session) matrix.Cell {
			if x.Outcome == nil {
				return matrix.Cell{}
			}
			return num(len(x.Outcome.Outcomes))
		}},
		{matrix.Column{ID: "paragraphs", Width: 12, Kind: matrix.Number, Paper: true}, func(x *plan.Session) matrix.Cell {
			return num(paragraphs[x])
		}},
		{matrix.Column{ID: "covered", Width: 12, Kind: matrix.Number, Paper: true}, func(x *plan.Session) matrix.Cell {
			return num(len(x.Mandates))
		}},
	}
	if resolutions := b.plan.Records.Resolutions; len(resolutions) > widest {
		columns = append(
			columns,
			column[*plan.Session]{
				matrix.Column{ID: "mandates", Width: 60},
				words(func(x *plan.Session) string { return b.mandateNames(x.Mandates) }),
			},
		)
	} else {
		for _, r := range resolutions {
			columns = append(columns, column[*plan.Session]{matrix.Column{ID: r.ID.String, Head: r.Symbol.String, Width: 13,
				Kind: matrix.Number},
				func(x *plan.Session) matrix.Cell { return bearing(x, r) }})
		}
	}
	return sheet(
		b,
		SheetSessions,
		"Sessions",
		columns,
		b.plan.Sessions,
		func(x *plan.Session) matrix.Row { return matrix.Row{ID: x.Session.ID.String} },
	)
}

func (b *book) heldOrNot(x *plan.Session) string {
	if x.Outcome != nil {
		return b.T("matrix.yes")
	}
	return b.T("matrix.no")
}

// bearing returns the number of paragraphs of a resolution that a session covers; empty for none.
func bearing(x *plan.Session, r *input.Resolution) matrix.Cell {
	n := 0
	for _, m := range x.Mandates {
		if m.Mandate.Resolution == r {
			n++
		}
	}
	if n == 0 {
		return matrix.Cell{}
	}
	return num(n)
}

// An outcomeRow is an outcome with its session and its number in it.
type outcomeRow struct {
	s *plan.Session
	o *input.Outcome
	n int
}

// outcomes returns the sheet of session outcomes, with the paragraphs based on each.
func (b *book) outcomes() *matrix.Sheet {
	var rows []outcomeRow
	for _, x := range b.plan.Sessions {
		if x.Outcome != nil {
			for i, o := range x.Outcome.Outcomes {
				rows = append(rows, outcomeRow{x, o, i + 1})
			}
		}
	}
	type cells = func(outcomeRow) matrix.Cell
	words := func(s func(outcomeRow) string) cells { return func(r outcomeRow) matrix.Cell { return txt(s(r)) } }
	columns := []column[outcomeRow]{
		{matrix.Column{ID: "record-id", Width: 32}, words(func(r outcomeRow) string { return r.o.ID.String })},
		{
			matrix.Column{ID: "session", Head: b.T("column.sessions"), Width: 46, Paper: true},
			words(func(r outcomeRow) string { return b.sessionNames([]*plan.Session{r.s}) }),
		},
		{
			matrix.Column{ID: "number", Head: b.T("column.local-number"), Width: 9, Kind: matrix.Number, Paper: true},
			func(r outcomeRow) matrix.Cell { return num(r.n) },
		},
		{matrix.Column{ID: "kind", Width: 14, Paper: true}, words(func(r outcomeRow) string { return b.word("kind", r.o.Kind.String) })},
		{matrix.Column{ID: "text", Width: 60, Paper: true}, func(r outcomeRow) matrix.Cell { return b.in(b.l, r.o.Text) }},
		{
			matrix.Column{ID: "addressees", Width: 26, Paper: true},
			words(func(r outcomeRow) string { return lines(each(r.o.Addressees, b.glossaryName)) }),
		},
		{matrix.Column{ID: "mandates", Width: 44}, words(func(r outcomeRow) string { return b.mandateNames(b.MandatesOf(r.o.Mandates)) })},
		{matrix.Column{ID: "became", Width: 34, Paper: true}, words(func(r outcomeRow) string {
			if ps := b.Resting(r.o); len(ps) > 0 {
				return b.paragraphNames(ps)
			}
			return b.T("matrix.summary-none")
		})},
		{matrix.Column{ID: "page", Width: 22}, func(r outcomeRow) matrix.Cell {
			if ps := b.Resting(r.o); len(ps) > 0 {
				return b.page(ps[0].ID)
			}
			return matrix.Cell{}
		}},
	}
	return sheet(b, SheetOutcomes, "Outcomes", columns, rows, func(r outcomeRow) matrix.Row { return matrix.Row{ID: r.o.ID.String} })
}

// A stakeholderRow is a stakeholder with its depth in the tree, from 0.
type stakeholderRow struct {
	x     *input.Stakeholder
	level int
}

// stakeholders returns the sheet of the tree of stakeholders, with the tasks of each.
func (b *book) stakeholders() *matrix.Sheet {
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
				asked[a.String] = append(asked[a.String], b.Outcome(o)+b.T("list.colon")+b.Plain(o.Text))
			}
		}
	}
	var rows []stakeholderRow
	var walk func(in []*input.Stakeholder, level int)
	walk = func(in []*input.Stakeholder, level int) {
		for _, x := range in {
			rows = append(rows, stakeholderRow{x, level})
			walk(x.Children, level+1)
		}
	}
	walk(b.plan.Records.Stakeholders, 0)
	columns := []column[stakeholderRow]{
		{matrix.Column{ID: "record-id", Width: 24}, func(r stakeholderRow) matrix.Cell { return txt(r.x.ID.String) }},
		{matrix.Column{ID: "level", Width: 8, Kind: matrix.Number}, func(r stakeholderRow) matrix.Cell { return num(r.level + 1) }},
		{matrix.Column{ID: "name", Width: 52, Paper: true}, func(r stakeholderRow) matrix.Cell {
			name := b.Plain(r.x.Text)
			if r.x.Name.String != "" {
				name = b.Name(r.x.Name.String).Full()
			}
			return txt(strings.Repeat("   ", r.level) + name)
		}},
		{matrix.Column{ID: "asked", Width: 60, Paper: true}, func(r stakeholderRow) matrix.Cell {
			return txt(lines(asked[r.x.Name.String]))
		}},
		{matrix.Column{ID: "note", Width: 60, Paper: true}, func(r stakeholderRow) matrix.Cell { return txt(b.Plain(r.x.Note)) }},
	}
	return sheet(
		b,
		SheetStakeholders,
		"Stakeholders",
		columns,
		rows,
		func(r stakeholderRow) matrix.Row { return matrix.Row{ID: r.x.ID.String, Level: r.level} },
	)
}
