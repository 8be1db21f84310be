package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Names, and words of a common origin, are recognized in a translation by their first letters: Canada, Canadá; declaration, declaración.
// Most languages of the papers share them. What is not recognized is not compared.

// Kinds of facts that are compared by their words.
const (
	proper     = "proper"     // a word with a capital letter
	comma      = "comma"      // behind such a word
	quotations = "quotations" // what is enclosed by quotation marks
	brackets   = "brackets"   // what is enclosed by square brackets
	listed     = "listed"     // a name in a list
)

const (
	shortName = 4 // letters of the shortest name or word that is compared
	keyLength = 5 // letters by which words are compared
)

// keyOf returns the letters by which a word in lower case is compared with a word of another language: the first ones, without accents;
// "" if it is too short.
func keyOf(word string) string {
	var b strings.Builder
	n := 0
	for _, c := range norm.NFD.String(word) {
		if n < keyLength && !unicode.IsMark(c) {
			b.WriteRune(c)
			n++
		}
	}
	if n < shortName {
		return ""
	}
	return b.String()
}

// proper adds the name, or any other word with a capital letter, at token i.
func (r *reader) proper(i int) {
	t := r.tokens[i]
	if r.text[t.at] == r.low[t.at] || t.end-t.at < shortName || len(r.text) != len(r.low) {
		return
	}
	if c, n := utf8.DecodeRuneInString(r.text[t.at:]); !unicode.IsUpper(c) || r.text[t.at+n:t.end] != r.low[t.at+n:t.end] {
		return // a line in capitals, an acronym
	}
	if k := t.meant.key; k != "" {
		r.found(proper, k, mute, i, i+1)
		if strings.HasPrefix(r.low[t.end:], ",") {
			r.facts = append(r.facts, fact{comma, "", mute, t.end, t.end + 1, ""})
		}
	}
}

// acronym finds the acronym of a well-known body.
func (r *reader) acronym(i int) {
	h, t := r.at(acronyms, i), r.tokens[i]
	word := r.text[t.at:t.end]
	if h.n != 1 || len(r.text) != len(r.low) || len(word) < 2 || strings.ToUpper(word) != word {
		return
	}
	if i > 0 && strings.ToUpper(r.text[r.tokens[i-1].at:r.tokens[i-1].end]) == r.text[r.tokens[i-1].at:r.tokens[i-1].end] &&
		len(r.tokens[i-1].text) > 1 {
		return // a line in capitals
	}
	r.found(acronyms, h.value, loose, i, i+1)
}

// nearNames and inList are the greatest distances between two names whose order is compared, in bytes.
const (
	nearNames = 70 // with a conjunction or an ordinal between them
	inList    = 10 // otherwise: A, the B
)

// dropped returns two names of a list, next to each other in b, and the name between them in a, which b lacks: A, B and C, of which only A
// and C are left.
func dropped(a, b []fact) (between, pair []fact) {
	at := func(fs []fact, value string) int {
		return slices.IndexFunc(fs, func(f fact) bool { return f.kind == proper && f.value == value })
	}
	var last fact
	for _, f := range b {
		if f.kind != proper {
			continue
		}
		j := at(a, f.value)
		if j < 0 {
			continue
		}
		m := last
		last = f
		i := at(a, m.value)
		if m.kind == "" || f.at-m.end > inList || !joinedNames(b, m, f) || i < 0 || j < i || a[j].at-a[i].end > nearNames {
			continue
		}
		var lost []fact
		for k := i + 1; k < j; k++ {
			if x := a[k]; x.kind == proper && !slices.ContainsFunc(a[k+1:], func(y fact) bool { // the first word of Saint Lucia
				return y.kind == proper && y.at == x.end+1
			}) {
				lost = append(lost, x)
			}
		}
		commas := slices.ContainsFunc(a[i:j], func(x fact) bool { return x.kind == comma && x.at == a[i].end })
		if len(lost) == 1 && commas && at(b, lost[0].value) < 0 && lost[0].at-a[i].end <= inList {
			return lost, []fact{{listed, "", loose, m.at, f.end, ""}}
		}
	}
	return nil, nil
}

