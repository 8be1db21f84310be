package preview

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"omnibus/assemble/translate/packet"
	"omnibus/assemble/write/html/htmltest"
)

func sample() *Page {
	return &Page{Title: "Work plan", Lang: "es", Language: "Spanish", Meeting: "meeting-march (2024-03-12)", Texts: []Text{
		{Unit: &packet.Unit{ID: "op-one.text", Kind: packet.Unchanged, Source: "To do <this> & that", Target: "Hacer <esto> y aquello", State: "translated", Words: 4}, From: "en",
			Heading: "Draft paragraphs", Done: "Ana 2024-03-01", Findings: []Finding{{"warning", "W0905", "the numbers differ"}}, Queries: []Query{{"q-1", "Which <one>?", "Ana", "2024-02-03", "The first"}}},
		{Unit: &packet.Unit{ID: "op-two.text", Kind: packet.New, Source: "To do more", Words: 3}, From: "en", Needed: true},
		{Unit: &packet.Unit{ID: "op-four.text", Source: "Hacer otra cosa", Words: 3}, From: "es", Original: true},
		{Unit: &packet.Unit{ID: "op-three.text", Kind: packet.Changed, Source: "To do it soon", Previous: "To do it now", Target: "Hacerlo ahora", Words: 1, Budget: 5,
			Terms: []packet.Term{{Source: "it", Target: "ello", Forbidden: []string{"eso"}}}}, From: "en", Heading: "Work plan"},
	}}
}

func written(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, sample()); err != nil {
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
	if articles != 4 || langs["es"] != 3 || langs["en"] < 4 {
		t.Errorf("%d texts, languages %v", articles, langs)
	}
	for _, want := range []string{"To do &lt;this&gt; &amp; that", "<del> now</del><ins> soon</ins>", "the numbers differ [W0905]", "For meeting-march (2024-03-12). 4 texts: 1 not translated, 1 stale, 1 with findings, 1 with queries; the meeting needs 1 of these.", `<p class="query">Query <b>q-1</b>, Ana, 2024-02-03: Which &lt;one&gt;?<br>Answer: The first</p>`,
		`found asked"`,
		"<h2>Draft paragraphs</h2>", "Ana 2024-03-01", "· 1 word<", "· 4 words<", `<p lang="es">Hacer otra cosa</p>`,
		"Longer than the 5 characters that fit.", "<b>ello</b>, not eso"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the page has no %q", want)
		}
	}
}

// A browser runs the page: it counts what it shows, hides what is not asked for, and moves by keyboard.
func TestBrowser(t *testing.T) {
	// What a person does, done by the page itself before it is read.
	act := `document.querySelector('[data-show=open]').click();
document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j'}));
const first = document.activeElement.id;
document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}));
document.dispatchEvent(new KeyboardEvent('keydown', {key: 'n'}));
const work = document.activeElement.id, every = document.querySelectorAll('article:not([hidden])').length;
document.querySelector('[data-show=open]').click();
const heads = [...document.querySelectorAll('h2:not([hidden])')].map(h => h.textContent);
document.title = [document.getElementById('count').textContent, [...document.querySelectorAll('article:not([hidden])')].map(a => a.id).join(), first, work, every, heads].join('|');`
	want := "1 of 4|op-two.text|op-two.text|op-three.text|4|Draft paragraphs"
	if got := htmltest.Run(t, written(t), 1000, act); got != want {
		t.Errorf("the page became %q", got)
	}
}

// TestPolicy: the script of the page runs, and no other that came in with a text.
func TestPolicy(t *testing.T) {
	page := bytes.Replace(written(t), []byte("</body>"), []byte("<script>document.title = 'taken over'</script></body>"), 1)
	if dom := string(htmltest.Dump(t, page, 1000)); strings.Contains(dom, "<title>taken over") || !strings.Contains(dom, `role="status">4 of 4<`) {
		t.Errorf("the page became %s", dom)
	}
}
