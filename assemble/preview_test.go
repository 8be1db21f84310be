package assemble

import (
	"regexp"
	"slices"
	"testing"

	"omnibus/assemble/merge"
	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
)

// TestPreview: the page shows every text once, in the order of the papers, whatever the languages of the originals.
func TestPreview(t *testing.T) {
	w, err := Run(shippedSources(t), work.Job{Meeting: merge.End}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"es", "fr"} {
		b, err := translate.Preview(w, lang)
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, m := range regexp.MustCompile(`<article id="([^"]*)"`).FindAllSubmatch(b, -1) {
			got = append(got, string(m[1]))
		}
		originals := 0
		for _, it := range packet.Items(w.Plan, w.Locales, w.Papers, lang) {
			if len(it.Languages) == 0 || slices.Contains(it.Languages, lang) {
				want = append(want, it.ID)
			}
			if it.Lang == lang {
				originals++
			}
		}
		if len(want) < 200 || !slices.Equal(got, want) {
			t.Errorf("%s: the page shows %d texts of %d, or in another order:\n%q\n%q", lang, len(got), len(want), got, want)
		}
		if n := len(regexp.MustCompile(`original in this language`).FindAll(b, -1)); n != originals {
			t.Errorf("%s: %d texts are shown as written in the language, of %d", lang, n, originals)
		}
	}
}
