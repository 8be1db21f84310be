package input

import (
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// TestUnknownDetails: mandates of which nothing is known share their details, with the language in which their texts are to be written;
// what is known of one, be it sub-paragraphs alone, and what is changed in one, is that of no other.
func TestUnknownDetails(t *testing.T) {
	const text = `resolutions:
  - id: ag-res-1
    symbol: AG/RES. 1 (I-O/71)
    title: T
    ranges: [1-5]
    paragraphs:
      - {id: ag-res-1-op-1, number: 1}
      - {id: ag-res-1-op-2, number: 2, status: current}
      - {id: ag-res-1-op-3, number: 3, paragraphs: [{id: ag-res-1-op-3-a, text: a}]}
      - {id: ag-res-1-op-5, number: 5}
`
	var diags diag.List
	r := Read([]*source.File{source.NewFile("input/mandates.yaml", []byte(text)),
		source.NewFile("input/term.yaml", []byte("original: es\n"))}, &diags)
	ms := r.Resolutions[0].Paragraphs
	if len(ms) != 5 || ms[0].Details != ms[3].Details || ms[0].Details != ms[4].Details {
		t.Fatalf("%d mandates, and unknown details are not shared", len(ms))
	}
	if ms[0].Status.String != "" || ms[1].Status.String != "current" || len(ms[0].Paragraphs) != 0 || len(ms[2].Paragraphs) != 1 {
		t.Errorf("statuses %q, %q; %d and %d sub-paragraphs", ms[0].Status.String, ms[1].Status.String, len(ms[0].Paragraphs), len(ms[2].Paragraphs))
	}
	for _, m := range ms {
		for _, key := range []string{"text", "heading", "summary", "deliverable", "remarks", "no-session"} {
			if got := r.Text(m, key).Lang; got != "es" {
				t.Errorf("%s of %s is to be written in %q", key, m.ID.String, got)
			}
		}
	}
	own := ms[3].Own()
	if own != ms[3].Own() || own != ms[3].Details || own == ms[0].Details {
		t.Error("a mandate does not keep details of its own")
	}
	own.Class.String = "A"
	if ms[3].Class.String != "A" || ms[0].Class.String != "" {
		t.Errorf("classes %q and %q", ms[3].Class.String, ms[0].Class.String)
	}
}

// TestNounOf: messages call sessions what the body calls them, if all are alike.
func TestNounOf(t *testing.T) {
	of := func(kind, called string) *Session {
		return &Session{Kind: source.Text{String: kind}, Called: Text{Text: source.Text{String: called}}}
	}
	for _, c := range []struct {
		in   []*Session
		want string
	}{
		{nil, "thematic session"}, {[]*Session{of("", "")}, "thematic session"}, {[]*Session{of("workshop", ""), of("workshop", "")}, "workshop"},
		{[]*Session{of("visit", "")}, "visit"}, {[]*Session{of("workshop", ""), of("panel", "")}, "session"},
		{[]*Session{of("", ""), of("seminar", "")}, "session"}, {[]*Session{of("visit", "Walk along the river")}, "session"},
	} {
		if got := NounOf(c.in...); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
