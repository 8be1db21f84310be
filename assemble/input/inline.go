package input

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	md "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"omnibus/assemble/source"
)

// A run is a part of a text with one look, as CommonMark defines it.
type run struct {
	words []byte
	look
}

// A look is the formatting of words.
type look struct {
	em, strong bool
	link       string
}

func sameRun(a, b run) bool { return a.look == b.look && bytes.Equal(a.words, b.words) }

// An inline converts the words of a Markdown block to the markup of records: *em*, **strong**, [words](address), and a backslash
// before a character that is not markup.
type inline struct {
	p       *prose
	b       source.Builder
	look    look // look of what comes next
	runs    []run
	ids     [][2]int // byte ranges of the marks of ids, which are not words
	stars   bool     // literal asterisks are written with a backslash
	broken  int      // offset of a line break that becomes a space; -1: none
	refused bool
}

// read returns the words of a block and the id marked in it. If the words cannot be used, it reports that, and ok is false.
func (p *prose) read(n ast.Node) (words, mark source.Text, ok bool) {
	mark, ids := p.marks(n.Lines())
	before := len(p.r.diags.Items)
	x := &inline{p: p, ids: ids, broken: -1}
	x.children(n)
	raw := x.b.Text()
	same := func() bool { return slices.EqualFunc(x.runs, runsOf(raw.String), sameRun) }
	if !x.refused && !same() {
		x = &inline{p: p, ids: ids, broken: -1, stars: true}
		x.children(n)
		raw = x.b.Text()
	}
	if !raw.Pos.IsValid() {
		raw.Pos = p.line(p.start(n))
	}
	if x.refused {
		return raw, mark, false
	}
	words = p.r.clean(raw)
	p.r.markup(words)
	if len(p.r.diags.Items) == before && !same() {
		p.r.diags.Errorf("E0137", raw.Pos, "the markup of %q can be read in two ways", short(raw.String)).
			Hint(`write *em*, **strong**, [words](https://...), and a backslash before a sign that is not valid markup: \* \[ \]`)
		return raw, mark, false
	}
	return words, mark, true
}

// marks finds the marks of ids at the ends of lines, and returns the id and the byte ranges of the marks.
func (p *prose) marks(lines *md.Segments) (mark source.Text, ids [][2]int) {
	for _, line := range lines.Sliced(0, lines.Len()) {
		end := line.Start + len(strings.TrimRight(string(line.Value(p.md)), " \t\r\n")) - line.Padding
		for {
			m := idMark.FindSubmatchIndex(p.md[line.Start:max(end, line.Start)])
			if m == nil || m[2]-2 > 0 && p.md[line.Start+m[2]-3] == '\\' {
				break
			}
			id := source.Text{Pos: p.pos(line.Start+m[2], line.Start+m[3]), String: string(p.md[line.Start+m[2] : line.Start+m[3]])}
			ids = append(ids, [2]int{line.Start + m[0], line.Start + m[1]})
			if mark.Pos.IsValid() {
				p.r.diags.Errorf("E0136", id.Pos, "a block has two ids, %q and %q", mark.String, id.String).Hint("remove one of them")
				return id, ids
			}
			mark, end = id, line.Start+m[0]
		}
	}
	return mark, ids
}

func (x *inline) children(n ast.Node) {
	for c := n.FirstChild(); c != nil && !x.refused; c = c.NextSibling() {
		x.node(c)
	}
}

func (x *inline) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		x.text(n)
	case *ast.Emphasis:
		x.emphasis(n)
	case *ast.Link:
		x.link(n)
	case *ast.AutoLink, *ast.RawHTML: // reported as unsupported markup
		end := x.p.htmlEnd(n)
		before := x.look
		x.look.link = "html"
		x.copy(n.Pos(), end)
		x.say(string(x.p.md[n.Pos():end]))
		x.look = before
	case *ast.Image:
		x.refuse(n.Pos(), n.Pos(), "an image is not supported", "describe it in words")
	case *ast.CodeSpan:
		x.refuse(n.Pos(), n.Pos(), "code is not supported", "remove the backticks")
	default:
		x.refuse(n.Pos(), n.Pos(), "markup of this kind is not supported", "write *em*, **strong** or [words](https://...)")
	}
}

// refuse reports the text from start to end, or only its first line.
func (x *inline) refuse(start, end int, message, hint string) {
	pos := x.p.line(max(start, 0))
	if end > start {
		pos = x.p.pos(start, end)
	}
	x.p.r.diags.Errorf("E0131", pos, "%s", message).Hint("%s", hint)
	x.refused = true
}

// htmlEnd returns the offset after the bracket that closes raw HTML or an address in brackets.
func (p *prose) htmlEnd(n ast.Node) int {
	if h, ok := n.(*ast.RawHTML); ok && h.Segments.Len() > 0 {
		return h.Segments.At(h.Segments.Len() - 1).Stop
	}
	return n.Pos() + bytes.IndexByte(p.md[n.Pos():], '>') + 1
}

