package check

import (
	"slices"
	"strings"
)

var _ = add(&Check{
	Code: "W0942", Name: "negation-parity",
	Doc: "a text denies something that its translation does not, or the reverse",
	Explain: `A "not" lost in translation turns a duty into its opposite. Negations are counted; a word that denies by its meaning,
such as lack, avoid or undocumented, may be translated by a negation. The words are in the label file of each language
(meaning.negation and the entries after it).

    ... shall not be detained      ... serán detenidos      write: no serán detenidos`,
	Run: func(p *Pass) { p.reportDifferences(negations, "negation", "make both say the same") },
})

// A denial is the difference in negations between a text and its translation.
type denial struct {
	missing, extra []fact
	equal          bool // both texts have the same number
}

func negationsBetween(a, b []fact) *denial {
	missing, extra := denied(a, b)
	equal := len(negationsOf(a).sure) == len(negationsOf(b).sure)
	if equal && missing == nil && extra == nil {
		missing, extra = reversedWord(a, b), reversedWord(b, a)
	}
	return &denial{missing, extra, equal}
}

// affirmed returns words without their negations, which say nothing if the other text has them as well, further from the word. Words that
// contain their negation are left alone.
func affirmed(missing, extra, a, b []fact) (x, y []fact) {
	negated := func(f fact, all []fact, from, to int) bool {
		return slices.ContainsFunc(all, func(n fact) bool {
			return (n.kind == negations || n.kind == concord) && n.at >= f.at-from && n.at < f.at+to
		})
	}
	within := func(all []fact) func(f fact) bool {
		return func(f fact) bool { return negated(f, all, 0, f.end-f.at) }
	}
	if slices.ContainsFunc(missing, within(a)) || slices.ContainsFunc(extra, within(b)) {
		return missing, extra
	}
	positive := func(fs, all []fact) []fact {
		out := slices.Clone(fs)
		for i, f := range out {
			if value, not := strings.CutPrefix(f.value, "not "); not && negated(f, all, nearNegation, 0) {
				out[i].value = value
			}
		}
		return out
	}
	return positive(missing, a), positive(extra, b)
}

// nearNegation is the greatest distance of a negation and the word that it denies, in bytes.
const nearNegation = 40

// single reports whether only one of the two texts has one more negation.
func (d *denial) single() bool {
	return len(d.missing)+len(d.extra) == 1 && !slices.ContainsFunc(slices.Concat(d.missing, d.extra), func(f fact) bool {
		return f.kind == denying
	})
}

// explained removes the one negation, and the words, if two of them make up for it: not more than is at most, and not to break a rule is
// to comply with it.
func (d *denial) explained(missing, extra []fact) (x, y []fact) {
	in := func(f fact, ns []fact) bool { // never is the opposite of always by its negation alone
		return slices.ContainsFunc(ns, func(n fact) bool { return n.at >= f.at && n.at < f.end })
	}
	for _, m := range missing {
		for _, e := range extra {
			if in(m, d.missing) || in(e, d.extra) {
				continue
			}
			a, inA := strings.CutPrefix(m.value, "not ")
			b, inB := strings.CutPrefix(e.value, "not ")
			switch {
			case inA && inB || !contrary(a, b) || inA && len(d.missing) == 0 || inB && len(d.extra) == 0:
			case inA && has(extra, a) || inB && has(missing, b): // without the negation
			default:
				d.missing, d.extra = nil, nil
				return nil, nil
			}
		}
	}
	return missing, extra
}

func has(fs []fact, value string) bool {
	return slices.ContainsFunc(fs, func(f fact) bool { return f.value == value })
}

// denied compares the numbers of negations. They are not always certain: a negation can be expressed twice (no ... ningún), and a word with
// a negative sense, such as lack, can be the translation of a negation. A difference that this can explain is not reported.
func denied(a, b []fact) (missing, extra []fact) {
	x, y := negationsOf(a), negationsOf(b)
	inA, inB := implied(a), implied(b)
	restA, restB := uncommon(a, b), uncommon(b, a)
	switch {
	case double(x.sure, y.sure) || double(y.sure, x.sure):
		return nil, nil
	case len(x.sure) > len(y.sure)+len(y.doubtful)+len(restB):
		return surplus(x.sure, y.sure), nil
	case len(y.sure) > len(x.sure)+len(x.doubtful)+len(restA):
		return nil, surplus(y.sure, x.sure)
	}
	// A word such as undocumented or avoid can be translated by such a word, or by a negation, in addition to the other negations.
	if words := prefixed(a); len(words) > 0 && len(x.sure)+len(words) > len(y.sure)+len(y.doubtful)+len(minus(inB, unprefixed(inA))) {
		return append(x.sure, words...), append(y.sure, y.doubtful...)
	}
	if words := prefixed(b); len(words) > 0 && len(y.sure)+len(words) > len(x.sure)+len(x.doubtful)+len(minus(inA, unprefixed(inB))) {
		return append(x.sure, x.doubtful...), append(y.sure, words...)
	}
	if words := asStrong(a, b); len(words) > len(y.sure)+len(y.doubtful)+len(minus(inB, weak(inA))) {
		return words, nil
	}
	if words := asStrong(b, a); len(words) > len(x.sure)+len(x.doubtful)+len(minus(inA, weak(inB))) {
		return nil, words
	}
	return nil, nil
}

