package input

import (
	"encoding/json"
	"slices"
	"strings"

	"omnibus/assemble/source"
)

// Schemas returns the names of the schemas, in order: body for body.yaml, outcomes for the files in outcomes/.
func Schemas() []string {
	var out []string
	for i := range layouts {
		if layouts[i].name != proseFile {
			out = append(out, layouts[i].schema())
		}
	}
	slices.Sort(out)
	return out
}

// Schema returns the JSON Schema (draft 2020-12) of the files with that name, or nil for an unknown name. It is made from the table that
// the reader uses.
func Schema(name string) []byte {
	i := slices.IndexFunc(layouts, func(l layout) bool { return l.schema() == name && l.name != proseFile })
	if i < 0 {
		return nil
	}
	s := objectOf(layouts[i].kind)
	d := defs{}
	root := d.of(s)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = name
	if len(d) > 0 {
		root["$defs"] = map[string]any(d)
	}
	b, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic("input: a schema cannot be written as JSON: " + err.Error())
	}
	return append(b, '\n')
}

// A defs contains the kinds with records of their own kind, by name.
type defs map[string]any

// tagPattern is the form of a language tag.
const tagPattern = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"

// scalarTypes are the JSON types that a YAML scalar may have: editors read 2023 as a number and true as a Boolean.
var scalarTypes = []any{"string", "number", "boolean", "null"}

func (d defs) of(s *shape) map[string]any {
	switch s.form {
	case object:
		if !s.kind.itself {
			return d.object(s.kind)
		}
		name := s.kind.Name
		if _, ok := d[name]; !ok {
			d[name] = nil
			d[name] = d.object(s.kind)
		}
		return map[string]any{"$ref": "#/$defs/" + name}
	case list:
		return map[string]any{"type": []any{"array", "null"}, "items": d.of(s.item)}
	case byLang:
		return map[string]any{
			"type": []any{"object", "null"}, "additionalProperties": d.of(s.item), "propertyNames": map[string]any{"pattern": tagPattern},
		}
	case key:
		var words []any
		for _, w := range s.words {
			words = append(words, w)
		}
		if s.groups {
			group := map[string]any{"type": "array", "items": map[string]any{"type": "string", "pattern": tagPattern}}
			return map[string]any{"anyOf": []any{
				map[string]any{"enum": append(words, nil)}, map[string]any{"type": "array", "items": group},
			}}
		}
		return map[string]any{"enum": append(words, nil)}
	case id:
		return map[string]any{"type": "string", "pattern": idForm.String()}
	case ref:
		return map[string]any{"type": []any{"string", "null"}, "description": "id of a " + strings.Join(s.words, " or a ")}
	case tag:
		return map[string]any{"type": []any{"string", "null"}, "pattern": tagPattern}
	case number:
		if s.most > 0 {
			return map[string]any{"type": []any{"integer", "null"}, "minimum": 1, "maximum": s.most}
		}
		return map[string]any{"type": []any{"integer", "null"}, "minimum": 0}
	case flag:
		return map[string]any{"type": []any{"boolean", "null"}}
	case day:
		return map[string]any{"type": []any{"string", "null"}, "pattern": `^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$`}
	case clock:
		return map[string]any{"type": []any{"string", "null"}, "pattern": clockForm.String()}
	case span:
		return map[string]any{"type": []any{"string", "integer"}, "pattern": `^[1-9][0-9]*(-[1-9][0-9]*)?$`, "minimum": 1}
	case address:
		return map[string]any{"type": []any{"string", "null"}, "pattern": "^https?://"}
	}
	return map[string]any{"type": scalarTypes}
}

func (d defs) object(k *Kind) map[string]any {
	properties := map[string]any{}
	required := []any{}
	for i := range k.Fields {
		f := &k.Fields[i]
		p := d.of(f.is)
		switch {
		case p["$ref"] != nil:
			p = map[string]any{"$ref": p["$ref"], "description": f.Doc}
		case p["description"] == nil:
			p["description"] = f.Doc
		default:
			p["description"] = f.Doc + " (" + p["description"].(string) + ")"
		}
		if v := exampleOf(f); v != nil {
			p["examples"] = []any{v}
		}
		properties[f.Key] = p
		if f.Need {
			required = append(required, f.Key)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

// exampleOf returns the example of a field as a JSON value.
func exampleOf(f *Field) any {
	if f.Example == "" {
		return nil
	}
	n, _ := source.YAML(source.NewFile("example.yaml", []byte("example: "+f.Example+"\n")))
	return f.is.json(n.At("example"))
}

func (s *shape) json(n *source.Node) any {
	switch n.Kind {
	case source.Sequence:
		var out []any
		for _, item := range n.Items {
			out = append(out, s.item.json(item))
		}
		return out
	case source.Mapping:
		out := map[string]any{}
		for _, e := range n.Entries {
			out[e.Key.String] = s.item.json(e.Value)
		}
		return out
	case source.Scalar:
		if i, ok := n.Int(); ok && s.form == number {
			return i
		}
		if b, ok := n.Bool(); ok && s.form == flag {
			return b
		}
		return n.Text.String
	}
	return nil
}
