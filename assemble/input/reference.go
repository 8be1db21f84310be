package input

import (
	"path"
	"slices"
	"strings"

	"omnibus/assemble/diag"
)

// A File is a file of the input folder, or a folder of files of one kind, with the kinds of records in it.
type File struct {
	Name  string // term.yaml, outcomes/*.yaml
	Doc   string // its contents, as a sentence
	Kinds []*Kind
}

// Files returns the files of the input folder, in the order in which they are read.
func Files() []File {
	var out []File
	for i := range layouts {
		l := &layouts[i]
		f := File{Name: l.name, Doc: l.doc}
		if l.folder {
			f.Name += "/*.yaml"
		}
		l.kind.visit(func(k *Kind) { f.Kinds = append(f.Kinds, k) })
		out = append(out, f)
	}
	return out
}

// A Found is what a word refers to in the table: a file, a kind of record, or a field of one.
type Found struct {
	File  *File
	Kind  *Kind
	Field *Field // if not nil, only this field of Kind
}

// Find returns what a word refers to: a file (term.yaml, input/outcomes, outcomes), a kind of record (agenda item, agenda-item), a field of
// a kind (mandate.status), or a field of any kind (status). If nothing is found, near is the most similar name, or "".
func Find(word string) (found []Found, near string) {
	folded := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(word)), " ", "-")
	folded = strings.TrimPrefix(path.Clean(strings.ReplaceAll(folded, `\`, "/")), "input/")
	var names []string
	named := func(name string) bool {
		names = append(names, name)
		return name == folded
	}
	files := Files()
	for i := range files {
		f := &files[i]
		dir, _ := path.Split(f.Name)
		if dir != "" && strings.HasPrefix(folded, dir) && strings.HasSuffix(folded, ".yaml") {
			return []Found{{File: f}}, ""
		}
		base := strings.TrimSuffix(f.Name, "/*.yaml")
		if yes := named(base); named(strings.TrimSuffix(base, path.Ext(base))) || yes {
			found = append(found, Found{File: f})
		}
	}
	for _, k := range Kinds() {
		if named(k.slug()) && !slices.ContainsFunc(found, func(f Found) bool { return f.File != nil && slices.Contains(f.File.Kinds, k) }) {
			found = append(found, Found{Kind: k})
		}
	}
	larger := len(found) > 0
	for _, k := range Kinds() {
		for i := range k.Fields {
			f := &k.Fields[i]
			whole := named(k.slug() + "." + f.Key)
			if named(f.Key) && !larger || whole {
				found = append(found, Found{Kind: k, Field: f})
			}
		}
	}
	if len(found) == 0 {
		near = diag.Nearest(folded, names)
	}
	return found, near
}

// slug returns the name of the kind in one word.
func (k *Kind) slug() string { return strings.ReplaceAll(k.Name, " ", "-") }
