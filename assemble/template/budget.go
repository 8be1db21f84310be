package template

import (
	"bytes"
	"fmt"
	html "html/template"
	"io"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	texttemplate "text/template"
	"text/template/parse"

	"omnibus/assemble/diag"
	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
)

// Limits for a template, so that a faulty or hostile one ends with an error at its place before the machine runs out of memory: the paper
// that follows from it still has to be laid out. A compendium of 10,000 proposals needs three quarters of the elements and half of the
// bytes.
const (
	maxSteps    = 5_000_000 // iterations of ranges and calls of blocks
	maxCalls    = 200       // blocks that call one another
	maxNested   = 100       // elements, and actions such as if and range, within one another
	maxElements = 100_000   // of a paper
	maxTogether = 300_000   // of all papers of a build
	maxText     = 1 << 20   // bytes of a block of text
	maxBytes    = 8 << 20   // of output, and of the text that functions produce
	maxWords    = 4 << 20   // of the text passed to one function
	widestVerb  = 3         // digits of the width of a verb of printf
)

const tooMuchHint = "a range or a function produces more than any paper has"

// A budget is the remainder of the limits in a run of a template. Its functions are called by actions that count has put into the template.
type budget struct {
	steps, calls, bytes int
}

func newBudget() *budget { return &budget{steps: maxSteps, calls: maxCalls, bytes: maxBytes} }

// A Total is the number of elements of the papers of a build. The papers may be made at the same time, and then it is a matter of chance
// which of them exceeds the limit.
type Total struct{ used atomic.Int64 }

// Overspent reports whether the papers have more elements than they may have. It forgets them, so that they can be made again one after the
// other.
func (t *Total) Overspent() bool { return t.used.Swap(0) > maxTogether }

// add counts an element, and reports whether there was room for it. There is always room in a nil Total.
func (t *Total) add() bool { return t == nil || t.used.Add(1) <= maxTogether }

// A spent is the error of an exhausted budget. At is the place of the action, in the form that mark writes; if it is "", the last element
// written.
type spent struct{ At, What string }

func (s *spent) Error() string { return s.What }

// step counts an iteration of a range.
func (b *budget) step(at string) (string, error) {
	if b.steps--; b.steps < 0 {
		return "", &spent{at, fmt.Sprintf("the template takes more than %d steps", maxSteps)}
	}
	return "", nil
}

// enter counts a call of a block, and leave its end.
func (b *budget) enter(at string) (string, error) {
	if b.calls--; b.calls < 0 {
		return "", &spent{at, fmt.Sprintf("calls of blocks are nested more than %d deep", maxCalls)}
	}
	return b.step(at)
}

func (b *budget) leave() string { b.calls++; return "" }

// take counts bytes.
func (b *budget) take(n int) error {
	if b.bytes -= n; b.bytes < 0 {
		return &spent{"", fmt.Sprintf("the template produces more than %d megabytes of text", maxBytes>>20)}
	}
	return nil
}

// wideVerb matches a verb of printf that pads its output.
var wideVerb = pattern.Of(
	fmt.Sprintf(`%%[-+# 0]*(?:\[\d+\])?(?:\*|\d{%d,}|\d*\.(?:\[\d+\])?(?:\*|\d{%d,}))`, widestVerb+1, widestVerb+1),
)

// funcs returns the functions of a run: the given ones and those of text/template that produce text, each counted, and the counting ones.
func (b *budget) funcs(given map[string]any) map[string]any {
	out := map[string]any{"budgetStep": b.step, "budgetEnter": b.enter, "budgetLeave": b.leave}
	for name, f := range map[string]any{"print": fmt.Sprint, "println": fmt.Sprintln, "html": texttemplate.HTMLEscaper,
		"js":       texttemplate.JSEscaper,
		"urlquery": texttemplate.URLQueryEscaper, "printf": func(format string, args ...any) (string, error) {
			if wideVerb.MatchString(format) {
				return "", fmt.Errorf("printf: a width or precision has at most %d digits", widestVerb)
			}
			return fmt.Sprintf(format, args...), nil
		}} {
		out[name] = b.counted(f)
	}
	for name, f := range given {
		out[name] = b.counted(f)
	}
	return out
}

