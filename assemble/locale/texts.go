package locale

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// Labels are texts to translators, as those of the records are: their original is the label of the reference language, their translation an
// entry of the language's label file, and their state stands beside those of the records' texts. The id of a label among the texts is its
// key after this prefix; that of a plural form has the name of the form after it: label.plan.title, label.draft.open-paragraphs.few.
const labelPrefix = "label."

// translatable are the keys of the sections in which a language describes itself that are words for a translator.
var translatable = []string{"date.", "time.", "list.", "language.textual"}

// pluralNames are the names of all plural forms.
var pluralNames = []string{"zero", "one", "two", "few", "many", "other"}

// IsLabel reports whether the id of a text is that of a label.
func IsLabel(id string) bool { return strings.HasPrefix(id, labelPrefix) }

// LabelID returns the id of a label among the texts.
func LabelID(key, form string) string {
	if form != "" {
		form = "." + form
	}
	return labelPrefix + key + form
}

// PluralForms returns the names of the plural forms of a language.
func PluralForms(tag string) []string { return pluralForms(tag) }

// LabelTexts returns the labels as texts to be translated into a language, in the order of the reference language's file: all but the words
// that each language has of its own, and those without a word. A label with a count is a text for each plural form of the language.
func (s *Set) LabelTexts(tag string) []input.Text {
	ref := s.of(Reference)
	if ref == nil || s.Peek(tag) == nil || s.Pseudo(tag) || baseOf(tag) == baseOf(Reference) {
		return nil
	}
	var keys []string
	for _, key := range ref.wanted() {
		if ref.Has(key) && isPrinted(key) {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b string) int {
		x, y := ref.labels[a].pos, ref.labels[b].pos
		return cmp.Or(cmp.Compare(x.File.Name, y.File.Name), cmp.Compare(x.Offset, y.Offset), cmp.Compare(a, b))
	})
	forms := pluralForms(tag)
	var out []input.Text
	for _, key := range slices.Compact(keys) {
		m := ref.labels[key]
		if !hasWords(m.Other) {
			continue
		}
		if !isPlural(m.Message) {
			out = append(out, input.Text{Text: source.Text{Pos: m.pos, String: m.Other}, ID: LabelID(key, ""), Lang: Reference})
			continue
		}
		for _, form := range forms {
			words := cmp.Or(formOf(m.Message, form), m.Other)
			out = append(out, input.Text{Text: source.Text{Pos: m.pos, String: words}, ID: LabelID(key, form), Lang: Reference})
		}
	}
	return out
}

// OwnLabels returns the words of the labels of a language that papers print and that the author's label file has, in the order of the file;
// none if the program carries the file.
func (s *Set) OwnLabels(tag string) []input.Text {
	l := s.Peek(tag)
	if l == nil || l.carried || l.only == nil {
		return nil
	}
	var out []input.Text
	for key, m := range l.labels {
		if m.pos.File != l.only || !isPrinted(key) {
			continue
		}
		for _, f := range formsOf(m.Message) {
			if words := *f.words; words != "" {
				pos, form := m.pos, ""
				if isPlural(m.Message) {
					form = f.name
					if i := bytes.Index(l.only.Bytes[pos.Offset:], []byte(strconv.Quote(words))); i >= 0 {
						pos = l.only.Pos(pos.Offset+i+1, len(words))
					}
				}
				out = append(out, input.Text{Text: source.Text{Pos: pos, String: words}, ID: LabelID(key, form), Lang: tag})
			}
		}
	}
	slices.SortFunc(out, func(a, b input.Text) int {
		return cmp.Or(cmp.Compare(a.Pos.Offset, b.Pos.Offset), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// isPrinted reports whether a label is words for readers, not a description of its language.
func isPrinted(key string) bool {
	section, _, _ := strings.Cut(key, ".")
	describes := isStructural(key) && !slices.ContainsFunc(translatable, func(p string) bool { return strings.HasPrefix(key, p) })
	return !describes && !slices.Contains(own, section)
}

// hasWords reports whether a label has a letter outside its placeholders.
func hasWords(text string) bool {
	for i, words := range pieces(text) {
		if i%2 == 0 && strings.ContainsFunc(words, unicode.IsLetter) {
			return true
		}
	}
	return pieces(text) == nil
}

// LabelKey returns the key of a label, and the plural form, by its id among the texts. It is not ok if the reference language has no such
// label.
func (s *Set) LabelKey(id string) (key, form string, ok bool) {
	if key, ok = strings.CutPrefix(id, labelPrefix); !ok {
		return "", "", false
	}
	ref := s.of(Reference)
	if ref == nil {
		return "", "", false
	}
	if ref.Has(key) {
		return key, "", true
	}
	key, form = cutLast(key)
	return key, form, slices.Contains(pluralNames, form) && ref.Has(key)
}

// translated returns the words of a label in the language, with their place; "" if it has none, or a copy of the reference language's that
// nobody has looked at.
func (l *Locale) translated(id, key, form, original string) source.Text {
	m := l.labels[key]
	if m == nil {
		return source.Text{}
	}
	words := m.Other
	if form != "" {
		words = formOf(m.Message, form)
	}
	if words == original && severalWords(words) && l.states[id] == nil {
		return source.Text{}
	}
	return source.Text{Pos: m.pos, String: words}
}

// label returns the translation of a label.
func (s *Set) label(t input.Text, key, form, lang string, follow bool) Translation {
	none := Translation{Text: t.Text, Lang: t.Lang, State: Untranslated}
	l := s.Peek(lang)
	switch {
	case baseOf(lang) == baseOf(Reference):
		return Translation{Text: t.Text, Lang: t.Lang, Original: true, State: Final}
	case l == nil:
		return none
	}
	words := l.translated(t.ID, key, form, t.String)
	if words.String == "" {
		return none
	}
	tr := Translation{Text: words, Lang: lang, State: Translated}
	made, st := t.String, l.states[t.ID]
	if st != nil && st.Via != "" && follow {
		if base := s.label(t, key, form, st.Via, false); !base.Missing() {
			made = base.Text.String
		}
	}
	now := source.Hash(made)
	if st == nil || st.Hash == "" { // a label has no hash in its file
		tr.Hash = now
	}
	tr.take(st)
	tr.settle(st, now)
	return tr
}
