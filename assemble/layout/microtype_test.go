package layout

import (
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
	"omnibus/assemble/layout/lines"
	"omnibus/assemble/style"
)

// setIn returns the lines of a justified text in a column of a width.
func setIn(t *testing.T, s *style.Sheet, width fixed.Points, text string) []*Line {
	t.Helper()
	c := *s
	c.Sizes = map[string]style.Size{c.Size: {Width: width + c.Left + c.Right, Height: 800 * fixed.Point}}
	d := &doc.Document{Langs: []string{"en"}, Blocks: []doc.Block{&doc.Paragraph{Inlines: []doc.Inline{{Text: text}}}}}
	var diags diag.List
	r := Pages(d, &c, languages(t), face.Liberation(), &diags)
	var out []*Line
	for _, it := range r.Pages[0].Items {
		if l, ok := it.(*Line); ok && l.Part == Body {
			out = append(out, l)
		}
	}
	return out
}

const wordy = "“Migration is a matter of many sides,” said the delegation of one of the countries that took part; and it added that " +
	"Toronto, Washington, Asunción, and Tegucigalpa would receive the representatives of all member states that wish to speak of their " +
	"own experience: “with care, with patience, and with respect.” Nobody objected to this, and the meeting was adjourned."

// TestWiderLetters: the letters of a line are a little wider or narrower, in whole steps within bounds, and every line is as wide as its
// column plus what extends into the margins.
func TestWiderLetters(t *testing.T) {
	s := styleSheet(t, "../../templates/style.yaml")
	wider, narrower, hung := 0, 0, 0
	for width := fixed.Points(190); width < 320; width += 3 {
		plain := *s
		plain.Expand, plain.Hang = 0, false
		for _, l := range setIn(t, &plain, width*fixed.Point, wordy) {
			if l.X != s.Left || l.Segments[0].Steps != 0 {
				t.Fatalf("%q is set with wider letters or into the margin", l.Text())
			}
		}
		for _, l := range setIn(t, s, width*fixed.Point, wordy) {
			text := l.Text()
			first, last := []rune(text)[0], []rune(text)[len([]rune(text))-1]
			g := &l.Segments[len(l.Segments)-1]
			table := face.Liberation().Table(g.Face)
			left, _ := table.Hang(first)
			_, right := table.Hang(last)
			if want := s.Left - g.Size.Em(left); l.X != want {
				t.Errorf("%q begins at %g, not %g", text, l.X.Float(), want.Float())
			}
			if l.Last {
				continue
			}
			end := s.Left + width*fixed.Point + g.Size.Em(right)
			if off := l.X + l.Width - end; off > fixed.Point/10 || off < -fixed.Point/10 {
				if !strings.Contains(text, " ") || g.Space.Over(g.Size) < fixed.One/5 {
					t.Errorf("%q ends %g from where it should", text, off.Float())
				}
			}
			if left+right > 0 {
				hung++
			}
			switch most := int(s.Expand / lines.Step); {
			case g.Steps > most || g.Steps < -most:
				t.Errorf("%q is set wider by %d steps", text, g.Steps)
			case g.Steps > 0:
				wider++
			case g.Steps < 0:
				narrower++
			}
		}
	}
	if wider < 50 || narrower < 20 || hung < 50 {
		t.Errorf("only %d lines are wider, %d narrower, %d hang", wider, narrower, hung)
	}
}

// TestHyphensInRow: no more lines in a row end with hyphens than the style sheet allows, if the text can be set otherwise; without a limit,
// some texts have more.
func TestHyphensInRow(t *testing.T) {
	s := styleSheet(t, "../../templates/style.yaml")
	free := *s
	free.HyphenRow = 100
	unbound := 0
	for width := fixed.Points(185); width < 300; width += 2 {
		if n := inRow(setIn(t, s, width*fixed.Point, wordy+" "+wordier)); n > s.HyphenRow {
			t.Errorf("at %d points %d lines in a row end with hyphens", width, n)
		}
		unbound = max(unbound, inRow(setIn(t, &free, width*fixed.Point, wordy+" "+wordier)))
	}
	if unbound <= s.HyphenRow {
		t.Errorf("without a limit %d lines in a row end with hyphens: the test shows nothing", unbound)
	}
}

const wordier = "International organizations and governmental representatives consider implementation mechanisms, recommendations, and " +
	"administrative arrangements that correspondingly accommodate multidisciplinary participation."

// inRow returns the largest number of lines in a row that end with a hyphen.
func inRow(set []*Line) int {
	row, most := 0, 0
	for _, l := range set {
		if row++; !l.Hyphen {
			row = 0
		}
		most = max(most, row)
	}
	return most
}
