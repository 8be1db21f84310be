package locale

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"omnibus/assemble/date"
)

// A DateStyle says how a body writes dates: each field is empty, or the end of the keys of the labels that it prefers. A language without
// such a label writes dates as in every other body.
type DateStyle struct {
	Masthead string // short: 16 diciembre 2009, as date.block-short has it
	Text     string // day-first: 7 November 2023, as date.text-day-first has it
}

// UseDates gives the set the body's style of dates. It comes before any date is written.
func (s *Set) UseDates(style DateStyle) { s.dates = style }

// DateBlock returns a date in the form of the classification block: 16 December 2009, 16 de diciembre de 2009. If the day is unknown, it
// returns month and year; without a date, it returns "".
func (l *Locale) DateBlock(d date.Date) string {
	return l.date(d, l.styled("date.block", l.set.dates.Masthead, ""), l.styled("date.block", l.set.dates.Masthead, "-month"))
}

// DateText returns a date in the form of running text: November 7, 2023; 7 de noviembre de 2023.
func (l *Locale) DateText(d date.Date) string { return l.dateIn(d, "") }

// DateFull returns a date with its day of the week: Tuesday, November 7, 2023.
func (l *Locale) DateFull(d date.Date) string {
	return l.date(d, l.styled("date.full", l.set.dates.Text, ""), l.styled("date.text", l.set.dates.Text, "-month"))
}

// styled returns the key of a label of dates in a style of the body, or the plain one if the language has no label for that style.
func (l *Locale) styled(key, style, end string) string {
	if own := key + "-" + style + end; style != "" && l.Has(own) {
		return own
	}
	return key + end
}

// Month returns the name of the date's month in the form that is used without a date: November, noviembre.
func (l *Locale) Month(d date.Date) string { return l.monthIn(d, monthAlone) }

// monthAlone is the form of a month without a date, as in a heading: март, whereas a date has марта.
const monthAlone = "alone"

// monthIn returns the name of the date's month in a form: date.month-<form>-<n> or, if there is none, date.month-<n>.
func (l *Locale) monthIn(d date.Date, form string) string {
	if d.IsZero() {
		return ""
	}
	n := strconv.Itoa(int(d.Month))
	if own := l.entry("date.month-" + form + "-" + n); own != "" {
		return own
	}
	return l.need("date.month-" + n)
}

