package check

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
)

// A cited is a symbol in a field or in a text.
type cited struct {
	pos    source.Pos
	record string
	text   string
	found  symbol.Symbol
	wrong  []string
	ok     bool
	given  bool     // in a field of a record; otherwise in a text
	in     *Version // the text that names it, and where in it, in bytes
	at, to int
}

// symbols returns every symbol in the fields of the records, followed by those in their texts in every language.
func (p *Pass) symbols() []cited {
	if p.cited != nil {
		return p.cited
	}
	out := []cited{}
	grammar := p.Records.Body.Grammar()
	field := func(t source.Text, record string) {
		if t.String == "" {
			return
		}
		s, wrong, ok := grammar.Fix(t.String)
		out = append(out, cited{pos: t.Pos, record: record, text: t.String, found: s, wrong: wrong, ok: ok, given: true})
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
			for _, j := range x.Joint {
				field(j, x.ID.String)
			}
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
		for _, f := range grammar.FindAll(v.Text.String) {
			malformed := len(f.Wrong) > 0 && f.Symbol.IsZero()
			out = append(
				out,
				cited{pos: v.Text.At(f.Start, f.End-f.Start), record: v.Record, text: v.Text.String[f.Start:f.End], found: f.Symbol,
					wrong: f.Wrong, ok: !malformed, in: v, at: f.Start, to: f.End},
			)
		}
	}
	p.cited = out
	return out
}

// ours matches what must be a symbol in a known grammar, of the OAS or of a resolution of the United Nations. foreign matches what may be a
// symbol of a body whose grammar is unknown.
var (
	ours    = pattern.Of(`(?i)^(?:AG|CP|CIDI|CEPCIDI)\b|^(?:A|S|E|A/HRC)/RES|[(][IVXLCDM]+-?[OE0]/`)
	foreign = pattern.Of(`^[A-Z][A-Z0-9.]*/[^ ]`)
)

var _ = add(&Check{
	Code: "E0203", Name: "symbol-form",
	Doc: "the symbol of a record is not in canonical form",
	Explain: `A paper is found by its symbol for decades. Real papers contain many variants: a digit zero for the letter O, a missing
space or period, an unusual hyphen. The hint gives the canonical form.

    symbol: AG/RES. 2939 (XLIX-0/19)     a digit zero
    symbol: AG/RES. 2939 (XLIX-O/19)     the letter O`,
	Run: func(p *Pass) {
		for _, c := range p.symbols() {
			switch {
			case !c.given:
			case !c.ok && p.Records.Body != nil && p.Records.Body.Symbols.Partial: // it may have the form that could not be read
			case !c.ok && p.Records.Body.Grammar().Like(c.text) != "":
				p.Reportf(c.pos, "%q is not a symbol of the form that the profile prescribes", c.text).About(c.record).
					Hint("write it like %s", p.Records.Body.Grammar().Like(c.text))
			case !c.ok && foreign.MatchString(c.text) && !ours.MatchString(c.text):
			case !c.ok:
				p.Reportf(c.pos, "%q is not a known kind of symbol", c.text).About(c.record).
					Hint("symbols look like AG/RES. 2939 (XLIX-O/19), CIDI/CAM/doc.4/24 or A/RES/73/195")
			case len(c.wrong) > 0:
				p.Reportf(c.pos, "symbol %q %s", c.text, strings.Join(c.wrong, " and ")).About(c.record).Hint("write %s", c.found).
					Mend(c.pos, c.found.String())
			case !c.found.Complete():
				p.Reportf(c.pos, "symbol %q does not name its session", c.text).About(c.record).
					Hint("add its session and year in brackets, such as (XLIX-O/19)")
			}
		}
	},
})

