package locale

import (
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// names is a glossary with one name in German, and one in Russian that begins with another.
func names() *input.Glossary {
	word := func(s string) source.Text { return source.Text{String: s} }
	cases := func(pairs ...string) (out []input.Case) {
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, input.Case{Case: word(pairs[i]), Name: word(pairs[i+1])})
		}
		return out
	}
	entry := func(id, lang, name, article string, cases []input.Case) *input.Entry {
		return &input.Entry{ID: input.ID{Text: word(id)}, Forms: map[string]*input.Form{lang: {Lang: lang, Name: word(name), Article: word(article), Cases: cases}}}
	}
	return &input.Glossary{Entries: []*input.Entry{
		entry("chair", "de", "Vorsitz", "der", cases("dative", "dem Vorsitz", "genitive", "des Vorsitzes")),
		entry("council", "ru", "Совет", "", cases("genitive", "Совета")),
		entry("court", "ru", "Суд", "", cases("genitive", "Суда")),
		entry("honour", "ru", "Суд чести", "", cases("genitive", "Судов чести")),
		entry("standing", "ru", "Совет ОАГ", "", cases("genitive", "Совета ОАГ", "dative", "Совету ОАГ")),
	}}
}

// TestNames: a label chooses the case of each name in it; a word before a name has the case that follows it, with the article of that case.
func TestNames(t *testing.T) {
	s, diags := shipped(t,
		source.NewFile("locales/active.de.toml", []byte("[language]\nself = \"Deutsch\"\ncases = \"genitive dative\"\n[case]\nword-of = \"dative\"\n"+
			"[contraction]\nvon-dem = \"vom\"\n[draft]\nword-of = \"von\"\nword-by = \"durch\"\nalternative-by = \"Alternative {{.Authors.genitive}}\"\n")),
		source.NewFile("locales/active.ru.toml", []byte("[language]\nself = \"русский\"\ncases = \"genitive dative\"\n[case]\n"+
			"author-chair-genitive = \"Председателя\"\nword-of = \"genitive\"\n[draft]\nauthor-chair = \"Председатель\"\nword-of = \"от\"\n"+
			"alternative-by = \"Вариант {{.Authors.genitive}}\"\n")))
	s.Names(names())
	by := func(l *Locale, authors string) string {
		return l.T("draft.alternative-by", map[string]any{"Authors": authors})
	}
	de, ru := s.Peek("de"), s.Peek("ru")
	for _, c := range []struct{ got, want string }{
		{de.Behind("draft.word-of", "der", "Vorsitz"), "vom Vorsitz"},
		{de.Behind("draft.word-of", "die", "Presse"), "von die Presse"},
		{de.Behind("draft.word-by", "den", "Vorsitz"), "durch den Vorsitz"},
		{by(de, "Vorsitz"), "Alternative des Vorsitzes"},
		{by(de, "der Vorsitz"), "Alternative des Vorsitzes"},
		{by(ru, "Совет"), "Вариант Совета"},
		{by(ru, "Совет ОАГ"), "Вариант Совета ОАГ"},
		{by(ru, "Гаити, Совет и Председатель"), "Вариант Гаити, Совета и Председателя"},
		{by(ru, "Советник, Горсовет, ЭкоСовет"), "Вариант Советник, Горсовет, ЭкоСовет"},
		{by(ru, "Суд чести и Суд"), "Вариант Судов чести и Суда"},
		{by(ru, "Совет, Совет ОАГ."), "Вариант Совета, Совета ОАГ."},
		{ru.Behind("draft.word-of", "", "Председатель"), "от Председателя"},
		{ru.T("draft.author-chair", nil), "Председатель"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if diags.HasErrors() {
		t.Error(printed(diags))
	}
}

// TestNamesUndeclared: a case that the language does not declare is reported at its place, and not printed.
func TestNamesUndeclared(t *testing.T) {
	var diags diag.List
	s := Read(nil, []*source.File{source.NewFile("locales/active.ru.toml", []byte("[language]\ncases = \"genitive\"\n"))}, &diags)
	s.Names(names())
	if len(diags.Items) != 1 || diags.Items[0].Code != "W0702" || diags.Items[0].ID != "standing" {
		t.Error(printed(&diags))
	}
	s.Names(nil)
}
