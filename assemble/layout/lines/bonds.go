package lines

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/currency"
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
	Month        []string // names of the months
	Pair         []string // two words that are one, with a tilde between them: per~cent
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
	month
	pairFirst
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
	add(b.Month, month)
	for _, w := range b.Pair {
		first, _, _ := strings.Cut(w, pairSign)
		out[first] |= pairFirst
	}
	return out
}

// pairSign is between the words of a pair.
const pairSign = "~"

// pairs returns the words of pairs that follow others, as they are written in Bonds.
func (b *Bonds) pairs() map[string]bool {
	out := map[string]bool{}
	if b != nil {
		for _, w := range b.Pair {
			out[w] = true
		}
	}
	return out
}

// units are signs that follow a number, in any language.
var units = set("% ‰ ° ′ ″ °C °F km m cm mm kg g mg t kt Mt Gt h min s ms ha km² m² m³ l L ml km/h m/s kW MW GW kWh MWh GWh TWh kV " +
	"Hz kHz MHz GHz kB MB GB TB dB ppm")

// currencyCode reports whether w is a code of ISO 4217, such as USD.
func currencyCode(w string) bool {
	if !acronym(w) {
		return false
	}
	_, err := currency.ParseISO(w)
	return err == nil
}

// numbered are signs and parts of symbols that a number follows, in lower case and without a full stop.
var numbered = set("№ n° § §§ ¶ ¶¶ doc res dec inf rev add corr prov")

// revisions are the words that follow the symbol of a document: CM(2023)12 add, EB154/7 Corr.1.
var revisions = set("rev add corr prov amend")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
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
	l, after := runs[i].Lang, wordAfter(runs, i, at+1)
	bond := l.bond(wordBefore(runs, i, at), after)
	if bond == bondWeak && l.words[after]&numberLink != 0 { // 7 de noviembre
		next := at + 1 + len(after) + 1
		if next < len(runs[i].Text) && l.words[strings.TrimRight(wordAfter(runs, i, next), ".,;:)")]&month != 0 {
			return bondStrong
		}
	}
	return bond
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
	if lowerAt(before) && (lowerBefore(before) || before[len(before)-1] == ',') && lowerAt(after) { // most words
		return l.amongWords(before, after)
	}
	return l.byAllRules(before, after)
}

// byAllRules is bond for any words.
func (l *Language) byAllRules(before, after string) int32 {
	if bond, ok := l.atSign(before, after); ok {
		return bond
	}
	first, _ := utf8.DecodeRuneInString(after)
	last, _ := utf8.DecodeLastRuneInString(before)
	if angle(before, after) {
		return bondStrong
	}
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
	if bond := l.amongWords(before, after); bond != 0 {
		return bond
	}
	// J. R. Smith: initials and the name.
	if unicode.IsUpper(first) && initials(before) {
		return bondStrong
	}
	return ofSymbol(before, after)
}

// ofSymbol returns the bond between a symbol and its session or part, as in AG/RES. 2910 (XLVII-O/17) and S/PV.9500 (Resumption 1), or
// between a symbol and its revision.
func ofSymbol(before, after string) int32 {
	last, _ := utf8.DecodeLastRuneInString(before)
	session := after[0] == '(' && strings.Contains(after, "/") && kept(after)
	part := after[0] == '(' && startsUpper(after[1:]) && strings.Contains(before, "/") && unicode.IsDigit(last)
	if session || part || unicode.IsDigit(last) && revised(after) {
		return bondWeak
	}
	return 0
}

// amongWords returns the bond between two words by what the language says of them.
func (l *Language) amongWords(before, after string) int32 {
	kind := l.words[before]
	switch {
	case kind&title != 0, kind&numberAfter != 0 && marker(after): // Dr. Roy, inciso b)
		return bondStrong
	case kind&pairFirst != 0 && l.pairs[before+pairSign+strings.TrimRight(after, ".,;:)")]:
		return bondStrong
	case kind&numberLink != 0 && l.words[strings.TrimRight(after, ".,;:)")]&month != 0: // de noviembre
		return bondStrong
	}
	return 0
}

// revised reports whether a word is what follows the symbol of a document to say that it is a revision of it.
func revised(w string) bool {
	return revisions[strings.ToLower(strings.TrimRight(w, "0123456789.,;:)"))]
}

