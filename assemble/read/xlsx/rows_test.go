package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"omnibus/assemble/read/bounded"
)

// made returns a package with one sheet that consists of rows, as a program could write it.
func made(t *testing.T, rows string, more map[string]string) []byte {
	t.Helper()
	const ns = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	parts := map[string]string{
		"_rels/.rels": `<Relationships><Relationship Id="a" Type="` + types + `officeDocument" Target="/xl/book.xml"/></Relationships>`,
		"xl/book.xml": `<x:workbook xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><x:workbookPr date1904="1"/>` +
			`<x:sheets><x:sheet name="A &amp; B" sheetId="1" r:id="s1"/></x:sheets></x:workbook>`,
		"xl/_rels/book.xml.rels": `<Relationships><Relationship Id="s1" Type="` + types + `worksheet" Target="worksheets/one.xml"/><Relationship Id="t" Type="` + types + `sharedStrings" Target="sharedStrings.xml"/>` +
			`<Relationship Id="u" Type="` + types + `styles" Target="styles.xml"/></Relationships>`,
		"xl/sharedStrings.xml": `<sst` + ns + `><si><t>plain</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t xml:space="preserve">text</t></r><rPh><t>how it sounds</t></rPh></si></sst>`,
		"xl/styles.xml": `<styleSheet` + ns + `><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="166" formatCode="mmmm yyyy;@"/><numFmt numFmtId="165" formatCode="0.00&quot; days&quot;"/></numFmts>` +
			`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="17"/><xf numFmtId="166"/></cellXfs></styleSheet>`,
		"xl/worksheets/one.xml": `<worksheet` + ns + `><sheetData>` + rows + `</sheetData></worksheet>`,
	}
	for name, s := range more {
		parts[name] = s
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, s := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(s)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestCells: each kind of cell is read, even if programs leave out optional data.
func TestCells(t *testing.T) {
	for _, c := range []struct{ cell, want string }{
		{`<c t="s"><v>0</v></c>`, "0 plain"}, {`<c t="s"><v>1</v></c>`, "0 rich text"}, {`<c t="s"><v>9</v></c>`, ""}, {`<c r="AB1" t="inlineStr"><is><t>a &lt; b</t></is></c>`, "27 a < b"},
		{`<c t="inlineStr"><is><t>_x0041__x000A__x005F_x0041_</t></is></c>`, "0 A\n_x0041_"}, {`<c t="b"><v>1</v></c>`, "0 TRUE"}, {`<c t="e"><v>#N/A</v></c>`, "0 #N/A fault"},
		{`<c><f>1+1</f><v>2</v></c>`, "0 2 formula"}, {`<c><f>1+1</f></c>`, "0  formula"}, {`<c t="str"><f>A2</f><v>x</v></c>`, "0 x formula"}, {`<c s="0"><v>43893</v></c>`, "0 43893"},
		{`<c s="1"><v>43893</v></c>`, "0 2024-03-04 date"}, {`<c s="2"><v>43893.75</v></c>`, "0 2024-03-04 date"}, {`<c s="3"><v>43893</v></c>`, "0 43893"}, {`<c s="1"><v>12</v></c>`, "0 12"},
		{`<c s="4"><v>43893</v></c>`, "0 2024-03 date"}, {`<c s="5"><v>43893</v></c>`, "0 2024-03 date"},
		{`<c s="99"><v>43893</v></c>`, "0 43893"}, {`<c t="d"><v>2024-03-04T00:00:00</v></c>`, "0 2024-03-04 date"}, {`<c s="1"/>`, ""}, {`<c s="1"></c><c><v>5</v></c>`, "1 5"}, {`<c><v>4</v></c><c><v>5</v></c>`, "0 41 5"}, {`<c r="C1"/><c><v>5</v></c>`, "3 5"},
	} {
		x, err := Open(made(t, "<row>"+c.cell+"</row>", nil))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		err = x.Rows("A & B", func(n int, cells []Cell) bool {
			for _, c := range cells {
				got += fmt.Sprint(c.Column, " ", c.Text)
				for word, is := range map[string]bool{" formula": c.Formula, " fault": c.Fault, " date": c.Date} {
					if is {
						got += word
					}
				}
			}
			return true
		})
		if err != nil || got != c.want {
			t.Errorf("%s is read as %q (%v), wanted %q", c.cell, got, err, c.want)
		}
	}
}

// TestEmptyRows: empty rows are skipped, however many there are, and the other rows keep their numbers.
func TestEmptyRows(t *testing.T) {
	rows := strings.Repeat(`<row><c s="1"/></row>`, 1000) + `<row r="1048576"><c r="C1048576"><v>1</v></c></row>`
	x, err := Open(made(t, rows, nil))
	if err != nil {
		t.Fatal(err)
	}
	all, err := x.All("A & B")
	if err != nil || len(all) != 1 || all[0].N != 1048576 || all[0].At(2).Text != "1" {
		t.Errorf("read as %+v (%v)", all, err)
	}
}

// TestRefusedPackages: a damaged or harmful file gives an error in one sentence.
func TestRefusedPackages(t *testing.T) {
	whole := made(t, "<row><c><v>1</v></c></row>", nil)
	var noise strings.Builder // a text that does not compress well is not a bomb
	for r := rand.New(rand.NewPCG(1, 2)); noise.Len() < bounded.Longest/2; {
		fmt.Fprintf(&noise, "%x", r.Uint64())
	}
	half := "<t>" + noise.String() + "</t>"
	for _, c := range []struct {
		name string
		b    []byte
		says string
	}{
		{"no end", made(t, `<row><c><v>1`, map[string]string{"xl/worksheets/one.xml": `<worksheet><sheetData><row><c><v>1`}), "does not end"},
		{"a document type", made(t, "", map[string]string{"xl/worksheets/one.xml": `<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>`}), "document type"},
		{"an entity", made(t, `<row><c><v>&x;</v></c></row>`, nil), "cannot be read"},
		{"no sheet", made(t, "", map[string]string{"xl/_rels/book.xml.rels": `<Relationships/>`}), "missing"},
		{"no workbook", made(t, "", map[string]string{"_rels/.rels": `<Relationships/>`}), "not a workbook of Excel"},
		{"another office's", made(t, "", map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "save it as .xlsx"},
		{"macros", made(t, "", map[string]string{"xl/vbaProject.bin": "x"}), "macros"},
		{"a bomb", made(t, strings.Repeat(" ", 4<<20), nil), "is not opened"},
		{"a text without end", made(t, "<row><c><is><t>"+noise.String()+noise.String()+"x</t></is></c></row>", nil), "a text in it has more than 4 MB"},
		{"a text in many pieces", made(t, `<row><c t="inlineStr"><is>`+half+half+"<t>x</t></is></c></row>", nil), "a text in it has more than 4 MB"},
		{"cut off", whole[:len(whole)-40], "damaged"},
	} {
		x, err := Open(c.b)
		if err == nil {
			_, err = x.All("A & B")
		}
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// FuzzRows: whatever a sheet contains, reading it does not panic, and all cells are in the sheet.
func FuzzRows(f *testing.F) {
	for _, s := range []string{`<row r="2"><c r="B2" t="s"><v>1</v></c><c t="inlineStr"><is><t>sheet</t></is></c></row>`, `<row><c r="ZZZZZZ1"><v>1</v></c></row>`, `<row r="-4"><c s="-1"><v>1e309</v></c></row>`,
		`<row><c><f>A1</f></c></row><row><c t="e"><v>#REF!</v></c>`, `</sheetData>`, `<c/><c><is/></c>`, `<row><c t="inlineStr"><is><rPh><t>x</t></is></c></row>`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, rows string) {
		x, err := Open(made(t, rows, nil))
		if err != nil {
			return
		}
		all, err := x.All("A & B")
		if err != nil {
			return
		}
		for _, r := range all {
			for _, c := range r.Cells {
				if c.Column < 0 || c.Text == "" && !c.Formula {
					t.Errorf("%q is read as row %d, cell %+v", rows, r.N, c)
				}
			}
			Spread(r.Cells)
		}
	})
}

func TestBinaryWorkbook(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, s := range map[string]string{
		"_rels/.rels":     `<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.bin"/></Relationships>`,
		"xl/workbook.bin": "\x83\x01",
	} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(s)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(b.Bytes()); err == nil || !strings.Contains(err.Error(), ".xlsb") {
		t.Errorf("%v", err)
	}
}

// TestRowNumbers: a row without a number follows the row before it.
func TestRowNumbers(t *testing.T) {
	const c = "<c><v>1</v></c>"
	x, err := Open(made(t, "<row>"+c+"</row><row>"+c+"</row><row r=\"7\">"+c+"</row><row>"+c+"</row>", nil))
	if err != nil {
		t.Fatal(err)
	}
	all, err := x.All("A & B")
	got := ""
	for _, r := range all {
		got += fmt.Sprint(r.N, " ")
	}
	if err != nil || got != "1 2 7 8 " {
		t.Errorf("the rows are %s(%v)", got, err)
	}
}

// TestComments: a comment has its author, except in a conversation. Then it has no author, and only its own words.
func TestComments(t *testing.T) {
	x, err := Open(made(t, "<row><c><v>1</v></c></row>", map[string]string{
		"xl/worksheets/_rels/one.xml.rels": `<Relationships><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>`,
		"xl/comments1.xml": `<comments><authors><author>Ana</author><author>tc={0A}</author><author/></authors><commentList>` +
			`<comment ref="B2" authorId="0"><text><r><t>Is it </t></r><r><t>so?</t></r></text></comment>` +
			`<comment ref="C3" authorId="1"><text><t>[Threaded comment]&#10;Your version of Excel&#10;Comment:&#10;    Which?</t></text></comment>` +
			`<comment ref="D4" authorId="2"><text><t>x</t></text></comment><comment ref="E5" authorId="9"><text><t>y</t></text></comment></commentList></comments>`,
	}))
	if err != nil {
		t.Fatal(err)
	}
	b, err := x.Beside("A & B")
	want := []Remark{{2, 1, "Is it so?", "Ana"}, {3, 2, "Which?", ""}, {4, 3, "x", ""}, {5, 4, "y", ""}}
	if err != nil || fmt.Sprint(b.Comments) != fmt.Sprint(want) {
		t.Errorf("%v, %+v", err, b.Comments)
	}
}

// TestDays: days are dates from 1 March 1900, and from 1904 where a workbook counts them so; earlier ones are numbers.
func TestDays(t *testing.T) {
	for _, c := range []struct {
		old        bool
		in, want   string
		show       shown
		recognized bool
	}{
		{false, "60", "", day, false}, {false, "61", "1900-03-01", day, true}, {false, "45237.75", "2023-11-07", day, true},
		{true, "43775", "2023-11-07", day, true}, {false, "45237", "2023-11", month, true}, {false, "200000", "2447-07-30", day, true},
		{false, "200001", "", day, false}, {false, "soon", "", day, false},
	} {
		if got, ok := (&Book{old: c.old}).date(c.in, c.show); got != c.want || ok != c.recognized {
			t.Errorf("%s (from 1904: %t) is %q, %t, want %q", c.in, c.old, got, ok, c.want)
		}
	}
}
