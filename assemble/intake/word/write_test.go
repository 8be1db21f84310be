package word

import (
	"strings"
	"testing"

	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// TestAddition: a new paragraph has an order between those of the paragraphs before and after it, if there is room.
func TestAddition(t *testing.T) {
	at := func(nth, order int) *unit {
		return &unit{id: "op", is: ofOperative, section: "s", nth: nth, of: &plan.Paragraph{Place: &input.Proposal{Order: order}}}
	}
	first, second, third := at(0, 10), at(1, 20), at(2, 21)
	im := &Import{base1: &base{langs: []string{"en"}, units: []*unit{first, second, third}}}
	im.Work = testWork()
	for _, c := range []struct {
		behind *unit
		want   []int
	}{{first, []int{11, 12}}, {second, []int{20, 20}}, {third, []int{22, 23}}} {
		placed := map[*unit]int{}
		for _, want := range c.want {
			p := im.addition(&addition{behind: c.behind, author: "a", texts: map[string]string{"en": "To go"}}, placed)
			if p.Order != want || p.Operation != "add" || p.Kind != ofOperative || p.Section != "s" || p.Original != "en" {
				t.Errorf("behind %d: %+v, want the order %d", c.behind.nth, p, want)
			}
		}
	}
}

// TestYAML: a proposal as an entry of its file. Signs of YAML in a text do not change its meaning.
func TestYAML(t *testing.T) {
	p := &Proposal{ID: "op-a-x", Operation: "mod", Base: "op-a", Author: "x", Date: "2024-05-02", Original: "es", Texts: map[string]string{"es": `Decir: "no" # nunca`},
		Notes: []note{{"note-1", map[string]string{"es": "Nota", "en": "Note"}}}}
	want := `  - id: op-a-x
    operation: mod
    base: op-a
    authors: [x]
    date: 2024-05-02
    original: es
    text: "Decir: \"no\" # nunca"
    notes:
      - id: note-1
        text: "Nota"
    state: proposed
    from: m
`
	if got := p.yaml("m", "en"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	sub := &Proposal{ID: "a", Sub: "b", Operation: "mod", Base: "op-a", Author: "x", Original: "en", Texts: map[string]string{"en": "go"}}
	if got := sub.yaml("m", "en"); !strings.Contains(got, "    paragraphs:\n      - id: b\n        text: \"go\"\n") || strings.Contains(got, "original") {
		t.Error(got)
	}
	if _, faults := source.YAML(source.NewFile("x.yaml", []byte("proposals:\n"+want))); len(faults) > 0 {
		t.Error(faults)
	}
}

// TestRestComment: what could not be placed becomes a comment, whatever it contains.
func TestRestComment(t *testing.T) {
	r := Rest{Place: "table 1, row 2", Why: "why", Words: "a\nb: [c]\u2028d", Near: "e"}
	got := r.comment("x.docx")
	for _, line := range strings.Split(strings.TrimSuffix(got, "\n"), "\n") {
		if !strings.HasPrefix(line, "# ") {
			t.Errorf("%q is no comment", line)
		}
	}
	if !strings.Contains(got, "#   a b: [c] d\n#   near: e\n") {
		t.Error(got)
	}
}

// testWork returns a term whose original language is English.
func testWork() *work.Work {
	return &work.Work{Records: &input.Records{Term: &input.Term{Original: source.Text{String: "en"}}}}
}

// TestIdentity: the id of a proposal is made of its base and its author. An added text has its own id, and no id is used twice.
func TestIdentity(t *testing.T) {
	im := &Import{Work: testWork(), taken: map[string]bool{}}
	for _, c := range []struct{ operation, base, sub, id, text string }{
		{"mod", "op-one", "", "op-one-delegation-a", ""},
		{"mod", "op-one", "", "op-one-delegation-a-2", ""},
		{"add", "", "", "op-one-new-delegation-a", ""},
		{"mod", "op-two", "yes", "op-one-new-delegation-a-2", "op-two-new-delegation-a"},
		{"mod", "op-one", "yes", "op-one-new-delegation-a-3", "op-one-new-delegation-a-4"},
	} {
		p := &Proposal{Operation: c.operation, Base: c.base, Sub: c.sub, Author: "delegation-a", unit: &unit{id: "op-one"}}
		if im.identity(p); p.ID != c.id || p.Sub != c.text {
			t.Errorf("%+v: %q, %q", c, p.ID, p.Sub)
		}
	}
}
