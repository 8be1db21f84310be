package locale

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	playground "github.com/go-playground/locales"
	"github.com/go-playground/locales/en"
	"github.com/go-playground/locales/es"
	"github.com/go-playground/locales/fr"
	"github.com/go-playground/locales/pt_BR"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
	"omnibus/locales"
)

// shipped reads the built-in locale files, with those of the test laid over them.
func shipped(t *testing.T, user ...*source.File) (*Set, *diag.List) {
	t.Helper()
	names, err := fs.Glob(locales.Files, "*.*")
	if err != nil {
		t.Fatal(err)
	}
	var files []*source.File
	for _, name := range names {
		b, err := locales.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, source.NewFile("locales/"+name, b))
	}
	diags := &diag.List{}
	return Read(files, user, diags), diags
}

func printed(diags *diag.List) string {
	var b strings.Builder
	for _, d := range diags.Items {
		name := ""
		if d.Pos.File != nil {
			name = d.Pos.File.Name
		}
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s [%s]\n", name, d.Pos.Line(), d.Pos.Column(), d.Severity, d.Message, d.Code)
		for _, h := range d.Hints {
			fmt.Fprintf(&b, "    hint: %s\n", h)
		}
	}
	return b.String()
}

// TestShippedLabelsAreComplete: every shipped language has every label of the reference language, with the same placeholders and all plural
// forms.
func TestShippedLabelsAreComplete(t *testing.T) {
	s, diags := shipped(t)
	want := "en en-XA es fr pt"
	if got := strings.Join(s.Languages(), " "); got != want {
		t.Errorf("languages are %s, want %s", got, want)
	}
	for _, tag := range s.Languages() {
		if s.Locale(tag) == nil {
			t.Errorf("no locale %s", tag)
		}
	}
	if got := printed(diags); got != "" {
		t.Errorf("the shipped locale files are not clean:\n%s", got)
	}
}

// TestFilled: a label filled with words and numbers is the same as that written by go-i18n.
func TestFilled(t *testing.T) {
	s, _ := shipped(t)
	filled := 0
	for _, tag := range s.Languages() {
		l := s.Locale(tag)
		for key, m := range l.labels {
			data := map[string]any{}
			for i, name := range m.pieces {
				if i%2 == 1 {
					data[name] = "<" + name + ">"
				}
			}
			got, ok := l.filled(m.pieces, data)
			if !ok {
				continue
			}
			want, _, err := l.localizer().LocalizeWithTag(&i18n.LocalizeConfig{MessageID: key, TemplateData: data, TemplateParser: &template.TextParser{Option: "missingkey=error"}})
			if err != nil || got != want {
				t.Errorf("%s of %s is %q, to go-i18n %q, %v", key, tag, got, want, err)
			}
			if filled++; len(data) > 0 {
				if got := l.T(key, nil); got != "‹"+key+"›" {
					t.Errorf("%s of %s without its values is %q", key, tag, got)
				}
			}
		}
	}
	if filled < 1000 {
		t.Errorf("%d labels are filled", filled)
	}
	for _, c := range []struct{ label, want string }{
		{"from {{.First}} to {{.Last}}", "from 1 to 2"},
		{"{{.First}}", "1"},
		{"{{ .First }}", "not filled"},
		{"{{if .First}}one{{end}}", "not filled"},
		{"{{.First.Last}}", "not filled"},
		{"{{.Other}}", "not filled"},
		{"{{.First", "not filled"},
		{"", ""},
	} {
		m := &label{Message: &i18n.Message{Other: c.label}, pieces: pieces(c.label)}
		got, ok := (&Locale{table: new(table)}).filled(m.pieces, map[string]any{"First": 1, "Last": "2"})
		if !ok {
			got = "not filled"
		}
		if got != c.want {
			t.Errorf("%q is %q, want %q", c.label, got, c.want)
		}
	}
}

// TestShippedFilesLoad: go-i18n's own loader reads the shipped files.
func TestShippedFilesLoad(t *testing.T) {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	names, err := fs.Glob(locales.Files, "*.toml")
	if err != nil || len(names) < 5 {
		t.Fatalf("locale files: %v, %v", names, err)
	}
	for _, name := range names {
		if _, err := bundle.LoadMessageFileFS(locales.Files, name); err != nil {
			t.Error(err)
		}
	}
}

