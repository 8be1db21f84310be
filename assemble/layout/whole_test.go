package layout

import (
	"runtime"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
	"omnibus/assemble/layout/lines"
	"omnibus/assemble/style"
)

// setAll returns the pages of justified paragraphs on pages of a size, with the codes of what is found.
func setAll(t *testing.T, s *style.Sheet, width, height fixed.Points, lang string, texts ...string) (*Result, []string) {
	t.Helper()
	c := *s
	c.Sizes = map[string]style.Size{c.Size: {Width: width + c.Left + c.Right, Height: height + c.Top + c.Bottom}}
	d := &doc.Document{Langs: []string{lang}}
	for _, text := range texts {
		d.Blocks = append(d.Blocks, &doc.Paragraph{Inlines: []doc.Inline{{Text: text}}})
	}
	var diags diag.List
	r := Pages(d, &c, languages(t), face.Liberation(), &diags)
	var codes []string
	for _, f := range diags.Items {
		codes = append(codes, f.Code)
	}
	return r, codes
}

// TestBondsHold: a bond breaks only if the text cannot be set with all of them whole, without a line that does not fill its column.
func TestBondsHold(t *testing.T) {
	s := styleSheet(t, "../../templates/style.yaml")
	broken, held := 0, 0
	for lang, marked := range map[string]string{ // ~ is a space where a bond is
		"en": "At 10:00~a.m. on March~31,~2025, the Committee took up resolutions AG/RES.~2883~(XLVI-O/16) and AG/RES.~2967, paragraphs 1~to~3 " +
			"and~7~to~12, and heard Mr.~Ortega and Dr.~Silva on target~10, on 100~€ for each of 5~million persons, and on Annex~IV of No.~12.",
		"es": "A las 10:00~a.~m. del 31~de marzo, los EE.~UU. presentaron la resolución AG/RES.~2883, párrafos 34~a~45, y el Dr.~Silva habló del " +
			"siglo~XXI, de Felipe~VI, de los 100~€ para cada uno de 5~millones de personas y del párr.~12, p.~ej., en relación con la meta~10.",
	} {
		for width := 110 * fixed.Point; width < 300*fixed.Point; width += 3 * fixed.Point {
			_, found := setAll(t, s, width, 600*fixed.Point, lang, strings.ReplaceAll(marked, "~", " "))
			if !slices.Contains(found, codeParted) {
				held++
				continue
			}
			broken++
			_, found = setAll(t, s, width, 600*fixed.Point, lang, strings.ReplaceAll(marked, "~", "\u00a0"))
			if !slices.Contains(found, codeLoose) && !slices.Contains(found, codeWide) {
				t.Errorf("%s: at %g points a bond is broken, but the text can be set without that", lang, width.Float())
			}
		}
	}
	if broken < 5 || held < 60 {
		t.Errorf("bonds are broken at %d widths, and hold at %d", broken, held)
	}
}

// TestWholeAtFoot: pages that end inside a text end after a whole word, though one line in six ends with a hyphen, and no word is lost.
func TestWholeAtFoot(t *testing.T) {
	s := styleSheet(t, "../../templates/style.yaml")
	inside, divided := 0, 0
	for _, height := range []fixed.Points{190 * fixed.Point, 230 * fixed.Point, 270 * fixed.Point} {
		for width := 190 * fixed.Point; width < 260*fixed.Point; width += 4 * fixed.Point {
			var texts []string
			for i := range 14 {
				texts = append(texts, strings.Join(strings.Fields(wordy)[i:], " "))
			}
			r, _ := setAll(t, s, width, height, "en", texts...)
			var words strings.Builder
			for k, p := range r.Pages {
				var last *Line
				for _, it := range p.Items {
					if l, ok := it.(*Line); ok && l.Part == Body {
						last = l
						words.WriteString(strings.TrimSuffix(l.Text(), "-"))
					}
				}
				if k == len(r.Pages)-1 || last.Last {
					continue
				}
				if inside++; last.Hyphen {
					divided++
				}
			}
			bare := strings.NewReplacer(" ", "", "-", "")
			if got, want := bare.Replace(words.String()), bare.Replace(strings.Join(texts, "")); got != want {
				t.Fatalf("at %g by %g points the pages read %q", width.Float(), height.Float(), got)
			}
		}
	}
	if inside < 180 || divided > inside/80 {
		t.Errorf("of %d pages that end inside a text, %d end inside a word", inside, divided)
	}
}

