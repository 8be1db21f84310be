package pdf

import (
	"errors"
	"fmt"
	"iter"
	"strings"
)

// An Element is a node of the structure tree (14.7.2).
type Element struct {
	Type       Name // as in the file
	Standard   Name // type according to the role map; Type if the map does not have it
	Lang       string
	ID         string
	Alt        string
	ActualText string
	Attributes []Dict
	Parent     *Element // nil at the top
	Kids       []Kid
	Ref        Ref // object of the element
	Dict       Dict
}

// A Kid of an element is an element, marked content on a page, or an object such as a link.
type Kid struct {
	Element *Element
	Page    *Page
	MCID    int    // of marked content; -1 for other kids
	Text    string // of marked content, as in the page: with the spaces and soft hyphens at line ends
	Object  Object // object of an object reference: a Ref, usually to an annotation
}

// Structure returns the top elements of the structure tree, or none if the file is not tagged.
func (f *File) Structure() ([]*Element, error) {
	root := f.Dict(f.Catalog()["StructTreeRoot"])
	if root == nil {
		return nil, nil
	}
	t := &treeReader{
		file:  f,
		seen:  map[int]bool{},
		pages: map[Ref]*Page{},
		roles: f.Dict(root["RoleMap"]),
		texts: map[*Page]map[int]string{},
	}
	for _, p := range f.pages {
		t.pages[p.Ref] = p
		texts := map[int]*strings.Builder{}
		err := p.Walk(Visitor{Glyph: func(g Glyph) {
			id := MCID(g.Marks)
			if texts[id] == nil {
				texts[id] = new(strings.Builder)
			}
			texts[id].WriteString(g.Text)
		}})
		if err != nil {
			return nil, err
		}
		t.texts[p] = map[int]string{}
		for id, b := range texts {
			t.texts[p][id] = b.String()
		}
	}
	var out []*Element
	for _, k := range f.listed(root["K"]) {
		kid, err := t.kid(k, nil, nil, 0)
		if err != nil {
			return nil, err
		}
		if kid.Element != nil {
			out = append(out, kid.Element)
		}
	}
	return out, nil
}

// listed follows o to an array. Any other object is returned as an array of one.
func (f *File) listed(o Object) Array {
	v, _ := f.Get(o)
	switch v := v.(type) {
	case nil:
		return nil
	case Array:
		return v
	}
	return Array{o}
}

type treeReader struct {
	file  *File
	seen  map[int]bool
	pages map[Ref]*Page
	roles Dict
	texts map[*Page]map[int]string
}

// Standard follows the role map from a structure type. It returns the final type, and false if the map contains a cycle.
func (f *File) Standard(t Name) (Name, bool) {
	roles := f.Dict(f.Dict(f.Catalog()["StructTreeRoot"])["RoleMap"])
	return mapped(f, roles, t)
}

func mapped(f *File, roles Dict, t Name) (Name, bool) {
	for range 32 {
		to := f.Name(roles[t])
		if to == "" {
			return t, true
		}
		t = to
	}
	return t, false
}

func (t *treeReader) kid(o Object, parent *Element, page *Page, depth int) (Kid, error) {
	f := t.file
	if depth > 2*maxDepth {
		return Kid{}, errors.New("the structure tree is too deep")
	}
	v, err := f.Get(o)
	if err != nil {
		return Kid{}, err
	}
	if n, ok := v.(int); ok {
		return Kid{Page: page, MCID: n, Text: t.texts[page][n]}, nil
	}
	d, ok := v.(Dict)
	if !ok {
		return Kid{}, fmt.Errorf("found %s among the children of an element", Print(v))
	}
	if r, ok := d["Pg"].(Ref); ok {
		page = t.pages[r]
	}
	switch f.Name(d["Type"]) {
	case "MCR":
		n, ok := f.Int(d["MCID"])
		if !ok {
			return Kid{}, errors.New("marked content is referred to without its number")
		}
		return Kid{Page: page, MCID: n, Text: t.texts[page][n]}, nil
	case "OBJR":
		return Kid{Page: page, MCID: -1, Object: d["Obj"]}, nil
	}
	e := &Element{
		Type: f.Name(d["S"]), Lang: f.Text(d["Lang"]), ID: f.Text(d["ID"]), Alt: f.Text(d["Alt"]), ActualText: f.Text(d["ActualText"]),
		Parent: parent, Dict: d,
	}
	if r, ok := o.(Ref); ok {
		if t.seen[r.Number] {
			return Kid{}, fmt.Errorf("the element %d occurs twice in the structure tree", r.Number)
		}
		t.seen[r.Number] = true
		e.Ref = r
	}
	e.Standard, _ = mapped(f, t.roles, e.Type)
	for _, a := range f.listed(d["A"]) {
		if a := f.Dict(a); a != nil {
			e.Attributes = append(e.Attributes, a)
		}
	}
	for _, k := range f.listed(d["K"]) {
		kid, err := t.kid(k, e, page, depth+1)
		if err != nil {
			return Kid{}, err
		}
		e.Kids = append(e.Kids, kid)
	}
	return Kid{Element: e, MCID: -1}, nil
}

