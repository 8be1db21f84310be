package input

import (
	"path"
	"slices"
	"sort"
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// A reader takes typed records out of trees that a walker has held against their shapes: what is absent or Bad stays zero.
type reader struct {
	walker
	rec   *Records
	lang  string // original language of texts, unless a record names another
	cite  []citation
	lost  map[string]bool // kinds of record of which some could not be read
	twice map[string]bool // ids that are given twice
}

// Read makes records of the author's files, whose names end as they stand in the input folder (term.yaml,
// outcomes/causes.yaml). What could not be read is reported and absent; Read never fails.
func Read(files []*source.File, diags *diag.List) *Records {
	r := &reader{walker: walker{diags: diags}, rec: &Records{ByID: map[string]Record{}, Lost: map[string]bool{}}, lost: map[string]bool{}, twice: map[string]bool{}}
	byName := map[string]*source.File{}
	var outcomes, proposals []*source.File
	sorted := append([]*source.File(nil), files...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Name < sorted[j].Name })
	folder := "input"
	for _, f := range sorted {
		base, dir := path.Base(f.Name), path.Base(path.Dir(f.Name))
		switch {
		case strings.HasPrefix(base, "."):
		case dir == "outcomes" && isYAML(base):
			outcomes = append(outcomes, f)
		case dir == "proposals" && isYAML(base):
			proposals = append(proposals, f)
		case dir == "issued" || strings.Contains(f.Name, "/issued/"):
		case fileNames[base]:
			byName[base] = f
			folder = path.Dir(f.Name)
		case isYAML(base) || strings.HasSuffix(base, ".md") && !strings.EqualFold(base, "README.md"):
			d := diags.Warningf("W0100", f.Pos(0, 0), "the file is not one that is read")
			if near := diag.Nearest(base, sortedNames()); near != "" {
				d.Hint("did you mean %s?", near)
			} else {
				d.Hint("the files are %s, and outcomes/ and proposals/ with .yaml files", strings.Join(sortedNames(), ", "))
			}
		}
	}
	missing := func(name string) *diag.Diagnostic {
		r.lose(name)
		f := source.NewFile(path.Join(folder, name), nil)
		return diags.Errorf("E0101", f.Pos(0, 0), "the file %s is missing", f.Name)
	}
	for _, name := range sortedNames() {
		if byName[name] == nil && requiredFiles[name] {
			missing(name).Hint("omnibus init DIR shows a set of input files that builds")
		}
	}
	r.term(r.tree(byName["term.yaml"], termShape))
	if r.rec.Term != nil && byName["introduction.md"] == nil {
		for _, p := range r.rec.Term.Papers {
			if p.ID.String == "work-plan" {
				missing("introduction.md").Hint("write a paragraph that ends with {#intro-first}").See(p.ID.Pos, "the work plan begins with it")
			}
		}
	}
	r.body(r.tree(byName["body.yaml"], bodyShape))
	r.glossary(r.tree(byName["glossary.yaml"], glossaryShape))
	r.mandates(r.tree(byName["mandates.yaml"], mandatesShape))
	r.schedule(r.tree(byName["schedule.yaml"], scheduleShape))
	r.stakeholders(r.tree(byName["stakeholders.yaml"], stakeholdersShape))
	for _, f := range outcomes {
		r.outcomes(r.tree(f, outcomesShape))
	}
	for _, f := range proposals {
		r.proposals(r.tree(f, proposalsShape))
	}
	if f := byName["introduction.md"]; f != nil {
		if p := r.introduction(f); p != nil {
			defer p.nameBare() // when all ids are known
		}
	}
	r.accepted(r.tree(byName["accepted.yaml"], acceptedShape))
	r.link()
	r.resolve(r.rec.ByID, r.lost, r.twice)
	r.cited()
	return r.rec
}

// fileNames are the files of the input folder beside outcomes/ and proposals/.
var fileNames = map[string]bool{
	"body.yaml": true, "term.yaml": true, "glossary.yaml": true, "mandates.yaml": true, "schedule.yaml": true,
	"stakeholders.yaml": true, "introduction.md": true, "accepted.yaml": true,
}

var requiredFiles = map[string]bool{"body.yaml": true, "term.yaml": true, "glossary.yaml": true, "mandates.yaml": true, "schedule.yaml": true}

