package lines

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What stays together on a line. Unicode line breaking knows nothing of symbols, references and abbreviations, and this is
// what it gets wrong for these papers. conventions: sections 2, 5 and 9.

// between returns what ending the line at the space at byte at of run i costs: 0 if nothing speaks against it, never if
// what stands on both sides belongs together.
func between(runs []Run, i, at int) int32 {
	before := wordBefore(runs, i, at)
	after := wordAfter(runs, i, at+1)
	return bond(before, after, runs[i].Lang)
}

// wordBefore returns the word that ends at byte at of run i. Only the part in that run is looked at, unless there is none.
func wordBefore(runs []Run, i, at int) string {
	for t := runs[i].Text[:at]; ; t = runs[i].Text {
		if t != "" {
			return t[strings.LastIndexAny(t, " \u00a0")+1:]
		}
		if i--; i < 0 || runs[i].Text == "\n" {
			return ""
		}
	}
}

func wordAfter(runs []Run, i, at int) string {
	for t := runs[i].Text[at:]; ; t = runs[i].Text {
		if t != "" {
			if k := strings.IndexAny(t, " \u00a0"); k >= 0 {
				t = t[:k]
			}
			return t
		}
		if i++; i >= len(runs) || runs[i].Text == "\n" {
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
func bond(before, after string, lang *Language) int32 {
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