// surplus returns the negations of xs, which are more than ys, that ys lacks. Both have the same words, such as without, in other places.
func surplus(xs, ys []fact) []fact {
	rest := slices.Clone(ys)
	n := len(xs) - len(ys)
	lack := slices.DeleteFunc(slices.Clone(xs), func(f fact) bool {
		i := slices.IndexFunc(rest, func(g fact) bool { return g.value == f.value })
		if i >= 0 {
			rest = slices.Delete(rest, i, i+1)
		}
		return i >= 0
	})
	return lack[len(lack)-n:]
}

// double reports whether one text has two more negations, the second of which cancels the first: not without.
func double(x, y []fact) bool {
	if len(x) != len(y)+2 {
		return false
	}
	first := slices.IndexFunc(x, func(f fact) bool { return f.value == "not" })
	return first >= 0 && slices.ContainsFunc(x[first:], func(f fact) bool { return f.value == "without" }) &&
		!slices.ContainsFunc(y, func(f fact) bool { return f.value == "without" })
}

// implied returns the values of the words with a negative sense.
func implied(fs []fact) (values []string) {
	for _, f := range fs {
		if f.kind == denying && f.value != alone {
			values = append(values, f.value)
		}
	}
	return values
}

// uncommon returns the values of the words with a negative sense that are not the translation of a word of the other text: of one with the
// same value, or, as suspend and suspender, of a common origin.
func uncommon(fs, other []fact) []string {
	theirs := implied(other)
	if len(fs) == 0 || !slices.ContainsFunc(fs, func(f fact) bool { return f.kind == denying && f.value != alone }) {
		return nil
	}
	keys := onceIn(wholeOf(other))
	text := wholeOf(fs)
	var out []string
	for _, f := range fs {
		if f.kind != denying || f.value == alone {
			continue
		}
		if i := slices.Index(theirs, f.value); i >= 0 {
			theirs = slices.Delete(theirs, i, i+1)
			continue
		}
		if word := text[f.at:min(f.end, len(text))]; !strings.ContainsAny(word, " -") {
			if _, akin := keys[stemOf(word)]; akin {
				continue
			}
		}
		out = append(out, f.value)
	}
	return out
}

// alone is the value of words that can stand for only, which need no counterpart: the single, the unique.
const alone = "alone"

// strong are the values of words with a negative sense that have a counterpart in every language.
var strong = []string{"prefix", "avoid", "prevent", "prohibit", "refrain", "except", "lack", omitted, "only"}

// omitted is the value of the phrases that deny the verb after them: failed to.
const omitted = "omit"

// asStrong returns the words of fs with such a value, each value once, without only if the other text has a word that can stand for it.
// Words with a prefix are all returned: accompanied and unaccompanied.
func asStrong(fs, other []fact) (out []fact) {
	for _, f := range fs {
		if f.value == "only" && slices.ContainsFunc(other, func(g fact) bool { return g.kind == denying && g.value == alone }) {
			continue
		}
		if f.kind == denying && slices.Contains(strong, f.value) &&
			(f.value == "prefix" || !slices.ContainsFunc(out, func(g fact) bool { return g.value == f.value })) {
			out = append(out, f)
		}
	}
	return out
}

// weak returns the values that have no counterpart in every language.
func weak(values []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(s string) bool { return slices.Contains(strong, s) })
}

// Kinds of facts that show whether a word lost or gained a prefix that denies it.
const (
	undone    = "denied"  // a word with such a prefix; the value is the beginning of the rest
	wholeText = "text"    // the text in lower case
	started   = "started" // such prefixes of the language, separated by spaces
)

