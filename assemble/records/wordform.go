package records

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/compose"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
	"omnibus/assemble/plan"
	"omnibus/assemble/work"
	"omnibus/assemble/write/docx"
)

// PaperForm stands for the id of a paper in the properties of a form for word processors.
const PaperForm = "form"

// formFields contains, for each kind of record in a form, the fields that people fill in, in their order.
var formFields = map[string][]string{
	kindOutcomes:  {"session", "held", "summary"},
	"presenter":   {"name", "of"},
	"outcome":     {"kind", "text", "addressees", "mandates"},
	kindProposal:  {"operation", "base", "after", "kind", "section", "authors", "text", "reason", "mandates"},
	kindSub:       {"text"},
	"reservation": {},
}

// headFields contains the fields at the top of a form for proposals. They count for every proposal that leaves its own empty.
var headFields = []string{"authors", "from", "date"}

// Numbers of empty entries of a form.
const (
	spareOutcomes   = 6
	sparePresenters = 2
	spareProposals  = 3
	spareSubs       = 3
	spareBelow      = 2 // below each sub-paragraph
)

// beside is the largest number of characters of the choices that are printed beside their field; longer lists are at the end.
const beside = 90

// Relative widths of a form's columns: names of fields, and values.
const (
	formNames  = 3
	formValues = 7
)

// formData is what a form says about itself in its properties: its rows as they were made, and the names that stand for ids.
type formData struct {
	Term, Lang, Meeting, Sheet string
	From, Date                 string // of proposals that say nothing else
	Rows                       []formEntry
	Names                      map[string][]string
}

// A formEntry is a record of a form, or an empty entry. Word and Parent say what an empty one will be, and of which record it is a part.
type formEntry struct {
	ID           string
	Word, Parent string `json:",omitempty"`
	Head         bool   `json:",omitempty"` // its fields count for all proposals
	Fields       []formField
}

// A formField is a field of a form: its code, its columns, the prints of their values, and those of what empty entries already contain.
type formField struct {
	Code    string
	Columns []string
	Prints  []string
	Given   []string `json:",omitempty"`
}

// A formMaker makes a form.
type formMaker struct {
	*maker
	sheet   *sheet
	langs   []string
	byKey   map[string][]*Column // columns of a field, by its key
	byID    map[string]*Column
	data    formData
	blocks  []docx.FormBlock
	choices []formChoices
}

// A formChoices is a list at the end of a form.
type formChoices struct {
	name string
	keys []string
}

// OutcomeForm makes a form for word processors, for the outcomes of a session: with what is recorded, and empty entries. The first of langs
// is that of its words; texts have a cell for each.
func OutcomeForm(src *work.Sources, w *work.Work, langs []string, session string) (*docx.Form, error) {
	s, err := sessionOf(w, session)
	if err != nil {
		return nil, err
	}
	f, err := newForm(src, w, langs, "outcomes")
	if err != nil {
		return nil, err
	}
	f.only = s.ID.String
	rows := f.ofSession(f.term.Rows[f.sheet.id])
	var lines []line
	for _, r := range rows {
		lines = append(lines, line{row: r, id: r.Key, level: r.Level})
	}
	parent := ""
	if len(rows) == 0 {
		lines = append(lines, line{word: slug(kindOutcomes), values: map[string]string{"session": f.only}})
	} else {
		parent = rows[0].Key
	}
	for range sparePresenters {
		lines = append(lines, line{level: 1, word: "presenter", parent: parent})
	}
	for range spareOutcomes {
		lines = append(lines, line{level: 1, word: "outcome", parent: parent})
	}
	return f.make(f.l.T("records.form-outcome", map[string]any{"Session": f.of(f.only)}), "outcome · "+f.only, lines), nil
}

