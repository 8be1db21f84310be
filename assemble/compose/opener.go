package compose

import (
	"slices"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
)

// italicOpener sets the phrase that opens a paragraph in italics, as in resolutions of the United Nations; where the phrase is disputed,
// that of each proposal. It changes nothing if the author has marked words there.
func (c *column) italicOpener(t *text, in []doc.Inline) []doc.Inline {
	if t.opener == "" || len(in) == 0 || in[0].Link != nil || in[0].Note != nil || in[0].Mark != 0 {
		return in
	}
	s := in[0].Text
	l := c.l
	if x := c.set.Locale(in[0].Lang); in[0].Lang != "" && x != nil {
		l = x // of a text that is not translated
	}
	own := c.plan.Records.Body.Resolution.Language(l.Tag)
	phrases, upright := source.Strings(own.Phrases), source.Strings(own.Upright)
	var out []doc.Inline
	at := 0
	put := func(to int, mark doc.Mark) {
		if at < to {
			x := in[0]
			x.Text, x.Mark = s[at:to], x.Mark|mark
			out, at = append(out, x), to
		}
	}
	opener := func(words string) (int, bool) { return l.Opener(t.opener, words, phrases, upright) }
	for _, r := range openings(s, wordingsIn(l, s, opener), opener) {
		put(r[0], 0)
		put(r[1], doc.Em)
	}
	put(len(s), 0)
	return append(out, in[1:]...)
}

// wordingsIn splits a text in a language at the brackets of proposals.
func wordingsIn(l *locale.Locale, s string, opener func(string) (int, bool)) []wording {
	if !strings.Contains(s, "[") {
		return []wording{{to: len(s)}}
	}
	const by, words = "\x00", "\x01"
	_, label, _ := strings.Cut(l.T("draft.open", map[string]any{"Authors": by, "Text": words}), by)
	colon, _, _ := strings.Cut(label, words)
	return wordings(s, colon, []string{l.T("draft.open-delete", nil), l.T("draft.open-retain", nil)}, opener)
}

// A wording is a part of a text in which something is disputed: [Calls upon] [Delegation A: Invites] Member States. It has the bytes from
// up to to, without the brackets and the name.
type wording struct {
	from, to int
	proposed bool // by a delegation
	instead  int  // index of the wording in whose place it is proposed; -1 for none
}

// wordings splits a text at the brackets of proposals. colon follows the names of their authors; proposals in the words of stated are not
// wordings. What follows a bracket that is not closed is one wording.
func wordings(s, colon string, stated []string, opener func(string) (int, bool)) []wording {
	var out []wording
	stands := -1 // the wording that proposals at this place would replace
	for at := 0; at < len(s); {
		open := strings.IndexByte(s[at:], '[')
		if open < 0 {
			return append(out, wording{from: at, to: len(s)})
		}
		open += at
		end := closing(s, open)
		if end < 0 {
			return append(out, wording{from: at, to: len(s)})
		}
		if s[at:open] != " " {
			out, stands = append(out, wording{from: at, to: open}), -1
		}
		name, rest, named := strings.Cut(s[open+1:end], colon)
		if named {
			_, opens := opener(name)
			named = !opens
		}
		switch {
		case !named:
			stands = len(out)
			out = append(out, wording{from: open + 1, to: end})
		case !slices.Contains(stated, rest):
			out = append(out, wording{from: end - len(rest), to: end, proposed: true, instead: stands})
		}
		at = end + 1
	}
	return out
}

// closing returns the place of the bracket that closes the one at open, or -1.
func closing(s string, open int) int {
	depth := 0
	for i := open; i < len(s); i++ {
		switch s[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// openings returns the parts of a text, as bytes from and to, that belong to the phrase which opens it: in the reading with the words that
// stand, and in that with the words of each proposal.
func openings(s string, all []wording, opener func(words string) (int, bool)) [][2]int {
	var out [][2]int
	for of := -1; of < len(all); of++ { // -1: the words that stand
		if of >= 0 && !all[of].proposed {
			continue
		}
		var reading strings.Builder
		starts := make([]int, len(all)) // of the wordings in the reading
		for i, w := range all {
			starts[i] = reading.Len()
			if i == of || !w.proposed && (of < 0 || i != all[of].instead) {
				reading.WriteString(s[w.from:w.to])
			}
		}
		n, _ := opener(reading.String())
		for i, w := range all {
			if to := min(w.to, w.from+n-starts[i]); to > w.from && (i == of || of < 0 && !w.proposed) {
				out = append(out, [2]int{w.from, to})
			}
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return a[0] - b[0] })
	return out
}
