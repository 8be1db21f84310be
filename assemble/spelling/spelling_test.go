package spelling

import (
	"slices"
	"strings"
	"testing"
)

// TestUnknown looks words up with affixes of each kind.
func TestUnknown(t *testing.T) {
	for _, c := range []struct{ name, aff, dic, known, unknown string }{
		{"suffixes", "SET UTF-8\nSFX S Y 2\nSFX S y ies [^aeiou]y\nSFX S 0 s [^y]", "2\npolicy/S\nday\n", "policy policies day Policy", "policys polic days"},
		{"prefixes", "PFX U Y 1\nPFX U 0 un .\nSFX D Y 1\nSFX D e ed e", "1\nname/UD", "name unname named unnamed", "ununname nameed"},
		{"not crossed", "PFX U N 1\nPFX U 0 un .\nSFX D Y 1\nSFX D e ed e", "1\nname/UD", "unname named", "unnamed"},
		{"suffix not crossed", "PFX U Y 1\nPFX U 0 un .\nSFX D N 1\nSFX D e ed e", "1\nname/UD", "unname named", "unnamed"},
		{"two suffixes", "SFX N Y 1\nSFX N 0 ness/P .\nSFX P Y 1\nSFX P 0 es ss", "1\nkind/N", "kindness kindnesses", "kindes"},
		{"prefix of a form", "SFX N Y 1\nSFX N 0 ness/U .\nPFX U Y 1\nPFX U 0 un .", "1\nkind/N", "unkindness", "unkind"},
		{"long flags", "FLAG long\nSFX Aa Y 1\nSFX Aa 0 s .", "2\nday/BbAa\nsea/BaAb", "days", "seas"},
		{"flags in numbers", "FLAG num\nSFX 12 Y 1\nSFX 12 0 s .", "2\nday/3,12\nsea/121", "days", "seas"},
		{"aliases", "AF 2\nAF X\nAF YS\nSFX S Y 1\nSFX S 0 s .", "2\nday/2\nsea/1", "days", "seas"},
		{"one byte a letter", "SET ISO8859-1\nSFX S Y 1\nSFX S \xe9 \xe9s \xe9", "1\ncaf\xe9/S", "café cafés", "cafe"},
		{"forbidden, and stems", "FORBIDDENWORD !\nNEEDAFFIX ~\nONLYINCOMPOUND -\nSFX S Y 1\nSFX S 0 s .", "3\nfoo/!\nbar/~S\nbaz/-\n", "bars", "foo bar baz"},
		{"classes", "SFX S Y 1\nSFX S 0 a [aé][^b]", "3\nxac/S\nxéc/S\nxab/S\n", "xaca xéca", "xaba"},
		{"morphology", "SET UTF-8", "2\nday po:noun\nnight\tpo:noun", "night", "po:noun"},
	} {
		d := []Dictionary{{[]byte(c.aff), []byte(c.dic)}}
		got, err := Unknown(d, strings.Fields(c.known+" "+c.unknown))
		if err != nil || !slices.Equal(got, strings.Fields(c.unknown)) {
			t.Errorf("%s: %q are unknown (%v), want %q", c.name, got, err, c.unknown)
		}
	}
	if _, err := Unknown([]Dictionary{{Affixes: []byte("SET KOI8-R")}}, []string{"a"}); err == nil {
		t.Error("an unknown encoding is accepted")
	}
	two := []Dictionary{{Words: []byte("1\nday")}, {Words: []byte("1\nnight")}}
	if got, _ := Unknown(two, []string{"day", "night", "dusk"}); !slices.Equal(got, []string{"dusk"}) {
		t.Errorf("of two dictionaries: %q", got)
	}
}

// TestNear proposes words that differ in one letter, those with two letters exchanged first.
func TestNear(t *testing.T) {
	d := []Dictionary{{[]byte("SET UTF-8\nTRY éa\n"), []byte("5\nform\nfrom\nfarm\nforms\nformé\n")}}
	near, err := Near(d, []string{"fomr", "formm", "form"})
	if err != nil || !slices.Equal(near["fomr"], []string{"form"}) || !slices.Equal(near["formm"], []string{"form", "forms", "formé"}) ||
		!slices.Equal(near["form"], []string{"from", "farm", "forms", "formé"}) {
		t.Errorf("%q, %v", near, err)
	}
}

// FuzzUnknown: reading never panics, whatever the files contain.
func FuzzUnknown(f *testing.F) {
	f.Add("SFX S Y 1\nSFX S y ies/T [^a", "1\na/S", "aies")
	f.Add("FLAG num\nAF 1\nAF x\nPFX 1 Y", "x\n/\n", "é")
	f.Fuzz(func(t *testing.T, aff, dic, word string) {
		unknown, err := Unknown([]Dictionary{{[]byte(aff), []byte(dic)}}, []string{word})
		if err == nil && len(unknown) > 1 {
			t.Fatal("more words are returned than were given")
		}
	})
}
