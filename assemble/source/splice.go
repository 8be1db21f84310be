package source

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// An Edit replaces the bytes at Pos with New.
type Edit struct {
	Pos Pos
	New string
}

// Splice returns the content of a file with the edits applied. Edits must not overlap; several at the same empty place are applied in the
// given order. All other bytes are unchanged.
func Splice(f *File, edits []Edit) ([]byte, error) {
	sorted := append([]Edit(nil), edits...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Pos.Offset < sorted[j].Pos.Offset })
	var b strings.Builder
	last := 0
	for _, e := range sorted {
		if e.Pos.File != f || e.Pos.Offset < 0 || e.Pos.Length < 0 || e.Pos.End() > len(f.Bytes) {
			return nil, fmt.Errorf("%s: an edit of %q is outside the file", f.Name, e.New)
		}
		if e.Pos.Offset < last {
			return nil, fmt.Errorf("%s:%d: two edits overlap", f.Name, e.Pos.Line())
		}
		b.Write(f.Bytes[last:e.Pos.Offset])
		b.WriteString(e.New)
		last = e.Pos.End()
	}
	b.Write(f.Bytes[last:])
	return []byte(b.String()), nil
}

// An Editor changes values of one YAML or TOML file in place and keeps all comments, order, layout and line endings.
// Make the changes, then call File, which applies them, reads the result back and compares it with the intended values.
type Editor struct {
	file  *File
	root  *Node
	toml  bool
	eol   string
	edits []Edit
	want  map[*Node]any    // new values of nodes
	more  map[*Node][]pair // keys added to mappings
	items map[*Node][]any  // items added to lists, after the last
	amid  map[*Node][]any  // items inserted after other items
	gone  map[*Node]bool   // items removed
}

type pair struct {
	key   string
	value any
}

// A Field is a key and its value in a new list entry or a new table. The value is a text, a list of texts, a mapping, or a list of
// mappings.
type Field struct {
	Key    string
	Value  string
	List   []string  // if not nil, the value
	Map    []Field   // if not nil, the value
	Items  [][]Field // if not nil, the value
	Number bool      // Value is a number, and is written without quotation marks
}

// Edit returns an editor of a file. root is the tree that was read from it.
func (f *File) Edit(root *Node) *Editor {
	e := &Editor{
		file: f, root: root, eol: "\n",
		want: map[*Node]any{}, more: map[*Node][]pair{}, items: map[*Node][]any{}, amid: map[*Node][]any{}, gone: map[*Node]bool{},
	}
	e.toml = root != nil && root.toml
	if i := strings.IndexByte(string(f.Bytes), '\n'); i > 0 && f.Bytes[i-1] == '\r' {
		e.eol = "\r\n"
	}
	return e
}

// Changed reports whether there are any changes to make.
func (e *Editor) Changed() bool { return len(e.edits) > 0 }

func (e *Editor) put(offset, length int, s string) {
	e.edits = append(e.edits, Edit{e.file.Pos(offset, length), strings.ReplaceAll(s, "\n", e.eol)})
}

// Set sets the text of a scalar, or of an empty value. It keeps the style of the old value if that style can represent the new one.
func (e *Editor) Set(n *Node, value string) {
	if n.Kind == Scalar && n.Text.String == value {
		return
	}
	e.want[n] = value
	if e.toml {
		e.put(n.Pos.Offset, n.Pos.Length, tomlText(value, n.Style))
		return
	}
	indent, flow := e.around(n)
	style, raw := n.Style, e.raw(n)
	alike := ended(value) == 1 && ended(n.Text.String) == 1 && n.Text.String != "\n"
	keeps := (style == Literal || style == Folded) && strings.Contains(strings.Fields(raw)[0], "+")
	if keeps && !alike {
		style = Double // the empty lines after a block that keeps them are unchanged
	}
	var s string
	if (style == Literal || style == Folded) && n.Text.String == "" && e.blankAfter(n) {
		s = behind(value, raw) // the spaces would be part of a block
	} else {
		s = yamlText(value, style, raw, indent, flow)
	}
	if n.Pos.Length == 0 {
		s = " " + s
	}
	if n.Pos.End() == len(e.file.Bytes) && (n.Style == Literal || n.Style == Folded) {
		s += "\n"
	}
	e.put(n.Pos.Offset, n.Pos.Length, s)
}

