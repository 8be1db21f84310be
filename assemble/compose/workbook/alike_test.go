package workbook

import (
	"omnibus/assemble/date"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"strings"
	"testing"
)

// TestAlike: similar texts are found, those that only share a set phrase are not.
func TestAlike(t *testing.T) {
	mandate := func(resolution, text string) *plan.Mandate {
		return &plan.Mandate{
			Mandate: &input.Mandate{
				Resolution: &input.Resolution{ID: input.ID{Text: source.Text{String: resolution}}},
				Details:    &input.Details{Summary: input.Text{Text: source.Text{String: text}}},
			},
		}
	}
	long := "To instruct the General Secretariat to continue to support the member states that request it in strengthening the rights of migrants"
	ms := []*plan.Mandate{
		mandate("a", long), mandate("b", strings.Replace(long, "continue to support", "continue to assist", 1)),
		mandate(
			"c",
			"To instruct the General Secretariat to publish a yearly index of its archives in the four official languages",
		), mandate("d", "To thank"),
	}
	got := alike(ms)
	if len(got) != 1 || got[0].later != ms[1].Mandate || got[0].earlier != ms[0].Mandate || got[0].percent < 60 || got[0].percent > 90 {
		t.Errorf("%+v", got)
	}
}

// TestDay: a day in Excel's calendar is a date; a month, and an earlier day, are texts.
func TestDay(t *testing.T) {
	for _, c := range []struct {
		d    date.Date
		real bool
		text string
	}{
		{date.Date{Year: 1901, Month: 1, Day: 1}, true, ""}, {date.Date{Year: 1900, Month: 2, Day: 28}, false, "1900-02-28"},
		{date.Date{Year: 1889, Month: 10, Day: 2}, false, "1889-10-02"}, {date.Date{Year: 2024, Month: 3}, false, "2024-03"}, {date.Date{}, false, ""},
	} {
		if cell := day(c.d); cell.Date.IsZero() == c.real || cell.Text != c.text || cell.Value != c.d.String() && !c.d.IsZero() {
			t.Errorf("%s is %+v", c.d, cell)
		}
	}
}
