package pdftest

import (
	"os"
	"path/filepath"
	"testing"
)

// TestOut checks the papers of the last build, if there are any.
func TestOut(t *testing.T) {
	names, err := filepath.Glob("../../../../out/*.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Skip("there is no out folder with papers: none are checked; make builds them")
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range Check(b) {
			t.Errorf("%s (built by this version?): %s", filepath.Base(name), f)
		}
	}
}
