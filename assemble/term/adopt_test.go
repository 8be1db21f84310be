package term_test

import (
	"slices"
	"strings"
	"testing"

	"omnibus/assemble"
	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/source"
	"omnibus/assemble/term"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// agreed returns the small term of which most is agreed, with the edits applied.
func agreed(edit ...string) *work.Sources { return worktest.Small(worktest.Agreed, edit...) }

func adoptSmall(t *testing.T, src, next *work.Sources, change func(*term.Adoption)) (*term.Adopted, *diag.List, error) {
	t.Helper()
	w, err := assemble.Run(src, work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	worktest.NoErrors(t, &w.Diags)
	offset := 12
	when, err := date.Parse("2024-06-28")
	if err != nil {
		t.Fatal(err)
	}
	a := term.Adoption{Symbol: "AG/RES. 3021 (LIV-O/24)", Date: when, Title: "Omnibus: all", Offset: &offset}
	if change != nil {
		change(&a)
	}
	var diags diag.List
	out, err := term.Adopt(w, next, "locales", a, &diags)
	return out, &diags, err
}

func TestAdopt(t *testing.T) {
	next := agreed("id: term\n", "id: term-next\n")
	out, diags, err := adoptSmall(t, agreed(), next, nil)
	if err != nil || len(diags.Items) > 0 {
		t.Fatal(err, diags.Items)
	}
	want := `  - id: ag-res-3021
    symbol: AG/RES. 3021 (LIV-O/24)
    date: "2024-06-28"
    title: "Omnibus: all"
    ranges: [13-16]
    preamble:
      - id: ag-res-3021-pp-1
        text: RECALLING that
    paragraphs:
      - id: ag-res-3021-op-13
        number: 13
        heading: One
        text: To do a thing
        text-source: agreed draft
        begin: "2024-06-28"
        repeats: [res-1-op-1]
      - id: ag-res-3021-op-14
        number: 14
        text: "To do it: better"
        text-source: agreed draft
        theme: theme-x
        begin: "2024-06-28"
      - id: ag-res-3021-op-15
        number: 15
        text: To ask, as paragraph 14 and preambular paragraph 1, do, and in particular
        text-source: agreed draft
        begin: "2024-06-28"
        paragraphs:
          - id: ag-res-3021-op-15-a
            text: the one
            paragraphs:
              - id: ag-res-3021-op-15-a-1
                text: this
              - id: ag-res-3021-op-15-a-2
                text: that
          - id: ag-res-3021-op-15-b
            text: the other
          - id: ag-res-3021-op-15-c
            text: the *third*
      - id: ag-res-3021-op-16
        number: 16
        text: To do as 15` + "\u00a0(a)\u00a0(ii)" + ` says
        text-source: agreed draft
        begin: "2024-06-28"
`
	if out.Entry != want {
		t.Errorf("got\n%s\nwant\n%s", out.Entry, want)
	}
	notes := strings.Join(out.Notes, "\n")
	wantNotes := `op-sup deletes res-1-op-3: enter its status
pp-one has no complete current translation into "es": only the current parts are copied
op-noc has no complete current translation into "es": only the current parts are copied
op-subs has no complete current translation into "es": only the current parts are copied
op-subs has the note note-a: mandates have no notes, so it is left out`
	if notes != wantNotes {
		t.Errorf("got notes\n%s\nwant\n%s", notes, wantNotes)
	}
	if len(out.Files) != 2 || out.Files[0].Name != "input/mandates.yaml" || out.Files[1].Name != "locales/content.es.toml" {
		t.Fatalf("files %v", out.Files)
	}
	mandates := string(out.Files[0].Bytes)
	old := string(next.Input[slices.IndexFunc(next.Input, func(f *source.File) bool { return f.Name == "input/mandates.yaml" })].Bytes)
	old = strings.Replace(old, "text: To do another}", "text: To do another, superseded-by: ag-res-3021-op-14, status: superseded}", 1)
	old = strings.Replace(old, "number: 3}\n", "number: 3}\n"+want, 1)
	if mandates != old {
		t.Errorf("mandates.yaml is\n%s\nwant\n%s", mandates, old)
	}
	if es := string(out.Files[1].Bytes); !strings.Contains(es, `["ag-res-3021-op-14.text"]`) || !strings.Contains(es, "Hacerlo: mejor") || !strings.Contains(es, `"Hacer lo que dice 15\u00A0a)\u00A0ii)"`) {
		t.Errorf("content.es.toml is\n%s", es)
	}
	// The next term reads what was written.
	var after diag.List
	if in := input.Read(edit.Replaced(next.Input, out.Files[:1]), &after); after.HasErrors() || len(in.Resolutions) != 2 {
		t.Errorf("%v", after.Items)
	}
}

// TestAdoptKeepsReviews: texts that are the result of a review remain reviewed, if every part was. Files keep their line endings.
func TestAdoptKeepsReviews(t *testing.T) {
	src := agreed()
	src.Locales = append(src.Locales,
		source.NewFile("locales/state.es.yaml", []byte("texts:\n  op-mod.text: {state: reviewed, by: Ana, when: 2024-05-02}\n")),
		source.NewFile("locales/state.en.yaml", []byte("texts:\n  op-es.text: {state: final, by: Eva, when: 2024-05-03}\n")))
	next := agreed("id: term\n", "id: term-next\n")
	for i, f := range next.Input {
		next.Input[i] = source.NewFile(f.Name, []byte(strings.ReplaceAll(string(f.Bytes), "\n", "\r\n")))
	}
	out, diags, err := adoptSmall(t, src, next, nil)
	if err != nil || len(diags.Items) > 0 || len(out.Files) != 3 || out.Files[2].Name != "locales/state.es.yaml" {
		t.Fatal(err, diags.Items, out.Files)
	}
	for _, s := range []string{"  ag-res-3021-op-14.text:\n    state: reviewed\n", "    by: Ana\n    when: \"2024-05-02\"\n", "  ag-res-3021-op-16.text:\n    state: final\n", "by: Eva"} {
		if !strings.Contains(string(out.Files[2].Bytes), s) {
			t.Errorf("no %q in\n%s", s, out.Files[2].Bytes)
		}
	}
	if b := string(out.Files[0].Bytes); strings.Count(b, "\n") != strings.Count(b, "\r\n") || !strings.Contains(b, "ag-res-3021-op-14") {
		t.Errorf("line ends are mixed:\n%q", b)
	}
}

func TestAdoptRefuses(t *testing.T) {
	for _, c := range []struct {
		name, code string
		edit       []string
		line       int
	}{
		{"an open paragraph", "E1301", []string{`text: "To do it: better", state: agreed`, `text: "To do it: better", state: bracketed`}, 5},
		{"only agreed ad referendum", "E1301", []string{`text: "To do it: better", state: agreed`, `text: "To do it: better", state: agreed-ad-referendum`}, 5},
	} {
		_, diags, err := adoptSmall(t, agreed(c.edit...), nil, nil)
		if err != nil || len(diags.Items) != 1 || diags.Items[0].Code != c.code || diags.Items[0].Pos.Line() != c.line {
			t.Errorf("%s: %v %v", c.name, err, diags.Items)
		}
	}
	// Typed brackets, in any language, and brackets around open text, wherever they are.
	const last = "  - {id: op-es, kind: operative"
	with := func(proposal string) []string { return []string{last, "  - {" + proposal + "}\n" + last} }
	for _, c := range []struct {
		name string
		edit []string
		says string
	}{
		{"typed", []string{`text: "To do it: better"`, `text: "To do it: [better][well]"`}, `"op-mod" is agreed, but still has words in brackets`},
		{"typed in Spanish alone", []string{`"Hacerlo: mejor"`, `"Hacerlo: [mejor][bien]"`}, `"op-mod" is agreed, but still has words in brackets`},
		{"typed in a sub-paragraph", []string{"text: the other", `text: "[the other]"`}, `"op-subs" is agreed, but still has words in brackets`},
		{"typed in the preamble", []string{"text: RECALLING that,", `text: "RECALLING [that]",`}, `the preambular paragraph "pp-one" still has brackets`},
		{"typed in a heading", []string{"title: One", `title: "[One]"`}, `the heading "section-one" still has brackets`},
		{"an open amendment", with(`id: op-a, operation: mod, base: op-mod, authors: [committee], date: 2024-02-10, from: end, text: "To do it: soon", states: [{state: bracketed, meeting: end}]`),
			`"op-mod" is agreed, but still has words in brackets`},
		{"an open deletion of a part", with("id: op-a, operation: sup, base: op-subs-b, authors: [committee], date: 2024-02-10"),
			`"op-subs" is agreed, but still has words in brackets`},
		{"an open amendment of the preamble", append(with("id: op-a, operation: mod, base: pp-one, authors: [committee], date: 2024-02-10, text: RECALLING this"),
			"text: RECALLING that, state: agreed", "text: RECALLING that, states: [{state: agreed, date: 2024-01-20}]"), `the preambular paragraph "pp-one" still has brackets`},
		{"an open amendment of a heading", with("id: op-a, operation: mod, base: section-one, authors: [committee], date: 2024-02-10, text: Two"), `the heading "section-one" still has brackets`},
		{"an open deletion of a heading", with("id: op-a, operation: sup, base: section-one, authors: [committee], date: 2024-02-10"), `the heading "section-one" still has brackets`},
		{"an open paragraph in the compendium alone", append(with("id: op-a, kind: operative, section: section-one, operation: add, authors: [committee], date: 2024-02-10, text: To do more"),
			"sections:\n", "draft: {open: compendium}\nsections:\n"), `whether "op-a" was adopted is not known: it is proposed`},
	} {
		_, diags, err := adoptSmall(t, agreed(c.edit...), nil, nil)
		if err != nil || len(diags.Items) != 1 || diags.Items[0].Code != "E1301" || diags.Items[0].Message != c.says {
			t.Errorf("%s: %v", c.name, err)
			for _, d := range diags.Items {
				t.Log(d.Code, d.Message)
			}
		}
	}
	// A text must not refer to a paragraph that is left out.
	bracketed := agreed(`text: "To do it: better", state: agreed`, `text: "To do it: better", state: bracketed`)
	out, diags, err := adoptSmall(t, bracketed, nil, func(a *term.Adoption) { a.AgreedOnly = true })
	if err != nil || len(diags.Items) != 1 || diags.Items[0].Code != "E1302" || out.Entry != "" {
		t.Errorf("a reference to what was left out: %v %v", err, diags.Items)
	}
	// Nothing is agreed.
	none := agreed("state: agreed", "state: withdrawn")
	if _, diags, err := adoptSmall(t, none, nil, nil); err != nil || len(diags.Items) != 1 || diags.Items[0].Code != "E1304" {
		t.Errorf("nothing agreed: %v %v", err, diags.Items)
	}
	// The resolution already exists, under its symbol or under its id.
	for _, edit := range [][]string{
		{"id: term\n", "id: term-next\n", "AG/RES. 2910 (XLVII-O/17)", "AG/RES. 3021 (LIV-O/24)"},
		{"id: term\n", "id: term-next\n", "id: res-1\n", "id: ag-res-3021\n", "res-1-op", "ag-res-3021-op"},
	} {
		if out, diags, err := adoptSmall(t, agreed(), agreed(edit...), nil); err != nil || len(diags.Items) != 1 || diags.Items[0].Code != "E1303" || len(out.Files) > 0 {
			t.Errorf("adopted twice: %v %v", err, diags.Items)
		}
	}
	for _, c := range []struct {
		name, says string
		change     func(*term.Adoption)
		next       *work.Sources
	}{
		{"no offset", "the offset to the final numbers is not known", func(a *term.Adoption) { a.Offset = nil }, nil},
		{"a zero for the letter", "write AG/RES. 3021 (LIV-O/24)", func(a *term.Adoption) { a.Symbol = "AG/RES. 3021 (LIV-0/24)" }, nil},
		{"a paper's symbol", "is not the symbol of a resolution", func(a *term.Adoption) { a.Symbol = "CIDI/CAM/doc.4/24" }, nil},
		{"without a session", "is not the symbol of a resolution", func(a *term.Adoption) { a.Symbol = "AG/RES. 3021" }, nil},
		{"another session", "is of session 53, but the term works for session 54", func(a *term.Adoption) { a.Symbol = "AG/RES. 3021 (LIII-O/23)" }, nil},
		{"too early", "before the term began", func(a *term.Adoption) { a.Date = date.Date{Year: 2023, Month: 6} }, nil},
		{"into itself", "is the term of the draft itself", nil, agreed()},
	} {
		if _, _, err := adoptSmall(t, agreed(), c.next, c.change); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestAdoptRange: the paragraphs of a resolution are a range of numbers, or a single number.
func TestAdoptRange(t *testing.T) {
	open := []string{ // each run adds one
		`{{ref:op-subs-a-ii}}", state: agreed`, `{{ref:op-subs-a-ii}}", state: bracketed`,
		"    state: agreed\n", "    state: bracketed\n",
		"base: res-1-op-1, authors: [chair], date: 2024-01-10, state: agreed", "base: res-1-op-1, authors: [chair], date: 2024-01-10, state: bracketed",
	}
	for n, want := range []string{"[13-16]", "[13-15]", "[13-14]", `["13"]`} {
		out, diags, err := adoptSmall(t, agreed(open[:2*n]...), nil, func(a *term.Adoption) { a.AgreedOnly = true })
		if err != nil || len(diags.Items) > 0 || !strings.Contains(out.Entry, "    ranges: "+want+"\n") {
			t.Errorf("without %d of the paragraphs: %v %v\n%s", n, err, diags.Items, out.Entry)
		}
	}
}

// TestAdoptAgreedOnly: without what is not agreed, an open heading is left out with a note, and no bracket is adopted; an agreed preambular
// paragraph with brackets is refused.
func TestAdoptAgreedOnly(t *testing.T) {
	only := func(a *term.Adoption) { a.AgreedOnly = true }
	for _, title := range [][]string{{"title: One", `title: "[One]"`}, {"proposals:\n", "proposals:\n" +
		"  - {id: op-a, operation: mod, base: section-one, authors: [committee], date: 2024-02-10, text: One more}\n"}} {
		out, diags, err := adoptSmall(t, agreed(title...), nil, only)
		if err != nil || len(diags.Items) > 0 || strings.Contains(out.Entry, "heading:") || strings.Contains(out.Entry, "[One") ||
			!slices.Contains(out.Notes, "the heading section-one is left out: it has brackets") {
			t.Errorf("an open heading: %v %v %q\n%s", err, diags.Items, out.Notes, out.Entry)
		}
	}
	out, diags, err := adoptSmall(t, agreed("text: RECALLING that,", `text: "RECALLING [that]",`), nil, only)
	if err != nil || len(diags.Items) != 1 || diags.Items[0].Message != `the preambular paragraph "pp-one" still has brackets` {
		t.Errorf("an agreed preambular paragraph with brackets: %v %v\n%s", err, diags.Items, out.Entry)
	}
}

// TestAdoptTheme: a paragraph has the theme of the sessions from which it comes, if all have the same theme.
func TestAdoptTheme(t *testing.T) {
	second := []string{"-- input/proposals/all.yaml --", `-- input/outcomes/b.yaml --
id: outcome-b
session: session-b
held: 2023-11-07
summary: It was held too.
outcomes:
  - {id: outcome-b-one, kind: conclusion, text: So be it}
-- input/proposals/all.yaml --`}
	for _, c := range []struct {
		name, outcomes, theme, want string
	}{
		{"of no session", "[]", "theme-y", ""},
		{"of one session", "[outcome-b-one]", "theme-y", "theme-y"},
		{"of two sessions on two themes", "[outcome-a-one, outcome-b-one]", "theme-y", ""},
		{"of two sessions on one theme", "[outcome-a-one, outcome-b-one]", "theme-x", "theme-x"},
	} {
		src := agreed(append(second, "outcomes: [outcome-a-one]", "outcomes: "+c.outcomes, "theme: theme-y", "theme: "+c.theme)...)
		out, diags, err := adoptSmall(t, src, nil, nil)
		if err != nil || len(diags.Items) > 0 {
			t.Errorf("%s: %v %v", c.name, err, diags.Items)
			continue
		}
		_, theme, _ := strings.Cut(out.Entry, "        theme: ")
		if theme, _, _ = strings.Cut(theme, "\n"); theme != c.want {
			t.Errorf("%s: theme %q, want %q", c.name, theme, c.want)
		}
	}
}
