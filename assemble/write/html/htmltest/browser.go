// Package htmltest opens pages in a browser, for tests.
package htmltest

import (
	"bytes"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// policy is the line of a page that keeps other scripts out: that of a test has to come in.
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
// The scripts of libraries, which may be none, run first. The policy of the page, which would keep them out, is taken off.
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
	name := os.Getenv(axeFile)
	if name == "" {
		t.Skip("no axe-core: " + axeFile + " names its file")
	}
	axe, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const ask = `document.title = "unfinished";
axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(
  r => { document.title = "found " + r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 200)).slice(0, 3).join(" | ")).join("\n"); },
  e => { document.title = "failed: " + e; });`
	return Run(t, page, width, ask, string(axe))
}
