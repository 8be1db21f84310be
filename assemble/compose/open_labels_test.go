package compose

import (
	"strings"
	"testing"
	"time"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// TestStateOfADay: a state with its day is in the language of the column, however often it is written.
func TestStateOfADay(t *testing.T) {
	c := english(t)
	for range 2 {
		for _, x := range []struct {
			state string
			day   int
			want  string
		}{
			{"agreed", 6, "agreed on May 6, 2024"},
			{"agreed", 7, "agreed on May 7, 2024"},
			{"bracketed", 6, "bracketed on May 6, 2024"},
		} {
			if got := c.stateReached(x.state, nil, date.Date{Year: 2024, Month: time.May, Day: x.day}); got != x.want {
				t.Errorf("%s of %d: %q, want %q", x.state, x.day, got, x.want)
			}
		}
	}
	es := (&Speaker{c}).In(c.set.Locale("es")).c
	if got := es.stateReached("agreed", nil, date.Date{Year: 2024, Month: time.May, Day: 6}); !strings.Contains(got, "mayo") {
		t.Errorf("in Spanish: %q", got)
	}
}

// TestLeftOpen: a label that leaves something open is counted each time, and one that does not, never.
func TestLeftOpen(t *testing.T) {
	over := []*source.File{source.NewFile("locales/active.en.toml", []byte("[masthead]\nillustrative = \"A sample, to be confirmed\"\n"))}
	s := open(t, shipped(t), over, "end")
	j := &job{plan: s.plan, set: s.set, diags: s.diags, open: map[string]int{}, opts: Options{Unfinished: new(diag.List)}}
	c := j.column(s.set.Locale("en"))
	for range 3 {
		c.leftOpen("masthead.illustrative")
		c.leftOpen("plan.title")
		c.leftOpen("open.date")
	}
	if c.open[ownWords] != 3 || c.open["open.date"] != 3 || len(c.open) != 2 || len(c.typed) != 1 {
		t.Errorf("counted %v, at %v", c.open, c.typed)
	}
}
