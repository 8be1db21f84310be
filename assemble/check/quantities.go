package check

import (
	"math"
	"strconv"
	"strings"
)

// quantities finds the numbers of a text, in figures and in words, with the shares, times and units that they are part of.
func (r *reader) quantities() {
	for i := 0; i < len(r.tokens); {
		next := i
		switch {
		case r.tokens[i].figure:
			next = r.figures(i)
		default:
			next = r.numberWords(i)
		}
		i = max(next, i+1)
	}
}

// quantity adds the number in tokens i to j, with a percent sign or word after it, or its unit, and returns the token after it.
func (r *reader) quantity(value float64, w weight, i, j int) int {
	if h := r.at(percent, j); h.n > 0 && strings.Trim(r.between(j-1), " \u00a0\u202f") == "" {
		r.found(quantity, number(value/100), w, i, j+h.n)
		return j + h.n
	}
	r.found(quantity, number(value), w, i, j)
	at := len(r.facts) - 1
	r.unit(i, j)
	r.measured(at, value)
	if u := r.facts[len(r.facts)-1]; u.kind == measure && u.value == "hour" && value <= 24 && value == math.Trunc(value) {
		f := &r.facts[at]
		f.value += "|" + f.value + ":00" // às 10 horas: a time, or how long
	}
	return j
}

// measured notes how long a number and its unit of time are together, for the number that is fact i and for its unit.
func (r *reader) measured(i int, value float64) {
	n := &r.facts[i]
	for k := max(i-1, 0); k < len(r.facts); k++ {
		u := &r.facts[k]
		if u.kind != measure || u.at < n.at || u.at > n.end+nearUnit {
			continue
		}
		n.length = lengthOf(value, u.value)
		u.length = n.length
		return
	}
}

// lengthOf returns how long a number of units of time are, in minutes or months; "" if the unit is none of time.
func lengthOf(n float64, unit string) string {
	switch in, known := intervals[unit]; {
	case unit == "minute":
		return number(n) + " minute"
	case unit == "hour":
		return number(n*minutesOfHour) + " minute"
	case known && in.unit == "day":
		return number(n*in.n*minutesOfDay) + " minute"
	case known:
		return number(n*in.n) + " " + in.unit
	}
	return ""
}

// period returns how long a unit without a number is, if it is itself a number of others: quinquenio, five years.
func period(unit string) string {
	switch unit {
	case "day", "week", "month", "year", "hour", "minute":
		return ""
	}
	return lengthOf(1, unit)
}

// nearUnit is the number of bytes between a number and its unit, with a word between them at the most.
const nearUnit = 12

const (
	minutesOfHour = 60
	minutesOfDay  = 24 * minutesOfHour
)

func number(v float64) string { return strconv.FormatFloat(v, 'g', 12, 64) }

// unit adds the unit or currency of the number in tokens i to j: after it, with at most one word between them, or directly before it.
func (r *reader) unit(i, j int) {
	for _, table := range []string{currencies, units} {
		for k := j; k <= j+1 && k < len(r.tokens) && strings.Trim(r.between(k-1), " -\u00a0\u202f'’") == ""; k++ {
			if h := r.at(table, k); h.n > 0 {
				r.found(measure, h.value, loose, k, k+h.n)
				r.tokens[k].unit = true
				return
			}
			if r.at(rhythms, k).n > 0 { // $2,000 a month
				break
			}
		}
	}
	for k := j; k <= j+1 && k < len(r.tokens) && strings.Trim(r.between(k-1), " \u00a0\u202f") == ""; k++ {
		if h := r.at(parts, k); h.n > 0 { // ten paragraphs
			r.found(measure, h.value, loose, k, k+h.n)
			return
		}
	}
	if h := r.at(currencies, i-1); h.n == 1 && strings.Trim(r.between(i-1), " \u00a0\u202f") == "" {
		r.found(measure, h.value, loose, i-1, i)
	}
}

