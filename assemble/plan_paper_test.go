package assemble

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// aPlan makes an English work plan of the small term, with edits of its files.
func aPlan(t *testing.T, job work.Job, edit ...string) (*work.Work, string) {
	t.Helper()
	src := worktest.Small(worktest.Agreed+"-- input/introduction.md --\nThe plan. {#intro-first}\n",
		append(edit, "papers:\n", "papers:\n  - {id: work-plan, title: Plan, original: [en]}\n")...)
	job.Meeting, job.Langs, job.Papers = "end", []string{"en"}, []string{"work-plan"}
	w, err := Run(src, job, work.Composed, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Docs) == 0 {
		t.Fatal(found(&w.Diags))
	}
	return w, strings.Join(reading(w.Docs[0]), " ")
}

// TestOnlyItem: a single item on an agenda has no number, not even joint sessions; of several, each has one.
func TestOnlyItem(t *testing.T) {
	const agenda = "[{id: ag-a, kind: session, session: session-a}, {id: ag-b, kind: session, session: session-b}]"
	const first, second = "First thematic session: “Session A” (held)", "Second thematic session: “Session B”"
	for _, c := range []struct{ agenda, want string }{
		{agenda, "confirmed 1. " + first + " 2. " + second},
		{"[{id: ag-a, kind: session, session: session-a}]", "confirmed " + first + " THEMATIC"},
		{"[{id: ag-a, kind: session, session: session-a, joint: j}, {id: ag-b, kind: session, session: session-b, joint: j}]",
			"confirmed Joint thematic sessions: " + first + " " + second + " THEMATIC"},
		{"[{id: ag-a, kind: session, session: session-a, joint: j}, {id: ag-b, kind: session, session: session-b, joint: j}, " +
			"{id: ag-c, kind: election}]", "confirmed 1. Joint thematic sessions: " + first + " " + second + " 2. Election THEMATIC"},
		{"[{id: ag-c, kind: other, text: Other business}]", "confirmed Other business THEMATIC"},
	} {
		if _, words := aPlan(t, work.Job{}, agenda, c.agenda); !strings.Contains(words, c.want) {
			t.Errorf("%s: the plan lacks %q in\n%s", c.agenda, c.want, words)
		}
	}
}

// TestUnlinked: missing links are mentioned once, by the resolutions that lack them, if some have one; a single resolution without a link
// says so itself.
func TestUnlinked(t *testing.T) {
	resolution := func(n string, links string) string {
		return "  - {id: res-" + n + ", symbol: AG/RES. 291" + n + " (XLVII-O/17), title: R, ranges: [1]" + links + "}\n"
	}
	const link = ", links: {en: \"https://example.org/x\"}"
	plan := func(first string, others ...string) string {
		_, words := aPlan(t, work.Job{}, "    ranges: [1-4]\n", "    ranges: [1-4]\n"+first, "\n# The end.", "\n"+strings.Join(others, "")+"# The end.")
		return words
	}
	const here = "    links: {en: \"https://example.org/1\"}\n"
	for _, c := range []struct {
		words     string
		want, not string
	}{
		{plan("", resolution("2", ""), resolution("3", "")), "resolutions (links to their texts to be confirmed): I. ", "Link to be"},
		{plan(here, resolution("2", ""), resolution("3", link), resolution("4", ""), resolution("5", ""), resolution("6", "")),
			"resolutions (links to be confirmed: II and IV to VI): I. ", "Link to be"},
		{plan(here, resolution("2", ""), resolution("3", "")), "resolutions (links to be confirmed: II and III): I. ", "Link to be"},
		{plan(here, resolution("2", "")), "operative paragraph 1. Link to be confirmed", "links to"},
		{plan(""), "operative paragraphs 1 to 4. Link to be confirmed", "links to"},
		{plan(here, resolution("2", link)), "resolutions: I. ", "to be confirmed I"},
	} {
		if !strings.Contains(c.words, c.want) || strings.Contains(c.words, c.not) {
			t.Errorf("the plan lacks %q, or has %q, in\n%s", c.want, c.not, c.words)
		}
	}
}

