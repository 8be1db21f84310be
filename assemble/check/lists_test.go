package check

import (
	"fmt"
	"strings"
	"testing"

	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// TestEnding: the mark with which an item ends; a question, an ellipsis or an abbreviation decides nothing.
func TestEnding(t *testing.T) {
	p := pass(t, "en")
	for text, want := range map[string]string{
		"To act;": ";", "To act; and": ";", "To act.": ".", "To act, and": ",", "To act": "", "To act. ": ".",
		"Who acts?": "any", "To act!": "any", "The following:": "any", "And so on…": "any", "": "any", "Food, water, etc.": "any",
	} {
		if got := p.ending(&Version{Lang: "en", words: searched(text)}, []string{"etc"}); got != want {
			t.Errorf("%q ends with %q, want %q", text, got, want)
		}
	}
}

// TestRhythm: the interval of a series is the greatest one that fits all of its sessions, and three sessions show one.
func TestRhythm(t *testing.T) {
	p := &Pass{Records: new(input.Records)}
	for _, c := range []struct {
		symbols string
		listed  string
		every   int
	}{
		{"XLII XLIV XLVI", "[42 44 46]", 2},
		{"XLII XLVI XLVIII L", "[42 46 48 50]", 2}, // one of the first is missing
		{"L XLVIII XLIV XLII", "[42 44 48 50]", 2},
		{"XLII XLV XLVII", "[42 45 47]", 1},
		{"XLII XLIV", "[42 44]", 1},
		{"XLII", "[42]", 1},
		{"", "[]", 1},
	} {
		var in []*input.Resolution
		for i, roman := range strings.Fields(c.symbols) {
			in = append(in, &input.Resolution{Symbol: source.Text{String: fmt.Sprintf("AG/RES. %d (%s-O/12)", 2700+i, roman)}})
		}
		if listed, every := p.rhythm(in); fmt.Sprint(listed) != c.listed || every != c.every {
			t.Errorf("%s: %v every %d, want %s every %d", c.symbols, listed, every, c.listed, c.every)
		}
	}
}

// TestSeries: at a body with symbols of its own, only resolutions with the same title follow each other.
func TestSeries(t *testing.T) {
	var in []*input.Resolution
	for _, title := range []string{"Rights of the child", "Emergency assistance", "rights of  the child", "Oceans"} {
		in = append(in, &input.Resolution{Title: input.Text{Text: source.Text{String: title}}})
	}
	p := &Pass{Records: &input.Records{Resolutions: in, Body: new(input.Body)}}
	if got := p.series(); len(got) != 1 || len(got[0]) != len(in) {
		t.Errorf("without symbols: %d series, want 1", len(got))
	}
	p.Records.Body.Symbols.Forms = []input.SymbolForm{{}}
	if got := p.series(); len(got) != 3 || len(got[0]) != 2 || got[0][1] != in[2] {
		t.Errorf("with symbols: %d series, want 3, and two resolutions in the first", len(got))
	}
}
