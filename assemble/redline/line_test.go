package redline_test

import (
	"testing"

	"omnibus/assemble"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/redline"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// TestRevisionLanguages: a revision is taken from its record in the languages in which it was issued, and made from the records in the
// others: its paragraphs, their parts, its headings.
func TestRevisionLanguages(t *testing.T) {
	src := worktest.Small(worktest.Agreed, "draft-paragraphs, title: Draft, original: [en]",
		"draft-paragraphs, title: Draft, symbol: CAM/doc.1/24, original: [en], revisions: [{number: 0, for: end, date: 2024-06-01}]",
		`["op-mod.text"]`, "[\"section-one.title\"]\nhash = \"HASH(One)\"\nother = \"Uno\"\n\n[\"op-mod.text\"]")
	w, err := assemble.Run(src, work.Job{Meeting: "end", Langs: []string{"en", "es"}}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	worktest.NoErrors(t, &w.Diags)
	english := func(id, s string) record.Paragraph { return record.Paragraph{ID: id, Text: map[string]string{"en": s}} }
	w.Issued = []*record.Issued{{
		Paper: "draft-paragraphs", Symbol: "CAM/doc.1/24", Langs: []string{"en"},
		Paragraphs: []record.Paragraph{english("op-mod", "To do it: as issued"), english("op-gone", "To go")},
		Sections:   []record.Paragraph{english("section-one", "One, as issued"), english("section-gone", "Gone")},
	}}
	p := w.Plan.Papers["draft-paragraphs"]
	b := redline.Revision(w, p, p.Revision)
	got := map[string]map[string]string{}
	for _, x := range append(b.Passages, b.Sections...) {
		got[x.ID] = x.Texts
	}
	for id, want := range map[string][2]string{
		"op-mod": {"To do it: as issued", "Hacerlo: mejor"}, "op-gone": {"To go", ""}, "section-one": {"One, as issued", "Uno"}, "section-gone": {"Gone", ""},
	} {
		if x := got[id]; x["en"] != want[0] || x["es"] != want[1] {
			t.Errorf("%s is %q, want %q", id, x, want)
		}
	}
	if len(got) != 4 {
		t.Errorf("the revision has %d texts", len(got))
	}
}
