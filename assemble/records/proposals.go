package records

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/matrix"
	readxlsx "omnibus/assemble/read/xlsx"
	"omnibus/assemble/saying"
	"omnibus/assemble/source"
)

// The columns of the sheet of proposals.
const (
	paragraphColumn  = "paragraph"
	delegationColumn = "delegation"
	whatColumn       = "what"
	wordsColumn      = "words"
	presentColumn    = "present"
)

// whats lists what a row of the sheet can propose, as labels of propose.
var whats = []string{"amend", "new", "delete", "keep", "move", "reserve"}

// Sheet makes the workbook in which proposals are entered in a meeting: each paragraph with its number and its current words, and cells for
// who proposes what.
func (p *Proposing) Sheet() (*matrix.Workbook, error) {
	if err := p.begin(source.NewFile("", nil), &diag.List{}); err != nil {
		return nil, err
	}
	l, in := p.im.lang, p.Work.Records
	m := &maker{names: p.im.names, term: p.im.term}
	name := p.im.names.of(p.Work.Draft().Paper.ID.String)
	w := &matrix.Workbook{Lang: l.Tag, Term: in.Term.ID.String, Paper: "propose", Date: p.plan.AsOf, Meeting: p.Meeting,
		Creator: p.im.names.speaker.Name(in.Body.Name.String).Name, Size: in.Body.Size.String,
		Title: l.T("propose.title", map[string]any{"Paper": name})}
	w.Subject = w.Title
	var doable, numbers []string
	for _, k := range whats {
		doable = append(doable, p.whatLabel(k))
	}
	for _, t := range p.paper.Paragraphs() {
		numbers = append(numbers, t.Name)
	}
	show := func(s string) string { return s }
	s := &matrix.Sheet{ID: "propose", Name: l.T("propose.sheet", nil), Table: "propose", Frozen: 1, Bare: true}
	s.Columns = []matrix.Column{
		{ID: paragraphColumn, Head: l.T("propose.paragraph", nil), Width: 12, Open: true, List: m.list("numbers", numbers, show),
			Note: l.T("propose.paragraph-note", nil)},
		{ID: presentColumn, Head: l.T("propose.present", nil), Width: 52},
		{ID: delegationColumn, Head: l.T("propose.delegation", nil), Width: 24, Open: true,
			List: m.list("authors", m.candidates(authorField()), m.of)},
		{ID: whatColumn, Head: l.T("propose.what", nil), Width: 16, Open: true, List: m.list("what", doable, show)},
		{ID: wordsColumn, Head: l.T("propose.words", nil), Width: 60, Open: true, Note: l.T("propose.words-note", nil)},
	}
	var rows []matrix.Row
	for _, t := range p.paper.Paragraphs() {
		rows = append(rows, matrix.Row{Cells: []matrix.Cell{{Text: t.Name}, {Text: matrix.Fit(t.Texts[t.Lang])}, {}, {}, {}}})
	}
	for range readyRows {
		rows = append(rows, matrix.Row{Cells: make([]matrix.Cell, len(s.Columns))})
	}
	s.Count, s.Rows = len(rows), slices.Values(rows)
	w.Sheets = []*matrix.Sheet{s, m.listSheet()}
	for _, x := range w.Sheets {
		x.Words = matrix.Words{Header: w.Title, Footer: l.T("matrix.footer", map[string]any{"Page": "%d", "Pages": "%d"})}
	}
	return w, nil
}

func (p *Proposing) whatLabel(k string) string {
	if k == "new" {
		return plainLabel(p.im.lang, "propose.new") + " (" + plainLabel(p.im.lang, "propose.after") + ")"
	}
	return plainLabel(p.im.lang, "propose."+k)
}

// sheet makes the records for the rows of a sheet of proposals. Its headings may be in any language.
func (p *Proposing) sheet(f *source.File) error {
	x, err := readxlsx.Open(f.Bytes)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	heads := map[string]string{}
	for _, tag := range p.im.tags() {
		for _, c := range []string{paragraphColumn, delegationColumn, whatColumn, wordsColumn, presentColumn} {
			heads[folded(p.im.Work.Locales.Label(tag, "propose."+c))] = c
		}
	}
	for _, name := range x.Sheets() {
		rows, err := x.All(name)
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		for i, row := range rows {
			at := map[string]int{}
			for _, c := range row.Cells {
				if id := heads[folded(c.Text)]; id != "" {
					at[id] = c.Column
				}
			}
			if _, ok := at[paragraphColumn]; ok && len(at) > 2 {
				p.rows(name, rows[i+1:], at)
				return nil
			}
		}
	}
	return fmt.Errorf("%s has no sheet with the headings of omnibus propose", f.Name)
}

// rows makes the records for the proposals in rows.
func (p *Proposing) rows(name string, rows []readxlsx.Row, at map[string]int) {
	for _, row := range rows {
		text := func(id string) string {
			i, ok := at[id]
			if !ok {
				return ""
			}
			c := row.At(i)
			if c.Formula || c.Fault {
				cell := fmt.Sprintf("%s!%s%d", name, matrix.Letters(i+1), row.N)
				p.im.refuse("E1102", cell, "the cell contains a formula, and formulas are not imported").
					Hint("copy the cell and paste it as a value")
				return ""
			}
			return matrix.OneLine(c.Text)
		}
		words, what := text(wordsColumn), text(whatColumn)
		if words == "" && what == "" {
			continue
		}
		s := &saying.Said{At: fmt.Sprintf("%s!%s%d", name, matrix.Letters(at[wordsColumn]+1), row.N), All: words}
		if p.Author != "" {
			s.Authors = []string{p.Author}
		}
		if d := text(delegationColumn); d != "" {
			if s.Authors = p.paper.Names(d); s.Authors == nil {
				p.im.refuse("E1107", fmt.Sprintf("%s!%s%d", name, matrix.Letters(at[delegationColumn]+1), row.N),
					"%q is not a delegation in the glossary", d).Hint("choose from the list, or add it to the glossary first")
				continue
			}
		}
		kind := ""
		if what != "" {
			if kind = p.whatOf(what); kind == "" {
				p.im.refuse("E1106", fmt.Sprintf("%s!%s%d", name, matrix.Letters(at[whatColumn]+1), row.N),
					"%q is not a kind of proposal", what).
					Hint("choose from the list")
				continue
			}
		}
		s.Reading = p.paper.Cells(text(paragraphColumn), kind, words, plainLabel(p.im.lang, "propose.move"))
		p.take(s)
	}
}

// whatOf returns what a cell proposes, in any language, or "" for nothing.
func (p *Proposing) whatOf(s string) string {
	for _, tag := range p.im.tags() {
		l := p.im.Work.Locales.Locale(tag)
		for _, k := range whats {
			for w := range strings.SplitSeq(l.T("propose."+k, nil), ",") {
				first, _, _ := strings.Cut(s, " (")
				if folded(w) == folded(first) {
					return k
				}
			}
		}
	}
	return ""
}
