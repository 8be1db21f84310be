package main

import (
	"strings"
	"testing"

	"omnibus/assemble/translate"
)

// TestPrintCounts: only the languages that the meeting lacks are named for the export, and orphans are listed after the table.
func TestPrintCounts(t *testing.T) {
	counts := []translate.Counts{
		{Lang: "es", Paper: "draft", Texts: 3, Words: 12, Needed: 7}, {Lang: "es", Paper: "plan", Texts: 1},
		{Lang: "fr", Paper: "draft", Texts: 3, Words: 5}, {Lang: "fr", Orphans: []string{"op-gone.text"}},
		{Lang: "pt", Paper: "draft", Texts: 3, Words: 9, Needed: 2},
	}
	var b strings.Builder
	if err := printCounts(&b, "meeting-march", counts, []string{"open"}, 9); err != nil {
		t.Error(err)
	}
	out := b.String()
	for _, want := range []string{
		"the meeting needs 9 words: omnibus translate export --lang es,pt --format xliff\n", "\nopen\norphan op-gone.text (fr): ",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	b.Reset()
	if err := printCounts(&b, "meeting-march", counts[2:4], nil, 0); err != nil || !strings.HasSuffix(b.String(), "the meeting needs no translation\n") {
		t.Errorf("%v\n%s", err, b.String())
	}
}
