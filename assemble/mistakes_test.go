package assemble

import (
	"fmt"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// TestOneMistakeOneFinding: a single slip in a file gives one finding, where it is, whose hint says what to write. Findings that are there
// anyway do not count.
func TestOneMistakeOneFinding(t *testing.T) {
	const body, term, proposals, schedule, mandates, glossary = "body.yaml", "term.yaml", "proposals/draft.yaml", "schedule.yaml", "mandates.yaml",
		"glossary.yaml"
	files := map[string]string{}
	nations := termOf(t, "nations")
	for _, f := range nations.Input {
		files[strings.TrimPrefix(f.Name, "input/")] = string(f.Bytes)
	}
	texts := proposals
	for name := range files {
		if strings.HasPrefix(name, "proposals/") && (texts == proposals || name < texts) {
			texts = name
		}
	}
	findings := func(src *work.Sources) map[string]*diag.Diagnostic {
		w, err := Run(src, work.Job{Meeting: "end"}, work.Composed, nil)
		if w == nil {
			t.Fatal(err)
		}
		out := map[string]*diag.Diagnostic{}
		for _, d := range w.Diags.Items {
			out[d.Code+d.Message] = d
		}
		return out
	}
	usual := findings(nations)
	for _, c := range []struct{ file, old, is, code, hint string }{
		{body, "organs: [un, assembly]", "organs: [un assembly]", "E0301", "put a comma between them: un, assembly"},
		{body, "organs: [un, assembly]", "organs: [un, asembly]", "E0301", `did you mean "assembly"?`},
		{body, "organs: [un, assembly]", "organs: un", "E0111", "write organs: [un]"},
		{body, "organs: [un, assembly]", "organs: [un, assembly", "E0104", "close it with ]"},
		{body, "{each: comma, last: comma}", "{each: comma last: comma}", "E0104", `put a comma before "last:"`},
		{body, "session-year: 1945", "session-year 1945", "E0104", "write key: value"},
		{body, "session-year: 1945", "session-year: nineteen", "E0111", "write it in digits"},
		{body, "session-year:", "sesion-year:", "E0110", `did you mean "session-year"?`},
		{body, "organ-line: italic", "organ-line: italics", "E0113", `did you mean "italic"?`},
		{body, `revision: "/Rev.{number}"`, `revision: "/Rev.{number}`, "E0104", "close it"},
		{body, `"A/C.6/{session}/L.{number}"`, `"A/C.6/{sesion}/L.{number}"`, "E0144", "{session}"},
		{body, "  openers: italic", "\topeners: italic", "E0105", "write spaces"},
		{term, "original: en", "original: english", "E0116", "write en, es"},
		{term, "original: en", "original: EN", "E0116", "write en"},
		{term, "languages: [en]", "languages: [en es]", "E0116", "put a comma between them: [en, es]"},
		{term, "original: [en]", "original: [english]", "E0116", "write en, es"},
		{term, "begin: 2024-09-10", "begin: 10 September 2024", "E0401", "write 2024-MM-10"},
		{term, "end: 2025-09-09", "end: 2025-09-31", "E0401", "write 2025-09-30"},
		{term, "for: meeting-first", "for: meeting-frist", "E0301", `did you mean "meeting-first"?`},
		{schedule, `start: "10:00"`, `start: "10h00"`, "E0402", "write it as 09:30"},
		{schedule, "date: 2024-10-21", "date: 2024-21-10", "E0401", "write 2024-10-21"},
		{glossary, "{name: General Assembly, article: the}", "{name: General Assembly article: the}", "E0104", "put a comma before"},
		{glossary, "class: organization", "class: organisation", "E0113", `did you mean "organization"?`},
		{mandates, "resolutions:\n", "resolutions\n", "E0104", "write resolutions:"},
		{mandates, "links: {en:", "links: {english:", "E0116", "write en, es"},
		{texts, "proposals:\n", "proposal:\n", "E0110", `did you mean "proposals"?`},
		{texts, "kind: preambular", "kind: preamble", "E0113", "write one of preambular"},
		{texts, "authors: [chair]", "authors: [chairs]", "E0301", `did you mean "chair"?`},
		{texts, "state: proposed", "state: propose", "E0113", `did you mean "proposed"?`},
		{term, "for: meeting-first", "for: x", "E0301", "write one of "},
		{texts, "section: section-one-a", "section: anex", "E0301", "write one of section-"},
	} {
		t.Run(c.is, func(t *testing.T) {
			if !strings.Contains(files[c.file], c.old) {
				t.Fatalf("%s has no %q", c.file, c.old)
			}
			line := strings.Count(files[c.file][:strings.Index(files[c.file], c.old)], "\n") + 1
			src := &work.Sources{Templates: nations.Templates, Locales: nations.Locales}
			for _, f := range nations.Input {
				if strings.TrimPrefix(f.Name, "input/") == c.file {
					f = source.NewFile(f.Name, []byte(strings.Replace(files[c.file], c.old, c.is, 1)))
				}
				src.Input = append(src.Input, f)
			}
			var said []string
			for key, d := range findings(src) {
				if usual[key] != nil {
					continue
				}
				said = append(said, fmt.Sprintf("%s:%d %s %s %q", d.Pos.File.Name, d.Pos.Line(), d.Code, d.Message, d.Hints))
				if d.Code != c.code || strings.TrimPrefix(d.Pos.File.Name, "input/") != c.file || d.Pos.Line() != line ||
					!strings.Contains(strings.Join(d.Hints, "\n"), c.hint) {
					t.Errorf("%s:%d: want %s with the hint %q", c.file, line, c.code, c.hint)
				}
			}
			if len(said) != 1 {
				t.Errorf("%d findings, want one", len(said))
			}
			if t.Failed() {
				t.Log(strings.Join(said, "\n"))
			}
		})
	}
}
