package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
)

// spelledOut writes the whole numbers up to 1,000 in words, by the rules of each language, independently of the tables under test.
var spelledOut = map[string]func(n int) string{
	"en": func(n int) string { return english(n) },
	"es": func(n int) string { return spanish(n) },
	"fr": func(n int) string { return french(n) },
	"pt": func(n int) string { return portuguese(n) },
}

func english(n int) string {
	small := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen" +
		" seventeen eighteen nineteen")
	round := strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	switch {
	case n == 1000:
		return "one thousand"
	case n >= 100 && n%100 == 0:
		return small[n/100] + " hundred"
	case n > 100:
		return small[n/100] + " hundred and " + english(n%100)
	case n >= 20 && n%10 > 0:
		return round[n/10] + "-" + small[n%10]
	case n >= 20:
		return round[n/10]
	}
	return small[n]
}

func spanish(n int) string {
	small := strings.Fields("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis" +
		" diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco" +
		" veintiséis veintisiete veintiocho veintinueve")
	round := strings.Fields("- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa")
	hundred := strings.Fields("- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos")
	switch {
	case n == 1000:
		return "mil"
	case n == 100:
		return "cien"
	case n > 100 && n%100 == 0:
		return hundred[n/100]
	case n > 100:
		return hundred[n/100] + " " + spanish(n%100)
	case n >= 30 && n%10 > 0:
		return round[n/10] + " y " + small[n%10]
	case n >= 30:
		return round[n/10]
	}
	return small[n]
}

func french(n int) string {
	small := strings.Fields("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize" +
		" dix-sept dix-huit dix-neuf")
	round := strings.Fields("- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")
	switch {
	case n == 1000:
		return "mille"
	case n == 100:
		return "cent"
	case n > 100 && n < 200:
		return "cent " + french(n%100)
	case n >= 200 && n%100 == 0:
		return small[n/100] + " cents"
	case n >= 200:
		return small[n/100] + " cent " + french(n%100)
	case n == 80:
		return "quatre-vingts"
	case n >= 20 && n < 70 && n%10 == 1:
		return round[n/10] + " et un"
	case n == 71:
		return "soixante et onze"
	case n >= 60 && n%20 > 0:
		return round[n/10] + "-" + small[n%20]
	case n >= 20 && n%10 > 0:
		return round[n/10] + "-" + small[n%10]
	case n >= 20:
		return round[n/10]
	}
	return small[n]
}

