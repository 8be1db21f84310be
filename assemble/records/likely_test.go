package records

import (
	"slices"
	"testing"
)

// TestLikely: a row that could be of several kinds is of the kind of the row above it, if it can be; otherwise its kind is missing.
func TestLikely(t *testing.T) {
	i := slices.IndexFunc(all, func(s *sheet) bool { return s.id == "schedule" })
	fit := all[i].slots()
	if len(fit) < 2 {
		t.Fatalf("the sheet has %d kinds of rows", len(fit))
	}
	p := &page{}
	for _, s := range fit {
		if got := p.likely(fit, []any{&newRow{word: "other"}, &newRow{word: s.word()}}); len(got) != 1 || got[0].word() != s.word() {
			t.Errorf("below a row of the kind %q: %v", s.word(), got)
		}
	}
	if got := p.likely(fit, []any{&newRow{word: fit[0].word()}, &newRow{word: "other"}}); len(got) != 0 {
		t.Errorf("below a row of another kind: %v", got)
	}
	if got := p.likely(fit[:1], []any{&newRow{word: "other"}}); len(got) != 1 {
		t.Errorf("a row that can be of one kind alone: %v", got)
	}
}
