package check

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"omnibus/assemble/date"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/symbol"
)

// A calendar finds dates, with their day of the week, in texts of one language.
type calendar struct {
	of       *locale.Locale
	form     *regexp.Regexp
	year     *regexp.Regexp // matches the year after a month
	days     []string       // of the week, in lower case
	names    []string       // of months
	weekdays map[string]time.Weekday
	months   map[string]time.Month
}

func calendarOf(l *locale.Locale) *calendar {
	c := &calendar{of: l, weekdays: map[string]time.Weekday{}, months: map[string]time.Month{}}
	var days, months []string
	for i := range 7 {
		d := date.Date{Year: 2023, Month: time.January, Day: 1 + i} // a Sunday
		name := l.Lower(l.Weekday(d))
		c.weekdays[name] = d.Weekday()
		days = append(days, regexp.QuoteMeta(name))
	}
	for m := time.January; m <= time.December; m++ {
		for _, form := range l.MonthForms(m) {
			name := l.Lower(form)
			c.months[name] = m
			months = append(months, regexp.QuoteMeta(name))
		}
	}
	marks, links := l.DateWords()
	link := `(?:[ ,\x{a0}]`
	for _, w := range links {
		link += "|" + regexp.QuoteMeta(w) + `\b`
	}
	link += ")*"
	mark := `(?:\.`
	for _, m := range marks {
		mark += "|" + regexp.QuoteMeta(m)
	}
	mark += ")?"
	month := "(" + strings.Join(months, "|") + ")"
	c.form = regexp.MustCompile(`(?i)\b(?:(` + strings.Join(days, "|") + `)` + link + `)?` +
		`(?:\b(\d{1,2})` + mark + link + month + `|` + month + link + `(\d{1,2}))` +
		`(?:\b` + link + `(\d{4})\b|\b)`)
	c.year = regexp.MustCompile(`^` + link + `[ ,\x{a0}](\d{4})\b`)
	c.days, c.names = days, slices.Sorted(maps.Keys(c.months))
	return c
}

// A dated is a date in a text, at text[start:end]. If the text gives no year, neither does Date; without a day of the week, day is -1.
type dated struct {
	date.Date
	day        time.Weekday
	start, end int
}

// datesIn returns the dates in a text that have a year or a day of the week.
func (c *calendar) datesIn(v *Version) []dated {
	there := func(name string) bool { return strings.Contains(v.words.low, name) }
	if !v.signs.any(decimals) || !hasYear(v.Text.String) && !slices.ContainsFunc(c.days, there) || !slices.ContainsFunc(c.names, there) {
		return nil
	}
	var out []dated
	for _, m := range c.form.FindAllStringSubmatchIndex(v.Text.String, -1) {
		part := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return c.of.Lower(v.Text.String[m[2*i]:m[2*i+1]])
		}
		d := dated{day: -1, start: m[0], end: m[1]}
		d.Day, _ = strconv.Atoi(part(2) + part(5))
		d.Year, _ = strconv.Atoi(part(6))
		d.Month = c.months[part(3)+part(4)]
		if part(1) != "" {
			d.day = c.weekdays[part(1)]
		}
		if d.Year > 0 || d.day >= 0 {
			out = append(out, d)
		}
	}
	return out
}

// calendars returns the calendars of the languages of the build.
func (p *Pass) calendars() map[string]*calendar {
	if p.dating == nil {
		p.dating = map[string]*calendar{}
		for _, lang := range p.Langs {
			if l := p.Locales.Locale(lang); l != nil && l.Has("date.weekday-0") {
				p.dating[lang] = calendarOf(l)
			}
		}
	}
	return p.dating
}

// yearOf returns the year of the term that contains a date without a year, or 0 if there is none or more than one.
func yearOf(d date.Date, t *input.Term) int {
	year := 0
	if t == nil || t.Begin.IsZero() || t.End.IsZero() {
		return 0
	}
	for y := t.Begin.Year; y <= t.End.Year; y++ {
		d.Year = y
		if _, err := date.Parse(d.String()); err != nil || d.Before(t.Begin.First()) || t.End.Last().Before(d) {
			continue
		}
		if year > 0 {
			return 0
		}
		year = y
	}
	return year
}

