package assemble

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"omnibus/assemble/compose"
	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	readxlsx "omnibus/assemble/read/xlsx"
	"omnibus/assemble/revise"
	"omnibus/assemble/source"
)

// A Change is what one edited cell of a workbook does to the records.
type Change struct {
	ID     string // of the record
	Field  string
	Old    string // what stands there now
	New    string // what the workbook has; empty: it was emptied
	Cell   string // where it stands in the workbook: Mandates!F12
	Pos    source.Pos
	Lang   string // of a translation: the language whose file changes
	column matrix.Column
}

// A MatrixReceipt is what becomes of a workbook that came back. Files are those that change, as they are to stand; there are none where
// something stands against it.
type MatrixReceipt struct {
	Changes []Change
	Same    int      // edited cells that the records already agree with
	Notes   []string // what was met on the way and left alone
	Files   []*source.File
}

// A MatrixImport brings the edits of a workbook home.
type MatrixImport struct {
	Work   *Work // merged
	Src    *Sources
	Prefer string // what a conflict comes to: workbook, project, or "" for none
	Locale string // folder of the user's locale files, as names are shown

	file    *source.File // the workbook
	lang    *locale.Locale
	receipt *MatrixReceipt
	diags   *diag.List
	labels  map[string]map[string]string // by column: what a cell shows, folded, to what it stands for
	shown   map[string][]string          // by column: what cells may show
}

