package check

import (
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/spelling"
	"omnibus/locales"
)

var update = flag.Bool("update", false, "rewrite the wanted sections of the cases")

// labels returns the built-in label files, without the translations of the shipped term.
func labels(t testing.TB) []*source.File {
	t.Helper()
	var out []*source.File
	names, err := fs.Glob(locales.Files, "active.*.toml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no label files: %v", err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(locales.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, source.NewFile("locales/"+name, b))
	}
	return out
}

// run reads, merges and checks a set of files, and returns only the findings of the checks.
func run(t testing.TB, files map[string][]byte, langs []string) []*diag.Diagnostic {
	return runAs(t, files, langs, false)
}

func runAs(t testing.TB, files map[string][]byte, langs []string, final bool) []*diag.Diagnostic {
	t.Helper()
	var in, user []*source.File
	files = maps.Clone(files)
	var dictionaries func(string) []spelling.Dictionary
	if words := files["dictionaries/en.dic"]; words != nil {
		d := spelling.Dictionary{Affixes: files["dictionaries/en.aff"], Words: words}
		delete(files, "dictionaries/en.dic")
		delete(files, "dictionaries/en.aff")
		dictionaries = func(lang string) []spelling.Dictionary { return map[string][]spelling.Dictionary{"en": {d}}[lang] }
	}
	current(files)
	for _, name := range slices.Sorted(keysOf(files)) {
		f := source.NewFile(name, files[name])
		if strings.HasPrefix(name, "locales/") {
			user = append(user, f)
		} else {
			in = append(in, f)
		}
	}
	reading := new(diag.List)
	records := input.Read(in, reading)
	set := locale.Read(labels(t), user, reading)
	for _, d := range reading.Items {
		if d.Severity == diag.Error {
			t.Errorf("%s:%d: %s [%s]", d.Pos.File.Name, d.Pos.Line(), d.Message, d.Code)
		}
	}
	if langs == nil && records.Term != nil {
		for _, l := range records.Term.Languages {
			langs = append(langs, l.String)
		}
	}
	meeting, _ := merge.Meeting(records, merge.End, date.Date{})
	found := new(diag.List)
	Run(Pass{Records: records, Plan: merge.Plan(records, plan.Point{Meeting: meeting}, nil, reading), Locales: set, Langs: langs, Final: final, Diags: found,
		Dictionaries: dictionaries})
	found.Sort()
	return found.Items
}

var untimed = regexp.MustCompile(`(?m)^\["([^"]+)"\]\nother = `)

// current adds a file of states that gives each translation without a hash that of the present text, so that cases need no hashes.
func current(files map[string][]byte) {
	var in []*source.File
	for name := range files {
		if !strings.HasPrefix(name, "locales/") {
			in = append(in, source.NewFile(name, files[name]))
		}
	}
	var texts map[string]string
	for name, data := range files {
		lang, ok := strings.CutPrefix(strings.TrimSuffix(name, ".toml"), "locales/content.")
		state := "locales/state." + lang + ".yaml"
		found := untimed.FindAllSubmatch(data, -1)
		if !ok || files[state] != nil || len(found) == 0 {
			continue
		}
		if texts == nil {
			texts = map[string]string{}
			for _, x := range input.Read(in, new(diag.List)).Texts() {
				texts[x.ID] = x.String
			}
		}
		out := "texts:\n"
		for _, m := range found {
			out += fmt.Sprintf("  %s: {state: translated, hash: %s}\n", m[1], source.Hash(texts[string(m[1])]))
		}
		files[state] = []byte(out)
	}
}

func keysOf(m map[string][]byte) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func line(d *diag.Diagnostic) string {
	s := fmt.Sprintf("%s:%d:%d: %s: %s [%s]\n", d.Pos.File.Name, d.Pos.Line(), d.Pos.Column(), d.Severity, d.Message, d.Code)
	for _, h := range d.Hints {
		s += "    hint: " + h + "\n"
	}
	for _, r := range d.Related {
		s += fmt.Sprintf("    %s:%d: %s\n", r.Pos.File.Name, r.Pos.Line(), r.Message)
	}
	return s
}

