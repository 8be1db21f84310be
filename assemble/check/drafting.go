package check

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// A draftText is the text of a proposal or of one of its sub-paragraphs in one language.
type draftText struct {
	*Version
	proposal *input.Proposal
	sub      bool
}

// draftTexts returns what proposals put into the draft, in every language on file.
func (p *Pass) draftTexts() []draftText {
	if p.drafted != nil {
		return p.drafted
	}
	of := map[string]draftText{}
	var walk func(pr *input.Proposal, subs []*input.SubParagraph)
	walk = func(pr *input.Proposal, subs []*input.SubParagraph) {
		for _, s := range subs {
			of[s.Text.ID] = draftText{proposal: pr, sub: true}
			walk(pr, s.Paragraphs)
		}
	}
	for _, pr := range p.Records.Proposals {
		of[pr.Text.ID] = draftText{proposal: pr}
		walk(pr, pr.Paragraphs)
	}
	p.drafted = []draftText{}
	for _, v := range p.Versions() {
		if d, ok := of[v.Of.ID]; ok {
			d.Version = v
			p.drafted = append(p.drafted, d)
		}
	}
	return p.drafted
}

// unbracketed is the text without negotiation brackets at its start.
func unbracketed(s string) (text string, at int) {
	t := strings.TrimLeft(s, "[ \u00a0")
	return t, len(s) - len(t)
}

var preambleOpener = &Check{
	Code: "W1001", Name: "preamble-opener",
	Doc: "a preambular paragraph does not begin as the body's preambles do",
	Explain: `The profile says how a preambular paragraph opens: with a word in capitals (RECALLING, TAKING INTO ACCOUNT), or with a participle
that is printed in italics. The opener tells delegations that the paragraph recalls or notes and orders nothing.

    Recalling resolution ...        write: RECALLING resolution ...`,
	Run: func(p *Pass) {
		if p.Records.Body == nil || p.Records.Body.Resolution.Openers.String != "capitals" {
			return
		}
		for _, d := range p.draftTexts() {
			if d.sub || d.proposal.Kind.String != "preambular" {
				continue
			}
			text, at := unbracketed(d.Text.String)
			ws := wordsOf(text)
			if len(ws) == 0 {
				continue
			}
			first := ws[0].text
			if strings.ToUpper(first) != first || len([]rune(first)) == 1 && len(ws) > 1 && strings.ToUpper(ws[1].text) != ws[1].text {
				p.Reportf(d.Text.At(at+ws[0].at, len(first)), "a preambular paragraph opens with %q, not with a word in capitals", first).About(d.proposal.ID.String).
					Hint("write %q", strings.ToUpper(first))
			}
		}
	},
}

var finalPunctuation = &Check{
	Code: "W1002", Name: "final-punctuation",
	Doc: "a draft paragraph carries the punctuation that the profile puts behind it",
	Explain: `What ends a paragraph depends on its place: a semicolon, "; and" in the last but one, a comma before the lead-in, a full stop. The
profile knows, and the build writes it; written by hand as well, it would stand twice, or be wrong after the next move.`,
	Run: func(p *Pass) {
		for _, d := range p.draftTexts() {
			s := strings.TrimRight(d.Text.String, " \u00a0\n")
			for strings.HasSuffix(s, "]") && strings.Contains(s, "[^") && strings.LastIndex(s, "[^") > strings.LastIndexAny(s[:len(s)-1], "] ") {
				s = strings.TrimRight(s[:strings.LastIndex(s, "[^")], " ")
			}
			if s == "" {
				continue
			}
			if i := len(s) - 1; strings.ContainsRune(".;,", rune(s[i])) {
				p.Reportf(d.Text.At(i, 1), "the paragraph ends with %q: the build adds the ending of its place", s[i:]).About(d.proposal.ID.String).
					Hint("take it out")
			}
		}
	},
}

// pattern returns an entry of a language's file as a regular expression; nil where the language has none.
func (p *Pass) pattern(lang, key string) *regexp.Regexp {
	l := p.Locales.Locale(lang)
	if l == nil {
		return nil
	}
	return l.Pattern(key)
}

