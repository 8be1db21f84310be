package main

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/issue/record"
	"omnibus/assemble/work/worktest"
)

// A stepper runs the command in a small term and kills it at a step: just before it renames, removes or flushes a file.
type stepper struct {
	t   *testing.T
	bin string
	dir string // of the term
}

func newStepper(t *testing.T) *stepper {
	if testing.Short() {
		t.Skip("every step of a run is tried")
	}
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is not installed: runs are not killed step by step")
	}
	if out, err := exec.Command("strace", "-qq", "-e", "trace=none", "true").CombinedOutput(); err != nil {
		t.Skipf("strace may not trace here: %s", out)
	}
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := &stepper{t: t, bin: filepath.Join(t.TempDir(), "omnibus")}
	if err := os.Symlink(self, s.bin); err != nil {
		t.Fatal(err)
	}
	s.dir = filepath.Join(t.TempDir(), "term")
	if out, err := exec.Command(s.bin, "init", s.dir).CombinedOutput(); err != nil {
		t.Fatalf("init: %v\n%s", err, out)
	}
	s.edit("input/term.yaml", "2024-2025\n    symbol: \"\"\n    original: [en]\n    status",
		"2024-2025\n    symbol: CIDI/CAM/doc.1/24\n    illustrative: true\n    revisions: [{number: 0, for: end, date: 2025-06-01}]\n    original: [en]\n    status")
	s.edit("input/term.yaml", "Mandate Matrix 2024-2025\n    symbol: \"\"",
		"Mandate Matrix 2024-2025\n    symbol: CIDI/CAM/doc.2/24\n    illustrative: true\n    revisions: [{number: 0, for: end, date: 2025-06-01}]")
	return s
}

func (s *stepper) edit(name, old, new string) {
	s.t.Helper()
	name = filepath.Join(s.dir, name)
	b, err := os.ReadFile(name)
	if err != nil {
		s.t.Fatal(err)
	}
	if strings.Count(string(b), old) != 1 {
		s.t.Fatalf("%q occurs %d times in %s", old, strings.Count(string(b), old), name)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(b), old, new, 1)), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stepper) run(args ...string) (string, error) {
	c := exec.Command(s.bin, args...)
	c.Dir = s.dir
	c.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1735689600", "NO_COLOR=1")
	out, err := c.CombinedOutput()
	return string(out), err
}

