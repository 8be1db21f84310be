// Package worktest hands tests the files of the shipped term.
package worktest

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// Shipped returns the files of the shipped term, by the names that they have in the folder of the project.
func Shipped(t testing.TB) *work.Sources {
	t.Helper()
	return &work.Sources{Input: Folder(t, "input"), Locales: Folder(t, "locales"), Templates: Folder(t, "templates")}
}

// Folder returns the files below a folder of the project that hold records, messages or templates.
func Folder(t testing.TB, name string) []*source.File {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	home := filepath.Join(filepath.Dir(here), "..", "..", "..")
	var out []*source.File
	err := filepath.WalkDir(filepath.Join(home, name), func(at string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(at) == ".go" {
			return err
		}
		b, err := os.ReadFile(at)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(home, at)
		out = append(out, source.NewFile(filepath.ToSlash(rel), b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
