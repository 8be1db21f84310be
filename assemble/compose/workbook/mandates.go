package workbook

import (
	"omnibus/assemble/date"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
	"slices"
	"strings"
)

// Names of the lists of entries.
const (
	listStatus    = "status"
	listClass     = "class"
	listVerb      = "verb"
	listOrgan     = "organ"
	listTheme     = "theme"
	listFunding   = "funding"
	listAddressee = "addressee"
)

var (
	statuses = input.Choices("mandate", "status")
	classes  = input.Choices("mandate", "class")
	fundings = []string{"regular", "specific", "mixed", "none-needed"}
	verbs    = []string{
		"instruct",
		"request",
		"urge",
		"invite",
		"encourage",
		"recommend",
		"reaffirm",
		"thank",
		"declare",
		"establish",
		"adopt",
		"approve",
		"continue",
		"promote",
		"support",
		"strengthen",
		"take-note",
		"recognize",
		"report",
		"call-upon",
		"authorize",
		"entrust",
		"renew",
		"convene",
	}
	states = []plan.MandateState{plan.NoSession, plan.SessionScheduled, plan.SessionHeld, plan.ParagraphProposed, plan.ParagraphAgreed}
)

// The tones of the statuses and the states, in their order.
var (
	statusTones = []matrix.Tone{matrix.Busy, matrix.Good, matrix.Quiet, matrix.Quiet, matrix.Bad, matrix.Quiet, matrix.Quiet}
	stateTones  = []matrix.Tone{matrix.Bad, matrix.Open, matrix.Busy, matrix.Busy, matrix.Good}
)

// Vocabulary returns the keys of a closed vocabulary used by the columns of the matrix: status, class, verb, funding.
func Vocabulary(group string) []string {
	return map[string][]string{listStatus: statuses, listClass: classes, listVerb: verbs, listFunding: fundings}[group]
}

// A Field is a field of a mandate that people edit in the matrix, and how its column shows it. The table of fields (package input, Edit)
// determines which fields these are and what each contains.
type Field struct {
	*input.Field
	look
}

// A look is the look of a field's column.
type look struct {
	width   float64
	paper   bool   // it is printed
	list    string // the list of its entries; empty: none
	Entries string // the closed vocabulary of the list; empty: the entries are names of the glossary, or there is no list
	prompt  string // the message shown in a selected cell, after matrix.prompt-; empty: none
}

// looks are the looks of fields whose columns need more than a heading and a legend.
var looks = map[string]look{
	"summary":       {width: 36, paper: true},
	"class":         {width: 9, paper: true, list: listClass, Entries: "class", prompt: "class"},
	"responsible":   {width: 20, paper: true, list: listOrgan, prompt: "organ"},
	"status":        {width: 13, paper: true, list: listStatus, Entries: "status", prompt: "status"},
	"verb":          {width: 12, list: listVerb, Entries: "verb"},
	"addressee":     {width: 22, list: listAddressee, prompt: "organ"},
	"deliverable":   {width: 26},
	"theme":         {width: 24, list: listTheme},
	"begin":         {width: 12, prompt: "date"},
	"end":           {width: 12, prompt: "date"},
	"funding":       {width: 14, list: listFunding, Entries: "funding", prompt: "funding"},
	"status-date":   {width: 12, prompt: "date"},
	"evidence":      {width: 18},
	"repeats":       {width: 20},
	"superseded-by": {width: 20},
	"remarks":       {width: 40},
	"no-session":    {width: 60},
}

// usual is the width, in characters, of a column without a width in looks.
const usual = 24

// Fields returns the fields that people edit, in the order of the table of fields.
func Fields() []Field {
	var out []Field
	for _, f := range input.Edited("mandate") {
		l, ok := looks[f.Key]
		if !ok {
			l.width = usual
		}
		out = append(out, Field{f, l})
	}
	return out
}

// FieldOf returns the field of a column, or false if people do not edit it.
func FieldOf(id string) (Field, bool) {
	for _, f := range Fields() {
		if f.Key == id {
			return f, true
		}
	}
	return Field{}, false
}

// Chosen reports whether the entries come from a list.
func (f Field) Chosen() bool { return f.list != "" }