func (s *stepper) must(args ...string) {
	s.t.Helper()
	if out, err := s.run(args...); err != nil {
		s.t.Fatalf("omnibus %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// A step is a call that changes a folder: its name, its number among the calls of that name, and its line in the trace.
type step struct {
	call string
	nth  int
	line string
}

func (s step) String() string { return strings.TrimSpace(s.line) }

// A call that another thread interrupts is on two lines of the trace.
var (
	stepForm    = regexp.MustCompile(`^(\d+) +(rename\w*|unlink\w*|link\w*|fsync)\(.*(?:\) = (-?\d+)|<unfinished \.\.\.>)`)
	resumedForm = regexp.MustCompile(`^(\d+) +<\.\.\. \w+ resumed>.*\) += (-?\d+)`)
)

func (s *stepper) strace(args ...string) ([]byte, error) {
	c := exec.Command("strace", append([]string{"-f", "-y", "-qq"}, args...)...)
	c.Dir = s.dir
	c.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1735689600", "NO_COLOR=1")
	return c.CombinedOutput()
}

// steps runs the command to its end, and returns its steps: all of them in a thorough run, otherwise a share with the first and the last.
func (s *stepper) steps(args ...string) []step {
	s.t.Helper()
	trace := filepath.Join(s.t.TempDir(), "trace")
	if out, err := s.strace(append([]string{"-o", trace, "-e", "trace=/^(rename|unlink|link|fsync)", s.bin}, args...)...); err != nil {
		s.t.Fatalf("omnibus %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	b, err := os.ReadFile(trace)
	if err != nil {
		s.t.Fatal(err)
	}
	var out []step
	count := map[string]int{}
	begun := map[string]step{} // calls without a result yet, by process
	for line := range strings.Lines(string(b)) {
		if m := stepForm.FindStringSubmatch(line); m != nil {
			count[m[2]]++
			at := step{m[2], count[m[2]], line}
			switch m[3] {
			case "":
				begun[m[1]] = at
			case "0": // before a failing call, the folder is the same as before the next call
				out = append(out, at)
			}
		} else if m := resumedForm.FindStringSubmatch(line); m != nil && m[2] == "0" {
			if at, ok := begun[m[1]]; ok {
				out = append(out, at)
				delete(begun, m[1])
			}
		}
	}
	if len(out) < 6 {
		s.t.Fatalf("the run has %d steps:\n%s", len(out), b)
	}
	return worktest.Share(out, 5)
}

// killed runs the command, and kills it just before the step.
func (s *stepper) killed(at step, args ...string) {
	s.t.Helper()
	kill := []string{"-o", os.DevNull, "-e", "trace=" + at.call, "-e", fmt.Sprintf("inject=%s:signal=KILL:when=%d", at.call, at.nth), s.bin}
	if out, err := s.strace(append(kill, args...)...); err == nil {
		s.t.Fatalf("omnibus %s is not killed at %v\n%s", strings.Join(args, " "), at, out)
	}
}

// files returns the fingerprints of the files in a folder, without those that the tool uses internally.
func (s *stepper) files(folder string) map[string]string {
	s.t.Helper()
	entries, err := os.ReadDir(filepath.Join(s.dir, folder))
	if err != nil && !os.IsNotExist(err) {
		s.t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range entries {
		if e.Name() == lockName {
			continue
		}
		b, err := os.ReadFile(filepath.Join(s.dir, folder, e.Name()))
		if err != nil {
			s.t.Fatal(err)
		}
		out[e.Name()] = fingerprint(b)
	}
	return out
}

// all returns the fingerprints of all files of the term.
func (s *stepper) all() map[string]string {
	s.t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(s.dir, func(name string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		out[name] = fingerprint(b)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

func (s *stepper) copy(from, to string) {
	s.t.Helper()
	if err := os.RemoveAll(filepath.Join(s.dir, to)); err != nil {
		s.t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(s.dir, from)); err != nil {
		return
	}
	if err := os.CopyFS(filepath.Join(s.dir, to), os.DirFS(filepath.Join(s.dir, from))); err != nil {
		s.t.Fatal(err)
	}
}

// If a build is killed at any step, the folder contains, after the next run that looks at it, either all old papers or all new ones, and
// nothing else. The next run need not succeed.
func TestKilledBuild(t *testing.T) {
	s := newStepper(t)
	s.must("build", "-q", "--meeting", "end")
	s.copy("out", "before")
	before := s.files("before")
	s.edit("input/term.yaml", "title: Work Plan 2024-2025", "title: Plan of Work 2024-2025")
	s.edit("input/term.yaml", "title: Draft Paragraphs", "title: Paragraphs")
	s.must("build", "-q", "--meeting", "end", "--out", "after", "work-plan")
	want := maps.Clone(before)
	maps.Copy(want, s.files("after"))
	delete(want, manifestName)
	s.copy("input", "sound")
	s.copy("before", "out")
	steps := s.steps("build", "-q", "--meeting", "end", "work-plan")
	kept := 0
	for _, at := range steps {
		s.copy("before", "out")
		s.killed(at, "build", "-q", "--meeting", "end", "work-plan")
		s.edit("input/term.yaml", "original: en ", "original: xx ")
		if _, err := s.run("build", "-q"); err == nil {
			t.Fatal("the build of a broken term succeeds")
		}
		s.copy("sound", "input")
		got := s.files("out")
		if maps.Equal(got, before) {
			kept++
			continue
		}
		delete(got, manifestName)
		if !maps.Equal(got, want) {
			t.Errorf("killed at %v, the build leaves a mixture: %v", at, slices.Sorted(maps.Keys(got)))
		}
	}
	if kept == 0 || kept == len(steps) {
		t.Errorf("of %d steps, %d leave the old papers: both outcomes must occur", len(steps), kept)
	}
}

// If an issue is killed at any step, it has issued either all papers or none, and every issued file is in the archive.
func TestKilledIssue(t *testing.T) {
	s := newStepper(t)
	s.must("build", "-q", "--meeting", "end", "mandate-matrix")
	s.copy("out", "before")
	papers := []string{"out/work-plan.en.pdf", "out/work-plan.es.pdf", "out/mandate-matrix.en.xlsx", "out/mandate-matrix.es.xlsx"}
	steps := s.steps("issue", "--meeting", "end", "work-plan", "mandate-matrix")
	none := 0
	for _, at := range steps {
		s.copy("before", "out")
		s.copy("nothing", "input/issued")
		s.killed(at, "issue", "--meeting", "end", "work-plan", "mandate-matrix")
		left := s.all()
		s.run(append([]string{"verify"}, papers...)...)
		s.run("check")
		if !maps.Equal(s.all(), left) {
			t.Errorf("killed at %v: a command that only reads changes files", at)
		}
		s.run("build", "-q", "--meeting", "end", "mandate-matrix") // finishes the issue; its result does not matter
		said, err := s.run(append([]string{"verify"}, papers...)...)
		records, kept := s.filesBelow("input/issued"), 0
		for name := range records {
			if strings.HasPrefix(name, record.Archive+"/") {
				delete(records, name)
				kept++
			}
		}
		switch {
		case len(records) == 0:
			none++
			if strings.HasPrefix(said, "issued:") {
				t.Errorf("killed at %v, the issue leaves no record, but papers are issued:\n%s", at, said)
			}
		case len(records) != 2 || kept != len(papers) || err != nil || strings.Count("\n"+said, "\nissued: ") != len(papers):
			t.Errorf("killed at %v, the issue leaves %v:\n%s", at, slices.Sorted(maps.Keys(records)), said)
		}
		s.must("issue", "--meeting", "end", "work-plan", "mandate-matrix")
	}
	if none == 0 || none == len(steps) {
		t.Errorf("of %d steps, %d leave nothing issued: both outcomes must occur", len(steps), none)
	}
}

// If a change of the author's files is killed at any step, the next run that writes leaves either all old files or all new ones. A run that
// only reads changes nothing.
func TestKilledEditing(t *testing.T) {
	s := newStepper(t)
	confirm := []string{"translate", "confirm", "--lang", "es", "--write"}
	s.copy("locales", "sound")
	before := s.files("locales")
	s.must(confirm...)
	after := s.files("locales")
	if maps.Equal(before, after) {
		t.Fatal("there is nothing to confirm")
	}
	s.copy("sound", "locales")
	steps := s.steps(confirm...)
	kept := 0
	for _, at := range steps {
		s.copy("sound", "locales")
		s.killed(at, confirm...)
		left := s.all()
		s.run("check")
		s.run("translate", "status")
		if !maps.Equal(s.all(), left) {
			t.Errorf("killed at %v: a command that only reads changes files", at)
		}
		s.must("ids", "--write")
		switch got := s.files("locales"); {
		case maps.Equal(got, before):
			kept++
		case !maps.Equal(got, after):
			t.Errorf("killed at %v, the editing leaves a mixture: %v", at, slices.Sorted(maps.Keys(got)))
		}
		for name := range s.filesBelow("input") {
			if strings.HasPrefix(path.Base(name), ".omnibus") {
				t.Errorf("killed at %v, the editing leaves %s", at, name)
			}
		}
	}
	if kept == 0 || kept == len(steps) {
		t.Errorf("of %d steps, %d leave the old files: both outcomes must occur", len(steps), kept)
	}
}

// If an init is killed at any step, there is either no folder or the whole term. The next init removes everything else.
func TestKilledInit(t *testing.T) {
	s := newStepper(t)
	for _, dir := range []string{"new", "empty"} {
		fresh := func() {
			for _, name := range []string{"new", "empty", newPrefix + "new"} {
				if err := os.RemoveAll(filepath.Join(s.dir, name)); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Mkdir(filepath.Join(s.dir, "empty"), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		fresh()
		steps := s.steps("init", dir)
		want := s.filesBelow(dir)
		if len(want) < 10 {
			t.Fatalf("a new term has %d files", len(want))
		}
		for _, at := range steps {
			fresh()
			s.killed(at, "init", dir)
			if _, err := os.Stat(filepath.Join(s.dir, "new")); dir == "new" && err == nil && !maps.Equal(s.filesBelow(dir), want) {
				t.Errorf("killed at %v, the init leaves a part of a term", at)
			}
			s.run("init", dir)
			if got := s.filesBelow(dir); !maps.Equal(got, want) {
				t.Errorf("killed at %v and run again, init leaves %v", at, slices.Sorted(maps.Keys(got)))
			}
			if _, err := os.Stat(filepath.Join(s.dir, newPrefix+"new")); dir == "new" && err == nil {
				t.Errorf("killed at %v and run again, init leaves staged files", at)
			}
		}
	}
}

// filesBelow returns the fingerprints of all files below a folder of the term.
func (s *stepper) filesBelow(folder string) map[string]string {
	out := map[string]string{}
	prefix := filepath.Join(s.dir, folder) + string(filepath.Separator)
	for name, hash := range s.all() {
		if below, ok := strings.CutPrefix(name, prefix); ok {
			out[filepath.ToSlash(below)] = hash
		}
	}
	return out
}
