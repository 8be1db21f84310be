package issue

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/compose"
	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/locale"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/redline"
	"omnibus/assemble/work"
)

// Templates of what is printed instead of the paper itself.
const (
	corrigendumTemplate = "corrigendum"
	addendumTemplate    = "addendum"
)

// A Correction is a corrigendum or an addendum that is to be printed instead of the paper that it corrects or adds to.
type Correction struct {
	Template string
	Variant  string           // as its file names it: corr-1
	Langs    []*locale.Locale // that it concerns
	Whole    bool             // it is in all languages alike, and side by side where the paper does
	Redline  *compose.Redline
}

// Correct returns the corrigendum or addendum that a paper of the work is at; nil of any other paper, and where it cannot be made,
// which is then reported.
func Correct(w *work.Work, p *plan.Paper) (*Correction, bool) {
	if p.Revision == nil {
		return nil, false
	}
	kind, n := p.Revision.Correction()
	if kind == "" {
		return nil, false
	}
	name := p.Paper.ID.String
	refuse := func(format string, args ...any) *diag.Diagnostic {
		return w.Diags.Errorf("E1205", p.Revision.Pos, "%s: %s", p.Symbol, fmt.Sprintf(format, args...)).About(name)
	}
	next := fmt.Sprintf("issue the next revision instead: - {number: %d, ...}", p.Revision.Number+1)
	if !carriesDraft(w, name) {
		refuse("only a paper with the draft can have a corrigendum or an addendum: the record of %q has no words of the draft", name).
			Hint("%s", next)
		return nil, true
	}
	of := merge.Corrects(p.Paper, p.Revision)
	var base *record.Record
	if of != nil {
		base = record.BySymbol(w.Issued, merge.Symbol(p.Paper, of))
	}
	if base == nil {
		refuse("what it corrects or adds to is not issued").
			Hint("issue it first; as long as it is not, correct the text itself, and leave out the suffix")
		return nil, true
	}
	x := &Correction{Variant: strings.TrimSuffix(kind, ".") + fmt.Sprintf("-%d", n)}
	before := redline.Revision(w, p, of)
	x.Redline = &compose.Redline{Redline: redline.Against(w, p, before)}
	fits := true
	if kind == input.Addendum {
		x.Template, x.Langs, x.Whole = addendumTemplate, w.Langs, true
		fits = addsOnly(w, x.Redline.Redline, refuse, next)
		if fits {
			w.Plans[name] = numberedOn(w.PlanOf(name), x.Redline.Redline)
		}
	} else {
		x.Template = corrigendumTemplate
		fits = correctsOnly(w, x.Redline.Redline, refuse, next)
		x.Langs = concerned(w, x.Redline.Redline)
		if fits {
			meaning(w, p, x.Redline.Redline)
		}
	}
	if !fits {
		return nil, true
	}
	own := *w.PlanOf(name) // as of the point of what is corrected, and yet its own paper
	own.Papers = maps.Clone(own.Papers)
	own.Papers[name] = p
	w.Plans[name] = &own
	return x, true
}

// most is how many paragraphs that do not belong in a corrigendum or an addendum are named.
const most = 5

// named are the ids of the changes for which not is true.
func named(r *plan.Redline, not func(*plan.Change) bool) string {
	var out []string
	for _, c := range r.Changes {
		if not(c) {
			out = append(out, c.ID)
		}
	}
	if n := len(out) - most; n > 0 {
		out = append(out[:most], fmt.Sprintf("and %d more", n))
	}
	return strings.Join(out, ", ")
}

// correctsOnly refuses what does not belong in a corrigendum: all but words of what was issued.
func correctsOnly(w *work.Work, r *plan.Redline, refuse func(string, ...any) *diag.Diagnostic, next string) bool {
	other := func(c *plan.Change) bool {
		return c.IsNew() || c.IsDeleted() || c.Moved || c.State || c.Order || len(c.Reserved) > 0 ||
			slices.ContainsFunc(c.Sub, unpaired) || notesDiffer(c) ||
			slices.ContainsFunc(c.Langs, func(l string) bool { return (c.Old.Texts[l] == "") != (c.New.Texts[l] == "") })
	}
	if ids := named(r, other); ids != "" {
		refuse("a corrigendum corrects words, and these paragraphs are new, deleted, moved, or of another state: %s", ids).
			Hint("%s; paragraphs alone that are new go into an addendum: suffix: add. 1", next)
		return false
	}
	if len(concerned(w, r)) == 0 {
		refuse("there is nothing to correct: the text is as it was issued").
			Hint("correct the text, or take the corrigendum out of the revisions")
		return false
	}
	return true
}

// notesDiffer tells whether a paragraph that is on both sides cites other notes.
func notesDiffer(c *plan.Change) bool {
	ids := func(in []*plan.Passage) []string {
		var out []string
		for _, n := range in {
			out = append(out, n.ID)
		}
		slices.Sort(out)
		return out
	}
	return c.Old != nil && c.New != nil && !slices.Equal(ids(c.Old.Cited()), ids(c.New.Cited()))
}

func unpaired(s plan.SubChange) bool {
	return s.Old == nil || s.New == nil || s.Moved || slices.ContainsFunc(s.Sub, unpaired)
}

// concerned are the languages in which words differ, in the order of the work.
func concerned(w *work.Work, r *plan.Redline) []*locale.Locale {
	in := map[string]bool{}
	for _, c := range slices.Concat(r.Changes, slices.Collect(maps.Values(r.Headings))) {
		for _, l := range c.Langs {
			in[l] = true
		}
	}
	var out []*locale.Locale
	for _, l := range w.Langs {
		if in[l.Tag] {
			out = append(out, l)
		}
	}
	return out
}

