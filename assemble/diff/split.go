package diff

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"omnibus/assemble/symbol"
)

// A Token is a word, or a sign between words, with the white space before it.
type Token struct {
	Space string // "", or the space before it: a plain or a no-break one
	Text  string
	Key   string // for comparison: tokens with equal keys are equal
	Class Class  // which words around it depend on it

	low     string // its key in lower case
	numeral bool   // it begins with figures
}

// Split splits a text into tokens. A word keeps the hyphens, apostrophes, stops and slashes inside it (l'eau, A/RES/73/195). One token each
// is a number with its groups, decimals, sign, currency, unit or month (US$ 1,000.50; 10,5 %; 14 March 2024), a symbol (AG/RES. 2881
// (XLVI-O/16)), a reference, a note, and the address of a link; so is every other sign. White space at the end is dropped, and a run of it
// counts as one space.
func (l *Lexicon) Split(text string) []Token { return l.number(split(text, l.grammar())) }

// Split is Lexicon.Split for a language without a lexicon.
func Split(text string) []Token { return (*Lexicon)(nil).Split(text) }

func split(text string, grammar *symbol.Grammar) []Token {
	out := make([]Token, 0, len(text)/5)
	var symbols []symbol.Found
	if grammar != nil || strings.Contains(text, "/") {
		symbols = grammar.FindAll(text)
	}
	space, before := "", rune(' ')
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			switch {
			case space != "" || r != '\u00a0' && r != '\u202f':
				space = " "
			default:
				space = text[i : i+size]
			}
			i, before = i+size, r
			continue
		}
		for len(symbols) > 0 && symbols[0].Start < i {
			symbols = symbols[1:]
		}
		n, t := 0, Token{Space: space}
		if len(symbols) > 0 && symbols[0].Start == i {
			n, t.Class = symbols[0].End-i, Number
		}
		if n == 0 {
			n = numeral(text[i:], before)
			t.numeral = n > 0
		}
		if n == 0 {
			n = markup(text[i:])
		}
		if n == 0 {
			n = word(text[i:])
		}
		if n == 0 {
			n = size
		}
		t.Text = text[i : i+n]
		t.Key = key(t.Text)
		if t.numeral || t.Class == Number {
			t.Key = strings.Map(func(r rune) rune {
				if unicode.IsSpace(r) {
					return -1
				}
				return r
			}, t.Key)
		}
		t.low = strings.ToLower(t.Key)
		out = append(out, t)
		space = ""
		i += n
		before, _ = utf8.DecodeLastRuneInString(t.Text)
	}
	return out
}

// markup returns the length in bytes of the markup that s begins with, 0 if there is none: {{ref:id}}, [^note], the end of a link
// ](address).
func markup(s string) int {
	end := ""
	switch {
	case strings.HasPrefix(s, "{{"):
		end = "}}"
	case strings.HasPrefix(s, "[^"):
		end = "]"
	case strings.HasPrefix(s, "]("):
		end = ")"
	default:
		return 0
	}
	i := strings.Index(s, end)
	if i < 0 || strings.ContainsAny(s[:i], " \n") {
		return 0
	}
	return i + len(end)
}

// word returns the length in bytes of the word that s begins with, 0 if there is none.
func word(s string) int {
	end, joint := 0, false // joint: the last sign can only be inside a word
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r) || r == '\u00ad' || r == '\u200d':
			if i > 0 && end == 0 {
				return 0
			}
			end, joint = i+utf8.RuneLen(r), false
		case end > 0 && !joint && strings.ContainsRune("-‐‑'’./_@", r):
			joint = true
		default:
			return end
		}
	}
	return end
}

// quotes maps each typographic quotation mark to the plain mark that it is compared as.
var quotes = strings.NewReplacer(
	"“",
	`"`,
	"”",
	`"`,
	"„",
	`"`,
	"«",
	`"`,
	"»",
	`"`,
	"‘",
	"'",
	"’",
	"'",
	"‚",
	"'",
	"‹",
	"'",
	"›",
	"'",
	"\u00ad",
	"",
	"‑",
	"-",
	"‐",
	"-",
)

func key(t string) string {
	if plain(t) {
		return t
	}
	if k := quotes.Replace(norm.NFC.String(t)); k != "" {
		return k
	}
	return t
}

func plain(t string) bool {
	for i := range len(t) {
		if t[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Join writes tokens as text, without the space before the first one.
func Join(tokens []Token) string {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 {
			b.WriteString(t.Space)
		}
		b.WriteString(t.Text)
	}
	return b.String()
}

// letters returns the length of a token for weighing changes: signs weigh nothing.
func letters(t Token) int {
	r, _ := utf8.DecodeRuneInString(t.Key)
	if t.Class != Number && !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '{' {
		return 0
	}
	return utf8.RuneCountInString(t.Key)
}