var operativeOpening = &Check{
	Code: "W1003", Name: "operative-opening",
	Doc: "an operative paragraph does not open with the verb form of the profile",
	Explain: `Behind "RESOLVES:" each operative paragraph opens with an infinitive, in every language. An imperative or a noun there does not
read on from the lead-in, and it leaves open who decides what.

    Instructs the General Secretariat ...      write: To instruct the General Secretariat ...`,
	Run: func(p *Pass) {
		if p.Records.Body == nil || p.Records.Body.Resolution.OperativeVerb.String == "" {
			return
		}
		form := p.Records.Body.Resolution.OperativeVerb.String
		for _, lang := range p.Langs {
			re := p.pattern(lang, "drafting."+form)
			if re == nil {
				continue
			}
			for _, d := range p.draftTexts() {
				if d.Lang != lang || d.sub || d.proposal.Kind.String != "operative" {
					continue
				}
				text, at := unbracketed(d.Text.String)
				if text == "" || re.MatchString(text) {
					continue
				}
				first, _, _ := strings.Cut(text, " ")
				p.Reportf(d.Text.At(at, len(first)), "an operative paragraph opens with %q, where the profile wants the %s", first, form).About(d.proposal.ID.String).
					Hint("open it as %q does", p.label(lang, "drafting."+form+"-example"))
			}
		}
	},
}

// An act is what an operative paragraph asks of whom, read off its first words.
type act struct {
	verb      string // key: instruct, request ...
	addressee *input.Entry
	at, end   int // of the addressee
}

// A verbForm is a form of a verb that asks, in one language.
type verbForm struct{ key, form string }

// verbForms are the forms of the verbs in the language's file.
func (p *Pass) verbForms(lang string) []verbForm {
	if v, ok := p.verbs[lang]; ok {
		return v
	}
	var out []verbForm
	for _, key := range []string{"instruct", "request", "urge", "invite", "encourage", "recommend", "call-upon", "exhort"} {
		for _, form := range strings.Fields(p.label(lang, "drafting.verb-"+key)) {
			out = append(out, verbForm{key, strings.ReplaceAll(form, "_", " ")})
		}
	}
	if p.verbs == nil {
		p.verbs = map[string][]verbForm{}
	}
	p.verbs[lang] = out
	return out
}

// actOf reads verb and addressee: the verb by its forms in the language's file, the addressee as the first glossary name
// among the first 20 words behind it.
func (p *Pass) actOf(text, lang string) (act, bool) {
	text, off := unbracketed(text)
	low := strings.ToLower(text)
	var a act
	for _, v := range p.verbForms(lang) {
		if strings.HasPrefix(low, v.form) && !isWord(firstRune(low[len(v.form):])) {
			a.verb = v.key
		}
	}
	if a.verb == "" || p.Records.Glossary == nil {
		return a, a.verb != ""
	}
	limit := len(text)
	if ws := wordsOf(text); len(ws) > 20 {
		limit = ws[20].at
	}
	best, in := limit, searched(text[:limit])
	for _, e := range p.Records.Glossary.Entries {
		if f := e.Forms[lang]; f != nil && slices.Contains([]string{"organ", "organization", "delegation", "term", "states"}, e.Class) {
			for _, name := range []string{f.Name.String, f.Acronym.String} {
				for _, i := range in.all(name) {
					if i < best || i == best && off+i+len(name) > a.end {
						best, a.addressee, a.at, a.end = i, e, off+i, off+i+len(name)
					}
				}
			}
		}
	}
	for _, m := range placeholders(text[:limit]) {
		_, key, ok := strings.Cut(m.body, ":")
		if e := p.Records.Glossary.ByKey[key]; ok && e != nil && m.at < best {
			best, a.addressee, a.at, a.end = m.at, e, off+m.at, off+m.at+len(m.body)+4
		}
	}
	return a, true
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return unicode.ReplacementChar
}

var verbAndAddressee = &Check{
	Code: "W1004", Name: "verb-and-addressee",
	Doc: "an organ is asked in a way in which it cannot be asked",
	Explain: `The General Assembly instructs its own organs and the General Secretariat; it can only request the specialized organizations, and
urge, invite, encourage or recommend where governments are concerned. Who may be asked what stands in the profile (addressees in
input/body.yaml).

    To instruct the Pan American Health Organization ...      write: To request the Pan American Health Organization ...`,
	Needs: []string{"body.yaml", "glossary.yaml"},
	Run: func(p *Pass) {
		if p.Records.Body == nil {
			return
		}
		rules := map[string]input.AddresseeRule{}
		for _, r := range p.Records.Body.Addressees {
			rules[r.Addressee.String] = r
		}
		for _, d := range p.draftTexts() {
			if d.sub || d.proposal.Kind.String != "operative" {
				continue
			}
			a, ok := p.actOf(d.Text.String, d.Lang)
			if !ok || a.addressee == nil {
				continue
			}
			rule, ok := rules[a.addressee.ID.String]
			if !ok || slices.ContainsFunc(rule.Verbs, func(v source.Text) bool { return v.String == a.verb }) {
				continue
			}
			var may []string
			for _, v := range rule.Verbs {
				may = append(may, v.String)
			}
			p.Reportf(d.Text.At(a.at, a.end-a.at), "%q may not be asked with the verb %q", a.addressee.ID.String, a.verb).About(d.proposal.ID.String).
				Hint("the profile allows: %s", strings.Join(may, ", ")).See(rule.Addressee.Pos, "the rule")
		}
	},
}