// figures reads an expression that begins with the figures of token i: a date, a time of day, a fraction, or a number with a scale after it
// (3 million). It returns the token after it.
func (r *reader) figures(i int) int {
	ts := r.tokens
	if j := r.written(i); j > i {
		return j
	}
	if j := r.clock(i); j > i {
		return j
	}
	if r.stopped(i) {
		return i + 1
	}
	j := i + 1
	text := ts[i].text
	for j < len(ts) && ts[j].figure && r.between(j-1) == " " && ts[i].text != "0" && len(text) == digits(text) && len(ts[i].text) <= 3 &&
		inThousands(ts[j].text) {
		text += ts[j].text // 10 000, 10 000,50
		j++
	}
	v, err := strconv.ParseFloat(figureValue(text), 64)
	if err != nil {
		r.found(quantity, text, firm, i, j) // 1.2.3
		return j
	}
	v, j = r.scaled(v, j)
	if share, end := r.ratio(v, j); end > j {
		return r.quantity(share, firm, i, end)
	}
	v, j = r.withHalf(v, j)
	return r.quantity(v, firm, i, j)
}

// ratio returns the share that a number, before token from, is of another, and the token after it: three out of four, tres de cada
// cuatro; from if it is none.
func (r *reader) ratio(v float64, from int) (float64, int) {
	j := from
	h := r.at(ratios, j)
	for n := 0; h.n == 0 && n < betweenRatio && strings.Trim(r.between(j), " \u00a0") == ""; n++ { // one vessel in five
		for _, table := range []string{percent, units, currencies, cardinals, ordinals} {
			if r.at(table, j).n > 0 {
				return v, from // 15 percent in 2022
			}
		}
		j++
		h = r.at(ratios, j)
	}
	k := j + h.n
	if h.n == 0 || k >= len(r.tokens) || strings.Trim(r.between(j-1)+r.between(k-1), " \u00a0") != "" {
		return v, from
	}
	of, end, ordinal := r.spelled(k)
	if r.tokens[k].figure {
		of, end = float64(r.whole(k)), k+1
		if len(r.tokens[k].text) == yearDigits {
			return v, from // one in 2022
		}
	}
	if end == k || ordinal || of <= v || of > largestWhole || v < 1 || r.at(units, end).n > 0 || r.at(percent, end).n > 0 ||
		r.months[r.text[r.tokens[min(end, len(r.tokens)-1)].at:r.tokens[min(end, len(r.tokens)-1)].end]] != "" {
		return v, from
	}
	return v / of, end
}

// betweenRatio is the number of words that can be between a number and the word before its whole.
const betweenRatio = 2

// largestWhole is the largest number of which a share is given in this way: one in a hundred thousand.
const largestWhole = 100_000

// inThousands reports whether figures after a space can be the thousands of the number before it: three digits, and nothing else but
// decimals.
func inThousands(s string) bool {
	return digits(s) == 3 && (len(s) == 3 || len(s) > 4 && digits(s[4:]) == len(s)-4 && len(s)-4 != 3)
}

// withHalf adds the half that follows the number before token j: two and a half million, dos millones y medio, dos años y medio. It
// returns the token after it; j if there is none.
func (r *reader) withHalf(v float64, j int) (float64, int) {
	joined := func(k int) bool { return strings.Trim(r.between(k-1), " -\u00a0\u202f") == "" }
	if h := r.at(halves, j); h.n > 0 && joined(j) {
		if f, scale := factor(r.at(cardinals, j-1).value); scale {
			return v + float64(f/2), j + h.n
		}
		return r.scaled(v+0.5, j+h.n)
	}
	if u := r.at(units, j); u.n > 0 && joined(j) {
		if h := r.at(halves, j+u.n); h.n > 0 && joined(j+u.n) {
			r.found(measure, u.value, loose, j, j+u.n)
			r.tokens[j].unit = true
			return v + 0.5, j + u.n + h.n
		}
	}
	return v, j
}

// joined reports whether a number in figures follows token i, with only a sign between them.
func (r *reader) joined(i int, sign string) bool {
	return i+1 < len(r.tokens) && r.tokens[i+1].figure && r.between(i) == sign
}

func (r *reader) whole(i int) int {
	n, _ := strconv.Atoi(r.tokens[i].text) // 1,500 is not part of a date
	return n
}

