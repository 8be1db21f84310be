// Package records exports all records of a term as one workbook, a sheet for each kind, and imports the edits in it. Its layout follows
// from the table of fields (package input): a row is a record or a part of one, a column is a field, in one language if it is a text. Only
// the text files are authoritative: the import turns a workbook into edits of them, value by value.
package records

import (
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// A Row is a record, or a part of one, in the author's files.
type Row struct {
	Key    string // permanent: the id of a record; for a part, its place: op-x/states/1
	Kind   *input.Kind
	Parent *Row   // nil: a file
	Level  int    // level below the first rows of its sheet
	Lang   string // for a part of the form of one language: that language
	Sheet  *sheet

	field    *input.Field // field of the parent, whose value or entry it is
	term     *Term
	file     *source.File
	there    bool         // it is in the file, where node finds it
	listed   bool         // it is an entry of the list in the field
	index    int          // index in the list
	form     *input.Field // field of the parent, if the row is its form in one language
	above    string       // id under which texts of parts are translated
	original string       // language of its texts
	number   int          // for a mandate that is only in the ranges of its resolution
	prose    *proseRow
}

// A Term contains all rows of a term.
type Term struct {
	Records *input.Records
	Locales *locale.Set
	Langs   []string          // languages of the columns of texts: those of the term, then other original languages of records
	Rows    map[string][]*Row // by sheet, in their order
	ByKey   map[string]*Row
	Files   []*source.File
	roots   map[string]*Row // rows of files, by name

	trees  map[*source.File]*source.Node // trees of the files that were read last
	looked []*source.File                // these files, the earliest first
	parsed int                           // total size of these files, in bytes
	hold   bool                          // trees are kept, so that a node is always the same
	last   *Row                          // row whose node was requested last
	node   *source.Node                  // node of that row
}

// mostParsed limits the size, in bytes, of the files whose trees are kept. The trees take ten times as much memory.
const mostParsed = 1 << 18

// tree returns the tree of a file, or nil if it contains no mapping.
func (t *Term) tree(f *source.File) *source.Node {
	if n, ok := t.trees[f]; ok {
		return n
	}
	root, _ := source.YAML(f)
	if root == nil || root.Kind != source.Mapping {
		root = nil
	}
	t.trees[f], t.looked, t.parsed = root, append(t.looked, f), t.parsed+len(f.Bytes)
	for !t.hold && t.parsed > mostParsed && len(t.looked) > 1 {
		first := t.looked[0]
		delete(t.trees, first)
		t.looked, t.parsed = t.looked[1:], t.parsed-len(first.Bytes)
	}
	return root
}

// holdTrees keeps all trees from now on, so that the node of a row is always the same.
func (t *Term) holdTrees() { t.hold, t.last, t.node = true, nil, nil }

// node returns the node of a row in the author's file, or nil if there is none yet.
func (r *Row) node() *source.Node {
	t := r.term
	switch {
	case !r.there:
		return nil
	case t.last == r:
		return t.node
	}
	var n *source.Node
	switch {
	case r.Parent == nil:
		n = t.tree(r.file)
	case r.form != nil:
		n = r.Parent.node().At(r.form.Key).At(r.Lang)
	case r.listed:
		n = r.list().Items[r.index]
	default:
		n = r.Parent.node().At(r.field.Key)
	}
	t.last, t.node = r, n
	return n
}

// list returns the list of the parent that contains a row as an entry.
func (r *Row) list() *source.Node { return r.Parent.node().At(r.field.Key) }

// Read makes the rows of the author's files. src must have been read without errors into w.
func Read(src *work.Sources, w *work.Work) *Term {
	t := &Term{Records: w.Records, Locales: w.Locales, Rows: map[string][]*Row{}, ByKey: map[string]*Row{}, Files: src.Input,
		roots: map[string]*Row{}, trees: map[*source.File]*source.Node{}}
	if w.Records.Term == nil {
		return t
	}
	for _, l := range w.Records.Term.Languages {
		t.Langs = append(t.Langs, l.String)
	}
	files := slices.Clone(src.Input)
	slices.SortStableFunc(files, func(a, b *source.File) int { return strings.Compare(a.Name, b.Name) })
	for _, l := range input.Layouts() {
		for _, f := range files {
			if l.Holds(f.Name) {
				t.file(f, l)
			}
		}
	}
	t.introduction()
	return t
}

// file makes the rows of one file.
func (t *Term) file(f *source.File, l input.Layout) {
	r := &Row{Kind: l.Kind, term: t, file: f, there: t.tree(f) != nil, original: t.Records.Term.Original.String}
	t.roots[f.Name] = r
	r.Sheet = sheets[wholes[l.Name]]
	if r.Sheet != nil { // the file itself is a record
		r.Key = r.scalar("id")
		r.above = r.Key
	}
	t.language(r)
	t.add(r)
	t.parts(r)
}

// language determines the language of the texts of a row.
func (t *Term) language(r *Row) {
	if o := r.Kind.Origin(); o != "" {
		if l := r.scalar(o); l != "" {
			r.original = l
		}
	}
	if !slices.Contains(t.Langs, r.original) {
		t.Langs = append(t.Langs, r.original)
	}
}

// add registers a row on its sheet.
func (t *Term) add(r *Row) {
	if r.Sheet == nil || r.Key == "" || t.ByKey[r.Key] != nil {
		return
	}
	t.ByKey[r.Key] = r
	t.Rows[r.Sheet.id] = append(t.Rows[r.Sheet.id], r)
}

// parts makes the rows below a row.
func (t *Term) parts(r *Row) {
	for i := range r.Kind.Fields {
		f := &r.Kind.Fields[i]
		kind := f.Part()
		switch {
		case kind == nil:
		case f.ByLang(): // its fields are columns, and the lists in it are rows
			v := r.node().At(f.Key)
			if v == nil {
				continue
			}
			for _, e := range v.Entries {
				form := &Row{Kind: kind, Parent: r, term: t, file: r.file, there: true, form: f, Sheet: r.Sheet, above: r.above,
					original: r.original, Level: r.Level, Lang: e.Key.String, Key: r.Key + "/" + f.Key + "/" + e.Key.String}
				t.parts(form)
			}
		case f.List():
			t.entries(r, f, kind)
			if f.Key == "paragraphs" && r.Kind.Name == kindResolution {
				t.unwritten(r, f, kind)
			}
		default:
			n := r.node().At(f.Key)
			part := &Row{Kind: kind, Parent: r, field: f, term: t, file: r.file, there: n != nil && n.Kind == source.Mapping,
				above: r.above, original: r.original, Sheet: r.Sheet, Level: r.Level, Key: r.Key + "/" + f.Key}
			if id := part.scalar("id"); id != "" {
				part.above = id
			}
			t.add(part)
			t.parts(part)
		}
	}
}

// entries makes the rows of a list of records or parts.
func (t *Term) entries(r *Row, f *input.Field, kind *input.Kind) {
	list := r.node().At(f.Key)
	if list == nil || list.Kind != source.Sequence {
		return
	}
	for i, n := range list.Items {
		if n.Kind != source.Mapping {
			continue
		}
		x := &Row{Kind: kind, Parent: r, field: f, term: t, file: r.file, there: true, listed: true, index: i,
			above: r.above, original: r.original, Lang: r.Lang}
		x.place()
		if kind.IsRecord() {
			x.Key = x.scalar("id")
			x.above = x.Key
		} else {
			x.Key = r.Key + "/" + f.Key + "/" + strconv.Itoa(i+1)
			if r.Key == "" {
				x.Key = f.Key + "/" + strconv.Itoa(i+1)
			}
			if kind.OwnTexts() {
				x.above = input.RevisionID(x.above, x.scalar("number"), x.scalar("suffix"))
			}
		}
		t.language(x)
		t.add(x)
		t.parts(x)
	}
}

// place determines the sheet of a row and its level there.
func (r *Row) place() {
	if id, moved := moves[r.Parent.Kind.Name+"."+r.field.Key]; moved {
		r.Sheet, r.Level = sheets[id], 0
		return
	}
	if r.Sheet = r.Parent.Sheet; r.Sheet == nil {
		r.Sheet = sheets[homes[r.Parent.Kind.Name]]
		return
	}
	r.Level = r.Parent.Level + 1
}

// unwritten adds the mandates of a resolution that are only in its ranges, sorted by number.
func (t *Term) unwritten(r *Row, f *input.Field, kind *input.Kind) {
	res, ok := t.Records.ByID[r.Key].(*input.Resolution)
	if !ok {
		return
	}
	id := r.Sheet.id
	rows := t.Rows[id]
	first := len(rows)
	for first > 0 && rows[first-1] != r {
		first--
	}
	tail := make([]*Row, 0, len(res.Paragraphs))
	for _, m := range res.Paragraphs {
		x := t.ByKey[m.ID.String]
		if x == nil {
			x = &Row{Key: m.ID.String, Kind: kind, Parent: r, field: f, term: t, file: r.file, above: m.ID.String,
				original: r.original, Sheet: r.Sheet, Level: r.Level + 1, number: m.Number, index: -1}
			t.ByKey[x.Key] = x
		}
		tail = append(tail, x)
	}
	for _, x := range rows[first:] {
		if !slices.Contains(tail, x) {
			tail = append(tail, x)
		}
	}
	t.Rows[id] = append(rows[:first], tail...)
}

// scalar returns the cleaned text of a field on one line, or "" if it has none.
func (r *Row) scalar(key string) string {
	n := r.node()
	if n == nil {
		if key == "number" && r.number > 0 {
			return strconv.Itoa(r.number)
		}
		if key == "id" && r.number > 0 {
			return r.Key
		}
		return ""
	}
	return scalarOf(n.At(key))
}

func scalarOf(n *source.Node) string {
	if n == nil || n.Kind != source.Scalar {
		return ""
	}
	return clean(n.Text.String)
}

// clean returns a text on one line, in the form that it has once the records are read.
func clean(s string) string {
	if plain(s) {
		return s
	}
	t, _ := source.Text{String: s}.Clean()
	return strings.Join(strings.Fields(t.String), " ")
}

// plain reports whether cleaning would change nothing.
func plain(s string) bool {
	space := true
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return !space || s == ""
}

// separator separates the values of a list in a cell.
const separator = "; "

// joined returns values as one text. A semicolon within a value is written \;.
func joined(values []string) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = strings.ReplaceAll(v, ";", `\;`)
	}
	return strings.Join(out, separator)
}

