package date

import (
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		in          string
		first, last string
		ok, month   bool
	}{
		{"2023-11-07", "2023-11-07", "2023-11-07", true, false},
		{"2024-02", "2024-02-01", "2024-02-29", true, true},
		{"2023-02", "2023-02-01", "2023-02-28", true, true},
		{"2023-12", "2023-12-01", "2023-12-31", true, true},
		{"2023-02-29", "", "", false, false}, {"2023-13", "", "", false, false}, {"2023", "", "", false, false}, {"7 November 2023", "", "", false, false}, {"", "", "", false, false},
	} {
		d, err := Parse(c.in)
		if (err == nil) != c.ok {
			t.Errorf("%q: %v", c.in, err)
			continue
		}
		if d.First().String() != c.first || d.Last().String() != c.last || d.MonthOnly() != c.month || d.IsZero() == c.ok ||
			c.ok && d.String() != c.in {
			t.Errorf("%q: %+v is from %s to %s", c.in, d, d.First(), d.Last())
		}
	}
}

func TestOrder(t *testing.T) {
	d := func(s string) Date { x, _ := Parse(s); return x }
	for _, c := range []struct {
		a, b string
		want int
	}{{"2023-11-07", "2023-11-08", -1}, {"2023-11-30", "2023-11", 0}, {"2023-11", "2023-11-29", 1}, {"2023-12", "2024-01-01", -1}, {"2024-01-01", "2024-01-01", 0}} {
		if got := d(c.a).Compare(d(c.b)); got != c.want || d(c.a).Before(d(c.b)) != (c.want < 0) {
			t.Errorf("%s and %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
	if d("2023-11-07").Weekday() != time.Tuesday || Of(time.Date(2024, 2, 29, 23, 0, 0, 0, time.UTC)) != d("2024-02-29") {
		t.Error("the day of the week, or the date of a time")
	}
}