// hasYear reports whether a text has four digits in a row, which is much faster than looking for a date.
func hasYear(s string) bool {
	run := 0
	for i := 0; i < len(s) && run < 4; i++ {
		if run++; s[i] < '0' || s[i] > '9' {
			run = 0
		}
	}
	return run == 4
}

var _ = add(&Check{
	Code: "E1401", Name: "weekday-wrong",
	Doc: "a date in a text does not exist, or has the wrong day of the week",
	Explain: `"Tuesday, November 8, 2023" sends half of the delegations on the 7th and the other half on the 8th. Records contain
dates only, and papers print the day of the week from them; in texts, both were typed. A date without a year is read as
one within the term. A date that does not exist, such as February 30, is also reported.

    Wednesday, November 7, 2023      write: Tuesday, November 7, 2023`,
	Run: func(p *Pass) {
		for _, v := range p.Versions() {
			for _, d := range v.dates {
				words := v.Text.String[d.start:d.end]
				if d.Year == 0 {
					d.Year = yearOf(d.Date, p.Records.Term)
				}
				if d.Year == 0 {
					continue
				}
				if _, err := date.Parse(d.Date.String()); err != nil {
					p.Reportf(v.Text.At(d.start, len(words)), "there is no day %q", words).About(v.Record).Hint("check the date")
				} else if d.day >= 0 && d.Weekday() != d.day {
					p.Reportf(v.Text.At(d.start, len(words)), "%s is a %s", d.Date, d.Weekday()).About(v.Record).
						Hint("in %q it is %q: correct the day or the date", v.Lang, p.dating[v.Lang].of.Weekday(d.Date))
				}
			}
		}
	},
})

var _ = add(&Check{
	Code: "W1402", Name: "date-outside",
	Doc: "a meeting, session or proposal is dated outside the term",
	Explain: `The meetings and sessions of a term lie between its first and its last day. One that does not usually has the wrong
year, especially in January.

    date: 2023-01-16      in a term from 2023-11-01 to 2024-06-30: write 2024-01-16`,
	Run: func(p *Pass) {
		t := p.Records.Term
		if t == nil || t.Begin.IsZero() || t.End.IsZero() || t.End.Last().Before(t.Begin.First()) {
			return
		}
		if y := t.Assembly.Year; y != 0 && (y < t.Begin.Year || y > t.End.Year+1) {
			p.Reportf(t.Assembly.Pos, "the assembly of the term is in %d, but the term is from %s to %s", y, t.Begin.Date, t.End.Date).
				About(t.ID.String).
				Hint("correct the year, or the term")
		}
		check := func(d input.DateValue, id, what string) {
			if !d.IsZero() && (d.Last().Before(t.Begin.First()) || t.End.Last().Before(d.First())) {
				p.Reportf(d.Pos, "%s %q is dated %s, outside the term of %s to %s", what, id, d.Date, t.Begin.Date, t.End.Date).About(id).
					Hint("correct the date, or the term").See(t.Begin.Pos, "the term")
			}
		}
		for _, m := range p.Records.Meetings {
			check(m.Date, m.ID.String, "the meeting")
		}
		for _, o := range p.Records.Outcomes {
			check(o.Held, o.ID.String, "the session outcome")
		}
		for _, x := range p.Records.Proposals {
			check(x.Date, x.ID.String, "the proposal")
		}
	},
})