// blankAfter reports whether the line after an empty block contains only spaces.
func (e *Editor) blankAfter(n *Node) bool {
	rest := string(e.file.Bytes[e.lineEnd(n.Pos.End()):])
	line, _, _ := strings.Cut(strings.TrimLeft(rest, "\r\n"), "\n")
	return line != "" && strings.TrimSpace(line) == ""
}

// ended returns the number of line breaks at the end of a text.
func ended(s string) int { return len(s) - len(strings.TrimRight(s, "\n")) }

func (e *Editor) raw(n *Node) string {
	return strings.ReplaceAll(string(e.file.Bytes[n.Pos.Offset:n.Pos.End()]), "\r\n", "\n")
}

// Clear removes a value and keeps its key.
func (e *Editor) Clear(n *Node) {
	if n.Kind == Null {
		return
	}
	e.want[n] = nil
	if e.toml {
		e.want[n] = ""
		e.put(n.Pos.Offset, n.Pos.Length, `""`)
		return
	}
	start := n.Pos.Offset
	for start > 0 && e.file.Bytes[start-1] == ' ' {
		start--
	}
	if start > 0 && e.file.Bytes[start-1] == '\n' {
		start = n.Pos.Offset
	}
	e.put(start, n.Pos.End()-start, "")
}

// SetKey sets the text of a key of a mapping. It adds a missing key after the last one.
func (e *Editor) SetKey(m *Node, key, value string) {
	if entry := m.Entry(key); entry != nil {
		e.Set(entry.Value, value)
		return
	}
	e.more[m] = append(e.more[m], pair{key, value})
	if e.toml {
		e.add(m, tomlKey(key)+" = "+tomlText(value, Double))
		return
	}
	e.add(m, yamlKey(key)+": "+yamlText(value, Plain, "", m.Indent, m.Flow))
}

// SetField sets the text or number of a key of a mapping. It adds a missing key after the last one.
func (e *Editor) SetField(m *Node, f Field) {
	if entry := m.Entry(f.Key); entry != nil {
		e.Set(entry.Value, f.Value)
		return
	}
	e.more[m] = append(e.more[m], pair{f.Key, f.Value})
	e.add(m, yamlKey(f.Key)+": "+f.scalar(m.Indent, m.Flow))
}

// SetList sets the value of a key of a mapping to a list of texts, written in brackets if the key is new.
func (e *Editor) SetList(m *Node, key string, values []string) {
	var list []any
	for _, v := range values {
		list = append(list, v)
	}
	if list == nil {
		list = []any{}
	}
	entry := m.Entry(key)
	if entry == nil {
		e.more[m] = append(e.more[m], pair{key, list})
		e.add(m, yamlKey(key)+": "+flowList(values))
		return
	}
	n := entry.Value
	if n.Kind == Sequence && sameItems(n, values) {
		return
	}
	e.want[n] = list
	var written []string
	for _, v := range values {
		written = append(written, yamlText(v, Plain, sameKind(n, v), 0, true))
	}
	s := "[" + strings.Join(written, ", ") + "]"
	if n.Kind == Sequence && !n.Flow && len(values) > 0 {
		var lines []string
		for _, v := range values {
			lines = append(lines, "- "+yamlText(v, Plain, sameKind(n, v), n.Indent, false))
		}
		s = strings.Join(lines, "\n"+strings.Repeat(" ", n.Indent))
	} else if n.Pos.Length == 0 {
		s = " " + s
	}
	e.put(n.Pos.Offset, n.Pos.Length, s)
}

// sameKind returns an item of a list that is written plain and has the same kind as the value, such as a number, or "" if there is none.
func sameKind(list *Node, value string) string {
	if kind := kindOf(value); kind != "" {
		for _, item := range list.Items {
			if item.Kind == Scalar && item.Style == Plain && kindOf(item.Text.String) == kind {
				return item.Text.String
			}
		}
	}
	return ""
}

