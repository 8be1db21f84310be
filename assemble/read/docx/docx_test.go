package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// pack makes a file of parts.
func pack(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	rels   = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>`
	asMain = `<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/main.xml"/>`
)

// parts are those of a file with that body, and with notes and comments.
func parts(body string) map[string]string {
	word := func(s string) string {
		return `<w:` + s + ` xmlns:w="` + wordSpace + `" xmlns:m="` + mathSpace + `" xmlns:mc="` + compatSpace + `">`
	}
	related := func(kind string) string {
		return `<Relationship Id="` + kind + `" Type="http://x/` + kind + `" Target="` + kind + `.xml"/>`
	}
	return map[string]string{
		"_rels/.rels":              fmt.Sprintf(rels, asMain),
		"word/main.xml":            word("document") + `<w:body>` + body + `</w:body></w:document>`,
		"word/_rels/main.xml.rels": fmt.Sprintf(rels, related("comments")+related("footnotes")+related("endnotes")),
		"word/comments.xml":        word("comments") + `<w:comment w:id="7" w:author="Ana" w:date="2024-03-01T10:00:00Z"><w:p><w:r><w:t>Which</w:t></w:r></w:p><w:p><w:r><w:t>year?</w:t></w:r></w:p></w:comment></w:comments>`,
		"word/footnotes.xml": word("footnotes") + `<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>` +
			`<w:footnote w:id="1"><w:p><w:r><w:t>1/ See</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>uncited</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"word/endnotes.xml": word("endnotes") + `<w:endnote w:id="1"><w:p><w:r><w:t>At the end</w:t></w:r></w:p></w:endnote></w:endnotes>`,
	}
}

func fileOf(t *testing.T, body string) *File {
	t.Helper()
	f, err := Read(pack(t, parts(body)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// views are the texts of a file: as it was and as it is wanted, paragraphs with a bar between them.
func views(f *File) (old, new string) {
	var all []*Paragraph
	for _, b := range f.Blocks {
		all = append(all, ParagraphsOf(b)...)
	}
	text := func(v View) string {
		var out []string
		for _, l := range Paragraphs(all, v) {
			out = append(out, l.Text())
		}
		return strings.Join(out, "|")
	}
	return text(Old), text(New)
}

func r(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }

func p(s string) string { return `<w:p>` + s + `</w:p>` }

func ins(s string) string { return `<w:ins w:author="Ana" w:date="2024-03-01">` + s + `</w:ins>` }

func del(s string) string {
	return `<w:del w:author="Eva"><w:r><w:delText xml:space="preserve">` + s + `</w:delText></w:r></w:del>`
}

// TestViews: a file with changes is two texts, as it was and as it is wanted; and each change says of what it is.
func TestViews(t *testing.T) {
	ended := func(change string) string { return `<w:pPr><w:rPr><w:` + change + ` w:author="Ana"/></w:rPr></w:pPr>` }
	for _, c := range []struct{ name, body, old, new, marks string }{
		{"no change", p(r("To do it")) + p("") + p(r("and more")), "To do it|and more", "To do it|and more", ""},
		{"words in and out", p(r("To ") + del("do") + ins(r("make")) + r(" it")), "To do it", "To make it", "deletion of words: do; insertion of words: make"},
		{"in, and out again", p(r("To do") + `<w:ins w:author="Ana">` + del(" not") + `</w:ins>`), "To do", "To do", "insertion of words:  not; deletion of words:  not"},
		{"moved", p(`<w:moveFrom w:author="Ana">` + r("first ") + `</w:moveFrom>` + r("then") + `<w:moveTo w:author="Ana">` + r(" first") + `</w:moveTo>`), "first then", "then first", "move away of words: first ; move here of words:  first"},
		{"a paragraph parted", p(ended("ins")+r("To do")) + p(r(" it")), "To do it", "To do|it", "insertion of paragraph: "},
		{"two paragraphs joined", p(ended("del")+r("To do")) + p(r(" it")), "To do|it", "To do it", "deletion of paragraph: "},
		{"joined to one with tab stops", p(ended("del")+r("To d")) + p(`<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>`+r("o")), "To d|o", "To do", "deletion of paragraph: "},
		{"a run that says again that it is put in", p(r("a") + ins(`<w:r><w:rPr><w:ins w:author="Ana"/></w:rPr><w:t>b</w:t></w:r>`+r("c"))), "a", "abc", "insertion of words: bc; change of looks of looks: "},
		{"a new paragraph", p(ended("ins")+ins(r("Before"))) + p(r("after")), "after", "Before|after", "insertion of paragraph: ; insertion of words: Before"},
		{"looks alone", p(`<w:r><w:rPr><w:b/><w:rPrChange w:author="Ana"><w:rPr><w:ins w:author="Eva"/></w:rPr></w:rPrChange></w:rPr><w:t>To do</w:t></w:r>`), "To do", "To do", "change of looks of looks: "},
		{"a number", p(`<w:pPr><w:numPr><w:ins w:author="Ana"/></w:numPr></w:pPr>` + r("To do")), "To do", "To do", "change of looks of looks: "},
	} {
		f := fileOf(t, c.body)
		old, new := views(f)
		var marks []string
		for _, m := range f.Marks {
			marks = append(marks, fmt.Sprintf("%s of %s: %s", m.Kind, m.Of, m.Words))
		}
		if got := strings.Join(marks, "; "); old != c.old || new != c.new || got != c.marks {
			t.Errorf("%s: it was %q, is wanted as %q, with %q", c.name, old, new, got)
		}
	}
	// What one of two authors wants.
	f := fileOf(t, p(r("To ")+del("do")+ins(r("make"))))
	for author, want := range map[string]string{"Ana": "To domake", "Eva": "To", "Ida": "To do"} {
		if got := Paragraphs(ParagraphsOf(f.Blocks[0]), By(func(s string) bool { return s == author }))[0].Text(); got != want {
			t.Errorf("%s wants %q, want %q", author, got, want)
		}
	}
}

// TestText: fields are seen through to their result, signs become characters, text boxes and newer drawings are read once.
func TestText(t *testing.T) {
	field := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	for _, c := range []struct{ name, body, want, others string }{
		{"a field", p(r("page ") + field("begin") + `<w:r><w:instrText>PAGE</w:instrText></w:r>` + r("x") + field("separate") + r("4") + field("end") + r(" of 9")), "page 4 of 9", ""},
		{"a field in a field", p(field("begin") + field("begin") + r("x") + field("separate") + r("y") + field("end") + r("z") + field("separate") + r("3") + field("end") + r(" b")), "y3 b", ""},
		{"signs", p(`<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t><w:br w:type="page"/><w:t>f</w:t></w:r>`), "a b\u2011c def", ""},
		{"a sign of the face Symbol", p(`<w:r><w:sym w:font="Symbol" w:char="f0b7"/><w:t xml:space="preserve"> a</w:t></w:r>`), "• a", ""},
		{"a sign that nobody knows", p(`<w:r><w:sym w:font="Wingdings" w:char="F0FF"/></w:r>`), "\ufffd", "the character F0FF of the face Wingdings, paragraph 1"},
		{"spaces that do not count", p(`<w:r><w:t> a </w:t><w:t xml:space="preserve"> b </w:t></w:r>`), "a b", ""},
		{"a tab stop of the paragraph", p(`<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>` + r("a")), "a", ""},
		{"a newer drawing and the older one", p(`<mc:AlternateContent><mc:Choice>` + r("new") + `</mc:Choice><mc:Fallback>` + r("old") + `</mc:Fallback></mc:AlternateContent>` + r(" b")), "new b", ""},
		{"a formula", p(`<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>` + r(" b")), "x b", "a formula: its letters are read as text, paragraph 1"},
		{"an embedded object", p(`<w:r><w:object>` + r("hidden") + `</w:object></w:r>` + r("b")), "b", "an embedded object, paragraph 1"},
		{"a table, and one in a cell", `<w:tbl><w:tr><w:tc>` + p(r("a")) + `</w:tc><w:tc><w:tbl><w:tr><w:tc>` + p(r("b")) + `</w:tc></w:tr></w:tbl>` + p(r("c")) + `</w:tc></w:tr></w:tbl>`, "a|b|c", ""},
	} {
		f := fileOf(t, c.body)
		_, got := views(f)
		var others []string
		for _, o := range f.Others {
			if o.Place != "notes" { // those that nothing cites
				others = append(others, o.What+", "+o.Place)
			}
		}
		if s := strings.Join(others, "; "); got != c.want || s != c.others {
			t.Errorf("%s: %q, and of another kind %q", c.name, got, s)
		}
	}
}

// TestTables: rows and cells, those that are joined, those that are repeated, and those that were put in or taken out.
func TestTables(t *testing.T) {
	cell := func(properties, s string) string {
		return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + p(r(s)) + `</w:tc>`
	}
	row := func(properties, cells string) string {
		return `<w:tr><w:trPr>` + properties + `</w:trPr>` + cells + `</w:tr>`
	}
	f := fileOf(t, `<w:tbl>`+row(`<w:tblHeader/>`, cell(`<w:gridSpan w:val="2"/>`, "head"))+
		row(`<w:tblHeader w:val="0"/>`, cell(`<w:vMerge w:val="restart"/>`, "a")+cell("", "b"))+
		row(`<w:ins w:author="Ana"/>`, cell(`<w:vMerge/>`, "")+cell("", "c"))+
		row(`<w:del w:author="Ana"/>`, cell("", "d"))+`</w:tbl>`)
	var got []string
	for _, r := range f.Blocks[0].(*Table).Rows {
		s := fmt.Sprintf("%s: header %v, stood %v, stands %v:", r.Place, r.Header, r.Stands(Old), r.Stands(New))
		for _, c := range r.Cells {
			s += fmt.Sprintf(" %d%v", c.Span, c.Below)
		}
		got = append(got, s)
	}
	want := `table 1, row 1: header true, stood true, stands true: 2false
table 1, row 2: header false, stood true, stands true: 1false 1false
table 1, row 3: header false, stood false, stands true: 1true 1false
table 1, row 4: header false, stood true, stands false: 1false`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("the rows are\n%s\nwant\n%s", s, want)
	}
}

// TestRemarks: notes are those that the text cites, with their marks; comments have their place; what nothing cites is told.
func TestRemarks(t *testing.T) {
	f := fileOf(t, p(r("a")+`<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>1/</w:t></w:r>`+r(" b"))+
		p(`<w:commentRangeStart w:id="7"/>`+r("c")+`<w:r><w:endnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="7"/></w:r>`))
	if _, s := views(f); s != "a b|c" {
		t.Errorf("the text is %q", s)
	}
	var notes []string
	for _, n := range f.Notes {
		notes = append(notes, fmt.Sprintf("%s %v %q %q", n.ID, n.End, n.Mark, n.Text(New)))
	}
	if s := strings.Join(notes, ", "); s != `footnote1 false "1/" "See", endnote1 true "" "At the end"` {
		t.Errorf("the notes are %s", s)
	}
	if len(f.Others) != 1 || f.Others[0].What != "a note that the text does not cite: uncited" {
		t.Errorf("of another kind is %v", f.Others)
	}
	if len(f.Comments) != 1 || f.Comments[0].Text != "Which year?" || f.Comments[0].Author != "Ana" || f.Comments[0].Place != "paragraph 2" {
		t.Errorf("the comments are %+v", f.Comments)
	}
	if c := f.Blocks[1].(*Paragraph).Comments; len(c) != 1 {
		t.Errorf("the second paragraph has %d comments", len(c))
	}
}

// TestPlain: a text as it is compared has one space for each white space, the no-break space where there is one, and nothing that is not seen.
func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"": "", " a \t\n b ": "a b", "a \u00a0 b": "a\u00a0b", "a\u00a0": "a", "mi\u00adgra\u200btion": "migration", "e\u0301": "é", "n\u202fo": "n\u202fo", "n \u202f o": "n\u202fo", "\u00a0 a": "a",
	} {
		if got := Plain(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

// TestRefused: what is no document, is damaged or could do harm is refused in words that say what to do.
func TestRefused(t *testing.T) {
	with := func(name, text string) []byte {
		all := parts(p(r("a")))
		all[name] = text
		return pack(t, all)
	}
	good := pack(t, parts(p(r("a"))))
	for _, c := range []struct {
		name  string
		bytes []byte
		says  string
	}{
		{"nothing", nil, "the file is empty"},
		{"text", []byte("To do it"), "a .docx file is expected"},
		{"rich text", []byte(`{\rtf1 a}`), "save it as .docx"},
		{"the old format", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1more"), "of the old format .doc"},
		{"half of a file", good[:len(good)/2], "only half of it is there"},
		{"macros", with("word/vbaProject.bin", "x"), "the file has macros"},
		{"OpenDocument", with("mimetype", "x"), "an OpenDocument text"},
		{"a password", with("EncryptedPackage", "x"), "encrypted"},
		{"a part outside", with("../up.xml", "x"), "leads out of the file"},
		{"a part twice", with("WORD/MAIN.XML", "x"), "twice"},
		{"a bomb", with("word/bomb.xml", strings.Repeat("a", 2<<20)), "unpacks to 2 MB"},
		{"entities", with("word/main.xml", `<!DOCTYPE a [<!ENTITY b "c">]><a/>`), "declares entities"},
		{"a text that is none", with("word/main.xml", `<w:document`), "the part word/main.xml is damaged"},
		{"without a text", with("_rels/.rels", fmt.Sprintf(rels, "")), "a .docx file is expected"},
		{"a workbook", with("_rels/.rels", fmt.Sprintf(rels, strings.Replace(asMain, "word/main.xml", "xl/workbook.xml", 1))), "a .docx file is expected"},
		{"too deep", with("word/main.xml", strings.Repeat("<a>", deepest+1)), "deep"},
	} {
		if _, err := Read(c.bytes); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if !Is(good) || Is([]byte("PK\x03\x04")) {
		t.Error("a document is not known as one")
	}
}
