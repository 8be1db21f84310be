package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var _ = add(&Check{
	Code: "W0919", Name: "punctuation-wrong",
	Doc: "a punctuation mark is doubled, stands alone, or has a space on the wrong side",
	Explain: `Two commas in a row, a space before a full stop, empty brackets: something was removed, but its punctuation was left.
The label file of a language says before which marks it has a space (check.spaced-marks).

    ... health , work,, and rest ()      write: health, work, and rest
    ... les acteurs: l’OEA               write: les acteurs : l’OEA`,
	Run: func(p *Pass) {
		spaced := map[string]string{}
		for _, lang := range p.Langs {
			spaced[lang] = p.label(lang, "check.spaced-marks")
		}
		for _, v := range p.Versions() {
			if v.signs.any(",;:.?!()[]") {
				p.wrongPunctuation(v, spaced[v.Lang])
			}
		}
	},
})

// pauses are the marks that end something, of which several in a row are usually wrong.
var pauses = signsOf(",;:.?!")

// wrongPunctuation reports the punctuation of one text. It considers only what the author wrote: in the plain text, markup and addresses
// are spaces.
func (p *Pass) wrongPunctuation(v *Version, spaced string) {
	s, text := v.words.text, v.Text.String
	report := func(at, end int, mend string) {
		if text[at:end] != s[at:end] || at > 0 && text[at-1] != s[at-1] {
			return
		}
		d := p.Reportf(v.Text.At(at, end-at), "the punctuation is wrong: %q", text[at:end]).About(v.Record)
		if mend != "" {
			d.Hint("write %q", mend).Mend(v.Text.At(at, end-at), mend)
		} else {
			d.Hint("add what is missing, or remove the mark")
		}
	}
	for i := 0; i < len(s); {
		n := 0
		for i+n < len(s) && pauses.has(s[i+n]) {
			n++
		}
		if n == 0 {
			switch pair := s[i:min(i+2, len(s))]; pair {
			case "()":
				report(i, i+2, "")
			case "( ":
				report(i, i+2, "(")
			case " )":
				if i > 0 {
					report(i, i+2, ")")
				}
			}
			i++
			continue
		}
		run := s[i : i+n]
		switch at := len(strings.TrimRight(s[:i], " ")); {
		case at < i && text[i-1] == ' ' && endsApart(run, s[i+n:], spaced):
			mend := ""
			if n == 1 && run != "!" && run != ":" && unicode.IsLetter(lastRune(s[:at])) {
				mend = run
			}
			report(at, i+n, mend)
		case n == 1 && strings.Contains(spaced, run) && endsWord(s[:i]) && text[i] == s[i] &&
			(i+n == len(s) || s[i+n] == ' '):
			p.Reportf(v.Text.At(i, n), "%q has a space before %q", v.Lang, run).About(v.Record).
				Hint("write a no-break space before it").Mend(v.Text.At(i, n), noBreak+run)
		case n > 1 && !rightRun(s[:i], run):
			mend := ""
			if strings.Trim(run, run[:1]) == "" {
				mend = run[:1]
			}
			report(i, i+n, mend)
		}
		i += n
	}
}

// noBreak is the space before a mark that must not begin a line.
const noBreak = "\u00a0"

