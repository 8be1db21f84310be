package edit

import (
	"fmt"

	"omnibus/assemble/source"
)

// AddResolution returns mandates.yaml with an entry for a resolution after the last one.
func AddResolution(f *source.File, fields []source.Field) (*source.File, error) {
	root, err := treeOf(f)
	if err != nil {
		return nil, err
	}
	list := root.At("resolutions")
	if list == nil || list.Kind != source.Sequence {
		return nil, fmt.Errorf("%s: there is no list of resolutions: begin it with \"resolutions: []\"", f.Name)
	}
	edit := f.Edit(root)
	edit.AddItem(list, fields)
	return edit.File()
}

// A Filling contains the data to be entered for a paragraph of a resolution on file.
type Filling struct {
	ID     string
	Number int
	Texts  []source.Field   // fields with a value
	Subs   [][]source.Field // its sub-paragraphs, if it has none on file
}

// FillResolution returns mandates.yaml with the preamble and the paragraphs entered for a resolution. It replaces the values of existing
// fields.
func FillResolution(f *source.File, id string, preamble [][]source.Field, paragraphs []Filling) (*source.File, error) {
	root, err := treeOf(f)
	if err != nil {
		return nil, err
	}
	r := withID(root.At("resolutions"), id)
	if r == nil {
		return nil, fmt.Errorf("%s: there is no resolution %q", f.Name, id)
	}
	edit := f.Edit(root)
	if len(preamble) > 0 {
		edit.SetItems(r, "preamble", preamble)
	}
	var added [][]source.Field
	var numbers []int
	for _, p := range paragraphs {
		n := withID(r.At("paragraphs"), p.ID)
		if n == nil {
			entry := []source.Field{{Key: "id", Value: p.ID}, {Key: "number", Value: fmt.Sprint(p.Number), Number: true}}
			entry = append(entry, p.Texts...)
			if len(p.Subs) > 0 {
				entry = append(entry, source.Field{Key: "paragraphs", Items: p.Subs})
			}
			added, numbers = append(added, entry), append(numbers, p.Number)
			continue
		}
		for _, t := range p.Texts {
			edit.SetKey(n, t.Key, t.Value)
		}
		if len(p.Subs) > 0 {
			edit.SetItems(n, "paragraphs", p.Subs)
		}
	}
	if len(added) > 0 {
		edit.SetItems(r, "paragraphs", added)
		if ranges := r.At("ranges"); ranges != nil {
			edit.SetList(r, "ranges", Widened(ranges, numbers))
		}
	}
	return edit.File()
}
