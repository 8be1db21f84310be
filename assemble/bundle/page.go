// Package bundle makes what accompanies the papers of a meeting: the page that links to them, and the calendar of the meetings.
package bundle

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"path"
	"strings"

	"omnibus/assemble/compose"
	"omnibus/assemble/date"
	"omnibus/assemble/doc"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/locale"
	"omnibus/assemble/paper"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/write/html"
)

// Names of the files.
const (
	PageName     = "index.html"
	CalendarName = "meetings.ics"
)

var (
	//go:embed page.html
	pageText string
	//go:embed page.css
	pageStyle string
)

// Files returns the page and the calendar for a job that makes all papers of the term, some of them for the screen; otherwise nil. The page
// gives the fingerprints of the files that are published.
func Files(w *work.Work) ([]*source.File, error) {
	if len(w.Job.Papers) > 0 || !forScreen(w) {
		return nil, nil
	}
	b, err := page(w)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", PageName, err)
	}
	return []*source.File{source.NewFile(PageName, b), source.NewFile(CalendarName, Calendar(w))}, nil
}

func forScreen(w *work.Work) bool {
	for _, f := range w.Files {
		if path.Ext(f.Name) == "."+html.Name {
			return true
		}
	}
	return false
}

// A words is a label in each language of the papers.
type words []struct{ Lang, Text string }

type view struct {
	Lang, Policy    string
	Style           template.CSS
	Told            string
	Organ, Title    words
	Meeting         words
	Papers          words
	Groups          []*group
	Dates           []event
	DatesHeading    words
	Calendar        string
	CalendarLabel   words
	Sums            []sum
	SumsHeading     words
	FileHeading     words
	SumsExplanation words
}

// A group holds the papers in the same languages.
type group struct {
	Name   words
	Papers []*entry
}

// An entry is a paper or a view of one, with its files.
type entry struct {
	Lang, Title, View, Symbol, Date string
	Said                            []said // its status
	Files                           []file
}

type said struct{ Lang, Text string }

type file struct{ Name, Format, Size string }

type sum struct{ Name, SHA256 string }

type event struct {
	Day  words
	What words
}

