package locale

import (
	"fmt"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// TestWrongKinds: a value of another kind in a file of states or queries is an error at its place, and so is one that is missing.
func TestWrongKinds(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"state", "texts: [a]\n", `1:8 "texts" takes a mapping, not a list`},
		{"state", "texts: a\n", `1:8 "texts" takes a mapping, not a text`},
		{"state", "texts:\n", ""},
		{"state", "texts:\n  op-a.text: [a]\n", `2:14 "op-a.text" takes a mapping, not a list`},
		{"state", "texts:\n  op-a.text: {state: {a: b}}\n", `2:22 "state" takes a text, not a mapping`},
		{"state", "texts:\n  op-a.text: {state: reviewed, hash: [a]}\n", `2:38 "hash" takes a text, not a list`},
		{"state", "texts:\n  op-a.text:\n    state:\n", `3:11 "" is not the state of a translation`},
		{"state", "texts:\n  op-a.text:\n    state: ~\n", `3:12 "~" is not the state of a translation`},
		{"state", "texts:\n  op-a.text:\n    state: \"\"\n    by:\n", `3:12 "" is not the state of a translation`},
		{"queries", "queries: {a: b}\n", `1:10 "queries" takes a list, not a mapping`},
		{"queries", "queries:\n  - a\n", `2:5 "queries" takes a mapping, not a text`},
		{"queries", "queries:\n  - {id: q-1, said: why, by: [a]}\n", `2:30 "by" takes a text, not a list`},
		{"queries", "queries:\n  - {id: q-1, said: why, by: }\n", ""},
	} {
		var diags diag.List
		builtin := []*source.File{source.NewFile("locales/active.es.toml", []byte("[language]\n"))}
		Read(builtin, []*source.File{source.NewFile("locales/"+c.file+".es.yaml", []byte(c.text))}, &diags)
		var got []string
		for _, d := range diags.Items {
			if strings.HasSuffix(d.Pos.File.Name, ".yaml") {
				got = append(got, fmt.Sprintf("%d:%d %s", d.Pos.Line(), d.Pos.Column(), d.Message))
			}
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
