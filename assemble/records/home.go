package records

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/intake"
	"omnibus/assemble/intake/door"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// A Change is the effect of one cell, or of one row, on the records.
type Change struct {
	Key   string // key of the row
	Name  string // name of its record, as people know it
	Field string // heading of the column; empty: the whole row
	Old   string // value in the records, in the form of a cell
	New   string
	Cell  string // place, such as Proposals!F12
	Pos   source.Pos
	Lang  string // for a translation, the language whose file changes

	set    *setting
	added  *newRow
	remove *Row
	lang   *locale.Locale // language of the workbook
}

// String describes the change, with names first and ids after them.
func (c Change) String() string {
	where := c.Cell
	if c.Pos.IsValid() && c.added == nil {
		where += fmt.Sprintf(", %s:%d", c.Pos.File.Name, c.Pos.Line())
	}
	or := func(s string) string {
		if s == "" {
			return c.lang.T("receipt.empty", nil)
		}
		return s
	}
	switch {
	case c.remove != nil:
		return fmt.Sprintf("%s: %s  [%s; %s]", c.Name, c.lang.T("receipt.deleted", nil), c.Key, where)
	case c.added != nil:
		return fmt.Sprintf("%s: %s, %s  [%s; %s]", or(c.Name), c.lang.T("receipt.new", nil), c.New, c.Key, where)
	}
	return fmt.Sprintf("%s, %s: %s -> %s  [%s; %s]", c.Name, c.Field, or(c.Old), or(c.New), c.Key, where)
}

// A setting is a new value of one field of a record.
type setting struct {
	row   *Row
	col   *Column
	value string
}

// A Receipt accounts for everything in the workbook. Files contains the changed files; it is empty if an error prevents the import.
type Receipt struct {
	Changes []Change
	Same    int      // edited cells whose value the records already have
	Gone    []string // ids of records whose rows are no longer in the workbook
	Shown   []string // what the proposals of a form change, in full
	Notes   []string
	Files   []*source.File
	Queries []*source.File // those of Files that contain comments

	lang *locale.Locale
}

// Language returns the language of the receipt, that of the workbook.
func (r *Receipt) Language() *locale.Locale { return r.lang }

// Says returns a sentence of the receipt in the language of the workbook, with values for its placeholders.
func (r *Receipt) Says(key string, data map[string]any) string { return r.lang.T("receipt."+key, data) }

// Counts returns a sentence of the receipt about n things.
func (r *Receipt) Counts(key string, n int, data map[string]any) string {
	return r.lang.N("receipt."+key, n, data)
}

// inWords sets the language of a receipt and its changes.
func (im *Import) inWords() {
	im.receipt.lang = im.lang
	for i := range im.receipt.Changes {
		x := &im.receipt.Changes[i]
		x.lang = im.lang
		if im.form {
			x.Cell = im.placeOf(x.Cell)
		}
	}
}

// An Import imports a workbook of records.
type Import struct {
	Work    *work.Work // merged, without errors
	Src     *work.Sources
	Line    work.Line
	Prefer  string // which change to keep in a conflict: workbook, project, or "" for neither
	Locale  string // folder of the author's locale files
	Folder  string // name of the folder of the input, for messages
	Delete  bool   // missing rows delete their records
	Partial bool   // correct values are imported even if others are wrong

	file    *source.File
	form    bool // it is a form of a word processor
	term    *Term
	names   *names
	lang    *locale.Locale
	back    *matrix.Returned
	dates   *intake.Dates
	receipt *Receipt
	diags   *diag.List
	lookup  *lookup
	people  *Proposing // reads the words of people in a form; nil: not yet made
	added   []*newRow
	taken   map[string]bool // ids of records and of new rows
	refused map[string]bool // cells that were refused
	queries intake.Queries
	before  int // number of errors in the records before the import
}

