package compose

import (
	"strings"
	"testing"

	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// TestHeadingNumbers: the headings of a level are numbered from 1 below each heading of the level above.
func TestHeadingNumbers(t *testing.T) {
	c := english(t)
	style := input.HeadingStyle{Number: source.Text{String: "upper-roman"}}
	c.plan.Records.Body.Resolution.Headings = []input.HeadingStyle{style, style, style}
	h := &headings{c: c}
	var got []string
	for _, level := range []int{1, 2, 2, 3, 3, 2, 3, 1, 2, 3} {
		var x Section
		h.fill(&x, &input.DraftSection{Level: level})
		got = append(got, x.Label)
	}
	if s := strings.Join(got, " "); s != "I. I. II. I. II. III. I. II. I. I." {
		t.Errorf("the numbers are %s", s)
	}
}
