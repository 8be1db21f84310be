package matrix

import (
	"strings"
	"testing"
	"unicode/utf16"
)

func TestLetters(t *testing.T) {
	for n, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := Letters(n); got != want {
			t.Errorf("column %d is %s, want %s", n, got, want)
		}
	}
}

func TestShort(t *testing.T) {
	for _, c := range []struct {
		s    string
		n    int
		want string
	}{
		{"", 5, ""}, {"abcde", 5, "abcde"}, {"abcdef", 5, "abcd…"}, {"ñandú", 5, "ñandú"}, {"ñandúes", 5, "ñand…"},
		{"🙂🙂", 4, "🙂🙂"}, {"🙂🙂🙂", 4, "🙂…"}, {"a🙂🙂🙂", 4, "a🙂…"},
	} {
		got := Short(c.s, c.n, "…")
		if got != c.want || len(utf16.Encode([]rune(got))) > c.n {
			t.Errorf("Short(%q, %d) is %q, wanted %q", c.s, c.n, got, c.want)
		}
	}
	long := strings.Repeat("é🙂", 20_000)
	if got := Fit(long); len(utf16.Encode([]rune(got))) > Longest || !strings.HasSuffix(got, "[…]") {
		t.Errorf("a long text has %d units", len(utf16.Encode([]rune(got))))
	}
}
