package compose

import (
	"testing"

	"omnibus/assemble/doc"
)

// TestSummaries: of the blocks of a redline, those that say how much changed are found, in one language or in several, and no others.
func TestSummaries(t *testing.T) {
	said := func(id, lang, words string) *doc.Paragraph {
		return &doc.Paragraph{ID: id, Lang: lang, Inlines: []doc.Inline{{Text: words}}}
	}
	id := changesID("draft")
	for _, summary := range []doc.Block{
		said(id, "es", "dos"), &doc.Pair{ID: id, Columns: []doc.Block{said("", "en", "two"), said("", "es", "dos")}},
	} {
		d := &doc.Document{Paper: "draft", Blocks: []doc.Block{said("other", "es", "otro"), &doc.Pair{ID: "pair",
			Columns: []doc.Block{said("", "es", "otro")}}, summary, &doc.PageBreak{}}}
		if got := Summaries(d); len(got) != 1 || got[0] != summary {
			t.Errorf("%d blocks", len(got))
		}
		if got := Changes(d, "es"); got != "dos" || Changes(d, "fr") != "" {
			t.Errorf("the summary is %q", got)
		}
	}
}
