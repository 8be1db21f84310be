package assemble

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// TestNoCascade: a file that is missing or unreadable is reported once: no finding is only a consequence of that.
func TestNoCascade(t *testing.T) {
	whole := shippedSources(t)
	findings := func(src *work.Sources) map[string]*diag.Diagnostic {
		w, err := Run(src, work.Job{Meeting: "end", Today: date.Date{Year: 2024, Month: 6, Day: 1}}, work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]*diag.Diagnostic{}
		for _, d := range w.Diags.Items {
			out[d.Code+" "+d.Pos.File.Name+": "+d.Message] = d
		}
		return out
	}
	known := findings(whole)
	broken := func(files []*source.File, i int, b []byte) []*source.File {
		out := slices.Clone(files)
		out[i] = source.NewFile(files[i].Name, b)
		return out
	}
	try := func(name string, src *work.Sources) {
		reported := false
		for key, d := range findings(src) {
			switch {
			case known[key] != nil:
			case d.Severity == diag.Error && d.Pos.File.Name == name:
				reported = true
			default:
				t.Errorf("if %s cannot be read, there is another finding: %s", name, key)
			}
		}
		if !reported {
			t.Errorf("if %s cannot be read, nothing is reported", name)
		}
	}
	for i, f := range whole.Input {
		if strings.HasSuffix(f.Name, ".yaml") {
			lines := bytes.SplitAfter(f.Bytes, []byte("\n"))
			bad := bytes.Join(slices.Insert(lines, len(lines)/2, []byte("   {a\n")), nil)
			try(f.Name, &work.Sources{Input: broken(whole.Input, i, bad), Locales: whole.Locales, Templates: whole.Templates})
		}
	}
	for i, f := range whole.Locales {
		if strings.HasPrefix(f.Name, "locales/content.") {
			bad := append([]byte("= \"a\n"), f.Bytes...)
			try(f.Name, &work.Sources{Input: whole.Input, Locales: broken(whole.Locales, i, bad), Templates: whole.Templates})
		}
	}
	for i, f := range whole.Input {
		if slices.Contains([]string{"input/body.yaml", "input/term.yaml", "input/glossary.yaml", "input/mandates.yaml", "input/schedule.yaml", "input/introduction.md"}, f.Name) {
			try(f.Name, &work.Sources{Input: slices.Delete(slices.Clone(whole.Input), i, i+1), Locales: whole.Locales, Templates: whole.Templates})
		}
	}
}

// TestUnfinishedLanguage: while the label file of a new language is being written, papers in the others are made as before.
func TestUnfinishedLanguage(t *testing.T) {
	src := *shippedSources(t)
	src.Locales = append(slices.Clone(src.Locales), source.NewFile("locales/active.de.toml", []byte("[language]\nself = \"Deutsch\"\n")))
	w, err := Run(&src, work.Job{Meeting: "end"}, work.Composed, nil)
	if err != nil || errorsOf(w) != "" {
		t.Errorf("%v\n%.500s", err, errorsOf(w))
	}
}
