package face

import (
	"math"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// TestTablesAgreeWithSFNT: a second reader of the faces, golang.org/x/image/font/sfnt, finds the same coverage, widths and kerning.
func TestTablesAgreeWithSFNT(t *testing.T) {
	for f := Regular; f <= BoldItalic; f++ {
		t.Run(f.String(), func(t *testing.T) {
			font_, err := sfnt.Parse(f.TTF())
			if err != nil {
				t.Fatal(err)
			}
			var buf sfnt.Buffer
			em := fixed.Int26_6(font_.UnitsPerEm()) << 6
			thousandths := func(v fixed.Int26_6) int {
				return int(math.Round(float64(v>>6) * 1000 / float64(font_.UnitsPerEm())))
			}
			table := Liberation().Table(f)
			covered, kerned := 0, 0
			glyphs := map[rune]sfnt.GlyphIndex{}
			for r := rune(0x20); r <= 0xFFFE; r++ {
				g, err := font_.GlyphIndex(&buf, r)
				if err != nil {
					t.Fatal(err)
				}
				if table.Has(r) != (g != 0) {
					t.Fatalf("%U: Has is %v, sfnt has glyph %d", r, table.Has(r), g)
				}
				if g == 0 {
					continue
				}
				covered++
				glyphs[r] = g
				a, err := font_.GlyphAdvance(&buf, g, em, font.HintingNone)
				if err != nil {
					t.Fatal(err)
				}
				if table.Advance(r) != thousandths(a) {
					t.Errorf("%U: advance %d, sfnt %d", r, table.Advance(r), thousandths(a))
				}
			}
			for a := rune(0x20); a < 0x7F; a++ {
				for b := rune(0x20); b < 0x7F; b++ {
					v, err := font_.Kern(&buf, glyphs[a], glyphs[b], em, font.HintingNone)
					if err != nil && err != sfnt.ErrNotFound {
						t.Fatal(err)
					}
					if k := table.Kern(a, b); k != thousandths(v) {
						t.Errorf("%c%c: kerned by %d, sfnt %d", a, b, k, thousandths(v))
					} else if k != 0 {
						kerned++
					}
				}
			}
			if covered < 2000 || kerned < 80 {
				t.Errorf("only %d characters and %d kerning pairs", covered, kerned)
			}
		})
	}
}

func TestKerning(t *testing.T) {
	table := Liberation().Table(Regular)
	for _, c := range []struct {
		a, b rune
		want bool
	}{{'A', 'V', true}, {'T', 'o', true}, {'V', 'A', true}, {'n', 'n', false}, {'1', '2', false},
		{'Á', 'V', true}, {'V', 'é', true}, {'T', 'ó', true}} {
		if got := table.Kern(c.a, c.b); (got < 0) != c.want {
			t.Errorf("Kern(%c, %c) = %d", c.a, c.b, got)
		}
	}
}

func TestMeasuringDoesNotAllocate(t *testing.T) {
	table := Liberation().Table(Regular)
	n := testing.AllocsPerRun(10, func() {
		for r := rune(0); r < 0x10000; r++ {
			table.Advance(r)
			table.Kern('A', r)
		}
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestOutsideTheBasicPlane(t *testing.T) {
	table := Liberation().Table(Regular)
	for _, r := range []rune{0x1F600, -1, 0x10FFFF} {
		if table.Has(r) || table.Advance(r) <= 0 || table.Kern(r, 'A') != 0 || table.Kern('A', r) != 0 {
			t.Errorf("%U is not treated as missing", r)
		}
	}
}

func TestWith(t *testing.T) {
	if Regular.With(true, true) != BoldItalic || Italic.With(true, false) != BoldItalic || Bold.With(false, false) != Bold {
		t.Error("faces do not combine")
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		parse("", Regular.TTF())
	}
}

// TestWidth: letters of a word are kerned as the face prescribes, but words are not, because a line may break between them.
func TestWidth(t *testing.T) {
	table := Liberation().Table(Regular)
	apart := func(s string) (w int) {
		for _, r := range s {
			w += table.Advance(r)
		}
		return w
	}
	if got, want := table.Width("AVA"), apart("AVA")+table.Kern('A', 'V')+table.Kern('V', 'A'); got != want || got >= apart("AVA") {
		t.Errorf("AVA is %d wide, want %d", got, want)
	}
	if table.Kern('A', ' ') == 0 || table.Kern(' ', 'A') == 0 {
		t.Fatal("the face kerns no spaces: the test shows nothing")
	}
	if got := table.Width("A A"); got != apart("A A") {
		t.Errorf("A A is %d wide, want %d", got, apart("A A"))
	}
}

// TestKerningOfAccents: the accent on a small letter takes up space below the overhang of a capital, so that the pair gets half the
// kerning.
func TestKerningOfAccents(t *testing.T) {
	table := Liberation().Table(Regular)
	if plain, accented := table.Kern('T', 'o'), table.Kern('T', 'ó'); accented != plain/2 {
		t.Errorf("To is kerned by %d, Tó by %d", plain, accented)
	}
	if plain, accented := table.Kern('A', 'V'), table.Kern('Á', 'V'); accented != plain {
		t.Errorf("AV is kerned by %d, ÁV by %d", plain, accented)
	}
}
