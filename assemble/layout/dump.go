package layout

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/fixed"
)

// Dump writes the layout as text, for people and tests: for each page its lines in reading order, with the baseline and the
// left end in points, the kind of line, and its text.
//
//	page 1  612 x 792
//	    84.2   72.0  body        |The text of a line|
//	   101.0   72.0  label       |1.|
//	   700.0   72.0  rule        to 144.0 700.0
func (r *Result) Dump(w io.Writer) error {
	b := bufio.NewWriter(w)
	for _, p := range r.Pages {
		fmt.Fprintf(b, "page %d  %g x %g\n", p.Number, p.Width.Float(), p.Height.Float())
		for _, it := range p.Items {
			switch it := it.(type) {
			case *Line:
				fmt.Fprintf(b, "%8.1f %7.1f  %-11s |%s|", it.Y.Float(), it.X.Float(), it.kind(), it.Text())
				if it.Last && it.Part == Body {
					b.WriteString(" .")
				}
				b.WriteString("\n")
			case *Rule:
				fmt.Fprintf(b, "%8.1f %7.1f  %-11s to %.1f %.1f\n", it.Y1.Float(), it.X1.Float(), "rule", it.X2.Float(), it.Y2.Float())
			}
		}
	}
	if len(r.Places) > 0 {
		b.WriteString("places\n")
		for _, id := range slices.Sorted(maps.Keys(r.Places)) {
			fmt.Fprintf(b, "  %s  %d\n", id, r.Places[id])
		}
	}
	return b.Flush()
}

// Text returns the printed text of a line.
func (l *Line) Text() string {
	if len(l.Segments) == 1 {
		return l.Segments[0].Text
	}
	var b strings.Builder
	end := fixed.Points(0)
	for i, s := range l.Segments {
		// Words may be set apart without a space between them, such as a page number after its leaders.
		if i > 0 && s.X-end > s.Size && !strings.HasSuffix(l.Segments[i-1].Text, " ") {
			b.WriteByte(' ')
		}
		b.WriteString(s.Text)
		end = s.X + s.Width
	}
	return b.String()
}

func (l *Line) kind() string {
	k := [...]string{"body", "label", "artifact"}[l.Part]
	if l.Note != nil {
		k = "note " + l.Note.Mark
		if l.Part == Label {
			k = "mark"
		}
	}
	if l.Column > 0 {
		k = fmt.Sprintf("%s %c", k, 'A'+rune(l.Column))
	}
	return k
}
