package locale

import (
	"strconv"
	"strings"

	"omnibus/assemble/date"
)

// DateBlock writes a date as the classification block does: 16 December 2009, 16 diciembre 2009. A month whose day is not
// known is written alone. No date is "".
func (l *Locale) DateBlock(d date.Date) string { return l.date(d, "date.block", "date.block-month") }

// DateText writes a date as running text does: November 7, 2023; 7 de noviembre de 2023.
func (l *Locale) DateText(d date.Date) string { return l.date(d, "date.text", "date.text-month") }

// DateFull writes a date with its day of the week: Tuesday, November 7, 2023.
func (l *Locale) DateFull(d date.Date) string { return l.date(d, "date.full", "date.text-month") }

// MonthYear writes the month and the year of a date: November 2023.
func (l *Locale) MonthYear(d date.Date) string {
	d.Day = 0
	return l.date(d, "date.text-month", "date.text-month")
}

// Month returns the name of the date's month as it stands within a sentence: November, noviembre.
func (l *Locale) Month(d date.Date) string {
	if d.IsZero() {
		return ""
	}
	return l.need("date.month-" + strconv.Itoa(int(d.Month)))
}

// Weekday returns the name of the date's day of the week, and "" where the day is not known.
func (l *Locale) Weekday(d date.Date) string {
	if d.IsZero() || d.MonthOnly() {
		return ""
	}
	return l.need("date.weekday-" + strconv.Itoa(int(d.Weekday())))
}

func (l *Locale) date(d date.Date, day, month string) string {
	if d.IsZero() {
		return ""
	}
	pattern := l.need(day)
	if d.MonthOnly() {
		pattern = l.need(month)
	}
	return l.fill(pattern, "Day", l.day(d.Day), "Month", l.Month(d), "Weekday", l.Weekday(d), "Year", strconv.Itoa(d.Year))
}

// day writes the day of a month: date.day-1 is the first where a language writes it in its own way (1er).
func (l *Locale) day(n int) string {
	s := strconv.Itoa(n)
	if own := l.entry("date.day-" + s); own != "" {
		return own
	}
	return l.fill(l.need("date.day"), "N", s)
}

// Time writes a time of the day given as 24 hours, such as "13:30". Noon and midnight have entries of their own where a
// language needs them: 12:00 a.m. is read as either. What is no such time is returned as it came.
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

// TimeRange writes from when to when: 10:00 a.m. to 12:30 p.m. Either may be empty.
func (l *Locale) TimeRange(from, to string) string {
	switch {
	case from == "":
		return l.Time(to)
	case to == "":
		return l.Time(from)
	}
	return l.fill(l.need("time.range"), "From", l.Time(from), "To", l.Time(to))
}
