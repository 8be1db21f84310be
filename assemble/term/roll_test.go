package term

import (
	"strings"
	"testing"
	"time"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

const lastTerm = `
-- input/term.yaml --
id: term-2023-2024
title: Work of 2023-2024
begin: 2023-02-28
end: 2024-02-29
languages: [en, es]
original: en
assembly: {session: 54, year: 2024}
chair: {id: chair, name: Ana}
sections:
  - {id: section-one, title: "One: of all"}
papers:
  - {id: draft-paragraphs, title: Draft of 2024, symbol: CAM/doc.1/24, original: [en, es], status: As agreed}
  - {id: work-plan, title: Plan, symbol: CAM/doc.2/24}
-- input/mandates.yaml --
resolutions:
  - id: res-1
    symbol: AG/RES. 2910 (XLVII-O/17)
    title: First
    ranges: [1-3]
    paragraphs:
      - {id: res-1-op-1, number: 1, text: To do a thing}
      - {id: res-1-op-2, number: 2, text: To do another}
      - {id: res-1-op-3, number: 3}
-- input/schedule.yaml --
meetings:
  - {id: meeting-march, date: 2023-03-07, agenda: [{id: ag-a, kind: adoption}]}
-- locales/content.es.toml --
["term-2023-2024.title"]
hash = "HASH(Work of 2023-2024)"
other = "Trabajo de 2023-2024"

["res-1-op-1.text"]
hash = "HASH(To do a thing)"
other = "Hacer algo en 2023"

["res-1-op-2.text"]
hash = "HASH(To do something else)"
other = "Hacer otra cosa"

["section-one.title"]
hash = "HASH(One: of all)"
other = "Uno: de todos"
-- locales/active.es.toml --
["draft.title"]
other = "Otro"
-- templates/work-plan.html --
<h1>Ours</h1>
`

// TestRoll: the next term contains what lasts, a year later, and nothing that belongs to one term alone.
func TestRoll(t *testing.T) {
	src := worktest.Small(lastTerm)
	// A built-in file that the author has not changed is not copied.
	_, templates := work.Builtin()
	for _, f := range templates {
		if f.Name == "templates/draft-paragraphs.html" {
			src.Templates = append(src.Templates, f)
		}
	}
	var diags diag.List
	got := map[string]string{}
	for _, f := range Roll(src, &diags) {
		got[f.Name] = string(f.Bytes)
	}
	for _, d := range diags.Items {
		t.Fatalf("%s:%d: %s", d.Pos.File.Name, d.Pos.Line(), d.Message)
	}
	for name, lines := range map[string][]string{
		"input/body.yaml": nil, "input/glossary.yaml": nil, "input/introduction.md": nil, "locales/active.es.toml": nil, "templates/work-plan.html": nil,
		"input/mandates.yaml": {"      - {id: res-1-op-1, number: 1, text: To do a thing}"},
		"input/term.yaml": {"id: term-2024-2025", `title: "Work of 2024-2025"`, "begin: 2024-02-28", "end: 2025-02-28", "languages: [en, es]", "original: en",
			"assembly: {session: 55, year: 2025}", `  - {id: section-one, title: "One: of all"}`,
			"  - id: draft-paragraphs", `    title: "Draft of 2025"`, `    symbol: ""`, "    original: [en, es]", `    status: "As agreed"`, "  - id: work-plan"},
		"input/schedule.yaml": {"    date: 2024-02"},
		"locales/content.es.toml": {`["term-2024-2025.title"]`, `other = "Trabajo de 2024-2025"`, `hash = "` + source.Hash("Work of 2024-2025") + `"`,
			`other = "Hacer algo en 2023"`, `other = "Uno: de todos"`},
	} {
		text, there := got[name]
		if !there {
			t.Errorf("%s is not made", name)
		}
		delete(got, name)
		for _, line := range lines {
			if !strings.Contains("\n"+text, "\n"+line+"\n") {
				t.Errorf("%s has no line %q:\n%s", name, line, text)
			}
		}
		for _, gone := range []string{"Ana", "CAM/doc", "Hacer otra cosa", "meeting-march", "status: \"\""} {
			if strings.Contains(text, gone) {
				t.Errorf("%s has %q of the last term:\n%s", name, gone, text)
			}
		}
	}
	for name := range got {
		t.Errorf("%s is made", name)
	}
}

// TestRollRefuses: no next term is made from a term that cannot be read.
func TestRollRefuses(t *testing.T) {
	var diags diag.List
	if files := Roll(worktest.Small(lastTerm, "number: 1,", "number: one,"), &diags); len(files) > 0 || !diags.HasErrors() {
		t.Errorf("%d files, %v", len(files), diags.Items)
	}
}

func TestLater(t *testing.T) {
	day := func(y int, m time.Month, d int) date.Date { return date.Date{Year: y, Month: m, Day: d} }
	for d, want := range map[date.Date]date.Date{
		day(2024, 2, 29): day(2025, 2, 28), day(2023, 2, 28): day(2024, 2, 28), day(2023, 12, 31): day(2024, 12, 31), day(2023, 5, 0): day(2024, 5, 0), {}: {},
	} {
		if got := later(d); got != want {
			t.Errorf("%v: %v, want %v", d, got, want)
		}
	}
}

// TestRollHeadings: the next term takes over the headings with the agreed changes, and their translations. A heading with an open change
// remains as it is in the term.
func TestRollHeadings(t *testing.T) {
	src := worktest.Small(lastTerm+`
-- input/proposals/all.yaml --
proposals:
  - {id: op-one, kind: operative, section: section-one, order: 1, operation: add, authors: [chair], date: 2023-03-01, text: To begin}
  - {id: op-two, kind: operative, section: section-two, order: 1, operation: add, authors: [chair], date: 2023-03-01, text: To end}
  - {id: mod-one, operation: mod, base: section-one, authors: [committee], date: 2023-03-01, text: "One: of everybody", states: [{state: agreed, meeting: meeting-march}]}
  - {id: mod-two, operation: mod, base: section-two, authors: [committee], date: 2023-03-01, text: Both}
`, `  - {id: section-one, title: "One: of all"}`, "  - {id: section-one, title: \"One: of all\"}\n  - {id: section-two, title: Two}",
		`["section-one.title"]`, "[\"mod-one.text\"]\nhash = \"HASH(One: of everybody)\"\nother = \"Uno: de todo el mundo\"\n\n[\"section-one.title\"]",
		"id: term-2023-2024", "id: term-first", `["term-2023-2024.title"]`, `["term-first.title"]`)
	var diags diag.List
	files := map[string]string{}
	for _, f := range Roll(src, &diags) {
		files[f.Name] = string(f.Bytes)
	}
	for name, wants := range map[string][]string{
		"input/term.yaml": {"id: term-2024-2025\n", `{id: section-one, title: "One: of everybody"}`, `{id: section-two, title: "Two"}`},
		"locales/content.es.toml": {"[\"section-one.title\"]\nhash = \"" + source.Hash("One: of everybody") + "\"\nother = \"Uno: de todo el mundo\"",
			"[\"term-2024-2025.title\"]"},
	} {
		for _, want := range wants {
			if !strings.Contains(files[name], want) {
				t.Errorf("%s does not have %s:\n%s%v", name, want, files[name], diags.Items)
			}
		}
	}
}
