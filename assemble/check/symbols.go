package check

import (
	"fmt"
	"regexp"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
)

// A cited symbol is one that a record gives or a text names.
type cited struct {
	pos    source.Pos
	record string
	text   string
	found  symbol.Symbol
	wrong  []string
	ok     bool
	given  bool // a field of a record says it; else a text does
}

// symbols returns every symbol of the records and of their texts in every language: those of fields first.
func (p *Pass) symbols() []cited {
	if p.cited != nil {
		return p.cited
	}
	out := []cited{}
	field := func(t source.Text, record string) {
		if t.String == "" {
			return
		}
		s, wrong, ok := symbol.Fix(t.String)
		out = append(out, cited{t.Pos, record, t.String, s, wrong, ok, true})
	}
	for _, r := range p.Records.Resolutions {
		field(r.Symbol, r.ID.String)
		for _, m := range r.Paragraphs {
			if strings.Contains(m.Evidence.String, "/") {
				field(m.Evidence, m.ID.String)
			}
		}
	}
	if p.Records.Term != nil {
		for _, x := range p.Records.Term.Papers {
			field(x.Symbol, x.ID.String)
		}
	}
	if g := p.Records.Glossary; g != nil {
		for _, e := range g.Entries {
			if strings.Contains(e.Symbol.String, "/") {
				field(e.Symbol, e.ID.String)
			}
		}
	}
	for _, v := range p.Versions() {
		for _, f := range symbol.FindAll(v.Text.String) {
			malformed := len(f.Wrong) > 0 && f.Symbol.IsZero()
			out = append(out, cited{v.Text.At(f.Start, f.End-f.Start), v.Record, v.Text.String[f.Start:f.End], f.Symbol, f.Wrong, !malformed, false})
		}
	}
	p.cited = out
	return out
}

// ours matches what should be a symbol of a known grammar: of the OAS, a resolution of the United Nations, or of no body at all.
var ours = regexp.MustCompile(`^(?:AG|CP|CIDI|CEPCIDI)/|/RES|^[^/]*$`)

var symbolForm = &Check{
	Code: "E0203", Name: "symbol-form",
	Doc: "the symbol of a record is not in canonical form",
	Explain: `A symbol is how a paper is found for decades. Real papers carry many variants: a digit zero for the letter O, a space or a stop
that was lost, a hyphen of another kind. The hint has the canonical form.

    symbol: AG/RES. 2939 (XLIX-0/19)     a digit zero
    symbol: AG/RES. 2939 (XLIX-O/19)     the letter O`,
	Run: func(p *Pass) {
		for _, c := range p.symbols() {
			switch {
			case !c.given:
			case !c.ok && !ours.MatchString(c.text): // of a body whose grammar nobody has written down
			case !c.ok:
				p.Reportf(c.pos, "%q is no symbol that is known", c.text).About(c.record).
					Hint("symbols look like AG/RES. 2939 (XLIX-O/19), CIDI/CAM/doc.4/24 or A/RES/73/195")
			case len(c.wrong) > 0:
				p.Reportf(c.pos, "symbol %q %s", c.text, strings.Join(c.wrong, " and ")).About(c.record).Hint("write %s", c.found)
			}
		}
	},
}

var symbolInText = &Check{
	Code: "W0204", Name: "symbol-in-text",
	Doc: "a text names a symbol in another than its canonical form",
	Explain: `What stands in a text is printed as it stands. A symbol that is written another way there than in the records is not found by those
who search for it, and its parts may come apart at the end of a line.

    resolution AG/RES.2910 (XLVII-O/17)      the space is lost
    resolution AG/RES. 2910 (XLVII-O/17)`,
	Run: func(p *Pass) {
		for _, c := range p.symbols() {
			switch {
			case c.given || len(c.wrong) == 0:
			case !c.ok:
				p.Reportf(c.pos, "%q looks like a symbol and is none that is known", c.text).About(c.record).
					Hint("symbols look like AG/RES. 2939 (XLIX-O/19), CIDI/CAM/doc.4/24 or A/RES/73/195")
			default:
				p.Reportf(c.pos, "symbol %q %s", c.text, strings.Join(c.wrong, " and ")).About(c.record).Hint("write %s", c.found)
			}
		}
	},
}

var symbolYear = &Check{
	Code: "E0205", Name: "symbol-year",
	Doc: "session and year of a resolution's symbol do not go together",
	Explain: `Where a body's profile gives session-year, its regular sessions and their years are tied: at the OAS session N is of the year 1970 + N.
A symbol in which they differ has one of the two wrong.

    AG/RES. 2910 (XLVI-O/17)     session XLVI was in 2016
    AG/RES. 2910 (XLVII-O/17)`,
	Run: func(p *Pass) {
		b := p.Records.Body
		if b == nil || b.SessionYear == 0 {
			return
		}
		for _, c := range p.symbols() {
			s := c.found
			if !c.ok || s.Kind != symbol.Resolution || s.Body != "AG" || s.Special || s.Session == 0 || s.Year == 0 || symbol.YearOf(b.SessionYear, s.Session) == s.Year {
				continue
			}
			d := p.Reportf(c.pos, "session %s was in %d, and the symbol %q says %d", symbol.Roman(s.Session), symbol.YearOf(b.SessionYear, s.Session), c.text, s.Year).About(c.record)
			if n := s.Year - b.SessionYear; n > 0 {
				d.Hint("the session of %d is %s", s.Year, symbol.Roman(n))
			}
		}
	},
}

