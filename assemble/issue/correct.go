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

// Templates of papers printed instead of the paper itself.
const (
	corrigendumTemplate = "corrigendum"
	addendumTemplate    = "addendum"
)

// A Correction is a corrigendum or an addendum, printed instead of the paper that it corrects or adds to.
type Correction struct {
	Template string
	Variant  string           // as in its file name: corr-1
	Langs    []*locale.Locale // the languages concerned
	Whole    bool             // the same in all languages, which are side by side if those of the paper are
	Redline  *compose.Redline
}

// Correct returns the corrigendum or addendum that is the present revision of a paper; nil for any other paper, and if it cannot
// be made, which is reported.
func Correct(w *work.Work, p *plan.Paper) (*Correction, bool) {
	if p.Revision == nil {
		return nil, false
	}
	kind, _ := p.Revision.Correction()
	if kind == "" {
		return nil, false
	}
	name := p.Paper.ID.String
	refuse := func(format string, args ...any) *diag.Diagnostic {
		return w.Diags.Errorf("E1205", p.Revision.Pos, "%s: %s", p.Symbol, fmt.Sprintf(format, args...)).About(name)
	}
	next := fmt.Sprintf("issue the next revision instead: - {number: %d, ...}", p.Revision.Number+1)
	if !carriesDraft(w, name) {
		refuse("only a paper with the draft can have a corrigendum or an addendum: the record of %q contains no text of the draft", name).
			Hint("%s", next)
		return nil, true
	}
	of := merge.Corrects(p.Paper, p.Revision)
	var base *record.Issued
	if of != nil {
		base = record.BySymbol(w.Issued, merge.Symbol(p.Paper, of))
	}
	if base == nil {
		refuse("the paper that it corrects or adds to has not been issued").
			Hint("issue that paper first; until then, correct the text itself, and leave out the suffix")
		return nil, true
	}
	x := &Correction{}
	for _, step := range p.Revision.Steps() {
		x.Variant = strings.TrimPrefix(x.Variant+fmt.Sprintf("-%s-%d", strings.TrimSuffix(step.Kind, "."), step.Number), "-")
	}
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
	own := *w.PlanOf(name) // as of the point of what is corrected, but for its own paper
	own.Papers = maps.Clone(own.Papers)
	own.Papers[name] = p
	w.Plans[name] = &own
	return x, true
}

// most is the largest number of paragraphs named in a message that do not belong in a corrigendum or addendum.
const most = 5

// named lists the ids of the changes for which not returns true.
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

// correctsOnly refuses what does not belong in a corrigendum: anything but changes to issued words.
func correctsOnly(w *work.Work, r *plan.Redline, refuse func(string, ...any) *diag.Diagnostic, next string) bool {
	other := func(c *plan.Change) bool {
		return c.IsNew() || c.IsDeleted() || c.Moved || c.State || c.Marks || c.Order || len(c.Reserved) > 0 ||
			slices.ContainsFunc(c.Sub, unpaired) || notesDiffer(c) ||
			slices.ContainsFunc(c.Langs, func(l string) bool { return (c.Old.Texts[l] == "") != (c.New.Texts[l] == "") })
	}
	if ids := named(r, other); ids != "" {
		refuse("a corrigendum corrects words, but these paragraphs are new, deleted, moved, or in another state: %s", ids).
			Hint("%s; if there are only new paragraphs, make an addendum: suffix: add. 1", next)
		return false
	}
	if len(concerned(w, r)) == 0 {
		refuse("there is nothing to correct: the text is unchanged since it was issued").
			Hint("correct the text, or remove the corrigendum from the revisions")
		return false
	}
	return true
}

// notesDiffer reports whether a paragraph that is in both versions cites different notes.
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

// concerned returns the languages in which words differ, in the order of the work.
func concerned(w *work.Work, r *plan.Redline) []*locale.Locale {
	in := map[string]bool{}
	for _, c := range slices.Concat(r.Changes, slices.Collect(maps.Values(r.Headings))) {
		for _, l := range c.Langs {
			in[l] = true
		}
	}
	if r.Title != nil {
		for _, l := range r.Title.Langs {
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

// addsOnly refuses what does not belong in an addendum: anything but new paragraphs.
func addsOnly(w *work.Work, r *plan.Redline, refuse func(string, ...any) *diag.Diagnostic, next string) bool {
	if ids := named(r, func(c *plan.Change) bool { return c.Any() && !c.IsNew() }); ids != "" {
		refuse("an addendum adds paragraphs, but these issued ones are changed, deleted, moved, or in another state: %s", ids).
			Hint("%s; if only words were corrected, make a corrigendum: suffix: corr. 1", next)
		return false
	}
	if !slices.ContainsFunc(r.Changes, (*plan.Change).IsNew) {
		refuse("there is nothing to add: all paragraphs of the draft have been issued").Hint("remove the addendum from the revisions")
		return false
	}
	return true
}

// numberedOn returns the plan with the paragraphs of an addendum numbered after those that were issued.
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

// meaning warns of a corrigendum that changes the meaning of a paragraph: a number, a date, a symbol, a negation, an obligation or
// permission, a name, or the action requested. Such a change is one of substance.
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

// passagePairs returns the texts in a language before and after, of a paragraph and its sub-paragraphs.
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

// substance names the difference in meaning between two texts; "" if none is found. opens tells that they open a paragraph, with the
// action that it requests.
func substance(lexicon *diff.Lexicon, old, new string, opens bool) string {
	if diff.Same(old, new) {
		return ""
	}
	a, b := lexicon.Classified(old), lexicon.Classified(new)
	for _, k := range []struct {
		class diff.Class
		name  string
	}{{diff.Number, "a number"}, {diff.Negation, "a negation"}, {diff.Modal, "an obligation or permission"}, {diff.Comparison, "a limit"}} {
		is := func(t diff.Token) bool { return t.Class == k.class }
		if !slices.Equal(keys(a, is), keys(b, is)) {
			return k.name
		}
	}
	reference := func(t diff.Token) bool { return strings.HasPrefix(t.Text, "{{") }
	if !slices.Equal(keys(a, reference), keys(b, reference)) {
		return "a name"
	}
	const opening = 2 // To instruct, RECALLING the
	if opens && len(a) >= opening && len(b) >= opening && a[opening-1].Key != b[opening-1].Key {
		return "a request"
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

// correctedBy is the entry after a revision if it is a corrigendum to it; otherwise nil.
func correctedBy(p *input.Paper, r *input.Revision) *input.Revision {
	for _, x := range p.Revisions {
		if kind, _ := x.Correction(); kind == input.Corrigendum && merge.Corrects(p, x) == r {
			return x
		}
	}
	return nil
}
