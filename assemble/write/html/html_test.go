package html

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/doc"
	"omnibus/assemble/write/html/htmltest"
)

func run(s string) []doc.Inline { return []doc.Inline{{Text: s}} }

func two(s string) []string { return []string{s, s} }

// paper returns a draft in two languages with everything for which a page has a special case.
func paper() *doc.Document {
	foot := &doc.Note{ID: "foot", Mark: "1", Lang: "es", Inlines: run("una nota")}
	pair := func(id string, changed bool, en, es doc.Block) *doc.Pair {
		if p, ok := en.(*doc.Paragraph); ok {
			p.Changed = changed
		}
		return &doc.Pair{ID: id, Columns: []doc.Block{en, es}, Missing: make([]bool, 2)}
	}
	par := func(lang, role string, in ...doc.Inline) *doc.Paragraph {
		return &doc.Paragraph{Lang: lang, Role: role, Inlines: in}
	}
	one := &doc.Item{ID: "op-one", Labels: []string{"1.", "1."}, Facets: []*doc.Facet{{Kind: "state", ID: "agreed", Name: "agreed", Order: 2}, {Kind: "session", ID: "s1", Name: "First"}},
		Blocks: []doc.Block{
			pair("op-one.p", true, par("en", "operative", doc.Inline{Text: "‹+", Mark: doc.Signal, Actual: " insertion "}, doc.Inline{Text: "new & bold", Mark: doc.Ins | doc.Strong}),
				par("es", "operative", doc.Inline{Text: "nuevo"}, doc.Inline{Text: "1", Note: foot}, doc.Inline{Text: " y "}, doc.Inline{Text: "1", Note: foot})),
			&doc.List{ID: "op-one.l", Items: []*doc.Item{{ID: "op-one-a", Labels: []string{"(a)", "a)"}, Blocks: []doc.Block{pair("op-one-a.p", false, par("en", "", doc.Inline{Text: "part"}), par("es", "", doc.Inline{Text: "parte"}))}}}},
		}}
	two2 := &doc.Item{ID: "op-two", Labels: []string{"2.", "2."}, Facets: []*doc.Facet{{Kind: "state", ID: "proposed", Name: "proposed", Order: 1}, {Kind: "session", ID: "s1", Name: "First"}},
		Blocks: []doc.Block{pair("op-two.p", false, par("en", "operative", doc.Inline{Text: "gone", Mark: doc.Del}), &doc.Paragraph{Lang: "en", Stale: "stale:", Inlines: run("old")})}}
	three := &doc.Item{ID: "op-three", Labels: []string{"3.", "3."}, Facets: []*doc.Facet{{Kind: "state", ID: "agreed", Name: "agreed", Order: 2}}, Blocks: []doc.Block{pair("op-three.p", false, par("en", "", doc.Inline{Text: "same"}), par("es", "", doc.Inline{Text: "igual"}))}}
	cell := func(s string, head bool) *doc.Cell {
		c := &doc.Cell{Blocks: []doc.Block{par("en", "", doc.Inline{Text: s})}}
		if head {
			c.Header, c.Scope = true, "col"
		}
		return c
	}
	d := &doc.Document{
		Paper: "draft", Variant: "redline", Langs: []string{"en", "es"}, Title: "Draft \"A\"", Symbol: "CAM/doc.1/24 rev. 1", Organ: "Committee", Date: date.Date{Year: 2024, Month: 5, Day: 6},
		Words: doc.Words{Language: []string{"English", "Español"}, Contents: two("Contents"), NoteRef: []string{"note %s", "nota %s"}, NoteBack: []string{"back %s", "volver %s"},
			Screen: doc.Screen{Skip: "Skip", Reading: "Reading", Languages: "Languages", All: "All", Changed: "Only what changed", Shown: "%d of %d paragraphs",
				Facets: map[string]string{"state": "State", "delegation": "Delegation", "mandate": "Mandate", "session": "Session"}}},
		Blocks: []doc.Block{
			&doc.Masthead{Lang: "en", Left: [][]doc.Inline{run("ORGAN"), {{Text: "ÓRGANO", Lang: "es"}}}, Right: [][]doc.Inline{run("CAM/doc.1/24 rev. 1")}},
			pair("title", false, par("en", "title", doc.Inline{Text: "DRAFT"}), par("es", "title", doc.Inline{Text: "PROYECTO"})),
			&doc.Section{ID: "s", Blocks: []doc.Block{
				pair("s.h", false, &doc.Heading{Level: 1, Lang: "en", Label: "I.", Inlines: run("Heading")}, &doc.Heading{Level: 1, Lang: "es", Label: "I.", Inlines: run("Título")}),
				&doc.List{ID: "s.l", Role: "operative", Items: []*doc.Item{one, two2}},
			}},
			&doc.Section{ID: "t", Blocks: []doc.Block{
				&doc.Heading{ID: "t.h", Level: 1, Lang: "en", Inlines: run("Others")},
				&doc.List{ID: "t.l", Items: []*doc.Item{three}},
				&doc.Table{ID: "tab", Lang: "en", Head: []*doc.Row{{Cells: []*doc.Cell{cell("Head", true)}}}, Rows: []*doc.Row{{Cells: []*doc.Cell{cell("Cell", false)}}}},
				&doc.Paragraph{ID: "web", Lang: "en", Inlines: []doc.Inline{{Text: "see "}, {Text: "here", Link: &doc.Link{URL: "https://example.org/?a=1&b", Desc: "here"}}}},
				&doc.Paragraph{ID: "last", Lang: "en", Unheard: true, Inlines: []doc.Inline{{Text: "see "}, {Text: "there", Link: &doc.Link{URL: "https://example.org/?a=1&b", Desc: "there"}}, {Text: "\n", Mark: doc.Break}, {Text: "soft\u00adhyphen"}}},
			}},
		},
	}
	return d
}

