package records

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/compose"
	"omnibus/assemble/date"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
)

// A names gives records the names that people know, in the language of an officer.
type names struct {
	t       *Term
	plan    *plan.Plan
	l       *locale.Locale
	speaker *compose.Speaker
	byID    map[string]string
	taken   map[string]string // by kind and folded name: the id with this name
}

func newNames(t *Term, p *plan.Plan, l *locale.Locale) *names {
	return &names{t: t, plan: p, l: l, speaker: compose.NewSpeaker(p, "", l, t.Locales, discard()), byID: map[string]string{},
		taken: map[string]string{}}
}

func folded(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// beginning is the number of words of a text that are used as the name of its record.
const beginning = 7

// of returns the name of a record, or its id if the record is unknown. No two records of a kind have the same name.
func (n *names) of(id string) string {
	if s, ok := n.byID[id]; ok {
		return s
	}
	s := n.make(id)
	if s == "" {
		s = id
	}
	s = strings.Join(strings.Fields(strings.ReplaceAll(s, ";", ",")), " ")
	kind := ""
	if r := n.t.Records.ByID[id]; r != nil {
		kind = r.Ident().Kind
	}
	if other, ok := n.taken[kind+"\n"+folded(s)]; ok && other != id {
		s += " [" + id + "]"
	}
	n.byID[id], n.taken[kind+"\n"+folded(s)] = s, id
	return s
}

// make returns the name of a record: a symbol, a number, a title, or its first words.
func (n *names) make(id string) string {
	if id == input.End {
		return n.l.T("records.end", nil)
	}
	switch r := n.t.Records.ByID[id].(type) {
	case *input.Resolution:
		return r.Symbol.String
	case *input.Mandate:
		return n.l.T("plan.mandate-ref-short", map[string]any{"Symbol": r.Resolution.Symbol.String, "Number": strconv.Itoa(r.Number)})
	case *input.Heading:
		heading := n.l.Quote(n.speaker.Plain(r.Of.Heading))
		return r.Of.Resolution.Symbol.String + ", " + n.l.T("delegations.heading", map[string]any{"Heading": heading})
	case *input.Entry:
		return n.speaker.Name(id).Name
	case *input.Officer:
		name := n.post(r)
		if r.Name.String != "" {
			name += " (" + r.Name.String + ")"
		}
		return name
	case *input.Meeting:
		return strings.Trim(r.Date.String()+", "+n.speaker.Plain(r.Title), ", ")
	case *input.Session:
		return n.speaker.Plain(r.Title)
	case *input.DraftSection:
		return n.speaker.Plain(r.Title)
	case *input.Paper:
		return n.speaker.Plain(r.Title)
	case *input.Stakeholder:
		if r.Name.String != "" {
			return n.speaker.Name(r.Name.String).Name
		}
		return firstWords(n.speaker.Plain(r.Text), beginning)
	case *input.Outcome:
		return n.outcome(r)
	case *input.Proposal:
		return n.proposal(r)
	case *input.SubParagraph:
		return n.numbered(n.sub(id), n.speaker.Plain(r.Text))
	}
	return ""
}

// post returns the name of an officer: the post.
func (n *names) post(o *input.Officer) string {
	if t := n.t.Records.Term; t.ViceChair == o || o.Office.String == "vice-chair" {
		return n.l.T("field.vice-chair", nil)
	}
	return n.l.T("field.chair", nil)
}

func (n *names) outcome(o *input.Outcome) string {
	place := 1
	if o.Session != nil {
		place = 1 + slices.Index(o.Session.Outcomes, o)
	}
	title := ""
	if s, ok := n.t.Records.ByID[o.Session.Session.String].(*input.Session); ok {
		title = n.speaker.Plain(s.Title)
	}
	return n.l.T("records.outcome", map[string]any{"Session": firstWords(title, beginning), "N": place,
		"Words": firstWords(n.speaker.Plain(o.Text), beginning)})
}

// proposal returns the name of a proposal: its number on the paper, or its operation and paragraph.
func (n *names) proposal(p *input.Proposal) string {
	words := n.speaker.Plain(p.Text)
	if number := n.paragraph(p.ID.String); number != "" {
		return n.numbered(number, words)
	}
	var by []string
	for _, a := range p.Authors {
		by = append(by, n.speaker.Author(a).Name)
	}
	base := p.Base.String
	if b := n.paragraph(base); b != "" {
		base = b
	} else if _, ok := n.t.Records.ByID[base].(*input.Proposal); !ok && base != "" {
		base = n.of(base)
	}
	head := strings.TrimSpace(strings.Join([]string{n.word("operation", p.Operation.String), base}, " "))
	if len(by) > 0 {
		head += " (" + n.l.List(by) + ")"
	}
	return n.numbered(head, words)
}

// paragraph returns the number of a paragraph or sub-paragraph on the paper, such as op. 4, or "" if it has none.
func (n *names) paragraph(id string) string {
	p, ok := n.plan.ByID[id].(*plan.Paragraph)
	if !ok || n.speaker.Number(id) == "" {
		return ""
	}
	if x, ok := n.t.Records.ByID[id].(*input.Proposal); ok && p.ID != id {
		if _, amends := n.t.Records.ByID[x.Base.String].(*input.Proposal); amends {
			return ""
		}
	}
	return n.l.T("records.number-"+p.Kind, map[string]any{"N": n.speaker.Number(id)})
}

func (n *names) sub(id string) string {
	number := n.speaker.Number(id)
	if number == "" {
		return ""
	}
	kind := "operative"
	if r := n.t.ByKey[id]; r != nil {
		for r.Parent != nil && r.Kind.Name != kindProposal {
			r = r.Parent
		}
		if p, ok := n.plan.ByID[r.Key].(*plan.Paragraph); ok {
			kind = p.Kind
		}
	}
	return n.l.T("records.number-"+kind, map[string]any{"N": number})
}

func (n *names) numbered(number, words string) string {
	words = firstWords(words, beginning)
	switch {
	case number == "":
		return words
	case words == "":
		return number
	}
	return number + ": " + words
}

// firstWords returns the first words of a text.
func firstWords(s string, n int) string {
	words := strings.Fields(s)
	if len(words) <= n {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:n], " ") + " …"
}

