package packet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"omnibus/assemble/source"
)

// Escape returns a text in the form of the content of an XML element or of an attribute in double quotation marks. It writes line ends as
// references, because an XML reader normalizes them.
func Escape(s string) string {
	if !strings.ContainsAny(s, "&<>\"\r\n\t") {
		return s
	}
	return escapes.Replace(s)
}

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#13;", "\n", "&#10;", "\t", "&#9;")

// Illegal returns the first character of a text that XML cannot contain. If there is none, it returns false.
func Illegal(s string) (rune, bool) {
	for i, r := range s {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return r, true
		}
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return r, true
			}
		}
	}
	return 0, false
}

// Comment is the Name of an element that is a comment.
const Comment = "!"

// An Element is an element of XML, a run of text (then Name is ""), or a comment.
type Element struct {
	Name     string // without prefix
	Said     string // text of a comment
	Space    string // address of its namespace
	Attrs    []xml.Attr
	Children []*Element
	Text     string
	Pos      source.Pos
}

const (
	deepest  = 100       // levels of elements
	mostRead = 1_500_000 // elements, texts and comments; each takes some 250 bytes
)

// Document reads an XML file of a format, and returns its outermost element, which must have that name.
func Document(f *source.File, name, format string) (*Element, error) {
	root, err := ParseXML(f)
	if err != nil {
		return nil, err
	}
	if root.Name != name {
		return nil, fmt.Errorf("the file is <%s>, not %s", root.Name, format)
	}
	return root, nil
}

// ParseXML reads an XML file. It accepts UTF-16, because some tools use it. It refuses entities of a document type and deep nesting, which
// no format needs.
func ParseXML(f *source.File) (*Element, error) {
	f = Decoded(f)
	d := xml.NewDecoder(bytes.NewReader(f.Bytes))
	d.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		switch strings.ToLower(label) {
		case "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "utf8":
			return r, nil // already decoded
		}
		return nil, notUTF8(label)
	}
	root := &Element{}
	stack := []*Element{root}
	count := 0
	names := map[string]string{}
	name := func(s string) string { // one copy of each name
		if one, ok := names[s]; ok {
			return one
		}
		names[s] = s
		return s
	}
	for {
		at := int(d.InputOffset())
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, source.Fault{Pos: f.Pos(min(int(d.InputOffset()), len(f.Bytes)), 0), Message: plainXML(err)}
		}
		if count++; len(stack) > deepest+1 || count > 2*mostRead { // the end of an element also counts
			return nil, fmt.Errorf("the file is nested too deeply, or has more than %d elements: divide it", mostRead)
		}
		top := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			e := &Element{
				Name: name(tok.Name.Local), Space: name(tok.Name.Space), Attrs: append([]xml.Attr(nil), tok.Attr...),
				Pos: f.Pos(at, int(d.InputOffset())-at),
			}
			for i := range e.Attrs {
				e.Attrs[i].Name = xml.Name{Space: name(e.Attrs[i].Name.Space), Local: name(e.Attrs[i].Name.Local)}
			}
			top.Children = append(top.Children, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.Children = append(top.Children, &Element{Text: string(tok), Pos: f.Pos(at, int(d.InputOffset())-at)})
		case xml.Comment:
			if len(stack) > 1 {
				top.Children = append(top.Children, &Element{Name: Comment, Space: top.Space, Said: string(tok),
					Pos: f.Pos(at, int(d.InputOffset())-at)})
			}
		case xml.Directive:
			if strings.Contains(string(tok), "ENTITY") {
				return nil, source.Fault{Pos: f.Pos(at, int(d.InputOffset())-at),
					Message: "the file declares entities, which are not allowed"}
			}
		}
	}
	for _, c := range root.Children {
		if c.Name != "" {
			return c, nil
		}
	}
	return nil, errors.New("the file is empty")
}

// A notUTF8 is the name of an encoding that is not accepted.
type notUTF8 string

func (e notUTF8) Error() string { return fmt.Sprintf("the file is in %s: save it as UTF-8", string(e)) }

func plainXML(err error) string {
	var other notUTF8
	if errors.As(err, &other) {
		return other.Error()
	}
	var s *xml.SyntaxError
	if errors.As(err, &s) {
		if strings.Contains(s.Msg, "unexpected EOF") {
			return "not readable as XML: the end of the file is missing"
		}
		return "not readable as XML: " + s.Msg
	}
	return err.Error()
}

// Attr returns an attribute of the format itself, or "" if there is none. An attribute with a prefix belongs to another namespace
// (its:version, m:id), whatever its name.
func (e *Element) Attr(name string) string { return e.AttrIn("", name) }

// XML returns an attribute of XML itself, such as the lang of xml:lang.
func (e *Element) XML(name string) string { return e.AttrIn(xmlSpace, name) }

const xmlSpace = "http://www.w3.org/XML/1998/namespace"

// AttrIn returns an attribute in a namespace, or "" if there is none.
func (e *Element) AttrIn(space, name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name && a.Name.Space == space {
			return a.Value
		}
	}
	return ""
}

// All returns the children with that name in the namespace of e.
func (e *Element) All(name string) []*Element {
	return e.AllIn(e.Space, name)
}

// AllIn returns the children with that name in a namespace.
func (e *Element) AllIn(space, name string) []*Element {
	var out []*Element
	for _, c := range e.Children {
		if c.Name == name && c.Space == space {
			out = append(out, c)
		}
	}
	return out
}

// First returns the first child with that name, or nil if there is none.
func (e *Element) First(name string) *Element {
	if all := e.All(name); len(all) > 0 {
		return all[0]
	}
	return nil
}

// Inner returns all text in e.
func (e *Element) Inner() string {
	if e == nil {
		return ""
	}
	var b strings.Builder
	var walk func(*Element)
	walk = func(e *Element) {
		b.WriteString(e.Text)
		for _, c := range e.Children {
			walk(c)
		}
	}
	walk(e)
	return b.String()
}

// Walk visits e and every element in it.
func (e *Element) Walk(visit func(*Element)) {
	visit(e)
	for _, c := range e.Children {
		if c.Name != "" {
			c.Walk(visit)
		}
	}
}

// Decoded returns the file as UTF-8 without a byte order mark. A file in UTF-16 begins with its byte order mark, or with the first sign of
// XML.
func Decoded(f *source.File) *source.File {
	b := f.Bytes
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return source.NewFile(f.Name, b[3:])
	case bytes.HasPrefix(b, []byte("\xff\xfe")),
		bytes.HasPrefix(b, []byte("\xfe\xff")),
		bytes.HasPrefix(b, []byte("<\x00")),
		bytes.HasPrefix(b, []byte("\x00<")):
		hi, lo, from := 1, 0, 0
		if b[0] == 0xfe || b[0] == 0 {
			hi, lo = 0, 1
		}
		if b[0] >= 0xfe {
			from = 2
		}
		units := make([]uint16, 0, len(b)/2)
		for i := from; i+1 < len(b); i += 2 {
			units = append(units, uint16(b[i+hi])<<8|uint16(b[i+lo]))
		}
		return source.NewFile(f.Name, []byte(string(utf16.Decode(units))))
	}
	return f
}
