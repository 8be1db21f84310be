package edit

import (
	"strings"
	"testing"

	"omnibus/assemble/source"
)

// TestLabels: a label takes its place behind a #, in its section or a new one; every other byte stays, line ends among them.
func TestLabels(t *testing.T) {
	forms := []string{"few", "one", "other"}
	for _, c := range []struct {
		name, before, after string
		labels              []Label
	}{
		{"behind a #", "# x\n[a]\n# b = \"B\" # c\nd = \"D\"\n\n[e]\n# b = \"B\"\n", "# x\n[a]\nb = \"É “q”\"\nd = \"D\"\n\n[e]\n# b = \"B\"\n",
			[]Label{{"a.b", "", "É “q”"}}},
		{"there", "[a]\nb = 'B' # c\n", "[a]\nb = 'N' # c\n", []Label{{"a.b", "", "N"}}},
		{"at the end of its section", "[a]\nb = \"B\"\n# c = \"C\"\n\n# About e.\n[e]\n", "[a]\nb = \"B\"\n# c = \"C\"\nbb = \"N\"\n\n# About e.\n[e]\nf = \" F \"\n",
			[]Label{{"a.bb", "", "N"}, {"e.f", "", " F "}}},
		{"a new section", "[a]\nb = \"B\"", "[a]\nb = \"B\"\n\n[e]\nf = \"F\"\ng = \"G\"\n", []Label{{"e.f", "", "F"}, {"e.g", "", "G"}}},
		{"no line end at the end", "[a]\n[c]\nb = \"B\"", "[a]\n[c]\nb = \"B\"\nd = \"D\"\n\n[e]\nf = \"F\"\n", []Label{{"c.d", "", "D"}, {"e.f", "", "F"}}},
		{"an empty file", "", "[e]\nf = \"F\"\n", []Label{{"e.f", "", "F"}}},
		{"forms behind a #", "[a]\n# b = { one = \"x\", other = \"y\" }\n", "[a]\nb = { few = \"2\", one = \"1\", other = \"5\" }\n",
			[]Label{{"a.b", "few", "2"}, {"a.b", "one", "1"}, {"a.b", "other", "5"}}},
		{"one form of several", "[a]\n", "[a]\nb = { few = \"1\", one = \"1\", other = \"1\" }\n", []Label{{"a.b", "one", "1"}}},
		{"forms that are there", "[a]\nb = { one = \"x\", other = \"y\" }\n", "[a]\nb = { one = \"1\", other = \"y\", few = \"2\" }\n",
			[]Label{{"a.b", "one", "1"}, {"a.b", "few", "2"}}},
		{"twice behind a #", "[a]\n# b = \"x\"\n# b = \"y\"\n", "[a]\nb = \"N\"\n# b = \"y\"\n", []Label{{"a.b", "", "N"}}},
		{"a name within a name", "[a]\n# b-c = \"x\"\n# b = \"y\"\n", "[a]\n# b-c = \"x\"\nb = \"N\"\n", []Label{{"a.b", "", "N"}}},
	} {
		for _, eol := range []string{"\n", "\r\n"} {
			if eol != "\n" && !strings.Contains(c.before, "\n") {
				continue
			}
			f, err := Labels(source.NewFile("active.xx.toml", []byte(strings.ReplaceAll(c.before, "\n", eol))), c.labels, forms)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			if got := string(f.Bytes); got != strings.ReplaceAll(c.after, "\n", eol) {
				t.Errorf("%s:\n%q\nwanted:\n%q", c.name, got, c.after)
			}
		}
	}
	for _, broken := range []string{"[a\n", "[a]\nb = \"x\"\n"} {
		if _, err := Labels(source.NewFile("active.xx.toml", []byte(broken)), []Label{{"a.b", "few", "N"}}, forms); err == nil {
			t.Errorf("%q is edited", broken)
		}
	}
}
