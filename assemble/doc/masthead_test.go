package doc

import (
	"testing"

	"omnibus/assemble/figure"
)

// TestMastheadInOneLanguage: of equivalents on one line each language has its own, of the emblem its description, and of other lines those
// that are its own or are not translated.
func TestMastheadInOneLanguage(t *testing.T) {
	line := func(parts ...string) (out []Inline) {
		for i := 0; i < len(parts); i += 2 {
			out = append(out, Inline{Lang: parts[i], Text: parts[i+1]})
		}
		return out
	}
	m := &Masthead{Lang: "en", Emblem: &Emblem{Figure: &figure.Figure{}, Alt: []string{"A bridge", "Un puente"}},
		Left:  [][]Inline{line("", "LEAGUE"), line("", "COUNCIL"), line("es", "LIGA"), line("es", "CONSEJO")},
		Right: [][]Inline{line("", "A/1"), line("", "6 May", "", Apart, "es", "6 mayo"), line("", "Original: Spanish"), line("es", "Original: español")}}
	if g := m.Organs(); len(g) != 2 || len(g[0]) != 2 || g[1][1][0].Text != "CONSEJO" {
		t.Errorf("the organs are %v", g)
	}
	d := &Document{Langs: []string{"en", "es"}, Blocks: []Block{m}}
	for column, want := range [][]string{{"A bridge", "LEAGUE", "COUNCIL", "A/1", "6 May", "Original: Spanish"},
		{"Un puente", "LIGA", "CONSEJO", "A/1", "6 mayo", "Original: español"}} {
		x := d.In(column).Blocks[0].(*Masthead)
		got := []string{x.Emblem.Alt[0]}
		for _, l := range append(x.Left, x.Right...) {
			text := ""
			for _, i := range l {
				text += i.Text
				if i.Lang != "" {
					t.Errorf("%q is in %q", i.Text, i.Lang)
				}
			}
			got = append(got, text)
		}
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Fatalf("in %s: %q, want %q", d.Langs[column], got, want)
			}
		}
	}
}
