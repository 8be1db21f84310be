package edit

import (
	"strings"
	"testing"

	"omnibus/assemble/source"
)

var kept = map[string]bool{"a.text": true, "c.text": true}

func pruneEach(t *testing.T, name string, prune func(*source.File, map[string]bool) (*source.File, []string, error), cases [][3]string) {
	t.Helper()
	for _, c := range cases {
		for _, eol := range []string{"\n", "\r\n"} {
			f := source.NewFile(name, []byte(strings.ReplaceAll(c[0], "\n", eol)))
			got, ids, err := prune(f, kept)
			if c[2] == "" {
				if err == nil || !strings.Contains(err.Error(), "by hand") {
					t.Errorf("%q: want a refusal, got %q %v", c[0], ids, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%q: %v", c[0], err)
				continue
			}
			if want := strings.ReplaceAll(c[1], "\n", eol); string(got.Bytes) != want {
				t.Errorf("%q: got\n%q\nwant\n%q", c[0], got.Bytes, want)
			}
			if s := strings.Join(ids, " "); s != strings.TrimPrefix(c[2], "none") {
				t.Errorf("%q: removed %q, want %q", c[0], s, c[2])
			}
		}
	}
}

// TestPruneMessages: an orphan is removed with all its lines and its comment, in whatever form it is written. The rest is unchanged, byte
// for byte.
func TestPruneMessages(t *testing.T) {
	const a, b, c = "[\"a.text\"]\nhash = \"x\"\nother = \"uno\" # so\n", "[\"b.text\"]\nhash = \"x\"\nother = \"dos\"\n", "[\"c.text\"]\nother = '''\n[\"b.text\"]\n'''\n"
	pruneEach(t, "content.es.toml", PruneMessages, [][3]string{
		{a + "\n" + c, a + "\n" + c, "none"},
		{a + "\n" + b + "\n" + c, a + "\n" + c, "b.text"},
		{a + "\n" + b, a, "b.text"},
		{"# Ours\n" + b + "\n" + c, "# Ours\n" + c, "b.text"},
		{"# Ours\n\n# About two\n" + b + "\n# About three\n" + c, "# Ours\n\n# About three\n" + c, "b.text"},
		{a + b + "[\"d.text\"]\nother = \"\"\"\nx\n\ny\"\"\"\n\n\n" + c, a + c, "b.text d.text"},
		{"[b]\ntext = \"dos\"\n\n" + a, "[b]\n" + a, "b.text"},
		{"\"b.text\" = \"dos\"\n\"a.text\" = \"uno\"\n", "\"a.text\" = \"uno\"\n", "b.text"},
		{"b.text = {other = \"dos\"}\na.text = {other = \"uno\"}\n", "a.text = {other = \"uno\"}\n", "b.text"},
		{"all = {b.text = \"dos\", x.text = \"uno\"}\n", "", ""},
		{"a = {text = \"uno\", note = \"dos\"}\n", "", ""},
	})
}

// TestPruneStates: the same for states. A file without remaining states has an empty mapping.
func TestPruneStates(t *testing.T) {
	pruneEach(t, "state.es.yaml", PruneStates, [][3]string{
		{"", "", "none"},
		{"# Ours\ntexts: {}\n", "# Ours\ntexts: {}\n", "none"},
		{"texts:\n  a.text: {state: final} # first\n  b.text:\n    state: final\n    source: |-\n      two\n\n      lines\n  c.text: {state: final}\n",
			"texts:\n  a.text: {state: final} # first\n  c.text: {state: final}\n", "b.text"},
		{"# Ours\ntexts:\n  # of two\n  b.text: {state: final}\n  d.text: {state: final}\n", "# Ours\ntexts: {}\n", "b.text d.text"},
		{"texts: {a.text: {state: final}, b.text: {state: final}}\n", "", ""},
	})
}