// counted wraps a function so that the text it receives and produces is counted. The commonest forms are called without reflection.
func (b *budget) counted(f any) any {
	switch f := f.(type) {
	case func(string, ...any) (html.HTML, error):
		return func(first string, rest ...any) (html.HTML, error) {
			n := len(first)
			for _, a := range rest {
				n += wordsIn(reflect.ValueOf(a))
			}
			if err := given(n); err != nil {
				return "", err
			}
			made, err := f(first, rest...)
			if err != nil {
				return "", err
			}
			return made, b.take(len(made))
		}
	case func(any) html.HTML:
		return func(a any) (html.HTML, error) {
			if err := given(wordsIn(reflect.ValueOf(a))); err != nil {
				return "", err
			}
			made := f(a)
			return made, b.take(len(made))
		}
	}
	return b.countedAny(f)
}

// given is the error of a function that receives too much text.
func given(bytes int) error {
	if bytes > maxWords {
		return &spent{"", fmt.Sprintf("a function is given more than %d megabytes of text", maxWords>>20)}
	}
	return nil
}

// countedAny is counted for a function of any form, with one result and perhaps an error.
func (b *budget) countedAny(f any) any {
	v := reflect.ValueOf(f)
	t := v.Type()
	in := make([]reflect.Type, t.NumIn())
	for i := range in {
		in[i] = t.In(i)
	}
	failure := reflect.TypeFor[error]()
	out := []reflect.Type{t.Out(0), failure}
	return reflect.MakeFunc(reflect.FuncOf(in, out, t.IsVariadic()), func(args []reflect.Value) []reflect.Value {
		fail := func(err error) []reflect.Value {
			return []reflect.Value{reflect.Zero(t.Out(0)), reflect.ValueOf(&err).Elem()}
		}
		n := 0
		for _, a := range args {
			n += wordsIn(a)
		}
		if err := given(n); err != nil {
			return fail(err)
		}
		var made []reflect.Value
		if t.IsVariadic() {
			made = v.CallSlice(args)
		} else {
			made = v.Call(args)
		}
		if len(made) > 1 && !made[1].IsNil() {
			return fail(made[1].Interface().(error))
		}
		if err := b.take(wordsIn(made[0])); err != nil {
			return fail(err)
		}
		return []reflect.Value{made[0], reflect.Zero(failure)}
	}).Interface()
}

// wordsIn returns the number of bytes of text in a value.
func wordsIn(v reflect.Value) int {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() || v.Kind() == reflect.Pointer {
			return 0
		}
		return wordsIn(v.Elem())
	case reflect.String:
		return v.Len()
	case reflect.Slice:
		n := 0
		for i := range v.Len() {
			n += wordsIn(v.Index(i))
		}
		return n
	}
	return 0
}

// count inserts counting actions into a list of a parsed template: one at the beginning of every range, and two around every call of a
// block. They set a variable, so that html/template has nothing to escape.
func count(n *parse.ListNode, file, shift int) {
	if n == nil {
		return
	}
	var out []parse.Node
	for _, c := range n.Nodes {
		at := fmt.Sprintf("%d:%d", file, int(c.Position())+shift)
		if b := branches(c); b != nil {
			count(b.List, file, shift)
			count(b.ElseList, file, shift)
		}
		switch c := c.(type) {
		case *parse.RangeNode:
			c.List.Nodes = append([]parse.Node{counting("budgetStep", at)}, c.List.Nodes...)
		case *parse.TemplateNode:
			out = append(out, counting("budgetEnter", at), c, counting("budgetLeave"))
			continue
		}
		out = append(out, c)
	}
	n.Nodes = out
}

