package check

import (
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/diag"
	"omnibus/assemble/parallel"
	"omnibus/assemble/symbol"
)

// A weight tells how much it matters that a translation lacks a fact of the text.
type weight int

const (
	firm  weight = iota // reported if the other language lacks it
	loose               // reported if the other language has something else instead
	mute                // never reported; it only matches an equal fact
)

// A fact is something that a text states, in words or in figures, and that its translation must state too.
type fact struct {
	kind, value string
	weight      weight
	at, end     int    // its words, in bytes of the text
	length      string // of a number and its unit of time: how long both are together
}

// Kinds of facts, in addition to the tables, each of which is a kind.
const (
	quantity = "quantity" // numbers, ordinals, shares, times of day
	month    = "month"
	measure  = "measure" // units and currencies of a number, and rhythms
	label    = "label"   // of a cited part: annex A, (b)
)

// A difference has the facts of one kind in which a text and its translation differ.
type difference struct {
	version        *Version
	missing, extra []fact // of the original, of the translation
}

// A reader finds the facts in texts of one language. It is not safe for concurrent use.
type reader struct {
	*speech
	known  map[string]*meant
	tokens []token
	text   string // in its original case
	low    string
	facts  []fact
}

// A speech is what the label file of a language says about the words of texts. It does not change.
type speech struct {
	lexicon   *lexicon
	grammar   *symbol.Grammar
	months    map[string]string
	lowMonths map[string]bool // their names in lower case
	halfDays  []halfDay
}

// A meant is what a reader knows of a word.
type meant struct {
	senses []sense
	tables []string // those of wordTables in which it has a sense
	likely uint64   // the bits of all tables in which it has a sense: see tableBit
	month  bool     // in some case of its letters
	key    string   // see keyOf
}

// meant returns what the reader knows of a word in lower case, which it looks up once.
func (r *reader) meant(word string) *meant {
	m := r.known[word]
	if m == nil {
		m = &meant{senses: r.lexicon.senses(word), key: keyOf(word), month: r.lowMonths[word]}
		for _, table := range wordTables {
			if slices.ContainsFunc(m.senses, func(s sense) bool { return s.table == table }) {
				m.tables = append(m.tables, table)
			}
		}
		for i := range m.senses {
			m.likely |= tableBit(m.senses[i].table)
		}
		r.known[strings.Clone(word)] = m
	}
	return m
}

// newReader returns a reader of a language; nil if its label file has no tables.
func (p *Pass) newReader(lang string) *reader {
	s, known := p.speeches[lang]
	if !known {
		s = p.speech(lang)
	}
	if s == nil {
		return nil
	}
	return &reader{speech: s, known: map[string]*meant{}}
}

// speech reads what a label file says about the words of texts; nil if it has no tables.
func (p *Pass) speech(lang string) *speech {
	l := p.lexicon(lang)
	if l == nil {
		return nil
	}
	s := &speech{lexicon: l, grammar: p.Records.Body.Grammar(), months: map[string]string{}, lowMonths: map[string]bool{},
		halfDays: p.halfDays()}
	for n := 1; n <= 12; n++ {
		for _, w := range p.Locales.MonthForms(lang, time.Month(n)) {
			s.months[w] = strconv.Itoa(n)
			s.lowMonths[strings.ToLower(w)] = true
		}
	}
	return s
}

// compareMeanings compares each translation with its original, and stores the differences by kind.
func (p *Pass) compareMeanings() {
	made := make([]*speech, len(p.Langs))
	parallel.Each(len(made), func(i int) { made[i] = p.speech(p.Langs[i]) })
	p.speeches = map[string]*speech{}
	for i, lang := range p.Langs {
		p.speeches[lang] = made[i]
	}
	all := p.Translations()
	chunk := len(all)/runtime.GOMAXPROCS(0) + 1
	found := make([]map[string][]difference, len(all)/chunk+1)
	var workers parallel.Group
	for k := 0; k*chunk < len(all); k++ {
		workers.Go(func() {
			readers := map[string]*reader{}
			for lang, s := range p.speeches {
				if s != nil {
					readers[lang] = p.newReader(lang)
				}
			}
			found[k] = differences(all[k*chunk:min((k+1)*chunk, len(all))], readers)
		})
	}
	workers.Wait()
	p.differences = map[string][]difference{}
	for _, part := range found {
		for kind, ds := range part {
			p.differences[kind] = append(p.differences[kind], ds...)
		}
	}
}

