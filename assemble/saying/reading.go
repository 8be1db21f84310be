package saying

import (
	"slices"
	"strconv"
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
	place  string // start or end of the paragraph
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
	refs   []string // numbers of paragraphs: op4, pp2, op4a
	what   string   // text, edit, delete, keep, move, reserve, new, sub; "" if it is not understood
	text   string   // of the paragraph
	edits  []rewording
	to     string // the paragraph after or before which one is moved, or a sub-paragraph is added
	before bool
	given  bool // words such as "should read", or quotation marks, say that the text is a text
	bare   bool // the number stands alone, without a word such as OP
	direct bool // the number begins the proposal, and a mark or a verb follows it
	sheet  bool // it stands in a sheet beside the text in the language of its record
	verb   bool // it has a verb that was not understood
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
	r.rest(&out)
	if r.doubtful(&out) {
		out = Reading{refs: out.refs, what: "accept", bare: out.bare, direct: out.direct}
	}
	return out
}

// doubtful reports whether a proposal is denied, opposed, asked about, or made on a condition: such words stand outside the words that it
// gives.
func (r *reader) doubtful(x *Reading) bool {
	if x.what == "" || x.what == "accept" {
		return false
	}
	given := []string{x.text}
	for _, e := range x.edits {
		given = append(append(given, e.anchor), e.words...)
	}
	within := func(s sign) bool {
		return slices.ContainsFunc(given, func(words string) bool {
			at := strings.LastIndex(r.said, words)
			return words != "" && at <= s.from && s.to <= at+len(words)
		})
	}
	for i := 0; i < len(r.s); {
		label, n := r.g.at(r.s, i)
		if (label == "against" || r.s[i].text == "?") && !within(r.s[i]) {
			return true
		}
		i += max(n, 1)
	}
	return false
}

// reference reads up to the end of the number of the paragraph. In one piece: a case for each kind of sign.
func (r *reader) reference(out *Reading) bool {
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
		case x.kind == isMark && strings.Contains(",.:()[]-–—•*#§", x.text):
			r.i++
		default:
			return false
		}
	}
	return false
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
		r.g.isBis(numbered) && startsUpper(r.said[r.s[r.i].from:]) || // 7 bis To thank
		numbered != "" && !r.g.isBis(numbered) && r.known(out.refs[0]) // 3. (c) the number of ...
}

// numbers reads one number, or several: 4 (a), 4 bis, 3 and 5, 3-5. In one piece: the parts of a number, then what separates several.
func (r *reader) numbers(out *Reading) {
	one := func() string {
		n := r.s[r.i].text
		r.i++
		for r.i+1 < len(r.s) && r.s[r.i].text == "." && r.s[r.i].from == r.s[r.i-1].to && // 12.1
			r.s[r.i+1].kind == isNumber && r.s[r.i+1].from == r.s[r.i].to {
			n += "." + r.s[r.i+1].text
			r.i += 2
		}
		for r.i < len(r.s) {
			if label, k := r.g.at(r.s, r.i); label == "bis" {
				n += r.s[r.i].text
				r.i += k
				continue
			}
			i := r.i
			if i+1 < len(r.s) && (r.s[i].text == "," || r.s[i].text == "." && r.s[i+1].text == "(") {
				i++
			}
			named := false
			if label, k := r.g.at(r.s, i); label == "sub" {
				i, named = i+k, true
			}
			l, k := r.letters(i)
			if k == i && named {
				l, k = r.letter(i)
			}
			if k == i || !named && i > r.i && !r.known(r.kindOr()+joinNumber(n, l)) {
				break
			}
			n = joinNumber(n, l)
			r.i = k
		}
		return n
	}
	last := one()
	if r.kind == "" {
		r.kind = "op"
	}
	if r.sub != "" && r.sub != "?" && !r.isNew {
		last = joinNumber(last, r.sub)
	}
	if label, k := r.g.at(r.s, r.i); label == "preamble" {
		r.kind = "pp"
		r.i += k
	}
	out.refs = append(out.refs, r.kind+last)
	for r.i+1 < len(r.s) {
		i, between := r.i, r.s[r.i].text
		label, k := r.g.at(r.s, i)
		switch {
		case label == "and":
			i += k
		case strings.Contains(",/&-–", between):
			i++
			if label, k := r.g.at(r.s, i); label == "and" {
				i += k
			}
		default:
			return
		}
		if label, k := r.g.at(r.s, i); label == "operative" || label == "preambular" {
			i += k
		}
		if i >= len(r.s) || r.s[i].kind != isNumber {
			return
		}
		r.i = i
		next := one()
		if strings.Contains("-–", between) {
			for n := number(last) + 1; n < number(next); n++ {
				out.refs = append(out.refs, r.kind+strconv.Itoa(n))
			}
		}
		last = next
		out.refs = append(out.refs, r.kind+next)
	}
}

// kindOr returns the kind of the paragraphs whose numbers are read.
func (r *reader) kindOr() string {
	if r.kind == "" {
		return "op"
	}
	return r.kind
}

// letter reads the mark of a sub-paragraph without brackets, after a word for sub-paragraphs: letter b, alínea b.
func (r *reader) letter(i int) (mark string, k int) {
	if i >= len(r.s) || r.s[i].kind != isWord || len(r.s[i].text) != 1 {
		return "", i
	}
	if label, _ := r.g.at(r.s, i+1); i+1 == len(r.s) || r.s[i+1].kind == isMark || label != "" && label != "new" {
		return r.s[i].text, i + 1
	}
	return "", i
}

