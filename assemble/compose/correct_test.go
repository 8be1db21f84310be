package compose

import (
	"fmt"
	"strings"
	"testing"
)

// TestForRead: each correction quotes words that occur once in the text, and the words to be read in their place, and no more than
// necessary.
func TestForRead(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"assess the effects of policies", "assess the results of policies", "effects>results"},
		{"To ask and to ask again", "To ask and to request again", "ask again>request again"},
		{"the rights of migrants", "the human rights of migrants", "rights>human rights"},
		{"the human rights of migrants", "the rights of migrants", "human rights>rights"},
		{"the rights of migrants", "the rights of migrants and refugees", "migrants>migrants and refugees"},
		{"one two three four five six", "one 2 three four 5 six", "two>2; five>5"},
		{"by 2024, and later", "by 2025, and later", "2024>2025"},
		{"the effect, of", "the effect of", "effect,>effect"},
		{"a b a b a c", "a b a b a d", "c>d"},
		{"the the the", "the a the", "the the the>the a the"},
		{"as it was", "as it was", ""},
		{"", "new", ">new"},
		{"Calls upon Member States", "[Calls upon] [A: Invites] Member States", "Calls upon>[Calls upon] [A: Invites]"},
		{"[Calls upon] [A: Invites] Member States", "Invites Member States", "[Calls upon] [A: Invites]>Invites"},
		{"[calls upon] [A: invites] all", "[calls upon] [A: urges] all", "invites>urges"},
		{"urges all", "urges [A: strongly] all", "all>[A: strongly] all"},
	} {
		var got []string
		for _, x := range forRead(c.old, c.new, nil) {
			got = append(got, x.For+">"+x.Read)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q to %q: %s, want %s", c.old, c.new, s, c.want)
		}
	}
}

// TestForReadGivesTheText: carrying out the corrections gives the new text, whatever was changed.
func TestForReadGivesTheText(t *testing.T) {
	words := strings.Fields("to ask the states to do the work of the year and to tell the states of it")
	for i := range words {
		for k := range words {
			changed := append([]string{}, words...)
			changed[i] = "now"
			if k%3 == 0 {
				changed[k] += " then"
			} else if k%3 == 1 && k != i {
				changed = append(changed[:k:k], changed[k+1:]...)
			}
			old, want := strings.Join(words, " "), strings.Join(changed, " ")
			got := old
			for _, x := range forRead(old, want, nil) {
				if n := strings.Count(" "+old+" ", " "+x.For+" "); n != 1 {
					t.Errorf("%q occurs %d times in %q", x.For, n, old)
				}
				got = strings.TrimSpace(strings.Replace(" "+got+" ", " "+x.For+" ", " "+x.Read+" ", 1))
			}
			if got != want {
				t.Errorf("%s gives %q, want %q", fmt.Sprint(i, " ", k), got, want)
			}
		}
	}
}
