package compose

import (
	"strings"
	"testing"
)

// TestOpenings: the phrases in italics, of the words that stand and of each proposal, wherever the brackets are.
func TestOpenings(t *testing.T) {
	phrases := []string{"calls upon", "strongly urges", "urges strongly", "strongly invites", "invites", "urges", "deeply urges"}
	opener := func(words string) (int, bool) {
		best := 0
		space := len(words) - len(strings.TrimLeft(words, " "))
		for _, p := range phrases {
			plain := strings.Join(strings.Fields(strings.ToLower(words)), " ")
			if plain == p || strings.HasPrefix(plain, p+" ") {
				best = max(best, len(p)+space+strings.Count(words, "  "))
			}
		}
		return best, best > 0
	}
	for _, c := range []struct{ text, want string }{
		{"Calls upon Member States", "<Calls upon> Member States"},
		{"[Calls upon] [A: Invites] Member States", "[<Calls upon>] [A: <Invites>] Member States"},
		{"[Calls upon Member] [A and B: Invites all] [C: Urges] States", "[<Calls upon> Member] [A and B: <Invites> all] [C: <Urges>] States"},
		{"Strongly [urges] [A: invites] all", "<Strongly >[<urges>] [A: <invites>] all"},
		{"[Strongly] [A: delete] urges all", "[<Strongly>] [A: delete]< urges> all"},
		{"[A: Strongly] urges all", "[A: <Strongly>]< urges> all"},
		{"[Calls upon] [A: retain] all", "[<Calls upon>] [A: retain] all"},
		{"[Calls upon: all", "[Calls upon: all"},
		{"[Urges] [A: Invites] all [", "[<Urges>] [A: <Invites>] all ["},
		{"Urges all [A: invites]", "<Urges> all [A: invites]"},
	} {
		var got strings.Builder
		at := 0
		for _, r := range openings(c.text, wordings(c.text, ": ", []string{"delete", "retain"}, opener), opener) {
			got.WriteString(c.text[at:r[0]] + "<" + c.text[r[0]:r[1]] + ">")
			at = r[1]
		}
		if s := got.String() + c.text[at:]; s != c.want {
			t.Errorf("%s\nwant %s", s, c.want)
		}
	}
}
