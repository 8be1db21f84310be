package work

import (
	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
)

// FrameOf returns the words around findings in a language, or nil for English if there is none.
func FrameOf(l *locale.Locale) *diag.Words {
	if l == nil {
		return nil
	}
	word := func(key string) string { return l.T("frame."+key, nil) }
	return &diag.Words{Severity: [3]string{word("error"), word("warning"), word("note")}, Hint: word("hint"), See: word("see"),
		Accepted: word("accepted"), More: func(n int) string { return l.N("frame.more", n, nil) }}
}