func differences(versions []*Version, readers map[string]*reader) map[string][]difference {
	out := map[string][]difference{}
	var facts []fact
	last := ""
	for _, v := range versions {
		from, to := readers[v.Of.Lang], readers[v.Lang]
		if v.State.Stale || from == nil || to == nil || v.Of.String == v.Text.String {
			continue
		}
		if key := v.Of.Lang + " " + v.Of.String; key != last {
			facts, last = slices.Clone(from.read(v.from.words.text)), key
		}
		for kind, d := range compare(facts, to.read(v.words.text)) {
			d.version = v
			out[kind] = append(out[kind], d)
		}
	}
	return out
}

// compare returns the kinds in which two texts differ.
func compare(a, b []fact) map[string]difference {
	var out map[string]difference
	add := func(kind string, missing, extra []fact) {
		if len(missing) == 0 && len(extra) == 0 {
			return
		}
		if out == nil {
			out = map[string]difference{}
		}
		if _, there := out[kind]; !there {
			out[kind] = difference{missing: missing, extra: extra}
		}
	}
	denials := negationsBetween(a, b)
	for _, kind := range []string{quantity, month, weekdays, measure, label, parts, duties, opposites, links, series,
		semicolons, pairs, openings, addressees, roles, acronyms} {
		missing, extra := unmatched(a, b, kind)
		switch kind {
		case opposites:
			switch {
			case denials.equal:
				missing, extra = affirmed(missing, extra, a, b)
			case denials.single():
				missing, extra = denials.explained(missing, extra)
			default:
				missing, extra = uncertain(missing, a), uncertain(extra, b)
			}
			if !conditioned(a, b) && !conditioned(b, a) {
				missing, extra = turned(missing, extra, a, b)
			} else {
				missing, extra = nil, nil
			}
		case addressees:
			missing, extra = turned(missing, extra, a, b)
		case roles:
			missing, extra = reversed(missing, extra)
		case duties:
			switch {
			case len(missing) == 1 && missing[0].value == "must" && len(extra) == 1 && extra[0].value == "may" &&
				slices.Contains(implied(a), "only") && slices.Contains(implied(b), "only"): // shall only: podrá solo
				missing, extra = nil, nil
			case len(missing) == 0 && len(extra) == 0:
				missing, extra = shifted(a, b)
			}
		case links:
			missing, extra = swapped(missing, extra)
		case pairs:
			missing, extra = exchanged(missing, extra)
		case series:
			missing, extra = shortened(missing, extra, a, b)
		}
		add(kind, missing, extra)
	}
	for _, kind := range []string{quotations, brackets} {
		missing, extra := crossed(a, b, kind)
		add(kind, missing, extra)
	}
	missing, extra := reordered(a, b)
	add(pairs, missing, extra)
	if out[series].missing == nil {
		lost, pair := dropped(a, b)
		add(listed, lost, pair)
		added, from := dropped(b, a)
		add(listed, from, added)
	}
	add(negations, denials.missing, denials.extra)
	if out == nil {
		add(oneOfTwo, cut(a, b), nil)
		add(oneOfTwo, nil, cut(b, a))
	}
	return out
}

// unmatched returns the facts of a kind that only a has, and those that only b has, if they must be reported: firm ones always, others only
// if both texts have some.
func unmatched(a, b []fact, kind string) (missing, extra []fact) {
	if inStep(a, b, kind) {
		return nil, nil
	}
	x, y := ofKind(a, kind), ofKind(b, kind)
	// Firm facts are matched first, with firm ones if possible, so that no mute fact takes the match of a firm one.
	byWeight := func(a, b fact) int { return int(a.weight - b.weight) }
	slices.SortStableFunc(x, byWeight)
	slices.SortStableFunc(y, byWeight)
	match := func(equal func(f, g fact) bool) {
		x = slices.DeleteFunc(x, func(f fact) bool {
			i := slices.IndexFunc(y, func(g fact) bool { return equal(f, g) })
			if i >= 0 {
				y = slices.Delete(y, i, i+1)
			}
			return i >= 0
		})
	}
	if kind == quantity || kind == measure {
		match(func(f, g fact) bool { return f.length != "" && f.length == g.length }) // eighteen months: a year and a half
	}
	if kind == opposites && !settled(x, y) {
		x, y = nearest(x, y, a, b)
	}
	match(func(f, g fact) bool { return same(f.value, g.value) })
	if kind == measure {
		match(func(f, g fact) bool { return wider(f.value, g.value) || wider(g.value, f.value) })
	}
	if kind == quantity {
		if one, two := oneForTwo(x, y, a, b); one != nil {
			return one, two
		}
	}
	isMute := func(f fact) bool { return f.weight == mute }
	x, y = slices.DeleteFunc(x, isMute), slices.DeleteFunc(y, isMute)
	isFirm := func(f fact) bool { return f.weight == firm }
	if len(x) > 0 && len(y) > 0 {
		return x, y
	}
	return keep(x, isFirm), keep(y, isFirm)
}

