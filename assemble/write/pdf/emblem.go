package pdf

import (
	"bytes"
	"fmt"
	"strings"

	"omnibus/assemble/figure"
	"omnibus/assemble/fixed"
	"omnibus/assemble/layout"
)

// imageName is the name of the picture among the resources of a page.
const imageName = "Em"

// picture draws the emblem: its shapes, or its pixels, which are an object of their own.
func (d *drawing) picture(p *layout.Page, pic *layout.Picture) {
	of := pic.Block.Emblem
	left, foot := number(pic.X, 2), number(p.Height-pic.Y-pic.Height, 2)
	width, height := number(pic.Width, 2), number(pic.Height, 2)
	if e := d.tags.emblem(pic.Block); e != nil {
		e.with().box = fmt.Sprintf("[%s %s %s %s]", left, foot, number(pic.X+pic.Width, 2), number(p.Height-pic.Y, 2))
		d.begin(e)
	} else {
		d.begin(furnish)
	}
	b := &d.content
	if of.Figure.Shapes == nil {
		d.image = of.Figure
		fmt.Fprintf(b, "q %s 0 0 %s %s %s cm /%s Do Q\n", width, height, left, foot, imageName)
		return
	}
	fmt.Fprintf(b, "q %s %s %s %s re W n\n", left, foot, width, height)
	at := func(q figure.Point) string {
		x := pic.X + part(q.X, pic.Width, of.Figure.Width)
		y := pic.Y + part(q.Y, pic.Height, of.Figure.Height)
		return number(x, placeDecimals) + " " + number(p.Height-y, placeDecimals)
	}
	for _, s := range of.Figure.Shapes {
		fmt.Fprintf(b, "%s rg\n", strings.Join([]string{shade(s.Fill[0]), shade(s.Fill[1]), shade(s.Fill[2])}, " "))
		for _, step := range s.Path {
			switch step.Op {
			case 'M':
				b.WriteString(at(step.Points[0]) + " m\n")
			case 'L':
				b.WriteString(at(step.Points[0]) + " l\n")
			case 'C':
				b.WriteString(at(step.Points[0]) + " " + at(step.Points[1]) + " " + at(step.Points[2]) + " c\n")
			case 'Z':
				b.WriteString("h\n")
			}
		}
		if s.EvenOdd {
			b.WriteString("f*\n")
		} else {
			b.WriteString("f\n")
		}
	}
	b.WriteString("Q\n")
}

// part is how far along a side of the picture a coordinate is, of which the side has so many units.
func part(v, side fixed.Points, units int) fixed.Points {
	return fixed.Points(fixed.Divide(int64(v)/1000*int64(side), int64(units)*int64(fixed.Point)/1000))
}

// shade is a share of a colour.
func shade(c byte) string {
	return number(fixed.Points(fixed.Divide(int64(c)*int64(fixed.Point), 255)), 3)
}

// imageObject writes the pixels of the emblem and returns its entry among the resources; "" if there are none.
func (d *drawing) imageObject(out *objects) string {
	if d.image == nil {
		return ""
	}
	n := out.addStream(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8",
		d.image.Width, d.image.Height), bytes.Clone(d.image.RGB), false)
	return fmt.Sprintf("/XObject<</%s %s>>", imageName, ref(n))
}
