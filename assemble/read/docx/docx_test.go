package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

const wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

// packageOf returns a file with a text, and with other parts.
func packageOf(t testing.TB, body string, more ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	put := func(name, text string) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	put("_rels/.rels", `<Relationships><Relationship Id="r" Type="`+office+`/officeDocument" Target="/word/document2.xml"/></Relationships>`)
	put("word/_rels/document2.xml.rels", `<Relationships><Relationship Id="a" Type="`+office+`/footnotes" Target="footnotes.xml"/>`+
		`<Relationship Id="s" Type="`+office+`/styles" Target="styles.xml"/>`+
		`<Relationship Id="c" Type="`+office+`/comments" Target="comments.xml"/>`+
		`<Relationship Id="x" Type="`+office+`/hyperlink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>`)
	if !strings.HasPrefix(body, "<?") && !strings.HasPrefix(body, "<!") {
		body = `<w:document ` + wordNS + ` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body>` + body + `</w:body></w:document>`
	}
	put("word/document2.xml", body)
	for i := 0; i+1 < len(more); i += 2 {
		put(more[i], more[i+1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func p(runs string) string { return `<w:p>` + runs + `</w:p>` }
func run(s string) string  { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
func ins(in string) string {
	return `<w:ins w:id="1" w:author="Ana" w:date="2024-05-02T10:00:00Z">` + in + `</w:ins>`
}
func gone(s string) string  { return `<w:r><w:delText xml:space="preserve">` + s + `</w:delText></w:r>` }
func del(in string) string  { return `<w:del w:id="2" w:author="Luis">` + in + `</w:del>` }
func mark(in string) string { return `<w:pPr><w:rPr>` + in + `</w:rPr></w:pPr>` }

// texts returns the paragraphs of a file in a view, separated by |.
func texts(f *File, v View) string {
	var all []*Paragraph
	for _, b := range f.Blocks {
		all = append(all, ParagraphsOf(b)...)
	}
	var out []string
	for _, l := range Paragraphs(all, v) {
		out = append(out, l.Text())
	}
	return strings.Join(out, "|")
}

// TestViews: each file represents two texts, whatever program wrote it.
func TestViews(t *testing.T) {
	for _, c := range []struct{ name, body, old, new string }{
		{"plain", p(run("a ") + run("b")), "a b", "a b"},
		{"put in", p(run("a ") + ins(run("new ")) + run("b")), "a b", "a new b"},
		{"taken out", p(run("a ") + del(gone("old ")) + run("b")), "a old b", "a b"},
		{"taken out, in w:t as some programs leave it", p(run("a ") + del(run("old ")) + run("b")), "a old b", "a b"},
		{"put in by one and taken out by another", p(run("a ") + ins(del(gone("x "))) + run("b")), "a b", "a b"},
		{"moved", p(run("a ") + `<w:moveFromRangeStart w:id="5" w:name="m"/><w:moveFrom w:id="6" w:author="Ana">` + run("m ") + `</w:moveFrom><w:moveFromRangeEnd w:id="5"/>` + run("b ") + `<w:moveTo w:id="7" w:author="Ana">` + run("m") + `</w:moveTo>`), "a m b", "a b m"},
		{"a new paragraph behind another", p(mark(`<w:ins w:id="3" w:author="Ana"/>`)+run("a")) + p(ins(run("b"))), "a", "a|b"},
		{"two paragraphs joined", p(mark(`<w:del w:id="3" w:author="Ana"/>`)+run("a ")) + p(run("b")), "a|b", "a b"},
		{"two paragraphs joined, and an empty one between them", p(mark(`<w:del w:id="3" w:author="Ana"/>`)+run("a ")) +
			p(mark(`<w:del w:id="4" w:author="Ana"/>`)) + p(run("b")), "a|b", "a b"},
		{"a paragraph taken out whose end is left", p(del(gone("a"))) + p(run("b")), "a|b", "b"},
		{"fields and links", p(`<w:hyperlink w:anchor="x">` + run("a ") + `</w:hyperlink><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("5") + `<w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="PAGE">` + run(" 6") + `</w:fldSimple>`), "a 5 6", "a 5 6"},
		{"controls and tags", `<w:sdt><w:sdtPr><w:alias w:val="q"/></w:sdtPr><w:sdtContent>` + p(`<w:smartTag w:element="place">`+run("a")+`</w:smartTag><w:sdt><w:sdtContent>`+run(" b")+`</w:sdtContent></w:sdt>`) + `</w:sdtContent></w:sdt>`, "a b", "a b"},
		{"signs", p(`<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t><w:tab/><w:t>d</w:t><w:br/><w:t>e</w:t><w:br w:type="page"/><w:t>f</w:t><w:sym w:font="Symbol" w:char="F0B7"/></w:r>`), "a\u2011bc d ef•", "a\u2011bc d ef•"},
		{"spaces at the edges", p(`<w:r><w:t> a </w:t></w:r>` + run("b")), "ab", "ab"},
		{"one of two", p(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>b</w:t></mc:Fallback></mc:AlternateContent></w:r>`), "a", "a"},
		{"a formula", p(run("x ") + `<m:oMath><m:r><m:t>y=2</m:t></m:r></m:oMath>`), "x y=2", "x y=2"},
		{"looks as they were", p(`<w:r><w:rPr><w:b/><w:rPrChange w:id="9" w:author="Ana"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r>`), "a", "a"},
		{"what is not seen", p(run("a\u200b\u00adb") + run("\u00a0c") + run("e\u0301")), "ab\u00a0c\u00e9", "ab\u00a0c\u00e9"},
	} {
		f, err := Read(packageOf(t, c.body))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if old, new := texts(f, Old), texts(f, New); old != c.old || new != c.new {
			t.Errorf("%s: %q and %q, want %q and %q", c.name, old, new, c.old, c.new)
		}
	}
}

// TestStrict: the strict variant, other prefixes, and another name of the main part are also read.
func TestStrict(t *testing.T) {
	f, err := Read(packageOf(t, `<?xml version="1.0"?><d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:p><d:r><d:t>a</d:t></d:r></d:p></d:body></d:document>`))
	if err != nil || texts(f, New) != "a" {
		t.Errorf("%v %q", err, texts(f, New))
	}
}

// TestBy: the text with only one author's changes.
func TestBy(t *testing.T) {
	f, err := Read(packageOf(t, p(run("a ")+ins(run("of ")+run("Ana "))+del(gone("b "))+run("c"))))
	if err != nil {
		t.Fatal(err)
	}
	for who, want := range map[string]string{"Ana": "a of Ana b c", "Luis": "a c", "nobody": "a b c"} {
		if got := texts(f, By(func(name string) bool { return name == who })); got != want {
			t.Errorf("of %s: %q, want %q", who, got, want)
		}
	}
	if len(f.Marks) != 2 || f.Marks[0].Words != "of Ana " || f.Marks[0].Date != "2024-05-02T10:00:00Z" || f.Marks[1].Kind != Deleted {
		t.Errorf("%+v", f.Marks)
	}
}

// TestRows: rows, their changes, merged cells, tables within cells, heads.
func TestRows(t *testing.T) {
	tc := func(in string) string { return `<w:tc><w:tcPr><w:tcW w:w="1"/></w:tcPr>` + in + `</w:tc>` }
	f, err := Read(packageOf(t, `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>`+tc(p(run("h")))+`</w:tr><w:tr><w:trPr><w:ins w:id="1" w:author="Ana"/></w:trPr>`+
		tc(p(`<w:bookmarkStart w:id="4" w:name="_o_X"/>`+ins(run("n"))))+`</w:tr><w:tr><w:trPr><w:del w:id="1" w:author="Ana"/></w:trPr>`+tc(p(del(gone("d"))))+`</w:tr>`+
		`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:tbl><w:tr>`+tc(p(run("in")))+`</w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>`))
	if err != nil {
		t.Fatal(err)
	}
	rows := f.Blocks[0].(*Table).Rows
	if len(rows) != 4 || !rows[0].Header || rows[1].Header || rows[1].Stands(Old) || !rows[1].Stands(New) || !rows[2].Stands(Old) || rows[2].Stands(New) {
		t.Errorf("rows are %+v", rows)
	}
	if c := rows[3].Cells[0]; c.Span != 2 || !c.Below || len(c.Paragraphs) != 2 || c.Paragraphs[0].Pieces[0].Text != "in" {
		t.Errorf("the joined cell is %+v", c)
	}
	if b := rows[1].Cells[0].Paragraphs[0].Bookmarks; len(b) != 1 || b[0] != "_o_X" || rows[1].Place != "table 1, row 2" {
		t.Errorf("%v %s", b, rows[1].Place)
	}
}

// TestNotes: notes with their own marks and numbered ones, comments with and without a range, text boxes.
func TestNotes(t *testing.T) {
	notes := `<w:footnotes ` + wordNS + `><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="2">` + p(run("1/")+run(" reserved")) + `</w:footnote><w:footnote w:id="3">` + p(run("lost")) + `</w:footnote></w:footnotes>`
	comments := `<w:comments ` + wordNS + `><w:comment w:id="7" w:author="Ana" w:date="2024-05-02T10:00:00Z">` + p(run("why?")) + `</w:comment></w:comments>`
	f, err := Read(packageOf(t, p(`<w:commentRangeStart w:id="7"/>`+run("a")+`<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1/</w:t></w:r><w:commentRangeEnd w:id="7"/>`)+
		p(`<w:r><w:pict><w:txbxContent>`+p(run("boxed"))+`</w:txbxContent></w:pict></w:r>`+run("b")), "word/footnotes.xml", notes, "word/comments.xml", comments))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Notes) != 1 || f.Notes[0].Mark != "1/" || f.Notes[0].Text(New) != "reserved" || texts(f, New) != "a|boxed|b" {
		t.Errorf("%+v %q", f.Notes, texts(f, New))
	}
	if c := f.Comments; len(c) != 1 || c[0].Text != "why?" || c[0].Author != "Ana" || c[0].Place != "paragraph 1" {
		t.Errorf("%+v", c)
	}
	if len(f.Others) != 1 || !strings.Contains(f.Others[0].What, "lost") || !f.Blocks[1].(*Paragraph).Boxed {
		t.Errorf("%+v", f.Others)
	}
}

// TestMarksOfNotes: the text of a mark is no text of the paper, whatever the program that wrote it calls the style of marks; other text in
// that style is.
func TestMarksOfNotes(t *testing.T) {
	styles := `<w:styles ` + wordNS + `><w:style w:type="character" w:styleId="Marks"><w:name w:val="Footnote Characters"/></w:style></w:styles>`
	styled := func(s string) string {
		return `<w:r><w:rPr><w:rStyle w:val="Marks"/></w:rPr><w:t>` + s + `</w:t></w:r>`
	}
	mark := func(custom string, id string) string {
		return `<w:r><w:rPr><w:rStyle w:val="Marks"/></w:rPr><w:footnoteReference ` + custom + ` w:id="` + id + `"/>` + map[bool]string{true: "<w:t>\u200d</w:t>"}[custom != ""] + `</w:r>`
	}
	const custom = `w:customMarkFollows="1"`
	for name, c := range map[string]struct{ body, note, words, mark, after, says string }{
		"a mark that is text":              {run("a,") + mark(custom, "2") + styled("[1]") + run(" b"), styled("[1]") + run("\u00a0n"), "a, b", "[1]", "", "n"},
		"divided into runs":                {run("a,") + mark(custom, "2") + styled("1") + styled("/") + run(" b"), run("n"), "a, b", "1/", "", "n"},
		"a number with a sign":             {run("a,") + mark("", "2") + styled("/") + run(" b"), styled("/") + run(" n"), "a, b", "", "/", "n"},
		"a number, then a styled number":   {run("a,") + mark("", "2") + styled("2") + run(" b"), run("n"), "a,2 b", "", "", "n"},
		"words in the style of marks":      {run("a,") + mark(custom, "2") + styled("first of all") + run(" b"), styled("see above") + run(" n"), "a,first of all b", "", "", "see above n"},
		"a number in the style, no note":   {run("m") + styled("2") + mark("", "2") + run(" b"), run("n"), "m2 b", "", "", "n"},
		"a mark that is text but unstyled": {run("a,") + mark(custom, "2") + run("1/ b"), run("n"), "a,1/ b", "", "", "n"},
	} {
		notes := `<w:footnotes ` + wordNS + `><w:footnote w:id="2">` + p(c.note) + `</w:footnote></w:footnotes>`
		f, err := Read(packageOf(t, p(c.body), "word/footnotes.xml", notes, "word/styles.xml", styles))
		if err != nil || len(f.Notes) != 1 {
			t.Fatalf("%s: %v", name, err)
		}
		n := f.Notes[0]
		if got := texts(f, New); got != c.words || n.Mark != c.mark || n.After != c.after || n.Text(New) != c.says {
			t.Errorf("%s: %q, mark %q, after %q, note %q", name, got, n.Mark, n.After, n.Text(New))
		}
	}
}

// TestHostile: a file that is not a paper, or is harmful, gives an error in one sentence, and nothing outside the file is fetched.
func TestHostile(t *testing.T) {
	sound := packageOf(t, p(run("a")))
	deep := strings.Repeat("<w:sdt>", 500) + strings.Repeat("</w:sdt>", 500)
	for name, c := range map[string]struct {
		b    []byte
		says string
	}{
		"nothing":          {nil, "the file is empty"},
		"an old file":      {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"), "encrypted, or in the old format .doc"},
		"rich text":        {[]byte(`{\rtf1 a}`), "rich text (.rtf)"},
		"a picture":        {[]byte("\x89PNG"), "not a word processor document"},
		"half a file":      {sound[:len(sound)/2], "damaged or incomplete"},
		"macros":           {packageOf(t, p(run("a")), "word/vbaProject.bin", "x"), "has macros (.docm)"},
		"an OpenDocument":  {packageOf(t, p(run("a")), "mimetype", "application/vnd.oasis.opendocument.text"), "OpenDocument text that is encrypted or has no text"},
		"an encrypted one": {packageOf(t, p(run("a")), "EncryptedPackage", "x"), "encrypted"},
		"a way out":        {packageOf(t, p(run("a")), "word/../../etc/x", "x"), "leads out of the file"},
		"a part twice":     {packageOf(t, p(run("a")), "word/Document2.xml", "x"), "twice"},
		"a bomb":           {packageOf(t, p(run("a")), "word/media/x.xml", strings.Repeat("a", 20<<20)), "unpacks to 20 MB"},
		"entities":         {packageOf(t, `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document `+wordNS+`><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>`), "declares entities"},
		"too deep":         {packageOf(t, deep), "more than 400 deep"},
		"broken XML":       {packageOf(t, `<?xml version="1.0"?><w:document `+wordNS+`><w:body><w:p>`), "is damaged"},
		"no text":          {packageOf(t, p(run("a")), "x", "y")[:0], "empty"},
	} {
		f, err := Read(c.b)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, %v; want %q", name, f, err, c.says)
		}
	}
	many := strings.Repeat(ins(run("a ")), 10_000)
	f, err := Read(packageOf(t, p(many)))
	if err != nil || len(f.Marks) != 10_000 {
		t.Errorf("10,000 changes: %v", err)
	}
}

// TestByHand: words that are struck through can be read as deletions, hidden ones are named and not read, and places tell the page if the
// program has recorded it.
func TestByHand(t *testing.T) {
	look := func(look, s string) string {
		return `<w:r><w:rPr>` + look + `</w:rPr><w:t xml:space="preserve">` + s + `</w:t></w:r>`
	}
	f, err := Read(packageOf(t, p(run("a ")+look(`<w:strike/>`, "old ")+look(`<w:dstrike w:val="true"/><w:b/>`, "er ")+look(`<w:strike w:val="0"/>`, "b ")+
		look(`<w:vanish/>`, "{tag}")+del(look(`<w:strike/>`, "gone ")))+p(`<w:r><w:lastRenderedPageBreak/></w:r>`+run("c"))))
	if err != nil {
		t.Fatal(err)
	}
	if old, now := texts(f, Old), texts(f, New); old != "a old er b gone|c" || now != "a old er b|c" || len(f.Marks) != 1 {
		t.Errorf("before: %q, %q", old, now)
	}
	if !f.Strikes() || texts(f, Old) != "a old er b gone|c" || texts(f, New) != "a b|c" || len(f.Marks) != 2 || f.Marks[1].Words != "old er " || f.Marks[1].Of != Struck {
		t.Errorf("%q, %q, %+v", texts(f, Old), texts(f, New), f.Marks)
	}
	if len(f.Others) != 1 || f.Others[0].What != "hidden words: {tag}" {
		t.Errorf("%+v", f.Others)
	}
	if f.Blocks[0].(*Paragraph).Place != "page 1, paragraph 1" || f.Marks[1].Place != "page 1, paragraph 1" {
		t.Errorf("%+v", f.Blocks[0])
	}
	if plain, err := Read(packageOf(t, p(run("a")))); err != nil || plain.Strikes() || plain.Blocks[0].(*Paragraph).Place != "paragraph 1" {
		t.Errorf("%v %+v", err, plain)
	}
}

// TestODT: an OpenDocument text is read as a .docx is: paragraphs, tables, tracked changes, notes, comments, bookmarks, properties.
func TestODT(t *testing.T) {
	const content = `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:dc="d"><office:body><office:text><text:tracked-changes>` +
		`<text:changed-region text:id="c1"><text:insertion><office:change-info><dc:creator>Ana</dc:creator><dc:date>2024-05-02T10:00:00</dc:date></office:change-info></text:insertion></text:changed-region>` +
		`<text:changed-region xml:id="c2" text:id="c2"><text:deletion><office:change-info><dc:creator>Luis</dc:creator><dc:date>2024-05-03T10:00:00</dc:date></office:change-info><text:p>old<text:s/></text:p></text:deletion></text:changed-region>` +
		`</text:tracked-changes><text:h>A<text:s text:c="2"/>head</text:h><text:p>to <text:change text:change-id="c2"/><text:change-start text:change-id="c1"/>new<text:change-end text:change-id="c1"/> end` +
		`<text:note text:id="n1"><text:note-citation>1</text:note-citation><text:note-body><text:p>a note</text:p></text:note-body></text:note>` +
		`<office:annotation><dc:creator>Eva</dc:creator><dc:date>2024-05-04</dc:date><text:p>why?</text:p></office:annotation></text:p>` +
		`<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p><text:bookmark-start text:name="_o_X"/>x</text:p></table:table-cell></table:table-row></table:table>` +
		`</office:text></office:body></office:document-content>`
	f, err := Read(packageOf(t, p(run("a")), "mimetype", odtKind, "content.xml", content, "meta.xml",
		`<m xmlns:meta="m"><meta:user-defined meta:name="omnibus-paper">draft</meta:user-defined></m>`))
	if err != nil {
		t.Fatal(err)
	}
	if old, now := texts(f, Old), texts(f, New); old != "A head|to old end|x" || now != "A head|to new end|x" {
		t.Errorf("%q %q", old, now)
	}
	if len(f.Marks) != 2 || f.Marks[0].Author != "Luis" || f.Marks[1].Date != "2024-05-02T10:00:00" || f.Marks[1].Kind != Inserted || f.Properties["omnibus-paper"] != "draft" {
		t.Errorf("%+v %v", f.Marks, f.Properties)
	}
	if len(f.Notes) != 1 || f.Notes[0].Text(New) != "a note" || len(f.Comments) != 1 || *f.Comments[0] != (Comment{ID: "000000", Author: "Eva", Date: "2024-05-04", Text: "why?", Place: "paragraph 2"}) {
		t.Errorf("%+v %+v", f.Notes[0], f.Comments[0])
	}
	if c := f.Blocks[2].(*Table).Rows[0].Cells[0]; c.Span != 2 || c.Paragraphs[0].Bookmarks[0] != "_o_X" {
		t.Errorf("%+v", c)
	}
	if _, err := Read(packageOf(t, p(run("a")), "mimetype", odtKind, "content.xml", content, "META-INF/manifest.xml", "<m><encryption-data/></m>")); err != errODT {
		t.Errorf("an encrypted file: %v", err)
	}
}

// FuzzRead: whatever a file contains, reading ends, and all words of both texts are in the file.
func FuzzRead(f *testing.F) {
	f.Add(p(run("a ") + ins(run("b")) + del(gone("c"))))
	f.Add(`<w:tbl><w:tr><w:tc>` + p(run("x")) + `</w:tc></w:tr></w:tbl>`)
	f.Add(`</w:p><w:p>` + `<w:ins>` + `<w:tc/><w:tr/><w:t>a`)
	f.Add(`<w:r><w:fldChar w:fldCharType="end"/><w:txbxContent/></w:r>`)
	f.Add(`<note><annotation><p>a<change-start change-id="c"/></p></note><changed-region id="c"><deletion><p>x</deletion></changed-region>`)
	f.Fuzz(func(t *testing.T, body string) {
		if _, err := Read(packageOf(t, p(run("a")), "mimetype", odtKind, "content.xml", body)); err == errODT {
			t.Error(err)
		}
		x, err := Read(packageOf(t, body))
		if err != nil {
			return
		}
		texts(x, Old)
		texts(x, New)
		for _, m := range x.Marks {
			if m.Place == "" {
				t.Errorf("a change has no place: %+v", m)
			}
		}
		_ = fmt.Sprint(x.Comments)
	})
}
