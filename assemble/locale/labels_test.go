package locale

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/source"
)

// TestLabelsAreClean: all forms of labels are read in NFC, and keep the spaces at their ends.
func TestLabelsAreClean(t *testing.T) {
	s, diags := shipped(t, source.NewFile("locales/active.fr.toml", []byte("[list]\npair = \" e\u0301t \"\n[plan]\ncontents = \"\u00ad\"\n[draft]\nstale = { one = \"e\u0301 {{.N}}\", many = \"m{{.N}}\", other = \"o\u00ad{{.N}}\" }\n")))
	l := s.Locale("fr")
	for _, c := range []struct{ got, want string }{
		{l.List([]string{"a", "b"}), "a \u00e9t b"}, {l.N("draft.stale", 1, nil), "\u00e9 1"}, {l.N("draft.stale", 2, nil), "o2"}, {l.T("plan.contents", nil), ""},
	} {
		if c.got != c.want {
			t.Errorf("got %+q, want %+q", c.got, c.want)
		}
	}
	diags.Sort()
	want := []string{"2:10: W0124", "4:13: W0120", "6:18: W0124", "6:58: W0120"}
	for i, d := range diags.Items {
		if got := fmt.Sprintf("%d:%d: %s", d.Pos.Line(), d.Pos.Column(), d.Code); i >= len(want) || got != want[i] {
			t.Errorf("finding %d: %s %s", i, got, d.Message)
		}
	}
}

