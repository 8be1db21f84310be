package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"omnibus/assemble/date"
	"omnibus/assemble/locale"
)

// A Dates reads dates as people type them, in one language or else in any other.
type Dates struct {
	Set  *locale.Set
	Lang string

	words *regexp.Regexp // matches dates whose month is a word; nil: not yet compiled
}

// DayNumber reports whether a text is a date that a program has converted to a number.
func DayNumber(s string) bool { return dayNumber.MatchString(s) }

var (
	isoDate    = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$`)
	plainDate  = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	commonDate = regexp.MustCompile(`^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})$`)
	dayNumber  = regexp.MustCompile(`^[2-9]\d{4}$`)
	monthDate  = regexp.MustCompile(`^(\d{1,2})[-/.](\d{4})$`)
	midnight   = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?Z?$`)
)

// inWords returns the expression for dates whose month is a word, with everything that any language writes after the day and between the
// parts.
func (x *Dates) inWords() *regexp.Regexp {
	if x.words != nil {
		return x.words
	}
	quoted := func(words []string) string {
		for i, w := range words {
			words[i] = regexp.QuoteMeta(w)
		}
		return strings.Join(words, "|")
	}
	marks, links := x.Set.DateWords()
	mark, link := `(?:`+quoted(append(marks, "."))+`)?`, `[- ]+(?:(?:`+quoted(links)+`) )?`
	x.words = regexp.MustCompile(`^(?:(\d{1,2})` + mark + link + `)?(\p{L}+)\.?(?: (\d{1,2}),)?` + link + `(\d{4})$`)
	return x.words
}

// Read reads a date as people type it, with the names of months in any language. If day and month could be swapped, it returns both
// possible dates in either.
func (x *Dates) Read(s string) (d date.Date, either []date.Date) {
	at := func(y, m, d string) date.Date {
		n := func(s string) int { i, _ := strconv.Atoi(s); return i }
		text := fmt.Sprintf("%04d-%02d", n(y), n(m))
		if d != "" {
			text += fmt.Sprintf("-%02d", n(d))
		}
		day, err := date.Parse(text)
		if err != nil {
			return date.Date{}
		}
		return day
	}
	s = strings.Join(strings.Fields(s), " ")
	if m := midnight.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return at(m[1], m[2], m[3]), nil
	}
	if m := plainDate.FindStringSubmatch(s); m != nil {
		return at(m[1], m[2], m[3]), nil
	}
	if m := monthDate.FindStringSubmatch(s); m != nil {
		return at(m[2], m[1], ""), nil
	}
	if m := commonDate.FindStringSubmatch(s); m != nil {
		dayFirst, monthFirst := at(m[4], m[3], m[1]), at(m[4], m[1], m[3])
		switch {
		case m[2] == "." || monthFirst.IsZero() || dayFirst == monthFirst:
			return dayFirst, nil
		case dayFirst.IsZero():
			return monthFirst, nil
		}
		return date.Date{}, []date.Date{dayFirst, monthFirst}
	}
	if m := x.inWords().FindStringSubmatch(s); m != nil {
		if month := x.month(m[2]); month > 0 && (m[1] == "" || m[3] == "") {
			return at(m[4], strconv.Itoa(month), m[1]+m[3]), nil
		}
	}
	return date.Date{}, nil
}

// month returns the month with that name, or whose name begins with it, in the language of the workbook or else in another, or 0 if there
// is none.
func (x *Dates) month(name string) int {
	name = strings.ToLower(name)
	for _, tag := range append([]string{x.Lang}, x.Set.Languages()...) {
		found := 0
		for month := 1; month <= 12; month++ {
			for _, form := range x.Set.Locale(tag).MonthForms(time.Month(month)) {
				full := strings.ToLower(form)
				switch {
				case full == name:
					return month
				case len(name) >= 3 && strings.HasPrefix(full, name) && (found == 0 || found == month):
					found = month
				case len(name) >= 3 && strings.HasPrefix(full, name): // jui may be juin or juillet
					found = -1
				}
			}
		}
		if found > 0 {
			return found
		}
	}
	return 0
}
