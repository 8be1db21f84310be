package locale

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// reportSyntax reports why a message file cannot be read. skipped bytes at the start of f were not handed to the reader.
func reportSyntax(f *source.File, skipped int, err error, diags *diag.List) {
	var pe toml.ParseError
	if errors.As(err, &pe) {
		message := pe.Message
		if message == "" {
			message = strings.TrimPrefix(pe.Error(), "toml: ")
		}
		d := diags.Errorf("E0702", f.Pos(skipped+pe.Position.Start, max(pe.Position.Len, 1)), "not readable as TOML: %s", strings.TrimSuffix(message, "."))
		if strings.Contains(message, "already been defined") {
			d.Hint("a key stands once in a file: take one of the two out")
		}
		return
	}
	if m := mixed.FindStringSubmatch(err.Error()); m != nil {
		// go-i18n names the keys, but not their place: it is the first table that has both a word of the format and another key.
		found := readPlaces(f)
		for _, key := range found.inOrder() {
			table, word := cutLast(key)
			if !slices.Contains(strings.Fields(m[1]), word) {
				continue
			}
			if _, ok := found[join(table, strings.Fields(m[2])[0])]; ok {
				diags.Errorf("E0703", found[key], "not readable as messages: %q is a word of the format, and beside it stand keys that are none", word).
					Hint("give %s another name: id, hash, description, zero, one, two, few, many, other and translation are taken", key)
				return
			}
		}
	}
	diags.Errorf("E0703", f.Pos(0, 0), "not readable as messages: %s", err)
}

var mixed = regexp.MustCompile(`^reserved keys \[([^\]]*)\] mixed with unreserved keys \[([^\]]*)\]`)

func join(table, key string) string {
	if table == "" {
		return key
	}
	return table + "." + key
}

func cutLast(key string) (table, last string) {
	i := strings.LastIndexByte(key, '.')
	return key[:max(i, 0)], key[i+1:]
}

// places says where each key of a message file stands: the dotted path of a key, its value's place.
type places map[string]source.Pos

func (p places) of(key string, f *source.File) source.Pos {
	if pos, ok := p[key]; ok {
		return pos
	}
	return f.Pos(0, 0)
}

// inOrder returns the keys in the order of the file.
func (p places) inOrder() []string {
	keys := sortedKeys(p)
	slices.SortStableFunc(keys, func(a, b string) int { return p[a].Offset - p[b].Offset })
	return keys
}

// readPlaces finds the places of keys and strings in a file that is known to be right TOML. What it does not know (arrays,
// numbers) it passes over.
func readPlaces(f *source.File) places {
	r := &placeReader{s: string(f.Bytes), file: f, found: places{}}
	for r.i < len(r.s) {
		r.space(true)
		switch {
		case r.i >= len(r.s):
		case r.s[r.i] == '[':
			start := r.i
			for r.i < len(r.s) && r.s[r.i] == '[' {
				r.i++
			}
			r.table = strings.Join(r.path(), ".")
			r.mark(r.table, start, r.i+1-start)
			r.line()
		default:
			r.pair(r.table)
			r.line()
		}
	}
	return r.found
}

type placeReader struct {
	s     string
	i     int
	table string
	file  *source.File
	found places
}

func (r *placeReader) mark(key string, start, length int) {
	r.found[key] = r.file.Pos(start, length)
}

// space passes white space, and with lines also line ends and comments.
func (r *placeReader) space(lines bool) {
	for r.i < len(r.s) {
		switch c := r.s[r.i]; {
		case c == ' ' || c == '\t' || strings.HasPrefix(r.s[r.i:], "\xef\xbb\xbf"):
			r.i++
			if c == '\xef' {
				r.i += 2
			}
		case lines && (c == '\n' || c == '\r'):
			r.i++
		case lines && c == '#':
			r.line()
		default:
			return
		}
	}
}

