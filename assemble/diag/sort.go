package diag

import (
	"cmp"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/source"
)

// Sort puts the findings in printing order: by file, place, severity, code and message. It keeps one of identical findings.
func (l *List) Sort() {
	slices.SortStableFunc(l.Items, compare)
	l.Items = slices.CompactFunc(l.Items, func(a, b *Diagnostic) bool { return compare(a, b) == 0 && a.ID == b.ID })
}

func compare(a, b *Diagnostic) int {
	return cmp.Or(
		cmp.Compare(fileName(a), fileName(b)),
		cmp.Compare(a.Pos.Offset, b.Pos.Offset),
		cmp.Compare(a.Severity, b.Severity),
		cmp.Compare(a.Code, b.Code),
		cmp.Compare(a.Message, b.Message),
	)
}

func fileName(d *Diagnostic) string {
	if d.Pos.File == nil {
		return ""
	}
	return d.Pos.File.Name
}

// Counts holds the number of findings of each severity; accepted ones are counted separately.
type Counts struct{ Errors, Warnings, Notes, Accepted int }

// Counts counts the findings.
func (l *List) Counts() Counts {
	var c Counts
	for _, d := range l.Items {
		switch {
		case d.Accepted != "":
			c.Accepted++
		case d.Severity == Error:
			c.Errors++
		case d.Severity == Warning:
			c.Warnings++
		default:
			c.Notes++
		}
	}
	for _, r := range l.rests() {
		*[...]*int{&c.Errors, &c.Warnings, &c.Notes}[r.severity] += r.n
	}
	return c
}

// String returns the counts in words: 2 errors, 1 warning, 3 open items, 2 accepted; nothing found.
func (c Counts) String() string {
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{{c.Errors, "error", "errors"}, {c.Warnings, "warning", "warnings"}, {c.Notes, "open item", "open items"},
		{c.Accepted, "accepted", "accepted"}} {
		switch p.n {
		case 0:
		case 1:
			parts = append(parts, "1 "+p.one)
		default:
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.many))
		}
	}
	if len(parts) == 0 {
		return "nothing found"
	}
	return strings.Join(parts, ", ")
}

// Strict turns the warnings that are not accepted into errors.
func (l *List) Strict() {
	for _, d := range l.Items {
		if d.Severity == Warning && d.Accepted == "" {
			d.Severity = Error
		}
	}
}

// Hash returns the fingerprint of a finding: 12 hex digits of its code, record, message and the words it points at. It changes
// with the text, so that accepting a finding about the old text does not cover the new one.
func (d *Diagnostic) Hash() string {
	h := sha1.New()
	words := ""
	if d.Pos.File != nil {
		words = source.Normalize(string(d.Pos.File.Bytes[min(d.Pos.Offset, len(d.Pos.File.Bytes)):min(d.Pos.End(), len(d.Pos.File.Bytes))]))
	}
	fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s", d.Code, d.ID, d.Message, words)
	return hex.EncodeToString(h.Sum(nil))[:12]
}
