package records

import (
	"fmt"
	"regexp"
	"strings"

	"omnibus/assemble/diag"
)

// A finding is what is wrong with a cell or a line, in the officer's language.
type finding struct {
	*diag.Diagnostic
	im *Import
}

// Hint adds what to do about it.
func (f finding) Hint(format string, args ...any) finding {
	f.Diagnostic.Hint("%s", f.im.sentence(format, args...))
	return f
}

// sentence formats a sentence in the officer's language: with the label for its English words, if there is one.
func (im *Import) sentence(format string, args ...any) string {
	if key := sentenceKey(format); im.lang != nil && im.lang.Has(key) {
		format = im.lang.T(key, nil)
	}
	return fmt.Sprintf(format, args...)
}

// longestKey is the maximum length of the key of a sentence.
const longestKey = 70

var (
	placeholder = regexp.MustCompile(`%[a-z]`)
	notInKey    = regexp.MustCompile(`[^a-z0-9]+`)
)

// sentenceKey returns the key of the label for a sentence: its English words.
func sentenceKey(format string) string {
	key := strings.Trim(notInKey.ReplaceAllString(placeholder.ReplaceAllString(strings.ToLower(format), " x "), "-"), "-")
	return "finding." + strings.Trim(key[:min(len(key), longestKey)], "-")
}
