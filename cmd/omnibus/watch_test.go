package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"omnibus/assemble/diag"
	"omnibus/assemble/write/html/htmltest"
)

// A watching is a watch that runs in a term of its own.
type watching struct {
	t       testing.TB
	dir     string
	address string
	events  *bufio.Scanner
	end     context.CancelFunc
	ended   chan error
}

// patient is how long a test waits for an expected event.
const patient = 60 * time.Second

func startWatch(t testing.TB, more func(*watch)) *watching {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "input"), os.DirFS("../../input")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "locales"), os.DirFS("../../locales")); err != nil {
		t.Fatal(err)
	}
	x := &watch{folders: *foldersIn(dir, usualPatience), editor: "vscode"}
	x.meeting = "end"
	if more != nil {
		more(x)
	}
	ctx, end := context.WithCancel(context.Background())
	w := &watching{t: t, dir: dir, end: end, ended: make(chan error, 1)}
	ready := make(chan string, 1)
	go func() { w.ended <- x.run(ctx, func(address string) { ready <- address }) }()
	t.Cleanup(end)
	select {
	case w.address = <-ready:
	case err := <-w.ended:
		t.Fatal(err)
	case <-time.After(patient):
		t.Fatal("there are no papers")
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, w.address+eventsName, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Body.Close() })
	w.events = bufio.NewScanner(r.Body)
	w.events.Buffer(nil, 1<<20)
	return w
}

// next returns the next state of which browsers are notified.
func (w *watching) next() state {
	w.t.Helper()
	got := make(chan state, 1)
	go func() {
		for w.events.Scan() {
			if data, ok := strings.CutPrefix(w.events.Text(), "data: "); ok {
				var s state
				if json.Unmarshal([]byte(data), &s) == nil {
					got <- s
					return
				}
			}
		}
	}()
	select {
	case s := <-got:
		return s
	case <-time.After(patient):
		w.t.Fatal("the browsers are not notified")
	}
	return state{}
}

