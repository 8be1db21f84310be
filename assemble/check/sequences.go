package check

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"unicode/utf8"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

var _ = add(&Check{
	Code: "W0946", Name: "order-parity",
	Doc: "notes, or the names of a list, have another order in a translation",
	Explain: `Notes are numbered in the order in which they are cited, once for all languages of a paper: in a different order, a
number would refer to another note. Names in a list of two or more keep their order as well, because delegations take
the order for a ranking.

    ... mobility,[^goals] and health[^who] ...      ... la salud[^who] y la movilidad[^goals] ...`,
	Run: func(p *Pass) {
		for _, v := range p.Translations() {
			if v.State.Stale {
				continue
			}
			a, b := noteMark.FindAllString(v.Of.String, -1), noteMark.FindAllString(v.Text.String, -1)
			if len(a) < 2 || slices.Equal(a, b) || len(minus(a, b)) > 0 || len(minus(b, a)) > 0 {
				continue // lost or added marks have their own check
			}
			i := 0
			for a[i] == b[i] {
				i++
			}
			at := strings.Index(v.Text.String, b[i])
			p.Reportf(v.Text.At(at, len(b[i])), "the %q text of %q cites %s where the original cites %s", v.Lang, v.Of.ID, b[i], a[i]).
				About(v.Record).
				Hint("cite the notes in the order of the original").
				See(v.Of.At(strings.Index(v.Of.String, a[i]), len(a[i])), "the original")
		}
		p.reportDifferences(pairs, "names", "keep the order of the original")
	},
})

var _ = add(&Check{
	Code: "W0947", Name: "quotation-parity",
	Doc: "a text and its translation have different quotations",
	Explain: `A quotation in one language is a quotation in all, in the same order relative to words in square brackets. If a pair of
marks is missing, readers cannot see whose words they are.

    ... the “Los Angeles Declaration” ...      ... la Declaración de Los Ángeles ...`,
	Run: func(p *Pass) {
		for _, v := range p.Translations() {
			if v.State.Stale {
				continue
			}
			a, b := enclosures(v.from.words.text), enclosures(v.words.text)
			if a == b {
				continue
			}
			n, m := strings.Count(a, "“"), strings.Count(b, "“")
			what := diag.Plural(m, "quotation") + ", the original " + strconv.Itoa(n)
			if n == m {
				if strings.Count(a, "[") != strings.Count(b, "[") {
					continue // the brackets have their own check
				}
				what = "its quotations and brackets in another order"
			}
			here, there := quotationPlaces(v, n, m)
			p.Reportf(here, "the %q text of %q has %s", v.Lang, v.Of.ID, what).About(v.Record).
				Hint("quote the same words in both").See(there, "the original")
		}
		p.reportDifferences(quotations, "quotation", "quote the same words in both, in the same order")
	},
})

// quotationPlaces returns the places of the first quotation that a text and its translation, with n and m of them, do not share: the
// translation's own, or the words in it that are quoted in the original; and the same in the original.
func quotationPlaces(v *Version, n, m int) (here, there source.Pos) {
	a, b := quotationsOf(v.Of.String), quotationsOf(v.Text.String)
	here, there = v.Text.Pos, v.Of.Pos
	lone := func(own, other [][2]int, text, otherText string) [2]int {
		for _, q := range own {
			if !slices.ContainsFunc(other, func(o [2]int) bool { return sharesKey(text[q[0]:q[1]], otherText[o[0]:o[1]]) }) {
				return q
			}
		}
		return [2]int{-1, -1}
	}
	same := func(q [2]int, text, otherText string) [2]int { // the first word of the other text that is akin to one of the quotation
		for _, w := range wordsOf(otherText) {
			if len(w.text) >= shortName && sharesKey(w.text, text[q[0]:q[1]]) {
				return [2]int{w.at, w.at + len(w.text)}
			}
		}
		return [2]int{-1, -1}
	}
	x, y := [2]int{-1, -1}, [2]int{-1, -1}
	switch {
	case m > n:
		if y = lone(b, a, v.Text.String, v.Of.String); y[0] >= 0 {
			x = same(y, v.Text.String, v.Of.String)
		}
	case n > m:
		if x = lone(a, b, v.Of.String, v.Text.String); x[0] >= 0 {
			y = same(x, v.Of.String, v.Text.String)
		}
	}
	if x[0] >= 0 {
		there = v.Of.At(x[0], x[1]-x[0])
	}
	if y[0] >= 0 {
		here = v.Text.At(y[0], y[1]-y[0])
	} else if len(b) > 0 {
		here = v.Text.At(b[0][0], b[0][1]-b[0][0])
	}
	return here, there
}

