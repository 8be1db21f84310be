package pdf

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/image/font/sfnt"

	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/face/facetest"
	"omnibus/assemble/layout"
	readpdf "omnibus/assemble/read/pdf"
	"omnibus/assemble/read/pdf/pdftest"
)

// TestSubsets: every character drawn in a face has its own glyph in that face's subset, with the width of the face.
func TestSubsets(t *testing.T) {
	d := pdftest.Paper(3)
	d.Blocks = append(d.Blocks, &doc.Paragraph{ID: "faces", Lang: "en", Inlines: []doc.Inline{
		{Text: "Quick brown FOXES, "}, {Text: "jumping over ÁÉÍÓÚ", Mark: doc.Em}, {Text: " lazy DOGS & ñandúes; ", Mark: doc.Strong}, {Text: "PROYECTOS de párrafo", Mark: doc.Em | doc.Strong},
	}})
	drawn := newDrawing(pdftest.LaidOut(t, d), true)
	if err := drawn.pages(newContents(), false); err != nil {
		t.Fatal(err)
	}
	for f := face.Regular; f <= face.BoldItalic; f++ {
		used := drawn.used(fontOf(f, 0))
		if len(used) == 0 {
			t.Errorf("nothing is drawn in %s", f)
			continue
		}
		s, err := subsetOf(face.Liberation().Table(f), false, used, nil)
		if err != nil {
			t.Fatal(err)
		}
		gids, err := inflate(s.gids)
		if err != nil {
			t.Fatal(err)
		}
		bare, err := inflate(s.outlines)
		if err != nil || len(bare) != s.length {
			t.Fatal(err, len(bare), s.length)
		}
		font, err := sfnt.Parse(readable(t, bare, f))
		if err != nil {
			t.Fatal(err)
		}
		var b sfnt.Buffer
		for _, r := range used {
			g := sfnt.GlyphIndex(gids[2*r])<<8 | sfnt.GlyphIndex(gids[2*r+1])
			if g == 0 && r != 0 {
				t.Errorf("%s: %q has no glyph in the subset", f, r)
				continue
			}
			w, err := font.GlyphAdvance(&b, g, 1000<<6, 0)
			want := face.Liberation().Table(f).Advance(r)
			if err != nil || int(w>>6)-int(want) > 1 || int(want)-int(w>>6) > 1 {
				t.Errorf("%s: the glyph of %q is %d wide, wanted %v (%v)", f, r, w>>6, want, err)
			}
		}
	}
}

// readable returns the outlines with the additional tables that this reader needs.
func readable(t *testing.T, bare []byte, f face.Face) []byte {
	t.Helper()
	whole, err := readTables(f.TTF())
	if err != nil {
		t.Fatal(err)
	}
	now, err := readTables(bare)
	if err != nil {
		t.Fatal(err)
	}
	var tables []fontTable
	for _, tag := range []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"} {
		data := now[tag]
		if data == nil {
			data = whole[tag]
		}
		tables = append(tables, fontTable{tag, data})
	}
	return writeTables(tables)
}

// TestOutlines: removing the instructions changes neither the outlines nor their metrics.
func TestOutlines(t *testing.T) {
	for f := face.Regular; f <= face.BoldItalic; f++ {
		whole := f.TTF()
		bare, err := outlines(whole)
		if err != nil {
			t.Fatal(err)
		}
		if len(bare) > len(whole)*2/3 {
			t.Errorf("%s: %d bytes of %d are left", f, len(bare), len(whole))
		}
		a, err := sfnt.Parse(whole)
		if err != nil {
			t.Fatal(err)
		}
		b, err := sfnt.Parse(readable(t, bare, f))
		if err != nil {
			t.Fatal(err)
		}
		var buf1, buf2 sfnt.Buffer
		for g := range sfnt.GlyphIndex(a.NumGlyphs()) {
			s1, err1 := a.LoadGlyph(&buf1, g, 1000<<6, nil)
			s2, err2 := b.LoadGlyph(&buf2, g, 1000<<6, nil)
			if (err1 == nil) != (err2 == nil) || !slices.Equal(s1, s2) {
				t.Fatalf("%s: glyph %d differs (%v, %v)", f, g, err1, err2)
			}
		}
		if sum := checksum(bare); sum != 0xB1B0AFBA {
			t.Errorf("%s: the sum of the file is %08X", f, sum)
		}
	}
	for _, damaged := range [][]byte{nil, make([]byte, 11), []byte("\x00\x01\x00\x00\x00\x09\x00\x00\x00\x00\x00\x00")} {
		if _, err := outlines(damaged); err == nil {
			t.Errorf("%q is a font", damaged)
		}
	}
}

