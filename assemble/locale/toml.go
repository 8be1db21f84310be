package locale

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// reportMessages reports why go-i18n finds no messages in a file.
func reportMessages(f *source.File, err error, found places, diags *diag.List) {
	if m := mixed.FindStringSubmatch(err.Error()); m != nil {
		// go-i18n names the keys, but not their place, which is in the first table that has both a word of the format and another key.
		for _, key := range found.inOrder() {
			table, word := cutLast(key)
			if !slices.Contains(strings.Fields(m[1]), word) {
				continue
			}
			if _, ok := found[join(table, strings.Fields(m[2])[0])]; ok {
				diags.Errorf("E0703", found.of(key, f),
					"not readable as messages: %q is a keyword of the format, but the keys next to it are not", word).
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

// A places contains the entries of a message file, by the dotted paths of their keys.
type places map[string]*source.Entry

// text returns the text of a key, with its place.
func (p places) text(key string) source.Text {
	if e := p[key]; e != nil && e.Value.Kind != source.Mapping {
		return e.Value.Text
	}
	return source.Text{}
}

// of returns the place of a key: that of the value of a text, or of the name of a table.
func (p places) of(key string, f *source.File) source.Pos {
	switch e := p[key]; {
	case e == nil:
		return f.Pos(0, 0)
	case e.Value.Kind == source.Mapping:
		return e.Key.Pos
	default:
		return e.Value.Text.Pos
	}
}

// inOrder returns the keys in the order of the file.
func (p places) inOrder() []string {
	keys := sortedKeys(p)
	slices.SortStableFunc(keys, func(a, b string) int { return p.of(a, nil).Offset - p.of(b, nil).Offset })
	return keys
}

// readTOML reads a message file. If it has errors, it reports them and returns nil.
func readTOML(f *source.File, tally *source.Tally, diags *diag.List) *source.Node {
	root, faults := source.TOML(f)
	bad := root.Kind == source.Bad
	if fault, ok := tally.Fits(f, root); !ok {
		faults = append(faults, fault)
	}
	for _, fault := range faults {
		bad = report(fault, diags) || bad
	}
	if bad {
		return nil
	}
	return root
}

// placesOf returns the places of the keys and texts of a message file.
func placesOf(root *source.Node) places {
	found := make(places, 3*len(root.Entries)) // most tables have a hash and a text
	var walk func(n *source.Node, prefix string)
	walk = func(n *source.Node, prefix string) {
		for _, e := range n.Entries {
			key := join(prefix, e.Key.String)
			found[key] = e
			walk(e.Value, key)
		}
	}
	walk(root, "")
	return found
}

// values returns the tables and texts of a message file in the form that go-i18n expects.
func values(table *source.Node) map[string]any {
	out := make(map[string]any, len(table.Entries))
	for _, e := range table.Entries {
		if e.Value.Kind == source.Mapping {
			out[e.Key.String] = values(e.Value)
		} else {
			out[e.Key.String] = e.Value.Text.String
		}
	}
	return out
}

// report adds a fault of a file, and reports whether it is an error.
func report(fault source.Fault, diags *diag.List) bool {
	add, bad := diags.Errorf, true
	if strings.HasPrefix(fault.Code, "W") {
		add, bad = diags.Warningf, false
	}
	d := add(fault.Code, fault.Pos, "%s", fault.Message)
	if fault.Hint != "" {
		d.Hint("%s", fault.Hint)
	}
	if fault.Related.IsValid() {
		d.See(fault.Related, "the earlier of the two")
	}
	return bad
}

// A Message is one message of a message file, as written.
type Message struct {
	ID, Hash, Description, Text string
	Pos                         source.Pos // place of its entry
}

// Messages reads a message file, and returns its messages in the order of the file.
func Messages(f *source.File) ([]Message, error) {
	diags := &diag.List{}
	messages, places := readMessages(f, new(source.Tally), diags)
	if len(diags.Items) > 0 {
		d := diags.Items[0]
		return nil, source.Fault{Code: d.Code, Pos: d.Pos, Message: d.Message}
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
