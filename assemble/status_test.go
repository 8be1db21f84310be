package assemble

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/check"
	"omnibus/assemble/diag"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// TestBlocking: the obstacles to final papers, determined from a draft, are the errors that the final papers would have.
func TestBlocking(t *testing.T) {
	lines := func(items []*diag.Diagnostic) []string {
		var out []string
		for _, d := range items {
			if d.Severity == diag.Error {
				at := ""
				if d.Pos.IsValid() {
					at = fmt.Sprintf("%s:%d", d.Pos.File.Name, d.Pos.Line())
				}
				out = append(out, fmt.Sprint(d.Code, " ", at, " ", d.Message, d.Accepted))
			}
		}
		slices.Sort(out)
		return out
	}
	untranslated := shippedSources(t)
	for i, f := range untranslated.Locales {
		if at := bytes.LastIndex(f.Bytes, []byte("\n[")); strings.HasSuffix(f.Name, "content.es.toml") {
			untranslated.Locales[i] = source.NewFile(f.Name, f.Bytes[:at])
		}
	}
	accepted := *untranslated
	accepted.Input = slices.Clone(untranslated.Input)
	w := built(t, untranslated, work.Job{Meeting: "end"})
	i := slices.IndexFunc(w.Diags.Items, func(d *diag.Diagnostic) bool { return d.Code == "W0901" })
	if i < 0 {
		t.Fatal("nothing is untranslated")
	}
	for k, f := range accepted.Input {
		if d := w.Diags.Items[i]; strings.HasSuffix(f.Name, "accepted.yaml") {
			more := fmt.Sprintf("\n  - {code: %s, id: %s, reason: It is short., hash: %s}\n", d.Code, d.ID, d.Hash())
			accepted.Input[k] = source.NewFile(f.Name, append(bytes.TrimRight(bytes.Clone(f.Bytes), "\n"), more...))
		}
	}
	_, changed := issued(t, issuable(), endJob)
	for i, f := range changed.Input {
		if !strings.Contains(f.Name, "issued") {
			changed.Input[i] = source.NewFile(f.Name, bytes.Replace(f.Bytes, []byte("To do it: better"), []byte("To do it: worse"), 1))
		}
	}
	for _, c := range []struct {
		name string
		src  *work.Sources
		job  work.Job
	}{
		{"at the end", shippedSources(t), work.Job{Meeting: "end"}},
		{"in March", shippedSources(t), work.Job{Meeting: "meeting-march"}},
		{"strict, in other languages", shippedSources(t), work.Job{Meeting: "end", Strict: true, Langs: []string{"fr", "en-XA"}}},
		{"untranslated", untranslated, work.Job{Meeting: "end"}},
		{"untranslated, which is accepted", &accepted, work.Job{Meeting: "end"}},
		{"another text under an issued symbol", changed, endJob},
	} {
		draft, err := Run(c.src, c.job, work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		c.job.Final = true
		final, err := Run(c.src, c.job, work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		pass := check.Pass{Records: draft.Records, Plan: draft.Plan, Locales: draft.Locales, Langs: draft.Tags()}
		got, want := lines(check.Blocking(pass, &draft.Diags, &draft.Unfinished).Items), lines(final.Diags.Items)
		if len(want) == 0 {
			t.Errorf("%s: there are no obstacles", c.name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		before := lines(draft.Diags.Items)
		check.Blocking(pass, &draft.Diags, &draft.Unfinished)
		if !slices.Equal(before, lines(draft.Diags.Items)) {
			t.Errorf("%s: the findings about the draft have changed", c.name)
		}
	}
}
