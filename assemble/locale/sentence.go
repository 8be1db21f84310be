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
		format = l.T(key, nil)
	}
	return fmt.Sprintf(format, args...)
}
