package source

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean returns the text in the form in which it is printed: in NFC, without white space at the ends or invisible characters, and with
// spaces in place of line breaks and tabs. It reports each kind of hazard once, at its first place. A hazard whose code begins with W has
// been repaired; others are left in the text.
func (t Text) Clean() (Text, []Fault) {
	if harmless(t.String) {
		return t, nil
	}
	c := cleaner{text: t.Trim(), seen: map[string]bool{}}
	s := c.text.String
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case lineBreak(r):
			n = c.lineBreak(i, n)
		case !c.sign(r, i, n):
			c.letter(r, i, n)
		}
		i += n
	}
	if c.run > 0 {
		c.flush(len(s))
		c.text = c.out.Text()
	}
	if norm.NFC.IsNormalString(c.text.String) {
		return c.text, c.faults
	}
	composed, at := c.text.compose()
	if at >= 0 {
		c.fault("W0124", at, 1, "save the text in NFC", "a letter is written with a combining accent; it is read as one character")
	}
	return composed, c.faults
}

// A cleaner builds a clean text from text, and collects the faults.
type cleaner struct {
	text   Text
	out    Builder
	run    int // start of the bytes of text not yet copied
	seen   map[string]bool
	faults []Fault
}

// fault reports n bytes at i, unless a fault with this code has already been reported.
func (c *cleaner) fault(code string, i, n int, hint, format string, args ...any) {
	if kind := code + format; !c.seen[kind] {
		c.seen[kind] = true
		c.faults = append(c.faults, Fault{Code: code, Pos: c.text.At(i, n), Message: fmt.Sprintf(format, args...), Hint: hint})
	}
}

// flush copies the bytes before i that are not yet copied.
func (c *cleaner) flush(i int) {
	if i > c.run {
		c.out.Part(c.text, c.run, i)
	}
}

// replace writes with in place of the n bytes at i.
func (c *cleaner) replace(i, n int, with string) {
	c.flush(i)
	p := c.text.At(i, n)
	c.out.Put(with, p.File, p.Offset, p.Length)
	c.run = i + n
}

const lineBreaks = "\n\r\u2028\u2029\u0085"

func lineBreak(r rune) bool { return strings.ContainsRune(lineBreaks, r) }

// lineBreak replaces the line break of n bytes at i, with the white space after it, by one space, and returns its length in bytes.
func (c *cleaner) lineBreak(i, n int) int {
	s := c.text.String
	end := i + n
	for end < len(s) {
		r, k := utf8.DecodeRuneInString(s[end:])
		if !lineBreak(r) && r != ' ' && r != '\t' {
			break
		}
		end += k
	}
	if sentenceGoesOn(s[:i], s[end:]) {
		c.fault("W0126", i, n, "remove the line break, or fold the text in YAML (>)", "a line break splits a sentence")
	}
	c.replace(i, end-i, " ")
	return end - i
}

// sign cleans r, of n bytes at i, if it is a character that readers do not see as a letter, digit or mark. It reports whether r is one.
func (c *cleaner) sign(r rune, i, n int) bool {
	switch {
	case r == '\t':
		c.fault("W0125", i, n, "write a space", "a text contains a tab; it is read as a space")
		c.replace(i, n, " ")
	case r == '\u00ad':
		c.fault(
			"W0120",
			i,
			n,
			"remove it: lines are hyphenated by the patterns of the language",
			"a text contains a soft hyphen; it is ignored",
		)
		c.replace(i, n, "")
	case invisible(r):
		c.fault("W0120", i, n, "remove it", "a text contains the invisible character U+%04X; it is ignored", r)
		c.replace(i, n, "")
	case r == '\ufffd':
		c.fault("E0121", i, n, "write the missing letter", "a replacement character marks a lost letter")
	case unicode.Is(unicode.Co, r):
		c.fault("E0122", i, n, "write the intended character, such as a bullet or an arrow",
			"a text contains the private-use character U+%04X, which no face has", r)
	case unicode.IsControl(r):
		c.fault("E0123", i, n, "remove it", "a text contains the control character U+%04X", r)
	default:
		return false
	}
	return true
}

// letter cleans r, of n bytes at i, if it only looks like another letter or was damaged in transfer.
func (c *cleaner) letter(r rune, i, n int) {
	s := c.text.String
	switch {
	case ligatures[r] != "":
		c.fault("W0128", i, n, "write the letters", "the ligature %q is read as the letters %s", r, ligatures[r])
		c.replace(i, n, ligatures[r])
	case unbreakable(r) && (r >= 0x2000 && r <= 0x2006 || r == 0x3000 || r == 0x205f || betweenLetters(s, i, n)):
		c.fault("W0129", i, n, "write an ordinary space", "the space U+%04X between two words is read as an ordinary space", r)
		c.replace(i, n, " ")
	case r == '\u2011' && betweenLetters(s, i, n) && strings.ContainsAny(s[i+n:i+n+1], lowerLatin):
		c.fault("W0129", i, n, "write an ordinary hyphen", "the hyphen U+2011 in a word is read as an ordinary hyphen")
		c.replace(i, n, "-")
	case alike[r] != 0 && besideLatin(s, i, n):
		c.fault(
			"W0118",
			i,
			n,
			"write the Latin letter",
			"the letter %q in a word belongs to another alphabet; it is read as %q",
			r,
			alike[r],
		)
		c.replace(i, n, string(alike[r]))
	case r == 'Ã' || r == 'Â' || r == 'â':
		if bad, right := misread(s[i:]); bad > 0 {
			c.fault("E0119", i, bad, "write "+right, "%q is %s read in the wrong encoding", s[i:i+bad], right)
		}
	case superscript(r) && !powerOfUnit(s[:i], r):
		c.fault("W0127", i, n, "write a note as [^id]", "a text contains the superscript digit %q: a pasted note mark?", r)
	}
}

