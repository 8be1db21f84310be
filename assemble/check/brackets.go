package check

import (
	"strings"

	"omnibus/assemble/input"
)

// article is a noun with its indefinite article.
func article(noun string) string {
	if noun != "" && strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

var _ = add(&Check{
	Code: "E1007", Name: "brackets-unbalanced",
	Doc: "square brackets do not close, or close what was not opened",
	Explain: `What is still disputed stands in square brackets. They nest and stand side by side, and each one closes: a bracket left open
puts the rest of the paragraph in doubt.

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
					p.Reportf(d.Text.At(i, 1), "this bracket closes nothing").About(d.proposal.ID.String).Hint("open it, or take it out")
				}
			}
			for _, i := range open {
				p.Reportf(d.Text.At(i, 1), "this bracket is never closed").About(d.proposal.ID.String).Hint("close it where the disputed words end")
			}
		}
	},
})

// lastState is the state that a proposal has come to.
func lastState(pr *input.Proposal) string {
	if n := len(pr.States); n > 0 {
		return pr.States[n-1].State.String
	}
	return pr.State.String
}

// hasBrackets tells whether a text has negotiation brackets: not a note mark, not a link.
func hasBrackets(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] != '[' {
			continue
		}
		j := strings.IndexByte(s[i:], ']')
		if strings.HasPrefix(s[i:], "[^") || j > 0 && strings.HasPrefix(s[i+j:], "](") && !strings.Contains(s[i+1:i+j], "[") {
			i += max(j, 0)
			continue
		}
		return true
	}
	return false
}

var _ = add(&Check{
	Code: "W1008", Name: "brackets-and-state",
	Doc: "the state of a paragraph and its brackets contradict each other",
	Explain: `A paragraph that is agreed has no brackets left, and one that is called bracketed has some. Either the brackets or the state was
forgotten when the other was changed.

    text: the States [shall][should] provide ...
    states: [{state: agreed, meeting: meeting-april}]`,
	Run: func(p *Pass) {
		bracketed := map[string]bool{}
		for _, d := range p.draftTexts() {
			if d.Original && hasBrackets(d.Text.String) { // brackets of a translation alone are a matter of parity
				bracketed[d.proposal.ID.String] = true
			}
		}
		for _, pr := range p.Records.Proposals {
			state, has := lastState(pr), bracketed[pr.ID.String]
			switch {
			case has && (state == "agreed" || state == "agreed-ad-referendum"):
				p.Reportf(pr.Text.Pos, "the paragraph %q is %s, and its text still has brackets", pr.ID.String, strings.ReplaceAll(state, "-", " ")).About(pr.ID.String).
					Hint("take the brackets out, or give the state bracketed")
			case !has && state == "bracketed" && pr.Text.String != "":
				p.Reportf(pr.Text.Pos, "the paragraph %q is called bracketed, and its text has no brackets", pr.ID.String).About(pr.ID.String).
					Hint("put what is disputed in square brackets, or change the state")
			}
		}
	},
})

var _ = add(&Check{
	Code: "W1009", Name: "single-sub-paragraph",
	Doc: "a paragraph has one single sub-paragraph",
	Explain: `A list of one is no list: the marker (a) promises a (b). Write the text into the paragraph, or add what was lost.

    text: To invite the member states to
    paragraphs:
      - {id: op-one-a, text: act}      write: To invite the member states to act`,
	Run: func(p *Pass) {
		var walk func(record string, subs []*input.SubParagraph)
		walk = func(record string, subs []*input.SubParagraph) {
			if len(subs) == 1 {
				p.Reportf(subs[0].ID.Pos, "%q has one single sub-paragraph", record).About(record).Hint("write it into the paragraph itself")
			}
			for _, s := range subs {
				walk(s.ID.String, s.Paragraphs)
			}
		}
		for _, pr := range p.Records.Proposals {
			walk(pr.ID.String, pr.Paragraphs)
		}
	},
})

var _ = add(&Check{
	Code: "E1013", Name: "base-circle",
	Doc: "a proposal changes itself, directly or through others",
	Explain: `The base of a proposal is the paragraph or the proposal that it changes. Where the bases lead in a circle there is no text to begin with, and
none of them stands in the draft.

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
					p.Reportf(pr.Base.Pos, "the proposal %q changes itself", pr.ID.String).About(pr.ID.String).Hint("name the paragraph that it changes")
					break
				}
			}
		}
	},
})
