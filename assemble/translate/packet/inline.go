package packet

import (
	"strconv"
	"strings"

	"omnibus/assemble/symbol"
)

func itoa(n int) string { return strconv.Itoa(n) }

// A Role is the role of a token in a text.
type Role int

const (
	Words Role = iota // words to be translated
	Open              // first sign of a pair
	Close             // second sign of a pair
	Alone             // sign, or run of text, that is not translated
)

// A Token is a piece of a text: words, or a code that a translator moves but does not change. Data is the code in our text. An Open and its
// Close have the same ID (from 1), and pairs are nested correctly.
type Token struct {
	Role Role
	ID   int
	Text string // of Words
	Data string // of a code
	Type string // em, strong, link, note, ref, bracket, symbol
}

// Tokens splits a text. Join is its exact inverse.
func Tokens(s string) []Token {
	t := &tokenizer{s: s}
	t.symbols = symbol.FindShaped(s)
	t.run(0, len(s))
	return number(t.out)
}

// Join assembles a text.
func Join(tokens []Token) string {
	var b strings.Builder
	for _, t := range tokens {
		if t.Role == Words {
			b.WriteString(t.Text)
		} else {
			b.WriteString(t.Data)
		}
	}
	return b.String()
}

type tokenizer struct {
	s       string
	out     []Token
	symbols []symbol.Found
}

func (t *tokenizer) words(i, j int) {
	if i < j {
		t.out = append(t.out, Token{Role: Words, Text: t.s[i:j]})
	}
}

func (t *tokenizer) code(role Role, kind string, i, j int) {
	t.out = append(t.out, Token{Role: role, Type: kind, Data: t.s[i:j]})
}

// run reads the bytes i up to end.
func (t *tokenizer) run(i, end int) {
	from := i
	for i < end {
		for len(t.symbols) > 0 && t.symbols[0].Start < i {
			t.symbols = t.symbols[1:]
		}
		if len(t.symbols) > 0 && t.symbols[0].Start == i && t.symbols[0].End <= end && t.symbols[0].End > i {
			t.words(from, i)
			t.code(Alone, "symbol", i, t.symbols[0].End)
			i = t.symbols[0].End
			from = i
			continue
		}
		kind, n := t.alone(i, end)
		if n > 0 {
			t.words(from, i)
			t.code(Alone, kind, i, i+n)
			i += n
			from = i
			continue
		}
		kind, open, inner, shut := t.pair(i, end)
		if open > 0 {
			t.words(from, i)
			t.code(Open, kind, i, i+open)
			t.run(i+open, inner)
			t.code(Close, kind, inner, inner+shut)
			i = inner + shut
			from = i
			continue
		}
		if t.s[i] == '\\' && i+1 < end {
			i++
		}
		i++
	}
	t.words(from, end)
}

// alone returns the length of the standalone code at i.
func (t *tokenizer) alone(i, end int) (kind string, n int) {
	s := t.s[i:end]
	switch {
	case strings.HasPrefix(s, "{{"):
		if k := strings.Index(s, "}}"); k > 0 {
			return "ref", k + 2
		}
	case strings.HasPrefix(s, "[^"):
		if k := strings.IndexByte(s, ']'); k > 2 && !strings.ContainsAny(s[2:k], " [") {
			return "note", k + 1
		}
	case s[0] == '[' && t.linkAt(i, end) == 0, s[0] == ']':
		return "bracket", 1
	}
	return "", 0
}

// linkAt returns the offset of the "](" of a link that begins at i, or 0 if there is none.
func (t *tokenizer) linkAt(i, end int) int {
	depth := 0
	for k := i; k < end; k++ {
		switch t.s[k] {
		case '\\':
			k++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				if k+1 < end && t.s[k+1] == '(' && strings.IndexByte(t.s[k:end], ')') > 0 {
					return k
				}
				return 0
			}
		}
	}
	return 0
}

// pair returns the pair of codes that begins at i: the lengths of its two signs, and the offset of the second.
func (t *tokenizer) pair(i, end int) (kind string, open, inner, shut int) {
	s := t.s
	switch {
	case s[i] == '[':
		if k := t.linkAt(i, end); k > 0 {
			return "link", 1, k, strings.IndexByte(s[k:end], ')') + 1
		}
	case strings.HasPrefix(s[i:end], "**"):
		if k := t.closes("**", i+2, end); k > 0 {
			return "strong", 2, k, 2
		}
	case s[i] == '*':
		if k := t.closes("*", i+1, end); k > 0 {
			return "em", 1, k, 1
		}
	}
	return "", 0, 0, 0
}

