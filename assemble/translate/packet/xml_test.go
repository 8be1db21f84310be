package packet

import (
	"strings"
	"testing"

	"omnibus/assemble/source"
)

// TestTooLarge: a file with more elements than a packet can have, or with deeply nested elements, is refused before it fills the memory.
func TestTooLarge(t *testing.T) {
	many := func(n int) string { return "<a>" + strings.Repeat("<b/>", n) + "</a>" }
	deep := func(n int) string { return strings.Repeat("<a>", n) + strings.Repeat("</a>", n) }
	for _, c := range []struct {
		text    string
		refused bool
	}{{many(mostRead - 1), false}, {many(mostRead), true}, {deep(deepest), false}, {deep(deepest + 1), true}} {
		if _, err := ParseXML(source.NewFile("x.xlf", []byte(c.text))); (err != nil) != c.refused || err != nil && !strings.Contains(err.Error(), "divide it") {
			t.Errorf("%.20q and %d bytes: %v", c.text, len(c.text), err)
		}
	}
}
