package face

// Hang returns how far a character at the beginning and at the end of a line extends into the margin, in thousandths of an em, so that the
// edges of a column look straight: small or low signs, and letters that slant away from the edge.
func (t *Table) Hang(r rune) (left, right int) {
	if r < 0x80 {
		h := hanging[r]
		if h == (hang{}) {
			return 0, 0
		}
		return t.Advance(r) * int(h.left) / 1000, t.Advance(r) * int(h.right) / 1000
	}
	h, ok := hangingSigns[r]
	if !ok {
		return 0, 0
	}
	return t.Advance(r) * int(h.left) / 1000, t.Advance(r) * int(h.right) / 1000
}

// A hang is how far a character extends into the margin, in thousandths of its width.
type hang struct{ left, right int16 }

// Values for the characters of a face like Times, after the microtype package of R. Schlicht for TeX.
var hanging = [0x80]hang{
	'A': {50, 50}, 'C': {50, 0}, 'D': {0, 50}, 'F': {0, 50}, 'G': {50, 0}, 'J': {50, 0}, 'K': {0, 50}, 'L': {0, 50},
	'O': {50, 50}, 'P': {0, 50}, 'Q': {50, 70}, 'R': {0, 50}, 'T': {50, 50}, 'V': {50, 50}, 'W': {50, 50}, 'X': {50, 50},
	'Y': {50, 50}, 'k': {0, 50}, 'r': {0, 50}, 't': {0, 70}, 'v': {50, 50}, 'w': {50, 50}, 'x': {50, 50}, 'y': {0, 70},
	'1': {100, 100}, '4': {70, 70}, '7': {50, 70},
	'.': {0, 700}, ',': {0, 500}, ':': {0, 500}, ';': {0, 400}, '!': {0, 100}, '?': {0, 200}, '"': {300, 300}, '\'': {300, 400},
	'(': {100, 0}, ')': {0, 200}, '/': {100, 200}, '-': {400, 500}, '%': {50, 50}, '*': {200, 200}, '[': {100, 0}, ']': {0, 100},
}

var hangingSigns = map[rune]hang{
	'\u2010': {400, 500}, '\u2013': {200, 200}, '\u2014': {150, 150},
	'\u2018': {300, 400}, '\u2019': {300, 400}, '\u201c': {300, 300}, '\u201d': {300, 300},
	'\u00ab': {200, 200}, '\u00bb': {200, 200}, '\u00a1': {100, 0}, '\u00bf': {100, 0}, '\u2026': {0, 150},
}