// quotationsOf returns the beginning and end of each quotation of a text, with its marks.
func quotationsOf(s string) (out [][2]int) {
	s = plain(s)
	open := -1
	for i, r := range s {
		switch {
		case r == '"' && open >= 0, r == '”' && open >= 0, r == '»' && open >= 0:
			out = append(out, [2]int{open, i + utf8.RuneLen(r)})
			open = -1
		case r == '"', strings.ContainsRune(opening, r):
			open = i
		}
	}
	return out
}

// sharesKey reports whether two texts have a word in common, by its key.
func sharesKey(a, b string) bool {
	keys := map[string]bool{}
	for _, w := range wordsOf(strings.ToLower(a)) {
		keys[keyOf(w.text)] = true
	}
	return slices.ContainsFunc(wordsOf(strings.ToLower(b)), func(w word) bool { k := keyOf(w.text); return k != "" && keys[k] })
}

// opening has the marks that open a quotation; straight marks both open and close.
const opening = "“«„"

// enclosures returns the quotations and square brackets of a text that plain has prepared, in order, as “ and [.
func enclosures(s string) string {
	if !strings.ContainsAny(s, "\""+opening) {
		return ""
	}
	var b strings.Builder
	straight := false
	for _, r := range markdownLink.ReplaceAllString(s, "$1") {
		switch {
		case r == '[':
			b.WriteByte('[')
		case r == '"':
			if straight = !straight; straight {
				b.WriteString("“")
			}
		case strings.ContainsRune(opening, r):
			b.WriteString("“")
		}
	}
	return b.String()
}

var _ = add(&Check{
	Code: "W0948", Name: "series-parity",
	Doc: "a list in a text has more or fewer items than in its translation",
	Explain: `An item lost from a list in the running text is hard to see: the sentence still reads well. The check compares lists
that end with "and" or "or" (meaning.conjunctions in the label file of each language), and lists whose items end with
semicolons. If a translation has no "and", and is also much shorter than usual (meaning.length), one of two may be lost.

    ... health, housing, and education ...      ... la salud y la educación ...      write: la salud, la vivienda y la educación`,
	Run: func(p *Pass) {
		for _, d := range slices.Concat(p.differences[series], p.differences[semicolons]) {
			v, a, b := d.version, d.missing[0], d.extra[0]
			what := "item"
			if a.kind == semicolons {
				what = "semicolon"
			}
			p.Reportf(v.Text.At(b.at, b.end-b.at), "a list in the %q text of %q has %s, in the original %d", v.Lang, v.Of.ID,
				diag.Plural(countOf(b.value), what), countOf(a.value)).
				About(v.Record).
				Hint("look for an item that was lost or added").
				See(v.Of.At(a.at, a.end-a.at), "the original")
		}
		p.reportDifferences(oneOfTwo, "part", "look for what stood beside it")
		p.reportDifferences(listed, "name", "look for an item that was lost or added")
	},
})

// countOf returns the number that the hyphens of a fact about lists are.
func countOf(value string) int {
	value, _, _ = strings.Cut(value, "|")
	return len(value)
}

// Kinds of facts about lists: those in the running text, the commas of a text, and its semicolons. The value has one hyphen for each.
const (
	series     = "series"
	commas     = "commas"
	semicolons = "semicolons"
)

// longItem is the largest number of words of a list item: more words between two commas are most likely a clause.
const longItem = 6

