package check

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/locale"
	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
)

var _ = add(&Check{
	Code: "W0918", Name: "residue",
	Doc: "a text has remains of copying and pasting, or a placeholder",
	Explain: `Text copied from a word processor, a web page or a message brings along remains that would be printed: marks of notes
and bookmarks, halves of a word divided at the end of a line, conflict markers, bullets. Placeholders that were never
filled in (TBC, xx, Lorem ipsum), and sentences without a space between them, are reported too. The words of each
language are in its label file (check.residue and the entries after it). The labels of a label file of your own are
texts as well.

    the indicators[footnoteRef:1] of human mobility      write: the indicators[^goals] of human mobility`,
	Run: func(p *Pass) {
		words := p.residueWords()
		for _, v := range p.Versions() {
			r := residues{text: v.Text.String, plain: v.words.text, low: v.words.low, list: v.list, signs: v.signs, words: words[v.Lang]}
			r.draft = v.Kind == "proposal" || v.Kind == "sub-paragraph"
			p.reportResidues(v, &r)
		}
		for _, lang := range p.Langs {
			for _, t := range p.Locales.OwnLabels(lang) {
				text := searched(plain(t.String))
				r := residues{text: t.String, plain: text.text, low: text.low, list: text.words(), signs: signsOf(t.String),
					words: words[lang]}
				p.reportResidues(&Version{Kind: labelKind, Of: t, Lang: lang, Text: t.Text}, &r)
			}
		}
		if p.Records.Glossary == nil {
			return
		}
		for _, e := range p.Records.Glossary.Entries {
			for _, lang := range p.Langs {
				if f := e.Forms[lang]; f != nil {
					text := searched(f.Name.String)
					r := residues{text: text.text, plain: text.text, low: text.low, list: text.words(), signs: signsOf(text.text),
						words: words[lang]}
					p.reportResidues(&Version{Record: e.ID.String, Lang: lang, Text: f.Name}, &r)
				}
			}
		}
	},
})

func (p *Pass) reportResidues(v *Version, r *residues) {
	// A label with escapes in its file has no exact places.
	file, from := v.Text.Pos.File, v.Text.Pos.Offset
	vague := v.Kind == labelKind && !bytes.HasPrefix(file.Bytes[from:], []byte(v.Text.String))
	for _, x := range r.all() {
		pos := v.Text.At(x.at, x.end-x.at)
		if vague {
			pos = v.Text.Pos
		}
		d := p.Reportf(pos, "%s: %q", x.what, v.Text.String[x.at:x.end]).About(v.Record).Hint("%s", x.hint)
		if x.mended && !vague {
			d.Mend(v.Text.At(x.at, x.end-x.at), x.mend)
		}
	}
}

// labelKind is the kind of a text that is a label.
const labelKind = "label"

// residueWords are the words and phrases of one language that are placeholders, or that programs leave behind.
type residueWords struct {
	words    byWord[bool]    // in lower case; as they are written if they have capital letters
	phrases  []string        // phrases that programs leave, in any language
	holders  []string        // phrases that are placeholders if they are in brackets
	joins    map[string]bool // words that can follow a hyphen and a space: pre- and post-
	months   map[string]bool
	marksOff string // marks before which the language has a space
}

// residueWords reads the words of all languages.
func (p *Pass) residueWords() map[string]*residueWords {
	var phrases []string
	for _, lang := range p.Locales.Languages() {
		if !locale.Pseudo(lang) {
			phrases = append(phrases, underscored(p.Locales.Label(lang, "check.residue"))...)
		}
	}
	out := map[string]*residueWords{}
	for _, lang := range p.Langs {
		w := &residueWords{phrases: phrases, joins: map[string]bool{}, months: map[string]bool{},
			holders: underscored(p.label(lang, "check.holders")), marksOff: p.label(lang, "check.spaced-marks")}
		for _, x := range strings.Fields(p.label(lang, "check.placeholders")) {
			w.words.set(x, true)
		}
		for _, entry := range strings.Fields(p.label(lang, "meaning.conjunctions")) {
			word, _, _ := strings.Cut(entry, "=")
			w.joins[word] = true
		}
		for n := 1; n <= 12; n++ {
			w.months[fold(p.label(lang, "date.month-"+strconv.Itoa(n)))] = true
		}
		out[lang] = w
	}
	return out
}

