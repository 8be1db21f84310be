// Package diag holds what is wrong with the author's files: where, why, and what to do about it.
package diag

import (
	"fmt"

	"omnibus/assemble/source"
)

// Severity says what a finding does to a build: an Error stops it, a Warning does not (unless the build is strict), a Note
// is an open item.
type Severity int

const (
	Error Severity = iota
	Warning
	Note
)

func (s Severity) String() string { return [...]string{"error", "warning", "note"}[s] }

// A Place is another place that a finding speaks of, such as the earlier of two definitions.
type Place struct {
	Pos     source.Pos
	Message string
}

// A Diagnostic is one finding. Message is one sentence, lower case, without a full stop, that quotes the author's words.
type Diagnostic struct {
	Code     string // such as E0203: E, W or N and four digits; permanent
	Severity Severity
	Pos      source.Pos
	Message  string
	ID       string // the record it is about, where there is one
	Hints    []string
	Related  []Place
	Accepted string // the reason for which it was accepted; empty: it stands
}

// Hint adds what the author can do about it.
func (d *Diagnostic) Hint(format string, args ...any) *Diagnostic {
	d.Hints = append(d.Hints, fmt.Sprintf(format, args...))
	return d
}

// See adds another place that the finding speaks of.
func (d *Diagnostic) See(pos source.Pos, format string, args ...any) *Diagnostic {
	d.Related = append(d.Related, Place{pos, fmt.Sprintf(format, args...)})
	return d
}

// About names the record that the finding is about.
func (d *Diagnostic) About(id string) *Diagnostic {
	d.ID = id
	return d
}

// A List gathers findings. The zero List is ready; it is passed down the line, sorted and printed once.
type List struct {
	Items []*Diagnostic
}

// Errorf adds an error.
func (l *List) Errorf(code string, pos source.Pos, format string, args ...any) *Diagnostic {
	return l.add(code, Error, pos, format, args)
}

// Warningf adds a warning.
func (l *List) Warningf(code string, pos source.Pos, format string, args ...any) *Diagnostic {
	return l.add(code, Warning, pos, format, args)
}

// Notef adds an open item.
func (l *List) Notef(code string, pos source.Pos, format string, args ...any) *Diagnostic {
	return l.add(code, Note, pos, format, args)
}

func (l *List) add(code string, s Severity, pos source.Pos, format string, args []any) *Diagnostic {
	d := &Diagnostic{Code: code, Severity: s, Pos: pos, Message: fmt.Sprintf(format, args...)}
	l.Items = append(l.Items, d)
	return d
}

// HasErrors tells whether anything in the list stops a build.
func (l *List) HasErrors() bool {
	for _, d := range l.Items {
		if d.Severity == Error && d.Accepted == "" {
			return true
		}
	}
	return false
}
