package doc

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Check returns the faults of a document that compose has made. They are bugs of this tool, not errors of the author. Tests call it on
// every document.
func Check(d *Document) []error {
	c := &checker{d: d, ids: map[string]bool{}, marks: map[[2]string]string{}}
	if len(d.Langs) == 0 {
		c.errorf("the document has no language")
	}
	c.blocks(d.Blocks)
	for _, n := range d.Endnotes {
		if n.Kind != End {
			c.errorf("endnote %q is a footnote", n.ID)
		}
		if !c.endnotes[n] {
			c.errorf("endnote %q is never cited", n.ID)
		}
		c.note(n)
	}
	if len(c.endnotes) != len(d.Endnotes) {
		c.errorf("%d endnotes are cited, but %d are at the end", len(c.endnotes), len(d.Endnotes))
	}
	for _, l := range c.links {
		if !c.ids[l] {
			c.errorf("a link leads to %q, which is not in the paper", l)
		}
	}
	for k, w := range [][]string{d.Words.Language, d.Words.Contents, d.Words.NoteRef, d.Words.NoteBack, d.Words.LinkTo,
		d.Words.ContinuedNote,
		d.Words.ContinuedTable,
		d.Words.InsertionStart, d.Words.InsertionEnd, d.Words.DeletionStart, d.Words.DeletionEnd, d.Words.OnPage} {
		if len(w) != len(d.Langs) {
			c.errorf("list %d of the words has %d entries for %d languages", k, len(w), len(d.Langs))
		}
	}
	return c.errs
}

type checker struct {
	d        *Document
	ids      map[string]bool
	marks    map[[2]string]string // ids of notes by their languages and marks
	links    []string
	endnotes map[*Note]bool
	level    int
	inPair   bool
	errs     []error
}

func (c *checker) errorf(format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf(format, args...))
}

func (c *checker) id(what, id string) {
	switch {
	case id == "" && !c.inPair:
		c.errorf("%s has no id", what)
	case id != "" && c.ids[id]:
		c.errorf("id %q occurs twice", id)
	}
	c.ids[id] = true
}

func (c *checker) blocks(blocks []Block) {
	for _, b := range blocks {
		c.block(b)
	}
}

// block checks a block and the blocks in it. In one piece: one case for each kind of block, each with its invariants.
func (c *checker) block(b Block) {
	switch b := b.(type) {
	case *Section:
		c.id("a section", b.ID)
		c.blocks(b.Blocks)
	case *Heading:
		c.id("a heading", b.ID)
		if b.Level < 1 || b.Level > 6 || b.Level > c.level+1 {
			c.errorf("heading %q of level %d follows one of level %d", b.ID, b.Level, c.level)
		}
		c.level = b.Level
		c.lang(b.ID, b.Lang)
		c.inlines(b.ID, b.Inlines)
	case *Paragraph:
		c.id("a paragraph", b.ID)
		c.lang(b.ID, b.Lang)
		c.inlines(b.ID, b.Inlines)
	case *List:
		c.id("a list", b.ID)
		if len(b.Items) == 0 {
			c.errorf("list %q is empty", b.ID)
		}
		for _, i := range b.Items {
			c.id("an item", i.ID)
			if len(i.Labels) != len(c.d.Langs) {
				c.errorf("item %q has %d labels for %d languages", i.ID, len(i.Labels), len(c.d.Langs))
			}
			if len(i.Blocks) == 0 {
				c.errorf("item %q is empty", i.ID)
			}
			c.blocks(i.Blocks)
		}
	case *Table:
		c.id("a table", b.ID)
		c.lang(b.ID, b.Lang)
		c.inlines(b.ID, b.Caption)
		if len(b.Rows) == 0 {
			c.errorf("table %q is empty", b.ID)
		}
		columns := len(b.Widths)
		was := c.inPair
		c.inPair = true
		for _, rows := range [][]*Row{b.Head, b.Rows} {
			for _, r := range rows {
				n := 0
				for _, cell := range r.Cells {
					n += max(cell.Span, 1)
					if cell.Header && cell.Scope != "col" && cell.Scope != "row" {
						c.errorf("a header cell of table %q has the scope %q", b.ID, cell.Scope)
					}
					c.blocks(cell.Blocks)
				}
				if columns == 0 {
					columns = n
				} else if n != columns {
					c.errorf("a row of table %q has %d columns, not %d", b.ID, n, columns)
				}
			}
		}
		c.inPair = was
	case *Pair:
		c.id("a pair", b.ID)
		if len(b.Columns) != len(c.d.Langs) || len(b.Missing) != len(c.d.Langs) {
			c.errorf("pair %q does not have %d columns", b.ID, len(c.d.Langs))
		}
		level := c.level
		c.inPair = true
		for _, x := range b.Columns {
			switch x.(type) {
			case *Paragraph, *Heading, *Table, *Contents:
				c.level = level
				c.block(x)
			default:
				c.errorf("pair %q holds a %T", b.ID, x)
			}
		}
		c.inPair = false
	case *Masthead:
		if e := b.Emblem; e != nil && (e.Figure == nil || len(e.Alt) != len(c.d.Langs) || slices.Contains(e.Alt, "")) {
			c.errorf("the emblem has no picture, or is described by %q in %d languages", e.Alt, len(c.d.Langs))
		}
		for _, lines := range [][][]Inline{b.Left, b.Right} {
			for _, l := range lines {
				c.inlines("masthead", l)
			}
		}
	case *Contents:
		c.id("a table of contents", b.ID)
		c.lang(b.ID, b.Lang)
		c.inlines("contents", b.Title)
	case nil:
		c.errorf("a block is nil")
	}
}

