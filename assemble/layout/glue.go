package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What stays together on a line. Unicode line breaking knows nothing of symbols, references and abbreviations, and this is
// what it gets wrong for these papers. conventions: sections 2, 5 and 9.

// A dash is a place behind a dash, slash or hyphen of the text where a line may end.
type dash struct {
	at   int
	cost int32
}

// dashes returns the places in a word, which holds no space, where a line may end without a hyphen being put.
func dashes(w string) []dash {
	if strings.Contains(w, "][") { // options side by side: [shall][should]
		var out []dash
		for i := 1; i < len(w); i++ {
			if w[i-1] == ']' && w[i] == '[' {
				out = append(out, dash{i, costDash})
			}
		}
		return out
	}
	if !strings.ContainsAny(w, "-‐–—/?&=._#%") {
		return nil
	}
	if address(w) {
		if host(w) && !strings.Contains(w, "/") {
			return nil
		}
		return addressBreaks(w)
	}
	if kept(w) {
		return nil
	}
	var out []dash
	for i, r := range w {
		n := utf8.RuneLen(r)
		before, after := letters(w[:i], true), letters(w[i+n:], false)
		switch r {
		case '-', '‐', '–':
			if before >= 2 && after >= 2 {
				out = append(out, dash{i + n, costDash})
			}
		case '/':
			if before >= 3 && after >= 3 {
				out = append(out, dash{i + n, costDash})
			}
		case '—':
			// A dash that opens (nothing stands before it) stays with its word, and so does one that closes.
			if before >= 1 && after >= 1 {
				out = append(out, dash{i + n, costDash})
			}
		}
	}
	return out
}

// letters counts the letters at the end, or at the beginning, of t.
func letters(t string, atEnd bool) int {
	n := 0
	for t != "" {
		var r rune
		var size int
		if atEnd {
			r, size = utf8.DecodeLastRuneInString(t)
			t = t[:len(t)-size]
		} else {
			r, size = utf8.DecodeRuneInString(t)
			t = t[size:]
		}
		if !unicode.IsLetter(r) {
			break
		}
		n++
	}
	return n
}

