package template

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// keys checks the keys of a template against the types of their values, and the labels that it names against the existing ones, so that
// wrong ones are found even in parts that no run reaches. The results of functions are unknown and not checked.
type keys struct {
	t     *Template
	label Labels
	diags *diag.List
	tree  *parse.Tree // being walked
	seen  map[block]bool
	told  map[source.Pos]bool // places already reported
}

// Labels reports whether there is a label of a key; if not, near is the nearest key, if any.
type Labels func(key string) (near string, ok bool)

// A block is a defined part of a template with the type of its data.
type block struct {
	name string
	dot  reflect.Type
}

// A scope holds the types of the variables; nil is an unknown type.
type scope map[string]reflect.Type

// check reports keys that the type of the data does not have and labels that do not exist. It returns true if there are none.
func (t *Template) check(data reflect.Type, label Labels, diags *diag.List) bool {
	k := &keys{t: t, label: label, diags: diags, seen: map[block]bool{}, told: map[source.Pos]bool{}}
	k.block(t.Name, data)
	return len(k.told) == 0
}

func (k *keys) block(name string, dot reflect.Type) {
	x := k.t.master.Lookup(name)
	if x == nil || x.Tree == nil || x.Tree.Root == nil || k.seen[block{name, dot}] {
		return
	}
	k.seen[block{name, dot}] = true
	before := k.tree
	k.tree = x.Tree
	k.list(x.Tree.Root, dot, scope{"$": dot})
	k.tree = before
}

func (k *keys) list(n *parse.ListNode, dot reflect.Type, in scope) {
	if n == nil {
		return
	}
	in = maps.Clone(in)
	for _, c := range n.Nodes {
		switch c := c.(type) {
		case *parse.ActionNode:
			k.pipe(c.Pipe, dot, in)
		case *parse.IfNode:
			inner := maps.Clone(in)
			k.pipe(c.Pipe, dot, inner)
			k.list(c.List, dot, inner)
			k.list(c.ElseList, dot, inner)
		case *parse.WithNode:
			inner := maps.Clone(in)
			k.list(c.List, k.pipe(c.Pipe, dot, inner), inner)
			k.list(c.ElseList, dot, inner)
		case *parse.RangeNode:
			inner := maps.Clone(in)
			element := elementType(k.pipe(c.Pipe, dot, inner))
			for i, v := range c.Pipe.Decl {
				inner[v.Ident[0]] = nil // the index
				if i == len(c.Pipe.Decl)-1 {
					inner[v.Ident[0]] = element
				}
			}
			k.list(c.List, element, inner)
			k.list(c.ElseList, dot, inner)
		case *parse.TemplateNode:
			var given reflect.Type
			if c.Pipe != nil {
				given = k.pipe(c.Pipe, dot, in)
			}
			k.block(c.Name, given)
		}
	}
}

// elementType returns the type of the elements of a range.
func elementType(t reflect.Type) reflect.Type {
	if t == nil {
		return nil
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array, reflect.Map:
		return known(t.Elem())
	}
	return nil
}

// known returns nil for a type that says nothing about the value.
func known(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Interface {
		return nil
	}
	return t
}

// pipe returns the type of a pipeline, and keeps that of the variable it sets.
func (k *keys) pipe(p *parse.PipeNode, dot reflect.Type, in scope) reflect.Type {
	var t reflect.Type
	for _, c := range p.Cmds {
		k.named(c)
		for i, a := range c.Args {
			if t = k.value(a, dot, in); i > 0 || len(c.Args) > 1 {
				t = nil // the result of a function
			}
		}
	}
	if len(p.Cmds) > 1 {
		t = nil
	}
	for _, v := range p.Decl {
		in[v.Ident[0]] = t
	}
	return t
}

// named reports a label that a command names and that does not exist.
func (k *keys) named(c *parse.CommandNode) {
	if len(c.Args) < 2 {
		return
	}
	f, function := c.Args[0].(*parse.IdentifierNode)
	key, text := c.Args[1].(*parse.StringNode)
	if !function || !text || f.Ident != "label" && f.Ident != "count" {
		return
	}
	near, ok := k.label(key.Text)
	if ok {
		return
	}
	d := k.errorf("E0704", key, key.Text, "there is no label %q", key.Text)
	if d == nil {
		return
	}
	if near != "" {
		d.Hint("the nearest key is %s", near)
	}
	if section, name, ok := strings.Cut(key.Text, "."); ok {
		d.Hint("a new label goes into the active.LANGUAGE.toml of each language: %s = \"...\" under [%s]", name, section)
	}
}

// errorf reports words of the template at or after a node, once; nil if already reported.
func (k *keys) errorf(code string, n parse.Node, words, format string, args ...any) *diag.Diagnostic {
	f := k.file()
	pos := placeOf(f, int(n.Position())+bom(f), words)
	if k.told[pos] {
		return nil
	}
	k.told[pos] = true
	return k.diags.Errorf(code, pos, format, args...)
}

// file returns the file of the tree being walked.
func (k *keys) file() *source.File {
	if k.tree.ParseName == Common {
		return k.t.files[0]
	}
	return k.t.File
}

func (k *keys) value(n parse.Node, dot reflect.Type, in scope) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return k.chain(n, dot, n.Ident)
	case *parse.VariableNode:
		return k.chain(n, in[n.Ident[0]], n.Ident[1:])
	case *parse.ChainNode:
		return k.chain(n, k.value(n.Node, dot, in), n.Field)
	case *parse.PipeNode:
		return k.pipe(n, dot, maps.Clone(in))
	}
	return nil
}

// chain follows keys from a type, and reports the first that it does not have.
func (k *keys) chain(n parse.Node, t reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		if t == nil {
			return nil
		}
		next, ok := keyOf(t, name)
		if !ok {
			k.report(n, t, name)
			return nil
		}
		t = next
	}
	return t
}

// keyOf returns the type of a key: of the result of a method of that name, else of a field, else of an entry of a map.
func keyOf(t reflect.Type, name string) (reflect.Type, bool) {
	for _, r := range []reflect.Type{t, reflect.PointerTo(t)} {
		if m, ok := r.MethodByName(name); ok && m.Type.NumOut() > 0 {
			return known(m.Type.Out(0)), true
		}
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Struct:
		f, ok := t.FieldByName(name)
		if !ok || !f.IsExported() {
			return nil, false
		}
		return known(f.Type), true
	case reflect.Map:
		return known(t.Elem()), true
	}
	return nil, false
}

// namesOf returns the keys of a type, sorted.
func namesOf(t reflect.Type) []string {
	var out []string
	for _, r := range []reflect.Type{t, reflect.PointerTo(t)} {
		for i := range r.NumMethod() {
			out = append(out, "."+r.Method(i).Name)
		}
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == reflect.Struct {
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() {
				out = append(out, "."+f.Name)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (k *keys) report(n parse.Node, t reflect.Type, name string) {
	d := k.errorf("E0823", n, "."+name, "unknown key %q in the template", "."+name)
	if d == nil {
		return
	}
	if near := diag.Nearest("."+name, namesOf(t)); near != "" {
		d.Hint("did you mean %q?", near)
	} else {
		d.Hint("the comment at the top of each template lists its keys")
	}
}

// placeOf returns the first place of words at or after an offset.
func placeOf(f *source.File, offset int, words string) source.Pos {
	offset = min(max(offset-len(words), 0), len(f.Bytes)) // the position of a chain is its end
	if i := bytes.Index(f.Bytes[offset:], []byte(words)); i >= 0 {
		return f.Pos(offset+i, len(words))
	}
	return f.Pos(offset, 0)
}
