package edit

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"omnibus/assemble/source"
)

// Mends returns a file with the edits of texts applied, and everything else unchanged. It leaves out edits that overlap an earlier one: the
// next run finds them again. It keeps the style of a value unless the new words cannot be written in it. It reads the result back, and
// compares it with the intended values. The error says why the file cannot be edited.
func Mends(f *source.File, edits []source.Edit) (file *source.File, done []source.Edit, err error) {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b source.Edit) int { return cmp.Compare(a.Pos.Offset, b.Pos.Offset) })
	end := -1
	for _, e := range edits {
		if e.Pos.File == f && e.Pos.Offset >= max(end, 0) {
			done, end = append(done, e), max(e.Pos.End(), e.Pos.Offset+1)
		}
	}
	b, err := source.Splice(f, done)
	if err != nil {
		return nil, nil, err
	}
	file = source.NewFile(f.Name, b)
	read := source.YAML
	switch path.Ext(f.Name) {
	case ".md":
		return file, done, nil
	case ".toml":
		read = source.TOML
	}
	root, faults := read(f)
	if root == nil || slices.ContainsFunc(faults, func(x source.Fault) bool { return strings.HasPrefix(x.Code, "E") }) {
		return nil, nil, fmt.Errorf("%s cannot be read: mend its errors first", f.Name)
	}
	editor := f.Edit(root)
	want := map[*source.Node]string{}
	scalars(root, func(n *source.Node) {
		i, _ := slices.BinarySearchFunc(done, n.Pos.Offset, func(e source.Edit, at int) int { return cmp.Compare(e.Pos.Offset, at) })
		k := i
		for k < len(done) && done[k].Pos.End() <= n.Pos.End() {
			k++
		}
		if k > i {
			want[n] = mended(n.Text, done[i:k])
			editor.Set(n, want[n])
		}
	})
	if same(root, file, read, want) {
		return file, done, nil
	}
	file, err = editor.File()
	return file, done, err
}

// scalars calls do with every scalar in a node, in the order of the file.
func scalars(n *source.Node, do func(*source.Node)) {
	if n == nil {
		return
	}
	if n.Kind == source.Scalar {
		do(n)
	}
	for _, e := range n.Entries {
		scalars(e.Value, do)
	}
	for _, x := range n.Items {
		scalars(x, do)
	}
}

// mended returns a text with edits applied.
func mended(t source.Text, edits []source.Edit) string {
	var b strings.Builder
	i := 0
	for _, e := range edits {
		start := i
		for start < len(t.String) && t.At(start, 1).Offset < e.Pos.Offset {
			start++
		}
		b.WriteString(t.String[i:start])
		b.WriteString(e.New)
		for i = start; i < len(t.String) && t.At(i, 1).End() <= e.Pos.End() && e.Pos.Length > 0; i++ {
		}
	}
	return b.String() + t.String[i:]
}

// same reports whether a file has the values of another tree, with those in want changed.
func same(root *source.Node, file *source.File, read func(*source.File) (*source.Node, []source.Fault), want map[*source.Node]string) bool {
	now, faults := read(file)
	if now == nil || slices.ContainsFunc(faults, func(x source.Fault) bool { return strings.HasPrefix(x.Code, "E") }) {
		return false
	}
	var was, is []string
	scalars(root, func(n *source.Node) {
		s, ok := want[n]
		if !ok {
			s = n.Text.String
		}
		was = append(was, s)
	})
	scalars(now, func(n *source.Node) { is = append(is, n.Text.String) })
	return slices.Equal(was, is)
}