func written(t *testing.T, d *doc.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestWrite: the parts of a page, one by one.
func TestWrite(t *testing.T) {
	page := written(t, paper())
	for _, want := range []string{
		`<html lang="en">`, `<title>Draft &#34;A&#34;, CAM/doc.1/24 rev. 1</title>`, `<meta name="dcterms.date" content="2024-05-06">`,
		`<p><span lang="es">ÓRGANO</span></p>`,
		`<h1 id="title" class="pair r-title"><span class="c0">DRAFT</span> <span class="c1" lang="es">PROYECTO</span></h1>`,
		`<h2 id="s.h" class="pair"><span class="c0"><span class="label">I.</span> Heading</span> <span class="c1" lang="es"><span class="label">I.</span> Título</span></h2>`,
		`<li id="op-one" data-state="agreed" data-session="s1">`,
		`<div id="op-one.p" class="pair changed">`,
		`<span class="label">1.</span> <span class="sign" aria-hidden="true">‹+</span><span class="heard"> insertion </span><ins><strong>new &amp; bold</strong></ins>`,
		`<sup class="ref"><a id="ref.foot" href="#note.foot" role="doc-noteref" aria-label="nota 1">1</a></sup>`,
		`<aside id="note.foot" class="note" role="doc-footnote"><p><a class="back" href="#ref.foot" role="doc-backlink" aria-label="volver 1">1</a> una nota</p></aside>`,
		`<span class="label">a)</span> parte`,
		`<p class="stale" lang="en"><span class="label">2.</span> <span class="why">stale:</span> old</p>`,
		`<h2 id="t.h">Others</h2>`, `<th scope="col">Head</th>`, `<td>Cell</td>`,
		`<p id="last" aria-hidden="true">see there<br>softhyphen</p>`, `see <a href="https://example.org/?a=1&amp;b">here</a>`,
		`<li class="l1"><a href="#s.h"><span class="c0" lang="en">I. Heading</span> <span class="c1" lang="es">I. Título</span></a></li>`,
		"<option value=\"proposed\">proposed</option>\n<option value=\"agreed\">agreed</option>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for text, n := range map[string]int{`id="note.foot"`: 1, `id="ref.foot"`: 1, "<h1": 1, "data-kind=": 1, "<main": 1} {
		if got := strings.Count(page, text); got != n {
			t.Errorf("%s occurs %d times, want %d", text, got, n)
		}
	}
	for _, no := range []string{"http://", "src=", "@import", "url("} {
		if strings.Contains(page, no) {
			t.Errorf("the page has %s", no)
		}
	}
	if again := written(t, paper()); again != page {
		t.Error("the same document gives other bytes")
	}
}

// TestPlain: a paper in one language that offers no choice has no controls; one without a title still has a name.
func TestPlain(t *testing.T) {
	d := &doc.Document{Paper: "plan", Langs: []string{"en"}, Title: "Plan", Words: doc.Words{Contents: []string{"Contents"}}, Blocks: []doc.Block{
		&doc.Contents{ID: "c", Lang: "en", Title: run("Contents"), Depth: 1},
		&doc.Heading{ID: "one", Level: 1, Lang: "en", Inlines: run("One")}, &doc.Heading{ID: "two", Level: 2, Lang: "es", Inlines: run("Dos")},
		&doc.Paragraph{ID: "p", Lang: "en", Inlines: []doc.Inline{{Text: "x"}, {Text: "a", Note: nil}}}, &doc.EndnoteList{}, &doc.PageBreak{}}}
	page := written(t, d)
	for want, there := range map[string]bool{"<form": false, "class=\"outline\"": false, "<h1 class=\"heard\">Plan</h1>": true, "<h3 id=\"two\" lang=\"es\">Dos</h3>": true,
		"<a href=\"#one\">One</a>": true, "<a href=\"#two\">": false, "endnotes": false, "<body>": true} {
		in := page[strings.Index(page, "<body"):]
		if strings.Contains(in, want) != there {
			t.Errorf("%s: %v, want %v", want, !there, there)
		}
	}
}

// TestPlainChoice: a paper in one language without changes has controls if its paragraphs differ in a property by which readers select.
func TestPlainChoice(t *testing.T) {
	item := func(id, state string) *doc.Item {
		return &doc.Item{ID: id, Labels: []string{"1."}, Facets: []*doc.Facet{{Kind: "state", ID: state, Name: state}},
			Blocks: []doc.Block{&doc.Paragraph{ID: id + ".p", Lang: "en", Inlines: run("x")}}}
	}
	for state, there := range map[string]bool{"agreed": true, "proposed": false} {
		d := &doc.Document{Paper: "plan", Langs: []string{"en"}, Title: "Plan", Words: doc.Words{Contents: []string{"Contents"}},
			Blocks: []doc.Block{&doc.List{ID: "l", Role: "operative", Items: []*doc.Item{item("a", "proposed"), item("b", state)}}}}
		if page := written(t, d); strings.Contains(page, "<select data-kind=\"state\">") != there {
			t.Errorf("proposed and %s: a choice of states is %v", state, !there)
		}
	}
}

// TestTold: a page identifies itself.
func TestTold(t *testing.T) {
	d := Told([]byte(written(t, paper())))
	if d == nil || d.Paper != "draft" || d.Variant != "redline" || d.Symbol != "CAM/doc.1/24 rev. 1" || !slices.Equal(d.Langs, []string{"en", "es"}) {
		t.Errorf("the page is identified as %+v", d)
	}
	for _, other := range []string{"", "<!DOCTYPE html>", "<!DOCTYPE html>" + mark, "<!DOCTYPE html>" + mark + `draft">`, "<!DOCTYPE html>" + mark + "draft; en; ; x", mark + `draft; en; ; x">`} {
		if d := Told([]byte(other)); d != nil {
			t.Errorf("%q is identified as %+v", other, d)
		}
	}
}

// TestChoice: readers choose languages, changes and facets, together and alone; an address makes a hidden paragraph visible.
func TestChoice(t *testing.T) {
	const act = `const shown = q => [...document.querySelectorAll(q)].filter(e => e.getClientRects().length > 0);
const by = id => document.getElementById(id), states = document.querySelector("[data-kind=state]"), said = document.querySelector("output");
const state = () => shown("main li[data-state]").map(e => e.id).join() + " " + [...new Set(shown("main .pair > *").map(e => e.className))].join();
const pick = v => { states.value = v; states.dispatchEvent(new Event("change", {bubbles: true})); };
const out = [state()];
by("read-1").click(); out.push(state());
by("read-all").click(); out.push(state());
by("changed").click(); out.push(state());
pick("agreed"); out.push(state());
by("changed").click(); out.push(state(), said.textContent);
location.hash = "#op-two"; dispatchEvent(new Event("hashchange")); out.push(state(), said.textContent);
document.title = out.join("|");`
	const want = "op-one,op-two,op-three c0,c1|op-one,op-two,op-three c1|op-one,op-two,op-three c0,c1|op-one,op-two c0,c1|op-one c0,c1|" +
		"op-one,op-three c0,c1|2 of 3 paragraphs|op-one,op-two,op-three c0,c1|"
	if got := htmltest.Run(t, []byte(written(t, paper())), 1000, act); got != want {
		t.Errorf("visible is\n%s, want\n%s", got, want)
	}
}

// TestWidths: the languages are side by side if there is room, otherwise one after the other; nothing is wider than the window.
func TestWidths(t *testing.T) {
	page := []byte(written(t, paper()))
	ask := `const [a, b] = document.querySelectorAll("[id='op-one.p'] > div"), x = a.getBoundingClientRect(), y = b.getBoundingClientRect();
document.title = (x.top === y.top ? "beside" : y.top >= x.bottom ? "below" : "overlapping") + " " + (document.documentElement.scrollWidth <= innerWidth);`
	for width, want := range map[int]string{768: "beside true", 500: "below true"} {
		if got := htmltest.Run(t, page, width, ask); got != want {
			t.Errorf("at %d pixels: %s, want %s", width, got, want)
		}
	}
}

// TestZoom: at 400 %, nothing is wider than the window.
func TestZoom(t *testing.T) {
	ask := `document.documentElement.style.zoom = 4; document.title = document.documentElement.scrollWidth + " of " + document.documentElement.clientWidth;`
	if got := htmltest.Run(t, []byte(written(t, paper())), 1280, ask); len(strings.Fields(got)) != 3 || strings.Fields(got)[0] != strings.Fields(got)[2] {
		t.Errorf("the page is as wide as %s", got)
	}
}

// TestPolicy: the page's own policy permits its style and script.
func TestPolicy(t *testing.T) {
	dom := string(htmltest.Dump(t, []byte(written(t, paper())), 1000))
	if !strings.Contains(dom, `<span class="pick">`) {
		t.Error("the script of the page did not run")
	}
}

// TestAccessible: axe-core finds no violation.
func TestAccessible(t *testing.T) {
	page := []byte(written(t, paper()))
	for _, width := range []int{1280, 768, 360} {
		if got := htmltest.Violations(t, page, width); got != "found " {
			t.Errorf("at %d pixels: %s", width, got)
		}
	}
}

// TestEndnotes: the endnotes are at the end of a paper; a paper without endnotes has no place for them.
func TestEndnotes(t *testing.T) {
	for n := range 3 {
		d := &doc.Document{Langs: []string{"en"}, Words: paper().Words, Blocks: []doc.Block{&doc.EndnoteList{}}}
		for i := range n {
			d.Endnotes = append(d.Endnotes, &doc.Note{ID: fmt.Sprint("note-", i), Mark: fmt.Sprint(i + 1), Kind: doc.End, Lang: "en", Inlines: []doc.Inline{{Text: "A note"}}})
		}
		x := written(t, d)
		if strings.Count(x, "A note") != n || strings.Contains(x, `class="endnotes"`) != (n > 0) {
			t.Errorf("with %d endnotes the page is\n%s", n, x[strings.Index(x, "<body"):])
		}
	}
}

// TestMark: the mark at the head of the pages is visible and printed but not read aloud, whatever its characters; the page's policy permits
// its style.
func TestMark(t *testing.T) {
	d := paper()
	if page := written(t, d); strings.Contains(page[strings.Index(page, "<body"):], "page-mark") {
		t.Error("a paper without a mark has one")
	}
	d.Mark = `DRAFT "2" </style>`
	page := written(t, d)
	for _, want := range []string{
		`<p class="page-mark" aria-hidden="true">DRAFT &#34;2&#34; &lt;/style&gt;</p>`,
		`@top-center { content: "DRAFT\20 \22 2\22 \20 \3c \2f style\3e "; font-weight: bold; }`, `@page :first { @top-center { content: none; } }`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not have %s", want)
		}
	}
	_, style, _ := strings.Cut(page, "<style>")
	style, _, _ = strings.Cut(style, "</style>")
	if !strings.Contains(page, esc("style-src '"+sum(style)+"'")) {
		t.Error("the page does not allow its own style")
	}
}