// Run compares the workbook, cell by cell and by id, with its exported state and with the current records. It returns errors about the
// workbook as a whole; findings about its cells go into diags.
func (im *Import) Run(f *source.File, diags *diag.List) (*Receipt, error) {
	im.file, im.diags, im.receipt, im.refused = f, diags, &Receipt{}, map[string]bool{}
	im.before = im.Work.Diags.Counts().Errors
	if err := door.Check(door.Records, f); err != nil {
		return nil, err
	}
	r, err := im.read(f.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	t := im.Work.Records.Term
	switch {
	case r.Paper != Paper:
		return nil, fmt.Errorf("%s is not a workbook of records, or a program has dropped its properties", f.Name)
	case t == nil:
		return nil, fmt.Errorf("the term cannot be read: omnibus check says why")
	case r.Term != t.ID.String:
		return nil, fmt.Errorf("%s contains the records of the term %q, but this folder contains %q: import it in the folder of its term",
			f.Name, r.Term, t.ID.String)
	}
	if im.lang = im.Work.Locales.Locale(r.Lang); im.lang == nil {
		return nil, fmt.Errorf("%s is in the language %q, for which there are no labels: the languages are %s", f.Name, r.Lang,
			strings.Join(im.Work.Locales.Languages(), ", "))
	}
	im.back, im.queries = r, intake.Queries{Work: im.Work}
	im.term = Read(im.Src, im.Work)
	im.names = newNames(im.term, im.Work.Plan, im.lang)
	im.dates = &intake.Dates{Set: im.Work.Locales, Lang: im.lang.Tag}
	im.lookup = newLookup(im)
	im.taken = map[string]bool{}
	for id := range im.Work.Records.ByID {
		im.taken[id] = true
	}
	var pages []*page
	for _, back := range r.Sheets {
		if s := sheets[back.ID]; s != nil {
			p := im.page(s, back)
			pages = append(pages, p)
			p.begin()
		}
	}
	for _, id := range r.Absent {
		if s := sheets[id]; s != nil {
			im.note("no-sheet", "Sheet", im.sheetName(id))
		}
	}
	if err := im.beside(r); err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	for _, p := range pages {
		p.newNames()
	}
	for _, p := range pages { // when all rows have their ids and names, so that cells can use them
		p.values()
		p.shows()
	}
	im.inWords()
	if diags.HasErrors() && !im.Partial {
		return im.receipt, nil
	}
	if len(im.receipt.Changes) > 0 {
		if err := im.write(); err != nil || diags.HasErrors() && !im.Partial {
			return im.receipt, err
		}
	}
	im.receipt.Queries, err = im.queries.Files(im.Src, im.Locale)
	im.receipt.Files = append(im.receipt.Files, im.receipt.Queries...)
	return im.receipt, err
}

// beside accounts for what was added to the workbook outside its cells, which is not imported. It keeps comments as queries.
func (im *Import) beside(r *matrix.Returned) error {
	own := map[string]bool{} // the notes at the headings
	for _, s := range Workbook(im.term, im.Work.Plan, im.lang).Sheets {
		for _, c := range s.Columns {
			own[strings.Join(strings.Fields(c.Note), " ")] = true
		}
	}
	say := func(sheet string, list []matrix.Beside) {
		var hidden []string
		for _, b := range list {
			switch text := strings.Join(strings.Fields(b.Text), " "); b.Kind {
			case matrix.IsComment:
				if !own[text] {
					im.query("comment", "a comment", sheet, b, text)
				}
			case matrix.IsAdded:
				key, what := "loose", "a cell in a column without a heading"
				if b.Head != "" {
					key, what = "added", fmt.Sprintf("a cell of the column %q", b.Head)
				}
				im.query(key, what, sheet, b, text)
			case matrix.IsLink:
				im.note("link", "At", sheet+"!"+b.At, "Text", text)
			case matrix.IsAbove:
				if im.form {
					im.note("outside", "At", b.At, "Text", b.Text)
					continue
				}
				im.note("above", "At", sheet+"!"+b.At, "Text", b.Text)
			case matrix.IsHidden:
				hidden = append(hidden, b.At)
			}
		}
		im.rows("hidden", sheet, hidden)
	}
	for _, s := range r.Sheets {
		say(s.Name, s.Beside)
		var grey []string
		for _, row := range s.Rows {
			if s.Prints[row.ID] != "" && row.Grey != nil {
				grey = append(grey, fmt.Sprint(row.Row))
			}
		}
		im.rows("grey", s.Name, grey)
	}
	for _, o := range r.Others {
		say(o.Name, o.Beside)
		cells, changed, first, err := intake.Changed(o, r.Fixed[o.Name])
		switch {
		case err != nil:
			return err
		case r.Fixed[o.Name] == nil && cells > 0:
			im.receipt.Notes = append(im.receipt.Notes, im.lang.N("receipt.strange-sheet", cells, map[string]any{"Sheet": o.Name}))
		case len(changed) > 0:
			im.note("filled", "At", o.Name+"!"+intake.Few(changed), "Text", first)
		}
	}
	return nil
}

// rows adds a note about rows of a sheet.
func (im *Import) rows(key, sheet string, rows []string) {
	if len(rows) > 0 {
		data := map[string]any{"Sheet": sheet, "Rows": intake.Few(rows)}
		im.receipt.Notes = append(im.receipt.Notes, im.lang.N("receipt."+key, len(rows), data))
	}
}

// query keeps a comment or the cell of an added column as a query about the text in its cell or, if there is none, about the record of its
// row. The key is that of its note.
func (im *Import) query(key, what, sheet string, b matrix.Beside, text string) {
	about, lang, place := "", im.lang.Tag, sheet+"!"+b.At
	if im.form {
		place = b.At
	}
	if im.Work.Records.ByID[b.ID] != nil {
		about = b.ID
		field, of, _ := strings.Cut(b.Column, "@")
		if slices.ContainsFunc(im.Work.Records.Texts(), func(t input.Words) bool { return t.ID == b.ID+"."+field }) {
			about += "." + field
		}
		if im.Work.Locales.Locale(of) != nil {
			lang = of
		}
	}
	kept := ""
	if id, onFile := im.queries.Add(lang, about, what+", "+place, b.By, b.Text); onFile {
		kept = " (" + im.lang.T("receipt.on-file", map[string]any{"ID": id}) + ")"
	} else if id != "" {
		kept = " (" + im.lang.T("receipt.kept-as", map[string]any{"ID": id}) + ")"
	}
	im.note(key, "At", place, "Column", b.Head, "Text", text+kept)
}

// note adds a note to the receipt: a label, with pairs of placeholders and values.
func (im *Import) note(key string, pairs ...any) {
	data := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		data[pairs[i].(string)] = pairs[i+1]
	}
	im.receipt.Notes = append(im.receipt.Notes, im.lang.T("receipt."+key, data))
}

