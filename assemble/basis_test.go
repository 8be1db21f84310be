package assemble

import (
	"strings"
	"testing"

	"omnibus/assemble/compose"
	"omnibus/assemble/merge"
	"omnibus/assemble/read/pdf"
	"omnibus/assemble/work"
)

// TestProvenance: a listener hears in words what a paragraph is based on, without ids; a final paper does not state it.
func TestProvenance(t *testing.T) {
	src := shippedSources(t)
	heard := func(job work.Job) (text, furniture string) {
		job.Meeting, job.Papers = merge.End, []string{"draft-paragraphs"}
		w, files := papers(t, src, job)
		if w.Diags.HasErrors() {
			t.Fatalf("%v", w.Diags.Items)
		}
		f, err := pdf.Open(files["draft-paragraphs.en-es.pdf"].Bytes)
		if err != nil {
			t.Fatal(err)
		}
		var said, shown strings.Builder
		for _, p := range f.Pages() {
			words, err := p.Words()
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range words {
				if w.Artifact {
					shown.WriteString(w.Text + " ")
				} else {
					said.WriteString(w.Text + " ")
				}
			}
		}
		return said.String(), shown.String()
	}
	const arrow, basis = "→", "Basis: AG/RES."
	said, shown := heard(work.Job{})
	if !strings.Contains(said, basis) || !strings.Contains(said, "Base: AG/RES.") || strings.Contains(said+shown, arrow) {
		t.Error("by default, the basis is not only in words")
	}
	said, shown = heard(work.Job{Provenance: compose.ProvenanceIDs})
	if strings.Contains(said, arrow) || strings.Contains(said, "-op-") || strings.Contains(said, basis) {
		t.Error("ids are read aloud")
	}
	if strings.Count(shown, arrow) < 40 {
		t.Errorf("only %d paragraphs have ids below them", strings.Count(shown, arrow)/2)
	}
	if said, shown = heard(work.Job{Provenance: compose.NoProvenance}); strings.Contains(said+shown, arrow) || strings.Contains(said, basis) {
		t.Error("the basis is printed although it is switched off")
	}
}
