package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"omnibus/assemble/parallel"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
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

func link(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Skip("there are no links here: ", err)
	}
}

// holds fails if a folder does not contain exactly these files. The keys of want are paths in the folder, the values contents.
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
			t.Errorf("%s contains %q, wanted %q", name, b, text)
		}
		seen++
		return err
	})
	if err != nil || seen != len(want) {
		t.Errorf("%d files, wanted %d: %v", seen, len(want), err)
	}
}

// says fails if the message of an error does not contain words.
func says(t *testing.T, err error, words string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("the error is %v, wanted %q", err, words)
	}
}

// A terms contains the folders of a term for tests.
type terms struct {
	*testing.T
	dir string
	*folders
}

func newTerms(t *testing.T) terms {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "input", "a.yaml"), "a")
	put(t, filepath.Join(dir, "locales", "b.toml"), "b")
	return terms{t, dir, foldersIn(dir, 0)}
}

func (x terms) file(name, text string) *source.File {
	return source.NewFile(filepath.ToSlash(filepath.Join(x.dir, name)), []byte(text))
}

// edit replaces files in an editing of its own, and calls meanwhile between reading and writing.
func (x terms) edit(meanwhile func(), files ...*source.File) error {
	x.Helper()
	e, err := x.begin()
	if err != nil {
		return err
	}
	defer e.end()
	read, err := x.read()
	if err != nil {
		return err
	}
	if meanwhile != nil {
		meanwhile()
	}
	return e.write(read, files)
}

func TestEditing(t *testing.T) {
	x := newTerms(t)
	if err := x.edit(nil, x.file("input/a.yaml", "A"), x.file("locales/b.toml", "B"), x.file("locales/new/c.yaml", "C")); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"input/a.yaml": "A", "locales/b.toml": "B", "locales/new/c.yaml": "C"}
	holds(t, x.dir, want)

	// If a target cannot be replaced, all files stay as they were.
	if err := os.Mkdir(filepath.Join(x.dir, "locales", "d.toml"), 0o755); err != nil {
		t.Fatal(err)
	}
	says(t, x.edit(nil, x.file("input/a.yaml", "x"), x.file("locales/d.toml", "x")), "d.toml is not a regular file")
	holds(t, x.dir, want)

	// A file that was saved or created in the meantime stays, and no other file is written.
	saved := func() { put(t, filepath.Join(x.dir, "locales", "b.toml"), "saved") }
	err := x.edit(saved, x.file("input/a.yaml", "x"), x.file("locales/b.toml", "x"))
	says(t, err, "b.toml was changed by somebody else in the meantime")
	want["locales/b.toml"] = "saved"
	holds(t, x.dir, want)
	came := func() { put(t, filepath.Join(x.dir, "locales", "e.toml"), "came") }
	says(t, x.edit(came, x.file("locales/e.toml", "x")), "e.toml was changed by somebody else")
	want["locales/e.toml"] = "came"
	holds(t, x.dir, want)

	says(t, x.edit(nil, x.file("elsewhere/f.toml", "x")), "is in none of the author's folders")
	holds(t, x.dir, want)
}

