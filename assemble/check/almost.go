package check

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var _ = add(&Check{
	Code: "N0924", Name: "word-almost",
	Doc: "a word is almost another one that the texts have often",
	Explain: `If the computer has no dictionary of a language, the texts themselves show typing errors: a long word that occurs once, and
differs from a word of the glossary, or from one that occurs at least three times, by one letter left out, added or exchanged with its
neighbour. The first letter and the last three are not compared, because endings differ for good reasons.

    the Goverments of the region      write: Governments`,
	Run: func(p *Pass) {
		for _, lang := range p.Langs {
			if p.Dictionaries != nil && len(p.Dictionaries(lang)) > 0 {
				continue
			}
			p.almost(lang)
		}
	},
})

const (
	longWord  = 9  // letters of a word that a slip hardly ever makes into another one
	mostWord  = 40 // letters: what is longer is compared with nothing
	often     = 3  // times that a word occurs if it is what is meant
	keptStart = 1  // letters at the beginning and at the end that are not compared
	keptEnd   = 3
)

func (p *Pass) almost(lang string) {
	count, first := map[string]int{}, map[string]spelledWord{}
	for _, v := range p.Versions() {
		if v.Lang != lang {
			continue
		}
		for _, w := range v.list {
			if n := utf8.RuneCountInString(w.folded); n < longWord-1 || n > mostWord || strings.ContainsFunc(w.folded, notInWord) {
				continue
			}
			if count[w.folded]++; count[w.folded] == 1 {
				first[w.folded] = spelledWord{v, w.at, w.text}
			}
		}
	}
	known := map[string]int{} // what may be meant, by how often the texts have it
	for w, n := range count {
		if n >= often && len([]rune(w)) >= longWord {
			known[w] = n
		}
	}
	if g := p.Records.Glossary; g != nil {
		for _, e := range g.Entries {
			if f := e.Forms[lang]; f != nil {
				for _, w := range wordsOf(fold(f.Name.String)) {
					if n := utf8.RuneCountInString(w.text); n >= longWord && n <= mostWord {
						known[w.text] = max(count[w.text], 1)
					}
				}
			}
		}
	}
	shorter := map[string]string{} // known words, by what is left without one letter
	for _, w := range slices.Sorted(maps.Keys(known)) {
		for _, s := range withoutOne([]rune(w)) {
			shorter[s] = w
		}
	}
	for _, w := range slices.Sorted(maps.Keys(count)) {
		if count[w] > 1 || known[w] > 0 {
			continue
		}
		meant := shorter[w]
		for _, s := range slices.Concat(withoutOne([]rune(w)), letterSwaps([]rune(w))) {
			if meant == "" && known[s] > 0 {
				meant = s
			}
		}
		if meant == "" {
			continue
		}
		x := first[w]
		d := p.Reportf(x.v.Text.At(x.at, len(x.text)), "%q occurs once, and is almost %q", x.text, meant).About(x.v.Record)
		if n := count[meant]; n > 1 {
			d.Hint("write %q, which the texts have %d times", meant, n)
		} else {
			d.Hint("write %q, or add the word to the glossary", meant)
		}
	}
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && r != '-' }

// withoutOne returns a word without each of its letters that are compared.
func withoutOne(w []rune) []string {
	var out []string
	for i := keptStart; i < len(w)-keptEnd; i++ {
		out = append(out, string(w[:i])+string(w[i+1:]))
	}
	return out
}

// letterSwaps returns a word with each two neighbours exchanged that are compared and differ.
func letterSwaps(w []rune) []string {
	var out []string
	for i := keptStart; i+1 < len(w)-keptEnd; i++ {
		if w[i] != w[i+1] {
			out = append(out, string(w[:i])+string(w[i+1])+string(w[i])+string(w[i+2:]))
		}
	}
	return out
}
