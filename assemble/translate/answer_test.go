package translate

import (
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// TestAnswer: unanswered queries come before answered ones. An answer is added to its entry, and a closed query is neither shown nor sent
// again.
func TestAnswer(t *testing.T) {
	w, src := smallWork(t)
	file := source.NewFile("locales/queries.es.yaml", []byte("queries:\n  - {id: q-1, text: op-old-b.text, said: Where?, answer: There}\n  - {id: q-2, text: op-old-b.text, said: When?}\n  - {id: q-3, said: All?, closed: 2024-01-01}\n"))
	src.Locales = append(src.Locales, file)
	read := func() {
		w.Locales = locale.Read(nil, src.Locales, &diag.List{})
	}
	read()
	listed := func() string {
		var out []string
		for _, q := range Queries(w, []string{"es"}) {
			out = append(out, q.ID+" "+q.Answer)
		}
		return strings.Join(out, ", ")
	}
	if got := listed(); got != "q-2 , q-1 There" {
		t.Error(got)
	}
	sent := func() string {
		for _, p := range packet.Make(w.Plan, w.Locales, w.Papers, packet.Choice{To: "es"}) {
			for _, u := range p.Units {
				if u.ID == "op-old-b.text" {
					return string(u.Kind) + " " + u.Queries[0].Said
				}
			}
		}
		return ""
	}
	if got := sent(); got != "unchanged Where?" {
		t.Errorf("sent out as %q", got)
	}
	for _, r := range []Reply{
		{Lang: "es", ID: "q-2", Answer: "Now", Close: true, By: "Eva", When: "2024-05-02"},
		{Lang: "es", ID: "q-1", Close: true, By: "Eva", When: "2024-05-02"},
	} {
		f, err := Answer(w, src, "locales", r)
		if err != nil {
			t.Fatal(err)
		}
		src.Locales[len(src.Locales)-1] = f
		read()
	}
	want := []locale.Query{
		{ID: "q-1", Text: "op-old-b.text", Said: "Where?", Answer: "There", Closed: "2024-05-02"},
		{ID: "q-2", Text: "op-old-b.text", Said: "When?", Answer: "Now", AnsweredBy: "Eva", Answered: "2024-05-02", Closed: "2024-05-02"},
	}
	if got := w.Locales.Queries("es"); len(got) != 3 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("%+v", got)
	}
	if got := listed() + sent(); got != "" {
		t.Errorf("shown still: %q", got)
	}
	if _, err := Answer(w, src, "locales", Reply{Lang: "es", ID: "q-9", Answer: "x"}); err == nil || !strings.Contains(err.Error(), `has the id "q-9"`) {
		t.Error(err)
	}
}

// TestRaised: an import of translations that are already on file changes nothing, whatever their states are.
func TestRaised(t *testing.T) {
	for _, c := range []struct {
		name       string
		state, was locale.State
		hash       string
		want       string
	}{
		{"raised above what is here", locale.Final, locale.Translated, "here", Confirmed},
		{"as far as it is here", locale.Translated, locale.Untranslated, "here", Same},
		{"raised for another source", locale.Translated, locale.Untranslated, "elsewhere", Confirmed},
	} {
		w, src := smallWork(t)
		u := &packet.Unit{ID: "op-old-a.text", Source: c.hash, SourceHash: source.Hash(c.hash), Target: "aquí", TargetHash: packet.Exact("aquí"), State: c.state, Was: c.was}
		im := &Import{Plan: w.Plan, Papers: w.Papers, Files: src.Locales, Folder: "locales", set: w.Locales}
		im.diags, im.receipt, im.taken = &diag.List{}, &Receipt{}, map[string]map[string]*taking{}
		im.texts = map[string]input.Words{}
		for _, x := range w.Records.Texts() {
			im.texts[x.ID] = x
		}
		im.unit(source.NewFile("p", nil), &packet.Packet{From: "en", To: "es"}, u)
		if got := im.receipt.Units[0].What; got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}
