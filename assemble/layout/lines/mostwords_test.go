package lines

import "testing"

// TestMostWords: the bond between most words, which is found at once, is the one that all rules together give.
func TestMostWords(t *testing.T) {
	l := &Language{words: (&Bonds{NumberAfter: []string{"art", "inciso"}, NumberLink: []string{"de"}, Range: []string{"a"}, Title: []string{"don"},
		Dash: []string{"–"}, Month: []string{"mayo"}, Pair: []string{"per~cent"}}).kinds(), pairs: (&Bonds{Pair: []string{"per~cent"}}).pairs()}
	words := []string{"a", "é", "art", "inciso", "inciso,", "de", "don", "mayo", "mayo,", "per", "cent", "cent,", "per,", "ß", "más", "está,", "países", "b)", "iv)", "x)",
		"e", "xe", "a.", "m.", "siècle", "él", "ÿ"}
	for _, before := range words {
		for _, after := range words {
			if !lowerAt(before) || !lowerBefore(before) && before[len(before)-1] != ',' || !lowerAt(after) {
				continue
			}
			if got, want := l.bond(before, after), l.byAllRules(before, after); got != want {
				t.Errorf("%q %q: bond %d, by all rules %d", before, after, got, want)
			}
		}
	}
	for _, w := range []string{"÷", "É", "–", "«a", "1", "(", "…", "A"} {
		if lowerAt(w) {
			t.Errorf("%q begins with a small letter", w)
		}
	}
	for _, w := range []string{"÷", "É", "–", "a»", "1", ")", "a…", "A", "a."} {
		if lowerBefore(w) {
			t.Errorf("%q ends with a small letter", w)
		}
	}
}
