package locale

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// A pseudo is a language generated from another one: its words are accented and lengthened. It reveals untranslated and overflowing text
// before translation begins. Its file has pseudo.of, pseudo.letters and pseudo.keep.
type pseudo struct {
	of      string
	letters *strings.Replacer
	keep    []string // prefixes of keys whose labels are left unchanged
}

// PseudoOf returns the language from which a pseudo-language is generated, or "" for a real language.
func (l *Locale) PseudoOf() string {
	if l.pseudo == nil {
		return ""
	}
	return l.pseudo.of
}

// Pseudo converts a text in the language PseudoOf to the pseudo-language.
func (l *Locale) Pseudo(s string) string { return l.pseudo.text(s) }

// readPseudo generates the labels of a pseudo-language from those of its base.
func (l *Locale) readPseudo() {
	base := l.set.of(l.entry("pseudo.of"))
	if base == nil || base == l {
		return
	}
	if !l.carried || !base.carried {
		l.table = l.table.from(base.Tag, base.table, l.Tag)
		return
	}
	made, _ := l.table.derived.LoadOrStore(base.table, sync.OnceValue(func() *table { return l.table.from(base.Tag, base.table, l.Tag) }))
	l.table = made.(func() *table)()
}

// from returns the table of a pseudo-language with the labels made from those of its base.
func (t *table) from(of string, base *table, tag string) *table {
	p := &pseudo{of: of, keep: strings.Fields(t.entry("pseudo.keep"))}
	var pairs []string
	for _, f := range strings.Fields(t.entry("pseudo.letters")) {
		from, to, _ := strings.Cut(f, "=")
		pairs = append(pairs, from, to)
	}
	p.letters = strings.NewReplacer(pairs...)
	made := &table{file: t.file, labels: maps.Clone(t.labels), pseudo: p}
	for key, m := range base.labels {
		if made.labels[key] != nil || strings.HasPrefix(key, "pseudo.") {
			continue
		}
		if slices.ContainsFunc(p.keep, func(k string) bool { return strings.HasPrefix(key, k) }) {
			made.labels[key] = m
			continue
		}
		made.labels[key] = newLabel(&i18n.Message{
			ID:    m.ID,
			Zero:  p.text(m.Zero),
			One:   p.text(m.One),
			Two:   p.text(m.Two),
			Few:   p.text(m.Few),
			Many:  p.text(m.Many),
			Other: p.text(m.Other),
		}, m.pos)
	}
	made.finish(tag)
	return made
}

// untouched matches text that no translator may change: placeholders, addresses of links, marks of notes, and words with a digit or a slash
// (numbers, dates, symbols).
var untouched = regexp.MustCompile(`\{\{[^}]*\}\}|\]\([^)]*\)|\[\^[^\]]*\]|[^\s"“”]*[0-9/][^\s"“”]*`)

func (p *pseudo) text(s string) string {
	var b strings.Builder
	at := 0
	for _, m := range untouched.FindAllStringIndex(s, -1) {
		b.WriteString(p.letters.Replace(s[at:m[0]]))
		b.WriteString(s[m[0]:m[1]])
		at = m[1]
	}
	b.WriteString(p.letters.Replace(s[at:]))
	return b.String()
}
