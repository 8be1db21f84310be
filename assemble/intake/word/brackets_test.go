package word

import (
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/locale"
	"omnibus/assemble/saying"
	"omnibus/assemble/work"
)

// TestUnbracket: an edit in somebody's open words takes them up in place of those of the text, and brackets of the author's own are left
// out.
func TestUnbracket(t *testing.T) {
	im := &Import{paper: spoken()}
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
		{"of another", "To do it now", "To do it now", "To do it [Delegation B: at once] now", "",
			"the words in brackets are those of b, and touch others that were changed"},
		{"of several", "To do it now", "To do it now", "To do it [Delegation B and Delegation A: at once] now", "",
			"the words in brackets are those of b, a, and touch others that were changed"},
		{"of a stranger", "To do it now", "To do it now", "To do it [Ruritania: at once] now", "",
			"the brackets name Ruritania, whom the glossary does not know: are the words a proposal?"},
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

// spoken returns a paper that knows the words for several authors, and the authors a and b.
func spoken() *saying.Paper {
	files, _ := work.Builtin()
	p := saying.NewPaper(locale.Read(files, nil, &diag.List{}), []string{"en", "es"})
	p.Name("Delegation A", "a")
	p.Name("Delegation B", "b")
	return p
}

// TestVoices: proposals that somebody writes in brackets, as papers print them, are those of their authors.
func TestVoices(t *testing.T) {
	im := &Import{paper: spoken()}
	const was = "To do it now"
	for now, want := range map[string]string{
		"To do [it] [Delegation B: that] now":                          "a: To do it now|b: To do that now",
		"To do it [Delegation B: at once] now":                         "a: To do it now|b: To do it at once now",
		"To do [it] [Delegation A: that] now":                          "a: To do that now",
		"To do [it] [that] now":                                        "a: To do that now",
		"To do [it] [Delegation B: that] [Delegation A: this] now":     "a: To do this now|b: To do that now",
		"To do [it] [Delegación B: that] soon":                         "!the words in brackets are those of b, and touch others that were changed",
		"To do [it] [Delegation B and Delegation A: that] now":         "a: To do it now|b, a: To do that now",
		"To do [it] [Ruritania: that] now":                             "!the brackets name Ruritania, whom the glossary does not know: are the words a proposal?",
		"To do it [at once] now":                                       "",
		"To do it now":                                                 "",
		"To do it soon":                                                "",
		"To do it [at 9:30] now":                                       "",
		"[To do it now] [Delegation B: To leave it]":                   "a: To do it now|b: To leave it",
		"To [do] [Delegation B: leave] it [now] [Delegation B: later]": "a: To do it now|b: To leave it later",
	} {
		im.paper.Name("Delegación B", "b")
		s := &wording{source: was, printed: was, tokens: diff.Split(was)}
		all, why := im.voices(s, now, "a")
		var got []string
		for _, v := range all {
			got = append(got, v.author+": "+v.text)
		}
		if why != "" {
			got = []string{"!" + why}
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s: %q, want %q", now, got, want)
		}
	}
}

// TestUnwrapped: brackets around a whole new text are left out. The words are those of whom they name.
func TestUnwrapped(t *testing.T) {
	im := &Import{paper: spoken()}
	for text, want := range map[string]string{
		"[To go.]": "a: To go.", "[Delegation A: To go]": "a: To go", "[Delegation A: To go].": "a: To go", "To go [now]": "a: To go [now]",
		"[To] go [now]": "a: [To] go [now]", "• [To go]": "a: To go", "[Delegation B: To go]": "b: To go", "[to do: To go]": "a: to do: To go",
		"[Note: To go]": "the brackets name Note, whom the glossary does not know: are the words a proposal?",
	} {
		got, by, why := im.unwrapped(text, "a")
		if got = by + ": " + got; why != "" {
			got = why
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
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
