package check

import (
	"net/url"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
)

var translationMarkup = &Check{
	Code: "E0916", Name: "translation-markup",
	Doc: "a translation has markup that is not taken, or calls a name that the glossary has not",
	Explain: `The markup of a translation is that of an original: *emphasis*, **strong**, [words](https://...), [^note], {{ref:id}},
{{name:key}} and {{acronym:key}}. Anything else would stand on paper as it is, and a name that nobody knows would print as "to be
confirmed".`,
	Run: func(p *Pass) {
		for _, v := range p.Translations() {
			text := v.Text.String
			if strings.Count(text, "**")%2 == 1 && strings.Count(v.Of.String, "**")%2 == 0 {
				i := strings.LastIndex(text, "**")
				p.Reportf(v.Text.At(i, 2), "the strong words of %q are not closed in %q", v.Of.ID, v.Lang).About(v.Record).Hint("write **words**")
			}
			if !strings.ContainsAny(text, "[{<") {
				continue
			}
			for _, m := range input.Marks(text) {
				pos := v.Text.At(m.Start, m.End-m.Start)
				switch m.Kind {
				case "html":
					p.Reportf(pos, "raw HTML %q stands in the translation of %q into %q", m.Value, v.Of.ID, v.Lang).About(v.Record).
						Hint("write *em* or **strong**, or \\< for the sign itself")
				case "broken":
					p.Reportf(pos, "%q in the translation of %q into %q is no markup", m.Value, v.Of.ID, v.Lang).About(v.Record).
						Hint("take the mark over from the original as it stands there")
				case "link":
					u, err := url.Parse(m.Value)
					if err != nil || !slices.Contains([]string{"http", "https", "mailto"}, u.Scheme) {
						p.Reportf(pos, "link to %q in the translation of %q into %q: http, https and mailto are taken", m.Value, v.Of.ID, v.Lang).About(v.Record).
							Hint("take the address over from the original")
					}
				case "name", "acronym":
					p.unknownName(v, m)
				}
			}
		}
	},
}

// unknownName reports a call of a name that the glossary does not have.
func (p *Pass) unknownName(v *Version, m input.Mark) {
	var keys []string
	if g := p.Records.Glossary; g != nil {
		for _, e := range g.Entries {
			keys = append(keys, e.ID.String)
		}
	}
	if slices.Contains(keys, m.Value) {
		return
	}
	d := p.Reportf(v.Text.At(m.Start, m.End-m.Start), "the translation of %q into %q calls %q, which the glossary has not", v.Of.ID, v.Lang, m.Value).About(v.Record)
	if near := diag.Nearest(m.Value, keys); near != "" {
		d.Hint("did you mean {{%s:%s}}?", m.Kind, near)
	} else {
		d.Hint("take the mark over from the original as it stands there")
	}
}