// underscored splits words at spaces; an underscore is a space.
func underscored(s string) []string {
	out := strings.Fields(s)
	for i := range out {
		out[i] = strings.ReplaceAll(out[i], "_", " ")
	}
	return out
}

// A residue is a part of a text that does not belong there, with its replacement if that is certain.
type residue struct {
	at, end    int
	what, hint string
	mended     bool
	mend       string
}

// residues finds residues in one text.
type residues struct {
	text       string // in its original case
	plain, low string // without addresses and marks
	list       []word
	signs      signs
	words      *residueWords
	draft      bool // square brackets are disputed text
	found      []residue
}

const (
	hintRemove = "remove it"
	hintHolder = "write what it stands for, or leave the field empty: it is then an open item"
)

func (r *residues) all() []residue {
	r.programs()
	r.holders()
	r.glued()
	r.divided()
	return r.found
}

func (r *residues) add(at, end int, what, hint string) {
	if !slices.ContainsFunc(r.found, func(x residue) bool { return x.at < end && at < x.end }) {
		r.found = append(r.found, residue{at: at, end: end, what: what, hint: hint})
	}
}

// pasted matches marks that word processors and web pages leave.
var pasted = pattern.Of(`\[footnoteRef:?\d*\]|\[\d{1,3}:[^\[\]]*\]|\(?#?_ftn(?:ref)?\d*\)?|_(?:Toc|Ref|Hlk|GoBack|Hlt)\d+|` +
	`&(?:[a-zA-Z]{2,8}|#x?[0-9a-fA-F]{2,5});`)

// programs finds what programs leave: marks of notes, bookmarks, entities, messages, conflict markers.
func (r *residues) programs() {
	if r.signs.any("[_&") {
		for _, m := range pasted.FindAllStringIndex(r.text, -1) {
			r.add(m[0], m[1], "a residue of pasting", hintRemove)
		}
	}
	if r.signs.any("<>=|") {
		for _, mark := range []string{"<<<<<<<", ">>>>>>>", "=======", "|||||||"} {
			if i := strings.Index(r.text, mark); i >= 0 {
				r.add(i, i+len(mark), "a mark of a merge", "choose one of the versions, and remove the marks")
			}
		}
	}
	if r.signs.any("!") && r.words != nil {
		for _, phrase := range r.words.phrases {
			if i := strings.Index(r.low, phrase); i >= 0 {
				r.add(i, i+len(phrase), "a message of a word processor", "write what was meant, or use {{ref:ID}}")
			}
		}
	}
	for _, bullet := range []string{"•", "▪", "●", "◦", "‣", "\uf0b7"} {
		if !r.signs.any(bullet[:1]) {
			continue
		}
		if i := strings.Index(r.text, bullet); i > 0 || i == 0 && bullet == "\uf0b7" {
			r.add(i, i+len(bullet), "a bullet in running text", "make each item an entry of its own")
		}
	}
}

// holders finds placeholders: TBC, xx, ???, ____, [insert date].
func (r *residues) holders() {
	if r.signs.any("?_") {
		for _, run := range []string{"???", "___"} {
			if i := strings.Index(r.plain, run); i >= 0 {
				r.add(i, i+len(run), "something that holds a place", hintHolder)
			}
		}
	}
	if r.words == nil {
		return
	}
	for i, w := range r.list {
		switch {
		case w.folded[0] == 'x' && strings.Trim(w.folded, "x") == "" && r.unknown(i):
		case r.words.words.of(w.folded) && (w.folded == w.text || r.words.words.of(strings.ToUpper(w.folded)) || len(w.text) > 4):
		case w.text != w.folded && r.words.words.of(w.text):
		default:
			continue
		}
		r.add(w.at, w.at+len(w.text), "something that holds a place", hintHolder)
	}
	if r.signs.any("([") {
		for at := 0; at < len(r.plain); at++ {
			open := r.plain[at]
			if open != '(' && open != '[' {
				continue
			}
			n := strings.IndexAny(r.plain[at:], ")]")
			if n < 0 {
				break
			}
			inside := r.low[at+1 : at+n]
			words := len(wordsOf(inside))
			if words > longHolder || r.draft && open == '[' && words == 1 && r.low[at+1:at+n] == r.plain[at+1:at+n] {
				continue // a disputed verb
			}
			for _, h := range r.words.holders {
				if i := strings.Index(inside, h); i >= 0 && boundary(inside, i, i+len(h)) {
					r.add(at, at+n+1, "something that holds a place", hintHolder)
				}
			}
		}
	}
}

