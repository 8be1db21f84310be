package matrix

import "testing"

// TestPrint: a cell is identified by its value, and by the word that shows it if that differs.
func TestPrint(t *testing.T) {
	same, other := PrintOf("current", "current"), PrintOf("current", "In force")
	if same.Shown != same.Value || other.Value != same.Value || other.Shown != Fingerprint("In force") {
		t.Errorf("%+v, %+v", same, other)
	}
	for _, p := range []Print{same, other} {
		if back := ParsePrint(p.String()); back != p {
			t.Errorf("%+v was read back as %+v", p, back)
		}
	}
	if len(same.String()) != 8 || len(other.String()) != 17 {
		t.Errorf("they are written as %s and %s", same, other)
	}
}

// TestGreyPrint: a program may add white space and addresses to closed cells without changing the print; another word changes it.
func TestGreyPrint(t *testing.T) {
	as := GreyPrint([]string{"AG/RES. 1", "To do it"})
	for _, same := range [][]string{{" AG/RES. 1", "To\ndo  it"}, {"AG/RES. 1 <https://x/1>", "To do it"}} {
		if GreyPrint(same) != as {
			t.Errorf("%q has a different print", same)
		}
	}
	for _, other := range [][]string{{"AG/RES. 1", "To do"}, {"AG/RES. 1 To", "do it"}, {"AG/RES. 1 <", "To do it"}, {"To do it", "AG/RES. 1"}} {
		if GreyPrint(other) == as {
			t.Errorf("%q has the same print", other)
		}
	}
}
