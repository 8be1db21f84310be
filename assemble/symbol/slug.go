package symbol

import (
	"strings"
	"unicode"
)

// Slug returns a symbol in the form of a file name: CIDI-CAM-doc.4-24-rev.2 for CIDI/CAM/doc.4/24 rev. 2.
func Slug(symbol string) string {
	var b strings.Builder
	for _, r := range strings.ReplaceAll(symbol, ". ", ".") {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '_':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-.")
}
