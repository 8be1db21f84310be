package diag

import (
	"strconv"
	"testing"
)

func TestUnknown(t *testing.T) {
	var many []string
	for i := range mostListed + 1 {
		many = append(many, "name-"+strconv.Itoa(i))
	}
	for want, u := range map[string]*Unknown{
		`there is no paper "wrk-plan": did you mean "work-plan"?`:                  {What: "paper", Name: "wrk-plan", Known: []string{"draft", "work-plan"}},
		`there is no paper "x": the papers are draft, plan; see`:                   {What: "paper", Name: "x", Known: []string{"draft", "plan"}, Else: "see"},
		`there is no format "zip" of the draft: the formats are pdf`:               {What: "format", Name: "zip", Known: []string{"pdf"}, Of: "the draft"},
		`there is no record "unheard"`:                                             {What: "record", Name: "unheard", Known: many},
		`there is no record "unheard": the records are ` + list(many[:mostListed]): {What: "record", Name: "unheard", Known: many[:mostListed]},
		`there is no paper "x"`:                                                    {What: "paper", Name: "x"},
	} {
		if got := u.Error(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func list(names []string) string {
	out := names[0]
	for _, n := range names[1:] {
		out += ", " + n
	}
	return out
}