// If several commands write at once, no edit is lost.
func TestWritersAtOnce(t *testing.T) {
	x := newTerms(t)
	x.wait = -1
	var all sync.WaitGroup
	const writers = 12
	for i := range writers {
		all.Go(func() {
			own := *x.folders
			e, err := own.begin()
			if err != nil {
				t.Error(err)
				return
			}
			defer e.end()
			read, err := own.read()
			if err != nil {
				t.Error(err)
				return
			}
			if err := e.write(read, []*source.File{x.file("input/a.yaml", string(read.Input[0].Bytes)+fmt.Sprintf(" %d.", i))}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	b, err := os.ReadFile(filepath.Join(x.dir, "input", "a.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range writers {
		if !strings.Contains(string(b), fmt.Sprintf(" %d.", i)) {
			t.Errorf("edit %d is lost: %s", i, b)
		}
	}
	holds(t, x.dir, map[string]string{"input/a.yaml": string(b), "locales/b.toml": "b"})
}

// journalOf returns a journal with a line for each change: the words as in readJournal, with texts in place of fingerprints.
func journalOf(lines ...[4]string) string {
	out := journalHead + "\n"
	sum := func(text string) string {
		if text == "" {
			return noFile
		}
		return fingerprint([]byte(text))
	}
	for _, l := range lines {
		out += sum(l[0]) + " " + sum(l[1]) + " " + l[2] + " " + l[3] + "\n"
	}
	return out
}

// The next command that writes finishes or undoes an interrupted command, wherever it was stopped; a command that only reads changes
// nothing.
func TestStopped(t *testing.T) {
	journal := journalOf(
		[4]string{"a", "A", "input", "a.yaml"}, [4]string{"b", "B", "locales", "b.toml"}, [4]string{"", "C", "locales", "new/c.yaml"},
	)
	before := map[string]string{"input/a.yaml": "a", "locales/b.toml": "b"}
	after := map[string]string{"input/a.yaml": "A", "locales/b.toml": "B", "locales/new/c.yaml": "C"}
	for _, x := range []struct {
		name  string
		left  map[string]string // beside the journal; "" removes the file
		want  map[string]string
		error string
	}{
		{"nothing was replaced", map[string]string{
			"input/.omnibus-new-a.yaml": "A", "locales/.omnibus-new-b.toml": "B", "locales/new/.omnibus-new-c.yaml": "C",
		}, after, ""},
		{"one was replaced", map[string]string{
			"input/a.yaml": "A", "input/.omnibus-old-a.yaml": "a", "locales/.omnibus-new-b.toml": "B",
			"locales/new/.omnibus-new-c.yaml": "C",
		}, after, ""},
		{"all were replaced", map[string]string{
			"input/a.yaml": "A", "locales/b.toml": "B", "locales/new/c.yaml": "C", "locales/.omnibus-old-b.toml": "b",
		}, after, ""},
		{"undoing was stopped", map[string]string{"locales/.omnibus-new-b.toml": "B", "locales/.omnibus-old-b.toml": "b"}, before, ""},
		{"one was changed afterwards", map[string]string{
			"input/a.yaml": "mine", "input/.omnibus-new-a.yaml": "A", "locales/.omnibus-new-b.toml": "B",
			"locales/new/.omnibus-new-c.yaml": "C",
		}, nil, "a.yaml has neither its old nor its new content"},
		{"one was removed afterwards", map[string]string{
			"input/a.yaml": "", "input/.omnibus-new-a.yaml": "A", "locales/.omnibus-new-b.toml": "B", "locales/new/.omnibus-new-c.yaml": "C",
		}, nil, "a.yaml has neither its old nor its new content"},
		{"the journal removes a record, which no command does", map[string]string{
			"input/" + rewriteName: journalOf([4]string{"a", "", "input", "a.yaml"}),
		}, before, ""},
		{"another stands beside", map[string]string{
			"input/.omnibus-new-a.yaml": "other", "locales/b.toml": "B", "locales/new/.omnibus-new-c.yaml": "C",
		}, nil, "damaged"},
	} {
		t.Run(x.name, func(t *testing.T) {
			f := newTerms(t)
			put(t, filepath.Join(f.dir, "input", rewriteName), journal)
			all := map[string]string{"input/a.yaml": "a", "locales/b.toml": "b", "input/" + rewriteName: journal}
			for name, text := range x.left {
				at := filepath.Join(f.dir, filepath.FromSlash(name))
				if text == "" {
					if err := os.Remove(at); err != nil {
						t.Fatal(err)
					}
					delete(all, name)
					continue
				}
				put(t, at, text)
				all[name] = text
			}
			if _, err := f.read(); err != nil {
				t.Fatal(err)
			}
			holds(t, f.dir, all)
			e, err := f.begin()
			if x.error != "" {
				says(t, err, x.error)
				says(t, err, "input/"+rewriteName)
				says(t, err, "then remove it")
				holds(t, f.dir, all)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			e.end()
			holds(t, f.dir, x.want)
		})
	}
}

// A forged journal changes nothing outside of the folders, and no file whose content it does not know.
func TestPlantedJournal(t *testing.T) {
	for _, journal := range []string{
		"", "a.yaml\n", "../victim\n", "put ../victim\n", journalHead, "omnibus journal 2\n",
		journalOf([4]string{"victim", "x", "input", "../victim"}),
		journalOf([4]string{"victim", "x", "input", "a/../../victim"}),
		journalOf([4]string{"victim", "x", "home", "victim"}),
		journalOf([4]string{"victim", "", "input", "../victim"}),
		journalOf([4]string{"a", "x", "input", ".hidden"}),
		journalOf([4]string{"a", "x", "input", "link/victim"}),
		strings.ReplaceAll(journalOf([4]string{"a", "x", "input", "a.yaml"}), "input", "input input"),
		strings.ToUpper(journalOf([4]string{"a", "x", "input", "a.yaml"})),
	} {
		x := newTerms(t)
		put(t, filepath.Join(x.dir, "victim"), "victim")
		put(t, filepath.Join(x.dir, ".omnibus-new-victim"), "x")
		if runtime.GOOS != "windows" {
			link(t, "..", filepath.Join(x.dir, "input", "link"))
		}
		put(t, filepath.Join(x.dir, "input", rewriteName), journal)
		_, err := x.begin()
		says(t, err, rewriteName+" was left by an interrupted command, and is damaged")
		os.Remove(filepath.Join(x.dir, "input", "link"))
		holds(t, x.dir, map[string]string{
			"input/a.yaml": "a", "locales/b.toml": "b", "victim": "victim", ".omnibus-new-victim": "x", "input/" + rewriteName: journal,
		})
	}
}

// A link out of the folders is refused, and the message names it. Links that stay inside are followed, for reading and for writing.
func TestLinks(t *testing.T) {
	x := newTerms(t)
	put(t, filepath.Join(x.dir, "victim.yaml"), "victim")
	for _, name := range []string{
		"input/.omnibus-lock", "input/.omnibus-new-a.yaml", "locales/.omnibus-new-b.toml", "input/.omnibus-new-" + rewriteName,
	} {
		link(t, filepath.Join(x.dir, "victim.yaml"), filepath.Join(x.dir, filepath.FromSlash(name)))
		err := x.edit(nil, x.file("input/a.yaml", "a"), x.file("locales/b.toml", "B"))
		if strings.HasSuffix(name, lockName) {
			says(t, err, "input/.omnibus-lock is not a regular file: remove it")
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		os.Remove(filepath.Join(x.dir, filepath.FromSlash(name)))
		if err := x.edit(nil, x.file("locales/b.toml", "b")); err != nil {
			t.Fatal(err)
		}
		holds(t, x.dir, map[string]string{"input/a.yaml": "a", "locales/b.toml": "b", "victim.yaml": "victim"})
	}
	// A shared file.
	link(t, filepath.Join("..", "victim.yaml"), filepath.Join(x.dir, "input", "shared.yaml"))
	_, err := x.read()
	says(t, err, "input/shared.yaml is a link that leads out of")
	os.Remove(filepath.Join(x.dir, "input", "shared.yaml"))
	link(t, "a.yaml", filepath.Join(x.dir, "input", "same.yaml"))
	if err := x.edit(nil, x.file("input/same.yaml", "through")); err != nil {
		t.Fatal(err)
	}
	if to, err := os.Readlink(filepath.Join(x.dir, "input", "same.yaml")); err != nil || to != "a.yaml" {
		t.Errorf("the link was replaced: %q, %v", to, err)
	}
	holds(t, filepath.Join(x.dir, "input"), map[string]string{"a.yaml": "through", "same.yaml": "through"})
	os.Remove(filepath.Join(x.dir, "input", "same.yaml"))
	for from, to := range map[string]string{"round.yaml": "round.yaml", "nowhere.yaml": "none"} {
		link(t, to, filepath.Join(x.dir, "input", from))
		_, err = x.read()
		says(t, err, "input/"+from+" is a link to nothing")
		os.Remove(filepath.Join(x.dir, "input", from))
	}
	// Folders.
	link(t, filepath.Join("..", "locales"), filepath.Join(x.dir, "input", "outcomes"))
	_, err = x.read()
	says(t, err, "input/outcomes is a link to a folder")
	os.Remove(filepath.Join(x.dir, "input", "outcomes"))
	if err := os.Rename(filepath.Join(x.dir, "locales"), filepath.Join(x.dir, "input", "kept")); err != nil {
		t.Fatal(err)
	}
	link(t, filepath.Join("input", "kept"), filepath.Join(x.dir, "locales"))
	src, err := x.read()
	if err != nil || len(src.Locales) != 1 {
		t.Errorf("a linked folder of locales gives %d files, %v", len(src.Locales), err)
	}
	if err := x.edit(nil, x.file("locales/b.toml", "B")); err != nil { // a link to a folder in the working folder
		t.Error(err)
	}
	os.Remove(filepath.Join(x.dir, "locales"))
	other := t.TempDir()
	put(t, filepath.Join(other, "b.toml"), "other")
	link(t, other, filepath.Join(x.dir, "locales"))
	says(t, x.edit(nil, x.file("locales/b.toml", "B")), "nothing is written there unless you name it with --locales")
	holds(t, other, map[string]string{"b.toml": "other"})
}

func TestLock(t *testing.T) {
	x := newTerms(t)
	e, err := x.begin()
	if err != nil {
		t.Fatal(err)
	}
	_, err = x.begin()
	says(t, err, fmt.Sprintf("input is in use by process %d on ", os.Getpid()))
	says(t, err, "nothing was written; run the command again later, or with --wait")
	waiting := foldersIn(x.dir, -1)
	done := make(chan error)
	go func() {
		e, err := waiting.begin()
		if err == nil {
			e.end()
		}
		done <- err
	}()
	time.Sleep(3 * between)
	e.end()
	if err := <-done; err != nil {
		t.Error(err)
	}
	holds(t, x.dir, map[string]string{"input/a.yaml": "a", "locales/b.toml": "b"})
	put(t, filepath.Join(x.dir, "input", lockName), "the words of somebody")
	_, err = x.begin()
	says(t, err, "input/.omnibus-lock is not a lock of omnibus: remove it")
	put(t, filepath.Join(x.dir, "input", lockName), "omnibus process 1 on earth, since yesterday\n") // of a killed process
	if e, err = x.begin(); err != nil {
		t.Fatal(err)
	}
	e.end()
}

func TestPatience(t *testing.T) {
	for text, want := range map[string]patience{"0s": 0, "2m": patience(2 * time.Minute), endless: -1} {
		var p patience
		if err := p.Set(text); err != nil || p != want {
			t.Errorf("%s is %d, %v", text, p, err)
		}
	}
	for _, text := range []string{"", "soon", "-1s", "30"} {
		var p patience
		if p.Set(text) == nil {
			t.Errorf("%q is accepted", text)
		}
	}
	p := patience(-1)
	if p.String() != endless {
		t.Error(p.String())
	}
}

func TestPortable(t *testing.T) {
	dir := t.TempDir()
	says(t, portable(filepath.Join(dir, "nul", "x")), "nul is the name of a device on Windows")
	if err := portable(filepath.Join(dir, "papers", "x")); err != nil {
		t.Error(err)
	}
}

func TestTargetInInput(t *testing.T) {
	x := newTerms(t)
	for _, name := range []string{"input", "input/issued", "locales", "templates/x", "input/../input"} {
		says(t, x.checkTarget(filepath.Join(x.dir, filepath.FromSlash(name)), true), "contains the files that they are made from")
	}
	for _, name := range []string{"out", "inputs", "."} {
		if err := x.checkTarget(filepath.Join(x.dir, name), true); err != nil {
			t.Error(err)
		}
	}
	other := t.TempDir()
	link(t, other, filepath.Join(x.dir, "out"))
	says(t, x.checkTarget(filepath.Join(x.dir, "out"), false), "nothing is written there unless you name it with --out")
	if err := x.checkTarget(filepath.Join(x.dir, "out"), true); err != nil {
		t.Error(err)
	}
	link(t, "input", filepath.Join(x.dir, "papers"))
	says(t, x.checkTarget(filepath.Join(x.dir, "papers"), true), "contains the files that they are made from")
}

// A file that is too large for records is not read into memory.
func TestLargest(t *testing.T) {
	x := newTerms(t)
	for size, refused := range map[int64]bool{largestRecord: false, largestRecord + 1: true} {
		if err := os.Truncate(filepath.Join(x.dir, "input", "a.yaml"), size); err != nil {
			t.Fatal(err)
		}
		_, err := x.read()
		if refused {
			says(t, err, "input/a.yaml has 64 MB: files of more than 64 MB are not read")
		} else if err != nil {
			t.Error(err)
		}
	}
}

func TestMemory(t *testing.T) {
	t.Setenv("GOMEMLIMIT", "")
	t.Setenv("GOGC", "")
	before, percent := debug.SetMemoryLimit(-1), debug.SetGCPercent(100)
	defer debug.SetMemoryLimit(before)
	defer debug.SetGCPercent(percent)
	of := func(sizes ...int) *work.Sources {
		var src work.Sources
		for i, list := range []*[]*source.File{&src.Input, &src.Locales, &src.Templates} {
			*list = []*source.File{source.NewFile("x", make([]byte, sizes[i]))}
		}
		return &src
	}
	small, large := buildLimits[0], buildLimits[1]
	for _, x := range []struct {
		src  *work.Sources
		env  string
		want int64
	}{
		{of(1, 1, 1), "", ownMemory + recordSize},
		{of(1000, small.most-1001, 1), "", ownMemory + 1000*recordSize},
		{of(small.most-2, 1, 1), "", small.memory},
		{of(small.most-2, 1, 2), "", large.memory},
		{of(large.most-2, 1, 1), "", large.memory},
		{of(1, large.most-2, 2), "", math.MaxInt64},
		{of(1, 1, 1), "1GiB", before},
	} {
		debug.SetMemoryLimit(before)
		t.Setenv("GOMEMLIMIT", x.env)
		if _, limited := limitMemory(x.src, buildLimits...); debug.SetMemoryLimit(-1) != x.want || limited != (x.want != math.MaxInt64 || x.env != "") {
			t.Errorf("the limit is %d (%v), wanted %d", debug.SetMemoryLimit(-1), limited, x.want)
		}
	}
	t.Setenv("GOMEMLIMIT", "")
	runtime.GC() // so that what is in use is known
	debug.SetMemoryLimit(1 << 20)
	if small.raise(); debug.SetMemoryLimit(-1) <= 1<<20 || debug.SetMemoryLimit(-1) > small.memory {
		t.Errorf("a limit that is in use is raised to %d", debug.SetMemoryLimit(-1))
	}
	debug.SetMemoryLimit(small.memory - 1)
	if small.raise(); debug.SetMemoryLimit(-1) != small.memory-1 {
		t.Errorf("a limit with room is raised to %d", debug.SetMemoryLimit(-1))
	}
	for env, want := range map[string]int64{"": cautiousLimit, "1GiB": before} {
		debug.SetMemoryLimit(before)
		t.Setenv("GOMEMLIMIT", env)
		if limitAtFirst(); debug.SetMemoryLimit(-1) != want {
			t.Errorf("the limit at first is %d, wanted %d", debug.SetMemoryLimit(-1), want)
		}
	}
	collectAt(percentReading)
	if got := debug.SetGCPercent(100); got != percentReading {
		t.Errorf("the heap grows by %d per cent", got)
	}
	t.Setenv("GOGC", "100")
	collectAt(percentReading)
	if got := debug.SetGCPercent(100); got != 100 {
		t.Errorf("the heap grows by %d per cent, though GOGC says 100", got)
	}
}

// The place of a panic is the file where it happened, not one of the runtime or of the code that passed it on.
func TestPlace(t *testing.T) {
	defer func() {
		if got := place(parallel.Caught(recover()).Stack); !strings.HasPrefix(got, " (omnibus/rewrite_test.go:") {
			t.Errorf("the place is %q", got)
		}
		if place(nil) != "" {
			t.Error("a stack without a place has one")
		}
	}()
	var none []int
	_ = none[len(t.Name())]
}

// replace follows a link that stays in the folder of the file, and no other.
func TestReplace(t *testing.T) {
	dir := t.TempDir()
	page := filepath.Join(dir, "a", "page.html")
	put(t, filepath.Join(dir, "victim"), "victim")
	put(t, filepath.Join(dir, "a", "kept.html"), "kept")
	for _, to := range []string{filepath.Join(dir, "victim"), filepath.Join("..", "victim"), filepath.Join(dir, "a", "kept.html")} {
		link(t, to, page)
		says(t, replace(page, []byte("x")), "page.html is a link that leads out of")
		os.Remove(page)
	}
	link(t, "kept.html", page)
	if err := replace(page, []byte("through")); err != nil {
		t.Error(err)
	}
	holds(t, dir, map[string]string{"victim": "victim", "a/kept.html": "through", "a/page.html": "through"})
	says(t, replace(filepath.Join(dir, "none", "page.html"), nil), "there is no folder")
	says(t, replace(filepath.Join(dir, "a", "nul.html"), nil), "is the name of a device")
}

// A lock that was removed after it was opened is not a lock.
func TestRemovedLock(t *testing.T) {
	dir := t.TempDir()
	d, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer d.close()
	first, err := d.tryLock()
	if err != nil || !first.held || !d.isLock(first.File) {
		t.Fatalf("the lock is not taken: %v", err)
	}
	defer first.Close()
	if err := os.Remove(filepath.Join(dir, lockName)); err != nil {
		t.Skip("an open file cannot be removed here: ", err)
	}
	if d.isLock(first.File) {
		t.Error("a removed file is recognized as the lock")
	}
	second, err := d.tryLock()
	if err != nil || !second.held {
		t.Fatalf("the second lock is not taken: %v", err)
	}
	defer second.Close()
	if d.isLock(first.File) || !d.isLock(second.File) {
		t.Error("the removed lock is recognized as the new one")
	}
}

func TestOwnName(t *testing.T) {
	for name, own := range map[string]bool{
		"a.yaml": true, "new/c d.yaml": true, ".hidden": false, "new/.hidden": false, "..": false, ".": false, "": false,
		"../a": false, "a/../../b": false, "a//b": false, "./a": false, "/a": false, `a\b`: false, "a\nb": false,
	} {
		if isOwnName(name) != own {
			t.Errorf("%q: %v, wanted %v", name, !own, own)
		}
	}
}

// A file belongs to the innermost folder that contains it.
func TestLocate(t *testing.T) {
	f := &folders{input: "term", locales: filepath.Join("term", "words"), templates: "looks"}
	for name, want := range map[string]string{
		"term/a.yaml": "input a.yaml", "looks/d.html": "templates d.html",
		"term/words/b.toml": "locales b.toml", "term/words/x/c.yaml": "locales x/c.yaml",
	} {
		if word, local, err := f.locate(name); err != nil || word+" "+local != want {
			t.Errorf("%s is %s %s, %v; wanted %s", name, word, local, err, want)
		}
	}
	_, _, err := f.locate("terms/a.yaml")
	says(t, err, "is in none of the author's folders")
}
