package check

import (
	"slices"
	"strconv"
	"strings"
)

// The tables of meanings of a language, which are entries of the section "meaning" of its label file. Each has pairs word=value, separated
// by spaces. An underscore stands for a space; a star stands for any letters at the end of a word, or between its beginning and its end. A
// word with an empty value is an exception to one with a star. A phrase that ends with # needs a number after it: under_#.
const (
	cardinals  = "numbers"           // three=3, hundred=x100: a factor
	ordinals   = "ordinals"          // those not in the section "ordinal": hundredth=x100
	fractions  = "fractions"         // two_thirds=2/3
	halves     = "halves"            // and_a_half=1/2: added to the number before it
	multiples  = "multiples"         // twice=2
	spans      = "spans"             // decade=10, noon=12:00: can replace a number, but need not
	percent    = "percent"           // percent=%
	units      = "units"             // days=day
	currencies = "currencies"        // euros=euro
	rhythms    = "rhythms"           // monthly=month
	parts      = "parts"             // section=section: parts cited by number or letter
	negations  = "negation"          // not=not
	concord    = "negation-concord"  // nor=nor: adds nothing to a negation before it in the sentence
	neutral    = "negation-neutral"  // not_only=only: no negation
	limits     = "negation-limits"   // only=only: after a negation, it cancels the negation
	until      = "negation-until"    // until=until: the translation of a negation soon after it may have none
	denying    = "negation-implied"  // lack*=lack: a negation can translate it
	opposites  = "opposites"         // increase*=size+, reduce*=size-
	duties     = "duties"            // shall=must, should=should, may=may
	links      = "conjunctions"      // and=and, or=or, and_or=either
	joining    = "conjunctions-also" // as_well_as=also: words that can stand for and
	prefixes   = "prefixes"          // un=: they deny the rest of the word; il=l, which lost an l
	asides     = "asides"            // within=in: begins words between commas that are not a list item
	openings   = "openings"          // requests=request, also=: verbs that open a text, and words before them
	ratios     = "ratios"            // out_of=/: between the numbers of a share: three out of four
	acronyms   = "acronyms"          // who=who, oms=who: of well-known bodies, in lower case
	passives   = "passives"          // by=by: words that show that the one who acts need not come first
	compass    = "compass"           // w=w: letters of directions after degrees
	names      = "names"             // names of the glossary: the value is the id of the entry
	weekdays   = "weekdays"          // names of days, from the section "date"
)

var tables = []string{cardinals, ordinals, fractions, halves, multiples, spans, percent, units, currencies, rhythms, parts, negations,
	concord, neutral, limits, until, denying, opposites, duties, links, asides, openings, passives, acronyms,
	ratios, compass, joining}

// A sense is the meaning of a word, or of a phrase that begins with it, in one table.
type sense struct {
	table, value string
	rest         []string // the words of the phrase after the first
	ending       string   // of a stem: the required end of the word
	numbered     bool     // a number must follow
}

// A lexicon has the senses of the words of one language.
type lexicon struct {
	words   map[string][]sense
	stems   map[string][]sense
	lengths []int          // of the stems, in bytes
	denying [][2]string    // beginnings of words that deny the rest, and a letter that the rest lost: un, in, il (legible)
	begins  string         // those beginnings, separated by spaces
	length  float64        // of a text in the language, in percent of the same text in English
	joins   map[string]int // words that join the parts of a number, such as and: a bit set of the positions after which they can come
}

// Positions in a number: after hundreds, tens can be added.
const (
	ones = 1 << iota
	tens
	hundreds
	thousands
)

