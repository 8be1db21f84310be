package check

import (
	"fmt"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
)

// enumerators are the markers of paragraphs for which every language has a label.
var enumerators = strings.Fields("decimal decimal-paren lower-alpha lower-alpha-stop upper-alpha " +
	"lower-roman lower-roman-stop upper-roman bullet")

var _ = add(&Check{
	Code: "E0147", Name: "profile-label",
	Doc: "the profile names a marker or a lead-in for which there is no label",
	Explain: `The markers of paragraphs, the numbers of headings and the words before the operative part are labels, so that each
language writes them in its own way: the profile names them. Others can be added to locales/active.LANG.toml, in the section
[enumerator] or [lead-in], in each language of the papers.

    enumerators: [1., a, i]      write: enumerators: [decimal, lower-alpha, lower-roman]`,
	Run: func(p *Pass) {
		if p.Records.Body == nil {
			return
		}
		style := &p.Records.Body.Resolution
		named := func(field, section string, t source.Text, known []string) {
			key := t.String
			if key == "" || key == none {
				return
			}
			for _, lang := range append([]string{locale.Reference}, p.Langs...) {
				if l := p.Locales.Locale(lang); l != nil && l.Has(section+"."+key) {
					return
				}
			}
			hint := fmt.Sprintf("write one of %s", strings.Join(known, ", "))
			if near := diag.Nearest(key, known); near != "" && len(key) > 1 {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			p.Reportf(t.At(0, len(key)), "%q is no label for %q: no language has %s.%s", key, field, section, key).Hint("%s", hint)
			p.Locales.Missed(section + "." + key)
		}
		for _, e := range style.Enumerators {
			named("enumerators", "enumerator", e, enumerators)
		}
		for _, h := range style.Headings {
			named("number", "enumerator", h.Number, enumerators)
		}
		named("lead-in", "lead-in", style.LeadIn, []string{"resolves", none})
	},
})

// none is the value of a field that wants no words.
const none = "none"
