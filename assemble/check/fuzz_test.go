package check

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// FuzzCheck puts arbitrary words into a paragraph, its translation and the introduction: no check panics, and every finding has a place
// that exists.
func FuzzCheck(f *testing.F) {
	base, err := txtar.ParseFile("testdata/base.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		"To request the General Secretariat [to act][to report] by March 31, 2025[^a]", "RECALLING AG/RES.2910 (XLVII-0/17) and {{ref:op-one}}",
		"Tuesday, November 8, 2023, 10:30 a.m. - 12:00 a.m.", "access to all health services", "[words](https://example.org) 1,000 10%",
		"]]][[", "\u0130\u0130 the the", "12 p.m", "«¿»", "{{name:", "A/RES/",
	} {
		f.Add(seed, seed)
	}
	builtin := labels(f)
	f.Fuzz(func(t *testing.T, text, translated string) {
		files := map[string][]byte{}
		for _, x := range base.Files {
			files[x.Name] = slices.Clone(x.Data)
		}
		quoted := func(s string) string { return strconv.Quote(strings.ToValidUTF8(s, "")) }
		files["input/proposals/p.yaml"] = []byte("proposals:\n  - {id: op-one, kind: operative, section: section-one, order: 10, " +
			"operation: add, authors: [chair], mandates: [res-1], state: proposed, text: " + quoted(text) + "}\n")
		files["input/introduction.md"] = append([]byte(strings.ToValidUTF8(text, "")+" {#intro-any}\n\n"), files["input/introduction.md"]...)
		files["locales/content.es.toml"] = append(files["locales/content.es.toml"],
			"\n[\"op-one.text\"]\nhash = \""+source.Hash(text)+"\"\nother = "+quoted(translated)+"\n"...)
		var in, user []*source.File
		for _, name := range slices.Sorted(maps.Keys(files)) {
			if x := source.NewFile(name, files[name]); strings.HasPrefix(name, "locales/") {
				user = append(user, x)
			} else {
				in = append(in, x)
			}
		}
		var found diag.List
		records := input.Read(in, &found)
		set := locale.Read(builtin, user, &found)
		meeting, _ := merge.Meeting(records, merge.End, date.Date{})
		merged := merge.Plan(records, plan.Point{Meeting: meeting}, nil, &found)
		Run(Pass{Records: records, Plan: merged, Locales: set, Langs: []string{"en", "es"}, Final: true, Diags: &found})
		for _, d := range found.Items {
			for _, p := range append([]diag.Place{{Pos: d.Pos}}, d.Related...) {
				if p.Pos.File != nil && (p.Pos.Offset < 0 || p.Pos.End() > len(p.Pos.File.Bytes)) {
					t.Errorf("%s: the place %d-%d is outside of %s", d.Code, p.Pos.Offset, p.Pos.End(), p.Pos.File.Name)
				}
			}
			if d.Pos.File == nil {
				t.Errorf("%s has no place", d.Code)
			}
		}
	})
}
