package locale

import (
	"slices"
	"strings"
	"unicode"
)

// The parts of the draft, each of which has phrases of its own that open its paragraphs: labels opener.preambular and opener.operative.
const (
	PreambularOpener = "preambular"
	OperativeOpener  = "operative"
)

// An opener finds the phrase that opens a paragraph of a resolution, such as Takes note with appreciation of.
type opener struct {
	l     *Locale
	words []span // words of the text
	text  string
	pass  [][]string // adverbs and adjectives that may precede a phrase or be within it
	after [][]string // adverbs that may follow it
}

// A span is a word of a text, in lower case, with its place in bytes. stop means that punctuation follows it, so that a phrase ends with
// it.
type span struct {
	word       string
	start, end int
	stop       bool
}

// Opener returns the length in bytes of the phrase that opens a text of the draft. known reports whether it is a phrase of the language or
// of own. It is the longest such phrase, with the adverbs before, within and after it. If there is none, it is the first word that is not
// an adverb.
//
// A phrase is a list of words, in which ~ stands for any word and <name> for any phrase of the label opener.name. Words of upright are no
// part of a phrase that they would end.
func (l *Locale) Opener(kind, text string, own, upright []string) (end int, known bool) {
	o := &opener{l: l, text: text, words: spansOf(text, l)}
	if len(o.words) == 0 {
		return 0, false
	}
	o.pass, o.after = l.phrases("opener.fillers"), l.phrases("opener.trailing")
	all := l.phrases("opener." + kind)
	for _, p := range own {
		all = append(all, strings.Fields(l.Lower(p)))
	}
	// cut returns the end of a phrase that ends before a word, without the upright words at its end.
	cut := func(last int) int {
		for last > 1 && slices.ContainsFunc(upright, func(w string) bool { return l.Lower(w) == o.words[last-1].word }) {
			last--
		}
		return o.words[last-1].end
	}
	if best := o.longest(0, all); best > 0 {
		last := o.trail(best)
		for _, join := range l.phrases("opener.joins") { // Welcomes and encourages
			if at := o.matches(last, join); at > 0 {
				if second := o.longest(at, all); second > 0 {
					last = o.trail(second)
				}
			}
		}
		return cut(last), true
	}
	at := o.skip(0)
	if at >= len(o.words) {
		at = 0
	}
	return cut(o.trail(at + 1)), false
}

// MainWord returns the first word of a text that is not an adverb before a verb, with a capital as at the beginning of the text: the verb
// of an operative paragraph.
func (l *Locale) MainWord(text string) string {
	o := &opener{l: l, text: text, words: spansOf(text, l), pass: l.phrases("opener.fillers")}
	at := o.skip(0)
	if at >= len(o.words) {
		return text
	}
	return l.Capital(text[o.words[at].start:])
}

// spansOf returns the words at the beginning of a text, up to the maximum length of a phrase.
func spansOf(text string, l *Locale) []span {
	const most = 16
	var out []span
	from := 0
	for from < len(text) && len(out) < most {
		for from < len(text) && strings.IndexByte(" \n", text[from]) >= 0 {
			from++
		}
		to := from
		for to < len(text) && strings.IndexByte(" \n", text[to]) < 0 {
			to++
		}
		if to == from {
			break
		}
		word := strings.TrimRightFunc(text[from:to], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if word == "" || strings.ContainsAny(word, "[{*<") {
			break
		}
		stop := len(word) < to-from
		lower := strings.ReplaceAll(l.Lower(word), "’", "'")
		out = append(out, span{lower, from, from + len(word), stop})
		if stop {
			break
		}
		from = to
	}
	return out
}

// phrases returns the phrases of a label, in which an underscore stands for a space.
func (l *Locale) phrases(key string) [][]string {
	l.set.mu.Lock()
	out, ok := l.split[key]
	l.set.mu.Unlock()
	if ok {
		return out
	}
	for _, f := range strings.Fields(l.entry(key)) {
		out = append(out, strings.Fields(strings.ReplaceAll(strings.ReplaceAll(l.Lower(f), "_", " "), "’", "'")))
	}
	l.set.mu.Lock()
	if l.split == nil {
		l.split = map[string][][]string{}
	}
	l.split[key] = out
	l.set.mu.Unlock()
	return out
}

// longest returns the index of the word after the longest of the phrases that begin at word i, or 0 if there is none.
func (o *opener) longest(i int, all [][]string) int {
	best := 0
	for _, p := range all {
		best = max(best, o.reach(i, p))
	}
	return best
}

// reach returns the largest index of the word after a phrase that begins at word i, with fillers before each of its words, or 0 if the
// phrase does not match.
func (o *opener) reach(i int, phrase []string) int {
	if len(phrase) == 0 {
		return i
	}
	best := 0
	for {
		for _, at := range o.takes(i, phrase[0]) {
			best = max(best, o.reach(at, phrase[1:]))
		}
		next := o.pastOne(i)
		if next == i {
			return best
		}
		i = next
	}
}

// takes returns the indices of the words after everything at word i that one word of a phrase matches.
func (o *opener) takes(i int, word string) []int {
	switch {
	case i >= len(o.words):
		return nil
	case word == "~":
		for _, p := range o.l.phrases("opener.documents") { // Reaffirming its resolution 70/1
			if o.matches(i, p) > 0 {
				return nil
			}
		}
		return []int{i + 1}
	case word[0] == '<':
		var out []int
		for _, p := range o.l.phrases("opener." + strings.Trim(word, "<>")) {
			if at := o.reach(i, p); at > 0 && !slices.Contains(out, at) {
				out = append(out, at)
			}
		}
		return out
	case o.words[i].word == word:
		return []int{i + 1}
	}
	return nil
}

// matches returns the index of the word after words if they are at word i, otherwise 0.
func (o *opener) matches(i int, words []string) int {
	if i+len(words) > len(o.words) {
		return 0
	}
	for k, w := range words {
		if o.words[i+k].word != w {
			return 0
		}
	}
	return i + len(words)
}

// pastOne returns the index of the word after the longest filler at word i, or i if there is none.
func (o *opener) pastOne(i int) int {
	next := i
	for _, f := range o.pass {
		next = max(next, o.matches(i, f))
	}
	return next
}

// skip returns the index of the first word from i on that is not a filler.
func (o *opener) skip(i int) int {
	for {
		next := o.pastOne(i)
		if next == i {
			return i
		}
		i = next
	}
}

// trail returns the index of the word after the adverbs that follow word i.
func (o *opener) trail(i int) int {
	for {
		next := i
		for _, f := range o.after {
			next = max(next, o.matches(i, f))
		}
		if next == i {
			return i
		}
		i = next
	}
}
