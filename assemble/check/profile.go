package check

import (
	"fmt"
	"slices"
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
	Doc: "the profile names a marker, a verb or a lead-in for which there is no label",
	Explain: `The markers of paragraphs, the numbers of headings, the verbs that address organs and the words before the operative part
are labels, so that each language writes them in its own way: the profile names them. Others can be added to
locales/active.LANG.toml, in the section [enumerator] or [lead-in], or in [drafting] as verb-KEY, in each language of the papers.

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
		var verbs []string // by which requests are recognized
		for _, lang := range append([]string{locale.Reference}, p.Langs...) {
			if l := p.Locales.Locale(lang); l != nil {
				verbs = append(append(verbs, l.Rest("drafting.verb-")...), slices.Concat(l.Rest("check.verb-"), l.Rest("verb."))...)
			}
		}
		slices.Sort(verbs)
		verbs = slices.Compact(verbs)
		for _, a := range p.Records.Body.Addressees {
			for _, v := range a.Verbs {
				if slices.Contains(verbs, v.String) {
					continue
				}
				d := p.Reportf(v.At(0, len(v.String)), "%q is no label for %q: no language has drafting.verb-%[1]s", v.String, "verbs")
				if near := diag.Nearest(v.String, verbs); near != "" {
					d.Hint("did you mean %q?", near)
				} else {
					d.Hint("write one of %s", strings.Join(verbs, ", "))
				}
			}
		}
	},
})

var _ = add(&Check{
	Code: "W0148", Name: "word-without-label",
	Doc: "the verb or the funding of a mandate is a word for which there is no label",
	Explain: `The verb and the funding of a mandate are keys of labels, which the matrix prints in each language. A word that is no
such key is printed as it is, the same in every language. Others can be added to locales/active.LANG.toml, in the section
[verb] or [funding], in each language of the papers.

    verb: requests      write: verb: request`,
	Run: func(p *Pass) {
		l := p.Locales.Locale(locale.Reference)
		known := map[string][]string{"verb": l.Rest("verb."), "funding": l.Rest("funding.")}
		for _, lang := range p.Langs {
			if own := p.Locales.Locale(lang); own != nil && lang != locale.Reference {
				for _, section := range []string{"verb", "funding"} {
					known[section] = append(known[section], own.Rest(section+".")...)
				}
			}
		}
		word := func(field string, t source.Text) {
			if t.String == "" || slices.Contains(known[field], t.String) {
				return
			}
			hint := "write one of " + strings.Join(l.Rest(field+"."), ", ")
			if near := diag.Nearest(t.String, known[field]); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			p.Reportf(t.At(0, len(t.String)), "the %s %q has no label, and is printed like this in every language", field, t.String).
				Hint("%s", hint)
		}
		for _, r := range p.Records.Resolutions {
			for _, m := range r.Paragraphs {
				word("verb", m.Verb)
				word("funding", m.Funding)
			}
		}
	},
})

// none is the value of a field that wants no words.
const none = "none"
