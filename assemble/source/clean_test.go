package source

import (
	"strings"
	"testing"
)

// TestCleanFaults: a line break inside a sentence is a fault, one at its end is not; letters of other alphabets become Latin letters only
// next to Latin letters; a text has one fault of each kind.
func TestCleanFaults(t *testing.T) {
	for _, c := range []struct{ in, want, codes string }{
		{"To do it.\nTo do more", "To do it. To do more", ""}, {"To do:\nall", "To do: all", ""}, {"To do it;\nall", "To do it; all", ""}, {"To do\nit", "To do it", "W0126"},
		{"\u0430ll", "all", "W0118"}, {"l\u0430", "la", "W0118"}, {"l\u0430l", "lal", "W0118"}, {"\u0430\u0431", "\u0430\u0431", ""}, {"1 \u0430", "1 \u0430", ""},
		{"a\tb\tc", "a b c", "W0125"}, {"a\u00adb\u200bc", "abc", "W0120 W0120"}, {"a\u00adb\u00adc", "abc", "W0120"},
		{"«Ã©»", "«Ã©»", "E0119"}, {"«PHÂ»", "«PHÂ»", ""},
	} {
		text, faults := Text{String: c.in}.Clean()
		var codes []string
		for _, f := range faults {
			codes = append(codes, f.Code)
		}
		if text.String != c.want || strings.Join(codes, " ") != c.codes {
			t.Errorf("%q: %q %v, want %q %s", c.in, text.String, codes, c.want, c.codes)
		}
	}
}
