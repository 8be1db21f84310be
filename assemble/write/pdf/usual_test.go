package pdf

import (
	"bytes"
	"os"
	"testing"

	"omnibus/assemble/face"
)

// TestUsual: the stored subsets are those that are cut from the faces, and only of the usual characters.
func TestUsual(t *testing.T) {
	for f := range face.Face(styleCount) {
		table := face.Liberation().Table(f)
		made, err := cut(table, false, usualRunes(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile(usualFile(table), made.stored(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := ready(table, usualRunes())
		if err != nil || got == nil {
			t.Fatalf("%s has no usual subset: %v", table.Name, err)
		}
		if !bytes.Equal(got.outlines, made.outlines) || !bytes.Equal(got.gids, made.gids) || !bytes.Equal(got.descriptor, made.descriptor) ||
			got.length != made.length {
			t.Errorf("the usual subset of %s is not the one that is cut: run with -update", table.Name)
		}
		if other, err := ready(table, append(usualRunes(), 'Ω')); other != nil || err != nil {
			t.Errorf("%s has a usual subset with other characters: %v", table.Name, err)
		}
	}
}
