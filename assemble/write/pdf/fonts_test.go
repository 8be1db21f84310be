package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
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
	if err := drawn.pages(); err != nil {
		t.Fatal(err)
	}
	raw, err := drawn.fpdf()
	if err != nil {
		t.Fatal(err)
	}
	m, err := readMade(raw)
	if err != nil {
		t.Fatal(err)
	}
	inflate := func(b []byte) []byte {
		z, err := zlib.NewReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		out, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for f := face.Regular; f <= face.BoldItalic; f++ {
		used := drawn.used(f)
		if len(used) == 0 {
			t.Errorf("nothing is drawn in %s", f)
			continue
		}
		cid := m.object(submatch(descendant, m.font(f)))
		gids := inflate(m.stream(submatch(toGID, cid)))
		font, err := sfnt.Parse(inflate(m.stream(submatch(fontFile, m.object(submatch(descriptor, cid))))))
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
