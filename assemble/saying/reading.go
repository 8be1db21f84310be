package saying

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A rewording changes words of a paragraph.
type rewording struct {
	verb   string // replace, insert, delete
	words  []string
	anchor string // the words after or before which others are inserted
	before bool
	place  string         // start or end of the paragraph
	nth    map[string]int // which of several equal words are meant: 1 is the first, -1 the last
}

func (e *rewording) complete() bool {
	switch e.verb {
	case "replace":
		return len(e.words) > 0 && len(e.words)%2 == 0
	case "insert":
		return len(e.words) == 1 && (e.anchor != "" || e.place != "")
	}
	return e.verb != "" && len(e.words) > 0
}

// A Reading is what a proposal says.
type Reading struct {
	refs     []string // numbers of paragraphs: op4, pp2, op4a
	what     string   // text, edit, delete, keep, move, reserve, new, sub; "" if it is not understood
	text     string   // of the paragraph
	edits    []rewording
	to       string // the paragraph after or before which one is moved, or a sub-paragraph is added
	before   bool
	given    bool      // words such as "should read", or quotation marks, say that the text is a text
	bare     bool      // the number stands alone, without a word such as OP
	direct   bool      // the number begins the proposal, and a mark or a verb follows it
	sheet    bool      // it stands in a sheet beside the text in the language of its record
	verb     bool      // it has a verb that was not understood
	brackets bool      // it is about brackets
	denied   bool      // it is an answer because it denies, asks, or sets a condition
	agrees   bool      // it agrees to a change, and proposes none
	tail     string    // the words behind the number
	also     []Reading // what it says about further sub-paragraphs
}

// A reader reads one proposal.
type reader struct {
	g     *grammar
	said  string
	s     []sign
	i     int
	known func(ref string) bool

	kind, sub string // seen before the number
	pos       string // after or before
	isNew     bool
	head      []sign // verbs and quotations before the number
}

// read reads a proposal. known reports whether the paper has a paragraph.
func (g *grammar) read(said string, known func(ref string) bool) Reading {
	r := &reader{g: g, said: said, s: signs(said), known: known}
	var out Reading
	if !r.reference(&out) {
		return Reading{}
	}
	return r.judged(out)
}

// about reads what is said of a paragraph, without its number.
func (g *grammar) about(ref, said string, known func(ref string) bool) Reading {
	r := &reader{g: g, said: said, s: signs(said), known: known, kind: ref[:len("op")]}
	return r.judged(Reading{refs: []string{ref}})
}

// judged reads what follows the number, and judges what it is worth.
func (r *reader) judged(out Reading) Reading {
	r.rest(&out)
	switch {
	case r.outside(&out, func(label string, s sign) bool { return label == "against" || s.text == "?" && s.kind == isMark }):
		return Reading{refs: out.refs, what: "accept", denied: true, bare: out.bare, direct: out.direct, tail: out.tail}
	case r.outside(&Reading{what: out.what, text: r.given(&out), edits: out.edits, also: out.also},
		func(label string, _ sign) bool { return label == "brackets" }):
		return Reading{refs: out.refs, verb: true, brackets: true, bare: out.bare, direct: out.direct, tail: out.tail}
	}
	return out
}

// given returns the text of a proposal, or "" if it may be a remark about brackets.
func (r *reader) given(x *Reading) string {
	if x.what == "text" && !x.given && startsLower(x.text) {
		return ""
	}
	return x.text
}

// outside reports whether a proposal has a sign of some kind outside the words that it gives.
func (r *reader) outside(x *Reading, is func(label string, s sign) bool) bool {
	if x.what == "accept" {
		return false
	}
	given := []string{x.text}
	for _, y := range append(x.also, *x) {
		for _, e := range y.edits {
			given = append(append(given, e.anchor), e.words...)
		}
	}
	within := func(s sign) bool {
		return slices.ContainsFunc(given, func(words string) bool {
			at := strings.LastIndex(r.said, words)
			return words != "" && at <= s.from && s.to <= at+len(words)
		})
	}
	for i := 0; i < len(r.s); {
		label, n := r.g.at(r.s, i)
		if is(label, r.s[i]) && !within(r.s[i]) {
			return true
		}
		i += max(n, 1)
	}
	return false
}