var _ = add(&Check{
	Code: "W0204", Name: "symbol-in-text",
	Doc: "a symbol in a text is not in canonical form",
	Explain: `Texts are printed as they are. A symbol that is written differently from the records is not found by a search, and its
parts may be separated at the end of a line.

    resolution AG/RES.2910 (XLVII-O/17)      the space is lost
    resolution AG/RES. 2910 (XLVII-O/17)

If the body cites resolutions by their number alone (cited in body.yaml), another sign for the stroke is reported too, after the
words of check.citations in the label files: resolution 78-118 for 78/118. So are symbols of the body with other signs between
their parts, EB154-7 for EB154/7, and a stroke after a symbol.`,
	Run: func(p *Pass) {
		p.reportAstray()
		p.reportLikely()
		for _, c := range p.symbols() {
			switch {
			case c.given || len(c.wrong) == 0:
			case !c.ok:
				p.Reportf(c.pos, "%q looks like a symbol, but is not a known kind", c.text).About(c.record).
					Hint("symbols look like AG/RES. 2939 (XLIX-O/19), CIDI/CAM/doc.4/24 or A/RES/73/195")
			default:
				p.Reportf(c.pos, "symbol %q %s", c.text, strings.Join(c.wrong, " and ")).About(c.record).Hint("write %s", c.found).
					Mend(c.pos, c.found.String())
			}
		}
	},
})

// reportLikely reports what is probably a symbol of the body with other signs between its parts, and strokes after symbols.
func (p *Pass) reportLikely() {
	grammar := p.Records.Body.Grammar()
	found := map[*Version][]symbol.Found{}
	for _, c := range p.symbols() {
		if c.in == nil {
			continue
		}
		found[c.in] = append(found[c.in], symbol.Found{Start: c.at, End: c.to, Symbol: c.found})
		if after, stroke := strings.CutPrefix(c.in.Text.String[c.to:], "/"); stroke && c.ok &&
			(after == "" || strings.ContainsAny(after[:1], " .,;:)")) {
			p.Reportf(c.in.Text.At(c.at, c.to+1-c.at), "the symbol %q is followed by a stroke", c.text).About(c.record).
				Hint("write %s", c.found).Mend(c.in.Text.At(c.to, 1), "")
		}
	}
	for _, v := range p.Versions() {
		for _, x := range grammar.FindLikely(v.Text.String, found[v]) {
			where := v.Text.At(x.Start, x.End-x.Start)
			p.Reportf(where, "%q is probably the symbol %s", v.Text.String[x.Start:x.End], x.Written).About(v.Record).
				Hint("write %s", x.Written).Mend(where, x.Written)
		}
	}
}

// listLink matches what can be between two citations in a list: a comma, a short word, right citations.
var listLink = pattern.Of(`^(?:[ \x{a0},]+(?:\pL{1,3}[ \x{a0}]+)?(?:\d{1,4}/\d{1,6})?)+`)

// afterCitation match what can be between a citation and the next one: a comma or a short word; before it, a few words such as its date.
var afterCitation = []*pattern.Pattern{
	pattern.Of(`^(?:,[ \x{a0}]+(?:\pL{1,3}[ \x{a0}]+)?|[ \x{a0}]+\pL{1,3}[ \x{a0}]+)`),
	pattern.Of(`^[ \x{a0}][^,;.:/]{1,30}?(?:,[ \x{a0}]+(?:\pL{1,3}[ \x{a0}]+)?|[ \x{a0}]+\pL{1,3}[ \x{a0}]+)`),
}

// oldSessions is how many sessions before that of the term a resolution is cited.
const oldSessions = 60

