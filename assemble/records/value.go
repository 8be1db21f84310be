package records

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/intake"
	"omnibus/assemble/matrix"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
)

// value returns the value of a cell in the form of the records. If the cell cannot be imported, it reports that, and ok is false.
func (im *Import) value(k *input.Kind, f *input.Field, head, at string, cell matrix.ReturnedCell) (string, bool) {
	switch {
	case cell.Error:
		im.refuse("E1102", at, "the cell shows the error %s", cell.Text).Hint("write the value instead")
		return "", false
	case cell.Formula:
		im.refuse("E1102", at, "the cell contains a formula, and formulas are not imported").Hint("copy the cell and paste it as a value")
		return "", false
	}
	raw := strings.Join(strings.Fields(cell.Text), " ")
	if raw == "" {
		return "", true
	}
	if !f.List() {
		return im.one(k, f, head, at, raw, cell.Date)
	}
	if f.Key == "authors" && im.form && im.lookup.ref(raw, f) == "" && !strings.Contains(raw, ";") {
		if ids := im.authors(raw); ids != nil {
			return joined(ids), true
		}
	}
	var out []string
	for _, part := range im.parts(f, raw) {
		v, ok := im.one(k, f, head, at, part, cell.Date)
		if !ok {
			return "", false
		}
		if v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return joined(out), true
}

// bare returns a list without the brackets that enclose it in the files of a term.
func bare(raw string) string {
	if in, ok := strings.CutPrefix(raw, "["); ok && strings.HasSuffix(in, "]") && !strings.ContainsAny(in[:len(in)-1], "[]") {
		return strings.TrimSpace(in[:len(in)-1])
	}
	return raw
}

// parts splits the values of a list. Commas count as separators if there are no others and no part is a value with a comma.
func (im *Import) parts(f *input.Field, raw string) []string {
	raw = bare(raw)
	if strings.Contains(raw, ";") || !strings.Contains(raw, ",") {
		return split(raw)
	}
	switch f.Sort() {
	case input.SortTag, input.SortSpan, input.SortKey:
		return strings.Split(raw, ",")
	case input.SortWord:
		if !spacedPart.MatchString(raw) {
			return strings.Split(raw, ",")
		}
	case input.SortRef:
		if im.lookup.ref(raw, f) == "" {
			return strings.Split(raw, ",")
		}
	}
	return split(raw)
}

var (
	spacedPart   = regexp.MustCompile(`[^,\s]\s+[^,\s]`) // a part of a list with a space inside
	leadingZeros = regexp.MustCompile(`^\d+(\.0+)?$`)
	clockForm    = regexp.MustCompile(`^(\d{1,2})(?:[:.hH ](\d{2}))?(?::00)?\s*(a\.?\s?m\.?|p\.?\s?m\.?|h|hrs?\.?)?$`)
	dashes       = strings.NewReplacer("–", "-", "—", "-", "−", "-", "‑", "-")
)

// one returns a single value. In one piece: one case per sort of value.
func (im *Import) one(k *input.Kind, f *input.Field, head, at, raw string, isDate bool) (string, bool) {
	raw = strings.TrimSpace(raw)
	switch f.Sort() {
	case input.SortRef:
		if id := im.lookup.ref(raw, f); id != "" {
			return id, true
		}
		if id := im.saidRef(f, raw); id != "" {
			return id, true
		}
		d := im.refuse("E1107", at, "%q is not a record that %q can name", raw, strings.TrimSuffix(head, " *"))
		if near := diag.Nearest(raw, im.lookup.like(f)); near != "" {
			d.Hint("did you mean %q?", near)
		} else if im.form && (f.Key == "base" || f.Key == "after") {
			d.Hint("write the number of the paragraph on the paper, such as: OP 7, or choose from the list at the end of the form")
		} else if im.form {
			d.Hint("choose from the list in the form; a record that is not in it must first be added to the records")
		} else {
			d.Hint("choose from the list, or add a row for a new record")
		}
		return "", false
	case input.SortKey:
		if f.Key == "operation" && im.lookup.word(f.Key, f.Words(), raw) == "" {
			if o := im.operation(raw); o != "" {
				return o, true
			}
		}
		return im.choice(f.Key, f.Words(), head, at, raw)
	case input.SortFlag:
		if v := im.lookup.word("choice", []string{"true", "false"}, raw); v != "" {
			return v, true
		}
		switch folded(raw) {
		case "x", "✓", "1", "y":
			return "true", true
		case "0":
			return "false", true
		}
		return im.choice("choice", []string{"true", "false"}, head, at, raw)
	case input.SortTag:
		for tag, names := range im.Work.Locales.LanguageNames() {
			if folded(tag) == folded(raw) || slices.ContainsFunc(names, func(n string) bool { return folded(n) == folded(raw) }) {
				return tag, true
			}
		}
	case input.SortDay:
		return im.day(at, raw, isDate)
	case input.SortNumber:
		if n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(raw, ".0"), ".")); err == nil && leadingZeros.MatchString(raw) {
			return strconv.Itoa(n), true
		}
	case input.SortSpan:
		raw = strings.ReplaceAll(dashes.Replace(raw), " ", "")
		if isDate {
			im.refuse("E1105", at, "a program has turned the range into a date").
				Hint("format the cell as text, and write it again")
			return "", false
		}
	case input.SortClock:
		if v := clockOf(raw); v != "" {
			return v, true
		}
	case input.SortAddress:
		if strings.HasPrefix(strings.ToLower(raw), "www.") {
			raw = "https://" + raw
		}
	}
	if vocabulary(f) != "" {
		if v := im.lookup.word(groupOf(f), workbook.Vocabulary(groupOf(f)), raw); v != "" {
			return v, true
		}
	}
	if isDate && f.Sort() != input.SortDay {
		im.refuse("E1105", at, "a program has turned the words into the date %s", raw).
			Hint("format the cell as text, and write it again")
		return "", false
	}
	text, _ := source.Text{String: raw}.Clean()
	raw = strings.Join(strings.Fields(text.String), " ")
	if f.Sort() == input.SortWord {
		if x, _, ok := symbol.Fix(raw); ok && f.Key == "symbol" {
			raw = x.String()
		}
	}
	if why, hint := f.Wrong(raw); why != "" {
		im.refuse("E1112", at, "%s", why).Hint("%s", cmp.Or(hint, im.hintOf(k, f)))
		return "", false
	}
	return raw, true
}

