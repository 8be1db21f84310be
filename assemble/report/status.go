// Package report prints reports on the papers: their status, the trace of a record, stages as text, rules.
package report

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/check"
	"omnibus/assemble/compose"
	"omnibus/assemble/diag"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/locale"
	"omnibus/assemble/translate"
	"omnibus/assemble/work"
)

// untranslated counts the words that the meeting needs and that are not yet translated, by language.
func untranslated(w *work.Work) (words []int, total int) {
	words = make([]int, len(w.Langs))
	tags := w.Tags()
	for _, c := range translate.Status(w, tags) {
		words[slices.Index(tags, c.Lang)] += c.Needed
		total += c.Needed
	}
	return words, total
}

// Line returns the status of the papers in one line.
func Line(w *work.Work) string {
	_, words := untranslated(w)
	c := w.Diags.Counts()
	return fmt.Sprintf(
		"%s: %s, %s, %s, %s untranslated",
		w.Meeting(),
		diag.Plural(c.Errors, "error"),
		diag.Plural(c.Warnings, "warning"),
		diag.Plural(c.Notes, "open item"),
		diag.Plural(words, "word"),
	)
}

// Status prints on one screen, in the language of l, what the meeting still needs, and what prevents final papers. The work must be
// composed. What people know comes first, ids after it; findings are in English, as everywhere.
func Status(w *work.Work, l *locale.Locale, out io.Writer) error {
	s := &status{work: w, l: l, width: startWidth}
	for _, key := range []string{"meeting", "paper", "draft", "sessions", "mandates", "findings", "final", "blocks"} {
		s.width = max(s.width, utf8.RuneCountInString(s.t(key)))
	}
	s.row(s.t("meeting"), s.meeting())
	for _, name := range slices.Sorted(maps.Keys(w.Plan.Papers)) {
		s.row(s.t("paper"), s.paper(name))
	}
	preamble, operative := len(w.Plan.Draft.Preamble), len(w.Plan.Draft.Paragraphs())-len(w.Plan.Draft.Preamble)
	separator := l.T("list.separator", nil)
	s.row(s.t("draft"), strings.TrimSuffix(l.T("status-line.draft-counts", map[string]any{"Preambular": s.n("preambular", preamble),
		"Operative": s.n("operative", operative)})+separator+s.counted("state", states(w)), separator))
	s.row(s.t("sessions"), s.t("held", "Held", w.Held(), "All", len(w.Plan.Sessions)))
	mandates := strconv.Itoa(len(w.Plan.Mandates)) + separator + s.counted("mandate-state", mandateStates(w))
	s.row(s.t("mandates"), strings.TrimSuffix(mandates, separator))
	words, _ := untranslated(w)
	for i, of := range w.Langs {
		s.row(s.t("language", "Tag", of.Tag), s.n("untranslated", words[i]))
	}
	s.row(s.t("findings"), s.counts())
	for _, of := range []diag.Severity{diag.Error, diag.Warning, diag.Note} {
		for _, g := range s.grouped(&w.Diags, of) {
			s.row("  "+s.t(of.String()), g)
		}
	}
	pass := check.Pass{Records: w.Records, Plan: w.Plan, Locales: w.Locales, Langs: w.Tags(), Final: w.Job.Final}
	if blocks := s.grouped(check.Blocking(pass, &w.Diags, &w.Unfinished), diag.Error); len(blocks) == 0 {
		s.row(s.t("final"), s.t("final-ready"))
	} else {
		for _, g := range blocks {
			s.row(s.t("blocks"), g)
		}
	}
	_, err := io.WriteString(out, s.b.String())
	return err
}

// startWidth is the least width of the first column.
const startWidth = 14

// A status is a report that is being printed.
type status struct {
	b     strings.Builder
	work  *work.Work
	l     *locale.Locale
	width int // of the first column
}

// row adds a line.
func (s *status) row(name, words string) {
	fmt.Fprintf(&s.b, "%s%s %s\n", name, strings.Repeat(" ", max(0, s.width-utf8.RuneCountInString(name))), words)
}

// t returns a label of the report, with values for its placeholders.
func (s *status) t(key string, pairs ...any) string {
	data := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		data[pairs[i].(string)] = pairs[i+1]
	}
	return compose.SessionLabel(s.l, "status-line."+key, s.work.Records.Sessions, 0, data)
}

