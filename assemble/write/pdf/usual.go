package pdf

import (
	"bytes"
	"embed"
	"fmt"
	"slices"

	"omnibus/assemble/face"
)

// usualSubsets contains the subsets of the built-in faces with the usual characters alone, as cut makes them, by the name of the face. Most
// papers need no others. A test makes them, and checks that they are the same.
//
//go:embed usual
var usualSubsets embed.FS

// ready returns the subset of a face if it is one of the usual ones, otherwise nil.
func ready(t *face.Table, used []rune) (*subset, error) {
	if !builtIn(t) || !slices.Equal(used, usualRunes()) {
		return nil, nil
	}
	b, err := usualSubsets.ReadFile(usualFile(t))
	if err != nil {
		return nil, err
	}
	s := &subset{used: used}
	head, rest, _ := bytes.Cut(b, []byte("\n"))
	var size int
	if _, err := fmt.Sscan(string(head), &s.length, &size); err != nil || size > len(rest) {
		return nil, fmt.Errorf("the usual subset of %s is damaged", t.Name)
	}
	s.outlines, rest = rest[:size], rest[size:]
	s.descriptor, s.gids, _ = bytes.Cut(rest, []byte("\n"))
	return s, nil
}

// stored returns a subset in the form that ready reads: the size of its outlines before and after they were compressed, these, its
// descriptor and its glyphs.
func (s *subset) stored() []byte {
	return slices.Concat(fmt.Appendf(nil, "%d %d\n", s.length, len(s.outlines)), s.outlines, s.descriptor, []byte("\n"), s.gids)
}

func usualFile(t *face.Table) string { return "usual/" + t.Name + ".subset" }

// builtIn reports whether a face is one of the tool's own.
func builtIn(t *face.Table) bool {
	for f := range face.Face(styleCount) {
		if &f.TTF()[0] == &t.TTF()[0] {
			return true
		}
	}
	return false
}

// usualRunes returns the usual characters in order.
func usualRunes() []rune {
	out := []rune(usual)
	slices.Sort(out)
	return out
}
