package packet

import (
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
)

func coded(role Role, ref, data string) Placed { return Placed{Token{Role: role, Data: data}, ref} }

func said(s string) Placed { return Placed{Token: Token{Role: Words, Text: s}} }

// TestRebuild: codes are restored by their ids, whatever their order. Each opened code is closed once.
func TestRebuild(t *testing.T) {
	known := Known("To *urge* all[^a]")
	for _, c := range []struct {
		name        string
		tokens      []Placed
		text, fault string
	}{
		{"moved", []Placed{coded(Alone, "2", ""), coded(Open, "1", ""), said("Instar"), coded(Close, "1", "")}, "[^a]*Instar*", ""},
		{"the file's own data go first", []Placed{coded(Open, "1", "_"), said("x"), coded(Close, "1", "_")}, "_x_", ""},
		{"a pair twice", []Placed{coded(Open, "1", ""), said("x"), coded(Close, "1", ""), said(" "), coded(Open, "1", ""), said("y"), coded(Close, "1", "")}, "*x* *y*", ""},
		{"closed twice", []Placed{coded(Open, "1", ""), coded(Close, "1", ""), coded(Close, "1", "")}, "", `"1" is closed but not opened`},
		{"never closed", []Placed{coded(Open, "1", ""), said("x")}, "", `"1" is opened but not closed`},
		{"unknown", []Placed{coded(Alone, "7", "")}, "", `"7" is not in the source`},
	} {
		text, fault := Rebuild(c.tokens, known)
		if text != c.text || !strings.Contains(fault, c.fault) || (fault == "") != (c.fault == "") {
			t.Errorf("%s: %q, %q", c.name, text, fault)
		}
	}
}

// TestLost: notes and references must be kept. Other codes may be lost, and the order is free.
func TestLost(t *testing.T) {
	for _, c := range []struct {
		source, target string
		lost           []string
	}{
		{"*A*[^a] {{ref:op-1}} [^b]", "[^b] {{ref:op-1}} B[^a]", nil},
		{"A[^a] {{ref:op-1}} {{ref:op-2}}", "B {{ref:op-1}}", []string{"[^a]", "{{ref:op-2}}"}},
		{"A[^a] B[^a]", "A[^a]", []string{"[^a]"}},
		{"A", "B[^c]", nil},
	} {
		if got := Lost(c.source, c.target); !slices.Equal(got, c.lost) {
			t.Errorf("%q to %q: %q, want %q", c.source, c.target, got, c.lost)
		}
	}
}

// TestFinish: a text keeps its state only if it was not edited.
func TestFinish(t *testing.T) {
	as := Exact("Instar")
	for _, c := range []struct {
		name   string
		u      Unit
		stated bool
		want   locale.State
	}{
		{"as it was", Unit{Target: "Instar", TargetHash: as, Was: locale.Final}, false, locale.Final},
		{"edited", Unit{Target: "Pedir", TargetHash: as, Was: locale.Final}, false, locale.Translated},
		{"emptied", Unit{TargetHash: as, Was: locale.Final}, false, locale.Untranslated},
		{"not known", Unit{Target: "Instar", TargetHash: as}, false, locale.Translated},
		{"stated", Unit{Target: "Pedir", TargetHash: as, Was: locale.Translated, State: locale.Reviewed}, true, locale.Reviewed},
	} {
		if c.u.Finish(c.stated); c.u.State != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.u.State, c.want)
		}
	}
}

// TestOwn: the tag with which a packet was sent is kept if a tool has only changed its form.
func TestOwn(t *testing.T) {
	for _, c := range [][3]string{{"es-ES", "es", "es"}, {"ES_419", "es", "es"}, {"fr", "es", "fr"}, {"pt-BR", "", "pt-BR"}} {
		if got := Own(c[0], c[1]); got != c[2] {
			t.Errorf("%s, which left as %q, is %q", c[0], c[1], got)
		}
	}
}

// TestTerms: each term once, whether preferred, admitted or forbidden. Concepts without a term in the languages are left out.
func TestTerms(t *testing.T) {
	text := func(s string) source.Text { return source.Text{String: s} }
	g := &input.Glossary{Entries: []*input.Entry{
		{ID: input.ID{Text: text("a")}, Forms: map[string]*input.Form{"es": {Name: text("Comité"), Acronym: text("C"), Variants: []source.Text{text("Comité"), text("Comisión")},
			Forbidden: []input.Forbidden{{Term: text("Comitiva"), Reason: text("another thing")}}}}},
		{ID: input.ID{Text: text("b")}, Forms: map[string]*input.Form{"fr": {Name: text("Seul")}}},
	}}
	base := Terms(g, "Plan", []string{"en", "es"})
	if len(base.Concepts) != 1 || len(base.Concepts[0].Langs) != 1 {
		t.Fatalf("%+v", base.Concepts)
	}
	want := []TermForm{{Text: "Comité", Status: Preferred}, {Text: "C", Status: Preferred, Acronym: true}, {Text: "Comisión", Status: Admitted}, {Text: "Comitiva", Status: Forbidden, Note: "another thing"}}
	if got := base.Concepts[0].Langs[0].Terms; !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

// TestConfirmed: a state is advanced only if it is higher than the one that was sent, and that is known.
func TestConfirmed(t *testing.T) {
	for _, c := range []struct {
		was, state locale.State
		want       bool
	}{
		{locale.Translated, locale.Reviewed, true}, {locale.Reviewed, locale.Reviewed, false}, {locale.Final, locale.Reviewed, false},
		{"", locale.Final, false}, {locale.Untranslated, locale.Translated, true},
	} {
		if got := (&Unit{Was: c.was, State: c.state}).Confirmed(); got != c.want {
			t.Errorf("from %q to %q: %t", c.was, c.state, got)
		}
	}
}

// TestEndsOf: a target has the spaces at the ends of its source, whichever kind they are, once.
func TestEndsOf(t *testing.T) {
	for _, c := range [][3]string{
		{" and ", "y", " y "}, {" and ", " y ", " y "}, {" (p.\u00a0{{.N}})", "(pág. {{.N}})", " (pág. {{.N}})"}, {", ", ";", "; "},
		{"x", " y ", " y "}, {"a\u00a0", "b", "b\u00a0"}, {"a\u00a0", "b\u00a0", "b\u00a0"}, {"\u00a0a", "\u00a0b", "\u00a0b"}, {" a", "", ""}, {"; and", "; y", "; y"},
	} {
		if got := EndsOf(c[0], c[1]); got != c[2] {
			t.Errorf("%q for %q: %q, want %q", c[1], c[0], got, c[2])
		}
	}
}

// TestLostCases: a placeholder may have a case, and is lost where it is neither there by itself nor in one.
func TestLostCases(t *testing.T) {
	for _, c := range []struct {
		source, target string
		lost           int
	}{
		{"{{.Date}} by {{.Name}}", "{{.Name.genitive}} {{.Date}}", 0}, {"{{.Date}} {{.Name}}", "{{.Name.genitive}}", 1},
		{"{{.Name}} {{.Name}}", "{{.Name.genitive}}", 1}, {"{{.Name.dative}}", "{{.Name.dative}}", 0}, {"{{name:cam}}", "{{name:oas}}", 1},
	} {
		if got := Lost(c.source, c.target); len(got) != c.lost {
			t.Errorf("%q from %q has lost %q", c.target, c.source, got)
		}
	}
}
