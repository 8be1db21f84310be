package check

import (
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
)

// TestHalfDays: the words for the time before and after noon come from the label files, including those of a made-up language.
func TestHalfDays(t *testing.T) {
	var diags diag.List
	set := locale.Read([]*source.File{
		source.NewFile("locales/active.en.toml", []byte("[time]\nam = \"{{.Hour}}:{{.Minute}} a.m.\"\npm = \"{{.Hour}}:{{.Minute}} p.m.\"\n")),
		source.NewFile("locales/active.en-x-made.toml",
			[]byte("[time]\nam = \"{{.Hour}}:{{.Minute}} fo.ma.\"\npm = \"{{.Hour}}:{{.Minute}} po lumo\"\n")),
	}, nil, &diags)
	p := &Pass{Locales: set, Langs: set.Languages(), Records: new(input.Records)}
	form := p.noonForm()
	for text, want := range map[string]string{
		"until 12:00 a.m. today": "12:00 a.m.", "12 pm": "12 pm", "12 P. M.": "12 P. M.", "12:00 fo. ma.": "12:00 fo. ma.", "12 foma": "12 foma",
		"12:00 po lumo": "12:00 po lumo", "12 pomelos": "", "12 xm": "", "3 a.m.": "", "112 am": "",
	} {
		if got := form.FindString(text); got != want {
			t.Errorf("in %q noon is read as %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]int{
		"a.m.": 2, "am": 1, "a. m.": 2, "a m": 0, "p.m.": 12, "pm": 11, "fo.ma.": 2, "foma": 1, "po lumo": 12, "polumo": 0, "po, lumo": 0,
		"po": 0, "p": 0, "": 0,
	} {
		text = "3 " + text
		r := &reader{speech: &speech{halfDays: p.halfDays()}, low: text, tokens: tokens(text, nil)}
		n, pm := r.afternoon(1)
		if pm {
			n += 10
		}
		if n != want {
			t.Errorf("%q: %d tokens read, want %d", text, n, want)
		}
	}
}

// TestAddressed: address parameters that name a language can be in any language.
func TestAddressed(t *testing.T) {
	set := locale.Read(labels(t), []*source.File{
		source.NewFile("locales/active.en-x-made.toml", []byte("[check]\naddress-language = \"zuqa\"\n")),
	}, new(diag.List))
	p := &Pass{Locales: set, Langs: set.Languages(), Records: new(input.Records)}
	for address, want := range map[string]string{
		"https://example.org/a?lang=fr": "fr", "https://example.org/a?Idioma=es": "es", "https://example.org/a?langue=pt": "pt",
		"https://example.org/a?language=en": "en", "https://example.org/a?zuqa=fr": "fr", "https://example.org/a?zuqo=fr": "",
	} {
		if got := strings.Join(p.addressed(address), " "); got != want {
			t.Errorf("%s names %q, want %q", address, got, want)
		}
	}
}
