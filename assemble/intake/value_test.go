package intake

import (
	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
	"omnibus/assemble/work"
	"testing"
)

// TestMatrixDates: dates are accepted as people type them, in any of the languages, unless they could mean two days.
func TestMatrixDates(t *testing.T) {
	builtin, _ := work.Builtin()
	set := locale.Read(builtin, nil, new(diag.List))
	dates := &Dates{Set: set, Lang: "en"}
	for typed, want := range map[string]string{
		"2024-12-31": "2024-12-31", "2024/12/31": "2024-12-31", "2024-12-31T00:00:00": "2024-12-31", "20241231": "2024-12-31", "31/12/2024": "2024-12-31", "12/31/2024": "2024-12-31",
		"4.3.2024": "2024-03-04", "4/4/2024": "2024-04-04", "31-Dec-2024": "2024-12-31", "31 December 2024": "2024-12-31", "December 31, 2024": "2024-12-31", "Dec  2024": "2024-12", "12/2024": "2024-12",
		"Sept. 2024": "2024-09", "31 de diciembre de 2024": "2024-12-31", "1er juillet 2024": "2024-07-01", "1 março 2024": "2024-03-01", "2024-06": "2024-06",
		"4/3/2024": "2024-03-04 2024-04-03", "jui 2024": "", "no 2024": "", "nov 2024": "2024-11", "30/02/2024": "", "2024": "", "31 Dec 31, 2024": "", "45657": "", "soon": "",
	} {
		d, either := dates.Read(typed)
		got := d.String()
		if either != nil {
			got = either[0].String() + " " + either[1].String()
		}
		if got != want {
			t.Errorf("%q is %q, wanted %q", typed, got, want)
		}
	}
}
