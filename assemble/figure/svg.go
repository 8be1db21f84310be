package figure

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"omnibus/assemble/fixed"
)

// A Shape is an area of one colour. Its points are in units of which the height of the picture has a thousand, y downwards.
type Shape struct {
	Fill    [3]byte // red, green, blue
	EvenOdd bool    // a point is inside where it is surrounded an odd number of times; otherwise, where it is surrounded at all
	Path    []Step
}

// A Step is a part of an outline: M begins one, L is a line, C a cubic curve with two points that bend it, Z closes the outline.
type Step struct {
	Op     byte
	Points [3]Point // one of M and L, three of C, the last of which is where it ends
}

// A Point is a place in a picture.
type Point struct{ X, Y fixed.Points }

// Bounds of a drawing.
const (
	svgHeight = 1000   // units of the height of a picture
	mostSteps = 50_000 // of all outlines
	mostDepth = 64     // of groups in groups
	mostUnits = 20_000 // of a coordinate
	mostLong  = 20     // times one side is as long as the other
)

// A state is what shapes inherit from the groups around them.
type state struct {
	matrix  [6]float64 // x' = m0·x + m2·y + m4, y' = m1·x + m3·y + m5
	fill    string
	evenOdd bool
	hidden  bool
}

// A drawer reads an SVG file.
type drawer struct {
	decoder *xml.Decoder
	at      int // where the element begins
	stack   []state
	shapes  []Shape
	steps   int
	box     [4]float64 // left, top, width and height of what is shown
}

const hintPaths = "in the drawing program, turn text and outlines into paths with plain colours (Path > Object to Path), or save the " +
	"picture as PNG"

// refuse says what of a drawing is not shown.
func (d *drawer) refuse(format string, args ...any) *Wrong {
	return &Wrong{At: d.at, What: fmt.Sprintf(format, args...), Hint: hintPaths}
}

// readSVG reads a drawing of filled shapes.
func readSVG(b []byte) (*Figure, *Wrong) {
	d := &drawer{decoder: xml.NewDecoder(bytes.NewReader(b))}
	d.decoder.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("its encoding is %s, and not UTF-8", charset)
	}
	for {
		d.at = int(d.decoder.InputOffset())
		token, err := d.decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, &Wrong{At: min(int(d.decoder.InputOffset()), len(b)), What: "it is not well formed: " + reason(err),
				Hint: "save it again as SVG"}
		}
		switch token := token.(type) {
		case xml.StartElement:
			d.at += max(bytes.IndexByte(b[d.at:], '<'), 0)
			if wrong := d.start(token); wrong != nil {
				return nil, wrong
			}
		case xml.EndElement:
			d.stack = d.stack[:len(d.stack)-1]
		}
	}
	if len(d.shapes) == 0 {
		d.at = 0
		return nil, d.refuse("it draws nothing")
	}
	width := max(1, int(math.Round(d.box[2]*svgHeight/d.box[3])))
	return &Figure{Media: mediaSVG, Bytes: b, Width: width, Height: svgHeight, Shapes: d.shapes}, nil
}

// reason is the message of an error of the decoder, without what the finding says already.
func reason(err error) string {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return syntax.Msg
	}
	return err.Error()
}

// namespace is that of SVG. Elements of others are notes of the program that made the file.
const namespace = "http://www.w3.org/2000/svg"

// start reads an element.
func (d *drawer) start(e xml.StartElement) *Wrong {
	name := e.Name.Local
	if len(d.stack) == 0 {
		if name != "svg" {
			return d.refuse("it is a file of <%s>, and not of <svg>", name)
		}
		return d.root(e)
	}
	if len(d.stack) > mostDepth {
		return d.refuse("its groups are more than %d deep", mostDepth)
	}
	if e.Name.Space != namespace && e.Name.Space != "" {
		return d.skip()
	}
	s, wrong := d.inherit(e)
	if wrong != nil {
		return wrong
	}
	d.stack = append(d.stack, s)
	draw := map[string]func(attributes) ([]Step, *Wrong){
		"path": d.path, "rect": d.rect, "circle": d.ellipse, "ellipse": d.ellipse, "polygon": d.polygon, "polyline": d.polygon,
	}[name]
	switch name {
	case "g":
		return nil
	case "title", "desc", "metadata", "defs", "line":
		d.stack = d.stack[:len(d.stack)-1]
		return d.skip()
	}
	if draw == nil {
		return d.refuse("<%s> is not drawn", name)
	}
	steps, wrong := draw(attributesOf(e))
	if wrong != nil || s.hidden || s.fill == none || len(steps) == 0 {
		return wrong
	}
	return d.add(steps, s)
}

// skip passes over an element and what is in it.
func (d *drawer) skip() *Wrong {
	if err := d.decoder.Skip(); err != nil {
		return d.refuse("it is not well formed: %s", reason(err))
	}
	return nil
}

// attributes are those of an element, with the properties of its style over them.
type attributes map[string]string

