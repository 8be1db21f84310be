package figure

import (
	"cmp"
	"image"
	"slices"

	"omnibus/assemble/fixed"
)

// Subdivisions of a pixel: how many lines of it are looked at, and the units of which a pixel is wide.
const (
	sublines = 4
	subunits = 256
)

// An edge is a straight part of an outline, from its upper end: x in units of a pixel, y in parts of its lines.
type edge struct {
	x1, y1, x2, y2 int64
	down           int
}

// raster draws the shapes on white, with so many pixels. All is counted in whole numbers: the same pixels on every processor.
func (f *Figure) raster(width, height int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = 0xff
	}
	cover := make([]int, width)
	for _, s := range f.Shapes {
		edges := f.edges(s.Path, width, height)
		slices.SortFunc(edges, func(a, b edge) int { return cmp.Compare(a.y1, b.y1) })
		var now []edge // those that may cross the line
		for y := range height {
			clear(cover)
			for sub := range sublines {
				line := int64(y*sublines+sub)*fine + fine/2
				now = slices.DeleteFunc(now, func(e edge) bool { return e.y2 <= line })
				for len(edges) > 0 && edges[0].y1 <= line {
					if edges[0].y2 > line {
						now = append(now, edges[0])
					}
					edges = edges[1:]
				}
				spans(now, line, s.EvenOdd, cover)
			}
			for x, c := range cover {
				p := img.Pix[img.PixOffset(x, y):]
				for k := range s.Fill {
					p[k] = byte((int(p[k])*(sublines*subunits-c) + int(s.Fill[k])*c + sublines*subunits/2) / (sublines * subunits))
				}
			}
		}
	}
	return img
}

// fine is the number of parts into which a line of a pixel is divided for the ends of edges.
const fine = 1024

// edges are those of an outline, closed, in the units of a picture of so many pixels.
func (f *Figure) edges(path []Step, width, height int) []edge {
	var out []edge
	for _, part := range flat(path) {
		for i, p := range part {
			q := part[(i+1)%len(part)]
			e := edge{
				x1:   fixed.Divide(int64(p.X)*int64(width)*subunits/1000, int64(f.Width)*int64(fixed.Point)/1000),
				x2:   fixed.Divide(int64(q.X)*int64(width)*subunits/1000, int64(f.Width)*int64(fixed.Point)/1000),
				y1:   fixed.Divide(int64(p.Y)*int64(height)*sublines, int64(f.Height)*int64(fixed.Point)/fine),
				y2:   fixed.Divide(int64(q.Y)*int64(height)*sublines, int64(f.Height)*int64(fixed.Point)/fine),
				down: 1,
			}
			if e.y1 > e.y2 {
				e = edge{e.x2, e.y2, e.x1, e.y1, -1}
			}
			if e.y1 != e.y2 {
				out = append(out, e)
			}
		}
	}
	return out
}

// spans adds to each pixel how much of a line of it is inside the outline, whose edges all cross that line.
func spans(edges []edge, y int64, evenOdd bool, cover []int) {
	type crossing struct {
		x    int64
		down int
	}
	at := make([]crossing, 0, len(edges))
	for _, e := range edges {
		at = append(at, crossing{e.x1 + fixed.Divide((e.x2-e.x1)*(y-e.y1), e.y2-e.y1), e.down})
	}
	slices.SortFunc(at, func(a, b crossing) int { return cmp.Compare(a.x, b.x) })
	around := 0
	for i := 0; i+1 < len(at); i++ {
		around += at[i].down
		inside := around != 0
		if evenOdd {
			inside = i%2 == 0
		}
		from, to := max(at[i].x, 0), min(at[i+1].x, int64(len(cover))*subunits)
		for x := from; inside && x < to; {
			pixel := x / subunits
			end := min(to, (pixel+1)*subunits)
			cover[pixel] += int(end - x)
			x = end
		}
	}
}
