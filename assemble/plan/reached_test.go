package plan

import (
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// TestReached: the last known state counts, by the meeting or the day at which it was reached; an unknown day stays unknown.
func TestReached(t *testing.T) {
	day := func(s string) date.Date {
		if s == "" {
			return date.Date{}
		}
		d, err := date.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	in := &input.Records{ByID: map[string]input.Record{}}
	for _, m := range []struct{ id, date string }{{"one", "2024-01-10"}, {"two", ""}, {"three", "2024-03-10"}, {"four", ""}} {
		x := &input.Meeting{ID: input.ID{Text: source.Text{String: m.id}}, Date: input.DateValue{Date: day(m.date)}}
		in.Meetings, in.ByID[m.id] = append(in.Meetings, x), x
	}
	change := func(state, meeting, on string) input.StateChange {
		return input.StateChange{State: source.Text{String: state}, Meeting: input.Ref{Text: source.Text{String: meeting}}, Date: input.DateValue{Date: day(on)}}
	}
	meeting := func(id string) *input.Meeting {
		m, _ := in.ByID[id].(*input.Meeting)
		return m
	}
	for _, c := range []struct {
		says               string
		at                 Point
		changes            []input.StateChange
		state, meeting, on string
	}{
		{"none", Point{}, nil, "proposed", "", ""},
		{"at a meeting", Point{}, []input.StateChange{change("agreed", "one", "")}, "agreed", "one", "2024-01-10"},
		{"at the meeting itself", Point{Meeting: meeting("one")}, []input.StateChange{change("agreed", "one", "")}, "proposed", "", ""},
		{"after the meeting", Point{Meeting: meeting("one"), After: true}, []input.StateChange{change("agreed", "one", "")}, "agreed", "one", "2024-01-10"},
		{"at one without a date", Point{}, []input.StateChange{change("bracketed", "one", ""), change("agreed", "two", "")}, "agreed", "two", ""},
		{"at the last, without a date", Point{}, []input.StateChange{change("bracketed", "three", ""), change("agreed", "four", "")}, "agreed", "four", ""},
		{"at the end", Point{}, []input.StateChange{change("bracketed", "three", ""), change("agreed", "end", "")}, "agreed", "", ""},
		{"before the end", Point{Meeting: meeting("four")}, []input.StateChange{change("bracketed", "three", ""), change("agreed", "end", "")}, "bracketed", "three", "2024-03-10"},
		{"on a day", Point{Meeting: meeting("three")}, []input.StateChange{change("agreed", "", "2024-03-09")}, "agreed", "", "2024-03-09"},
		{"on the day of the meeting", Point{Meeting: meeting("three")}, []input.StateChange{change("agreed", "", "2024-03-10")}, "proposed", "", ""},
		{"on a day that the one without a date may have", Point{Meeting: meeting("two"), After: true}, []input.StateChange{change("agreed", "", "2024-02-10")}, "agreed", "", "2024-02-10"},
		{"later than the paper", Point{Until: day("2024-02-01")}, []input.StateChange{change("bracketed", "", "2024-02-01"), change("agreed", "", "2024-02-02")}, "bracketed", "", "2024-02-01"},
		{"listed behind, and earlier", Point{}, []input.StateChange{change("agreed", "three", ""), change("bracketed", "one", "")}, "agreed", "three", "2024-03-10"},
		{"two of one day", Point{}, []input.StateChange{change("bracketed", "three", ""), change("agreed", "three", "")}, "agreed", "three", "2024-03-10"},
		{"a meeting with a day of its own", Point{}, []input.StateChange{change("agreed", "three", "2024-03-12")}, "agreed", "three", "2024-03-12"},
	} {
		p := &Plan{Records: in, Point: c.at, AsOf: day("2024-06-30")}
		state, at, on := p.ReachedOn("proposed", c.changes)
		if state != c.state || at != meeting(c.meeting) || on != day(c.on) {
			t.Errorf("%s: %s at %v on %s, want %s at %s on %s", c.says, state, at, on, c.state, c.meeting, c.on)
		}
	}
}

// TestMade: a proposal with a date is known at the first meeting on or after it; at a meeting whose latest day is unknown, every earlier
// proposal is.
func TestMade(t *testing.T) {
	day := func(s string) input.DateValue {
		d, err := date.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return input.DateValue{Date: d}
	}
	dated, open := &input.Meeting{Date: day("2024-03-10")}, &input.Meeting{}
	in := &input.Records{Meetings: []*input.Meeting{dated, open}}
	for _, c := range []struct {
		meeting *input.Meeting
		day     string
		want    bool
	}{
		{dated, "2024-03-09", true}, {dated, "2024-03-10", true}, {dated, "2024-03-11", false}, {open, "2024-03-11", true}, {nil, "2024-03-11", true},
	} {
		p := &Plan{Records: in, Point: Point{Meeting: c.meeting}}
		if got := p.Made(&input.Proposal{Date: day(c.day)}); got != c.want {
			t.Errorf("made on %s: known %v, want %v", c.day, got, c.want)
		}
	}
}
