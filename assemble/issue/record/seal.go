package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"omnibus/assemble/source"
)

// sealKey begins the last line of a record: the fingerprint of all lines before it, whatever their line endings. It shows that a record was
// changed by mistake or cut off. It does not protect against deliberate changes, because anybody can compute it again: a signature or
// version control does.
const sealKey = "seal: "

// Seal returns the text of a record with its seal.
func Seal(text []byte) []byte {
	return slices.Concat(text, fmt.Appendf(nil, "%s%q\n", sealKey, fingerprint(text)))
}

func fingerprint(text []byte) string {
	h := sha256.Sum256(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
	return hex.EncodeToString(h[:])
}

// sealed reports whether a record is unchanged since it was written.
func sealed(text []byte) bool {
	i := bytes.LastIndex(text, []byte("\n"+sealKey)) + 1
	return i > 0 && string(bytes.TrimRight(text[i:], "\r\n")) == fmt.Sprintf("%s%q", sealKey, fingerprint(text[:i]))
}

// conflict returns the place of the first conflict marker that an unfinished merge left in a file, and false if there is none.
func conflict(f *source.File) (source.Pos, bool) {
	at := 0
	for line := range bytes.Lines(f.Bytes) {
		for _, mark := range []string{"<<<<<<< ", ">>>>>>> "} {
			if bytes.HasPrefix(line, []byte(mark)) {
				return f.Pos(at, len(bytes.TrimRight(line, "\r\n"))), true
			}
		}
		at += len(line)
	}
	return source.Pos{}, false
}
