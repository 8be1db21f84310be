package check

import (
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/pattern"
)

var _ = add(&Check{
	Code: "W0905", Name: "number-parity",
	Doc: "a text and its translation have different numbers or dates",
	Explain: `Numbers are the same in every language: years, days, percentages, targets, ordinals, fractions, times of day. It does
not matter how they are written: in figures or in words, 10,000 or 10 000, 12 percent or 12%, 3:30 p.m. or 15:30, 20th
century or siglo XX, half or la mitad, 1.5 million or 1.500.000. Months and days of the week are compared too.

    ... at its fifty-fourth regular session      ... en su quincuagésimo tercer período ordinario de sesiones`,
	Run: func(p *Pass) {
		p.reportDifferences(quantity, "number", "correct one of the two")
		p.reportDifferences(month, "month", "correct one of the two")
		p.reportDifferences(weekdays, "day", "correct one of the two")
	},
})

var _ = add(&Check{
	Code: "W0949", Name: "number-signs",
	Doc: "a number is written with the signs of another language",
	Explain: `Languages separate thousands and decimals with different signs: 1,250,000.50 in English, 1 250 000,50 in French and
Spanish, 1.250.000,50 in Portuguese. A number that keeps the signs of the original language can be misread. The signs of
a language are in its label file: number.group and number.decimal, with other accepted signs in number.group-also and
number.decimal-also. Wide and narrow spaces are treated alike.

    fr: ... 1,250,000 personnes      write: 1 250 000 personnes`,
	Run: (*Pass).numberSigns,
})

// A numbering has the signs with which a language writes numbers.
type numbering struct{ group, decimal string }

// numberingOf returns the signs of a language, which are empty if its labels do not give them.
func (p *Pass) numberingOf(lang string) numbering {
	all := func(key string) string {
		return spaceAsOne(p.label(lang, "number."+key) + p.label(lang, "number."+key+"-also"))
	}
	return numbering{all("group"), all("decimal")}
}

// spaceAsOne writes each space of a number as an ordinary one, and each apostrophe as a straight one.
func spaceAsOne(s string) string {
	return strings.NewReplacer("\u00a0", " ", "\u2009", " ", "\u202f", " ", "’", "'").Replace(s)
}

var (
	apartForm  = pattern.Of(`[0-9][.,'’ \x{a0}\x{2009}\x{202f}][0-9]`)
	figureForm = pattern.Of(`^[0-9]+(?:[.,'’ \x{a0}\x{2009}\x{202f}][0-9]+)*`)
	digitsForm = pattern.Of(`[0-9]+`)
)

func (p *Pass) numberSigns() {
	readers, signs := map[string]*reader{}, map[string]numbering{}
	for _, v := range p.Versions() {
		if !v.signs.any(decimals) || !apartForm.MatchString(v.Text.String) {
			continue
		}
		if _, known := signs[v.Lang]; !known {
			signs[v.Lang], readers[v.Lang] = p.numberingOf(v.Lang), p.newReader(v.Lang)
		}
		r, own := readers[v.Lang], signs[v.Lang]
		if r == nil || own.group == "" || own.decimal == "" {
			continue
		}
		facts := r.read(v.words.text)
		for i, f := range facts {
			if f.kind != quantity || strings.Contains(f.value, ":") {
				continue
			}
			figures := figureForm.FindString(v.Text.String[f.at:f.end])
			measured := f.at+len(figures) < f.end || i+1 < len(facts) && facts[i+1].kind == measure
			share := isShare(v.Text.String[f.at+len(figures) : f.end])
			if sign, what := own.foreign(figures, measured, share); sign != "" {
				p.Reportf(v.Text.At(f.at, len(figures)), "%q has %s for %s, which %q does not use", figures, signName(sign), what, v.Lang).
					Hint("%q has %s for thousands and %s for decimals", v.Lang, signName(p.label(v.Lang, "number.group")),
						signName(p.label(v.Lang, "number.decimal"))).About(v.Record)
			}
		}
	}
}

// signName names a sign for a message.
func signName(sign string) string {
	switch sign {
	case " ":
		return "a space"
	case "\u00a0":
		return "a no-break space"
	case "\u202f":
		return "a narrow space"
	}
	return strconv.Quote(sign)
}

// isShare reports whether words after a number begin with a percent sign.
func isShare(after string) bool {
	return strings.HasPrefix(strings.TrimLeft(after, " \u00a0\u202f"), "%")
}

// foreign returns a sign in a number that its language does not use in this way, and whether it separates thousands or decimals. It ignores
// a number that can also be a reference (10.7), unless it has a unit, a scale or a percent sign (measured). A percentage (share) has
// decimals but no thousands: 1,125 %.
func (n numbering) foreign(figures string, measured, share bool) (sign, what string) {
	parts := digitsForm.FindAllString(figures, -1)
	var signs []string
	for _, s := range digitsForm.Split(figures, -1)[1:] {
		signs = append(signs, spaceAsOne(s))
	}
	if len(signs) < 2 {
		return "", ""
	}
	signs = signs[:len(signs)-1] // nothing follows the last digits
	last := len(signs) - 1
	groups := func(parts []string) bool { // thousands: one to three digits, then groups of three
		return len(parts[0]) <= 3 && parts[0] != "0" && !slices.ContainsFunc(parts[1:], func(s string) bool { return len(s) != 3 })
	}
	same := !slices.ContainsFunc(signs, func(s string) bool { return s != signs[0] })
	decimals := func() (string, string) {
		if strings.Contains(n.decimal, signs[last]) {
			return "", ""
		}
		return signs[last], "decimals"
	}
	switch {
	case same && groups(parts) && (last > 0 || !share && (signs[0] != "." || measured || !strings.Contains(n.decimal, "."))):
		if !strings.Contains(n.group, signs[0]) {
			return signs[0], "thousands"
		}
	case last > 0 && !same && groups(parts[:last+1]) && strings.ContainsAny(signs[last], ".,"):
		if !strings.Contains(n.group, signs[0]) {
			return signs[0], "thousands"
		}
		return decimals()
	case last == 0 && measured && strings.ContainsAny(signs[0], ".,"):
		return decimals()
	}
	return "", ""
}