var _ = add(&Check{
	Code: "E1403", Name: "end-before-start",
	Doc: "something ends before it begins",
	Explain: `A meeting from 10:30 to 09:30, or a term or mandate that ends before it begins: one of the two values is wrong.

    start: "10:30"
    end: "09:30"`,
	Run: func(p *Pass) {
		if t := p.Records.Term; t != nil && !t.Begin.IsZero() && !t.End.IsZero() && t.End.Last().Before(t.Begin.First()) {
			p.Reportf(t.End.Pos, "the term ends on %s, before it begins", t.End.Date).About(t.ID.String).Hint("correct one of the two").
				See(t.Begin.Pos, "it begins here")
		}
		for _, m := range p.Records.Meetings {
			if m.Start.String != "" && m.End.String != "" && m.End.String <= m.Start.String {
				p.Reportf(m.End.Pos, "the meeting %q ends at %s, and begins at %s", m.ID.String, m.End.String, m.Start.String).
					About(m.ID.String).
					Hint("use the 24-hour clock: 14:30 is half past two in the afternoon").
					See(m.Start.Pos, "it begins here")
			}
		}
		for _, r := range p.Records.Resolutions {
			for _, m := range r.Paragraphs {
				if !m.Begin.IsZero() && !m.End.IsZero() && m.End.Last().Before(m.Begin.First()) {
					p.Reportf(m.End.Pos, "the mandate %q ends in %s, before it begins", m.ID.String, m.End.Date).About(m.ID.String).
						Hint("correct one of the two").See(m.Begin.Pos, "it begins here")
				}
			}
		}
	},
})

// noonForm matches twelve o'clock followed by a word for the time before or after noon, in any language of the texts; nil if none has one.
// The stops and spaces of an abbreviation may be left out: a.m., a. m., am.
func (p *Pass) noonForm() *regexp.Regexp {
	am, pm := p.Locales.HalfDays(p.written())
	var forms []string
	for _, w := range slices.Concat(am, pm) {
		var parts []string
		for _, part := range strings.FieldsFunc(w, func(r rune) bool { return r == '.' || unicode.IsSpace(r) }) {
			parts = append(parts, regexp.QuoteMeta(part))
		}
		forms = append(forms, strings.Join(parts, `\.?[ \x{a0}]?`))
	}
	if len(forms) == 0 {
		return nil
	}
	return regexp.MustCompile(`(?i)\b12(?::00)?[ \x{a0}]?(?:` + strings.Join(forms, "|") + `)\b\.?`)
}

var _ = add(&Check{
	Code: "W1404", Name: "noon-midnight",
	Doc: "a text writes noon or midnight as 12 a.m. or 12 p.m.",
	Explain: `"10:30 a.m. - 12:00 a.m." could end at midnight or at noon: twelve o'clock is neither before nor after noon.

    10:30 a.m. to noon`,
	Run: func(p *Pass) {
		form := p.noonForm()
		for _, v := range p.Versions() {
			if form == nil || !strings.Contains(v.Text.String, "12") {
				continue
			}
			for _, m := range form.FindAllStringIndex(v.Text.String, -1) {
				p.Reportf(v.Text.At(m[0], m[1]-m[0]), "%q could mean noon or midnight", v.Text.String[m[0]:m[1]]).About(v.Record).
					Hint("write noon or midnight, or 12:00 and 24:00")
			}
		}
	},
})

var _ = add(&Check{
	Code: "N1405", Name: "meeting-open",
	Doc: "meetings have no day, time or place yet",
	Explain: `If a meeting has only a month, or no time or place, papers say "to be confirmed", and this note keeps it among the open
items. There is one note each for days, times and places.

    - {id: meeting-march, date: 2024-03}      later: date: 2024-03-12, start: "10:00", place: Simón Bolívar Room`,
	Run: func(p *Pass) {
		for _, x := range []struct {
			what, field, hint string
			open              func(*input.Meeting) bool
		}{
			{"day", "date", "date: 2024-03-12", func(m *input.Meeting) bool { return m.Date.IsZero() || m.Date.MonthOnly() }},
			{"time", "start", `start: "10:00"`, func(m *input.Meeting) bool { return m.Start.String == "" }},
			{"place", "place", "place: Room A", func(m *input.Meeting) bool { return m.Place.String == "" }},
		} {
			var ids []string
			var first *input.Meeting
			for _, m := range p.Records.Meetings {
				if x.open(m) && !p.Records.Unread(m.ID.String, x.field) {
					if first == nil {
						first = m
					}
					ids = append(ids, m.ID.String)
				}
			}
			if first == nil {
				continue
			}
			what := "meetings have"
			if len(ids) == 1 {
				what = "meeting has"
			}
			p.Reportf(first.ID.Pos, "%d %s no %s: %s", len(ids), what, x.what, strings.Join(ids, ", ")).About(first.ID.String).
				Hint("add %s once it is known", x.hint)
		}
	},
})

