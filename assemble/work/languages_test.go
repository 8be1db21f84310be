package work

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"omnibus/assemble/diag"
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
	"omnibus/assemble/layout/lines"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
)

// split counts the widths of a column at which a line ends between first and second.
func split(t *testing.T, b *lines.Breaker, tag, text, first, second string) (n int) {
	t.Helper()
	table := face.Liberation().Table(face.Regular)
	runs := []lines.Run{{Text: text, Face: face.Regular, Table: table, Size: 11 * fixed.Point, Lang: b.Language(tag)}}
	for width := 90 * fixed.Point; width < 400*fixed.Point; width += 5 * fixed.Point {
		set := b.Break(runs, lines.Column{Width: width, Size: 11 * fixed.Point, Flush: true})
		for i := range set[1:] {
			line := text[set[i].Parts[0].From:set[i].Parts[0].To]
			next := text[set[i+1].Parts[0].From:set[i+1].Parts[0].To]
			if strings.HasSuffix(line, first) && strings.HasPrefix(next, second) {
				n++
			}
		}
	}
	return n
}

// A fifth language gets its bonds from its locale file alone, es-MX has those of es, and the author's file overrides the built-in one.
func TestLanguages(t *testing.T) {
	builtinLocales, builtinTemplates := Builtin()
	user := []*source.File{
		source.NewFile("locales/active.de.toml", []byte("[bond]\nnumber-after = \"Nr.\"\nnumber-before = \"Mio.\"\nrange = \"bis\"\ntitle = \"Hr.\"\n")),
		source.NewFile("locales/active.en-x-made.toml", []byte("[bond]\nnumber-after = \"Kno.\"\n")),
		source.NewFile("locales/active.fr.toml", []byte("[bond]\nnumber-after = \"numéro\"\n")),
	}
	var diags diag.List
	sheet := style.Read(StyleSheet(builtinTemplates), &diags)
	b := lines.New(sheet, Languages(builtinLocales, user, locale.Read(builtinLocales, user, &diags), &diags))
	filler := strings.Repeat("so viele Worte wie hier stehen, ", 4)
	for _, c := range []struct {
		tag, first, second string
		bound              bool
	}{
		{"de", "Nr.", "3", true}, {"de", "3", "Mio.", true}, {"de", "Hr.", "Maier", true}, {"de", "bis", "12", true}, {"de", "Kno.", "3", false},
		{"en-x-made", "Kno.", "3", true}, {"en-x-made", "Nr.", "3", false}, {"nl", "Nr.", "3", false},
		{"es", "núm.", "3", true}, {"es-MX", "núm.", "3", true}, {"en", "núm.", "3", false}, {"fr", "numéro", "300", true}, {"es", "numéro", "300", false},
	} {
		n := 0
		for cut := 0; cut < 60; cut += 7 {
			n += split(t, b, c.tag, strings.TrimLeft(filler[cut:], " ")+c.first+" "+c.second+", "+filler, c.first, c.second)
		}
		if c.bound != (n == 0) {
			t.Errorf("%s: a line ends %d times between %q and %q", c.tag, n, c.first, c.second)
		}
	}
}

// In a narrow column, a line is stretched further before a symbol is divided.
func TestSymbolsHoldInNarrowColumns(t *testing.T) {
	builtinLocales, builtinTemplates := Builtin()
	var diags diag.List
	sheet := style.Read(StyleSheet(builtinTemplates), &diags)
	b := lines.New(sheet, Languages(builtinLocales, nil, locale.Read(builtinLocales, nil, &diags), &diags))
	const text = "BEARING IN MIND the Inter-American Program for the Promotion and Protection of the Human Rights of Migrants, " +
		"including Migrant Workers and Their Families, the subject of resolution AG/RES. 2883 (XLVI-O/16);"
	for width := 200 * fixed.Point; width <= 260*fixed.Point; width += fixed.Point {
		runs := []lines.Run{{Text: text, Face: face.Regular, Table: face.Liberation().Table(face.Regular), Size: 11 * fixed.Point, Lang: b.Language("en")}}
		for _, l := range b.Break(runs, lines.Column{Width: width, Size: 11 * fixed.Point, Justified: true, Divides: true}) {
			if last := l.Parts[len(l.Parts)-1]; strings.HasSuffix(strings.TrimRight(text[:last.To], " "), "AG/RES.") {
				t.Errorf("at %v a line ends in AG/RES.", width)
			}
		}
	}
}