// ProposalForm makes a form for proposals, with the name of their author if from is the key of one.
func ProposalForm(src *work.Sources, w *work.Work, langs []string, from string) (*docx.Form, error) {
	f, err := newForm(src, w, langs, "proposals")
	if err != nil {
		return nil, err
	}
	values := map[string]string{}
	if from != "" {
		if !slices.Contains(f.candidates(f.byKey["authors"][0].field), from) {
			return nil, &diag.Unknown{What: "author", Name: from, Known: f.candidates(f.byKey["authors"][0].field)}
		}
		values["authors"] = from
	}
	f.data.From, f.data.Date = meetingOf(w, w.Draft())
	values["from"], values["date"] = f.data.From, f.data.Date
	lines := []line{{word: slug(kindProposal), values: values, head: true}}
	ready := func() string { return fmt.Sprint(readyID, len(lines)) } // the id of the last line
	for range spareProposals {
		lines = append(lines, line{word: slug(kindProposal)})
		proposal := ready()
		for n := range spareSubs {
			lines = append(lines, line{level: 1, word: slug(kindSub), parent: proposal, mark: f.marker(1, n+1)})
			sub := ready()
			for n := range spareBelow {
				lines = append(lines, line{level: 2, word: slug(kindSub) + "-2", parent: sub, mark: f.marker(2, n+1)})
			}
		}
	}
	title := f.l.T("records.form-proposal", map[string]any{"Term": f.speaker.Plain(f.term.Records.Term.Title)})
	return f.make(title, "proposal", lines), nil
}

// meetingOf returns the meeting from which proposals on the present revision of the draft count, and its day. They are empty if they are
// not known.
func meetingOf(w *work.Work, draft *plan.Paper) (id, day string) {
	if draft != nil && draft.Revision != nil {
		at, _ := draft.Revision.At()
		id = at.String
	} else if w.Plan.Meeting != nil {
		id = w.Plan.Meeting.ID.String
	}
	if m, ok := w.Records.ByID[id].(*input.Meeting); ok && !m.Date.IsZero() {
		day = m.Date.String()
	}
	return id, day
}

// marker returns the marker of a sub-paragraph, as the papers print it.
func (f *formMaker) marker(level, n int) string {
	return compose.Enumerator(f.term.Records.Body, f.l, level, n)
}

func newForm(src *work.Sources, w *work.Work, langs []string, id string) (*formMaker, error) {
	t := Read(src, w)
	if len(langs) == 0 {
		langs = t.Langs
	}
	for _, l := range langs {
		if !slices.Contains(t.Langs, l) {
			return nil, &diag.Unknown{What: "language", Name: l, Known: t.Langs}
		}
	}
	l := w.Locales.Locale(langs[0])
	if l == nil || w.Plan == nil {
		return nil, diag.Usagef("there are no labels in the language %q: the languages are %s", langs[0],
			strings.Join(w.Locales.Languages(), ", "))
	}
	f := &formMaker{maker: &maker{names: newNames(t, w.Plan, l), term: t}, sheet: sheets[id], langs: langs, byKey: map[string][]*Column{},
		byID: map[string]*Column{}}
	for _, c := range f.sheet.columns(langs) {
		f.byKey[c.Key], f.byID[c.ID] = append(f.byKey[c.Key], c), c
	}
	f.data = formData{Term: t.Records.Term.ID.String, Lang: l.Tag, Meeting: input.End, Sheet: id, Names: map[string][]string{}}
	if w.Plan.Meeting != nil {
		f.data.Meeting = w.Plan.Meeting.ID.String
	}
	return f, nil
}

// make makes the form of these lines.
func (f *formMaker) make(title, reference string, lines []line) *docx.Form {
	in := f.term.Records
	out := &docx.Form{Paper: PaperForm, Title: title, Lang: f.l.Tag, Langs: f.langs, Creator: f.speaker.Name(in.Body.Name.String).Name,
		Subject: title, Size: in.Body.Size.String, Reference: PaperForm + " · " + reference + " · " + f.data.Term}
	for i, x := range lines {
		e := formEntry{ID: x.id, Word: x.word, Parent: x.parent, Head: x.head}
		if x.row == nil {
			e.ID = fmt.Sprint(readyID, i+1)
		}
		if x.head {
			e.Word = ""
		}
		f.data.Rows = append(f.data.Rows, e)
	}
	f.codes(lines)
	f.blocks = append(f.blocks, &docx.FormText{Text: f.l.T("records.form-how", nil)})
	for i, x := range lines {
		f.card(x, &f.data.Rows[i])
	}
	for _, c := range f.choices {
		f.blocks = append(f.blocks, &docx.FormText{Level: 1, Text: f.l.T("records.form-choices", map[string]any{"Field": c.name})})
		t := &docx.FormTable{Widths: []int{1, 1}}
		for pair := range slices.Chunk(c.keys, 2) {
			row := docx.FormRow{}
			for _, k := range pair {
				row.Cells = append(row.Cells, docx.FormCell{Given: true, Notes: f.entry(k)})
			}
			t.Rows = append(t.Rows, row)
		}
		f.blocks = append(f.blocks, t)
	}
	b, err := json.Marshal(f.data)
	if err != nil {
		panic("records: " + err.Error()) // strings and maps of strings
	}
	out.Data, out.Blocks = string(b), f.blocks
	return out
}