// prefixes finds words with a prefix that denies the rest: inaccesible.
func (r *reader) prefixes() {
	if len(r.lexicon.denying) == 0 || len(r.tokens) == 0 {
		return
	}
	for i, t := range r.tokens {
		if t.figure || len(t.text) < longDenied || r.exempt(i) {
			continue
		}
		for _, p := range r.lexicon.denying {
			if rest, ok := strings.CutPrefix(t.text, p[0]); ok && len(rest) >= longRest {
				r.found(undone, (p[1] + rest)[:max(stemOfDenied, len(rest)*stemShare/100)], mute, i, i+1)
			}
		}
	}
	first := r.tokens[0]
	r.facts = append(r.facts, fact{wholeText, r.low, mute, first.at, first.end, number(r.lexicon.length)},
		fact{started, r.lexicon.begins, mute, first.at, first.end, ""})
}

// exempt reports whether the word of token i is listed as one that only begins like such a prefix: importante.
func (r *reader) exempt(i int) bool {
	return slices.ContainsFunc(r.tokens[i].meant.senses, func(s sense) bool { return s.table == denying && s.value == "" })
}

const (
	longRest     = 6 // letters of the rest of a word without its prefix, at least
	longDenied   = longRest + 2
	stemOfDenied = 5  // letters that are compared with the other language, at least: legible, legible
	stemShare    = 60 // percent of the rest that are compared: irrespective is not the opposite of respeten
)

// reversedWord returns a word of a that has a prefix that denies it, if b has the same word without one, and without a negation before it.
func reversedWord(a, b []fact) []fact {
	if !slices.ContainsFunc(a, func(f fact) bool { return f.kind == undone }) {
		return nil
	}
	begins := ""
	for _, f := range b {
		if f.kind == started {
			begins = f.value
		}
	}
	words := tokens(wholeOf(b), nil)
	for _, f := range a {
		if f.kind != undone {
			continue
		}
		plain, same := false, false
		for _, t := range words {
			if beginsAs(t.text, f.value) {
				plain = true
				same = same || slices.ContainsFunc(b, func(n fact) bool {
					return (n.kind == negations || n.kind == concord) && n.end <= t.at && t.at-n.end <= nextWord
				})
			}
			for p := range strings.FieldsSeq(begins) { // or one that is itself so begun: inaccessible
				same = same || t.text[0] == p[0] && beginsAs(t.text, p+f.value)
			}
		}
		if plain && !same {
			return []fact{f}
		}
	}
	return nil
}

// beginsAs reports whether a word begins with the letters of another, where a doubled letter is as good as one: admissible, admisible.
func beginsAs(word, begin string) bool {
	i := 0
	for j := 0; j < len(begin); j++ {
		if j > 0 && begin[j] == begin[j-1] {
			continue
		}
		for i > 0 && i < len(word) && word[i] == word[i-1] && word[i] != begin[j] {
			i++
		}
		if i == len(word) || word[i] != begin[j] {
			return false
		}
		i++
	}
	return true
}

// prefixed returns the words with a prefix that denies: unaccompanied.
func prefixed(fs []fact) (out []fact) {
	for _, f := range fs {
		if f.kind == denying && f.value == "prefix" {
			out = append(out, f)
		}
	}
	return out
}

// unprefixed returns the values of words with a negative sense that are not those of a prefix.
func unprefixed(values []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(s string) bool { return s == "prefix" })
}

// negatives are the negations of a text. A doubtful one may only repeat a sure one.
type negatives struct{ sure, doubtful []fact }

// negationsOf returns the negations of a text. A word of negative concord (ni, ninguno, aucun) is a sure negation only if there is no
// other.
func negationsOf(fs []fact) (out negatives) {
	for _, f := range fs {
		if f.kind == negations {
			out.sure = append(out.sure, f)
		}
	}
	for _, f := range fs {
		switch {
		case f.kind != concord:
		case len(out.sure) == 0 && f.value != perhaps:
			out.sure = append(out.sure, f)
		default:
			out.doubtful = append(out.doubtful, f)
		}
	}
	return out
}

// negated reports whether there is a negation before token i, with at most two words between them: no es posible.
func (r *reader) negated(i int) bool {
	for j := max(0, i-3); j < i; j++ {
		if h := r.at(denying, j); h.value == omitted && j+h.n == i { // failed to comply
			return true
		}
	}
	for j := i - 1; j >= max(0, i-3) && !strings.ContainsAny(r.between(j), ",.;:()"); j-- {
		for _, table := range []string{negations, concord} {
			if n := r.at(table, j); n.n > 0 && n.value != "nor" && (n.value != "without" || j == i-1) {
				return true
			}
		}
	}
	return false
}

// denied reports whether there is a negation before the duty of token i, in its clause: no one shall, nadie podrá.
func (r *reader) denied(i int) bool {
	for j := i - 1; j >= max(0, i-reach); j-- {
		if strings.ContainsAny(r.between(j), ",.;:()") || j < i-1 && r.at(duties, j).n > 0 {
			return false
		}
		for _, table := range []string{negations, concord} {
			begins := table == concord || j == i-1 || j == 0 || strings.ContainsAny(r.between(j-1), ",.;:()")
			if n := r.at(table, j); n.n > 0 && begins && n.value != "without" && r.at(neutral, j).n == 0 && r.between(j) != "-" {
				return true
			}
		}
	}
	return false
}

