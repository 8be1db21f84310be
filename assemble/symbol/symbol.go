// Package symbol knows the symbols of resolutions, declarations and documents (conventions, section 5): their grammar, their
// canonical form, the variants that real papers carry, and their arithmetic of sessions and years.
package symbol

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Kind says which grammar a symbol follows.
type Kind int

const (
	None       Kind = iota
	Resolution      // AG/RES. 2738 (XLII-O/12), CP/RES. 965 (1733/09)
	Document        // CIDI/CAM/doc.12/23 rev. 1
	UN              // A/RES/73/195
)

// A Symbol is a symbol taken apart. Its String is the one canonical form.
type Symbol struct {
	Kind    Kind
	Body    string // AG, CP, CIDI, CEPCIDI; CIDI/CAM; A, A/HRC
	Type    string // RES or DEC; doc, INF, OD, ACTA or SA; RES
	Number  int    // running number; of the UN the number behind the session, 0 where there is none
	Session int    // Roman number of the session, number of the meeting, session of the UN; 0: a short form without it
	Special bool   // of a special session: numbers restart with each
	Year    int    // all four digits; 0 where the symbol does not say
	Old     int    // of the UN: the Roman session in brackets, A/RES/217 (III)
	Chain   []Step // rev., add. and corr. in the order written
}

// A Step is one link of the chain behind a symbol: rev. 1, add. 2.a, corr. 1.
type Step struct {
	Word   string // rev, add or corr
	Number int
	Letter string
}

// IsZero tells whether s is no symbol.
func (s Symbol) IsZero() bool { return s.Kind == None }

// Complete tells whether the symbol says of which session it is.
func (s Symbol) Complete() bool { return s.Kind != Resolution || s.Session > 0 }

// String returns the canonical form, and "" for no symbol.
func (s Symbol) String() string {
	base := s.Base()
	if base == "" || len(s.Chain) == 0 {
		return base
	}
	var b strings.Builder
	b.WriteString(base)
	for _, c := range s.Chain {
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

// Base returns the canonical form without its rev., add. and corr.
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

// Key returns what two symbols of one paper share whatever its revision: of a regular session body, type and number, of a
// special session its number too, because numbers restart there.
func (s Symbol) Key() string {
	if s.Kind == Resolution {
		if s.Special {
			return fmt.Sprintf("%s/%s. %d (%s-E)", s.Body, s.Type, s.Number, Roman(s.Session))
		}
		return fmt.Sprintf("%s/%s. %d", s.Body, s.Type, s.Number)
	}
	return s.Base()
}

// Compare orders symbols: by body, type, year, session, number, and then by their chains.
func Compare(a, b Symbol) int {
	return cmp.Or(
		cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Body, b.Body),
		cmp.Compare(a.Type, b.Type),
		cmp.Compare(a.Year, b.Year),
		cmp.Compare(a.Session, b.Session),
		cmp.Compare(a.Number, b.Number),
		cmp.Compare(len(a.Chain), len(b.Chain)),
		cmp.Compare(a.String(), b.String()),
	)
}

// YearOf returns the year of regular session n of an assembly whose session 0 would have been in year zero (1970 at the OAS).
func YearOf(zero, n int) int { return zero + n }

// FullYear returns the year that two digits of a symbol stand for: 48 to 99 are of the 20th century, 00 to 47 of the 21st.
func FullYear(two int) int {
	if two >= 48 {
		return 1900 + two
	}
	return 2000 + two
}

func twoDigits(year int) string { return fmt.Sprintf("%02d", year%100) }

// Parse reads a symbol in canonical form. The error of a known variant says what is wrong and names the canonical form.
func Parse(s string) (Symbol, error) {
	sym, wrong, ok := Fix(s)
	switch {
	case !ok:
		return Symbol{}, fmt.Errorf("%q is no symbol", s)
	case len(wrong) > 0:
		return Symbol{}, fmt.Errorf("symbol %q %s: write %s", s, strings.Join(wrong, " and "), sym)
	}
	return sym, nil
}

// Fix reads a symbol, canonical or as one of the variants that real papers carry, and says what is wrong with it, nothing for
// the canonical form. It is not ok where no symbol can be made out.
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
	Symbol     Symbol   // zero where nothing could be made out
	Wrong      []string // what departs from the canonical form
}

// FindAll returns the symbols in running text, and what tries to be one, in order.
func FindAll(text string) []Found {
	var out []Found
	for from := 0; ; {
		k := strings.IndexByte(text[from:], '/')
		if k < 0 {
			return out
		}
		slash := from + k
		if h := strings.Index(text[from:slash], "-RES"); h > 0 { // a hyphen for the slash
			slash = from + h
		}
		start := slash
		for start > from && (text[start-1] >= 'A' && text[start-1] <= 'Z' || text[start-1] >= 'a' && text[start-1] <= 'z' || text[start-1] == ' ' && start == slash) {
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

// opensAt tells whether a word begins at byte i: not inside a longer word, a path or an address.
func opensAt(text string, i int) bool {
	c := text[i-1]
	return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '/' || c == '.' || c == '-' || c == '_' || c == '#' || c == '%' || c == '@')
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
