package pdftest

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A node is an element of the metadata, with its prefix.
type node struct {
	prefix, space, name string
	attrs               []attr
	kids                []*node
	text                string
}

type attr struct{ prefix, space, name, value string }

// parseXML reads XML and keeps prefixes, on which there are rules.
func parseXML(b []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(b))
	root := &node{}
	stack := []*node{root}
	spaces := []map[string]string{{"xml": "http://www.w3.org/XML/1998/namespace"}}
	for {
		t, err := d.RawToken()
		if err == io.EOF {
			if len(stack) != 1 {
				return nil, io.ErrUnexpectedEOF
			}
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		top := stack[len(stack)-1]
		switch t := t.(type) {
		case xml.StartElement:
			in := map[string]string{}
			for k, v := range spaces[len(spaces)-1] {
				in[k] = v
			}
			for _, a := range t.Attr {
				if a.Name.Space == "xmlns" {
					in[a.Name.Local] = a.Value
				}
			}
			n := &node{prefix: t.Name.Space, space: in[t.Name.Space], name: t.Name.Local}
			for _, a := range t.Attr {
				if a.Name.Space != "xmlns" {
					n.attrs = append(n.attrs, attr{a.Name.Space, in[a.Name.Space], a.Name.Local, a.Value})
				}
			}
			top.kids = append(top.kids, n)
			stack, spaces = append(stack, n), append(spaces, in)
		case xml.EndElement:
			if len(stack) == 1 || t.Name.Local != top.name || t.Name.Space != top.prefix {
				return nil, errEmpty
			}
			stack, spaces = stack[:len(stack)-1], spaces[:len(spaces)-1]
		case xml.CharData:
			top.text += string(t)
		}
	}
}

const (
	nsRDF       = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsDC        = "http://purl.org/dc/elements/1.1/"
	nsPDF       = "http://ns.adobe.com/pdf/1.3/"
	nsXMP       = "http://ns.adobe.com/xap/1.0/"
	nsPDFA      = "http://www.aiim.org/pdfa/ns/id/"
	nsPDFUA     = "http://www.aiim.org/pdfua/ns/id/"
	nsExtension = "http://www.aiim.org/pdfa/ns/extension/"
	nsSchema    = "http://www.aiim.org/pdfa/ns/schema#"
	nsProperty  = "http://www.aiim.org/pdfa/ns/property#"
)

// predefined contains the properties that PDF/A predefines and our files may use, with the form of each.
var predefined = map[string]string{
	nsDC + "format": "", nsDC + "title": "Alt", nsDC + "description": "Alt", nsDC + "creator": "Seq", nsDC + "subject": "Bag", nsDC + "language": "Bag",
	nsDC + "identifier": "", nsDC + "source": "", nsDC + "date": "Seq", nsDC + "publisher": "Bag", nsDC + "rights": "Alt",
	nsPDF + "Producer": "", nsPDF + "Keywords": "", nsPDF + "PDFVersion": "",
	nsXMP + "CreateDate": "date", nsXMP + "ModifyDate": "date", nsXMP + "MetadataDate": "date", nsXMP + "CreatorTool": "",
	nsPDFA + "part": "integer", nsPDFA + "conformance": "", nsPDFA + "amd": "", nsPDFA + "corr": "",
	nsExtension + "schemas": "Bag",
}

