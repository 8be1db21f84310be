package edit

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"omnibus/assemble/source"
)

// A Label is an entry of a label file to be written: the words of a key, or of one of its plural forms.
type Label struct{ Key, Form, Text string }

// Labels returns a label file with the labels written. Of an entry only the words change; a new one takes the place of the line that has it
// behind a #, as a file that has just been begun does, else it follows the last entry of its section, or begins one at the end. A new entry
// with plural forms has all of forms: those that are not given have the words of the last that is. An error says why the file cannot be
// edited.
func Labels(f *source.File, labels []Label, forms []string) (*source.File, error) {
	entries, root, err := labelTables(f)
	if err != nil {
		return nil, err
	}
	edit := f.Edit(root)
	fresh := map[string]map[string]string{} // words by key and form
	for _, x := range labels {
		switch n := entries[x.Key]; {
		case n == nil:
			if fresh[x.Key] == nil {
				fresh[x.Key] = map[string]string{}
			}
			fresh[x.Key][x.Form] = x.Text
		case n.Kind == source.Mapping:
			edit.SetKey(n, cmp.Or(x.Form, "other"), x.Text)
		case x.Form == "" || x.Form == "other":
			edit.Set(n, x.Text)
		default:
			return nil, fmt.Errorf("%s:%d: %s has no plural forms: write it as { other = ... }", f.Name, n.Pos.Line(), x.Key)
		}
	}
	if f, err = edit.File(); err != nil || len(fresh) == 0 {
		return f, err
	}
	places := labelPlaces(f)
	var edits []source.Edit
	for _, x := range labels { // in the order given
		if words := fresh[x.Key]; words != nil {
			delete(fresh, x.Key)
			edits = append(edits, places.put(x.Key, valueOf(words, forms)))
		}
	}
	b, err := source.Splice(f, edits)
	if err != nil {
		return nil, err
	}
	return source.NewFile(f.Name, b), nil
}

// labelTables returns the entries of a label file by their keys.
func labelTables(f *source.File) (map[string]*source.Node, *source.Node, error) {
	_, root, err := tables(f)
	if err != nil {
		return nil, nil, err
	}
	entries := map[string]*source.Node{}
	for _, section := range root.Entries {
		if section.Value.Kind == source.Mapping {
			for _, x := range section.Value.Entries {
				entries[section.Key.String+"."+x.Key.String] = x.Value
			}
		}
	}
	return entries, root, nil
}

// valueOf writes the words of a new label, in all plural forms if it has some.
func valueOf(words map[string]string, forms []string) string {
	if text, plain := words[""]; plain {
		return source.Quoted(text)
	}
	var out []string
	last := words["other"]
	for _, form := range forms {
		last = cmp.Or(words[form], last)
	}
	for _, form := range forms {
		out = append(out, form+" = "+source.Quoted(cmp.Or(words[form], last)))
	}
	return "{ " + strings.Join(out, ", ") + " }"
}

// labelLines says where lines of a label file are.
type labelLines struct {
	file  *source.File
	aside map[string]source.Pos // entries behind a #, by their keys
	end   map[string]int        // after the last entry of each section, or one behind a #
}

var (
	headingForm = regexp.MustCompile(`^\[([^\]]*)\]`)
	entryForm   = regexp.MustCompile(`^(#[ \t]*)?([\w-]+|"[^"]*")[ \t]*=`)
)

// labelPlaces reads the lines of a label file.
func labelPlaces(f *source.File) labelLines {
	p := labelLines{file: f, aside: map[string]source.Pos{}, end: map[string]int{}}
	section, at := "", 0
	for whole := range strings.Lines(string(f.Bytes)) {
		line := strings.TrimRight(whole, "\r\n")
		if m := headingForm.FindStringSubmatch(line); m != nil {
			section = m[1]
			p.end[section] = at + len(line)
		} else if m := entryForm.FindStringSubmatch(line); m != nil && section != "" {
			p.end[section] = at + len(line)
			if key := section + "." + strings.Trim(m[2], `"`); m[1] != "" && !p.aside[key].IsValid() {
				p.aside[key] = f.Pos(at, len(line))
			}
		}
		at += len(whole)
	}
	return p
}

// begun is the end of a section that an earlier edit begins at the end of the file.
const begun = -1

// put returns the edit that writes a label that the file does not have.
func (p labelLines) put(key, value string) source.Edit {
	section, name, _ := strings.Cut(key, ".")
	nl, line := lineEnd(p.file), name+" = "+value
	if at := p.aside[key]; at.IsValid() {
		return source.Edit{Pos: at, New: line}
	}
	switch end, ok := p.end[section]; {
	case ok && end == begun:
		return source.Edit{Pos: p.file.Pos(len(p.file.Bytes), 0), New: line + nl}
	case ok:
		return source.Edit{Pos: p.file.Pos(end, 0), New: nl + line}
	}
	p.end[section] = begun
	before := "[" + section + "]" + nl
	if n := len(p.file.Bytes); n > 0 {
		before = nl + before
		if p.file.Bytes[n-1] != '\n' {
			before = nl + before
		}
	}
	return source.Edit{Pos: p.file.Pos(len(p.file.Bytes), 0), New: before + line + nl}
}
