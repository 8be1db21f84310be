package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxSize limits the size of a file that is read, in bytes.
const MaxSize = 32 << 20

// MaxValues limits the number of values in the files of a folder, which are read together. A value takes some 300 bytes of memory; a term a
// hundred times as large as the shipped one has 300,000 values.
const MaxValues = 700_000

// mostFaults is the number of faults in one file after which reading stops.
const mostFaults = 1000

// maxDepth is the maximum nesting depth of lists and mappings.
const maxDepth = 64

// YAML reads the subset of YAML used by records: block and flow mappings and lists, plain, quoted, literal and folded scalars,
// comments. Features that are error-prone or not needed (a second document, anchors, aliases, merge keys, tags, complex keys, tabs as
// indentation, duplicate keys, deep nesting) are refused with their place. A scalar is always a text. The root is nil for a file
// without content; a part that could not be read has the Kind Bad.
func YAML(f *File) (root *Node, faults []Fault) {
	if fault, ok := Readable(f); !ok {
		return &Node{Kind: Bad, Pos: f.Pos(0, 0)}, []Fault{fault}
	}
	p := &parser{f: f, b: f.Bytes}
	defer func() {
		if r := recover(); r != nil {
			if _, ours := r.(giveUp); !ours {
				panic(r)
			}
			root, faults = &Node{Kind: Bad, Pos: f.Pos(0, 0)}, p.faults
		}
	}()
	return p.document(), p.faults
}

// Readable reports whether a file is UTF-8 text no larger than MaxSize; if not, the fault says why.
func Readable(f *File) (Fault, bool) {
	b := f.Bytes
	if len(b) > MaxSize {
		message := fmt.Sprintf("the file is larger than %d MB", MaxSize>>20)
		return Fault{Code: "E0102", Pos: f.Pos(0, 0), Message: message, Hint: "split it into several files"}, false
	}
	encoding := func(offset, length int, message string) (Fault, bool) {
		return Fault{Code: "E0103", Pos: f.Pos(offset, length), Message: message, Hint: "save it as UTF-8"}, false
	}
	if len(b) >= 2 && (b[0] == 0xfe && b[1] == 0xff || b[0] == 0xff && b[1] == 0xfe) {
		return encoding(0, 2, "the file is UTF-16")
	}
	if utf8.Valid(b) {
		if i := bytes.IndexByte(b, 0); i >= 0 {
			return encoding(i, 1, "the file is not a text file: it contains a NUL byte")
		}
		return unmerged(f)
	}
	for i := 0; ; {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 {
			return encoding(i, 1, fmt.Sprintf("the file is not UTF-8: byte 0x%02X", b[i]))
		}
		i += n
	}
}

// unmerged finds the first conflict marker that a version control system left in a file.
func unmerged(f *File) (Fault, bool) {
	const width = 7 // of the row of characters in a marker
	for start := 0; start < len(f.Bytes); {
		end := len(f.Bytes)
		if k := bytes.IndexByte(f.Bytes[start:], '\n'); k >= 0 {
			end = start + k
		}
		line := bytes.TrimSuffix(f.Bytes[start:end], []byte("\r"))
		if len(line) >= width && bytes.IndexByte([]byte("<=>|"), line[0]) >= 0 && bytes.Count(line[:width], line[:1]) == width {
			alone := len(line) == width
			if alone || line[0] != '=' && line[width] == ' ' {
				return Fault{
					Code: "E0118", Pos: f.Pos(start, len(line)), Message: "the file contains a merge conflict",
					Hint: "keep the correct lines between <<<<<<< and >>>>>>>, and remove these markers",
				}, false
			}
		}
		start = end + 1
	}
	return Fault{}, true
}

type giveUp struct{}

type parser struct {
	f      *File
	b      []byte
	i      int // offset of the next byte
	bol    int // offset at which the line of i begins
	depth  int
	values int  // read so far
	margin int  // column of the key or dash before the brackets that are being read, or -1
	open   int  // offset of the outermost of these brackets
	inList bool // the mapping that begins here is an entry of a list
	again  bool // the mapping that was just read ends where another entry begins without its dash
	faults []Fault
	wide   map[*Node]map[string]*Entry // index of mappings with many keys
}

