package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
	"omnibus/assemble/report"
	"omnibus/assemble/work"
)

// say prints a message on standard error. It prints each string, error and other text among the arguments as one line, so that the words of
// a file can neither control the terminal nor imitate a line of omnibus.
func say(format string, args ...any) { fmt.Fprintf(aside(), format, printable(args)...) }

// show prints a result on standard output, in the manner of say.
func show(format string, args ...any) { fmt.Fprintf(output(), format, printable(args)...) }

func printable(args []any) []any {
	out := slices.Clone(args)
	for i, a := range out {
		switch a := a.(type) {
		case string:
			out[i] = diag.Printable(a)
		case error:
			out[i] = diag.Printable(a.Error())
		case fmt.Stringer:
			out[i] = diag.Printable(a.String())
		}
	}
	return out
}

// output is standard output for text, jsonOutput is standard output for JSON, and aside is standard error. Nothing else writes there.
func output() io.Writer     { return &cleaner{w: os.Stdout} }
func jsonOutput() io.Writer { return &cleaner{w: os.Stdout, json: true} }
func aside() io.Writer      { return &cleaner{w: os.Stderr} }

// A cleaner passes text on to a terminal without the characters that control it, such as escapes and overrides of direction. In text it
// replaces each with a dot, in JSON with an escape. It keeps line ends and tabs.
type cleaner struct {
	w    io.Writer
	json bool
	rest []byte // the beginning of an incomplete character
}

func (c *cleaner) Write(p []byte) (int, error) {
	text := append(c.rest, p...)
	c.rest = nil
	clean := make([]byte, 0, len(text))
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case r == utf8.RuneError && size == 1 && !utf8.FullRune(text):
			c.rest = slices.Clone(text)
		case r == '\n' || r == '\t' || !diag.Acts(r) && (r != utf8.RuneError || size > 1):
			clean = append(clean, text[:size]...)
		case c.json && r != utf8.RuneError:
			clean = fmt.Appendf(clean, `\u%04x`, r)
		default:
			clean = append(clean, "·"...)
		}
		if c.rest != nil {
			break
		}
		text = text[size:]
	}
	if _, err := c.w.Write(clean); err != nil {
		return 0, err
	}
	return len(p), nil
}

// tell sorts findings and prints them on standard error, in colour on a terminal. Findings clean their own words.
func tell(l *diag.List) error {
	l.Sort()
	return l.Text(os.Stderr, screen(os.Stderr))
}

// tellIn does as tell, with the words around the findings in a language. They are English if l is nil.
func tellIn(list *diag.List, l *locale.Locale) error {
	list.Sort()
	style := screen(os.Stderr)
	style.Words = work.FrameOf(l)
	return list.Text(os.Stderr, style)
}

// showFindings prints findings on standard output, in the manner of tell.
func showFindings(l *diag.List, accepted bool) error {
	l.Sort()
	style := screen(os.Stdout)
	style.Accepted = accepted
	return l.Text(os.Stdout, style)
}

// A progress prints a line for each step: what was done, and how long it took.
type progress struct {
	quiet bool
	last  time.Time
}

func newProgress(quiet bool) *progress { return &progress{quiet: quiet, last: time.Now()} }

func (p *progress) step(did string) {
	now := time.Now()
	if !p.quiet {
		say("%-70s %6.0f ms\n", did, float64(now.Sub(p.last).Microseconds())/1000)
	}
	p.last = now
}

// screen returns the style for findings on standard error or standard output.
func screen(out *os.File) diag.Style {
	var s diag.Style
	if info, err := out.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		s.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil {
			s.Width = n
		}
	}
	return s
}

// printFindings prints the errors and warnings of the work on standard error, and a line that sums up the papers. It only counts open
// items: check --pages lists them.
func printFindings(w *work.Work, quiet bool) error {
	shown := w.Diags.Only(diag.Error, diag.Warning)
	if quiet {
		shown = w.Diags.Only(diag.Error)
	}
	if err := tell(shown); err != nil {
		return err
	}
	if !quiet || w.Diags.HasErrors() {
		say("%s\n", report.Line(w))
	}
	return nil
}
