package date

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	yearLast  = regexp.MustCompile(`^(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})$`)
	yearFirst = regexp.MustCompile(`^(\d{4})[./ -](\d{1,2})(?:[./ -](\d{1,2}))?$`)
	monthYear = regexp.MustCompile(`^(\d{1,2})[./ -](\d{4})$`)
)

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
		return written(number(m[1]), number(m[2]), number(m[3]), m[3] != "")
	}
	if m := monthYear.FindStringSubmatch(s); m != nil {
		return written(number(m[2]), number(m[1]), 0, false)
	}
	m := yearLast.FindStringSubmatch(s)
	if m == nil {
		return ""
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