// TestLabelsFuse fills each placeholder of each label with each kind of value, in four languages. No preposition precedes an article with
// which it fuses, or a vowel before which it loses its own, and no month is in the place of a day.
func TestLabelsFuse(t *testing.T) {
	s, diags := shipped(t)
	month, day, first := date.Date{Year: 2024, Month: 8}, date.Date{Year: 2024, Month: 2, Day: 7}, date.Date{Year: 2024, Month: 1, Day: 1}
	names := map[string][]string{
		"en": {"the Chair", "the texts", "Canada", "open post"},
		"es": {"el Consejo", "la Presidencia", "los textos aprobados", "las delegaciones", "El Salvador", "Haití", "Ecuador", "el texto del 5 de mayo", "cargo vacante"},
		"fr": {"le Conseil", "la Présidence", "les textes adoptés", "l’Assemblée", "l'Organisation", "Haïti", "Équateur", "Panama", "le texte du 5 mai", "A/RES/79/1", "poste vacant"},
		"pt": {"o Conselho", "a Presidência", "os textos aprovados", "as delegações", "Haiti", "El Salvador", "o texto de 5 de maio", "cargo vago"},
	}
	unfused := map[string]*regexp.Regexp{
		"en": regexp.MustCompile(`\b(?:on|On) (?:February|August) 2024`),
		"es": regexp.MustCompile(`(?i:(?:^|[^\pL])(?:de|a)) el\b|\b(?i:del|el|al) (?:febrero|agosto)`),
		"fr": regexp.MustCompile(`(?i:(?:^|[^\pL])(?:de|à)) les?\b|(?i:\bde) (?:[AEIOUÉÊHaeiouéêh][a-zéèê]|août)|\b(?i:du|le|au) (?:février|août)`),
		"pt": regexp.MustCompile(`(?i:(?:^|[^\pL])(?:de|em|a|por)) (?:o|a|os|as) |\b(?i:do|o|ao) (?:fevereiro|agosto)`),
	}
	built := 0
	for lang, names := range names {
		l := s.Locale(lang)
		var values []any
		for _, n := range names {
			values = append(values, n)
		}
		values = append(values, month, date.Date{Year: 2024, Month: 2}, day, first, l.T("draft.meeting-of", map[string]any{"Date": day}),
			l.T("draft.meeting-of", map[string]any{"Date": month}), l.Noun("draft.reference", map[string]any{"N": 5}), l.Noun("draft.reference-preambular", map[string]any{"N": 5}),
			l.T("redline.adopted", nil), l.T("redline.text-of", map[string]any{"Date": month}), l.T("redline.text-of", map[string]any{"Date": day}))
		for _, key := range sortedKeys(l.labels) {
			m := l.labels[key]
			slots, err := placeholders(m.Other)
			if err != nil || isStructural(key) || len(slots) == 0 {
				continue
			}
			for _, v := range values {
				if _, dated := v.(date.Date); dated && !slices.Contains(slots, "Date") {
					continue
				}
				data := map[string]any{}
				for _, name := range slots {
					data[name] = v
				}
				texts := []string{l.T(key, data)}
				if isPlural(m.Message) {
					texts = append(texts, l.N(key, 1, data), l.N(key, 1000000, data))
				}
				for _, text := range texts {
					if built++; unfused[lang].MatchString(text) || strings.Contains(text, "‹") {
						t.Errorf("%s: %s reads %q", lang, key, text)
					}
				}
			}
		}
	}
	if built < 3000 {
		t.Errorf("%d labels were built", built)
	}
	es, fr, pt, en := s.Locale("es"), s.Locale("fr"), s.Locale("pt"), s.Locale("en")
	base := func(l *Locale, key, base string) string { return l.T(key, map[string]any{"Base": base}) }
	for _, c := range []struct{ got, want string }{
		{base(es, "draft.redline-title", es.T("redline.text-of", map[string]any{"Date": day})), "Cambios con respecto al texto del 7 de febrero de 2024"},
		{base(es, "draft.redline-title", "El Salvador"), "Cambios con respecto a El Salvador"},
		{base(fr, "draft.redline-title", fr.T("redline.adopted", nil)), "Modifications par rapport aux textes adoptés"},
		{base(fr, "draft.redline-title", fr.T("redline.text-of", map[string]any{"Date": month})), "Modifications par rapport au texte d’août 2024"},
		{base(pt, "redline.new", pt.T("redline.text-of", map[string]any{"Date": day})), "não figura no texto de 7 de fevereiro de 2024"},
		{fr.T("draft.moved-behind", map[string]any{"Place": fr.Noun("draft.reference", map[string]any{"N": 25})}), "déplacé après le paragraphe 25 du dispositif"},
		{fr.T("draft.moved-behind", map[string]any{"Place": fr.Noun("draft.reference-preambular", map[string]any{"N": 2})}), "déplacé après l’alinéa 2 du préambule"},
		{es.T("draft.moved-behind", map[string]any{"Place": es.Noun("draft.reference", map[string]any{"N": 25})}), "trasladado después del párrafo resolutivo 25"},
		{pt.T("draft.moved-behind", map[string]any{"Place": pt.Noun("draft.reference", map[string]any{"N": 25})}), "deslocado para depois do parágrafo resolutivo 25"},
		{en.T("draft.moved-behind", map[string]any{"Place": en.Noun("draft.reference", map[string]any{"N": 25})}), "moved behind operative paragraph 25"},
		{en.T("plan.held-on", map[string]any{"Date": month}), "Held in August 2024"}, {en.T("plan.held-on", map[string]any{"Date": day}), "Held on February 7, 2024"},
		{es.T("plan.held-on", map[string]any{"Date": month}), "Celebrada en agosto de 2024"}, {es.T("plan.held-on", map[string]any{"Date": day}), "Celebrada el 7 de febrero de 2024"},
		{fr.T("plan.held-on", map[string]any{"Date": month}), "Tenue en août 2024"}, {fr.T("plan.held-on", map[string]any{"Date": first}), "Tenue le 1er janvier 2024"},
		{pt.T("plan.held-on", map[string]any{"Date": month}), "Realizada em agosto de 2024"}, {pt.T("plan.held-on", map[string]any{"Date": date.Date{}}), "Realizada em "},
		{en.T("matrix.as-of-end", nil), "As of the end of the term"}, {fr.T("matrix.as-of-end", nil), "À la fin de la période"},
		{fr.With("De", "les", "États"), "Des États"}, {fr.With("à", "", "l’ordre"), "à l’ordre"}, {fr.With("jusqu’à", "le", "terme"), "jusqu’au terme"},
		{fr.With("de", "", "A/RES/79/1"), "de A/RES/79/1"}, {pt.With("em\u00a0", "o", "texto"), "no texto"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if got := printed(diags); got != "" {
		t.Error(got)
	}
}

// TestCountsAgree: in languages whose words agree with a number, a label that has a count before a word in the plural has a form for each
// number. French has 0 in the singular, and Spanish, French and Portuguese have "de" after millions.
func TestCountsAgree(t *testing.T) {
	s, _ := shipped(t)
	plural := regexp.MustCompile(`(?:\{\{\.(?:N|All|Of|Held|Agreed|AgreedBefore|AllBefore|Open|New|Changed|Deleted|Moved|Outcomes|Taken|Resolutions` +
		`|Covered|Preambular|Operative|AdRef|Proposals|Delegations|Reservations)\}\})[ \x{A0}]\pL+s\b`)
	counted := 0
	for _, tag := range []string{"es", "fr", "pt"} {
		l := s.Locale(tag)
		for _, key := range sortedKeys(l.labels) {
			if m := l.labels[key]; isPlural(m.Message) {
				counted++
			} else if !isStructural(key) && !strings.HasPrefix(key, "records") && plural.MatchString(m.Other) {
				t.Errorf("%s: %s reads %q whatever the number", tag, key, m.Other)
			}
		}
	}
	if counted < 60 {
		t.Errorf("%d labels have plural forms", counted)
	}
	for _, c := range []struct {
		tag, key string
		want     [4]string // of 0, 1, 2 and a million
	}{
		{"fr", "status-line.operative", [4]string{"0 paragraphe du dispositif", "1 paragraphe du dispositif", "2 paragraphes du dispositif",
			"1\u00a0000\u00a0000 de paragraphes du dispositif"}},
		{"fr", "plan.total-resolutions", [4]string{"0 résolution", "1 résolution", "2 résolutions", "1\u00a0000\u00a0000 de résolutions"}},
		{"es", "status-line.accepted", [4]string{"0 aceptadas", "1 aceptada", "2 aceptadas", "1\u00a0000\u00a0000 aceptadas"}},
		{"pt", "status-line.operative", [4]string{"0 resolutivo", "1 resolutivo", "2 resolutivos", "1.000.000 resolutivos"}},
		{"en", "plan.total-paragraphs", [4]string{"0 operative paragraphs", "1 operative paragraph", "2 operative paragraphs", "1,000,000 operative paragraphs"}},
	} {
		for i, n := range []int{0, 1, 2, 1000000} {
			if got := s.Locale(c.tag).N(c.key, n, nil); got != c.want[i] {
				t.Errorf("%s %s of %d: got %q, want %q", c.tag, c.key, n, got, c.want[i])
			}
		}
	}
}

// TestFrenchLabels: labels in French have a no-break space before each tall punctuation mark and within quotation marks, and curved
// apostrophes.
func TestFrenchLabels(t *testing.T) {
	s, _ := shipped(t)
	l := s.Locale("fr")
	bad := regexp.MustCompile(`[\pL\d»)}][ ]?[:;?!»](?:$|[ \x{a0}])|«[^\x{a0}]|\pL'\pL`)
	for _, key := range sortedKeys(l.labels) {
		section, _, _ := strings.Cut(key, ".")
		if slices.Contains([]string{"meaning", "lexicon", "check", "bond", "drafting", "stem", "propose", "elision", "opener"}, section) {
			continue // lists of words
		}
		m := l.labels[key]
		for _, f := range formsOf(m.Message) {
			if bad.MatchString(*f.words) {
				t.Errorf("%s: %q", key, *f.words)
			}
		}
	}
}

// TestCarriedLabels checks the labels of all languages that the program carries, which a run does not: they have no gaps.
func TestCarriedLabels(t *testing.T) {
	s, diags := shipped(t)
	ref := s.Locale(Reference)
	for _, tag := range s.Languages() {
		s.Locale(tag).checkLabels(ref)
	}
	if got := printed(diags); got != "" {
		t.Error(got)
	}
	own := source.NewFile("locales/active.es.toml", []byte("[unknown]\nlabel = \"Etiqueta\"\n"))
	if s, diags = shipped(t, own); s.Locale("es") == nil || !strings.Contains(printed(diags), `unused label "unknown.label"`) {
		t.Errorf("the labels of a user are not checked: %s", printed(diags))
	}
}

// TestCarriedEntry reads every entry of the label files that the program carries alone, without the rest of its file.
func TestCarriedEntry(t *testing.T) {
	s, _ := shipped(t)
	for _, tag := range s.Languages() {
		if Pseudo(tag) {
			continue
		}
		l := s.locales[tag]
		alone := map[string]string{}
		whole := carriedTable(tag, l.only)
		for key := range whole.labels {
			alone[key] = s.Label(tag, key)
		}
		if l.opened.Load() {
			t.Fatalf("a label of %s opened the whole file", tag)
		}
		for key, want := range whole.labels {
			if alone[key] != want.Other || s.of(tag).entry(key) != want.Other {
				t.Errorf("%s of %s is %q alone, and %q in its file", key, tag, alone[key], want.Other)
			}
		}
		if s.Label(tag, "drafting.none") != "" || carriedEntry(l.only, "none.small-words") != "" || carriedEntry(l.only, "drafting") != "" {
			t.Errorf("%s has a label that is not in its file", tag)
		}
	}
}