// Mandates reports whether the entries are ids of mandates.
func (f Field) Mandates() bool { return slices.Contains(f.Names(), "mandate") }

// open returns the column of a field.
func (b *book) open(f Field) column[*plan.Mandate] {
	c := matrix.Column{ID: f.Key, Width: f.width, Open: true, List: f.list, Paper: f.paper}
	if f.prompt != "" {
		c.Prompt = b.T("matrix.prompt-" + f.prompt)
	}
	if f.list != "" {
		c.Error = b.T("matrix.error-list")
	}
	if f.Day() {
		c.Kind, c.Error = matrix.Date, b.T("matrix.error-date")
	}
	return column[*plan.Mandate]{c, func(m *plan.Mandate) matrix.Cell { return b.field(f, m.Mandate) }}
}

// field returns the cell of a field.
func (b *book) field(f Field, m *input.Mandate) matrix.Cell {
	in := b.plan.Records
	if f.Translated() {
		return b.own(in.Text(m, f.Key))
	}
	value := f.value(in, m)
	switch {
	case f.Day() && value != "":
		d, err := date.Parse(value)
		if err != nil {
			panic("workbook: a date cannot be read again: " + value)
		}
		return day(d)
	case f.Entries != "":
		return openCell(b.word(f.Entries, value), value)
	case f.list != "" && value != "":
		return openCell(b.Name(value).Name, value)
	}
	return openCell(value, value)
}

// value returns the value in the records of a field that is not translated: its entries, separated by semicolons.
func (f Field) value(in *input.Records, m *input.Mandate) string {
	return strings.Join(each(in.Value(m, f.Key), func(t source.Text) string { return t.String }), "; ")
}

// Values returns the values of the open cells of the mandates in a language, by record and field. A text that is not translated into
// that language is empty.
func Values(in *input.Records, set *locale.Set, l *locale.Locale) map[[2]string]string {
	out, fields := map[[2]string]string{}, Fields()
	for _, r := range in.Resolutions {
		for _, m := range r.Paragraphs {
			for _, f := range fields {
				v := ""
				if !f.Translated() {
					v = f.value(in, m)
				} else if tr := set.Lookup(in.Text(m, f.Key), l.Tag); !tr.Missing() {
					v = matrix.Fit(tr.Text.String)
				}
				out[[2]string{m.ID.String, f.Key}] = v
			}
		}
	}
	return out
}

// adopted returns a cell with the adopted text of a mandate in a language, with its sub-paragraphs, each on a line.
func (b *book) adopted(l *locale.Locale, m *input.Mandate) matrix.Cell {
	c := b.in(l, m.Text)
	if c.Text != "" {
		c.Text = matrix.Fit(c.Text + b.subTexts(l, adoptedSubs(m.Paragraphs, 1)))
	}
	return c
}

// adoptedSubs returns adopted sub-paragraphs with their numbers, in the form of those of the draft.
func adoptedSubs(in []*input.SubParagraph, level int) []*plan.SubParagraph {
	var out []*plan.SubParagraph
	for i, s := range in {
		out = append(out,
			&plan.SubParagraph{ID: s.ID.String, Level: level, Number: i + 1, Text: s.Text, Sub: adoptedSubs(s.Paragraphs, level+1)})
	}
	return out
}

// marked gives the entries of a column their tones.
func (b *book) marked(c column[*plan.Mandate], group string, keys []string, tones []matrix.Tone) column[*plan.Mandate] {
	for i, k := range keys {
		c.Marks = append(c.Marks, matrix.Mark{Entry: b.word(group, k), Tone: tones[i]})
	}
	return c
}

