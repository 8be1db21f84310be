package assemble

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/issue"
	"omnibus/assemble/merge"
	"omnibus/assemble/source"
	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
)

// orderOfBusiness is the template of a paper that no Go code knows: the agenda of each meeting.
const orderOfBusiness = `{{template "masthead" .}}
{{template "title" .}}
{{range .Years}}{{range .Months}}{{range .Meetings}}
<section id="{{.ID}}">
  <h1>{{if .Title}}{{.Title}}{{else}}{{capital (label "plan.meeting" "Ordinal" (ordinal .Number "meeting"))}}{{end}}</h1>
  {{if .Day}}<p class="meta">{{capital .Day}}</p>{{end}}
  <ol class="agenda">{{range .Items}}<li id="{{.ID}}" label="{{marker "decimal" .Number}}"><p>{{.Kind}}</p></li>{{end}}</ol>
</section>
{{end}}{{end}}{{end}}`

// withPapers returns the shipped term with more entries under papers, and more templates.
func withPapers(t testing.TB, entries string, templates ...*source.File) *work.Sources {
	t.Helper()
	src := shippedSources(t)
	for i, f := range src.Input {
		if f.Name == "input/term.yaml" {
			src.Input[i] = source.NewFile(f.Name, append(bytes.TrimRight(bytes.Clone(f.Bytes), "\n"), []byte("\n"+entries)...))
		}
	}
	src.Templates = append(slices.Clone(src.Templates), templates...)
	return src
}

func names(files []*source.File) string {
	var out []string
	for _, f := range files {
		out = append(out, f.Name)
	}
	return strings.Join(out, " ")
}

// TestPaperWithoutGo: a paper is a template and an entry of the term. It is built, issued, guarded and verified like the others, and its
// title is sent to the translators.
func TestPaperWithoutGo(t *testing.T) {
	src := withPapers(t, `
  - id: bar-paper
    title: Bar Paper
    symbol: CIDI/CAM/doc.3/23
    illustrative: true
    revisions: [{number: 0, meeting: meeting-november-first, date: 2023-10-30}]
`, source.NewFile("templates/bar-paper.html", []byte(orderOfBusiness)))
	job := work.Job{Meeting: merge.End, Papers: []string{"bar-paper"}, Version: "1.0"}
	w := built(t, src, job)
	if e := errorsOf(w); e != "" {
		t.Fatal(e)
	}
	if got := names(w.Published); got != "bar-paper.en.pdf bar-paper.es.pdf" {
		t.Fatalf("made %s", got)
	}
	if s := w.Docs[0].String(); !strings.Contains(s, "Bar Paper") || strings.Count(s, "h1 ") < 5 {
		t.Errorf("the paper is\n%s", s)
	}
	issued, err := issue.Issue(w, nil, nil)
	if err != nil || len(issued.Issued) != 1 || len(issued.Issued[0].Paragraphs) > 0 {
		t.Fatalf("%v, %v", err, issued)
	}
	for _, f := range w.Published {
		if v := issue.Verify(f, issued.Issued); v.Word != issue.Issued {
			t.Errorf("%s: %s", f.Name, v)
		}
	}
	after := *src
	for _, r := range issued.Records {
		after.Input = append(after.Input, source.NewFile("input/issued/"+r.Name, r.Bytes))
	}
	after.Templates = slices.Clone(after.Templates)
	last := len(after.Templates) - 1
	after.Templates[last] = source.NewFile(after.Templates[last].Name, []byte(strings.Replace(orderOfBusiness, "{{.Kind}}", "Item: {{.Kind}}", 1)))
	if e := errorsOf(built(t, &after, job)); e != "E1201" {
		t.Errorf("a changed template of an issued paper: %q", e)
	}
	var items []string
	for _, it := range packet.Items(w.Plan, w.Locales, w.Papers, "es") {
		if it.Paper == "bar-paper" {
			items = append(items, it.ID)
		}
	}
	if !slices.Equal(items, []string{"bar-paper.title"}) {
		t.Errorf("with the paper, translators get %v", items)
	}
	counted := false
	for _, c := range translate.Status(w, []string{"es"}) {
		counted = counted || c.Paper == "bar-paper" && c.Texts == 1
	}
	if !counted {
		t.Error("the count of translations leaves the paper out")
	}
}

