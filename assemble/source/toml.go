package source

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// TOML reads the subset of TOML used by message files: tables with bare, quoted and dotted keys, strings in all four kinds of quotation
// marks, inline tables, comments. It refuses all other values, because a message is a text. What it accepts, all TOML readers read in the
// same way. The root is a Mapping, or Bad if the file could not be read to its end.
func TOML(f *File) (root *Node, faults []Fault) {
	root, _, faults = tomlOf(f)
	return root, faults
}

// TOMLComments returns the places of the comments in a TOML file, each from its sign to the end of its line. If the file cannot be read to
// its end, it returns those before the fault.
func TOMLComments(f *File) []Pos {
	_, comments, _ := tomlOf(f)
	return comments
}

// tomlOf reads a file, and returns its tree and the places of its comments.
func tomlOf(f *File) (root *Node, comments []Pos, faults []Fault) {
	if fault, ok := Readable(f); !ok {
		return &Node{Kind: Bad, Pos: f.Pos(0, 0)}, nil, []Fault{fault}
	}
	p := &tomlParser{parser: parser{f: f, b: f.Bytes}, headers: map[*Node]Pos{}, dotted: map[*Node]*Node{}}
	p.root = &Node{Kind: Mapping, Pos: f.Pos(0, len(f.Bytes)), toml: true}
	defer func() {
		if r := recover(); r != nil {
			if _, ours := r.(giveUp); !ours {
				panic(r)
			}
			root, comments, faults = &Node{Kind: Bad, Pos: f.Pos(0, 0)}, p.comments, p.faults
		}
	}()
	p.file()
	return p.root, p.comments, p.faults
}

type tomlParser struct {
	parser
	root     *Node
	comments []Pos
	headers  map[*Node]Pos   // tables that a header has opened
	dotted   map[*Node]*Node // tables that a dotted key has made, with the table below whose header the key is
}

func (p *tomlParser) file() {
	if bytes.HasPrefix(p.b, []byte("\ufeff")) {
		p.i, p.bol = 3, 3
	}
	if n := len(p.b); n > 0 && p.b[n-1] == '\r' {
		p.stop("E0140", n-1, 1, "end it with LF or CRLF, like the other lines", "the last line ends with a lone carriage return")
	}
	table := p.root
	for {
		p.blanks()
		if p.i >= len(p.b) {
			return
		}
		if p.b[p.i] == '[' {
			table = p.header()
		} else {
			p.pair(table)
		}
		p.gap()
		if !p.eol(p.i) && p.b[p.i] != '#' {
			end := p.lineEnd(p.i)
			p.stop("E0140", p.i, end-p.i, "start a new line, or close the quotation mark", "%q follows on the line", clip(p.b[p.i:end]))
		}
		p.comment()
	}
}

// gap moves over spaces and tabs; blanks also over line ends and comments.
func (p *tomlParser) gap() {
	for p.i < len(p.b) && (p.b[p.i] == ' ' || p.b[p.i] == '\t') {
		p.i++
	}
}

func (p *tomlParser) blanks() {
	for {
		p.gap()
		switch {
		case p.i >= len(p.b):
			return
		case p.eol(p.i), p.b[p.i] == '#':
			p.comment()
			p.newline()
		default:
			return
		}
	}
}

// comment moves to the end of the line.
func (p *tomlParser) comment() {
	end := p.lineEnd(p.i)
	if p.i < end {
		p.comments = append(p.comments, p.f.Pos(p.i, end-p.i))
	}
	for i := p.i; i < end; i++ {
		if c := p.b[i]; c < ' ' && c != '\t' || c == 0x7f {
			p.stop("E0140", i, 1, "remove it", "a comment contains the control character 0x%02X", c)
		}
	}
	p.i = end
}

func (p *tomlParser) header() *Node {
	start := p.i
	p.i++
	if p.peek(0) == '[' {
		p.stop("E0141", start, 2, "write one bracket", "lists of tables are not supported")
	}
	table := p.root
	var last Text
	for {
		last = p.key()
		table = p.table(table, last)
		if p.gap(); p.peek(0) != '.' {
			break
		}
		p.i++
	}
	if p.peek(0) != ']' {
		p.stop("E0140", start, 1, "close the bracket", "the name of the table is not closed")
	}
	p.i++
	if p.dotted[table] != nil {
		p.stop("E0108", last.Pos.Offset, last.Pos.Length, "write all its entries in one place",
			"the table %q is already complete", last.String)
	}
	if earlier, twice := p.headers[table]; twice {
		p.twice("table", last, earlier)
		return p.node(Node{Kind: Mapping, Pos: p.f.Pos(start, p.i-start), toml: true})
	}
	p.headers[table] = last.Pos
	table.Pos = p.f.Pos(start, p.i-start)
	return table
}

