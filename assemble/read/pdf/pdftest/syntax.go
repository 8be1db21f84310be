package pdftest

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"slices"
	"unicode/utf8"

	"omnibus/assemble/read/pdf"
)

var (
	header     = regexp.MustCompile(`^%PDF-1\.[0-7](\r\n|\n|\r)`)
	comment    = regexp.MustCompile(`^[^\r\n]*(?:\r\n|\n|\r)%(.{4})`)
	trailerEnd = regexp.MustCompile(`%%EOF(\r\n|\n|\r)?$`)
	table      = regexp.MustCompile(`(?s)(?:^|[\r\n])xref(.{4})`)
	tableHead  = regexp.MustCompile(`^(\r\n|\n|\r)\d`)
	objectHead = regexp.MustCompile(`^\d+ \d+ obj(\r\n|\n|\r)`)
	objectEnd  = regexp.MustCompile(`(\r\n|\n|\r)endobj(\r\n|\n|\r)`)
)

// The messages of the reader about faults that have rules of their own.
const (
	wrongLength = "length of the stream"
	inlineImage = "inline image"
	encrypted   = "encrypted"
	wrongDigit  = "not a hexadecimal digit"
)

var syntaxRules = []*Rule{
	{
		"32000-1 7.3, 7.5, 7.8.2",
		"the file, its objects and its pages' content can be read",
		unreadable(true, wrongLength, inlineImage, encrypted, wrongDigit),
	},
	{"A-3 6.1.7.1-1", "a stream is as long as it says", unreadable(false, wrongLength)},
	{"A-3 6.1.6-2", "strings in hexadecimal digits have nothing else", unreadable(false, wrongDigit)},
	{"A-3 6.1.3-2, UA-1 7.16-1", "the file is not encrypted", unreadable(false, encrypted)},
	{"A-3 6.1.10-1", "there is no inline image", unreadable(false, inlineImage)},
	{"A-3 6.1.2-1, UA-1 6.1-1", "the file begins with its version", func(c *checker) {
		if !header.Match(c.bytes) {
			c.fail("it begins with %q", c.bytes[:min(12, len(c.bytes))])
		}
	}},
	{"A-3 6.1.2-2", "four bytes above 127 follow the version", func(c *checker) {
		m := comment.FindSubmatch(c.bytes[:min(64, len(c.bytes))])
		if m == nil || slices.ContainsFunc(m[1], func(b byte) bool { return b <= 127 }) {
			c.fail("they do not")
		}
	}},
	{"A-3 6.1.3-1", "the trailer has the file's identifier", func(c *checker) {
		id := c.file.Array(c.file.Trailer["ID"])
		if c.openErr == nil && (len(id) != 2 || len(c.file.ID()) == 0) {
			c.fail("it is %s", pdf.Print(id))
		}
	}},
	{"A-3 6.1.3-3", "nothing follows the end of the file", func(c *checker) {
		if !trailerEnd.Match(c.bytes) {
			c.fail("it ends with %q", c.bytes[max(0, len(c.bytes)-12):])
		}
	}},
	{"A-3 6.1.4-2", "one line end stands between xref and what follows", func(c *checker) {
		for _, m := range table.FindAllSubmatch(c.bytes, -1) {
			if !tableHead.Match(m[1]) {
				c.fail("%q follows", m[1])
			}
		}
	}},
	{"A-3 6.1.6-1", "strings in hexadecimal digits have an even number of them", func(c *checker) {
		odd := func(o pdf.Object, where string) {
			if s, ok := o.(pdf.String); ok && s.Odd {
				c.fail("%s: %s", where, pdf.Print(s))
			}
		}
		c.each(odd)
		for _, p := range c.pages {
			for _, op := range p.operators {
				for _, o := range op.operands {
					odd(o, fmt.Sprintf("page %d", p.Number))
					if a, ok := o.(pdf.Array); ok {
						for _, o := range a {
							odd(o, fmt.Sprintf("page %d", p.Number))
						}
					}
				}
			}
		}
	}},
	{"A-3 6.1.7.1-2", "stream and endstream stand on lines of their own", func(c *checker) {
		for _, n := range c.numbers {
			s, ok := c.objects[n].(*pdf.Stream)
			if !ok {
				continue
			}
			before, after := c.bytes[:s.At], c.bytes[s.At+len(s.Raw):]
			if !bytes.HasSuffix(before, []byte("stream\n")) && !bytes.HasSuffix(before, []byte("stream\r\n")) {
				c.fail("object %d begins with %q", n, before[max(0, len(before)-8):])
			}
			if !regexp.MustCompile(`^(\r\n|\n|\r)endstream`).Match(after) {
				c.fail("object %d ends with %q", n, after[:min(10, len(after))])
			}
		}
	}},
	{"A-3 6.1.7.1-3", "no stream stands in another file", func(c *checker) {
		for _, n := range c.numbers {
			if s, ok := c.objects[n].(*pdf.Stream); ok {
				for _, k := range []pdf.Name{"F", "FFilter", "FDecodeParms"} {
					if s.Dict[k] != nil {
						c.fail("object %d has /%s", n, k)
					}
				}
			}
		}
	}},
	{"A-3 6.1.7.2-1", "streams have standard filters, not LZW", func(c *checker) {
		for _, n := range c.numbers {
			s, ok := c.objects[n].(*pdf.Stream)
			if !ok {
				continue
			}
			list := c.file.Array(s.Dict["Filter"])
			if list == nil {
				list = pdf.Array{s.Dict["Filter"]}
			}
			for _, f := range list {
				switch name := c.file.Name(f); name {
				case "", "FlateDecode", "ASCIIHexDecode", "ASCII85Decode", "RunLengthDecode":
				default:
					c.fail("object %d has %s", n, name)
				}
			}
		}
	}},
	{"A-3 6.1.8-1", "names are UTF-8", func(c *checker) {
		c.each(func(o pdf.Object, where string) {
			if n, ok := o.(pdf.Name); ok && !utf8.ValidString(string(n)) {
				c.fail("%s has the name %q", where, string(n))
			}
		})
	}},
	{"A-3 6.1.9-1", "objects begin and end on lines of their own, with single spaces", func(c *checker) {
		for _, n := range c.numbers {
			at := c.file.Offset(n)
			if at < 0 {
				continue
			}
			if !objectHead.Match(c.bytes[at:]) || at > 0 && c.bytes[at-1] != '\n' && c.bytes[at-1] != '\r' {
				c.fail("object %d begins with %q", n, c.bytes[at:min(at+12, len(c.bytes))])
			}
			from := at
			if s, ok := c.objects[n].(*pdf.Stream); ok {
				from = s.At + len(s.Raw)
			}
			if i := bytes.Index(c.bytes[from:], []byte("endobj")); i < 1 || objectEnd.FindIndex(c.bytes[from+i-1:])[0] > 0 {
				c.fail("object %d does not end on a line of its own", n)
			}
		}
	}},
	{"A-3 6.1.13-1", "whole numbers fit into 32 bits", func(c *checker) {
		c.each(func(o pdf.Object, where string) {
			if n, ok := o.(int); ok && (n > math.MaxInt32 || n < math.MinInt32) {
				c.fail("%s has %d", where, n)
			}
		})
	}},
	{"A-3 6.1.13-2", "numbers are not too great", func(c *checker) {
		c.each(func(o pdf.Object, where string) {
			if v, ok := o.(float64); ok && math.Abs(v) > 3.403e38 {
				c.fail("%s has %g", where, v)
			}
		})
	}},
	{"A-3 6.1.13-5", "numbers are not too small", func(c *checker) {
		c.each(func(o pdf.Object, where string) {
			if v, ok := o.(float64); ok && v != 0 && math.Abs(v) < 1.175e-38 {
				c.fail("%s has %g", where, v)
			}
		})
	}},
	{"A-3 6.1.13-3", "strings have less than 32,768 bytes", func(c *checker) {
		c.each(func(o pdf.Object, where string) {
			if s, ok := o.(pdf.String); ok && len(s.Bytes) > 32767 {
				c.fail("%s has one of %d", where, len(s.Bytes))
			}
		})
	}},
	{"A-3 6.1.13-4", "names have at most 127 bytes", func(c *checker) {
		c.each(func(o pdf.Object, where string) {
			if n, ok := o.(pdf.Name); ok && len(n) > 127 {
				c.fail("%s has one of %d", where, len(n))
			}
		})
	}},
	{"A-3 6.1.13-11", "pages measure 3 to 14,400 points", func(c *checker) {
		for _, p := range c.pages {
			if min(p.Width, p.Height) < 3 || max(p.Width, p.Height) > 14400 {
				c.fail("page %d measures %v by %v", p.Number, p.Width, p.Height)
			}
		}
	}},
}
