// Package template reads the templates of the papers, and makes a tree of semantic elements from a template and its data. Templates are
// html/template with a closed vocabulary: anything else is refused, with its place.
package template

import (
	"bytes"
	"errors"
	html "html/template"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"

	"omnibus/assemble/diag"
	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
)

// Common is the template that every other may call: blocks that papers share.
const Common = "common"

// A Set holds the templates of all papers.
type Set struct {
	byName map[string]*Template
	names  []string
}

// A Template is the template of one paper, or of one view of it. Its name is that of the file: draft-paragraphs.compendium.
type Template struct {
	Name   string
	File   *source.File
	master *html.Template // never run: only its clones are run
	files  []*source.File
	read   func() // parses it once, when needed; nil: already parsed
}

// Funcs are the names of the functions that templates may call, with the result of each. The caller of Run provides them.
var Funcs = map[string]string{
	"label":   "a label of the locale files: label \"plan.title\" \"Term\" .Term",
	"count":   "a label that depends on a count: count \"plan.total-paragraphs\" 92",
	"upper":   "in capitals",
	"capital": "with an initial capital",
	"quote":   "in the quotation marks of the language",
	"heading": "the heading of a section of the draft, in quotation marks or without, as the profile of the body has it",
	"list":    "a list of names, with the word of the language before the last",
	"ordinal": "an ordinal in words, agreeing with a noun: ordinal 3 \"thematic-session\"",
	"marker":  "the marker of an entry of a list: marker \"decimal\" 3",
	"date":    "a date as running text has it",
	"clip":    "words in sequence with a sign of your own between them: clip \" · \" .Changes",
	"clauses": "words in sequence with the semicolon of the language between them: clauses .Mandates",
	"dict":    "names with values, for a called template",
}

// Read reads the templates. Those of the user override the embedded ones, file by file; files other than .html are ignored. Errors in a
// template are added to diags, and it is then not in the set. An unchanged built-in template, with those it calls, has been tested: it is
// read when first looked up.
func Read(embedded, user []*source.File, diags *diag.List) *Set {
	files, ours, theirs := map[string]*source.File{}, map[string]*source.File{}, map[string]bool{}
	for i, f := range slices.Concat(embedded, user) {
		base := path.Base(strings.ReplaceAll(f.Name, "\\", "/"))
		name, ok := strings.CutSuffix(base, ".html")
		if !ok {
			continue
		}
		if files[name] = f; i < len(embedded) {
			ours[name] = f
		}
		theirs[name] = ours[name] == nil || !bytes.Equal(f.Bytes, ours[name].Bytes)
	}
	s := &Set{byName: map[string]*Template{}}
	for name := range files {
		if name != Common {
			s.names = append(s.names, name)
		}
	}
	slices.Sort(s.names)
	common := files[Common]
	fit := func(f *source.File, diags *diag.List) bool {
		punctuation(f, diags)
		return readable(f, diags) && !tooDeep(f, diags) && lint(f, diags)
	}
	commonFit := common == nil || !theirs[Common] || fit(common, diags)
	for _, name := range s.names {
		t := &Template{Name: name, File: files[name]}
		if common != nil {
			t.files = append(t.files, common)
		}
		t.files = append(t.files, t.File)
		if theirs[name] || theirs[Common] {
			if fit(t.File, diags) && commonFit && t.parse(diags) {
				s.byName[name] = t
			}
			continue
		}
		t.read = sync.OnceFunc(func() {
			if faults := new(diag.List); !t.parse(faults) {
				panic("template: " + name + ".html, which is built in, cannot be read: " + faults.Items[0].Message)
			}
		})
		s.byName[name] = t
	}
	return s
}

// Lookup returns the template of a name, or nil if there is no usable one.
func (s *Set) Lookup(name string) *Template {
	t := s.byName[name]
	if t != nil && t.read != nil {
		t.read()
	}
	return t
}

// Names returns the names of all templates that were found, sorted; those that could not be read are included.
func (s *Set) Names() []string { return s.names }

func readable(f *source.File, diags *diag.List) bool {
	fault, ok := source.Readable(f)
	if !ok {
		diags.Errorf(fault.Code, fault.Pos, "%s", fault.Message).Hint("%s", fault.Hint)
		return false
	}
	if strings.TrimSpace(string(f.Bytes)) == "" {
		diags.Errorf("E0821", f.Pos(0, 0), "the template is empty").
			Hint("remove the file to use the built-in template")
		return false
	}
	return true
}

// parse reads the files of t, with the place of every element written into it.
func (t *Template) parse(diags *diag.List) bool {
	stubs := map[string]any{}
	for name := range Funcs {
		stubs[name] = func(...any) string { return "" }
	}
	tried := &output{budget: newBudget()}
	t.master = html.New("papers").Funcs(html.FuncMap(tried.budget.funcs(stubs)))
	seen := map[string]bool{}
	for i, f := range t.files {
		name := t.Name
		if i < len(t.files)-1 {
			name = Common
		}
		x, err := t.master.New(name).Parse(strings.TrimPrefix(string(f.Bytes), "\ufeff"))
		if err != nil {
			t.report(f, err, diags)
			return false
		}
		for _, d := range x.Templates() {
			if d.Tree != nil && !seen[d.Name()+"\x00"+d.Tree.ParseName] {
				seen[d.Name()+"\x00"+d.Tree.ParseName] = true
				if d.Tree.ParseName == name {
					mark(d.Tree.Root, i, bom(f))
					count(d.Tree.Root, i, bom(f))
				}
			}
		}
	}
	// A run without data shows the errors that html/template finds in the markup; errors in the data are ignored here.
	trial, err := t.master.Clone()
	if err == nil {
		err = trial.ExecuteTemplate(tried, t.Name, nil)
	}
	var wrong *html.Error
	var over *spent
	switch {
	case errors.As(err, &wrong):
		t.report(t.File, err, diags)
		return false
	case errors.As(err, &over):
		t.overspent(over, tried, diags)
		return false
	}
	return true
}

