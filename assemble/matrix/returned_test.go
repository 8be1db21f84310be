package matrix

import "testing"

// TestPrint: a cell is known by its value, and by the word that shows it where that is another.
func TestPrint(t *testing.T) {
	same, other := PrintOf("current", "current"), PrintOf("current", "In force")
	if same.Shown != same.Value || other.Value != same.Value || other.Shown != Fingerprint("In force") {
		t.Errorf("%+v, %+v", same, other)
	}
	for _, p := range []Print{same, other} {
		if back := ParsePrint(p.String()); back != p {
			t.Errorf("%+v came back as %+v", p, back)
		}
	}
	if len(same.String()) != 8 || len(other.String()) != 17 {
		t.Errorf("they stand in the workbook as %s and %s", same, other)
	}
}

// TestGreyPrint: closed cells are the same whatever white space and addresses a program adds; another word is another row.
func TestGreyPrint(t *testing.T) {
	as := GreyPrint([]string{"AG/RES. 1", "To do it"})
	for _, same := range [][]string{{" AG/RES. 1", "To\ndo  it"}, {"AG/RES. 1 <https://x/1>", "To do it"}} {
		if GreyPrint(same) != as {
			t.Errorf("%q is another row", same)
		}
	}
	for _, other := range [][]string{{"AG/RES. 1", "To do"}, {"AG/RES. 1 To", "do it"}, {"AG/RES. 1 <", "To do it"}, {"To do it", "AG/RES. 1"}} {
		if GreyPrint(other) == as {
			t.Errorf("%q is the same row", other)
		}
	}
}
