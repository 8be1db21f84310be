package compose

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/template"
	"omnibus/locales"
	"omnibus/templates"
)

// embedded returns the files of an embedded folder.
func embedded(t testing.TB, f fs.FS, prefix string) []*source.File {
	t.Helper()
	var out []*source.File
	err := fs.WalkDir(f, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(f, name)
		out = append(out, source.NewFile(prefix+name, b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A shop has everything from which papers are made.
type shop struct {
	in        *input.Records
	plan      *plan.Plan
	set       *locale.Set
	templates *template.Set
	diags     *diag.List
}

// open reads the records of the files, and the shipped locales and templates with over laid over them.
func open(t testing.TB, files, over []*source.File, meeting string) *shop {
	t.Helper()
	s := &shop{diags: new(diag.List)}
	s.set = locale.Read(embedded(t, locales.Files, "locales/"), over, s.diags)
	s.templates = template.Read(embedded(t, templates.Files, "templates/"), over, s.diags)
	s.in = input.Read(files, s.diags)
	m, ok := merge.Meeting(s.in, meeting, date.Date{})
	if !ok {
		t.Fatalf("no meeting %q", meeting)
	}
	s.plan = merge.Plan(s.in, plan.Point{Meeting: m}, nil, s.diags)
	return s
}

// document composes a paper in languages, and checks the invariants.
func (s *shop) document(t testing.TB, name, paper string, opts Options, langs ...string) *doc.Document {
	t.Helper()
	var ls []*locale.Locale
	for _, tag := range langs {
		l := s.set.Locale(tag)
		if l == nil {
			t.Fatalf("no language %q", tag)
		}
		ls = append(ls, l)
	}
	d := Document(s.plan, s.templates.Lookup(name), paper, ls, s.set, opts, s.diags)
	if d != nil {
		for _, err := range doc.Check(d) {
			t.Errorf("%s %v: %v", name, langs, err)
		}
	}
	return d
}

// shipped returns the files of the shipped term.
func shipped(t testing.TB) []*source.File {
	t.Helper()
	return embedded(t, os.DirFS(filepath.Join("..", "..", "input")), "input/")
}

func (s *shop) errors(t testing.TB) {
	t.Helper()
	s.diags.Sort()
	for _, d := range s.diags.Items {
		if d.Severity == diag.Error {
			t.Errorf("%s:%d:%d: %s %v", d.Pos.File.Name, d.Pos.Line(), d.Pos.Column(), d.Message, d.Hints)
		}
	}
}

// TestShipped composes every paper of the shipped term in every language with labels, at every meeting.
func TestShipped(t *testing.T) {
	files := shipped(t)
	s := open(t, files, nil, "end")
	meetings := []string{"end"}
	for _, m := range s.in.Meetings {
		meetings = append(meetings, m.ID.String)
	}
	for _, meeting := range meetings {
		s := open(t, files, nil, meeting)
		for _, name := range s.templates.Names() {
			paper, view, _ := strings.Cut(name, ".")
			for _, langs := range [][]string{{"en"}, {"es"}, {"en", "es"}, {"es", "en"}, {"pt", "fr"}} {
				if d := s.document(t, name, paper, Options{Variant: view}, langs...); d == nil {
					t.Errorf("%s %v at %s: nothing is made", name, langs, meeting)
				} else if os.Getenv("SHOW") == name+meeting+langs[0]+fmt.Sprint(len(langs)) {
					os.Stdout.WriteString(d.String())
				}
			}
		}
		s.errors(t)
		if t.Failed() {
			return
		}
	}
}
