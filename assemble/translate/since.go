package translate

import (
	"errors"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/redline"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
)

// Since returns the ids of the texts that are new or changed since a revision of the draft, which is identified by its number (2, rev. 2)
// or its whole symbol. The texts of its paragraphs come from its record. If it was not issued, and for all other texts (notes, reasons,
// later outcomes of sessions), they come from the plan as of its meeting.
func Since(w *work.Work, revision string) (map[string]bool, error) {
	paper := w.Draft()
	if paper == nil {
		return nil, errors.New("the term has no paper with the draft")
	}
	for _, r := range w.Issued {
		if r.Paper == paper.Paper.ID.String && r.Symbol == revision {
			return sinceRecord(w, r), nil
		}
	}
	r, err := redline.FindRevision(paper, revision)
	if err != nil {
		return nil, err
	}
	before := merge.Plan(w.Records, merge.PointOf(w.Records, r), w.Locales, &diag.List{})
	out := sincePlan(w, before)
	if rec := record.BySymbol(w.Issued, merge.Symbol(paper.Paper, r)); rec != nil {
		out = sinceRecord(w, rec)
	}
	sinceOthers(w, before, out)
	return out, nil
}

// sinceRecord compares the sources of the draft's texts with those of a record.
func sinceRecord(w *work.Work, r *record.Issued) map[string]bool {
	was := map[string]map[string]string{}
	var walk func(ps []record.Paragraph)
	walk = func(ps []record.Paragraph) {
		for _, p := range ps {
			was[p.ID] = p.Text
			walk(p.Sub)
		}
	}
	walk(r.Paragraphs)
	out := map[string]bool{}
	draftTexts(w, w.Plan, func(id string, t input.Text) {
		if was[id][t.Lang] != t.String {
			out[t.ID] = true
		}
	})
	return out
}

// sincePlan compares the texts of the draft with those of an earlier plan.
func sincePlan(w *work.Work, before *plan.Plan) map[string]bool {
	was := map[string]string{}
	draftTexts(w, before, func(_ string, t input.Text) { was[t.ID] = t.String })
	out := map[string]bool{}
	draftTexts(w, w.Plan, func(_ string, t input.Text) {
		if s, ok := was[t.ID]; !ok || s != t.String {
			out[t.ID] = true
		}
	})
	return out
}

// sinceOthers adds the texts that are in no paragraph, are needed now, and were not in an earlier plan.
func sinceOthers(w *work.Work, before *plan.Plan, out map[string]bool) {
	paragraphs := map[string]bool{}
	draftTexts(w, w.Plan, func(_ string, t input.Text) { paragraphs[t.ID] = true })
	was := map[string]bool{}
	for _, it := range packet.Items(before, w.Locales, w.Papers, "") {
		was[it.ID] = it.Needed
	}
	for _, it := range packet.Items(w.Plan, w.Locales, w.Papers, "") {
		if it.Needed && !was[it.ID] && !paragraphs[it.ID] {
			out[it.ID] = true
		}
	}
}

func draftTexts(w *work.Work, p *plan.Plan, each func(id string, t input.Text)) {
	var subs func(in []*plan.SubParagraph)
	subs = func(in []*plan.SubParagraph) {
		for _, s := range in {
			each(s.ID, s.Text)
			subs(s.Sub)
		}
	}
	for _, x := range p.Draft.Paragraphs() {
		each(x.ID, x.Text)
		subs(x.Sub)
	}
}
