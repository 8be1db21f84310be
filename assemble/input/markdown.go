package input

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	md "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"omnibus/assemble/diag"
	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
)

// The kinds of blocks of prose.
const (
	heading   = "heading"
	paragraph = "paragraph"
	listItem  = "item"
	table     = "table"
	tableRow  = "row"
)

const (
	endPrefix = "end-" // the beginning of the id of an endnote
	idWords   = 4      // number of words of a block used in its id
	shown     = 40     // number of characters of a block that a message quotes
)

var (
	noteForm  = pattern.Of(`^\[\^([^\]\s]*)\]:[ \t]*`)
	idMark    = pattern.Of(`[ \t]*\{#([^{}]*)\}[ \t]*$`)
	tableForm = pattern.Of(`(?m)^[ \t]*\||^[ \t:|-]*-[ \t]*\|[ \t:|-]*\r?$`)
)

// A prose reads a Markdown file as CommonMark. It accepts headings, paragraphs, lists, tables and notes, each with its id. It reports
// anything else at its place, so that text is never printed differently than it looks.
type prose struct {
	r    *reader
	f    *source.File
	md   []byte // the file without a byte order mark
	skip int    // bytes of the byte order mark
	p    *Prose
	ids  map[string]bool
	bare []bareBlock
	tabs map[int]bool // offsets of lines refused because of a tab
}

// A bareBlock is a block without an id, with the finding about it and the place for its id.
type bareBlock struct {
	found *diag.Diagnostic
	words string
	at    source.Pos
}

// MissingIDs returns the edits that add an id to each block of a Markdown file that has none. The id is made of the first words of the
// block, and differs from every id of the records.
func MissingIDs(f *source.File, records *Records) []source.Edit {
	r := &reader{walker: walker{diags: &diag.List{}}, rec: &Records{ByID: map[string]Record{}}, twice: map[string]bool{}}
	p := r.introduction(f)
	if p == nil {
		return nil
	}
	for id := range records.ByID {
		p.ids[id] = true
	}
	return p.nameBare()
}

func (r *reader) introduction(f *source.File) *prose {
	if fault, ok := source.Readable(f); !ok {
		report(r.diags, []source.Fault{fault})
		return nil
	}
	p := &prose{r: r, f: f, md: f.Bytes, p: &Prose{File: f, Lang: r.lang}, ids: map[string]bool{}, tabs: map[int]bool{}}
	if rest, ok := bytes.CutPrefix(f.Bytes, []byte("\ufeff")); ok {
		p.md, p.skip = rest, len(f.Bytes)-len(rest)
	}
	if fault, ok := p.plain(); !ok {
		report(r.diags, []source.Fault{fault})
		return nil
	}
	before := len(r.diags.Items)
	p.indentation()
	p.blocks(markdown().Parse(md.NewReader(p.md)), 0)
	if len(p.p.Blocks) == 0 && len(p.p.Notes) == 0 && len(r.diags.Items) == before {
		r.diags.Errorf("E0109", f.Pos(0, 0), "the file is empty").Hint("write a paragraph that ends with {#intro-first}")
	}
	r.rec.Introduction = p.p
	return p
}

// Limits of Markdown: beyond them, reading it as CommonMark takes long, and nobody writes such files.
const (
	largestProse  = 512 << 10
	deepestProse  = 32 // nested quotations and lists that begin on one line
	containerSign = "> \t-*+0123456789.)"
)

// plain reports whether the file can be read as CommonMark in a short time. If not, the fault says why.
func (p *prose) plain() (source.Fault, bool) {
	if len(p.md) > largestProse {
		return source.Fault{
			Code: "E0102", Pos: p.pos(0, 0), Message: fmt.Sprintf("the file is larger than %d kB", largestProse>>10),
			Hint: "keep the introduction, and put what follows into another paper",
		}, false
	}
	for start := 0; start < len(p.md); {
		end := len(p.md)
		if k := bytes.IndexByte(p.md[start:], '\n'); k >= 0 {
			end = start + k
		}
		depth := 0
		for i := start; i < end && strings.IndexByte(containerSign, p.md[i]) >= 0; i++ {
			next := byte(' ')
			if i+1 < end {
				next = p.md[i+1]
			}
			if c := p.md[i]; c == '>' || (next == ' ' || next == '\t') && strings.IndexByte("-*+.)", c) >= 0 {
				depth++
			}
			if depth > deepestProse {
				return source.Fault{
					Code: "E0107", Pos: p.pos(i, i+1),
					Message: fmt.Sprintf("quotations and lists are nested more than %d deep", deepestProse),
					Hint:    "remove the signs at the beginning of the line",
				}, false
			}
		}
		start = end + 1
	}
	return source.Fault{}, true
}