func sameItems(n *Node, values []string) bool {
	if len(n.Items) != len(values) {
		return false
	}
	for i, item := range n.Items {
		if item.Kind != Scalar || item.Text.String != values[i] {
			return false
		}
	}
	return true
}

// setFlow sets a key of a mapping to a value written in flow style. The mapping must not have the key, or have no mapping under it.
func (e *Editor) setFlow(m *Node, key string, made any, flow string) {
	if entry := m.Entry(key); entry != nil {
		e.want[entry.Value] = made
		if entry.Value.Pos.Length == 0 {
			flow = " " + flow
		}
		e.put(entry.Value.Pos.Offset, entry.Value.Pos.Length, flow)
		return
	}
	e.more[m] = append(e.more[m], pair{key, made})
	e.add(m, yamlKey(key)+": "+flow)
}

// add writes an entry after the last one of a mapping.
func (e *Editor) add(m *Node, entry string) {
	switch {
	case m.Flow:
		first := len(m.Entries) == 0 && len(e.more[m]) == 1
		e.put(e.flowEnd(m), 0, map[bool]string{true: "", false: ", "}[first]+entry)
	case e.toml:
		at := e.lineEnd(e.tableEnd(m))
		e.put(at, 0, e.before(at)+entry)
	default:
		at := e.lineEnd(m.Pos.End())
		e.put(at, 0, "\n"+strings.Repeat(" ", m.Indent)+entry)
	}
}

// before returns the line break that precedes an added line, or nothing at the start of the file.
func (e *Editor) before(at int) string {
	if at == 0 {
		return ""
	}
	return "\n"
}

// flowEnd returns the offset after the last entry of a list or mapping in brackets.
func (e *Editor) flowEnd(n *Node) int {
	end := n.Pos.End() - 1
	if len(n.Entries) > 0 {
		end = n.Entries[len(n.Entries)-1].Value.Pos.End()
	} else if len(n.Items) > 0 {
		end = n.Items[len(n.Items)-1].Pos.End()
	}
	return end
}

// tableEnd returns the offset after the last entry of a table, or after its header.
func (e *Editor) tableEnd(m *Node) int {
	if m == e.root {
		end := 0
		for _, x := range m.Entries {
			if x.Value.Kind == Scalar {
				end = x.Value.Pos.End()
			}
		}
		return end
	}
	return m.Pos.End()
}

func (e *Editor) lineEnd(offset int) int {
	p := parser{f: e.file, b: e.file.Bytes}
	return p.lineEnd(min(offset, len(p.b)))
}

// AddItem adds an entry with these fields to a list of mappings, in the layout of the last entry. In a list in brackets, the entry is
// written on the same line; elsewhere, a long text is folded.
func (e *Editor) AddItem(list *Node, fields []Field) {
	e.items[list] = append(e.items[list], valuesOf(fields))
	one := flowEntry(fields)
	if list.Flow {
		first := len(list.Items) == 0 && len(e.items[list]) == 1
		e.put(e.flowEnd(list), 0, map[bool]string{true: "", false: ", "}[first]+one)
		return
	}
	gap := "\n"
	if n := len(list.Items); n == 0 || !list.Items[n-1].Flow {
		one = blockEntry(fields, list.Indent)
		if n > 1 {
			between := e.file.Bytes[list.Items[n-2].Pos.End():list.Items[n-1].Pos.Offset]
			if bytes.Contains(bytes.ReplaceAll(between, []byte("\r"), nil), []byte("\n\n")) {
				gap = "\n\n"
			}
		}
	}
	e.put(e.lineEnd(list.Pos.End()), 0, gap+strings.Repeat(" ", list.Indent)+"- "+one)
}

