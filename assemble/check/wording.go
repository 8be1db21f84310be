package check

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/diag"
	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
)

var _ = add(&Check{
	Code: "W0909", Name: "wrong-language",
	Doc: "a text is not in its declared language, or its translation is a copy",
	Explain: `The small words of a text reveal its language. A translation that is a copy of the original, or a text declared in the
wrong language, is printed in the wrong column. Words in quotation marks or in italics can be in any language, and so
can names. A copy that somebody has confirmed is right.

    other = "To encourage the member states to ..."      in locales/content.es.toml`,
	Run: func(p *Pass) {
		const twice = "-" // the language of a word that two languages have
		var of byWord[string]
		for _, lang := range p.Locales.Languages() {
			if l := strings.ToLower(lang); strings.Contains(l, "-x") { // generated from another language
				continue
			}
			for _, w := range strings.Fields(p.Locales.Label(lang, "drafting.small-words")) {
				if of.values[w] == "" {
					of.set(w, lang)
				} else {
					of.set(w, twice)
				}
			}
		}
		count := map[string]int{}
		for _, v := range p.Versions() {
			ws := v.list
			if !v.Original && len(ws) > 1 && len(v.Text.String) < len(v.Of.String)+8 && len(v.from.list) == len(ws) &&
				v.from.list[0].folded == ws[0].folded && (len(ws) >= 6 || common(ws)) &&
				source.Normalize(v.Text.String) == source.Normalize(v.Of.String) {
				if !v.confirmed() && !numbersOnly(v.Text.String) {
					p.Reportf(v.Text.Pos, "the %q text of %q is a copy of the original", v.Lang, v.Of.ID).About(v.Record).
						Hint("translate it, or remove the entry").
						Hint("if it is the same in both languages, run: %s", confirmSame(v.Lang, v.Of.ID))
				}
				continue
			}
			if len(ws) < 5 {
				continue
			}
			clear(count)
			n, mark := 0, 0 // open quotation marks and emphasis: text inside them can be in any language
			for _, w := range ws {
				for ; mark < w.at; mark++ {
					switch c := v.words.text[mark]; {
					case c < utf8.RuneSelf && c != '*':
					case c == '*':
						n ^= 1
					case strings.HasPrefix(v.words.text[mark:], "“"), strings.HasPrefix(v.words.text[mark:], "«"):
						n |= 2
					case strings.HasPrefix(v.words.text[mark:], "”"), strings.HasPrefix(v.words.text[mark:], "»"):
						n &^= 2
					}
				}
				if n == 0 && len(w.text) < 8 {
					if lang := of.of(w.folded); lang != "" && lang != twice {
						count[lang]++
					}
				}
			}
			other := ""
			for _, lang := range slices.Sorted(maps.Keys(count)) {
				if lang != v.Lang && (other == "" || count[lang] > count[other]) {
					other = lang
				}
			}
			if p.Locales.Label(v.Lang, "drafting.small-words") == "" || other == "" {
				continue
			}
			if own := count[v.Lang]; count[other] >= 3 && count[other] > 2*own+1 || count[other] == 2 && own == 0 && len(ws) <= 10 {
				p.Reportf(v.Text.Pos, "the text of %q is declared as %q, but reads like %q", v.Of.ID, v.Lang, other).About(v.Record).
					Hint("write original: %s in the record, or move the text to the file of its language", other)
			}
		}
	},
})

// confirmed reports whether somebody has declared that a translation matches the present original.
func (v *Version) confirmed() bool {
	return v.State.By != "" && source.Normalize(v.State.Source) == source.Normalize(v.Of.String)
}

// common reports whether a short text has words other than names: two of at least four letters, one of them in lower case.
func common(ws []word) bool {
	long, small := 0, false
	for _, w := range ws {
		if utf8.RuneCountInString(w.text) >= 4 && !strings.ContainsFunc(w.text, unicode.IsDigit) {
			long++
			small = small || unicode.IsLower(firstRune(w.text))
		}
	}
	return long >= 2 && small
}

// numbersOnly reports whether a text has nothing to translate: each of its words has a figure, as a symbol has: A/C.6/79/2/Corr.1.
func numbersOnly(s string) bool {
	return !slices.ContainsFunc(strings.Fields(s), func(w string) bool {
		return strings.ContainsFunc(w, unicode.IsLetter) && !strings.ContainsFunc(w, unicode.IsDigit)
	})
}

var _ = add(&Check{
	Code: "W0910", Name: "length-parity",
	Doc: "the length of a translation is out of proportion to its original",
	Explain: `Spanish, Portuguese and French texts are about a fifth longer than English ones. A translation less than half or more
than twice as long has probably lost or gained a sentence.

    other = "Alentar a los Estados Miembros"      for an original of 138 characters`,
	Run: func(p *Pass) {
		for _, v := range p.Translations() {
			a, b := utf8.RuneCountInString(v.from.words.text), utf8.RuneCountInString(v.words.text)
			if a < 60 || v.State.Stale || b*2 >= a && b <= a*2 {
				continue
			}
			p.Reportf(v.Text.Pos, "the translation of %q into %q has %d characters, the original %d", v.Of.ID, v.Lang, b, a).
				About(v.Record).
				Hint("look for a sentence that was lost or added").
				See(v.Of.Pos, "the original")
		}
	},
})

