package face

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// unknown marks, in the advance table, a character that the face lacks.
const unknown = math.MaxUint16

// A Table holds the measures of a face, in thousandths of an em, rounded like the widths of a PDF font. It is immutable, so that any number
// of goroutines may read it.
type Table struct {
	Name      string // in PDF files
	Ascent    int    // of the tallest letters above the baseline
	Descent   int    // below the baseline, positive
	CapHeight int
	XHeight   int

	advance  [256]*[256]uint16 // by high and low byte of the character
	far      map[rune]uint16   // advances of characters beyond U+FFFF
	left     [256]*[256]bool   // characters on the left of some kerning pair
	kern     map[uint32]int16
	fallback uint16 // advance of the box drawn for a character that the face lacks

	more   []*more        // faces for characters that it lacks
	ttf    []byte         // its file; nil: it is only for tests
	shaper func() *shaper // made when first needed
}

// Has reports whether the face, or one behind it, can show r.
func (t *Table) Has(r rune) bool {
	if t.own(r) {
		return true
	}
	n, _ := t.behind(r)
	return n > 0
}

// own reports whether the face itself can show r.
func (t *Table) own(r rune) bool {
	if uint32(r) > 0xFFFF {
		_, far := t.far[r]
		return far
	}
	p := t.advance[r>>8]
	return p != nil && p[r&0xFF] != unknown
}

// Advance returns how far r moves the pen. A character that the face lacks moves it as far as the box drawn for it.
func (t *Table) Advance(r rune) int {
	if uint32(r) <= 0xFFFF {
		if p := t.advance[r>>8]; p != nil && p[r&0xFF] != unknown {
			return int(p[r&0xFF])
		}
	} else if w, ok := t.far[r]; ok {
		return int(w)
	}
	if _, x := t.behind(r); x != nil {
		return x.table.Advance(r)
	}
	return int(t.fallback)
}

// Kern returns the space added between a and b, in thousandths of an em; usually negative or zero.
func (t *Table) Kern(a, b rune) int {
	if uint32(a) > 0xFFFF || uint32(b) > 0xFFFF {
		return 0
	}
	if p := t.left[a>>8]; p == nil || !p[a&0xFF] {
		return 0
	}
	return int(t.kern[uint32(a)<<16|uint32(b)])
}

func (t *Table) setAdvance(r rune, w uint16) {
	p := t.advance[r>>8]
	if p == nil {
		p = new([256]uint16)
		for i := range p {
			p[i] = unknown
		}
		t.advance[r>>8] = p
	}
	p[r&0xFF] = w
}

func (t *Table) setKern(a, b rune, k int) {
	p := t.left[a>>8]
	if p == nil {
		p = new([256]bool)
		t.left[a>>8] = p
	}
	p[a&0xFF] = true
	t.kern[uint32(a)<<16|uint32(b)] = int16(k)
}

// parse reads a face from a TrueType file.
func parse(name string, data []byte) *Table {
	t := measures(data)
	t.Name = name
	t.ttf = data
	t.shaper = shaperOf(data)
	return t
}

func shaperOf(ttf []byte) func() *shaper {
	return sync.OnceValue(func() *shaper { return newShaper(ttf) })
}

