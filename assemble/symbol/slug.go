package symbol

import (
	"strings"
	"unicode"
)

// Slug writes a symbol as the name of a file or a folder: CIDI/CAM/doc.4/24 rev. 2 as CIDI-CAM-doc.4-24-rev.2.
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
