package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"omnibus/assemble/source"
)

// A Style is the way in which findings are printed for people.
type Style struct {
	Color    bool
	Width    int    // columns of the screen; 0 is 120
	Accepted bool   // print accepted findings too
	Words    *Words // nil: English
}

// Words are the words around findings, with the colons after them, in the language of an officer.
type Words struct {
	Severity            [3]string // error, warning, note
	Hint, See, Accepted string
	More                func(n int) string // says that n more findings are not shown
}

var english = &Words{Severity: [3]string{"error:", "warning:", "note:"}, Hint: "hint:", See: "see:", Accepted: "accepted:",
	More: func(n int) string {
		if n == 1 {
			return "1 more finding like these is not shown"
		}
		return fmt.Sprintf("%d more findings like these are not shown", n)
	}}

func (s Style) words() *Words {
	if s.Words != nil {
		return s.Words
	}
	return english
}

// Escape sequences of the terminal (ECMA-48, 8.3.117).
const (
	bold    = "\x1b[1m"
	red     = "\x1b[1;31m"
	yellow  = "\x1b[1;33m"
	blue    = "\x1b[1;34m"
	dim     = "\x1b[2m"
	restore = "\x1b[0m"
)

// Text prints the findings for people: each with its place, its line, a mark below the exact characters, and what to do. Call Sort first.
func (l *List) Text(w io.Writer, style Style) error {
	b := bufio.NewWriter(w)
	for _, d := range l.Items {
		if d.Accepted == "" || style.Accepted {
			style.print(b, d)
		}
	}
	for _, r := range l.rests() {
		w := style.words()
		fmt.Fprintf(b, "%s %s %s\n", style.paint(signs[r.severity], w.Severity[r.severity]), w.More(r.n), style.paint(dim, "["+r.code+"]"))
	}
	return b.Flush()
}

// signs are the colours of the severities.
var signs = [...]string{red, yellow, blue}

func (s Style) paint(code, text string) string {
	if !s.Color || text == "" {
		return text
	}
	return code + text + restore
}

func (s Style) print(w io.Writer, d *Diagnostic) {
	sign := signs[d.Severity]
	place := ""
	if d.Pos.IsValid() {
		place = s.paint(bold, where(d.Pos)+":") + " "
	}
	words := s.words()
	fmt.Fprintf(w, "%s%s %s %s\n", place, s.paint(sign, words.Severity[d.Severity]), Printable(d.Message), s.paint(dim, "["+d.Code+"]"))
	margin := s.excerpt(w, d.Pos, sign)
	for _, h := range d.Hints {
		fmt.Fprintf(w, "%s %s %s\n", margin, s.paint(bold, words.Hint), Printable(h))
	}
	for _, r := range d.Related {
		fmt.Fprintf(w, "%s %s %s: %s\n", margin, s.paint(bold, words.See), where(r.Pos), Printable(r.Message))
		s.excerpt(w, r.Pos, blue)
	}
	if d.Accepted != "" {
		fmt.Fprintf(w, "%s %s %s\n", margin, s.paint(bold, words.Accepted), Printable(d.Accepted))
	}
}

func where(p source.Pos) string {
	if !p.IsValid() {
		return "nowhere"
	}
	if !p.File.IsText() {
		return Printable(p.File.Name)
	}
	return fmt.Sprintf("%s:%d:%d", Printable(p.File.Name), p.Line(), p.Column())
}

// excerpt prints the line of a place with a mark under it, and returns the margin for hints.
func (s Style) excerpt(w io.Writer, p source.Pos, sign string) string {
	if !p.IsValid() || !p.File.IsText() {
		return "    "
	}
	number := fmt.Sprintf("%5d", p.Line())
	margin := strings.Repeat(" ", len(number)+1)
	line, from, to := cut(p, s.width()-len(margin)-3)
	if strings.TrimSpace(line) == "" {
		return margin
	}
	fmt.Fprintf(w, "%s\n", strings.TrimRight(s.paint(dim, number+" |")+" "+line, " "))
	fmt.Fprintf(w, "%s%s %s%s\n", margin, s.paint(dim, "|"), strings.Repeat(" ", from), s.paint(sign, strings.Repeat("^", max(to-from, 1))))
	return margin
}

func (s Style) width() int {
	if s.Width <= 0 {
		return 120
	}
	return max(s.Width, 40)
}

// mostAround is the number of bytes before and after a place that are considered for an excerpt: more than fit on any screen.
const mostAround = 4000

// cut returns at most room columns of the line of a place, in printable form, and the columns of the place in it.
func cut(p source.Pos, room int) (line string, from, to int) {
	raw, start := p.Part(mostAround)
	start = min(start, len(raw))
	end := min(max(start+p.Length, start), len(raw))
	before, at, after := display(raw[:start]), display(raw[start:end]), display(raw[end:])
	from, to = columns(before), columns(before)+columns(at)
	if from+columns(at)+columns(after) <= room {
		return before + at + after, from, to
	}
	// A third of the room is for the text before the place.
	const dots = "..."
	if keep := room / 3; from > keep {
		before = dots + tail(before, keep-len(dots))
	}
	from = columns(before)
	if from+columns(at) > room {
		at = head(at, room-from-len(dots)) + dots
		return before + at, from, from + columns(at) - len(dots)
	}
	to = from + columns(at)
	if to+columns(after) > room {
		after = head(after, room-to-len(dots)) + dots
	}
	return before + at + after, from, to
}

// display returns s with tabs as four spaces and a dot for each invisible character.
func display(s string) string {
	if strings.IndexFunc(s, hidden) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteString("    ")
		case hidden(r):
			b.WriteRune('·')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func hidden(r rune) bool {
	return Acts(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || r == utf8.RuneError
}

// Acts reports whether a character controls a terminal instead of being printed: control characters, directional embeddings, overrides and
// isolates, line separators.
func Acts(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u2028' || r == '\u2029'
}

// Printable returns text from a file, or its name, as one line that cannot control a terminal: each invisible character becomes a dot.
func Printable(s string) string {
	return display(strings.ReplaceAll(s, "\n", " "))
}

func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// head returns as much of the beginning of s as fits in n columns, and tail as much of its end.
func head(s string, n int) string {
	for i, r := range s {
		if n -= runeColumns(r); n < 0 {
			return s[:i]
		}
	}
	return s
}

func tail(s string, n int) string {
	total := columns(s)
	for i, r := range s {
		if total <= n {
			return s[i:]
		}
		total -= runeColumns(r)
	}
	return ""
}
