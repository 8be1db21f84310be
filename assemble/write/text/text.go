// Package text writes a document as plain text, in reading order: for terminals, for searching, for comparing. Lines are broken at 80
// columns, the text of a label is indented below it, notes follow the block that cites them, and in a paper in several languages each text
// of a pair is preceded by its language. The last line identifies the file.
package text

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/doc"
	"omnibus/assemble/style"
)

// Widths in characters.
const (
	width     = 80 // of a line
	narrowest = 24 // of a text, however deep its nesting
	gap       = 2  // between the language and its text
)

// Signs that are not part of the paper.
const (
	cellSign            = " | " // between the cells of a row
	noteOpen, noteClose = "[", "]"
)

// underlines are drawn under the headings of the first two levels.
var underlines = []string{"=", "-"}

// Write writes the document. It ignores the style sheet. The same document gives the same bytes.
func Write(w io.Writer, d *doc.Document, _ *style.Sheet) error {
	p := &printer{doc: d}
	p.gutter = p.widest()
	if d.Mark != "" {
		p.b.WriteString(strings.Repeat(" ", max(0, width-length(d.Mark))/2) + d.Mark + "\n")
	}
	p.blocks(d.Blocks, 0, nil)
	p.b.WriteString("\n" + ours + d.Told() + "\n")
	_, err := w.Write(p.b.Bytes())
	return err
}

// ours begins the last line of a text: omnibus: draft-paragraphs; en es; redline; CIDI/CAM/doc.4/24 rev. 3
const ours = "omnibus: "

// Told returns the paper, view, languages and symbol in the last line of a text; nil if Write did not make it.
func Told(b []byte) *doc.Document {
	b = bytes.TrimRight(b, "\r\n")
	last, mine := strings.CutPrefix(string(b[bytes.LastIndexByte(b, '\n')+1:]), ours)
	if !mine {
		return nil
	}
	return doc.Read(last)
}

type printer struct {
	b      bytes.Buffer
	doc    *doc.Document
	gutter int  // width of the column for the language of each text of a pair; 0 if the paper has one language
	tight  bool // no empty line precedes what is printed next
}

// labels are printed before the first text of an item, one for each column.
type labels []string

func (l labels) of(column int) string {
	if len(l) == 0 {
		return ""
	}
	return l[min(column, len(l)-1)]
}

func (p *printer) blocks(blocks []doc.Block, indent int, first labels) {
	for _, b := range blocks {
		p.block(b, indent, first)
		first = nil
	}
}

func (p *printer) block(b doc.Block, indent int, first labels) {
	switch b := b.(type) {
	case *doc.Section:
		p.blocks(b.Blocks, indent, first)
	case *doc.Heading:
		p.part(b, "", indent, first.of(0))
		p.underline(b)
	case *doc.Paragraph:
		p.tight = p.tight || under[b.Role]
		p.part(b, "", indent, first.of(0))
	case *doc.Pair:
		p.pair(b, indent, first)
	case *doc.List:
		if len(b.Items) > 0 {
			p.label(indent, first)
			p.list(b, indent)
		}
	case *doc.Table:
		p.table(b, "", indent, first.of(0))
	case *doc.Masthead:
		p.masthead(b)
	case *doc.Contents:
		p.contents(b, 0, "", indent)
	case *doc.EndnoteList:
		for _, n := range p.doc.Endnotes {
			p.note(n, indent)
		}
	}
}

// under are the roles of small lines that belong to the paragraph above them.
var under = map[string]bool{"state": true, "provenance": true, "meta": true, "reason": true}

// label prints the label of an item that does not begin with a text.
func (p *printer) label(indent int, first labels) {
	if s := first.of(0); s != "" {
		p.lines("", "", indent, s)
		p.tight = true
	}
}

// part prints a text with its notes.
func (p *printer) part(b doc.Block, tag string, indent int, label string) {
	var inlines []doc.Inline
	before := ""
	switch b := b.(type) {
	case *doc.Heading:
		inlines = b.Inlines
		if b.Label != "" {
			before = b.Label + " "
		}
	case *doc.Paragraph:
		inlines = b.Inlines
		if b.Stale != "" {
			before = b.Stale + " "
		}
	}
	p.lines(before+words(inlines), tag, indent, label)
	p.notes(inlines, indent)
}

