package translate

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/locale"
	"omnibus/assemble/merge"
	"omnibus/assemble/paper"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

const small = worktest.Term + `papers:
  - id: draft-paragraphs
    title: Draft
    symbol: CAM/doc.1/24
    revisions:
      - {number: 0, for: meeting-march, date: 2024-03-05}
      - {number: 1, for: meeting-may, date: 2024-05-07}
-- input/schedule.yaml --
meetings:
  - {id: meeting-march, date: 2024-03-05, agenda: [{id: ag-a, kind: adoption}]}
  - {id: meeting-may, date: 2024-05-07, agenda: [{id: ag-b, kind: adoption}]}
-- input/proposals/all.yaml --
proposals:
  - {id: op-old, kind: operative, section: section-one, order: 10, operation: add, authors: [chair], date: 2024-01-10, text: To do it well, state: proposed, paragraphs: [{id: op-old-a, text: here}, {id: op-old-b, text: there}]}
  - {id: op-new, kind: operative, section: section-one, order: 20, operation: add, authors: [chair], date: 2024-04-10, text: To do more of it, state: proposed, paragraphs: [{id: op-new-a, text: soon}, {id: op-new-b, text: later}]}
-- locales/content.es.toml --
["op-old.text"]
hash = "HASH(To do it)"
other = "Hacerlo"

["op-old-a.text"]
hash = "HASH(here)"
other = "aquí"

["op-old-b.text"]
other = "allí"
-- locales/state.es.yaml --
texts:
  op-old.text: {state: reviewed, by: Ana, when: 2024-02-01, hash: "HASH(To do it)", source: To do it}
  op-old-a.text: {state: translated, hash: "HASH(here)", source: here}
  op-old-b.text: {state: final, hash: "HASH(there)", source: there}
`

// smallWork returns the merged work of a small term. One of its texts is stale in Spanish, two are current, the others not translated.
func smallWork(t *testing.T) (*work.Work, *work.Sources) {
	t.Helper()
	src := worktest.Small(small)
	var diags diag.List
	locales, templates := work.Builtin()
	w := &work.Work{Records: input.Read(src.Input, &diags), Locales: locale.Read(locales, src.Locales, &diags)}
	w.Papers = paper.Read(templates, nil, &diags).Of(w.Records.Term, []string{"draft-paragraphs"}, paper.Forms{Pages: []string{"pdf"}, Workbook: []string{"xlsx"}}, &diags)
	w.Langs = []*locale.Locale{w.Locales.Locale("en"), w.Locales.Locale("es")}
	may, _ := w.Records.ByID["meeting-may"].(*input.Meeting)
	w.Plan = merge.Plan(w.Records, plan.Point{Meeting: may, Until: date.Date{Year: 2024, Month: 5, Day: 7}}, w.Locales, &diags)
	worktest.NoErrors(t, &diags)
	return w, src
}

// TestSince: a text is new since a revision if its paper did not have it, or had it in other words.
func TestSince(t *testing.T) {
	w, _ := smallWork(t)
	ids := func(m map[string]bool) string { return strings.Join(slices.Sorted(maps.Keys(m)), " ") }
	got, err := Since(w, "0")
	if err != nil || ids(got) != "op-new-a.text op-new-b.text op-new.text" {
		t.Errorf("since the revision that the records make: %s, %v", ids(got), err)
	}
	issued := &record.Issued{Paper: "draft-paragraphs", Symbol: "CAM/doc.1/24", Paragraphs: []record.Paragraph{
		{ID: "op-old", Text: map[string]string{"en": "To do it"}, Sub: []record.Paragraph{{ID: "op-old-a", Text: map[string]string{"en": "here"}}, {ID: "op-old-b", Text: map[string]string{"en": "elsewhere"}}}},
		{ID: "op-new", Text: map[string]string{"en": "To do more of it"}, Sub: []record.Paragraph{{ID: "op-new-a", Text: map[string]string{"en": "soon"}}}},
	}}
	w.Issued = []*record.Issued{{Paper: "other", Symbol: "CAM/doc.9/24"}, issued}
	for _, name := range []string{"0", "CAM/doc.1/24"} {
		if got, err := Since(w, name); err != nil || ids(got) != "op-new-b.text op-old-b.text op-old.text" {
			t.Errorf("since %s as it was issued: %s, %v", name, ids(got), err)
		}
	}
	if _, err := Since(w, "7"); err == nil || !strings.Contains(err.Error(), `no revision "7"`) {
		t.Error(err)
	}
}

