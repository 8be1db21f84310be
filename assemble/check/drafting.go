package check

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"

	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// A draftText is the text of a proposal or of one of its sub-paragraphs in one language.
type draftText struct {
	*Version
	proposal *input.Proposal
	sub      bool
	act      act // of an operative paragraph
	asks     bool
}

// draftTexts returns the texts that proposals add to the draft, in every available language.
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
		_, sub := p.Records.ByID[pr.Base.String].(*input.SubParagraph)
		of[pr.Text.ID] = draftText{proposal: pr, sub: sub}
		walk(pr, pr.Paragraphs)
	}
	p.drafted = []draftText{}
	for _, v := range p.Versions() {
		if d, ok := of[v.Of.ID]; ok {
			d.Version = v
			p.drafted = append(p.drafted, d)
		}
	}
	inParts(p.drafted, func(part []draftText) {
		own := *p
		own.lasting = lasting{}
		for i := range part {
			if d := &part[i]; d.proposal.Kind.String == "operative" {
				d.act, d.asks = own.actOf(d.Text.String, d.Lang)
			}
		}
	})
	return p.drafted
}

// annexed reports whether a paragraph is in an annex, which is not part of the single sentence of a resolution.
func (p *Pass) annexed(pr *input.Proposal) bool {
	n, _ := p.Records.Term.Annex(pr.Section.String)
	return n > 0
}

// astray reports whether a paragraph names a section that there is not, which may have been meant as one of an annex.
func (p *Pass) astray(pr *input.Proposal) bool {
	if pr.Section.String == "" {
		return false
	}
	_, ok := p.Records.ByID[pr.Section.String].(*input.DraftSection)
	return !ok
}

// unbracketed returns the text without negotiation brackets, and without a typed marker at its start.
func (p *Pass) unbracketed(s string) (text string, at int) {
	t := strings.TrimLeft(s, "[ \u00a0")
	t = t[len(p.markerOf(t)):]
	return t, len(s) - len(t)
}

var _ = add(&Check{
	Code: "W1001", Name: "preamble-opener",
	Doc: "a preambular paragraph does not open in the form that the profile requires",
	Explain: `The profile says how a preambular paragraph opens: with a word in capitals (RECALLING, TAKING INTO ACCOUNT), or with a
participle printed in italics. The opener tells delegations that the paragraph recalls or notes something and orders
nothing.

    Recalling resolution ...        write: RECALLING resolution ...
    Notes the report ...            write: Noting the report ...`,
	Run: func(p *Pass) {
		if p.Records.Body == nil {
			return
		}
		if p.Records.Body.Resolution.Openers.String != "capitals" {
			p.opensOperative()
			return
		}
		for _, d := range p.draftTexts() {
			if d.sub || d.proposal.Kind.String != "preambular" {
				continue
			}
			text, at := p.unbracketed(d.Text.String)
			ws := wordsOf(text)
			if len(ws) == 0 {
				continue
			}
			first := ws[0].text
			openers := p.phrases(d.Lang, "check.openers")
			known := ""
			for _, o := range openers {
				if len(text) >= len(o) && len(o) > len(known) && strings.EqualFold(text[:len(o)], o) && boundary(text, 0, len(o)) {
					known = text[:len(o)]
				}
			}
			if l := p.Locales.Locale(d.Lang); known == "" && l != nil {
				if n, ok := l.Opener(locale.PreambularOpener, text, nil, p.phrases(d.Lang, "drafting.small-words")); ok {
					known = text[:n]
				}
			}
			first = orWord(known, first)
			if strings.ToUpper(first) != first || len([]rune(first)) == 1 && len(ws) > 1 && strings.ToUpper(ws[1].text) != ws[1].text {
				f := p.Reportf(d.Text.At(at+ws[0].at, len(first)), "a preambular paragraph opens with %q instead of a word in capitals",
					first).
					About(d.proposal.ID.String)
				if known == "" && len(openers) > 0 && len([]rune(first)) < 5 {
					f.Hint("open it with a word such as %s", strings.ToUpper(openers[0]))
				} else {
					f.Hint("write %q", strings.ToUpper(first)).Mend(d.Text.At(at+ws[0].at, len(first)), strings.ToUpper(first))
				}
			}
		}
	},
})

