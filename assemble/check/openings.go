package check

import (
	"slices"
	"strings"
)

var _ = add(&Check{
	Code: "W0950", Name: "opening-parity",
	Doc: "a paragraph opens with another verb in a translation, or asks somebody else",
	Explain: `The verb that opens a paragraph is its force: to request is not to invite, and to note is not to welcome. It is followed by
those who are asked. Both are the same in every language. The verbs are in the label file of each language
(meaning.openings), and those who are asked in meaning.opposites, as who: and the like.

    Requests the Secretariat to ...      Invita a la Secretaría a que ...      write: Solicita a la Secretaría que ...
    Invites States to send experts to the Secretariat      Invita a la Secretaría a enviar expertos a los Estados`,
	Run: func(p *Pass) {
		p.reportDifferences(openings, "opening", "use the verb that the glossary or the house has for it")
		p.reportDifferences(addressees, "addressee", "name the same one in both")
		p.reportDifferences(roles, "order of", "let the same one act in both")
	},
})

// Kinds of facts about the beginning of a text.
const (
	addressees = "addressees" // who is asked, directly after the opening verb
	roles      = "roles"      // the first two of those who act in the text: the value is "a b"
)

// nearVerb is the number of words between an opening verb, or the beginning of the text, and the one who is asked or acts.
const nearVerb = 3

// nearRole is the number of words between the one who acts and the other.
const nearRole = 9

// opening finds the verb that opens the text, who is asked, and the first two who act in it.
func (r *reader) opening() {
	i := 0
	for i < len(r.tokens) {
		h := r.at(openings, i)
		if h.n == 0 || strings.ContainsAny(r.between(i-1), ".;:()") && i > 0 {
			break
		}
		i += h.n
		if h.value != "" {
			r.found(openings, h.value, loose, i-h.n, i)
			break
		}
	}
	defer r.changed()
	asked := len(r.facts) > 0 && r.facts[len(r.facts)-1].kind == openings
	first := r.actor(i, i+nearVerb)
	if first.kind == "" {
		return
	}
	if asked && !r.clause(i, first.at) {
		r.facts = append(r.facts, fact{addressees, r.together(first), loose, first.at, first.end, ""})
	}
	k := r.tokenAt(first.end)
	for j := k; j < min(k+nearRole, len(r.tokens)); j++ {
		if r.at(links, j).n > 0 || r.at(passives, j).n > 0 || strings.ContainsAny(r.between(j-1), ".;:") {
			return
		}
		second := r.actor(j, j)
		if j >= k+betweenRoles && second.value != first.value && scaleOf(second.value) == scaleOf(first.value) {
			r.facts = append(r.facts, fact{roles, first.value + " " + second.value, loose, first.at, second.end, ""})
			return
		}
	}
}

// changed finds two who act in the text, anywhere: the first of them acts, unless the other is named after by, or the first after to. After
// other such words, as in a request of the Council, nothing is certain.
func (r *reader) changed() {
	asked := slices.ContainsFunc(r.facts, func(f fact) bool { return f.kind == openings })
	if slices.ContainsFunc(r.facts, func(f fact) bool { return f.kind == roles }) {
		return
	}
	for _, scale := range acting {
		var two []fact
		for _, f := range r.facts {
			if f.kind == opposites && !strings.Contains(f.value, "|") && scaleOf(f.value) == scale {
				two = append(two, f)
			}
		}
		if len(two) != pairOfRoles || two[0].value == two[1].value {
			continue
		}
		a, b := two[0], two[1]
		x, y := r.before(a), r.before(b)
		if x != "" && x != "by" && x != "at" || y != "" && y != "by" && y != "at" || r.linked(a, b) {
			continue
		}
		if y == "by" || x == "at" && y == "" && !asked {
			a, b = b, a
		}
		r.facts = append(r.facts, fact{roles, a.value + " " + b.value, loose, two[0].at, two[1].end, ""})
		return
	}
}

// together returns who is asked together with the first, as alternatives: their order may change.
func (r *reader) together(first fact) string {
	value := first.value
	k := r.tokenAt(first.end)
	joined := false
	for j := k; j < min(k+nearRole, len(r.tokens)); j++ {
		joined = joined || r.at(links, j).n > 0 || strings.Contains(r.between(j-1), ",")
		if next := r.actor(j, j); joined && next.kind != "" && scaleOf(next.value) == scaleOf(first.value) {
			value += "|" + next.value
		}
	}
	return value
}

// pairOfRoles is the number of those who act in a text whose roles can be compared.
const pairOfRoles = 2

// before returns the value of the preposition before a fact, past articles; "" if there is none.
func (r *reader) before(f fact) string {
	for i := r.tokenAt(f.at) - 1; i >= 0; i-- {
		if strings.ContainsAny(r.between(i), ",.;:()") {
			return ""
		}
		if h := r.at(asides, i); h.n > 0 {
			return h.value
		}
		if len(r.tokens[i].text) > longestArticle {
			return ""
		}
	}
	return ""
}

// longestArticle is the number of letters of the longest article.
const longestArticle = 3

// linked reports whether a conjunction, a comma, or nothing else, is between two facts.
func (r *reader) linked(a, b fact) bool {
	i, j := r.tokenAt(a.end), r.tokenAt(b.at)
	for k := i; k < j; k++ {
		if r.at(links, k).n > 0 || strings.Contains(r.between(k-1), ",") {
			return true
		}
	}
	return j <= i
}

// betweenRoles is the least number of words between two who act: they are not one, as migrant workers.
const betweenRoles = 1

// clause reports whether a clause begins between token i and byte at, in which another can act: requests that the report be sent by it.
func (r *reader) clause(i, at int) bool {
	for ; i < len(r.tokens) && r.tokens[i].at < at; i++ {
		if r.at(asides, i).value == "which" {
			return true
		}
	}
	return false
}

// tokenAt returns the first token that begins at byte at or after it.
func (r *reader) tokenAt(at int) int {
	i, _ := slices.BinarySearchFunc(r.tokens, at, func(t token, at int) int { return t.at - at })
	return i
}

// acting are the scales of those who act, or are acted on.
var acting = []string{"who", "kind", "people", "boss", "deed", "debt", "lease", "court", "mail", "donor", "chain", "class", "sex", "flow",
	"market", "money"}

// actor returns the first fact among those of sets that begins at tokens i to j.
func (r *reader) actor(i, j int) fact {
	for ; i <= j && i < len(r.tokens); i++ {
		for _, f := range r.facts {
			if f.kind == opposites && f.at == r.tokens[i].at && !strings.Contains(f.value, "|") &&
				slices.Contains(acting, scaleOf(f.value)) {
				return f
			}
		}
	}
	return fact{}
}

// reversed returns two who act in the opposite order in the translation.
func reversed(missing, extra []fact) (x, y []fact) {
	for _, m := range missing {
		a, b, _ := strings.Cut(m.value, " ")
		for _, e := range extra {
			if c, d, _ := strings.Cut(e.value, " "); same(a, d) && same(b, c) {
				return []fact{m}, []fact{e}
			}
		}
	}
	return nil, nil
}