// reportAstray reports citations without a series that have another sign for their stroke: after the words of check.citations, and after
// right citations.
func (p *Pass) reportAstray() {
	grammar, before := p.Records.Body.Grammar(), map[string][]string{}
	last := 0
	if p.Records.Term != nil {
		last = p.Records.Term.Assembly.Session
	}
	reported := map[source.Pos]bool{}
	astray := func(v *Version, from int) int {
		written, n := grammar.Astray(v.words.text[from:])
		session, _ := strconv.Atoi(digitsForm.FindString(written))
		if last > 0 && (session > last || session <= last-oldSessions) { // a number of something else
			return 0
		}
		if where := v.Text.At(from, n); n > 0 && !reported[where] {
			reported[where] = true
			p.Reportf(where, "%q is probably the resolution %s", v.Text.String[from:from+n], written).About(v.Record).
				Hint("write %s", written).Mend(where, written)
		}
		return n
	}
	for _, v := range p.Versions() {
		if before[v.Lang] == nil {
			before[v.Lang] = strings.Fields(p.label(v.Lang, "check.citations"))
		}
		for _, word := range before[v.Lang] {
			for _, at := range v.words.all(word) {
				for from := at + len(word); ; {
					from += len(listLink.FindString(v.words.text[from:]))
					n := astray(v, from)
					if n == 0 {
						break
					}
					from += n
				}
			}
		}
	}
	for _, c := range p.symbols() {
		if c.in == nil || !c.found.Cited {
			continue
		}
		for _, form := range afterCitation {
			if n := len(form.FindString(c.in.words.text[c.to:])); n > 0 {
				astray(c.in, c.to+n)
			}
		}
	}
}

var _ = add(&Check{
	Code: "E0205", Name: "symbol-year",
	Doc: "the session and year of a symbol do not match",
	Explain: `If the profile of a body gives session-year, the number of a regular session determines its year: at the OAS, session N
was held in the year 1970 + N. If a symbol contradicts this, its session or its year is wrong.

    AG/RES. 2910 (XLVI-O/17)     session XLVI was in 2016
    AG/RES. 2910 (XLVII-O/17)`,
	Run: func(p *Pass) {
		b := p.Records.Body
		if b == nil || b.SessionYear == 0 {
			return
		}
		if t := p.Records.Term; t != nil && t.Assembly.Session > 0 && t.Assembly.Year > 0 &&
			symbol.YearOf(b.SessionYear, t.Assembly.Session) != t.Assembly.Year {
			p.Reportf(t.Assembly.Pos, "session %d is in %d, but the term says %d", t.Assembly.Session,
				symbol.YearOf(b.SessionYear, t.Assembly.Session), t.Assembly.Year).About(t.ID.String).
				Hint("the session of %d is %d", t.Assembly.Year, t.Assembly.Year-b.SessionYear)
		}
		for _, r := range p.Records.Resolutions {
			if s, _, ok := p.Records.Body.Grammar().Fix(r.Symbol.String); ok && !r.Date.IsZero() && s.Year > 0 && r.Date.Year != s.Year {
				p.Reportf(r.Date.Pos, "the resolution %s is dated %s, but its symbol says %d", s.Base(), r.Date.Date, s.Year).
					About(r.ID.String).
					Hint("correct one of the two").
					See(r.Symbol.Pos, "its symbol")
			}
		}
		for _, c := range p.symbols() {
			s := c.found
			if !c.ok || s.Kind != symbol.Resolution || s.Body != "AG" || s.Special || s.Session == 0 || s.Year == 0 ||
				symbol.YearOf(b.SessionYear, s.Session) == s.Year {
				continue
			}
			d := p.Reportf(c.pos, "session %s was in %d, but the symbol %q says %d", symbol.Roman(s.Session),
				symbol.YearOf(b.SessionYear, s.Session), c.text, s.Year).About(c.record)
			if n := s.Year - b.SessionYear; n > 0 {
				d.Hint("the session of %d is %s", s.Year, symbol.Roman(n))
			}
		}
	},
})

