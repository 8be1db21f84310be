package symbol

import (
	"strings"

	"omnibus/assemble/pattern"
)

// Characters between the parts of a symbol in real papers: spaces of all kinds and invisible characters.
const gapRunes = " \t\u00a0\u2007\u2009\u202f\u200b\u2060\ufeff\u00ad"

const (
	inGap  = `[ \t\x{a0}\x{2007}\x{2009}\x{202f}\x{200b}\x{2060}\x{feff}\x{ad}]`
	gap    = inGap + `*`
	hyphen = `[-\x{2010}-\x{2015}\x{2212}]`
	year   = `(19(?:4[89]|[5-9][0-9])|20(?:[0-3][0-9]|4[0-7])|[0-9]{2})`
)

// Greek and Cyrillic letters that look like letters of a symbol, each followed by its Latin look-alike.
var lookalikes = strings.NewReplacer("Ο", "O", "О", "O", "Ε", "E", "Е", "E", "Ι", "I", "І", "I", "Χ", "X", "Х", "X", "Μ", "M", "М", "M",
	"С", "C",
	"ο", "o", "о", "o")

const (
	romans = `([IVXLCDMivxlcdm\x{399}\x{406}\x{3a7}\x{425}\x{39c}\x{41c}\x{421}]{1,15}|\d{1,3})`
	// numero matches what stands before a number in any language: No., n.º, núm., Nr., №
	numero  = `(?:\x{2116}|\pL{1,4}(?:\.[\x{ba}\x{b0}\x{aa}]?|[\x{ba}\x{b0}\x{aa}]\.?))`
	letters = `([OEoe0\x{39f}\x{41e}\x{395}\x{415}\x{3bf}\x{43e}])`
)

var (
	resolutionForm = pattern.Of(`^(?i:(AG|CP|CIDI|CEPCIDI)` + gap + `[/-]` + gap + `(RES|DEC)(?:\.?` + gap +
		`|(?:\.` + gap + `|` + inGap + `+)` + numero + gap + `))(\d{1,5})`)
	sessionForm = pattern.Of(`^,?` + gap + `\(` + gap + romans + gap + hyphen + `?` + gap + letters + gap + `[/-]` + gap +
		year + gap + `\)`)
	bareForm     = pattern.Of(`^,?` + gap + `\(?` + gap + romans + hyphen + letters + `/` + year + `\b\)?`)
	yearless     = pattern.Of(`^` + gap + `\(` + gap + romans + hyphen + `[OE]` + gap + `\)`)
	meetingForm  = pattern.Of(`^` + gap + `\(` + gap + `(\d{1,5})` + gap + `/` + gap + year + gap + `\)`)
	brokenForm   = pattern.Of(`^` + gap + `\([IVXLCDM0-9OE \x{a0}\x{202f}/.,` + "`" + `'-]{3,20}\)`)
	documentForm = pattern.Of(`^([A-Z][A-Z0-9]{1,11}(?:` + gap + `/` + gap + `[A-Z][A-Z0-9]{1,11}){0,4})` + gap + `/` + gap +
		`(?:(?i:(doc|inf))\.?|(OD)` + hyphen + `|(ACTA)\.?|(SA)\.)` + gap + `(\d{1,6})` + gap + `[/-]` + gap + year)
	unForm = pattern.Of(`^(?i:(A/HRC|A|S|E)/RES)(?:` + gap + `[/.]|[ \x{a0}])` + gap + `(\d{1,4})(?:` + gap +
		`[/-]` + gap + `(\d{1,4}))?`)
	unBracketForm = pattern.Of(`^` + gap + `\((?:(\d{4})|([IVXLCDM]{1,10}))\)`)
	stepForm      = pattern.Of(`^` + gap + `(?i:(rev|add|corr))\.?` + gap + `(\d{1,3})(?:\.([a-z])\b)?`)
	unStepForm    = pattern.Of(`^` + gap + `/?` + gap + `(?i:(rev|add|corr))\.?` + gap + `(\d{1,3})`)
)

// longest is the maximum length, in bytes, of the text in which a symbol is looked for.
const longest = 200

// scan reads the symbol at the start of s, in any of its variants, and returns its length n in bytes. If ok is false and n is not zero, the
// n bytes look like a malformed symbol.
func scan(s string) (sym Symbol, n int, ok bool) {
	if len(s) > longest {
		s = s[:longest]
	}
	if sym, n, ok := scanUN(s); ok {
		return sym, n, true
	}
	if m := resolutionForm.FindStringSubmatchIndex(s); m != nil && !digitAt(s, m[1]) {
		return scanResolution(s, m)
	}
	m := documentForm.FindStringSubmatchIndex(s)
	if m == nil || digitAt(s, m[1]) {
		return Symbol{}, 0, false
	}
	sym = Symbol{Kind: Document, Body: squeeze(s[m[2]:m[3]]), Number: atoi(s[m[12]:m[13]]), Year: fullYear(s[m[14]:m[15]])}
	for g := 4; g <= 10; g += 2 {
		if m[g] >= 0 {
			sym.Type = strings.ToUpper(s[m[g]:m[g+1]])
		}
	}
	if sym.Type == "DOC" {
		sym.Type = "doc"
	}
	n = m[1]
	sym.Chain, n = steps(s, n, stepForm)
	return sym, n, true
}

