package edit

import (
	"strings"
	"testing"

	"omnibus/assemble/source"
)

// TestMends edits words in each style of value. The rest of the file is unchanged.
func TestMends(t *testing.T) {
	for _, c := range []struct{ name, file, old, new, want string }{
		{"a.yaml", "a: one , two # kept\nb: [x]\n", " ,", ",", "a: one, two # kept\nb: [x]\n"},
		{"a.yaml", "a: >-\n  one\n  , two\nb: x\n", "\n  ,", ",", "a: >-\n  one, two\nb: x\n"},
		{"a.yaml", "a: 'it’s'\r\nb: x\r\n", "’", "'", "a: 'it''s'\r\nb: x\r\n"},
		{"a.yaml", "a: \"é,, b\"\n", ",,", ",", "a: \"é, b\"\n"},
		{"a.yaml", "a: “- b”\n", "“", "", "a: \"- b”\"\n"},
		{"a.toml", "[\"x\"]\nother = \"a,, b\" # c\n", ",,", ",", "[\"x\"]\nother = \"a, b\" # c\n"},
		{"a.md", "# One\n\ntwo,, three {#x}\n", ",,", ",", "# One\n\ntwo, three {#x}\n"},
	} {
		f := source.NewFile(c.name, []byte(c.file))
		at := strings.Index(c.file, c.old)
		got, done, err := Mends(f, []source.Edit{{Pos: f.Pos(at, len(c.old)), New: c.new}, {Pos: f.Pos(at, len(c.old)), New: "again"}})
		if err != nil {
			t.Errorf("%q: %v", c.file, err)
			continue
		}
		if string(got.Bytes) != c.want || len(done) != 1 {
			t.Errorf("%q: got %q (%d edits), want %q", c.file, got.Bytes, len(done), c.want)
		}
	}
}

// TestMendsRefuses: a file that cannot be read is not edited.
func TestMendsRefuses(t *testing.T) {
	f := source.NewFile("a.yaml", []byte("a: [one,, two\n"))
	if _, _, err := Mends(f, []source.Edit{{Pos: f.Pos(7, 2), New: ","}}); err == nil {
		t.Error("a broken file is edited")
	}
}
