package bundle

import (
	"strings"
	"testing"

	"omnibus/assemble/date"
)

// TestLine: a long line is folded into lines of at most 75 octets, the space of a continuation included, each as long as it can be.
func TestLine(t *testing.T) {
	for _, value := range []string{strings.Repeat("a", 300), strings.Repeat("é", 200), strings.Repeat("a", 67), strings.Repeat("a", 68)} {
		c := &calendar{}
		c.line("SUMMARY", value)
		lines := strings.Split(strings.TrimSuffix(c.b.String(), "\r\n"), "\r\n")
		for i, l := range lines {
			if len(l) > 75 || i < len(lines)-1 && len(l) < 74 {
				t.Errorf("line %d has %d octets", i+1, len(l))
			}
		}
		if got := strings.ReplaceAll(c.b.String(), "\r\n ", ""); got != "SUMMARY:"+value+"\r\n" {
			t.Errorf("unfolded: %q", got)
		}
	}
}

// TestClock: a time of day is read with one digit or two for the hour; an unreadable one is the beginning of the day.
func TestClock(t *testing.T) {
	for hhmm, want := range map[string]string{"9:30": "T093000", "09:30": "T093000", "23:59": "T235900", "": "T000000", "noon": "T000000"} {
		if got := clock(date.Date{Year: 2024, Month: 3, Day: 12}, hhmm); got != "20240312"+want {
			t.Errorf("%q is %s", hhmm, got)
		}
	}
}