var addresseeMissing = &Check{
	Code: "W1005", Name: "addressee-missing",
	Doc: "an operative paragraph asks for something, of nobody",
	Explain: `It must be clear who acts. A paragraph that instructs, requests, urges or invites names near its beginning whom: an organ, an
organization or the member states, by the name that the glossary has.

    To request that studies be carried out ...      write: To request the General Secretariat to carry out studies ...`,
	Needs: []string{"body.yaml", "glossary.yaml"},
	Run: func(p *Pass) {
		for _, d := range p.draftTexts() {
			if d.sub || d.proposal.Kind.String != "operative" {
				continue
			}
			if a, ok := p.actOf(d.Text.String, d.Lang); ok && a.addressee == nil {
				_, at := unbracketed(d.Text.String)
				p.Reportf(d.Text.At(at, len(strings.TrimSpace(d.Text.String[at:]))), "the paragraph asks with the verb %q, but of no organ that the glossary names", a.verb).About(d.proposal.ID.String).
					Hint("name whom it asks, as the glossary has the name")
			}
		}
	},
}

var resourcesMissing = &Check{
	Code: "W1006", Name: "resources-missing",
	Doc: "the draft has no paragraph on the availability of resources",
	Explain: `A draft that gives work to the Organization closes with a paragraph that makes its execution subject to the availability of
financial resources in the program-budget and other resources. Without it the draft is sent back by the budgetary committee.`,
	Needs: []string{"proposals"},
	Run: func(p *Pass) {
		gives := false
		var pos source.Pos
		for _, lang := range p.Langs {
			re := p.pattern(lang, "drafting.resources")
			if re == nil {
				continue
			}
			for _, d := range p.draftTexts() {
				if d.Lang != lang || d.proposal.Kind.String != "operative" || d.proposal.State.String == "withdrawn" {
					continue
				}
				if re.MatchString(d.Text.String) {
					return
				}
				if a, ok := p.actOf(d.Text.String, lang); ok && a.verb == "instruct" {
					gives, pos = true, d.Text.Pos
				}
			}
		}
		if gives {
			p.Reportf(pos, "the draft gives instructions, but no paragraph makes them subject to the availability of resources").
				Hint("add a closing operative paragraph on the availability of financial resources")
		}
	},
}

