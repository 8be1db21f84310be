package input

import (
	"fmt"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// TestWrongShapes gives each field of each kind of record values of every shape but its own. Each answer names the field; if an object is
// expected, it also names the fields of the object, if one of a few words, the words, and otherwise it says what the field is.
func TestWrongShapes(t *testing.T) {
	const word, list, mapping, lists, mappings, nested = "zzz", "[zzz]", "{zz: z}", "[[zzz]]", "[{zz: z}]", "{zz: {z: z}}"
	seen := 0
	for _, k := range Kinds() {
		k.visit(func(k *Kind) {
			for i := range k.Fields {
				f := &k.Fields[i]
				for _, value := range []string{word, list, mapping, lists, mappings, nested} {
					if fits(f.is, value) {
						continue
					}
					diags := new(diag.List)
					file := source.NewFile("input/x.yaml", []byte(f.Key+": "+value+"\n"))
					n, faults := source.YAML(file)
					if report(diags, faults); len(diags.Items) > 0 {
						t.Fatalf("%s does not parse: %s", value, diags.Items[0].Message)
					}
					w := &walker{diags: diags, at: f}
					w.walk(n.At(f.Key), f.is, f.Key)
					if len(diags.Items) == 0 {
						t.Errorf("%s of %s takes %s", f.Key, k.Name, value)
						continue
					}
					seen++
					said := ""
					for _, d := range diags.Items {
						said += d.Message + "\n"
						for _, h := range d.Hints {
							said += "  " + h + "\n"
						}
					}
					for _, want := range expected(f, value) {
						if !strings.Contains(said, want) {
							t.Errorf("%s of %s: %s does not say %q:\n%s", f.Key, k.Name, value, want, said)
						}
					}
				}
			}
		})
	}
	if seen < 500 {
		t.Errorf("%d values are wrong", seen)
	}
}

// fits reports whether a value may have the shape, whatever is in it.
func fits(s *shape, value string) bool {
	switch s.form {
	case text, name, word, ref:
		return !strings.ContainsAny(value, "[{")
	case byLang:
		return value == "{zz: z}" || value == "{zz: {z: z}}" && s.item.form == object
	case list:
		inner, ok := strings.CutPrefix(value, "[")
		return ok && fits(s.item, strings.TrimSuffix(inner, "]"))
	case id:
		return value == "zzz"
	case tag:
		return false
	}
	return false
}

// expected is what the answer to a wrong value must say.
func expected(f *Field, value string) []string {
	s := f.is
	in := strings.HasPrefix(value, "[") && s.form == list || strings.HasPrefix(value, "{") && s.form == byLang
	for in && s.item != nil {
		s, value = s.item, strings.Trim(value, "[")
		in = strings.HasPrefix(value, "[") && s.form == list
	}
	out := []string{fmt.Sprintf("%q", f.Key)}
	switch {
	case s.groups && strings.HasPrefix(value, "["): // groups of languages have answers of their own
		out = []string{"write "}
	case s.form == object || s.form == list && s.item.form == object && !strings.HasPrefix(value, "["):
		if s.form == list {
			s = s.item
		}
		return append(out[:0], strings.Join(s.kind.keys(), ", "))
	case s.form == key && !strings.ContainsAny(value, "[{"):
		out = append(out, s.words...)
	case strings.ContainsAny(value, "[{"):
		out = append(out[:0], f.Key+": ")
	default:
		out = []string{f.Key}
	}
	return out
}
