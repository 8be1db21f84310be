// Package locale contains the languages: messages, dates, ordinals, numbers, collation, and the translations of the records' texts with
// their states. A language consists of files, without Go code.
//
// active.<lang>.toml contains the labels and the description of the language (months, patterns, ordinals, markers, quotation marks ...),
// content.<lang>.toml the translations of the records' texts. Both are message files of go-i18n. Labels are templates; translations are
// not, because a text may itself contain {{.
package locale

import (
	"bytes"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
)

// Reference is the language whose file defines the set of labels.
const Reference = "en"

// A Set contains all languages that have a file. Read makes it.
type Set struct {
	mu      sync.Mutex
	diags   *diag.List
	locales map[string]*Locale
	used    map[string]bool // languages whose labels have been checked
	missing map[string]bool // findings already reported while labels were used
	tally   source.Tally
	symbols *symbol.Grammar // of the body
	dates   DateStyle       // of the body
	joined  kept[joinedIn, Translation]
}

// A joinedIn is a text that is made of others, an *input.Open or *input.Merged, in a language.
type joinedIn struct {
	of     any
	lang   string
	follow bool
}

// Report makes a list that of the findings about labels, and returns the one before it.
func (s *Set) Report(to *diag.List) (before *diag.List) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before, s.diags = s.diags, to
	return before
}

// UseSymbols gives the set the grammar of the body's symbols, which amendments and redlines must not split. It comes before any Lexicon.
func (s *Set) UseSymbols(g *symbol.Grammar) { s.symbols = g }

// A Locale is one language: its labels, conventions and translations.
type Locale struct {
	Tag string // BCP 47, as in the names of the files: es, en-x-made

	set       *Set
	only      *source.File        // the last label file
	carried   bool                // the program carries it, and there is no other
	once      sync.Once           // reads the labels
	opened    atomic.Bool         // they have been read
	*table                        // of the labels; nil until then
	content   map[string]*content // by id of the text
	states    map[string]*state   // by id of the text
	stateFile *source.File
	queries   []Query
	compiled  map[string]*regexp.Regexp // labels that are regular expressions; compiled on first use
	split     map[string][][]string     // labels that are lists of phrases; split on first use
	lost      bool                      // some translations could not be read

	dates   kept[dateAs, string]   // in words
	markers kept[markerOf, string] // of items
	parts   kept[string, []string] // of patterns: see pieces

	declensions map[string]map[string]string // names in the cases of the language, by case and name

	lexicon     *diff.Lexicon // made from the labels on first use
	lexiconMade sync.Once
}

// A label is one message of a label file. It does not change once it is read.
type label struct {
	*i18n.Message
	pos    source.Pos
	pieces []string // of Other: words and, at odd indices, the names of the placeholders between them; nil for a template of another kind
}

// A content is one translation.
type content struct {
	text source.Text // as it is in the file
	read source.Text // as read, without harmful characters
	hash string
	pos  source.Pos
	last atomic.Pointer[hashed] // the last source whose hash was asked for
}

// A hashed is a text with its hash.
type hashed struct{ text, hash string }

// hashOf returns the hash of a source of the translation. It is asked for by each rule and paper, and seldom changes.
func (c *content) hashOf(made string) string {
	if h := c.last.Load(); h != nil && h.text == made {
		return h.hash
	}
	h := &hashed{made, source.Hash(made)}
	c.last.Store(h)
	return h.hash
}

