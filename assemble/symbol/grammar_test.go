package symbol

import (
	"slices"
	"strings"
	"testing"
)

// made returns a grammar of several bodies.
func made(t *testing.T) *Grammar {
	t.Helper()
	un := []string{"/Rev.{number}", "/Add.{number}", "/Corr.{number}"}
	g, err := NewGrammar([]Form{
		{Pattern: "A/C.2/{session}/L.{number}", Steps: un},
		{Pattern: "A/{session}/L.{number}", Steps: un},
		{Pattern: "E/CN.{number}/{year}/{number}", Steps: un},
		{Pattern: "S/PV.{number}", Steps: []string{" (Resumption {number})"}},
		{Pattern: "CP/CAJP-{number}/{yy}", Steps: []string{" rev. {number}", " corr. {number}"}},
		{Pattern: "CM({year}){number}", Steps: []string{" add{number?}", " rev{number?}"}},
		{Pattern: "EB{session}/{number}", Steps: []string{" Corr.{number}"}},
		{Pattern: "A/RES/{session}/{number}", Adopted: true, Cited: "{session}/{number}", Steps: un},
		{Pattern: "S/RES/{number} ({year})", Adopted: true},
		{Pattern: "DEC {roman}/{number}", Adopted: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// The symbols of a grammar are read in canonical form and as people type them. Each difference from the canonical form is named.
func TestGrammar(t *testing.T) {
	g := made(t)
	for _, c := range []struct{ written, canonical, wrong string }{
		{"A/C.2/79/L.1/Rev.1", "", ""},
		{"A/79/L.2/Add.1", "", ""},
		{"A/79/L.2/Rev.1/Corr.2", "", ""},
		{"CP/CAJP-3500/21 rev. 2", "", ""},
		{"CIDI/doc.40/13 corr. 1", "", ""},
		{"CM(2023)12 add", "", ""},
		{"CM(2023)12 add2", "", ""},
		{"EB154/7 Corr.1", "", ""},
		{"E/CN.9/2024/3", "", ""},
		{"S/PV.9500 (Resumption 1)", "", ""},
		{"A/RES/79/217", "", ""},
		{"S/RES/2720 (2023)", "", ""},
		{"DEC XII/3", "", ""},
		{"AG/RES. 2910 (XLVII-O/17)", "", ""},
		{"A/C2/79/L1", "A/C.2/79/L.1", "lacks a period"},
		{"A/C.2/79/L. 1 / Rev. 1", "A/C.2/79/L.1/Rev.1", "has an extra space"},
		{"A/79/L.2 Add.1", "A/79/L.2/Add.1", ""},
		{"a/79/l.2", "A/79/L.2", "has lower-case letters"},
		{"A/79/L.2/ADD.1", "A/79/L.2/Add.1", "has capital letters"},
		{"CM (2023) 12", "CM(2023)12", ""},
		{"CM(2023)12add", "CM(2023)12 add", "lacks a space"},
		{"CM(2023)12 add1", "CM(2023)12 add", "is not in canonical form"},
		{"CP/CAJP‑3500/2021", "CP/CAJP-3500/21", "has an unusual hyphen"},
		{"A/79/L.02", "A/79/L.2", "is not in canonical form"},
		{"DEC xii/3", "DEC XII/3", "has lower-case letters"},
		{"\u00a0EB154/7", "EB154/7", "has an unusual space; has an extra space"},
	} {
		sym, wrong, ok := g.Fix(c.written)
		want := c.canonical
		if want == "" {
			want = c.written
		}
		switch {
		case c.canonical != "" && c.wrong == "": // not read, or read with a finding
			if ok && len(wrong) == 0 {
				t.Errorf("%q is accepted as canonical", c.written)
			}
		case !ok || sym.String() != want || strings.Join(wrong, "; ") != c.wrong:
			t.Errorf("%q: %v %q %q, want %q %q", c.written, ok, sym, strings.Join(wrong, "; "), want, c.wrong)
		}
		if _, err := g.Parse(c.written); (err == nil) != (c.canonical == "") {
			t.Errorf("%q: %v", c.written, err)
		}
	}
	for _, s := range []string{"", "A/79", "79/217", "A/79/L.2/Foo.1", "A/79/L.1234567", "A/79/L.2x", "CM(123)4", "EB154", "A/79/L.2/Rev."} {
		if sym, _, ok := g.Fix(s); ok {
			t.Errorf("%q is read as %q", s, sym)
		}
	}
}

// In running text, FindAll finds whole symbols of a grammar, and citations, as well as symbols of the known forms.
func TestGrammarFindAll(t *testing.T) {
	g := made(t)
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"see A/C.2/79/L.1/Rev.1, A/79/L.2 and AG/RES. 2910 (XLVII-O/17).", []string{"A/C.2/79/L.1/Rev.1", "A/79/L.2", "AG/RES. 2910 (XLVII-O/17)"}},
		{"its resolutions 76/172, 75/12 and 74/1.", []string{"76/172", "75/12", "74/1"}},
		{"(S/PV.9500 (Resumption 1)) and S/PV.9501 (see below)", []string{"S/PV.9500 (Resumption 1)", "S/PV.9501"}},
		{"https://undocs.org/A/79/L.2 and 1/2/3, 3.5/4.5 or and/or", nil},
		{"CM(2023)12 add; EB154/7", []string{"CM(2023)12 add", "EB154/7"}},
		{"resolution A/RES 76/172 and 76/173", []string{"A/RES/76/172", "76/173"}},
		{"document A/C2/79/L.1", []string{"A/C.2/79/L.1"}},
		{"resolutions 75/I31, 7O/1 and A/RES/79/2I7; EB154/O7", []string{"75/131", "70/1", "A/RES/79/217", "EB154/7"}},
		{"parts 2/I and I/2, 5/OI", nil},
		{"número A/79/L.2é", nil},
		{"resolution A/RES/79/217”", []string{"A/RES/79/217"}},
	} {
		var got []string
		for _, f := range g.FindAll(c.in) {
			got = append(got, f.Symbol.String())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
	if got := (*Grammar)(nil).FindAll("A/RES/79/217 and 79/217"); len(got) != 1 {
		t.Errorf("without a grammar: %v", got)
	}
}

// Symbols of a grammar are ordered by form, then by their numbers, then by their steps.
func TestGrammarOrder(t *testing.T) {
	g := made(t)
	want := []string{"A/C.2/79/L.2", "A/C.2/79/L.10", "A/C.2/80/L.1", "A/79/L.2", "A/79/L.2/Rev.1", "A/79/L.2/Rev.2", "A/79/L.2/Rev.10", "A/79/L.2/Add.1",
		"A/79/L.2/Corr.1", "DEC IX/1", "DEC X/1"}
	var got []Symbol
	for _, s := range want {
		x, err := g.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, x)
	}
	slices.Reverse(got)
	slices.SortFunc(got, Compare)
	for i, s := range got {
		if s.String() != want[i] {
			t.Errorf("at %d is %s, want %s", i, s, want[i])
		}
	}
	if x, _ := g.Parse("A/79/L.2/Rev.1"); x.Base() != "A/79/L.2" || x.Key() != x.Base() || x.Decides() || x.IsZero() {
		t.Errorf("%+v", x)
	}
	if x, _ := g.Parse("A/RES/79/217"); !x.Decides() || !x.Complete() {
		t.Errorf("%+v", x)
	}
}

// The error for an invalid pattern names it. A suffix is written by its pattern.
func TestPatternsOfSymbols(t *testing.T) {
	for _, f := range []Form{{Pattern: "A/{nmber}"}, {Pattern: "A/{number"}, {Pattern: "{number}/A"}, {Pattern: ""}, {Pattern: "A/{number}", Cited: "{x}"},
		{Pattern: "A/{number}", Steps: []string{"/{}"}}} {
		if _, err := NewGrammar([]Form{f}); err == nil {
			t.Errorf("%+v is accepted", f)
		}
	}
	for _, c := range []struct {
		pattern string
		n       int
		want    string
	}{{"/Rev.{number}", 2, "/Rev.2"}, {" add{number?}", 1, " add"}, {" add{number?}", 3, " add3"}, {" (Resumption {number})", 1, " (Resumption 1)"}} {
		if got, err := Suffix(c.pattern, c.n); got != c.want || err != nil {
			t.Errorf("%q with %d is %q, %v", c.pattern, c.n, got, err)
		}
	}
	if _, err := Suffix("/{x}", 1); err == nil {
		t.Error("a suffix with an unknown placeholder is accepted")
	}
	two, err := NewGrammar([]Form{{Pattern: "B/{number}"}, {Pattern: "B/{session}"}})
	if err != nil {
		t.Fatal(err)
	}
	if x, err := two.Parse("B/7"); err != nil || x.Body != "B/{number}" || x.Number != 7 {
		t.Errorf("of two forms that fit, %+v is read, %v", x, err)
	}
	g := made(t)
	for s, want := range map[string]string{"A/C.2/x": "A/C.2/{session}/L.{number}", "A-C.2 79": "A/C.2/{session}/L.{number}", "EB-7": "EB{session}/{number}", "cm 2023": "CM({year}){number}", "Q": ""} {
		if got := g.Like(s); got != want {
			t.Errorf("%q is like %q, want %q", s, got, want)
		}
	}
}

// TestAstray: a citation with another sign for its stroke is read as it is to be written; a longer number is none.
func TestAstray(t *testing.T) {
	g, err := NewGrammar([]Form{{Pattern: "S/RES/{number} ({year})"}, {Pattern: "DEC. {number}", Cited: "{number}"},
		{Pattern: "A/RES/{session}/{number}", Cited: "{session}/{number}"}})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{"78-118 and": "78/118", "78–118.": "78/118", "78 - 118": "78/118", "78:118": "78/118", `78\118`: "78/118",
		"078-118": "78/118", "78/118": "", "78-118-2": "", "78-": "", "78 118": "", "": "", "78-118/2": "", "A-118": ""} {
		got, n := g.Astray(text)
		if got != want || (n > 0) != (want != "") || n > len(text) {
			t.Errorf("%q: %q of %d bytes, want %q", text, got, n, want)
		}
	}
	if got, n := (*Grammar)(nil).Astray("78-118"); got != "" || n != 0 {
		t.Errorf("without a grammar: %q", got)
	}
}

// TestFindLikely: symbols with other signs between their parts are found with their form, and right ones, words and ranges are not.
func TestFindLikely(t *testing.T) {
	var forms []Form
	for _, p := range []string{"EB{session}/{number}", "E/CN.{number}/{year}/{number}", "MEPC {session}/{number}/{number}", "A/{session}/{number}",
		"A/RES/{session}/{number}", "S/PV.{number}"} {
		forms = append(forms, Form{Pattern: p})
	}
	g, err := NewGrammar(forms)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"see EB154-7, EB 154/7 and EB154//7.":                        "EB154/7 EB154/7 EB154/7",
		"E/CN.9/24/3; E-CN.9-2024-3":                                 "E/CN.9/2024/3 E/CN.9/2024/3",
		"document MEPC 81-16-2":                                      "MEPC 81/16/2",
		"A\\RES\\78\\12":                                             "A/RES/78/12",
		"EB154/7, E/CN.9/2024/3, MEPC 81/16/2, A/79/1":               "",
		"A-79-1, S PV 9500, eb 154-7, WEB154-7, EB154-7-1, EB154-7x": "",
		"EB 154, the EB and 154/7; MEPC 81-16; pages 81-16-2":        "",
	} {
		var got []string
		for _, x := range g.FindLikely(text, g.FindAll(text)) {
			got = append(got, x.Written)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := (*Grammar)(nil).FindLikely("EB154-7", nil); got != nil {
		t.Errorf("without a grammar: %v", got)
	}
}
