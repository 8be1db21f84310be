package edit

import (
	"strings"
	"testing"

	"omnibus/assemble/source"
)

// TestStates: states are sorted by id. All other lines are unchanged.
func TestStates(t *testing.T) {
	fresh := State{ID: "op-2.text", Fields: [][2]string{{"state", "reviewed"}, {"by", ""}, {"source", "yes"}, {"when", "2024-05-02"}}}
	const entry = "  op-2.text:\n    state: reviewed\n    source: \"yes\"\n    when: \"2024-05-02\"\n"
	for _, c := range []struct{ name, before, after string }{
		{"no file", "", "texts:\n" + entry},
		{"a note alone", "# Ours", "# Ours\ntexts:\n" + entry},
		{"an empty list", "# Ours\ntexts: {}\n# End\n", "# Ours\ntexts:\n" + entry + "# End\n"},
		{"between", "texts:\n  op-1.text: {state: final} # first\n  op-3.text: {state: final}\n", "texts:\n  op-1.text: {state: final} # first\n" + entry + "  op-3.text: {state: final}\n"},
		{"first", "texts:\n  op-3.text: {state: final}\n", "texts:\n" + entry + "  op-3.text: {state: final}\n"},
		{"last, without a line end", "texts:\n  op-1.text:\n    state: final", "texts:\n  op-1.text:\n    state: final\n" + entry},
		{"instead of what was there", "texts:\n  op-1.text: {state: final}\n  op-2.text:\n    state: translated\n    by: Eva\n  op-3.text: {state: final}\n",
			"texts:\n  op-1.text: {state: final}\n" + entry + "  op-3.text: {state: final}\n"},
	} {
		for _, eol := range []string{"\n", "\r\n"} {
			before := strings.ReplaceAll(c.before, "\n", eol)
			want := strings.ReplaceAll(c.after, "\n", eol)
			if !strings.Contains(before, "\n") {
				want = c.after // nothing shows which line endings the file uses
			}
			f, err := States(source.NewFile("state.es.yaml", []byte(before)), []State{fresh})
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			if got := string(f.Bytes); got != want {
				t.Errorf("%s: got\n%q\nwant\n%q", c.name, got, want)
			}
		}
	}
	if _, err := States(source.NewFile("state.es.yaml", []byte("texts: [\n")), []State{fresh}); err == nil || !strings.HasPrefix(err.Error(), "state.es.yaml:") {
		t.Errorf("a damaged file: %v", err)
	}
}

// TestMessages: an existing translation is changed in place, a new one is added in the order of the records.
func TestMessages(t *testing.T) {
	const before = "# Ours\n[\"op-1.text\"]\nhash = \"h1\"\nother = \"Uno\" # first\n\n[\"op-3.text\"]\nother = \"\"\"\nTres\"\"\"\n"
	const after = "# Ours\n[\"op-1.text\"]\nhash = \"h2\"\nother = \"Primero\" # first\n\n[\"op-2.text\"]\nhash = \"h\"\nother = \"Dos\"\n\n[\"op-3.text\"]\nother = \"\"\"\nTres\"\"\"\n\n[\"op-4.text\"]\nhash = \"h\"\nother = \"Cuatro\"\n"
	for _, eol := range []string{"\n", "\r\n"} {
		f, err := Messages(source.NewFile("content.es.toml", []byte(strings.ReplaceAll(before, "\n", eol))), []Message{{"op-4.text", "Cuatro", "h"}, {"op-1.text", "Primero", "h2"}, {"op-2.text", "Dos", "h"}},
			[]string{"op-1.text", "op-2.text", "op-3.text", "op-4.text"})
		if err != nil {
			t.Fatal(err)
		}
		if got := string(f.Bytes); got != strings.ReplaceAll(after, "\n", eol) {
			t.Errorf("got\n%q\nwant\n%q", got, after)
		}
	}
	if _, err := Messages(source.NewFile("content.es.toml", []byte("a = \"x\"\n")), []Message{{"a", "y", "h"}}, nil); err == nil || !strings.HasPrefix(err.Error(), "content.es.toml:1: a is written") {
		t.Errorf("a text without a place for its hash: %v", err)
	}
}