func TestDates(t *testing.T) {
	s, _ := shipped(t)
	day, first, month := date.Date{Year: 2023, Month: 11, Day: 7}, date.Date{Year: 2024, Month: 1, Day: 1}, date.Date{Year: 2024, Month: 3}
	for _, c := range []struct{ got, want string }{
		{s.Locale("en").DateBlock(day), "7 November 2023"},
		{s.Locale("es").DateBlock(day), "7 de noviembre de 2023"},
		{s.Locale("en").DateText(day), "November 7, 2023"},
		{s.Locale("es").DateText(day), "7 de noviembre de 2023"},
		{s.Locale("en").DateFull(day), "Tuesday, November 7, 2023"},
		{s.Locale("es").DateFull(day), "martes, 7 de noviembre de 2023"},
		{s.Locale("en").DateBlock(month), "March 2024"},
		{s.Locale("es").DateText(month), "marzo de 2024"},
		{s.Locale("es").DateFull(month), "marzo de 2024"},
		{s.Locale("en").DateText(first), "January 1, 2024"},
		{s.Locale("en").DateText(date.Date{}), ""},
		{s.Locale("es").Capital(s.Locale("es").Month(month)), "Marzo"},
		{s.Locale("es").Capital("óbice") + s.Locale("es").Capital("ოქტომბერი") + s.Locale("es").Capital("март"), "ÓbiceოქტომბერიМарт"},
		{s.Locale("en").Time("10:00"), "10:00 a.m."},
		{s.Locale("en").Time("12:00"), "12:00 noon"},
		{s.Locale("en").Time("12:30"), "12:30 p.m."},
		{s.Locale("en").Time("00:30"), "12:30 a.m."},
		{s.Locale("en").Time("24:00"), "12:00 midnight"},
		{s.Locale("en").Time("9h"), "9h"},
		{s.Locale("en").TimeRange("10:00", "12:30"), "10:00 a.m. to 12:30 p.m."},
		{s.Locale("es").TimeRange("10:00", "12:00"), "de 10:00 a.m. a 12:00 m."},
		{s.Locale("es").TimeRange("", "12:30"), "12:30 p.m."},
		{s.Locale("fr").DateBlock(date.Date{Year: 2011, Month: 9, Day: 21}), "21 septembre 2011"},
		{s.Locale("fr").DateText(first), "1er janvier 2024"},
		{s.Locale("fr").DateFull(day), "mardi 7 novembre 2023"},
		{s.Locale("fr").Time("10:00"), "10\u00a0h\u00a000"},
		{s.Locale("pt").DateBlock(date.Date{Year: 1999, Month: 12, Day: 15}), "15 de dezembro de 1999"},
		{s.Locale("pt").DateText(first), "1º de janeiro de 2024"},
		{s.Locale("pt").TimeRange("10:00", "12:30"), "das 10h00 às 12h30"},
		{s.Locale("pt").TimeRange("01:00", "13:30"), "da 1h00 às 13h30"},
		{s.Locale("pt").TimeRange("23:00", "1:00"), "das 23h00 à 1h00"},
		{s.Locale("pt").TimeRange("00:15", "2:00"), "da 0h15 às 2h00"},
		{s.Locale("pt").TimeRange("22h", "23:00"), "de 22h às 23h00"},
		{s.Locale("pt").TimeRange("", "1:00"), "1h00"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestDatesOfBodies: a body may write dates in the masthead without the words between their parts, and the day before the month
// everywhere. The first of a month is an ordinal in French and Portuguese.
func TestDatesOfBodies(t *testing.T) {
	day, first, month := date.Date{Year: 2026, Month: 11, Day: 7}, date.Date{Year: 2026, Month: 12, Day: 1}, date.Date{Year: 2026, Month: 12}
	for _, c := range []struct {
		style DateStyle
		tag   string
		want  [9]string // masthead, text and with the day of the week; of the seventh, of the first, of the month
	}{
		{DateStyle{}, "en", [9]string{"7 November 2026", "November 7, 2026", "Saturday, November 7, 2026",
			"1 December 2026", "December 1, 2026", "Tuesday, December 1, 2026", "December 2026", "December 2026", "December 2026"}},
		{DateStyle{}, "es", [9]string{"7 de noviembre de 2026", "7 de noviembre de 2026", "sábado, 7 de noviembre de 2026",
			"1 de diciembre de 2026", "1 de diciembre de 2026", "martes, 1 de diciembre de 2026",
			"diciembre de 2026", "diciembre de 2026", "diciembre de 2026"}},
		{DateStyle{}, "fr", [9]string{"7 novembre 2026", "7 novembre 2026", "samedi 7 novembre 2026",
			"1er décembre 2026", "1er décembre 2026", "mardi 1er décembre 2026", "décembre 2026", "décembre 2026", "décembre 2026"}},
		{DateStyle{}, "pt", [9]string{"7 de novembro de 2026", "7 de novembro de 2026", "sábado, 7 de novembro de 2026",
			"1º de dezembro de 2026", "1º de dezembro de 2026", "terça-feira, 1º de dezembro de 2026",
			"dezembro de 2026", "dezembro de 2026", "dezembro de 2026"}},
		{DateStyle{Masthead: "short", Text: "day-first"}, "en", [9]string{"7 November 2026", "7 November 2026", "Saturday, 7 November 2026",
			"1 December 2026", "1 December 2026", "Tuesday, 1 December 2026", "December 2026", "December 2026", "December 2026"}},
		{DateStyle{Masthead: "short", Text: "day-first"}, "es", [9]string{"7 noviembre 2026", "7 de noviembre de 2026", "sábado, 7 de noviembre de 2026",
			"1 diciembre 2026", "1 de diciembre de 2026", "martes, 1 de diciembre de 2026", "diciembre 2026", "diciembre de 2026", "diciembre de 2026"}},
		{DateStyle{Masthead: "short", Text: "language"}, "fr", [9]string{"7 novembre 2026", "7 novembre 2026", "samedi 7 novembre 2026",
			"1er décembre 2026", "1er décembre 2026", "mardi 1er décembre 2026", "décembre 2026", "décembre 2026", "décembre 2026"}},
		{DateStyle{Masthead: "language", Text: "day-first"}, "pt", [9]string{"7 de novembro de 2026", "7 de novembro de 2026",
			"sábado, 7 de novembro de 2026", "1º de dezembro de 2026", "1º de dezembro de 2026", "terça-feira, 1º de dezembro de 2026",
			"dezembro de 2026", "dezembro de 2026", "dezembro de 2026"}},
	} {
		s, _ := shipped(t)
		s.UseDates(c.style)
		l := s.Locale(c.tag)
		var got [9]string
		for i, d := range []date.Date{day, first, month} {
			got[3*i], got[3*i+1], got[3*i+2] = l.DateBlock(d), l.DateText(d), l.DateFull(d)
		}
		if got != c.want {
			t.Errorf("%s in %+v:\n got %q\nwant %q", c.tag, c.style, got, c.want)
		}
		if held := l.T("plan.date", map[string]any{"Date": first}); !strings.Contains(held, got[4]) {
			t.Errorf("%s in %+v: %q in a label", c.tag, c.style, held)
		}
	}
}

// TestCalendarAgreesWithCLDR: the names of months and days of the week are those of CLDR.
func TestCalendarAgreesWithCLDR(t *testing.T) {
	s, _ := shipped(t)
	for tag, known := range map[string]playground.Translator{"en": en.New(), "es": es.New(), "fr": fr.New(), "pt": pt_BR.New()} {
		l := s.Locale(tag)
		for m := time.January; m <= time.December; m++ {
			if got, want := l.Month(date.Date{Year: 2024, Month: m}), known.MonthWide(m); got != want {
				t.Errorf("%s: month %d is %q, CLDR has %q", tag, m, got, want)
			}
		}
		for d := 1; d <= 7; d++ {
			day := date.Date{Year: 2024, Month: 6, Day: d}
			if got, want := l.Weekday(day), known.WeekdayWide(day.Weekday()); got != want {
				t.Errorf("%s: %s is %q, CLDR has %q", tag, day, got, want)
			}
			if got, want := l.DateFull(day), known.FmtDateFull(day.Time()); got != want && !(tag == "fr" && d == 1) && !(tag == "pt" && d == 1) {
				t.Errorf("%s: %s is %q, CLDR has %q", tag, day, got, want)
			}
		}
	}
}

func TestOrdinals(t *testing.T) {
	s, diags := shipped(t)
	for _, c := range []struct {
		lang   string
		n      int
		gender string
		style  string
		want   string
	}{
		{"en", 1, "n", Word, "first"},
		{"en", 54, "n", Word, "fifty-fourth"},
		{"en", 100, "", Word, "one hundredth"},
		{"en", 112, "", Word, "one hundred and twelfth"},
		{"en", 199, "", Word, "one hundred and ninety-ninth"},
		{"en", 200, "", Word, "200th"},
		{"en", 1, "", Figure, "1st"},
		{"en", 11, "", Figure, "11th"},
		{"en", 22, "", Figure, "22nd"},
		{"en", 113, "", Figure, "113th"},
		{"es", 1, Feminine, Word, "primera"},
		{"es", 1, Masculine, Word, "primer"},
		{"es", 1, Alone, Word, "primero"},
		{"es", 7, Feminine, Word, "séptima"},
		{"es", 13, Masculine, Word, "decimotercer"},
		{"es", 53, Masculine, Word, "quincuagésimo tercer"},
		{"es", 54, Masculine, Word, "quincuagésimo cuarto"},
		{"es", 54, Feminine, Word, "quincuagésima cuarta"},
		{"es", 199, Feminine, Word, "centésima nonagésima novena"},
		{"es", 1, Masculine, Figure, "1.er"},
		{"es", 54, Feminine, Figure, "54.ª"},
		{"es", 11, Masculine, Word, "undécimo"},
		{"es", 11, Masculine, Figure, "11.º"},
		{"es", 11, Feminine, Figure, "11.ª"},
		{"es", 111, Masculine, Word, "centésimo undécimo"},
		{"es", 111, Masculine, Figure, "111.º"},
		{"es", 13, Masculine, Figure, "13.er"},
		{"es", 121, Masculine, Word, "centésimo vigésimo primer"},
		{"es", 121, Masculine, Figure, "121.er"},
		{"pt", 54, Masculine, Word, "quinquagésimo quarto"},
		{"pt", 11, Feminine, Word, "décima primeira"},
		{"pt", 154, Feminine, Word, "centésima quinquagésima quarta"},
		{"pt", 54, Masculine, Figure, "54º"},
		{"fr", 1, Feminine, Word, "première"},
		{"fr", 21, Feminine, Word, "vingt et unième"},
		{"fr", 54, Feminine, Word, "cinquante-quatrième"},
		{"fr", 71, Feminine, Word, "soixante et onzième"},
		{"fr", 77, Feminine, Word, "soixante-dix-septième"},
		{"fr", 81, Feminine, Word, "quatre-vingt-unième"},
		{"fr", 91, Feminine, Word, "quatre-vingt-onzième"},
		{"fr", 97, Feminine, Word, "quatre-vingt-dix-septième"},
		{"fr", 101, Feminine, Word, "cent unième"},
		{"fr", 171, Feminine, Word, "cent soixante et onzième"},
		{"fr", 1, Feminine, Figure, "1re"},
		{"fr", 54, Feminine, Figure, "54e"},
	} {
		if got := s.Locale(c.lang).Ordinal(c.n, c.gender, c.style); got != c.want {
			t.Errorf("%s: %d %s %s is %q, want %q", c.lang, c.n, c.gender, c.style, got, c.want)
		}
	}
	// All numbers up to 199 have words, and no two have the same.
	for _, lang := range []string{"en", "es", "pt", "fr"} {
		seen := map[string]int{}
		for n := 1; n < 200; n++ {
			w := s.Locale(lang).Ordinal(n, Feminine, Word)
			if strings.ContainsAny(w, "0123456789{|") || seen[w] != 0 {
				t.Errorf("%s: %d is %q, as %d is", lang, n, w, seen[w])
			}
			seen[w] = n
		}
	}
	if got := printed(diags); got != "" {
		t.Error(got)
	}
}

func TestWords(t *testing.T) {
	s, _ := shipped(t)
	en, es, pt, fr := s.Locale("en"), s.Locale("es"), s.Locale("pt"), s.Locale("fr")
	for _, c := range []struct{ got, want string }{
		{en.Enumerator("lower-alpha", 1), "(a)"},
		{es.Enumerator("lower-alpha", 1), "a)"},
		{en.Enumerator("lower-alpha", 27), "(aa)"},
		{en.Enumerator("lower-roman", 4), "(iv)"},
		{fr.Enumerator("lower-roman", 9), "ix)"},
		{en.Enumerator("upper-roman", 10), "X."},
		{en.Enumerator("decimal", 3), "3."},
		{en.Bis(0), ""},
		{es.Bis(1), "bis"},
		{fr.Bis(3), "quater"},
		{en.Bis(12), "alt. 13"},
		{en.Quote("x"), "“x”"},
		{fr.Quote("x"), "«\u00a0x\u00a0»"},
		{en.List([]string{"a"}), "a"},
		{en.List([]string{"a", "b"}), "a and b"},
		{en.List([]string{"a", "b", "c"}), "a, b, and c"},
		{es.List([]string{"a", "b", "c"}), "a, b y c"},
		{es.List([]string{"xenofobia", "intolerancia"}), "xenofobia e intolerancia"},
		{es.List([]string{"padres", "“hijos”"}), "padres e “hijos”"},
		{es.List([]string{"agua", "hielo"}), "agua y hielo"},
		{pt.List([]string{"a", "b", "c"}), "a, b e c"},
		{fr.List([]string{"a", "b", "c"}), "a, b et c"},
		{es.With("de", "el", "Consejo"), "del Consejo"},
		{es.With("de", "la", "Comisión"), "de la Comisión"},
		{es.With("a", "el", "Consejo"), "al Consejo"},
		{pt.With("em", "a", "Organização"), "na Organização"},
		{fr.With("de", "l'", "Assemblée"), "de l’Assemblée"},
		{fr.With("de", "le", "Conseil"), "du Conseil"},
		{fr.With("de", "les", "États"), "des États"},
		{fr.With("à", "le", "Conseil"), "au Conseil"},
		{fr.With("de", "", "Haïti"), "d’Haïti"},
		{fr.With("de", "", "Panama"), "de Panama"},
		{fr.WithArticle("l’", "Assemblée générale"), "l’Assemblée générale"},
		{en.WithArticle("", "Canada"), "Canada"},
		{es.Upper("la Comisión"), "LA COMISIÓN"},
		{fr.Upper("l’Assemblée générale,"), "L’ASSEMBLÉE GÉNÉRALE,"},
		{en.Number(2370), "2,370"},
		{es.Number(2370), "2370"},
		{es.Number(40000), "40\u00a0000"},
		{pt.Number(-1234567), "-1.234.567"},
		{en.OriginalLine([]string{"es", "en"}), "Original: Spanish/English"},
		{es.OriginalLine([]string{"es"}), "Original: español"},
		{pt.OriginalLine([]string{"es"}), "Original: espanhol"},
		{fr.OriginalLine([]string{"es"}), "Original\u00a0: espagnol"},
		{es.OriginalLine([]string{"textual"}), "Original: Textual"},
		{es.Ending("semicolon-and"), ";\u00a0y"},
		{fr.Ending("semicolon"), "\u00a0;"},
		{en.N("draft.untranslated", 1, nil), "1 text is not translated and stands in its original language."},
		{es.N("draft.untranslated", 2, nil), "2 textos no están traducidos y figuran en su idioma original."},
		{es.N("draft.untranslated", 1000000, nil), "1\u00a0000\u00a0000 de textos no están traducidos y figuran en su idioma original."},
		{es.T("plan.session-name", map[string]any{"Ordinal": es.Capital(es.Ordinal(1, es.Gender("thematic-session"), Word))}), "Primera sesión temática"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	names := []string{"Perú", "Ecuador", "Ámbito", "Argentina", "Ñandú", "Nube"}
	es.Collate(names)
	if got, want := strings.Join(names, " "), "Ámbito Argentina Ecuador Nube Ñandú Perú"; got != want {
		t.Errorf("sorted %q, want %q", got, want)
	}
	for _, c := range []struct{ l, a, b string }{
		{"en", "migrants", "migrant"}, {"es", "migratorias", "migratorio"}, {"es", "sesiones", "sesión"}, {"pt", "migratórios", "migratória"}, {"fr", "régionales", "régional"},
		{"es", "intereses", "interés"}, {"es", "nacionales", "nacional"}, {"es", "mujeres", "mujer"}, {"fr", "nationaux", "nationale"}, {"fr", "travaux", "travail"},
		{"fr", "européennes", "européen"}, {"fr", "réfugiées", "réfugié"}, {"pt", "cidadãos", "cidadão"}, {"pt", "resoluções", "resolução"}, {"pt", "infantis", "infantil"}, {"pt", "nacionais", "nacional"},
	} {
		if a, b := s.Locale(c.l).Stem(c.a), s.Locale(c.l).Stem(c.b); a != b {
			t.Errorf("%s: the stem of %s is %q, that of %s %q", c.l, c.a, a, c.b, b)
		}
	}
}

func TestMistakesAreReported(t *testing.T) {
	s, diags := shipped(t,
		source.NewFile("locales/active.es.toml", []byte("[masthead]\noriginal = \"Original: {{.Language}}\"\n[draft]\nstale = { one = \"una\", other = \"{{.N}}\" }\n")),
		source.NewFile("locales/active.fr.toml", []byte("[plan]\nid = \"a\"\ntitle = \"b\"\n")),
		source.NewFile("locales/active.pt.toml", []byte("[plan]\ntitle = \"a\ncontents = \"b\"\n")),
		source.NewFile("locales/active.en-x-made.toml", []byte("[plan]\ntitle = \"a\"\n")),
		source.NewFile("locales/active.123456789.toml", []byte("a = \"b\"\n")),
	)
	for _, tag := range s.Languages() {
		if tag != "en-x-made" {
			s.Locale(tag)
		}
	}
	if got := s.Locale("en").T("plan.titel", nil); got != "‹plan.titel›" {
		t.Errorf("a missing label is %q", got)
	}
	s.Locale("en").T("plan.titel", nil)
	if got := s.Locale("en").T("plan.title", nil); got != "‹plan.title›" {
		t.Errorf("a label without its value is %q", got)
	}
	if got := s.of("en-x-made").T("plan.contents", nil); got != "Contents" {
		t.Errorf("the label of the reference language is not used: %q", got)
	}
	want := `locales/active.fr.toml:2:7: error: not readable as messages: "id" is a keyword of the format, but the keys next to it are not [E0703]
    hint: give plan.id another name: id, hash, description, zero, one, two, few, many, other and translation are taken
locales/active.pt.toml:2:9: error: the quotation mark is never closed [E0140]
    hint: close the quotation mark
locales/active.123456789.toml:1:1: error: "123456789" is not a language tag [E0701]
    hint: name the file after a tag of BCP 47: active.es.toml, active.pt-BR.toml, active.en-x-made.toml
locales/active.es.toml:4:1: error: label "draft.stale" lacks the plural form "many" that es needs [E0704]
locales/active.es.toml:2:13: error: label "masthead.original" has the placeholders {{.Language}}, but {{.Languages}} in en [E0704]
locales/active.en.toml:1:1: error: label "plan.titel" is missing in locales/active.en.toml [E0704]
    hint: the nearest key is plan.title
`
	got := printed(diags)
	if !strings.HasPrefix(got, want) {
		t.Errorf("reported:\n%s\nwant first:\n%s", got, want)
	}
}

func halves(am, pm string) string { return am + "|" + pm }

// TestMadeUpLanguage: an unforeseen language needs only files.
func TestMadeUpLanguage(t *testing.T) {
	b, err := locales.Files.ReadFile("active.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	made := strings.NewReplacer(`self = "English"`, `self = "Madic"`, `"November"`, `"Novem"`, `"{{.Month}} {{.Day}}, {{.Year}}"`, `"{{.Year}}/{{.Month}}/{{.Day}}"`,
		`" and "`, `" ka "`, `"fourth"`, `"tetra"`, `"fifty-"`, `"penta·"`, `"({{.Alpha}})"`, `"{{.Alpha}}·"`,
		`{{.Minute}} a.m.`, `{{.Minute}} fo.ma.`, `{{.Minute}} p.m.`, `{{.Minute}} po.ma.`).Replace(string(b))
	s, diags := shipped(t, source.NewFile("locales/active.en-x-made.toml", []byte(made)),
		source.NewFile("locales/content.en-x-made.toml", []byte("[\"op-a.text\"]\nhash = \""+source.Hash("Text")+"\"\nother = \"Texu \\\\{{x\"\n")))
	l := s.Locale("en-x-made")
	for _, c := range []struct{ got, want string }{
		{l.DateText(date.Date{Year: 2023, Month: 11, Day: 7}), "2023/Novem/7"},
		{l.Ordinal(54, "", Word), "penta·tetra"},
		{l.Enumerator("lower-alpha", 2), "b·"},
		{l.List([]string{"a", "b"}), "a ka b"},
		{s.Locale("es").LanguageName("en-x-made"), "Madic"},
		{halves(l.HalfDays()), "fo.ma.|po.ma."},
		{halves(s.Locale("es").HalfDays()), "a.m.|p.m."},
		{halves(s.Locale("fr").HalfDays()), "|"},
		{s.Lookup(input.Text{Text: source.Text{String: "Text"}, ID: "op-a.text", Lang: "es"}, "en-x-made").Text.String, `Texu \{{x`},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if got := printed(diags); got != "" {
		t.Error(got)
	}
}

// TestHazardsInTranslations: a translation is read as carefully as an original. A hazard is repaired or refused at its place, and
// unsupported markup is reported.
func TestHazardsInTranslations(t *testing.T) {
	s, diags := shipped(t, source.NewFile("locales/content.fr.toml", []byte(`
["op-a.text"]
other = "Prier l\u00ad’Assemblée, la re\u0301union et le compte²"

["op-b.text"]
other = "un \uFFFD mot	là [ici](ftp://example.org)"

["op-c.text"]
other = """Deux
lignes <b>dont</b> {{nom:cam}} [^note"""
`)))
	want := `locales/content.fr.toml:3:17: warning: a text contains a soft hyphen; it is ignored [W0120]
    hint: remove it: lines are hyphenated by the patterns of the language
locales/content.fr.toml:3:39: warning: a letter is written with a combining accent; it is read as one character [W0124]
    hint: save the text in NFC
locales/content.fr.toml:3:64: warning: a text contains the superscript digit '²': a pasted note mark? [W0127]
    hint: write a note as [^id]
locales/content.fr.toml:6:13: error: a replacement character marks a lost letter [E0121]
    hint: write the missing letter
locales/content.fr.toml:6:23: warning: a text contains a tab; it is read as a space [W0125]
    hint: write a space
locales/content.fr.toml:6:27: error: link to "ftp://example.org": only http, https and mailto are allowed [E0133]
    hint: write a space between ] and ( if it is not a link
locales/content.fr.toml:9:16: warning: a line break splits a sentence [W0126]
    hint: remove the line break, or fold the text in YAML (>)
locales/content.fr.toml:10:8: error: the text contains raw HTML "<b>" [E0132]
    hint: write *em* or **strong**, or \< for the character itself
locales/content.fr.toml:10:15: error: the text contains raw HTML "</b>" [E0132]
    hint: write *em* or **strong**, or \< for the character itself
locales/content.fr.toml:10:20: error: "{{nom:cam}}" is not valid markup [E0137]
    hint: write {{ref:id}}, {{name:key}} or {{acronym:key}}
locales/content.fr.toml:10:32: error: "[^note" is not valid markup [E0137]
    hint: a note is written [^id]: close the bracket
`
	diags.Sort()
	if got := printed(diags); got != want {
		t.Errorf("reported:\n%s\nwant:\n%s", got, want)
	}
	text := s.Lookup(input.Text{Text: source.Text{String: "x"}, ID: "op-a.text", Lang: "en"}, "fr").Text
	if want := "Prier l’Assemblée, la réunion et le compte²"; text.String != want {
		t.Errorf("read as %q, want %q", text.String, want)
	}
}

func TestPseudoLanguage(t *testing.T) {
	s, _ := shipped(t)
	l := s.Locale("en-XA")
	text := input.Text{Text: source.Text{String: "See [AG/RES. 2910](https://oas.org/a) and {{ref:op-a}}[^note-a] (XLVII-O/17)"}, ID: "op-a.text", Lang: "en"}
	for _, c := range []struct{ got, want string }{
		{l.T("plan.date", map[string]any{"Date": "x"}), "Dáatée: x"},
		{l.DateText(date.Date{Year: 2023, Month: 11, Day: 7}), "Ñóovéembéer 7, 2023"},
		{s.Lookup(text, "en-XA").Text.String, "Šéeée [AG/RES. 2910](https://oas.org/a) áañd {{ref:op-a}}[^note-a] (XLVII-O/17)"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestTranslationStates(t *testing.T) {
	h := source.Hash("Old text")
	content := "[\"a.text\"]\nhash = \"" + h + "\"\nother = \"Texto\"\n[\"b.text\"]\nother = \"Texto\"\n[\"c.text\"]\nother = \"Texto\"\n[\"gone.text\"]\nother = \"x\"\n"
	states := "texts:\n  b.text: {state: reviewed, hash: " + h + ", by: Ana}\n  a.text: {state: final, hash: " + h + ", editorial: " + source.Hash("Old, text") + ", source: Old text}\n"
	s, diags := shipped(t, source.NewFile("locales/content.es.toml", []byte(content)), source.NewFile("locales/state.es.yaml", []byte(states)))
	for _, c := range []struct {
		id, text string
		lang     string
		want     string
	}{
		{"a.text", "Old text", "es", "Texto es final stale=false editorial=false"},
		{"a.text", " “Old\u00a0 text ", "es", "Texto es final stale=true editorial=false"},
		{"a.text", "Old\u00a0 text ", "es", "Texto es final stale=false editorial=false"},
		{"a.text", "Old, text", "es", "Texto es final stale=false editorial=true"},
		{"a.text", "New text", "es", "Texto es final stale=true editorial=false"},
		{"b.text", "Old text", "es", "Texto es reviewed stale=false editorial=false"},
		{"c.text", "Old text", "es", "Texto es translated stale=true editorial=false"},
		{"d.text", "Old text", "es", "Old text en untranslated stale=false editorial=false"},
		{"d.text", "Old text", "en", "Old text en final stale=false editorial=false"},
		{"d.text", "Old text", "pt", "Old text en untranslated stale=false editorial=false"},
	} {
		tr := s.Lookup(input.Text{Text: source.Text{String: c.text}, ID: c.id, Lang: "en"}, c.lang)
		if got := fmt.Sprintf("%s %s %s stale=%t editorial=%t", tr.Text.String, tr.Lang, tr.State, tr.Stale, tr.Editorial); got != c.want {
			t.Errorf("%s %q in %s: %s, want %s", c.id, c.text, c.lang, got, c.want)
		}
	}
	if got := strings.Join(s.Orphans("es", map[string]bool{"a.text": true, "b.text": true, "c.text": true}), " "); got != "gone.text" {
		t.Errorf("orphans are %q", got)
	}
	if got := printed(diags); got != "" {
		t.Error(got)
	}
}

// TestPatterns: the patterns of the shipped languages match their examples.
func TestPatterns(t *testing.T) {
	s, diags := shipped(t)
	for _, tag := range []string{"en", "es", "fr", "pt"} {
		for _, key := range []string{"drafting.infinitive", "drafting.present"} {
			l := s.Locale(tag)
			if re, example := l.Pattern(key), l.T(key+"-example", nil); re == nil || !re.MatchString(example) {
				t.Errorf("%s: the pattern %s does not find %q", tag, key, example)
			}
		}
	}
	if len(diags.Items) > 0 {
		t.Errorf("reported: %v", diags.Items)
	}
}

// TestPatternBroken: an invalid pattern is reported at its place.
func TestPatternBroken(t *testing.T) {
	s, diags := shipped(t, source.NewFile("locales/active.es.toml", []byte("[drafting]\nresources = \"(recursos\"\n")))
	if s.Locale("es").Pattern("drafting.resources") != nil {
		t.Error("a pattern is made of what is none")
	}
	want := "locales/active.es.toml:2:14: error: label \"drafting.resources\" of es is not a regular expression: missing closing ): `(recursos` [E0704]\n"
	if got := printed(diags); got != want {
		t.Errorf("reported:\n%s\nwant:\n%s", got, want)
	}
}

// TestTabs: a name that is not allowed for a sheet is reported at its label.
func TestTabs(t *testing.T) {
	for _, c := range []struct{ name, says string }{
		{"A name that is longer than any tab", "34 characters"}, {"Paragraphs/text", "a character"}, {"'Draft'", "apostrophe"}, {"origin", "the hidden sheet already has that name"}, {"Mandates", "matrix.sheet-mandates already has that name"},
	} {
		set, diags := shipped(t, source.NewFile("locales/active.en.toml", fmt.Appendf(nil, "[matrix]\nsheet-sessions = %q\n", c.name)))
		set.Locale("en")
		if len(diags.Items) != 1 || diags.Items[0].Code != "E0704" || diags.Items[0].Pos.Line() != 2 || !strings.Contains(diags.Items[0].Message, c.says) {
			t.Errorf("%s: %+v", c.name, diags.Items)
		}
	}
}

// TestAnyLanguage: a language without a known plural rule uses one form for all counts, and a note says so.
func TestAnyLanguage(t *testing.T) {
	const labels = "[plan]\ntotal-paragraphs = { one = \"a {{.N}}\", other = \"b {{.N}}\" }\n"
	for _, c := range []struct {
		tag, one string
		noted    bool
	}{
		{"ht", "b 1", true}, {"gn", "b 1", true}, {"qu", "b 1", true}, {"ay", "b 1", true}, {"nah", "a 1", false}, {"de", "a 1", false}, {"qu-PE", "b 1", true},
		{"en-x-made", "a 1", false}, {"ru", "a 1", false}, {"ja", "b 1", false},
	} {
		s, diags := shipped(t, source.NewFile("locales/active."+c.tag+".toml", []byte(labels)))
		l := s.Locale(c.tag)
		if got := l.N("plan.total-paragraphs", 1, nil); got != c.one {
			t.Errorf("%s: 1 is %q, want %q", c.tag, got, c.one)
		}
		if got := strings.Contains(printed(diags), "[N0708]"); got != c.noted {
			t.Errorf("%s: a note says that there is no plural rule: %t, want %t", c.tag, got, c.noted)
		}
	}
	// No tag of ISO 639 causes a panic.
	n := 0
	const all = "[plan]\ntotal-paragraphs = { zero = \"0 {{.N}}\", one = \"1 {{.N}}\", two = \"2 {{.N}}\", few = \"f {{.N}}\", many = \"m {{.N}}\", other = \"b {{.N}}\" }\n"
	const letters = "abcdefghijklmnopqrstuvwxyz"
	for i := range 26 * 26 * 27 {
		tag := letters[i/26%26:][:1] + letters[i%26:][:1]
		if third := i / (26 * 26); third > 0 {
			tag += letters[third-1:][:1]
		}
		if _, err := language.ParseBase(tag); err != nil {
			continue
		}
		n++
		s := Read(nil, []*source.File{source.NewFile("active."+tag+".toml", []byte(all))}, &diag.List{})
		if got := s.of(tag).N("plan.total-paragraphs", 7, nil); !strings.HasSuffix(got, " 7") {
			t.Fatalf("%s: 7 is %q", tag, got)
		}
	}
	if n < 7000 {
		t.Errorf("%d languages were tried", n)
	}
}
