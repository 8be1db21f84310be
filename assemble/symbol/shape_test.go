package symbol

import (
	"slices"
	"testing"
)

// TestFindShaped: symbols of any body are found by their form, and words with slashes are not.
func TestFindShaped(t *testing.T) {
	for text, want := range map[string][]string{
		"see A/C.2/79/L.1/Rev.1, E/CN.9/2024/3.":            {"A/C.2/79/L.1/Rev.1", "E/CN.9/2024/3"},
		"AG/RES. 2910 (XLVII-O/17) and EB154/7 Corr.1":      {"AG/RES. 2910 (XLVII-O/17)", "EB154/7"},
		"(S/PV.9500) LR/DEC(2028)4; CP/CAJP-3500/21 rev. 2": {"S/PV.9500", "LR/DEC(2028)4", "CP/CAJP-3500/21"},
		"and/or, OAS/CIDI, 24/7, 1/2, he/she, km/h, 78/217": nil,
		"https://undocs.org/A/79/1 x.org/A/B.1":             nil,
		"in A/79/L.2-":                                      {"A/79/L.2"},
	} {
		var got []string
		for _, f := range FindShaped(text) {
			got = append(got, text[f.Start:f.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
