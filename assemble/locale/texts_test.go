package locale

import (
	"strings"
	"testing"

	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// TestLabelTexts: labels are texts, with a text for each plural form of the language; they are untranslated where they are missing or a
// copy, and stale where the state file has the hash of other words.
func TestLabelTexts(t *testing.T) {
	s, _ := shipped(t,
		source.NewFile("locales/active.ru.toml", []byte("[language]\nself = \"русский\"\n[plan]\ntitle = \"План {{.Term}}\"\ncontents = \"Оглавление\"\n"+
			"sessions-held = \"Thematic sessions held\"\njoint = \"Joint thematic sessions:\"\nmandates = \"Поручения\"\nintroduction = \"Введение\"\n"+
			"total-resolutions = { one = \"{{.N}} резолюция\", few = \"{{.N}} резолюции\", many = \"{{.N}} резолюций\", other = \"{{.N}} резолюции\" }\n")),
		source.NewFile("locales/state.ru.yaml", []byte("texts:\n  label.plan.contents: {state: reviewed, hash: "+source.Hash("Contents")+", by: Ana}\n"+
			"  label.plan.introduction: {state: reviewed, hash: x}\n"+
			"  label.plan.joint: {state: translated, hash: "+source.Hash("Joint thematic sessions:")+"}\n"+
			"  label.plan.mandates: {state: translated, hash: "+source.Hash("Mandatos")+", via: es}\n  label.plan.title: {state: final, hash: x, editorial: "+source.Hash("Work Plan {{.Term}}")+"}\n")))
	texts := map[string]input.Text{}
	for _, x := range s.LabelTexts("ru") {
		if _, twice := texts[x.ID]; twice {
			t.Errorf("%s is there twice", x.ID)
		}
		texts[x.ID] = x
	}
	if len(texts) < 1000 {
		t.Errorf("there are %d labels", len(texts))
	}
	for _, c := range []struct{ id, source, words, state string }{
		{"label.plan.contents", "Contents", "Оглавление", "reviewed"},
		{"label.plan.introduction", "Introduction", "Введение", "reviewed stale"},
		{"label.plan.title", "Work Plan {{.Term}}", "План {{.Term}}", "final editorial"},
		{"label.plan.joint", "Joint thematic sessions:", "Joint thematic sessions:", "translated"}, // somebody has confirmed the copy
		{"label.plan.mandates", "Mandates", "Поручения", "translated"},                             // made from the Spanish label
		{"label.report.sessions", "Thematic sessions", "Thematic sessions", "untranslated"},
		{"label.plan.total-resolutions.few", "{{.N}} resolutions", "{{.N}} резолюции", "translated"},
		{"label.plan.total-resolutions.one", "{{.N}} resolution", "{{.N}} резолюция", "translated"},
		{"label.plan.total-resolutions", "", "", ""},
		{"label.date.month-3", "March", "March", "untranslated"},
		{"label.list.last", ", and ", ", and ", "untranslated"},
		{"label.language.textual", "Textual", "Textual", "untranslated"},
		{"label.plan.year-heading", "", "", ""},  // no word
		{"label.ordinal.word-1", "", "", ""},     // of the language alone
		{"label.lexicon.numbers", "", "", ""},    // words of the checks
		{"label.enumerator.decimal", "", "", ""}, // a form
	} {
		x, ok := texts[c.id]
		if !ok || c.source == "" {
			if ok || c.source != "" {
				t.Errorf("%s: among the texts %v", c.id, ok)
			}
			continue
		}
		tr := s.Lookup(x, "ru")
		state := string(tr.State)
		if tr.Stale {
			state += " stale"
		}
		if tr.Editorial {
			state += " editorial"
		}
		if x.String != c.source || tr.Text.String != c.words || state != c.state || tr.Original {
			t.Errorf("%s: %q is %q, %s; want %q, %q, %s", c.id, x.String, tr.Text.String, state, c.source, c.words, c.state)
		}
	}
	if tr, ok := s.Peek("ru").Content("label.plan.contents"); !ok || tr.Text.String != "Оглавление" || tr.By != "Ana" || !strings.HasSuffix(tr.Text.Pos.File.Name, "active.ru.toml") {
		t.Errorf("the file has %+v", tr)
	}
	if _, ok := s.Peek("ru").Content("label.plan.stakeholders"); ok {
		t.Error("a label that is missing is on file")
	}
	if via := s.Lookup(texts["label.plan.contents"], "es"); via.Text.String != "Índice" || via.Stale || via.State != Translated {
		t.Errorf("in Spanish it is %+v", via)
	}
	for _, lang := range []string{"en", "en-GB", "en-XA", "zz"} {
		if n := len(s.LabelTexts(lang)); n > 0 {
			t.Errorf("%d labels are to be translated into %s", n, lang)
		}
	}
	for id, want := range map[string]string{"label.plan.title": "plan.title|", "label.plan.total-resolutions.many": "plan.total-resolutions|many",
		"label.plan.total-resolutions.title": "", "label.plan.nothing": "", "plan.title": "", "label.plan.nothing.one": ""} {
		key, form, ok := s.LabelKey(id)
		if got := key + "|" + form; ok != (want != "") || ok && got != want {
			t.Errorf("%s is %q, %v", id, got, ok)
		}
	}
}
