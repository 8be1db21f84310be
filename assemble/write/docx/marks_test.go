package docx

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"omnibus/assemble/doc"
	readdocx "omnibus/assemble/read/docx"
)

var (
	changed = regexp.MustCompile(`(?s)<w:(ins|del) [^>/]*>.*?</w:(?:ins|del)>`)
	texts   = regexp.MustCompile(`<w:(t|delText)[ >]`)
)

// TestWordsOfChanges: deleted words are in w:delText, all others in w:t: a word processor shows neither otherwise.
func TestWordsOfChanges(t *testing.T) {
	p := pair("p", "operative", "", "Hacerlo.")
	p.Columns[0].(*doc.Paragraph).Inlines = []doc.Inline{{Text: "To do "}, {Text: "it", Mark: doc.Del}, {Text: "that", Mark: doc.Ins}, {Text: " now"}}
	x := parts(t, draft(item("op-a", "1.", p)), styleSheet())["word/document.xml"]
	found := map[string]int{}
	for _, m := range changed.FindAllStringSubmatch(x, -1) {
		for _, w := range texts.FindAllStringSubmatch(m[0], -1) {
			found[m[1]+" "+w[1]]++
		}
	}
	if found["ins t"] != 1 || found["del delText"] != 1 || len(found) != 2 || strings.Count(x, "<w:delText") != 1 {
		t.Errorf("the elements of changed words are %v", found)
	}
}

// TestAuthorOfRow: if the author of an inserted row is unknown, it is the author of the first change in it.
func TestAuthorOfRow(t *testing.T) {
	a, b := &doc.Author{Name: "A"}, &doc.Author{Name: "B"}
	p := pair("p", "operative", "", "Ir.")
	p.Columns[0].(*doc.Paragraph).Inlines = []doc.Inline{{Text: "To "}, {Text: "go", Mark: doc.Ins, By: a}, {Text: " on", Mark: doc.Ins, By: b}}
	row := regexp.MustCompile(`<w:cantSplit/><w:ins [^>]*w:author="([^"]*)"`)
	for _, c := range []struct {
		by   *doc.Author
		want string
	}{{nil, "A"}, {b, "B"}} {
		it := item("op-a", "1.", p)
		it.Whole, it.By = doc.Ins, c.by
		m := row.FindStringSubmatch(parts(t, draft(it), styleSheet())["word/document.xml"])
		if m == nil || m[1] != c.want {
			t.Errorf("the author of the row is %q, want %s", m, c.want)
		}
	}
}

// TestStale: a stale text, and no other, has a line at its edge.
func TestStale(t *testing.T) {
	p := pair("p", "operative", "To go.", "Ir.")
	for stale, want := range map[string]int{"": 0, "out of date": 1} {
		p.Columns[1].(*doc.Paragraph).Stale = stale
		if n := strings.Count(parts(t, draft(item("op-a", "1.", p)), styleSheet())["word/document.xml"], "<w:pBdr>"); n != want {
			t.Errorf("stale %q: %d paragraphs have a line", stale, n)
		}
	}
}

// TestHangingLabels: a label hangs before the text of its item; what follows in the item is aligned with the text and has no label.
func TestHangingLabels(t *testing.T) {
	one := func(s string) doc.Block { return &doc.Paragraph{Lang: "en", Inlines: run(s)} }
	d := &doc.Document{Paper: "plan", Langs: []string{"en"}, Title: "Plan", Words: doc.Words{Language: []string{"English"}}, Blocks: []doc.Block{
		one("Before."), &doc.List{ID: "l", Items: []*doc.Item{{ID: "i", Labels: []string{"(a)"}, Blocks: []doc.Block{one("First."), one("More.")}}}},
	}}
	x := parts(t, d, styleSheet())["word/document.xml"]
	paragraph := func(words string) string {
		for _, p := range strings.Split(x, "<w:p>")[1:] {
			if strings.Contains(tags.ReplaceAllString(p, ""), words) {
				return p
			}
		}
		t.Fatalf("no paragraph has %q", words)
		return ""
	}
	for words, want := range map[string][2]bool{"Before.": {false, false}, "First.": {true, true}, "More.": {true, false}} {
		p := paragraph(words)
		if got := [2]bool{strings.Contains(p, `<w:ind w:left=`), strings.Contains(p, `w:hanging=`)}; got != want {
			t.Errorf("%s is indented, with a hanging label: %v, want %v", words, got, want)
		}
	}
}

// TestMeetingHeading: the name of a meeting is a heading one level below the last one, and looks as before.
func TestMeetingHeading(t *testing.T) {
	words := func(s string) []doc.Inline { return []doc.Inline{{Text: s}} }
	d := &doc.Document{Paper: "work-plan", Langs: []string{"en"}, Title: "Plan", Blocks: []doc.Block{
		&doc.Heading{Level: 1, Lang: "en", Inlines: words("Activities")}, &doc.Heading{Level: 2, Lang: "en", Inlines: words("November")},
		&doc.Paragraph{Role: "meeting", Lang: "en", Inlines: words("First meeting")},
		&doc.Paragraph{Lang: "en", Inlines: words("Election")},
		&doc.Heading{Level: 1, Lang: "en", Inlines: words("Annexes")}, &doc.Paragraph{Role: "meeting", Lang: "en", Inlines: words("Another")},
	}}
	var b bytes.Buffer
	if err := Write(&b, d, styleSheet()); err != nil {
		t.Fatal(err)
	}
	f, err := readdocx.Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, x := range f.Blocks {
		for _, p := range readdocx.ParagraphsOf(x) {
			for _, l := range readdocx.Paragraphs([]*readdocx.Paragraph{p}, readdocx.New) {
				got += fmt.Sprintf("%s %d\n", l.Text(), p.Heading)
			}
		}
	}
	if want := "Activities 1\nNovember 2\nFirst meeting 3\nElection 0\nAnnexes 1\nAnother 2\n"; got != want {
		t.Errorf("headings:\n%swant:\n%s", got, want)
	}
}
