package records

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
	"omnibus/assemble/source"
)

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
