package compose

import (
	"cmp"
	"fmt"
	stdhtml "html"
	html "html/template"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
	"omnibus/assemble/symbol"
)

// The exported types and methods in this file and the next are the keys of the templates.

// A phrase is a record's text for use in a template: a reference that is resolved when the blocks are made, so that every word keeps its
// place, its language and its notes.
type phrase = html.HTML

// A use is a text in one form. The same record counts as another text if it is without its proposals, in a redline, in capitals, or with
// its opener marked.
type use struct {
	id, opener           string
	cell                 int
	open, redline, upper bool
}

// refer returns the phrase of a text; "" for no text.
func (c *column) refer(t text) phrase {
	if strings.TrimSpace(t.String) == "" && (t.was == nil || !t.was.gone) {
		return ""
	}
	if t.was != nil {
		t.was.of = c.within
	}
	key := use{t.ID, t.opener, t.cell, t.Open != nil, t.was != nil, t.upper}
	n, ok := c.refs[key]
	if !ok || t.ID == "" {
		n = len(c.texts)
		kept := t
		c.texts = append(c.texts, &kept)
		c.refs[key] = n
	}
	return phrase(`<text ref="` + strconv.Itoa(n) + `"></text>`)
}

func (c *column) phrase(t input.Text) phrase { return c.refer(text{Text: t}) }

// A paperView is the dot of a template.
type paperView struct {
	c *column
	p *plan.Paper
}

func (c *column) paperView() *paperView {
	p := c.plan.Papers[c.paper]
	if p == nil {
		p = &plan.Paper{Paper: &input.Paper{}}
	}
	return &paperView{c, p}
}

// Lang is the language in which the template is run.
func (v *paperView) Lang() string { return v.c.l.Tag }

// Draft reports whether the paper shows the details of a draft.
func (v *paperView) Draft() bool { return !v.c.opts.Final }

// Organs are the names of the organ lines, from the top.
func (v *paperView) Organs() []Name {
	var out []Name
	for _, o := range v.c.plan.Records.Body.Organs {
		out = append(out, v.c.name(o.String))
	}
	return out
}

// Above are the acronyms of the organs above the body, for the masthead of a paper with several languages side by side, where the names
// would be a wall of lines. There are none in a paper in one language, nor if an organ has no acronym.
func (v *paperView) Above() []string {
	organs := v.Organs()
	last := len(organs) - 1
	if len(v.c.langs) < 2 || last < 0 || organs[last] != v.Body() {
		return nil
	}
	var out []string
	for _, o := range organs[:last] {
		if o.Acronym == "" {
			return nil
		}
		out = append(out, o.Acronym)
	}
	return out
}

// Named are the organs whose names are lines of the masthead: all, or the body alone where the others are acronyms.
func (v *paperView) Named() []Name {
	if organs := v.Organs(); v.Above() == nil {
		return organs
	}
	return []Name{v.Body()}
}

// Body is the name of the organ whose paper it is.
func (v *paperView) Body() Name { return v.c.name(v.c.plan.Records.Body.Name.String) }

// Assembly is the name of the adopting organ.
func (v *paperView) Assembly() Name { return v.c.name(v.c.plan.Records.Body.Assembly.String) }

// Series is the document series.
func (v *paperView) Series() string {
	return cmp.Or(v.p.Paper.Series.String, v.c.plan.Records.Body.Series.String)
}

// Emblem is what the emblem shows, "" if there is none.
func (v *paperView) Emblem() phrase {
	e := v.c.plan.Records.Body.Emblem
	if e.Figure == nil {
		return ""
	}
	return v.c.phrase(e.Description)
}

// Symbol is the paper's symbol with its revision, "" if it is not yet known.
func (v *paperView) Symbol() string { return v.p.Symbol }

// Symbols are the paper's symbols, one of each body that issues it.
func (v *paperView) Symbols() []string {
	if v.p.Symbol == "" {
		return nil
	}
	return symbol.Parts(v.p.Symbol)
}

