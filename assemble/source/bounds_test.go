package source

import (
	"fmt"
	"strings"
	"testing"
)

// A file with more values or faults than anybody writes is not read to its end, and one fault says so.
func TestTooMuch(t *testing.T) {
	many := func(n int, line string) []byte { return []byte(strings.Repeat(line, n)) }
	var keys strings.Builder
	for i := range MaxValues {
		fmt.Fprintf(&keys, "k%d = \"\"\n", i)
	}
	var twice strings.Builder
	for range mostFaults + 5 {
		twice.WriteString("a: 1\n")
	}
	for _, c := range []struct {
		name   string
		read   func(*File) (*Node, []Fault)
		in     []byte
		faults int
		last   string
	}{
		{"as many items as are read", YAML, many(MaxValues-1, "-\n"), 0, ""},
		{"one too many", YAML, many(MaxValues, "-\n"), 1, "the file has more than 700000 values"},
		{"too many in brackets", YAML, []byte("[" + strings.Repeat("{},", MaxValues) + "]"), 1, "the file has more than 700000 values"},
		{"too many messages", TOML, []byte(keys.String() + "z = \"\"\n"), 1, "the file has more than 700000 values"},
		{"too many keys twice", YAML, []byte(twice.String()), mostFaults + 1, "the file has more than 999 faults: the rest of it is not read"},
	} {
		root, faults := c.read(NewFile("x", c.in))
		if len(faults) != c.faults || c.faults > 0 && (faults[len(faults)-1].Code != "E0102" || faults[len(faults)-1].Message != c.last || root.Kind != Bad) {
			t.Errorf("%s: %d faults", c.name, len(faults))
		}
	}
}

// Files that are read together have a common limit. A file that does not fit is not counted.
func TestTally(t *testing.T) {
	f := NewFile("x.yaml", []byte("a: [b, c]\nd:\n  e: f\n"))
	root, _ := YAML(f)
	if n := root.Size(); n != 6 {
		t.Errorf("%d values", n)
	}
	tally := Tally{MaxValues - 6}
	if fault, ok := tally.Fits(f, root); !ok {
		t.Errorf("refused: %v", fault)
	}
	small, _ := YAML(NewFile("y.yaml", nil))
	if _, ok := tally.Fits(f, small); !ok {
		t.Error("an empty file is refused")
	}
	fault, ok := tally.Fits(f, root)
	if ok || fault.Code != "E0102" || fault.Pos.File != f || tally.values != MaxValues {
		t.Errorf("%v, %v, %d", fault, ok, tally.values)
	}
}

// A part of a line consists of whole letters around the place. If the line is short, it is the whole line.
func TestPart(t *testing.T) {
	f := NewFile("x", []byte("one\r\nééééXéééé\nlast"))
	at := strings.Index(string(f.Bytes), "X")
	for _, c := range []struct {
		most int
		want string
		in   int
	}{{100, "ééééXéééé", 8}, {8, "ééééXéééé", 8}, {7, "éééXééé", 6}, {2, "éXé", 2}, {0, "X", 0}} {
		if part, in := f.Pos(at, 1).Part(c.most); part != c.want || in != c.in {
			t.Errorf("%d: %q, %d; wanted %q, %d", c.most, part, in, c.want, c.in)
		}
	}
	if part, in := f.Pos(1, 1).Part(100); part != "one" || in != 1 {
		t.Errorf("%q, %d", part, in)
	}
	if part, in := f.Pos(len(f.Bytes), 0).Part(100); part != "last" || in != 4 {
		t.Errorf("%q, %d", part, in)
	}
}

// TestIsText: a damaged text still has lines; archives, older workbooks and PDF have none.
func TestIsText(t *testing.T) {
	for text, want := range map[string]bool{
		"a: \x00b\n": true, "\xff\xfea\x00": true, "\x00\x00": true, "": true, "PK\x03\x04\x14": false, "PK: a": true, "\xd0\xcf\x11\xe0\xa1": false,
		"%PDF-1.7\n": false,
	} {
		if got := NewFile("a", []byte(text)).IsText(); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
