package symbol

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A Form is the pattern of a series of symbols: A/C.2/{session}/L.{number}. The placeholders of a pattern are {number}, {session}, {year}
// (four digits), {yy} (two), {roman} and {letter}; {number?} is left out if it is 1. Everything else is literal.
type Form struct {
	Pattern string
	Adopted bool     // its symbols are those of resolutions, not of documents
	Cited   string   // pattern by which a text cites a symbol without its series: {session}/{number}; empty: none
	Steps   []string // patterns of what may follow a symbol: /Rev.{number}
}

// A Grammar contains the forms of the symbols of a body, in addition to those that this package knows. A nil Grammar has only the latter.
type Grammar struct{ forms []*form }

type form struct {
	Form
	base  *series
	cited *series
	near  *regexp.Regexp // matches a citation with another sign for the stroke; nil if it has none
	loose *regexp.Regexp // matches a symbol with other signs for its strokes; nil if it could be something else
	steps []*series
}

// A series is a compiled pattern.
type series struct {
	parts []part
	found *regexp.Regexp // matches the pattern, or nearly the pattern, at the beginning of a text
}

// A part is a placeholder of a pattern, or a literal.
type part struct{ literal, place string }

// places contains the placeholders of patterns, with expressions for their values. A letter O or I between digits is often typed for a zero
// or a one.
var places = map[string]string{
	"number": `([OI]{0,2}\d[\dOI]{0,5})`, "number?": `(\d{0,3})`, "session": `([OI]?\d[\dOI]{0,3})`,
	"year": `((?:19|2[0O])[\dOI]{2})`, "yy": `((?:19|20)?\d\d)`,
	"roman": `([IVXLCDMivxlcdm]{1,12})`, "letter": `([a-z])`,
}

// NewGrammar compiles forms. Its error names the pattern and what is wrong with it.
func NewGrammar(forms []Form) (*Grammar, error) {
	g := &Grammar{}
	for _, f := range forms {
		x := &form{Form: f}
		var err error
		if x.base, err = compile(f.Pattern); err != nil {
			return nil, err
		}
		if len(x.base.parts) == 0 || x.base.parts[0].place != "" {
			return nil, fmt.Errorf("the pattern %q does not begin with a letter", f.Pattern)
		}
		x.loose = x.base.loose()
		if f.Cited != "" {
			if x.cited, err = compile(f.Cited); err != nil {
				return nil, err
			}
			x.near = x.cited.astray()
		}
		for _, s := range f.Steps {
			step, err := compile(s)
			if err != nil {
				return nil, err
			}
			x.steps = append(x.steps, step)
		}
		g.forms = append(g.forms, x)
	}
	return g, nil
}

// compile compiles a pattern.
func compile(pattern string) (*series, error) {
	s := &series{}
	var re strings.Builder
	re.WriteString("^")
	rest := pattern
	for rest != "" {
		literal, after, found := strings.Cut(rest, "{")
		if literal != "" {
			s.parts = append(s.parts, part{literal: literal})
			re.WriteString(loosely(literal))
		}
		if rest = ""; !found {
			break
		}
		place, more, closed := strings.Cut(after, "}")
		class := places[place]
		if !closed || class == "" {
			return nil, fmt.Errorf("the pattern %q has no known place at %q", pattern, "{"+after)
		}
		s.parts = append(s.parts, part{place: place})
		re.WriteString(class)
		rest = more
	}
	var err error
	s.found, err = regexp.Compile(re.String())
	return s, err
}

// astray returns an expression for a pattern whose strokes are written as hyphens, dashes, colons or backslashes; nil if it has no strokes
// between placeholders.
func (s *series) astray() *regexp.Regexp {
	var re strings.Builder
	re.WriteString("^")
	strokes := 0
	for _, p := range s.parts {
		switch {
		case p.place != "":
			re.WriteString(places[p.place])
		case p.literal == "/":
			strokes++
			re.WriteString(gap + `(?:` + hyphen + `|[:\\]|//)` + gap)
		default:
			re.WriteString(loosely(p.literal))
		}
	}
	if strokes == 0 {
		return nil
	}
	return regexp.MustCompile(re.String())
}

// leastCapitals is how many capitals a pattern needs so that what looks like it can be nothing else.
const leastCapitals = 2

// loose returns an expression for a pattern with hyphens, colons, backslashes, double strokes or spaces between its parts, and a year of
// two digits; nil if the pattern has too few capitals or only one number.
func (s *series) loose() *regexp.Regexp {
	var re strings.Builder
	re.WriteString("^")
	capitals, numbers := 0, 0
	for i, p := range s.parts {
		switch p.place {
		case "":
			for _, r := range p.literal {
				switch {
				case r == '/':
					re.WriteString(gap + `(?://?|` + hyphen + `|[:\\])` + gap)
				case unicode.IsLetter(r):
					re.WriteString(string(r)) // in small letters it is a word
				default:
					re.WriteString(loosely(string(r)))
				}
				if unicode.IsUpper(r) {
					capitals++
				}
			}
			continue
		case "year":
			re.WriteString(gap + places["yy"])
		default:
			before := ""
			if i > 0 {
				before = s.parts[i-1].literal
			}
			if before != "" && unicode.IsUpper(rune(before[len(before)-1])) {
				re.WriteString(gap)
			}
			re.WriteString(places[p.place])
		}
		numbers++
	}
	if capitals < leastCapitals || numbers < 2 {
		return nil
	}
	return regexp.MustCompile(re.String())
}

