package diff

import (
	"testing"

	"omnibus/assemble/symbol"
)

// TestSymbolsOfABody: a symbol of the form that a body has is one word, with what follows it, so that no redline and no merge divides it.
func TestSymbolsOfABody(t *testing.T) {
	g, err := symbol.NewGrammar([]symbol.Form{
		{Pattern: "S/PV.{number}", Steps: []string{" (Resumption {number})"}},
		{Pattern: "CM({year}){number}", Steps: []string{" add{number?}"}},
		{Pattern: "A/RES/{session}/{number}", Adopted: true, Cited: "{session}/{number}"},
	})
	if err != nil {
		t.Fatal(err)
	}
	with := NewLexicon(Vocabulary{Symbols: g})
	for text, want := range map[string]int{
		"see S/PV.9500 (Resumption 1) today": 3,
		"document CM(2023)12 add":            2,
		"its resolution 78/217,":             4,
	} {
		if got := with.Split(text); len(got) != want {
			t.Errorf("%q: %d tokens, want %d: %v", text, len(got), want, got)
		}
	}
	old, new := with.Split("in S/PV.9500 (Resumption 1) there"), with.Split("in S/PV.9500 (Resumption 2) there")
	for _, s := range Tokens(old, new) {
		if s.Op != Equal && Join(old[s.Old.From:s.Old.To]) != "S/PV.9500 (Resumption 1)" && s.Old.From < s.Old.To {
			t.Errorf("the change is %q", Join(old[s.Old.From:s.Old.To]))
		}
	}
}
