package source

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// quoted reads a scalar in quotation marks. Its further lines must be indented deeper than column parent.
func (p *parser) quoted(parent int) *Node {
	open, q := p.i, p.b[p.i]
	n := p.node(Node{Kind: Scalar, Style: Single})
	if q == '"' {
		n.Style = Double
	}
	var b Builder
	p.i++
	run := p.i // start of the bytes not yet copied
	for {
		if p.i >= len(p.b) {
			p.stop("E0104", open, 1, "close the quotation mark", "the quotation mark is never closed")
		}
		switch c := p.b[p.i]; {
		case c == q && q == '\'' && p.peek(1) == '\'':
			b.Copy(p.f, run, p.i)
			b.Put("'", p.f, p.i, 2)
			p.i += 2
			run = p.i
		case c == q:
			b.Copy(p.f, run, p.i)
			p.i++
			n.Text = b.Text()
			if n.Text.String == "" {
				n.Text.Pos = p.f.Pos(open, p.i-open)
			}
			n.Pos = p.f.Pos(open, p.i-open)
			return n
		case c == '\\' && q == '"':
			b.Copy(p.f, run, p.i)
			p.escape(&b, parent, open)
			run = p.i
		case p.eol(p.i):
			end := p.i
			for end > run && (p.b[end-1] == ' ' || p.b[end-1] == '\t') {
				end--
			}
			b.Copy(p.f, run, end)
			at := end
			breaks := p.breaks(open, parent)
			p.fold(&b, at, breaks, p.i)
			run = p.i
		case c == '\r':
			p.stop("E0104", p.i, 1, "end lines with LF or CRLF", "a carriage return is not followed by a line feed")
		default:
			p.i++
		}
	}
}

// breaks moves over line breaks and indentation inside a quoted scalar, and returns the number of line breaks.
func (p *parser) breaks(open, parent int) int {
	n := 0
	for p.i < len(p.b) && p.eol(p.i) {
		p.newline()
		n++
		for p.i < len(p.b) && (p.b[p.i] == ' ' || p.b[p.i] == '\t') {
			p.i++
		}
	}
	if k := p.bol + len(p.b[p.bol:p.i]) - len(bytes.TrimLeft(p.b[p.bol:p.i], " ")); k < p.i && k-p.bol <= parent {
		p.stop("E0105", k, 1, "write spaces", "a tab is used where only spaces are allowed")
	}
	if p.i < len(p.b) && p.col() <= parent || p.marker("---") || p.marker("...") {
		p.stop("E0104", open, 1, "close it, or indent the lines that follow",
			"the text in quotation marks is not closed before the next key")
	}
	return n
}

