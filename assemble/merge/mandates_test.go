package merge

import (
	"testing"

	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// TestMandatesOf: references name mandates, alone or with all others of their resolution, each once, and in the order of the plan.
func TestMandatesOf(t *testing.T) {
	id := func(s string) input.ID { return input.ID{Text: source.Text{String: s}} }
	mandate := func(s string) *input.Mandate { return &input.Mandate{ID: id(s), Details: &input.Details{}} }
	a, b, c := mandate("a"), mandate("b"), mandate("c")
	whole := &input.Resolution{ID: id("whole"), Paragraphs: []*input.Mandate{b, c}}
	in := &input.Records{Resolutions: []*input.Resolution{{Paragraphs: []*input.Mandate{a}}, whole}, ByID: map[string]input.Record{
		"a": a, "b": b, "c": c, "whole": whole}}
	m := &merger{in: in, plan: &plan.Plan{ByID: map[string]any{}}}
	m.mandates()
	got := ""
	for _, ref := range []string{"c", "whole", "a"} {
		got += " " + ref + ":"
		for _, x := range m.of([]input.Ref{{Text: source.Text{String: ref}}, {Text: source.Text{String: "b"}}, {Text: source.Text{String: "a"}}}) {
			got += x.Mandate.ID.String
		}
	}
	if want := " c:abc whole:abc a:ab"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
