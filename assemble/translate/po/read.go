// Package po writes a packet as a PO file of gettext and reads it when it comes back: the id of a text is its context, a changed text is
// fuzzy and shows the source that it was translated from.
package po

import (
	"fmt"
	"strings"

	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// An entry of the file: what stands behind each keyword.
type entry struct {
	fields   map[string]string
	comments []string
	flags    string
	offset   int
}

// Read reads a file.
func Read(f *source.File) ([]*packet.Packet, error) {
	f = packet.Decoded(f)
	entries, err := parse(f)
	if err != nil {
		return nil, err
	}
	p := &packet.Packet{File: f}
	for _, e := range entries {
		id, src := e.fields["msgctxt"], e.fields["msgid"]
		if id == "" && src == "" {
			header(p, e.fields["msgstr"])
			continue
		}
		if id == "" {
			continue // no text of ours: it has no id
		}
		u := &packet.Unit{ID: id, Source: src, Target: e.fields["msgstr"], Pos: f.Pos(e.offset, 0)}
		for _, c := range e.comments {
			packet.ParseLine(c, u.SetMeta)
		}
		fuzzy := strings.Contains(e.flags, "fuzzy")
		switch {
		case u.Target == "" || fuzzy:
			u.State, u.Unsure = locale.Untranslated, fuzzy
		case packet.Rank(u.Was) > 0 && packet.Exact(u.Target) == u.TargetHash:
			u.State = u.Was
		default:
			u.State = locale.Translated
		}
		p.Units = append(p.Units, u)
	}
	return []*packet.Packet{p}, nil
}

func header(p *packet.Packet, text string) {
	lang := ""
	for _, line := range strings.Split(text, "\n") {
		k, v, _ := strings.Cut(line, ": ")
		switch v = strings.TrimSpace(v); k {
		case "X-Omnibus":
			packet.ParseLine("omnibus: "+v, p.SetMeta)
		case "Language":
			lang = strings.ReplaceAll(v, "_", "-")
		case "X-Source-Language":
			if p.From == "" {
				p.From = v
			}
		}
	}
	if lang != "" {
		p.To = packet.Own(lang, p.To)
	}
}

func parse(f *source.File) ([]*entry, error) {
	var out []*entry
	cur := &entry{fields: map[string]string{}}
	last := ""
	done := func() {
		if _, ok := cur.fields["msgid"]; ok {
			out = append(out, cur)
		}
		cur, last = &entry{fields: map[string]string{}}, ""
	}
	offset := 0
	for raw := range strings.SplitAfterSeq(string(f.Bytes), "\n") {
		at := offset
		offset += len(raw)
		line := strings.TrimSpace(raw)
		switch {
		case line == "" || strings.HasPrefix(line, "#~"):
			continue
		case strings.HasPrefix(line, "#"):
			if last == "msgstr" {
				done()
			}
			if strings.HasPrefix(line, "#,") {
				cur.flags += line
			} else if strings.HasPrefix(line, "#.") {
				cur.comments = append(cur.comments, strings.TrimSpace(line[2:]))
			}
		case line[0] == '"':
			if last == "" {
				return nil, source.Fault{Pos: f.Pos(at, len(line)), Message: "a text stands here without its keyword"}
			}
			s, err := unquote(line)
			if err != nil {
				return nil, source.Fault{Pos: f.Pos(at, len(line)), Message: err.Error()}
			}
			cur.fields[last] += s
		default:
			word, rest, _ := strings.Cut(line, " ")
			if word != "msgctxt" && word != "msgid" && word != "msgstr" {
				return nil, source.Fault{Pos: f.Pos(at, len(line)), Message: fmt.Sprintf("%q is no keyword of a packet in PO", clip(word))}
			}
			if _, again := cur.fields[word]; again || last == "msgstr" {
				done()
			}
			if len(cur.fields) == 0 {
				cur.offset = at
			}
			s, err := unquote(strings.TrimSpace(rest))
			if err != nil {
				return nil, source.Fault{Pos: f.Pos(at, len(line)), Message: err.Error()}
			}
			cur.fields[word], last = s, word
		}
	}
	done()
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: the file holds no PO entry", f.Name)
	}
	return out, nil
}

func clip(s string) string {
	if len(s) > 40 {
		return s[:40]
	}
	return s
}

func unquote(s string) (string, error) {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return "", fmt.Errorf("a text has no closing quotation mark")
	}
	s = s[1 : len(s)-1]
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '"' {
			return "", fmt.Errorf("a text contains a bare quotation mark: write \\\"")
		}
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r':
			b.WriteByte('\r')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), nil
}
