package pdf

import (
	"strings"
	"testing"
)

func TestObjects(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"null", "null"},
		{"true", "true"},
		{"-12", "-12"},
		{"+.5", "0.5"},
		{"/Name", "/Name"},
		{"/application#2Fjson", "/application/json"},
		{"/Lime#20Green", "/Lime Green"},
		{"(a (b) \\) \\101\\n)", `"a (b) ) A\n"`},
		{"(line \\\nends)", `"line ends"`},
		{"<FEFF00E9>", `"é"`},
		{"<E9>", `"é"`},
		{"<414>", `"A@"`},
		{"12 0 R", "12 0 R"},
		{"[1 0 R 2 3]", "[1 0 R 2 3]"},
		{"[1 0 Rx]", ""},
		{"<</B 1 /A[2]>>", "<</A [2] /B 1>>"},
		{"<</A 1/A 2>>", ""},
		{"<</A>>", ""},
		{"<< /A 1", ""},
		{"(never ends", ""},
		{"<4G>", ""},
		{"1.2.3", ""},
		{"12abc", ""},
		{"99999999999999999999", ""},
		{")", ""},
		{strings.Repeat("[", 200), ""},
		{"", ""},
	} {
		p := &parser{b: []byte(test.in), refs: true}
		o, err := p.object(0)
		if test.want == "" {
			if err == nil {
				t.Errorf("%q is read as %s", test.in, Print(o))
			}
		} else if err != nil || Print(o) != test.want {
			t.Errorf("%q is read as %s (%v), wanted %s", test.in, Print(o), err, test.want)
		}
	}
}

func TestPredictors(t *testing.T) {
	f := &File{}
	parms := Dict{"Predictor": 15, "Columns": 4}
	rows := "\x00\x01\x02\x03\x04" + "\x01\x01\x01\x01\x01" + "\x02\x01\x01\x01\x01" + "\x03\x01\x00\x00\x00" + "\x04\x01\x00\x00\x00"
	got, err := f.predict([]byte(rows), parms)
	want := "\x01\x02\x03\x04" + "\x01\x02\x03\x04" + "\x02\x03\x04\x05" + "\x02\x02\x03\x04" + "\x03\x03\x03\x04"
	if err != nil || string(got) != want {
		t.Errorf("got %x (%v), wanted %x", got, err, want)
	}
}

func TestMaps(t *testing.T) {
	got, err := readMap([]byte("2 beginbfchar <0041><0061> <05><D83DDE00> endbfchar 2 beginbfrange <10><12><0031> <20><21>[<0066 0069><0078>] endbfrange"))
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[int]string{0x41: "a", 5: "😀", 0x10: "1", 0x12: "3", 0x20: "fi", 0x21: "x", 0x22: ""} {
		if got[code] != want {
			t.Errorf("%x is %q, wanted %q", code, got[code], want)
		}
	}
	if _, err := readMap([]byte("x <0000><FFFF><0020> <0000><FFFF><0020> <0000><FFFF><0020> <0000><FFFF><0020> <0000><FFFF><0020> endbfrange")); err == nil {
		t.Error("ranges without end are read")
	}
}

// TestPaeth: the predictor is the one of left, above and corner that is nearest to left + above - corner, and the first of these if two are
// equally near.
func TestPaeth(t *testing.T) {
	for _, c := range []struct{ left, above, corner, want byte }{
		{10, 20, 20, 10}, {10, 20, 10, 20}, {1, 4, 2, 4}, {10, 20, 15, 15}, {7, 7, 7, 7}, {5, 0, 5, 0}, {0, 5, 5, 0}, {2, 6, 4, 4}, {3, 1, 2, 2}, {200, 250, 100, 250},
	} {
		if got := paeth(c.left, c.above, c.corner); got != c.want {
			t.Errorf("of %d, %d and %d it is %d, want %d", c.left, c.above, c.corner, got, c.want)
		}
	}
}

// TestWhole: a word that was divided at the end of a line is one word, whatever follows the hyphen.
func TestWhole(t *testing.T) {
	for in, want := range map[string]string{
		"": "", " a \n b ": "a b", "para\u00ad graph": "paragraph", "para\u00adgraph": "paragraph", "a para\u00ad": "a para", "re-\u00ad issued": "re-issued",
	} {
		if got := whole(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
