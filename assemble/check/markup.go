package check

import (
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
)

var _ = add(&Check{
	Code: "E0916", Name: "translation-name",
	Doc: "a translation uses a glossary key that does not exist",
	Explain: `{{name:key}} and {{acronym:key}} stand for the glossary entry with that key, in translations as in originals. An unknown
key would be printed as "to be confirmed".

    other = "... la {{name:cma}} ..."      write: {{name:cam}}`,
	Run: func(p *Pass) {
		for _, v := range p.Translations() {
			if !strings.Contains(v.Text.String, "{{") {
				continue
			}
			for _, m := range input.Marks(v.Text.String) {
				if m.Kind == "name" || m.Kind == "acronym" {
					p.unknownName(v, m)
				}
			}
		}
	},
})

// unknownName reports a placeholder whose key is not in the glossary.
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
	d := p.Reportf(v.Text.At(m.Start, m.End-m.Start), "the translation of %q into %q uses %q, which is not in the glossary", v.Of.ID,
		v.Lang, m.Value).About(v.Record)
	if near := diag.Nearest(m.Value, keys); near != "" {
		d.Hint("did you mean {{%s:%s}}?", m.Kind, near)
	} else {
		d.Hint("copy the mark from the original")
	}
}
