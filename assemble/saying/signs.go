package saying

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/source"
)

// A sign is a word, a number, a quotation or a punctuation mark of what somebody says.
type sign struct {
	kind     byte   // word, number, quotation, arrow, or mark
	text     string // folded; of a quotation, the words between its marks
	from, to int    // bytes in what was said
}

const (
	isWord   = 'w'
	isNumber = 'n'
	isQuote  = 'q'
	isArrow  = 'a'
	isMark   = 'm'
)

// The quotation marks that open, with those that close them: a mark of the other shape too, because people and programs mix them.
var quotationMarks = map[rune]string{'“': "”“\"", '”': "”“\"", '„': "”“\"", '"': "\"”", '«': "»", '‹': "›", '‘': "’‘'", '’': "’'",
	'\'': "'’", '‚': "’‘'"}

// signs divides what was said into words, numbers, quotations and marks.
func signs(s string) []sign {
	var out []sign
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r):
			i += size
		case quotationMarks[r] != "" && closing(s, i) > 0:
			end := closing(s, i)
			_, last := utf8.DecodeRuneInString(s[end:])
			out = append(out, sign{isQuote, strings.TrimSpace(s[i+size : end]), i, end + last})
			i = end + last
		case unicode.IsDigit(r):
			end := i + size
			for end < len(s) && s[end] >= '0' && s[end] <= '9' {
				end++
			}
			out = append(out, sign{isNumber, s[i:end], i, end})
			i = end
		case unicode.IsLetter(r):
			end := wordEnd(s, i)
			out = append(out, sign{isWord, source.Fold(s[i:end]), i, end})
			i = end
		default:
			x := sign{isMark, string(r), i, i + size}
			for _, arrow := range []string{"->", "=>", "→", "⇒"} {
				if strings.HasPrefix(s[i:], arrow) {
					x = sign{isArrow, arrow, i, i + len(arrow)}
				}
			}
			out = append(out, x)
			i = x.to
		}
	}
	return out
}

