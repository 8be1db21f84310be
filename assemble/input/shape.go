package input

import (
	"path"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// A Sort is the form of one value of a field.
type Sort = form

// The sorts of values, for packages that follow the table of fields.
const (
	SortText    = text    // a translatable text
	SortName    = name    // a text that is the same in all languages
	SortWord    = word    // a text used unchanged
	SortKey     = key     // a word of a closed list
	SortID      = id      // a permanent id
	SortRef     = ref     // the id of a record
	SortTag     = tag     // a language tag
	SortNumber  = number  // a whole number
	SortFlag    = flag    // true or false
	SortDay     = day     // a date
	SortClock   = clock   // a time of day
	SortSpan    = span    // a number, or a range of numbers
	SortAddress = address // a web address
	SortObject  = object  // a mapping
)

// A Layout is a file of the input folder, or a folder of files of the same kind, with the kind of mapping that a file contains.
type Layout struct {
	Name   string
	Folder bool
	Kind   *Kind
}

// Layouts returns the files that contain records in YAML, in the order in which they are read.
func Layouts() []Layout {
	var out []Layout
	for _, l := range layouts {
		if l.name != proseFile {
			out = append(out, Layout{l.name, l.folder, l.kind})
		}
	}
	return out
}

// ProseFile is the name of the file of the introduction.
const ProseFile = proseFile

// Holds reports whether a file with that name has this layout.
func (l Layout) Holds(name string) bool {
	base, dir := path.Base(name), path.Base(path.Dir(name))
	if l.Folder {
		return dir == l.Name && isYAML(base) && !strings.HasPrefix(base, ".")
	}
	return base == l.Name && !strings.Contains(name, "/issued/")
}

// IsRecord reports whether each record of this kind has a permanent id.
func (k *Kind) IsRecord() bool { return k.record }

// Field returns the field with that key, or nil.
func (k *Kind) Field(key string) *Field { return k.field(key) }

// Origin returns the key of the field that names the language of the texts of a record of this kind, or "" if there is none.
func (k *Kind) Origin() string {
	if k.origin == nil {
		return ""
	}
	return k.origin.Key
}

// Sort returns the sort of the value or, for a list, of each value.
func (f *Field) Sort() Sort {
	s := f.is
	for s.form == list || s.form == byLang {
		s = s.item
	}
	return s.form
}

// ByLang reports whether the field has a value for each language.
func (f *Field) ByLang() bool { return f.is.form == byLang }

// Or returns the word that is allowed in place of an id, or "" if there is none.
func (f *Field) Or() string {
	s := f.is
	for s.form == list || s.form == byLang {
		s = s.item
	}
	return s.or
}

// Wrong returns why a text cannot be a value of the field, and a hint, or "" if it can. It does not look up references.
func (f *Field) Wrong(value string) (why, hint string) {
	s := f.is
	for s.form == list || s.form == byLang {
		s = s.item
	}
	var diags diag.List
	w := &walker{diags: &diags}
	file := source.NewFile("", []byte(value))
	n := &source.Node{Kind: source.Scalar, Pos: file.Pos(0, len(value)), Text: source.Text{Pos: file.Pos(0, len(value)), String: value}}
	w.scalar(n, s, f.Key)
	for _, d := range diags.Items {
		if d.Severity == diag.Error {
			if len(d.Hints) > 0 {
				hint = d.Hints[0]
			}
			return d.Message, hint
		}
	}
	return "", ""
}

// ProseBlocks is the kind of the blocks and notes of the introduction. These are Markdown, and not in the table of fields.
var ProseBlocks = kindOf(kindBlock,
	Field{Key: "id", is: anID, Need: true, Example: "intro-goals", Doc: "the permanent id of the block"},
	Field{Key: "text", is: aText, Need: true, Example: "The plan rests on the mandates.", Doc: "its words, in Markdown"},
)

// LanguageOf is the field for the language of a form of a name. In the files, the language is the key of the form, and not a field.
var LanguageOf = &Field{Key: "language", is: aTag, Need: true, Example: "es", Doc: "the language of the form"}

// RevisionID returns the id under which the texts of a revision of a paper are translated.
func RevisionID(paper, number, suffix string) string {
	id := paper + ".rev-" + number
	for _, s := range strings.FieldsFunc(strings.ToLower(suffix), func(c rune) bool { return c == '.' || c == ' ' }) {
		id += "-" + s
	}
	return id
}

// OwnTexts reports whether the texts of a part of this kind, which has no id, are translated under an id made of its values, and not under
// the id of the record that contains it.
func (k *Kind) OwnTexts() bool { return k.owner != nil }

// SuggestID makes an id of words.
func SuggestID(words string) string { return suggestID(words) }
