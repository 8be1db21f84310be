// Package intake imports what people send back, as edits of the author's files: cells of the mandate matrix.
package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/intake/door"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	readxlsx "omnibus/assemble/read/xlsx"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// A Change is the effect of one edited cell of a workbook on the records.
type Change struct {
	ID    string // of the record
	Field string
	Old   string // the value in the records now
	New   string // the value in the workbook; empty: the cell was emptied
	Cell  string // the cell, such as Mandates!F12
	Pos   source.Pos
	Lang  string // for a translation, the language whose file changes
}

// A Receipt is the result of importing a workbook. Files contains the changed files with their new content; it is empty if an error
// prevents the import.
type Receipt struct {
	Changes []Change
	Same    int      // edited cells whose value the records already have
	Notes   []string // what was found but not imported
	Left    []Left   // everything that was not imported
	Files   []*source.File
	Queries *source.File // the new file of queries; nil if unchanged. If Files is not empty, it is also in Files
}

// A Matrix imports the edits of a workbook.
type Matrix struct {
	Work   *work.Work // merged
	Src    *work.Sources
	Line   work.Line // runs the edited sources up to a stage
	Prefer string    // which change to keep in a conflict: workbook, project, or "" for neither
	Locale string    // name of the folder of the author's locale files, for messages

	file    *source.File // the workbook
	lang    *locale.Locale
	receipt *Receipt
	diags   *diag.List
	labels  map[string]lexicon        // by column: the values in the records, by the words in a cell, folded
	shown   map[string][]string       // by column: the words that cells may show
	added   map[string]*input.Mandate // by id: paragraphs for which a row was added
	errors  int                       // number of errors in the records before the import
	dates   *Dates
	queries Queries
}

