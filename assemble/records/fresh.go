package records

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
)

// A newRow is an added row: a record, or a part of one, to be written to a file.
type newRow struct {
	slot   slot
	word   string
	id     string // id of a record
	row    matrix.ReturnedRow
	sheet  *sheet
	parent *Row    // of which it is a part; nil: of above, or of a file
	above  *newRow // new row of which it is a part
	after  *Row    // row of the same list after which it is added; nil: after before, or first
	before *newRow // new row of the same list after which it is added
	first  bool    // it precedes all others of its list

	title    string // its name in the workbook
	day      string // day of a meeting
	fine     bool   // it has no errors
	original string
	values   []setting // values of its own fields, in the order of the table of fields
	cell     string    // first cell of the row
}

// prefilled contains the columns that are already filled in empty rows.
var prefilled = map[string]bool{rowColumn: true, belongsColumn: true, "kind": true, "section": true, baseColumn: true}

// empty reports whether nothing was entered in an empty row.
func empty(row matrix.ReturnedRow) bool {
	for id, c := range row.Cells {
		if strings.TrimSpace(c.Text) != "" && !(isReady(row.ID) && prefilled[id]) && id != rowColumn && id != belongsColumn {
			return false
		}
	}
	return true
}

// untouched reports whether nothing was entered in the row of a session in a form, or in the rows below it.
func (p *page) untouched(row matrix.ReturnedRow, below []matrix.ReturnedRow) bool {
	if p.s.id != "outcomes" || !isReady(row.ID) || row.Cells["session"].Text == "" {
		return false
	}
	rest := matrix.ReturnedRow{ID: row.ID, Cells: maps.Clone(row.Cells)}
	delete(rest.Cells, "session")
	return empty(rest) && !slices.ContainsFunc(below, func(r matrix.ReturnedRow) bool {
		return (isReady(r.ID) || r.ID == "") && !empty(r)
	})
}

// fresh0 finds the added rows, and gives records their ids. It returns those of gone whose row is not an existing row with a changed id.
func (p *page) fresh0(gone []string) []string {
	im := p.im
	var above []any // *Row or *newRow, one for each row so far
	for i, row := range p.back.Rows {
		_, known := p.back.Prints[row.ID]
		if known && !isReady(row.ID) {
			if r := im.term.ByKey[row.ID]; r != nil {
				above = append(above, r)
			}
			continue
		}
		if empty(row) || p.untouched(row, p.back.Rows[i+1:]) {
			continue
		}
		at := fmt.Sprintf("%s!%s", p.back.Name, anyCell(row))
		if im.form { // cells may come from the top of the form
			at = p.back.Name + "!" + row.Cells[rowColumn].At
		}
		if p.forms != nil {
			im.refuse("E1108", at, "a row cannot be added to this sheet: its rows are the fields of one record").
				Hint("write the value into the row of its field")
			continue
		}
		if id := p.renamed(row, gone); id != "" {
			im.refuse("E1110", at, "the row of %s has another id, and ids do not change", im.known(id)).
				Hint("restore the id, and add a new row for a new record")
			gone = slices.DeleteFunc(gone, func(g string) bool { return g == id })
			continue
		}
		n := p.newRow(row, at, above)
		if n == nil {
			continue
		}
		above = append(above, n)
		p.fresh = append(p.fresh, n)
		im.added = append(im.added, n)
	}
	for _, n := range p.fresh {
		p.identify(n)
	}
	return gone
}

// renamed returns the id of the missing row all of whose values are in this row, or "" if there is none.
func (p *page) renamed(row matrix.ReturnedRow, gone []string) string {
	if row.ID == "" || isReady(row.ID) {
		return ""
	}
	for _, id := range gone {
		prints, n := p.back.Prints[id].All(), 0
		for col, was := range prints {
			c, ok := row.Cells[col]
			if !ok {
				continue
			}
			if f := matrix.Fingerprint(c.Text); f == was.Value || f == was.Shown {
				n++
			}
		}
		if n > 1 && n >= len(prints)-1 {
			return id
		}
	}
	return ""
}

