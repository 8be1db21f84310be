// Package toml writes a packet as two message files of go-i18n (the complete sources, and the targets to fill in) for Weblate and other
// tools that know the format. It reads the returned files, with or without the descriptions with which they were sent.
package toml

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// Read reads a file. A file of sources has nothing to import: it gives a packet with sources and without units.
func Read(f *source.File) ([]*packet.Packet, error) {
	f = packet.Decoded(f)
	messages, err := locale.Messages(f)
	if err != nil {
		return nil, err
	}
	p := &packet.Packet{File: f}
	role := ""
	first, _, _ := strings.Cut(string(f.Bytes), "\n")
	if strings.HasPrefix(first, "#") {
		packet.ParseLine(first, func(k, v string) {
			if k == "role" {
				role = v
			}
			p.SetMeta(k, v)
		})
	}
	if role == "source" {
		p.Sources = map[string]string{}
		for _, m := range messages {
			p.Sources[m.ID] = m.Text
		}
		return []*packet.Packet{p}, nil
	}
	if parts := strings.Split(path.Base(strings.ReplaceAll(f.Name, "\\", "/")), "."); p.To == "" && len(parts) > 2 {
		p.To = parts[len(parts)-2]
	}
	if p.To == "" {
		return nil, fmt.Errorf("the file does not say its language: name it content.<lang>.toml")
	}
	for _, m := range messages {
		u := &packet.Unit{ID: m.ID, Target: m.Text, Pos: m.Pos}
		if !packet.ParseLine(m.Description, u.SetMeta) { // a tool may have written its own description
			u.Told = ""
		}
		for line := range strings.Lines(m.Description) {
			if !u.Wrote("", line) {
				p.Leave(packet.Left{What: "a line of a description", ID: m.ID, Text: line, Pos: m.Pos, Query: true})
			}
		}
		if u.SourceHash == "" {
			u.SourceHash = m.Hash
		}
		u.Finish(false)
		p.Units = append(p.Units, u)
	}
	forms(p, f)
	comments(p, f)
	return []*packet.Packet{p}, nil
}

// otherForms contains the keys of a message other than those in a packet.
var otherForms = []string{"zero", "one", "two", "few", "many", "leftdelim", "rightdelim"}

// forms keeps the message forms that texts of papers do not have: plurals.
func forms(p *packet.Packet, f *source.File) {
	root, _ := source.TOML(f)
	var walk func(n *source.Node, id string)
	walk = func(n *source.Node, id string) {
		for _, e := range n.Entries {
			switch below := strings.TrimPrefix(id+"."+e.Key.String, "."); {
			case e.Value.Kind == source.Mapping:
				walk(e.Value, below)
			case id != "" && slices.Contains(otherForms, strings.ToLower(e.Key.String)):
				p.Leave(packet.Left{What: fmt.Sprintf("the form %q", e.Key.String), ID: id, Text: e.Value.Text.String, Pos: e.Key.Pos})
			}
		}
	}
	walk(root, "")
}

// comments keeps comments that were added to a file. A single comment directly above a table belongs to that table, any other to the table
// before it.
func comments(p *packet.Packet, f *source.File) {
	all := source.TOMLComments(f)
	left := make([]packet.Left, len(all))
	next, unit := len(f.Bytes), len(p.Units) // offset of what follows, and the index of the first unit after it
	above := ""                              // id of the unit to which a comment directly above it belongs
	for i := len(all) - 1; i >= 0; i-- {
		pos := all[i]
		for unit > 0 && p.Units[unit-1].Pos.Offset > pos.Offset {
			unit--
			next, above = p.Units[unit].Pos.Offset, p.Units[unit].ID
		}
		begin := bytes.LastIndexByte(f.Bytes[:pos.Offset], '\n') + 1
		alone := len(bytes.TrimSpace(f.Bytes[begin:pos.Offset])) == 0
		if !alone || len(bytes.Trim(f.Bytes[pos.End():next], " \t\r\n[\"'")) > 0 {
			above = ""
		}
		id := above
		if id == "" && unit > 0 {
			id = p.Units[unit-1].ID
		}
		next = pos.Offset
		text := strings.TrimSpace(strings.TrimLeft(string(f.Bytes[pos.Offset:pos.End()]), "#"))
		if pos.Line() > headLines || !strings.HasPrefix(text, "omnibus: ") && text != headTarget {
			left[i] = packet.Left{What: "a comment", ID: id, Text: text, Pos: pos, Query: true}
		}
	}
	for _, l := range left {
		p.Leave(l)
	}
}
