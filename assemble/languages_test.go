package assemble

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// laidOver returns a label file with the entries of another one in place of its own, section by section, one entry on each line.
func laidOver(under, over string) string {
	type entries struct {
		order []string
		line  map[string]string
	}
	read := func(text string) (order []string, sections map[string]*entries) {
		sections = map[string]*entries{}
		name := ""
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, "[") {
				name = strings.TrimSpace(line)
				order = append(order, name)
				sections[name] = &entries{line: map[string]string{}}
			} else if key, _, ok := strings.Cut(line, " = "); ok && !strings.HasPrefix(line, "#") {
				s := sections[name]
				s.order = append(s.order, key)
				s.line[key] = line
			}
		}
		return order, sections
	}
	order, sections := read(under)
	more, own := read(over)
	for _, name := range more {
		if sections[name] == nil {
			order = append(order, name)
			sections[name] = own[name]
			continue
		}
		for _, key := range own[name].order {
			if sections[name].line[key] == "" {
				sections[name].order = append(sections[name].order, key)
			}
			sections[name].line[key] = own[name].line[key]
		}
	}
	var b strings.Builder
	for _, name := range order {
		b.WriteString(name + "\n")
		for _, key := range sections[name].order {
			b.WriteString(sections[name].line[key])
		}
	}
	return b.String()
}