// written reads a date or a fraction written with hyphens or slashes, and returns the token after it.
func (r *reader) written(i int) int {
	switch {
	case r.joined(i, "-") && r.joined(i+1, "-") && len(r.tokens[i].text) == 4 && r.whole(i+1) <= 12: // 2018-05-03
		r.found(quantity, number(float64(r.whole(i))), firm, i, i+1)
		r.found(month, strconv.Itoa(r.whole(i+1)), loose, i+1, i+2)
		r.found(quantity, number(float64(r.whole(i+2))), firm, i+2, i+3)
		return i + 3
	case r.joined(i, "/") && r.joined(i+1, "/"): // 3/5/2018: either number can be the month
		for _, k := range []int{i, i + 1} {
			r.found(quantity, number(float64(r.whole(k))), mute, k, k+1)
			r.found(month, strconv.Itoa(r.whole(k)), mute, k, k+1)
		}
		r.found(quantity, number(float64(r.whole(i+2))), firm, i+2, i+3)
		return i + 3
	case r.joined(i, "/") && r.whole(i+1) > r.whole(i) && len(r.tokens[i+1].text) < 3: // 2/3
		return r.quantity(float64(r.whole(i))/float64(r.whole(i+1)), firm, i, i+2)
	}
	return i
}

// clock reads a time of day, and returns the token after it: 15:30, 15 h 30, 3 p.m.
func (r *reader) clock(i int) int {
	ts := r.tokens
	if r.whole(i) > 24 || len(ts[i].text) > 2 {
		return i
	}
	glued := func(k int) bool { return strings.TrimSpace(r.between(k)) == "" }
	switch {
	case r.joined(i, ":") && len(ts[i+1].text) == 2:
		return r.time(r.whole(i), ts[i+1].text, i, i+2)
	case i+1 < len(ts) && ts[i+1].text == "h" && glued(i):
		if i+2 < len(ts) && ts[i+2].figure && len(ts[i+2].text) == 2 && glued(i+1) {
			return r.time(r.whole(i), ts[i+2].text, i, i+3)
		}
		return r.time(r.whole(i), "00", i, i+2)
	}
	if h, _ := r.afternoon(i + 1); h > 0 {
		return r.time(r.whole(i), "00", i, i+1)
	}
	return i
}

// stopped reads a time of day, or a decimal, written with a full stop: 17.30. The other language shows which of the two it is.
func (r *reader) stopped(i int) bool {
	hour, minute, ok := strings.Cut(r.tokens[i].text, ".")
	h, _ := strconv.Atoi(hour)
	m, err := strconv.Atoi(minute)
	if !ok || err != nil || len(minute) != 2 || h > 24 || m > 59 || r.at(percent, i+1).n > 0 {
		return false
	}
	if n, _ := r.afternoon(i + 1); n > 0 {
		r.time(h, minute, i, i+1)
		return true
	}
	v, _ := strconv.ParseFloat(r.tokens[i].text, 64)
	if _, k := r.scaled(v, i+1); k > i+1 {
		return false
	}
	r.found(quantity, number(v)+"|"+strconv.Itoa(h)+":"+minute, firm, i, i+1)
	r.unit(i, i+1)
	return true
}

// A halfDay is a word for the time before or after noon, as tokens: a.m. is "a", "m".
type halfDay struct {
	parts   []string
	stopped bool // an abbreviation, which is also written as one word: am
	pm      bool
}

// halfDays returns the words of the languages of the texts for the time before and after noon.
func (p *Pass) halfDays() []halfDay {
	var out []halfDay
	add := func(words []string, pm bool) {
		for _, w := range words {
			h := halfDay{stopped: strings.Contains(w, "."), pm: pm}
			for _, x := range wordsOf(fold(w)) {
				h.parts = append(h.parts, x.text)
			}
			if len(h.parts) > 0 {
				out = append(out, h)
			}
		}
	}
	am, pm := p.Locales.HalfDays(p.written())
	add(am, false)
	add(pm, true)
	return out
}

