package pdf

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"math"
	"os"
	"runtime"
	"strings"
	"testing"

	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
	"omnibus/assemble/layout"
	readpdf "omnibus/assemble/read/pdf"
	"omnibus/assemble/read/pdf/pdftest"
)

func written(t testing.TB, r *layout.Result, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var update = flag.Bool("update", false, "rewrite the wanted structure")

// TestStructure compares the structure of a paper, as it is read aloud, with the expected one.
func TestStructure(t *testing.T) {
	f, err := readpdf.Open(written(t, pdftest.LaidOut(t, pdftest.Paper(3)), Options{}))
	if err != nil {
		t.Fatal(err)
	}
	tops, err := f.Structure()
	if err != nil {
		t.Fatal(err)
	}
	got := tops[0].Outline()
	const name = "testdata/structure.txt"
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		t.Errorf("the structure is\n%s", got)
	}
}

// TestUnderlined shows that text underlined over several lines is one piece of content, so that a divided word is read aloud whole.
func TestUnderlined(t *testing.T) {
	d := pdftest.Paper(3)
	p := d.Blocks[3].(*doc.Section).Blocks[1].(*doc.Paragraph)
	for i := range p.Inlines {
		if p.Inlines[i].Mark&doc.Ins != 0 {
			p.Inlines[i].Text = strings.Repeat("responsibilities ", 30) + "end"
		}
	}
	f, err := readpdf.Open(written(t, pdftest.LaidOut(t, d), Options{}))
	if err != nil {
		t.Fatal(err)
	}
	tops, err := f.Structure()
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for e := range tops[0].All() {
		if e.Type == "Span" && strings.HasPrefix(e.Text(), "responsibilities responsibilities") {
			found = true
			if len(e.Kids) != 1 {
				t.Errorf("it is in %d pieces", len(e.Kids))
			}
		}
	}
	if !found {
		t.Error("it is not found")
	}
}

// TestBookmarks shows that a bookmark names its heading in every language of the paper.
func TestBookmarks(t *testing.T) {
	f, err := readpdf.Open(written(t, pdftest.LaidOut(t, pdftest.Paper(3)), Options{}))
	if err != nil {
		t.Fatal(err)
	}
	marks, err := f.Bookmarks()
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, m := range marks {
		titles = append(titles, m.Title)
	}
	if got := strings.Join(titles, "; "); got != "INTRODUCTION; DRAFT / PROYECTO; ENDNOTES" {
		t.Errorf("the bookmarks are %s", got)
	}
}

// TestSameBytes shows that neither the number of cores nor a second run changes a byte.
func TestSameBytes(t *testing.T) {
	first := written(t, pdftest.LaidOut(t, pdftest.Paper(40)), Options{})
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if !bytes.Equal(first, written(t, pdftest.LaidOut(t, pdftest.Paper(40)), Options{})) {
		t.Error("a second file differs")
	}
}

func TestQPDF(t *testing.T) {
	pdftest.Run(t, written(t, pdftest.LaidOut(t, pdftest.Paper(40)), Options{}), "qpdf", "--check", "FILE")
	pdftest.Run(t, written(t, pdftest.LaidOut(t, pdftest.Paper(5)), Options{Untagged: true}), "qpdf", "--check", "FILE")
}

func TestPoppler(t *testing.T) {
	file := written(t, pdftest.LaidOut(t, pdftest.Paper(12)), Options{})
	info := pdftest.Run(t, file, "pdfinfo", "FILE")
	for _, want := range []string{"Tagged:          yes", "Title:           Draft paragraphs – párrafos", "Subject:         CIDI/CAM/doc.2/24 rev. 1", "PDF version:     1.7"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, info)
		}
	}
	text := pdftest.Run(t, file, "pdftotext", "-raw", "FILE", "-")
	flat := strings.Join(strings.Fields(text), " ")
	if !strings.Contains(flat, "At least 10 of 17 goals have targets on migration, as the portal says,") || strings.ContainsRune(flat, '\u00ad') && !strings.Contains(text, "\u00ad\n") {
		t.Errorf("the extracted text is\n%s", text)
	}
	tree := pdftest.Run(t, file, "pdfinfo", "-struct-text", "FILE")
	for _, want := range []string{"Document", "H1", "LBody", "Lbl", "Note", "TH", "Link", "Encomendar"} {
		if !strings.Contains(tree, want) {
			t.Errorf("the structure has no %q:\n%s", want, tree)
		}
	}
}

func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org/a(b)?c=%20#d":   "https://example.org/a(b)?c=%20#d",
		"https://example.org/sesión de mayo": "https://example.org/sesi%C3%B3n%20de%20mayo",
	} {
		if got := address(in); got != want {
			t.Errorf("%s is written %s", in, got)
		}
	}
}

// TestRefused shows that text which no face can show is an error that names the text, and that nothing is written.
func TestRefused(t *testing.T) {
	for _, text := range []string{"a 🙂 face", "日本", "broken \xff"} {
		r := &layout.Result{Doc: &doc.Document{Langs: []string{"en"}}, Pages: []*layout.Page{{Number: 1, Width: 612 * fixed.Point, Height: 792 * fixed.Point, Items: []layout.Item{
			&layout.Line{X: 72 * fixed.Point, Y: 72 * fixed.Point, Segments: []layout.Segment{{X: 72 * fixed.Point, Width: 10 * fixed.Point, Text: text, Size: 11 * fixed.Point}}}}}}}
		var b bytes.Buffer
		if err := Write(&b, r, Options{}); err == nil || b.Len() > 0 {
			t.Errorf("%q: error %v, %d bytes", text, err, b.Len())
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, o := range []Options{{}, {Untagged: true}} {
		b.Run(fmt.Sprintf("tagged=%v", !o.Untagged), func(b *testing.B) {
			r := pdftest.LaidOut(b, pdftest.Paper(400))
			b.ReportAllocs()
			for b.Loop() {
				var w bytes.Buffer
				if err := Write(&w, r, o); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(w.Len())/float64(len(r.Pages)), "bytes/page")
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(len(r.Pages)), "µs/page")
		})
	}
}

// TestCurve: the transfer function of the profile is the inverse of that of the sRGB standard (IEC 61966-2-1), at all its points.
func TestCurve(t *testing.T) {
	profile := sRGB()
	at := bytes.Index(profile, []byte("curv\x00\x00\x00\x00"))
	if at < 0 {
		t.Fatal("the profile has no curve")
	}
	n := int(binary.BigEndian.Uint32(profile[at+8:]))
	for i := range n {
		linear := float64(binary.BigEndian.Uint16(profile[at+12+2*i:])) / 65535
		encoded := 12.92 * linear
		if linear > 0.0031308 {
			encoded = 1.055*math.Pow(linear, 1/2.4) - 0.055
		}
		if want := float64(i) / float64(n-1); math.Abs(encoded-want) > 2e-4 {
			t.Errorf("point %d is %.5f, want %.5f", i, encoded, want)
		}
	}
}
