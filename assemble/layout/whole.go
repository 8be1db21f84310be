package layout

import (
	"slices"

	"omnibus/assemble/layout/lines"
)

// The last word of a page is whole: where a page would end inside a word, the text that goes on is set again, in as many lines, so that
// this line ends after a word. Where no setting does that, the search for the ends of pages looks for another end.

// A lineOf is a line of a cell: the page ends after so many of them.
type lineOf struct {
	cell *cell
	n    int
}

// tries is how many words in turn are kept whole before there is no other setting.
const tries = 4

// A setting is the lines of a cell, and the column for which they were broken.
type setting struct {
	lines []vline
	col   lines.Column
}

// mostSetAgain is the number of lines of the longest text that is set again. A text of many pages would be set whole at the end of each.
const mostSetAgain = 200

// wholeAt returns the lines of a cell such that line n-1 ends after a word; nil if it cannot, does already, or the text is too long.
func (b *builder) wholeAt(c *cell, n int) *setting {
	if len(c.paras) != 1 || n <= 0 || n >= len(c.lines) || len(c.lines) > mostSetAgain || !c.lines[n-1].hyphenated() {
		return nil
	}
	key := lineOf{c, n}
	set, ok := b.flow.whole[key]
	if !ok {
		set = b.setter.again(c.paras[0], c.lines, n)
		b.flow.whole[key] = set
	}
	return set
}

// again sets a para again, in as many lines as it has, so that line n-1 ends after a word, with the same notes before its end. It returns
// nil if there is no such setting without new findings.
func (s *setter) again(p *para, was []vline, n int) *setting {
	runs := slices.Clone(s.runs(p))
	col := p.col
	col.Whole = slices.Clone(col.Whole)
	set, end := was, was[n-1]
	for range tries {
		word := lines.WordAt(runs, end.endRun, end.endAt)
		if n > 1 && set[n-2].divides(word) || n < len(set) && set[n].divides(word) {
			return nil // it is wider than a line
		}
		col.Whole = append(col.Whole, word)
		q := *p
		q.lines, q.findings, q.col = nil, nil, col
		s.lines(&q, runs, s.breaker.Break(runs, col), col)
		if len(q.lines) != len(was)-p.over || len(q.findings) > p.faults() {
			return nil
		}
		set = append(slices.Clone(was[:p.over]), q.lines...)
		if end = set[n-1]; end.hyphenated() {
			continue
		}
		divided := func(n int) bool { return set[n-1].hyphenated() }
		if marks(set[:n]) != marks(was[:n]) || slices.ContainsFunc(p.ends, divided) {
			return nil
		}
		for i := range set {
			v := &set[i]
			v.gap, v.height, v.base, v.legal = was[i].gap, was[i].height, was[i].base, was[i].legal
		}
		return &setting{set, col}
	}
	return nil
}

// divides reports whether the line ends inside a word.
func (v *vline) divides(w lines.Word) bool {
	return v.hyphenated() && v.endRun == w.Run && w.From < v.endAt && v.endAt < w.To
}

// marks counts the marks of notes on lines.
func marks(set []vline) int {
	n := 0
	for i := range set {
		n += len(set[i].notes)
	}
	return n
}

// faults counts the findings about the lines of a para.
func (p *para) faults() int {
	n := 0
	for _, f := range p.findings {
		if f.code == codeLoose || f.code == codeParted || f.code == codeWide {
			n++
		}
	}
	return n
}

// keepWhole sets the cells of a row again whose last lines on the page, which are those up to upTo, would end inside a word.
func (b *builder) keepWhole(r *row, upTo []int) {
	for k, c := range r.cells {
		if set := b.wholeAt(c, upTo[k]); set != nil {
			for n := range c.lines { // the other settings are of lines that are no more
				delete(b.flow.whole, lineOf{c, n})
			}
			p := c.paras[0]
			c.lines, p.col, p.ends = set.lines, set.col, append(p.ends, upTo[k])
		}
	}
}

// divided counts the cells of a row whose last line on a page ends inside a word whatever way they are set.
func (b *builder) divided(r *row, upTo []int) int {
	count := 0
	for k, c := range r.cells {
		if n := upTo[k]; n > 0 && n < len(c.lines) && c.lines[n-1].hyphenated() && b.wholeAt(c, n) == nil {
			count++
		}
	}
	return count
}