// Run compares the workbook with what it was and with the records as they are: cell by cell, by id. Cells that nobody edited change
// nothing. Where both sides changed, that is a conflict, and nothing is written. Errors about the workbook are returned; findings about
// its cells go into diags, with the name of the cell.
func (im *MatrixImport) Run(f *source.File, diags *diag.List) (*MatrixReceipt, error) {
	im.file, im.diags, im.receipt = f, diags, &MatrixReceipt{}
	r, err := readxlsx.Read(f.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	term := im.Work.Records.Term
	switch {
	case term == nil:
		return nil, fmt.Errorf("the term cannot be read: omnibus check says why")
	case r.Term != term.ID.String:
		return nil, fmt.Errorf("%s is the matrix of the term %q, this is %q: import it in the folder of its own term", f.Name, r.Term, term.ID.String)
	}
	if im.lang = im.Work.Locales.Locale(r.Lang); im.lang == nil {
		return nil, fmt.Errorf("%s is in the language %q, which is not here: there are %s", f.Name, r.Lang, strings.Join(im.Work.Locales.Languages(), ", "))
	}
	im.receipt.Notes = r.Remarks
	book := compose.Workbook(im.Work.Plan, MandateMatrix, im.lang, im.Work.Langs, im.Work.Locales, nil, nil, &diag.List{})
	for _, back := range r.Sheets {
		for _, now := range book.Sheets {
			if now.ID == back.ID {
				im.entries(book, now)
				im.sheet(now, back)
			}
		}
	}
	if diags.HasErrors() || len(im.receipt.Changes) == 0 {
		return im.receipt, nil
	}
	return im.receipt, im.write()
}

func (im *MatrixImport) note(format string, args ...any) {
	im.receipt.Notes = append(im.receipt.Notes, fmt.Sprintf(format, args...))
}

// refuse reports a cell that cannot be taken.
func (im *MatrixImport) refuse(code, cell, format string, args ...any) *diag.Diagnostic {
	return im.diags.Errorf(code, im.file.Pos(0, 0), "cell "+cell+": "+format, args...)
}

func folded(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// entries learns what the cells of columns with a list stand for: by the words of the workbook's language, of the other languages,
// and by the keys themselves.
func (im *MatrixImport) entries(book *matrix.Workbook, s *matrix.Sheet) {
	im.labels, im.shown = map[string]map[string]string{}, map[string][]string{}
	vocabulary := map[string]string{"status": "status", "class": "class", "verb": "verb", "funding": "funding"}
	tags := append([]string{im.lang.Tag}, im.Work.Locales.Languages()...)
	for _, c := range s.Columns {
		if c.List == "" {
			continue
		}
		m := map[string]string{}
		learn := func(word, key string) {
			if w := folded(word); w != "" && m[w] == "" {
				m[w] = key
			}
		}
		if group, ok := vocabulary[c.ID]; ok {
			keys := compose.Vocabulary(group)
			for _, tag := range tags {
				for _, k := range keys {
					if l := im.Work.Locales.Locale(tag); l != nil && l.Has(group+"."+k) {
						learn(l.T(group+"."+k, nil), k)
					}
				}
			}
			for _, k := range keys {
				learn(k, k)
			}
		} else if g := im.Work.Records.Glossary; g != nil {
			for _, tag := range tags {
				for _, e := range g.Entries {
					if f := e.Forms[tag]; f != nil {
						learn(f.Name.String, e.ID.String)
					}
				}
			}
			for _, e := range g.Entries {
				learn(e.ID.String, e.ID.String)
				for _, tag := range tags {
					if f := e.Forms[tag]; f != nil {
						learn(f.Acronym.String, e.ID.String)
					}
				}
			}
		}
		im.labels[c.ID] = m
		for _, x := range book.Sheets {
			for _, l := range x.Lists {
				if l.Name == c.List {
					im.shown[c.ID] = l.Entries
				}
			}
		}
	}
}

// sheet compares one sheet.
func (im *MatrixImport) sheet(now *matrix.Sheet, back *matrix.ReturnedSheet) {
	ours := map[string]matrix.Row{}
	for row := range now.Rows {
		ours[row.ID] = row
	}
	heads := map[string]string{}
	for _, c := range now.Columns {
		heads[c.ID] = c.Head
	}
	for _, id := range back.Missing {
		im.note("the column %q is not in the sheet %s any more: nothing in it changes", heads[id], back.Name)
	}
	seen := map[string]int{}
	for _, row := range back.Rows {
		switch _, known := ours[row.ID]; {
		case row.ID == "":
			im.note("row %d of %s has no id: a new operative paragraph is added in input/mandates.yaml", row.Row, back.Name)
			continue
		case !known && back.Prints[row.ID] == nil:
			im.note("row %d of %s has the id %q, which no record has: a new operative paragraph is added in input/mandates.yaml", row.Row, back.Name, row.ID)
			continue
		case !known:
			im.note("row %d of %s: the record %q is no longer in the term", row.Row, back.Name, row.ID)
			continue
		}
		if first := seen[row.ID]; first > 0 {
			im.refuse("E1101", fmt.Sprintf("%s!A%d", back.Name, row.Row), "the row of %q stands a second time; the first is row %d", row.ID, first).
				Hint("take out the one that is not to count")
			continue
		}
		seen[row.ID] = row.Row
		for i, c := range now.Columns {
			if cell, ok := row.Cells[c.ID]; ok && c.Open {
				im.cell(back, row.ID, c, ours[row.ID].Cells[i], cell)
			}
		}
	}
	gone := 0
	for _, id := range back.Order {
		if seen[id] == 0 && ours[id].ID != "" {
			gone++
		}
	}
	if gone > 0 {
		im.note("%s of %s not in the workbook any more: nothing is deleted in the records", plural(gone, "row"), map[bool]string{true: back.Name + " is", false: back.Name + " are"}[gone == 1])
	}
}

// cell compares one cell three ways: what the workbook was made with (its fingerprint), what it holds, what the records hold.
func (im *MatrixImport) cell(back *matrix.ReturnedSheet, id string, c matrix.Column, ours matrix.Cell, cell matrix.ReturnedCell) {
	base := back.Prints[id][c.ID]
	print := func(v string) string {
		if v == "" {
			return ""
		}
		return matrix.Fingerprint(v)
	}
	at := back.Name + "!" + cell.At
	raw := strings.TrimSpace(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "_x000D_", " ").Replace(cell.Text))
	if print(raw) == base || print(cell.Text) == base {
		return
	}
	switch {
	case cell.Error:
		im.refuse("E1102", at, "it holds the error %s", raw).Hint("put the value there")
		return
	case cell.Formula:
		im.refuse("E1102", at, "it holds a formula, and formulas are not taken").Hint("put the value there: copy it, and paste it as a value")
		return
	}
	theirs, ok := im.value(c, at, raw, cell)
	if !ok || print(theirs) == base {
		return
	}
	if theirs == ours.Value {
		im.receipt.Same++
		return
	}
	m, _ := im.Work.Records.ByID[id].(*input.Mandate)
	change := Change{ID: id, Field: c.ID, Old: ours.Value, New: theirs, Cell: at, Pos: im.posOf(m, c.ID), column: c}
	if print(ours.Value) != base {
		switch im.Prefer {
		case "project":
			im.note("%s: %s.%s was changed here too; the records stand", at, id, c.ID)
			return
		case "workbook":
		default:
			im.diags.Errorf("E1103", change.Pos, "%s.%s was changed in the workbook and here", id, c.ID).About(id).
				Hint("the workbook has %q in %s", shownAs(theirs), at).Hint("here it is %q", shownAs(ours.Value)).Hint("decide with --prefer workbook or --prefer project")
			return
		}
	}
	if textFields[c.ID] {
		t := textOf(m, c.ID)
		switch {
		case t.Lang == im.lang.Tag || t.String == "" && im.Work.Records.Term.Original.String == im.lang.Tag:
		case t.String == "":
			im.refuse("E1104", at, "%s.%s has no text yet in its original language, %s", id, c.ID, im.Work.Records.Term.Original.String).
				Hint("write it in the workbook of that language first")
			return
		case theirs == "":
			im.refuse("E1104", at, "a translation is not emptied here").Hint("take its entry out of locales/content.%s.toml", im.lang.Tag)
			return
		default:
			change.Lang = im.lang.Tag
			change.Pos = im.Work.Locales.Lookup(t, im.lang.Tag).Text.Pos
		}
	}
	im.receipt.Changes = append(im.receipt.Changes, change)
}

func shownAs(v string) string {
	if v == "" {
		return "(empty)"
	}
	return v
}

// textFields are the fields that are translated.
var textFields = map[string]bool{"summary": true, "deliverable": true, "remarks": true, "no-session": true}

func textOf(m *input.Mandate, field string) input.Text {
	switch field {
	case "summary":
		return m.Summary
	case "deliverable":
		return m.Deliverable
	case "remarks":
		return m.Remarks
	}
	return m.NoSession
}

// posOf is the place of a field, or of the paragraph where the field is not written.
func (im *MatrixImport) posOf(m *input.Mandate, field string) source.Pos {
	pos := map[string]source.Pos{
		"summary": m.Summary.Pos, "deliverable": m.Deliverable.Pos, "remarks": m.Remarks.Pos, "no-session": m.NoSession.Pos, "verb": m.Verb.Pos,
		"addressee": m.Addressee.Pos, "class": m.Class.Pos, "theme": m.Theme.Pos, "responsible": m.Responsible.Pos, "begin": m.Begin.Pos, "end": m.End.Pos,
		"funding": m.Funding.Pos, "superseded-by": m.SupersededBy.Pos, "status": m.Status.Pos, "status-date": m.StatusDate.Pos, "evidence": m.Evidence.Pos,
	}[field]
	if !pos.IsValid() {
		return m.ID.Pos
	}
	return pos
}

// value is what a cell stands for in the records.
func (im *MatrixImport) value(c matrix.Column, at, raw string, cell matrix.ReturnedCell) (string, bool) {
	switch {
	case raw == "":
		return "", true
	case c.Kind == matrix.Date:
		if cell.Date {
			return cell.Text, true
		}
		d, ok := im.date(raw)
		if !ok {
			im.refuse("E1105", at, "%q is no date", raw).Hint("write it as 2024-03-04, or 2024-03 where the day is not known")
			return "", false
		}
		return d.String(), true
	case c.List != "":
		if key := im.labels[c.ID][folded(raw)]; key != "" {
			return key, true
		}
		d := im.refuse("E1106", at, "%q is no entry of %q", raw, c.Head)
		if near := diag.Nearest(raw, im.shown[c.ID]); near != "" {
			d.Hint("did you mean %q?", near)
		} else {
			d.Hint("the entries are %s", strings.Join(im.shown[c.ID], ", "))
		}
		return "", false
	case c.ID == "repeats" || c.ID == "superseded-by":
		var out []string
		for _, id := range strings.FieldsFunc(raw, func(r rune) bool { return r == ';' || r == ',' || r == ' ' }) {
			if _, ok := im.Work.Records.ByID[id].(*input.Mandate); !ok {
				im.refuse("E1107", at, "no operative paragraph has the id %q", id).Hint("ids stand in the first column")
				return "", false
			}
			out = append(out, id)
		}
		if c.ID == "superseded-by" && len(out) > 1 {
			im.refuse("E1107", at, "one paragraph supersedes another, not %d", len(out)).Hint("leave the one that is in force")
			return "", false
		}
		return strings.Join(out, "; "), true
	}
	return strings.TrimSpace(strings.TrimPrefix(raw, im.lang.T("matrix.not-translated", nil))), true
}

var (
	isoDate    = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$`)
	commonDate = regexp.MustCompile(`^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})$`)
	wordDate   = regexp.MustCompile(`^(?:(\d{1,2})\.? +(?:de +)?)?(\p{L}+)\.?(?: +(\d{1,2}),)? +(?:de +)?(\d{4})$`)
)

// date reads a date as people type it. Where day and month could be either it is no date: nobody guesses.
func (im *MatrixImport) date(s string) (date.Date, bool) {
	at := func(y, m, d string) (date.Date, bool) {
		n := func(s string) int { i, _ := strconv.Atoi(s); return i }
		text := fmt.Sprintf("%04d-%02d", n(y), n(m))
		if d != "" {
			text += fmt.Sprintf("-%02d", n(d))
		}
		x, err := date.Parse(text)
		return x, err == nil
	}
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return at(m[1], m[2], m[3])
	}
	if m := commonDate.FindStringSubmatch(s); m != nil {
		a, _ := strconv.Atoi(m[1])
		b, _ := strconv.Atoi(m[3])
		switch {
		case m[2] == "." || a > 12 || a == b:
			return at(m[4], m[3], m[1])
		case b > 12:
			return at(m[4], m[1], m[3])
		}
		return date.Date{}, false
	}
	if m := wordDate.FindStringSubmatch(s); m != nil {
		for month := 1; month <= 12; month++ {
			name := im.lang.Month(date.Date{Year: 2024, Month: time.Month(month)})
			if strings.EqualFold(name, m[2]) || len(m[2]) >= 3 && strings.HasPrefix(strings.ToLower(name), strings.ToLower(m[2])) {
				return at(m[4], strconv.Itoa(month), m[1]+m[3])
			}
		}
	}
	return date.Date{}, false
}

// write makes the files as they are to stand, reads them again, and holds them against what was meant.
func (im *MatrixImport) write() error {
	var records []revise.MandateEdit
	messages := map[string][]revise.Message{}
	for _, c := range im.receipt.Changes {
		m := im.Work.Records.ByID[c.ID].(*input.Mandate)
		if c.Lang != "" {
			t := textOf(m, c.Field)
			messages[c.Lang] = append(messages[c.Lang], revise.Message{ID: t.ID, Text: c.New, Hash: source.Hash(t.String)})
			continue
		}
		e := revise.MandateEdit{Resolution: m.Resolution.ID.String, ID: c.ID, Number: m.Number, Field: c.Field, Value: c.New}
		if c.Field == "repeats" {
			e.IsList = true
			if c.New != "" {
				e.List = strings.Split(c.New, "; ")
			}
		}
		records = append(records, e)
	}
	var files []*source.File
	if len(records) > 0 {
		i := slices.IndexFunc(im.Src.Input, func(f *source.File) bool { return path.Base(f.Name) == "mandates.yaml" })
		f, err := revise.Mandates(im.Src.Input[i], records)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	var order []string
	for _, w := range im.Work.Records.Texts() {
		order = append(order, w.ID)
	}
	for _, l := range im.Work.Locales.Languages() {
		if len(messages[l]) == 0 {
			continue
		}
		name := "content." + l + ".toml"
		f := source.NewFile(path.Join(im.Locale, name), nil)
		for _, x := range im.Src.Locales {
			if path.Base(x.Name) == name {
				f = x
			}
		}
		f, err := revise.Messages(f, messages[l], order)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	return im.verify(files)
}

// verify reads the files as they are to stand: they must bring no new error, and each change must be there, and nothing else.
func (im *MatrixImport) verify(files []*source.File) error {
	src := &Sources{Input: replaced(im.Src.Input, nil), Locales: replaced(im.Src.Locales, nil), Templates: im.Src.Templates}
	for _, f := range files {
		if path.Base(f.Name) == "mandates.yaml" {
			src.Input = replaced(src.Input, []*source.File{f})
		} else {
			src.Locales = replaced(src.Locales, []*source.File{f})
		}
	}
	after, err := Run(src, im.Work.Job, Merged, nil)
	if err != nil {
		return err
	}
	before, now := countErrors(&im.Work.Diags), countErrors(&after.Diags)
	if now > before {
		for _, d := range after.Diags.Items {
			if d.Severity == diag.Error {
				im.diags.Items = append(im.diags.Items, im.ofCell(d, after))
			}
		}
		return nil
	}
	changed := map[[2]string]string{}
	for _, c := range im.receipt.Changes {
		changed[[2]string{c.ID, c.Field}] = c.New
	}
	old, next := openCells(im.Work, im.lang), openCells(after, im.lang)
	for key, v := range next {
		want, edited := changed[key]
		if !edited {
			want = old[key]
		}
		if v != want {
			panic(fmt.Sprintf("assemble: %s.%s is read back as %q, meant was %q", key[0], key[1], v, want))
		}
	}
	im.receipt.Files = files
	return nil
}

// ofCell is an error in the files as they would stand, said of the cell that it comes from: nobody has seen those files.
func (im *MatrixImport) ofCell(d *diag.Diagnostic, after *Work) *diag.Diagnostic {
	cell, best := "", -1
	for _, c := range im.receipt.Changes {
		m, ok := after.Records.ByID[c.ID].(*input.Mandate)
		if !ok {
			continue
		}
		pos := im.posOf(m, c.Field)
		if c.Lang != "" {
			tr, _ := after.Locales.Locale(c.Lang).Content(textOf(m, c.Field).ID)
			pos = tr.Text.Pos
		}
		if !pos.IsValid() || !d.Pos.IsValid() || pos.File != d.Pos.File {
			continue
		}
		if at := d.Pos.Offset; pos.Offset <= at && at <= pos.Offset+2*len(c.New)+2 && pos.Offset > best {
			cell, best = c.Cell, pos.Offset
		}
	}
	if cell == "" {
		return d
	}
	x := *d
	x.Pos, x.Message, x.Related = im.file.Pos(0, 0), "cell "+cell+": "+d.Message, nil
	return &x
}

func countErrors(l *diag.List) int { return l.Counts().Errors }

// openCells are the values of the open cells of the mandates, by record and field.
func openCells(w *Work, l *locale.Locale) map[[2]string]string {
	out := map[[2]string]string{}
	book := compose.Workbook(w.Plan, MandateMatrix, w.Locales.Locale(l.Tag), w.Langs, w.Locales, nil, nil, &diag.List{})
	for _, s := range book.Sheets {
		if s.ID != compose.SheetMandates {
			continue
		}
		for row := range s.Rows {
			for i, c := range s.Columns {
				if c.Open {
					out[[2]string{row.ID, c.ID}] = row.Cells[i].Value
				}
			}
		}
	}
	return out
}