func (im *Import) sheetName(id string) string {
	return (&maker{names: im.names}).sheetName(id)
}

// refuse reports a cell that cannot be imported.
func (im *Import) refuse(code, cell, format string, args ...any) finding {
	im.refused[cell] = true
	d := im.diags.Errorf(code, im.file.Pos(0, 0), "%s%s", im.beforeOf(cell), im.sentence(format, args...))
	return finding{d, im}
}

// A page is one sheet being imported.
type page struct {
	im    *Import
	s     *sheet
	back  *matrix.ReturnedSheet
	cols  map[string]*Column // columns by id
	heads map[string]string  // headings of columns, by id
	forms map[string]formRow // rows of a form, by key
	slots []slot
	moved bool // the rows are not in the exported order
	fresh []*newRow
}

func (im *Import) page(s *sheet, back *matrix.ReturnedSheet) *page {
	p := &page{im: im, s: s, back: back, cols: map[string]*Column{}, heads: map[string]string{}}
	m := &maker{names: im.names, term: im.term}
	if s.form {
		p.forms = map[string]formRow{}
		for _, v := range im.term.formRows(s) {
			p.forms[v.key] = v
		}
		p.heads[valueColumn] = im.lang.T("records.value", nil)
		for _, l := range im.term.Langs {
			p.heads["text@"+l] = im.lang.T("records.in-language", map[string]any{"What": im.lang.T("field.text", nil),
				"Language": im.lang.LanguageName(l)})
		}
		return p
	}
	for _, c := range s.columns(im.term.Langs) {
		p.cols[c.ID], p.heads[c.ID] = c, m.head(c)
	}
	p.slots = s.slots()
	last := -1
	at := map[string]int{}
	for i, id := range back.Order {
		at[id] = i
	}
	for _, row := range back.Rows {
		if i, ok := at[row.ID]; ok {
			p.moved = p.moved || i < last
			last = i
		}
	}
	return p
}