// opensOperative reports preambular paragraphs that open with a phrase that only opens operative ones, of a body whose operative
// paragraphs say what it does.
func (p *Pass) opensOperative() {
	if p.Records.Body.Resolution.OperativeVerb.String != presentForm {
		return
	}
	for _, d := range p.draftTexts() {
		l := p.Locales.Locale(d.Lang)
		if d.sub || d.proposal.Kind.String != "preambular" || l == nil {
			continue
		}
		text, at := p.unbracketed(d.Text.String)
		own := source.Strings(p.Records.Body.Resolution.Language(d.Lang).Phrases)
		if _, right := l.Opener(locale.PreambularOpener, text, own, nil); right {
			continue
		}
		if end, known := l.Opener(locale.OperativeOpener, text, nil, nil); known {
			p.Reportf(d.Text.At(at, end), "a preambular paragraph opens with %q, like an operative one", text[:end]).
				About(d.proposal.ID.String).
				Hint("open it with the participle of the verb, or make it an operative paragraph")
		}
	}
}

var _ = add(&Check{
	Code: "W1002", Name: "final-punctuation",
	Doc: "a draft paragraph contains the final punctuation that the build adds",
	Explain: `The punctuation at the end of a paragraph depends on its place: a semicolon, "; and" in the last but one, a comma before
the lead-in, a full stop. The build adds it; if it is also in the text, it is printed twice, or is wrong after the next
move.

    text: RECALLING the purposes of the Charter;      write: RECALLING the purposes of the Charter`,
	Run: func(p *Pass) {
		for _, d := range p.draftTexts() {
			s := strings.TrimRight(d.Text.String, " \u00a0\n")
			for strings.HasSuffix(s, "]") && strings.Contains(s, "[^") && strings.LastIndex(s,
				"[^") > strings.LastIndexAny(s[:len(s)-1], "] ") {
				s = strings.TrimRight(s[:strings.LastIndex(s, "[^")], " ")
			}
			s = strings.TrimRight(s, "]")
			at := len(s)
			for _, key := range []string{"ending.semicolon-and", "ending.semicolon-or", "ending.comma-and"} {
				word := strings.Trim(p.label(d.Lang, key), ";, \u00a0")
				if t, ok := strings.CutSuffix(s, word); ok && word != "" && strings.HasSuffix(t, " ") {
					at = len(t)
				}
			}
			if t := strings.TrimRight(s[:at], " \u00a0"); strings.HasSuffix(t, "…") {
				at = len(t) - len("…")
			} else if n := len(t); n > 0 && strings.IndexByte(".;,:!?", t[n-1]) >= 0 {
				at = n - 1
				short := p.phrases(d.Lang, "check.abbreviations")
				if t[at] == '.' && !strings.HasSuffix(t[:at], ".") && abbreviated(t[:at], short) {
					continue // the stop belongs to the word
				}
			}
			if at < len(s) {
				p.Reportf(d.Text.At(at, len(s)-at), "the paragraph ends with %q, but the build adds the final punctuation", s[at:]).
					About(d.proposal.ID.String).
					Hint("remove it").
					Mend(d.Text.At(at, len(s)-at), "")
			}
		}
	},
})

// pattern returns an entry of a language's label file as a regular expression, or nil.
func (p *Pass) pattern(lang, key string) *regexp.Regexp {
	l := p.Locales.Locale(lang)
	if l == nil {
		return nil
	}
	return l.Pattern(key)
}

// anyOf returns lower-case words of which each text that matches a pattern has at least one; nil if no such words are known.
func anyOf(re *regexp.Regexp) []string {
	tree, err := syntax.Parse(re.String(), syntax.Perl)
	if err != nil {
		return nil
	}
	return required(tree.Simplify())
}