// TestCases runs one case for each check. The file is named after the code; fires/ has files laid over the base term that make the check
// fire (fires2/ a second set, if one finding hides another); silent/ has similar files that do not; want has the findings of the check.
func TestCases(t *testing.T) {
	base, err := txtar.ParseFile("testdata/base.txt")
	if err != nil {
		t.Fatal(err)
	}
	overlay := func(a *txtar.Archive, prefix string) map[string][]byte {
		files := map[string][]byte{}
		for _, f := range base.Files {
			files[f.Name] = f.Data
		}
		for _, f := range a.Files {
			if name, ok := strings.CutPrefix(f.Name, prefix); ok {
				files[name] = f.Data
			} else if !strings.HasPrefix(f.Name, "fires/") && !strings.HasPrefix(f.Name, "fires2/") && !strings.HasPrefix(f.Name,
				"silent/") && f.Name != "want" {
				t.Errorf("unknown section %s", f.Name)
			}
		}
		return files
	}
	if got := run(t, overlay(new(txtar.Archive), "fires/"), []string{"en", "es"}); len(got) > 0 {
		t.Fatalf("the base term is not clean:\n%s", line(got[0]))
	}
	for _, c := range All {
		t.Run(c.Code, func(t *testing.T) {
			path := filepath.Join("testdata", c.Code+".txtar")
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatalf("each check has a case: %v", err)
			}
			final := strings.Contains(string(a.Comment), "--final")
			var got strings.Builder
			for _, prefix := range []string{"fires/", "fires2/"} {
				if !slices.ContainsFunc(a.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, prefix) }) {
					continue
				}
				for _, d := range runAs(t, overlay(a, prefix), nil, final) {
					if d.Code == c.Code {
						got.WriteString(line(d))
					}
				}
			}
			if got.Len() == 0 {
				t.Error("it does not fire")
			}
			for _, d := range runAs(t, overlay(a, "silent/"), nil, final) {
				if d.Code == c.Code {
					t.Errorf("it fires on the silent files: %s", line(d))
				}
			}
			if !slices.ContainsFunc(a.Files, func(f txtar.File) bool { return f.Name == "want" }) {
				if !*update {
					t.Error("the case has no section want: write it with -update")
				}
				a.Files = append(a.Files, txtar.File{Name: "want"})
			}
			for i, f := range a.Files {
				if f.Name != "want" || string(f.Data) == got.String() {
					continue
				}
				if !*update {
					t.Errorf("got\n%s\nwant\n%s", got.String(), f.Data)
					continue
				}
				a.Files[i].Data = []byte(got.String())
				if err := os.WriteFile(path, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

var codeForm = regexp.MustCompile(`^[EWN][0-9]{4}$`)

func TestTable(t *testing.T) {
	seen := map[string]string{}
	for _, c := range All {
		if !codeForm.MatchString(c.Code) || c.Name == "" || c.Doc == "" || len(c.Explain) < 80 || c.Run == nil {
			t.Errorf("%s %s lacks a field", c.Code, c.Name)
		}
		if seen[c.Code] != "" {
			t.Errorf("%s is the code of both %s and %s", c.Code, seen[c.Code], c.Name)
		}
		seen[c.Code] = c.Name
	}
}

// TestShipped compares the findings about the shipped term with the intended ones.
func TestShipped(t *testing.T) {
	files := map[string][]byte{}
	for _, root := range []string{"input", "locales"} {
		err := filepath.WalkDir(filepath.Join("..", "..", root), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			rel, _ := filepath.Rel(filepath.Join("..", ".."), path)
			name := filepath.ToSlash(rel)
			if strings.HasPrefix(name, "locales/") && !strings.HasPrefix(filepath.Base(name), "content.") &&
				!strings.HasPrefix(filepath.Base(name), "state.") {
				return nil
			}
			b, err := os.ReadFile(path)
			files[name] = b
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var got strings.Builder
	for _, d := range run(t, files, []string{"en", "es"}) {
		got.WriteString(line(d))
	}
	want, err := os.ReadFile("testdata/shipped.txt")
	if err != nil && !*update {
		t.Fatal(err)
	}
	if got.String() == string(want) {
		return
	}
	if !*update {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	} else if err := os.WriteFile("testdata/shipped.txt", []byte(got.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}