// newRow determines the kind of an added row, and what it belongs to.
func (p *page) newRow(row matrix.ReturnedRow, at string, above []any) *newRow {
	im := p.im
	n := &newRow{row: row, sheet: p.s, cell: at}
	if p.s.prose {
		return p.newProse(n, above)
	}
	word := ""
	if c, ok := row.Cells[rowColumn]; ok && c.Text != "" {
		if word = im.lookup.word(rowColumn, p.words(), c.Text); word == "" {
			im.refuse("E1106", p.back.Name+"!"+c.At, "a row of this sheet cannot be %q", c.Text).
				Hint("the kinds are %s", strings.Join(im.kindNames(p.words()), ", "))
			return nil
		}
	}
	var fit []slot
	for _, s := range p.slots {
		if word == s.word() || word == "" && p.holds(s.kind, row) {
			fit = append(fit, s)
		}
	}
	if word == "" {
		fit = p.likely(fit, above)
	}
	if len(fit) == 0 {
		im.refuse("E1108", at, "the kind of the row is missing").Hint("choose it in the column %q", im.lang.T("records.row", nil))
		return nil
	}
	n.word = fit[0].word()
	return p.below(n, fit, above)
}

// likely chooses, for a row without a kind, the kind of the row above if it fits.
func (p *page) likely(fit []slot, above []any) []slot {
	if len(fit) > 1 && len(above) > 0 {
		word := ""
		switch r := above[len(above)-1].(type) {
		case *Row:
			word = wordOf(r)
		case *newRow:
			word = r.word
		}
		if i := slices.IndexFunc(fit, func(s slot) bool { return s.word() == word }); i >= 0 {
			return []slot{fit[i]}
		}
		return nil
	}
	return fit
}

// holds reports whether a kind has all fields that are filled in a row.
func (p *page) holds(k *input.Kind, row matrix.ReturnedRow) bool {
	for id, cell := range row.Cells {
		if c := p.cols[id]; c != nil && cell.Text != "" && c.of(k) == nil {
			return false
		}
	}
	return true
}

// below determines of what a row is a part: of the row that it names, otherwise of the nearest row above that can have such parts.
func (p *page) below(n *newRow, fit []slot, above []any) *newRow {
	im := p.im
	named := n.row.Cells[belongsColumn]
	for _, s := range fit {
		if s.level == 0 {
			n.slot = s
			p.behind(n, above, func(x any) bool { return levelOf(x) == 0 && kindOf(x) == s.kind })
			return n
		}
	}
	accepts := func(x any) (slot, bool) {
		for _, s := range fit {
			if kindOf(x) == s.owner && levelOf(x) == s.level-1 || languagePart(kindOf(x), s.owner) && levelOf(x) == s.level-1 {
				return s, true
			}
		}
		return slot{}, false
	}
	var parent any
	if named.Text != "" {
		if parent = p.named(named.Text, above); parent == nil {
			im.refuse("E1107", p.back.Name+"!"+named.At, "there is no record %q to which the row could belong", named.Text).
				Hint("use its name as in its row, or leave the cell empty and move the row below it")
			return nil
		}
	} else if p.moved {
		im.refuse("E1108", n.cell, "the sheet is sorted, so the row above does not show what this one belongs to").
			Hint("fill in the column %q", im.lang.T("records.belongs", nil))
		return nil
	} else {
		for i := len(above) - 1; i >= 0 && parent == nil; i-- {
			if _, ok := accepts(above[i]); ok {
				parent = above[i]
			} else if levelOf(above[i]) < fit[0].level-1 {
				break
			}
		}
	}
	var ok bool
	if parent != nil {
		n.slot, ok = accepts(parent)
	}
	if !ok {
		im.refuse("E1108", n.cell, "a row of the kind %q cannot follow the row above it", kindLabel(im.lang, n.word)).
			Hint("put it below the record to which it belongs, or fill in the column %q", im.lang.T("records.belongs", nil))
		return nil
	}
	n.parent, _ = parent.(*Row)
	n.above, _ = parent.(*newRow)
	p.behind(n, above, func(x any) bool {
		if kindOf(x) != n.slot.kind {
			return false
		}
		switch x := x.(type) {
		case *Row:
			return n.parent != nil && x.Parent == n.parent
		case *newRow:
			return x.parent == n.parent && x.above == n.above
		}
		return false
	})
	return n
}