// Illustrative reports whether the symbol is made up.
func (v *paperView) Illustrative() bool { return v.p.Paper.Illustrative }

// Date is the paper's date in the form of the masthead, "" if it is not known.
func (v *paperView) Date() string { return v.c.l.DateBlock(v.p.Date) }

// Original is the line that names the original language.
func (v *paperView) Original() string {
	var tags []string
	for _, o := range v.p.Paper.Original {
		tags = append(tags, o.String)
	}
	if len(tags) == 0 {
		tags = []string{v.c.plan.Records.Term.Original.String}
	}
	return v.c.l.OriginalLine(tags)
}

// Title is the paper's title.
func (v *paperView) Title() phrase {
	c, p := v.c, v.p.Paper
	t := text{Text: p.Title, notes: p.Notes}
	switch r := c.opts.Redline; {
	case p.Title.String == "":
		return c.titleOf(p)
	case r != nil && r.Title != nil && r.Title.ID == c.paper && len(r.Title.Old.Texts) > 0:
		t.was = compared(r.Title)
	}
	return c.refer(t)
}

// Sponsors are the names of the delegations that submit the paper, in the order of the language.
func (v *paperView) Sponsors() []string {
	var out []string
	for _, s := range v.p.Paper.Sponsors {
		out = append(out, v.c.name(s.String).Name)
	}
	v.c.l.Collate(out)
	return out
}

// View is the name of the view, "" for the paper itself. For a template added by the user it is the label view.<name>, or else the
// template's name.
func (v *paperView) View() string {
	c, name := v.c, v.c.opts.Variant
	if c.opts.Redline != nil && !strings.HasPrefix(name, "redline") {
		return "" // a corrigendum, an addendum or a note on changes says in its title what it is
	}
	if r := c.opts.Redline; r != nil {
		name = "redline"
		if r.ChangedOnly {
			name = "redline-changed-only"
		}
	}
	key := "view." + name
	if name == "" || !c.l.Has(key) && !c.set.Locale(locale.Reference).Has(key) {
		return name
	}
	return c.l.T(key, nil)
}

// Status is the line under the title: that of the revision, else the paper's.
func (v *paperView) Status() phrase {
	if r := v.p.Revision; r != nil && r.Status.String != "" {
		return v.c.phrase(r.Status)
	}
	return v.c.phrase(v.p.Paper.Status)
}

// Agenda and Distribution are lines of the masthead that few papers have.
func (v *paperView) Agenda() phrase { return v.c.phrase(v.p.Paper.Agenda) }

func (v *paperView) Distribution() phrase { return v.c.phrase(v.p.Paper.Distribution) }

// Term is the name of the term: 2023-2024.
func (v *paperView) Term() phrase { return v.c.phrase(v.c.plan.Records.Term.Title) }

// AssemblySession is the number of the session of the assembly for which the term prepares.
func (v *paperView) AssemblySession() int { return v.c.plan.Records.Term.Assembly.Session }

// An Officer is the chair, a vice chair or another officer. Name is "" while the post is vacant.
type Officer struct {
	Office string // Vice chair
	Name   string
	Of     Name
}

// Officers are the chair, the vice chair and the further officers.
func (v *paperView) Officers() []Officer {
	t := v.c.plan.Records.Term
	out := []Officer{v.c.office(t.Chair, "chair"), v.c.office(t.ViceChair, "vice-chair")}
	for _, o := range t.Officers {
		out = append(out, v.c.office(o, cmp.Or(o.Office.String, "vice-chair")))
	}
	return out
}

// OfficersKnown reports whether any post is filled.
func (v *paperView) OfficersKnown() bool {
	return slices.ContainsFunc(v.Officers(), func(o Officer) bool { return o.Name != "" })
}

// office returns an officer with the word for the office, in the gender of the person if that is known.
func (c *column) office(o *input.Officer, office string) Officer {
	x := c.officer(o)
	key := "plan." + office
	if o != nil && o.Gender != "" && o.Name.String != "" {
		key += "-" + o.Gender
	}
	x.Office = c.l.T(key, nil)
	return x
}