// ofKind returns the facts of a kind, in a slice of their number: most texts have few.
func ofKind(fs []fact, kind string) []fact {
	n := 0
	for i := range fs {
		if fs[i].kind == kind {
			n++
		}
	}
	out := make([]fact, 0, n)
	for i := range fs {
		if fs[i].kind == kind {
			out = append(out, fs[i])
		}
	}
	return out
}

// inStep reports whether two texts have the same facts of a kind, in the same order, as most do.
func inStep(a, b []fact, kind string) bool {
	j := 0
	for _, f := range a {
		if f.kind != kind {
			continue
		}
		for j < len(b) && b[j].kind != kind {
			j++
		}
		if j == len(b) || f.value != b[j].value || strings.Contains(f.value, "|") {
			return false
		}
		j++
	}
	return !slices.ContainsFunc(b[j:], func(f fact) bool { return f.kind == kind })
}

// wider reports whether a unit, which can list alternatives, includes another: dollars, Canadian dollars.
func wider(a, b string) bool {
	for one := range strings.SplitSeq(a, "|") {
		if strings.HasPrefix(b, one+"-") {
			return true
		}
	}
	return false
}

// same reports whether two values, each of which can list alternatives, have one in common.
func same(a, b string) bool {
	if a == b || !strings.Contains(a, "|") && !strings.Contains(b, "|") {
		return a == b
	}
	for one := range strings.SplitSeq(a, "|") {
		if slices.Contains(strings.Split(b, "|"), one) {
			return true
		}
	}
	return false
}

func keep(fs []fact, ok func(fact) bool) []fact {
	return slices.DeleteFunc(fs, func(f fact) bool { return !ok(f) })
}

// shifted returns a duty that was translated by another, although the other is in the original as well, but elsewhere: where shall is
// expressed by the future tense in Spanish, a deberá at the place of may is not its translation.
func shifted(a, b []fact) (x, y []fact) {
	of := func(fs []fact) (out []fact, length int) {
		for _, f := range fs {
			length = max(length, f.end)
			if f.kind == duties && f.weight == loose && !strings.Contains(f.value, "|") {
				out = append(out, f)
			}
		}
		return out, length
	}
	p, n := of(a)
	q, m := of(b)
	if len(p) != 2 || len(q) != 1 || p[0].value == p[1].value {
		return nil, nil
	}
	at := float64(q[0].at) / float64(m)
	for i, f := range p {
		other := p[1-i]
		near, far := math.Abs(float64(f.at)/float64(n)-at), math.Abs(float64(other.at)/float64(n)-at)
		if other.value == q[0].value && f.value != q[0].value && near < nearPlace && far > farPlace {
			return []fact{f}, []fact{q[0]}
		}
	}
	return nil, nil
}

// nearPlace and farPlace are differences of two places, each a share of its text.
const (
	nearPlace = 0.15
	farPlace  = 0.3
)

// swapped returns conjunctions that were exchanged: the translation has as many more of one as it has fewer of the other.
func swapped(missing, extra []fact) (x, y []fact) {
	of := func(fs []fact, value string) []fact {
		return slices.DeleteFunc(slices.Clone(fs), func(f fact) bool { return f.value != value })
	}
	for _, value := range []string{"either", "or", "and"} {
		m := of(missing, value)
		for _, other := range []string{"either", "or", "and"} {
			if e := of(extra, other); len(m) > 0 && len(m) == len(e) && other != value {
				return m[:1], e[:1]
			}
		}
	}
	return nil, nil
}

