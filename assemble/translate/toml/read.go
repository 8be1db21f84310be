// Package toml writes a packet as two message files of go-i18n, the complete sources and the targets to fill in, which Weblate and other
// tools that know the format work with; and reads them when they come back, with or without the descriptions that they left with.
package toml

import (
	"fmt"
	"path"
	"strings"

	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// Read reads a file. The file of the sources holds nothing to take: it gives a packet without units that knows the sources.
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
		packet.ParseLine(m.Description, u.SetMeta)
		if u.SourceHash == "" {
			u.SourceHash = m.Hash
		}
		u.Finish(false)
		p.Units = append(p.Units, u)
	}
	return []*packet.Packet{p}, nil
}