var _ = add(&Check{
	Code: "W0206", Name: "symbol-range",
	Doc: "the number of a resolution is outside the range of its year",
	Explain: `Resolutions are numbered continuously from session to session, so a number belongs to one year. The profile of the body
(ranges in body.yaml) gives the first and last known numbers; add a line each year. A year without a line lies between
its neighbours. A number outside the range is usually a typing error.

    AG/RES. 2983 (XLVI-O/16)      the resolutions of 2016 are 2880 to 2897`,
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
			if low, high := bounds(b.Ranges, s); s.Number < low.number || high.number > 0 && s.Number > high.number {
				known, r := "", low.from
				switch {
				case high.number == 0:
					known = fmt.Sprintf("from %d on", low.number)
				case low.number == 0:
					known, r = fmt.Sprintf("up to %d", high.number), high.from
				default:
					known = fmt.Sprintf("%d to %d", low.number, high.number)
				}
				if s.Number > high.number && high.number > 0 {
					r = high.from
				}
				p.Reportf(c.pos, "%s is outside the numbers of %d, %s", c.found, s.Year, known).About(c.record).
					Hint("check the number; if it is right, correct the range in input/body.yaml").See(r.Pos, "the range of %d", r.Year)
			}
		}
	},
})

// A bound is the lowest or highest number of the resolutions of a year, with the range that gives it; 0 if unknown.
type bound struct {
	number int
	from   input.SymbolRange
}

// bounds returns the bounds of the year of s: those of its own range, or of the ranges before and after it, because numbers rise.
func bounds(ranges []input.SymbolRange, s symbol.Symbol) (low, high bound) {
	for _, r := range ranges {
		if !strings.EqualFold(r.Prefix.String, s.Body+"/"+s.Type+".") || s.Year == 0 {
			continue
		}
		switch {
		case r.Year < s.Year:
			if n := max(r.First, r.Last) + 1; n > low.number {
				low = bound{n, r}
			}
		case r.Year > s.Year:
			if n := r.First - 1; high.number == 0 || n < high.number {
				high = bound{n, r}
			}
		}
	}
	for _, r := range ranges {
		if r.Year == s.Year && strings.EqualFold(r.Prefix.String, s.Body+"/"+s.Type+".") {
			low = bound{r.First, r}
			if r.Last > 0 {
				high = bound{r.Last, r}
			}
		}
	}
	return low, high
}

var _ = add(&Check{
	Code: "W0207", Name: "symbol-two-ways",
	Doc: "one resolution is cited under two symbols",
	Explain: `The number of a resolution of a regular session is used once. Two symbols with the same number but different sessions or
years cannot both be right: one was miscopied.

    AG/RES. 2910 (XLVII-O/17)      in input/mandates.yaml
    AG/RES. 2910 (XLVIII-O/18)     in a text`,
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
					Hint("check which is right, and use it everywhere").See(before.pos, "as %s", before.found)
			}
		}
	},
})

var _ = add(&Check{
	Code: "E0208", Name: "symbol-twice",
	Doc: "two resolutions of the mandates have the same symbol",
	Explain: `A resolution is listed once in mandates.yaml, with all the ranges of its paragraphs. If it is listed twice, its
paragraphs are counted twice.

    ranges: [3-5, 8]`,
	Run: func(p *Pass) {
		first := map[string]*input.Resolution{}
		for _, r := range p.Records.Resolutions {
			s, _, ok := p.Records.Body.Grammar().Fix(r.Symbol.String)
			if !ok {
				continue
			}
			if before := first[s.Key()]; before != nil {
				p.Reportf(r.Symbol.Pos, "%s is listed a second time", s).About(r.ID.String).
					Hint("add its paragraphs to the ranges of %s", before.ID.String).See(before.Symbol.Pos, "the first")
				continue
			}
			first[s.Key()] = r
		}
	},
})

