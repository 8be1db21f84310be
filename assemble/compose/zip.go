package compose

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/doc"
	"omnibus/assemble/source"
)

// A zipper places the columns of a document side by side, block by block. Their trees must have the same structure: nothing is padded.
type zipper struct {
	*job
	columns []*column
	failed  bool
}

// zip makes one tree from those of the columns.
func (z *zipper) zip(trees [][]doc.Block) []doc.Block {
	var out []doc.Block
	at := make([]int, len(trees))
	for {
		// A common block is in every column, and is taken from the first.
		row := make([]doc.Block, len(trees))
		done := 0
		for k := range trees {
			if at[k] < len(trees[k]) {
				row[k] = trees[k][at[k]]
				at[k]++
			} else {
				done++
			}
		}
		if done == len(trees) {
			return out
		}
		if done > 0 {
			z.differ(row, "one language has more blocks than the other")
			return out
		}
		out = append(out, z.row(row)...)
		if z.failed {
			return out
		}
	}
}

// differ reports that the columns do not match, with a place in each.
func (z *zipper) differ(row []doc.Block, why string) {
	z.failed = true
	var places []source.Pos
	for _, b := range row {
		var p source.Pos
		if b != nil {
			p = placeOf(b)
		}
		places = append(places, p)
	}
	main := 0
	for main < len(places)-1 && !places[main].IsValid() {
		main++
	}
	d := z.diags.Errorf("E0930", places[main], "the columns %q of %q differ: %s", z.langs, z.paper, why).
		Hint("let the template write the same blocks in every language")
	for k, p := range places {
		if k != main && p.IsValid() {
			d.See(p, "%s in %s", describe(row[k]), z.langs[k])
		}
	}
}

func describe(b doc.Block) string {
	switch b := b.(type) {
	case *doc.Heading:
		return fmt.Sprintf("a heading of level %d", b.Level)
	case *doc.Paragraph:
		return "a paragraph"
	case *doc.List:
		return fmt.Sprintf("a list of %d items", len(b.Items))
	case *doc.Table:
		return "a table"
	case *doc.Section:
		return "a section"
	case *doc.Contents:
		return "a table of contents"
	}
	return "a block"
}

// row makes one or more blocks of the document from one block of each column. In one piece: one case for each kind of block.
func (z *zipper) row(row []doc.Block) []doc.Block {
	if s, ok := row[0].(*doc.Section); ok && s.Role == noticesRole {
		return z.notices()
	} else if ok && s.Role == changesRole {
		return z.changes()
	}
	if len(row) == 1 {
		return []doc.Block{z.single(row[0])}
	}
	for k := range row {
		if reflect.TypeOf(row[k]) != reflect.TypeOf(row[0]) {
			z.differ(row, describe(row[0])+" against "+describe(row[k]))
			return nil
		}
	}
	switch b := row[0].(type) {
	case *doc.Section:
		out := &doc.Section{ID: b.ID, Role: b.Role}
		trees := make([][]doc.Block, len(row))
		for k := range row {
			s := row[k].(*doc.Section)
			if s.ID != b.ID || s.Role != b.Role {
				z.differ(row, fmt.Sprintf("section %q against %q", b.ID, s.ID))
				return nil
			}
			trees[k] = s.Blocks
		}
		out.Blocks = z.zip(trees)
		return []doc.Block{out}
	case *doc.List:
		return z.list(row, b)
	case *doc.Masthead:
		return []doc.Block{z.masthead(row)}
	case *doc.EndnoteList, *doc.PageBreak:
		return row[:1]
	}
	for k := range row {
		if z.columns[k].common[row[k]] {
			return row[:1]
		}
	}
	// A record that exists in only one language is printed once, as in the column of that language.
	for k := range row {
		if !z.columns[k].alone[row[k]] {
			continue
		}
		for n := range row {
			if !z.columns[n].alone[row[n]] {
				return row[n : n+1]
			}
		}
		return row[:1]
	}
	p := &doc.Pair{Columns: row, Missing: make([]bool, len(row))}
	for k, b := range row {
		p.Missing[k] = z.columns[k].untold[b]
		var id string
		switch b := b.(type) {
		case *doc.Paragraph:
			id, b.ID = b.ID, ""
		case *doc.Heading:
			first := row[0].(*doc.Heading)
			if b.Level != first.Level || b.Label != "" != (first.Label != "") {
				z.differ(row, describe(first)+" against "+describe(b))
				return nil
			}
			id, b.ID = b.ID, ""
		case *doc.Table:
			id, b.ID = b.ID, ""
			if k > 0 {
				unnamed(b)
			}
		case *doc.Contents:
			id, b.ID = b.ID, ""
		}
		if k == 0 {
			p.ID = id
		} else if id != p.ID {
			z.differ(row, fmt.Sprintf("block %q against %q", p.ID, id))
			return nil
		}
	}
	return []doc.Block{p}
}

// unnamed removes the ids from the content of the cells of a table, because the first column of the paper already has them.
func unnamed(t *doc.Table) {
	for _, r := range slices.Concat(t.Head, t.Rows) {
		for _, c := range r.Cells {
			for _, b := range c.Blocks {
				if p, ok := b.(*doc.Paragraph); ok {
					p.ID = ""
				}
			}
		}
	}
}

