package symbol

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var canonical = []string{
	"AG/RES. 2738 (XLII-O/12)", "AG/RES. 1 (XXVIII-E/01)", "AG/RES. 64 (II-O/72)", "AG/DEC. 63 (XL-O/10)", "CP/RES. 965 (1733/09)",
	"CIDI/RES. 344 (II-O/19)", "CEPCIDI/RES. 188 (CLXX-O/11)", "AG/RES. 2910 (XLVII-O/17) rev. 1", "AG/RES. 2910",
	"CIDI/CAM/doc.12/23 rev. 1 corr. 1", "CP/doc.4260/08", "AG/doc.5238/12 add. 6.a", "CP/INF.5848/09", "CP/ACTA 1733/09", "CP/SA.1733/09",
	"CP/OD-12/10",
	"GT/DADIN/doc.1/99", "A/RES/73/195", "S/RES/1325 (2000)", "A/RES/217 (III)", "E/RES/2000/3", "A/HRC/RES/35/17", "A/RES/73/195/Rev.1/Add.2",
}

func TestCanonicalForm(t *testing.T) {
	for _, s := range canonical {
		sym, err := Parse(s)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := sym.String(); got != s {
			t.Errorf("%q is written back as %q", s, got)
		}
		if f := FindAll("x (" + s + "), y"); len(f) != 1 || f[0].Symbol.String() != s || f[0].Start != 3 || f[0].End != 3+len(s) {
			t.Errorf("in running text %q is found as %+v", s, f)
		}
	}
}

var variants = []struct{ written, canonical, wrong string }{
	{"AG/RES.2883 (XLVI-O/16)", "AG/RES. 2883 (XLVI-O/16)", "lacks a space"},
	{"AG/RES. 2939 (XLIX-0/19)", "AG/RES. 2939 (XLIX-O/19)", "has a digit zero where the letter O belongs"},
	{"AG/RES. 64 (II-0/72)", "AG/RES. 64 (II-O/72)", "has a digit zero where the letter O belongs"},
	{"AG/RES 1928 (XXXIII-O/03)", "AG/RES. 1928 (XXXIII-O/03)", "lacks a period"},
	{"AG/RES. 2326 (XXXVII O/07)", "AG/RES. 2326 (XXXVII-O/07)", "lacks its hyphen"},
	{"AG/RES. 1967 (XXXIVO/04)", "AG/RES. 1967 (XXXIV-O/04)", "lacks its hyphen"},
	{"CP/doc.4260/08 add.6", "CP/doc.4260/08 add. 6", "is not in canonical form"},
	{"AG/Doc. 5238/12", "AG/doc.5238/12", "has an extra space"},
	{"AG/RES.\u00a02910\u202f(XLVII‑O/17)", "AG/RES. 2910 (XLVII-O/17)", "has an unusual space; has an unusual hyphen"},
	{"AG/RES. 2910 (XLVII-O/2017)", "AG/RES. 2910 (XLVII-O/17)", "has four digits for the year"},
	{"AG/RES. 2910(XLVII-O/17)", "AG/RES. 2910 (XLVII-O/17)", "lacks a space"},
	{
		"AG/RES.2910 (XLVII0/17)",
		"AG/RES. 2910 (XLVII-O/17)",
		"has a digit zero where the letter O belongs; lacks its hyphen; lacks a space",
	},
	{" AG/RES. 2910 (XLVII-O/17)", "AG/RES. 2910 (XLVII-O/17)", "has an extra space"},
	{"A/RES/ 73/195", "A/RES/73/195", "is not in canonical form"},
	{"ag/res. 2910 (XLVII-O/17)", "AG/RES. 2910 (XLVII-O/17)", "has lower-case letters"},
	{"AG/Res. 2910 (xlvii-o/17)", "AG/RES. 2910 (XLVII-O/17)", "has lower-case letters"},
	{"AG/RES. 2910 XLVII-O/17", "AG/RES. 2910 (XLVII-O/17)", "lacks its brackets"},
	{"AG/RES. 2910 (XLVII-O/17", "AG/RES. 2910 (XLVII-O/17)", "lacks its brackets"},
	{"AG/RES. 2910 (47-O/17)", "AG/RES. 2910 (XLVII-O/17)", "has an Arabic session number"},
	{"AG/RES. 2910 (XLVII-O-17)", "AG/RES. 2910 (XLVII-O/17)", "has a hyphen instead of a slash"},
	{"AG-RES. 2910 (XLVII-O/17)", "AG/RES. 2910 (XLVII-O/17)", "has a hyphen instead of a slash"},
	{"AG/RES. No. 2910 (XLVII-O/17)", "AG/RES. 2910 (XLVII-O/17)", "is not in canonical form"},
	{"AG/RES. Nr. 2910 (XLVII-O/17)", "AG/RES. 2910 (XLVII-O/17)", "is not in canonical form"},
	{"AG/RES n.º 2910 (XLVII-O/17)", "AG/RES. 2910 (XLVII-O/17)", "is not in canonical form"},
	{"AG/RES. № 2910 (XLVII-O/17)", "AG/RES. 2910 (XLVII-O/17)", "is not in canonical form"},
	{"AG/RES. zan. 2910 (XLVII-O/17)", "AG/RES. 2910 (XLVII-O/17)", "is not in canonical form"},
	{"AG/RES. Nº 2910 (XLVII-O/17)", "AG/RES. 2910 (XLVII-O/17)", "is not in canonical form"},
	{"AG/RES. 2910, (XLVII-O/17)", "AG/RES. 2910 (XLVII-O/17)", "is not in canonical form"},
	{"AG/RES. 2910 (ХLVII-Ο/17)", "AG/RES. 2910 (XLVII-O/17)", "has a letter of another alphabet"},
	{"CIDI/CAM/doc.7-24", "CIDI/CAM/doc.7/24", "has a hyphen instead of a slash"},
	{"A/RES 73/195", "A/RES/73/195", "lacks a slash"},
	{"A/RES/73-195", "A/RES/73/195", "lacks a slash"},
	{"A/RES/73/195 Rev.1", "A/RES/73/195/Rev.1", "lacks a slash"},
	{"A/Res/73/195", "A/RES/73/195", "has lower-case letters"},
}

