package pdftest

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"omnibus/assemble/read/pdf"
)

// An editor changes objects of a finished file and writes them again in the simplest form: every object by itself, with a cross-reference
// table. Everything else is unchanged.
type editor struct {
	t       *testing.T
	file    *pdf.File
	objects map[int]pdf.Object
	trailer pdf.Dict
}

func edit(t *testing.T, b []byte) *editor {
	f, err := pdf.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	e := &editor{t: t, file: f, objects: map[int]pdf.Object{}, trailer: pdf.Dict{}}
	for _, k := range []pdf.Name{"Root", "Info", "ID"} {
		e.trailer[k] = f.Trailer[k]
	}
	for _, n := range f.Numbers() {
		o, err := f.Get(pdf.Ref{Number: n})
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := o.(*pdf.Stream); ok && (s.Dict["Type"] == pdf.Name("XRef") || s.Dict["Type"] == pdf.Name("ObjStm")) {
			continue
		}
		e.objects[n] = o
	}
	return e
}

// add adds an object.
func (e *editor) add(o pdf.Object) pdf.Ref {
	n := slices.Max(slices.Collect(maps.Keys(e.objects))) + 1
	e.objects[n] = o
	return pdf.Ref{Number: n}
}

func (e *editor) catalog() pdf.Dict { return e.file.Catalog() }

// dict follows a path of keys and indexes from a dictionary.
func (e *editor) dict(from pdf.Object, path ...any) pdf.Dict {
	for _, p := range path {
		switch p := p.(type) {
		case string:
			from = e.file.Dict(from)[pdf.Name(p)]
		case int:
			from = e.file.Array(from)[p]
		}
	}
	d := e.file.Dict(from)
	if d == nil {
		e.t.Fatalf("there is nothing at %v", path)
	}
	return d
}

// page returns the dictionary of the first page.
func (e *editor) page() pdf.Dict { return e.file.Pages()[0].Dict }

// font returns the dictionary of a font of the first page, and cid that of its descendant.
func (e *editor) font() pdf.Dict { return e.dict(e.page(), "Resources", "Font", "FR") }
func (e *editor) cid() pdf.Dict  { return e.dict(e.font(), "DescendantFonts", 0) }

// element returns the first element of a type.
func (e *editor) element(kind pdf.Name) pdf.Dict { return e.elements(kind)[0].Dict }

func (e *editor) elements(kind pdf.Name) []*pdf.Element {
	tops, err := e.file.Structure()
	if err != nil {
		e.t.Fatal(err)
	}
	var out []*pdf.Element
	for x := range tops[0].All() {
		if x.Type == kind {
			out = append(out, x)
		}
	}
	if len(out) == 0 {
		e.t.Fatalf("there is no %s", kind)
	}
	return out
}

// link returns the first link of the first page that has one.
func (e *editor) link() pdf.Dict { return e.dict(e.linked().Dict, "Annots", 0) }

func (e *editor) linked() *pdf.Page {
	for _, p := range e.file.Pages() {
		if p.Dict["Annots"] != nil {
			return p
		}
	}
	e.t.Fatal("there is no link")
	return nil
}

// stream changes the data of the stream to which from refers.
func (e *editor) stream(from pdf.Object, change func(string) string) {
	s := e.file.Stream(from)
	data, err := e.file.Data(s)
	if err != nil {
		e.t.Fatal(err)
	}
	if s.Dict["Filter"] == nil {
		data = s.Raw // already changed
	}
	changed := change(string(data))
	if changed == string(data) {
		e.t.Fatal("nothing was changed")
	}
	s.Raw = []byte(changed)
	delete(s.Dict, "Filter")
}

// content changes the content of the first page, xmp the metadata.
func (e *editor) content(old, new string) {
	e.stream(e.page()["Contents"], func(s string) string { return strings.Replace(s, old, new, 1) })
}

func (e *editor) behind(more string) {
	e.stream(e.page()["Contents"], func(s string) string { return s + more })
}

func (e *editor) xmp(old, new string) {
	e.stream(e.catalog()["Metadata"], func(s string) string { return strings.Replace(s, old, new, 1) })
}

// bytes returns the file.
func (e *editor) bytes() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	at := map[int]int{}
	for _, n := range slices.Sorted(maps.Keys(e.objects)) {
		at[n] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n", n)
		if s, ok := e.objects[n].(*pdf.Stream); ok {
			s.Dict["Length"] = len(s.Raw)
			fmt.Fprintf(&b, "%s\nstream\n%s\nendstream", syntax(s.Dict), s.Raw)
		} else {
			b.WriteString(syntax(e.objects[n]))
		}
		b.WriteString("\nendobj\n")
	}
	xref := b.Len()
	b.WriteString("xref\n0 1\n0000000000 65535 f \n")
	for _, n := range slices.Sorted(maps.Keys(at)) {
		fmt.Fprintf(&b, "%d 1\n%010d 00000 n \n", n, at[n])
	}
	e.trailer["Size"] = slices.Max(slices.Collect(maps.Keys(at))) + 1
	fmt.Fprintf(&b, "trailer\n%s\nstartxref\n%d\n%%%%EOF\n", syntax(e.trailer), xref)
	return b.Bytes()
}

// raw is an object that is written unchanged.
type raw string

// syntax returns an object as it is written in a file.
func syntax(o pdf.Object) string {
	switch o := o.(type) {
	case raw:
		return string(o)
	case pdf.String:
		return fmt.Sprintf("<%X>", o.Bytes)
	case pdf.Name:
		out := "/"
		for _, c := range []byte(o) {
			if c <= ' ' || c > '~' || strings.IndexByte("()<>[]{}/%#", c) >= 0 {
				out += fmt.Sprintf("#%02X", c)
			} else {
				out += string(c)
			}
		}
		return out
	case pdf.Array:
		var out []string
		for _, v := range o {
			out = append(out, syntax(v))
		}
		return "[" + strings.Join(out, " ") + "]"
	case pdf.Dict:
		out := "<<"
		for _, k := range slices.Sorted(maps.Keys(o)) {
			out += syntax(k) + " " + syntax(o[k])
		}
		return out + ">>"
	case float64:
		out := strconv.FormatFloat(o, 'f', -1, 64)
		if !strings.Contains(out, ".") {
			out += ".0"
		}
		return out
	default:
		return pdf.Print(o)
	}
}

func text(s string) pdf.String { return pdf.String{Bytes: []byte(s)} }
