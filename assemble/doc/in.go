package doc

import (
	"slices"
	"strings"
)

// In returns the paper in one of its languages, by column: that column of each pair, and its lines of the masthead. It shares the blocks
// outside pairs with the paper.
func (d *Document) In(column int) *Document {
	if len(d.Langs) < 2 {
		return d
	}
	s := &single{column: column, langs: d.Langs, cited: map[*Note]bool{}}
	out := *d
	out.Langs = d.Langs[column : column+1]
	out.Words = d.Words.in(column)
	out.Blocks = s.blocks(d.Blocks)
	if title := titleOf(out.Blocks); title != "" && column > 0 {
		out.Title = title
	}
	out.Endnotes = slices.DeleteFunc(slices.Clone(d.Endnotes), func(n *Note) bool { return !s.cited[n] })
	return &out
}

// Each calls f for each block, and for those in sections and lists. It does not enter the columns of a pair or the cells of a table: f can.
func Each(blocks []Block, f func(Block)) {
	for _, b := range blocks {
		f(b)
		switch b := b.(type) {
		case *Section:
			Each(b.Blocks, f)
		case *List:
			for _, it := range b.Items {
				Each(it.Blocks, f)
			}
		}
	}
}

// Size returns the number of blocks that Each visits.
func (d *Document) Size() (n int) {
	Each(d.Blocks, func(Block) { n++ })
	return n
}

// titleOf returns the words of the first title among blocks.
func titleOf(blocks []Block) string {
	for _, b := range blocks {
		if p, ok := b.(*Paragraph); ok && p.Role == "title" {
			s := ""
			for _, i := range p.Inlines {
				if i.Note == nil {
					s += strings.ReplaceAll(i.Text, "\n", " ")
				}
			}
			return s
		}
	}
	return ""
}

// in returns the words of one column.
func (w Words) in(column int) Words {
	for _, list := range []*[]string{&w.Contents, &w.NoteRef, &w.NoteBack, &w.LinkTo, &w.ContinuedNote, &w.ContinuedTable,
		&w.InsertionStart, &w.InsertionEnd, &w.DeletionStart, &w.DeletionEnd, &w.OnPage, &w.Language} {
		if column < len(*list) {
			*list = (*list)[column : column+1]
		}
	}
	return w
}

// A single makes the blocks of a document in one language, from one column.
type single struct {
	column int
	langs  []string
	cited  map[*Note]bool
}

func (s *single) blocks(in []Block) []Block {
	var out []Block
	for _, b := range in {
		if b = s.block(b); b != nil {
			out = append(out, b)
		}
	}
	return out
}

func (s *single) block(b Block) Block {
	switch b := b.(type) {
	case *Section:
		return &Section{ID: b.ID, Role: b.Role, Blocks: s.blocks(b.Blocks)}
	case *List:
		out := &List{ID: b.ID, Role: b.Role}
		for _, it := range b.Items {
			alone := *it
			alone.Labels = it.Labels[s.column : s.column+1]
			alone.Blocks = s.blocks(it.Blocks)
			out.Items = append(out.Items, &alone)
		}
		return out
	case *Pair:
		return s.alone(b)
	case *Masthead:
		return s.masthead(b)
	case *Paragraph:
		if b.About != "" && b.About != s.langs[s.column] {
			return nil
		}
	}
	s.cite(b)
	return b
}

// alone returns the block in this column of a pair, with the id of the pair.
func (s *single) alone(p *Pair) Block {
	b := p.Columns[s.column]
	s.cite(b)
	switch b := b.(type) {
	case *Paragraph:
		x := *b
		x.ID = p.ID
		return &x
	case *Heading:
		x := *b
		x.ID = p.ID
		return &x
	case *Table:
		x := *b
		x.ID = p.ID
		return &x
	case *Contents:
		x := *b
		x.ID = p.ID
		return &x
	}
	return b
}

// translated reports whether the lines after a line include its translation: n lines of the column after lines in the first language
// translate the last n of these.
func (s *single) translated(rest [][]Inline) bool {
	first := slices.IndexFunc(rest, func(l []Inline) bool { return lineLang(l) != "" })
	if first < 0 {
		return false
	}
	n := 0
	for _, l := range rest[first:] {
		if lineLang(l) == "" {
			break
		}
		if lineLang(l) == s.langs[s.column] {
			n++
		}
	}
	return first < n
}

func lineLang(line []Inline) string {
	if len(line) == 0 {
		return ""
	}
	return line[0].Lang
}

// cite collects the endnotes that a block cites.
func (s *single) cite(b Block) {
	cite := func(in []Inline) {
		for _, i := range in {
			if i.Note != nil && i.Note.Kind == End {
				s.cited[i.Note] = true
			}
		}
	}
	switch b := b.(type) {
	case *Paragraph:
		cite(b.Inlines)
	case *Heading:
		cite(b.Inlines)
	case *Table:
		for _, r := range slices.Concat(b.Head, b.Rows) {
			for _, c := range r.Cells {
				for _, x := range c.Blocks {
					s.cite(x)
				}
			}
		}
	}
}
