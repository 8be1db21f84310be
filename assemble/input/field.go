package input

import "strings"

// A form is the form of a value.
type form int

const (
	object  form = iota // a mapping with the fields of a kind
	list                // a list of items
	byLang              // a mapping from BCP 47 tags to items
	text                // a translatable text, which may carry markup and is cleaned of hazards
	name                // a text without markup, the same in all languages, cleaned of hazards
	word                // a text used unchanged
	key                 // one of the words of the shape
	id                  // a permanent id
	ref                 // the id of a record of one of the kinds
	tag                 // a BCP 47 tag
	number              // a whole number, zero or more
	flag                // true or false
	day                 // 2023-11-07 or 2023-11
	clock               // 10:00
	span                // a number or first-last
	address             // a web address
)

// A shape is a form and its parameters.
type shape struct {
	form   form
	kind   *Kind // of an object
	item   *shape
	words  []string // of a key: the allowed words; of a ref: the kinds of record that it may refer to
	or     string   // of a ref: a word allowed instead of an id
	loose  bool     // of a ref: the reader does not check that the record exists
	most   int      // of a number: the largest one, and then the smallest is 1; 0: any number
	groups bool     // of a key: the value may also be a list of lists of languages, which is read as a text: see Groups
	origin bool     // of a tag: the language of the texts of its record and of those below
}

// A Kind is a kind of record, or of a part of a record, with all its possible fields. Everything else about a field follows from this
// entry: reading and validation, the JSON Schemas, the texts to translate, places, edits, the reference.
type Kind struct {
	Name   string // in plain words: proposal, agenda item
	Fields []Field

	itself bool                                // a field contains records of the same kind
	record bool                                // each record of this kind has its own permanent id
	origin *Field                              // the field that names the language of the texts
	owner  func(part any, above string) string // of a part without an id: the id under which its texts are translated
	texts  []int                               // the fields that are translated, or contain such fields
}

// A Field is one key of a kind.
type Field struct {
	Key     string
	Doc     string // its purpose, as a phrase without a period
	Example string // a value, as YAML
	Need    bool   // it must be present and not empty
	Edit    bool   // people may change it in the mandate matrix

	is *shape
	in slot
}

// A slot is where a record in memory stores the value of a field. The zero slot stores it by name in Records.other.
type slot struct {
	at   func(rec any) any              // a pointer to the value
	add  func(rec any, lang string) any // a new part of the record
	each func(rec any, visit func(any)) // the parts of the record, in order
	own  func(rec any)                  // makes the value that of the record alone, before it is written; nil: it always is
}

// at returns the slot of a value in a struct.
func at[T any](p func(*T) any) slot { return slot{at: func(rec any) any { return p(rec.(*T)) }} }

// detail returns the slot of a mandate for a slot of its details.
func detail(in slot) slot {
	of := func(rec any) any { return rec.(*Mandate).Details }
	out := slot{own: func(rec any) { rec.(*Mandate).Own() }}
	if in.at != nil {
		out.at = func(rec any) any { return in.at(of(rec)) }
		return out
	}
	out.add = func(rec any, lang string) any { return in.add(of(rec), lang) }
	out.each = func(rec any, visit func(any)) { in.each(of(rec), visit) }
	return out
}

// inside returns the slot of an object whose fields are in a struct that always exists.
func inside[T, P any](p func(*T) *P) slot {
	return slot{
		add:  func(rec any, _ string) any { return p(rec.(*T)) },
		each: func(rec any, visit func(any)) { visit(p(rec.(*T))) },
	}
}

// one returns the slot of an object that may be absent.
func one[T, P any](p func(*T) **P) slot {
	return slot{
		add: func(rec any, _ string) any {
			part := new(P)
			*p(rec.(*T)) = part
			return part
		},
		each: func(rec any, visit func(any)) {
			if part := *p(rec.(*T)); part != nil {
				visit(part)
			}
		},
	}
}

// many returns the slot of a list of objects.
func many[T, P any](p func(*T) *[]*P) slot {
	return slot{
		add: func(rec any, _ string) any {
			part, list := new(P), p(rec.(*T))
			*list = append(*list, part)
			return part
		},
		each: func(rec any, visit func(any)) {
			for _, part := range *p(rec.(*T)) {
				visit(part)
			}
		},
	}
}

// values returns the slot of a list of objects stored by value in a slice.
func values[T, P any](p func(*T) *[]P) slot {
	return slot{
		add: func(rec any, _ string) any {
			list := p(rec.(*T))
			*list = append(*list, *new(P))
			return &(*list)[len(*list)-1]
		},
		each: func(rec any, visit func(any)) {
			list := *p(rec.(*T))
			for i := range list {
				visit(&list[i])
			}
		},
	}
}

// itself stands, in the fields of a kind, for that same kind.
var itself = &shape{form: object}

// kindOf makes a kind from its fields.
func kindOf(name string, fields ...Field) *Kind {
	k := &Kind{Name: name, Fields: fields}
	for i := range k.Fields {
		f := &k.Fields[i]
		k.record = k.record || f.Key == "id" && f.is.form != word
		if f.is.origin {
			k.origin = f
		}
		if f.is.form == list && f.is.item == itself {
			f.is = listOf(&shape{form: object, kind: k})
			k.itself = true
			k.texts = append(k.texts, i)
		} else if f.is.translated() {
			k.texts = append(k.texts, i)
		}
	}
	return k
}

