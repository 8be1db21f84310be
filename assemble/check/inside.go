package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/symbol"
)

var _ = add(&Check{
	Code: "W1019", Name: "reference-to-nothing",
	Doc: "a text refers to a paragraph, an annex or a section of the draft that does not exist",
	Explain: `A reference within the draft is checked if it says that it is one, with a word such as above or "of the present
resolution" (check.inside), or if it calls the paragraph operative and the text cites no other document. {{ref:ID}} always has the
right number.

    as requested in paragraph 45 above          the draft has 40
    as set out in operative paragraph 12 (d)    paragraph 12 has (a) to (c)
    subparagraph (d) of paragraph 12 above      likewise
    paragraph 35 above                          in paragraph 18`,
	Needs: []string{"term.yaml", "proposals"},
	Run: func(p *Pass) {
		if p.Plan == nil || p.Plan.Draft == nil {
			return
		}
		there := p.placesOfDraft()
		for _, d := range p.draftTexts() {
			if !p.annexed(d.proposal) && d.signs.any(decimals+"IVX") || d.proposal.Kind.String == "preambular" {
				p.insideOf(d, there)
			}
		}
	},
})

// A contents is what the draft has: the number of sub-paragraphs of each operative paragraph, by number, and how many preambular
// paragraphs, annexes and sections there are.
type contents struct {
	subs                        map[int]int
	at                          map[*input.Proposal]*plan.Paragraph // those outside of annexes
	last                        int
	preamble, annexes, sections int
	numbered                    bool // its headings have numbers
	cited                       map[*Version]bool
}

func (p *Pass) placesOfDraft() *contents {
	out := &contents{subs: map[int]int{}, at: map[*input.Proposal]*plan.Paragraph{}, cited: map[*Version]bool{}}
	of := func(q *plan.Paragraph) {
		if q.Annex == 0 && q.Proposal != nil {
			out.at[q.Proposal] = q
		}
		if q.Annex > 0 || q.Kind != "operative" {
			return
		}
		for _, n := range []int{q.Number, q.Final} {
			if n > 0 {
				out.subs[n] = max(out.subs[n], len(q.Sub))
				out.last = max(out.last, q.Number)
			}
		}
	}
	for _, q := range p.Plan.Draft.Paragraphs() {
		of(q)
	}
	for _, pr := range p.Records.Proposals { // what is not in the draft yet may be referred to
		if n, _ := p.Records.Term.Annex(pr.Section.String); n == 0 && pr.Operation.String == "add" {
			if pr.Kind.String == "preambular" {
				out.preamble++
			}
		}
	}
	for _, s := range p.Records.Term.Sections {
		switch {
		case s.Annex:
			out.annexes++
		case s.Level <= 1:
			out.sections++
		}
	}
	if b := p.Records.Body; b != nil {
		for i, h := range b.Resolution.Headings {
			out.numbered = out.numbered || i == 0 && h.Number.String != "" && h.Number.String != "none"
		}
	}
	for _, c := range p.symbols() {
		if c.in != nil {
			out.cited[c.in] = true
		}
	}
	return out
}

// An insider finds references to parts of the draft in the texts of a language.
type insider struct {
	own, outside                          *regexp.Regexp // at the beginning of what follows a reference
	phrase                                *regexp.Regexp // what own begins with, anywhere
	paragraph, preambular, annex, section *regexp.Regexp
	number                                *regexp.Regexp
	sub                                   *regexp.Regexp // letters of sub-paragraphs, before their paragraph
	operative                             []string
	above, below                          []string // those of own that say where it is
	documents                             []string
	weak                                  []string // words of own after which another document may still be named
}

