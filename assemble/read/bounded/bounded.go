// Package bounded limits what is read from a part of an office file, so that no part, and no text in one, fills the memory.
package bounded

import (
	"fmt"
	"io"
)

// Longest is the maximum number of bytes of a text, a tag or a comment of XML. A cell of a workbook has at most 32,767 characters, and
// paragraphs are far shorter. A reader of XML keeps each of them in memory as a whole.
const Longest = 4 << 20

// Reader returns a reader of at most most bytes of XML. More than Longest bytes without an angle bracket are an error.
func Reader(r io.Reader, most int64) io.Reader { return &reader{r: io.LimitReader(r, most)} }

type reader struct {
	r     io.Reader
	since int // bytes since the last angle bracket
}

func (r *reader) Read(b []byte) (int, error) {
	n, err := r.r.Read(b)
	for _, c := range b[:n] {
		if r.since++; c == '<' || c == '>' {
			r.since = 0
		}
		if r.since > Longest {
			return 0, fmt.Errorf("a text in it has more than %d MB", Longest>>20)
		}
	}
	return n, err
}
