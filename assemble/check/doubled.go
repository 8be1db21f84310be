package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var _ = add(&Check{
	Code: "W0911", Name: "doubled-word",
	Doc: "a word or a few words are repeated, or there are two spaces in a row",
	Explain: `A repeated word is the most common typing error and the hardest to see, especially across the end of a line. Names are not
reported (Walla Walla, annex I i, section A a): a word with a capital letter is one that also occurs elsewhere alone. Only
a word in small letters is removed by check --fix; words that are correct when repeated are in the label file of the
language (check.doubles).

    to the the Committee
    decides to create to create a group`,
	Run: func(p *Pass) {
		alone := map[string]bool{}
		for _, v := range p.Versions() {
			p.doubledWords(v, alone)
			p.doubledPhrases(v)
			if i := strings.Index(strings.TrimSpace(v.Text.String), "  "); i >= 0 && v.Text.Pos.File != nil &&
				!strings.Contains(v.Text.String, "\n") {
				i = strings.Index(v.Text.String, "  ")
				p.Reportf(v.Text.At(i, 2), "two spaces in a row").About(v.Record).Hint("remove one").
					Mend(v.Text.At(i, len(v.Text.String[i:])-len(strings.TrimLeft(v.Text.String[i:], " "))), " ")
			}
		}
	},
})

// doubledWords reports words of a text that are repeated. It fills alone with the words of all texts that do not only stand beside
// themselves, when it first needs them.
func (p *Pass) doubledWords(v *Version, alone map[string]bool) {
	s := v.words.text
	for i := 1; i < len(v.list); i++ {
		a, b := v.list[i-1], v.list[i]
		if a.folded != b.folded || !v.spaced(i-1, i) || !unicode.IsLetter(firstRune(b.text)) ||
			slices.Contains(p.phrases(v.Lang, "check.doubles"), b.folded) {
			continue
		}
		small := b.text == strings.ToLower(b.text)
		begins := a.at == 0 || strings.ContainsAny(lastWord(s[:a.at]), ".:;?!") // a sentence: The the
		single := utf8.RuneCountInString(b.text) == 1
		switch {
		case single && (a.text != b.text || !small || v.letter(i+1) || v.letter(i+2)):
			continue // items A a B, O o U; letras a a c
		case a.text != b.text && (len(b.text) > 1 && isAllCapital(b.text) || len(a.text) > 1 && isAllCapital(a.text)):
			continue // WHO who, annex II ii
		case !small && a.text == b.text && !p.alone(b.text, alone):
			continue // Walla Walla
		}
		d := p.Reportf(v.Text.At(b.at, len(b.text)), "the word %q is repeated", b.text).About(v.Record)
		if !small || single || a.text != b.text && !begins {
			d.Hint("remove one, unless it is part of a name")
			continue
		}
		d.Hint("remove one").Mend(v.Text.At(a.at+len(a.text), b.at+len(b.text)-a.at-len(a.text)), "")
	}
}

// spaced reports whether there are only spaces between words i and j of the text, as it is written.
func (v *Version) spaced(i, j int) bool {
	a, b := v.list[i], v.list[j]
	s := v.words.text
	return strings.TrimSpace(s[a.at+len(a.text):b.at]) == "" && v.Text.String[a.at:b.at] == s[a.at:b.at]
}

// letter reports whether word i of the text is a single letter, and only spaces are before it: sections a a c.
func (v *Version) letter(i int) bool {
	return i > 0 && i < len(v.list) && v.spaced(i-1, i) && utf8.RuneCountInString(v.list[i].text) == 1
}

// lastWord returns the last word of a text, with the marks after it.
func lastWord(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, ' ')+1:]
}

// isAllCapital reports whether a word has no small letter.
func isAllCapital(s string) bool { return s == strings.ToUpper(s) && s != strings.ToLower(s) }

// alone reports whether a word occurs in a text with another word on each side. known is filled with these words once.
func (p *Pass) alone(word string, known map[string]bool) bool {
	if len(known) == 0 {
		for _, v := range p.Versions() {
			for i, w := range v.list {
				same := func(j int) bool { return j >= 0 && j < len(v.list) && v.list[j].text == w.text }
				if !same(i-1) && !same(i+1) {
					known[w.text] = true
				}
			}
		}
	}
	return known[word]
}

const (
	shortPhrase  = 2 // words of a repeated phrase, at least
	longPhrase   = 4 // and at most
	longLastWord = 4 // letters of its last word, at least: year by year by is correct
)

// doubledPhrases reports phrases of a few words that are repeated: to create to create.
func (p *Pass) doubledPhrases(v *Version) {
	for i := 0; i < len(v.list); i++ {
		for n := shortPhrase; n <= longPhrase && i+2*n <= len(v.list); n++ {
			if !v.repeats(i, n) {
				continue
			}
			first, last, end := v.list[i], v.list[i+n-1], v.list[i+2*n-1]
			if utf8.RuneCountInString(last.text) < longLastWord || first.folded == last.folded ||
				i > 0 && v.list[i-1].folded == last.folded {
				continue // more and more and more
			}
			from := v.list[i+n].at
			said := v.words.text[from : end.at+len(end.text)]
			p.Reportf(v.Text.At(from, len(said)), "the words %q are repeated", said).About(v.Record).Hint("remove one of the two")
			i += n
			break
		}
	}
}

// repeats reports whether the n words from word i are followed by the same words, with only spaces between them.
func (v *Version) repeats(i, n int) bool {
	for k := range n {
		a, b := v.list[i+k], v.list[i+n+k]
		if a.folded != b.folded || k > 0 && a.text != b.text || !unicode.IsLetter(firstRune(a.text)) {
			return false
		}
	}
	for k := i + 1; k < i+2*n; k++ {
		if !v.spaced(k-1, k) {
			return false
		}
	}
	return true
}
