package layout

import (
	"fmt"
	"strings"
	"unicode"

	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
	"omnibus/assemble/style"
)

// rounding is the largest difference between the sum of the parts of a line and the whole, in millionths of a point.
const rounding = 1000

// sound returns the first fault in a result that no document may have: a word lost, doubled or out of order, something outside the page or
// its column, a pair that does not start level, a note on another page than its mark, overlapping text. The pages are set with the metrics
// m.
func sound(d *doc.Document, s *style.Sheet, r *Result, m *face.Metrics) error {
	blocks := map[doc.Block]*strings.Builder{}
	notes := map[*doc.Note]*strings.Builder{}
	type place struct {
		page int
		y    fixed.Points
	}
	first := map[doc.Block]place{}
	noteAt := map[*doc.Note]int{}
	markAt := map[*doc.Note]int{}
	n := max(len(d.Langs), 1)
	width, height := s.Page(n)
	column := (width - s.Left - s.Right - fixed.Points(n-1)*s.Gap) / fixed.Points(n)

	for _, p := range r.Pages {
		if p.Width != width || p.Height != height {
			return fmt.Errorf("page %d is %g by %g", p.Number, p.Width.Float(), p.Height.Float())
		}
		for _, it := range p.Items {
			switch it := it.(type) {
			case *Rule:
				for _, v := range []fixed.Points{it.X1, it.X2, it.Y1, it.Y2} {
					if v < 0 || v > max(p.Width, p.Height) {
						return fmt.Errorf("page %d: a rule at %g", p.Number, v.Float())
					}
				}
			case *Line:
				text := it.Text()
				for _, g := range it.Segments {
					if g.X < 0 || g.X+g.Width > p.Width || it.Y < 0 || it.Y > p.Height {
						return fmt.Errorf("page %d: %q leaves the page: x %g to %g, y %g", p.Number, text, g.X.Float(), (g.X + g.Width).Float(), it.Y.Float())
					}
					adjust := g.Adjust(nil, m.Table(g.Face))
					if len(adjust) != len([]rune(g.Text)) {
						return fmt.Errorf("page %d: %q has %d adjustments", p.Number, g.Text, len(adjust))
					}
					wide := fixed.Points(0)
					for i, c := range []rune(g.Text) {
						wide += g.Size.Em(m.Table(g.Face).Advance(c)) + adjust[i]
					}
					if max(wide-g.Width, g.Width-wide) > rounding {
						return fmt.Errorf("page %d: %q is %g wide, and its Width is %g", p.Number, g.Text, wide.Float(), g.Width.Float())
					}
					if g.Inline != nil && g.Inline.Note != nil && it.Note == nil {
						if _, ok := markAt[g.Inline.Note]; !ok {
							markAt[g.Inline.Note] = p.Number
						}
					}
				}
				if it.Part == Artifact {
					continue
				}
				if it.Part == Body {
					left, right := s.Left, width-s.Right
					if it.Column > 0 {
						left = s.Left + fixed.Points(it.Column)*(column+s.Gap)
						right = left + column
					}
					if it.X < left-rounding || it.X+it.Width > right+rounding {
						return fmt.Errorf("page %d: %q leaves its column: x %g to %g", p.Number, text, it.X.Float(), (it.X + it.Width).Float())
					}
					if it.Y > p.Height-s.Bottom || it.Y < s.Top {
						return fmt.Errorf("page %d: %q is at %g, in the margin", p.Number, text, it.Y.Float())
					}
				} else {
					continue
				}
				if _, ok := it.Block.(*doc.Contents); ok {
					continue
				}
				var b *strings.Builder
				if it.Note != nil {
					if b = notes[it.Note]; b == nil {
						b = &strings.Builder{}
						notes[it.Note] = b
						noteAt[it.Note] = p.Number
					}
				} else {
					if b = blocks[it.Block]; b == nil {
						b = &strings.Builder{}
						blocks[it.Block] = b
						first[it.Block] = place{p.Number, it.Y}
					}
				}
				if it.Hyphen {
					if !strings.HasSuffix(text, "-") {
						return fmt.Errorf("page %d: %q should end with a hyphen", p.Number, text)
					}
					text = strings.TrimSuffix(text, "-")
				}
				b.WriteString(text)
				if !it.Hyphen && !it.Tight {
					b.WriteByte(' ')
				}
			}
		}
	}

	want := func(inlines []doc.Inline) string {
		var b strings.Builder
		for i := range inlines {
			b.WriteString(inlines[i].Text)
		}
		return bare(b.String())
	}
	var fault error
	check := func(b doc.Block, inlines []doc.Inline) {
		got := ""
		if t := blocks[b]; t != nil {
			got = bare(t.String())
		}
		if w := want(inlines); got != w && fault == nil {
			fault = fmt.Errorf("the words are not those of the document:\ngot  %q\nwant %q", got, w)
		}
	}
	var walk func([]doc.Block)
	walk = func(bs []doc.Block) {
		for _, b := range bs {
			switch b := b.(type) {
			case *doc.Section:
				walk(b.Blocks)
			case *doc.Paragraph:
				check(b, b.Inlines)
			case *doc.Heading:
				check(b, b.Inlines)
			case *doc.Masthead:
				var all []doc.Inline
				for _, l := range append(append([][]doc.Inline{}, b.Left...), b.Right...) {
					all = append(append(all, l...), doc.Inline{Text: " "})
				}
				check(b, all)
			case *doc.List:
				for _, i := range b.Items {
					walk(i.Blocks)
				}
			case *doc.Table:
				for _, rows := range [][]*doc.Row{b.Head, b.Rows} {
					for _, r := range rows {
						for _, c := range r.Cells {
							walk(c.Blocks)
						}
					}
				}
			case *doc.Pair:
				walk(b.Columns)
				var at []place
				for _, c := range b.Columns {
					if p, ok := first[c]; ok {
						at = append(at, p)
					}
				}
				for _, p := range at {
					if p != at[0] && fault == nil {
						fault = fmt.Errorf("a pair does not start level: %v", at)
					}
				}
			}
		}
	}
	walk(d.Blocks)
	if fault != nil {
		return fault
	}
	for n, p := range markAt {
		if n.Kind == doc.Foot && want(n.Inlines) != "" && noteAt[n] != p {
			return fmt.Errorf("note %s is on page %d, its mark on page %d", n.Mark, noteAt[n], p)
		}
		got := ""
		if t := notes[n]; t != nil {
			got = bare(t.String())
		}
		if w := want(n.Inlines); got != w && (n.Kind == doc.Foot) {
			return fmt.Errorf("the words of note %s: got %q, want %q", n.Mark, got, w)
		}
	}
	return overlap(r)
}

