// Package xlsx writes a packet as a workbook, and reads the returned workbook.
package xlsx

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"omnibus/assemble/date"
	"omnibus/assemble/diff"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/write/xlsx"
)

// The sheets of a packet.
const (
	headingRows  = 20 // the headings are in one of the first rows, even if people insert rows above
	SheetTexts   = "Texts"
	sheetLists   = "Lists"
	packetOrigin = "Origin"
)

// Heads contains the headings of a packet's columns, in order. The columns on which a translator works fit into the width of a screen.
var Heads = []string{
	"ID",
	"Kind",
	"Source",
	"Translation",
	"State",
	"Remarks",
	"Queries",
	"Changes",
	"Where",
	"Terms",
	"Do not translate",
	"Length",
	"Words",
	"Previous source",
	"Text before",
	"Text after",
}

// Write writes a packet as a workbook: with locked sources, open translations, and a hidden sheet with the data for the import.
// In one piece: three sheets, one after the other, most of it their columns.
func Write(w io.Writer, p *packet.Packet) error {
	states := make([]string, len(locale.States))
	for i, s := range locale.States {
		states[i] = string(s)
	}
	columns := []matrix.Column{
		{Width: 26},
		{Width: 11},
		{Width: 60},
		{Width: 60, Open: true},
		{Width: 13, Open: true, List: "state", Error: "Choose one from the list."},
		{Width: 24, Open: true},
		{Width: 30},
		{Width: 40},
		{Width: 26},
		{Width: 36},
		{Width: 28},
		{Width: 9, Kind: matrix.Number},
		{Width: 8, Kind: matrix.Number},
		{Width: 40},
		{Width: 40},
		{Width: 40},
	}
	for i := range columns {
		columns[i].ID, columns[i].Head = Heads[i], Heads[i]
	}
	texts := &matrix.Sheet{
		ID:      "texts",
		Name:    SheetTexts,
		Columns: columns,
		Frozen:  1,
		Count:   len(p.Units),
		Table:   "Texts",
		Words:   matrix.Words{Header: p.Term, Footer: "Page %d of %d"},
		Rows: func(yield func(matrix.Row) bool) {
			cells := make([]matrix.Cell, len(Heads)) // shared by all rows
			for i := range p.Units {
				fillRow(cells, p.Units, i)
				if !yield(matrix.Row{ID: p.Units[i].ID, Cells: cells}) {
					return
				}
			}
		},
	}
	lists := &matrix.Sheet{
		ID:      "lists",
		Name:    sheetLists,
		Columns: []matrix.Column{{ID: "state", Head: "State", Width: 20}},
		Lists:   []matrix.List{{Name: "state", Head: "State", Entries: states}},
		Count:   len(states),
		Rows: func(yield func(matrix.Row) bool) {
			for _, s := range states {
				if !yield(matrix.Row{Cells: []matrix.Cell{{Text: s}}}) {
					return
				}
			}
		},
	}
	origin := &matrix.Sheet{
		ID:     "origin",
		Name:   packetOrigin,
		Free:   true,
		Hidden: true,
		Count:  len(p.Units) + 1,
		Rows: func(yield func(matrix.Row) bool) {
			cells := []matrix.Cell{{Text: "packet"}, {Text: packet.Line(p.Meta())}}
			if !yield(matrix.Row{Cells: cells}) {
				return
			}
			shown := make([]matrix.Cell, len(Heads)) // shared by all rows
			for i, u := range p.Units {
				cells[0].Text, cells[1].Text = u.ID, packet.Line(meta(shown, p.Units, i))
				if !yield(matrix.Row{Cells: cells}) {
					return
				}
			}
		},
	}
	d, err := date.Parse(p.Date)
	if err != nil {
		d = date.Date{Year: 2000, Month: time.January, Day: 1} // the earliest date that all programs write in a ZIP archive
	}
	return xlsx.Write(
		w,
		&matrix.Workbook{
			Lang:    p.To,
			Term:    p.Term,
			Paper:   "packet",
			Title:   fmt.Sprintf("%s: %s to %s", p.Title, p.From, p.To),
			Subject: "Texts for translation",
			Creator: "omnibus",
			Date:    d,
			Meeting: p.Meeting,
			Sheets:  []*matrix.Sheet{texts, lists, origin},
		},
	)
}

// meta returns the data of a unit in the hidden sheet. In place of notes, a row has locked cells.
func meta(shown []matrix.Cell, units []*packet.Unit, i int) [][2]string {
	fillRow(shown, units, i)
	var texts []string
	for c, cell := range shown {
		if text := matrix.Fit(cell.Plain()); text != "" && isGrey(Heads[c]) {
			texts = append(texts, text)
		}
	}
	out := slices.DeleteFunc(units[i].Meta(), func(m [2]string) bool { return m[0] == "notes" })
	return append(out, [2]string{"notes", packet.Prints(texts)})
}

// isGrey reports whether the cells of a column only describe the text, and are neither part of it nor open.
func isGrey(head string) bool {
	return !slices.Contains([]string{"ID", "Source", "Translation", "State", "Remarks"}, head)
}

// fillRow writes a unit into the cells of a row. It shows the texts around the unit if they are not in the rows around it.
func fillRow(cells []matrix.Cell, units []*packet.Unit, i int) {
	u := units[i]
	before, after := u.Before, u.After
	if i > 0 && units[i-1].Source == before {
		before = ""
	}
	if i+1 < len(units) && units[i+1].Source == after {
		after = ""
	}
	where := ""
	for _, s := range []string{u.Paper, u.Section, u.Label, u.Note} {
		if s != "" {
			where += "\n" + s
		}
	}
	var terms []string
	for _, t := range u.Terms {
		terms = append(terms, t.String())
	}
	for c, cell := range []matrix.Cell{{Text: u.ID}, {Text: string(u.Kind)}, {Text: u.Source}, {Text: u.Target},
		{Text: string(stateOf(u))}, {}, {Text: queries(u)}, changes(u), {Text: strings.TrimPrefix(where, "\n")},
		{Text: strings.Join(terms, "\n")}, {Text: strings.Join(u.Keep, "\n")}, {Number: float64(u.Budget), Set: u.Budget > 0},
		{Number: float64(u.Words), Set: true},
		{Text: u.Previous}, {Text: before}, {Text: after}} {
		cells[c] = cell
	}
}

// queries returns earlier remarks about a unit, each with its answer.
func queries(u *packet.Unit) string {
	var lines []string
	for _, q := range u.Queries {
		lines = append(lines, "question: "+q.Said)
		if q.Answer != "" {
			lines = append(lines, "answer: "+q.Answer)
		}
	}
	return strings.Join(lines, "\n")
}

// changes returns a cell that shows the changes in the source: deletions are struck through, additions are bold and underlined.
func changes(u *packet.Unit) matrix.Cell {
	var c matrix.Cell
	for _, e := range u.Changes() {
		c.Runs = append(c.Runs, matrix.Run{Text: e.Text, Ins: e.Op == diff.Insert, Del: e.Op == diff.Delete})
	}
	return c
}

func stateOf(u *packet.Unit) locale.State {
	if u.State == "" {
		return locale.Untranslated
	}
	return u.State
}