// counting returns the action {{$budget := name "arg"}}.
func counting(name string, args ...string) parse.Node {
	action := countings()[name].Copy()
	words := action.(*parse.ActionNode).Pipe.Cmds[0].Args
	for i, a := range args {
		s := words[i+1].(*parse.StringNode)
		s.Text, s.Quoted = a, strconv.Quote(a)
	}
	return action
}

// countings are the counting actions, by their functions, each with an empty word for every argument.
var countings = sync.OnceValue(func() map[string]parse.Node {
	out := map[string]parse.Node{}
	stub := func(...any) string { return "" }
	for name, args := range map[string]string{"budgetStep": ` ""`, "budgetEnter": ` ""`, "budgetLeave": ""} {
		trees, err := parse.Parse(name, "{{$budget := "+name+args+"}}", "", "", map[string]any{name: stub})
		if err != nil {
			panic("template: the action of " + name + " cannot be parsed: " + err.Error())
		}
		out[name] = trees[name].Root.Nodes[0]
	}
	return out
})

// overspent reports an exhausted budget, at its action or else at the last element written.
func (t *Template) overspent(s *spent, out *output, diags *diag.List) {
	pos := t.File.Pos(0, 0)
	if p, ok := t.place(out.last(), 1); ok {
		pos = p
	}
	if p, ok := t.place(s.At, len("{{")); ok {
		pos = p
	}
	hint := "a block calls itself, or a range has no end"
	if s.At == "" {
		hint = tooMuchHint
	}
	diags.Errorf("E0827", pos, "%s", s.What).Hint("%s", hint)
}

var (
	opensForm = pattern.Of(`^\{\{-?\s*(?:if|range|with|block|define)\b`)
	endForm   = pattern.Of(`^\{\{-?\s*end\b`)
)

// tooDeep reports actions, and brackets in one, that are nested deeper than the template library can walk.
func tooDeep(f *source.File, diags *diag.List) bool {
	text, depth := string(f.Bytes), 0
	for _, m := range actionForm.FindAllStringIndex(text, -1) {
		action := text[m[0]:m[1]]
		switch {
		case endForm.MatchString(action):
			depth--
		case opensForm.MatchString(action):
			depth++
		}
		if depth > maxNested || deepest(action) > maxNested {
			diags.Errorf("E0827", f.Pos(m[0], len("{{")), "actions or brackets are nested more than %d deep", maxNested).
				Hint("close them, or define a block and call it")
			return true
		}
	}
	return false
}

// deepest returns the depth of nested brackets in an action.
func deepest(action string) int {
	depth, most := 0, 0
	for i := range len(action) {
		switch action[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		most = max(most, depth)
	}
	return most
}

// An output is what a run writes, within the budget. It is kept in pieces, so that none of it is copied as it grows.
type output struct {
	budget *budget
	pieces [][]byte
}

const pieceSize = 64 << 10

func (o *output) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		last := len(o.pieces) - 1
		if last < 0 || len(o.pieces[last]) == cap(o.pieces[last]) {
			o.pieces = append(o.pieces, make([]byte, 0, pieceSize))
			last++
		}
		n := min(len(rest), cap(o.pieces[last])-len(o.pieces[last]))
		o.pieces[last] = append(o.pieces[last], rest[:n]...)
		rest = rest[n:]
	}
	return len(p), o.budget.take(len(p))
}

// Read reads the output once: what has been read is freed.
func (o *output) Read(p []byte) (int, error) {
	if len(o.pieces) == 0 {
		return 0, io.EOF
	}
	n := copy(p, o.pieces[0])
	if o.pieces[0] = o.pieces[0][n:]; len(o.pieces[0]) == 0 {
		o.pieces = o.pieces[1:]
	}
	return n, nil
}

// last returns the place of the last element written, as mark writes it; "" if there is none.
func (o *output) last() string {
	all := slices.Concat(o.pieces...)
	i := bytes.LastIndex(all, []byte(atOpen))
	if i < 0 {
		return ""
	}
	at, _, _ := bytes.Cut(all[i+len(atOpen):], []byte(`"`))
	return string(at)
}