var _ = add(&Check{
	Code: "W0209", Name: "defunct-organ",
	Doc: "a text mentions an organ that no longer exists",
	Explain: `Abolished organs survive in texts that are copied from year to year. The profile of the body (defunct in body.yaml)
lists them by acronym and by name, with the resolution that abolished them. Symbols of their own papers can still be
cited.

    - {acronym: CEPCIDI, by: "AG/RES. 2739 (XLII-O/12)"}      in input/body.yaml
    The CEPCIDI will consider the report.                    in a text`,
	Run: func(p *Pass) {
		b := p.Records.Body
		if b == nil || len(b.Defunct) == 0 {
			return
		}
		for _, v := range p.Versions() {
			for _, x := range b.Defunct {
				for _, name := range append([]source.Text{x.Acronym}, x.Names...) {
					for _, at := range v.words.all(name.String) {
						end := at + len(name.String)
						if strings.HasPrefix(v.Text.String[end:], "/") {
							continue
						}
						p.Reportf(v.Text.At(at, end-at), "%s no longer exists: %s abolished it", name.String, x.By.String).About(v.Record).
							Hint("name the organ that replaced it").See(name.Pos, "the profile")
					}
				}
			}
		}
		if p.Records.Glossary == nil {
			return
		}
		for _, e := range p.Records.Glossary.Entries {
			for _, lang := range p.Langs {
				for _, x := range b.Defunct {
					if f := e.Forms[lang]; f != nil && f.Acronym.String == x.Acronym.String {
						p.Reportf(f.Acronym.Pos, "%s no longer exists: %s abolished it", x.Acronym.String, x.By.String).About(e.ID.String).
							Hint("remove the acronym; its symbols can still be cited").See(x.Acronym.Pos, "the profile")
					}
				}
			}
		}
	},
})

var _ = add(&Check{
	Code: "E0210", Name: "paper-symbol",
	Doc: "the symbol of a paper contradicts the term",
	Explain: `The symbols of a term's papers contain its years, the acronym of an organ of the body, and the series of the body. List
revisions under revisions: the build adds the revision to the symbol.

    symbol: CIDI/CAM/doc.4/24 rev. 3      wrong: the revision is counted below
    symbol: CIDI/CAM/doc.4/24`,
	Run: func(p *Pass) {
		t := p.Records.Term
		if t == nil {
			return
		}
		for _, x := range t.Papers {
			if b := p.Records.Body; b != nil && x.Series.String != "" && b.Series.String != "" && x.Series.String != b.Series.String {
				p.Reportf(x.Series.Pos, "the series of %q is %s, but that of the body is %s", x.ID.String, x.Series.String,
					b.Series.String).
					About(x.ID.String).
					Hint("remove the line: a paper has the series of its body").
					See(b.Series.Pos, "the body's")
			}
			for _, j := range x.Joint {
				if s, _, ok := p.Records.Body.Grammar().Fix(j.String); ok && len(s.Chain) > 0 {
					p.Reportf(j.Pos, "a joint symbol of %q contains its revision", x.ID.String).About(x.ID.String).
						Hint("write %s: it has the revision of the paper", s.Base())
				}
			}
			s, _, ok := p.Records.Body.Grammar().Fix(x.Symbol.String)
			if !ok || s.Decides() {
				continue
			}
			if len(s.Chain) > 0 {
				p.Reportf(x.Symbol.Pos, "the symbol of %q contains its revision", x.ID.String).About(x.ID.String).
					Hint("write %s, and list the revision under revisions", s.Base())
			}
			if !t.Begin.IsZero() && !t.End.IsZero() && s.Year > 0 && (s.Year < t.Begin.Year || s.Year > t.End.Year) {
				p.Reportf(x.Symbol.Pos, "the symbol of %q is of %d, but the term is from %d to %d", x.ID.String, s.Year, t.Begin.Year,
					t.End.Year).
					About(x.ID.String).
					Hint("correct the year of the symbol, or the dates of the term").
					See(t.Begin.Pos, "the beginning of the term")
			}
			if own := p.organs(); s.Kind == symbol.Document && len(own) > 0 &&
				!slices.ContainsFunc(strings.Split(s.Body, "/"), func(b string) bool { return slices.Contains(own, b) }) {
				p.Reportf(x.Symbol.Pos, "the symbol of %q is of %s, but the organs of the body are %s", x.ID.String, s.Body,
					strings.Join(own, ", ")).About(x.ID.String).
					Hint("begin the symbol with the organ's acronym, or correct organs in input/body.yaml")
			}
		}
	},
})

