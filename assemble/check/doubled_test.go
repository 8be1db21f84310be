package check

import (
	"slices"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// TestDoubledMends shows which repeated words are removed: only those in small letters, of more than one letter.
func TestDoubledMends(t *testing.T) {
	builtin := slices.DeleteFunc(labels(t), func(f *source.File) bool { return f.Name != "locales/active.en.toml" })
	for _, c := range []struct {
		text  string
		mends int
	}{
		{"The term takes up access to health services. The the Committee meets.", 1},
		{"The term takes up access to to health services.", 1},
		{"The term takes up access to a a service.", 0},
		{"The term takes up access to health and Member Member services. Each Member meets.", 0},
		{"The term takes up access to the The Hague office.", 0},
	} {
		x := proofTerms["en"]
		x.intro = c.text
		found := proofread(t, x.files("en"), "en", builtin)
		i := slices.IndexFunc(found, func(d *diag.Diagnostic) bool { return d.Code == "W0911" })
		if i < 0 || len(found[i].Mends) != c.mends {
			t.Errorf("%s: not %d mends: %v", c.text, c.mends, found)
		}
	}
}
