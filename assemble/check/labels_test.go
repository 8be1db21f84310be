package check

import (
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
)

// TestLabelsHaveNoResidue: the labels that the program carries have no remains of pasting in any language, if an author has them as a file.
func TestLabelsHaveNoResidue(t *testing.T) {
	for _, f := range labels(t) {
		lang := strings.TrimSuffix(strings.TrimPrefix(f.Name, "locales/active."), ".toml")
		if lang == "en-XA" {
			continue // generated
		}
		own := source.NewFile("mine/active."+lang+".toml", append([]byte("# mine\n"), f.Bytes...))
		p := &Pass{Records: &input.Records{}, Locales: locale.Read(labels(t), []*source.File{own}, new(diag.List)), Langs: []string{lang},
			Diags: new(diag.List)}
		if n := len(p.Locales.OwnLabels(lang)); n < 500 {
			t.Errorf("%s: %d labels", lang, n)
		}
		for _, c := range All {
			if c.Code == "W0918" {
				p.check = c
				c.Run(p)
			}
		}
		for _, d := range p.Diags.Items {
			t.Error(line(d))
		}
	}
}