// lists finds the lists of a text: items between commas, with a conjunction before the last.
func (r *reader) lists() {
	for i := range r.tokens {
		if r.at(joining, i).n > 0 {
			r.found(joining, "", mute, i, i+1)
		}
		if r.tokens[i].counted || r.at(links, i).n == 0 {
			continue
		}
		r.found(series, strings.Repeat("-", r.items(i)), loose, i, i+1)
	}
	n := 0
	for i := range r.tokens {
		// A comma before a conjunction, as in English or after a clause, does not separate items.
		if strings.Contains(r.between(i), ",") && !r.doublet(i) && r.at(links, i+1).n == 0 {
			n++
		}
	}
	if n > 0 {
		r.facts = append(r.facts, fact{commas, strings.Repeat("-", n), mute, r.tokens[0].at, r.tokens[0].end, ""})
	}
	if n := strings.Count(r.low, ";"); n > 0 {
		at := strings.LastIndexByte(r.low, ';')
		value := strings.Repeat("-", n)
		if r.closing(at) {
			value += "|-" + value
		}
		r.facts = append(r.facts, fact{semicolons, value, loose, at, at + 1, ""})
	}
}

// closing reports whether the last item of a list whose items end with semicolons, the last of them at byte at, begins after a comma and a
// conjunction: a) ...; b) ..., y c) ...
func (r *reader) closing(at int) bool {
	for i := range r.tokens {
		if r.tokens[i].at > at && strings.Contains(r.between(i), ",") && r.at(links, i+1).n > 0 {
			return true
		}
	}
	return false
}

// items counts the items of the list whose conjunction is token i, backwards from comma to comma, as long as there are few words between
// two commas, and they are not an aside.
func (r *reader) items(i int) int {
	items, words := 2, 0
	begun := false // the item before the last comma began after a preposition
	for j := i - 1; j >= 0; j-- {
		gap := r.between(j)
		switch {
		case strings.ContainsAny(gap, ".;:()[]“”«»\"—–!?"):
			return items
		case strings.Contains(gap, ",") && words > 0:
			k := r.behindComma(j)
			if r.at(asides, j+1).n > 0 || r.at(asides, k).n > 0 && (k > 0 || j <= longItem) { // at the beginning, a long one has a verb
				return items // the comma opens or closes an aside
			}
			if k := r.behindComma(j); r.at(weekdays, k).n > 0 || k < j && r.at(weekdays, k+1).n > 0 {
				return items // el lunes, ...
			}
			if !r.doublet(j) {
				items++
			}
			words, begun = 0, false
		case r.at(links, j).n > 0 && !r.tokens[j].counted && begun && items > 2:
			return items
		case r.at(links, j).n > 0 && !r.tokens[j].counted:
			return max(items-1, 2) // an item contains no conjunction
		case words == longItem:
			return items
		}
		begun = begun || words > 0 && r.at(asides, j).n > 0
		words++
	}
	return items
}

// behindComma returns the first token after the last comma before token j, or the first token of the text.
func (r *reader) behindComma(j int) int {
	for j > 0 && !strings.Contains(r.between(j-1), ",") {
		j--
	}
	return j
}

// doublet reports whether tokens i and i+1 are one word in two genders: niños, niñas.
func (r *reader) doublet(i int) bool {
	if i+1 >= len(r.tokens) {
		return false
	}
	a, b := r.tokens[i].text, r.tokens[i+1].text
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n >= 3 && max(len(a), len(b))-n <= longestGender && a != b
}

// longestGender is the longest ending of a gender, in bytes: trabajador(a)s.
const longestGender = 4

// orders finds glossary names that are next to each other in a list.
func (r *reader) orders() {
	for i, f := range r.facts {
		if f.kind != names {
			continue
		}
		for _, g := range r.facts[i+1:] {
			if g.kind != names || g.at < f.end {
				continue
			}
			gap := r.low[f.end:g.at]
			if len(gap) <= len(", and the ") && !strings.ContainsAny(gap, ".;:()[]") && (strings.Contains(gap, ",") || r.joins(gap)) &&
				f.value != g.value {
				r.facts = append(r.facts, fact{pairs, f.value + " " + g.value, loose, f.at, g.end, ""})
			}
			break
		}
	}
}

