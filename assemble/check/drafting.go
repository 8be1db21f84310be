package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"omnibus/assemble/input"
	"omnibus/assemble/plan"
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

// unbracketed is the text without negotiation brackets at its start, and without a marker that somebody wrote by hand.
func unbracketed(s string) (text string, at int) {
	t := strings.TrimLeft(s, "[ \u00a0")
	t = t[len(marker.FindString(t)):]
	return t, len(s) - len(t)
}

var _ = add(&Check{
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
			openers := strings.Fields(p.label(d.Lang, "check.openers"))
			known := ""
			for _, o := range openers {
				o = strings.ReplaceAll(o, "_", " ")
				if len(text) >= len(o) && len(o) > len(known) && strings.EqualFold(text[:len(o)], o) && boundary(text, 0, len(o)) {
					known = text[:len(o)]
				}
			}
			first = orWord(known, first)
			if strings.ToUpper(first) != first || len([]rune(first)) == 1 && len(ws) > 1 && strings.ToUpper(ws[1].text) != ws[1].text {
				f := p.Reportf(d.Text.At(at+ws[0].at, len(first)), "a preambular paragraph opens with %q, not with a word in capitals", first).About(d.proposal.ID.String)
				if known == "" && len(openers) > 0 && len([]rune(first)) < 5 {
					f.Hint("open it with a word such as %s", strings.ToUpper(strings.ReplaceAll(openers[0], "_", " ")))
				} else {
					f.Hint("write %q", strings.ToUpper(first))
				}
			}
		}
	},
})

var _ = add(&Check{
	Code: "W1002", Name: "final-punctuation",
	Doc: "a draft paragraph carries the punctuation that the profile puts behind it",
	Explain: `What ends a paragraph depends on its place: a semicolon, "; and" in the last but one, a comma before the lead-in, a full stop. The
profile knows, and the build writes it; written by hand as well, it would stand twice, or be wrong after the next move.

    text: RECALLING the purposes of the Charter;      write: RECALLING the purposes of the Charter`,
	Run: func(p *Pass) {
		for _, d := range p.draftTexts() {
			s := strings.TrimRight(d.Text.String, " \u00a0\n")
			for strings.HasSuffix(s, "]") && strings.Contains(s, "[^") && strings.LastIndex(s, "[^") > strings.LastIndexAny(s[:len(s)-1], "] ") {
				s = strings.TrimRight(s[:strings.LastIndex(s, "[^")], " ")
			}
			s = strings.TrimRight(s, "]")
			at := len(s)
			for _, key := range []string{"ending.semicolon-and", "ending.comma-and"} {
				word := strings.Trim(p.label(d.Lang, key), ";, \u00a0")
				if t, ok := strings.CutSuffix(s, word); ok && word != "" && strings.HasSuffix(t, " ") {
					at = len(t)
				}
			}
			if t := strings.TrimRight(s[:at], " \u00a0"); strings.HasSuffix(t, "…") {
				at = len(t) - len("…")
			} else if n := len(t); n > 0 && strings.IndexByte(".;,:!?", t[n-1]) >= 0 {
				at = n - 1
			}
			if at < len(s) {
				p.Reportf(d.Text.At(at, len(s)-at), "the paragraph ends with %q: the build adds the ending of its place", s[at:]).About(d.proposal.ID.String).
					Hint("take it out")
			}
		}
	},
})

// pattern returns an entry of a language's file as a regular expression; nil where the language has none.
func (p *Pass) pattern(lang, key string) *regexp.Regexp {
	l := p.Locales.Locale(lang)
	if l == nil {
		return nil
	}
	return l.Pattern(key)
}

