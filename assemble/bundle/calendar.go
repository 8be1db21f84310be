package bundle

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"omnibus/assemble/date"
	"omnibus/assemble/input"
	"omnibus/assemble/work"
)

// longest is the maximum length of a line of a calendar, in octets (RFC 5545, 3.1).
const longest = 75

// Forms of days and times in a calendar.
const (
	onDay = "20060102"
	stamp = "20060102T150405Z"
)

// Calendar returns the meetings of the term, and the days on which translations and papers are due, as a calendar of RFC 5545. Each entry
// keeps its UID from build to build, so that a program that imports the calendar again updates its entries. Times are local.
func Calendar(w *work.Work) []byte {
	c := &calendar{w: w, stamp: w.Plan.AsOf.Last().Time().Format(stamp)}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//omnibus//"+calendarMark+"//EN")
	c.line("X-OMNIBUS", calendarMark)
	for _, m := range w.Records.Meetings {
		c.meeting(m)
	}
	c.line("END", "VCALENDAR")
	return []byte(c.b.String())
}

// calendarMark marks a calendar as made by omnibus.
const calendarMark = "meetings"

type calendar struct {
	b     strings.Builder
	w     *work.Work
	stamp string
}

func (c *calendar) meeting(m *input.Meeting) {
	d := m.Date.Date
	l := c.w.Langs[0]
	name := l.T("draft.meeting-of", map[string]any{"Date": d})
	if t := c.text(m.Title); t != "" {
		name = t
	}
	more := [][2]string{{"SUMMARY", l.Capital(name)}}
	if p := c.text(m.Place); p != "" {
		more = append(more, [2]string{"LOCATION", p})
	}
	c.event(m.ID.String, d, m.Start.String, m.End.String, more...)
	for _, due := range []struct {
		id, key string
		on      date.Date
	}{{"translations", "screen.translations-due", m.Translations.Date}, {"papers", "screen.papers-due", m.PapersDue.Date}} {
		c.event(m.ID.String+"."+due.id, due.on, "", "", [2]string{"SUMMARY", l.Capital(l.T(due.key, map[string]any{"Meeting": name}))})
	}
}

// event prints an event on a day, at its hours if they are known. An event in a month without a day says so, and does not count as busy
// time.
func (c *calendar) event(id string, d date.Date, start, end string, more ...[2]string) {
	if d.IsZero() {
		return
	}
	c.line("BEGIN", "VEVENT")
	c.line("UID", id+"."+c.w.Records.Term.ID.String+"@omnibus")
	c.line("DTSTAMP", c.stamp)
	switch {
	case d.MonthOnly():
		c.line("DTSTART;VALUE=DATE", d.First().Time().Format(onDay))
		c.line("DTEND;VALUE=DATE", d.Last().Time().AddDate(0, 0, 1).Format(onDay))
		c.line("STATUS", "TENTATIVE")
		c.line("TRANSP", "TRANSPARENT")
	case start != "":
		c.line("DTSTART", clock(d, start))
		if end > start {
			c.line("DTEND", clock(d, end))
		}
	default:
		c.line("DTSTART;VALUE=DATE", d.Time().Format(onDay))
		c.line("DTEND;VALUE=DATE", d.Time().AddDate(0, 0, 1).Format(onDay))
		c.line("TRANSP", "TRANSPARENT")
	}
	for _, m := range more {
		c.line(m[0], escaped.Replace(m[1]))
	}
	c.line("END", "VEVENT")
}

// clock returns a local time on a day, given as 9:30 or 09:30.
func clock(d date.Date, hhmm string) string {
	t, err := time.Parse("15:04", hhmm)
	if err != nil {
		return d.Time().Format(onDay) + "T000000"
	}
	return d.Time().Format(onDay) + t.Format("T150405")
}

var escaped = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`)

// line prints a line, folded if it is too long.
func (c *calendar) line(name, value string) {
	s := name + ":" + value
	room := longest
	for len(s) > room {
		n := room
		for !utf8.RuneStart(s[n]) {
			n--
		}
		fmt.Fprintf(&c.b, "%s\r\n ", s[:n])
		s, room = s[n:], longest-1
	}
	c.b.WriteString(s + "\r\n")
}

// text returns a text in the first language of the papers.
func (c *calendar) text(t input.Text) string {
	return c.w.Locales.Lookup(t, c.w.Langs[0].Tag).Text.String
}