func portuguese(n int) string {
	small := strings.Fields("zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis" +
		" dezessete dezoito dezenove")
	round := strings.Fields("- - vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
	hundred := strings.Fields("- cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos")
	switch {
	case n == 1000:
		return "mil"
	case n == 100:
		return "cem"
	case n > 100 && n%100 == 0:
		return hundred[n/100]
	case n > 100:
		return hundred[n/100] + " e " + portuguese(n%100)
	case n >= 20 && n%10 > 0:
		return round[n/10] + " e " + small[n%10]
	case n >= 20:
		return round[n/10]
	}
	return small[n]
}

// TestCardinals reads every number from zero to a thousand in the words of each language.
func TestCardinals(t *testing.T) {
	for lang, r := range readers(t, "en", "es", "fr", "pt") {
		for n := 0; n <= 1000; n++ {
			words := spelledOut[lang](n)
			// The words before and after it do not belong to it.
			text := "x " + words + " x"
			facts := quantitiesOf(r.read(text))
			if len(facts) != 1 || facts[0].kind != quantity || facts[0].value != number(float64(n)) || text[facts[0].at:facts[0].end] != words {
				t.Fatalf("%s: %q gives %s", lang, words, shown(facts, text))
			}
		}
	}
}

// TestOrdinals reads the ordinals that the label files write, in each of their forms, and in figures.
func TestOrdinals(t *testing.T) {
	p := pass(t, "en", "es", "fr", "pt")
	for lang, r := range readers(t, "en", "es", "fr", "pt") {
		l := p.Locales.Locale(lang)
		for n := 1; n < 200; n++ {
			for _, gender := range []string{locale.Masculine, locale.Feminine, locale.Alone} {
				for _, style := range []string{locale.Word, locale.Figure} {
					words := l.Lower(l.Ordinal(n, gender, style))
					facts := quantitiesOf(r.read("x " + words + " x"))
					if len(facts) != 1 || facts[0].kind != quantity || facts[0].value != strconv.Itoa(n) {
						t.Fatalf("%s: %q gives %s", lang, words, shown(facts, "x "+words+" x"))
					}
				}
			}
		}
	}
}

func quantitiesOf(facts []fact) []fact {
	return keep(facts, func(f fact) bool { return slices.Contains([]string{quantity, month, measure, parts}, f.kind) })
}

func shown(facts []fact, text string) string {
	var out []string
	for _, f := range facts {
		out = append(out, fmt.Sprintf("%s %s %q", f.kind, f.value, text[f.at:f.end]))
	}
	return strings.Join(out, "; ")
}

// TestQuantities: the facts of a text, with their weights: + is firm, - mute.
func TestQuantities(t *testing.T) {
	rs := readers(t, "en", "es", "fr", "pt")
	for _, c := range []struct{ lang, text, want string }{
		{"en", "one", "quantity 1-"},
		{"en", "first", "quantity 1"},
		{"en", "two", "quantity 2"},
		{"en", "three", "quantity 3+"},
		{"en", "twenty, three", "quantity 20+; quantity 3+"},
		{"en", "two hundred hundred", "quantity 200+; quantity 100+"},
		{"en", "annex C", "parts annex"},
		{"es", "de 2018\u00a0500 personas", "quantity 2018+; quantity 500+"},
		{"en", "three five", "quantity 3+; quantity 5+"},
		{"en", "five hundred and twenty thousand and seven", "quantity 520007+"},
		{"en", "1,234,567.5", "quantity 1234567.5+"},
		{"en", "1.2.3", "quantity 1.2.3+"},
		{"en", "0.125", "quantity 0.125+"},
		{"es", "10 000 y 12 100", "quantity 10000+; quantity 12100+"},
		{"en", "10 000", "quantity 10000+"},
		{"en", "op. 3 100", "quantity 3100+"},
		{"en", "0 100, 2018 500", "quantity 0+; quantity 100+; quantity 2018+; quantity 500+"},
		{"en", "twenty percent", "quantity 0.2+"},
		{"en", "two thirds, half", "quantity 0.666666666667+; quantity 0.5"},
		{"en", "half a million dollars", "quantity 500000+; measure dollar"},
		{"en", "2/3 and 24/7", "quantity 0.666666666667+; quantity 24+; quantity 7+"},
		{"en", "12 a.m., 12 p.m., 9:05 am", "quantity 0:00+; quantity 12:00+; quantity 9:05+"},
		{"fr", "15 h 30, 8 h", "quantity 15:30+; quantity 8:00+"},
		{"pt", "15h30", "quantity 15:30+"},
		{"en", "2018-05-03", "quantity 2018+; month 5; quantity 3+"},
		{"en", "section IV, MIX, title I", "quantity 4+; quantity 1009-; quantity 1+; parts section; parts title"},
		{"en", "(AG/RES. 2910 (XLVII-O/17))", ""},
		{"es", "dos mil trescientos millones", "quantity 2300000000+"},
		{"es", "cuarenta y tres y dos", "quantity 43+; quantity 2"},
	} {
		var got []string
		for _, f := range quantitiesOf(rs[c.lang].read(c.text)) {
			got = append(got, f.kind+" "+f.value+map[weight]string{firm: "+", mute: "-"}[f.weight])
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s %q: got %s, want %s", c.lang, c.text, s, c.want)
		}
	}
}

// FuzzReader: every fact is inside its text, and a text does not differ from itself.
func FuzzReader(f *testing.F) {
	for _, s := range []string{"two thirds", "3 million", "1.5", "(a), b)", "3:30 p.m.", "no, nor", "section IV", "10 000", "½ İ ǅ"} {
		f.Add(s)
	}
	p := &Pass{Locales: locale.Read(labels(f), nil, new(diag.List)), Langs: []string{"es"}, Records: pass(f, "es").Records}
	r := p.newReader("es")
	f.Fuzz(func(t *testing.T, s string) {
		facts := r.read(plain(s))
		for _, x := range facts {
			if x.at < 0 || x.end <= x.at || x.end > len(s) {
				t.Fatalf("%q: %+v", s, x)
			}
		}
		if d := compare(facts, facts); len(d) > 0 {
			t.Fatalf("%q differs from itself: %v", s, d)
		}
	})
}
