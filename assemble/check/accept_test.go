package check

import (
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// TestAccept: an acceptance applies to warnings and notes with the same hash, and is reported if it applies to nothing.
func TestAccept(t *testing.T) {
	f := source.NewFile("input/term.yaml", []byte("one two three\n"))
	found := func(word int) *diag.List {
		l := &diag.List{}
		l.Warningf("W0609", f.Pos(0, 3), "nothing of session %d", word).About("term")
		l.Errorf("E0203", f.Pos(4, 3), "wrong").About("res")
		return l
	}
	hash := found(53).Items[0].Hash()
	accepted := func(code, id, hash string) *input.Records {
		text := func(s string) source.Text { return source.Text{String: s, Pos: f.Pos(8, 5)} }
		return &input.Records{Accepted: []*input.Accepted{{Code: text(code), ID: text(id), Reason: text("it is so"), Name: text("Chair"),
			Hash: text(hash), Pos: f.Pos(8, 5)}}}
	}
	for _, c := range []struct {
		name   string
		in     *input.Records
		word   int
		held   bool
		report string
	}{
		{"held", accepted("W0609", "term", hash), 53, true, ""},
		{"lapsed", accepted("W0609", "term", hash), 54, false, "W1502"},
		{"about another record", accepted("W0609", "body", hash), 53, false, "W1501"},
		{"without a hash", accepted("W0609", "term", ""), 54, true, "W1502"},
		{"an error", accepted("E0203", "res", ""), 53, false, "W1502"},
	} {
		l := found(c.word)
		Accept(c.in, l, true)
		if held := l.Items[0].Accepted == "it is so (Chair)"; held != c.held || l.Items[1].Accepted != "" {
			t.Errorf("%s: accepted %q and %q", c.name, l.Items[0].Accepted, l.Items[1].Accepted)
		}
		report := ""
		if len(l.Items) > 2 {
			report = l.Items[2].Code
		}
		if report != c.report {
			t.Errorf("%s: reported %q, wanted %q", c.name, report, c.report)
		}
		if early := found(c.word); true {
			if Accept(c.in, early, false); len(early.Items) > 2 {
				t.Errorf("%s: reported before all findings were made", c.name)
			}
		}
	}
}
