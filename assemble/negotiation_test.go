package assemble

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// TestNegotiation compares the documents of each case with its want/ sections: want/draft is the paper itself, the others are named after
// their variant. Lines of the comment tell what is made: meeting: ID, against: REV, view: NAMES, provenance: WAY, changed-only.
func TestNegotiation(t *testing.T) {
	base, err := os.ReadFile(filepath.Join("testdata", "negotiation", "base.txt"))
	if err != nil {
		t.Fatal(err)
	}
	cases, _ := filepath.Glob(filepath.Join("testdata", "negotiation", "*.txtar"))
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	for _, path := range cases {
		t.Run(filepath.Base(path), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			job := work.Job{Meeting: "end", Papers: []string{"draft-paragraphs"}}
			for line := range strings.Lines(string(a.Comment)) {
				key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
				switch key {
				case "meeting":
					job.Meeting = value
				case "against":
					job.Against = value
				case "provenance":
					job.Provenance = value
				case "papers":
					job.Papers = strings.Fields(value)
				case "view":
					job.Views = strings.Fields(value)
				case "changed-only":
					job.ChangedOnly = true
				}
			}
			w, err := Run(worktest.Files(overlaid(base, a)), job, work.LaidOut, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range w.Diags.Items {
				if d.Severity == diag.Error {
					t.Errorf("%s:%d: %s %s", d.Pos.File.Name, d.Pos.Line(), d.Message, d.Hints)
				}
			}
			got := map[string]string{}
			for _, d := range w.Docs {
				name := d.Variant
				if name == "" && d.Paper == "draft-paragraphs" {
					name = "draft"
				}
				if d.Paper != "draft-paragraphs" {
					name = d.Paper
				}
				got["want/"+name] = d.String()
				for _, err := range doc.Check(d) {
					t.Errorf("%s: %v", name, err)
				}
			}
			changed, wanted := false, 0
			for i, f := range a.Files {
				if !strings.HasPrefix(f.Name, "want/") {
					continue
				}
				wanted++
				text, ok := got[f.Name]
				if !ok {
					t.Fatalf("there is no document for %s", f.Name)
				}
				if string(f.Data) == text {
					continue
				}
				if !*update {
					t.Errorf("%s: got\n%s\nwant\n%s", f.Name, text, f.Data)
				}
				a.Files[i].Data, changed = []byte(text), true
			}
			if wanted == 0 {
				t.Error("the case has no want/ section")
			}
			if changed && *update {
				if err := os.WriteFile(path, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// overlaid returns the base with files of a case in place of its own, as one archive.
func overlaid(base []byte, a *txtar.Archive) string {
	out := &txtar.Archive{}
	own := map[string]bool{}
	for _, f := range a.Files {
		own[f.Name] = true
		if strings.Contains(f.Name, "/"+record.Folder+"/") {
			f.Data = record.Seal(f.Data)
		}
		if !strings.HasPrefix(f.Name, "want/") {
			out.Files = append(out.Files, f)
		}
	}
	for _, f := range txtar.Parse(base).Files {
		if !own[f.Name] {
			out.Files = append(out.Files, f)
		}
	}
	return string(txtar.Format(out))
}