func (p *parser) fault(code string, offset, length int, hint, format string, args ...any) {
	p.report(Fault{Code: code, Pos: p.f.Pos(offset, length), Message: fmt.Sprintf(format, args...), Hint: hint})
}

// report adds a fault. After too many faults, it stops the parser.
func (p *parser) report(f Fault) {
	if p.faults = append(p.faults, f); len(p.faults) >= mostFaults {
		message := fmt.Sprintf("the file has more than %d faults: the rest of it is not read", mostFaults-1)
		hint := "correct these first, or remove the file if it contains no records"
		p.faults = append(p.faults, Fault{Code: "E0102", Pos: f.Pos, Message: message, Hint: hint})
		panic(giveUp{})
	}
}

func (p *parser) stop(code string, offset, length int, hint, format string, args ...any) {
	p.fault(code, offset, length, hint, format, args...)
	panic(giveUp{})
}

// node returns a value. After too many values, it stops the parser.
func (p *parser) node(n Node) *Node {
	if p.values++; p.values > MaxValues {
		p.stop("E0102", p.i, 0, "remove what no paper needs", "the file has more than %d values", MaxValues)
	}
	if !n.Text.Pos.IsValid() {
		n.Text.Pos = n.Pos // a finding about the text that it lacks has a place
	}
	return &n
}

func (p *parser) col() int { return p.i - p.bol }

func (p *parser) peek(k int) byte {
	if p.i+k < len(p.b) {
		return p.b[p.i+k]
	}
	return '\n'
}

// eol reports whether the line ends at offset i.
func (p *parser) eol(i int) bool {
	return i >= len(p.b) || p.b[i] == '\n' || p.b[i] == '\r' && i+1 < len(p.b) && p.b[i+1] == '\n' || p.b[i] == '\r' && i+1 == len(p.b)
}

// blank reports whether there is white space or a line end at offset i.
func (p *parser) blank(i int) bool { return p.eol(i) || p.b[i] == ' ' || p.b[i] == '\t' }

// lineEnd returns the offset of the end of the line that contains offset i, before its line break.
func (p *parser) lineEnd(i int) int {
	k := bytes.IndexByte(p.b[i:], '\n')
	end := len(p.b)
	if k >= 0 {
		end = i + k
	}
	if end > i && p.b[end-1] == '\r' {
		end--
	}
	return end
}

// newline moves over the line break at i to the next line.
func (p *parser) newline() {
	if k := bytes.IndexByte(p.b[p.i:], '\n'); k >= 0 {
		p.i += k + 1
	} else {
		p.i = len(p.b)
	}
	p.bol = p.i
}

// spaces moves over spaces on the line, and refuses tabs.
func (p *parser) spaces() {
	for p.i < len(p.b) && (p.b[p.i] == ' ' || p.b[p.i] == '\t') {
		if p.b[p.i] == '\t' {
			k := p.i
			for k < len(p.b) && (p.b[k] == ' ' || p.b[k] == '\t') {
				k++
			}
			if !p.eol(k) && p.b[k] != '#' {
				p.stop("E0105", p.i, 1, "write spaces", "a tab is used where only spaces are allowed")
			}
		}
		p.i++
	}
	if len(bytes.TrimLeft(p.b[p.bol:p.i], " \t")) == 0 {
		p.special(p.i)
	}
}

// special refuses a no-break space or another special space at i, which only looks like an ordinary space.
func (p *parser) special(i int) {
	r, n := utf8.DecodeRune(p.b[min(i, len(p.b)):])
	if r < utf8.RuneSelf || !unicode.Is(unicode.Zs, r) {
		return
	}
	name := "a special space"
	if r == '\u00a0' || r == '\u202f' {
		name = "a no-break space"
	}
	p.stop("E0105", i, n, "write spaces", "%s (%U) is used where only spaces are allowed", name, r)
}

// comment reports whether a comment starts at i: a # at the start of a line or after white space.
func (p *parser) comment() bool {
	return p.i < len(p.b) && p.b[p.i] == '#' && (p.i == p.bol || p.b[p.i-1] == ' ' || p.b[p.i-1] == '\t')
}

// skip moves over blank lines and comments to the next content in any column; at the end of the file i is len(b).
func (p *parser) skip() {
	for {
		p.spaces()
		switch {
		case p.i >= len(p.b):
			return
		case p.eol(p.i), p.comment():
			p.newline()
		default:
			return
		}
	}
}

