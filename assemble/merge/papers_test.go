package merge

import (
	"testing"
	"time"

	"omnibus/assemble/date"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// TestSymbol: the symbol of a paper, followed by the suffix of the revision; a revision without a number has none.
func TestSymbol(t *testing.T) {
	text := func(s string) source.Text { return source.Text{String: s} }
	p := &input.Paper{Symbol: text("CAM/doc.1/24")}
	for _, c := range []struct {
		r    *input.Revision
		want string
	}{
		{nil, "CAM/doc.1/24"}, {&input.Revision{}, "CAM/doc.1/24"}, {&input.Revision{Number: 1}, "CAM/doc.1/24 rev. 1"}, {&input.Revision{Number: 2, Suffix: text("corr. 1")}, "CAM/doc.1/24 rev. 2 corr. 1"},
		{&input.Revision{Suffix: text("add. 1")}, "CAM/doc.1/24 add. 1"},
	} {
		if got := Symbol(p, c.r); got != c.want {
			t.Errorf("%+v: %s, want %s", c.r, got, c.want)
		}
	}
	if got := Symbol(&input.Paper{}, &input.Revision{Number: 1}); got != "" {
		t.Errorf("a paper without a symbol has %s", got)
	}
}

// TestPointOf: a revision without a known day contains what is known by the end of its month.
func TestPointOf(t *testing.T) {
	r := &input.Revision{}
	if at := PointOf(&input.Records{}, r); !at.Until.IsZero() || at.After {
		t.Errorf("%+v", at)
	}
	r.Date.Date = date.Date{Year: 2024, Month: time.February}
	if at := PointOf(&input.Records{}, r); at.Until != (date.Date{Year: 2024, Month: time.February, Day: 29}) {
		t.Errorf("it stands until %s", at.Until)
	}
}

// TestRanges: consecutive numbers are written as a range.
func TestRanges(t *testing.T) {
	for want, numbers := range map[string][]int{"paragraph 3": {3}, "paragraphs 1-3": {1, 2, 3}, "paragraphs 1, 3-4, 7": {1, 3, 4, 7}} {
		if got := ranges(numbers); got != want {
			t.Errorf("%v: %s, want %s", numbers, got, want)
		}
	}
}
