package paper

import (
	"path"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// Defaults are the settings that apply if the term does not set them, by the name of the template.
type Defaults map[string]map[string]setting

// A setting is the words of one setting: one, except for formats.
type setting []source.Text

// FileName is the name of the file of defaults in the folder of templates.
const FileName = "papers.yaml"

// settings are the possible settings of a template in the file of defaults, with the words that each accepts; formats: format names.
var settings = map[string][]string{
	"languages": {each, parallel},
	"workbook":  {Mandates},
	"content":   {Plan, Draft, Changes},
	"formats":   nil,
	"made":      {always, asked},
}

// Read reads the built-in defaults, and lays the author's over them, setting by setting.
func Read(builtin, user []*source.File, diags *diag.List) Defaults {
	d := Defaults{}
	for _, f := range slices.Concat(builtin, user) {
		if path.Base(f.Name) == FileName {
			d.read(f, diags)
		}
	}
	return d
}

func (d Defaults) read(f *source.File, diags *diag.List) {
	root, faults := source.YAML(f)
	for _, x := range faults {
		diags.Errorf(x.Code, x.Pos, "%s", x.Message).Hint("%s", x.Hint)
	}
	if root == nil || root.Kind != source.Mapping {
		return // it is empty, or this has been reported
	}
	for _, e := range root.Entries {
		switch e.Value.Kind {
		case source.Mapping:
			d.template(e, diags)
		case source.Bad, source.Null:
		default:
			wrong(
				diags,
				e.Value.Pos,
				"%q takes settings, but this is %s",
				e.Key.String,
				e.Value.Kind,
			).Hint("write %s: {languages: each}", e.Key.String)
		}
	}
}

func (d Defaults) template(of *source.Entry, diags *diag.List) {
	into := d[of.Key.String]
	if into == nil {
		into = map[string]setting{}
		d[of.Key.String] = into
	}
	for _, e := range of.Value.Entries {
		words, there := settings[e.Key.String]
		list, ok := textsOf(e.Value)
		switch {
		case !there:
			known(wrong(diags, e.Key.Pos, "unknown setting %q of a paper", e.Key.String), e.Key.String, "settings", names())
		case e.Value.Kind == source.Bad:
		case !ok || words != nil && len(list) != 1:
			wrong(
				diags,
				e.Value.Pos,
				"%q takes words, but this is %s",
				e.Key.String,
				e.Value.Kind,
			).Hint("write %s: %s", e.Key.String, example(e.Key.String))
		case words != nil && !slices.Contains(words, list[0].String):
			known(wrong(diags, list[0].Pos, "%q is not a value of %q", list[0].String, e.Key.String), list[0].String, "values", words)
		default:
			into[e.Key.String] = list
		}
	}
}

func wrong(diags *diag.List, pos source.Pos, format string, args ...any) *diag.Diagnostic {
	return diags.Errorf("E0814", pos, format, args...)
}

func names() []string {
	var out []string
	for name := range settings {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func example(name string) string {
	if words := settings[name]; words != nil {
		return words[0]
	}
	return "[pdf]"
}

// textsOf returns a text, or the texts of a list; false for anything else.
func textsOf(n *source.Node) (setting, bool) {
	switch n.Kind {
	case source.Scalar:
		return setting{n.Text}, true
	case source.Sequence:
		var out setting
		for _, x := range n.Items {
			if x.Kind != source.Scalar {
				return nil, false
			}
			out = append(out, x.Text)
		}
		return out, true
	}
	return nil, false
}

// known adds a hint with the known names, a similar one first.
func known(d *diag.Diagnostic, name, what string, all []string) {
	if near := diag.Nearest(name, all); near != "" {
		d.Hint("did you mean %q?", near)
	}
	d.Hint("the %s are %s", what, strings.Join(all, ", "))
}

// Forms are the names of the available formats, for papers with pages and for workbooks, the default first.
type Forms struct {
	Pages, Workbook []string
	Paged           []string // those with pages that have numbers
	Anchored        []string // those with an anchor for each record
}

// Of returns the papers of a term. templates are the names of the existing templates. A paper with an unknown template or format
// is reported, and is not in the list.
func (d Defaults) Of(t *input.Term, templates []string, forms Forms, diags *diag.List) List {
	if t == nil {
		return nil
	}
	var out List
	for _, e := range t.Papers {
		if e.ID.String == "" {
			continue // reported where it was read
		}
		if p := d.paper(t, e, templates, forms, diags); p != nil {
			out = append(out, p)
		}
	}
	return out
}

func (d Defaults) paper(t *input.Term, e *input.Paper, templates []string, forms Forms, diags *diag.List) *Paper {
	p := &Paper{ID: e.ID.String, Entry: e, Template: e.ID.String}
	at := e.ID.Pos
	if e.Template.String != "" {
		p.Template, at = e.Template.String, e.Template.Pos
	}
	said := func(name string, own ...source.Text) setting {
		if len(own) > 0 && own[0].String != "" {
			return own
		}
		return d.of(p.Template)[name]
	}
	one := func(name string, own source.Text) string {
		if s := said(name, own); len(s) > 0 {
			return s[0].String
		}
		return ""
	}
	if workbook := one("workbook", e.Workbook); workbook != "" {
		p.Workbook, p.Content = true, workbook
	} else {
		p.Groups = input.Groups(e.Languages)
		p.Parallel, p.Content = one("languages", e.Languages) == parallel, one("content", source.Text{})
		if !slices.Contains(templates, p.Template) {
			x := diags.Errorf("E0812", at, "there is no template %q for the paper %q", p.Template, p.ID).About(p.ID)
			known(x, p.Template, "templates", alike(p.Template, templates))
			x.Hint("a new template is one file, templates/%s.html", p.Template)
			return nil
		}
	}
	if p.Workbook && e.Languages.String != "" {
		diags.Errorf("E0813", e.Languages.Pos, "%q cannot have languages side by side: it is a workbook", p.ID).About(p.ID).
			Hint("remove languages: a workbook has one file for each language")
	}
	p.Asked = one("made", e.Made) == asked
	for _, tag := range slices.Concat(p.Groups...) {
		if !slices.ContainsFunc(t.Languages, func(l source.Text) bool { return l.String == tag }) {
			diags.Errorf("E0813", e.Languages.Pos, "%q would have a file in %q, which is not a language of the term", p.ID, tag).
				About(p.ID).
				Hint("add it to the languages of the term, or remove it here")
		}
	}
	able, made := forms.Pages, "formats of pages"
	if p.Workbook {
		able, made = forms.Workbook, "formats of a workbook"
	}
	for _, f := range said("formats", e.Formats...) {
		switch {
		case !slices.Contains(able, f.String):
			known(diags.Errorf("E0813", f.Pos, "%q cannot be made in the format %q", p.ID, f.String).About(p.ID), f.String, made, able)
			return nil
		case !slices.Contains(p.Formats, f.String):
			p.Formats = append(p.Formats, f.String)
		}
	}
	if len(p.Formats) == 0 {
		p.Formats = able[:1:1]
	}
	if i := slices.IndexFunc(p.Formats, func(f string) bool { return slices.Contains(forms.Paged, f) }); i >= 0 {
		p.Paged = p.Formats[i]
	}
	if i := slices.IndexFunc(p.Formats, func(f string) bool { return slices.Contains(forms.Anchored, f) }); i >= 0 {
		p.Anchored = p.Formats[i]
	}
	return p
}

// of returns the settings of a template; for a view, those of the template that it is a view of.
func (d Defaults) of(template string) map[string]setting {
	if s, ok := d[template]; ok {
		return s
	}
	base, _, _ := strings.Cut(template, ".")
	return d[base]
}

// alike returns the templates that a name can mean: of papers, or of views.
func alike(name string, templates []string) []string {
	view := strings.Contains(name, ".")
	return slices.DeleteFunc(slices.Clone(templates), func(t string) bool { return strings.Contains(t, ".") != view })
}
