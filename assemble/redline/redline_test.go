package redline

import (
	"testing"

	"omnibus/assemble/input"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

func text(s string) source.Text { return source.Text{String: s} }

// revised returns a paper with four revisions, of which the third is the present one.
func revised() *plan.Paper {
	p := &input.Paper{ID: input.ID{Text: text("draft")}, Symbol: text("CAM/doc.1/24")}
	for _, r := range []struct {
		number int
		suffix string
	}{{0, ""}, {1, ""}, {1, "corr. 1"}, {2, ""}} {
		p.Revisions = append(p.Revisions, &input.Revision{Number: r.number, Suffix: text(r.suffix)})
	}
	return &plan.Paper{Paper: p, Revision: p.Revisions[2]}
}

// TestFindRevision: a revision is found by each of its names, and by no name of another.
func TestFindRevision(t *testing.T) {
	p := revised()
	for name, want := range map[string]int{
		"0": 0, "cam/doc.1/24": 0, "1": 1, "rev. 1": 1, "REV-1": 1, "CAM/doc.1/24 rev. 1": 1, "1 corr. 1": 2, "rev-1-corr-1": 2, "CAM/doc.1/24 rev. 1 corr. 1": 2, "2": 3, "Rev 2": 3,
	} {
		if r, err := FindRevision(p, name); err != nil || r != p.Paper.Revisions[want] {
			t.Errorf("%q is %v, %v", name, r, err)
		}
	}
	for _, name := range []string{"", "3", "corr. 1", "rev", "CAM/doc.2/24", "adopted"} {
		_, err := FindRevision(p, name)
		if want := `there is no revision "` + name + `" of the draft: there are 0, 1, 1 corr. 1, 2`; err == nil || err.Error() != want {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// TestIssuedTexts: a text is attributed to the last issued revision before the present one that had it, in any language and at any depth.
func TestIssuedTexts(t *testing.T) {
	p := revised()
	par := func(en, es string, sub ...record.Paragraph) record.Paragraph {
		return record.Paragraph{Text: map[string]string{"en": en, "es": es}, Sub: sub}
	}
	w := &work.Work{Issued: []*record.Issued{
		{Symbol: "CAM/doc.1/24", Paragraphs: []record.Paragraph{par("old", "viejo", par("below", "abajo")), par("kept", "queda")}},
		{Symbol: "CAM/doc.1/24 rev. 1", Paragraphs: []record.Paragraph{par("kept", "queda")}},
		{Symbol: "CAM/doc.1/24 rev. 1 corr. 1", Paragraphs: []record.Paragraph{par("present", "presente")}},
		{Symbol: "CAM/doc.1/24 rev. 2", Paragraphs: []record.Paragraph{par("later", "luego")}},
	}}
	of := IssuedTexts(w, p)
	for s, want := range map[string]string{
		"old": "CAM/doc.1/24", "viejo": "CAM/doc.1/24", "below": "CAM/doc.1/24", "kept": "CAM/doc.1/24 rev. 1", "queda": "CAM/doc.1/24 rev. 1", "present": "", "later": "", "new": "",
	} {
		if got := of(source.Hash(s)); got != want {
			t.Errorf("%q is attributed to %q, want %q", s, got, want)
		}
	}
	if got := IssuedTexts(w, nil)(source.Hash("old")); got != "" {
		t.Errorf("without a paper a text is attributed to %q", got)
	}
}

// TestBase: without a paper that contains the draft there is no revision, and the error lists the known names.
func TestBase(t *testing.T) {
	if _, err := Base(&work.Work{}, nil, ""); err == nil || err.Error() != "the term has no paper with the draft" {
		t.Error(err)
	}
	if _, err := Base(&work.Work{}, revised(), "7"); err == nil || err.Error() != `there is no revision "7" of the draft: there are 0, 1, 1 corr. 1, 2, and adopted` {
		t.Error(err)
	}
	first := revised()
	first.Revision = first.Paper.Revisions[0]
	none := revised()
	none.Revision = nil
	for _, p := range []*plan.Paper{first, none} {
		if b, err := Base(&work.Work{}, p, ""); b != nil || err != nil {
			t.Errorf("the base before the first revision is %v, %v", b, err)
		}
	}
	if r := SinceLast(&work.Work{}, nil); r != nil {
		t.Error("there are changes without a paper")
	}
}

// TestVariant: the file name of a redline names what makes it unusual.
func TestVariant(t *testing.T) {
	for _, c := range []struct {
		job  work.Job
		want string
	}{
		{work.Job{}, "redline"},
		{work.Job{Against: AdoptedTexts}, "redline-adopted"},
		{work.Job{Against: "CIDI/CAM/doc.4/24 rev. 2"}, "redline-cidi-cam-doc-4-24-rev-2"},
		{work.Job{Against: "2", ChangedOnly: true}, "redline-2-changes"},
		{work.Job{Against: "rev. 10"}, "redline-rev-10"},
		{work.Job{ChangedOnly: true}, "redline-changes"},
	} {
		if got := Variant(&c.job); got != c.want {
			t.Errorf("%+v is %s, not %s", c.job, got, c.want)
		}
	}
}

// TestPassages: a paragraph of a record, as a redline compares it.
func TestPassages(t *testing.T) {
	got := passages([]record.Paragraph{
		{ID: "a", Kind: "operative", Section: "s", Number: 7, Bis: 2, State: "agreed", Text: map[string]string{"en": "To do it"}, Sub: []record.Paragraph{{ID: "a-1"}, {ID: "a-2"}},
			Notes: []record.Paragraph{{ID: "n"}}, Reserved: []record.Paragraph{{ID: "r", Delegation: "d", State: "announced"}}},
	})
	a := got[0]
	if a.ID != "a" || a.Kind != "operative" || a.Section != "s" || a.Number != 7 || a.Bis != 2 || a.State != "agreed" || a.Texts["en"] != "To do it" {
		t.Errorf("%+v", a)
	}
	if len(a.Sub) != 2 || a.Sub[0].Number != 1 || a.Sub[1].Number != 2 || a.Notes[0].ID != "n" || a.Reserved[0].Delegation != "d" || a.Reserved[0].State != "announced" {
		t.Errorf("its parts: %+v %+v %+v", a.Sub, a.Notes, a.Reserved)
	}
}
