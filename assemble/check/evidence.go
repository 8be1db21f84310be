package check

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// A bridge is a word or a fact that a text and its translation share, once in each: its place in both, in bytes.
type bridge struct{ here, there int }

// bridges returns what two texts share: words of a common origin, and equal facts of the kinds whose values are the same in every language.
func bridges(a, b []fact) (out []bridge, lengthA, lengthB int) {
	x, y := wholeOf(a), wholeOf(b)
	p, q := onceIn(x), onceIn(y)
	for key, at := range p {
		if there, ok := q[key]; ok && at >= 0 && there >= 0 {
			out = append(out, bridge{at, there})
		}
	}
	for _, f := range a {
		if f.kind != quantity && f.kind != opposites && f.kind != names && f.kind != measure || strings.Contains(f.value, "|") {
			continue
		}
		i, n := once(a, f)
		j, m := once(b, f)
		if n == 1 && m == 1 {
			out = append(out, bridge{a[i].at, b[j].at})
		}
	}
	return out, len(x), len(y)
}

// wholeOf returns the text in lower case whose facts these are; "" if it is not among them.
func wholeOf(fs []fact) string {
	i := slices.IndexFunc(fs, func(f fact) bool { return f.kind == wholeText })
	if i < 0 {
		return ""
	}
	return fs[i].value
}

// onceIn returns the places of words by their keys; -1 for a key of several words.
func onceIn(text string) map[string]int {
	out := map[string]int{}
	for _, t := range tokens(text, nil) {
		key := stemOf(t.text)
		if t.figure || key == "" {
			continue
		}
		if _, again := out[key]; again {
			out[key] = -1
			continue
		}
		out[key] = t.at
	}
	return out
}

// stemOf returns the letters by which words of a common origin are recognized, one less than those of names: visa, visado.
func stemOf(word string) string {
	key := keyOf(word)
	if key == "" {
		return ""
	}
	_, last := utf8.DecodeLastRuneInString(key)
	return key[:max(len(key)-last, shortName)]
}

// once returns the place of the last fact of the same kind and value among others, and how many of them there are.
func once(fs []fact, f fact) (at, n int) {
	for i, g := range fs {
		if g.kind == f.kind && g.value == f.value {
			at, n = i, n+1
		}
	}
	return at, n
}

// aligned reports whether a word of a text can be the one that a word of the translation stands for: both are at about the same place, or
// as far from the same other word.
func aligned(a, b []fact, m, e fact) bool {
	shared, n, k := bridges(a, b)
	if n == 0 || k == 0 || distance(m.at, e.at) <= nearBridge {
		return true
	}
	apart := math.Abs(float64(m.at)/float64(n) - float64(e.at)/float64(k))
	if apart <= samePlace {
		return true
	}
	any := false
	for _, s := range shared {
		if distance(s.here, m.at) <= nearBridge {
			any = true
			if distance(m.at-s.here, e.at-s.there) <= nearBridge {
				return true
			}
		}
	}
	return !any && apart <= sameRegion
}

func distance(a, b int) int { return max(a-b, b-a) }

const (
	nearBridge = 40   // bytes between two words that are near each other
	samePlace  = 0.2  // difference of two places, each a share of its text
	sameRegion = 0.35 // the same, if no word near them is shared
)

// settled reports whether no word of a list has its opposite, or another of its set, in the other list, when equal words are left out.
func settled(x, y []fact) bool {
	count := map[string]int{}
	for _, f := range x {
		count[f.value]++
	}
	for _, f := range y {
		count[f.value]--
	}
	var more, less []string
	for value, n := range count {
		value = strings.TrimPrefix(value, "not ")
		switch {
		case n > 0:
			more = append(more, value)
		case n < 0:
			less = append(less, value)
		}
	}
	for _, m := range more {
		for _, l := range less {
			if strings.Contains(m+l, "|") || scaleOf(m) == scaleOf(l) {
				return false
			}
		}
	}
	return true
}

// nearest removes equal facts from two lists, those at the nearest places first, and the other senses of their words: each word is
// translated once.
func nearest(x, y, a, b []fact) (restX, restY []fact) {
	type pair struct {
		f, g  fact
		apart float64
	}
	var pairs []pair
	n, k := float64(len(wholeOf(a))+1), float64(len(wholeOf(b))+1)
	for _, f := range x {
		for _, g := range y {
			if same(f.value, g.value) {
				pairs = append(pairs, pair{f, g, math.Abs(float64(f.at)/n - float64(g.at)/k)})
			}
		}
	}
	slices.SortStableFunc(pairs, func(p, q pair) int { return cmp.Compare(p.apart, q.apart) })
	usedX, usedY := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		if !usedX[p.f.at] && !usedY[p.g.at] {
			usedX[p.f.at], usedY[p.g.at] = true, true
		}
	}
	drop := func(fs []fact, used map[int]bool) []fact {
		return slices.DeleteFunc(fs, func(f fact) bool { return used[f.at] && !strings.Contains(f.value, ":") })
	}
	return drop(x, usedX), drop(y, usedY)
}

// oneForTwo returns a two that stands at the place of a one, or the reverse. Neither is certain alone: one is an article in many languages,
// and two can be both.
func oneForTwo(x, y, a, b []fact) (missing, extra []fact) {
	is := func(f fact, value string, w weight) bool { return f.value == value && f.weight == w }
	for _, f := range x {
		for _, g := range y {
			if (is(f, "1", mute) && is(g, "2", loose) || is(f, "2", loose) && is(g, "1", mute)) && aligned(a, b, f, g) {
				return []fact{f}, []fact{g}
			}
		}
	}
	return nil, nil
}
