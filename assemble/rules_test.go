package assemble

import (
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"omnibus/assemble/diag"
	"omnibus/assemble/report"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

var update = flag.Bool("update", false, "rewrite the wanted sections of the cases")

var codeForm = regexp.MustCompile(`"([EWN][0-9]{4})"`)

// TestRules compares the explanations with the sources: each code that a room can emit is explained, once, and fires in a test.
func TestRules(t *testing.T) {
	rules := map[string]diag.Rule{}
	names := map[string]string{}
	for _, r := range report.Rules() {
		if _, twice := rules[r.Code]; twice {
			t.Errorf("%s is explained twice", r.Code)
		}
		if names[r.Name] != "" {
			t.Errorf("%s and %s are both called %s", names[r.Name], r.Code, r.Name)
		}
		rules[r.Code], names[r.Name] = r, r.Code
		if r.Name == "" || r.Doc == "" || len(r.Explain) < 80 {
			t.Errorf("the explanation of %s lacks a field", r.Code)
		}
		if !strings.Contains(r.Explain, "\n\n    ") {
			t.Errorf("the explanation of %s has no example", r.Code)
		}
	}
	emitted, shown := map[string]string{}, map[string]bool{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasPrefix(name, "assemble/") && !strings.HasPrefix(name, "cmd/") {
			return err
		}
		test := strings.HasSuffix(name, "_test.go") || strings.Contains(name, "/testdata/")
		if strings.HasPrefix(name, "assemble/explain/") || strings.HasSuffix(name, "rules_test.go") || !test && !strings.HasSuffix(name, ".go") {
			return nil
		}
		b, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		if test {
			for _, m := range regexp.MustCompile(`[EWN][0-9]{4}`).FindAllString(string(b), -1) {
				shown[m] = true
			}
			return nil
		}
		for _, m := range codeForm.FindAllStringSubmatch(string(b), -1) {
			emitted[m[1]] = name
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for code, file := range emitted {
		if _, ok := rules[code]; !ok {
			t.Errorf("%s, which %s reports, has no explanation", code, file)
		}
		if !shown[code] {
			t.Errorf("%s, which %s reports, fires in no test", code, file)
		}
	}
	for code := range rules {
		if emitted[code] == "" {
			t.Errorf("%s is explained, but nothing reports it", code)
		}
	}
}

// TestFindings runs the cases of findings, each laid over one small term. The file is named after its code; fires/ has the files that make
// it fire, and want the findings of that code. A section whose name ends with " (escaped)" is written as Go strings, one for each line of
// the file. If the comment has --final, the papers are final.
func TestFindings(t *testing.T) {
	base, err := txtar.ParseFile(filepath.Join("check", "testdata", "base.txt"))
	if err != nil {
		t.Fatal(err)
	}
	cases, err := filepath.Glob(filepath.Join("testdata", "findings", "*.txtar"))
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range cases {
		code := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(code, func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			files := map[string][]byte{}
			for _, f := range base.Files {
				files[f.Name] = f.Data
			}
			for _, f := range a.Files {
				name, ok := strings.CutPrefix(f.Name, "fires/")
				switch {
				case ok && strings.HasSuffix(name, " (escaped)"):
					files[strings.TrimSuffix(name, " (escaped)")] = unescaped(t, f.Data)
				case ok && strings.HasSuffix(name, " (gone)"):
					delete(files, strings.TrimSuffix(name, " (gone)"))
				case ok:
					files[name] = f.Data
				case f.Name != "want":
					t.Errorf("unknown section %s", f.Name)
				}
			}
			var got strings.Builder
			for _, d := range findings(t, files, strings.Contains(string(a.Comment), "--final")) {
				if d.Code == code {
					got.WriteString(entry(d))
				}
			}
			if got.Len() == 0 {
				t.Error("it does not fire")
			}
			wanted(t, path, a, got.String())
		})
	}
}

// entry returns a finding in the form of the cases.
func entry(d *diag.Diagnostic) string {
	s := fmt.Sprintf("%s:%d:%d: %s: %s [%s]\n", d.Pos.File.Name, d.Pos.Line(), d.Pos.Column(), d.Severity, d.Message, d.Code)
	for _, h := range d.Hints {
		s += "    hint: " + h + "\n"
	}
	return s
}

// wanted compares a result with the section want, or writes it there.
func wanted(t *testing.T, path string, a *txtar.Archive, got string) {
	t.Helper()
	if !slices.ContainsFunc(a.Files, func(f txtar.File) bool { return f.Name == "want" }) {
		if !*update {
			t.Error("the case has no section want: write it with -update")
		}
		a.Files = append(a.Files, txtar.File{Name: "want"})
	}
	for i, f := range a.Files {
		if f.Name != "want" || string(f.Data) == got {
			continue
		}
		if !*update {
			t.Errorf("got\n%s\nwant\n%s", got, f.Data)
			continue
		}
		a.Files[i].Data = []byte(got)
		if err := os.WriteFile(path, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDefects compares the whole list of findings about a term that has the defects of a plan made by hand: both those in readable files
// and those that make a file unreadable.
func TestDefects(t *testing.T) {
	for _, name := range []string{"defects.txtar", "defects-reading.txtar"} {
		path := filepath.Join("testdata", name)
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files := map[string][]byte{}
		for _, f := range a.Files {
			if f.Name != "want" {
				files[f.Name] = f.Data
			}
		}
		var got strings.Builder
		for _, d := range findings(t, files, false) {
			got.WriteString(entry(d))
		}
		wanted(t, path, a, got.String())
	}
}

func unescaped(t *testing.T, data []byte) []byte {
	var out []byte
	for line := range strings.Lines(string(data)) {
		s, err := strconv.Unquote(`"` + strings.TrimSuffix(line, "\n") + `"`)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		out = append(append(out, s...), '\n')
	}
	return out
}

// findings returns those of a check that includes the pages.
func findings(t *testing.T, files map[string][]byte, final bool) []*diag.Diagnostic {
	t.Helper()
	src := &work.Sources{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f := source.NewFile(name, files[name])
		switch strings.Split(name, "/")[0] {
		case "locales":
			src.Locales = append(src.Locales, f)
		case "templates":
			src.Templates = append(src.Templates, f)
		default:
			src.Input = append(src.Input, f)
		}
	}
	w, err := Run(src, work.Job{Meeting: "end", Final: final}, work.LaidOut, nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.Diags.Items
}
