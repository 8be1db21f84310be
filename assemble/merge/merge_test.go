package merge

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

var update = flag.Bool("update", false, "rewrite the wanted sections of the cases")

// read reads the records of a case laid over the base term, without its want/ sections and the line "meeting: ID" of its comment.
func read(t *testing.T, a *txtar.Archive) (*input.Records, *diag.List) {
	t.Helper()
	base, err := txtar.ParseFile(filepath.Join("testdata", "base.txt"))
	if err != nil {
		t.Fatal(err)
	}
	contents := map[string][]byte{}
	for _, f := range append(base.Files, a.Files...) {
		if !strings.HasPrefix(f.Name, "want/") {
			contents[f.Name] = f.Data
		}
	}
	var files []*source.File
	for name, data := range contents {
		files = append(files, source.NewFile(name, data))
	}
	diags := new(diag.List)
	in := input.Read(files, diags)
	for _, d := range diags.Items {
		t.Errorf("%s:%d: %s", d.Pos.File.Name, d.Pos.Line(), d.Message)
	}
	return in, diags
}

func printed(diags *diag.List) string {
	diags.Sort()
	var b strings.Builder
	for _, d := range diags.Items {
		fmt.Fprintf(&b, "%s:%d: %s: %s [%s]\n", d.Pos.File.Name, d.Pos.Line(), d.Severity, d.Message, d.Code)
		for _, r := range d.Related {
			fmt.Fprintf(&b, "    %s:%d: %s\n", r.Pos.File.Name, r.Pos.Line(), r.Message)
		}
	}
	return b.String()
}

// TestCases compares each case's plan and findings with its want/plan and want/findings. want/plan has everything from the line "preamble"
// on except unchanged mandates.
func TestCases(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range cases {
		t.Run(filepath.Base(path), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			in, diags := read(t, a)
			id := End
			for line := range strings.Lines(string(a.Comment)) {
				if m, ok := strings.CutPrefix(line, "meeting: "); ok {
					id = strings.TrimSpace(m)
				}
			}
			meeting, ok := Meeting(in, id, date.Date{})
			if !ok {
				t.Fatalf("no meeting %q", id)
			}
			got := map[string]string{"want/plan": Plan(in, plan.Point{Meeting: meeting}, nil, diags).String()}
			got["want/findings"] = printed(diags)
			changed := false
			for i, f := range a.Files {
				if !strings.HasPrefix(f.Name, "want/") {
					continue
				}
				text, ok := got[f.Name]
				if !ok {
					t.Fatalf("unknown section %s", f.Name)
				}
				if string(f.Data) == text {
					continue
				}
				if !*update {
					t.Errorf("%s: got\n%s\nwant\n%s", f.Name, text, f.Data)
				}
				a.Files[i].Data, changed = []byte(text), true
			}
			if changed && *update {
				if err := os.WriteFile(path, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestOrderOfFiles shows that neither the order of the files nor that of the proposals in them changes the plan.
func TestOrderOfFiles(t *testing.T) {
	a, err := txtar.ParseFile("testdata/operations.txtar")
	if err != nil {
		t.Fatal(err)
	}
	in, _ := read(t, a)
	want := Plan(in, plan.Point{}, nil, new(diag.List)).String()
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		r.Shuffle(len(in.Proposals), func(i, j int) { in.Proposals[i], in.Proposals[j] = in.Proposals[j], in.Proposals[i] })
		if got := Plan(in, plan.Point{}, nil, new(diag.List)).String(); got != want {
			t.Fatalf("another order gives\n%s\nnot\n%s", got, want)
		}
	}
}

func TestMeeting(t *testing.T) {
	in, _ := read(t, new(txtar.Archive))
	for _, c := range []struct{ id, today, want string }{
		{"", "2023-01-01", "meeting-november"},
		{"", "2023-11-07", "meeting-november"},
		{"", "2023-11-08", "meeting-january"},
		{"", "2024-01-31", "meeting-january"}, // a month alone counts as its last day
		{"", "2024-02-01", "meeting-march"},
		{"", "2025-01-01", ""},
		{"end", "2023-01-01", ""},
		{"meeting-march", "2023-01-01", "meeting-march"},
	} {
		today, _ := date.Parse(c.today)
		m, ok := Meeting(in, c.id, today)
		got := ""
		if m != nil {
			got = m.ID.String
		}
		if !ok || got != c.want {
			t.Errorf("Meeting(%q, %s) = %q, %v; want %q", c.id, c.today, got, ok, c.want)
		}
	}
	if _, ok := Meeting(in, "meeting-nowhere", date.Date{}); ok {
		t.Error("an unknown meeting is found")
	}
}
