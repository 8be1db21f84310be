package template

import (
	"errors"
	"fmt"
	html "html/template"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// sample is the data of the templates of the tests.
type sample struct {
	Title string
	Link  string
	Items []item
	Extra map[string]string
}

type item struct{ ID, Text string }

// Name is a key that is a method.
func (sample) Name() string { return "name" }

// made runs a template with its common part on the sample, and returns the tree, or the findings.
func made(t *testing.T, text, common string) string {
	t.Helper()
	diags := &diag.List{}
	user := []*source.File{source.NewFile("templates/paper.html", []byte(text))}
	if common != "" {
		user = append(user, source.NewFile("templates/common.html", []byte(common)))
	}
	x := Read(nil, user, diags).Lookup("paper")
	if x == nil {
		return reported(diags)
	}
	root := x.Run(sample{Title: "T & t", Link: "https://example.org/a?b=c", Items: []item{{"one", "First"}, {"two", "Second"}}}, functions(), func(key string) (string, bool) {
		return "plan.title", strings.HasPrefix(key, "plan.")
	}, nil, diags)
	if root == nil {
		return reported(diags)
	}
	if len(diags.Items) > 0 {
		t.Errorf("%q: made, and reported: %s", text, reported(diags))
	}
	return printed(root)
}

func functions() map[string]any {
	return map[string]any{
		"label": func(key string, pairs ...any) (string, error) {
			if len(pairs)%2 != 0 {
				return "", fmt.Errorf("a name without a value")
			}
			return "[" + key + fmt.Sprint(pairs...) + "]", nil
		},
		"count": func(key string, n int, _ ...any) string { return fmt.Sprint(key, n) },
		"upper": func(v any) string { return strings.ToUpper(fmt.Sprint(v)) },
		"clip":  func(sep string, items []string) string { return strings.Join(items, sep) },
	}
}

func reported(diags *diag.List) string {
	diags.Sort()
	var out []string
	for _, d := range diags.Items {
		s := fmt.Sprintf("%s %s:%d:%d %s", d.Code, strings.TrimSuffix(strings.TrimPrefix(d.Pos.File.Name, "templates/"), ".html"), d.Pos.Line(), d.Pos.Column(), d.Message)
		for _, h := range d.Hints {
			s += " | " + fmt.Sprint(h)
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

// printed returns a tree on one line: elements in brackets with their attributes and place.
func printed(n *Node) string {
	if n.Name == "" && n.Children == nil {
		return fmt.Sprintf("%q", n.Text)
	}
	var parts []string
	if n.Name != "" {
		head := n.Name
		for _, a := range n.Attrs {
			head += " " + a.Name + "=" + a.Value
		}
		parts = append(parts, fmt.Sprintf("%s@%d:%d", head, n.Pos.Line(), n.Pos.Column()))
	}
	for _, c := range n.Children {
		parts = append(parts, printed(c))
	}
	if n.Name == "" {
		return strings.Join(parts, " ")
	}
	return "(" + strings.Join(parts, " ") + ")"
}

func TestRun(t *testing.T) {
	for _, c := range []struct{ template, want string }{
		{"<p>{{.Title}}</p>", `(p@1:1 "T & t")`},
		{"\ufeff<p>x</p>", `(p@1:2 "x")`},
		{"\n <p class=\"a\">one\n  <em>two</em>,three </p>", `(p class=a@2:2 "one" " " (em@3:3 "two") ",three")`},
		{"<ul><li><p>x</p><ul><li>y</li></ul></li></ul>", `(ul@1:1 (li@1:5 (p@1:9 "x") (ul@1:17 (li@1:21 "y"))))`},
		{"<p>a<br>b</p><pagebreak>", `(p@1:1 "a" (br@1:5) "b") (pagebreak@1:14)`},
		{"<!-- <bad> --><p>x</p>", `(p@1:15 "x")`},
		{`{{range $i, $x := .Items}}<p id="{{.ID}}">{{$i}}{{$x.Text}}</p>{{end}}`, `(p id=one@1:27 "0First") (p id=two@1:27 "1Second")`},
		{`{{with .Items}}<ul>{{range .}}<li>{{.Text}}</li>{{end}}</ul>{{else}}<p>none</p>{{end}}`, `(ul@1:16 (li@1:31 "First") (li@1:31 "Second"))`},
		{`{{if not .Items}}<p>x</p>{{else}}<p>none</p>{{end}}`, `(p@1:34 "none")`},
		{`<p>{{.Name}} {{$.Name}} {{len .Items}} {{printf "%03d" 7}} {{label "plan.title" "A" 1}}</p>`, `(p@1:1 "name name 2 007 [plan.titleA1]")`},
		{`<p><a href="{{.Link}}">w</a> <a href="#one">x</a> <a href="mailto:a@example.org">y</a></p>`,
			`(p@1:1 (a href=https://example.org/a?b=c@1:4 "w") " " (a href=#one@1:30 "x") " " (a href=mailto:a@example.org@1:51 "y"))`},
		{`<section>{{template "again" 1}}</section>{{define "again"}}<p>{{.}}</p>{{if eq . 1}}{{template "again" 2}}{{end}}{{end}}`, `(section@1:1 (p@1:60 "1") (p@1:60 "2"))`},
		{`{{if .Extra}}<p>x</p>{{end}}`, `""`},
	} {
		if got := made(t, c.template, ""); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.template, got, c.want)
		}
	}
	if got, want := made(t, `{{template "b" .}}`, "\n{{define \"b\"}}<p>{{.Title}}</p>{{end}}"), `(p@2:15 "T & t")`; got != want {
		t.Errorf("a block of the common part: %s, want %s", got, want)
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ template, want string }{
		{" \n", "E0821 paper:1:1 the template is empty | remove the file to use the built-in template"},
		{"<p>\xff</p>", "E0103 paper:1:4 the file is not UTF-8"},
		{"<p>{{labl 1}}</p>", "E0822 paper:1:6 unknown function \"labl\" in the template | did you mean \"label\"?"},
		{"<p>{{.Titel}}</p>", "E0823 paper:1:6 unknown key \".Titel\" in the template | did you mean \".Title\"?"},
		{"<p>{{range .Items}}{{.Txt}}{{end}}</p>", "E0823 paper:1:22 unknown key \".Txt\" in the template | did you mean \".Text\"?"},
		{"<p>{{with .Items}}{{.Text}}{{end}}</p>", "E0823 paper:1:21 unknown key \".Text\""},
		{"<p>{{if .Extra}}{{range $i, $x := .Items}}{{$x.Txt}}{{end}}{{end}}</p>", "E0823 paper:1:47 unknown key \".Txt\""},
		{"<p>{{if .Draft}}x{{end}}{{if $.Nam}}y{{end}}</p>", "E0823 paper:1:9 unknown key \".Draft\""},
		{"<p>{{$x := .Items}}{{range $x}}{{$.Title.Short}}{{end}}</p>", "E0823 paper:1:41 unknown key \".Short\""},
		{"<p>{{(index .Items 0).Foo}}</p>", "E0823 paper:1:"},
		{"<p>{{.Title.Foo}}</p>", "E0823 paper:1:12 unknown key \".Foo\""},
		{"<p>{{label \"pln.title\"}}</p>", "E0704 paper:1:13 there is no label \"pln.title\" | the nearest key is plan.title"},
		{"{{if false}}<p>{{count \"x.y\" 1}}</p>{{end}}", "E0704 paper:1:25 there is no label \"x.y\""},
		{"{{template \"mast\" .}}", "E0824 paper:1:"},
		{"<p>{{if .Title}}</p>", "E0825 paper:1:"},
		{"<p>{{label \"plan.title\" 1}}</p>", "E0825 paper:1:6 the template cannot be run: "},
		{"<p>{{index .Items 7}}</p>", "E0825 paper:1:6 "},
		{"<div>x</div>", "E0910 paper:1:1 unknown element <div> in the template | did you mean <section>?"},
		{"{{if false}}<xyzzyx>{{end}}<p>x</p>", "E0910 paper:1:13 unknown element <xyzzyx> in the template | the elements are a, "},
		{"<p style=\"x\">x</p>", "E0911 paper:1:4 unknown attribute \"style\" of <p> | <p> takes common, unheard, id, lang, class"},
		{"<p clas=\"x\" lang=en>x</p>", "E0911 paper:1:4 unknown attribute \"clas\" of <p> | did you mean \"class\"?"},
		{"words", "E0912 paper:1:1 the words \"words\" are in a place where words are not allowed | put them into <p>"},
		{"<section>words</section>", "E0912 paper:1:1 "},
		{"<ul>" + strings.Repeat("w", 50) + "</ul>", "E0912 paper:1:1 the words \"" + strings.Repeat("w", 40) + "...\" are in a place where words are not allowed | it may contain li"},
		{"<p><p>x</p></p>", "E0913 paper:1:4 <p> is not allowed in <p> | words are allowed there"},
		{"<li>x</li>", "E0913 paper:1:1 <li> is not allowed in the paper itself | blocks are allowed there"},
		{"<table><p>x</p></table>", "E0913 paper:1:8 <p> is not allowed in <table> | it may contain caption, thead or tbody"},
		{"<masthead><p>x</p></masthead>", "E0913 paper:1:11 <p> is not allowed in <masthead> | it may contain emblem, left or right"},
		{"<section><p>x</p>", "E0914 paper:1:1 <section> is never closed | close it with </section>"},
		{"<section><p>x</section>", "E0914 paper:1:10 <p> is closed by </section> | close <p> before </section>"},
		{"</p>", "E0914 paper:1:1 </p> closes nothing | remove it, or open <p> before it"},
		// Links follow the same rule as in records.
		{`<p><a href="javascript:alert(1)">x</a></p>`, `E0133 paper:1:12 link to "javascript:alert(1)": only http, https and mailto are allowed | write the whole address`},
		{`{{if false}}<p><a href='smb://host/share'>x</a></p>{{end}}<p>y</p>`, `E0133 paper:1:24 link to "smb://host/share"`},
		{`<p><a href=file:///etc/passwd>x</a></p>`, `E0133 paper:1:12 link to "file:///etc/passwd"`},
		{`<p><a href="www.example.org">x</a></p>`, `E0133 paper:1:12 link to "www.example.org"`},
		{`<p><a href="{{printf "%s:%s" "javascript" "x"}}">x</a></p>`, `E0133 paper:1:4 link to "#ZgotmplZ"`},
		{`<p><a href="{{.Title}}">x</a></p>`, `E0133 paper:1:4 link to "T%20&%20t"`},
		// Budgets.
		{"<section>\n{{range 10000000000}}{{end}}</section>", "E0827 paper:2:9 the template takes more than 5000000 steps | a block calls itself, or a range has no end"},
		{"<section>{{range 10000000000}}<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p>{{end}}</section>", "E0827 paper:1:31 the template produces more than 8 megabytes of text | a range or a function produces more than any paper has"},
		{"<p>x</p>\n<p>{{range 100000}}words <em>of words</em> {{end}}</p>", "E0827 paper:2:"},
		{"<section>\n{{range 30000}}<p>a</p><p>b</p><p>c</p>{{end}}<p>{{range 9999}}<em>d</em>{{end}}</p></section>", "E0827 paper:2:64 the template produces more than 100000 elements | a range or a function produces more than any paper has"},
		{"<p>x</p>{{template \"a\" .}}{{define \"a\"}}\n<p>y</p>{{template \"a\" .}}{{end}}", "E0827 paper:2:20 calls of blocks are nested more than 200 deep | a block calls itself, or a range has no end"},
		{"{{template \"a\" .}}{{define \"a\"}}{{template \"b\" .}}{{end}}{{define \"b\"}}{{template \"a\" .}}{{end}}", "E0827 paper:1:"},
		{`<p>{{$x := "aaaaaaaa"}}{{range 60}}{{$x = printf "%s%s" $x $x}}{{end}}</p>`, "E0827 paper:1:1 "},
		{`<p>{{$x := "aaaaaaaa"}}{{range 60}}{{$x = print $x $x}}{{end}}</p>`, "E0827 paper:1:1 "},
		{`<p>{{$x := "\\"}}{{range 60}}{{$x = js $x}}{{end}}</p>`, "E0827 paper:1:1 "},
		{`<p>{{$x := "aaaaaaaa"}}{{range 60}}{{$x = upper (printf "%s%s" $x $x)}}{{end}}</p>`, "E0827 paper:1:1 "},
		{`<p>{{printf "%99999999d" 1}}</p>`, "E0825 paper:1:6 the template cannot be run: "},
		{`<p>{{printf "%.*f" 99999999 1.0}}</p>`, "E0825 paper:1:6 "},
		{strings.Repeat("<section>", 100000), "E0827 paper:1:901 elements are nested more than 100 deep | close those"},
		{"<p>" + strings.Repeat("{{if .}}", 100000) + "x" + strings.Repeat("{{end}}", 100000) + "</p>", "E0827 paper:1:804 actions or brackets are nested more than 100 deep"},
		{"<p>{{" + strings.Repeat("(", 100000) + "1" + strings.Repeat(")", 100000) + "}}</p>", "E0827 paper:1:4 "},
	} {
		got := made(t, c.template, "")
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%.200q\n got %s\nwant %s", c.template, got, c.want)
		}
	}
}

// TestCounted: functions of all forms count what they receive and what they produce, and hand on their errors.
func TestCounted(t *testing.T) {
	wrong := errors.New("wrong")
	forms := map[string]func(text string, err error) any{
		"a label": func(text string, err error) any {
			return func(string, ...any) (html.HTML, error) { return html.HTML(text), err }
		},
		"a phrase": func(text string, _ error) any { return func(any) html.HTML { return html.HTML(text) } },
		"a list":   func(text string, _ error) any { return func(string, []string) string { return text } },
		"a result": func(text string, err error) any { return func(...any) (string, error) { return text, err } },
	}
	large := strings.Repeat("x", maxWords)
	for name, form := range forms {
		call := func(left int, f any, args ...any) (rest int, err error) {
			b := &budget{bytes: left}
			in := make([]reflect.Value, len(args))
			for i, a := range args {
				in[i] = reflect.ValueOf(a)
			}
			out := reflect.ValueOf(b.counted(f)).Call(in)
			err, _ = out[1].Interface().(error)
			return b.bytes, err
		}
		args := func(first string) []any {
			switch name {
			case "a list":
				return []any{first, []string{"more"}}
			case "a phrase":
				return []any{first}
			}
			return []any{first, html.HTML("more")}
		}
		if rest, err := call(5, form("words", nil), args("x")...); rest != 0 || err != nil {
			t.Errorf("%s: %d bytes are left, %v", name, rest, err)
		}
		var over *spent
		if _, err := call(4, form("words", nil), args("x")...); !errors.As(err, &over) || !strings.Contains(err.Error(), "produces") {
			t.Errorf("%s produces too much: %v", name, err)
		}
		if _, err := call(5, form("words", nil), args(large+"x")...); !errors.As(err, &over) || !strings.Contains(err.Error(), "given") {
			t.Errorf("%s is given too much: %v", name, err)
		}
		if name != "a phrase" {
			if _, err := call(5, form("words", nil), args(large)...); !errors.As(err, &over) {
				t.Errorf("%s is given too much together: %v", name, err)
			}
		}
		if _, err := call(5, form("words", wrong), args("x")...); (name == "a label" || name == "a result") != errors.Is(err, wrong) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

// TestBudgetBoundsMemory: a template cannot exceed the limits, whatever it tries.
func TestBudgetBoundsMemory(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	made(t, `<p>{{$x := "aaaaaaaa"}}{{range 60}}{{$x = printf "%s%s" $x $x}}{{end}}</p>`, "")
	made(t, strings.Repeat("<section>", 100000), "")
	made(t, strings.Repeat("<!-- x -->\n", 100000)+"<p>x</p>", "")
	runtime.ReadMemStats(&after)
	if n := (after.TotalAlloc - before.TotalAlloc) >> 20; n > 400 {
		t.Errorf("%d megabytes were allocated", n)
	}
}

// TestShippedTemplates: the shipped templates use only the vocabulary.
func TestShippedTemplates(t *testing.T) {
	names, err := filepath.Glob("../../templates/*.html")
	if err != nil || len(names) == 0 {
		t.Fatal(err, len(names))
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		diags := &diag.List{}
		lint(source.NewFile(name, b), diags)
		punctuation(source.NewFile(name, b), diags)
		for _, d := range diags.Items {
			t.Errorf("%s:%d: %s", name, d.Pos.Line(), d.Message)
		}
	}
}

func TestBlank(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a{{b}}c", "axxxxxc"}, {"a<!--b-->c<!--d-->e", "a        c        e"}, {"a<!--b", "a     "}, {`{{"}}"}}<p>`, "xxxxxxxx<p>"}, {"{{/* <x> */}}<p>", "             <p>"},
		{`<p{{if .A}} id="{{.B}}"{{end}}>`, `<p          id="xxxxxx"       >`}, {"{{- end -}}{{ $x := 1 }}{{endless}}", "                        xxxxxxxxxxx"},
	} {
		if got := blank(c.text); got != c.want {
			t.Errorf("%q is %q, want %q", c.text, got, c.want)
		}
	}
}