// insider returns what finds references in a language, or nil if it has no words for that.
func (p *Pass) insider(lang string) *insider {
	words := func(key string) string {
		var out []string
		for _, w := range p.phrases(lang, key) {
			out = append(out, strings.ReplaceAll(regexp.QuoteMeta(w), " ", `[ \x{a0}]+`))
		}
		slices.SortFunc(out, func(a, b string) int { return len(b) - len(a) })
		return strings.Join(out, "|")
	}
	own, paragraphs := words("check.inside"), words("check.inside-paragraphs")
	if own == "" || paragraphs == "" {
		return nil
	}
	const number = `\d{1,3}(?:[ \x{a0}]?\(?[a-z]\))?`
	between := `(?:[ \x{a0}]?[-–][ \x{a0}]?|,[ \x{a0}]|,?[ \x{a0}](?:` + words("check.inside-and") + `)[ \x{a0}])`
	numbers := number + `(?:` + between + number + `)*`
	counted := func(key, of string) *regexp.Regexp {
		if w := words(key); w != "" {
			return regexp.MustCompile(`(?i:\b(` + w + `))[ \x{a0}](` + of + `)`)
		}
		return nil
	}
	var sub *regexp.Regexp
	if w := words("check.inside-sub"); w != "" {
		const letter = `\(?[a-z]\)`
		sub = regexp.MustCompile(`(?i:\b(?:` + w + `))[ \x{a0}](` + letter + `(?:` + between + letter + `)*)[ \x{a0}](?i:` +
			words("check.inside-of") + `)[ \x{a0}](?i:` + paragraphs + `)[ \x{a0}]$`)
	}
	const roman = `[IVX]{1,5}|\d{1,2}|[A-H]`
	return &insider{
		phrase:     regexp.MustCompile(`(?i:` + own + `)`),
		own:        regexp.MustCompile(`^,?[ \x{a0}](?i:` + own + `)(?:$|[^\pL])`),
		outside:    regexp.MustCompile(`^,?[ \x{a0}](?i:` + words("check.inside-of") + `)(?:$|[^\pL])`),
		paragraph:  counted("check.inside-paragraphs", numbers),
		preambular: counted("check.inside-preambular", number),
		annex:      counted("check.inside-annexes", `(?:`+roman+`)\b`),
		section:    counted("check.inside-sections", `(?:`+roman+`)\b`),
		number:     regexp.MustCompile(`(\d{1,3})(?:[ \x{a0}]?\(?([a-z])\))?`),
		sub:        sub,
		above:      p.phrases(lang, "check.inside-above"),
		below:      p.phrases(lang, "check.inside-below"),
		operative:  p.phrases(lang, "check.inside-operative"),
		documents:  p.phrases(lang, "check.citations"),
		weak:       p.phrases(lang, "check.inside-weak"),
	}
}

// insideOf reports the references of a text to what the draft does not have.
func (p *Pass) insideOf(d draftText, there *contents) {
	if p.inside == nil {
		p.inside = map[string]*insider{}
	}
	x, known := p.inside[d.Lang]
	if !known {
		x = p.insider(d.Lang)
		p.inside[d.Lang] = x
	}
	if x == nil {
		return
	}
	text := d.words.text
	alone := sync.OnceValue(func() bool { return !there.cited[d.Version] && !x.names(d.Version) }) // few texts have a reference
	each := func(re *regexp.Regexp, found func(word, rest string, at, end int, own bool)) {
		if re == nil {
			return
		}
		for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
			rest := text[m[1]:]
			own := x.own.FindString(rest)
			named := strings.Trim(own, " \u00a0.,;:)")
			sure := own != "" && !slices.ContainsFunc(x.weak, func(w string) bool { return strings.EqualFold(asWritten(named), w) })
			if tail := rest[strings.Index(rest, named)+len(named):]; !sure && x.outside.MatchString(tail) && x.own.FindString(tail) == "" {
				continue // of another document
			}
			if own != "" || alone() {
				found(strings.ToLower(text[m[2]:m[3]]), text[m[4]:m[5]], m[4], m[5], own != "")
			}
		}
	}
	report := func(at, end int, format string, args ...any) *diag.Diagnostic {
		return p.Reportf(d.Text.At(at, end-at), format, args...).About(d.Record)
	}
	const correct = "correct the reference"
	each(x.paragraph, func(word, numbers string, at, end int, own bool) {
		named := slices.ContainsFunc(x.operative, func(w string) bool { return strings.EqualFold(w, asWritten(word)) })
		if !own && !named || there.last == 0 ||
			before(text[:at], p.phrases(d.Lang, "check.inside-not")) {
			return
		}
		p.insideParagraphs(d, x, there, at, end)
	})
	each(x.preambular, func(_, number string, at, end int, own bool) {
		if n, _ := strconv.Atoi(strings.TrimRight(number, " ()abcdefghijklmnopqrstuvwxyz")); n > there.preamble {
			report(at, end, "there is no preambular paragraph %d: the draft has %d", n, there.preamble).Hint(byID)
		}
	})
	each(x.annex, func(_, number string, at, end int, own bool) {
		if n := counting(number); n > there.annexes && (own || there.annexes > 0) {
			report(at, end, "there is no annex %s: the draft has %d", number, there.annexes).Hint(correct)
		}
	})
	each(x.section, func(_, number string, at, end int, own bool) {
		if n := counting(number); n > there.sections && (own || there.numbered && there.sections > 0) {
			report(at, end, "there is no section %s: the draft has %d", number, there.sections).Hint(correct)
		}
	})
}

