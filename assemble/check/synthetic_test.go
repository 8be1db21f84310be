package check

import (
	"sync"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/synthetic"
	"omnibus/assemble/work/worktest"
)

// TestSynthetic checks a term with a hundred times the shipped content: it has no findings that the shipped term does not have.
func TestSynthetic(t *testing.T) {
	meant := map[string]bool{"W0623": true} // the copies of a session have the same title
	for _, d := range run(t, synthetic.Shipped(), []string{"en", "es"}) {
		meant[d.Code] = true
	}
	n := worktest.Count(100)
	shown := map[string]int{}
	for _, d := range run(t, synthetic.Term(n), []string{"en", "es"}) {
		if len(d.Message) > 500 {
			t.Errorf("%s has a message of %d bytes: %.100s", d.Code, len(d.Message), d.Message)
		}
		if meant[d.Code] {
			continue
		}
		if shown[d.Code]++; shown[d.Code] <= 3 {
			t.Errorf("unexpected: %s", line(d))
		}
	}
}

// BenchmarkCheck reads, merges and checks a term with a hundred times the shipped content. Records and locales are read in parallel, as in
// a build.
func BenchmarkCheck(b *testing.B) {
	in, user := synthetic.Files(100)
	builtin := labels(b)
	for b.Loop() {
		var diags, found diag.List
		var records *input.Records
		var reading sync.WaitGroup
		reading.Go(func() { records = input.Read(in, &found) })
		set := locale.Read(builtin, user, &diags)
		reading.Wait()
		meeting, _ := merge.Meeting(records, merge.End, date.Date{})
		Run(Pass{Records: records, Plan: merge.Plan(records, plan.Point{Meeting: meeting}, nil, &diags), Locales: set, Langs: []string{"en", "es"}, Diags: &diags})
		if diags.HasErrors() {
			b.Fatal(diags.Counts())
		}
	}
}
