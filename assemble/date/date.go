// Package date holds civil dates: days, and months whose day is not yet known. It uses no clock and no time zone.
package date

import (
	"fmt"
	"time"
)

// A Date is a day of the Gregorian calendar. Day 0 means a month whose day is not known; the zero Date is not a date.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Parse reads 2023-11-07 or 2023-11.
func Parse(s string) (Date, error) {
	if t, err := time.Parse("2006-01-02", s); err == nil {
		return Date{t.Year(), t.Month(), t.Day()}, nil
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return Date{t.Year(), t.Month(), 0}, nil
	}
	return Date{}, fmt.Errorf("%q is not a date: write 2023-11-07, or 2023-11 if the day is not known", s)
}

// Of returns the date of t in t's own zone.
func Of(t time.Time) Date { return Date{t.Year(), t.Month(), t.Day()} }

// IsZero reports whether d is not a date.
func (d Date) IsZero() bool { return d == Date{} }

// MonthOnly reports whether the day of d is not known.
func (d Date) MonthOnly() bool { return !d.IsZero() && d.Day == 0 }

// First returns the first day that d can mean.
func (d Date) First() Date {
	if d.MonthOnly() {
		d.Day = 1
	}
	return d
}

// Last returns the last day that d can mean: a month alone counts as its last day.
func (d Date) Last() Date {
	if !d.MonthOnly() {
		return d
	}
	return Of(time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC))
}

// Time returns midnight UTC at the start of the last day of d.
func (d Date) Time() time.Time {
	l := d.Last()
	return time.Date(l.Year, l.Month, l.Day, 0, 0, 0, 0, time.UTC)
}

// Weekday returns the day of the week of d, whose day must be known.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// Compare orders dates by their last day: -1, 0 or 1.
func (d Date) Compare(e Date) int { return d.Time().Compare(e.Time()) }

// Before reports whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// String returns d in the form that Parse reads, or "" for the zero Date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}