// choice returns a word of a closed list.
func (im *Import) choice(key string, words []string, head, at, raw string) (string, bool) {
	if v := im.lookup.word(key, words, raw); v != "" {
		return v, true
	}
	var shown []string
	for _, w := range words {
		shown = append(shown, im.names.word(key, w))
	}
	d := im.refuse("E1106", at, "%q is not an entry of %q", raw, strings.TrimSuffix(head, " *"))
	if near := diag.Nearest(raw, shown); near != "" {
		d.Hint("did you mean %q?", near)
	} else {
		d.Hint("the entries are %s", strings.Join(shown, ", "))
	}
	return "", false
}

// day returns a date in the form of the records.
func (im *Import) day(at, raw string, isDate bool) (string, bool) {
	if isDate {
		if d, err := date.Parse(raw); err == nil {
			return d.String(), true
		}
	}
	switch d, either := im.dates.Read(raw); {
	case either != nil:
		im.refuse("E1105", at, "%q may be %s or %s", raw, either[0], either[1]).Hint("write the intended one")
		return "", false
	case d.IsZero():
		x := im.refuse("E1105", at, "%q is not a date", raw)
		if intake.DayNumber(raw) {
			x.Hint("a program has turned the date into a number: give the cell a date format")
		}
		x.Hint("write it as 2024-03-04, or 2024-03 if the day is not known")
		return "", false
	default:
		return d.String(), true
	}
}

