package diff

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"omnibus/assemble/symbol"
)

// A Class tells which of the words around a token depend on it.
type Class byte

const (
	Plain      Class = iota
	Number           // a number with its unit and the like, a date, a time, a symbol
	Comparison       // more, least, until: it belongs to the number after it
	Modal            // shall, may: it belongs to the verb that it governs
	Negation         // not, no, without: it belongs to what it denies
)

// Vocabulary lists the words with which a language counts, measures, negates and obliges, each in all its forms. The words of a phrase are
// separated by spaces. A star stands for any letters at the end of a word or inside it; an entry that ends with an apostrophe or a hyphen
// is the beginning of a word: n', non-.
type Vocabulary struct {
	Months      []string // as they are written within a sentence, with their capitals
	Numbers     []string // words for numbers
	NumbersIf   []string // words that are numbers only before another: a million, un millón
	NumbersAnd  []string // that are between number words: three hundred and five
	NumbersOf   []string // words between a number and what is counted, or within a date: 14 de marzo, millones de dólares
	Currencies  []string // names and codes, before or after a number
	Units       []string // after a number
	Comparisons []string
	Modals      []string
	Negations   []string

	Symbols *symbol.Grammar // of the body; nil: only the usual ones
}

// A Lexicon is a vocabulary prepared for look-ups. A nil Lexicon has no words, but still recognizes figures and signs.
type Lexicon struct {
	months, numbers, numbersIf, and, of, currencies, units, comparisons, modals, negations phrases

	symbols *symbol.Grammar // of the body; nil: only the usual ones
}

// grammar is the grammar of the body's symbols.
func (l *Lexicon) grammar() *symbol.Grammar {
	if l == nil {
		return nil
	}
	return l.symbols
}

// phrases are sequences of token keys, by the first key, and words of which only the beginning and the end are given, by the first byte.
type phrases struct {
	whole map[string][][]string
	parts map[byte][][2]string
}

// NewLexicon prepares a vocabulary for look-ups.
func NewLexicon(v Vocabulary) *Lexicon {
	l := &Lexicon{months: phrases{whole: map[string][][]string{}}, symbols: v.Symbols}
	for _, m := range v.Months {
		l.months.add(m)
		l.months.add(strings.ToUpper(m))
	}
	l.numbers, l.numbersIf, l.and, l.of = phrasesOf(v.Numbers), phrasesOf(v.NumbersIf), phrasesOf(v.NumbersAnd), phrasesOf(v.NumbersOf)
	l.currencies, l.units = phrasesOf(v.Currencies), phrasesOf(v.Units)
	l.comparisons, l.modals, l.negations = phrasesOf(v.Comparisons), phrasesOf(v.Modals), phrasesOf(v.Negations)
	return l
}

// phrasesOf separates whole words from parts of words.
func phrasesOf(words []string) phrases {
	p := phrases{map[string][][]string{}, map[byte][][2]string{}}
	for _, w := range words {
		w = low(w)
		if r, _ := utf8.DecodeLastRuneInString(w); r == '\'' || r == '-' {
			w += "*"
		}
		head, tail, star := strings.Cut(w, "*")
		switch {
		case !star:
			p.add(w)
		case head != "" && !strings.Contains(w, " "):
			p.parts[head[0]] = append(p.parts[head[0]], [2]string{head, tail})
		}
	}
	return p
}

func low(s string) string { return strings.ToLower(key(norm.NFC.String(s))) }

func (p phrases) add(words string) {
	var keys []string
	for _, t := range split(words, nil) {
		keys = append(keys, t.Key)
	}
	if len(keys) > 0 {
		p.whole[keys[0]] = append(p.whole[keys[0]], keys)
	}
}

// at returns the length, in tokens, of the longest phrase that begins at token i; 0 if there is none.
func (p phrases) at(t []Token, i int) int {
	n := p.match(t, i, func(k int) string { return t[k].low })
	if n == 0 && i < len(t) && len(p.parts) > 0 {
		word := t[i].low
		for _, part := range p.parts[word[0]] {
			if len(word) >= len(part[0])+len(part[1]) && strings.HasPrefix(word, part[0]) && strings.HasSuffix(word, part[1]) {
				return 1
			}
		}
	}
	return n
}

// exactly is at, but distinguishes capitals.
func (p phrases) exactly(t []Token, i int) int {
	return p.match(t, i, func(k int) string { return t[k].Key })
}

