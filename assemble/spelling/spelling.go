// Package spelling looks words up in dictionaries in the format of hunspell: a list of stems with flags, and a file of the affixes that the
// flags allow. It supports what common dictionaries of European languages use: prefixes and suffixes, alone, crossed and twice; conditions;
// flags of each kind and their aliases. It looks compounds up by their parts.
package spelling

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Dictionary consists of the two files of a dictionary, as they are found on a computer.
type Dictionary struct {
	Affixes, Words []byte
}

// A flag is the sign by which a stem allows an affix.
type flag = uint32

// A rule is one form of an affix: add replaces strip at the end (or at the beginning) of a stem that meets the condition.
type rule struct {
	flag       flag
	strip, add string
	condition  []class
	cross      bool   // may be combined with an affix of the other kind
	more       []flag // flags of affixes that may follow this one
}

// A class is a set of letters that one position of a condition matches.
type class struct {
	letters string
	not     bool
}

func (c class) has(r rune) bool {
	return c.letters == "." || strings.ContainsRune(c.letters, r) != c.not
}

// An affixes contains the rules of a dictionary.
type affixes struct {
	flags               string // how flags are written: one character, "long" or "num"
	suffixes, prefixes  map[string][]*rule
	longSuffix, longPre int // the most bytes that a rule adds
	aliases             [][]flag
	forbidden, needs    flag // flags of words that are not words, and of stems that need an affix
	partOnly            flag // flag of stems that occur only in compounds
	latin               bool // one byte for each character
	cross               map[flag]bool
}

// text returns bytes of the dictionary as UTF-8.
func (a *affixes) text(b []byte) string {
	if !a.latin {
		return string(b)
	}
	out := make([]rune, len(b))
	for i, c := range b {
		out[i] = rune(c)
	}
	return string(out)
}

// readAffixes reads a file of affixes. Lines that it does not know concern compounds and suggestions.
func readAffixes(file []byte) (*affixes, error) {
	a := &affixes{suffixes: map[string][]*rule{}, prefixes: map[string][]*rule{}, cross: map[flag]bool{}}
	file = bytes.TrimPrefix(file, []byte("\xef\xbb\xbf"))
	for line := range bytes.Lines(file) { // the encoding and the flags decide how the rest is read
		switch f := strings.Fields(string(line)); {
		case len(f) < 2:
		case f[0] == "SET":
			switch e := strings.ToUpper(strings.NewReplacer("-", "", "_", "").Replace(f[1])); e {
			case "UTF8":
			case "ISO88591", "ISO885915", "WINDOWS1252", "CP1252", "MICROSOFTCP1252":
				a.latin = true
			default:
				return nil, fmt.Errorf("the encoding %s of a dictionary is unknown", f[1])
			}
		case f[0] == "FLAG":
			a.flags = f[1]
		}
	}
	for line := range bytes.Lines(file) {
		f := strings.Fields(a.text(line))
		if len(f) < 2 {
			continue
		}
		switch f[0] {
		case "AF":
			if len(a.aliases) == 0 && len(f) == 2 {
				if _, err := strconv.Atoi(f[1]); err == nil {
					a.aliases = append(a.aliases, nil) // the first line; aliases are counted from one
					continue
				}
			}
			a.aliases = append(a.aliases, a.flagsOf(f[1]))
		case "FORBIDDENWORD":
			a.forbidden = a.flagOf(f[1])
		case "NEEDAFFIX", "PSEUDOROOT":
			a.needs = a.flagOf(f[1])
		case "ONLYINCOMPOUND":
			a.partOnly = a.flagOf(f[1])
		case "PFX", "SFX":
			a.affix(f)
		}
	}
	return a, nil
}

// affix reads a line of an affix: its head, or a rule.
func (a *affixes) affix(f []string) {
	if len(f) < 4 {
		return
	}
	id := a.flagOf(f[1])
	if _, err := strconv.Atoi(f[3]); err == nil && (f[2] == "Y" || f[2] == "N") && len(f) == 4 {
		a.cross[id] = f[2] == "Y"
		return
	}
	r := &rule{flag: id, strip: f[2], cross: a.cross[id]}
	if r.strip == "0" {
		r.strip = ""
	}
	add, more, _ := strings.Cut(f[3], "/")
	if r.add = add; add == "0" {
		r.add = ""
	}
	if more != "" {
		r.more = a.flagsIn(more)
	}
	if len(f) > 4 {
		r.condition = classes(f[4])
	}
	if f[0] == "SFX" {
		a.suffixes[r.add] = append(a.suffixes[r.add], r)
		a.longSuffix = max(a.longSuffix, len(r.add))
	} else {
		a.prefixes[r.add] = append(a.prefixes[r.add], r)
		a.longPre = max(a.longPre, len(r.add))
	}
}