// clockOf returns a time of day in the form of the records, or "" if s is not one. Programs store a time as a fraction of a day.
func clockOf(s string) string {
	const minutesOfDay = 24 * 60
	if f, err := strconv.ParseFloat(s, 64); err == nil && f > 0 && f < 1 && isFraction(s, f) {
		minutes := min(int(math.Round(float64(f*minutesOfDay))), minutesOfDay-1) // a day has no 24:00
		return pad(minutes/60) + ":" + pad(minutes%60)
	}
	m := clockForm.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil || m[2] == "" && m[3] == "" {
		return ""
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(cmp.Or(m[2], "0"))
	switch half := strings.ToLower(m[3]); {
	case strings.HasPrefix(half, "p") && hour < 12:
		hour += 12
	case strings.HasPrefix(half, "a") && hour == 12:
		hour = 0
	}
	if hour > 23 || minute > 59 {
		return ""
	}
	return pad(hour) + ":" + pad(minute)
}

// isFraction reports whether s is f in the form in which programs write a fraction of a day: 0.375, 0.25. People also write 0.30 for 00:30:
// with two decimals, only a time of whole five minutes is a fraction.
func isFraction(s string, f float64) bool {
	const fiveMinutesOfDay = 24 * 12
	_, decimals, _ := strings.Cut(s, ".")
	if len(decimals) != len("30") {
		return decimals != ""
	}
	fives := float64(f * fiveMinutesOfDay)
	return decimals[1] != '0' && math.Abs(fives-math.Round(fives)) < 1e-9
}

func pad(n int) string {
	s := strconv.Itoa(n)
	if n < 10 {
		s = "0" + s
	}
	return s
}

// A lookup finds records and words by the text that people write for them.
type lookup struct {
	im    *Import
	ids   map[string][]string // ids of records, by folded name
	added map[string][]string // ids of new records, by folded name
	built bool
}

func newLookup(im *Import) *lookup { return &lookup{im: im, added: map[string][]string{}} }

// fits reports whether a record is of a kind to which a field can refer. New records are checked by their own kind.
func (x *lookup) fits(id string, f *input.Field) bool {
	if id == "" {
		return false
	}
	if f == nil {
		return true
	}
	if id == f.Or() {
		return true
	}
	kind := ""
	if r, ok := x.im.Work.Records.ByID[id]; ok {
		kind = r.Ident().Kind
	}
	for _, n := range x.im.added {
		if n.id == id && n.slot.kind != nil { // a new heading of the introduction is no record
			kind = n.slot.kind.Name
		}
	}
	return slices.Contains(f.Names(), kind)
}

// ref returns the id of the record that a text names, or "" if there is none, or more than one. f is the field that contains the text, or
// nil.
func (x *lookup) ref(s string, f *input.Field) string {
	s = strings.TrimSpace(s)
	key := folded(s)
	if _, ok := x.im.Work.Records.ByID[s]; ok && x.fits(s, f) || f != nil && s == f.Or() && s != "" {
		return s
	}
	for _, id := range x.im.back.Names[key] {
		if x.fits(id, f) && x.there(id) {
			return id
		}
	}
	for _, k := range []string{key, keyOf(s)} {
		for _, id := range x.added[k] {
			if x.fits(id, f) {
				return id
			}
		}
	}
	if id := x.ranged(s); id != "" && f != nil && slices.Contains(f.Names(), kindMandate) {
		return id
	}
	x.build()
	var found []string
	for _, k := range []string{key, source.Fold(key), keyOf(s)} {
		for _, id := range x.ids[k] {
			if x.fits(id, f) && !slices.Contains(found, id) {
				found = append(found, id)
			}
		}
		if len(found) > 0 {
			break
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	if len(found) == 0 {
		return x.fresh(s, f)
	}
	return ""
}

// ranged returns the id of an operative paragraph of a new resolution that is only in its ranges.
func (x *lookup) ranged(s string) string {
	symbol, number, _ := strings.Cut(keyOf(s), " op ")
	n, err := strconv.Atoi(number)
	if err != nil {
		return ""
	}
	for _, id := range x.added[symbol] {
		return input.MandateID(id, n)
	}
	return ""
}

// fresh returns the id of the new record that a text names by its future name (a number, a day or a session first, then its first words),
// or "" if there is none, or more than one.
func (x *lookup) fresh(s string, f *input.Field) string {
	head, words := "", folded(s)
	if i := strings.LastIndex(words, ": "); i > 0 {
		head, words = words[:i], words[i+len(": "):]
	}
	words, cut := strings.CutSuffix(words, " …")
	found := ""
	for _, n := range x.im.added {
		if !x.fits(n.id, f) {
			continue
		}
		title := strings.ReplaceAll(folded(n.title), ";", ",")
		day, _, _ := strings.Cut(words, ", ")
		switch {
		case n.day != "" && (words == n.day || day == n.day && strings.HasSuffix(words, ", "+title)):
		case head != "" && title == words, cut && strings.HasPrefix(title, words):
		case head != "" && strings.HasPrefix(title, words) && len(strings.Fields(words)) >= beginning:
		default:
			continue
		}
		if found != "" && found != n.id {
			return ""
		}
		found = n.id
	}
	return found
}

func (x *lookup) there(id string) bool {
	_, ok := x.im.Work.Records.ByID[id]
	return ok || id == input.End || x.im.taken[id]
}

// opForm matches a symbol followed by the number of a paragraph, with up to two words between them.
var opForm = regexp.MustCompile(`^(.*\))[,;]?\s*(?:\pL+\.?\s*){0,2}(\d+)$`)

// keyOf returns the key of a symbol, or of a symbol with the number of a paragraph, with whatever spacing they are written.
func keyOf(s string) string {
	number := ""
	if m := opForm.FindStringSubmatch(s); m != nil {
		s, number = m[1], m[2]
	}
	y, _, ok := symbol.Fix(s)
	switch {
	case !ok:
		return ""
	case number != "":
		return y.Key() + " op " + number
	}
	return y.Key()
}

// build collects the names of all records, in all languages.
func (x *lookup) build() {
	if x.built {
		return
	}
	x.built, x.ids = true, map[string][]string{}
	learn := func(name, id string) {
		for _, k := range []string{folded(name), source.Fold(folded(name))} {
			if k != "" && !slices.Contains(x.ids[k], id) {
				x.ids[k] = append(x.ids[k], id)
			}
		}
	}
	learn(x.im.lang.T("records.end", nil), input.End)
	for _, s := range all {
		for _, r := range x.im.term.Rows[s.id] {
			if !r.Kind.IsRecord() || r.prose != nil {
				continue
			}
			name := x.im.names.of(r.Key)
			learn(name, r.Key)
			if number, _, ok := strings.Cut(name, ": "); ok {
				learn(number, r.Key)
			}
			x.aliases(r.Key, learn)
		}
	}
	for id := range x.im.Work.Records.ByID {
		if o, ok := x.im.Work.Records.ByID[id].(*input.Officer); ok {
			for _, l := range x.im.tags() {
				learn((&names{t: x.im.term, l: x.im.Work.Locales.Locale(l)}).post(o), id)
			}
			learn(x.im.names.of(id), id)
			learn(o.Name.String, id)
		}
	}
}

// aliases calls learn with the other names of a record.
func (x *lookup) aliases(id string, learn func(name, id string)) {
	switch r := x.im.Work.Records.ByID[id].(type) {
	case *input.Entry:
		for _, f := range r.Forms {
			learn(f.Name.String, id)
			learn(f.Acronym.String, id)
			for _, v := range f.Also() {
				learn(v.String, id)
			}
		}
		learn(r.Symbol.String, id)
	case *input.Resolution:
		x.ids[keyOf(r.Symbol.String)] = append(x.ids[keyOf(r.Symbol.String)], id)
	case *input.Mandate:
		k := keyOf(r.Resolution.Symbol.String) + " op " + strconv.Itoa(r.Number)
		x.ids[k] = append(x.ids[k], id)
	case *input.Meeting:
		learn(r.Date.String(), id)
		x.texts(r.Title, id, learn)
	case *input.Session:
		x.texts(r.Title, id, learn)
	case *input.DraftSection:
		x.texts(r.Title, id, learn)
	case *input.Paper:
		x.texts(r.Title, id, learn)
	}
}

func (x *lookup) texts(t input.Text, id string, learn func(name, id string)) {
	learn(t.String, id)
	for _, l := range x.im.Work.Locales.Languages() {
		if tr := x.im.Work.Locales.Lookup(t, l); !tr.Missing() {
			learn(tr.Text.String, id)
		}
	}
}

// like returns the names of possible values of a field, for a suggestion.
func (x *lookup) like(f *input.Field) []string {
	const many = 3_000
	var out []string
	for _, id := range x.im.names.candidates(f) {
		if len(out) < many {
			out = append(out, x.im.names.of(id))
		}
	}
	return out
}

// tags returns the languages in which words are looked up, that of the workbook first.
func (im *Import) tags() []string {
	return append([]string{im.lang.Tag}, im.Work.Locales.Languages()...)
}

// word returns the word of a closed list or of a vocabulary that a text represents in any language, or "" if there is none.
func (x *lookup) word(key string, words []string, raw string) string {
	want := []string{folded(raw), source.Fold(folded(raw))}
	for _, w := range words {
		if folded(w) == want[0] {
			return w
		}
	}
	for _, tag := range x.im.tags() {
		l := x.im.Work.Locales.Locale(tag)
		if l == nil {
			continue
		}
		for _, w := range words {
			shown := wordIn(l, key, w)
			if key == rowColumn {
				shown = kindLabel(l, w)
			}
			if s := folded(shown); s == want[0] || source.Fold(s) == want[1] {
				return w
			}
		}
	}
	return ""
}
