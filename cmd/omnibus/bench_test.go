package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"omnibus/assemble/synthetic"
)

// BenchmarkProcess measures the time from the start of the process to its end, and its peak memory: over the shipped content, ten and a
// hundred times as much; for one short paper; for a draft of 4,000 pairs of paragraphs with its redline, and for one that comes home from a
// word processor; for the matrix of 82,800 mandates; and for 40,000 records that are exported into a workbook and imported again.
func BenchmarkProcess(b *testing.B) {
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	for _, x := range []struct {
		times int
		args  string
	}{
		{1, "check"}, {10, "check"}, {100, "check"},
		{1, "build"}, {10, "build"}, {100, "build"},
		{1, "build work-plan --langs en"},
		{77, "build draft-paragraphs"},
		{900, "build mandate-matrix"},
		{49, "word import draft.docx --from delegation-a"},
		{112, "records export"}, {112, "records import records.xlsx"},
	} {
		b.Run(fmt.Sprintf("%s/%dx", strings.ReplaceAll(x.args, " ", "_"), x.times), func(b *testing.B) {
			dir := b.TempDir()
			term := synthetic.Term
			if x.times == 900 { // the files of a folder cannot have as many values as 900 times everything
				term = synthetic.Mandates
			}
			for name, content := range term(x.times) {
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
				b.Skip("this system cannot link to a program: ", err)
			}
			run := func(args string) *os.ProcessState {
				c := exec.Command(bin, append(strings.Fields(args), "--meeting", "end")...)
				c.Dir = dir
				if out, err := c.CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, out)
				}
				return c.ProcessState
			}
			switch {
			case strings.HasPrefix(x.args, "records import"):
				run("records export")
			case strings.HasPrefix(x.args, "word import"):
				run("build draft-paragraphs --format docx --out .")
				if err := os.Rename(filepath.Join(dir, "draft-paragraphs.en-es.docx"), filepath.Join(dir, "draft.docx")); err != nil {
					b.Fatal(err)
				}
			}
			most, user := int64(0), time.Duration(0)
			// A process begins as a copy of its parent, and its peak memory includes that of the parent at that time.
			debug.FreeOSMemory()
			os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
			for b.Loop() {
				p := run(x.args)
				most = max(most, peak(p))
				user += p.UserTime()
			}
			b.ReportMetric(float64(most)/(1<<20), "MB-peak")
			b.ReportMetric(float64(user.Milliseconds())/float64(b.N), "user-ms")
		})
	}
}
