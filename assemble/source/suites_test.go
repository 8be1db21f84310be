package source

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/goccy/go-yaml"
	yamltestsuite "github.com/goccy/go-yaml/testdata/yaml-test-suite"
)

// agrees compares what was read with the expected result of a suite. Plain scalars are texts here, but may be numbers and Booleans there.
func agrees(n *Node, want any) bool {
	if n == nil || n.Kind == Null {
		return want == nil
	}
	switch want := want.(type) {
	case map[string]any:
		if n.Kind != Mapping || len(n.Entries) != len(want) {
			return false
		}
		for _, e := range n.Entries {
			w, ok := want[e.Key.String]
			if !ok || !agrees(e.Value, w) {
				return false
			}
		}
		return true
	case []any:
		if n.Kind != Sequence || len(n.Items) != len(want) {
			return false
		}
		for i, item := range n.Items {
			if !agrees(item, want[i]) {
				return false
			}
		}
		return true
	case string:
		return n.Kind == Scalar && n.Text.String == want
	case bool:
		return n.Kind == Scalar && n.Style == Plain && strings.ToLower(n.Text.String) == strconv.FormatBool(want)
	case float64:
		return n.Kind == Scalar && n.Style == Plain && number(n.Text.String) == want
	}
	return false
}

// number reads a number as YAML writes it.
func number(s string) float64 {
	if i, err := strconv.ParseInt(s, 0, 64); err == nil && (strings.HasPrefix(s, "0x") || strings.HasPrefix(s, "0o")) {
		return float64(i)
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return -1
	}
	return f
}

// yamlSuite returns the cases of yaml-test-suite, which come with the module of another YAML reader.
func yamlSuite(t *testing.T) []*yamltestsuite.TestSuite {
	t.Helper()
	cases, err := yamltestsuite.TestSuites()
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 400 {
		t.Fatalf("yaml-test-suite has %d cases", len(cases))
	}
	return cases
}

// TestYAMLSuite reads every case of yaml-test-suite: the result is correct, or the case is refused.
func TestYAMLSuite(t *testing.T) {
	right, refused, wrong := 0, 0, 0
	cases := yamlSuite(t)
	for _, c := range cases {
		n, faults := YAML(NewFile("x.yaml", c.InYAML))
		switch {
		case len(faults) > 0:
			refused++
		case c.Error:
			wrong++
			t.Errorf("%s: %q is not YAML, but is read as %#v", c.Name, c.InYAML, plain(n))
		case len(c.InJSON) == 0 && n == nil, len(c.InJSON) == 1 && agrees(n, c.InJSON[0]):
			right++
			places(t, n)
		default:
			wrong++
			t.Errorf("%s: %q is read as %#v, not as %#v", c.Name, c.InYAML, plain(n), c.InJSON)
		}
	}
	t.Logf("%d cases of yaml-test-suite: %d right, %d refused, %d wrong", len(cases), right, refused, wrong)
}

// spliced contains texts that replace others.
var spliced = []string{
	"x", "one: two", "- a", "# b", "c # d", "e\nf\n", "\ng", " h ", "no", "007", "0x1F", "~", "=", ".inf", "2023-11-07", "'", `"`, `\`, "é, [è]", "{i", "*j", "&k", "!l",
	"|", ">", "%m", "@n", "`o", "---", "...", "? p", ":", "q:", "<<", "\tr", "s\t", "\u0085t", "\u2028u", "", "true", "12:30:45", "v\n\n\nw\n\n", "10:30", "TRUE", "1e3", "1_000", "+7", "..", "... x", "--- y", "a:b", "z\n \nz\n",
}