// A Likely is a part of a text that is probably a symbol of the grammar, and how the symbol is written.
type Likely struct {
	Start, End int
	Written    string
}

// FindLikely returns what is probably a symbol of the grammar with other signs for its strokes: EB154-7 or EB 154/7 for EB154/7. found
// are the symbols that FindAll finds in the text.
func (g *Grammar) FindLikely(text string, found []Found) []Likely {
	if g == nil {
		return nil
	}
	var out []Likely
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < 'A' || c > 'Z' || i > 0 && !opensAt(text, i) {
			continue
		}
		for _, f := range g.forms {
			if f.loose == nil || text[i] != f.base.parts[0].literal[0] {
				continue
			}
			m := f.loose.FindStringSubmatchIndex(text[i:min(len(text), i+longest)])
			if m == nil || goesOn(text, i+m[1]) {
				continue
			}
			end := i + m[1]
			if slices.ContainsFunc(found, func(o Found) bool { return o.Start < end && i < o.End }) {
				continue
			}
			out = append(out, Likely{i, end, f.base.write(f.base.values(text[i:], m))})
			i = end - 1
			break
		}
	}
	return out
}

// values returns the values of the placeholders in a match of loose.
func (s *series) values(text string, m []int) []string {
	var values []string
	i := 2
	for _, p := range s.parts {
		if p.place == "" {
			continue
		}
		v := text[m[i]:m[i+1]]
		switch p.place {
		case "number", "session":
			v = asDigits.Replace(v)
		case "year":
			v = strconv.Itoa(fullYear(v))
		}
		values = append(values, v)
		i += 2
	}
	return values
}

// Astray reads a citation without a series that has another sign for its stroke (78-118 for 78/118) at the beginning of a text. It returns
// how the citation is written and its length in bytes there, or 0 if there is none. Only the words around it tell it from a range.
func (g *Grammar) Astray(text string) (written string, n int) {
	if g == nil {
		return "", 0
	}
	for _, f := range g.forms {
		if f.near == nil {
			continue
		}
		m := f.near.FindStringSubmatchIndex(text)
		if m == nil || goesOn(text, m[1]) {
			continue
		}
		var values []string
		for i := 2; i < len(m); i += 2 {
			values = append(values, text[m[i]:m[i+1]])
		}
		return f.cited.write(values), m[1]
	}
	return "", 0
}

