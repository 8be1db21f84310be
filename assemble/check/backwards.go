package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/locale"
	"omnibus/assemble/pattern"
)

var _ = add(&Check{
	Code: "W1018", Name: "range-backwards",
	Doc: "a range of paragraphs, days or years runs backwards",
	Explain: `"Paragraphs 9 to 7" names nothing: one of the numbers is wrong, or the two have changed places. The rule applies to the words
that are followed by a number or a letter of their own (paragraphs, articles, pages; meaning.parts and check.numbered in the
label file of each language), to days of one month, to years with a dash between them, and to dates with their years, unless
something is moved (check.moved).

    paragraphs 9 to 7 of the resolution      write: paragraphs 7 to 9`,
	Run: func(p *Pass) {
		forms := map[string]*backwards{}
		for _, v := range p.Versions() {
			b, known := forms[v.Lang]
			if !known {
				if l := p.Locales.Locale(v.Lang); l != nil {
					b = p.backwardsOf(v.Lang, l)
				}
				forms[v.Lang] = b
			}
			if b == nil {
				continue
			}
			if !v.signs.any(decimals + ")") {
				continue
			}
			for _, r := range b.find(v.words) {
				p.Reportf(v.Text.At(r[0], r[1]-r[0]), "%q runs backwards", v.Text.String[r[0]:r[1]]).About(v.Record).
					Hint("write the lower number first, or correct one of the two")
			}
			if p.moves(v) {
				continue
			}
			for i := 1; i < len(v.dates); i++ {
				x, y := v.dates[i-1], v.dates[i]
				if x.Year > 0 && y.Year > 0 && x.end <= y.start && y.Last().Before(x.First()) &&
					slices.Contains(b.between, v.words.low[x.end:y.start]) {
					p.Reportf(v.Text.At(x.start, y.end-x.start), "%q runs backwards", v.Text.String[x.start:y.end]).About(v.Record).
						Hint("write the earlier date first, or correct one of the two")
				}
			}
		}
	},
})

// moves reports whether a text says that something is moved, such as a meeting that is brought forward from one day to an earlier one.
func (p *Pass) moves(v *Version) bool {
	stems := p.phrases(v.Lang, "check.moved")
	return slices.ContainsFunc(v.list, func(w word) bool {
		return slices.ContainsFunc(stems, func(s string) bool { return strings.HasPrefix(w.folded, s) })
	})
}

// A backwards finds ranges that run backwards in texts of one language.
type backwards struct {
	parts   []string       // words before numbers, in small letters
	between []string       // dates: to, with spaces; a dash
	series  *regexp.Regexp // numbers and letters after such a word
	days    *regexp.Regexp // days of one month
	months  []string
}

// Of a range: its two ends, each a number or a letter; years with a dash between them.
var (
	yearRange = pattern.Of(`(?:^|[^\d/.,\-–\pL])((?:1[5-9]|20)\d\d)[-–]((?:1[5-9]|20)\d\d)(?:$|[^\d/\-–\pL])`)
	endForm   = `\(?(\d{1,4}\b|[a-z]\b)(?:\.?[\x{aa}\x{b0}\x{ba}])?\)?`
)