// endsWord reports whether a text ends in a word, or in a mark that closes something after one.
func endsWord(s string) bool {
	r := lastRune(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(`)]”»`, r)
}

// endsApart reports whether marks after a space belong to the word before it: they end something, and are not an ellipsis.
func endsApart(run, rest, spaced string) bool {
	return !strings.Contains(spaced, run[:1]) && !strings.HasPrefix(run, "..") && (rest == "" || rest[0] == ' ')
}

// rightRun reports whether several marks can follow one another: an ellipsis, the full stop of an abbreviation before another mark, ?!
func rightRun(before, run string) bool {
	if rest, ok := strings.CutPrefix(run, "..."); ok {
		return strings.Trim(rest, ",;:?!.") == "" && len(rest) < 2
	}
	if run == "?!" || run == "!?" {
		return true
	}
	// etc., and U.S.: a full stop, then another mark
	return run[0] == '.' && len(run) == 2 && run[1] != '.' && lastRune(before) != ' ' && before != ""
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

var _ = add(&Check{
	Code: "W0920", Name: "marks-mixed",
	Doc: "the texts of a language have two forms of the apostrophe or of the ellipsis",
	Explain: `A paper has one form of the apostrophe, ’ or ', and one of the ellipsis, … or three full stops. If both occur in the
texts of a language, the rarer one is reported. The label file of a language may say which apostrophe it has (check.apostrophe).

    the state's and the migrants’ data      write: the state’s and the migrants’ data`,
	Run: func(p *Pass) {
		for _, lang := range p.Langs {
			p.mixed(lang, "apostrophe", "'", "’", func(s string, at, n int) bool {
				curved := n > 1 && !strings.Contains(s[:at], "‘") // after a word, a straight mark can close a quotation
				return unicode.IsLetter(lastRune(s[:at])) && (curved || unicode.IsLetter(firstRune(s[at+n:])))
			})
			p.mixed(lang, "ellipsis", "...", "…", func(s string, at, n int) bool {
				return (at == 0 || s[at-1] != '.' && s[at-1] != '[') && !strings.HasPrefix(s[at+n:], ".")
			})
		}
	},
})

// mixed reports the rarer of two forms of a mark in the texts of a language; if both are equally frequent, the first. ok reports whether a
// mark at a byte of a text counts.
func (p *Pass) mixed(lang, name, first, second string, ok func(s string, at, n int) bool) {
	type place struct {
		v  *Version
		at int
	}
	places := map[string][]place{}
	for _, v := range p.Versions() {
		if v.Lang != lang || v.State.Stale {
			continue
		}
		for _, form := range []string{first, second} {
			if !v.signs.any(form[:1]) {
				continue
			}
			for at := 0; ; at += len(form) {
				i := strings.Index(v.words.text[at:], form)
				if i < 0 {
					break
				}
				at += i
				if ok(v.words.text, at, len(form)) {
					places[form] = append(places[form], place{v, at})
				}
			}
		}
	}
	rare, other := first, second
	if len(places[second]) < len(places[first]) {
		rare, other = second, first
	}
	switch own := p.label(lang, "check."+name); own {
	case "":
		if len(places[other]) == 0 {
			return
		}
	case first:
		rare, other = second, first
	default:
		rare, other = first, second
	}
	have := fmt.Sprintf("the texts of this language also have %q", other)
	if len(places[other]) == 0 {
		have = fmt.Sprintf("this language has %q", other)
	}
	for _, x := range places[rare] {
		pos := x.v.Text.At(x.at, len(rare))
		p.Reportf(pos, "this %s is %q, but %s", name, rare, have).About(x.v.Record).
			Hint("write %s", other).Mend(pos, other)
	}
}

var _ = add(&Check{
	Code: "W1013", Name: "title-punctuation",
	Doc: "a title or name has quotation marks or final punctuation of its own",
	Explain: `Titles and names are printed in sentences and lists, which add quotation marks, a comma or a full stop as needed. If
these are also typed in the title, they are printed twice: ““Migration in the Americas,””.

    title: “Migration in the Americas,”      write: Migration in the Americas`,
	Run: func(p *Pass) {
		for _, v := range p.Versions() {
			if v.Field == "title" || v.Kind == "agenda item" || v.Kind == "mandate" && v.Field == "summary" {
				p.titled(v)
			}
		}
		if p.Records.Glossary == nil {
			return
		}
		for _, e := range p.Records.Glossary.Entries {
			for _, lang := range p.Langs {
				if f := e.Forms[lang]; f != nil && e.Class != "term" {
					p.titled(&Version{Record: e.ID.String, Lang: lang, Text: f.Name})
				}
			}
		}
	},
})

// titled reports the marks around a title, and its final punctuation.
func (p *Pass) titled(v *Version) {
	s := v.Text.String
	short := p.phrases(v.Lang, "check.abbreviations")
	inner := strings.TrimSpace(s)
	at := strings.Index(s, inner)
	for changed := true; changed; {
		changed = false
		if n := enclosing(inner); n > 0 {
			r, _ := utf8.DecodeLastRuneInString(inner)
			inner, at, changed = inner[n:len(inner)-utf8.RuneLen(r)], at+n, true
		}
		if t := strings.TrimRight(inner, ",;: "); t != inner {
			inner, changed = t, true
		}
		if t, ok := strings.CutSuffix(inner, "."); ok && !abbreviated(t, short) {
			inner, changed = t, true
		}
	}
	t := strings.TrimLeft(inner, " ")
	if at += len(inner) - len(t); t == strings.TrimSpace(s) || t == "" {
		return
	}
	d := p.Reportf(v.Text.Pos, "the title has quotation marks or punctuation of its own: %q", s).About(v.Record).Hint("write %s", t)
	if at > 0 {
		d.Mend(v.Text.At(0, at), "")
	}
	if end := at + len(t); end < len(s) {
		d.Mend(v.Text.At(end, len(s)-end), "")
	}
}

// enclosing returns the length of the mark that opens a text if the last character closes the same quotation, and otherwise 0.
func enclosing(s string) int {
	for _, pair := range [][2]string{{"“", "”"}, {"«", "»"}, {"\"", "\""}, {"„", "“"}, {"‘", "’"}} {
		open, shut := pair[0], pair[1]
		if len(s) > len(open)+len(shut) && strings.HasPrefix(s, open) && strings.HasSuffix(s, shut) {
			if inside := s[len(open) : len(s)-len(shut)]; !strings.Contains(inside, open) && !strings.Contains(inside, shut) {
				return len(open)
			}
		}
	}
	return 0
}

// abbreviated reports whether the full stop after a text is that of an abbreviation: of several letters (U.S.A.), or of a word that the
// language lists.
func abbreviated(s string, words []string) bool {
	ws := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '(' })
	if len(ws) == 0 || strings.HasSuffix(s, ".") {
		return true
	}
	last := ws[len(ws)-1]
	return strings.Contains(last, ".") || slices.Contains(words, fold(last))
}
