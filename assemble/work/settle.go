package work

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/paper"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
	"omnibus/assemble/write"
)

// introduction is the file with the introduction of a paper that presents the plan.
const introduction = "introduction.md"

// Settle determines the papers of the term, and reports a missing introduction.
func (w *Work) Settle(defaults paper.Defaults, files []*source.File) {
	forms := paper.Forms{
		Pages:    write.Names((*write.Format).OfDocuments),
		Workbook: write.Names((*write.Format).OfWorkbooks),
		Paged:    write.Names((*write.Format).Paged),
		Anchored: write.Names(func(f *write.Format) bool { return f.Anchored }),
	}
	w.Papers = defaults.Of(w.Records.Term, w.Templates.Names(), forms, &w.Diags)
	for _, p := range w.Papers {
		p.Entry.Contain(p.Content == paper.Draft)
	}
	p := w.Papers.With(paper.Plan)
	if p == nil || slices.ContainsFunc(files, func(f *source.File) bool { return path.Base(f.Name) == introduction }) {
		return
	}
	w.Records.Lost[introduction] = true
	f := source.NewFile(path.Join(path.Dir(p.Entry.ID.Pos.File.Name), introduction), nil)
	w.Diags.Errorf("E0101", f.Pos(0, 0), "the file %s is missing", f.Name).
		Hint("write a paragraph that ends with {#intro-first}").See(p.Entry.ID.Pos, "%s begins with it", p.ID)
}

// UnknownLanguage returns the error for a command line that names a language without a label file.
func UnknownLanguage(tag string, known []string) error {
	return &diag.Unknown{What: "language", Name: tag, Known: known, Else: "omnibus labels --new " + tag + " begins a new one"}
}

// Languages finds the locales of the job or, if it names none, of the term.
func (w *Work) Languages() error {
	known := w.Locales.Languages()
	for i, tag := range w.Job.Langs {
		if slices.Contains(w.Job.Langs[:i], tag) {
			return diag.Usagef("the language %q is given twice", tag)
		}
		l := w.Locales.Locale(tag)
		if l == nil {
			return UnknownLanguage(tag, known)
		}
		w.Langs = append(w.Langs, l)
	}
	if len(w.Job.Langs) > 0 || w.Records.Term == nil {
		return nil
	}
	for _, tag := range w.Records.Term.Languages {
		if l := w.Locales.Locale(tag.String); l != nil {
			w.Langs = append(w.Langs, l)
			continue
		}
		if slices.ContainsFunc(w.Diags.Items, func(d *diag.Diagnostic) bool { return d.Pos == tag.Pos }) {
			continue // not a language tag
		}
		w.Diags.Errorf("E0810", tag.Pos, "there is no language %q", tag.String).
			Hint("there are %s; omnibus labels --new %s begins it", strings.Join(known, ", "), tag.String)
	}
	return nil
}

// Groups returns the groups of languages that the term lists for a paper, as far as the job requests all languages of a group; if there is
// none, the languages of the job.
func (w *Work) Groups(p *paper.Paper) [][]*locale.Locale {
	var out [][]*locale.Locale
next:
	for _, tags := range p.Groups {
		var group []*locale.Locale
		for _, tag := range tags {
			i := slices.IndexFunc(w.Langs, func(l *locale.Locale) bool { return l.Tag == tag })
			if i < 0 {
				continue next
			}
			group = append(group, w.Langs[i])
		}
		out = append(out, group)
	}
	if out == nil {
		out = [][]*locale.Locale{w.Langs}
	}
	return out
}

// StyleSheet returns the style sheet for the paper size of the job or, if it names none, of the body. It returns nil if there is no style
// sheet, which has already been reported.
func (w *Work) StyleSheet() (*style.Sheet, error) {
	s := w.Style
	if s == nil {
		return nil, nil
	}
	if name := w.Job.Size; name != "" {
		on, ok := s.On(name)
		if !ok {
			return nil, &diag.Unknown{What: "paper size", Name: name, Known: slices.Sorted(maps.Keys(s.Sizes))}
		}
		s = on
	} else if b := w.Records.Body; b != nil && b.Size.String != "" && !s.OwnSize {
		on, ok := s.On(b.Size.String)
		if !ok {
			return nil, nil // Sizes reports it
		}
		s = on
	}
	if b := w.Records.Body; b != nil && b.Running.String != "" {
		s = s.Headed(style.Sides[b.Running.String])
	}
	if w.Job.LineNumbers {
		s = s.Numbered()
	}
	return s, nil
}

// Sizes reports a paper size of the body that the style sheet does not define.
func (w *Work) Sizes() {
	b := w.Records.Body
	if w.Style == nil || b == nil || b.Size.String == "" || w.Style.OwnSize || w.Job.Size != "" {
		return
	}
	if _, ok := w.Style.On(b.Size.String); ok {
		return
	}
	known := slices.Sorted(maps.Keys(w.Style.Sizes))
	d := w.Diags.Errorf("E0811", b.Size.Pos, "the style sheet does not define the paper size %q", b.Size.String)
	if near := diag.Nearest(b.Size.String, known); near != "" {
		d.Hint("did you mean %q?", near)
	}
	d.Hint("write one of %s, or add the size to sizes in templates/style.yaml", strings.Join(known, ", "))
}

// Notes returns the form and position of notes: as the profile of the body sets them, otherwise as the style sheet does.
func (w *Work) Notes() input.NoteStyle {
	var n input.NoteStyle
	if b := w.Records.Body; b != nil {
		n = b.Notes
	}
	if s := w.Style; s != nil {
		n.Form.String = cmp.Or(n.Form.String, s.Notes.Form)
		n.Place.String = cmp.Or(n.Place.String, s.Notes.Place)
		n.At.String = cmp.Or(n.At.String, s.Notes.At)
	}
	return n
}

// Formats returns the formats in which the job wants a paper: those named by the job that the paper can have, otherwise those of the paper.
func (w *Work) Formats(p *paper.Paper) []string {
	var out []string
	for _, name := range w.Job.Formats {
		if f := write.Find(name); f != nil && (p.Workbook && f.OfWorkbooks() || !p.Workbook && f.OfDocuments()) {
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		out = slices.Clone(p.Formats)
	}
	for _, name := range w.Job.Also {
		if f := write.Find(name); f.OfWorkbooks() == p.Workbook && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// Able returns an error if the job names an unknown format, or names a paper that can have none of its formats.
func (w *Work) Able() error {
	for _, name := range w.Job.Formats {
		if write.Find(name) == nil {
			return &diag.Unknown{What: "format", Name: name, Known: write.Names(func(*write.Format) bool { return true })}
		}
	}
	for _, id := range w.Job.Papers {
		p := w.Papers.Find(id)
		if p == nil || len(w.Job.Formats) == 0 || slices.Contains(w.Job.Formats, w.Formats(p)[0]) {
			continue
		}
		able := write.Names((*write.Format).OfDocuments)
		if p.Workbook {
			able = write.Names((*write.Format).OfWorkbooks)
		}
		return &diag.Unknown{What: "format", Name: w.Job.Formats[0], Known: able, Of: id}
	}
	return nil
}
