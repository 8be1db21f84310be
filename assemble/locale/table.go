package locale

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// A table is the labels of one language as read from its label files. It does not change once it is made, so that sets may share it.
type table struct {
	file      *source.File           // the last label file read; nil if there is none
	labels    map[string]*label      // by key
	letters   language.Tag           // whose capitals and order of letters the language uses: language.collation, else the tag
	fuses     bool                   // prepositions fuse with the next word
	localizer func() *i18n.Localizer // of the labels
	counted   func() *i18n.Localizer // of the labels with plural forms alone, which are few
	pseudo    *pseudo                // not nil: every word is generated from another language

	// Of tables that the program carries alone:
	derived sync.Map // the pseudo-languages made with this table, by the table of the base: func() *table
}

// carriedTables are the tables of label files that the program carries, by name. Commands that run the line several times, and a watch,
// read each of them once.
var carriedTables = struct {
	sync.Mutex
	byName map[string][]carried
}{byName: map[string][]carried{}}

// A carried is a label file that the program carries, with its table.
type carried struct {
	file  *source.File
	table func() *table
}

// carriedTable returns the table of a label file that the program carries. Different files are read at the same time.
func carriedTable(tag string, f *source.File) *table {
	carriedTables.Lock()
	known := carriedTables.byName[f.Name]
	i := slices.IndexFunc(known, func(c carried) bool { return bytes.Equal(c.file.Bytes, f.Bytes) })
	if i < 0 {
		i = len(known)
		known = append(known, carried{f, sync.OnceValue(func() *table {
			t := newTable()
			t.read(f, new(source.Tally), new(diag.List))
			t.finish(tag)
			return t
		})})
		carriedTables.byName[f.Name] = known
	}
	carriedTables.Unlock()
	return known[i].table()
}

// carriedEntry returns an entry of a label file that the program carries, or "" if there is none. It reads nothing else of the file: of a
// language in which nobody writes, checks need only a few words.
func carriedEntry(f *source.File, key string) string {
	section, name, _ := strings.Cut(key, ".")
	_, entries, _ := bytes.Cut(f.Bytes, []byte("\n["+section+"]"))
	entries, _, _ = bytes.Cut(entries, []byte("\n["))
	for _, written := range []string{name, `"` + name + `"`} {
		if _, value, found := bytes.Cut(entries, []byte("\n"+written+" = ")); found {
			value, _, _ = bytes.Cut(value, []byte("\n"))
			t := newTable()
			t.read(source.NewFile(f.Name, fmt.Appendf(nil, "[%s]\n%s = %s\n", section, written, value)), new(source.Tally), new(diag.List))
			return t.entry(key)
		}
	}
	return ""
}

func newTable() *table { return &table{labels: map[string]*label{}} }

// read overrides the labels of t, message by message, with those of a file.
func (t *table) read(f *source.File, tally *source.Tally, diags *diag.List) {
	t.file = f
	messages, places := readMessages(f, tally, diags)
	for _, m := range messages {
		if text := places.text(m.ID); text.String != "" {
			m.Other = cleanLabel(text, diags)
		}
		for _, f := range formsOf(m) {
			if text := places.text(m.ID + "." + f.name); text.String != "" {
				*f.words = cleanLabel(text, diags)
			}
		}
		t.labels[m.ID] = newLabel(m, places.of(m.ID, f))
	}
}

func newLabel(m *i18n.Message, pos source.Pos) *label {
	l := &label{Message: m, pos: pos}
	if m.LeftDelim == "" && m.RightDelim == "" {
		l.pieces = pieces(m.Other)
	}
	return l
}

// finish prepares what follows from the labels.
func (t *table) finish(tag string) {
	t.letters = language.Make(cmp.Or(t.entry("language.collation"), tag))
	for key := range t.labels {
		t.fuses = t.fuses || strings.HasPrefix(key, "contraction.") || strings.HasPrefix(key, "elision.")
	}
	of := func(wanted func(m *i18n.Message) bool) func() *i18n.Localizer {
		return sync.OnceValue(func() *i18n.Localizer {
			counts, _ := countsAs(tag)
			bundle := i18n.NewBundle(counts)
			for _, m := range t.labels {
				if !wanted(m.Message) {
					continue
				}
				if err := bundle.AddMessages(counts, m.Message); err != nil {
					panic("locale: the language " + counts.String() + " had a plural rule, and has none: " + err.Error())
				}
			}
			return i18n.NewLocalizer(bundle, counts.String())
		})
	}
	t.localizer, t.counted = of(func(*i18n.Message) bool { return true }), of(isPlural)
}

// entry returns a label as it is written in the file, or "" if there is none.
func (t *table) entry(key string) string {
	if m := t.labels[key]; m != nil {
		return m.Other
	}
	return ""
}