// markdown returns a CommonMark parser that also reads notes.
func markdown() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(), util.Prioritized(noteParser{}, 50))...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(tableReader{}, 200))...),
	)
}

// indentation reports tabs at the start of lines.
func (p *prose) indentation() {
	for start := 0; start < len(p.md); {
		end := len(p.md)
		if k := bytes.IndexByte(p.md[start:], '\n'); k >= 0 {
			end = start + k
		}
		line := p.md[start:end]
		lead := len(line) - len(bytes.TrimLeft(line, " \t"))
		if bytes.IndexByte(line[:lead], '\t') >= 0 && len(bytes.TrimSpace(line)) > 0 {
			p.tabs[start] = true
			p.r.diags.Errorf("E0105", p.line(start+lead), "a line starts with a tab").Hint("write spaces")
		}
		start = end + 1
	}
}

// line returns the place from an offset to the end of the line.
func (p *prose) line(at int) source.Pos {
	end := len(p.md)
	if k := bytes.IndexByte(p.md[at:], '\n'); k >= 0 {
		end = at + k
	}
	return p.pos(at, at+len(bytes.TrimRight(p.md[at:end], " \t\r")))
}

func (p *prose) pos(start, end int) source.Pos { return p.f.Pos(p.skip+start, end-start) }

// lineStart returns the offset at which the line with offset at begins.
func (p *prose) lineStart(at int) int { return bytes.LastIndexByte(p.md[:at], '\n') + 1 }

// nameBare makes ids for the blocks without ids, adds them to the hints, and returns the edits that write them.
func (p *prose) nameBare() []source.Edit {
	var edits []source.Edit
	for _, b := range p.bare {
		id := p.suggest(b.words)
		b.found.Hints = nil
		b.found.Hint("write {#%s} at the end of its first line, or run omnibus ids --write", id)
		edits = append(edits, source.Edit{Pos: b.at, New: " {#" + id + "}"})
	}
	return edits
}

// blocks reads the blocks of a document or, at a depth other than 0, the lists inside an item.
func (p *prose) blocks(parent ast.Node, depth int) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			if p.underlined(n) {
				p.refuse(n, "E0131", "an underlined heading is not supported", "write it as ## Heading {#intro-id}")
				continue
			}
			p.leaf(n, ProseBlock{Kind: heading, Level: n.Level})
		case *ast.Paragraph:
			p.leaf(n, ProseBlock{Kind: paragraph})
		case *ast.List:
			p.list(n, depth+1)
		case *tableBlock:
			p.table(n)
		case *noteBlock:
			p.note(n)
		default:
			p.refuseBlock(n)
		}
	}
}

// refuseBlock reports a block of a kind that is not accepted.
func (p *prose) refuseBlock(n ast.Node) {
	switch n.(type) {
	case *ast.FencedCodeBlock:
		p.refuse(n, "E0131", "a code block is not supported", "write a paragraph")
	case *ast.CodeBlock:
		p.refuse(n, "E0131", "a line indented by four spaces would be code", "remove the spaces")
	case *ast.Blockquote:
		p.refuse(n, "E0131", "a block quotation is not supported", "write a paragraph")
	case *ast.HTMLBlock:
		p.refuse(n, "E0132", "raw HTML is not supported", "write Markdown: a paragraph, a list, *em*, **strong**")
	case *ast.ThematicBreak:
		p.refuse(n, "E0131", "a rule is not supported", "remove it, or write a heading as ## Heading {#intro-id}")
	case *ast.LinkReferenceDefinition:
		p.refuse(n, "E0131", "a link with its address elsewhere is not supported", "write the link as [words](https://...)")
	default:
		p.refuse(n, "E0131", "this is not a heading, a paragraph, a list or a note", "write a paragraph")
	}
}

// refuse reports a block at its beginning.
func (p *prose) refuse(n ast.Node, code, message, hint string) {
	at := p.start(n)
	if p.tabs[p.lineStart(at)] {
		return // already reported
	}
	p.r.diags.Errorf(code, p.line(at), "%s", message).Hint("%s", hint)
}