// begin finds the rows that were added, duplicated or deleted, and gives new ones their ids.
func (p *page) begin() {
	im, back := p.im, p.back
	for _, id := range back.Missing {
		if c := p.heads[id]; c != "" {
			im.note("no-column", "Column", c, "Sheet", back.Name)
		}
	}
	for _, h := range back.Unknown {
		im.note("strange-column", "Column", h, "Sheet", back.Name)
	}
	seen := map[string]int{}
	var gone []string
	for _, row := range back.Rows {
		if _, known := back.Prints[row.ID]; known {
			if first := seen[row.ID]; first > 0 && !isReady(row.ID) {
				at := fmt.Sprintf("%s!A%d", back.Name, row.Row)
				im.refuse("E1101", at, "the row of %s appears twice; the first is row %d", im.known(row.ID), first).
					Hint("delete the row that should not count; in a copied row that is to be a new record, clear the column %s",
						im.lang.T("column.record-id", nil))
			}
			seen[row.ID] = row.Row
		}
	}
	for _, id := range back.Order {
		if seen[id] == 0 && !isReady(id) && p.forms == nil {
			gone = append(gone, id)
		}
	}
	gone = p.fresh0(gone)
	for _, id := range gone {
		im.gone(p, id)
	}
}

// newNames learns what records are called from now on, because other cells may use their new names already.
func (p *page) newNames() {
	im := p.im
	for _, n := range p.fresh {
		p.newOutcome(n)
	}
	for _, row := range p.back.Rows {
		r := im.term.ByKey[row.ID]
		if _, known := p.back.Prints[row.ID]; !known || r == nil || !r.Kind.IsRecord() || r.prose != nil {
			continue
		}
		learn := func(name string) {
			if k := folded(name); k != "" && !slices.Contains(im.lookup.added[k], r.Key) {
				im.lookup.added[k] = append(im.lookup.added[k], r.Key)
			}
		}
		day, title := r.scalar("date"), ""
		for _, id := range ordered(row.Cells) {
			c, text := p.cols[id], row.Cells[id].Text
			switch {
			case c == nil || !slices.Contains(telling, c.Key):
			case c.Key == "date":
				if d, either := im.dates.Read(text); either == nil && !d.IsZero() {
					day = d.String()
					learn(day)
				}
			case c.Key == "symbol":
				learn(cmp.Or(keyOf(text), text))
			default:
				title = text
				learn(text)
			}
		}
		if r.Kind.Name == "meeting" { // 2025-10-07, First meeting
			for _, c := range p.cols {
				if c.Key == "title" {
					learn(day + ", " + cmp.Or(row.Cells[c.ID].Text, im.term.Value(r, c)))
				}
			}
			learn(day + ", " + title)
		}
	}
}

func isReady(id string) bool {
	n, ok := strings.CutPrefix(id, readyID)
	return ok && n != "" && strings.Trim(n, "0123456789") == ""
}

// gone handles a record whose row is no longer in the workbook.
func (im *Import) gone(p *page, id string) {
	r := im.term.ByKey[id]
	switch {
	case r == nil:
	case !r.there && r.prose == nil: // it is in no file
	case !im.Delete:
		im.receipt.Gone = append(im.receipt.Gone, im.nameOf(r))
	case p.edited(r, p.back.Prints[id]):
		im.refuse("E1103", p.back.Name, "the row of %q was deleted from the workbook, but the record has changed", im.nameOf(r)).
			Hint("delete the record, or restore the row")
	default:
		im.receipt.Changes = append(im.receipt.Changes, Change{Key: id, Name: im.nameOf(r), Cell: p.back.Name, Pos: r.pos(), remove: r})
	}
}

// edited reports whether the values in the records differ from those with which a row was exported.
func (p *page) edited(r *Row, prints matrix.Prints) bool {
	was := prints.All()
	for id, c := range p.cols {
		if c.of(r.Kind) != nil && !same(p.im.term.Value(r, c), was[id]) {
			return true
		}
	}
	return false
}

