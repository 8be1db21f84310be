package records

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/compose"
	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/plan"
	readxlsx "omnibus/assemble/read/xlsx"
	"omnibus/assemble/work"
)

// Paper stands in the workbook for the id of a paper.
const Paper = readxlsx.Records

// Ids of the columns that do not show a field.
const (
	rowColumn     = "row"     // the kind of the row
	belongsColumn = "belongs" // the record that contains it
	baseColumn    = "base-text"
	idColumn      = "record-id"
	fieldColumn   = "field" // field of a form
	valueColumn   = "value"
	aboutColumn   = "about"
	noteColumn    = "what-for"
)

// readyID is the prefix of the id of a row that is ready to be filled.
const readyID = "new-"

const (
	readyRows  = 20    // at the end of a sheet
	manyRows   = 4_000 // above this number of rows, a sheet has empty rows only at its end
	longList   = 2_000 // maximum number of entries of a drop-down: longer lists are of no use
	startWidth = 110
	startLines = 10 // number of lines on the first sheet
)

// A maker makes the workbook.
type maker struct {
	*names
	term  *Term
	lists []matrix.List
	keys  [][]string // keys of the entries of each list
	only  string     // the only session whose outcomes are shown; empty: all records
	ready int
}

// Workbook returns all records of a term as a workbook in the language of l.
func Workbook(t *Term, p *plan.Plan, l *locale.Locale) *matrix.Workbook {
	return workbookOf(t, p, l, "")
}

// workbookOf makes a workbook of all records, or of the outcomes of one session.
func workbookOf(t *Term, p *plan.Plan, l *locale.Locale, session string) *matrix.Workbook {
	m := &maker{names: newNames(t, p, l), term: t, only: session}
	in := t.Records
	title := m.speaker.Plain(in.Term.Title)
	w := &matrix.Workbook{Lang: l.Tag, Term: in.Term.ID.String, Paper: Paper, Date: p.AsOf, Meeting: input.End,
		Creator: m.speaker.Name(in.Body.Name.String).Name, Size: in.Body.Size.String,
		Title: l.T("records.title", map[string]any{"Term": title})}
	if p.Meeting != nil {
		w.Meeting = p.Meeting.ID.String
	}
	w.Subject = w.Title
	if session == "" {
		w.Sheets = append(w.Sheets, m.start())
	}
	for _, s := range all {
		if session != "" && s.id != "outcomes" {
			continue
		}
		if s.form {
			w.Sheets = append(w.Sheets, m.form(s))
		} else {
			w.Sheets = append(w.Sheets, m.table(s))
		}
	}
	w.Sheets = append(w.Sheets, m.listSheet())
	origin := workbook.Origin(w, w.Sheets)
	rows, lists := origin.Rows, m.lists
	origin.Rows = func(yield func(matrix.Row) bool) {
		more := true
		rows(func(r matrix.Row) bool { more = yield(r); return more })
		for i, list := range lists {
			for k, e := range list.Entries {
				cells := []matrix.Cell{{Text: "name"}, {Text: list.Name}, {Text: e}, {Text: m.keys[i][k]}}
				if more = more && yield(matrix.Row{Cells: cells}); !more {
					return
				}
			}
		}
	}
	w.Sheets = append(w.Sheets, origin)
	words := matrix.Words{Header: w.Title, Footer: l.T("matrix.footer", map[string]any{"Page": "%d", "Pages": "%d"})}
	for _, s := range w.Sheets {
		s.Words = words
	}
	return w
}

// start returns the sheet that explains the course of a year.
func (m *maker) start() *matrix.Sheet {
	rows := []matrix.Row{
		{Cells: []matrix.Cell{{Text: m.l.T("records.start-title", nil), Role: matrix.Title}}},
		{},
	}
	for i := range startLines {
		words := compose.SessionLabel(m.l, fmt.Sprint("records.start-", i+1), m.t.Records.Sessions, 0, nil)
		rows = append(rows, matrix.Row{Cells: []matrix.Cell{{Text: words, Wrap: true}}})
	}
	return &matrix.Sheet{ID: "start", Name: m.sheetName("start"), Free: true, Count: len(rows), Rows: slices.Values(rows),
		Columns: []matrix.Column{{ID: "1", Width: startWidth}}}
}

func (m *maker) sheetName(id string) string {
	return matrix.Short(compose.SessionLabel(m.l, "records.sheet-"+id, m.t.Records.Sessions, 0, nil), 31, "")
}