func (p phrases) match(t []Token, i int, word func(k int) string) int {
	if len(p.whole) == 0 || i >= len(t) {
		return 0
	}
	best := 0
next:
	for _, keys := range p.whole[word(i)] {
		if len(keys) <= best || i+len(keys) > len(t) {
			continue
		}
		for k := 1; k < len(keys); k++ {
			if word(i+k) != keys[k] {
				continue next
			}
		}
		best = len(keys)
	}
	return best
}

// Classified is Split with the class of each token.
func (l *Lexicon) Classified(text string) []Token {
	t := l.Split(text)
	l.classify(t)
	return t
}

// classify gives the tokens that are not numbers their class.
func (l *Lexicon) classify(t []Token) {
	if l == nil {
		return
	}
	classes := []struct {
		class Class
		words phrases
	}{{Negation, l.negations}, {Modal, l.modals}, {Comparison, l.comparisons}}
	for i := range t {
		for _, c := range classes {
			if t[i].Class != Plain {
				break
			}
			for k := range c.words.at(t, i) {
				if t[i+k].Class == Plain {
					t[i+k].Class = c.class
				}
			}
		}
	}
}

// numeral returns the length in bytes of the figures that s begins with, 0 if there are none: a sign, digits, groups separated by a sign or
// a space, decimals, the parts of a time, a date or a range, and letters attached to them (5th, 10h30). before is the rune before s.
func numeral(s string, before rune) int {
	i := 0
	if r, n := utf8.DecodeRuneInString(s); strings.ContainsRune("+-−±", r) && !unicode.IsLetter(before) && !unicode.IsDigit(before) {
		i = n
	}
	if r, _ := utf8.DecodeRuneInString(s[i:]); !unicode.IsNumber(r) { // a fraction such as ½ counts too
		return 0
	}
	start, grouped := i, true // grouped: there have been only groups of three digits, so that a space can come before the next
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '0' && r <= '9' || unicode.IsDigit(r):
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r) || r == '\u00ad' || r == '\u200d':
			grouped = false
		case strings.ContainsRune(",:'’·–−", r) && digit(s, i+n):
			grouped = grouped && r != ':'
		case strings.ContainsRune("./-‐‑_@", r) && joined(s[i+n:]):
			grouped = grouped && r == '.'
		case unicode.IsSpace(r) && grouped && group(s[start:i], s[i+n:]):
		default:
			return i
		}
		i += n
	}
	return i
}

func digit(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsDigit(r)
}

func joined(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// groupSize is the number of digits between two spaces of a long number.
const groupSize = 3

// group reports whether what comes after a space is a group of the number before it.
func group(before, after string) bool {
	n := strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsDigit(r) })
	if last := before[n+1:]; n >= 0 && len(last) != groupSize || len(last) > groupSize || last == "" {
		return false
	}
	n = strings.IndexFunc(after, func(r rune) bool { return !unicode.IsDigit(r) })
	if n < 0 {
		n = len(after)
	}
	return n == groupSize
}

// number joins each number, with everything that belongs to it, into one token.
func (l *Lexicon) number(t []Token) []Token {
	if l == nil {
		l = &Lexicon{}
	}
	out := t[:0]
	for i := 0; i < len(t); {
		n := max(l.date(t, i), l.amount(t, i))
		if n == 0 {
			out = append(out, t[i])
			i++
			continue
		}
		out = append(out, whole(t[i:i+n]))
		i += n
	}
	return out
}

// whole joins tokens into one. Its key leaves out the white space inside it.
func whole(t []Token) Token {
	if len(t) == 1 {
		x := t[0]
		x.Class = Number
		return x
	}
	var text, key strings.Builder
	for i, x := range t {
		if i > 0 {
			text.WriteString(x.Space)
		}
		text.WriteString(x.Text)
		key.WriteString(x.Key)
	}
	return Token{Space: t[0].Space, Text: text.String(), Key: key.String(), Class: Number, numeral: t[0].numeral}
}