// InsertItem adds an entry with these fields to a list of mappings after entry i (from 0). If i is -1, it adds the entry before the first.
func (e *Editor) InsertItem(list *Node, i int, fields []Field) {
	switch n := len(list.Items); {
	case i == n-1:
		e.AddItem(list, fields)
	case list.Flow && i < 0:
		e.amid[list] = append(e.amid[list], valuesOf(fields))
		e.put(list.Items[0].Pos.Offset, 0, flowEntry(fields)+", ")
	case list.Flow:
		e.amid[list.Items[i]] = append(e.amid[list.Items[i]], valuesOf(fields))
		e.put(list.Items[i].Pos.End(), 0, ", "+flowEntry(fields))
	default:
		one := flowEntry(fields)
		if !list.Items[max(i, 0)].Flow || len(one) > lineWidth {
			one = blockEntry(fields, list.Indent)
		}
		gap := ""
		if from := list.Items[0].Pos.End(); bytes.Contains(
			bytes.ReplaceAll(e.file.Bytes[from:list.Items[1].Pos.Offset], []byte("\r"), nil), []byte("\n\n")) {
			gap = "\n"
		}
		pad := strings.Repeat(" ", list.Indent)
		if i < 0 {
			e.amid[list] = append(e.amid[list], valuesOf(fields))
			start := list.dashes[0]
			for start > 0 && e.file.Bytes[start-1] == ' ' {
				start--
			}
			if start == 0 || e.file.Bytes[start-1] == '\n' {
				e.put(start, 0, pad+"- "+one+"\n"+gap)
			} else { // a list within a list, on the line of the outer dash
				e.put(list.dashes[0], 0, "- "+one+"\n"+gap+pad)
			}
			return
		}
		e.amid[list.Items[i]] = append(e.amid[list.Items[i]], valuesOf(fields))
		e.put(e.lineEnd(list.Items[i].Pos.End()), 0, gap+"\n"+pad+"- "+one)
	}
}

// SetMap sets a key of a mapping to a mapping with these fields. The key must be missing or have no value.
func (e *Editor) SetMap(m *Node, key string, fields []Field) {
	e.setFlow(m, key, valuesOf(fields), flowEntry(fields))
}

// SetItems adds entries with these fields to the list that is the value of a key of a mapping. If there is no list, it makes one.
func (e *Editor) SetItems(m *Node, key string, items [][]Field) {
	entry := m.Entry(key)
	bare := entry != nil && entry.Value.Kind == Sequence && len(entry.Value.Items) == 0 && !m.Flow // [], which gets lines
	if entry != nil && entry.Value.Kind == Sequence && !bare {
		for _, fields := range items {
			e.AddItem(entry.Value, fields)
		}
		return
	}
	made := valuesOf([]Field{{Key: key, Items: items}})[key]
	lines := make([]string, len(items))
	for i, fields := range items {
		if lines[i] = flowEntry(fields); len(lines[i]) > lineWidth && !m.Flow {
			lines[i] = blockEntry(fields, m.Indent+2)
		}
	}
	if bare || entry != nil && entry.Value.Kind == Null && !m.Flow {
		e.want[entry.Value] = made
		if bare {
			start := entry.Value.Pos.Offset
			for start > 0 && e.file.Bytes[start-1] == ' ' {
				start--
			}
			e.put(start, entry.Value.Pos.End()-start, "")
		}
		pad := "\n" + strings.Repeat(" ", m.Indent+2) + "- "
		e.put(e.lineEnd(entry.Value.Pos.End()), 0, pad+strings.Join(lines, pad))
		return
	}
	e.more[m] = append(e.more[m], pair{key, made})
	if m.Flow {
		e.add(m, yamlKey(key)+": ["+strings.Join(lines, ", ")+"]")
		return
	}
	pad := "\n" + strings.Repeat(" ", m.Indent+2) + "- "
	e.add(m, yamlKey(key)+":"+pad+strings.Join(lines, pad))
}

// EntryText returns the fields as a new entry of a list whose dashes are in column indent (from 0).
func EntryText(fields []Field, indent int) string {
	return strings.Repeat(" ", indent) + "- " + blockEntry(fields, indent) + "\n"
}