// entry returns the lines of an entry of a list: the name of a record, then what it is about if its name does not say.
func (f *formMaker) entry(id string) []string {
	out := []string{f.of(id)}
	switch r := f.term.Records.ByID[id].(type) {
	case *input.Mandate:
		if about := f.speaker.Plain(r.Summary); about != "" {
			out = append(out, about)
		}
	case *input.Resolution:
		out = append(out, f.speaker.Plain(r.Title))
	}
	return out
}

// kindOf returns the kind of the record of a line.
func (f *formMaker) kindOf(x line) *input.Kind {
	if x.row != nil {
		return x.row.Kind
	}
	i := slices.IndexFunc(f.sheet.slots(), func(s slot) bool { return s.word() == x.word })
	return f.sheet.slots()[i].kind
}

// columnsOf returns the columns of a field in a form, one for each language of a text.
func (f *formMaker) columnsOf(k *input.Kind, key string) []*Column {
	var out []*Column
	for _, c := range f.byKey[key] {
		if c.of(k) != nil {
			out = append(out, c)
		}
	}
	return out
}

// codes gives each field of each line its code.
func (f *formMaker) codes(lines []line) {
	var ids []string
	for i, x := range lines {
		k := f.kindOf(x)
		keys := formFields[k.Name]
		if x.head {
			keys = headFields
		}
		for _, key := range keys {
			columns := f.columnsOf(k, key)
			if len(columns) == 0 {
				continue
			}
			field := formField{Code: f.data.Rows[i].ID + "/" + key}
			for _, c := range columns {
				field.Columns = append(field.Columns, c.ID)
			}
			f.data.Rows[i].Fields = append(f.data.Rows[i].Fields, field)
			ids = append(ids, field.Code)
		}
	}
	codes := doc.CodesOf(ids)
	for i := range f.data.Rows {
		for k := range f.data.Rows[i].Fields {
			x := &f.data.Rows[i].Fields[k]
			x.Code = codes[x.Code]
		}
	}
}

// card adds the rows of a record: a heading with its kind, then a row for each field. A sub-paragraph continues the table of its paragraph.
func (f *formMaker) card(x line, e *formEntry) {
	k := f.kindOf(x)
	if len(e.Fields) == 0 {
		return
	}
	word := x.word
	if x.row != nil {
		word = wordOf(x.row)
	}
	t := &docx.FormTable{Widths: []int{formNames}, Head: []string{f.l.T("records.field", nil)}}
	for _, l := range f.langs {
		t.Widths, t.Head = append(t.Widths, formValues), append(t.Head, f.l.LanguageName(l))
	}
	if len(f.langs) == 1 {
		t.Head[1] = f.l.T("records.value", nil)
	}
	if last, ok := f.blocks[len(f.blocks)-1].(*docx.FormTable); ok && x.level > 0 && k.Name == kindSub {
		t = last
	} else {
		name := kindLabel(f.l, word)
		if x.head {
			name = f.l.T("records.form-all", nil)
		}
		if x.row != nil && x.level > 0 {
			if of := f.of(x.row.Key); of != x.row.Key {
				name += ": " + of
			}
		}
		f.blocks = append(f.blocks, &docx.FormText{Level: 2, Text: name}, t)
	}
	for i := range e.Fields {
		field := &e.Fields[i]
		columns := make([]*Column, len(field.Columns))
		for j, id := range field.Columns {
			columns[j] = f.byID[id]
		}
		t.Rows = append(t.Rows, f.fieldRow(x, k, field, columns))
	}
}

