package check

import "testing"

// TestEnding: the mark with which an item ends; a question, an ellipsis or an abbreviation decides nothing.
func TestEnding(t *testing.T) {
	p := pass(t, "en")
	for text, want := range map[string]string{
		"To act;": ";", "To act; and": ";", "To act.": ".", "To act, and": ",", "To act": "", "To act. ": ".",
		"Who acts?": "any", "To act!": "any", "The following:": "any", "And so on…": "any", "": "any", "Food, water, etc.": "any",
	} {
		if got := p.ending(&Version{Lang: "en", words: searched(text)}, []string{"etc"}); got != want {
			t.Errorf("%q ends with %q, want %q", text, got, want)
		}
	}
}
