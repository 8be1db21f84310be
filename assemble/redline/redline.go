// Package redline compares the draft with one of its revisions, or with the adopted texts on which its paragraphs are based.
package redline

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/compose"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// AdoptedTexts is the value of a job's Against that compares paragraphs with the adopted texts on which they are based.
const AdoptedTexts = "adopted"

// Asked compares the draft with the base that the job names, or else with the previous revision of the paper. It returns nil if there is
// none.
func Asked(w *work.Work, p *plan.Paper) (*compose.Redline, error) {
	if w.Job.Against == "" {
		r := SinceLast(w, p)
		if r == nil {
			return nil, nil
		}
		return &compose.Redline{Redline: r, ChangedOnly: w.Job.ChangedOnly}, nil
	}
	base, err := Base(w, p, w.Job.Against)
	if base == nil || err != nil {
		return nil, err
	}
	return &compose.Redline{Redline: Against(w, p, base), ChangedOnly: w.Job.ChangedOnly}, nil
}

// SinceLast compares the draft with the previous revision of the paper. It returns nil if there is none, or no paper. The result is
// computed once.
func SinceLast(w *work.Work, p *plan.Paper) *plan.Redline {
	if p == nil {
		return nil
	}
	id := p.Paper.ID.String
	if _, known := w.Last[id]; !known {
		if w.Last == nil {
			w.Last = map[string]*plan.Redline{}
		}
		w.Last[id] = nil
		if base, err := Base(w, p, ""); base != nil && err == nil {
			w.Last[id] = Against(w, p, base)
		}
	}
	return w.Last[id]
}

// Against compares the draft of the work with a base.
func Against(w *work.Work, p *plan.Paper, base *plan.Base) *plan.Redline {
	return plan.Compare(base, compose.Content(w.PlanOf(p.Paper.ID.String), p.Paper.ID.String, w.Tags(), w.Locales), w.Tags())
}

// Base returns a revision of a paper with the draft, by number or symbol, or the adopted texts; for "", the previous revision, or nil if
// there is none. Without a paper, only the adopted texts are known.
func Base(w *work.Work, p *plan.Paper, name string) (*plan.Base, error) {
	if name == AdoptedTexts {
		return compose.Adopted(w.PlanOf(p.Paper.ID.String), w.Tags(), w.Locales), nil
	}
	if p == nil {
		return nil, errNoDraft
	}
	revisions := p.Paper.Revisions
	if name == "" {
		i := slices.Index(revisions, p.Revision)
		if i < 1 {
			return nil, nil
		}
		return Revision(w, p, revisions[i-1]), nil
	}
	r, err := FindRevision(p, name)
	if err != nil {
		return nil, fmt.Errorf("%w, and %s", err, AdoptedTexts)
	}
	return Revision(w, p, r), nil
}

var errNoDraft = errors.New("the term has no paper with the draft")

// FindRevision finds a revision of a paper by its name: 2, rev. 2, rev-2, 2 corr. 1, or the whole symbol.
func FindRevision(of *plan.Paper, name string) (*input.Revision, error) {
	paper := of.Paper
	short := func(s string) string {
		words := strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return c == ' ' || c == '.' || c == '-' })
		return strings.TrimPrefix(strings.Join(words, " "), "rev ")
	}
	var known []string
	for _, r := range paper.Revisions {
		own := strings.TrimSpace(fmt.Sprintf("%d %s", r.Number, r.Suffix.String))
		if strings.EqualFold(merge.Symbol(paper, r), name) || short(own) == short(name) {
			return r, nil
		}
		known = append(known, own)
	}
	return nil, diag.Usagef("there is no revision %q of the draft: there are %s", name, strings.Join(known, ", "))
}

