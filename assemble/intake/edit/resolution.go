package edit

import (
	"fmt"

	"omnibus/assemble/source"
)

// AddResolution returns mandates.yaml with an entry for a resolution behind the last one.
func AddResolution(f *source.File, fields []source.Field) (*source.File, error) {
	root, err := mandatesTree(f)
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
