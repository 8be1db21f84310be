package check

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
)

// pass returns a pass over no records, with the built-in labels.
func pass(t testing.TB, langs ...string) *Pass {
	t.Helper()
	return &Pass{Records: &input.Records{}, Locales: locale.Read(labels(t), nil, new(diag.List)), Langs: langs, Diags: new(diag.List)}
}

// readers returns a reader of each language.
func readers(t testing.TB, langs ...string) map[string]*reader {
	t.Helper()
	p := pass(t, langs...)
	out := map[string]*reader{}
	for _, lang := range langs {
		if out[lang] = p.newReader(lang); out[lang] == nil {
			t.Fatalf("no tables of %s", lang)
		}
	}
	return out
}

// TestPairs runs the pairs in testdata/pairs. In each fault, a difference of the kind of its section must be found; in a right pair, none.
// ~ marks a right pair with a known false alarm: if the alarm disappears, mark the pair as right; ? marks a fault that is known not to be
// found. The table of results is printed with -v.
func TestPairs(t *testing.T) {
	paths, err := filepath.Glob("testdata/pairs/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no pairs: %v", err)
	}
	for _, path := range paths {
		from, to, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".txt"), "-")
		to, _, _ = strings.Cut(to, "-")
		rs := readers(t, from, to)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var table results
		section := ""
		for n, line := range strings.Split(string(data), "\n") {
			line = strings.TrimSpace(line)
			if title, ok := strings.CutPrefix(line, "# "); ok {
				section, _, _ = strings.Cut(title, ":")
			}
			if line == "" || line[0] == '#' {
				continue
			}
			a, b, ok := strings.Cut(line[1:], "|")
			if !ok {
				t.Fatalf("%s:%d: not a pair: %s", path, n+1, line)
			}
			facts := slices.Clone(rs[from].read(strings.TrimSpace(a)))
			got := compare(facts, rs[to].read(strings.TrimSpace(b)))
			kinds := slices.Sorted(maps.Keys(got))
			if line[0] == '~' {
				table.right(section, true)
				if len(kinds) == 0 {
					t.Errorf("%s:%d: no longer a false alarm: %s", path, n+1, line)
				}
				continue
			}
			if line[0] == '=' {
				table.right(section, len(kinds) > 0)
				if len(kinds) > 0 {
					t.Errorf("%s:%d: false alarm (%s): %s", path, n+1, kinds, said(got, a, b))
				}
				continue
			}
			hit := slices.ContainsFunc(kinds, func(k string) bool {
				if k == listed {
					k = series
				}
				return strings.Contains(section, k) || section == "label and parts" && k == quantity
			})
			table.fault(section, hit)
			if line[0] == '?' {
				if hit {
					t.Errorf("%s:%d: found now: %s", path, n+1, line)
				}
				continue
			}
			if !hit {
				t.Errorf("%s:%d: not found (%s): %s", path, n+1, kinds, line)
			}
		}
		t.Logf("%s%s", filepath.Base(path), table.String())
	}
}

func said(ds map[string]difference, a, b string) string {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	var out []string
	for _, d := range ds {
		for _, f := range d.missing {
			out = append(out, fmt.Sprintf("lacks %q (%s)", a[f.at:f.end], f.value))
		}
		for _, f := range d.extra {
			out = append(out, fmt.Sprintf("has %q (%s)", b[f.at:f.end], f.value))
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