// start returns the offset at which a block begins.
func (p *prose) start(n ast.Node) int {
	at := n.Pos()
	if at < 0 && n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		at = n.Lines().At(0).Start
	}
	if at < 0 && n.FirstChild() != nil {
		at = p.start(n.FirstChild())
	}
	if at < 0 && n.PreviousSibling() != nil {
		at = p.start(n.PreviousSibling())
	}
	if at < 0 && n.Parent() != nil && n.Parent().Kind() != ast.KindDocument {
		at = p.start(n.Parent())
	}
	at = min(max(at, 0), len(p.md))
	for at < len(p.md) && (p.md[at] == ' ' || p.md[at] == '\t') {
		at++
	}
	return at
}

// underlined reports whether a heading is marked by a line below it.
func (p *prose) underlined(n *ast.Heading) bool {
	if n.Lines().Len() == 0 {
		return false
	}
	at := n.Lines().At(0).Start
	return bytes.IndexByte(p.md[p.lineStart(at):at], '#') < 0
}

// leaf reads a block of words.
func (p *prose) leaf(n ast.Node, b ProseBlock) {
	at := p.start(n)
	if p.tabs[p.lineStart(at)] {
		return
	}
	if n.Lines().Len() == 0 {
		p.r.diags.Errorf("E0131", p.line(at), "%s has no words", article(b.Kind)).Hint("write them, or remove it")
		return
	}
	if b.Kind == paragraph && tableForm.Match(n.Lines().Value(p.md)) {
		p.refuse(n, "E0131", "a table has no line of dashes below its head", "write |---|---| below its first line")
		return
	}
	words, mark, ok := p.read(n)
	if words.String == "" && ok {
		p.r.diags.Errorf("E0131", p.line(at), "%s has no words", article(b.Kind)).Hint("write them, or remove it")
		return
	}
	b.Text = Text{Text: words, Lang: p.p.Lang}
	p.p.Blocks = append(p.p.Blocks, &b)
	if mark.String != "" {
		b.ID = p.identify(mark, kindBlock)
		b.Text.ID = "introduction." + b.ID.String
		p.r.register(&b)
		return
	}
	if !ok {
		return
	}
	d := p.r.diags.Errorf("E0130", words.Pos, "%s has no id: %q", article(b.Kind), short(words.String))
	first := n.Lines().At(0)
	end := first.Start + len(bytes.TrimRight(p.md[first.Start:first.Stop], " \t\r\n"))
	p.bare = append(p.bare, bareBlock{d, words.String, p.pos(end, end)})
}

// list reads the items of a list. depth is its level, from 1.
func (p *prose) list(n *ast.List, depth int) {
	number := n.Start
	if n.IsOrdered() && number > 1 {
		at := p.start(n)
		d := p.r.diags.Errorf("E0131", p.line(at), "a numbered list begins with %d, not with 1", number)
		d.Hint("number its items from 1")
		d.Hint(`write %d\%c if it is not a list but a text that begins with a number`, number, n.Marker)
		return
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		first := item.FirstChild()
		if _, ok := first.(*ast.List); first == nil || ok {
			p.refuse(item, "E0131", "an item has no words", "write them, or remove it")
			continue
		}
		block := ProseBlock{Kind: listItem, Level: depth}
		if n.IsOrdered() {
			block.Numbered, block.Number = true, number
			if typed, ok := p.typed(item); ok && typed != number && typed != n.Start {
				d := p.r.diags.Errorf("E0131", p.line(p.start(item)), "item %d of a list is numbered %d", number, typed)
				d.Hint("number it %d", number)
				d.Hint(`write %d\%c if it is not an item but a text that begins with a number`, typed, n.Marker)
			}
			number++
		}
		switch first.(type) {
		case *ast.TextBlock, *ast.Paragraph:
			p.leaf(first, block)
		default:
			p.refuseBlock(first)
			continue
		}
		for next := first.NextSibling(); next != nil; next = next.NextSibling() {
			switch next := next.(type) {
			case *ast.List:
				p.list(next, depth+1)
			case *ast.Paragraph, *ast.TextBlock, *ast.CodeBlock:
				p.refuse(next, "E0131", "a list item may have only one paragraph",
					"make it a separate item, or join it to the item above")
			default:
				p.refuseBlock(next)
			}
		}
	}
}

var numberForm = pattern.Of(`([0-9]{1,9})[.)][ \t]+$`)

