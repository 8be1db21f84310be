package input

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	md "github.com/yuin/goldmark/text"

	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
)

// cellMark stands between the cells of a row of a table.
const cellMark = "|"

var (
	dashesForm = pattern.Of(`^[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)
	rowForm    = pattern.Of(`^[ \t]*\|?[ \t]*(.*?)[ \t]*\|?[ \t]*$`)
)

// A tableBlock is a table: a row of heads, a line of dashes, and rows. Its children are a paragraph for each row, without the marks at the
// ends of the row.
type tableBlock struct {
	ast.BaseBlock
	id [2]int // bytes of the id at the end of a line; both 0 if there is none
	at int    // offset of the beginning
	to int    // offset of the end of its first line

	aligns string // of its columns, as in ProseBlock
}

var kindTableBlock = ast.NewNodeKind("Table")

func (*tableBlock) Kind() ast.NodeKind           { return kindTableBlock }
func (n *tableBlock) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// A tableReader turns paragraphs with a line of dashes below the first line into tables.
type tableReader struct{}

// Transform replaces a paragraph that is a table by a table.
func (tableReader) Transform(p *ast.Paragraph, reader md.Reader, _ parser.Context) {
	lines, src := p.Lines(), reader.Source()
	const least = 2
	if lines.Len() < least || p.Parent() == nil || p.Parent().Kind() != ast.KindDocument {
		return
	}
	first, second := lines.At(0), lines.At(1)
	dashes := bytes.TrimRight(second.Value(src), "\r\n")
	if !bytes.Contains(first.Value(src), []byte(cellMark)) || !bytes.Contains(dashes, []byte(cellMark)) || !dashesForm.Match(dashes) {
		return
	}
	t := &tableBlock{at: first.Start, to: first.Start + len(bytes.TrimRight(first.Value(src), " \t\r\n"))}
	t.aligns = alignsOf(string(dashes))
	for i := range lines.Len() {
		if i == 1 {
			continue
		}
		line := lines.At(i)
		text := bytes.TrimRight(src[line.Start:line.Stop], " \t\r\n")
		if m := idMark.FindSubmatchIndex(text); m != nil && t.id[1] == 0 {
			t.id = [2]int{line.Start + m[2], line.Start + m[3]}
			text = text[:m[0]]
		}
		m := rowForm.FindSubmatchIndex(text)
		if m == nil || m[2] == m[3] {
			continue
		}
		row := ast.NewParagraph()
		row.Lines().Append(md.NewSegment(line.Start+m[2], line.Start+m[3]))
		row.SetPos(line.Start + m[2])
		t.AppendChild(t, row)
	}
	p.Parent().InsertAfter(p.Parent(), p, t)
	p.Parent().RemoveChild(p.Parent(), p)
}

// alignsOf returns how the columns are aligned, from the colons in the line of dashes; "" if there are none.
func alignsOf(dashes string) string {
	if !strings.Contains(dashes, ":") {
		return ""
	}
	var out []string
	for cell := range strings.SplitSeq(strings.Trim(dashes, " \t"+cellMark), cellMark) {
		cell = strings.TrimSpace(cell)
		align := "left"
		switch {
		case !strings.HasSuffix(cell, ":"):
		case strings.HasPrefix(cell, ":"):
			align = "center"
		default:
			align = "right"
		}
		out = append(out, align)
	}
	return strings.Join(out, " ")
}

// table reads a table: its head is a block with the id of the table, and each row a block with that id and the number of the row. The text
// of a row consists of its cells, with marks between them.
func (p *prose) table(t *tableBlock) {
	if p.tabs[p.lineStart(t.at)] {
		return
	}
	var mark source.Text
	if t.id[1] > 0 {
		mark = source.Text{Pos: p.pos(t.id[0], t.id[1]), String: string(p.md[t.id[0]:t.id[1]])}
	}
	width, n := 0, 0
	var head source.Pos
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		words, _, ok := p.read(row)
		if !ok {
			return
		}
		cells := strings.Count(words.String, cellMark) + 1
		b := &ProseBlock{Kind: tableRow, Level: 1, Text: Text{Text: words, Lang: p.p.Lang}}
		switch {
		case n == 0:
			b.Kind, b.Aligns, width, head = table, t.aligns, cells, words.Pos
		case cells != width:
			p.r.diags.Errorf("E0131", words.Pos, "a row of a table has %d cells, and its head has %d", cells, width).
				Hint("write a | between two cells, also beside an empty one").See(head, "the head is here")
			return
		}
		p.p.Blocks = append(p.p.Blocks, b)
		if t.id[1] > 0 {
			at := mark
			if n > 0 {
				at.String = fmt.Sprintf("%s-%d", mark.String, n)
				b.ID = ID{at, kindBlock}
			} else {
				b.ID = p.identify(mark, kindBlock)
			}
			b.Text.ID = "introduction." + b.ID.String
			p.r.register(b)
		} else if n == 0 {
			d := p.r.diags.Errorf("E0130", words.Pos, "%s has no id: %q", article(table), short(words.String))
			p.bare = append(p.bare, bareBlock{d, words.String, p.pos(t.to, t.to)})
		}
		n++
	}
	if n < 2 {
		p.r.diags.Errorf("E0131", p.line(t.at), "a table has no rows below its head").Hint("write them, or remove it")
	}
}
