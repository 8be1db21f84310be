package locale

import (
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// TestQueriesRead: a query is read with all its fields. A query without an id or words, or with an id that is in use, is left out and
// reported.
func TestQueriesRead(t *testing.T) {
	f := source.NewFile("queries.es.yaml", []byte(`# ours
queries:
  - {id: q-1, text: op-1.text, said: Which?, what: a note, by: Ana, when: 2024-01-02, answer: This, answered-by: Eva, answered: 2024-01-03, closed: 2024-01-04}
  - {id: q-2, said: All}
  - {id: q-1, said: Again}
  - {id: q-3}
  - {said: nothing}
  - {id: q-4, said: x, sayd: y}
`))
	var diags diag.List
	set := Read(nil, []*source.File{f}, &diags)
	got := set.Queries("es")
	want := Query{"q-1", "op-1.text", "Which?", "a note", "Ana", "2024-01-02", "This", "Eva", "2024-01-03", "2024-01-04"}
	if len(got) != 3 || got[0] != want || got[1] != (Query{ID: "q-2", Said: "All"}) || got[2].ID != "q-4" {
		t.Errorf("%+v", got)
	}
	lines := ""
	for _, d := range diags.Items {
		if d.Code == "E0707" {
			lines += string(rune('0' + d.Pos.Line()))
		}
	}
	if lines != "5678" {
		t.Errorf("findings stand in the lines %s: %v", lines, diags.Items)
	}
	if set.Queries("fr") != nil {
		t.Error("there are queries without a file")
	}
}

// TestQueryID: the same words about the same text have the same id, whatever their white space. All others have another id.
func TestQueryID(t *testing.T) {
	a := QueryID("op-1.text", "Which year?")
	if a != QueryID("op-1.text", " Which  year? ") || a == QueryID("op-2.text", "Which year?") || a == QueryID("op-1.text", "Which day?") || len(a) != len("q-")+8 {
		t.Error(a)
	}
}