// wordEnd returns where the word that begins at i ends. A hyphen between letters belongs to it.
func wordEnd(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		next, _ := utf8.DecodeRuneInString(s[i+size:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !(r == '-' && unicode.IsLetter(next)) {
			break
		}
		i += size
	}
	return i
}

// closing returns where the quotation that begins at i ends, or 0 if none does: a mark within a word is an apostrophe.
func closing(s string, i int) int {
	open, size := utf8.DecodeRuneInString(s[i:])
	if before, _ := utf8.DecodeLastRuneInString(s[:i]); unicode.IsLetter(before) || unicode.IsDigit(before) {
		return 0
	}
	for k, r := range s[i+size:] {
		at := i + size + k
		after, _ := utf8.DecodeRuneInString(s[at+utf8.RuneLen(r):])
		if strings.ContainsRune(quotationMarks[open], r) && k > 0 && !unicode.IsLetter(after) && !unicode.IsDigit(after) {
			return at
		}
	}
	return 0
}

// A grammar knows the words of the labels of propose, in all languages.
type grammar struct {
	phrases map[string][]phrase // by their first word, the longest first
	through map[string]bool     // words between two numbers that mean those between them too
	nth     map[string]int      // ordinals
}

type phrase struct {
	words  []string
	label  string
	langs  []string // languages that have it
	filler bool     // it may say nothing too, as "no" before a number
}

// grammarLabels lists the labels whose words a proposal may use. Of equal words, the first label counts.
var grammarLabels = slices.Concat([]string{"against", "operative", "preambular", "sub", "preamble", "new"}, verbs,
	[]string{"after", "before", "by", "read", "instead", "end", "start", "alternative", "chapeau", "bis", "and", "but", "brackets",
		"line", "last", "because", "quoting", "filler"})

// mailLabels lists the labels of words that mail programs put around an earlier mail.
var mailLabels = []string{"wrote", "header", "earlier", "heading", "greeting", "original"}

// verbs lists the labels of what may be done with a paragraph or its words.
var verbs = []string{"replace", "insert", "delete", "keep", "move", "reserve", "accept"}

// learnThrough learns words such as to, in: 3 to 5.
func (g *grammar) learnThrough(words string) {
	for w := range strings.SplitSeq(words, ",") {
		for _, x := range signs(w) {
			g.through[x.text] = true
		}
	}
}

// learnNth learns ordinals, in order: commas separate them, and spaces the forms of one.
func (g *grammar) learnNth(lang, words string) {
	for i, forms := range strings.Split(words, ",") {
		for form := range strings.FieldsSeq(forms) {
			g.nth[source.Fold(form)] = i + 1
			g.add(lang, "nth", form)
		}
	}
}

// add learns the words of a label in a language, which commas separate.
func (g *grammar) add(lang, label, words string) {
	for w := range strings.SplitSeq(words, ",") {
		var p phrase
		for _, x := range signs(w) {
			if x.kind == isWord {
				p.words = append(p.words, x.text)
			}
		}
		if p.label, p.langs = label, []string{lang}; len(p.words) == 0 {
			continue
		}
		first := p.words[0]
		if i := slices.IndexFunc(g.phrases[first], func(q phrase) bool { return slices.Equal(q.words, p.words) }); i >= 0 {
			g.phrases[first][i].filler = g.phrases[first][i].filler || label == "filler"
			if slices.Contains(g.phrases[first][i].langs, lang) {
				continue
			}
			g.phrases[first][i].langs = append(g.phrases[first][i].langs, lang)
		} else {
			g.phrases[first] = append(g.phrases[first], p)
			slices.SortStableFunc(g.phrases[first], func(a, b phrase) int { return len(b.words) - len(a.words) })
		}
	}
}

// at returns the label of the words at a place, and their number; "" if they are no words of a label. A full stop or an apostrophe may
// follow a word.
func (g *grammar) at(s []sign, i int) (label string, n int) {
	if i >= len(s) || s[i].kind != isWord {
		return "", 0
	}
	for _, p := range g.phrases[s[i].text] {
		k := i
		for _, w := range p.words {
			if k > i && k < len(s) && strings.Contains(".'’", s[k].text) {
				k++
			}
			if k >= len(s) || s[k].kind != isWord || s[k].text != w {
				k = -1
				break
			}
			k++
		}
		switch {
		case k > 0 && p.label == "against" && p.filler && g.counts(s, k):
			return "filler", k - i
		case k > 0:
			return p.label, k - i
		}
	}
	return "", 0
}

// counts reports whether a number follows, or a word for what is numbered, or a place: no. 4, and in Portuguese no parágrafo 4.
func (g *grammar) counts(s []sign, i int) bool {
	for i < len(s) && s[i].kind == isMark {
		i++
	}
	label, _ := g.at(s, i)
	return i < len(s) && s[i].kind == isNumber ||
		slices.Contains([]string{"operative", "preambular", "sub", "preamble", "alternative", "quoting", "start", "end"}, label)
}

// language returns the language of which a text has most words of labels; "" if it has none, or of several equally many.
func (g *grammar) language(text string) string {
	count := map[string]int{}
	for s, i := signs(text), 0; i < len(s); i++ {
		for _, p := range g.phrases[s[i].text] {
			if len(p.words) == 1 && s[i].kind == isWord {
				for _, l := range p.langs {
					count[l]++
				}
			}
		}
	}
	best, most := "", 0
	for l, n := range count {
		if n > most {
			best, most = l, n
		} else if n == most {
			best = ""
		}
	}
	return best
}

// knows reports whether all words of a text are words of labels.
func (g *grammar) knows(text string) bool {
	s := signs(text)
	for i := 0; i < len(s); {
		_, n := g.at(s, i)
		if n == 0 && s[i].kind == isWord {
			return false
		}
		i += max(n, 1)
	}
	return true
}
