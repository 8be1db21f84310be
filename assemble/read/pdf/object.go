package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"unicode/utf16"
)

// An Object is a PDF object (ISO 32000-1, 7.3): nil, bool, int, float64, String, Name, Array, Dict, *Stream or Ref.
type Object any

// A Name is a name without its slash.
type Name string

// A String is a string of bytes. Odd means that the file has it in hexadecimal digits, and their number is odd.
type String struct {
	Bytes []byte
	Odd   bool
}

// Text returns a text string (7.9.2) as UTF-8.
func (s String) Text() string {
	b := s.Bytes
	switch {
	case bytes.HasPrefix(b, []byte("\xFE\xFF")):
		return utf16BE(b[2:])
	case bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")):
		return string(b[3:])
	}
	r := make([]rune, len(b))
	for i, c := range b {
		r[i] = rune(c) // PDFDocEncoding is Latin-1 except for a few signs that are not in use
	}
	return string(r)
}

func utf16BE(b []byte) string {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(u))
}

// An Array is an array. Its items are as in the file: references are not followed.
type Array []Object

// A Dict is a dictionary. Its values are as in the file: references are not followed.
type Dict map[Name]Object

// A Stream is a dictionary with data. Raw is as in the file; File.Data removes its filters.
type Stream struct {
	Dict   Dict
	Raw    []byte
	At     int // offset of Raw in the file
	data   []byte
	err    error
	opened bool
}

// A Ref refers to an indirect object.
type Ref struct{ Number, Generation int }

// A keyword is a word that is not an object: obj, endobj, stream, or an operator of a content stream.
type keyword string

// maxDepth limits the nesting of arrays and dictionaries.
const maxDepth = 64

// A parser reads objects from bytes.
type parser struct {
	b    []byte
	pos  int
	refs bool // "n g R" is a reference, as everywhere except in content streams
}

func (p *parser) errorf(format string, args ...any) error {
	return fmt.Errorf("%s at byte %d", fmt.Sprintf(format, args...), p.pos)
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// skip moves to the next token.
func (p *parser) skip() {
	for p.pos < len(p.b) {
		switch c := p.b[p.pos]; {
		case space(c):
			p.pos++
		case c == '%':
			for p.pos < len(p.b) && p.b[p.pos] != '\n' && p.b[p.pos] != '\r' {
				p.pos++
			}
		default:
			return
		}
	}
}

// object reads the next object, or a keyword.
func (p *parser) object(depth int) (Object, error) {
	if depth > maxDepth {
		return nil, p.errorf("objects are nested more than %d deep", maxDepth)
	}
	p.skip()
	if p.pos >= len(p.b) {
		return nil, p.errorf("an object is missing")
	}
	switch c := p.b[p.pos]; {
	case c == '/':
		return p.name()
	case c == '(':
		return p.literal()
	case c == '[':
		p.pos++
		return p.array(depth)
	case c == '<' && p.pos+1 < len(p.b) && p.b[p.pos+1] == '<':
		p.pos += 2
		return p.dict(depth)
	case c == '<':
		return p.hex()
	case c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9':
		return p.numeric()
	case delimiter(c):
		return nil, p.errorf("found %q instead of an object", c)
	}
	from := p.pos
	for p.pos < len(p.b) && !space(p.b[p.pos]) && !delimiter(p.b[p.pos]) {
		p.pos++
	}
	switch w := string(p.b[from:p.pos]); w {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	default:
		return keyword(w), nil
	}
}

func (p *parser) name() (Object, error) {
	p.pos++
	from, escaped := p.pos, false
	for p.pos < len(p.b) && !space(p.b[p.pos]) && !delimiter(p.b[p.pos]) {
		escaped = escaped || p.b[p.pos] == '#'
		p.pos++
	}
	raw := p.b[from:p.pos]
	if !escaped {
		return Name(raw), nil
	}
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) && digit(raw[i+1]) >= 0 && digit(raw[i+2]) >= 0 {
			out = append(out, byte(digit(raw[i+1])<<4|digit(raw[i+2])))
			i += 2
			continue
		}
		out = append(out, raw[i])
	}
	return Name(out), nil
}

func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (p *parser) hex() (Object, error) {
	p.pos++
	var out []byte
	half, n := 0, 0
	for ; p.pos < len(p.b); p.pos++ {
		c := p.b[p.pos]
		if c == '>' {
			p.pos++
			if n%2 == 1 {
				out = append(out, byte(half<<4))
			}
			return String{out, n%2 == 1}, nil
		}
		if space(c) {
			continue
		}
		d := digit(c)
		if d < 0 {
			return nil, p.errorf("%q is not a hexadecimal digit", c)
		}
		if n%2 == 1 {
			out = append(out, byte(half<<4|d))
		}
		half = d
		n++
	}
	return nil, p.errorf("a string has no end")
}