// TestStatus: texts and words of a paper in a language, by state, with those that the meeting needs.
func TestStatus(t *testing.T) {
	w, _ := smallWork(t)
	all := Status(w, []string{"es"})
	if len(all) != 2 || all[0].Paper != "draft-paragraphs" || all[1].Paper != "" {
		t.Fatalf("%+v", all)
	}
	c := all[0]
	if c.Translated != 1 || c.Final != 1 || c.Stale != 1 || c.Untranslated+c.Translated+c.Reviewed+c.Final != c.Texts {
		t.Errorf("%+v", c)
	}
	needed, words := 0, 0
	what := map[string]string{}
	waits := false
	for _, x := range OpenTexts(w, []string{"es"}) {
		words += x.Words
		if waits = waits || !x.Needed; x.Needed {
			needed += x.Words
			if waits {
				t.Errorf("%s comes after texts that can wait", x.ID)
			}
		}
		what[x.ID] = x.What
	}
	if words != c.Words || needed != c.Needed || needed == 0 {
		t.Errorf("the open texts have %d words, %d of them needed; counted are %d and %d", words, needed, c.Words, c.Needed)
	}
	if what["op-old.text"] != "stale" || what["op-new.text"] != "untranslated" || what["op-old-a.text"] != "" {
		t.Errorf("%v", what)
	}
	sum := Counts{Texts: 1, Needed: 2}
	if sum.Add(c); sum.Texts != c.Texts+1 || sum.Needed != c.Needed+2 || sum.Stale != 1 || sum.Final != 1 || sum.Words != c.Words {
		t.Errorf("added up they are %+v", sum)
	}
	waiting := w.Plan.Draft.Sections
	w.Plan.Draft.Sections = nil // the meeting no longer needs the paragraphs
	if later := Status(w, []string{"es"})[0]; later.Needed >= c.Needed {
		t.Errorf("%d words are needed, and were %d with %d more sections", later.Needed, c.Needed, len(waiting))
	}
}

// TestEditorial: only a stale translation can be declared unaffected by the change of its source.
func TestEditorial(t *testing.T) {
	w, src := smallWork(t)
	f, declared, err := Editorial(w, src, "locales", "es", []string{"op-old.text"}, "Eva", "2024-05-02")
	if err != nil || len(declared) != 1 || declared[0] != (Unaffected{"op-old.text", "To do it", "To do it well"}) {
		t.Fatalf("%+v, %v", declared, err)
	}
	for _, line := range []string{"    state: reviewed", "    by: Eva", "    editorial: " + source.Hash("To do it well"), "    hash: " + source.Hash("To do it")} {
		if !strings.Contains(string(f.Bytes), line+"\n") {
			t.Errorf("no line %q in\n%s", line, f.Bytes)
		}
	}
	for id, says := range map[string]string{"op-old-a.text": "is not stale", "op-new.text": "is not translated", "op-od.text": `did you mean "op-old.text"`} {
		if _, _, err := Editorial(w, src, "locales", "es", []string{id}, "Eva", ""); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", id, err)
		}
	}
	if _, _, err := Editorial(w, src, "locales", "en", []string{"op-old.text"}, "Eva", ""); err == nil || !strings.Contains(err.Error(), `is written in "en"`) {
		t.Error(err)
	}
}

// TestConfirm: a confirmation records the current source of a translation. Stale translations that are not named remain stale.
func TestConfirm(t *testing.T) {
	w, src := smallWork(t)
	all, err := Confirm(w, src, "locales", Confirmation{Lang: "es", State: locale.Reviewed, By: "Eva", When: "2024-05-02"})
	if err != nil || !slices.Equal(all.Stale, []string{"op-old.text"}) || !slices.Equal(all.Texts, []string{"op-old-a.text", "op-old-b.text"}) && !slices.Equal(all.Texts, []string{"op-old-a.text"}) {
		t.Fatalf("%+v, %v", all, err)
	}
	one, err := Confirm(w, src, "locales", Confirmation{Lang: "es", Texts: []string{"op-old.text"}, By: "Eva", When: "2024-05-02"})
	if err != nil || !slices.Equal(one.Texts, []string{"op-old.text"}) || len(one.Files) != 2 {
		t.Fatalf("%+v, %v", one, err)
	}
	if s := string(one.Files[0].Bytes); !strings.Contains(s, "[\"op-old.text\"]\nhash = \""+source.Hash("To do it well")+"\"\nother = \"Hacerlo\"\n") {
		t.Errorf("the message is\n%s", s)
	}
	for _, line := range []string{"    state: translated", "    by: Eva", "    source: To do it well", "    previous: To do it"} {
		if s := strings.ReplaceAll(string(one.Files[1].Bytes), `"`, ""); !strings.Contains(s, line+"\n") {
			t.Errorf("no line %q in\n%s", line, s)
		}
	}
}

