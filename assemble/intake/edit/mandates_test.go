package edit

import (
	"strings"
	"testing"

	"omnibus/assemble/source"
)

// A paragraph without an entry gets one, in a new list if necessary. The ranges are extended as little as possible for a new number. All
// other bytes, including line ends, are unchanged.
func TestMandates(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		edits               []MandateEdit
	}{
		{"in braces", "resolutions:\n  - id: r\n    ranges: [1-3, 5-6] # all\n    paragraphs:\n      - {id: r-op-1, number: 1} # first\n",
			"resolutions:\n  - id: r\n    ranges: [1-3, 5-7, \"9\"] # all\n    paragraphs:\n      - {id: r-op-1, number: 1, class: A} # first\n      - {id: r-op-7, number: 7}\n      - {id: r-op-9, number: 9, status: current}\n",
			[]MandateEdit{{Field: "number", ID: "r-op-7", Number: 7, Value: "7"}, {Field: "number", ID: "r-op-9", Number: 9, Value: "9"}, {Field: "status", ID: "r-op-9", Number: 9, Value: "current"},
				{Field: "class", ID: "r-op-1", Number: 1, Value: "A"}}},
		{"no list yet", "resolutions:\n  - id: r\n    ranges: [1-3]\n\n  - id: s\n    ranges: [1]\n",
			"resolutions:\n  - id: r\n    ranges: [1-3]\n    paragraphs:\n      - {id: r-op-2, number: 2, class: B}\n      - {id: r-op-3, number: 3, class: C}\n\n  - id: s\n    ranges: [1]\n",
			[]MandateEdit{{Field: "class", ID: "r-op-2", Number: 2, Value: "B"}, {Field: "class", ID: "r-op-3", Number: 3, Value: "C"}}},
		{"an empty list", "resolutions:\n  - id: r\n    paragraphs: # none yet\n    ranges: [2-3]\n", "resolutions:\n  - id: r\n    paragraphs: # none yet\n      - {id: r-op-1, number: 1}\n    ranges: [1-3]\n",
			[]MandateEdit{{Field: "number", ID: "r-op-1", Number: 1, Value: "1"}}},
		{"all in braces", "resolutions: [{id: r, ranges: [1]}]\n", "resolutions: [{id: r, ranges: [1], paragraphs: [{id: r-op-1, number: 1, class: A}]}]\n", []MandateEdit{{Field: "class", ID: "r-op-1", Number: 1, Value: "A"}}},
	} {
		for _, eol := range []string{"\n", "\r\n"} {
			for i := range c.edits {
				c.edits[i].Resolution = "r"
			}
			f, err := Mandates(source.NewFile("mandates.yaml", []byte(strings.ReplaceAll(c.before, "\n", eol))), c.edits)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			if got := string(f.Bytes); got != strings.ReplaceAll(c.after, "\n", eol) {
				t.Errorf("%s:\n%s\nwanted:\n%s", c.name, got, c.after)
			}
		}
	}
}
