package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a run of letters, a number in figures (with its separators), or one of the signs % € $ £ ¥.
type token struct {
	at, end int // bytes
	text    string
	figure  bool
	counted bool // part of a quantity
	unit    bool // found with its quantity
	meant   *meant
}

// signTokens are the signs that are tokens.
const signTokens = "%€$£¥"

// tokens splits a lower-case text into tokens. Hyphens and apostrophes divide words. The contents of buffer are overwritten.
func tokens(low string, buffer []token) []token {
	out := buffer[:0]
	if buffer == nil {
		out = make([]token, 0, len(low)/6+1)
	}
	for i := 0; i < len(low); {
		r, n := rune(low[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(low[i:])
		}
		switch {
		case '0' <= r && r <= '9':
			j := figureEnd(low, i)
			out = append(out, token{at: i, end: j, text: low[i:j], figure: true})
			i = j
		case 'a' <= r && r <= 'z' || r >= utf8.RuneSelf && unicode.IsLetter(r):
			j := i + n
			for j < len(low) {
				r, n := rune(low[j]), 1
				if r >= utf8.RuneSelf {
					r, n = utf8.DecodeRuneInString(low[j:])
				}
				if !('a' <= r && r <= 'z' || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r))) {
					break
				}
				j += n
			}
			out = append(out, token{at: i, end: j, text: low[i:j]})
			i = j
		case strings.ContainsRune(signTokens, r):
			out = append(out, token{at: i, end: i + n, text: low[i : i+n]})
			i += n
		default:
			i += n
		}
	}
	return out
}

// figureEnd returns the end of the number in figures that begins at byte i, including separators of thousands and decimals. It does not
// include plain spaces, because their meaning depends on the language.
func figureEnd(s string, i int) int {
	first := digits(s[i:])
	j := i + first
	for j < len(s) {
		_, n := utf8.DecodeRuneInString(s[j:])
		k := digits(s[j+n:])
		switch sep := s[j : j+n]; {
		case (sep == "." || sep == ",") && k > 0:
		case strings.Contains(apart, sep) && k == 3 && first <= 3 && first > 0 && s[i] != '0':
		default:
			return j
		}
		j += n + k
	}
	return j
}

// apart has the signs, apart from full stop and comma, that separate thousands: no-break, thin and narrow spaces, apostrophes.
const apart = "\u00a0\u2009\u202f'’"

// figureValue returns the value of a number in figures, in the form for ParseFloat. Separators followed by three digits, the first after at
// most three digits, separate thousands.
func figureValue(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] >= '0' && s[i] <= '9' {
			b.WriteByte(s[i])
			i++
			continue
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		if digits(s[i+n:]) != 3 || b.Len() > 3 && !strings.ContainsAny(s[:i], ".,"+apart) || b.String() == "0" {
			b.WriteByte('.')
		}
		i += n
	}
	return b.String()
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
