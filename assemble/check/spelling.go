package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/spelling"
)

var _ = add(&Check{
	Code: "N0923", Name: "spelling",
	Doc: "a word is not in the dictionary of its language",
	Explain: `If the computer has a hunspell dictionary of a language, which Debian, LibreOffice and macOS install, "omnibus check"
looks up words in it; without one, spelling is not checked. Names in the glossary, words with capital letters, and words
in italics are not looked up, nor are the technical terms in the label file of a language (check.words). Add a correct
word to the glossary.

    the migrants' infromation      write: information`,
	Run: func(p *Pass) {
		if p.Dictionaries == nil {
			return
		}
		for _, lang := range p.Langs {
			if dictionaries := p.Dictionaries(lang); len(dictionaries) > 0 {
				p.spelled(lang, dictionaries)
			}
		}
	},
})

// A spelledWord is the place of a word to be looked up.
type spelledWord struct {
	v    *Version
	at   int
	text string
}

// spelled reports the words of a language that are not in its dictionaries.
func (p *Pass) spelled(lang string, dictionaries []spelling.Dictionary) {
	own := p.ownWords(lang)
	places := map[string][]spelledWord{}
	var words []string
	for _, v := range p.Versions() {
		if v.Lang != lang {
			continue
		}
		for _, w := range v.list {
			if w.text != w.folded && w.text != strings.ToLower(w.text) || own[w.folded] || !lookedUp(v, w) {
				continue
			}
			if places[w.folded] == nil {
				words = append(words, w.folded)
			}
			places[w.folded] = append(places[w.folded], spelledWord{v, w.at, w.text})
		}
	}
	unknown, err := spelling.Unknown(dictionaries, words)
	if err != nil {
		return // a dictionary that cannot be read is ignored
	}
	// In a word with hyphens or apostrophes, the long parts are looked up.
	var parts []string
	of := map[string][]string{}
	for _, w := range unknown {
		of[w] = slices.DeleteFunc(strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '\'' }), func(s string) bool {
			return utf8.RuneCountInString(s) < shortest || own[s]
		})
		if len(of[w]) == 1 && of[w][0] == w {
			of[w] = []string{w}
			continue
		}
		parts = append(parts, of[w]...)
	}
	wrong := map[string]bool{}
	if bad, err := spelling.Unknown(dictionaries, parts); err == nil {
		for _, w := range bad {
			wrong[w] = true
		}
	}
	unknown = slices.DeleteFunc(unknown, func(w string) bool {
		return !(len(of[w]) == 1 && of[w][0] == w) && !slices.ContainsFunc(of[w], func(s string) bool { return wrong[s] })
	})
	near, _ := spelling.Near(dictionaries, unknown[:min(len(unknown), proposed)])
	for _, w := range unknown {
		for _, x := range places[w] {
			d := p.Reportf(x.v.Text.At(x.at, len(x.text)), "%q is not in the dictionary of %s", x.text, p.english(lang)).About(x.v.Record)
			if len(near[w]) > 0 {
				d.Hint("did you mean %s?", strings.Join(near[w][:min(len(near[w]), 3)], ", "))
			}
			d.Hint("if it is right, put it into the glossary")
		}
	}
}

const (
	shortest = 4   // the least number of letters of a word to be looked up
	proposed = 200 // the largest number of words for which others are proposed
)

// lookedUp reports whether a word is to be looked up: it has only letters, is not very short, and is neither in italics nor part of a code.
func lookedUp(v *Version, w word) bool {
	if utf8.RuneCountInString(w.text) < shortest || strings.ContainsFunc(w.text, unicode.IsDigit) || v.words.text[w.at] == ' ' {
		return false
	}
	rest := v.words.text[w.at+len(w.text):]
	before, after := lastRune(v.words.text[:w.at]), firstRune(rest)
	if strings.ContainsRune("@/_", before) || strings.ContainsRune("@/_", after) || after == '.' && isWord(firstRune(rest[1:])) {
		return false
	}
	return !v.signs.any("*_") || strings.Count(v.words.text[:w.at], "*")%2 == 0 && strings.Count(v.words.text[:w.at], "_")%2 == 0
}

// ownWords returns the words of the glossary in all languages, and the technical terms of one language.
func (p *Pass) ownWords(lang string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(p.label(lang, "check.words")) {
		out[w] = true
	}
	if p.Records.Glossary == nil {
		return out
	}
	for _, e := range p.Records.Glossary.Entries {
		for _, f := range e.Forms {
			for _, name := range formsOf(f.Name.String, f.Acronym.String, f.Also()) {
				for _, w := range searched(name).words() {
					out[w.folded] = true
				}
			}
		}
	}
	return out
}