func page(w *work.Work) ([]byte, error) {
	t, err := template.New(PageName).Parse(pageText)
	if err != nil {
		panic("bundle: the page is not a template: " + err.Error())
	}
	v := &view{Lang: w.Langs[0].Tag, Policy: html.Policy(pageStyle, ""), Style: template.CSS(pageStyle), Calendar: CalendarName}
	v.Told = (&doc.Document{Paper: "index", Langs: w.Tags()}).Told()
	all := func(f func(l *locale.Locale) string) words {
		var out words
		for _, l := range w.Langs {
			s := f(l)
			if len(out) > 0 && out[len(out)-1].Text == s {
				continue
			}
			out = append(out, struct{ Lang, Text string }{l.Tag, s})
		}
		return out
	}
	label := func(key string) words { return all(func(l *locale.Locale) string { return l.T(key, nil) }) }
	v.Organ = all(func(l *locale.Locale) string { return compose.NameOf(w.Plan, w.Locales, l, w.Records.Body.Name.String) })
	v.Title = all(func(l *locale.Locale) string { return compose.Plain(w.Plan, w.Locales, l, w.Records.Term.Title) })
	v.Meeting = all(func(l *locale.Locale) string { return l.Capital(meeting(w, l)) })
	v.Papers, v.DatesHeading, v.SumsHeading = label("screen.papers"), label("screen.dates"), label("screen.fingerprints")
	v.CalendarLabel, v.SumsExplanation = label("screen.calendar"), label("screen.fingerprints-use")
	v.FileHeading = label("screen.file")
	v.groups(w)
	v.dates(w, all)
	for _, f := range w.Published {
		v.Sums = append(v.Sums, sum{f.Name, record.Fingerprint(f.Bytes)})
	}
	for _, s := range w.Unchanged {
		v.Sums = append(v.Sums, sum{s.Name, s.SHA256})
	}
	var b bytes.Buffer
	if err := t.Execute(&b, v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func meeting(w *work.Work, l *locale.Locale) string {
	if m := w.Plan.Meeting; m != nil {
		return l.T("draft.meeting-of", map[string]any{"Date": m.Date.Date})
	}
	return l.T("screen.end", nil)
}

// groups groups the files by languages, and within these by paper and view.
func (v *view) groups(w *work.Work) {
	groups := map[string]*group{}
	entries := map[string]*entry{}
	for _, f := range w.Files {
		langs, variant := f.Langs, ""
		if f.Doc != nil {
			langs, variant = f.Doc.Langs, f.Doc.Variant
		}
		in := strings.Join(langs, " ")
		g := groups[in]
		if g == nil {
			g = &group{Name: named(w, langs)}
			groups[in] = g
			v.Groups = append(v.Groups, g)
		}
		key := strings.Join([]string{f.Paper, in, variant}, "|")
		e := entries[key]
		if e == nil {
			e = newEntry(w, f, w.Locales.Locale(langs[0]), variant)
			entries[key] = e
			g.Papers = append(g.Papers, e)
		}
		format := strings.ToUpper(strings.TrimPrefix(path.Ext(f.Name), "."))
		if len(f.Langs) < len(langs) {
			for _, n := range named(w, f.Langs) {
				format += " " + n.Text
			}
		}
		e.Files = append(e.Files, file{f.Name, format, size(len(f.Bytes))})
	}
}

// named returns the names of languages, each in the language itself.
func named(w *work.Work, langs []string) words {
	var out words
	for _, tag := range langs {
		l := w.Locales.Locale(tag)
		out = append(out, struct{ Lang, Text string }{tag, l.Capital(l.LanguageName(tag))})
	}
	return out
}

func newEntry(w *work.Work, f *work.Made, l *locale.Locale, variant string) *entry {
	p := w.PlanOf(f.Paper)
	e := &entry{Lang: l.Tag, Title: l.Capital(compose.PaperName(p, w.Locales, l, f.Paper))}
	if x := p.Papers[f.Paper]; x != nil {
		e.Symbol = x.Symbol
		if !x.Date.IsZero() {
			e.Date = l.DateBlock(x.Date)
		}
	}
	if variant != "" {
		e.View = variant
		if key := "screen.view-" + variant; l.Has(key) {
			e.View = l.T(key, nil)
		}
	}
	if f.Doc == nil {
		return e
	}
	for _, tag := range f.Doc.Langs {
		l := w.Locales.Locale(tag)
		words := compose.Changes(f.Doc, tag)
		if entry := w.Papers.Find(f.Paper); words == "" && entry != nil && entry.Content == paper.Draft && variant == "" {
			words = compose.OpenParagraphs(p, w.Locales, l, f.Paper)
		}
		if words != "" {
			e.Said = append(e.Said, said{tag, words})
		}
	}
	return e
}

// dates lists the meetings and the days on which something is due, from the date of the papers on.
func (v *view) dates(w *work.Work, all func(func(*locale.Locale) string) words) {
	add := func(d date.Date, what func(l *locale.Locale) string) {
		if d.IsZero() || d.Last().Before(w.Plan.AsOf.First()) {
			return
		}
		v.Dates = append(v.Dates, event{all(func(l *locale.Locale) string { return l.DateText(d) }), all(what)})
	}
	for _, m := range w.Records.Meetings {
		of := func(l *locale.Locale) string {
			if t := compose.Plain(w.Plan, w.Locales, l, m.Title); t != "" {
				return t
			}
			return l.T("draft.meeting-of", map[string]any{"Date": m.Date.Date})
		}
		add(m.Translations.Date, func(l *locale.Locale) string {
			return l.Capital(l.T("screen.translations-due", map[string]any{"Meeting": of(l)}))
		})
		add(m.PapersDue.Date, func(l *locale.Locale) string {
			return l.Capital(l.T("screen.papers-due", map[string]any{"Meeting": of(l)}))
		})
		add(m.Date.Date, func(l *locale.Locale) string { return l.Capital(of(l)) })
	}
}

// size returns the size of a file in kilobytes, for people to read.
func size(n int) string {
	const kilo = 1000
	return fmt.Sprintf("%d kB", max(1, (n+kilo/2)/kilo))
}

// Told reports whether a file is a page or a calendar made by omnibus.
func Told(b []byte) bool {
	if d := html.Told(b); d != nil {
		return d.Paper == "index"
	}
	return bytes.HasPrefix(b, []byte("BEGIN:VCALENDAR\r\n")) && bytes.Contains(b, []byte("\r\nX-OMNIBUS:"+calendarMark+"\r\n"))
}
