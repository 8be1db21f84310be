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

// joint stands between the symbols of a paper that several bodies issue together: A/79/120–S/2024/30.
const joint = "–"

// Join is the symbol of a paper that has these symbols, one of each body.
func Join(symbols ...string) string { return strings.Join(symbols, joint) }

// Parts are the symbols of a paper, one of each body that issues it.
func Parts(of string) []string { return strings.Split(of, joint) }
