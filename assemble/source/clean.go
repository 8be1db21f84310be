package source

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean returns the text as it may be printed: NFC, white space at the ends gone, line breaks and tabs inside it spaces,
// invisible signs gone. A fault names each kind of hazard once, at its first place; one whose code begins with W has been
// mended, and of the others the sign is left as it stands.
func (t Text) Clean() (Text, []Fault) {
	if harmless(t.String) {
		return t, nil
	}
	t = t.Trim()
	var faults []Fault
	seen := map[string]bool{}
	fault := func(code string, i, n int, hint, format string, args ...any) {
		if kind := code + format; !seen[kind] {
			seen[kind] = true
			faults = append(faults, Fault{Code: code, Pos: t.At(i, n), Message: fmt.Sprintf(format, args...), Hint: hint})
		}
	}
	var b Builder
	s := t.String
	run := 0
	flush := func(i int) {
		if i > run {
			b.Part(t, run, i)
		}
	}
	replace := func(i, n int, with string) {
		flush(i)
		p := t.At(i, n)
		b.Put(with, p.File, p.Offset, p.Length)
		run = i + n
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			end := i
			for end < len(s) && strings.ContainsRune("\n\r\u2028\u2029\u0085 \t", rune(s[end])) || end == i {
				_, k := utf8.DecodeRuneInString(s[end:])
				end += k
			}
			if sentenceGoesOn(s[:i], s[end:]) {
				fault("W0126", i, n, "take the line break out; in YAML fold the text (>)", "a hard line break stands inside a sentence")
			}
			n = end - i
			replace(i, n, " ")
		case r == '\t':
			fault("W0125", i, n, "write a space", "a tab stands in a text; it is taken for a space")
			replace(i, n, " ")
		case r == '\u00ad':
			fault("W0120", i, n, "take it out: lines are hyphenated by the patterns of the language", "a soft hyphen stands in a text; it is left out")
			replace(i, n, "")
		case invisible(r):
			fault("W0120", i, n, "remove it", "an invisible sign U+%04X stands in a text; it is left out", r)
			replace(i, n, "")
		case r == '\ufffd':
			fault("E0121", i, n, "write the letter that was lost", "a replacement character stands where a letter was lost")
		case unicode.Is(unicode.Co, r):
			fault("E0122", i, n, "write what it stands for: a bullet, an arrow", "a private-use character U+%04X stands in a text: no face has it", r)
		case unicode.IsControl(r):
			fault("E0123", i, n, "remove it", "a control character U+%04X stands in a text", r)
		case ligatures[r] != "":
			fault("W0128", i, n, "write the letters", "the sign %q is read as the letters %s", r, ligatures[r])
			replace(i, n, ligatures[r])
		case unbreakable(r) && (r >= 0x2000 && r <= 0x2006 || r == 0x3000 || r == 0x205f || betweenLetters(s, i, n)):
			fault("W0129", i, n, "write a space", "a space U+%04X stands between two words; it is taken for an ordinary one", r)
			replace(i, n, " ")
		case r == '\u2011' && betweenLetters(s, i, n) && strings.ContainsAny(s[i+n:i+n+1], lowerLatin):
			fault("W0129", i, n, "write a hyphen", "a hyphen U+2011 stands in a word; it is taken for an ordinary one")
			replace(i, n, "-")
		case alike[r] != 0 && besideLatin(s, i, n):
			fault("W0118", i, n, "write the letter of the Latin alphabet", "the letter %q in a word is of another alphabet; it is read as %q", r, alike[r])
			replace(i, n, string(alike[r]))
		case r == 'Ã' || r == 'Â' || r == 'â':
			if bad, right := misread(s[i:]); bad > 0 {
				fault("E0119", i, bad, "write "+right, "%q is what %s becomes in a file that was read in the wrong encoding", s[i:i+bad], right)
			}
		case superscript(r):
			fault("W0127", i, n, "write a note as [^id]", "a superscript digit %q stands in a text: a note mark that was pasted?", r)
		}
		i += n
	}
	if run > 0 {
		flush(len(s))
		t = b.Text()
	}
	if norm.NFC.IsNormalString(t.String) {
		return t, faults
	}
	c, at := t.compose()
	if at >= 0 {
		faults = append(faults, Fault{Code: "W0124", Pos: t.At(at, 1), Message: "a letter is written with a combining accent; it is read as one letter", Hint: "save the text in NFC"})
	}
	return c, faults
}

// compose returns the text in NFC and the first byte that changed, or -1.
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

// harmless tells whether a text needs no cleaning at all; most do not, and most are read only here.
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

// latin tells whether all letters are plain or accented Latin ones, or typographic punctuation.
func latin(s string) bool {
	for i, r := range s {
		switch {
		case r >= 0xa0 && r <= 0xe2 && suspicious(s[i:], r):
			return false
		case r >= ' ' && r < 0x7f, r >= 0xa0 && r < 0x180 && r != 0xad && r != '²' && r != '³' && r != '¹', r >= 0x2012 && r <= 0x2027, r == 0x2010:
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
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x2064, r >= 0x2066 && r <= 0x206f, r == 0xfeff, r == 0x180e:
		return true
	}
	return false
}

// ligatures are signs for two letters or more, which come out of PDFs.
var ligatures = map[rune]string{'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st"}

const lowerLatin = "abcdefghijklmnopqrstuvwxyz"

// alike are letters of the Cyrillic and Greek alphabets that look like Latin ones.
var alike = pairs("аеорсхуіАВЕКМНОРСТХІΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "aeopcxyiABEKMHOPCTXIABEZHIKMNOPTYXo")

func pairs(from, to string) map[rune]rune {
	out, latin := map[rune]rune{}, []rune(to)
	for i, r := range []rune(from) {
		out[r] = latin[i]
	}
	return out
}

// unbreakable tells whether r is a space of another kind than the ordinary one.
func unbreakable(r rune) bool {
	return r == 0xa0 || r >= 0x2000 && r <= 0x200a || r == 0x202f || r == 0x205f || r == 0x3000
}

// betweenLetters tells whether a letter stands before and behind the n bytes at i: there a space of another kind is none of typography,
// as it is between a number and its unit, or before a colon in French.
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

// misread reads signs of which one was made in UTF-8 and read as Latin-1 or Windows-1252 at the start of s: the number of their bytes, and
// the sign that was meant.
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

// suspicious tells whether r at the start of s needs a closer look, though it is a letter or a space of Latin-1.
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

// sentenceGoesOn tells whether a line break between before and after cuts a sentence.
func sentenceGoesOn(before, after string) bool {
	before = strings.TrimRight(before, " \t")
	return before != "" && after != "" && !strings.HasSuffix(before, ".") && !strings.HasSuffix(before, ":") && !strings.HasSuffix(before, ";")
}

// Fold returns s in small letters without accents, for comparing and for making ids.
func Fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