// afternoon reads a word for the time before or after noon at token i. It returns its number of tokens, 0 if there is none, and whether the
// time is after noon.
func (r *reader) afternoon(i int) (n int, pm bool) {
	const spaces = " \u00a0\u202f"
	if i >= len(r.tokens) || strings.Trim(r.between(i-1), spaces) != "" {
		return 0, false
	}
	for _, h := range r.halfDays {
		between := ""
		if h.stopped {
			between = "."
		}
		if h.stopped && r.tokens[i].text == strings.Join(h.parts, "") {
			return 1, h.pm
		}
		k := 0
		for k < len(h.parts) && i+k < len(r.tokens) && r.tokens[i+k].text == h.parts[k] {
			if k > 0 && strings.TrimRight(r.between(i+k-1), spaces) != between {
				break
			}
			k++
		}
		if k == len(h.parts) {
			return k, h.pm
		}
	}
	return 0, false
}

// time adds the time of day in tokens i to j, on the 24-hour clock, and returns the token after it.
func (r *reader) time(hour int, minute string, i, j int) int {
	n, pm := r.afternoon(j)
	switch {
	case pm && hour < 12:
		hour += 12
	case n > 0 && !pm && hour == 12:
		hour = 0
	}
	r.found(quantity, strconv.Itoa(hour)+":"+minute, firm, i, j)
	return j + n
}

// scaled multiplies a number by the scale that follows at token j: 3 million, 3 mil millones.
func (r *reader) scaled(v float64, j int) (float64, int) {
	for {
		h := r.at(cardinals, j)
		f, ok := factor(h.value)
		if !ok || f < 1000 || strings.Trim(r.between(j-1), " \u00a0\u202f") != "" {
			return v, j
		}
		v, j = v*f, j+h.n
	}
}

func factor(value string) (float64, bool) {
	digits, ok := strings.CutPrefix(value, "x")
	if !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(digits, 64)
	return f, err == nil
}

// share reads a share in words at token i, and returns the token after it: two thirds, half a million, half an hour.
func (r *reader) share(i int) int {
	h := r.at(fractions, i)
	if h.n == 0 {
		return i
	}
	share, ordinal, either := strings.Cut(h.value, "|")
	a, b, _ := strings.Cut(share, "/")
	x, _ := strconv.ParseFloat(a, 64)
	y, err := strconv.ParseFloat(b, 64)
	if err != nil || y <= 0 {
		return i
	}
	j := i + h.n
	last := j + 1 // half a million, medio millón
	if last < len(r.tokens) && len(r.tokens[j].text) <= 2 {
		last++ // a quarter of a million
	}
	for k := j; k <= last; k++ {
		if v, end := r.scaled(x/y, k); end > k {
			return r.quantity(v, firm, i, end)
		}
	}
	w := firm
	if y == 2 {
		w = loose
	}
	value := number(x / y)
	for k := j; k <= j+1 && y == 2; k++ {
		if u := r.at(units, k); u.n > 0 && (k == j || len(r.tokens[j].text) <= 2) { // half an hour
			w = firm
			if u.value == "hour" {
				value += "|30" // minutes
			}
		}
	}
	if either {
		value += "|" + ordinal // a third: a share, or one more
	}
	r.found(quantity, value, w, i, j)
	return j
}

// numberWords reads a number, share or multiple in words, or a Roman number, at token i, and returns the token after it.
func (r *reader) numberWords(i int) int {
	if h := r.at(weekdays, i); h.n > 0 {
		return i + h.n // segunda-feira
	}
	if u := r.at(units, i); u.n > 0 && r.at(halves, i+u.n).n > 0 && strings.Trim(r.between(i+u.n-1), " \u00a0") == "" {
		if v, j := r.withHalf(1, i); j > i { // menos de año y medio
			return r.quantity(v, firm, i, j)
		}
	}
	if r.at(spans, i).n <= r.at(fractions, i).n { // meio-dia is no half
		if j := r.share(i); j > i {
			return j
		}
	}
	if h := r.at(multiples, i); h.n > 0 {
		r.found(quantity, "times "+h.value, loose, i, i+h.n) // with |2: twice a year, two meetings a year
		return i + h.n
	}
	if h := r.at(spans, i); h.n > 0 {
		w := mute
		if strings.Contains(h.value, ":") {
			w = loose // a time of day
		}
		r.found(quantity, h.value, w, i, i+h.n)
		return i + h.n
	}
	if n, ok := r.number(i); ok {
		w := mute
		if r.cited(i) {
			w = firm
		}
		if w == firm || len(r.tokens[i].text) > 1 {
			r.found(quantity, number(float64(n)), w, i, i+1)
			return i + 1
		}
	}
	v, j, ordinal := r.spelled(i)
	if j > i && !ordinal {
		if share, end := r.ratio(v, j); end > j {
			return r.quantity(share, firm, i, end)
		}
		if w, end := r.withHalf(v, j); end > j {
			return r.quantity(w, firm, i, end)
		}
	}
	switch {
	case j == i:
		return i
	case v == 1 && !ordinal && j == i+1 && r.at(percent, j).n == 0:
		r.found(quantity, "1", mute, i, j) // usually an article
		at := len(r.facts) - 1
		r.unit(i, j)
		r.measured(at, 1)
		return j
	case v <= 2 || ordinal && v <= 3:
		return r.quantity(v, loose, i, j)
	}
	return r.quantity(v, firm, i, j)
}

