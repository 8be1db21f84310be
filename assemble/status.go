package assemble

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/record"
)

// untranslated counts the words that the meeting needs and that are not yet translated, by language.
func (w *Work) untranslated() (words []int, total int) {
	words = make([]int, len(w.Langs))
	tags := w.tags()
	for _, c := range w.TranslationStatus(tags) {
		words[slices.Index(tags, c.Lang)] += c.Needed
		total += c.Needed
	}
	return words, total
}

// Line says in one line how the papers stand.
func (w *Work) Line() string {
	_, words := w.untranslated()
	c := w.Diags.Counts()
	return fmt.Sprintf("%s: %s, %s, %s, %s untranslated", w.Meeting(), plural(c.Errors, "error"), plural(c.Warnings, "warning"), plural(c.Notes, "open item"), plural(words, "word"))
}

// Status prints on one screen what the meeting still needs. final is the same work made with Job.Final: its errors are what stands in the
// way of final papers.
func (w *Work) Status(out io.Writer, final *Work) error {
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
		if p.Revision != nil {
			revision = fmt.Sprintf("of %s", p.Date)
		}
		row("paper", "%s: %s, %s: %s", name, symbol, revision, issued)
	}
	preamble, operative := len(w.Plan.Draft.Preamble), len(w.Plan.Draft.Paragraphs())-len(w.Plan.Draft.Preamble)
	row("draft", "%s", strings.TrimSuffix(fmt.Sprintf("%s and %d operative; %s", plural(preamble, "preambular paragraph"), operative, counted(w.states())), "; "))
	row("sessions", "%d of %d held", held(w.Plan), len(w.Plan.Sessions))
	row("mandates", "%s", strings.TrimSuffix(fmt.Sprintf("%d; %s", len(w.Plan.Mandates), counted(w.mandateStates())), "; "))
	words, _ := w.untranslated()
	for i, l := range w.Langs {
		row("language "+l.Tag, "%s untranslated", plural(words[i], "word"))
	}
	row("findings", "%s", w.Diags.Counts())
	for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Note} {
		for _, g := range grouped(&w.Diags, s) {
			row("  "+s.String(), "%s", g)
		}
	}
	if blocks := grouped(&final.Diags, diag.Error); len(blocks) == 0 {
		row("final", "nothing stands in the way of --final")
	} else {
		for _, g := range blocks {
			row("blocks final", "%s", g)
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// grouped says what findings of a severity there are, one line a code, with the first of each and where it stands.
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

func (w *Work) states() map[string]int {
	n := map[string]int{}
	for _, p := range w.Plan.Draft.Paragraphs() {
		n[p.State]++
	}
	return n
}

func (w *Work) mandateStates() map[string]int {
	n := map[string]int{}
	for _, m := range w.Plan.Mandates {
		n[string(m.State)]++
	}
	return n
}

// counted says how many there are of each, in the order of their names.
func counted(n map[string]int) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(n)) {
		parts = append(parts, fmt.Sprintf("%d %s", n[name], strings.ReplaceAll(name, "-", " ")))
	}
	return strings.Join(parts, ", ")
}
