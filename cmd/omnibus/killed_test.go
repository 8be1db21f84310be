package main

import (
	"omnibus/assemble/work/worktest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A build or an issue that is killed at any moment leaves either the old papers or, after the next run at the latest, the new ones: never a
// mixture, and never a record without its files.
func TestKilled(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("processes are not killed in this way on Windows")
	}
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(dir, "omnibus")
	if err := os.Symlink(self, bin); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"input", "locales", "templates"} {
		if err := os.CopyFS(filepath.Join(dir, folder), os.DirFS(filepath.Join("..", "..", folder))); err != nil {
			t.Fatal(err)
		}
	}
	run := func(patience time.Duration, args ...string) (string, error) {
		c := exec.Command(bin, args...)
		c.Dir = dir
		var out strings.Builder
		c.Stdout, c.Stderr = &out, &out
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		if patience > 0 {
			time.AfterFunc(patience, func() { c.Process.Kill() })
		}
		err := c.Wait()
		return out.String(), err
	}
	must := func(args ...string) string {
		out, err := run(0, args...)
		if err != nil {
			t.Fatalf("omnibus %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return out
	}
	start := time.Now()
	must("build", "-q", "--meeting", "end")
	whole := time.Since(start)
	builds := worktest.Count(10)
	for i := range builds {
		langs := []string{"en,es", "es,en"}[i%2]
		run(whole*time.Duration(i+1)/time.Duration(builds+1), "build", "-q", "--meeting", "end", "--langs", langs)
		must("build", "-q", "--meeting", "end", "--langs", langs)
		c := exec.Command("sha256sum", "-c", "--quiet", "SHA256SUMS")
		c.Dir = filepath.Join(dir, "out")
		if _, err := exec.LookPath("sha256sum"); err == nil {
			if out, err := c.CombinedOutput(); err != nil {
				t.Fatalf("after a killed build: %v\n%s", err, out)
			}
		}
		left, _ := filepath.Glob(filepath.Join(dir, "out", ".omnibus-[jno]*"))
		if len(left) > 0 {
			t.Fatalf("left behind: %v", left)
		}
	}
	must("build", "-q", "--meeting", "end")
	issues := worktest.Count(10)
	for i := range issues {
		if err := os.RemoveAll(filepath.Join(dir, "input", "issued")); err != nil {
			t.Fatal(err)
		}
		run(whole*time.Duration(i+1)/time.Duration(issues+1), "issue", "--meeting", "end")
		must("build", "-q", "--meeting", "end")
		records, _ := filepath.Glob(filepath.Join(dir, "input", "issued", "*.yaml"))
		if n := len(records); n != 0 && n != 3 {
			t.Fatalf("%d of 3 papers are issued", n)
		}
		if len(records) == 3 {
			must("verify", "out/draft-paragraphs.en-es.pdf", "out/work-plan.en.pdf", "out/mandate-matrix.es.xlsx")
		}
	}
}
