// Package edit edits the author's files in place: the edited values change, and every other byte (comments, order, line ends) is unchanged.
package edit

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/source"
)

// A Message is a translation to be written to a message file. An empty Hash means that its source text is unknown.
type Message struct{ ID, Text, Hash string }

// Messages returns a message file with the translations written. In an existing entry, only text and hash change. A new entry is added
// after the nearest entry that precedes it in order (a list of ids), or at the end if there is none. The error says why the file cannot be
// edited.
func Messages(f *source.File, messages []Message, order []string) (*source.File, error) {
	entries, root, err := tables(f)
	if err != nil {
		return nil, err
	}
	var added []Message
	edit := f.Edit(root)
	for _, m := range messages {
		n := entries[m.ID]
		switch {
		case n == nil:
			added = append(added, m)
		case n.Kind == source.Mapping:
			if n.At("hash") != nil || m.Hash != "" {
				edit.SetKey(n, "hash", m.Hash)
			}
			edit.SetKey(n, "other", m.Text)
		default:
			return nil, fmt.Errorf(
				"%s:%d: %s is written as a bare text, which cannot have a hash: write it as a table",
				f.Name,
				n.Pos.Line(),
				m.ID,
			)
		}
	}
	if f, err = edit.File(); err != nil || len(added) == 0 {
		return f, err
	}
	if entries, _, err = tables(f); err != nil {
		return nil, err
	}
	b, err := source.Splice(f, insert(f, entries, added, order))
	if err != nil {
		return nil, err
	}
	return source.NewFile(f.Name, b), nil
}

// tables returns the entries of a message file by id, and the root of its tree.
func tables(f *source.File) (map[string]*source.Node, *source.Node, error) {
	root, faults := source.TOML(f)
	for _, fault := range faults {
		if root.Kind == source.Bad || !strings.HasPrefix(fault.Code, "W") {
			return nil, nil, fmt.Errorf("%s:%d: %s", f.Name, fault.Pos.Line(), fault.Message)
		}
	}
	entries := map[string]*source.Node{}
	var walk func(n *source.Node, prefix string)
	walk = func(n *source.Node, prefix string) {
		for _, x := range n.Entries {
			id := prefix + x.Key.String
			if x.Value.Kind == source.Mapping && x.Value.At("other") == nil && x.Value.At("hash") == nil {
				walk(x.Value, id+".")
				continue
			}
			entries[id] = x.Value
		}
	}
	walk(root, "")
	return entries, root, nil
}

func insert(f *source.File, entries map[string]*source.Node, added []Message, order []string) []source.Edit {
	rank := map[string]int{}
	for i, id := range order {
		rank[id] = i
	}
	slices.SortStableFunc(added, func(a, b Message) int { return rank[a.ID] - rank[b.ID] })
	there := slices.DeleteFunc(slices.Clone(order), func(id string) bool { return entries[id] == nil })
	nl := lineEnd(f)
	var out []source.Edit
	for _, m := range added {
		at := len(f.Bytes)
		if i, _ := slices.BinarySearchFunc(there, rank[m.ID], func(id string, r int) int { return rank[id] - r }); i > 0 {
			n := entries[there[i-1]]
			at = n.Pos.End()
			for _, v := range n.Entries {
				at = max(at, v.Value.Pos.End())
			}
			at = lineAfter(f, at)
		}
		text := "[" + source.Quoted(m.ID) + "]\n"
		if m.Hash != "" {
			text += "hash = " + source.Quoted(m.Hash) + "\n"
		}
		text += "other = " + source.Quoted(m.Text) + "\n"
		if at > 0 {
			text = "\n" + text
			if f.Bytes[at-1] != '\n' {
				text = "\n" + text
			}
		}
		out = append(out, source.Edit{Pos: f.Pos(at, 0), New: strings.ReplaceAll(text, "\n", nl)})
	}
	return out
}

// lineEnd returns the line ending used in a file.
func lineEnd(f *source.File) string {
	if i := bytes.IndexByte(f.Bytes, '\n'); i > 0 && f.Bytes[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}
