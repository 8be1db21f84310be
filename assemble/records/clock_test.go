package records

import "testing"

// TestClockOf: a time of day is read as people write it and as programs store it, up to the end of the day.
func TestClockOf(t *testing.T) {
	for in, want := range map[string]string{
		"0.416666666666667": "10:00", "0.99999999": "23:59", "0.000694444": "00:01", "0.5208333": "12:30",
		"9:30": "09:30", "12:15 a.m.": "00:15", "3 pm": "15:00", "24:00": "", "10:60": "", "soon": "", "7": "",
	} {
		if got := clockOf(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
