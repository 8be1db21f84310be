package locale

import (
	"fmt"
	"regexp"
	"strings"
)

// longestKey is the maximum length of the key of a sentence.
const longestKey = 70

var (
	placeholder = regexp.MustCompile(`%[a-z]`)
	notInKey    = regexp.MustCompile(`[^a-z0-9]+`)
)

// SentenceKey returns the key of the label for a sentence of a receipt: its English words.
func SentenceKey(format string) string {
	key := strings.Trim(notInKey.ReplaceAllString(placeholder.ReplaceAllString(strings.ToLower(format), " x "), "-"), "-")
	return "finding." + strings.Trim(key[:min(len(key), longestKey)], "-")
}

// Sentence formats a sentence of a receipt: with the label for its English words, if the language has one. l may be nil.
func (l *Locale) Sentence(format string, args ...any) string {
	if key := SentenceKey(format); l != nil && l.Has(key) {
		return l.sprintf(l.T(key, nil), args)
	}
	return fmt.Sprintf(format, args...)
}

// sprintf formats values as fmt does, and fuses a preposition with the value behind it: después de el párrafo 4 is después del párrafo 4.
func (l *Locale) sprintf(format string, args []any) string {
	out, rest := "", format
	for _, arg := range args {
		before, after, ok := strings.Cut(rest, "%")
		words, is := arg.(string)
		switch {
		case !ok || after == "" || !strings.ContainsRune("sqdv", rune(after[0])): // numbered values, widths, a percent sign
			return fmt.Sprintf(format, args...)
		case is && after[0] == 's':
			out = l.fuse(out+before, words)
		default:
			out += before + fmt.Sprintf("%"+after[:1], arg)
		}
		rest = after[1:]
	}
	if strings.Contains(rest, "%") {
		return fmt.Sprintf(format, args...)
	}
	return out + rest
}