// translated reports whether a value is a translatable text, or contains one.
func (s *shape) translated() bool {
	switch s.form {
	case text:
		return true
	case object:
		return len(s.kind.texts) > 0
	case list, byLang:
		return s.item.translated()
	}
	return false
}

// as sets the function that returns the id under which the texts of a part without an id are translated.
func (k *Kind) as(owner func(part any, above string) string) *Kind {
	k.owner = owner
	return k
}

func objectOf(k *Kind) *shape              { return &shape{form: object, kind: k} }
func listOf(item *shape) *shape            { return &shape{form: list, item: item} }
func entriesOf(k *Kind) *shape             { return listOf(objectOf(k)) }
func langs(item *shape) *shape             { return &shape{form: byLang, item: item} }
func oneOf(words ...string) *shape         { return &shape{form: key, words: words} }
func oneOfOrGroups(words ...string) *shape { return &shape{form: key, words: words, groups: true} }
func refTo(kinds ...string) *shape         { return &shape{form: ref, words: kinds} }

func (k *Kind) field(key string) *Field {
	for i := range k.Fields {
		if k.Fields[i].Key == key {
			return &k.Fields[i]
		}
	}
	return nil
}

// visit calls f with the kind and all kinds below it, each once, from the top down.
func (k *Kind) visit(f func(*Kind)) {
	seen := map[*Kind]bool{}
	var visit func(*Kind)
	visit = func(k *Kind) {
		if seen[k] {
			return
		}
		seen[k] = true
		f(k)
		for i := range k.Fields {
			if part := k.Fields[i].Part(); part != nil {
				visit(part)
			}
		}
	}
	visit(k)
}

// keys returns the keys of the fields, in the order of the table.
func (k *Kind) keys() []string {
	out := make([]string, len(k.Fields))
	for i := range k.Fields {
		out[i] = k.Fields[i].Key
	}
	return out
}

// Part returns the kind of record that the value, or each entry of it, contains; nil for a plain value.
func (f *Field) Part() *Kind {
	s := f.is
	for s.form == list || s.form == byLang {
		s = s.item
	}
	return s.kind
}

// Translated reports whether the value is a text that the papers show in each of their languages.
func (f *Field) Translated() bool { return f.is.form == text }

// List reports whether the field has several values.
func (f *Field) List() bool { return f.is.form == list }

// Words returns the closed list of words of the field, or nil if there is none.
func (f *Field) Words() []string {
	if f.is.form != key {
		return nil
	}
	return nonEmpty(f.is.words)
}

// Day reports whether the value is a day, or a month alone.
func (f *Field) Day() bool { return f.is.form == day }

// Names returns the kinds of record that the value, or each of its entries, refers to by id; nil for other values.
func (f *Field) Names() []string {
	s := f.is
	if s.form == list {
		s = s.item
	}
	if s.form != ref {
		return nil
	}
	return s.words
}

// Type describes the value in words.
func (f *Field) Type() string { return f.is.String() }

func (s *shape) String() string {
	switch s.form {
	case object:
		return "mapping, " + article(s.kind.Name)
	case list:
		return "list, each " + s.item.each()
	case byLang:
		return "mapping by language, each " + s.item.each()
	case text:
		return "text, translated"
	case name, word:
		return "text"
	case key:
		return "one of " + strings.Join(nonEmpty(s.words), ", ")
	case id:
		return "permanent id"
	case ref:
		out := "id of " + article(either(s.words))
		if s.or != "" {
			out += ", or " + s.or
		}
		return out
	case tag:
		return "language tag"
	case number:
		return "whole number"
	case flag:
		return "true or false"
	case day:
		return "date, 2023-11-07 or 2023-11"
	case clock:
		return "time of day"
	case span:
		return "number, or range such as 1-20"
	case address:
		return "web address"
	}
	panic("input: a form of field has no name")
}

// each describes an entry in words.
func (s *shape) each() string {
	if s.form == object {
		return article(s.kind.Name)
	}
	return article(s.String())
}

// Kinds returns every kind of record and of part of a record once, in the order of the files and of the table.
func Kinds() []*Kind {
	var out []*Kind
	seen := map[*Kind]bool{}
	for i := range layouts {
		layouts[i].kind.visit(func(k *Kind) {
			if !seen[k] {
				seen[k] = true
				out = append(out, k)
			}
		})
	}
	return out
}

// kinds contains the kinds of records with an id, by name.
var kinds = func() map[string]*Kind {
	out := map[string]*Kind{}
	for _, k := range Kinds() {
		if k.record {
			out[k.Name] = k
		}
	}
	return out
}()

// KindOf returns the kind of a record, or nil for a block of prose.
func KindOf(rec Record) *Kind { return kinds[rec.Ident().Kind] }

// Choices returns the closed list of words of a field, given the name of its kind of record and its key.
func Choices(kind, key string) []string {
	if k := kinds[kind]; k != nil {
		if f := k.field(key); f != nil {
			return f.Words()
		}
	}
	return nil
}

// Edited returns the fields of a kind of record that people may change in the mandate matrix, in the order of the table.
func Edited(kind string) []*Field {
	var out []*Field
	if k := kinds[kind]; k != nil {
		for i := range k.Fields {
			if k.Fields[i].Edit {
				out = append(out, &k.Fields[i])
			}
		}
	}
	return out
}

// FieldOf returns the field of a record by its key, or nil if its kind has no such field.
func FieldOf(rec Record, key string) *Field {
	if k := KindOf(rec); k != nil {
		return k.field(key)
	}
	return nil
}