// TestLooksOfTitle: the titles of all languages have one size, whether or not a note makes one of them the heading of the page; sponsors are
// in the middle, as on paper.
func TestLooksOfTitle(t *testing.T) {
	note := &doc.Note{ID: "n", Lang: "en", Inlines: []doc.Inline{{Text: "Note."}}}
	title := func(lang, words string) doc.Block {
		return &doc.Paragraph{Role: "title", Lang: lang, Inlines: []doc.Inline{{Text: words}, {Note: note}}}
	}
	var b bytes.Buffer
	if err := Write(&b, &doc.Document{Langs: []string{"en", "es"}, Words: doc.Words{Language: []string{"English", "español"}},
		Blocks: []doc.Block{&doc.Pair{Columns: []doc.Block{title("en", "TITLE"), title("es", "TÍTULO")}}}}, nil); err != nil {
		t.Fatal(err)
	}
	s := b.String()
	if !regexp.MustCompile(`<h1[^>]* class="[^"]*r-title`).MatchString(s) || !regexp.MustCompile(`<p[^>]* class="[^"]*r-title`).MatchString(s) {
		t.Error("the title of a language has another role")
	}
	for _, rule := range []string{"h1, p.r-title { font-size: 1.4em; text-align: center; }", ".r-sponsors { text-align: center; }"} {
		if !strings.Contains(s, rule) {
			t.Errorf("the looks lack %s", rule)
		}
	}
}