// TestSpliceSuite replaces each text of each case of yaml-test-suite by others, and reads the file with another library: it has the new
// text, and nothing else has changed.
func TestSpliceSuite(t *testing.T) {
	set, refused, skipped := 0, 0, 0
	for _, c := range yamlSuite(t) {
		root, faults := YAML(NewFile("x.yaml", c.InYAML))
		if len(faults) > 0 || root == nil || root.Kind == Scalar {
			continue
		}
		// The other library is a reference only if it reads the case as the suite expects.
		var other any
		if err := yaml.Unmarshal(c.InYAML, &other); err != nil || !loose(plain(root), other) {
			skipped++
			continue
		}
		var scalars int
		walk(root, func(n *Node) {
			if n.Kind == Scalar {
				scalars++
			}
		})
		for k := range scalars {
			for _, value := range spliced {
				f := NewFile("x.yaml", c.InYAML)
				root, _ := YAML(f)
				e, i := f.Edit(root), 0
				var at *Node
				walk(root, func(n *Node) {
					if n.Kind == Scalar {
						if i == k {
							at = n
						}
						i++
					}
				})
				e.Set(at, value)
				got, err := e.File()
				if err != nil {
					refused++
					t.Errorf("%s: text %d of %q set to %q: %v", c.Name, k+1, c.InYAML, value, err)
					continue
				}
				set++
				at.Text.String = value
				var other any
				if err := yaml.Unmarshal(got.Bytes, &other); err != nil {
					t.Errorf("%s: text %d set to %q gives %q: %v", c.Name, k+1, value, got.Bytes, err)
				} else if !loose(plain(root), other) {
					t.Errorf("%s: text %d set to %q gives %q, for others %#v", c.Name, k+1, value, got.Bytes, other)
				}
			}
		}
	}
	t.Logf("%d texts set in cases of yaml-test-suite, %d refused; %d cases that the other library reads otherwise", set, refused, skipped)
}

// tomlSuite calls visit with each case of toml-test, which comes with the module of another TOML reader.
func tomlSuite(t *testing.T, visit func(name string, valid bool, in, want []byte)) {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/BurntSushi/toml").Output()
	if err != nil {
		t.Fatalf("the module with the cases is not available: %v", err)
	}
	dir := os.DirFS(filepath.Join(strings.TrimSpace(string(out)), "internal", "toml-test", "tests"))
	err = fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		stem, ok := strings.CutSuffix(name, ".toml")
		if err != nil || !ok || d.IsDir() || !strings.Contains(name, "/") {
			return err
		}
		in, err := fs.ReadFile(dir, name)
		if err != nil {
			return err
		}
		valid := strings.HasPrefix(name, "valid/")
		var want []byte
		if valid {
			if want, err = fs.ReadFile(dir, stem+".json"); err != nil {
				return err
			}
		}
		visit(name, valid, in, want)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// tagged turns the expected values of toml-test into maps and texts. ok is false if there is a value other than a text.
func tagged(v any) (out any, ok bool) {
	m, isMap := v.(map[string]any)
	if !isMap {
		return nil, false
	}
	if kind, isKind := m["type"].(string); isKind && len(m) == 2 {
		return m["value"], kind == "string"
	}
	made := map[string]any{}
	for k, sub := range m {
		if made[k], ok = tagged(sub); !ok {
			return nil, false
		}
	}
	return made, true
}

// TestTOMLSuite reads every case of toml-test: the result is correct, or the case is refused. A case that is invalid in TOML 1.0 and valid
// in 1.1 may be accepted with the result of the other reader.
func TestTOMLSuite(t *testing.T) {
	cases, right, refused, wrong, taken := 0, 0, 0, 0, 0
	tomlSuite(t, func(name string, valid bool, in, want []byte) {
		cases++
		n, faults := TOML(NewFile("x.toml", in))
		if len(faults) > 0 {
			refused++
			return
		}
		if !valid {
			var other map[string]any
			_, err := toml.Decode(string(in), &other)
			taken++
			t.Logf("%s: %q is accepted; the other reader says %v", name, in, err)
			if err != nil || !reflect.DeepEqual(plain(n), any(other)) {
				wrong++
				t.Errorf("%s: %q is not TOML, but is read as %#v", name, in, plain(n))
			}
			return
		}
		var v any
		if err := json.Unmarshal(want, &v); err != nil {
			t.Fatal(err)
		}
		if w, ok := tagged(v); !ok || !reflect.DeepEqual(plain(n), w) {
			wrong++
			t.Errorf("%s: %q is read as %#v, not as %s", name, in, plain(n), fmt.Sprint(w))
			return
		}
		right++
		places(t, n)
	})
	if cases < 500 || taken > 2 {
		t.Errorf("%d cases, %d invalid ones accepted", cases, taken)
	}
	t.Logf("%d cases of toml-test: %d right, %d refused, %d invalid accepted, %d wrong", cases, right, refused, taken, wrong)
}
