// Package symbol parses and writes the symbols of resolutions, declarations and documents (conventions, section 5): their grammar, their
// canonical form, the variants found in real papers, and the arithmetic of sessions and years.
package symbol

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Kind is the grammar that a symbol follows.
type Kind int

const (
	None       Kind = iota
	Resolution      // AG/RES. 2738 (XLII-O/12), CP/RES. 965 (1733/09)
	Document        // CIDI/CAM/doc.12/23 rev. 1
	UN              // A/RES/73/195
	Other           // a form of a Grammar: A/C.2/79/L.1/Rev.1
)

// A Symbol contains the parts of a symbol. String returns its canonical form.
type Symbol struct {
	Kind    Kind
	Body    string // AG, CP, CIDI, CEPCIDI; CIDI/CAM; A, A/HRC
	Type    string // RES or DEC; doc, INF, OD, ACTA or SA; RES
	Number  int    // running number; for the UN, the number after the session, or 0
	Session int    // number of the session (written in Roman numerals), of the meeting, or of the UN session; 0 in a short form
	Special bool   // special session; numbers restart with each
	Year    int    // four digits; 0 if the symbol has none
	Old     int    // for the UN: the session in brackets, A/RES/217 (III)
	Chain   []Step // rev., add. and corr., in order

	// Only for a form of a Grammar, whose pattern is in Body:
	Text    string // the symbol without its chain
	Adopted bool   // the symbol of a resolution
	Cited   bool   // cited without its series
	form    int    // index of the form in the grammar
	order   []int  // the numbers in the symbol
}

// A Step is one element of the chain after a symbol: rev. 1, add. 2.a, corr. 1.
type Step struct {
	Word   string // rev, add or corr; for a form of a Grammar, the whole step: /Rev.1
	Number int
	Letter string
	kind   int // for a form of a Grammar: index of the step in the form
}

// Decides reports whether s is the symbol of a resolution or declaration, and not of a document.
func (s Symbol) Decides() bool { return s.Kind == Resolution || s.Kind == UN || s.Adopted }

// IsZero reports whether s is empty.
func (s Symbol) IsZero() bool { return s.Kind == None }

// Complete reports whether the symbol names its session.
func (s Symbol) Complete() bool { return s.Kind != Resolution || s.Session > 0 }

// String returns the canonical form, or "" for the zero Symbol.
func (s Symbol) String() string {
	base := s.Base()
	if base == "" || len(s.Chain) == 0 {
		return base
	}
	var b strings.Builder
	b.WriteString(base)
	for _, c := range s.Chain {
		if s.Kind == Other {
			b.WriteString(c.Word)
			continue
		}
		letter := ""
		if c.Letter != "" {
			letter = "." + c.Letter
		}
		if s.Kind == UN {
			fmt.Fprintf(&b, "/%s%s.%d%s", strings.ToUpper(c.Word[:1]), c.Word[1:], c.Number, letter)
		} else {
			fmt.Fprintf(&b, " %s. %d%s", c.Word, c.Number, letter)
		}
	}
	return b.String()
}

// Base returns the canonical form without rev., add. and corr.
func (s Symbol) Base() string {
	switch s.Kind {
	case Resolution:
		base := fmt.Sprintf("%s/%s. %d", s.Body, s.Type, s.Number)
		switch {
		case s.Session == 0:
			return base
		case s.Body == "CP":
			return fmt.Sprintf("%s (%d/%s)", base, s.Session, twoDigits(s.Year))
		}
		letter := "O"
		if s.Special {
			letter = "E"
		}
		return fmt.Sprintf("%s (%s-%s/%s)", base, Roman(s.Session), letter, twoDigits(s.Year))
	case Document:
		mark := map[string]string{"OD": "-", "ACTA": " "}[s.Type]
		if mark == "" {
			mark = "."
		}
		return fmt.Sprintf("%s/%s%s%d/%s", s.Body, s.Type, mark, s.Number, twoDigits(s.Year))
	case Other:
		return s.Text
	case UN:
		base := fmt.Sprintf("%s/%s/%d", s.Body, s.Type, s.Session)
		if s.Number > 0 {
			base += fmt.Sprintf("/%d", s.Number)
		}
		switch {
		case s.Old > 0:
			base += fmt.Sprintf(" (%s)", Roman(s.Old))
		case s.Year > 0:
			base += fmt.Sprintf(" (%04d)", s.Year)
		}
		return base
	}
	return ""
}

