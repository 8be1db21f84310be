// Package figure reads pictures: PNG, and SVG of filled shapes. What cannot be shown in every format is refused by name, and a hostile
// file costs neither memory nor time.
package figure

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
)

// A Figure is a picture. It has either pixels or shapes.
type Figure struct {
	Media         string // image/png or image/svg+xml
	Bytes         []byte // of its file
	Width, Height int    // pixels, or units of the shapes
	RGB           []byte // three bytes a pixel, row by row, on white paper; nil if it has shapes
	Shapes        []Shape
}

// A Wrong is what is wrong with a file: At is the byte at which it is, Hint what to do about it.
type Wrong struct {
	At   int
	What string
	Hint string
}

// Bounds of what is read. A picture is printed less than two inches high: more pixels than these show nothing more.
const (
	MostBytes  = 2 << 20
	mostPixels = 6_000_000
	mostSide   = 8000 // of a picture, in pixels
)

// Media types.
const (
	mediaPNG = "image/png"
	mediaSVG = "image/svg+xml"
)

// Endings are those of the names of the files that are read.
var Endings = []string{".png", ".svg"}

const hintKinds = "save the picture as PNG, or as SVG of filled shapes"

// Read reads a picture by its content, whatever the name of its file.
func Read(b []byte) (*Figure, *Wrong) {
	switch kind := kindOf(b); {
	case len(b) == 0:
		return nil, &Wrong{What: "it is empty", Hint: hintKinds}
	case len(b) > MostBytes:
		return nil, &Wrong{What: fmt.Sprintf("it has %d MB, and at most %d are read", len(b)>>20, MostBytes>>20),
			Hint: "save it with fewer pixels: 600 are enough for the height of an emblem"}
	case kind == mediaPNG:
		return readPNG(b)
	case kind == mediaSVG:
		return readSVG(b)
	case kind != "":
		return nil, &Wrong{What: "it is " + kind, Hint: hintKinds}
	}
	return nil, &Wrong{What: "it is no picture that can be read", Hint: hintKinds}
}

// kindOf tells what a file is by how it begins: a media type that is read, the name of one that is not, or "".
func kindOf(b []byte) string {
	for _, k := range []struct{ begins, is string }{
		{"\x89PNG\r\n\x1a\n", mediaPNG}, {"\x89PNG", "a PNG file that was changed on its way, as text"}, {"\xff\xd8\xff", "a JPEG file"},
		{"GIF8", "a GIF file"}, {"BM", "a BMP file"}, {"II*\x00", "a TIFF file"}, {"MM\x00*", "a TIFF file"}, {"%PDF", "a PDF file"},
		{"%!PS", "a PostScript file"}, {"\x1f\x8b", "a compressed file"}, {"PK", "a ZIP file"}, {"\x00\x00\x01\x00", "an icon file"},
		{"version https://git-lfs", "a pointer of Git LFS, and not the file itself"},
	} {
		if bytes.HasPrefix(b, []byte(k.begins)) {
			return k.is
		}
	}
	if len(b) > 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP" {
		return "a WebP file"
	}
	head := strings.TrimLeft(strings.TrimPrefix(string(b[:min(len(b), 64)]), "\uFEFF"), " \t\r\n")
	if strings.HasPrefix(head, "<") {
		if strings.HasPrefix(strings.ToLower(head), "<!doctype html") || strings.HasPrefix(strings.ToLower(head), "<html") {
			return "a page of the web"
		}
		return mediaSVG
	}
	return ""
}

// readPNG reads a PNG file of any depth, interlaced or not. Its bounds are checked before its pixels are read.
func readPNG(b []byte) (*Figure, *Wrong) {
	c, err := png.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		return nil, damaged(err)
	}
	if c.Width > mostSide || c.Height > mostSide || c.Width*c.Height > mostPixels {
		return nil, &Wrong{What: fmt.Sprintf("it has %d × %d pixels, and at most %d million are read, %d on a side", c.Width, c.Height,
			mostPixels/1_000_000, mostSide), Hint: "save it with fewer pixels: 600 are enough for the height of an emblem"}
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, damaged(err)
	}
	onPaper := image.NewRGBA(image.Rect(0, 0, c.Width, c.Height))
	draw.Draw(onPaper, onPaper.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(onPaper, onPaper.Bounds(), img, img.Bounds().Min, draw.Over)
	f := &Figure{Media: mediaPNG, Bytes: b, Width: c.Width, Height: c.Height, RGB: make([]byte, 0, 3*c.Width*c.Height)}
	for i := 0; i < len(onPaper.Pix); i += 4 {
		f.RGB = append(f.RGB, onPaper.Pix[i:i+3]...)
	}
	return f, nil
}

// damaged says what is wrong with a PNG file.
func damaged(err error) *Wrong {
	var format png.FormatError
	var unsupported png.UnsupportedError
	what := "it is cut off"
	switch {
	case errors.As(err, &format):
		what = "its content is damaged: " + string(format)
	case errors.As(err, &unsupported):
		what = "it has something that PNG files seldom have: " + string(unsupported)
	}
	return &Wrong{What: what, Hint: "save it again as PNG"}
}

// PNG returns the picture as a PNG file: its own, or one made from its shapes, with so many pixels in height.
func (f *Figure) PNG(height int) []byte {
	if f.Media == mediaPNG {
		return f.Bytes
	}
	width := max(1, (f.Width*height+f.Height/2)/f.Height)
	img := f.raster(width, height)
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		panic("figure: a picture in memory can be encoded: " + err.Error())
	}
	return out.Bytes()
}