// same reports whether a value is the one with which a cell was exported.
func same(value string, p matrix.Print) bool {
	if value == "" {
		return p.Value == ""
	}
	return matrix.Fingerprint(matrix.Fit(value)) == p.Value
}

// pos returns the place of a row in the author's files.
func (r *Row) pos() source.Pos {
	switch {
	case r.prose != nil && r.prose.block != nil:
		return r.prose.block.Text.Pos
	case r.prose != nil:
		return r.prose.note.Text.Pos
	case r.there:
		return r.node().Pos
	case r.Parent != nil:
		return r.Parent.pos()
	}
	return source.Pos{}
}

// nameOf returns the name of a row as people know it.
func (im *Import) nameOf(r *Row) string {
	if r == nil {
		return ""
	}
	if r.Kind.IsRecord() && r.prose == nil {
		if n := im.names.of(r.Key); n != r.Key {
			return n
		}
	}
	if r.prose != nil {
		return firstWords(r.prose.text().String, beginning)
	}
	if !r.listed && r.field != nil && r.number == 0 { // an object, such as the chair
		return label(im.lang, r.Parent.Kind.Name, r.field.Key)
	}
	what := kindLabel(im.lang, wordOf(r))
	if r.Parent != nil && r.Parent.Key != "" && r.Level > 0 {
		return im.nameOf(r.Parent) + ", " + what
	}
	return what
}

// values reads the values of all changed cells.
func (p *page) values() {
	im := p.im
	seen := map[string]bool{}
	for _, row := range p.back.Rows {
		prints, known := p.back.Prints[row.ID]
		if !known || isReady(row.ID) || seen[row.ID] || len(row.Cells) == 0 {
			continue
		}
		seen[row.ID] = true
		if p.forms != nil {
			p.formRow(row, prints)
			continue
		}
		r := p.find(row.ID, prints)
		if r == nil {
			im.refuse("E1103", p.back.Name+"!"+anyCell(row), "the row of %q was edited, but the record no longer exists", row.ID).
				Hint("restore the record, or delete the row")
			continue
		}
		for _, id := range ordered(row.Cells) {
			p.cell(row, r, p.cols[id], id, prints.Of(id))
		}
	}
	for _, n := range p.fresh {
		p.complete(n)
	}
}

func ordered(cells map[string]matrix.ReturnedCell) []string {
	var out []string
	for id := range cells {
		out = append(out, id)
	}
	slices.SortFunc(out, func(a, b string) int {
		x, y := cells[a].At, cells[b].At
		if len(x) != len(y) {
			return len(x) - len(y)
		}
		return strings.Compare(x, y)
	})
	return out
}

func anyCell(row matrix.ReturnedRow) string {
	if ids := ordered(row.Cells); len(ids) > 0 {
		return row.Cells[ids[0]].At
	}
	return fmt.Sprintf("A%d", row.Row)
}

// find returns the record of a row. A part without an id is identified by its position in its list or, if the list has changed in the
// meantime, by its values.
func (p *page) find(id string, prints matrix.Prints) *Row {
	r := p.im.term.ByKey[id]
	i := strings.LastIndexByte(id, '/')
	if i < 0 || r != nil && !p.edited(r, prints) {
		return r
	}
	var like []*Row
	for _, x := range p.im.term.Rows[p.s.id] {
		if strings.HasPrefix(x.Key, id[:i+1]) && !strings.Contains(x.Key[i+1:], "/") {
			like = append(like, x)
		}
	}
	was := 0
	for known := range p.back.Prints {
		if strings.HasPrefix(known, id[:i+1]) && !strings.Contains(known[i+1:], "/") {
			was++
		}
	}
	for _, x := range like {
		if !p.edited(x, prints) {
			return x
		}
	}
	if was == len(like) {
		return r
	}
	return nil
}

