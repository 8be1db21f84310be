package face

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-text/typesetting/font"
	"golang.org/x/text/unicode/norm"
)

// TestMarks: a mark is centred above or below its letter, in each script, and clear of it; a precomposed character is not shaped.
func TestMarks(t *testing.T) {
	for f := Regular; f <= BoldItalic; f++ {
		table := Liberation().Table(f)
		s := newShaper(f.TTF())
		for _, word := range strings.Fields("g\u0303 G\u0303 m\u0303 \u043c\u0301 \u0410\u0301 \u0443\u0301 \u0438\u0302 \u03b1\u0303 \u03a9\u0308 o\u0331 " +
			"r\u0323 \u04af\u0301 \u00f5\u0331 \u1e3d\u030c h\u0331 x\u0307 \u0437\u0331") {
			word = norm.NFC.String(word)
			runes := []rune(word)
			shapes := table.Shapes("le " + word + ", to")
			if len(runes) == 1 {
				if shapes != nil {
					t.Errorf("%s %s: %v", f, word, shapes)
				}
				continue
			}
			if len(shapes) != 1 || shapes[0].At != 4 || shapes[0].Count != 1 {
				t.Errorf("%s %s: %v", f, word, shapes)
				continue
			}
			of := shapes[0]
			base, _ := s.face.NominalGlyph(runes[0])
			mark, _ := s.face.NominalGlyph(runes[1])
			if of.Glyph != 0 {
				mark = font.GID(of.Glyph)
			}
			b, _ := s.face.GlyphExtents(base)
			m, _ := s.face.GlyphExtents(mark)
			up := func(v float32) int { return s.round(float64(v)) }
			middle := up(b.XBearing + b.Width/2)
			at := up(float32(s.advance(runes[0]))+m.XBearing+m.Width/2) + of.X
			if d := at - middle; d > 140 || d < -140 { // italics slant
				t.Errorf("%s %s: the mark is %d from the middle", f, word, d)
			}
			low, high := up(m.YBearing+m.Height)+of.Y, up(m.YBearing)+of.Y
			if low < up(b.YBearing)-20 && high > up(b.YBearing+b.Height)+20 {
				t.Errorf("%s %s: the mark, from %d to %d, touches its letter, from %d to %d", f, word, low, high, up(b.YBearing+b.Height), up(b.YBearing))
			}
			if low > up(b.YBearing)+250 || high < up(b.YBearing+b.Height)-250 {
				t.Errorf("%s %s: the mark, from %d to %d, is far from its letter, to %d", f, word, low, high, up(b.YBearing))
			}
		}
	}
}

// TestPiles: several marks on a letter are stacked; a letter without marks does not move; only spaces separate words.
func TestPiles(t *testing.T) {
	table := Liberation().Table(Regular)
	got := table.Shapes("a \u043c\u0301\u0308b g\u0303")
	if len(got) != 3 || got[0].At != 3 || got[1].At != 4 || got[2].At != 8 {
		t.Error(got)
	}
	sh := newShaper(Regular.TTF())
	edges := func(r rune, of Shape) (low, high int) {
		g, _ := sh.face.NominalGlyph(r)
		e, _ := sh.face.GlyphExtents(g)
		return sh.round(float64(e.YBearing+e.Height)) + of.Y, sh.round(float64(e.YBearing)) + of.Y
	}
	if len(got) == 3 {
		_, high := edges(0x301, got[0])
		if low, _ := edges(0x308, got[1]); low < high {
			t.Errorf("the second mark, from %d, touches the first, up to %d", low, high)
		}
	}
	for _, plain := range []string{"", "hagua", "ñandúes, “Ключ”, Ελλάδα – à l’été", "\u2014"} {
		if got := table.Shapes(plain); got != nil {
			t.Errorf("%q: %v", plain, got)
		}
	}
	for word, plain := range map[string]rune{"j\u0303": 'ȷ', "i\u0331\u030c": 'ı', "i\u0331": 0, "ij": 0} {
		got := table.Shapes(word)
		if bare := len(got) > 0 && got[0].At == 0; bare != (plain != 0) || bare && got[0].Glyph != table.Glyph(plain) {
			t.Errorf("%q: %v", word, got)
		}
	}
	if got := Fixed().Table(Regular).Shapes("g\u0303"); got != nil {
		t.Errorf("Fixed shapes: %v", got)
	}
	if got := table.Shapes("\u0303a"); len(got) > 1 || len(got) == 1 && got[0].At != 0 {
		t.Errorf("a mark without a letter: %v", got)
	}
	if table.Glyph('g') == 0 || table.Glyph(0x4E2D) != 0 || table.GlyphAdvance(table.Glyph('g')) != table.Advance('g') {
		t.Error("the glyph of a character is wrong")
	}
}

// TestShapesAtOnce: several goroutines shape at the same time, and the cache returns what was made.
func TestShapesAtOnce(t *testing.T) {
	table := Liberation().Table(Bold)
	want := table.Shapes("hag\u0303ua")
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			for j := range 200 {
				table.Shapes(fmt.Sprint("x", i, j, "g\u0303"))
				if got := table.Shapes("hag\u0303ua"); !slices.Equal(got, want) {
					t.Errorf("got %v, want %v", got, want)
				}
			}
		})
	}
	wait.Wait()
}