var _ = add(&Check{
	Code: "W1406", Name: "report-due",
	Doc: "a report is requested for a session that is too early",
	Explain: `A resolution of the fifty-fourth regular session cannot request a report to that session or to an earlier one. Such
paragraphs were copied from the year before, and the session was not updated.

    ... to report to the General Assembly at its fifty-fourth regular session      write: fifty-fifth`,
	Run: func(p *Pass) {
		t := p.Records.Term
		if t == nil || t.Assembly.Session == 0 || p.Plan == nil {
			return
		}
		inDraft, stems := map[string]bool{}, map[string]*stemsOf{}
		for _, x := range p.Plan.Draft.Paragraphs() {
			if x.Kind != "preambular" {
				inDraft[x.Text.ID] = true
			}
		}
		for _, v := range p.Versions() {
			l := p.Locales.Locale(v.Lang)
			if !inDraft[v.Of.ID] || l == nil || !l.Has("verb.report") {
				continue
			}
			if stems[v.Lang] == nil {
				stems[v.Lang] = &stemsOf{l, map[string]string{}, l.Stem(l.T("verb.report", nil))}
			}
			of := stems[v.Lang]
			if v.words.text == v.Text.String && !slices.ContainsFunc(v.list, func(w word) bool { return of.stem(w.text) == of.verb }) ||
				p.asksNothing(v.Text.String, v.Lang) {
				continue
			}
			text := l.Lower(withoutSymbols(v.Text.String, p.Records.Body.Grammar()))
			asks, asked := false, 0
			for _, w := range wordsOf(text) {
				if !asks && of.verb != "" && of.stem(w.text) == of.verb {
					asks, asked = true, w.at
				}
			}
			if !asks {
				continue
			}
			figures := func(n int) []string {
				return []string{l.Lower(l.Ordinal(n, l.Gender("regular-session"), "number")), strings.ToLower(symbol.Roman(n))}
			}
			ordinal := func(n int) string { return l.Lower(l.Ordinal(n, l.Gender("regular-session"), "word")) }
			// With a later session in the text, one before the verb is that of something else: continue the work of session 47, and report
			// at session 49.
			later := false
			for n := t.Assembly.Session + 1; n <= t.Assembly.Session+3; n++ {
				for _, figure := range append(figures(n), ordinal(n)) {
					later = later || len(findAll(text, figure)) > 0
				}
			}
			before := func(at int) bool { return later && at < asked }
			for n := t.Assembly.Session; n > max(t.Assembly.Session-6, 0) && len(text) == len(v.Text.String); n-- {
				for _, figure := range figures(n) {
					for _, at := range findAll(text, figure) {
						if before(at) || p.inThePast(v, at, "check.past", "check.past-reports") {
							continue
						}
						p.Reportf(v.Text.At(at, len(figure)),
							"a report is requested for session %d, but the resolution is of session %d", n,
							t.Assembly.Session).
							About(v.Record).
							Hint("the next regular session is the %s", l.Ordinal(t.Assembly.Session+1, l.Gender("regular-session"), "word"))
					}
				}
				words := ordinal(n)
				for _, at := range findAll(text, words) {
					longer := false // fiftieth within fiftieth fifth, in languages that write it so
					for k := n + 1; k < n+10; k++ {
						longer = longer || strings.HasPrefix(text[at:], ordinal(k)) && len(ordinal(k)) > len(words)
					}
					if !longer && !before(at) && !p.inThePast(v, at, "check.past", "check.past-reports") {
						p.Reportf(v.Text.At(at, len(words)), "a report is requested for session %d, but the resolution is of session %d", n,
							t.Assembly.Session).About(v.Record).
							Hint("the next regular session is the %s", l.Ordinal(t.Assembly.Session+1, l.Gender("regular-session"), "word"))
					}
				}
			}
		}
	},
})

