package locale

import (
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diff"
)

// TestTokens: a number and everything that belongs to it is one token, in every language.
func TestTokens(t *testing.T) {
	set, _ := shipped(t)
	for _, c := range []struct{ lang, text, want string }{
		{"en", "pay US$ 1,000.50 now", "pay|US$ 1,000.50|now"},
		{"en", "pay $2,000 or 2,000 € or EUR 2,000 now", "pay|$2,000|or|2,000 €|or|EUR 2,000|now"},
		{"en", "10.5 per cent of it", "10.5 per cent|of|it"},
		{"en", "from 5% to 7 %, yearly", "from|5%|to|7 %|,|yearly"},
		{"en", "a growth of -3.2 % or ±5 km", "a|growth|of|-3.2 %|or|±5 km"},
		{"en", "at 10:30 a.m. on 14 March 2024", "at|10:30 a.m.|on|14 March 2024"},
		{"en", "on March 14, 2024, in May", "on|March 14, 2024|,|in|May"},
		{"en", "in March 2024, three hundred and five people", "in|March 2024|,|three hundred and five|people"},
		{"en", "on the 5th of May 2023 they may act", "on|the|5th of May 2023|they|may|act"},
		{"en", "three million dollars; a million; a year", "three million dollars|;|a million|;|a|year"},
		{"en", "three (3) days", "three (3) days"},
		{"en", "1 000 000 people, 1 000 000 people, 1 000 000", "1 000 000|people|,|1 000 000|people|,|1 000 000"},
		{"en", "within 30 working days, for 5 years", "within|30 working days|,|for|5 years"},
		{"en", "AG/RES. 2881 (XLVI-O/16) and CIDI/CAM/doc.12/23 rev. 1, A/RES/73/195", "AG/RES. 2881 (XLVI-O/16)|and|CIDI/CAM/doc.12/23 rev. 1|,|A/RES/73/195"},
		{"en", "twenty-five states, two-thirds of 5–10", "twenty-five|states|,|two-thirds|of|5–10"},
		{"en", "a bank of 40 °C, ½ litre", "a|bank|of|40 °C|,|½ litre"},
		{"es", "el 14 de marzo de 2024 a las 10:30 p.m.", "el|14 de marzo de 2024|a|las|10:30 p.m."},
		{"es", "10,5 % o diez por ciento", "10,5 %|o|diez por ciento"},
		{"es", "tres millones de dólares de los Estados Unidos", "tres millones de dólares de los Estados Unidos"},
		{"es", "treinta y cinco días hábiles y un año", "treinta y cinco días hábiles|y|un|año"},
		{"es", "1 000 000 de personas", "1 000 000|de|personas"},
		{"es", "el 1.º de mayo", "el|1.º de mayo"},
		{"fr", "le 1er mars 2024 à 10 h 30", "le|1er mars 2024|à|10 h 30"},
		{"fr", "durant 2 h 15 min, 12 h et 30 jours", "durant|2 h 15 min|,|12 h|et|30 jours"},
		{"fr", "cinq millions d'euros, 12,5 %", "cinq millions d'euros|,|12,5 %"},
		{"fr", "deux cent mille personnes", "deux cent mille|personnes"},
		{"pt", "em 14 de março de 2024, três milhões de reais", "em|14 de março de 2024|,|três milhões de reais"},
		{"pt", "vinte e cinco por cento, R$ 1.000,50", "vinte e cinco por cento|,|R$ 1.000,50"},
	} {
		var got []string
		for _, x := range set.Lexicon(c.lang).Split(c.text) {
			got = append(got, x.Text)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: %q:\n got %s\nwant %s", c.lang, c.text, s, c.want)
		}
	}
}

// governors contains words of each language that must not be combined anew. The tests insert them into texts at random.
var governors = map[string][]string{
	"en": {"not", "never", "no", "shall", "may", "must", "should", "US$ 1,000", "5 per cent", "10:30", "14 March 2024", "three million", "more than", "without"},
	"es": {"no", "nunca", "sin", "deberá", "podrá", "debe", "1.000 €", "5 por ciento", "10:30", "14 de marzo de 2024", "tres millones", "más de"},
	"fr": {"ne", "pas", "jamais", "sans", "doit", "peut", "devra", "1 000 €", "5 pour cent", "14 mars 2024", "trois millions", "plus de"},
	"pt": {"não", "nunca", "sem", "deve", "pode", "deverá", "R$ 1.000", "5 por cento", "14 de março de 2024", "três milhões", "mais de"},
}

var clauses = regexp.MustCompile(`[;:!?] |\. \p{Lu}`)

