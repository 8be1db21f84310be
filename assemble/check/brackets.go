package check

import (
	"strings"

	"omnibus/assemble/input"
)

// article returns a noun with its indefinite article.
func article(noun string) string {
	if noun != "" && strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

var _ = add(&Check{
	Code: "E1007", Name: "brackets-unbalanced",
	Doc: "square brackets are not closed, or not opened",
	Explain: `Text that is still disputed is put in square brackets. They can be nested or side by side, and each must be closed: an
open bracket makes the rest of the paragraph look disputed.

    the States [shall [should] provide      one is never closed`,
	Run: func(p *Pass) {
		for _, d := range p.draftTexts() {
			s := d.Text.String
			var open []int
			for i := 0; i < len(s); i++ {
				switch {
				case strings.HasPrefix(s[i:], "[^"):
					if j := strings.IndexByte(s[i:], ']'); j > 0 {
						i += j
					}
				case s[i] == '[':
					open = append(open, i)
				case s[i] == ']' && len(open) > 0:
					open = open[:len(open)-1]
				case s[i] == ']':
					p.Reportf(d.Text.At(i, 1), "this bracket was not opened").About(d.proposal.ID.String).Hint("open it, or remove it")
				}
			}
			for _, i := range open {
				p.Reportf(d.Text.At(i, 1), "this bracket is not closed").
					About(d.proposal.ID.String).
					Hint("close it after the disputed words")
			}
		}
	},
})

// lastState returns the present state of a proposal.
func lastState(pr *input.Proposal) string {
	if n := len(pr.States); n > 0 {
		return pr.States[n-1].State.String
	}
	return pr.State.String
}

var _ = add(&Check{
	Code: "W1008", Name: "brackets-and-state",
	Doc: "the state of a paragraph contradicts its brackets",
	Explain: `An agreed paragraph has no brackets. Either they were forgotten when the state was changed, or the state is wrong.

    text: the States [shall][should] provide ...
    states: [{state: agreed, meeting: meeting-april}]`,
	Run: func(p *Pass) {
		bracketed := map[string]bool{}
		for _, d := range p.draftTexts() {
			if d.Original && input.Brackets(d.Text.String) { // the parity checks report brackets that are only in a translation
				bracketed[d.proposal.ID.String] = true
			}
		}
		for _, pr := range p.Records.Proposals {
			state, has := lastState(pr), bracketed[pr.ID.String]
			if has && (state == "agreed" || state == "agreed-ad-referendum") {
				p.Reportf(pr.Text.Pos, "the paragraph %q is %s, but its text still has brackets", pr.ID.String,
					strings.ReplaceAll(state, "-", " ")).About(pr.ID.String).
					Hint("remove the brackets, or set the state to bracketed")
			}
		}
	},
})

var _ = add(&Check{
	Code: "W1009", Name: "single-sub-paragraph",
	Doc: "a paragraph has only one sub-paragraph",
	Explain: `A list needs at least two items: the marker (a) promises a (b). Move the text into the paragraph, or add the missing
sub-paragraph.

    text: To invite the member states to
    paragraphs:
      - {id: op-one-a, text: act}      write: To invite the member states to act`,
	Run: func(p *Pass) {
		var walk func(record string, subs []*input.SubParagraph)
		walk = func(record string, subs []*input.SubParagraph) {
			if len(subs) == 1 {
				p.Reportf(subs[0].ID.Pos, "%q has only one sub-paragraph", record).About(record).Hint("move its text into the paragraph")
			}
			for _, s := range subs {
				walk(s.ID.String, s.Paragraphs)
			}
		}
		for _, pr := range p.Records.Proposals {
			if pr.Operation.String != "add" {
				continue // the others stay as they are
			}
			walk(pr.ID.String, pr.Paragraphs)
		}
	},
})

var _ = add(&Check{
	Code: "E1013", Name: "base-circle",
	Doc: "a proposal amends itself, directly or through others",
	Explain: `The base of a proposal is the paragraph or proposal that it amends. If the bases form a circle, there is no text to
start from, and none of these proposals appears in the draft.

    id: op-data-b
    base: op-data-b      write: base: op-data`,
	Run: func(p *Pass) {
		for _, pr := range p.Records.Proposals {
			at := pr
			for range p.Records.Proposals {
				next, ok := p.Records.ByID[at.Base.String].(*input.Proposal)
				if !ok {
					break
				}
				if at = next; at == pr {
					p.Reportf(pr.Base.Pos, "the proposal %q amends itself", pr.ID.String).
						About(pr.ID.String).
						Hint("name the paragraph that it amends")
					break
				}
			}
		}
	},
})
