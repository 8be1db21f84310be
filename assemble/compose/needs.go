package compose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/doc"
)

// Numbers of characters of the text of tables that a line has room for: in a paper in one language, and in one of several side by side.
const (
	wholeLine = 90
	besides   = 44
)

// edges is what the space between two columns takes, in characters.
const edges = 2

// divided is what a long word needs if there is no room for whole words: it is hyphenated, unless it is a number.
const divided = 7

// needs returns relative widths of the columns of a table whose template gives none: a column has room for its longest word, and what is
// left goes to the columns whose cells are long. nil: the columns are equal.
func needs(t *doc.Table, room int) []float64 {
	var least, short, most []int // characters of the longest word, whole and divided, and of the longest cell
	for _, r := range slices.Concat(t.Head, t.Rows) {
		for i, c := range r.Cells {
			if c.Span > 1 {
				return nil
			}
			if i == len(least) {
				least, short, most = append(least, edges+1), append(short, edges+1), append(most, edges+1)
			}
			all := 0
			for w := range strings.FieldsSeq(wordsIn(c.Blocks)) {
				n := utf8.RuneCountInString(w)
				least[i], all = max(least[i], n+edges), all+n+1
				if !strings.ContainsAny(w, "0123456789") {
					n = min(n, divided)
				}
				short[i] = max(short[i], n+edges)
			}
			most[i] = max(most[i], all+edges-1)
		}
	}
	sum := func(in []int) (n int) {
		for _, x := range in {
			n += x
		}
		return n
	}
	if sum(least) > room {
		most, least = least, short
	}
	left, long := room-sum(least), sum(most)-sum(least)
	out := make([]float64, len(least))
	for i := range out {
		n := least[i]
		if left > 0 && long > 0 {
			n += (most[i] - least[i]) * min(left, long) / long
		}
		out[i] = float64(n)
	}
	return out
}

// wordsIn returns the words of the paragraphs of a cell, without those of lists and tables in it.
func wordsIn(blocks []doc.Block) string {
	var b strings.Builder
	for _, x := range blocks {
		if p, ok := x.(*doc.Paragraph); ok {
			for _, in := range p.Inlines {
				b.WriteString(in.Text)
			}
			b.WriteByte(' ')
		}
	}
	return b.String()
}