// cited reports whether token i is next to the name of a part that is cited by number: section III, siglo XX, XXe siècle.
func (r *reader) cited(i int) bool {
	if r.at(parts, i+1).n > 0 && strings.Trim(r.between(i), " \u00a0") == "" {
		return true
	}
	for n := 1; n <= 3 && n <= i; n++ {
		if h := r.at(parts, i-n); h.n == n {
			return strings.Trim(r.between(i-1), " \u00a0") == ""
		}
	}
	if i >= 2 && (r.at(links, i-1).n == 1 || len(r.tokens[i-1].text) <= 2) { // annexes I and II, chapters I to V
		if _, ok := r.number(i - 2); ok {
			return r.cited(i - 2)
		}
	}
	return false
}

// spelled reads a number in words from token i: its parts are in descending order (two hundred and fifty-four), and each is less than the
// place value of the part before it.
func (r *reader) spelled(i int) (value float64, end int, ordinal bool) {
	total, part, room := 0.0, 0.0, math.Inf(1) // the next part must be less than room
	largest := math.Inf(1)                     // the last scale of thousands used
	j := i
	for j < len(r.tokens) {
		k := j
		if j > i {
			if gap := strings.Trim(r.between(j-1), "-\u00a0\u202f "); gap != "" {
				break
			}
			if r.lexicon.joins[r.tokens[j].text]&placeOf(room) != 0 {
				k++
			}
		}
		h, isOrdinal := r.at(cardinals, k), false
		if o := r.at(ordinals, k); o.n > 0 && o.n >= h.n {
			h, isOrdinal = o, true
		}
		if h.n == 0 || ordinal && !isOrdinal {
			break
		}
		if f, ok := factor(h.value); ok {
			switch {
			case k > j:
				return total + part, j, ordinal
			case f == 100 && part < 100:
				part, room = max(part, 1)*f, f
			case f >= 1000 && f < largest:
				total, part, room, largest = total+float64(max(part, 1)*f), 0, f, f
			case f > largest: // dos mil trescientos millones
				total, part, room, largest = (total+part)*f, 0, f, f
			default:
				return total + part, j, ordinal
			}
		} else {
			v, err := strconv.ParseFloat(h.value, 64)
			if err != nil || v >= room || j > i && v == 0 {
				return total + part, j, ordinal
			}
			part += v
			if room = place(v); isOrdinal && v == 10 {
				room = 10 // décimo primero
			}
		}
		j, ordinal = k+h.n, isOrdinal
	}
	return total + part, j, ordinal
}

// place returns the place value of the last digit of a part of a number: 1 for 7 and 17, 10 for 20, 100 for 300.
func place(v float64) float64 {
	switch {
	case v >= 100 && math.Mod(v, 100) == 0:
		return 100
	case v >= 20 && math.Mod(v, 10) == 0:
		return 10
	}
	return 1
}

func placeOf(room float64) int {
	switch {
	case math.IsInf(room, 1) || room <= 1:
		return 0
	case room <= 10:
		return tens
	case room <= 100:
		return hundreds
	}
	return thousands
}
