package pdf_test

import (
	"bytes"
	"compress/zlib"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"

	"omnibus/assemble/date"
	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
	"omnibus/assemble/layout"
	"omnibus/assemble/read/pdf"
	write "omnibus/assemble/write/pdf"
)

// classic returns a file with a cross-reference table, made of numbered objects, from 1.
func classic(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}

func stream(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
}

func deflated(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

// small returns a file as another program might write it: with a cross-reference table, a font with one-byte codes, and content in two
// streams.
func small() []byte {
	return classic(
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
		"<</Type/Page/Parent 2 0 R/Contents[4 0 R 5 0 R]/Resources<</Font<</F 6 0 R>>>>>>",
		stream("/Filter/FlateDecode", deflated("BT /F 10 Tf 1 0 0 1 20 50 Tm (ab) Tj")),
		stream("", "10 TL T* [(a)-500(b)] TJ (b) ' 2 0 (a b) \" ET"),
		"<</Type/Font/Subtype/TrueType/BaseFont/Small/FirstChar 97/Widths[500 600]/ToUnicode 7 0 R>>",
		stream("", "3 beginbfchar <61><0061> <62><0062> <20><0020> endbfchar"),
	)
}

func TestClassic(t *testing.T) {
	f, err := pdf.Open(small())
	if err != nil {
		t.Fatal(err)
	}
	p := f.Pages()[0]
	if p.Width != 200 || p.Height != 100 || f.Version != "1.4" {
		t.Errorf("a page of %v by %v, version %s", p.Width, p.Height, f.Version)
	}
	words, err := p.Words()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range words {
		got = append(got, fmt.Sprintf("%s@%.1f,%.1f+%.1f", w.Text, w.X, w.Y, w.Width))
	}
	want := "ab@20.0,50.0+11.0 a@20.0,60.0+5.0 b@30.0,60.0+6.0 b@20.0,70.0+6.0 a@20.0,80.0+5.0 b@27.0,80.0+6.0"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("the words are\n%s, wanted\n%s", s, want)
	}
}