// measures reads the measures of a TrueType file: tables head, hhea, hmtx, OS/2, cmap (format 4) and kern (version 0, format 0). The faces
// are built into the tool, so that a file of another form is a bug, and panics.
func measures(data []byte) *Table {
	u16 := func(o int) int { return int(binary.BigEndian.Uint16(data[o:])) }
	i16 := func(o int) int { return int(int16(binary.BigEndian.Uint16(data[o:]))) }
	u32 := func(o int) int { return int(binary.BigEndian.Uint32(data[o:])) }

	at := map[string]int{}
	for i := range u16(4) {
		e := 12 + 16*i
		at[string(data[e:e+4])] = u32(e + 8)
	}
	for _, name := range []string{"head", "hhea", "hmtx", "OS/2", "cmap", "kern"} {
		if at[name] == 0 {
			panic("face: a face of the tool has no table " + name)
		}
	}
	em := float64(u16(at["head"] + 18))
	scale := func(v int) int { return int(math.Round(float64(v) * 1000 / em)) }

	t := &Table{
		Ascent:    scale(i16(at["hhea"] + 4)),
		Descent:   -scale(i16(at["hhea"] + 6)),
		XHeight:   scale(i16(at["OS/2"] + 86)),
		CapHeight: scale(i16(at["OS/2"] + 88)),
		kern:      map[uint32]int16{},
	}
	metrics := u16(at["hhea"] + 34)
	advance := func(glyph int) uint16 {
		return uint16(scale(u16(at["hmtx"] + 4*min(glyph, metrics-1))))
	}
	t.fallback = advance(0)

	sub := 0
	for i := range u16(at["cmap"] + 2) {
		e := at["cmap"] + 4 + 8*i
		if u16(e) == 3 && u16(e+2) == 1 {
			sub = at["cmap"] + u32(e+4)
		}
	}
	if sub == 0 || u16(sub) != 4 {
		panic("face: a face of the tool has no Unicode character map of format 4")
	}
	runes := map[int][]rune{} // by glyph
	segments := u16(sub+6) / 2
	for s := range segments {
		end := u16(sub + 14 + 2*s)
		start := u16(sub + 16 + 2*segments + 2*s)
		delta := u16(sub + 16 + 4*segments + 2*s)
		rangeAt := sub + 16 + 6*segments + 2*s
		offset := u16(rangeAt)
		for c := start; c <= end && c != 0xFFFF; c++ {
			glyph := (c + delta) & 0xFFFF
			if offset != 0 {
				glyph = u16(rangeAt + offset + 2*(c-start))
				if glyph != 0 {
					glyph = (glyph + delta) & 0xFFFF
				}
			}
			if glyph == 0 {
				continue
			}
			t.setAdvance(rune(c), advance(glyph))
			runes[glyph] = append(runes[glyph], rune(c))
		}
	}

	k := at["kern"]
	if u16(k) != 0 || u16(k+8)>>8 != 0 {
		panic("face: a face of the tool has kerning of an unknown kind")
	}
	for i := range u16(k + 10) {
		e := k + 18 + 6*i
		for _, a := range runes[u16(e)] {
			for _, b := range runes[u16(e+2)] {
				t.setKern(a, b, scale(i16(e+4)))
			}
		}
	}
	t.kernAccented()
	return t
}

// kernAccented gives letters with accents the kerning of their base letters, which the faces do not have. An accent on a small letter
// extends below the overhang of a capital before it, so that such a pair gets half the kerning.
func (t *Table) kernAccented() {
	accented := map[rune][]rune{}
	for r := rune(0xC0); r < 0x180; r++ {
		if d := []rune(norm.NFD.String(string(r))); len(d) == 2 && t.Has(r) && t.Advance(r) == t.Advance(d[0]) {
			accented[d[0]] = append(accented[d[0]], r)
		}
	}
	pairs := slices.Sorted(maps.Keys(t.kern))
	for _, key := range pairs {
		a, b, k := rune(key>>16), rune(key&0xFFFF), int(t.kern[key])
		right := k
		if unicode.IsUpper(a) && unicode.IsLower(b) {
			right = k / 2
		}
		for _, l := range accented[a] {
			t.setKern(l, b, k)
			for _, r := range accented[b] {
				t.setKern(l, r, right)
			}
		}
		for _, r := range accented[b] {
			t.setKern(a, r, right)
		}
	}
}

// Width returns how far text moves the pen, with kerning, in thousandths of an em. Spaces are not kerned.
func (t *Table) Width(text string) int {
	w := 0
	var before rune
	for _, r := range text {
		w += t.Advance(r)
		if before != 0 && before != ' ' && r != ' ' {
			w += t.Kern(before, r)
		}
		before = r
	}
	return w
}