func (p *parser) literal() (Object, error) {
	p.pos++
	var out []byte
	for open := 1; p.pos < len(p.b); p.pos++ {
		c := p.b[p.pos]
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				p.pos++
				return String{Bytes: out}, nil
			}
		case '\r':
			c = '\n'
			if p.pos+1 < len(p.b) && p.b[p.pos+1] == '\n' {
				p.pos++
			}
		case '\\':
			p.pos++
			if p.pos >= len(p.b) {
				break
			}
			c = p.b[p.pos]
			switch c {
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 't':
				c = '\t'
			case 'b':
				c = '\b'
			case 'f':
				c = '\f'
			case '\r':
				if p.pos+1 < len(p.b) && p.b[p.pos+1] == '\n' {
					p.pos++
				}
				continue
			case '\n':
				continue
			case '0', '1', '2', '3', '4', '5', '6', '7':
				v := 0
				for n := 0; n < 3 && p.pos < len(p.b) && p.b[p.pos] >= '0' && p.b[p.pos] <= '7'; n++ {
					v = v<<3 | int(p.b[p.pos]-'0')
					p.pos++
				}
				p.pos--
				c = byte(v)
			}
		}
		out = append(out, c)
	}
	return nil, p.errorf("a string has no end")
}

// numeric reads a number or, in a file, a reference.
func (p *parser) numeric() (Object, error) {
	from, point := p.pos, false
	for p.pos++; p.pos < len(p.b); p.pos++ {
		c := p.b[p.pos]
		if c != '.' && (c < '0' || c > '9') {
			break
		}
	}
	word := p.b[from:p.pos]
	point = bytes.IndexByte(word, '.') >= 0
	if p.pos < len(p.b) && !space(p.b[p.pos]) && !delimiter(p.b[p.pos]) {
		return nil, p.errorf("%q is not a number", append(word[:len(word):len(word)], p.b[p.pos]))
	}
	if point {
		v, err := strconv.ParseFloat(string(word), 64)
		if err != nil || math.IsInf(v, 0) {
			return nil, p.errorf("%q is not a number", word)
		}
		return v, nil
	}
	v, err := strconv.Atoi(string(word))
	if err != nil {
		return nil, p.errorf("%q is not a number", word)
	}
	if p.refs && v >= 0 && word[0] != '+' {
		if g, ok := p.restOfRef(); ok {
			return Ref{v, g}, nil
		}
	}
	return v, nil
}

// restOfRef reads the generation and the R of a reference, if they follow.
func (p *parser) restOfRef() (int, bool) {
	i := p.pos
	white := func() bool {
		from := i
		for i < len(p.b) && space(p.b[i]) {
			i++
		}
		return i > from
	}
	if !white() {
		return 0, false
	}
	from := i
	for i < len(p.b) && i < from+6 && p.b[i] >= '0' && p.b[i] <= '9' {
		i++
	}
	g, err := strconv.Atoi(string(p.b[from:i]))
	if err != nil || !white() || i >= len(p.b) || p.b[i] != 'R' {
		return 0, false
	}
	if i+1 < len(p.b) && !space(p.b[i+1]) && !delimiter(p.b[i+1]) {
		return 0, false
	}
	p.pos = i + 1
	return g, true
}

func (p *parser) array(depth int) (Object, error) {
	out := Array{}
	for {
		p.skip()
		if p.pos < len(p.b) && p.b[p.pos] == ']' {
			p.pos++
			return out, nil
		}
		o, err := p.object(depth + 1)
		if err != nil {
			return nil, err
		}
		if k, ok := o.(keyword); ok {
			return nil, p.errorf("found %q in an array", k)
		}
		out = append(out, o)
	}
}

func (p *parser) dict(depth int) (Object, error) {
	out := Dict{}
	for {
		p.skip()
		if p.pos+1 < len(p.b) && p.b[p.pos] == '>' && p.b[p.pos+1] == '>' {
			p.pos += 2
			return out, nil
		}
		if p.pos >= len(p.b) || p.b[p.pos] != '/' {
			return nil, p.errorf("a key of a dictionary is missing")
		}
		key, _ := p.name()
		if _, twice := out[key.(Name)]; twice {
			return nil, p.errorf("the key %q occurs twice in a dictionary", key)
		}
		v, err := p.object(depth + 1)
		if err != nil {
			return nil, err
		}
		if k, ok := v.(keyword); ok {
			return nil, p.errorf("found %q in a dictionary", k)
		}
		out[key.(Name)] = v
	}
}
