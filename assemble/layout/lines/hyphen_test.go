package lines

import (
	"os"
	"strings"
	"testing"
)

// TestPoints: where words may be divided, by the shipped patterns, with exceptions, accents and apostrophes.
func TestPoints(t *testing.T) {
	read := func(lang string) *Patterns {
		b, err := os.ReadFile("../../../locales/hyphen/" + lang + ".pat.txt")
		if err != nil {
			t.Fatal(err)
		}
		return NewPatterns(string(b), "ta-ble éx-cep-tion")
	}
	for _, c := range []struct {
		lang, word  string
		left, right int
	}{
		{"en", "hy-phen-ation", 2, 3}, {"en", "ta-ble", 2, 3}, {"en", "TA-BLE", 2, 3}, {"en", "éx-cep-tion", 2, 3}, {"en", "table", 3, 3}, {"en", "hyphen-ation", 3, 3}, {"en", "hyphen-ation", 6, 5}, {"en", "hyphenation", 7, 3}, {"en", "hy-phenation", 2, 6}, {"en", "exception", 9, 9},
		{"es", "mi-gra-to-rios", 2, 3}, {"es", "mi-gra-to-ria", 2, 2}, {"es", "re-gión", 2, 3}, {"es", "región", 3, 4}, {"fr", "l'as-sem-blée", 2, 3}, {"pt", "mi-gra-tó-rios", 2, 3},
		{"en", "a", 1, 1}, {"en", "", 1, 1},
		{"en", "de-fi-ni-tion", 2, 3}, {"en", "dis-tri-bu-tion", 2, 3}, {"en", "rhythms", 2, 3}, {"es", "dis-tri-bu-ción", 2, 3},
	} {
		word := strings.ReplaceAll(c.word, "-", "")
		at, got := 0, ""
		for _, p := range read(c.lang).Points(word, c.left, c.right) {
			got += word[at:p] + "-"
			at = p
		}
		if got += word[at:]; got != c.word {
			t.Errorf("%s: %s, not %s (left %d, right %d)", c.lang, got, c.word, c.left, c.right)
		}
	}
}

// TestVoiced: every part of a divided word has a vowel.
func TestVoiced(t *testing.T) {
	for _, c := range []struct{ word, want string }{
		{"an-c", "anc"}, {"b-an", "ban"}, {"b-c", "bc"}, {"an-bo", "an-bo"}, {"an-b-o", "an-bo"}, {"an-bo-c", "an-boc"}, {"an-b-c", "anbc"},
	} {
		word, at := strings.ReplaceAll(c.word, "-", ""), 0
		var points []int
		for _, part := range strings.Split(c.word, "-") {
			at += len(part)
			points = append(points, at)
		}
		got, from := "", 0
		for _, p := range new(Patterns).voiced(word, points[:len(points)-1]) {
			got, from = got+word[from:p]+"-", p
		}
		if got += word[from:]; got != c.want {
			t.Errorf("%s: %s, want %s", c.word, got, c.want)
		}
	}
}