func attributesOf(e xml.StartElement) attributes {
	a := attributes{}
	for _, x := range e.Attr {
		if x.Name.Space == "" || x.Name.Space == namespace {
			a[x.Name.Local] = strings.TrimSpace(x.Value)
		}
	}
	for property := range strings.SplitSeq(a["style"], ";") {
		if name, value, ok := strings.Cut(property, ":"); ok {
			a[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	return a
}

// root reads the size of the drawing.
func (d *drawer) root(e xml.StartElement) *Wrong {
	a := attributesOf(e)
	if box, err := numbers(a["viewBox"]); err == nil && len(box) == 4 {
		d.box = [4]float64(box)
	} else if a["viewBox"] != "" {
		return d.refuse("its viewBox is %q, and not four numbers", a["viewBox"])
	} else {
		for i, key := range []string{"width", "height"} {
			n, err := length(a[key])
			if err != nil {
				return d.refuse("it has no viewBox, and its %s is %q", key, a[key])
			}
			d.box[2+i] = n
		}
	}
	w, h := d.box[2], d.box[3]
	fits := w > 0 && h > 0 && w <= mostUnits && h <= mostUnits && w/h <= mostLong && h/w <= mostLong
	if !fits || math.Abs(d.box[0])+math.Abs(d.box[1]) > mostUnits {
		return d.refuse("it cannot be printed in its size, %g × %g", w, h)
	}
	d.stack = []state{{matrix: [6]float64{1, 0, 0, 1, 0, 0}, fill: "black"}}
	s, wrong := d.inherit(e)
	if wrong != nil {
		return wrong
	}
	d.stack = []state{s}
	return nil
}

const none = "none"

// inherit is the state of an element: that of the group around it, with what the element changes.
func (d *drawer) inherit(e xml.StartElement) (state, *Wrong) {
	s, a := d.stack[len(d.stack)-1], attributesOf(e)
	for _, key := range []string{"clip-path", "mask", "filter", "stroke", "marker-start", "marker-mid", "marker-end"} {
		if v := a[key]; v != "" && v != none && v != "inherit" {
			return s, d.refuse("%s=%q is not drawn", key, v)
		}
	}
	for _, key := range []string{"opacity", "fill-opacity"} {
		if v, err := strconv.ParseFloat(a[key], 64); a[key] != "" && (err != nil || v != 1) {
			return s, d.refuse("%s=%q is not drawn: colours cannot be transparent", key, a[key])
		}
	}
	if a["class"] != "" && a["fill"] == "" && e.Name.Local != "g" && e.Name.Local != "svg" {
		return s, d.refuse("class=%q has no effect: give the colour by the attribute fill", a["class"])
	}
	s.hidden = s.hidden || a["display"] == none || a["visibility"] == "hidden"
	if v := a["fill"]; v != "" && v != "inherit" {
		if _, ok := colour(v); !ok && v != none {
			return s, d.refuse("the colour %q is not known", v)
		}
		s.fill = v
	}
	if v := a["fill-rule"]; v != "" {
		s.evenOdd = v == "evenodd"
	}
	m, ok := transformation(a["transform"])
	if !ok {
		return s, d.refuse("transform=%q cannot be read", a["transform"])
	}
	s.matrix = times(s.matrix, m)
	for _, x := range s.matrix {
		if !(math.Abs(x) <= mostUnits) {
			return s, d.refuse("transform=%q leads out of the picture", a["transform"])
		}
	}
	return s, nil
}

// add adds a shape, its points brought into the units of the picture.
func (d *drawer) add(steps []Step, s state) *Wrong {
	if d.steps += len(steps); d.steps > mostSteps {
		return d.refuse("it has more than %d lines and curves", mostSteps)
	}
	for i := range steps {
		for k := range steps[i].Points {
			p := &steps[i].Points[k]
			x, y := p.X.Float(), p.Y.Float()
			nx := float64(s.matrix[0]*x) + float64(s.matrix[2]*y) + s.matrix[4] - d.box[0]
			ny := float64(s.matrix[1]*x) + float64(s.matrix[3]*y) + s.matrix[5] - d.box[1]
			scale := svgHeight / d.box[3]
			nx, ny = float64(nx*scale), float64(ny*scale)
			if !(math.Abs(nx) <= mostUnits*10 && math.Abs(ny) <= mostUnits*10) {
				return d.refuse("a point lies far out of the picture")
			}
			*p = Point{rounded(nx), rounded(ny)}
		}
	}
	fill, _ := colour(s.fill)
	d.shapes = append(d.shapes, Shape{Fill: fill, EvenOdd: s.evenOdd, Path: steps})
	return nil
}

// rounded is a coordinate to a thousandth of a unit: the same on every processor.
func rounded(v float64) fixed.Points { return fixed.Points(math.Round(v*1000)) * fixed.Point / 1000 }

// numbers reads numbers between spaces and commas.
func numbers(s string) ([]float64, error) {
	var out []float64
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' || r == '\r' }) {
		n, err := strconv.ParseFloat(f, 64)
		if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
			return nil, fmt.Errorf("%q is not a number", f)
		}
		out = append(out, n)
	}
	return out, nil
}

// length reads a length in pixels or points: only its relation to others counts.
func length(s string) (float64, error) {
	for _, unit := range []string{"px", "pt", "mm", "cm", "in"} {
		s = strings.TrimSuffix(s, unit)
	}
	return strconv.ParseFloat(s, 64)
}

// transformation reads a list of transformations.
func transformation(s string) (m [6]float64, ok bool) {
	m = [6]float64{1, 0, 0, 1, 0, 0}
	for rest := strings.TrimSpace(s); rest != ""; {
		head, after, found := strings.Cut(rest, "(")
		inner, next, closed := strings.Cut(after, ")")
		v, err := numbers(inner)
		if !found || !closed || err != nil {
			return m, false
		}
		step, known := transform(strings.TrimSpace(head), v)
		if !known {
			return m, false
		}
		m = times(m, step)
		rest = strings.TrimLeft(next, " ,\t\r\n")
	}
	return m, true
}

// transform is the matrix of one transformation.
func transform(name string, v []float64) (m [6]float64, ok bool) {
	turn := func(degrees float64) [6]float64 {
		sin, cos := math.Sincos(degrees * math.Pi / 180)
		return [6]float64{cos, sin, -sin, cos, 0, 0}
	}
	switch {
	case name == "matrix" && len(v) == 6:
		return [6]float64(v), true
	case name == "translate" && len(v) == 1:
		return [6]float64{1, 0, 0, 1, v[0], 0}, true
	case name == "translate" && len(v) == 2:
		return [6]float64{1, 0, 0, 1, v[0], v[1]}, true
	case name == "scale" && len(v) == 1:
		return [6]float64{v[0], 0, 0, v[0], 0, 0}, true
	case name == "scale" && len(v) == 2:
		return [6]float64{v[0], 0, 0, v[1], 0, 0}, true
	case name == "rotate" && len(v) == 1:
		return turn(v[0]), true
	case name == "rotate" && len(v) == 3:
		return times(times([6]float64{1, 0, 0, 1, v[1], v[2]}, turn(v[0])), [6]float64{1, 0, 0, 1, -v[1], -v[2]}), true
	case name == "skewX" && len(v) == 1:
		return [6]float64{1, 0, math.Tan(v[0] * math.Pi / 180), 1, 0, 0}, true
	case name == "skewY" && len(v) == 1:
		return [6]float64{1, math.Tan(v[0] * math.Pi / 180), 0, 1, 0, 0}, true
	}
	return m, false
}

// times is the transformation n, and then m.
func times(m, n [6]float64) [6]float64 {
	two := func(a, b, c, d float64) float64 { return float64(a*b) + float64(c*d) }
	return [6]float64{
		two(m[0], n[0], m[2], n[1]), two(m[1], n[0], m[3], n[1]), two(m[0], n[2], m[2], n[3]), two(m[1], n[2], m[3], n[3]),
		two(m[0], n[4], m[2], n[5]) + m[4], two(m[1], n[4], m[3], n[5]) + m[5],
	}
}

// colours are those of CSS level 1 by name (w3.org/TR/CSS1).
var colours = map[string][3]byte{
	"black": {0, 0, 0}, "silver": {192, 192, 192}, "gray": {128, 128, 128}, "grey": {128, 128, 128}, "white": {255, 255, 255},
	"maroon": {128, 0, 0}, "red": {255, 0, 0}, "purple": {128, 0, 128}, "fuchsia": {255, 0, 255}, "green": {0, 128, 0}, "lime": {0, 255, 0},
	"olive": {128, 128, 0}, "yellow": {255, 255, 0}, "navy": {0, 0, 128}, "blue": {0, 0, 255}, "teal": {0, 128, 128}, "aqua": {0, 255, 255},
	"orange": {255, 165, 0},
}

// colour reads a colour: a name, #rgb, #rrggbb or rgb(r, g, b).
func colour(s string) (c [3]byte, ok bool) {
	s = strings.ToLower(s)
	if c, ok = colours[s]; ok {
		return c, true
	}
	if hex, is := strings.CutPrefix(s, "#"); is {
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		n, err := strconv.ParseUint(hex, 16, 32)
		return [3]byte{byte(n >> 16), byte(n >> 8), byte(n)}, err == nil && len(hex) == 6
	}
	inner, is := strings.CutPrefix(s, "rgb(")
	v, err := numbers(strings.TrimSuffix(inner, ")"))
	if !is || err != nil || len(v) != 3 {
		return c, false
	}
	for i, x := range v {
		if !(x >= 0 && x <= 255) {
			return c, false
		}
		c[i] = byte(math.Round(x))
	}
	return c, true
}
