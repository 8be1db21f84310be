package records

import "omnibus/assemble/diag"

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
	return im.lang.Sentence(format, args...)
}