// ofAngles are the signs of degrees, minutes and seconds; the ordinal sign is often typed for that of degrees.
const (
	ofAngles    = "°′″"
	ordinalSign = 0xBA
)

// angle reports whether a word is part of a coordinate that a number or a letter follows: 34° S, 34° 12′ S.
func angle(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	return (last == ordinalSign || strings.ContainsRune(ofAngles, last)) && digitsAt(strings.TrimLeft(before, "([")) > 0 &&
		(digitsAt(after) > 0 || capital(after))
}

// capital reports whether w is a single capital letter, such as S for the south.
func capital(w string) bool {
	w = strings.TrimRight(w, ".,;:)")
	return startsUpper(w) && utf8.RuneCountInString(w) == 1
}

// initials reports whether w is one or more initials of a name: J., J.R., J.-P.
func initials(w string) bool {
	w = strings.TrimLeft(w, "([“«\"'")
	for w != "" {
		r, n := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) || !strings.HasPrefix(w[n:], ".") {
			return false
		}
		w = strings.TrimPrefix(w[n+1:], "-")
	}
	return true
}

// marker reports whether w is the mark of a sub-paragraph: (a), iv).
func marker(w string) bool {
	w, closed := strings.CutSuffix(strings.TrimRight(w, ".,;:"), ")")
	w = strings.TrimPrefix(w, "(")
	if !closed || w == "" || !isLower(w[0]) {
		return false
	}
	return len(w) == 1 || roman(strings.ToUpper(w)) && w == strings.ToLower(w)
}

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }

// lowerAt reports whether a text begins with a small letter of ISO 8859-1. False may also mean that it begins with a rarer one.
func lowerAt(t string) bool {
	return isLower(t[0]) || t[0] == latin && len(t) > 1 && t[1] >= firstSmall && t[1] != division
}

// lowerBefore does the same for its end.
func lowerBefore(t string) bool {
	n := len(t)
	return isLower(t[n-1]) || n > 1 && t[n-2] == latin && t[n-1] >= firstSmall && t[n-1] != division
}

// The letters of ISO 8859-1 in UTF-8: the byte before them, the first small one, and the sign of division among them.
const (
	latin      = 0xC3
	firstSmall = 0x9F
	division   = 0xB7
)

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
	case '«', '¿', '¡', '(', '[', '“', '‘', '§', '¶':
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
	length := numberLength(strings.TrimRight(after, ".,;:)]"))
	switch {
	case strings.HasSuffix(before, ",") && digitsAt(before) == len(before)-1 && len(before) <= shorterNumber+1 &&
		digitsAt(after) == digitsOfYear && length == digitsOfYear: // March 31, 2025
		return bondWeak
	case l.words[before]&month != 0 && digitsAt(after) == digitsOfYear && length == digitsOfYear, // November 2023
		l.words[before]&numberLink != 0 && isLower(before[0]) && digitsAt(after) == digitsOfYear && length == digitsOfYear: // de 2023
		return bondWeak
	case before == "h" && digitsAt(after) == shorterNumber: // 10 h 30
		return bondStrong
	case numbered[low], l.words[low]&numberAfter != 0, unicode.Is(unicode.Sc, sign): // of money: US$ 5
		return bondStrong
	case strings.Contains(bare, "/") && kept(bare) && unicode.IsLetter(sign): // AG/RES. 2910
		return bondStrong
	case acronym(bare): // SDG 10, ODS 10
		return bondStrong
	case unicode.IsDigit(last) && len(strings.TrimRight(after, ".,;:)")) == digitsOfGroup && letters(after, false) == 0: // 10 000
		return bondStrong
	case l.words[bare]&month != 0 && length <= shorterNumber: // November 7
		return bondStrong
	case startsUpper(bare) && letters(before, true) >= wordLeast && length <= shortNumber: // Goal 10, Article 58
		return bondWeak
	case l.words[before]&rangeWord != 0: // 34 to 45, 34 a 45
		return bondStrong
	case letters(before, true) > wordLeast && length <= shorterNumber: // meta 10, but not del 31 de marzo, target 7, párrafo 5
		return bondWeak
	}
	return 0
}

