package records

import (
	"slices"
	"strings"

	"omnibus/assemble/input"
)

// A sheet is a sheet of the workbook: rows of records and of their parts or, in a form, a row for each value.
type sheet struct {
	id    string
	form  bool
	first []string // keys of the columns that are visible without unfolding; the others are folded
	prose bool
}

// all contains the sheets in the order of their tabs.
var all = []*sheet{
	{id: "term", form: true},
	{id: "papers", first: []string{"title", "symbol", "number", "for", "after", "date", "status"}},
	{id: "profile", form: true},
	{id: "profile-lists", first: []string{"addressee", "verbs", "prefix", "year", "first", "last", "acronym", "names", "by"}},
	{id: "glossary", first: []string{"class", "forms.name", "forms.acronym", "language", "term", "reason"}},
	{id: "mandates", first: []string{"symbol", "title", "number", "summary", "verb", "addressee", "status"}},
	{id: "sessions", first: []string{"title", "theme", "mandates", "goals"}},
	{id: "schedule", first: []string{"date", "start", "end", "title", "kind", "session", "text"}},
	{id: "stakeholders", first: []string{"name", "text", "note"}},
	{id: "introduction", first: []string{"text"}, prose: true},
	{id: "outcomes", first: []string{"session", "held", "kind", "text", "summary", "name", "addressees"}},
	{id: "proposals", first: []string{"section", "operation", "base", "authors", "text", "state", "meeting", "delegation"}},
	{id: "accepted", first: []string{"code", "id", "reason", "name"}},
}

var sheets = func() map[string]*sheet {
	out := map[string]*sheet{}
	for _, s := range all {
		out[s.id] = s
	}
	return out
}()

// wholes contains the sheets of files that are one record each, by the name of the file or of its folder.
var wholes = map[string]string{"term.yaml": "term", "body.yaml": "profile", "outcomes": "outcomes"}

// homes contains the sheets of the entries of the other files, by the kind of the file's content.
var homes = map[string]string{
	"glossary": "glossary", "mandates": "mandates", "stakeholders": "stakeholders", "proposals": "proposals",
	"accepted findings": "accepted",
}

// moves contains the lists of a record whose rows are on a sheet of their own.
var moves = map[string]string{
	"term.sections": "papers", "term.papers": "papers",
	"body.addressees": "profile-lists", "body.ranges": "profile-lists", "body.defunct": "profile-lists",
	"schedule.sessions": "sessions", "schedule.meetings": "schedule",
}

// Kinds of records that this package treats specially.
const (
	kindResolution = "resolution"
	kindMandate    = "mandate"
	kindProposal   = "proposal"
	kindSub        = "sub-paragraph"
	kindOutcomes   = "session outcome"
)

// A slot is a possible kind of row of a sheet: an entry of a list of its kind, at a level.
type slot struct {
	kind  *input.Kind
	field *input.Field // list of which it is an entry
	owner *input.Kind  // kind that has the list
	level int
	deep  int // level in a kind that contains itself, from 1
}

// deepest is the maximum level of a new row of a kind that contains itself.
const deepest = 3

// word returns the key of the kind of row in its column, in all languages: sub-paragraph-2.
func (s slot) word() string {
	w := slug(s.kind.Name)
	if s.deep > 1 {
		w += "-" + string(rune('0'+s.deep))
	}
	return w
}

func slug(s string) string { return strings.ReplaceAll(s, " ", "-") }