// TestWhole: symbols are not divided at their hyphens; other words are.
func TestWhole(t *testing.T) {
	for text, want := range map[string]string{
		"AG/RES. 2738 (XLII-O/12), op.":            `AG/RES. 2738 <span class="whole">(XLII-O/12),</span> op.`,
		"the inter-American program":               "the inter-American program",
		"in 2023-2024":                             `in <span class="whole">2023-2024</span>`,
		"a-very-long-address-of-20-words-and-more": "a-very-long-address-of-20-words-and-more",
	} {
		if got := whole(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestAlignedCells: a cell whose author has aligned it says so; others do not.
func TestAlignedCells(t *testing.T) {
	for align, want := range map[doc.Align]string{"": "<td>5</td>", doc.AtRight: `<td class="right">5</td>`, doc.AtCenter: `<td class="center">5</td>`} {
		cell := &doc.Cell{Align: align, Blocks: []doc.Block{&doc.Paragraph{Lang: "en", Inlines: []doc.Inline{{Text: "5"}}}}}
		d := &doc.Document{Paper: "plan", Langs: []string{"en"}, Title: "Plan", Blocks: []doc.Block{&doc.Table{ID: "t", Lang: "en", Rows: []*doc.Row{{Cells: []*doc.Cell{cell}}}}}}
		if text := written(t, d); !strings.Contains(text, want) {
			t.Errorf("%q: the page lacks %s", align, want)
		}
	}
}

// TestMastheadInRow: the sides of a masthead are side by side if there is room, in three languages too, and one after the other otherwise.
func TestMastheadInRow(t *testing.T) {
	d := paper()
	d.Blocks[0].(*doc.Masthead).Left = [][]doc.Inline{run("INTER-AMERICAN COUNCIL FOR INTEGRAL DEVELOPMENT"), {{Text: "CONSEJO INTERAMERICANO PARA EL DESARROLLO INTEGRAL", Lang: "es"}},
		{{Text: "CONSEIL INTERAMÉRICAIN POUR LE DÉVELOPPEMENT INTÉGRAL", Lang: "fr"}}}
	ask := `const tops = [...document.querySelectorAll(".masthead > div")].map(x => x.getBoundingClientRect().top); document.title = tops.length + " " + new Set(tops).size;`
	for width, want := range map[int]string{1280: "4 1", 768: "4 1", 500: "4 4"} {
		if got := htmltest.Run(t, []byte(written(t, d)), width, ask); got != want {
			t.Errorf("at %d pixels, the sides and their heights are %s, want %s", width, got, want)
		}
	}
}

// TestMarkBesideWord: there is no space between a word and the mark of a note, nor after it.
func TestMarkBesideWord(t *testing.T) {
	ask := `const a = document.querySelector(".ref a"), r = document.createRange(), box = x => { r.selectNodeContents(x); return r.getBoundingClientRect(); };
const before = a.parentNode.previousSibling, after = a.parentNode.nextSibling;
document.title = Math.round(box(a).left - box(before).right) + " " + Math.round(box(after).left - box(a).right);`
	if got := htmltest.Run(t, []byte(written(t, paper())), 1280, ask); got != "0 0" {
		t.Errorf("the spaces before and after a mark are %s", got)
	}
}
