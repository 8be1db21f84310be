package check

import (
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// unfinished makes errors of the findings that a draft may have and a final paper may not: missing and stale translations, and papers that
// are behind what is known.
func unfinished(found []*diag.Diagnostic) {
	for _, d := range found {
		if d.Code == translationMissing.Code || d.Code == translationStale.Code || d.Code == paperBehind.Code {
			d.Severity = diag.Error
		}
	}
}

var _ = add(&Check{
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
				Hint("review them, and say so in locales/state.%s.yaml; omnibus translate status counts them", lang)
		}
	},
})

var _ = add(&Check{
	Code: "E1602", Name: "final-bracketed",
	Doc: "a final paper would contain a paragraph that is still disputed",
	Explain: `Brackets are removed when a text is agreed. A paragraph that still has some, or whose state is bracketed, cannot be part
of a final paper (--final): agree it, withdraw it, or build the paper as a draft.

    the States [shall][should] provide ...`,
	Run: func(p *Pass) {
		if !p.Final || p.Plan == nil {
			return
		}
		for _, x := range p.Plan.Draft.Paragraphs() {
			if x.State == "bracketed" {
				p.Reportf(x.Text.Pos, "the paragraph %q is bracketed", x.ID).About(x.ID).Hint("record its agreement under states, or withdraw it")
			} else if hasBrackets(x.Text.String) || bracketsBelow(x.Sub) {
				p.Reportf(x.Text.Pos, "the paragraph %q has brackets", x.ID).About(x.ID).Hint("remove the brackets once the text is agreed")
			}
		}
	},
})

func bracketsBelow(subs []*plan.SubParagraph) bool {
	return slices.ContainsFunc(subs, func(s *plan.SubParagraph) bool { return hasBrackets(s.Text.String) || bracketsBelow(s.Sub) })
}
