package face_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"omnibus/assemble/face"
	"omnibus/assemble/face/facetest"
)

// Georgian and Osage letters, and a sign; the Latin letter is one that the built-in face has.
var others = map[rune]rune{'\u10d0': 'a', '\u10d1': 'W', '\U000104b0': 'O', '\u2ff0': '*', 'a': 'x'}

// TestWith: what a built-in face lacks is drawn with the first face of the folder that has it, in every style; what it has stays its own.
func TestWith(t *testing.T) {
	m, designs, faults := face.Liberation().With([]face.File{
		{Name: "b.ttf", Bytes: facetest.TTF(map[rune]rune{'\u10d0': 'M', '\u10d2': 'i'})}, {Name: "a.ttf", Bytes: facetest.TTF(others)},
	})
	if len(faults) > 0 || len(designs) != 2 || designs[0].File != "a.ttf" {
		t.Fatal(designs, faults)
	}
	if d := designs[0]; d.Name != "Liberation Serif" || !strings.Contains(d.Licence, "SIL Open Font License") || len(d.Scripts) != 2 ||
		d.Scripts[0] != (face.Script{Name: "Georgian", Letters: 2}) || d.Scripts[1] != (face.Script{Name: "Osage", Letters: 1}) {
		t.Errorf("the face is known as %+v", d)
	}
	built := face.Liberation().Table(face.Regular)
	for style := face.Regular; style <= face.BoldItalic; style++ {
		table, bare := m.Table(style), face.Liberation().Table(style)
		for _, c := range []struct {
			r      rune
			source int
			width  int
		}{
			{'\u10d0', 1, built.Advance('a')}, {'\u10d1', 1, built.Advance('W')}, {'\u10d2', 2, built.Advance('i')}, {'\U000104b0', 1, built.Advance('O')},
			{'\u2ff0', 1, built.Advance('*')}, {'a', 0, bare.Advance('a')}, {'\u0416', 0, bare.Advance('\u0416')}, {'\u10d3', 0, bare.Advance('\u10d3')},
		} {
			known := c.source > 0 || bare.Has(c.r)
			if table.Has(c.r) != known || table.Source(c.r) != c.source || table.Advance(c.r) != c.width || bare.Has(c.r) != (known && c.source == 0) {
				t.Errorf("%s: %q is there %v, of face %d, %d wide; want %v, %d, %d", style, c.r, table.Has(c.r), table.Source(c.r), table.Advance(c.r), known, c.source, c.width)
			}
		}
		if got := table.Width("a\u10d0b"); got != table.Advance('a')+built.Advance('a')+table.Advance('b') {
			t.Errorf("%s: a word of both faces is %d wide", style, got)
		}
	}
	if m.Behind() != 2 || face.Liberation().Behind() != 0 {
		t.Errorf("%d faces are behind, and %d without a folder", m.Behind(), face.Liberation().Behind())
	}
	if same, none, _ := face.Liberation().With(nil); same != face.Liberation() || len(none) > 0 {
		t.Error("without files there are other measures")
	}
}

// TestStyles: each style is drawn with the face of that style, or else of the nearest: bold italic with the bold one.
func TestStyles(t *testing.T) {
	os2 := facetest.Table("OS/2")
	os2[4], os2[5], os2[63] = 2, 188, os2[63]&^64|32 // bold
	bold := facetest.With(facetest.TTF(map[rune]rune{'\u10d0': 'W'}), "OS/2", os2)
	m, designs, faults := face.Liberation().With([]face.File{{Name: "bold.ttf", Bytes: bold}, {Name: "plain.ttf", Bytes: facetest.TTF(others)}})
	if len(faults) > 0 || designs[0].Name != "Liberation Serif bold" || designs[1].Name != "Liberation Serif" {
		t.Fatal(designs, faults)
	}
	built := face.Liberation().Table(face.Regular)
	for style, letter := range map[face.Face]rune{face.Regular: 'a', face.Italic: 'a', face.Bold: 'W', face.BoldItalic: 'W'} {
		if got, want := m.Table(style).Advance('\u10d0'), built.Advance(letter); got != want {
			t.Errorf("%s: the letter is %d wide, want %d", style, got, want)
		}
	}
}

// TestMarksBehind: marks on letters of a face behind stand as that face has them, if it has the whole word.
func TestMarksBehind(t *testing.T) {
	const word = "x \u10d0\u0303"
	for _, c := range []struct {
		letters map[rune]rune
		shapes  int
	}{{map[rune]rune{'\u10d0': 'a', '\u0303': '\u0303'}, 1}, {map[rune]rune{'\u10d0': 'a'}, 0}} {
		m, _, _ := face.Liberation().With([]face.File{{Name: "x.ttf", Bytes: facetest.TTF(c.letters)}})
		shapes := m.Table(face.Regular).Shapes(word)
		if len(shapes) != c.shapes {
			t.Errorf("%v: the shapes are %+v", c.letters, shapes)
			continue
		}
		for _, s := range shapes {
			if s.At != 3 || s.Source != 1 || s.X == 0 && s.Y == 0 {
				t.Errorf("the mark stands as %+v", s)
			}
		}
	}
	if shapes := face.Liberation().Table(face.Regular).Shapes("a\u0303"); len(shapes) != 1 || shapes[0].Source != 0 {
		t.Errorf("the shapes of the built-in face are %+v", shapes)
	}
}

// TestWithout: a file that cannot be used is named with the reason, and no file makes the tool panic.
func TestWithout(t *testing.T) {
	good := facetest.TTF(others)
	kind := func(high, low byte) []byte { // of licence
		os2 := facetest.Table("OS/2")
		os2[8], os2[9] = high, low
		return facetest.With(good, "OS/2", os2)
	}
	for name, c := range map[string]struct {
		ttf  []byte
		want string
	}{
		"otto.otf":       {append([]byte("OTTO"), good[4:]...), "not a TrueType face"},
		"collection.ttc": {append([]byte("ttcf"), good[4:]...), "not a TrueType face"},
		"empty.ttf":      {nil, "not a TrueType face"},
		"short.ttf":      {good[:200], "not a TrueType face"},
		"words.ttf":      {[]byte(strings.Repeat("no face ", 100)), "not a TrueType face"},
		"restricted.ttf": {kind(0, 2), "does not allow embedding"},
		"bitmaps.ttf":    {kind(2, 0), "does not allow embedding"},
		"latin.ttf":      {face.Bold.TTF(), "no letter that the built-in faces lack"},
	} {
		m, designs, faults := face.Liberation().With([]face.File{{Name: name, Bytes: c.ttf}})
		if len(designs) > 0 || len(faults) != 1 || faults[name] == nil || !strings.Contains(faults[name].Error(), c.want) || m != face.Liberation() {
			t.Errorf("%s: %v %v", name, designs, faults)
		}
	}
	for _, allowed := range [][2]byte{{0, 0}, {0, 4}, {0, 8}, {0, 10}, {1, 0}} {
		if _, _, faults := face.Liberation().With([]face.File{{Name: "x.ttf", Bytes: kind(allowed[0], allowed[1])}}); len(faults) > 0 {
			t.Errorf("%v: %v", allowed, faults)
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		broken := bytes.Clone(good)
		for range 1 + rng.IntN(20) {
			broken[rng.IntN(2000)] = byte(rng.IntN(256))
		}
		m, _, _ := face.Liberation().With([]face.File{{Name: "x.ttf", Bytes: broken[:len(broken)-rng.IntN(2)*rng.IntN(len(broken))]}})
		m.Table(face.Regular).Width("a\u10d0\U000104b0")
	}
}
