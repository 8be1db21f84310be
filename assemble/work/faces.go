package work

import (
	"omnibus/assemble/face"
	"omnibus/assemble/source"
)

// ReadFaces puts the author's faces behind the built-in ones. A file that cannot be used is an error at its first character.
func (w *Work) ReadFaces(files []*source.File) {
	list := make([]face.File, len(files))
	for i, f := range files {
		list[i] = face.File{Name: f.Name, Bytes: f.Bytes}
	}
	var faults map[string]error
	w.Faces, w.Designs, faults = face.Liberation().With(list)
	for _, f := range files {
		if err := faults[f.Name]; err != nil {
			w.Diags.Errorf("E0741", f.Pos(0, 0), "the face cannot be used: %s", err).
				Hint("take it out of the folder, or put another face of the script there")
		}
	}
}