// insideParagraphs reports those of the numbers of paragraphs in a part of a text that the draft does not have, and their sub-paragraphs.
func (p *Pass) insideParagraphs(d draftText, x *insider, there *contents, at, end int) {
	text := d.words.text
	numbers := text[at:end]
	report := func(at, end int, format string, args ...any) {
		p.Reportf(d.Text.At(at, end-at), format, args...).About(d.Record).Hint(byID)
	}
	lettered := func(from, to, letter, n, subs int) {
		if letter < 0 || int(text[letter]-'a') < subs {
			return
		}
		has := "no sub-paragraphs"
		if subs > 0 {
			has = "(a) to (" + string(rune('a'+subs-1)) + ")"
		}
		report(from, to, "there is no sub-paragraph (%c): paragraph %d has %s", text[letter], n, has)
	}
	named := strings.ToLower(asWritten(strings.Trim(x.own.FindString(text[end:]), " \u00a0.,;:)")))
	elsewhere := func(n int) string { // where the paragraph is, if the text says otherwise
		q := there.at[d.proposal]
		switch {
		case q == nil || q.Bis > 0:
		case slices.Contains(x.above, named) && n > max(q.Number, q.Final):
			return "below"
		case slices.Contains(x.below, named) && q.Number > 0 && n < q.Number:
			return "above"
		}
		return ""
	}
	for i, m := range x.number.FindAllStringSubmatchIndex(text[at:end], -1) {
		n, _ := strconv.Atoi(numbers[m[2]:m[3]])
		subs, ok := there.subs[n]
		switch {
		case !ok:
			report(at+m[0], at+m[3], "there is no paragraph %d: the draft has %d", n, there.last)
		case elsewhere(n) != "":
			report(at+m[0], at+m[3], "paragraph %d is %s this one", n, elsewhere(n))
		case m[4] >= 0:
			lettered(at+m[0], at+m[1], at+m[4], n, subs)
		case i == 0 && x.sub != nil:
			if before := x.sub.FindStringSubmatchIndex(text[:at]); before != nil {
				for j := before[2]; j < before[3]; j++ {
					if text[j] == ')' { // a letter is before it
						lettered(j-1, j, j-1, n, subs)
					}
				}
			}
		}
	}
}

// byID is the hint about a reference to a paragraph.
const byID = "correct the reference, or write {{ref:ID}} with the id of the paragraph"

// names reports whether a text names another document than the present resolution.
func (x *insider) names(v *Version) bool {
	own := x.phrase.FindAllStringIndex(v.words.text, -1)
	return slices.ContainsFunc(x.documents, func(w string) bool {
		return slices.ContainsFunc(v.words.all(w), func(at int) bool {
			return !slices.ContainsFunc(own, func(m []int) bool { return m[0] <= at && at < m[1] })
		})
	})
}

// before reports whether a text ends in one of the words and a blank, apart from one more word.
func before(text string, words []string) bool {
	fields := strings.Fields(text)
	for _, w := range words {
		for i := len(fields) - 1; i >= 0 && i >= len(fields)-2; i-- {
			if strings.EqualFold(fields[i], w) {
				return true
			}
		}
	}
	return false
}

// asWritten writes the blanks of a phrase as in the label files.
func asWritten(word string) string { return strings.Join(strings.Fields(word), " ") }

// counting returns the number that a Roman numeral, digits or a letter stand for.
func counting(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	if n := symbol.FromRoman(s); n > 0 {
		return n
	}
	if len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z' {
		return int(s[0]-'A') + 1
	}
	return 0
}
