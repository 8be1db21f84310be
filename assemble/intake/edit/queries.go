package edit

import (
	"fmt"
	"strings"

	"omnibus/assemble/source"
)

// A Query is the entry of a query to be written: its id, and its fields in their order. Empty fields are left out.
type Query struct {
	ID     string
	Fields [][2]string
}

// head is the first line of a new file.
const head = "# Queries about texts from their translation, and the answers: omnibus translate answer.\n"

// Queries returns a file of queries with the fields set in the entries with these ids. It adds a missing entry at the end. Everything else
// in the file, including comments, is unchanged. The error says why the file cannot be edited.
func Queries(f *source.File, queries []Query) (*source.File, error) {
	if len(strings.TrimSpace(string(f.Bytes))) == 0 {
		f = source.NewFile(f.Name, []byte(head))
	}
	root, err := queriesTree(f)
	if err != nil {
		return nil, err
	}
	var list *source.Node
	if root != nil {
		list = root.At("queries")
	}
	e := f.Edit(root)
	var added [][]source.Field
	for _, q := range queries {
		if n := withID(list, q.ID); n != nil {
			for _, x := range q.Fields {
				if x[1] != "" {
					e.SetKey(n, x[0], x[1])
				}
			}
			continue
		}
		fields := []source.Field{{Key: "id", Value: q.ID}}
		for _, x := range q.Fields {
			if x[1] != "" {
				fields = append(fields, source.Field{Key: x[0], Value: x[1]})
			}
		}
		added = append(added, fields)
	}
	if e.Changed() {
		if f, err = e.File(); err != nil {
			return nil, err
		}
	}
	return withItems(f, added)
}

// withItems adds entries at the end of the list of queries, one field per line.
func withItems(f *source.File, added [][]source.Field) (*source.File, error) {
	root, err := queriesTree(f)
	if err != nil || len(added) == 0 {
		return f, err
	}
	var entry *source.Entry
	if root != nil {
		entry = root.Entry("queries")
	}
	if entry != nil && entry.Value.Kind == source.Sequence && len(entry.Value.Items) > 0 {
		e := f.Edit(root)
		for _, fields := range added {
			e.AddItem(entry.Value, fields)
		}
		return e.File()
	}
	nl := lineEnd(f)
	var b strings.Builder
	b.WriteString("queries:\n")
	for _, fields := range added {
		b.WriteString(source.EntryText(fields, 2))
	}
	at, end, before := len(f.Bytes), len(f.Bytes), ""
	switch {
	case entry != nil:
		at, end = entry.Key.Pos.Offset, lineAfter(f, max(entry.Key.Pos.End(), entry.Value.Pos.End()))
	case at > 0 && f.Bytes[at-1] != '\n':
		before = "\n"
	}
	out, err := source.Splice(f, []source.Edit{{Pos: f.Pos(at, end-at), New: strings.ReplaceAll(before+b.String(), "\n", nl)}})
	if err != nil {
		return nil, err
	}
	return source.NewFile(f.Name, out), nil
}

// queriesTree reads a file of queries. It returns nil for a file with comments only.
func queriesTree(f *source.File) (*source.Node, error) {
	root, faults := source.YAML(f)
	for _, fault := range faults {
		if fault.Code[0] == 'E' {
			return nil, fmt.Errorf("%s:%d: %s", f.Name, fault.Pos.Line(), fault.Message)
		}
	}
	if root != nil && root.Kind == source.Null {
		root = nil
	}
	if root != nil && root.Kind != source.Mapping {
		return nil, fmt.Errorf("%s: the file is not a mapping: begin it with \"queries:\"", f.Name)
	}
	return root, nil
}