// Read reads the locale files. Those of the user override the embedded ones, message by message. It ignores files other than
// active.<lang>.toml, content.<lang>.toml, state.<lang>.yaml and queries.<lang>.yaml.
func Read(embedded, user []*source.File, diags *diag.List) *Set {
	s := &Set{diags: diags, locales: map[string]*Locale{}, used: map[string]bool{}, missing: map[string]bool{}}
	identical := func(f, e *source.File) bool {
		return path.Base(f.Name) == path.Base(e.Name) && bytes.Equal(f.Bytes, e.Bytes)
	}
	carried := slices.DeleteFunc(slices.Clone(embedded), func(e *source.File) bool { // an identical file of the user replaces it
		return slices.ContainsFunc(user, func(u *source.File) bool { return identical(u, e) })
	})
	files := slices.Concat(carried, user)
	for _, f := range files {
		kind, lang, ok := kindOf(f.Name)
		if !ok || !IsTag(lang) {
			continue
		}
		l := s.locales[lang]
		if l == nil {
			l = &Locale{Tag: lang, set: s, content: map[string]*content{}, states: map[string]*state{}}
			s.locales[lang] = l
		}
		if kind == "active" {
			l.carried = l.only == nil && slices.ContainsFunc(embedded, func(e *source.File) bool { return identical(f, e) })
			l.only = f
		}
	}
	for _, f := range files {
		s.read(f, diags)
	}
	for _, tag := range slices.Sorted(maps.Keys(s.locales)) {
		if l := s.locales[tag]; !l.carried {
			l.finish(tag)
			l.readPseudo()
			l.declineLabels()
			if len(l.labels) == 0 {
				l.file = l.anyFile()
			}
		}
	}
	return s
}

// read reads a file, except the labels of a language that the program carries.
func (s *Set) read(f *source.File, diags *diag.List) {
	kind, lang, ok := kindOf(f.Name)
	if !ok {
		return
	}
	if !IsTag(lang) {
		diags.Errorf("E0701", f.Pos(0, 0), "%q is not a language tag", lang).
			Hint("name the file after a tag of BCP 47: active.es.toml, active.pt-BR.toml, active.en-x-made.toml")
		return
	}
	l := s.locales[lang]
	if !l.carried && l.table == nil {
		l.table = newTable()
	}
	switch kind {
	case "active":
		if !l.carried {
			l.table.read(f, &s.tally, diags)
		}
	case "content":
		l.readContent(f, diags)
	case "state":
		l.readState(f, diags)
	case "queries":
		l.readQueries(f, diags)
	}
}

// of returns the language of a tag, or nil. Labels that the program carries are read when they are first needed: most terms are in two
// languages.
func (s *Set) of(tag string) *Locale {
	l := s.locales[tag]
	if l != nil && l.carried {
		l.once.Do(func() {
			l.table = carriedTable(tag, l.only)
			l.readPseudo()
			l.declineLabels()
			l.opened.Store(true)
		})
	}
	return l
}

// kindOf splits a name such as active.es.toml. The pattern of a tag excludes names such as active.en.old.toml.
func kindOf(name string) (kind, lang string, ok bool) {
	parts := strings.Split(path.Base(strings.ReplaceAll(name, "\\", "/")), ".")
	if len(parts) != 3 {
		return "", "", false
	}
	switch parts[0] + "." + parts[2] {
	case "active.toml", "content.toml", "state.yaml", "queries.yaml":
		return parts[0], parts[1], true
	}
	return "", "", false
}

func (l *Locale) anyFile() *source.File {
	for _, c := range l.content {
		return c.pos.File
	}
	return l.stateFile
}

// Lost reports whether translations of a language could not be read, so that its gaps are unknown.
func (s *Set) Lost(tag string) bool {
	l := s.of(tag)
	return l != nil && l.lost
}

// Languages returns the tags of all languages that have a label file, sorted.
func (s *Set) Languages() []string {
	var tags []string
	for tag, l := range s.locales {
		if l.carried || len(l.labels) > 0 {
			tags = append(tags, tag)
		}
	}
	slices.Sort(tags)
	return tags
}

// Translated returns the tags of all languages that have translations of texts, sorted.
func (s *Set) Translated() []string {
	var tags []string
	for tag, l := range s.locales {
		if len(l.content) > 0 {
			tags = append(tags, tag)
		}
	}
	slices.Sort(tags)
	return tags
}

// Locale returns the language of a tag, or nil if it has no label file. Gaps in the file are reported when it is first requested, so that
// an unfinished language stops only the papers made in it.
func (s *Set) Locale(tag string) *Locale {
	l := s.of(tag)
	if l == nil || len(l.labels) == 0 {
		return nil
	}
	s.mu.Lock()
	first := !s.used[tag]
	s.used[tag] = true
	s.mu.Unlock()
	if first {
		l.check()
	}
	return l
}

