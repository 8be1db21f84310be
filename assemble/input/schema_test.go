package input

import (
	"bytes"
	goflag "flag"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

var update = goflag.Bool("update", false, "rewrite the schema files and the list of texts")

func compiled(t *testing.T) map[string]*jsonschema.Schema {
	c := jsonschema.NewCompiler()
	out := map[string]*jsonschema.Schema{}
	for _, name := range Schemas() {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema(name)))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(name+".json", doc); err != nil {
			t.Fatal(err)
		}
		if out[name], err = c.Compile(name + ".json"); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// schemaOf returns the name of the schema of a file, or "" if it has none.
func schemaOf(file string) string {
	if dir := path.Base(path.Dir(file)); dir == "outcomes" || dir == "proposals" {
		return dir
	}
	if name, ok := strings.CutSuffix(path.Base(file), ".yaml"); ok && fileNames[path.Base(file)] {
		return name
	}
	return ""
}

func validate(t *testing.T, s *jsonschema.Schema, f *source.File) error {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(bytes.TrimPrefix(f.Bytes, []byte("\ufeff")), &v); err != nil {
		return err
	}
	return s.Validate(tame(v))
}

// tame converts a value of the YAML library to that of a JSON decoder.
func tame(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			v[k] = tame(x)
		}
	case []any:
		for i, x := range v {
			v[i] = tame(x)
		}
	case uint64:
		return int64(v)
	}
	return v
}

// TestSchemaTakesShipped validates the shipped files against the schemas that editors use for them.
func TestSchemaTakesShipped(t *testing.T) {
	schemas := compiled(t)
	checked := map[string]bool{}
	for _, f := range shipped(t) {
		if name := schemaOf(f.Name); name != "" {
			checked[name] = true
			if err := validate(t, schemas[name], f); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
	if len(checked) < 8 {
		t.Errorf("only %v were found", checked)
	}
}

// TestSchemaAgrees validates every case of the reader against the schemas: the reader refuses what the schema refuses, and the schema
// refuses values whose shape the reader refuses.
func TestSchemaAgrees(t *testing.T) {
	schemas := compiled(t)
	shapeCodes := map[string]bool{"E0110": true, "E0111": true, "E0113": true, "E0114": true, "E0115": true, "E0304": true, "E0402": true}
	for _, c := range bad {
		for name, text := range c.change {
			s := schemaOf("input/" + name)
			if s == "" || text == "-" {
				continue
			}
			var l diag.List
			Read(files(c.change), &l)
			refused, shape := false, false
			for _, d := range l.Items {
				if strings.HasSuffix(d.Pos.File.Name, name) && d.Severity == diag.Error {
					refused = true
					shape = shape || shapeCodes[d.Code]
				}
			}
			err := validate(t, schemas[s], source.NewFile(name, []byte(text)))
			if err != nil && !refused {
				t.Errorf("%s: the schema refuses what the reader accepts: %v", c.name, err)
			}
			if err == nil && shape && c.name != "octal" { // for a YAML library, 054 is the number 44
				t.Errorf("%s: the reader refuses what the schema accepts", c.name)
			}
		}
	}
	for name, text := range small {
		if s := schemaOf("input/" + name); s != "" {
			if err := validate(t, schemas[s], source.NewFile(name, []byte(text))); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// TestSchemaIsClosed demands that no schema accepts an unknown field.
func TestSchemaIsClosed(t *testing.T) {
	for _, name := range Schemas() {
		if got := string(Schema(name)); !strings.Contains(got, `"additionalProperties": false`) {
			t.Errorf("%s accepts any field", name)
		}
	}
	if Schema("nothing") != nil {
		t.Error("there is a schema for an unknown name")
	}
}

// TestSchemaOnFile compares the schemas beside the shipped term with those that the reader makes, and checks that each shipped file has the
// line that names its schema to editors.
func TestSchemaOnFile(t *testing.T) {
	root := filepath.Join("..", "..")
	for _, name := range Schemas() {
		path := filepath.Join(root, ".schema", name+".schema.json")
		if *update {
			if err := os.WriteFile(path, Schema(name), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if b, err := os.ReadFile(path); err != nil || !bytes.Equal(b, Schema(name)) {
			t.Errorf("%s is not the current schema (%v): go test ./assemble/input -update writes it", path, err)
		}
	}
	for _, f := range shipped(t) {
		name := schemaOf(f.Name)
		if name == "" {
			continue
		}
		line, _, _ := strings.Cut(string(f.Bytes), "\n")
		schema, ok := strings.CutPrefix(line, "# yaml-language-server: $schema=")
		if want := ".schema/" + name + ".schema.json"; !ok || path.Join(path.Dir(f.Name), schema) != want {
			t.Errorf("%s begins with %q", f.Name, line)
		}
	}
}