// MonthForms returns the names of a month in all forms that the language has, each once.
func (l *Locale) MonthForms(m time.Month) []string {
	var out []string
	for key, form := range l.labels {
		if name, ok := strings.CutPrefix(key, "date.month-"); ok && name[strings.LastIndexByte(name, '-')+1:] == strconv.Itoa(int(m)) {
			out = append(out, form.Other)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// MonthForms returns the names of a month in all forms of a language, or none if the language has no label file.
func (s *Set) MonthForms(tag string, m time.Month) []string {
	if l := s.of(tag); l != nil {
		return l.MonthForms(m)
	}
	return nil
}

// cases returns the additional forms that the language declares: language.cases = "genitive prepositional".
func (l *Locale) cases() []string { return strings.Fields(l.entry("language.cases")) }

// Weekday returns the name of the date's day of the week, or "" if the day is unknown.
func (l *Locale) Weekday(d date.Date) string {
	if d.IsZero() || d.MonthOnly() {
		return ""
	}
	return l.need("date.weekday-" + strconv.Itoa(int(d.Weekday())))
}

func (l *Locale) date(d date.Date, day, month string) string { return l.dateAs(d, day, month, "") }

// A dateAs is a date with the labels that write it, and the form of its month.
type dateAs struct {
	date.Date
	day, month, form string
}

// dateIn writes a date in the form of running text, with the month in a form of the language.
func (l *Locale) dateIn(d date.Date, form string) string {
	return l.dateAs(d, l.styled("date.text", l.set.dates.Text, ""), l.styled("date.text", l.set.dates.Text, "-month"), form)
}

func (l *Locale) dateAs(d date.Date, day, month, form string) string {
	if d.IsZero() {
		return ""
	}
	return l.dates.of(dateAs{d, day, month, form}, func() string { return l.writeDate(d, day, month, form) })
}

func (l *Locale) writeDate(d date.Date, day, month, form string) string {
	pattern := l.need(day)
	if d.MonthOnly() {
		pattern = l.need(month)
	}
	alone := l.Month(d)
	if form != "" {
		alone = l.monthIn(d, form)
	}
	return l.fill(pattern, "Day", l.day(d.Day), "Month", l.monthIn(d, form), "MonthAlone", alone, "Weekday", l.Weekday(d),
		"Year", strconv.Itoa(d.Year))
}

// day writes the day of a month: date.day-1 is the first, for languages that write it differently (1er).
func (l *Locale) day(n int) string {
	s := strconv.Itoa(n)
	if own := l.entry("date.day-" + s); own != "" {
		return own
	}
	return l.fill(l.need("date.day"), "N", s)
}

// Time writes a time of day that is given on the 24-hour clock, such as "13:30". Noon and midnight have entries of their own in languages
// in which 12:00 a.m. would be ambiguous. Any other text is returned unchanged.
func (l *Locale) Time(hhmm string) string {
	h, m, ok := strings.Cut(hhmm, ":")
	hour, err1 := strconv.Atoi(h)
	_, err2 := strconv.Atoi(m)
	if !ok || err1 != nil || err2 != nil || hour < 0 || hour > 24 {
		return hhmm
	}
	hour %= 24
	key := "time.am"
	if hour >= 12 {
		key = "time.pm"
	}
	for name, at := range map[string]int{"time.noon": 12, "time.midnight": 0} {
		if hour == at && m == "00" && l.Has(name) {
			key = name
		}
	}
	return l.fill(l.need(key), "Hour", strconv.Itoa((hour+11)%12+1), "Hour24", strconv.Itoa(hour), "Minute", m)
}

// TimeRange writes a start and an end: 10:00 a.m. to 12:30 p.m. Either may be empty. In a language whose times have an article, it stands
// before both, as time.article-<hour> or time.article has it: das 10h00 às 12h30, da 1h00 às 2h00.
func (l *Locale) TimeRange(from, to string) string {
	switch {
	case from == "":
		return l.Time(to)
	case to == "":
		return l.Time(from)
	}
	return l.fill(l.need("time.range"), "From", l.timeWithArticle(from), "To", l.timeWithArticle(to))
}

func (l *Locale) timeWithArticle(hhmm string) string {
	text, article := l.Time(hhmm), ""
	if hour, _, _ := strings.Cut(hhmm, ":"); text != hhmm {
		if n, err := strconv.Atoi(hour); err == nil {
			article = cmp.Or(l.entry("time.article-"+strconv.Itoa(n)), l.entry("time.article"))
		}
	}
	return l.WithArticle(article, text)
}

// DateWords returns the words that a language uses in dates, apart from the names of months: marks are the signs after the number of a day
// (1st, 1er, 1.º), links the words between the parts (de, of). They come from the patterns of dates, the ordinals in figures, and
// date.between, which lists further words in use.
func (l *Locale) DateWords() (marks, links []string) {
	for _, key := range sortedKeys(l.labels) {
		section, name, _ := strings.Cut(key, ".")
		text := l.labels[key].Other
		switch {
		case section == "ordinal" && strings.HasPrefix(name, "number"):
			for f := range strings.SplitSeq(text, "|") {
				marks = append(marks, strings.TrimSpace(strings.ReplaceAll(f, "{{.N}}", "")))
			}
		case section == "date" && (name == "day" || strings.HasPrefix(name, "day-")):
			marks = append(marks, strings.TrimLeft(strings.ReplaceAll(text, "{{.N}}", ""), "0123456789"))
		case key == "date.between":
			links = append(links, strings.Fields(text)...)
		case section == "date":
			for i, words := range pieces(text) {
				if i%2 == 0 && i > 0 { // words before the first part, and names of months, are not links
					links = append(links, strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) })...)
				}
			}
		}
	}
	return unique(marks), unique(links)
}

// HalfDays returns the words for the time before and after noon on the 12-hour clock (a.m., p.m.), from the entries time.am and time.pm.
// They are "" if the entries use the 24-hour clock, or are the same for both.
func (l *Locale) HalfDays() (am, pm string) {
	word := func(key string) string {
		parts := pieces(l.entry(key))
		if len(parts) == 0 || slices.Contains(parts, "Hour24") {
			return ""
		}
		return strings.TrimSpace(parts[len(parts)-1])
	}
	if am, pm = word("time.am"), word("time.pm"); am == pm {
		return "", ""
	}
	return am, pm
}

// HalfDays returns the words of these languages for the time before and after noon.
func (s *Set) HalfDays(tags []string) (am, pm []string) {
	for _, tag := range tags {
		if l := s.Peek(tag); l != nil {
			a, p := l.HalfDays()
			am, pm = append(am, a), append(pm, p)
		}
	}
	return unique(am), unique(pm)
}

// DateWords returns the words that any of the languages uses in dates.
func (s *Set) DateWords() (marks, links []string) {
	for _, tag := range s.Languages() {
		m, l := s.of(tag).DateWords()
		marks, links = append(marks, m...), append(links, l...)
	}
	return unique(marks), unique(links)
}

// unique returns each word of a list once, the longest first, so that a pattern made of them matches the longest.
func unique(words []string) []string {
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	words = slices.Compact(words)
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}