// lexicon reads the tables of a language; nil if it has none.
func (p *Pass) lexicon(lang string) *lexicon {
	l := &lexicon{words: make(map[string][]sense, manyWords), stems: map[string][]sense{}, joins: map[string]int{}}
	for _, table := range tables {
		for _, entry := range strings.Fields(p.label(lang, "meaning."+table)) {
			if word, value, ok := strings.Cut(entry, "="); ok {
				l.add(word, table, value)
			}
		}
	}
	if len(l.words) == 0 {
		return nil
	}
	for n := 1; n <= 100; n++ {
		for form := range strings.SplitSeq(p.label(lang, "ordinal.word-"+strconv.Itoa(n)), "|") {
			if !slices.ContainsFunc(l.words[form], func(s sense) bool { return s.table == ordinals }) {
				l.add(form, ordinals, strconv.Itoa(n))
			}
		}
	}
	for _, entry := range strings.Fields(p.label(lang, "meaning.number-joins")) {
		word, place, _ := strings.Cut(entry, "=")
		l.joins[word] |= map[string]int{"10": tens, "100": hundreds, "1000": thousands}[place]
	}
	for n := range 7 {
		if day := strings.ToLower(p.label(lang, "date.weekday-"+strconv.Itoa(n))); day != "" {
			l.add(day, weekdays, strconv.Itoa(n))
			l.add(day+"s", weekdays, strconv.Itoa(n))
		}
	}
	if p.Records.Glossary != nil {
		for _, e := range p.Records.Glossary.Entries {
			if f := e.Forms[lang]; f != nil && e.Class != "term" && e.Class != "theme" {
				for _, name := range formsOf(f.Name.String, f.Acronym.String, f.Also()) {
					l.add(name, names, e.ID.String)
				}
			}
		}
	}
	if l.length, _ = strconv.ParseFloat(p.label(lang, "meaning.length"), 64); l.length <= 0 {
		l.length = 100
	}
	for _, entry := range strings.Fields(p.label(lang, "meaning."+prefixes)) {
		begin, lost, _ := strings.Cut(entry, "=")
		l.denying = append(l.denying, [2]string{begin, lost})
		l.begins += strings.TrimSuffix(begin, lost) + " "
	}
	slices.SortFunc(l.lengths, func(a, b int) int { return b - a }) // an exception is a longer stem
	return l
}

func (l *lexicon) add(phrase, table, value string) {
	phrase, numbered := strings.CutSuffix(phrase, "_#")
	phrase, ending, stem := strings.Cut(phrase, "*")
	var words []string
	for _, t := range tokens(strings.ToLower(strings.ReplaceAll(phrase, "_", " ")), nil) {
		words = append(words, t.text)
	}
	if len(words) == 0 {
		return
	}
	s := sense{table, value, words[1:], ending, numbered}
	if !stem {
		l.words[words[0]] = append(l.words[words[0]], s)
		return
	}
	l.stems[words[0]] = append(l.stems[words[0]], s)
	if n := len(words[0]); !slices.Contains(l.lengths, n) {
		l.lengths = append(l.lengths, n)
	}
}

// senses returns the senses of a word.
func (l *lexicon) senses(word string) []sense {
	s := l.words[word]
	for _, n := range l.lengths {
		if len(word) < n {
			continue
		}
		for _, of := range l.stems[word[:n]] {
			if strings.HasSuffix(word[n:], of.ending) {
				s = append(slices.Clip(s), of)
			}
		}
	}
	return s
}

// A hit is a phrase of a table, found at a token; n counts its tokens.
type hit struct {
	value string
	n     int
}

// find returns the longest phrase of a table that begins at token i.
func find(senses []sense, table string, ts []token, i int) hit {
	best := hit{}
	for k := range senses {
		s := &senses[k]
		if s.table != table {
			continue
		}
		n := len(s.rest) + 1
		if n < best.n || n == best.n && !s.numbered || i+n > len(ts) {
			continue
		}
		if equal(ts[i+1:i+n], s.rest) && (!s.numbered || i+n < len(ts) && (ts[i+n].figure || ts[i+n].counted)) {
			best = hit{s.value, n}
		}
	}
	return best
}

func equal(ts []token, words []string) bool {
	for k, w := range words {
		if ts[k].text != w {
			return false
		}
	}
	return true
}
