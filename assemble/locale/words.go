package locale

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/collate"
	"golang.org/x/text/unicode/norm"
)

// Quote returns a text in the quotation marks of the language.
func (l *Locale) Quote(s string) string { return l.need("quote.open") + s + l.need("quote.close") }

// List returns items one after the other, with the language's word before the last: a, b, and c; a, b y c. list.changed is the word if the
// next sound requires another one (Spanish e before i), list.changed-before lists the beginnings that require it, and list.changed-unless
// the exceptions.
func (l *Locale) List(items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	last := items[len(items)-1]
	link := l.need("list.last")
	if len(items) == 2 {
		link = l.need("list.pair")
	}
	if other := l.entry("list.changed"); other != "" && begins(last, l.entry("list.changed-before")) &&
		!begins(last, l.entry("list.changed-unless")) {
		link = other
	}
	return strings.Join(items[:len(items)-1], l.need("list.middle")) + link + last
}

func begins(s, beginnings string) bool {
	s = strings.ToLower(strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
	for _, b := range strings.Fields(beginnings) {
		if strings.HasPrefix(s, b) {
			return true
		}
	}
	return false
}

// Upper returns a text in capitals, with its accents.
func (l *Locale) Upper(s string) string { return cases.Upper(l.letters).String(s) }

// Lower returns a text in lower case.
func (l *Locale) Lower(s string) string { return cases.Lower(l.letters).String(s) }

// Capital writes the first letter of a text as a capital: a month at the beginning of a section. Scripts whose capitals are only for whole
// words, as in Georgian, have none there.
func (l *Locale) Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if unicode.ToTitle(first) == first {
		return s
	}
	return l.Upper(s[:size]) + s[size:]
}

// Collate sorts strings in the order of the language's dictionaries.
func (l *Locale) Collate(s []string) { collate.New(l.letters).SortStrings(s) }

// Ending returns the punctuation of an ending: semicolon, semicolon-and, comma, stop.
func (l *Locale) Ending(key string) string { return l.need("ending." + key) }

// NotePlace returns the position of the mark of a note next to punctuation: after or before.
func (l *Locale) NotePlace() string {
	if place := l.entry("language.note-place"); place != "" {
		return place
	}
	return "after"
}

// LanguageName returns the name of a language in this one: Spanish, español. A language that this file does not name has the name in its
// own file.
func (l *Locale) LanguageName(tag string) string {
	if name := l.entry("language.name-" + tag); name != "" {
		return name
	}
	if tag == "textual" || tag == "Textual" {
		return l.need("language.textual")
	}
	if other := l.set.of(tag); other != nil && other.Has("language.self") {
		return other.entry("language.self")
	}
	return l.need("language.name-" + tag)
}

// LanguageNames returns the names of each language that has a label file, in all of these files, by its tag. It reports nothing, because
// languages may be unfinished.
func (s *Set) LanguageNames() map[string][]string {
	out := map[string][]string{}
	tags := s.Languages()
	for _, tag := range tags {
		for _, in := range tags {
			if Pseudo(in) {
				continue
			}
			if name := s.Label(in, "language.name-"+tag); name != "" && !slices.Contains(out[tag], name) {
				out[tag] = append(out[tag], name)
			}
		}
	}
	return out
}

// OriginalLine returns the line of the masthead that names the original languages: Original: Spanish/English.
func (l *Locale) OriginalLine(tags []string) string {
	var names []string
	for _, t := range tags {
		names = append(names, l.LanguageName(t))
	}
	return l.T("masthead.original", map[string]any{"Languages": strings.Join(names, "/")})
}

// Stem returns a word without its inflection and accents: without the longest suffix in stem.suffixes that leaves at least stem.minimum
// letters.
func (l *Locale) Stem(word string) string {
	word = l.Lower(word)
	least, err := strconv.Atoi(l.entry("stem.minimum"))
	if err != nil {
		least = 4
	}
	best := ""
	for _, suffix := range strings.Fields(l.entry("stem.suffixes")) {
		if len(suffix) > len(best) && strings.HasSuffix(word, suffix) &&
			utf8.RuneCountInString(word)-utf8.RuneCountInString(suffix) >= least {
			best = suffix
		}
	}
	// Accents change with the endings: sesión, sesiones.
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.TrimSuffix(word, best)))
}

// PageNumbers returns the words that published papers print before the number of a page, and between that and the number of pages.
func (l *Locale) PageNumbers() (before, of []string) {
	return strings.Fields(l.entry("page-number.words")), strings.Fields(l.entry("page-number.of"))
}

// AnnexWords returns the words with which the headings of annexes begin in published papers.
func (l *Locale) AnnexWords() []string { return strings.Fields(l.entry("page-number.annexes")) }

// NoteHeadings returns the headings of lists of notes: footnotes.
func (l *Locale) NoteHeadings() []string { return strings.Fields(l.entry("page-number.note-headings")) }
