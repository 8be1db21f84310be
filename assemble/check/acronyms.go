package check

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/input"
)

// acronymsElsewhere reports acronyms of texts outside the introduction that nothing explains. It adds to reported.
func (p *Pass) acronymsElsewhere(lang string, defined, reported map[string]bool) {
	known := map[string]bool{}
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
	preambular := map[string]bool{}
	for _, d := range p.draftTexts() {
		preambular[d.Of.ID] = d.proposal.Kind.String == "preambular"
	}
	for _, v := range p.Versions() {
		if v.Lang != lang || strings.HasPrefix(v.Of.ID, "introduction.") || strings.HasSuffix(v.Of.ID, ".reason") || !twoCapitals(v.words.text) {
			continue
		}
		switch p.Records.ByID[v.Record].(type) {
		case *input.Proposal, *input.SubParagraph, *input.SessionOutcome, *input.Outcome, *input.Stakeholder, *input.AgendaItem, *input.Reservation:
		default:
			continue
		}
		s := withoutSymbols(v.words.text)
		list := v.list
		capitals := func(i int) bool {
			return i >= 0 && i < len(list) && strings.ToUpper(list[i].text) == list[i].text && strings.ToLower(list[i].text) != list[i].text
		}
		for i, w := range list {
			if s[w.at] == ' ' || !isAcronym(w.text) || strings.HasPrefix(s[w.at+len(w.text):], "-") {
				continue
			}
			a := strings.TrimSuffix(w.text, "s")
			if known[a] || known[w.text] || defined[a] || reported[a] || strings.Contains(s, "("+a+")") {
				continue
			}
			if preambular[v.Of.ID] && (utf8.RuneCountInString(a) > 4 || capitals(i-1) || capitals(i+1) || i == 0) || capitals(i-1) && capitals(i+1) {
				continue // an opener, or a line in capitals
			}
			reported[a] = true
			p.Reportf(v.Text.At(w.at, len(a)), "the acronym %q is never explained", a).About(v.Record).
				Hint("write the name, or give the glossary an entry with this acronym")
		}
	}
}

// twoCapitals tells whether two capital letters stand side by side.
func twoCapitals(s string) bool {
	for i := 1; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' && s[i-1] >= 'A' && s[i-1] <= 'Z' {
			return true
		}
	}
	return false
}

// bracketed is an acronym in brackets.
var bracketed = regexp.MustCompile(`\(([\p{Lu}\d]{2,}s?)\)`)

var acronymWrong = &Check{
	Code: "W0507", Name: "acronym-wrong",
	Doc: "a name stands with the acronym of something else",
	Explain: `The glossary has the acronym of each body in each language: the OAS is the OEA in Spanish, and CAM is CAM everywhere. Behind its name a body
has that acronym and no other.

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
				if !isAcronym(says) {
					continue
				}
				var named *input.Entry // by the longest name that ends here
				for _, e := range p.Records.Glossary.Entries {
					if f := e.Forms[v.Lang]; f != nil && strings.HasSuffix(before, f.Name.String) && boundary(before, len(before)-len(f.Name.String), len(before)) &&
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
					p.Reportf(v.Text.At(m[2], m[3]-m[2]), "%q is not the acronym of %q in %s", says, f.Name.String, p.english(v.Lang)).About(v.Record).
						Hint("write %s", f.Acronym.String).See(f.Acronym.Pos, "the glossary")
				default:
					p.Reportf(v.Text.At(m[2], m[3]-m[2]), "%q has no acronym in the glossary, and %q here", f.Name.String, says).About(v.Record).
						Hint("take it out, or add acronym: %s to the entry", says).See(f.Name.Pos, "the glossary")
				}
			}
		}
	},
}
