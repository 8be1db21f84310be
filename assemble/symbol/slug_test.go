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