func (w *watching) get(name string) string {
	w.t.Helper()
	r, err := http.Get(w.address + name)
	if err != nil {
		w.t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return string(b)
}

// edit replaces words in a file: in place or, if byRename is set, with a new file that is renamed to its name, as editors do.
func (w *watching) edit(name, from, to string, byRename bool) {
	w.t.Helper()
	name = filepath.Join(w.dir, filepath.FromSlash(name))
	b, err := os.ReadFile(name)
	if err != nil {
		w.t.Fatal(err)
	}
	text := strings.Replace(string(b), from, to, 1)
	if text == string(b) {
		w.t.Fatalf("%s has no %q", name, from)
	}
	at := name
	if byRename {
		at += "~"
	}
	if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
	if byRename {
		if err := os.Rename(at, name); err != nil {
			w.t.Fatal(err)
		}
	}
}

// TestWatch: each save makes the papers again, in whatever way an editor saves. An error is shown with its place, and the last good papers
// remain. A folder that is removed and comes back is followed. A watch ends when its context ends.
func TestWatch(t *testing.T) {
	out := ""
	w := startWatch(t, func(x *watch) {
		x.out, x.named = filepath.Join(filepath.Dir(x.input), "out"), true
		out = x.out
	})
	const file, was, is, again = "input/proposals/health.yaml", "mental health care", "mental and other health care", "mental health and other care"
	first := w.next()
	if first.Version != 1 || first.Error != "" || first.count(0) > 0 {
		t.Fatalf("at first %+v", first)
	}
	if page := w.get("draft-paragraphs.en-es.html"); !strings.Contains(page, liveScriptName) || strings.Contains(page, is) {
		t.Error("the page has no script that follows the builds, or has foreign content")
	}
	if page := w.get(""); !strings.Contains(page, `href="work-plan.en.html"`) {
		t.Error("the address does not lead to the page that leads to the papers")
	}

	w.edit(file, was, is, false)
	if s := w.next(); s.Version != 2 || !strings.Contains(w.get("draft-paragraphs.en-es.html"), is) {
		t.Errorf("after a save %+v", s)
	}
	w.edit(file, is, again, true)
	if s := w.next(); s.Version != 3 || !strings.Contains(w.get("draft-paragraphs.en-es.html"), again) {
		t.Errorf("after a file was replaced: %+v", s)
	}
	if b, err := os.ReadFile(filepath.Join(out, "draft-paragraphs.en-es.html")); err != nil || strings.Contains(string(b), liveScriptName) {
		t.Errorf("the papers in the folder: %v, or they have the script of the watch", err)
	}

	w.edit(file, "kind: operative", "kind: operativ", true)
	s := w.next()
	if s.Version != 3 || s.count(0) == 0 || !strings.Contains(w.get("draft-paragraphs.en-es.html"), again) {
		t.Errorf("after a mistake %+v", s)
	}
	at := slices.IndexFunc(s.Findings, func(f finding) bool { return f.Severity == diag.Error.String() })
	if f := s.Findings[at]; !strings.Contains(f.Place, file+":") || !strings.HasPrefix(f.Href, "vscode://file/") || !strings.Contains(f.Href, file+":") {
		t.Errorf("the mistake is at %q, %q", f.Place, f.Href)
	}
	w.edit(file, "kind: operativ\n", "kind: operative\n", true)
	if s := w.next(); s.Version != 4 || s.count(0) > 0 {
		t.Errorf("after the correction: %+v", s)
	}

	if err := os.Rename(filepath.Join(w.dir, "input"), filepath.Join(w.dir, "elsewhere")); err != nil {
		t.Fatal(err)
	}
	for s = w.next(); s.Error == ""; s = w.next() { // for a moment, the locales are read alone
	}
	if !strings.Contains(s.Error, "there is no folder") || !strings.Contains(w.get("draft-paragraphs.en-es.html"), again) {
		t.Errorf("without the folder: %+v", s)
	}
	if err := os.Rename(filepath.Join(w.dir, "elsewhere"), filepath.Join(w.dir, "input")); err != nil {
		t.Fatal(err)
	}
	for s = w.next(); s.Error != ""; s = w.next() {
	}
	w.edit(file, again, was, true)
	for s = w.next(); !strings.Contains(w.get("draft-paragraphs.en-es.html"), was); s = w.next() {
	}
	w.end()
	select {
	case err := <-w.ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(patient):
		t.Error("the watch does not end")
	}
}

// TestWatchAlone: the server answers only to its own address and token, only on this machine, and accepts no input.
func TestWatchAlone(t *testing.T) {
	w := startWatch(t, nil)
	host := strings.Split(w.address, "/")[2]
	if !strings.HasPrefix(host, "127.0.0.1:") {
		t.Errorf("the address is %s", w.address)
	}
	for _, c := range []struct {
		method, url, host string
		want              int
	}{
		{"GET", w.address, "", 200}, {"HEAD", w.address + "index.html", "", 200}, {"GET", w.address + "work-plan.en.pdf", "", 200},
		{"GET", w.address + "nothing.html", "", 404}, {"GET", w.address + "../input/term.yaml", "", 404}, {"GET", w.address + "..%2finput%2fterm.yaml", "", 404},
		{"GET", "http://" + host + "/", "", 404}, {"GET", "http://" + host + "/index.html", "", 404}, {"GET", strings.TrimSuffix(w.address, "/"), "", 404}, {"GET", "http://" + host + "/0123/", "", 404},
		{"POST", w.address, "", 405}, {"PUT", w.address + "index.html", "", 405}, {"DELETE", w.address + "index.html", "", 405},
		{"GET", w.address, "example.org", 403}, {"GET", w.address, "localhost:1", 403},
	} {
		r, err := http.NewRequest(c.method, c.url, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = c.host
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != c.want {
			t.Errorf("%s %s to %q: %d, want %d", c.method, c.url, c.host, answer.StatusCode, c.want)
		}
		if p := answer.Header.Get("Content-Security-Policy"); c.want == 200 && !strings.HasSuffix(c.url, ".pdf") && (!strings.Contains(p, "default-src 'none'") || strings.Contains(p, "unsafe")) {
			t.Errorf("%s: the policy is %q", c.url, p)
		}
	}
	if second := startWatch(t, nil); second.address == w.address || strings.Split(second.address, "/")[3] == strings.Split(w.address, "/")[3] {
		t.Error("two watches have one address")
	}
}

// TestWatchPort: a port that is in use is reported.
func TestWatchPort(t *testing.T) {
	w := startWatch(t, nil)
	port := 0
	for _, c := range strings.Split(strings.Split(w.address, "/")[2], ":")[1] {
		port = port*10 + int(c-'0')
	}
	x := &watch{folders: *foldersIn(w.dir, usualPatience), editor: "vscode", port: port}
	if err := x.run(context.Background(), nil); err == nil || !strings.Contains(err.Error(), "cannot be used") || !strings.Contains(err.Error(), "--port") {
		t.Errorf("a port in use: %v", err)
	}
}

func TestEditorLink(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("paths of another form")
	}
	for _, c := range []struct{ editor, want string }{
		{"vscode", "vscode://file/a%20b/c.yaml:3:4"}, {"idea", "idea://open?file=/a%20b/c.yaml&line=3&column=4"}, {"none", ""}, {"my://x?{path}#{line}", "my://x?/a%20b/c.yaml#3"},
		{"emacs", "wrong"}, {"javascript:alert('{path}')", "wrong"}, {"data:{path}", "wrong"}, {"", "wrong"},
	} {
		f, err := editorLink(c.editor)
		if err != nil {
			if c.want != "wrong" {
				t.Errorf("%s: %v", c.editor, err)
			}
			continue
		}
		if got := f("/a b/c.yaml", 3, 4); got != c.want {
			t.Errorf("%s: %q, want %q", c.editor, got, c.want)
		}
	}
}

// BenchmarkWatch measures, over the shipped term, the time from a save to the notification of the browsers, the memory after a collection,
// and its growth since the tenth save: with -benchtime 1000x, it shows whether memory grows.
func BenchmarkWatch(b *testing.B) {
	w := startWatch(b, nil)
	w.next()
	heap := func() float64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc) / 1e6
	}
	words := []string{"mental health care", "mental and other health care"}
	n, tenth := 0, heap()
	for b.Loop() {
		w.edit("input/proposals/health.yaml", words[n%2], words[(n+1)%2], true)
		w.next()
		if n++; n == 10 {
			b.StopTimer()
			tenth = heap()
			b.StartTimer()
		}
	}
	b.ReportMetric(heap(), "MB-heap")
	b.ReportMetric(heap()-tenth, "MB-grown")
}

