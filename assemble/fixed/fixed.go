// Package fixed holds lengths as whole numbers of millionths of a point: sizes with up to three decimals, times the thousandths of an em
// that faces are measured in, are exact, and every processor breaks the same lines. (Floating point is not the same everywhere: some
// processors multiply and add in one step, with one rounding.)
package fixed

import (
	"math"
	"strconv"
)

// Points is a length, in millionths of a point. Whole numbers times Point are points.
type Points int64

// Point is one point.
const Point Points = 1_000_000

// A Ratio is a number without a unit, in millionths.
type Ratio int64

// One is the ratio of a length to itself.
const One Ratio = 1_000_000

// Of returns the length nearest to a number of points.
func Of(points float64) Points { return Points(math.Round(points * float64(Point))) }

// RatioOf returns the ratio nearest to a number.
func RatioOf(v float64) Ratio { return Ratio(math.Round(v * float64(One))) }

// Float returns a length in points, for people to read.
func (p Points) Float() float64 { return float64(p) / float64(Point) }

// Float returns a ratio as a number, for people to read.
func (r Ratio) Float() float64 { return float64(r) / float64(One) }

// Em returns thousandths of an em of text of size p.
func (p Points) Em(thousandths int) Points { return Points(Divide(int64(p)*int64(thousandths), 1000)) }

// Times returns the length r times as long as p.
func (p Points) Times(r Ratio) Points { return Points(Divide(int64(p)*int64(r), int64(One))) }

// Over returns p divided by q, which must not be zero.
func (p Points) Over(q Points) Ratio { return Ratio(Divide(int64(p)*int64(One), int64(q))) }

// Append appends a length in points to b, in the shortest form with at most the given number of decimals, from 0 to 6.
func (p Points) Append(b []byte, decimals int) []byte {
	v, unit := int64(p), int64(1)
	for i := decimals; i < 6; i++ {
		unit *= 10
	}
	v = Divide(v, unit)
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	one := int64(Point) / unit
	b = strconv.AppendInt(b, v/one, 10)
	if v %= one; v != 0 {
		b = append(b, '.')
		for one /= 10; v != 0; one /= 10 {
			b = append(b, byte('0'+v/one))
			v %= one
		}
	}
	return b
}

// Divide returns a / b, rounded to the nearest whole number, halves away from zero.
func Divide(a, b int64) int64 {
	if b < 0 {
		a, b = -a, -b
	}
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}
