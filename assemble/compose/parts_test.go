package compose

import (
	"strconv"
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

// TestOver: the sections around a section are those of higher levels before it, the nearest of each level, unless they have been shown.
func TestOver(t *testing.T) {
	c := english(t)
	c.plan.Records.Term.Sections = nil
	section := func(id string, level int) *input.DraftSection {
		s := &input.DraftSection{Level: level}
		s.ID.String = id
		c.plan.Records.Term.Sections = append(c.plan.Records.Term.Sections, s)
		return s
	}
	section("a", 1)
	section("b", 1)
	section("b-one", 2)
	section("b-two", 2)
	of := section("b-two-x", 3)
	h := &headings{c: c}
	ids := func() string {
		var out []string
		for _, s := range h.over(of) {
			out = append(out, s.ID)
		}
		return strings.Join(out, " ")
	}
	if s := ids(); s != "b b-two" {
		t.Errorf("around it are %q", s)
	}
	if s := ids(); s != "" {
		t.Errorf("shown again: %q", s)
	}
}

// TestEnds: a range of one or two numbers is written by its ends, a longer one as a range.
func TestEnds(t *testing.T) {
	for last, want := range map[int]string{3: "3", 4: "3 4", 5: "3-5"} {
		got := ends(input.Range{First: 3, Last: last}, "3", strconv.Itoa(last), func() string { return "3-" + strconv.Itoa(last) })
		if s := strings.Join(got, " "); s != want {
			t.Errorf("3 to %d: %q, want %q", last, s, want)
		}
	}
}

// TestOfFigures: a column of numbers, in any form, with dashes in the place of some.
func TestOfFigures(t *testing.T) {
	for words, want := range map[string]bool{
		"5 38": true, "40.5 38": true, "1 200 000 –": true, "1,200,000": true, "$ 500 €40": true, "12 % 7 %": true, "−3 +4": true, "٣٤": true,
		"2024-2025": true, "": false, "– –": false, "5 days": false, "March": false, "3 [4]": false, "A/79/1": false, "III": false,
	} {
		if got := ofFigures(words); got != want {
			t.Errorf("%q: %v, want %v", words, got, want)
		}
	}
}
