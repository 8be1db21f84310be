// Package po writes a packet as a PO file of gettext, and reads the returned file. The context of an entry is the id of its text. A changed
// text is fuzzy, and shows the source from which it was translated.
package po

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// An entry is an entry of the file: the text after each keyword.
type entry struct {
	fields   map[string]string
	comments []string
	flags    []string
	said     []string // comments of the translator
	saidAt   int
	obsolete bool
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
		head := id == "" && src == "" && !e.obsolete // programs often add the comments above it
		p.Leave(packet.Left{What: "a comment", ID: id, Text: strings.Join(e.said, "\n"), Pos: f.Pos(e.saidAt, 0), Query: !head})
		switch {
		case e.obsolete:
			p.Leave(packet.Left{What: "an obsolete entry", ID: id, Text: src, Pos: f.Pos(e.offset, 0)})
			continue
		case len(e.forms()) > 0: // a text of a paper has none
			p.Leave(packet.Left{What: "an entry with plural forms", ID: id, Pos: f.Pos(e.offset, 0),
				Text: src + " | " + strings.Join(e.forms(), " | ")})
			continue
		case id == "" && src == "":
			header(p, e.fields["msgstr"])
			continue
		case id == "": // not a text of ours: it has no id
			p.Leave(packet.Left{What: "an entry without a context", Text: src, Pos: f.Pos(e.offset, 0)})
			continue
		}
		u := &packet.Unit{ID: id, Source: src, Target: e.fields["msgstr"], Pos: f.Pos(e.offset, 0)}
		for _, c := range e.comments {
			packet.ParseLine(c, u.SetMeta)
		}
		for _, c := range e.comments {
			if u.Told != "" && !u.Wrote("", c) { // otherwise a program has extracted it
				p.Leave(packet.Left{What: "an extracted comment", ID: id, Text: c, Pos: u.Pos, Query: true})
			}
		}
		fuzzy := slices.Contains(e.flags, "fuzzy")
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

// A parser parses a file line by line.
type parser struct {
	file *source.File
	out  []*entry
	cur  *entry
	last string // keyword whose text continues
	text []byte // read so far; bytes may form characters only together
	from int    // offset of its beginning
}

func parse(f *source.File) ([]*entry, error) {
	p := &parser{file: f, cur: &entry{fields: map[string]string{}}}
	offset := 0
	for raw := range strings.SplitAfterSeq(string(f.Bytes), "\n") {
		if err := p.line(strings.TrimSpace(raw), offset); err != nil {
			return nil, err
		}
		offset += len(raw)
	}
	if err := p.entryEnds(); err != nil {
		return nil, err
	}
	if len(p.out) == 0 {
		return nil, fmt.Errorf("%s: the file contains no PO entry", f.Name)
	}
	return p.out, nil
}

// line reads the line at an offset.
func (p *parser) line(line string, at int) error {
	fault := func(format string, args ...any) error {
		return source.Fault{Pos: p.file.Pos(at, len(line)), Message: fmt.Sprintf(format, args...)}
	}
	gone := strings.HasPrefix(line, "#~")
	switch {
	case line == "" || strings.HasPrefix(line, "#~|"):
		return nil
	case strings.HasPrefix(line, "#~"):
		if !p.cur.obsolete && p.last != "" {
			if err := p.entryEnds(); err != nil {
				return err
			}
		}
		p.cur.obsolete = true
		if line = strings.TrimSpace(line[2:]); line == "" {
			return nil
		}
	case p.cur.obsolete, isTarget(p.last) && line[0] == '#':
		if err := p.entryEnds(); err != nil {
			return err
		}
	}
	switch {
	case line[0] == '#':
		p.comment(line, at)
		return nil
	case line[0] == '"':
		if p.last == "" {
			return fault("a text has no keyword")
		}
		text, err := unquote(p.text, line)
		if err != nil {
			return fault("%s", err)
		}
		p.text = text
		return nil
	}
	word, rest, _ := strings.Cut(line, " ")
	if word != "msgctxt" && word != "msgid" && word != plural && !isTarget(word) {
		return fault("%q is not a keyword of a packet in PO", clip(word))
	}
	ends, obsolete := p.textEnds, p.cur.obsolete
	if _, again := p.cur.fields[word]; again || isTarget(p.last) && !isTarget(word) {
		ends = p.entryEnds
	}
	if err := ends(); err != nil {
		return err
	}
	p.cur.obsolete = obsolete && gone // a new entry begins with the state of the last one
	if len(p.cur.fields) == 0 {
		p.cur.offset = at
	}
	text, err := unquote(nil, strings.TrimSpace(rest))
	if err != nil {
		return fault("%s", err)
	}
	p.text, p.last, p.from = text, word, at
	p.cur.fields[word] = ""
	return nil
}

// plural is the keyword of the plural source in an entry with plural forms.
const plural = "msgid_plural"

// isTarget reports whether a keyword is that of a translation: msgstr, or of a plural form, msgstr[1].
func isTarget(word string) bool { return word == "msgstr" || pluralForm.MatchString(word) }

var pluralForm = regexp.MustCompile(`^msgstr\[[0-9]+\]$`)

// forms returns the plural forms of an entry, in the order of their keywords, or none if it has a single translation.
func (e *entry) forms() []string {
	var out []string
	for _, word := range slices.Sorted(maps.Keys(e.fields)) {
		if word == plural || pluralForm.MatchString(word) {
			out = append(out, word+" "+e.fields[word])
		}
	}
	return out
}

// comment reads a comment line.
func (p *parser) comment(line string, at int) {
	switch {
	case strings.HasPrefix(line, "#,"):
		for flag := range strings.SplitSeq(line[2:], ",") {
			p.cur.flags = append(p.cur.flags, strings.TrimSpace(flag))
		}
	case strings.HasPrefix(line, "#."):
		p.cur.comments = append(p.cur.comments, strings.TrimSpace(line[2:]))
	case line == "#" || !strings.ContainsRune(":|~=", rune(line[1])):
		if len(p.cur.said) == 0 {
			p.cur.saidAt = at
		}
		p.cur.said = append(p.cur.said, strings.TrimSpace(line[1:]))
	}
}

// textEnds stores the text of a keyword that has been read.
func (p *parser) textEnds() error {
	if p.last == "" {
		return nil
	}
	if !utf8.Valid(p.text) {
		return source.Fault{Pos: p.file.Pos(p.from, len(p.last)), Message: "the escapes in a text are not valid UTF-8"}
	}
	p.cur.fields[p.last], p.text = string(p.text), nil
	return nil
}

// entryEnds adds the entry that has been read, if there is one.
func (p *parser) entryEnds() error {
	if err := p.textEnds(); err != nil {
		return err
	}
	if _, ok := p.cur.fields["msgid"]; ok {
		p.out = append(p.out, p.cur)
	}
	p.cur, p.last = &entry{fields: map[string]string{}}, ""
	return nil
}

func clip(s string) string {
	if len(s) > 40 {
		return s[:40]
	}
	return s
}

// controls contains the C escapes of gettext, other than numbers.
var controls = map[byte]byte{'n': '\n', 't': '\t', 'r': '\r', 'a': '\a', 'b': '\b', 'f': '\f', 'v': '\v', '\\': '\\', '"': '"'}

// unquote appends the meaning of a text in quotation marks. Numbers in it are bytes, as msgcat --escape writes them.
func unquote(to []byte, s string) ([]byte, error) {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return nil, errors.New("a text has no closing quotation mark")
	}
	s = s[1 : len(s)-1]
	for i := 0; i < len(s); i++ {
		if s[i] == '"' {
			return nil, errors.New("a text contains a bare quotation mark: write \\\"")
		}
		if s[i] != '\\' {
			to = append(to, s[i])
			continue
		}
		if i++; i == len(s) {
			return nil, errors.New("a text has no closing quotation mark: there is a backslash before the last one")
		}
		digits, base := span(s[i:], "01234567", 3), 8
		if s[i] == 'x' {
			i++
			digits, base = span(s[i:], "0123456789abcdefABCDEF", 2), 16
		}
		if digits != "" {
			n, err := strconv.ParseUint(digits, base, 8)
			if err != nil {
				return nil, fmt.Errorf("the escape \\%s in a text is not a byte", digits)
			}
			to = append(to, byte(n))
			i += len(digits) - 1
			continue
		}
		if base == 16 {
			return nil, errors.New("the escape \\x in a text has no digits")
		}
		c, ok := controls[s[i]]
		if !ok {
			r, _ := utf8.DecodeRuneInString(s[i:])
			return nil, fmt.Errorf("the escape \\%c in a text is not valid in PO: write \\\\ for a backslash", r)
		}
		to = append(to, c)
	}
	return to, nil
}

// span returns the beginning of s that consists of some signs, at most most of them.
func span(s, signs string, most int) string {
	n := 0
	for n < min(len(s), most) && strings.IndexByte(signs, s[n]) >= 0 {
		n++
	}
	return s[:n]
}