// reportDifferences reports where texts and their translations differ in a kind of facts.
func (p *Pass) reportDifferences(kind, what, hint string) {
	for _, d := range p.differences[kind] {
		v := d.version
		quoted := func(text string, fs []fact) string {
			var out []string
			for _, f := range fs {
				out = append(out, strconv.Quote(text[f.at:f.end]))
			}
			return strings.Join(out, ", ")
		}
		there, here := quoted(v.Of.String, d.missing), quoted(v.Text.String, d.extra)
		pos := v.Text.Pos
		if len(d.extra) > 0 {
			pos = v.Text.At(d.extra[0].at, d.extra[0].end-d.extra[0].at)
		}
		original := v.Of.Pos
		if len(d.missing) > 0 {
			original = v.Of.At(d.missing[0].at, d.missing[0].end-d.missing[0].at)
		}
		var f *diag.Diagnostic
		switch {
		case here == "":
			f = p.Reportf(pos, "the %s %s of %q is missing from its %q text", what, there, v.Of.ID, v.Lang)
		case there == "":
			f = p.Reportf(pos, "the %s %s in the %q text of %q is not in the original", what, here, v.Lang, v.Of.ID)
		default:
			f = p.Reportf(pos, "the %q text of %q has %s where the original has %s", v.Lang, v.Of.ID, here, there)
		}
		f.About(v.Record)
		if len(d.missing) == 1 {
			p.counterparts(f, d, kind)
		}
		f.Hint("%s", hint).See(original, "the original")
	}
}

// counterparts adds the words that the language of a translation has for a word of the original, or the original's figures.
func (p *Pass) counterparts(f *diag.Diagnostic, d difference, kind string) {
	m := d.missing[0]
	word := d.version.Of.String[m.at:m.end]
	if kind == quantity {
		if len(d.extra) == 1 && len(word) == digits(word) {
			if e := d.version.Text.String[d.extra[0].at:d.extra[0].end]; len(e) == digits(e) {
				f.Hint("if the original is right, write %s", word)
			}
		}
		return
	}
	table, ok := map[string]string{measure: units, duties: duties, parts: parts, negations: negations}[kind]
	if !ok {
		return
	}
	var words []string
	for _, entry := range strings.Fields(p.label(d.version.Lang, "meaning."+table)) {
		if w, value, _ := strings.Cut(entry, "="); value == m.value && !strings.ContainsAny(w, "*#") && len(words) < few {
			words = append(words, strings.ReplaceAll(w, "_", " "))
		}
	}
	if len(words) > 0 {
		f.Hint("%q has for %q: %s", d.version.Lang, word, strings.Join(words, ", "))
	}
}

// read returns the facts of a text that plain has prepared. The result is valid until the next call.
func (r *reader) read(text string) []fact {
	if strings.Contains(text, "/") {
		text = withoutSymbols(text, r.grammar)
	}
	r.text, r.low, r.facts = text, searched(text).low, r.facts[:0]
	r.tokens = tokens(r.low, r.tokens)
	for i := range r.tokens {
		r.tokens[i].meant = r.meant(r.tokens[i].text)
	}
	r.quantities()
	r.words()
	r.opening()
	r.prefixes()
	r.enumerators()
	r.letters()
	r.lists()
	r.orders()
	r.enclosures()
	return r.facts
}

func (r *reader) found(kind, value string, w weight, i, j int) {
	if kind == quantity {
		for k := i; k < j; k++ {
			r.tokens[k].counted = true
		}
	}
	r.facts = append(r.facts, fact{kind, value, w, r.tokens[i].at, r.tokens[j-1].end, ""})
}

// at returns the longest phrase of a table that begins at token i.
func (r *reader) at(table string, i int) hit {
	if i < 0 || i >= len(r.tokens) {
		return hit{}
	}
	if m := r.tokens[i].meant; m.likely&tableBit(table) != 0 {
		return find(m.senses, table, r.tokens, i)
	}
	return hit{}
}

// tableBit returns a bit for a table, which few others share: a word without that bit is not in the table.
func tableBit(table string) uint64 { return 1 << (wordBit(table) & 63) }

// between returns the text between token i and the next.
func (r *reader) between(i int) string {
	if i < 0 || i+1 >= len(r.tokens) {
		return "."
	}
	return r.low[r.tokens[i].end:r.tokens[i+1].at]
}

// wordTables are the tables of which words finds the phrases, in this order.
var wordTables = []string{units, rhythms, weekdays, duties, opposites, links, names, denying}

