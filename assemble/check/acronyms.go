package check

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/input"
	"omnibus/assemble/pattern"
	"omnibus/assemble/symbol"
)

// An acronymUse is an acronym in the introduction; it records whether the name comes before it.
type acronymUse struct {
	acronym string
	at      int
	defines bool
	text    input.Text
	version *Version
}

// acronymUses lists the acronyms of the introduction in reading order, in one language.
func (p *Pass) acronymUses(lang string) []acronymUse {
	var out []acronymUse
	for _, v := range p.Versions() {
		if v.Lang != lang || !strings.HasPrefix(v.Of.ID, "introduction.") || p.isNote(v.Record, v.Of.ID) {
			continue
		}
		s := withoutSymbols(v.words.text, p.Records.Body.Grammar())
		var here []acronymUse
		for _, w := range wordsOf(s) {
			if isAcronym(w.text) && !partOfName(s, w) {
				open := w.at > 0 && s[w.at-1] == '('
				here = append(
					here,
					acronymUse{acronym: strings.TrimSuffix(w.text, "s"), at: w.at, defines: open && w.at+len(w.text) < len(s) &&
						s[w.at+len(w.text)] == ')', text: v.Of, version: v},
				)
			}
		}
		for _, m := range placeholders(v.Text.String) {
			if key, ok := strings.CutPrefix(m.body, "name:"); ok {
				if a := p.acronymOf(key, lang); a != "" {
					here = append(here, acronymUse{acronym: a, at: m.at, defines: true, text: v.Of, version: v})
				}
			} else if key, ok := strings.CutPrefix(m.body, "acronym:"); ok {
				if a := p.acronymOf(key, lang); a != "" {
					here = append(here, acronymUse{acronym: a, at: m.at, text: v.Of, version: v})
				}
			}
		}
		sort.SliceStable(here, func(i, j int) bool { return here[i].at < here[j].at })
		out = append(out, here...)
	}
	return out
}

// withoutSymbols replaces the symbols in a text by spaces.
func withoutSymbols(s string, of *symbol.Grammar) string {
	b := []byte(s)
	for _, f := range of.FindAll(s) {
		for i := f.Start; i < f.End; i++ {
			b[i] = ' '
		}
	}
	return string(b)
}

func (p *Pass) isNote(record, textID string) bool {
	if p.Records.Introduction == nil {
		return false
	}
	for _, n := range p.Records.Introduction.Notes {
		if n.Text.ID == textID {
			return true
		}
	}
	return false
}

func (p *Pass) acronymOf(key, lang string) string {
	if p.Records.Glossary == nil || p.Records.Glossary.ByKey[key] == nil {
		return ""
	}
	if f := p.Records.Glossary.ByKey[key].Forms[lang]; f != nil {
		return f.Acronym.String
	}
	return ""
}

// isAcronym reports whether a word is an acronym: at least two capital letters, and otherwise only digits and a plural s.
func isAcronym(w string) bool {
	w = strings.TrimSuffix(w, "s")
	capitals := 0
	for _, r := range w {
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return false
		}
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	return capitals >= 2 && !isRoman(w)
}

// isRoman reports whether capital letters are most likely a number: LIV and MCMXCIX are, CIDI and CIM are not, and CD and DC are hardly
// ever meant as 400 and 600.
func isRoman(w string) bool {
	const small, long = "IVXL", 5
	return symbol.FromRoman(w) > 0 && (strings.Trim(w, small) == "" || len(w) >= long)
}

var _ = add(&Check{
	Code: "W0503", Name: "acronym-undefined",
	Doc: "an acronym is used before its name, or is never explained",
	Explain: `A person who listens to the paper, or who comes from another ministry, cannot guess an acronym. Put it in brackets after
the name where the name first occurs; after that it can be used alone.

    ... the targets of the SDGs ... the Sustainable Development Goals (SDGs)     the name comes too late

{{name:sdg}} writes the name with its acronym, {{acronym:sdg}} the acronym alone. Outside the introduction, an acronym counts as
explained if the introduction, the preamble, an earlier paragraph of the draft or the same text explains it, or if it is in the glossary.`,
	Needs: []string{"glossary.yaml"},
	Run: func(p *Pass) {
		for _, lang := range p.Langs {
			defined := map[string]bool{}
			reported := map[string]bool{}
			if p.Records.Body != nil {
				for _, x := range p.Records.Body.Defunct { // reported elsewhere
					reported[x.Acronym.String] = true
				}
			}
			uses := p.acronymUses(lang)
			for _, u := range uses {
				if u.defines {
					defined[u.acronym] = true
				}
				if defined[u.acronym] || reported[u.acronym] {
					continue
				}
				reported[u.acronym] = true
				later := false
				for _, o := range uses {
					later = later || o.acronym == u.acronym && o.defines
				}
				what := "is never explained"
				if later {
					what = "is used before its name is given"
				}
				p.Reportf(u.version.Text.At(u.at, len(u.acronym)), "the acronym %q %s", u.acronym, what).About(u.version.Record).
					Hint("write the name with the acronym in brackets at its first occurrence")
			}
			p.acronymsElsewhere(lang, defined, reported)
		}
	},
})