func (p *printer) pair(b *doc.Pair, indent int, first labels) {
	for k, c := range b.Columns {
		if k > 0 {
			p.tight = true
		}
		tag := p.tag(b, k)
		switch c := c.(type) {
		case *doc.Table:
			p.table(c, tag, indent, first.of(k))
		case *doc.Contents:
			p.contents(c, k, tag, indent)
		case *doc.Paragraph:
			p.tight = p.tight || under[c.Role]
			p.part(c, tag, indent, first.of(k))
		default:
			p.part(c, tag, indent, first.of(k))
		}
	}
	if h, ok := b.Columns[0].(*doc.Heading); ok {
		p.underline(h)
	}
}

// tag returns what is printed before the text of a column: its language, with the language of the original in brackets if it is not
// translated.
func (p *printer) tag(b *doc.Pair, column int) string {
	if len(p.doc.Langs) < 2 {
		return ""
	}
	lang := p.doc.Langs[column]
	of := lang
	switch c := b.Columns[column].(type) {
	case *doc.Paragraph:
		of = c.Lang
	case *doc.Heading:
		of = c.Lang
	}
	if column < len(b.Missing) && b.Missing[column] && of != lang {
		return lang + " (" + of + ")"
	}
	return lang
}

// widest returns the width of the longest tag of the paper, plus the gap.
func (p *printer) widest() int {
	most := 0
	each(p.doc.Blocks, func(b doc.Block) {
		if b, ok := b.(*doc.Pair); ok {
			for k := range b.Columns {
				if tag := p.tag(b, k); tag != "" {
					most = max(most, length(tag)+gap)
				}
			}
		}
	})
	return most
}

func (p *printer) underline(h *doc.Heading) {
	if h.Level > len(underlines) {
		return
	}
	text := bytes.TrimRight(p.b.Bytes(), "\n")
	last := string(text[bytes.LastIndexByte(text, '\n')+1:])
	bare := strings.TrimLeft(last[min(p.gutter, len(last)):], " ")
	p.b.WriteString(strings.Repeat(" ", length(last)-length(bare)) + strings.Repeat(underlines[h.Level-1], length(bare)) + "\n")
}

func (p *printer) list(b *doc.List, indent int) {
	wide, short := 0, true
	for _, it := range b.Items {
		for _, l := range it.Labels {
			wide = max(wide, length(l))
		}
		short = short && len(it.Blocks) <= 1
	}
	if wide > 0 {
		wide++
	}
	for i, it := range b.Items {
		if i > 0 && short {
			p.tight = true // one or two lines per item
		}
		p.blocks(it.Blocks, indent+wide, it.Labels)
	}
}

// table prints one row on each line, its cells one after the other; a row that has a cell with several texts is printed cell by cell. The
// tag and the label precede its first line.
func (p *printer) table(b *doc.Table, tag string, indent int, label string) {
	if s := words(b.Caption); s != "" {
		p.lines(s, tag, indent, label)
		p.tight, tag, label = true, "", ""
	}
	for i, r := range slices.Concat(b.Head, b.Rows) {
		if i > 0 {
			p.tight = true
		}
		p.row(r, tag, indent, label)
		tag, label = "", ""
	}
}

func (p *printer) row(r *doc.Row, tag string, indent int, label string) {
	if !flat(r) {
		if tag != "" || label != "" {
			p.lines("", tag, indent, label)
			p.tight = true
		}
		for _, c := range r.Cells {
			p.blocks(c.Blocks, indent, nil)
			p.tight = true
		}
		return
	}
	var cells []string
	var all []doc.Inline
	for _, c := range r.Cells {
		var inlines []doc.Inline
		if len(c.Blocks) > 0 {
			inlines = c.Blocks[0].(*doc.Paragraph).Inlines
		}
		cells, all = append(cells, words(inlines)), append(all, inlines...)
	}
	p.lines(strings.Join(cells, cellSign), tag, indent, label)
	p.notes(all, indent)
}

