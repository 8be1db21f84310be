package layout

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/style"
)

// sound returns what is wrong with a result whatever its document is: a word lost, doubled or out of order, something
// outside the page or its column, a pair that does not start level, a note away from the page of its mark, text over text. The pages are set with the measures of m.
func sound(d *doc.Document, s *style.Sheet, r *Result, m *face.Metrics) error {
	blocks := map[doc.Block]*strings.Builder{}
	notes := map[*doc.Note]*strings.Builder{}
	type place struct {
		page int
		y    float64
	}
	first := map[doc.Block]place{}
	noteAt := map[*doc.Note]int{}
	markAt := map[*doc.Note]int{}
	n := max(len(d.Langs), 1)
	width, height := s.Page(n)
	column := (width - s.Left - s.Right - float64(n-1)*s.Gap) / float64(n)

	for _, p := range r.Pages {
		if p.Width != width || p.Height != height {
			return fmt.Errorf("page %d is %g by %g", p.Number, p.Width, p.Height)
		}
		var foot float64 = p.Height - s.Bottom
		low := 0.0
		for _, it := range p.Items {
			switch it := it.(type) {
			case *Rule:
				for _, v := range []float64{it.X1, it.X2, it.Y1, it.Y2} {
					if math.IsNaN(v) || v < 0 || v > math.Max(p.Width, p.Height) {
						return fmt.Errorf("page %d: a rule at %g", p.Number, v)
					}
				}
			case *Line:
				text := it.Text()
				for _, g := range it.Segments {
					if math.IsNaN(g.X) || g.X < -0.01 || g.X+g.Width > p.Width+0.01 || it.Y < 0 || it.Y > p.Height {
						return fmt.Errorf("page %d: %q leaves the page: x %g to %g, y %g", p.Number, text, g.X, g.X+g.Width, it.Y)
					}
					adjust := g.Adjust(nil, m.Table(g.Face))
					if len(adjust) != len([]rune(g.Text)) {
						return fmt.Errorf("page %d: %q has %d adjustments", p.Number, g.Text, len(adjust))
					}
					wide := 0.0
					for i, c := range []rune(g.Text) {
						wide += float64(m.Table(g.Face).Advance(c))*g.Size/1000 + adjust[i]
					}
					if math.Abs(wide-g.Width) > 0.01 {
						return fmt.Errorf("page %d: %q is %g wide, and said to be %g", p.Number, g.Text, wide, g.Width)
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
						left = s.Left + float64(it.Column)*(column+s.Gap)
						right = left + column
					}
					if it.X < left-0.01 || it.X+it.Width > right+0.01 {
						return fmt.Errorf("page %d: %q leaves its column: x %g to %g", p.Number, text, it.X, it.X+it.Width)
					}
					if it.Note != nil {
						foot = math.Min(foot, it.Y)
					} else {
						low = math.Max(low, it.Y)
					}
					if it.Y > p.Height-s.Bottom+0.01 || it.Y < s.Top {
						return fmt.Errorf("page %d: %q stands at %g, in the margin", p.Number, text, it.Y)
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
						return fmt.Errorf("page %d: %q should end in a hyphen", p.Number, text)
					}
					text = strings.TrimSuffix(text, "-")
				}
				b.WriteString(text)
				if !it.Hyphen && !it.Tight {
					b.WriteByte(' ')
				}
			}
		}
		_ = foot
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
			return fmt.Errorf("note %s stands on page %d, its mark on page %d", n.Mark, noteAt[n], p)
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

// bare returns the words of a text: what layout may do with spaces and signs that are not printed is taken out.
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

// overlap finds two lines of text, or text and notes, that stand over each other.
func overlap(r *Result) error {
	for _, p := range r.Pages {
		var lines []*Line
		for _, it := range p.Items {
			if l, ok := it.(*Line); ok && l.Part == Body && l.Width > 0.1 {
				lines = append(lines, l)
			}
		}
		for i, a := range lines {
			for _, b := range lines[max(0, i-120):i] {
				if math.Abs(a.Y-b.Y) < 4 && a.X < b.X+b.Width-0.05 && b.X < a.X+a.Width-0.05 {
					return fmt.Errorf("page %d: %q stands over %q (y %g and %g)", p.Number, a.Text(), b.Text(), a.Y, b.Y)
				}
			}
		}
	}
	return nil
}