func scanResolution(s string, m []int) (sym Symbol, n int, ok bool) {
	sym = Symbol{Kind: Resolution, Body: strings.ToUpper(s[m[2]:m[3]]), Type: strings.ToUpper(s[m[4]:m[5]]), Number: atoi(s[m[6]:m[7]])}
	n = m[1]
	if k := letterInNumber.FindStringIndex(s[n:]); k != nil {
		return Symbol{}, n + k[1], false
	}
	rest := s[n:]
	if sym.Body == "CP" {
		if k := meetingForm.FindStringSubmatchIndex(rest); k != nil {
			sym.Session, sym.Year = atoi(rest[k[2]:k[3]]), fullYear(rest[k[4]:k[5]])
			n += k[1]
			if sym.Session == 0 {
				return Symbol{}, n, false
			}
			sym.Chain, n = steps(s, n, stepForm)
			return sym, n, true
		}
	} else if k := sessionOf(rest); k != nil {
		roman := strings.ToUpper(lookalikes.Replace(rest[k[2]:k[3]]))
		if sym.Session = FromRoman(roman); sym.Session == 0 {
			sym.Session = atoi(roman)
		}
		sym.Special = strings.EqualFold(lookalikes.Replace(rest[k[4]:k[5]]), "E")
		sym.Year = fullYear(rest[k[6]:k[7]])
		n += k[1]
		if sym.Session == 0 {
			return Symbol{}, n, false
		}
		sym.Chain, n = steps(s, n, stepForm)
		return sym, n, true
	}
	if k := yearless.FindStringIndex(rest); k != nil && sym.Body != "CP" {
		return Symbol{}, n + k[1], false
	}
	if k := brokenForm.FindStringIndex(rest); k != nil && strings.ContainsAny(rest[:k[1]], "0123456789/") {
		return Symbol{}, n + k[1], false
	}
	return sym, n, true
}

// letterInNumber matches a letter inside a number, usually an l for a 1 or an O for a 0, with the session after it.
var letterInNumber = pattern.Of(`^[A-Za-z]\w{0,4}(?:` + gap + `\([^()]{1,20}\))?`)

// sessionOf finds the session and year after the number of a resolution, with or without brackets.
func sessionOf(rest string) []int {
	if k := sessionForm.FindStringSubmatchIndex(rest); k != nil {
		return k
	}
	return bareForm.FindStringSubmatchIndex(rest)
}

func scanUN(s string) (sym Symbol, n int, ok bool) {
	m := unForm.FindStringSubmatchIndex(s)
	if m == nil || digitAt(s, m[1]) {
		return Symbol{}, 0, false
	}
	sym = Symbol{Kind: UN, Body: strings.ToUpper(s[m[2]:m[3]]), Type: "RES", Session: atoi(s[m[4]:m[5]])}
	n = m[1]
	if m[6] >= 0 {
		sym.Number = atoi(s[m[6]:m[7]])
	}
	if k := unBracketForm.FindStringSubmatchIndex(s[n:]); k != nil && sym.Number == 0 {
		rest := s[n:]
		if k[2] >= 0 {
			sym.Year = atoi(rest[k[2]:k[3]])
		} else {
			sym.Old = FromRoman(rest[k[4]:k[5]])
		}
		if sym.Year > 0 || sym.Old > 0 {
			n += k[1]
		}
	}
	if sym.Session == 0 || m[6] >= 0 && sym.Number == 0 {
		return Symbol{}, 0, false
	}
	sym.Chain, n = steps(s, n, unStepForm)
	return sym, n, true
}

// steps reads the rev., add. and corr. that begin at byte n, and returns them and the offset of the byte after them.
func steps(s string, n int, form *pattern.Pattern) ([]Step, int) {
	var out []Step
	for {
		m := form.FindStringSubmatchIndex(s[n:])
		if m == nil || digitAt(s, n+m[1]) {
			return out, n
		}
		st := Step{Word: strings.ToLower(s[n+m[2] : n+m[3]]), Number: atoi(s[n+m[4] : n+m[5]])}
		if len(m) > 6 && m[6] >= 0 {
			st.Letter = s[n+m[6] : n+m[7]]
		}
		out = append(out, st)
		n += m[1]
	}
}

func digitAt(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

func fullYear(s string) int {
	if len(s) == 4 {
		return atoi(s)
	}
	return FullYear(atoi(s))
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(gapRunes, r) {
			return -1
		}
		return r
	}, s)
}