// n returns a label that depends on a count.
func (s *status) n(key string, n int) string { return s.l.N("status-line."+key, n, nil) }

// meeting returns the line about the meeting of the work: its day and title first.
func (s *status) meeting() string {
	m := s.work.Plan.Meeting
	switch {
	case m == nil:
		return s.t("end")
	case m.Date.IsZero():
		return s.t("undated-meeting", "ID", m.ID.String)
	}
	words := s.l.DateText(m.Date.Date)
	if m.Title.String != "" {
		words += ", " + s.work.Locales.Lookup(m.Title, s.l.Tag).Text.String
	}
	return words + "  [" + m.ID.String + "]"
}

// paper returns the line about a paper: its name and symbol first.
func (s *status) paper(name string) string {
	p := s.work.Plan.Papers[name]
	symbol, issued := p.Symbol, s.t("to-be-issued")
	switch {
	case symbol == "":
		symbol, issued = s.t("symbol-unknown"), s.t("not-yet")
	case record.BySymbol(s.work.Issued, symbol) != nil:
		issued = s.t("issued")
	}
	revision := s.t("no-revision")
	switch {
	case p.Revision != nil && p.Date.IsZero():
		revision = s.t("date-unknown")
	case p.Revision != nil:
		revision = s.t("dated", "Date", p.Date)
	}
	title, id := compose.PaperName(s.work.Plan, s.work.Locales, s.l, name), "  ["+name+"]"
	if title == "" || title == name {
		title, id = name, ""
	}
	colon := s.l.T("list.colon", nil)
	return title + colon + symbol + ", " + revision + colon + issued + id
}

// counts returns the number of findings in words.
func (s *status) counts() string {
	c := s.work.Diags.Counts()
	var out []string
	for _, x := range []struct {
		key string
		n   int
	}{{"errors", c.Errors}, {"warnings", c.Warnings}, {"notes", c.Notes}} {
		if x.n > 0 {
			out = append(out, s.n(x.key, x.n))
		}
	}
	if c.Accepted > 0 {
		out = append(out, s.n("accepted", c.Accepted))
	}
	if len(out) == 0 {
		return s.t("none")
	}
	return strings.Join(out, ", ")
}

// counted lists the number of each state, in the order of their keys, by its label in a group.
func (s *status) counted(group string, n map[string]int) string {
	var parts []string
	for _, key := range slices.Sorted(maps.Keys(n)) {
		name := strings.ReplaceAll(key, "-", " ")
		if of := group + "." + key; s.l.Has(of) {
			name = compose.SessionLabel(s.l, of, s.work.Records.Sessions, 0, nil)
		}
		parts = append(parts, s.t("counted", "N", n[key], "Of", name))
	}
	return strings.Join(parts, ", ")
}

// grouped returns the findings of a severity, one line for each code, with the first finding and its place.
func (s *status) grouped(l *diag.List, of diag.Severity) []string {
	count, first := map[string]int{}, map[string]*diag.Diagnostic{}
	var codes []string
	for _, d := range l.Items {
		if d.Severity != of || d.Accepted != "" {
			continue
		}
		if first[d.Code] == nil {
			first[d.Code] = d
			codes = append(codes, d.Code)
		}
		count[d.Code]++
	}
	slices.Sort(codes)
	var out []string
	for _, code := range codes {
		d := first[code]
		message := []rune(d.Message)
		if len(message) > 90 {
			message = append(message[:87:87], '.', '.', '.')
		}
		line := fmt.Sprintf("%s %s", code, string(message))
		if d.Pos.IsValid() {
			line += fmt.Sprintf(" (%s:%d)", d.Pos.File.Name, d.Pos.Line())
		}
		if n := count[code]; n > 1 {
			line += ", " + s.n("more", n-1)
		}
		out = append(out, line)
	}
	return out
}

func states(w *work.Work) map[string]int {
	n := map[string]int{}
	for _, p := range w.Plan.Draft.Paragraphs() {
		n[p.State]++
	}
	return n
}

func mandateStates(w *work.Work) map[string]int {
	n := map[string]int{}
	for _, m := range w.Plan.Mandates {
		n[string(m.State)]++
	}
	return n
}
