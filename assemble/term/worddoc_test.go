package term

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
	"omnibus/assemble/work/worktest"
)

const (
	wordSpace  = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	wordOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// wordFile makes a document with the lists of a resolution: 1 is that of its paragraphs, 2 of bullets, 3 of headings, and 4 begins the
// paragraphs again with 7.
func wordFile(t *testing.T, body string) *source.File {
	t.Helper()
	level := func(n int, format, text string) string {
		return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl>`, n, format, text)
	}
	lists := `<w:numbering` + wordSpace + `>` +
		`<w:abstractNum w:abstractNumId="0">` + level(0, "decimal", "%1)") + level(1, "lowerLetter", "%2)") + level(2, "decimal", "%1.%2.%3") +
		`</w:abstractNum><w:abstractNum w:abstractNumId="1">` + level(0, "bullet", "\uf0b7") + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="2">` + level(0, "upperRoman", "%1.") + `</w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>` +
		`<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="0"/>` +
		`<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>`
	styles := `<w:styles` + wordSpace + `><w:style w:type="paragraph" w:styleId="T2"><w:name w:val="heading 2"/><w:pPr><w:numPr>` +
		`<w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>`
	var rels strings.Builder
	for _, k := range []string{"numbering", "styles", "footnotes", "comments"} {
		rels.WriteString(`<Relationship Id="` + k + `" Type="` + wordOffice + `/` + k + `" Target="` + k + `.xml"/>`)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range [][2]string{
		{"_rels/.rels", `<Relationships><Relationship Id="r" Type="` + wordOffice + `/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", `<Relationships>` + rels.String() + `</Relationships>`},
		{"word/document.xml", `<w:document` + wordSpace + `><w:body>` + body + `</w:body></w:document>`},
		{"word/numbering.xml", lists}, {"word/styles.xml", styles},
		{"word/footnotes.xml", `<w:footnotes` + wordSpace + `><w:footnote w:id="2"><w:p><w:r><w:t>X cannot join.</w:t></w:r></w:p></w:footnote></w:footnotes>`},
		{"word/comments.xml", `<w:comments` + wordSpace + `><w:comment w:id="0" w:author="Eva"><w:p><w:r><w:t>Check.</w:t></w:r></w:p></w:comment></w:comments>`},
	} {
		w, err := z.Create(p[0])
		if err == nil {
			_, err = w.Write([]byte(p[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return source.NewFile("r.docx", b.Bytes())
}

// wordPara returns a paragraph, with a number of a list at a level if list is not 0.
func wordPara(list, level int, runs string) string {
	looks := ""
	if list > 0 {
		looks = fmt.Sprintf(`<w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>`, level, list)
	}
	if !strings.HasPrefix(runs, "<") {
		runs = `<w:r><w:t>` + runs + `</w:t></w:r>`
	}
	return `<w:p>` + looks + runs + `</w:p>`
}

func wordHeading(words string) string {
	return `<w:p><w:pPr><w:pStyle w:val="T2"/></w:pPr><w:r><w:t>` + words + `</w:t></w:r></w:p>`
}

// TestManuscript: a resolution in a word processor's document is read with the numbers that its lists print, whatever their form; headings
// are those of its styles; what is no part of the text is listed.
func TestManuscript(t *testing.T) {
	file := wordFile(t, wordPara(0, 0, "AG/RES. 2999 (LII-O/22)")+wordPara(0, 0, "RESCUE AT SEA")+wordPara(0, 0, "THE GENERAL ASSEMBLY,")+
		wordPara(0, 0, "BEARING IN MIND:")+wordPara(2, 0, "that migrants drown; and")+wordPara(2, 0, "that rescue is a duty,")+
		wordPara(0, 0, "RESOLVES:")+wordHeading("Rescue: who does it.")+
		wordPara(1, 0, `<w:r><w:t>To urge member states</w:t></w:r><w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="0"/></w:r>`+
			`<w:r><w:t xml:space="preserve"> to:</w:t></w:r>`)+
		wordPara(1, 1, "train guards;")+wordPara(1, 1, "share:")+wordPara(1, 2, "maps; and")+wordPara(1, 2, "charts;")+wordPara(1, 1, "report.")+
		wordPara(1, 0, `<w:del w:id="1" w:author="Eva"><w:r><w:delText>To do something else.</w:delText></w:r></w:del>`)+
		wordPara(1, 0, `<w:ins w:id="2" w:author="Eva"><w:r><w:t>To follow up.</w:t></w:r></w:ins>`)+
		wordHeading("Money")+wordHeading("Voluntary contributions")+wordPara(4, 0, "To give."))
	m, err := ManuscriptOf(file)
	if err != nil {
		t.Fatal(err)
	}
	var diags diag.List
	r := ReadResolution(m, []Frame{english}, &diags)
	if diags.HasErrors() {
		t.Fatalf("%v", diags.Items[0].Message)
	}
	if got, want := outline(r), `RESCUE AT SEA
pp1 BEARING IN MIND
  1 that migrants drown
  2 that rescue is a duty
# Rescue: who does it.
op1 To urge member states to
  1 train guards
  2 share
    1 maps
    2 charts
  3 report
op2 To follow up
# Voluntary contributions
op7 To give
`; got != want {
		t.Errorf("the resolution is\n%swant\n%s", got, want)
	}
	if len(r.LeftOut) != 1 || r.LeftOut[0].String != "Money" {
		t.Errorf("left out: %v", r.LeftOut)
	}
	if got, want := strings.Join(m.Notes, "\n"), "tracked changes of the file (2) are taken as accepted\nparagraph 9: a note is left out: X cannot join.\n"+
		"a comment of \"Eva\" is left out: Check."; got != want {
		t.Errorf("notes:\n%s\nwant:\n%s", got, want)
	}
}

// TestManuscriptTables: a small table is left out with its words, and one that has the text is read. A plain text stays as it is, and a file
// that cannot be read is named with its reason.
func TestManuscriptTables(t *testing.T) {
	table := func(words ...string) string {
		s := "<w:tbl><w:tr>"
		for _, w := range words {
			s += "<w:tc>" + wordPara(0, 0, w) + "</w:tc>"
		}
		return s + "</w:tr></w:tbl>"
	}
	m, err := ManuscriptOf(wordFile(t, wordPara(0, 0, "One two three four")+table("State", "Amount")))
	if err != nil || string(m.File.Bytes) != "One two three four\n\n" || len(m.Notes) != 3 || m.Notes[0] != "table 1 is left out: State | Amount" {
		t.Errorf("%q %q %v", m.File.Bytes, m.Notes, err)
	}
	m, err = ManuscriptOf(wordFile(t, wordPara(0, 0, "One")+table("Two three", "Four five")))
	if err != nil || string(m.File.Bytes) != "One\n\nTwo three\n\nFour five\n\n" || !strings.Contains(m.Notes[0], "cell by cell") {
		t.Errorf("%q %q %v", m.File.Bytes, m.Notes, err)
	}
	plain := source.NewFile("r.txt", []byte("1. To do it"))
	if m, err := ManuscriptOf(plain); err != nil || m.File != plain {
		t.Errorf("a plain text is changed: %v", err)
	}
	for head, want := range map[string]string{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ".doc", `{\rtf1`: ".rtf", "PK\x03\x04": "damaged"} {
		if _, err := ManuscriptOf(source.NewFile("r.doc", []byte(head))); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", head, err, want)
		}
	}
}

// resolutions are documents as three bodies make them, with what is read from them: header blocks, typed and counted numbers, levels, notes,
// what follows the text, and an annex.
var resolutions = []struct {
	name  string
	frame Frame
	body  string
	want  string
}{
	{"OAS", english, `<w:tbl><w:tr><w:tc>` + wordPara(0, 0, "GENERAL ASSEMBLY") + `</w:tc><w:tc>` + wordPara(0, 0, "OEA/Ser.P") + `</w:tc></w:tr></w:tbl>` +
		wordPara(0, 0, "AG/RES. 2999 (LII-O/22)") + wordPara(0, 0, "RESCUE AT SEA") + wordPara(0, 0, "(Adopted on October 7, 2022)") +
		wordPara(0, 0, "THE GENERAL ASSEMBLY,") + wordPara(0, 0, "RECALLING its resolution; and") + wordPara(0, 0, "NOTING the annex,") +
		wordPara(0, 0, "RESOLVES:") + wordPara(0, 0, "I. Rescue") + wordPara(0, 0, "1. To urge all to:") + wordPara(0, 0, "(a) train:") +
		wordPara(0, 0, "(i) guards; and") + wordPara(0, 0, "(ii) pilots;") + wordPara(0, 0, "(b) report.") + wordPara(0, 0, "2. To request support.1/") +
		wordPara(0, 0, "Execution depends on resources.") + wordPara(0, 0, "1/ X cannot join.") + wordPara(0, 0, "ANNEX I") + wordPara(0, 0, "PLAN") +
		wordPara(0, 0, "1. Each does its part."), `RESCUE AT SEA
pp1 RECALLING its resolution
pp2 NOTING the annex
# Rescue
op1 To urge all to
  1 train
    1 guards
    2 pilots
  2 report
op2 To request support
above AG/RES. 2999 (LII-O/22)
above (Adopted on October 7, 2022)
left paragraph 17 Execution depends on resources.
left paragraph 18 1/ X cannot join.
annex paragraph 19 ANNEX I
annex paragraph 20 PLAN
annex paragraph 21 1. Each does its part.
`},
	{"UN", united, wordPara(0, 0, "Agenda item 14") + wordPara(0, 0, "73/195. Global Compact") + wordPara(0, 0, "The General Assembly,") +
		wordPara(0, 0, "Recalling its resolution 71/1,") + wordPara(0, 0, "Noting progress,") + wordPara(1, 0, "Endorses the Compact, contained in the annex;") +
		wordPara(1, 0, "Decides to;") + wordPara(1, 1, "meet;") + wordPara(1, 1, "report.") + wordPara(0, 0, "60th plenary meeting") + wordPara(0, 0, "19 December 2018") +
		wordPara(0, 0, "Annex") + wordPara(0, 0, "We, the Heads of State,"), `Global Compact
pp1 Recalling its resolution 71/1
pp2 Noting progress
op1 Endorses the Compact, contained in the annex
op2 Decides to
  1 meet
  2 report
above Agenda item 14
left paragraph 10 60th plenary meeting
left paragraph 11 19 December 2018
annex paragraph 12 Annex
annex paragraph 13 We, the Heads of State,
`},
	{"OAS, notes at the end", english, wordPara(0, 0, "AG/RES. 3055 (LIV-O/24)") + wordPara(0, 0, "ARCHIVES IN THE AMERICAS1/") +
		wordPara(0, 0, "THE GENERAL ASSEMBLY,") + wordPara(0, 0, "HAVING SEEN the report of 2.5 years;") + wordPara(0, 0, "CONSIDERING:") +
		wordPara(0, 0, "That archives are memory; and") + wordPara(0, 0, "That all have laws,") + wordPara(0, 0, "RESOLVES:") +
		wordPara(0, 0, "1. To urge all to keep 2 records.1") + wordPara(0, 0, "2. To request the Council:") + wordPara(0, 0, "2.1 to meet [2];") +
		wordPara(0, 0, "2.2 to report.") + wordPara(0, 0, "3. To thank.") + wordPara(0, 0, "FOOTNOTES") + wordPara(0, 0, "1. X cannot join.") +
		wordPara(0, 0, "2. Y neither."), `ARCHIVES IN THE AMERICAS
pp1 HAVING SEEN the report of 2.5 years
pp2 CONSIDERING
  1 That archives are memory
  2 That all have laws
op1 To urge all to keep 2 records
op2 To request the Council
  1 to meet
  2 to report
op3 To thank
above AG/RES. 3055 (LIV-O/24)
left paragraph 14 FOOTNOTES
left paragraph 15 1. X cannot join.
left paragraph 16 2. Y neither.
`},
	{"UN, headings and raised marks", united, wordPara(0, 0, "78/120. Archives") + wordPara(0, 0, "The General Assembly,") +
		wordPara(0, 0, "Recalling its resolution 77/28 of 6 December 2022,¹") + wordPara(0, 0, "Noting a loss on 5 km² of land,") +
		wordPara(0, 0, "I") + wordPara(0, 0, "General measures") + wordPara(0, 0, "1. Takes note;") + wordPara(0, 0, "II. Follow-up") +
		wordPara(0, 0, "2. Decides to meet.") + wordPara(0, 0, "Annex") + wordPara(0, 0, "¹ Supplement No. 53."), `Archives
pp1 Recalling its resolution 77/28 of 6 December 2022
pp2 Noting a loss on 5 km² of land
# General measures
op1 Takes note
# Follow-up
op2 Decides to meet
annex paragraph 10 Annex
annex paragraph 11 ¹ Supplement No. 53.
`},
	{"Council of Europe", europe, `<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Recommendation on migrants</w:t></w:r></w:p>` +
		wordPara(0, 0, "The Committee of Ministers, under the terms of its Statute,") + wordPara(0, 0, "Considering that:") + wordPara(0, 0, "a. one; and") +
		wordPara(0, 0, "b. two,") + wordPara(0, 0, "Recommends that the governments of member States:") + wordPara(1, 0, "promote the Appendix;") +
		wordPara(1, 0, "report.") + wordHeading("Appendix to Recommendation 17") + wordPara(0, 0, "1. “Migrant” means a person."), `Recommendation on migrants
pp1 Considering that:
  1 one
  2 two
op1 promote the Appendix
op2 report
left paragraph 2 The Committee of Ministers, under the terms of its Statute,
annex paragraph 9 Appendix to Recommendation 17
annex paragraph 10 1. “Migrant” means a person.
`},
}

// account returns the outline of a file that was read, and everything that is in no paragraph.
func account(t *testing.T, f *source.File, frame Frame) string {
	t.Helper()
	m, err := ManuscriptOf(f)
	if err != nil {
		t.Fatal(err)
	}
	var diags diag.List
	r := ReadResolution(m, []Frame{frame}, &diags)
	for _, d := range diags.Items {
		t.Fatal(d.Message)
	}
	out := outline(r)
	for _, l := range r.Above {
		out += "above " + l.String + "\n"
	}
	for _, l := range r.LeftOut {
		out += "left " + m.where(l.Pos) + " " + l.String + "\n"
	}
	for _, l := range r.Annex {
		out += "annex " + m.where(l.Pos) + " " + l.String + "\n"
	}
	return out
}

// TestResolutionsOfBodies: the resolutions of bodies are read; an annex, notes and signatures are part of no paragraph, and are named with
// their places in the document. The same holds when LibreOffice has saved the files.
func TestResolutionsOfBodies(t *testing.T) {
	for _, x := range resolutions {
		f := wordFile(t, x.body)
		if got := account(t, f, x.frame); got != x.want {
			t.Errorf("%s: got\n%swant\n%s", x.name, got, x.want)
		}
		if !worktest.Thorough() {
			continue
		}
		soffice, err := exec.LookPath("soffice")
		if err != nil {
			t.Skip("LibreOffice is not installed")
		}
		dir := t.TempDir()
		name := filepath.Join(dir, "r.docx")
		if err := os.WriteFile(name, f.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, step := range [][2]string{{name, "odt"}, {filepath.Join(dir, "r.odt"), "docx"}} {
			convert := exec.Command(soffice, "-env:UserInstallation=file://"+dir+"/lo", "--headless", "--convert-to", step[1], "--outdir", dir, step[0])
			if out, err := convert.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
		}
		saved, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := account(t, source.NewFile("r.docx", saved), x.frame); got != x.want {
			t.Errorf("%s, saved by LibreOffice: got\n%swant\n%s", x.name, got, x.want)
		}
	}
}

// TestPlacesInDocument: findings about a document name its paragraphs, and not the lines of its text.
func TestPlacesInDocument(t *testing.T) {
	f := wordFile(t, wordPara(0, 0, "THE GENERAL ASSEMBLY,")+wordPara(0, 0, "")+wordPara(0, 0, "RESOLVES:")+wordPara(0, 0, "2. To go.")+
		wordPara(0, 0, `<w:r><w:lastRenderedPageBreak/><w:t>1. To stay.</w:t></w:r>`))
	m, err := ManuscriptOf(f)
	if err != nil {
		t.Fatal(err)
	}
	var diags diag.List
	ReadResolution(m, []Frame{english}, &diags)
	m.inDocument(&diags)
	d := diags.Items[0]
	if got, want := d.Message, `page 2, paragraph 5, "1. To stay.": operative paragraph 1 follows 2`; got != want || d.Pos.File != f {
		t.Errorf("%s in %s, want %s", got, d.Pos.File.Name, want)
	}
	if hints := strings.Join(d.Hints, "\n"); !strings.Contains(hints, "see page 1, paragraph 4: paragraph 2") || len(d.Related) > 0 {
		t.Errorf("hints: %s", hints)
	}
}