// line passes the rest of the line.
func (r *placeReader) line() {
	for r.i < len(r.s) && r.s[r.i] != '\n' {
		r.i++
	}
}

// path reads a dotted key.
func (r *placeReader) path() []string {
	var keys []string
	for {
		r.space(false)
		start := r.i
		if r.i < len(r.s) && (r.s[r.i] == '"' || r.s[r.i] == '\'') {
			r.str()
			keys = append(keys, unquote(r.s[start:r.i]))
		} else {
			for r.i < len(r.s) && !strings.ContainsRune(" \t.=]\r\n", rune(r.s[r.i])) {
				r.i++
			}
			keys = append(keys, r.s[start:r.i])
		}
		r.space(false)
		if r.i >= len(r.s) || r.s[r.i] != '.' {
			return keys
		}
		r.i++
	}
}

// pair reads key = value below the table prefix.
func (r *placeReader) pair(prefix string) {
	start := r.i
	key := join(prefix, strings.Join(r.path(), "."))
	end := r.i
	r.space(false)
	if r.i >= len(r.s) || r.s[r.i] != '=' {
		r.i++
		return
	}
	r.i++
	r.space(false)
	if r.i >= len(r.s) {
		return
	}
	switch r.s[r.i] {
	case '"', '\'':
		at := r.i
		r.str()
		r.mark(key, at, r.i-at)
	case '{':
		r.mark(key, start, len(strings.TrimRight(r.s[start:end], " \t")))
		r.i++
		for r.i < len(r.s) && r.s[r.i] != '}' {
			r.space(true)
			if r.i < len(r.s) && r.s[r.i] != '}' {
				r.pair(key)
			}
			r.space(true)
			if r.i < len(r.s) && r.s[r.i] == ',' {
				r.i++
			}
			r.space(true)
		}
		r.i++
	default:
		for r.i < len(r.s) && !strings.ContainsRune(",}#\r\n", rune(r.s[r.i])) {
			r.i++
		}
	}
}

// str passes a string of any of the four kinds.
func (r *placeReader) str() {
	q := r.s[r.i : r.i+1]
	if three := strings.Repeat(q, 3); strings.HasPrefix(r.s[r.i:], three) {
		q = three
	}
	r.i += len(q)
	for r.i < len(r.s) && !strings.HasPrefix(r.s[r.i:], q) {
		if q[0] == '"' && r.s[r.i] == '\\' {
			r.i++
		}
		r.i++
	}
	r.i = min(r.i+len(q), len(r.s))
	// A multi-line string may end in quotation marks of its own: """" and """"" close it too.
	for k := 0; len(q) == 3 && k < 2 && r.i < len(r.s) && r.s[r.i] == q[0]; k++ {
		r.i++
	}
}

func unquote(s string) string {
	if len(s) < 2 {
		return s
	}
	if s[0] == '\'' || !strings.Contains(s, `\`) {
		return s[1 : len(s)-1]
	}
	var v struct{ K string }
	if _, err := toml.Decode("K = "+s, &v); err != nil {
		return s[1 : len(s)-1]
	}
	return v.K
}

// A Message is one message of a message file, as it stands there.
type Message struct {
	ID, Hash, Description, Text string
	Pos                         source.Pos // of its entry
}

// Messages reads any message file, in the order of the file.
func Messages(f *source.File) ([]Message, error) {
	diags := &diag.List{}
	messages, places := readMessages(f, diags)
	if len(diags.Items) > 0 {
		d := diags.Items[0]
		return nil, fmt.Errorf("%s:%d:%d: %s", f.Name, d.Pos.Line(), d.Pos.Column(), d.Message)
	}
	out := make([]Message, len(messages))
	for i, m := range messages {
		out[i] = Message{m.ID, m.Hash, m.Description, m.Other, places.of(m.ID, f)}
	}
	slices.SortStableFunc(out, func(a, b Message) int {
		return cmp.Or(cmp.Compare(a.Pos.Offset, b.Pos.Offset), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}
