package locale

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/input"
)

// A language may declare cases: language.cases = "genitive dative". A label chooses one, {{.Authors.genitive}}, or, where it is a word
// before a name, case.<the last part of its key> does: case.word-of = "dative". The names of the glossary have their cases beside them
// (cases), and a label that is a name has them as case.<the last part of its key>-<case>: case.author-chair-genitive. A name in a case has
// its article, if it has one: des Vorsitzes.

// Names tells the languages how the names of the glossary stand in the cases that they declare. A case that its language does not declare
// is reported.
func (s *Set) Names(g *input.Glossary) {
	if g == nil {
		return
	}
	for _, e := range g.Entries {
		for _, lang := range sortedKeys(e.Forms) {
			f := e.Forms[lang]
			if len(f.Cases) == 0 {
				continue
			}
			l := s.Peek(lang)
			if l == nil {
				continue
			}
			for _, c := range f.Cases {
				if slices.Contains(l.cases(), c.Case.String) {
					l.decline(f.Name.String, f.Article.String, c.Case.String, c.Name.String)
					continue
				}
				d := s.diags.Warningf("W0702", c.Case.Pos, "%q is not a case of %q", c.Case.String, lang).About(e.ID.String)
				if declared := l.cases(); len(declared) > 0 {
					d.Hint("%s declares %s", l.name(), strings.Join(declared, ", "))
				} else {
					d.Hint("declare it in %s under [language]: cases = %q", l.name(), c.Case.String)
				}
			}
		}
	}
}

// declineLabels keeps the cases of the labels that are names.
func (l *Locale) declineLabels() {
	for _, form := range l.cases() {
		for _, key := range sortedKeys(l.labels) {
			label, of := strings.CutPrefix(key, "case.")
			if name, ok := strings.CutSuffix(label, "-"+form); of && ok {
				l.decline(l.labelled(name), l.labelled(name+"-article"), form, l.entry(key))
			}
		}
	}
}

// labelled returns the label whose key ends in a name, or "" if there is none.
func (l *Locale) labelled(name string) string {
	for _, key := range sortedKeys(l.labels) {
		if section, last, _ := strings.Cut(key, "."); last == name && section != "case" {
			return l.labels[key].Other
		}
	}
	return ""
}

// decline keeps a name in a case, by the name alone and by the name with its article.
func (l *Locale) decline(name, article, form, declined string) {
	if name == "" {
		return
	}
	l.Decline(name, form, declined)
	if article != "" {
		l.Decline(l.WithArticle(article, name), form, declined)
	}
}

// Decline adds the form of a name in a case that the language declares.
func (l *Locale) Decline(name, form, declined string) {
	if l.declensions == nil {
		l.declensions = map[string]map[string]string{}
	}
	if l.declensions[form] == nil {
		l.declensions[form] = map[string]string{}
	}
	l.declensions[form][name] = declined
}

// declined returns words in a case of the language: each of the known names among them, the longest first. Words without one stay.
func (l *Locale) declined(words, form string) string {
	known := l.declensions[form]
	if d, ok := known[words]; ok {
		return d
	}
	names := sortedKeys(known)
	slices.SortStableFunc(names, func(a, b string) int { return len(b) - len(a) })
	var b strings.Builder
next:
	for before := ' '; words != ""; {
		if !unicode.IsLetter(before) {
			for _, name := range names {
				rest, ok := strings.CutPrefix(words, name)
				if first, _ := utf8.DecodeRuneInString(rest); ok && (rest == "" || !unicode.IsLetter(first) && !unicode.IsMark(first)) {
					b.WriteString(known[name])
					before, _ = utf8.DecodeLastRuneInString(name)
					words = rest
					continue next
				}
			}
		}
		r, n := utf8.DecodeRuneInString(words)
		b.WriteString(words[:n])
		before, words = r, words[n:]
	}
	return b.String()
}

// Behind writes a name, with its article, after a word that is a label, in the case that the word takes: by the Chair, vom Vorsitz.
func (l *Locale) Behind(key, article, name string) string {
	word := l.T(key, nil)
	_, last := cutLast(key)
	if form := l.entry("case." + last); form != "" {
		if known := l.declensions[form][name]; known != "" {
			return l.With(word, "", known)
		}
	}
	return l.With(word, article, name)
}
