package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"omnibus/assemble/diag"
)

// TestWhoReserves: only a delegation can make a reservation.
func TestWhoReserves(t *testing.T) {
	base, err := txtar.ParseFile("testdata/base.txt")
	if err != nil {
		t.Fatal(err)
	}
	reserved, err := txtar.ParseFile("testdata/W1010.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for class, want := range map[string]bool{"delegation": false, "organ": true, "place": true} {
		files := map[string][]byte{}
		for _, f := range base.Files {
			files[f.Name] = []byte(strings.ReplaceAll(string(f.Data), "{id: delegation-a, class: delegation,", "{id: delegation-a, class: "+class+","))
		}
		for _, f := range reserved.Files {
			if name, ok := strings.CutPrefix(f.Name, "silent/"); ok {
				files[name] = f.Data
			}
		}
		found := run(t, files, []string{"en", "es"})
		if got := slices.ContainsFunc(found, func(d *diag.Diagnostic) bool { return d.Code == "W1010" }); got != want {
			t.Errorf("a reservation by an entry of the class %s: reported is %v", class, got)
		}
	}
}
