package issue

import (
	"testing"

	"omnibus/assemble/diff"
	"omnibus/assemble/plan"
)

// TestSubstance: which change of meaning a correction makes; correcting a spelling mistake makes none.
func TestSubstance(t *testing.T) {
	lexicon := diff.NewLexicon(diff.Vocabulary{Modals: []string{"shall", "may"}, Negations: []string{"not"}, Comparisons: []string{"at least"}})
	for _, c := range []struct {
		old, new string
		opens    bool
		want     string
	}{
		{"To assess the effects of it", "To assess the results of it", true, ""},
		{"as it was", "as it was", true, ""},
		{"To report by 2024", "To report by 2025", true, "a number"},
		{"To note AG/RES. 2910 (XLVII-O/17)", "To note AG/RES. 2916 (XLVIII-O/18)", true, "a number"},
		{"To decide to act", "To decide not to act", true, "a negation"},
		{"that it shall report", "that it may report", true, "an obligation or permission"},
		{"To hold at least meetings", "To hold the meetings", true, "a limit"},
		{"To ask {{name:cam}} to act", "To ask {{name:cidi}} to act", true, "a name"},
		{"To instruct it to act", "To request it to act", true, "a request"},
		{"the instruct of it", "the request of it", false, ""},
	} {
		if got := substance(lexicon, c.old, c.new, c.opens); got != c.want {
			t.Errorf("%q to %q: %q, want %q", c.old, c.new, got, c.want)
		}
	}
}

// TestNumberedOn: in an addendum, new paragraphs are numbered after the issued ones, which keep their numbers; paragraphs that were not
// compared do not change.
func TestNumberedOn(t *testing.T) {
	kept, added, other := &plan.Paragraph{ID: "kept", Number: 2}, &plan.Paragraph{ID: "added", Number: 1}, &plan.Paragraph{ID: "other", Number: 3, Bis: 1}
	p := &plan.Plan{
		Draft: &plan.Draft{Sections: []*plan.Section{{Paragraphs: []*plan.Paragraph{added, kept, other}}}},
		ByID:  map[string]any{"kept": kept, "added": added, "other": other},
	}
	r := &plan.Redline{
		Base: &plan.Base{Passages: []*plan.Passage{{ID: "kept", Number: 1}, {ID: "gone", Number: 7}}},
		ByID: map[string]*plan.Change{"kept": {Old: &plan.Passage{ID: "kept", Number: 1}, New: &plan.Passage{ID: "kept"}}, "added": {New: &plan.Passage{ID: "added"}}},
	}
	out := numberedOn(p, r)
	for id, want := range map[string][2]int{"kept": {1, 0}, "added": {8, 0}, "other": {3, 1}} {
		if x := out.ByID[id].(*plan.Paragraph); x.Number != want[0] || x.Bis != want[1] {
			t.Errorf("%s is %d bis %d, want %v", id, x.Number, x.Bis, want)
		}
	}
	if kept.Number != 2 || added.Number != 1 {
		t.Error("the plan itself is renumbered")
	}
}
