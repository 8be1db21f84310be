package source

import "testing"

func TestIsDevice(t *testing.T) {
	for _, name := range []string{"con", "CON", "nul.txt", "Aux.en.pdf", "com1", "LPT9.x", "com²", "prn .a", "conin$"} {
		if !IsDevice(name) {
			t.Errorf("%s is not recognized as a device", name)
		}
	}
	for _, name := range []string{"contents", "com", "com10", "console.pdf", "a.con", "lpt", "null", "auxiliary"} {
		if IsDevice(name) {
			t.Errorf("%s is recognized as a device", name)
		}
	}
}

func TestPortable(t *testing.T) {
	for _, name := range []string{"a.yaml", "outcomes/salud año.yaml", ".omnibus-new", "draft-paragraphs.en-es.pdf", "a.b.c", "contents/a"} {
		if !Portable(name) {
			t.Errorf("%q is refused", name)
		}
	}
	for _, name := range []string{
		"", "a/", "/a", "con", "outcomes/con.yaml", "aux/a.yaml", "a.", "a ", "a./b", "b /a", "a:b", "a*", "what?", "<a>", "a|b", "\"a\"", `a\b`, "a\nb",
		"a\x7fb",
	} {
		if Portable(name) {
			t.Errorf("%q is taken", name)
		}
	}
}

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  string
	}{
		{nil, ""},
		{[]string{"a", "b", "a b", "á"}, ""},
		{[]string{"a", "a"}, ""},
		{[]string{"health.yaml", "x", "Health.yaml"}, "health.yaml Health.yaml"},
		{[]string{"año", "an\u0303o"}, "año an\u0303o"},
		{[]string{"STRASSE", "strasse", "straße"}, "STRASSE strasse"},
		{[]string{"\u03c3", "\u03c2"}, "\u03c3 \u03c2"},
	} {
		one, other := Alike(c.names)
		got := one
		if other != "" {
			got += " " + other
		}
		if got != c.want {
			t.Errorf("%q: %q", c.names, got)
		}
	}
}