// addsOnly refuses what does not belong in an addendum: all but new paragraphs.
func addsOnly(w *work.Work, r *plan.Redline, refuse func(string, ...any) *diag.Diagnostic, next string) bool {
	if ids := named(r, func(c *plan.Change) bool { return c.Any() && !c.IsNew() }); ids != "" {
		refuse("an addendum adds paragraphs, and these that were issued are changed, deleted, moved, or of another state: %s", ids).
			Hint("%s; where words alone were corrected, a corrigendum says so: suffix: corr. 1", next)
		return false
	}
	if !slices.ContainsFunc(r.Changes, (*plan.Change).IsNew) {
		refuse("there is nothing to add: the draft has no paragraph that was not issued").Hint("take the addendum out of the revisions")
		return false
	}
	return true
}

// numberedOn is the plan with the paragraphs that an addendum adds numbered after those that were issued.
func numberedOn(p *plan.Plan, r *plan.Redline) *plan.Plan {
	last := 0
	for _, x := range r.Base.Passages {
		last = max(last, x.Number)
	}
	out := *p
	out.ByID = maps.Clone(p.ByID)
	draft := *p.Draft
	out.Draft = &draft
	draft.Sections = nil
	for _, s := range p.Draft.Sections {
		section := *s
		section.Paragraphs = slices.Clone(s.Paragraphs)
		for i, x := range section.Paragraphs {
			c := r.ByID[x.ID]
			number, bis := 0, 0
			switch {
			case c == nil:
				continue
			case c.IsNew():
				last++
				number = last
			case c.Old != nil:
				number, bis = c.Old.Number, c.Old.Bis
			}
			paragraph := *x
			paragraph.Number, paragraph.Bis, paragraph.Final = number, bis, 0
			section.Paragraphs[i] = &paragraph
			for id, y := range out.ByID {
				if y == x {
					out.ByID[id] = &paragraph
				}
			}
		}
		draft.Sections = append(draft.Sections, &section)
	}
	return &out
}

// meaning warns of a corrigendum that changes what a paragraph means: a number, a date, a symbol, a negation, what is obliged or allowed,
// who is named, or what is asked. Such a change is one of substance.
func meaning(w *work.Work, p *plan.Paper, r *plan.Redline) {
	for _, c := range r.Changes {
		for _, l := range c.Langs {
			lexicon := w.Locales.Lexicon(l)
			for i, pair := range passagePairs(c, l) {
				what := substance(lexicon, pair[0], pair[1], i == 0)
				if what == "" {
					continue
				}
				pos := p.Revision.Pos
				if x, ok := w.PlanOf(p.Paper.ID.String).ByID[c.ID].(*plan.Paragraph); ok {
					pos = x.Proposal.ID.Pos
				}
				w.Diags.Warningf("W1206", pos, "%s would change %s of %s in %q: that is more than a correction", p.Symbol, what, c.ID, l).
					About(p.Paper.ID.String).
					Hint("a change of substance goes into the next revision; if the issued paper was wrong, accept this with the reason").
					See(p.Revision.Pos, "the corrigendum")
			}
		}
	}
}

// passagePairs are the words in a language before and after, of a paragraph and those below it.
func passagePairs(c *plan.Change, lang string) [][2]string {
	out := [][2]string{{c.Old.Texts[lang], c.New.Texts[lang]}}
	var walk func(in []plan.SubChange)
	walk = func(in []plan.SubChange) {
		for _, s := range in {
			if s.Old != nil && s.New != nil {
				out = append(out, [2]string{s.Old.Texts[lang], s.New.Texts[lang]})
			}
			walk(s.Sub)
		}
	}
	walk(c.Sub)
	return out
}

// substance names what of the meaning differs between two texts; "" where nothing is seen to. opens tells that they open a paragraph: with
// what it asks.
func substance(lexicon *diff.Lexicon, old, new string, opens bool) string {
	if diff.Same(old, new) {
		return ""
	}
	a, b := lexicon.Classified(old), lexicon.Classified(new)
	for _, k := range []struct {
		class diff.Class
		name  string
	}{{diff.Number, "a number"}, {diff.Negation, "a negation"}, {diff.Modal, "what is obliged or allowed"}, {diff.Comparison, "a limit"}} {
		is := func(t diff.Token) bool { return t.Class == k.class }
		if !slices.Equal(keys(a, is), keys(b, is)) {
			return k.name
		}
	}
	reference := func(t diff.Token) bool { return strings.HasPrefix(t.Text, "{{") }
	if !slices.Equal(keys(a, reference), keys(b, reference)) {
		return "who or what is named"
	}
	const opening = 2 // To instruct, RECALLING the
	if opens && len(a) >= opening && len(b) >= opening && a[opening-1].Key != b[opening-1].Key {
		return "what is asked"
	}
	return ""
}

func keys(in []diff.Token, is func(diff.Token) bool) []string {
	var out []string
	for _, t := range in {
		if is(t) {
			out = append(out, t.Key)
		}
	}
	return out
}

// correctedBy is the next entry of the revisions behind one where that is a corrigendum to it; nil where there is none.
func correctedBy(p *input.Paper, r *input.Revision) *input.Revision {
	for _, x := range p.Revisions {
		if kind, _ := x.Correction(); kind == input.Corrigendum && merge.Corrects(p, x) == r {
			return x
		}
	}
	return nil
}
