package lines

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words and numbers that stay together on a line. Unicode line breaking does not know symbols, references and abbreviations, and breaks
// them wrongly. Signs and the parts of symbols, which are the same in every language, are here; the words of a language are its Bonds.
// conventions: sections 2, 5 and 9.

// Bonds are the words of a language that stay on one line with a neighbour, each as it is written.
type Bonds struct {
	NumberAfter  []string // abbreviations that a number follows, in either case, without their final full stop: No, p, art
	NumberBefore []string // words that follow a number: million, p.m., bis
	NumberLink   []string // words that continue after the number of a day or an item: de in 7 de noviembre
	Range        []string // words between the ends of a range: to in 34 to 45
	Title        []string // titles before a name: Dr.
	Dash         []string // dashes that begin a parenthesis with a space after them
}

// A bondKind is a set of the ways in which a word is bound.
type bondKind uint8

const (
	numberAfter bondKind = 1 << iota
	numberBefore
	numberLink
	rangeWord
	title
	dashApart
)

// kinds returns the ways in which each word is bound.
func (b *Bonds) kinds() map[string]bondKind {
	out := map[string]bondKind{}
	if b == nil {
		return out
	}
	add := func(words []string, k bondKind) {
		for _, w := range words {
			out[w] |= k
		}
	}
	for _, w := range b.NumberAfter {
		out[strings.ToLower(strings.TrimRight(w, "."))] |= numberAfter
	}
	add(b.NumberBefore, numberBefore)
	add(b.NumberLink, numberLink)
	add(b.Range, rangeWord)
	add(b.Title, title)
	add(b.Dash, dashApart)
	return out
}

// units are signs that follow a number, in any language.
var units = map[string]bool{
	"%": true, "‰": true, "°C": true, "°F": true, "km": true, "m": true, "cm": true, "mm": true, "kg": true, "g": true, "t": true,
	"h": true, "min": true, "s": true, "ha": true, "km²": true, "m²": true,
}

// numbered are signs and parts of symbols that a number follows, in lower case and without a full stop.
var numbered = map[string]bool{
	"№": true, "§": true, "§§": true, "doc": true, "res": true, "dec": true, "inf": true, "rev": true, "add": true, "corr": true,
}

// Lengths that tell words and numbers apart, in letters unless marked as bytes.
const (
	acronymLeast   = 2 // bytes
	acronymMost    = 6 // bytes
	wordLeast      = 3 // a shorter word beside a number is a particle
	digitsOfGroup  = 3 // 10 000
	digitsOfYear   = 4
	shortNumber    = 3 // bytes: a chapter, a day; a year is longer
	shorterNumber  = 2
	initialLetters = 2 // J.
	romanOrdinal   = 2 // bytes: IIe, not the word Ce
)

// between returns how strongly the words before and after the space at byte at of run i belong together: 0 if a line may end there.
func between(runs []Run, i, at int) int32 {
	return runs[i].Lang.bond(wordBefore(runs, i, at), wordAfter(runs, i, at+1))
}

// wordBefore returns the word that ends at byte at of run i. It looks only at the part in that run, unless there is none.
func wordBefore(runs []Run, i, at int) string {
	for t := runs[i].Text[:at]; ; t = runs[i].Text {
		if t != "" {
			k := len(t)
			for k > 0 && t[k-1] != ' ' && !(t[k-1] == 0xA0 && k > 1 && t[k-2] == 0xC2) {
				k--
			}
			return t[k:]
		}
		for i--; i >= 0 && runs[i].Mark; i-- { // the mark of a note is not a number of the text
		}
		if i < 0 || runs[i].Text == "\n" {
			return ""
		}
	}
}

func wordAfter(runs []Run, i, at int) string {
	for t := runs[i].Text[at:]; ; t = runs[i].Text {
		if t != "" {
			if kind, _ := spaceAt(t); kind != notSpace {
				return ""
			}
			return t[:wordEnd(t, 0)]
		}
		if i++; i >= len(runs) || runs[i].Text == "\n" {
			return ""
		}
	}
}