// named returns the row that a text names as the owner of other rows, or nil if there is none.
func (p *page) named(text string, above []any) any {
	im := p.im
	if r := im.term.ByKey[im.lookup.ref(text, nil)]; r != nil {
		return r
	}
	for _, x := range above {
		if f, ok := x.(*newRow); ok && (folded(p.title(f, im.lang.Tag)) == folded(text) || f.row.ID == text && text != "") {
			return x
		}
	}
	for _, r := range im.term.Rows[p.s.id] {
		if folded(im.names.of(r.Key)) == folded(text) || r.Key == text {
			return r
		}
	}
	for i := len(above) - 1; i >= 0; i-- { // by its future name
		f, ok := above[i].(*newRow)
		if !ok {
			continue
		}
		title := strings.ReplaceAll(folded(p.title(f, im.lang.Tag)), ";", ",")
		_, tail, cut := strings.Cut(folded(text), ": ")
		short := strings.TrimSuffix(tail, " …")
		day := folded(f.row.Cells["date"].Text)
		dated := day != "" && strings.HasPrefix(folded(text), day) && strings.HasSuffix(folded(text), title)
		if dated || cut && strings.HasPrefix(title, short) {
			return f
		}
	}
	return nil
}

// languagePart reports whether the fields of a kind are the fields of an owner in one language.
func languagePart(k, owner *input.Kind) bool {
	for i := range k.Fields {
		if k.Fields[i].ByLang() && k.Fields[i].Part() == owner {
			return true
		}
	}
	return false
}

// behind finds the row of the same list after which a new one is added: the nearest one above it.
func (p *page) behind(n *newRow, above []any, like func(any) bool) {
	n.first = !p.moved
	for i := len(above) - 1; i >= 0; i-- {
		if like(above[i]) {
			n.after, _ = above[i].(*Row)
			n.before, _ = above[i].(*newRow)
			n.first = false
			return
		}
	}
}

func kindOf(x any) *input.Kind {
	switch x := x.(type) {
	case *Row:
		return x.Kind
	case *newRow:
		return x.slot.kind
	}
	return nil
}

func levelOf(x any) int {
	switch x := x.(type) {
	case *Row:
		return x.Level
	case *newRow:
		return x.slot.level
	}
	return 0
}

