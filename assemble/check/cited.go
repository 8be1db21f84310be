package check

import (
	"strconv"
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/pattern"
)

var _ = add(&Check{
	Code: "W0216", Name: "citation-ahead",
	Doc: "a text cites a document of a year to come, or one dated after the text",
	Explain: `What a text cites exists. A year after the term, or long before there were such documents, is a slip of the keyboard, as
is a day after that on which the text was proposed. The year may be in the symbol, or in brackets after the number.

    resolution 2686 (2032)                      write: 2686 (2023)
    resolution 78/12 of 7 December 2026         in a text of 1 October 2024`,
	Run: func(p *Pass) {
		t := p.Records.Term
		if t == nil || t.End.IsZero() {
			return
		}
		last := t.End.Last()
		ends := map[*Version][]extent{}
		seen := map[*Version]map[int]bool{}
		say := func(v *Version, at, end, year int) {
			if seen[v] == nil {
				seen[v] = map[int]bool{}
			}
			if year == 0 || year <= last.Year && year >= firstDocuments || seen[v][at] {
				return
			}
			seen[v][at] = true
			what := "the term ends in " + strconv.Itoa(last.Year)
			if year < firstDocuments {
				what = "there were no such documents"
			}
			d := p.Reportf(v.Text.At(at, end-at), "%q cites the year %d, but %s", v.Text.String[at:end], year, what).About(v.Record)
			if n := nearTo(year, last.Year); n > 0 && n <= last.Year {
				d.Hint("is %d meant?", n)
			} else {
				d.Hint("correct the year, or the number")
			}
		}
		for _, c := range p.symbols() {
			if c.given || c.in == nil || !c.ok {
				continue
			}
			ends[c.in] = append(ends[c.in], extent{c.at, c.to})
			year := c.found.Year
			if m := bracketedYear.FindStringSubmatch(c.text); year == 0 && m != nil {
				year, _ = strconv.Atoi(m[1])
			}
			if b := p.Records.Body; b != nil && b.SessionYear > 0 && year == 0 && c.found.Session > 0 && c.found.Adopted {
				year = b.SessionYear + c.found.Session
			}
			if c.found.Session == 0 || c.found.Year == 0 { // otherwise the two are compared
				say(c.in, c.at, c.to, year)
			}
		}
		for _, v := range p.Versions() {
			if !v.signs.any(decimals) {
				continue
			}
			for _, s := range p.citedByNumber(v) {
				ends[v] = append(ends[v], s.extent)
				say(v, s.at, s.end, s.year)
			}
		}
		p.citedDates(ends)
	},
})

// firstDocuments is the year before which no organization issued documents that are cited by number.
const firstDocuments = 1889

var (
	bracketedYear = pattern.Of(`\(([12]\d{3})\)`)
	numberInYear  = pattern.Of(`\d{1,5}[ \x{a0}]\(([12]\d{3})\)`)
	numberCited   = pattern.Of(`^[ \x{a0}](?:[A-Z]+(?:/[A-Z]+)*/|\pL{0,3}\.?[ \x{a0}]?)\d[\d/.-]*`)
)

// A extent is a part of a text, in bytes.
type extent struct{ at, end int }

// A citedNumber is a citation by number, with the year in brackets after it; 0: none.
type citedNumber struct {
	extent
	year int
}

// citedByNumber returns what a text cites by a number after a word for a resolution or decision, and numbers with years after the first.
func (p *Pass) citedByNumber(v *Version) []citedNumber {
	var out []citedNumber
	for _, w := range p.phrases(v.Lang, "check.citations") {
		for _, at := range v.words.all(w) {
			after := at + len(w)
			m := numberCited.FindString(v.words.text[after:])
			if m == "" {
				continue
			}
			out = append(out, citedNumber{extent{after + len(m) - len(strings.TrimLeft(m, " \u00a0")), after + len(m)}, 0})
			rest := v.words.text[after:]
			if i := strings.IndexAny(rest, ";"); i >= 0 {
				rest = rest[:i]
			}
			for _, m := range numberInYear.FindAllStringSubmatchIndex(rest, -1) {
				year, _ := strconv.Atoi(rest[m[2]:m[3]])
				out = append(out, citedNumber{extent{after + m[0], after + m[1]}, year})
			}
		}
	}
	return out
}

// shortly matches what may stand between a citation and its date: a few words.
var shortly = pattern.Of(`^,?(?:[ \x{a0}]\pL{1,10}){0,3}[ \x{a0}]$`)

// citedDates reports the dates of cited documents that are after the day on which their text was proposed.
func (p *Pass) citedDates(ends map[*Version][]extent) {
	for _, d := range p.draftTexts() {
		made := d.proposal.Date.Date
		if made.IsZero() {
			made = p.Records.Term.End.Date
		}
		for _, x := range d.dates {
			if x.Date.IsZero() || x.Day == 0 || !date.Date.Before(made.Last(), x.Date) {
				continue
			}
			for _, c := range ends[d.Version] {
				if c.end <= x.start && shortly.MatchString(d.Text.String[c.end:x.start]) {
					p.Reportf(d.Text.At(x.start, x.end-x.start), "%q is dated %s, but the text that cites it is of %s",
						d.Text.String[c.at:c.end], x.Date, made).About(d.Record).
						Hint("correct the date, or that of the proposal")
					break
				}
			}
		}
	}
}
