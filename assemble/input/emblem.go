package input

import (
	"maps"
	"path"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/figure"
	"omnibus/assemble/source"
)

// emblem reads the picture that the profile names. pictures are those of the folder, by their names.
func (r *reader) emblem(pictures map[string]*source.File) {
	if r.rec.Body == nil || r.rec.Body.Emblem.File.String == "" {
		return
	}
	e := &r.rec.Body.Emblem
	home := path.Dir(e.File.Pos.File.Name)
	name := path.Clean(strings.ReplaceAll(e.File.String, "\\", "/"))
	if path.IsAbs(name) || name == ".." || strings.HasPrefix(name, "../") {
		r.diags.Errorf("E0145", e.File.Pos, "the emblem %q is not in the folder of the records", e.File.String).
			Hint("put its file beside %s, and write its name alone", path.Base(e.File.Pos.File.Name))
		return
	}
	f := pictures[path.Join(home, name)]
	if f == nil {
		d := r.diags.Errorf("E0145", e.File.Pos, "there is no file %s", path.Join(home, name))
		var known []string
		for _, p := range slices.Sorted(maps.Keys(pictures)) {
			known = append(known, strings.TrimPrefix(p, home+"/"))
		}
		switch near := diag.Nearest(name, known); {
		case near != "":
			d.Hint("did you mean %s?", near)
		case !slices.Contains(figure.Endings, strings.ToLower(path.Ext(name))):
			d.Hint("an emblem is a file that ends in %s", strings.Join(figure.Endings, " or "))
		default:
			d.Hint("put it beside %s", path.Base(e.File.Pos.File.Name))
		}
		return
	}
	var wrong *figure.Wrong
	if e.Figure, wrong = figure.Read(f.Bytes); wrong != nil {
		pos := f.Pos(0, 0)
		if wrong.At > 0 {
			pos = f.Pos(wrong.At, min(wrong.At+1, len(f.Bytes)))
		}
		r.diags.Errorf("E0146", pos, "the emblem cannot be used: %s", wrong.What).Hint("%s", wrong.Hint).
			See(e.File.Pos, "the profile names it")
	}
}