// TestPreambularNumbers: each number of a preambular paragraph that a paper cites is printed at a paragraph of the draft.
func TestPreambularNumbers(t *testing.T) {
	w, err := Run(worktest.Shipped(t), work.Job{Meeting: "end", All: true}, work.Composed, nil)
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	for _, d := range w.Docs {
		if d.Variant == "" && slices.Contains(d.Langs, "en") {
			words[d.Paper] = strings.Join(reading(d), " ")
		}
	}
	number := regexp.MustCompile(`(?i)preambular paragraph (\d+(?: bis| ter)?)`)
	printed := map[string]bool{}
	for _, m := range regexp.MustCompile(`Preambular (\d+(?: bis| ter)?) · \(`).FindAllStringSubmatch(words["draft-paragraphs"], -1) {
		printed[m[1]] = true
	}
	for _, paper := range []string{"work-plan", "term-report", "proposals-by-delegation"} {
		cited := number.FindAllStringSubmatch(words[paper], -1)
		if len(cited) == 0 {
			t.Errorf("%s cites no preambular paragraph", paper)
		}
		for _, m := range cited {
			if !printed[m[1]] {
				t.Errorf("%s cites preambular paragraph %s, which the draft does not number: %v", paper, m[1], printed)
			}
		}
	}
}

// TestFinalPlan: whether a work plan can be final depends on what it shows, not on the draft.
func TestFinalPlan(t *testing.T) {
	codes := func(w *work.Work) (out []string) {
		for _, d := range w.Diags.Items {
			if d.Severity == diag.Error {
				out = append(out, d.Code+" "+d.Message)
			}
		}
		return out
	}
	known := []string{"meetings:\n  - {id: meeting-november,", "meetings:\n  - {id: meeting-november, start: \"10:00\", end: \"11:00\", place: Here,",
		"    ranges: [1-4]\n", "    ranges: [1-4]\n    links: {en: \"https://example.org/1\"}\n", "papers:\n",
		"papers:\n  - {id: work-plan, title: Plan, original: [en], symbol: CAM/doc.1/23, series: X, revisions: [{number: 0, after: meeting-november, date: 2023-11-08}]}\n",
		"state: agreed, outcomes: [outcome-a-one]", "state: bracketed, outcomes: [outcome-a-one]"}
	w, words := aPlan(t, work.Job{Final: true}, known...)
	if got := codes(w); len(got) > 0 {
		t.Errorf("a complete plan is not final: %s\n%s", strings.Join(got, "\n"), words)
	}
	w, _ = aPlan(t, work.Job{Final: true}, append(known, "summary: It was held.", "summary: Se celebró.\noriginal: es")...)
	got := strings.Join(codes(w), "\n")
	if !strings.Contains(got, "not translated into \"en\": outcome-a.summary") || strings.Contains(got, "op-") {
		t.Errorf("a text of the plan that is not translated: %s", got)
	}
	src := worktest.Small(worktest.Agreed, known[len(known)-2:]...)
	w, err := Run(src, work.Job{Meeting: "end", Langs: []string{"en"}, Papers: []string{"draft-paragraphs"}, Final: true}, work.Composed, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(codes(w), "\n"); !strings.Contains(got, `E1602 the paragraph "op-mod" is bracketed`) {
		t.Errorf("the draft is final: %s", got)
	}
}

// TestPlainHeadings: the profile of the body decides whether headings of sections are in quotation marks.
func TestPlainHeadings(t *testing.T) {
	for field, want := range map[string]string{"": "“One”", "  headings: [{plain: false}]\n": "“One”", "  headings: [{plain: true}]\n": "One"} {
		src := worktest.Small(worktest.Agreed, "  openers: capitals\n", "  openers: capitals\n"+field)
		w, err := Run(src, work.Job{Meeting: "end", Langs: []string{"en"}, Views: []string{"consolidated"}}, work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(w.Docs) < 2 {
			t.Fatalf("%d documents", len(w.Docs))
		}
		for _, d := range w.Docs {
			if words := strings.Join(reading(d), " "); !strings.Contains(words, "RESOLVES: "+want+" 1. ") {
				t.Errorf("%q: no heading %s in\n%s", field, want, words)
			}
		}
	}
}
