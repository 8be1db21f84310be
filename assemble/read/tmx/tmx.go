// Package tmx reads packets that come back as TMX.
package tmx

import (
	"fmt"
	"strings"

	"omnibus/assemble/packet"
	"omnibus/assemble/source"
)

// Read reads a file. The target language is the one that its header names, else the first that is not the source's.
func Read(f *source.File) ([]*packet.Packet, error) {
	root, err := packet.ParseXML(f)
	if err != nil {
		return nil, err
	}
	if root.Name != "tmx" {
		return nil, fmt.Errorf("the file is <%s>, no TMX", root.Name)
	}
	p := &packet.Packet{File: f}
	if h := root.First("header"); h != nil {
		for _, v := range h.All("prop") {
			packet.ParseLine(v.Inner(), p.SetMeta)
		}
		if p.From == "" {
			p.From = h.Attr("srclang")
		}
	}
	body := root.First("body")
	if body == nil {
		return nil, fmt.Errorf("the TMX has no body")
	}
	for _, tu := range body.All("tu") {
		u := &packet.Unit{ID: tu.Attr("tuid"), Pos: tu.Pos}
		for _, v := range tu.All("prop") {
			packet.ParseLine(v.Inner(), u.SetMeta)
		}
		var src, target []packet.Placed
		for _, v := range tu.All("tuv") {
			lang := v.Attr("lang")
			switch {
			case same(lang, p.From):
				src = inline(v.First("seg"))
			case p.To == "" || same(lang, p.To):
				p.To = lang
				target = inline(v.First("seg"))
			}
		}
		known := packet.Data(src)
		u.Source, _ = packet.Rebuild(src, known)
		u.Target, u.Fault = packet.Rebuild(target, known)
		u.Finish(false)
		p.Units = append(p.Units, u)
	}
	return []*packet.Packet{p}, nil
}

// same compares tags of languages as tools write them: ES, es, es_ES for es-ES.
func same(a, b string) bool {
	return strings.EqualFold(strings.ReplaceAll(a, "_", "-"), strings.ReplaceAll(b, "_", "-"))
}

func inline(e *packet.Element) []packet.Placed {
	if e == nil {
		return nil
	}
	var out []packet.Placed
	for _, c := range e.Children {
		role := packet.Alone
		ref := c.Attr("x")
		switch c.Name {
		case "":
			out = append(out, packet.Placed{Token: packet.Token{Role: packet.Words, Text: c.Text}})
			continue
		case "bpt":
			role, ref = packet.Open, c.Attr("i")
		case "ept":
			role, ref = packet.Close, c.Attr("i")
		case "ph", "it", "ut":
		default:
			out = append(out, inline(c)...)
			continue
		}
		out = append(out, packet.Placed{Token: packet.Token{Role: role, Data: c.Inner()}, Ref: ref})
	}
	return out
}