// afterNumber returns the bond between a number and the word after it.
func (l *Language) afterNumber(before, after string) int32 {
	word, abbreviated := strings.TrimRight(after, ".,;:)"), strings.TrimRight(after, ",;:)")
	ofMoney := func(r rune) bool { return unicode.Is(unicode.Sc, r) }
	short := len(lastNumber(before)) <= shorterNumber
	switch {
	case strings.ContainsFunc(word, ofMoney), shortWithStop(abbreviated) && letters(word, false) == 1: // 100 €, 10:00 a. m.
		return bondStrong
	case marker(after): // paragraph 5 (a)
		return bondStrong
	case units[word], units[abbreviated], currencyCode(word), (l.words[word]|l.words[abbreviated])&numberBefore != 0:
		return bondStrong
	case short && l.words[word]&month != 0: // 14 June
		return bondStrong
	case short && l.words[after]&numberLink != 0: // 5 y 6
		return bondWeak
	case l.words[after]&pairFirst != 0 && digitsAt(before) != digitsOfYear: // 12.5 per cent
		return bondWeak
	case l.words[after]&rangeWord != 0: // 3 to 5, 104 a 159
		return bondStrong
	case short && letters(after, false) >= wordLeast: // 7 novembre, 16 December
		return bondWeak
	}
	return 0
}

// numberLength returns the length of a number in bytes; of a number such as 31st or 12–14, that of its first part.
func numberLength(w string) int {
	n := digitsAt(w)
	if n == 0 || n > shorterNumber {
		return len(w)
	}
	rest := w[n:]
	r, size := utf8.DecodeRuneInString(rest)
	next := digitsAt(rest[size:])
	switch {
	case r == '-' || r == '–':
		if next > 0 {
			return n
		}
	case r == '.':
		if tail := rest[size:]; letters(tail, false) == 1 && utf8.RuneCountInString(tail) == 1 { // 1.º
			return n
		}
	case unicode.IsLetter(r) && letters(rest, false) == utf8.RuneCountInString(rest): // 31st
		return n
	}
	return len(w)
}

// lastNumber returns the last number of a range such as 12–14, or the word.
func lastNumber(w string) string {
	if at := strings.LastIndexAny(w, "-–"); at > 0 {
		_, size := utf8.DecodeRuneInString(w[at:])
		if first := w[:at]; digitsAt(first) == len(first) && len(first) <= shorterNumber {
			return w[at+size:]
		}
	}
	return w
}

// abbreviated returns the bond between two abbreviations of one term, such as a. m. or EE. UU., between a word and
// a Roman numeral, and between an ordinal in figures and its word.
func (l *Language) abbreviated(before, after string) int32 {
	bare := strings.TrimLeft(before, "([“«\"'")
	word := strings.TrimRight(after, ",;:)]”»")
	if shortWithStop(bare) && shortWithStop(word) {
		return bondStrong
	}
	if marker(after) && (marker(before) || l.words[strings.ToLower(strings.TrimRight(bare, "."))]&numberAfter != 0) { // (a) (i)
		return bondStrong
	}
	if numeral := strings.TrimRight(word, "."); roman(numeral) {
		switch {
		case l.words[strings.ToLower(strings.TrimRight(bare, "."))]&numberAfter != 0:
			return bondStrong
		case letters(before, true) >= wordLeast && (len(numeral) > 1 || startsUpper(bare)):
			return bondWeak
		}
	}
	long := letters(after, false) >= wordLeast
	if numeral, ordinal := strings.CutSuffix(bare, "e"); ordinal && long && len(numeral) >= romanOrdinal && roman(numeral) {
		return bondWeak // XXIe siècle
	}
	follows := long || l.words[after]&numberLink != 0
	if digits := digitsAt(bare); digits > 0 && digits <= shorterNumber && digits < len(bare) && follows {
		rest := strings.TrimLeft(bare[digits:], ".")
		switch ordinal := letters(rest, false) == utf8.RuneCountInString(rest) && rest != ""; {
		case ordinal && l.words[word]&month != 0: // 1er avril
			return bondStrong
		case ordinal: // 31st session, 1.º de enero
			return bondWeak
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
	if w == "" || strings.IndexByte("MDCLXVI", w[0]) < 0 {
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
