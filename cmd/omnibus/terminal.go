package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"omnibus/assemble/diag"
	"omnibus/assemble/report"
	"omnibus/assemble/work"
)

// A progress says in one line a step what was done and how long it took.
type progress struct {
	w    io.Writer // nil: say nothing
	last time.Time
}

func newProgress(quiet bool) *progress {
	p := &progress{last: time.Now()}
	if !quiet {
		p.w = os.Stderr
	}
	return p
}

func (p *progress) step(did string) {
	now := time.Now()
	if p.w != nil {
		fmt.Fprintf(p.w, "%-70s %6.0f ms\n", did, float64(now.Sub(p.last).Microseconds())/1000)
	}
	p.last = now
}

// terminal tells how findings are to be printed on f.
func terminal(f *os.File) diag.Style {
	var s diag.Style
	if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		s.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil {
			s.Width = n
		}
	}
	return s
}

// printFindings prints the errors and warnings of the work on standard error, and in one line how the papers stand. Open items are counted
// alone: check --pages lists them.
func printFindings(w *work.Work, quiet bool) error {
	var shown diag.List
	for _, d := range w.Diags.Items {
		if d.Severity == diag.Error || d.Severity == diag.Warning && !quiet {
			shown.Items = append(shown.Items, d)
		}
	}
	if err := shown.Text(os.Stderr, terminal(os.Stderr)); err != nil {
		return err
	}
	if !quiet || w.Diags.HasErrors() {
		fmt.Fprintln(os.Stderr, report.Line(w))
	}
	return nil
}
