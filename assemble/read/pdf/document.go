package pdf

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// An Attachment is a file within the file (7.11.4).
type Attachment struct {
	Name         string
	Description  string
	MIME         string
	Relationship Name // AFRelationship: Data, Source ...
	Data         []byte
}

// Attachments returns the embedded files: first those of the catalog's associated files (ISO 19005-3, 6.8), then those that are only in the
// name tree.
func (f *File) Attachments() ([]Attachment, error) {
	var out []Attachment
	seen := map[Object]bool{}
	add := func(o Object) error {
		if r, ok := o.(Ref); ok {
			if seen[r] {
				return nil
			}
			seen[r] = true
		}
		d := f.Dict(o)
		if d == nil {
			return errors.New("the specification of an embedded file is missing")
		}
		a := Attachment{Name: f.Text(d["UF"]), Description: f.Text(d["Desc"]), Relationship: f.Name(d["AFRelationship"])}
		if a.Name == "" {
			a.Name = f.Text(d["F"])
		}
		s := f.Stream(f.Dict(d["EF"])["F"])
		if s == nil {
			return fmt.Errorf("the embedded file %q is missing", a.Name)
		}
		a.MIME = string(f.Name(s.Dict["Subtype"]))
		var err error
		if a.Data, err = f.Data(s); err != nil {
			return fmt.Errorf("the embedded file %q: %w", a.Name, err)
		}
		out = append(out, a)
		return nil
	}
	catalog := f.Catalog()
	for _, o := range f.listed(catalog["AF"]) {
		if err := add(o); err != nil {
			return nil, err
		}
	}
	names, err := f.NameTree(f.Dict(catalog["Names"])["EmbeddedFiles"])
	if err != nil {
		return nil, err
	}
	for _, n := range names {
		if err := add(n.Value); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// A Named is an entry of a name tree or, with its number, of a number tree.
type Named struct {
	Name   string
	Number int
	Value  Object
}

// NameTree returns the entries of a name tree (7.9.6) in order.
func (f *File) NameTree(o Object) ([]Named, error) { return f.tree(o, "Names") }

// NumberTree returns the entries of a number tree (7.9.7) in order.
func (f *File) NumberTree(o Object) ([]Named, error) { return f.tree(o, "Nums") }

func (f *File) tree(o Object, key Name) ([]Named, error) {
	var out []Named
	seen := map[int]bool{}
	var walk func(o Object, depth int) error
	walk = func(o Object, depth int) error {
		if r, ok := o.(Ref); ok {
			if seen[r.Number] {
				return errors.New("a tree of names leads in a circle")
			}
			seen[r.Number] = true
		}
		if depth > maxDepth {
			return errors.New("a tree of names is too deep")
		}
		d := f.Dict(o)
		for list := f.Array(d[key]); len(list) >= 2; list = list[2:] {
			n := Named{Value: list[1]}
			if key == "Nums" {
				n.Number, _ = f.Int(list[0])
			} else {
				n.Name = f.Text(list[0])
			}
			out = append(out, n)
		}
		for _, k := range f.Array(d["Kids"]) {
			if err := walk(k, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	if f.Dict(o) == nil {
		return nil, nil
	}
	return out, walk(o, 0)
}

// Info returns the text entries of the information dictionary (14.3.3).
func (f *File) Info() map[string]string {
	out := map[string]string{}
	for k, v := range f.Dict(f.Trailer["Info"]) {
		out[string(k)] = f.Text(v)
	}
	return out
}

// ID returns the first file identifier (14.4), or nil if the file has none.
func (f *File) ID() []byte {
	if a := f.Array(f.Trailer["ID"]); len(a) > 0 {
		v, _ := f.Get(a[0])
		s, _ := v.(String)
		return s.Bytes
	}
	return nil
}

// Metadata returns the XMP packet of the catalog as it is in the file, or nil if there is none.
func (f *File) Metadata() ([]byte, error) {
	s := f.Stream(f.Catalog()["Metadata"])
	if s == nil {
		return nil, nil
	}
	return f.Data(s)
}

const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

// XMP returns the texts of each property in the metadata: one for a simple property, one per item for a list.
func (f *File) XMP() (map[xml.Name][]string, error) {
	b, err := f.Metadata()
	if err != nil || b == nil {
		return nil, err
	}
	out := map[xml.Name][]string{}
	d := xml.NewDecoder(bytes.NewReader(b))
	var property xml.Name
	var text strings.Builder
	depth, in, items := 0, 0, 0 // in is the depth of the property's element, or 0 outside
	item := func(n xml.Name) bool { return in > 0 && depth == in+2 && n == xml.Name{Space: rdf, Local: "li"} }
	for {
		t, err := d.Token()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("the metadata: %w", err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			if depth > maxDepth {
				return nil, errors.New("the metadata is too deep")
			}
			switch {
			case in == 0 && t.Name.Space == rdf && t.Name.Local == "Description":
				for _, a := range t.Attr {
					if a.Name.Space != "" && a.Name.Space != "xmlns" && a.Name.Space != rdf {
						out[a.Name] = append(out[a.Name], a.Value)
					}
				}
			case in == 0 && t.Name.Space != rdf && t.Name.Space != "adobe:ns:meta/":
				property, in, items = t.Name, depth, 0
				text.Reset()
			case item(t.Name):
				text.Reset()
				items++
			}
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			switch {
			case item(t.Name):
				out[property] = append(out[property], strings.TrimSpace(text.String()))
			case depth == in:
				if items == 0 {
					out[property] = append(out[property], strings.TrimSpace(text.String()))
				}
				in = 0
			}
			depth--
		}
	}
}

// A Place is the destination of a link or a bookmark in the file.
type Place struct {
	Page *Page
	Y    float64 // points from the top of the page
}

// place reads an explicit destination (12.3.2.2), or one after a name or a GoTo action.
func (f *File) place(o Object, pages map[Ref]*Page) *Place {
	a := f.Array(o)
	if len(a) == 0 {
		return nil
	}
	r, _ := a[0].(Ref)
	p := pages[r]
	if p == nil {
		return nil
	}
	out := &Place{Page: p}
	if len(a) >= 4 && f.Name(a[1]) == "XYZ" {
		if y, ok := f.Number(a[3]); ok {
			out.Y = p.Height - (y - p.low)
		}
	}
	return out
}

func (f *File) pagesByRef() map[Ref]*Page {
	out := map[Ref]*Page{}
	for _, p := range f.pages {
		out[p.Ref] = p
	}
	return out
}

// A Bookmark is an entry of the document outline (12.3.3). Level is 1 at the top. To is nil if it has no destination.
type Bookmark struct {
	Title string
	Level int
	To    *Place
}

// Bookmarks returns the document outline in order.
func (f *File) Bookmarks() ([]Bookmark, error) {
	var out []Bookmark
	pages := f.pagesByRef()
	seen := map[int]bool{}
	var walk func(o Object, level int) error
	walk = func(o Object, level int) error {
		for o != nil {
			r, ok := o.(Ref)
			if !ok || seen[r.Number] || level > maxDepth {
				return errors.New("the bookmarks are damaged")
			}
			seen[r.Number] = true
			d := f.Dict(r)
			to := d["Dest"]
			if to == nil {
				to = f.Dict(d["A"])["D"]
			}
			out = append(out, Bookmark{f.Text(d["Title"]), level, f.place(to, pages)})
			if d["First"] != nil {
				if err := walk(d["First"], level+1); err != nil {
					return err
				}
			}
			o = d["Next"]
		}
		return nil
	}
	return out, walk(f.Dict(f.Catalog()["Outlines"])["First"], 1)
}

// A Link is a link annotation (12.5.6.5). Its destination is on the web (URL) or in the file (To). If it has none, both are empty.
type Link struct {
	X1, Y1, X2, Y2 float64 // points from the top left corner of the page
	Contents       string
	URL            string
	To             *Place
	Ref            Object // reference to the annotation
}

// Links returns the links of the page in order.
func (p *Page) Links() []Link {
	var out []Link
	f := p.file
	pages := f.pagesByRef()
	for _, o := range f.Array(p.Dict["Annots"]) {
		d := f.Dict(o)
		if f.Name(d["Subtype"]) != "Link" {
			continue
		}
		l := Link{Contents: f.Text(d["Contents"]), Ref: o}
		if box := f.Array(d["Rect"]); len(box) == 4 {
			var v [4]float64
			for i := range v {
				v[i], _ = f.Number(box[i])
			}
			l.X1, l.X2 = min(v[0], v[2])-p.left, max(v[0], v[2])-p.left
			l.Y1, l.Y2 = p.Height-(max(v[1], v[3])-p.low), p.Height-(min(v[1], v[3])-p.low)
		}
		action := f.Dict(d["A"])
		l.URL = f.Text(action["URI"])
		to := d["Dest"]
		if to == nil {
			to = action["D"]
		}
		l.To = f.place(to, pages)
		out = append(out, l)
	}
	return out
}
