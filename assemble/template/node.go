package template

import (
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"

	html "html/template"

	nethtml "golang.org/x/net/html"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// A Node is an element of a composed paper, or a run of text: then Name is "" and Text the words, with white space reduced to one space.
// Pos is the element's place in the template.
type Node struct {
	Name     string
	Attrs    []Attr
	Text     string
	Children []*Node
	Pos      source.Pos
}

// An Attr is an attribute with its value.
type Attr struct{ Name, Value string }

// Attr returns the value of an attribute, or "" if it is absent.
func (n *Node) Attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Has reports whether an attribute is present, with a value or without.
func (n *Node) Has(name string) bool {
	for _, a := range n.Attrs {
		if a.Name == name {
			return true
		}
	}
	return false
}

// Inline reports whether the node is part of running text.
func (n *Node) Inline() bool { return n.Name == "" || vocabulary[n.Name].inline }

// Run runs the template with data and returns the paper as a tree, whose root has no name. The functions are those of Funcs. It is nil if
// there are errors, which are then in diags: among them any key that the data do not have and any label that does not exist. Elements count
// towards total, which may be nil.
func (t *Template) Run(data any, funcs map[string]any, label Labels, total *Total, diags *diag.List) *Node {
	if !t.check(reflect.TypeOf(data), label, diags) {
		return nil
	}
	run, err := t.master.Clone()
	if err != nil {
		panic("template: " + err.Error())
	}
	out := &output{budget: newBudget()}
	if err := run.Funcs(html.FuncMap(out.budget.funcs(funcs))).ExecuteTemplate(out, t.Name, data); err != nil {
		var over *spent
		if errors.As(err, &over) {
			t.overspent(over, out, diags)
		} else {
			t.report(t.File, err, diags)
		}
		return nil
	}
	b := &builder{t: t, diags: diags, total: total, root: &Node{Pos: t.File.Pos(0, 0)}}
	b.read(out)
	if b.failed {
		return nil
	}
	return b.root
}

// A builder makes the tree. Elements must be closed in their order: nothing is closed or moved silently, as in a browser.
type builder struct {
	t      *Template
	diags  *diag.List
	total  *Total
	root   *Node
	open   []*Node
	failed bool
	count  int  // elements
	block  int  // bytes of the current block of text
	space  bool // white space precedes the next node
}

func (b *builder) errorf(code string, pos source.Pos, format string, args ...any) *diag.Diagnostic {
	b.failed = true
	return b.diags.Errorf(code, pos, format, args...)
}

func (b *builder) top() *Node {
	if len(b.open) == 0 {
		return b.root
	}
	return b.open[len(b.open)-1]
}

func elementOf(n *Node) *element {
	if n.Name == "" {
		return root
	}
	return vocabulary[n.Name]
}

func (b *builder) read(out io.Reader) {
	z := nethtml.NewTokenizer(out)
	for !b.failed {
		switch z.Next() {
		case nethtml.ErrorToken:
			if n := b.top(); n != b.root {
				b.errorf("E0914", n.Pos, "<%s> is never closed", n.Name).Hint("close it with </%s>", n.Name)
			}
			return
		case nethtml.TextToken:
			b.text(string(z.Text()))
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			b.start(z)
		case nethtml.EndTagToken:
			name, _ := z.TagName()
			b.end(nameOf(name))
		}
	}
}

func (b *builder) text(s string) {
	text := oneSpace(s)
	if text == "" {
		b.space = b.space || s != ""
		return
	}
	top := b.top()
	if c := elementOf(top).content; c != words && c != mixed {
		_, hint := elementOf(top).takes("em")
		if top == b.root {
			hint = "put them into <p>"
		}
		b.errorf("E0912", top.Pos, "the words %q are in a place where words are not allowed", clip(text)).Hint("%s", hint)
		return
	}
	if b.block += len(text); b.block > maxText {
		b.errorf("E0827", top.Pos, "the template produces more than %d megabyte of text in one block", maxText>>20).Hint("%s", tooMuchHint)
		return
	}
	if b.space || blankEdge(s[0]) {
		text = " " + text
	}
	b.space = blankEdge(s[len(s)-1])
	top.Children = append(top.Children, &Node{Text: text, Pos: top.Pos})
}

// oneSpace trims s and reduces white space between words to one space.
func oneSpace(s string) string {
	s = strings.Trim(s, " \n\r\t")
	if !strings.ContainsAny(s, "\n\r\t") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\r' || r == '\t' }), " ")
}

func blankEdge(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

func clip(s string) string {
	r := []rune(s)
	if len(r) > 40 {
		return string(r[:40]) + "..."
	}
	return s
}

func (b *builder) start(z *nethtml.Tokenizer) {
	name, more := z.TagName()
	n := &Node{Name: nameOf(name), Pos: b.top().Pos}
	e := vocabulary[n.Name]
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if string(key) == "at" {
			n.Pos = b.place(string(value), len(n.Name)+1)
			continue
		}
		n.Attrs = append(n.Attrs, Attr{nameOf(key), string(value)})
	}
	if e == nil {
		b.errorf("E0910", n.Pos, "unknown element <%s> in the template", n.Name)
		return
	}
	for _, a := range n.Attrs {
		if !e.attribute(a.Name) {
			b.errorf("E0911", n.Pos, "unknown attribute %q of <%s>", a.Name, n.Name)
			return
		}
	}
	if href := n.Attr("href"); n.Name == "a" && !mayLink(href) {
		b.errorf("E0133", n.Pos, "link to %q: only http, https and mailto are allowed", clip(href)).Hint("%s", linkHint)
		return
	}
	if b.count++; b.count > maxElements {
		b.errorf("E0827", n.Pos, "the template produces more than %d elements", maxElements).Hint("%s", tooMuchHint)
		return
	}
	if !b.total.add() {
		b.errorf("E0827", n.Pos, "the papers of a build have more than %d elements together", maxTogether).
			Hint("name fewer papers at a time, such as omnibus build PAPER, unless %s", tooMuchHint)
		return
	}
	if len(b.open) >= maxNested {
		b.errorf("E0827", n.Pos, "elements are nested more than %d deep", maxNested).
			Hint("close those that are not meant to contain the others")
		return
	}
	top := b.top()
	if ok, hint := elementOf(top).takes(n.Name); !ok {
		what := "<" + top.Name + ">"
		if top == b.root {
			what = "the paper itself"
		}
		b.errorf("E0913", n.Pos, "<%s> is not allowed in %s", n.Name, what).Hint("%s", hint)
		return
	}
	if b.space && e.inline {
		top.Children = append(top.Children, &Node{Text: " ", Pos: top.Pos})
	}
	if !e.inline {
		b.block = 0
	}
	b.space = false
	top.Children = append(top.Children, n)
	if e.content != nothing {
		b.open = append(b.open, n)
	}
}

func (b *builder) end(name string) {
	e := vocabulary[name]
	if e != nil && e.content == nothing {
		return
	}
	top := b.top()
	switch {
	case top == b.root:
		b.errorf("E0914", top.Pos, "</%s> closes nothing", name).Hint("remove it, or open <%s> before it", name)
	case top.Name != name:
		b.errorf("E0914", top.Pos, "<%s> is closed by </%s>", top.Name, name).Hint("close <%s> before </%s>", top.Name, name)
	default:
		b.open = b.open[:len(b.open)-1]
		if !e.inline {
			b.space = false
		}
	}
}

// place reads a place written by mark.
func (b *builder) place(at string, length int) source.Pos {
	if pos, ok := b.t.place(at, length); ok {
		return pos
	}
	return b.root.Pos
}

// place returns the place written by mark.
func (t *Template) place(at string, length int) (source.Pos, bool) {
	file, offset, _ := strings.Cut(at, ":")
	i, err1 := strconv.Atoi(file)
	o, err2 := strconv.Atoi(offset)
	if err1 != nil || err2 != nil || i < 0 || i >= len(t.files) {
		return source.Pos{}, false
	}
	return t.files[i].Pos(o, length), true
}

const linkHint = "write the whole address, https://..., or #id for a place in the paper"

// mayLink reports whether a template may link to an address: one that a record may link to, or one within the paper. A record without a
// link has an empty one.
func mayLink(address string) bool {
	return address == "" || address[0] == '#' && address != blockedLink || source.Linkable(address)
}

// blockedLink replaces an address that runs a script in the output of html/template.
const blockedLink = "#ZgotmplZ"