// loosely returns an expression for a literal as people type it: in capitals or not, with missing or added spaces, missing periods, and any
// hyphen.
func loosely(literal string) string {
	var re strings.Builder
	for _, r := range literal {
		switch {
		case r == ' ':
			re.WriteString(gap)
		case r == '/':
			re.WriteString(gap + "/" + gap)
		case r == '.':
			re.WriteString(`\.?` + gap)
		case r == '(':
			re.WriteString(gap + `\(` + gap)
		case r == ')':
			re.WriteString(gap + `\)`)
		case r == '-':
			re.WriteString(gap + hyphen + gap)
		case unicode.IsLetter(r):
			re.WriteString("(?i:" + string(r) + ")")
		default:
			re.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	return re.String()
}

// write returns the pattern with the values in its placeholders.
func (s *series) write(values []string) string {
	var b strings.Builder
	n := 0
	for _, p := range s.parts {
		if p.place == "" {
			b.WriteString(p.literal)
			continue
		}
		v := values[n]
		n++
		switch p.place {
		case "roman":
			v = strings.ToUpper(v)
		case "yy":
			v = v[len(v)-2:]
		case "letter":
		case "number?":
			if i := atoi(v); i < 2 {
				v = ""
			}
		default:
			v = strconv.Itoa(atoi(v))
		}
		b.WriteString(v)
	}
	return b.String()
}

// read matches the beginning of a text. It returns the values of the placeholders and the length in bytes, or 0 if the text does not match.
func (s *series) read(text string) (values []string, n int) {
	m := s.found.FindStringSubmatchIndex(text)
	if m == nil {
		return nil, 0
	}
	i := 2
	for _, p := range s.parts {
		if p.place == "" {
			continue
		}
		v := text[m[i]:m[i+1]]
		if p.place == "number" || p.place == "session" || p.place == "year" {
			v = asDigits.Replace(v)
		}
		values = append(values, v)
		i += 2
	}
	return values, m[1]
}

// asDigits replaces letters by the digits for which they are typed.
var asDigits = strings.NewReplacer("O", "0", "I", "1")

// Suffix writes step n of a symbol by a pattern: /Rev.{number} with 2 is /Rev.2. It returns an error for an invalid pattern.
func Suffix(pattern string, n int) (string, error) {
	s, err := compile(pattern)
	if err != nil {
		return "", err
	}
	values := make([]string, 0, 1)
	for _, p := range s.parts {
		if p.place != "" {
			values = append(values, strconv.Itoa(n))
		}
	}
	return s.write(values), nil
}

// scan reads the longest symbol of the grammar at the beginning of a text, and returns its length in bytes.
func (g *Grammar) scan(text string) (best Symbol, length int) {
	if g == nil {
		return Symbol{}, 0
	}
	if len(text) > longest {
		text = text[:longest]
	}
	for i, f := range g.forms {
		for _, s := range []*series{f.base, f.cited} {
			if s == nil {
				continue
			}
			values, n := s.read(text)
			if n == 0 {
				continue
			}
			x := Symbol{Kind: Other, Body: f.Pattern, Text: s.write(values), Adopted: f.Adopted, Cited: s == f.cited, form: i}
			x.fill(s, values)
			for more := true; more; {
				more = false
				for k, step := range f.steps {
					if values, m := step.read(text[n:]); m > 0 && !inWord(text, n+m) {
						st := Step{Word: step.write(values), kind: k}
						if len(values) > 0 {
							st.Number = max(atoi(values[0]), 1)
						}
						x.Chain, n, more = append(x.Chain, st), n+m, true
						break
					}
				}
			}
			if n > length && !goesOn(text, n) {
				best, length = x, n
			}
		}
	}
	return best, length
}

// fill sets the parts of a symbol from the values of the placeholders.
func (s *Symbol) fill(of *series, values []string) {
	n := 0
	for _, p := range of.parts {
		if p.place == "" {
			continue
		}
		v := values[n]
		i := max(atoi(v), FromRoman(strings.ToUpper(v)))
		n++
		s.order = append(s.order, i)
		switch p.place {
		case "session", "roman":
			s.Session = i
		case "year", "yy":
			s.Year = fullYear(v)
		case "number":
			s.Number = i
		}
	}
}

// goesOn reports whether the word in a text continues at byte n, so that what ends there is only a part of it.
func goesOn(text string, n int) bool {
	if n >= len(text) {
		return false
	}
	c := text[n]
	if c == '/' || c == '-' || c == '.' || c == ',' { // a longer symbol, a number or an address
		n++
	}
	return inWord(text, n)
}

// inWord reports whether there is a letter or digit at byte n of a text.
func inWord(text string, n int) bool {
	if n >= len(text) {
		return false
	}
	c := text[n]
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 && c != 0xc2 && c != 0xe2
}

// Fix does what the function Fix does, and also reads the symbols of the grammar. A citation without its series is not a symbol.
func (g *Grammar) Fix(s string) (sym Symbol, wrong []string, ok bool) {
	t := strings.TrimFunc(s, func(r rune) bool { return strings.ContainsRune(gapRunes, r) })
	if x, n := g.scan(t); n > 0 && n == len(t) && !x.Cited {
		return x, departures(s, x), true
	}
	return Fix(s)
}

// Parse does what the function Parse does, and also reads the symbols of the grammar.
func (g *Grammar) Parse(s string) (Symbol, error) {
	sym, wrong, ok := g.Fix(s)
	switch {
	case !ok:
		return Symbol{}, fmt.Errorf("%q is not a symbol", s)
	case len(wrong) > 0:
		return Symbol{}, fmt.Errorf("symbol %q %s: write %s", s, strings.Join(wrong, " and "), sym)
	}
	return sym, nil
}

// FindAll does what the function FindAll does, and also finds the symbols of the grammar and their citations.
func (g *Grammar) FindAll(text string) []Found {
	known := FindAll(text)
	if g == nil || len(g.forms) == 0 {
		return known
	}
	var out []Found
	for i := 0; i < len(text); i++ {
		c := text[i]
		if !(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') || i > 0 && !opensAt(text, i) {
			continue
		}
		if sym, n := g.scan(text[i:]); n > 0 {
			out = append(out, Found{i, i + n, sym, departures(text[i:i+n], sym)})
			i += n - 1
		}
	}
	for _, f := range known { // a longer symbol takes precedence over those within it: A/RES 76/172 over 76/172
		over := func(o Found) bool { return o.Start < f.End && f.Start < o.End }
		if !slices.ContainsFunc(out, func(o Found) bool { return over(o) && o.End-o.Start >= f.End-f.Start }) {
			out = append(slices.DeleteFunc(out, over), f)
		}
	}
	slices.SortFunc(out, func(a, b Found) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// Like returns the form whose symbols begin most like a text that is not one of them, or "". Only letters and digits are compared: the
// signs between them are what people get wrong.
func (g *Grammar) Like(s string) string {
	if g == nil {
		return ""
	}
	best, long := "", 0
	for _, f := range g.forms {
		head := lettersOf(f.base.parts[0].literal)
		if n := shared(head, lettersOf(s)); n >= min(len(head), 2) && n > long {
			best, long = f.Pattern, n
		}
	}
	return best
}

// lettersOf returns the letters and digits of a text.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// shared returns the length in bytes of the common beginning of two texts, whatever their case.
func shared(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && strings.EqualFold(a[n:n+1], b[n:n+1]) {
		n++
	}
	return n
}