// complete reads the values of a new row, and adds those that follow from its place. In one piece: the requirements of each kind of record,
// in order.
func (p *page) complete(n *newRow) {
	im := p.im
	n.original = im.Work.Records.Term.Original.String
	switch {
	case p.s.prose:
		n.original = p.proseLanguage()
		p.completeProse(n)
		return
	case n.parent != nil:
		n.original = n.parent.original
	case n.above != nil:
		n.original = n.above.original
	}
	if n.above != nil && !n.above.fine {
		return
	}
	kind := n.slot.kind
	has, wrong := map[string]bool{}, len(im.diags.Items)
	set := func(key, value string) {
		f := kind.Field(key)
		if f == nil || value == "" || has[key] {
			return
		}
		has[key] = true
		n.values = append(n.values, setting{col: single(kind, f), value: value})
	}
	p.language(n)
	for _, c := range p.ordered() {
		cell, ok := n.row.Cells[c.ID]
		if !ok || strings.TrimSpace(cell.Text) == "" {
			continue
		}
		at := p.back.Name + "!" + cell.At
		f := c.of(kind)
		if f == nil {
			if !(isReady(n.row.ID) && prefilled[c.ID]) {
				im.refuse("E1110", at, "%q is not a field of %s", strings.TrimSuffix(p.heads[c.ID], " *"), kindLabel(im.lang, n.word)).
					Hint("clear the cell; is the value in the wrong row?")
			}
			continue
		}
		if im.form && im.refused[at] { // a field for all proposals is refused once
			has[f.Key] = true
			continue
		}
		if v, ok := im.value(kind, f, p.heads[c.ID], at, cell); ok && v != "" {
			n.values = append(n.values, setting{col: c, value: v})
			if c.Lang == "" || c.Lang == n.original || c.form != nil {
				has[f.Key] = true
			}
		} else {
			has[f.Key] = true // the error has already been reported
		}
	}
	p.instructed(n)
	has["operation"] = has["operation"] || n.value("operation") != ""
	if im.form && kind.Name == kindProposal && !has["operation"] {
		defer func() {
			if n.fine {
				im.note("form-operation", "At", im.placeOf(n.cell), "Operation", im.names.word("operation", n.value("operation")))
			}
		}()
	}
	p.implied(n, set, has)
	for i := range kind.Fields {
		f := &kind.Fields[i]
		if f.Need && !has[f.Key] && f.Part() == nil && f.Key != "id" {
			head := label(im.lang, kind.Name, f.Key)
			if f.Translated() || f.ByLang() {
				head = im.lang.T("records.in-language", map[string]any{"What": head, "Language": im.lang.LanguageName(n.original)})
			}
			im.refuse("E1111", n.cell, "a new row of the kind %q needs %q", kindLabel(im.lang, n.word), head).
				Hint("%s", im.hintOf(n.slot.kind, f))
		}
	}
	for _, v := range n.values {
		if v.col.of(kind).Translated() && v.col.Lang != n.original && !has[v.col.Key] {
			im.refuse("E1104", n.cell, "there is no text yet in the original language, %s", im.lang.LanguageName(n.original)).
				Hint("fill in the column of that language first")
			break
		}
	}
	if inForm(n.slot.owner) && !has[input.LanguageOf.Key] {
		im.refuse("E1111", n.cell, "a new row of the kind %q needs %q", kindLabel(im.lang, n.word),
			label(im.lang, "", input.LanguageOf.Key)).Hint("%s", im.hintOf(n.slot.kind, input.LanguageOf))
	}
	if inForm(n.slot.owner) && n.parent != nil && has[input.LanguageOf.Key] {
		if lang := n.value(input.LanguageOf.Key); n.parent.node().At("forms").At(lang) == nil {
			im.refuse("E1104", n.cell, "%s has no name yet in the language of this row, %s", im.known(n.parent.Key),
				im.lang.LanguageName(lang)).
				Hint("write its name in that language, import it, and then add the row")
		}
	}
	if len(im.diags.Items) > wrong {
		return
	}
	name := firstWords(p.title(n, im.lang.Tag), beginning)
	if name == "" && n.parent != nil {
		name = im.nameOf(n.parent)
	} else if name == "" && n.above != nil {
		name = firstWords(n.above.title, beginning)
	} else if base := im.term.ByKey[n.value("base")]; name == "" && base != nil {
		name = im.nameOf(base)
	}
	if r := p.recorded(n); im.form && r != nil {
		im.note("known-record", "At", im.placeOf(n.cell), "Name", im.nameOf(r), "ID", r.Key)
		return
	}
	n.fine = true
	im.receipt.Changes = append(im.receipt.Changes, Change{Key: cmp.Or(n.id, p.ownerID(n)), Name: name,
		Field: "", New: kindLabel(im.lang, n.word), Cell: n.cell, added: n})
}