// reordered returns two names that have changed places: the first session by A, the second by B; A as chair, and B as vice-chair. A clause
// that has moved as a whole is left alone: between the two names there must be a conjunction or a number in both texts.
func reordered(a, b []fact) (x, y []fact) {
	var common []fact
	once := func(fs []fact, value string) int {
		at := -1
		for i, f := range fs {
			if f.kind == proper && f.value == value {
				if at >= 0 {
					return -1
				}
				at = i
			}
		}
		return at
	}
	for _, f := range a {
		if f.kind == proper && once(b, f.value) >= 0 && once(a, f.value) >= 0 {
			common = append(common, f)
		}
	}
	for i := 1; i < len(common); i++ {
		m, n := common[i-1], common[i]
		p, q := b[once(b, m.value)], b[once(b, n.value)]
		if q.at < p.at && joinedNames(a, m, n) && joinedNames(b, q, p) {
			return []fact{{pairs, m.value, loose, m.at, n.end, ""}}, []fact{{pairs, m.value, loose, q.at, p.end, ""}}
		}
	}
	return nil, nil
}

// joinedNames reports whether two names are next to each other in a list, or near each other with a conjunction or a number between them.
func joinedNames(fs []fact, m, n fact) bool {
	gap := n.at - m.end
	if gap <= 1 || gap > nearNames { // one name
		return false
	}
	between, others := false, false
	for _, f := range fs {
		if f.at >= m.end && f.end <= n.at {
			between = between || f.kind == links || f.kind == comma && gap <= inList || f.kind == quantity && f.weight != mute
			others = others || f.kind == names
		}
	}
	return between && !others
}

// enclosures adds what is enclosed by quotation marks and by square brackets. The value has the keys of its words, and what they mean.
func (r *reader) enclosures() {
	if !strings.ContainsAny(r.text, "["+opening) {
		return
	}
	closing := map[rune]rune{'[': ']', '“': '”', '«': '»', '„': '“'}
	for i, c := range r.text {
		shut := closing[c]
		if shut == 0 {
			continue
		}
		from := i + utf8.RuneLen(c)
		n := strings.IndexRune(r.text[from:], shut)
		if n < 0 {
			continue
		}
		end := from + n
		var values []string
		for _, t := range r.tokens {
			if t.at >= from && t.end <= end {
				if k := t.meant.key; k != "" {
					values = append(values, k)
				}
			}
		}
		for _, f := range r.facts {
			if f.at >= from && f.end <= end && slices.Contains([]string{quantity, duties, opposites, names}, f.kind) {
				values = append(values, f.kind+f.value)
			}
		}
		kind := quotations
		if c == '[' {
			kind = brackets
		}
		r.facts = append(r.facts, fact{kind, strings.Join(values, " "), mute, i, end + utf8.RuneLen(shut), ""})
	}
}

// crossed returns two quotations, or two pairs of brackets, that have changed places.
func crossed(a, b []fact, kind string) (x, y []fact) {
	p, q := ofKind(a, kind), ofKind(b, kind)
	if len(p) < 2 || len(p) != len(q) {
		return nil, nil
	}
	for i := range p {
		for j := i + 1; j < len(p); j++ {
			if akin(p[i], q[j]) && akin(p[j], q[i]) && !akin(p[i], q[i]) && !akin(p[j], q[j]) {
				return []fact{p[i]}, []fact{q[i]}
			}
		}
	}
	return nil, nil
}

// akin reports whether two enclosures have a word in common.
func akin(a, b fact) bool {
	other := strings.Fields(b.value)
	return slices.ContainsFunc(strings.Fields(a.value), func(s string) bool { return slices.Contains(other, s) })
}
