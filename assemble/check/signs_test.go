package check

import (
	"slices"
	"strings"
	"testing"
)

// TestSkips compares a search that skips what a text cannot have with one that does not.
func TestSkips(t *testing.T) {
	texts := []string{
		"To request the General Secretariat to report to the OAS (CIDI/RES. 3) by 31 March 2024", "a/b", "Éxodo, ÁREAS y áreas", "",
		"l’Assemblée générale; niños, niñas", "12March, vice-chair, pre- and post-2030", "ab", "x\u0301yz abc", "OASIS", "\xff report",
	}
	terms := []string{
		"report", "OAS", "the", "to", "áreas", "Éxodo", "éxodo", "march", "March", "chair", "vice-chair", "and", "2030", "(CIDI", "niñas",
		"assemblée", "a", "ab", "yz", "x\u0301yz", "RES. 3", "General Secretariat", "general", "-chair", "res",
	}
	for _, s := range texts {
		h := searched(s)
		var own starts
		h.starts = &own
		h.words()
		for _, term := range terms {
			if got, want := h.all(term), searched(s).all(term); !slices.Equal(got, want) {
				t.Errorf("%q is found in %q at %v, want %v", term, s, got, want)
			}
			if got, want := h.atStart(term), searched(s).atStart(term); !slices.Equal(got, want) {
				t.Errorf("%q is found in %q at %v at the start of a sentence, want %v", term, s, got, want)
			}
		}
	}
	var many starts
	many.add("reports")
	if !many.may("REPort") || many.may("secretariat") {
		t.Error("the set has another word than the one that was added")
	}
}

// TestByWord gives words values, and asks for those of others.
func TestByWord(t *testing.T) {
	var x byWord[int]
	words := strings.Fields("a an the of and Assembly año niños x 2030 committee")
	for i, w := range words {
		x.set(w, i+1)
	}
	for i, w := range words {
		if got := x.of(w); got != i+1 {
			t.Errorf("%q has %d, want %d", w, got, i+1)
		}
	}
	for _, w := range []string{"b", "than", "tha", "committees", "", "ano"} {
		if got := x.of(w); got != 0 {
			t.Errorf("%q has %d, but was given nothing", w, got)
		}
	}
}

// TestCloseTo compares words by the letters to add, omit or change.
func TestCloseTo(t *testing.T) {
	for _, x := range []struct {
		a, b string
		n    int // the least number for which they are close
	}{
		{"", "", 0}, {"same", "same", 0}, {"sam", "same", 1}, {"same", "ame", 1}, {"sane", "same", 1}, {"organisation", "organization", 1},
		{"abcd", "abdc", 2}, {"kitten", "sitting", 3}, {"abc", "xyz", 3}, {"", "abc", 3}, {"abab", "baba", 2}, {"niños", "niñas", 1},
	} {
		for most := range 5 {
			if got, want := closeTo([]rune(x.a), []rune(x.b), most), most >= x.n; got != want {
				t.Errorf("%q and %q: at most %d: %v, want %v", x.a, x.b, most, got, want)
			}
			if got, want := closeTo([]rune(x.b), []rune(x.a), most), most >= x.n; got != want {
				t.Errorf("%q and %q: at most %d: %v, want %v", x.b, x.a, most, got, want)
			}
		}
	}
	if hasLetters([]string{"pan-american", "health"}, "panamericanhealt") || !hasLetters([]string{"pan", "american-health"}, "panamericanhealth") {
		t.Error("words are compared by other letters than their own")
	}
	for s, want := range map[string]bool{"2020-21": true, "2020–2021": true, "2020—21": false, "a-1": false, "1-a": false, "1": false, "-1": false} {
		if dashed(s) != want {
			t.Errorf("a dash between two digits of %q: %v, want %v", s, !want, want)
		}
	}
}

// TestMarkerOf finds the markers of list items that begin with a letter, and those that do not.
func TestMarkerOf(t *testing.T) {
	for text, want := range map[string]string{
		"viii) the first": "viii) ", "a) the": "a) ", "XVIII. The": "XVIII. ", "A. The": "A. ", "12. the": "12. ", "(ii) the": "(ii) ", "• the": "• ",
		"The text (a) is": "", "": "", "etc. and": "", "viiiiiii) the": "",
	} {
		if got := (&Pass{}).markerOf(text); got != want {
			t.Errorf("%q begins with the marker %q, want %q", text, got, want)
		}
	}
}
