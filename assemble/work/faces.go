package work

import (
	"strings"

	"omnibus/assemble/face"
	"omnibus/assemble/source"
)

// ReadFaces puts the author's faces behind the built-in ones. A file that cannot be used is an error at its first character.
func (w *Work) ReadFaces(files []*source.File) {
	list := make([]face.File, len(files))
	for i, f := range files {
		list[i] = face.File{Name: f.Name, Bytes: f.Bytes}
	}
	var faults []error
	w.Faces, w.Designs, faults = face.Liberation().With(list)
	for _, f := range files {
		for _, err := range faults {
			if why, about := strings.CutPrefix(err.Error(), f.Name+": "); about {
				w.Diags.Errorf("E0741", f.Pos(0, 0), "the face cannot be used: %s", why).
					Hint("take it out of the folder, or put another face of the script there")
			}
		}
	}
}