// governed returns the numbers, negations and modal verbs of a clause.
func governed(lex *diff.Lexicon, clause string) string {
	var out []string
	for _, x := range lex.Classes(clause) {
		if x.Class == diff.Number || x.Class == diff.Modal || x.Class == diff.Negation {
			out = append(out, strings.ToLower(x.Key))
		}
	}
	return strings.Join(out, " ")
}

// longTexts returns the longer texts among a language's labels.
func longTexts(t *testing.T, lang string) []string {
	t.Helper()
	b, err := os.ReadFile("../../locales/active." + lang + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, m := range regexp.MustCompile(`(?m)= "(\p{Lu}[^"\\{|_=\[\]']{60,})"$`).FindAllStringSubmatch(string(b), -1) {
		texts = append(texts, m[1])
	}
	return texts
}

// governing inserts governing words into a text at random, and removes others.
func governing(r *rand.Rand, words []string, in string) string {
	f := strings.Fields(in)
	for range 1 + r.IntN(3) {
		i := r.IntN(len(f))
		if strings.ToLower(f[i][:1]) != f[i][:1] { // the beginnings of sentences remain capitalized
			continue
		}
		switch r.IntN(4) {
		case 0:
			f = slices.Insert(f, i, words[r.IntN(len(words))])
		case 1:
			f[i] = words[r.IntN(len(words))]
		case 2:
			if i == 0 || !strings.HasSuffix(f[i-1], ".") { // otherwise a sentence would begin there
				f[i] = strings.ToUpper(f[i])
			}
		case 3:
			f = slices.Delete(f, i, min(i+1, len(f)-1))
		}
	}
	return strings.Join(f, " ")
}

// TestMergeInvents: in any language, no clause of a merged text combines numbers, negations and modal verbs that no author has in one
// clause. If two amendments are merged, both authors' changes are in the result.
func TestMergeInvents(t *testing.T) {
	set, _ := shipped(t)
	for lang, words := range governors {
		lex := set.Lexicon(lang)
		texts := longTexts(t, lang)
		r := rand.New(rand.NewPCG(11, 12))
		put := func(in string) string { return governing(r, words, in) }
		merged := 0
		for n := range 1500 {
			base := put(put(texts[n%len(texts)]))
			all := []string{base, put(base), put(base)}
			got, ok := lex.Merge(base, all[1:]...)
			if !ok {
				continue
			}
			merged++
			if c := invented(lex, got, all); c != "" {
				t.Fatalf("%s: nobody wrote %q:\n%q\n%q\n%q", lang, c, base, all[1], all[2])
			}
		}
		if merged < 100 {
			t.Errorf("%s: only %d of 1500 pairs are merged", lang, merged)
		}
	}
}

// invented returns a clause of a text with a combination of numbers, negations and modal verbs that no clause of any author has, or "" if
// there is none.
func invented(lex *diff.Lexicon, text string, all []string) string {
	wrote := map[string]bool{"": true}
	for _, text := range all {
		for _, c := range clauses.Split(text, -1) {
			wrote[governed(lex, c)] = true
		}
	}
	for _, c := range clauses.Split(text, -1) {
		// Numbers that are apart within a clause may have been changed separately.
		if !wrote[governed(lex, c)] && !apart(lex, c, all) {
			return c
		}
	}
	return ""
}

// TestCarried: an amendment of a text that others have changed since is printed next to the current text. A reader of the author's version
// finds no clause that nobody wrote, and a reader of the current text finds exactly that. In whole, the option is the author's text.
func TestCarried(t *testing.T) {
	set, _ := shipped(t)
	phrases := diff.Phrases{Drop: "delete", Keep: "retain", Put: func(by, words string) string { return by + ": " + words },
		List: func(names []string) string { return strings.Join(names, ", ") }}
	for lang, words := range governors {
		lex, texts := set.Lexicon(lang), longTexts(t, lang)
		r := rand.New(rand.NewPCG(31, 32))
		met, left := 0, 0
		for n := range 1000 {
			base := governing(r, words, texts[n%len(texts)])
			stands, b := governing(r, words, base), governing(r, words, base)
			o := diff.Option{By: "B", Text: b, Base: base}
			meets, leaves := lex.Meets(stands, o)
			printed := lex.Bracket(stands, []diff.Option{o}, phrases)
			fail := func(what, got string) {
				t.Helper()
				t.Fatalf("%s: %s:\n%s\nbase   %s\nstands %s\nwanted %s\nreads  %s", lang, what, printed, base, stands, b, got)
			}
			if got := readAs(t, printed, "nobody"); bareOf(lex, got) != bareOf(lex, stands) {
				fail("what stands is another text", got)
			}
			if diff.Similarity(stands, b) < diff.Unlike {
				continue
			}
			got := readAs(t, printed, "B")
			if c := invented(lex, got, []string{base, stands, b}); c != "" {
				fail("nobody wrote "+c, got)
			}
			if merged, ok := lex.Merge(base, stands, b); ok && bareOf(lex, got) != bareOf(lex, merged) {
				fail("what can be merged is not", got)
			}
			if !leaves && bareOf(lex, got) != bareOf(lex, b) {
				fail("nothing else stands, and it is not the author's text", got)
			}
			o.Together = true
			if got := readAs(t, lex.Bracket(stands, []diff.Option{o}, phrases), "B"); lex.Touches(stands, o) && bareOf(lex, got) != bareOf(lex, b) {
				fail("together, it is not the author's text", got)
			}
			if meets {
				met++
			}
			if leaves {
				left++
			}
		}
		if met < 100 || left < 100 {
			t.Errorf("%s: only %d meet what was changed, and %d leave it", lang, met, left)
		}
	}
}

// bareOf returns the words of a text without the spaces between them.
func bareOf(lex *diff.Lexicon, s string) string {
	var b strings.Builder
	for _, x := range lex.Split(s) {
		b.WriteString(strings.Join(strings.Fields(x.Key), ""))
	}
	return b.String()
}

// apart reports whether some author has the same combination of negations and modal verbs as a clause, and each number of the clause is
// next to words next to which some author has it.
func apart(lex *diff.Lexicon, clause string, wrote []string) bool {
	modal := func(text string) string {
		var out []string
		for _, x := range lex.Classes(text) {
			if x.Class == diff.Modal || x.Class == diff.Negation {
				out = append(out, strings.ToLower(x.Key))
			}
		}
		return strings.Join(out, " ")
	}
	said := slices.ContainsFunc(wrote, func(text string) bool {
		return slices.ContainsFunc(clauses.Split(text, -1), func(c string) bool { return modal(c) == modal(clause) })
	})
	tokens := lex.Classes(clause)
	for i, x := range tokens {
		if x.Class != diff.Number {
			continue
		}
		near := bareOf(lex, diff.Join(tokens[max(i-1, 0):min(i+2, len(tokens))]))
		if !slices.ContainsFunc(wrote, func(text string) bool { return strings.Contains(bareOf(lex, text), near) }) {
			return false
		}
	}
	return said
}

// readAs returns a text with brackets as one of the authors reads it: with that author's option at each place, or else with the current
// words.
func readAs(t *testing.T, text, who string) string {
	t.Helper()
	var out strings.Builder
	for text != "" {
		i := strings.IndexByte(text, '[')
		if i < 0 {
			out.WriteString(text)
			break
		}
		out.WriteString(text[:i])
		stands := ""
		for first := true; ; first = false {
			j := strings.IndexByte(text[i:], ']')
			if j < 0 {
				t.Fatalf("a bracket is not closed: %s", text)
			}
			group := text[i+1 : i+j]
			names, words, by := strings.Cut(group, ": ")
			switch {
			case !by || !regexp.MustCompile(`^[A-C](, [A-C])*$`).MatchString(names):
				if !first {
					t.Fatalf("the current text is not first: %s", group)
				}
				stands = group
			case words == "retain":
			case strings.Contains(names, who):
				if stands = words; words == "delete" {
					stands = ""
				}
			}
			text, i = text[i+j+1:], 1
			if !strings.HasPrefix(text, " [") {
				break
			}
		}
		out.WriteString(" " + stands + " ")
	}
	return out.String()
}

// TestBracketsRead: a text with brackets contains, word for word, the current text and the text of each author.
func TestBracketsRead(t *testing.T) {
	set, _ := shipped(t)
	phrases := diff.Phrases{Drop: "delete", Keep: "retain", Put: func(by, words string) string { return by + ": " + words },
		List: func(names []string) string { return strings.Join(names, ", ") }}
	for lang, words := range governors {
		lex, texts := set.Lexicon(lang), longTexts(t, lang)
		bare := func(s string) string { return bareOf(lex, s) }
		r := rand.New(rand.NewPCG(21, 22))
		clusters := 0
		for n := range 1500 {
			base := governing(r, words, texts[n%len(texts)])
			a, b := governing(r, words, base), governing(r, words, base)
			printed := lex.Bracket(base, []diff.Option{{By: "A", Text: a}, {By: "B", Text: b}, {By: "C", Keep: true}}, phrases)
			clusters += strings.Count(printed, "C: retain")
			for who, want := range map[string]string{"A": a, "B": b, "C": base} {
				if got := readAs(t, printed, who); bare(got) != bare(want) {
					t.Fatalf("%s: %s reads\n%s\nand has\n%s\nprinted is\n%s", lang, who, got, want, printed)
				}
			}
		}
		if clusters < 1500 {
			t.Errorf("%s: only %d places are open", lang, clusters)
		}
	}
}
