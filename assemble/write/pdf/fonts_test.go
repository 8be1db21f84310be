package pdf

import (
	"slices"
	"testing"

	"golang.org/x/image/font/sfnt"

	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/read/pdf/pdftest"
)

// Every character that is drawn in a face has its own glyph in that face's subset, as wide as the face has it.
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
		used := drawn.used(f)
		if len(used) == 0 {
			t.Errorf("nothing is drawn in %s", f)
			continue
		}
		s, err := subsetOf(f, used)
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

// readable returns the outlines with the tables of their face that this reader wants besides.
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

// The outlines and their measures stay what they were when the instructions go.
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
				t.Fatalf("%s: glyph %d is another (%v, %v)", f, g, err1, err2)
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

// TestPlaces: the places of outlines are in order and within their table, in either form.
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		loca string
		long bool
		want []int
	}{
		{"\x00\x00\x00\x02\x00\x02\x00\x05", false, []int{0, 4, 4, 10}},
		{"\x00\x00\x00\x00\x00\x00\x00\x0a", true, []int{0, 10}},
		{"\x00\x00\x00\x06", false, nil},         // beyond the end
		{"\x00\x00\x00\x04\x00\x02", false, nil}, // back again
		{"\x00\x00\x00\x04\x00\x00\x00\x02", true, nil},
		{"", false, nil},
	} {
		got, err := readPlaces([]byte(c.loca), c.long, 10)
		if (err != nil) != (c.want == nil) || !slices.Equal(got, c.want) {
			t.Errorf("%x: %v, %v", c.loca, got, err)
		}
	}
}