// slots returns the possible kinds of rows of a sheet, in the order of the table of fields.
func (s *sheet) slots() []slot {
	var out []slot
	var below func(owner *input.Kind, level, deep int)
	below = func(owner *input.Kind, level, deep int) {
		for i := range owner.Fields {
			f := &owner.Fields[i]
			kind := f.Part()
			if kind == nil {
				continue
			}
			if f.ByLang() {
				below(kind, level, 0)
				continue
			}
			home, moved := moves[owner.Name+"."+f.Key]
			if !f.List() || moved && home != s.id {
				continue
			}
			d := 0
			if kind == owner || hasItself(kind) {
				if d = deep + 1; kind != owner {
					d = 1
				}
				if d > deepest {
					continue
				}
			}
			x := slot{kind, f, owner, level, d}
			if !slices.ContainsFunc(out, func(o slot) bool { return o.kind == kind && o.level == level && o.owner == owner }) {
				out = append(out, x)
			}
			below(kind, level+1, d)
		}
	}
	for _, l := range input.Layouts() {
		root := l.Kind
		if wholes[l.Name] == s.id && !s.form { // each file is a record
			out = append(out, slot{kind: root})
			below(root, 1, 0)
			continue
		}
		if homes[root.Name] == s.id {
			below(root, 0, 0)
			continue
		}
		for i := range root.Fields {
			f := &root.Fields[i]
			if moves[root.Name+"."+f.Key] == s.id {
				out = append(out, slot{kind: f.Part(), field: f, owner: root})
				below(f.Part(), 1, 0)
			}
		}
	}
	return out
}

func hasItself(k *input.Kind) bool {
	for i := range k.Fields {
		if k.Fields[i].Part() == k {
			return true
		}
	}
	return false
}

// A Column is a column of a sheet: a field of the kinds of its rows, in one language if it is a text.
type Column struct {
	ID    string // text@es
	Key   string
	Lang  string
	form  *input.Field // field by language that contains the column's fields
	kinds map[*input.Kind]*input.Field
	field *input.Field // one of the fields, for what they have in common
}

// single returns the column of one field of one kind.
func single(k *input.Kind, f *input.Field) *Column {
	return &Column{ID: f.Key, Key: f.Key, field: f, kinds: map[*input.Kind]*input.Field{k: f}}
}

// of returns the field of a kind that the column shows, or nil.
func (c *Column) of(k *input.Kind) *input.Field { return c.kinds[k] }

// columns returns the columns of a sheet of rows, for these languages: the visible ones first, in their order, then the others.
func (s *sheet) columns(langs []string) []*Column {
	if s.prose {
		return proseColumns(langs)
	}
	var out []*Column
	byID := map[string]*Column{}
	add := func(k *input.Kind, f *input.Field, key, lang string, form *input.Field) {
		id := key
		if lang != "" {
			id += "@" + lang
		}
		c := byID[id]
		if c != nil && (c.field.Sort() != f.Sort() || c.field.List() != f.List()) { // the same key for a field of another sort
			id = slug(k.Name) + "." + id
			c = byID[id]
		}
		if c == nil {
			c = &Column{ID: id, Key: key, Lang: lang, form: form, kinds: map[*input.Kind]*input.Field{}, field: f}
			byID[id] = c
			out = append(out, c)
		}
		c.kinds[k] = f
	}
	for _, x := range s.slots() {
		if inForm(x.owner) {
			add(x.kind, input.LanguageOf, input.LanguageOf.Key, "", nil)
		}
		for i := range x.kind.Fields {
			f := &x.kind.Fields[i]
			switch part := f.Part(); {
			case f.Key == "id" && x.kind.IsRecord():
			case part != nil && f.ByLang():
				for j := range part.Fields {
					if g := &part.Fields[j]; g.Part() == nil {
						for _, l := range langs {
							add(x.kind, g, f.Key+"."+g.Key, l, f)
						}
					}
				}
			case part != nil:
			case f.Translated() || f.ByLang():
				for _, l := range langs {
					add(x.kind, f, f.Key, l, nil)
				}
			default:
				add(x.kind, f, f.Key, "", nil)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *Column) int { return s.rank(a) - s.rank(b) })
	return out
}

// inForm reports whether a kind is that of the forms of each language.
func inForm(k *input.Kind) bool { return k != nil && k.Name == "form of a name" }

func (s *sheet) rank(c *Column) int {
	if i := slices.Index(s.first, c.Key); i >= 0 {
		return i
	}
	return len(s.first)
}

// seen reports whether a column is visible without unfolding.
func (s *sheet) seen(c *Column) bool { return slices.Contains(s.first, c.Key) }
