package saying

import (
	"slices"
	"strconv"
	"strings"
)

// numbers reads one number, or several: 4 (a), 4 bis, 3 and 5, 3-5, 3 to 5, 4 (a) and (b).
func (r *reader) numbers(out *Reading) {
	base, last := r.number()
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
		i, all := r.separated(r.i)
		if i < 0 {
			return
		}
		if l, k := r.letters(i); k > i && last != base { // of the same paragraph
			out.refs = append(out.refs, between(r.kind+last, r.kind+joinNumber(base, l), all)...)
			last, r.i = joinNumber(base, l), k
			continue
		}
		kind := r.kind
		if label, k := r.g.at(r.s, i); label == "operative" || label == "preambular" {
			kind = map[string]string{"operative": "op", "preambular": "pp"}[label]
			i += k
		}
		if i >= len(r.s) || r.s[i].kind != isNumber {
			return
		}
		before := r.kind + last
		r.i, r.kind = i, kind
		base, last = r.number()
		out.refs = append(out.refs, between(before, r.kind+last, all)...)
	}
}

// number reads one number: base is that of the paragraph, all has the marks of sub-paragraphs too.
func (r *reader) number() (base, all string) {
	n := r.s[r.i].text
	r.i++
	for r.i+1 < len(r.s) && r.s[r.i].text == "." && r.s[r.i].from == r.s[r.i-1].to && // 12.1
		r.s[r.i+1].kind == isNumber && r.s[r.i+1].from == r.s[r.i].to {
		n += "." + r.s[r.i+1].text
		r.i += 2
	}
	for base = n; r.i < len(r.s); {
		if label, k := r.g.at(r.s, r.i); label == "bis" {
			n += r.s[r.i].text
			base = n
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
	return base, n
}

// separated returns the place behind the sign at a place that separates two numbers, or -1 if it is none; all reports whether it means
// those between them too: 3-5, 3 to 5.
func (r *reader) separated(i int) (next int, all bool) {
	label, k := r.g.at(r.s, i)
	switch sign := r.s[i].text; {
	case r.g.through[sign] && !r.g.is(r.head, 0, "move"):
		i++
		if label, k := r.g.at(r.s, i); label == "operative" || label == "preambular" || label == "filler" {
			i += k
		}
		if i < len(r.s) && (r.s[i].kind == isNumber || strings.Contains("(", r.s[i].text)) {
			return i, true
		}
		return -1, false
	case label == "and":
		return i + k, false
	case strings.Contains(",/&-–", sign):
		i++
		if label, k := r.g.at(r.s, i); label == "and" {
			i += k
		}
		return i, strings.Contains("-–", sign)
	}
	return -1, false
}

// between returns the second of two numbers and, if all are meant, those between them before it.
func between(first, last string, all bool) []string {
	var out []string
	digits := func(s string) string { return strings.TrimRight(s, "0123456789") }
	a, b := digits(first), digits(last)
	switch n, m := len(first)-1, len(last)-1; {
	case !all:
	case a == b && a != first && b != last:
		for n := number(first[len(a):]) + 1; n < number(last[len(b):]); n++ {
			out = append(out, a+strconv.Itoa(n))
		}
	case n == m && first[:n] == last[:m] && a == first && b == last:
		for c := first[n] + 1; c < last[m]; c++ {
			out = append(out, first[:n]+string(rune(c)))
		}
	}
	return append(out, last)
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

// marked reads the mark of a sub-paragraph before the number of its paragraph: delete (b) of OP 2.
func (r *reader) marked() bool {
	l, k := r.letters(r.i)
	if k == r.i || k >= len(r.s) {
		return false
	}
	if label, n := r.g.at(r.s, k); label != "filler" || !r.g.is(r.s, k+n, "operative") && !r.g.is(r.s, k+n, "preambular") {
		return false
	}
	r.sub, r.i = l, k
	return true
}

// nth reads a paragraph that an ordinal counts: the third preambular paragraph.
func (r *reader) nth(out *Reading) bool {
	n := 0
	if r.i < len(r.s) {
		n = r.g.nth[r.s[r.i].text]
	}
	label, k := r.g.at(r.s, r.i+1)
	if n == 0 || label != "preambular" && (label != "operative" || k < 2) { // a paragraph may be of anything
		return false
	}
	r.kind, r.i = map[string]string{"operative": "op", "preambular": "pp"}[label], r.i+1+k
	out.refs = append(out.refs, r.kind+strconv.Itoa(n))
	return true
}

// A group is the marks of sub-paragraphs that stand together: (a), (b) and (c).
type group struct {
	refs     []string
	from, to int // signs
}

// group reads the marks at a place, of sub-paragraphs of a paragraph. It is empty if there are none.
func (r *reader) group(i int, base string) group {
	out := group{from: i, to: i}
	for last := ""; i < len(r.s); {
		named := r.g.is(r.s, i, "sub")
		if named {
			_, k := r.g.at(r.s, i)
			i += k
		}
		l, k := r.letters(i)
		if k == i && (named || last != "") {
			l, k = r.letter(i)
		}
		if k == i || !r.known(base+l) && (len(l) > 1 || r.s[i].text != "(") {
			break
		}
		all := false
		if last != "" {
			_, all = r.separated(out.to)
		}
		out.refs = append(out.refs, between(base+last, base+l, all && last != "")...)
		last, out.to = l, k
		if k >= len(r.s) {
			break
		}
		if i, _ = r.separated(k); i < 0 {
			break
		}
	}
	return out
}

// subs reads what is proposed for sub-paragraphs whose marks stand behind the number: keep, but delete (b). It returns the signs without
// the marks if all of them are about the same sub-paragraphs; done reports whether everything is read.
func (r *reader) subs(out *Reading, s []sign) (left []sign, done bool) {
	x := &reader{g: r.g, said: r.said, s: s, known: r.known}
	var groups []group
	for i := 0; i < len(s); {
		if g := x.group(i, out.refs[0]); g.to > i {
			groups = append(groups, g)
			i = g.to
			continue
		}
		left = append(left, s[i])
		i++
	}
	quotes := slices.ContainsFunc(left, func(x sign) bool { return x.kind == isQuote })
	lead, _ := r.lead(left)
	switch {
	case len(groups) == 0 || len(out.refs) != 1 || lead == "" && !quotes:
		return s, false
	case !quotes:
		all := x.clauses(groups)
		if len(all) == 0 {
			if out.verb = true; lead == "keep" || lead == "accept" {
				out.what = "accept"
			}
			return s, true
		}
		out.refs, out.what, out.also = all[0].refs, all[0].what, all[1:]
		return s, true
	case len(groups) == 1:
		if _, _, ok := r.edits(left); ok {
			out.refs = groups[0].refs
			return left, false
		}
		return s, false
	case len(r.head) > 0:
		return s, false
	}
	return nil, x.separately(out, groups)
}

// separately reads changes of words of several sub-paragraphs, each behind its mark: in (a) replace ..., and in (b) delete ...
func (r *reader) separately(out *Reading, groups []group) bool {
	var all []Reading
	for k, g := range groups {
		end := len(r.s)
		if k+1 < len(groups) {
			end = groups[k+1].from
		}
		edits, _, ok := r.edits(r.s[g.to:end])
		if !ok {
			return false
		}
		all = append(all, Reading{refs: g.refs, what: "edit", edits: edits, direct: true})
	}
	if lead, _ := r.lead(r.s[:groups[0].from]); lead != "" && lead != "keep" && lead != "accept" {
		return false
	}
	out.refs, out.what, out.edits, out.also = all[0].refs, all[0].what, all[0].edits, all[1:]
	return true
}

// clauses reads verbs with the sub-paragraphs that they are about: keep (a), delete (b) and (c); or (a) and (b) should be deleted. What is
// kept or accepted without a mark is the rest, and says nothing. It returns nothing if a word is none of these.
func (r *reader) clauses(groups []group) []Reading {
	var all []Reading
	var pending []string
	ahead := false // marks stand before their verbs
	for i := 0; i < len(r.s); {
		if len(groups) > 0 && groups[0].from == i {
			if ahead = ahead || len(all) == 0; ahead {
				pending = append(pending, groups[0].refs...)
			} else {
				last := &all[len(all)-1]
				last.refs = append(last.refs, groups[0].refs...)
			}
			i, groups = groups[0].to, groups[1:]
			continue
		}
		label, n := r.g.at(r.s, i)
		switch {
		case slices.Contains([]string{"delete", "keep", "reserve", "accept"}, label):
			all = append(all, Reading{what: label, refs: pending, direct: true})
			pending = nil
		case label == "but":
			ahead = true
			if k := i + n; k < len(r.s) {
				if l, _ := r.lead(r.s[k:]); l != "" {
					ahead = false
				}
			}
		case label == "chapeau" && len(all) > 0 && (all[len(all)-1].what == "keep" || all[len(all)-1].what == "accept"):
		case n > 0 && label != "against" && !slices.Contains(verbs, label) && !slices.Contains(partLabels, label):
		case n == 0 && r.s[i].kind == isMark:
		default:
			return nil
		}
		i += max(n, 1)
	}
	all = slices.DeleteFunc(all, func(x Reading) bool { return len(x.refs) == 0 && (x.what == "keep" || x.what == "accept") })
	if len(pending) > 0 || slices.ContainsFunc(all, func(x Reading) bool { return len(x.refs) == 0 }) {
		return nil
	}
	return all
}