// Run compares the workbook, cell by cell and by id, with the workbook as it was written and with the current records. Cells that were not
// edited change nothing. A value that was changed both in the workbook and in the records is a conflict, and then nothing is written. It
// returns errors about the whole workbook; findings about its cells go into diags, with the name of the cell.
func (im *Matrix) Run(f *source.File, diags *diag.List) (*Receipt, error) {
	im.file, im.diags, im.receipt, im.added, im.queries = f, diags, &Receipt{}, map[string]*input.Mandate{}, Queries{Work: im.Work}
	im.errors = im.Work.Diags.Counts().Errors
	if err := door.Check(door.Matrix, f); err != nil {
		return nil, err
	}
	r, err := readxlsx.Read(f.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	term := im.Work.Records.Term
	switch {
	case term == nil:
		return nil, fmt.Errorf("the term cannot be read: omnibus check says why")
	case r.Term != term.ID.String:
		return nil, fmt.Errorf(
			"%s is the matrix of the term %q, but this folder contains %q: import it in the folder of its term",
			f.Name,
			r.Term,
			term.ID.String,
		)
	}
	if im.lang = im.Work.Locales.Locale(r.Lang); im.lang == nil {
		return nil, fmt.Errorf(
			"%s is in the language %q, for which there are no labels: the languages are %s",
			f.Name,
			r.Lang,
			strings.Join(im.Work.Locales.Languages(), ", "),
		)
	}
	im.dates = &Dates{Set: im.Work.Locales, Lang: im.lang.Tag}
	book := workbook.Make(im.Work.Plan, im.Work.Matrix(), im.lang, im.Work.Langs, im.Work.Locales, nil, nil, false, &diag.List{})
	for _, back := range r.Sheets {
		for _, now := range book.Sheets {
			if now.ID == back.ID {
				im.entries(book, now)
				im.sheet(now, back)
			}
		}
	}
	im.totals()
	if err := im.left(r, book); err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	if diags.HasErrors() {
		return im.receipt, nil
	}
	if len(im.receipt.Changes) > 0 {
		if err := im.write(); err != nil || diags.HasErrors() {
			return im.receipt, err
		}
	}
	if im.receipt.Queries != nil {
		im.receipt.Files = append(im.receipt.Files, im.receipt.Queries)
	}
	return im.receipt, nil
}

func (im *Matrix) note(format string, args ...any) {
	im.receipt.Notes = append(im.receipt.Notes, fmt.Sprintf(format, args...))
}

// refuse reports a cell that cannot be imported.
func (im *Matrix) refuse(code, cell, format string, args ...any) *diag.Diagnostic {
	return im.diags.Errorf(code, im.file.Pos(0, 0), "cell "+cell+": "+format, args...)
}

func folded(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// entries collects the values that cells of a column with a list may have: the words in the language of the workbook and in the other
// languages, and the keys themselves.
func (im *Matrix) entries(book *matrix.Workbook, s *matrix.Sheet) {
	im.labels, im.shown = map[string]lexicon{}, map[string][]string{}
	for _, c := range s.Columns {
		f, ok := workbook.FieldOf(c.ID)
		if !ok || !f.Chosen() {
			continue
		}
		if f.Entries != "" {
			im.labels[c.ID] = im.vocabulary(f.Entries)
		} else {
			im.labels[c.ID] = im.names()
		}
		for _, x := range book.Sheets {
			for _, l := range x.Lists {
				if l.Name == c.List {
					im.shown[c.ID] = l.Entries
				}
			}
		}
	}
}

// A lexicon maps folded words to keys. If a word has several meanings, the first one applies.
type lexicon map[string]string

func (x lexicon) learn(word, key string) {
	if w := folded(word); w != "" && x[w] == "" {
		x[w] = key
	}
}

// tags returns the languages in which words are looked up, that of the workbook first.
func (im *Matrix) tags() []string {
	return append([]string{im.lang.Tag}, im.Work.Locales.Languages()...)
}

// vocabulary returns the lexicon of a closed vocabulary.
func (im *Matrix) vocabulary(group string) lexicon {
	x, keys := lexicon{}, workbook.Vocabulary(group)
	for _, tag := range im.tags() {
		for _, k := range keys {
			if l := im.Work.Locales.Locale(tag); l != nil && l.Has(group+"."+k) {
				x.learn(l.T(group+"."+k, nil), k)
			}
		}
	}
	for _, k := range keys {
		x.learn(k, k)
	}
	return x
}

// names returns the lexicon of the names and acronyms of the glossary.
func (im *Matrix) names() lexicon {
	x, g := lexicon{}, im.Work.Records.Glossary
	if g == nil {
		return x
	}
	for _, tag := range im.tags() {
		for _, e := range g.Entries {
			if f := e.Forms[tag]; f != nil {
				x.learn(f.Name.String, e.ID.String)
			}
		}
	}
	for _, e := range g.Entries {
		x.learn(e.ID.String, e.ID.String)
		for _, tag := range im.tags() {
			if f := e.Forms[tag]; f != nil {
				x.learn(f.Acronym.String, e.ID.String)
			}
		}
	}
	return x
}

// sheet compares one sheet.
func (im *Matrix) sheet(now *matrix.Sheet, back *matrix.ReturnedSheet) {
	im.missing(now, back)
	im.moved(now, back)
	seen, there, edited := map[string]int{}, map[string]bool{}, map[string]bool{}
	var rows []*input.Mandate // of back.Rows
	for _, row := range back.Rows {
		there[row.ID] = true
	}
	for _, row := range back.Rows {
		m := im.record(back, row, there)
		rows = append(rows, m)
		if m != nil && len(row.Cells) > 0 {
			edited[m.ID.String] = true
		}
	}
	ours := map[string]matrix.Row{} // only the edited rows, since there may be very many others
	for row := range now.Rows {
		if edited[row.ID] {
			row.Cells = slices.Clone(row.Cells)
			ours[row.ID] = row
		}
	}
	var grey []int
	for i, row := range back.Rows {
		m := rows[i]
		if m == nil {
			continue
		}
		id := m.ID.String
		if first, again := seen[id]; again {
			im.refuse("E1101", fmt.Sprintf("%s!A%d", back.Name, row.Row), "the row of %q appears twice; the first is row %d", id, first).
				Hint("delete the row that should not count")
			continue
		}
		seen[id] = row.Row
		if im.added[id] != nil {
			im.greyOf(back, row, id)
			im.receipt.Changes = append(
				im.receipt.Changes,
				Change{
					ID:    id,
					Field: numberColumn,
					New:   strconv.Itoa(m.Number),
					Cell:  fmt.Sprintf("%s!A%d", back.Name, row.Row),
					Pos:   m.ID.Pos,
				},
			)
		}
		if _, known := back.Prints[row.ID]; row.Grey != nil && known {
			grey = append(grey, row.Row)
		}
		for i, c := range now.Columns {
			cell, ok := row.Cells[c.ID]
			if !ok || !c.Open {
				continue
			}
			was := matrix.Cell{}
			if cells := ours[id].Cells; cells != nil {
				was = cells[i]
			}
			im.cell(back, m, c, was, cell)
		}
	}
	if len(grey) > 0 {
		im.note("grey cells were changed in %s of %s: they are filled by the build and are not imported", rowsNamed(grey), back.Name)
	}
	gone := 0
	for _, id := range back.Order {
		if _, known := im.Work.Records.ByID[id].(*input.Mandate); known && seen[id] == 0 && !there[id] {
			gone++
		}
	}
	if gone > 0 {
		im.note(
			"%s of %s missing from the workbook: nothing is deleted in the records",
			diag.Plural(gone, "row"),
			map[bool]string{true: back.Name + " is", false: back.Name + " are"}[gone == 1],
		)
	}
}

// fewMoved is the number of cells of a column that may have exchanged values: people exchange two.
const fewMoved = 2

// moved refuses a column in which the changed cells have exchanged their values: it was probably sorted without the other columns. --prefer
// workbook accepts the values in their new places.
func (im *Matrix) moved(now *matrix.Sheet, back *matrix.ReturnedSheet) {
	for _, c := range now.Columns {
		if !c.Open || im.Prefer == "workbook" {
			continue
		}
		count, first, cells := map[string]int{}, "", 0
		for _, row := range back.Rows {
			cell, changed := row.Cells[c.ID]
			if prints, known := back.Prints[row.ID]; changed && known {
				first = cmp.Or(first, cell.At)
				cells++
				count[prints.Of(c.ID).Shown]++
				if cell.Text == "" {
					count[""]--
				} else {
					count[matrix.Fingerprint(cell.Text)]--
				}
			}
		}
		for _, n := range count {
			if n != 0 {
				cells = 0
			}
		}
		if cells > fewMoved {
			im.refuse("E1113", back.Name+"!"+first,
				"the %d changed cells of the column %q have exchanged their values: was it sorted without the others?", cells, c.Head).
				Hint("undo that, and sort whole rows").Hint("if each value is meant to be where it is now: --prefer workbook")
		}
	}
}

// missing adds a note on missing columns, and on the headings that could be theirs.
func (im *Matrix) missing(now *matrix.Sheet, back *matrix.ReturnedSheet) {
	if len(back.Missing) == 0 {
		return
	}
	var heads []string
	for _, c := range now.Columns {
		if slices.Contains(back.Missing, c.ID) {
			heads = append(heads, strconv.Quote(c.Head))
		}
	}
	unknown := ""
	for i, h := range back.Unknown {
		unknown += map[bool]string{true: "; there is no column with the heading ", false: ", "}[i == 0] + strconv.Quote(h)
	}
	im.note(
		"%s no longer in the sheet %s, so nothing changes in %s: %s%s",
		map[bool]string{true: "one column is", false: fmt.Sprintf("%d columns are", len(heads))}[len(heads) == 1],
		back.Name,
		map[bool]string{true: "it", false: "them"}[len(heads) == 1],
		strings.Join(heads, ", "),
		unknown,
	)
}

// rowsNamed lists rows by number, at most eight of them.
func rowsNamed(rows []int) string {
	var out []string
	for _, n := range rows[:min(len(rows), 8)] {
		out = append(out, strconv.Itoa(n))
	}
	if more := len(rows) - len(out); more > 0 {
		out = append(out, fmt.Sprintf("%d more", more))
	}
	if len(out) == 1 {
		return "row " + out[0]
	}
	return "rows " + strings.Join(out[:len(out)-1], ", ") + " and " + out[len(out)-1]
}

// cell compares a cell in three versions: the value when the workbook was written (its print), the value in the workbook, and the value in
// the records.
func (im *Matrix) cell(back *matrix.ReturnedSheet, m *input.Mandate, c matrix.Column, ours matrix.Cell, cell matrix.ReturnedCell) {
	id := m.ID.String
	f, known := workbook.FieldOf(c.ID)
	if !known {
		panic("intake: the open column " + c.ID + " belongs to no field")
	}
	base := back.Prints[id].Of(c.ID).Value
	print := func(v string) string {
		if v == "" {
			return ""
		}
		return matrix.Fingerprint(v)
	}
	at := back.Name + "!" + cell.At
	switch {
	case cell.Error:
		im.refuse("E1102", at, "the cell shows the error %s", cell.Text).Hint("write the value instead")
		return
	case cell.Formula:
		im.refuse("E1102", at, "the cell contains a formula, and formulas are not imported").Hint("copy the cell and paste it as a value")
		return
	}
	theirs, ok := im.value(f, c, at, cell)
	if !ok || print(theirs) == base {
		return
	}
	if theirs == ours.Value {
		im.receipt.Same++
		return
	}
	change := Change{ID: id, Field: c.ID, Old: ours.Value, New: theirs, Cell: at, Pos: im.Work.Records.Place(m, c.ID)}
	untouched := ours.Role == matrix.Missing && base == "" // only the original was written in the meantime, not the text in this language
	if print(ours.Value) != base && !untouched {
		switch im.Prefer {
		case "project":
			im.note("%s: %s.%s was changed in the records as well; the records are kept", at, id, c.ID)
			return
		case "workbook":
		default:
			im.diags.Errorf("E1103", change.Pos, "%s.%s was changed both in the workbook and in the records", id, c.ID).About(id).
				Hint("the workbook has %q in %s", shownAs(theirs), at).
				Hint("the records have %q", shownAs(ours.Value)).Hint("choose one with --prefer workbook or --prefer project")
			return
		}
	}
	if f.Translated() && !im.ofText(m, &change) {
		return
	}
	im.receipt.Changes = append(im.receipt.Changes, change)
}

// ofText determines whether the change of a text affects the original or a translation, and reports whether it can be imported.
func (im *Matrix) ofText(m *input.Mandate, change *Change) bool {
	t := im.Work.Records.Text(m, change.Field)
	if now := im.Work.Locales.Lookup(t, im.lang.Tag).Text; matrix.Fit(now.String) != now.String {
		im.refuse("E1104", change.Cell, "%s.%s is too long for a cell, which shows only part of it", change.ID, change.Field).
			Hint("change it in %s:%d", now.Pos.File.Name, now.Pos.Line())
		return false
	}
	original := im.Work.Records.Term.Original.String
	switch {
	case t.Lang == im.lang.Tag || t.String == "" && original == im.lang.Tag:
	case t.String == "":
		im.refuse("E1104", change.Cell, "%s.%s has no text yet in its original language, %s", change.ID, change.Field, original).
			Hint("write it in the workbook of that language first")
		return false
	case change.New == "":
		im.refuse("E1104", change.Cell, "a translation cannot be deleted in the workbook").
			Hint("delete its entry in locales/content.%s.toml", im.lang.Tag)
		return false
	default:
		change.Lang = im.lang.Tag
		change.Pos = im.Work.Locales.Lookup(t, im.lang.Tag).Text.Pos
	}
	return true
}

func shownAs(v string) string {
	if v == "" {
		return "(empty)"
	}
	return v
}