// typed returns the number of an item as typed in the file.
func (p *prose) typed(item ast.Node) (n int, ok bool) {
	lines := item.FirstChild().Lines()
	if lines.Len() == 0 {
		return 0, false
	}
	at := lines.At(0).Start
	m := numberForm.FindSubmatch(p.md[p.lineStart(at):at])
	if m == nil {
		return 0, false
	}
	_, err := fmt.Sscan(strings.TrimLeft(string(m[1]), "0")+" ", &n)
	return n, err == nil || strings.Trim(string(m[1]), "0") == ""
}

// identify checks the form of an id in Markdown, and returns the id.
func (p *prose) identify(mark source.Text, kind string) ID {
	if !idForm.MatchString(mark.String) {
		p.r.diags.Errorf("E0304", mark.Pos, "id %q is not made of lower-case words and hyphens", mark.String).
			Hint("write %s", suggestID(mark.String))
	}
	return ID{mark, kind}
}

func (p *prose) note(b *noteBlock) {
	id := source.Text{Pos: p.pos(b.id[0], b.id[1]), String: string(p.md[b.id[0]:b.id[1]])}
	n := &ProseNote{Kind: footNote}
	if strings.HasPrefix(id.String, endPrefix) {
		n.Kind = endNote
	}
	n.ID = p.identify(id, kindNote)
	first := b.FirstChild()
	if first == nil {
		p.r.diags.Errorf("E0137", id.Pos, "note %q has no words", id.String).Hint("write them after the colon")
		return
	}
	if first.Kind() != ast.KindParagraph {
		p.refuseBlock(first)
		return
	}
	words, mark, _ := p.read(first)
	if mark.String != "" {
		p.r.diags.Errorf("E0136", mark.Pos, "the id of a note belongs before the colon").Hint("remove {#%s}", mark.String)
	}
	n.Text = Text{Text: words, ID: "introduction." + id.String, Lang: p.p.Lang}
	p.r.register(n)
	p.p.Notes = append(p.p.Notes, n)
	for next := first.NextSibling(); next != nil; next = next.NextSibling() {
		p.refuse(next, "E0131", "a note may have only one paragraph", "join it to the paragraph above")
	}
}

// suggest makes an id for a block from its first words.
func (p *prose) suggest(words string) string {
	parts := strings.Split(suggestID(words), "-")
	base := "intro-" + strings.Join(parts[:min(len(parts), idWords)], "-")
	id := base
	for n := 2; p.ids[id] || p.r.rec.ByID[id] != nil; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	p.ids[id] = true
	return id
}

func short(s string) string {
	r := []rune(s)
	if len(r) <= shown {
		return s
	}
	return string(r[:shown]) + "..."
}

// A noteBlock is the definition of a note: [^id]: followed by the words of the note.
type noteBlock struct {
	ast.BaseBlock
	id [2]int // the bytes of the id
}

var kindNoteBlock = ast.NewNodeKind("Note")

func (*noteBlock) Kind() ast.NodeKind                        { return kindNoteBlock }
func (n *noteBlock) Dump(src []byte, level int)              { ast.DumpHelper(n, src, level, nil, nil) }
func (noteParser) CanInterruptParagraph() bool               { return true }
func (noteParser) CanAcceptIndentedLine() bool               { return false }
func (noteParser) Trigger() []byte                           { return []byte{'['} }
func (noteParser) Close(ast.Node, md.Reader, parser.Context) {}

// A noteParser reads definitions of notes, an extension of CommonMark. A definition begins at the start of a line.
type noteParser struct{}

// Open begins a note at a line that defines one.
func (noteParser) Open(parent ast.Node, reader md.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	m := noteForm.FindSubmatchIndex(line)
	if m == nil || parent.Kind() != ast.KindDocument && parent.Kind() != kindNoteBlock {
		return nil, parser.NoChildren
	}
	n := &noteBlock{id: [2]int{segment.Start + m[2], segment.Start + m[3]}}
	n.SetPos(segment.Start)
	if len(bytes.TrimSpace(line[m[1]:])) == 0 {
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	reader.Advance(m[1])
	return n, parser.HasChildren
}

// Continue adds indented lines to a note. They are further paragraphs, which are refused later.
func (noteParser) Continue(_ ast.Node, reader md.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	const indent = 2
	if len(line)-len(bytes.TrimLeft(line, " ")) < indent {
		return parser.Close
	}
	reader.Advance(indent)
	return parser.Continue | parser.HasChildren
}