// notes prints the footnotes that inlines cite.
func (p *printer) notes(inlines []doc.Inline, indent int) {
	for _, in := range inlines {
		if in.Note != nil && in.Note.Kind == doc.Foot {
			p.tight = true
			p.note(in.Note, indent)
		}
	}
}

// flat reports whether each cell of a row is empty or a single text.
func flat(r *doc.Row) bool {
	return !slices.ContainsFunc(r.Cells, func(c *doc.Cell) bool {
		if len(c.Blocks) == 0 {
			return false
		}
		_, ok := c.Blocks[0].(*doc.Paragraph)
		return !ok || len(c.Blocks) > 1
	})
}

func (p *printer) masthead(b *doc.Masthead) {
	for _, side := range [][][]doc.Inline{b.Left, b.Right} {
		for i, line := range side {
			p.tight = p.tight || i > 0
			p.lines(words(line), "", 0, "")
		}
	}
}

// contents prints the headings of a column below their title, indented by their level.
func (p *printer) contents(b *doc.Contents, column int, tag string, indent int) {
	p.lines(words(b.Title), tag, indent, "")
	each(p.doc.Blocks, func(x doc.Block) {
		if pair, ok := x.(*doc.Pair); ok && column < len(pair.Columns) {
			x = pair.Columns[column]
		}
		h, ok := x.(*doc.Heading)
		if !ok || h.Level > b.Depth {
			return
		}
		p.tight = true
		s := words(h.Title())
		if h.Label != "" {
			s = h.Label + " " + s
		}
		p.lines(s, "", indent+gap*h.Level, "")
	})
}

func (p *printer) note(n *doc.Note, indent int) {
	mark := noteOpen + n.Mark + noteClose
	p.lines(words(n.Inlines), "", indent+length(mark)+1, mark)
}

// each calls f for the blocks, and for those inside them, except the columns of a pair.
func each(blocks []doc.Block, f func(doc.Block)) {
	doc.Each(blocks, func(b doc.Block) {
		f(b)
		if t, ok := b.(*doc.Table); ok {
			for _, r := range slices.Concat(t.Head, t.Rows) {
				for _, c := range r.Cells {
					each(c.Blocks, f)
				}
			}
		}
	})
}

// words returns the words of inlines, with the marks of notes in brackets.
func words(inlines []doc.Inline) string {
	var b strings.Builder
	for _, in := range inlines {
		if in.Note != nil {
			b.WriteString(noteOpen + in.Text + noteClose)
		} else {
			b.WriteString(in.Text)
		}
	}
	return b.String()
}

// lines prints a text from the column indent on, broken into lines, with its tag at the left edge and its label just before it. An empty
// line precedes it unless it is tight.
func (p *printer) lines(text, tag string, indent int, label string) {
	if p.b.Len() > 0 && !p.tight {
		p.b.WriteByte('\n')
	}
	p.tight = false
	left := p.gutter + indent
	head := tag
	if label != "" {
		head = pad(tag, left-length(label)-1) + label
	}
	head = pad(head, left)
	for i, line := range broken(text, max(narrowest, width-left)) {
		if i > 0 {
			head = strings.Repeat(" ", left)
		}
		p.b.WriteString(strings.TrimRight(head+line, " ") + "\n")
	}
}

func pad(s string, to int) string { return s + strings.Repeat(" ", max(0, to-length(s))) }

func length(s string) int { return utf8.RuneCountInString(s) }

// bonds turns the spaces at which no line is broken into plain spaces, after the text has been broken into lines.
var bonds = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2007", " ", "\u2060", "")

// broken breaks a text into lines of at most that many characters; only a longer word exceeds it.
func broken(text string, most int) []string {
	var out []string
	for _, forced := range strings.Split(strings.ReplaceAll(text, "\u00ad", ""), "\n") {
		line := ""
		for _, w := range strings.FieldsFunc(forced, func(r rune) bool { return r == ' ' || r == '\t' }) {
			if line != "" && length(line)+1+length(w) > most {
				out = append(out, bonds.Replace(line))
				line = ""
			}
			if line != "" {
				line += " "
			}
			line += w
		}
		out = append(out, bonds.Replace(line))
	}
	return out
}
