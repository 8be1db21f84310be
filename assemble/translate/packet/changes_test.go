package packet

import "testing"

func TestChanged(t *testing.T) {
	for _, c := range []struct{ previous, source, want string }{
		{"", "To do it soon", ""},
		{"To do it now", "To do it soon", "To do it [-now-] {+soon+}"},
		{"To do it", "To do it at once", "To do it {+at once+}"},
		{"Plan", "Second Plan", "{+Second+} Plan"},
		{"To “do” it", "To \"do\" it", "To \"do\" it"},
	} {
		u := &Unit{Previous: c.previous, Source: c.source}
		if got := u.changed(); got != c.want {
			t.Errorf("%q to %q: %q, want %q", c.previous, c.source, got, c.want)
		}
	}
}
