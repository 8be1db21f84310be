package locale

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale/cldr"
	"omnibus/assemble/source"
	"omnibus/locales"
)

// reference returns the label file with which new languages begin.
func reference(t testing.TB) *source.File {
	b, err := locales.Files.ReadFile("active.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	return source.NewFile("locales/active.en.toml", b)
}

// TestBegin: the file of a new language can be read at once, has every label of the reference, and gives rise to a note on the number of
// untranslated labels. Once translated, it is complete.
func TestBegin(t *testing.T) {
	en := reference(t)
	uncomment := regexp.MustCompile(`(?m)^# ("[^"\n]*"|[\w-]+ = )`)
	for _, tag := range []string{"ht", "gn", "qu", "ay", "ru", "de", "ar", "zh", "nl", "iu", "es-AR", "en-GB", "pt-PT", "sr-Latn", "zza", "x-own"} {
		begun := Begin(tag, Reference, en)
		s, diags := shipped(t, source.NewFile("locales/active."+tag+".toml", begun))
		l := s.Locale(tag)
		said := printed(diags)
		missing := regexp.MustCompile(`labels of "` + tag + `" that are missing: (?:all but )?\d+:`).FindStringSubmatch(said)
		if strings.Contains(said, "error") || strings.Contains(said, "warning") || missing == nil || strings.Contains(said, "N0711") {
			t.Errorf("%s: %s", tag, said)
		}
		d := date.Date{Year: 2024, Month: 3, Day: 1}
		for _, text := range []string{
			l.DateText(d), l.DateFull(d), l.DateBlock(d), l.Month(d), l.Time("14:30"), l.Ordinal(21, "", Word), l.Number(1250000), l.Quote("x"),
			l.List([]string{"a", "b", "c"}), l.Enumerator("lower-roman", 3), l.N("plan.total-resolutions", 5, nil),
			l.T("plan.held-on", map[string]any{"Date": d}), l.T("plan.held-on", map[string]any{"Date": date.Date{Year: 2024, Month: 3}}),
		} {
			if text == "" || strings.Contains(text, "{{") || strings.Contains(text, "‹") {
				t.Errorf("%s: %q", tag, text)
			}
		}
		all := uncomment.ReplaceAll(begun, []byte("$1"))
		whole, diags := shipped(t, source.NewFile("locales/active."+tag+".toml", all))
		if len(whole.Locale(tag).Lacking()) > 0 {
			t.Errorf("%s lacks %v with every # taken away: %s", tag, whole.Locale(tag).Lacking(), printed(diags))
		}
		if copied := len(whole.Locale(tag).Copied()); copied < 300 && tag != "en-GB" || tag == "en-GB" && copied > 0 {
			t.Errorf("%s: %d labels are known to be copied", tag, copied)
		}
	}
}

// TestFallback: a missing label is taken from the declared language, the language of which this one is a variant, or the reference
// language.
func TestFallback(t *testing.T) {
	file := func(tag, text string) *source.File {
		return source.NewFile("locales/active."+tag+".toml", []byte("[language]\nself = \"x\"\n"+text))
	}
	s, diags := shipped(t, file("gn", "fallback = \"es\"\n"), file("es-MX", "[plan]\ntitle = \"T {{.Term}}\"\n"), file("nah", ""), file("ay", "fallback = \"gn\"\n"))
	for _, c := range []struct{ tag, contents, title, day, ordinal string }{
		{"gn", "Índice", "Plan de trabajo x", "1 de marzo de 2024", "primer"}, {"es-MX", "Índice", "T x", "1 de marzo de 2024", "primer"},
		{"nah", "Contents", "Work Plan x", "March 1, 2024", "first"}, {"ay", "Índice", "Plan de trabajo x", "1 de marzo de 2024", "primer"},
	} {
		l := s.Locale(c.tag)
		got := [4]string{
			l.T("plan.contents", nil), l.T("plan.title", map[string]any{"Term": "x"}), l.DateText(date.Date{Year: 2024, Month: 3, Day: 1}),
			l.Ordinal(1, Masculine, Word),
		}
		if want := [4]string{c.contents, c.title, c.day, c.ordinal}; got != want {
			t.Errorf("%s: %q, want %q", c.tag, got, want)
		}
	}
	if said := printed(diags); strings.Count(said, "[N0710]") != 4 || strings.Contains(said, "error") {
		t.Error(said)
	}
	s, diags = shipped(t, file("gn", "fallback = \"zz\"\n"))
	if s.Locale("gn"); !strings.Contains(printed(diags), `names "zz", which has no label file [E0704]`) {
		t.Error(printed(diags))
	}
}

// TestForms: the pattern or the label determines the form of a month, and the label that of a name.
func TestForms(t *testing.T) {
	russian := string(Begin("ru", Reference, reference(t)))
	russian = strings.NewReplacer(
		"# fallback = \"en\"", "cases = \"genitive prepositional\"",
		"month-alone-3 = ", "month-prepositional-3 = \"марте\"\nmonth-alone-3 = ",
		"# held-on-month = \"Held in {{.Date}}\"", "held-on-month = \"Проведено в {{.Date.prepositional}}\"",
		"# held-on = \"Held on {{.Date}}\"", "held-on = \"Проведено {{.Date}}\"",
		"# alternative-by = \"Alternative by {{.Authors}}\"", "alternative-by = \"Вариант {{.Authors.genitive}}\"",
		"# reason = \"Reason: {{.Reason}}\"", "reason = \"{{.Reason.dative}}\"",
	).Replace(russian)
	s, diags := shipped(t, source.NewFile("locales/active.ru.toml", []byte(russian)))
	l := s.Locale("ru")
	s.Names(&input.Glossary{Entries: []*input.Entry{{ID: input.ID{Text: source.Text{String: "chair"}}, Forms: map[string]*input.Form{"ru": {
		Lang: "ru", Name: source.Text{String: "Председатель"}, Cases: []input.Case{{Case: source.Text{String: "genitive"}, Name: source.Text{String: "Председателя"}}},
	}}}}})
	day, month := date.Date{Year: 2024, Month: 3, Day: 7}, date.Date{Year: 2024, Month: 3}
	of := func(key, name string, v any) string { return l.T(key, map[string]any{name: v}) }
	for _, c := range []struct{ got, want string }{
		{l.DateText(day), "7 марта 2024 г."}, {l.DateFull(day), "четверг, 7 марта 2024 г."}, {l.DateText(month), "март 2024 г."}, {l.Month(day), "март"},
		{of("plan.held-on", "Date", day), "Проведено 7 марта 2024 г."}, {of("plan.held-on", "Date", month), "Проведено в марте 2024 г."},
		{of("draft.alternative-by", "Authors", "Председатель"), "Вариант Председателя"}, {of("draft.alternative-by", "Authors", "Гаити"), "Вариант Гаити"},
		{fmt.Sprint(l.MonthForms(time.March)), "[март марта марте]"}, {l.Number(1250000), "1\u00a0250\u00a0000"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	of("draft.reason", "Reason", "x")
	if said := printed(diags); !strings.Contains(said, `label "draft.reason" of ru cannot be written`) || strings.Count(said, "error") != 1 {
		t.Error(said)
	}
}

// TestAgreesWithCLDR: the shipped languages agree with CLDR, except where the organization writes otherwise.
func TestAgreesWithCLDR(t *testing.T) {
	s, _ := shipped(t)
	own := map[string]string{ // where the organization differs
		"en time.am": "{{.Hour}}:{{.Minute}} a.m.", "en time.pm": "{{.Hour}}:{{.Minute}} p.m.", // CLDR has AM, PM
		"en date.block":         "{{.Day}} {{.Month}} {{.Year}}",
		"en language.collation": "en-US",
		"es time.am":            "{{.Hour}}:{{.Minute}} a.m.", "es time.pm": "{{.Hour}}:{{.Minute}} p.m.", // 12-hour clock, as in its papers
		"fr time.am": "{{.Hour24}}\u00a0h\u00a0{{.Minute}}", "fr time.pm": "{{.Hour24}}\u00a0h\u00a0{{.Minute}}", // CLDR has 14:30
		"pt time.am": "{{.Hour24}}h{{.Minute}}", "pt time.pm": "{{.Hour24}}h{{.Minute}}",
		"es number.group": "\u00a0", "es quote.open": "“", "es quote.close": "”", "es quote.inner-open": "‘", "es quote.inner-close": "’", // as in es-419
		"fr quote.open": "«\u00a0", "fr quote.close": "\u00a0»", // with their spaces
		"fr quote.inner-open": "“", "fr quote.inner-close": "”",
	}
	compared := 0
	for _, tag := range []string{"en", "es", "fr", "pt"} {
		l := s.of(tag)
		for key, want := range cldr.Entries(tag) {
			if strings.HasPrefix(key, "date.month-alone") {
				continue
			}
			if other, ok := own[tag+" "+key]; ok {
				want = other
			}
			compared++
			if got := l.entry(key); got != want {
				t.Errorf("%s %s: %q, CLDR has %q", tag, key, got, want)
			}
		}
	}
	if compared < 150 {
		t.Errorf("%d entries were compared", compared)
	}
}

// TestEveryLanguageBegins: the entries made from CLDR can be read, in every language of ISO 639, and none causes a panic.
func TestEveryLanguageBegins(t *testing.T) {
	en, known := reference(t), 0
	const letters = "abcdefghijklmnopqrstuvwxyz"
	for i := range 26 * 26 * 27 {
		tag := letters[i/26%26:][:1] + letters[i%26:][:1]
		if third := i / (26 * 26); third > 0 {
			tag += letters[third-1:][:1]
		}
		if _, err := language.ParseBase(tag); err != nil {
			continue
		}
		if len(cldr.Entries(tag)) == 0 {
			continue
		}
		known++
		var diags diag.List
		s := Read(nil, []*source.File{en, source.NewFile("locales/active."+tag+".toml", Begin(tag, Reference, en))}, &diags)
		l := s.Locale(tag)
		if got := l.DateFull(date.Date{Year: 2024, Month: 3, Day: 7}); strings.ContainsAny(got, "{}") || !strings.Contains(got, "7") {
			t.Errorf("%s: %q", tag, got)
		}
		for _, d := range diags.Items {
			if d.Severity != diag.Note {
				t.Errorf("%s: %s", tag, d.Message)
			}
		}
	}
	if known < 150 {
		t.Errorf("%d languages are known", known)
	}
}

// TestNeuter: an ordinal has a fourth form in languages with a third gender; where it has none, the neuter is the masculine that stands
// alone.
func TestNeuter(t *testing.T) {
	s := Read(nil, []*source.File{source.NewFile("locales/active.ru.toml", []byte("[ordinal]\nnumber = \"{{.N}}-й|{{.N}}-я|{{.N}}-й|{{.N}}-е\"\n"+
		"word-1 = \"первый|первая|первый|первое\"\nword-2 = \"a|b|c\"\nword-3 = \"d|e\"\n"))}, &diag.List{})
	l := s.Peek("ru")
	for n, want := range map[int]string{1: "первое", 2: "a", 3: "d", 4: "4-е"} {
		if got := l.Ordinal(n, Neuter, Word); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := l.Ordinal(2, "", Word) + l.Ordinal(2, Masculine, Word) + l.Ordinal(2, Feminine, Word) + l.Ordinal(2, Alone, Word); got != "ccba" {
		t.Errorf("the other genders: %q", got)
	}
}