// cell reads the value of one changed cell of a record.
func (p *page) cell(row matrix.ReturnedRow, r *Row, c *Column, id string, was matrix.Print) {
	im, cell := p.im, row.Cells[id]
	at := p.back.Name + "!" + cell.At
	switch {
	case id == rowColumn:
		if folded(cell.Text) == "" || im.lookup.word(rowColumn, p.words(), cell.Text) == wordOf(r) {
			return
		}
		im.refuse("E1110", at, "the kind of a row cannot be changed: this one is %q", kindLabel(im.lang, wordOf(r))).
			Hint("add a row of the other kind, and delete this one")
		return
	case id == belongsColumn:
		if parent := im.lookup.ref(cell.Text, nil); r.Parent != nil && (parent == r.Parent.Key || cell.Text == "") {
			return
		}
		im.refuse("E1110", at, "a row cannot be moved to another record").Hint("add a row below the other record, and delete this one")
		return
	case c == nil:
		return
	}
	f := c.of(r.Kind)
	if f == nil {
		if cell.Text != "" {
			im.refuse("E1110", at, "%q is not a field of %s", p.heads[id], kindLabel(im.lang, wordOf(r))).
				Hint("clear the cell; is the value in the wrong row?")
		}
		return
	}
	p.take(r, c, f, at, cell, was)
}

func (p *page) words() []string {
	if p.s.prose {
		return proseWords
	}
	var out []string
	for _, s := range p.slots {
		out = append(out, s.word())
	}
	return out
}

// take compares the value of a cell with the records.
func (p *page) take(r *Row, c *Column, f *input.Field, at string, cell matrix.ReturnedCell, was matrix.Print) {
	im := p.im
	head := p.heads[c.ID]
	if p.forms != nil {
		head = label(im.lang, r.Kind.Name, f.Key)
		if c.Lang != "" {
			head = im.lang.T("records.in-language", map[string]any{"What": head, "Language": im.lang.LanguageName(c.Lang)})
		}
	}
	value, ok := im.value(r.Kind, f, head, at, cell)
	if !ok {
		return
	}
	now := im.term.Value(r, c)
	translation := f.Translated() && c.Lang != r.original
	change := Change{Key: r.Key, Name: im.nameOf(r), Field: strings.TrimSuffix(head, " *"), Old: im.names.shown(f, now),
		New: im.shownNew(f, value), Cell: at, Pos: r.pos(), set: &setting{r, c, value}}
	if translation {
		change.Lang = c.Lang
	}
	switch {
	case value == now:
		im.receipt.Same++
	case im.fixed(r, f, value, at):
	case len(now) > matrix.Longest:
		im.refuse("E1104", at, "the text is too long for a cell, which shows only part of it").Hint("edit the file")
	case translation && value == "":
		im.note("kept-translation", "At", at, "Name", change.Name)
	case translation && p.original(r, c) == "":
		im.refuse("E1104", at, "there is no text yet in the original language, %s", im.lang.LanguageName(r.original)).
			Hint("fill in the column of that language first")
	case !translation && value == "" && f.Need:
		im.refuse("E1111", at, "%q is required", head).Hint("%s", im.hintOf(r.Kind, f))
	case !same(now, was) && im.Prefer == "project":
		im.note("kept", "At", at, "Name", change.Name, "Value", im.names.shown(f, now))
	case !same(now, was) && im.Prefer != "workbook":
		what := change.Name + ", " + change.Field
		both := im.sentence("%s was changed both in the workbook and in the records", what)
		finding{im.diags.Errorf("E1103", r.pos(), "%s", both).About(r.Key), im}.
			Hint("in the records: %q", im.names.shown(f, now)).
			Hint("in the workbook, cell %s: %q", at, change.New).
			Hint("make both the same, or choose one with --prefer workbook or --prefer project")
		im.refused[at] = true
	default:
		im.receipt.Changes = append(im.receipt.Changes, change)
	}
}

// shownNew returns the text of a cell for a new value, which may name records that are being added.
func (im *Import) shownNew(f *input.Field, value string) string {
	for _, n := range im.added {
		if strings.Contains(value, n.id) {
			return value
		}
	}
	return im.names.shown(f, value)
}

