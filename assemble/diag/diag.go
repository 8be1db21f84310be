// Package diag holds the findings about the author's files: what is wrong, where, and what to do about it.
package diag

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/source"
)

// Severity is the effect of a finding on a build: an Error stops it, a Warning does not (unless the build is strict), and a Note is an open
// item.
type Severity int

const (
	Error Severity = iota
	Warning
	Note
)

func (s Severity) String() string { return [...]string{"error", "warning", "note"}[s] }

// A Place is another place that a finding mentions, such as the earlier of two definitions.
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
	ID       string // id of the record that it is about, if there is one
	Hints    []string
	Related  []Place
	Accepted string        // the reason for accepting it; empty if it is not accepted
	Mends    []source.Edit // its certain correction; nil if there is none
}

// Mend adds an edit to the finding's certain correction: the bytes at pos become the text.
func (d *Diagnostic) Mend(pos source.Pos, text string) *Diagnostic {
	d.Mends = append(d.Mends, source.Edit{Pos: pos, New: text})
	return d
}

// Hint adds what the author can do about it.
func (d *Diagnostic) Hint(format string, args ...any) *Diagnostic {
	d.Hints = append(d.Hints, fmt.Sprintf(format, args...))
	return d
}

// See adds another place that the finding mentions.
func (d *Diagnostic) See(pos source.Pos, format string, args ...any) *Diagnostic {
	d.Related = append(d.Related, Place{pos, fmt.Sprintf(format, args...)})
	return d
}

// About names the record that the finding is about.
func (d *Diagnostic) About(id string) *Diagnostic {
	d.ID = id
	return d
}

// Mends returns the findings that have a certain correction and are not accepted.
func (l *List) Mends() []*Diagnostic {
	var out []*Diagnostic
	for _, d := range l.Items {
		if len(d.Mends) > 0 && d.Accepted == "" {
			out = append(out, d)
		}
	}
	return out
}

// FileMends are the certain corrections of the findings in one file.
type FileMends struct {
	File  *source.File
	Edits []source.Edit
}

// MendsByFile returns the certain corrections, each once, by the names of the files.
func (l *List) MendsByFile() []FileMends {
	of := map[*source.File][]source.Edit{}
	for _, d := range l.Mends() {
		for _, e := range d.Mends {
			if e.Pos.File != nil && !slices.Contains(of[e.Pos.File], e) {
				of[e.Pos.File] = append(of[e.Pos.File], e)
			}
		}
	}
	var out []FileMends
	for f, edits := range of {
		out = append(out, FileMends{f, edits})
	}
	slices.SortFunc(out, func(a, b FileMends) int { return strings.Compare(a.File.Name, b.File.Name) })
	return out
}

// MostOfOne is the number of findings of one code that a list keeps. Others are only counted: nobody would read them, and a broken file can
// have millions.
const MostOfOne = 1000

// A List collects findings. The zero List is ready for use; it is passed down the line, then sorted and printed once.
type List struct {
	Items  []*Diagnostic
	kept   map[string]int // by code
	more   map[string]int // by code, the number that are only counted
	errors int            // kept or only counted
}

// Errors returns the number of errors added, including those that are only counted.
func (l *List) Errors() int { return l.errors }

// Full reports whether another finding of the code would only be counted, so that its hints are not needed.
func (l *List) Full(code string) bool { return l.kept[code] >= MostOfOne }

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
	if s == Error {
		l.errors++
	}
	l.keep(d)
	return d
}

// keep adds a finding, or only counts it.
func (l *List) keep(d *Diagnostic) {
	if l.kept[d.Code] >= MostOfOne {
		l.count(d.Code, 1)
		return
	}
	if l.kept == nil {
		l.kept = map[string]int{}
	}
	l.kept[d.Code]++
	l.Items = append(l.Items, d)
}

func (l *List) count(code string, n int) {
	if l.more == nil {
		l.more = map[string]int{}
	}
	l.more[code] += n
}

// Take adds the findings of another list.
func (l *List) Take(other *List) {
	l.errors += other.errors
	for _, d := range other.Items {
		l.keep(d)
	}
	for code, n := range other.more {
		l.count(code, n)
	}
}

// Only returns the findings of the given severities.
func (l *List) Only(severities ...Severity) *List {
	var out List
	for _, d := range l.Items {
		if slices.Contains(severities, d.Severity) {
			out.keep(d)
		}
	}
	for _, m := range l.rests() {
		if slices.Contains(severities, m.severity) {
			out.count(m.code, m.n)
		}
	}
	return &out
}

// A rest is the number of findings of one code that a list only counts.
type rest struct {
	code     string
	severity Severity // the gravest of those that are kept
	n        int
}

func (r rest) String() string { return english.More(r.n) }

// rests returns the findings that are only counted, by code.
func (l *List) rests() []rest {
	if len(l.more) == 0 {
		return nil
	}
	severity := map[string]Severity{}
	for _, d := range l.Items {
		if s, ok := severity[d.Code]; !ok || d.Severity < s {
			severity[d.Code] = d.Severity
		}
	}
	var out []rest
	for _, code := range slices.Sorted(maps.Keys(l.more)) {
		s, ok := severity[code]
		if !ok {
			s = map[byte]Severity{'W': Warning, 'N': Note}[code[0]]
		}
		out = append(out, rest{code, s, l.more[code]})
	}
	return out
}

// HasErrors reports whether the list contains an error that is not accepted.
func (l *List) HasErrors() bool {
	for _, d := range l.Items {
		if d.Severity == Error && d.Accepted == "" {
			return true
		}
	}
	for _, r := range l.rests() {
		if r.severity == Error {
			return true
		}
	}
	return false
}

// Once leaves out of more the findings of a code whose message l has already, at any place: what is said of a language is said once, not
// for each paper in it.
func (l *List) Once(code string, more *List) {
	said := map[string]bool{}
	for _, d := range l.Items {
		if d.Code == code {
			said[d.Message] = true
		}
	}
	more.Items = slices.DeleteFunc(more.Items, func(d *Diagnostic) bool { return d.Code == code && said[d.Message] })
}

// Add adds findings to a list. With view, the findings are about another view of words that were already checked, and are added only if
// they are new.
func (l *List) Add(more List, view bool) {
	if !view || len(more.Items) == 0 {
		l.Take(&more)
		return
	}
	type key struct {
		code, message string
		pos           source.Pos
	}
	known := map[key]bool{}
	for _, d := range l.Items {
		known[key{d.Code, d.Message, d.Pos}] = true
	}
	more.Items = slices.DeleteFunc(more.Items, func(d *Diagnostic) bool { return known[key{d.Code, d.Message, d.Pos}] })
	l.Take(&List{Items: more.Items})
}