// Peek does what Locale does, but does not report gaps. It is for a language in which nothing is printed.
func (s *Set) Peek(tag string) *Locale {
	if l := s.of(tag); l != nil && len(l.labels) > 0 {
		return l
	}
	return nil
}

// Label returns an entry of a language's file as written, or "" if there is none. It does not report gaps of an unfinished language.
func (s *Set) Label(tag, key string) string {
	l := s.locales[tag]
	if l != nil && l.carried && !l.opened.Load() && !Pseudo(tag) {
		return carriedEntry(l.only, key)
	}
	if l = s.of(tag); l != nil {
		return l.entry(key)
	}
	return ""
}

// Pseudo reports whether a tag is that of a pseudo-language, in which nobody writes.
func Pseudo(tag string) bool { return strings.HasSuffix(tag, "-XA") }

// LabelPos returns the place of an entry of a language's file; it is not valid if the language has none.
func (s *Set) LabelPos(tag, key string) source.Pos {
	if l := s.of(tag); l != nil && l.labels[key] != nil {
		return l.labels[key].pos
	}
	return source.Pos{}
}

// Pseudo reports whether a language is generated from another one: its texts are those of the other, lengthened and accented.
func (s *Set) Pseudo(tag string) bool {
	l := s.of(tag)
	return l != nil && l.pseudo != nil
}

// cleanLabel returns a label in the form in which it is printed: in NFC and without harmful characters, which it reports. Spaces at its
// ends belong to it: " and " is between two words.
func cleanLabel(text source.Text, diags *diag.List) string {
	clean, faults := text.Clean()
	for _, fault := range faults {
		report(fault, diags)
	}
	if clean.String == text.String {
		return text.String
	}
	inner := strings.Trim(text.String, " ")
	before, after, _ := strings.Cut(text.String, inner)
	return before + clean.String + after
}

// readContent overrides the translations of l with those of f.
func (l *Locale) readContent(f *source.File, diags *diag.List) {
	before := len(diags.Items)
	messages, places := readMessages(f, &l.set.tally, diags)
	l.lost = l.lost || len(messages) == 0 && len(diags.Items) > before
	for _, m := range messages {
		text := places.text(m.ID + ".other")
		if text.String != m.Other {
			text = source.Text{Pos: places.of(m.ID, f), String: m.Other} // a message written as a text without a table
		}
		read, faults := text.Clean()
		for _, fault := range faults {
			report(fault, diags)
		}
		input.Markup(read, diags)
		l.content[m.ID] = &content{text: text, read: read, hash: m.Hash, pos: places.of(m.ID, f)}
	}
}

// readMessages reads a message file and reports why it cannot be read.
func readMessages(f *source.File, tally *source.Tally, diags *diag.List) ([]*i18n.Message, places) {
	root := readTOML(f, tally, diags)
	if root == nil || len(root.Entries) == 0 {
		return nil, nil
	}
	found := placesOf(root)
	mf, err := i18n.ParseMessageFileBytes(f.Bytes, path.Base(f.Name), map[string]i18n.UnmarshalFunc{"toml": func(_ []byte, into any) error {
		*into.(*any) = values(root)
		return nil
	}})
	if err != nil {
		reportMessages(f, err, found, diags)
		return nil, nil
	}
	return mf.Messages, found
}

// IsTag reports whether a word is a language tag: de, pt-BR.
func IsTag(s string) bool {
	_, err := language.Parse(s)
	return err == nil
}

// oneForm is a language that go-i18n knows, in which all counts have the form other.
var oneForm = language.Japanese

// countsAs returns the language whose plural rule applies to a language: itself, or oneForm if go-i18n has no rule for it.
func countsAs(tag string) (counts language.Tag, known bool) {
	t := language.Make(tag)
	if i18n.NewBundle(t).AddMessages(t, &i18n.Message{ID: "form", Other: "other"}) != nil {
		return oneForm, false
	}
	return t, true
}
