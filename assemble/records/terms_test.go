package records_test

import (
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/source"
	"omnibus/assemble/synthetic"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// A term is a term with its name.
type term struct {
	name string
	src  *work.Sources
}

// terms are all that there are: the shipped one, those of other bodies, a small one with a bit of everything, and one that is generated.
func terms(t *testing.T) []term {
	t.Helper()
	generated := &work.Sources{}
	generated.Input, generated.Locales = synthetic.Files(2)
	out := []term{{"shipped", shipped(t)}}
	for _, name := range []string{"un-body", "bodies/nations", "bodies/council"} {
		out = append(out, term{name, complete(folder(t, "assemble/testdata/"+name))})
	}
	return append(out, term{"small", complete(worktest.Small(worktest.Agreed))}, term{"generated", complete(generated)})
}

// folder reads the term in a folder of the project.
func folder(t *testing.T, name string) *work.Sources {
	t.Helper()
	out := &work.Sources{}
	for _, f := range worktest.Folder(t, name) {
		f = source.NewFile(strings.TrimPrefix(f.Name, name+"/"), f.Bytes)
		switch of, _, _ := strings.Cut(f.Name, "/"); of {
		case "input":
			out.Input = append(out.Input, f)
		case "locales":
			out.Locales = append(out.Locales, f)
		}
	}
	return out
}

// complete lays the files of a term over those that are built in, as the command does.
func complete(src *work.Sources) *work.Sources {
	locales, templates := work.Builtin()
	return &work.Sources{Input: src.Input, Templates: templates, Locales: append(slices.Clone(locales), src.Locales...)}
}
