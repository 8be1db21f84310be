package pattern

import (
	"strings"
	"testing"
)

// TestOf compiles an expression when it is first used, and not before.
func TestOf(t *testing.T) {
	p := Of(`(\d+)-(\d+)`)
	if got := strings.Join(p.FindStringSubmatch("pages 12-34"), " "); got != "12-34 12 34" {
		t.Errorf("found %q", got)
	}
	if got := p.ReplaceAllString("1-2, 3-4", "$2-$1"); got != "2-1, 4-3" {
		t.Errorf("replaced as %q", got)
	}
	if first := p.Regexp(); p.Regexp() != first {
		t.Error("an expression was compiled twice")
	}
	wrong := Of("(")
	defer func() {
		if recover() == nil {
			t.Error("an invalid expression was used")
		}
	}()
	wrong.MatchString("")
}
