package word

import (
	"testing"

	"omnibus/assemble/diff"
)

// TestUnbracket: an edit in somebody's open words takes them up in place of those of the text, and brackets of the author's own are left
// out.
func TestUnbracket(t *testing.T) {
	im := &Import{names: map[string]string{"delegation a": "a", "delegation b": "b"}}
	for _, c := range []struct{ name, source, printed, now, want, why string }{
		{"beside", "To do it now", "To do [it] [Delegation B: that] now", "To do [it] [Delegation B: that] soon", "To do it soon", ""},
		{"in the option", "To do it now", "To do [it] [Delegation B: that] now", "To do [it] [Delegation B: all that] now", "To do all that now", ""},
		{"in the words of the text", "To do it now", "To do [it] [Delegation B: that] now", "To do [it all] [Delegation B: that] now", "To do it all now", ""},
		{"an added option", "To do it now", "To do it [Delegation B: , and that,] now", "To do it [Delegation B: , and all,] now", "To do it, and all, now", ""},
		{"out of the brackets", "To do it now", "To do [it] [Delegation B: that] now", "To do that now", "To do that now", ""},
		{"the brackets of the text alone", "To do it now", "To do [it] [Delegation B: that] now", "To do it now", "To do it now", ""},
		{"brackets in brackets", "To do it now", "To do [it] [Delegation B: that [thing]] now", "To do [it] [Delegation B: all that [thing]] now", "",
			"the change touches open text in brackets within brackets: propose it as an amendment of the text outside them"},
		{"one's own", "To do it now", "To do it now", "To do it [Delegation A: at once] now", "To do it at once now", ""},
		{"one's own without a name", "To do it now", "To do it now", "To do it [at once] now", "To do it at once now", ""},
		{"of another", "To do it now", "To do it now", "To do it [Delegation B: at once] now", "", otherAuthor("b")},
		{"of several", "To do it now", "To do it now", "To do it [Delegation B and Delegation A: at once] now", "", otherAuthor("")},
		{"signs of the text", "To do [it][that] now", "To do [it][that] now", "To do [it][this] now", "To do [it][this] now", ""},
		{"a time is no name", "To meet now", "To meet now", "To meet [at 9:30] now", "To meet at 9:30 now", ""},
	} {
		s := &wording{source: c.source, printed: c.printed, tokens: diff.Split(c.printed)}
		of := im.unbracket(s, c.now, "a")
		got := ""
		if of.why == "" {
			got = s.remake(of, false).text
		}
		if got != c.want || of.why != c.why {
			t.Errorf("%s: %q (%s), want %q", c.name, got, of.why, c.want)
		}
	}
}

// TestUnwrapped: brackets around a whole new text are left out, unless they name somebody else.
func TestUnwrapped(t *testing.T) {
	im := &Import{names: map[string]string{"delegation a": "a", "delegation b": "b"}}
	for text, want := range map[string]string{
		"[To go.]": "To go.", "[Delegation A: To go]": "To go", "[Delegation A: To go].": "To go", "To go [now]": "To go [now]",
		"[To] go [now]": "[To] go [now]", "• [To go]": "To go", "[Note: To go]": "Note: To go",
	} {
		if got, why := im.unwrapped(text, "a"); got != want || why != "" {
			t.Errorf("%q: %q (%s), want %q", text, got, why, want)
		}
	}
	if _, why := im.unwrapped("[Delegation B: To go]", "a"); why != otherAuthor("b") {
		t.Errorf("of another: %q", why)
	}
}

// TestUnbound: no-break spaces between words are ordinary ones, those beside numbers and signs stay, and a comma has none before it.
func TestUnbound(t *testing.T) {
	for _, c := range [][4]string{
		{"the", "\u00a0", "States", " "}, {"48", "\u00a0", "hours", "\u00a0"}, {"op.", "\u00a0", "7", "\u00a0"}, {"la", "\u202f", "de", " "},
		{"word", " ", ",", ""}, {"word", "\u00a0", ";", "\u00a0"}, {"a", " ", "b", " "}, {"a", "", "b", ""}, {"a", " ", ")", ""},
	} {
		if got := unbound(c[0], c[1], c[2]); got != c[3] {
			t.Errorf("%q: %q", c, got)
		}
	}
}

// TestMarker: the numbers that a list counts are no numbers of paragraphs, and its letters are markers of sub-paragraphs.
func TestMarker(t *testing.T) {
	for number, want := range map[string]string{"1.": "", "12)": "", "(3)": "", "a.": "(a)", "(b)": "(b)", "iv)": "(iv)", "OP 3.": "OP 3.", "•": "•", "": "",
		"A.": "A.", "1.a": "1.a"} {
		if got := marker(number); got != want {
			t.Errorf("%q: %q, want %q", number, got, want)
		}
	}
}