var _ = add(&Check{
	Code: "W1414", Name: "deadline-past",
	Doc: "a draft paragraph sets a deadline that passes before adoption",
	Explain: `A draft is adopted at the end of the term. A deadline within the term has passed by then; usually the year was copied.
A paragraph that only thanks, notes or recognizes may name a past date (check.attitudes in the label file).

    ... to present it before March 31, 2024      a resolution of June 2024`,
	Run: func(p *Pass) {
		t := p.Records.Term
		if t == nil || t.End.IsZero() || p.Plan == nil {
			return
		}
		adopted, when, see := t.End.Date, "at the end of the term", t.End.Pos
		if y := (date.Date{Year: t.Assembly.Year, Month: time.December, Day: 31}); y.Year > 0 && y.Before(adopted.Last()) {
			adopted, when, see = y, "in the year of the assembly", t.Assembly.Pos
		}
		inDraft := map[string]bool{}
		for _, x := range p.Plan.Draft.Paragraphs() {
			if x.Kind == "preambular" {
				continue
			}
			inDraft[x.Text.ID] = true
			if x.Text.Merged != nil {
				inDraft[x.Text.Merged.Base.ID] = true
			}
		}
		for _, d := range p.draftTexts() {
			if d.dates == nil || d.proposal.Kind.String != "operative" || lastState(d.proposal) == "withdrawn" ||
				!d.sub && !inDraft[d.Of.ID] || p.asksNothing(d.proposal.Text.String, d.proposal.Text.Lang) {
				continue
			}
			for _, x := range d.dates {
				due := false
				for _, w := range p.phrases(d.Lang, "check.deadline") {
					before := strings.TrimRight(d.words.low[:x.start], " \u00a0")
					due = due || strings.HasSuffix(before, w) && boundary(before, len(before)-len(w), len(before))
				}
				if due && x.Year > 0 && !adopted.Last().Before(x.Date) && !p.inThePast(d.Version, x.start, "check.past") &&
					!insideQuotation(d.words.text, x.start) {
					p.Reportf(d.Text.At(x.start, x.end-x.start), "%s is before the draft is adopted %s, %s", x.Date, when, adopted).
						About(d.proposal.ID.String).
						Hint("set a later date").
						See(see, "%s", when[len("at "):])
				}
			}
		}
	},
})

// A stemsOf has the stems of the words of a language that were needed, and that of its verb for reporting.
type stemsOf struct {
	*locale.Locale
	known map[string]string
	verb  string
}

func (x *stemsOf) stem(word string) string {
	s, ok := x.known[word]
	if !ok {
		s = x.Stem(word)
		x.known[strings.Clone(word)] = s
	}
	return s
}

// inThePast reports whether the words before a byte of a text, back to the nearest punctuation, refer to the past: it was to be done by
// that date. The labels with the given keys list the words that do.
func (p *Pass) inThePast(v *Version, at int, keys ...string) bool {
	from := strings.LastIndexAny(v.words.text[:at], ",;:") + 1
	for _, w := range v.list {
		if w.at < from || w.at >= at {
			continue
		}
		for _, key := range keys {
			if slices.Contains(p.phrases(v.Lang, key), w.folded) {
				return true
			}
		}
	}
	return false
}

// asksNothing reports whether a paragraph opens with words that take note of something, such as notes or thanks.
func (p *Pass) asksNothing(text, lang string) bool {
	text, _ = p.unbracketed(text)
	low, adverbs := strings.ToLower(text), p.phrases(lang, "check.adverbs")
	return slices.ContainsFunc(p.phrases(lang, "check.attitudes"), func(form string) bool {
		return strings.HasPrefix(low, form) && !isWord(firstRune(low[len(form):])) || opensWith(low, form, adverbs)
	})
}

// insideQuotation reports whether byte at of a text is in a quotation.
func insideQuotation(s string, at int) bool {
	return strings.Count(s[:at], "“") > strings.Count(s[:at], "”") || strings.Count(s[:at], "«") > strings.Count(s[:at], "»")
}
