package check

import (
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/pattern"
)

var _ = add(&Check{
	Code: "W1417", Name: "year-far",
	Doc: "a text names a year that is centuries away",
	Explain: `A committee does not plan for the year 2205, and cites nothing from the year 1024: two digits have changed places, or one is
wrong. The year of a date or a month is reported if it is more than a century after the term, or before 1500. A year alone is
reported if it is more than a century after the term, is no round number, has the digits of a year near it, and follows a word
of check.year-before in the label file of its language.

    ... to report by 31 March 2205      write: 2025`,
	Run: func(p *Pass) {
		t := p.Records.Term
		if t == nil || t.End.IsZero() {
			return
		}
		for _, v := range p.Versions() {
			if !v.signs.any(decimals) || !hasYear(v.Text.String) {
				continue
			}
			for _, y := range farYears(v, t.End.Year, p.dating[v.Lang], p.phrases(v.Lang, "check.year-before")) {
				d := p.Reportf(v.Text.At(y.at, yearDigits), "the year %s is far from the term, which ends in %d",
					v.Text.String[y.at:y.at+yearDigits], t.End.Year).About(v.Record)
				if y.meant > 0 {
					d.Hint("is %d meant?", y.meant)
				} else {
					d.Hint("correct the year")
				}
			}
		}
	},
})

const (
	yearDigits   = 4
	century      = 100
	earliestYear = 1500 // of a date that a paper cites
	nearYears    = 30   // how far from the end of the term a year is likely to be meant
)

// A farYear is a year far from the term, and the year that is probably meant; 0 if that is unknown.
type farYear struct{ at, meant int }

// plainYear matches a year that no noun follows, which it could count.
var plainYear = pattern.Of(`^[ \x{a0}]([1-9]\d{3})(?:$|[.,;:)][^\d]|[.,;:)]$)`)

// farYears returns the years of a text that are far from the end of the term: in dates, and after one of the words.
func farYears(v *Version, end int, c *calendar, words []string) []farYear {
	var out []farYear
	for _, d := range v.dates {
		if d.Year > end+century || d.Year > 0 && d.Year < earliestYear {
			if i := strings.Index(v.Text.String[d.start:d.end], strconv.Itoa(d.Year)); i >= 0 {
				out = append(out, farYear{d.start + i, nearTo(d.Year, end)})
			}
		}
	}
	add := func(at int, probable bool) { // of four digits
		year, _ := strconv.Atoi(v.words.text[at : at+yearDigits])
		x := farYear{at, nearTo(year, end)}
		far := year > end+century || probable && year < earliestYear
		if far && (probable || year%century != 0 && x.meant > 0) && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	if c != nil {
		for _, name := range c.names {
			for _, at := range v.words.all(name) {
				if m := c.year.FindStringSubmatchIndex(v.words.text[at+len(name):]); m != nil {
					add(at+len(name)+m[2], true)
				}
			}
		}
	}
	for _, w := range words {
		for _, at := range v.words.all(w) {
			from := at + len(w)
			m := plainYear.FindStringSubmatchIndex(v.words.text[from:])
			if m == nil {
				continue
			}
			add(from+m[2], false)
		}
	}
	slices.SortFunc(out, func(a, b farYear) int { return a.at - b.at })
	return out
}

// nearTo returns the year nearest to another that has the same digits as a third in another order, or 0.
func nearTo(year, end int) int {
	digits := func(n int) []byte {
		b := []byte(strconv.Itoa(n))
		slices.Sort(b)
		return b
	}
	for away := range nearYears + 1 {
		for _, y := range []int{end + away, end - away} {
			if slices.Equal(digits(y), digits(year)) {
				return y
			}
		}
	}
	return 0
}