// rest requires that nothing but a comment follows on the line.
func (p *parser) rest(what string) {
	p.spaces()
	if p.comment() && what == "the value" && p.i+1 < len(p.b) && isAlnum(p.b[p.i+1]) {
		p.fault("W0142", p.i, p.lineEnd(p.i)-p.i, "quote the text, or write a space after the # of a comment",
			"%q is read as a comment, not as part of the value", clip(p.b[p.i:p.lineEnd(p.i)]))
	}
	if p.eol(p.i) || p.comment() {
		return
	}
	end := p.lineEnd(p.i)
	p.stop("E0104", p.i, end-p.i, "quote the whole text, or start a new line", "%q follows %s on the same line", p.b[p.i:end], what)
}

func isAlnum(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' }

func (p *parser) document() *Node {
	if bytes.HasPrefix(p.b, []byte("\ufeff")) {
		p.i, p.bol = 3, 3
	}
	p.skip()
	if p.i < len(p.b) && p.b[p.i] == '%' && p.col() == 0 {
		p.stop("E0106", p.i, p.lineEnd(p.i)-p.i, "remove the line", "YAML directives are not supported")
	}
	if p.marker("---") {
		p.i += 3
		p.rest("---")
		p.skip()
	}
	if p.i >= len(p.b) {
		return nil
	}
	if p.marker("---") || p.marker("...") {
		return p.end(nil)
	}
	n := p.block(-1)
	p.skip()
	return p.end(n)
}

func (p *parser) end(n *Node) *Node {
	if p.marker("...") {
		p.i += 3
		p.rest("...")
		p.skip()
	}
	if p.i >= len(p.b) {
		return n
	}
	if p.marker("---") {
		p.stop("E0106", p.i, 3, "move the second document to a separate file", "a second document starts here")
	}
	end := p.lineEnd(p.i)
	p.stop(
		"E0104",
		p.i,
		end-p.i,
		"check the indentation of this line against the lines above",
		"%q does not belong to any list or mapping",
		p.b[p.i:end],
	)
	return n
}

func (p *parser) marker(m string) bool {
	return p.i == p.bol && bytes.HasPrefix(p.b[p.i:], []byte(m)) && p.blank(p.i+3)
}

// block reads the value at i, which is indented deeper than column parent.
func (p *parser) block(parent int) *Node {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		p.stop("E0107", p.i, 1, "", "lists and mappings are nested more than %d deep", maxDepth)
	}
	if p.b[p.i] == '-' {
		p.special(p.i + 1)
	}
	switch c := p.b[p.i]; {
	case c == '-' && p.blank(p.i+1):
		return p.sequence()
	case c == '?' && p.blank(p.i+1):
		p.stop("E0106", p.i, 1, "write key: value", "complex keys are not supported")
	case p.keyAhead():
		return p.mapping()
	}
	n := p.inline(parent, p.onlySpaceBefore())
	if n.Kind == Bad {
		return n
	}
	p.rest("the value")
	return n
}

// onlySpaceBefore reports whether nothing but spaces and dashes of entries stands before i on its line.
func (p *parser) onlySpaceBefore() bool {
	return len(bytes.TrimLeft(p.b[p.bol:p.i], " -")) == 0
}

// keyAhead reports whether a key with its colon begins at i.
func (p *parser) keyAhead() bool {
	i := p.i
	switch c := p.b[i]; c {
	case '"', '\'':
		for i++; !p.eol(i); i++ {
			if p.b[i] == '\\' && c == '"' {
				i++
			} else if p.b[i] == c {
				if c == '\'' && i+1 < len(p.b) && p.b[i+1] == c {
					i++
					continue
				}
				for i++; !p.eol(i) && p.b[i] == ' '; i++ {
				}
				return !p.eol(i) && p.b[i] == ':' && p.blank(i+1)
			}
		}
		return false
	case '[', '{', '|', '>', '&', '*', '!', '%', '@', '`', '#':
		return false
	}
	for ; !p.eol(i); i++ {
		switch {
		case p.b[i] == ':' && p.blank(i+1):
			return i > p.i
		case p.b[i] == '#' && i > p.i && (p.b[i-1] == ' ' || p.b[i-1] == '\t'):
			return false
		}
	}
	return false
}

