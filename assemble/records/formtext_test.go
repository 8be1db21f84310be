package records

import (
	"fmt"
	"strings"
	"testing"
)

// TestMarkers: the level of a marker follows from the markers before it; a letter that may be a Roman number is the next of its list.
func TestMarkers(t *testing.T) {
	for marks, want := range map[string]string{
		"(a) (b) (i) (ii) (c)":     "1 1 2 2 1",
		"g) h) i) j)":              "1 1 1 1",
		"(h) (1) (2) (i)":          "1 2 2 1",
		"(a) (i) (1) (2) (ii) (b)": "1 2 3 3 2 1",
		"(i) (ii) (a) (iii)":       "1 1 2 1",
		"• • (a) •":                "1 1 2 1",
		"1. a) A) 2.":              "1 2 3 1",
	} {
		m := &markers{}
		var got []string
		for mark := range strings.FieldsSeq(marks) {
			got = append(got, fmt.Sprint(m.level(mark)))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", marks, s, want)
		}
	}
}