// Revision returns the draft of a revision: as recorded if it was issued, otherwise as made from the records. What its record lacks is also
// made from the records: a language in which it was not issued, and, for a record of an earlier version of the tool, the brackets.
func Revision(w *work.Work, p *plan.Paper, r *input.Revision) *plan.Base {
	symbol := merge.Symbol(p.Paper, r)
	rec := record.BySymbol(w.Issued, symbol)
	if symbol == "" || rec == nil || len(rec.Paragraphs) == 0 {
		b := merged(w, p, r, w.Tags())
		b.Symbol = symbol
		return b
	}
	b := &plan.Base{Symbol: symbol, Date: rec.Date, Passages: passages(rec.Paragraphs), Sections: passages(rec.Sections)}
	b.Title = &plan.Passage{ID: p.Paper.ID.String}
	if rec.Title != nil {
		b.Title = passages([]record.Paragraph{*rec.Title})[0]
	}
	if !rec.Marked {
		made := merged(w, p, r, w.Tags())
		plan.FillMarks(b.Passages, made.Passages)
		if made.Title != nil {
			b.Title.Texts = made.Title.Texts
		}
	}
	if more := slices.DeleteFunc(w.Tags(), func(tag string) bool { return slices.Contains(rec.Langs, tag) }); len(more) > 0 {
		made := merged(w, p, r, more)
		plan.Fill(b.Passages, made.Passages)
		plan.Fill(b.Sections, made.Sections)
		if made.Title != nil {
			plan.Fill([]*plan.Passage{b.Title}, []*plan.Passage{made.Title})
		}
	}
	return b
}

// merged returns the draft that the records give for a revision.
func merged(w *work.Work, p *plan.Paper, r *input.Revision, langs []string) *plan.Base {
	b := compose.Content(merge.Plan(w.Records, merge.PointOf(w.Records, r), w.Locales, new(diag.List)), p.Paper.ID.String, langs, w.Locales)
	if !r.Date.IsZero() {
		b.Date = r.Date.Last()
	}
	return b
}

// IssuedTexts returns a function that returns, for the hash of a text, the symbol of the last issued revision of a paper before the present
// one that had the text.
func IssuedTexts(w *work.Work, paper *plan.Paper) func(hash string) string {
	by := map[string]string{}
	var walk func(r *record.Issued, in []record.Paragraph)
	walk = func(r *record.Issued, in []record.Paragraph) {
		for _, p := range in {
			for _, s := range p.Text {
				by[source.Hash(s)] = r.Symbol
			}
			walk(r, p.Sub)
		}
	}
	if paper != nil {
		for _, r := range paper.Paper.Revisions {
			if r == paper.Revision {
				break
			}
			if rec := record.BySymbol(w.Issued, merge.Symbol(paper.Paper, r)); rec != nil {
				walk(rec, rec.Paragraphs)
			}
		}
	}
	return func(hash string) string { return by[hash] }
}

func passages(in []record.Paragraph) []*plan.Passage {
	var out []*plan.Passage
	for i, p := range in {
		x := &plan.Passage{
			ID:         p.ID,
			Kind:       p.Kind,
			Section:    p.Section,
			Number:     p.Number,
			Bis:        p.Bis,
			State:      p.State,
			Texts:      maps.Clone(p.Text),
			Notes:      passages(p.Notes),
			Reserved:   passages(p.Reserved),
			Delegation: p.Delegation,
			Sub:        passages(p.Sub),
			Brackets:   p.Brackets,
			By:         refs(p.By),
		}
		for _, m := range p.Marks {
			x.Marks = append(x.Marks, plan.Mark{By: refs(m.By), Does: m.Does, After: m.After})
		}
		if p.Kind == "" {
			x.Number = i + 1
		}
		out = append(out, x)
	}
	return out
}

// refs returns authors by their keys.
func refs(keys []string) []input.Ref {
	var out []input.Ref
	for _, k := range keys {
		out = append(out, input.Ref{Text: source.Text{String: k}})
	}
	return out
}

// Variant returns the variant in the file name of a redline: redline, followed by its unusual properties.
func Variant(j *work.Job) string {
	parts := []string{"redline"}
	if j.Against != "" {
		f := strings.FieldsFunc(strings.ToLower(j.Against), func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') })
		parts = append(parts, f...)
	}
	if j.ChangedOnly {
		parts = append(parts, "changes")
	}
	return strings.Join(parts, "-")
}