// Chair is the chair.
func (v *paperView) Chair() Officer { return v.c.officer(v.c.plan.Records.Term.Chair) }

// ViceChair is the vice chair.
func (v *paperView) ViceChair() Officer { return v.c.officer(v.c.plan.Records.Term.ViceChair) }

func (c *column) officer(o *input.Officer) Officer {
	if o == nil {
		return Officer{}
	}
	x := Officer{Name: o.Name.String}
	if o.Of.String != "" {
		x.Of = c.name(o.Of.String)
	}
	return x
}

// funcs are the functions of the templates.
func (c *column) funcs() map[string]any {
	return map[string]any{
		"label":   c.label,
		"count":   func(key string, n int, pairs ...any) (phrase, error) { return c.fill(key, n, true, pairs) },
		"upper":   c.upper,
		"capital": c.capital,
		"quote":   c.quote,
		"heading": c.sectionHeading,
		"list":    func(items []string) string { return c.l.List(items) },
		"ordinal": func(n int, noun string) string { return c.l.Ordinal(n, c.l.Gender(noun), locale.Word) },
		"marker":  c.l.Enumerator,
		"date":    func(d date.Date) string { return c.l.DateText(d) },
		"clip":    func(sep string, items []string) string { return strings.Join(items, sep) },
		"clauses": c.clauses,
		"dict":    dict,
	}
}

// A Day is a date in words, nil if unknown. Labels use it as it is, and have a separate form for a month without a day.
type Day struct {
	date  date.Date
	words string
}

func (d *Day) String() string {
	if d == nil {
		return ""
	}
	return d.words
}

func (c *column) day(d date.Date) *Day {
	if d.IsZero() {
		return nil
	}
	return &Day{d, c.l.DateText(d)}
}

func dict(pairs ...any) (map[string]any, error) {
	out := map[string]any{}
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("a name without a value")
	}
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("%v is not a name", pairs[i])
		}
		out[name] = pairs[i+1]
	}
	return out, nil
}

// label returns a label of the locale files with values for its placeholders, which can be phrases.
func (c *column) label(key string, pairs ...any) (phrase, error) { return c.fill(key, 0, false, pairs) }

func (c *column) fill(key string, n int, counted bool, pairs []any) (phrase, error) {
	data, err := dict(pairs...)
	if err != nil {
		return "", fmt.Errorf("label %q: %w", key, err)
	}
	c.leftOpen(key)
	// A phrase is markup: in the message, two private-use characters stand for it.
	var phrases []string
	for k, v := range data {
		switch v := v.(type) {
		case phrase:
			if !strings.Contains(string(v), "<") { // only words: what precedes them in the label may fuse with them
				data[k] = stdhtml.UnescapeString(string(v))
				continue
			}
			data[k] = "\uE000" + strconv.Itoa(len(phrases)) + "\uE001"
			phrases = append(phrases, string(v))
		case *Day:
			data[k] = ""
			if v != nil {
				data[k] = v.date
			}
		case date.Date:
		case fmt.Stringer:
			data[k] = v.String()
		}
	}
	var s string
	if counted {
		s = c.sessionLabel(key, n, data)
	} else {
		if len(data) == 0 {
			data = nil
		}
		s = c.sessionLabel(key, 0, data)
	}
	s = html.HTMLEscapeString(s)
	for i, p := range phrases {
		s = strings.ReplaceAll(s, "\uE000"+strconv.Itoa(i)+"\uE001", p)
	}
	return phrase(s), nil
}

// say is a label without phrases, as templates print it.
func (c *column) say(key string, data map[string]any) string {
	c.leftOpen(key)
	return c.l.T(key, data)
}

