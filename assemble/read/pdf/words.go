package pdf

import (
	"math"
	"strings"
)

// A Word is the text between two spaces on one line of a page, in one run of marked content.
type Word struct {
	Text     string  // if the word continues on the next line, it ends with a soft hyphen (U+00AD)
	X, Y     float64 // left end and baseline, in points from the top left corner of the page
	Width    float64 // points
	Size     float64 // points, of its first character
	Font     Name    // of its first character
	MCID     int     // marked-content identifier; -1 if there is none
	Artifact bool    // not part of the text: a running head, a page number
}

const softHyphen = "\u00ad"

// Words returns the words of the page in the order of its content, which in a tagged file is the reading order.
func (p *Page) Words() ([]Word, error) {
	var out []Word
	open := false
	end, last := 0.0, Word{}
	err := p.Walk(Visitor{Glyph: func(g Glyph) {
		text := g.Text
		if text == "" {
			text = "\uFFFD"
		}
		if strings.TrimSpace(text) == "" {
			open = false
			return
		}
		w := Word{Text: text, X: g.X, Y: g.Y, Size: g.Size, Font: g.Font.Name, MCID: MCID(g.Marks), Artifact: artifact(g.Marks)}
		if open && w.MCID == last.MCID && w.Artifact == last.Artifact && math.Abs(w.Y-last.Y) < 0.5 && math.Abs(g.X-end) < 0.2*g.Size+0.5 {
			n := &out[len(out)-1]
			n.Text += text
			n.Width = g.X + g.Width - n.X
		} else {
			w.Width = g.Width
			out, last, open = append(out, w), w, true
		}
		end = g.X + g.Width
	}})
	return out, err
}

func artifact(marks []Mark) bool {
	for _, m := range marks {
		if m.Tag == "Artifact" {
			return true
		}
	}
	return false
}

// Text returns the text of the page in the order of its content, without artifacts: with one space between words, and with whole words
// where they are divided at the end of a line.
func (p *Page) Text() (string, error) {
	var b strings.Builder
	end, y, id := 0.0, 0.0, 0
	err := p.Walk(Visitor{Glyph: func(g Glyph) {
		if artifact(g.Marks) {
			return
		}
		// Text at another position is another word unless it is in the same run of marked content, in which the file has the spaces.
		if m := MCID(g.Marks); m != id {
			if math.Abs(g.Y-y) > g.Size || math.Abs(g.X-end) > 0.2*g.Size+0.5 {
				b.WriteByte(' ')
			}
			id = m
		}
		end, y = g.X+g.Width, g.Y
		b.WriteString(g.Text)
	}})
	return whole(b.String()), err
}

// whole joins words that are divided at line ends, and replaces every run of white space by one space.
func whole(s string) string {
	for _, end := range []string{softHyphen + " ", softHyphen} {
		s = strings.ReplaceAll(s, end, "")
	}
	return strings.Join(strings.Fields(s), " ")
}
