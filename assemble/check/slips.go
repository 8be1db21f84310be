package check

import (
	"slices"
	"strings"
	"unicode"
)

var _ = add(&Check{
	Code: "W0922", Name: "word-slip",
	Doc: "a word exists, but is hardly ever meant at this place",
	Explain: `Some typing errors are themselves words, so that no dictionary finds them: "form" for "from", "pubic" for "public",
"addressed my policies". The label file of each language lists them (check.slips), with the adjacent words that reveal
them.

    the data form the Observatory      write: from`,
	Run: func(p *Pass) {
		for _, lang := range p.Langs {
			slips := slipsOf(p.label(lang, "check.slips"))
			if len(slips.values) == 0 {
				continue
			}
			for _, v := range p.Versions() {
				if v.Lang != lang {
					continue
				}
				for i, w := range v.list {
					for _, s := range slips.of(w.folded) {
						if s.fits(v, i) {
							right := s.right
							if unicode.IsUpper(firstRune(w.text)) {
								right = strings.ToUpper(right[:1]) + right[1:]
							}
							n := len(w.text) + len(s.after)
							d := p.Reportf(v.Text.At(w.at, n), "%q is probably not the word that is meant", v.Text.String[w.at:w.at+n]).
								About(v.Record)
							if right != "-" {
								d.Hint("write %q", right)
							} else {
								d.Hint("divide the words elsewhere")
							}
							break
						}
					}
				}
			}
		}
	},
})

// A slip is a word that is written by mistake for another one, if the words next to it match.
type slip struct {
	right                          string
	after                          string   // directly after the word, such as an apostrophe
	next, notNext, before, notLast []string // words after and before it; nil: any
	second, notSecond              []string // words after the next
}

// slipsOf reads the slips of a language, by the wrong word. An entry is wrong=right, with conditions after the wrong word: >a,b: one of
// these follows; >!a,b: none of these follows; >>a,b: the same for the word after the next; <a,b: one of these precedes; <!a,b: none of
// these precedes. An underscore stands for a space; a dash as the right word means that more than one word is wrong.
func slipsOf(table string) *byWord[[]slip] {
	out := &byWord[[]slip]{}
	for entry := range strings.FieldsSeq(table) {
		wrong, right, _ := strings.Cut(entry, "=")
		s := slip{right: strings.ReplaceAll(right, "_", " ")}
		word := wrong
		if i := strings.IndexAny(wrong, "<>"); i >= 0 {
			word = wrong[:i]
			for rest := wrong[i:]; rest != ""; {
				n := 1 + len(rest[1:]) - len(strings.TrimLeft(rest[1:], ">"))
				if k := strings.IndexAny(rest[n:], "<>"); k >= 0 {
					n += k
				} else {
					n = len(rest)
				}
				s.condition(rest[:n])
				rest = rest[n:]
			}
		}
		if t, ok := strings.CutSuffix(word, "’"); ok {
			word, s.after = t, "’"
		}
		out.set(word, append(out.values[word], s))
	}
	return out
}

func (s *slip) condition(c string) {
	second := strings.HasPrefix(c, ">>")
	words, not := strings.CutPrefix(strings.TrimLeft(c, "<>"), "!")
	list := strings.Split(strings.ReplaceAll(words, "_", " "), ",")
	switch {
	case second && not:
		s.notSecond = list
	case second:
		s.second = list
	case c[0] == '>' && not:
		s.notNext = list
	case c[0] == '>':
		s.next = list
	case not:
		s.notLast = list
	default:
		s.before = list
	}
}

// fits reports whether the words next to word i of a text satisfy the conditions of the slip, with only spaces between them.
func (s *slip) fits(v *Version, i int) bool {
	w := v.list[i]
	text := v.words.text
	if s.after != "" && !strings.HasPrefix(text[w.at+len(w.text):], s.after) {
		return false
	}
	beside := func(a, b int) string { // word b, if only spaces are between it and word a
		if b < 0 || b >= len(v.list) {
			return ""
		}
		if a >= len(v.list) {
			return ""
		}
		x, y := v.list[min(a, b)], v.list[max(a, b)]
		if strings.Trim(text[x.at+len(x.text):y.at], " \u00a0") != "" {
			return ""
		}
		return v.list[b].folded
	}
	next, before := beside(i, i+1), beside(i, i-1)
	if s.second != nil || s.notSecond != nil {
		if after := beside(i+1, i+2); s.second != nil && !slices.Contains(s.second, after) || slices.Contains(s.notSecond, after) {
			return false
		}
	}
	return (s.next == nil || slices.Contains(s.next, next)) && !slices.Contains(s.notNext, next) &&
		(s.before == nil || slices.Contains(s.before, before)) && !slices.Contains(s.notLast, before)
}