// kept tells whether nothing in w may be divided: a symbol or a part of one, such as AG/RES, CIDI/CAM/doc.12/23,
// (XLVII-O/17), A/RES/70/1; a number; a range of numbers.
func kept(w string) bool {
	if strings.ContainsRune(w, '/') {
		upper, digit := false, false
		for _, r := range w {
			upper = upper || unicode.IsUpper(r)
			digit = digit || unicode.IsDigit(r)
		}
		if digit {
			return true
		}
		if upper {
			// Spanish/English is two words; AG/RES and CP/doc are symbols.
			for part := range strings.SplitSeq(w, "/") {
				part = strings.TrimFunc(part, func(r rune) bool { return !unicode.IsLetter(r) })
				if n := utf8.RuneCountInString(part); n < 4 || part == strings.ToUpper(part) {
					return true
				}
			}
		}
	}
	for _, r := range w {
		if unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

// address tells whether w is an address on the web or of mail.
func address(w string) bool {
	w = strings.TrimLeft(w, "(<[“«\"'")
	return strings.Contains(w, "://") || strings.HasPrefix(w, "www.") || strings.Count(w, "@") == 1 && strings.Contains(w, ".") || host(w) ||
		strings.Count(w, "/") >= 2 && strings.Contains(w, ".") && w == strings.ToLower(w)
}

// host tells whether w is the name of a host, such as ohchr.org, with a path or without: a hyphen that is put into it would be
// taken as a part of it.
func host(w string) bool {
	w, _, _ = strings.Cut(w, "/")
	w = strings.TrimRight(w, ".,;:!?)]>”»\"'")
	dot := strings.LastIndexByte(w, '.')
	if dot < 2 || len(w)-dot < 3 {
		return false
	}
	for i := range len(w) {
		c := w[i]
		if !(c >= 'a' && c <= 'z' || c == '.' || i < dot && (c == '-' || c >= '0' && c <= '9')) {
			return false
		}
	}
	return letters(w[:dot], true) >= 2
}

// addressBreaks: behind a slash, before a point, and behind what joins words in an address; not within the name of its host.
func addressBreaks(w string) []dash {
	var out []dash
	begin := strings.Index(w, "://") + 3
	if begin < 3 {
		begin = 0
	}
	path := begin + strings.IndexByte(w[begin:]+"/", '/')
	if path-begin > 24 {
		path = begin // so long a name has to be broken too
	}
	for i := 1; i+1 < len(w); i++ {
		if len(w)-i < 3 || i < max(4, path) && w[i] != '@' {
			continue
		}
		at := 0
		switch w[i] {
		case '/':
			if w[i+1] != '/' && w[i-1] != ':' {
				at = i + 1
			}
		case '?', '&', '=', '-', '_', '#', '%', '@':
			at = i + 1
		case '.':
			at = i
		}
		if at > 0 && (len(out) == 0 || out[len(out)-1].at < at) {
			out = append(out, dash{at, costURL})
		}
	}
	return out
}

// between returns what ending the line at the space at byte at of run i costs: 0 if nothing speaks against it, never if
// what stands on both sides belongs together.
func (s *setter) between(runs []run, i, at int) int32 {
	before := wordBefore(runs, i, at)
	after := wordAfter(runs, i, at+1)
	return bond(before, after, runs[i].lang)
}

// wordBefore returns the word that ends at byte at of run i. Only the part in that run is looked at, unless there is none.
func wordBefore(runs []run, i, at int) string {
	for t := runs[i].text[:at]; ; t = runs[i].text {
		if t != "" {
			return t[strings.LastIndexAny(t, " \u00a0")+1:]
		}
		if i--; i < 0 || runs[i].text == "\n" {
			return ""
		}
	}
}

func wordAfter(runs []run, i, at int) string {
	for t := runs[i].text[at:]; ; t = runs[i].text {
		if t != "" {
			if k := strings.IndexAny(t, " \u00a0"); k >= 0 {
				t = t[:k]
			}
			return t
		}
		if i++; i >= len(runs) || runs[i].text == "\n" {
			return ""
		}
	}
}

// units follow a number.
var units = map[string]bool{
	"%": true, "‰": true, "°C": true, "°F": true, "km": true, "m": true, "cm": true, "mm": true, "kg": true, "g": true, "t": true,
	"h": true, "min": true, "s": true, "ha": true, "km²": true, "m²": true, "USD": true, "EUR": true, "BRL": true, "CAD": true,
	"a.m.": true, "p.m.": true, "hrs": true, "hrs.": true, "bis": true, "ter": true, "quater": true, "quinquies": true,
	"million": true, "billion": true, "millones": true, "millions": true, "milhões": true, "bilhões": true,
	"per": false,
}

// beforeNumber are words that a number follows.
var beforeNumber = map[string]bool{
	"no": true, "nos": true, "n.o": true, "n.os": true, "n.º": true, "nº": true, "n°": true, "núm": true, "núms": true, "№": true, "§": true, "§§": true,
	"p": true, "pp": true, "pág": true, "págs": true, "op": true, "para": true, "paras": true, "párr": true, "párrs": true, "par": true,
	"art": true, "arts": true, "vol": true, "vols": true, "cap": true, "chap": true, "ch": true, "sec": true, "fig": true, "rev": true, "add": true, "corr": true,
	"doc": true, "res": true, "dec": true, "inf": true, "us$": true, "r$": true, "$": true, "€": true, "£": true, "usd": true, "eur": true,
}

// rangeWord stands between the ends of a range.
var rangeWord = map[string]bool{"to": true, "a": true, "à": true}

// titles stand before a name.
var titles = map[string]bool{
	"Mr.": true, "Mrs.": true, "Ms.": true, "Dr.": true, "Dra.": true, "Sr.": true, "Sra.": true, "Srta.": true, "Srs.": true, "Sres.": true,
	"Ing.": true, "Lic.": true, "Prof.": true, "Emb.": true, "Amb.": true, "M.": true, "MM.": true, "Mme": true, "Mlle": true, "Me": true,
	"H.E.": true, "S.E.": true, "St.": true, "Sto.": true, "Sta.": true, "D.": true, "Dña.": true,
}

// bond returns what ending a line between two words costs.
func bond(before, after string, lang *language) int32 {
	if before == "" || after == "" {
		return 0
	}
	a0, _ := utf8.DecodeRuneInString(after)
	b9, _ := utf8.DecodeLastRuneInString(before)

	// Punctuation that stands apart from its word.
	switch a0 {
	case ':', ';', '!', '?', '»', '%', '‰', '…':
		// French sets a space before these; nobody begins a line with one.
		return never
	case '¿', '¡':
		return 0
	}
	switch b9 {
	case '«', '¿', '¡', '(', '[', '“', '‘', '§':
		return never
	}
	if after == "–" || after == "—" || after == "-" || after == "/" || after == "..." || after == ")" || after == "]" || after == "," || after == "." || after == "·" {
		return never // a lone dash or point between ends a line, it does not begin one
	}
	// A dash that opens a parenthesis stays with the word behind it; here it is the word.
	if before == "—" && lang.french {
		return costLoose
	}

	number := unicode.IsDigit(a0) || a0 == '(' && len(after) > 1 && after[1] >= '0' && after[1] <= '9'
	bare := strings.TrimRight(strings.TrimLeft(before, "([“«\"'"), ".")
	if number {
		low := strings.ToLower(bare)
		if beforeNumber[low] || strings.HasSuffix(bare, "/RES") || strings.HasSuffix(bare, "/DEC") || strings.HasSuffix(bare, "/INF") || strings.HasSuffix(bare, "/doc") || strings.HasSuffix(bare, "/ACTA") {
			return never
		}
		// SDG 10, ODS 10: an acronym and its number.
		if n := len(bare); n >= 2 && n <= 6 && bare == strings.ToUpper(bare) && letters(bare, true) == n {
			return never
		}
		// 10 000: groups of digits.
		if unicode.IsDigit(b9) && len(strings.TrimRight(after, ".,;:)")) == 3 && letters(after, false) == 0 {
			return never
		}
		// November 7, Goal 10, Article 58.
		b0, _ := utf8.DecodeRuneInString(bare)
		if unicode.IsUpper(b0) && letters(before, true) >= 3 && len(strings.TrimRight(after, ".,;:)]")) <= 3 {
			return costLoose
		}
		// 34 to 45, 34 a 45: the end of a range
		if rangeWord[before] {
			return costLoose
		}
		// meta 10, target 7, párrafo 5
		if letters(before, true) >= 3 && len(strings.TrimRight(after, ".,;:)]")) <= 2 {
			return costLoose / 2
		}
	}
	if unicode.IsDigit(b9) {
		if units[strings.TrimRight(after, ",;:)")] || units[strings.TrimRight(after, ".,;:)")] {
			return never
		}
		// 7 de noviembre, 5 y 6; 3 to 5, 104 a 159
		if len(before) <= 2 && (after == "de" || after == "y" || after == "et" || after == "e") || rangeWord[after] {
			return costLoose
		}
		// 7 novembre, 16 December
		if len(before) <= 2 && letters(after, false) >= 3 {
			return costLoose / 2
		}
	}
	if titles[before] {
		return never
	}
	// J. R. Smith: initials and the name.
	if n := utf8.RuneCountInString(before); n == 2 && b9 == '.' {
		b0, _ := utf8.DecodeRuneInString(before)
		if unicode.IsUpper(b0) && unicode.IsUpper(a0) {
			return never
		}
	}
	// A symbol and its session: AG/RES. 2910 (XLVII-O/17); a symbol and its revision.
	if a0 == '(' && strings.Contains(after, "/") && kept(after) {
		return costLoose
	}
	if low := strings.TrimRight(after, "."); (low == "rev" || low == "add" || low == "corr") && unicode.IsDigit(b9) {
		return costLoose
	}
	return 0
}
