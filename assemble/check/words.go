package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A word is a word of a text, with the byte at which it begins.
type word struct {
	at     int
	text   string
	folded string // of a haystack: fold of text
}

// wordsOf returns the words of s: runs of letters and digits, with apostrophes and hyphens inside.
func wordsOf(s string) []word { return appendWords(make([]word, 0, len(s)/6+1), s, nil) }

// appendWords appends the words of s to out, and adds their beginnings to starts if that is not nil.
func appendWords(out []word, s string, starts *starts) []word {
	start, inside := -1, false
	for i, r := range s {
		in := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r >= utf8.RuneSelf && isWord(r)
		if in && !inside && starts != nil {
			starts.add(s[i:])
		}
		inside = in
		in = in || r >= utf8.RuneSelf && unicode.IsMark(r)
		if !in && start >= 0 && (r == '-' || r == '\'' || r == '’') {
			next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			in = unicode.IsLetter(next)
		}
		switch {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			out = append(out, word{at: start, text: s[start:i]})
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, word{at: start, text: s[start:]})
	}
	return out
}

// fold makes words comparable: lower case, one kind of apostrophe.
func fold(s string) string {
	s = strings.ToLower(s)
	if strings.Contains(s, "’") {
		s = strings.ReplaceAll(s, "’", "'")
	}
	return s
}

// boundary reports whether s[i:j] begins and ends at word boundaries.
func boundary(s string, i, j int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[j:])
	return !isWord(before) && !isWord(after)
}

func isWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// findAll returns the byte offsets of term in s, as whole words. Case matters only if the term has a capital letter.
func findAll(s, term string) []int { return searched(s).all(term) }

// A haystack is a text in which many terms are searched for.
type haystack struct {
	text, low string
	starts    *starts // of its words; nil if they are not known
}

func searched(s string) haystack {
	if low := strings.ToLower(s); len(low) == len(s) {
		return haystack{s, low, nil}
	}
	return haystack{s, s, nil} // the offsets in the two texts would differ
}

// words returns the words of the text, folded.
func (h haystack) words() []word { return h.appendWords(make([]word, 0, len(h.text)/6+1)) }

// appendWords appends the words of the text to out, folded.
func (h haystack) appendWords(out []word) []word {
	n := len(out)
	out = appendWords(out, h.text, h.starts)
	for i := n; i < len(out); i++ {
		w := &out[i]
		w.folded = fold(h.low[w.at : w.at+len(w.text)]) // usually without a copy, because it is already in lower case
	}
	return out
}

// all is findAll for the text.
func (h haystack) all(term string) []int {
	if term == "" || h.starts != nil && !h.starts.may(term) {
		return nil
	}
	s := h.text
	if !strings.ContainsFunc(term, unicode.IsUpper) {
		s = h.low
	}
	var out []int
	for from := 0; ; {
		i := strings.Index(s[from:], term)
		if i < 0 {
			return out
		}
		i += from
		if boundary(s, i, i+len(term)) {
			out = append(out, i)
		}
		from = i + len(term)
	}
}

// atStart is all, but also finds the term with a capital letter, as at the start of a sentence.
func (h haystack) atStart(term string) []int {
	if h.starts != nil && !h.starts.may(term) {
		return nil
	}
	out := h.all(term)
	if r, n := utf8.DecodeRuneInString(term); unicode.IsLower(r) && strings.ContainsFunc(term, unicode.IsUpper) {
		out = append(out, h.all(string(unicode.ToUpper(r))+term[n:])...)
	}
	return out
}

// plain replaces placeholders, note marks and addresses by spaces of the same length, so that offsets stay valid.
func plain(s string) string {
	if !strings.Contains(s, "{{") && !strings.Contains(s, "[^") && !strings.Contains(s, "](") && !strings.Contains(s, "http") &&
		!strings.Contains(s, "www.") {
		return s
	}
	b := []byte(s)
	blank := func(i, j int) {
		for ; i < j; i++ {
			b[i] = ' '
		}
	}
	lastField, lastBracket, lastParen := strings.LastIndex(s, "}}"), strings.LastIndexByte(s, ']'), strings.LastIndexByte(s, ')')
	for i := 0; i < len(s); i++ {
		switch {
		case i < lastField && strings.HasPrefix(s[i:], "{{"):
			if j := strings.Index(s[i:], "}}"); j > 0 {
				blank(i, i+j+2)
				i += j + 1
			}
		case i < lastBracket && strings.HasPrefix(s[i:], "[^"):
			if j := strings.IndexByte(s[i:], ']'); j > 0 {
				blank(i, i+j+1)
				i += j
			}
		case i < lastParen && strings.HasPrefix(s[i:], "]("):
			if j := closing(s[i+2:]); j >= 0 {
				blank(i+1, i+j+3)
				i += j + 2
			}
		case strings.HasPrefix(s[i:], "http://"), strings.HasPrefix(s[i:], "https://"), strings.HasPrefix(s[i:], "www."):
			j := strings.IndexFunc(s[i:], unicode.IsSpace)
			if j < 0 {
				j = len(s) - i
			}
			for j = i + j; ; j-- { // a sign at its end usually belongs to the sentence
				address := strings.TrimRight(s[i:j], ".,;:”»")
				if j = i + len(address); !strings.HasSuffix(address, ")") || closing(address) < 0 {
					break
				}
			}
			j -= i
			blank(i, i+j)
			i += j - 1
		}
	}
	return string(b)
}

// closing returns the index of the first bracket in an address that closes none opened in it; -1 if there is none.
func closing(address string) int {
	open := 0
	for i := range len(address) {
		switch address[i] {
		case '(':
			open++
		case ')':
			if open--; open < 0 {
				return i
			}
		}
	}
	return -1
}
