package edit

import (
	"omnibus/assemble/source"
	"strings"
)

// Replaced returns files, in which those in by replace those with the same name, followed by the new files in by.
func Replaced(files, by []*source.File) []*source.File {
	out := append([]*source.File(nil), files...)
next:
	for _, n := range by {
		for i, f := range out {
			if f.Name == n.Name {
				out[i] = n
				continue next
			}
		}
		out = append(out, n)
	}
	return out
}

// LocaleFile returns one of the author's locale files, or an empty one if there is none.
func LocaleFile(files []*source.File, folder, name string) *source.File {
	for _, f := range files {
		if f.Name == name || strings.HasSuffix(f.Name, "/"+name) {
			return f
		}
	}
	if folder != "" {
		name = folder + "/" + name
	}
	return source.NewFile(name, nil)
}
