package word

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// figureForm is a number as texts have it, in figures.
var figureForm = regexp.MustCompile(`[0-9]+(?:[.,\x{a0}\x{202f}][0-9]{3})*(?:[.,][0-9]+)?`)

// citedForm is what has figures that languages may write differently: references and marks of notes.
var citedForm = regexp.MustCompile(`\{\{[^}]*\}\}|\[\^[^\]]*\]`)

// figures returns the numbers of a text, in order of size, without the signs between their digits.
func figures(text string) []string {
	var out []string
	for _, n := range figureForm.FindAllString(citedForm.ReplaceAllString(text, ""), -1) {
		out = append(out, strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, n))
	}
	slices.Sort(out)
	return out
}

// figured notes that the languages of a proposal have other figures than each other, unless those of the present text have them too.
func (im *Import) figured(p *Proposal) {
	was := map[string]string{}
	if p.Operation != "add" && p.Sub == "" && p.unit != nil {
		for k, s := range p.unit.wordings {
			if k < len(im.base1.langs) && !s.missing {
				was[im.base1.langs[k]] = s.plain()
			}
		}
	}
	langs := slices.Sorted(maps.Keys(p.Texts))
	for i, l := range langs {
		for _, other := range langs[:i] {
			a, b := figures(p.Texts[other]), figures(p.Texts[l])
			if slices.Equal(a, b) || was[l] != "" && was[other] != "" && !slices.Equal(figures(was[l]), figures(was[other])) {
				continue
			}
			only := func(a, b []string) string {
				return strings.Join(slices.DeleteFunc(slices.Clone(a), func(n string) bool { return slices.Contains(b, n) }), ", ")
			}
			im.note("%s: the figures are not the same in all languages: in %s %q, in %s %q", im.name(p.unit),
				im.lang1.LanguageName(other), only(a, b), im.lang1.LanguageName(l), only(b, a))
		}
	}
}
