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
	Doc: "a translation calls what is not there: a name that the glossary has not, or a mark that is none",
	Explain: `The marks of a translation are those of an original: [^note], {{ref:id}}, {{name:key}} and {{acronym:key}}. Anything else in such
brackets would stand on paper as it is, and a name that nobody knows would print as "to be confirmed".`,
	Run: func(p *Pass) {
		for _, v := range p.Translations() {
			if !strings.ContainsAny(v.Text.String, "[{") {
				continue
			}
			for _, m := range input.Marks(v.Text.String) {
				switch m.Kind {
				case "broken":
					p.Reportf(v.Text.At(m.Start, m.End-m.Start), "%q in the translation of %q into %q is no markup", m.Value, v.Of.ID, v.Lang).About(v.Record).
						Hint("take the mark over from the original as it stands there")
				case "name", "acronym":
					p.unknownName(v, m)
				}
			}
		}
	},
}

var translationSigns = &Check{
	Code: "W0917", Name: "translation-signs",
	Doc: "signs of a translation would stand on paper that are meant as markup",
	Explain: `Papers take *emphasis*, **strong** and [words](https://...). HTML, a link of another kind, and strong words that are not closed stand
on paper as they are written: most likely a tool has put them there.`,
	Run: func(p *Pass) {
		for _, v := range p.Translations() {
			text := v.Text.String
			if strings.Count(text, "**")%2 == 1 && strings.Count(v.Of.String, "**")%2 == 0 {
				i := strings.LastIndex(text, "**")
				p.Reportf(v.Text.At(i, 2), "the strong words of %q are not closed in %q", v.Of.ID, v.Lang).About(v.Record).Hint("write **words**")
			}
			if !strings.ContainsAny(text, "[<") {
				continue
			}
			for _, m := range input.Marks(text) {
				pos := v.Text.At(m.Start, m.End-m.Start)
				switch m.Kind {
				case "html":
					p.Reportf(pos, "raw HTML %q stands in the translation of %q into %q", m.Value, v.Of.ID, v.Lang).About(v.Record).
						Hint("write *em* or **strong**, or \\< for the sign itself")
				case "link":
					u, err := url.Parse(m.Value)
					if err != nil || !slices.Contains([]string{"http", "https", "mailto"}, u.Scheme) {
						p.Reportf(pos, "link to %q in the translation of %q into %q: http, https and mailto are taken", m.Value, v.Of.ID, v.Lang).About(v.Record).
							Hint("take the address over from the original")
					}
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