// required is anyOf for a part of a pattern.
func required(re *syntax.Regexp) []string {
	const short = 3 // letters; shorter ones are in most texts
	switch re.Op {
	case syntax.OpLiteral:
		if len(re.Rune) >= short {
			return []string{strings.ToLower(string(re.Rune))}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if words := required(sub); words != nil && (best == nil || len(words) < len(best)) {
				best = words
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			words := required(sub)
			if words == nil {
				return nil
			}
			all = append(all, words...)
		}
		return all
	}
	return nil
}

// has reports whether a text has one of the words that a pattern requires.
func (h haystack) has(words []string) bool {
	return words == nil || h.low == h.text || slices.ContainsFunc(words, func(w string) bool { return strings.Contains(h.low, w) })
}

var _ = add(&Check{
	Code: "W1003", Name: "operative-opening",
	Doc: "an operative paragraph does not open with the verb form of the profile",
	Explain: `After "RESOLVES:" each operative paragraph opens with an infinitive, in every language. An imperative or a noun does not
continue the sentence.

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
				if d.Lang != lang || d.sub || d.proposal.Kind.String != "operative" || p.annexed(d.proposal) || p.astray(d.proposal) {
					continue
				}
				text, at := p.unbracketed(d.Text.String)
				first, rest, _ := strings.Cut(text, " ")
				second, _, _ := strings.Cut(rest, " ")
				none := false // it looks like the form, but is another word
				for _, w := range p.phrases(lang, "check."+form+"-not") {
					none = none || strings.EqualFold(first, w) || second == w && !re.MatchString(first)
				}
				none = none || form == presentForm && p.opensPreamble(lang, text)
				if text == "" || re.MatchString(text) && !none || form == presentForm && p.opens(lang, text, re, none) {
					continue
				}
				p.Reportf(d.Text.At(at, len(first)), "an operative paragraph opens with %q instead of the %s that the profile requires",
					first,
					form).
					About(d.proposal.ID.String).
					Hint("open it like %q", p.label(lang, "drafting."+form+"-example"))
			}
		}
	},
})

// opensPreamble reports whether a text opens with a phrase that only opens preambular paragraphs.
func (p *Pass) opensPreamble(lang, text string) bool {
	l := p.Locales.Locale(lang)
	if l == nil {
		return false
	}
	own := source.Strings(p.Records.Body.Resolution.Language(lang).Phrases)
	if _, operative := l.Opener(locale.OperativeOpener, text, own, nil); operative {
		return false
	}
	_, preamble := l.Opener(locale.PreambularOpener, text, nil, nil)
	return preamble
}

// presentForm is the form of the verb with which a paragraph states what the organ does, and which adverbs may precede.
const presentForm = "present"

// opens reports whether a text opens like an operative paragraph in the present: with a phrase known to open one, or with a verb, possibly
// after adverbs, of which the first word has a capital letter.
func (p *Pass) opens(lang, text string, verb *regexp.Regexp, none bool) bool {
	l := p.Locales.Locale(lang)
	if l == nil || !unicode.IsUpper(firstRune(text)) {
		return false
	}
	if _, known := l.Opener(locale.OperativeOpener, text, source.Strings(p.Records.Body.Resolution.Language(lang).Phrases), nil); known {
		return true
	}
	main := l.MainWord(text)
	return !none && len(main) < len(text) && verb.MatchString(main)
}

// An act is the request of an operative paragraph, with its addressee, according to its first words.
type act struct {
	verb      string // key: instruct, request ...
	addressee *input.Entry
	at, end   int // of the addressee
}

// A verbForm is a form of a verb of request, in one language.
type verbForm struct{ key, form string }

// verbForms returns the forms of the verbs in the language's label file.
func (p *Pass) verbForms(lang string) []verbForm {
	if v, ok := p.verbs[lang]; ok {
		return v
	}
	var out []verbForm
	for _, key := range []string{"instruct", "request", "urge", "invite", "encourage", "recommend", "call-upon", "exhort", "demand",
		"entrust", "authorize"} {
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

// actOf reads the verb, by its forms in the language's label file, and the addressee: the first glossary name among the first words of the
// text. A later name belongs to the subject of the request.
func (p *Pass) actOf(text, lang string) (act, bool) {
	text, off := p.unbracketed(text)
	low := strings.ToLower(text)
	var a act
	for _, v := range p.verbForms(lang) {
		if strings.HasPrefix(low, v.form) && !isWord(firstRune(low[len(v.form):])) {
			a.verb = v.key
		}
	}
	if a.verb == "" {
		adverbs := p.phrases(lang, "check.adverbs")
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
			for _, name := range formsOf(f.Name.String, f.Acronym.String, f.Also()) {
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

// mayBeAsked reports whether a glossary entry can be an addressee: an organ, an organization, or an entry that a rule of the profile names.
func (p *Pass) mayBeAsked(e *input.Entry) bool {
	if slices.Contains([]string{"organ", "organization", "delegation"}, e.Class) {
		return true
	}
	return e.Class == "term" && (p.Records.Body == nil || len(p.Records.Body.Addressees) == 0 ||
		slices.ContainsFunc(p.Records.Body.Addressees, func(r input.AddresseeRule) bool { return r.Addressee.String == e.ID.String }))
}

// opensWith reports whether a lower-case text opens with a form of a verb, with adverbs before it or after its particle: "also requests",
// "to further request".
func opensWith(low, form string, adverbs []string) bool {
	is := func(s, form string) bool { return strings.HasPrefix(s, form) && !isWord(firstRune(s[len(form):])) }
	particle, verb, two := strings.Cut(form, " ")
	if two && is(low, particle) {
		low, form = strings.TrimLeft(low[len(particle):], " "), verb
	}
	for _, a := range adverbs {
		if is(low, a) && is(strings.TrimLeft(low[len(a):], " "), form) {
			return true
		}
	}
	return false
}

// near is the number of words within which an addressee must begin.
const near = 10

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return unicode.ReplacementChar
}

var _ = add(&Check{
	Code: "W1004", Name: "verb-and-addressee",
	Doc: "the verb of a request does not suit the organ addressed",
	Explain: `The General Assembly instructs its own organs and the General Secretariat; it can only request the specialized
organizations, and urge, invite, encourage or make recommendations to governments. The profile lists who can be
addressed how (addressees in input/body.yaml).

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
		right := map[*Version]*input.Entry{} // who is asked in originals; whether translations ask the same, another check says
		for _, d := range p.draftTexts() {
			if d.sub || d.proposal.Kind.String != "operative" || p.annexed(d.proposal) {
				continue
			}
			a := d.act
			if a.addressee == nil || right[d.from] == a.addressee {
				continue
			}
			asked := []organAt{{a.addressee, a.at, a.end}}
			for _, o := range p.organsAt(d.Text.String, a.end, d.Lang, "check.addressees-and", "organ", "organization", "delegation",
				"term") {
				if p.mayBeAsked(o.entry) {
					asked = append(asked, o)
				}
			}
			for _, o := range asked {
				rule, ok := rules[o.entry.ID.String]
				if !ok || slices.ContainsFunc(rule.Verbs, func(v source.Text) bool { return v.String == a.verb }) {
					if d.Original && o.entry == a.addressee {
						right[d.Version] = a.addressee
					}
					continue
				}
				var may []string
				for _, v := range rule.Verbs {
					may = append(may, v.String)
				}
				p.Reportf(d.Text.At(o.at, o.end-o.at), "the verb %[2]q does not suit %[1]q", o.entry.ID.String, a.verb).
					About(d.proposal.ID.String).
					Hint("the profile allows: %s", strings.Join(may, ", ")).
					See(rule.Addressee.Pos, "the rule")
			}
		}
	},
})