// backwardsOf returns the words of a language, or nil if it has none.
func (p *Pass) backwardsOf(lang string, l *locale.Locale) *backwards {
	b := &backwards{between: []string{"-", "–", " – "}}
	for _, entry := range strings.Fields(p.label(lang, "meaning.parts") + " " + p.label(lang, "check.numbered")) {
		word, _, _ := strings.Cut(entry, "=")
		b.parts = append(b.parts, strings.ReplaceAll(word, "_", " "))
	}
	if len(b.parts) == 0 {
		return nil
	}
	between := `(?:[ \x{a0}]?[-–—][ \x{a0}]?`
	for _, w := range strings.Fields(p.label(lang, "bond.range") + " " + p.label(lang, "check.ranges")) {
		between += `|[ \x{a0}]` + regexp.QuoteMeta(w) + `[ \x{a0}]`
		b.between = append(b.between, " "+w+" ")
	}
	between += ")"
	b.series = regexp.MustCompile(endForm + between + endForm)
	if l.Has("date.weekday-0") {
		c := p.calendars()[lang]
		if c == nil {
			c = calendarOf(l)
		}
		b.months = c.names
		marks, links := l.DateWords()
		link := `(?:[ \x{a0}]`
		for _, w := range links {
			link += "|" + regexp.QuoteMeta(w) + `\b`
		}
		link += ")+"
		month := "(?:" + strings.Join(expressions(c.names), "|") + `)`
		day := `(\d{1,2})(?:` + strings.Join(append(expressions(marks), `\.`), "|") + `)?`
		days := day + between + day
		b.days = regexp.MustCompile(`(?i)\b` + days + link + month + `\b|\b` + month + ` ` + days + `\b(?:,| \d{4}|$)`)
	}
	return b
}

// expressions returns words as expressions that match them.
func expressions(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = regexp.QuoteMeta(w)
	}
	return out
}

// find returns the ranges of a text that run backwards, as beginnings and ends in bytes.
func (b *backwards) find(in haystack) [][2]int {
	text := in.text
	var out [][2]int
	add := func(m []int, from int) { // m: of the whole, then of the two ends
		low, high := text[from+m[2]:from+m[3]], text[from+m[4]:from+m[5]]
		x, err := strconv.Atoi(low)
		y, wrong := strconv.Atoi(high)
		if err != nil && wrong != nil && text[from+m[3]] == ')' && strings.HasPrefix(text[from+m[5]:], ")") {
			x, y, err, wrong = int(low[0]), int(high[0]), nil, nil
		}
		if err == nil && wrong == nil && x > y {
			out = append(out, [2]int{from + m[2], from + m[5]})
		}
	}
	for _, w := range b.parts {
		for _, at := range in.all(w) {
			from := at + len(w)
			list := in.low[from : from+seriesEnd(in.low[from:])]
			for _, m := range b.series.FindAllStringSubmatchIndex(list, -1) {
				if m[3]-m[2] < yearDigits || m[5]-m[4] < yearDigits { // two years: a goal may be moved from 2030 to 2028
					add(m, from)
				}
			}
		}
	}
	if dashed(text) {
		for _, m := range yearRange.FindAllStringSubmatchIndex(text, -1) {
			add(m, 0)
		}
	}
	if b.days != nil && slices.ContainsFunc(b.months, func(m string) bool { return strings.Contains(in.low, m) }) {
		for _, m := range b.days.FindAllStringSubmatchIndex(text, -1) {
			if m[2] < 0 {
				copy(m[2:6], m[6:10])
			}
			add(m, 0)
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return a[0] - b[0] })
	return slices.Compact(out)
}

// dashed reports whether there is a dash directly between two digits.
func dashed(s string) bool {
	for i := 1; i+1 < len(s); i++ {
		if s[i-1] < '0' || s[i-1] > '9' {
			continue
		}
		if rest, ok := strings.CutPrefix(s[i:], "–"); s[i] == '-' && digits(s[i+1:]) > 0 || ok && digits(rest) > 0 {
			return true
		}
	}
	return false
}

// listForm matches what can be in a list of numbers or letters.
var listForm = pattern.Of(`^(?:[ \x{a0},]+(?:\pL{1,3}[ \x{a0}]+)?|[-–—])?\(?(?:\d{1,4}|[a-z]\b)(?:\.?[\x{aa}\x{b0}\x{ba}])?\)?`)

// seriesEnd returns the length of the list of numbers or letters at the beginning of a text: " 2, 9 to 7 and 12".
func seriesEnd(text string) int {
	n := 0
	for n < len(text) {
		m := listForm.FindStringIndex(text[n:])
		if m == nil {
			break
		}
		n += m[1]
	}
	return n
}