// say records words that a CommonMark reader would show.
func (x *inline) say(words string) {
	if words == "" {
		return
	}
	n := len(x.runs)
	if n == 0 || x.runs[n-1].look != x.look {
		x.runs = append(x.runs, run{look: x.look})
		n++
	}
	x.runs[n-1].words = append(x.runs[n-1].words, words...)
}

// space writes the last line break as a space, before what is at offset at.
func (x *inline) space(at int) {
	if x.broken < 0 {
		return
	}
	if x.b.Len() > 0 {
		x.b.Put(" ", x.p.f, x.p.skip+x.broken, at-x.broken)
		x.say(" ")
	}
	x.broken = -1
}

// copy writes bytes of the file as they are.
func (x *inline) copy(start, end int) {
	x.space(start)
	x.b.Copy(x.p.f, x.p.skip+start, x.p.skip+end)
}

// put writes s in place of bytes of the file.
func (x *inline) put(s string, start, end int) {
	if string(x.p.md[start:end]) == s {
		x.copy(start, end)
		return
	}
	x.space(start)
	x.b.Put(s, x.p.f, x.p.skip+start, end-start)
}

func (x *inline) text(n *ast.Text) {
	start, end := n.Segment.Start, n.Segment.Stop
	for end > start && strings.IndexByte("\r\n", x.p.md[end-1]) >= 0 {
		end--
	}
	for i := start; i < end; {
		if k := slices.IndexFunc(x.ids, func(id [2]int) bool { return i >= id[0] && i < id[1] }); k >= 0 {
			i = x.ids[k][1]
			continue
		}
		c := x.p.md[i]
		switch {
		case c == '\\' && i+1 < end && util.IsPunct(x.p.md[i+1]):
			sign := string(x.p.md[i+1 : i+2])
			if strings.Contains(Escapable, sign) {
				x.copy(i, i+2)
			} else {
				x.put(sign, i, i+2)
			}
			x.say(sign)
			i += 2
			continue
		case c == '*' && x.stars:
			x.put(`\*`, i, i+1)
		default:
			x.copy(i, i+1)
		}
		x.say(string(x.p.md[i : i+1]))
		i++
	}
	switch {
	case n.HardLineBreak():
		x.refuse(start, end, "a line break inside a paragraph is not supported",
			"remove the spaces or the backslash at the end of the line, or begin a new paragraph")
	case n.SoftLineBreak():
		x.broken = end
	}
}

func (x *inline) emphasis(n *ast.Emphasis) {
	before := x.look
	if n.Level == 1 {
		x.look.em = true
	} else {
		x.look.strong = true
	}
	stars := strings.Repeat("*", n.Level)
	start := x.p.inlineStart(n)
	outer := x.look
	x.look = before
	x.put(stars, start, start+n.Level)
	x.look = outer
	x.children(n)
	if x.refused {
		return
	}
	end := x.p.inlineEnd(n)
	x.look = before
	x.put(stars, end-n.Level, end)
}

func (x *inline) link(n *ast.Link) {
	dest := string(n.Destination)
	start, end := x.p.inlineStart(n), x.p.inlineEnd(n)
	tail := "](" + dest + ")"
	if n.Title != nil || start < 0 || end > len(x.p.md) || n.FirstChild() == nil || x.p.md[start] != '[' ||
		!strings.HasPrefix(
			string(x.p.md[end-len(tail):end]),
			tail,
		) || strings.ContainsAny(dest, " \\()<>\"") || entityForm.MatchString(dest) {
		x.refuse(n.Pos(), n.Pos(), "a link of this form is not supported",
			"write it as [words](https://...), with no title, spaces or brackets in the address")
		return
	}
	before := x.look
	x.copy(start, start+1)
	x.look.link = dest
	x.children(n)
	x.look = before
	if !x.refused {
		x.copy(end-len(tail), end)
	}
}

// inlineStart returns the offset at which a piece of markup begins.
func (p *prose) inlineStart(n ast.Node) int {
	first := n.FirstChild()
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Start
	case *ast.Emphasis:
		if first != nil {
			return p.inlineStart(first) - n.Level
		}
	case *ast.Link:
		if first != nil {
			return p.inlineStart(first) - 1
		}
	}
	return n.Pos()
}

// inlineEnd returns the offset after a piece of markup.
func (p *prose) inlineEnd(n ast.Node) int {
	last := n.LastChild()
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Stop
	case *ast.Emphasis:
		if last != nil {
			return p.inlineEnd(last) + n.Level
		}
	case *ast.Link:
		if last != nil {
			return p.inlineEnd(last) + len("](") + len(n.Destination) + len(")")
		}
	case *ast.AutoLink, *ast.RawHTML:
		return p.htmlEnd(n)
	}
	return n.Pos()
}

// runsOf returns the printed words of a text, in runs of the same look.
func runsOf(s string) []run {
	x := &inline{}
	for _, p := range Pieces(s) {
		x.look = look{em: p.Em, strong: p.Strong}
		if p.Link != nil {
			x.look.link = p.Link.Value
		}
		switch p.Kind {
		case "":
			x.say(p.Text)
		case "html":
			x.look.link = p.Kind
			x.say(s[p.Start:p.End])
		case "none": // the opening bracket was a word
		default:
			x.say(s[p.Start:p.End])
		}
	}
	return x.runs
}