// bond returns how strongly two words belong together; 0: not at all.
func (l *Language) bond(before, after string) int32 {
	if before == "" || after == "" {
		return 0
	}
	if isLower(before[0]) && isLower(before[len(before)-1]) && isLower(after[0]) { // most words
		if l.words[before]&title != 0 {
			return bondStrong
		}
		return 0
	}
	if bond, ok := l.atSign(before, after); ok {
		return bond
	}
	first, _ := utf8.DecodeRuneInString(after)
	last, _ := utf8.DecodeLastRuneInString(before)
	if unicode.IsDigit(first) || first == '(' && len(after) > 1 && after[1] >= '0' && after[1] <= '9' {
		if bond := l.beforeNumber(before, after); bond != 0 {
			return bond
		}
	}
	if unicode.IsDigit(last) {
		if bond := l.afterNumber(before, after); bond != 0 {
			return bond
		}
	}
	if bond := l.abbreviated(before, after); bond != 0 {
		return bond
	}
	if l.words[before]&title != 0 {
		return bondStrong
	}
	// J. R. Smith: initials and the name.
	if last == '.' && utf8.RuneCountInString(before) == initialLetters && unicode.IsUpper(first) && startsUpper(before) {
		return bondStrong
	}
	// A symbol and its session: AG/RES. 2910 (XLVII-O/17); a symbol and its revision.
	if first == '(' && strings.Contains(after, "/") && kept(after) {
		return bondWeak
	}
	if part := strings.TrimRight(after, "."); (part == "rev" || part == "add" || part == "corr") && unicode.IsDigit(last) {
		return bondWeak
	}
	return 0
}

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }

