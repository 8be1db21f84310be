package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// TestForm: rows are found by their codes or, if these were removed, by bookmarks. Whatever people write elsewhere is kept with its place.
func TestForm(t *testing.T) {
	row := func(cells ...string) string {
		return "<w:tr><w:tc>" + strings.Join(cells, "</w:tc><w:tc>") + "</w:tc></w:tr>"
	}
	p := func(s string) string { return `<w:p><w:r><w:t xml:space="preserve">` + s + `</w:t></w:r></w:p>` }
	const mark = `<w:bookmarkStart w:id="1" w:name="_o_BBB"/><w:bookmarkEnd w:id="1"/>`
	f, err := Read(packageOf(t, p("Title")+p("Greetings")+"<w:tbl>"+row(p("Field"), p("Value"))+
		row(p("Name")+p("AAA"), p("Ana  Ruiz")+p("second"))+
		row(`<w:p>`+mark+`</w:p>`, p("by bookmark"))+
		row(p("CCC")+p("my note"), p("x"))+
		`<w:tr><w:trPr><w:del w:id="3" w:author="Eva"/></w:trPr><w:tc>`+p("DDD")+`</w:tc><w:tc>`+p("gone")+`</w:tc></w:tr>`+
		row(p("EEE"), `<w:p><w:del w:id="4" w:author="Eva"><w:r><w:delText>old</w:delText></w:r></w:del>`+
			`<w:ins w:id="5" w:author="Eva"><w:r><w:t>new</w:t></w:r></w:ins></w:p>`)+
		"</w:tbl>"+p("Field")))
	if err != nil {
		t.Fatal(err)
	}
	known := func(w string) bool {
		return len(w) == 3 && w == strings.Repeat(w[:1], 3) && strings.Contains("ABCDE", w[:1])
	}
	given := func(s string) bool {
		return s == "Title" || s == "Field" || s == "Value" || s == "Name" || s == "Name AAA"
	}
	form := f.Form(known, given, "_o_")
	got := ""
	for _, r := range form.Rows {
		words, by := r.Cells[0].Changes()
		got += fmt.Sprintf("%s %q %v %s %s\n", r.Code, r.Cells[0].Content(New), r.Lost, words, by)
	}
	want := "AAA \"Ana  Ruiz\\nsecond\" false  \nBBB \"by bookmark\" true  \nCCC \"x\" false  \n" +
		"EEE \"new\" false deletion \"old\", insertion \"new\" Eva\n"
	if got != want {
		t.Errorf("rows:\n%swant:\n%s", got, want)
	}
	got = ""
	for _, b := range form.Beside {
		got += fmt.Sprintf("%s: %s [%s] %s\n", b.What, b.Text, b.Code, b.Place)
	}
	want = "text outside the fields: Greetings [] paragraph 2\ntext beside a field: my note [CCC] table 1, row 4\n" +
		"a row that is deleted as a tracked change: row [DDD] table 1, row 5\n"
	if got != want {
		t.Errorf("beside:\n%swant:\n%s", got, want)
	}
}

// rewritten returns a file with another text of one part.
func rewritten(t *testing.T, b []byte, name, text string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		if f.Name != name {
			if err := z.Copy(f); err != nil {
				t.Fatal(err)
			}
			continue
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
