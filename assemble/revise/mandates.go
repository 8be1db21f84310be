package revise

import (
	"fmt"

	"omnibus/assemble/source"
)

// A MandateEdit gives a field of an operative paragraph a value; an empty value takes it out. A List is written as one.
type MandateEdit struct {
	Resolution string // id
	ID         string // of the paragraph
	Number     int
	Field      string
	Value      string
	List       []string // instead of Value, where IsList
	IsList     bool
}

// Mandates returns mandates.yaml with the edits made. A paragraph that has no entry yet gets one behind those of its resolution.
func Mandates(f *source.File, edits []MandateEdit) (*source.File, error) {
	byParagraph := map[string][]MandateEdit{}
	var order []string
	for _, e := range edits {
		if byParagraph[e.ID] == nil {
			order = append(order, e.ID)
		}
		byParagraph[e.ID] = append(byParagraph[e.ID], e)
	}
	// First the entries that are not there yet; then every field is set in its place.
	root, err := mandatesTree(f)
	if err != nil {
		return nil, err
	}
	edit := f.Edit(root)
	for _, id := range order {
		e := byParagraph[id][0]
		r := withID(root.At("resolutions"), e.Resolution)
		if r == nil {
			return nil, fmt.Errorf("%s: there is no resolution %q", f.Name, e.Resolution)
		}
		list := r.At("paragraphs")
		if withID(list, id) != nil {
			continue
		}
		if list == nil || list.Kind != source.Sequence {
			return nil, fmt.Errorf("%s:%d: the resolution has no list of paragraphs: add \"paragraphs:\" with an entry for %s", f.Name, r.Pos.Line(), id)
		}
		edit.AddItem(list, []source.Field{{Key: "id", Value: id}, {Key: "number", Value: fmt.Sprint(e.Number)}})
	}
	if f, err = edit.File(); err != nil {
		return nil, err
	}
	if root, err = mandatesTree(f); err != nil {
		return nil, err
	}
	edit = f.Edit(root)
	for _, id := range order {
		for _, e := range byParagraph[id] {
			n := withID(withID(root.At("resolutions"), e.Resolution).At("paragraphs"), id)
			switch {
			case e.IsList:
				edit.SetList(n, e.Field, e.List)
			case e.Value == "":
				if v := n.At(e.Field); v != nil {
					edit.Clear(v)
				}
			default:
				edit.SetKey(n, e.Field, e.Value)
			}
		}
	}
	return edit.File()
}

func mandatesTree(f *source.File) (*source.Node, error) {
	root, faults := source.YAML(f)
	if root == nil || root.Kind != source.Mapping {
		return nil, fmt.Errorf("%s cannot be read", f.Name)
	}
	for _, fault := range faults {
		if fault.Code[0] == 'E' {
			return nil, fmt.Errorf("%s:%d: %s", f.Name, fault.Pos.Line(), fault.Message)
		}
	}
	return root, nil
}

// withID returns the entry of a list of mappings whose id it is, and nil where there is none.
func withID(list *source.Node, id string) *source.Node {
	if list == nil {
		return nil
	}
	for _, n := range list.Items {
		if v := n.At("id"); v != nil && v.Text.String == id {
			return n
		}
	}
	return nil
}