// TestPlaces: the offsets of outlines must ascend and be within their table, in either form.
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		loca string
		long bool
		want []int
	}{
		{"\x00\x00\x00\x02\x00\x02\x00\x05", false, []int{0, 4, 4, 10}},
		{"\x00\x00\x00\x00\x00\x00\x00\x0a", true, []int{0, 10}},
		{"\x00\x00\x00\x06", false, nil},         // beyond the end
		{"\x00\x00\x00\x04\x00\x02", false, nil}, // backwards
		{"\x00\x00\x00\x04\x00\x00\x00\x02", true, nil},
		{"", false, nil},
	} {
		got, err := readPlaces([]byte(c.loca), c.long, 10)
		if (err != nil) != (c.want == nil) || !slices.Equal(got, c.want) {
			t.Errorf("%x: %v, %v", c.loca, got, err)
		}
	}
}

// A character that another face draws is in a subset of that face, whichever plane it is on, and the text comes out as it went in.
func TestBehind(t *testing.T) {
	const words = "(\u10d0\u10d1\u10d0, ab\u10d1c \U000104b0\U000104b1\U000104b0 \u10d2.)"
	m, _, faults := face.Liberation().With([]face.File{
		{Name: "a.ttf", Bytes: facetest.TTF(map[rune]rune{'\u10d0': 'a', '\u10d1': 'W'})},
		{Name: "b.ttf", Bytes: facetest.TTF(map[rune]rune{'\u10d2': 'M', '\U000104b0': 'O', '\U000104b1': 'Q'})},
	})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	d := pdftest.Paper(3)
	d.Blocks = append(d.Blocks, &doc.Paragraph{ID: "behind", Lang: "en", Inlines: []doc.Inline{{Text: words + " "}, {Text: words, Mark: doc.Strong}}})
	laid := pdftest.LaidOutIn(t, d, m)
	drawn := newDrawing(laid, true)
	if err := drawn.pages(newContents(), false); err != nil {
		t.Fatal(err)
	}
	for n, want := range map[fontNumber]string{fontOf(face.Regular, 1): "\u10d0\u10d1", fontOf(face.Bold, 1): "\u10d0\u10d1", fontOf(face.Italic, 1): "",
		fontOf(face.Regular, 2): "\u10d2\ue000\ue001"} {
		if got := string(drawn.used(n)); got != want {
			t.Errorf("font %s has %q, want %q", resource(n), got, want)
		}
	}
	file, said := outlined(t, laid)
	if strings.Count(said, words) != 2 {
		t.Errorf("the words are not read:\n%s", said)
	}
	for line := range strings.Lines(string(file)) { // the widths are those of the letters that are drawn
		if _, list, ok := strings.Cut(line, "/W["); ok && strings.HasPrefix(list, "4304[") {
			upright := face.Liberation().Table(face.Regular)
			if want := fmt.Sprintf("4304[%d %d ]", upright.Advance('a'), upright.Advance('W')); !strings.HasPrefix(list, want) {
				t.Errorf("the widths are %.40s, want %s", list, want)
			}
		}
	}
}