// TestPreviousOf: the former source of a translation remains on file until there is a newer one.
func TestPreviousOf(t *testing.T) {
	for _, c := range []struct {
		tr   locale.Translation
		made string
		want string
	}{
		{locale.Translation{Source: "a", Previous: "z"}, "b", "a"}, {locale.Translation{Source: "b", Previous: "z"}, "b", "z"}, {locale.Translation{Previous: "z"}, "b", "z"}, {locale.Translation{}, "b", ""},
	} {
		if got := PreviousOf(c.tr, c.made); got != c.want {
			t.Errorf("%+v: %q, want %q", c.tr, got, c.want)
		}
	}
}

// TestComplete: a unit that is returned without its source gets the source from which it was made, identified by its fingerprint, from
// another file of its packet or from the project. If neither has it, it has none.
func TestComplete(t *testing.T) {
	w, _ := smallWork(t)
	words := map[string]input.Words{}
	for _, x := range w.Records.Texts() {
		words[x.ID] = x
	}
	const id, now, was = "op-old.text", "To do it well", "To do it"
	for _, c := range []struct {
		name           string
		beside         string // source in another file of the packet
		source, hash   string
		want, wantHash string
	}{
		{"it is there", was, now, "", now, ""},
		{"as the project has it", "", "", source.Hash(now), now, source.Hash(now)},
		{"the project has another", "", "", source.Hash(was), "", source.Hash(was)},
		{"nothing says of what it was made", "", "", "", "", ""},
		{"another file has it", was, "", "", was, source.Hash(was)},
		{"another file has it, as it says itself", was, "", source.Hash(was), was, source.Hash(was)},
		{"another file has another, and the project has it", was, "", source.Hash(now), now, source.Hash(now)},
		{"both have another", was, "", source.Hash("To act"), "", source.Hash("To act")},
	} {
		p := &packet.Packet{From: "en", To: "pt"}
		im := &Import{set: w.Locales, sources: map[string]string{"es\x00" + id: "Hacerlo"}}
		if c.beside != "" {
			im.sources["en\x00"+id] = c.beside
		}
		u := &packet.Unit{ID: id, Source: c.source, SourceHash: c.hash, Target: "Fazer"}
		im.complete(p, u, words[id])
		if u.Source != c.want || u.SourceHash != c.wantHash {
			t.Errorf("%s: the source is %q, want %q", c.name, u.Source, c.want)
		}
	}
	// If the sources are translations, its source is that translation.
	u := &packet.Unit{ID: "op-old-a.text", SourceHash: source.Hash("aquí"), Target: "aqui"}
	(&Import{set: w.Locales}).complete(&packet.Packet{From: "es", To: "pt"}, u, words["op-old-a.text"])
	if u.Source != "aquí" {
		t.Errorf("by way of Spanish the source is %q", u.Source)
	}
	// A text whose codes cannot be restored gets those of its source.
	for hash, want := range map[string]string{source.Hash(now): "Fazer *bem*", source.Hash(was): ""} {
		x := words[id]
		x.String = now
		u := &packet.Unit{ID: id, Source: now, SourceHash: hash, Fault: "lost", Pieces: []packet.Placed{{Token: packet.Token{Text: "Fazer *bem*"}}}}
		(&Import{set: w.Locales}).complete(&packet.Packet{From: "en"}, u, x)
		if u.Target != want || (u.Fault == "") != (want != "") {
			t.Errorf("it is %q, %q", u.Target, u.Fault)
		}
	}
}

// TestOrder: texts with the same place in the papers remain in the order of the records, however many they are.
func TestOrder(t *testing.T) {
	src := worktest.Shipped(t)
	var diags diag.List
	locales, templates := work.Builtin()
	records := input.Read(src.Input, &diags)
	set := locale.Read(locales, src.Locales, &diags)
	papers := paper.Read(templates, nil, &diags).Of(records.Term, nil, paper.Forms{Pages: []string{"pdf"}, Workbook: []string{"xlsx"}}, &diags)
	p := merge.Plan(records, plan.Point{}, set, &diags)
	at := map[string]int{}
	for i, w := range records.Texts() {
		at[w.ID] = i
	}
	same := 0
	items := packet.Items(p, set, papers, "es")
	for i := 1; i < len(items); i++ {
		a, b := &items[i-1], &items[i]
		if a.Paper != b.Paper || a.Order != b.Order {
			continue
		}
		if same++; at[a.ID] > at[b.ID] {
			t.Errorf("%s comes before %s", a.ID, b.ID)
		}
	}
	if same < 20 {
		t.Errorf("only %d texts have the place of the text before", same)
	}
}
