package locale

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
)

// T returns the label of a key with data in its placeholders: words, whole numbers, dates. A preposition before a placeholder fuses with
// the article at the beginning of the value. For a date whose day is unknown, T uses the form <key>-month of the label, if there is one. If
// a label is missing, or a placeholder has no value, T reports an error once, and uses the label of the reference language; the result is
// never silently empty.
func (l *Locale) T(key string, data map[string]any) string { return l.localize(key, nil, data) }

// N returns a label that depends on a count, as T does. The count is the placeholder N, written in the manner of the language.
func (l *Locale) N(key string, count int, data map[string]any) string {
	all := map[string]any{"N": l.Number(count)}
	for k, v := range data {
		all[k] = v
	}
	return l.localize(key, count, all)
}

// Rest returns what follows a prefix in the keys of the labels that begin with it, sorted.
func (l *Locale) Rest(prefix string) []string {
	var out []string
	for key := range l.labels {
		if k, in := strings.CutPrefix(key, prefix); in {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// Has reports whether the language has a label for a key.
func (l *Locale) Has(key string) bool { return l.labels[key] != nil }

// patterns lists the labels that are regular expressions (RE2).
var patterns = []string{
	"drafting.infinitive",
	"drafting.present",
	"drafting.resources",
	"drafting.mandates-from",
	"drafting.imperative",
}

// Pattern returns a label that is a regular expression, and compiles it once. It returns nil if the language has none or is a
// pseudo-language, and if the label is invalid, which it reports.
func (l *Locale) Pattern(key string) *regexp.Regexp {
	l.set.mu.Lock()
	re, ok := l.compiled[key]
	l.set.mu.Unlock()
	if ok {
		return re
	}
	if m := l.labels[key]; m != nil && m.Other != "" && l.pseudo == nil {
		var err error
		if re, err = regexp.Compile(m.Other); err != nil {
			l.report(
				key,
				"label %q of %s is not a regular expression: %s",
				key,
				l.Tag,
				strings.TrimPrefix(err.Error(), "error parsing regexp: "),
			)
		}
	}
	l.set.mu.Lock()
	defer l.set.mu.Unlock()
	if l.compiled == nil {
		l.compiled = map[string]*regexp.Regexp{}
	}
	l.compiled[key] = re
	return re
}

func (l *Locale) localize(key string, count any, data map[string]any) string {
	asked, given := key, data
	key, data = l.dated(key, data)
	localizer := l.localizer
	if m := l.labels[key]; m != nil && count == nil {
		if text, ok := l.filled(m.pieces, data); ok {
			return text
		}
	} else if m != nil && isPlural(m.Message) {
		localizer = l.counted
	}
	text, _, err := localizer().LocalizeWithTag(&i18n.LocalizeConfig{
		MessageID: key, PluralCount: count, TemplateData: data, TemplateParser: slots{l},
	})
	if err == nil {
		return text
	}
	var notFound *i18n.MessageNotFoundErr
	if !errors.As(err, &notFound) {
		l.report(key, "label %q of %s cannot be written: %s", key, l.Tag, plainError(err))
		return "‹" + key + "›"
	}
	for _, other := range l.bases() {
		if other.Has(key) {
			return other.localize(asked, count, given)
		}
	}
	l.report(key, "label %q is missing in %s", key, l.name())
	return "‹" + key + "›"
}

// bases returns the languages whose labels replace missing labels of l, in order: the language that l declares as language.fallback, the
// language of which l is a variant, the bases of these, and the reference language.
func (l *Locale) bases() []*Locale {
	out := []*Locale{l}
	add := func(tag string) {
		if other := l.set.of(tag); other != nil && !slices.Contains(out, other) && len(other.labels) > 0 {
			out = append(out, other)
		}
	}
	for i := 0; i < len(out); i++ {
		add(out[i].entry("language.fallback"))
		for tag := out[i].Tag; strings.Contains(tag, "-"); {
			tag = tag[:strings.LastIndexByte(tag, '-')]
			add(tag)
		}
	}
	add(Reference)
	return out[1:]
}

// wanted returns the keys of the labels that every language should have, sorted.
func (l *Locale) wanted() []string {
	out := slices.Clone(required)
	if ref := l.set.of(Reference); ref != nil {
		for key := range ref.labels {
			if !isStructural(key) {
				out = append(out, key)
			}
		}
	}
	slices.Sort(out)
	return out
}

// Lacking returns the sorted keys of the labels that are missing in the language. Labels of other languages replace them.
func (l *Locale) Lacking() []string { return slices.DeleteFunc(l.wanted(), l.Has) }

// Untranslated returns the number of labels that a language should have, and the keys of the labels that are missing or copied. For a
// generated language, it returns nothing.
func (s *Set) Untranslated(tag string) (wanted int, lacking, copied []string) {
	l := s.Peek(tag)
	if l == nil || l.pseudo != nil {
		return 0, nil, nil
	}
	return len(l.wanted()), l.Lacking(), l.Copied()
}

// Copied returns the sorted keys of labels of two words or more that are identical to those of the reference language, and therefore
// untranslated. A variant of the reference language shares its words, and has none.
func (l *Locale) Copied() []string {
	ref := l.set.of(Reference)
	if ref == nil || l == ref || l.pseudo != nil || baseOf(l.Tag) == baseOf(ref.Tag) {
		return nil
	}
	var out []string
	for key, m := range l.labels {
		if r := ref.labels[key]; r != nil && !isStructural(key) && m.Other == r.Other && severalWords(m.Other) {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}

// baseOf returns the base language of a tag, without script, region and variants.
func baseOf(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	return base
}

// severalWords reports whether a label has two words or more, apart from its placeholders.
func severalWords(text string) bool {
	n := 0
	for i, words := range pieces(text) {
		if i%2 == 0 {
			for _, w := range strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) }) {
				if utf8.RuneCountInString(w) > 1 && w != strings.ToUpper(w) { // MOD is not a word
					n++
				}
			}
		}
	}
	return n > 1
}

// pieces splits a label at its placeholders. It returns nil for a template with other actions than {{.Name}}.
func pieces(text string) []string {
	var out []string
	for {
		words, rest, more := strings.Cut(text, "{{")
		out = append(out, words)
		if !more {
			return out
		}
		action, after, closed := strings.Cut(rest, "}}")
		name, field := strings.CutPrefix(action, ".")
		if plain, form, of := strings.Cut(name, "."); !closed || !field || !isName(plain) || of && !isName(form) {
			return nil
		}
		out, text = append(out, name), after
	}
}

// isName reports whether a word is the name of a placeholder, or of a form after that.
func isName(s string) bool {
	return s != "" && s[0] > '9' &&
		!strings.ContainsFunc(s, func(r rune) bool { return (r|0x20 < 'a' || r|0x20 > 'z') && (r < '0' || r > '9') })
}

// filled fills a label, split at its placeholders, with words and whole numbers. If the template library is needed to write it or to report
// an error, ok is false.
func (l *Locale) filled(parts []string, data map[string]any) (text string, ok bool) {
	return l.write(parts, func(name string) (string, bool) {
		v, written := data[name]
		if plain, form, cased := strings.Cut(name, "."); cased && !written {
			if !slices.Contains(l.cases(), form) {
				return "", false
			}
			v = data[plain]
			if s, ok := v.(string); ok {
				v = l.declined(s, form)
			}
		}
		switch v := v.(type) {
		case string:
			return v, true
		case int:
			return strconv.Itoa(v), true
		}
		return "", false
	})
}

// slots is the parser of labels for go-i18n, which chooses the plural form. Placeholders are filled as in every label.
type slots struct{ l *Locale }

// Cacheable tells go-i18n that a parsed label can be used for every count.
func (slots) Cacheable() bool { return true }

// Parse reads a label whose only actions are placeholders. Any other label becomes a text/template, in which a placeholder without a value
// is an error.
func (s slots) Parse(text, left, right string) (template.ParsedTemplate, error) {
	strict := &template.TextParser{Option: "missingkey=error"} // text/template would print "<no value>"
	t, err := strict.Parse(text, left, right)
	if err != nil || left != "" || right != "" {
		return t, err
	}
	return slotted{s.l, pieces(text), t}, nil
}

// A slotted is a parsed label. strict writes labels that filled does not.
type slotted struct {
	l      *Locale
	parts  []string
	strict template.ParsedTemplate
}

func (s slotted) Execute(data any) (string, error) {
	if values, ok := data.(map[string]any); ok {
		if text, ok := s.l.filled(s.parts, values); ok {
			return text, nil
		}
	}
	return s.strict.Execute(data)
}

// dated replaces the dates among the values of a label by words. If the day of a date is unknown and the language has a form of the label
// for that (held-on: Held on November 7, 2023; held-on-month: Held in November 2023), it returns the key of that form.
func (l *Locale) dated(key string, data map[string]any) (string, map[string]any) {
	var written map[string]any
	month := false
	for name, v := range data {
		d, ok := v.(date.Date)
		if !ok {
			continue
		}
		if written == nil {
			written = maps.Clone(data)
		}
		written[name] = l.DateText(d)
		for _, form := range l.cases() { // a label chooses one of them: {{.Date.genitive}}
			written[name+"."+form] = l.dateIn(d, form)
		}
		month = month || d.MonthOnly()
	}
	if written == nil {
		return key, data
	}
	if month && l.Has(key+"-month") {
		key += "-month"
	}
	return key, written
}

// report adds an error about a key, once.
func (l *Locale) report(key, format string, args ...any) {
	l.set.mu.Lock()
	defer l.set.mu.Unlock()
	if l.set.missing[l.Tag+" "+key] {
		return
	}
	l.set.missing[l.Tag+" "+key] = true
	pos := l.file.Pos(0, 0)
	if m := l.labels[key]; m != nil {
		pos = m.pos
	}
	d := l.set.diags.Errorf("E0704", pos, format, args...)
	if l.Has(key) {
		return
	}
	if ref := l.set.of(Reference); ref != nil && ref != l && ref.Has(key) {
		d.Hint("translate %q and write it to active.%s.toml", ref.labels[key].Other, l.Tag).
			See(ref.labels[key].pos, "the label in %s", Reference)
	} else if near := l.nearest(key); near != "" {
		d.Hint("the nearest key is %s", near)
	}
}

// Missed records that it has been reported that no language has a label, so that using the label is not reported as well.
func (s *Set) Missed(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for tag := range s.locales {
		s.missing[tag+" "+key] = true
	}
}

// warn reports a label that has no effect.
func (l *Locale) warn(key, format string, args ...any) {
	l.set.mu.Lock()
	defer l.set.mu.Unlock()
	d := l.set.diags.Warningf("W0707", l.labels[key].pos, format, args...)
	if ref := l.set.of(Reference); ref != nil {
		if near := ref.nearest(key); near != "" && near != key {
			d.Hint("did you mean %s?", near)
			return
		}
	}
	d.Hint("remove it")
}

func (l *Locale) name() string {
	if l.file == nil {
		return "active." + l.Tag + ".toml"
	}
	return l.file.Name
}

// Known reports whether the language or the reference language has a label for a key. If not, near is the most similar key.
func (l *Locale) Known(key string) (near string, ok bool) {
	if ref := l.set.of(Reference); l.Has(key) || ref != nil && ref.Has(key) {
		return "", true
	}
	return l.nearest(key), false
}

// nearest returns the known key with the longest common beginning with key, or "" if none is in the same section.
func (l *Locale) nearest(key string) string {
	best, most := "", strings.Index(key, ".")+1
	for k := range l.labels {
		n := 0
		for n < len(k) && n < len(key) && k[n] == key[n] {
			n++
		}
		if n > most || n == most && most > 0 && (best == "" || k < best) {
			best, most = k, n
		}
	}
	return best
}

var templateName = regexp.MustCompile(`^template: [^ ]*: `)

func plainError(err error) string { return templateName.ReplaceAllString(err.Error(), "") }

// need does what entry does, for labels that every language must have: the label of another language replaces a missing one, as in T.
func (l *Locale) need(key string) string {
	if m := l.labels[key]; m != nil {
		return m.Other
	}
	for _, other := range l.bases() {
		if m := other.labels[key]; m != nil {
			return m.Other
		}
	}
	return l.localize(key, nil, nil)
}

// structural lists the sections in which a language describes itself. It must have the keys in required, and may have others.
var structural = []string{
	"date",
	"time",
	"ordinal",
	"number",
	"page-number",
	"enumerator",
	"quote",
	"list",
	"bond",
	"article",
	"contraction",
	"elision",
	"stem",
	"pseudo",
	"language",
	"gender",
	"check",
	"meaning",
	"opener",
	"case",
}

// required lists the keys of structural sections that every language must have.
var required = func() []string {
	keys := strings.Fields(`date.block date.block-month date.text date.text-month date.full date.day
		time.am time.pm time.range ordinal.number ordinal.word-1 number.group number.decimal
		enumerator.decimal enumerator.decimal-paren enumerator.lower-alpha enumerator.lower-roman enumerator.upper-roman
		enumerator.alphabet enumerator.bis enumerator.bis-beyond
		quote.open quote.close quote.inner-open quote.inner-close list.pair list.middle list.last
		gender.thematic-session gender.regular-session gender.meeting language.self language.textual`)
	for _, n := range strings.Fields("1 2 3 4 5 6 7 8 9 10 11 12") {
		keys = append(keys, "date.month-"+n)
	}
	for _, n := range strings.Fields("0 1 2 3 4 5 6") {
		keys = append(keys, "date.weekday-"+n)
	}
	return keys
}()

func isStructural(key string) bool {
	section, _, _ := strings.Cut(key, ".")
	return slices.Contains(structural, section)
}

// check reports gaps in the labels of l compared with the reference language: missing keys, plural forms and placeholders. Labels that the
// program carries have been tested.
func (l *Locale) check() {
	if ref := l.set.of(Reference); !l.carried || ref == nil || !ref.carried {
		l.checkLabels(ref)
	}
}

func (l *Locale) checkLabels(ref *Locale) {
	l.checkWhole()
	for _, key := range patterns {
		l.Pattern(key)
	}
	forms := pluralForms(l.Tag)
	if _, known := countsAs(l.Tag); !known {
		l.set.mu.Lock()
		l.set.diags.Notef("N0708", l.file.Pos(0, 0), "no plural rule is known for %s: every count uses the form \"other\"", l.Tag).
			Hint("write labels with a count only in that form")
		l.set.mu.Unlock()
	}
	for _, key := range sortedKeys(l.labels) {
		m := l.labels[key]
		for _, form := range []string{m.Zero, m.One, m.Two, m.Few, m.Many, m.Other} {
			if _, err := placeholders(form); err != nil {
				l.report(key, "label %q of %s is not a valid template: %s", key, l.Tag, plainError(err))
			}
		}
		if isPlural(m.Message) {
			for _, form := range forms {
				if formOf(m.Message, form) == "" {
					l.report(key, "label %q lacks the plural form %q that %s needs", key, form, l.Tag)
				}
			}
		}
	}
	l.checkTabs()
	if ref == nil || ref == l {
		return
	}
	for _, key := range sortedKeys(l.labels) {
		m := l.labels[key]
		switch {
		case strings.HasPrefix(key, "bond.") && !slices.Contains(bondKeys, key):
			l.warn(key, "unused label %q", key)
		case isStructural(key):
		case ref.labels[key] == nil:
			l.warn(key, "unused label %q", key)
		case isPlural(m.Message) && isPlural(ref.labels[key].Message):
			for _, form := range []string{"zero", "one", "two", "few", "many"} {
				if formOf(m.Message, form) != "" && !slices.Contains(forms, form) {
					l.warn(key, "label %q has the plural form %q, which %s does not have", key, form, l.Tag)
				}
			}
		}
	}
	for _, key := range sortedKeys(ref.labels) {
		if isStructural(key) {
			continue
		}
		m, want := l.labels[key], ref.labels[key]
		if m == nil {
			continue
		}
		have, err1 := placeholders(m.Other)
		wanted, err2 := placeholders(want.Other)
		if err1 == nil && err2 == nil && !slices.Equal(have, wanted) {
			l.report(key, "label %q has the placeholders %s, but %s in %s", key, listed(have), listed(wanted), Reference)
		}
	}
}

// mostNamed limits the number of labels that a note lists.
const mostNamed = 5

// checkWhole adds notes on the number of missing labels, and of labels that are still those of the reference language.
func (l *Locale) checkWhole() {
	if tag := l.entry("language.fallback"); tag != "" && l.set.of(tag) == nil {
		l.report("language.fallback", "label %q names %q, which has no label file", "language.fallback", tag)
	}
	wanted, lacking := len(l.wanted()), l.Lacking()
	note := func(code string, keys []string, what, count string) *diag.Diagnostic {
		l.set.mu.Lock()
		defer l.set.mu.Unlock()
		named := strings.Join(keys[:min(len(keys), mostNamed)], ", ")
		if len(keys) > mostNamed {
			named += ", ..."
		}
		return l.set.diags.Notef(code, l.file.Pos(0, 0), "labels of %q that %s: %s: %s", l.Tag, what, count, named)
	}
	if len(lacking) > 0 {
		count := strconv.Itoa(len(lacking))
		if there := wanted - len(lacking); there < len(lacking) {
			count = "all but " + strconv.Itoa(there)
		}
		stand := Reference
		if b := l.bases(); len(b) > 0 {
			stand = b[0].Tag
		}
		note("N0710", lacking, "are missing", count).
			Hint("those of %q stand for them; omnibus translate new %s writes a file that has them all, to be filled in", stand, l.Tag)
	}
	if keys := l.Copied(); len(keys) > 0 {
		note("N0711", keys, fmt.Sprintf("are still those of %q", Reference), strconv.Itoa(len(keys))).
			Hint("translate them, or leave them out")
	}
}

// longestTab is the maximum length of the name of a sheet, in UTF-16 units; forbiddenInTab lists the characters that are not allowed in it
// (Excel specifications and limits).
const (
	longestTab     = 31
	forbiddenInTab = `:\/?*[]`
)

// checkTabs reports names of sheets of the matrix that Excel does not allow.
func (l *Locale) checkTabs() {
	earlier := map[string]string{"origin": "the hidden sheet", "history": "Excel"}
	for _, key := range sortedKeys(l.labels) {
		if !strings.HasPrefix(key, "matrix.sheet-") {
			continue
		}
		name := l.labels[key].Other
		folded := strings.ToLower(name)
		switch units := len(utf16.Encode([]rune(name))); {
		case units > longestTab:
			l.report(key, "label %q has %d characters, but the name of a sheet has at most %d", key, units, longestTab)
		case strings.ContainsAny(name, forbiddenInTab):
			l.report(key, "label %q has a character that the name of a sheet must not have: one of %s", key, forbiddenInTab)
		case strings.TrimSpace(name) == "" || strings.HasPrefix(name, "'") || strings.HasSuffix(name, "'"):
			l.report(key, "label %q cannot be the name of a sheet: it is empty, or begins or ends with an apostrophe", key)
		case earlier[folded] != "":
			l.report(key, "label %q names the sheet %q, but %s already has that name", key, name, earlier[folded])
		}
		earlier[folded] = key
	}
}

func listed(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return "{{." + strings.Join(names, "}}, {{.") + "}}"
}

func isPlural(m *i18n.Message) bool {
	return m.Zero != "" || m.One != "" || m.Two != "" || m.Few != "" || m.Many != ""
}

// A form is the text of a message for some counts.
type form struct {
	name  string
	words *string
}

// formsOf returns the plural forms of a message.
func formsOf(m *i18n.Message) [6]form {
	return [6]form{{"zero", &m.Zero}, {"one", &m.One}, {"two", &m.Two}, {"few", &m.Few}, {"many", &m.Many}, {"other", &m.Other}}
}

func formOf(m *i18n.Message, name string) string {
	for _, f := range formsOf(m) {
		if f.name == name {
			return *f.words
		}
	}
	return ""
}

// pluralForms returns the plural forms that counts have in a language. It asks go-i18n, whose rules are not exported; those of x/text come
// from another version of CLDR.
func pluralForms(tag string) []string {
	t, known := countsAs(tag)
	if !known {
		return []string{"other"}
	}
	bundle := i18n.NewBundle(t)
	names := &i18n.Message{ID: "form"}
	for _, f := range formsOf(names) {
		*f.words = f.name
	}
	if err := bundle.AddMessages(t, names); err != nil {
		panic("locale: " + err.Error()) // its rule has just been found
	}
	localizer := i18n.NewLocalizer(bundle, t.String())
	var forms []string
	for _, n := range []any{0, 1, 2, 3, 5, 6, 11, 12, 21, 22, 100, 101, 102, 1000, 1000000, "1.5"} {
		form, err := localizer.Localize(&i18n.LocalizeConfig{MessageID: "form", PluralCount: n})
		if err == nil && !slices.Contains(forms, form) {
			forms = append(forms, form)
		}
	}
	slices.Sort(forms)
	return forms
}

// placeholders returns the names of the fields that a template uses, sorted, each once.
func placeholders(text string) ([]string, error) {
	if simple := pieces(text); simple != nil {
		var names []string
		for i := 1; i < len(simple); i += 2 {
			name, _, _ := strings.Cut(simple[i], ".") // without the form of a language: {{.Date.genitive}}
			names = append(names, name)
		}
		slices.Sort(names)
		return slices.Compact(names), nil
	}
	t := parse.New("label")
	t.Mode = parse.SkipFuncCheck
	trees := map[string]*parse.Tree{}
	if _, err := t.Parse(text, "", "", trees); err != nil {
		return nil, err
	}
	var names []string
	var walk func(n parse.Node)
	walk = func(n parse.Node) {
		switch n := n.(type) {
		case *parse.ListNode:
			if n != nil {
				for _, c := range n.Nodes {
					walk(c)
				}
			}
		case *parse.ActionNode:
			walk(n.Pipe)
		case *parse.PipeNode:
			for _, c := range n.Cmds {
				for _, a := range c.Args {
					walk(a)
				}
			}
		case *parse.FieldNode:
			names = append(names, n.Ident[0])
		case *parse.IfNode:
			walk(n.Pipe)
			walk(n.List)
			walk(n.ElseList)
		}
	}
	walk(t.Root)
	slices.Sort(names)
	return slices.Compact(names), nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
