package face

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"golang.org/x/text/unicode/norm"
)

// A Shape is one or more characters of a text that are not drawn with their default glyph at the pen: a mark above or below a letter, or a
// letter that has another form before a mark.
type Shape struct {
	At    int    // index of the first character in the text
	Count int    // number of characters that the glyph represents
	Glyph uint16 // in the face; 0 is the default glyph of the character
	X, Y  int    // distance from the pen, in thousandths of an em

	Source int // of the glyph: as Table.Source tells it
}

// Shapes returns the characters of a text that are not drawn in the default way, in order. Few texts have any, because letters with accents
// are single characters. Shapes do not change how far the text moves the pen.
func (t *Table) Shapes(text string) []Shape {
	if !marked(text) || t.ttf == nil {
		return nil
	}
	var out []Shape
	at := 0
	for text != "" {
		word, rest, _ := strings.Cut(text, " ")
		if marked(word) {
			if of, source := t.whole(word); of != nil {
				for _, s := range of.shaped(word) {
					s.At += at
					s.Source = source
					out = append(out, s)
				}
			}
		}
		at += utf8.RuneCountInString(word) + 1
		text = rest
	}
	return out
}

// whole returns the face that draws the first letter of a word, and its place behind this one; nil if another face than this one draws that
// letter and lacks a part of the word, whose marks then stand where they are by themselves.
func (t *Table) whole(word string) (of *Table, source int) {
	first, _ := utf8.DecodeRuneInString(word)
	n := t.Source(first)
	if n == 0 {
		return t, 0
	}
	of = t.Behind(n)
	for _, r := range word {
		if of.Glyph(r) == 0 {
			return nil, 0
		}
	}
	return of, n
}

// marked reports whether a text has combining marks.
func marked(text string) bool {
	for i := range len(text) {
		if text[i] >= 0xCC { // the first byte of U+0300
			for _, r := range text[i:] {
				if r >= 0x300 && unicode.Is(unicode.M, r) {
					return true
				}
			}
			return false
		}
	}
	return false
}

// A shaper shapes words with one face. It is not safe for concurrent use.
type shaper struct {
	mu    sync.Mutex
	face  *font.Face
	font  *harfbuzz.Font
	scale float64
	known map[string][]Shape
}

// plainly lists the features of a face that papers do not use: ligatures, which readers of the text would have to undo, and kerning, which
// is in the tables.
var plainly = func() (out []harfbuzz.Feature) {
	for _, tag := range []string{"liga", "clig", "dlig", "calt", "kern"} {
		out = append(out, harfbuzz.Feature{Tag: opentype.MustNewTag(tag), End: harfbuzz.FeatureGlobalEnd})
	}
	return out
}()

// mostKnown is the number of words that a shaper caches.
const mostKnown = 10000

// shaped returns the shapes of a word, from the cache if it is there.
func (t *Table) shaped(word string) []Shape {
	s := t.shaper()
	s.mu.Lock()
	defer s.mu.Unlock()
	out, ok := s.known[word]
	if !ok {
		if len(s.known) >= mostKnown {
			clear(s.known)
		}
		out = s.shape([]rune(word))
		s.known[strings.Clone(word)] = out
	}
	return out
}

func newShaper(ttf []byte) *shaper {
	f, err := font.ParseTTF(bytes.NewReader(ttf))
	if err != nil {
		panic("face: a face of the tool cannot be read: " + err.Error())
	}
	return &shaper{face: f, font: harfbuzz.NewFont(f), scale: 1000 / float64(f.Upem()), known: map[string][]Shape{}}
}

// shape returns the shapes of a word by the tables of the face. It centres a mark that they do not position above or below its letter.
func (s *shaper) shape(word []rune) []Shape {
	b := harfbuzz.NewBuffer()
	b.ClusterLevel = harfbuzz.MonotoneCharacters
	b.AddRunes(dotless(word), 0, -1)
	b.GuessSegmentProperties()
	b.Props.Direction = harfbuzz.LeftToRight
	b.Shape(s.font, plainly)
	var out []Shape
	// In units of the face: pen of the shaped glyphs, plain of the characters without shaping. next is the next character.
	pen, plain, next := int32(0), 0.0, 0
	stack := pile{}
	for i, g := range b.Info {
		count := len(word) - g.Cluster
		if i+1 < len(b.Info) {
			count = b.Info[i+1].Cluster - g.Cluster
		}
		if count == 0 || g.Glyph > math.MaxUint16 { // a character of several glyphs: õ is decomposed before another mark
			return s.piled(word)
		}
		for ; next < g.Cluster; next++ {
			plain += s.advance(word[next])
		}
		r := word[g.Cluster]
		own, _ := s.face.NominalGlyph(r)
		p := b.Pos[i]
		x, y := float64(pen+p.XOffset)-plain, float64(p.YOffset)
		mark := unicode.Is(unicode.M, r)
		if mark {
			if p.XOffset == 0 && p.YOffset == 0 {
				x, y = stack.place(s, g.Glyph, r, plain)
			} else {
				stack.add(s, g.Glyph, plain+x, y)
			}
		} else {
			stack = pile{}
			stack.add(s, g.Glyph, plain+x, y)
		}
		shape := Shape{At: g.Cluster, Count: count, X: s.round(x), Y: s.round(y)}
		if g.Glyph != own || count > 1 {
			shape.Glyph = uint16(g.Glyph)
		}
		if shape.Glyph != 0 || shape.X != 0 || shape.Y != 0 {
			out = append(out, shape)
		}
		pen += p.XAdvance
	}
	return out
}