// atSign returns the bond between two words if one begins or ends with a sign that decides it, and false if neither does.
func (l *Language) atSign(before, after string) (int32, bool) {
	first, _ := utf8.DecodeRuneInString(after)
	switch first {
	case ':', ';', '!', '?', '»', '%', '‰', '…': // French sets a space before these; nobody begins a line with one
		return bondSign, true
	case '¿', '¡':
		return 0, true
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	switch last {
	case '«', '¿', '¡', '(', '[', '“', '‘', '§':
		return bondSign, true
	}
	switch after {
	case "–", "—", "-", "/", "...", ")", "]", ",", ".", "·": // alone, it ends a line but does not begin one
		return bondSign, true
	}
	if l.words[before]&dashApart != 0 { // here the word before which the dash opens
		return bondWeak, true
	}
	return 0, false
}

// beforeNumber returns the bond between a word and the number after it.
func (l *Language) beforeNumber(before, after string) int32 {
	bare := strings.TrimRight(strings.TrimLeft(before, "([“«\"'"), ".")
	low := strings.ToLower(bare)
	last, _ := utf8.DecodeLastRuneInString(before)
	sign, _ := utf8.DecodeLastRuneInString(bare)
	length := len(strings.TrimRight(after, ".,;:)]"))
	switch {
	case strings.HasSuffix(before, ",") && digitsAt(before) == len(before)-1 && len(before) <= shorterNumber+1 &&
		digitsAt(after) == digitsOfYear && length == digitsOfYear: // March 31, 2025
		return bondWeak
	case numbered[low], l.words[low]&numberAfter != 0, unicode.Is(unicode.Sc, sign): // of money: US$ 5
		return bondStrong
	case strings.Contains(bare, "/") && kept(bare) && unicode.IsLetter(sign): // AG/RES. 2910
		return bondStrong
	case acronym(bare): // SDG 10, ODS 10
		return bondStrong
	case unicode.IsDigit(last) && len(strings.TrimRight(after, ".,;:)")) == digitsOfGroup && letters(after, false) == 0: // 10 000
		return bondStrong
	case startsUpper(bare) && letters(before, true) >= wordLeast && length <= shortNumber: // November 7, Goal 10, Article 58
		return bondWeak
	case l.words[before]&rangeWord != 0: // 34 to 45, 34 a 45
		return bondStrong
	case letters(before, true) >= wordLeast && length <= shorterNumber: // meta 10, target 7, párrafo 5
		return bondWeak
	}
	return 0
}

// afterNumber returns the bond between a number and the word after it.
func (l *Language) afterNumber(before, after string) int32 {
	word, abbreviated := strings.TrimRight(after, ".,;:)"), strings.TrimRight(after, ",;:)")
	sign, _ := utf8.DecodeRuneInString(word)
	switch {
	case unicode.Is(unicode.Sc, sign), shortWithStop(abbreviated) && letters(word, false) == 1: // 100 €, 10:00 a. m.
		return bondStrong
	case units[word], units[abbreviated], (l.words[word]|l.words[abbreviated])&numberBefore != 0:
		return bondStrong
	case len(before) <= shorterNumber && l.words[after]&numberLink != 0: // 7 de noviembre, 5 y 6
		return bondWeak
	case l.words[after]&rangeWord != 0: // 3 to 5, 104 a 159
		return bondStrong
	case len(before) <= shorterNumber && letters(after, false) >= wordLeast: // 7 novembre, 16 December
		return bondWeak
	}
	return 0
}

// abbreviated returns the bond between two abbreviations of one term, such as a. m. or EE. UU., between a word and
// a Roman numeral, and between an ordinal in figures and its word.
func (l *Language) abbreviated(before, after string) int32 {
	bare := strings.TrimLeft(before, "([“«\"'")
	word := strings.TrimRight(after, ",;:)]”»")
	if shortWithStop(bare) && shortWithStop(word) {
		return bondStrong
	}
	if numeral := strings.TrimRight(word, "."); roman(numeral) {
		switch {
		case l.words[strings.ToLower(strings.TrimRight(bare, "."))]&numberAfter != 0:
			return bondStrong
		case letters(before, true) >= wordLeast && (len(numeral) > 1 || numeral != "I" && startsUpper(bare)):
			return bondWeak
		}
	}
	long := letters(after, false) >= wordLeast
	if numeral, ordinal := strings.CutSuffix(bare, "e"); ordinal && long && len(numeral) >= romanOrdinal && roman(numeral) {
		return bondWeak // XXIe siècle
	}
	follows := long || l.words[after]&numberLink != 0
	if digits := digitsAt(bare); digits > 0 && digits <= shorterNumber && digits < len(bare) && follows {
		if rest := strings.TrimLeft(bare[digits:], "."); letters(rest, false) == utf8.RuneCountInString(rest) && rest != "" {
			return bondWeak // 1er avril, 1.º de abril
		}
	}
	return 0
}

// shortWithStop reports whether w is an abbreviation of one or two letters.
func shortWithStop(w string) bool {
	n := letters(w, false)
	return n > 0 && n <= initialLetters && strings.HasSuffix(w, ".") && utf8.RuneCountInString(w) == n+1
}

// digitsAt counts the digits at the beginning of w.
func digitsAt(w string) int {
	n := 0
	for n < len(w) && w[n] >= '0' && w[n] <= '9' {
		n++
	}
	return n
}

// roman reports whether w is a Roman numeral below 5,000.
func roman(w string) bool {
	if w == "" {
		return false
	}
	for _, place := range [...][]string{{"M"}, {"CM", "CD", "D", "C"}, {"XC", "XL", "L", "X"}, {"IX", "IV", "V", "I"}} {
		pair := len(place) > 1
		switch {
		case pair && strings.HasPrefix(w, place[0]), pair && strings.HasPrefix(w, place[1]):
			w = w[2:]
			continue
		case pair && strings.HasPrefix(w, place[2]):
			w = w[1:]
		}
		one := place[len(place)-1]
		for n := 0; n < 3 && strings.HasPrefix(w, one); n++ {
			w = w[1:]
		}
	}
	return w == ""
}

// acronym reports whether w is in capitals and as short as an acronym.
func acronym(w string) bool {
	return len(w) >= acronymLeast && len(w) <= acronymMost && w == strings.ToUpper(w) && letters(w, true) == len(w)
}

func startsUpper(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