func TestFix(t *testing.T) {
	for _, v := range variants {
		sym, wrong, ok := Fix(v.written)
		if !ok || sym.String() != v.canonical || strings.Join(wrong, "; ") != v.wrong {
			t.Errorf("%q: %v %q %q, want %q %q", v.written, ok, sym, strings.Join(wrong, "; "), v.canonical, v.wrong)
		}
		if _, err := Parse(v.written); err == nil {
			t.Errorf("%q is accepted as canonical", v.written)
		}
	}
}

func TestNoSymbol(t *testing.T) {
	for _, s := range []string{"", "and/or", "AG/RES.", "AG/RES. x", "AG/RES. 2910 (XLVIIII-O/17)", "AG/RES. 2910 (XLVII/17)",
		"CP/RES. 965 (XL-O/09)", "N/A", "AG/RES. 123456 (I-O/71)", "A/RES/0/0", "AG/RES. 29l0 (XLVII-O/17)", "AG/RES. 2910 (XLVII-O)"} {
		if sym, _, ok := Fix(s); ok {
			t.Errorf("%q is read as %q", s, sym)
		}
	}
}

func TestFindAll(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"no symbol at all, and/or, 24/7, https://undocs.org/A/RES/73/195", nil},
		{"resolutions AG/RES. 2910 (XLVII-O/17), AG/RES.2926 (XLVIII-O/18) and A/RES/73/195.",
			[]string{"AG/RES. 2910 (XLVII-O/17)", "AG/RES. 2926 (XLVIII-O/18)", "A/RES/73/195"}},
		{"AG/RES. 2910 (see below)", []string{"AG/RES. 2910"}},
		{"AG/RES. 2910, (see below) and AG/RES. 2911, I-O/71 of it", []string{"AG/RES. 2910", "AG/RES. 2911 (I-O/71)"}},
		{"as AG-RES. 2910 (XLVII-O/17) and ag/res. 2911 (XLVII-O/17) say", []string{"AG/RES. 2910 (XLVII-O/17)", "AG/RES. 2911 (XLVII-O/17)"}},
		{"either/or, his/her, input/mandates, s/he, a/c 12/24", nil},
		{"AG/RES. 29l0 (XLVII-O/17), AG/RES. 2910's", []string{"", "AG/RES. 2910"}},
		{"AG/RES. 2910 (XLVII/17) and", []string{""}},
		{"CIDI/CAM/doc.1/23 rev. 2; CP/doc.1/23", []string{"CIDI/CAM/doc.1/23 rev. 2", "CP/doc.1/23"}},
		{"é AG/RES. 1 (I-O/71) é", []string{"AG/RES. 1 (I-O/71)"}},
		{"resolución AG/RES. 2910 (XLVII-O/17), párrafo 3", []string{"AG/RES. 2910 (XLVII-O/17)"}},
	} {
		var got []string
		for _, f := range FindAll(c.in) {
			got = append(got, f.Symbol.String())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestArithmetic(t *testing.T) {
	if y := YearOf(1970, 47); y != 2017 {
		t.Errorf("session XLVII is in %d", y)
	}
	for two, want := range map[int]int{48: 1948, 99: 1999, 0: 2000, 47: 2047, 17: 2017} {
		if got := FullYear(two); got != want {
			t.Errorf("year %02d is %d, want %d", two, got, want)
		}
	}
	a, _ := Parse("AG/RES. 1 (XXVIII-E/01)")
	b, _ := Parse("AG/RES. 1 (XXIX-E/02)")
	if a.Key() == b.Key() {
		t.Errorf("two special sessions share the key %q", a.Key())
	}
	c, _ := Parse("AG/RES. 2910 (XLVII-O/17) rev. 1")
	d, _ := Parse("AG/RES. 2910 (XLVII-O/17)")
	if c.Key() != d.Key() || Compare(d, c) >= 0 {
		t.Error("a revision has another key, or precedes what it revises")
	}
}

func TestCompare(t *testing.T) {
	ordered := []string{
		"AG/DEC. 63 (XL-O/10)", "AG/RES. 64 (II-O/72)", "AG/RES. 2910 (XLVII-O/17)", "AG/RES. 2911 (XLVII-O/17)", "CP/RES. 965 (1733/09)",
		"CIDI/CAM/doc.1/23", "CIDI/CAM/doc.1/23 rev. 1", "CIDI/CAM/doc.1/23 rev. 1 corr. 1", "CIDI/CAM/doc.1/23 rev. 2", "CIDI/CAM/doc.1/23 rev. 10",
		"CIDI/CAM/doc.2/23", "A/RES/73/195",
	}
	var symbols []Symbol
	for _, s := range ordered {
		sym, err := Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		symbols = append(symbols, sym)
	}
	for i, a := range symbols {
		for j, b := range symbols {
			if got := Compare(a, b); got != cmp.Compare(i, j) {
				t.Errorf("%s and %s compare as %d", a, b, got)
			}
		}
	}
}

func TestComplete(t *testing.T) {
	for s, want := range map[string]bool{"AG/RES. 2910": false, "AG/RES. 2910 (XLVII-O/17)": true, "CIDI/CAM/doc.1/23": true} {
		if sym, _ := Parse(s); sym.Complete() != want || sym.IsZero() {
			t.Errorf("%s: complete is %v", s, sym.Complete())
		}
	}
}

func TestRoman(t *testing.T) {
	for n := 1; n < 4000; n++ {
		if got := FromRoman(Roman(n)); got != n {
			t.Fatalf("%d is %s is %d", n, Roman(n), got)
		}
	}
	for _, s := range []string{"", "IIII", "VX", "IC", "ABC", "XLVIIII", "MMMM"} {
		if n := FromRoman(s); n != 0 {
			t.Errorf("%q is read as %d", s, n)
		}
	}
	if Roman(0) != "" || Roman(4000) != "" {
		t.Error("a number outside the range has a Roman numeral")
	}
}

// FuzzSymbol demands that reading never panics, that canonical form is a fixed point, and that every place exists.
func FuzzSymbol(f *testing.F) {
	for _, s := range canonical {
		f.Add(s)
	}
	for _, v := range variants {
		f.Add(v.written)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if sym, _, ok := Fix(s); ok {
			again, wrong, ok := Fix(sym.String())
			if !ok || len(wrong) > 0 || !reflect.DeepEqual(again, sym) {
				t.Fatalf("%q is %q, which is %+v, not %+v (%v)", s, sym, again, sym, wrong)
			}
		}
		last := 0
		for _, found := range FindAll(s) {
			if found.Start < last || found.End <= found.Start || found.End > len(s) {
				t.Fatalf("%q: place %d:%d", s, found.Start, found.End)
			}
			last = found.End
			if again := FindAll(found.Symbol.String()); !found.Symbol.IsZero() && (len(again) != 1 || len(again[0].Wrong) > 0) {
				t.Fatalf("%q: %q is found again as %+v", s, found.Symbol, again)
			}
		}
	})
}

// The symbols of the first resolutions of the United Nations have the session in brackets.
func TestFirstSession(t *testing.T) {
	for _, c := range []struct {
		old  int
		want string
	}{{0, "A/RES/36"}, {1, "A/RES/36 (I)"}, {3, "A/RES/36 (III)"}} {
		s := Symbol{Kind: UN, Body: "A", Type: "RES", Session: 36, Old: c.old}
		if got := s.String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
