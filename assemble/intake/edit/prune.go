package edit

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/source"
)

// PruneMessages returns a message file without the translations of unknown texts, and the ids of these texts in the order of the file. It
// removes an entry with the comment directly above it. All other lines are unchanged. The error says why the file cannot be edited.
func PruneMessages(f *source.File, known map[string]bool) (*source.File, []string, error) {
	entries, root, err := tables(f)
	if err != nil {
		return nil, nil, err
	}
	var gone []pruned
	keys := keysOf(root, "")
	for id, value := range entries {
		if !known[id] {
			gone = append(gone, pruned{id: id, start: keys[id].Pos.Offset, end: endOf(keys[id], value)})
		}
	}
	if len(gone) == 0 {
		return f, nil, nil
	}
	out, ids, err := withoutLines(f, gone)
	if err != nil {
		return nil, nil, err
	}
	left, _, err := tables(out)
	if err != nil || !sameValues(entries, left, known) {
		return nil, nil, notAlone(f, ids)
	}
	return out, ids, nil
}

// PruneStates returns a state file without the entries for unknown texts, and the ids of these texts in the order of the file.
func PruneStates(f *source.File, known map[string]bool) (*source.File, []string, error) {
	texts, err := textsOf(f)
	if err != nil || texts == nil {
		return f, nil, err
	}
	var gone []pruned
	before := map[string]*source.Node{}
	for _, x := range texts.Value.Entries {
		before[x.Key.String] = x.Value
		if !known[x.Key.String] {
			gone = append(gone, pruned{id: x.Key.String, start: x.Key.Pos.Offset, end: endOf(x.Key, x.Value)})
		}
	}
	if len(gone) == 0 {
		return f, nil, nil
	}
	out, ids, err := withoutLines(f, gone)
	if err != nil {
		return nil, nil, err
	}
	if len(gone) == len(before) { // no entry remains below the key
		at := texts.Key.Pos.End()
		b := slices.Concat(out.Bytes[:at], bytes.Replace(out.Bytes[at:], []byte(":"), []byte(": {}"), 1))
		out = source.NewFile(f.Name, b)
	}
	left := map[string]*source.Node{}
	now, err := textsOf(out)
	if err == nil && now != nil {
		for _, x := range now.Value.Entries {
			left[x.Key.String] = x.Value
		}
	}
	if err != nil || !sameValues(before, left, known) {
		return nil, nil, notAlone(f, ids)
	}
	return out, ids, nil
}

// textsOf returns the entry of a state file that contains the states.
func textsOf(f *source.File) (*source.Entry, error) {
	root, faults := source.YAML(f)
	for _, fault := range faults {
		if root.Kind == source.Bad || !strings.HasPrefix(fault.Code, "W") {
			return nil, fmt.Errorf("%s:%d: %s", f.Name, fault.Pos.Line(), fault.Message)
		}
	}
	return root.Entry("texts"), nil
}

// A pruned is an entry of a file that is removed, with its place.
type pruned struct {
	id         string
	start, end int
}

// keysOf returns the keys of the entries of a message file, by id.
func keysOf(n *source.Node, prefix string) map[string]source.Text {
	out := map[string]source.Text{}
	for _, x := range n.Entries {
		id := prefix + x.Key.String
		if x.Value.Kind == source.Mapping && x.Value.At("other") == nil && x.Value.At("hash") == nil {
			maps.Copy(out, keysOf(x.Value, id+"."))
			continue
		}
		out[id] = x.Key
	}
	return out
}

// endOf returns the offset of the end of an entry.
func endOf(key source.Text, value *source.Node) int {
	end := max(key.Pos.End(), value.Pos.End())
	for _, x := range value.Entries {
		end = max(end, x.Key.Pos.End(), x.Value.Pos.End())
	}
	return end
}

// withoutLines returns a file without the lines of the entries in gone, and the ids of these in their order.
func withoutLines(f *source.File, gone []pruned) (*source.File, []string, error) {
	slices.SortFunc(gone, func(a, b pruned) int { return a.start - b.start })
	var edits []source.Edit
	var ids []string
	for _, g := range gone {
		ids = append(ids, g.id)
		start, end := commentAbove(f, lineStart(f, g.start)), lineAfter(f, g.end)
		for end < len(f.Bytes) && blank(f.Bytes[end:lineAfter(f, end+1)]) {
			end = lineAfter(f, end+1)
		}
		if n := len(edits); n > 0 && edits[n-1].Pos.End() > start {
			return nil, nil, notAlone(f, []string{g.id})
		}
		edits = put(f, edits, start, end, "")
	}
	b, err := source.Splice(f, edits)
	if err != nil {
		return nil, nil, err
	}
	if edits[len(edits)-1].Pos.End() == len(f.Bytes) { // the entry that is now the last one is not followed by an empty line
		if kept := bytes.TrimRight(b, "\r\n"); len(kept) > 0 && len(kept) < len(b) {
			b = append(slices.Clip(kept), lineEnd(f)...)
		}
	}
	return source.NewFile(f.Name, b), ids, nil
}

// commentAbove returns the offset of the comment directly above a line. A comment at the beginning of the file belongs to the file, not to
// the line.
func commentAbove(f *source.File, line int) int {
	at := line
	for at > 0 {
		above := lineStart(f, at-1)
		text := bytes.TrimSpace(f.Bytes[above:at])
		if len(text) == 0 || text[0] != '#' {
			return at
		}
		at = above
	}
	return line
}

func blank(line []byte) bool { return len(bytes.TrimSpace(line)) == 0 }

// sameValues reports whether left contains exactly the entries of known texts in before, unchanged.
func sameValues(before, left map[string]*source.Node, known map[string]bool) bool {
	n := 0
	for id, a := range before {
		b := left[id]
		switch {
		case !known[id] && b != nil, known[id] && (b == nil || !sameNode(a, b)):
			return false
		case known[id]:
			n++
		}
	}
	return n == len(left)
}

func sameNode(a, b *source.Node) bool {
	return a.Kind == b.Kind && a.Text.String == b.Text.String &&
		slices.EqualFunc(a.Entries, b.Entries, func(x, y *source.Entry) bool {
			return x.Key.String == y.Key.String && sameNode(x.Value, y.Value)
		}) && slices.EqualFunc(a.Items, b.Items, sameNode)
}

func notAlone(f *source.File, ids []string) error {
	return fmt.Errorf("%s: the entry of %s shares lines with others: remove it by hand", f.Name, strings.Join(ids, ", "))
}