// original returns the future text of a record in its original language.
func (p *page) original(r *Row, c *Column) string {
	own := *c
	own.Lang = r.original
	own.ID = c.Key + "@" + r.original
	for _, x := range p.im.receipt.Changes {
		if x.set != nil && x.set.row == r && x.set.col.Key == c.Key && x.set.col.Lang == r.original {
			return x.set.value
		}
	}
	return p.im.term.Value(r, &own)
}

// fixed refuses another value of a field that identifies a record, or that its texts depend on.
func (im *Import) fixed(r *Row, f *input.Field, value, at string) bool {
	switch {
	case f.Key == "number" && !r.there && r.number > 0:
		im.refuse("E1110", at, "the number of a paragraph that its resolution names in a range cannot be changed").
			Hint("change %q in the row of the resolution", label(im.lang, kindResolution, "ranges"))
	case r.Kind.OwnTexts() && (f.Key == "number" || f.Key == "suffix") && im.term.translated(r, f, value):
		im.refuse("E1110", at, "the number of a revision that has translations cannot be changed").
			Hint("add a row with the other number, and delete this one")
	case f == input.LanguageOf:
		im.refuse("E1110", at, "the language of a part cannot be changed").Hint("add a row with the other language, and delete this one")
	case f.Key == r.Kind.Origin() && f.Sort() == input.SortTag && r.Kind.Name != "term":
		im.refuse("E1110", at, "the original language of a record cannot be changed").
			Hint("write a new record in the other language")
	case f.Key == "original" && r.Kind.Name == "term":
		im.refuse("E1110", at, "the original language of a term cannot be changed").Hint("leave it as it is")
	default:
		return false
	}
	return true
}

// translated reports whether a revision has translations, or would come to have those of another if one of its fields had this value.
func (t *Term) translated(r *Row, f *input.Field, value string) bool {
	number, suffix := r.scalar("number"), r.scalar("suffix")
	ids := []string{r.above}
	if f.Key == "number" {
		number = value
	} else {
		suffix = value
	}
	ids = append(ids, input.RevisionID(r.Parent.above, number, suffix))
	for i := range r.Kind.Fields {
		for _, l := range t.Langs {
			for _, id := range ids {
				if x := &r.Kind.Fields[i]; x.Translated() && l != r.original && t.translation(id+"."+x.Key, l) != "" {
					return true
				}
			}
		}
	}
	return false
}

// hintOf says what a field is for, in the language of the workbook.
func (im *Import) hintOf(k *input.Kind, f *input.Field) string {
	out := (&maker{names: im.names}).doc(k, f)
	if f.Example != "" {
		out = im.sentence("%s, such as %s", out, bare(f.Example))
	}
	return out
}

// kindNames are the words for kinds of rows.
func (im *Import) kindNames(words []string) []string {
	var out []string
	for _, w := range words {
		out = append(out, kindLabel(im.lang, w))
	}
	return out
}

// known names the row of an id as people know it, with the id behind.
func (im *Import) known(id string) string {
	r := im.term.ByKey[id]
	if r == nil {
		return fmt.Sprintf("%q", id)
	}
	return fmt.Sprintf("%q [%s]", im.nameOf(r), id)
}

// formRow reads the changed cells of a row of a form.
func (p *page) formRow(row matrix.ReturnedRow, prints matrix.Prints) {
	v, ok := p.forms[row.ID]
	if !ok {
		p.im.refuse("E1103", p.back.Name+"!"+anyCell(row), "the row of %q was edited, but the record no longer exists", row.ID).
			Hint("restore the record, or delete the row")
		return
	}
	for _, id := range ordered(row.Cells) {
		c := v.column(id)
		if c == nil {
			if row.Cells[id].Text != "" {
				where := valueColumn
				if v.field.Translated() || v.field.ByLang() {
					where = "text@" + v.row.original
				}
				p.im.refuse("E1110", p.back.Name+"!"+row.Cells[id].At, "the value of %q does not belong in this column",
					label(p.im.lang, v.row.Kind.Name, v.field.Key)).Hint("write it into the column %q", p.heads[where])
			}
			continue
		}
		p.take(v.row, c, v.field, p.back.Name+"!"+row.Cells[id].At, row.Cells[id], prints.Of(id))
	}
}
