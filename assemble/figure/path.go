package figure

import (
	"math"
	"strings"

	"omnibus/assemble/fixed"
)

// at is a point in the units of the file.
func at(x, y float64) Point { return Point{rounded(x), rounded(y)} }

// get reads a length among attributes; 0 if there is none. ok is false if it is no number of a fair size.
func (a attributes) get(key string) (v float64, ok bool) {
	if a[key] == "" {
		return 0, true
	}
	v, err := length(a[key])
	return v, err == nil && math.Abs(v) <= mostUnits
}

// all reads several lengths.
func (a attributes) all(keys ...string) (v []float64, ok bool) {
	for _, k := range keys {
		x, fits := a.get(k)
		if !fits {
			return nil, false
		}
		v = append(v, x)
	}
	return v, true
}

// bend is how far from its ends the two points lie that make a cubic curve a quarter of a circle.
const bend = 0.5522847498

// rect is a rectangle. Its corners may be round.
func (d *drawer) rect(a attributes) ([]Step, *Wrong) {
	v, ok := a.all("x", "y", "width", "height", "rx", "ry")
	if !ok {
		return nil, d.refuse("the sizes of a <rect> cannot be read")
	}
	x, y, w, h, rx, ry := v[0], v[1], v[2], v[3], v[4], v[5]
	if a["rx"] == "" {
		rx = ry
	}
	if a["ry"] == "" {
		ry = rx
	}
	if w <= 0 || h <= 0 {
		return nil, nil
	}
	rx, ry = min(max(rx, 0), w/2), min(max(ry, 0), h/2)
	o := &outline{}
	o.move(x+rx, y)
	o.line(x+w-rx, y)
	o.corner(x+w, y+ry, rx, 0, 0, -ry)
	o.line(x+w, y+h-ry)
	o.corner(x+w-rx, y+h, 0, ry, rx, 0)
	o.line(x+rx, y+h)
	o.corner(x, y+h-ry, -rx, 0, 0, ry)
	o.line(x, y+ry)
	o.corner(x+rx, y, 0, -ry, -rx, 0)
	o.close()
	return o.steps, nil
}

// ellipse is a circle or an ellipse.
func (d *drawer) ellipse(a attributes) ([]Step, *Wrong) {
	v, ok := a.all("cx", "cy", "rx", "ry", "r")
	if !ok {
		return nil, d.refuse("the sizes of a circle cannot be read")
	}
	x, y, rx, ry := v[0], v[1], v[2], v[3]
	if a["r"] != "" {
		rx, ry = v[4], v[4]
	}
	if rx <= 0 || ry <= 0 {
		return nil, nil
	}
	o := &outline{}
	o.move(x+rx, y)
	o.corner(x, y+ry, 0, ry, rx, 0)
	o.corner(x-rx, y, -rx, 0, 0, ry)
	o.corner(x, y-ry, 0, -ry, -rx, 0)
	o.corner(x+rx, y, rx, 0, 0, -ry)
	o.close()
	return o.steps, nil
}

// polygon is an area between points.
func (d *drawer) polygon(a attributes) ([]Step, *Wrong) {
	v, err := numbers(a["points"])
	if err != nil || len(v)%2 != 0 {
		return nil, d.refuse("the points of a polygon cannot be read")
	}
	o := &outline{}
	for i := 0; i+1 < len(v); i += 2 {
		if !(math.Abs(v[i]) <= mostUnits && math.Abs(v[i+1]) <= mostUnits) {
			return nil, d.refuse("a point lies far out of the picture")
		}
		if i == 0 {
			o.move(v[0], v[1])
		} else {
			o.line(v[i], v[i+1])
		}
	}
	o.close()
	return o.steps, nil
}

// An outline is a path in the making.
type outline struct {
	steps          []Step
	x, y           float64 // where it stands
	beginX, beginY float64
}

func (o *outline) add(op byte, points ...Point) {
	s := Step{Op: op}
	copy(s.Points[:], points)
	o.steps = append(o.steps, s)
}

func (o *outline) move(x, y float64) {
	o.add('M', at(x, y))
	o.x, o.y, o.beginX, o.beginY = x, y, x, y
}

func (o *outline) line(x, y float64) {
	o.add('L', at(x, y))
	o.x, o.y = x, y
}

func (o *outline) curve(x1, y1, x2, y2, x, y float64) {
	o.add('C', at(x1, y1), at(x2, y2), at(x, y))
	o.x, o.y = x, y
}

func (o *outline) close() {
	o.add('Z')
	o.x, o.y = o.beginX, o.beginY
}