// single replaces the sections for notices in a document of one column.
func (z *zipper) single(b doc.Block) doc.Block {
	if s, ok := b.(*doc.Section); ok {
		s.Blocks = z.zip([][]doc.Block{s.Blocks})
	}
	return b
}

func (z *zipper) list(row []doc.Block, b *doc.List) []doc.Block {
	out := &doc.List{ID: b.ID, Role: b.Role}
	for k := range row {
		if l := row[k].(*doc.List); len(l.Items) != len(b.Items) || l.ID != b.ID {
			z.differ(row, describe(b)+" against "+describe(l))
			return nil
		}
	}
	for i, first := range b.Items {
		item := &doc.Item{ID: first.ID, Whole: first.Whole, By: first.By, Moved: first.Moved, Behind: first.Behind, Pos: first.Pos}
		trees := make([][]doc.Block, len(row))
		for k := range row {
			x := row[k].(*doc.List).Items[i]
			if x.ID != first.ID {
				z.differ(row, fmt.Sprintf("item %q against %q", first.ID, x.ID))
				return nil
			}
			item.Labels = append(item.Labels, x.Labels...)
			trees[k] = x.Blocks
		}
		item.Blocks = z.zip(trees)
		if z.failed {
			return nil
		}
		out.Items = append(out.Items, item)
	}
	return []doc.Block{out}
}

// shortTogether is the length up to which equivalents with a number, such as dates, are on one line of the masthead.
const shortTogether = 40

// fewTogether is the number of languages up to which the equivalents of a line stand one below the other at the right of the masthead.
const fewTogether = 2

// masthead joins the lines of the columns: at the left, the organs of one language after those of another, so that each reads
// without a break; at the right, each line with its equivalents, on one line if they are short and have numbers. Equal lines are
// printed once. If there are more languages, the lines that differ between them are below the organs of each.
func (z *zipper) masthead(row []doc.Block) *doc.Masthead {
	out := &doc.Masthead{Lang: z.langs[0]}
	add := func(to *[][]doc.Inline, line []doc.Inline, k int) {
		said := spoken(line)
		if slices.ContainsFunc(*to, func(other []doc.Inline) bool { return spoken(other) == said }) {
			return
		}
		for x := range line {
			if line[x].Lang == "" && k > 0 {
				line[x].Lang = z.langs[k]
			}
		}
		*to = append(*to, line)
	}
	most, lefts := 0, make([]int, len(row)) // lines at the left so far, down to those of each column
	for k, b := range row {
		m := b.(*doc.Masthead)
		switch {
		case m.Emblem == nil:
		case out.Emblem == nil:
			out.Emblem = &doc.Emblem{Figure: m.Emblem.Figure, Alt: slices.Repeat(m.Emblem.Alt, len(row))}
		default:
			out.Emblem.Alt[k] = m.Emblem.Alt[0]
		}
		most = max(most, len(m.Right))
		for _, line := range m.Left {
			add(&out.Left, line, k)
		}
		lefts[k] = len(out.Left)
	}
	for i := range most {
		var alike [][]doc.Inline
		var of []int // their columns
		for k, b := range row {
			if m := b.(*doc.Masthead); i < len(m.Right) {
				if add(&alike, m.Right[i], k); len(alike) > len(of) {
					of = append(of, k)
				}
			}
		}
		var joined []doc.Inline
		for k, line := range alike {
			if k > 0 {
				joined = append(joined, doc.Inline{Text: doc.Apart})
			}
			joined = append(joined, line...)
		}
		numbered := func(line []doc.Inline) bool { return strings.ContainsAny(spoken(line), "0123456789") }
		if utf8.RuneCountInString(spoken(joined)) <= shortTogether && (len(alike) < 2 || numbered(alike[0]) && numbered(alike[1])) {
			alike = [][]doc.Inline{joined}
		}
		if len(row) > fewTogether && len(alike) > 1 {
			for n, line := range alike {
				at := lefts[of[n]]
				out.Left = slices.Insert(out.Left, at, line)
				for k := of[n]; k < len(lefts); k++ {
					lefts[k]++
				}
			}
			continue
		}
		for _, line := range alike {
			add(&out.Right, line, 0)
		}
	}
	return out
}

// notices states what is missing from each column, in its language.
func (z *zipper) notices() []doc.Block {
	var out []doc.Block
	for _, c := range z.columns {
		for _, n := range []struct {
			key   string
			count int
		}{{"draft.untranslated", len(c.count.missing)}, {"draft.stale", len(c.count.stale)}} {
			if n.count > 0 {
				out = append(
					out,
					&doc.Paragraph{
						ID:      fmt.Sprintf("%s.notice-%s.%s", z.paper, n.key[len("draft."):], c.l.Tag),
						Lang:    c.l.Tag,
						Role:    "notice",
						About:   c.l.Tag,
						Inlines: []doc.Inline{{Text: c.l.N(n.key, n.count, nil)}},
					},
				)
			}
		}
	}
	return out
}
