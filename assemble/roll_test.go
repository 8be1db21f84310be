package assemble

import (
	"reflect"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/term"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// TestRollKeepsReviews: the review of a translation that the next term also has stays on file.
func TestRollKeepsReviews(t *testing.T) {
	src := worktest.Small(worktest.Agreed, `["op-noc.reason"]`, `["res-1.title"]`+"\n"+`hash = "HASH(First)"`+"\n"+`other = "Primera"`+"\n\n"+`["res-1-op-1.text"]`+"\n"+`hash = "HASH(To do a thing)"`+"\n"+`other = "Hacer algo"`+"\n\n"+`["op-noc.reason"]`)
	src.Locales = append(src.Locales, source.NewFile("locales/state.es.yaml", []byte("texts:\n  res-1.title: {state: final, by: Ana, when: 2024-05-02}\n  op-mod.text: {state: final}\n")))
	var diags diag.List
	files := term.Roll(src, &diags)
	if diags.HasErrors() {
		t.Fatal(diags.Items)
	}
	var locales []*source.File
	for _, f := range files {
		if strings.HasPrefix(f.Name, "locales/") {
			locales = append(locales, f)
		}
		if strings.HasPrefix(f.Name, "locales/state.") && strings.Contains(string(f.Bytes), "op-mod") {
			t.Errorf("%s has entries that the term lacks:\n%s", f.Name, f.Bytes)
		}
	}
	w, err := Run(&work.Sources{Input: files[:len(files)-len(locales)], Locales: locales}, work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := w.Records.Resolutions[0]
	if tr := w.Locales.Lookup(r.Title, "es"); tr.State != locale.Final || tr.By != "Ana" || tr.Stale {
		t.Errorf("the title is %+v", tr)
	}
	if tr := w.Locales.Lookup(r.Paragraphs[0].Text, "es"); tr.State != locale.Translated || tr.Stale {
		t.Errorf("the text is %+v", tr)
	}
}

// TestRollKeepsPapers: the papers of the next term have the templates and the formats of those of this one.
func TestRollKeepsPapers(t *testing.T) {
	entries := `
  - {id: summary, template: work-plan, title: Summary 2023-2024, languages: parallel, formats: [pdf, text], original: [en, es]}
  - {id: grouped, template: work-plan, title: Grouped, languages: [[en, es], [es]], made: asked}
  - {id: other-matrix, workbook: mandates, title: Matrix}
  - {id: order-of-work, title: Order}
`
	src := withPapers(t, entries, source.NewFile("templates/order-of-work.html", []byte(orderOfBusiness)), source.NewFile("templates/papers.yaml", []byte("order-of-work: {languages: parallel}\n")))
	var diags diag.List
	next := &work.Sources{}
	for _, f := range term.Roll(src, &diags) {
		switch {
		case strings.HasPrefix(f.Name, "locales/"):
			next.Locales = append(next.Locales, f)
		case strings.HasPrefix(f.Name, "templates/"):
			next.Templates = append(next.Templates, f)
		default:
			next.Input = append(next.Input, f)
		}
	}
	if diags.HasErrors() {
		t.Fatal(diags.Items)
	}
	before, err := Run(src, work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	after, err := Run(next, work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil || len(after.Papers) != len(before.Papers) {
		t.Fatalf("%d papers of %d, %v", len(after.Papers), len(before.Papers), err)
	}
	for i, p := range after.Papers {
		q := *before.Papers[i]
		if p.Entry, q.Entry = nil, nil; !reflect.DeepEqual(*p, q) {
			t.Errorf("%+v was %+v", *p, q)
		}
	}
}
