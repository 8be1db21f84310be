package check

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// TestOtherBody reads the term of a body of another organization, which consists of input only: the only findings are unknown links, and
// the endings are those of its profile.
func TestOtherBody(t *testing.T) {
	files := map[string][]byte{}
	var in []*source.File
	root := filepath.FromSlash("../testdata/un-body")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Base(path) == "README.md" {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		files[name] = b
		if filepath.Ext(name) != ".toml" {
			in = append(in, source.NewFile(name, b))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range run(t, files, []string{"en", "es"}) {
		if d.Code != "N0601" {
			t.Errorf("%s", line(d))
		}
	}

	records := input.Read(in, new(diag.List))
	meeting, _ := merge.Meeting(records, merge.End, date.Date{})
	draft := merge.Plan(records, plan.Point{Meeting: meeting}, nil, new(diag.List)).Draft
	var got []string
	for _, p := range draft.Paragraphs() {
		got = append(got, p.Ending.Key)
		for _, s := range p.Sub {
			got = append(got, s.Ending.Key)
		}
	}
	want := []string{"comma", "comma", "colon", "semicolon", "semicolon", "stop"}
	if !slices.Equal(got, want) {
		t.Errorf("the endings are %v, want %v", got, want)
	}
}