// table returns the table with that name in another table, and makes it if necessary.
func (p *tomlParser) table(in *Node, key Text) *Node {
	if e := p.entry(in, key.String); e != nil {
		if e.Value.Kind != Mapping {
			p.stop("E0108", key.Pos.Offset, key.Pos.Length, "give the table another name", "%q is already a text", key.String)
		}
		if e.Value.Flow && e.Value.Pos.File != nil {
			p.stop("E0108", key.Pos.Offset, key.Pos.Length, "write all its entries in one place",
				"the table %q is already complete", key.String)
		}
		return e.Value
	}
	n := p.node(Node{Kind: Mapping, Pos: key.Pos, toml: true})
	p.define(in, key, n)
	return n
}

// dottedTable returns the table of that name in another table for a dotted key below the header of section. If the table exists, a dotted
// key of the same section must have made it.
func (p *tomlParser) dottedTable(section, in *Node, key Text) *Node {
	fresh := p.entry(in, key.String) == nil
	n := p.table(in, key)
	if fresh {
		p.dotted[n] = section
	} else if p.dotted[n] != section {
		p.stop("E0108", key.Pos.Offset, key.Pos.Length, "write all its entries in one place",
			"the table %q is already complete", key.String)
	}
	return n
}

func (p *tomlParser) define(in *Node, key Text, value *Node) {
	if earlier := p.entry(in, key.String); earlier != nil {
		p.twice("key", key, earlier.Key.Pos)
		return
	}
	p.enter(in, &Entry{key, value})
}

func (p *tomlParser) key() Text {
	p.gap()
	start := p.i
	switch c := p.peek(0); c {
	case '"', '\'':
		n := p.text()
		if n.Style == Literal || n.Style == Folded {
			p.stop("E0140", start, 3, "write one quotation mark", "a key must be on one line")
		}
		t := n.Text
		t.Pos = n.Pos
		return t
	}
	for p.i < len(p.b) && (p.b[p.i] == '_' || p.b[p.i] == '-' || isAlnum(p.b[p.i])) {
		p.i++
	}
	if p.i == start {
		p.stop("E0140", start, max(min(runeLenAt(p.b, start), len(p.b)-start), 0),
			`quote a key that has characters other than letters, digits, - and _`, "expected a key")
	}
	return Text{Pos: p.f.Pos(start, p.i-start), String: string(p.b[start:p.i])}
}

func runeLenAt(b []byte, i int) int {
	if i >= len(b) {
		return 0
	}
	return runeLen(b, i)
}

func (p *tomlParser) pair(table *Node) {
	start := p.i
	into := table
	key := p.key()
	for p.gap(); p.peek(0) == '.'; p.gap() {
		into = p.dottedTable(table, into, key)
		p.i++
		key = p.key()
	}
	if p.peek(0) != '=' {
		p.stop("E0140", start, p.i-start, `write key = "text"`, "%q has no =", clip(p.b[start:p.i]))
	}
	p.i++
	p.gap()
	v := p.value()
	p.define(into, key, v)
	for _, n := range []*Node{table, into} {
		if n != p.root && v.Pos.End() > n.Pos.End() && n.Pos.Offset < v.Pos.Offset {
			n.Pos.Length = v.Pos.End() - n.Pos.Offset
		}
	}
}

func (p *tomlParser) value() *Node {
	switch p.peek(0) {
	case '"', '\'':
		return p.text()
	case '{':
		return p.inlineTable()
	}
	end := p.lineEnd(min(p.i, len(p.b)))
	p.stop("E0141", p.i, max(end-p.i, 0), `write it in quotation marks`, "%q is not a text in quotation marks", clip(p.b[p.i:end]))
	return nil
}