// reference reads up to the end of the number of the paragraph. In one piece: a case for each kind of sign.
func (r *reader) reference(out *Reading) bool {
	skipped := 0
	for r.i < len(r.s) {
		x := r.s[r.i]
		label, n := r.g.at(r.s, r.i)
		switch {
		case label == "operative" || label == "preambular":
			r.kind = map[string]string{"operative": "op", "preambular": "pp"}[label]
			r.i += n
		case label == "sub":
			r.i += n
			l, k := r.letters(r.i)
			if k == r.i {
				l, k = r.letter(r.i)
			}
			if r.sub = l; k == r.i {
				r.sub = "?"
			}
			r.i = k
		case label == "after" || label == "before":
			r.pos = label
			r.keep(n)
		case label == "new":
			r.isNew = true
			r.i += n
		case label == "filler" || label == "and" || label == "quoting":
			r.i += n
		case label == "against":
			r.keep(n)
		case label == "by" && len(r.head) == 0: // we propose to ...
			r.i += n
		case slices.Contains(verbs, label) ||
			label == "by" || label == "instead" || label == "end" || label == "start":
			r.keep(n)
		case x.kind == isQuote:
			r.keep(1)
		case x.kind == isNumber && (r.kind != "" || r.pos != "" && r.isNew):
			r.numbers(out)
			return true
		case x.kind == isNumber:
			return r.bare(out)
		case r.marked():
		case r.nth(out):
			return true
		case x.kind == isMark && strings.Contains(",.:()[]-–—•*#§'’", x.text): // an apostrophe too: l'alinéa b), d'ajouter
			r.i++
		case x.kind == isWord && r.reserves(skipped): // our delegation's full position on
			skipped++
			r.i++
		default:
			return false
		}
	}
	return false
}

// reserves reports whether words between a reservation and its paragraph may be passed over.
func (r *reader) reserves(skipped int) bool {
	const most = 6 // words
	return skipped < most && r.g.is(r.head, 0, "reserve")
}

// keep keeps signs that say what is to be done before the number is named.
func (r *reader) keep(n int) {
	r.head = append(r.head, r.s[r.i:r.i+n]...)
	r.i += n
}

// bare reads a number without a word for its kind: of a paragraph, or of the proposal itself if another number follows.
func (r *reader) bare(out *Reading) bool {
	if len(r.head) > 0 || r.isNew {
		return false
	}
	after := r.i + 1
	if after < len(r.s) && strings.Contains(".):", r.s[after].text) {
		again := &reader{g: r.g, said: r.said, s: r.s, i: after + 1, known: r.known}
		var x Reading
		if again.i < len(again.s) && again.s[again.i].kind != isNumber && again.reference(&x) && len(x.refs) > 0 {
			*r, *out = *again, x
			return true
		}
	}
	r.kind, out.bare = "op", true
	r.numbers(out)
	if r.i >= len(r.s) || len(out.refs) > 1 {
		return true
	}
	label, _ := r.g.at(r.s, r.i)
	numbered := strings.TrimLeft(out.refs[0][len("op"):], "0123456789")
	return strings.Contains(".):-–—,", r.s[r.i].text) || label != "" && label != "filler" ||
		r.g.isBis(numbered) && (startsUpper(r.said[r.s[r.i].from:]) || r.g.is(r.s, r.i+1, "new")) || // 7 bis To thank, 7 bis (new)
		numbered != "" && !r.g.isBis(numbered) && r.known(out.refs[0]) // 3. (c) the number of ...
}

// is reports whether the words at a place are those of a label.
func (g *grammar) is(s []sign, i int, label string) bool {
	l, _ := g.at(s, i)
	return l == label
}

// startsUpper reports whether a text begins with a capital letter, after marks.
func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "[(“\"«¿¡*"))
	return unicode.IsUpper(r)
}