// split is the inverse of joined. A comma or a line break is not a separator.
func split(s string) []string {
	var out []string
	var b strings.Builder
	flush := func() {
		if v := strings.Join(strings.Fields(b.String()), " "); v != "" {
			out = append(out, v)
		}
		b.Reset()
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && s[i+1] == ';':
			b.WriteByte(';')
			i++
		case s[i] == ';':
			flush()
		default:
			b.WriteByte(s[i])
		}
	}
	flush()
	return out
}

// TextID returns the id under which a text of the row is translated.
func (r *Row) TextID(key string) string { return r.above + "." + key }

// Value returns the value of a row in a column as in the records, or "" if there is none.
func (t *Term) Value(r *Row, c *Column) string {
	f := c.of(r.Kind)
	if f == nil {
		return ""
	}
	if f == input.LanguageOf {
		return r.Lang
	}
	if r.prose != nil {
		return t.proseValue(r, f, c.Lang)
	}
	node, key := r.node(), f.Key
	if c.form != nil { // forms.es.name
		if node = node.At(c.form.Key).At(c.Lang); node == nil {
			return ""
		}
		return valueOf(node.At(key), f)
	}
	switch {
	case f.Translated():
		if c.Lang == r.original {
			return r.scalar(key)
		}
		return t.translation(r.TextID(key), c.Lang)
	case f.ByLang():
		return scalarOf(node.At(key).At(c.Lang))
	case node == nil || f.Sort() == input.SortNumber:
		return r.scalar(key)
	}
	return valueOf(node.At(key), f)
}

func (t *Term) translation(id, lang string) string {
	l := t.Locales.Locale(lang)
	if l == nil {
		return ""
	}
	tr, _ := l.Content(id)
	return clean(tr.Text.String)
}

func valueOf(n *source.Node, f *input.Field) string {
	if n == nil {
		return ""
	}
	if !f.List() {
		return scalarOf(n)
	}
	var out []string
	for _, i := range n.Items {
		if v := scalarOf(i); v != "" {
			out = append(out, v)
		}
	}
	return joined(out)
}

// discard returns a list for findings that have already been reported.
func discard() *diag.List { return &diag.List{} }
