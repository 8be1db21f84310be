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

// TestWrite: the page is HTML in which each text has its language, its changes, and its findings.
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

// TestMarked: a text is counted if somebody has to do something with it, and marked as too long if it has more characters than fit.
func TestMarked(t *testing.T) {
	unit := func(kind packet.Kind, target string, budget int) *packet.Unit {
		return &packet.Unit{ID: "a.text", Kind: kind, Source: "A source", Target: target, Budget: budget}
	}
	for _, c := range []struct {
		name                 string
		text                 Text
		open, stale, tooLong bool
		needed               int
	}{
		{"not translated", Text{Unit: unit(packet.New, "", 0)}, true, false, false, 0},
		{"not translated, and needed", Text{Unit: unit(packet.New, "", 0), Needed: true}, true, false, false, 1},
		{"written in the language", Text{Unit: unit(packet.New, "", 0), Needed: true, Original: true}, false, false, false, 0},
		{"translated, and needed", Text{Unit: unit(packet.Unchanged, "Uno", 0), Needed: true}, false, false, false, 0},
		{"new and translated", Text{Unit: unit(packet.New, "Uno", 0)}, false, false, false, 0},
		{"stale", Text{Unit: unit(packet.Changed, "Uno", 0)}, false, true, false, 0},
		{"stale, and needed", Text{Unit: unit(packet.Changed, "Uno", 0), Needed: true}, false, true, false, 1},
		{"as long as fits", Text{Unit: unit(packet.Unchanged, "Año", 3)}, false, false, false, 0},
		{"longer than fits", Text{Unit: unit(packet.Unchanged, "Años", 3)}, false, false, true, 0},
		{"without a limit", Text{Unit: unit(packet.Unchanged, "Años", 0)}, false, false, false, 0},
	} {
		var d data
		d.add(&c.text)
		x := d.Shown[0]
		if x.Open != c.open || x.Stale != c.stale || x.TooLong != c.tooLong || d.Needed != c.needed {
			t.Errorf("%s: open %v, stale %v, too long %v, needed %d", c.name, x.Open, x.Stale, x.TooLong, d.Needed)
		}
		if (d.Open == 1) != c.open || (d.Stale == 1) != c.stale {
			t.Errorf("%s: %d are counted as open, %d as stale", c.name, d.Open, d.Stale)
		}
	}
}

// TestBrowser: in a browser, the page counts the texts that it shows, hides the others, and can be used with the keyboard.
func TestBrowser(t *testing.T) {
	// The page itself does what a person would do before it is read.
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

// TestPolicy: only the script of the page itself runs, and no script in a text.
func TestPolicy(t *testing.T) {
	page := bytes.Replace(written(t), []byte("</body>"), []byte("<script>document.title = 'taken over'</script></body>"), 1)
	if dom := string(htmltest.Dump(t, page, 1000)); strings.Contains(dom, "<title>taken over") || !strings.Contains(dom, `role="status">4 of 4<`) {
		t.Errorf("the page became %s", dom)
	}
}
