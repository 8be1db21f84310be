package saying

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/source"
)

// clean returns a text as records have it.
func clean(s string) string {
	t, _ := source.Text{String: s}.Clean()
	return strings.Join(strings.Fields(t.String), " ")
}

// changed returns a text after the edits of a proposal, or what is wrong with them.
func (p *Paper) changed(s *Said, t *Paragraph, lang, text string) (string, *Problem) {
	var wrong *Problem
	one := func(q string, nth int) (from, to int) {
		at := found(text, q)
		switch {
		case nth > 0 && nth <= len(at):
			return at[nth-1][0], at[nth-1][1]
		case nth < 0 && len(at) > 0:
			return at[len(at)-1][0], at[len(at)-1][1]
		case nth > 0 && len(at) > 0:
			wrong = about("E1107", "%q does not occur %d times in %s", q, nth, t.Name)
		case len(at) == 1:
			return at[0][0], at[0][1]
		case len(at) > 1:
			wrong = about("E1107", "%q occurs %d times in %s", q, len(at), t.Name).
				Hint("quote more words, so that they occur only once")
		default:
			wrong = about("E1107", "%q does not occur in %s, which is written in %s", q, t.Name, p.LanguageName(lang)).
				Hint("its words are: %s", text)
		}
		return 0, 0
	}
	for _, e := range s.Reading.edits {
		switch {
		case e.verb == "insert" && e.place == "end":
			text = strings.TrimRight(text, ".;, ") + spaced(e.words[0])
		case e.verb == "insert" && e.place == "start":
			text = e.words[0] + " " + text
		case e.verb == "insert":
			from, to := one(e.anchor, e.nth[e.anchor])
			if wrong != nil {
				return "", wrong
			}
			if e.before {
				text = text[:from] + e.words[0] + " " + text[from:]
			} else {
				text = text[:to] + spaced(e.words[0]) + text[to:]
			}
		default:
			step := 1
			if e.verb == "replace" {
				step = 2
			}
			for i := 0; i+step <= len(e.words); i += step {
				from, to := one(e.words[i], e.nth[e.words[i]])
				if wrong != nil {
					return "", wrong
				}
				now := ""
				if step == 2 {
					now = likeCase(text[from:to], e.words[i], e.words[i+1])
				}
				text = strings.Join(strings.Fields(text[:from]+now+text[to:]), " ")
			}
		}
	}
	return strings.NewReplacer(" ,", ",", " ;", ";", " .", ".", ",,", ",").Replace(text), nil
}

// likeCase returns new words with a capital letter if the words of the text have one and the quotation of them does not.
func likeCase(was, quoted, now string) string {
	first, size := utf8.DecodeRuneInString(now)
	if w, _ := utf8.DecodeRuneInString(was); unicode.IsUpper(w) && startsLower(quoted) && unicode.IsLower(first) {
		return string(unicode.ToUpper(first)) + now[size:]
	}
	return now
}

// spaced returns words with the space that separates them from those before them.
func spaced(words string) string {
	if strings.HasPrefix(words, ",") || strings.HasPrefix(words, ";") {
		return words
	}
	return " " + words
}

// occurrences returns the places of words in a text as whole words, whatever the form of quotation marks: as they are written or, if they
// do not occur so, in other letters. Marks at their ends need not be in the text.
func occurrences(text, words string) [][2]int {
	have := pieces(text)
	for _, w := range []string{words, strings.Trim(words, " .,;:…")} {
		want := pieces(w)
		for _, as := range []func(string) string{source.Normalize, func(s string) string { return source.Fold(source.Normalize(s)) }} {
			var out [][2]int
			for i := 0; i+len(want) <= len(have) && len(want) > 0; i++ {
				if slices.EqualFunc(want, have[i:i+len(want)], func(a, b sign) bool { return as(a.text) == as(b.text) }) {
					out = append(out, [2]int{have[i].from, have[i+len(want)-1].to})
				}
			}
			if len(out) > 0 {
				return out
			}
		}
	}
	return nil
}

// gapForm is what stands for words that a quotation leaves out.
var gapForm = regexp.MustCompile(`\s*[\[(]?(?:…|\.\.\.)[\])]?\s*`)

// found returns the places of words in a text. Words with an ellipsis between them are those from the first to the last.
func found(text, words string) [][2]int {
	if at := occurrences(text, words); len(at) > 0 {
		return at
	}
	ends := gapForm.Split(words, -1)
	if len(ends) != 2 || ends[0] == "" || ends[1] == "" {
		return nil
	}
	first, last := occurrences(text, ends[0]), occurrences(text, ends[1])
	if len(first) != 1 || len(last) != 1 || first[0][1] > last[0][0] {
		return nil
	}
	return [][2]int{{first[0][0], last[0][1]}}
}

// pieces divides a text into words, with their digits, and single marks.
func pieces(s string) []sign {
	var out []sign
	begun := false
	for i, r := range s {
		end := i + utf8.RuneLen(r)
		switch of := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r); {
		case unicode.IsSpace(r):
			begun = false
		case of && begun:
			x := &out[len(out)-1]
			x.to, x.text = end, s[x.from:end]
		default:
			out = append(out, sign{isMark, s[i:end], i, end})
			begun = of
		}
	}
	return out
}
