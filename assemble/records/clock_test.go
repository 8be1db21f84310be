package records

import "testing"

// TestClockOf: a time of day is read as people write it and as programs store it, up to the end of the day.
func TestClockOf(t *testing.T) {
	for in, want := range map[string]string{
		"0.416666666666667": "10:00", "0.375": "09:00", "0.5": "12:00", "0.25": "06:00", "0.75": "18:00", "0.625": "15:00", "0.3": "07:12",
		"0.30": "00:30", "0.45": "00:45", "0.80": "", "0.": "", "0.99999999": "23:59", "0.000694444": "00:01", "0.5208333": "12:30",
		"9:30": "09:30", "12:15 a.m.": "00:15", "3 pm": "15:00", "24:00": "", "10:60": "", "soon": "", "7": "",
	} {
		if got := clockOf(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
