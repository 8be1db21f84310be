package compose

import (
	"strings"
	"testing"

	"omnibus/assemble/doc"
)

// TestInsert: the mark of an untranslated text is before its words, and before the brackets and quotation marks that belong to them, but
// after the words before them.
func TestInsert(t *testing.T) {
	for in, want := range map[string]string{
		"":                      "*",
		"[":                     "*|[",
		"[Delegation A: ":       "[Delegation A: |*",
		"[Delegation A: [":      "[Delegation A: |*|[",
		"[Delegation A: |[":     "[Delegation A: |*|[",
		"A/RES/1, “":            "A/RES/1, |*|“",
		"Motif\u00a0: «\u00a0":  "Motif\u00a0: |*|«\u00a0",
		"1. Conclusion:":        "1. Conclusion:|*",
		"Held.\n|“|[":           "Held.\n|*|“|[",
		"the committee’s (old)": "the committee’s (old)|*",
	} {
		r := &reading{}
		for s := range strings.SplitSeq(in, "|") {
			if s != "" {
				r.inlines = append(r.inlines, doc.Inline{Text: s})
			}
		}
		r.insert(doc.Inline{Text: "*"})
		var got []string
		for _, i := range r.inlines {
			got = append(got, i.Text)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %q, want %q", in, s, want)
		}
	}
}
