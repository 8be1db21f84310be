package preview

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"omnibus/assemble/packet"
)

func sample() []*packet.Packet {
	return []*packet.Packet{{Term: "term", Title: "Work plan", From: "en", To: "es", Units: []*packet.Unit{
		{ID: "op-one.text", Kind: packet.Unchanged, Source: "To do <this> & that", Target: "Hacer <esto> y aquello", State: "translated", Paper: "draft-paragraphs", Words: 4},
		{ID: "op-two.text", Kind: packet.New, Source: "To do more", Paper: "draft-paragraphs", Words: 3},
		{ID: "op-three.text", Kind: packet.Changed, Source: "To do it soon", Previous: "To do it now", Target: "Hacerlo ahora", Paper: "work-plan", Words: 4, Budget: 5,
			Terms: []packet.Term{{Source: "it", Target: "ello", Forbidden: []string{"eso"}}}},
	}}}
}

func written(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, sample(), map[string][]Finding{"op-one.text": {{"warning", "W0905", "the numbers differ"}}}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The page is HTML that says each text in its language, what changed, and what was found.
func TestWrite(t *testing.T) {
	b := written(t)
	root, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	langs := map[string]int{}
	articles := 0
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && n.Data == "article" {
			articles++
		}
		for _, a := range n.Attr {
			if a.Key == "lang" {
				langs[a.Val]++
			}
			if (a.Key == "src" || a.Key == "href") && a.Val != "" {
				t.Errorf("the page needs %s", a.Val)
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	if articles != 3 || langs["es"] != 2 || langs["en"] < 4 {
		t.Errorf("%d texts, languages %v", articles, langs)
	}
	for _, want := range []string{"To do &lt;this&gt; &amp; that", "<del> now</del><ins> soon</ins>", "the numbers differ [W0905]", "3 texts; 1 not translated, 1 stale, 1 with findings.",
		"Longer than the 5 characters that fit.", "<b>ello</b>, not eso"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the page has no %q", want)
		}
	}
}

// A browser runs the page: it counts what it shows, hides what is not asked for, and moves by keyboard.
func TestBrowser(t *testing.T) {
	chromium := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			chromium = p
			break
		}
	}
	if chromium == "" {
		t.Skip("no Chromium is installed")
	}
	dir := t.TempDir()
	// What a person does, done by the page itself before it is read.
	act := `<script>
document.querySelector('[data-show=open]').click();
document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j'}));
document.title = [document.getElementById('count').textContent, [...document.querySelectorAll('article:not([hidden])')].map(a => a.id).join(), document.activeElement.id].join('|');
</script></body>`
	page := filepath.Join(dir, "preview.html")
	if err := os.WriteFile(page, bytes.Replace(written(t), []byte("</body>"), []byte(act), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+dir, "--virtual-time-budget=2000", "--dump-dom", "file://"+page).Output()
	if err != nil {
		t.Skip("Chromium does not run here: ", err)
	}
	if !strings.Contains(string(out), "<title>1 of 3|op-two.text|op-two.text</title>") {
		i := bytes.Index(out, []byte("<title>"))
		t.Errorf("the page became %.200s", out[max(i, 0):])
	}
}