// words finds the facts that single words and phrases state.
func (r *reader) words() {
	// The ends of the last phrases whose words have no separate sense: at least, and/or, duty-free.
	covered := map[string]int{opposites: 0, links: 0, denying: 0, rhythms: 0, units: 0}
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.figure {
			continue
		}
		r.proper(i)
		r.acronym(i)
		senses := t.meant.senses
		if t.meant.month {
			if n := r.months[r.text[t.at:t.end]]; n != "" {
				r.found(month, n, loose, i, i+1)
			}
		}
		if len(senses) == 0 {
			continue
		}
		for _, table := range t.meant.tables {
			h := find(senses, table, r.tokens, i)
			if end, ok := covered[table]; ok {
				if i < end {
					continue
				}
				covered[table] = i + h.n
			}
			if table == units && i < covered[rhythms] {
				continue
			}
			switch {
			case h.n == 0 || h.value == "" || t.counted && !countable(table, h.value): // thirty and one, treinta y uno
			case table == duties && h.value == "free":
				r.found(table, h.value, mute, i, i+h.n)
			case table == units:
				if !t.unit {
					r.found(measure, h.value, loose, i, i+h.n)
					r.facts[len(r.facts)-1].length = period(h.value)
				}
			case table == rhythms && h.value == everyNumber:
				r.every(i, i+h.n)
			case table == rhythms:
				r.rhythm(h, i)
			case table == duties && r.text[t.at] != r.low[t.at] && i > 0: // the month of May
			case table == duties && h.value != "should" && (r.denied(i) || r.at(negations, i+h.n).n > 0):
				r.found(table, negatedDuty(h.value), loose, i, i+h.n)
			case table == opposites:
				r.ends(h, i)
			default:
				r.found(table, h.value, loose, i, i+h.n)
			}
		}
		r.direction(senses, i)
		r.negation(senses, i)
		r.part(senses, i)
	}
}

// negatedDuty returns what a duty can be under a negation, where must and may are the same: shall not, may not, no podrá.
func negatedDuty(value string) string {
	if strings.Contains(value, "should") {
		return "must|may|should"
	}
	return "must|may"
}

// direction finds the letter of a direction after a number of degrees: 20° W.
func (r *reader) direction(senses []sense, i int) {
	h := find(senses, compass, r.tokens, i)
	if h.n > 0 && i > 0 && r.tokens[i-1].figure && strings.ContainsAny(r.between(i-1), degrees) {
		r.found(opposites, "compass:"+h.value, loose, i, i+1)
	}
}

// degrees are the signs between the number of a coordinate and the letter of its direction.
const degrees = "°′″"

// countable reports whether a word of a table can be part of a number, too: a fortnight, two weeks.
func countable(table, value string) bool {
	return table == rhythms || table == opposites || table == units && period(value) != ""
}

// ends adds the ends of scales that a phrase at token i means.
func (r *reader) ends(h hit, i int) {
	not := ""
	if r.negated(i) { // not legal: illegal, which is neither the same word nor its opposite
		not = "not "
	}
	for value := range strings.SplitSeq(h.value, ",") {
		if strings.Contains(value, ":") { // one of several has no opposite
			r.found(opposites, value, loose, i, i+h.n)
			continue
		}
		r.found(opposites, not+value, loose, i, i+h.n)
	}
}

// rhythm adds a frequency at token i, which can have alternatives. With ~, it can also be a time: a year, per year or one year.
func (r *reader) rhythm(h hit, i int) {
	var values []string
	for unit := range strings.SplitSeq(h.value, "|") {
		unit, either := strings.CutPrefix(unit, "~")
		if either {
			values = append(values, unit)
		}
		values = append(values, "each "+rhythm(unit, 1))
	}
	r.found(measure, strings.Join(values, "|"), loose, i, i+h.n)
	if len(values) == 1 {
		r.facts[len(r.facts)-1].length = rhythm(h.value, 1)
	}
}

// everyNumber is the value of a word for an interval that has a number after it: every two years.
const everyNumber = "#"

// every reads an interval whose number is at token j: cada tres meses. The interval replaces the number and its unit.
func (r *reader) every(i, j int) {
	for k := range r.facts {
		n := &r.facts[k]
		if n.kind != quantity || n.at != r.tokens[j].at {
			continue
		}
		for m := range r.facts {
			u := &r.facts[m]
			if u.kind == measure && u.at >= n.end && u.at-n.end <= 2 {
				figures, _, _ := strings.Cut(n.value, "|") // or a time of day
				v, _ := strconv.ParseFloat(figures, 64)
				n.weight, u.weight = mute, mute
				every := rhythm(u.value, v)
				u.value = "each " + every // no year that another could match
				r.facts = append(r.facts, fact{measure, "each " + every, loose, r.tokens[i].at, u.end, every})
				return
			}
		}
	}
}

