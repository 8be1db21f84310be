package assemble

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/compose"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/record"
	"omnibus/assemble/source"
)

// AdoptedTexts is what a job's Against names to compare paragraphs with the adopted ones that they are built on.
const AdoptedTexts = "adopted"

// Views are the views of the draft that a job may ask for, beside the paper itself.
var Views = []string{"compendium", "consolidated", "status"}

// redline compares the draft with what the job says, else with the revision before it. It is nil where there is none before it.
func (w *Work) redline() (*compose.Redline, error) {
	if w.Job.Against == "" {
		r := w.sinceLast()
		if r != nil {
			r = &compose.Redline{Redline: r.Redline, ChangedOnly: w.Job.ChangedOnly}
		}
		return r, nil
	}
	base, err := w.base(w.Job.Against)
	if base == nil || err != nil {
		return nil, err
	}
	return &compose.Redline{Redline: w.Against(base), ChangedOnly: w.Job.ChangedOnly}, nil
}

// sinceLast compares the draft with the revision before it; nil where there is none.
func (w *Work) sinceLast() *compose.Redline {
	if w.last == nil && w.Plan.Papers[DraftParagraphs] != nil {
		if base, err := w.base(""); base != nil && err == nil {
			w.last = &compose.Redline{Redline: w.Against(base)}
		}
	}
	return w.last
}

// Against compares the draft of the work with a base.
func (w *Work) Against(base *plan.Base) *plan.Redline {
	return plan.Compare(base, compose.Content(w.Plan, DraftParagraphs, w.tags(), w.Locales), w.tags())
}

// base is a revision of the draft by its number or symbol, or the adopted texts; with "" it is the revision before the present one,
// and nil where there is none.
func (w *Work) base(name string) (*plan.Base, error) {
	paper := w.Plan.Papers[DraftParagraphs]
	if name == AdoptedTexts {
		return compose.Adopted(w.Plan, w.tags(), w.Locales), nil
	}
	if paper == nil {
		return nil, fmt.Errorf("the term has no paper %q", DraftParagraphs)
	}
	revisions := paper.Paper.Revisions
	if name == "" {
		i := slices.Index(revisions, paper.Revision)
		if i < 1 {
			return nil, nil
		}
		return w.Revision(revisions[i-1]), nil
	}
	r, err := w.revision(name)
	if err != nil {
		return nil, fmt.Errorf("%w, and %s", err, AdoptedTexts)
	}
	return w.Revision(r), nil
}

// revision finds a revision of the draft by its name: 2, rev. 2, rev-2, 2 corr. 1, or the whole symbol.
func (w *Work) revision(name string) (*input.Revision, error) {
	paper := w.Plan.Papers[DraftParagraphs].Paper
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
	return nil, fmt.Errorf("there is no revision %q of the draft: there are %s", name, strings.Join(known, ", "))
}

// Revision is the draft as a revision of it has it: as its record says if it was issued, else as the records make it. A language in
// which it was not issued is as the records make it.
func (w *Work) Revision(r *input.Revision) *plan.Base {
	symbol := merge.Symbol(w.Plan.Papers[DraftParagraphs].Paper, r)
	rec := record.BySymbol(w.Issued, symbol)
	if symbol == "" || rec == nil || len(rec.Paragraphs) == 0 {
		b := w.merged(r, w.tags())
		b.Symbol = symbol
		return b
	}
	b := &plan.Base{Symbol: symbol, Date: rec.Date, Passages: passages(rec.Paragraphs), Sections: passages(rec.Sections)}
	b.Title = &plan.Passage{ID: DraftParagraphs}
	if rec.Title != nil {
		b.Title = passages([]record.Paragraph{*rec.Title})[0]
	}
	if more := slices.DeleteFunc(w.tags(), func(tag string) bool { return slices.Contains(rec.Langs, tag) }); len(more) > 0 {
		made := w.merged(r, more)
		plan.Fill(b.Passages, made.Passages)
		plan.Fill(b.Sections, made.Sections)
		if b.Title != nil && made.Title != nil {
			plan.Fill(b.Title.Reserved, made.Title.Reserved)
		}
	}
	return b
}

// merged is the draft as the records make it for a revision.
func (w *Work) merged(r *input.Revision, langs []string) *plan.Base {
	meeting, ok := merge.Meeting(w.Records, r.Meeting.String, w.Job.Today)
	if !ok {
		meeting = nil // an unknown meeting was reported where it is read
	}
	b := compose.Content(merge.Plan(w.Records, meeting, w.translation, new(diag.List)), DraftParagraphs, langs, w.Locales)
	if !r.Date.IsZero() {
		b.Date = r.Date.Last()
	}
	return b
}

// translation is the words of a text in another language.
func (w *Work) translation(t input.Text, lang string) (string, bool) {
	tr := w.Locales.Lookup(t, lang)
	return tr.Text.String, !tr.Missing()
}

// issuedTexts returns the symbol of the last issued revision before the present one that had a text, by the hash of the text.
func (w *Work) issuedTexts() func(hash string) string {
	by := map[string]string{}
	var walk func(r *record.Record, in []record.Paragraph)
	walk = func(r *record.Record, in []record.Paragraph) {
		for _, p := range in {
			for _, s := range p.Text {
				by[source.Hash(s)] = r.Symbol
			}
			walk(r, p.Sub)
		}
	}
	if paper := w.Plan.Papers[DraftParagraphs]; paper != nil {
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
		x := &plan.Passage{ID: p.ID, Kind: p.Kind, Section: p.Section, Number: p.Number, Bis: p.Bis, State: p.State, Texts: maps.Clone(p.Text), Notes: passages(p.Notes), Reserved: passages(p.Reserved), Delegation: p.Delegation, Sub: passages(p.Sub)}
		if p.Kind == "" {
			x.Number = i + 1
		}
		out = append(out, x)
	}
	return out
}

// variant names the file of the redline: redline, and behind it what makes it another than the usual one.
func (j *Job) variant() string {
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
