package check

import (
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// unfinished turns into errors the findings that a draft can have but a final paper cannot, such as missing and stale translations, and
// outdated papers.
func unfinished(found []*diag.Diagnostic) {
	for _, d := range found {
		if draftOnly(d) {
			d.Severity = diag.Error
		}
	}
}

func draftOnly(d *diag.Diagnostic) bool {
	return d.Code == translationMissing.Code || d.Code == translationStale.Code || d.Code == paperBehind.Code || Untrue(d)
}

// Untrue reports whether a finding means that papers are untrue: they contradict each other, or call a confirmed fact unconfirmed. An
// outdated paper is true as of its date.
func Untrue(d *diag.Diagnostic) bool {
	return d.Code == heldElsewhere.Code || d.Code == heldUndated.Code
}

// Blocking returns the errors that final papers would have, given the findings about a draft: its errors, the findings permitted only in a
// draft, those about its documents, and those of the checks of final papers. These cannot be accepted. The pass is that of the draft.
func Blocking(p Pass, found, documents *diag.List) *diag.List {
	out := &diag.List{Items: slices.Clone(documents.Items)}
	for _, d := range found.Items {
		if d.Severity == diag.Error || draftOnly(d) {
			x := *d
			x.Severity, x.Accepted = diag.Error, ""
			out.Items = append(out.Items, &x)
		}
	}
	if p.Records == nil || p.Final {
		return out
	}
	p.Final, p.Diags = true, out
	for _, c := range []*Check{finalUnreviewed, finalBracketed} {
		p.check = c
		c.Run(&p)
	}
	out.Sort()
	return out
}

// Narrow replaces, in a job for some final papers, the findings about unfinished work by those about the texts that these papers show: a
// work plan can be final while the draft is still negotiated. The pass knows what they show.
func Narrow(p Pass, found *diag.List) {
	if p.Records == nil {
		return
	}
	textual := []*Check{translationMissing, translationStale, finalUnreviewed, finalBracketed}
	found.Items = slices.DeleteFunc(found.Items, func(d *diag.Diagnostic) bool {
		return slices.ContainsFunc(textual, func(c *Check) bool { return c.Code == d.Code })
	})
	before := len(found.Items)
	p.Final, p.Diags = true, found
	p.Langs = slices.DeleteFunc(slices.Clone(p.Langs), p.Locales.Pseudo)
	for _, c := range textual {
		p.check = c
		c.Run(&p)
	}
	unfinished(found.Items[before:])
}

var finalUnreviewed = add(&Check{
	Code: "E1601", Name: "final-unreviewed",
	Doc: "a final paper would contain translations that were not reviewed",
	Explain: `Drafts can contain unreviewed translations. A final paper (--final) contains only translations whose state in
locales/state.<lang>.yaml is reviewed or final. There is one finding for each language.

    op-data.text: {state: reviewed, by: Ana, when: 2024-04-20}`,
	Run: func(p *Pass) {
		if !p.Final {
			return
		}
		for _, lang := range p.Langs {
			var ids []string
			var pos source.Pos
			for _, v := range p.Translations() {
				if v.Lang != lang || v.State.State == locale.Reviewed || v.State.State == locale.Final {
					continue
				}
				if len(ids) == 0 {
					pos = v.Text.Pos
				}
				ids = append(ids, v.Of.ID)
			}
			if len(ids) == 0 {
				continue
			}
			what, n := "translations into %q are not reviewed: %s", len(ids)
			if n == 1 {
				what = "translation into %q is not reviewed: %s"
			}
			if n > 5 {
				ids = append(ids[:5:5], "...")
			}
			p.Reportf(pos, "%d "+what, n, lang, strings.Join(ids, ", ")).
				Hint("review them, and record that in locales/state.%s.yaml; omnibus translate status counts them", lang)
		}
	},
})

var finalBracketed = add(&Check{
	Code: "E1602", Name: "final-bracketed",
	Doc: "a final paper would contain something that is still open",
	Explain: `Brackets are removed when a text is agreed. A paragraph, heading or title that has some in any language, typed or for an
open proposal, or whose state is bracketed, cannot be part of a final paper (--final): agree it, withdraw it, or build the paper as a
draft.

    the States [shall][should] provide ...
    To request [Delegation A: To instruct] the Secretariat ...`,
	Run: func(p *Pass) {
		if !p.Final || p.Plan == nil {
			return
		}
		for _, x := range slices.Concat(p.Plan.Draft.Paragraphs(), p.Plan.Draft.Out) {
			if slices.Contains(p.Plan.Draft.Out, x) && !x.Open || !p.shows(x.Text) {
				continue
			}
			d, lang := "", ""
			switch typed := p.bracketedIn(x.Text, x.Sub); {
			case x.State == "bracketed":
				d = "the paragraph %q is bracketed"
			case len(x.By) > 0:
				d = "the paragraph %q is proposed, and not agreed"
			case x.Open && (x.Text.Open != nil || typed == ""):
				d = "proposals on the paragraph %q are open"
			case typed != "":
				d, lang = "the paragraph %q has brackets", typed
			default:
				continue
			}
			if lang != "" && lang != x.Text.Lang {
				d += " in " + p.english(lang)
			}
			p.Reportf(x.Text.Pos, d, x.ID).
				About(x.ID).
				Hint("record what was agreed or withdrawn under states, and remove brackets that were typed")
		}
		heading := func(what, id string, t input.Text) {
			if lang := p.bracketedIn(t, nil); lang != "" && p.shows(t) {
				p.Reportf(t.Pos, "the %s %q has brackets", what, id).About(id).Hint("record what was agreed or withdrawn under states")
			}
		}
		for _, s := range p.Plan.Draft.Sections {
			if s.Section != nil {
				heading("heading of", s.Section.ID.String, s.Section.Title)
			}
		}
		for _, id := range slices.Sorted(maps.Keys(p.Plan.Papers)) {
			heading("title of", id, p.Plan.Papers[id].Paper.Title)
		}
	},
})

// bracketedIn returns the first language in which a text or a sub-paragraph has brackets; "" if there is none.
func (p *Pass) bracketedIn(t input.Text, subs []*plan.SubParagraph) string {
	for _, lang := range p.Langs {
		if tr := p.Locales.Lookup(t, lang); input.Brackets(tr.Text.String) {
			return tr.Lang
		}
	}
	for _, s := range subs {
		if s.Brackets || len(s.Marks) > 0 {
			return s.Text.Lang
		}
		if lang := p.bracketedIn(s.Text, s.Sub); lang != "" {
			return lang
		}
	}
	return ""
}
