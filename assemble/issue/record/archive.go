package record

import (
	"path"
	"strings"
	"unicode"
)

// Archive is the folder of issued files within the folder of records.
const Archive = "files"

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

// Kept is the name under which a file of the record is kept, within the folder of records.
func (r *Record) Kept(name string) string { return path.Join(Archive, Slug(r.Symbol), name) }