// longHolder is the largest number of words of a placeholder in brackets: [date to be completed by the Chair].
const longHolder = 8

// unknown reports whether a word that consists only of the letter x is a placeholder rather than a Roman numeral.
func (r *residues) unknown(i int) bool {
	w := r.list[i]
	switch {
	case len(w.text) < 2:
		return false
	case w.text == w.folded:
		return true
	case symbol.FromRoman(w.text) == 0:
		return strings.Trim(w.text, "X") == ""
	}
	for k := i + 1; k <= i+2 && k < len(r.list); k++ { // XX March, XX de marzo
		if r.words.months[r.list[k].folded] {
			return true
		}
	}
	next := r.plain[w.at+len(w.text):]
	return strings.HasPrefix(next, "/X") || strings.HasPrefix(next, "/2")
}

// gluing are the marks after which there is a space.
var gluing = signsOf(".,;:?!)")

// glued finds sentences and words without a space between them, and adds the correction.
func (r *residues) glued() {
	s := r.plain
	for i := 2; i+1 < len(s); i++ {
		c := s[i]
		if !gluing.has(c) {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, size := utf8.DecodeRuneInString(s[i+1:])
		if !unicode.IsLetter(after) || !(unicode.IsLetter(before) || c == ')' && before != '(') || !r.written(i) {
			continue
		}
		switch c {
		case '.', '?', '!':
			next, _ := utf8.DecodeRuneInString(s[i+1+size:])
			if !unicode.IsUpper(after) || !unicode.IsLower(next) && next != ' ' || c == '.' && (lowerRun(s[:i]) < 3 || r.domain(i+1)) {
				continue
			}
		case ':':
			if lowerRun(s[:i]) < 2 {
				continue
			}
		case ')':
			if open := strings.LastIndexByte(s[:i], '('); open < 0 || open > 0 && s[open-1] != ' ' {
				continue // migrant(e)s
			}
		}
		end := i + 1 + size
		r.add(i, end, "there is no space", "separate the two")
		if x := &r.found[len(r.found)-1]; x.at == i {
			x.mended, x.mend = true, s[i:i+1]+" "+s[i+1:end]
		}
	}
}

// written reports whether the bytes around i are the author's, not markup that was replaced by spaces.
func (r *residues) written(i int) bool { return r.text[i-1:i+2] == r.plain[i-1:i+2] }

// lowerRun returns the number of lower-case letters at the end of a text.
func lowerRun(s string) int {
	n := 0
	for s != "" {
		c, size := utf8.DecodeLastRuneInString(s)
		if !unicode.IsLower(c) {
			break
		}
		s, n = s[:len(s)-size], n+1
	}
	return n
}

// domain reports whether the word at byte i ends an address: example.Org.
func (r *residues) domain(i int) bool {
	n := strings.IndexFunc(r.low[i:], func(c rune) bool { return !unicode.IsLetter(c) })
	if n < 0 {
		n = len(r.low) - i
	}
	return slices.Contains(topDomains, r.low[i:i+n])
}

// topDomains are common endings of addresses.
var topDomains = []string{"org", "com", "net", "int", "edu", "gov", "gob", "gouv", "info"}

// divided finds the halves of a word that was divided at the end of a line: migra- tion.
func (r *residues) divided() {
	if !r.signs.any("-") || r.words == nil {
		return
	}
	for at := 0; ; {
		i := strings.Index(r.plain[at:], "- ")
		if i < 0 {
			return
		}
		i += at
		at = i + 2
		before, _ := utf8.DecodeLastRuneInString(r.plain[:i])
		after, _ := utf8.DecodeRuneInString(r.plain[at:])
		if !unicode.IsLower(before) || !unicode.IsLower(after) {
			continue
		}
		k := slices.IndexFunc(r.list, func(w word) bool { return w.at >= at })
		if k <= 0 || r.list[k].at != at || r.words.joins[r.list[k].folded] {
			continue
		}
		w, first := r.list[k], r.list[k-1]
		r.add(first.at, w.at+len(w.text), "a word is divided", "write "+source.Shown(first.text+w.text))
	}
}