// letters reads the marks of sub-paragraphs at a place: (a) (i), b), .b; k is the place behind them.
func (r *reader) letters(i int) (marks string, k int) {
	const longest = 4 // viii
	for k = i; k < len(r.s); {
		open := r.s[k].text == "("
		x := k
		if open {
			x++
		}
		dot := !open && r.s[x].text == "." && x > 0 && r.s[x].from == r.s[x-1].to
		if dot {
			x++
		}
		if x >= len(r.s) || r.s[x].kind != isWord && r.s[x].kind != isNumber || len(r.s[x].text) > longest {
			return marks, k
		}
		closed := x+1 < len(r.s) && r.s[x+1].text == ")"
		glued := !open && len(r.s[x].text) == 1 && r.s[x].kind == isWord && x > 0 && r.s[x].from == r.s[x-1].to &&
			(x+1 >= len(r.s) || r.s[x+1].from > r.s[x].to || r.s[x+1].kind == isMark)
		switch {
		case r.g.is(r.s, x, "new"):
			return marks, k
		case closed && (open || r.s[x].kind == isWord):
			marks = joinNumber(marks, r.s[x].text)
			k = x + 2
		case glued && (dot || r.s[x-1].kind == isNumber):
			marks += r.s[x].text
			k = x + 1
		default:
			return marks, k
		}
	}
	return marks, k
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
		strings.Contains(".:-–—()", r.s[r.i].text) || r.s[r.i].kind == isQuote) || len(r.head) > 0
	if r.newRow(out) {
		return
	}
	rest := append(slices.Clone(r.head), r.s[from:]...)
	lead, at := r.lead(rest)
	last := func() string { return unquoted(r.said[min(r.after(from), len(r.said)):]) }
	switch lead {
	case "against":
		out.what = "accept"
		return
	case "keep", "reserve", "accept":
		const others = 3 // words
		if r.others(rest) <= others && !r.goesOn(rest[at:]) {
			out.what = lead
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
	to, against := false, false // the verb of a text follows at once: To keep ...
	for i := 0; i < len(s); {
		label, n := r.g.at(s, i)
		after := to
		to = label == "by"
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
		if _, n := r.g.at(s, i); n > 0 {
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
	text := unquoted(r.said[min(r.after(at), len(r.said)):])
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
	return unquoted(r.said[r.s[i].from:])
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
			return unquoted(r.said[r.s[i].from:]), seen
		}
	}
	return "", seen
}

// edits reads changes of words. whole is the new text of the whole paragraph if that is what is to be replaced. In one piece: a case for
// each kind of sign.
func (r *reader) edits(s []sign) (out []rewording, whole string, ok bool) {
	var cur rewording
	pos, by, reversed, unread := "", false, false, 0
	from, to := -1, -1 // the words between the verb and by, if they are not quoted
	flush := func() {
		if cur.verb != "" {
			if reversed && len(cur.words) == 2 {
				cur.verb, cur.words = "replace", []string{cur.words[1], cur.words[0]}
			}
			out = append(out, cur)
		}
		cur, pos, by, reversed = rewording{}, "", false, false
	}
	for i := 0; i < len(s); {
		label, n := r.g.at(s, i)
		x := s[i]
		switch {
		case label == "replace" || label == "insert" || label == "delete":
			if cur.complete() {
				flush()
			}
			if cur.verb == "" {
				cur.verb = label
			}
			i += n
			from = i
		case label == "after" || label == "before":
			pos = label
			i += n
		case label == "instead":
			if reversed = len(cur.words) > 0; cur.verb == "" || reversed {
				cur.verb = "replace"
			}
			i += n
		case label == "read":
			if cur.verb == "" && len(cur.words) == 1 {
				cur.verb = "replace"
			}
			by = true
			i += n
		case label == "by":
			if to < 0 {
				to = i
			}
			by = true
			i += n
		case label == "end" || label == "start":
			cur.place = label
			i += n
		case x.kind == isArrow:
			if cur.verb == "" {
				cur.verb = "replace"
			}
			by = true
			i++
		case x.kind == isQuote && pos != "":
			if cur.complete() && (cur.verb != "insert" || cur.anchor != "") {
				flush()
			}
			cur.anchor, cur.before = x.text, pos == "before"
			pos = ""
			i++
		case x.kind == isQuote:
			if by && len(cur.words) == 0 && cur.verb != "insert" {
				whole = x.text
			}
			cur.words = append(cur.words, x.text)
			i++
		case n > 0:
			i += n
		default:
			if x.kind != isMark {
				unread++
			}
			i++
		}
	}
	if whole != "" && len(out) == 0 && len(cur.words) == 1 {
		return nil, whole, false
	}
	if cur.verb == "replace" && len(cur.words) == 0 && len(out) == 0 && from >= 0 && to >= from {
		return r.unquotedEdit(s, from, to)
	}
	if cur.verb == "" && len(out) == 0 && len(cur.words) == 2 && unread == 0 && pos == "" && r.between(s) {
		cur.verb = "replace"
	}
	flush()
	for i := range out {
		if !out[i].complete() {
			return nil, "", false
		}
	}
	return out, "", len(out) > 0
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

// unquoted returns a text without the quotation marks around it.
func unquoted(s string) string {
	s = strings.TrimSpace(s)
	x := signs(s)
	if n := len(x); n > 0 && x[0].kind == isQuote && (n == 1 || n == 2 && strings.Contains(".;,", x[1].text)) {
		return x[0].text
	}
	return s
}