// TestWatchInBrowser: an open page shows each new version, and keeps its position and the choices of the reader. It shows an error with
// file and line, next to the text concerned where possible, until the error is corrected. It says when the watch has ended.
func TestWatchInBrowser(t *testing.T) {
	const file, was, is = "input/proposals/health.yaml", "mental health care", "mental and other health care"
	w := startWatch(t, nil)
	p := htmltest.Open(t, w.address+"draft-paragraphs.en-es.html")
	p.Await(`document.documentElement.dataset.version == 1`)
	p.Eval(`document.getElementById("read-0").click(), document.getElementById("op-health-mental").scrollIntoView()`)
	before := p.Eval(`document.getElementById("op-health-mental").getBoundingClientRect().top`)
	w.edit(file, was, is, true)
	p.Await(`document.documentElement.dataset.version == 2 && document.body.innerText.includes("` + is + `")`)
	if got := p.Eval(`document.getElementById("read-0").checked`); got != "true" {
		t.Error("the choice of languages is lost")
	}
	moved := `Math.abs(document.getElementById("op-health-mental").getBoundingClientRect().top - ` + before + `)`
	if got := p.Eval(moved + ` <= 2`); got != "true" {
		t.Errorf("the paragraph has moved by %s pixels", p.Eval(moved))
	}
	w.edit(file, "kind: operative", "kind: operativ", true)
	p.Await(`(e => e && e.textContent.includes("is not a value of") && e.querySelector("a").href.startsWith("vscode://file/"))(document.querySelector(".omnibus-error"))`)
	if got := p.Eval(`document.documentElement.dataset.version + " " + document.querySelector(".omnibus-panel").hidden + " " + document.body.innerText.includes("` + is + `")`); got != "2 false true" {
		t.Errorf("with a mistake: %s", got)
	}
	t.Run("axe", func(t *testing.T) {
		if got := p.Violations(t); got != "found " {
			t.Error(got)
		}
	})
	w.edit(file, "kind: operativ\n", "kind: operative\n", true)
	p.Await(`document.documentElement.dataset.version == 3 && !document.querySelector(".omnibus-error")`)
	w.end()
	p.Await(`document.querySelector(".omnibus-panel").textContent.includes("has ended")`)
}
