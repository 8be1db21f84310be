package check

import (
	"slices"

	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

var _ = add(&Check{
	Code: "W1010", Name: "reservation-incomplete",
	Doc: "the state of a reservation does not match its text, or its delegation is missing",
	Explain: `A reservation is a note on a paragraph, a heading or the title. It names the delegation and its state: announced (the
text is to come), received (the text is printed), without-text (the delegation gives none) or withdrawn, each with its
meeting, so that the papers of earlier meetings do not change. A final paper has no reservation whose text is to come.

    reservations:
      - id: reservation-b
        delegation: delegation-b
        states: [{state: announced, meeting: meeting-march}, {state: received, meeting: meeting-april}]
        text: Delegation B does not take part in ...`,
	Run: func(p *Pass) {
		check := func(about string, in []*input.Reservation) {
			for _, r := range in {
				var by *input.Entry
				if p.Records.Glossary != nil {
					by = p.Records.Glossary.ByKey[r.Delegation.String]
				}
				came := []source.Text{r.State}
				for _, s := range r.States {
					came = append(came, s.State)
				}
				received := slices.IndexFunc(came, func(s source.Text) bool { return s.String == "received" })
				switch {
				case by != nil && by.Class != "delegation":
					p.Reportf(r.Delegation.Pos, "the reservation %q is by %q, which is %s in the glossary, not a delegation", r.ID.String,
						by.ID.String, article(by.Class)).
						About(about).Hint("name the delegation that makes it").See(by.ID.Pos, "the entry")
				case r.State.String == "" && len(r.States) == 0:
					p.Reportf(r.ID.Pos, "the reservation %q has no state", r.ID.String).About(about).
						Hint("add state: announced, received or without-text, or states with their meetings")
				case received >= 0 && r.Text.String == "":
					p.Reportf(came[received].Pos, "the reservation %q is received, but has no text", r.ID.String).About(about).
						Hint("add its text, or set the state to announced, or to without-text if there will be none")
				case received < 0 && r.Text.String != "":
					p.Reportf(r.ID.Pos, "the reservation %q has a text, but none of its states is received", r.ID.String).About(about).
						Hint("set the state to received, or add the meeting at which it was received under states")
				}
			}
		}
		if t := p.Records.Term; t != nil {
			for _, s := range t.Sections {
				check(s.ID.String, s.Reservations)
			}
			for _, x := range t.Papers {
				check(x.ID.String, x.Reservations)
			}
		}
		for _, pr := range p.Records.Proposals {
			check(pr.ID.String, pr.Reservations)
		}
	},
})