// bare returns the words of a text without what layout may change: spaces and unprinted characters.
func bare(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == 0x2011:
			b.WriteByte('-')
		case r == ' ' || r == 0xA0 || r == '\n':
			b.WriteByte(' ')
		case unicode.IsControl(r) && r != '\t' && r != '\r' && r != 0x85 && r != '\v' && r != '\f':
		case r == '\t' || r == '\r' || r == 0x85 || r == '\v' || r == '\f' || r == 0x2028 || r == 0x2029:
			b.WriteByte(' ')
		case r == 0xAD || r == 0x200B || r >= 0x200C && r <= 0x200F || r == 0x2060 || r == 0xFEFF || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069:
		default:
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' }), " ")
}

// overlap finds two lines of text, or text and notes, that overlap.
func overlap(r *Result) error {
	for _, p := range r.Pages {
		var lines []*Line
		for _, it := range p.Items {
			if l, ok := it.(*Line); ok && l.Part == Body && l.Width > fixed.Point/10 {
				lines = append(lines, l)
			}
		}
		for i, a := range lines {
			for _, b := range lines[max(0, i-120):i] {
				if max(a.Y-b.Y, b.Y-a.Y) < 4*fixed.Point && a.X < b.X+b.Width-fixed.Point/20 && b.X < a.X+a.Width-fixed.Point/20 {
					return fmt.Errorf("page %d: %q overlaps %q (y %g and %g)", p.Number, a.Text(), b.Text(), a.Y.Float(), b.Y.Float())
				}
			}
		}
	}
	return nil
}
