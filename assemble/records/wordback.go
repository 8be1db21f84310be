package records

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/matrix"
	"omnibus/assemble/read/docx"
	readxlsx "omnibus/assemble/read/xlsx"
)

// formSheet is the name of the sheet of a returned form, which has none of its own.
const formSheet = "form"

// read reads a returned file: a workbook, or a form of a word processor.
func (im *Import) read(b []byte) (*matrix.Returned, error) {
	if !docx.Is(b) {
		return readxlsx.Read(b)
	}
	im.form = true
	f, err := docx.Read(b)
	if err != nil {
		return nil, err
	}
	if f.Properties[doc.PropertyPaper] != PaperForm {
		return nil, errors.New("the document is not a form made by omnibus form")
	}
	packed, given, ok := doc.Unpack(f.Properties)
	var data formData
	if !ok || json.Unmarshal([]byte(packed), &data) != nil {
		return nil, errors.New("the properties of the document are incomplete, and with them the data of the form: " +
			"copy the answers into a new form")
	}
	if im.lang = im.Work.Locales.Locale(data.Lang); im.lang == nil { // Run reports it
		return &matrix.Returned{Term: data.Term, Paper: Paper, Lang: data.Lang}, nil
	}
	r := &formReturn{data: data, im: im, byCode: map[string]formPlace{}, rows: map[string]*matrix.ReturnedRow{},
		subs: map[string]map[string][]cellSub{}, filled: map[string]bool{}, bare: newBarer(im)}
	return r.read(f, given)
}

// A formPlace is a field of a form: the indices of its entry, and of itself.
type formPlace struct{ entry, field int }

// A formReturn turns the rows of a returned form into the rows of a sheet.
type formReturn struct {
	data   formData
	im     *Import
	byCode map[string]formPlace
	rows   map[string]*matrix.ReturnedRow  // by id
	subs   map[string]map[string][]cellSub // sub-paragraphs within the cells of an entry, by its id and the column
	filled map[string]bool                 // ids of the empty entries that people filled in
	bare   *barer
}

func (r *formReturn) read(f *docx.File, given doc.Given) (*matrix.Returned, error) {
	out := &matrix.Returned{Term: r.data.Term, Paper: Paper, Lang: r.data.Lang, Meeting: r.data.Meeting, Names: r.data.Names}
	s := &matrix.ReturnedSheet{ID: r.data.Sheet, Name: formSheet, Prints: map[string]matrix.Prints{}}
	for i, e := range r.data.Rows {
		s.Order = append(s.Order, e.ID)
		var prints []string
		for k, x := range e.Fields {
			r.byCode[x.Code] = formPlace{i, k}
			if len(x.Columns) != len(x.Prints) {
				return nil, errors.New("the data of the form are damaged: copy the answers into a new form")
			}
			for c, id := range x.Columns {
				if x.Prints[c] != "" {
					prints = append(prints, id+"="+x.Prints[c])
				}
			}
		}
		s.Prints[e.ID] = matrix.Prints(strings.Join(prints, " "))
	}
	form := f.Form(func(w string) bool { _, ok := r.byCode[w]; return ok }, given.Has, doc.Bookmark)
	seen := map[string]string{}
	for _, row := range form.Rows {
		if at, twice := seen[row.Code]; twice {
			return nil, fmt.Errorf("a field has two rows, %s and %s: write further entries into the empty ones, or into another form",
				at, row.Place)
		}
		seen[row.Code] = row.Place
		if err := r.row(row); err != nil {
			return nil, err
		}
	}
	head := matrix.ReturnedRow{}
	for _, e := range r.data.Rows { // in the order of the form
		row := r.rows[e.ID]
		switch {
		case row == nil:
		case e.Head:
			head = *row
		case e.Word == "":
			s.Rows = append(s.Rows, *row)
		default:
			r.ready(e, row, head)
			s.Rows = append(s.Rows, *row)
			s.Rows = append(s.Rows, r.below(e, row)...)
		}
	}
	for _, b := range form.Beside {
		kind := matrix.IsAbove
		switch b.What {
		case "a comment":
			kind = matrix.IsComment
		case docx.DeletedRow:
			r.im.note("form-row", "At", b.Place)
			continue
		}
		x := matrix.Beside{Kind: kind, At: b.Place, Text: b.Text, By: b.By}
		if p, ok := r.byCode[b.Code]; ok && b.Code != "" {
			x.ID, x.Column = r.data.Rows[p.entry].ID, r.data.Rows[p.entry].Fields[p.field].Columns[0]
		}
		s.Beside = append(s.Beside, x)
	}
	out.Sheets = []*matrix.ReturnedSheet{s}
	return out, nil
}