// TestWholeNear: a cell that would end a page inside a word ends a line earlier, else a line later, after a word, where a page may end there
// and has room; the other cells of its row end where they did.
func TestWholeNear(t *testing.T) {
	const divided, legal = "d", "l" // the line ends inside a word; a page may end before the line
	of := func(marks ...string) *cell {
		c := &cell{}
		for _, m := range marks {
			v := vline{legal: strings.Contains(m, legal)}
			v.lines = []*Line{{Hyphen: strings.Contains(m, divided)}}
			c.lines = append(c.lines, v)
		}
		return c
	}
	other := of(legal, legal, legal, legal, legal, legal)
	for _, c := range []struct {
		name            string
		cell            *cell
		from, take, fit int
		want            int // 0: no other division
	}{
		{"after a word already", of("", "l", "l", "l", "l"), 0, 3, 4, 0},
		{"a line earlier", of("", "l", "ld", "l", "l"), 0, 3, 4, 2},
		{"after what is on the page before", of("", "l", "l", "ld", "l", "l"), 1, 3, 4, 2},
		{"a line later, the one before being divided", of("", "ld", "ld", "l", "l"), 0, 3, 4, 4},
		{"a line later, no page ending before this one", of("", "l", "d", "l", "l"), 0, 3, 4, 4},
		{"no room for a line more", of("", "ld", "ld", "l", "l"), 0, 3, 3, 0},
		{"only one line", of("d", "l", "l"), 0, 1, 1, 0},
		{"the last line but one is not divided off", of("", "ld", "d", "l"), 0, 3, 4, 0},
	} {
		r := &row{cells: []*cell{other, c.cell}}
		got := r.wholeNear([]int{0, c.from}, []int{3, c.take}, []int{6, c.fit})
		switch {
		case c.want == 0 && got != nil:
			t.Errorf("%s: %d", c.name, got)
		case c.want != 0 && !slices.Equal(got, []int{3, c.want}):
			t.Errorf("%s: %d, want [3 %d]", c.name, got, c.want)
		}
	}
}

// TestWiderThanLine: a word that is wider than a line is divided, and does not make the text be set again for each of its lines: four times
// the word takes about four times the work.
func TestWiderThanLine(t *testing.T) {
	s := styleSheet(t, "../../templates/style.yaml")
	work := func(n int) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		r, _ := setAll(t, s, 190*fixed.Point, 230*fixed.Point, "en", "un"+strings.Repeat("represent", n)+"ed")
		runtime.ReadMemStats(&after)
		if len(r.Pages) < n/100 {
			t.Errorf("%d times on %d pages", n, len(r.Pages))
		}
		return after.TotalAlloc - before.TotalAlloc
	}
	work(10) // reads the faces
	if short, long := work(150), work(600); long > 8*short {
		t.Errorf("a word takes %d bytes, and four times the word %d", short, long)
	}
	long := lines.Word{Run: 1, From: 10, To: 90}
	end := func(hyphen bool, run, at int) *vline {
		return &vline{endRun: run, endAt: at, lines: []*Line{{Hyphen: hyphen}}}
	}
	for v, want := range map[*vline]bool{
		end(true, 1, 11): true, end(true, 1, 89): true, end(true, 1, 10): false, end(true, 1, 90): false, end(true, 0, 40): false,
		end(false, 1, 40): false, {endRun: 1, endAt: 40}: false,
	} {
		if v.divides(long) != want {
			t.Errorf("%d:%d divides %v: %v", v.endRun, v.endAt, long, !want)
		}
	}
}

// TestPagesHold: with spaces that are widened or narrowed, no line is below the lower margin, on the last page either, and some pages use
// room that they would not have.
func TestPagesHold(t *testing.T) {
	s := styleSheet(t, "../../templates/style.yaml")
	table := face.Liberation().Table(face.Regular)
	size, leading := s.Text.Size, s.Text.Leading
	below := leading - ((leading-size.Em(table.Ascent+table.Descent))/2 + size.Em(table.Ascent))
	plain := *s
	plain.Tighten = 0
	fewer := 0
	for height := 150 * fixed.Point; height < 420*fixed.Point; height += 3 * fixed.Point {
		var texts []string
		for i := range 16 {
			texts = append(texts, strings.Join(strings.Fields(wordy)[i:i+14], " "))
		}
		r, _ := setAll(t, s, 230*fixed.Point, height, "en", texts...)
		for k, p := range r.Pages {
			for _, it := range p.Items {
				if l, ok := it.(*Line); ok && l.Part == Body && l.Y+below > s.Top+height {
					t.Errorf("at %g points, page %d of %d has a line %g below its margin", height.Float(), k+1, len(r.Pages),
						(l.Y + below - s.Top - height).Float())
				}
			}
			if p.White < 0 {
				t.Errorf("at %g points, page %d has %g points of white", height.Float(), k+1, p.White.Float())
			}
		}
		if wide, _ := setAll(t, &plain, 230*fixed.Point, height, "en", texts...); len(wide.Pages) > len(r.Pages) {
			fewer++
		}
	}
	if fewer < 5 {
		t.Errorf("only %d papers are shorter with narrower spaces", fewer)
	}
}
