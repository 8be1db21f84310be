package compose

import (
	"maps"
	"testing"

	"omnibus/assemble/plan"
)

// TestBehind: a paragraph of the base stood behind the nearest one before it, of its kind and section, that still stands where it was, or
// else at the beginning of its section.
func TestBehind(t *testing.T) {
	of := func(id, kind, section string) *plan.Passage {
		return &plan.Passage{ID: id, Kind: kind, Section: section}
	}
	r := &Redline{Redline: &plan.Redline{
		Base: &plan.Base{Passages: []*plan.Passage{of("a", "operative", "one"), of("b", "operative", "one"), of("p", "preambular", "one"),
			of("c", "operative", "two"), of("d", "operative", "one"), of("gone", "operative", "two"), of("e", "operative", "two")}},
		ByID: map[string]*plan.Change{"a": {}, "b": {Moved: true}, "p": {}, "c": {Moved: true}, "d": {}, "e": {}},
	}}
	want := map[string]string{"a": "one", "b": "a", "p": "one", "c": "two", "d": "a", "gone": "two", "e": "two"}
	if got := r.behind(); !maps.Equal(got, want) {
		t.Errorf("behind: %v, wanted %v", got, want)
	}
}