// TestPatterns: a language has the patterns of the author's file, otherwise those of the built-in file, otherwise those of its base
// language. A language without patterns has nil, which differs from patterns that break nowhere.
func TestPatterns(t *testing.T) {
	of := hyphenation(
		[]*source.File{source.NewFile("locales/hyphen/es.pat.txt", []byte("a1b")), source.NewFile("locales/hyphen/en.pat.txt", []byte("a1b"))},
		[]*source.File{source.NewFile("locales/hyphen/en.pat.txt", []byte("b1a")), source.NewFile("locales/active.de.toml", nil)}, new(diag.List))
	for range 2 { // a second query gives the same result
		for lang, there := range map[string]bool{"es": true, "es-MX": true, "es-x-made": true, "en": true, "de": false, "de-CH": false, "esp": false} {
			if got := of(lang) != nil; got != there {
				t.Errorf("%s has patterns: %v", lang, got)
			}
		}
	}
	if of("es-MX") != of("es") || of("es") == of("en") {
		t.Error("a language has the patterns of another")
	}
	// A file of a region serves the whole language only if this has no file of its own.
	file := func(name, text string) *source.File { return source.NewFile("locales/hyphen/"+name, []byte(text)) }
	of = hyphenation([]*source.File{file("es.pat.txt", "a1b"), file("es-MX.pat.txt", "b1a"), file("ru-RU.pat.txt", "а1б")}, nil, new(diag.List))
	if got := of("es").Points("tabab", 1, 1); !slices.Equal(got, of("es-AR").Points("tabab", 1, 1)) || slices.Equal(got, of("es-MX").Points("tabab", 1, 1)) {
		t.Errorf("the patterns of es divide tabab at %v", got)
	}
	if of("ru") == nil {
		t.Error("ru has no patterns")
	}
}

// TestHyphenationFiles: patterns of hyph-utf8, of TeX and of libhyphen divide the same words, in any of the encodings. An invalid file is
// reported, and divides no words.
func TestHyphenationFiles(t *testing.T) {
	encoded := func(m *charmap.Charmap, s string) string {
		out, err := m.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	const russian = "а1\nи1\n2д.\n"
	for _, c := range []struct{ name, text, lang, word, want, finding string }{
		{"ru.pat.txt", russian, "ru", "паника", "па-ни-ка", ""},
		{"hyph-ru.pat.txt", "а1 и1 2д.", "ru-RU", "паника", "па-ни-ка", ""},
		{"hyph-ru.tex", "% title: а9б\n\\message{x}\n\\patterns{\n" + russian + "}\n\\hyphenation{пан-ика}\n", "ru", "паника", "пан-ика", ""},
		{"hyph-ru.tex", "\\patterns{а1 }\\patterns{и1}", "ru", "паника", "па-ни-ка", ""},
		{"hyph_ru_RU.dic", "KOI8-R\nLEFTHYPHENMIN 2\nNOHYPHEN -,'\n" + encoded(charmap.KOI8R, russian), "ru", "паника", "па-ни-ка", ""},
		{"hyph_ru_RU.dic", "microsoft-cp1251\n" + encoded(charmap.Windows1251, russian), "ru-RU", "паника", "па-ни-ка", ""},
		{"hyph_ru_RU.dic", "\uFEFFUTF-8\r\nRIGHTHYPHENMIN 3\r\n# а\r\nа1\r\nNEXTLEVEL\r\nи1\r\n", "ru", "паника", "па-ни-ка", ""},
		{"hyph_de_DE.dic", "ISO8859-1\nc1k/k=k,1,2\n" + encoded(charmap.ISO8859_1, "ö1n\n"), "de", "schönecke", "schö-necke", ""},
		{"de.pat.txt", "ISO8859-1\n" + encoded(charmap.ISO8859_1, "ö1n\n"), "de", "schöne", "schö-ne", ""},
		{"ru.pat.txt", encoded(charmap.KOI8R, russian), "ru", "паника", "", "it is not in UTF-8"},
		{"ru.dic", encoded(charmap.KOI8R, russian), "ru", "паника", "", "it is not in UTF-8"},
		{"ru.dic", "ISCII-DEVANAGARI\nа1\n", "ru", "паника", "", "its first line names the encoding ISCII-DEVANAGARI, which cannot be read"},
		{"ru.pat.txt", "па-ни-ка\n", "ru", "паника", "", "it has no patterns: a pattern has digits between its letters, as in a1b"},
		{"ru.pat.txt", "", "ru", "паника", "", "it has no patterns: a pattern has digits between its letters, as in a1b"},
		{"ru.tex", "\\lccode`x=1\nа1\n", "ru", "паника", "", "it contains something other than patterns: \\lccode`x=1"},
		{"ru.notice.txt", "\xff", "ru", "паника", "", ""},
	} {
		var diags diag.List
		of := hyphenation(nil, []*source.File{source.NewFile("locales/hyphen/"+c.name, []byte(c.text))}, &diags)
		found := ""
		for _, d := range diags.Items {
			found += strings.TrimPrefix(d.Message, "the hyphenation file cannot be used: ")
		}
		if found != c.finding {
			t.Errorf("%s %q: found %q, want %q", c.name, c.text, found, c.finding)
		}
		p, got := of(c.lang), ""
		if p != nil {
			from := 0
			for _, at := range p.Points(c.word, 2, 2) {
				got += c.word[from:at] + "-"
				from = at
			}
			got += c.word[from:]
		}
		if got != c.want {
			t.Errorf("%s %q: divided %q, want %q", c.name, c.text, got, c.want)
		}
	}
	// The author's words are used together with the built-in patterns, and vice versa.
	of := hyphenation([]*source.File{source.NewFile("locales/hyphen/en.pat.txt", []byte("a1b")), source.NewFile("locales/hyphen/en.hyp.txt", []byte("ta-bab"))},
		[]*source.File{source.NewFile("locales/hyphen/en.hyp.txt", []byte("tab-ab"))}, new(diag.List))
	if got := of("en").Points("tabab", 1, 1); len(got) != 1 || got[0] != 3 {
		t.Errorf("tabab is divided at %v", got)
	}
}
