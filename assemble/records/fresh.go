package records

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
	"omnibus/assemble/source"
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

// title is the name of a new record, in a language if it has one there: its symbol, name, title or words.
func (p *page) title(n *newRow, lang string) string {
	columns := slices.Clone(p.ordered())
	own := func(c *Column) int {
		if c.Lang == lang {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(columns, func(a, b *Column) int { return own(a) - own(b) })
	for _, key := range []string{"symbol", "forms.name", "name", "title", "session", "text", "term", "kind"} {
		for _, c := range columns {
			if c.Key == key {
				if s := strings.TrimSpace(n.row.Cells[c.ID].Text); s != "" {
					return s
				}
			}
		}
	}
	return ""
}

// ordered returns the columns in the order of languages.
func (p *page) ordered() []*Column {
	if p.s.prose {
		return proseColumns(p.im.term.Langs)
	}
	return p.s.columns(p.im.term.Langs)
}

// prefixes contains the prefixes of the ids of new records, by kind.
var prefixes = map[string]string{"section": "section", "session": "session", "stakeholder": "st", "presenter": "presenter",
	"outcome": "outcome", "note": "note"}

// telling lists the columns whose words identify a new record in other rows.
var telling = []string{"title", "forms.name", "forms.acronym", "symbol", "date", "text"}

// idWords is the number of words in an id after its prefix, and shortest the minimum number of letters of such a word.
const (
	idWords  = 4
	shortest = 4
)

// identify gives a new record its id: the one in its row, otherwise a unique one made of its words.
func (p *page) identify(n *newRow) {
	im := p.im
	if n.sheet.prose || n.slot.kind.IsRecord() {
		id := n.row.ID
		switch {
		case id == "" || isReady(id):
			id = p.unique(n, p.suggest(n))
		case !input.IsID(id):
			im.refuse("E1108", n.cell, "id %q is not made of lower-case words and hyphens", id).
				Hint("write %s, or leave it empty", p.unique(n, p.suggest(n)))
			id = p.unique(n, p.suggest(n))
		case im.taken[id]:
			im.refuse("E1108", n.cell, "id %q belongs to another record", id).Hint("leave it empty: the row gets one of its own")
			id = p.unique(n, p.suggest(n))
		}
		n.id, n.title = id, p.title(n, im.lang.Tag)
		im.taken[id] = true
		im.lookup.added[id] = append(im.lookup.added[id], id)
		if n.slot.kind != nil && n.slot.kind.Name == kindResolution {
			if k := keyOf(n.row.Cells["symbol"].Text); k != "" {
				im.lookup.added[k] = append(im.lookup.added[k], id)
			}
		}
		if cell := n.row.Cells["date"]; n.slot.kind != nil && n.slot.kind.Name == "meeting" {
			if d, either := im.dates.Read(cell.Text); either == nil && !d.IsZero() {
				n.day = d.String()
			}
		}
		for _, c := range p.ordered() {
			if t := n.row.Cells[c.ID].Text; t != "" && slices.Contains(telling, c.Key) {
				im.lookup.added[folded(t)] = append(im.lookup.added[folded(t)], id)
			}
		}
		if t := n.title; t != "" {
			im.lookup.added[folded(t)] = append(im.lookup.added[folded(t)], id)
		}
	}
}

// suggest makes an id of the values of a new record.
func (p *page) suggest(n *newRow) string {
	if p.s.prose {
		if n.word == "note" {
			return "note-" + contentWords(p.title(n, n.original))
		}
		return "intro-" + contentWords(p.title(n, n.original))
	}
	kind := n.slot.kind.Name
	text := func(key string) string { return n.row.Cells[key].Text }
	switch kind {
	case kindMandate:
		if n.parent != nil {
			if i, err := strconv.Atoi(strings.TrimSpace(text("number"))); err == nil {
				return input.MandateID(n.parent.Key, i)
			}
		}
		if n.above != nil {
			if i, err := strconv.Atoi(strings.TrimSpace(text("number"))); err == nil {
				return input.MandateID(n.above.id, i)
			}
		}
	case kindResolution:
		s := text("symbol")
		if i := strings.IndexByte(s, '('); i > 0 {
			s = s[:i]
		}
		return input.SuggestID(s)
	case "glossary entry", "paper":
		return input.SuggestID(firstWords(p.title(n, n.original), idWords))
	case kindSub:
		above := ""
		if n.parent != nil {
			above = n.parent.Key
		} else if n.above != nil {
			above = n.above.id
		}
		return above + "-" + letters(p.place(n))
	case kindProposal:
		prefix := "op"
		if p.im.lookup.word("kind", []string{"preambular", "operative"}, text("kind")) == "preambular" {
			prefix = "pp"
		}
		return prefix + "-" + contentWords(cmp.Or(p.title(n, n.original), text("operation")))
	case "reservation":
		by := cmp.Or(p.im.lookup.ref(text("delegation"), nil), input.SuggestID(text("delegation")))
		return "reservation-" + strings.TrimPrefix(by, "delegation-") + "-" + p.ownerID(n)
	case "agenda item":
		words := cmp.Or(text("session"), p.title(n, n.original))
		return "agenda-" + contentWords(words)
	case "meeting":
		return "meeting-" + input.SuggestID("d" + strings.Join(strings.Fields(cmp.Or(text("date"), p.title(n, n.original))), "-"))[1:]
	case "session outcome":
		return "outcome-" + contentWords(strings.TrimPrefix(p.im.lookup.ref(text("session"), nil), "session-"))
	}
	return cmp.Or(prefixes[kind], "record") + "-" + contentWords(p.title(n, n.original))
}

func (p *page) ownerID(n *newRow) string {
	if n.parent != nil {
		return n.parent.Key
	}
	if n.above != nil {
		return n.above.id
	}
	return ""
}

// place returns the position of a new sub-paragraph in its list, from 1.
func (p *page) place(n *newRow) int {
	place := 1
	if n.parent != nil {
		for _, r := range p.im.term.Rows[p.s.id] {
			if r.Parent == n.parent && r.Kind == n.slot.kind {
				place++
			}
		}
	}
	for _, o := range p.fresh {
		if o == n {
			break
		}
		if o.parent == n.parent && o.above == n.above && o.slot.kind == n.slot.kind {
			place++
		}
	}
	return place
}

// letters returns the letters for a position: a, z, aa.
func letters(n int) string { return strings.ToLower(matrix.Letters(n)) }

// citation is the mark of a note in a text.
var citation = regexp.MustCompile(`\[\^[^\]]*\]`)

// contentWords returns the first meaningful words of a text, joined in the form of an id.
func contentWords(s string) string {
	words := strings.Split(input.SuggestID(citation.ReplaceAllString(s, " ")), "-")
	var out []string
	for _, w := range words {
		if len(out) < idWords && (len(w) >= shortest || strings.Trim(w, "0123456789") == "") {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		out = words[:min(len(words), idWords)]
	}
	return strings.Join(out, "-")
}

// unique returns an id with a number at its end if it is already in use.
func (p *page) unique(n *newRow, id string) string {
	id = strings.Trim(id, "-")
	if !input.IsID(id) {
		id = input.SuggestID(id)
	}
	if n.slot.kind != nil && n.slot.kind.Name == kindMandate {
		return id // the id contains the number of a paragraph: a second one is a mistake
	}
	out := id
	for i := 2; p.im.taken[out]; i++ {
		out = fmt.Sprintf("%s-%d", id, i)
	}
	return out
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
		if v, ok := im.value(kind, f, p.heads[c.ID], at, cell); ok && v != "" {
			n.values = append(n.values, setting{col: c, value: v})
			if c.Lang == "" || c.Lang == n.original || c.form != nil {
				has[f.Key] = true
			}
		} else {
			has[f.Key] = true // the error has already been reported
		}
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
	}
	n.fine = true
	im.receipt.Changes = append(im.receipt.Changes, Change{Key: cmp.Or(n.id, p.ownerID(n)), Name: name,
		Field: "", New: kindLabel(im.lang, n.word), Cell: n.cell, added: n})
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

// fields returns the fields of a new record, with its parts, in the order of the table of fields, as they are written.
func (n *newRow) fields(all []*newRow) []source.Field {
	var out []source.Field
	k := n.slot.kind
	for i := range k.Fields {
		f := &k.Fields[i]
		if f.Key == "id" && k.IsRecord() {
			out = append(out, source.Field{Key: "id", Value: n.id})
			continue
		}
		if part := f.Part(); part != nil && f.List() {
			var items [][]source.Field
			for _, x := range all {
				if x.above == n && x.fine && x.slot.kind == part {
					items = append(items, x.fields(all))
				}
			}
			if items != nil {
				out = append(out, source.Field{Key: f.Key, Items: items})
			}
			continue
		}
		value := n.field(f)
		if f.ByLang() && f.Part() != nil {
			value = n.inForms(f, value, all)
		}
		out = append(out, value...)
	}
	return out
}

// inForms adds the parts of a new record that are within its forms of each language.
func (n *newRow) inForms(f *input.Field, value []source.Field, all []*newRow) []source.Field {
	for _, x := range all {
		if x.above != n || !x.fine || x.slot.owner != f.Part() {
			continue
		}
		if len(value) == 0 {
			value = []source.Field{{Key: f.Key}}
		}
		forms, lang := &value[0].Map, x.value(input.LanguageOf.Key)
		i := slices.IndexFunc(*forms, func(y source.Field) bool { return y.Key == lang })
		if i < 0 {
			i = len(*forms)
			*forms = append(*forms, source.Field{Key: lang})
		}
		form := &(*forms)[i].Map
		k := slices.IndexFunc(*form, func(y source.Field) bool { return y.Key == x.slot.field.Key })
		if k < 0 {
			k = len(*form)
			*form = append(*form, source.Field{Key: x.slot.field.Key})
		}
		(*form)[k].Items = append((*form)[k].Items, x.fields(all))
	}
	return value
}

// field returns one field of a new record, or nothing if it has no value.
func (n *newRow) field(f *input.Field) []source.Field {
	var byLang []source.Field
	for _, v := range n.values {
		c := v.col
		g := c.of(n.slot.kind)
		switch {
		case c.form == f && c.form != nil:
			i := slices.IndexFunc(byLang, func(x source.Field) bool { return x.Key == c.Lang })
			if i < 0 {
				i = len(byLang)
				byLang = append(byLang, source.Field{Key: c.Lang})
			}
			byLang[i].Map = append(byLang[i].Map, fieldOf(g, v.value))
		case g != f || c.form != nil:
		case f.ByLang():
			byLang = append(byLang, source.Field{Key: c.Lang, Value: v.value})
		case f.Translated() && c.Lang != n.original:
		default:
			return []source.Field{fieldOf(f, v.value)}
		}
	}
	if byLang != nil {
		return []source.Field{{Key: f.Key, Map: byLang}}
	}
	return nil
}

func fieldOf(f *input.Field, value string) source.Field {
	if f.List() {
		return source.Field{Key: f.Key, List: split(value)}
	}
	bare := f.Sort() == input.SortNumber || f.Sort() == input.SortDay || f.Sort() == input.SortFlag
	return source.Field{Key: f.Key, Value: value, Number: bare}
}
