// Package tmx writes a packet as TMX 1.4, a translation memory, and reads memories: the source of each text and its translation, if there
// is one.
package tmx

import (
	"cmp"
	"fmt"
	"slices"

	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// Read reads a file. Our own packets state their languages. For a memory, it returns a packet for each pair of its languages, in both
// directions, from which the import chooses.
func Read(f *source.File) ([]*packet.Packet, error) {
	root, err := packet.Document(f, "tmx", "TMX")
	if err != nil {
		return nil, err
	}
	p := &packet.Packet{File: f}
	if h := root.First("header"); h != nil {
		for _, v := range h.All("prop") {
			packet.ParseLine(v.Inner(), p.SetMeta)
		}
		for _, n := range h.All("note") {
			p.Leave(packet.Left{What: "a note", Text: n.Inner(), Pos: n.Pos, Query: true})
		}
		if p.From == "" {
			p.From = h.Attr("srclang")
		}
	}
	body := root.First("body")
	if body == nil {
		return nil, fmt.Errorf("the TMX has no body")
	}
	pairs := [][2]string{{p.From, p.To}}
	if langs := languages(body); p.To == "" {
		pairs = pairs[:0]
		for _, from := range ordered(langs, p.From) {
			for _, to := range langs {
				if packet.Language(from) != packet.Language(to) {
					pairs = append(pairs, [2]string{from, to})
				}
			}
		}
	}
	for _, e := range []*packet.Element{root, body} {
		for _, c := range e.AllIn(e.Space, packet.Comment) {
			p.Leave(packet.Left{What: "a comment in the file", Text: c.Said, Pos: c.Pos, Query: true})
		}
	}
	var out []*packet.Packet
	for i, pair := range pairs {
		one := *p
		one.Left = slices.Clone(p.Left)
		one.From, one.To, one.Either = packet.Own(pair[0], p.From), pair[1], len(pairs) > 1
		one.First = one.Either && i == 0 && packet.Language(pair[0]) == packet.Language(p.From)
		for _, tu := range body.All("tu") {
			unit(&one, tu)
		}
		out = append(out, &one)
	}
	if len(out) == 0 {
		out = append(out, p)
	}
	return out, nil
}

// languages returns the languages of a memory in the order of their first occurrence.
func languages(body *packet.Element) []string {
	var out []string
	seen := map[string]bool{}
	for _, tu := range body.All("tu") {
		for _, v := range tu.All("tuv") {
			if lang := langOf(v); lang != "" && !seen[packet.Language(lang)] {
				seen[packet.Language(lang)] = true
				out = append(out, lang)
			}
		}
	}
	return out
}

// ordered puts the language in the header first: a memory can be read in any direction, but from that language first. If the header says
// *all*, the order remains.
func ordered(langs []string, first string) []string {
	out := slices.Clone(langs)
	slices.SortStableFunc(out, func(a, b string) int {
		is := func(s string) int {
			if packet.Language(s) == packet.Language(first) {
				return 0
			}
			return 1
		}
		return is(a) - is(b)
	})
	return out
}

// langOf returns the language of a variant.
func langOf(v *packet.Element) string {
	return cmp.Or(v.XML("lang"), v.Attr("lang")) // the second as in TMX 1.1
}

// unit reads a unit in the direction of a packet.
func unit(p *packet.Packet, tu *packet.Element) {
	u := &packet.Unit{ID: tu.Attr("tuid"), Pos: tu.Pos, Memory: true}
	for _, v := range tu.All("prop") {
		if packet.ParseLine(v.Inner(), u.SetMeta) {
			u.Memory = false
		}
	}
	leave := func(e *packet.Element) {
		for _, n := range e.All("note") {
			if text := n.Inner(); !u.Wrote("", text) {
				p.Leave(packet.Left{What: "a note", ID: u.ID, Text: text, Pos: n.Pos, Query: true})
			}
		}
		for _, c := range e.AllIn(e.Space, packet.Comment) {
			p.Leave(packet.Left{What: "a comment in the file", ID: u.ID, Text: c.Said, Pos: c.Pos, Query: true})
		}
	}
	leave(tu)
	var src, target []packet.Placed
	for _, v := range tu.All("tuv") {
		leave(v)
		switch seg := v.First("seg"); packet.Language(langOf(v)) {
		case packet.Language(p.From):
			if src == nil {
				src = inline(seg)
			}
		case packet.Language(p.To):
			if target != nil {
				p.Leave(packet.Left{What: "another translation of the same source", ID: u.ID, Text: seg.Inner(), Pos: v.Pos})
				continue
			}
			target = inline(seg)
		}
	}
	if p.Either && !p.First && (src == nil || target == nil) {
		return
	}
	known := packet.Data(src)
	u.Source, _ = packet.Rebuild(src, known)
	if u.Target, u.Fault = packet.Rebuild(target, known); u.Fault != "" {
		u.Pieces = target
	}
	u.Finish(false)
	p.Units = append(p.Units, u)
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