// leftOpen counts a label for something to be confirmed or to come, if the count is needed.
func (c *column) leftOpen(key string) {
	switch {
	case !c.opts.Final && c.opts.Unfinished == nil:
	case Unconfirmed[key] != "":
		c.open[key]++
	case c.closed[key]:
	default: // one that the secretariat has worded in its own way
		before := c.open[ownWords]
		c.confirmedLater(c.set.Label(c.l.Tag, key), c.l.Tag, c.set.LabelPos(c.l.Tag, key))
		if c.open[ownWords] == before {
			c.closed[key] = true
		}
	}
}

// upper writes words or a phrase in capitals.
func (c *column) upper(v any) phrase {
	switch v := v.(type) {
	case phrase:
		return c.mapPhrase(v, c.capitals, func(t *text) { t.upper = true })
	case Name:
		return phrase(html.HTMLEscapeString(c.capitals(v.Name)))
	}
	return phrase(html.HTMLEscapeString(c.capitals(fmt.Sprint(v))))
}

// capitals writes words in capitals, except symbols, which have one written form: AG/RES. 2910 (XLVII-O/17) rev. 1.
func (c *column) capitals(s string) string {
	var b strings.Builder
	from := 0
	for _, f := range c.plan.Records.Body.Grammar().FindAll(s) {
		b.WriteString(c.l.Upper(s[from:f.Start]))
		b.WriteString(s[f.Start:f.End])
		from = f.End
	}
	b.WriteString(c.l.Upper(s[from:]))
	return b.String()
}

// capital writes words with an initial capital.
func (c *column) capital(v any) phrase {
	if p, ok := v.(phrase); ok {
		if p == "" || p[0] == '<' {
			return p
		}
		return phrase(stdhtml.EscapeString(c.l.Capital(stdhtml.UnescapeString(string(p)))))
	}
	s := fmt.Sprint(v)
	if s == "" {
		return ""
	}
	return phrase(html.HTMLEscapeString(c.l.Capital(s)))
}

// mapPhrase changes the words of a phrase, and the texts to which it refers.
func (c *column) mapPhrase(p phrase, words func(string) string, change func(*text)) phrase {
	var b strings.Builder
	s := string(p)
	for s != "" {
		i := strings.Index(s, `<text ref="`)
		if i < 0 {
			b.WriteString(html.HTMLEscapeString(words(stdhtml.UnescapeString(s))))
			break
		}
		b.WriteString(html.HTMLEscapeString(words(stdhtml.UnescapeString(s[:i]))))
		s = s[i+len(`<text ref="`):]
		ref, rest, _ := strings.Cut(s, `"></text>`)
		if n, err := strconv.Atoi(ref); err == nil && n < len(c.texts) {
			t := *c.texts[n]
			change(&t)
			b.WriteString(string(c.refer(t)))
		}
		s = rest
	}
	return phrase(b.String())
}

// sectionHeading returns the heading of a section of the draft, with or without quotation marks, according to the profile of the body.
func (c *column) sectionHeading(title phrase) phrase {
	if styles := c.plan.Records.Body.Resolution.Headings; len(styles) > 0 && styles[0].Plain {
		return title
	}
	return c.quote(title)
}

// clauses writes items with the semicolon of the language between them.
func (c *column) clauses(items []string) string {
	return strings.Join(items, c.l.T("list.separator", nil))
}

// quote puts words or a phrase in quotation marks: those of the column's language or, around a text without a translation, those of the
// text's language.
func (c *column) quote(v any) phrase {
	p, ok := v.(phrase)
	if !ok {
		p = phrase(html.HTMLEscapeString(fmt.Sprint(v)))
	}
	l := c.l
	if ref, only := strings.CutPrefix(string(p), `<text ref="`); only {
		ref, rest, _ := strings.Cut(ref, `"></text>`)
		if n, err := strconv.Atoi(ref); err == nil && rest == "" && n < len(c.texts) {
			l = c.speaks(c.texts[n].Text)
		}
	}
	open, closing, _ := strings.Cut(l.Quote("\uE000"), "\uE000")
	return c.inLanguage(l, open) + p + c.inLanguage(l, closing)
}
