package main

import (
	"bytes"
	"debug/buildinfo"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// The notices name every module that is linked, the licence of the faces, Go, and the patterns of each language. Every run writes the same
// bytes.
func TestNotices(t *testing.T) {
	root := filepath.Join("..", "..")
	var first, second bytes.Buffer
	here := runtime.GOOS + "/" + runtime.GOARCH
	for _, b := range []*bytes.Buffer{&first, &second} {
		if err := write(b, root, []string{"windows/amd64", here}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two runs differ")
	}
	bin := filepath.Join(t.TempDir(), "omnibus")
	build := exec.Command("go", "build", "-ldflags=-s -w", "-o", bin, "./cmd/omnibus")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	info, err := buildinfo.ReadFile(bin)
	if err != nil {
		t.Fatal(err)
	}
	linked := 0
	for _, m := range info.Deps {
		linked++
		if !strings.Contains(first.String(), "\n"+m.Path+" "+m.Version+" (") {
			t.Errorf("%s %s is linked, but has no notice", m.Path, m.Version)
		}
	}
	t.Logf("%d modules are linked", linked)
	for _, want := range []string{"SIL OPEN FONT LICENSE", "Apache License", "Go, its standard library and runtime (LICENSE)", "(en.notice.txt)", "(es.notice.txt)", "(fr.notice.txt)", "(pt.notice.txt)"} {
		if !strings.Contains(first.String(), want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// An invalid system and a module without a licence are errors.
func TestNoticesRefused(t *testing.T) {
	if err := write(&bytes.Buffer{}, filepath.Join("..", ".."), []string{"linux"}); err == nil || !strings.Contains(err.Error(), `"linux" is not a system`) {
		t.Error(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "AUTHORS"), []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := folder(&bytes.Buffer{}, "module", dir, licence, terms); err == nil || err.Error() != "module has no licence" {
		t.Error(err)
	}
}
