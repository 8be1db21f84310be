package explain

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
)

const (
	longestLine = 140 // columns of a line of an explanation: it is printed as it is
	longestDoc  = 100 // columns of the one line of "omnibus explain"
)

var (
	codeForm = regexp.MustCompile(`^[EWN][0-9]{4}$`)
	nameForm = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
)

// TestForm: every explanation has the same form: prose in full sentences, then an example, indented by four spaces.
func TestForm(t *testing.T) {
	codes, names := map[string]bool{}, map[string]bool{}
	for _, r := range Rules() {
		if !codeForm.MatchString(r.Code) || codes[r.Code] {
			t.Errorf("%q is not a code, or is explained twice", r.Code)
		}
		if !nameForm.MatchString(r.Name) || names[r.Name] {
			t.Errorf("%s: %q is not a name, or is used twice", r.Code, r.Name)
		}
		codes[r.Code], names[r.Name] = true, true
		if len(r.Doc) > longestDoc || strings.HasSuffix(r.Doc, ".") || strings.ToLower(r.Doc[:1]) != r.Doc[:1] {
			t.Errorf("%s: %q is not one line, in lower case and without a full stop", r.Code, r.Doc)
		}
		prose, example, ok := strings.Cut(r.Explain, "\n\n    ")
		if !ok || strings.TrimSpace(example) == "" {
			t.Errorf("%s has no example", r.Code)
		}
		if !strings.HasSuffix(prose, ".") || len(strings.Fields(prose)) < 5 {
			t.Errorf("%s: the prose is not made of sentences: %q", r.Code, prose)
		}
		for line := range strings.Lines(r.Explain) {
			line = strings.TrimSuffix(line, "\n")
			if n := len([]rune(line)); n > longestLine {
				t.Errorf("%s: a line of %d columns: %s", r.Code, n, line)
			}
			if strings.TrimRight(line, " ") != line || strings.Contains(line, "\t") {
				t.Errorf("%s: a tab, or spaces at the end of a line: %q", r.Code, line)
			}
		}
	}
}

// TestOrder: the list is ordered by number and complete: no group is left out.
func TestOrder(t *testing.T) {
	all := Rules()
	if !slices.IsSortedFunc(all, func(a, b diag.Rule) int { return strings.Compare(a.Code[1:], b.Code[1:]) }) {
		t.Error("the list is not ordered by number")
	}
	for _, one := range []string{"W0100", "W0118", "E0110", "E0701", "E0801", "W0611", "E0731", "E0710", "E1201"} {
		if !slices.ContainsFunc(all, func(r diag.Rule) bool { return r.Code == one }) {
			t.Errorf("%s is missing, and with it the group it belongs to", one)
		}
	}
}