var _ = add(&Check{
	Code: "W0504", Name: "acronym-twice",
	Doc: "an acronym is explained twice in the introduction, or belongs to two names",
	Explain: `An acronym is explained once, where its name first occurs. A second explanation suggests a second body with the same
name.

    Committee on Migration Issues (CAM) ... the Committee on Migration Issues (CAM)     the second time: the CAM`,
	Run: func(p *Pass) {
		for _, lang := range p.Langs {
			first := map[string]*Version{}
			places := map[string]int{}
			for _, u := range p.acronymUses(lang) {
				if !u.defines {
					continue
				}
				if v, ok := first[u.acronym]; ok {
					p.Reportf(u.version.Text.At(u.at, len(u.acronym)), "the acronym %q is explained again", u.acronym).
						About(u.version.Record).
						See(v.Text.At(places[u.acronym], len(u.acronym)), "first explained here")
					continue
				}
				first[u.acronym], places[u.acronym] = u.version, u.at
			}
			if p.Records.Glossary == nil {
				continue
			}
			of := map[string]*input.Entry{}
			for _, e := range p.Records.Glossary.Entries {
				f := e.Forms[lang]
				if f == nil || f.Acronym.String == "" {
					continue
				}
				if before := of[f.Acronym.String]; before != nil {
					p.Reportf(f.Acronym.Pos, "%q is the acronym of %q and of %q", f.Acronym.String, before.ID.String, e.ID.String).
						About(e.ID.String).
						Hint("give one of them a different acronym, or none").
						See(before.Forms[lang].Acronym.Pos, "the other")
					continue
				}
				of[f.Acronym.String] = e
			}
		}
	},
})

// acronymsElsewhere reports unexplained acronyms outside the introduction, and adds them to reported. In one piece: its conditions
// are the ways in which an acronym can be explained.
func (p *Pass) acronymsElsewhere(lang string, defined, reported map[string]bool) {
	known := map[string]bool{}
	if p.Records.Body != nil {
		for _, x := range p.Records.Body.Defunct { // reported elsewhere
			known[x.Acronym.String] = true
		}
	}
	if p.Records.Glossary != nil {
		for _, e := range p.Records.Glossary.Entries {
			if f := e.Forms[lang]; f != nil {
				known[f.Acronym.String] = true
				for _, w := range wordsOf(f.Name.String) {
					known[w.text] = true
				}
			}
		}
	}
	preambular, operative := map[string]bool{}, map[string]bool{}
	for _, d := range p.draftTexts() {
		preambular[d.Of.ID] = d.proposal.Kind.String == "preambular"
		operative[d.Of.ID] = d.proposal.Kind.String == "operative"
		if d.Lang == lang && preambular[d.Of.ID] { // read first, whatever the order of the files
			explain(d.words.text, known)
		}
	}
	locale := p.Locales.Locale(lang)
	for _, v := range p.Versions() {
		if v.Lang != lang || strings.HasPrefix(v.Of.ID, "introduction.") || strings.HasSuffix(v.Of.ID, ".reason") ||
			!twoCapitals(v.words.text) {
			continue
		}
		switch p.Records.ByID[v.Record].(type) {
		case *input.Proposal, *input.SubParagraph, *input.SessionOutcome, *input.Outcome, *input.Stakeholder, *input.AgendaItem,
			*input.Reservation:
		default:
			continue
		}
		s := withoutSymbols(v.words.text, p.Records.Body.Grammar())
		list := v.list
		capitals := func(i int) bool {
			return i >= 0 && i < len(list) && strings.ToUpper(list[i].text) == list[i].text && strings.ToLower(list[i].text) != list[i].text
		}
		opened := 0 // the end of a phrase in capitals that opens an operative paragraph: REQUESTS
		if operative[v.Of.ID] && locale != nil && capitals(0) && len(v.words.low) == len(v.words.text) {
			if end, known := locale.Opener("operative", v.words.low, nil, nil); known {
				opened = end
			}
		}
		for i, w := range list {
			if s[w.at] == ' ' || !isAcronym(w.text) || partOfName(s, w) || w.at < opened {
				continue
			}
			a := strings.TrimSuffix(w.text, "s")
			if known[a] || known[w.text] || defined[a] || reported[a] || strings.Contains(s, "("+a+")") {
				continue
			}
			if preambular[v.Of.ID] && (utf8.RuneCountInString(a) > 4 || capitals(i-1) || capitals(i+1) || i == 0) ||
				capitals(i-1) && capitals(i+1) {
				continue // an opener, or a line in capitals
			}
			reported[a] = true
			p.Reportf(v.Text.At(w.at, len(a)), "the acronym %q is never explained", a).About(v.Record).
				Hint("write the name, or add an entry with this acronym to the glossary")
		}
		if operative[v.Of.ID] {
			explain(v.words.text, known)
		}
	}
}

