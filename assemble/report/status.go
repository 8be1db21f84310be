// Package report prints reports on the papers: their status, the trace of a record, stages as text, rules.
package report

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/check"
	"omnibus/assemble/diag"
	"omnibus/assemble/issue/record"
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

// Status prints on one screen what the meeting still needs, and what prevents final papers. The work must be composed.
func Status(w *work.Work, out io.Writer) error {
	var b strings.Builder
	row := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "%-14s %s\n", name, fmt.Sprintf(format, args...))
	}
	row("meeting", "%s", w.Meeting())
	for _, name := range slices.Sorted(maps.Keys(w.Plan.Papers)) {
		p := w.Plan.Papers[name]
		symbol, issued := p.Symbol, "to be issued"
		switch {
		case symbol == "":
			symbol, issued = "symbol to be confirmed", "cannot be issued yet"
		case record.BySymbol(w.Issued, symbol) != nil:
			issued = "issued"
		}
		revision := "no revision is due"
		switch {
		case p.Revision != nil && p.Date.IsZero():
			revision = "date to be confirmed"
		case p.Revision != nil:
			revision = fmt.Sprintf("of %s", p.Date)
		}
		row("paper", "%s: %s, %s: %s", name, symbol, revision, issued)
	}
	preamble, operative := len(w.Plan.Draft.Preamble), len(w.Plan.Draft.Paragraphs())-len(w.Plan.Draft.Preamble)
	row(
		"draft",
		"%s",
		strings.TrimSuffix(
			fmt.Sprintf("%s and %d operative; %s", diag.Plural(preamble, "preambular paragraph"), operative, counted(states(w))),
			"; ",
		),
	)
	row("sessions", "%d of %d held", w.Held(), len(w.Plan.Sessions))
	row("mandates", "%s", strings.TrimSuffix(fmt.Sprintf("%d; %s", len(w.Plan.Mandates), counted(mandateStates(w))), "; "))
	words, _ := untranslated(w)
	for i, l := range w.Langs {
		row("language "+l.Tag, "%s untranslated", diag.Plural(words[i], "word"))
	}
	row("findings", "%s", w.Diags.Counts())
	for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Note} {
		for _, g := range grouped(&w.Diags, s) {
			row("  "+s.String(), "%s", g)
		}
	}
	pass := check.Pass{Records: w.Records, Plan: w.Plan, Locales: w.Locales, Langs: w.Tags(), Final: w.Job.Final}
	if blocks := grouped(check.Blocking(pass, &w.Diags, &w.Unfinished), diag.Error); len(blocks) == 0 {
		row("final", "nothing prevents final papers")
	} else {
		for _, g := range blocks {
			row("blocks final", "%s", g)
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// grouped lists the findings of a severity, one line for each code, with the first finding and its place.
func grouped(l *diag.List, s diag.Severity) []string {
	count, first := map[string]int{}, map[string]*diag.Diagnostic{}
	var codes []string
	for _, d := range l.Items {
		if d.Severity != s || d.Accepted != "" {
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
			line += fmt.Sprintf(", and %d more", n-1)
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

// counted lists the number of each, in the order of their names.
func counted(n map[string]int) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(n)) {
		parts = append(parts, fmt.Sprintf("%d %s", n[name], strings.ReplaceAll(name, "-", " ")))
	}
	return strings.Join(parts, ", ")
}