// organs returns the acronyms of the organs of the body in all languages, each once.
func (p *Pass) organs() []string {
	b := p.Records.Body
	if b == nil || p.Records.Glossary == nil {
		return nil
	}
	var out []string
	for _, o := range b.Organs {
		if e := p.Records.Glossary.ByKey[o.String]; e != nil {
			for _, lang := range slices.Sorted(maps.Keys(e.Forms)) {
				if a := e.Forms[lang].Acronym.String; a != "" && !slices.Contains(out, a) {
					out = append(out, a)
				}
			}
		}
	}
	return out
}

var _ = add(&Check{
	Code: "W0213", Name: "symbol-and-name",
	Doc: "a symbol is next to the name of something else",
	Explain: `The glossary gives the symbols of instruments, and input/mandates.yaml those of resolutions with their titles. If a text
contains a name and a symbol together, both must belong to the same thing; otherwise one was miscopied, and nobody can
say which one the delegations agreed to.

    the Global Compact for Safe, Orderly and Regular Migration (A/RES/73/159)      the symbol is A/RES/73/195
    AG/RES. 2910 (XLVII-O/17), “Migration of the Americas”                         the title is Migration in the Americas`,
	Run: func(p *Pass) {
		titles := map[string]source.Text{} // by language and symbol
		of := map[string]*input.Resolution{}
		for _, r := range p.Records.Resolutions {
			of[r.Title.ID] = r
		}
		for _, v := range p.Versions() {
			if r := of[v.Of.ID]; r != nil {
				if s, _, ok := p.Records.Body.Grammar().Fix(r.Symbol.String); ok {
					titles[v.Lang+" "+s.Base()] = v.Text
				}
			}
		}
		for _, c := range p.symbols() {
			if c.in == nil || !c.ok {
				continue
			}
			text, lang := c.in.Text.String, c.in.Lang
			if title, ok := titles[lang+" "+c.found.Base()]; ok {
				if q := quoted.FindStringSubmatchIndex(text[c.to:]); q != nil {
					if says := text[c.to+q[2] : c.to+q[3]]; !sameWords(says, title.String) {
						p.Reportf(c.in.Text.At(c.to+q[2], q[3]-q[2]), "%q is not the title of %s", says, c.found.Base()).About(c.record).
							Hint("write %q", title.String).See(title.Pos, "its title")
					}
				}
			}
			before, open := strings.CutSuffix(text[:c.at], "(")
			if !open || p.Records.Glossary == nil {
				continue
			}
			before = strings.TrimRight(before, " \u00a0")
			for _, e := range p.Records.Glossary.Entries {
				f := e.Forms[lang]
				if f == nil || e.Symbol.String == "" || e.Symbol.String == c.found.Base() || !strings.HasSuffix(before, f.Name.String) &&
					!strings.HasSuffix(before, "{{name:"+e.ID.String+"}}") {
					continue
				}
				p.Reportf(c.pos, "%s is not the symbol of %q", c.found, f.Name.String).About(c.record).
					Hint("write %s", e.Symbol.String).See(e.Symbol.Pos, "the glossary")
			}
		}
	},
})

// quoted matches a title in quotation marks directly after a symbol.
var quoted = pattern.Of(`^,?[ \x{a0}]?[“"«][ \x{a0}]?([^“”"«»]{4,}?)[.,]?[ \x{a0}]?[”"»]`)

// sameWords reports whether two titles differ only in quotation marks, white space and final punctuation.
func sameWords(a, b string) bool {
	trim := func(s string) string {
		return strings.TrimFunc(fold(source.Normalize(s)), func(r rune) bool { return strings.ContainsRune("“”\"«»‘’'.,; ", r) })
	}
	return trim(a) == trim(b)
}