// Key returns the part that the symbols of all revisions of one paper have in common: body, type and number, and for a special session also
// the session, because numbers restart there.
func (s Symbol) Key() string {
	if s.Kind == Resolution {
		if s.Special {
			return fmt.Sprintf("%s/%s. %d (%s-E)", s.Body, s.Type, s.Number, Roman(s.Session))
		}
		return fmt.Sprintf("%s/%s. %d", s.Body, s.Type, s.Number)
	}
	return s.Base()
}

// Compare orders symbols by kind, body, type, year, session, number and chain: a paper before its revisions, rev. 2 before rev. 10.
func Compare(a, b Symbol) int {
	return cmp.Or(
		cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.form, b.form),
		slices.Compare(a.order, b.order),
		cmp.Compare(a.Body, b.Body),
		cmp.Compare(a.Type, b.Type),
		cmp.Compare(a.Year, b.Year),
		cmp.Compare(a.Session, b.Session),
		cmp.Compare(a.Number, b.Number),
		slices.CompareFunc(a.Chain, b.Chain, compareSteps),
		cmp.Compare(a.String(), b.String()),
	)
}

func compareSteps(a, b Step) int {
	return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(stepWord(a), stepWord(b)),
		cmp.Compare(a.Number, b.Number), cmp.Compare(a.Letter, b.Letter))
}

// stepWord returns the word of a step without its number.
func stepWord(s Step) string { return strings.TrimRight(s.Word, "0123456789)") }

// YearOf returns the year of regular session n of an assembly. zero is the year of session 0 (1970 at the OAS).
func YearOf(zero, n int) int { return zero + n }

// FullYear returns the year for the two digits in a symbol: 48 to 99 are in the 20th century, 00 to 47 in the 21st.
func FullYear(two int) int {
	if two >= 48 {
		return 1900 + two
	}
	return 2000 + two
}

func twoDigits(year int) string { return fmt.Sprintf("%02d", year%100) }

// Parse reads a symbol in canonical form. For a known variant, the error says what is wrong and gives the canonical form.
func Parse(s string) (Symbol, error) {
	sym, wrong, ok := Fix(s)
	switch {
	case !ok:
		return Symbol{}, fmt.Errorf("%q is not a symbol", s)
	case len(wrong) > 0:
		return Symbol{}, fmt.Errorf("symbol %q %s: write %s", s, strings.Join(wrong, " and "), sym)
	}
	return sym, nil
}

// Fix reads a symbol in canonical form or in one of the variants found in real papers. wrong lists the differences from the canonical form.
// ok is false if no symbol is recognized.
func Fix(s string) (sym Symbol, wrong []string, ok bool) {
	sym, end, ok := scan(s)
	if !ok || end != len(s) {
		trimmed := strings.TrimFunc(s, func(r rune) bool { return strings.ContainsRune(gapRunes, r) })
		if trimmed == s {
			return Symbol{}, nil, false
		}
		if sym, end, ok = scan(trimmed); !ok || end != len(trimmed) {
			return Symbol{}, nil, false
		}
	}
	return sym, departures(s, sym), true
}

// A Found is a symbol in running text, at text[Start:End].
type Found struct {
	Start, End int
	Symbol     Symbol   // zero if it could not be read
	Wrong      []string // differences from the canonical form
}

// FindAll returns the symbols in running text, malformed ones included, in order.
func FindAll(text string) []Found {
	var out []Found
	for from := 0; ; {
		k := strings.IndexByte(text[from:], '/')
		if k < 0 {
			return out
		}
		slash := from + k
		if h := strings.Index(text[from:slash], "-RES"); h > 0 { // a hyphen instead of the slash
			slash = from + h
		}
		start := slash
		for start > from && (text[start-1] >= 'A' && text[start-1] <= 'Z' || text[start-1] >= 'a' && text[start-1] <= 'z' ||
			text[start-1] == ' ' && start == slash) {
			start--
		}
		if text[start] == ' ' {
			start++
		}
		from = slash + 1
		if start >= slash || start > 0 && !opensAt(text, start) {
			continue
		}
		sym, n, ok := scan(text[start:])
		if !ok {
			if n > 0 {
				out = append(out, Found{Start: start, End: start + n, Wrong: []string{"is malformed"}})
				from = start + n
			}
			continue
		}
		out = append(out, Found{start, start + n, sym, departures(text[start:start+n], sym)})
		from = start + n
	}
}

// opensAt reports whether a word begins at byte i that is not part of a longer word, a path or an address.
func opensAt(text string, i int) bool {
	c := text[i-1]
	return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '/' || c == '.' || c == '-' || c == '_' ||
		c == '#' || c == '%' || c == '@')
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
