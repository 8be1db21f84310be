package plan

import "testing"

// TestCompareAdopted: compared with adopted texts, a paragraph without an adopted text is new, and one whose adopted text is not on file
// cannot be compared.
func TestCompareAdopted(t *testing.T) {
	passage := func(id, text string) *Passage {
		return &Passage{ID: id, Kind: "operative", State: "agreed", Texts: map[string]string{"en": text}}
	}
	base := &Base{Adopted: true, Lacking: map[string]bool{"lacking": true}, Passages: []*Passage{passage("same", "To go"), passage("changed", "To go"), passage("gone", "To go")}}
	now := &Base{Passages: []*Passage{passage("new", "To go"), passage("lacking", "To go"), passage("same", "To go"), passage("changed", "To stay")}}
	r := Compare(base, now, []string{"en"})
	if got, want := r.Count(), (Count{New: 1, Changed: 1, Deleted: 1, Unchanged: 1, Unknown: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if c := r.ByID["lacking"]; !c.Unknown || c.IsNew() || c.Any() {
		t.Errorf("a paragraph without a text on file: %+v", c)
	}
	if r.ByID["new"].Unknown || r.ByID["new"].Agreed {
		t.Errorf("a new paragraph: %+v", r.ByID["new"])
	}
}

// TestStated: Stated is true only if nothing but the state changed.
func TestStated(t *testing.T) {
	p := &Passage{}
	for _, c := range []struct {
		change Change
		want   bool
	}{
		{Change{Old: p, New: p, State: true}, true},
		{Change{Old: p, New: p}, false},
		{Change{Old: p, New: p, State: true, Langs: []string{"en"}}, false},
		{Change{Old: p, New: p, State: true, Moved: true}, false},
		{Change{New: p, State: true}, false},
	} {
		if got := c.change.Stated(); got != c.want {
			t.Errorf("%+v: %v, want %v", c.change, got, c.want)
		}
	}
}