func (r *reader) negation(senses []sense, i int) {
	for _, table := range []string{negations, concord} {
		h := find(senses, table, r.tokens, i)
		if h.n == 0 {
			continue
		}
		if i+1 < len(r.tokens) && r.tokens[i+1].figure && strings.HasPrefix(r.between(i), ".") {
			return // No. 5
		}
		if h.n == 1 && !r.denies(i) {
			return
		}
		for j := i; j >= max(0, i-2); j-- {
			if n := r.at(neutral, j); j+n.n > i {
				if n.value == perhaps {
					r.found(concord, perhaps, loose, i, i+h.n)
				}
				return
			}
		}
		far := reach
		if !r.completed(i + h.n) {
			far = farReach
		}
		for j := i - 1; h.value != "without" && j >= max(0, i-far) && !strings.ContainsAny(r.between(j), ",.;:"); j-- {
			if u := r.at(until, j); u.n > 0 && (j >= i-reach || u.value == comparing) {
				r.found(concord, perhaps, loose, i, i+h.n)
				return
			}
		}
		if limit := r.limit(i + h.n); limit == restricting {
			r.found(concord, perhaps, loose, i, i+h.n)
			return
		} else if limit != "" {
			return
		}
		if table == concord && h.value != "nor" && r.follows(i) {
			return
		}
		end := i + h.n
		if end < len(r.tokens) && strings.Trim(r.between(end-1), "'’") == "" { // n’a
			end++
		}
		r.found(table, h.value, loose, i, end)
		return
	}
}

// limit returns the value of the word that limits the negation before token i; "" if there is none.
func (r *reader) limit(i int) string {
	complete := false
	for j := i; j < min(i+reach, len(r.tokens)) && !strings.ContainsAny(r.between(j-1), ",.;:"); j++ {
		switch h := r.at(limits, j); {
		case h.value == completing:
			complete = true
		case h.n > 0 && (h.value != restricting || !complete):
			return h.value
		}
	}
	return ""
}

// completed reports whether the negation before token i has its second word: ne ... pas.
func (r *reader) completed(i int) bool {
	for j := i; j < min(i+reach, len(r.tokens)) && !strings.ContainsAny(r.between(j-1), ",.;:"); j++ {
		if r.at(limits, j).value == completing {
			return true
		}
	}
	return false
}

// comparing is the value of words that compare, after which a negation alone denies nothing: plus d’eau qu’ils n’en gagnent.
const comparing = "than"

// farReach is the number of words between such a word and the negation.
const farReach = 9

// Values of words after a negation.
const (
	completing  = "end"    // the second word of a negation: ne ... pas
	restricting = "except" // with the negation, it means only, or not until: ne ... que
)

// denies reports whether the word of token i, by itself a negation, is not rather a letter, the sign of a number, or a direction:
// N 12, No 12, 12° 30′ N, 45° NO.
func (r *reader) denies(i int) bool {
	t := r.tokens[i]
	if len(t.text) == 1 { // an elided word has its apostrophe: n’a
		return strings.HasPrefix(r.between(i), "'") || strings.HasPrefix(r.between(i), "’")
	}
	if i == 0 || t.end > len(r.text) || r.text[t.at:t.end] == t.text {
		return true
	}
	number := i+1 < len(r.tokens) && r.tokens[i+1].figure && strings.TrimSpace(r.between(i)) == ""
	return !number && !strings.ContainsAny(r.between(i-1), "°′″")
}

// follows reports whether there is a negation closely before token i, in the same clause, that a word of negative concord only repeats: no
// podrán ser nunca.
func (r *reader) follows(i int) bool {
	for j := i - 1; j >= max(0, i-concordReach); j-- {
		if strings.ContainsAny(r.between(j), ",.;:()") || r.at(links, j).n > 0 || r.at(asides, j).value == "which" {
			return false
		}
		if slices.ContainsFunc(r.facts, func(f fact) bool { return f.kind == negations && f.at == r.tokens[j].at }) {
			return true
		}
	}
	return false
}

// concordReach is the number of words between a negation and the word that repeats it.
const concordReach = 6

// perhaps is the value of a phrase with a negation that the translation may lack: acompañados o no, whether or not accompanied.
const perhaps = "maybe"

// reach is the number of words between a negation and a word that limits it: no es solo, n’est pas seulement, mientras el caso no.
const reach = 4