// mandates returns the sheet of operative paragraphs, one row each. In one piece: it is one list of columns.
func (b *book) mandates() *matrix.Sheet {
	grey := func(c matrix.Column, cell func(*plan.Mandate) matrix.Cell) column[*plan.Mandate] {
		return column[*plan.Mandate]{c, cell}
	}
	var stateKeys []string
	for _, s := range states {
		stateKeys = append(stateKeys, string(s))
	}
	rest := Fields()
	open := func(id string) column[*plan.Mandate] {
		i := slices.IndexFunc(rest, func(f Field) bool { return f.Key == id })
		f := rest[i]
		rest = slices.Delete(rest, i, i+1)
		return b.open(f)
	}
	columns := []column[*plan.Mandate]{
		grey(matrix.Column{ID: "record-id", Width: 19}, func(m *plan.Mandate) matrix.Cell { return txt(m.Mandate.ID.String) }),
		grey(matrix.Column{ID: "symbol", Width: 25, Paper: true}, func(m *plan.Mandate) matrix.Cell {
			return b.link(m.Mandate.Resolution, m.Mandate.Resolution.Symbol.String)
		}),
		grey(
			matrix.Column{ID: "number", Width: 10, Kind: matrix.Number, Paper: true},
			func(m *plan.Mandate) matrix.Cell { return num(m.Mandate.Number) },
		),
		grey(matrix.Column{ID: "title", Width: 45, Paper: true}, func(m *plan.Mandate) matrix.Cell {
			return b.in(b.l, m.Mandate.Resolution.Title)
		}),
		open("summary"), open("class"), open("responsible"),
		b.marked(open("status"), "status", statuses, statusTones),
		b.marked(
			grey(
				matrix.Column{ID: "state", Width: 17, Paper: true},
				func(m *plan.Mandate) matrix.Cell { return txt(b.word("mandate-state", string(m.State))) },
			),
			"mandate-state",
			stateKeys,
			stateTones,
		),
		grey(matrix.Column{ID: "sessions", Width: 11, Paper: true}, func(m *plan.Mandate) matrix.Cell {
			return txt(sessionNumbers(m.Sessions))
		}),
		grey(matrix.Column{ID: "paragraphs", Width: 30, Paper: true}, func(m *plan.Mandate) matrix.Cell {
			return txt(b.paragraphNames(m.Paragraphs))
		}),
		grey(matrix.Column{ID: "page", Width: 28}, b.pageOf),
		grey(matrix.Column{ID: "session", Width: 9}, func(m *plan.Mandate) matrix.Cell {
			if session, _ := b.yearOf(m.Mandate.Resolution); session > 0 {
				return txt(symbol.Roman(session))
			}
			return matrix.Cell{}
		}),
		grey(matrix.Column{ID: "year", Width: 7, Kind: matrix.Number}, func(m *plan.Mandate) matrix.Cell {
			if _, year := b.yearOf(m.Mandate.Resolution); year > 0 {
				return num(year)
			}
			return matrix.Cell{}
		}),
		grey(matrix.Column{ID: "section", Width: 56, Line: true}, func(m *plan.Mandate) matrix.Cell {
			return b.in(b.l, m.Mandate.Resolution.Section)
		}),
		open(
			"verb",
		), open("addressee"), open("deliverable"), open("theme"), open("begin"), open("end"),
		open("funding"), open("status-date"), open("evidence"),
		open("repeats"), open("superseded-by"), open("remarks"), open("no-session"),
	}
	for _, f := range rest {
		columns = append(columns, b.open(f))
	}
	for _, l := range b.langs {
		columns = append(
			columns,
			grey(
				matrix.Column{ID: "text-" + l.Tag, Head: b.textIn(l), Width: 56},
				func(m *plan.Mandate) matrix.Cell { return b.adopted(l, m.Mandate) },
			),
		)
	}
	first := map[*plan.Mandate]bool{} // the first row of each resolution
	for i, m := range b.plan.Mandates {
		first[m] = i == 0 || b.plan.Mandates[i-1].Mandate.Resolution != m.Mandate.Resolution
	}
	s := sheet(b, SheetMandates, "Mandates", columns, b.plan.Mandates, func(m *plan.Mandate) matrix.Row {
		row := matrix.Row{ID: m.Mandate.ID.String}
		if !first[m] {
			row.Level = 1
		}
		return row
	})
	s.Frozen = 3
	return s
}

// pageOf returns the page of the first paragraph of the draft that takes up a mandate.
func (b *book) pageOf(m *plan.Mandate) matrix.Cell {
	for _, p := range m.Paragraphs {
		if c := b.page(p.ID); !b.isOut(p) && c.Text != "" {
			return c
		}
	}
	return matrix.Cell{}
}