func (p *parser) sequence() *Node {
	n := p.node(Node{Kind: Sequence, Indent: p.col()})
	start, end := p.i, p.i
	for p.i < len(p.b) && p.col() == n.Indent && p.b[p.i] == '-' && p.blank(p.i+1) && !p.marker("---") {
		n.dashes = append(n.dashes, p.i)
		dash := p.i
		p.i++
		end = p.i
		p.spaces()
		var item *Node
		if p.eol(p.i) || p.comment() {
			p.skip()
			if p.i < len(p.b) && p.col() > n.Indent {
				item = p.block(n.Indent)
			} else {
				item = p.node(Node{Pos: p.f.Pos(dash+1, 0)})
			}
		} else {
			p.inList = true
			item = p.block(n.Indent)
			p.inList = false
		}
		n.Items = append(n.Items, item)
		end = max(end, item.Pos.End())
		for p.skip(); p.again; p.skip() {
			p.again, p.inList = false, true
			item = p.mapping()
			p.inList = false
			n.dashes, n.Items = append(n.dashes, item.Pos.Offset), append(n.Items, item)
			end = max(end, item.Pos.End())
		}
		p.deeper(n.Indent, "list")
	}
	n.Pos = p.f.Pos(start, end-start)
	n.Text.Pos = n.Pos
	return n
}

// deeper refuses content that is indented deeper than the entries of the list or mapping just read.
func (p *parser) deeper(indent int, what string) {
	if p.i < len(p.b) && p.col() > indent {
		end := p.lineEnd(p.i)
		p.stop("E0104", p.i, end-p.i, "check the indentation, and quote a text that runs over several lines",
			"%q is indented by %d, the entries of its %s by %d", clip(p.b[p.i:end]), p.col(), what, indent)
	}
}

func clip(b []byte) string {
	if len(b) <= 40 {
		return string(b)
	}
	i := 40
	for !utf8.RuneStart(b[i]) {
		i--
	}
	return string(b[:i]) + "..."
}

func (p *parser) mapping() *Node {
	n := p.node(Node{Kind: Mapping, Indent: p.col()})
	entry := p.inList
	p.inList = false
	start, end := p.i, p.i
	for p.i < len(p.b) && p.col() == n.Indent && !p.marker("---") && !p.marker("...") {
		if p.b[p.i] == '-' && p.blank(p.i+1) {
			p.stop("E0104", p.i, 1, "indent the list under its key, and its entries alike", "expected a key, but found a list entry")
		}
		if !p.keyAhead() {
			p.stray()
			e := p.lineEnd(p.i)
			if colon := bytes.IndexByte(p.b[p.i:e], ':'); colon >= 0 {
				p.special(p.i + colon + 1)
			}
			p.stop("E0104", p.i, e-p.i, "write key: value, or quote a text that runs over several lines",
				"%q is not a key with a value", clip(p.b[p.i:e]))
		}
		at := p.i
		key := p.key()
		if entry && len(n.Entries) > 1 && key.String == n.Entries[0].Key.String {
			p.fault("E0104", key.Pos.Offset, key.Pos.Length, fmt.Sprintf("write - %s: with the dash below those above it", key.String),
				"a second %q begins another entry, but has no dash", key.String)
			p.i, p.again = at, true
			break
		}
		end = max(end, p.i)
		value := p.value(n.Indent)
		p.add(n, key, value)
		if value.Pos.End() > end {
			end = value.Pos.End()
		}
		p.skip()
		p.deeper(n.Indent, "mapping")
	}
	n.Pos = p.f.Pos(start, end-start)
	n.Text.Pos = n.Pos
	return n
}

// add adds an entry to a mapping, unless its key is a duplicate or a merge key.
func (p *parser) add(n *Node, key Text, value *Node) {
	if key.String == "<<" {
		p.fault("E0106", key.Pos.Offset, key.Pos.Length, "write the keys out", "merge keys are not supported")
		return
	}
	if earlier := p.entry(n, key.String); earlier != nil {
		p.twice("key", key, earlier.Key.Pos)
		return
	}
	p.enter(n, &Entry{key, value})
}