func (c *checker) lang(id, lang string) {
	if lang == "" {
		c.errorf("block %q has no language", id)
	}
}

func (c *checker) inlines(id string, in []Inline) {
	for _, i := range in {
		switch {
		case (i.Text == "") != (i.PageOf != ""):
			c.errorf("block %q has an empty run, or one of a page that is not empty: %q", id, i.Text)
		case i.Mark&Break == 0 && strings.ContainsFunc(i.Text, unicode.IsControl):
			c.errorf("block %q has a control character in %q", id, i.Text)
		case !norm.NFC.IsNormalString(i.Text):
			c.errorf("block %q is not NFC: %q", id, i.Text)
		case strings.Contains(i.Text, "{{") || strings.Contains(i.Text, "<no value>") || strings.ContainsAny(i.Text, "\uE000\uE001"):
			c.errorf("block %q has something unresolved in %q", id, i.Text)
		case i.Actual != "" && i.Mark&Signal == 0:
			c.errorf("block %q has a run that is not a sign but is spoken differently from its print: %q", id, i.Text)
		}
		if i.PageOf != "" {
			c.links = append(c.links, i.PageOf)
		}
		if l := i.Link; l != nil {
			if l.Desc == "" || (l.URL == "") == (l.ID == "") {
				c.errorf("block %q has a link without a target or without words: %q", id, i.Text)
			}
			if l.ID != "" {
				c.links = append(c.links, l.ID)
			}
		}
		if n := i.Note; n != nil {
			if n.Kind == End {
				if c.endnotes == nil {
					c.endnotes = map[*Note]bool{}
				}
				c.endnotes[n] = true
			} else {
				c.note(n)
			}
		}
	}
}

func (c *checker) note(n *Note) {
	was := c.inPair
	c.inPair = false
	c.id("a note", n.ID)
	c.inPair = was
	if n.Mark == "" || len(n.Inlines) == 0 {
		c.errorf("note %q has no mark or no words", n.ID)
	}
	c.lang(n.ID, n.Lang)
	if was, ok := c.marks[[2]string{n.Lang, n.Mark}]; ok {
		c.errorf("notes %q and %q have the same mark, %q", was, n.ID, n.Mark)
	}
	c.marks[[2]string{n.Lang, n.Mark}] = n.ID
	c.inlines(n.ID, n.Inlines)
}