// departures lists, in words, the differences of the written form from the canonical one.
func departures(written string, sym Symbol) []string {
	canonical := sym.String()
	if written == canonical {
		return nil
	}
	var out []string
	say := func(yes bool, what string) {
		if yes {
			out = append(out, what)
		}
	}
	plain := strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\u202f' || r == '\u2007' || r == '\u2009' || r == '\t':
			return ' '
		case strings.ContainsRune("\u200b\u2060\ufeff\u00ad", r):
			return -1
		case r >= '\u2010' && r <= '\u2015' || r == '\u2212':
			return '-'
		}
		return r
	}, written)
	say(strings.ContainsAny(written, "\u00a0\u202f\u2007\u2009\t"), "has an unusual space")
	say(strings.ContainsAny(written, "\u200b\u2060\ufeff\u00ad"), "has an invisible character")
	say(strings.ContainsAny(written, "‐‑‒–—―−"), "has an unusual hyphen")
	if plain == canonical {
		return out
	}
	latin := lookalikes.Replace(plain)
	say(latin != plain, "has a letter of another alphabet")
	if plain = latin; plain == canonical {
		return out
	}
	if sym.Kind == Other {
		out = append(out, marksOff(plain, canonical)...)
	} else {
		out = append(out, marksLost(plain, sym)...)
	}
	if len(out) == 0 {
		out = append(out, "is not in canonical form")
	}
	return out
}

// marksOff lists the kinds of marks of which a symbol of a grammar has too few or too many, and whether its letters have the wrong case.
func marksOff(plain, canonical string) []string {
	var out []string
	for _, m := range []struct{ mark, lacks, extra string }{
		{" ", "lacks a space", "has an extra space"},
		{".", "lacks a period", "has an extra period"},
		{"/", "lacks a slash", "has an extra slash"},
		{"-", "lacks a hyphen", "has an extra hyphen"},
	} {
		switch a, b := strings.Count(plain, m.mark), strings.Count(canonical, m.mark); {
		case a < b:
			out = append(out, m.lacks)
		case a > b:
			out = append(out, m.extra)
		}
	}
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
				return r
			}
			return -1
		}, s)
	}
	if len(letters(plain)) > len(letters(canonical)) && asDigits.Replace(plain) != plain {
		out = append(out, "has a letter where a digit belongs")
	}
	if a, b := letters(plain), letters(canonical); a != b && strings.EqualFold(a, b) {
		if a == strings.ToUpper(a) {
			out = append(out, "has capital letters")
		} else {
			out = append(out, "has lower-case letters")
		}
	}
	return out
}

// marksLost lists the letters, marks and spaces that are missing or wrong in a symbol in Latin letters.
func marksLost(plain string, sym Symbol) []string {
	var out []string
	say := func(yes bool, what string) {
		if yes {
			out = append(out, what)
		}
	}
	head, tail, _ := strings.Cut(plain, "(")
	series := head[:wordEnd(head)]
	resolution, un, document := sym.Kind == Resolution, sym.Kind == UN, sym.Kind == Document
	session := resolution && sym.Session > 0
	numbered := resolution && sym.Body != "CP" // by sessions, in Roman numerals

	lower := series != strings.ToUpper(series) || tail != strings.ToUpper(tail) && len(sym.Chain) == 0
	say(resolution && lower || un && !strings.Contains(plain, "RES"), "has lower-case letters")
	say(session && !(strings.Contains(plain, "(") && strings.Contains(plain, ")")), "lacks its brackets")
	say(numbered && arabic.MatchString(tail), "has an Arabic session number")
	say(un && unSlash.MatchString(plain), "lacks a slash")
	say(numbered && zeroForm.MatchString(plain), "has a digit zero where the letter O belongs")
	say(numbered && session && !strings.Contains(plain, "-"), "lacks its hyphen")
	noSlash := strings.Contains(head, "-RES") || session && !strings.Contains(tail, "/") && strings.Contains(plain, "(")
	say(resolution && noSlash || document && hyphenYear.MatchString(plain), "has a hyphen instead of a slash")
	say(resolution && lostSpace.MatchString(plain), "lacks a space")
	say(!un && lostStop.MatchString(plain), "lacks a period")
	wide := strings.TrimSpace(plain) != plain || strings.Contains(plain, "  ")
	say(wide || document && wideDoc.MatchString(plain), "has an extra space")
	say(!un && longYear.MatchString(plain), "has four digits for the year")
	return out
}

// wordEnd returns the offset of the byte after RES or DEC at the start of a symbol.
func wordEnd(head string) int {
	i := strings.IndexAny(head, ". ")
	if i < 0 {
		return len(head)
	}
	return i
}

var (
	zeroForm   = pattern.Of(`\( *[IVXLCDM]+ *-? *0 *[/-]`)
	lostSpace  = pattern.Of(`(?i)(res|dec)\.?\d|\d\(`)
	lostStop   = pattern.Of(`(?i)(/res|/dec|/doc|/inf|rev|add|corr) *\d`)
	wideDoc    = pattern.Of(`(?i)/(doc|inf|sa)\. |/ `)
	arabic     = pattern.Of(`^ *\d+ *-? *[OE0]`)
	unSlash    = pattern.Of(`(?i)RES[ .]|\d-|\d *(rev|add|corr)`)
	hyphenYear = pattern.Of(`\d-\d\d( |$)`)
	longYear   = pattern.Of(`/ *(19|20)\d\d *(\)|$| )`)
)