// classes reads a condition: letters, sets in brackets, and periods for any letter.
func classes(s string) (out []class) {
	for s != "" {
		r, n := utf8.DecodeRuneInString(s)
		c := class{letters: string(r)}
		if end := strings.IndexByte(s, ']'); r == '[' && end > 0 {
			c.letters, c.not = strings.CutPrefix(s[1:end], "^")
			n = end + 1
		}
		out, s = append(out, c), s[n:]
	}
	if len(out) == 1 && out[0].letters == "." {
		return nil
	}
	return out
}

// flagOf reads one flag.
func (a *affixes) flagOf(s string) flag {
	if f := a.flagsOf(s); len(f) > 0 {
		return f[0]
	}
	return 0
}

// flagsIn reads flags, or the number of an alias for flags.
func (a *affixes) flagsIn(s string) []flag {
	if n, err := strconv.Atoi(s); err == nil && len(a.aliases) > 0 && n > 0 && n < len(a.aliases) {
		return a.aliases[n]
	}
	return a.flagsOf(s)
}

func (a *affixes) flagsOf(s string) (out []flag) {
	switch a.flags {
	case "num":
		for n := range strings.SplitSeq(s, ",") {
			if v, err := strconv.Atoi(n); err == nil {
				out = append(out, flag(v))
			}
		}
	case "long":
		for i := 0; i+1 < len(s); i += 2 {
			out = append(out, flag(s[i])<<8|flag(s[i+1]))
		}
	default:
		for _, r := range s {
			out = append(out, flag(r))
		}
	}
	return out
}

// A candidate is a possible stem of a word, with the flags that this stem needs.
type candidate struct {
	word  int // index of the word
	needs [2]flag
	bare  bool // the word without an affix
}

// Unknown returns the words that are in none of the dictionaries, in their order. It also looks up a word with a capital letter in lower
// case, and one with hyphens or apostrophes by its parts. The error names the dictionary that cannot be read.
func Unknown(dictionaries []Dictionary, words []string) ([]string, error) {
	known := make([]bool, len(words))
	for _, d := range dictionaries {
		a, err := readAffixes(d.Affixes)
		if err != nil {
			return nil, err
		}
		a.lookUp(d.Words, words, known)
	}
	var out []string
	for i, w := range words {
		if !known[i] {
			out = append(out, w)
		}
	}
	return out, nil
}

// lookUp marks the words that a list of stems contains. It reads the list once, and looks only for possible stems of the words.
func (a *affixes) lookUp(list []byte, words []string, known []bool) {
	stems := map[string][]candidate{}
	for i, w := range words {
		if !known[i] {
			a.candidates(w, i, stems)
			if low := strings.ToLower(w); low != w {
				a.candidates(low, i, stems)
			}
		}
	}
	first := true
	for line := range bytes.Lines(list) {
		if first { // the number of entries
			first = false
			continue
		}
		line = bytes.TrimRight(line, "\r\n")
		if i := bytes.IndexByte(line, '\t'); i >= 0 {
			line = line[:i]
		}
		stem, flags, _ := bytes.Cut(line, []byte("/"))
		var found []candidate
		if a.latin {
			found = stems[a.text(stem)]
		} else {
			found = stems[string(stem)]
		}
		if len(found) == 0 {
			continue
		}
		if i := bytes.IndexByte(flags, ' '); i >= 0 {
			flags = flags[:i]
		}
		a.settle(found, a.flagsIn(a.text(flags)), known)
	}
}

// settle marks the words of those candidates whose flags a stem has.
func (a *affixes) settle(found []candidate, has []flag, known []bool) {
	with := func(f flag) bool {
		if f == 0 {
			return false
		}
		for _, x := range has {
			if x == f {
				return true
			}
		}
		return false
	}
	if with(a.forbidden) {
		return
	}
	for _, c := range found {
		switch {
		case c.bare:
			known[c.word] = known[c.word] || !with(a.needs) && !with(a.partOnly)
		case with(c.needs[0]) && (c.needs[1] == 0 || with(c.needs[1])):
			known[c.word] = true
		}
	}
}

