package main

import (
	"os"
	"path/filepath"
	"testing"

	"omnibus/assemble/source"
)

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// holds fails where a folder holds anything but these files, by their paths from there.
func holds(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	seen := 0
	err := filepath.WalkDir(dir, func(p string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, p)
		b, err := os.ReadFile(p)
		if text, ok := want[filepath.ToSlash(name)]; !ok || text != string(b) {
			t.Errorf("%s holds %q, wanted %q", name, b, text)
		}
		seen++
		return err
	})
	if err != nil || seen != len(want) {
		t.Errorf("%d files, wanted %d: %v", seen, len(want), err)
	}
}

func TestRewrite(t *testing.T) {
	dir := t.TempDir()
	home := filepath.Join(dir, "input")
	file := func(name, text string) *source.File {
		return source.NewFile(filepath.ToSlash(filepath.Join(dir, name)), []byte(text))
	}
	put(t, filepath.Join(home, "a.yaml"), "a")
	put(t, filepath.Join(dir, "locales", "b.toml"), "b")
	if err := rewrite(home, []*source.File{file("input/a.yaml", "A"), file("locales/b.toml", "B"), file("locales/new/c.yaml", "C")}); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{"input/a.yaml": "A", "locales/b.toml": "B", "locales/new/c.yaml": "C"})

	// A target that cannot be replaced leaves all as it was.
	if err := os.Mkdir(filepath.Join(dir, "locales", "d.toml"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := rewrite(home, []*source.File{file("input/a.yaml", "x"), file("locales/d.toml", "x")}); err == nil {
		t.Error("a folder was replaced by a file")
	}
	holds(t, dir, map[string]string{"input/a.yaml": "A", "locales/b.toml": "B", "locales/new/c.yaml": "C"})

	// A run that was stopped before its journal was written has changed nothing; one that was stopped behind it is finished.
	put(t, filepath.Join(home, newPrefix+"a.yaml"), "2")
	if err := finishRewrite(home); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{"input/a.yaml": "A", "input/" + newPrefix + "a.yaml": "2", "locales/b.toml": "B", "locales/new/c.yaml": "C"})
	put(t, filepath.Join(home, rewriteName), "a.yaml\n../locales/b.toml\n../locales/new/c.yaml\n")
	put(t, filepath.Join(dir, "locales", newPrefix+"b.toml"), "2")
	put(t, filepath.Join(dir, "locales", "new", oldPrefix+"c.yaml"), "C") // this one was done
	put(t, filepath.Join(dir, "locales", "new", "c.yaml"), "2")
	if err := finishRewrite(home); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{"input/a.yaml": "2", "locales/b.toml": "2", "locales/new/c.yaml": "2"})
}