// recorded returns the record that has all values of a new row, and its parts, or nil if there is none: the same form may come home twice.
func (p *page) recorded(n *newRow) *Row {
	t := p.im.term
	var parts func(n *newRow, r *Row) bool
	parts = func(n *newRow, r *Row) bool {
		var fresh []*newRow
		var known []*Row
		for _, x := range p.fresh {
			if x.above == n {
				fresh = append(fresh, x)
			}
		}
		for _, x := range t.Rows[p.s.id] {
			if x.Parent == r && x.Kind.IsRecord() {
				known = append(known, x)
			}
		}
		return slices.EqualFunc(fresh, known, func(x *newRow, k *Row) bool {
			for id, cell := range x.row.Cells {
				if c := p.cols[id]; c != nil && c.Lang != "" && cell.Text != t.Value(k, c) {
					return false
				}
			}
			return x.slot.kind == k.Kind && parts(x, k)
		})
	}
	for _, r := range t.Rows[p.s.id] {
		same := n.above == nil && r.Kind == n.slot.kind && (r.Parent == n.parent || n.parent == nil && r.Level == 0) && len(n.values) > 0
		for _, v := range n.values {
			same = same && t.Value(r, v.col) == v.value
		}
		if same && parts(n, r) {
			return r
		}
	}
	return nil
}

// language determines the original language of a new record if its kind can name one: that named in its row, otherwise that of the only
// filled column of its words.
func (p *page) language(n *newRow) {
	if n.slot.kind.Origin() == "" {
		return
	}
	var filled []string
	for _, c := range p.ordered() {
		f := c.of(n.slot.kind)
		if f != nil && f.Translated() && strings.TrimSpace(n.row.Cells[c.ID].Text) != "" && !slices.Contains(filled, c.Lang) {
			filled = append(filled, c.Lang)
		}
	}
	if cell, ok := n.row.Cells["original"]; ok && cell.Text != "" {
		if v, ok := p.im.value(n.slot.kind, n.slot.kind.Field("original"), p.heads["original"], p.back.Name+"!"+cell.At, cell); ok {
			n.original = v
		}
		return
	}
	if len(filled) == 1 && filled[0] != n.original {
		n.original = filled[0]
		f := n.slot.kind.Field("original")
		n.values = append(n.values, setting{col: single(n.slot.kind, f), value: filled[0]})
	}
}

// implied adds the values that a new row may leave out.
func (p *page) implied(n *newRow, set func(key, value string), has map[string]bool) {
	switch n.slot.kind.Name {
	case kindProposal:
		p.impliedPlace(n, set, has)
		if !has["operation"] {
			op := "add"
			if has["base"] {
				op = "mod"
			}
			set("operation", op)
		}
		if !has["kind"] {
			kind := "operative"
			if n.after != nil && !has["section"] {
				kind = n.after.scalar("kind")
			}
			set("kind", kind)
		}
		if v := n.value("section"); v == "" && n.value("kind") == "operative" && n.value("base") == "" && n.after != nil {
			set("section", n.after.scalar("section"))
		}
		set("state", "proposed")
	case "agenda item":
		if has["session"] {
			set("kind", "session")
		} else {
			set("kind", "other")
		}
	case "revision":
		set("number", strconv.Itoa(p.place(n)-1))
	}
}

// impliedPlace adds what follows from the paragraph that a proposal changes: its kind, section and order. The paragraph after which a new
// one stands determines its place, and is no field of it.
func (p *page) impliedPlace(n *newRow, set func(key, value string), has map[string]bool) {
	of := p.im.term.ByKey[n.value("base")]
	if after := p.im.term.ByKey[n.value("after")]; of == nil && after != nil && after.Kind.Name == kindProposal &&
		cmp.Or(n.value("operation"), "add") == "add" {
		n.values = slices.DeleteFunc(n.values, func(s setting) bool { return s.col.Key == "after" })
		n.after, n.before, n.first = after, nil, false
		of = after
	}
	if of == nil {
		return
	}
	if of = top(of); of.Kind.Name == kindProposal {
		set("kind", of.scalar("kind"))
		set("section", of.scalar("section"))
		if n.value("base") != "" {
			set("order", of.scalar("order"))
		}
	}
}

// value returns the value of a new row in a field that has one column.
func (n *newRow) value(key string) string {
	for _, v := range n.values {
		if v.col.Key == key {
			return v.value
		}
	}
	return ""
}

// text returns the value of a translated field in a language.
func (n *newRow) text(key, lang string) string {
	for _, v := range n.values {
		if v.col.Key == key && v.col.Lang == lang {
			return v.value
		}
	}
	return ""
}
