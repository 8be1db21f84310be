package lines

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Patterns tell where the words of a language may be divided (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983). They are immutable.
type Patterns struct {
	points     map[string]string // letters of a pattern → its digits, one before each letter and one at the end
	longest    int               // letters of the longest pattern
	exceptions map[string][]int  // word → bytes before which it may be divided
	apostrophe bool              // an apostrophe is a letter of the words
}

// NewPatterns reads patterns in the format of hyph-utf8 (a1b2c, separated by white space) and exceptions (ta-ble).
func NewPatterns(patterns, exceptions string) *Patterns {
	p := &Patterns{points: make(map[string]string, strings.Count(patterns, "\n")+1), exceptions: map[string][]int{}}
	var letters, digits []byte
	for pattern := range strings.FieldsSeq(patterns) {
		letters, digits = letters[:0], append(digits[:0], '0')
		n := 0
		for _, r := range pattern {
			if r >= '0' && r <= '9' {
				digits[len(digits)-1] = byte(r)
				continue
			}
			letters = utf8.AppendRune(letters, r)
			digits = append(digits, '0')
			n++
			p.apostrophe = p.apostrophe || r == '’'
		}
		p.points[string(letters)] = string(digits)
		p.longest = max(p.longest, n)
	}
	for e := range strings.FieldsSeq(exceptions) {
		var at []int
		word := strings.Builder{}
		for _, r := range strings.ToLower(e) {
			if r == '-' {
				at = append(at, word.Len())
			} else {
				word.WriteRune(r)
			}
		}
		p.exceptions[word.String()] = at
	}
	return p
}

// Points returns the byte offsets at which a word may be divided, ascending, with at least left letters before and right letters after
// each. The word is a single one, in upper or lower case.
func (p *Patterns) Points(word string, left, right int) []int {
	if len(word) < left+right {
		return nil
	}
	var runeBuf [48]rune
	var atBuf [49]int
	runes, at := append(runeBuf[:0], '.'), append(atBuf[:0], 0)
	for i, r := range word {
		runes = append(runes, unicode.ToLower(r))
		at = append(at, i)
	}
	runes, at = append(runes, '.'), append(at, len(word))
	n := len(runes) - 2
	if n < left+right {
		return nil
	}

	// lower holds the letters with the dots at both ends; start[i] is the byte at which letter i begins in it.
	lower := make([]byte, 0, len(word)+8)
	start := make([]int, 0, 50)
	for _, r := range runes {
		start = append(start, len(lower))
		lower = utf8.AppendRune(lower, r)
	}
	start = append(start, len(lower))

	legal := func(i int) bool { // may a hyphen come before runes[i]? Combining accents stay with their letter.
		return i > left && i <= n+1-right && !unicode.Is(unicode.Mn, runes[i])
	}
	var points []int
	if e, ok := p.exceptions[string(lower[1:len(lower)-1])]; ok {
		for _, b := range e {
			for i := 1; i <= n; i++ {
				if start[i]-1 == b && legal(i) {
					points = append(points, at[i])
				}
			}
		}
		return p.voiced(word, points)
	}
	values := make([]byte, len(runes)+1)
	for i := range runes {
		for j := i + 1; j <= len(runes) && j-i <= p.longest; j++ {
			digits, ok := p.points[string(lower[start[i]:start[j]])]
			if !ok {
				continue
			}
			for k := range len(digits) {
				values[i+k] = max(values[i+k], digits[k])
			}
		}
	}
	for i := 2; i <= n; i++ {
		if values[i]&1 == 1 && legal(i) {
			points = append(points, at[i])
		}
	}
	return p.voiced(word, points)
}

// voiced removes the points that leave a part of the word without a vowel: such a part is joined to the next, and a last one to the one
// before it.
func (p *Patterns) voiced(word string, points []int) []int {
	kept, from := points[:0], 0
	for _, at := range points {
		if hasVowel(word[from:at]) {
			kept, from = append(kept, at), at
		}
	}
	for len(kept) > 0 && !hasVowel(word[kept[len(kept)-1]:]) {
		kept = kept[:len(kept)-1]
	}
	return kept
}

// hasVowel reports whether a text has a vowel, which is a Latin vowel with or without accents, or a letter of another script.
func hasVowel(t string) bool {
	for _, r := range t {
		switch {
		case r < utf8.RuneSelf:
			switch r | ' ' {
			case 'a', 'e', 'i', 'o', 'u', 'y':
				return true
			}
		case !unicode.IsLetter(r):
		case !unicode.Is(unicode.Latin, r):
			return true
		default:
			if base := norm.NFD.PropertiesString(string(r)).Decomposition(); len(base) == 0 || hasVowel(string(base[:1])) {
				return true // it is not known whether a letter such as æ, which is not a letter with an accent, is a vowel
			}
		}
	}
	return false
}