// TestMarks: marks are placed on their letters, and the text is extracted as it was given; a letter drawn without its dot is extracted as
// the letter.
func TestMarks(t *testing.T) {
	const words = "hag\u0303ua G\u0303uaj\u0303a, \u0437\u0430\u043c\u043e\u0301\u043a \u00f5\u0331 (\u03b1\u0303)"
	d := pdftest.Paper(3)
	d.Blocks = append(d.Blocks, &doc.Paragraph{ID: "marks", Lang: "en", Inlines: []doc.Inline{{Text: words + " "}, {Text: words, Mark: doc.Strong}}})
	laid := pdftest.LaidOut(t, d)
	drawn := newDrawing(laid, true)
	if err := drawn.pages(newContents(), false); err != nil {
		t.Fatal(err)
	}
	for _, f := range []face.Face{face.Regular, face.Bold} {
		codes := drawn.glyphs[f].byCode()
		if len(codes) != 1 {
			t.Fatalf("%s: the codes of glyphs are %v", f, codes)
		}
		used := drawn.used(fontOf(f, 0))
		s, err := subsetOf(face.Liberation().Table(f), false, used, codes)
		if err != nil {
			t.Fatal(err)
		}
		gids, err1 := inflate(s.gids)
		bare, err2 := inflate(s.outlines)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		cut, err1 := sfnt.Parse(readable(t, bare, f))
		whole, err2 := sfnt.Parse(f.TTF())
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		for _, r := range used {
			want := sfnt.GlyphIndex(face.Liberation().Table(f).Glyph(r))
			if use, ok := codes[r]; ok {
				if want = sfnt.GlyphIndex(use.glyph); use.text != "j" || face.Liberation().Table(f).Glyph('ȷ') != use.glyph {
					t.Errorf("%s: %v", f, use)
				}
			}
			var b1, b2 sfnt.Buffer
			got, err1 := cut.LoadGlyph(&b1, sfnt.GlyphIndex(gids[2*r])<<8|sfnt.GlyphIndex(gids[2*r+1]), 1000<<6, nil)
			wanted, err2 := whole.LoadGlyph(&b2, want, 1000<<6, nil)
			if err1 != nil || err2 != nil || !slices.Equal(got, wanted) {
				t.Errorf("%s: %q is drawn with another glyph (%v, %v)", f, r, err1, err2)
			}
		}
	}
	_, said := outlined(t, laid)
	if !strings.Contains(said, words+" ") {
		t.Errorf("the marks are not extracted:\n%s", said)
	}
}

// outlined writes a paper, checks the file, and returns it with the outline of its structure.
func outlined(t *testing.T, laid *layout.Result) (file []byte, outline string) {
	t.Helper()
	file = written(t, laid, Options{})
	for _, found := range pdftest.Check(file) {
		t.Error(found)
	}
	f, err := readpdf.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	tops, err := f.Structure()
	if err != nil {
		t.Fatal(err)
	}
	return file, tops[0].Outline()
}

// TestMarksMoveNothing: letters are where they would be without the marks between them.
func TestMarksMoveNothing(t *testing.T) {
	letters := func(words string) (out []readpdf.Glyph, raised int) {
		d := pdftest.Paper(3)
		d.Blocks = []doc.Block{&doc.Paragraph{ID: "marks", Lang: "en", Inlines: []doc.Inline{{Text: words}}}}
		f, err := readpdf.Open(written(t, pdftest.LaidOut(t, d), Options{}))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Pages()[0].Walk(readpdf.Visitor{Glyph: func(g readpdf.Glyph) {
			if r := []rune(g.Text); len(r) == 1 && unicode.Is(unicode.Mn, r[0]) {
				if len(out) > 0 && out[len(out)-1].Y != g.Y {
					raised++
				}
				return
			}
			out = append(out, g)
		}}); err != nil {
			t.Fatal(err)
		}
		return out, raised
	}
	const words = "the hag\u0303ua G\u0303uaj\u0303a, \u0437\u0430\u043c\u043e\u0301\u043a end"
	plain, _ := letters(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, words))
	marked, raised := letters(words)
	if len(plain) != len(marked) || len(plain) < len("the hagua Guaja") || raised < 3 {
		t.Fatalf("%d letters without marks, %d with them, %d marks raised", len(plain), len(marked), raised)
	}
	for i, p := range plain {
		m := marked[i]
		if math.Abs(p.X-m.X) > 0.02 || math.Abs(p.Y-m.Y) > 0.02 || p.Text != m.Text {
			t.Errorf("%q at %.2f %.2f, and %q at %.2f %.2f", p.Text, p.X, p.Y, m.Text, m.X, m.Y)
		}
	}
}