func sortedNames() []string {
	names := make([]string, 0, len(fileNames))
	for n := range fileNames {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

func isYAML(base string) bool {
	return strings.HasSuffix(base, ".yaml") || strings.HasSuffix(base, ".yml")
}

// tree reads a file and holds it against its shape; nil where nothing can be taken out of it.
func (r *reader) tree(f *source.File, s *shape) *source.Node {
	if f == nil {
		return nil
	}
	name := path.Base(f.Name)
	if !fileNames[name] {
		name = path.Base(path.Dir(f.Name))
	}
	root, faults := source.YAML(f)
	report(r.diags, faults)
	if slices.ContainsFunc(faults, func(f source.Fault) bool { return f.Code[0] != 'W' }) {
		r.lose(name)
	}
	if root == nil || root.Kind == source.Null {
		if !strings.HasSuffix(f.Name, "accepted.yaml") {
			r.diags.Errorf("E0109", f.Pos(0, 0), "the file is empty").Hint("it begins with %q", s.fields[0].name+":")
		}
		r.lose(name)
		return nil
	}
	r.broke = false
	r.walk(root, s, path.Base(f.Name))
	if r.broke {
		r.lose(name)
	}
	if root.Kind != source.Mapping {
		return nil
	}
	return root
}

// lose notes that records of a file could not be read, so that references to them are not reported too.
func (r *reader) lose(name string) {
	r.rec.Lost[name] = true
	for _, k := range kindsOf[name] {
		r.lost[k] = true
	}
}

// kindsOf lists the kinds of record that stand in a file or folder, as far as others refer to them.
var kindsOf = map[string][]string{
	"term.yaml":     {kindOfficer, kindSection, kindPaper, kindReservation},
	"glossary.yaml": {kindEntry},
	"mandates.yaml": {kindResolution, kindMandate},
	"schedule.yaml": {kindMeeting, kindSession},
	"outcomes":      {kindOutcome},
	"proposals":     {kindProposal, kindSub},
}

// str returns the scalar of that field as it was cleaned, or nothing.
func str(n *source.Node, field string) source.Text {
	if v := n.At(field); v != nil && v.Kind == source.Scalar {
		return v.Text
	}
	return source.Text{}
}

func strs(n *source.Node, field string) []source.Text {
	var out []source.Text
	for _, v := range items(n, field) {
		if v.Kind == source.Scalar {
			out = append(out, v.Text)
		}
	}
	return out
}

func items(n *source.Node, field string) []*source.Node {
	if v := n.At(field); v != nil && v.Kind == source.Sequence {
		return v.Items
	}
	return nil
}

// objects returns the entries of a list that are mappings.
func objects(n *source.Node, field string) []*source.Node {
	var out []*source.Node
	for _, v := range items(n, field) {
		if v.Kind == source.Mapping {
			out = append(out, v)
		}
	}
	return out
}

func child(n *source.Node, field string) *source.Node {
	if v := n.At(field); v != nil && v.Kind == source.Mapping {
		return v
	}
	return nil
}

func refOf(n *source.Node, field string) Ref { return Ref{str(n, field)} }

func refs(n *source.Node, field string) []Ref {
	var out []Ref
	for _, t := range strs(n, field) {
		if t.String != "" {
			out = append(out, Ref{t})
		}
	}
	return out
}

func dateOf(n *source.Node, field string) DateValue {
	t := str(n, field)
	if t.String == "" {
		return DateValue{}
	}
	d, err := date.Parse(t.String)
	if err != nil {
		return DateValue{}
	}
	return DateValue{d, t.Pos}
}

func numberOf(n *source.Node, field string) int {
	if v := n.At(field); v != nil && v.Kind == source.Scalar {
		i, _ := v.Int()
		return i
	}
	return 0
}

func flagOf(n *source.Node, field string) bool {
	if v := n.At(field); v != nil {
		b, _ := v.Bool()
		return b
	}
	return false
}

func byLanguage(n *source.Node, field string) map[string]source.Text {
	v := child(n, field)
	if v == nil {
		return nil
	}
	out := map[string]source.Text{}
	for _, e := range v.Entries {
		if e.Value.Kind == source.Scalar && e.Value.Text.String != "" {
			out[e.Key.String] = e.Value.Text
		}
	}
	return out
}

// words returns a translatable text of the record of that id.
func (r *reader) words(n *source.Node, field, record string) Text {
	t := str(n, field)
	if t.String == "" || record == "" {
		return Text{Text: t, Lang: r.lang}
	}
	return Text{Text: t, ID: record + "." + field, Lang: r.lang}
}

// identify returns the id of a record and registers the record under it.
func (r *reader) identify(n *source.Node, kind string, rec Record, set *ID) {
	*set = ID{str(n, "id"), kind}
	r.register(rec)
}

func (r *reader) register(rec Record) {
	id := rec.Ident()
	if id.String == "" {
		return
	}
	if earlier, twice := r.rec.ByID[id.String]; twice {
		r.twice[id.String] = true
		r.diags.Errorf("E0303", id.At(0, len(id.String)), "id %q is given twice", id.String).
			Hint("ids are unique over all records: give this %s another", id.Kind).
			See(earlier.Ident().Pos, "the %s %q stands here", earlier.Ident().Kind, id.String)
		return
	}
	r.rec.ByID[id.String] = rec
}

// inLang runs f with the original language that the record names, if it does.
func (r *reader) inLang(n *source.Node, f func()) {
	before := r.lang
	if t := str(n, "original"); t.String != "" {
		r.lang = t.String
	}
	f()
	r.lang = before
}
