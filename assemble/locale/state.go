package locale

import (
	"slices"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// readState overrides the states of l with those of f. Under texts, a state file has the state of each translation by the id of its text.
// Other content belongs to the author.
func (l *Locale) readState(f *source.File, diags *diag.List) {
	l.stateFile = f
	root, faults := source.YAML(f)
	if fault, ok := l.set.tally.Fits(f, root); !ok {
		faults, root = append(faults, fault), nil
	}
	for _, fault := range faults {
		report(fault, diags)
	}
	if root == nil {
		return
	}
	texts := root.At("texts")
	if texts == nil || !takes(texts, source.Mapping, "E0706", "texts", diags) {
		return
	}
	for _, e := range texts.Entries {
		st := &state{Pos: e.Key.Pos}
		takes(e.Value, source.Mapping, "E0706", e.Key.String, diags)
		for _, field := range e.Value.Entries {
			v := field.Value.Text
			if !takes(field.Value, source.Scalar, "E0706", field.Key.String, diags) {
				continue
			}
			switch field.Key.String {
			case "state":
				st.State = v.String
				if !slices.Contains(States, State(v.String)) {
					diags.Errorf("E0705", v.Pos, "%q is not the state of a translation", v.String).About(e.Key.String).
						Hint("write untranslated, translated, reviewed or final")
				}
			case "hash":
				st.Hash = v.String
			case "by":
				st.By = v.String
			case "when":
				st.When = v.String
			case "source":
				st.Source = v.String
			case "previous":
				st.Previous = v.String
			case "via":
				st.Via = v.String
			case "editorial":
				st.Editorial = v.String
			default:
				diags.Errorf("E0706", field.Key.Pos, "%q is not a field of a translation's state", field.Key.String).About(e.Key.String).
					Hint("the fields are state, hash, by, when, source, previous, via, editorial")
			}
		}
		l.states[e.Key.String] = st
	}
}

// takes reports whether a value is of a kind, or empty, and reports it if not. The key is that of the value.
func takes(n *source.Node, kind source.Kind, code, key string, diags *diag.List) bool {
	switch n.Kind {
	case kind, source.Null:
		return true
	case source.Bad:
	default:
		diags.Errorf(code, n.Pos, "%q takes %s, not %s", key, kind, n.Kind)
	}
	return false
}
