package edit

import (
	"strings"
	"testing"

	"omnibus/assemble/source"
)

// TestQueries: a new query is added after the others, an answer to its entry. All other lines are unchanged.
func TestQueries(t *testing.T) {
	asked := Query{ID: "q-2", Fields: [][2]string{{"text", "op-2.text"}, {"said", "yes: which #2?"}, {"by", ""}, {"when", "2024-05-02"}}}
	answered := Query{ID: "q-1", Fields: [][2]string{{"answer", "The first.\nOf two."}, {"closed", ""}}}
	const entry = "  - id: q-2\n    text: op-2.text\n    said: \"yes: which #2?\"\n    when: \"2024-05-02\"\n"
	for _, c := range []struct {
		name, before, after string
		queries             []Query
	}{
		{"no file", "", "# Queries about texts from their translation, and the answers: omnibus translate answer.\nqueries:\n" + entry, []Query{asked}},
		{"a note alone", "# Ours\n", "# Ours\nqueries:\n" + entry, []Query{asked}},
		{"a note without a line end\n", "# Ours\n# all", "# Ours\n# all\nqueries:\n" + entry, []Query{asked}},
		{"no list yet", "# Ours\nqueries: # none\n# End\n", "# Ours\nqueries:\n" + entry + "# End\n", []Query{asked}},
		{"an empty list", "queries: []\n", "queries:\n" + entry, []Query{asked}},
		{"behind the others", "queries:\n  # first\n  - id: q-1\n    said: Who? # asked\n", "queries:\n  # first\n  - id: q-1\n    said: Who? # asked\n" + entry, []Query{asked}},
		{"answered", "queries:\n  - id: q-1\n    said: Who? # asked\n  - {id: q-3, said: x}\n", "queries:\n  - id: q-1\n    said: Who? # asked\n    answer: \"The first.\\nOf two.\"\n  - {id: q-3, said: x}\n", []Query{answered}},
		{"in braces", "queries:\n  - {id: q-1, said: Who?}\n", "queries:\n  - {id: q-1, said: Who?, answer: \"The first.\\nOf two.\"}\n  - {id: q-2, text: op-2.text, said: \"yes: which #2?\", when: \"2024-05-02\"}\n", []Query{asked, answered}},
		{"nothing", "queries: []\n", "queries: []\n", nil},
	} {
		for _, eol := range []string{"\n", "\r\n"} {
			before, want := strings.ReplaceAll(c.before, "\n", eol), strings.ReplaceAll(c.after, "\n", eol)
			if !strings.Contains(before, "\n") {
				want = c.after // nothing shows which line endings the file uses
			}
			f, err := Queries(source.NewFile("queries.es.yaml", []byte(before)), c.queries)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			} else if got := string(f.Bytes); got != want {
				t.Errorf("%s: got\n%q\nwant\n%q", c.name, got, want)
			}
		}
	}
	for _, bad := range []string{"queries: [\n", "- a\n", "text\n"} {
		if _, err := Queries(source.NewFile("queries.es.yaml", []byte(bad)), []Query{asked}); err == nil || !strings.HasPrefix(err.Error(), "queries.es.yaml:") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
