package edit

import (
	"strings"
	"testing"

	"omnibus/assemble/source"
)

// TestMessagesBehind: a new entry is added after the last line of the entry that precedes it in the order of the papers, even if the text
// of that entry has several lines.
func TestMessagesBehind(t *testing.T) {
	const after = "[\"c.text\"]\nother = \"tres\"\n"
	for _, before := range []string{
		"[\"a.text\"]\nother = \"uno\"\n", "[\"a.text\"]\nhash = \"x\"\nother = \"uno\" # so\n", "[\"a.text\"]\nother = \"\"\"\nuno\ny medio\n\"\"\"\n", "[\"a.text\"]\nother = '''uno\nother = \"two\"'''\nhash = \"x\"\n",
	} {
		f, err := Messages(source.NewFile("content.es.toml", []byte(before+"\n"+after)), []Message{{ID: "b.text", Text: "dos"}}, []string{"a.text", "b.text", "c.text"})
		if err != nil {
			t.Errorf("%q: %v", before, err)
			continue
		}
		if got, want := string(f.Bytes), before+"\n[\"b.text\"]\nother = \"dos\"\n\n"+after; got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}

// TestBlankLines: an edit of a message file keeps every blank line, the one at its end or its absence, line ends and comments.
func TestBlankLines(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		messages            []Message
	}{
		{"no line end at the end", "\n\n# x\n[\"a.text\"]\nhash = \"h\"\n\nother = \"A\"", "\n\n# x\n[\"a.text\"]\nhash = \"i\"\n\nother = \"B\"",
			[]Message{{"a.text", "B", "i"}}},
		{"blank lines at the end", "[\"a.text\"]\nhash = \"h\"\nother = \"A\"\n\n\n", "[\"a.text\"]\nhash = \"h\"\nother = \"B\"\n\n\n",
			[]Message{{"a.text", "B", "h"}}},
		{"a new entry before blank lines and a comment", "[\"a.text\"]\nother = \"A\"\n\n\n# c\n[\"c.text\"]\nother = \"C\"\n\n",
			"[\"a.text\"]\nother = \"A\"\n\n[\"b.text\"]\nhash = \"h\"\nother = \"B\"\n\n\n# c\n[\"c.text\"]\nother = \"C\"\n\n", []Message{{"b.text", "B", "h"}}},
		{"a new entry behind the last, which has no line end", "[\"a.text\"]\nother = \"A\"", "[\"a.text\"]\nother = \"A\"\n\n[\"b.text\"]\nother = \"B\"\n",
			[]Message{{"b.text", "B", ""}}},
	} {
		for _, eol := range []string{"\n", "\r\n"} {
			f, err := Messages(source.NewFile("content.xx.toml", []byte(strings.ReplaceAll(c.before, "\n", eol))), c.messages, []string{"a.text", "b.text", "c.text"})
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			if got := string(f.Bytes); got != strings.ReplaceAll(c.after, "\n", eol) {
				t.Errorf("%s:\n%q\nwanted:\n%q", c.name, got, c.after)
			}
		}
	}
}