var (
	mime    = regexp.MustCompile(`^[-\w+.]+/[-\w+.]+$`)
	dates   = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$`)
	whole   = regexp.MustCompile(`^[+-]?\d+$`)
	packets = regexp.MustCompile(`^<\?xpacket ([^?]*)\?>`)
)

func (n *node) kid(space, name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.space == space && k.name == name {
			return k
		}
	}
	return nil
}

// properties returns all properties of the metadata.
func (c *checker) properties() []*node {
	var out []*node
	var walk func(n *node)
	walk = func(n *node) {
		for _, k := range n.kids {
			if k.space == nsRDF && k.name == "Description" {
				out = append(out, k.kids...)
				for _, a := range k.attrs {
					if a.space != nsRDF && a.prefix != "" && a.prefix != "xml" {
						out = append(out, &node{prefix: a.prefix, space: a.space, name: a.name, text: a.value})
					}
				}
			} else {
				walk(k)
			}
		}
	}
	if c.xmp != nil {
		walk(c.xmp)
	}
	return out
}

func (c *checker) property(space, name string) *node {
	for _, p := range c.properties() {
		if p.space == space && p.name == name {
			return p
		}
	}
	return nil
}

// value returns the text of a property, or of its items.
func (n *node) value() string {
	if n == nil {
		return ""
	}
	if len(n.kids) == 0 {
		return strings.TrimSpace(n.text)
	}
	var out []string
	for _, list := range n.kids {
		for _, li := range list.kids {
			out = append(out, strings.TrimSpace(li.text))
		}
	}
	return strings.Join(out, ", ")
}

// prefixed returns a rule on the prefix of the properties of a namespace.
func prefixed(clauses, space, name, prefix string) *Rule {
	return &Rule{clauses, "the property " + prefix + ":" + name + " is written with that prefix", func(c *checker) {
		if p := c.property(space, name); p != nil && p.prefix != prefix {
			c.fail("with %s", p.prefix)
		}
	}}
}

// equals returns a rule on the value of a property.
func equals(clauses, space, name, want string) *Rule {
	return &Rule{clauses, "the metadata claims " + name + " " + want, func(c *checker) {
		if p := c.property(space, name); p.value() != want {
			c.fail("it says %q", p.value())
		}
	}}
}

// field returns a rule on a field of each extension schema, or of each property of one.
func field(clauses, space, prefix, name string, ok func(value string) bool) *Rule {
	return &Rule{clauses, "extension schemas have " + prefix + ":" + name, func(c *checker) {
		for _, s := range c.schemas() {
			in := []*node{s}
			if space == nsProperty {
				in = s.schemaProperties()
			}
			for _, n := range in {
				if k := n.kid(space, name); k == nil || k.prefix != prefix || !ok(k.value()) && len(k.kids) == 0 {
					c.fail("%q", k.value())
				}
			}
		}
	}}
}

// schemas returns the extension schemas of the metadata.
func (c *checker) schemas() []*node {
	p := c.property(nsExtension, "schemas")
	if p == nil || len(p.kids) == 0 {
		return nil
	}
	return p.kids[0].kids
}

func (n *node) schemaProperties() []*node {
	p := n.kid(nsSchema, "property")
	if p == nil || len(p.kids) == 0 {
		return nil
	}
	return p.kids[0].kids
}

func said(s string) bool { return s != "" }

// one returns a function that reports whether a value is one of values.
func one(values ...string) func(string) bool {
	return func(s string) bool { return slices.Contains(values, s) }
}

var metadataRules = []*Rule{
	{"UA-1 7.1-8, A-3 6.6.2.1-1", "the catalog has metadata", func(c *checker) {
		s := c.file.Stream(c.catalog["Metadata"])
		if c.openErr == nil && (s == nil || c.file.Name(s.Dict["Type"]) != "Metadata" || c.file.Name(s.Dict["Subtype"]) != "XML") {
			c.fail("it has not")
		}
	}},
	{"A-3 6.6.2.1-2, 6.6.2.1-3", "the packet does not state its bytes and encoding", func(c *checker) {
		if m := packets.FindSubmatch(c.packet); m != nil &&
			(bytes.Contains(m[1], []byte("bytes=")) || bytes.Contains(m[1], []byte("encoding="))) {
			c.fail("%s", m[0])
		}
	}},
	{"A-3 6.6.2.1-4", "the metadata is XML", func(c *checker) {
		if c.xmpErr != nil {
			c.fail("%v", c.xmpErr)
		}
	}},
	{"A-3 6.6.2.1-5", "the metadata is UTF-8", func(c *checker) {
		if !utf8.Valid(c.packet) {
			c.fail("it is not")
		}
	}},
	{"A-3 6.6.2.3.1-1", "properties are predefined, or of an extension schema", func(c *checker) {
		for _, p := range c.properties() {
			if _, ok := predefined[p.space+p.name]; ok {
				continue
			}
			if !slices.ContainsFunc(c.schemas(), func(s *node) bool {
				return s.kid(nsSchema, "namespaceURI").value() == p.space &&
					slices.ContainsFunc(s.schemaProperties(), func(n *node) bool { return n.kid(nsProperty, "name").value() == p.name })
			}) {
				c.fail("%s:%s is not", p.prefix, p.name)
			}
		}
	}},
	{"A-3 6.6.2.3.1-2", "properties have the form that belongs to them", func(c *checker) {
		for _, p := range c.properties() {
			form := predefined[p.space+p.name]
			if p.space == nsPDFUA {
				form = "integer"
			}
			ok := len(p.kids) == 0
			switch form {
			case "Alt", "Seq", "Bag":
				ok = len(p.kids) == 1 && p.kids[0].space == nsRDF && p.kids[0].name == form
			case "date":
				ok = ok && dates.MatchString(p.value())
			case "integer":
				ok = ok && whole.MatchString(p.value())
			}
			if !ok {
				c.fail("%s:%s has not", p.prefix, p.name)
			}
		}
	}},
	{"A-3 6.6.2.3.2-1", "extension schemas have the fields that they may have", func(c *checker) {
		for _, s := range c.schemas() {
			for _, k := range s.kids {
				if k.space != nsSchema || !slices.Contains([]string{"schema", "namespaceURI", "prefix", "property"}, k.name) {
					c.fail("%s:%s", k.prefix, k.name)
				}
			}
			for _, p := range s.schemaProperties() {
				for _, k := range p.kids {
					if k.space != nsProperty || !slices.Contains([]string{"name", "valueType", "category", "description"}, k.name) {
						c.fail("%s:%s", k.prefix, k.name)
					}
				}
			}
		}
	}},
	{"A-3 6.6.2.3.3-1", "the list of extension schemas is a bag", func(c *checker) {
		if p := c.property(nsExtension, "schemas"); p != nil &&
			(p.prefix != "pdfaExtension" || len(p.kids) != 1 || p.kids[0].name != "Bag" || p.kids[0].space != nsRDF) {
			c.fail("it is not")
		}
	}},
	field("A-3 6.6.2.3.3-2", nsSchema, "pdfaSchema", "schema", said),
	field("A-3 6.6.2.3.3-3", nsSchema, "pdfaSchema", "namespaceURI", func(s string) bool { return strings.Contains(s, ":") }),
	field("A-3 6.6.2.3.3-4", nsSchema, "pdfaSchema", "prefix", said),
	{"A-3 6.6.2.3.3-5", "the properties of an extension schema are a sequence", func(c *checker) {
		for _, s := range c.schemas() {
			if p := s.kid(nsSchema, "property"); p == nil || p.prefix != "pdfaSchema" || len(p.kids) != 1 || p.kids[0].name != "Seq" {
				c.fail("those of %s are not", s.kid(nsSchema, "prefix").value())
			}
		}
	}},
	{"A-3 6.6.2.3.3-6, 6.6.2.3.3-11, 6.6.2.3.3-12, 6.6.2.3.3-13, 6.6.2.3.3-14, 6.6.2.3.3-15, 6.6.2.3.3-16, 6.6.2.3.3-17, 6.6.2.3.3-18",
		"extension schemas define no types of their own", func(c *checker) {
			for _, s := range c.schemas() {
				if s.kid(nsSchema, "valueType") != nil {
					c.fail("one does")
				}
			}
		}},
	field("A-3 6.6.2.3.3-7", nsProperty, "pdfaProperty", "name", said),
	field("A-3 6.6.2.3.3-8", nsProperty, "pdfaProperty", "valueType", one("Text", "Integer", "Boolean", "Date", "URI")),
	field("A-3 6.6.2.3.3-9", nsProperty, "pdfaProperty", "category", one("internal", "external")),
	field("A-3 6.6.2.3.3-10", nsProperty, "pdfaProperty", "description", said),
	equals("A-3 6.6.4-1, 6.6.4-2", nsPDFA, "part", "3"),
	equals("A-3 6.6.4-3", nsPDFA, "conformance", "A"),
	equals("UA-1 5-1, 5-2", nsPDFUA, "part", "1"),
	prefixed("A-3 6.6.4-4", nsPDFA, "part", "pdfaid"),
	prefixed("A-3 6.6.4-5", nsPDFA, "conformance", "pdfaid"),
	prefixed("A-3 6.6.4-6", nsPDFA, "amd", "pdfaid"),
	prefixed("A-3 6.6.4-7", nsPDFA, "corr", "pdfaid"),
	prefixed("UA-1 5-3", nsPDFUA, "part", "pdfuaid"),
	prefixed("UA-1 5-4", nsPDFUA, "amd", "pdfuaid"),
	prefixed("UA-1 5-5", nsPDFUA, "corr", "pdfuaid"),
	{"UA-1 7.1-9", "the metadata has the title", func(c *checker) {
		if c.openErr == nil && c.property(nsDC, "title").value() == "" {
			c.fail("it has not")
		}
	}},
	{"32000-1 14.3.2", "the metadata and the information dictionary say the same", func(c *checker) {
		info := c.file.Info()
		for _, e := range []struct{ key, space, name string }{
			{"Title", nsDC, "title"}, {"Author", nsDC, "creator"}, {"Subject", nsDC, "description"}, {"Keywords", nsPDF, "Keywords"}, {"Producer", nsPDF, "Producer"},
			{"CreationDate", nsXMP, "CreateDate"}, {"ModDate", nsXMP, "ModifyDate"},
		} {
			a, b := info[e.key], c.property(e.space, e.name).value()
			if strings.HasSuffix(e.key, "Date") {
				a, b = digits(a), digits(b)
			}
			if a != b {
				c.fail("%s is %q and %q", e.key, a, b)
			}
		}
	}},
}

// digits returns the digits of a date, which have the same order in PDF and XMP.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