// tagged returns one of our own files, with a page of two lines and a link.
func tagged(t testing.TB) []byte {
	p := &doc.Paragraph{ID: "p", Lang: "en", Inlines: []doc.Inline{{Text: "A short para\u00adgraph"}}}
	h := &doc.Heading{ID: "h", Level: 1, Lang: "es", Inlines: []doc.Inline{{Text: "Títulos"}}}
	link := &doc.Inline{Text: "web", Link: &doc.Link{URL: "https://example.org/", Desc: "to the web"}}
	r := &layout.Result{
		Doc: &doc.Document{
			Langs: []string{"en"}, Title: "A paper", Symbol: "X/1", Date: date.Date{Year: 2024, Month: time.March, Day: 4},
			Transcript: []byte(`{"x":1}`), Blocks: []doc.Block{h, p},
		},
		Pages: []*layout.Page{{Number: 1, Width: 300 * fixed.Point, Height: 200 * fixed.Point, Items: []layout.Item{
			&layout.Line{X: 20 * fixed.Point, Y: 30 * fixed.Point, Block: h, Last: true, Segments: []layout.Segment{{X: 20 * fixed.Point, Text: "Títulos", Size: 14 * fixed.Point, Width: 50 * fixed.Point}}},
			&layout.Line{X: 20 * fixed.Point, Y: 50 * fixed.Point, Block: p, Hyphen: true, Segments: []layout.Segment{{X: 20 * fixed.Point, Text: "A short para-", Size: 10 * fixed.Point, Width: 60 * fixed.Point}}},
			&layout.Line{X: 20 * fixed.Point, Y: 62 * fixed.Point, Block: p, Last: true, Segments: []layout.Segment{{X: 20 * fixed.Point, Text: "graph on the ", Size: 10 * fixed.Point, Width: 60 * fixed.Point}, {X: 80 * fixed.Point, Text: "web", Size: 10 * fixed.Point, Width: 20 * fixed.Point, Inline: link}}},
			&layout.Line{X: 150 * fixed.Point, Y: 20 * fixed.Point, Part: layout.Artifact, Last: true, Segments: []layout.Segment{{X: 150 * fixed.Point, Text: "- 1 -", Size: 9 * fixed.Point, Width: 20 * fixed.Point}}},
		}}},
	}
	var b bytes.Buffer
	if err := write.Write(&b, r, write.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTagged(t *testing.T) {
	f, err := pdf.Open(tagged(t))
	if err != nil {
		t.Fatal(err)
	}
	page := f.Pages()[0]
	if got, err := page.Text(); err != nil || got != "Títulos A short paragraph on the web" {
		t.Errorf("the text is %q (%v)", got, err)
	}
	words, err := page.Words()
	if err != nil || len(words) != 11 || words[3].Text != "para\u00ad" || words[3].Y != 50 || !words[8].Artifact {
		t.Errorf("the words are %+v (%v)", words, err)
	}
	tops, err := f.Structure()
	if err != nil || len(tops) != 1 {
		t.Fatal(tops, err)
	}
	want := `Document lang=en
  H1 lang=es
    "Títulos"
  P
    "A short paragraph on the"
    Link
      "web"
      object
`
	if got := tops[0].Outline(); got != want {
		t.Errorf("the structure is\n%s", got)
	}
	if got := tops[0].Text(); got != "Títulos A short paragraph on the web" {
		t.Errorf("the text of the tree is %q", got)
	}
	files, err := f.Attachments()
	if err != nil || len(files) != 1 || files[0].Name != "record.json" || files[0].MIME != "application/json" || files[0].Relationship != "Data" || string(files[0].Data) != `{"x":1}` {
		t.Errorf("the attachments are %+v (%v)", files, err)
	}
	x, err := f.XMP()
	if err != nil || strings.Join(x[xml.Name{Space: "http://purl.org/dc/elements/1.1/", Local: "title"}], "|") != "A paper" {
		t.Errorf("the metadata is %v (%v)", x, err)
	}
	if info := f.Info(); info["Title"] != "A paper" || info["Subject"] != "X/1" {
		t.Errorf("the information is %v", info)
	}
	if len(f.ID()) != 16 {
		t.Errorf("the identifier is %x", f.ID())
	}
	marks, err := f.Bookmarks()
	if err != nil || len(marks) != 1 || marks[0].Title != "Títulos" || marks[0].To == nil || marks[0].To.Page != page || marks[0].To.Y > 30 || marks[0].To.Y < 5 {
		t.Errorf("the bookmarks are %+v (%v)", marks, err)
	}
	links := page.Links()
	if len(links) != 1 || links[0].URL != "https://example.org/" || links[0].Contents != "to the web" || links[0].X1 != 80 || links[0].Y2 < 62 {
		t.Errorf("the links are %+v", links)
	}
}

// read reads everything in a file.
func read(b []byte) error {
	f, err := pdf.Open(b)
	if err != nil {
		return err
	}
	for _, n := range f.Numbers() {
		if _, e := f.Get(pdf.Ref{Number: n}); e != nil && err == nil {
			err = e
		}
	}
	keep := func(e error) {
		if err == nil {
			err = e
		}
	}
	for _, p := range f.Pages() {
		_, e := p.Words()
		keep(e)
		_, e = p.Text()
		keep(e)
		p.Links()
	}
	tops, e := f.Structure()
	keep(e)
	for _, top := range tops {
		top.Outline()
		top.Text()
	}
	_, e = f.Attachments()
	keep(e)
	_, e = f.XMP()
	keep(e)
	_, e = f.Bookmarks()
	keep(e)
	f.Info()
	f.ID()
	return err
}

// TestDamaged: the error for a damaged file says what is wrong.
func TestDamaged(t *testing.T) {
	good := string(small())
	for _, test := range []struct{ file, want string }{
		{"", "not a PDF file"},
		{"%PDF-1.7\nnothing else", "no startxref"},
		{good[:len(good)/2], "no startxref"},
		{strings.Replace(good, "startxref\n", "startxref\n9", 1), "outside the file"},
		{strings.Replace(good, "/Root 1 0 R", "/Root 3 0 R/Encrypt 1 0 R", 1), "encrypted"},
		{strings.Replace(good, "/Root 1 0 R", "/Root 9 0 R", 1), "no catalog"},
		{strings.Replace(good, "Kids[3 0 R]", "Kids[2 0 R]", 1), "page tree"},
		{strings.Replace(good, "/MediaBox[0 0 200 100]", "/MediaBix[0 0 200 100]", 1), "media box"},
		{strings.Replace(good, "4 0 obj", "8 0 obj", 1), "is there instead"},
		{strings.Replace(good, "endstream", "endstrxxx", 1), "endstream is missing"},
		{strings.Replace(good, "/Filter/FlateDecode", "/Filter/LZWDecode//", 1), "unknown filter"},
		{strings.Replace(good, "<</Type/Catalog", "<</Type(Catalog", 1), "a string has no end"},
	} {
		if err := read([]byte(test.file)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%.40q...: %v, wanted %q", test.file, err, test.want)
		}
	}
	bomb := classic("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/MediaBox[0 0 9 9]>>", "<</Type/Page/Contents 4 0 R>>",
		stream("/Filter[/FlateDecode/FlateDecode]", deflated(deflated(strings.Repeat("\x00", 64<<20)))))
	if err := read(bomb); err == nil || !strings.Contains(err.Error(), "too large for the size") {
		t.Errorf("a file that swells: %v", err)
	}
}

// FuzzContent reads page contents and maps to Unicode, which are compressed in files, so that FuzzRead hardly reaches them.
func FuzzContent(f *testing.F) {
	f.Add("BT /F 10 Tf 1 0 0 1 20 50 Tm (ab) Tj ET", "1 beginbfchar <61><0061> endbfchar")
	f.Add("q 1 0 0 1 5 5 cm /P <</MCID 0/Lang(es)>> BDC BT /F 10 Tf 10 TL T* [(a)-500<62>] TJ (b) ' 2 0 (a b) \" ET EMC Q", "1 beginbfrange <61><62><0061> endbfrange")
	f.Fuzz(func(t *testing.T, content, unicode string) {
		read(classic(
			"<</Type/Catalog/Pages 2 0 R/StructTreeRoot<</K<</S/P/Pg 3 0 R/K[0]>>>>>>",
			"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
			"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
			stream("", content),
			"<</Type/Font/Subtype/TrueType/BaseFont/Small/FirstChar 97/Widths[500 600]/ToUnicode 6 0 R>>",
			stream("", unicode),
		))
	})
}

func FuzzRead(f *testing.F) {
	f.Add(small())
	f.Add(tagged(f))
	f.Add(classic("<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R>>", "<</Type/Pages/Kids[3 0 R]/MediaBox[0 0 9 9]>>", "<</Type/Page/Parent 2 0 R>>",
		"<</K 5 0 R/RoleMap<</X/Y/Y/X>>>>", "<</S/X/K[5 0 R]>>"))
	f.Fuzz(func(t *testing.T, b []byte) { read(b) })
}