// candidates adds the possible stems of a word to stems.
func (a *affixes) candidates(w string, word int, stems map[string][]candidate) {
	put := func(stem string, c candidate) {
		c.word = word
		stems[stem] = append(stems[stem], c)
	}
	put(w, candidate{bare: true})
	a.stripped(w, true, func(stem string, s *rule) {
		put(stem, candidate{needs: [2]flag{s.flag}})
		a.stripped(stem, true, func(inner string, t *rule) { // two suffixes: the inner one allows the outer one
			if allows(t, s.flag) {
				put(inner, candidate{needs: [2]flag{t.flag}})
			}
		})
		if s.cross {
			a.stripped(stem, false, func(inner string, p *rule) {
				if p.cross {
					put(inner, candidate{needs: [2]flag{s.flag, p.flag}})
				}
				if allows(s, p.flag) {
					put(inner, candidate{needs: [2]flag{s.flag}})
				}
			})
		}
	})
	a.stripped(w, false, func(stem string, p *rule) {
		put(stem, candidate{needs: [2]flag{p.flag}})
		a.stripped(stem, true, func(inner string, s *rule) { // the suffix allows the prefix
			if allows(s, p.flag) {
				put(inner, candidate{needs: [2]flag{s.flag}})
			}
		})
	})
}

func allows(r *rule, f flag) bool {
	for _, x := range r.more {
		if x == f {
			return true
		}
	}
	return false
}

// stripped calls do with each form that a word has without one affix.
func (a *affixes) stripped(w string, suffix bool, do func(stem string, r *rule)) {
	rules, long := a.prefixes, a.longPre
	if suffix {
		rules, long = a.suffixes, a.longSuffix
	}
	for n := 0; n <= min(long, len(w)); n++ {
		add, rest := w[:n], w[n:]
		if suffix {
			add, rest = w[len(w)-n:], w[:len(w)-n]
		}
		for _, r := range rules[add] {
			stem := r.strip + rest
			if suffix {
				stem = rest + r.strip
			}
			if rest != "" && stem != w && r.meets(stem, suffix) {
				do(stem, r)
			}
		}
	}
}

// meets reports whether the end of a stem (or the beginning, if suffix is false) meets the condition of a rule.
func (r *rule) meets(stem string, suffix bool) bool {
	for i := range r.condition {
		if stem == "" {
			return false
		}
		var c rune
		var n int
		if suffix {
			c, n = utf8.DecodeLastRuneInString(stem)
			if !r.condition[len(r.condition)-1-i].has(c) {
				return false
			}
			stem = stem[:len(stem)-n]
		} else {
			c, n = utf8.DecodeRuneInString(stem)
			if !r.condition[i].has(c) {
				return false
			}
			stem = stem[n:]
		}
	}
	return true
}

// Near returns, for each word, the known words that differ from it in one letter (one too many, too few, or another one) or in the order of
// two letters.
func Near(dictionaries []Dictionary, words []string) (map[string][]string, error) {
	letters := map[rune]bool{}
	for _, w := range words {
		for _, r := range w {
			letters[r] = true
		}
	}
	for r := 'a'; r <= 'z'; r++ {
		letters[r] = true
	}
	for _, d := range dictionaries { // the letters of the language, most frequent first
		if _, rest, ok := strings.Cut(string(d.Affixes), "\nTRY "); ok && utf8.ValidString(rest) {
			try, _, _ := strings.Cut(rest, "\n")
			for _, r := range try {
				if unicode.IsLower(r) {
					letters[r] = true
				}
			}
		}
	}
	made := make([][]string, len(words))
	var all []string
	for i, w := range words {
		made[i] = edited([]rune(w), letters)
		all = append(all, made[i]...)
	}
	unknown, err := Unknown(dictionaries, all)
	if err != nil {
		return nil, err
	}
	not := map[string]bool{}
	for _, x := range unknown {
		not[x] = true
	}
	out := map[string][]string{}
	for i, w := range words {
		out[w] = slices.DeleteFunc(made[i], func(x string) bool { return not[x] })
	}
	return out, nil
}

// edited returns the words that differ from w in one letter, those with two letters exchanged first.
func edited(w []rune, letters map[rune]bool) []string {
	seen := map[string]bool{string(w): true}
	var out []string
	add := func(parts ...[]rune) {
		var b strings.Builder
		for _, p := range parts {
			b.WriteString(string(p))
		}
		if s := b.String(); !seen[s] && s != "" {
			seen[s] = true
			out = append(out, s)
		}
	}
	for i := 0; i+1 < len(w); i++ {
		add(w[:i], []rune{w[i+1], w[i]}, w[i+2:])
	}
	for i := range w {
		add(w[:i], w[i+1:])
	}
	sorted := make([]rune, 0, len(letters))
	for r := range letters {
		sorted = append(sorted, r)
	}
	slices.Sort(sorted)
	for i := 0; i <= len(w); i++ {
		for _, r := range sorted {
			if i < len(w) {
				add(w[:i], []rune{r}, w[i+1:])
			}
			add(w[:i], []rune{r}, w[i:])
		}
	}
	return out
}