func (p *tomlParser) inlineTable() *Node {
	open := p.i
	if p.depth++; p.depth > maxDepth {
		p.stop("E0107", p.i, 1, "", "tables are nested more than %d deep", maxDepth)
	}
	defer func() { p.depth-- }()
	n := p.node(Node{Kind: Mapping, Flow: true, toml: true})
	p.i++
	for p.gap(); p.peek(0) != '}'; p.gap() {
		if p.eol(p.i) {
			p.stop("E0140", open, 1, "close it on the same line", "the table is never closed")
		}
		p.pair(n)
		if p.gap(); p.peek(0) == ',' {
			p.i++
		} else if p.peek(0) != '}' && !p.eol(p.i) {
			p.stop("E0140", p.i, min(1, len(p.b)-p.i), "put a comma between the entries", "expected a comma or }")
		}
	}
	p.i++
	n.Pos = p.f.Pos(open, p.i-open)
	n.Text.Pos = n.Pos
	return n
}

// text reads a text in single or triple quotation marks. Style is Double or Single for one line, Folded or Literal for several.
func (p *tomlParser) text() *Node {
	open, q := p.i, p.b[p.i]
	n := p.node(Node{Kind: Scalar, Style: Single, toml: true})
	if q == '"' {
		n.Style = Double
	}
	three := p.peek(1) == q && p.peek(2) == q
	var b Builder
	p.i++
	if three {
		p.i += 2
		n.Style = map[Style]Style{Double: Folded, Single: Literal}[n.Style]
		if p.eol(p.i) && p.i < len(p.b) {
			p.newline()
		}
	}
	run := p.i
	for {
		if p.i >= len(p.b) || !three && p.eol(p.i) {
			p.stop("E0140", open, 1, "close the quotation mark", "the quotation mark is never closed")
		}
		switch c := p.b[p.i]; {
		case c == q && (!three || p.peek(1) == q && p.peek(2) == q):
			end := p.i
			if three {
				// Up to two quotation marks may precede the closing three.
				for k := 0; k < 2 && p.peek(3) == q; k++ {
					p.i++
				}
				end = p.i
				p.i += 2
			}
			b.Copy(p.f, run, end)
			p.i++
			n.Text = b.Text()
			n.Pos = p.f.Pos(open, p.i-open)
			if n.Text.String == "" {
				n.Text.Pos = n.Pos
			}
			return n
		case c == '\\' && q == '"':
			b.Copy(p.f, run, p.i)
			p.tomlEscape(&b, three)
			run = p.i
		case p.eol(p.i):
			b.Copy(p.f, run, p.i)
			b.Put("\n", p.f, p.i, p.breakLen(p.i))
			p.newline()
			run = p.i
		case c < ' ' && c != '\t' || c == 0x7f:
			p.stop("E0140", p.i, 1, "remove it", "a text contains the control character 0x%02X", c)
		default:
			p.i++
		}
	}
}

func (p *tomlParser) tomlEscape(b *Builder, three bool) {
	at := p.i
	p.i++
	c := p.peek(0)
	if s, ok := map[byte]string{'b': "\b", 't': "\t", 'n': "\n", 'f': "\f", 'r': "\r", 'e': "\x1b", '"': `"`, '\\': `\`}[c]; ok {
		p.i++
		b.Put(s, p.f, at, 2)
		return
	}
	if digits := map[byte]int{'u': 4, 'U': 8, 'x': 2}[c]; digits > 0 && p.i+1+digits <= len(p.b) {
		if v, err := strconv.ParseUint(string(p.b[p.i+1:p.i+1+digits]), 16, 32); err == nil && utf8.ValidRune(rune(v)) {
			p.i += 1 + digits
			b.Put(string(rune(v)), p.f, at, 2+digits)
			return
		}
	}
	if rest := min(p.i, len(p.b)); three && rest < len(p.b) && len(bytes.Trim(p.b[rest:p.lineEnd(rest)], " \t")) == 0 {
		// A backslash at the end of a line joins it to the next word.
		for p.i < len(p.b) && (p.b[p.i] == ' ' || p.b[p.i] == '\t' || p.eol(p.i)) {
			if p.eol(p.i) {
				p.newline()
			} else {
				p.i++
			}
		}
		return
	}
	n := min(1+runeLenAt(p.b, p.i), len(p.b)-at)
	p.fault("E0140", at, n, `write \\ for a backslash`, "%q is not an escape sequence", p.b[at:at+n])
	p.i = at + max(n, 1)
}
