package input

import (
	"maps"
	"path"
	"slices"
	"sort"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/figure"
	"omnibus/assemble/source"
)

// A reader makes typed records from trees that a walker has checked against their shapes. Values that are absent or Bad remain zero.
type reader struct {
	walker
	rec   *Records
	lang  string          // original language of texts, unless a record names another
	lost  map[string]bool // kinds of which some records could not be read
	twice map[string]bool // ids used twice
	tally source.Tally

	details map[string]*Details // of which nothing is known, by language
}

// Read makes records from the author's files, whose names end with their paths in the input folder (term.yaml, outcomes/causes.yaml). It
// reports values that cannot be read, and leaves them out; it never fails.
func Read(files []*source.File, diags *diag.List) *Records {
	r := &reader{
		walker: walker{diags: diags},
		rec: &Records{ByID: map[string]Record{}, Lost: map[string]bool{}, unread: map[string]bool{},
			Glossary: &Glossary{ByKey: map[string]*Entry{}}},
		lost: map[string]bool{}, twice: map[string]bool{}, details: map[string]*Details{},
	}
	found := map[string][]*source.File{} // by layout
	sorted := append([]*source.File(nil), files...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Name < sorted[j].Name })
	folder := "input"
	pictures := map[string]*source.File{} // by name
	for _, f := range sorted {
		base, dir := path.Base(f.Name), path.Base(path.Dir(f.Name))
		switch {
		case strings.HasPrefix(base, "."):
		case folders[dir] && isYAML(base):
			found[dir] = append(found[dir], f)
		case dir == "issued" || strings.Contains(f.Name, "/issued/"):
		case fileNames[base]:
			found[base] = []*source.File{f}
			folder = path.Dir(f.Name)
		case slices.Contains(figure.Endings, strings.ToLower(path.Ext(base))):
			pictures[f.Name] = f
		case isYAML(base) || strings.HasSuffix(base, ".md") && !strings.EqualFold(base, "README.md"):
			d := diags.Warningf("W0100", f.Pos(0, 0), "the file is not used")
			if near := diag.Nearest(base, sortedNames()); near != "" {
				d.Hint("did you mean %s?", near)
			} else {
				d.Hint("the files are %s, and outcomes/ and proposals/ with .yaml files", strings.Join(sortedNames(), ", "))
			}
		}
	}
	for i := range layouts {
		l := &layouts[i]
		if len(found[l.name]) == 0 && l.need {
			r.lose(l.name)
			f := source.NewFile(path.Join(folder, l.name), nil)
			diags.Errorf("E0101", f.Pos(0, 0), "the file %s is missing", f.Name).
				Hint("omnibus init DIR shows a set of input files that builds")
		}
		for _, f := range found[l.name] {
			if l.name == proseFile {
				before := len(diags.Items)
				if p := r.introduction(f); p != nil {
					defer p.nameBare() // once all ids are known
				}
				if slices.ContainsFunc(diags.Items[before:], func(d *diag.Diagnostic) bool { return d.Severity == diag.Error }) {
					r.lose(proseFile) // blocks that were refused or have no id are missing
				}
			} else if n := r.tree(f, l); n != nil {
				r.fill(n, l.kind, l.into(r.rec), "")
			}
		}
	}
	r.symbols()
	r.emblem(pictures)
	r.link()
	r.resolve(r.rec.ByID, r.lost, r.twice)
	r.chains()
	r.kinds()
	r.cited()
	return r.rec
}

// fileNames and folders are the names of the files and folders that are read.
var fileNames, folders = layoutNames()

func layoutNames() (files, folders map[string]bool) {
	files, folders = map[string]bool{}, map[string]bool{}
	for _, l := range layouts {
		if l.folder {
			folders[l.name] = true
		} else {
			files[l.name] = true
		}
	}
	return files, folders
}

func sortedNames() []string { return slices.Sorted(maps.Keys(fileNames)) }

func isYAML(base string) bool {
	return strings.HasSuffix(base, ".yaml") || strings.HasSuffix(base, ".yml")
}

// tree reads a file and checks it against its possible fields. It returns nil if nothing in it can be used.
func (r *reader) tree(f *source.File, l *layout) *source.Node {
	name := l.name
	root, faults := source.YAML(f)
	report(r.diags, faults)
	if slices.ContainsFunc(faults, func(f source.Fault) bool { return f.Code[0] != 'W' }) {
		r.lose(name)
	}
	if root == nil || root.Kind == source.Null {
		if l.kind != acceptedFields {
			r.diags.Errorf("E0109", f.Pos(0, 0), "the file is empty").Hint("it begins with %q", l.kind.Fields[0].Key+":")
		}
		r.lose(name)
		return nil
	}
	if fault, ok := r.tally.Fits(f, root); !ok {
		report(r.diags, []source.Fault{fault})
		r.lose(name)
		return nil
	}
	r.broke, r.spent, r.begun = false, false, r.diags.Errors()
	r.walk(root, objectOf(l.kind), path.Base(f.Name))
	if r.broke {
		r.lose(name)
	}
	if root.Kind != source.Mapping {
		return nil
	}
	return root
}

// lose records that some records of a file could not be read, so that references to them are not reported.
func (r *reader) lose(name string) {
	r.rec.Lost[name] = true
	for i := range layouts {
		if layouts[i].name == name {
			layouts[i].kind.visit(func(k *Kind) {
				if k.record {
					r.lost[k.Name] = true
				}
			})
		}
	}
}

// str returns the cleaned text of that field, or an empty text.
func str(n *source.Node, field string) source.Text {
	if v := n.At(field); v != nil && v.Kind == source.Scalar {
		return v.Text
	}
	return source.Text{}
}

// objects returns the entries of a list that are mappings.
func objects(n *source.Node, field string) []*source.Node {
	var out []*source.Node
	if v := n.At(field); v != nil && v.Kind == source.Sequence {
		for _, item := range v.Items {
			if item.Kind == source.Mapping {
				out = append(out, item)
			}
		}
	}
	return out
}

func (r *reader) register(rec Record) {
	id := rec.Ident()
	if id.String == "" {
		return
	}
	if earlier, twice := r.rec.ByID[id.String]; twice {
		r.twice[id.String] = true
		r.diags.Errorf("E0303", id.At(0, len(id.String)), "id %q is used twice", id.String).
			Hint("ids are unique over all records: give this %s another", id.Kind).
			See(earlier.Ident().Pos, "the %s %q is here", earlier.Ident().Kind, id.String)
		return
	}
	r.rec.ByID[id.String] = rec
}
