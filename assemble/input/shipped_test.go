package input

import (
	"io/fs"
	"os"
	"path"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// shipped returns the input files of the repository.
func shipped(t testing.TB) []*source.File {
	root := os.DirFS("../..")
	var out []*source.File
	err := fs.WalkDir(root, "input", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(root, name)
		out = append(out, source.NewFile(path.Clean(name), b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestShipped reads the shipped term without findings. Every text has its own id.
func TestShipped(t *testing.T) {
	var l diag.List
	r := Read(shipped(t), &l)
	l.Sort()
	for _, f := range findings(&l) {
		t.Error(f)
	}
	seen := map[string]bool{}
	for _, x := range r.Texts() {
		if seen[x.ID] {
			t.Errorf("two texts have the id %s", x.ID)
		}
		seen[x.ID] = true
	}
}