var _ = add(&Check{
	Code: "W1005", Name: "addressee-missing",
	Doc: "an operative paragraph makes a request, but names no addressee",
	Explain: `It must be clear who is to act. A paragraph that instructs, requests, urges or invites names the addressee near its
beginning: an organ, an organization or the member states, by its name in the glossary.

    To request that studies be carried out ...      write: To request the General Secretariat to carry out studies ...`,
	Needs: []string{"body.yaml", "glossary.yaml"},
	Run: func(p *Pass) {
		right := map[*Version]bool{} // originals: other checks compare what their translations ask
		for _, d := range p.draftTexts() {
			if d.sub || d.proposal.Kind.String != "operative" || p.annexed(d.proposal) || right[d.from] {
				continue
			}
			a := d.act
			right[d.Version] = d.Original
			if d.asks && a.addressee == nil && a.verb != "authorize" && a.verb != "entrust" &&
				!asksName(d.list) && !p.asksSomebody(d.Text.String, d.Lang) &&
				(a.verb != "encourage" || p.asksThat(d.Text.String, d.Lang)) {
				right[d.Version] = false
				_, at := p.unbracketed(d.Text.String)
				p.Reportf(d.Text.At(at, len(strings.TrimSpace(d.Text.String[at:]))),
					"the paragraph makes a request with the verb %q, but names no addressee", a.verb).About(d.proposal.ID.String).
					Hint("name the addressee as in the glossary")
			}
		}
	},
})

// asksThat reports whether a word such as that follows the verb: encourages that records be kept. Without it, what is encouraged may be a
// thing, which nobody is asked for: encourages the training of archivists.
func (p *Pass) asksThat(text, lang string) bool {
	l := p.Locales.Locale(lang)
	if l == nil {
		return true
	}
	text, _ = p.unbracketed(text)
	ws := wordsOf(l.MainWord(text))
	if len(ws) > 0 && slices.Contains(p.phrases(lang, "check.asked-after"), strings.ToLower(ws[0].text)) { // of the infinitive
		ws = ws[1:]
	}
	return len(ws) > 1 && slices.Contains(p.phrases(lang, "check.asked-not"), strings.ToLower(ws[1].text))
}

