package packet

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/paper"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// A Choice says which texts a packet contains. The zero Choice is what the plan's meeting needs: every text of its papers that is not
// translated, was translated from another source, or has a query that is not closed.
//
// Labels are texts as well: a packet contains those that are not translated, or were translated from other words. Papers names them as
// Labels.
type Choice struct {
	To     string
	Labels bool            // with All, also translated labels
	Via    string          // take the sources from the translations into this language, if there are any
	All    bool            // also translated texts, and texts that the meeting does not need
	Papers []string        // only texts of these papers; empty: all
	Since  map[string]bool // only texts with these ids; nil: all
	Budget func(u *Unit) int
}

// An Item is a text with its place in the papers and its translation.
type Item struct {
	input.Words
	Paper       string
	Section     string // title of its section, in the original
	Label       string // the name by which a reader cites it: operative paragraph 3
	Needed      bool   // the plan's meeting needs it
	Order       int    // position within its paper
	Translation locale.Translation
}

// Labels is what a choice calls the labels, beside the ids of papers.
const Labels = "labels"

// kindLabel is the kind of a text that is a label.
const kindLabel = "label"

// Items returns every text of the plan's records with its translation into a language, in the order of the papers, and then the labels of
// the language.
func Items(p *plan.Plan, set *locale.Set, papers paper.List, lang string) []Item {
	where := places(p, set)
	shelf := shelfOf(papers)
	texts := p.Records.Texts()
	keys := make([]key, len(texts)) // items are large, so they are sorted by their keys
	for i := range texts {
		w := &texts[i]
		content := contentOf(w)
		k := key{text: i, paper: shelf.paper(w, content), order: i, needed: true}
		k.at, k.placed = where[w.Record]
		if k.placed {
			k.order = k.at.order
		}
		switch {
		case w.Kind == "paper":
			k.order = i - 1<<30 // its title and status come before everything else
		case (content == paper.Draft || w.Kind == "proposal") && w.Kind != "section" && !k.placed:
			k.needed, k.order = false, 1<<30+i // withdrawn, or of a later meeting
		}
		if k.at.out {
			k.needed = false
		}
		if len(w.Languages) > 0 && !slices.Contains(w.Languages, lang) {
			k.needed = false // only in other languages
		}
		keys[i] = k
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.paper, b.paper), cmp.Compare(a.order, b.order), cmp.Compare(a.text, b.text))
	})
	out := make([]Item, len(keys))
	for i := range keys {
		k := &keys[i]
		w := texts[k.text]
		out[i] = Item{
			Words:       w,
			Section:     k.at.section,
			Label:       k.at.label,
			Needed:      k.needed,
			Order:       k.order,
			Translation: set.Lookup(w.Text, lang),
		}
		if k.paper < len(papers) {
			out[i].Paper = papers[k.paper].ID
		}
	}
	for i, t := range set.LabelTexts(lang) {
		key, _, _ := set.LabelKey(t.ID)
		section, _, _ := strings.Cut(key, ".")
		out = append(out, Item{
			Words: input.Words{Text: t, Kind: kindLabel, Record: key, Field: key},
			Paper: Labels, Section: section, Label: key, Needed: true, Order: i, Translation: set.Lookup(t, lang),
		})
	}
	return out
}

// IsLabel reports whether the item is a label.
func (it *Item) IsLabel() bool { return it.Kind == kindLabel }

// A key is the place of a text among the items. Texts with the same place remain in the order of the records.
type key struct {
	text, paper, order int
	at                 place
	placed, needed     bool
}

// A shelf contains, for each kind of content, the index of the first paper of the term that prints it.
type shelf struct {
	papers paper.List
	first  map[string]int // by content
}

func shelfOf(papers paper.List) shelf {
	s := shelf{papers, map[string]int{}}
	for _, content := range []string{paper.Plan, paper.Draft, paper.Mandates} {
		s.first[content] = max(0, slices.IndexFunc(papers, func(p *paper.Paper) bool { return p.Content == content }))
	}
	return s
}