// valuesOf returns the values that fields have when they are read back from a file, by key.
func valuesOf(fields []Field) map[string]any {
	out := map[string]any{}
	for _, f := range fields {
		switch {
		case f.Items != nil:
			list := []any{}
			for _, i := range f.Items {
				list = append(list, valuesOf(i))
			}
			out[f.Key] = list
		case f.List != nil:
			list := []any{}
			for _, v := range f.List {
				list = append(list, v)
			}
			out[f.Key] = list
		case f.Map != nil:
			out[f.Key] = any(valuesOf(f.Map))
		default:
			out[f.Key] = f.Value
		}
	}
	return out
}

func flowList(values []string) string {
	var out []string
	for _, v := range values {
		out = append(out, yamlText(v, Plain, "", 0, true))
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// scalar returns the value of a field, which is a text or a number, as it is written.
func (f Field) scalar(indent int, flow bool) string {
	if f.Number {
		return yamlText(f.Value, Plain, f.Value, indent, flow)
	}
	return yamlText(f.Value, Plain, "", indent, flow)
}

// flowEntry writes the fields in braces.
func flowEntry(fields []Field) string {
	var out []string
	for _, f := range fields {
		value := f.scalar(0, true)
		switch {
		case f.Items != nil:
			var items []string
			for _, i := range f.Items {
				items = append(items, flowEntry(i))
			}
			value = "[" + strings.Join(items, ", ") + "]"
		case f.List != nil:
			value = flowList(f.List)
		case f.Map != nil:
			value = flowEntry(f.Map)
		}
		out = append(out, yamlKey(f.Key)+": "+value)
	}
	return "{" + strings.Join(out, ", ") + "}"
}

// blockEntry writes the fields one per line, after a dash in column indent.
func blockEntry(fields []Field, indent int) string {
	indent += 2
	pad := strings.Repeat(" ", indent)
	var lines []string
	for _, f := range fields {
		line := yamlKey(f.Key) + ":"
		switch {
		case len(f.Items) > 0:
			for _, i := range f.Items {
				line += "\n" + pad + "  - " + blockEntry(i, indent+2)
			}
		case f.Items != nil:
			line += " []"
		case f.List != nil:
			line += " " + flowList(f.List)
		case f.Map != nil:
			if one := flowEntry(f.Map); len(line)+indent+len(one) <= lineWidth || len(f.Map) == 0 {
				line += " " + one
			} else {
				line += "\n" + pad + "  " + blockEntry(f.Map, indent)
			}
		case len(line)+indent+utf8.RuneCountInString(f.Value) > lineWidth:
			line += " " + yamlText(f.Value, Folded, ">-", indent, false)
		default:
			line += " " + f.scalar(indent, false)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n"+pad)
}

// RemoveItem removes an item from a list, with its lines and the comments in them; from a list in brackets, it removes the item and its
// comma. To remove all items, use Empty.
func (e *Editor) RemoveItem(list *Node, i int) error {
	if list.Flow {
		e.gone[list.Items[i]] = true
		start, end := list.Items[i].Pos.Offset, list.Items[i].Pos.End()
		switch {
		case i+1 < len(list.Items):
			end = list.Items[i+1].Pos.Offset
		case i > 0:
			for i > 0 && e.gone[list.Items[i-1]] {
				i--
			}
			if i > 0 {
				start = list.Items[i-1].Pos.End()
			}
		}
		e.put(start, end-start, "")
		return nil
	}
	if i >= len(list.dashes) {
		return fmt.Errorf("%s: this entry cannot be removed on its own", e.file.Name)
	}
	e.gone[list.Items[i]] = true
	start := list.dashes[i]
	for start > 0 && e.file.Bytes[start-1] == ' ' {
		start--
	}
	if start > 0 && e.file.Bytes[start-1] != '\n' {
		return fmt.Errorf("%s:%d: this entry cannot be removed on its own", e.file.Name, list.Items[i].Pos.Line())
	}
	end := e.lineEnd(max(list.Items[i].Pos.End(), list.dashes[i]+1))
	for end < len(e.file.Bytes) && e.file.Bytes[end] != '\n' {
		end++
	}
	e.put(start, min(end+1, len(e.file.Bytes))-start, "")
	return nil
}

// Empty removes all items of a list, with the comments between them.
func (e *Editor) Empty(list *Node) {
	e.want[list] = []any{}
	start, end := list.Pos.Offset, list.Pos.End()
	e.put(start, end-start, "[]")
}

// around returns the indentation of the list or mapping that contains a node, and whether the node is in brackets.
func (e *Editor) around(n *Node) (indent int, flow bool) {
	var find func(at *Node, indent int, flow bool) bool
	found := func(at *Node, i int, f bool) bool {
		if at == n {
			indent, flow = i, f
			return true
		}
		return find(at, i, f)
	}
	find = func(at *Node, _ int, flow bool) bool {
		if at.Pos.Length > 0 && (n.Pos.Offset < at.Pos.Offset || n.Pos.End() > at.Pos.End()) {
			return false
		}
		for _, x := range at.Entries {
			if found(x.Value, at.Indent, flow || at.Flow) {
				return true
			}
		}
		for _, x := range at.Items {
			if found(x, at.Indent, flow || at.Flow) {
				return true
			}
		}
		return false
	}
	if e.root != nil {
		find(e.root, 0, false)
	}
	return indent, flow
}

// File returns the file with the changes applied. It reads the result back, and returns an error unless that has exactly the intended
// values.
func (e *Editor) File() (*File, error) {
	b, err := Splice(e.file, e.edits)
	if err != nil {
		return nil, err
	}
	f := NewFile(e.file.Name, b)
	read := YAML
	if e.toml {
		read = TOML
	}
	root, faults := read(f)
	if len(faults) > 0 {
		return nil, fmt.Errorf("%s:%d: the change cannot be written here: %s", f.Name, faults[0].Pos.Line(), faults[0].Message)
	}
	if at := differ(root, e.meant(e.root), ""); at != "" {
		return nil, fmt.Errorf("%s: the change cannot be written here: %s would be read with another value", f.Name, at)
	}
	return f, nil
}

// meant returns the value that a node is to have after the changes.
func (e *Editor) meant(n *Node) any {
	if n == nil {
		return e.grown(nil, nil)
	}
	if v, ok := e.want[n]; ok {
		return v
	}
	switch n.Kind {
	case Scalar:
		return n.Text.String
	case Sequence:
		out := append([]any{}, e.amid[n]...)
		for _, i := range n.Items {
			if !e.gone[i] {
				out = append(out, e.meant(i))
			}
			out = append(out, e.amid[i]...)
		}
		return append(out, e.items[n]...)
	case Mapping:
		out := map[string]any{}
		for _, x := range n.Entries {
			out[x.Key.String] = e.meant(x.Value)
		}
		return e.grown(out, n)
	}
	return e.grown(nil, n)
}

func (e *Editor) grown(out map[string]any, n *Node) any {
	for _, p := range e.more[n] {
		if out == nil {
			out = map[string]any{}
		}
		out[p.key] = p.value
	}
	if out == nil {
		return nil
	}
	return out
}

// differ returns the path at which a node differs from the value, or "".

func differ(n *Node, v any, at string) string {
	switch v := v.(type) {
	case nil:
		if n == nil || n.Kind == Null {
			return ""
		}
	case string:
		if n != nil && (n.Kind == Scalar && n.Text.String == v || n.Kind == Null && v == "") {
			return ""
		}
	case []any:
		if n == nil || n.Kind != Sequence && !(n.Kind == Null && len(v) == 0) || len(n.Items) != len(v) {
			return at + "[]"
		}
		for i := range v {
			if d := differ(n.Items[i], v[i], fmt.Sprintf("%s[%d]", at, i)); d != "" {
				return d
			}
		}
		return ""
	case map[string]any:
		if n == nil || n.Kind != Mapping || len(n.Entries) != len(v) {
			return at + "{}"
		}
		for _, x := range n.Entries {
			w, ok := v[x.Key.String]
			if !ok {
				return at + "." + x.Key.String
			}
			if d := differ(x.Value, w, at+"."+x.Key.String); d != "" {
				return d
			}
		}
		return ""
	}
	return strings.TrimPrefix(at+" ", ".")
}
