// Package htmltest opens pages in a browser, for tests.
package htmltest

import (
	"bytes"
	"encoding/json"
	"html"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"golang.org/x/net/websocket"
)

// policy is the line of a page that keeps out other scripts, also that of a test.
var policy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>\n?`)

// browser is the path of Chromium. Without it the test is skipped.
func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	t.Skip("no Chromium is installed")
	return ""
}

// Run opens a page in a window of that width in CSS pixels, runs a script in it, and returns the title that the script has given the page.
// The scripts of libraries, if any, run first. The policy of the page, which would keep them out, is removed.
func Run(t *testing.T, page []byte, width int, script string, libraries ...string) string {
	t.Helper()
	var with bytes.Buffer
	for _, l := range libraries {
		with.WriteString("<script>" + l + "</script>")
	}
	with.WriteString("<script>" + script + "</script></body>")
	page = policy.ReplaceAll(page, nil)
	dom := Dump(t, bytes.Replace(page, []byte("</body>"), with.Bytes(), 1), width)
	_, rest, _ := bytes.Cut(dom, []byte("<title>"))
	title, _, _ := bytes.Cut(rest, []byte("</title>"))
	return html.UnescapeString(string(title))
}

// Dump opens a page in a window of that width and returns the document that it becomes.
func Dump(t *testing.T, page []byte, width int) []byte {
	t.Helper()
	chromium, dir := browser(t), t.TempDir()
	name := filepath.Join(dir, "page.html")
	if err := os.WriteFile(name, page, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+dir, "--window-size="+strconv.Itoa(width)+",900",
		"--virtual-time-budget=5000", "--dump-dom", "file://"+name).Output()
	if err != nil {
		t.Skip("Chromium does not run here: ", err)
	}
	return out
}

// axeFile is the variable of the environment that names the file axe.min.js of axe-core.
const axeFile = "OMNIBUS_AXE"

// Violations are what axe-core finds wrong with a page in a window of that width, by the rules of WCAG 2.2 AA and its good practice. Without
// axe-core the test is skipped.
func Violations(t *testing.T, page []byte, width int) string {
	t.Helper()
	return Run(t, page, width, "document.title = \"unfinished\";\n"+askAxe+".then(s => { document.title = s; });", axe(t))
}

// axe is the script of axe-core.
func axe(t *testing.T) string {
	t.Helper()
	name := os.Getenv(axeFile)
	if name == "" {
		t.Skip("no axe-core: " + axeFile + " names its file")
	}
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// askAxe gives a promise of what is wrong with a page, in words: "found " if it is nothing.
const askAxe = `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(
  r => "found " + r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 200)).slice(0, 3).join(" | ")).join("\n"),
  e => "failed: " + e)`

// A Page is a page that is open in a browser.
type Page struct {
	t    *testing.T
	conn *websocket.Conn
	id   int
}

// patient is how long a test waits for the browser.
const patient = 30 * time.Second

// Open opens an address, in a browser that ends with the test.
func Open(t *testing.T, address string) *Page {
	t.Helper()
	c := exec.Command(browser(t), "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+t.TempDir(), "--window-size=1000,900",
		"--remote-debugging-port=0", "--remote-allow-origins=*", address)
	said := make(chan string, 1)
	c.Stderr = &listener{said: said}
	if err := c.Start(); err != nil {
		t.Skip("Chromium does not run here: ", err)
	}
	t.Cleanup(func() {
		c.Process.Kill()
		c.Wait()
	})
	at := ""
	select {
	case at = <-said:
	case <-time.After(patient):
		t.Skip("Chromium does not say where it can be asked")
	}
	for end := time.Now().Add(patient); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		r, err := http.Get("http://" + at + "/json/list")
		if err != nil {
			continue
		}
		var pages []struct{ Type, URL, WebSocketDebuggerURL string }
		err = json.NewDecoder(r.Body).Decode(&pages)
		r.Body.Close()
		for _, p := range pages {
			if err == nil && p.Type == "page" && p.URL == address {
				conn, err := websocket.Dial(p.WebSocketDebuggerURL, "", "http://localhost/")
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { conn.Close() })
				return &Page{t: t, conn: conn}
			}
		}
	}
	t.Fatal("the browser does not open the page")
	return nil
}

// Violations are what axe-core finds wrong with the page as it stands, as with the function of that name.
func (p *Page) Violations(t *testing.T) string {
	t.Helper()
	p.run(axe(t))
	p.Eval("window.foundByAxe = undefined, " + askAxe + ".then(s => { window.foundByAxe = s; }), 0")
	p.Await("window.foundByAxe !== undefined")
	return p.Eval("window.foundByAxe")
}

// A listener finds the address for queries in the output of a browser: DevTools listening on ws://127.0.0.1:1234/...
type listener struct {
	heard []byte
	said  chan<- string
}

func (l *listener) Write(b []byte) (int, error) {
	if l.said != nil {
		l.heard = append(l.heard, b...)
		_, rest, found := bytes.Cut(l.heard, []byte("DevTools listening on ws://"))
		if at, _, whole := bytes.Cut(rest, []byte("/")); found && whole {
			l.said <- string(at)
			l.said = nil
		}
	}
	return len(b), nil
}

// Eval returns the value of a JavaScript expression on the page, as text; "" while there is none.
func (p *Page) Eval(expression string) string {
	p.t.Helper()
	return p.run("String(" + expression + ")")
}

// run runs a script, and returns its last value if that is text.
func (p *Page) run(script string) string {
	p.t.Helper()
	p.id++
	ask := map[string]any{"id": p.id, "method": "Runtime.evaluate", "params": map[string]any{"expression": script}}
	if err := websocket.JSON.Send(p.conn, ask); err != nil {
		p.t.Fatal(err)
	}
	for {
		var answer struct {
			ID     int
			Result struct{ Result struct{ Value any } }
		}
		p.conn.SetReadDeadline(time.Now().Add(patient))
		if err := websocket.JSON.Receive(p.conn, &answer); err != nil {
			p.t.Fatal(err)
		}
		if answer.ID == p.id {
			s, _ := answer.Result.Result.Value.(string)
			return s
		}
	}
}

// Await waits until a condition in JavaScript holds on the page.
func (p *Page) Await(condition string) {
	p.t.Helper()
	for end := time.Now().Add(patient); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if p.Eval(condition) == "true" {
			return
		}
	}
	p.t.Errorf("it does not come to this: %s; the page says %.300q", condition, p.Eval("document.body.innerText"))
}