// paper returns the index of the first paper that prints a text: its own if the text is about a paper, otherwise the first with its
// content. A text that no paper prints belongs to the first paper.
func (s shelf) paper(w *input.Words, content string) int {
	if w.Kind == "paper" {
		if i := slices.IndexFunc(s.papers, func(p *paper.Paper) bool { return p.ID == w.Record }); i >= 0 {
			return i
		}
	}
	return s.first[content]
}

// contentOf returns the kind of content with which a text is first printed.
func contentOf(w *input.Words) string {
	switch w.Kind {
	case "proposal":
		if w.Field == "reason" {
			return paper.Mandates
		}
		return paper.Draft
	case "sub-paragraph", "reservation", "section":
		return paper.Draft
	case "note":
		if w.Context != "" {
			return paper.Draft
		}
	case "mandate":
		return paper.Mandates
	}
	return paper.Plan
}

type place struct {
	section, label string
	order          int
	out            bool
}

// places returns the place of each record in the draft, and says which outcomes are not yet known at the meeting. In one piece: one loop
// per kind of record.
func places(p *plan.Plan, set *locale.Set) map[string]place {
	out := map[string]place{}
	n := 0
	ref := set.Locale(locale.Reference)
	label := func(key string, number int) string {
		if ref == nil || number == 0 {
			return ""
		}
		return ref.T(key, map[string]any{"N": number})
	}
	var ordinals []int
	if p.Draft != nil {
		ordinals = p.Draft.Ordinals()
	}
	add := func(section string, list []*plan.Paragraph) {
		for i, par := range list {
			text := label("draft.reference", par.Number)
			if i < len(ordinals) && par == p.Draft.Preamble[i] {
				text = label("draft.reference-preambular", ordinals[i])
			}
			put := func(id, label string) {
				n++
				out[id] = place{section: section, label: label, order: n}
			}
			put(par.ID, text)
			for _, prop := range append([]*input.Proposal{par.Proposal}, par.Others...) {
				if prop == nil {
					continue
				}
				put(prop.ID.String, text)
				var sub func([]*input.SubParagraph)
				sub = func(list []*input.SubParagraph) {
					for _, s := range list {
						put(s.ID.String, text)
						sub(s.Paragraphs)
					}
				}
				sub(prop.Paragraphs)
				for _, x := range prop.Notes {
					put(x.ID.String, text)
				}
				for _, x := range prop.Reservations {
					put(x.ID.String, text)
				}
			}
		}
	}
	headed := func(section string, h *plan.Heading) { // proposals on a heading or a title
		if h == nil {
			return
		}
		for _, prop := range h.Proposals {
			n++
			out[prop.ID.String] = place{section: section, order: n}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(p.Papers)) {
		headed("", p.Papers[id].Title)
	}
	if p.Draft != nil {
		add("", p.Draft.Preamble)
		for _, s := range p.Draft.Sections {
			title := ""
			if s.Section != nil {
				title = s.Section.Title.String
				n++
				out[s.Section.ID.String] = place{order: n}
				for _, x := range s.Section.Reservations {
					n++
					out[x.ID.String] = place{order: n}
				}
			}
			headed(title, s.Heading)
			add(title, s.Paragraphs)
		}
		for _, par := range p.Draft.Out {
			if par.Open { // it is in the compendium
				add("", []*plan.Paragraph{par})
			}
		}
	}
	known := map[*input.SessionOutcome]bool{}
	for _, s := range p.Sessions {
		if s.Outcome != nil {
			known[s.Outcome] = true
		}
	}
	for _, s := range p.Records.Outcomes {
		if known[s] {
			continue
		}
		out[s.ID.String] = place{order: 1 << 30, out: true}
		for _, x := range s.Presenters {
			out[x.ID.String] = place{order: 1 << 30, out: true}
		}
		for _, x := range s.Outcomes {
			out[x.ID.String] = place{order: 1 << 30, out: true}
		}
	}
	return out
}

// Open reports whether a translator has something to do in the item.
func (it *Item) Open() bool {
	return !it.Translation.Original && (it.Translation.Missing() || it.Translation.Stale)
}

// Make makes the packets of a choice, one per source language. Texts whose original is in the target language need no translation, and are
// in none of them. If there is nothing to translate, it returns one empty packet.
func Make(p *plan.Plan, set *locale.Set, papers paper.List, c Choice) []*Packet {
	items := Items(p, set, papers, c.To)
	b := &builder{
		set:      set,
		choice:   c,
		glossary: p.Records.Glossary,
		byLang:   map[string]*Packet{},
		seen:     map[string]bool{},
		indexes:  map[string]*index{},
		queries:  map[string][]Query{},
	}
	for _, q := range set.Queries(c.To) {
		if q.Closed == "" && q.Text != "" {
			b.queries[q.Text] = append(b.queries[q.Text], Query{Said: oneLine(q.Said), Answer: oneLine(q.Answer)})
		}
	}
	if t := p.Records.Term; t != nil {
		b.term, b.title = t.ID.String, t.Title.String
	}
	if m := p.Meeting; m != nil {
		b.meeting, b.date = m.ID.String, m.Date.String()
	}
	for i := range items {
		it := &items[i]
		if it.Lang == c.To || len(it.Languages) > 0 && !slices.Contains(it.Languages, c.To) {
			continue
		}
		if len(c.Papers) > 0 && !slices.Contains(c.Papers, it.Paper) || c.Since != nil && !c.Since[it.ID] {
			continue
		}
		open := it.Needed && (it.Open() || len(b.queries[it.ID]) > 0)
		if !open && c.Since == nil && (!c.All || it.IsLabel() && !c.Labels && !slices.Contains(c.Papers, Labels)) {
			continue
		}
		b.add(items, i)
	}
	if t := p.Records.Term; len(b.packets) == 0 && t != nil {
		b.packet(t.Original.String)
	}
	return b.packets
}

// packet returns the packet with sources in a language. It makes a new one if necessary.
func (b *builder) packet(from string) *Packet {
	p := b.byLang[from]
	if p == nil {
		p = &Packet{Term: b.term, Title: b.title, From: from, To: b.choice.To, Meeting: b.meeting, Date: b.date}
		b.byLang[from] = p
		b.packets = append(b.packets, p)
	}
	return p
}

type builder struct {
	set                        *locale.Set
	choice                     Choice
	glossary                   *input.Glossary
	term, title, meeting, date string
	packets                    []*Packet
	byLang                     map[string]*Packet
	seen                       map[string]bool
	indexes                    map[string]*index
	queries                    map[string][]Query // by id of the text; without closed ones
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (b *builder) add(items []Item, i int) {
	it := &items[i]
	src, from, via := it.String, it.Lang, false
	if b.choice.Via != "" && b.choice.Via != it.Lang {
		if t := b.set.Lookup(it.Text, b.choice.Via); !t.Missing() {
			src, from, via = t.Text.String, b.choice.Via, true
		}
	}
	u := &Unit{
		ID: it.ID, Source: src, SourceHash: source.Hash(src), Paper: it.Paper, Section: it.Section, Label: it.Label,
		Note: it.Kind + ", " + it.Field, Kind: Unchanged, State: it.Translation.State, Queries: b.queries[it.ID],
	}
	if !it.Translation.Missing() {
		u.Target = it.Translation.Text.String
	}
	switch {
	case u.Target == "":
		u.Kind, u.State = New, locale.Untranslated
		if b.seen[from+"\x00"+u.SourceHash] {
			u.Kind = Repeated
		}
		b.seen[from+"\x00"+u.SourceHash] = true
	case it.Translation.Stale:
		u.Kind, u.State = Changed, locale.Untranslated
		made := it.Translation.Via
		if made == "" {
			made = it.Lang
		}
		if prev := it.Translation.Source; made == from && prev != "" && source.Normalize(prev) != source.Normalize(src) {
			u.Previous, u.lexicon = prev, b.set.Lexicon(from)
		}
	}
	u.TargetHash, u.Was = Exact(u.Target), u.State
	if i > 0 && items[i-1].Paper == it.Paper {
		u.Before = b.beside(&items[i-1])
	}
	if i+1 < len(items) && items[i+1].Paper == it.Paper {
		u.After = b.beside(&items[i+1])
	}
	b.terms(u, from)
	if b.choice.Budget != nil {
		u.Budget = b.choice.Budget(u)
	}
	p := b.packet(from)
	p.Via = p.Via || via
	p.Units = append(p.Units, u)
}

// beside returns the text of a neighbour, in the language of the sources if available.
func (b *builder) beside(it *Item) string {
	if b.choice.Via != "" && b.choice.Via != it.Lang {
		if t := b.set.Lookup(it.Text, b.choice.Via); !t.Missing() {
			return t.Text.String
		}
	}
	return it.String
}

// An index finds the terms of the glossary in texts of one language by the stem of their first word.
type index struct {
	set     *locale.Locale
	stems   map[string]string // cache: word → stem
	byFirst map[string][]indexed
}

type indexed struct {
	stems []string
	form  string
	entry *input.Entry
}

func (b *builder) index(lang string) *index {
	if x := b.indexes[lang]; x != nil {
		return x
	}
	x := &index{set: b.set.Locale(lang), stems: map[string]string{}, byFirst: map[string][]indexed{}}
	b.indexes[lang] = x
	if b.glossary == nil || x.set == nil {
		return x
	}
	for _, e := range b.glossary.Entries {
		f := e.Forms[lang]
		if f == nil {
			continue
		}
		forms := []string{f.Name.String, f.Acronym.String}
		for _, v := range f.Also() {
			forms = append(forms, v.String)
		}
		for _, form := range forms {
			if s := x.words(form); len(s) > 0 {
				x.byFirst[s[0]] = append(x.byFirst[s[0]], indexed{s, form, e})
			}
		}
	}
	return x
}

// words returns the stems of the words of a text.
func (x *index) words(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool {
		switch r {
		case ' ', '\t', '\n', '\u00a0', '\u202f', '.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '{', '}', '"', '“', '”', '«', '»',
			'‘', '’', '\'', '*', '/', '–', '—':
			return true
		}
		return false
	}) {
		stem, ok := x.stems[w]
		if !ok {
			stem = x.set.Stem(w)
			x.stems[w] = stem
		}
		out = append(out, stem)
	}
	return out
}

// terms counts the words of the source of u, and finds the terms of the glossary in it (the longest at each place) and the words that must
// not be translated.
func (b *builder) terms(u *Unit, from string) {
	tokens := Tokens(u.Source)
	u.Words = countWords(tokens)
	for _, t := range tokens {
		if t.Type == "symbol" && !slices.Contains(u.Keep, t.Data) {
			u.Keep = append(u.Keep, t.Data)
		}
	}
	x := b.index(from)
	if len(x.byFirst) == 0 {
		return
	}
	words := x.words(u.Source)
	seen := map[*input.Entry]bool{}
	for i := 0; i < len(words); {
		var best *indexed
		for k := range x.byFirst[words[i]] {
			c := &x.byFirst[words[i]][k]
			if i+len(c.stems) <= len(words) && slices.Equal(c.stems, words[i:i+len(c.stems)]) &&
				(best == nil || len(c.stems) > len(best.stems)) {
				best = c
			}
		}
		if best == nil {
			i++
			continue
		}
		i += len(best.stems)
		if seen[best.entry] {
			continue
		}
		seen[best.entry] = true
		to := best.entry.Forms[b.choice.To]
		if to == nil || to.Name.String == "" {
			continue
		}
		target := to.Name.String
		if best.form == best.entry.Forms[from].Acronym.String && to.Acronym.String != "" {
			target = to.Acronym.String
		}
		if target == best.form {
			u.Keep = append(u.Keep, best.form)
			continue
		}
		term := Term{Source: best.form, Target: target}
		for _, f := range to.Forbidden {
			term.Forbidden = append(term.Forbidden, f.Term.String)
		}
		if to.Unverified {
			term.Note = "not confirmed by a public source"
		}
		u.Terms = append(u.Terms, term)
	}
}
