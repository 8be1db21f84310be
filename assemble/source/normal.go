package source

import (
	"crypto/sha1"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize returns the words of a text: in NFC, every run of white space (no-break spaces included) as one space and none at the ends,
// typographic quotation marks as straight ones, no soft hyphens.
func Normalize(s string) string {
	s = norm.NFC.String(strings.ReplaceAll(s, "\u00ad", ""))
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for i, r := range s {
		if r == ' ' || unicode.IsSpace(r) {
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		if r < utf8.RuneSelf {
			b.WriteByte(s[i])
			continue
		}
		switch r {
		case '“', '”', '„', '«', '»':
			r = '"'
		case '‘', '’', '‚', '‹', '›':
			r = '\''
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Hash returns the hash of the normalized text in the form of go-i18n's message files: sha1- and 40 hexadecimal digits.

func Hash(s string) string {
	sum := sha1.Sum([]byte(Normalize(s)))
	return "sha1-" + hex.EncodeToString(sum[:])
}