// corner is a quarter of an ellipse to (x, y): (ax, ay) is the way it sets out, and (bx, by) how far back along its way it comes from.
func (o *outline) corner(x, y, ax, ay, bx, by float64) {
	o.curve(o.x+float64(ax*bend), o.y+float64(ay*bend), x+float64(bx*bend), y+float64(by*bend), x, y)
}

// A pen reads the data of a path (w3.org/TR/SVG11/paths.html).
type pen struct {
	outline
	text   string
	from   int
	cx, cy float64 // the point that bent the last curve, for those that go on smoothly
	last   byte    // the last command
	wrong  string
	begun  bool
}

// arguments is how many numbers each command takes.
var arguments = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

// path is an area within lines and curves.
func (d *drawer) path(a attributes) ([]Step, *Wrong) {
	p := &pen{text: a["d"]}
	p.blanks()
	command := byte(0)
	for p.from < len(p.text) && p.wrong == "" {
		c := p.text[p.from]
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			command = c
			p.from++
		} else if command == 0 || command|0x20 == 'z' {
			p.wrong = "a number stands where a command must"
			break
		}
		n, known := arguments[command&^0x20]
		if !known {
			p.wrong = "there is no command " + string(rune(command))
			break
		}
		if !p.begun && command|0x20 != 'm' {
			p.wrong = "it does not begin with M"
			break
		}
		v := make([]float64, 0, 7)
		for i := range n {
			flag := command|0x20 == 'a' && (i == 3 || i == 4)
			v = append(v, p.number(flag))
		}
		if p.wrong != "" {
			break
		}
		if p.do(command, v); len(p.steps) > mostSteps {
			p.wrong = "it is too long"
		}
		switch command { // pairs that follow a move are lines
		case 'M':
			command = 'L'
		case 'm':
			command = 'l'
		}
		p.blanks()
	}
	if p.wrong != "" {
		return nil, d.refuse("the data of a <path> cannot be read: %s", p.wrong)
	}
	return p.steps, nil
}

// blanks passes over spaces and commas.
func (p *pen) blanks() {
	for p.from < len(p.text) && strings.IndexByte(" \t\r\n,", p.text[p.from]) >= 0 {
		p.from++
	}
}

// number reads a number, or a flag, which has one digit.
func (p *pen) number(flag bool) float64 {
	p.blanks()
	rest := p.text[p.from:]
	end := 0
	if flag {
		end = min(1, len(rest))
	} else {
		dot, exponent := false, false
		for end < len(rest) {
			switch c := rest[end]; {
			case c >= '0' && c <= '9':
			case (c == '-' || c == '+') && (end == 0 || rest[end-1]|0x20 == 'e'):
			case c == '.' && !dot && !exponent:
				dot = true
			case c|0x20 == 'e' && !exponent && end > 0:
				exponent = true
			default:
				goto done
			}
			end++
		}
	}
done:
	v, err := numbers(rest[:end])
	if err != nil || len(v) != 1 || !(math.Abs(v[0]) <= mostUnits) {
		p.wrong = "a number is missing or too large"
		return 0
	}
	p.from += end
	return v[0]
}

// do follows a command. A lower-case one counts from where the pen stands.
func (p *pen) do(command byte, v []float64) {
	up := command &^ 0x20
	x0, y0 := 0.0, 0.0
	if command != up {
		x0, y0 = p.x, p.y
	}
	bx, by := p.x, p.y // what bends the next smooth curve
	if smooth := up == 'S' && (p.last == 'C' || p.last == 'S') || up == 'T' && (p.last == 'Q' || p.last == 'T'); smooth {
		bx, by = 2*p.x-p.cx, 2*p.y-p.cy
	}
	quadratic := func(qx, qy, x, y float64) {
		third := func(a, q float64) float64 { return a + float64((q-a)*2/3) }
		sx, sy := p.x, p.y
		p.curve(third(sx, qx), third(sy, qy), third(x, qx), third(y, qy), x, y)
		p.cx, p.cy = qx, qy
	}
	switch up {
	case 'M':
		p.begun = true
		p.move(x0+v[0], y0+v[1])
	case 'L':
		p.line(x0+v[0], y0+v[1])
	case 'H':
		p.line(x0+v[0], p.y)
	case 'V':
		p.line(p.x, y0+v[0])
	case 'C':
		p.curve(x0+v[0], y0+v[1], x0+v[2], y0+v[3], x0+v[4], y0+v[5])
		p.cx, p.cy = x0+v[2], y0+v[3]
	case 'S':
		p.curve(bx, by, x0+v[0], y0+v[1], x0+v[2], y0+v[3])
		p.cx, p.cy = x0+v[0], y0+v[1]
	case 'Q':
		quadratic(x0+v[0], y0+v[1], x0+v[2], y0+v[3])
	case 'T':
		quadratic(bx, by, x0+v[0], y0+v[1])
	case 'A':
		p.arc(v, x0+v[5], y0+v[6])
	case 'Z':
		p.close()
	}
	p.last = up
}

