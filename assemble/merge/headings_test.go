package merge

import (
	"testing"

	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// TestAdoptedHeadings: a section takes over the heading over the adopted paragraphs on which its own are based.
func TestAdoptedHeadings(t *testing.T) {
	words := func(s string) input.Text { return input.Text{Text: source.Text{String: s}, Lang: "en"} }
	mandate := func(heading string) *input.Mandate {
		return &input.Mandate{Details: &input.Details{Heading: words(heading)}}
	}
	none, health, more, work := mandate(""), mandate("Health"), mandate(""), mandate("Work")
	headings := adoptedHeadings(&input.Records{Resolutions: []*input.Resolution{{Paragraphs: []*input.Mandate{none, health, more, work}}}})
	for _, c := range []struct {
		what, title string
		bases       []input.Record
		want        *input.Mandate
		known       bool
	}{
		{"a paragraph under a heading", "Care", []input.Record{nil, health}, health, true},
		{"the next one under it", "Care", []input.Record{more, health}, health, true},
		{"two headings, one with its words", "Work", []input.Record{health, work}, work, true},
		{"two headings", "Care", []input.Record{health, work}, nil, false},
		{"under no heading", "Care", []input.Record{none}, nil, false},
		{"built on nothing, with adopted words", "Health", []input.Record{nil}, health, true},
		{"built on nothing", "Care", []input.Record{nil}, nil, true},
	} {
		s := &plan.Section{Section: &input.DraftSection{Title: words(c.title)}}
		for _, b := range c.bases {
			s.Paragraphs = append(s.Paragraphs, &plan.Paragraph{Base: b})
		}
		if of, known := headings.over(s); of != c.want || known != c.known {
			t.Errorf("%s: %+v, %t", c.what, of, known)
		}
	}
	if _, known := adoptedHeadings(&input.Records{}).over(&plan.Section{Section: &input.DraftSection{}}); known {
		t.Error("no heading is on file, yet one is called new")
	}
}