var bracketsUnbalanced = &Check{
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

var bracketsAndState = &Check{
	Code: "W1008", Name: "brackets-and-state",
	Doc: "the state of a paragraph and its brackets contradict each other",
	Explain: `A paragraph that is agreed has no brackets left, and one that is called bracketed has some. Either the brackets or the state was
forgotten when the other was changed.`,
	Run: func(p *Pass) {
		last := func(pr *input.Proposal) string {
			if n := len(pr.States); n > 0 {
				return pr.States[n-1].State.String
			}
			return pr.State.String
		}
		bracketed := map[string]bool{}
		for _, d := range p.draftTexts() {
			if hasBrackets(d.Text.String) {
				bracketed[d.proposal.ID.String] = true
			}
		}
		for _, pr := range p.Records.Proposals {
			state, has := last(pr), bracketed[pr.ID.String]
			switch {
			case has && state == "agreed":
				p.Reportf(pr.Text.Pos, "the paragraph %q is agreed, and its text still has brackets", pr.ID.String).About(pr.ID.String).
					Hint("take the brackets out, or give the state bracketed")
			case !has && state == "bracketed" && pr.Text.String != "":
				p.Reportf(pr.Text.Pos, "the paragraph %q is called bracketed, and its text has no brackets", pr.ID.String).About(pr.ID.String).
					Hint("put what is disputed in square brackets, or change the state")
			}
		}
	},
}

var singleSubparagraph = &Check{
	Code: "W1009", Name: "single-sub-paragraph",
	Doc:     "a paragraph has one single sub-paragraph",
	Explain: `A list of one is no list: the marker (a) promises a (b). Write the text into the paragraph, or add what was lost.`,
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
}

var reservationIncomplete = &Check{
	Code: "W1010", Name: "reservation-incomplete",
	Doc: "a reservation lacks its delegation, its state or its text",
	Explain: `A reservation is a note under its paragraph. It names the delegation and says how far it has come: announced (the text is to come) or
received (the text is here, and is printed).`,
	Run: func(p *Pass) {
		for _, pr := range p.Records.Proposals {
			for _, r := range pr.Reservations {
				switch {
				case r.Delegation.String == "":
					p.Reportf(r.ID.Pos, "the reservation %q names no delegation", r.ID.String).About(pr.ID.String).Hint("add delegation: with its key in the glossary")
				case r.State.String == "":
					p.Reportf(r.ID.Pos, "the reservation %q has no state", r.ID.String).About(pr.ID.String).Hint("add state: announced or received")
				case r.State.String == "received" && r.Text.String == "":
					p.Reportf(r.State.Pos, "the reservation %q is received, but its text is not on file", r.ID.String).About(pr.ID.String).Hint("add its text, or say announced")
				case r.State.String == "announced" && r.Text.String != "":
					p.Reportf(r.State.Pos, "the reservation %q has its text and is still called announced", r.ID.String).About(pr.ID.String).Hint("say received")
				}
			}
		}
	},
}

var imperativeAmongNouns = &Check{
	Code: "W1011", Name: "imperative-among-nouns",
	Doc: "an entry of a list of names or subjects is a request",
	Explain: `The stakeholders are a list of names, and a list in the introduction says one kind of thing throughout. An entry that asks for
something has been lifted from a resolution, and nobody has resolved it here.

    Other actors - Urge civil society organizations to take into account ...      write: Other actors: civil society organizations

In the introduction an entry is reported where the others of its list do not open with a request.`,
	Run: func(p *Pass) {
		of := map[string]bool{} // ids of texts
		var tree func(in []*input.Stakeholder)
		tree = func(in []*input.Stakeholder) {
			for _, s := range in {
				of[s.Text.ID] = s.Text.ID != ""
				tree(s.Children)
			}
		}
		tree(p.Records.Stakeholders)
		lists := map[string]int{} // lists of the introduction by the ids of the texts of their items, counted from 1
		if in := p.Records.Introduction; in != nil {
			for i, n := 0, 0; i < len(in.Blocks); i++ {
				if in.Blocks[i].Kind != "item" {
					continue
				}
				if i == 0 || in.Blocks[i-1].Kind != "item" {
					n++
				}
				lists[in.Blocks[i].Text.ID] = n
			}
		}
		asks := map[[2]string][]func(){} // findings by list and language
		items := map[[2]string]int{}
		for _, v := range p.Versions() {
			n := lists[v.Of.ID]
			re := p.pattern(v.Lang, "drafting.imperative")
			if re == nil || n == 0 && !of[v.Of.ID] {
				continue
			}
			list := [2]string{strconv.Itoa(n), v.Lang}
			items[list]++
			for _, at := range clauses(v.Text.String) {
				m := re.FindString(v.Text.String[at:])
				if m == "" {
					continue
				}
				asks[list] = append(asks[list], func() {
					p.Reportf(v.Text.At(at, len(strings.TrimSpace(m))), "an entry of a list asks for something: %q", strings.TrimSpace(m)).About(v.Record).
						Hint("name what is meant; what is asked belongs into a draft paragraph")
				})
				break
			}
		}
		for _, list := range slices.SortedFunc(maps.Keys(asks), func(a, b [2]string) int {
			return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1]))
		}) {
			if list[0] == "0" || 2*len(asks[list]) < items[list] {
				for _, report := range asks[list] {
					report()
				}
			}
		}
	},
}

// clauses are the bytes at which a text begins, and begins anew behind a dash or a colon with a capital letter.
func clauses(s string) []int {
	out := []int{0}
	for i, r := range s {
		if !strings.ContainsRune("-–—:", r) {
			continue
		}
		at := i + utf8.RuneLen(r)
		at += len(s[at:]) - len(strings.TrimLeft(s[at:], " \u00a0"))
		if unicode.IsUpper(firstRune(s[at:])) {
			out = append(out, at)
		}
	}
	return out
}