var symbolRange = &Check{
	Code: "W0206", Name: "symbol-range",
	Doc: "a resolution's number is outside the numbers of its year",
	Explain: `Resolutions are numbered on from session to session, so that a number belongs to one year. The profile of the body (ranges in
body.yaml) has the first and last numbers that are known; add a line a year. A number outside its year's range is most often a
slip of the finger.`,
	Run: func(p *Pass) {
		b := p.Records.Body
		if b == nil {
			return
		}
		for _, c := range p.symbols() {
			s := c.found
			if !c.ok || s.Kind != symbol.Resolution || s.Special {
				continue
			}
			for _, r := range b.Ranges {
				if r.Year != s.Year || !strings.EqualFold(r.Prefix.String, s.Body+"/"+s.Type+".") || s.Number >= r.First && (r.Last == 0 || s.Number <= r.Last) {
					continue
				}
				known := fmt.Sprintf("from %d on", r.First)
				if r.Last > 0 {
					known = fmt.Sprintf("%d to %d", r.First, r.Last)
				}
				p.Reportf(c.pos, "%s is outside the numbers of %d, %s", c.found, r.Year, known).About(c.record).
					Hint("look the number up; if it is right, correct the range in input/body.yaml").See(r.Pos, "the range of %d", r.Year)
			}
		}
	},
}

var symbolTwoWays = &Check{
	Code: "W0207", Name: "symbol-two-ways",
	Doc: "one resolution is cited under two symbols",
	Explain: `The number of a regular session's resolution is given once. Two symbols that share it and differ in session or year cannot both be
right: one of them was copied wrongly.`,
	Run: func(p *Pass) {
		first := map[string]cited{}
		for _, c := range p.symbols() {
			if !c.ok || c.found.Kind != symbol.Resolution || !c.found.Complete() {
				continue
			}
			key := c.found.Key()
			before, ok := first[key]
			if !ok {
				first[key] = c
				continue
			}
			if before.found.String() != c.found.String() {
				p.Reportf(c.pos, "%s is cited here as %s, elsewhere as %s", key, c.found, before.found).About(c.record).
					Hint("look it up, and write it one way").See(before.pos, "as %s", before.found)
			}
		}
	},
}

var symbolTwice = &Check{
	Code: "E0208", Name: "symbol-twice",
	Doc: "two resolutions of the mandates have the same symbol",
	Explain: `A resolution stands once in mandates.yaml, with all the ranges of its paragraphs. Listed twice, its paragraphs are counted twice.

    ranges: [3-5, 8]`,
	Run: func(p *Pass) {
		first := map[string]*input.Resolution{}
		for _, r := range p.Records.Resolutions {
			s, _, ok := symbol.Fix(r.Symbol.String)
			if !ok {
				continue
			}
			if before := first[s.Key()]; before != nil {
				p.Reportf(r.Symbol.Pos, "%s is listed a second time", s).About(r.ID.String).
					Hint("put its paragraphs into the ranges of %s", before.ID.String).See(before.Symbol.Pos, "the first")
				continue
			}
			first[s.Key()] = r
		}
	},
}

var defunctOrgan = &Check{
	Code: "W0209", Name: "defunct-organ",
	Doc: "a text speaks of an organ that is no more",
	Explain: `Organs are abolished and go on living in texts that are copied from year to year. The profile of the body (defunct in body.yaml) lists
them with the resolution that abolished them. Symbols of their own papers may of course be cited.`,
	Run: func(p *Pass) {
		b := p.Records.Body
		if b == nil || len(b.Defunct) == 0 {
			return
		}
		for _, v := range p.Versions() {
			for _, x := range b.Defunct {
				for _, at := range findAll(v.Text.String, x.Acronym.String) {
					end := at + len(x.Acronym.String)
					if strings.HasPrefix(v.Text.String[end:], "/") {
						continue
					}
					p.Reportf(v.Text.At(at, end-at), "%s is no more: %s abolished it", x.Acronym.String, x.By.String).About(v.Record).
						Hint("name the organ that has taken its place")
				}
			}
		}
	},
}

var paperSymbol = &Check{
	Code: "E0210", Name: "paper-symbol",
	Doc: "the symbol of a paper contradicts the term",
	Explain: `Papers of a term bear the years of that term, and the revision is counted under revisions, not written into the symbol: symbol and
revision are put together by the build.

    symbol: CIDI/CAM/doc.4/24 rev. 3      wrong: the revision is counted below
    symbol: CIDI/CAM/doc.4/24`,
	Run: func(p *Pass) {
		t := p.Records.Term
		if t == nil {
			return
		}
		for _, x := range t.Papers {
			s, _, ok := symbol.Fix(x.Symbol.String)
			if !ok || s.Kind != symbol.Document {
				continue
			}
			if len(s.Chain) > 0 {
				p.Reportf(x.Symbol.Pos, "the symbol of %q has its revision in it", x.ID.String).About(x.ID.String).
					Hint("write %s, and list the revision under revisions", s.Base())
			}
			if !t.Begin.IsZero() && !t.End.IsZero() && s.Year > 0 && (s.Year < t.Begin.Year || s.Year > t.End.Year) {
				p.Reportf(x.Symbol.Pos, "the symbol of %q is of %d, and the term lies in %d to %d", x.ID.String, s.Year, t.Begin.Year, t.End.Year).About(x.ID.String).
					Hint("correct the year of the symbol, or the dates of the term").See(t.Begin.Pos, "the begin of the term")
			}
		}
	},
}
