// Package worktest provides tests with the files of the shipped term and of small terms.
package worktest

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// Shipped returns the files of the shipped term, with their names in the folder of the project.
func Shipped(t testing.TB) *work.Sources {
	t.Helper()
	return &work.Sources{Input: Folder(t, "input"), Locales: Folder(t, "locales"), Templates: Folder(t, "templates")}
}

// Folder returns the files of records, messages or templates below a folder of the project.
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

// NoErrors ends the test at the first error among findings, with its place.
func NoErrors(t testing.TB, found *diag.List) {
	t.Helper()
	for _, d := range found.Items {
		if d.Severity == diag.Error {
			t.Fatalf("%s:%d: %s [%s]", d.Pos.File.Name, d.Pos.Line(), d.Message, d.Code)
		}
	}
}
