package docx

import (
	"fmt"
	"strings"
	"testing"
)

// TestNumbers: the numbers of lists are those that LibreOffice prints: of several levels and formats, begun again, shared by instances of a
// list, of styles, and without what tracked changes delete.
func TestNumbers(t *testing.T) {
	level := func(n int, format, text, more string) string {
		return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl>`, n, format, more, text)
	}
	lists := `<w:numbering ` + wordNS + `><w:abstractNum w:abstractNumId="5">` + level(0, "decimal", "%1.", "") + level(1, "lowerLetter", "(%2)", "") +
		level(2, "lowerRoman", "%3.", "") + level(3, "decimal", "%1.%3.%4", "<w:isLgl/>") + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="L"/></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="7">` + level(0, "upperRoman", "%1.", "") + level(1, "decimal", "%2", `<w:lvlRestart w:val="0"/>`) +
		level(2, "decimalZero", "%3", "") + level(3, "upperLetter", "%4)", "") + level(4, "none", "Note:", "") + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="8">` + level(0, "bullet", "o", "") + level(1, "bullet", "–", "") + `</w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>` +
		`<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="8"/></w:num>` +
		`<w:num w:numId="9"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num></w:numbering>`
	styles := `<w:styles ` + wordNS + `><w:style w:styleId="L"><w:name w:val="List"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:styleId="Berschrift1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Berschrift1"/></w:style>` +
		`<w:style w:styleId="Out"><w:name w:val="Out"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style></w:styles>`
	item := func(list, level int, words string) string {
		return p(fmt.Sprintf(`<w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>`, level, list) + words)
	}
	styled := func(id, more string) string {
		return p(`<w:pPr><w:pStyle w:val="` + id + `"/>` + more + `</w:pPr>` + run("x"))
	}
	x := run("x")
	body := item(1, 0, x) + item(1, 1, x) + item(1, 1, x) + item(1, 2, x) + item(1, 3, x) + item(1, 1, x) + item(1, 0, x) + item(1, 1, x) +
		item(2, 0, x) + item(1, 0, del(gone("x"))) + item(1, 0, x) + item(9, 0, x) + item(9, 0, x) + p(x) +
		styled("Berschrift1", "") + styled("Sub", "") + styled("Sub", `<w:numPr><w:numId w:val="0"/></w:numPr>`) + styled("Out", "") +
		styled("Sub", `<w:outlineLvl w:val="9"/>`) + item(3, 1, x) + item(3, 2, x) + item(3, 3, x) + item(3, 0, x) + item(3, 1, x) + item(3, 4, x) +
		item(4, 0, x) + item(4, 1, x)
	rels := `<Relationships><Relationship Id="n" Type="http://x/numbering" Target="n.xml"/><Relationship Id="s" Type="http://x/styles" Target="s.xml"/></Relationships>`
	b := packageOf(t, body, "word/n.xml", lists, "word/s.xml", styles)
	f, err := Read(rewritten(t, b, "word/_rels/document2.xml.rels", rels))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range f.Blocks {
		p := x.(*Paragraph)
		s := p.Number
		if p.Heading > 0 {
			s += fmt.Sprintf("/h%d", p.Heading)
		}
		got = append(got, s)
	}
	want := "1. (a) (b) i. 1.1.1 (c) 2. (a) 3.  4. 4. 5.  I./h1 II./h1 /h1 /h3 III. 1 01 A) IV. 2 Note: • –"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("the numbers are\n%s, want\n%s", s, want)
	}
}

// TestNumerals: numbers in the formats of lists.
func TestNumerals(t *testing.T) {
	for _, c := range []struct {
		format string
		n      int
		want   string
	}{{"lowerLetter", 26, "z"}, {"lowerLetter", 27, "aa"}, {"lowerLetter", 54, "bbb"}, {"upperLetter", 2, "B"}, {"lowerLetter", 0, "0"},
		{"lowerRoman", 4, "iv"}, {"upperRoman", 1999, "MCMXCIX"}, {"upperRoman", 4000, "4000"}, {"decimalZero", 9, "09"}, {"decimalZero", 10, "10"},
		{"ordinalText", 3, "3"}, {"none", 3, ""}} {
		if got := numeral(c.format, c.n); got != c.want {
			t.Errorf("%d as %s is %q, want %q", c.n, c.format, got, c.want)
		}
	}
}