// row takes over the changed cells of a row.
func (r *formReturn) row(row docx.FormRow) error {
	p := r.byCode[row.Code]
	e := r.data.Rows[p.entry]
	x := e.Fields[p.field]
	if len(row.Cells) != len(x.Columns) {
		return fmt.Errorf("%s has %d cells beside its name instead of %d: restore its columns", row.Place, len(row.Cells), len(x.Columns))
	}
	to := r.rows[e.ID]
	if to == nil {
		to = &matrix.ReturnedRow{ID: e.ID, Row: p.entry + 1, Cells: map[string]matrix.ReturnedCell{}}
		r.rows[e.ID] = to
	}
	for i, c := range row.Cells {
		at := row.Place
		if _, lang, ok := strings.Cut(x.Columns[i], "@"); ok && len(row.Cells) > 1 {
			at += ", " + lang
		}
		r.changes(at, c.Marks())
		text := matrix.OneLine(c.Content(docx.New))
		was := matrix.Print{}
		if x.Prints[i] != "" {
			was = matrix.ParsePrint(x.Prints[i])
		}
		unchanged := func() bool {
			now := matrix.Fingerprint(text)
			return text == "" && (was.Value == "" || was.Value == matrix.Fingerprint("")) ||
				text != "" && (now == was.Value || now == was.Shown)
		}
		if unchanged() {
			continue
		}
		if kind := r.kindOf(e, x.Columns[i]); kind != "" {
			text = r.text(e, x.Columns[i], kind, at, c)
			if unchanged() {
				continue
			}
		}
		to.Cells[x.Columns[i]] = matrix.ReturnedCell{Text: text, At: at}
	}
	return nil
}

// changes names the tracked changes in a cell, which are accepted.
func (r *formReturn) changes(at string, marks []*docx.Mark) {
	var out, by []string
	for _, m := range marks {
		kind := m.Kind.String()
		switch m.Kind {
		case docx.Inserted:
			kind = r.im.lang.T("a11y.insertion-start", nil)
		case docx.Deleted:
			kind = r.im.lang.T("a11y.deletion-start", nil)
		}
		out = append(out, kind+" "+r.im.lang.Quote(strings.TrimSpace(m.Words)))
		if !slices.Contains(by, m.Author) {
			by = append(by, m.Author)
		}
	}
	if len(out) > 0 {
		r.im.note("form-changes", "At", at, "By", strings.Join(by, ", "), "Changes", strings.Join(out, ", "))
	}
}

// kindOf returns the kind of record whose words a column contains: of a paragraph, a sub-paragraph or an outcome; "" for another field.
func (r *formReturn) kindOf(e formEntry, column string) string {
	if key, _, _ := strings.Cut(column, "@"); key != "text" {
		return ""
	}
	if rec := r.im.Work.Records.ByID[e.ID]; rec != nil {
		return slug(rec.Ident().Kind)
	}
	return strings.TrimRight(e.Word, "-0123456789")
}

// ready completes a filled entry that was empty: what it is, of which record it is a part, and what the top of the form says for all
// proposals. An entry with nothing but what the form has put into it stays empty; but that of a session may have parts that were filled in.
func (r *formReturn) ready(e formEntry, row *matrix.ReturnedRow, head matrix.ReturnedRow) {
	filled := e.Word == slug(kindOutcomes)
	for _, x := range e.Fields {
		for _, c := range x.Columns {
			if text := row.Cells[c].Text; text != "" && !slices.Contains(x.Given, matrix.Fingerprint(text)) {
				filled = true
			}
		}
	}
	if !filled {
		clear(row.Cells)
		return
	}
	at := anyCell(*row)
	if isReady(e.Parent) && !r.filled[e.Parent] {
		r.im.refuse("E1108", at, "the sub-paragraph has no paragraph above it").
			Hint("write the words of what it belongs to into the row above, or its own words there")
		clear(row.Cells)
		return
	}
	r.filled[e.ID] = true
	row.Cells[rowColumn] = matrix.ReturnedCell{Text: kindLabel(r.im.lang, e.Word), At: at}
	if e.Parent != "" {
		row.Cells[belongsColumn] = matrix.ReturnedCell{Text: e.Parent, At: at}
	}
	if e.Word != slug(kindProposal) {
		return
	}
	otherwise := map[string]string{"from": r.data.From, "date": r.data.Date}
	for _, key := range headFields {
		switch cell := head.Cells[key]; {
		case row.Cells[key].Text != "":
		case cell.Text != "":
			row.Cells[key] = cell
		case otherwise[key] != "":
			row.Cells[key] = matrix.ReturnedCell{Text: otherwise[key], At: at}
		}
	}
}

// beforeOf returns the name of a place as a message begins with it.
func (im *Import) beforeOf(cell string) string {
	if im.form {
		return im.placeOf(cell) + ": "
	}
	return im.sentence("cell %s: ", cell)
}

// placeOf returns the name of a place for messages: that of a cell, or a row of a form.
func (im *Import) placeOf(cell string) string {
	if im.form {
		return strings.TrimPrefix(cell, formSheet+"!")
	}
	return "cell " + cell
}
