package locale

import (
	"strings"
	"time"

	"omnibus/assemble/diff"
)

const monthsOfYear = 12

// Lexicon returns the words of a language that amendments and redlines must not split, or nil for a language without a label file.
func (s *Set) Lexicon(lang string) *diff.Lexicon {
	if l := s.of(lang); l != nil {
		return l.Lexicon()
	}
	return nil
}

// Lexicon returns the words of the language that amendments and redlines must not split: those of the sections lexicon and meaning, and the
// names of the months.
func (l *Locale) Lexicon() *diff.Lexicon {
	l.lexiconMade.Do(func() {
		article := map[string]bool{}
		for _, w := range strings.Fields(l.entry("lexicon.numbers-before")) {
			article[w] = true
		}
		words := func(keys ...string) (out []string) {
			for _, key := range keys {
				for _, w := range strings.Fields(l.entry(key)) {
					if strings.HasPrefix(key, "meaning.") {
						var means string
						if w, means, _ = strings.Cut(w, "="); means == "" || article[w] {
							continue
						}
					}
					out = append(out, strings.ReplaceAll(w, "_", " "))
				}
			}
			return out
		}
		v := diff.Vocabulary{
			Symbols:    l.set.symbols,
			Numbers:    words("lexicon.numbers", "meaning.numbers", "meaning.fractions", "meaning.multiples"),
			NumbersIf:  words("lexicon.numbers-before"),
			NumbersAnd: words("meaning.number-joins"), NumbersOf: words("lexicon.numbers-of"),
			Currencies: words(
				"lexicon.currencies",
				"meaning.currencies",
			), Units: words("lexicon.units", "meaning.units", "meaning.percent"),
			Comparisons: words("lexicon.comparisons"), Modals: words("lexicon.modals", "meaning.duties"),
			Negations: words("lexicon.negations", "meaning.negation", "meaning.negation-concord", "meaning.negation-implied"),
		}
		for n := 1; n <= monthsOfYear; n++ {
			v.Months = append(v.Months, l.MonthForms(time.Month(n))...)
		}
		l.lexicon = diff.NewLexicon(v)
	})
	return l.lexicon
}
