package plan

import (
	"testing"
	"time"

	"omnibus/assemble/date"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

func id(s string) input.ID { return input.ID{Text: source.Text{String: s}} }

func ref(s string) input.Ref { return input.Ref{Text: source.Text{String: s}} }

// TestString: the text shows everything that a reader of a case needs to see.
func TestString(t *testing.T) {
	proposal := func(s string) *input.Proposal { return &input.Proposal{ID: id(s)} }
	mandate := func(s string) *Mandate { return &Mandate{Mandate: &input.Mandate{ID: id(s)}, State: "pending"} }
	march := &input.Meeting{ID: id("meeting-march"), Date: input.DateValue{Date: date.Date{Year: 2024, Month: time.March, Day: 12}}}
	outcome := &input.Outcome{ID: id("outcome-one")}
	one, two := mandate("mandate-one"), mandate("mandate-two")
	whole := &Paragraph{ID: "op-a", Proposal: proposal("op-a"), Number: 5, Operation: "add", State: "agreed", Derived: "new", Ending: Ending{Key: "stop"}, Reached: march,
		Outcomes: []*input.Outcome{outcome}, Mandates: []*Mandate{one, two},
		Sub: []*SubParagraph{{ID: "op-a-1", Number: 1, Ending: Ending{Key: "semicolon"}, Sub: []*SubParagraph{{ID: "op-a-1-i", Number: 1, Bis: 1, Ending: Ending{Key: "stop"}, Brackets: true}}}}}
	bis := &Paragraph{ID: "op-b", Proposal: proposal("op-c"), Number: 5, Bis: 1, Operation: "mod", State: "proposed", Derived: "alternative", Ending: Ending{Key: "stop"},
		Open: true, Brackets: true, By: []input.Ref{ref("delegation-a"), ref("delegation-b")}, Marks: []Mark{{By: []input.Ref{ref("chair")}, Does: "move", After: "op-a"}, {By: []input.Ref{ref("chair")}, Does: "delete"}}}
	one.Paragraphs = []*Paragraph{whole, bis}
	p := &Plan{Records: &input.Records{}, AsOf: date.Date{Year: 2024, Month: time.March, Day: 12}, Point: Point{Meeting: march},
		Papers:   map[string]*Paper{"work-plan": {Symbol: "CAM/doc.1/24"}, "draft": {Symbol: "CAM/doc.2/24 rev. 1", Date: date.Date{Year: 2024, Month: time.March, Day: 12}}},
		Sessions: []*Session{{Session: &input.Session{ID: id("session-one")}, Number: 1, Held: true, Mandates: []*Mandate{one}}, {Session: &input.Session{ID: id("session-two")}, Number: 2}},
		Mandates: []*Mandate{one, two},
		Draft: &Draft{
			Preamble: []*Paragraph{{ID: "pp-a", Proposal: proposal("pp-a"), Operation: "add", State: "proposed", Derived: "new", Ending: Ending{Key: "semicolon"}, By: []input.Ref{ref("chair")}}},
			Sections: []*Section{{Paragraphs: []*Paragraph{whole}}, {Section: &input.DraftSection{ID: id("section-one")}, Paragraphs: []*Paragraph{bis}}},
			Out:      []*Paragraph{{ID: "op-gone", Proposal: proposal("op-gone"), Number: 0, Operation: "sup", State: "withdrawn", Derived: "new"}},
		}}
	const want = `plan as of meeting-march (2024-03-12)
paper draft: "CAM/doc.2/24 rev. 1" 2024-03-12
paper work-plan: "CAM/doc.1/24" ` + `
session 1 session-one: held, 1 mandates
session 2 session-two: scheduled, 0 mandates
- pp-a add/proposed/new "semicolon" by chair
section -
  5 op-a add/agreed/new "stop" at meeting-march ← outcome-one → mandate-one → mandate-two
    (1) op-a-1 "semicolon"
      (1+1) op-a-1-i "stop" in brackets
section section-one
  5+1 op-b mod/proposed/alternative "stop" text of op-c open in brackets by delegation-a and delegation-b [chair: move op-a] [chair: delete]
out: - op-gone sup/withdrawn/new ""
mandate mandate-one: pending → op-a → op-b
mandate mandate-two: pending
`
	if got := p.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