// list returns the name of the drop-down with these entries. It adds a new one if necessary.
func (m *maker) list(name string, keys []string, show func(string) string) string {
	if len(keys) == 0 || len(keys) > longList {
		return ""
	}
	for _, l := range m.lists {
		if l.Name == name {
			return name
		}
	}
	l := matrix.List{Name: name, Head: name}
	for _, k := range keys {
		l.Entries = append(l.Entries, show(k))
	}
	m.lists, m.keys = append(m.lists, l), append(m.keys, slices.Clone(keys))
	return name
}

// choices returns the name of the drop-down of a field, or "" if it has none.
func (m *maker) choices(fields []*input.Field) string {
	f := fields[0]
	switch {
	case f.List():
		return ""
	case f.Sort() == input.SortRef:
		var keys []string
		var name []string
		for _, f := range fields {
			for _, id := range m.candidates(f) {
				if !slices.Contains(name, strings.Join(f.Names(), "+")) {
					keys = append(keys, id)
				}
			}
			name = append(name, strings.Join(f.Names(), "+")+f.Or())
		}
		slices.Sort(name)
		if len(keys) > longList {
			return ""
		}
		seen := map[string]bool{}
		keys = slices.DeleteFunc(keys, func(k string) bool { was := seen[k]; seen[k] = true; return was })
		return m.list("ids-"+slug(strings.Join(slices.Compact(name), "-")), keys, m.of)
	case f.Sort() == input.SortFlag:
		return m.list("flag", []string{"true", "false"}, func(k string) string { return m.word("choice", k) })
	case f.Sort() == input.SortTag:
		real := slices.DeleteFunc(m.t.Locales.Languages(), m.t.Locales.Pseudo)
		return m.list("languages", real, m.l.LanguageName)
	case vocabulary(f) != "":
		return m.list("words-"+f.Key, workbook.Vocabulary(vocabulary(f)), func(k string) string { return m.word(groupOf(f), k) })
	}
	var keys []string
	for _, f := range fields {
		for _, k := range f.Words() {
			if !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
	}
	return m.list("words-"+f.Key+fmt.Sprint(len(keys)), keys, func(k string) string { return m.word(f.Key, k) })
}

// heads makes all headings of a sheet different, as a table requires.
func heads(columns []matrix.Column) {
	seen := map[string]bool{}
	for i := range columns {
		head := matrix.Short(columns[i].Head, 250, "…")
		columns[i].Head = head
		for n := 2; seen[strings.ToLower(columns[i].Head)]; n++ {
			columns[i].Head = fmt.Sprintf("%s %d", head, n)
		}
		seen[strings.ToLower(columns[i].Head)] = true
	}
}

// note returns the text of the note at a heading: the purpose of the column, what it accepts, and whether it must be filled.
func (m *maker) note(c *Column) string {
	var out []string
	for _, x := range kindsOf(c) {
		of := x
		if c.form != nil {
			of = c.form.Part()
		}
		doc := m.doc(of, c.kinds[x])
		if c.kinds[x].Need {
			doc += " (" + m.l.T("records.required", nil) + ")"
		}
		if len(c.kinds) > 1 {
			doc = m.l.T("records.of-kind", map[string]any{"Kind": kindLabel(m.l, slug(x.Name)), "What": doc})
		}
		if !slices.Contains(out, doc) {
			out = append(out, doc)
		}
	}
	if c.field.List() {
		out = append(out, m.l.T("records.several", nil))
	}
	return strings.Join(out, "\n")
}

// doc returns the purpose of a field: in the officer's language if the labels have it, otherwise as in the table of fields.
func (m *maker) doc(k *input.Kind, f *input.Field) string {
	for _, key := range []string{"field-note." + slug(k.Name) + "_" + f.Key, "field-note." + f.Key} {
		if m.l.Has(key) {
			return m.l.T(key, nil)
		}
	}
	return f.Doc
}

func kindsOf(c *Column) []*input.Kind {
	var out []*input.Kind
	for k := range c.kinds {
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b *input.Kind) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// needed reports whether a column must be filled in some row.
func needed(c *Column) bool {
	for _, f := range c.kinds {
		if f.Need {
			return true
		}
	}
	return false
}

// head returns the heading of a column: the name of the field, the language, and a star if it must be filled.
func (m *maker) head(c *Column) string {
	s := ""
	if c.form != nil {
		s = label(m.l, "form of a name", c.field.Key)
	} else {
		s = label(m.l, kindsOf(c)[0].Name, c.field.Key)
		if len(c.kinds) > 1 {
			s = label(m.l, "", c.field.Key)
		}
	}
	if c.Lang != "" {
		s = m.l.T("records.in-language", map[string]any{"What": s, "Language": m.l.LanguageName(c.Lang)})
	}
	if needed(c) {
		s += " *"
	}
	return s
}

// table makes a sheet whose rows are records and their parts. All rows share one slice of cells, so that each row must be used before the
// next.
func (m *maker) table(s *sheet) *matrix.Sheet {
	columns := s.columns(m.term.Langs)
	slots := s.slots()
	var words []string
	for _, x := range slots {
		if w := x.word(); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	if s.prose {
		words = proseWords
	}
	rowWidth := narrow // of the column that says what a row is
	for _, x := range slots {
		rowWidth = max(rowWidth, utf8.RuneCountInString(kindLabel(m.l, x.word()))+indent*x.level/2+1) // blanks are narrow
	}
	rowWidth = min(rowWidth, mostRow)
	out := &matrix.Sheet{ID: s.id, Name: m.sheetName(s.id), Frozen: 1, Table: "records_" + strings.ReplaceAll(s.id, "-", "_"), Bare: true}
	out.Columns = []matrix.Column{
		{ID: rowColumn, Head: m.l.T("records.row", nil), Width: float64(rowWidth), Open: true, Note: m.l.T("records.row-note", nil),
			List: m.list("rows-"+s.id, words, func(w string) string { return kindLabel(m.l, w) })},
	}
	rooms := map[string]room{rowColumn: {least: rowWidth, stays: true}, baseColumn: {least: readable, text: true}}
	for _, c := range columns {
		x := m.column(s, c)
		out.Columns = append(out.Columns, x)
		rooms[x.ID] = room{m.least(c.field, x.List), c.field.Sort() == input.SortText, c.Lang, needed(c)}
	}
	based := s.id == "proposals"
	if based {
		i := slices.IndexFunc(out.Columns, func(c matrix.Column) bool { return strings.HasPrefix(c.ID, "text@") })
		out.Columns = slices.Insert(out.Columns, i, matrix.Column{ID: baseColumn, Head: m.l.T("records.base-text", nil), Width: 30,
			Note: m.l.T("records.base-text-note", nil)})
	}
	out.Columns = append(out.Columns,
		matrix.Column{ID: belongsColumn, Head: m.l.T("records.belongs", nil), Width: 24, Open: true, Level: 1,
			Note: m.l.T("records.belongs-note", nil)},
		matrix.Column{ID: idColumn, Head: m.l.T("column.record-id", nil), Width: 20, Level: 1, Note: m.l.T("records.id-note", nil)})
	heads(out.Columns)
	var inOrder []room
	for _, c := range out.Columns {
		inOrder = append(inOrder, rooms[c.ID])
	}
	fit(out.Columns, inOrder, m.seenLanguages())
	byID := map[string]*Column{}
	for _, c := range columns {
		byID[c.ID] = c
	}
	fields := make([]*Column, len(out.Columns))
	for i, c := range out.Columns {
		fields[i] = byID[c.ID]
	}
	rows := m.rows(s, slots)
	out.Count = len(rows)
	first := m.ready
	for _, r := range rows {
		if r.row == nil {
			m.ready++
		}
	}
	out.Rows = func(yield func(matrix.Row) bool) {
		ready := first
		cells := make([]matrix.Cell, len(out.Columns)) // shared by all rows
		for _, r := range rows {
			row := matrix.Row{ID: r.id, Level: r.level, Cells: cells}
			if r.row == nil {
				ready++
				row.ID = fmt.Sprint(readyID, ready)
			}
			for i := range out.Columns {
				cells[i] = m.cell(r, out.Columns[i].ID, fields[i], row.ID)
			}
			if !yield(row) {
				return
			}
		}
	}
	return out
}

// column makes the column of a field.
func (m *maker) column(s *sheet, c *Column) matrix.Column {
	fields := []*input.Field{}
	for _, k := range kindsOf(c) {
		fields = append(fields, c.kinds[k])
	}
	x := matrix.Column{ID: c.ID, Head: m.head(c), Width: float64(width(c.field)), Open: true, Note: m.note(c),
		List: m.choices(fields)}
	if x.List != "" {
		x.Error = m.l.T("records.choose", nil)
	}
	switch c.field.Sort() {
	case input.SortDay:
		x.Kind = matrix.Date
	case input.SortNumber:
		x.Kind = matrix.Number
	}
	if !s.seen(c) {
		x.Level = 1
	}
	return x
}

// A line is a row of a sheet: a record, or an empty row to be filled.
type line struct {
	row    *Row // nil: an empty row
	id     string
	level  int
	word   string // kind of an empty row
	parent string
	values map[string]string // prefilled values, by column
	head   bool              // its values count for the proposals of a form
	mark   string            // marker of an empty sub-paragraph of a form
}

// cell makes one cell.
func (m *maker) cell(r line, id string, c *Column, rowID string) matrix.Cell {
	switch {
	case id == idColumn:
		return matrix.Cell{Text: rowID, Role: matrix.Faint}
	case id == rowColumn && r.row != nil:
		w := wordOf(r.row)
		return matrix.Cell{Text: strings.Repeat(" ", indent*r.level) + kindLabel(m.l, w), Value: kindLabel(m.l, w)}
	case id == rowColumn && r.word != "":
		return matrix.Cell{Text: strings.Repeat(" ", indent*r.level) + kindLabel(m.l, r.word), Role: matrix.Faint}
	case id == belongsColumn && r.row == nil && r.parent != "":
		return matrix.Cell{Text: m.of(r.parent), Role: matrix.Faint}
	case id == belongsColumn && r.row != nil:
		if p := r.row.Parent; p != nil && p.Key != "" && r.level > 0 {
			v := m.of(p.Key)
			return matrix.Cell{Text: v, Value: v}
		}
		return matrix.Cell{}
	case id == baseColumn && r.row != nil:
		return matrix.Cell{Text: matrix.Fit(m.term.baseText(r.row))}
	case c == nil:
		return matrix.Cell{}
	case r.row == nil:
		if v := r.values[id]; v != "" {
			return matrix.Cell{Text: m.shown(c.field, v), Role: matrix.Faint}
		}
		return matrix.Cell{}
	}
	return m.fieldCell(r.row, c)
}

func (m *maker) fieldCell(r *Row, c *Column) matrix.Cell {
	f := c.of(r.Kind)
	if f == nil {
		return matrix.Cell{}
	}
	v := m.term.Value(r, c)
	return m.valueCell(f, v)
}

func (m *maker) valueCell(f *input.Field, v string) matrix.Cell {
	if v == "" {
		return matrix.Cell{}
	}
	if f.Sort() == input.SortDay {
		if d, ok := day(v); ok {
			return matrix.Cell{Date: d, Value: v}
		}
	}
	if f.Sort() == input.SortNumber {
		var n int
		if _, err := fmt.Sscan(v, &n); err == nil {
			return matrix.Cell{Number: float64(n), Set: true, Text: v, Value: v}
		}
	}
	shown := matrix.Fit(m.shown(f, v))
	if len(v) > matrix.Longest {
		v = matrix.Fit(v)
	}
	return matrix.Cell{Text: shown, Value: v}
}

// baseText returns the words that an amendment changes, in their original language.
func (t *Term) baseText(r *Row) string {
	base := r.scalar("base")
	if base == "" {
		return ""
	}
	switch b := t.Records.ByID[base].(type) { // not from its file, which may be another one
	case *input.Proposal:
		return clean(b.Text.String)
	case *input.SubParagraph:
		return clean(b.Text.String)
	case *input.Mandate:
		return clean(b.Text.String)
	case *input.DraftSection:
		return clean(b.Title.String)
	case *input.Paper:
		return clean(b.Title.String)
	}
	return ""
}

// wordOf returns the kind of a row, as its column shows it.
func wordOf(r *Row) string {
	if r.prose != nil {
		return r.prose.word()
	}
	w := slug(r.Kind.Name)
	if hasItself(r.Kind) {
		deep := 1
		for p := r.Parent; p != nil && p.Kind == r.Kind; p = p.Parent {
			deep++
		}
		if deep > 1 {
			w += fmt.Sprint("-", deep)
		}
	}
	return w
}

// rows returns the records of a sheet, with empty rows to be filled after each block and at the end.
func (m *maker) rows(s *sheet, slots []slot) []line {
	var out []line
	rows := m.term.Rows[s.id]
	if m.only != "" {
		rows = m.ofSession(rows)
		if len(rows) == 0 {
			out = append(out, line{word: slug(kindOutcomes), values: map[string]string{"session": m.only}},
				line{level: 1, word: "presenter"}, line{level: 1, word: "outcome"}, line{level: 1, word: "outcome"})
		}
	}
	for i, r := range rows {
		out = append(out, line{row: r, id: r.Key, level: r.Level})
		if len(rows) > manyRows {
			continue
		}
		var next *Row
		if i+1 < len(rows) {
			next = rows[i+1]
		}
		out = append(out, blockEnd(s, r, next)...)
	}
	for range readyRows {
		x := line{}
		if len(slots) == 1 {
			x.word = slots[0].word()
		}
		out = append(out, x)
	}
	return out
}

// ofSession returns the rows of the outcomes of the requested session.
func (m *maker) ofSession(rows []*Row) []*Row {
	var out []*Row
	for _, r := range rows {
		of := r
		for of.Kind.Name != kindOutcomes && of.Parent != nil {
			of = of.Parent
		}
		if of.scalar("session") == m.only {
			out = append(out, r)
		}
	}
	return out
}

// blocks contains the sheets in which each block ends with an empty row to be filled: the kind of the block, and the kind of that row.
var blocks = map[string][2]string{"schedule": {"meeting", "agenda-item"}, "outcomes": {"session outcome", "outcome"},
	"papers": {"paper", "revision"}}

// blockEnd returns the empty row at the end of a block, if a block ends after r.
func blockEnd(s *sheet, r, next *Row) []line {
	if s.id == "proposals" {
		top := func(r *Row) *Row {
			for r != nil && r.Kind.Name != kindProposal {
				r = r.Parent
			}
			return r
		}
		a, b := top(r), top(next)
		if a == nil || b != nil && a.scalar("kind") == b.scalar("kind") && a.scalar("section") == b.scalar("section") && a.file == b.file {
			return nil
		}
		return []line{{word: "proposal", values: map[string]string{"kind": a.scalar("kind"), "section": a.scalar("section")}}}
	}
	block := blocks[s.id]
	for p := r; p != nil; p = p.Parent {
		if p.Kind.Name == block[0] && (next == nil || next.Level <= p.Level) {
			return []line{{level: p.Level + 1, word: block[1], parent: p.Key}}
		}
	}
	return nil
}

// form makes a sheet in which each value has a row.
func (m *maker) form(s *sheet) *matrix.Sheet {
	out := &matrix.Sheet{ID: s.id, Name: m.sheetName(s.id), Frozen: 2, Table: "records_" + strings.ReplaceAll(s.id, "-", "_"), Bare: true}
	out.Columns = []matrix.Column{
		{ID: aboutColumn, Head: m.l.T("records.about", nil), Width: 18},
		{ID: fieldColumn, Head: m.l.T("records.field", nil), Width: 22},
		{ID: valueColumn, Head: m.l.T("records.value", nil), Width: 30, Open: true, Note: m.l.T("records.value-note", nil)},
	}
	for _, l := range m.term.Langs {
		out.Columns = append(out.Columns, matrix.Column{ID: "text@" + l, Width: 30, Open: true, Note: m.l.T("records.value-note", nil),
			Head: m.l.T("records.in-language", map[string]any{"What": m.l.T("field.text", nil), "Language": m.l.LanguageName(l)})})
	}
	out.Columns = append(out.Columns, matrix.Column{ID: noteColumn, Head: m.l.T("records.what-for", nil), Width: 50},
		matrix.Column{ID: idColumn, Head: m.l.T("column.record-id", nil), Width: 30, Level: 1, Note: m.l.T("records.id-note", nil)})
	heads(out.Columns)
	rooms := []room{{least: aboutWidth, stays: true}, {least: fieldWidth, stays: true}, {least: readable, text: true}}
	for _, l := range m.term.Langs {
		rooms = append(rooms, room{least: readable, text: true, lang: l})
	}
	fit(out.Columns, append(rooms, room{least: whatForWidth, stays: true}, room{}), m.seenLanguages())
	var rows []matrix.Row
	for _, v := range m.term.formRows(s) {
		row := matrix.Row{ID: v.key, Cells: make([]matrix.Cell, len(out.Columns))}
		head := label(m.l, v.row.Kind.Name, v.field.Key)
		if v.field.Need {
			head += " *"
		}
		row.Cells[0], row.Cells[1] = matrix.Cell{Text: m.about(v.row)}, matrix.Cell{Text: head}
		n := len(out.Columns)
		row.Cells[n-2], row.Cells[n-1] = matrix.Cell{Text: m.doc(v.row.Kind, v.field)}, matrix.Cell{Text: v.key, Role: matrix.Faint}
		for i, c := range out.Columns {
			if fc := v.column(c.ID); fc != nil {
				row.Cells[i] = m.fieldCell(v.row, fc)
				if list := m.choices([]*input.Field{v.field}); list != "" {
					out.Picks = append(out.Picks, matrix.Pick{Column: i, Row: len(rows), List: list, Error: m.l.T("records.choose", nil)})
				}
			}
		}
		rows = append(rows, row)
	}
	out.Count, out.Rows = len(rows), slices.Values(rows)
	return out
}

// about returns the name of the part of a form to which a value belongs.
func (m *maker) about(r *Row) string {
	if r.field == nil {
		return kindLabel(m.l, slug(r.Kind.Name))
	}
	out := label(m.l, r.Parent.Kind.Name, r.field.Key)
	if r.Parent.field != nil {
		out = label(m.l, r.Parent.Parent.Kind.Name, r.Parent.field.Key) + ", " + out
	}
	return out
}

// A formRow is a value of a form.
type formRow struct {
	key   string
	row   *Row
	field *input.Field
}

// column returns the column of a table whose value the form's column shows for this value, or nil if it shows none.
func (v formRow) column(id string) *Column {
	c := &Column{ID: v.field.Key, Key: v.field.Key, field: v.field, kinds: map[*input.Kind]*input.Field{v.row.Kind: v.field}}
	lang, text := strings.CutPrefix(id, "text@")
	switch {
	case text && (v.field.Translated() || v.field.ByLang()):
		c.Lang = lang
		return c
	case id == valueColumn && !v.field.Translated() && !v.field.ByLang():
		return c
	}
	return nil
}

// formRows returns the values of a form, in the order of the table of fields.
func (t *Term) formRows(s *sheet) []formRow {
	var out []formRow
	for _, r := range t.Rows[s.id] {
		for i := range r.Kind.Fields {
			f := &r.Kind.Fields[i]
			if f.Part() == nil && !(f.Key == "id" && r.Kind.IsRecord()) {
				out = append(out, formRow{r.Key + "/" + f.Key, r, f})
			}
		}
	}
	return out
}

// listSheet returns the sheet with the entries of drop-downs.
func (m *maker) listSheet() *matrix.Sheet {
	s := &matrix.Sheet{ID: workbook.SheetLists, Name: m.sheetName("choices"), Lists: m.lists, Hidden: true}
	for _, l := range m.lists {
		s.Columns = append(s.Columns, matrix.Column{ID: l.Name, Head: l.Head, Width: 34})
		s.Count = max(s.Count, len(l.Entries))
	}
	s.Rows = func(yield func(matrix.Row) bool) {
		for i := range s.Count {
			row := matrix.Row{Cells: make([]matrix.Cell, len(s.Lists))}
			for k, l := range s.Lists {
				if i < len(l.Entries) {
					row.Cells[k] = matrix.Cell{Text: l.Entries[i]}
				}
			}
			if !yield(row) {
				return
			}
		}
	}
	return s
}

// Form makes a workbook, in the language tag, for the outcomes of one session. It is filled in at the session, and imported like the
// workbook of all records.
func Form(src *work.Sources, w *work.Work, tag, session string) (*matrix.Workbook, error) {
	s, err := sessionOf(w, session)
	if err != nil {
		return nil, err
	}
	l := w.Locales.Locale(tag)
	if l == nil || w.Plan == nil {
		return nil, diag.Usagef("there are no labels in the language %q: the languages are %s", tag,
			strings.Join(w.Locales.Languages(), ", "))
	}
	return workbookOf(Read(src, w), w.Plan, l, s.ID.String), nil
}

// Export makes the workbook of the records of a work, in the language tag.
func Export(src *work.Sources, w *work.Work, tag string) (*matrix.Workbook, error) {
	l := w.Locales.Locale(tag)
	if l == nil {
		return nil, fmt.Errorf("there are no labels in the language %q: the languages are %s", tag,
			strings.Join(w.Locales.Languages(), ", "))
	}
	if w.Plan == nil || w.Records.Term == nil || w.Records.Body == nil {
		return nil, fmt.Errorf("the term cannot be read: omnibus check says why")
	}
	return Workbook(Read(src, w), w.Plan, l), nil
}

// sessionOf returns a session by its id.
func sessionOf(w *work.Work, id string) (*input.Session, error) {
	if s, ok := w.Records.ByID[id].(*input.Session); ok {
		return s, nil
	}
	var known []string
	for _, s := range w.Records.Sessions {
		known = append(known, s.ID.String)
	}
	return nil, &diag.Unknown{What: "session", Name: id, Known: known}
}
