package packet

import "testing"

// TestSymbolsAreCodes: a symbol of any body is a code, which a translator moves but does not change.
func TestSymbolsAreCodes(t *testing.T) {
	for text, want := range map[string]string{
		"See A/C.2/79/L.1/Rev.1 and more.": "A/C.2/79/L.1/Rev.1", "See AG/RES. 2910 (XLVII-O/17).": "AG/RES. 2910 (XLVII-O/17)", "And/or more": "",
		"See CM(2023)12 add, of note.": "CM(2023)12 add", "See CP/CAJP-3500/21 rev. 2 of it": "CP/CAJP-3500/21 rev. 2", "Its resolution 78/217, of 60/40": "78/217",
	} {
		got := ""
		for _, x := range Tokens(text) {
			if x.Type == "symbol" {
				got += x.Data
			}
		}
		if got != want || Join(Tokens(text)) != text {
			t.Errorf("%q: the codes are %q, want %q", text, got, want)
		}
	}
}
