package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
	"omnibus/assemble/style"
)

func pt(n float64) fixed.Points { return fixed.Of(n) }

// styleSheet returns a style sheet with the looks that the tests need.
func styleSheet() *style.Sheet {
	s := &style.Sheet{Size: "letter", Sizes: map[string]style.Size{"letter": {Width: pt(612), Height: pt(792)}}, Top: pt(72), Bottom: pt(68), Left: pt(72), Right: pt(72),
		Gap: pt(22), Landscape: 3, ColumnSize: pt(10.5), ColumnLeading: pt(12.7), NumberFormat: "- %d -", NumberFrom: 2, NumberTop: pt(48), NumberSize: pt(11),
		Text:  style.Look{Size: pt(11), Leading: pt(13.4), After: pt(6.7), Hyphenate: true},
		Roles: map[string]style.Look{"": {Size: pt(11), Leading: pt(13.4)}, "title": {Size: pt(14), Bold: true, Align: style.Center, KeepNext: true}, "operative": {Size: pt(11), Leading: pt(13.4)}, "notice": {}},
		Lists: map[string]style.List{"": {Indent: pt(20)}, "operative": {Indent: pt(22), Between: pt(8)}, "sub": {Indent: pt(18)}},
	}
	s.Table.Padding, s.Table.Weight = pt(4), pt(0.4)
	return s
}

