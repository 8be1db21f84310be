package source

import "testing"

// Find finds words within the place, and nowhere else.
func TestFind(t *testing.T) {
	f := NewFile("a.yaml", []byte("é: one é two\nthree é\n"))
	for _, c := range []struct {
		offset, length int
		find           string
		at, n          int
	}{
		{0, 14, "é", 0, 2},
		{4, 10, "é", 8, 2},
		{4, 3, "é", 4, 3},    // after the place
		{4, 10, "", 4, 10},   // empty words
		{12, 90, "é", 21, 2}, // the place ends with the file
	} {
		if got := f.Pos(c.offset, c.length).Find(c.find); got != f.Pos(c.at, c.n) {
			t.Errorf(
				"%q in %d bytes at %d: found %d bytes at %d, want %d at %d",
				c.find,
				c.length,
				c.offset,
				got.Length,
				got.Offset,
				c.n,
				c.at,
			)
		}
	}
	if (Pos{}).Find("a") != (Pos{}) {
		t.Error("something is found without a place")
	}
}