// arc draws a part of an ellipse to (x, y) as curves of a quarter at most (w3.org/TR/SVG11/implnote.html#ArcImplementationNotes).
func (p *pen) arc(v []float64, x, y float64) {
	rx, ry := math.Abs(v[0]), math.Abs(v[1])
	if rx == 0 || ry == 0 || x == p.x && y == p.y {
		p.line(x, y)
		return
	}
	sin, cos := math.Sincos(v[2] * math.Pi / 180)
	hx, hy := (p.x-x)/2, (p.y-y)/2
	x1, y1 := float64(cos*hx)+float64(sin*hy), float64(cos*hy)-float64(sin*hx)
	if over := float64(x1*x1)/float64(rx*rx) + float64(y1*y1)/float64(ry*ry); over > 1 {
		rx, ry = rx*math.Sqrt(over), ry*math.Sqrt(over)
	}
	square := float64(rx*rx*ry*ry)/(float64(rx*rx*y1*y1)+float64(ry*ry*x1*x1)) - 1
	k := math.Sqrt(max(square, 0))
	if (v[3] != 0) == (v[4] != 0) {
		k = -k
	}
	cx1, cy1 := k*rx*y1/ry, -k*ry*x1/rx
	cx := float64(cos*cx1) - float64(sin*cy1) + float64((p.x+x)/2)
	cy := float64(sin*cx1) + float64(cos*cy1) + float64((p.y+y)/2)
	from := math.Atan2((y1-cy1)/ry, (x1-cx1)/rx)
	sweep := math.Atan2((-y1-cy1)/ry, (-x1-cx1)/rx) - from
	switch {
	case v[4] != 0 && sweep < 0:
		sweep += 2 * math.Pi
	case v[4] == 0 && sweep > 0:
		sweep -= 2 * math.Pi
	}
	n := int(math.Ceil(math.Abs(sweep)/(math.Pi/2) - 1e-6))
	step := sweep / float64(max(n, 1))
	handle := 4.0 / 3 * math.Tan(step/4)
	place := func(ux, uy float64) (float64, float64) {
		return cx + float64(cos*rx*ux) - float64(sin*ry*uy), cy + float64(sin*rx*ux) + float64(cos*ry*uy)
	}
	for i := range n {
		s1, c1 := math.Sincos(from + float64(float64(i)*step))
		s2, c2 := math.Sincos(from + float64(float64(i+1)*step))
		ax, ay := place(c1-float64(handle*s1), s1+float64(handle*c1))
		bx, by := place(c2+float64(handle*s2), s2-float64(handle*c2))
		ex, ey := place(c2, s2)
		if i == n-1 {
			ex, ey = x, y
		}
		p.curve(ax, ay, bx, by, ex, ey)
	}
}

// flat is an outline as points between straight lines, one list for each of its parts.
func flat(path []Step) [][]Point {
	const pieces = 16 // of a curve
	var out [][]Point
	var now Point
	for _, s := range path {
		switch s.Op {
		case 'M':
			now = s.Points[0]
			out = append(out, []Point{now})
		case 'L':
			now = s.Points[0]
			out[len(out)-1] = append(out[len(out)-1], now)
		case 'C':
			for i := int64(1); i <= pieces; i++ {
				out[len(out)-1] = append(out[len(out)-1], Point{
					bezier(now.X, s.Points[0].X, s.Points[1].X, s.Points[2].X, i, pieces),
					bezier(now.Y, s.Points[0].Y, s.Points[1].Y, s.Points[2].Y, i, pieces),
				})
			}
			now = s.Points[2]
		case 'Z':
			now = out[len(out)-1][0]
			out = append(out, []Point{now})
		}
	}
	return out
}

// bezier is the place on a cubic curve at i of n.
func bezier(a, b, c, d fixed.Points, i, n int64) fixed.Points {
	j := n - i
	sum := int64(a)*j*j*j + 3*int64(b)*j*j*i + 3*int64(c)*j*i*i + int64(d)*i*i*i
	return fixed.Points(fixed.Divide(sum, n*n*n))
}
