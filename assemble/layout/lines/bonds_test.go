package lines

import (
	"os"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
)

// german is all that the language of these tests says of itself. There is no Go for it.
const german = `
[bond]
number-after = "Nr. Nrn. S. Art. Abs."
number-before = "Mio. Uhr v.H."
number-link = "und"
range = "bis"
title = "Hr. Fr."
dash = "–"
`

// bonded returns a language with the bonds of its file: one of the shipped ones, or text.
func bonded(t *testing.T, tag, text string) *Language {
	t.Helper()
	name := "active." + tag + ".toml"
	b := []byte(text)
	if text == "" {
		var err error
		if b, err = os.ReadFile("../../../locales/" + name); err != nil {
			t.Fatal(err)
		}
	}
	var diags diag.List
	set := locale.Read([]*source.File{source.NewFile(name, b)}, nil, &diags)
	bonds := Bonds(set.Bonds(tag))
	return New(nil, func(string) Rules { return Rules{Bonds: &bonds} }).Language(tag)
}

// What ending a line between two words costs: in every language, in that of its file, and nothing where the file says nothing.
func TestBonds(t *testing.T) {
	made := "[bond]\nnumber-after = \"Kno.\"\nrange = \"tul\"\nnumber-before = \"zil\"\n"
	langs := map[string]*Language{"de": bonded(t, "de", german), "en-x-made": bonded(t, "en-x-made", made), "no file": bonded(t, "xx", "[language]\nself = \"xx\"\n")}
	for _, l := range []string{"en", "es", "pt", "fr"} {
		langs[l] = bonded(t, l, "")
	}
	for _, c := range []struct {
		langs, before, after string
		cost                 int32
	}{
		{"", "AG/RES.", "2910", never}, {"", "CIDI/CAM/doc.", "3/24", never}, {"", "§", "4", never}, {"", "US$", "5", never}, {"", "€", "5", never},
		{"", "SDG", "10", never}, {"", "ABCDEFG", "100", costLoose}, {"", "10", "000", never}, {"", "10", "0000", 0}, {"", "50", "%", never}, {"", "3", "km.", never},
		{"", "doc.", "7", never}, {"", "2910", "(XLVII-O/17)", costLoose}, {"", "12/23", "rev.", costLoose}, {"", "J.", "Smith", never}, {"", "J.", "smith", 0},
		{"", "word", "–", never}, {"", "(", "word", never}, {"", "said", "»", never}, {"", "word", "¿Qué", 0}, {"", "Goal", "10", costLoose},
		{"", "goal", "10", costLoose / 2}, {"", "goal", "2010", 0}, {"", "7", "abcde", costLoose / 2}, {"", "107", "abcde", 0}, {"", "word", "other", 0}, {"", "", "3", 0},

		{"en", "No.", "3", never}, {"en", "(No.", "3)", never}, {"en", "Art.", "58", never}, {"en", "34", "to", never}, {"en", "to", "45", never},
		{"en", "10:30", "a.m.,", never}, {"en", "3", "million", never}, {"en", "Mr.", "Doe", never}, {"en", "5", "bis", never}, {"en", "USD", "5", never}, {"en", "5", "USD", never},
		{"en", "34", "bis", never}, {"en", "a", "45", 0}, {"en", "7", "de", 0}, {"en", "—", "word", 0},
		{"es", "n.º", "3", never}, {"es", "núm.", "3", never}, {"es", "Núm.", "3", never}, {"es", "párr.", "3", never}, {"es", "34", "a", never}, {"es", "a", "45", never},
		{"es", "7", "de", costLoose}, {"es", "107", "de", 0}, {"es", "Sra.", "Ana", never}, {"es", "3", "millones", never}, {"es", "34", "to", 0},
		{"pt", "n.º", "3", never}, {"pt", "34", "a", never}, {"pt", "7", "de", costLoose}, {"pt", "3", "milhões", never}, {"pt", "Dr.", "Silva", never},
		{"fr", "n°", "3", never}, {"fr", "34", "à", never}, {"fr", "à", "45", never}, {"fr", "3", "millions", never}, {"fr", "Mme", "Roy", never}, {"fr", "5", "et", costLoose},
		{"fr", "—", "mot", costLoose}, {"es", "—", "word", 0},
		{"de", "Nr.", "3", never}, {"de", "nr", "3", never}, {"de", "Art.", "5", never}, {"de", "10", "bis", never}, {"de", "bis", "12", never}, {"de", "3", "Mio.", never},
		{"de", "5", "und", costLoose}, {"de", "Hr.", "Maier", never}, {"de", "–", "Wort", costLoose}, {"de", "No.", "3", 0}, {"de", "34", "to", 0},
		{"en-x-made", "Kno.", "3", never}, {"en-x-made", "10", "tul", never}, {"en-x-made", "tul", "12", never}, {"en-x-made", "3", "zil", never}, {"en-x-made", "Nr.", "3", 0},
		{"no file", "Nr.", "3", 0}, {"no file", "10", "bis", costLoose / 2}, {"no file", "No.", "3", 0},
	} {
		for name, l := range langs {
			if c.langs != "" && c.langs != name {
				continue
			}
			if got := l.bond(c.before, c.after); got != c.cost {
				t.Errorf("%s: a line that ends between %q and %q costs %d, not %d", name, c.before, c.after, got, c.cost)
			}
		}
	}
}