// asksSomebody reports whether a request says in words of its own who is to act: urges all parties to ratify, alienta a las universidades.
// By the labels of the language, the addressee follows certain words after the verb, or comes before others.
func (p *Pass) asksSomebody(text, lang string) bool {
	l := p.Locales.Locale(lang)
	if l == nil {
		return false
	}
	text, _ = p.unbracketed(text)
	ws := wordsOf(l.MainWord(text))
	among := func(label string, w word) bool {
		return slices.Contains(p.phrases(lang, "check."+label), strings.ToLower(w.text))
	}
	if len(ws) > 0 && among("asked-after", ws[0]) { // of the infinitive
		ws = ws[1:]
	}
	if len(ws) < 3 || among("asked-not", ws[1]) {
		return false
	}
	if among("asked-before", afterAdverbs(ws[1:], slices.Concat(p.phrases(lang, "opener.fillers"), p.phrases(lang, "check.adverbs")))) {
		return true
	}
	return slices.ContainsFunc(ws[2:min(near, len(ws))], func(w word) bool { return among("asked-after", w) })
}

// afterAdverbs returns the first of some words, past adverbs and phrases like them: de nouveau instamment. The last word is never passed.
func afterAdverbs(ws []word, adverbs []string) word {
	for i := 0; i < len(ws)-1; {
		n := 0
		for _, adverb := range adverbs {
			f := strings.Fields(adverb)
			if len(f) > n && len(f) < len(ws)-i && slices.EqualFunc(ws[i:i+len(f)], f, func(w word, s string) bool {
				return strings.ToLower(w.text) == s
			}) {
				n = len(f)
			}
		}
		if n == 0 {
			return ws[i]
		}
		i += n
	}
	return ws[len(ws)-1]
}

// asksName reports whether a name that the glossary lacks, such as that of an organ that the draft itself establishes, follows soon after
// the first words: at least two words with capital letters, within a few words, with function words between them.
func asksName(ws []word) bool {
	capital := func(w word) bool { return unicode.IsUpper(firstRune(w.text)) && strings.ToUpper(w.text) != w.text }
	const soon, length = 6, 4
	for i := 2; i < min(soon, len(ws)); i++ {
		if !capital(ws[i]) || capital(ws[i-1]) {
			continue
		}
		n := 0
		for _, w := range ws[i:min(i+length, len(ws))] {
			if capital(w) {
				n++
			}
		}
		return n > 1
	}
	return false
}

// ownSymbols reports whether the body writes its symbols in forms of its own, and not as the OAS does.
func (p *Pass) ownSymbols() bool {
	return p.Records.Body != nil && len(p.Records.Body.Symbols.Forms) > 0
}

var _ = add(&Check{
	Code: "W1006", Name: "resources-missing",
	Doc: "the draft has no paragraph on the availability of resources",
	Explain: `A draft that gives work to the Organization closes with a paragraph that makes its execution subject to the availability
of financial resources. Without it, the budgetary committee sends the draft back. It is the last operative paragraph. A body
with symbols of its own (symbols: forms: in input/body.yaml) is free of this custom of the OAS, unless it has such a paragraph.

    To make the execution of the activities envisaged in these paragraphs subject to the availability of financial resources ...`,
	Needs: []string{"proposals"},
	Run: func(p *Pass) {
		gives := false
		var pos source.Pos
		closers := map[string]bool{} // ids of the texts of paragraphs that close the draft
		for _, lang := range p.Langs {
			re := p.pattern(lang, "drafting.resources")
			if re == nil {
				continue
			}
			words := anyOf(re)
			for _, d := range p.draftTexts() {
				if d.Lang != lang || !d.Original || d.proposal.Kind.String != "operative" || p.annexed(d.proposal) ||
					lastState(d.proposal) == "withdrawn" {
					continue
				}
				if d.words.has(words) && re.MatchString(d.Text.String) {
					closers[d.Of.ID] = true
					continue
				}
				if d.act.verb == "instruct" {
					gives, pos = true, d.Text.Pos
				}
			}
		}
		if len(closers) > 0 && p.Plan != nil {
			var last *plan.Paragraph
			for _, x := range p.Plan.Draft.Paragraphs() {
				if x.Kind == "preambular" || x.Annex > 0 {
					continue
				}
				if last != nil && closers[last.Text.ID] && !closers[x.Text.ID] && x.Text.ID != "" {
					p.Reportf(last.Text.Pos, "the paragraph %q on the availability of resources is not the last", last.ID).About(last.ID).
						Hint("give it the highest order of the last section").See(x.Text.Pos, "a paragraph after it")
				}
				last = x
			}
		}
		if gives && len(closers) == 0 && !p.ownSymbols() {
			p.Reportf(pos, "the draft gives instructions, but no paragraph makes them subject to the availability of resources").
				Hint("add a closing operative paragraph on the availability of financial resources")
		}
	},
})
