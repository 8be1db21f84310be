package check

import (
	"fmt"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/symbol"
)

// revised returns what a revision adds to the symbol of its paper: "rev. 3 corr. 1".
func revised(r *input.Revision) string {
	out := ""
	if r.Number > 0 {
		out = fmt.Sprintf("rev. %d", r.Number)
	}
	return strings.TrimSpace(out + " " + r.Suffix.String)
}

var _ = add(&Check{
	Code: "E0211", Name: "revision-twice",
	Doc: "two revisions have the same symbol, or a suffix is not valid",
	Explain: `Each revision has its own symbol: that of the paper, its number, and add. n or corr. n if it adds to or corrects an
issued paper. Two revisions with the same symbol could not be told apart, whether they belong to one paper or to two.

    revisions:
      - {number: 3, meeting: meeting-april, date: 2024-04-30}
      - {number: 3, meeting: end, date: 2024-05-10}      write: {number: 4, ...}, or add suffix: corr. 1`,
	Run: func(p *Pass) {
		t := p.Records.Term
		if t == nil {
			return
		}
		before := map[string]*input.Revision{}
		for _, x := range t.Papers {
			for _, r := range x.Revisions {
				if s, wrong, ok := symbol.Fix("CIDI/doc.1/24 " + r.Suffix.String); r.Suffix.String != "" &&
					(!ok || len(wrong) > 0 || len(s.Chain) == 0) {
					d := p.Reportf(r.Suffix.Pos, "the suffix %q is neither add. n nor corr. n", r.Suffix.String).About(x.ID.String)
					if ok && len(s.Chain) > 0 {
						d.Hint("write %s", strings.TrimSpace(strings.TrimPrefix(s.String(), s.Base())))
					}
				}
				full := strings.TrimSpace(x.Symbol.String + " " + revised(r))
				if x.Symbol.String == "" {
					full = x.ID.String + " " + revised(r)
				}
				if b := before[full]; b != nil {
					p.Reportf(r.Pos, "%q and an earlier revision have the same symbol: %s", x.ID.String, strings.TrimSpace(full)).About(x.ID.String).
						Hint("give it the next number, or a suffix: add. 1, corr. 1").See(b.Pos, "the earlier")
					continue
				}
				before[full] = r
			}
		}
	},
})

var _ = add(&Check{
	Code: "E0212", Name: "revision-order",
	Doc: "the revisions of a paper are out of order",
	Explain: `List revisions in sequence: a paper shows the last one whose meeting has come, and a redline compares it with the one
above it. Their numbers rise, and their meetings follow each other.

    revisions:
      - {number: 2, meeting: meeting-march, date: 2024-03-12}
      - {number: 1, meeting: meeting-february, date: 2024-02-13}      put it above revision 2`,
	Run: func(p *Pass) {
		t := p.Records.Term
		if t == nil {
			return
		}
		at := map[string]int{input.End: len(p.Records.Meetings) + 1}
		for i, m := range p.Records.Meetings {
			at[m.ID.String] = i + 1
		}
		for _, x := range t.Papers {
			for i, r := range x.Revisions {
				if i == 0 {
					continue
				}
				last := x.Revisions[i-1]
				what := ""
				switch {
				case r.Number < last.Number:
					what = fmt.Sprintf("bears the lower number %d", r.Number)
				case at[r.Meeting.String] > 0 && at[r.Meeting.String] < at[last.Meeting.String]:
					what = fmt.Sprintf("is for the earlier meeting %q", r.Meeting.String)
				default:
					continue
				}
				p.Reportf(r.Pos, "the revision of %q after revision %d %s", x.ID.String, last.Number, what).About(x.ID.String).
					Hint("list revisions in sequence").See(last.Pos, "the revision before it")
			}
		}
	},
})

var _ = add(&Check{
	Code: "W0214", Name: "revision-date",
	Doc: "a revision is dated before the one it revises, or after its meeting",
	Explain: `A revision is distributed before its meeting and after the revision it replaces. Its date is printed on every copy.

    revisions:
      - {number: 1, meeting: meeting-february, date: 2024-02-13}
      - {number: 2, meeting: meeting-march, date: 2023-03-12}      write: 2024-03-12`,
	Needs: []string{"term.yaml", "schedule.yaml"},
	Run: func(p *Pass) {
		t := p.Records.Term
		if t == nil {
			return
		}
		for _, x := range t.Papers {
			var last *input.Revision
			for _, r := range x.Revisions {
				if r.Date.IsZero() {
					continue
				}
				m, _ := p.Records.ByID[r.Meeting.String].(*input.Meeting)
				switch {
				case last != nil && r.Date.Last().Before(last.Date.First()):
					p.Reportf(r.Date.Pos, "revision %d of %q is dated %s, before revision %d, of %s", r.Number, x.ID.String, r.Date.Date, last.Number,
						last.Date.Date).About(x.ID.String).
						Hint("correct one of the two dates").See(last.Date.Pos, "the revision before it")
				case m != nil && !m.Date.IsZero() && m.Date.Last().Before(r.Date.First()):
					p.Reportf(r.Date.Pos, "revision %d of %q is dated %s, after its meeting, %s", r.Number, x.ID.String, r.Date.Date, m.Date.Date).
						About(x.ID.String).
						Hint("correct one of the two dates").See(m.Date.Pos, "its meeting")
				}
				last = r
			}
		}
	},
})
