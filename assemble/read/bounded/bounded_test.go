package bounded

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// TestReader: a text of up to Longest bytes is read, in pieces of any size. A longer one is an error, and so is more than the maximum
// number of bytes.
func TestReader(t *testing.T) {
	long := strings.Repeat("x", Longest)
	for _, c := range []struct {
		in      string
		most    int64
		refused bool
		want    int
	}{
		{"<t>" + long + "</t>", 1 << 30, false, Longest + 7},
		{"<t>" + long + "x</t>", 1 << 30, true, 0},
		{"<t " + long + "x/>", 1 << 30, true, 0},
		{"<t>" + long + "</t><t>" + long + "</t>", 1 << 30, false, 2*Longest + 14},
		{"<t>" + long + "x</t>", 10, false, 10},
	} {
		for _, r := range []io.Reader{strings.NewReader(c.in), iotest.HalfReader(strings.NewReader(c.in))} {
			b, err := io.ReadAll(Reader(r, c.most))
			if (err != nil) != c.refused || err == nil && len(b) != c.want {
				t.Errorf("%d bytes: %d read, %v", len(c.in), len(b), err)
			}
		}
	}
}
