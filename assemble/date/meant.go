package date

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"omnibus/assemble/pattern"
)

var (
	yearLast  = pattern.Of(`^(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})$`)
	yearFirst = pattern.Of(`^(\d{4})[./ -](\d{1,2})(?:[./ -](\d{1,2}))?$`)
	monthYear = pattern.Of(`^(\d{1,2})[./ -](\d{4})$`)
	shortYear = pattern.Of(`^(\d{1,2}[./-]\d{1,2}[./-])(\d{2})$`) // 14/5/27

	fourDigits = pattern.Of(`\b\d{4}\b`)
	numbers    = pattern.Of(`\d+`)
	letters    = pattern.Of(`\pL{3}`)
)

// century is that of years with two digits.
const century = "20"

// Meant suggests how to write a date that Parse does not read: for 14/5/2027, 2027-05-14. It names both dates if there are two
// possibilities, and the last day of the month if the month does not have that day. It returns "" if the text is no date.
func Meant(s string) string {
	s = strings.TrimSpace(s)
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			return 0
		}
		return n
	}
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		year, month, day := number(m[1]), number(m[2]), number(m[3])
		if month > int(time.December) && day > 0 { // the day before the month
			month, day = day, month
		}
		return written(year, month, day, m[3] != "")
	}
	if m := monthYear.FindStringSubmatch(s); m != nil {
		return written(number(m[2]), number(m[1]), 0, false)
	}
	if m := shortYear.FindStringSubmatch(s); m != nil {
		s = m[1] + century + m[2]
	}
	m := yearLast.FindStringSubmatch(s)
	if m == nil {
		return inWords(s)
	}
	day, month, year := number(m[1]), number(m[2]), number(m[3])
	dayFirst, monthFirst := written(year, month, day, true), written(year, day, month, true)
	switch {
	case month > int(time.December):
		return monthFirst
	case day > int(time.December) || day == month || monthFirst == "":
		return dayFirst
	}
	return dayFirst + ", or " + monthFirst
}

// inWords returns the form of a date whose month is a word, in whatever language: MM is to be the number of the month.
func inWords(s string) string {
	year := fourDigits.FindString(s)
	if year == "" || !letters.MatchString(s) {
		return ""
	}
	const month = ", with the number of the month for MM"
	rest := strings.Replace(s, year, "", 1)
	switch days := numbers.FindAllString(rest, -1); {
	case len(days) == 0:
		return year + "-MM" + month
	case len(days) == 1 && len(days[0]) <= len("31"):
		return fmt.Sprintf("%s-MM-%02s%s", year, days[0], month)
	}
	return ""
}

// written returns a date in the form that Parse reads; "" if there is no such month.
func written(year, month, day int, known bool) string {
	if month < 1 || month > int(time.December) {
		return ""
	}
	of := Date{Year: year, Month: time.Month(month)}
	last := of.Last()
	switch {
	case !known:
		return of.String()
	case day < 1:
		return ""
	case day > last.Day:
		return fmt.Sprintf("%s, the last day of that month", last)
	}
	of.Day = day
	return of.String()
}