// fieldRow makes the row of a field.
func (f *formMaker) fieldRow(x line, k *input.Kind, field *formField, columns []*Column) docx.FormRow {
	in := columns[0].of(k)
	head := label(f.l, k.Name, in.Key)
	help := f.help(k, in)
	switch {
	case k.Name == kindSub:
		head = strings.TrimSpace(kindLabel(f.l, slug(kindSub)) + " " + x.mark)
		if x.level > 1 { // what its paragraph says need not be said again
			help = nil
		}
	case k.Name == kindProposal && !x.head && slices.Contains(headFields, in.Key):
		help = []string{f.l.T("records.form-otherwise", nil)}
	case x.head && in.Key == "from":
		head = kindLabel(f.l, "meeting")
	case in.Need || x.head && in.Key == "authors":
		head += " *"
	}
	row := docx.FormRow{Code: field.Code, Cells: []docx.FormCell{{Text: head, Given: true, Notes: help}}}
	for _, c := range columns {
		cell := docx.FormCell{Lang: c.Lang}
		value := x.values[c.ID]
		print := ""
		if x.row != nil {
			value = f.term.Value(x.row, c)
			cell.Text = formText(f.valueCell(in, value))
			print = matrix.PrintOf(value, cell.Text).String()
		} else if value != "" {
			cell.Text = f.shown(in, value)
			field.Given = append(field.Given, matrix.Fingerprint(cell.Text))
		}
		field.Prints = append(field.Prints, print)
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// formText returns the content of a cell as a form shows it.
func formText(c matrix.Cell) string {
	if !c.Date.IsZero() {
		return c.Date.String()
	}
	return c.Text
}

// offers reports whether a record is in the printed list of a field. Others may be named as well. For what is amended, the list has the
// paragraphs and sections of the draft; of glossary entries, it has those that speak and act.
func (f *formMaker) offers(in *input.Field, id string) bool {
	switch r := f.term.Records.ByID[id].(type) {
	case nil, *input.Officer:
		return false
	case *input.Entry:
		switch in.Key {
		case "authors":
			return r.Class == "delegation"
		case "addressees":
			return f.addressed(id)
		}
		return r.Class == "organ" || r.Class == "organization"
	default:
		kind := r.Ident().Kind
		return in.Key != "base" && in.Key != "after" || kind == kindProposal || kind == "section"
	}
}

// addressed reports whether an entry is an organ that may be asked for something, or has been.
func (f *formMaker) addressed(id string) bool {
	for _, r := range f.term.Records.Body.Addressees {
		if r.Addressee.String == id {
			return true
		}
	}
	for _, s := range f.term.Records.Outcomes {
		for _, o := range s.Outcomes {
			if slices.ContainsFunc(o.Addressees, func(r input.Ref) bool { return r.String == id }) {
				return true
			}
		}
	}
	return false
}

// help returns what a form says under the name of a field: its purpose, and the words to choose from or the list that has them.
func (f *formMaker) help(k *input.Kind, in *input.Field) []string {
	var out, words []string
	switch in.Sort() {
	case input.SortText:
		out = append(out, f.doc(k, in))
	case input.SortKey:
		for _, w := range in.Words() {
			words = append(words, f.word(groupOf(in), w))
		}
	case input.SortRef:
		keys := slices.DeleteFunc(f.candidates(in), func(id string) bool { return !f.offers(in, id) })
		for _, id := range keys {
			words = append(words, f.of(id))
			if name := folded(f.of(id)); !slices.Contains(f.data.Names[name], id) {
				f.data.Names[name] = append(f.data.Names[name], id)
			}
		}
		if utf8.RuneCountInString(strings.Join(words, "")) > beside {
			name := label(f.l, k.Name, in.Key)
			if in.Key == "after" { // the paragraphs are in the list of what proposals change
				out = append(out, f.l.T("records.form-after", nil))
				name = label(f.l, k.Name, "base")
				if i := slices.IndexFunc(f.choices, func(c formChoices) bool { return c.name == name }); i >= 0 {
					keys = f.choices[i].keys
				}
			}
			if !slices.ContainsFunc(f.choices, func(c formChoices) bool { return slices.Equal(c.keys, keys) }) {
				f.choices = append(f.choices, formChoices{name, keys})
			}
			i := slices.IndexFunc(f.choices, func(c formChoices) bool { return slices.Equal(c.keys, keys) })
			out = append(out, f.l.T("records.form-list", map[string]any{"Field": f.choices[i].name}))
			words = nil
		}
	}
	if len(words) > 0 {
		out = append(out, f.l.T("records.form-choose", map[string]any{"Words": strings.Join(words, " / ")}))
	}
	if in.List() {
		out = append(out, f.l.T("records.several", nil))
	}
	return out
}
