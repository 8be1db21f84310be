package main

import (
	"path/filepath"
	"strings"
	"testing"

	"omnibus/assemble/source"
)

// Of two records that are issued at the same time, the first one stays: the second was made without knowledge of it.
func TestPublishAsRead(t *testing.T) {
	dir := t.TempDir()
	first := []*source.File{source.NewFile("draft.rev-1.yaml", []byte("first"))}
	second := []*source.File{source.NewFile("draft.rev-1.yaml", []byte("second")), source.NewFile("plan.rev-1.yaml", []byte("second"))}
	none := publishing{force: true, as: map[string]string{}}
	if _, err := publish(dir, first, none); err != nil {
		t.Fatal(err)
	}
	if _, err := publish(dir, second, none); err == nil || !strings.Contains(err.Error(), "was changed in the meantime") {
		t.Errorf("the second record is accepted: %v", err)
	}
	want := map[string]string{"draft.rev-1.yaml": "first"}
	holds(t, dir, want)
	known := publishing{force: true, as: map[string]string{"draft.rev-1.yaml": fingerprint([]byte("first"))}}
	if _, err := publish(dir, second, known); err != nil {
		t.Fatal(err)
	}
	want["draft.rev-1.yaml"], want["plan.rev-1.yaml"] = "second", "second"
	holds(t, filepath.Clean(dir), want)
}
