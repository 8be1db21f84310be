package check

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/locale"
)

var _ = add(&Check{
	Code: "W0905", Name: "number-parity",
	Doc: "a text and its translation have different numbers, percentages or dates",
	Explain: `Numbers are the same in every language: years, days, percentages, targets. Thousands separators and the order of a date do not
count; a number in figures here and in words there does. Months, numbers from three to twelve in words, and the sessions of the assembly are
held against one another too.

    ... at its fifty-fourth regular session      ... en su quincuagésimo tercer período ordinario de sesiones`,
	Run: func(p *Pass) {
		p.compared("the numbers", numbersOf, "make the numbers agree, in figures in both or in words in both")
		p.comparedWords()
	},
})

// comparedWords reports what a text and its translation say in words of which each language has its own: months, the numbers from three to
// twelve, and the sessions of the assembly near that of the term.
func (p *Pass) comparedWords() {
	names := map[string]map[string]string{} // by language: words, and what they say
	for _, lang := range p.Locales.Languages() {
		m := map[string]string{}
		for i := 1; i <= 12; i++ {
			if w := p.Locales.Label(lang, "date.month-"+strconv.Itoa(i)); w != "" {
				m[w] = "month " + strconv.Itoa(i)
			}
		}
		for i, w := range strings.Fields(p.Locales.Label(lang, "check.cardinals")) {
			m[w] = strconv.Itoa(i + 3)
		}
		names[lang] = m
	}
	said := func(ws []word, m map[string]string) (keys []string, at map[string]word) {
		for _, w := range ws {
			if key := m[w.text]; key != "" {
				if at == nil {
					at = map[string]word{}
				}
				at[key] = w
				keys = append(keys, key)
			}
		}
		return keys, at
	}
	var from []word
	var fromText string
	for _, v := range p.Translations() {
		a, b := names[v.Of.Lang], names[v.Lang]
		if v.State.Stale || len(a) == 0 || len(b) == 0 {
			continue
		}
		if v.Of.String != fromText {
			from, fromText = wordsOf(plain(v.Of.String)), v.Of.String
		}
		x, there := said(from, a)
		y, here := said(v.list, b)
		if len(x) == 0 && len(y) == 0 {
			continue
		}
		missing, extra := minus(x, y), minus(y, x)
		if len(missing) == 0 || len(extra) == 0 {
			continue // a number in words that the other language says otherwise: both, a pair
		}
		w := here[extra[0]]
		p.Reportf(v.Text.At(w.at, len(w.text)), "%q stands in %q of %q, and %q in the original", w.text, v.Lang, v.Of.ID, there[missing[0]].text).About(v.Record).
			Hint("look up which of the two is right").See(v.Of.Pos, "the original")
	}
	p.comparedSessions()
}

// comparedSessions reports sessions of the assembly that a text and its translation number otherwise.
func (p *Pass) comparedSessions() {
	t := p.Records.Term
	if t == nil || t.Assembly.Session == 0 {
		return
	}
	phrases := map[string][]string{} // by language, from ten sessions before that of the term on
	tails := map[string]string{}
	first := max(t.Assembly.Session-10, 1)
	for _, lang := range p.Langs {
		l := p.Locales.Locale(lang)
		_, tail, ok := strings.Cut(p.Locales.Label(lang, "plan.regular-session"), "}}")
		if l == nil || !ok || strings.TrimSpace(tail) == "" {
			continue
		}
		tails[lang] = tail
		for n := first; n < first+20; n++ {
			phrases[lang] = append(phrases[lang], l.Lower(l.Ordinal(n, l.Gender("regular-session"), locale.Word))+tail)
		}
	}
	said := func(low, lang string) (out []string) {
		if tails[lang] == "" || !strings.Contains(low, tails[lang]) {
			return nil
		}
		for i, ph := range phrases[lang] {
			for range findAll(low, ph) {
				out = append(out, strconv.Itoa(first+i))
			}
		}
		return out
	}
	for _, v := range p.Translations() {
		if v.State.Stale || tails[v.Of.Lang] == "" || tails[v.Lang] == "" || !strings.Contains(v.words.low, tails[v.Lang]) {
			continue
		}
		x, y := said(strings.ToLower(v.Of.String), v.Of.Lang), said(v.words.low, v.Lang)
		missing, extra := minus(x, y), minus(y, x)
		if len(missing) == 0 || len(extra) == 0 {
			continue
		}
		n, _ := strconv.Atoi(extra[0])
		ph := phrases[v.Lang][n-first]
		p.Reportf(v.Text.At(strings.Index(v.words.low, ph), len(ph)), "session %s stands in %q of %q, and session %s in the original", extra[0], v.Lang, v.Of.ID, missing[0]).About(v.Record).
			Hint("look up which of the two is right").See(v.Of.Pos, "the original")
	}
}

// numbersOf returns the numbers of a text outside addresses and placeholders, without separators of thousands; a per cent sign belongs to its number.
func numbersOf(s string) []string {
	s = plain(s)
	var out []string
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		j := i
		var n strings.Builder
		for j < len(s) {
			if s[j] >= '0' && s[j] <= '9' {
				n.WriteByte(s[j])
				j++
				continue
			}
			_, size := utf8.DecodeRuneInString(s[j:])
			sep := s[j : j+size]
			if strings.Contains(". , \u00a0 \u202f", sep) && sep != " " && digits(s[j+size:]) == 3 && n.Len() <= 3 {
				j += size // a separator of thousands
				continue
			}
			if (sep == "." || sep == ",") && digits(s[j+size:]) > 0 {
				n.WriteByte('.')
				j += size
				continue
			}
			break
		}
		rest := strings.TrimLeft(s[j:], " \u00a0\u202f")
		if strings.HasPrefix(rest, "%") {
			n.WriteByte('%')
		}
		out = append(out, n.String())
		i = j
	}
	return out
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
