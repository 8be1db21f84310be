package input

import (
	"strings"
	"testing"
)

// TestFind looks up words as people type them.
func TestFind(t *testing.T) {
	for word, want := range map[string]string{
		"term.yaml": "file term.yaml", "input/term.yaml": "file term.yaml", `input\term.yaml`: "file term.yaml", "Term": "file term.yaml", "outcomes": "file outcomes/*.yaml",
		"input/proposals/health.yaml": "file proposals/*.yaml", "introduction.md": "file introduction.md", "agenda item": "kind agenda item",
		"Agenda-Item": "kind agenda item", "mandate": "kind mandate", "mandate.status": "mandate.status", "running-head": "body.running-head",
		"number": "revision.number headings of a level.number mandate.number", "mandat.status": "near mandate.status", "presentor": "near presenter", "terms.yaml": "near term.yaml",
		"xyzzy": "near ", "": "near ",
	} {
		found, near := Find(word)
		var got []string
		for _, f := range found {
			switch {
			case f.File != nil:
				got = append(got, "file "+f.File.Name)
			case f.Field != nil:
				got = append(got, f.Kind.Name+"."+f.Field.Key)
			default:
				got = append(got, "kind "+f.Kind.Name)
			}
		}
		if len(found) == 0 {
			got = append(got, "near "+near)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q is %q, want %q", word, s, want)
		}
	}
}
