package symbol

import (
	"slices"
	"testing"
)

// TestFindShaped: symbols of any body are found by their form, and words with slashes are not.
func TestFindShaped(t *testing.T) {
	for text, want := range map[string][]string{
		"see A/C.2/79/L.1/Rev.1, E/CN.9/2024/3.":                             {"A/C.2/79/L.1/Rev.1", "E/CN.9/2024/3"},
		"AG/RES. 2910 (XLVII-O/17) and EB154/7 Corr.1":                       {"AG/RES. 2910 (XLVII-O/17)", "EB154/7 Corr.1"},
		"(S/PV.9500) LR/DEC(2028)4; CP/CAJP-3500/21 rev. 2":                  {"S/PV.9500", "LR/DEC(2028)4", "CP/CAJP-3500/21 rev. 2"},
		"CM(2023)12 add, CM(2023)13 add\u00a02 rev; LR/DEC(2028)4 add to it": {"CM(2023)12 add", "CM(2023)13 add\u00a02 rev", "LR/DEC(2028)4"},
		"A/79/1 rev. 2 corr. 1. B/2 Add 3 and C/3 revised, D/4 add.":         {"A/79/1 rev. 2 corr. 1", "B/2 Add 3", "C/3", "D/4 add"},
		"resolutions 78/217 and 105/1.":                                      {"78/217", "105/1"},
		"60/40, 31/12/2024, 2023/24, x78/2, 78/217-A, AB(2023), 50/50":       nil,
		"and/or, OAS/CIDI, 24/7, 1/2, he/she, km/h":                          nil,
		"https://undocs.org/A/79/1 x.org/A/B.1":                              nil,
		"in A/79/L.2-":                                                       {"A/79/L.2"},
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
