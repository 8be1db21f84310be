// Package bounded reads a part of a package of an office, so that no part, and no word in one, fills the memory.
package bounded

import (
	"fmt"
	"io"
)

// Longest is the number of bytes that a text, a tag or a comment of XML may have: a cell of a workbook has at most 32,767 characters, a
// paragraph that a person can read far less. A reader of XML keeps each of them whole.
const Longest = 4 << 20

// Reader returns a reader of at most so many bytes of XML. Reading more of it than Longest without an angle bracket is an error.
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