// intervals has units and words for intervals in days or months.
var intervals = map[string]struct {
	n    float64
	unit string
}{
	"day": {1, "day"}, "week": {7, "day"}, "fortnight": {14, "day"}, "month": {1, "month"}, "two-months": {2, "month"},
	"quarter": {3, "month"}, "four-months": {4, "month"}, "half-year": {6, "month"}, "year": {12, "month"}, "two-years": {24, "month"},
	"three-years": {36, "month"}, "five-years": {60, "month"}, "decade": {120, "month"}, "century": {1200, "month"},
	"millennium": {12000, "month"},
}

// rhythm returns an interval of n units, in hours, days or months, so that quarterly is the same as every three months.
func rhythm(unit string, n float64) string {
	in, ok := intervals[unit]
	switch {
	case !ok:
		return number(n) + " " + unit
	case n == 15 && unit == "day":
		n = 14 // quince días, a fortnight
	}
	return number(n*in.n) + " " + in.unit
}

// part finds parts cited by a letter: annex A, section B. quantities finds those cited by a number.
func (r *reader) part(senses []sense, i int) {
	h := find(senses, parts, r.tokens, i)
	j := i + h.n
	if h.n == 0 || j >= len(r.tokens) || strings.Trim(r.between(j-1), " \u00a0(") != "" {
		return
	}
	t := r.tokens[j]
	if _, number := r.number(j); number || t.figure {
		r.found(parts, h.value, loose, i, j)
		return
	}
	if word := r.text[t.at:t.end]; len(word) == 1 && word >= "A" && word <= "Z" {
		r.found(label, word, firm, j, j+1)
		r.found(parts, h.value, loose, i, j)
	}
}

// letters finds things that are told apart by a capital letter, whatever they are: delegation C, option B, Room D.
func (r *reader) letters() {
	for i := 1; i < len(r.tokens); i++ {
		t := r.tokens[i]
		if t.end-t.at != 1 || r.text[t.at] < 'A' || r.text[t.at] > 'Z' || strings.Trim(r.between(i-1), " \u00a0\u202f") != "" {
			continue
		}
		before := r.tokens[i-1]
		if k := i - 1; r.at(links, k).n == 1 && slices.ContainsFunc(r.facts, func(f fact) bool {
			return k > 0 && f.kind == label && f.at == r.tokens[k-1].at
		}) { // delegations B and E
			r.found(label, r.text[t.at:t.end], loose, i, i+1)
			continue
		}
		word := r.text[before.at:before.end]
		if before.figure || len(word) < 3 || strings.ToUpper(word) == word ||
			strings.HasPrefix(r.text[t.end:], ".") && t.end+1 < len(r.text) ||
			t.end < len(r.text) && strings.ContainsRune("'’-&/", firstRune(r.text[t.end:])) {
			continue // an initial, or a line in capitals
		}
		if !slices.ContainsFunc(r.facts, func(f fact) bool { return f.at == t.at && (f.kind == label || f.kind == quantity) }) {
			r.found(label, r.text[t.at:t.end], loose, i, i+1)
		}
	}
}

// number reads token i as a Roman number. An ending in lower case is not part of it: XXe.
func (r *reader) number(i int) (n int, ok bool) {
	t := r.tokens[i]
	word := r.text[t.at:t.end]
	if t.figure || word == t.text {
		return 0, false
	}
	digits := strings.TrimRightFunc(word, unicode.IsLower)
	n = symbol.FromRoman(digits)
	return n, n > 0 && len(word)-len(digits) < 3 && (len(digits) > 1 || len(word) == 1 && n <= 10)
}

// enumerators finds the letters of list items: (a), b), (iv).
func (r *reader) enumerators() {
	if !strings.Contains(r.low, ")") {
		return
	}
	open := 0
	last := 0
	for i, t := range r.tokens {
		for _, c := range r.low[last:t.at] {
			switch c {
			case '(':
				open++
			case ')':
				open = max(0, open-1)
			}
		}
		last = t.end
		if t.figure || !strings.HasPrefix(r.low[t.end:], ")") || len(t.text) > 1 && symbol.FromRoman(strings.ToUpper(t.text)) == 0 ||
			len(t.text) > 4 {
			continue
		}
		bare := t.at == 0 || r.low[t.at-1] == ' ' && open == 0
		between := strings.HasSuffix(r.low[:t.at], "(") && !endsInLetter(r.low[:t.at-1]) // not the ending of migrant(s), but 3(b)
		if bare || between {
			r.found(label, t.text, firm, i, i+1)
		}
		if bare {
			open++ // its own bracket closes it
		}
	}
}

func endsInLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r)
}