var _ = add(&Check{
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
				first, rest, _ := strings.Cut(text, " ")
				second, _, _ := strings.Cut(rest, " ")
				none := false // it looks like the form, and is another word
				for _, w := range strings.Fields(p.label(lang, "check."+form+"-not")) {
					none = none || strings.EqualFold(first, w) || second == w && !re.MatchString(first)
				}
				if text == "" || re.MatchString(text) && !none {
					continue
				}
				p.Reportf(d.Text.At(at, len(first)), "an operative paragraph opens with %q, where the profile wants the %s", first, form).About(d.proposal.ID.String).
					Hint("open it as %q does", p.label(lang, "drafting."+form+"-example"))
			}
		}
	},
})

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
	for _, key := range []string{"instruct", "request", "urge", "invite", "encourage", "recommend", "call-upon", "exhort", "demand", "entrust", "authorize"} {
		for _, form := range strings.Fields(orWord(p.label(lang, "drafting.verb-"+key), p.label(lang, "check.verb-"+key))) {
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
// that begins among the first words of the text: a name further behind is of something that is asked for.
func (p *Pass) actOf(text, lang string) (act, bool) {
	text, off := unbracketed(text)
	low := strings.ToLower(text)
	var a act
	for _, v := range p.verbForms(lang) {
		if strings.HasPrefix(low, v.form) && !isWord(firstRune(low[len(v.form):])) {
			a.verb = v.key
		}
	}
	if a.verb == "" {
		adverbs := strings.Fields(p.label(lang, "check.adverbs"))
		for _, v := range p.verbForms(lang) {
			if opensWith(low, v.form, adverbs) {
				a.verb = v.key
			}
		}
	}
	if a.verb == "" || p.Records.Glossary == nil {
		return a, a.verb != ""
	}
	limit := len(text)
	if ws := wordsOf(text); len(ws) > near {
		limit = ws[near].at
	}
	best, in := limit, searched(text[:limit])
	for _, e := range p.Records.Glossary.Entries {
		if f := e.Forms[lang]; f != nil && p.mayBeAsked(e) {
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
		if e := p.Records.Glossary.ByKey[key]; ok && e != nil && p.mayBeAsked(e) && m.at < best {
			best, a.addressee, a.at, a.end = m.at, e, off+m.at, off+m.at+len(m.body)+4
		}
	}
	return a, true
}

// mayBeAsked tells whether an entry of the glossary is somebody: an organ, an organization, or a term that the profile has a rule for.
func (p *Pass) mayBeAsked(e *input.Entry) bool {
	if slices.Contains([]string{"organ", "organization", "delegation", "states"}, e.Class) {
		return true
	}
	return e.Class == "term" && (p.Records.Body == nil || len(p.Records.Body.Addressees) == 0 ||
		slices.ContainsFunc(p.Records.Body.Addressees, func(r input.AddresseeRule) bool { return r.Addressee.String == e.ID.String }))
}

// opensWith tells whether a text in small letters opens with a form of a verb, with adverbs before it or behind its particle: "also
// requests", "to further request".
func opensWith(low, form string, adverbs []string) bool {
	is := func(s, form string) bool { return strings.HasPrefix(s, form) && !isWord(firstRune(s[len(form):])) }
	particle, verb, two := strings.Cut(form, " ")
	if two && is(low, particle) {
		low, form = strings.TrimLeft(low[len(particle):], " "), verb
	}
	for _, a := range adverbs {
		if a = strings.ReplaceAll(a, "_", " "); is(low, a) && is(strings.TrimLeft(low[len(a):], " "), form) {
			return true
		}
	}
	return false
}

// near is the number of words among which an addressee begins.
const near = 10

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return unicode.ReplacementChar
}

var _ = add(&Check{
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
			asked := []organAt{{a.addressee, a.at, a.end}}
			for _, o := range p.organsAt(d.Text.String, a.end, d.Lang, "check.addressees-and", "organ", "organization", "delegation", "states", "term") {
				if p.mayBeAsked(o.entry) {
					asked = append(asked, o)
				}
			}
			for _, o := range asked {
				rule, ok := rules[o.entry.ID.String]
				if !ok || slices.ContainsFunc(rule.Verbs, func(v source.Text) bool { return v.String == a.verb }) {
					continue
				}
				var may []string
				for _, v := range rule.Verbs {
					may = append(may, v.String)
				}
				p.Reportf(d.Text.At(o.at, o.end-o.at), "%q may not be asked with the verb %q", o.entry.ID.String, a.verb).About(d.proposal.ID.String).
					Hint("the profile allows: %s", strings.Join(may, ", ")).See(rule.Addressee.Pos, "the rule")
			}
		}
	},
})

var _ = add(&Check{
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
			if a, ok := p.actOf(d.Text.String, d.Lang); ok && a.addressee == nil && a.verb != "authorize" && a.verb != "entrust" {
				_, at := unbracketed(d.Text.String)
				p.Reportf(d.Text.At(at, len(strings.TrimSpace(d.Text.String[at:]))), "the paragraph asks with the verb %q, but of no organ that the glossary names", a.verb).About(d.proposal.ID.String).
					Hint("name whom it asks, as the glossary has the name")
			}
		}
	},
})

var _ = add(&Check{
	Code: "W1006", Name: "resources-missing",
	Doc: "the draft has no paragraph on the availability of resources",
	Explain: `A draft that gives work to the Organization closes with a paragraph that makes its execution subject to the availability of
financial resources in the program-budget and other resources. Without it the draft is sent back by the budgetary committee. It is the
last of the operative paragraphs.

    To make the execution of the activities envisaged in these paragraphs subject to the availability of financial resources ...`,
	Needs: []string{"proposals"},
	Run: func(p *Pass) {
		gives := false
		var pos source.Pos
		closers := map[string]bool{} // ids of the texts of such paragraphs
		for _, lang := range p.Langs {
			re := p.pattern(lang, "drafting.resources")
			if re == nil {
				continue
			}
			for _, d := range p.draftTexts() {
				if d.Lang != lang || !d.Original || d.proposal.Kind.String != "operative" || lastState(d.proposal) == "withdrawn" {
					continue
				}
				if re.MatchString(d.Text.String) {
					closers[d.Of.ID] = true
					continue
				}
				if a, ok := p.actOf(d.Text.String, lang); ok && a.verb == "instruct" {
					gives, pos = true, d.Text.Pos
				}
			}
		}
		if len(closers) > 0 && p.Plan != nil {
			var last *plan.Paragraph
			for _, x := range p.Plan.Draft.Paragraphs() {
				if x.Kind == "preambular" {
					continue
				}
				if last != nil && closers[last.Text.ID] && !closers[x.Text.ID] && x.Text.ID != "" {
					p.Reportf(last.Text.Pos, "the paragraph %q on the availability of resources is not the last", last.ID).About(last.ID).
						Hint("give it the highest order of the last section").See(x.Text.Pos, "a paragraph behind it")
				}
				last = x
			}
		}
		if gives && len(closers) == 0 {
			p.Reportf(pos, "the draft gives instructions, but no paragraph makes them subject to the availability of resources").
				Hint("add a closing operative paragraph on the availability of financial resources")
		}
	},
})
