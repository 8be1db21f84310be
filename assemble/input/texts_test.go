package input

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
)

// numbered matches the suffixes of the ids of samples.
var numbered = regexp.MustCompile(`-x\d+`)

// TestTexts lists the texts of one record of each kind with the information for translators: the record, the record that contains it, and
// its languages.
func TestTexts(t *testing.T) {
	all, _, _ := sampled(nil, "")
	var got []string
	for _, x := range Read(all, &diag.List{}).Texts() {
		line := fmt.Sprintf("%s: %s of %s, below %s", x.ID, x.Field, x.Kind, x.Context)
		if len(x.Languages) > 0 {
			line += ", in " + strings.Join(x.Languages, ", ")
		}
		if x.Lang != "en" {
			line += ", from " + x.Lang
		}
		got = append(got, numbered.ReplaceAllString(line, ""))
	}
	name := filepath.Join("testdata", "texts.txt")
	if *update {
		if err := os.WriteFile(name, []byte(strings.Join(got, "\n")+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if w := strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(want), "\r\n", "\n"), "\n"), "\n"); !slices.Equal(got, w) {
		t.Errorf("go test ./assemble/input -update rewrites %s: got\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(w, "\n"))
	}
}

// TestDerived reads values that follow from several fields.
func TestDerived(t *testing.T) {
	r := Read(files(with("mandates.yaml", "ranges: [1-3, 7]", "ranges: [1-3, 7]\n    links: {en: \"https://example.org\"}")), &diag.List{})
	if p := r.Resolutions[0].LinksPos; p.Line() != 6 {
		t.Errorf("the links are in line %d", p.Line())
	}
	r = Read(files(with("mandates.yaml", "ranges: [1-3, 7]", "ranges: [2]")), &diag.List{})
	if p := r.Resolutions[0].LinksPos; p.Line() != 3 {
		t.Errorf("without links, their place is line %d", p.Line())
	}
	r = Read(files(with("body.yaml", "penultimate: semicolon-and, ", "")), &diag.List{})
	if got := r.Body.Resolution.PreambularPenultimate.String; got != "semicolon" {
		t.Errorf("the ending of the last preambular paragraph but one is %q", got)
	}
}

// TestCascade demands that a value which could not be read is not reported as missing elsewhere.
func TestCascade(t *testing.T) {
	for name, change := range map[string]map[string]string{
		"no list":      with("glossary.yaml", "entries:\n", "entries: none\nx:\n"),
		"no mapping":   with("schedule.yaml", "meetings:\n  - id: meeting-first\n    date: 2023-11-07\n    start: \"10:00\"\n    agenda:\n      - {id: agenda-s1, kind: session, session: session-health}\n", "meetings: [meeting-first]\n"),
		"no such file": {"glossary.yaml": "-"},
	} {
		var l diag.List
		Read(files(change), &l)
		for _, d := range l.Items {
			if d.Code == "E0301" {
				t.Errorf("%s: %s", name, d.Message)
			}
		}
	}
}

// TestVerbatim demands that the words of a block are kept as typed if their meaning is the same.
func TestVerbatim(t *testing.T) {
	for _, s := range []string{"5 * 3 is *more* than 2 * 7", `a \* b [c] {{name:cam}} **d**`, "x_y_z ***w***"} {
		r := Read(files(map[string]string{"introduction.md": s + " {#intro-a}\n"}), &diag.List{})
		if got := r.Introduction.Blocks[0].Text.String; got != s {
			t.Errorf("%q becomes %q", s, got)
		}
	}
}