var _ = add(&Check{
	Code: "W0912", Name: "quotation-marks",
	Doc: "a text has straight quotation marks, or those of another language",
	Explain: `Each language has its quotation marks (quote.open and quote.close in its locale file), and a paper uses one kind.
Straight marks come from typewriters.

    "Migration in the Americas"     write: “Migration in the Americas”`,
	Run: func(p *Pass) {
		for _, v := range p.Versions() {
			l := p.Locales.Locale(v.Lang)
			if l == nil || !l.Has("quote.open") {
				continue
			}
			opens := l.T("quote.open", nil)
			open, shut := strings.TrimSpace(opens), strings.TrimSpace(l.T("quote.close", nil))
			right := open + shut + p.label(v.Lang, "quote.inner-open") + p.label(v.Lang, "quote.inner-close")
			if !v.signs.any("\"\xe2\xc2") {
				continue
			}
			marks := 0
			var first *diag.Diagnostic
			for i, r := range v.words.text {
				if !strings.ContainsRune(`"“”„«»`, r) || strings.ContainsRune(right, r) {
					continue
				}
				if r == '"' && unicode.IsDigit(lastRune(v.words.text[:i])) && strings.Count(v.words.text, `"`)%2 > 0 {
					continue // inches
				}
				if first == nil {
					first = p.Reportf(v.Text.At(i, utf8.RuneLen(r)), "%q is not a quotation mark of %q", string(r), v.Lang).About(v.Record).
						Hint("write %s ... %s", open, shut)
				}
				if marks++; r == '"' {
					first.Mend(v.Text.At(i, 1), map[bool]string{true: open, false: shut}[marks%2 == 1])
				}
			}
			if first != nil && (marks%2 > 0 || len(first.Mends) < marks || strings.ContainsAny(v.words.text, right) ||
				open != opens) {
				first.Mends = nil // it is not certain which mark opens and which closes
			}
		}
	},
})

var _ = add(&Check{
	Code: "W0916", Name: "marks-unbalanced",
	Doc: "brackets or quotation marks are not closed, or not opened",
	Explain: `An unclosed bracket or quotation mark leaves the reader guessing where it ends. The letter of a list, a) or 1), needs no
opening bracket. The square brackets of draft paragraphs have their own check, because they mark disputed text.

    the Compact (A/RES/73/195 and others      write: (A/RES/73/195)`,
	Run: func(p *Pass) {
		draft := map[string]bool{}
		for _, d := range p.draftTexts() {
			draft[d.Of.ID] = true
		}
		pairs := map[rune]rune{')': '(', '”': '“', '»': '«', ']': '['}
		for _, v := range p.Versions() {
			s := v.words.text
			if !strings.ContainsAny(s, "()“”«»[]") {
				continue
			}
			type mark struct {
				at int
				r  rune
			}
			var open []mark
			wrong := mark{at: -1}
			for i, r := range s {
				switch r {
				case '[', ']':
					if draft[v.Of.ID] || strings.HasPrefix(s[i:], "[^") { // an unclosed note mark is not markup
						continue
					}
				case '(', ')', '“', '”', '«', '»':
				default:
					continue
				}
				if pairs[r] == 0 {
					open = append(open, mark{i, r})
					continue
				}
				k := len(open) - 1
				for k >= 0 && open[k].r != pairs[r] {
					k--
				}
				switch {
				case k >= 0:
					if k < len(open)-1 && wrong.at < 0 {
						wrong = open[len(open)-1]
					}
					open = open[:k]
				case r == ')' && listLetter(s[:i]):
				case wrong.at < 0:
					wrong = mark{i, r}
				}
			}
			if wrong.at < 0 && len(open) > 0 {
				wrong = open[0]
			}
			switch {
			case wrong.at < 0:
			case pairs[wrong.r] != 0:
				p.Reportf(v.Text.At(wrong.at, utf8.RuneLen(wrong.r)), "%q was not opened", string(wrong.r)).About(v.Record).
					Hint("open it, or remove it")
			default:
				p.Reportf(v.Text.At(wrong.at, utf8.RuneLen(wrong.r)), "%q is not closed", string(wrong.r)).About(v.Record).Hint("close it")
			}
		}
	},
})

// listLetter reports whether a text ends with the letter or number of a list item, to which the next bracket belongs.
func listLetter(s string) bool { return letterAtEnd.MatchString(s) }

var letterAtEnd = pattern.Of(`(?:^|[^\pL\d])(?:\d{1,3}|[a-z]|[ivx]{1,5})$`)