// date returns how many tokens from i on form a date; 0 if they do not.
func (l *Lexicon) date(t []Token, i int) int {
	year := func(k int) int { // finds the year after a month, past the words between them
		for _, sep := range []int{0, l.of.at(t, k), comma(t, k)} {
			if k+sep < len(t) && figures(t[k+sep]) {
				return sep + 1
			}
		}
		return 0
	}
	k := i
	if figures(t[i]) {
		k++
	} else {
		k += l.numbers.at(t, i)
	}
	if k > i {
		k += l.of.at(t, k)
		m := l.months.exactly(t, k)
		if m == 0 {
			return 0
		}
		return k + m + year(k+m) - i
	}
	m := l.months.exactly(t, i)
	if m == 0 {
		return 0
	}
	k = i + m
	if y := year(k); y > 0 {
		k += y
		if y == 1 && len(t[k-1].Key) <= 4 && k < len(t) { // March 14, 2024
			if c := comma(t, k); c > 0 && k+c < len(t) && figures(t[k+c]) || c == 0 && figures(t[k]) {
				k += c + 1
			}
		}
		return k - i
	}
	return m
}

func comma(t []Token, i int) int {
	if i < len(t) && t[i].Key == "," {
		return 1
	}
	return 0
}

// figures reports whether a token is a number in digits.
func figures(t Token) bool { return t.numeral }

// amount returns how many tokens from i on form a number with its signs, currency and unit.
func (l *Lexicon) amount(t []Token, i int) int {
	k := i
	for k < len(t) && strings.Contains("< > ≤ ≥ ~ ≈ =", t[k].Key) && k < i+2 {
		k++
	}
	k += l.currency(t, k)
	n := l.counted(t, k)
	if n == 0 {
		return 0
	}
	for k += n; ; k += n {
		of := 0
		if n = l.measure(t, k); n == 0 {
			of = l.of.at(t, k)
			if of > 0 {
				n = l.measure(t, k+of)
			}
		}
		if n == 0 {
			return k - i
		}
		n += of
		if last := k + n; last < len(t) && len(t[last-1].Key) == 1 && letters(t[last-1]) == 1 && figures(t[last]) &&
			len(t[last].Key) <= minuteDigits { // 10 h 30
			n++
		}
	}
}

// minuteDigits is the largest number of digits in the minutes after an hour.
const minuteDigits = 2

// measure returns how many tokens from k on form a unit, a currency, or a percent or degree sign.
func (l *Lexicon) measure(t []Token, k int) int {
	if k >= len(t) {
		return 0
	}
	switch t[k].Key {
	case "%", "‰":
		return 1
	case "°":
		if k+1 < len(t) && t[k+1].Space == "" && len(t[k+1].Key) == 1 && letters(t[k+1]) > 0 {
			return 2
		}
		return 1
	}
	return max(l.units.at(t, k), l.currency(t, k))
}

// currency returns how many tokens from k on form a currency: US$, €, euros.
func (l *Lexicon) currency(t []Token, k int) int {
	if k >= len(t) {
		return 0
	}
	sign := func(k int) bool {
		r, _ := utf8.DecodeRuneInString(t[k].Key)
		return unicode.Is(unicode.Sc, r)
	}
	const longest = 3 // letters before the sign
	switch {
	case sign(k):
		return 1
	case k+1 < len(t) && sign(k+1) && t[k+1].Space == "" && letters(t[k]) > 0 && len(t[k].Key) <= longest:
		return 2
	}
	return l.currencies.at(t, k)
}

// counted returns how many tokens from i on form a number without a unit: figures, number words, both, or a number word with its figures in
// parentheses: three (3).
func (l *Lexicon) counted(t []Token, i int) int {
	k := i
	if k < len(t) && figures(t[k]) {
		k++
		if k == len(t) || t[k].Key == "(" {
			return k - i
		}
	}
	for k < len(t) {
		n := l.numbers.at(t, k)
		if n == 0 {
			if weak := l.numbersIf.at(t, k); weak > 0 && l.numbers.at(t, k+weak) > 0 {
				n = weak + l.numbers.at(t, k+weak)
			}
		}
		if n == 0 && k > i {
			if and := l.and.at(t, k); and > 0 && !figures(t[k-1]) {
				if m := l.numbers.at(t, k+and); m > 0 {
					n = and + m
				}
			}
		}
		if n == 0 {
			break
		}
		k += n
	}
	if k > i && k+2 < len(t) && t[k].Key == "(" && figures(t[k+1]) && t[k+2].Key == ")" {
		k += 3
	}
	return k - i
}

// Classes is Split with the class of every token.
func (l *Lexicon) Classes(text string) []Token {
	t := l.Split(text)
	l.classify(t)
	return t
}