// explain adds the acronyms to known that a text explains: in brackets after the last word of a name, as in Hydrological Network (IHN).
func explain(text string, known map[string]bool) {
	if strings.IndexByte(text, '(') < 0 || !twoCapitals(text) {
		return
	}
	for _, m := range bracketed.FindAllStringSubmatchIndex(text, -1) {
		before := strings.Fields(text[:m[0]])
		if a := strings.TrimSuffix(text[m[2]:m[3]], "s"); isAcronym(a) && slices.ContainsFunc(before[max(0, len(before)-len(a)):],
			func(w string) bool { return unicode.IsUpper(firstRune(w)) && firstRune(w) == firstRune(a) }) {
			known[a] = true
		}
	}
}

// partOfName reports whether capital letters are part of something else: COVID-19, AT&T, US$ 5, USD 5.
func partOfName(s string, w word) bool {
	before, rest := s[:w.at], s[w.at+len(w.text):]
	return strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "&") || strings.HasPrefix(rest, "$") || strings.HasSuffix(before, "&") ||
		len(w.text) == 3 && amount.MatchString(rest)
}

// amount matches the number after the letters of a currency.
var amount = pattern.Of(`^[ \x{a0}]\d`)

// twoCapitals reports whether a word has two adjacent capital letters.
func twoCapitals(s string) bool {
	for i := 1; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' && s[i-1] >= 'A' && s[i-1] <= 'Z' {
			return true
		}
	}
	return false
}

// bracketed matches an acronym in brackets.
var bracketed = pattern.Of(`\(([\p{Lu}\d]{2,}s?)\)`)

var _ = add(&Check{
	Code: "W0507", Name: "acronym-wrong",
	Doc: "a name has the acronym of something else",
	Explain: `The glossary gives the acronym of each body in each language: the OAS is the OEA in Spanish, and CAM is CAM everywhere.
After a name, only its own acronym is correct.

    Organización de los Estados Americanos (OAS)      write: (OEA)`,
	Needs: []string{"glossary.yaml"},
	Run: func(p *Pass) {
		if p.Records.Glossary == nil {
			return
		}
		for _, v := range p.Versions() {
			if strings.IndexByte(v.words.text, '(') < 0 {
				continue
			}
			for _, m := range bracketed.FindAllStringSubmatchIndex(v.words.text, -1) {
				says := v.words.text[m[2]:m[3]]
				before := strings.TrimRight(v.words.text[:m[0]], " \u00a0")
				if !twoCapitals(says) {
					continue // a year
				}
				var named *input.Entry // by the longest name that ends here
				for _, e := range p.Records.Glossary.Entries {
					if f := e.Forms[v.Lang]; f != nil && strings.HasSuffix(before, f.Name.String) &&
						boundary(before, len(before)-len(f.Name.String), len(before)) &&
						(named == nil || len(f.Name.String) > len(named.Forms[v.Lang].Name.String)) {
						named = e
					}
				}
				if named == nil || named.Class == "term" || named.Class == "theme" {
					continue
				}
				f := named.Forms[v.Lang]
				switch {
				case f.Acronym.String == strings.TrimSuffix(says, "s"), f.Acronym.String == says:
				case f.Acronym.String != "":
					p.Reportf(v.Text.At(m[2], m[3]-m[2]), "%q is not the acronym of %q in %s", says, f.Name.String, p.english(v.Lang)).
						About(v.Record).
						Hint("write %s", f.Acronym.String).
						See(f.Acronym.Pos, "the glossary").
						Mend(v.Text.At(m[2], m[3]-m[2]), f.Acronym.String)
				case isAcronym(says):
					p.Reportf(v.Text.At(m[2], m[3]-m[2]), "%q has no acronym in the glossary, but %q here", f.Name.String, says).
						About(v.Record).
						Hint("remove it, or add acronym: %s to the entry", says).
						See(f.Name.Pos, "the glossary")
				}
			}
		}
	},
})
