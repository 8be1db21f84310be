package layout

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"omnibus/assemble/diag"
	"omnibus/assemble/face"
	"omnibus/assemble/layout/lines"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
)

var update = flag.Bool("update", false, "rewrite what the cases want")

func styleSheet(t testing.TB, name string) *style.Sheet {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var diags diag.List
	s := style.Read(source.NewFile(name, b), &diags)
	if s == nil {
		t.Fatalf("%s:%d: %s", name, diags.Items[0].Pos.Line(), diags.Items[0].Message)
	}
	return s
}

// languages returns the line-breaking rules of the shipped locale files.
func languages(t testing.TB) lines.Languages {
	t.Helper()
	all := map[string]lines.Rules{}
	var files []*source.File
	for _, l := range []string{"en", "es", "fr", "pt"} {
		name := "../../locales/active." + l + ".toml"
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, source.NewFile(name, b))
	}
	var diags diag.List
	locales := locale.Read(files, nil, &diags)
	for _, l := range locales.Languages() {
		p, err := os.ReadFile("../../locales/hyphen/" + l + ".pat.txt")
		if err != nil {
			t.Fatal(err)
		}
		e, _ := os.ReadFile("../../locales/hyphen/" + l + ".hyp.txt")
		bonds := lines.Bonds(locales.Bonds(l))
		all[l] = lines.Rules{Patterns: lines.NewPatterns(string(p), string(e)), Bonds: &bonds}
	}
	return func(lang string) lines.Rules { return all[lang] }
}

// A case is a txtar file: a sentence on what it shows, a document, and what is wanted: want/picture, want/pages,
// want/findings, each only where the case is about it.
func TestCases(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	rules := languages(t)
	base := styleSheet(t, "testdata/style.yaml")
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if len(strings.TrimSpace(string(a.Comment))) == 0 {
				t.Error("the case has no sentence on what it shows")
			}
			if len(a.Files) < 2 || a.Files[0].Name != "doc" {
				t.Fatal("a case needs a doc and at least one want section")
			}
			d, s, err := readDoc(string(a.Files[0].Data), base)
			if err != nil {
				t.Fatal(err)
			}
			var diags diag.List
			r := Pages(d, s, rules, face.Fixed(), &diags)
			if err := sound(d, s, r, face.Fixed()); err != nil {
				t.Error(err)
			}
			for i := range a.Files[1:] {
				f := &a.Files[1+i]
				var got string
				switch f.Name {
				case "want/picture":
					got = picture(r)
				case "want/pages":
					var b strings.Builder
					r.Dump(&b)
					got = b.String()
				case "want/findings":
					got = findings(&diags)
				default:
					t.Fatalf("unknown section %s", f.Name)
				}
				if *update {
					f.Data = []byte(got)
				} else if got != string(f.Data) {
					t.Errorf("%s: got\n%swanted\n%s", f.Name, got, f.Data)
				}
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func findings(l *diag.List) string {
	var b strings.Builder
	for _, d := range l.Items {
		fmt.Fprintf(&b, "%d: %s: %s [%s]\n", d.Pos.Line(), d.Severity, d.Message, d.Code)
	}
	return b.String()
}
