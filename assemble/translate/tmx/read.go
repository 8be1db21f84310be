// Package tmx writes a packet as TMX 1.4, a translation memory, and reads memories: the source of each text and, where there is one, its
// translation.
package tmx

import (
	"cmp"
	"fmt"

	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// Read reads a file. The target language is the one that its header names, else the first that is not the source's.
func Read(f *source.File) ([]*packet.Packet, error) {
	root, err := packet.ParseXML(f)
	if err != nil {
		return nil, err
	}
	if root.Name != "tmx" {
		return nil, fmt.Errorf("the file is <%s>, not TMX", root.Name)
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
		u := &packet.Unit{ID: tu.Attr("tuid"), Pos: tu.Pos, Memory: true}
		for _, v := range tu.All("prop") {
			if packet.ParseLine(v.Inner(), u.SetMeta) {
				u.Memory = false
			}
		}
		leave := func(e *packet.Element) {
			for _, n := range e.All("note") {
				if text := n.Inner(); !packet.Ours(text) {
					p.Leave(packet.Left{What: "a note", ID: u.ID, Text: text, Pos: n.Pos, Query: true})
				}
			}
		}
		leave(tu)
		var src, target []packet.Placed
		for _, v := range tu.All("tuv") {
			leave(v)
			lang := cmp.Or(v.XML("lang"), v.Attr("lang")) // the second is how TMX 1.1 had it
			switch {
			case packet.Language(lang) == packet.Language(p.From):
				src = inline(v.First("seg"))
			case p.To == "" || packet.Language(lang) == packet.Language(p.To):
				p.To = packet.Own(lang, p.To)
				target = inline(v.First("seg"))
			}
		}
		known := packet.Data(src)
		u.Source, _ = packet.Rebuild(src, known)
		if u.Target, u.Fault = packet.Rebuild(target, known); u.Fault != "" {
			u.Pieces = target
		}
		u.Finish(false)
		p.Units = append(p.Units, u)
	}
	return []*packet.Packet{p}, nil
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