// word returns the word for an entry of a closed list.
func (n *names) word(key, word string) string { return wordIn(n.l, key, word) }

func wordIn(l *locale.Locale, key, word string) string {
	if word == "" || l == nil {
		return word
	}
	for _, k := range []string{key + "." + word, "choice." + key + "-" + word, "choice." + word} {
		if word == "other" && k == "choice.other" { // a reserved word in label files
			continue
		}
		if l.Has(k) {
			return l.T(k, nil)
		}
	}
	return word
}

// vocabularies contains groups of words that fields accept although the table of fields has no closed list for them, by key of the field:
// prefixes of message keys.
var vocabularies = map[string]string{"verb": "verb", "verbs": "verb", "funding": "funding"}

// vocabulary is the group of words that a field accepts besides others; "" for none.
func vocabulary(f *input.Field) string {
	if f.Words() != nil { // the verb of a resolution is infinitive or present
		return ""
	}
	return vocabularies[f.Key]
}

// groupOf is the group of labels in which the words of a field are looked up first.
func groupOf(f *input.Field) string { return cmp.Or(vocabulary(f), f.Key) }

// shown returns the text of a cell for a value of a field.
func (n *names) shown(f *input.Field, value string) string {
	if value == "" {
		return ""
	}
	if !f.List() {
		return n.one(f, value)
	}
	if f.Sort() != input.SortRef && f.Sort() != input.SortTag && vocabulary(f) == "" {
		return value
	}
	var out []string
	for _, v := range split(value) {
		out = append(out, n.one(f, v))
	}
	return joined(out)
}

func (n *names) one(f *input.Field, v string) string {
	switch {
	case f.Sort() == input.SortRef:
		return n.of(v)
	case f.Sort() == input.SortKey || vocabulary(f) != "":
		return n.word(groupOf(f), v)
	case f.Sort() == input.SortFlag:
		return n.word("choice", v)
	case f.Sort() == input.SortTag:
		return n.l.LanguageName(v)
	}
	return v
}

// candidates returns the ids to which a reference may refer, in the order of the records.
func (n *names) candidates(f *input.Field) []string {
	var out []string
	for _, s := range all {
		for _, r := range n.t.Rows[s.id] {
			if r.Kind.IsRecord() && slices.Contains(f.Names(), r.Kind.Name) {
				out = append(out, r.Key)
			}
		}
	}
	if f.Or() != "" {
		out = append(out, f.Or())
	}
	return out
}

// day returns the date of a value. If the value is a month alone, or a day before Excel's calendar, ok is false.
func day(value string) (date.Date, bool) {
	d, err := date.Parse(value)
	return d, err == nil && !d.MonthOnly() && d.Year > 1900
}

// label returns the heading of a field, in words: that of its kind if there is one, that of its column in the mandate matrix if it is
// editable there, otherwise that of its key.
func label(l *locale.Locale, kind, key string) string {
	if key == "hash" { // a reserved word in label files
		key = "fingerprint"
	}
	places := []string{"field." + slug(kind) + "_" + key, "field." + key}
	if slices.ContainsFunc(input.Edited(kind), func(f *input.Field) bool { return f.Key == key }) {
		places = slices.Insert(places, 1, "column."+key)
	}
	for _, k := range places {
		if l.Has(k) {
			return l.T(k, nil)
		}
	}
	return strings.ReplaceAll(key, "-", " ")
}

// kindLabel returns the word for the kind of a row.
func kindLabel(l *locale.Locale, word string) string {
	if k := "record." + word; l.Has(k) {
		return l.T(k, nil)
	}
	base, level := word, ""
	if i := strings.LastIndexByte(word, '-'); i > 0 && len(word) == i+2 && word[i+1] >= '1' && word[i+1] <= '9' {
		base, level = word[:i], word[i+1:]
	}
	if level == "" || !l.Has("record."+base) {
		return strings.ReplaceAll(word, "-", " ")
	}
	return l.T("records.level", map[string]any{"What": l.T("record."+base, nil), "Level": level})
}