// startsLower reports whether a text begins with a small letter.
func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func number(s string) int {
	n := 0
	for i := 0; i < len(s) && s[i] >= '0' && s[i] <= '9' && n < 1e6; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// rest reads what follows the number. In one piece: the forms of proposals, one after the other.
func (r *reader) rest(out *Reading) {
	from := r.i
	label, _ := r.g.at(r.s, r.i)
	out.direct = len(r.head) == 0 && (r.i >= len(r.s) || label != "" && label != "filler" && label != "and" ||
		strings.Contains(".:-–—()", r.s[r.i].text) || r.s[r.i].kind == isQuote || r.verbNext()) || len(r.head) > 0
	out.tail = r.said[min(r.after(from), len(r.said)):]
	rest := append(slices.Clone(r.head), r.s[from:]...)
	if lead, at := r.lead(rest); lead == "accept" && r.agrees(rest[at:]) {
		out.what, out.agrees = lead, true
		return
	} else if r.newRow(out) {
		return
	}
	rest, done := r.subs(out, rest)
	if done {
		return
	}
	lead, at := r.lead(rest)
	last := func() string { return Unquoted(r.said[min(r.after(from), len(r.said)):]) }
	switch lead {
	case "against":
		out.what = "accept"
		return
	case "keep", "reserve", "accept":
		if r.stays(lead, rest, rest[at:]) {
			switch out.what = lead; {
			case lead == "keep" && r.has(rest[at:], "reserve"): // we keep our reservation
				out.what = "reserve"
			case lead == "keep" && r.parts(rest) > 0: // of a part of it
				out.what = "accept"
			}
			return
		}
	case "move":
		if out.to, out.before = r.target(rest[at:]); out.to != "" {
			out.what = lead
			return
		}
		out.verb = true
		return
	case "delete":
		if !slices.ContainsFunc(rest, func(x sign) bool { return x.kind == isQuote }) && r.others(rest) == 0 {
			out.what = lead
			return
		}
	}
	if edits, whole, ok := r.edits(rest); ok {
		out.what, out.edits = "edit", edits
		return
	} else if whole != "" {
		out.what, out.text, out.given = "text", whole, true
		return
	}
	switch text, ok := r.wording(from); {
	case ok:
		out.what, out.text, out.given = "text", text, true
	case lead == "" && r.i < len(r.s):
		out.what, out.text = "text", last()
		out.given = r.onlyQuote() == out.text
	default:
		out.verb = true
	}
}

// verbNext reports whether a comma and a verb follow: in OP 2, delete ...
func (r *reader) verbNext() bool {
	label, _ := r.g.at(r.s, r.i+1)
	return r.s[r.i].text == "," && slices.Contains(verbs, label)
}

// after returns where the words after a number begin: behind marks.
func (r *reader) after(i int) int {
	for i < len(r.s) && r.s[i].kind == isMark && strings.Contains(".:)-–—,", r.s[i].text) {
		i++
	}
	if i >= len(r.s) {
		return len(r.said)
	}
	return r.s[i].from
}

// lead returns the verb with which words begin, after words that say nothing, and the place behind it.
// After words that deny it, it is against.
func (r *reader) lead(s []sign) (label string, at int) {
	to, against, first := false, false, true // the verb of a text follows its first word at once: To keep ...
	for i := 0; i < len(s); {
		label, n := r.g.at(s, i)
		after := to
		to = label == "by" && first
		first = first && n == 0
		switch {
		case after && label != "filler":
			return "", 0
		case slices.Contains(verbs, label) && against:
			return "against", i + n
		case slices.Contains(verbs, label):
			return label, i + n
		case label == "against":
			against = true
			i += n
		case slices.Contains([]string{"filler", "alternative", "by", "quoting", "operative", "preambular"}, label):
			i += n
		case s[i].kind == isMark:
			i++
		default:
			return "", 0
		}
	}
	return "", 0
}

// others counts the words that belong to no label.
func (r *reader) others(s []sign) int {
	count := 0
	for i := 0; i < len(s); {
		if label, n := r.g.at(s, i); n > 0 && !slices.Contains(partLabels, label) {
			i += n
			continue
		}
		if s[i].kind == isWord || s[i].kind == isNumber || s[i].kind == isQuote {
			count++
		}
		i++
	}
	return count
}

// stays reports whether words only say that a paragraph stays, is accepted, or that there is a reservation on it. Words that are not
// understood may say more.
func (r *reader) stays(lead string, all, behind []sign) bool {
	if r.goesOn(behind) {
		return false
	}
	const most = 3 // words
	numbers := slices.ContainsFunc(behind, func(x sign) bool { return x.kind == isNumber })
	return lead == "accept" || r.others(all) <= most && !(lead == "keep" && numbers)
}

// has reports whether signs have words of a label.
func (r *reader) has(s []sign, label string) bool {
	for i := range s {
		if r.g.is(s, i, label) {
			return true
		}
	}
	return false
}

// partLabels lists the labels of words for a part of a paragraph.
var partLabels = []string{"quoting", "line", "chapeau", "brackets", "start", "end", "nth", "last"}

// parts counts the words for a part of a paragraph.
func (r *reader) parts(s []sign) int {
	count := 0
	for i := 0; i < len(s); {
		label, n := r.g.at(s, i)
		if slices.Contains(partLabels, label) {
			count++
		}
		i += max(n, 1)
	}
	return count
}

// goesOn reports whether a verb follows that says something else than that a paragraph stays: keep, but delete (b).
func (r *reader) goesOn(s []sign) bool {
	for i := 0; i < len(s); {
		label, n := r.g.at(s, i)
		if slices.Contains([]string{"replace", "insert", "delete", "move", "instead"}, label) || s[i].kind == isArrow {
			return true
		}
		i += max(n, 1)
	}
	return false
}

// target reads the new place of a paragraph: after 7, before OP 2.
func (r *reader) target(s []sign) (ref string, before bool) {
	x := &reader{g: r.g, said: r.said, s: s, kind: r.kind, isNew: true, known: r.known}
	var out Reading
	if !x.reference(&out) || len(out.refs) != 1 {
		return "", false
	}
	return out.refs[0], x.pos == "before"
}

// newRow reads a new paragraph or sub-paragraph. In one piece: first the words between the number and the text, then what they mean.
func (r *reader) newRow(out *Reading) bool {
	i, colon, verb, letter := r.i, -1, false, ""
	if !r.isNew && len(r.head) == 0 { // the colon before what is proposed
		for i < len(r.s) && r.s[i].kind == isMark && strings.Contains(".:)-–—,", r.s[i].text) {
			i++
		}
	}
	for i < len(r.s) && colon < 0 {
		label, n := r.g.at(r.s, i)
		l, k := r.letters(i)
		switch {
		case label == "new":
			r.isNew = true
			i += n
		case label == "insert":
			verb = true
			i += n
		case label == "sub":
			r.sub = "?"
			i += n
		case (label == "after" || label == "before") && (r.isNew || verb):
			if l, k := r.letters(r.past(i + n)); k > r.past(i+n) {
				out.to, out.before = out.refs[0]+l, label == "before"
				i = k
				continue
			}
			i += n
		case k > i && (r.isNew || verb || r.sub == "?"):
			letter, i = l, k
		case r.s[i].text == ":":
			colon = i
		case label == "filler" || label == "operative" || label == "preambular" || label == "alternative" || label == "read":
			i += n
		case r.s[i].kind == isMark:
			i++
		default:
			i = len(r.s)
		}
	}
	ref := out.refs[0]
	bis := strings.TrimLeft(ref[len("op"):], "0123456789")
	missing := !r.known(ref) && bis != "" && len(out.refs) == 1
	base := ref[:len(ref)-len(bis)]
	isBis := missing && r.known(base) && r.g.isBis(bis)
	inserts := len(r.head) > 0 && r.g.is(r.head, 0, "insert")
	at := r.i
	if colon > 0 {
		at = colon
	}
	text := Unquoted(r.said[min(r.after(at), len(r.said)):])
	if q := r.onlyQuote(); q != "" && colon < 0 && (r.isNew || verb || inserts) {
		text = q
	}
	switch {
	case r.sub != "" && (r.isNew || verb || inserts) || letter != "" && r.isNew:
		if out.what, out.text = "sub", text; r.pos != "" && out.to == "" && r.known(ref) && bis != "" {
			out.to, out.before = ref, r.pos == "before"
		}
		return text != ""
	case isBis, r.isNew && (r.pos != "" || !missing), r.pos != "" && (verb || inserts) && r.onlyQuoteOrColon(colon):
		if isBis {
			out.refs[0] = base
		}
		out.what, out.text, out.before = "new", r.textOfNew(colon, text), r.pos == "before"
		return true
	}
	return false
}

// textOfNew returns the text of a new paragraph: what follows its colon or, without one, the words after those of labels.
func (r *reader) textOfNew(colon int, text string) string {
	if colon >= 0 {
		return text
	}
	i := r.i
	for i < len(r.s) {
		label, n := r.g.at(r.s, i)
		if slices.Contains([]string{"new", "insert", "operative", "alternative", "read"}, label) {
			i += n
		} else if r.s[i].kind == isMark {
			i++
		} else {
			break
		}
	}
	if i >= len(r.s) {
		return ""
	}
	return Unquoted(r.said[r.s[i].from:])
}

// onlyQuote returns the only quotation after the number, or "" if there is none or another.
func (r *reader) onlyQuote() string {
	out := ""
	for _, x := range r.s[r.i:] {
		if x.kind == isQuote {
			if out != "" {
				return ""
			}
			out = x.text
		}
	}
	return out
}

func (r *reader) onlyQuoteOrColon(colon int) bool { return colon >= 0 || r.onlyQuote() != "" }

// past returns the place behind words that say nothing, and behind words for paragraphs.
func (r *reader) past(i int) int {
	for {
		label, n := r.g.at(r.s, i)
		if label != "filler" && label != "sub" {
			return i
		}
		i += n
	}
}

// isBis reports whether the marks after a number are those of a number between two others.
func (g *grammar) isBis(s string) bool { return g.is([]sign{{kind: isWord, text: s}}, 0, "bis") }

// wording reads a text that words such as "alternative text" or "should read" introduce.
func (r *reader) wording(i int) (string, bool) {
	seen := false
	for i < len(r.s) {
		label, n := r.g.at(r.s, i)
		switch {
		case label == "alternative" || label == "read":
			seen = true
			i += n
		case label == "filler" && !seen:
			i += n
		case r.s[i].kind == isMark:
			i++
		default:
			return Unquoted(r.said[r.s[i].from:]), seen
		}
	}
	return "", seen
}

// between reports whether words such as "by" or "should be" stand between two quotations, and none that list them.
func (r *reader) between(s []sign) bool {
	i := slices.IndexFunc(s, func(x sign) bool { return x.kind == isQuote })
	words := 0
	for i++; i < len(s) && s[i].kind != isQuote; {
		label, n := r.g.at(s, i)
		if label != "filler" && label != "by" && label != "read" {
			return false
		}
		words += n
		i += n
	}
	return words > 0
}

// unquotedEdit reads a replacement whose words are not quoted: replace may by shall.
func (r *reader) unquotedEdit(s []sign, from, to int) ([]rewording, string, bool) {
	const most = 8           // words: a longer text is the whole paragraph
	for i := from; i < to; { // words such as: the word
		label, n := r.g.at(s, i)
		if label != "filler" && label != "quoting" && label != "operative" && label != "preambular" {
			break
		}
		if i += n; label != "filler" || i == to {
			from = i
		}
	}
	_, n := r.g.at(s, to)
	end := len(s)
	for end > to+n && s[end-1].text == "." {
		end--
	}
	if to+n >= end {
		return nil, "", false
	}
	now := to + n
	for now < end {
		label, k := r.g.at(s, now)
		introduces := slices.ContainsFunc(s[now:end], func(x sign) bool { return x.text == ":" })
		if (label == "filler" || label == "alternative") && introduces {
			now += k
		} else if s[now].kind == isMark {
			now++
		} else {
			break
		}
	}
	if now >= end {
		return nil, "", false
	}
	words := r.said[s[now].from:s[end-1].to]
	if from >= to {
		return nil, words, false
	}
	if end-now > most || to-from > most || s[to-1].to > s[now].from {
		return nil, "", false
	}
	return []rewording{{verb: "replace", words: []string{r.said[s[from].from:s[to-1].to], words}}}, "", true
}

// Unquoted returns a text without the quotation marks around it.
func Unquoted(s string) string {
	s = strings.TrimSpace(s)
	x := signs(s)
	if n := len(x); n > 0 && x[0].kind == isQuote && (n == 1 || n == 2 && strings.Contains(".;,", x[1].text)) {
		return x[0].text
	}
	return s
}
