package edit

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/source"
)

// A State is the entry to be written to a state file for a translation: the id of the text, and fields in their order. Empty fields are
// left out.
type State struct {
	ID     string
	Fields [][2]string
}

// States returns a state file with the entries written, each as a whole, in the order of their ids. Everything else in the file, including
// comments, is unchanged. The error says why the file cannot be edited.
func States(f *source.File, states []State) (*source.File, error) {
	root, faults := source.YAML(f)
	for _, fault := range faults {
		if root.Kind == source.Bad || !strings.HasPrefix(fault.Code, "W") {
			return nil, fmt.Errorf("%s:%d: %s", f.Name, fault.Pos.Line(), fault.Message)
		}
	}
	b, err := source.Splice(f, stateEdits(f, root, states))
	if err != nil {
		return nil, err
	}
	return source.NewFile(f.Name, b), nil
}

func stateEdits(f *source.File, root *source.Node, states []State) []source.Edit {
	nl := lineEnd(f)
	states = slices.Clone(states)
	slices.SortFunc(states, func(a, b State) int { return strings.Compare(a.ID, b.ID) })
	texts := root.Entry("texts")
	if texts == nil || texts.Value.Kind != source.Mapping || texts.Value.Flow || len(texts.Value.Entries) == 0 {
		var b strings.Builder
		b.WriteString("texts:" + nl)
		for _, s := range states {
			b.WriteString(entry(s, 2, nl))
		}
		if texts != nil {
			return put(f, nil, texts.Key.Pos.Offset, lineAfter(f, texts.Value.Pos.End()), b.String())
		}
		head := ""
		if n := len(f.Bytes); n > 0 && f.Bytes[n-1] != '\n' {
			head = nl
		}
		return put(f, nil, len(f.Bytes), len(f.Bytes), head+b.String())
	}
	indent := texts.Value.Indent
	var list []source.Edit
	for _, s := range states {
		if x := texts.Value.Entry(s.ID); x != nil {
			start := lineStart(f, x.Key.Pos.Offset)
			end := lineAfter(f, max(x.Value.Pos.End(), x.Key.Pos.End()))
			list = put(f, list, start, end, entry(s, indent, nl))
			continue
		}
		at := -1
		for _, x := range texts.Value.Entries {
			if x.Key.String > s.ID {
				at = lineStart(f, x.Key.Pos.Offset)
				break
			}
		}
		text := entry(s, indent, nl)
		if at < 0 {
			last := texts.Value.Entries[len(texts.Value.Entries)-1]
			at = lineAfter(f, max(last.Value.Pos.End(), last.Key.Pos.End()))
			if at > 0 && f.Bytes[at-1] != '\n' {
				text = nl + text
			}
		}
		list = put(f, list, at, at, text)
	}
	return list
}

func put(f *source.File, list []source.Edit, start, end int, text string) []source.Edit {
	return append(list, source.Edit{Pos: f.Pos(start, end-start), New: text})
}

func entry(s State, indent int, nl string) string {
	var b strings.Builder
	pad := strings.Repeat(" ", indent)
	b.WriteString(pad + s.ID + ":" + nl)
	for _, f := range s.Fields {
		if f[1] != "" {
			b.WriteString(pad + "  " + f[0] + ": " + source.Written(f[1]) + nl)
		}
	}
	return b.String()
}

func lineStart(f *source.File, at int) int { return bytes.LastIndexByte(f.Bytes[:at], '\n') + 1 }

func lineAfter(f *source.File, at int) int {
	if at > 0 && f.Bytes[at-1] == '\n' {
		return at
	}
	if i := bytes.IndexByte(f.Bytes[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(f.Bytes)
}