// TestRead: the user's templates override the built-in ones by name; other files are ignored, and a broken template is reported.
func TestRead(t *testing.T) {
	file := func(name, text string) *source.File { return source.NewFile(name, []byte(text)) }
	diags := &diag.List{}
	s := Read([]*source.File{file("a.html", "<p>carried a</p>"), file("b.html", "<p>carried b</p>"), file("common.html", "{{define \"c\"}}<p>c</p>{{end}}")},
		[]*source.File{file(`templates\b.html`, "<p>mine</p>{{template \"c\"}}"), file("templates/x.html", "<p>"), file("templates/style.yaml", "a: b"), file("templates/broken.html", "<q>")}, diags)
	if got := strings.Join(s.Names(), " "); got != "a b broken x" {
		t.Errorf("names: %s", got)
	}
	for name, want := range map[string]string{"a": `(p@1:1 "carried a")`, "b": `(p@1:1 "mine") (p@1:15 "c")`, "x": "E0914 x:1:1 <p> is never closed | close it with </p>"} {
		run := &diag.List{}
		root := s.Lookup(name).Run(sample{}, functions(), func(string) (string, bool) { return "", true }, nil, run)
		got := reported(run)
		if root != nil {
			got = printed(root)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if s.Lookup("broken") != nil || s.Lookup("none") != nil || s.Lookup("common") != nil {
		t.Error("a template that cannot be used is found")
	}
	if got := reported(diags); !strings.HasPrefix(got, "E0910 broken:1:1 ") {
		t.Errorf("reported %s", got)
	}
}

// TestNode: a node knows its attributes, and whether it is inline.
func TestNode(t *testing.T) {
	n := &Node{Name: "p", Attrs: []Attr{{"class", "a"}, {"common", ""}}}
	if n.Attr("class") != "a" || n.Attr("id") != "" || !n.Has("common") || n.Has("id") || n.Inline() || !(&Node{Name: "em"}).Inline() || !(&Node{Text: "x"}).Inline() {
		t.Error("the attributes or the kind of a node are wrong")
	}
}

// TestVocabulary: the vocabulary is closed: an element contains only elements of the vocabulary, and one that belongs in a certain element
// is allowed nowhere else.
func TestVocabulary(t *testing.T) {
	for name, e := range vocabulary {
		if e.doc == "" {
			t.Errorf("<%s> has no description", name)
		}
		for _, c := range e.children {
			if vocabulary[c] == nil {
				t.Errorf("<%s> holds <%s>, which does not exist", name, c)
			}
		}
		for child, c := range vocabulary {
			ok, hint := e.takes(child)
			if !ok && hint == "" {
				t.Errorf("<%s> in <%s> is refused without a hint", child, name)
			}
			if ok && e.content == words && !c.inline || ok && e.content == flow && c.inline || ok && e.content == nothing {
				t.Errorf("<%s> holds <%s>", name, child)
			}
		}
	}
}

// TestAttributesInActions: an attribute can be inside an action, directly after the name of its element or after another attribute.
func TestAttributesInActions(t *testing.T) {
	for _, text := range []string{
		`<section{{if .Title}} id="a"{{end}}><p>x</p></section>`,
		`<p {{if .Title}}id="a"{{end}} class="b">x</p>`,
		`<p class="b"{{if .Title}} id="a"{{else}} lang="en"{{end}}>x</p>`,
		`<p id="{{.Title}}"{{if .Title}} class="b"{{end}}>x</p>`,
	} {
		var diags diag.List
		if !lint(source.NewFile("paper", []byte(text)), &diags) || len(diags.Items) > 0 {
			t.Errorf("%s: %s", text, reported(&diags))
		}
	}
	text, want := `<p{{if .Title}} clas="x"{{end}}>x</p>`, `E0911 paper:1:17 unknown attribute "clas" of <p>`
	if got := made(t, text, ""); !strings.HasPrefix(got, want) {
		t.Errorf("%s: %s, want %s", text, got, want)
	}
}

// TestOwnCommon: an author's common.html is checked against the built-in templates that call its blocks, and what it lacks is reported
// there.
func TestOwnCommon(t *testing.T) {
	embedded := []*source.File{
		source.NewFile("templates/common.html", []byte(`{{define "mast"}}<p>x</p>{{end}}`)),
		source.NewFile("templates/paper.html", []byte(`{{template "mast" .}}`)),
	}
	for own, want := range map[string]string{
		`{{define "mast"}}<p>y</p>{{end}}`: "",
		`{{define "head"}}<p>y</p>{{end}}`: `E0824 paper:1:`,
	} {
		diags := new(diag.List)
		Read(embedded, []*source.File{source.NewFile("templates/common.html", []byte(own))}, diags)
		if got := reported(diags); (got == "") != (want == "") || !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", own, got, want)
		}
	}
}

// TestKeyOf: a template sees exported fields, methods and entries of maps, also through a pointer.
func TestKeyOf(t *testing.T) {
	type data struct {
		sample
		Shown  int
		hidden int
	}
	_ = data{}.hidden
	for name, want := range map[string]bool{"Shown": true, "hidden": false, "Title": true, "Name": true, "None": false} {
		for _, of := range []reflect.Type{reflect.TypeFor[data](), reflect.TypeFor[*data]()} {
			if _, ok := keyOf(of, name); ok != want {
				t.Errorf("%s of %v: %v, want %v", name, of, ok, want)
			}
		}
	}
	if _, ok := keyOf(reflect.TypeFor[map[string]int](), "any"); !ok {
		t.Error("a map has no entries")
	}
}

// TestTotal: the papers of a build have at most so many elements together. The one that exceeds the limit is reported at its element, and
// afterwards they can be made again.
func TestTotal(t *testing.T) {
	x := Read(nil, []*source.File{source.NewFile("templates/paper.html", []byte("<p>a</p>\n<p>b</p>"))}, &diag.List{}).Lookup("paper")
	var total Total
	run := func() string {
		diags := &diag.List{}
		if root := x.Run(sample{}, functions(), func(string) (string, bool) { return "", true }, &total, diags); root != nil {
			return printed(root)
		}
		return reported(diags)
	}
	const made = `(p@1:1 "a") (p@2:1 "b")`
	total.used.Store(maxTogether - 2)
	if got := run(); got != made || total.Overspent() {
		t.Errorf("to the limit: %s", got)
	}
	total.used.Store(maxTogether - 1)
	if got := run(); !strings.HasPrefix(got, "E0827 paper:2:1 the papers of a build have more than 300000 elements together") {
		t.Errorf("beyond the limit: %s", got)
	}
	if !total.Overspent() || total.Overspent() {
		t.Error("the excess is not told, or told twice")
	}
	if got := run(); got != made {
		t.Errorf("again: %s", got)
	}
}