// bareOf maps the letters that lose their dot under a mark (Soft_Dotted) to the letters without a dot.
var bareOf = map[rune]rune{'i': 0x131, 'j': 0x237}

// dotless returns a word in which i and j have no dot under a mark above them.
func dotless(word []rune) []rune {
	out := word
	for i, r := range word[:max(len(word)-1, 0)] {
		bare := bareOf[r]
		if bare == 0 {
			continue
		}
		for _, m := range word[i+1:] {
			class := norm.NFD.PropertiesString(string(m)).CCC()
			if class == above {
				if &out[0] == &word[0] {
					out = slices.Clone(word)
				}
				out[i] = bare
			}
			if class == 0 || class == above {
				break
			}
		}
	}
	return out
}

// piled returns the shapes of a word with all marks positioned by the edges of the glyphs.
func (s *shaper) piled(word []rune) []Shape {
	var out []Shape
	pen, stack := 0.0, pile{}
	drawn := dotless(word)
	for i, r := range word {
		g, _ := s.face.NominalGlyph(drawn[i])
		if unicode.Is(unicode.M, r) {
			x, y := stack.place(s, g, r, pen)
			out = append(out, Shape{At: i, Count: 1, X: s.round(x), Y: s.round(y)})
		} else {
			if drawn[i] != r {
				out = append(out, Shape{At: i, Count: 1, Glyph: uint16(g)})
			}
			stack = pile{}
			stack.add(s, g, pen, 0)
		}
		pen += s.advance(r)
	}
	return out
}

func (s *shaper) round(units float64) int { return int(math.Round(units * s.scale)) }

// advance returns how far a character moves the pen, in the units of the face.
func (s *shaper) advance(r rune) float64 {
	g, _ := s.face.NominalGlyph(r)
	return float64(s.face.HorizontalAdvance(g))
}

// A pile is a letter with the marks positioned on it so far: its edges, in the units of the face, from the beginning of the word.
type pile struct {
	there                    bool
	left, right, top, bottom float64
}

// add adds a glyph at a position. A mark extends the pile upwards or downwards, never sideways.
func (p *pile) add(s *shaper, g font.GID, x, y float64) {
	e, ok := s.face.GlyphExtents(g)
	if !ok {
		return
	}
	top, bottom := y+float64(e.YBearing), y+float64(e.YBearing+e.Height)
	if !p.there {
		*p = pile{true, x + float64(e.XBearing), x + float64(e.XBearing+e.Width), top, bottom}
		return
	}
	p.top, p.bottom = max(p.top, top), min(p.bottom, bottom)
}

// clearance is the space between a letter and a mark, in thousandths of an em.
const clearance = 80

// Classes of combining marks (Unicode Standard, 4.3), by their position.
const (
	attachedBelow = 202
	below         = 220
	above         = 230
)

// place returns the position, relative to the pen, of a mark that the face does not position: centred above or below the pile.
func (p *pile) place(s *shaper, g font.GID, r rune, pen float64) (x, y float64) {
	e, ok := s.face.GlyphExtents(g)
	if !ok || !p.there {
		return 0, 0
	}
	x = float64((p.left+p.right)/2) - float64(e.XBearing) - float64(float64(e.Width)/2) - pen // each rounded, on every processor
	space := clearance / s.scale
	switch norm.NFD.PropertiesString(string(r)).CCC() {
	case above:
		y = p.top + space - float64(e.YBearing+e.Height)
	case below:
		y = p.bottom - space - float64(e.YBearing)
	case attachedBelow:
		y = p.bottom - float64(e.YBearing)
	}
	p.add(s, g, pen+x, y)
	return x, y
}

// GlyphAdvance returns how far a glyph of the face moves the pen.
func (t *Table) GlyphAdvance(glyph uint16) int {
	s := t.shaper()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.round(float64(s.face.HorizontalAdvance(font.GID(glyph))))
}

// Glyph returns the glyph of a character; 0 if the face has none.
func (t *Table) Glyph(r rune) uint16 {
	s := t.shaper()
	s.mu.Lock()
	defer s.mu.Unlock()
	g, _ := s.face.NominalGlyph(r)
	return uint16(g)
}
