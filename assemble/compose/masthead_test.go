package compose

import (
	"slices"
	"testing"

	"omnibus/assemble/doc"
)

// TestMastheadOfLanguages: in two languages, the equivalents of a line stand one below the other at the right; in three, what differs is below
// the organs of each language, and what is alike, once at the right. Dates that are short together are on one line.
func TestMastheadOfLanguages(t *testing.T) {
	line := func(s string) []doc.Inline { return []doc.Inline{{Text: s}} }
	lines := func(all ...string) (out [][]doc.Inline) {
		for _, s := range all {
			out = append(out, line(s))
		}
		return out
	}
	said := func(in [][]doc.Inline) (out []string) {
		for _, l := range in {
			out = append(out, l[0].Lang+":"+spoken(l))
		}
		return out
	}
	es := &doc.Masthead{Left: lines("LIGA", "COMITÉ"), Right: lines("LR(2030)12", "1 marzo 2030", "Original: español", "Distr.: limitada")}
	en := &doc.Masthead{Left: lines("LEAGUE", "COMMITTEE"), Right: lines("LR(2030)12", "1 March 2030", "Original: Spanish", "Distr.: limited")}
	gn := &doc.Masthead{Left: lines("ATY"), Right: lines("LR(2030)12", "1 jasyapy 2030", "Original: español", "Distr.: sa’i")}
	for _, c := range []struct {
		langs       []string
		row         []doc.Block
		left, right []string
	}{
		{[]string{"es", "en"}, []doc.Block{es, en}, []string{":LIGA", ":COMITÉ", "en:LEAGUE", "en:COMMITTEE"},
			[]string{":LR(2030)12", ":1 marzo 2030 / 1 March 2030", ":Original: español", "en:Original: Spanish", ":Distr.: limitada", "en:Distr.: limited"}},
		{[]string{"es", "en", "gn"}, []doc.Block{es, en, gn}, []string{":LIGA", ":COMITÉ", ":1 marzo 2030", ":Original: español", ":Distr.: limitada",
			"en:LEAGUE", "en:COMMITTEE", "en:1 March 2030", "en:Original: Spanish", "en:Distr.: limited", "gn:ATY", "gn:1 jasyapy 2030", "gn:Distr.: sa’i"},
			[]string{":LR(2030)12"}},
	} {
		row := make([]doc.Block, len(c.row))
		for i, b := range c.row { // the lines get their languages in place
			m := *b.(*doc.Masthead)
			m.Left, m.Right = slices.Clone(m.Left), slices.Clone(m.Right)
			for k := range m.Left {
				m.Left[k] = slices.Clone(m.Left[k])
			}
			for k := range m.Right {
				m.Right[k] = slices.Clone(m.Right[k])
			}
			row[i] = &m
		}
		got := (&zipper{job: &job{langs: c.langs}}).masthead(row)
		if l, r := said(got.Left), said(got.Right); !slices.Equal(l, c.left) || !slices.Equal(r, c.right) {
			t.Errorf("%q:\nleft  %q\nwant  %q\nright %q\nwant  %q", c.langs, l, c.left, r, c.right)
		}
	}
}
