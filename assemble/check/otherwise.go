package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/input"
	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
)

var _ = add(&Check{
	Code: "W0217", Name: "cited-otherwise",
	Doc: "two texts cite one document with different dates or titles",
	Explain: `A document has one date and one title. If two texts in one language give different ones after the same symbol, one of them
is a slip.

    its resolution 63/124 of 11 December 2008, entitled “The law of transboundary aquifers”
    its resolution 63/124 of 12 December 2008      write: 11 December 2008, if that is its day`,
	Run: func(p *Pass) {
		first := map[string]*saying{} // by language, symbol, and what is said
		for _, c := range p.symbols() {
			if c.in == nil || !c.ok || !p.cites(c.in) {
				continue
			}
			title, day := p.sayingOf(c)
			for i, s := range []*saying{title, day} {
				kind := []string{"title", "day"}[i]
				if s == nil {
					continue
				}
				key := c.in.Lang + " " + c.found.String() + " " + kind
				o := first[key]
				if o == nil {
					first[key] = s
					continue
				}
				if s.in == o.in || kind == "day" && s.says == o.says || kind == "title" && sameWords(s.says, o.says) {
					continue
				}
				p.Reportf(s.in.Text.At(s.at, s.end-s.at), "%s has %q here, but %q in another text", c.found, s.in.Text.String[s.at:s.end],
					o.in.Text.String[o.at:o.end]).About(s.in.Record).
					Hint("correct one of the two").See(o.in.Text.At(o.at, o.end-o.at), "the other")
			}
		}
	},
})

// A saying is what a text says about a document: its title, or its day.
type saying struct {
	in      *Version
	at, end int
	says    string
}

// cites reports whether a text is one that the records state themselves: the reason of a proposal may quote a slip.
func (p *Pass) cites(v *Version) bool {
	switch p.Records.ByID[v.Record].(type) {
	case *input.Proposal, *input.SubParagraph:
		return v.Field == "text"
	}
	return strings.HasPrefix(v.Of.ID, "introduction.")
}

// dayAfter matches what stands between a symbol and its day: a comma, and of. titleAfter matches what stands before a title, after the
// symbol and its day.
var (
	dayAfter   = pattern.Of(`^,?[ \x{a0}](?:\pL{1,4}[ \x{a0}])?$`)
	titleAfter = pattern.Of(`^,?(?:[ \x{a0}]\pL{1,12}){0,3},?[ \x{a0}]?$`)
)

// sayingOf returns the title and the day that a text gives after a symbol; nil: none.
func (p *Pass) sayingOf(c cited) (title, day *saying) {
	text := c.in.Text.String
	from := c.to
	for _, x := range c.in.dates {
		if x.Day > 0 && x.Year > 0 && x.start >= c.to && dayAfter.MatchString(text[c.to:x.start]) {
			day = &saying{c.in, x.start, x.end, x.Date.String()}
			from = x.end
			break
		}
	}
	open := strings.IndexAny(text[from:], "“«\"")
	if open < 0 || !titleAfter.MatchString(text[from:from+open]) {
		return nil, day
	}
	for _, w := range wordsOf(text[from : from+open]) {
		if slices.Contains(p.phrases(c.in.Lang, "check.inside-and"), strings.ToLower(w.text)) {
			return nil, day
		}
	}
	if m := quoted.FindStringSubmatchIndex(" " + text[from+open:]); m != nil {
		at := from + open + m[2] - 1
		title = &saying{c.in, at, at + m[3] - m[2], text[at : at+m[3]-m[2]]}
	}
	return title, day
}

var _ = add(&Check{
	Code: "W0510", Name: "name-capitals",
	Doc: "a name of the glossary is written with other capitals",
	Explain: `A name that the glossary has with capital letters has them everywhere: the Member States are not the member States. Words
in capitals alone, and other forms that the glossary has, are right.

    requests the secretary-general to report      write: the Secretary-General`,
	Needs: []string{"glossary.yaml"},
	Run: func(p *Pass) {
		if p.Records.Glossary == nil {
			return
		}
		for _, v := range p.Versions() {
			if !p.cites(v) {
				continue
			}
			for _, e := range p.Records.Glossary.Entries {
				if f := e.Forms[v.Lang]; f != nil && capitals(f.Name.String) >= leastCapitals {
					p.otherCapitals(v, f)
				}
			}
		}
	},
})

// leastCapitals is the number of capital letters of a name whose capitals are compared: one alone may begin a common noun.
const leastCapitals = 2

// capitals counts the capital letters of a text.
func capitals(s string) (n int) {
	for _, r := range s {
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n
}

// otherCapitals reports a name in a text that lacks one of its capitals.
func (p *Pass) otherCapitals(v *Version, f *input.Form) {
	name := f.Name.String
	small := strings.ToLower(name)
	if len(small) != len(name) || len(v.words.low) != len(v.words.text) {
		return
	}
	for _, at := range v.words.all(small) {
		if at+len(name) > len(v.Text.String) || v.Text.String[:at+len(name)] != v.words.text[:at+len(name)] {
			continue
		}
		says := v.words.text[at : at+len(name)]
		if says == name || capitals(says) >= capitals(name) || !lacks(says, name) ||
			slices.ContainsFunc(f.Also(), func(t source.Text) bool { return t.String == says }) || p.isForm(v.Lang, says) {
			continue
		}
		p.Reportf(v.Text.At(at, len(name)), "%q has other capitals in the glossary", says).About(v.Record).
			Hint("write %q", name).See(f.Name.Pos, "the glossary").Mend(v.Text.At(at, len(name)), name)
	}
}

// lacks reports whether two texts differ in nothing but capital letters that the first lacks.
func lacks(says, name string) bool {
	for len(says) > 0 && len(name) > 0 {
		a, n := utf8.DecodeRuneInString(says)
		b, m := utf8.DecodeRuneInString(name)
		if a != b && (unicode.ToUpper(a) != b || !unicode.IsUpper(b)) {
			return false
		}
		says, name = says[n:], name[m:]
	}
	return len(says) == len(name)
}

// isForm reports whether the glossary has a form that is written so.
func (p *Pass) isForm(lang, says string) bool {
	return slices.ContainsFunc(p.Records.Glossary.Entries, func(e *input.Entry) bool {
		f := e.Forms[lang]
		return f != nil && slices.Contains(formsOf(f.Name.String, f.Acronym.String, f.Also()), says)
	})
}