// pairs is the kind of two adjacent names.
const pairs = "pairs"

// joins reports whether a conjunction is in the gap between two names.
func (r *reader) joins(gap string) bool {
	for word := range strings.FieldsSeq(gap) {
		for _, s := range r.meant(word).senses {
			if s.table == links && len(s.rest) == 0 {
				return true
			}
		}
	}
	return false
}

// exchanged returns two names whose order is reversed in the translation.
func exchanged(missing, extra []fact) (x, y []fact) {
	for _, m := range missing {
		a, b, _ := strings.Cut(m.value, " ")
		for _, e := range extra {
			if e.value == b+" "+a {
				return []fact{m}, []fact{e}
			}
		}
	}
	return nil, nil
}

// shortened returns the one list that has fewer or more items in the translation, provided that both texts have the same number of
// conjunctions, and that their numbers of commas differ by as much as the items. Otherwise the commas have another reason.
func shortened(missing, extra, a, b []fact) (x, y []fact) {
	if len(missing) != 1 || len(extra) != 1 {
		return nil, nil
	}
	if stops(a) != stops(b) {
		return nil, nil // one has a colon or brackets where the other has commas
	}
	lists, items := 0, 0
	for _, f := range a {
		switch f.kind {
		case series:
			lists++
		case commas:
			items += len(f.value)
		}
	}
	for _, f := range b {
		switch f.kind {
		case series:
			lists--
		case commas:
			items -= len(f.value)
		}
	}
	if m, e := missing[0].value, extra[0].value; lists != 0 || len(m)-len(e) != items {
		return nil, nil
	}
	return missing, extra
}

// oneOfTwo is the kind of an item that a text lacks beside another: opening, of opening and closing.
const oneOfTwo = "one of two"

// cut returns a conjunction with what follows it, if b has one less, nothing else that can stand for it, and is much shorter than a
// translation of a.
func cut(a, b []fact) []fact {
	of := func(fs []fact) (joins []fact, others int) {
		for _, f := range fs {
			switch f.kind {
			case series:
				joins = append(joins, f)
			case joining, commas:
				others++
			}
		}
		return joins, others
	}
	x, _ := of(a)
	y, others := of(b)
	if len(x) == 0 || len(x) != len(y)+1 || others > 0 || lengthOfText(b) > tooShort*lengthOfText(a) {
		return nil
	}
	text, lost, far := wholeOf(a), x[0], -1.0
	for _, f := range x { // the one whose place is most unlike those of the others
		nearest := 1.0
		for _, g := range y {
			nearest = min(nearest, math.Abs(float64(f.at)/lengthOfText(a)-float64(g.at)/lengthOfText(b)))
		}
		if nearest > far {
			lost, far = f, nearest
		}
	}
	before, after := strings.Fields(text[:lost.at]), strings.Fields(text[lost.end:])
	if len(before) == 0 || len(after) == 0 || len(before[len(before)-1]) <= longPronoun && len(after[0]) <= longPronoun {
		return nil // his or her
	}
	lost.end += strings.Index(text[lost.end:], after[0]) + len(after[0])
	return []fact{lost}
}

// lengthOfText returns the length of a text in bytes, as if it were in English.
func lengthOfText(fs []fact) float64 {
	for _, f := range fs {
		if f.kind == wholeText {
			percent, _ := strconv.ParseFloat(f.length, 64)
			return float64(len(f.value)+1) * 100 / max(percent, 1)
		}
	}
	return 1
}

const (
	tooShort    = 0.85 // share of the usual length of a translation that is too little
	longPronoun = 4    // letters of his or her
)

// stops counts the signs of a text, other than commas, that end an item of a list.
func stops(fs []fact) (n int) {
	for _, c := range wholeOf(fs) {
		if strings.ContainsRune(":;()[]—–", c) {
			n++
		}
	}
	return n
}
