package input

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// schemaShapes are the shapes that files and folders have, by the name of their schema.
var schemaShapes = map[string]*shape{
	"body": bodyShape, "term": termShape, "glossary": glossaryShape, "mandates": mandatesShape, "schedule": scheduleShape,
	"stakeholders": stakeholdersShape, "outcomes": outcomesShape, "proposals": proposalsShape, "accepted": acceptedShape,
}

// Schemas returns the names of the schemas, in order: body for body.yaml, outcomes for the files of outcomes/.
func Schemas() []string { return slices.Sorted(maps.Keys(schemaShapes)) }

// Schema returns the JSON Schema (draft 2020-12) of the files of that name, made from the table that the reader uses, and nil
// for another name.
func Schema(name string) []byte {
	s := schemaShapes[name]
	if s == nil {
		return nil
	}
	d := defs{}
	root := d.of(s)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = name
	if len(d) > 0 {
		root["$defs"] = map[string]any(d)
	}
	b, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic("a schema of strings and maps is JSON: " + err.Error())
	}
	return append(b, '\n')
}

// defs are the shapes that hold themselves, by the field that does.
type defs map[string]any

// scalarTypes are the JSON types that a YAML scalar may come as: editors read 2023 as a number and true as a truth value.
var scalarTypes = []any{"string", "number", "boolean", "null"}

func (d defs) of(s *shape) map[string]any {
	switch s.form {
	case object:
		if s.tree == "" {
			return d.object(s)
		}
		name := s.tree
		if _, ok := d[name]; !ok {
			d[name] = nil
			d[name] = d.object(s)
		}
		return map[string]any{"$ref": "#/$defs/" + name}
	case list:
		return map[string]any{"type": []any{"array", "null"}, "items": d.of(s.item)}
	case byLang:
		return map[string]any{"type": []any{"object", "null"}, "additionalProperties": d.of(s.item), "propertyNames": map[string]any{"pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"}}
	case key:
		var words []any
		for _, w := range s.words {
			words = append(words, w)
		}
		return map[string]any{"enum": append(words, nil)}
	case id:
		return map[string]any{"type": "string", "pattern": idForm.String()}
	case ref:
		return map[string]any{"type": []any{"string", "null"}, "description": "id of a " + strings.Join(s.words, " or a ")}
	case tag:
		return map[string]any{"type": []any{"string", "null"}, "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"}
	case number:
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

func (d defs) object(s *shape) map[string]any {
	properties := map[string]any{}
	required := []any{}
	for _, f := range s.fields {
		p := d.of(f.shape)
		if doc := f.doc; doc != "" {
			if ref, ok := p["$ref"]; ok {
				p = map[string]any{"$ref": ref, "description": doc}
			} else if p["description"] == nil {
				p["description"] = doc
			} else {
				p["description"] = doc + " (" + p["description"].(string) + ")"
			}
		}
		properties[f.name] = p
		if f.need {
			required = append(required, f.name)
		}
	}
	if s.tree != "" {
		properties[s.tree] = map[string]any{"type": []any{"array", "null"}, "items": map[string]any{"$ref": "#/$defs/" + s.tree}, "description": "those below it"}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}
