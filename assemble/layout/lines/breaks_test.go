package lines

import (
	"testing"

	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
	"omnibus/assemble/style"
)

// TestHyphenDemerits: a hyphen below a hyphen costs, more of them in a row than the style sheet allows far more, and a line without one
// costs neither.
func TestHyphenDemerits(t *testing.T) {
	s := &search{measure: measure{row: 2}}
	of := func(before, hyphens int8, hyphen bool) int64 {
		return s.demerits(&node{hyphens: before}, place{hyphen: hyphen}, fit{}, hyphens)
	}
	plain := of(0, 0, false)
	for _, c := range []struct {
		name            string
		before, hyphens int8
		hyphen          bool
		more            int64
	}{
		{"the first hyphen", 0, 1, true, 0},
		{"one below another", 1, 2, true, hyphensInRow},
		{"one too many", 2, 3, true, hyphensInRow + tooManyHyphens},
		{"no hyphen below one", 1, 0, false, 0},
	} {
		if got := of(c.before, c.hyphens, c.hyphen) - plain; got != c.more {
			t.Errorf("%s: %d more, want %d", c.name, got, c.more)
		}
	}
	s.ragged = 1
	if whole, divided := of(0, 0, false), of(0, 1, true); divided <= whole {
		t.Errorf("in ragged lines a hyphen has %d demerits, and a line without one %d", divided, whole)
	}
}

// TestEnding: a line that ends at a hyphen is as much wider as the hyphen; a line can end at a space after a word, not at the beginning.
func TestEnding(t *testing.T) {
	s := &search{atoms: []atom{{kind: glue}, {kind: box}, {kind: penalty, penalty: 1, hyphen: true, width: 5}, {kind: penalty, penalty: never}, {kind: glue}}}
	for i, c := range []struct {
		width fixed.Points
		ok    bool
	}{{0, false}, {0, false}, {5, true}, {0, false}, {0, false}, {0, true}} {
		p, ok := s.ending(i)
		if ok != c.ok || p.width != c.width {
			t.Errorf("at atom %d: width %d, %v; want %d, %v", i, p.width, ok, c.width, c.ok)
		}
	}
}

// TestEvenSpaces: of justified lines, those with even spaces cost nothing; the rest cost the square of the difference, wider or narrower, and
// more if the spaces look loose. The cost of a break is squared and added.
func TestEvenSpaces(t *testing.T) {
	s := &search{}
	of := func(space int64, cost int32) int64 {
		return s.demerits(&node{}, place{cost: cost}, fit{space: space}, 0)
	}
	for _, c := range []struct {
		space int64
		cost  int32
		want  int64
	}{
		{even, 0, 0}, {even + 100, 0, 100 * 100}, {even - 100, 0, 100 * 100}, {even, costHyphen, (costHyphen * tenths) * (costHyphen * tenths)},
		{even + 100, costDash, 100*100 + (costDash*tenths)*(costDash*tenths)}, {even, always, 0},
		{wideSpace, 0, (wideSpace - even) * (wideSpace - even)}, {wideSpace + 1, 0, (wideSpace+1-even)*(wideSpace+1-even) + wide},
	} {
		if got := of(c.space, c.cost); got != c.want {
			t.Errorf("a space of %d and a break of %d have %d demerits, want %d", c.space, c.cost, got, c.want)
		}
	}
	if got := s.demerits(&node{demerits: 7}, place{}, fit{space: even, over: true}, 0); got != overfull+7 {
		t.Errorf("a line that is too wide has %d demerits", got)
	}
}

// TestFit: the letters of a line are set wider first, then its spaces; the last line is not stretched, but is shrunk like the others.
func TestFit(t *testing.T) {
	const pt = fixed.Point
	for _, c := range []struct {
		name                             string
		natural, spaces, stretch, shrink fixed.Points
		steps                            int64
		forced                           bool
		space                            int64
		ratio                            ratio
		over                             bool
	}{
		{"full", 400 * pt, 40 * pt, 20 * pt, 10 * pt, 0, false, usual, 0, false},
		{"a tenth short", 360 * pt, 40 * pt, 20 * pt, 10 * pt, 0, false, 2 * usual, 2 * whole, false},
		{"a little long", 405 * pt, 40 * pt, 20 * pt, 10 * pt, 0, false, usual * 7 / 8, -whole / 2, false},
		{"as long as may be", 410 * pt, 40 * pt, 20 * pt, 10 * pt, 0, false, usual * 3 / 4, -whole, false},
		{"too long", 411 * pt, 40 * pt, 20 * pt, 10 * pt, 0, false, even, -whole, true},
		{"wider letters alone", 398 * pt, 40 * pt, 20 * pt, 10 * pt, 8, false, usual + 2*usual/stepsOfOnce, 0, false},
		{"the last, short", 100 * pt, 10 * pt, 5 * pt, 3 * pt, 8, true, even, 0, false},
		{"the last, long", 405 * pt, 40 * pt, 20 * pt, 10 * pt, 0, true, usual * 7 / 8, -whole / 2, false},
		{"one word", 398 * pt, 0, 0, 0, 0, false, unspaced + 2*usual, ratioNoGlue + 2*whole, false},
		{"one full word", 400 * pt, 0, 0, 0, 0, false, even, 0, false},
	} {
		s := &search{measure: measure{width: 400 * pt, steps: c.steps}, sums: sums{c.natural, c.spaces, c.stretch, c.shrink}}
		f := s.fit(&node{}, place{width: c.natural, forced: c.forced})
		near := f.space-c.space < usual/500 && c.space-f.space < usual/500
		if !near || f.over != c.over || f.ratio-c.ratio > 60 || c.ratio-f.ratio > 60 {
			t.Errorf("%s: %+v, want a space of %d, a ratio of %d", c.name, f, c.space, c.ratio)
		}
	}
}

// TestBondCosts: a stronger bond is dearer; in justified text a bond breaks rather than that the spaces of a line are much more than two,
// four and five times as wide as normal, and not before. Even spaces are a little wider than natural ones.
func TestBondCosts(t *testing.T) {
	if even <= usual*105/100 || even >= usual*110/100 || wideSpace <= even {
		t.Errorf("even spaces are %d, wide ones %d", even, wideSpace)
	}
	s := &search{}
	of := func(space int64, cost int32) int64 {
		return s.demerits(&node{}, place{cost: cost}, fit{space: space}, 0)
	}
	for bond, tenth := range map[int]int64{bondWeak: 22, bondStrong: 42, bondSign: 53} {
		if breaks := of(even, bondCosts[1][bond]); of(usual*(tenth-2)/10, 0) > breaks || of(usual*(tenth+2)/10, 0) < breaks {
			t.Errorf("bond %d breaks at another width than %d tenths", bond, tenth)
		}
		if bondCosts[0][bond] <= bondCosts[0][bond-1] || bondCosts[1][bond] <= bondCosts[1][bond-1] {
			t.Errorf("bond %d is no dearer than the weaker one", bond)
		}
	}
	for i, justified := range []bool{false, true} {
		b := &Breaker{styles: &style.Sheet{}, col: Column{Justified: justified}}
		runs := []Run{{Text: "Art. 5", Table: face.Liberation().Table(face.Regular), Size: 10 * fixed.Point, Lang: bonded(t, "en", "")}}
		g := gathering{b: b, runs: runs, effort: byForce}
		g.space(0, len("Art."), 1, breaking)
		if got, want := g.out[0].penalty, bondCosts[i][bondStrong]; got != want {
			t.Errorf("justified %t: a bond costs %d, want %d", justified, got, want)
		}
	}
}