// TestGerman: German is one file and no Go: its months, ordinals, contractions, bonds and quotation marks are in the papers.
func TestGerman(t *testing.T) {
	english, err := os.ReadFile(filepath.Join("..", "locales", "active.en.toml"))
	if err != nil {
		t.Fatal(err)
	}
	german, err := os.ReadFile(filepath.Join("locale", "testdata", "active.de.toml"))
	if err != nil {
		t.Fatal(err)
	}
	src := shippedSources(t)
	file := source.NewFile("locales/active.de.toml", []byte(laidOver(string(english), string(german))))
	src.Locales = append(src.Locales, file)
	w, err := Run(src, work.Job{Meeting: "end", Langs: []string{"en", "de"}, Papers: []string{"draft-paragraphs", "work-plan"}}, work.Written, nil)
	if err != nil {
		t.Fatal(err)
	}
	without := 0
	for _, d := range w.Diags.Items {
		if d.Code == "W0737" {
			without++
		}
		if d.Severity == diag.Error || d.Pos.File != nil && d.Pos.File.Name == file.Name && d.Code != "N0711" { // the rest is English
			t.Errorf("%s:%d: %s [%s]", d.Pos.File.Name, d.Pos.Line(), d.Message, d.Code)
		}
	}
	if without != 1 {
		t.Errorf("that German has no patterns is said %d times", without)
	}
	var names []string
	for _, f := range w.Files {
		names = append(names, f.Name)
	}
	for _, want := range []string{"draft-paragraphs.en-de.pdf", "work-plan.de.pdf"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is missing: %v", want, names)
		}
	}
	all := ""
	for _, d := range w.Docs {
		all += d.String()
		for _, err := range doc.Check(d) {
			t.Error(err)
		}
	}
	for _, want := range []string{"BESCHLIESST:", "Präambel", "Erste thematische Sitzung:", "Original: Englisch", "Januar", "Abgehalten am ", "EINLEITUNG"} {
		if !strings.Contains(all, want) {
			t.Errorf("no paper has %q", want)
		}
	}
	l := w.Locales.Locale("de")
	day, month := date.Date{Year: 2024, Month: 3, Day: 1}, date.Date{Year: 2024, Month: 3}
	of := func(key, name string, value any) string { return l.T(key, map[string]any{name: value}) }
	for _, c := range []struct{ got, want string }{
		{l.DateFull(day), "Freitag, 1. März 2024"}, {l.DateText(month), "März 2024"}, {l.Ordinal(54, "f", locale.Word), "vierundfünfzigste"},
		{l.Ordinal(154, "f", locale.Word), "hundertvierundfünfzigste"}, {l.Ordinal(54, "f", locale.Figure), "54."},
		{of("plan.held-on", "Date", day), "Abgehalten am 1. März 2024"}, {of("plan.held-on", "Date", month), "Abgehalten im März 2024"},
		{l.T("draft.moved-behind", map[string]any{"Place": l.Noun("draft.reference", map[string]any{"N": 5})}), "verschoben zum Absatz 5 des Beschlussteils"},
		{l.With("von", "dem", "Vorsitz"), "vom Vorsitz"}, {l.Quote("x"), "„x“"}, {l.Number(12345), "12.345"}, {l.N("plan.total-resolutions", 1, nil), "1 Resolution"},
		{l.List([]string{"a", "b", "c"}), "a, b und c"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if b := w.Locales.Bonds("de"); !slices.Contains(b.NumberAfter, "Nr.") || !slices.Contains(b.Range, "bis") {
		t.Errorf("the bonds of German are %+v", b)
	}
	marks, links := l.DateWords()
	if !slices.Contains(marks, ".") || !slices.Contains(links, "den") {
		t.Errorf("dates in German have the marks %q and the links %q", marks, links)
	}
}

// TestDateWords: the words with which dates are written follow from each language's own entries.
func TestDateWords(t *testing.T) {
	src := shippedSources(t)
	set := locale.Read(src.Locales, nil, &diag.List{})
	for tag, want := range map[string][2]string{"en": {"nd rd st th", "the of"}, "es": {".er .ª .º", "del de el"}, "fr": {"er re e", "de du le"}, "pt": {"ª º", "de do"}} {
		marks, links := set.Locale(tag).DateWords()
		if got := [2]string{strings.Join(marks, " "), strings.Join(links, " ")}; got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
	all := map[string]bool{}
	marks, links := set.DateWords()
	for _, w := range slices.Concat(marks, links) {
		all[w] = true
	}
	for _, w := range []string{"th", ".er", "º", "of", "del", "du", "do"} {
		if !all[w] {
			t.Errorf("%q is not among the words of dates: %v", w, slices.Sorted(maps.Keys(all)))
		}
	}
}

// TestSpacing: French papers of the shipped term have a no-break space before each tall punctuation mark, and untranslated text keeps the
// spacing, the quotation marks and the endings of its own language.
func TestSpacing(t *testing.T) {
	src := shippedSources(t)
	w, err := Run(src, work.Job{Meeting: "end", Langs: []string{"en", "fr"}, Papers: []string{"draft-paragraphs", "work-plan"}}, work.Composed, nil)
	if err != nil {
		t.Fatal(err)
	}
	narrow := regexp.MustCompile(`[\pL\d»)\]][ ]?[:;?!](?:$|[ \x{a0}»])|« |“|«[^\x{a0}]|[^\x{a0}]»`)
	wide := regexp.MustCompile(`\x{a0}[:;?!]|«|»`)
	counted := map[string]int{}
	see := func(in []doc.Inline, lang string) {
		text, of := "", lang
		flush := func() {
			counted[of]++
			switch {
			case of == "fr" && narrow.MatchString(text):
				t.Errorf("French: %q", text)
			case (of == "en" || of == "es") && wide.MatchString(strings.NewReplacer("‹", "", "›", "").Replace(text)) && !strings.Contains(text, "«"):
				t.Errorf("%s: %q", of, text)
			}
			text = ""
		}
		for _, i := range in {
			own := i.Lang
			if own == "" {
				own = lang
			}
			if own != of {
				flush()
				of = own
			}
			text += i.Text
		}
		flush()
	}
	var walk func(in []doc.Block, lang string)
	walk = func(in []doc.Block, lang string) {
		for _, b := range in {
			switch b := b.(type) {
			case *doc.Section:
				walk(b.Blocks, lang)
			case *doc.Paragraph:
				see(b.Inlines, b.Lang)
			case *doc.Heading:
				see(b.Inlines, b.Lang)
			case *doc.List:
				for _, it := range b.Items {
					walk(it.Blocks, lang)
				}
			case *doc.Pair:
				walk(b.Columns, lang)
			}
		}
	}
	for _, d := range w.Docs {
		walk(d.Blocks, d.Langs[0])
	}
	if counted["fr"] < 300 || counted["en"] < 300 || counted["es"] < 50 {
		t.Errorf("texts were found only in %v", counted)
	}
}
