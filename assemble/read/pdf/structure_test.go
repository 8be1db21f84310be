package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"omnibus/assemble/read/pdf"
)

// foreign returns a tagged file as another program might write it: its page does not begin at the origin, marks are nested, and the tree
// has elements that ours does not.
func foreign(tree ...string) []byte {
	return classic(append([]string{
		"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 8 0 R/Outlines 9 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[10 20 210 120]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/Annots[7 0 R]>>",
		stream("", `/Artifact BMC BT /F 10 Tf 1 0 0 1 30 110 Tm (b) Tj ET EMC
/P <</MCID 0>> BDC BT /F 10 Tf 1 0 0 1 30 90 Tm (a) Tj 1 0 0 1 35 80 Tm (b) Tj ET
/Span <</MCID 1>> BDC BT 1 0 0 1 41 80 Tm (ab) Tj ET EMC
/Span <</Lang(es)>> BDC BT 1 0 0 1 52 80 Tm (a) Tj ET EMC EMC
/P <</MCID 2>> BDC BT 1 0 0 1 30 60 Tm (ab-) Tj 1 0 0 1 30 50 Tm ( a) Tj ET EMC
/P <</MCID 3>> BDC BT 1 0 0 1 35 30 Tm (b) Tj ET EMC`),
		"<</Type/Font/Subtype/TrueType/BaseFont/Small/FirstChar 97/Widths[500 600]/ToUnicode 6 0 R>>",
		stream("", "4 beginbfchar <61><0061> <62><0062> <20><0020> <2D><00AD> endbfchar"),
		"<</Type/Annot/Subtype/Link/Rect[60 100 40 80]/Contents(there)/Dest[3 0 R/XYZ 10 70 0]>>",
	}, tree...)...)
}

func opened(t *testing.T, b []byte) *pdf.File {
	t.Helper()
	f, err := pdf.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

const (
	tree = `<</Type/StructTreeRoot/RoleMap<</Emph/Span/Loop/Loop>>/K<</S/Document/K[
<</S/P/Pg 3 0 R/A[<</O/List/Scope/Row>><</O/Table/Scope/Column>>]/K[0 <</S/Emph/Pg 3 0 R/K[1]>>]>>
<</S/P/Pg 3 0 R/K[2]>><</S/P/ActualText(said)/Pg 3 0 R/K[2]>>]>>>>`
	outlines = "<</Type/Outlines/First 10 0 R>>"
	chapter  = "<</Title(One)/Dest[3 0 R/XYZ 0 120 0]/First 11 0 R/Next 12 0 R>>"
	within   = "<</Title(Below)/A<</S/GoTo/D[3 0 R/XYZ 0 20 0]>>>>"
	next     = "<</Title(Two)/Dest[3 0 R/Fit]>>"
)

// TestWords: a word ends at the end of a line, at a space, and before marked content with another number. Its position is measured from the
// corner of the page.
func TestWords(t *testing.T) {
	p := opened(t, foreign(tree, outlines, chapter, within, next)).Pages()[0]
	words, err := p.Words()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range words {
		got = append(got, fmt.Sprintf("%s@%g,%g+%g of %d %v", strings.ReplaceAll(w.Text, "\u00ad", "~"), w.X, w.Y, w.Width, w.MCID, w.Artifact))
	}
	want := []string{
		"b@20,10+6 of -1 true", "a@20,30+5 of 0 false", "b@25,40+6 of 0 false", "ab@31,40+11 of 1 false", "a@42,40+5 of 0 false",
		"ab~@20,60+11 of 2 false", "a@20,70+5 of 2 false", "b@25,90+6 of 3 false",
	}
	if s := strings.Join(got, "\n"); s != strings.Join(want, "\n") {
		t.Errorf("the words are\n%s\nwant\n%s", s, strings.Join(want, "\n"))
	}
	if s, err := p.Text(); err != nil || s != "ababa aba b" {
		t.Errorf("the text is %q, %v", s, err)
	}
}

// TestTree: the text of the tree is that of a screen reader: inline elements continue the text around them, blocks are separate, ActualText
// replaces what is drawn, and divided words are whole.
func TestTree(t *testing.T) {
	tops, err := opened(t, foreign(tree, outlines, chapter, within, next)).Structure()
	if err != nil || len(tops) != 1 {
		t.Fatal(len(tops), err)
	}
	if got, want := tops[0].Text(), "abaab aba said"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	p := tops[0].Kids[0].Element
	for _, c := range []struct {
		owner, key pdf.Name
		want       string
	}{{"Table", "Scope", "/Column"}, {"List", "Scope", "/Row"}, {"Layout", "Scope", "null"}, {"Table", "ColSpan", "null"}} {
		if got := pdf.Print(p.Attribute(c.owner, c.key)); got != c.want {
			t.Errorf("%s of %s is %s, want %s", c.key, c.owner, got, c.want)
		}
	}
	if x := p.Kids[1].Element; x.Type != "Emph" || x.Standard != "Span" || x.Parent != p {
		t.Errorf("the role is %+v", x)
	}
	n := 0
	for range tops[0].All() {
		n++
	}
	if n != 5 {
		t.Errorf("there are %d elements", n)
	}
	if _, err := opened(t, foreign("<</K 9 0 R>>", "<</S/P/K[10 0 R]>>", "<</S/Span/K[9 0 R]>>")).Structure(); err == nil || !strings.Contains(err.Error(), "occurs twice") {
		t.Errorf("a tree that is none: %v", err)
	}
}

// TestLeads: bookmarks, with their levels, and links have destinations measured from the top of the page.
func TestLeads(t *testing.T) {
	f := opened(t, foreign(tree, outlines, chapter, within, next))
	marks, err := f.Bookmarks()
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, m := range marks {
		got += fmt.Sprintf("%d %s %d:%g\n", m.Level, m.Title, m.To.Page.Number, m.To.Y)
	}
	if want := "1 One 1:0\n2 Below 1:100\n1 Two 1:0\n"; got != want {
		t.Errorf("the bookmarks are\n%s", got)
	}
	links := f.Pages()[0].Links()
	if len(links) != 1 {
		t.Fatalf("%d links", len(links))
	}
	if l := links[0]; l.X1 != 30 || l.X2 != 50 || l.Y1 != 20 || l.Y2 != 40 || l.To == nil || l.To.Y != 50 || l.Contents != "there" {
		t.Errorf("the link is %+v, to %+v", l, l.To)
	}
}

// TestWordsOfArtifacts: text without a number and an artifact right after it, which has none either, are two words.
func TestWordsOfArtifacts(t *testing.T) {
	f := opened(t, classic(
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
		stream("", "BT /F 10 Tf 20 50 Td (a) Tj /Artifact BMC (b) Tj EMC (a) Tj ET"),
		"<</Type/Font/Subtype/TrueType/BaseFont/Small/FirstChar 97/Widths[500 600]/ToUnicode 6 0 R>>",
		stream("", "2 beginbfchar <61><0061> <62><0062> endbfchar"),
	))
	words, err := f.Pages()[0].Words()
	got := ""
	for _, w := range words {
		got += fmt.Sprintf("%s %t ", w.Text, w.Artifact)
	}
	if err != nil || got != "a false b true a false " {
		t.Errorf("the words are %s(%v)", got, err)
	}
}
