package records

import (
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
