package edit

import (
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