// parts writes a document and returns the parts of its file.
func parts(t *testing.T, d *doc.Document, s *style.Sheet) map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, s); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for i, f := range z.File {
		if i == 0 && f.Name != "[Content_Types].xml" || !f.Modified.Equal(packed) {
			t.Errorf("part %d is %s of %v", i, f.Name, f.Modified)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

func run(s string) []doc.Inline { return []doc.Inline{{Text: s}} }

func pair(id, role, en, es string) *doc.Pair {
	return &doc.Pair{ID: id, Missing: make([]bool, 2), Columns: []doc.Block{
		&doc.Paragraph{Lang: "en", Role: role, Inlines: run(en)}, &doc.Paragraph{Lang: "es", Role: role, Inlines: run(es)}}}
}

// TestLabels: a hanging label is followed by a tab.
func TestLabels(t *testing.T) {
	item := &doc.Item{ID: "a", Labels: []string{"(a)"}, Blocks: []doc.Block{&doc.Paragraph{Lang: "en", Inlines: run("schools")}}}
	cell := &doc.Cell{Blocks: []doc.Block{&doc.List{Items: []*doc.Item{item}}}}
	for name, blocks := range map[string][]doc.Block{
		"list":  {&doc.List{ID: "l", Items: []*doc.Item{item}}},
		"table": {&doc.Table{Rows: []*doc.Row{{Cells: []*doc.Cell{cell}}}}},
	} {
		d := &doc.Document{Paper: "plan", Langs: []string{"en"}, Words: doc.Words{Language: []string{"English"}}, Blocks: blocks}
		text := parts(t, d, styleSheet())["word/document.xml"]
		if !regexp.MustCompile(`>\(a\)</w:t>(</w:r><w:r>(<w:rPr>.*?</w:rPr>)?)?<w:tab/>`).MatchString(text) {
			t.Errorf("%s: no tab after the label: %s", name, text[strings.Index(text, "(a)")-60:][:200])
		}
	}
}

func draft(items ...*doc.Item) *doc.Document {
	return &doc.Document{Paper: "draft", Langs: []string{"en", "es"}, Symbol: "CAM/doc.1/24", Title: "Draft", Organ: "Committee", Date: date.Date{Year: 2024, Month: 3, Day: 1},
		Words: doc.Words{Language: []string{"English", "español"}},
		Blocks: []doc.Block{pair("t", "title", "DRAFT", "PROYECTO"), &doc.Section{ID: "section-a", Blocks: []doc.Block{
			&doc.Pair{ID: "h", Columns: []doc.Block{&doc.Heading{Level: 1, Lang: "en", Inlines: run("Causes")}, &doc.Heading{Level: 1, Lang: "es", Inlines: run("Causas")}}},
			&doc.List{ID: "l", Role: doc.Operative, Items: items}}}}}
}

func item(id, label string, blocks ...doc.Block) *doc.Item {
	return &doc.Item{ID: id, Labels: []string{label, label}, Blocks: blocks}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// rows returns the words of the cells of each row of a part.
func rows(part string) []string {
	var out []string
	for _, tr := range strings.Split(part, "<w:tr>")[1:] {
		var cells []string
		for _, tc := range strings.Split(tr, "<w:tc>")[1:] {
			tc = strings.ReplaceAll(strings.ReplaceAll(tc, "<w:br/>", "/"), "<w:tab/>", "→")
			cells = append(cells, tags.ReplaceAllString(tc, ""))
		}
		out = append(out, strings.Join(cells, " | "))
	}
	return out
}

// TestRows: a pair is a row of its number, with the code of its record, and the languages; sub-markers are text in their columns; a table
// begins with the names of the languages.
func TestRows(t *testing.T) {
	sub := &doc.List{ID: "s", Role: doc.SubParagraphs, Items: []*doc.Item{{ID: "op-a-a", Labels: []string{"(a)", "a)"}, Blocks: []doc.Block{pair("p", "", "go;", "ir;")}}}}
	d := draft(item("op-a", "1.", pair("p1", "operative", "To:", "Que:"), sub, pair("p2", "state", "(new)", "(nuevo)")))
	c := d.Codes()
	got := rows(parts(t, d, styleSheet())["word/document.xml"])
	want := []string{
		c["draft"] + " | DRAFT | PROYECTO", " | English | español", c["section-a"] + " | Causes | Causas", c["op-a"] + "→1. | To: | Que:",
		c["op-a-a"] + " | (a)→go; | a)→ir;", " | (new) | (nuevo)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestBookmarks: the names and numbers of bookmarks are unique, and each that begins ends.
func TestBookmarks(t *testing.T) {
	note := func(id string) doc.Inline {
		return doc.Inline{Text: "1/", Mark: doc.Sup, Note: &doc.Note{ID: id, Mark: "1/", Lang: "en", Inlines: run("reserved")}}
	}
	p := pair("p1", "operative", "To do as in 1", "Hacer")
	p.Columns[0].(*doc.Paragraph).Inlines = []doc.Inline{{Text: "To do as in "}, {Text: "1", Link: &doc.Link{ID: "op-a", Desc: "x"}}, note("n"), note("m")}
	d := draft(item("op-a", "1.", p))
	x := parts(t, d, styleSheet())
	all := x["word/document.xml"] + x["word/footnotes.xml"]
	begun := regexp.MustCompile(`<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"/>`).FindAllStringSubmatch(all, -1)
	ids, names := map[string]bool{}, map[string]bool{}
	for _, m := range begun {
		if ids[m[1]] || names[m[2]] || len(m[2]) > 40 {
			t.Errorf("%s occurs twice, or is too long", m[0])
		}
		ids[m[1]], names[m[2]] = true, true
		if strings.Count(all, `<w:bookmarkEnd w:id="`+m[1]+`"/>`) != 1 {
			t.Errorf("%s does not end once", m[0])
		}
	}
	code := d.Codes()["op-a"]
	for _, name := range []string{"_o_" + code, "_o_" + code + "_en", "_o_" + code + "_es", "_o_" + code + "_en_n1", "_o_" + code + "_en_n2"} {
		if !names[name] {
			t.Errorf("there is no bookmark %s in %v", name, names)
		}
	}
	if !strings.Contains(all, `<w:hyperlink w:anchor="_o_`+code+`"`) || strings.Count(x["word/document.xml"], "w:customMarkFollows") != 2 {
		t.Error("the reference has no target, or the word processor numbers the notes")
	}
}

// TestTables: no table has many more rows than word processors can handle, and there is a paragraph between two tables.
func TestTables(t *testing.T) {
	var items []*doc.Item
	for i := range 2*mostRows + 10 {
		items = append(items, item(fmt.Sprintf("op-%d", i), fmt.Sprintf("%d.", i+1), pair(fmt.Sprintf("p%d", i), "operative", "To do it.", "Hacerlo.")))
	}
	x := parts(t, draft(items...), styleSheet())["word/document.xml"]
	tables := strings.Split(x, "<w:tbl>")[1:]
	if len(tables) != 4 || strings.Contains(x, "</w:tbl><w:tbl>") || strings.Contains(x, "</w:tbl><w:sectPr") {
		t.Errorf("%d tables", len(tables))
	}
	for i, tbl := range tables {
		if n := strings.Count(tbl, "<w:tr>"); n > mostRows+1 {
			t.Errorf("table %d has %d rows", i+1, n)
		}
		if i > 0 && strings.Count(tbl, "<w:tblHeader/>") != 1 {
			t.Errorf("table %d does not begin with the languages", i+1)
		}
	}
}

// TestChanges: the marks of a redline are tracked changes, with author and day; a new row has all three kinds of marks; a moved row is a
// deleted one and an inserted one with the same code.
func TestChanges(t *testing.T) {
	by := &doc.Author{Name: "Delegation <A>", On: date.Date{Year: 2024, Month: 2, Day: 20}}
	sign := func(s string) doc.Inline { return doc.Inline{Text: s, Mark: doc.Signal, Actual: s} }
	p := pair("p1", "operative", "", "Hacerlo.")
	p.Columns[0].(*doc.Paragraph).Inlines = []doc.Inline{{Text: "To do "}, sign("-"), {Text: "it", Mark: doc.Del, By: by}, sign("-"), {Text: " "}, sign("+"), {Text: "that", Mark: doc.Ins | doc.Strong, By: by}, sign("+"), {Text: " now."}}
	added := item("op-new", "2.", pair("p2", "operative", "To go.", "Ir."))
	added.Whole, added.By = doc.Ins, by
	moved := item("op-moved", "3.", pair("p3", "operative", "To stay.", "Quedarse."))
	moved.Moved, moved.Behind = true, "section-a"
	d := draft(item("op-a", "1.", p), added, moved)
	x := parts(t, d, styleSheet())["word/document.xml"]
	got := rows(strings.NewReplacer("<w:ins ", "{+<", "</w:ins>", "+}", "<w:del ", "{-<", "</w:del>", "-}").Replace(x))
	c := d.Codes()
	has := func(want string) {
		t.Helper()
		if !slices.ContainsFunc(got, func(r string) bool { return strings.Contains(r, want) }) {
			t.Errorf("no row has %q:\n%s", want, strings.Join(got, "\n"))
		}
	}
	has("To do {-it -}{+that +}now.")
	has("{+{+" + c["op-new"] + "→2.+} | {+{+To go.+} | {+{+Ir.+}")
	has("{-" + c["op-moved"] + "-} | {-{-To stay.-} | {-{-Quedarse.-}")
	has("{+{+" + c["op-moved"] + "→3.+} | {+{+To stay.+} | {+{+Quedarse.+}")
	if n := strings.Count(x, `w:author="Delegation &lt;A&gt;" w:date="2024-02-20T00:00:00Z"`); n != 9 {
		t.Errorf("%d changes have an author, want 2 of words, and for the new row those of the row, three paragraphs and three texts", n)
	}
	if strings.Count(x, `<w:cantSplit/><w:ins `) != 2 || strings.Count(x, `<w:cantSplit/><w:del `) != 1 {
		t.Error("rows are not marked")
	}
	note := doc.Inline{Text: "1", Mark: doc.Sup, Note: &doc.Note{ID: "n", Mark: "1", Lang: "en", Inlines: run("note")}}
	noted := moved.Blocks[0].(*doc.Pair).Columns[0].(*doc.Paragraph)
	noted.Inlines = append(noted.Inlines, note)
	if twice := parts(t, d, styleSheet())["word/document.xml"]; strings.Count(twice, "w:customMarkFollows") != 2 {
		t.Error("a note that is written twice is counted twice")
	}
	if strings.Contains(x, "<w:b/>") || strings.Contains(x, "‹") {
		t.Error("an insertion is bold, or a sign is printed")
	}
}

// TestTracked: accepting every change gives the new text, rejecting every change the old one; no space is doubled, or precedes a closing
// sign.
func TestTracked(t *testing.T) {
	ins := func(s string) doc.Inline { return doc.Inline{Text: s, Mark: doc.Ins | doc.Strong} }
	del := func(s string) doc.Inline { return doc.Inline{Text: s, Mark: doc.Del} }
	sign, plain := doc.Inline{Text: "‹", Mark: doc.Signal}, func(s string) doc.Inline { return doc.Inline{Text: s} }
	for _, c := range []struct {
		in       []doc.Inline
		old, new string
	}{
		{[]doc.Inline{plain("a "), sign, del("b"), sign, plain(" "), sign, ins("x"), sign, plain(" c")}, "a b c", "a x c"},
		{[]doc.Inline{plain("a "), sign, del("b"), sign, plain(", c")}, "a b, c", "a, c"},
		{[]doc.Inline{plain("a"), plain(" "), sign, ins("b"), sign, plain(", c")}, "a, c", "a b, c"},
		{[]doc.Inline{sign, del("a"), sign, plain(" b")}, "a b", "b"},
		{[]doc.Inline{plain("a"), sign, ins(" b"), sign}, "a", "a b"},
	} {
		words := map[doc.Mark]string{}
		for _, i := range tracked(c.in, 0, nil) {
			for _, without := range []doc.Mark{doc.Ins, doc.Del} {
				if i.Mark&without == 0 {
					words[without] += i.Text
				}
			}
		}
		if words[doc.Ins] != c.old || words[doc.Del] != c.new {
			t.Errorf("rejected %q, accepted %q; want %q, %q", words[doc.Ins], words[doc.Del], c.old, c.new)
		}
	}
}

// TestPage: the page is that of the style sheet, landscape for many languages; page numbers begin on the second page.
func TestPage(t *testing.T) {
	d := draft(item("op-a", "1.", pair("p1", "operative", "To do it.", "Hacerlo.")))
	x := parts(t, d, styleSheet())
	for part, want := range map[string][]string{
		"word/document.xml": {`<w:pgSz w:w="12240" w:h="15840"/>`, `<w:pgMar w:top="1440" w:right="1440" w:bottom="1360" w:left="1440"`, "<w:titlePg/>"},
		"word/header1.xml":  {`- </w:t>`, ` PAGE `}, "word/settings.xml": {"<w:trackRevisions/>"},
		"word/footer1.xml":    {"CAM/doc.1/24 · "},
		"docProps/core.xml":   {"<dc:title>Draft</dc:title>", "<dc:language>en, es</dc:language>", "2024-03-01T00:00:00Z", "<dc:identifier>CAM/doc.1/24 · "},
		"docProps/custom.xml": {`name="omnibus-paper"><vt:lpwstr>draft<`, `name="omnibus-languages"><vt:lpwstr>en es<`, `name="omnibus-record"><vt:lpwstr>e3b0c442`},
		"word/styles.xml":     {`w:styleId="Title"><w:name w:val="Title"/>`, `<w:name w:val="heading 1"/>`, `<w:outlineLvl w:val="0"/>`, `<w:sz w:val="21"/>`},
	} {
		for _, w := range want {
			if !strings.Contains(x[part], w) {
				t.Errorf("%s does not have %q: %s", part, w, x[part][:min(len(x[part]), 3000)])
			}
		}
	}
	if strings.Contains(x["word/header2.xml"], "PAGE") {
		t.Error("the first page has a number")
	}
	lying := styleSheet()
	lying.Landscape = 2
	if !strings.Contains(parts(t, d, lying)["word/document.xml"], `<w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/>`) {
		t.Error("the page is not landscape")
	}
}

// TestText: characters with their own elements, and those that would be read as markup.
func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"a & <b>": `<w:t xml:space="preserve">a &amp; &lt;b&gt;</w:t>`, "": "", "a\u2011b": `<w:t xml:space="preserve">a</w:t><w:noBreakHyphen/><w:t xml:space="preserve">b</w:t>`,
		"\u00adé\n": `<w:softHyphen/><w:t xml:space="preserve">é</w:t><w:br/>`, "\t": "<w:tab/>",
	} {
		if got := wordsOf(in); got != want {
			t.Errorf("%q is %s, want %s", in, got, want)
		}
	}
}

// houseFile returns a house style file, with the style names of a word processor in another language.
func houseFile(t *testing.T, change func(map[string]string)) []byte {
	t.Helper()
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	in := map[string]string{
		"[Content_Types].xml": `<Types><Default Extension="png" ContentType="image/png"/></Types>`,
		"_rels/.rels":         `<Relationships><Relationship Id="r" Type="` + office + `/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml": `<w:document xmlns:w="` + main + `"><w:body><w:p><w:r><w:t>passed over</w:t></w:r></w:p><w:sectPr w:rsidR="00AA"><w:headerReference w:type="default" r:id="rId7"/>` +
			`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1" w:right="1000" w:bottom="1" w:left="906" w:header="1" w:footer="1" w:gutter="0"/></w:sectPr></w:body></w:document>`,
		"word/_rels/document.xml.rels": `<Relationships><Relationship Id="rId1" Type="` + office + `/styles" Target="styles.xml"/><Relationship Id="rId7" Type="` + office + `/header" Target="header1.xml"/>` +
			`<Relationship Id="rId8" Type="` + office + `/header" Target="header2.xml"/><Relationship Id="rId9" Type="` + office + `/comments" Target="comments.xml"/></Relationships>`,
		"word/styles.xml":             `<w:styles><w:style w:type="paragraph" w:default="1" w:styleId="Estandar"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Ttulo"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Other"/></w:style></w:styles>`,
		"word/header1.xml":            `<w:hdr>the head</w:hdr>`,
		"word/_rels/header1.xml.rels": `<Relationships><Relationship Id="rId1" Type="` + office + `/image" Target="media/emblem.png"/></Relationships>`,
		"word/media/emblem.png":       "picture",
		"word/comments.xml":           "<secret/>",
	}
	if change != nil {
		change(in)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range in {
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

// TestHouse: the house style file provides its styles by name, and its page with header and emblem, but nothing else; whatever it lacks is
// ours.
func TestHouse(t *testing.T) {
	s := styleSheet()
	s.House = houseFile(t, nil)
	x := parts(t, draft(item("op-a", "1.", pair("p1", "", "To do it.", "Hacerlo."))), s)
	for part, want := range map[string][]string{
		"word/document.xml":            {`<w:pStyle w:val="Ttulo"/>`, `<w:pStyle w:val="PaperBodyText"/>`, `r:id="rIdHouserId7"`, `<w:sectPr><w:headerReference`, ">CAM/doc.1/24 · E3B0C442<", `<w:tblW w:w="10000"`},
		"word/styles.xml":              {`w:styleId="Ttulo"`, `<w:basedOn w:val="Estandar"/>`, `w:styleId="PaperBodyText"><w:name w:val="Body Text"/>`},
		"word/_rels/document.xml.rels": {`Id="rIdHouserId7"`, `Target="/word/header1.xml"`},
		"word/header1.xml":             {"the head"}, "word/media/emblem.png": {"picture"},
		"[Content_Types].xml": {`Extension="png" ContentType="image/png"`, `/word/header1.xml`},
	} {
		for _, w := range want {
			if !strings.Contains(x[part], w) {
				t.Errorf("%s does not have %q: %s", part, w, x[part][:min(len(x[part]), 2000)])
			}
		}
	}
	if strings.Count(x["word/styles.xml"], `<w:name w:val="Title"/>`) != 1 || x["word/comments.xml"] != "" || x["word/header2.xml"] != "" || strings.Contains(x["word/document.xml"], "passed over") {
		t.Error("more than styles and page is copied from the house style file")
	}
	for says, change := range map[string]func(map[string]string){
		"it has no styles":      func(in map[string]string) { in["word/_rels/document.xml.rels"] = "<Relationships/>" },
		"it has no page set-up": func(in map[string]string) { in["word/document.xml"] = `<w:document xmlns:w="` + main + `"/>` },
		"shows something that is not a picture": func(in map[string]string) {
			in["word/_rels/header1.xml.rels"] = strings.Replace(in["word/_rels/header1.xml.rels"], "/image", "/oleObject", 1)
		},
		"it has no part word/media/emblem.png": func(in map[string]string) { delete(in, "word/media/emblem.png") },
		"save it again as .docx":               func(in map[string]string) { in["word/document.xml"] = "<x/>" },
	} {
		s.House = houseFile(t, change)
		if err := Write(io.Discard, draft(), s); err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "reference.docx") {
			t.Errorf("%v, want %q", err, says)
		}
	}
	s.House = []byte("x")
	if err := Write(io.Discard, draft(), s); err == nil || !strings.Contains(err.Error(), "it is not a .docx file") {
		t.Error(err)
	}
}

// TestPageMark: the mark is in the header of every page, including that of a house; it is in the text only if the house has no header.
func TestPageMark(t *testing.T) {
	d := draft(item("op-a", "1.", pair("p1", "", "To do it.", "Hacerlo.")))
	d.Mark = "DRAFT & <2>"
	const said = `<w:t xml:space="preserve">DRAFT &amp; &lt;2&gt;</w:t>`
	places := func(house []byte) (out []string) {
		s := styleSheet()
		s.House = house
		for name, text := range parts(t, d, s) {
			for range strings.Count(text, said) {
				out = append(out, name)
			}
		}
		slices.Sort(out)
		return out
	}
	bare := func(in map[string]string) {
		in["word/document.xml"] = strings.Replace(in["word/document.xml"], `<w:headerReference w:type="default" r:id="rId7"/>`, "", 1)
	}
	for _, c := range []struct {
		what  string
		house []byte
		want  []string
	}{
		{"ours", nil, []string{"word/header1.xml", "word/header2.xml"}},
		{"of the house", houseFile(t, nil), []string{"word/header1.xml"}},
		{"a house without a head", houseFile(t, bare), []string{"word/document.xml"}},
	} {
		if got := places(c.house); !slices.Equal(got, c.want) {
			t.Errorf("%s: the mark is in %v, want %v", c.what, got, c.want)
		}
	}
	d.Mark = ""
	if s := parts(t, d, styleSheet())["word/header2.xml"]; strings.Contains(s, "<w:b/>") {
		t.Error("a paper without a mark has one")
	}
}

// TestTableWithin: a table in the column of a language, with its rules, is as wide as the words of that column, and one within a cell as wide
// as the words of that cell. Words that are not translated have the size of the table.
func TestTableWithin(t *testing.T) {
	table := func(inner ...doc.Block) *doc.Table {
		x := &doc.Table{Widths: []float64{1, 3}, Rows: []*doc.Row{{}}}
		for range 2 {
			x.Rows[0].Cells = append(x.Rows[0].Cells, &doc.Cell{Blocks: append(inner, &doc.Paragraph{Role: "title", Inlines: []doc.Inline{{Text: "x"}}})})
		}
		return x
	}
	s := styleSheet()
	s.Table.Size = fixed.Of(9)
	d := &doc.Document{Langs: []string{"en", "es"}, Words: doc.Words{Language: []string{"English", "español"}},
		Blocks: []doc.Block{&doc.Pair{Columns: []doc.Block{table(), table(table())}}}}
	all := regexp.MustCompile(`<w:tblW w:w="(\d+)"`).FindAllStringSubmatch(parts(t, d, s)["word/document.xml"], -1)
	var widths []string
	for _, m := range all {
		widths = append(widths, m[1])
	}
	// 468 points between the margins, of which the gap is 22; a quarter and three of the other half, less 2 at each side
	if want := []string{"9360", "1035", "3265"}; !slices.Equal(widths, want) {
		t.Errorf("the widths are %v, want %v", widths, want)
	}
	if text := parts(t, d, s)["word/document.xml"]; !strings.Contains(text, `<w:sz w:val="18"/>`) {
		t.Error("words of another style do not have the size of the table")
	}
}
