package figure

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"time"
)

// encoded is a picture as PNG: red at the left, half transparent at the right.
func encoded(t testing.TB, img interface {
	image.Image
	Set(x, y int, c color.Color)
}) []byte {
	t.Helper()
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := color.NRGBA{R: 255, A: 255}
			if x >= b.Dx()/2 {
				c = color.NRGBA{B: 255, A: 128}
			}
			img.Set(x, y, c)
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// interlaced is a red picture of 3 × 2 pixels whose rows come in seven passes (PNG, clause 8.2), compressed without compression.
func interlaced() []byte {
	raw := []byte{}
	for _, pass := range [][2]int{{1, 1}, {0, 0}, {0, 0}, {1, 1}, {0, 0}, {1, 1}, {3, 1}} { // width and height of each pass
		for range pass[1] {
			raw = append(raw, 0)
			for range pass[0] {
				raw = append(raw, 255, 0, 0)
			}
		}
	}
	zlib := []byte{0x78, 1, 1, byte(len(raw)), 0, ^byte(len(raw)), 255}
	zlib = append(zlib, raw...)
	a, b := uint32(1), uint32(0)
	for _, c := range raw {
		a = (a + uint32(c)) % 65521
		b = (b + a) % 65521
	}
	zlib = binary.BigEndian.AppendUint32(zlib, b<<16|a)
	return chunks("IHDR", "\x00\x00\x00\x03\x00\x00\x00\x02\x08\x02\x00\x00\x01", "IDAT", string(zlib), "IEND", "")
}

// chunks is a PNG file of chunks: names and contents by turns.
func chunks(parts ...string) []byte {
	out := []byte("\x89PNG\r\n\x1a\n")
	for i := 0; i < len(parts); i += 2 {
		out = binary.BigEndian.AppendUint32(out, uint32(len(parts[i+1])))
		chunk := parts[i] + parts[i+1]
		out = append(out, chunk...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE([]byte(chunk)))
	}
	return out
}

// PNG files of every depth are read, interlaced ones too, on white paper.
func TestPNG(t *testing.T) {
	at := image.Rect(0, 0, 6, 4)
	for name, c := range map[string]struct {
		file        []byte
		left, right [3]byte
	}{
		"8 bits":     {encoded(t, image.NewNRGBA(at)), [3]byte{255, 0, 0}, [3]byte{127, 127, 255}},
		"16 bits":    {encoded(t, image.NewNRGBA64(at)), [3]byte{255, 0, 0}, [3]byte{127, 127, 255}},
		"gray":       {encoded(t, image.NewGray16(at)), [3]byte{76, 76, 76}, [3]byte{14, 14, 14}},
		"palette":    {encoded(t, image.NewPaletted(at, color.Palette{color.NRGBA{R: 255, A: 255}, color.NRGBA{}})), [3]byte{255, 0, 0}, [3]byte{255, 255, 255}},
		"interlaced": {interlaced(), [3]byte{255, 0, 0}, [3]byte{255, 0, 0}},
	} {
		f, wrong := Read(c.file)
		if wrong != nil {
			t.Errorf("%s: %s", name, wrong.What)
			continue
		}
		if len(f.RGB) != 3*f.Width*f.Height || !bytes.Equal(f.Bytes, c.file) || f.Media != "image/png" {
			t.Errorf("%s: %d bytes of %d × %d pixels", name, len(f.RGB), f.Width, f.Height)
		}
		last := f.RGB[len(f.RGB)-3:]
		near := func(got []byte, want [3]byte) bool {
			for i := range want {
				if d := int(got[i]) - int(want[i]); d < -1 || d > 1 {
					return false
				}
			}
			return true
		}
		if !near(f.RGB[:3], c.left) || !near(last, c.right) {
			t.Errorf("%s: from %v to %v, want %v to %v", name, f.RGB[:3], last, c.left, c.right)
		}
	}
}

// What cannot be read is refused by name, and quickly.
func TestRefused(t *testing.T) {
	good := encoded(t, image.NewNRGBA(image.Rect(0, 0, 9, 9)))
	broken := bytes.Clone(good)
	broken[len(broken)-20] ^= 1
	svg := func(in string) string {
		return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">` + in + `</svg>`
	}
	for _, c := range []struct{ file, what string }{
		{"", "it is empty"},
		{"\xff\xd8\xff\xe0 JFIF", "it is a JPEG file"},
		{"GIF89a", "it is a GIF file"},
		{"RIFF\x00\x00\x00\x00WEBPVP8 ", "it is a WebP file"},
		{"%PDF-1.7", "it is a PDF file"},
		{"\x89PNG\n\x1a\n", "it is a PNG file that was changed on its way, as text"},
		{"version https://git-lfs.github.com/spec/v1\n", "it is a pointer of Git LFS, and not the file itself"},
		{"<!DOCTYPE html><p>404", "it is a page of the web"},
		{"hello", "it is no picture that can be read"},
		{strings.Repeat("x", MostBytes+1), "it has 2 MB, and at most 2 are read"},
		{string(good[:len(good)-30]), "its content is damaged: not enough pixel data"},
		{string(good[:20]), "it is cut off"},
		{string(broken), "its content is damaged: zlib: invalid checksum"},
		{string(chunks("IHDR", "\x00\x00\xff\xff\x00\x00\xff\xff\x08\x02\x00\x00\x00", "IDAT", "", "IEND", "")),
			"it has 65535 × 65535 pixels, and at most 6 million are read, 8000 on a side"},
		{string(chunks("IHDR", "\x00\x00\x1b\x58\x00\x00\x1b\x58\x08\x02\x00\x00\x00", "IDAT", "", "IEND", "")),
			"it has 7000 × 7000 pixels, and at most 6 million are read, 8000 on a side"},
		{string(chunks("IHDR", "\x00\x00\x00\x00\x00\x00\x00\x01\x08\x02\x00\x00\x00", "IEND", "")), "its content is damaged: non-positive dimension"},
		{svg(""), "it draws nothing"},
		{svg(`<text>A</text>`), "<text> is not drawn"},
		{svg(`<image href="x.png"/>`), "<image> is not drawn"},
		{svg(`<script>alert(1)</script>`), "<script> is not drawn"},
		{svg(`<use href="#a"/>`), "<use> is not drawn"},
		{svg(`<rect width="1" height="1" fill="url(#g)"/>`), `the colour "url(#g)" is not known`},
		{svg(`<rect width="1" height="1" stroke="red"/>`), `stroke="red" is not drawn`},
		{svg(`<rect width="1" height="1" style="opacity:.5"/>`), `opacity=".5" is not drawn: colours cannot be transparent`},
		{svg(`<rect width="1" height="1" class="a"/>`), `class="a" has no effect: give the colour by the attribute fill`},
		{svg(`<rect width="x" height="1"/>`), "the sizes of a <rect> cannot be read"},
		{svg(`<path d="L 1 1"/>`), "the data of a <path> cannot be read: it does not begin with M"},
		{svg(`<path d="M 1"/>`), "the data of a <path> cannot be read: a number is missing or too large"},
		{svg(`<path d="M 1 1 R 2"/>`), "the data of a <path> cannot be read: there is no command R"},
		{svg(`<path d="M 1 1 L 1e9 2"/>`), "the data of a <path> cannot be read: a number is missing or too large"},
		{svg(`<g transform="scale(1e30)"><rect width="1" height="1"/></g>`), `transform="scale(1e30)" leads out of the picture`},
		{svg(`<g transform="turn(1)"/>`), `transform="turn(1)" cannot be read`},
		{svg(strings.Repeat("<g>", 100)), "its groups are more than 64 deep"},
		{svg(`<g>`), "it is not well formed: element <g> closed by </svg>"},
		{svg(`<rect width="1" height="1">&lol;</rect>`), "it is not well formed: invalid character entity &lol;"},
		{`<html xmlns="x"/>`, "it is a page of the web"},
		{`<math/>`, "it is a file of <math>, and not of <svg>"},
		{`<svg/>`, `it has no viewBox, and its width is ""`},
		{`<svg viewBox="0 0 0 0"/>`, "it cannot be printed in its size, 0 × 0"},
		{`<svg viewBox="0 0 1 nan"/>`, `its viewBox is "0 0 1 nan", and not four numbers`},
		{`<svg width="1000" height="1"/>`, "it cannot be printed in its size, 1000 × 1"},
		{svg(`<path d="M0 0` + strings.Repeat("l1 1", mostSteps+1) + `"/>`), "the data of a <path> cannot be read: it is too long"},
	} {
		began := time.Now()
		f, wrong := Read([]byte(c.file))
		if f != nil || wrong == nil || wrong.What != c.what || wrong.Hint == "" {
			t.Errorf("%.60q: %+v, want %q", c.file, wrong, c.what)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%.60q takes %v", c.file, took)
		}
	}
	// The finding is where the fault is.
	_, wrong := Read([]byte(svg("\n  <g>\n    <text>A</text></g>")))
	if at := strings.Index(svg("\n  <g>\n    <text>A</text></g>"), "<text>"); wrong == nil || wrong.At != at {
		t.Errorf("the text is at byte %d, and the finding %+v", at, wrong)
	}
}

// The shapes of a drawing are where they are in its file, however they are written.
func TestSVG(t *testing.T) {
	square := `<path d="M 2 2 H 8 V 8 H 2 Z"/>`
	circle := `<circle cx="5" cy="5" r="4"/>`
	for _, c := range []struct{ in, as string }{
		{`<path d="m2,2 6,0 0,6-6,0z"/>`, square},
		{`<rect x="2" y="2" width="6" height="6"/>`, square},
		{`<rect x="2px" y="2px" width="6px" height="6px" rx="0"/>`, square},
		{`<polygon points="2,2 8,2 8,8 2,8"/>`, square},
		{`<polyline points="2 2 8 2 8 8 2 8"/>`, square},
		{`<g transform="translate(2 2) scale(6)"><rect width="1" height="1"/></g>`, square},
		{`<g transform="translate(2,2)"><g transform="scale(2,3)"><rect width="3" height="2"/></g></g>`, square},
		{`<rect x="2" y="2" width="6" height="6" transform="rotate(90 5 5)"/>`, square},
		{`<rect x="-8" y="2" width="6" height="6" transform="matrix(-1 0 0 1 0 0)"/>`, square},
		{`<path d="M2 2 L2 2 8 2 8 8 2 8" fill="black"/>`, square},
		{`<rect x="1" y="1" width="8" height="8" ry="4"/>`, circle},
		{`<path d="M2e0 2L80e-1 2 8 8 .2e+1 8"/>`, square},
		{`<ellipse cx="5" cy="5" rx="4" ry="4"/>`, circle},
		{`<rect x="1" y="1" width="8" height="8" rx="4"/>`, circle},
		{`<path d="M 9 5 A 4 4 0 0 1 1 5 A 4 4 0 0 1 9 5 Z"/>`, circle},
		{`<path d="M9 5a4 4 0 1 1-8 0 4 4 0 1 1 8 0z"/>`, circle},
		{`<path d="M9 5a4 4 0 01-8 0a4 4 0 018 0"/>`, circle},
		{`<path d="M1 1 Q 5 9 9 1"/>`, `<path d="M1 1 C 3.6667 6.3333 6.3333 6.3333 9 1"/>`},
		{`<path d="M1 5 Q 3 1 5 5 T 9 5 L 9 9 1 9"/>`, `<path d="M1 5 Q 3 1 5 5 Q 7 9 9 5 L 9 9 1 9"/>`},
		{`<path d="M1 5 C 1 1 5 1 5 5 S 9 9 9 5"/>`, `<path d="M1 5 C 1 1 5 1 5 5 C 5 9 9 9 9 5"/>`},
		{`<path fill-rule="evenodd" d="M1 1H9V9H1ZM3 3H7V7H3Z"/>`, `<path d="M1 1H9V9H1ZM3 3V7H7V3Z"/>`},
		{`<title>x</title><desc/><metadata><a b="c"/></metadata><defs><linearGradient/></defs><line x2="3"/>` + square, square},
		{`<rect x="1" y="1" width="5" height="5" fill="none"/><g display="none">` + circle + `</g>` + square, square},
	} {
		if got, want := drawn(t, c.in), drawn(t, c.as); far(got, want) {
			t.Errorf("%s is drawn\n%s\nand %s\n%s", c.in, picture(got), c.as, picture(want))
		}
	}
	for in, want := range map[string][3]byte{"red": {255, 0, 0}, "#0a0": {0, 170, 0}, "#0A0b0c": {10, 11, 12}, "rgb(1, 2,3)": {1, 2, 3}} {
		if img := drawn(t, `<rect width="10" height="10" style="fill:`+in+`"/>`); [3]byte(img.Pix[:3]) != want {
			t.Errorf("%s is %v", in, img.Pix[:3])
		}
	}
	if img := drawn(t, square); picture(img) != strings.Repeat("..........\n", 2)+strings.Repeat("..######..\n", 6)+strings.Repeat("..........\n", 2) {
		t.Errorf("the square is\n%s", picture(img))
	}
	wide, wrong := Read([]byte("\uFEFF<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\">\n" +
		`<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:x" width="20mm" height="10mm" i:a="b"><i:view/><rect width="20" height="10"/></svg>`))
	if wrong != nil || wide.Width != 2*wide.Height {
		t.Errorf("%+v %+v", wide, wrong)
	}
	if c, err := png.DecodeConfig(bytes.NewReader(wide.PNG(50))); err != nil || c.Width != 100 || c.Height != 50 {
		t.Errorf("%v %v", c, err)
	}
}

// drawn are the pixels of a drawing, ten by ten.
func drawn(t *testing.T, in string) *image.NRGBA {
	t.Helper()
	f, wrong := Read([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">` + in + `</svg>`))
	if wrong != nil {
		t.Fatalf("%s: %s", in, wrong.What)
	}
	return f.raster(10, 10)
}

// far reports whether two pictures differ by more than what rounding makes.
func far(a, b *image.NRGBA) bool {
	for i := range a.Pix {
		if d := int(a.Pix[i]) - int(b.Pix[i]); d < -4 || d > 4 {
			return true
		}
	}
	return false
}

// picture prints dark pixels as #.
func picture(img *image.NRGBA) string {
	var b strings.Builder
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			b.WriteByte(".:#"[2-int(img.NRGBAAt(x, y).R)*2/255])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// No file makes the reader panic, and what it takes can be drawn.
func FuzzRead(f *testing.F) {
	f.Add(encoded(f, image.NewNRGBA(image.Rect(0, 0, 3, 3))))
	f.Add(interlaced())
	for _, d := range []string{"M9 5a4 4 0 01-8 0z", "M1 5Q3 1 5 5T9 5S1 1 2 2", "M1 1h2v3l-.5.5", "M0 0A1e-9 5 0 1 0 3 3"} {
		f.Add(fmt.Appendf(nil, `<svg viewBox="0 0 10 10"><g transform="rotate(9)"><path d="%s"/></g></svg>`, d))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if fig, wrong := Read(b); fig != nil {
			if fig.PNG(20); fig.Width <= 0 || fig.Height <= 0 {
				t.Errorf("%d × %d", fig.Width, fig.Height)
			}
		} else if wrong.At > len(b) || wrong.What == "" {
			t.Errorf("%+v", wrong)
		}
	})
}
