package workbook

import (
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"strings"
	"testing"
)

// Texts that are much alike are found, those that share a set phrase are not.
func TestAlike(t *testing.T) {
	mandate := func(resolution, text string) *plan.Mandate {
		return &plan.Mandate{
			Mandate: &input.Mandate{
				Resolution: &input.Resolution{ID: input.ID{Text: source.Text{String: resolution}}},
				Summary:    input.Text{Text: source.Text{String: text}},
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
