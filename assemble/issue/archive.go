package issue

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/merge"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
	"omnibus/assemble/work"
)

// Find returns the record of a symbol, in whatever case and spacing it is written; nil if there is none.
func Find(issued []*record.Issued, name string) *record.Issued {
	plain := func(s string) string { return strings.ToLower(symbol.Slug(strings.Join(strings.Fields(s), " "))) }
	i := slices.IndexFunc(issued, func(r *record.Issued) bool {
		known := append(symbol.Parts(r.Symbol), r.Symbol)
		return slices.Contains(known, name) || slices.ContainsFunc(known, func(s string) bool { return plain(s) == plain(name) })
	})
	if i < 0 {
		return nil
	}
	return issued[i]
}

// Again returns the job that makes an issued paper again from the records, as of its revision, and the sources for it. The sources leave
// out its record, which will be compared with the result.
func Again(src *work.Sources, r *record.Issued, job work.Job) (*work.Sources, work.Job) {
	out := *src
	out.Input = slices.DeleteFunc(slices.Clone(src.Input), func(f *source.File) bool {
		return path.Base(path.Dir(f.Name)) == record.Folder && path.Base(f.Name) == r.Name()
	})
	job.Meeting, job.As, job.Papers, job.Langs, job.Final = merge.End, r.Symbol, []string{r.Paper}, nil, r.Final
	for _, f := range r.Files {
		if len(f.Langs) > len(job.Langs) {
			job.Langs = slices.Clone(f.Langs)
		}
	}
	for _, l := range r.Langs {
		if !slices.Contains(job.Langs, l) {
			job.Langs = append(job.Langs, l)
		}
	}
	return &out, job
}

// Still tells whether the records still produce what was issued, given the work made from Again: byte for byte, with the same content in
// other bytes, or not.
func Still(w *work.Work, r *record.Issued) string {
	same, alike := 0, 0
	var others []string
	for _, f := range r.Files {
		i := slices.IndexFunc(w.Files, func(m *work.Made) bool { return m.Name == f.Name })
		switch {
		case i < 0:
			others = append(others, f.Name)
		case record.Fingerprint(w.Files[i].Bytes) == f.SHA256:
			same++
		case entryOf(w, w.Files[i]).Content == f.Content:
			alike++
		default:
			others = append(others, f.Name)
		}
	}
	switch {
	case same == len(r.Files):
		return "the records still produce it, byte for byte"
	case len(others) == 0:
		return "the records still produce it, with the same content in other bytes"
	}
	says := "the records no longer produce it: " + strings.Join(others, ", ") + " would have different content"
	if changed := record.Changed(r.Paragraphs, Paragraphs(w, r.Paper, w.Langs)); len(changed) > 0 && carriesDraft(w, r.Paper) {
		says += "\nnot as they were issued: " + strings.Join(changed, ", ")
		if p := w.Plan.Papers[r.Paper]; p != nil && p.Revision != nil {
			says += "\nif only words were corrected, add a corrigendum to the revisions of " + r.Paper + ": " +
				corrigendum(p.Paper, p.Revision, w.Job.Today.String())
		}
	}
	return says
}

// corrigendum returns the entry for the next corrigendum to a revision, in the form of term.yaml.
func corrigendum(p *input.Paper, of *input.Revision, day string) string {
	n := 1
	for _, r := range p.Revisions {
		if kind, k := r.Correction(); r.Number == of.Number && kind == input.Corrigendum && k >= n {
			n = k + 1
		}
	}
	at, word := "end", "for"
	if m, after := of.At(); m.String != "" {
		at = m.String
		if after {
			word = "after"
		}
	}
	return fmt.Sprintf("- {number: %d, suffix: corr. %d, %s: %s, date: %s}", of.Number, n, word, at, day)
}