// simpleEscapes contains the single-character escapes in double quotation marks (YAML 1.2, 5.7).
var simpleEscapes = map[byte]string{
	'0': "\x00", 'a': "\a", 'b': "\b", 't': "\t", '\t': "\t", 'n': "\n", 'v': "\v", 'f': "\f", 'r': "\r", 'e': "\x1b",
	' ': " ", '"': `"`, '/': "/", '\\': `\`, 'N': "\u0085", '_': "\u00a0", 'L': "\u2028", 'P': "\u2029",
}

func (p *parser) escape(b *Builder, parent, open int) {
	at := p.i
	p.i++
	if p.i >= len(p.b) {
		return
	}
	if p.eol(p.i) {
		if n := p.breaks(open, parent); n > 1 {
			b.Put(strings.Repeat("\n", n-1), p.f, at, p.i-at)
		}
		return
	}
	c := p.b[p.i]
	if s, ok := simpleEscapes[c]; ok {
		p.i++
		b.Put(s, p.f, at, 2)
		return
	}
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
	if digits > 0 && p.i+1+digits <= len(p.b) {
		if v, err := strconv.ParseUint(string(p.b[p.i+1:p.i+1+digits]), 16, 32); err == nil && utf8.ValidRune(rune(v)) {
			p.i += 1 + digits
			b.Put(string(rune(v)), p.f, at, 2+digits)
			return
		}
	}
	n := 1 + runeLen(p.b, p.i)
	p.fault("E0104", at, n, `write \\ for a backslash, or use single quotation marks`, "%q is not an escape sequence", p.b[at:at+n])
	p.i = at + n
}

// blockScalar reads a literal (|) or folded (>) scalar.
func (p *parser) blockScalar(parent int) *Node {
	start := p.i
	n := p.node(Node{Kind: Scalar, Style: Literal})
	if p.b[p.i] == '>' {
		n.Style = Folded
	}
	chomp, explicit := p.blockHeader()
	head := p.lineEnd(p.i)
	p.i = head
	p.newline()
	indent := parent + explicit
	if explicit == 0 {
		indent = p.detect(parent)
	} else if parent < 0 {
		indent = explicit
	}
	var b Builder
	end, pending := p.blockLines(&b, head, indent, n.Style)
	if chomp == '+' {
		at, length := p.breakAt(end)
		b.Put(strings.Repeat("\n", pending), p.f, at, length)
	} else if end > head && chomp == 0 && pending > 0 {
		at, length := p.breakAt(end)
		b.Put("\n", p.f, at, length)
	}
	n.Text = b.Text()
	if n.Text.Pos.File == nil {
		n.Text.Pos = p.f.Pos(start, 1)
	}
	n.Pos = p.f.Pos(start, end-start)
	// The caller continues at the end of a line.
	p.back()
	return n
}

// blockHeader reads what follows | or > on its line. chomp says what happens to the line breaks at the end: '+', '-' or 0; explicit is the
// indentation in columns, or 0 if it is to be detected (YAML 1.2, 8.1.1).
func (p *parser) blockHeader() (chomp byte, explicit int) {
	start := p.i
	for p.i++; !p.blank(p.i); p.i++ {
		switch c := p.b[p.i]; {
		case (c == '+' || c == '-') && chomp == 0:
			chomp = c
		case c >= '1' && c <= '9' && explicit == 0:
			explicit = int(c - '0')
		default:
			end := p.lineEnd(start)
			hint := "start the text on the next line; quote a text that begins with " + string(p.b[start:start+1])
			p.stop("E0104", start, end-start, hint, "%q is not a valid header of a text block", clip(p.b[start:end]))
		}
	}
	p.rest("the header of a text block")
	return chomp, explicit
}

// blockLines reads the lines of a block scalar into b. head is the offset of the end of the header. It returns the offset of the end of the
// last line with content, or head, and the number of line breaks after it.
func (p *parser) blockLines(b *Builder, head, indent int, style Style) (end, pending int) {
	first := true   // no line with content yet
	spaced := false // the last line with content begins with white space
	end = head
	for p.i < len(p.b) {
		k := p.i
		for k < len(p.b) && k-p.i < indent && p.b[k] == ' ' {
			k++
		}
		le := p.lineEnd(p.i)
		if k >= le && k-p.i <= indent {
			pending++
			p.i = le
			p.newline()
			continue
		}
		if k-p.i < indent {
			if p.b[k] == '\t' {
				p.stop("E0105", k, 1, "write spaces", "a tab is used where only spaces are allowed")
			}
			p.special(k)
			break
		}
		if indent == 0 && (p.marker("---") || p.marker("...")) {
			break
		}
		more := p.b[k] == ' ' || p.b[k] == '\t'
		switch {
		case first:
			b.Put(strings.Repeat("\n", pending), p.f, end, max(k-end, 1))
		case style == Folded && !more && !spaced:
			p.fold(b, end, pending, k)
		default:
			b.Put(strings.Repeat("\n", pending), p.f, end, k-end)
		}
		if cr := bytes.IndexByte(p.b[k:le], '\r'); cr >= 0 {
			p.stop("E0104", k+cr, 1, "end lines with LF or CRLF", "a carriage return is not followed by a line feed")
		}
		b.Copy(p.f, k, le)
		first, spaced, pending, end = false, more, 1, le
		p.i = le
		if p.i >= len(p.b) && strings.Trim(string(p.b[k:le]), " ") != "" {
			pending = 0 // a line with only spaces counts as ended
		}
		p.newline()
	}
	return end, pending
}

// breakLen returns the length in bytes of the line break at offset i.
func (p *parser) breakLen(i int) int {
	if i+1 < len(p.b) && p.b[i] == '\r' {
		return 2
	}
	return min(1, len(p.b)-i)
}

// breakAt returns the offset and length of the line break at i or, at the end of a file without a final line break, of the character
// before.
func (p *parser) breakAt(i int) (offset, length int) {
	if i >= len(p.b) && i > 0 {
		return i - 1, 1
	}
	return i, p.breakLen(i)
}

// back moves to the end of the line before i, so that i is just after the value, as with every other kind of value.
func (p *parser) back() {
	if p.i == p.bol && p.i > 0 && p.b[p.i-1] == '\n' {
		p.i--
		if p.i > 0 && p.b[p.i-1] == '\r' {
			p.i--
		}
		p.bol = bytes.LastIndexByte(p.b[:p.i], '\n') + 1
	}
}

// detect returns the indentation of the first line with content, which must be deeper than parent and than every empty line before it.
func (p *parser) detect(parent int) int {
	longest, at := 0, 0 // the empty line with the most spaces, and where it starts
	for i := p.i; i < len(p.b); {
		k := i
		for k < len(p.b) && p.b[k] == ' ' {
			k++
		}
		if !p.eol(k) {
			if k-i <= parent {
				break
			}
			if k-i < longest {
				p.stop("E0104", at, longest, "remove the spaces from the empty line",
					"an empty line before the text has more spaces than the text")
			}
			return max(k-i, 0)
		}
		if k-i > longest {
			longest, at = k-i, i
		}
		next := bytes.IndexByte(p.b[k:], '\n')
		if next < 0 {
			break
		}
		i = k + next + 1
	}
	return max(parent+1, longest)
}

// flow reads a list in [] or a mapping in {}.
func (p *parser) flow() *Node {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		p.stop("E0107", p.i, 1, "", "lists and mappings are nested more than %d deep", maxDepth)
	}
	open := p.i
	n := p.node(Node{Kind: Sequence, Flow: true})
	closing := byte(']')
	if p.b[p.i] == '{' {
		n.Kind, closing = Mapping, '}'
	}
	p.i++
	for {
		p.skipFlow()
		if p.i >= len(p.b) || p.marker("---") || p.marker("...") {
			p.stop("E0104", open, 1, "close it with "+string(closing), "%q is never closed", p.b[open])
		}
		if p.b[p.i] == closing {
			p.i++
			n.Pos = p.f.Pos(open, p.i-open)
			n.Text.Pos = n.Pos
			return n
		}
		if n.Kind == Mapping {
			p.flowEntry(n)
		} else {
			n.Items = append(n.Items, p.flowValue())
		}
		p.skipFlow()
		if p.i >= len(p.b) {
			continue
		}
		switch p.b[p.i] {
		case ',':
			p.i++
		case closing:
		case ':':
			if n.Kind == Mapping {
				p.stop("E0104", p.i, 1, p.commaBefore(), "a second colon follows a value in braces")
			}
			p.stop("E0104", p.i, 1, "write {key: value}, or quote the text", "a list contains a key with a value")
		default:
			p.stop("E0104", p.i, runeLen(p.b, p.i),
				"put a comma between the entries, and quote a text that has commas, brackets or braces", "expected a comma or %q", closing)
		}
	}
}

// skipFlow moves to the next content in brackets.
func (p *parser) skipFlow() {
	p.skip()
	p.inMargin()
}

// inMargin refuses a line inside brackets that is not indented deeper than the key or dash before the brackets. A closing bracket may be.
func (p *parser) inMargin() {
	if p.i >= len(p.b) || p.col() > p.margin || !p.onlySpaceBefore() || p.marker("---") || p.marker("...") {
		return
	}
	if p.b[p.i] == ']' || p.b[p.i] == '}' {
		return
	}
	end := p.lineEnd(p.i)
	closing := "]"
	if p.b[p.open] == '{' {
		closing = "}"
	}
	ahead := p.keyAhead() || p.b[p.i] == '-' && p.blank(p.i+1)
	if ahead && !closedBelow(p.b[p.i:], closing) { // the next key or entry: the brackets were to end before it
		hint := "close it with " + closing + ", or indent the lines that it encloses"
		p.stop("E0104", p.open, 1, hint, "%q is not closed before the next key", p.b[p.open])
	}
	p.stop("E0104", p.i, end-p.i, "indent the line", "%q is in brackets and is not indented", clip(p.b[p.i:end]))
}

// closedBelow reports whether a line begins with the closing bracket.
func closedBelow(rest []byte, closing string) bool {
	for line := range bytes.Lines(rest) {
		if bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte(closing)) {
			return true
		}
	}
	return false
}

// commaBefore is a hint for a colon that follows a value in braces: a comma is missing before the word that is the key.
func (p *parser) commaBefore() string {
	word := bytes.TrimRight(p.b[p.bol:p.i], " ")
	word = word[bytes.LastIndexAny(word, " ,{")+1:]
	return fmt.Sprintf("put a comma before %q, or quote the text that has a colon", string(word)+":")
}

func (p *parser) flowEntry(n *Node) {
	at := p.i
	k := p.flowValue()
	if k.Kind == Null {
		k.Kind, k.Text = Scalar, Text{Pos: k.Pos, String: string(p.b[k.Pos.Offset:k.Pos.End()])}
	}
	p.skipFlow()
	if p.i >= len(p.b) || p.b[p.i] != ':' || k.Kind != Scalar || !k.Text.Pos.IsValid() {
		const hint = "write {key: value}, and put a text that contains a comma into quotation marks"
		p.stop("E0104", at, max(p.i-at, 1), hint, "expected a key with a value")
	}
	p.i++
	colon := p.i
	p.skipFlow()
	v := p.node(Node{Pos: p.f.Pos(colon, 0)})
	if p.i < len(p.b) && p.b[p.i] != ',' && p.b[p.i] != '}' {
		v = p.flowValue()
	}
	p.add(n, k.Text, v)
}

func (p *parser) flowValue() *Node {
	switch c := p.b[p.i]; c {
	case '"', '\'':
		return p.quoted(p.margin)
	case '[', '{':
		return p.flow()
	case ',':
		p.stop("E0104", p.i, 1, "remove one comma", "there is nothing before the comma")
	case '-':
		if next := p.peek(1); p.blank(p.i+1) || next == ',' || next == ']' || next == '}' {
			p.stop("E0104", p.i, 1, "quote the text", "a text without quotation marks may not begin with %q", c)
		}
	}
	p.stray()
	return p.flowPlain()
}

// flowPlain reads a scalar without quotation marks inside brackets or braces, which may continue on further lines.
func (p *parser) flowPlain() *Node {
	var b Builder
	for {
		i := p.flowPlainEnd()
		end := max(p.i, len(bytes.TrimRight(p.b[:i], " \t")))
		b.Copy(p.f, p.i, end)
		p.i = end
		p.spaces()
		if !p.eol(p.i) {
			break
		}
		at, bol, breaks := p.i, p.bol, 0
		for p.i < len(p.b) && p.eol(p.i) {
			p.newline()
			breaks++
			p.spaces()
		}
		if p.i >= len(p.b) || strings.IndexByte(",[]{}:#", p.b[p.i]) >= 0 || p.marker("---") || p.marker("...") {
			p.i, p.bol = at, bol
			break
		}
		p.inMargin()
		p.fold(&b, at, breaks, p.i)
	}
	t := b.Text()
	n := p.node(Node{Kind: Scalar, Pos: t.Pos, Text: t})
	if saysNothing(t.String) {
		n.Kind = Null
	}
	return n
}

// flowPlainEnd returns the offset at which the plain text at i ends on its line: at the line's end, a bracket, a comma, a key's colon or a
// comment.
func (p *parser) flowPlainEnd() int {
	i := p.i
	for ; !p.eol(i); i++ {
		switch c := p.b[i]; {
		case c == ',' || c == '[' || c == ']' || c == '{' || c == '}':
			return i
		case c == ':' && (p.blank(i+1) || strings.IndexByte(",[]{}", p.b[i+1]) >= 0):
			return i
		case c == '#' && i > p.i && (p.b[i-1] == ' ' || p.b[i-1] == '\t'):
			return i
		case c == '\r':
			p.stop("E0104", i, 1, "end lines with LF or CRLF", "a carriage return is not followed by a line feed")
		}
	}
	return i
}

// saysNothing reports whether a scalar without quotation marks is one of YAML's words for no value.

func saysNothing(s string) bool { return s == "~" || s == "null" || s == "Null" || s == "NULL" }
