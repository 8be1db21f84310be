package symbol

import "testing"

// TestSlug: names in the archive are made from symbols, and portable.
func TestSlug(t *testing.T) {
	for symbol, want := range map[string]string{
		"CIDI/CAM/doc.4/24 rev. 2":          "CIDI-CAM-doc.4-24-rev.2",
		"CIDI/CAM/doc.12/23 rev. 1 corr. 1": "CIDI-CAM-doc.12-23-rev.1-corr.1",
		"A/RES/73/195":                      "A-RES-73-195",
		"E/2024/L.5/Rev.1":                  "E-2024-L.5-Rev.1",
		"../../etc":                         "etc",
		"a \\ b":                            "a-b",
		"Ñ/1":                               "Ñ-1",
	} {
		if got := Slug(symbol); got != want {
			t.Errorf("%q is %q, want %q", symbol, got, want)
		}
	}
}

// TestJoin: the symbols of a paper of several bodies are one symbol, and can be told apart again.
func TestJoin(t *testing.T) {
	if s := Join("A/79/120", "S/2024/30"); s != "A/79/120–S/2024/30" || len(Parts(s)) != 2 || Parts(s)[1] != "S/2024/30" || Slug(s) != "A-79-120-S-2024-30" {
		t.Errorf("%q %q %q", s, Parts(s), Slug(s))
	}
	if p := Parts("CIDI/CAM/doc.4/24 rev. 2"); len(p) != 1 {
		t.Errorf("%q", p)
	}
}
