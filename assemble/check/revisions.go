package check

import (
	"fmt"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/symbol"
)

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
				if r.Number == input.Unread {
					continue
				}
				if s, wrong, ok := symbol.Fix("CIDI/doc.1/24 " + r.Suffix.String); r.Suffix.String != "" && !p.suffixed(r) &&
					(!ok || len(wrong) > 0 || len(s.Chain) == 0) {
					d := p.Reportf(r.Suffix.Pos, "the suffix %q is neither add. n nor corr. n", r.Suffix.String).About(x.ID.String)
					switch word := strings.ToLower(r.Suffix.String); {
					case ok && len(s.Chain) > 0:
						d.Hint("write %s", strings.TrimSpace(strings.TrimPrefix(s.String(), s.Base())))
					case strings.HasPrefix(word, "ad"):
						d.Hint("write its number too: add. 1")
					case strings.HasPrefix(word, "co"):
						d.Hint("write its number too: corr. 1")
					default:
						d.Hint("write add. 1 if it adds to the paper, corr. 1 if it corrects it")
					}
				}
				full := x.SymbolOf(r)
				if full == "" {
					full = x.ID.String + x.SuffixOf(r)
				}
				if b := before[full]; b != nil {
					p.Reportf(r.Pos, "%q and an earlier revision have the same symbol: %s", x.ID.String, strings.TrimSpace(full)).
						About(x.ID.String).
						Hint("give it the next number, or a suffix: add. 1, corr. 1").
						See(b.Pos, "the earlier")
					continue
				}
				before[full] = r
			}
		}
	},
})

// suffixed reports whether the suffix of a revision has the form that the profile of the body prescribes.
func (p *Pass) suffixed(r *input.Revision) bool {
	kind, _ := r.Correction()
	return kind != "" && p.Records.Body != nil && p.Records.Body.Symbols.Corrigendum.String != ""
}

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
		place := func(r *input.Revision) int {
			meeting, after := r.At()
			n := 2 * at[meeting.String]
			if after {
				n++
			}
			return n
		}
		for _, x := range t.Papers {
			for i, r := range x.Revisions {
				if i == 0 {
					continue
				}
				last := x.Revisions[i-1]
				what := ""
				switch {
				case r.Number == input.Unread || last.Number == input.Unread:
					continue
				case r.Number < last.Number:
					what = fmt.Sprintf("bears the lower number %d", r.Number)
				case place(r) > 0 && place(r) < place(last):
					meeting, after := r.At()
					what = fmt.Sprintf("is %s the earlier meeting %q", map[bool]string{true: "after", false: "for"}[after], meeting.String)
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
	Doc: "a revision is dated before the previous one, or before the meeting whose results it contains",
	Explain: `A revision is dated after the previous one, and one with the results of a meeting (after:) not before that
meeting. It may be issued days after the meeting for which it was made. Its date is printed on every copy.

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
				meeting, after := r.At()
				m, _ := p.Records.ByID[meeting.String].(*input.Meeting)
				switch {
				case last != nil && r.Date.Last().Before(last.Date.First()):
					p.Reportf(r.Date.Pos, "revision %d of %q is dated %s, before revision %d, of %s", r.Number, x.ID.String,
						r.Date.Date, last.Number,
						last.Date.Date).
						About(x.ID.String).
						Hint("correct one of the two dates").
						See(last.Date.Pos, "the revision before it")
				case after && m != nil && !m.Date.IsZero() && r.Date.Last().Before(m.Date.First()):
					p.Reportf(r.Date.Pos, "revision %d of %q contains the results of a meeting of %s but is dated %s", r.Number,
						x.ID.String, m.Date.Date, r.Date.Date).
						About(x.ID.String).
						Hint("correct one of the two dates, or write for: instead of after:").
						See(m.Date.Pos, "the meeting")
				}
				last = r
			}
		}
	},
})

// paperBehind is the check for outdated papers.
var paperBehind = add(&Check{
	Code: "W0215", Name: "paper-behind",
	Doc: "a paper needs a new revision for what is known at the meeting of the build",
	Explain: `A paper is true as of its date: it contains what was known when its last revision was made, and nothing later. If
sessions were held, proposals made or states reached since, the paper needs its next revision. In a final build
(--final) this is an error.

    revisions:
      - {number: 1, for: meeting-january, date: 2024-01-08}
      - {number: 2, after: meeting-april, date: 2024-05-03}      contains the results of the meeting in April`,
	Needs: []string{"term.yaml", "schedule.yaml"},
	Run: func(p *Pass) {
		if p.Plan == nil || p.Records.Term == nil {
			return
		}
		for _, x := range p.Records.Term.Papers {
			paper := p.Plan.Papers[x.ID.String]
			if paper == nil || paper.Revision == nil || paper.Point == p.Plan.Point || paper.Revision.Symbol.String != "" ||
				p.Asked != nil && !p.Asked(x.ID.String) {
				continue
			}
			drafted := p.Drafted == nil || p.Drafted(x.ID.String)
			if since := p.since(paper.Point, drafted); since != "" {
				r := paper.Revision
				d := p.Reportf(r.Pos, "%q is at revision %d, which does not include what is known since then: %s", x.ID.String, r.Number,
					since).
					About(x.ID.String)
				if m := p.Plan.Meeting; m != nil {
					d.Hint("add the next revision: {number: %d, for: %s, date: ...}", r.Number+1, m.ID.String)
				} else {
					d.Hint("add the next revision: {number: %d, for: %s, date: ...}", r.Number+1, input.End)
				}
			}
		}
	},
})

// since returns in words what has become known between an earlier point and the meeting of the build; "" if nothing has. drafted tells that
// the paper presents proposals.
func (p *Pass) since(at plan.Point, drafted bool) string {
	then := &plan.Plan{Records: p.Records, Point: at}
	sessions, proposals, states := 0, 0, 0
	for _, s := range p.Plan.Sessions {
		if s.Outcome != nil && !then.Brought(s.Outcome, s.Session) {
			sessions++
		}
	}
	for _, x := range p.Records.Proposals {
		switch now, made := p.Plan.Made(x), then.Made(x); {
		case !drafted:
		case now && !made:
			proposals++
		case now:
			new, _ := p.Plan.Reached(x.State.String, x.States)
			if old, _ := then.Reached(x.State.String, x.States); old != new {
				states++
			}
		}
	}
	var out []string
	for _, c := range []struct {
		n    int
		noun string
	}{{sessions, "session"}, {proposals, "proposal"}, {states, "state"}} {
		if c.n > 0 {
			out = append(out, diag.Plural(c.n, c.noun))
		}
	}
	return strings.Join(out, ", ")
}
