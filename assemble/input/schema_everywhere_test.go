package input

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// TestSchemaAgreesEverywhere damages each value of the small term in turn: its key, its kind, its presence. The reader refuses what the
// schema refuses, and the schema refuses values whose shape the reader refuses.
func TestSchemaAgreesEverywhere(t *testing.T) {
	schemas := compiled(t)
	shapeCodes := map[string]bool{"E0110": true, "E0111": true, "E0113": true, "E0114": true, "E0115": true, "E0304": true, "E0402": true}
	tried := 0
	try := func(name, what string, root any) {
		b, err := yaml.Marshal(root)
		if err != nil {
			t.Fatal(err)
		}
		tried++
		var l diag.List
		Read(files(map[string]string{name: string(b)}), &l)
		refused, shape := "", ""
		for _, d := range l.Items {
			if strings.HasSuffix(d.Pos.File.Name, name) && d.Severity == diag.Error {
				refused = d.Code + " " + d.Message
				if shapeCodes[d.Code] {
					shape = refused
				}
			}
		}
		err = validate(t, schemas[schemaOf("input/"+name)], source.NewFile(name, b))
		if err != nil && refused == "" {
			t.Errorf("%s, %s: the schema refuses what the reader accepts: %v", name, what, err)
		}
		if err == nil && shape != "" {
			t.Errorf("%s, %s: the reader refuses what the schema accepts: %s", name, what, shape)
		}
	}
	for name, text := range small {
		if schemaOf("input/"+name) == "" {
			continue
		}
		var root any
		if err := yaml.Unmarshal([]byte(text), &root); err != nil {
			t.Fatal(err)
		}
		whole := root
		var visit func(v any, at string)
		visit = func(v any, at string) {
			switch v := v.(type) {
			case map[string]any:
				for key, value := range v {
					where := at + "." + key
					for what, other := range map[string]any{"a list": []any{[]any{"x"}}, "a mapping": map[string]any{"zz": "x"}, "a word": "zz zz"} {
						v[key] = other
						try(name, fmt.Sprintf("%s as %s", where, what), whole)
					}
					delete(v, key)
					try(name, where+" left out", whole)
					v["zz-"+key] = value
					try(name, where+" misspelt", whole)
					delete(v, "zz-"+key)
					v[key] = value
				}
				for key, value := range v {
					visit(value, at+"."+key)
				}
			case []any:
				for i, value := range v {
					v[i] = []any{map[string]any{"zz": "x"}}
					try(name, fmt.Sprintf("%s[%d] as a list", at, i), whole)
					v[i] = value
					visit(value, fmt.Sprintf("%s[%d]", at, i))
				}
			}
		}
		visit(root, "")
	}
	if tried < 300 {
		t.Errorf("only %d were tried", tried)
	}
}