// compose returns the text in NFC, and the offset of the first byte that changed, or -1.
func (t Text) compose() (Text, int) {
	var b Builder
	first := -1
	var it norm.Iter
	it.InitString(norm.NFC, t.String)
	for !it.Done() {
		i := it.Pos()
		seg := string(it.Next())
		j := it.Pos()
		if seg == t.String[i:j] {
			b.Part(t, i, j)
			continue
		}
		if first < 0 {
			first = i
		}
		p := t.At(i, j-i)
		b.Put(seg, p.File, p.Offset, p.Length)
	}
	return b.Text(), first
}

// harmless reports whether a text needs no cleaning. It is quick, and most texts need nothing else.
func harmless(s string) bool {
	if s == "" {
		return true
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c == 0x7f || c >= 0x80 {
			return c >= 0x80 && latin(s[i:]) && trimmed(s)
		}
	}
	return trimmed(s)
}

func trimmed(s string) bool { return s[0] != ' ' && s[len(s)-1] != ' ' }

// latin reports whether all characters are plain or accented Latin letters or typographic punctuation.
func latin(s string) bool {
	for i, r := range s {
		switch {
		case r >= 0xa0 && r <= 0xe2 && suspicious(s[i:], r):
			return false
		case r >= ' ' && r < 0x7f,
			r >= 0xa0 && r < 0x180 && r != 0xad && r != '²' && r != '³' && r != '¹',
			r >= 0x2012 && r <= 0x2027,
			r == 0x2010:
		default:
			return false
		}
	}
	return true
}

func invisible(r rune) bool {
	switch {
	case r >= 0xfe00 && r <= 0xfe0f, r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe007f:
		return true
	case r >= 0x200b && r <= 0x200f,
		r >= 0x202a && r <= 0x202e,
		r >= 0x2060 && r <= 0x2064,
		r >= 0x2066 && r <= 0x206f,
		r == 0xfeff,
		r == 0x180e:
		return true
	}
	return false
}

// ligatures contains the characters that stand for two letters or more, as copied from PDF files.
var ligatures = map[rune]string{'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st"}

const lowerLatin = "abcdefghijklmnopqrstuvwxyz"

// alike contains the Latin letters that Cyrillic and Greek letters look like.
var alike = pairs("аеорсхуіАВЕКМНОРСТХІΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "aeopcxyiABEKMHOPCTXIABEZHIKMNOPTYXo")

func pairs(from, to string) map[rune]rune {
	out, latin := map[rune]rune{}, []rune(to)
	for i, r := range []rune(from) {
		out[r] = latin[i]
	}
	return out
}

// unbreakable reports whether r is a space other than the ordinary one.
func unbreakable(r rune) bool {
	return r == 0xa0 || r >= 0x2000 && r <= 0x200a || r == 0x202f || r == 0x205f || r == 0x3000
}

// betweenLetters reports whether there are letters before and after the n bytes at i. There a special space has no typographic purpose,
// unlike between a number and its unit, or before a colon in French.
func betweenLetters(s string, i, n int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+n:])
	return unicode.IsLetter(before) && unicode.IsLetter(after)
}

func besideLatin(s string, i, n int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+n:])
	return unicode.Is(unicode.Latin, before) || unicode.Is(unicode.Latin, after)
}

// misread finds a character at the start of s that was written in UTF-8 and read as Latin-1 or Windows-1252. It returns the length in bytes
// of the wrong characters, or 0, and the intended character.
func misread(s string) (n int, meant string) {
	first, k := utf8.DecodeRuneInString(s)
	second, l := utf8.DecodeRuneInString(s[k:])
	switch {
	case first == 'Ã' && second >= 0x80 && second <= 0xbf:
		return k + l, string(0xc0 | second&0x3f)
	case first == 'Â' && second >= 0xa0 && second <= 0xbf && second != '»':
		return k + l, string(second)
	case first == 'â' && second == '€':
		third, m := utf8.DecodeRuneInString(s[k+l:])
		if i := strings.IndexRune("™˜œ\u009d“”¦", third); i >= 0 && third != utf8.RuneError {
			return k + l + m, map[rune]string{'™': "’", '˜': "‘", 'œ': "“", '\u009d': "”", '“': "–", '”': "—", '¦': "…"}[third]
		}
	}
	return 0, ""
}

// suspicious reports whether r at the start of s needs cleaning although it is a Latin-1 letter or space.
func suspicious(s string, r rune) bool {
	if r == 'Ã' || r == 'Â' || r == 'â' {
		n, _ := misread(s)
		return n > 0
	}
	return r == 0xa0
}

func superscript(r rune) bool {
	return r == '¹' || r == '²' || r == '³' || r >= '⁰' && r <= '⁹'
}

// powerOfUnit reports whether a superscript digit after a text belongs to a unit of area or volume: km², m³.
func powerOfUnit(before string, r rune) bool {
	unit := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	return (r == '²' || r == '³') && slices.Contains([]string{"m", "km", "hm", "dm", "cm", "mm", "ft", "in", "mi"}, unit)
}

// sentenceGoesOn reports whether a line break between before and after splits a sentence.
func sentenceGoesOn(before, after string) bool {
	before = strings.TrimRight(before, " \t")
	return before != "" && after != "" && !strings.HasSuffix(before, ".") && !strings.HasSuffix(before, ":") &&
		!strings.HasSuffix(before, ";")
}

// Fold returns s in lower case without accents, for comparing and for making ids.
func Fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