// TestEntriesOfPapers: what an entry of the term, and the author's papers.yaml, make of a template.
func TestEntriesOfPapers(t *testing.T) {
	settings := source.NewFile("templates/papers.yaml", []byte("bar-paper: {languages: parallel}\nwork-plan: {languages: each}\n"))
	template := source.NewFile("templates/bar-paper.html", []byte(orderOfBusiness))
	for _, c := range []struct{ name, entry, papers, want string }{
		{"two entries with one template", "  - {id: business-one, template: bar-paper, title: One}\n  - {id: business-two, template: bar-paper, title: Two, languages: each}\n",
			"business-one business-two", "business-one.en-es.pdf business-two.en.pdf business-two.es.pdf"},
		{"a template of the tool", "  - {id: digest, template: work-plan, title: Digest, languages: parallel}\n", "digest", "digest.en-es.pdf"},
		{"a view as a paper", "  - {id: digest, template: draft-paragraphs.compendium, title: Digest}\n", "digest", "digest.en-es.pdf"},
		{"a draft of its own", "  - {id: digest, template: draft-paragraphs, title: Digest, languages: each}\n", "digest", "digest.en.pdf digest.es.pdf"},
		{"a second workbook", "  - {id: other-matrix, workbook: mandates, title: Matrix}\n", "other-matrix", "other-matrix.en.xlsx other-matrix.es.xlsx"},
		{"a workbook by its template", "  - {id: other-matrix, template: mandate-matrix, title: Matrix}\n", "other-matrix", "other-matrix.en.xlsx other-matrix.es.xlsx"},
	} {
		w := built(t, withPapers(t, c.entry, settings, template), work.Job{Meeting: merge.End, Papers: strings.Fields(c.papers)})
		if e := errorsOf(w); e != "" {
			t.Errorf("%s: %s", c.name, e)
			continue
		}
		if got := names(w.Published); got != c.want {
			t.Errorf("%s: made %s, want %s", c.name, got, c.want)
		}
	}
}

// TestSecondDraft: a second paper with the draft has its own revisions and redlines, and its paragraphs are recorded under its symbol.
func TestSecondDraft(t *testing.T) {
	src := withPapers(t, `
  - id: chair-text
    template: draft-paragraphs
    title: Text of the Chair
    symbol: CIDI/CAM/doc.9/24
    illustrative: true
    revisions:
      - {number: 0, meeting: meeting-january, date: 2024-01-16}
      - {number: 1, meeting: meeting-april, date: 2024-04-30}
`)
	w := built(t, src, work.Job{Meeting: merge.End, Papers: []string{"chair-text"}})
	if e := errorsOf(w); e != "" {
		t.Fatal(e)
	}
	if got := names(w.Published); got != "chair-text.en-es.pdf chair-text.en-es.redline.pdf" {
		t.Fatalf("made %s", got)
	}
	if s := w.Docs[1].String(); !strings.Contains(s, "doc.9/24") || strings.Contains(s, "doc.4/24") {
		t.Error("the redline is not against a revision of the paper")
	}
	issued, err := issue.Issue(w, nil, nil)
	if err != nil || len(issued.Issued) != 1 || len(issued.Issued[0].Paragraphs) == 0 || issued.Issued[0].Symbol != "CIDI/CAM/doc.9/24 rev. 1" {
		t.Errorf("%v %v", err, issued)
	}
}

// TestUnknownNames: a name in the job that the term does not have is an error that lists the known names, the most likely one first.
func TestUnknownNames(t *testing.T) {
	for _, c := range []struct {
		job  work.Job
		want string
	}{
		{work.Job{Papers: []string{"draft-paragraph"}}, `there is no paper "draft-paragraph": did you mean "draft-paragraphs"?`},
		{work.Job{Papers: []string{"minutes"}}, `there is no paper "minutes": the papers are work-plan, draft-paragraphs, mandate-matrix, ` +
			"order-of-business, cover-note, note-on-changes, proposals-by-delegation, term-report"},
		{work.Job{Views: []string{"statsu"}}, `there is no view "statsu": did you mean "status"?`},
		{work.Job{Views: []string{"redline"}}, `there is no view "redline": the views are compendium, consolidated, status`},
		{work.Job{Papers: []string{"work-plan"}, Views: []string{"status"}}, `there is no view "status"`},
	} {
		_, err := Run(shippedSources(t), c.job, work.Merged, nil)
		var unknown *diag.Unknown
		if !errors.As(err, &unknown) || err.Error() != c.want {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}