// closes returns the offset of the sign that closes a pair of emphasis, or 0 if there is none. It follows a word, as the opening sign
// precedes one.
func (t *tokenizer) closes(sign string, from, end int) int {
	if from >= end || t.s[from] == ' ' || t.s[from] == '*' {
		return 0
	}
	for k := from; k+len(sign) <= end; k++ {
		switch {
		case t.s[k] == '\\':
			k++
		case t.s[k] == '[':
			// A pair does not extend into or out of a link.
			if j := t.linkAt(k, end); j > 0 {
				k = j + strings.IndexByte(t.s[j:end], ')')
			}
		case strings.HasPrefix(t.s[k:end], "{{"):
			if j := strings.Index(t.s[k:end], "}}"); j > 0 {
				k += j + 1
			}
		case sign == "*" && strings.HasPrefix(t.s[k:end], "**"):
			k++
		case strings.HasPrefix(t.s[k:end], sign) && t.s[k-1] != ' ' && k > from:
			return k
		}
	}
	return 0
}

// number gives each code its ID, in order.
func number(tokens []Token) []Token {
	n := 0
	var open []int
	for i := range tokens {
		switch tokens[i].Role {
		case Alone:
			n++
			tokens[i].ID = n
		case Open:
			n++
			tokens[i].ID = n
			open = append(open, n)
		case Close:
			tokens[i].ID = open[len(open)-1]
			open = open[:len(open)-1]
		}
	}
	return tokens
}

// Align gives the codes of a target the IDs of the same codes in its source. Codes that are not in the source get new IDs.
func Align(src, target []Token) []Token {
	free := map[string][]int{}
	next := 0
	for _, t := range src {
		if t.Role == Open || t.Role == Alone {
			key := codeKey(t, src)
			free[key] = append(free[key], t.ID)
			next = max(next, t.ID)
		}
	}
	was := map[int]int{}
	out := append([]Token(nil), target...)
	for i, t := range out {
		switch t.Role {
		case Open, Alone:
			key := codeKey(t, target)
			if ids := free[key]; len(ids) > 0 {
				was[t.ID], free[key] = ids[0], ids[1:]
			} else {
				next++
				was[t.ID] = next
			}
			out[i].ID = was[t.ID]
		case Close:
			out[i].ID = was[t.ID]
		}
	}
	return out
}

// codeKey returns a key that is the same for equal codes: role and signs, for a pair both signs.
func codeKey(t Token, all []Token) string {
	if t.Role == Open {
		for _, c := range all {
			if c.Role == Close && c.ID == t.ID {
				return "pair " + t.Data + " " + c.Data
			}
		}
	}
	return "alone " + t.Data
}

// Known returns the codes of a source by their ids in a packet, for Rebuild.
func Known(src string) map[string][2]string {
	out := map[string][2]string{}
	for _, t := range Tokens(src) {
		t.keep(out, itoa(t.ID))
	}
	return out
}

// keep adds a token that is a code to the codes of its text, by id.
func (t *Token) keep(codes map[string][2]string, id string) {
	c := codes[id]
	switch t.Role {
	case Open, Alone:
		c[0] = t.Data
	case Close:
		c[1] = t.Data
	default:
		return
	}
	codes[id] = c
}

// FewWords is the number of words from which a translation is expected to differ from its source. Names and headings of one or two words
// may be the same.
const FewWords = 3

// CountWords counts the words of a text: codes and runs without a letter or digit do not count.
func CountWords(s string) int { return countWords(Tokens(s)) }

func countWords(tokens []Token) int {
	n := 0
	for _, t := range tokens {
		switch {
		case t.Role == Words:
			for _, f := range strings.Fields(t.Text) {
				if strings.ContainsFunc(f, func(r rune) bool { return r >= '0' && r <= '9' || r >= 'A' }) {
					n++
				}
			}
		case t.Type == "symbol":
			n++
		}
	}
	return n
}