func bom(f *source.File) int {
	if strings.HasPrefix(string(f.Bytes), "\ufeff") {
		return 3
	}
	return 0
}

// atOpen begins the attribute that mark writes: the number of the file, a colon, the offset.
const atOpen = ` at="`

var tagForm = pattern.Of(`<[a-z][a-z0-9]*`)

// mark writes its place, file and offset, into every element of a parsed template.
func mark(n parse.Node, file, shift int) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, c := range n.Nodes {
			mark(c, file, shift)
		}
	case *parse.TextNode:
		if !tagForm.Match(n.Text) {
			return
		}
		var out []byte
		at := 0
		for _, m := range tagForm.FindAllIndex(n.Text, -1) {
			out = append(out, n.Text[at:m[1]]...)
			out = append(out, atOpen...)
			out = strconv.AppendInt(out, int64(file), 10)
			out = append(out, ':')
			out = strconv.AppendInt(out, int64(int(n.Pos)+m[0]+shift), 10)
			out = append(out, '"')
			at = m[1]
		}
		n.Text = append(out, n.Text[at:]...)
	}
	if b := branches(n); b != nil {
		mark(b.List, file, shift)
		mark(b.ElseList, file, shift)
	}
}

// branches returns the two lists of an if, a with or a range; nil for any other node.
func branches(n parse.Node) *parse.BranchNode {
	switch n := n.(type) {
	case *parse.IfNode:
		return &n.BranchNode
	case *parse.WithNode:
		return &n.BranchNode
	case *parse.RangeNode:
		return &n.BranchNode
	}
	return nil
}

var (
	errorForm   = pattern.Of(`^(?:html/)?template: ?([^ :]*):(\d+)(?::(\d+))?: (.*)$`)
	unknownFunc = pattern.Of(`function "([^"]*)" not defined`)
	unknownKey  = pattern.Of(`can't evaluate field (\w+) in type (\S+)`)
	atAction    = pattern.Of(`^executing "[^"]*" at <(.*)>: (.*)$`)
	noTemplate  = pattern.Of(`(?:template "([^"]*)" not defined|no such template "([^"]*)")`)
)

// report turns an error of html/template into a finding with its place.
func (t *Template) report(f *source.File, err error, diags *diag.List) {
	message := strings.ReplaceAll(err.Error(), "\n", " ")
	line, col := 1, 0
	if m := errorForm.FindStringSubmatch(message); m != nil {
		if m[1] == Common {
			f = t.files[0]
		} else if m[1] == t.Name {
			f = t.File
		}
		line, _ = strconv.Atoi(m[2])
		col, _ = strconv.Atoi(m[3])
		message = m[4]
	}
	pos := lineOf(f, line, col)
	action := ""
	if m := atAction.FindStringSubmatch(message); m != nil {
		action, message = m[1], m[2]
		if i := strings.Index(f.Line(line)[min(col, len(f.Line(line))):], action); i >= 0 && i < 40 {
			pos = f.Pos(pos.Offset+i, len(action))
		}
	}
	switch {
	case unknownFunc.MatchString(message):
		name := unknownFunc.FindStringSubmatch(message)[1]
		d := diags.Errorf("E0822", find(f, line, name, pos), "unknown function %q in the template", name)
		names := make([]string, 0, len(Funcs))
		for n := range Funcs {
			names = append(names, n)
		}
		slices.Sort(names)
		if near := diag.Nearest(name, names); near != "" {
			d.Hint("did you mean %q?", near)
		} else {
			d.Hint("the functions are %s", strings.Join(names, ", "))
		}
	case unknownKey.MatchString(message):
		m := unknownKey.FindStringSubmatch(message)
		diags.Errorf("E0823", find(f, line, "."+m[1], pos), "unknown key %q in the template", "."+m[1]).
			Hint("the comment at the top of each template lists its keys")
	case noTemplate.MatchString(message):
		m := noTemplate.FindStringSubmatch(message)
		diags.Errorf("E0824", find(f, line, m[1]+m[2], pos), "there is no block %q", m[1]+m[2]).
			Hint("define it, here or in %s.html", Common)
	default:
		diags.Errorf("E0825", pos, "the template cannot be run: %s", strings.TrimPrefix(message, "error calling "))
	}
}

// find returns the place of words on a line, or pos if they are absent.
func find(f *source.File, line int, words string, pos source.Pos) source.Pos {
	start := lineOf(f, line, 0).Offset
	if i := strings.Index(f.Line(line), words); i >= 0 {
		return f.Pos(start+i, len(words))
	}
	return pos
}

// lineOf returns the place at byte col of a line.
func lineOf(f *source.File, line, col int) source.Pos {
	offset := 0
	for range line - 1 {
		i := bytes.IndexByte(f.Bytes[offset:], '\n')
		if i < 0 {
			break
		}
		offset += i + 1
	}
	if line == 1 {
		offset = bom(f)
	}
	return f.Pos(min(offset+col, len(f.Bytes)), 0)
}