// All returns the element and all elements below it, in reading order.
func (e *Element) All() iter.Seq[*Element] {
	return func(yield func(*Element) bool) { e.each(yield) }
}

func (e *Element) each(yield func(*Element) bool) bool {
	if !yield(e) {
		return false
	}
	for _, k := range e.Kids {
		if k.Element != nil && !k.Element.each(yield) {
			return false
		}
	}
	return true
}

// Language returns the language of the element: its own, or that of the nearest element above it that has one. It is "" if only the
// document has one.
func (e *Element) Language() string {
	for ; e != nil; e = e.Parent {
		if e.Lang != "" {
			return e.Lang
		}
	}
	return ""
}

// Attribute returns the value of an attribute, or nil if the element has none with that owner and key.
func (e *Element) Attribute(owner, key Name) Object {
	for _, a := range e.Attributes {
		if a["O"] == owner && a[key] != nil {
			return a[key]
		}
	}
	return nil
}

// Text returns the text that a screen reader reads: the text below the element in reading order, with ActualText in place of what it
// replaces, whole words where they are divided at line ends, and one space for each run of white space.
func (e *Element) Text() string {
	var b strings.Builder
	e.text(&b)
	return whole(b.String())
}

func (e *Element) text(b *strings.Builder) {
	if e.ActualText != "" {
		b.WriteString(e.ActualText)
		return
	}
	if !Inline(e.Standard) {
		b.WriteByte(' ')
		defer b.WriteByte(' ')
	}
	for _, k := range e.Kids {
		if k.Element != nil {
			k.Element.text(b)
		} else {
			b.WriteString(k.Text)
		}
	}
}

// Inline reports whether a standard structure type is an inline type (14.8.4.4), whose text continues that before it.
func Inline(t Name) bool {
	switch t {
	case "Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot":
		return true
	}
	return false
}

// Outline returns the tree below the element as text, one element per line, two spaces per level: its type, unusual properties, and its own
// text. Tests compare it.
func (e *Element) Outline() string {
	var b strings.Builder
	e.outline(&b, 0)
	return b.String()
}

func (e *Element) outline(b *strings.Builder, depth int) {
	fmt.Fprintf(b, "%*s%s", 2*depth, "", e.Type)
	if e.Lang != "" {
		fmt.Fprintf(b, " lang=%s", e.Lang)
	}
	if e.ID != "" {
		fmt.Fprintf(b, " id=%s", e.ID)
	}
	if e.ActualText != "" {
		fmt.Fprintf(b, " actual=%q", e.ActualText)
	}
	for _, a := range e.Attributes {
		fmt.Fprintf(b, " %s", Print(a))
	}
	b.WriteByte('\n')
	own := ""
	flush := func() {
		if w := whole(own); w != "" {
			fmt.Fprintf(b, "%*s%q\n", 2*depth+2, "", w)
		}
		own = ""
	}
	for _, k := range e.Kids {
		switch {
		case k.Element != nil:
			flush()
			k.Element.outline(b, depth+1)
		case k.Object != nil:
			flush()
			fmt.Fprintf(b, "%*sobject\n", 2*depth+2, "")
		default:
			own += k.Text
		}
	}
	flush()
}
