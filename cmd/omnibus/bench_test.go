package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"omnibus/assemble/synthetic"
)

// BenchmarkProcess measures the command as a person waits for it, from the start of the process to its end, with the most memory that
// it took, over terms of 1, 10 and 100 times the shipped content.
func BenchmarkProcess(b *testing.B) {
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{1, 10, 100} {
		dir := b.TempDir()
		for name, content := range synthetic.Term(n) {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(path, content, 0o644); err != nil {
				b.Fatal(err)
			}
		}
		bin := filepath.Join(dir, "omnibus")
		if err := os.Symlink(self, bin); err != nil {
			b.Skip("a program cannot be linked to here: ", err)
		}
		for _, args := range [][]string{{"check"}, {"build"}} {
			b.Run(fmt.Sprintf("%s/%dx", args[0], n), func(b *testing.B) {
				most := int64(0)
				for b.Loop() {
					c := exec.Command(bin, append(args, "--meeting", "end")...)
					c.Dir = dir
					if out, err := c.CombinedOutput(); err != nil {
						b.Fatalf("%v\n%s", err, out)
					}
					most = max(most, peak(c.ProcessState))
				}
				b.ReportMetric(float64(most)/(1<<20), "MB-peak")
			})
		}
	}
}