// twice reports a key or table whose name is already used.
func (p *parser) twice(what string, name Text, earlier Pos) {
	p.report(Fault{
		Code: "E0108", Pos: name.Pos, Message: fmt.Sprintf("%s %q appears twice", what, name.String),
		Hint: "remove one of the two", Related: earlier,
	})
}

// narrow is the number of keys up to which a linear search is as fast as a map.
const narrow = 12

// entry returns the entry with a key in the mapping that is being read, or nil.
func (p *parser) entry(n *Node, key string) *Entry {
	if len(n.Entries) <= narrow {
		return n.Entry(key)
	}
	if p.wide[n] == nil {
		if p.wide == nil {
			p.wide = map[*Node]map[string]*Entry{}
		}
		p.wide[n] = map[string]*Entry{}
		for _, e := range n.Entries {
			p.wide[n][e.Key.String] = e
		}
	}
	return p.wide[n][key]
}

func (p *parser) enter(n *Node, e *Entry) {
	n.Entries = append(n.Entries, e)
	if keys := p.wide[n]; keys != nil {
		keys[e.Key.String] = e
	}
}

// key reads a key and its colon.
func (p *parser) key() Text {
	var t Text
	if c := p.b[p.i]; c == '"' || c == '\'' {
		t = p.quoted(-1).Text
	} else {
		i := p.i
		for !(p.b[i] == ':' && p.blank(i+1)) {
			i++
		}
		end := len(bytes.TrimRight(p.b[:i], " \t"))
		t = Text{Pos: p.f.Pos(p.i, end-p.i), String: string(p.b[p.i:end])}
		p.i = i
	}
	for p.b[p.i] == ' ' {
		p.i++
	}
	p.i++
	return t
}

// value reads what follows the colon of a key in column indent.
func (p *parser) value(indent int) *Node {
	colon := p.i
	p.spaces()
	if p.eol(p.i) || p.comment() {
		p.skip()
		switch {
		case p.i >= len(p.b) || p.col() < indent || p.marker("---") || p.marker("..."):
		case p.col() > indent:
			return p.block(indent)
		case p.b[p.i] == '-' && p.blank(p.i+1):
			return p.block(indent)
		}
		return p.node(Node{Pos: p.f.Pos(colon, 0)})
	}
	if c := p.b[p.i]; c == '-' && p.blank(p.i+1) {
		p.stop("E0104", p.i, 1, "start the list on the next line", "a list may not start on the line of its key")
	}
	n := p.inline(indent, false)
	if n.Kind != Bad {
		p.rest("the value")
	}
	return n
}

// inline reads a value that is neither a block mapping nor a block list. If lone is set, the value is the first on its line.
func (p *parser) inline(parent int, lone bool) *Node {
	switch c := p.b[p.i]; c {
	case '"', '\'':
		return p.quoted(parent)
	case '|', '>':
		return p.blockScalar(parent)
	case '[', '{':
		p.margin, p.open = parent, p.i
		return p.flow()
	}
	p.stray()
	return p.plain(parent, lone)
}

// stray refuses characters that may not begin a plain scalar.
func (p *parser) stray() {
	word := p.word()
	switch c := p.b[p.i]; c {
	case '&':
		p.stop("E0106", p.i, len(word), "write the value out; quote a text that begins with &", "anchor %q is not supported", word)
	case '*':
		p.stop("E0106", p.i, len(word), "write the value out; quote a text that begins with *", "alias %q is not supported", word)
	case '!':
		p.stop("E0106", p.i, len(word), "remove it; quote a text that begins with !", "tag %q is not supported", word)
	case '@', '`', '%', ',', ']', '}', '|', '>', '"', '\'', '#':
		p.stop("E0104", p.i, 1, "quote the text", "a text without quotation marks may not begin with %q", c)
	case '\r':
		p.stop("E0104", p.i, 1, "end lines with LF or CRLF", "a carriage return is not followed by a line feed")
	case '?', ':', '-':
		if p.blank(p.i + 1) {
			p.stop("E0104", p.i, 1, "quote the text", "a text without quotation marks may not begin with %q", c)
		}
	}
}

func (p *parser) word() string {
	i := p.i
	for !p.blank(i) {
		i++
	}
	return string(p.b[p.i:i])
}

