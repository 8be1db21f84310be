package assemble

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"omnibus/assemble/synthetic"
	"omnibus/assemble/work"
	"omnibus/assemble/write"
	"omnibus/assemble/write/akn"
)

// aknSchemas names the folder with the schema of Akoma Ntoso 3.0, akomantoso30.xsd.
const aknSchemas = "AKN_SCHEMAS"

// everyTerm runs f on the composed papers of the shipped term in every look, of other bodies, and of a generated term.
func everyTerm(t *testing.T, f func(name string, w *work.Work)) {
	t.Helper()
	for _, l := range looks {
		w, _ := shipped(t, l.name)
		f(l.name, w)
	}
	generated := shippedSources(t)
	generated.Input, generated.Locales = synthetic.Files(3)
	for _, other := range []struct {
		name string
		src  *work.Sources
	}{{"another body", anotherBody(t)}, {"generated", generated}} {
		w, err := Run(other.src, work.Job{Meeting: "end", All: true, Views: []string{"compendium", "status"}}, work.Composed, nil)
		if err != nil || w.Diags.HasErrors() {
			t.Fatal(other.name, err, found(&w.Diags))
		}
		f(other.name, w)
	}
}

// TestArchiveSchema: every paper, redline and view is valid Akoma Ntoso, in each language, of every term, with a mark or without.
func TestArchiveSchema(t *testing.T) {
	dir, xmllint := schemaTools(t, aknSchemas, "the schema of Akoma Ntoso")
	seen := 0
	everyTerm(t, func(look string, w *work.Work) {
		for _, d := range w.Docs {
			for _, x := range write.Find(akn.Name).Documents(d) {
				if look == "another body" {
					x.Mark = "DRAFT · BORRADOR"
				}
				var b bytes.Buffer
				if err := akn.Write(&b, x, nil); err != nil {
					t.Fatal(err)
				}
				file := filepath.Join(t.TempDir(), x.FileName(akn.Name))
				if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
				seen++
				out, err := exec.Command(xmllint, "--nonet", "--noout", "--schema", filepath.Join(dir, "akomantoso30.xsd"), file).CombinedOutput()
				if err != nil {
					t.Errorf("%s: %s is not valid: %s", look, filepath.Base(file), out[:min(len(out), 800)])
				}
			}
		}
	})
	t.Logf("%d texts are valid", seen)
}