// plain reads a scalar without quotation marks, which may continue on deeper lines.
func (p *parser) plain(parent int, lone bool) *Node {
	var b Builder
	start := p.i
	n := p.node(Node{Kind: Scalar})
	for {
		end, colon := p.plainLine()
		if colon >= 0 {
			if b.Len() > 0 {
				p.special(p.i)
			}
			full := p.lineEnd(p.i)
			whole := strings.TrimRight(string(p.b[p.i:full]), " ")
			if before := strings.TrimSpace(b.Text().String); lone && lacksColon(before) {
				key, value, _ := strings.Cut(before, " ")
				p.fault("E0104", start, len(before), "write "+strings.TrimRight(key+": "+value, " "),
					"%q has no colon, but keys follow it", before)
			} else if b.Len() > 0 || lone {
				p.fault("E0104", p.i, colon+1-p.i, "check the indentation, or quote the text that runs over several lines",
					"%q looks like a key inside a text", p.b[p.i:colon+1])
			} else {
				p.fault("E0104", colon, 1, "quote the text: "+quote(whole), "\": \" inside a text without quotation marks")
			}
			p.i = full
			n.Kind, n.Broken, n.Pos = Bad, true, p.f.Pos(start, full-start)
			p.skipDeeper(parent)
			return n
		}
		b.Copy(p.f, p.i, end)
		p.i = end
		if p.spaces(); p.comment() || !p.eol(p.i) {
			break
		}
		// The next line with content belongs to the text if it is indented deeper.
		at, bol, breaks := p.i, p.bol, 0
		for p.i < len(p.b) && p.eol(p.i) {
			p.newline()
			breaks++
			for p.i < len(p.b) && p.b[p.i] == ' ' {
				p.i++
			}
			if p.i < len(p.b) && p.b[p.i] == '\t' {
				p.spaces()
			}
		}
		if p.i >= len(p.b) || p.col() <= parent || p.comment() || p.marker("---") || p.marker("...") {
			p.i, p.bol = at, bol
			break
		}
		p.fold(&b, at, breaks, p.i)
	}
	n.Text = b.Text()
	n.Pos = n.Text.Pos
	if saysNothing(n.Text.String) {
		n.Kind = Null
	}
	return n
}

// lacksColon reports whether a text could be a key with its value, apart from the colon: a lower-case word, and at most a few more.
func lacksColon(text string) bool {
	key, value, _ := strings.Cut(text, " ")
	return key != "" && !strings.Contains(value, "\n") &&
		strings.Trim(key, "abcdefghijklmnopqrstuvwxyz-") == "" && strings.Count(value, " ") < fewWords
}

// fewWords limits the words of a text that may be a key and a value without their colon.
const fewWords = 3

// skipDeeper moves over the lines that are indented deeper than column parent.
func (p *parser) skipDeeper(parent int) {
	for {
		at, bol := p.i, p.bol
		p.skip()
		if p.i >= len(p.b) {
			return
		}
		if p.col() <= parent || p.bol == bol {
			p.i, p.bol = at, bol
			return
		}
		p.i = p.lineEnd(p.i)
	}
}

// plainLine returns the offset at which the plain text ends on its line, and the offset of a colon that would make it a key, or -1.
func (p *parser) plainLine() (end, colon int) {
	i := p.i
	for ; !p.eol(i); i++ {
		switch c := p.b[i]; {
		case c == ':' && p.blank(i+1):
			return i, i
		case c == '#' && i > p.i && (p.b[i-1] == ' ' || p.b[i-1] == '\t'):
			return len(bytes.TrimRight(p.b[:i], " \t")), -1
		case c == '\r':
			p.stop("E0104", i, 1, "end lines with LF or CRLF", "a carriage return is not followed by a line feed")
		}
	}
	return max(p.i, len(bytes.TrimRight(p.b[:i], " \t"))), -1
}

// fold writes the line breaks inside a flow scalar as a space, or as one line break for each empty line.

func (p *parser) fold(b *Builder, at, breaks, until int) {
	if breaks == 1 {
		b.Put(" ", p.f, at, until-at)
	} else {
		b.Put(strings.Repeat("\n", breaks-1), p.f, at, until-at)
	}
}

func quote(s string) string {
	if !strings.Contains(s, `"`) && !strings.Contains(s, `\`) {
		return `"` + s + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}
